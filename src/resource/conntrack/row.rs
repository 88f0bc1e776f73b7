//! A connection as cells and as an item.

use serde_json::{Value, json};

use super::super::item::{count, object, text};
use super::blocked::Blocked;
use super::place::{Connected, End};
use crate::antrea::mark::l7_vlan;
use crate::antrea::registers::{Reading, Reg3, stored};
use crate::model::conntrack::{Counters, Ends, Tuple};
use crate::model::field::Field;
use crate::model::policy::Direction;
use crate::model::report::{Cell, Emphasis, Part, Row};

impl Connected<'_, '_> {
    pub(super) fn row(self, blocked: Option<&Blocked>, asks_blocked: bool, part: Part) -> Row {
        let is_stale = self.is_ghost() || self.is_old() || self.rules().any(|rule| rule.is_gone);
        let emphasis = if is_stale || blocked.is_some() { Emphasis::Warning } else { Emphasis::Plain };
        let mut row = Row { emphasis, ..Row::default() };
        match part {
            Part::Cells => row.cells = self.cells(blocked, asks_blocked),
            Part::Item => row.item = object(self.item(blocked)),
            Part::Name => row.name = self.name(),
        }
        row
    }

    fn cells(self, blocked: Option<&Blocked>, asks_blocked: bool) -> Vec<Cell> {
        let counters = self.counters();
        let stale = self.stale();
        let is_old = self.is_old();
        let rule = |direction| {
            let label = self.rule(direction).map(|rule| rule.text(is_old));
            Cell::Text(label.unwrap_or_default())
        };
        let state = match (self.state(), stale.is_empty()) {
            (Some(state), true) => Cell::Text(state.to_owned()),
            (Some(state), false) => Cell::List(vec![state.to_owned(), STALE.to_owned()]),
            (None, false) => Cell::Text(STALE.to_owned()),
            (None, true) => Cell::Unknown,
        };
        let end = |end: Option<End>| Cell::Text(end.map(End::plain).unwrap_or_default());
        let mut cells = vec![
            Cell::Text(self.place.name.to_string()),
            Cell::Text(self.main.protocol.to_string()),
            Cell::Text(self.label(self.source())),
            Cell::Text(self.label(self.destination())),
            Cell::Text(self.service_label()),
            state,
            rule(Direction::Ingress),
            rule(Direction::Egress),
            count(counters.map(|counters| counters.packets)),
            count(counters.map(|counters| counters.bytes)),
        ];
        if asks_blocked {
            cells.push(text(blocked.map(|blocked| blocked.label.clone())));
        }
        cells.extend([
            Cell::List(self.all().map(|connection| connection.zone.to_string()).collect()),
            end(self.original_destination()),
            end(self.translated_source()),
            Cell::Text(said(self, Field::CtMark, self.main.mark.into()).join(", ")),
            count(self.main.timeout.map(u64::from)),
            text(self.main.start.map(|start| start.to_string())),
            Cell::Text(stale.join("; ")),
        ]);
        cells
    }

    fn counters(self) -> Option<Counters> {
        self.all().find_map(|connection| connection.counters())
    }

    fn item(self, blocked: Option<&Blocked>) -> Value {
        let main = self.main;
        let counters = self.counters();
        let is_old = self.is_old();
        let rule = |direction| self.rule(direction).map(|rule| self.place.rules.item(&rule, is_old));
        let of = |tuple: fn(&crate::model::conntrack::Connection) -> &Tuple| {
            let counters = self.all().find(|connection| connection.counters().is_some()).map(tuple);
            // A direction without packets has no counters where the other one has.
            let counters = counters.map(|tuple| tuple.counters.unwrap_or_default());
            json!({ "packets": counters.map(|c| c.packets), "bytes": counters.map(|c| c.bytes) })
        };
        let icmp = match main.original.ends {
            Ends::Icmp { id, kind, code } => json!({ "id": id, "type": kind, "code": code }),
            Ends::Ports { .. } | Ends::Addresses => Value::Null,
        };
        let service = self.service().map(|service| {
            let port = (!service.port.is_empty()).then_some(&*service.port);
            json!({ "namespace": &*service.namespace, "name": &*service.name, "port": port })
        });
        let labels = self.labels();
        json!({
            "node": &**self.place.name,
            "protocol": main.protocol.to_string(),
            "source": self.end_item(self.source()),
            "destination": self.end_item(self.destination()),
            "service": service,
            "originalDestination": self.original_destination().map(End::item),
            "translatedSource": self.translated_source().map(End::item),
            "icmp": icmp,
            "state": self.state(),
            "states": { "original": main.state.original.map(|s| s.name()), "reply": main.state.reply.map(|s| s.name()) },
            "status": main.status.filter(|status| status.0 != 0).map(|status| status.names().collect::<Vec<_>>()),
            "ingressRule": rule(Direction::Ingress),
            "egressRule": rule(Direction::Egress),
            "blockedBy": blocked.map(|blocked| &blocked.item),
            "packets": counters.map(|counters| counters.packets),
            "bytes": counters.map(|counters| counters.bytes),
            "original": of(|connection| &connection.original),
            "reply": of(|connection| &connection.reply),
            "zones": self.all().map(|connection| connection.zone).collect::<Vec<_>>(),
            "mark": { "value": format!("{:#x}", main.mark), "says": said(self, Field::CtMark, main.mark.into()) },
            "label": { "value": format!("{labels:#x}"), "says": said(self, Field::CtLabel, labels) },
            "l7Vlan": l7_vlan(labels, 0xfff << 64).filter(|vlan| *vlan != 0),
            "timeout": main.timeout,
            "start": main.start.map(|start| start.to_string()),
            // User space numbers none.
            "id": main.id.filter(|id| *id != 0),
            "stale": self.stale(),
        })
    }

    fn end_item(self, end: End) -> Value {
        let pod = self.place.addresses.pod(end.address);
        json!({
            "address": end.address.to_string(),
            "port": end.port,
            "pod": pod.map(|(namespace, name)| json!({ "namespace": &**namespace, "name": &**name })),
            "node": self.place.addresses.node(end.address).map(|node| &**node),
        })
    }
}

/// What a row says of itself when it is not to be taken as it is.
pub(super) const STALE: &str = "stale";

fn said(connected: Connected<'_, '_>, field: Field, value: u128) -> Vec<String> {
    let reading = Reading { layout: connected.place.layout, reg3: Reg3::default() };
    stored(field, value, reading).map(|meaning| meaning.to_string()).collect()
}
