//! Dumps of real Open vSwitch, several versions and protocols: every line is something, every field and action is known.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use antstats::decode::text::flow::{FlowLine, read};
use antstats::decode::text::lines::LineSplitter;
use antstats::decode::text::{actions, matches};
use antstats::model::field::Field;
use antstats::model::flow::{Action, ActionItem, Value};

#[derive(Debug, Default, PartialEq)]
struct Counts {
    flows: usize,
    headers: usize,
    decode_errors: usize,
    logs: usize,
    comments: usize,
    blanks: usize,
}

fn known_actions(place: &str, items: &[ActionItem<'_>]) {
    for item in items {
        match &item.action {
            Action::Unknown(text) => panic!("{place}: action {text}"),
            Action::SetField { value: Value::Text(_), .. } => panic!("{place}: value of {}", item.text),
            Action::SetField { to, .. } | Action::Load { to, .. } | Action::Move { to, .. }
                if to.field == Field::Unknown =>
            {
                panic!("{place}: field of {}", item.text);
            }
            Action::Ct(ct) => known_actions(place, &ct.exec),
            _ => {}
        }
    }
}

fn count(name: &str) -> Counts {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/flows").join(name);
    let input = std::fs::read(path).unwrap();
    let mut counts = Counts::default();
    let mut lines = 0;
    let mut splitter = LineSplitter::new();
    let mut each = |line: antstats::decode::text::lines::Line<'_>| {
        lines = line.number;
        let place = format!("{name}:{}", line.number);
        match read(line.text.unwrap()) {
            FlowLine::Flow(flow) => {
                counts.flows += 1;
                let mut fields = Vec::new();
                matches::decode(flow.match_text, &mut fields);
                for item in &fields {
                    assert!(
                        item.field != Field::Unknown && !matches!(item.value, Value::Text(_)),
                        "{place}: {}",
                        item.text
                    );
                }
                let mut items = Vec::new();
                actions::decode(flow.actions_text, &mut items);
                assert!(!items.is_empty(), "{place}");
                known_actions(&place, &items);
            }
            FlowLine::Header => counts.headers += 1,
            FlowLine::DecodeError => counts.decode_errors += 1,
            FlowLine::Log => counts.logs += 1,
            FlowLine::Comment => counts.comments += 1,
            FlowLine::Blank => counts.blanks += 1,
            FlowLine::Unreadable { column, why } => panic!("{place}:{column}: {why}"),
        }
    };
    splitter.feed(&input, &mut each);
    splitter.finish(&mut each);
    let newlines = input.iter().filter(|&&byte| byte == b'\n').count();
    assert_eq!(lines, newlines as u64, "{name}");
    counts
}

#[test]
fn every_line_of_every_dump_is_understood() {
    let flows = |flows| Counts { flows, ..Counts::default() };
    let with_header = |flows| Counts { flows, headers: 1, ..Counts::default() };
    for (name, expected) in [
        ("antctl-ovsflows.txt", Counts { flows: 12, comments: 1, blanks: 3, headers: 1, ..Counts::default() }),
        ("antrea-no-stats.txt", flows(60)),
        ("antrea-v1.5-of10.txt", with_header(119)),
        ("antrea-v1.5.txt", with_header(119)),
        ("antrea-v2.4.txt", with_header(149)),
        ("antrea-v2.7-names.txt", flows(150)),
        ("bridge-dump-flows-ovs2.17.txt", flows(30)),
        ("bridge-dump-flows-ovs3.5.txt", flows(60)),
        ("fields-ovs2.14.2-of15.txt", with_header(182)),
        ("fields-ovs3.1-of10.txt", Counts { flows: 177, logs: 18, ..Counts::default() }),
        ("fields-ovs3.1-of13.txt", with_header(186)),
        ("fields-ovs3.1-of15-names.txt", flows(186)),
        ("fields-ovs3.1-of15.txt", with_header(186)),
        ("fields-ovs3.7.1-of15.txt", with_header(189)),
        ("undecodable-ovs3.1-of10.txt", Counts { flows: 25, headers: 1, decode_errors: 14, ..Counts::default() }),
    ] {
        assert_eq!(count(name), expected, "{name}");
    }
}
