//! Every field and every action that Open vSwitch has, one flow each (`tests/fixtures/every-field`).

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use antstats::decode::wire::Version;
use antstats::model::artefact::ArtefactKind;
use antstats::model::ids::Cookie;
use antstats::source::local::Filter;

use crate::ovs::Ovs;
use crate::same::{Same, all_else, flow_lines, flows};
use crate::switch::Speaking;

/// Flows that the switch sends in OpenFlow 1.0 and `ovs-ofctl` cannot decode there (`***decode error: OFPBAC_UNSUPPORTED_ORDER***` and others), by cookie, with
/// the actions that are read here.
const UNDECODABLE_10: [(u64, &str); 9] = [
    (0x1e, "write_metadata:0x5/0xff,resubmit(,1)"),
    (0x5a, "dec_nsh_ttl,output:1"),
    (0x96, "load:0x1->NXM_NX_REG0[],write_metadata:0xfedcba9876543210,resubmit(,3)"),
    (0x9a, "encap(nsh(md_type=1)),set_field:0x1234->nsh_spi,encap(ethernet),output:1"),
    (0x9b, "encap(nsh(md_type=2,tlv(0x1000,10,0x12345678)))"),
    (0x9c, "decap(),decap(packet_type(ns=0,type=0)),output:1"),
    (0x9d, "encap(mpls),load:0x5->OXM_OF_MPLS_LABEL[],output:1"),
    (0xb1, "encap(mpls_mc),output:1"),
    (0xb2, "decap(),output:1"),
];

/// Loaded one by one in the first protocol that takes it, the newest first: each version of Open vSwitch refuses some.
const PROTOCOLS: [&str; 4] = ["OpenFlow15", "OpenFlow14", "OpenFlow13", "OpenFlow10"];

fn fixture(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/every-field").join(name)).unwrap()
}

fn takes(switch: &Ovs, protocol: &str, verb: &str, line: &str) -> bool {
    let mut command = Command::new("ovs-ofctl");
    command.args(["--timeout=20", "-O", protocol, verb, "br-int", line]).envs(switch.environment());
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
}

/// A switch with all of it, and the cookies of the flows that it took.
pub fn loaded() -> (Ovs, Vec<u64>) {
    let switch = Ovs::start();
    switch.stop_clock();
    let protocols = "protocols=OpenFlow10,OpenFlow11,OpenFlow12,OpenFlow13,OpenFlow14,OpenFlow15";
    switch.vsctl(["set", "bridge", "br-int", protocols]);
    switch.add_ports(&[1, 2, 3].map(|number| (format!("p{number}"), number)));
    let options = "{class=0xffff,type=0,len=4}->tun_metadata0,{class=0xffff,type=1,len=8}->tun_metadata1";
    switch.ofctl(["add-tlv-map", "br-int", options]);
    for meter in
        ["meter=1,kbps,burst,stats,bands=type=drop,rate=1000,burst_size=100", "meter=2,pktps,bands=type=drop,rate=10"]
    {
        assert!(takes(&switch, "OpenFlow15", "add-meter", meter), "{meter}");
    }
    for group in fixture("groups.txt").lines() {
        assert!(takes(&switch, "OpenFlow15", "add-group", group), "{group}");
    }
    let mut taken = Vec::new();
    for (line, cookie) in fixture("flows.txt").lines().zip(1_u64..) {
        assert!(line.starts_with(&format!("cookie={cookie:#x},")), "{line}");
        if PROTOCOLS.iter().any(|protocol| takes(&switch, protocol, "add-flow", line)) {
            taken.push(cookie);
        } else {
            println!("refused: {line}");
        }
    }
    // 3.1 takes 186 of 207, later ones more: some lines are wrong on purpose.
    assert!(taken.len() >= 180, "only {} flows", taken.len());
    (switch, taken)
}

/// Compares the flows one by one; those that `ovs-ofctl` cannot decode are given back.
fn one_by_one(switch: &mut Speaking<'_>, cookies: &[u64]) -> (Same, Vec<u64>) {
    let (mut same, mut undecodable) = (Same::default(), Vec::new());
    for cookie in cookies {
        let filter = Filter { cookie: Some((Cookie(*cookie), Cookie(u64::MAX))), ..Filter::default() };
        let bytes = switch.bytes(ArtefactKind::Flows, filter).unwrap();
        let printed = switch.printed("dump-flows", &format!("cookie={cookie:#x}/-1"));
        if printed.contains("***decode error") {
            let (_, actions) = UNDECODABLE_10.iter().find(|(known, _)| known == cookie).unwrap();
            let lines = flow_lines(&bytes);
            assert!(lines.len() == 2 && lines[1].ends_with(&format!(" actions={actions}")), "{lines:?}");
            undecodable.push(*cookie);
        } else {
            same.add(flows(&format!("cookie {cookie:#x}"), &bytes, &printed));
        }
    }
    (same, undecodable)
}

#[test]
fn every_field_and_action() {
    let (switch, taken) = loaded();
    let mut compared = Same::default();
    // The oldest last: one flow that cannot be decoded spoils the whole message for `ovs-ofctl`, so these go before all are compared at once.
    for version in Version::ALL.into_iter().rev() {
        let mut speaking = switch.speaking(version);
        let (same, undecodable) = one_by_one(&mut speaking, &taken);
        assert_eq!(same.flows + undecodable.len(), taken.len());
        if version == Version::V10 {
            let mut known: Vec<u64> = UNDECODABLE_10.iter().map(|(cookie, _)| *cookie).collect();
            known.retain(|cookie| taken.contains(cookie));
            assert_eq!(undecodable, known);
        } else {
            assert!(undecodable.is_empty(), "{}: {undecodable:?}", version.name());
        }
        for cookie in &undecodable {
            speaking.printed("del-flows", &format!("cookie={cookie:#x}/-1"));
        }
        let bytes = speaking.bytes(ArtefactKind::Flows, Filter::default()).unwrap();
        let at_once = flows(version.name(), &bytes, &speaking.printed("dump-flows", ""));
        assert_eq!(at_once.flows, same.flows);
        compared.add(same);
        compared.add(at_once);
        compared.add(all_else(version.name(), &mut speaking));
    }
    println!("{compared:?}");
    assert!(compared.lines > 300, "{compared:?}");
}
