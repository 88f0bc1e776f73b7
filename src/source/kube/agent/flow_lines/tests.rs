use proptest::prelude::{any, prop};
use proptest::proptest;
use serde_json::{Value, json};

use super::*;

/// Feeds an answer in pieces of some bytes.
fn unwrap(answer: &[u8], piece: usize) -> (String, Result<bool, WrappedError>, FlowLines) {
    let (mut lines, mut out) = (FlowLines::default(), Vec::new());
    for piece in answer.chunks(piece) {
        if let Err(error) = lines.feed(piece, &mut out) {
            return (String::from_utf8_lossy(&out).into_owned(), Err(error), lines);
        }
    }
    let complete = lines.is_complete();
    (String::from_utf8_lossy(&out).into_owned(), Ok(complete), lines)
}

#[test]
fn answers_become_lines() {
    // answer, lines, complete
    let cases: [(&str, &str, bool); 18] = [
        ("null", "", true),
        ("null\n", "", true),
        ("nul", "", false),
        ("[]", "", true),
        (" [ ] \n", "", true),
        ("", "", false),
        (r#"[{"flow":"table=0, actions=drop"},{"flow":"b"}]"#, "table=0, actions=drop\nb\n", true),
        (r#"[{"FLOW":"a"}]"#, "a\n", true),
        (r#"["a", "b"]"#, "a\nb\n", true),
        (r#"[{"other":"x","flow":"a","more":{"flow":"no"},"list":["no",{"flow":"no"}],"n":-1.5E+3}]"#, "a\n", true),
        (r#"[{"flow":null},{"flow":1},{},{"flow":"a"}]"#, "a\n", true),
        (r#"[{"flow":"load:0x1-\u003eNXM_NX_REG0[0..3]"}]"#, "load:0x1->NXM_NX_REG0[0..3]\n", true),
        (r#"[{"flow":"a\"b\\c\/d\te"}]"#, "a\"b\\c/d\te\n", true),
        (r#"[{"flow":"a\nb\u000ac\r"}]"#, "a b c \n", true),
        (r#"[{"flow":"\ud83d\ude00 \ud83d \ude00 \ud83d\ud83d"}]"#, "😀 \u{FFFD} \u{FFFD} \u{FFFD}\u{FFFD}\n", true),
        (r#"[{"flow":"a"},{"flow":"b"#, "a\n", false),
        (r#"[{"flow":"a"}"#, "a\n", false),
        (r#"[{"fl\u006fw":"a"}]"#, "a\n", true),
    ];
    for (answer, expected, complete) in cases {
        for piece in [1, 2, 7, 1000] {
            let (out, end, _) = unwrap(answer.as_bytes(), piece);
            assert_eq!((out.as_str(), end), (expected, Ok(complete)), "{answer} by {piece}");
        }
    }
}

#[test]
fn what_is_no_list_is_refused() {
    let cases = [
        ("OVS flow dumping failed", "byte 0 is 'O'"),
        (r#"{"flow":"a"}"#, "byte 0 is '{'"),
        ("nxll", "byte 1 is 'x'"),
        ("[}", "byte 1 is '}'"),
        (r#"[{"flow":"a"}] more"#, "byte 15 is 'm'"),
        (r#"[{"flow":"\u00zz"}]"#, "byte 14 is 'z'"),
        ("[\u{1}]", "byte 1 is"),
    ];
    for (answer, why) in cases {
        let (_, end, _) = unwrap(answer.as_bytes(), 3);
        let error = end.expect_err(answer).to_string();
        assert!(error.contains(why), "{answer}: {error}");
    }
    let deep = "[".repeat(DEEPEST + 1);
    assert_eq!(unwrap(deep.as_bytes(), 10).1, Err(WrappedError::TooDeep));
    let long = format!("[\"{}\"]", "x".repeat(LONGEST_LINE + 1));
    assert_eq!(unwrap(long.as_bytes(), 1 << 16).1, Err(WrappedError::TooLong));
    let passed_over = format!("[{{\"other\":\"{}\"}}]", "x".repeat(LONGEST_LINE + 1));
    assert_eq!(unwrap(passed_over.as_bytes(), 1 << 16).1, Ok(true));
}

#[test]
fn the_first_flow_says_its_table() {
    let cases = [
        (
            r#"[{"flow":"table=IngressRule, n_packets=0, priority=0 actions=drop"},{"flow":"table=X"}]"#,
            Some("IngressRule"),
        ),
        (r#"[{"flow":"cookie=0x1, duration=1.5s, table=26, actions=resubmit(,1)"}]"#, Some("26")),
        (r#"[{"flow":"cookie=0x1, actions=ct(table=5)"}]"#, None),
        ("[]", None),
    ];
    for (answer, table) in cases {
        assert_eq!(unwrap(answer.as_bytes(), 5).2.table(), table, "{answer}");
    }
}

proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), text in r#"\[[\[\]{},:"\\unflow0-9 ]{0,80}"#, piece in 1usize..20) {
        let _ = (unwrap(&bytes, piece), unwrap(text.as_bytes(), piece));
    }

    #[test]
    fn what_json_says_comes_out(flows in prop::collection::vec("[^\r\n]{0,40}", 0..8), piece in 1usize..40) {
        let answer = Value::from(flows.iter().map(|flow| json!({"flow": flow})).collect::<Vec<_>>()).to_string();
        let (out, end, lines) = unwrap(answer.as_bytes(), piece);
        let expected: String = flows.iter().map(|flow| format!("{flow}\n")).collect();
        assert_eq!((out, end), (expected, Ok(true)));
        assert_eq!(lines.lines(), flows.len() as u64);
    }
}
