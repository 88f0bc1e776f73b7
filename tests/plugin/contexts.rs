//! Which cluster is read, and as whom: contexts, lists of kubeconfigs, clusters, users.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::cluster::{ADMIN, Cluster, Fault, On, Rule, User, rules_of_manifest, write_kubeconfig};
use crate::kubectl::kubectl;
use crate::support::open;
use crate::terminal::Terminal;

/// Two clusters in one kubeconfig.
struct Two {
    terminal: Terminal,
    config: String,
    first: Cluster,
    second: Cluster,
}

fn two(kubectl: &Path) -> Two {
    let (first, second) = (Cluster::of(open("acme-fitness")).start(), Cluster::of(open("basic")).start());
    let terminal = Terminal::new(kubectl, Path::new(""));
    let path = terminal.write("config", "");
    write_kubeconfig(&path, &[("eu-1", &first, ADMIN), ("eu-2", &second, ADMIN)]);
    let config = fs::read_to_string(&path).unwrap();
    Two { terminal: terminal.with("KUBECONFIG", path.to_str().unwrap()), config, first, second }
}

/// The first words of the rows, which are contexts, with how many rows each has.
fn contexts(table: &str) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for line in table.lines().skip(1) {
        let context = line.split(' ').next().unwrap().to_string();
        match found.iter_mut().find(|(known, _)| *known == context) {
            Some((_, count)) => *count += 1,
            None => found.push((context, 1)),
        }
    }
    found
}

fn counted(parts: &[(&str, usize)]) -> Vec<(String, usize)> {
    parts.iter().map(|(context, rows)| (context.to_string(), *rows)).collect()
}

#[test]
fn several_contexts_are_one_table() {
    let Some(kubectl) = kubectl("contexts::several_contexts_are_one_table") else { return };
    let two = two(&kubectl);
    let terminal = &two.terminal;
    let rows = |words: &str| terminal.run(words).with(0).lines().count() - 1;
    let alone = ["eu-1", "eu-2"].map(|context| rows(&format!("get policystats --context {context}")));
    assert_eq!(alone[0], rows("get policystats"), "the current context is eu-1");
    let both = counted(&[("eu-1", alone[0]), ("eu-2", alone[1])]);
    for chosen in ["--context eu-1 --context eu-2", "--context eu-1,eu-2", "--context eu-*", "--context=eu-?"] {
        for way in ["", " --via exec"] {
            let table = terminal.run(&format!("get policystats {chosen}{way}")).with(0);
            assert!(table.starts_with("CONTEXT   KIND "), "{table}");
            assert_eq!(contexts(&table), both, "{chosen}{way}");
        }
    }
    let none = terminal.run("get policystats --context us-*");
    assert_eq!((none.code, none.stdout.as_str()), (1, ""), "{none:#?}");
    assert!(none.stderr.contains("no context matches \"us-*\"") && none.stderr.contains("eu-1, eu-2"), "{none:#?}");

    let report = terminal.run("get rules --context eu-* -o json");
    assert_eq!(report.code, 0, "{report:#?}");
    let report = report.json();
    let items = report["items"].as_array().unwrap();
    let told: BTreeSet<&str> = items.iter().map(|item| item["sourceAlias"].as_str().unwrap()).collect();
    assert_eq!(told, BTreeSet::from(["eu-1", "eu-2"]));
    for context in ["eu-1", "eu-2"] {
        assert_eq!(report["metadata"]["sources"][context]["context"], context, "{}", report["metadata"]);
    }
}

#[test]
fn a_context_that_is_down_is_a_gap() {
    let Some(kubectl) = kubectl("contexts::a_context_that_is_down_is_a_gap") else { return };
    let Two { terminal, config, first, second } = two(&kubectl);
    let down = terminal.write("down", &config.replace(&first.url(), "https://127.0.0.1:1"));
    let rows = terminal
        .run(&format!("get policystats --context eu-2 --kubeconfig {}", down.display()))
        .with(0)
        .lines()
        .count()
        - 1;
    for (way, header) in [("", "REJECTED"), (" --via exec", "NOTHING")] {
        let end = terminal.run(&format!("get policystats --context eu-* --kubeconfig {}{way}", down.display()));
        assert_eq!(end.code, 4, "{end:#?}");
        assert_eq!(contexts(&end.stdout), counted(&[("eu-2", rows)]), "{end:#?}");
        assert!(!end.stdout.contains(header), "{}", end.stdout);
        let cause = "https://127.0.0.1:1 cannot be reached";
        assert!(end.stderr.starts_with("warning: eu-1: the cluster: ") && end.stderr.contains(cause), "{}", end.stderr);
        assert_eq!(end.stderr.lines().filter(|line| line.contains("eu-1")).count(), 1, "{}", end.stderr);
    }
    let end = terminal.run(&format!("get rules --context eu-* -o json --kubeconfig {}", down.display()));
    assert_eq!(end.code, 4, "{end:#?}");
    let report = end.json();
    assert_eq!(report["gaps"].as_array().unwrap().len(), 1, "{}", report["gaps"]);
    assert_eq!(report["gaps"][0]["what"], "eu-1: the cluster", "{}", report["gaps"]);
    assert!(report["items"].as_array().unwrap().iter().all(|item| item["sourceAlias"] == "eu-2"));

    // One that is there and refuses; and Nodes of the same name in both.
    let words = "get policystats --context eu-* -o json --via exec";
    second.fault(On::api("*", "*"), Fault::Forbidden);
    let end = terminal.run(words);
    assert_eq!(end.code, 4, "{end:#?}");
    assert!(end.stderr.contains("warning: eu-2: the cluster: ") && end.stderr.contains("the right to"), "{end:#?}");
    second.clear_faults();
    first.fault(On::exec("k8s-worker-01"), Fault::Unreachable);
    let end = terminal.run(words);
    assert_eq!(end.code, 4, "{end:#?}");
    assert!(end.stderr.contains("warning: eu-1: node k8s-worker-01: "), "{}", end.stderr);
    let gap = end.json()["gaps"][0].clone();
    assert!(gap["node"] == "k8s-worker-01" && gap["what"].as_str().unwrap().starts_with("eu-1: "), "{gap}");

    // None of them: it failed, and each says why.
    second.fault(On::api("*", "*"), Fault::Forbidden);
    let end = terminal.run(&format!("get policystats --context eu-* --kubeconfig {}", down.display()));
    assert_eq!((end.code, end.stdout.as_str()), (1, ""), "{end:#?}");
    assert!(end.stderr.contains("context eu-1: ") && end.stderr.contains("context eu-2: "), "{}", end.stderr);
    let end = terminal.run(&format!("get policystats nope --via nope --context eu-* --kubeconfig {}", down.display()));
    assert_eq!(end.code, 2, "{end:#?}");
}

#[test]
fn kubeconfigs_clusters_and_users() {
    let Some(kubectl) = kubectl("contexts::kubeconfigs_clusters_and_users") else { return };
    let Two { terminal, first, second, .. } = two(&kubectl);
    let (one, other) = (terminal.write("one", ""), terminal.write("other", ""));
    let reader = first.add_user(User::new("reader", Vec::new()));
    write_kubeconfig(&one, &[("first", &first, &reader)]);
    write_kubeconfig(&other, &[("second", &second, ADMIN)]);
    // One that is not there is passed over, and the first current context holds.
    let absent = terminal.bin().join("absent");
    let list = format!("{}:{}:{}", absent.display(), one.display(), other.display());
    let terminal = terminal.with("KUBECONFIG", &list);
    let node = |words: &str| {
        let end = terminal.run(&format!("get nodes -o json {words}"));
        (end.code == 0)
            .then(|| end.json()["items"][0]["metadata"]["name"].as_str().unwrap().to_string())
            .ok_or(end.stderr)
    };
    let (of_first, of_second) = (first.nodes()[0].clone(), second.nodes()[0].clone());
    assert_ne!(of_first, of_second);
    assert!(node("").unwrap_err().contains("User \"reader\" cannot list resource"), "{:?}", node(""));
    assert_eq!(node("--context second"), Ok(of_second.clone()));
    // The token of admin is the same in both; the certificate of the authority is not.
    assert_eq!(node("--user second"), Ok(of_first.clone()));
    assert_eq!(node("--cluster second --user second"), Ok(of_second.clone()));
    assert_eq!(node("--context second --cluster first"), Ok(of_first));
    assert!(
        node("--cluster second").unwrap_err().contains("does not know who you are"),
        "{:?}",
        node("--cluster second")
    );
    let (flag, unread) = (
        format!("--kubeconfig {}", absent.display()),
        format!("read the kubeconfig {}: No such file", absent.display()),
    );
    for (words, why) in [
        ("--context third", "there is no context \"third\""),
        ("--cluster third", "there is no cluster \"third\""),
        ("--user third", "there is no user \"third\""),
        (flag.as_str(), unread.as_str()),
    ] {
        let said = node(words).unwrap_err();
        assert!(said.contains(why), "{words}: {said}");
    }
}

#[test]
fn another_user_and_groups() {
    let Some(kubectl) = kubectl("contexts::another_user_and_groups") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let terminal = Terminal::new(&kubectl, &cluster.kubeconfig());
    let role = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rbac/statistics.yaml")).unwrap();
    cluster.add_user(User::new("jane", rules_of_manifest(&role)));
    cluster.add_user(User::new("watchers", rules_of_manifest(&role)));
    cluster.add_user(User::new("joe", Vec::new()));
    let rows = terminal.run("get policystats -o name").with(0);
    for words in ["--as jane", "--as=joe --as-group=watchers", "--as joe --as-group others --as-group watchers"] {
        cluster.forget();
        assert_eq!(terminal.run(&format!("get policystats -o name --via stats-api {words}")).with(0), rows, "{words}");
        let users: BTreeSet<String> = cluster.asked().into_iter().map(|asked| asked.user).collect();
        assert!(!users.contains("admin"), "{words}: {users:?}");
    }
    for (words, why, code) in [
        ("--as joe", "User \"joe\" cannot list resource", 1),
        ("--as jane --via exec", "User \"jane\" cannot", 1),
        ("--as-group watchers", "--as-group needs --as", 2),
    ] {
        let refused = terminal.run(&format!("get policystats {words}"));
        assert_eq!((refused.code, refused.stdout.as_str()), (code, ""), "{words}: {refused:#?}");
        assert!(refused.stderr.contains(why), "{words}: {}", refused.stderr);
    }
    let viewer = cluster.kubeconfig_of("viewer", vec![Rule::new("*", "stats.antrea.io", "*")]);
    let refused = Terminal::new(&kubectl, &viewer).run("get policystats --as jane");
    assert_eq!(refused.code, 1, "{refused:#?}");
    assert!(refused.stderr.contains("User \"viewer\" cannot impersonate resource \"users\""), "{}", refused.stderr);
}
