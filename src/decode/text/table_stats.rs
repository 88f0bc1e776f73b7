//! `ovs-ofctl dump-tables`: how many flows each table holds, without a walk over them.

use std::collections::BTreeMap;

use crate::model::ids::TableId;

/// Flows by table, of tables that hold any. A line that is not understood is passed over: the rest counts.
///
/// A table whose figures equal those of the one before is printed as `ditto` (lib/ofp-print.c, print_table_stats), several of them as a range.
///
/// ```text
///   table 0 ("Classifier"):
///     active=4, lookup=707, matched=707
///   table 1: ditto
///   tables 2...9: ditto
/// ```
pub fn active(bytes: &[u8]) -> BTreeMap<TableId, u64> {
    let text = String::from_utf8_lossy(bytes);
    let (mut counts, mut here, mut last) = (BTreeMap::new(), None, 0);
    for line in text.lines().map(str::trim) {
        let ditto = line.ends_with("ditto");
        if let Some(rest) = line.strip_prefix("tables ").filter(|_| ditto) {
            let mut ends = rest.trim_end_matches(": ditto").split("...").map(str::parse::<u8>);
            if let (Some(Ok(from)), Some(Ok(to))) = (ends.next(), ends.next()) {
                counts.extend((from..=to).map(|table| (TableId(table), last)));
            }
        } else if let Some(rest) = line.strip_prefix("table ") {
            let number = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
            here = number.parse().ok().map(TableId);
            counts.extend(here.filter(|_| ditto).map(|table| (table, last)));
        }
        // OpenFlow 1.0 has it all in one line: `table 0 ("x"): active=4, ...`.
        let count = line.split([' ', ',']).find_map(|word| word.strip_prefix("active="));
        if let (Some(table), Some(count)) = (here, count.and_then(|count| count.parse::<u64>().ok())) {
            counts.insert(table, count);
            last = count;
        }
    }
    counts.retain(|_, count| *count > 0);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stand_below_their_table_or_beside_it_or_are_those_of_the_one_before() {
        let cases: [(&str, &[(u8, u64)]); 5] = [
            (
                "OFPST_TABLE reply (OF1.5) (xid=0x2):\n  table 0:\n    active=4, lookup=707, matched=707\n\n  table 1:\n    active=0, lookup=0\n  tables 2...253: ditto\n",
                &[(0, 4)],
            ),
            ("  table 16 (\"EgressMetric\"):\n    active=12, lookup=1\n", &[(16, 12)]),
            ("  table 3: active=7, lookup=9, matched=2\n", &[(3, 7)]),
            (
                "  table 3:\n    active=1, lookup=0, matched=0\n\n  table 4: ditto\n\n  tables 5...6: ditto\n",
                &[(3, 1), (4, 1), (5, 1), (6, 1)],
            ),
            ("garbage\nactive=3\n  table x:\n active=4\n  tables 3...: ditto\n", &[]),
        ];
        for (text, expected) in cases {
            let expected: BTreeMap<TableId, u64> = expected.iter().map(|(id, n)| (TableId(*id), *n)).collect();
            assert_eq!(active(text.as_bytes()), expected, "{text}");
        }
    }
}
