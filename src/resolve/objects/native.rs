//! crd.antrea.io NetworkPolicy and ClusterNetworkPolicy (pkg/controller/networkpolicy/antreanetworkpolicy.go, antreaclusternetworkpolicy.go).

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::model::policy::{Direction, Peer, Policy, Rule, RuleAction, Service};

use super::groups::{Groups, Query};
use super::notes::{Fields, Notes, present};
use super::peers::{check_native_peer, everybody, native_peer, read_query, read_reference, to_services};
use super::selector::Selector;
use super::services::{has_named_port, native_services};

/// To whom a rule applies.
#[derive(Clone, Default)]
struct Target {
    groups: Vec<Arc<str>>,
    /// Also, or only, to Nodes: iptables does that.
    nodes: bool,
}

/// `appliedTo`, taken apart by Namespace for peers that depend on the Namespace of the Pod.
#[derive(Default)]
struct PerNamespace {
    /// A group for each entry and Namespace.
    targets: Vec<(Arc<str>, Arc<str>)>,
    /// The Namespaces that `sameLabels` compares.
    labelled: Vec<Arc<str>>,
}

impl PerNamespace {
    /// One group for each Namespace: the last.
    fn last(&self) -> BTreeMap<Arc<str>, Arc<str>> {
        self.targets.iter().cloned().collect()
    }
}

/// What a policy is while its rules are made.
pub(super) struct Native<'p, 'o> {
    /// The policy that goes into Open vSwitch.
    pub policy: &'p mut Policy,
    /// Rules for Nodes, which do not.
    pub node_rules: &'p mut Vec<Rule>,
    pub groups: &'p mut Groups<'o>,
    pub notes: &'p mut Notes,
    /// Whether entries of `appliedTo` that share a Namespace give it one rule each, as before 2.0 (<https://github.com/antrea-io/antrea/pull/4537>).
    pub rule_per_entry: bool,
}

/// A rule of the object, read but for its peers.
struct Parts<'v> {
    fields: &'v Fields,
    direction: Direction,
    place: usize,
    services: Vec<Service>,
}

const SPEC: [&str; 5] = ["tier", "priority", "appliedTo", "ingress", "egress"];
const RULE: [&str; 11] = [
    "action",
    "ports",
    "protocols",
    "from",
    "to",
    "toServices",
    "name",
    "enableLogging",
    "appliedTo",
    "l7Protocols",
    "logLabel",
];
const APPLIED_TO: [&str; 7] = [
    "podSelector",
    "namespaceSelector",
    "externalEntitySelector",
    "group",
    "serviceAccount",
    "service",
    "nodeSelector",
];

impl Native<'_, '_> {
    /// Fills the rules from the spec.
    pub fn rules(&mut self, spec: &Fields) {
        self.notes.known(spec, "the spec", &SPEC);
        let of_policy = self.notes.list(spec, "appliedTo");
        let lists = [
            (Direction::Ingress, self.notes.list(spec, "ingress"), "from"),
            (Direction::Egress, self.notes.list(spec, "egress"), "to"),
        ];
        let is_cluster = self.policy.reference.namespace.is_empty();
        let mut per_namespace = None;
        if is_cluster && lists.iter().any(|(_, rules, side)| has_per_namespace_peer(rules, side)) {
            per_namespace = Some(self.per_namespace(of_policy));
        }
        let target = self.target(of_policy);
        for (direction, rules, side) in lists {
            for (place, rule) in rules.iter().enumerate() {
                self.notes.at_rule(Some((direction, place)));
                let Some(fields) = self.notes.fields(rule, "a rule") else { continue };
                self.notes.known(fields, "a rule", &RULE);
                let services = native_services(fields, self.notes);
                let parts = Parts { fields, direction, place, services };
                let peers = self.peers(fields, side);
                match is_cluster {
                    false => self.plain_rule(&parts, &peers, of_policy, &target),
                    true => self.cluster_rules(&parts, &peers, of_policy, &target, per_namespace.as_ref()),
                }
            }
            self.notes.at_rule(None);
        }
    }

    fn peers<'v>(&mut self, rule: &'v Fields, side: &str) -> Vec<&'v Fields> {
        let peers = self.notes.list(rule, side);
        peers.iter().filter_map(|peer| self.notes.fields(peer, "a peer")).collect()
    }

    /// The rules that one rule of an ACNP becomes.
    fn cluster_rules(
        &mut self,
        parts: &Parts<'_>,
        peers: &[&Fields],
        of_policy: &[Value],
        target: &Target,
        of_policy_split: Option<&PerNamespace>,
    ) {
        let (mut cluster, mut own, mut same) = (Vec::new(), Vec::new(), Vec::new());
        for peer in peers {
            let Some(namespaces) = self.notes.map(peer, "namespaces") else {
                cluster.push(*peer);
                continue;
            };
            self.notes.known(namespaces, "`namespaces`", &["match", "sameLabels"]);
            let labels = self.notes.texts(namespaces, "sameLabels");
            if self.notes.text(namespaces, "match") == Some("Self") {
                own.push(*peer);
            } else if !labels.is_empty() {
                same.push((*peer, labels));
            }
        }
        if !cluster.is_empty() || (own.is_empty() && same.is_empty()) {
            self.plain_rule(parts, &cluster, of_policy, target);
        }
        if own.is_empty() && same.is_empty() {
            return;
        }
        let split;
        let (of_rule, split) = match of_policy_split {
            Some(of_policy_split) if !of_policy.is_empty() => (false, of_policy_split),
            _ => {
                let entries = self.notes.list(parts.fields, "appliedTo");
                split = self.per_namespace(entries);
                (true, &split)
            }
        };
        if !own.is_empty() {
            let targets = match of_rule || self.rule_per_entry {
                true => split.targets.clone(),
                false => split.last().into_iter().collect(),
            };
            for (namespace, group) in targets {
                let peer = self.own_namespace_peer(&own, &namespace);
                self.push(parts, peer, Target { groups: vec![group], nodes: false });
            }
        }
        for (peer, labels) in same {
            self.same_label_rules(parts, peer, &labels, split);
        }
    }

    /// `namespaces: {match: Self}`: the same selectors within one Namespace.
    fn own_namespace_peer(&mut self, peers: &[&Fields], namespace: &Arc<str>) -> Peer {
        let mut result = Peer::default();
        for peer in peers {
            check_native_peer(peer, self.notes);
            let pods = Selector::read(self.notes.map(peer, "podSelector"), self.notes);
            let external = Selector::read(self.notes.map(peer, "externalEntitySelector"), self.notes);
            result.address_groups.push(self.groups.address(&Query::new(namespace, pods, None, external)));
        }
        result
    }

    /// `namespaces: {sameLabels: [..]}`: one rule for the Namespaces that share the values of these labels. Those that lack one have none.
    fn same_label_rules(&mut self, parts: &Parts<'_>, peer: &Fields, keys: &[&str], split: &PerNamespace) {
        check_native_peer(peer, self.notes);
        let group_of = split.last();
        let mut by_values: BTreeMap<Vec<String>, Vec<Arc<str>>> = BTreeMap::new();
        for namespace in &split.labelled {
            let labels = self.groups.inventory.namespace_labels(namespace);
            let values: Option<Vec<String>> =
                keys.iter().map(|key| Some(labels.as_ref()?.get(key)?.to_owned())).collect();
            if let Some(values) = values {
                by_values.entry(values).or_default().extend(group_of.get(namespace).cloned());
            }
        }
        for (values, groups) in by_values {
            let selector = Selector::equal(keys.iter().copied().zip(values.iter().map(String::as_str)));
            let pods = Selector::read(self.notes.map(peer, "podSelector"), self.notes);
            let external = Selector::read(self.notes.map(peer, "externalEntitySelector"), self.notes);
            let query = Query::new(&Arc::from(""), pods, Some(selector), external);
            let peer = Peer { address_groups: vec![self.groups.address(&query)], ..Peer::default() };
            self.push(parts, peer, Target { groups, nodes: false });
        }
    }

    /// A rule that is one rule.
    fn plain_rule(&mut self, parts: &Parts<'_>, peers: &[&Fields], of_policy: &[Value], target: &Target) {
        let own = self.notes.list(parts.fields, "appliedTo");
        let target = match of_policy.is_empty() || !own.is_empty() {
            true => self.target(own),
            false => target.clone(),
        };
        let namespace = self.policy.reference.namespace.clone();
        let services = to_services(parts.fields, &namespace, self.notes);
        let peer = match services.filter(|_| parts.direction == Direction::Egress) {
            Some(peer) => peer,
            None if peers.is_empty() => everybody(parts.direction, has_named_port(&parts.services), self.groups),
            None => native_peer(peers, &namespace, self.groups, self.notes),
        };
        self.push(parts, peer, target);
    }

    fn push(&mut self, parts: &Parts<'_>, peer: Peer, target: Target) {
        let action = match self.notes.full_text(parts.fields, "action") {
            Some("Allow") => RuleAction::Allow,
            Some("Drop") => RuleAction::Drop,
            Some("Reject") => RuleAction::Reject,
            Some("Pass") => RuleAction::Pass,
            other => {
                self.notes.doubt(format!("action `{}` is not known", other.unwrap_or_default().escape_debug()));
                RuleAction::Allow
            }
        };
        let only_nodes = target.nodes && target.groups.is_empty();
        let rule = Rule {
            direction: parts.direction,
            place: Some(parts.place),
            name: self.notes.full_text(parts.fields, "name").map(str::to_owned),
            action,
            priority: i32::try_from(parts.place).unwrap_or(i32::MAX),
            applied_to: target.groups,
            peer,
            services: parts.services.clone(),
            logging: self.notes.flag(parts.fields, "enableLogging"),
            l7: !self.notes.list(parts.fields, "l7Protocols").is_empty(),
        };
        match only_nodes {
            true => self.node_rules.push(rule),
            false => self.policy.rules.push(rule),
        }
    }

    /// The groups of `appliedTo`.
    fn target(&mut self, entries: &[Value]) -> Target {
        let namespace = self.policy.reference.namespace.clone();
        let mut target = Target::default();
        for entry in entries {
            let Some(entry) = self.notes.fields(entry, "an `appliedTo`") else { continue };
            self.notes.known(entry, "an `appliedTo`", &APPLIED_TO);
            if present(entry, "nodeSelector").is_some() {
                target.nodes = true;
            } else if let Some(group) = self.notes.full_text(entry, "group") {
                let key = (namespace.clone(), group.into());
                target.groups.extend(self.groups.applied_of_group(&key, self.notes));
            } else if let Some(service) = self.notes.map(entry, "service") {
                let (namespace, name) = read_reference(service, "", self.notes);
                target.groups.push(self.groups.applied_to_service(&namespace, &name));
            } else if let Some(account) = self.notes.map(entry, "serviceAccount") {
                let (namespace, name) = read_reference(account, "", self.notes);
                target.groups.push(self.groups.applied(&Query::account(&namespace, &name)));
            } else {
                let query = read_query(entry, &namespace, self.notes);
                target.groups.push(self.groups.applied(&query));
            }
        }
        target
    }

    /// `appliedTo` by Namespace. A group gives the Namespaces that its own selector names, and there all Pods.
    fn per_namespace(&mut self, entries: &[Value]) -> PerNamespace {
        let mut result = PerNamespace::default();
        for entry in entries {
            let Some(entry) = self.notes.fields(entry, "an `appliedTo`") else { continue };
            if let Some(account) = self.notes.map(entry, "serviceAccount") {
                let (namespace, name) = read_reference(account, "", self.notes);
                let group = self.groups.applied(&Query::account(&namespace, &name));
                result.targets.push((namespace.clone(), group));
                result.labelled.push(namespace);
                continue;
            }
            let namespaces = self.affected_namespaces(entry);
            let pods = Selector::read(self.notes.map(entry, "podSelector"), self.notes);
            let external = Selector::read(self.notes.map(entry, "externalEntitySelector"), self.notes);
            for namespace in &namespaces {
                let query = Query::new(namespace, pods.clone(), None, external.clone());
                result.targets.push((namespace.clone(), self.groups.applied(&query)));
            }
            // Antrea keeps the Namespaces of the last entry alone.
            result.labelled = namespaces;
        }
        result
    }

    fn affected_namespaces(&mut self, entry: &Fields) -> Vec<Arc<str>> {
        let mut selector = Selector::read(self.notes.map(entry, "namespaceSelector"), self.notes);
        if let Some(group) = self.notes.full_text(entry, "group") {
            match self.groups.group_namespaces(group, self.notes) {
                Some(of_group) => selector = of_group.or(selector),
                None => return Vec::new(),
            }
        }
        let selector = selector.unwrap_or_default();
        let inventory = self.groups.inventory;
        let chosen = inventory
            .namespaces
            .keys()
            .filter(|name| inventory.namespace_labels(name).is_some_and(|labels| selector.matches(&labels)));
        chosen.cloned().collect()
    }
}

fn has_per_namespace_peer(rules: &[Value], side: &str) -> bool {
    let peers = rules.iter().filter_map(|rule| rule.get(side)?.as_array()).flatten();
    peers.filter_map(Value::as_object).any(|peer| present(peer, "namespaces").is_some())
}
