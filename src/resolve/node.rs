//! One Node put together: its ledger, its names, and what both rest on.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::evidence::{Evidence, TableMap};
use super::expand::{NamespacedName, NodeFacts, RuleOrigin, expand};
use super::ledger::{Entry, State, ledger};
use super::matching::{Confidence, Matching, resolve};
use crate::antrea::clause::ClauseMatch;
use crate::model::ids::{Round, RuleId, TableId};
use crate::model::net::Net;
use crate::model::policy::{Direction, PodInterface, PolicySet};

const MOVED: &str = "the ID changed hands while the tables were read";

/// Where the names of a Node's rules came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamesFrom {
    /// The agent's own answers.
    Agent,
    /// The controller's policies and groups of the whole cluster.
    Controller,
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
            NamesFrom::Controller => "controller",
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
    /// Whether [`NodeView::evidence`] is kept.
    pub keep_evidence: bool,
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
    pub expected: Vec<RuleOrigin>,
    /// IGMP report rules: (policy, rule). The agent enforces them itself, in user space.
    pub igmp_reports: Vec<(usize, usize)>,
    /// The policies that the names are of.
    pub policies: Arc<PolicySet>,
    /// Where they came from.
    pub names_from: NamesFrom,
    /// Tables.
    pub tables: TableMap,
    /// The round in force.
    pub live_round: Option<Round>,
    /// How long the oldest flow of that round has been there, in nanoseconds: an agent makes its flows when it starts.
    pub age: Option<u64>,
    /// Pods that each entry applies to, as indices into `pods`.
    applied_to: AppliedTo,
    /// Pods with a port on the bridge.
    pub pods: Vec<PodInterface>,
    /// Flows read.
    pub flows: u64,
    /// Whether flows are missing.
    pub partial: bool,
    /// IDs that have action flows in several tables: they changed hands while the tables were read one after another.
    pub moved: Vec<RuleId>,
    /// IDs that have action flows of two rules, and no cookies to say which is older.
    pub mixed: Vec<RuleId>,
    /// What the flows said, for those who want to know a rule's clauses; kept where [`NodeInput::keep_evidence`] asks for it.
    pub evidence: Option<Box<Evidence>>,
}

/// The place of a Pod in [`NodeView::pods`]. A thousand Nodes with the Pods of every rule are held at once, so it is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PodIndex(u32);

/// A list of Pods for each entry, in one piece of memory.
#[derive(Debug, Default)]
struct AppliedTo {
    pods: Vec<PodIndex>,
    /// Where each entry's list ends.
    ends: Vec<u32>,
}

impl AppliedTo {
    fn of(&self, entry: usize) -> &[PodIndex] {
        let end_of = |entry: usize| self.ends.get(entry).map(|end| *end as usize);
        let begin = entry.checked_sub(1).and_then(end_of).unwrap_or(0);
        end_of(entry).and_then(|end| self.pods.get(begin..end)).unwrap_or_default()
    }
}

impl NodeView {
    /// Puts a Node together. The evidence is used up, unless it is to be kept: a thousand Nodes are held at once.
    pub fn new(name: Arc<str>, mut evidence: Evidence, input: NodeInput) -> NodeView {
        evidence.seal();
        let tables = evidence.tables(&input.table_names);
        let live_round = evidence.live_round(input.recorded_round);
        let age = live_round.and_then(|round| evidence.ages.get(&round)).copied().filter(|age| *age > 0);
        let mut ledger = ledger(&evidence, &tables, live_round);
        // The ledger has what was counted. Names are found by the rules' own flows and by their clauses.
        if !input.keep_evidence {
            evidence.forget_metrics();
        }
        let (ipv4, ipv6) = families(&evidence);
        let (policies, names_from) = input.policies.unwrap_or((Arc::default(), NamesFrom::Nothing));
        let members_are_local = names_from == NamesFrom::Agent;
        let facts = NodeFacts { pods: &input.pods, members_are_local, ipv4, ipv6, services: input.services.as_deref() };
        let groups = std::mem::take(&mut evidence.services);
        let mut pool = std::mem::take(&mut evidence.pool);
        let applied_to = applied_to(&ledger, &evidence, &input.pods, &mut pool);
        let expansion = expand(&policies, &facts, &groups, &mut pool);
        evidence.pool = pool;
        let mut matching = resolve(&ledger, &evidence, &tables, &policies, &expansion.rules);
        let moved = evidence.moved();
        for (entry, resolution) in ledger.iter().zip(&mut matching.resolutions) {
            if moved.binary_search(&entry.id).is_ok() && resolution.confidence == Confidence::Exact {
                (resolution.confidence, resolution.why) = (Confidence::Likely, MOVED);
            }
        }
        // A thousand Nodes are held at once: what only served to find the names goes.
        let mut expected: Vec<RuleOrigin> = expansion.rules.into_iter().map(RuleOrigin::from).collect();
        expected.shrink_to_fit();
        ledger.shrink_to_fit();
        let policies = if names_from == NamesFrom::Agent { Arc::new(policies.names()) } else { policies };
        NodeView {
            name,
            ledger,
            matching,
            expected,
            igmp_reports: expansion.igmp_reports,
            policies,
            names_from,
            tables,
            live_round,
            age,
            applied_to,
            pods: input.pods,
            flows: evidence.flows,
            partial: evidence.partial,
            moved,
            mixed: evidence.mixed(),
            evidence: input.keep_evidence.then(|| Box::new(evidence)),
        }
    }

    /// Whether every rule here has a name or candidates: then a policy without any is realised elsewhere or nowhere.
    pub fn explains_all(&self) -> bool {
        let pods_known = self.names_from == NamesFrom::Agent || !self.pods.is_empty();
        self.names_from != NamesFrom::Nothing && pods_known && !self.partial && self.matching.ids_without_rule == 0
    }

    /// The Pod at a place.
    pub fn pod(&self, at: PodIndex) -> Option<&PodInterface> {
        self.pods.get(at.0 as usize)
    }

    /// One entry with its answer and the Pods that it applies to.
    pub fn entry(&self, at: usize) -> Option<(&Entry, &super::matching::Resolution, &[PodIndex])> {
        Some((self.ledger.get(at)?, self.matching.resolutions.get(at)?, self.applied_to.of(at)))
    }

    /// Entries with their answers and the Pods that they apply to.
    pub fn entries(&self) -> impl Iterator<Item = (&Entry, &super::matching::Resolution, &[PodIndex])> {
        let numbered = self.ledger.iter().zip(&self.matching.resolutions).enumerate();
        numbered.map(|(at, (entry, resolution))| (entry, resolution, self.applied_to.of(at)))
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
) -> AppliedTo {
    let mut by_match: HashMap<_, _, RandomState> = HashMap::default();
    for (at, pod) in (0..).map(PodIndex).zip(pods) {
        if let Some(port) = pod.of_port {
            by_match.insert((Direction::Ingress, pool.intern(ClauseMatch::ToPort(port))), at);
        }
        for ip in &pod.ips {
            by_match.insert((Direction::Egress, pool.intern(ClauseMatch::Source(Net::host(*ip)))), at);
        }
    }
    let mut all = AppliedTo { pods: Vec::new(), ends: Vec::with_capacity(ledger.len()) };
    let mut applied: Vec<PodIndex> = Vec::new();
    for entry in ledger {
        if let Some(direction) = entry.direction.filter(|_| entry.state != State::Orphan) {
            let clauses = evidence.id((entry.round, entry.id)).clauses;
            applied.extend(clauses.iter().filter_map(|(_, clause)| by_match.get(&(direction, clause.matched))));
            applied.sort_unstable();
            applied.dedup();
        }
        all.pods.append(&mut applied);
        all.ends.push(u32::try_from(all.pods.len()).unwrap_or(u32::MAX));
    }
    all.pods.shrink_to_fit();
    all
}
