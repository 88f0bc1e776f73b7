//! Marks in registers, `ct_mark` and `ct_label` (pkg/agent/openflow/fields.go).

use crate::model::field::Field;
use crate::model::flow::{Action, ActionItem, Value};
use crate::model::ids::RuleId;
use crate::model::policy::Direction;

/// `ct_label` bits of the ingress rule ID.
pub const INGRESS_LABEL: u128 = 0xffff_ffff;
/// `ct_label` bits of the egress rule ID.
pub const EGRESS_LABEL: u128 = 0xffff_ffff << 32;
/// `ct_mark` bit of connections that go through the L7 engine.
pub const L7_CT_MARK: u128 = 0x80;

/// The deny mark in `reg0`: bit 10; bit 20 up to Antrea 1.5.
pub fn is_deny_mark(value: u128, mask: u128) -> bool {
    value == mask && (mask == 1 << 10 || mask == 1 << 20)
}

/// The rule ID in a `ct_label`, and whose it is, by the half that the mask covers. Bits outside the mask are ignored, as Antrea does.
pub fn label(value: u128, mask: u128) -> Option<(Direction, RuleId)> {
    match mask {
        INGRESS_LABEL => Some((Direction::Ingress, RuleId((value & INGRESS_LABEL) as u32))),
        EGRESS_LABEL => Some((Direction::Egress, RuleId(((value & EGRESS_LABEL) >> 32) as u32))),
        _ => None,
    }
}

/// The VLAN of an L7 rule in a `ct_label`: bits 64 to 75.
pub fn l7_vlan(value: u128, mask: u128) -> Option<u16> {
    (mask == 0xfff << 64).then_some(((value & mask) >> 64) as u16)
}

/// What a packet-in is for: a field of `reg0` that moved twice (bits 24-28 in 1.5, 13-17 in 1.6 to 1.12, 25-31 since 1.13).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PacketIn {
    /// Write the audit log.
    pub log: bool,
    /// Answer with a reject.
    pub reject: bool,
}

/// Reads the packet-in operations of a write to `reg0`, if it is one.
pub fn packet_in(value: u128, mask: u128) -> Option<PacketIn> {
    let shift = match mask {
        0x1f00_0000 => 24,
        0x3_e000 => 13,
        0xfe00_0000 => 25,
        _ => return None,
    };
    let operations = (value & mask) >> shift;
    Some(PacketIn { log: operations & 1 != 0, reject: operations & 2 != 0 })
}

/// A write to a field, in one form for `set_field` and `load`: (field, value, mask), the value at its place in the field.
pub fn write_of(item: &ActionItem<'_>) -> Option<(Field, u128, u128)> {
    match &item.action {
        Action::SetField { value: Value::Number { value, mask }, to } => {
            Some((to.field, *value, mask.unwrap_or(u128::MAX)))
        }
        Action::Load { value, to } => {
            let Some(bits) = to.bits else { return Some((to.field, *value, u128::MAX)) };
            let ones = if bits >= 128 { u128::MAX } else { (1u128 << bits) - 1 };
            let shift = u32::from(to.first);
            Some((to.field, value.checked_shl(shift)?, ones.checked_shl(shift)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_by_half() {
        assert_eq!(label(0x3, INGRESS_LABEL), Some((Direction::Ingress, RuleId(3))));
        assert_eq!(label(0x2_0000_0000, EGRESS_LABEL), Some((Direction::Egress, RuleId(2))));
        assert_eq!(label(0x1_1234_5678, EGRESS_LABEL), Some((Direction::Egress, RuleId(1))));
        assert_eq!(label(0x3, 0xfff << 64), None);
        assert_eq!(l7_vlan(2 << 64 | 5, 0xfff << 64), Some(2));
        assert_eq!(l7_vlan(2 << 64 | 5, INGRESS_LABEL), None);
    }

    #[test]
    fn packet_in_operations_of_three_generations() {
        assert_eq!(packet_in(0x0300_0000, 0x1f00_0000), Some(PacketIn { log: true, reject: true }));
        assert_eq!(packet_in(0x6000, 0x3e000), Some(PacketIn { log: true, reject: true }));
        assert_eq!(packet_in(0x400_0000, 0xfe00_0000), Some(PacketIn { log: false, reject: true }));
        assert_eq!(packet_in(0x800_0000, 0xfe00_0000), Some(PacketIn::default()));
        assert_eq!(packet_in(0x20_0000, 0x60_0000), None);
    }
}
