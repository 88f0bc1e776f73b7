//! What `ovs-ofctl` printed for the same bytes, and bytes that nobody should send.

use super::*;

/// Flows of Open vSwitch: protocol, instructions (in OpenFlow 1.0 actions), what `ovs-ofctl dump-flows` of that protocol said.
const FLOWS: &str = include_str!("tests/flows.txt");
/// Lists of actions, each kind with its variants: protocol, bytes, what `ovs-ofctl parse-actions` said; the last are of Open vSwitch 3.7.
const LISTS: &str = include_str!("tests/lists.txt");

/// Protocol, bytes, text of each line.
fn recorded(lines: &'static str) -> impl Iterator<Item = (Version, Vec<u8>, &'static str)> {
    lines.lines().map(|line| {
        let mut words = line.splitn(3, ' ');
        let version = match words.next() {
            Some("1.0") => Version::V10,
            Some("1.3") => Version::V13,
            Some("1.5") => Version::V15,
            _ => panic!("no protocol: {line}"),
        };
        (version, bytes(words.next().unwrap()), words.next().unwrap())
    })
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<u8> = hexadecimal.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

type Printer = fn(&mut String, Cursor<'_>, Version) -> Result<(), Bad>;

/// A flow has instructions since OpenFlow 1.1.
fn flow(out: &mut String, cursor: Cursor<'_>, version: Version) -> Result<(), Bad> {
    match version {
        Version::V10 => actions(out, cursor, version),
        Version::V13 | Version::V15 => instructions(out, cursor, version),
    }
}

fn printed(print: Printer, version: Version, bytes: &[u8]) -> Result<String, Bad> {
    let mut out = "actions=".to_owned();
    print(&mut out, Cursor::new(bytes, 0), version).map(|()| out.split_off("actions=".len()))
}

#[test]
fn flows_are_printed_as_ovs_ofctl_prints_them() {
    for (version, bytes, text) in recorded(FLOWS) {
        assert_eq!(printed(flow, version, &bytes).as_deref(), Ok(text), "{version:?}");
    }
}

#[test]
fn actions_are_printed_as_ovs_ofctl_prints_them() {
    for (version, bytes, text) in recorded(LISTS) {
        assert_eq!(printed(actions, version, &bytes).as_deref(), Ok(text), "{version:?}");
    }
    for version in Version::ALL {
        assert_eq!(printed(actions, version, &[]).as_deref(), Ok("drop"));
    }
}

#[test]
fn instructions_are_printed_in_the_order_of_their_execution() {
    let goto = "0001 0008 05 000000";
    let metadata = "0002 0018 00000000 00000000000000ff ffffffffffffffff";
    let write = "0003 0010 00000000 0012 0008 00000000";
    let apply = "0004 0010 00000000 0018 0008 00000000";
    let clear = "0005 0008 00000000";
    let meter = "0006 0008 00000009";
    let nothing = "0004 0008 00000000";
    let other = "0007 0008 01020304";
    for (given, text) in [
        (vec![], "drop"),
        (vec![nothing], "drop"),
        (vec![nothing, goto], "goto_table:5"),
        (vec!["0003 0008 00000000"], "write_actions(drop)"),
        (
            vec![goto, other, metadata, write, clear, apply, meter],
            "meter:9,dec_ttl,clear_actions,write_actions(pop_vlan),write_metadata:0xff,goto_table:5,unknown(0x0007000801020304)",
        ),
        (vec![apply, goto, apply], "dec_ttl,unknown(0x00040010000000000018000800000000),goto_table:5"),
        (vec![other, goto, other], "goto_table:5,unknown(0x0007000801020304),unknown(0x0007000801020304)"),
        (vec!["0001 0008 05 000001"], "unknown(0x0001000805000001)"),
        (vec!["0002 0008 00000000", clear], "clear_actions,unknown(0x0002000800000000)"),
    ] {
        assert_eq!(printed(instructions, Version::V13, &bytes(&given.concat())).as_deref(), Ok(text));
    }
}

#[test]
fn what_is_not_known_is_kept_whole_and_hides_nothing() {
    let (before, behind) = ("0018 0008 00000000", "0012 0008 00000000");
    for unknown in [
        "0063 0008 01020304",                                                           // no such action
        "001d 0008 00000005",                   // meter, which OpenFlow 1.3 does not have
        "0000 0010 00010000 0000 000000000000", // a port that cannot be
        "ffff 0010 00002320 0063 000000000000", // no such action of Nicira
        "ffff 0010 00001234 0001 000000000000", // nobody knows who
        "ffff 0008 00002320",                   // of Nicira, and then?
        "0019 0010 0000fe04 00000001 00000000", // a field that is not known
        "0019 0010 00010002 0001 000000000000", // a register of two bytes
        "0019 0010 00010004 00000001 00000007", // something behind the value
        "ffff 0018 00002320 0007 003f 00010004 0000000000000001", // 64 bits of 32
        "ffff 0018 00002320 0007 0003 00010004 0000000000000010", // 5 bits in 4
        "ffff 0018 00002320 0006 0021 0000 0000 00010004 00010204", // 33 bits of 32
        "ffff 0018 00002320 0006 0000 0000 0000 00010004 00010204", // no bits
        "ffff 0010 00002320 0022 0303 00000001", // the fourth clause of three
        "ffff 0018 00002320 0023 0001 00000000 0000 ff 000001 0000", // something between table and helper
        "ffff 0018 00002320 0025 000000000000 0007 0004 00000000", // a property of controller that is not known
        "ffff 0018 00002320 0025 000000000000 0003 0003 00000000", // a property that is shorter than its header
        "ffff 0010 00002320 002e 0000 00010800", // a header that is not known
        "ffff 0020 00002320 0010 0000 0000 0000 0000000000000000 0008 00 00 0000 0000", // a flag of learn
        "ffff 0028 00002320 0010 0000 0000 0000 0000000000000000 0000 00 00 0000 0000 3801 000100000000", // to nowhere
    ] {
        let unknown = bytes(unknown);
        let all = [bytes(before), unknown.clone(), bytes(behind)].concat();
        let digits: String = unknown.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = format!("dec_ttl,unknown(0x{digits}),pop_vlan");
        assert_eq!(printed(actions, Version::V13, &all), Ok(text));
    }
    // A list that cannot be cut makes unknown what it stands in, and that alone.
    let clone = "ffff 0018 00002320 002a 000000000000 0018 0007 00000000";
    assert_eq!(
        printed(actions, Version::V15, &bytes(&[clone, behind].concat())).as_deref(),
        Ok("unknown(0xffff001800002320002a0000000000000018000700000000),pop_vlan")
    );
}

#[test]
fn lengths_that_cannot_be_are_said_with_their_place() {
    let missing = "bytes are missing";
    let length = "the length of an action or instruction cannot be";
    let cases: [(Printer, &str, usize, &str); 9] = [
        (actions, "0018 0008 00000000 0018 0000 00000000", 8, length),
        (actions, "0018 0008 00000000 0018 0004", 8, length),
        (actions, "0018 000c 00000000 00000000", 0, length),
        (actions, "0018 0008 00000000 0018 0010 00000000", 8, missing),
        (actions, "0018 0008 00000000 00", 8, missing),
        (instructions, "0001 0008 05000000 0001 0007 05000000", 8, length),
        (instructions, "0004 0018 00000000 0018 0008 00000000 0018 0010 00000000", 16, missing),
        (instructions, "0003 0010 00000000 0018 0000 00000000", 8, length),
        (instructions, "0001 0010 05000000", 0, missing),
    ];
    for (print, given, at, why) in cases {
        assert_eq!(printed(print, Version::V15, &bytes(given)), Err(Bad { at, why }), "{given}");
    }
}

#[test]
fn depth_is_bounded() {
    let mut nested = Vec::new();
    for _ in 0..4000 {
        let length = u16::try_from(nested.len() + 16).unwrap().to_be_bytes();
        nested = [&[0xff, 0xff][..], &length, &[0, 0, 0x23, 0x20, 0, 42, 0, 0, 0, 0, 0, 0], &nested].concat();
    }
    let text = printed(actions, Version::V15, &nested).unwrap();
    assert!(
        text.starts_with(&"clone(".repeat(usize::from(MAX_DEPTH))) && text.contains("unknown(0xffff"),
        "{}",
        &text[..300]
    );
    assert!(text.len() < 3 * nested.len());
}

#[test]
fn any_bytes_are_printed_or_refused() {
    for (lines, print) in [(FLOWS, flow as Printer), (LISTS, actions)] {
        for (version, whole, _) in recorded(lines) {
            for end in 0..whole.len() {
                let _ = printed(print, version, &whole[..end]);
            }
            for at in 0..whole.len() {
                for value in [0, 0xff, whole[at] ^ 0x10] {
                    let mut changed = whole.clone();
                    changed[at] = value;
                    for version in Version::ALL {
                        if let Ok(text) = printed(print, version, &changed) {
                            assert!(text.len() < 64 * changed.len(), "{text}");
                        }
                    }
                }
            }
        }
    }
}
