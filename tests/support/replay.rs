//! A recorded Node in a real Open vSwitch: its flows are loaded, its packets go through, and the switch says itself what each rule counted.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic
#![allow(dead_code)] // each test binary uses its part

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use serde_json::Value;

use crate::ovs::{Ovs, Sum};
use crate::support::Capture;

const METRIC_TABLES: &[&str] = &["EgressMetric", "IngressMetric", "MulticastEgressMetric", "MulticastIngressMetric"];

/// Bits of the cookie: the agent's round, and the category, which is 0 for the flow of a table's misses.
const ROUND_SHIFT: u32 = 48;
const ROUND_MASK: &str = "0xffff000000000000";
const MISSES: &str = "cookie=0/0xff0000000000";

/// What Antrea releases mark a denied packet with.
#[derive(Clone, Copy)]
pub enum DenyMark {
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
pub struct Node {
    pub name: String,
    pub switch: Ovs,
    tables: BTreeMap<String, u64>,
}

impl Node {
    pub fn load(capture: &Capture, name: &str) -> Node {
        let node = Node::load_without_traffic(capture, name);
        node.play(capture);
        node
    }

    /// Sends the packets in that were recorded after the flows.
    pub fn play(&self, capture: &Capture) {
        self.switch.receive(&traffic(&capture.root().parent().unwrap().join("variants").join(&self.name)));
    }

    /// Writes into the switch's database what the agent keeps there: whose Pod a port is, its round, and the OpenFlow that the bridge speaks.
    pub fn label(&self, capture: &Capture) {
        let folder = capture.root().join("nodes").join(&self.name);
        let table =
            |file: &str| -> Value { serde_json::from_str(&fs::read_to_string(folder.join(file)).unwrap()).unwrap() };
        let mut entries = Vec::new();
        for (kind, file) in [("port", "port.json"), ("bridge", "bridge.json")] {
            for row in rows(&table(file)) {
                let ids = pairs(&row["external_ids"]).map(|(key, value)| format!("external_ids:{key}=\"{value}\""));
                let ids: Vec<String> = ids.collect();
                if !ids.is_empty() {
                    let record = [kind.to_string(), row["name"].as_str().unwrap().to_string()];
                    entries.push(record.into_iter().chain(ids).collect());
                }
            }
        }
        // Until 1.7 agents spoke OpenFlow 1.3 (`pkg/agent/openflow/pipeline.go`).
        let old = ["v1.5.", "v1.6.", "v1.7."]
            .iter()
            .any(|release| capture.truth["antrea"].as_str().unwrap().starts_with(release));
        let protocols = if old { "OpenFlow10,OpenFlow13" } else { "OpenFlow10,OpenFlow15" };
        entries.push(vec!["bridge".into(), "br-int".into(), format!("protocols={protocols}")]);
        self.switch.set(&entries);
    }

    /// Every counter is 0.
    pub fn load_without_traffic(capture: &Capture, name: &str) -> Node {
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
        let tables = tables.into_iter().map(|(id, table)| (table, id)).collect();
        Node { name: name.to_string(), switch, tables }
    }

    /// Tables by name.
    pub fn tables(&self) -> &BTreeMap<String, u64> {
        &self.tables
    }

    fn metric_tables(&self) -> impl Iterator<Item = (&'static str, u64)> {
        METRIC_TABLES.iter().filter_map(|name| Some((*name, *self.tables.get(*name)?)))
    }

    /// Sessions, packets and bytes of a rule, as Open vSwitch sums its metric flows.
    pub fn referee(&self, item: &Value, deny: DenyMark) -> [Option<u64>; 3] {
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
    pub fn counted(&self) -> Sum {
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

/// Sessions, packets and bytes of a row of `rules` or `policystats`.
pub fn stats(item: &Value) -> [Option<u64>; 3] {
    ["sessions", "packets", "bytes"].map(|member| item["trafficStats"][member].as_u64())
}

/// Packets and bytes of all rows. Those of Pass rules count again at the rule that decides.
pub fn summed(items: &[Value]) -> [u64; 2] {
    let counted = items.iter().filter(|item| item["action"] != "Pass").map(stats);
    counted
        .fold([0, 0], |[packets, bytes], [_, more, larger]| [packets + more.unwrap_or(0), bytes + larger.unwrap_or(0)])
}

/// Compares the rules that count with what `referee` says of them; how many of them have packets.
pub fn compare_rules(items: &[Value], mut referee: impl FnMut(&Value) -> [Option<u64>; 3]) -> usize {
    let is_counted = |item: &&Value| item["action"] != "Pass" && item["id"] != 1;
    let mut counting = 0;
    for item in items.iter().filter(is_counted) {
        let want = referee(item);
        assert_eq!(stats(item), want, "{item}");
        counting += usize::from(want[1] > Some(0));
    }
    counting
}

/// What several sums come to.
pub fn total(sums: impl IntoIterator<Item = Sum>) -> [u64; 2] {
    sums.into_iter().fold([0, 0], |[packets, bytes], sum| [packets + sum.packets, bytes + sum.bytes])
}

pub fn ports(interfaces: &str) -> Vec<(String, u64)> {
    let table: Value = serde_json::from_str(interfaces).unwrap();
    let column = |name: &str| table["headings"].as_array().unwrap().iter().position(|heading| heading == name).unwrap();
    let (name, number) = (column("name"), column("ofport"));
    let rows = table["data"].as_array().unwrap().iter();
    let ports = rows.map(|row| (row[name].as_str().unwrap().to_string(), row[number].as_u64()));
    // The bridge's own port has a number that is reserved.
    ports.filter(|(name, _)| name != "br-int").map(|(name, number)| (name, number.unwrap())).collect()
}

/// Rows of what `ovs-vsctl --format=json list` prints, by the names of their columns.
fn rows(table: &Value) -> Vec<serde_json::Map<String, Value>> {
    let headings: Vec<&str> = table["headings"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let row = |row: &Value| {
        headings.iter().zip(row.as_array().unwrap()).map(|(name, cell)| ((*name).to_string(), cell.clone())).collect()
    };
    table["data"].as_array().unwrap().iter().map(row).collect()
}

/// Of `["map", [[KEY, VALUE], ...]]`.
fn pairs(map: &Value) -> impl Iterator<Item = (String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_string();
    map[1].as_array().unwrap().iter().map(move |pair| (text(&pair[0]), text(&pair[1])))
}

/// Lines like `  table 12 ("EgressRule"): ditto`.
pub fn table_names(features: &str) -> Vec<(u64, String)> {
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
