//! What packets of Pods do to a real Open vSwitch beside counting at rules: they make a Service learn its clients, leave the cluster through an Egress, and fill
//! the connection table.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

#[path = "support/ovs.rs"]
mod ovs;
#[path = "support/replay.rs"]
mod replay;
mod support;

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use replay::{Node, ports};
use serde_json::{Value, json};
use support::{Capture, open};

const NODE: &str = "node-1";
const GATEWAY: &str = "52:5c:ec:dd:cc:cb";

/// A Pod of the Node, as its flow of table SpoofGuard has it.
struct Pod {
    port: u64,
    interface: String,
    mac: String,
    address: String,
}

impl Pod {
    /// A packet that it sends: `to` is `udp 8.8.8.8:53`, or `tcp` for a SYN.
    fn sends(&self, from_port: u64, to: &str) -> String {
        let (protocol, to) = to.split_once(' ').unwrap();
        let (address, port) = to.split_once(':').unwrap();
        let (number, transport) = match protocol {
            "udp" => (17, format!("udp(src={from_port},dst={port})")),
            _ => (6, format!("tcp(src={from_port},dst={port}),tcp_flags(syn)")),
        };
        let Pod { interface, mac, address: own, .. } = self;
        format!(
            "{interface} in_port(1),eth(src={mac},dst={GATEWAY}),eth_type(0x0800),ipv4(src={own},dst={address},proto={number},tos=0,ttl=64,frag=no),{transport}\n"
        )
    }
}

fn pods(capture: &Capture) -> Vec<Pod> {
    let folder = capture.root().join("nodes").join(NODE);
    let interfaces = ports(&fs::read_to_string(folder.join("interface.json")).unwrap());
    let flows = fs::read_to_string(folder.join("flows.txt")).unwrap();
    let part = |line: &str, key: &str| Some(line.split_once(key)?.1.split([',', ' ']).next()?.to_owned());
    let pod = |line: &str| {
        let port = part(line, "in_port=")?.parse().ok()?;
        let (mac, address) = (part(line, "dl_src=")?, part(line, "nw_src=")?);
        let (interface, _) = interfaces.iter().find(|(_, number)| *number == port)?;
        Some(Pod { port, interface: interface.clone(), mac, address })
    };
    flows.lines().filter(|line| line.contains(" table=4,")).filter_map(pod).collect()
}

/// The Node's switch, without what policies drop.
fn switch(capture: &Capture) -> Node {
    let node = Node::load_without_traffic(capture, NODE);
    for table in ["AntreaPolicyEgressRule", "EgressRule", "EgressDefaultRule"] {
        let filter = format!("table={},cookie=0x20000000000/0xff0000000000", node.tables()[table]);
        node.switch.ofctl(["-O", "OpenFlow15", "del-flows", "br-int", &filter]);
    }
    node
}

/// Writes what the switch holds into the capture.
fn record(capture: &Capture, node: &Node) {
    let folder = capture.root().join("nodes").join(NODE);
    for (file, verb) in [("flows.txt", "dump-flows"), ("aggregate.txt", "dump-aggregate")] {
        fs::write(folder.join(file), node.switch.ofctl(["-O", "OpenFlow15", verb, "br-int"])).unwrap();
    }
    for (file, verb) in
        [("conntrack.txt", "dpctl/dump-conntrack"), ("conntrack-connections.txt", "dpctl/ct-get-nconns")]
    {
        let mut command = Command::new("ovs-appctl");
        command.arg(verb).env_clear().envs(node.switch.environment());
        fs::write(folder.join(file), command.output().unwrap().stdout).unwrap();
    }
}

fn get(capture: &Capture, words: &str) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.env_clear().arg("get").args(words.split(' ')).args(["--node", NODE, "-o", "json", "--from"]);
    let output = command.arg(capture.root()).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{words}: {error}: {}", String::from_utf8_lossy(&output.stderr)));
    report["items"].as_array().unwrap().clone()
}

fn name(pod: &Value) -> String {
    format!("{}/{}", pod["namespace"].as_str().unwrap(), pod["name"].as_str().unwrap())
}

/// `ServiceLB` sends a client's first packet to its own end, where it is learned which endpoint the group took; later packets find that in `SessionAffinity`
/// (pkg/agent/openflow/pipeline.go, `serviceLearnFlow`).
#[test]
fn a_learned_client_is_a_sessions_and_goes_to_its_endpoint() {
    let capture = open("basic");
    let node = switch(&capture);
    node.switch.add_groups(
        "group_id=50,type=select,bucket=bucket_id:0,weight:100,actions=set_field:0xa0a0102->reg3,set_field:0x50/0xffff->reg4,resubmit(,10),\
         bucket=bucket_id:1,weight:100,actions=set_field:0x4000000/0x4000000->reg4,set_field:0xa0a0202->reg3,set_field:0x1f90/0xffff->reg4,resubmit(,10)\n",
    );
    node.switch.add_flows(
        " cookie=0x1030000000000, table=10, priority=200,tcp,reg4=0x10000/0x70000,nw_dst=10.96.0.10,tp_dst=80 actions=set_field:0x200/0x200->reg0,set_field:0x30000/0x70000->reg4,set_field:0x32->reg7,group:50\n \
         cookie=0x1030000000032, table=10, priority=190,tcp,reg4=0x30000/0x70000,nw_dst=10.96.0.10,tp_dst=80 actions=learn(table=9,hard_timeout=10800,priority=200,delete_learned,cookie=0x1030000000032,eth_type=0x800,nw_proto=6,NXM_OF_TCP_DST[],NXM_OF_IP_DST[],NXM_OF_IP_SRC[],load:NXM_NX_REG4[0..15]->NXM_NX_REG4[0..15],load:NXM_NX_REG4[26]->NXM_NX_REG4[26],load:NXM_NX_REG3[]->NXM_NX_REG3[],load:0x2->NXM_NX_REG4[16..18],load:0x1->NXM_NX_REG0[9]),set_field:0x20000/0x70000->reg4,goto_table:11\n",
    );
    let pods = pods(&capture);
    let clients = &pods[1..4];
    for round in 0..3 {
        // What was learned holds for packets that come after it.
        let packets: String = clients.iter().map(|pod| pod.sends(40_000 + round, "tcp 10.96.0.10:80")).collect();
        node.switch.receive(&packets);
    }
    record(&capture, &node);
    let connections = get(&capture, "conntrack --service default/web-svc");
    assert_eq!(connections.len(), 9);
    let learned = get(&capture, "flows --table SessionAffinity --service default/web-svc");
    assert_eq!(learned.len(), clients.len());
    for client in clients {
        let flow = learned.iter().find(|flow| flow["match"]["nw_src"] == client.address.as_str()).unwrap();
        let owner = &flow["owner"];
        assert_eq!((&owner["kind"], &flow["packets"]), (&json!("SessionAffinity"), &json!(2)), "{flow}");
        let of_client: Vec<&Value> =
            connections.iter().filter(|item| item["source"]["address"] == client.address.as_str()).collect();
        let who = name(&of_client[0]["source"]["pod"]);
        let endpoint = owner["endpoint"].as_str().unwrap();
        let text = format!("session affinity of Service default/web-svc:http, client Pod {who} to {endpoint}");
        assert_eq!(owner["text"], text);
        for item in of_client {
            let to = &item["destination"];
            assert_eq!(format!("{}:{}", to["address"].as_str().unwrap(), to["port"]), endpoint, "{item}");
        }
    }
    let [learning] = &get(&capture, "flows --table ServiceLB --cookie 0x1030000000032")[..] else {
        panic!("one flow learns")
    };
    assert_eq!(
        (&learning["packets"], &learning["owner"]["text"]),
        (&json!(3), &json!("session affinity of Service default/web-svc:http"))
    );
}

/// A Pod's packets get the mark of an address that this Node has, or go to the Node that has it (`snatRuleFlow`, `snatSkipNodeFlow`); objects say which Egress
/// the address is of.
#[test]
fn packets_that_leave_are_of_their_egress() {
    let capture = open("basic");
    let node = switch(&capture);
    let pods = pods(&capture);
    let [own, other, none] = [&pods[1], &pods[2], &pods[3]];
    let flows = format!(
        " cookie=0x1040000000000, table=17, priority=200,ct_state=+new+trk,ip,tun_dst=192.168.77.50 actions=set_field:0x1/0xff->pkt_mark,set_field:0x20/0xf0->reg0,goto_table:18\n \
         cookie=0x1040000000000, table=17, priority=200,ct_state=+new+trk,ip,in_port={} actions=set_field:0x1/0xff->pkt_mark,set_field:0x20/0xf0->reg0,goto_table:18\n \
         cookie=0x1040000000000, table=17, priority=200,ip,in_port={} actions=set_field:{GATEWAY}->eth_src,set_field:aa:bb:cc:dd:ee:ff->eth_dst,set_field:192.168.77.51->tun_dst,set_field:0x10/0xf0->reg0,set_field:0x80000/0x80000->reg0,goto_table:18\n",
        own.port, other.port
    );
    node.switch.add_flows(&flows);
    let mut packets = String::new();
    for (pod, count) in [(own, 3), (other, 2), (none, 1)] {
        packets.extend((0..count).map(|at| pod.sends(50_000 + at, "udp 8.8.8.8:53")));
    }
    node.switch.receive(&packets);
    record(&capture, &node);

    let egress = |name: &str, spec: Value, status: Value| json!({ "metadata": { "name": name }, "spec": spec, "status": status });
    let shown = |egresses: &[Value]| {
        let list = json!({ "apiVersion": "crd.antrea.io/v1beta1", "kind": "EgressList", "items": egresses });
        fs::write(capture.root().join("cluster/egresses.crd.antrea.io.json"), list.to_string()).unwrap();
        let flows = get(&capture, "flows --table EgressMark");
        let of = |pod: &Pod| flows.iter().find(|flow| flow["match"]["in_port"] == pod.port).cloned();
        let tunnel = flows.iter().find(|flow| flow["match"]["tun_dst"] == "192.168.77.50").cloned();
        let text = |flow: Option<Value>| flow.unwrap()["owner"]["text"].as_str().unwrap().to_owned();
        assert!(of(none).is_none());
        for (pod, count) in [(own, 3), (other, 2)] {
            let sum = node.switch.sum(&format!("table=17,in_port={}", pod.port));
            let flow = of(pod).unwrap();
            assert_eq!((sum.packets, &flow["packets"], &flow["bytes"]), (count, &json!(count), &json!(sum.bytes)));
        }
        let who = |pod: &Pod| name(&of(pod).unwrap()["owner"]["pod"]);
        ([who(own), who(other)], [text(of(own)), text(of(other)), text(tunnel)])
    };
    let ([one, two], nameless) = shown(&[]);
    assert_eq!(
        nameless,
        [&format!("Egress of Pod {one}"), &format!("Egress of Pod {two}"), "Egress address 192.168.77.50"]
    );
    let prod = egress("prod", json!({ "egressIP": "192.168.77.50" }), json!({}));
    let pooled = egress("pooled", json!({ "externalIPPool": "pool" }), json!({ "egressIP": "192.168.77.51" }));
    let (_, named) = shown(&[prod.clone(), pooled.clone()]);
    assert_eq!(
        named,
        [
            &format!("Egress prod of Pod {one}"),
            &format!("Egress pooled of Pod {two}"),
            "Egress prod, address 192.168.77.50"
        ]
    );
    let twin = egress("dev", json!({ "egressIPs": ["192.168.77.50"] }), json!({}));
    let (_, shared) = shown(&[prod, pooled, twin]);
    assert_eq!(shared[0], format!("Egress dev | prod of Pod {one}"));
}

/// A Pod that opens connections as fast as it can is the first of those who opened them, and what it opened them to is beside it among the Pods.
#[test]
fn the_pod_that_floods_is_the_first() {
    const FLOOD: u64 = 2500;
    let capture = open("basic");
    let node = switch(&capture);
    node.play(&capture);
    let pods = pods(&capture);
    let (attacker, victim) = (&pods[1], &pods[4]);
    let mut packets = String::new();
    for at in 0..FLOOD {
        let _ = write!(packets, "{}", attacker.sends(10_000 + at, &format!("tcp {}:80", victim.address)));
    }
    // No policy of the victim is in the way either: what is dropped is not tracked.
    for table in ["AntreaPolicyIngressRule", "IngressRule", "IngressDefaultRule"] {
        let filter = format!("table={},cookie=0x20000000000/0xff0000000000", node.tables()[table]);
        node.switch.ofctl(["-O", "OpenFlow15", "del-flows", "br-int", &filter]);
    }
    // A flood is faster than a busy switch takes it: what was lost comes again.
    let flooded = |all: &[Value]| {
        let from = |item: &&Value| item["source"]["address"] == attacker.address.as_str();
        all.iter().filter(from).count() as u64 >= FLOOD
    };
    let mut all = Vec::new();
    for _ in 0..10 {
        node.switch.receive(&packets);
        record(&capture, &node);
        all = get(&capture, "conntrack");
        if flooded(&all) {
            break;
        }
    }
    let of = |end: &str, pod: &Pod| all.iter().filter(|item| item[end]["address"] == pod.address.as_str()).count();
    let who = |pod: &Pod| {
        let item = all.iter().find(|item| item["source"]["address"] == pod.address.as_str()).unwrap();
        name(&item["source"]["pod"])
    };
    let sources = get(&capture, "conntrack --by source --limit 10");
    let counts: Vec<u64> = sources.iter().map(|item| item["connections"].as_u64().unwrap()).collect();
    assert!(counts.len() == 10 && counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
    assert_eq!((&sources[0]["source"], counts[0]), (&json!(who(attacker)), of("source", attacker) as u64));
    assert!(counts[0] >= FLOOD && counts[1] < 200, "{counts:?}");
    let share = counts[0] * 1000 / all.len() as u64;
    assert_eq!(sources[0]["share"], json!(share as f64 / 1000.0));

    let both: Vec<Value> =
        get(&capture, "conntrack --by pod --limit 2").iter().map(|item| item["pod"].clone()).collect();
    assert_eq!(both, [json!(who(attacker)), json!(who(victim))]);
    let [counted] = &get(&capture, "conntrack --count-only")[..] else { panic!("one Node is counted") };
    let zones: usize = all.iter().map(|item| item["zones"].as_array().unwrap().len()).sum();
    assert_eq!(counted["connections"], zones as u64);
}
