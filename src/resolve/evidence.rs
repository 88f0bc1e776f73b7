//! What the flows of one Node say about its rule IDs, gathered while a dump streams by: the rows are kept, not the text.

mod id_index;
mod shared_ids;
mod table_map;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::local::LocalAddresses;
use super::pool::{MatchIndex, MatchPool};
use crate::antrea::clause::ClauseMatch;
use crate::antrea::cookie::{self, is_pipelines};
use crate::antrea::role::{MetricKind, Role, RuleFlow, ServiceGroup, role, table_of};
use crate::antrea::tables::{PolicyTable, TableShape, by_structure};
use crate::model::flow::{Action, ActionItem, Flow, MatchField, TableRef};
use crate::model::ids::{Round, RuleId, TableId};
use crate::model::policy::Direction;

use id_index::IdIndex;
pub use table_map::TableMap;

/// A table as one dump names it: a number, or the index of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableKey {
    /// `table=16`.
    Number(TableId),
    /// Index into [`Evidence::table_names`].
    Name(u16),
}

/// An ID of one round. `None` is a dump without cookies: its round cannot be known.
pub type RoundedId = (Option<Round>, RuleId);

/// A `conj_id` flow.
#[derive(Clone, Copy, Debug)]
pub struct RuleFlowEvidence {
    /// Where.
    pub table: TableKey,
    /// OpenFlow priority.
    pub priority: u16,
    /// What it does.
    pub flow: RuleFlow,
    /// Packets that reached it (the first ones of connections); `None` in a dump without statistics.
    pub packets: Option<u64>,
    /// Bytes of those.
    pub bytes: Option<u64>,
}

/// A metric flow.
#[derive(Clone, Copy, Debug)]
pub struct MetricFlowEvidence {
    /// Where.
    pub table: TableKey,
    /// What it counts.
    pub kind: MetricKind,
    /// The half of the label that it matches.
    pub direction: Option<Direction>,
    /// Its packets; `None` in a dump without statistics.
    pub packets: Option<u64>,
    /// Its bytes.
    pub bytes: Option<u64>,
    /// It was last hit before it was made: Open vSwitch keeps the counters of a flow that is added again, so all its packets are an earlier owner's.
    pub inherited: bool,
}

/// One `conjunction(ID, clause/of)` of a match flow.
#[derive(Clone, Copy, Debug)]
pub struct ClauseEvidence {
    /// Where.
    pub table: TableKey,
    /// OpenFlow priority.
    pub priority: u16,
    /// 1-based clause.
    pub clause: u8,
    /// How many clauses the conjunction has.
    pub of: u8,
    /// What it matches.
    pub matched: MatchIndex,
}

/// All flows of one ID.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdEvidence<'a> {
    /// `conj_id` flows: one, or one a family.
    pub rules: &'a [(RoundedId, RuleFlowEvidence)],
    /// Metric flows.
    pub metrics: &'a [(RoundedId, MetricFlowEvidence)],
    /// Match flows.
    pub clauses: &'a [(RoundedId, ClauseEvidence)],
}

/// The order of IDs as one number, which compares faster: this is what sorting a Node's records costs.
fn order((round, id): RoundedId) -> u64 {
    (round.map_or(0, |round| u64::from(round.0) + 1) << 32) | u64::from(id.0)
}

/// Records by ID in one list: a big Node has hundreds of thousands, and a list for each ID would cost more than the records.
///
/// Each table's records are sorted when the next table begins: a dump goes table by table while its switch works on the next one, and sorted runs are soon merged.
#[derive(Debug)]
struct ById<T>(Vec<(RoundedId, T)>, usize);

impl<T> Default for ById<T> {
    fn default() -> Self {
        ById(Vec::new(), 0)
    }
}

impl<T> ById<T> {
    /// Ends a run of records.
    fn end_run(&mut self) {
        if let Some(run) = self.0.get_mut(self.1..) {
            run.sort_by_key(|(id, _)| order(*id));
        }
        self.1 = self.0.len();
    }

    fn sort(&mut self) {
        self.0.shrink_to_fit();
        self.end_run();
        self.0.sort_by_key(|(id, _)| order(*id));
    }
}

/// What one Node's dump says.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Names of tables, by index, in dumps with `--names`.
    pub table_names: Vec<Arc<str>>,
    /// Distinct clause matches.
    pub pool: MatchPool,
    /// Rounds and how many flows of each there are.
    pub rounds: BTreeMap<Round, u64>,
    /// How long the oldest flow of each round has been there, in nanoseconds.
    pub ages: BTreeMap<Round, u64>,
    /// Services and their groups.
    pub services: HashSet<ServiceGroup>,
    /// Addresses behind its ports.
    pub local: LocalAddresses,
    /// Flows read.
    pub flows: u64,
    /// Whether flows are missing: lines that could not be read, a dump that was cut.
    pub partial: bool,
    rules: ById<RuleFlowEvidence>,
    metrics: ById<MetricFlowEvidence>,
    clauses: ById<ClauseEvidence>,
    shapes: BTreeMap<TableId, TableShape>,
    without_clauses: bool,
    seen: HashSet<TableKey>,
    misses: bool,
    /// Rounds that installed the pipeline itself: an agent does that first when it starts.
    base_rounds: BTreeSet<Round>,
    last_table: Option<TableKey>,
    by_id: IdIndex,
}

impl Evidence {
    /// Evidence without clauses: enough for IDs and counters, where no policy can be known.
    pub fn without_clauses() -> Evidence {
        Evidence { without_clauses: true, ..Evidence::default() }
    }

    /// Ends the gathering. [`Evidence::id`] and [`Evidence::ids`] need it.
    pub fn seal(&mut self) {
        self.rules.sort();
        self.metrics.sort();
        self.clauses.sort();
        self.by_id = IdIndex::of(&self.rules.0, &self.metrics.0, &self.clauses.0);
    }

    /// Gives the room of the metric flows back.
    pub fn forget_metrics(&mut self) {
        self.metrics = ById::default();
    }

    /// All flows of an ID.
    pub fn id(&self, id: RoundedId) -> IdEvidence<'_> {
        let [rules, metrics, clauses] = self.by_id.places(id);
        IdEvidence {
            rules: self.rules.0.get(rules).unwrap_or_default(),
            metrics: self.metrics.0.get(metrics).unwrap_or_default(),
            clauses: self.clauses.0.get(clauses).unwrap_or_default(),
        }
    }

    /// The IDs that have a rule's own flow or a metric flow, in order.
    pub fn ids(&self) -> Vec<RoundedId> {
        self.by_id.own().collect()
    }

    /// Whether the dump holds the tables that a rule counted in `metric` may sit in.
    ///
    /// Each table has a flow for misses at least (priority 0), so a table without any was not asked for. Where the flows for misses were left
    /// out, tables with rules have to do.
    pub fn holds_rules_of(&self, metric: PolicyTable, tables: &TableMap) -> bool {
        if !self.misses {
            let mut rules = self.rule_flows().filter_map(|rule| tables.table(rule.table));
            return rules.any(|table| table.metric_table() == Some(metric));
        }
        let seen = |wanted: PolicyTable| self.holds(wanted, tables);
        // Without Antrea policies there are no tables for them, in neither direction.
        let antrea = [PolicyTable::AntreaPolicyIngressRule, PolicyTable::AntreaPolicyEgressRule];
        let optional = |table: PolicyTable| antrea.contains(&table) && !antrea.into_iter().any(seen);
        metric.rule_tables().all(|table| seen(table) || optional(table))
    }

    /// Whether the dump holds flows of a policy table.
    pub fn holds(&self, wanted: PolicyTable, tables: &TableMap) -> bool {
        self.seen.iter().any(|key| tables.table(*key) == Some(wanted))
    }

    /// All rules' own flows.
    pub fn rule_flows(&self) -> impl Iterator<Item = &RuleFlowEvidence> {
        self.rules.0.iter().map(|(_, rule)| rule)
    }

    /// Takes one decoded flow.
    pub fn add(&mut self, flow: &Flow<'_>, fields: &[MatchField<'_>], actions: &[ActionItem<'_>]) {
        self.flows += 1;
        let table = self.table(table_of(flow));
        if self.last_table != Some(table) {
            self.last_table = Some(table);
            // Tables that take turns, as nobody dumps them, would make a run of every flow: they are sorted at the end.
            if self.seen.insert(table) {
                self.rules.end_run();
                self.metrics.end_run();
                self.clauses.end_run();
            }
        }
        let round = flow.cookie.and_then(cookie::round);
        if let Some(round) = round {
            *self.rounds.entry(round).or_default() += 1;
            let age = self.ages.entry(round).or_default();
            *age = flow.duration.unwrap_or(0).max(*age);
        }
        match role(flow, fields, actions) {
            Role::Metric { id, kind, direction } => {
                self.shape(table, |shape| shape.labels = shape.labels.or(direction));
                let second = 1_000_000_000;
                let inherited = flow.packets.is_some_and(|n| n > 0)
                    && matches!((flow.idle_age, flow.duration), (Some(idle), Some(age)) if idle > age / second);
                let metric =
                    MetricFlowEvidence { table, kind, direction, packets: flow.packets, bytes: flow.bytes, inherited };
                self.metrics.0.push(((round, id), metric));
            }
            Role::Rule(rule) | Role::OnlyMatch(rule) => {
                self.shape(table, |shape| {
                    shape.counted_in.extend(rule.next);
                    shape.direction = shape.direction.or(rule.direction);
                    shape.multicast |= rule.multicast;
                });
                let evidence = RuleFlowEvidence {
                    table,
                    priority: flow.priority,
                    flow: rule,
                    packets: flow.packets,
                    bytes: flow.bytes,
                };
                self.rules.0.push(((round, rule.id), evidence));
            }
            Role::Clause(clause) => self.clause(round, table, flow, clause, actions),
            Role::ServiceGroup(service) => {
                self.services.insert(service);
            }
            Role::LocalAddress { port, address } => self.local.add(address, port),
            Role::Miss => {
                self.misses = true;
                if flow.cookie.is_some_and(is_pipelines) {
                    self.base_rounds.extend(round);
                }
            }
            Role::Other => {}
        }
    }

    fn clause(
        &mut self,
        round: Option<Round>,
        table: TableKey,
        flow: &Flow<'_>,
        clause: ClauseMatch,
        actions: &[ActionItem<'_>],
    ) {
        let port = matches!(clause, ClauseMatch::ToPort(_));
        self.shape(table, |shape| (shape.port_clauses, shape.clauses) = (shape.port_clauses || port, true));
        if self.without_clauses {
            return;
        }
        let matched = self.pool.intern(clause);
        for item in actions {
            if let Action::Conjunction { id, clause, of } = item.action {
                let evidence = ClauseEvidence { table, priority: flow.priority, clause, of, matched };
                self.clauses.0.push(((round, id), evidence));
            }
        }
    }

    fn table(&mut self, table: TableRef<'_>) -> TableKey {
        match table {
            TableRef::Number(id) => TableKey::Number(id),
            TableRef::Name(name) => {
                // A dump goes table by table.
                if let Some(TableKey::Name(last)) = self.last_table
                    && self.table_names.get(usize::from(last)).is_some_and(|known| &**known == name)
                {
                    return TableKey::Name(last);
                }
                let known = self.table_names.iter().position(|known| &**known == name);
                let index = known.unwrap_or_else(|| {
                    self.table_names.push(name.into());
                    self.table_names.len() - 1
                });
                TableKey::Name(u16::try_from(index).unwrap_or(u16::MAX))
            }
        }
    }

    fn shape(&mut self, table: TableKey, set: impl FnOnce(&mut TableShape)) {
        if let TableKey::Number(id) = table {
            set(self.shapes.entry(id).or_default());
        }
    }

    /// Names for the policy tables of this dump: from names in the dump, from `names`, or else by structure.
    pub fn tables(&self, names: &BTreeMap<TableId, Arc<str>>) -> TableMap {
        let mut map = TableMap { by_key: HashMap::default(), by_structure: false };
        for (index, name) in self.table_names.iter().enumerate() {
            let key = TableKey::Name(u16::try_from(index).unwrap_or(u16::MAX));
            map.by_key.insert(key, (PolicyTable::from_name(name), name.clone()));
        }
        if names.values().any(|name| PolicyTable::from_name(name).is_some()) {
            for (id, name) in names {
                map.by_key.insert(TableKey::Number(*id), (PolicyTable::from_name(name), name.clone()));
            }
        } else if !self.shapes.is_empty() {
            map.by_structure = true;
            for (id, table) in by_structure(&self.shapes) {
                map.by_key.insert(TableKey::Number(id), (Some(table), table.name().into()));
            }
        }
        map
    }

    /// The round that is in force: of two, the successor; `recorded` is the bridge's `roundNum`, which is written last when an agent starts.
    pub fn live_round(&self, recorded: Option<Round>) -> Option<Round> {
        // Single flows of another round may be anything; a round that is in force has its pipeline.
        let present = |round: Round| {
            if self.base_rounds.is_empty() {
                self.rounds.contains_key(&round)
            } else {
                self.base_rounds.contains(&round)
            }
        };
        let successor = |round: Round| Round(round.0.wrapping_add(1));
        if let Some(next) = recorded.map(successor).filter(|next| present(*next)) {
            return Some(next);
        }
        if let Some(recorded) = recorded.filter(|recorded| present(*recorded)) {
            return Some(recorded);
        }
        self.rounds
            .iter()
            .filter(|(round, _)| present(**round) && !present(successor(**round)))
            .max_by_key(|(round, flows)| (present(Round(round.0.wrapping_sub(1))), **flows))
            .map(|(round, _)| *round)
    }
}
