//! `explain`, from end to end: each line of each capture, each rule against its flows, and a standard input without end.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::Value;
use support::{capture_names, gather, items, open};

/// Address space of a run.
const ROOM_KIB: &str = "262144";
const SECONDS: &str = "300";

struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl Ended {
    fn items(&self) -> Vec<Value> {
        let report: Value = serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.err));
        report["items"].as_array().unwrap().clone()
    }
}

fn command(words: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v \"$0\" && exec timeout -s KILL \"$@\"", ROOM_KIB, SECONDS]);
    command.arg(env!("CARGO_BIN_EXE_kubectl-antstats")).arg("explain").args(words);
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(words: &[&str], feed: impl FnOnce(&mut ChildStdin) + Send) -> Ended {
    let mut child = command(words).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || feed(&mut stdin));
        child.wait_with_output().unwrap()
    });
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Ended { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
}

fn fed(words: &[&str], text: &str) -> Ended {
    run(words, |stdin| stdin.write_all(text.as_bytes()).unwrap())
}

/// Files of that name of each Node of a capture.
fn files(root: &Path, name: &str) -> Vec<String> {
    let nodes = fs::read_dir(root.join("nodes")).unwrap().map(|node| node.unwrap().path());
    nodes.filter_map(|node| fs::read_to_string(node.join(name)).ok()).collect()
}

#[test]
fn every_line_of_every_capture_is_explained() {
    let mut logs = 0;
    for name in capture_names() {
        let capture = open(&name);
        let version = fs::read_to_string(capture.root().join("meta.json")).unwrap();
        let version: Value = serde_json::from_str(&version).unwrap();
        let version = version["antreaVersion"].as_str().unwrap().to_owned();
        for (file, kind) in [("flows.txt", "flow"), ("np.log", "log")] {
            for text in files(capture.root(), file) {
                let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("OFPST")).count();
                let ended = fed(&["-o", "json", "--antrea-version", &version], &text);
                assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{name} {file}");
                let items = ended.items();
                assert_eq!(items.len(), lines, "{name} {file}");
                for item in &items {
                    assert_eq!(item["kind"], kind, "{name}: {item}");
                    let unknown = item["parts"].as_array().unwrap().iter().any(|part| part["part"] == "unknown");
                    assert!(!unknown, "{name}: {item}");
                }
                logs += usize::from(kind == "log");
            }
        }
    }
    assert!(logs > 10, "only {logs} audit logs");
}

/// Flows that have a conjunction in their actions, counted as text: how many matches each clause of each rule has, by table.
fn clauses(flows: &str) -> BTreeMap<(u64, u64), usize> {
    let mut counts = BTreeMap::new();
    for line in flows.lines() {
        for part in line.split("conjunction(").skip(1) {
            let (id, rest) = part.split_once(',').unwrap();
            let clause = rest.split('/').next().unwrap();
            *counts.entry((id.parse().unwrap(), clause.parse().unwrap())).or_default() += 1;
        }
    }
    counts
}

#[test]
fn a_rule_is_put_together_from_its_flows() {
    for name in ["basic", "v1.5.3", "v1.13.4", "dual"] {
        let capture = open(name);
        let rules = items(&gather(capture.root()), "rules");
        let root = capture.root().to_str().unwrap().to_owned();
        for node in capture.nodes() {
            let flows = fs::read_to_string(capture.root().join("nodes").join(&node).join("flows.txt")).unwrap();
            let clauses = clauses(&flows);
            let of_node: Vec<&Value> =
                rules.iter().filter(|rule| rule["node"] == node.as_str() && rule["state"] != "orphan").collect();
            let ids: String = of_node.iter().map(|rule| format!("{}\n", rule["id"])).collect();
            let ended = fed(&["rule", "-", "-o", "json", "--from", &root, "--node", &node], &ids);
            assert_eq!(ended.code, 0, "{name} {node}: {}", ended.err);
            let mut explained = 0;
            for item in ended.items().iter().map(|item| &item["rule"]).filter(|rule| rule["state"] != "orphan") {
                let id = item["id"].as_u64().unwrap();
                let rule = of_node.iter().find(|rule| rule["id"] == id).unwrap();
                for member in ["action", "direction", "priority", "confidence", "trafficStats", "round"] {
                    assert_eq!(item[member], rule[member], "{name} {node} {id}: {member}");
                }
                if item["policy"] != Value::Null {
                    assert_eq!(item["policy"], rule["policy"], "{name} {node} {id}");
                }
                let sizes: Vec<usize> =
                    clauses.iter().filter(|((of, _), _)| *of == id).map(|(_, count)| *count).collect();
                let members = |name: &str| item[name].as_array().unwrap().len();
                for side in ["from", "to"] {
                    let found = members(side);
                    assert!(found == 0 || sizes.contains(&found), "{name} {node} {id}: {found} {side} of {sizes:?}");
                }
                // Ranges of ports are joined.
                assert!(members("ports") <= sizes.iter().copied().max().unwrap_or(0), "{name} {node} {id}");
                let said =
                    [members("from"), members("to"), members("ports")].iter().filter(|count| **count > 0).count();
                assert_eq!(said, sizes.len(), "{name} {node} {id}: {item}");
                explained += 1;
            }
            assert_eq!(explained, of_node.len(), "{name} {node}");
        }
    }
}

#[test]
fn a_flow_of_a_rule_and_its_log_name_the_same_rule() {
    let capture = open("basic");
    let root = capture.root().to_str().unwrap();
    let flows = fs::read_to_string(capture.root().join("nodes/node-1/flows.txt")).unwrap();
    let line = flows.lines().find(|line| line.contains("conj_id=2,")).unwrap();
    let flow = fed(&["flow", line, "--from", root, "--node", "node-1", "-o", "json"], "").items();
    assert_eq!(
        (&flow[0]["ruleID"], &flow[0]["rule"]["policy"]["name"]),
        (&Value::from(2), &Value::from("acnp-per-rule"))
    );
    let log = files(capture.root(), "np.log").concat();
    let ended = fed(&["--from", root, "-o", "json"], &log);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let named = ended
        .items()
        .iter()
        .filter(|item| item["parts"].as_array().unwrap().iter().any(|part| part["part"] == "rule ID"))
        .count();
    assert!(named > 5, "{named} lines have a rule: {}", ended.out);
}

#[test]
fn an_input_without_end_fills_no_memory() {
    // What is said of a line holds the label several times.
    let label = "l".repeat(8000);
    let line = format!(
        "2023/07/04 12:45:21.804416 IngressDefaultRule AntreaNetworkPolicy:default/reject RejectTCP Ingress Reject 16 default/net 10.10.1.7 53646 10.10.1.14 80 TCP 60 {label}\n"
    );
    for format in ["json", "csv"] {
        let count = 10_000;
        let ended = run(&["-o", format], |stdin| {
            for _ in 0..count {
                stdin.write_all(line.as_bytes()).unwrap();
            }
        });
        assert_eq!(ended.code, 0, "{format}: {}", ended.err);
        assert!(ended.out.len() > count * label.len(), "{format}");
    }
}

#[test]
fn a_line_is_answered_while_others_are_waited_for() {
    let mut child = command(&["-o", "name"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, receiver) = channel();
    std::thread::spawn(move || answers.try_for_each(|line| sender.send(line.unwrap())));
    // What cannot be explained has no name, and is no end.
    for (text, name) in [("cookie=0x1020000000000", "cookie/0x1020000000000"), ("what\nmark 18", "mark/18")] {
        writeln!(stdin, "{text}").unwrap();
        assert_eq!(receiver.recv_timeout(Duration::from_secs(60)).unwrap(), name);
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn garbage_is_named_line_by_line() {
    let mut text: Vec<u8> = b"cookie=0x1020000000000\n\xff\xfe\x00\n\x1b[31mred\n\n".to_vec();
    text.extend(vec![b'x'; 2 << 20]);
    text.extend(b"\n18\n");
    for format in
        ["json", "yaml", "table", "wide", "csv", "name", "custom-columns=K:.kind", "jsonpath={.items[*].kind}"]
    {
        let ended = run(&["-o", format], |stdin| stdin.write_all(&text).unwrap());
        assert_eq!(ended.code, 1, "{format}: {}", ended.err);
        assert!(ended.err.contains("3 of 5 could not be explained"), "{format}: {}", ended.err);
        assert!(!ended.out.contains('\u{1b}') && !ended.err.contains('\u{1b}'), "{format}");
        assert!(
            format == "name"
                || ["null", "<nil>"].iter().any(|none| ended.out.contains(none))
                || ended.out.contains('?'),
            "{format}: {}",
            ended.out
        );
        assert!(ended.out.to_lowercase().contains("cookie"), "{format}: {}", ended.out);
        if format == "json" {
            let kinds: Vec<Value> = ended.items().iter().map(|item| item["kind"].clone()).collect();
            let unknown = Value::Null;
            assert_eq!(
                kinds,
                ["cookie".into(), unknown.clone(), unknown.clone(), unknown, "rule".into(), "mark".into()]
            );
        }
    }
}

#[test]
fn a_group_by_its_number_is_its_nodes_service() {
    let capture = open("basic");
    let from = capture.root().to_str().unwrap();
    let mut named = 0;
    let mut get = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    let listed = get.env_clear().args(["get", "groups", "--from", from, "-o", "json"]).output().unwrap();
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    for group in listed["items"].as_array().unwrap() {
        let (id, node) = (group["groupId"].to_string(), group["node"].as_str().unwrap());
        for words in [&["group", &id][..], &[&format!("group {id}")]] {
            let ended = fed(&[words, &["--from", from, "--node", node, "-o", "json"]].concat(), "");
            assert_eq!(ended.code, 0, "{words:?}: {}", ended.err);
            let said = ended.items()[0]["summary"].as_str().unwrap().to_owned();
            match group["services"].as_array().and_then(|services| services.first()) {
                Some(service) => {
                    let name =
                        format!("{}/{}", service["namespace"].as_str().unwrap(), service["name"].as_str().unwrap());
                    assert!(said.contains(&name), "{node} {group}: {said}");
                    named += 1;
                }
                None => assert!(said.contains("no Service of this Node has it"), "{node} {group}: {said}"),
            }
        }
    }
    assert!(named > 2);
    // Without a Node it may be any's.
    let ended = fed(&["group", "1", "--from", from, "-o", "json"], "");
    assert!(ended.out.contains("depends on the Node"), "{} {}", ended.out, ended.err);
}
