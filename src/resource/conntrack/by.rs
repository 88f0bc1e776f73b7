//! `--by`: how many connections there are by something, the most first.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use serde_json::json;

use super::super::filter::By;
use super::super::item::{count, object, policy_label};
use super::place::{Connected, End};
use super::{Picked, column};
use crate::model::report::{Cell, Column, Row};
use crate::resolve::ledger::add;

/// What connections of one kind come to.
#[derive(Debug)]
struct Sums {
    connections: u64,
    packets: Option<u64>,
    bytes: Option<u64>,
}

/// The columns.
pub(super) fn columns(by: By) -> Vec<Column> {
    let (header, help) = match by {
        By::Pod => ("POD", "Pod, as source or as destination; a connection between two Pods counts for both"),
        By::Node => ("NODE", "Node"),
        By::Service => ("SERVICE", "Service that they were opened to"),
        By::Policy => ("POLICY", "policy that let them through; one that passed two counts for both"),
        By::State => ("STATE", "state of the protocol"),
        By::Port => ("PORT", "port and protocol that they go to"),
        By::Source => ("SOURCE", "who opened them: a Pod, or an address"),
    };
    vec![
        column(header, false, false, help),
        column("CONNECTIONS", true, false, "how many"),
        column("PACKETS", true, false, "packets of both directions"),
        column("BYTES", true, false, "bytes of IP packets, both directions"),
        column("SHARE", true, false, "of all connections that were looked at, in percent"),
    ]
}

/// The rows.
pub(super) fn rows(picked: &Picked<'_>, by: By) -> Vec<Row> {
    let mut sums: HashMap<String, Sums, RandomState> = HashMap::default();
    let mut keys = Vec::new();
    // A flood has the same source a hundred thousand times.
    let mut labels: HashMap<End, String, RandomState> = HashMap::default();
    let mut all = 0u64;
    for (connected, _) in picked.connections() {
        all += 1;
        keys.clear();
        match by {
            By::Source => {
                let end = End { port: None, ..connected.source() };
                keys.push(labels.entry(end).or_insert_with(|| connected.label(end)).clone());
            }
            by => keys_of(connected, by, &mut keys),
        }
        let counters = connected.all().find_map(|connection| connection.counters());
        let (packets, bytes) = (counters.map(|c| c.packets), counters.map(|c| c.bytes));
        for key in keys.drain(..) {
            let sums = sums.entry(key).or_insert(Sums { connections: 0, packets: Some(0), bytes: Some(0) });
            sums.connections += 1;
            sums.packets = add(sums.packets, packets);
            sums.bytes = add(sums.bytes, bytes);
        }
    }
    let mut sums: Vec<(String, Sums)> = sums.into_iter().collect();
    sums.sort_by(|(a, one), (b, other)| other.connections.cmp(&one.connections).then_with(|| a.cmp(b)));
    sums.into_iter().map(|(key, sums)| row(by, key, &sums, all)).collect()
}

/// What a connection counts for; an empty text is none.
fn keys_of(connected: Connected<'_, '_>, by: By, keys: &mut Vec<String>) {
    match by {
        By::Pod => {
            let addresses = connected.place.addresses;
            let ends = [connected.source(), connected.destination()];
            let pods = ends.into_iter().filter_map(|end| addresses.pod(end.address));
            keys.extend(pods.map(|(namespace, name)| format!("{namespace}/{name}")));
        }
        By::Node => keys.push(connected.place.name.to_string()),
        By::Service => keys.push(connected.service_label()),
        By::Policy if connected.is_old() => {}
        By::Policy => {
            for rule in connected.rules() {
                keys.extend(rule.policies.iter().map(|policy| policy_label(policy)));
            }
        }
        By::State => keys.push(connected.state().unwrap_or_default().to_owned()),
        By::Port => {
            let protocol = connected.main.protocol;
            let port = connected.destination().port;
            keys.push(port.map_or(protocol.to_string(), |port| format!("{port}/{protocol}")));
        }
        By::Source => keys.push(connected.label(End { port: None, ..connected.source() })),
    }
    keys.sort();
    keys.dedup();
    if keys.is_empty() {
        keys.push(String::new());
    }
}

fn row(by: By, key: String, sums: &Sums, all: u64) -> Row {
    let share = share(sums.connections, all);
    let name = match by {
        By::Pod => "pod",
        By::Node => "node",
        By::Service => "service",
        By::Policy => "policy",
        By::State => "state",
        By::Port => "port",
        By::Source => "source",
    };
    let known = (!key.is_empty()).then_some(&key);
    let item = json!({
        "by": name,
        name: known,
        "connections": sums.connections,
        "packets": sums.packets,
        "bytes": sums.bytes,
        "share": share,
    });
    Row {
        cells: vec![
            known.map_or(Cell::Text("(none)".to_owned()), |key| Cell::Text(key.clone())),
            Cell::Count(sums.connections),
            count(sums.packets),
            count(sums.bytes),
            percent(Some(sums.connections), Some(all)),
        ],
        item: object(item),
        name: format!("{name}/{}", known.map_or("", |key| key)),
        ..Row::default()
    }
}

/// A part of a whole, from 0 to 1 in steps of a thousandth.
pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    thousandths(part, whole).map(|thousandths| f64::from(thousandths) / 1000.0)
}

/// The same as a cell.
pub(super) fn percent(part: Option<u64>, whole: Option<u64>) -> Cell {
    let thousandths = part.zip(whole).and_then(|(part, whole)| thousandths(part, whole));
    // A division by ten of a whole number is the very number that 95.7 is read as, so they compare as equal.
    thousandths.map_or(Cell::Unknown, |thousandths| Cell::Percent(f64::from(thousandths) / 10.0))
}

fn thousandths(part: u64, whole: u64) -> Option<u32> {
    let whole = std::num::NonZeroU64::new(whole)?.get();
    u32::try_from(u128::from(part) * 1000 / u128::from(whole)).ok()
}
