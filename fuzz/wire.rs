//! What holds for any bytes that a switch may send over OpenFlow. As `checks.rs`.

use std::sync::Arc;

use antstats::decode::text::flow::{FlowLine, read};
use antstats::decode::text::{actions, groups, matches, meters};
use antstats::decode::wire::errors::Refusal;
use antstats::decode::wire::flow::Entry;
use antstats::decode::wire::flows::{Flows, Part, Piece};
use antstats::decode::wire::{Message, Version, direct, is_messages, text};
use antstats::model::flow::{ActionItem, Flow, MatchField, TableRef};
use antstats::model::ids::{Cookie, TableId};

/// What came out of a reply with flows.
#[derive(Debug, PartialEq, Eq)]
enum Came {
    Header(String),
    Flow(String),
    Unreadable(u64, &'static str),
}

fn printed(pieces: &[&[u8]]) -> Vec<Came> {
    let mut all = Vec::new();
    let mut each = |piece: Piece<'_>| {
        all.push(match piece {
            Piece::Header(line) => Came::Header(line.to_owned()),
            Piece::Flow(line) => Came::Flow(line.to_owned()),
            Piece::Unreadable { at, why } => Came::Unreadable(at, why),
        });
    };
    let mut flows = Flows::new();
    pieces.iter().for_each(|piece| flows.feed(piece, &mut each));
    flows.finish(&mut each);
    all
}

/// How many headers, and how many flows or complaints, messages have to give: each entry says how long it is.
fn expected(mut bytes: &[u8]) -> (usize, usize) {
    let number = |bytes: &[u8], at: usize| usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
    let (mut headers, mut entries) = (0, 0);
    while !bytes.is_empty() {
        if bytes.len() < 8 || number(bytes, 2) < 8 || number(bytes, 2) > bytes.len() {
            return (headers, entries + 1);
        }
        let (message, rest) = bytes.split_at(number(bytes, 2));
        bytes = rest;
        let head = match message {
            [1, 17, _, _, _, _, _, _, 0, 1, ..] => 12,
            [1, 17, _, _, _, _, _, _, 0xff, 0xff, _, _, 0, 0, 0x23, 0x20, 0, 0, 0, 0, ..] => 24,
            [4 | 6, 19, _, _, _, _, _, _, 0, 1, ..] => 16,
            _ => usize::MAX,
        };
        let Some(mut flows) = message.get(head..) else {
            entries += 1;
            continue;
        };
        headers += 1;
        while !flows.is_empty() {
            entries += 1;
            // Where one is shorter than the shortest head, nobody knows where the next one begins.
            let length = if flows.len() < 2 { 0 } else { number(flows, 0) };
            flows = flows.get(length..).filter(|_| length >= 22).unwrap_or_default();
        }
    }
    (headers, entries)
}

/// The first byte says where the rest is cut: flows do not depend on it. None is lost, and what is printed can be read.
pub fn wire_flows(data: &[u8]) {
    let Some((&cut, data)) = data.split_first() else { return };
    let (first, second) = data.split_at(usize::from(cut).min(data.len()));
    let whole = printed(&[data]);
    assert_eq!(printed(&[first, second]), whole);
    let headers = whole.iter().filter(|came| matches!(came, Came::Header(_))).count();
    assert_eq!((headers, whole.len() - headers), expected(data), "{whole:?}");
    let mut lines = whole.iter();
    let mut flows = Flows::new();
    flows.feed_parts(data, &mut |part| match (part, lines.next()) {
        (Part::Header, Some(Came::Header(line))) => assert_eq!(read(line), FlowLine::Header),
        (Part::Flow { entry, .. }, Some(Came::Flow(line))) => {
            assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
            entry_is_line(entry, line);
        }
        // What does not need the line does not see that it cannot be printed.
        (Part::Flow { entry, start }, Some(Came::Unreadable(at, why))) => {
            let bad = entry.print(&mut String::new(), &mut Vec::new()).unwrap_err();
            assert_eq!((start + bad.at as u64, bad.why), (*at, *why));
            let is_decoded = direct::matches(entry, &mut Vec::new()) && direct::actions(entry, &mut Vec::new());
            assert!(!is_decoded, "{why}");
        }
        (Part::Unreadable { at, why }, Some(Came::Unreadable(there, said))) => assert_eq!((at, why), (*there, *said)),
        (part, line) => panic!("{part:?} and {line:?}"),
    });
    flows.finish(&mut |piece| match (piece, lines.next()) {
        (Piece::Unreadable { at, why }, Some(Came::Unreadable(there, said))) => assert_eq!((at, why), (*there, *said)),
        (piece, line) => panic!("{piece:?} and {line:?}"),
    });
    assert_eq!(lines.next(), None);
}

/// What is known of a flow in place is what its line says.
pub fn entry_is_line(entry: &Entry<'_>, line: &str) {
    let FlowLine::Flow(flow) = read(line) else { panic!("{:?}: {line}", read(line)) };
    let here = (Some(Cookie(entry.cookie)), Some(TableRef::Number(TableId(entry.table))), entry.priority);
    assert_eq!(here, (flow.cookie, flow.table, flow.priority), "{line}");
    let known = |count: u64| (count != u64::MAX).then_some(count);
    assert_eq!((known(entry.packets), known(entry.bytes)), (flow.packets, flow.bytes), "{line}");
    let (seconds, nanoseconds) = entry.duration;
    // More than there are in a second is printed as it came.
    if nanoseconds < 1_000_000_000 {
        let duration = u64::from(seconds) * 1_000_000_000 + u64::from(nanoseconds);
        assert_eq!(Some(duration), flow.duration, "{line}");
    }
    let set = |number: u16| (number > 0).then_some(u64::from(number));
    let here = [entry.idle_timeout, entry.hard_timeout, entry.importance].map(set);
    assert_eq!(here, [flow.idle_timeout, flow.hard_timeout, flow.importance], "{line}");
    let hard_age = entry.hard_age.filter(|age| *age != seconds);
    assert_eq!([entry.idle_age, hard_age].map(|age| age.map(u64::from)), [flow.idle_age, flow.hard_age], "{line}");
    body_is_line(entry, &flow, line);
}

/// Match and actions: as text, and where they are decoded without it.
fn body_is_line(entry: &Entry<'_>, flow: &Flow<'_>, line: &str) {
    let (mut text, mut scratch) = (String::new(), Vec::new());
    entry.print_match(&mut text, &mut scratch).unwrap();
    assert_eq!(text.strip_suffix(',').unwrap_or(&text), flow.match_text, "{line}");
    text.clear();
    entry.print_actions(&mut text).unwrap();
    assert_eq!(text, flow.actions_text, "{line}");
    let (mut fields, mut expected) = (Vec::new(), Vec::new());
    matches::decode(flow.match_text, &mut expected);
    if direct::matches(entry, &mut fields) {
        let sorted = |fields: &[MatchField<'_>]| {
            let mut all: Vec<_> = fields.iter().map(|item| format!("{:?} {:?}", item.field, item.value)).collect();
            all.sort();
            all
        };
        assert_eq!(sorted(&fields), sorted(&expected), "{line}");
    }
    let (mut items, mut expected) = (Vec::new(), Vec::new());
    actions::decode(flow.actions_text, &mut expected);
    if direct::actions(entry, &mut items) {
        let listed = |items: &[ActionItem<'_>]| items.iter().map(|i| format!("{:?}", i.action)).collect::<Vec<_>>();
        assert_eq!(listed(&items), listed(&expected), "{line}");
    }
}

/// All other answers, and refusals: what cannot be read is said with its place, and groups and meters that are printed are read.
pub fn wire_text(data: &[u8]) {
    let (printed, notes) = text::text(data);
    assert!(!printed.contains(|c: char| c.is_control() && c != '\n'), "{printed:?}");
    assert!(printed.is_empty() || printed.ends_with('\n'));
    assert!(notes.iter().all(|note| note.at <= data.len()), "{notes:?}");
    assert_eq!(data.is_empty(), printed.is_empty() && notes.is_empty());
    if let Some(message) = Message::new(data)
        && let Ok(Some(refusal)) = Refusal::read(&message)
    {
        assert!(Version::from_number(data[0]) == Some(refusal.version) && data[1] == 1 && !is_messages(data));
        assert!(printed.contains(&format!(" (xid={:#x}): {refusal}\n", refusal.xid)), "{printed}");
    }
    // The highest numbers of meters and buckets have names (`all`, `slowpath`), and stand for no meter and no bucket.
    let named = |key: &str| printed.split(key).skip(1).any(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    if Message::new(data).is_none() || !notes.is_empty() || named("meter:") || named("bucket_id:") {
        return;
    }
    let path: Arc<str> = "x".into();
    let entries = printed.lines().count() - 1;
    match printed.split(' ').next() {
        Some("OFPST_GROUP_DESC" | "NXST_GROUP_DESC") => {
            let mut count = 0;
            let said = groups::each(printed.as_bytes(), &path, &mut |_| count += 1);
            assert_eq!((said.len(), count), (0, entries), "{said:?}\n{printed}");
        }
        Some("OFPST_GROUP" | "NXST_GROUP") => {
            let read = groups::stats(printed.as_bytes(), &path);
            assert_eq!((read.notes.len(), read.value.len()), (0, entries), "{:?}\n{printed}", read.notes);
        }
        Some("OFPST_METER") => {
            let (read, entries) = (meters::stats(printed.as_bytes(), &path), printed.matches("meter:").count());
            assert_eq!((read.notes.len(), read.value.len()), (0, entries), "{:?}\n{printed}", read.notes);
        }
        _ => {}
    }
}
