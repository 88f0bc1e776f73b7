//! What is counted of the tables of one Node, and how that grew between two looks.

use std::collections::{BTreeMap, HashMap};

use crate::antrea::role::table_of;
use crate::model::flow::{Flow, FlowLines, TableRef};
use crate::model::ids::TableId;
use crate::resource::flows::Names;

/// One table at one time. What is not known is `None`.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub flows: Option<u64>,
    /// Packets that came in.
    pub packets: Option<u64>,
    /// Those that a flow matched.
    pub matched: Option<u64>,
    /// Those that no flow matched.
    pub missed: Option<u64>,
    /// Those that a flow dropped.
    pub dropped: Option<u64>,
    /// The flows that drop, for a comparison with an earlier look.
    pub drops: HashMap<DropKey, Option<u64>>,
}

/// Which flow of a table: priority and match are its identity.
type DropKey = (u16, Box<str>);

/// A table: by number, or by its name where no number is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableKey {
    Number(TableId),
    Name(String),
}

/// All tables of a Node that have a name, a flow or a packet.
pub fn of_node(names: &Names<'_>, with_drops: bool) -> BTreeMap<TableKey, Counts> {
    let mut tables: BTreeMap<TableKey, Counts> = BTreeMap::new();
    for id in (0..=u8::MAX).map(TableId).filter(|id| !names.table(TableRef::Number(*id)).is_empty()) {
        tables.entry(TableKey::Number(id)).or_default();
    }
    if let Some(lines) = names.switch.flows.as_deref() {
        count(names, lines, with_drops, &mut tables);
    }
    for (id, stats) in names.switch.table_stats.iter().flatten() {
        let some = |count: Option<u64>| count.is_some_and(|count| count > 0);
        let key = TableKey::Number(*id);
        if !tables.contains_key(&key) && !some(stats.active) && !some(stats.lookup) {
            continue;
        }
        let counts = tables.entry(key).or_default();
        counts.flows = stats.active.or(counts.flows);
        (counts.packets, counts.matched, counts.missed) = (stats.lookup, stats.matched, stats.missed());
    }
    tables
}

fn count(names: &Names<'_>, lines: &dyn FlowLines, with_drops: bool, tables: &mut BTreeMap<TableKey, Counts>) {
    // A table that is named and not in the dump is empty, if all of the dump came.
    for counts in tables.values_mut().filter(|_| names.is_whole()) {
        (counts.flows, counts.dropped) = (Some(0), Some(0));
    }
    let mut last: Option<(TableKey, Counts)> = None;
    let mut done: Vec<(TableKey, Counts)> = Vec::new();
    lines.heads(&mut |_, flow| {
        // A dump goes table by table.
        let same = last.as_ref().is_some_and(|(key, _)| is_of(key, names, flow));
        if !same {
            let counts = Counts { flows: Some(0), dropped: Some(0), ..Counts::default() };
            done.extend(last.replace((key(names, flow), counts)));
        }
        if let Some((_, counts)) = &mut last {
            add(counts, flow, with_drops);
        }
    });
    done.extend(last);
    for (key, counts) in done {
        let table = tables.entry(key).or_default();
        table.flows = Some(table.flows.unwrap_or(0) + counts.flows.unwrap_or(0));
        table.dropped = sum(table.dropped.or(Some(0)), counts.dropped);
        table.drops.extend(counts.drops);
    }
}

fn key(names: &Names<'_>, flow: &Flow<'_>) -> TableKey {
    let table = table_of(flow);
    names.number(table).map_or_else(|| TableKey::Name(names.table(table).to_owned()), TableKey::Number)
}

fn is_of(key: &TableKey, names: &Names<'_>, flow: &Flow<'_>) -> bool {
    match (key, table_of(flow)) {
        (TableKey::Number(id), TableRef::Number(other)) => *id == other,
        (TableKey::Number(id), TableRef::Name(name)) => names.table(TableRef::Number(*id)) == name,
        (TableKey::Name(name), TableRef::Name(other)) => name == other,
        (TableKey::Name(_), TableRef::Number(_)) => false,
    }
}

fn add(counts: &mut Counts, flow: &Flow<'_>, with_drops: bool) {
    counts.flows = counts.flows.map(|flows| flows + 1);
    if flow.actions_text == "drop" {
        counts.dropped = sum(counts.dropped, flow.packets);
        if with_drops {
            counts.drops.insert((flow.priority, flow.match_text.into()), flow.packets);
        }
    }
}

/// A sum of counters: unknown stays unknown, and so does one beyond 2^64.
fn sum(total: Option<u64>, more: Option<u64>) -> Option<u64> {
    total?.checked_add(more?)
}

/// How one count changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    /// By how much it grew; of a counter that began anew, what it has counted since.
    pub by: Option<u64>,
    /// It fell: it began anew.
    pub reset: bool,
}

impl Growth {
    /// Of a counter, which never falls by itself.
    pub fn of_counter(before: Option<u64>, after: Option<u64>) -> Growth {
        match (before, after) {
            (Some(before), Some(after)) if after < before => Growth { by: Some(after), reset: true },
            (Some(before), Some(after)) => Growth { by: Some(after - before), reset: false },
            _ => Growth::default(),
        }
    }
}

/// How a table changed between two looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Flows more, or fewer.
    pub flows: Option<i64>,
    pub packets: Growth,
    pub missed: Growth,
    pub dropped: Growth,
}

impl Change {
    /// From one look to a later one.
    pub fn of(before: &Counts, after: &Counts) -> Change {
        let flows = match (before.flows, after.flows) {
            (Some(before), Some(after)) => i64::try_from(after).ok().zip(i64::try_from(before).ok()),
            _ => None,
        };
        let packets = Growth::of_counter(before.packets, after.packets);
        let mut missed = Growth::of_counter(before.missed, after.missed);
        // Both are counted together: where one began anew, so did the other, whatever it has reached since.
        if packets.reset && !missed.reset {
            missed = Growth { by: after.missed, reset: after.missed.is_some() };
        }
        Change { flows: flows.map(|(after, before)| after - before), packets, missed, dropped: dropped(before, after) }
    }

    /// Whether a counter began anew.
    pub fn reset(&self) -> bool {
        self.packets.reset || self.missed.reset || self.dropped.reset
    }
}

/// Drops are counted flow by flow: one that is new began at 0, and one that is gone says nothing any more.
fn dropped(before: &Counts, after: &Counts) -> Growth {
    if before.dropped.is_none() || after.dropped.is_none() {
        return Growth::default();
    }
    let mut all = Growth { by: Some(0), reset: false };
    for (flow, packets) in &after.drops {
        let one = match before.drops.get(flow) {
            Some(earlier) => Growth::of_counter(*earlier, *packets),
            None => Growth { by: *packets, reset: false },
        };
        all.by = sum(all.by, one.by);
        all.reset |= one.reset;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_fell_began_anew() {
        let grown = |by| Growth { by: Some(by), reset: false };
        let anew = |by| Growth { by: Some(by), reset: true };
        let cases = [
            (Some(100), Some(130), grown(30)),
            (Some(100), Some(100), grown(0)),
            (Some(100), Some(10), anew(10)),
            (Some(u64::MAX), Some(0), anew(0)),
            (None, Some(10), Growth::default()),
            (Some(10), None, Growth::default()),
        ];
        for (before, after, expected) in cases {
            assert_eq!(Growth::of_counter(before, after), expected, "{before:?} {after:?}");
        }
    }

    fn counts(packets: u64, missed: u64, drops: &[(&str, u64)]) -> Counts {
        let key = |(flow, packets): &(&str, u64)| ((200, Box::from(*flow)), Some(*packets));
        Counts {
            flows: Some(drops.len() as u64),
            packets: Some(packets),
            matched: packets.checked_sub(missed),
            missed: Some(missed),
            dropped: Some(drops.iter().map(|(_, packets)| packets).sum()),
            drops: drops.iter().map(key).collect(),
        }
    }

    #[test]
    fn a_table_changes_count_by_count() {
        let change =
            Change::of(&counts(100, 5, &[("a", 3), ("b", 4)]), &counts(150, 6, &[("a", 5), ("c", 1), ("d", 0)]));
        assert_eq!(
            (change.flows, change.packets.by, change.missed.by, change.dropped.by),
            (Some(1), Some(50), Some(1), Some(3))
        );
        assert!(!change.reset());
        // The switch began anew: its misses have grown beyond what they were.
        let change = Change::of(&counts(100, 5, &[("a", 9)]), &counts(50, 7, &[("a", 1)]));
        assert_eq!((change.packets.by, change.missed.by, change.dropped.by), (Some(50), Some(7), Some(1)));
        assert!(change.missed.reset && change.dropped.reset);
        let unknown = Change::of(&Counts::default(), &counts(1, 0, &[]));
        assert_eq!(unknown, Change::default());
    }
}
