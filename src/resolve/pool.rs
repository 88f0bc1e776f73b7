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

impl MatchIndex {
    /// As the place in a list of all.
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

impl MatchPool {
    /// The number of a match, a new one if it was not there.
    pub fn intern(&mut self, clause: ClauseMatch) -> MatchIndex {
        let next = MatchIndex(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
        *self.numbers.entry(clause).or_insert(next)
    }

    /// How many matches there are: their numbers are below that.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// All matches with their numbers, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&ClauseMatch, MatchIndex)> {
        self.numbers.iter().map(|(clause, index)| (clause, *index))
    }
}
