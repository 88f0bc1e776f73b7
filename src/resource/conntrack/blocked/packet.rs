//! The packet that opens a connection, as rules see it, and what a clause says to it.

use std::collections::HashSet;
use std::net::IpAddr;

use foldhash::fast::RandomState;

use crate::antrea::clause::{ClauseMatch, ServiceMatch};
use crate::model::ids::{GroupId, OfPort};
use crate::model::net::Net;
use crate::model::policy::L4Protocol;

/// What rules look at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Packet {
    pub(super) source: IpAddr,
    pub(super) destination: IpAddr,
    /// Before any translation.
    pub(super) original_source: IpAddr,
    pub(super) protocol: Option<L4Protocol>,
    /// Only where some rule looks at it: connections differ in little else.
    pub(super) source_port: Option<u16>,
    pub(super) destination_port: Option<u16>,
    pub(super) icmp: Option<(u8, u8)>,
    /// The port of the Pod that it goes to.
    pub(super) to: Option<OfPort>,
    pub(super) group: Group,
}

/// The group of the Service that a connection was opened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Group {
    /// It was opened to no Service.
    NoService,
    Of(GroupId),
    Unknown,
}

/// The alternatives of one clause, made for being asked often.
#[derive(Debug, Default)]
pub(super) struct Clause {
    pub(super) sources: Nets,
    destinations: Nets,
    originals: Nets,
    /// IPv4, IPv6.
    any: [bool; 2],
    any_original: [bool; 2],
    pub(super) ports: HashSet<OfPort, RandomState>,
    groups: HashSet<GroupId, RandomState>,
    services: Vec<ServiceMatch>,
    /// Has an alternative that a connection does not tell.
    unknown: bool,
}

#[derive(Debug, Default)]
pub(super) struct Nets {
    pub(super) hosts: HashSet<IpAddr, RandomState>,
    nets: Vec<Net>,
}

impl Nets {
    fn add(&mut self, net: Net) {
        if net == Net::host(net.address) {
            self.hosts.insert(net.address);
        } else {
            self.nets.push(net);
        }
    }

    fn has(&self, address: IpAddr) -> bool {
        self.hosts.contains(&address) || self.nets.iter().any(|net| net.contains(&Net::host(address)))
    }
}

impl Clause {
    pub(super) fn add(&mut self, matched: ClauseMatch) {
        let family = |any: &mut [bool; 2], ipv6: bool| any[usize::from(ipv6)] = true;
        match matched {
            ClauseMatch::Source(net) => self.sources.add(net),
            ClauseMatch::Destination(net) => self.destinations.add(net),
            ClauseMatch::OriginalSource(net) => self.originals.add(net),
            ClauseMatch::Any(ipv6) => family(&mut self.any, ipv6),
            ClauseMatch::AnyOriginal(ipv6) => family(&mut self.any_original, ipv6),
            ClauseMatch::ToPort(port) => {
                self.ports.insert(port);
            }
            ClauseMatch::ServiceGroup(group) => {
                self.groups.insert(group);
            }
            ClauseMatch::Service(service) => self.services.push(service),
            // Multicast is not tracked.
            ClauseMatch::Igmp(_) => {}
            ClauseMatch::LabelIdentity(_) | ClauseMatch::Other(_) => self.unknown = true,
        }
    }

    /// Whether it looks at source ports.
    pub(super) fn has_source_ports(&self) -> bool {
        self.services.iter().any(|service| service.source.is_some())
    }

    /// Whether the packet fits; `None` when that cannot be known.
    pub(super) fn fits(&self, packet: &Packet) -> Option<bool> {
        let ipv6 = packet.source.is_ipv6();
        let [any_v4, any_v6] = self.any.map(|any| any);
        let [original_v4, original_v6] = self.any_original;
        let of_family = |v4: bool, v6: bool| if ipv6 { v6 } else { v4 };
        let fits = of_family(any_v4, any_v6)
            || of_family(original_v4, original_v6)
            || self.sources.has(packet.source)
            || self.destinations.has(packet.destination)
            || self.originals.has(packet.original_source)
            || packet.to.is_some_and(|port| self.ports.contains(&port))
            || matches!(packet.group, Group::Of(group) if self.groups.contains(&group))
            || self.services.iter().any(|service| serves(service, packet));
        if fits {
            return Some(true);
        }
        let group = packet.group == Group::Unknown && !self.groups.is_empty();
        // The port of a Pod that is known to be here is known as well, but for a Node that says no ports.
        let port = packet.to.is_none() && !self.ports.is_empty();
        (!self.unknown && !group && !port).then_some(false)
    }
}

fn serves(service: &ServiceMatch, packet: &Packet) -> bool {
    let port = |wanted: Option<(u16, u16)>, port: Option<u16>| match wanted {
        Some((value, mask)) => port.is_some_and(|port| port & mask == value),
        None => true,
    };
    let icmp = |wanted: Option<u8>, value: Option<u8>| wanted.is_none() || wanted == value;
    packet.protocol == Some(service.protocol)
        && packet.source.is_ipv6() == service.ipv6
        && port(service.source, packet.source_port)
        && port(service.destination, packet.destination_port)
        && icmp(service.icmp_type, packet.icmp.map(|(kind, _)| kind))
        && icmp(service.icmp_code, packet.icmp.map(|(_, code)| code))
}
