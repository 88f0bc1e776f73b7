//! Many Nodes at once: right sums, a bound on what runs and on memory, and hanging Nodes that cost their own rows alone.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;

use serde_json::Value;

use crate::cluster::{Cluster, Fault, On};
use crate::measured::Measured;
use crate::prepared::Prepared;
use crate::replay::Node;
use crate::support::open;

const NODES: usize = 120;
const AT_ONCE: usize = 8;
/// Nodes of which nothing came for a while are waited for beside those: eight for each.
const MOST: usize = AT_ONCE * 9;
/// In KiB. Their dumps would not fit.
const MEMORY: u64 = 100 * 1024;

fn cluster() -> Cluster {
    let capture = open("reassigned");
    let prepared = Arc::new(Prepared::of(Node::load(&capture, &capture.nodes()[0]), &capture));
    Cluster::of(capture).canned(NODES, move |words| prepared.answer(words)).start()
}

struct Answer {
    measured: Measured,
    report: Value,
}

fn get(cluster: &Cluster, words: &[&str]) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.args(["get", "policystats", "--via", "exec", "-o", "json", "--kubeconfig"]).arg(cluster.kubeconfig());
    let measured = Measured::of(command.args(["--concurrency", &AT_ONCE.to_string()]).args(words));
    let report = serde_json::from_str(&measured.stdout).unwrap_or_else(|e| panic!("{e}: {}", measured.stderr));
    Answer { measured, report }
}

impl Answer {
    /// Packets by policy, of those that any Node realises.
    fn packets(&self) -> Vec<(String, u64)> {
        let items = self.report["items"].as_array().unwrap().iter();
        let packets = |item: &Value| {
            let name = format!("{} {}", item["kind"], item["metadata"]);
            Some((name, item["trafficStats"]["packets"].as_u64()?))
        };
        items.filter_map(packets).collect()
    }

    fn nodes(&self) -> BTreeSet<&str> {
        let nodes = self.report["metadata"]["resolution"].as_array().unwrap().iter();
        nodes.map(|node| node["node"].as_str().unwrap()).collect()
    }
}

fn times(packets: &[(String, u64)], count: usize) -> Vec<(String, u64)> {
    packets.iter().map(|(name, packets)| (name.clone(), packets * count as u64)).collect()
}

#[test]
fn many_nodes_stay_within_bounds_and_hanging_ones_cost_their_rows() {
    let cluster = cluster();
    let one = get(&cluster, &["--node", "node-0001"]);
    assert_eq!(one.measured.code, Some(0), "{}", one.measured.stderr);
    let packets = one.packets();
    assert!(packets.iter().filter(|(_, packets)| *packets > 0).count() > 10, "{packets:?}");

    let all = get(&cluster, &[]);
    assert_eq!(all.measured.code, Some(0), "{}", all.measured.stderr);
    assert_eq!((all.nodes().len(), &all.report["gaps"]), (NODES, &Value::Array(Vec::new())));
    assert_eq!(all.packets(), times(&packets, NODES));

    let hanging: BTreeSet<String> = (1..=NODES).step_by(12).map(|number| format!("node-{number:04}")).collect();
    hanging.iter().for_each(|node| cluster.fault(On::exec(node), Fault::Hang));
    let some = get(&cluster, &["--request-timeout", "12s"]);
    assert_eq!(some.measured.code, Some(4), "{}", some.measured.stderr);
    let gaps = some.report["gaps"].as_array().unwrap();
    let missing: BTreeSet<String> = gaps.iter().map(|gap| gap["node"].as_str().unwrap().to_string()).collect();
    assert_eq!((missing, gaps.len()), (hanging.clone(), hanging.len()));
    assert!(gaps.iter().all(|gap| gap["why"].as_str().unwrap().contains("--request-timeout")), "{gaps:?}");
    assert_eq!(some.nodes().len(), NODES - hanging.len());
    assert_eq!(some.packets(), times(&packets, NODES - hanging.len()));

    assert!(cluster.most_at_once() <= MOST, "{} commands at once", cluster.most_at_once());
    for answer in [all, some] {
        assert!(answer.measured.peak < MEMORY, "{} KiB", answer.measured.peak);
    }
}
