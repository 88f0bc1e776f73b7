use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::conntrack::{Counters, Ends, Protocol, State, Status};

/// Linux 6.1 with accounting and timestamps.
const KERNEL: &str = "tcp,orig=(src=10.10.0.26,dst=10.105.31.235,sport=41088,dport=80,packets=5,bytes=308),reply=(src=10.10.1.6,dst=10.10.0.26,sport=80,dport=41088,packets=4,bytes=549),start=2026-11-21T11:34:10.180,id=4103668635,zone=65520,status=SEEN_REPLY|ASSURED|CONFIRMED|DST_NAT|DST_NAT_DONE,timeout=431953,mark=19,labels=0x20000000700000005,protoinfo=(state_orig=ESTABLISHED,state_reply=ESTABLISHED,wscale_orig=7,wscale_reply=7,flags_orig=WINDOW_SCALE|SACK_PERM|BE_LIBERAL|MAXACK_SET,flags_reply=WINDOW_SCALE|SACK_PERM|BE_LIBERAL|MAXACK_SET)";

#[test]
fn a_line_of_the_kernel() {
    let connected = read(KERNEL).unwrap();
    let connection = connected.connection;
    assert_eq!(connected.unknown, None);
    assert_eq!((connection.protocol, connection.zone, connection.mark), (Protocol::TCP, 65520, 19));
    assert_eq!(connection.labels, 0x2_0000_0007_0000_0005);
    assert_eq!(connection.original.ends, Ends::Ports { source: 41088, destination: 80 });
    assert_eq!(connection.original.counters, Some(Counters { packets: 5, bytes: 308 }));
    assert_eq!(connection.counters(), Some(Counters { packets: 9, bytes: 857 }));
    assert_eq!(connection.start.map(|start| start.to_string()).as_deref(), Some("2026-11-21T11:34:10.18"));
    assert_eq!((connection.id, connection.timeout), (Some(4_103_668_635), Some(431_953)));
    let status = connection.status.unwrap();
    assert!(status.has(Status::DST_NAT) && !status.has(Status::SRC_NAT));
    assert_eq!(connection.state.merged().map(State::name), Some("ESTABLISHED"));
    assert!(connection.is_destination_translated() && !connection.is_source_translated());
}

#[test]
fn what_a_line_does_not_say_is_unknown() {
    let line = "icmpv6,orig=(src=fd00::1,dst=fd00::2,id=77,type=128,code=0),reply=(src=fd00::2,dst=fd00::1,id=77,type=129,code=0)";
    let connection = read(line).unwrap().connection;
    assert_eq!(connection.original.ends, Ends::Icmp { id: 77, kind: 128, code: 0 });
    assert_eq!((connection.zone, connection.mark, connection.labels), (0, 0, 0));
    assert_eq!(
        (connection.counters(), connection.start, connection.status, connection.timeout),
        (None, None, None, None)
    );
    // Up to Open vSwitch 2.17, flags that are all clear are nothing.
    let line = "sctp,orig=(src=10.0.0.1,dst=10.0.0.2,sport=1,dport=2),reply=(src=10.0.0.2,dst=10.0.0.1,sport=2,dport=1,packets=1,bytes=9),id=0,status=,protoinfo=(state=COOKIE_WAIT,vtag_orig=1,vtag_reply=2)";
    let connected = read(line).unwrap();
    assert_eq!((connected.unknown, connected.connection.status), (None, Some(Status(0))));
    assert_eq!(connected.connection.counters(), Some(Counters { packets: 1, bytes: 9 }));
    assert_eq!(connected.connection.state.merged().map(State::name), Some("COOKIE_WAIT"));
    let line = "47,orig=(src=10.0.0.1,dst=10.0.0.2),reply=(src=10.0.0.2,dst=10.0.0.1),zone=1";
    assert_eq!(read(line).unwrap().connection.original.ends, Ends::Addresses);
}

#[test]
fn the_order_of_items_and_new_ones_are_no_matter() {
    let line = "udp,reply=(src=10.0.0.2,dst=10.0.0.1,sport=53,dport=5),labels=0x5,new=(a,b),mark=3,orig=(src=10.0.0.1,dst=10.0.0.2,sport=5,dport=53,tos=4),helper=ftp";
    let connected = read(line).unwrap();
    assert_eq!((connected.connection.labels, connected.connection.mark), (5, 3));
    assert_eq!(connected.unknown, Some("new=(a,b)"));
}

#[test]
fn what_is_no_connection_says_where() {
    for (line, column, why) in [
        ("", 1, "protocol"),
        ("what", 1, "protocol"),
        ("tcp", 4, "no orig"),
        ("tcp,orig=(src=10.0.0.1", 10, "does not end"),
        ("tcp,orig=(src=10.0.0.x,dst=10.0.0.2),reply=()", 15, "not an address"),
        ("tcp,orig=(src=10.0.0.1,dst=10.0.0.2,sport=70000,dport=1)", 43, "not a port"),
        ("tcp,orig=(src=10.0.0.1,dst=fd00::1,sport=7,dport=1)", 10, "families"),
        ("tcp,orig=(src=10.0.0.1,dst=10.0.0.2,sport=7)", 10, "half"),
        ("tcp,orig=(sport=7,dport=8)", 10, "missing"),
        ("tcp,orig=()x", 12, "comma"),
        ("ovs-appctl: cannot connect", 1, "protocol"),
    ] {
        let unread = read(line).unwrap_err();
        assert!(unread.column == column && unread.why.contains(why), "{line}: {unread}");
    }
}

#[test]
fn a_dump_may_be_cut_anywhere() {
    let dump = format!("{KERNEL}\n\n# note\n2026-11-21T11:34:10Z|00001|poll_loop|INFO|wakeup\nrubbish\n{KERNEL}\n");
    for at in 0..=dump.len() {
        let mut reader = ConntrackReader::new(Arc::from("ct.txt"));
        let (first, second) = dump.as_bytes().split_at(at);
        reader.chunk(first);
        reader.chunk(second);
        let read = reader.finish();
        assert_eq!((read.connections.len(), read.unreadable, read.unterminated), (2, 1, false), "{at}");
        assert_eq!(read.notes[0].to_string(), "ct.txt:5:1: it does not begin with a protocol");
        let mut reader = ConntrackReader::new(Arc::from("ct.txt"));
        reader.chunk(first);
        assert!(reader.finish().connections.len() <= 2);
    }
}

#[test]
fn counts_of_both_datapaths() {
    let counts =
        counts(b"Connections Stats:\n    Total: 24\n  TCP: 19\n    Conn per TCP states:\n\t  [SYN_SENT]=9\n  UDP: 3\n");
    assert_eq!((counts.connections, counts.maximum), (Some(24), None));
    assert_eq!(counts.protocols, [("tcp".to_owned(), 19), ("udp".to_owned(), 3)]);
    assert_eq!(super::counts(b"ovs-vswitchd: garbage: x\n"), ConntrackCounts::default());
    assert_eq!((number(b"24\n"), number(b""), number(b"2 4")), (Some(24), None, None));
    assert_eq!(kernel_counts(b"3\n262144\n"), KernelCounts { connections: Some(3), maximum: Some(262_144) });
    for odd in ["", "3", "3\nx\n", "3\n4\n5\n", "-1\n2\n"] {
        assert_eq!(kernel_counts(odd.as_bytes()), KernelCounts::default(), "{odd}");
    }
}

proptest! {
    #[test]
    fn nothing_panics(line in "\\PC*", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&line);
        let mut reader = ConntrackReader::new(Arc::from("x"));
        reader.chunk(&bytes);
        reader.finish();
        counts(&bytes);
        number(&bytes);
        kernel_counts(&bytes);
    }

    /// A real line with something changed: near to what is read, so that every branch is met.
    #[test]
    fn a_garbled_line_is_read_or_not(from in 0..KERNEL.len(), cut in 0..20usize, with in "[a-z0-9=,()|:.é-]{0,6}") {
        let end = (from + cut).min(KERNEL.len());
        let line = format!("{}{with}{}", &KERNEL[..from], &KERNEL[end..]);
        if let Err(unread) = read(&line) {
            prop_assert!(unread.column <= line.len() + 1);
        }
    }
}
