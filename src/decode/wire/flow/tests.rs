use super::*;
use crate::decode::wire::cursor::Bad;

/// Flows that Open vSwitch 3.1 sent (those with registers over 15: 3.7), and the lines that its own `ovs-ofctl` printed for them.
const RECORDED: &str = include_str!("../../../../tests/wire/flows.txt");

/// Protocol, bytes and line of each.
pub fn recorded() -> impl Iterator<Item = (Shape, Vec<u8>, &'static str)> {
    RECORDED.lines().map(|line| {
        let (protocol, rest) = line.split_once(' ').unwrap();
        let (bytes, _) = rest.split_once(' ').unwrap();
        let shape = match protocol {
            "10s" => Shape::Standard10,
            "10" => Shape::Nicira10,
            "13" => Shape::Multipart13,
            "15" => Shape::Description15,
            other => panic!("{other}"),
        };
        (shape, hex(bytes), &rest[bytes.len()..])
    })
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

fn line(shape: Shape, bytes: &[u8]) -> Result<String, Bad> {
    let mut cursor = Cursor::new(bytes, 0);
    let mut line = String::new();
    let entry = Entry::next(&mut cursor, shape)?;
    entry.print(&mut line, &mut Vec::new())?;
    assert!(cursor.is_empty());
    Ok(line)
}

#[test]
fn lines_are_those_of_ovs_ofctl() {
    let mut seen = 0;
    for (shape, bytes, expected) in recorded() {
        assert_eq!(line(shape, &bytes).as_deref(), Ok(expected), "{shape:?}");
        seen += 1;
    }
    assert!(seen > 140, "{seen}");
}

/// A flow of OpenFlow 1.5 without instructions.
fn described(head: &str, fields: &str, statistics: &str) -> Vec<u8> {
    let block = |kind: &str, content: &str| {
        let mut block = hex(kind);
        let content = hex(content);
        block.extend((content.len() as u16 + 4).to_be_bytes());
        block.extend(content);
        block.resize(block.len().next_multiple_of(8), 0);
        block
    };
    let rest = [hex(head), block("0001", fields), block("0000", statistics)].concat();
    [&(rest.len() as u16 + 2).to_be_bytes()[..], &rest].concat()
}

const HEAD: &str = "0000 00 00 8000 0000 0000 0000 0000 0000000000000001";
const COUNTERS: &str = "80020808 0000000000000007 80020a08 0000000000000190";

#[test]
fn counters_and_ages_and_timeouts() {
    let cases = [
        // All that a head can say.
        (
            "0000 1d 00 00c8 003c 012c 001f 0009 00010a0000000005",
            &["80020008 0000006507270e00", "80020208 0000000300000000", COUNTERS][..],
            " cookie=0x10a0000000005, duration=101.120s, table=29, n_packets=7, n_bytes=400, idle_timeout=60, hard_timeout=300, \
             send_flow_rem check_overlap reset_counts no_packet_counts no_byte_counts importance=9, idle_age=3, priority=200 actions=drop",
        ),
        // Nanoseconds, and statistics that nobody knows in between.
        (
            HEAD,
            &["80020008 0000000100000001", "8002fe03 010203", "ffff0008 00002320 00000000", COUNTERS],
            " cookie=0x1, duration=1.000000001s, table=0, n_packets=7, n_bytes=400, actions=drop",
        ),
        (
            HEAD,
            &["80020008 0000000100000000", COUNTERS],
            " cookie=0x1, duration=1s, table=0, n_packets=7, n_bytes=400, actions=drop",
        ),
        // Not known is not zero.
        (
            HEAD,
            &["80020008 0000000100000000"],
            " cookie=0x1, duration=1s, table=0, n_packets=?, n_bytes=?, actions=drop",
        ),
    ];
    for (head, statistics, expected) in cases {
        assert_eq!(line(Shape::Description15, &described(head, "", &statistics.concat())).as_deref(), Ok(expected));
    }
}

#[test]
fn what_is_matched_is_never_left_out() {
    let cases = [
        ("80005a021234", "unknown(0x8000:45)=0x1234 "),
        ("80005b0412340ff0 80000a020800", "ip,unknown(0x8000:45)=0x1234/0xff0 "),
        ("ffff0408 00001234 00000005", "unknown(0xffff:0x1234:2)=0x5 "),
        // A number that is known, but not with so many bytes.
        ("80000a0408000001", "unknown(0x8000:5)=0x8000001 "),
        // Registers in groups of two and four.
        ("80010110 0000000a0000000b 000000ff00000000", "reg0=0xa/0xff "),
        ("80011d10 000000000000000b 00000000ffffffff", "reg29=0xb "),
        ("0001ec10 00000001000000020000000300000004", "reg28=0x1,reg29=0x2,reg30=0x3,reg31=0x4 "),
        // Nothing particular.
        ("0001010800000000 00000000 80000a020800", "ip "),
    ];
    for (fields, expected) in cases {
        let line = line(Shape::Description15, &described(HEAD, fields, COUNTERS)).unwrap();
        let (_, rest) = line.split_once("n_bytes=400, ").unwrap();
        assert_eq!(rest, format!("{expected}actions=drop"), "{fields}");
    }
}

#[test]
fn what_contradicts_itself_is_said() {
    let twice = "a field is matched twice";
    let cases = [
        (described(HEAD, "80000a020800 80000a0286dd", COUNTERS), Bad { at: 34, why: twice }),
        (
            described(HEAD, "0001000400000001 80010008 0000000100000002", COUNTERS),
            Bad { at: 36, why: "a register is matched twice" },
        ),
        (described(HEAD, "80000a0208", COUNTERS), Bad { at: 32, why: "bytes are missing" }),
        (described(HEAD, "", "80020008 00"), Bad { at: 40, why: "bytes are missing" }),
        (described("", "", ""), Bad { at: 0, why: "a flow is shorter than its head" }),
    ];
    for (bytes, bad) in cases {
        assert_eq!(line(Shape::Description15, &bytes), Err(bad));
    }
}

#[test]
fn damaged_flows_are_read_or_said() {
    for (shape, bytes, _) in recorded() {
        let read = |bytes: &[u8]| {
            let mut cursor = Cursor::new(bytes, 0);
            let (mut line, mut scratch) = (String::new(), Vec::new());
            while !cursor.is_empty() {
                let before = cursor.at();
                if let Ok(entry) = Entry::next(&mut cursor, shape) {
                    line.clear();
                    let _ = entry.print(&mut line, &mut scratch);
                }
                assert!(cursor.at() > before, "it goes on");
            }
        };
        let mut damaged = bytes.clone();
        for at in 0..bytes.len() {
            read(&bytes[..at]);
            for value in [
                0,
                1,
                0x7f,
                0xff,
                bytes[at] ^ 1,
                bytes[at] ^ 0x80,
                bytes[at].wrapping_add(1),
                bytes[at].wrapping_sub(1),
            ] {
                damaged[at] = value;
                read(&damaged);
            }
            damaged[at] = bytes[at];
        }
    }
}
