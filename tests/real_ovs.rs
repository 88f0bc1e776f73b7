//! The counters of every rule against a real Open vSwitch: recorded flows are loaded into one, recorded packets go
//! through it, and what the binary reads from its dumps equals what Open vSwitch sums itself (`dump-aggregate`).

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

#[path = "support/ovs.rs"]
mod ovs;
mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::Command;

use ovs::{Ovs, Sum};
use serde_json::Value;
use support::{Capture, open};

/// How a dump is asked for. The protocol changes the text more than the version of Open vSwitch does.
const DUMPS: &[&[&str]] = &[
    &["-O", "OpenFlow15", "dump-flows", "br-int"],
    &["-O", "OpenFlow13", "dump-flows", "br-int"],
    &["-O", "OpenFlow10", "dump-flows", "br-int"],
    &["-O", "OpenFlow15", "--names", "dump-flows", "br-int"],
    &["-O", "OpenFlow13", "--names", "dump-flows", "br-int"],
    &["-O", "OpenFlow10", "--names", "dump-flows", "br-int"],
];

const METRIC_TABLES: &[&str] = &["EgressMetric", "IngressMetric", "MulticastEgressMetric", "MulticastIngressMetric"];

/// Bits of the cookie: the agent's round, and the category, which is 0 for the flow of a table's misses.
const ROUND_SHIFT: u32 = 48;
const ROUND_MASK: &str = "0xffff000000000000";
const MISSES: &str = "cookie=0/0xff0000000000";

/// What Antrea releases mark a denied packet with.
#[derive(Clone, Copy)]
enum DenyMark {
    Bit10,
    Bit20,
}

impl DenyMark {
    fn filter(self) -> &'static str {
        match self {
            DenyMark::Bit10 => "reg0=0x400/0x400",
            DenyMark::Bit20 => "reg0=0x100000/0x100000",
        }
    }
}

/// The switch of one Node, with the packets that were sent into it.
struct Node {
    name: String,
    switch: Ovs,
    tables: BTreeMap<String, u64>,
}

impl Node {
    fn load(capture: &Capture, name: &str) -> Node {
        let folder = capture.root().join("nodes").join(name);
        let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        let switch = Ovs::start();
        switch.add_ports(&ports(&read("interface.json")));
        let tables = table_names(&read("table-features.txt"));
        switch.name_tables(&tables);
        switch.add_meters(&read("meters.txt"));
        switch.add_groups(&read("groups.txt"));
        let flows = read("flows.txt");
        switch.add_flows(&flows);
        let loaded = switch.sum("").flows;
        assert_eq!(loaded, flows.matches("n_packets=").count() as u64, "{name}: flows that were loaded");
        let packets = traffic(&capture.root().parent().unwrap().join("variants").join(name));
        switch.receive(&packets);
        let tables = tables.into_iter().map(|(id, table)| (table, id)).collect();
        Node { name: name.to_string(), switch, tables }
    }

    fn metric_tables(&self) -> impl Iterator<Item = (&'static str, u64)> {
        METRIC_TABLES.iter().filter_map(|name| Some((*name, *self.tables.get(*name)?)))
    }

    /// Sessions, packets and bytes of a rule, as Open vSwitch sums its metric flows.
    fn referee(&self, item: &Value, deny: DenyMark) -> [Option<u64>; 3] {
        let (id, round) = (item["id"].as_u64().unwrap(), item["round"].as_u64().unwrap());
        let multicast = item["table"]["name"].as_str().is_some_and(|table| table.starts_with("Multicast"));
        let ingress = item["direction"] == "ingress";
        let table = match (multicast, ingress) {
            (true, true) => "MulticastIngressMetric",
            (true, false) => "MulticastEgressMetric",
            (false, true) => "IngressMetric",
            (false, false) => "EgressMetric",
        };
        let table = self.tables.get(table).unwrap_or_else(|| panic!("{}: no {table}", self.name));
        let scope = format!("table={table},cookie={:#x}/{ROUND_MASK}", round << ROUND_SHIFT);
        let label = match ingress {
            true => format!("ct_label={id:#x}/0xffffffff"),
            false => format!("ct_label={:#x}/0xffffffff00000000", id << 32),
        };
        let sum = |filter: &str| self.switch.sum(&format!("{scope},{filter}"));
        match item["action"].as_str() {
            Some("Allow") if multicast => {
                let sum = sum(&format!("reg3={id:#x}"));
                [Some(0), Some(sum.packets), Some(sum.bytes)]
            }
            Some("Allow") => {
                let (all, new) = (sum(&label), sum(&format!("ct_state=+new,{label}")));
                // One flow for first packets and one for the rest, by address family; none for a default deny.
                assert_eq!(all.flows, new.flows * 2, "{item}");
                [Some(new.packets), Some(all.packets), Some(all.bytes)]
            }
            Some("Drop" | "Reject") => {
                let Sum { packets, bytes, .. } = sum(&format!("{},reg3={id:#x}", deny.filter()));
                [Some(if multicast { 0 } else { packets }), Some(packets), Some(bytes)]
            }
            action => panic!("{action:?} has no metric flow: {item}"),
        }
    }

    /// All metric flows, without the flow that lets other packets go on.
    fn counted(&self) -> Sum {
        self.metric_tables().fold(Sum::default(), |sum, (_, id)| {
            let (all, misses) =
                (self.switch.sum(&format!("table={id}")), self.switch.sum(&format!("table={id},{MISSES}")));
            Sum {
                packets: sum.packets + all.packets - misses.packets,
                bytes: sum.bytes + all.bytes - misses.bytes,
                flows: sum.flows + all.flows - misses.flows,
            }
        })
    }
}

fn ports(interfaces: &str) -> Vec<(String, u64)> {
    let table: Value = serde_json::from_str(interfaces).unwrap();
    let column = |name: &str| table["headings"].as_array().unwrap().iter().position(|heading| heading == name).unwrap();
    let (name, number) = (column("name"), column("ofport"));
    let rows = table["data"].as_array().unwrap().iter();
    let ports = rows.map(|row| (row[name].as_str().unwrap().to_string(), row[number].as_u64()));
    // The bridge's own port has a number that is reserved.
    ports.filter(|(name, _)| name != "br-int").map(|(name, number)| (name, number.unwrap())).collect()
}

/// Lines like `  table 12 ("EgressRule"): ditto`.
fn table_names(features: &str) -> Vec<(u64, String)> {
    let line = |line: &str| {
        let (id, name) = line.trim().strip_prefix("table ")?.split_once(" (\"")?;
        Some((id.parse().ok()?, name.split('"').next()?.to_string()))
    };
    features.lines().filter_map(line).collect()
}

fn traffic(folder: &Path) -> String {
    let packed = folder.join("traffic.txt.gz");
    if !packed.exists() {
        return fs::read_to_string(folder.join("traffic.txt")).unwrap();
    }
    let mut text = String::new();
    flate2::read::GzDecoder::new(File::open(packed).unwrap()).read_to_string(&mut text).unwrap();
    text
}

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

fn stats(item: &Value) -> [Option<u64>; 3] {
    ["sessions", "packets", "bytes"].map(|member| item["trafficStats"][member].as_u64())
}

/// Loads and plays a capture, and compares every kind of dump. `rules` and `packets` are the least that must be counted.
fn compare(capture: &str, deny: DenyMark, rules: usize, packets: u64) {
    let capture = open(capture);
    let nodes: Vec<Node> = capture.nodes().iter().map(|name| Node::load(&capture, name)).collect();
    let counted = nodes.iter().map(Node::counted);
    let total = counted.fold([0, 0], |[packets, bytes], sum| [packets + sum.packets, bytes + sum.bytes]);
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
        let mut counting = 0;
        let uncounted = |item: &&Value| item["action"] == "Pass" || item["id"] == 1;
        for item in items.iter().filter(|item| !uncounted(item)) {
            let node = nodes.iter().find(|node| item["node"] == node.name.as_str()).unwrap();
            let key = format!("{} {} {} {}", item["node"], item["id"], item["round"], item["action"]);
            let want = *referees.entry(key).or_insert_with(|| node.referee(item, deny));
            assert_eq!(stats(item), want, "{arguments:?}: {item}");
            counting += usize::from(want[1] > Some(0));
        }
        assert!(counting >= rules, "{arguments:?}: only {counting} rules have packets");
        for noun in ["rules", "policystats"] {
            let items = if noun == "rules" { items.clone() } else { get(noun, capture.root()) };
            // A Pass rule's packets count again at the rule that decides.
            let counted = items.iter().filter(|item| item["action"] != "Pass").map(stats);
            let sum = counted.fold([0, 0], |[packets, bytes], [_, more, larger]| {
                [packets + more.unwrap_or(0), bytes + larger.unwrap_or(0)]
            });
            assert_eq!(sum, total, "{arguments:?}: packets and bytes of all rows of {noun}");
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
