//! Sums of the rules of all Nodes by policy: what `policystats` and the API-like nouns show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::filter::Query;
use super::rules::NamedEntry;
use super::view::View;
use crate::model::policy::{Direction, PolicyKind, PolicyRef, RuleAction};
use crate::model::report::Summary;
use crate::model::stats::TrafficStats;
use crate::resolve::ledger::{Entry, State, add};
use crate::resolve::matching::Confidence;
use crate::resolve::node::NodeView;

/// Sums over entries of the ledgers.
#[derive(Clone, Debug)]
pub struct Totals {
    /// Metric flows; Pass packets are not in them, they count again at the next rule.
    pub stats: TrafficStats,
    /// Packets by action; `None` is unknown.
    pub allow: Option<u64>,
    /// Dropped packets.
    pub drop: Option<u64>,
    /// Rejected packets.
    pub reject: Option<u64>,
    /// Packets that reached Pass rules.
    pub pass: Option<u64>,
    /// Sessions that are denied packets, as Antrea counts them.
    pub denied_sessions: Option<u64>,
    /// Whether counters that are all known have a sum beyond 2^64, which is unknown.
    pub too_big: bool,
    /// Whether flows of a Node that it is on are missing.
    pub partial: bool,
    /// Whether a rule of it has no ID where IDs have no name: they may be its own.
    pub unnamed: bool,
    /// Packets that an earlier owner of a flow left in it.
    pub inherited: Option<u64>,
    /// Nodes that have a rule of it.
    pub nodes: BTreeSet<Arc<str>>,
    /// Whether `nodes` are all: rules without a name may be its own.
    pub nodes_unknown: bool,
    /// The lowest of its rules; `None` when it has none.
    pub confidence: Option<Confidence>,
    /// Whether anything was added: if not, the sums are unknown, not zero.
    pub counted: bool,
}

impl Default for Totals {
    fn default() -> Self {
        Totals {
            stats: TrafficStats { sessions: Some(0), packets: Some(0), bytes: Some(0) },
            allow: Some(0),
            drop: Some(0),
            reject: Some(0),
            pass: Some(0),
            denied_sessions: Some(0),
            too_big: false,
            partial: false,
            unnamed: false,
            inherited: None,
            nodes: BTreeSet::new(),
            nodes_unknown: false,
            confidence: None,
            counted: false,
        }
    }
}

impl Totals {
    /// Nodes come one after another, each with many rules.
    fn realised_on(&mut self, node: &Arc<str>) {
        if !self.nodes.last().is_some_and(|last| Arc::ptr_eq(last, node)) {
            self.nodes.insert(node.clone());
        }
    }

    /// Sums as they are known: nothing counted is nothing known.
    pub fn known(&self) -> (TrafficStats, [Option<u64>; 4]) {
        if self.counted {
            (self.stats, [self.allow, self.drop, self.reject, self.pass])
        } else {
            (TrafficStats::default(), [None; 4])
        }
    }

    /// Counters of a rule are not in it, nobody knows which.
    fn lack(&mut self, action: RuleAction) {
        self.unnamed = true;
        let by_action = match action {
            RuleAction::Allow => &mut self.allow,
            RuleAction::Drop => &mut self.drop,
            RuleAction::Reject => &mut self.reject,
            RuleAction::Pass => {
                self.pass = None;
                return;
            }
        };
        *by_action = None;
        self.stats = TrafficStats::default();
    }

    fn count(&mut self, entry: &Entry) {
        self.counted = true;
        if entry.action == Some(RuleAction::Pass) {
            self.pass = add(self.pass, entry.stats.packets);
            return;
        }
        let before = self.stats;
        self.stats.sessions = add(before.sessions, entry.stats.sessions);
        self.stats.packets = add(before.packets, entry.stats.packets);
        self.stats.bytes = add(before.bytes, entry.stats.bytes);
        let lost = |sum: Option<u64>, more: Option<u64>, after: Option<u64>| {
            sum.is_some() && more.is_some() && after.is_none()
        };
        self.too_big |= entry.too_big
            || lost(before.sessions, entry.stats.sessions, self.stats.sessions)
            || lost(before.packets, entry.stats.packets, self.stats.packets)
            || lost(before.bytes, entry.stats.bytes, self.stats.bytes);
        if matches!(entry.action, Some(RuleAction::Drop | RuleAction::Reject)) {
            self.denied_sessions = add(self.denied_sessions, entry.stats.sessions);
        }
        let by_action = match entry.action {
            Some(RuleAction::Allow) => &mut self.allow,
            Some(RuleAction::Drop) => &mut self.drop,
            Some(RuleAction::Reject) => &mut self.reject,
            Some(RuleAction::Pass) => return,
            // An orphan's packets were allowed or denied by a rule that is gone.
            None => {
                (self.allow, self.drop, self.reject) = (None, None, None);
                return;
            }
        };
        *by_action = add(*by_action, entry.stats.packets);
        if entry.inherited.is_some() {
            self.inherited = add(self.inherited.or(Some(0)), entry.inherited);
        }
    }

    /// What was not asked for is not known.
    fn leave_out(&mut self, query: &Query) {
        let sums = [
            (RuleAction::Allow, &mut self.allow),
            (RuleAction::Drop, &mut self.drop),
            (RuleAction::Reject, &mut self.reject),
            (RuleAction::Pass, &mut self.pass),
        ];
        for (_, sum) in sums.into_iter().filter(|(action, _)| !query.action(Some(*action))) {
            *sum = None;
        }
    }

    fn doubt(&mut self, confidence: Confidence) {
        self.confidence = Some(self.confidence.map_or(confidence, |known| known.min(confidence)));
    }
}

/// A rule of a policy: direction, place (none for a K8s default deny).
pub type RuleKey = (Direction, Option<usize>);

/// One rule, summed over its IDs.
#[derive(Clone, Debug, Default)]
pub struct RuleTotals {
    /// Its name.
    pub name: Option<String>,
    /// What it does.
    pub action: Option<RuleAction>,
    /// OpenFlow priorities that it has.
    pub priorities: BTreeSet<u16>,
    /// Its sums.
    pub totals: Totals,
}

/// One policy, or one policy on one Node.
#[derive(Clone, Debug, Default)]
pub struct PolicyTotals {
    /// Its sums.
    pub totals: Totals,
    /// Its rules.
    pub rules: BTreeMap<RuleKey, RuleTotals>,
}

/// What belongs to no single policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOver {
    /// Rules that may be of any of these policies.
    Ambiguous(Vec<PolicyRef>),
    /// Rules without a name.
    Unknown,
    /// Metric flows that fit no rule.
    Orphan,
    /// Flows of older rounds.
    Stale,
}

/// Sums by policy and by what is left over, each split by Node when asked.
#[derive(Debug, Default)]
pub struct Sums {
    /// By policy.
    pub policies: BTreeMap<(PolicyRef, Option<Arc<str>>), PolicyTotals>,
    /// The rest, so that all rows add up to what Open vSwitch counted.
    pub left_over: BTreeMap<(LeftOver, Option<Arc<str>>), Totals>,
}

/// Sums everything that the query lets through.
pub fn sum(view: &View, query: &Query) -> Sums {
    let mut sums = Sums::default();
    for node in view.nodes.iter().filter(|node| query.node(&node.name)) {
        let by_node = query.by_node.then(|| node.name.clone());
        for (entry, resolution, pods) in node.entries() {
            let wanted =
                query.action(entry.action) && query.direction(entry.direction) && query.pod(node, pods) && !entry.dns;
            if wanted {
                let named = NamedEntry { node, entry, resolution };
                sums.take(&named, &by_node);
            }
        }
        sums.lack(node, &by_node);
    }
    sums.left_over.retain(|(what, _), _| match what {
        LeftOver::Ambiguous(policies) => policies.iter().any(|policy| query.policy(policy)),
        _ => !query.asks_for_policies(),
    });
    sums.policies.retain(|(policy, _), _| query.policy(policy));
    let entry_filters =
        !query.nodes.is_empty() || !query.pods.is_empty() || !query.actions.is_empty() || !query.directions.is_empty();
    if !entry_filters {
        let nodes_unknown =
            view.nodes.is_empty() || !view.nodes.iter().all(NodeView::explains_all) || view.lacks_a_node();
        for policy in view.policies.keys().filter(|policy| query.policy(policy)) {
            if !sums.policies.keys().any(|(known, _)| known == policy) {
                let totals = Totals { nodes_unknown, ..Totals::default() };
                sums.policies.insert((policy.clone(), None), PolicyTotals { totals, ..PolicyTotals::default() });
            }
        }
    }
    for policy in sums.policies.values_mut() {
        let rules = policy.rules.values_mut().map(|rule| &mut rule.totals);
        rules.chain([&mut policy.totals]).for_each(|totals| totals.leave_out(query));
    }
    sums.left_over.values_mut().for_each(|totals| totals.leave_out(query));
    sums
}

impl Sums {
    /// Where some IDs of a Node have no name, they may be those of its rules without an ID: what is summed of their policies is not all.
    fn lack(&mut self, node: &NodeView, by_node: &Option<Arc<str>>) {
        if node.matching.ids_without_rule == 0 {
            return;
        }
        for rule in &node.matching.rules_without_id {
            let Some(origin) = node.expected.get(*rule) else { continue };
            let Some(policy) = node.policies.policies.get(origin.policy) else { continue };
            let Some(sums) = self.policies.get_mut(&(policy.reference.clone(), by_node.clone())) else { continue };
            if let Some(rule) = policy.rules.get(origin.rule) {
                sums.totals.lack(rule.action);
            }
        }
    }

    fn take(&mut self, named: &NamedEntry<'_>, by_node: &Option<Arc<str>>) {
        let (entry, resolution) = (named.entry, named.resolution);
        let node = &named.node.name;
        if let Some(rule) = resolution.rule
            && let (Some(policy), Some((name, place))) = (named.policy_of(rule), named.rule_of(rule))
        {
            let sums = self.policies.entry((policy.clone(), by_node.clone())).or_default();
            let direction = entry.direction.unwrap_or(Direction::Ingress);
            let rule = sums.rules.entry((direction, place)).or_default();
            if rule.name.as_deref() != name {
                rule.name = name.map(str::to_string);
            }
            rule.action = entry.action;
            rule.priorities.extend(entry.priority);
            for totals in [&mut rule.totals, &mut sums.totals] {
                totals.count(entry);
                totals.partial |= named.node.partial;
                totals.realised_on(node);
                totals.doubt(resolution.confidence);
            }
            return;
        }
        // A policy that may own these packets is less sure of its own sum, and realised here if all candidates have an ID.
        let realised = resolution.confidence == Confidence::Ambiguous;
        for policy in named.policies() {
            let sums = self.policies.entry((policy.clone(), by_node.clone())).or_default();
            sums.totals.doubt(resolution.confidence);
            if realised {
                sums.totals.realised_on(node);
            }
        }
        let what = match (entry.state, resolution.confidence) {
            (State::Orphan, _) => LeftOver::Orphan,
            (State::Stale, _) => LeftOver::Stale,
            (_, Confidence::Ambiguous) => {
                let policies: BTreeSet<PolicyRef> = named.policies().cloned().collect();
                LeftOver::Ambiguous(policies.into_iter().collect())
            }
            _ => LeftOver::Unknown,
        };
        let totals = self.left_over.entry((what, by_node.clone())).or_default();
        // What has no metric flows is no part of what was counted, and no policy misses it.
        if entry.metered || entry.action == Some(RuleAction::Pass) {
            totals.count(entry);
        }
        totals.realised_on(node);
        totals.doubt(resolution.confidence);
    }
}

/// Packets by action of a policy. K8s default denies belong to all policies that isolate a Pod, so what a K8s policy drops is not known.
pub fn actions_of(policy: &PolicyRef, totals: &Totals) -> [Option<u64>; 4] {
    let (_, mut actions) = totals.known();
    if policy.kind == PolicyKind::K8sNetworkPolicy {
        actions[1] = None;
    }
    actions
}

/// How well names could be found on a Node: the health figure of the resolution itself.
struct Health<'a> {
    node: &'a NodeView,
    exact: usize,
    likely: usize,
    ambiguous: usize,
}

fn healths<'a>(view: &'a View, query: &'a Query) -> impl Iterator<Item = Health<'a>> {
    view.nodes.iter().filter(|node| query.node(&node.name)).map(|node| {
        let of = |confidence| node.matching.resolutions.iter().filter(|r| r.confidence == confidence).count();
        Health {
            node,
            exact: of(Confidence::Exact),
            likely: of(Confidence::Likely),
            ambiguous: of(Confidence::Ambiguous),
        }
    })
}

/// The health of all Nodes, for the envelope.
pub fn health(view: &View, query: &Query) -> Value {
    healths(view, query)
        .map(|health| {
            json!({
                "node": &*health.node.name,
                "names": health.node.names_from.name(),
                "flows": health.node.flows,
                "exact": health.exact,
                "likely": health.likely,
                "ambiguous": health.ambiguous,
                "idsWithoutRule": health.node.matching.ids_without_rule,
                "rulesWithoutId": health.node.matching.rules_without_id.len(),
            })
        })
        .collect()
}

/// The same as a small table, for those who ask for details.
pub fn health_summary(view: &View, query: &Query) -> Summary {
    let row = |health: Health<'_>| {
        let Health { node, exact, likely, ambiguous } = health;
        let (ids, rules) = (node.matching.ids_without_rule, node.matching.rules_without_id.len());
        let counts = [exact, likely, ambiguous, ids, rules].map(|count| count.to_string());
        let mut row = vec![node.name.to_string(), node.flows.to_string(), node.names_from.name().to_string()];
        row.extend(counts);
        row
    };
    Summary {
        headers: vec![
            "NODE",
            "FLOWS",
            "NAMES FROM",
            "EXACT",
            "LIKELY",
            "AMBIGUOUS",
            "IDS WITHOUT RULE",
            "RULES WITHOUT ID",
        ],
        rows: healths(view, query).map(row).collect(),
    }
}
