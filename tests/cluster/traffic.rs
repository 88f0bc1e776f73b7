//! Counters of a live cluster whose Nodes are real switches, with real packets through them: they are what Open vSwitch says itself.

use serde_json::Value;

use super::run::antstats;
use crate::cluster::Cluster;
use crate::replay::DenyMark;
use crate::support::open;

fn stats(item: &Value) -> [Option<u64>; 3] {
    ["sessions", "packets", "bytes"].map(|member| item["trafficStats"][member].as_u64())
}

/// `rules` and `packets` are the least that must be counted.
fn compare(capture: &str, deny: DenyMark, rules: usize, packets: u64) {
    let cluster = Cluster::of(open(capture)).switches_with_traffic().start();
    let get = |question: &str| {
        let answer = antstats(&cluster.kubeconfig(), &format!("get {question} --via exec -o json"));
        assert_eq!(answer.code, 0, "{question}: {}", answer.err);
        answer.items()
    };
    let mut counting = 0;
    for item in get("rules").iter().filter(|item| item["action"] != "Pass" && item["id"] != 1) {
        let want = cluster.switch(item["node"].as_str().unwrap(), |node| node.referee(item, deny));
        assert_eq!(stats(item), want, "{item}");
        counting += usize::from(want[1] > Some(0));
    }
    assert!(counting >= rules, "only {counting} rules have packets");
    let counted = cluster.nodes().iter().map(|node| cluster.switch(node, |node| node.counted())).collect::<Vec<_>>();
    let total = counted.iter().fold([0, 0], |[packets, bytes], sum| [packets + sum.packets, bytes + sum.bytes]);
    assert!(total[0] >= packets, "only {} packets", total[0]);
    for question in ["rules", "policystats", "policystats --by-node"] {
        // A Pass rule's packets count again at the rule that decides.
        let items = get(question);
        let rows = items.iter().filter(|item| item["action"] != "Pass").map(stats);
        let sum = rows.fold([0, 0], |[packets, bytes], [_, more, larger]| {
            [packets + more.unwrap_or(0), bytes + larger.unwrap_or(0)]
        });
        assert_eq!(sum, total, "packets and bytes of all rows of {question}");
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
