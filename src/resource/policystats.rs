//! `policystats`: every policy of every kind in one table.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::filter::{Counters, Query};
use super::item::{
    PARTIAL, TOO_BIG, action, count, counted, direction, object, policy_label, resource_name, rule_label, text,
    traffic_stats,
};
use super::policies::{
    LeftOver, PolicyTotals, RuleKey, RuleTotals, Sums, Totals, actions_of, health, health_summary, sum,
};
use super::view::{PolicyFacts, View};
use super::{Filter, Noun, flows_needed, policy_tables, statistics, stats_needs};
use crate::model::policy::PolicyRef;
use crate::model::report::{Cell, Column, Emphasis, Report, Row};
use crate::model::stats::ApiStatistics;
use crate::resolve::matching::Confidence;

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The noun.
pub static NOUN: Noun = Noun {
    name: "policystats",
    aliases: &["policystat", "ps"],
    about: "Statistics of every policy of every kind",
    long: "Sessions, packets and bytes of every policy of every kind, summed over the Nodes.\n\n\
On a cluster the totals are those of Antrea's statistics API, where it can answer: sessions, packets and bytes, since Antrea's controller started. Actions, Nodes, rules of \
K8s policies and the kinds that it does not count (AdminNetworkPolicies and their like) need the flows: --rules, --by-node, --node, --pod, --action, --direction, a \
column such as 'dropped', or --via exec read them.\n\n\
SESSIONS counts connections, and each denied packet, as Antrea does. PACKETS and BYTES are of both directions. ALLOWED, DROPPED and REJECTED \
split PACKETS by action. What a Pass rule lets through is counted again at the next rule, so it is in PASSED (wide) alone.\n\n\
'-' is not zero: it is not known, or the policy is realised on no Node. What K8s NetworkPolicies drop by default belongs to all policies that isolate a \
Pod, so it is in no policy's DROPPED. Rules that cannot be told apart have a row of their own, '(ambiguous) A | B', and so have flows that fit no \
rule: the rows add up to what Open vSwitch counted.\n\n\
--pod sums the rules that apply to a Pod; their counters are of the whole rule, not of that Pod alone.\n\n\
Node NetworkPolicies are iptables rules and IGMP report rules are enforced in the agent: neither is in Open vSwitch, so neither has numbers here.",
    columns: &[
        column("KIND", false, false, "kind of the policy"),
        column("NAMESPACE", false, false, "Namespace; blank for cluster kinds"),
        column("NAME", false, false, "name"),
        column("DIRECTION", false, false, "with --rules: ingress or egress"),
        column("RULE", false, false, "with --rules: rule name, or its place in the object"),
        column("ACTION", false, false, "with --rules: Allow, Drop, Reject or Pass"),
        column("PRIORITY", true, false, "with --rules: OpenFlow priority"),
        column("NODE", false, false, "with --by-node: Node"),
        column("SESSIONS", true, false, "connections, and denied packets"),
        column("PACKETS", true, false, "packets of both directions"),
        column("BYTES", true, false, "bytes of L2 frames"),
        column("ALLOWED", true, false, "allowed packets"),
        column("DROPPED", true, false, "dropped packets"),
        column("REJECTED", true, false, "rejected packets"),
        column("NODES", true, false, "Nodes that realise it"),
        column("PASSED", true, true, "packets that reached Pass rules"),
        column("CONFIDENCE", false, true, "the lowest of its rules"),
        column("CREATED AT", false, true, "when the policy was made"),
        column("NODE NAMES", false, true, "Nodes that realise it, by name"),
        column("NOTES", false, true, "what to know about the numbers"),
    ],
    needs: stats_needs,
    tables: policy_tables,
    essential: flows_needed,
    shows_flows: false,
    shows_addresses: false,
    filters: &[
        Filter::Pod,
        Filter::Policy,
        Filter::Kind,
        Filter::Action,
        Filter::Direction,
        Filter::Rules,
        Filter::ByNode,
    ],
    examples: &[
        ("kubectl antstats get policystats", "Show every policy of the cluster"),
        (
            "kubectl antstats get policystats --via exec",
            "Split the packets of every policy by action, from the flows of all Nodes",
        ),
        ("kubectl antstats get policystats --from capture", "Show every policy of a capture"),
        (
            "kubectl antstats get policystats --from capture --rules --sort-by=-dropped",
            "Add a row per rule, most drops first",
        ),
        (
            "kubectl antstats get policystats --from capture --by-node -n default",
            "Split the policies of a Namespace by Node",
        ),
    ],
    needs_names: true,
    by_statistics: &ApiStatistics::KINDS,
    probes: false,
    namespaced: false,
    report,
};

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    if query.counters == Counters::StatsApi {
        return statistics::policystats(view, query, NOUN.columns);
    }
    let sums = sum(view, query);
    let mut table = Table { view, query, rows: Vec::new() };
    for ((policy, node), totals) in &sums.policies {
        table.policy(policy, node.as_ref(), totals);
    }
    for ((what, node), totals) in &sums.left_over {
        table.left_over(what, node.as_ref(), totals);
    }
    let rows = std::mem::take(&mut table.rows);
    let keep: Vec<bool> = NOUN.columns.iter().map(|column| is_shown(column, query)).collect();
    Report {
        kind: "PolicyStatsList",
        columns: kept(NOUN.columns.to_vec(), &keep),
        rows: rows.into_iter().map(|row| Row { cells: kept(row.cells, &keep), ..row }).collect::<Vec<_>>().into(),
        metadata: object(json!({ "resolution": health(view, query) })),
        summary: health_summary(view, query),
        remarks: remarks(view, &sums),
        nothing: query.nothing(),
        missing: query.missing(view.policies.keys()),
        ..Report::default()
    }
}

/// Whether the question has an answer in that column.
pub(super) fn is_shown(column: &Column, query: &Query) -> bool {
    match column.header {
        "DIRECTION" | "RULE" | "ACTION" | "PRIORITY" => query.rules,
        "NODE" => query.by_node,
        "NODES" | "NODE NAMES" => !query.by_node,
        _ => true,
    }
}

fn kept<T>(list: Vec<T>, keep: &[bool]) -> Vec<T> {
    list.into_iter().zip(keep).filter_map(|(item, keep)| keep.then_some(item)).collect()
}

/// What is not in Open vSwitch, with the reason.
fn remarks(view: &View, sums: &Sums) -> Vec<String> {
    let listed = |policy: &PolicyRef| sums.policies.keys().any(|(known, _)| known == policy);
    let outside = view.policies.iter().filter(|(policy, facts)| !facts.outside.is_empty() && listed(policy));
    outside
        .flat_map(|(policy, facts)| facts.outside.iter().map(|why| format!("{}: {why}", policy_label(policy))))
        .collect()
}

struct Table<'a> {
    view: &'a View,
    query: &'a Query,
    rows: Vec<Row>,
}

/// The part of a row that says which rule.
struct RuleCells {
    direction: Cell,
    rule: Cell,
    action: Cell,
    priority: Cell,
}

impl RuleCells {
    const NONE: fn() -> RuleCells = || RuleCells {
        direction: Cell::Text(String::new()),
        rule: Cell::Text(String::new()),
        action: Cell::Text(String::new()),
        priority: Cell::Text(String::new()),
    };
}

impl Table<'_> {
    fn policy(&mut self, policy: &PolicyRef, node: Option<&Arc<str>>, sums: &PolicyTotals) {
        let facts = self.view.policies.get(policy).cloned().unwrap_or_default();
        let actions = actions_of(policy, &sums.totals);
        let identity = [policy.kind.name(), &*policy.namespace, &*policy.name].map(|s| Cell::Text(s.to_string()));
        let notes = notes(&sums.totals, &facts);
        let mut item = item(policy, sums, &facts, &actions, &notes);
        self.insert_node(&mut item, node);
        let row = self.row(identity.clone(), RuleCells::NONE(), node, &sums.totals, &actions, &facts, notes);
        let emphasis = if sums.totals.confidence.is_none() { Emphasis::Dim } else { row.emphasis };
        self.rows.push(Row { item, name: resource_name(policy), emphasis, ..row });
        if self.query.rules {
            for (key, rule) in &sums.rules {
                let cells = rule_cells(key, rule);
                let actions = rule.totals.known().1;
                let row = self.row(identity.clone(), cells, node, &rule.totals, &actions, &facts, Vec::new());
                self.rows.push(row);
            }
        }
    }

    fn left_over(&mut self, what: &LeftOver, node: Option<&Arc<str>>, totals: &Totals) {
        let (name, policies): (String, &[PolicyRef]) = match what {
            LeftOver::Ambiguous(policies) => {
                let labels: Vec<String> = policies.iter().map(policy_label).collect();
                (format!("(ambiguous) {}", labels.join(" | ")), policies)
            }
            LeftOver::Unknown => ("(unknown)".to_string(), &[]),
            LeftOver::Orphan => ("(orphan)".to_string(), &[]),
            LeftOver::Stale => ("(stale)".to_string(), &[]),
        };
        let kinds: BTreeSet<&str> = policies.iter().map(|policy| policy.kind.name()).collect();
        let kind = kinds.first().filter(|_| kinds.len() == 1).map(|kind| kind.to_string());
        let (stats, actions) = totals.known();
        let identity = [text(kind.clone()), Cell::Text(String::new()), Cell::Text(name.clone())];
        let notes = vec![what_it_is(what).to_string()];
        let candidates: Vec<Value> = policies.iter().map(super::item::policy).collect();
        let mut item = object(json!({
            "kind": kind,
            "metadata": { "name": name, "namespace": null, "uid": null, "creationTimestamp": null },
            "trafficStats": traffic_stats(&stats),
            "ruleTrafficStats": [],
            "actions": actions_json(&actions),
            "nodes": nodes_json(totals),
            "source": "flows",
            "countedSince": null,
            "confidence": totals.confidence.map(Confidence::name),
            "candidates": candidates,
            "inheritedPackets": totals.inherited,
            "notes": notes,
        }));
        self.insert_node(&mut item, node);
        let row = self.row(identity, RuleCells::NONE(), node, totals, &actions, &PolicyFacts::default(), notes);
        self.rows.push(Row { item, name, emphasis: Emphasis::Warning, ..row });
    }

    /// With `--by-node` every item says its Node: null when it is of none.
    fn insert_node(&self, item: &mut Map<String, Value>, node: Option<&Arc<str>>) {
        if self.query.by_node {
            item.insert("node".to_string(), node.map_or(Value::Null, |node| Value::from(&**node)));
        }
    }

    #[allow(clippy::too_many_arguments)] // the parts of one row, each made elsewhere
    fn row(
        &self,
        [kind, namespace, name]: [Cell; 3],
        rule: RuleCells,
        node: Option<&Arc<str>>,
        totals: &Totals,
        actions: &[Option<u64>; 4],
        facts: &PolicyFacts,
        notes: Vec<String>,
    ) -> Row {
        let (stats, _) = totals.known();
        let [allowed, dropped, rejected, passed] = actions.map(count);
        let nodes: Vec<String> = totals.nodes.iter().map(|node| node.to_string()).collect();
        let cells = vec![
            kind,
            namespace,
            name,
            rule.direction,
            rule.rule,
            rule.action,
            rule.priority,
            text(node.map(|node| node.to_string())),
            count(stats.sessions),
            count(stats.packets),
            count(stats.bytes),
            allowed,
            dropped,
            rejected,
            if totals.nodes_unknown { Cell::Unknown } else { Cell::Count(nodes.len() as u64) },
            passed,
            text(totals.confidence.map(Confidence::name)),
            text(facts.created.clone()),
            if totals.nodes_unknown { Cell::Unknown } else { Cell::List(nodes) },
            if notes.is_empty() { Cell::Unknown } else { Cell::Text(notes.join("; ")) },
        ];
        Row { cells, item: Map::new(), name: String::new(), emphasis: Emphasis::Plain }
    }
}

const UNNAMED: &str = "some of its rules have no ID where IDs have no name: these may be its own, so sums are unknown";

fn what_it_is(what: &LeftOver) -> &'static str {
    match what {
        LeftOver::Ambiguous(_) => "rules of these policies have the same flows: their packets cannot be divided",
        LeftOver::Unknown => "rules that no known policy explains",
        LeftOver::Orphan => "metric flows that earlier owners of their IDs left behind",
        LeftOver::Stale => "flows of an older round of the agent",
    }
}

fn notes(totals: &Totals, facts: &PolicyFacts) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(denied) = totals.denied_sessions.filter(|denied| *denied > 0) {
        notes.push(format!("sessions include {}", counted(denied, "denied packet")));
    }
    notes.extend(totals.too_big.then(|| TOO_BIG.to_string()));
    notes.extend(totals.partial.then(|| PARTIAL.to_string()));
    notes.extend(totals.unnamed.then(|| UNNAMED.to_string()));
    if let Some(packets) = totals.inherited {
        notes.push(format!("{} older than the flows: an earlier owner's", counted(packets, "packet")));
    }
    match totals.confidence {
        Some(Confidence::Ambiguous) => notes.push("rules that may be its own are in an (ambiguous) row".to_string()),
        Some(Confidence::Unknown) => notes.push("rules that may be its own have evidence that conflicts".to_string()),
        Some(_) => {}
        None if totals.nodes_unknown => {
            notes.push("no rule is named after it, and rules without a name may be its own".to_string())
        }
        None => notes.push("realised on no Node that was read".to_string()),
    }
    notes.extend(facts.outside.iter().cloned());
    notes
}

fn rule_cells((direction_of, place): &RuleKey, rule: &RuleTotals) -> RuleCells {
    let mut priorities = rule.priorities.iter();
    let priority = match (priorities.next(), priorities.next()) {
        (Some(only), None) => Cell::Count(u64::from(*only)),
        (Some(_), Some(_)) => Cell::List(rule.priorities.iter().map(u16::to_string).collect()),
        _ => Cell::Unknown,
    };
    RuleCells {
        direction: Cell::Text(direction(*direction_of).to_string()),
        rule: Cell::Text(rule_label(rule.name.as_deref(), *direction_of, *place)),
        action: text(rule.action.map(action)),
        priority,
    }
}

fn actions_json(actions: &[Option<u64>; 4]) -> Value {
    let [allow, drop, reject, pass] = actions;
    json!({ "allow": allow, "drop": drop, "reject": reject, "pass": pass })
}

/// The item of a policy, for this noun and those that look like Antrea's API.
pub(super) fn item(
    policy: &PolicyRef,
    sums: &PolicyTotals,
    facts: &PolicyFacts,
    actions: &[Option<u64>; 4],
    notes: &[String],
) -> Map<String, Value> {
    let uid = (!facts.uid.is_empty()).then(|| &*facts.uid);
    let rules: Vec<Value> = sums
        .rules
        .iter()
        .map(|((direction_of, index), rule)| {
            json!({
                "name": rule.name,
                "trafficStats": traffic_stats(&rule.totals.known().0),
                "direction": direction(*direction_of),
                "index": index,
                "action": rule.action.map(action),
                "priorities": rule.priorities,
                "confidence": rule.totals.confidence.map(Confidence::name),
                "nodes": nodes_json(&rule.totals),
            })
        })
        .collect();
    object(json!({
        "kind": policy.kind.name(),
        "metadata": { "name": &*policy.name, "namespace": &*policy.namespace, "uid": uid, "creationTimestamp": facts.created },
        "trafficStats": traffic_stats(&sums.totals.known().0),
        "ruleTrafficStats": rules,
        "actions": actions_json(actions),
        "nodes": nodes_json(&sums.totals),
        "source": "flows",
        "countedSince": null,
        "confidence": sums.totals.confidence.map(Confidence::name),
        "candidates": [],
        "inheritedPackets": sums.totals.inherited,
        "notes": notes,
    }))
}

/// Names of Nodes; null when they are not known.
fn nodes_json(totals: &Totals) -> Value {
    if totals.nodes_unknown { Value::Null } else { totals.nodes.iter().map(|node| Value::from(&**node)).collect() }
}
