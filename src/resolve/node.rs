//! One Node put together: its ledger, its names, and what both rest on.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::Arc;

use super::evidence::{Evidence, TableMap};
use super::expand::{Expansion, NamespacedName, NodeFacts, expand};
use super::ledger::{Entry, State, ledger};
use super::matching::{Matching, resolve};
use crate::antrea::clause::ClauseMatch;
use crate::model::ids::{Round, TableId};
use crate::model::net::Net;
use crate::model::policy::{Direction, PodInterface, PolicySet};

/// Where the names of a Node's rules came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamesFrom {
    /// The agent's own answers.
    Agent,
    /// Kubernetes API objects.
    Objects,
    /// Nowhere: IDs and counters are all there is.
    Nothing,
}

impl NamesFrom {
    /// The word in every output.
    pub fn name(self) -> &'static str {
        match self {
            NamesFrom::Agent => "agent",
            NamesFrom::Objects => "objects",
            NamesFrom::Nothing => "none",
        }
    }
}

/// What is known of a Node beside its flows.
#[derive(Debug, Default)]
pub struct NodeInput {
    /// Table names by number.
    pub table_names: BTreeMap<TableId, Arc<str>>,
    /// The bridge's `external_ids:roundNum`.
    pub recorded_round: Option<Round>,
    /// Pods with a port on the bridge.
    pub pods: Vec<PodInterface>,
    /// Policies and groups, and where they came from.
    pub policies: Option<(Arc<PolicySet>, NamesFrom)>,
    /// Addresses of Services, when Services are known.
    pub services: Option<Arc<HashMap<NamespacedName, Vec<IpAddr>>>>,
}

/// A Node, resolved.
#[derive(Debug)]
pub struct NodeView {
    /// Its name.
    pub name: Arc<str>,
    /// Each realised rule, and what is left of others.
    pub ledger: Vec<Entry>,
    /// The names, entry by entry.
    pub matching: Matching,
    /// What should be there.
    pub expansion: Expansion,
    /// The policies that the names are of.
    pub policies: Arc<PolicySet>,
    /// Where they came from.
    pub names_from: NamesFrom,
    /// Tables.
    pub tables: TableMap,
    /// The round in force.
    pub live_round: Option<Round>,
    /// Pods that each entry applies to, as indices into `pods`.
    pub applied_to: Vec<Vec<usize>>,
    /// Pods with a port on the bridge.
    pub pods: Vec<PodInterface>,
    /// Flows read.
    pub flows: u64,
    /// Whether flows are missing.
    pub partial: bool,
}

impl NodeView {
    /// Puts a Node together. The evidence is used up: its text is gone, its sets are not needed any more.
    pub fn new(name: Arc<str>, mut evidence: Evidence, input: NodeInput) -> NodeView {
        evidence.seal();
        let tables = evidence.tables(&input.table_names);
        let live_round = evidence.live_round(input.recorded_round);
        let ledger = ledger(&evidence, &tables, live_round);
        let (ipv4, ipv6) = families(&evidence);
        let (policies, names_from) = input.policies.unwrap_or((Arc::default(), NamesFrom::Nothing));
        let members_are_local = names_from == NamesFrom::Agent;
        let facts = NodeFacts { pods: &input.pods, members_are_local, ipv4, ipv6, services: input.services.as_deref() };
        let groups = std::mem::take(&mut evidence.services);
        let mut pool = std::mem::take(&mut evidence.pool);
        let applied_to = applied_to(&ledger, &evidence, &input.pods, &mut pool);
        let expansion = expand(&policies, &facts, &groups, &mut pool);
        evidence.pool = pool;
        let matching = resolve(&ledger, &evidence, &tables, &policies, &expansion.rules);
        NodeView {
            name,
            ledger,
            matching,
            expansion,
            policies,
            names_from,
            tables,
            live_round,
            applied_to,
            pods: input.pods,
            flows: evidence.flows,
            partial: evidence.partial,
        }
    }

    /// Whether every rule here has a name or candidates: then a policy without any is realised elsewhere or nowhere.
    pub fn explains_all(&self) -> bool {
        let pods_known = self.names_from == NamesFrom::Agent || !self.pods.is_empty();
        self.names_from != NamesFrom::Nothing && pods_known && !self.partial && self.matching.ids_without_rule == 0
    }

    /// One entry with its answer and the Pods that it applies to.
    pub fn entry(&self, at: usize) -> Option<(&Entry, &super::matching::Resolution, &[usize])> {
        Some((self.ledger.get(at)?, self.matching.resolutions.get(at)?, self.applied_to.get(at)?))
    }

    /// Entries with their answers and the Pods that they apply to.
    pub fn entries(&self) -> impl Iterator<Item = (&Entry, &super::matching::Resolution, &[usize])> {
        self.ledger.iter().zip(&self.matching.resolutions).zip(&self.applied_to).map(|((e, r), pods)| (e, r, &pods[..]))
    }
}

/// The families that rules are installed for. Action flows of allow rules name them; where there are none, the clauses do.
fn families(evidence: &Evidence) -> (bool, bool) {
    let flows = evidence.rule_flows().filter_map(|rule| rule.flow.ipv6);
    let clauses = evidence.pool.iter().filter_map(|(clause, _)| match clause {
        ClauseMatch::Source(net) | ClauseMatch::Destination(net) | ClauseMatch::OriginalSource(net) => {
            Some(net.is_ipv6())
        }
        ClauseMatch::Any(ipv6) | ClauseMatch::AnyOriginal(ipv6) => Some(*ipv6),
        ClauseMatch::Service(service) => Some(service.ipv6),
        ClauseMatch::Igmp(address) => Some(address.is_ipv6()),
        ClauseMatch::ToPort(_)
        | ClauseMatch::ServiceGroup(_)
        | ClauseMatch::LabelIdentity(_)
        | ClauseMatch::Other(_) => None,
    });
    flows.chain(clauses).fold((false, false), |(v4, v6), ipv6| (v4 || !ipv6, v6 || ipv6))
}

/// Which Pods each entry applies to: ingress rules by port, egress rules by source address.
fn applied_to(
    ledger: &[Entry],
    evidence: &Evidence,
    pods: &[PodInterface],
    pool: &mut super::pool::MatchPool,
) -> Vec<Vec<usize>> {
    let mut by_match = HashMap::new();
    for (at, pod) in pods.iter().enumerate() {
        if let Some(port) = pod.of_port {
            by_match.insert((Direction::Ingress, pool.intern(ClauseMatch::ToPort(port))), at);
        }
        for ip in &pod.ips {
            by_match.insert((Direction::Egress, pool.intern(ClauseMatch::Source(Net::host(*ip)))), at);
        }
    }
    ledger
        .iter()
        .map(|entry| {
            let Some(direction) = entry.direction.filter(|_| entry.state != State::Orphan) else { return Vec::new() };
            let clauses = evidence.id((entry.round, entry.id)).clauses;
            let mut applied: Vec<usize> =
                clauses.iter().filter_map(|(_, clause)| by_match.get(&(direction, clause.matched)).copied()).collect();
            applied.sort_unstable();
            applied.dedup();
            applied
        })
        .collect()
}
