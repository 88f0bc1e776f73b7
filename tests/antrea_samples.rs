//! How metric flows are counted, on the samples of Antrea's own tests (pkg/agent/openflow/network_policy_test.go, `TestNetworkPolicyMetrics`) and
//! on lines that its parser refuses.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Sessions, packets and bytes by rule ID, direction and whether it denies.
type Counts = BTreeMap<(u64, String, bool), [u64; 3]>;

fn count(dump: &str) -> Counts {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.args(["get", "rules", "-o", "json", "--from", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(dump.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    // 4: the samples have values that are no numbers, and each is a note.
    assert!(matches!(output.status.code(), Some(0 | 4)), "{dump}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut counts = Counts::new();
    for item in report["items"].as_array().unwrap() {
        let stats = ["sessions", "packets", "bytes"].map(|member| item["trafficStats"][member].as_u64().unwrap());
        let (id, direction) = (item["id"].as_u64().unwrap(), item["direction"].as_str().unwrap().to_string());
        let denies = ["Drop", "Reject"].map(Value::from).contains(&item["action"]);
        assert!(counts.insert((id, direction, denies), stats).is_none(), "two rows: {item}");
    }
    counts
}

fn expected(counts: &[(u64, &str, bool, [u64; 3])]) -> Counts {
    counts.iter().map(|(id, direction, denies, stats)| ((*id, (*direction).to_string(), *denies), *stats)).collect()
}

/// Metric flows with the action flows that own them.
const SAMPLE: &str = "\
cookie=0x1050000000000, table=45, n_packets=1, n_bytes=74, priority=14000,conj_id=2,ip actions=load:0x2->NXM_NX_REG5[],ct(commit,table=61,zone=65520,exec(load:0x2->NXM_NX_CT_LABEL[32..63]))
cookie=0x1050000000000, table=45, n_packets=4, n_bytes=336, priority=14000,conj_id=4 actions=load:0x4->NXM_NX_REG3[],load:0x1->NXM_NX_REG0[20],resubmit(,61)
cookie=0x1050000000000, table=90, n_packets=2, n_bytes=148, priority=190,conj_id=5,ip actions=load:0x5->NXM_NX_REG6[],ct(commit,table=101,zone=65520,exec(load:0x5->NXM_NX_CT_LABEL[0..31]))
cookie=0x1050000000000, table=85, n_packets=4, n_bytes=338, priority=14000,conj_id=11 actions=load:0xb->NXM_NX_REG3[],load:0x1->NXM_NX_REG0[20],resubmit(,101)
cookie=0x1050000000000, table=61, n_packets=1, n_bytes=74, priority=200,ct_state=+new,ct_label=0x200000000/0xffffffff00000000,ip actions=goto_table:70
cookie=0x1050000000000, table=61, n_packets=11, n_bytes=1661, priority=200,ct_state=-new,ct_label=0x200000000/0xffffffff00000000,ip actions=goto_table:70
cookie=0x1050000000000, table=61, n_packets=4, n_bytes=336, priority=200,reg0=0x100000/0x100000,reg3=0x4 actions=drop
cookie=0x1000000000000, table=61, n_packets=1502362, n_bytes=601635949, priority=0 actions=goto_table:70
cookie=0x1050000000000, table=101, n_packets=2, n_bytes=148, priority=200,ct_state=+new,ct_label=0x5/0xffffffff,ip actions=resubmit(,105)
cookie=0x1050000000000, table=101, n_packets=12, n_bytes=943, priority=200,ct_state=-new,ct_label=0x5/0xffffffff,ip actions=resubmit(,105)
cookie=0x1050000000000, table=101, n_packets=4, n_bytes=338, priority=200,reg0=0x100000/0x100000,reg3=0xb actions=drop
cookie=0x1000000000000, table=101, n_packets=1407190, n_bytes=509746586, priority=0 actions=resubmit(,105)
";

#[test]
fn the_worked_sample() {
    let expected = expected(&[
        (2, "egress", false, [1, 12, 1735]),
        (4, "egress", true, [4, 4, 336]),
        (5, "ingress", false, [2, 14, 1091]),
        (11, "ingress", true, [4, 4, 338]),
    ]);
    assert_eq!(count(SAMPLE), expected);
}

#[test]
fn metric_flows_alone() {
    let metric: String = SAMPLE.split_inclusive('\n').filter(|line| !line.contains("conj_id=")).collect();
    let expected = expected(&[
        (2, "egress", false, [1, 12, 1735]),
        (4, "egress", false, [4, 4, 336]),
        (5, "ingress", false, [2, 14, 1091]),
        (11, "ingress", false, [4, 4, 338]),
    ]);
    assert_eq!(count(&metric), expected);
}

#[test]
fn lines_that_no_rule_owns_count_for_none() {
    let strays = "\
table=101, n_packets=1, n_bytes=64, priority=200,reg0=0x100000/0x100000,ip actions=drop
table=101, n_packets=1, n_bytes=64, priority=200,reg0=0x100000/0x100000,reg3=notahex actions=drop
table=101, n_packets=1, n_bytes=64, priority=200,reg0=0x100000/0x100000,reg3=0x0 actions=drop
table=101, n_packets=1, n_bytes=10, priority=200,ct_state=+new,ct_label=0x/0xffffffff,ip actions=goto_table:105
table=101, n_packets=289, n_bytes=2385154, priority=200,ip,nw_dst=193.5.2.0/24 actions=resubmit(,SNATMark)
table=61, n_packets=7, n_bytes=700, hard_timeout=300, priority=202,ip,reg0=0x100000/0x100000,reg3=0x4,nw_tos=28 actions=controller(max_len=65535,id=15768)
";
    let metric = SAMPLE.replace("cookie=0x1050000000000, ", "").replace("cookie=0x1000000000000, ", "");
    assert_eq!(count(&format!("{metric}{strays}")), count(&metric));
}

#[test]
fn multicast_has_packets_and_no_sessions() {
    let dump = "\
table=MulticastEgressMetric, n_packets=41, n_bytes=5822, priority=200,reg0=0x400/0x400,reg3=0x6 actions=goto_table:MulticastEgressPodMetric
table=MulticastEgressMetric, n_packets=500, n_bytes=71000, priority=200,reg0=0x400/0x400,reg3=0x7 actions=drop
table=MulticastIngressMetric, n_packets=8, n_bytes=368, priority=200,reg0=0x400/0x400,reg3=0x8 actions=resubmit(,MulticastOutput)
table=MulticastEgressMetric, n_packets=1, n_bytes=74, priority=200,reg0=0x400/0x400,reg3=notahex actions=drop
table=MulticastEgressMetric, n_packets=1, n_bytes=74, priority=200,reg0=0x400/0x400,reg3=0x0 actions=drop
table=MulticastEgressPodMetric, n_packets=41, n_bytes=5822, priority=200,ip,nw_src=10.99.1.73 actions=goto_table:MulticastRouting
table=MulticastIngressPodMetric, n_packets=18120, n_bytes=2573040, priority=200,ip,reg1=0x21 actions=goto_table:MulticastOutput
";
    let expected = expected(&[
        (6, "egress", false, [0, 41, 5822]),
        (7, "egress", false, [0, 500, 71000]),
        (8, "ingress", false, [0, 8, 368]),
    ]);
    assert_eq!(count(dump), expected);
}
