//! Address blocks with exceptions.

use std::net::IpAddr;

use crate::model::net::Net;

/// What is left of a network without others, as prefixes that are not merged.
pub(super) fn subtract(net: Net, except: &[Net]) -> Vec<Net> {
    if except.iter().any(|other| other.contains(&net)) {
        return Vec::new();
    }
    // Only exceptions inside the network matter, here and in its halves: hostile lists stay cheap.
    let inside: Vec<Net> = except.iter().filter(|other| net.contains(other)).copied().collect();
    if inside.is_empty() {
        return vec![net];
    }
    let half = net.prefix + 1;
    let low = Net::new(net.address, half);
    let high = match net.address {
        IpAddr::V4(address) => Net::new(IpAddr::V4((u32::from(address) | 1 << (32 - half)).into()), half),
        IpAddr::V6(address) => Net::new(IpAddr::V6((u128::from(address) | 1 << (128 - half)).into()), half),
    };
    let mut left = subtract(low, &inside);
    left.extend(subtract(high, &inside));
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(text: &str) -> Net {
        let (address, prefix) = text.split_once('/').unwrap();
        Net::new(address.parse().unwrap(), prefix.parse().unwrap())
    }

    #[test]
    fn exceptions_leave_prefixes() {
        let left = subtract(net("10.10.0.0/16"), &[net("10.10.2.0/24")]);
        assert_eq!(left.len(), 8);
        assert!(left.contains(&net("10.10.3.0/24")) && left.contains(&net("10.10.128.0/17")), "{left:?}");
        assert_eq!(subtract(net("10.0.0.0/24"), &[net("10.0.0.0/8")]), []);
        assert_eq!(subtract(net("10.0.0.0/24"), &[net("11.0.0.0/24")]), [net("10.0.0.0/24")]);
        assert_eq!(subtract(net("10.0.0.0/24"), &[net("10.0.0.0/25"), net("10.0.0.128/25")]), []);
        assert_eq!(subtract(net("fd00::/127"), &[net("fd00::1/128")]), [net("fd00::/128")]);
    }
}
