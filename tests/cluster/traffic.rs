//! Counters of a live cluster whose Nodes are real switches, with real packets through them: they are what Open vSwitch says itself.

use super::run::antstats;
use crate::cluster::Cluster;
use crate::replay::{DenyMark, compare_rules, summed, total};
use crate::support::open;

/// `rules` and `packets` are the least that must be counted.
fn compare(capture: &str, deny: DenyMark, rules: usize, packets: u64) {
    let cluster = Cluster::of(open(capture)).switches_with_traffic().start();
    let get = |question: &str| {
        let answer = antstats(&cluster.kubeconfig(), &format!("get {question} --via exec -o json"));
        assert_eq!(answer.code, 0, "{question}: {}", answer.err);
        answer.items()
    };
    let counting = compare_rules(&get("rules"), |item| {
        cluster.switch(item["node"].as_str().unwrap(), |node| node.referee(item, deny))
    });
    assert!(counting >= rules, "only {counting} rules have packets");
    let total = total(cluster.nodes().iter().map(|node| cluster.switch(node, |node| node.counted())));
    assert!(total[0] >= packets, "only {} packets", total[0]);
    for question in ["rules", "policystats", "policystats --by-node"] {
        assert_eq!(summed(&get(question)), total, "packets and bytes of all rows of {question}");
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
