//! Interned clause matches: the flows of a big Node repeat few distinct matches, and sets of small numbers compare fast.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::antrea::clause::ClauseMatch;

/// The number of an interned clause match, within one pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MatchIndex(u32);

/// Distinct clause matches of one Node.
#[derive(Debug, Default)]
pub struct MatchPool {
    /// Every flow of a rule is looked up here: the standard hasher took a tenth of the time of a whole Node.
    numbers: HashMap<ClauseMatch, MatchIndex, RandomState>,
}

impl MatchPool {
    /// The number of a match, a new one if it was not there.
    pub fn intern(&mut self, clause: ClauseMatch) -> MatchIndex {
        let next = MatchIndex(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
        *self.numbers.entry(clause).or_insert(next)
    }

    /// All matches with their numbers, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&ClauseMatch, MatchIndex)> {
        self.numbers.iter().map(|(clause, index)| (clause, *index))
    }
}
