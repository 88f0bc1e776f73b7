//! `ovs-ofctl dump-table-features`: the tables' numbers and the names that the agent gave them.
//!
//! Only OpenFlow 1.3 and later have the request, and of Open vSwitch's dumps it is the one that says both without `--names`.

use std::collections::BTreeMap;

use crate::model::ids::TableId;

/// Names by number. Tables without a name are left out; lines of other forms describe what a table can do and are passed over.
pub fn read(bytes: &[u8]) -> BTreeMap<TableId, String> {
    bytes.split(|byte| *byte == b'\n').filter_map(line).collect()
}

/// `  table 16 ("EgressMetric"): ditto`
fn line(line: &[u8]) -> Option<(TableId, String)> {
    let rest = std::str::from_utf8(line).ok()?.trim().strip_prefix("table ")?;
    let (number, rest) = rest.split_once(' ')?;
    let name = rest.strip_prefix("(\"")?;
    let name = name.get(..name.rfind("\")")?)?;
    (!name.is_empty()).then_some((TableId(number.parse().ok()?), name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_number_and_name() {
        let cases: [(&str, Option<(u8, &str)>); 9] = [
            ("  table 16 (\"EgressMetric\"): ditto", Some((16, "EgressMetric"))),
            ("  table 0 (\"PipelineRootClassifier\"):\r", Some((0, "PipelineRootClassifier"))),
            ("  table 254:", None),
            ("  tables 30...253: ditto", None),
            ("  table 256 (\"X\"):", None),
            ("  table -1 (\"X\"):", None),
            ("  table 1 (\"\"):", None),
            ("  table 1 (\"X", None),
            ("    metadata: match=0xffffffffffffffff write=0xffffffffffffffff", None),
        ];
        for (text, expected) in cases {
            assert_eq!(
                line(text.as_bytes()),
                expected.map(|(number, name)| (TableId(number), name.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn a_broken_line_costs_only_itself() {
        let names = read(
            b"OFPST_TABLE_FEATURES reply (OF1.5) (xid=0x2):\n  table 0 (\"A\"):\n\xff\xfe\n\n  table 1 (\"B\"): ditto",
        );
        assert_eq!(names.into_values().collect::<Vec<_>>(), ["A", "B"]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), text in "table [0-9]{1,4} [(\"a)]{0,8}") {
            read(&bytes);
            read(text.as_bytes());
        }
    }
}
