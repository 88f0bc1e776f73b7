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
