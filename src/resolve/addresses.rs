//! Who is behind an address: Pods, Services and Nodes of one cluster.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use super::endpoints::Endpoints;
use super::expand::NamespacedName;
use super::objects::ObjectsView;
use crate::model::policy::{L4Protocol, Member, PodInterface};

/// A port of a Service.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceName {
    /// The Service's Namespace.
    pub namespace: Arc<str>,
    /// The Service's name.
    pub name: Arc<str>,
    /// The port's name; empty where it has none.
    pub port: Arc<str>,
}

/// Addresses of a cluster. What is not in it is unknown, not foreign: it is only as whole as what was read.
#[derive(Debug, Default)]
pub struct Addresses {
    pods: HashMap<IpAddr, NamespacedName>,
    services: HashMap<(IpAddr, L4Protocol, u16), ServiceName>,
    node_ports: HashMap<(L4Protocol, u16), ServiceName>,
    nodes: HashMap<IpAddr, Arc<str>>,
    egresses: HashMap<IpAddr, Vec<Arc<str>>>,
    /// What endpoints Services should have.
    pub endpoints: Endpoints,
}

impl Addresses {
    /// The Pod behind an address.
    pub fn pod(&self, address: IpAddr) -> Option<&NamespacedName> {
        self.pods.get(&address)
    }

    /// The Node whose own address it is.
    pub fn node(&self, address: IpAddr) -> Option<&Arc<str>> {
        self.nodes.get(&address)
    }

    /// The Service at an address and port: its cluster address, an external one, or its port on a Node.
    pub fn service(&self, address: IpAddr, protocol: L4Protocol, port: u16) -> Option<&ServiceName> {
        self.services.get(&(address, protocol, port)).or_else(|| {
            let is_node = self.nodes.contains_key(&address);
            self.node_ports.get(&(protocol, port)).filter(|_| is_node)
        })
    }

    /// The Service that has a port on all Nodes.
    pub fn node_port(&self, protocol: L4Protocol, port: u16) -> Option<&ServiceName> {
        self.node_ports.get(&(protocol, port))
    }

    /// The Egresses whose packets leave the cluster with an address.
    pub fn egresses(&self, address: IpAddr) -> &[Arc<str>] {
        self.egresses.get(&address).map_or(&[], Vec::as_slice)
    }

    /// Whether any Egress is known.
    pub fn knows_egresses(&self) -> bool {
        !self.egresses.is_empty()
    }

    /// All Pods with an address.
    pub fn pods(&self) -> impl Iterator<Item = (&IpAddr, &NamespacedName)> {
        self.pods.iter()
    }

    /// All ports of Services, with the addresses and ports at which they are.
    pub fn services(&self) -> impl Iterator<Item = (&(IpAddr, L4Protocol, u16), &ServiceName)> {
        self.services.iter()
    }

    /// The names of all Services, more than once where they have several ports or addresses.
    pub fn service_names(&self) -> impl Iterator<Item = &ServiceName> + Clone {
        self.services.values().chain(self.node_ports.values())
    }

    /// Whether any Service is known: without them no address is said to be no Service's.
    pub fn knows_services(&self) -> bool {
        !self.services.is_empty() || !self.node_ports.is_empty()
    }

    /// Adds what API objects say.
    pub fn add_objects(&mut self, objects: &ObjectsView) {
        for pods in objects.pods_by_node.values() {
            self.add_pods(pods);
        }
        for (name, node) in &objects.nodes {
            self.nodes.extend(node.addresses.iter().map(|address| (*address, name.clone())));
        }
        for (address, names) in &objects.egresses {
            let known = self.egresses.entry(*address).or_default();
            known.extend(names.iter().cloned());
            known.sort();
            known.dedup();
        }
        for ((namespace, name), service) in &objects.services {
            for port in &service.ports {
                let named = ServiceName {
                    namespace: namespace.clone(),
                    name: name.clone(),
                    port: port.name.as_deref().unwrap_or_default().into(),
                };
                for address in service.cluster_ips.iter().chain(&service.external_ips) {
                    self.services.insert((*address, port.protocol, port.port), named.clone());
                }
                if let Some(number) = port.node_port {
                    self.node_ports.insert((port.protocol, number), named);
                }
            }
        }
    }

    /// Adds Pods with a port on a bridge.
    pub fn add_pods(&mut self, pods: &[PodInterface]) {
        for pod in pods {
            for address in &pod.ips {
                self.pods.entry(*address).or_insert_with(|| (pod.namespace.clone(), pod.name.clone()));
            }
        }
    }

    /// Adds what a group of a policy says of its members.
    pub fn add_members(&mut self, members: &[Member]) {
        for member in members {
            let Some(pod) = &member.pod else { continue };
            for address in &member.ips {
                self.pods.entry(*address).or_insert_with(|| pod.clone());
            }
        }
    }

    /// Adds what another Node's agent knows.
    pub fn add(&mut self, other: Addresses) {
        for (address, pod) in other.pods {
            self.pods.entry(address).or_insert(pod);
        }
        self.services.extend(other.services);
        self.node_ports.extend(other.node_ports);
        self.nodes.extend(other.nodes);
        self.egresses.extend(other.egresses);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::objects::policy_set;
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn objects_and_agents_say_who_is_behind_an_address() {
        let objects = [
            json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"namespace": "shop", "name": "web"},
                   "spec": {"nodeName": "n1"}, "status": {"podIPs": [{"ip": "10.0.1.2"}, {"ip": "fd00::2"}]}}),
            json!({"apiVersion": "v1", "kind": "Service", "metadata": {"namespace": "shop", "name": "www"},
                   "spec": {"clusterIP": "10.96.0.9", "clusterIPs": ["10.96.0.9"],
                            "ports": [{"name": "http", "port": 80, "nodePort": 30080}]}}),
            json!({"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n1"},
                   "status": {"addresses": [{"type": "InternalIP", "address": "192.0.2.1"}]}}),
            json!({"apiVersion": "crd.antrea.io/v1beta1", "kind": "Egress", "metadata": {"name": "prod"},
                   "spec": {"egressIP": "", "externalIPPool": "pool"}, "status": {"egressIP": "192.0.2.9", "egressNode": "n1"}}),
            json!({"apiVersion": "crd.antrea.io/v1alpha2", "kind": "Egress", "metadata": {"name": "dev"},
                   "spec": {"egressIP": "192.0.2.9"}}),
            json!({"apiVersion": "crd.antrea.io/v1beta1", "kind": "Egress", "metadata": {"name": "two"},
                   "spec": {"egressIPs": ["192.0.2.10", "fd00::10"], "egressIP": "192.0.2.10"}}),
            json!({"apiVersion": "example.org/v1", "kind": "Egress", "metadata": {"name": "other"},
                   "spec": {"egressIP": "192.0.2.11"}}),
        ];
        let mut addresses = Addresses::default();
        assert!(!addresses.knows_services());
        addresses.add_objects(&policy_set(&objects, None));
        let pod = |namespace: &str, name: &str| Some((Arc::from(namespace), Arc::from(name)));
        assert_eq!(addresses.pod(address("fd00::2")).cloned(), pod("shop", "web"));
        assert_eq!(addresses.node(address("192.0.2.1")).map(|node| &**node), Some("n1"));
        assert!(addresses.knows_egresses());
        for (at, names) in
            [("192.0.2.9", &["dev", "prod"][..]), ("192.0.2.10", &["two"]), ("fd00::10", &["two"]), ("192.0.2.11", &[])]
        {
            let known: Vec<&str> = addresses.egresses(address(at)).iter().map(|name| &**name).collect();
            assert_eq!(known, names, "{at}");
        }
        let service = |at: &str, protocol, port| {
            addresses.service(address(at), protocol, port).map(|named| format!("{}:{}", named.name, named.port))
        };
        assert_eq!(service("10.96.0.9", L4Protocol::Tcp, 80).as_deref(), Some("www:http"));
        assert_eq!(service("192.0.2.1", L4Protocol::Tcp, 30080).as_deref(), Some("www:http"));
        for (at, protocol, port) in [
            ("10.96.0.9", L4Protocol::Udp, 80),
            ("10.96.0.9", L4Protocol::Tcp, 81),
            ("10.0.1.2", L4Protocol::Tcp, 30080),
        ] {
            assert_eq!(service(at, protocol, port), None, "{at} {protocol:?} {port}");
        }
        let agents = Member {
            pod: pod("old", "gone"),
            service: None,
            ips: vec![address("10.0.1.2"), address("10.0.1.3")],
            ports: Vec::new(),
        };
        addresses.add_members(&[agents]);
        assert_eq!(addresses.pod(address("10.0.1.2")).cloned(), pod("shop", "web"), "what came first stays");
        assert_eq!(addresses.pod(address("10.0.1.3")).cloned(), pod("old", "gone"));
        assert_eq!(addresses.pod(address("10.0.1.4")), None);
    }
}
