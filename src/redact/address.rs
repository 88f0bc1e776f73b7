//! Addresses: replaced so that whatever network held an address still holds it.
//!
//! The mapping is a permutation that keeps prefixes, as Crypto-PAn's is (Xu, Fan, Ammar, Moon: "Prefix-Preserving IP Address Anonymization", 2002): the tree
//! of all prefixes is walked from the top, and a secret says at each node whether its two branches change places. Where a branch has a meaning of its own
//! (`10.0.0.0/8`, multicast, `0.0.0.0/0`), the way to it stays as it is.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ring::hmac;

use crate::model::net::Net;

/// Networks whose place in the tree is kept; the flag says whether all that is in them is kept as well.
///
/// Kept whole: this host, loopback, link-local IPv4 (of which Antrea uses addresses of its own), multicast, broadcast. The last of IPv6 are the addresses of
/// Antrea's own (`pkg/agent/config/service_config.go`, `node_config.go`). Link-local IPv6 may hold MAC addresses.
const KEPT: &[(IpAddr, u8, bool)] = &[
    (v4(0, 0, 0, 0), 8, true),
    (v4(10, 0, 0, 0), 8, false),
    (v4(100, 64, 0, 0), 10, false),
    (v4(127, 0, 0, 0), 8, true),
    (v4(169, 254, 0, 0), 16, true),
    (v4(172, 16, 0, 0), 12, false),
    (v4(192, 168, 0, 0), 16, false),
    (v4(224, 0, 0, 0), 4, true),
    (v4(255, 255, 255, 255), 32, true),
    (v6([0, 0, 0, 0, 0, 0, 0, 0]), 120, true),
    (v6([0x64, 0xff9b, 0, 0, 0, 0, 0, 0]), 96, false),
    (v6([0xfc00, 0, 0, 0, 0, 0, 0, 0]), 7, false),
    (v6([0xfc01, 0, 0, 0, 0, 0xaabb, 0xccdd, 0xee00]), 120, true),
    (v6([0xfd00, 0, 0, 0, 0, 0, 0, 0]), 8, false),
    (v6([0xfe80, 0, 0, 0, 0, 0, 0, 0]), 64, false),
    (v6([0xff00, 0, 0, 0, 0, 0, 0, 0]), 8, true),
];

const fn v4(a: u8, b: u8, c: u8, d: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(a, b, c, d))
}

const fn v6(part: [u16; 8]) -> IpAddr {
    let [a, b, c, d, e, f, g, h] = part;
    IpAddr::V6(Ipv6Addr::new(a, b, c, d, e, f, g, h))
}

/// Where a Node's Pod network usually ends (kube-controller-manager's `--node-cidr-mask-size-ipv4` and `-ipv6`): its first address and the gateway's after it
/// stay the first two, for Antrea counts there.
const fn node_prefix(address: IpAddr) -> u32 {
    if address.is_ipv4() { 24 } else { 64 }
}

/// Answers that are kept: a cluster has fewer addresses.
const CACHED: usize = 1 << 20;

/// The permutation.
#[derive(Debug)]
pub(super) struct Addresses {
    key: hmac::Key,
    known: HashMap<IpAddr, IpAddr>,
    swaps: HashMap<Vec<u8>, [u8; 32]>,
}

impl Addresses {
    pub fn new(key: hmac::Key) -> Addresses {
        Addresses { key, known: HashMap::new(), swaps: HashMap::new() }
    }

    /// Another address of the same family. IPv4 in IPv6 stays that.
    pub fn host(&mut self, address: IpAddr) -> IpAddr {
        if let IpAddr::V6(six) = address
            && let Some(four) = six.to_ipv4_mapped()
        {
            return match self.host(four.into()) {
                IpAddr::V4(four) => four.to_ipv6_mapped().into(),
                other => other,
            };
        }
        if let Some(known) = self.known.get(&address) {
            return *known;
        }
        let mapped = match address {
            IpAddr::V4(four) => IpAddr::V4(self.bytes(address, four.octets()).into()),
            IpAddr::V6(six) => IpAddr::V6(self.bytes(address, six.octets()).into()),
        };
        if self.known.len() >= CACHED {
            self.known.clear();
        }
        self.known.insert(address, mapped);
        mapped
    }

    /// An address that stands before a prefix length: of a network whose host bits are zero they stay zero.
    pub fn net(&mut self, address: IpAddr, prefix: u8) -> IpAddr {
        let mapped = self.host(address);
        match address {
            // The network is one of IPv4 when its address is, whatever its form.
            IpAddr::V6(six) if six.to_ipv4_mapped().is_some() => {
                match (address.to_canonical(), mapped.to_canonical()) {
                    (four, IpAddr::V4(_)) => match self.net(four, prefix) {
                        IpAddr::V4(four) => four.to_ipv6_mapped().into(),
                        other => other,
                    },
                    _ => mapped,
                }
            }
            _ if Net::new(address, prefix).address == address => Net::new(mapped, prefix).address,
            _ => mapped,
        }
    }

    fn bytes<const N: usize>(&mut self, address: IpAddr, bytes: [u8; N]) -> [u8; N] {
        let mut mapped = bytes;
        for (at, (byte, place)) in bytes.iter().zip(mapped.iter_mut()).enumerate() {
            let above = bytes.get(..at).unwrap_or_default();
            let swaps = self.swaps(N as u8, above);
            // The nodes of one byte are numbered as in a heap: 1, below it 2 and 3.
            let mut node = 1_usize;
            for bit in 0..8_u32 {
                let depth = at as u32 * 8 + bit;
                let side = (byte >> (7 - bit)) & 1;
                let swapped = swaps.get(node / 8).is_some_and(|swaps| (swaps >> (node % 8)) & 1 == 1);
                if swapped && !is_kept(address, depth) {
                    *place ^= 1 << (7 - bit);
                }
                node = node * 2 + usize::from(side);
            }
        }
        mapped
    }

    /// What the secret says about the 255 nodes below these bytes.
    fn swaps(&mut self, family: u8, above: &[u8]) -> [u8; 32] {
        let message: Vec<u8> = [b"address", [family].as_slice(), above].concat();
        if let Some(known) = self.swaps.get(&message) {
            return *known;
        }
        let said: [u8; 32] = hmac::sign(&self.key, &message).as_ref().try_into().unwrap_or_default();
        if self.swaps.len() >= CACHED {
            self.swaps.clear();
        }
        self.swaps.insert(message, said);
        said
    }
}

/// Whether the branches below the first `depth` bits of an address stay where they are.
fn is_kept(address: IpAddr, depth: u32) -> bool {
    let bits = left(address);
    let same = |other: u128, count: u32| count == 0 || (bits ^ other) >> (128 - count.min(128)) == 0;
    let node = node_prefix(address);
    let first_of_node = depth >= node && (depth == node || (bits << node) >> (128 - (depth - node)) == 0);
    first_of_node
        || KEPT.iter().filter(|(kept, ..)| kept.is_ipv4() == address.is_ipv4()).any(|(kept, prefix, whole)| {
            let prefix = u32::from(*prefix);
            if depth < prefix { same(left(*kept), depth) } else { *whole && same(left(*kept), prefix) }
        })
}

/// The address at the left end of 128 bits.
fn left(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(four) => u128::from(u32::from(four)) << 96,
        IpAddr::V6(six) => six.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses() -> Addresses {
        Addresses::new(hmac::Key::new(hmac::HMAC_SHA256, b"a secret"))
    }

    fn common(a: IpAddr, b: IpAddr) -> u32 {
        (left(a) ^ left(b)).leading_zeros()
    }

    #[test]
    fn what_has_a_meaning_is_kept() {
        let kept = [
            "0.0.0.0",
            "127.0.0.1",
            "127.8.8.8",
            "169.254.0.253",
            "224.0.0.1",
            "239.255.12.42",
            "255.255.255.255",
            "::",
            "::1",
            "ff02::1:3",
            "fc01::aabb:ccdd:eeff",
            "::ffff:0.0.0.0",
            "::ffff:127.0.0.1",
        ];
        let mut addresses = addresses();
        for text in kept {
            let address: IpAddr = text.parse().unwrap();
            assert_eq!(addresses.host(address), address, "{text}");
        }
        // Changed, and within the same range.
        let ranges = [
            ("10.10.1.2", 8),
            ("172.20.3.4", 12),
            ("192.168.77.101", 16),
            ("100.100.1.1", 10),
            ("203.0.113.7", 0),
            ("8.8.8.8", 0),
            ("fd00:10:10:1::2", 8),
            ("fe80::1034:56ff:fe78:9abc", 10),
            ("2001:db8::1", 0),
            ("fc00:1::5", 7),
        ];
        for (text, prefix) in ranges {
            let address: IpAddr = text.parse().unwrap();
            let mapped = addresses.host(address);
            assert_ne!(mapped, address, "{text}");
            assert_eq!(mapped.is_ipv4(), address.is_ipv4(), "{text}");
            assert!(common(mapped, address) >= prefix, "{text} became {mapped}");
            let is_private = |address: IpAddr| match address {
                IpAddr::V4(four) => four.is_private(),
                IpAddr::V6(six) => six.is_unique_local(),
            };
            assert_eq!(is_private(mapped), is_private(address), "{text} became {mapped}");
        }
    }

    #[test]
    fn common_prefixes_stay_as_long_as_they_were() {
        let mut addresses = addresses();
        let mut all: Vec<IpAddr> = Vec::new();
        for at in 0..400_u32 {
            let scattered = at.wrapping_mul(2_654_435_761);
            all.push(IpAddr::V4(scattered.into()));
            all.push(IpAddr::V4((0x0a0a_0000 + at).into()));
            all.push(IpAddr::V6(((0xfd00_0010_u128 << 96) + u128::from(scattered)).into()));
        }
        let mapped: Vec<IpAddr> = all.iter().map(|address| addresses.host(*address)).collect();
        for (a, mapped_a) in all.iter().zip(&mapped) {
            for (b, mapped_b) in all.iter().zip(&mapped).filter(|(b, _)| b.is_ipv4() == a.is_ipv4()) {
                assert_eq!(common(*a, *b), common(*mapped_a, *mapped_b), "{a} {b}");
            }
        }
    }

    #[test]
    fn networks_keep_their_hosts_and_their_gateway() {
        let mut addresses = addresses();
        for (net, prefix, host) in [
            ("10.10.1.0", 24, "10.10.1.77"),
            ("10.0.0.0", 8, "10.10.1.77"),
            ("0.0.0.0", 0, "8.8.8.8"),
            ("203.0.113.0", 25, "203.0.113.9"),
            ("fd00:10:10:1::", 64, "fd00:10:10:1::b"),
            ("::", 0, "fd00::1"),
            ("::ffff:10.10.0.0", 16, "::ffff:10.10.200.1"),
        ] {
            let [net, host]: [IpAddr; 2] = [net, host].map(|text| text.parse().unwrap());
            let (mapped, mapped_host) = (addresses.net(net, prefix), addresses.host(host));
            let of = |address: IpAddr, prefix| Net::new(address.to_canonical(), prefix);
            assert_eq!(of(mapped, prefix).address, mapped.to_canonical(), "{net}: host bits");
            assert!(of(mapped, prefix).contains(&Net::host(mapped_host.to_canonical())), "{net} {host}");
        }
        for (net, gateway) in [("10.10.1.0", "10.10.1.1"), ("fd00:10:10:1::", "fd00:10:10:1::1")] {
            let [net, gateway]: [IpAddr; 2] = [net, gateway].map(|text| text.parse().unwrap());
            let mapped = addresses.host(net);
            assert_eq!(addresses.host(gateway), if net.is_ipv4() { next4(mapped) } else { next6(mapped) });
        }
    }

    fn next4(address: IpAddr) -> IpAddr {
        let IpAddr::V4(four) = address else { panic!() };
        Ipv4Addr::from(u32::from(four) + 1).into()
    }

    fn next6(address: IpAddr) -> IpAddr {
        let IpAddr::V6(six) = address else { panic!() };
        Ipv6Addr::from(u128::from(six) + 1).into()
    }

    #[test]
    fn another_secret_is_another_mapping() {
        let mut other = Addresses::new(hmac::Key::new(hmac::HMAC_SHA256, b"another secret"));
        let address = "10.10.1.2".parse().unwrap();
        assert_ne!(addresses().host(address), other.host(address));
    }
}
