//! `ovs-ofctl dump-tables`: how many flows each table holds and how many packets came by, without a walk over the flows.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::model::ids::TableId;
use crate::model::table::TableStats;

/// The longest that is kept of a table's name: OpenFlow has 32 bytes for it.
const LONGEST_NAME: usize = 64;

/// What is said of each table. A line that is not understood is passed over: the rest counts.
///
/// A table whose figures equal those of the one before is printed as `ditto` (lib/ofp-print.c, print_table_stats), several of them as a range. OpenFlow 1.0
/// has names and features too.
///
/// ```text
///   table 0 ("Classifier"):
///     active=4, lookup=707, matched=707
///   table 1: ditto
///   tables 2...9: ditto
/// ```
pub fn read(bytes: &[u8]) -> BTreeMap<TableId, TableStats> {
    let text = String::from_utf8_lossy(bytes);
    let (mut tables, mut here, mut last) = (BTreeMap::new(), None, TableStats::default());
    for line in text.lines().map(str::trim) {
        let ditto = line.ends_with("ditto");
        if let Some(rest) = line.strip_prefix("tables ").filter(|_| ditto) {
            let mut ends = rest.trim_end_matches(": ditto").split("...").map(str::parse::<u8>);
            if let (Some(Ok(from)), Some(Ok(to))) = (ends.next(), ends.next()) {
                tables.extend((from..=to).map(|table| (TableId(table), last.clone())));
            }
        } else if let Some(rest) = line.strip_prefix("table ") {
            let number = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
            here = number.parse().ok().map(TableId);
            let name = name(rest);
            if let Some(table) = here.filter(|_| ditto || name.is_some()) {
                let same = if ditto { last.clone() } else { TableStats::default() };
                tables.insert(table, TableStats { name, ..same });
            }
        }
        // Some versions have it all in one line: `table 0 ("x"): active=4, ...`.
        if let Some(table) = here {
            figures(line, tables.entry(table), &mut last);
        }
    }
    tables.retain(|_, stats| *stats != TableStats::default());
    tables
}

/// `0 ("Classifier"): ..`
fn name(rest: &str) -> Option<String> {
    let (_, rest) = rest.split_once("(\"")?;
    let name = rest.get(..rest.find("\")")?)?;
    (!name.is_empty() && name.len() <= LONGEST_NAME).then(|| name.to_owned())
}

/// Figures of a line, which are those of the tables that are like this one too.
fn figures(line: &str, entry: Entry<'_, TableId, TableStats>, last: &mut TableStats) {
    let figure = |key: &str| line.split([' ', ',']).find_map(|word| word.strip_prefix(key)?.parse::<u64>().ok());
    let (active, lookup, matched) = (figure("active="), figure("lookup="), figure("matched="));
    if (active, lookup, matched) == (None, None, None) {
        return;
    }
    let stats = entry.or_default();
    (stats.active, stats.lookup, stats.matched) = (active, lookup, matched);
    *last = TableStats { name: None, ..stats.clone() };
}

/// Flows of all tables together.
pub fn active(tables: &BTreeMap<TableId, TableStats>) -> u64 {
    tables.values().filter_map(|stats| stats.active).fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stand_below_their_table_or_beside_it_or_are_those_of_the_one_before() {
        type Expected = (u8, Option<&'static str>, Option<u64>, Option<u64>, Option<u64>);
        let cases: [(&str, &[Expected]); 7] = [
            (
                "OFPST_TABLE reply (OF1.5) (xid=0x2):\n  table 0:\n    active=4, lookup=707, matched=700\n\n  table 1:\n    active=0, lookup=0\n  tables 2...3: ditto\n",
                &[
                    (0, None, Some(4), Some(707), Some(700)),
                    (1, None, Some(0), Some(0), None),
                    (2, None, Some(0), Some(0), None),
                    (3, None, Some(0), Some(0), None),
                ],
            ),
            (
                "  table 16 (\"EgressMetric\"):\n    active=12, lookup=1\n    max_entries=1000000\n    matching:\n      exact match or wildcard: in_port\n\n  table 17 (\"L3Forwarding\"): ditto\n  table 18 (\"X\"):\n    active=1, lookup=2, matched=2\n    (same features)\n",
                &[
                    (16, Some("EgressMetric"), Some(12), Some(1), None),
                    (17, Some("L3Forwarding"), Some(12), Some(1), None),
                    (18, Some("X"), Some(1), Some(2), Some(2)),
                ],
            ),
            ("  table 3: active=7, lookup=9, matched=2\n", &[(3, None, Some(7), Some(9), Some(2))]),
            (
                "  table 3:\n    active=1, lookup=0, matched=0\n\n  table 4: ditto\n\n  tables 5...6: ditto\n",
                &[
                    (3, None, Some(1), Some(0), Some(0)),
                    (4, None, Some(1), Some(0), Some(0)),
                    (5, None, Some(1), Some(0), Some(0)),
                    (6, None, Some(1), Some(0), Some(0)),
                ],
            ),
            ("garbage\nactive=3\n  table x:\n active=4\n  tables 3...: ditto\n", &[]),
            ("  table 1:\n    active=99999999999999999999, lookup=3\n", &[(1, None, None, Some(3), None)]),
            ("  tables 9...3: ditto\n  table 300: ditto\n", &[]),
        ];
        for (text, expected) in cases {
            let expected: BTreeMap<TableId, TableStats> = expected
                .iter()
                .map(|(id, name, active, lookup, matched)| {
                    let name = name.map(str::to_owned);
                    (TableId(*id), TableStats { name, active: *active, lookup: *lookup, matched: *matched })
                })
                .collect();
            assert_eq!(read(text.as_bytes()), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), text in "table[s]? [0-9]{1,4}[.(\"a):]{0,8}( ditto)?\nactive=[0-9]{0,30}") {
            read(&bytes);
            read(text.as_bytes());
        }
    }
}
