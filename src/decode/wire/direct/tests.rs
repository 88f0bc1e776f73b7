use super::*;
use crate::decode::text::flow::{FlowLine, read};
use crate::decode::text::{actions as text_actions, matches as text_matches};
use crate::decode::wire::cursor::Bad;
use crate::decode::wire::flow::tests::recorded;

fn entry(shape: crate::decode::wire::flow::Shape, bytes: &[u8]) -> Result<Entry<'_>, Bad> {
    Entry::next(&mut Cursor::new(bytes, 0), shape)
}

#[test]
fn what_is_decoded_is_what_its_text_says() {
    let (mut with_match, mut with_actions, mut all) = (0, 0, 0);
    for (shape, bytes, line) in recorded() {
        let entry = entry(shape, &bytes).unwrap();
        let FlowLine::Flow(flow) = read(line) else { panic!("{line}") };
        let (mut fields, mut items) = (Vec::new(), Vec::new());
        if matches(&entry, &mut fields) {
            let mut expected = Vec::new();
            text_matches::decode(flow.match_text, &mut expected);
            let key = |fields: &[MatchField<'_>]| {
                let mut all: Vec<String> = fields.iter().map(|f| format!("{:?} {:?}", f.field, f.value)).collect();
                all.sort();
                all
            };
            assert_eq!(key(&fields), key(&expected), "{line}");
            with_match += usize::from(!fields.is_empty());
        } else {
            assert!(fields.is_empty());
        }
        if actions(&entry, &mut items) {
            let mut expected = Vec::new();
            text_actions::decode(flow.actions_text, &mut expected);
            let key = |items: &[ActionItem<'_>]| items.iter().map(|i| format!("{:?}", i.action)).collect::<Vec<_>>();
            assert_eq!(key(&items), key(&expected), "{line}");
            with_actions += 1;
        } else {
            assert!(items.is_empty());
        }
        all += 1;
    }
    assert!(with_match > 20 && with_actions > 10, "{with_match} and {with_actions} of {all}");
}

#[test]
fn bytes_that_are_wrong_are_left_to_the_printer() {
    for (shape, bytes, line) in recorded() {
        for at in 0..bytes.len() {
            for flipped in [0x01, 0x80, 0xff] {
                let mut wrong = bytes.clone();
                wrong[at] ^= flipped;
                let Ok(entry) = entry(shape, &wrong) else { continue };
                let (mut fields, mut items) = (Vec::new(), Vec::new());
                let decoded = matches(&entry, &mut fields);
                let read_actions = actions(&entry, &mut items);
                let (mut text, mut scratch) = (String::new(), Vec::new());
                let printed = entry.print_match(&mut text, &mut scratch);
                if decoded {
                    printed.unwrap_or_else(|bad| panic!("{line}: byte {at}: {bad}"));
                    let mut expected = Vec::new();
                    text_matches::decode(text.trim_end_matches(','), &mut expected);
                    assert_eq!(fields.len(), expected.len(), "{line}: byte {at}: {text}");
                }
                text.clear();
                let printed = entry.print_actions(&mut text);
                if read_actions {
                    printed.unwrap_or_else(|bad| panic!("{line}: byte {at}: {bad}"));
                    let mut expected = Vec::new();
                    text_actions::decode(&text, &mut expected);
                    assert_eq!(items.len(), expected.len(), "{line}: byte {at}: {text}");
                }
            }
        }
    }
}
