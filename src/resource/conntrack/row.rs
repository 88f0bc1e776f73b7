//! A connection as cells and as an item.

use super::super::item::{count, pod, service, text};
use super::blocked::Blocked;
use super::place::{Connected, End};
use crate::antrea::mark::l7_vlan;
use crate::antrea::registers::{Meaning, Reading, Reg3, stored};
use crate::model::conntrack::{Connection, Counters, Ends, State, Tuple};
use crate::model::field::Field;
use crate::model::item::{Fields, Put, Shown, each, map, nested};
use crate::model::policy::Direction;
use crate::model::report::{Cell, Emphasis, Part, Row};

impl Connected<'_, '_> {
    pub(super) fn row(self, blocked: Option<&Blocked>, asks_blocked: bool, part: Part) -> Row {
        let is_stale = self.is_ghost() || self.is_old() || self.rules().any(|rule| rule.is_gone);
        let emphasis = if is_stale || blocked.is_some() { Emphasis::Warning } else { Emphasis::Plain };
        let mut row = Row { emphasis, ..Row::default() };
        match part {
            Part::Cells => row.cells = self.cells(blocked, asks_blocked),
            Part::Item => row.item = map(|fields| self.tell(blocked, fields)),
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
            Cell::Text(self.translated_source().map(|end| self.seen_as(end)).unwrap_or_default()),
            Cell::Text(joined(said(self, Field::CtMark, self.main.mark.into()))),
            count(self.main.timeout.map(u64::from)),
            text(self.main.start_text()),
            Cell::Text(stale.join("; ")),
        ]);
        cells
    }

    fn counters(self) -> Option<Counters> {
        self.all().find_map(|connection| connection.counters())
    }

    pub(super) fn tell(self, blocked: Option<&Blocked>, item: &mut Fields<'_>) {
        let main = self.main;
        let counters = self.counters();
        let is_old = self.is_old();
        let rule = |direction| self.rule(direction).map(|rule| self.place.rules.item(rule, is_old));
        let of = |tuple: fn(&Connection) -> &Tuple| {
            let counters = self.all().find(|connection| connection.counters().is_some()).map(tuple);
            // A direction without packets has no counters where the other one has.
            let counters = counters.map(|tuple| tuple.counters.unwrap_or_default());
            nested(move |fields| {
                fields.put("packets", counters.map(|counters| counters.packets));
                fields.put("bytes", counters.map(|counters| counters.bytes));
            })
        };
        let icmp = match main.original.ends {
            Ends::Icmp { id, kind, code } => Some((id, kind, code)),
            Ends::Ports { .. } | Ends::Addresses => None,
        };
        let icmp = icmp.map(|(id, kind, code)| {
            nested(move |fields| {
                fields.put("id", id);
                fields.put("type", kind);
                fields.put("code", code);
            })
        });
        let states = nested(|fields| {
            fields.put("original", main.state.original.map(State::name));
            fields.put("reply", main.state.reply.map(State::name));
        });
        let status = main.status.filter(|status| status.0 != 0);
        let labels = self.labels();
        let spelled = |field, value: u128| {
            nested(move |fields| {
                fields.put("value", Shown(format_args!("{value:#x}")));
                fields.put("says", each(|| said(self, field, value).map(Shown)));
            })
        };
        item.put("node", &**self.place.name);
        item.put("protocol", Shown(main.protocol));
        item.put("source", self.end(self.source()));
        item.put("destination", self.end(self.destination()));
        item.put("service", self.service().map(service));
        item.put("originalDestination", self.original_destination().map(End::bare));
        item.put("translatedSource", self.translated_source().map(|end| self.translated(end)));
        item.put("icmp", icmp);
        item.put("state", self.state());
        item.put("states", states);
        item.put("status", status.map(|status| each(move || status.names())));
        item.put("ingressRule", rule(Direction::Ingress));
        item.put("egressRule", rule(Direction::Egress));
        item.put("blockedBy", blocked.map(|blocked| &blocked.item));
        item.put("packets", counters.map(|counters| counters.packets));
        item.put("bytes", counters.map(|counters| counters.bytes));
        item.put("original", of(|connection| &connection.original));
        item.put("reply", of(|connection| &connection.reply));
        item.put("zones", each(|| self.all().map(|connection| connection.zone)));
        item.put("mark", spelled(Field::CtMark, main.mark.into()));
        item.put("label", spelled(Field::CtLabel, labels));
        item.put("l7Vlan", l7_vlan(labels, 0xfff << 64).filter(|vlan| *vlan != 0));
        item.put("timeout", main.timeout);
        item.put("start", main.start_text());
        // User space numbers none.
        item.put("id", main.id.filter(|id| *id != 0));
        item.put("stale", self.stale());
    }

    /// An address that stands for the source, with the Egress that it is of.
    fn seen_as(self, end: End) -> String {
        let names: Vec<&str> = self.egresses().iter().map(|name| &**name).collect();
        if names.is_empty() { end.plain() } else { format!("{} (Egress {})", end.plain(), names.join(" | ")) }
    }

    fn translated(self, end: End) -> impl Put {
        nested(move |fields| {
            fields.put("address", Shown(end.address));
            fields.put("port", end.port);
            fields.put("egresses", each(|| self.egresses().iter().map(|name| &**name)));
        })
    }

    fn end(self, end: End) -> impl Put {
        nested(move |fields| {
            fields.put("address", Shown(end.address));
            fields.put("port", end.port);
            fields.put("pod", self.place.addresses.pod(end.address).map(|(namespace, name)| pod((namespace, name))));
            fields.put("node", self.place.addresses.node(end.address).map(|node| &**node));
        })
    }
}

/// What a row says of itself when it is not to be taken as it is.
pub(super) const STALE: &str = "stale";

fn said<'p>(connected: Connected<'p, '_>, field: Field, value: u128) -> impl Iterator<Item = Meaning> + use<'p> {
    let reading = Reading { layout: connected.place.layout, reg3: Reg3::default() };
    stored(field, value, reading)
}

fn joined(meanings: impl Iterator<Item = Meaning>) -> String {
    meanings.map(|meaning| meaning.to_string()).collect::<Vec<_>>().join(", ")
}
