//! Which requests an agent of a version is asked, in which order.

use super::tables::{FIXED, FIXED_OF_POLICIES, OF_POLICIES};
use super::version::AgentVersion;
use crate::model::artefact::ArtefactKind;
use crate::source::{Tables, Wanted};

/// Most that an answer other than flows may have, in bytes: it is held whole. A member of a group takes some 150, so
/// this is for 200,000 of them.
pub const SMALL: u64 = 32 << 20;

/// Most that the flows of one table, or the groups, may have.
pub const FLOWS: u64 = 512 << 20;

/// One artefact that is one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Get {
    /// What it is.
    pub kind: ArtefactKind,
    /// The request.
    pub path: &'static str,
    /// Its file in a capture.
    pub file: &'static str,
}

const fn get(kind: ArtefactKind, path: &'static str, file: &'static str) -> Get {
    Get { kind, path, file }
}

/// The agent itself; asked first, since it says its version.
pub const AGENT_INFO: Get = get(ArtefactKind::AgentInfo, "/agentinfo", "agent-agentinfo.json");

/// The policies of the Node; asked before the flows and again after them.
pub const POLICIES: Get = get(ArtefactKind::AgentNetworkPolicies, "/networkpolicies", "agent-networkpolicies.json");

/// Numbers and names of tables among others.
pub const METRICS: Get = get(ArtefactKind::AgentMetrics, "/metrics", "agent-metrics.txt");

/// The groups with their buckets, as lines of `dump-groups` in a list like that of flows; without what they counted. Agents of 1.0 give them already.
pub const GROUPS: Get = get(ArtefactKind::Groups, "/ovsflows?groups=all", "groups.txt");

/// In the order in which they are asked: what policies name right behind them.
const GETS: [Get; 7] = [
    POLICIES,
    get(ArtefactKind::AgentAddressGroups, "/addressgroups", "agent-addressgroups.json"),
    get(ArtefactKind::AgentAppliedToGroups, "/appliedtogroups", "agent-appliedtogroups.json"),
    get(ArtefactKind::AgentPodInterfaces, "/podinterfaces", "agent-podinterfaces.json"),
    METRICS,
    get(ArtefactKind::AgentPodMulticastStats, "/podmulticaststats", "agent-podmulticaststats.json"),
    GROUPS,
];

/// Whether an agent of any version has an answer that is an artefact of a kind. Flows come in an answer for each table.
pub fn gives(kind: ArtefactKind) -> bool {
    kind == ArtefactKind::Flows || kind == AGENT_INFO.kind || GETS.iter().any(|get| get.kind == kind)
}

/// A way to name the tables whose flows are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableWay {
    /// By these names.
    Names(&'static [&'static str]),
    /// By the names that the agent lists.
    ListedNames,
    /// By the numbers that `/metrics` gives these names; of all of them when there are none.
    MetricNumbers(&'static [&'static str]),
    /// By these numbers, which every Node of the version has.
    Numbers(&'static [u8]),
    /// By number, until the answers show these names.
    Seek(&'static [&'static str]),
    /// By every number, until there are no more. Table by table: a dump of the whole bridge holds up its switch for as long as it takes.
    Walk,
}

/// What one agent is asked after `/agentinfo`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Answers that are artefacts.
    pub gets: Vec<Get>,
    /// For flows: ways of which the first that works is taken; empty when no flows are wanted.
    pub flows: Vec<TableWay>,
    /// Whether the policies are read again after the flows.
    pub check: bool,
    /// Whether the flows say their round.
    pub has_cookies: bool,
}

impl Plan {
    /// Whether the tables are found without `/metrics`, too: those of policies by their names, or by numbers that every Node has.
    pub fn has_other_names(&self) -> bool {
        self.flows.iter().any(|way| match way {
            TableWay::Names(_) | TableWay::Seek(_) => true,
            TableWay::Numbers(numbers) => *numbers == FIXED_OF_POLICIES,
            TableWay::ListedNames | TableWay::MetricNumbers(_) | TableWay::Walk => false,
        })
    }
}

/// Plans for an agent.
pub fn plan(version: AgentVersion, wanted: &Wanted) -> Plan {
    let gets: Vec<Get> = GETS.into_iter().filter(|get| wanted.has(get.kind)).collect();
    let flows = if wanted.has(ArtefactKind::Flows) { flows(version, wanted.tables()) } else { Vec::new() };
    let check = !flows.is_empty() && wanted.has(ArtefactKind::AgentNetworkPolicies);
    Plan { gets, flows, check, has_cookies: version.has_cookies() }
}

fn flows(version: AgentVersion, tables: &Tables) -> Vec<TableWay> {
    let mut ways = Vec::new();
    match tables {
        _ if version.has_fixed_tables() => {
            return vec![TableWay::Numbers(match tables {
                Tables::Policies => &FIXED_OF_POLICIES,
                Tables::All | Tables::Named(_) => &FIXED,
            })];
        }
        Tables::Policies => {
            if version.takes_table_names() {
                ways.push(TableWay::Names(&OF_POLICIES));
            }
            if version.has_table_metrics() {
                ways.push(TableWay::MetricNumbers(&OF_POLICIES));
            }
            ways.push(TableWay::Seek(&OF_POLICIES));
            // Without names any table may be theirs.
            ways.push(TableWay::Walk);
        }
        Tables::All | Tables::Named(_) => {
            if version.takes_table_names() && version.lists_table_names() {
                ways.push(TableWay::ListedNames);
            }
            if version.has_table_metrics() {
                ways.push(TableWay::MetricNumbers(&[]));
            }
            ways.push(TableWay::Walk);
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(way: &TableWay) -> &'static str {
        match way {
            TableWay::Names(_) => "names",
            TableWay::ListedNames => "listed",
            TableWay::MetricNumbers(_) => "metrics",
            TableWay::Numbers(_) => "numbers",
            TableWay::Seek(_) => "seek",
            TableWay::Walk => "walk",
        }
    }

    #[test]
    fn each_version_is_asked_what_it_can_answer() {
        // version, ways to the policies' tables, ways to all tables, cookies
        let cases = [
            ("v1.0.0", "numbers", "numbers", false),
            ("v1.5.3", "numbers", "numbers", false),
            ("v1.6.0", "seek walk", "walk", false),
            ("v1.8.1", "seek walk", "walk", false),
            ("v1.12.0", "seek walk", "walk", false),
            ("v1.13.4", "metrics seek walk", "metrics walk", false),
            ("v2.0.1", "metrics seek walk", "metrics walk", false),
            ("v2.4.3", "metrics seek walk", "metrics walk", false),
            ("v2.4.5", "names metrics seek walk", "listed metrics walk", false),
            ("v2.7.0", "names metrics seek walk", "listed metrics walk", true),
            ("v2.8.0-dev", "names metrics seek walk", "listed metrics walk", true),
            ("", "names metrics seek walk", "listed metrics walk", true),
            ("UNKNOWN", "names metrics seek walk", "listed metrics walk", true),
        ];
        for (text, policies, all, cookies) in cases {
            let version = AgentVersion::parse(text);
            let wanted = Wanted::kinds([ArtefactKind::Flows]);
            for (wanted, expected) in [(wanted.clone().of_tables(Tables::Policies), policies), (wanted, all)] {
                let plan = plan(version, &wanted);
                let ways: Vec<_> = plan.flows.iter().map(shown).collect();
                assert_eq!((ways.join(" ").as_str(), plan.has_cookies), (expected, cookies), "{text:?}");
            }
        }
    }

    #[test]
    fn what_is_not_wanted_is_not_asked() {
        use ArtefactKind::*;
        // wanted, requests, flows, check
        let cases: [(Vec<ArtefactKind>, &[&str], bool, bool); 6] = [
            (vec![], &[], false, false),
            (vec![Flows], &[], true, false),
            (vec![AgentNetworkPolicies, Port, TableFeatures], &["/networkpolicies"], false, false),
            (
                vec![Flows, AgentNetworkPolicies, AgentAddressGroups, AgentAppliedToGroups, AgentPodInterfaces],
                &["/networkpolicies", "/addressgroups", "/appliedtogroups", "/podinterfaces"],
                true,
                true,
            ),
            (vec![AgentPodMulticastStats, AgentMetrics, AgentInfo], &["/metrics", "/podmulticaststats"], false, false),
            (vec![Groups, GroupStats, Flows], &["/ovsflows?groups=all"], true, false),
        ];
        for (kinds, paths, flows, check) in cases {
            let plan = plan(AgentVersion::parse("v2.7.0"), &Wanted::kinds(kinds.clone()));
            let asked: Vec<_> = plan.gets.iter().map(|get| get.path).collect();
            assert_eq!((asked.as_slice(), !plan.flows.is_empty(), plan.check), (paths, flows, check), "{kinds:?}");
        }
    }
}
