//! What the expansion gives: OpenFlow rules as sets of clause matches.

use super::super::pool::MatchIndex;
use crate::antrea::tables::PolicyTable;
use crate::model::policy::RuleAction;

/// One clause of an expected rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ExpectedClause {
    /// Its matches, sorted. Empty is empty: a peer that selects nobody, a port that nobody has.
    pub set: Vec<MatchIndex>,
    /// What there may be beyond the set.
    pub open: Open,
}

/// What a clause may hold beyond what is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Open {
    /// Addresses: of an FQDN, of a group without members at hand.
    pub addresses: bool,
    /// OpenFlow groups, of a Service that is not known.
    pub groups: bool,
    /// OpenFlow ports, of Pods whose port is not known.
    pub ports: bool,
}

impl Open {
    /// Whether there may be anything.
    pub fn any(self) -> bool {
        self.addresses || self.groups || self.ports
    }

    pub(super) fn or(self, other: Open) -> Open {
        Open {
            addresses: self.addresses || other.addresses,
            groups: self.groups || other.groups,
            ports: self.ports || other.ports,
        }
    }
}

/// The order in which rules of one table are evaluated: tier, policy priority, place. Equal ones share an OpenFlow priority.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Order {
    /// Tier priority.
    pub tier: i32,
    /// Policy priority.
    pub policy: f64,
    /// Rule priority.
    pub rule: i32,
}

/// An OpenFlow rule that should be on the Node.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Index into [`crate::model::policy::PolicySet::policies`].
    pub policy: usize,
    /// Index into [`crate::model::policy::Policy::rules`] (the first of equal ones).
    pub rule: usize,
    /// All places in the object where an equal rule stands.
    pub places: Vec<usize>,
    /// Where it is installed.
    pub table: PolicyTable,
    /// What it does.
    pub action: RuleAction,
    /// Whether it goes through the L7 engine.
    pub l7: bool,
    /// From, to, service: those that the rule has.
    pub clauses: Vec<ExpectedClause>,
    /// Its place in the order; `None` for K8s rules, and for native rules that the agent installs without a priority.
    pub order: Option<Order>,
}

/// What the name of a rule is made of: all that stays of an expected rule when the Nodes are put together, a thousand at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleOrigin {
    /// As [`Expected::policy`].
    pub policy: usize,
    /// As [`Expected::rule`].
    pub rule: usize,
    /// As [`Expected::places`].
    pub places: Box<[usize]>,
}

impl From<Expected> for RuleOrigin {
    fn from(expected: Expected) -> RuleOrigin {
        RuleOrigin { policy: expected.policy, rule: expected.rule, places: expected.places.into() }
    }
}

/// Expected rules, and what has none in Open vSwitch by design.
#[derive(Debug, Default)]
pub struct Expansion {
    /// The rules.
    pub rules: Vec<Expected>,
    /// IGMP report rules: (policy, rule). The agent enforces them itself, in user space.
    pub igmp_reports: Vec<(usize, usize)>,
}
