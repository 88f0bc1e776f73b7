//! Ports and protocols of a rule as flows match them.

use std::collections::HashMap;

use crate::antrea::clause::{ClauseMatch, ServiceMatch};
use crate::model::policy::{L4Protocol, NamedPort, Port, Service};

/// What the agent groups members by: the list of ports after names are resolved. The protocol is not in it.
pub(super) fn key(services: &[Service]) -> Vec<Option<Port>> {
    services.iter().map(|service| service.port.clone()).collect()
}

/// Groups members by what the named ports of `services` are for them; all are one group when there is none.
///
/// A name that a member does not have stays: [`matches`] gives nothing for it.
pub(super) fn by_resolution<'m, M: Copy>(
    services: &[Service],
    members: &[M],
    ports: impl Fn(M) -> &'m [NamedPort],
) -> Vec<(Vec<Service>, Vec<M>)> {
    if !services.iter().any(|service| matches!(service.port, Some(Port::Name(_)))) {
        return vec![(services.to_vec(), members.to_vec())];
    }
    let mut groups: Vec<(Vec<Service>, Vec<M>)> = Vec::new();
    let mut places: HashMap<Vec<Option<Port>>, usize> = HashMap::new();
    for member in members {
        let resolved: Vec<Service> = services.iter().map(|service| resolve(service, ports(*member))).collect();
        let place = *places.entry(key(&resolved)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, group)) => group.push(*member),
            None => groups.push((resolved, vec![*member])),
        }
    }
    groups
}

fn resolve(service: &Service, ports: &[NamedPort]) -> Service {
    let Some(Port::Name(name)) = &service.port else { return service.clone() };
    let found =
        ports.iter().find(|port| port.name == *name && service.protocol.is_none_or(|wanted| wanted == port.protocol));
    match found {
        Some(port) => {
            Service { protocol: Some(port.protocol), port: Some(Port::Number(port.port)), ..Service::default() }
        }
        None => service.clone(),
    }
}

/// The matches of one service in the families of a Node; none for a named port that was not resolved.
pub(super) fn matches(service: &Service, ipv4: bool, ipv6: bool) -> Vec<ClauseMatch> {
    let Some(protocol) = service.protocol else { return Vec::new() };
    let destination = match &service.port {
        Some(Port::Name(_)) => return Vec::new(),
        Some(Port::Number(first)) => range(*first, service.end_port.unwrap_or(*first)).into_iter().map(Some).collect(),
        None => vec![None],
    };
    let source: Vec<Option<(u16, u16)>> = match service.src_port {
        Some(first) => range(first, service.src_end_port.unwrap_or(first)).into_iter().map(Some).collect(),
        None => vec![None],
    };
    let (icmp_type, icmp_code) = match protocol {
        L4Protocol::Icmp => (service.icmp_type, service.icmp_code),
        _ => (None, None),
    };
    let mut matches = Vec::new();
    for family in [ipv4.then_some(false), ipv6.then_some(true)].into_iter().flatten() {
        for source in &source {
            for destination in &destination {
                matches.push(ClauseMatch::Service(ServiceMatch {
                    protocol,
                    ipv6: family,
                    source: *source,
                    destination: *destination,
                    icmp_type,
                    icmp_code,
                }));
            }
        }
    }
    matches
}

/// A port range as values with masks: the fewest aligned blocks.
fn range(first: u16, last: u16) -> Vec<(u16, u16)> {
    let (mut next, end) = (u32::from(first), u32::from(last));
    let mut blocks = Vec::new();
    while next <= end {
        let mut size = if next == 0 { 1 << 16 } else { next & next.wrapping_neg() };
        while next + size - 1 > end {
            size >>= 1;
        }
        blocks.push((next as u16, !(size - 1) as u16));
        next += size;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_aligned_blocks() {
        assert_eq!(range(80, 80), [(80, 0xffff)]);
        assert_eq!(range(6660, 6669), [(0x1a04, 0xfffc), (0x1a08, 0xfffc), (0x1a0c, 0xfffe)]);
        assert_eq!(range(0, 65535), [(0, 0)]);
        assert_eq!(range(65535, 65535), [(65535, 0xffff)]);
        assert_eq!(range(10112, 10175), [(0x2780, 0xffc0)]);
        assert_eq!(range(9, 8), []);
    }

    #[test]
    fn members_are_grouped_by_what_a_name_is_for_them() {
        let http =
            Service { protocol: Some(L4Protocol::Tcp), port: Some(Port::Name("http".into())), ..Service::default() };
        let port = |number| vec![NamedPort { name: "http".into(), port: number, protocol: L4Protocol::Tcp }];
        let udp = vec![NamedPort { name: "http".into(), port: 80, protocol: L4Protocol::Udp }];
        let pods = [port(80), port(8080), port(80), udp, vec![]];
        let members: Vec<&Vec<NamedPort>> = pods.iter().collect();
        let groups = by_resolution(&[http], &members, |ports| ports);
        let sizes: Vec<usize> = groups.iter().map(|(_, members)| members.len()).collect();
        assert_eq!(sizes, [2, 1, 2]);
        assert_eq!(matches(&groups[2].0[0], true, true), []);
        assert_eq!(matches(&groups[0].0[0], true, true).len(), 2);
    }
}
