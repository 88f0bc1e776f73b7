//! `--count-only`: how full the connection table of each Node is, without reading it.

use std::sync::Arc;

use serde_json::json;

use super::super::filter::Query;
use super::super::item::{count, object};
use super::super::view::{SwitchFacts, View};
use super::by::{percent, share};
use super::column;
use crate::model::artefact::Gap;
use crate::model::report::{Cell, Column, Emphasis, Report, Row};

/// Above this part of the maximum a table is soon full: new connections fail then.
const FULL: f64 = 0.8;

pub(super) const COLUMNS: &[Column] = &[
    column("NODE", false, false, "Node"),
    column("CONNECTIONS", true, false, "entries of the connection table, of all zones"),
    column("MAXIMUM", true, false, "how many there may be: beyond it, new connections fail"),
    column("USED", true, false, "the part that is in use, in percent"),
    column("COUNTED BY", false, true, "kernel or user space: whose table it is"),
    column("PROTOCOLS", false, true, "entries by protocol, as Open vSwitch counts them"),
];

/// What is known of one Node's table.
struct Counted {
    connections: Option<u64>,
    maximum: Option<u64>,
    by: Option<&'static str>,
}

fn counted(switch: &SwitchFacts) -> Counted {
    let own = switch.tracked.counts.as_ref();
    // A table with far fewer entries than the switch has is not the switch's: that of a datapath in user space is not the kernel's.
    let total = own.and_then(|own| own.connections).unwrap_or(0);
    let kernel = switch.tracked.kernel.filter(|kernel| kernel.connections.is_some_and(|count| count >= total / 2));
    let kernel = kernel.unwrap_or_default();
    // Only a datapath in user space has a maximum of its own. The Node's kernel has a table beside it, which is not the switch's.
    match (own.and_then(|own| own.maximum), kernel.connections) {
        (Some(maximum), _) => {
            Counted { connections: own.and_then(|own| own.connections), maximum: Some(maximum), by: Some("user space") }
        }
        (None, Some(connections)) => {
            Counted { connections: Some(connections), maximum: kernel.maximum, by: Some("kernel") }
        }
        (None, None) => Counted { connections: own.and_then(|own| own.connections), maximum: None, by: None },
    }
}

pub(super) fn report<'v>(view: &'v View, query: &Query, names: &[&'v Arc<str>]) -> Report<'v> {
    let mut rows = Vec::new();
    let mut gaps = Vec::new();
    for name in names {
        let Some(switch) = view.switches.get(*name) else { continue };
        let counted = counted(switch);
        // Such a Node is a gap.
        if counted.connections.is_none() {
            continue;
        }
        if counted.maximum.is_none() {
            let why = if switch.tracked.kernel.is_some_and(|kernel| kernel.maximum.is_some()) {
                "Open vSwitch did not say it, and the kernel's is of another table, so the part in use is not known"
            } else {
                "neither Open vSwitch nor the Node's kernel said it, so the part in use is not known"
            };
            let what = "the maximum of connections".to_owned();
            gaps.push(Gap { node: Some((*name).clone()), what, why: why.to_owned() });
        }
        rows.push(row(name, &counted, switch));
    }
    Report {
        kind: "ConnectionCountList",
        columns: COLUMNS.to_vec(),
        rows: rows.into(),
        gaps,
        nothing: query.nothing(),
        ..Report::default()
    }
}

fn row(name: &Arc<str>, counted: &Counted, switch: &SwitchFacts) -> Row {
    let used = counted.connections.zip(counted.maximum).and_then(|(part, whole)| share(part, whole));
    let own = switch.tracked.counts.as_ref();
    let protocols = own.map(|own| own.protocols.as_slice()).unwrap_or_default();
    let by_protocol: serde_json::Map<_, _> =
        protocols.iter().map(|(protocol, count)| (protocol.clone(), (*count).into())).collect();
    let item = json!({
        "node": &**name,
        "connections": counted.connections,
        "maximum": counted.maximum,
        "used": used,
        "countedBy": counted.by,
        "protocols": own.map(|_| by_protocol),
    });
    Row {
        cells: vec![
            Cell::Text(name.to_string()),
            count(counted.connections),
            count(counted.maximum),
            percent(counted.connections, counted.maximum),
            counted.by.map_or(Cell::Unknown, |by| Cell::Text(by.to_owned())),
            Cell::List(protocols.iter().map(|(protocol, count)| format!("{protocol}={count}")).collect()),
        ],
        item: object(item),
        name: format!("node/{name}"),
        emphasis: if used.is_some_and(|used| used >= FULL) { Emphasis::Warning } else { Emphasis::Plain },
    }
}
