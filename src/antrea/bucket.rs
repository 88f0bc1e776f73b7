//! What a bucket of a group does with a packet: to which endpoint of a Service it goes, to which receiver of multicast, or up to the agent
//! (pkg/agent/openflow/{pipeline,multicast,network_policy}.go; the registers of pkg/agent/openflow/fields.go).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::mark;
use crate::model::field::Field;
use crate::model::flow::{Action, ActionItem, Value};
use crate::model::ids::OfPort;

/// Where a bucket leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BucketTarget {
    /// An endpoint of a Service.
    Endpoint {
        /// Its address (`reg3`, `xxreg3` for IPv6).
        address: IpAddr,
        /// Its port (`reg4[0..15]`).
        port: Option<u16>,
        /// Whether it is on another Node (`reg4[26]`; not said by Antrea up to 1.12).
        remote: bool,
    },
    /// Nowhere: the Service has no endpoint (`reg0[14]`), and the agent answers with a reject.
    NoEndpoint,
    /// A receiver of multicast on this Node, by its port (`reg1`).
    Receiver(OfPort),
    /// Receivers on another Node, through the tunnel.
    Node(IpAddr),
    /// The agent, as a packet-in (`reg0[21..22]` = 2): it logs, rejects or exports.
    Agent,
    /// On to another table: what the packet would do without the group.
    OnToTable,
    /// Something else.
    Other,
}

const NO_ENDPOINT: u128 = 1 << 14;
const OUTPUT: u128 = 0x60_0000;
const TO_AGENT: u128 = 0x40_0000;
const REMOTE: u128 = 1 << 26;

/// Reads the actions of a bucket.
pub fn target(actions: &[ActionItem<'_>]) -> BucketTarget {
    let (mut reg0, mut reg1, mut reg3, mut reg4) = (0, None, None, None);
    let (mut wide, mut tunnel): (Option<u128>, Option<IpAddr>) = (None, None);
    let mut goes_on = false;
    for item in actions {
        match mark::write_of(item) {
            Some((Field::Reg(0), value, _)) => reg0 |= value,
            Some((Field::Reg(1), value, _)) => reg1 = u32::try_from(value).ok(),
            Some((Field::Reg(3), value, _)) => reg3 = u32::try_from(value).ok(),
            Some((Field::Reg(4), value, mask)) => {
                let (so_far, of) = reg4.unwrap_or((0, 0));
                reg4 = Some((so_far | (value & mask), of | mask));
            }
            Some((Field::XXReg(3), value, _)) => wide = Some(wide.unwrap_or(0) | value),
            Some((Field::TunDst, value, _)) => {
                tunnel = u32::try_from(value).ok().map(|address| IpAddr::V4(Ipv4Addr::from(address)));
            }
            _ => {}
        }
        match &item.action {
            Action::SetField { value: Value::Ipv4 { value, .. }, to } if to.field == Field::TunDst => {
                tunnel = Some(IpAddr::V4(*value));
            }
            Action::Resubmit { .. } | Action::GotoTable(_) => goes_on = true,
            _ => {}
        }
    }
    let address = reg3
        .map(|address| IpAddr::V4(Ipv4Addr::from(address)))
        .or_else(|| wide.map(|address| IpAddr::V6(Ipv6Addr::from(address))));
    match (address, tunnel, reg1) {
        (Some(address), _, _) => {
            let port = reg4.filter(|(_, mask)| mask & 0xffff == 0xffff).map(|(value, _)| (value & 0xffff) as u16);
            let remote = reg4.is_some_and(|(value, _)| value & REMOTE != 0);
            BucketTarget::Endpoint { address, port, remote }
        }
        _ if reg0 & NO_ENDPOINT != 0 => BucketTarget::NoEndpoint,
        (None, Some(node), _) => BucketTarget::Node(node),
        (None, None, Some(port)) => BucketTarget::Receiver(OfPort(port)),
        _ if reg0 & OUTPUT == TO_AGENT => BucketTarget::Agent,
        _ if goes_on && reg0 == 0 => BucketTarget::OnToTable,
        _ => BucketTarget::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::flow::{SubField, TableRef};
    use crate::model::ids::TableId;

    fn set(field: Field, value: u128, mask: Option<u128>) -> ActionItem<'static> {
        let to = SubField { field, first: 0, bits: None, text: "" };
        ActionItem { action: Action::SetField { value: Value::Number { value, mask }, to }, text: "" }
    }

    fn load(field: Field, value: u128, first: u16, bits: u16) -> ActionItem<'static> {
        let to = SubField { field, first, bits: Some(bits), text: "" };
        ActionItem { action: Action::Load { value, to }, text: "" }
    }

    #[test]
    fn buckets_of_every_kind_in_both_ways_of_writing() {
        let on = || ActionItem {
            action: Action::Resubmit { port: None, table: Some(TableRef::Number(TableId(11))) },
            text: "",
        };
        let endpoint =
            |address: &str, port, remote| BucketTarget::Endpoint { address: address.parse().unwrap(), port, remote };
        let tunnel = |value| {
            let to = SubField { field: Field::TunDst, first: 0, bits: None, text: "" };
            ActionItem { action: Action::SetField { value, to }, text: "" }
        };
        let node = || BucketTarget::Node("192.168.77.102".parse().unwrap());
        #[rustfmt::skip]
        let cases = [
            (vec![set(Field::Reg(4), REMOTE, Some(REMOTE)), set(Field::Reg(3), 0x0a0a_0203, None), set(Field::Reg(4), 0x1f90, Some(0xffff)), on()], endpoint("10.10.2.3", Some(8080), true)),
            (vec![load(Field::Reg(3), 0x0a0a_0018, 0, 32), load(Field::Reg(4), 0x50, 0, 16), on()], endpoint("10.10.0.24", Some(80), false)),
            (vec![set(Field::XXReg(3), 0xfd00 << 112 | 7, None), set(Field::Reg(4), 0x50, Some(0xffff)), on()], endpoint("fd00::7", Some(80), false)),
            (vec![load(Field::XXReg(3), 7, 0, 64), load(Field::XXReg(3), 0xfd00 << 48, 64, 64), on()], endpoint("fd00::7", None, false)),
            (vec![set(Field::Reg(0), NO_ENDPOINT, Some(NO_ENDPOINT)), on()], BucketTarget::NoEndpoint),
            (vec![set(Field::Reg(0), 0x20_0000, Some(OUTPUT)), set(Field::Reg(1), 3, None), on()], BucketTarget::Receiver(OfPort(3))),
            (vec![set(Field::Reg(0), 0x20_0000, Some(OUTPUT)), set(Field::Reg(1), 1, None), tunnel(Value::Ipv4 { value: [192, 168, 77, 102].into(), mask: None }), on()], node()),
            (vec![set(Field::Reg(1), 1, None), tunnel(Value::Number { value: 0xc0a8_4d66, mask: None }), on()], node()),
            (vec![set(Field::Reg(0), TO_AGENT, Some(OUTPUT)), on()], BucketTarget::Agent),
            (vec![on()], BucketTarget::OnToTable),
            (vec![ActionItem { action: Action::Drop, text: "drop" }], BucketTarget::Other),
            (vec![], BucketTarget::Other),
        ];
        for (actions, expected) in cases {
            assert_eq!(target(&actions), expected, "{actions:?}");
        }
    }
}
