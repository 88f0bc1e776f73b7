//! Each kind of answer, compared with what Open vSwitch's own tools print.

use std::path::Path;
use std::time::Duration;

use antstats::decode::wire::{Framed, Messages};
use antstats::model::artefact::{ArtefactKind, Tables};
use antstats::source::local::{Local, Options};
use antstats::source::{Source, Wanted};
use serde_json::Value;

use crate::ovs::Ovs;
use crate::taken::Taken;

pub fn rundir(ovs: &Ovs) -> &Path {
    ovs.folder()
}

pub fn options(ovs: &Ovs) -> Options {
    Options {
        rundir: Some(rundir(ovs).to_owned()),
        node: Some("n1".to_owned()),
        request_timeout: Duration::from_secs(20),
        ..Options::default()
    }
}

pub fn visit(options: Options, wanted: &Wanted) -> Taken {
    let mut taken = Taken::default();
    let mut local = Local::open(options).unwrap();
    local.visit(wanted, &mut taken).unwrap();
    taken
}

/// How many replies there are, and flows in them: an entry's length is in its first two bytes.
pub fn flows(bytes: &[u8]) -> usize {
    let (mut messages, mut flows) = (Messages::new(), 0);
    let mut each = |framed: Framed<'_>| match framed {
        Framed::Message(message) => {
            let header = match message.header.version {
                1 => 24,
                _ => 16,
            };
            let mut entries = &message.bytes[header..];
            while !entries.is_empty() {
                let length = usize::from(u16::from_be_bytes([entries[0], entries[1]]));
                entries = &entries[length..];
                flows += 1;
            }
        }
        other => panic!("{other:?}"),
    };
    messages.feed(bytes, &mut each);
    messages.finish(&mut each);
    flows
}

/// Tables 0, 10, 20 and 30 with 1, 40, 3000 and 2 flows; all but table 0 have names, and table 7 is empty.
pub fn loaded() -> Ovs {
    let ovs = Ovs::start();
    ovs.name_tables(&[
        (7, "EgressRule".to_owned()),
        (10, "Classifier".to_owned()),
        (20, "IngressRule".to_owned()),
        (30, "IngressMetric".to_owned()),
    ]);
    let mut text = "cookie=0x1,table=0,priority=1 actions=resubmit(,10)\n".to_owned();
    for (table, flows) in [(10, 40), (20, 3000), (30, 2)] {
        for number in 0..flows {
            let cookie = 0x1_0000_0000_0000_u64 | number;
            text += &format!("cookie={cookie:#x},table={table},priority=200,ip,reg5={number:#x} actions=drop\n");
        }
    }
    ovs.add_flows(&text);
    ovs.set(&[vec!["bridge".to_owned(), "br-int".to_owned(), "external_ids:roundNum=7".to_owned()]]);
    ovs
}

#[test]
fn flows_come_of_the_tables_that_are_wanted() {
    let ovs = loaded();
    let cases = [
        (Tables::All, 3043),
        (Tables::Policies, 3002),
        (Tables::named(&["IngressMetric"]), 2),
        (Tables::named(&["IngressMetric", "10"]), 42),
        (Tables::named(&["EgressRule"]), 0),
        (Tables::named(&["Nothing"]), 0),
    ];
    for protocols in ["OpenFlow10,OpenFlow15", "OpenFlow13", "OpenFlow10"] {
        ovs.set(&[vec!["bridge".to_owned(), "br-int".to_owned(), format!("protocols={protocols}")]]);
        for (tables, expected) in &cases {
            let wanted = Wanted::kinds([ArtefactKind::Flows]).of_tables(tables.clone());
            for pause in [None, Some(Duration::ZERO)] {
                let taken = visit(Options { pause, ..options(&ovs) }, &wanted);
                assert_eq!(flows(taken.whole(ArtefactKind::Flows)), *expected, "{protocols} {tables:?} {pause:?}");
                assert!(taken.gaps.is_empty() && taken.longest <= 256 << 10, "{:?}", taken.gaps);
            }
        }
    }
}

#[test]
fn tables_of_the_database_are_what_ovs_vsctl_prints() {
    let ovs = loaded();
    ovs.add_ports(&[("pod-1".to_owned(), 5), ("pod-2".to_owned(), 6)]);
    let cases = [
        (ArtefactKind::Bridge, "Bridge", "--columns=name,external_ids,protocols"),
        (ArtefactKind::Port, "Port", "--columns=name,external_ids"),
        (ArtefactKind::Interface, "Interface", "--columns=name,ofport"),
        (ArtefactKind::OpenVSwitch, "Open_vSwitch", "--columns=ovs_version,db_version"),
    ];
    for (kind, table, columns) in cases {
        for capture in [false, true] {
            let kinds = [kind].into_iter().chain(capture.then_some(ArtefactKind::Other));
            let taken = visit(options(&ovs), &Wanted::kinds(kinds));
            let columns = (!capture).then_some(columns);
            let words = ["--format=json"].into_iter().chain(columns).chain(["list", table]);
            let printed: Value = serde_json::from_str(&ovs.vsctl(words)).unwrap();
            let mut read: Value = serde_json::from_str(taken.text(kind)).unwrap();
            assert_eq!(read["headings"], printed["headings"]);
            let sorted = |mut table: Value| {
                let mut rows: Vec<String> =
                    table["data"].take().as_array().unwrap().iter().map(Value::to_string).collect();
                rows.sort();
                rows
            };
            if !capture {
                assert_eq!(sorted(read.take()), sorted(printed));
            }
        }
    }
}

/// The types of the multipart replies that came, each once, with the version of their messages.
fn types(bytes: &[u8]) -> Vec<(u8, u16)> {
    let (mut messages, mut types) = (Messages::new(), Vec::new());
    let mut each = |framed: Framed<'_>| match framed {
        Framed::Message(message) => {
            let kind = u16::from_be_bytes([message.bytes[8], message.bytes[9]]);
            if types.last() != Some(&(message.header.version, kind)) {
                types.push((message.header.version, kind));
            }
        }
        other => panic!("{other:?}"),
    };
    messages.feed(bytes, &mut each);
    messages.finish(&mut each);
    types
}

#[test]
fn every_question_is_answered_in_its_own_type() {
    let ovs = loaded();
    ovs.add_groups("group_id=1,type=select,bucket=bucket_id:0,actions=drop\n");
    ovs.add_meters("meter=1 pktps bands=\ntype=drop rate=5\n");
    let cases = [
        (ArtefactKind::Aggregate, 2, true),
        (ArtefactKind::TableStats, 3, true),
        (ArtefactKind::Ports, 4, true),
        (ArtefactKind::GroupStats, 6, true),
        (ArtefactKind::Groups, 7, true),
        (ArtefactKind::MeterStats, 9, false),
        (ArtefactKind::Meters, 10, false),
        (ArtefactKind::TableFeatures, 12, false),
        (ArtefactKind::PortsDesc, 13, true),
    ];
    for (protocols, version) in [("OpenFlow10,OpenFlow15", 6), ("OpenFlow13", 4), ("OpenFlow10", 1)] {
        ovs.set(&[vec!["bridge".to_owned(), "br-int".to_owned(), format!("protocols={protocols}")]]);
        let wanted =
            Wanted::kinds(cases.iter().map(|(kind, ..)| *kind).chain([ArtefactKind::Flows, ArtefactKind::Other]));
        let taken = visit(options(&ovs), &wanted);
        assert_eq!(flows(taken.whole(ArtefactKind::Flows)), 3043);
        for (kind, number, since_10) in cases {
            // Of 1.0 these are Open vSwitch's own extensions.
            let extensions = [ArtefactKind::Aggregate, ArtefactKind::GroupStats, ArtefactKind::Groups];
            let number = if version == 1 && extensions.contains(&kind) { 0xffff } else { number };
            if version > 1 || since_10 {
                assert_eq!(types(taken.whole(kind)), [(version, number)], "{kind:?}");
            } else {
                assert!(taken.get(kind).is_none());
                assert!(taken.gaps.iter().any(|gap| gap.what == kind.words()), "{:?}", taken.gaps);
            }
        }
        // 9 numbers in each entry are 40 bytes in 1.0, or 24.
        let expected = if version == 1 { (12, 64) } else { (16, 24) };
        let tables = taken.whole(ArtefactKind::TableStats);
        assert_eq!((tables.len() - expected.0) % expected.1, 0);
        let gaps = if version == 1 { 3 } else { 0 };
        assert_eq!(taken.gaps.len(), gaps, "{:?}", taken.gaps);
    }
}

#[test]
fn flows_can_be_asked_for_by_their_cookies() {
    use antstats::model::ids::{Cookie, TableId};
    use antstats::source::local::openflow::OpenFlow;
    use antstats::source::local::{Filter, Patience, Question};

    let ovs = loaded();
    let round = Cookie(0xffff_0000_0000_0000);
    let cases = [
        (Filter::default(), 3043),
        (Filter { table: Some(TableId(20)), cookie: None }, 3000),
        (Filter { table: None, cookie: Some((Cookie(0x1_0000_0000_0000), round)) }, 3042),
        (Filter { table: Some(TableId(20)), cookie: Some((Cookie(5), Cookie(7))) }, 375),
        (Filter { table: Some(TableId(30)), cookie: Some((Cookie(0x1_0000_0000_0001), Cookie(u64::MAX))) }, 1),
    ];
    for protocols in ["OpenFlow10,OpenFlow15", "OpenFlow13", "OpenFlow10"] {
        ovs.set(&[vec!["bridge".to_owned(), "br-int".to_owned(), format!("protocols={protocols}")]]);
        let patience = Patience { question: Duration::from_secs(20), end: None, interrupt: Default::default() };
        let mut switch = OpenFlow::connect(&rundir(&ovs).join("br-int.mgmt"), patience).unwrap();
        for (filter, expected) in cases {
            let question = Question::of(ArtefactKind::Flows, switch.version(), filter).unwrap();
            let asked = switch.ask(&question).unwrap();
            let mut bytes = Vec::new();
            switch.answer(&asked, None, &mut |replies| bytes.extend_from_slice(replies)).unwrap();
            assert_eq!(flows(&bytes), expected, "{protocols} {filter:?}");
        }
    }
}

#[test]
fn commands_print_what_ovs_appctl_prints() {
    let ovs = Ovs::start();
    ovs.add_ports(&[("pod-1".to_owned(), 1)]);
    ovs.add_flows("table=0,udp actions=ct(commit,zone=5)\n");
    let packet = |port: u32| {
        format!(
            "pod-1 in_port(1),eth(src=00:00:00:00:00:01,dst=00:00:00:00:00:02),eth_type(0x0800),\
             ipv4(src=10.0.0.1,dst=10.0.0.2,proto=17,tos=0,ttl=64,frag=no),udp(src={port},dst=53)\n"
        )
    };
    ovs.receive(&(1000..1800).map(packet).collect::<String>());
    let cases: [(ArtefactKind, &[&str]); 5] = [
        (ArtefactKind::Conntrack, &["dpctl/dump-conntrack", "-m", "-s"]),
        (ArtefactKind::ConntrackCounts, &["dpctl/ct-stats-show"]),
        (ArtefactKind::ConntrackConnections, &["dpctl/ct-get-nconns"]),
        (ArtefactKind::ConntrackMaximum, &["dpctl/ct-get-maxconns"]),
        (ArtefactKind::Datapath, &["dpctl/show"]),
    ];
    let taken = visit(options(&ovs), &Wanted::kinds(cases.iter().map(|(kind, _)| *kind)));
    for (kind, words) in cases {
        // Time runs between the two.
        let stable = |text: &str| {
            let line = |line: &str| line.split(",timeout=").next().unwrap_or_default().to_owned();
            let mut lines: Vec<String> = text.lines().map(line).filter(|line| !line.contains("cache:")).collect();
            lines.sort();
            lines
        };
        assert_eq!(stable(taken.text(kind)), stable(&ovs.appctl(words)), "{kind:?}");
    }
    // A busy switch drops some packets.
    let connections = taken.text(ArtefactKind::Conntrack).lines().count();
    assert!(connections > 100, "only {connections}");
    assert_eq!(taken.text(ArtefactKind::ConntrackConnections).trim(), connections.to_string());
    assert!(taken.gaps.is_empty(), "{:?}", taken.gaps);
}

#[test]
fn what_the_kernel_counts_is_two_numbers_or_left_out() {
    let ovs = Ovs::start();
    let taken = visit(options(&ovs), &Wanted::kinds([ArtefactKind::NfConntrack, ArtefactKind::Bridge]));
    if Path::new("/proc/sys/net/netfilter/nf_conntrack_max").exists() {
        let numbers = taken.text(ArtefactKind::NfConntrack).lines().map(|line| line.parse::<u64>().is_ok());
        assert_eq!(numbers.collect::<Vec<_>>(), [true, true]);
    }
    assert!(taken.gaps.is_empty(), "its absence is no gap: {:?}", taken.gaps);
}
