//! Where the records of each ID are, among hundreds of thousands.

use std::ops::Range;

use super::{RoundedId, order};

/// The IDs of sorted lists, and where in each list their records begin. A search in here stays in the processor's cache, where one in the lists would not.
#[derive(Debug, Default)]
pub(super) struct IdIndex {
    rows: Vec<Row>,
    /// Where the lists end.
    end: [u32; 3],
}

#[derive(Clone, Copy, Debug)]
struct Row {
    id: RoundedId,
    /// In the rules' own flows, the metric flows and the clauses.
    begin: [u32; 3],
}

/// Goes through the records of one list, ID by ID.
struct Records<'a, T> {
    records: &'a [(RoundedId, T)],
    at: usize,
}

impl<T> Records<'_, T> {
    fn id(&self) -> Option<RoundedId> {
        self.records.get(self.at).map(|(id, _)| *id)
    }

    /// Passes the records of an ID; where they begin.
    fn pass(&mut self, id: RoundedId) -> u32 {
        let begin = self.at;
        while self.id() == Some(id) {
            self.at += 1;
        }
        u32::try_from(begin).unwrap_or(u32::MAX)
    }
}

impl IdIndex {
    /// Of lists that are sorted by ID.
    pub(super) fn of<R, M, C>(
        rules: &[(RoundedId, R)],
        metrics: &[(RoundedId, M)],
        clauses: &[(RoundedId, C)],
    ) -> IdIndex {
        let (mut rules, mut metrics) = (Records { records: rules, at: 0 }, Records { records: metrics, at: 0 });
        let mut clauses = Records { records: clauses, at: 0 };
        let mut rows = Vec::new();
        while let Some(id) = [rules.id(), metrics.id(), clauses.id()].into_iter().flatten().min_by_key(|id| order(*id))
        {
            rows.push(Row { id, begin: [rules.pass(id), metrics.pass(id), clauses.pass(id)] });
        }
        rows.shrink_to_fit();
        let end = [rules.at, metrics.at, clauses.at].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        IdIndex { rows, end }
    }

    /// The places of an ID's records in the three lists.
    pub(super) fn places(&self, id: RoundedId) -> [Range<usize>; 3] {
        match self.rows.binary_search_by_key(&order(id), |row| order(row.id)) {
            Ok(at) => self.at(at).map_or([0..0, 0..0, 0..0], |(_, places)| places),
            Err(_) => [0..0, 0..0, 0..0],
        }
    }

    /// The IDs that have a rule's own flow or a metric flow, in order.
    pub(super) fn own(&self) -> impl Iterator<Item = RoundedId> {
        let all = (0..self.rows.len()).filter_map(|at| self.at(at));
        all.filter(|(_, [rules, metrics, _])| !rules.is_empty() || !metrics.is_empty()).map(|(id, _)| id)
    }

    fn at(&self, at: usize) -> Option<(RoundedId, [Range<usize>; 3])> {
        let row = self.rows.get(at)?;
        let [a, b, c] = self.rows.get(at + 1).map_or(self.end, |next| next.begin);
        let [x, y, z] = row.begin;
        Some((row.id, [(x, a), (y, b), (z, c)].map(|(begin, end)| begin as usize..end as usize)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::{Round, RuleId};

    #[test]
    fn each_id_has_its_records_of_each_list() {
        let id = |round: Option<u16>, id| (round.map(Round), RuleId(id));
        let (old, new) = (|n| id(Some(0), n), |n| id(Some(1), n));
        let list = |ids: &[RoundedId]| ids.iter().map(|id| (*id, ())).collect::<Vec<_>>();
        let rules = list(&[id(None, 3), old(1), old(1), new(1), new(9)]);
        let metrics = list(&[old(1), new(2), new(2)]);
        let clauses = list(&[old(5), new(1), new(1), new(9)]);
        let index = IdIndex::of(&rules, &metrics, &clauses);
        let all: Vec<RoundedId> = [&rules, &metrics, &clauses].into_iter().flatten().map(|(id, ())| *id).collect();
        for id in all.into_iter().chain([old(2), id(None, 1), new(10)]) {
            for (list, range) in [&rules, &metrics, &clauses].into_iter().zip(index.places(id)) {
                let of_id = list.iter().filter(|(other, ())| *other == id).count();
                let found = list.get(range).unwrap();
                assert!(found.len() == of_id && found.iter().all(|(other, ())| *other == id), "{id:?}");
            }
        }
        let own: Vec<RoundedId> = index.own().collect();
        assert_eq!(own, [id(None, 3), old(1), new(1), new(2), new(9)]);
        assert_eq!(IdIndex::default().places(old(1)), [0..0, 0..0, 0..0]);
    }
}
