//! The OpenFlow rules that Antrea's agent would install on a Node for the policies that are known
//! (pkg/agent/controller/networkpolicy/pod_reconciler.go), as sets of clause matches.
//!
//! One rule of a policy becomes several OpenFlow rules when Pods give a named port different numbers: the agent groups them by what it resolves to.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::pool::{MatchIndex, MatchPool};
use crate::antrea::clause::ClauseMatch;
use crate::antrea::role::ServiceGroup;
use crate::antrea::tables::PolicyTable;
use crate::antrea::tier;
use crate::model::ids::GroupId;
use crate::model::net::Net;
use crate::model::policy::{
    Direction, L4Protocol, Member, Peer, PodInterface, Policy, PolicyKind, PolicySet, Rule, RuleAction, Service,
};

mod blocks;
mod expected;
mod groups;
mod services;

pub use expected::{Expansion, Expected, ExpectedClause, Open, Order, RuleOrigin};
use groups::{Known, Targets};

/// Namespace and name.
pub type NamespacedName = (Arc<str>, Arc<str>);

/// What is known of a Node beside its flows.
#[derive(Debug, Default)]
pub struct NodeFacts<'a> {
    /// Pods with a port on the bridge.
    pub pods: &'a [PodInterface],
    /// Whether applied-to groups hold the Pods of this Node alone, as the agent's do: then a member that is not among `pods` is here all the same.
    pub members_are_local: bool,
    /// Whether rules are installed for IPv4.
    pub ipv4: bool,
    /// Whether rules are installed for IPv6.
    pub ipv6: bool,
    /// Addresses of Services; `None` when Services are not known, which makes their clauses wildcards.
    pub services: Option<&'a HashMap<NamespacedName, Vec<IpAddr>>>,
}

/// Expands all policies for one Node.
pub fn expand(
    set: &PolicySet,
    node: &NodeFacts<'_>,
    groups: &HashSet<ServiceGroup>,
    pool: &mut MatchPool,
) -> Expansion {
    let pods: HashMap<(&str, &str), &PodInterface, RandomState> =
        node.pods.iter().map(|pod| ((&*pod.namespace, &*pod.name), pod)).collect();
    let (known, expansion) = (Known::default(), Expansion::default());
    let mut expander = Expander { set, node, pods, groups, pool, known, expansion };
    for (index, policy) in set.policies.iter().enumerate() {
        expander.policy(index, policy);
    }
    expander.expansion
}

struct Expander<'a> {
    set: &'a PolicySet,
    node: &'a NodeFacts<'a>,
    pods: HashMap<(&'a str, &'a str), &'a PodInterface, RandomState>,
    groups: &'a HashSet<ServiceGroup>,
    pool: &'a mut MatchPool,
    known: Known<'a>,
    expansion: Expansion,
}

/// Addresses of the other side, not yet a clause.
#[derive(Default)]
struct Addresses {
    nets: Vec<Net>,
    groups: Vec<GroupId>,
    labels: Vec<u32>,
    open: Open,
    /// Those of whole groups, which are matches already.
    members: Option<Rc<[MatchIndex]>>,
}

impl<'a> Expander<'a> {
    fn policy(&mut self, index: usize, policy: &'a Policy) {
        let mut seen: HashMap<Content<'_>, std::ops::Range<usize>, RandomState> = HashMap::default();
        if let [only] = &policy.rules[..] {
            return self.rule(index, 0, policy, only);
        }
        for (number, rule) in policy.rules.iter().enumerate() {
            // The agent knows rules by a hash of their content: equal ones are one.
            if let Some(made) = seen.get(&content(rule)) {
                for expected in made.clone() {
                    let places = &mut self.expansion.rules[expected].places;
                    if let Some(place) = rule.place.filter(|place| !places.contains(place)) {
                        places.push(place);
                    }
                }
                continue;
            }
            let from = self.expansion.rules.len();
            self.rule(index, number, policy, rule);
            seen.insert(content(rule), from..self.expansion.rules.len());
        }
    }

    fn rule(&mut self, policy_index: usize, rule_index: usize, policy: &'a Policy, rule: &'a Rule) {
        let targets = self.targets(rule);
        if targets.is_empty() {
            return;
        }
        let igmp = rule.services.iter().find(|service| service.protocol == Some(L4Protocol::Igmp));
        if igmp.is_some() && rule.direction == Direction::Egress {
            self.expansion.igmp_reports.push((policy_index, rule_index));
            return;
        }
        let multicast = rule.peer.ip_blocks.iter().any(|block| block.cidr.address.is_multicast());
        let baseline = policy.tier_priority.is_some_and(tier::is_baseline);
        let k8s = policy.reference.kind == PolicyKind::K8sNetworkPolicy;
        let table = match rule.direction {
            Direction::Ingress if igmp.is_some() => PolicyTable::MulticastIngressRule,
            Direction::Egress if multicast => PolicyTable::MulticastEgressRule,
            Direction::Ingress if k8s => PolicyTable::IngressRule,
            Direction::Egress if k8s => PolicyTable::EgressRule,
            Direction::Ingress if baseline => PolicyTable::IngressDefaultRule,
            Direction::Egress if baseline => PolicyTable::EgressDefaultRule,
            Direction::Ingress => PolicyTable::AntreaPolicyIngressRule,
            Direction::Egress => PolicyTable::AntreaPolicyEgressRule,
        };
        let order = match (policy.tier_priority, policy.priority) {
            (Some(tier), Some(priority)) if !k8s => Some(Order { tier, policy: priority, rule: rule.priority }),
            _ => None,
        };
        let shell = Expected {
            policy: policy_index,
            rule: rule_index,
            places: rule.place.into_iter().collect(),
            table,
            action: rule.action,
            l7: rule.l7,
            clauses: Vec::new(),
            order,
        };
        match (rule.direction, igmp) {
            (_, Some(igmp)) => self.igmp(shell, &targets, igmp),
            (Direction::Ingress, None) if targets.has_services() => self.applied_to_service(shell, &targets, rule),
            (Direction::Ingress, None) => self.ingress(shell, &targets, rule),
            (Direction::Egress, None) => self.egress(shell, &targets, rule, k8s),
        }
    }

    fn ingress(&mut self, shell: Expected, targets: &Targets<'a>, rule: &'a Rule) {
        let mut from = self.others(rule);
        let (members, open) = self.members(rule, true);
        (from.members, from.open) = (Some(members), from.open.or(open));
        let from = self.addresses(&from, true);
        for (services, members) in services::by_resolution(&rule.services, &targets.pods, |(_, member)| &member.ports) {
            let mut to = ExpectedClause::default();
            to.open.ports = targets.unknown_pods;
            for (pod, _) in members {
                match pod.of_port {
                    Some(port) => to.set.push(self.pool.intern(ClauseMatch::ToPort(port))),
                    None => to.open.ports = true,
                }
            }
            let service = self.services(rule, &services);
            self.push(&shell, [Some(from.clone()), Some(to), service]);
        }
    }

    fn egress(&mut self, shell: Expected, targets: &Targets<'a>, rule: &'a Rule, k8s: bool) {
        let mut from = ExpectedClause::default();
        from.open.addresses = targets.unknown_pods;
        for (pod, _) in &targets.pods {
            from.open.addresses |= pod.ips.is_empty();
            from.set.extend(pod.ips.iter().map(|ip| self.pool.intern(ClauseMatch::Source(Net::host(*ip)))));
        }
        let mut members: Vec<&'a Member> = Vec::new();
        let mut unknown_group = Open::default();
        for name in &rule.peer.address_groups {
            match self.set.address_groups.get(name) {
                Some(group) => members.extend(group),
                None => unknown_group.addresses = true,
            }
        }
        let peer = &rule.peer;
        let mut parts: Vec<(Vec<Service>, Addresses, bool)> = Vec::new();
        for (services, some) in services::by_resolution(&rule.services, &members, |member| &member.ports) {
            let mut addresses = Addresses { open: unknown_group, ..Addresses::default() };
            if some.len() == members.len() {
                addresses.members = Some(self.members(rule, false).0);
            } else {
                addresses.nets = some.iter().flat_map(|member| &member.ips).map(|ip| Net::host(*ip)).collect();
            }
            parts.push((services, addresses, true));
        }
        // Blocks, names and Services resolve no named port: they share the rule of the members that do not either. K8s policies isolate, so
        // they have that rule even if nobody needs it.
        let others = !peer.ip_blocks.is_empty() || !peer.fqdns.is_empty() || !peer.to_services.is_empty();
        if k8s || others {
            let key = services::key(&rule.services);
            let at = parts.iter().position(|(services, ..)| services::key(services) == key).unwrap_or_else(|| {
                parts.push((rule.services.clone(), Addresses { open: unknown_group, ..Addresses::default() }, false));
                parts.len() - 1
            });
            let rest = self.others(rule);
            let addresses = &mut parts[at].1;
            addresses.nets.extend(rest.nets);
            addresses.groups.extend(rest.groups);
            addresses.open = addresses.open.or(rest.open);
        }
        for (services, addresses, prioritised) in parts {
            let to = self.addresses(&addresses, false);
            let service = self.services(rule, &services);
            let mut shell = shell.clone();
            if !prioritised {
                shell.order = None;
            }
            self.push(&shell, [Some(from.clone()), Some(to), service]);
        }
    }

    fn applied_to_service(&mut self, shell: Expected, targets: &Targets<'a>, rule: &'a Rule) {
        let peer = self.peer(rule);
        let mut from = ExpectedClause { set: Vec::new(), open: peer.open };
        from.set.extend(peer.nets.iter().map(|net| self.pool.intern(ClauseMatch::original_source(*net))));
        let (groups, mut open) = self.service_groups(&targets.services);
        open.groups |= targets.unknown_services;
        let mut to = ExpectedClause { set: Vec::new(), open };
        to.set.extend(groups.into_iter().map(|group| self.pool.intern(ClauseMatch::ServiceGroup(group))));
        self.push(&shell, [Some(from), Some(to), None]);
    }

    fn igmp(&mut self, shell: Expected, targets: &Targets<'a>, igmp: &Service) {
        let mut to = ExpectedClause::default();
        to.open.ports = targets.unknown_pods;
        for (pod, _) in &targets.pods {
            match pod.of_port {
                Some(port) => to.set.push(self.pool.intern(ClauseMatch::ToPort(port))),
                None => to.open.ports = true,
            }
        }
        // A query rule without a group address matches the address that all queries go to.
        let group = igmp.group_address.unwrap_or(IpAddr::from([224, 0, 0, 1]));
        let service = ExpectedClause { set: vec![self.pool.intern(ClauseMatch::Igmp(group))], open: Open::default() };
        self.push(&shell, [None, Some(to), Some(service)]);
    }

    fn push(&mut self, shell: &Expected, clauses: [Option<ExpectedClause>; 3]) {
        let mut expected = shell.clone();
        expected.clauses = clauses.into_iter().flatten().collect();
        for clause in &mut expected.clauses {
            clause.set.sort_unstable();
            clause.set.dedup();
        }
        self.expansion.rules.push(expected);
    }

    /// Everything of an ingress peer.
    fn peer(&self, rule: &Rule) -> Addresses {
        let mut addresses = self.others(rule);
        for name in &rule.peer.address_groups {
            match self.set.address_groups.get(name) {
                Some(members) => addresses.nets.extend(members.iter().flat_map(|m| &m.ips).map(|ip| Net::host(*ip))),
                None => addresses.open.addresses = true,
            }
        }
        addresses
    }

    /// Blocks, names, Services and label identities of a peer.
    fn others(&self, rule: &Rule) -> Addresses {
        let peer = &rule.peer;
        let (groups, mut open) = self.service_groups(&peer.to_services);
        open.addresses |= !peer.fqdns.is_empty();
        let nets = peer
            .ip_blocks
            .iter()
            .filter(|block| if block.cidr.is_ipv6() { self.node.ipv6 } else { self.node.ipv4 })
            .flat_map(|block| blocks::subtract(block.cidr, &block.except))
            .collect();
        Addresses { nets, groups, labels: peer.label_identities.clone(), open, members: None }
    }

    /// Groups of Services, and whether there may be others.
    fn service_groups(&self, services: &[NamespacedName]) -> (Vec<GroupId>, Open) {
        if services.is_empty() {
            return (Vec::new(), Open::default());
        }
        let Some(known) = self.node.services else { return (Vec::new(), Open { groups: true, ..Open::default() }) };
        let mut groups = Vec::new();
        let mut open = Open::default();
        for service in services {
            match known.get(service) {
                Some(addresses) => {
                    groups.extend(self.groups.iter().filter(|g| addresses.contains(&g.address)).map(|g| g.group));
                }
                None => open.groups = true,
            }
        }
        (groups, open)
    }

    fn addresses(&mut self, addresses: &Addresses, source: bool) -> ExpectedClause {
        let set = addresses.members.as_deref().unwrap_or_default().to_vec();
        let mut clause = ExpectedClause { set, open: addresses.open };
        clause.set.extend(addresses.nets.iter().map(|net| self.pool.intern(ClauseMatch::address(*net, source))));
        clause.set.extend(addresses.groups.iter().map(|group| self.pool.intern(ClauseMatch::ServiceGroup(*group))));
        clause
            .set
            .extend(addresses.labels.iter().map(|id| self.pool.intern(ClauseMatch::LabelIdentity(u64::from(*id)))));
        clause.set.sort_unstable();
        clause.set.dedup();
        clause
    }

    /// The service clause: absent when the rule names no service, empty when no named port resolves.
    fn services(&mut self, rule: &Rule, services: &[Service]) -> Option<ExpectedClause> {
        if rule.services.is_empty() {
            return None;
        }
        let matches = services.iter().flat_map(|service| services::matches(service, self.node.ipv4, self.node.ipv6));
        Some(ExpectedClause { set: matches.map(|m| self.pool.intern(m)).collect(), open: Open::default() })
    }
}

/// What the agent tells the rules of a policy apart by: all but the place.
type Content<'r> =
    (Direction, RuleAction, i32, &'r Option<String>, &'r [Arc<str>], &'r Peer, &'r [Service], bool, bool);

fn content(rule: &Rule) -> Content<'_> {
    let Rule { direction, place: _, name, action, priority, applied_to, peer, services, logging, l7 } = rule;
    (*direction, *action, *priority, name, applied_to, peer, services, *logging, *l7)
}
