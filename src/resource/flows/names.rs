//! Names for what flows of one Node say in numbers.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::antrea::bucket::BucketTarget;
use crate::antrea::cookie::{self, Category, Generation};
use crate::antrea::owner::{EgressBy, Own, Place};
use crate::antrea::registers::Layout;
use crate::antrea::role::{ServiceGroup, table_of};
use crate::model::flow::{Flow, FlowLines, TableRef};
use crate::model::ids::{Cookie, GroupId, OfPort, Round, RuleId, TableId};
use crate::model::policy::{L4Protocol, PodInterface, PolicyRef};
use crate::resolve::addresses::ServiceName;
use crate::resolve::evidence::{RoundedId, TableKey};
use crate::resolve::matching::Confidence;
use crate::resolve::node::NodeView;
use crate::resource::item::{policy_label, rule_label};
use crate::resource::rules::NamedEntry;
use crate::resource::view::{SwitchFacts, View};

/// What is known of a Node whose flows are shown.
pub struct Names<'v> {
    pub view: &'v View,
    pub node: &'v Arc<str>,
    pub switch: &'v SwitchFacts,
    resolved: Option<&'v NodeView>,
    /// Entries of the ledger by ID.
    rules: HashMap<RoundedId, usize, RandomState>,
    labels: RefCell<HashMap<RoundedId, Rc<str>, RandomState>>,
    ports: HashMap<OfPort, &'v PodInterface, RandomState>,
    interfaces: HashMap<&'v str, &'v PodInterface, RandomState>,
    groups: BTreeMap<GroupId, &'v ServiceGroup>,
    /// Groups by the endpoints in them.
    endpoints: HashMap<(IpAddr, u16), Vec<GroupId>>,
    tables: Vec<Option<&'v Arc<str>>>,
    /// Addresses of Egress on this Node, by the marks that stand for them.
    egress_marks: HashMap<u8, IpAddr>,
    /// How cookies are read.
    pub generation: Generation,
    /// How registers are read.
    pub layout: Layout,
    /// The round in force.
    pub live_round: Option<Round>,
}

/// A Pod: Namespace and name.
pub type PodName<'v> = (&'v Arc<str>, &'v Arc<str>);

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stands<'v> {
    Pod(PodName<'v>),
    Node(&'v Arc<str>),
    Own(Own),
    Unknown,
}

/// How flows are read where nothing says which version made them.
const NEWEST: (Generation, Layout) = (Generation::From1_8, Layout::From1_13);
/// How many flows are looked at to find the version that made them.
const LOOKED_AT: usize = 20_000;

impl<'v> Names<'v> {
    pub fn new(view: &'v View, node: &'v Arc<str>, switch: &'v SwitchFacts) -> Names<'v> {
        let resolved = view.nodes.iter().find(|resolved| resolved.name == *node);
        let pods = || resolved.into_iter().flat_map(|resolved| &resolved.pods);
        let mut rules: HashMap<_, _, RandomState> = HashMap::default();
        for (at, entry) in resolved.into_iter().flat_map(|resolved| resolved.ledger.iter().enumerate()) {
            // Of an ID's rows the first is its rule; what is left of others follows.
            rules.entry((entry.round, entry.id)).or_insert(at);
        }
        let name = |id: u8| {
            let of_dump = || resolved.and_then(|resolved| resolved.tables.name(TableKey::Number(TableId(id))));
            switch.table_names.get(&TableId(id)).or_else(of_dump)
        };
        let version = view.agents.get(node).and_then(|facts| facts.antrea_version.as_deref());
        let version = version.or(view.about.antrea_version.as_deref());
        let told = || switch.flows.as_deref().map_or(NEWEST, told_by_flows);
        let (generation, layout) =
            match version.and_then(|version| Some((Generation::of_version(version)?, Layout::of_version(version)?))) {
                Some(of_version) => of_version,
                None => told(),
            };
        Names {
            view,
            node,
            switch,
            resolved,
            rules,
            labels: RefCell::default(),
            ports: pods().filter_map(|pod| Some((pod.of_port?, pod))).collect(),
            interfaces: pods().map(|pod| (pod.interface.as_str(), pod)).filter(|(name, _)| !name.is_empty()).collect(),
            groups: switch.service_groups.iter().map(|service| (service.group, service)).collect(),
            endpoints: endpoints(switch),
            tables: (0..=u8::MAX).map(name).collect(),
            egress_marks: switch
                .flows
                .as_deref()
                .filter(|_| view.addresses.knows_egresses())
                .map(egress_marks)
                .unwrap_or_default(),
            generation,
            layout,
            live_round: resolved.and_then(|resolved| resolved.live_round),
        }
    }

    /// The name of a flow's table; empty when it has none that is known.
    pub fn table<'a>(&'a self, table: TableRef<'a>) -> &'a str {
        match table {
            TableRef::Number(id) => self.tables.get(usize::from(id.0)).copied().flatten().map_or("", |name| name),
            TableRef::Name(name) => name,
        }
    }

    /// The number of a flow's table.
    pub fn number(&self, table: TableRef<'_>) -> Option<TableId> {
        match table {
            TableRef::Number(id) => Some(id),
            TableRef::Name(name) => {
                let at = self.tables.iter().position(|known| known.is_some_and(|known| **known == *name))?;
                u8::try_from(at).ok().map(TableId)
            }
        }
    }

    /// Names of all tables that have one.
    pub fn tables(&self) -> impl Iterator<Item = &'v str> + '_ {
        self.tables.iter().filter_map(|name| name.map(|name| &**name))
    }

    /// Whether the switch has a table: one with a name, with a flow, or that a packet came by.
    pub fn has_table(&self, id: TableId) -> bool {
        if !self.table(TableRef::Number(id)).is_empty() {
            return true;
        }
        let stats = self.switch.table_stats.as_ref().and_then(|stats| stats.get(&id));
        let some = |count: Option<u64>| count.is_some_and(|count| count > 0);
        let mut seen = stats.is_some_and(|stats| some(stats.active) || some(stats.lookup));
        if let (false, Some(lines)) = (seen, self.switch.flows.as_deref()) {
            lines.heads(&mut |_, flow| seen |= table_of(flow) == TableRef::Number(id));
        }
        seen
    }

    pub fn category(&self, cookie: Option<Cookie>) -> Option<Category> {
        cookie::category(cookie.filter(|cookie| cookie.0 != 0)?, self.generation)
    }

    pub fn is_stale(&self, flow: &Flow<'_>) -> bool {
        let round = flow.cookie.and_then(cookie::round);
        matches!((round, self.live_round), (Some(round), Some(live)) if round != live)
    }

    /// What stands behind a port that has an address beside it: a port that is not known is told by that.
    pub fn stands_with(&self, place: Place<'_>, address: Option<IpAddr>) -> Stands<'v> {
        let known = match place {
            Place::Port(port) => self.ports.contains_key(&port) || self.switch.own_ports.contains_key(&port),
            Place::Interface(name) => self.interfaces.contains_key(name),
            Place::Address(_) => true,
        };
        match address.map(|address| self.address(address)) {
            Some(pod @ Stands::Pod(_)) if !known => pod,
            _ => self.stands(place),
        }
    }

    /// What stands behind a port or an address.
    pub fn stands(&self, place: Place<'_>) -> Stands<'v> {
        let pod = |pod: &'v PodInterface| Stands::Pod((&pod.namespace, &pod.name));
        let own = |own: Option<Own>| own.map_or(Stands::Unknown, Stands::Own);
        match place {
            Place::Port(port) => match (self.ports.get(&port), self.switch.own_ports.get(&port)) {
                (Some(known), _) => pod(known),
                (None, Some(known)) => Stands::Own(*known),
                // Where the ports of a Node are known, those that are not are nobody's.
                (None, None) if !self.switch.own_ports.is_empty() => Stands::Unknown,
                (None, None) => own(Own::of_default_port(port)),
            },
            Place::Interface(name) => match self.interfaces.get(name) {
                Some(known) => pod(known),
                None => own(Own::of_interface(name)),
            },
            Place::Address(address) => self.address(address),
        }
    }

    pub fn address(&self, address: IpAddr) -> Stands<'v> {
        match (self.view.addresses.pod(address), self.view.addresses.node(address)) {
            (Some((namespace, name)), _) => Stands::Pod((namespace, name)),
            (None, Some(node)) => Stands::Node(node),
            (None, None) => Stands::Unknown,
        }
    }

    /// The Egresses whose packets leave the cluster in a way.
    pub fn egresses(&self, by: EgressBy) -> &'v [Arc<str>] {
        let address = match by {
            EgressBy::Address(address) => Some(address),
            EgressBy::Mark(mark) => self.egress_marks.get(&mark).copied(),
        };
        address.map_or(&[], |address| self.view.addresses.egresses(address))
    }

    /// The Service whose endpoints a group has.
    pub fn group(&self, group: GroupId) -> Option<&'v ServiceName> {
        let at = self.groups.get(&group)?;
        self.service(at.address, at.protocol, at.port)
    }

    /// Address, protocol and port of the Service whose endpoints a group has.
    pub fn group_at(&self, group: GroupId) -> Option<&'v ServiceGroup> {
        self.groups.get(&group).copied()
    }

    pub fn service(&self, address: IpAddr, protocol: L4Protocol, port: u16) -> Option<&'v ServiceName> {
        self.view.addresses.service(address, protocol, port)
    }

    /// Whether flows are missing.
    pub fn is_partial(&self) -> bool {
        self.resolved.is_some_and(|resolved| resolved.partial)
    }

    /// Whether every flow of the switch came, of all tables: what is not there does not exist.
    pub fn is_whole(&self) -> bool {
        self.switch.flows.is_some() && !self.is_partial()
    }

    /// The Pods of this Node.
    pub fn pods(&self) -> impl Iterator<Item = &'v PodInterface> {
        self.resolved.into_iter().flat_map(|resolved| &resolved.pods)
    }

    /// The Services that have an endpoint, by the groups in which it is.
    pub fn endpoint(&self, address: IpAddr, port: u16, protocol: Option<L4Protocol>) -> Vec<&'v ServiceName> {
        let groups = self.endpoints.get(&(address, port)).into_iter().flatten();
        let here = groups.filter(|group| {
            let known = self.groups.get(group).map(|at| at.protocol);
            known.is_none() || protocol.is_none() || known == protocol
        });
        let mut services: Vec<&ServiceName> = here.filter_map(|group| self.group(*group)).collect();
        services.sort();
        services.dedup();
        services
    }

    fn entry(&self, id: RoundedId) -> Option<NamedEntry<'v>> {
        let node = self.resolved?;
        let (entry, resolution, _) = node.entry(*self.rules.get(&id)?)?;
        Some(NamedEntry { node, entry, resolution })
    }

    /// The policies that a rule is of, or may be of.
    pub fn policies(&self, id: RoundedId) -> Vec<&'v PolicyRef> {
        self.entry(id).map(|entry| entry.policies().collect()).unwrap_or_default()
    }

    /// The one policy and rule of an ID, where that is known: policy, rule's name, its place.
    pub fn rule(&self, id: RoundedId) -> Option<(&'v PolicyRef, Option<&'v str>, Option<usize>)> {
        let entry = self.entry(id)?;
        let rule = entry.resolution.rule?;
        let (name, place) = entry.rule_of(rule)?;
        Some((entry.policy_of(rule)?, name, place))
    }

    /// How sure the name of a rule is.
    pub fn confidence(&self, id: RoundedId) -> Option<Confidence> {
        Some(self.entry(id)?.resolution.confidence)
    }

    /// A rule in words: kind, policy and rule; all that it may be, when they cannot be told apart; its ID, when no name is known.
    pub fn rule_words(&self, id: RoundedId) -> Rc<str> {
        if let Some(known) = self.labels.borrow().get(&id) {
            return known.clone();
        }
        let made: Rc<str> = self.made_words(id).into();
        self.labels.borrow_mut().insert(id, made.clone());
        made
    }

    fn made_words(&self, (round, id): RoundedId) -> String {
        let unnamed = || match (round, self.live_round) {
            (Some(round), Some(live)) if round != live => format!("rule {id} of round {}", round.0),
            _ => format!("rule {id}"),
        };
        let Some(entry) = self.entry((round, id)) else { return unnamed() };
        let words = |rule: usize| {
            let (policy, (name, place)) = (entry.policy_of(rule)?, entry.rule_of(rule)?);
            let rule = match entry.entry.direction {
                Some(direction) => rule_label(name, direction, place),
                None => name.map_or_else(|| id.to_string(), str::to_owned),
            };
            Some(format!("{} {} rule {rule}", policy.kind.name(), policy_label(policy)))
        };
        if let Some(rule) = entry.resolution.rule {
            return words(rule).unwrap_or_else(unnamed);
        }
        let mut candidates: Vec<String> = entry.resolution.candidates.iter().filter_map(|rule| words(*rule)).collect();
        candidates.sort();
        candidates.dedup();
        if candidates.is_empty() { unnamed() } else { candidates.join(" | ") }
    }

    /// An ID of a flow's round.
    pub fn of_flow(flow: &Flow<'_>, id: RuleId) -> RoundedId {
        (flow.cookie.and_then(cookie::round), id)
    }
}

/// The groups in which an endpoint is.
fn endpoints(switch: &SwitchFacts) -> HashMap<(IpAddr, u16), Vec<GroupId>> {
    let mut endpoints: HashMap<(IpAddr, u16), Vec<GroupId>> = HashMap::new();
    for group in switch.device.groups.iter().flatten() {
        for bucket in &group.buckets {
            if let BucketTarget::Endpoint { address, port: Some(port), .. } = bucket.target {
                endpoints.entry((address, port)).or_default().push(group.id);
            }
        }
    }
    endpoints
}

/// What the flows of Egress say of the marks of addresses.
fn egress_marks(flows: &dyn FlowLines) -> HashMap<u8, IpAddr> {
    let mut places = Vec::new();
    flows.heads(&mut |place, flow| {
        let comes_by_tunnel = ["tun_dst=", "tun_ipv6_dst="].iter().any(|field| flow.match_text.contains(field));
        if comes_by_tunnel && (flow.actions_text.contains("pkt_mark") || flow.actions_text.contains("NXM_NX_PKT_MARK"))
        {
            places.push(place);
        }
    });
    let mut marks = HashMap::new();
    for place in places {
        flows.at(place, &mut |kept| marks.extend(EgressBy::marked(kept.fields, kept.actions)));
    }
    marks
}

/// The version that made flows, where nothing else says it: the cookies of rules were renumbered in 1.6, and the deny mark moved then.
fn told_by_flows(flows: &dyn FlowLines) -> (Generation, Layout) {
    let (mut old, mut new) = (false, false);
    for at in 0..flows.len().min(LOOKED_AT) {
        flows.head(at, &mut |flow| {
            let is_rule = flow.match_text.starts_with("conj_id=") || flow.match_text.contains(",conj_id=");
            match flow.cookie.map(cookie::category_number).filter(|_| is_rule) {
                Some(5) => old = true,
                Some(2) => new = true,
                _ => {}
            }
            // Numbers were fixed then, and up to 110.
            old |= matches!(flow.table, Some(TableRef::Number(TableId(60..=110)))) && !new;
        });
        if old || new {
            break;
        }
    }
    if old && !new { (Generation::UpTo1_5, Layout::V1_5) } else { NEWEST }
}
