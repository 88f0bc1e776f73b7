//! Puts together what was gathered: each Node when everything of it has come, the whole at the end.

mod shared;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::flows::LineCounts;
use super::pods::{natural, number_ports, pods};
use super::policies::{add_facts, list_igmp_reports, list_policy};
use super::stream::{Found, place};
use super::workers::Workers;
use super::{CLUSTER, Gather, NodeParts, doubts};
use crate::decode::ovsdb;
use crate::model::artefact::{ArtefactKind, Gap, Note};
use crate::model::policy::{PolicyRef, PolicySet};
use crate::resolve::addresses::Addresses;
use crate::resolve::evidence::Evidence;
use crate::resolve::node::{NamesFrom, NodeInput, NodeView};
use crate::resource::item::policy_label;
use crate::resource::view::{About, AgentFacts, PolicyFacts, SwitchFacts, View};

pub(super) use shared::Shared;

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

/// Nodes that are put together, and what was said about them.
#[derive(Debug, Default)]
pub(super) struct Together {
    nodes: Vec<NodeView>,
    agents: BTreeMap<Arc<str>, AgentFacts>,
    policies: BTreeMap<PolicyRef, PolicyFacts>,
    switches: BTreeMap<Arc<str>, SwitchFacts>,
    addresses: Addresses,
    doubts: Vec<String>,
    gaps: Vec<Gap>,
    nameless: Vec<(Arc<str>, String)>,
    /// What is essential and did not come.
    without: Vec<(Arc<str>, ArtefactKind, OfBundle)>,
    found: Vec<Found>,
    /// Some Node's names come from objects: what is doubtful about these matters.
    objects_used: bool,
}

/// Whether what is known of a Node came from a support bundle.
type OfBundle = bool;

/// A Node, and policies any of which may own rules there that cannot be told apart.
pub type OpenQuestion = (Arc<str>, Vec<PolicyRef>);

impl Gather {
    /// Has a Node put together. The objects of the cluster must all have come.
    pub(super) fn put_together(&mut self, name: Arc<str>, parts: NodeParts) {
        let shared = self.shared_by_all();
        // One Node is put together where nothing else is to be done.
        if self.keep.running {
            return self.together.add(Together::of(name, parts, &shared));
        }
        let mut here = None;
        self.workers().give(move || Together::of(name, parts, &shared), |made| here = Some(made));
        if let Some(made) = here {
            self.together.add(made);
        }
    }

    /// Waits for the Nodes that are being put together.
    fn collect(&mut self) {
        for made in self.workers.take().into_iter().flat_map(Workers::finish) {
            self.together.add(made);
        }
    }

    /// What only the agents can tell: rules that several policies may own. Nodes of which nothing more will come.
    pub fn open_questions(&mut self) -> Vec<OpenQuestion> {
        self.collect();
        let of_node = |node: &NodeView| (node.name.clone(), node.open_questions().into_iter().collect::<Vec<_>>());
        self.together.nodes.iter().map(of_node).filter(|(_, policies)| !policies.is_empty()).collect()
    }

    /// Puts everything together.
    pub fn assemble(mut self) -> Gathered {
        let version = self.antrea_version();
        let mut about = About { antrea_version: version, ..About::default() };
        if let Some(meta) = &self.meta {
            about.context = said(&meta.context);
            about.taken_at = said(&meta.taken_at);
        }
        self.shared_by_all();
        for (name, parts) in std::mem::take(&mut self.nodes) {
            if parts.came.is_empty() {
                // What came late of a Node that is put together already.
                self.together.doubts.extend(parts.doubts.iter().map(|doubt| format!("{name}: {doubt}")));
                continue;
            }
            self.put_together(name, parts);
        }
        self.collect();
        let shared = self.shared.take();
        let Together {
            mut nodes,
            mut agents,
            policies,
            switches,
            addresses,
            mut doubts,
            gaps: more,
            mut nameless,
            mut without,
            found,
            objects_used,
        } = std::mem::take(&mut self.together);
        about.antrea_version =
            about.antrea_version.or_else(|| agents.values().find_map(|one| one.antrea_version.clone()));
        // Threads end in any order.
        doubts.sort_by_cached_key(|doubt| natural(doubt));
        nameless.sort_by_cached_key(|(node, _)| natural(node));
        without.sort();
        self.found.extend(found);
        let lines = place(std::mem::take(&mut self.found), &mut self.gaps, &mut self.notes);
        let mut gaps = std::mem::take(&mut self.gaps);
        gaps.extend(more);
        if objects_used && let Some(objects) = shared.as_ref().and_then(|shared| shared.objects.as_ref()) {
            doubts.splice(0..0, objects.doubts.iter().map(|doubt| doubt.sentence()));
        }
        if nodes.iter().any(|node| node.names_from == NamesFrom::Controller) {
            doubts.splice(0..0, std::mem::take(&mut self.controller_doubts));
        }
        for node in &mut nodes {
            if let Some(owners) = self.owners.get(&node.name) {
                node.settle(owners);
            }
        }
        for changed in &self.changed {
            let gone: BTreeSet<&str> = changed.gone.iter().map(|uid| &**uid).collect();
            let here = |node: &&mut NodeView| changed.node.as_ref().is_none_or(|name| *name == node.name);
            let mut names = changed.others.clone();
            for node in nodes.iter_mut().filter(here) {
                names.extend(node.forget(&gone).iter().map(policy_label));
            }
            names.sort();
            names.dedup();
            if !names.is_empty() {
                let place = changed.node.as_ref().map(|node| format!("node {node}: ")).unwrap_or_default();
                doubts.push(format!(
                    "{place}policies changed while they were read ({}): names of their rules may be of before",
                    names.join(", ")
                ));
            }
        }
        nodes.sort_by_key(|node| natural(&node.name));
        for (node, ways) in std::mem::take(&mut self.ways) {
            agents.entry(node).or_default().ways = ways;
        }
        let has_flows = !nodes.is_empty() || self.skipped;
        if has_flows || !self.keep.essential.contains(&ArtefactKind::Flows) {
            // A Node that the source knows to lack its dump was said already.
            let said = |name: &Arc<str>| gaps.iter().any(|gap| gap.node.as_ref() == Some(name));
            let more: Vec<_> = without.into_iter().filter(|(name, ..)| &**name != CLUSTER && !said(name)).collect();
            gaps.extend(more.into_iter().map(|(name, kind, of_bundle)| {
                let (what, why) = doubts::missing(kind, of_bundle, self.keep.way);
                Gap { node: Some(name), what: what.to_string(), why: why.to_string() }
            }));
        }
        gaps.sort_by_key(|gap| gap.node.as_deref().map(natural));
        let statistics = std::mem::take(&mut self.statistics);
        let view = View { nodes, agents, policies, switches, addresses, statistics, about, gaps, has_flows };
        Gathered { view, notes: self.notes, doubts, left_alone: self.left_alone, lines, nameless }
    }

    fn antrea_version(&self) -> Option<String> {
        let mut agents = self.nodes.values().filter_map(|node| said(&node.info.as_ref()?.version));
        self.meta.as_ref().and_then(|meta| said(&meta.antrea_version)).or_else(|| agents.next())
    }
}

impl Together {
    /// One Node.
    fn of(name: Arc<str>, mut parts: NodeParts, shared: &Shared) -> Together {
        let mut together = Together { found: parts.read_dumps(), ..Together::default() };
        let said = std::mem::take(&mut parts.doubts);
        together.doubts.extend(said.into_iter().map(|doubt| format!("{name}: {doubt}")));
        for policy in parts.policies.iter().flatten() {
            list_policy(policy, &mut together.policies);
        }
        if &*name != CLUSTER {
            together.agents.insert(name.clone(), agent_facts(&parts));
        }
        for kind in shared.keep.essential {
            if !parts.came.contains(kind) {
                together.without.push((name.clone(), *kind, parts.of_bundle));
            }
        }
        // What nobody shows is not kept: a thousand Nodes are held at once, and of hostile archives there may be very many.
        let is_shown = shared.keep.switches();
        let mut switch = if is_shown { parts.switch() } else { SwitchFacts::default() };
        if shared.keep.addresses {
            together.addresses_of(&parts, shared.keep.running);
        }
        if let Some(evidence) = parts.evidence.take() {
            if shared.keep.flows || shared.keep.addresses {
                switch.service_groups = evidence.services.iter().copied().collect();
            }
            together.node(name.clone(), parts, evidence, shared);
        } else {
            let policies = shared.policies.as_ref().map(|(set, _)| &**set);
            switch.device.pods =
                pods(&name, &mut parts, shared.keep.running, &Evidence::default(), shared.objects.as_ref(), policies);
        }
        if &*name != CLUSTER && is_shown {
            together.switches.insert(name, switch);
        }
        together
    }

    fn add(&mut self, other: Together) {
        self.nodes.extend(other.nodes);
        self.agents.extend(other.agents);
        for (policy, facts) in other.policies {
            add_facts(self.policies.entry(policy).or_default(), facts);
        }
        self.doubts.extend(other.doubts);
        self.gaps.extend(other.gaps);
        self.nameless.extend(other.nameless);
        self.without.extend(other.without);
        self.switches.extend(other.switches);
        self.addresses.add(other.addresses);
        self.found.extend(other.found);
        self.objects_used |= other.objects_used;
    }

    /// What a Node's agent knows of addresses, its own Pods' and those of its policies.
    fn addresses_of(&mut self, parts: &NodeParts, running: bool) {
        let recorded = ovsdb::pod_interfaces(&parts.ports, &parts.interfaces);
        let beside = parts.pods.as_deref().filter(|_| !running || recorded.is_empty());
        self.addresses.add_pods(beside.unwrap_or(&recorded));
        for members in parts.address_groups.iter().flat_map(HashMap::values) {
            self.addresses.add_members(members);
        }
    }

    fn node(&mut self, name: Arc<str>, parts: NodeParts, mut evidence: Evidence, shared: &Shared) {
        if let Some(expected) = parts.aggregate.filter(|expected| evidence.flows < *expected) {
            let why = format!("{} flows were read, dump-aggregate counted {expected}: the dump is cut", evidence.flows);
            self.gaps.push(Gap { node: Some(name.clone()), what: "flows".to_string(), why });
            evidence.partial = true;
        }
        if let Some(answer) = parts.missing_answer() {
            self.doubts
                .push(format!("node {name}: the agent's {answer} are missing, so its other answers are of no use"));
        }
        number_ports(parts.ports_desc.as_deref().unwrap_or_default(), &mut evidence.local);
        let input = node_input(&name, parts, &evidence, shared);
        if shared.keep.addresses {
            self.addresses.add_pods(&input.pods);
        }
        self.objects_used |= matches!(input.policies, Some((_, NamesFrom::Objects)));
        let without_names = match &input.policies {
            None => Some(NO_POLICIES),
            Some((_, NamesFrom::Objects | NamesFrom::Controller)) if input.pods.is_empty() => Some(NO_PODS),
            Some(_) => None,
        };
        let without_ports = !input.pods.is_empty() && input.pods.iter().all(|pod| pod.of_port.is_none());
        let node = NodeView::new(name, evidence, input);
        // A Node without rules needs no names.
        let has_rules = node.entries().any(|(entry, ..)| !entry.dns);
        match without_names {
            Some(why) if has_rules => self.nameless.push((node.name.clone(), why.to_string())),
            None if has_rules && without_ports => {
                self.doubts.push(format!("node {}: {NO_PORTS}: names of ingress rules are likely at best", node.name));
            }
            _ => {}
        }
        self.doubts.extend(doubts::of_ids(&node));
        list_igmp_reports(&node, &mut self.policies);
        self.nodes.push(node);
    }
}

fn agent_facts(parts: &NodeParts) -> AgentFacts {
    let info = parts.info.as_ref();
    let own = |text: fn(&crate::decode::agent::AgentInfo) -> &String| info.and_then(|info| said(text(info)));
    AgentFacts {
        pod: own(|info| &info.pod),
        antrea_version: own(|info| &info.version),
        ovs_version: parts.ovs_version.clone().or_else(|| own(|info| &info.ovs_version)),
        recorded_round: parts.recorded_round,
        flows: parts.active.or(parts.aggregate),
        policies: parts.policies.as_ref().map(|policies| policies.len() as u64).or(info.and_then(|info| info.policies)),
        ways: BTreeMap::new(),
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

fn node_input(name: &Arc<str>, mut parts: NodeParts, evidence: &Evidence, shared: &Shared) -> NodeInput {
    let policies = shared.policies.as_ref().map(|(set, _)| &**set);
    let pods = pods(name, &mut parts, shared.keep.running, evidence, shared.objects.as_ref(), policies);
    let table_names = if parts.table_names.is_empty() { parts.metric_names } else { parts.table_names };
    let agent = match (parts.policies, parts.address_groups, parts.applied_to_groups) {
        (Some(policies), Some(address_groups), Some(applied_to_groups)) => {
            let set = PolicySet { policies, address_groups, applied_to_groups, doubts: Vec::new() };
            Some((Arc::new(set), NamesFrom::Agent))
        }
        _ => None,
    };
    let policies = agent.or_else(|| shared.policies.clone());
    let (recorded_round, services) = (parts.recorded_round, shared.services.clone());
    NodeInput { table_names, recorded_round, pods, policies, services, keep_evidence: shared.keep.evidence }
}
