//! `get drops` where little is known: dumps without names of tables, or of one table.

use std::fs;

use antstats::antrea::landmarks::Landmarks;
use antstats::decode::text::flow::{FlowLine, read};
use antstats::decode::text::{actions, matches};
use tempfile::tempdir;

use crate::run::get;

const ARP: &str =
    "table=1, priority=200,arp,in_port=2,arp_spa=10.34.6.1,arp_sha=12:2a:4a:31:e2:43 actions=resubmit(,2)";
const GUARD: &str = "table=4, n_packets=5, n_bytes=500, priority=200,ip,in_port=36,dl_src=5e:b5:e3:a6:90:b7,nw_src=10.10.0.26 actions=goto_table:5";
const UNGUARDED: &str = "table=4, n_packets=18, n_bytes=1500, priority=0 actions=drop";
const INTO: &str = "table=7, n_packets=100, n_bytes=1000, priority=200,ip actions=ct(table=8,zone=65520,nat)";
const INVALID: &str = "table=8, n_packets=16, n_bytes=160, priority=200,ct_state=+inv+trk,ip actions=drop";
const ON: &str = "table=8, n_packets=60, n_bytes=600, priority=0 actions=goto_table:9";
const NONE: &str = "table=13, n_packets=2, n_bytes=20, priority=200,reg0=0x4000/0x4000 actions=controller(reason=no_match,id=62373,userdata=04)";
/// A rule of which a match alone is the flow, its counter and that of a rule that is no more, with what tells the tables.
const RULES: &str = "table=26, n_packets=9, n_bytes=90, priority=14598,ipv6,reg1=0x25 actions=set_field:0xb->reg3,set_field:0x400/0x400->reg0,goto_table:29
table=26, n_packets=9, n_bytes=90, priority=14599,conj_id=5,ip actions=set_field:0x5->reg6,ct(commit,table=29,zone=65520,exec(set_field:0x5/0xffffffff->ct_label))
table=26, n_packets=0, n_bytes=0, priority=14599,reg1=0x25 actions=conjunction(5,2/3)
table=26, n_packets=0, n_bytes=0, priority=0 actions=goto_table:27
table=27, n_packets=0, n_bytes=0, priority=0 actions=goto_table:28
table=28, n_packets=0, n_bytes=0, priority=0 actions=goto_table:29";
const COUNTED: &str =
    "table=29, n_packets=0, n_bytes=0, priority=200,ct_state=+new,ct_label=0x5/0xffffffff,ip actions=goto_table:30
table=29, n_packets=7, n_bytes=70, priority=200,reg0=0x400/0x400,reg3=0xb actions=drop
table=29, n_packets=3, n_bytes=30, priority=200,reg0=0x400/0x400,reg3=0xc actions=drop
table=29, n_packets=0, n_bytes=0, priority=0 actions=goto_table:30";

fn told(lines: &[&str]) -> Vec<(u8, &'static str)> {
    let mut marks = Landmarks::default();
    for line in lines {
        let FlowLine::Flow(flow) = read(line) else { panic!("no flow: {line}") };
        let (mut fields, mut items) = (Vec::new(), Vec::new());
        matches::decode(flow.match_text, &mut fields);
        actions::decode(flow.actions_text, &mut items);
        marks.add(&flow, &fields, &items);
    }
    marks.names().into_iter().map(|(table, name)| (table.0, name)).collect()
}

#[test]
fn a_table_is_told_by_what_stands_in_it_alone() {
    let all = [(1, "ARPSpoofGuard"), (4, "SpoofGuard"), (8, "ConntrackState"), (13, "EndpointDNAT")];
    assert_eq!(told(&[ARP, GUARD, UNGUARDED, INTO, INVALID, ON, NONE]), all);
    // One table for both guards.
    assert_eq!(told(&[&ARP.replace("table=1,", "table=4,"), GUARD]), [(4, "SpoofGuard")]);
    // Two tables with one landmark, or one with two: not sure.
    assert_eq!(told(&[GUARD, &GUARD.replace("table=4,", "table=3,")]), []);
    assert_eq!(told(&[GUARD, &INVALID.replace("table=8,", "table=4,")]), []);
    assert_eq!(told(&["table=3, priority=210,ip,in_port=2,nw_src=10.10.0.1 actions=goto_table:4", UNGUARDED]), []);
}

/// Names of the rows of a dump, each with its packets; and what is said.
fn drops(lines: &[&str], words: &[&str]) -> (Vec<String>, String) {
    let folder = tempdir().unwrap();
    let dump = folder.path().join("n1.txt");
    fs::write(&dump, lines.join("\n") + "\n").unwrap();
    let packets = get("drops", &dump, &[&["--columns", "packets", "--no-headers"], words].concat());
    let names = get("drops", &dump, &[&["-o", "name"], words].concat());
    let rows =
        names.lines().into_iter().zip(packets.lines()).map(|(name, packets)| format!("{name} {}", packets.trim()));
    (rows.collect(), names.stderr)
}

#[test]
fn reasons_are_told_without_names_of_tables() {
    let (rows, said) = drops(&[ARP, GUARD, UNGUARDED, INTO, INVALID, ON, NONE], &[]);
    let expected = [
        "drop/n1/ConntrackZone/conntrack-full 24",
        "drop/n1/SpoofGuard/spoof-guard 18",
        "drop/n1/ConntrackState/invalid-state 16",
        "drop/n1/EndpointDNAT/no-endpoint 2",
    ];
    assert_eq!(rows, expected);
    assert!(!said.contains("cannot be told"), "{said}");
    let (rows, said) = drops(&[UNGUARDED, INTO, INVALID, ON], &[]);
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(
        said.contains("n1: names of tables are not known") && said.contains("spoof-guard, no-endpoint cannot"),
        "{said}"
    );
}

#[test]
fn a_rule_is_left_over_only_where_its_own_flow_would_be_there() {
    // Of one table nothing says which rules are.
    let (rows, _) = drops(&[COUNTED], &[]);
    assert_eq!(rows, ["drop/n1/IngressMetric/policy-drop/11 7", "drop/n1/IngressMetric/policy-drop/12 3"]);
    // Of all tables: one has a flow of its own.
    let (rows, _) = drops(&[RULES, COUNTED], &[]);
    assert_eq!(rows, ["drop/n1/IngressMetric/policy-drop/11 7", "drop/n1/IngressMetric/left-over-rule/12 3"]);
}

#[test]
fn a_rule_of_one_match_is_a_rule_to_every_noun() {
    let folder = tempdir().unwrap();
    let dump = folder.path().join("n1.txt");
    let labelled = "table=26, n_packets=4, n_bytes=40, priority=14597,ip,reg1=0x26 actions=set_field:0xd->reg6,ct(commit,table=29,zone=65520,exec(set_field:0xd/0xffffffff->ct_label))";
    let counted = "table=29, n_packets=4, n_bytes=40, priority=200,ct_state=+new,ct_label=0xd/0xffffffff,ip actions=goto_table:30";
    fs::write(&dump, [RULES, COUNTED, labelled, counted].join("\n") + "\n").unwrap();
    let rules = get("rules", &dump, &["-o", "json"]).items();
    let said = |id: u64| {
        let rule = rules.iter().find(|rule| rule["id"] == id).unwrap();
        let text = |member: &str| rule[member].as_str().unwrap_or("-").to_owned();
        (text("state"), text("action"), rule["trafficStats"]["packets"].as_u64(), rule["hits"].as_u64())
    };
    assert_eq!(said(11), ("ok".into(), "Drop".into(), Some(7), Some(9)));
    assert_eq!(said(12), ("orphan".into(), "-".into(), Some(3), None));
    assert_eq!(said(13), ("ok".into(), "Allow".into(), Some(4), Some(4)));
    let flows = get("flows", &dump, &["-o", "json"]).items();
    let owner = |priority: u64| flows.iter().find(|flow| flow["priority"] == priority).unwrap()["owner"].clone();
    for (priority, text) in [(14598, "rule 11"), (14597, "rule 13")] {
        assert_eq!((&owner(priority)["kind"], &owner(priority)["text"]), (&"Rule".into(), &text.into()));
    }
}

#[test]
fn a_row_has_one_name_which_is_taken_back() {
    let lines = [GUARD, UNGUARDED, INVALID, &INVALID.replace(",ip ", ",ipv6 "), ON];
    let (rows, _) = drops(&lines, &[]);
    let names: Vec<&str> = rows.iter().map(|row| row.split(' ').next().unwrap()).collect();
    assert!(names.contains(&"drop/n1/ConntrackState/invalid-state"), "{names:?}");
    assert!(names.contains(&"drop/n1/ConntrackState/invalid-state/2"), "{names:?}");
    for name in names {
        for asked in [name, name.strip_prefix("drop/").unwrap()] {
            let (rows, _) = drops(&lines, &[asked]);
            assert_eq!(rows.len(), 1, "{asked} {rows:?}");
            assert!(rows[0].starts_with(name), "{asked} {rows:?}");
        }
    }
    assert_eq!(drops(&lines, &["invalid-state"]).0.len(), 2);
    assert!(drops(&lines, &["drop/n1/ConntrackState/invalid-state/3"]).1.contains("not found"));
    // Tables by number too.
    assert_eq!(drops(&lines, &["--table", "8"]).0.len(), 2);
}
