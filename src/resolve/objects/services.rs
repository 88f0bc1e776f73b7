//! Ports and protocols of rules, from the several ways in which the kinds of policies write them.

use crate::model::policy::{L4Protocol, Port, Service};

use serde_json::Value;

use super::notes::{Fields, Notes, present};

/// `ports` of a K8s NetworkPolicy rule.
pub(super) fn k8s_ports(rule: &Fields, notes: &mut Notes) -> Vec<Service> {
    ports(rule, &["protocol", "port", "endPort"], notes)
}

/// `ports` and `protocols` of an Antrea-native rule.
pub(super) fn native_services(rule: &Fields, notes: &mut Notes) -> Vec<Service> {
    let mut services = ports(rule, &["protocol", "port", "endPort", "sourcePort", "sourceEndPort"], notes);
    for item in notes.list(rule, "protocols") {
        let Some(item) = notes.fields(item, "a protocol") else { continue };
        notes.known(item, "a protocol", &["icmp", "igmp"]);
        if let Some(icmp) = notes.map(item, "icmp") {
            notes.known(icmp, "`icmp`", &["icmpType", "icmpCode"]);
            services.push(Service {
                protocol: Some(L4Protocol::Icmp),
                icmp_type: notes.number(icmp, "icmpType"),
                icmp_code: notes.number(icmp, "icmpCode"),
                ..Service::default()
            });
        }
        if let Some(igmp) = notes.map(item, "igmp") {
            notes.known(igmp, "`igmp`", &["igmpType", "groupAddress"]);
            services.push(Service {
                protocol: Some(L4Protocol::Igmp),
                igmp_type: notes.number(igmp, "igmpType"),
                group_address: notes.full_text(igmp, "groupAddress").and_then(|text| notes.address(text)),
                ..Service::default()
            });
        }
    }
    services
}

fn ports(rule: &Fields, keys: &[&str], notes: &mut Notes) -> Vec<Service> {
    let mut services = Vec::new();
    for item in notes.list(rule, "ports") {
        let Some(item) = notes.fields(item, "a port") else { continue };
        notes.known(item, "a port", keys);
        let Some(protocol) = protocol(item, notes) else { continue };
        services.push(Service {
            protocol: Some(protocol),
            port: port(item, "port", notes),
            end_port: notes.number(item, "endPort"),
            src_port: notes.number(item, "sourcePort"),
            src_end_port: notes.number(item, "sourceEndPort"),
            ..Service::default()
        });
    }
    services
}

/// `protocol`; TCP when absent.
pub(super) fn protocol(item: &Fields, notes: &mut Notes) -> Option<L4Protocol> {
    match notes.full_text(item, "protocol") {
        None | Some("TCP") => Some(L4Protocol::Tcp),
        Some("UDP") => Some(L4Protocol::Udp),
        Some("SCTP") => Some(L4Protocol::Sctp),
        Some(other) => {
            notes.doubt(format!("unknown protocol `{}`", other.escape_debug()));
            None
        }
    }
}

/// A port by number or name (Kubernetes' IntOrString: a text is a name even when it looks like a number).
pub(super) fn port(item: &Fields, key: &str, notes: &mut Notes) -> Option<Port> {
    match present(item, key)? {
        Value::String(name) => Some(Port::Name(name.as_str().into())),
        _ => notes.number(item, key).map(Port::Number),
    }
}

/// `ports` of AdminNetworkPolicy and BaselineAdminNetworkPolicy rules. A named port says no protocol.
pub(super) fn admin_ports(rule: &Fields, notes: &mut Notes) -> Vec<Service> {
    let mut services = Vec::new();
    for item in notes.list(rule, "ports") {
        let Some(item) = notes.fields(item, "a port") else { continue };
        notes.known(item, "a port", &["portNumber", "portRange", "namedPort"]);
        if let Some(number) = notes.map(item, "portNumber") {
            notes.known(number, "`portNumber`", &["protocol", "port"]);
            let Some(protocol) = protocol(number, notes) else { continue };
            let port = notes.number(number, "port").map(Port::Number);
            services.push(Service { protocol: Some(protocol), port, ..Service::default() });
        } else if let Some(range) = notes.map(item, "portRange") {
            notes.known(range, "`portRange`", &["protocol", "start", "end"]);
            let Some(protocol) = protocol(range, notes) else { continue };
            services.push(Service {
                protocol: Some(protocol),
                port: notes.number(range, "start").map(Port::Number),
                end_port: notes.number(range, "end"),
                ..Service::default()
            });
        } else if let Some(name) = notes.text(item, "namedPort") {
            services.push(Service { port: Some(Port::Name(name.into())), ..Service::default() });
        }
    }
    services
}

/// `protocols` of policy.networking.k8s.io ClusterNetworkPolicy rules.
pub(super) fn cluster_protocols(rule: &Fields, notes: &mut Notes) -> Vec<Service> {
    let transports = [("tcp", L4Protocol::Tcp), ("udp", L4Protocol::Udp), ("sctp", L4Protocol::Sctp)];
    let mut services = Vec::new();
    for item in notes.list(rule, "protocols") {
        let Some(item) = notes.fields(item, "a protocol") else { continue };
        notes.known(item, "a protocol", &["tcp", "udp", "sctp", "destinationNamedPort"]);
        let transport = transports.iter().find(|(key, _)| present(item, key).is_some());
        if let Some((key, protocol)) = transport {
            let Some(ports) = notes.map(item, key) else { continue };
            services.push(destination(*protocol, ports, notes));
        } else if let Some(name) = notes.full_text(item, "destinationNamedPort") {
            services.push(Service { port: Some(Port::Name(name.into())), ..Service::default() });
        }
    }
    services
}

fn destination(protocol: L4Protocol, ports: &Fields, notes: &mut Notes) -> Service {
    let mut service = Service { protocol: Some(protocol), ..Service::default() };
    notes.known(ports, "a protocol's ports", &["destinationPort"]);
    let Some(port) = notes.map(ports, "destinationPort") else { return service };
    notes.known(port, "`destinationPort`", &["number", "range"]);
    if let Some(range) = notes.map(port, "range") {
        notes.known(range, "`range`", &["start", "end"]);
        service.port = notes.number(range, "start").map(Port::Number);
        service.end_port = notes.number(range, "end");
    } else {
        service.port = notes.number(port, "number").map(Port::Number);
    }
    service
}

/// Whether a port is named.
pub(super) fn has_named_port(services: &[Service]) -> bool {
    services.iter().any(|service| matches!(service.port, Some(Port::Name(_))))
}
