use super::*;

/// Recorded replies of Open vSwitch 3.1, and what `ovs-ofctl` printed of them: one switch in each version, three of its tables' features, and messages
/// with values that no switch at hand has (links, RFC 2819 counters, unknown flags and meters), made by hand.
const RECORDED: [(&str, &[u8], &str); 5] = [
    ("of10", include_bytes!("recorded/of10.bin"), include_str!("recorded/of10.txt")),
    ("of13", include_bytes!("recorded/of13.bin"), include_str!("recorded/of13.txt")),
    ("of15", include_bytes!("recorded/of15.bin"), include_str!("recorded/of15.txt")),
    ("table-features", include_bytes!("recorded/table-features.bin"), include_str!("recorded/table-features.txt")),
    ("odd", include_bytes!("recorded/odd.bin"), include_str!("recorded/odd.txt")),
];

fn message(version: u8, kind: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(HEADER + body.len()).unwrap();
    [&[version, kind][..], &length.to_be_bytes(), &[0, 0, 0, 7], body].concat()
}

fn reply(version: u8, kind: u16, body: &[u8]) -> Vec<u8> {
    let pad: &[u8] = if version == 1 { &[] } else { &[0; 4] };
    message(version, if version == 1 { 17 } else { 19 }, &[&kind.to_be_bytes(), &[0, 0], pad, body].concat())
}

/// Where the messages of `bytes` end.
fn ends(bytes: &[u8]) -> Vec<usize> {
    let (mut ends, mut at) = (Vec::new(), 0);
    while let Some([_, _, high, low, ..]) = bytes.get(at..) {
        at += usize::from(u16::from_be_bytes([*high, *low]));
        ends.push(at);
    }
    ends
}

#[test]
fn text_is_that_of_ovs_ofctl() {
    for (name, bytes, expected) in RECORDED {
        let (found, notes) = text(bytes);
        for (found, expected) in found.lines().zip(expected.lines()) {
            assert_eq!(found, expected, "{name}");
        }
        assert_eq!((found.as_str(), notes), (expected, Vec::new()), "{name}");
    }
}

#[test]
fn bytes_that_end_anywhere_give_the_whole_messages_and_a_note() {
    for (name, bytes, _) in RECORDED.into_iter().filter(|(name, ..)| *name != "table-features") {
        let ends = ends(bytes);
        assert!(ends.len() > 5 && ends.last() == Some(&bytes.len()), "{name}");
        for cut in 0..bytes.len() {
            let whole = ends.iter().copied().filter(|end| *end <= cut).max().unwrap_or_default();
            let (found, notes) = text(&bytes[..cut]);
            assert_eq!(found, text(&bytes[..whole]).0, "{name} {cut}");
            assert_eq!(notes.first().map(|note| note.at), (whole != cut).then_some(whole), "{name} {cut}");
        }
    }
}

#[test]
fn a_byte_that_is_wrong_costs_its_message_alone() {
    for (name, bytes, expected) in RECORDED {
        let ends = ends(bytes);
        let begin = ends.iter().rev().nth(1).copied().unwrap_or(bytes.len());
        let last = text(&bytes[begin..]).0;
        assert!(expected.ends_with(&last), "{name}");
        let step = if name == "table-features" { 397 } else { 3 };
        let length = |at: usize| ends.iter().any(|end| (end + 2..end + 4).contains(&at)) || (2..4).contains(&at);
        for at in (0..bytes.len()).step_by(step) {
            for value in [0, 0x7f, 0x80, 0xff] {
                let mut bytes = bytes.to_vec();
                bytes[at] = value;
                let (found, notes) = text(&bytes);
                assert!(found.len() < 40 * bytes.len() && notes.len() <= KEPT + 1, "{name} {at} {value}");
                assert!(at >= begin || length(at) || found.ends_with(&last), "{name} {at} {value}: {found}");
            }
        }
    }
}

#[test]
fn a_group_that_cannot_be_read_is_left_out_with_its_place() {
    let action = [0, 0, 0, 16, 0, 0, 0, 1, 0xff, 0xff, 0, 0, 0, 0, 0, 0];
    let group = |id: u8, action: &[u8]| {
        let bucket = [&[0, 8 + action.len() as u8, 0, action.len() as u8, 0, 0, 0, 0][..], action].concat();
        [&[0, 16 + bucket.len() as u8, 0, 0, 0, 0, 0, id, 0, bucket.len() as u8, 0, 0, 0, 0, 0, 0][..], &bucket]
            .concat()
    };
    let mut broken = action;
    broken[3] = 99;
    let body = [group(1, &action), group(2, &broken), group(3, &action)].concat();
    let (found, notes) = text(&[message(6, 2, &[]), reply(6, 7, &body)].concat());
    let lines = " group_id=1,type=all,bucket=bucket_id:0,actions=output:1\n group_id=3,type=all,bucket=bucket_id:0,actions=output:1\n";
    assert_eq!(found, format!("OFPST_GROUP_DESC reply (OF1.5) (xid=0x7):\n{lines}"));
    // An echo of 8 bytes, the headers of the reply (16), the first group (40), then header and bucket of the second.
    let places: Vec<usize> = notes.iter().map(|note| note.at).collect();
    assert!(matches!(places[..], [0, 64..=104]), "{notes:?}");
}

#[test]
fn what_is_no_reply_is_a_note_and_the_next_one_is_read() {
    let tables = reply(6, 3, &[[4, 0, 0, 0], [0, 0, 0, 1]].concat().into_iter().chain([0; 16]).collect::<Vec<_>>());
    let expected = "OFPST_TABLE reply (OF1.5) (xid=0x7):\n  table 4:\n    active=1, lookup=0, matched=0\n";
    let others = [
        message(6, 0, &[]),
        message(6, 21, b"barrier"),
        message(5, 19, &[0, 3, 0, 0, 0, 0, 0, 0]),
        message(6, 17, &[0, 3, 0, 0]),
        message(6, 19, &[0, 3]),
        reply(6, 1, &[]),
        reply(6, 0xffff, &[0, 0, 0x23, 0x20, 0, 0, 0, 8]),
        reply(1, 7, &[]),
        reply(1, 0xffff, &[0, 0, 0x23, 0x20, 0, 0, 0, 0, 0, 0, 0, 0]),
        reply(1, 0xffff, &[0, 0, 0x23, 0x21, 0, 0, 0, 8, 0, 0, 0, 0]),
    ];
    for other in others {
        let (found, notes) = text(&[tables.clone(), other.clone(), tables.clone()].concat());
        assert_eq!(found, format!("{expected}{expected}"), "{other:x?}");
        assert_eq!(notes.len(), 1, "{other:x?}");
        assert!((tables.len()..=tables.len() + other.len()).contains(&notes[0].at), "{notes:?}");
    }
}

#[test]
fn a_refusal_is_a_line() {
    let (found, notes) = text(&[message(6, 1, &[0, 1, 0, 2]), message(1, 1, &[0, 1])].concat());
    let why = "this switch does not know the question in this OpenFlow version";
    assert_eq!(found, format!("OFPT_ERROR (OF1.5) (xid=0x7): OFPBRC_BAD_STAT ({why})\n"));
    assert_eq!(notes, [Bad { at: 12 + 10, why: "bytes are missing" }]);
}

#[test]
fn of_many_notes_the_first_are_kept() {
    let counters = [0, 41, 0, 0, 0, 0, 0, 1].into_iter().chain([0; 33]).collect::<Vec<u8>>().repeat(1500);
    let (found, notes) = text(&reply(6, 6, &counters));
    assert_eq!((found.lines().count(), notes.len()), (1501, KEPT + 1));
    assert!(notes.last().is_some_and(|note| note.why.starts_with("more could not be read")));
}

#[test]
fn a_name_cannot_make_up_a_line() {
    let name = b"a\n  table 9 (\"b\x1b[2J\xff";
    let mut body = [&[7, 0, 0, 0][..], name].concat();
    body.resize(64, 0);
    let (found, notes) = text(&reply(1, 3, &body));
    let line = "  table 7 (\"a\u{fffd}  table 9 (\"b\u{fffd}[2J\u{fffd}\"):\n";
    assert_eq!(
        (found, notes.len()),
        (format!("OFPST_TABLE reply (xid=0x7):\n{line}    active=0, lookup=0, matched=0\n"), 0)
    );
}

proptest::proptest! {
    #[test]
    fn any_bytes_never_panic(version in 0..3_usize, kind in 0..16_u16, vendor in 0..10_u8, body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        let version = [1, 4, 6][version];
        text(&body);
        text(&reply(version, kind, &body));
        text(&reply(version, 0xffff, &[&[0, 0, 0x23, 0x20, 0, 0, 0, vendor, 0, 0, 0, 0][..], &body].concat()));
    }
}
