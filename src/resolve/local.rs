//! Addresses behind the ports of a bridge, as its spoof guard lets them in.

use std::collections::HashMap;
use std::net::IpAddr;

use foldhash::fast::RandomState;

use crate::antrea::role::LocalPort;
use crate::model::ids::OfPort;

/// Addresses with their ports.
#[derive(Debug, Default)]
pub struct LocalAddresses {
    ports: HashMap<IpAddr, OfPort, RandomState>,
    /// Of dumps that name ports.
    interfaces: HashMap<IpAddr, Box<str>, RandomState>,
}

impl LocalAddresses {
    /// Takes one flow of the spoof guard.
    pub fn add(&mut self, address: IpAddr, port: LocalPort) {
        match port {
            LocalPort::Number(port) => drop(self.ports.insert(address, port)),
            LocalPort::Name(interface) => drop(self.interfaces.insert(address, interface)),
        }
    }

    /// Gives ports that are known by name their numbers.
    pub fn number(&mut self, number: impl Fn(&str) -> Option<OfPort>) {
        for (address, interface) in &self.interfaces {
            if let Some(port) = number(interface) {
                self.ports.entry(*address).or_insert(port);
            }
        }
    }

    /// Whether an address is behind any port.
    pub fn has(&self, address: IpAddr) -> bool {
        self.ports.contains_key(&address) || self.interfaces.contains_key(&address)
    }

    /// The port of an address, where its number is known.
    pub fn port(&self, address: IpAddr) -> Option<OfPort> {
        self.ports.get(&address).copied()
    }

    /// The interface of an address, where the dump names ports.
    pub fn interface(&self, address: IpAddr) -> Option<&str> {
        self.interfaces.get(&address).map(|interface| &**interface)
    }

    /// The addresses behind a port, in order.
    pub fn behind(&self, port: OfPort) -> Vec<IpAddr> {
        let mut addresses: Vec<IpAddr> =
            self.ports.iter().filter(|(_, other)| **other == port).map(|(address, _)| *address).collect();
        addresses.sort_unstable();
        addresses
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_numbers() {
        let address = |last: u8| IpAddr::from([10, 0, 0, last]);
        let mut local = LocalAddresses::default();
        local.add(address(1), LocalPort::Number(OfPort(5)));
        local.add(address(2), LocalPort::Name("web".into()));
        local.add(address(3), LocalPort::Name("gone".into()));
        local.add(address(4), LocalPort::Name("web".into()));
        assert_eq!((local.port(address(2)), local.has(address(2))), (None, true));
        local.number(|name| (name == "web").then_some(OfPort(7)));
        let ports = [1, 2, 3, 4, 5].map(|last| local.port(address(last)).map(|port| port.0));
        assert_eq!(ports, [Some(5), Some(7), None, Some(7), None]);
        assert_eq!([1, 2, 3, 5].map(|last| local.has(address(last))), [true, true, true, false]);
        assert_eq!((local.interface(address(3)), local.interface(address(1))), (Some("gone"), None));
        assert_eq!(local.behind(OfPort(7)), [address(2), address(4)]);
    }
}
