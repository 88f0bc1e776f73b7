//! Nouns: what `get` can show. One file each, and one table of all.
//!
//! # How to add a noun
//!
//! 1. Make a file here with its columns, what it needs and a function from a [`View`] and a [`Query`] to a report.
//! 2. Add a [`Noun`] to [`REGISTRY`]. Parser, help, man pages, completions and tests read it from there.
//! 3. Add its outputs to the golden cases of `tests/`.

pub mod api_stats;
pub mod conntrack;
pub mod drops;
pub mod filter;
pub mod flows;
pub mod groups;
pub mod item;
pub mod meters;
pub mod multicastgroups;
pub mod nodes;
pub mod podmulticaststats;
pub mod policies;
pub mod policystats;
pub mod ports;
pub mod rules;
pub mod statistics;
pub mod switch;
pub mod tables;
pub mod view;

use crate::model::artefact::{ArtefactKind, Tables};
use crate::model::policy::PolicyKind;
use crate::model::report::{Column, Report};
use filter::Query;
use view::View;

/// A noun.
#[derive(Debug)]
pub struct Noun {
    /// Its name on the command line.
    pub name: &'static str,
    /// Other names.
    pub aliases: &'static [&'static str],
    /// One line of help.
    pub about: &'static str,
    /// The manual.
    pub long: &'static str,
    /// All its columns.
    pub columns: &'static [Column],
    /// Artefacts that it reads when they are there.
    pub needs: fn(&Query) -> &'static [ArtefactKind],
    /// Which flows a live Node is asked for, where it needs any.
    pub tables: fn(&Query) -> Tables,
    /// What a Node has no rows without: where it is missing is a gap.
    pub essential: fn(&Query) -> &'static [ArtefactKind],
    /// Whether it shows flows themselves: then their lines are kept.
    pub shows_flows: bool,
    /// Whether it says whose an address is: then Pods, Services and Nodes are read, whatever names the rules.
    pub shows_addresses: bool,
    /// Filters that make sense for it beside names.
    pub filters: &'static [Filter],
    /// Command lines with what they do.
    pub examples: &'static [(&'static str, &'static str)],
    /// Whether its rows say nothing without names: then a Node without any known policy leaves a gap.
    pub needs_names: bool,
    /// Kinds of policies that Antrea's statistics API can answer it for; none where it cannot.
    pub by_statistics: &'static [PolicyKind],
    /// Whether it asks each way to the counters if it works.
    pub probes: bool,
    /// Whether its rows live in Namespaces as API objects do: then `-n` has a default and `-A` lifts it.
    pub namespaced: bool,
    /// The rows.
    pub report: for<'v> fn(&'v View, &'v Query) -> Report<'v>,
}

/// Compares two looks at the same Nodes, an earlier and a later one; `None` where the two have no Node in common.
pub type Compare = for<'v> fn(&'v View, &'v View, &'v Query) -> Option<Report<'v>>;

/// A filter that a noun takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Filter {
    Pod,
    Policy,
    Kind,
    Action,
    Direction,
    Rules,
    ByNode,
    Service,
    Table,
    Category,
    Round,
    Cookie,
    Hits,
    Stale,
    Raw,
    Zone,
    State,
    Protocol,
    Blocked,
    CountOnly,
    By,
}

/// What every noun of policy statistics reads.
pub(crate) fn stats_needs(_: &Query) -> &'static [ArtefactKind] {
    STATS_NEEDS
}

/// Nouns of policy statistics count flows.
pub(crate) fn flows_needed(_: &Query) -> &'static [ArtefactKind] {
    &[ArtefactKind::Flows]
}

/// The tables of policies.
pub(crate) fn policy_tables(_: &Query) -> Tables {
    Tables::Policies
}

/// What says whose flows are: tables by name, ports, and the policies with what they select, from whoever knows them.
pub(crate) const NAMES: &[ArtefactKind] = &[
    ArtefactKind::Meta,
    ArtefactKind::Flows,
    ArtefactKind::TableFeatures,
    ArtefactKind::Aggregate,
    ArtefactKind::Bridge,
    ArtefactKind::Port,
    ArtefactKind::Interface,
    ArtefactKind::AgentNetworkPolicies,
    ArtefactKind::AgentAddressGroups,
    ArtefactKind::AgentAppliedToGroups,
    ArtefactKind::AgentPodInterfaces,
    ArtefactKind::AgentInfo,
    ArtefactKind::AgentMetrics,
    ArtefactKind::AgentPolicyFlows,
    ArtefactKind::ControllerNetworkPolicies,
    ArtefactKind::ControllerAddressGroups,
    ArtefactKind::ControllerAppliedToGroups,
    ArtefactKind::Objects,
];

pub(crate) const STATS_NEEDS: &[ArtefactKind] =
    &with::<{ NAMES.len() + 2 }>(NAMES, &[ArtefactKind::TableStats, ArtefactKind::OpenVSwitch]);

/// Two lists as one; `N` is how long they are together.
pub(crate) const fn with<const N: usize>(kinds: &[ArtefactKind], more: &[ArtefactKind]) -> [ArtefactKind; N] {
    assert!(kinds.len() + more.len() == N);
    let mut all = [ArtefactKind::Meta; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < kinds.len() { kinds[at] } else { more[at - kinds.len()] };
        at += 1;
    }
    all
}

/// All nouns, in the order in which help lists them.
pub static REGISTRY: &[&Noun] = &[
    &policystats::NOUN,
    &rules::NOUN,
    &api_stats::NETWORK_POLICY,
    &api_stats::ANTREA_NETWORK_POLICY,
    &api_stats::ANTREA_CLUSTER_NETWORK_POLICY,
    &api_stats::CLUSTER_NETWORK_POLICY,
    &podmulticaststats::NOUN,
    &multicastgroups::NOUN,
    &drops::NOUN,
    &flows::NOUN,
    &tables::NOUN,
    &groups::NOUN,
    &meters::NOUN,
    &ports::NOUN,
    &conntrack::NOUN,
    &nodes::NOUN,
];

/// The noun of that name or alias.
pub fn noun(name: &str) -> Option<&'static Noun> {
    REGISTRY.iter().copied().find(|noun| noun.name == name || noun.aliases.contains(&name))
}

/// How a noun compares two looks, for those that do.
pub fn comparison(noun: &Noun) -> Option<Compare> {
    (noun.name == tables::NOUN.name).then_some(tables::growth as Compare)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_unique_and_columns_can_be_told_apart() {
        let mut seen = HashSet::new();
        for noun in REGISTRY {
            for name in std::iter::once(&noun.name).chain(noun.aliases) {
                assert!(seen.insert(*name), "{name} stands twice");
            }
            let headers: HashSet<_> =
                noun.columns.iter().map(|c| c.header.to_lowercase().replace([' ', '-', '_'], "")).collect();
            assert_eq!(headers.len(), noun.columns.len(), "{}", noun.name);
            assert!(!noun.about.ends_with('.') && !noun.long.is_empty(), "{}", noun.name);
        }
        assert_eq!(noun("rule").map(|n| n.name), Some("rules"));
    }

    #[test]
    fn nothing_is_needed_twice_and_what_is_essential_is_needed() {
        let counting = Query {
            connections: filter::ConnectionQuery { count_only: true, ..Default::default() },
            ..Query::default()
        };
        let plain = Query::default();
        for (noun, query) in REGISTRY.iter().flat_map(|noun| [(noun, &counting), (noun, &plain)]) {
            let needs = (noun.needs)(query);
            let once: HashSet<_> = needs.iter().map(|kind| format!("{kind:?}")).collect();
            assert_eq!(once.len(), needs.len(), "{}: {needs:?}", noun.name);
            let essential = (noun.essential)(query);
            assert!(essential.iter().all(|kind| needs.contains(kind)), "{}: {essential:?}", noun.name);
        }
    }
}
