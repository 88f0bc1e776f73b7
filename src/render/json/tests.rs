use serde_json::{Map, Value, json};

use super::*;
use crate::model::artefact::Gap;
use crate::model::report::{Report, Row, Rows};

fn map(value: &Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn rendered(report: &Report<'_>) -> String {
    let mut out = Vec::new();
    Json.render(report, Look { color: false, headers: true }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn it_is_laid_out_as_serde_json_does() {
    let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
    let odd = json!({
        "escapes": "\"\\/\u{8}\u{c}\n\r\t\u{1}\u{1f} é網🚦",
        "hidden": "a\u{7f}\u{85}b\u{202e}c\u{e0001}",
        "n\"\u{200b}": { "deep": deep },
        "numbers": [0, -1, u64::MAX, i64::MIN, 0.1, 1e300],
        "empty": [{}, [], "", null, { "a": {} }],
        "flags": [true, false],
    });
    let row = |item: &Value| Row { item: map(item), ..Row::default() };
    let mut report = Report {
        kind: "PolicyStatsList",
        metadata: map(&odd),
        rows: vec![Row::default(), row(&odd), Row::default(), row(&json!({ "last": 1 }))].into(),
        gaps: vec![Gap { node: None, what: "flows".into(), why: "cut\u{202e}".into() }],
        ..Report::default()
    };
    let whole = json!({
        "apiVersion": "antstats/v1", "kind": "PolicyStatsList", "metadata": odd, "items": [odd, { "last": 1 }],
        "gaps": [{ "node": null, "what": "flows", "why": "cut\u{202e}" }],
    });
    let mut expected = serde_json::to_string_pretty(&whole).unwrap() + "\n";
    for hidden in ["\u{7f}", "\u{85}", "\u{202e}", "\u{e0001}", "\u{200b}"] {
        let escaped: String = hidden.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        expected = expected.replace(hidden, &escaped);
    }
    assert_eq!(rendered(&report), expected);

    report.rows = Rows::passing([row(&odd), Row::default(), row(&json!({ "last": 1 }))].into_iter());
    assert_eq!(rendered(&report), expected);

    report.rows = Rows::default();
    assert!(rendered(&report).contains("  },\n  \"items\": [],\n  \"gaps\": [\n    {\n"));
}

#[test]
fn what_is_big_is_handed_over_in_pieces_and_a_failure_ends_it() {
    struct Counting(Vec<usize>);
    impl Write for Counting {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0.len() == 3 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            self.0.push(bytes.len());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let rows: Vec<Row> =
        (0..1000).map(|_| Row { item: map(&json!({ "text": "x".repeat(1000) })), ..Row::default() }).collect();
    let report = Report { rows: rows.into(), ..Report::default() };
    let mut out = Counting(Vec::new());
    let failed = Json.render(&report, Look { color: false, headers: true }, &mut out).unwrap_err();
    assert_eq!(failed.kind(), io::ErrorKind::BrokenPipe);
    assert!(out.0.iter().all(|piece| (PIECE..2 * PIECE).contains(piece)), "{:?}", out.0);
}
