//! Whatever text a cluster holds, each format keeps its shape and nothing hidden reaches a terminal.

#![allow(clippy::unwrap_used)]

use antstats::model::report::{Cell, Column, Emphasis, Part, Report, Row};
use antstats::render::{self, Look, sanitize::is_hidden};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const COLUMNS: [Column; 3] = [
    Column { header: "NAME", numeric: false, wide: false, help: "" },
    Column { header: "NODES", numeric: false, wide: false, help: "" },
    Column { header: "BYTES", numeric: true, wide: true, help: "" },
];

fn report(rows: &[(String, Vec<String>, Option<u64>)]) -> Report<'static> {
    let rows = rows.iter().map(|(name, nodes, bytes)| {
        let Value::Object(item) = json!({"name": name, "nodes": nodes, "bytes": bytes}) else { unreachable!() };
        let cells = vec![Cell::Text(name.clone()), Cell::List(nodes.clone()), bytes.map_or(Cell::Unknown, Cell::Count)];
        Row { cells, item, name: name.clone(), emphasis: Emphasis::Plain }
    });
    Report {
        kind: "X",
        metadata: Map::new(),
        columns: COLUMNS.into(),
        rows: rows.collect::<Vec<_>>().into(),
        ..Report::default()
    }
}

fn rendered(report: &Report, format: &str, color: bool) -> String {
    told(report, format, "", color)
}

/// With what stands behind the format's name and `=`.
fn told(report: &Report, format: &str, argument: &str, color: bool) -> String {
    let mut out = Vec::new();
    let look = Look { color, headers: true };
    render::format(format).unwrap().open(argument).unwrap().render(report, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Any characters, with those more often that are read as something else.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,12}",
        "[\\x00-\\x1f\\x7f-\\x9f\u{ad}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}\u{feff}\"'\\\\:# -]{0,8}",
        "[-+.0-9eExXo_:]{0,8}",
        "(y|n|yes|no|on|off|true|false|null|~|<<|=)",
    ]
}

fn rows() -> impl Strategy<Value = Vec<(String, Vec<String>, Option<u64>)>> {
    prop::collection::vec((text(), prop::collection::vec(text(), 0..3), any::<Option<u64>>()), 1..5)
}

/// The records of a csv without line feeds in fields.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted, mut rest) = (vec![String::new()], false, line.chars().peekable());
    while let Some(character) = rest.next() {
        let last = fields.last_mut().unwrap();
        match character {
            '"' if quoted && rest.peek() == Some(&'"') => last.extend(rest.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => last.push(other),
        }
    }
    fields
}

proptest! {
    #[test]
    fn lines_stay_lines_and_nothing_hidden_is_printed(rows in rows()) {
        let report = report(&rows);
        // A row without a name is a part of the item before it.
        let named = rows.iter().filter(|(name, ..)| !name.is_empty()).count();
        for (format, lines) in [("table", rows.len() + 1), ("wide", rows.len() + 1), ("csv", rows.len() + 1), ("name", named)] {
            let text = rendered(&report, format, false);
            prop_assert_eq!(text.lines().count(), lines, "{}", format);
            prop_assert!(!text.chars().any(|character| character != '\n' && is_hidden(character)), "{}: {:?}", format, text);
        }
        for line in rendered(&report, "csv", false).lines() {
            prop_assert_eq!(fields(line).len(), 2);
        }
    }

    #[test]
    fn templates_and_metrics_keep_their_lines(rows in rows()) {
        let report = report(&rows);
        let columns = told(&report, "custom-columns", "NAME:.name,NODES:.nodes[*],ALL:.nodes", false);
        prop_assert_eq!(columns.lines().count(), rows.len() + 1, "{}", columns);
        let template = "{range .items[*]}{.name}{.nodes}{.nodes[*]}{\"\\n\"}{end}";
        let text = told(&report, "jsonpath", template, false);
        prop_assert_eq!(text.lines().count(), rows.len(), "{}", text);
        let metrics = rendered(&report, "prometheus", false);
        for text in [&columns, &text, &metrics] {
            prop_assert!(!text.chars().any(|character| character != '\n' && is_hidden(character)), "{:?}", text);
        }
        let lists: Vec<Value> = serde_json::Deserializer::from_str(&told(&report, "jsonpath-as-json", "{.items[*]}", false))
            .into_iter()
            .collect::<Result<_, _>>()
            .unwrap();
        let items: Vec<Value> = report.rows.iter(Part::Item).map(|row| Value::Object(row.item)).collect();
        prop_assert_eq!(lists, vec![Value::Array(items)]);
    }

    #[test]
    fn json_and_yaml_read_back_the_same(rows in rows()) {
        let report = report(&rows);
        let items: Vec<Value> = report.rows.iter(Part::Item).map(|row| Value::Object(row.item)).collect();
        for format in ["json", "yaml"] {
            let text = rendered(&report, format, false);
            prop_assert!(!text.chars().any(|character| character != '\n' && is_hidden(character)), "{:?}", text);
            let read: Value = match format {
                "json" => serde_json::from_str(&text).unwrap(),
                _ => serde_saphyr::from_str(&text).unwrap(),
            };
            prop_assert_eq!(&read["items"], &Value::Array(items.clone()), "{}", text);
        }
    }
}
