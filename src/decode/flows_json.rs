//! `antctl get ovsflows -o json`: `[{"flow": "table=0, n_packets=1, ..."}]`, the lines of a dump wrapped in JSON.

use std::sync::Arc;

use serde_json::Value;

use super::json::kind_of;
use super::k8s;
use super::{Decoded, add_note};
use crate::model::artefact::Note;

/// Whether what begins like this is a dump wrapped in JSON (or in the YAML of `-o yaml`) and not plain lines.
pub fn is_wrapped(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    matches!(head.first(), Some(b'[' | b'{')) || head.starts_with(b"- flow:")
}

/// The lines, in order. Of a file that was cut, the complete ones. What is no flow is a note; groups, which antctl prints in the same form with `-G`, are
/// passed over.
pub fn lines(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<String>> {
    let mut decoded = Decoded::<Vec<String>>::default();
    let mut items = Vec::new();
    for document in k8s::documents(bytes, path, &mut decoded.notes) {
        match document {
            Value::Array(more) => items.extend(more),
            Value::Null => {}
            other => items.push(other),
        }
    }
    for (at, item) in items.into_iter().enumerate() {
        let odd = |what: String| Note {
            path: path.clone(),
            line: 0,
            column: 0,
            why: format!("item {at} is {what}: left out"),
        };
        match item {
            Value::Object(mut object) => match object.get_mut("flow").map(Value::take) {
                Some(Value::String(line)) if line.contains("group_id=") && !line.contains("actions=") => {}
                Some(Value::String(line)) => decoded.value.push(line),
                _ if object.contains_key("group") => {}
                _ => add_note(&mut decoded.notes, odd("an object without a flow".to_owned())),
            },
            Value::String(line) => decoded.value.push(line),
            other => add_note(&mut decoded.notes, odd(kind_of(&other).to_owned())),
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_is_told_by_the_beginning() {
        for (head, wrapped) in [
            ("[{\"flow\"", true),
            (" \n[", true),
            ("- flow: table=0", true),
            ("null", false),
            (" cookie=0x0", false),
            ("", false),
        ] {
            assert_eq!(is_wrapped(head.as_bytes()), wrapped, "{head}");
        }
    }

    #[test]
    fn lines_come_out_in_order() {
        // input, lines, notes
        let cases: [(&str, &[&str], usize); 8] = [
            (
                r#"[{"flow": "table=0, actions=drop"}, {"flow": "table=1, actions=drop"}]"#,
                &["table=0, actions=drop", "table=1, actions=drop"],
                0,
            ),
            ("null", &[], 0),
            ("[]", &[], 0),
            ("", &[], 0),
            (r#"{"flow": "a"}"#, &["a"], 0),
            (r#"[{"flow": 1}, {"flow": "a"}, 3, {}]"#, &["a"], 3),
            (r#"[{"flow": "a"}, {"flow": "b"#, &["a"], 1),
            (r#"[{"flow": "group_id=9,type=select,bucket=bucket_id:0"}]"#, &[], 0),
        ];
        for (text, lines_expected, notes) in cases {
            let decoded = lines(text.as_bytes(), &"x".into());
            assert_eq!(decoded.value, lines_expected, "{text}");
            assert_eq!(decoded.notes.len(), notes, "{text} {:?}", decoded.notes);
        }
    }
}
