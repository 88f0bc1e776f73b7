//! IDs that more than one rule has flows of.

use super::{Evidence, RoundedId, RuleFlowEvidence};
use crate::model::ids::RuleId;

/// A `conj_id` flow with its ID.
type Ruled = (RoundedId, RuleFlowEvidence);

impl Evidence {
    /// IDs with action flows in more than one table, in order. An agent installs an ID in one table: such an ID was released and given to another rule
    /// between the reading of two tables. Flows without cookies do not say so: their rounds cannot be told apart.
    pub fn moved(&self) -> Vec<RuleId> {
        self.ids_where(|(one, a), (other, b)| one == other && one.0.is_some() && a.table != b.table)
    }

    /// IDs with action flows of two rules in a dump without cookies, in order: of two rounds, which cannot be told apart there.
    pub fn mixed(&self) -> Vec<RuleId> {
        let place = |rule: &RuleFlowEvidence| (rule.table, rule.priority);
        self.ids_where(|(one, a), (other, b)| one == other && one.0.is_none() && place(a) != place(b))
    }

    fn ids_where(&self, differ: impl Fn(&Ruled, &Ruled) -> bool) -> Vec<RuleId> {
        let pairs = self.rules.0.windows(2);
        let mut ids: Vec<RuleId> = pairs
            .filter_map(|pair| match pair {
                [one, other] if differ(one, other) => Some(one.0.1),
                _ => None,
            })
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
