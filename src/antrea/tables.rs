//! OpenFlow tables by name. Numbers depend on version and configuration since Antrea 1.6; names do not (pkg/agent/openflow/pipeline.go).

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ids::TableId;
use crate::model::policy::Direction;

/// The tables that hold policy rules and their metrics; other tables are of no interest here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum PolicyTable {
    AntreaPolicyEgressRule,
    EgressRule,
    EgressDefaultRule,
    EgressMetric,
    AntreaPolicyIngressRule,
    IngressRule,
    IngressDefaultRule,
    IngressMetric,
    MulticastEgressRule,
    MulticastEgressMetric,
    MulticastIngressRule,
    MulticastIngressMetric,
}

use PolicyTable::*;

/// Names as Open vSwitch and Antrea print them.
const NAMES: [(&str, PolicyTable); 12] = [
    ("AntreaPolicyEgressRule", AntreaPolicyEgressRule),
    ("EgressRule", EgressRule),
    ("EgressDefaultRule", EgressDefaultRule),
    ("EgressMetric", EgressMetric),
    ("AntreaPolicyIngressRule", AntreaPolicyIngressRule),
    ("IngressRule", IngressRule),
    ("IngressDefaultRule", IngressDefaultRule),
    ("IngressMetric", IngressMetric),
    ("MulticastEgressRule", MulticastEgressRule),
    ("MulticastEgressMetric", MulticastEgressMetric),
    ("MulticastIngressRule", MulticastIngressRule),
    ("MulticastIngressMetric", MulticastIngressMetric),
];

impl PolicyTable {
    /// The table of that name. Antrea up to 1.5 had other names for some: `AntreaPolicyAppTierIngressRule` and the like of 0.x are not known here.
    pub fn from_name(name: &str) -> Option<PolicyTable> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, table)| *table)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, table)| *table == self).map_or("", |(name, _)| name)
    }

    /// The direction of its rules, from the Pod's side.
    pub fn direction(self) -> Direction {
        match self {
            AntreaPolicyEgressRule
            | EgressRule
            | EgressDefaultRule
            | EgressMetric
            | MulticastEgressRule
            | MulticastEgressMetric => Direction::Egress,
            _ => Direction::Ingress,
        }
    }

    /// Where the rules of this table are counted; `None` for the metric tables themselves.
    pub fn metric_table(self) -> Option<PolicyTable> {
        match self {
            AntreaPolicyEgressRule | EgressRule | EgressDefaultRule => Some(EgressMetric),
            AntreaPolicyIngressRule | IngressRule | IngressDefaultRule => Some(IngressMetric),
            MulticastEgressRule => Some(MulticastEgressMetric),
            MulticastIngressRule => Some(MulticastIngressMetric),
            EgressMetric | IngressMetric | MulticastEgressMetric | MulticastIngressMetric => None,
        }
    }

    /// The tables whose rules are counted in this one.
    pub fn rule_tables(self) -> impl Iterator<Item = PolicyTable> {
        NAMES.iter().map(|(_, table)| *table).filter(move |table| table.metric_table() == Some(self))
    }

    /// Whether it counts multicast: then there are no sessions.
    pub fn is_multicast(self) -> bool {
        matches!(self, MulticastEgressRule | MulticastEgressMetric | MulticastIngressRule | MulticastIngressMetric)
    }
}

/// What the flows of a numbered table look like, to find its name where a dump has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableShape {
    /// Priority-200 flows that match a half of `ct_label`: whose.
    pub labels: Option<Direction>,
    /// `conj_id` flows, Pass apart, send their packets to these tables to be counted.
    pub counted_in: BTreeSet<TableId>,
    /// The direction of its rules, where a register or label says it.
    pub direction: Option<Direction>,
    /// Clauses with a Pod's port (`reg1`): they stand in ingress tables alone.
    pub port_clauses: bool,
    /// Clauses without any, so that `port_clauses` says something.
    pub clauses: bool,
    /// Rules that allow multicast.
    pub multicast: bool,
}

/// Finds the policy tables of a bridge whose names are not known, by what stands in them.
///
/// A metric table is one that matches a half of `ct_label`, or to which rules send their packets. The rule tables stand right before it: at fixed
/// numbers up to Antrea 1.5 (61 and 101 count), consecutively since. Multicast tables come after all others.
pub fn by_structure(shapes: &BTreeMap<TableId, TableShape>) -> Vec<(TableId, PolicyTable)> {
    let mut metrics: BTreeMap<TableId, Option<Direction>> = BTreeMap::new();
    for (id, shape) in shapes {
        if shape.labels.is_some() {
            metrics.insert(*id, shape.labels);
        }
    }
    let unicast_end = metrics.keys().next_back().copied();
    let mut multicast = BTreeMap::new();
    for (rules, shape) in shapes {
        let direction = shape.direction.or(match (shape.port_clauses, shape.clauses) {
            (true, _) => Some(Direction::Ingress),
            (false, true) => Some(Direction::Egress),
            (false, false) => None,
        });
        for metric in &shape.counted_in {
            // Every unicast table that counts comes before every multicast one.
            let after = unicast_end.is_some_and(|end| *metric > end) && !before_ingress(*metric, direction, shapes);
            if shape.multicast || after {
                multicast.insert(*metric, (*rules, direction));
            } else {
                let known = metrics.entry(*metric).or_default();
                *known = known.or(direction);
            }
        }
    }
    let mut found = Vec::new();
    for (metric, direction) in metrics {
        let rules: Vec<TableId> =
            shapes.iter().filter(|(_, shape)| shape.counted_in.contains(&metric)).map(|(id, _)| *id).collect();
        match direction {
            Some(Direction::Egress) => found.extend(numbered(metric, 61, [45, 50, 60], &rules, EGRESS)),
            Some(Direction::Ingress) => found.extend(numbered(metric, 101, [85, 90, 100], &rules, INGRESS)),
            None => {}
        }
    }
    for (metric, (rules, direction)) in multicast {
        match direction {
            Some(Direction::Egress) => found.extend([(rules, MulticastEgressRule), (metric, MulticastEgressMetric)]),
            Some(Direction::Ingress) => found.extend([(rules, MulticastIngressRule), (metric, MulticastIngressMetric)]),
            None => {}
        }
    }
    found
}

/// Whether a table is the ingress metric table of a Node whose only labels are egress ones: the first that ingress rules count in.
fn before_ingress(metric: TableId, direction: Option<Direction>, shapes: &BTreeMap<TableId, TableShape>) -> bool {
    let labels = |wanted| shapes.values().any(|shape| shape.labels == Some(wanted));
    let first = shapes.values().filter(|shape| shape.port_clauses).flat_map(|shape| &shape.counted_in).min();
    direction == Some(Direction::Ingress) && !labels(Direction::Ingress) && first == Some(&metric)
}

const EGRESS: [PolicyTable; 4] = [AntreaPolicyEgressRule, EgressRule, EgressDefaultRule, EgressMetric];
const INGRESS: [PolicyTable; 4] = [AntreaPolicyIngressRule, IngressRule, IngressDefaultRule, IngressMetric];

/// The tables of one direction, from the number of its metric table.
fn numbered(
    metric: TableId,
    fixed: u8,
    fixed_rules: [u8; 3],
    rules: &[TableId],
    tables: [PolicyTable; 4],
) -> Vec<(TableId, PolicyTable)> {
    let is_fixed = metric.0 == fixed && rules.iter().all(|id| fixed_rules.contains(&id.0));
    let numbers = if is_fixed { fixed_rules.map(Some) } else { [3, 2, 1].map(|before| metric.0.checked_sub(before)) };
    let [antrea, k8s, default, metric_table] = tables;
    let rules = numbers.into_iter().zip([antrea, k8s, default]).filter_map(|(id, table)| Some((TableId(id?), table)));
    rules.chain([(metric, metric_table)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(tables: &[(u8, TableShape)]) -> Vec<(u8, &'static str)> {
        let shapes = tables.iter().map(|(id, shape)| (TableId(*id), shape.clone())).collect();
        let mut found: Vec<_> = by_structure(&shapes).into_iter().map(|(id, table)| (id.0, table.name())).collect();
        found.sort_unstable();
        found
    }

    fn labels(direction: Direction) -> TableShape {
        TableShape { labels: Some(direction), ..TableShape::default() }
    }

    fn rules(counted_in: u8, port_clauses: bool) -> TableShape {
        let counted_in = [TableId(counted_in)].into();
        TableShape { counted_in, port_clauses, clauses: true, ..TableShape::default() }
    }

    #[test]
    fn the_flexible_pipeline_is_found_by_its_labels() {
        let names = named(&[(15, labels(Direction::Egress)), (26, labels(Direction::Ingress))]);
        assert!(
            names.contains(&(12, "AntreaPolicyEgressRule")) && names.contains(&(25, "IngressDefaultRule")),
            "{names:?}"
        );
        assert_eq!(names.len(), 8);
    }

    #[test]
    fn the_fixed_numbers_of_1_5_are_known() {
        let names = named(&[(61, labels(Direction::Egress)), (45, rules(61, false))]);
        assert!(names.contains(&(45, "AntreaPolicyEgressRule")) && names.contains(&(61, "EgressMetric")), "{names:?}");
        let denies = named(&[(85, rules(101, true))]);
        assert!(
            denies.contains(&(85, "AntreaPolicyIngressRule")) && denies.contains(&(101, "IngressMetric")),
            "{denies:?}"
        );
    }

    #[test]
    fn tables_that_only_deny_are_found_by_where_their_rules_count() {
        let names = named(&[(12, rules(15, false)), (25, rules(26, true))]);
        assert!(names.contains(&(15, "EgressMetric")) && names.contains(&(26, "IngressMetric")), "{names:?}");
        // Labels of one direction, denies of the other: no multicast.
        let names = named(&[(15, labels(Direction::Egress)), (25, rules(26, true))]);
        assert!(names.contains(&(26, "IngressMetric")) && names.contains(&(25, "IngressDefaultRule")), "{names:?}");
    }

    #[test]
    fn multicast_tables_come_after_all_others() {
        let allow = TableShape { multicast: true, ..rules(31, false) };
        let names = named(&[(26, labels(Direction::Ingress)), (30, allow), (34, rules(35, true))]);
        let wanted = [
            (30, "MulticastEgressRule"),
            (31, "MulticastEgressMetric"),
            (34, "MulticastIngressRule"),
            (35, "MulticastIngressMetric"),
        ];
        for want in wanted {
            assert!(names.contains(&want), "{want:?} in {names:?}");
        }
    }

    #[test]
    fn names_go_both_ways() {
        for (name, table) in NAMES {
            assert_eq!(PolicyTable::from_name(name), Some(table));
            assert_eq!(table.name(), name);
        }
        assert_eq!(PolicyTable::from_name("Output"), None);
    }
}
