//! What holds for any bytes: the fuzz targets look for bytes for which it does not, `tests/corpus.rs` replays those that were found.

use antstats::decode::text::flow::{FlowLine, read};
use antstats::decode::text::lines::{BadText, Line, LineSplitter};
use antstats::decode::text::{actions as action_text, audit_log, matches as match_text, nf_conntrack, print};
use antstats::model::flow::{Flow, span_in};

fn split(chunks: &[&[u8]]) -> Vec<(u64, Result<String, BadText>, bool)> {
    let mut lines = Vec::new();
    let mut each = |line: Line<'_>| lines.push((line.number, line.text.map(str::to_owned), line.terminated));
    let mut splitter = LineSplitter::new();
    for chunk in chunks {
        splitter.feed(chunk, &mut each);
    }
    splitter.finish(&mut each);
    lines
}

/// The first byte says where the rest is cut: lines do not depend on it.
pub fn lines(data: &[u8]) {
    let Some((&cut, data)) = data.split_first() else { return };
    let (first, second) = data.split_at(usize::from(cut).min(data.len()));
    let whole = split(&[data]);
    assert_eq!(split(&[first, second]), whole);
    for (_, text, _) in whole {
        if let Ok(text) = text {
            assert!(text.bytes().all(|byte| (byte >= 0x20 && byte != 0x7f) || byte == b'\t'));
        }
    }
}

/// A flow that is printed is the same flow.
pub fn flow(data: &[u8]) {
    let Ok(line) = std::str::from_utf8(data) else { return };
    let FlowLine::Flow(flow) = read(line) else { return };
    for part in [flow.flags, flow.match_text, flow.actions_text] {
        assert!(part.is_empty() || span_in(line, part).is_some());
    }
    let printed = print::flow(&flow).to_string();
    match read(&printed) {
        FlowLine::Flow(again) => assert_eq!(Flow { text: "", ..again }, Flow { text: "", ..flow }, "{printed:?}"),
        other => panic!("{printed:?}: {other:?}"),
    }
}

/// A match that is printed is the same match.
pub fn matches(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut decoded = Vec::new();
    match_text::decode(text, &mut decoded);
    let printed = print::matches(&decoded).to_string();
    let mut again = Vec::new();
    match_text::decode(&printed, &mut again);
    assert_eq!(again.len(), decoded.len(), "{printed:?}");
    for (again, item) in again.iter().zip(&decoded) {
        assert!(span_in(text, item.text).is_some());
        assert_eq!((again.field, again.value), (item.field, item.value), "{printed:?}");
    }
}

/// Actions that are printed are the same actions.
pub fn actions(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut decoded = Vec::new();
    action_text::decode(text, &mut decoded);
    let printed = print::actions(&decoded).to_string();
    let mut again = Vec::new();
    action_text::decode(&printed, &mut again);
    assert_eq!(again.len(), decoded.len(), "{printed:?}");
    assert_eq!(print::actions(&again).to_string(), printed);
    for (again, item) in again.iter().zip(&decoded) {
        assert!(span_in(text, item.text).is_some());
        assert_eq!(std::mem::discriminant(&again.action), std::mem::discriminant(&item.action), "{printed:?}");
    }
}

/// Lines of the audit log, of the kernel's log and of its connection table: each word that is read stands in the line.
pub fn log_lines(data: &[u8]) {
    let Ok(line) = std::str::from_utf8(data) else { return };
    if let Some(record) = audit_log::read(line) {
        let words = [record.date, record.time, record.table, record.action, record.protocol];
        let optional = [record.policy, record.rule, record.applied_to, record.label, record.within];
        for word in words.into_iter().chain(optional.into_iter().flatten()) {
            assert!(span_in(line, word).is_some(), "{word:?} is not of {line:?}");
        }
        assert!(audit_log::is_audit_log(line));
        assert!(["Allow", "Drop", "Reject", "Pass", "Redirect"].contains(&record.action));
    }
    if let Some(record) = audit_log::read_of_node(line) {
        assert!(span_in(line, record.packet).is_some() && record.packet.starts_with("IN="));
        assert!(record.pairs().next().is_some());
    }
    if let Some(connection) = nf_conntrack::read(line) {
        assert_eq!(connection.labels, 0);
        assert!(connection.status.is_some());
    }
}
