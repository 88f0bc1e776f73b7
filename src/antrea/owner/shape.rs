//! What the parts of a flow are, in one pass over them.

use std::net::IpAddr;

use super::{About, EgressBy, EgressPart, Own, Place, ServiceAt, default_table};
use crate::antrea::cookie::{self, Category};
use crate::antrea::mark;
use crate::model::field::{Field, Protocol};
use crate::model::flow::{Action, ActionItem, Ct, Flow, MatchField, SubField, Value};
use crate::model::ids::{GroupId, OfPort};
use crate::model::net::Net;
use crate::model::policy::L4Protocol;

/// Priority of K8s default denies.
const DEFAULT_DENY_PRIORITY: u16 = 200;
/// Sources in `reg0` (bits 0-3), and destinations (bits 4-7), since Antrea 1.6.
const SOURCES: u128 = 0xf;
const DESTINATIONS: u128 = 0xf0;

/// The parts of a flow that say what it is about.
#[derive(Debug, Default)]
pub(super) struct Shape<'a> {
    fields: usize,
    arp: bool,
    igmp: bool,
    pub(super) in_port: Option<Place<'a>>,
    source: Option<Net>,
    destination: Option<Net>,
    arp_source: Option<IpAddr>,
    arp_target: Option<IpAddr>,
    dl_dst: bool,
    tun_dst: Option<IpAddr>,
    reg1: Option<OfPort>,
    reg3: Option<u32>,
    xxreg3: Option<u128>,
    reg4: Option<(u128, u128)>,
    reg0: bool,
    tos: bool,
    protocol: Option<L4Protocol>,
    to_port: Option<u16>,
    /// What the actions do.
    group: Option<GroupId>,
    sets_group: bool,
    learns: bool,
    nat: Option<&'a str>,
    sets_port: Option<OfPort>,
    sets_tunnel: Option<IpAddr>,
    sets_source: Option<u128>,
    sets_destination: Option<u128>,
    sets_endpoint: Option<u32>,
    sets_endpoint_port: Option<u16>,
    sets_mac: bool,
    /// The number of an address of Egress.
    sets_mark: Option<u8>,
    hairpin: bool,
}

impl<'a> Shape<'a> {
    pub(super) fn of(fields: &[MatchField<'a>], actions: &[ActionItem<'a>]) -> Shape<'a> {
        let mut shape = Shape { fields: fields.len(), ..Shape::default() };
        fields.iter().for_each(|field| shape.field(field));
        actions.iter().for_each(|item| shape.action(item));
        shape
    }

    fn field(&mut self, field: &MatchField<'a>) {
        match (field.field, field.value) {
            (Field::Protocol(protocol), _) => self.protocol(protocol),
            (Field::InPort, Value::Number { value, mask: None }) => self.in_port = port(value).map(Place::Port),
            (Field::InPort, Value::Name(name)) => self.in_port = Some(Place::Interface(name)),
            (Field::NwSrc | Field::Ipv6Src, value) => self.source = net(value),
            (Field::NwDst | Field::Ipv6Dst, value) => self.destination = net(value),
            (Field::ArpSpa, value) => self.arp_source = net(value).map(|net| net.address),
            (Field::ArpTpa, value) => self.arp_target = net(value).map(|net| net.address),
            (Field::DlDst, _) => self.dl_dst = true,
            (Field::TunDst | Field::Other("tun_ipv6_dst"), value) => self.tun_dst = net(value).map(|net| net.address),
            (Field::Reg(0), _) => self.reg0 = true,
            (Field::Reg(1), Value::Number { value, mask: None }) => self.reg1 = port(value),
            (Field::Reg(3), Value::Number { value, mask: None }) => self.reg3 = u32::try_from(value).ok(),
            (Field::XXReg(3), Value::Number { value, mask: None }) => self.xxreg3 = Some(value),
            (Field::Reg(4), Value::Number { value, mask }) => self.reg4 = Some((value, mask.unwrap_or(u128::MAX))),
            (Field::TpDst, Value::Number { value, mask: None }) => self.to_port = u16::try_from(value).ok(),
            (Field::NwTos, _) => self.tos = true,
            (Field::NwProto, Value::Number { value: 2, .. }) => self.igmp = true,
            _ => {}
        }
    }

    fn protocol(&mut self, protocol: Protocol) {
        match protocol {
            Protocol::Arp => self.arp = true,
            Protocol::Igmp => self.igmp = true,
            Protocol::Tcp | Protocol::Tcp6 => self.protocol = Some(L4Protocol::Tcp),
            Protocol::Udp | Protocol::Udp6 => self.protocol = Some(L4Protocol::Udp),
            Protocol::Sctp | Protocol::Sctp6 => self.protocol = Some(L4Protocol::Sctp),
            _ => {}
        }
    }

    fn action(&mut self, item: &ActionItem<'a>) {
        match &item.action {
            Action::Group(group) => self.group = Some(*group),
            Action::Learn(_) => self.learns = true,
            Action::Ct(ct) => self.ct(ct),
            Action::SetField { value, to } => self.set(*value, to),
            // OpenFlow 1.0 has an action of its own for it.
            Action::Known { name: "mod_dl_dst", .. } => self.sets_mac = true,
            _ => {}
        }
        let Some((field, value, mask)) = mark::write_of(item) else { return };
        match field {
            Field::Reg(0) => {
                self.sets_source = (mask & SOURCES == SOURCES).then_some(value & SOURCES).or(self.sets_source);
                let whole = mask & DESTINATIONS == DESTINATIONS;
                self.sets_destination = whole.then_some((value & DESTINATIONS) >> 4).or(self.sets_destination);
            }
            Field::Reg(1) => self.sets_port = port(value),
            Field::Reg(3) => self.sets_endpoint = u32::try_from(value).ok(),
            Field::Reg(4) if mask == 0xffff => self.sets_endpoint_port = u16::try_from(value & mask).ok(),
            Field::Reg(7) => self.sets_group = true,
            Field::TunDst => self.sets_tunnel = u32::try_from(value).ok().map(|address| IpAddr::V4(address.into())),
            Field::PktMark => self.sets_mark = Some((value & mask & 0xff) as u8),
            _ => {}
        }
    }

    fn set(&mut self, value: Value<'a>, to: &SubField<'_>) {
        match (to.field, value) {
            (Field::TunDst, value) => self.sets_tunnel = net(value).map(|net| net.address),
            // `tun_ipv6_dst` has no variant of its own.
            (Field::Other("tun_ipv6_dst"), value) => self.sets_tunnel = net(value).map(|net| net.address),
            (Field::DlDst, _) => self.sets_mac = true,
            _ => {}
        }
    }

    fn ct(&mut self, ct: &Ct<'a>) {
        self.nat = self.nat.or(ct.nat);
        self.hairpin |= ct.exec.iter().any(|item| {
            matches!(mark::write_of(item), Some((Field::CtMark, value, mask)) if value & mask & HAIRPIN_CT_MARK != 0)
        });
    }

    /// A Traceflow's copy of a flow, where cookies do not tell: for a while, and for packets with its tag, which is in the DSCP.
    pub(super) fn is_traceflow(&self, flow: &Flow<'_>) -> bool {
        flow.hard_timeout.is_some() && self.tos
    }

    pub(super) fn service(&self, flow: &Flow<'_>) -> Option<About<'a>> {
        let at = ServiceAt {
            address: self.destination.map(|net| net.address),
            protocol: self.protocol,
            port: self.to_port,
            group: self.group,
        };
        let known = |id: u32| (id != 0).then_some(GroupId(id));
        let object = flow.cookie.and_then(|cookie| known(cookie::object_id(cookie)));
        if self.learns {
            return Some(About::Affinity { service: ServiceAt { group: object, ..at }, client: None, endpoint: None });
        }
        // What a `learn` action made goes away by itself, or says whose it is in its cookie.
        if let (Some(client), Some(endpoint)) = (self.source, self.sets_endpoint)
            && at.port.is_some()
        {
            let endpoint = Some((IpAddr::V4(endpoint.into()), self.sets_endpoint_port.unwrap_or_default()));
            let service = ServiceAt { group: object, ..at };
            return Some(About::Affinity { service, client: Some(client.address), endpoint });
        }
        if self.group.is_some() && self.sets_group {
            return Some(About::Service(at));
        }
        self.endpoint()
    }

    /// An endpoint stands in `reg3` (or `xxreg3`) and `reg4`, and where packets are translated in the action too.
    fn endpoint(&self) -> Option<About<'a>> {
        let address = match (self.reg3, self.xxreg3) {
            (Some(address), _) => IpAddr::V4(address.into()),
            (None, Some(address)) => IpAddr::V6(address.into()),
            (None, None) if self.hairpin && self.source.is_some() && self.source == self.destination => {
                let at = Place::Address(self.source?.address);
                return Some(About::Interface { at, address: None, purpose: "hairpin" });
            }
            (None, None) => return None,
        };
        let (value, mask) = self.reg4.filter(|(_, mask)| mask & 0xffff == 0xffff)?;
        let port = u16::try_from(value & mask & 0xffff).ok()?;
        Some(About::Endpoint { address, port, protocol: self.protocol })
    }

    pub(super) fn default_deny(&self, flow: &Flow<'_>, table: &str) -> Option<About<'a>> {
        let direction = default_table(table).filter(|_| flow.priority == DEFAULT_DENY_PRIORITY)?;
        let pod = match (self.reg1, self.source) {
            (Some(port), _) => Place::Port(port),
            (None, Some(net)) if is_host(net) => Place::Address(net.address),
            _ => return None,
        };
        Some(About::DefaultDeny { direction, pod })
    }

    pub(super) fn arp(&self) -> Option<About<'a>> {
        match (self.arp, self.in_port, self.arp_target) {
            (true, Some(at), _) if self.arp_source.is_some() => {
                Some(About::Interface { at, address: self.arp_source, purpose: "ARPSpoofGuard" })
            }
            (true, _, Some(target)) => Some(About::ArpResponder(target)),
            (true, ..) => Some(About::Arp),
            (false, ..) => None,
        }
    }

    pub(super) fn multicast(&self, table: &str, category: Option<Category>) -> Option<About<'a>> {
        let in_tables = table.starts_with("Multicast") || category == Some(Category::Multicast);
        match (self.source, self.destination, self.reg1) {
            (_, Some(group), _) if is_host(group) && group.address.is_multicast() && self.group.is_some() => {
                Some(About::MulticastGroup(group.address))
            }
            (Some(source), None, None) if in_tables && is_host(source) => {
                Some(About::MulticastPod { pod: Place::Address(source.address), sent: true })
            }
            (None, None, Some(port)) if in_tables => Some(About::MulticastPod { pod: Place::Port(port), sent: false }),
            (_, Some(group), _) if group.address.is_multicast() && group.address.is_ipv4() => Some(About::Multicast),
            _ if in_tables || self.igmp => Some(About::Multicast),
            _ => None,
        }
    }

    pub(super) fn egress(&self, table: &str, category: Option<Category>) -> Option<About<'a>> {
        // Up to Antrea 1.5 the category was SNAT, which the tables of Services have too by name.
        let is_egress = matches!(category, Some(Category::Egress | Category::Snat)) || table == "EgressMark";
        let part = match (self.in_port, self.tun_dst, self.destination) {
            (Some(at), ..) => EgressPart::Pod(at),
            (None, Some(address), _) => EgressPart::Address(address),
            (None, None, Some(net)) if self.sets_mark.is_none() => EgressPart::Exempt(net),
            _ => EgressPart::General,
        };
        is_egress.then_some(About::Egress(part))
    }

    pub(super) fn egress_by(&self) -> Option<EgressBy> {
        let address = self.tun_dst.or(self.sets_tunnel).map(EgressBy::Address);
        address.or(self.sets_mark.filter(|mark| *mark != 0).map(EgressBy::Mark))
    }

    pub(super) fn egress_mark(&self) -> Option<(u8, IpAddr)> {
        Some((self.sets_mark.filter(|mark| *mark != 0)?, self.tun_dst?))
    }

    /// Flows of one port, one address or one network.
    pub(super) fn interface(&self, table: &str) -> Option<About<'a>> {
        let own = |what, purpose| Some(About::Own { what, purpose });
        if let Some(at) = self.in_port {
            let purpose = if self.sets_source.is_some() { "Classifier" } else { "SpoofGuard" };
            let address = self.source.filter(|net| is_host(*net)).map(|net| net.address);
            return Some(About::Interface { at, address, purpose });
        }
        if let Some(port) = self.sets_port.filter(|_| self.dl_dst) {
            return Some(About::Interface { at: Place::Port(port), address: None, purpose: "L2ForwardingCalc" });
        }
        if let Some(port) = self.reg1.filter(|_| self.fields <= 2) {
            return Some(About::Interface { at: Place::Port(port), address: None, purpose: "Output" });
        }
        let to = self.destination?;
        if let Some(node) = self.sets_tunnel {
            return Some(About::RemotePods { pods: to, node });
        }
        match (is_host(to), self.sets_destination) {
            (true, Some(2)) => own(Own::Gateway, "L3Forwarding"),
            (true, _) if self.sets_mac => {
                Some(About::Interface { at: Place::Address(to.address), address: None, purpose: "L3Forwarding" })
            }
            (false, None) if self.reg0 && table != "EgressMark" && to.prefix > 0 => Some(About::LocalPods(to)),
            _ => None,
        }
    }
}

/// `HairpinCTMark`, since Antrea 1.5.
const HAIRPIN_CT_MARK: u128 = 0x40;

fn port(value: u128) -> Option<OfPort> {
    u32::try_from(value).ok().map(OfPort)
}

fn is_host(net: Net) -> bool {
    net == Net::host(net.address)
}

/// An address or network; `None` for a mask that is no prefix.
fn net(value: Value<'_>) -> Option<Net> {
    let (address, ones, width) = match value {
        Value::Ipv4 { value, mask } => {
            let mask = mask.map_or(u32::MAX, u32::from);
            (IpAddr::V4(value), (mask.leading_ones(), mask.trailing_zeros()), 32)
        }
        Value::Ipv6 { value, mask } => {
            let mask = mask.map_or(u128::MAX, u128::from);
            (IpAddr::V6(value), (mask.leading_ones(), mask.trailing_zeros()), 128)
        }
        _ => return None,
    };
    let (ones, zeros) = ones;
    (ones + zeros == width || ones == width).then(|| Net::new(address, ones as u8))
}
