//! The counters of every rule against a real Open vSwitch: recorded flows are loaded into one, recorded packets go
//! through it, and what the binary reads from its dumps equals what Open vSwitch sums itself (`dump-aggregate`).

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

#[path = "support/ovs.rs"]
mod ovs;
#[path = "support/replay.rs"]
mod replay;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use replay::{DenyMark, Node, compare_rules, summed, total};
use serde_json::Value;
use support::open;

/// How a dump is asked for. The protocol changes the text more than the version of Open vSwitch does.
const DUMPS: &[&[&str]] = &[
    &["-O", "OpenFlow15", "dump-flows", "br-int"],
    &["-O", "OpenFlow13", "dump-flows", "br-int"],
    &["-O", "OpenFlow10", "dump-flows", "br-int"],
    &["-O", "OpenFlow15", "--names", "dump-flows", "br-int"],
    &["-O", "OpenFlow13", "--names", "dump-flows", "br-int"],
    &["-O", "OpenFlow10", "--names", "dump-flows", "br-int"],
];

fn get(noun: &str, from: &Path) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    let output = command.args(["get", noun, "-o", "json", "--from"]).arg(from).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{command:?}\n{words}");
    let mut report: Value = serde_json::from_slice(&output.stdout).unwrap();
    match report["items"].take() {
        Value::Array(items) => items,
        other => panic!("{noun}: items is {other}"),
    }
}

/// Loads and plays a capture, and compares every kind of dump. `rules` and `packets` are the least that must be counted.
fn compare(capture: &str, deny: DenyMark, rules: usize, packets: u64) {
    let capture = open(capture);
    let nodes: Vec<Node> = capture.nodes().iter().map(|name| Node::load(&capture, name)).collect();
    let total = total(nodes.iter().map(Node::counted));
    assert!(total[0] >= packets, "only {} packets", total[0]);
    // What the switch sums does not depend on how its flows are printed: each rule is asked for once.
    let mut referees = BTreeMap::new();
    for arguments in DUMPS {
        for node in &nodes {
            let folder = capture.root().join("nodes").join(&node.name);
            fs::write(folder.join("flows.txt"), node.switch.ofctl(arguments.iter().copied())).unwrap();
            let aggregate = node.switch.ofctl(["-O", "OpenFlow15", "dump-aggregate", "br-int"]);
            fs::write(folder.join("aggregate.txt"), aggregate).unwrap();
        }
        let items = get("rules", capture.root());
        let counting = compare_rules(&items, |item| {
            let node = nodes.iter().find(|node| item["node"] == node.name.as_str()).unwrap();
            let key = format!("{} {} {} {}", item["node"], item["id"], item["round"], item["action"]);
            *referees.entry(key).or_insert_with(|| node.referee(item, deny))
        });
        assert!(counting >= rules, "{arguments:?}: only {counting} rules have packets");
        for noun in ["rules", "policystats"] {
            let items = if noun == "rules" { items.clone() } else { get(noun, capture.root()) };
            assert_eq!(summed(&items), total, "{arguments:?}: packets and bytes of all rows of {noun}");
        }
    }
}

#[test]
fn acme_fitness() {
    compare("acme-fitness", DenyMark::Bit10, 20, 2000);
}

#[test]
fn dual_stack() {
    compare("dual", DenyMark::Bit10, 50, 700);
}

#[test]
fn fixed_tables_and_old_marks() {
    compare("v1.5.3", DenyMark::Bit20, 40, 350);
}

#[test]
fn multicast() {
    compare("multicast", DenyMark::Bit10, 40, 500);
}

#[test]
fn kubernetes_cluster_policies() {
    compare("v2.7.0", DenyMark::Bit10, 40, 900);
}
