//! The objects that policies select from: Pods, Namespaces, Nodes, Services, groups, tiers.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;

use serde_json::Value;

use crate::model::net::Net;
use crate::model::policy::{L4Protocol, NamedPort, Port};

use super::notes::{Fields, Notes};
use super::selector::{Labels, SERVICE_ACCOUNT_LABEL};
use super::services::{port, protocol};
use super::{NodeView, ServicePort, ServiceView};

/// API groups of Antrea's own resources; the second and third until 1.0.
const ANTREA_GROUPS: [&str; 3] = ["crd.antrea.io", "security.antrea.tanzu.vmware.com", "core.antrea.tanzu.vmware.com"];

/// (Namespace, name); the Namespace is empty for cluster objects.
pub(super) type Key = (Arc<str>, Arc<str>);

/// A Pod or an ExternalEntity, which groups select alike.
pub(super) struct Entity<'o> {
    pub namespace: Arc<str>,
    pub name: Arc<str>,
    pub labels: Labels<'o>,
    pub ips: Vec<IpAddr>,
    pub ports: Vec<NamedPort>,
    pub node: Option<Arc<str>>,
    pub host_network: bool,
    /// Succeeded or Failed: its addresses may belong to another Pod by now.
    pub ended: bool,
}

pub(super) struct NamespaceInfo<'o> {
    pub labels: Labels<'o>,
    /// The annotation that turns logging on for K8s policies.
    pub logging: bool,
}

pub(super) struct NodeInfo<'o> {
    pub labels: Labels<'o>,
    /// What a nodeSelector peer stands for: Node addresses, the gateway's, transport addresses.
    pub peer_ips: Vec<IpAddr>,
}

/// All of it, borrowed from the objects.
#[derive(Default)]
pub(super) struct Inventory<'o> {
    pub pods: Vec<Entity<'o>>,
    pub pods_by_namespace: HashMap<Arc<str>, Vec<usize>>,
    pub external: Vec<Entity<'o>>,
    pub external_by_namespace: HashMap<Arc<str>, Vec<usize>>,
    pub namespaces: BTreeMap<Arc<str>, NamespaceInfo<'o>>,
    pub nodes: BTreeMap<Arc<str>, NodeInfo<'o>>,
    /// `spec.selector` of Services.
    pub service_selectors: HashMap<Key, Option<&'o Fields>>,
    /// Spec of ClusterGroups and Groups.
    pub groups: HashMap<Key, &'o Fields>,
    pub tiers: HashMap<Arc<str>, i32>,
    pub node_views: BTreeMap<Arc<str>, NodeView>,
    pub service_views: HashMap<Key, ServiceView>,
    /// Egresses by the addresses that packets leave with.
    pub egresses: BTreeMap<IpAddr, Vec<Arc<str>>>,
    names: HashSet<Arc<str>>,
    seen: HashSet<(&'static str, Key)>,
}

/// The group and the kind of an object.
pub(super) fn kind_of(object: &Fields) -> (&str, &str) {
    let text = |key| object.get(key).and_then(Value::as_str).unwrap_or_default();
    let group = text("apiVersion").split_once('/').map_or("", |(group, _)| group);
    (group, text("kind"))
}

pub(super) fn is_antrea(group: &str) -> bool {
    ANTREA_GROUPS.contains(&group)
}

impl<'o> Inventory<'o> {
    pub fn read(objects: &'o [Value], notes: &mut Notes) -> Self {
        let mut inventory = Inventory::default();
        for object in objects {
            if let Some(object) = notes.fields(object, "an object") {
                inventory.add(object, notes);
                notes.at_nothing();
            }
        }
        inventory.complete_namespaces(notes);
        inventory.pods_by_namespace = by_namespace(&inventory.pods);
        inventory.external_by_namespace = by_namespace(&inventory.external);
        inventory
    }

    fn add(&mut self, object: &'o Fields, notes: &mut Notes) {
        let kind = match kind_of(object) {
            ("", "Pod") => "Pod",
            ("", "Namespace") => "Namespace",
            ("", "Node") => "Node",
            ("", "Service") => "Service",
            (group, "ClusterGroup") if is_antrea(group) => "ClusterGroup",
            (group, "Group") if is_antrea(group) => "Group",
            (group, "Tier") if is_antrea(group) => "Tier",
            (group, "ExternalEntity") if is_antrea(group) => "ExternalEntity",
            (group, "Egress") if is_antrea(group) => "Egress",
            _ => return,
        };
        let Some(key) = self.key(object, matches!(kind, "Pod" | "Service" | "Group" | "ExternalEntity"), notes) else {
            return;
        };
        // The same object twice, for example in two versions of its API: they mean the same.
        if !self.seen.insert((kind, key.clone())) {
            return;
        }
        notes.at_object(match key.0.is_empty() {
            true => format!("{kind} {}", key.1),
            false => format!("{kind} {}/{}", key.0, key.1),
        });
        let empty = empty_fields();
        let spec = notes.map(object, "spec").unwrap_or(empty);
        match kind {
            "Pod" => self.add_pod(key, object, spec, notes),
            "Namespace" => self.add_namespace(key, object, notes),
            "Node" => self.add_node(key, object, spec, notes),
            "Service" => self.add_service(key, object, spec, notes),
            "Tier" => {
                if let Some(priority) = notes.number(spec, "priority") {
                    self.tiers.insert(key.1, priority);
                }
            }
            "ExternalEntity" => self.add_external(key, object, spec, notes),
            "Egress" => self.add_egress(key, object, spec, notes),
            _ => {
                self.groups.insert(key, spec);
            }
        }
    }

    /// One allocation for each name, as thousands of Pods share a Namespace and a Node.
    fn name(&mut self, text: &str) -> Arc<str> {
        if let Some(name) = self.names.get(text) {
            return name.clone();
        }
        let name: Arc<str> = text.into();
        self.names.insert(name.clone());
        name
    }

    fn key(&mut self, object: &Fields, namespaced: bool, notes: &mut Notes) -> Option<Key> {
        let metadata = notes.map(object, "metadata")?;
        let namespace = notes.full_text(metadata, "namespace").filter(|_| namespaced);
        let name = notes.full_text(metadata, "name")?;
        let namespace = namespace.unwrap_or(if namespaced { "default" } else { "" });
        Some((self.name(namespace), self.name(name)))
    }

    fn add_pod(&mut self, (namespace, name): Key, object: &'o Fields, spec: &'o Fields, notes: &mut Notes) {
        let status = notes.map(object, "status").unwrap_or(empty_fields());
        let mut ips = Vec::new();
        for item in notes.list(status, "podIPs") {
            let Some(item) = notes.fields(item, "an item of `podIPs`") else { continue };
            ips.extend(notes.full_text(item, "ip").and_then(|text| notes.address(text)));
        }
        if ips.is_empty() {
            ips.extend(notes.full_text(status, "podIP").and_then(|text| notes.address(text)));
        }
        let mut ports = Vec::new();
        for container in notes.list(spec, "containers") {
            let Some(container) = notes.fields(container, "a container") else { continue };
            self.named_ports(container, "containerPort", &mut ports, notes);
        }
        let node = notes.full_text(spec, "nodeName").map(|node| self.name(node));
        let account = notes.full_text(spec, "serviceAccountName");
        self.pods.push(Entity {
            namespace,
            name,
            labels: Labels {
                written: labels(object, notes),
                implied: account.map(|account| (SERVICE_ACCOUNT_LABEL, account)),
            },
            ips,
            ports,
            node,
            host_network: notes.flag(spec, "hostNetwork"),
            ended: matches!(notes.text(status, "phase"), Some("Succeeded" | "Failed")),
        });
    }

    fn named_ports(&mut self, parent: &Fields, number: &str, into: &mut Vec<NamedPort>, notes: &mut Notes) {
        for item in notes.list(parent, "ports") {
            let Some(item) = notes.fields(item, "a port") else { continue };
            let Some(name) = notes.full_text(item, "name") else { continue };
            if let (Some(port), Some(protocol)) = (notes.number(item, number), protocol(item, notes)) {
                into.push(NamedPort { name: self.name(name), port, protocol });
            }
        }
    }

    fn add_external(&mut self, (namespace, name): Key, object: &'o Fields, spec: &'o Fields, notes: &mut Notes) {
        let mut ips = Vec::new();
        for item in notes.list(spec, "endpoints") {
            let Some(item) = notes.fields(item, "an endpoint") else { continue };
            ips.extend(notes.full_text(item, "ip").and_then(|text| notes.address(text)));
        }
        let mut ports = Vec::new();
        self.named_ports(spec, "port", &mut ports, notes);
        let labels = Labels { written: labels(object, notes), implied: None };
        let entity = Entity { namespace, name, labels, ips, ports, node: None, host_network: false, ended: false };
        self.external.push(entity);
    }

    /// One that has a pool gets its address from the controller, in its status.
    fn add_egress(&mut self, (_, name): Key, object: &Fields, spec: &Fields, notes: &mut Notes) {
        let status = notes.map(object, "status").unwrap_or(empty_fields());
        let mut texts = notes.texts(spec, "egressIPs");
        texts.extend([spec, status].into_iter().filter_map(|part| notes.full_text(part, "egressIP")));
        let addresses: BTreeSet<IpAddr> = texts.into_iter().filter_map(|text| notes.address(text)).collect();
        for address in addresses {
            self.egresses.entry(address).or_default().push(name.clone());
        }
    }

    fn add_namespace(&mut self, (_, name): Key, object: &'o Fields, notes: &mut Notes) {
        let metadata = notes.map(object, "metadata").unwrap_or(empty_fields());
        let annotations = notes.map(metadata, "annotations").unwrap_or(empty_fields());
        let logging = notes.text(annotations, "networkpolicy.antrea.io/enable-logging");
        // The texts that Go's ParseBool takes for true.
        let logging = matches!(logging, Some("1" | "t" | "T" | "TRUE" | "true" | "True"));
        let labels = Labels { written: labels(object, notes), implied: None };
        self.namespaces.insert(name, NamespaceInfo { labels, logging });
    }

    /// A Namespace that is not among the objects has at least the label with its name.
    fn complete_namespaces(&mut self, notes: &mut Notes) {
        let entities = self.pods.iter().chain(&self.external);
        let missing: BTreeSet<Arc<str>> = entities
            .map(|entity| entity.namespace.clone())
            .filter(|namespace| !self.namespaces.contains_key(namespace))
            .collect();
        if missing.is_empty() {
            return;
        }
        let names: Vec<&str> = missing.iter().take(10).map(|name| &**name).collect();
        notes.doubt(format!(
            "{} Namespaces of Pods are not among the objects ({}): of their labels only the name is known",
            missing.len(),
            names.join(", ")
        ));
        let unknown = || NamespaceInfo { labels: Labels::default(), logging: false };
        self.namespaces.extend(missing.into_iter().map(|name| (name, unknown())));
    }

    fn add_node(&mut self, (_, name): Key, object: &'o Fields, spec: &'o Fields, notes: &mut Notes) {
        let status = notes.map(object, "status").unwrap_or(empty_fields());
        let mut cidrs = notes.texts(spec, "podCIDRs");
        if cidrs.is_empty() {
            cidrs.extend(notes.full_text(spec, "podCIDR"));
        }
        let pod_cidrs: Vec<Net> = cidrs.into_iter().filter_map(|text| notes.net(text)).collect();
        let mut of_type: HashMap<&str, Vec<IpAddr>> = HashMap::new();
        for item in notes.list(status, "addresses") {
            let Some(item) = notes.fields(item, "an address") else { continue };
            let kind = notes.text(item, "type").unwrap_or_default();
            if let (true, Some(text)) = (kind.ends_with("IP"), notes.full_text(item, "address")) {
                of_type.entry(kind).or_default().extend(notes.address(text));
            }
        }
        let addresses = of_type.get("InternalIP").or(of_type.get("ExternalIP")).cloned().unwrap_or_default();
        let metadata = notes.map(object, "metadata").unwrap_or(empty_fields());
        let annotations = notes.map(metadata, "annotations").unwrap_or(empty_fields());
        let transport = notes.full_text(annotations, "node.antrea.io/transport-addresses").unwrap_or_default();
        let transport: Vec<IpAddr> =
            transport.split(',').filter(|text| !text.is_empty()).filter_map(|text| notes.address(text)).collect();
        let gateways: Vec<IpAddr> = pod_cidrs.iter().map(|net| next(net.address)).collect();
        // GetNodeAllAddrs of pkg/util/k8s/node.go: of each source the last address of each family.
        let mut peer_ips = Vec::new();
        for source in [&addresses, &gateways, &transport] {
            for ipv6 in [false, true] {
                let last = source.iter().rfind(|address| address.is_ipv6() == ipv6);
                peer_ips.extend(
                    last.filter(|address| !peer_ips.contains(*address)).copied().into_iter().collect::<Vec<_>>(),
                );
            }
        }
        let labels = Labels { written: labels(object, notes), implied: None };
        self.nodes.insert(name.clone(), NodeInfo { labels, peer_ips });
        self.node_views.insert(name, NodeView { pod_cidrs, addresses });
    }

    fn add_service(&mut self, key: Key, object: &'o Fields, spec: &'o Fields, notes: &mut Notes) {
        self.service_selectors.insert(key.clone(), notes.map(spec, "selector"));
        let mut view = ServiceView::default();
        let mut cluster_ips = notes.texts(spec, "clusterIPs");
        if cluster_ips.is_empty() {
            cluster_ips.extend(notes.full_text(spec, "clusterIP"));
        }
        for text in cluster_ips {
            // A headless Service has the word `None` there.
            if text != "None" && !text.is_empty() {
                view.cluster_ips.extend(notes.address(text));
            }
        }
        for text in notes.texts(spec, "externalIPs") {
            view.external_ips.extend(notes.address(text));
        }
        let status = notes.map(object, "status").unwrap_or(empty_fields());
        let balancer = notes.map(status, "loadBalancer").unwrap_or(empty_fields());
        for item in notes.list(balancer, "ingress") {
            let Some(item) = notes.fields(item, "an ingress of the load balancer") else { continue };
            view.external_ips.extend(notes.full_text(item, "ip").and_then(|text| notes.address(text)));
        }
        for item in notes.list(spec, "ports") {
            let Some(item) = notes.fields(item, "a port") else { continue };
            let protocol = protocol(item, notes).unwrap_or(L4Protocol::Tcp);
            let Some(number) = notes.number(item, "port") else { continue };
            view.ports.push(ServicePort {
                name: notes.full_text(item, "name").map(str::to_owned),
                protocol,
                port: number,
                target: port(item, "targetPort", notes).or(Some(Port::Number(number))),
                node_port: notes.number(item, "nodePort").filter(|port: &u16| *port != 0),
            });
        }
        self.service_views.insert(key, view);
    }
}

/// Places in the list by Namespace.
fn by_namespace(entities: &[Entity<'_>]) -> HashMap<Arc<str>, Vec<usize>> {
    let mut places: HashMap<Arc<str>, Vec<usize>> = HashMap::new();
    for (nth, entity) in entities.iter().enumerate() {
        places.entry(entity.namespace.clone()).or_default().push(nth);
    }
    places
}

fn labels<'o>(object: &'o Fields, notes: &mut Notes) -> Option<&'o Fields> {
    let metadata = notes.map(object, "metadata")?;
    notes.map(metadata, "labels")
}

/// What an absent part reads like.
pub(super) fn empty_fields() -> &'static Fields {
    static EMPTY: std::sync::OnceLock<Fields> = std::sync::OnceLock::new();
    EMPTY.get_or_init(Fields::new)
}

/// The address after this one: the gateway's, when this is the first of a Pod CIDR.
fn next(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(v4) => IpAddr::V4(u32::from(v4).wrapping_add(1).into()),
        IpAddr::V6(v6) => IpAddr::V6(u128::from(v6).wrapping_add(1).into()),
    }
}
