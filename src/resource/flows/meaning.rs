//! What registers, marks, labels, zones, groups and tables of a flow mean, in words.

use std::fmt::Write as _;
use std::net::IpAddr;

use super::names::{Names, Stands};
use crate::antrea::mark;
use crate::antrea::owner::Place;
use crate::antrea::registers::{self, Meaning, Reading, Said};
use crate::model::field::Field;
use crate::model::flow::{Action, ActionItem, Ct, Flow, KeptFlow, MatchField, SubField, TableRef, Value};
use crate::model::ids::{GroupId, OfPort, RuleId, TableId};

/// Says what one flow's parts mean.
pub struct Meanings<'n, 'v, 'f> {
    names: &'n Names<'v>,
    flow: Flow<'f>,
    reading: Reading,
}

impl<'n, 'v, 'f> Meanings<'n, 'v, 'f> {
    pub fn of(names: &'n Names<'v>, flow: Flow<'f>, table: &str) -> Meanings<'n, 'v, 'f> {
        // A table without a name may be any: what a register holds is told by its value then.
        let reading = if table.is_empty() {
            Reading { layout: names.layout, reg3: registers::Reg3::BySize }
        } else {
            Reading::in_table(names.layout, table)
        };
        Meanings { names, flow, reading }
    }

    /// The whole flow in one line; `None` when nothing of it needs words.
    pub fn line(&self, kept: &KeptFlow<'_>) -> Option<String> {
        let fields: Vec<String> = kept.fields.iter().filter_map(|field| self.field(field)).collect();
        let actions: Vec<String> = kept.actions.iter().filter_map(|item| self.action(item)).collect();
        match (fields.is_empty(), actions.is_empty()) {
            (true, true) => None,
            (true, false) => Some(format!("-> {}", actions.join("; "))),
            (false, true) => Some(fields.join("; ")),
            (false, false) => Some(format!("{} -> {}", fields.join("; "), actions.join("; "))),
        }
    }

    /// A field of the match.
    pub fn field(&self, field: &MatchField<'_>) -> Option<String> {
        match (field.field, field.value) {
            (Field::InPort, Value::Number { value, mask: None }) => {
                self.stands(Place::Port(OfPort(u32::try_from(value).ok()?))).map(|who| format!("from {who}"))
            }
            (Field::InPort, Value::Name(name)) => self.stands(Place::Interface(name)).map(|who| format!("from {who}")),
            (Field::NwSrc | Field::ArpSpa | Field::Ipv6Src | Field::CtNwSrc | Field::CtIpv6Src, value) => {
                self.stands(Place::Address(host(value)?)).map(|who| format!("from {who}"))
            }
            (Field::NwDst | Field::ArpTpa | Field::Ipv6Dst | Field::CtNwDst | Field::CtIpv6Dst, value) => {
                self.stands(Place::Address(host(value)?)).map(|who| format!("to {who}"))
            }
            (Field::ConjId, Value::Number { value, mask: None }) => Some(self.rule(RuleId(u32::try_from(value).ok()?))),
            (Field::CtZone, Value::Number { value, mask: None }) => zone(&value.to_string()),
            (of, Value::Number { value, mask }) => self.bits(of, value, mask.unwrap_or(u128::MAX)),
            _ => None,
        }
    }

    fn bits(&self, field: Field, value: u128, mask: u128) -> Option<String> {
        let all: Vec<String> =
            registers::meanings(field, value, mask, self.reading).map(|meaning| self.said(&meaning)).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    fn said(&self, meaning: &Meaning) -> String {
        let mut text = meaning.to_string();
        let name = match meaning.said {
            Said::Rule(id) if id != 0 => Some(self.rule(RuleId(id))).filter(|words| *words != format!("rule {id}")),
            Said::Port(port) => self.stands(Place::Port(OfPort(port))),
            Said::Group(group) => self.group(GroupId(group)),
            Said::Address(address) => self.stands(Place::Address(address)),
            Said::Table(id) => {
                Some(self.names.table(TableRef::Number(TableId(id))).to_owned()).filter(|name| !name.is_empty())
            }
            _ => None,
        };
        if let Some(name) = name {
            let _ = write!(text, " ({name})");
        }
        text
    }

    fn rule(&self, id: RuleId) -> String {
        self.names.rule_words(Names::of_flow(&self.flow, id)).to_string()
    }

    fn stands(&self, at: Place<'_>) -> Option<String> {
        match self.names.stands(at) {
            Stands::Pod((namespace, name)) => Some(format!("Pod {namespace}/{name}")),
            Stands::Node(name) => Some(format!("Node {name}")),
            Stands::Own(own) => Some(own.words().to_owned()),
            Stands::Unknown => None,
        }
    }

    fn group(&self, group: GroupId) -> Option<String> {
        if let Some(service) = self.names.group(group) {
            let port = if service.port.is_empty() { String::new() } else { format!(":{}", service.port) };
            return Some(format!("Service {}/{}{port}", service.namespace, service.name));
        }
        let at = self.names.group_at(group)?;
        Some(format!("Service {}", std::net::SocketAddr::new(at.address, at.port)))
    }

    fn table(&self, table: TableRef<'_>) -> String {
        match (self.names.table(table), table) {
            ("", TableRef::Number(id)) => format!("table {}", id.0),
            (name, _) => name.to_owned(),
        }
    }

    /// An action; those whose text says it all have no meaning of their own.
    pub fn action(&self, item: &ActionItem<'_>) -> Option<String> {
        match &item.action {
            Action::GotoTable(table) => Some(format!("to {}", self.table(*table))),
            Action::Resubmit { table: Some(table), .. } => Some(format!("through {}", self.table(*table))),
            Action::Group(group) => {
                let name = self.group(*group).map(|name| format!(" ({name})")).unwrap_or_default();
                Some(format!("to group {}{name}", group.0))
            }
            Action::Conjunction { id, clause, of } => Some(format!("part {clause} of {of} of {}", self.rule(*id))),
            Action::Ct(ct) => Some(self.ct(ct)),
            Action::Controller(_) => Some("to the agent".to_owned()),
            Action::Learn(_) => Some("learns the endpoint of a client".to_owned()),
            Action::Move { from, to } => self.moved(from, to),
            _ => {
                let (field, value, mask) = mark::write_of(item)?;
                self.bits(field, value, mask)
            }
        }
    }

    fn moved(&self, from: &SubField<'_>, to: &SubField<'_>) -> Option<String> {
        let name = |part: &SubField<'_>| {
            let last = part.bits.map_or(31, |bits| part.first + bits.saturating_sub(1));
            let (first, last) = (u8::try_from(part.first).ok()?, u8::try_from(last).ok()?);
            registers::name_of(part.field, first, last, self.names.layout)
        };
        let (from_name, to_name) = (name(from), name(to));
        let text = |name: Option<&'static str>, part: &SubField<'_>| name.map_or(part.text.to_owned(), str::to_owned);
        (from_name.is_some() || to_name.is_some())
            .then(|| format!("{} becomes {} of the connection", text(from_name, from), text(to_name, to)))
    }

    fn ct(&self, ct: &Ct<'_>) -> String {
        let mut text = String::from(if ct.commit { "commit the connection" } else { "track the connection" });
        if let Some(zone) = ct.zone.and_then(zone) {
            let _ = write!(text, " in zone {} ({zone})", ct.zone.unwrap_or_default());
        }
        match ct.nat {
            Some("") => text.push_str(", translate as before"),
            Some(nat) => {
                let _ = write!(text, ", translate {nat}");
            }
            None => {}
        }
        for item in &ct.exec {
            if let Some(said) = self.action(item) {
                let _ = write!(text, ", {said}");
            }
        }
        if let Some(table) = ct.table {
            let _ = write!(text, ", to {}", self.table(table));
        }
        text
    }
}

fn zone(text: &str) -> Option<String> {
    let number = text.parse::<u16>().ok()?;
    registers::zone(number).map(|zone| zone.to_string())
}

/// The address of a match of one host.
pub fn host(value: Value<'_>) -> Option<IpAddr> {
    match value {
        Value::Ipv4 { value, mask: None } => Some(value.into()),
        Value::Ipv6 { value, mask: None } => Some(value.into()),
        _ => None,
    }
}
