//! Puts together what was gathered.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::Arc;

use super::flows::LineCounts;
use super::{CLUSTER, Gather, NodeParts};
use crate::decode::ovsdb;
use crate::model::artefact::{Gap, Note};
use crate::model::policy::{PodInterface, Policy, PolicyRef, PolicySet};
use crate::resolve::evidence::Evidence;
use crate::resolve::expand::NamespacedName;
use crate::resolve::node::{NamesFrom, NodeInput, NodeView};
use crate::resolve::objects::{ObjectsView, policy_set};
use crate::resource::item::rule_label;
use crate::resource::view::{About, PolicyFacts, View};

/// What the sources of one cluster gave, put together.
#[derive(Debug)]
pub struct Gathered {
    /// For the nouns; its gaps are what is missing.
    pub view: View,
    /// What could not be read or is odd, with its place.
    pub notes: Vec<Note>,
    /// What may be wrong with the policies, in words.
    pub doubts: Vec<String>,
    /// Files that were left alone.
    pub left_alone: Vec<String>,
    /// What the lines of each dump were.
    pub lines: Vec<(Arc<str>, LineCounts)>,
    /// Nodes whose rules have no names at all, and why.
    pub nameless: Vec<(Arc<str>, String)>,
}

impl Gather {
    /// Puts everything together.
    pub fn assemble(mut self) -> Gathered {
        let version = self.antrea_version();
        let objects = (!self.objects.is_empty()).then(|| policy_set(&self.objects, version.as_deref()));
        self.objects = Vec::new();
        let mut about = About { antrea_version: version, ..About::default() };
        if let Some(meta) = &self.meta {
            about.context = said(&meta.context);
            about.taken_at = said(&meta.taken_at);
        }
        let mut doubts = Vec::new();
        let mut policies = BTreeMap::new();
        let services = objects.as_ref().and_then(services);
        let mut shared_set = None;
        if let Some(objects) = &objects {
            doubts.extend(objects.doubts.iter().map(|doubt| doubt.sentence()));
            list_objects(objects, &mut policies);
            shared_set = Some(Arc::new(objects.policies.clone()));
        }
        let mut nodes = Vec::new();
        let mut nameless = Vec::new();
        let mut without_dump = Vec::new();
        let mut gaps = std::mem::take(&mut self.gaps);
        for (name, mut parts) in std::mem::take(&mut self.nodes) {
            doubts.extend(std::mem::take(&mut parts.doubts).into_iter().map(|doubt| format!("{name}: {doubt}")));
            for policy in parts.policies.iter().flatten() {
                list_policy(policy, &mut policies);
            }
            let Some(mut evidence) = parts.evidence.take() else {
                without_dump.push(name);
                continue;
            };
            if let Some(expected) = parts.aggregate.filter(|expected| evidence.flows < *expected) {
                let why =
                    format!("{} flows were read, dump-aggregate counted {expected}: the dump is cut", evidence.flows);
                gaps.push(Gap { node: Some(name.clone()), what: "flows".to_string(), why });
                evidence.partial = true;
            }
            let missing_answer = parts.missing_answer();
            let input = node_input(&name, parts, &evidence, objects.as_ref(), shared_set.as_ref(), services.as_ref());
            if let Some(answer) = missing_answer {
                doubts
                    .push(format!("node {name}: the agent's {answer} are missing, so its other answers are of no use"));
            }
            let without_names = match &input.policies {
                None => Some(NO_POLICIES),
                Some((_, NamesFrom::Objects)) if input.pods.is_empty() => Some(NO_PODS),
                Some(_) => None,
            };
            let without_ports = !input.pods.is_empty() && input.pods.iter().all(|pod| pod.of_port.is_none());
            let node = NodeView::new(name, evidence, input);
            // A Node without rules needs no names.
            let has_rules = node.entries().any(|(entry, ..)| !entry.dns);
            match without_names {
                Some(why) if has_rules => nameless.push((node.name.clone(), why.to_string())),
                None if has_rules && without_ports => {
                    doubts.push(format!("node {}: {NO_PORTS}: names of ingress rules are likely at best", node.name));
                }
                _ => {}
            }
            list_igmp_reports(&node, &mut policies);
            nodes.push(node);
        }
        nodes.sort_by_key(|node| natural(&node.name));
        if nodes.is_empty() && !self.skipped {
            gaps.push(Gap {
                node: None,
                what: "flows".to_string(),
                why: "there is no flow dump in what was read".to_string(),
            });
        } else {
            // A Node that the source knows to lack its dump was said already.
            let said = |name: &Arc<str>| gaps.iter().any(|gap| gap.node.as_ref() == Some(name));
            let why = "there is no dump of this Node".to_string();
            let more: Vec<Arc<str>> =
                without_dump.into_iter().filter(|name| &**name != CLUSTER && !said(name)).collect();
            gaps.extend(more.into_iter().map(|name| Gap {
                node: Some(name),
                what: "flows".to_string(),
                why: why.clone(),
            }));
        }
        let view = View { nodes, policies, about, gaps };
        Gathered { view, notes: self.notes, doubts, left_alone: self.left_alone, lines: self.lines, nameless }
    }

    fn antrea_version(&self) -> Option<String> {
        let mut agents =
            self.nodes.values().filter_map(|node| node.info.as_ref()).filter_map(|info| said(&info.version));
        self.meta.as_ref().and_then(|meta| said(&meta.antrea_version)).or_else(|| agents.next())
    }
}

const NO_POLICIES: &str = "neither the agent's answers nor policies are given, so rule IDs have no names";
const NO_PODS: &str = "no Pod is known to run there, so rule IDs have no names. Give Pods and call the dump after its Node, or add what antctl get podinterface -o json prints";
const NO_PORTS: &str =
    "OpenFlow ports of Pods are not known (port.json and interface.json, or agent-podinterfaces.json, would say)";

impl NodeParts {
    /// The answer that is missing while others of the agent are there: groups mean nothing without policies, and policies nothing without groups.
    fn missing_answer(&self) -> Option<&'static str> {
        match (&self.policies, &self.address_groups, &self.applied_to_groups) {
            (Some(_), None, _) => Some("address groups"),
            (Some(_), _, None) => Some("applied-to groups"),
            (None, Some(_), _) | (None, _, Some(_)) => Some("policies"),
            _ => None,
        }
    }
}

/// Text that is there.
fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_string())
}

/// Addresses of Services, when there are any objects of that kind: without them a Service's group cannot be known.
fn services(objects: &ObjectsView) -> Option<Arc<HashMap<NamespacedName, Vec<IpAddr>>>> {
    if objects.services.is_empty() {
        return None;
    }
    let addresses = objects.services.iter().map(|(name, service)| {
        (name.clone(), service.cluster_ips.iter().chain(&service.external_ips).copied().collect())
    });
    Some(Arc::new(addresses.collect()))
}

fn list_objects(objects: &ObjectsView, policies: &mut BTreeMap<PolicyRef, PolicyFacts>) {
    for policy in &objects.policies.policies {
        list_policy(policy, policies);
    }
    for elsewhere in &objects.not_in_ovs {
        list_policy(&elsewhere.policy, policies);
        let facts = policies.entry(elsewhere.policy.reference.clone()).or_default();
        for rule in &elsewhere.policy.rules {
            let label = rule_label(rule.name.as_deref(), rule.direction, rule.place);
            facts.outside.push(format!("{label} is not in Open vSwitch: {}", elsewhere.why));
        }
        if elsewhere.policy.rules.is_empty() {
            facts.outside.push(format!("not in Open vSwitch: {}", elsewhere.why));
        }
    }
}

fn list_policy(policy: &Policy, policies: &mut BTreeMap<PolicyRef, PolicyFacts>) {
    let facts = policies.entry(policy.reference.clone()).or_default();
    if facts.uid.is_empty() {
        facts.uid = policy.uid.clone();
    }
    if facts.created.is_none() {
        facts.created = policy.created.clone();
    }
}

/// Rules about IGMP reports have no flows: the agent sees every report and decides itself.
fn list_igmp_reports(node: &NodeView, policies: &mut BTreeMap<PolicyRef, PolicyFacts>) {
    for (policy, rule) in &node.expansion.igmp_reports {
        let Some(policy) = node.policies.policies.get(*policy) else { continue };
        let Some(rule) = policy.rules.get(*rule) else { continue };
        let label = rule_label(rule.name.as_deref(), rule.direction, rule.place);
        let why = format!("{label} is not in Open vSwitch: the agent enforces and counts IGMP reports itself");
        let facts = policies.entry(policy.reference.clone()).or_default();
        if !facts.outside.contains(&why) {
            facts.outside.push(why);
        }
    }
}

fn node_input(
    name: &Arc<str>,
    mut parts: NodeParts,
    evidence: &Evidence,
    objects: Option<&ObjectsView>,
    shared: Option<&Arc<PolicySet>>,
    services: Option<&Arc<HashMap<NamespacedName, Vec<IpAddr>>>>,
) -> NodeInput {
    let pods = pods(name, &mut parts, evidence, objects);
    let table_names = if parts.table_names.is_empty() { parts.metric_names } else { parts.table_names };
    let agent = match (parts.policies, parts.address_groups, parts.applied_to_groups) {
        (Some(policies), Some(address_groups), Some(applied_to_groups)) => {
            Some(PolicySet { policies, address_groups, applied_to_groups, doubts: Vec::new() })
        }
        _ => None,
    };
    let policies = match (agent, shared) {
        (Some(set), _) => Some((Arc::new(set), NamesFrom::Agent)),
        (None, Some(set)) if !set.policies.is_empty() => Some((set.clone(), NamesFrom::Objects)),
        _ => None,
    };
    NodeInput { table_names, recorded_round: parts.recorded_round, pods, policies, services: services.cloned() }
}

/// The Pods of a Node with their OpenFlow ports: as the agent or Open vSwitch's database has them, or else from objects and groups. The dump itself
/// says which addresses are behind which ports: so it need not be called after its Node.
fn pods(
    name: &Arc<str>,
    parts: &mut NodeParts,
    evidence: &Evidence,
    objects: Option<&ObjectsView>,
) -> Vec<PodInterface> {
    let recorded = ovsdb::pod_interfaces(&parts.ports, &parts.interfaces);
    let is_local = |pod: &PodInterface| pod.ips.iter().any(|ip| evidence.local_port(*ip).is_some());
    let of_node = || objects.and_then(|objects| objects.pods_by_node.get(name)).cloned();
    let behind_ports = || {
        let all = objects.into_iter().flat_map(|objects| objects.pods_by_node.values().flatten());
        let found: Vec<PodInterface> = all.filter(|pod| is_local(pod)).cloned().collect();
        (!found.is_empty()).then_some(found)
    };
    let members = || {
        let groups = parts.address_groups.iter().flat_map(HashMap::values).flatten();
        let mut found: BTreeMap<NamespacedName, PodInterface> = BTreeMap::new();
        for member in groups {
            let Some((namespace, name)) = &member.pod else { continue };
            let (interface, ips) = (String::new(), member.ips.clone());
            let pod = PodInterface { namespace: namespace.clone(), name: name.clone(), ips, of_port: None, interface };
            if is_local(&pod) {
                found.insert((namespace.clone(), name.clone()), pod);
            }
        }
        found.into_values().collect()
    };
    let mut pods: Vec<PodInterface> = parts
        .pods
        .take()
        .or_else(|| (!recorded.is_empty()).then_some(recorded))
        .or_else(of_node)
        .or_else(behind_ports)
        .unwrap_or_else(members);
    for pod in pods.iter_mut().filter(|pod| pod.of_port.is_none()) {
        pod.of_port = pod.ips.iter().find_map(|ip| evidence.local_port(*ip));
    }
    pods
}

/// A key that sorts `node-10` after `node-9`.
pub fn natural(text: &str) -> Vec<(u64, String)> {
    let mut parts = Vec::new();
    for chunk in text.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        let chunk = String::from_utf8_lossy(chunk).to_string();
        match chunk.parse() {
            Ok(number) => parts.push((number, chunk)),
            Err(_) => parts.push((u64::MAX, chunk)),
        }
    }
    parts
}
