//! `rules`: each realised rule of each Node, and what is left of earlier ones.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::filter::Query;
use super::item::{
    PARTIAL, TOO_BIG, action, count, counted, direction, object, policy, policy_label, rule_label, text, traffic_stats,
};
use super::policies::{health, health_summary};
use super::view::View;
use super::{Filter, Noun, flows_needed, policy_tables, stats_needs};
use crate::model::ids::RuleId;
use crate::model::policy::{Direction, PolicyRef, RuleAction};
use crate::model::report::{Cell, Column, Emphasis, Part, Report, Row, RowSource, Rows};
use crate::resolve::expand::RuleOrigin;
use crate::resolve::ledger::{Entry, State};
use crate::resolve::matching::{Confidence, Resolution};
use crate::resolve::node::{NodeView, PodIndex};

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The noun.
pub static NOUN: Noun = Noun {
    name: "rules",
    aliases: &["rule"],
    about: "Each realised policy rule of each Node, with its ID and counters",
    long: "Each rule that Open vSwitch holds on each Node. ID is the rule's conjunction ID: it means something on one Node, for one run of the agent. \
Names are worked out by comparing the rule's flows with the policies; CONFIDENCE says how sure a name is.\n\n\
STATE is ok; no-metric (a Pass rule, which Antrea does not count: PACKETS are those that reached it, or a rule whose metric flows are lost); orphan \
(metric flows that an earlier owner of the ID left behind); stale (flows of an older round of the agent).\n\n\
CONFIDENCE is exact (one rule has these flows); likely (one comes nearest, or a clause has members that cannot be known, such as the addresses of a \
name); ambiguous (several rules have the same flows: all are listed); stale; unknown.\n\n\
NAME is a policy (web, shop/web) or a rule by Node and ID, as -o name prints it (rule/worker-1/5, worker-1/5; 5 on any Node). --pod shows the rules \
that apply to a Pod; their counters are of the whole rule, not of that Pod alone.\n\n\
A denied packet is a session, as in Antrea. A K8s default deny has an ID whose counters stay 0: what it drops is counted for all policies that \
isolate the Pod. ID 1 is the interception of DNS answers and belongs to no policy.",
    columns: &[
        column("NODE", false, false, "Node"),
        column("ID", true, false, "rule ID (conjunction ID)"),
        column("POLICY", false, false, "policy, with its Namespace; all candidates when ambiguous"),
        column("RULE", false, false, "rule name, or its place in the object"),
        column("DIRECTION", false, false, "ingress or egress, from the Pod's side"),
        column("ACTION", false, false, "Allow, Drop, Reject or Pass"),
        column("PRIORITY", true, false, "OpenFlow priority"),
        column("SESSIONS", true, false, "connections, and denied packets"),
        column("PACKETS", true, false, "packets of both directions"),
        column("BYTES", true, false, "bytes of L2 frames"),
        column("CONFIDENCE", false, false, "exact, likely, ambiguous, stale or unknown"),
        column("STATE", false, false, "ok, orphan, no-metric or stale"),
        column("KIND", false, true, "kind of the policy"),
        column("TABLE", false, true, "OpenFlow table"),
        column("ROUND", true, true, "round number of the agent"),
        column("HITS", true, true, "packets that reached the rule's own flow"),
        column("PODS", false, true, "Pods of this Node that the rule applies to"),
        column("NOTES", false, true, "what to know about the numbers and the name"),
    ],
    needs: stats_needs,
    tables: policy_tables,
    essential: flows_needed,
    shows_flows: false,
    shows_addresses: false,
    filters: &[Filter::Pod, Filter::Policy, Filter::Kind, Filter::Action, Filter::Direction],
    examples: &[
        ("kubectl antstats get rules --node worker-1", "Show the rules of one Node of the cluster"),
        (
            "kubectl antstats get rules --from capture --node worker-1 --action drop --sort-by=-packets",
            "Find what drops most on one Node",
        ),
        (
            "kubectl antstats get rules --from capture --pod default/web-0 -o wide",
            "Show the rules that apply to one Pod",
        ),
        ("kubectl antstats get rules --from flows.txt", "Show IDs and counters of one dump"),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: false,
    namespaced: false,
    report,
};

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let by_id: Vec<RuleName<'_>> = query.names.iter().filter_map(|name| rule_name(name)).collect();
    let nameless = Query { names: Vec::new(), ..query.clone() };
    let mut missing = query.missing(view.policies.keys());
    let mut picked = Vec::new();
    for (number, node) in view.nodes.iter().enumerate().filter(|(_, node)| query.node(&node.name)) {
        for (at, (entry, resolution, pods)) in node.entries().enumerate() {
            let named = NamedEntry { node, entry, resolution };
            let of_policies =
                |query: &Query| !query.asks_for_policies() || named.policies().any(|policy| query.policy(policy));
            let asked_by_id = by_id.iter().any(|name| is_it(*name, &node.name, entry.id));
            if asked_by_id {
                missing.names.retain(|name| !rule_name(name).is_some_and(|name| is_it(name, &node.name, entry.id)));
            }
            let wanted = query.action(entry.action)
                && query.direction(entry.direction)
                && query.pod(node, pods)
                && (of_policies(query) || asked_by_id && of_policies(&nameless));
            if wanted {
                picked.push((number as u32, at as u32));
            }
        }
    }
    Report {
        kind: "RuleList",
        columns: NOUN.columns.to_vec(),
        rows: Rows::new(RuleRows { splits: view.nodes.iter().map(Splits::of).collect(), view, picked }),
        metadata: object(json!({ "resolution": health(view, query) })),
        summary: health_summary(view, query),
        nothing: query.nothing(),
        missing,
        ..Report::default()
    }
}

/// A rule by its Node (any, where none is said) and ID.
type RuleName<'a> = (Option<&'a str>, RuleId);

/// `rule/NODE/ID`, `NODE/ID` or `ID`; text that is none of them may still be a policy's name.
fn rule_name(name: &str) -> Option<RuleName<'_>> {
    let name = name.strip_prefix("rule/").unwrap_or(name);
    let (node, id) = name.rsplit_once('/').map_or((None, name), |(node, id)| (Some(node), id));
    Some((node, RuleId(id.parse().ok()?)))
}

fn is_it((on, number): RuleName<'_>, node: &str, id: RuleId) -> bool {
    number == id && on.is_none_or(|on| on == node)
}

/// Rows made from the ledgers when they are printed.
struct RuleRows<'v> {
    view: &'v View,
    /// Node and entry.
    picked: Vec<(u32, u32)>,
    splits: Vec<Splits<'v>>,
}

impl RowSource for RuleRows<'_> {
    fn len(&self) -> usize {
        self.picked.len()
    }

    fn row(&self, at: usize, part: Part) -> Row {
        let made = || {
            let (number, entry) = self.picked.get(at)?;
            let node = self.view.nodes.get(*number as usize)?;
            let (entry, resolution, pods) = node.entry(*entry as usize)?;
            let ids = self.splits.get(*number as usize)?.ids(&NamedEntry { node, entry, resolution });
            Some(NamedEntry { node, entry, resolution }.row(pods, ids, part))
        };
        made().unwrap_or_default()
    }
}

/// How many IDs each rule of a policy has on a Node: several where named ports or Namespaces differ.
struct Splits<'v>(HashMap<RuleIdentity<'v>, usize>);

type RuleIdentity<'v> = (&'v PolicyRef, Option<usize>, Option<Direction>);

impl<'v> Splits<'v> {
    fn of(node: &'v NodeView) -> Splits<'v> {
        let mut ids = HashMap::new();
        for (entry, resolution, _) in node.entries() {
            if let Some(identity) = (NamedEntry { node, entry, resolution }).identity() {
                *ids.entry(identity).or_default() += 1;
            }
        }
        Splits(ids)
    }

    fn ids(&self, named: &NamedEntry<'v>) -> usize {
        named.identity().and_then(|identity| self.0.get(&identity)).copied().unwrap_or(0)
    }
}

/// An entry of the ledger with its answer.
pub(super) struct NamedEntry<'a> {
    pub(super) node: &'a NodeView,
    pub(super) entry: &'a Entry,
    pub(super) resolution: &'a Resolution,
}

impl<'a> NamedEntry<'a> {
    fn expected(&self, rule: usize) -> Option<&'a RuleOrigin> {
        self.node.expected.get(rule)
    }

    /// The policy of an expected rule.
    pub(super) fn policy_of(&self, rule: usize) -> Option<&'a PolicyRef> {
        Some(&self.node.policies.policies.get(self.expected(rule)?.policy)?.reference)
    }

    /// Name and first place of an expected rule.
    pub(super) fn rule_of(&self, rule: usize) -> Option<(Option<&'a str>, Option<usize>)> {
        let expected = self.expected(rule)?;
        let rule = self.node.policies.policies.get(expected.policy)?.rules.get(expected.rule)?;
        Some((rule.name.as_deref(), expected.places.iter().copied().min()))
    }

    /// The policy that it is, or those that it may be.
    pub(super) fn policies(&self) -> impl Iterator<Item = &'a PolicyRef> + '_ {
        self.resolution.rule.iter().chain(&self.resolution.candidates).filter_map(|rule| self.policy_of(*rule))
    }

    fn label_of(&self, rule: usize) -> Option<String> {
        let (name, place) = self.rule_of(rule)?;
        Some(rule_label(name, self.entry.direction?, place))
    }

    /// `policy/rule` of an expected rule.
    pub(super) fn full_label_of(&self, rule: usize) -> Option<String> {
        let policy = policy_label(self.policy_of(rule)?);
        Some(self.label_of(rule).map_or(policy.clone(), |rule| format!("{policy}/{rule}")))
    }

    /// The rules that it may be, in an order that is the same on every Node.
    fn candidates(&self) -> Vec<usize> {
        let mut rules = self.resolution.candidates.clone();
        rules.sort_by_cached_key(|rule| {
            (self.policy_of(*rule).map(policy_label), self.rule_of(*rule).map(|(_, at)| at))
        });
        rules
    }

    /// `{name, index, sameAs}` of an expected rule.
    pub(super) fn rule_item(&self, rule: usize) -> Option<Value> {
        let (name, index) = self.rule_of(rule)?;
        let same_as = self.expected(rule).map(|expected| &expected.places).filter(|places| places.len() > 1);
        Some(json!({ "name": name, "index": index, "sameAs": same_as }))
    }

    /// The rules that it may be, each with its policy.
    pub(super) fn candidate_items(&self) -> Vec<Value> {
        let item = |rule| json!({ "policy": self.policy_of(rule).map(policy), "rule": self.rule_item(rule) });
        self.candidates().into_iter().map(item).collect()
    }

    pub(super) fn joined(&self, label: impl Fn(usize) -> Option<String>) -> Cell {
        if let Some(rule) = self.resolution.rule {
            return text(label(rule));
        }
        if self.resolution.confidence != Confidence::Ambiguous {
            return Cell::Unknown;
        }
        let mut labels: Vec<String> = self.candidates().into_iter().filter_map(label).collect();
        labels.dedup();
        Cell::Text(labels.join(" | "))
    }

    fn notes(&self, ids: usize) -> Vec<String> {
        let entry = self.entry;
        let mut notes = Vec::new();
        if matches!(entry.action, Some(RuleAction::Drop | RuleAction::Reject))
            && entry.stats.sessions.is_some_and(|n| n > 0)
        {
            notes.push("sessions are denied packets".to_string());
        }
        if entry.too_big {
            notes.push(TOO_BIG.to_string());
        }
        if self.node.partial && entry.metered {
            notes.push(PARTIAL.to_string());
        }
        if let Some(packets) = entry.inherited {
            notes.push(format!("{} older than the flow: an earlier owner's", counted(packets, "packet")));
        }
        if entry.dns {
            notes.push("DNS interception: packets that reached the agent".to_string());
        } else if entry.state == State::NoMetric && entry.action == Some(RuleAction::Pass) {
            notes.push("Pass is not counted by Antrea: packets that reached the rule".to_string());
        } else if entry.unread {
            notes.push("its metric flows are not in the dump".to_string());
        } else if entry.state == State::NoMetric {
            notes.push("its metric flows are lost".to_string());
        }
        if ids > 1 {
            notes.push(format!("one of {ids} IDs of this rule"));
        }
        if !self.resolution.why.is_empty() && !entry.dns {
            notes.push(self.resolution.why.to_string());
        }
        notes
    }

    fn identity(&self) -> Option<RuleIdentity<'a>> {
        let rule = self.resolution.rule?;
        Some((self.policy_of(rule)?, self.rule_of(rule)?.1, self.entry.direction))
    }

    fn table_name(&self) -> Option<String> {
        let entry = self.entry;
        self.node
            .tables
            .name(entry.table_key)
            .map(|name| name.to_string())
            .or(entry.table.map(|t| t.name().to_string()))
    }

    fn row(&self, pods: &[PodIndex], ids: usize, part: Part) -> Row {
        let (entry, resolution) = (self.entry, self.resolution);
        let doubtful = entry.state == State::Orphan
            || entry.state == State::Stale
            || (!entry.dns && matches!(resolution.confidence, Confidence::Ambiguous | Confidence::Unknown));
        let mut row = Row { emphasis: if doubtful { Emphasis::Warning } else { Emphasis::Plain }, ..Row::default() };
        let pods = || {
            let mut pods: Vec<_> = pods.iter().filter_map(|at| self.node.pod(*at)).collect();
            pods.sort_by_key(|pod| (&pod.namespace, &pod.name));
            pods.into_iter().map(|pod| format!("{}/{}", pod.namespace, pod.name)).collect()
        };
        match part {
            Part::Cells => row.cells = self.cells(pods(), &self.notes(ids)),
            Part::Item => row.item = object(self.item(pods(), &self.notes(ids))),
            Part::Name => row.name = format!("rule/{}/{}", self.node.name, entry.id),
        }
        row
    }

    fn cells(&self, pods: Vec<String>, notes: &[String]) -> Vec<Cell> {
        let (entry, resolution) = (self.entry, self.resolution);
        let policy_name = resolution.rule.and_then(|rule| self.policy_of(rule));
        vec![
            Cell::Text(self.node.name.to_string()),
            Cell::Count(u64::from(entry.id.0)),
            if entry.dns {
                Cell::Text("(DNS interception)".to_string())
            } else {
                self.joined(|rule| self.policy_of(rule).map(policy_label))
            },
            self.joined(|rule| self.label_of(rule)),
            text(entry.direction.map(direction)),
            text(entry.action.map(action)),
            count(entry.priority.map(u64::from)),
            count(entry.stats.sessions),
            count(entry.stats.packets),
            count(entry.stats.bytes),
            Cell::Text(resolution.confidence.name().to_string()),
            Cell::Text(entry.state.name().to_string()),
            text(policy_name.map(|policy| policy.kind.name())),
            text(self.table_name()),
            count(entry.round.map(|round| u64::from(round.0))),
            count(entry.hits),
            Cell::List(pods),
            if notes.is_empty() { Cell::Unknown } else { Cell::Text(notes.join("; ")) },
        ]
    }

    fn item(&self, pods: Vec<String>, notes: &[String]) -> Value {
        let (entry, resolution) = (self.entry, self.resolution);
        json!({
            "node": &*self.node.name,
            "id": entry.id.0,
            "round": entry.round.map(|round| round.0),
            "direction": entry.direction.map(direction),
            "table": { "id": self.node.tables.number(entry.table_key).map(|id| id.0), "name": self.table_name() },
            "action": entry.action.map(action),
            "priority": entry.priority,
            "policy": resolution.rule.and_then(|rule| self.policy_of(rule)).map(policy),
            "rule": resolution.rule.and_then(|rule| self.rule_item(rule)),
            "candidates": self.candidate_items(),
            "confidence": resolution.confidence.name(),
            "state": entry.state.name(),
            "trafficStats": traffic_stats(&entry.stats),
            "source": "flows",
            "names": self.node.names_from.name(),
            "hits": entry.hits,
            "inheritedPackets": entry.inherited,
            "l7": entry.l7,
            "l7Vlan": entry.l7_vlan,
            "logging": entry.logging,
            "pods": pods,
            "notes": notes,
        })
    }
}
