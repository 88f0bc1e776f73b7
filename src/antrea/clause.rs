//! One match of a conjunction's clause, in one form whatever printed it, so that what stands in Open vSwitch can be compared with what a policy should give.
//!
//! A rule with the ID N is a conjunction of two or three clauses (from, to, service); a packet hits it when one flow of each clause matches.

use std::net::IpAddr;

use crate::model::field::{Field, Protocol};
use crate::model::flow::{MatchField, Value};
use crate::model::ids::{GroupId, OfPort};
use crate::model::net::Net;
use crate::model::policy::L4Protocol;

/// One alternative of a clause.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClauseMatch {
    /// Packets from a network; 0.0.0.0/0 is printed as a bare `ip`.
    Source(Net),
    /// Packets to a network.
    Destination(Net),
    /// A bare `ip` (`false`) or `ipv6` (`true`): any source or destination of that family, whichever clause it stands in.
    Any(bool),
    /// Packets to a Pod, by its OpenFlow port (`reg1`).
    ToPort(OfPort),
    /// Packets to a Service, by its OpenFlow group (`reg7`).
    ServiceGroup(GroupId),
    /// New connections from a network, before any translation (`ct_nw_src`): rules that apply to a Service.
    OriginalSource(Net),
    /// Any new connection of a family (`ct_state=+new,ip`).
    AnyOriginal(bool),
    /// Packets from a label identity of another cluster (`tun_id`).
    LabelIdentity(u64),
    /// A protocol with ports or ICMP type and code.
    Service(ServiceMatch),
    /// IGMP messages to a group address (queries).
    Igmp(IpAddr),
    /// Anything else, as text with its fields in order.
    Other(Box<str>),
}

/// A protocol of one family, with bit-wise matches on its ports: ranges are several of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceMatch {
    /// TCP, UDP, SCTP or ICMP.
    pub protocol: L4Protocol,
    /// IPv6 (`tcp6`, `icmp6`).
    pub ipv6: bool,
    /// Source port: value and mask.
    pub source: Option<(u16, u16)>,
    /// Destination port: value and mask.
    pub destination: Option<(u16, u16)>,
    /// ICMP type.
    pub icmp_type: Option<u8>,
    /// ICMP code.
    pub icmp_code: Option<u8>,
}

impl ClauseMatch {
    /// Source or destination of a network, with the bare family keyword for "anywhere".
    pub fn address(net: Net, source: bool) -> ClauseMatch {
        match (net.prefix, source) {
            (0, _) => ClauseMatch::Any(net.is_ipv6()),
            (_, true) => ClauseMatch::Source(net),
            (_, false) => ClauseMatch::Destination(net),
        }
    }

    /// The original source of new connections.
    pub fn original_source(net: Net) -> ClauseMatch {
        if net.prefix == 0 { ClauseMatch::AnyOriginal(net.is_ipv6()) } else { ClauseMatch::OriginalSource(net) }
    }

    /// Whether a match is of a kind that clauses have: what is not is [`ClauseMatch::Other`], by its text.
    pub fn is_known(fields: &[MatchField<'_>]) -> bool {
        known(fields).is_some()
    }

    /// Reads the decoded match of a flow that is a rule by itself: what all has to fit a packet that opens a connection.
    pub fn parts(fields: &[MatchField<'_>]) -> Vec<ClauseMatch> {
        let (mut family, mut service, mut opener, mut parts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for field in fields {
            match field.field {
                Field::Protocol(Protocol::Ip | Protocol::Ipv6) => family.push(*field),
                Field::Protocol(_) | Field::TpSrc | Field::TpDst | Field::IcmpType | Field::IcmpCode => {
                    service.push(*field);
                }
                Field::CtState | Field::CtNwSrc | Field::CtIpv6Src => opener.push(*field),
                _ => parts.push(ClauseMatch::of(&[*field])),
            }
        }
        // That it opens a connection is known.
        if opener.iter().all(|field: &MatchField<'_>| field.field == Field::CtState && is_new(field.value)) {
            opener.clear();
        }
        parts
            .extend([service, opener].iter().filter(|fields| !fields.is_empty()).map(|fields| ClauseMatch::of(fields)));
        if parts.is_empty() {
            parts.push(ClauseMatch::of(&family));
        }
        parts
    }

    /// Reads the decoded match of a flow with `conjunction()` actions.
    pub fn of(fields: &[MatchField<'_>]) -> ClauseMatch {
        known(fields).unwrap_or_else(|| {
            let mut texts: Vec<&str> = fields.iter().map(|field| field.text).collect();
            texts.sort_unstable();
            ClauseMatch::Other(texts.join(",").into_boxed_str())
        })
    }
}

/// The parts of a match that clauses are made of.
#[derive(Default)]
struct Parts {
    protocol: Option<Protocol>,
    source: Option<Net>,
    destination: Option<Net>,
    original_source: Option<Net>,
    port: Option<OfPort>,
    group: Option<GroupId>,
    label_identity: Option<u64>,
    new: bool,
    igmp: bool,
    tp_src: Option<(u16, u16)>,
    tp_dst: Option<(u16, u16)>,
    icmp_type: Option<u8>,
    icmp_code: Option<u8>,
}

/// `ct_state` bits as Open vSwitch numbers them.
const CT_STATE_NEW: u32 = 0x01;
const CT_STATE_TRACKED: u32 = 0x20;

fn is_new(value: Value<'_>) -> bool {
    matches!(value, Value::Flags { set, clear: 0 } if set & !CT_STATE_TRACKED == CT_STATE_NEW)
}

fn known(fields: &[MatchField<'_>]) -> Option<ClauseMatch> {
    let mut parts = Parts::default();
    for field in fields {
        match (field.field, field.value) {
            (Field::Protocol(protocol), Value::Flag) => parts.protocol = Some(protocol),
            (Field::NwSrc | Field::Ipv6Src, value) => parts.source = Some(net(value)?),
            (Field::NwDst | Field::Ipv6Dst, value) => parts.destination = Some(net(value)?),
            (Field::CtNwSrc | Field::CtIpv6Src, value) => parts.original_source = Some(net(value)?),
            (Field::Reg(1), Value::Number { value, mask: None }) => {
                parts.port = Some(OfPort(u32::try_from(value).ok()?))
            }
            (Field::Reg(7), Value::Number { value, mask: None }) => {
                parts.group = Some(GroupId(u32::try_from(value).ok()?))
            }
            (Field::TunId, Value::Number { value, mask: None }) => {
                parts.label_identity = Some(u64::try_from(value).ok()?)
            }
            (Field::CtState, value) if is_new(value) => parts.new = true,
            (Field::NwProto, Value::Number { value: 2, mask: None }) => parts.igmp = true,
            (Field::TpSrc, Value::Number { value, mask }) => parts.tp_src = Some(port(value, mask)?),
            (Field::TpDst, Value::Number { value, mask }) => parts.tp_dst = Some(port(value, mask)?),
            (Field::IcmpType, Value::Number { value, mask: None }) => parts.icmp_type = Some(u8::try_from(value).ok()?),
            (Field::IcmpCode, Value::Number { value, mask: None }) => parts.icmp_code = Some(u8::try_from(value).ok()?),
            _ => return None,
        }
    }
    parts.clause()
}

impl Parts {
    fn clause(self) -> Option<ClauseMatch> {
        let family = match self.protocol {
            Some(Protocol::Ip) => Some(false),
            Some(Protocol::Ipv6) => Some(true),
            _ => None,
        };
        let service = self.service();
        let ports =
            self.tp_src.is_some() || self.tp_dst.is_some() || self.icmp_type.is_some() || self.icmp_code.is_some();
        match self {
            Parts { igmp: true, destination: Some(group), source: None, .. } => Some(ClauseMatch::Igmp(group.address)),
            Parts { protocol: Some(Protocol::Igmp), destination: Some(group), source: None, .. } => {
                Some(ClauseMatch::Igmp(group.address))
            }
            Parts { igmp: true, .. } => None,
            _ if service.is_some() => {
                let alone = self.source.is_none()
                    && self.destination.is_none()
                    && self.port.is_none()
                    && self.group.is_none()
                    && !self.new;
                service.filter(|_| alone)
            }
            _ if ports => None,
            Parts {
                new: true,
                original_source: Some(net),
                source: None,
                destination: None,
                port: None,
                group: None,
                ..
            } => Some(ClauseMatch::original_source(net)),
            Parts {
                new: true,
                original_source: None,
                source: None,
                destination: None,
                port: None,
                group: None,
                ..
            } => family.map(ClauseMatch::AnyOriginal),
            Parts { new: true, .. } | Parts { original_source: Some(_), .. } => None,
            Parts { port: Some(port), source: None, destination: None, group: None, label_identity: None, .. } => {
                Some(ClauseMatch::ToPort(port))
            }
            Parts { group: Some(group), source: None, destination: None, port: None, label_identity: None, .. } => {
                Some(ClauseMatch::ServiceGroup(group))
            }
            Parts { label_identity: Some(id), source: None, destination: None, port: None, group: None, .. } => {
                Some(ClauseMatch::LabelIdentity(id))
            }
            Parts { source: Some(net), destination: None, port: None, group: None, .. } => {
                Some(ClauseMatch::address(net, true))
            }
            Parts { source: None, destination: Some(net), port: None, group: None, .. } => {
                Some(ClauseMatch::address(net, false))
            }
            Parts { source: None, destination: None, port: None, group: None, .. } => family.map(ClauseMatch::Any),
            _ => None,
        }
    }

    fn service(&self) -> Option<ClauseMatch> {
        let (protocol, ipv6) = match self.protocol? {
            Protocol::Tcp => (L4Protocol::Tcp, false),
            Protocol::Tcp6 => (L4Protocol::Tcp, true),
            Protocol::Udp => (L4Protocol::Udp, false),
            Protocol::Udp6 => (L4Protocol::Udp, true),
            Protocol::Sctp => (L4Protocol::Sctp, false),
            Protocol::Sctp6 => (L4Protocol::Sctp, true),
            Protocol::Icmp => (L4Protocol::Icmp, false),
            Protocol::Icmp6 => (L4Protocol::Icmp, true),
            _ => return None,
        };
        Some(ClauseMatch::Service(ServiceMatch {
            protocol,
            ipv6,
            source: self.tp_src,
            destination: self.tp_dst,
            icmp_type: self.icmp_type,
            icmp_code: self.icmp_code,
        }))
    }
}

fn port(value: u128, mask: Option<u128>) -> Option<(u16, u16)> {
    let mask = u16::try_from(mask.unwrap_or(0xffff)).ok()?;
    Some((u16::try_from(value).ok()? & mask, mask))
}

/// The network of an address match; `None` for a mask that is no prefix.
fn net(value: Value<'_>) -> Option<Net> {
    match value {
        Value::Ipv4 { value, mask } => {
            let mask = mask.map_or(u32::MAX, u32::from);
            (mask.leading_ones() + mask.trailing_zeros() == 32 || mask == u32::MAX)
                .then(|| Net::new(IpAddr::V4(value), mask.leading_ones() as u8))
        }
        Value::Ipv6 { value, mask } => {
            let mask = mask.map_or(u128::MAX, u128::from);
            (mask.leading_ones() + mask.trailing_zeros() == 128 || mask == u128::MAX)
                .then(|| Net::new(IpAddr::V6(value), mask.leading_ones() as u8))
        }
        _ => None,
    }
}
