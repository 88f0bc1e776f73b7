//! Counting by rule: shapes of all generations of Antrea's flows, one table of lines a case.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

mod support;

use serde_json::Value;
use support::{gather, items};

/// Rows of `rules` for a dump: (id, direction, action, state, sessions, packets, bytes), `-` for what is not known.
fn rows(dump: &str) -> Vec<String> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), dump).unwrap();
    let text = |value: &Value| match value {
        Value::Null => "-".to_string(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let row = |item: &Value| {
        let stats = &item["trafficStats"];
        let cells = [
            &item["id"],
            &item["direction"],
            &item["action"],
            &item["state"],
            &stats["sessions"],
            &stats["packets"],
            &stats["bytes"],
        ];
        cells.map(text).join(" ")
    };
    items(&gather(file.path()), "rules").iter().map(row).collect()
}

#[test]
fn the_sample_of_antreas_own_tests() {
    let dump = "\
cookie=0x2020000000000, table=61, n_packets=1, n_bytes=74, priority=200,ct_state=+new,ct_label=0x200000000/0xffffffff00000000,ip actions=goto_table:70
cookie=0x2020000000000, table=61, n_packets=11, n_bytes=1661, priority=200,ct_state=-new,ct_label=0x200000000/0xffffffff00000000,ip actions=goto_table:70
cookie=0x2020000000000, table=61, n_packets=4, n_bytes=336, priority=200,reg0=0x100000/0x100000,reg3=0x4 actions=drop
cookie=0x2020000000000, table=101, n_packets=2, n_bytes=148, priority=200,ct_state=+new,ct_label=0x5/0xffffffff,ip actions=goto_table:105
cookie=0x2020000000000, table=101, n_packets=12, n_bytes=943, priority=200,ct_state=-new,ct_label=0x5/0xffffffff,ip actions=goto_table:105
cookie=0x2020000000000, table=101, n_packets=4, n_bytes=338, priority=200,reg0=0x100000/0x100000,reg3=0xb actions=drop
cookie=0x2020000000000, table=101, n_packets=7, n_bytes=500, priority=0 actions=goto_table:105
";
    assert_eq!(
        rows(dump),
        [
            "2 egress Allow ok 1 12 1735",
            "4 egress - ok 4 4 336",
            "5 ingress Allow ok 2 14 1091",
            "11 ingress - ok 4 4 338",
        ]
    );
}

#[test]
fn only_flows_that_fit_their_ids_rule_count_for_it() {
    let dump = "\
 cookie=0x1020000000000, table=IngressRule, n_packets=4, n_bytes=296, priority=190,conj_id=243,ip actions=set_field:0xf3->reg6,ct(commit,table=IngressMetric,zone=65520,exec(set_field:0xf3/0xffffffff->ct_label))
 cookie=0x1020000000000, table=IngressMetric, n_packets=4, n_bytes=296, priority=200,ct_state=+new,ct_label=0xf3/0xffffffff,ip actions=goto_table:ConntrackCommit
 cookie=0x1020000000000, table=IngressMetric, n_packets=2, n_bytes=148, priority=200,ct_state=-new,ct_label=0xf3/0xffffffff,ip actions=goto_table:ConntrackCommit
 cookie=0x1020000000000, table=IngressMetric, n_packets=3, n_bytes=222, priority=200,reg0=0x400/0x400,reg3=0xf3 actions=drop
 cookie=0x1020000000000, table=EgressMetric, n_packets=9, n_bytes=900, priority=200,ct_state=+new,ct_label=0xf300000000/0xffffffff00000000,ip actions=goto_table:L3Forwarding
";
    assert_eq!(
        rows(dump),
        ["243 ingress Allow ok 4 6 444", "243 ingress - orphan 3 3 222", "243 egress - orphan 9 9 900"]
    );
}

#[test]
fn nothing_is_an_orphan_where_rules_were_not_asked_for() {
    let metric = " cookie=0x1020000000000, table=IngressMetric, n_packets=4, n_bytes=296, priority=200,ct_state=+new,ct_label=0x7/0xffffffff,ip actions=goto_table:ConntrackCommit\n";
    let miss = |table: &str| {
        format!(
            " cookie=0x1000000000000, table={table}, n_packets=0, n_bytes=0, priority=0 actions=goto_table:IngressMetric\n"
        )
    };
    let rules = miss("IngressRule") + &miss("IngressDefaultRule");
    assert_eq!(rows(metric), ["7 ingress Allow ok 4 4 296"]);
    assert_eq!(rows(&(metric.to_string() + &miss("IngressRule"))), ["7 ingress Allow ok 4 4 296"]);
    assert_eq!(rows(&(metric.to_string() + &rules)), ["7 ingress - orphan 4 4 296"]);
    let rule = " cookie=0x1020000000000, table=IngressRule, n_packets=0, n_bytes=0, priority=190,conj_id=3,ip actions=set_field:0x3->reg6,ct(commit,table=IngressMetric,zone=65520,exec(set_field:0x3/0xffffffff->ct_label))\n";
    assert_eq!(rows(&(metric.to_string() + rule)), ["3 ingress Allow no-metric - - -", "7 ingress - orphan 4 4 296"]);
    // Antrea policies are on, and their ingress table is not in the dump.
    let egress = miss("AntreaPolicyEgressRule");
    assert_eq!(rows(&(metric.to_string() + &rules + &egress)), ["7 ingress Allow ok 4 4 296"]);
}

#[test]
fn what_a_rules_flow_does() {
    let table =
        " cookie=0x1020000000000, table=AntreaPolicyIngressRule, n_packets=5, n_bytes=300, priority=14500,conj_id=7";
    let cases = [
        (
            "ip actions=set_field:0x7->reg6,ct(commit,table=IngressMetric,zone=65520,exec(set_field:0x7/0xffffffff->ct_label))",
            "Allow",
        ),
        (
            "ip actions=load:0x7->NXM_NX_REG6[],ct(commit,table=101,zone=65520,exec(load:0x7->NXM_NX_CT_LABEL[0..31]))",
            "Allow",
        ),
        ("actions=set_field:0x7->reg3,set_field:0x400/0x400->reg0,goto_table:IngressMetric", "Drop"),
        ("actions=load:0x7->NXM_NX_REG3[],load:0x1->NXM_NX_REG0[20],goto_table:101", "Drop"),
        (
            "actions=set_field:0x7->reg3,set_field:0x400/0x400->reg0,set_field:0x800/0x1800->reg0,set_field:0x2000000/0xfe000000->reg0,group:4",
            "Drop",
        ),
        (
            "actions=set_field:0x7->reg3,set_field:0x400/0x400->reg0,set_field:0x6000000/0xfe000000->reg0,group:4",
            "Reject",
        ),
        (
            "actions=set_field:0x7->reg3,set_field:0x400/0x400->reg0,meter:1,set_field:0x6000/0x3e000->reg0,controller(id=1)",
            "Reject",
        ),
        (
            "actions=meter:1,load:0x7->NXM_NX_REG3[],load:0x1->NXM_NX_REG0[20],load:0x3->NXM_NX_REG0[24..28],controller(id=1)",
            "Reject",
        ),
        ("actions=set_field:0x7->reg6,goto_table:IngressRule", "Pass"),
    ];
    for (rest, action) in cases {
        let glue = if rest.starts_with("ip") { "," } else { " " };
        let rows = rows(&format!("{table}{glue}{rest}\n"));
        assert_eq!(rows.len(), 1, "{rest}");
        assert_eq!(rows[0].split(' ').nth(2), Some(action), "{rest}");
    }
}

#[test]
fn pass_counts_from_its_own_flow_and_has_no_sessions() {
    let dump = " cookie=0x1020000000000, table=AntreaPolicyEgressRule, n_packets=10, n_bytes=3866, priority=34797,conj_id=5 actions=set_field:0x5->reg5,goto_table:EgressRule\n";
    assert_eq!(rows(dump), ["5 egress Pass no-metric - 10 3866"]);
}

#[test]
fn multicast_has_no_sessions() {
    let dump = "\
 cookie=0x1020000000000, table=MulticastEgressRule, n_packets=25, n_bytes=5939, priority=14799,conj_id=6 actions=set_field:0x6->reg3,goto_table:MulticastEgressMetric
 cookie=0x1020000000000, table=MulticastEgressRule, n_packets=7, n_bytes=70, priority=14798,conj_id=7 actions=set_field:0x7->reg3,set_field:0x400/0x400->reg0,goto_table:MulticastEgressMetric
 cookie=0x1020000000000, table=MulticastEgressMetric, n_packets=41, n_bytes=5822, priority=200,reg3=0x6 actions=goto_table:MulticastEgressPodMetric
 cookie=0x1020000000000, table=MulticastEgressMetric, n_packets=500, n_bytes=71000, priority=200,reg0=0x400/0x400,reg3=0x7 actions=drop
";
    assert_eq!(rows(dump), ["6 egress Allow ok 0 41 5822", "7 egress Drop ok 0 500 71000"]);
}

#[test]
fn flows_that_look_like_counters_and_are_none() {
    let dump = "\
 cookie=0x1020000000000, table=IngressMetric, n_packets=1, n_bytes=74, priority=200,reg0=0x400/0x400,reg3=0x0 actions=drop
 cookie=0x1020000000000, table=IngressMetric, n_packets=1, n_bytes=74, priority=200,reg0=0x400/0x400,reg3=notahex actions=drop
 cookie=0x1020000000000, table=IngressMetric, n_packets=1, n_bytes=74, priority=200,reg0=0x400/0x400 actions=drop
 cookie=0x1070000000000, table=IngressMetric, n_packets=1, n_bytes=74, hard_timeout=300, priority=202,ip,reg0=0x400/0x400,reg3=0x4,nw_tos=28 actions=controller(id=15768)
 cookie=0x1030000000000, table=EndpointDNAT, n_packets=1, n_bytes=74, priority=200,reg3=0xa22049a actions=drop
";
    assert_eq!(rows(dump), Vec::<String>::new());
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), dump).unwrap();
    let gathered = gather(file.path());
    let notes: Vec<(u64, &str)> = gathered.notes.iter().map(|note| (note.line, &*note.why)).collect();
    assert_eq!(notes, [(2, "the value of reg3 cannot be read")]);
    assert_eq!(gathered.view.gaps.len(), 1);
}

#[test]
fn dual_stack_flows_of_an_id_are_added() {
    let dump = "\
 cookie=0x1020000000000, table=EgressRule, n_packets=1, n_bytes=74, priority=190,conj_id=9,ip actions=set_field:0x9->reg5,ct(commit,table=EgressMetric,zone=65520,exec(set_field:0x900000000/0xffffffff00000000->ct_label))
 cookie=0x1020000000000, table=EgressRule, n_packets=2, n_bytes=188, priority=190,conj_id=9,ipv6 actions=set_field:0x9->reg5,ct(commit,table=EgressMetric,zone=65510,exec(set_field:0x900000000/0xffffffff00000000->ct_label))
 cookie=0x1020000000000, table=EgressMetric, n_packets=1, n_bytes=74, priority=200,ct_state=+new,ct_label=0x900000000/0xffffffff00000000,ip actions=goto_table:L3Forwarding
 cookie=0x1020000000000, table=EgressMetric, n_packets=2, n_bytes=188, priority=200,ct_state=+new,ct_label=0x900000000/0xffffffff00000000,ipv6 actions=goto_table:L3Forwarding
 cookie=0x1020000000000, table=EgressMetric, n_packets=10, n_bytes=1000, priority=200,ct_state=-new,ct_label=0x900000000/0xffffffff00000000,ipv6 actions=goto_table:L3Forwarding
";
    assert_eq!(rows(dump), ["9 egress Allow ok 3 13 1262"]);
}

#[test]
fn rounds_are_rows_of_their_own_and_the_successor_is_in_force() {
    let flow = |round: u64, packets: u64| {
        format!(
            " cookie={:#x}, table=IngressMetric, n_packets={packets}, n_bytes=74, priority=200,reg0=0x400/0x400,reg3=0x4 actions=drop\n \
             cookie={:#x}, table=IngressDefaultRule, n_packets=1, n_bytes=74, priority=100,conj_id=4 actions=set_field:0x4->reg3,set_field:0x400/0x400->reg0,goto_table:IngressMetric\n",
            round << 48 | 0x020000000000,
            round << 48 | 0x020000000000
        )
    };
    assert_eq!(rows(&(flow(1, 5) + &flow(2, 7))), ["4 ingress Drop stale 5 5 74", "4 ingress Drop ok 7 7 74"]);
    // The round after 65535 is 0.
    assert_eq!(rows(&(flow(65535, 5) + &flow(0, 7))), ["4 ingress Drop ok 7 7 74", "4 ingress Drop stale 5 5 74"]);
}

#[test]
fn a_round_in_force_has_a_pipeline_of_its_own() {
    let rule = " cookie=0x1020000000000, table=IngressMetric, n_packets=5, n_bytes=74, priority=200,reg0=0x400/0x400,reg3=0x4 actions=drop\n \
                 cookie=0x1020000000000, table=IngressDefaultRule, n_packets=1, n_bytes=74, priority=100,conj_id=4 actions=set_field:0x4->reg3,set_field:0x400/0x400->reg0,goto_table:IngressMetric\n";
    let miss = |round: u64| {
        format!(
            " cookie={:#x}, table=IngressMetric, n_packets=0, n_bytes=0, priority=0 actions=goto_table:ConntrackCommit\n",
            round << 48
        )
    };
    let learned = " cookie=0x203000000000a, table=SessionAffinity, n_packets=0, n_bytes=0, priority=200,tcp,nw_src=10.0.0.1 actions=set_field:0x1->reg3\n";
    // Flows of a later round that are no pipeline make no round.
    assert_eq!(rows(&(rule.to_string() + &miss(1) + learned)), ["4 ingress Drop ok 5 5 74"]);
    assert_eq!(rows(&(rule.to_string() + &miss(1) + &miss(2))), ["4 ingress Drop stale 5 5 74"]);
}

#[test]
fn counters_that_are_older_than_their_flow_are_said() {
    let dump = "\
 cookie=0x1020000000000, duration=3.8s, table=IngressMetric, n_packets=3, n_bytes=222, idle_age=10, priority=200,reg0=0x400/0x400,reg3=0x4 actions=drop
 cookie=0x1020000000000, duration=30.8s, table=IngressMetric, n_packets=3, n_bytes=222, idle_age=10, priority=200,reg0=0x400/0x400,reg3=0x5 actions=drop
";
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), dump).unwrap();
    let items = items(&gather(file.path()), "rules");
    let inherited: Vec<&Value> = items.iter().map(|item| &item["inheritedPackets"]).collect();
    assert_eq!(inherited, [&Value::from(3), &Value::Null]);
}
