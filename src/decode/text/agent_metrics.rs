//! The agent's `/metrics`, as far as it says the tables' numbers and names:
//! `antrea_agent_ovs_flow_count{table_id="15",table_name="EgressMetric"} 7` (`pkg/agent/metrics/prometheus.go`; the name since 1.12).

use std::collections::BTreeMap;

use crate::model::ids::TableId;

/// One table, as the agent counts its own flows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableMetric {
    /// `table_name`; `None` before Antrea 1.12.
    pub name: Option<String>,
    /// The gauge's value.
    pub flows: Option<u64>,
}

/// The tables by number. Other metrics are passed over.
pub fn tables(bytes: &[u8]) -> BTreeMap<TableId, TableMetric> {
    bytes.split(|byte| *byte == b'\n').filter_map(line).collect()
}

fn line(line: &[u8]) -> Option<(TableId, TableMetric)> {
    let text = std::str::from_utf8(line).ok()?.trim();
    let mut rest = text.strip_prefix("antrea_agent_ovs_flow_count{")?;
    let (mut id, mut name) = (None, None);
    loop {
        rest = rest.trim_start_matches([',', ' ']);
        if let Some(after) = rest.strip_prefix('}') {
            // The Go client prints numbers as floats: 1e+06 from a million on.
            let value: Option<f64> = after.split_ascii_whitespace().next().and_then(|value| value.parse().ok());
            let whole = |value: &f64| *value >= 0.0 && *value < 9_007_199_254_740_992.0 && value.fract() == 0.0;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let flows = value.filter(whole).map(|value| value as u64);
            return Some((TableId(id?), TableMetric { name, flows }));
        }
        let (label, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        match label {
            "table_id" => id = Some(value.parse().ok()?),
            "table_name" => name = (!value.is_empty()).then(|| value.to_owned()),
            _ => {}
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_number_name_and_flows() {
        type Expected = (u8, Option<&'static str>, Option<u64>);
        let cases: [(&str, Option<Expected>); 8] = [
            (
                "antrea_agent_ovs_flow_count{table_id=\"15\",table_name=\"EgressMetric\"} 7",
                Some((15, Some("EgressMetric"), Some(7))),
            ),
            ("antrea_agent_ovs_flow_count{table_id=\"100\"} 1e+06", Some((100, None, Some(1_000_000)))),
            ("antrea_agent_ovs_flow_count{table_name=\"A\",table_id=\"1\",x=\"y\"} 2.5", Some((1, Some("A"), None))),
            ("antrea_agent_ovs_flow_count{table_id=\"1\"} NaN", Some((1, None, None))),
            ("antrea_agent_ovs_flow_count{table_id=\"300\"} 1", None),
            ("antrea_agent_ovs_flow_count{table_id=\"3", None),
            ("antrea_agent_ovs_total_flow_count 1877", None),
            ("# TYPE antrea_agent_ovs_flow_count gauge", None),
        ];
        for (text, expected) in cases {
            let expected =
                expected.map(|(id, name, flows)| (TableId(id), TableMetric { name: name.map(str::to_owned), flows }));
            assert_eq!(line(text.as_bytes()), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), text in "antrea_agent_ovs_flow_count[{},=\"a1 ]{0,40}") {
            tables(&bytes);
            tables(text.as_bytes());
        }
    }
}
