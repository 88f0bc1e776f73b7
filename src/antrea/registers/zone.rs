//! Conntrack zones (pkg/agent/openflow/pipeline.go).

use std::fmt;

/// What the zones are taken from.
pub const FROM: &str = "pkg/agent/openflow/pipeline.go";

/// What a conntrack zone is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Zone {
    /// No zone: connections of the Node itself, and the tunnel's packets from outside.
    Node,
    /// Where all connections of Pods are tracked (65520, IPv6: 65510).
    Pods { ipv6: bool },
    /// Where a Service's connections are tracked a second time, to translate their source (65521, IPv6: 65511; since Antrea 1.4).
    ServiceSnat { ipv6: bool },
    /// A VLAN of Pods with addresses of Antrea's IPAM (4096 + VLAN, IPv6: 12288 + VLAN): `reg8` as it is.
    Vlan { ipv6: bool, vlan: u16 },
}

/// What a zone is for; `None` for one that Antrea does not use.
pub fn zone(number: u16) -> Option<Zone> {
    match number {
        0 => Some(Zone::Node),
        0xfff0 => Some(Zone::Pods { ipv6: false }),
        0xffe6 => Some(Zone::Pods { ipv6: true }),
        0xfff1 => Some(Zone::ServiceSnat { ipv6: false }),
        0xffe7 => Some(Zone::ServiceSnat { ipv6: true }),
        0x1000..=0x1fff => Some(Zone::Vlan { ipv6: false, vlan: number & 0xfff }),
        0x3000..=0x3fff => Some(Zone::Vlan { ipv6: true, vlan: number & 0xfff }),
        _ => None,
    }
}

impl Zone {
    /// Antrea's name for it.
    pub fn antrea(self) -> &'static str {
        match self {
            Zone::Node => "",
            Zone::Pods { ipv6: false } => "CtZone",
            Zone::Pods { ipv6: true } => "CtZoneV6",
            Zone::ServiceSnat { ipv6: false } => "SNATCtZone",
            Zone::ServiceSnat { ipv6: true } => "SNATCtZoneV6",
            Zone::Vlan { .. } => "CtZoneField",
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let family = |ipv6| if ipv6 { "IPv6" } else { "IPv4" };
        match *self {
            Zone::Node => f.write_str("the Node's own connections"),
            Zone::Pods { ipv6 } => write!(f, "connections, {}", family(ipv6)),
            Zone::ServiceSnat { ipv6 } => write!(f, "source translation for Services, {}", family(ipv6)),
            Zone::Vlan { ipv6, vlan: 0 } => write!(f, "connections of Antrea IPAM, no VLAN, {}", family(ipv6)),
            Zone::Vlan { ipv6, vlan } => write!(f, "connections of Antrea IPAM, VLAN {vlan}, {}", family(ipv6)),
        }
    }
}
