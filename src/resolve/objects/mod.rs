//! From Kubernetes API objects to the policies that Antrea's controller would hand to its agents.
//!
//! This does again what Antrea's pkg/controller/networkpolicy does, whose tests and documents say what a policy means; where the controller
//! has a peculiarity (a Namespace selector of the last `appliedTo` entry only, a group that selects whole Namespaces), it is kept, since the
//! flows have it too. The result is for the whole cluster: to take what one Node has is for others.
//!
//! Objects are untyped. What is missing, of a wrong type or unknown becomes a [`Doubt`], and the rest is used.

mod admin;
mod groups;
mod inventory;
mod k8s;
mod native;
mod notes;
mod peers;
mod selector;
mod services;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;

use serde_json::Value;

use crate::antrea::tier;
use crate::model::net::Net;
use crate::model::policy::{L4Protocol, PodInterface, Policy, PolicyKind, PolicyRef, PolicySet, Port};

use groups::Groups;
use inventory::{Inventory, empty_fields, is_antrea, kind_of};
use notes::{Fields, Notes};

pub use notes::Doubt;

/// What the objects of a cluster say.
#[derive(Clone, Debug, Default)]
pub struct ObjectsView {
    /// The policies of the whole cluster with their groups. Policies come in the order of the objects.
    pub policies: PolicySet,
    /// Policies, or those of their rules, that are not in Open vSwitch, each with the reason.
    pub not_in_ovs: Vec<NotInOvs>,
    /// Pods by Node: those that have an interface, so neither on the host's network nor ended. Their OpenFlow ports are not known from objects.
    pub pods_by_node: HashMap<Arc<str>, Vec<PodInterface>>,
    /// Services by (Namespace, name).
    pub services: HashMap<(Arc<str>, Arc<str>), ServiceView>,
    /// Nodes by name.
    pub nodes: BTreeMap<Arc<str>, NodeView>,
    /// Egresses by the addresses that packets leave the cluster with; several may share one.
    pub egresses: BTreeMap<IpAddr, Vec<Arc<str>>>,
    /// What may be wrong, by policy and rule. `policies.doubts` has the same as sentences.
    pub doubts: Vec<Doubt>,
}

/// A policy that Antrea realises elsewhere.
#[derive(Clone, Debug)]
pub struct NotInOvs {
    /// The policy with the rules that are meant.
    pub policy: Policy,
    /// Why, in words.
    pub why: &'static str,
}

/// Addresses and ports of a Service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceView {
    /// `spec.clusterIPs`; none for a headless Service.
    pub cluster_ips: Vec<IpAddr>,
    /// `spec.externalIPs` and the addresses of the load balancer.
    pub external_ips: Vec<IpAddr>,
    /// Its ports.
    pub ports: Vec<ServicePort>,
}

/// A port of a Service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServicePort {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// TCP when the object does not say.
    pub protocol: L4Protocol,
    /// The Service's own port.
    pub port: u16,
    /// The Pods' port: the same number when the object does not say.
    pub target: Option<Port>,
    /// The port on Nodes.
    pub node_port: Option<u16>,
}

/// A Node's networks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeView {
    /// `spec.podCIDRs`.
    pub pod_cidrs: Vec<Net>,
    /// Its internal addresses, else its external ones.
    pub addresses: Vec<IpAddr>,
}

const NODE_POLICY: &str = "it applies to Nodes: Antrea enforces that with iptables on the Node";

/// Reads the objects of a cluster: each with `apiVersion` and `kind`, in any order; kinds that matter to no policy are passed over.
///
/// `antrea_version` (`v2.4.5`) decides where versions differ; without it a recent one is assumed.
pub fn policy_set(objects: &[Value], antrea_version: Option<&str>) -> ObjectsView {
    let version = antrea_version.and_then(minor_version);
    let mut notes = Notes::default();
    let inventory = Inventory::read(objects, &mut notes);
    let ended_are_members = version.is_some_and(|version| version < (1, 15));
    let mut groups = Groups::new(&inventory, ended_are_members);
    let mut view = ObjectsView::default();
    let mut seen = HashSet::new();
    for object in objects.iter().filter_map(Value::as_object) {
        let Some(kind) = policy_kind(object) else { continue };
        notes.at_nothing();
        let Some(mut policy) = read_policy(object, kind, &mut notes) else { continue };
        // The same policy in two versions of its API is one.
        if !seen.insert(policy.reference.clone()) {
            continue;
        }
        notes.at_policy(&policy.reference);
        let spec = notes.map(object, "spec").unwrap_or_else(|| {
            notes.doubt("there is no spec");
            empty_fields()
        });
        let mut node_rules = Vec::new();
        match kind {
            PolicyKind::K8sNetworkPolicy => k8s::rules(&mut policy, spec, &mut groups, &mut notes),
            PolicyKind::AdminNetworkPolicy | PolicyKind::BaselineAdminNetworkPolicy => {
                admin::admin_rules(&mut policy, spec, &mut groups, &mut notes);
            }
            PolicyKind::K8sClusterNetworkPolicy => admin::cluster_rules(&mut policy, spec, &mut groups, &mut notes),
            PolicyKind::AntreaNetworkPolicy | PolicyKind::AntreaClusterNetworkPolicy => {
                policy.tier_priority = Some(tier_priority(spec, &inventory, &mut notes));
                policy.priority = spec.get("priority").and_then(Value::as_f64);
                if policy.priority.is_none() {
                    notes.doubt("`priority` is not a number");
                }
                native::Native {
                    policy: &mut policy,
                    node_rules: &mut node_rules,
                    groups: &mut groups,
                    notes: &mut notes,
                    rule_per_entry: version.is_some_and(|version| version < (2, 0)),
                }
                .rules(spec);
            }
        }
        let node_only = policy.rules.is_empty() && !node_rules.is_empty();
        if !node_rules.is_empty() {
            let policy = Policy { rules: node_rules, ..policy.clone() };
            view.not_in_ovs.push(NotInOvs { policy, why: NODE_POLICY });
        }
        if !node_only {
            view.policies.policies.push(policy);
        }
    }
    notes.at_nothing();
    if inventory.pods.is_empty() && !view.policies.policies.is_empty() {
        notes.doubt("no Pod is among the objects: every selector selects nothing");
    }
    view.policies.address_groups = groups.address;
    view.policies.applied_to_groups = groups.applied;
    view.doubts = notes.finish();
    view.policies.doubts = view.doubts.iter().map(Doubt::sentence).collect();
    view.pods_by_node = pods_by_node(&inventory);
    view.services = inventory.service_views;
    view.nodes = inventory.node_views;
    view.egresses = inventory.egresses;
    view
}

/// `v2.4.5` is (2, 4).
fn minor_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim_start_matches('v').split(['.', '-']);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn policy_kind(object: &Fields) -> Option<PolicyKind> {
    match kind_of(object) {
        ("networking.k8s.io", "NetworkPolicy") => Some(PolicyKind::K8sNetworkPolicy),
        ("policy.networking.k8s.io", "AdminNetworkPolicy") => Some(PolicyKind::AdminNetworkPolicy),
        ("policy.networking.k8s.io", "BaselineAdminNetworkPolicy") => Some(PolicyKind::BaselineAdminNetworkPolicy),
        ("policy.networking.k8s.io", "ClusterNetworkPolicy") => Some(PolicyKind::K8sClusterNetworkPolicy),
        (group, "NetworkPolicy") if is_antrea(group) => Some(PolicyKind::AntreaNetworkPolicy),
        (group, "ClusterNetworkPolicy") if is_antrea(group) => Some(PolicyKind::AntreaClusterNetworkPolicy),
        _ => None,
    }
}

/// A policy without its rules.
fn read_policy(object: &Fields, kind: PolicyKind, notes: &mut Notes) -> Option<Policy> {
    let metadata = notes.map(object, "metadata").unwrap_or(empty_fields());
    let Some(name) = notes.full_text(metadata, "name") else {
        notes.doubt(format!("an object of kind {} has no name", kind.name()));
        return None;
    };
    let namespace = match kind.is_namespaced() {
        true => notes.full_text(metadata, "namespace").unwrap_or("default"),
        false => "",
    };
    Some(Policy {
        reference: PolicyRef { kind, namespace: namespace.into(), name: name.into() },
        uid: notes.text(metadata, "uid").unwrap_or_default().into(),
        created: notes.text(metadata, "creationTimestamp").map(str::to_owned),
        tier_priority: None,
        priority: None,
        rules: Vec::new(),
    })
}

fn tier_priority(spec: &Fields, inventory: &Inventory<'_>, notes: &mut Notes) -> i32 {
    let Some(tier) = notes.full_text(spec, "tier") else { return tier::DEFAULT };
    // Release 0.9 had fixed tiers whose names began with a capital letter.
    let lower = tier.to_ascii_lowercase();
    let built_in = tier::BUILT_IN.iter().find(|(name, _)| *name == lower).map(|(_, priority)| *priority);
    let of_object = inventory.tiers.get(tier).or_else(|| inventory.tiers.get(lower.as_str())).copied();
    of_object.or(built_in).unwrap_or_else(|| {
        notes.doubt(format!("tier `{}` is not among the objects: the default tier is assumed", tier.escape_debug()));
        tier::DEFAULT
    })
}

fn pods_by_node(inventory: &Inventory<'_>) -> HashMap<Arc<str>, Vec<PodInterface>> {
    let mut pods: HashMap<Arc<str>, Vec<PodInterface>> = HashMap::new();
    for pod in inventory.pods.iter().filter(|pod| !pod.host_network && !pod.ended) {
        let Some(node) = &pod.node else { continue };
        pods.entry(node.clone()).or_default().push(PodInterface {
            namespace: pod.namespace.clone(),
            name: pod.name.clone(),
            ips: pod.ips.clone(),
            of_port: None,
            interface: String::new(),
        });
    }
    pods
}
