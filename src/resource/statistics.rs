//! What Antrea's statistics API says, as rows of the nouns that can be answered by it.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::Noun;
use super::filter::Query;
use super::item::{count, object, policy_label, resource_name, text, traffic_stats};
use super::policystats::is_shown;
use super::view::{PolicyFacts, View};
use crate::model::artefact::ArtefactKind;
use crate::model::policy::{PolicyKind, PolicyRef};
use crate::model::report::{Cell, Column, Emphasis, Report, Row};
use crate::model::stats::{ApiPolicyStats, ApiStatistics};

const NOT_COUNTED: &str = "the statistics API does not count this kind; --via exec does";
const NOT_THERE: &str = "the statistics API has no such policy yet";
const NOT_READ: &str = "its list could not be read";

/// Policies that a query wants, with what the API says of each; `None` is unknown.
pub(super) fn policies<'v>(
    view: &'v View,
    query: &Query,
) -> impl Iterator<Item = (&'v PolicyRef, Option<&'v ApiPolicyStats>)> {
    let known: BTreeSet<&PolicyRef> = view.statistics.policies.keys().chain(view.policies.keys()).collect();
    let wanted: Vec<&PolicyRef> = known.into_iter().filter(|policy| query.policy(policy)).collect();
    wanted.into_iter().map(|policy| (policy, view.statistics.policies.get(policy)))
}

/// The kinds of policies that a question to the API is about.
pub fn asked(noun: &Noun, query: &Query) -> Vec<PolicyKind> {
    let asked = |kind: &PolicyKind| {
        (query.kinds.is_empty() || query.kinds.contains(kind)) && (query.namespace.is_none() || kind.is_namespaced())
    };
    noun.by_statistics.iter().copied().filter(asked).collect()
}

/// Whether a noun is answered by the API's list of multicast groups.
pub fn counts_multicast(noun: &Noun, query: &Query) -> bool {
    (noun.needs)(query).contains(&ArtefactKind::MulticastGroups)
}

/// Whether every kind that a question is about has its list: then the API answers it.
pub fn answers(noun: &Noun, view: &View, query: &Query) -> bool {
    if counts_multicast(noun, query) {
        return view.statistics.multicast_groups.is_some();
    }
    let kinds = asked(noun, query);
    !kinds.is_empty() && kinds.iter().all(|kind| view.statistics.listed.contains(kind))
}

/// `policystats` from the API: totals, and with `--rules` the rules of Antrea's own kinds by name.
pub(super) fn policystats<'v>(view: &'v View, query: &Query, columns: &[Column]) -> Report<'v> {
    // What the API cannot say steps back, and is there when asked for.
    let unsaid = ["DIRECTION", "ACTION", "PRIORITY", "NODE", "ALLOWED", "DROPPED", "REJECTED", "NODES"];
    let shown: Vec<Column> = columns
        .iter()
        .filter(|column| is_shown(column, query))
        .map(|column| Column { wide: column.wide || unsaid.contains(&column.header), ..*column })
        .collect();
    let mut rows = Vec::new();
    for (policy, stats) in policies(view, query) {
        let facts = view.policies.get(policy).cloned().unwrap_or_default();
        let notes = notes(view, policy, stats, &facts);
        let cells = |rule: &str, traffic, notes: &[String]| -> Vec<Cell> {
            shown.iter().map(|column| cell(column.header, policy, rule, traffic, &facts, notes)).collect()
        };
        let totals = stats.map(|stats| stats.stats).unwrap_or_default();
        let emphasis = if stats.is_none() { Emphasis::Dim } else { Emphasis::Plain };
        let item = item(policy, stats, facts.created.as_deref(), &notes);
        rows.push(Row { cells: cells("", totals, &notes), item, name: resource_name(policy), emphasis });
        if query.rules {
            for (name, traffic) in stats.iter().flat_map(|stats| &stats.rules) {
                rows.push(Row { cells: cells(name, *traffic, &[]), ..Row::default() });
            }
        }
    }
    Report {
        kind: "PolicyStatsList",
        columns: shown,
        rows: rows.into(),
        remarks: vec![TOTALS.to_string()],
        said: left_out(view, query).into_iter().collect(),
        nothing: query.nothing(),
        missing: query.missing(view.statistics.policies.keys().chain(view.policies.keys())),
        ..Report::default()
    }
}

fn cell(
    header: &str,
    policy: &PolicyRef,
    rule: &str,
    traffic: crate::model::stats::TrafficStats,
    facts: &PolicyFacts,
    notes: &[String],
) -> Cell {
    match header {
        "KIND" => Cell::Text(policy.kind.name().to_string()),
        "NAMESPACE" => Cell::Text(policy.namespace.to_string()),
        "NAME" => Cell::Text(policy.name.to_string()),
        "RULE" => Cell::Text(rule.to_string()),
        "SESSIONS" => count(traffic.sessions),
        "PACKETS" => count(traffic.packets),
        "BYTES" => count(traffic.bytes),
        "CREATED AT" => text(facts.created.clone()),
        "NOTES" if !notes.is_empty() => Cell::Text(notes.join("; ")),
        _ => Cell::Unknown,
    }
}

fn notes(view: &View, policy: &PolicyRef, stats: Option<&ApiPolicyStats>, facts: &PolicyFacts) -> Vec<String> {
    let mut notes = Vec::new();
    match stats {
        Some(stats) => notes.extend(stats.since.as_ref().map(|since| format!("counted since {since}"))),
        None if !ApiStatistics::KINDS.contains(&policy.kind) => notes.push(NOT_COUNTED.to_string()),
        None if !view.statistics.listed.contains(&policy.kind) => notes.push(NOT_READ.to_string()),
        None => notes.push(NOT_THERE.to_string()),
    }
    notes.extend(facts.outside.iter().cloned());
    notes
}

const TOTALS: &str =
    "totals of Antrea's statistics API, since its controller started; --via exec splits them by action, rule and Node";

/// What the numbers of the API leave out: rows that are there without them.
fn left_out(view: &View, query: &Query) -> Option<String> {
    let silent: Vec<String> = policies(view, query)
        .filter(|(policy, _)| !ApiStatistics::KINDS.contains(&policy.kind))
        .map(|(policy, _)| format!("{} {}", policy.kind.name(), policy_label(policy)))
        .collect();
    (!silent.is_empty()).then(|| format!("not counted by the statistics API, but by --via exec: {}", silent.join(", ")))
}

/// The item of a policy: the same members as from flows.
pub(super) fn item(
    policy: &PolicyRef,
    stats: Option<&ApiPolicyStats>,
    created: Option<&str>,
    notes: &[String],
) -> Map<String, Value> {
    let uid = stats.map(|stats| &*stats.uid).filter(|uid| !uid.is_empty());
    let rules: Vec<Value> = stats
        .iter()
        .flat_map(|stats| &stats.rules)
        .map(|(name, traffic)| {
            json!({
                "name": name,
                "trafficStats": traffic_stats(traffic),
                "direction": null,
                "index": null,
                "action": null,
                "priorities": null,
                "confidence": null,
                "nodes": null,
            })
        })
        .collect();
    object(json!({
        "kind": policy.kind.name(),
        "metadata": { "name": &*policy.name, "namespace": &*policy.namespace, "uid": uid, "creationTimestamp": created },
        "trafficStats": traffic_stats(&stats.map(|stats| stats.stats).unwrap_or_default()),
        "ruleTrafficStats": rules,
        "actions": { "allow": null, "drop": null, "reject": null, "pass": null },
        "nodes": null,
        "source": "stats-api",
        "countedSince": stats.and_then(|stats| stats.since.as_deref()),
        "confidence": null,
        "candidates": [],
        "inheritedPackets": null,
        "notes": notes,
    }))
}
