use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::*;
use crate::model::artefact::Gap;
use crate::model::report::{Cell, Emphasis, Row};

const PLAIN: Look = Look { color: false, headers: true };

fn item(value: Value) -> Map<String, Value> {
    serde_json::from_value(value).unwrap()
}

fn row(cells: Vec<Cell>, name: &str, emphasis: Emphasis) -> Row {
    Row {
        cells,
        item: item(json!({"name": name, "bytes": null, "nodes": []})),
        name: format!("policy/{name}"),
        emphasis,
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn list(texts: &[&str]) -> Cell {
    Cell::List(texts.iter().map(|&text| text.to_owned()).collect())
}

fn report() -> Report<'static> {
    report_of(rows())
}

fn report_of(rows: Vec<Row>) -> Report<'static> {
    let column = |header, wide| Column { header, numeric: header == "BYTES", wide, help: "" };
    Report {
        kind: "PolicyStatsList",
        metadata: item(json!({"source": "a.txt", "takenAt": null})),
        columns: vec![column("NAME", false), column("ID", false), column("BYTES", false), column("CREATED AT", true)],
        rows: rows.into(),
        gaps: vec![Gap { node: Some("n1".into()), what: "flows".into(), why: "cut\u{202e}".into() }],
        ..Report::default()
    }
}

fn rows() -> Vec<Row> {
    vec![
        row(vec![text("web"), list(&["1"]), Cell::Count(0), text("2026-01-01")], "web", Emphasis::Plain),
        row(vec![text("網路政策"), list(&[]), Cell::Unknown, Cell::Unknown], "網路政策", Emphasis::Warning),
        row(vec![text("🚦 \"a\",b"), list(&["1", "2"]), Cell::Count(u64::MAX), text("x")], "lamp", Emphasis::Dim),
        row(vec![text(""), text("\u{1b}[31m\u{202e}"), Cell::Count(1234), text("=1+1")], "\u{1b}x", Emphasis::Plain),
    ]
}

fn rendered(report: &Report, name: &str, look: Look) -> String {
    let mut out = Vec::new();
    let format = format(name).unwrap();
    let example = format.argument.map_or("", |argument| argument.example);
    format.open(example).unwrap().render(report, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn table_is_laid_out_as_kubectl_does() {
    let expected = "\
NAME       ID                   BYTES
web        1                    0
網路政策   <none>               -
🚦 \"a\",b   1,2                  18446744073709551615
<none>     \\u{1b}[31m\\u{202e}   1234
";
    assert_eq!(rendered(&report(), "table", PLAIN), expected);
}

#[test]
fn wide_adds_columns_and_no_blank_trails() {
    let text = rendered(&report(), "wide", PLAIN);
    assert!(text.starts_with("NAME       ID                   BYTES                  CREATED AT\nweb  "));
    assert!(text.lines().all(|line| line.trim_end() == line), "{text}");
}

#[test]
fn narrow_columns_are_six_wide() {
    let mut report = report();
    report.rows.truncate(1);
    shape::select_columns(&mut report, &["id".into(), "bytes".into(), "name".into()]).unwrap();
    assert_eq!(rendered(&report, "table", PLAIN), "ID    BYTES   NAME\n1     0       web\n");
    assert_eq!(rendered(&report, "table", Look { headers: false, ..PLAIN }), "1     0     web\n");
}

#[test]
fn colours_stay_outside_of_widths() {
    let colored = rendered(&report(), "table", Look { color: true, ..PLAIN });
    assert!(colored.starts_with("\u{1b}[1mNAME  "), "{colored:?}");
    let lines: Vec<&str> = colored.lines().collect();
    assert!(lines[2].starts_with("\u{1b}[33m網路政策  ") && lines[2].ends_with("-\u{1b}[0m"), "{:?}", lines[2]);
    assert!(lines[3].starts_with("\u{1b}[2m🚦"), "{:?}", lines[3]);
    let mut bare = colored.clone();
    for code in ["\u{1b}[1m", "\u{1b}[33m", "\u{1b}[2m", "\u{1b}[0m"] {
        bare = bare.replace(code, "");
    }
    assert_eq!(bare, rendered(&report(), "table", PLAIN));
}

#[test]
fn csv_quotes_what_needs_it() {
    let mut report = report();
    shape::select_columns(&mut report, &["name".into(), "id".into(), "bytes".into(), "created-at".into()]).unwrap();
    let expected = "\
name,id,bytes,created_at
web,1,0,2026-01-01
網路政策,,,
\"🚦 \"\"a\"\",b\",\"1,2\",18446744073709551615,x
,\\u{1b}[31m\\u{202e},1234,=1+1
";
    assert_eq!(rendered(&report, "csv", PLAIN), expected);
    assert!(rendered(&report, "csv", Look { headers: false, ..PLAIN }).starts_with("web,"));
}

#[test]
fn name_is_one_a_line() {
    assert_eq!(rendered(&report(), "name", PLAIN), "policy/web\npolicy/網路政策\npolicy/lamp\npolicy/\\u{1b}x\n");
}

#[test]
fn json_is_one_envelope_with_safe_text() {
    let mut rows = rows();
    rows.drain(1..3);
    let report = report_of(rows);
    let expected = r#"{
  "apiVersion": "antstats/v1",
  "kind": "PolicyStatsList",
  "metadata": {
    "source": "a.txt",
    "takenAt": null
  },
  "items": [
    {
      "name": "web",
      "bytes": null,
      "nodes": []
    },
    {
      "name": "\u001bx",
      "bytes": null,
      "nodes": []
    }
  ],
  "gaps": [
    {
      "node": "n1",
      "what": "flows",
      "why": "cut\u202e"
    }
  ]
}
"#;
    assert_eq!(rendered(&report, "json", PLAIN), expected);
}

#[test]
fn yaml_is_the_same_envelope() {
    let mut rows = rows();
    rows.drain(1..3);
    let report = report_of(rows);
    let expected = r#"apiVersion: antstats/v1
kind: PolicyStatsList
metadata:
  source: a.txt
  takenAt: null
items:
- name: web
  bytes: null
  nodes: []
- name: "\ex"
  bytes: null
  nodes: []
gaps:
- node: n1
  what: flows
  why: "cut\u202E"
"#;
    assert_eq!(rendered(&report, "yaml", PLAIN), expected);
}

#[test]
fn a_report_without_rows_keeps_the_shape_of_its_format() {
    let empty = Report { gaps: Vec::new(), ..report_of(Vec::new()) };
    for (name, expected) in [
        ("table", ""),
        ("wide", ""),
        ("name", ""),
        ("csv", "name,id,bytes\n"),
        (
            "yaml",
            "apiVersion: antstats/v1\nkind: PolicyStatsList\nmetadata:\n  source: a.txt\n  takenAt: null\nitems: []\ngaps: []\n",
        ),
    ] {
        assert_eq!(rendered(&empty, name, PLAIN), expected, "{name}");
    }
    let read: Value = serde_json::from_str(&rendered(&empty, "json", PLAIN)).unwrap();
    assert_eq!((&read["items"], &read["gaps"]), (&json!([]), &json!([])));
}

/// Words that a reader of YAML 1.1 or 1.2 takes for something else, and text that tears a document apart.
const AWKWARD: &[&str] = &[
    "yes",
    "no",
    "on",
    "off",
    "y",
    "n",
    "Y",
    "N",
    "Yes",
    "NO",
    "On",
    "OFF",
    "true",
    "False",
    "null",
    "Null",
    "~",
    "",
    " ",
    "1e3",
    "1E3",
    "0x1f",
    "0o17",
    "017",
    "1_000",
    "12:30:45",
    "1:30",
    ".5",
    "5.",
    "+1",
    "-1",
    ".inf",
    "-.INF",
    ".nan",
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "<<",
    "=",
    "-",
    "- a",
    "? a",
    ": a",
    "a: b",
    "a:",
    "# a",
    "a #b",
    "a#b",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a",
    "'a'",
    "\"a\"",
    "[a",
    "{a",
    "a, b",
    "---",
    "...",
    " a",
    "a ",
    "a\nb",
    "a\n",
    "a\tb",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}a",
    "a\u{200b}",
    "\u{7f}",
    "\u{0}",
    "\u{1b}[0m",
    "\u{e0041}",
    "back\\slash\u{202e}",
    "quote\"\u{202e}'",
    "名前",
    "🚦",
    "\u{ffff}",
];

#[test]
fn json_and_yaml_give_awkward_text_back() {
    for word in AWKWARD {
        let wanted = item(json!({"word": word, "list": [word, {"deep": word}], "count": u64::MAX, "tiny": -1.5}));
        let report = report_of(vec![Row { item: wanted.clone(), ..Row::default() }]);
        let (as_json, as_yaml) = (rendered(&report, "json", PLAIN), rendered(&report, "yaml", PLAIN));
        let from_json: Value = serde_json::from_str(&as_json).unwrap();
        let from_yaml: Value = serde_saphyr::from_str(&as_yaml).unwrap_or_else(|error| panic!("{as_yaml}: {error}"));
        assert_eq!(from_json["items"][0], Value::Object(wanted), "{word:?}");
        assert_eq!(from_yaml, from_json, "{word:?} as {as_yaml}");
        let hidden = |text: &str| text.chars().any(|character| character != '\n' && sanitize::is_hidden(character));
        assert!(!hidden(&as_json) && !hidden(&as_yaml), "{word:?}");
    }
}

#[test]
fn words_of_yaml_1_1_are_quoted() {
    for word in AWKWARD.iter().take_while(|word| **word != "a#b") {
        let report = report_of(vec![Row { item: item(json!({"word": word})), ..Row::default() }]);
        let as_yaml = rendered(&report, "yaml", PLAIN);
        let line = as_yaml.lines().find(|line| line.starts_with("- word:")).unwrap();
        assert!(line.ends_with(['"', '\'']), "{line}");
    }
}

#[test]
fn the_table_of_formats_is_sound() {
    let mut seen = HashMap::new();
    for format in FORMATS {
        assert!(seen.insert(format.name, ()).is_none(), "{} twice", format.name);
        assert!(format.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
        assert!(!format.help.is_empty() && !format.help.ends_with('.'), "{}", format.help);
    }
    assert!(format("xml").is_none());
}

/// Takes so many bytes, then its reader is gone.
struct Closing {
    left: usize,
    refused: usize,
}

impl io::Write for Closing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left == 0 {
            self.refused += 1;
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let taken = bytes.len().min(self.left);
        self.left -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn every_format_stops_when_its_reader_is_gone() {
    let named = |number| row(vec![Cell::Count(number), list(&[]), Cell::Count(0), text("")], "web", Emphasis::Plain);
    let report = report_of((0..10_000).map(named).collect());
    for format in FORMATS {
        let mut out = Closing { left: 1000, refused: 0 };
        let example = format.argument.map_or("", |argument| argument.example);
        let error = format.open(example).unwrap().render(&report, PLAIN, &mut out).unwrap_err();
        assert_eq!((error.kind(), out.refused), (io::ErrorKind::BrokenPipe, 1), "{}", format.name);
    }
}

#[test]
fn a_format_prints_the_part_that_it_says() {
    let full = report();
    for format in FORMATS {
        let only = rows().into_iter().map(|row| Row {
            cells: if format.part == Part::Cells { row.cells } else { Vec::new() },
            item: if format.part == Part::Item { row.item } else { Map::new() },
            name: if format.part == Part::Name { row.name } else { String::new() },
            emphasis: row.emphasis,
        });
        let only = report_of(only.collect());
        assert_eq!(rendered(&only, format.name, PLAIN), rendered(&full, format.name, PLAIN), "{}", format.name);
    }
}

#[test]
fn a_percent_is_a_word_for_people_and_a_number_for_machines() {
    let cells = [95.0, 9.9]
        .map(|percent| row(vec![text("n"), list(&[]), Cell::Percent(percent), text("")], "n", Emphasis::Plain));
    let report = report_of(cells.into());
    for (format, percents) in [("table", ["95.0%", "9.9%"]), ("csv", ["95.0", "9.9"])] {
        let rendered = rendered(&report, format, PLAIN);
        let found = rendered.split([',', ' ', '\n']).filter(|word| word.contains('.'));
        assert_eq!(found.collect::<Vec<_>>(), percents, "{format}");
    }
}
