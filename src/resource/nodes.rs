//! `nodes`: each agent, what it runs, and what can be asked there.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::filter::Query;
use super::item::{count, object, text};
use super::view::{AgentFacts, View};
use super::{Noun, flows_needed, policy_tables, stats_needs};
use crate::model::artefact::Way;
use crate::model::report::{Cell, Column, Emphasis, Missing, Report, Row};
use crate::resolve::ledger::State;
use crate::resolve::matching::Confidence;
use crate::resolve::node::NodeView;

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The noun.
pub static NOUN: Noun = Noun {
    name: "nodes",
    aliases: &["node", "agents", "agent"],
    about: "Each Node's agent, what it runs, and what can be asked there",
    long: "Each Node with an agent: versions, how much its switch holds, and whether each way to the counters works there. EXEC and AGENT API say yes, or no with the \
cause; WHY NOT (wide) has the whole reason.\n\n\
exec runs ovs-ofctl and ovs-vsctl in container antrea-ovs: flows with their rounds, ports, tables. The agent's API gives policies, groups, Pods and flows; before \
Antrea 2.5.3, 2.6.2 and 2.7.0 its flows have no round, and before 1.13 it publishes no certificate to check. The statistics API has totals of the cluster and knows no Nodes.\n\n\
ROUND counts the starts of the agent: rule IDs mean something within one. RULES are realised rule IDs with a name or without, but for the interception of DNS answers (ID 1); STALE (wide) are those of an \
older round, ORPHANS (wide) metric flows that fit no rule.",
    columns: &[
        column("NODE", false, false, "Node"),
        column("AGENT POD", false, false, "the agent's Pod"),
        column("ANTREA", false, false, "Antrea's version"),
        column("OVS", false, false, "Open vSwitch's version"),
        column("ROUND", true, false, "round number of the agent"),
        column("FLOWS", true, false, "flows of the whole bridge"),
        column("POLICIES", true, false, "policies that the agent has"),
        column("RULES", true, false, "realised rules (rule IDs)"),
        column("EXEC", false, false, "whether commands can be run in antrea-ovs"),
        column("AGENT API", false, false, "whether the agent's API answers"),
        column("STATS API", false, true, "whether the statistics API answers"),
        column("STALE", true, true, "rule IDs of older rounds"),
        column("ORPHANS", true, true, "rule IDs whose metric flows fit no rule"),
        column("UNNAMED", true, true, "rule IDs that no policy explains"),
        column("NAMES FROM", false, true, "where names come from: agent, controller, objects or none"),
        column("WHY NOT", false, true, "why a way does not work"),
    ],
    needs: stats_needs,
    tables: policy_tables,
    essential: flows_needed,
    shows_flows: false,
    shows_addresses: false,
    filters: &[],
    examples: &[
        ("kubectl antstats get nodes", "Show every agent of the cluster"),
        ("kubectl antstats get nodes -o wide --node 'worker-*'", "Say why a way does not work"),
        ("kubectl antstats get nodes --from capture", "Show the Nodes of a capture"),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: true,
    namespaced: false,
    report,
};

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let known: BTreeSet<&Arc<str>> = view.agents.keys().chain(view.nodes.iter().map(|node| &node.name)).collect();
    let mut names: Vec<&Arc<str>> = known.into_iter().filter(|name| query.node(name)).collect();
    // The Nodes that were read are in natural order already.
    let place = |name: &Arc<str>| view.nodes.iter().position(|node| node.name == *name).unwrap_or(usize::MAX);
    names.sort_by_key(|name| place(name));
    let bare = |name: &str| name.strip_prefix("node/").unwrap_or(name).to_string();
    let asked: Vec<String> = query.names.iter().map(|name| bare(name)).collect();
    let is_missing = |name: &&String| !names.iter().any(|known| ***known == ***name);
    let missing = Missing {
        names: asked.iter().filter(is_missing).cloned().collect(),
        known: names.iter().map(|name| name.to_string()).collect(),
    };
    let wanted = |name: &&Arc<str>| asked.is_empty() || asked.iter().any(|asked| **asked == ***name);
    let rows: Vec<Row> = names.iter().copied().filter(wanted).map(|name| row(view, name)).collect();
    Report {
        kind: "NodeList",
        columns: NOUN.columns.to_vec(),
        rows: rows.into(),
        nothing: "No Nodes found".to_string(),
        missing,
        ..Report::default()
    }
}

/// Rule IDs of a Node by what they are.
#[derive(Default)]
struct Rules {
    live: u64,
    stale: u64,
    orphans: u64,
    unnamed: u64,
}

fn rules(node: &NodeView) -> Rules {
    let mut rules = Rules::default();
    for (entry, resolution, _) in node.entries() {
        match entry.state {
            State::Stale => rules.stale += 1,
            State::Orphan => rules.orphans += 1,
            State::Ok | State::NoMetric if entry.dns => {}
            State::Ok | State::NoMetric => {
                rules.live += 1;
                rules.unnamed += u64::from(resolution.confidence == Confidence::Unknown);
            }
        }
    }
    rules
}

fn row(view: &View, name: &Arc<str>) -> Row {
    let none = AgentFacts::default();
    let facts = view.agents.get(name).unwrap_or(&none);
    let node = view.nodes.iter().find(|node| node.name == *name);
    let rules = node.map(rules);
    let round = node.and_then(|node| node.live_round).or(facts.recorded_round).map(|round| u64::from(round.0));
    let names_from = node.map(|node| node.names_from.name());
    let of_rules = |pick: fn(&Rules) -> u64| rules.as_ref().map(pick);
    // Without rounds nobody can tell what is left of an older one.
    let known = node.is_some_and(|node| node.live_round.is_some() && !node.partial);
    let of_rounds = |pick: fn(&Rules) -> u64| of_rules(pick).filter(|_| known);
    let cells = vec![
        Cell::Text(name.to_string()),
        text(facts.pod.clone()),
        text(facts.antrea_version.clone()),
        text(facts.ovs_version.clone()),
        count(round),
        count(facts.flows),
        count(facts.policies),
        count(of_rules(|rules| rules.live)),
        way(facts, Way::Exec),
        way(facts, Way::Agent),
        way(facts, Way::StatsApi),
        count(of_rounds(|rules| rules.stale)),
        count(of_rounds(|rules| rules.orphans)),
        count(of_rules(|rules| rules.unnamed)),
        text(names_from),
        why_not(facts),
    ];
    let ways: Vec<Value> = facts
        .ways
        .iter()
        .map(|(way, why)| json!({ "way": way.name(), "usable": why.is_none(), "whyNot": why }))
        .collect();
    let item = object(json!({
        "kind": "Node",
        "metadata": { "name": &**name },
        "agentPod": facts.pod,
        "antreaVersion": facts.antrea_version,
        "ovsVersion": facts.ovs_version,
        "round": round,
        "flows": facts.flows,
        "policies": facts.policies,
        "rules": of_rules(|rules| rules.live),
        "staleRules": of_rounds(|rules| rules.stale),
        "orphanedRules": of_rounds(|rules| rules.orphans),
        "unnamedRules": of_rules(|rules| rules.unnamed),
        "namesFrom": names_from,
        "ways": ways,
    }));
    let fails = facts.ways.values().any(Option::is_some);
    let emphasis = if fails { Emphasis::Warning } else { Emphasis::Plain };
    Row { cells, item, name: format!("node/{name}"), emphasis }
}

/// `yes`, or `no` with the cause in a word or two.
fn way(facts: &AgentFacts, way: Way) -> Cell {
    match facts.ways.get(&way) {
        None => Cell::Unknown,
        Some(None) => Cell::Text("yes".to_string()),
        Some(Some(why)) => Cell::Text(format!("no ({})", why.split(':').next().unwrap_or_default())),
    }
}

fn why_not(facts: &AgentFacts) -> Cell {
    let whys: Vec<String> =
        facts.ways.iter().filter_map(|(way, why)| Some(format!("{}: {}", way.name(), why.as_ref()?))).collect();
    if whys.is_empty() { Cell::Unknown } else { Cell::Text(whys.join("; ")) }
}
