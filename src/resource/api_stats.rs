//! The nouns of Antrea's statistics API, with the columns that kubectl prints for them, from flows.

use super::filter::{Counters, Query};
use super::item::{TOO_BIG, count, text};
use super::policies::{actions_of, sum};
use super::policystats::item;
use super::view::View;
use super::{Filter, Noun, flows_needed, policy_tables, statistics, stats_needs};
use crate::model::policy::{PolicyKind, PolicyRef};
use crate::model::report::{Cell, Column, Emphasis, Report, Row};
use crate::model::stats::TrafficStats;

const fn column(header: &'static str, numeric: bool, help: &'static str) -> Column {
    Column { header, numeric, wide: false, help }
}

const NAMESPACED: &[Column] =
    &[column("NAMESPACE", false, "Namespace"), CLUSTER[0], CLUSTER[1], CLUSTER[2], CLUSTER[3], CLUSTER[4]];

const CLUSTER: &[Column] = &[
    column("NAME", false, "name"),
    column("SESSIONS", true, "connections, and denied packets"),
    column("PACKETS", true, "packets of both directions"),
    column("BYTES", true, "bytes of L2 frames"),
    column("CREATED AT", false, "when the policy was made"),
];

const LONG: &str = "The same columns as kubectl prints for Antrea's statistics API. On a cluster they are the API's own numbers, of all Nodes since Antrea's \
controller started, with CREATED AT as the start of counting. Where the API is off or not there, and with --via exec or --via agent, they are the \
counters of Open vSwitch: of the Nodes that were read, since the flows were made; CREATED AT is the policy's age then. The item's 'source' says which.\n\n\
'-' is not zero: it is not known, the policy is realised on no Node, or its packets cannot be told from those of another.";

macro_rules! api_noun {
    ($(#[$doc:meta])* $noun:ident, $name:literal, $kind:ident, $columns:ident, $namespaced:literal, $about:literal) => {
        $(#[$doc])*
        pub static $noun: Noun = Noun {
            name: $name,
            aliases: &[],
            about: $about,
            long: LONG,
            columns: $columns,
            needs: stats_needs,
    tables: policy_tables,
    essential: flows_needed,
    shows_flows: false,
    shows_addresses: false,
            filters: &[Filter::Policy],
            examples: &[
                (concat!("kubectl antstats get ", $name, " -A"), "Show all of them, as kubectl shows the API's"),
                (concat!("kubectl antstats get ", $name, " -A --via exec"), "Show the counters of Open vSwitch instead"),
            ],
            needs_names: true,
            by_statistics: &[PolicyKind::$kind],
            probes: false,
            namespaced: $namespaced,
            report: |view, query| report(view, query, PolicyKind::$kind, $name, $columns),
        };
    };
}

api_noun!(
    /// `networkpolicystats`.
    NETWORK_POLICY, "networkpolicystats", K8sNetworkPolicy, NAMESPACED, true, "Statistics of K8s NetworkPolicies"
);
api_noun!(
    /// `antreanetworkpolicystats`.
    ANTREA_NETWORK_POLICY, "antreanetworkpolicystats", AntreaNetworkPolicy, NAMESPACED, true, "Statistics of Antrea NetworkPolicies"
);
api_noun!(
    /// `antreaclusternetworkpolicystats`.
    ANTREA_CLUSTER_NETWORK_POLICY, "antreaclusternetworkpolicystats", AntreaClusterNetworkPolicy, CLUSTER, false,
    "Statistics of Antrea ClusterNetworkPolicies"
);
api_noun!(
    /// `clusternetworkpolicystats`: the name that Antrea 0.10 had for it.
    CLUSTER_NETWORK_POLICY, "clusternetworkpolicystats", AntreaClusterNetworkPolicy, CLUSTER, false,
    "Statistics of Antrea ClusterNetworkPolicies, by the name of Antrea 0.10"
);

fn report<'v>(
    view: &'v View,
    query: &Query,
    kind: PolicyKind,
    noun: &'static str,
    columns: &'static [Column],
) -> Report<'v> {
    let mut query = Query { kinds: vec![kind], by_node: false, rules: false, ..query.clone() };
    if !kind.is_namespaced() {
        query.namespace = None;
    }
    let nameless = Query { names: Vec::new(), ..query.clone() };
    let known = view.policies.keys().chain(view.statistics.policies.keys());
    let missing = query.missing(known.filter(|policy| nameless.policy(policy)));
    let mut rows = Vec::new();
    if query.counters == Counters::StatsApi {
        for (policy, stats) in statistics::policies(view, &query) {
            let since = stats.and_then(|stats| stats.since.clone());
            let totals = stats.map(|stats| stats.stats).unwrap_or_default();
            let cells = cells(policy, &totals, since.clone());
            let emphasis = if stats.is_none() { Emphasis::Dim } else { Emphasis::Plain };
            let item = statistics::item(policy, stats, since.as_deref(), &[]);
            rows.push(Row { cells, item, name: format!("{noun}.stats.antrea.io/{}", policy.name), emphasis });
        }
        return Report {
            kind: list_of(kind),
            columns: columns.to_vec(),
            rows: rows.into(),
            nothing: query.nothing(),
            missing,
            ..Report::default()
        };
    }
    for ((policy, _), sums) in &sum(view, &query).policies {
        let facts = view.policies.get(policy).cloned().unwrap_or_default();
        let cells = cells(policy, &sums.totals.known().0, facts.created.clone());
        let emphasis = if sums.totals.confidence.is_none() { Emphasis::Dim } else { Emphasis::Plain };
        let notes: Vec<String> = sums.totals.too_big.then(|| TOO_BIG.to_string()).into_iter().collect();
        let item = item(policy, sums, &facts, &actions_of(policy, &sums.totals), &notes);
        rows.push(Row { cells, item, name: format!("{noun}.stats.antrea.io/{}", policy.name), emphasis });
    }
    Report {
        kind: list_of(kind),
        columns: columns.to_vec(),
        rows: rows.into(),
        nothing: query.nothing(),
        missing,
        ..Report::default()
    }
}

fn list_of(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::K8sNetworkPolicy => "NetworkPolicyStatsList",
        PolicyKind::AntreaNetworkPolicy => "AntreaNetworkPolicyStatsList",
        _ => "AntreaClusterNetworkPolicyStatsList",
    }
}

fn cells(policy: &PolicyRef, stats: &TrafficStats, created: Option<String>) -> Vec<Cell> {
    let counts = [stats.sessions, stats.packets, stats.bytes].map(count);
    let namespace = policy.kind.is_namespaced().then(|| Cell::Text(policy.namespace.to_string()));
    let name = Cell::Text(policy.name.to_string());
    namespace.into_iter().chain([name]).chain(counts).chain([text(created)]).collect()
}
