//! What reading does to a cluster: commands of the allow-list alone, one at a time on each Node, no dump of a whole bridge, and nobody's token where it does not belong.

use std::collections::BTreeMap;

use super::run::antstats;
use crate::cluster::{ADMIN, Builder, Cluster};
use crate::support::open;

/// Programs with the words that may follow their flags.
const READS: &[(&str, &[&str])] = &[
    ("ovs-ofctl", &["dump-table-features", "dump-tables", "dump-flows"]),
    ("ovs-vsctl", &["find", "list"]),
    ("ovs-appctl", &[]),
    ("antctl", &["get"]),
];

fn runs(cluster: &Cluster, question: &str) {
    cluster.forget();
    let answer = antstats(&cluster.kubeconfig(), &format!("get {question}"));
    assert_eq!(answer.code, 0, "{question}: {}", answer.err);
}

/// Checks what the programs of a Node were called with, from their own log.
fn check_commands(question: &str, node: &str, log: &str) {
    let mut running = None;
    let mut dumps = BTreeMap::new();
    for line in log.lines() {
        let (mark, command) = line.split_once(' ').unwrap_or((line, ""));
        if mark == "end" {
            running = None;
            continue;
        }
        assert_eq!(running, None, "{question}: {node}: two commands at once: {command}");
        running = Some(command.to_string());
        let mut words = command.split(' ');
        let program = words.next().unwrap();
        let (_, verbs) = READS.iter().find(|(name, _)| *name == program).unwrap_or_else(|| panic!("{command}"));
        let arguments: Vec<&str> = words.collect();
        assert!(!arguments.contains(&"--names"), "{question}: {command}");
        assert!(arguments[0].starts_with("--timeout="), "{question}: {command}");
        let plain: Vec<&str> =
            arguments.iter().filter(|word| !word.starts_with('-') && !word.starts_with("OpenFlow")).copied().collect();
        assert!(verbs.contains(&plain[0]), "{question}: {command}");
        if plain[0] == "dump-flows" {
            let [_, "br-int", table] = plain[..] else { panic!("{question}: a dump of more than a table: {command}") };
            assert!(table.strip_prefix("table=").is_some_and(|id| id.parse::<u8>().is_ok()), "{question}: {command}");
            *dumps.entry(table.to_string()).or_insert(0) += 1;
        }
    }
    assert_eq!(running, None, "{question}: {node}: a command did not end");
    assert!(dumps.values().all(|times| *times == 1), "{question}: {node}: {dumps:?}");
    assert!((1..=20).contains(&dumps.len()), "{question}: {node}: {dumps:?}");
}

#[test]
fn a_node_runs_one_command_at_a_time() {
    let cluster = Cluster::of(open("acme-fitness")).start();
    for question in [
        "policystats --via exec",
        "policystats --via exec --by-node",
        "policystats --via exec --rules",
        "rules --via exec",
        "networkpolicystats -A --via exec",
        "nodes",
    ] {
        for node in cluster.nodes() {
            cluster.clear_commands(&node);
        }
        runs(&cluster, question);
        for node in cluster.nodes() {
            let ran: Vec<_> = cluster.ran().into_iter().filter(|ran| ran.node == node).collect();
            assert_eq!(ran.len(), 1, "{question}: {node}: execs");
            assert_eq!(ran[0].container, "antrea-ovs", "{question}");
            assert_eq!(ran[0].words[..2], ["sh", "-c"], "{question}");
            assert_eq!(cluster.most_at_once_on(&node), 1, "{question}: {node}");
            check_commands(question, &node, &cluster.commands(&node));
        }
    }
}

/// Without a shell each command is an exec of its own.
#[test]
fn a_node_without_a_shell_runs_one_command_at_a_time() {
    let nodes = ["k8s-worker-01", "k8s-worker-02", "k8s-worker-03"];
    let builder = nodes.iter().fold(Cluster::of(open("acme-fitness")), |b, node| b.without_program(node, "sh"));
    let cluster = builder.start();
    runs(&cluster, "rules --via exec");
    for node in nodes {
        assert_eq!(cluster.most_at_once_on(node), 1, "{node}");
        let dumps = |word: &str| {
            let ran = cluster.ran().into_iter().filter(|ran| ran.node == node && ran.words.iter().any(|w| w == word));
            ran.map(|ran| ran.words).collect::<Vec<_>>()
        };
        assert!(!dumps("dump-flows").is_empty());
        for words in dumps("dump-flows") {
            assert!(words.last().unwrap().starts_with("table="), "{words:?}");
        }
        assert!(dumps("--names").is_empty());
    }
}

/// Totals need no Node at all.
#[test]
fn totals_ask_no_node() {
    let cluster = Cluster::of(open("acme-fitness")).start();
    runs(&cluster, "policystats");
    assert_eq!(cluster.ran(), []);
    assert!(cluster.asked().iter().all(|asked| asked.node.is_none()), "{:?}", cluster.asked());
    assert!(cluster.asked().iter().all(|asked| asked.what.starts_with("GET ")), "{:?}", cluster.asked());
}

#[test]
fn agents_see_the_token_of_antctl_alone() {
    for (name, question) in [
        ("acme-fitness", "rules --via agent"),
        ("acme-fitness", "nodes"),
        ("basic", "policystats --via exec --rules"),
        ("v1.8.1", "rules --via agent --insecure-agent"),
    ] {
        // Without antctl agents are asked who owns twins.
        let without = |builder: Builder, node: &String| builder.without_program(node, "antctl");
        let cluster = open(name).nodes().iter().fold(Cluster::of(open(name)), without).start();
        runs(&cluster, question);
        let asked = cluster.asked();
        let of_agents: Vec<_> = asked.iter().filter(|asked| asked.node.is_some()).collect();
        assert!(!of_agents.is_empty(), "{name}: {question}: no agent was asked: {asked:?}");
        for asked in of_agents {
            assert_eq!(asked.user, "system:serviceaccount:kube-system:antctl", "{question}: {asked:?}");
            assert!(!asked.what.contains("GET /ovsflows ") && asked.what != "agent GET /ovsflows", "{asked:?}");
        }
        let tokens = asked.iter().filter(|asked| asked.what.contains("serviceaccounts/antctl/token")).count();
        assert_eq!(tokens, 1, "{question}: one token serves all Nodes");
        // What is sent to the API server is never printed.
        for level in ["", "-v"] {
            let answer = antstats(&cluster.kubeconfig(), &format!("get {question} {level}"));
            assert!(!answer.err.contains(ADMIN) && !answer.err.contains("Bearer"), "{}", answer.err);
            assert!(!answer.err.contains("token-1-of"), "{}", answer.err);
        }
    }
}
