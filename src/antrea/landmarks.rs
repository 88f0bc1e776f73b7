//! Tables of a dump without names, told by flows that stand in one table alone (pkg/agent/openflow/pipeline.go).
//!
//! Tables of policies are told by [`crate::antrea::tables::by_structure`].

use std::collections::{BTreeMap, BTreeSet};

use super::role::{Role, role};
use crate::model::field::{Field, Protocol};
use crate::model::flow::{Action, ActionItem, Flow, MatchField, TableRef, Value};
use crate::model::ids::TableId;

/// `reg0[14]`: the Service has no endpoint (pkg/agent/openflow/fields.go).
pub const NO_ENDPOINT: u128 = 1 << 14;
/// `ct_state` bit of packets that conntrack finds out of place.
const INVALID: u32 = 0x10;

/// Where landmarks were seen.
#[derive(Debug, Default)]
pub struct Landmarks(BTreeMap<&'static str, BTreeSet<TableId>>);

impl Landmarks {
    /// Takes one decoded flow.
    pub fn add(&mut self, flow: &Flow<'_>, fields: &[MatchField<'_>], actions: &[ActionItem<'_>]) {
        let table = super::role::table_of(flow);
        if let (TableRef::Number(id), Some(name)) = (table, landmark(flow, fields, actions)) {
            self.0.entry(name).or_default().insert(id);
        }
    }

    /// The tables that are sure: each is the only one with its landmark, and has no other's.
    pub fn names(&self) -> BTreeMap<TableId, &'static str> {
        let mut found: BTreeMap<TableId, Vec<&'static str>> = BTreeMap::new();
        for (name, tables) in &self.0 {
            for table in tables {
                found.entry(*table).or_default().push(name);
            }
        }
        let only = |name: &str| self.0.get(name).is_some_and(|tables| tables.len() == 1);
        let name = |names: Vec<&'static str>| match names.as_slice() {
            [name] => Some(*name),
            // Up to Antrea 1.5 one table guards both.
            ["ARPSpoofGuard", "SpoofGuard"] => Some("SpoofGuard"),
            _ => None,
        };
        let named = found.into_iter().filter_map(|(table, names)| Some((table, name(names)?)));
        named.filter(|(_, name)| only(name)).collect()
    }
}

fn landmark(flow: &Flow<'_>, fields: &[MatchField<'_>], actions: &[ActionItem<'_>]) -> Option<&'static str> {
    let has = |field: Field| fields.iter().any(|other| other.field == field);
    let drops = matches!(actions, [ActionItem { action: Action::Drop, .. }]);
    if drops && is_invalid(fields) {
        Some("ConntrackState")
    } else if has_bit(fields, 0, NO_ENDPOINT) {
        Some("EndpointDNAT")
    } else if has(Field::Protocol(Protocol::Arp)) && has(Field::ArpSpa) && has(Field::InPort) {
        Some("ARPSpoofGuard")
    } else if matches!(role(flow, fields, actions), Role::LocalAddress { .. }) {
        Some("SpoofGuard")
    } else {
        None
    }
}

/// Whether a match wants these bits of a register set.
pub fn has_bit(fields: &[MatchField<'_>], register: u8, bits: u128) -> bool {
    fields.iter().any(|field| match (field.field, field.value) {
        (Field::Reg(number), Value::Number { value, mask }) => {
            number == register && value & mask.unwrap_or(u128::MAX) & bits == bits
        }
        _ => false,
    })
}

/// Whether a match wants packets that conntrack finds out of place.
pub fn is_invalid(fields: &[MatchField<'_>]) -> bool {
    fields.iter().any(
        |field| matches!((field.field, field.value), (Field::CtState, Value::Flags { set, .. }) if set & INVALID != 0),
    )
}
