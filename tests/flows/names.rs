//! `[NAME...]` of flows and tables, and of what stands beside them.

use std::fs;

use tempfile::tempdir;

use crate::run::get;
use crate::support::open;

#[test]
fn names_pick_what_they_name() {
    let capture = open("basic");
    let run = |noun: &str, words: &[&str]| {
        let ended = get(noun, capture.root(), &[words, &["-o", "name"]].concat());
        (ended.code, ended.lines().join(" "), ended.stderr)
    };
    for noun in ["flows", "tables", "groups", "meters", "ports"] {
        let (_, all, _) = run(noun, &["--limit", "3", "--node", "node-1"]);
        for name in all.split(' ') {
            assert_eq!(run(noun, &[name]), (0, name.to_string(), String::new()), "{noun} {name}");
        }
    }
    let both = "table/node-2/4 table/node-2/14";
    assert_eq!(run("tables", &["spoofguard", "14", "--node", "node-2"]).1, both);
    assert_eq!(run("flows", &["node-1/7", "flow/node-1/2", "--node", "node-1"]).1, "flow/node-1/2 flow/node-1/7");
    // A filter applies too, and a name that is there is not missing then.
    assert_eq!(run("tables", &["SpoofGuard", "--table", "14"]), (0, String::new(), "No tables found\n".to_owned()));
    // noun, name, words of the error
    let lost = [
        ("flows", "flow/node-1/99999", "flows \"node-1/99999\" not found"),
        ("flows", "flow/node-9/0", "\"node-9/0\" not found"),
        ("flows", "0", "flows \"0\" not found"),
        ("tables", "SpofGuard", "did you mean \"SpoofGuard\"?"),
        ("tables", "200", "tables \"200\" not found"),
        ("tables", "node-9/4", "tables \"node-9/4\" not found"),
    ];
    for (noun, name, words) in lost {
        let (code, rows, said) = run(noun, &[name]);
        assert!(code == 1 && rows.is_empty() && said.contains(words), "{noun} {name}: {code} {said}");
    }
}

#[test]
fn a_table_that_is_compared_is_found_by_name() {
    let folder = tempdir().unwrap();
    let line = "table=4, n_packets=5, n_bytes=500, priority=0 actions=drop\n";
    for name in ["before", "after"] {
        fs::create_dir_all(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("n1.txt"), line).unwrap();
    }
    let after = format!("after={}", folder.path().join("after").display());
    let before = format!("before={}", folder.path().join("before").display());
    let run = |name: &str| get("tables", before.as_ref(), &["--from", &after, "-o", "name", name]);
    assert_eq!(run("4").stdout.trim(), "table/n1/4");
    assert_eq!(run("5").code, 1);
}

#[test]
fn a_namespace_is_that_of_services_and_pods() {
    let capture = open("basic");
    let items = |noun: &str, words: &[&str]| get(noun, capture.root(), &[words, &["-o", "json"]].concat()).items();
    for namespace in ["pay", "shop"] {
        let of = |name: &serde_json::Value| name["namespace"] == namespace;
        let ports = items("ports", &["-n", namespace]);
        assert!(!ports.is_empty() && ports.iter().all(|port| of(&port["pod"])), "{ports:?}");
        let all = items("ports", &[]).into_iter().filter(|port| of(&port["pod"])).count();
        assert_eq!(ports.len(), all);
        let groups = items("groups", &["-n", namespace]);
        let is_in = |group: &serde_json::Value| group["services"].as_array().unwrap().iter().any(of);
        assert!(!groups.is_empty() && groups.iter().all(is_in), "{groups:?}");
        assert_eq!(groups.len(), items("groups", &[]).iter().filter(|group| is_in(group)).count());
    }
    for noun in ["ports", "groups"] {
        assert_eq!(items(noun, &["-n", "nosuch"]).len(), 0, "{noun}");
        assert_eq!(items(noun, &["-n", "pay", "-A"]).len(), items(noun, &[]).len(), "{noun}");
    }
}

#[test]
fn what_nothing_is_called_is_said() {
    let capture = open("basic");
    // noun, words, what is said
    let cases: [(&str, &[&str], &str); 5] = [
        ("flows", &["--service", "nosuch"], "no Service is called \"nosuch\""),
        ("flows", &["--service", "pay/db-svx:http"], "did you mean \"pay/db-svc\"?"),
        ("groups", &["--service", "pay/db-svx"], "did you mean \"pay/db-svc\"?"),
        ("tables", &["--table", "99"], "no table has the number 99"),
        ("flows", &["--table", "99"], "no table has the number 99"),
    ];
    for (noun, words, said) in cases {
        let ended = get(noun, capture.root(), words);
        assert!(ended.code == 0 && ended.stderr.contains(said), "{noun} {words:?}: {}", ended.stderr);
    }
    for words in [["--service", "pay/db-*"], ["--service", "db-svc"], ["--table", "4"]] {
        let ended = get("flows", capture.root(), &words);
        assert!(!ended.lines().is_empty() && ended.stderr.is_empty(), "{words:?}: {}", ended.stderr);
    }
    let unnamed = get("flows", &capture.root().join("nodes/node-1/flows.txt"), &["--service", "pay/db-svc"]);
    assert!(unnamed.stderr.contains("no Service is known by name"), "{}", unnamed.stderr);
}

#[test]
fn groups_of_which_only_counters_came_are_shown() {
    let capture = open("basic");
    let node = capture.root().join("nodes/node-1");
    let alone = format!("n={}", node.join("group-stats.txt").display());
    let ended = get("groups", alone.as_ref(), &["-o", "json"]);
    assert_eq!(ended.code, 4, "what they are is missing: {}", ended.stderr);
    let whole = get("groups", capture.root(), &["--node", "node-1", "-o", "json"]).items();
    let rows = ended.items();
    assert!(!rows.is_empty() && rows.len() == whole.len(), "{} {}", rows.len(), whole.len());
    for (row, known) in rows.iter().zip(&whole) {
        for same in ["groupId", "packets", "bytes", "references"] {
            assert_eq!(row[same], known[same], "{row}");
        }
        for unknown in ["type", "purpose"] {
            assert!(row[unknown].is_null(), "{row}");
        }
    }
    let table = get("groups", alone.as_ref(), &["--columns", "type,buckets,used by", "--no-headers"]);
    assert!(table.lines().iter().all(|line| line.split_whitespace().all(|cell| cell == "-")), "{}", table.stdout);
}
