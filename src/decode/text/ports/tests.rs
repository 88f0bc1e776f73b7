use super::*;
use crate::model::port::PortCounters;

fn ports(text: &str) -> Decoded<Vec<PortStats>> {
    read(text.as_bytes(), &"ports.txt".into())
}

fn counters(numbers: [Option<u64>; 4]) -> PortCounters {
    let [packets, bytes, dropped, errors] = numbers;
    PortCounters { packets, bytes, dropped, errors }
}

#[test]
fn a_port_with_all_that_it_can_count() {
    let text = "OFPST_PORT reply (OF1.5) (xid=0x2): 3 ports\n  port 38: rx pkts=14, bytes=2788, drop=?, errs=?, frame=?, over=?, crc=?\n           tx pkts=27, bytes=2342, drop=?, errs=?, coll=?\n           duration=3.5s\n           rx rfc2819 1_to_64_packets=3, \n           tx rfc2819 1_to_64_packets=4, \n           CUSTOM Statistics\n                      rx_q0_bytes=2788, rx_q0_packets=14, a=1, \n                      duration=7,\n  port LOCAL: rx pkts=0, bytes=0, drop=1, errs=2, frame=3, over=4, crc=5\n           tx pkts=1, bytes=42, drop=6, errs=7, coll=8\n  port  1: rx pkts=45, bytes=14566, drop=0, errs=0, frame=0, over=0, crc=0\r\n           tx pkts=8, bytes=560, drop=0, errs=0, coll=0\r\n";
    let read = ports(text);
    assert_eq!(read.notes, []);
    let [pod, local, tunnel] = read.value.as_slice() else { panic!("{read:?}") };
    assert_eq!((pod.number.as_ref(), pod.name.as_ref()), (Some(&PortNumber::Number(OfPort(38))), None));
    assert_eq!(pod.received, counters([Some(14), Some(2788), None, None]));
    assert_eq!((pod.sent, pod.collisions), (counters([Some(27), Some(2342), None, None]), None));
    assert_eq!(pod.duration, Some(3_500_000_000));
    let others: Vec<(&str, u64)> = pod.others.iter().map(|(name, count)| (&**name, *count)).collect();
    assert_eq!(
        others,
        [
            ("rx_1_to_64_packets", 3),
            ("tx_1_to_64_packets", 4),
            ("rx_q0_bytes", 2788),
            ("rx_q0_packets", 14),
            ("a", 1),
            ("duration", 7)
        ]
    );
    assert_eq!(local.number, Some(PortNumber::Local));
    assert_eq!(
        (local.received, local.sent),
        (counters([Some(0), Some(0), Some(1), Some(2)]), counters([Some(1), Some(42), Some(6), Some(7)]))
    );
    assert_eq!(
        [local.frame_errors, local.over_errors, local.crc_errors, local.collisions].map(Option::unwrap_or_default),
        [3, 4, 5, 8]
    );
    assert_eq!((tunnel.received.packets, tunnel.sent.packets, tunnel.duration), (Some(45), Some(8), None));
}

#[test]
fn ports_by_name_and_ports_that_are_none() {
    // What the line says; number, name; notes.
    type Expected = (Option<&'static str>, Option<&'static str>, usize);
    let cases: [(&str, Expected); 8] = [
        ("port \"web-7975-274540\": rx pkts=1", (None, Some("web-7975-274540"), 0)),
        ("port  \"a: b, c\": rx pkts=1", (None, Some("a: b, c"), 0)),
        ("port antrea-gw0: rx pkts=1", (None, Some("antrea-gw0"), 0)),
        ("port CONTROLLER: rx pkts=1", (Some("CONTROLLER"), None, 0)),
        ("port 4294967295: rx pkts=1", (Some("4294967295"), None, 0)),
        ("port 4294967296: rx pkts=1", (None, None, 1)),
        ("port \"x: rx pkts=1", (None, None, 1)),
        ("port 3 rx pkts=1", (None, None, 1)),
    ];
    for (line, (number, name, notes)) in cases {
        let read = ports(&format!("  {line}\n           tx pkts=2\n"));
        let first = read.value.first();
        let numbers = first.and_then(|port| port.number.as_ref()).map(ToString::to_string);
        let named = first.and_then(|port| port.name.clone());
        assert_eq!((numbers.as_deref(), named.as_deref(), read.notes.len()), (number, name, notes), "{line}");
        assert_eq!(first.and_then(|port| port.sent.packets), (notes == 0).then_some(2), "{line}");
    }
}

#[test]
fn a_counter_that_is_none_costs_only_its_line() {
    let read = ports(
        "OFPST_PORT reply (xid=0x2): 1 ports\n  port 1: rx pkts=1, bytes=x\n           tx pkts=2\n  port 2: rx pkts=3",
    );
    let notes: Vec<String> = read.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        ["ports.txt:2:22: not a number of up to 64 bits", "ports.txt:4: no newline at the end: it may have been cut"]
    );
    let packets: Vec<_> = read.value.iter().map(|port| (port.received.packets, port.sent.packets)).collect();
    assert_eq!(packets, [(Some(1), Some(2)), (Some(3), None)]);
    assert_eq!(ports("garbage\n").notes.len(), 1);
}

proptest::proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), text in "port 1: (rx |tx |CUSTOM Statistics|duration=|pkts=|\n|[a-z0-9,:=\"]){0,12}") {
        ports(&String::from_utf8_lossy(&bytes));
        ports(&text);
    }
}
