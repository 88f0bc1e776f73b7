//! The ledger of one Node: each realised rule with what was counted for it, and what fits no rule.
//!
//! Only metric flows whose table and kind fit the action flow of their ID count for the rule. Antrea's agent sums all of an ID and is wrong for the
//! IDs whose earlier owner left flows behind (pkg/agent/openflow/network_policy.go, `NetworkPolicyMetrics`).

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{Evidence, IdEvidence, MetricFlowEvidence, RoundedId, RuleFlowEvidence, TableKey, TableMap};
use crate::antrea::role::MetricKind;
use crate::antrea::tables::PolicyTable::{
    self, EgressMetric, IngressMetric, MulticastEgressMetric, MulticastIngressMetric,
};
use crate::model::ids::{Round, RuleId};
use crate::model::policy::{Direction, RuleAction};
use crate::model::stats::TrafficStats;

/// What a row of the ledger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Realised and counted.
    Ok,
    /// Metric flows that fit no action flow of their ID: what an earlier owner of the ID left behind.
    Orphan,
    /// Realised without metric flows: Pass rules have none, others lost theirs.
    NoMetric,
    /// Of an older round: flows that the agent has not removed.
    Stale,
}

impl State {
    /// The name in every output.
    pub fn name(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::Orphan => "orphan",
            State::NoMetric => "no-metric",
            State::Stale => "stale",
        }
    }
}

/// One realised rule of a Node, or what is left of one.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its ID.
    pub id: RuleId,
    /// Its round, when the dump has cookies.
    pub round: Option<Round>,
    /// The table of its action flow, or of its metric flows for an orphan.
    pub table: Option<PolicyTable>,
    /// The same as the dump has it.
    pub table_key: TableKey,
    /// From the table, or the half of the label.
    pub direction: Option<Direction>,
    /// What it does; unknown for orphans and DNS interception.
    pub action: Option<RuleAction>,
    /// OpenFlow priority of the action flow.
    pub priority: Option<u16>,
    /// Redirects to the L7 engine.
    pub l7: bool,
    /// The VLAN by which the L7 engine knows it.
    pub l7_vlan: Option<u16>,
    /// Writes the audit log.
    pub logging: bool,
    /// DNS interception: it belongs to no policy.
    pub dns: bool,
    /// State.
    pub state: State,
    /// Whether it has metric flows of its own.
    pub metered: bool,
    /// Its metric flows are not in the dump, and may be in Open vSwitch.
    pub unread: bool,
    /// What its metric flows counted; packets and bytes of the action flow for Pass rules.
    pub stats: TrafficStats,
    /// Whether counters that are all known have a sum beyond 2^64, which is unknown.
    pub too_big: bool,
    /// Packets that reached the action flow: the first ones of connections.
    pub hits: Option<u64>,
    /// Packets of metric flows that were last hit before they were made.
    pub inherited: Option<u64>,
}

/// Adds counters: unknown stays unknown, and so does a sum beyond 2^64.
pub fn add(total: Option<u64>, more: Option<u64>) -> Option<u64> {
    total?.checked_add(more?)
}

/// Makes the ledger of a Node. `live` is the round in force.
pub fn ledger(evidence: &Evidence, tables: &TableMap, live: Option<Round>) -> Vec<Entry> {
    let mut entries = Vec::new();
    // A dump without the rules' tables cannot say that a rule is gone: what was counted is all that is known of it then.
    let metric_tables = [EgressMetric, IngressMetric, MulticastEgressMetric, MulticastIngressMetric];
    let all = || metric_tables.into_iter().filter(|_| !evidence.partial);
    let held = Held {
        rules: all().filter(|table| evidence.holds_rules_of(*table, tables)).collect(),
        metrics: all().filter(|table| evidence.holds(*table, tables)).collect(),
    };
    for key in evidence.ids() {
        let stale = matches!((key.0, live), (Some(round), Some(live)) if round != live);
        let from = entries.len();
        of_id(key, evidence.id(key), tables, &held, &mut entries);
        for entry in &mut entries[from..] {
            if stale {
                entry.state = State::Stale;
            }
        }
    }
    entries
}

/// What a dump has in full, by metric table: what is not in it is not there in Open vSwitch either.
struct Held {
    /// The tables of the rules that are counted there.
    rules: Vec<PolicyTable>,
    /// The table itself.
    metrics: Vec<PolicyTable>,
}

/// Metric flows that belong together: of one table, allow or deny or multicast.
type Group = (TableKey, u8);

const ALLOW: u8 = 0;
const DENY: u8 = 1;
const MULTICAST: u8 = 2;

fn group(metric: &MetricFlowEvidence) -> Group {
    let kind = match metric.kind {
        MetricKind::AllowNew | MetricKind::AllowEstablished => ALLOW,
        MetricKind::Deny => DENY,
        MetricKind::Multicast => MULTICAST,
    };
    (metric.table, kind)
}

fn of_id(key: RoundedId, id: IdEvidence<'_>, tables: &TableMap, held: &Held, entries: &mut Vec<Entry>) {
    let mut groups: BTreeMap<Group, Vec<&MetricFlowEvidence>> = BTreeMap::new();
    for (_, metric) in id.metrics {
        // Other tables match the same registers for other ends; the deny mark with an ID means one thing wherever it stands.
        let counts = match tables.table(metric.table) {
            Some(table) => table.metric_table().is_none(),
            None => tables.name(metric.table).is_none() && metric.kind == MetricKind::Deny,
        };
        if counts {
            groups.entry(group(metric)).or_default().push(metric);
        }
    }
    let mut seen = BTreeSet::new();
    // One flow, or one a family; two tables are two rules that have had the ID.
    for (_, rule) in id.rules.iter().filter(|(_, rule)| seen.insert(rule.table)) {
        let same_table = id.rules.iter().map(|(_, other)| other).filter(|other| other.table == rule.table);
        entries.push(of_rule(key, rule, same_table, tables, held, &mut groups));
    }
    for ((table_key, kind), metrics) in groups {
        let table = tables.table(table_key);
        let (stats, inherited) = count(&metrics, table);
        let orphan = !id.rules.is_empty() || table.is_some_and(|table| held.rules.contains(&table));
        entries.push(Entry {
            id: key.1,
            round: key.0,
            table,
            table_key,
            direction: metrics.iter().find_map(|m| m.direction).or(table.map(PolicyTable::direction)),
            action: (!orphan && kind != DENY).then_some(RuleAction::Allow),
            priority: None,
            l7: false,
            l7_vlan: None,
            logging: false,
            dns: false,
            state: if orphan { State::Orphan } else { State::Ok },
            metered: true,
            unread: false,
            too_big: beyond(&stats, all_known(&metrics)),
            stats,
            hits: None,
            inherited,
        });
    }
}

fn of_rule<'a>(
    key: RoundedId,
    rule: &RuleFlowEvidence,
    same_table: impl Iterator<Item = &'a RuleFlowEvidence>,
    tables: &TableMap,
    held: &Held,
    groups: &mut BTreeMap<Group, Vec<&MetricFlowEvidence>>,
) -> Entry {
    let table = tables.table(rule.table);
    let kind = match rule.flow.action {
        Some(RuleAction::Allow) if rule.flow.multicast => Some(MULTICAST),
        Some(RuleAction::Allow) => Some(ALLOW),
        Some(RuleAction::Drop | RuleAction::Reject) => Some(DENY),
        Some(RuleAction::Pass) | None => None,
    };
    let metric_table = table.and_then(PolicyTable::metric_table);
    let fits = |(counted_in, group): &Group| {
        let same = match metric_table {
            Some(metric_table) => tables.table(*counted_in) == Some(metric_table),
            None => rule.flow.next.map(TableKey::Number) == Some(*counted_in),
        };
        Some(*group) == kind && same
    };
    let own = groups.keys().copied().find(fits).and_then(|group| groups.remove(&group));
    let (mut hits, mut hit_bytes) = (Some(0), Some(0));
    for flow in same_table {
        hits = add(hits, flow.packets);
        hit_bytes = add(hit_bytes, flow.bytes);
    }
    let dns = rule.flow.action.is_none();
    let passed = TrafficStats { sessions: None, packets: hits, bytes: hit_bytes };
    let metered = own.is_some();
    let known = own.as_deref().is_some_and(all_known);
    // Metric flows that are not in the dump may be in Open vSwitch.
    let unread = !metered && kind.is_some() && !metric_table.is_some_and(|table| held.metrics.contains(&table));
    let (state, stats, inherited) = match own {
        Some(metrics) => {
            let (stats, inherited) = count(&metrics, metric_table);
            (State::Ok, stats, inherited)
        }
        None if dns => (State::Ok, passed, None),
        None if kind.is_none() => (State::NoMetric, passed, None),
        None if unread => (State::Ok, TrafficStats::default(), None),
        None => (State::NoMetric, TrafficStats::default(), None),
    };
    Entry {
        id: key.1,
        round: key.0,
        table,
        table_key: rule.table,
        direction: table.map(PolicyTable::direction).or(rule.flow.direction),
        action: rule.flow.action,
        priority: Some(rule.priority),
        l7: rule.flow.l7,
        l7_vlan: rule.flow.l7_vlan,
        logging: rule.flow.logging,
        dns,
        state,
        metered,
        unread,
        too_big: beyond(&stats, known),
        stats,
        hits,
        inherited,
    }
}

fn all_known(metrics: &[&MetricFlowEvidence]) -> bool {
    metrics.iter().all(|metric| metric.packets.is_some() && metric.bytes.is_some())
}

fn beyond(stats: &TrafficStats, known: bool) -> bool {
    known && (stats.packets.is_none() || stats.bytes.is_none())
}

/// Sessions, packets and bytes of the metric flows of one rule, and how many of the packets were counted before the flows were made.
/// Multicast has no sessions.
fn count(metrics: &[&MetricFlowEvidence], table: Option<PolicyTable>) -> (TrafficStats, Option<u64>) {
    let multicast = table.is_some_and(PolicyTable::is_multicast);
    let mut stats = TrafficStats { sessions: Some(0), packets: Some(0), bytes: Some(0) };
    let mut inherited = None;
    for metric in metrics {
        stats.packets = add(stats.packets, metric.packets);
        stats.bytes = add(stats.bytes, metric.bytes);
        if !multicast && matches!(metric.kind, MetricKind::AllowNew | MetricKind::Deny) {
            stats.sessions = add(stats.sessions, metric.packets);
        }
        if metric.inherited {
            inherited = add(inherited.or(Some(0)), metric.packets);
        }
    }
    if stats.packets.is_none() {
        stats.sessions = None;
    }
    (stats, inherited)
}
