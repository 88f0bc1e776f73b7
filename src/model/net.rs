//! Networks as flows match them.

use std::fmt;
use std::net::IpAddr;

/// A network: an address and a prefix length, host bits zero. A Pod is a /32 or /128.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Net {
    /// The first address.
    pub address: IpAddr,
    /// Prefix length in bits.
    pub prefix: u8,
}

impl Net {
    /// A network with its host bits cleared; a prefix beyond the family's width becomes the full width.
    pub fn new(address: IpAddr, prefix: u8) -> Self {
        match address {
            IpAddr::V4(v4) => {
                let prefix = prefix.min(32);
                let mask = if prefix == 0 { 0 } else { u32::MAX << (32 - prefix) };
                Net { address: IpAddr::V4((u32::from(v4) & mask).into()), prefix }
            }
            IpAddr::V6(v6) => {
                let prefix = prefix.min(128);
                let mask = if prefix == 0 { 0 } else { u128::MAX << (128 - prefix) };
                Net { address: IpAddr::V6((u128::from(v6) & mask).into()), prefix }
            }
        }
    }

    /// One address.
    pub fn host(address: IpAddr) -> Self {
        Net { address, prefix: if address.is_ipv4() { 32 } else { 128 } }
    }

    /// Whether it is an IPv6 network.
    pub fn is_ipv6(&self) -> bool {
        self.address.is_ipv6()
    }

    /// Whether `other` lies in this network (or is the same).
    pub fn contains(&self, other: &Net) -> bool {
        self.is_ipv6() == other.is_ipv6()
            && self.prefix <= other.prefix
            && Net::new(other.address, self.prefix) == *self
    }
}

impl fmt::Display for Net {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}
