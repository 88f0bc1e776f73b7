//! What single flows are about, as every version of Antrea writes them.

use antstats::antrea::cookie::{Generation, category};
use antstats::antrea::owner::About;
use antstats::decode::text::flow::{FlowLine, read};
use antstats::decode::text::{actions, matches};

/// What a flow is about, as `{:?}` prints it.
fn about(table: &str, generation: Generation, line: &str) -> String {
    let FlowLine::Flow(flow) = read(line) else { panic!("no flow: {line}") };
    let (mut fields, mut items) = (Vec::new(), Vec::new());
    matches::decode(flow.match_text, &mut fields);
    actions::decode(flow.actions_text, &mut items);
    let category = flow.cookie.and_then(|cookie| category(cookie, generation));
    format!("{:?}", About::of(&flow, &fields, &items, table, category))
}

#[test]
fn flows_of_the_newest_generation_say_what_they_are_about() {
    // table, match and actions behind cookie and priority, what it is about
    let cases = [
        (
            "ARPSpoofGuard",
            "1|200,arp,in_port=3,arp_spa=10.10.1.2,arp_sha=ba:9d:e5:79:3c:1e actions=goto_table:2",
            "Interface { at: Port(OfPort(3)), address: Some(10.10.1.2), purpose: \"ARPSpoofGuard\" }",
        ),
        (
            "ARPResponder",
            "1|200,arp,arp_tpa=10.10.2.1,arp_op=1 actions=move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[],IN_PORT",
            "ArpResponder(10.10.2.1)",
        ),
        ("ARPResponder", "1|190,arp actions=NORMAL", "Arp"),
        ("AntreaPolicyIngressRule", "2|64991,reg1=0xa actions=conjunction(1,2/2)", "DnsAnswers"),
        (
            "AntreaPolicyIngressRule",
            "2|64990,reg1=0xa actions=conjunction(1,2/2)",
            "Clause { first: RuleId(1), others: 0 }",
        ),
        (
            "Classifier",
            "1|210,ip,in_port=32769,nw_src=10.10.1.1 actions=set_field:0x2/0xf->reg0,goto_table:4",
            "Interface { at: Port(OfPort(32769)), address: Some(10.10.1.1), purpose: \"Classifier\" }",
        ),
        (
            "Classifier",
            "1|190,in_port=\"web-7975-274540\" actions=set_field:0x3/0xf->reg0,goto_table:SpoofGuard",
            "Interface { at: Interface(\"web-7975-274540\"), address: None, purpose: \"Classifier\" }",
        ),
        (
            "SpoofGuard",
            "1|200,ip,in_port=3,dl_src=ba:9d:e5:79:3c:1e,nw_src=10.10.1.2 actions=goto_table:5",
            "Interface { at: Port(OfPort(3)), address: Some(10.10.1.2), purpose: \"SpoofGuard\" }",
        ),
        (
            "SpoofGuard",
            "1|200,ip,in_port=32769 actions=goto_table:5",
            "Interface { at: Port(OfPort(32769)), address: None, purpose: \"SpoofGuard\" }",
        ),
        ("PipelineIPClassifier", "0|210,ip,nw_dst=224.0.0.0/4 actions=resubmit(,31)", "Multicast"),
        (
            "ServiceLB",
            "3|200,tcp,reg4=0x10000/0x70000,nw_dst=10.96.0.10,tp_dst=80 actions=set_field:0x20000/0x70000->reg4,set_field:0x5->reg7,group:5",
            "Service(ServiceAt { address: Some(10.96.0.10), protocol: Some(Tcp), port: Some(80), group: Some(GroupId(5)) })",
        ),
        (
            "ServiceLB",
            "3|200,tcp,reg4=0x90000/0xf0000,tp_dst=30004 actions=set_field:0xc->reg7,group:12",
            "Service(ServiceAt { address: None, protocol: Some(Tcp), port: Some(30004), group: Some(GroupId(12)) })",
        ),
        (
            "ServiceLB",
            "3:a|190,tcp,reg4=0x30000/0x70000,nw_dst=10.96.76.15,tp_dst=80 actions=learn(table=SessionAffinity,hard_timeout=300),goto_table:EndpointDNAT",
            "Affinity { service: ServiceAt { address: Some(10.96.76.15), protocol: Some(Tcp), port: Some(80), group: Some(GroupId(10)) }, client: None, endpoint: None }",
        ),
        (
            "SessionAffinity",
            "3:a|200,tcp,nw_src=10.10.0.1,nw_dst=10.96.76.15,tp_dst=80 actions=set_field:0x50/0xffff->reg4,set_field:0xa0a0001->reg3,set_field:0x20000/0x70000->reg4",
            "Affinity { service: ServiceAt { address: Some(10.96.76.15), protocol: Some(Tcp), port: Some(80), group: Some(GroupId(10)) }, client: Some(10.10.0.1), endpoint: Some((10.10.0.1, 80)) }",
        ),
        ("SessionAffinity", "3|0 actions=set_field:0x10000/0x70000->reg4", "Miss"),
        (
            "EndpointDNAT",
            "3|200,tcp,reg3=0xa22049a,reg4=0x270d8/0x7ffff actions=ct(commit,table=12,zone=65520,nat(dst=10.34.4.154:28888),exec(load:0x1->NXM_NX_CT_MARK[4]))",
            "Endpoint { address: 10.34.4.154, port: 28888, protocol: Some(Tcp) }",
        ),
        (
            "EndpointDNAT",
            "3|200,udp6,reg4=0x20035/0x7ffff,xxreg3=0xfd000000000000000000000000000001 actions=ct(commit,table=12,zone=65510,nat(dst=[fd00::1]:53))",
            "Endpoint { address: fd00::1, port: 53, protocol: Some(Udp) }",
        ),
        (
            "EndpointDNAT",
            "3|190,reg4=0x20000/0x70000 actions=set_field:0x10000/0x70000->reg4,resubmit(,10)",
            "Pipeline",
        ),
        (
            "AntreaPolicyEgressRule",
            "2|14500,ip,nw_src=10.10.0.24 actions=conjunction(7,1/3),conjunction(9,1/2),conjunction(7,1/3)",
            "Clause { first: RuleId(7), others: 1 }",
        ),
        (
            "AntreaPolicyEgressRule",
            "2|14500,conj_id=7,ip actions=set_field:0x7->reg5,ct(commit,table=15,zone=65520,exec(set_field:0x700000000/0xffffffff00000000->ct_label))",
            "Rule(RuleId(7))",
        ),
        ("AntreaPolicyEgressRule", "2|64990,ct_state=-new+est,ip actions=goto_table:15", "Pipeline"),
        (
            "EgressMetric",
            "2|200,ct_state=+new,ct_label=0x700000000/0xffffffff00000000,ip actions=goto_table:16",
            "Counter(RuleId(7))",
        ),
        ("IngressMetric", "2|200,reg0=0x400/0x400,reg3=0x5 actions=drop", "Counter(RuleId(5))"),
        (
            "IngressDefaultRule",
            "2|200,reg1=0xe actions=drop",
            "DefaultDeny { direction: Ingress, pod: Port(OfPort(14)) }",
        ),
        (
            "IngressDefaultRule",
            "2|200,reg1=0xe actions=set_field:0x800/0x1800->reg0,set_field:0x400000/0x600000->reg0,goto_table:28",
            "DefaultDeny { direction: Ingress, pod: Port(OfPort(14)) }",
        ),
        (
            "EgressDefaultRule",
            "2|200,ip,nw_src=10.10.2.12 actions=drop",
            "DefaultDeny { direction: Egress, pod: Address(10.10.2.12) }",
        ),
        (
            "L3Forwarding",
            "1|210,ip,nw_dst=10.10.1.1 actions=set_field:52:5c:ec:dd:cc:cb->eth_dst,set_field:0x20/0xf0->reg0,goto_table:19",
            "Own { what: Gateway, purpose: \"L3Forwarding\" }",
        ),
        (
            "L3Forwarding",
            "1|200,ip,reg0=0/0x200,nw_dst=10.10.1.0/24 actions=goto_table:22",
            "LocalPods(Net { address: 10.10.1.0, prefix: 24 })",
        ),
        (
            "L3Forwarding",
            "1|200,ip,nw_dst=10.10.2.0/24 actions=set_field:aa:bb:cc:dd:ee:ff->eth_dst,set_field:192.168.77.102->tun_dst,set_field:0x10/0xf0->reg0,goto_table:19",
            "RemotePods { pods: Net { address: 10.10.2.0, prefix: 24 }, node: 192.168.77.102 }",
        ),
        (
            "L3Forwarding",
            "1|200,ipv6,ipv6_dst=fd00:10:10:1::/64 actions=set_field:fd00:192:168:77::101->tun_ipv6_dst,set_field:0x10/0xf0->reg0,goto_table:19",
            "RemotePods { pods: Net { address: fd00:10:10:1::, prefix: 64 }, node: fd00:192:168:77::101 }",
        ),
        (
            "L3Forwarding",
            "1|200,ip,reg0=0x200/0x200,nw_dst=10.10.1.2 actions=set_field:52:5c:ec:dd:cc:cb->eth_src,set_field:3a:86:6e:d1:a1:cb->eth_dst,goto_table:19",
            "Interface { at: Address(10.10.1.2), address: None, purpose: \"L3Forwarding\" }",
        ),
        (
            "EgressMark",
            "4|200,ct_state=+new+trk,ip,in_port=37 actions=set_field:0x1/0xff->pkt_mark,set_field:0x20/0xf0->reg0,goto_table:22",
            "Egress(Pod(Port(OfPort(37))))",
        ),
        (
            "EgressMark",
            "4|200,ct_state=+new+trk,ip,tun_dst=192.168.77.112 actions=set_field:0x1/0xff->pkt_mark,goto_table:22",
            "Egress(Address(192.168.77.112))",
        ),
        (
            "EgressMark",
            "4|210,ip,nw_dst=10.96.0.0/12 actions=set_field:0x20/0xf0->reg0,goto_table:22",
            "Egress(Exempt(Net { address: 10.96.0.0, prefix: 12 }))",
        ),
        ("EgressMark", "4|190,ct_state=+new+trk,ip,reg0=0x1/0xf actions=drop", "Egress(General)"),
        (
            "SNATMark",
            "3|190,ct_state=+new+trk,ip,nw_src=10.10.0.23,nw_dst=10.10.0.23 actions=ct(commit,table=21,zone=65520,exec(set_field:0x20/0x20->ct_mark,set_field:0x40/0x40->ct_mark))",
            "Interface { at: Address(10.10.0.23), address: None, purpose: \"hairpin\" }",
        ),
        (
            "L2ForwardingCalc",
            "1|200,dl_dst=ba:5e:d1:55:aa:c0 actions=set_field:0x2->reg1,set_field:0x200000/0x600000->reg0,goto_table:23",
            "Interface { at: Port(OfPort(2)), address: None, purpose: \"L2ForwardingCalc\" }",
        ),
        (
            "TrafficControl",
            "1|200,reg1=0x25 actions=set_field:0x22->reg9,set_field:0x800000/0xc00000->reg4,goto_table:24",
            "Interface { at: Port(OfPort(37)), address: None, purpose: \"Output\" }",
        ),
        (
            "AntreaPolicyIngressRule",
            "2|64991,conj_id=1 actions=meter:258,controller(reason=no_match,id=14162,userdata=02,pause),goto_table:28",
            "DnsAnswers",
        ),
        ("IngressMetric", "7|202,ip,reg0=0x400/0x400,reg3=0x4,nw_tos=28 actions=controller(id=15768)", "Traceflow"),
        (
            "MulticastEgressPodMetric",
            "5|200,ip,nw_src=10.10.0.24 actions=goto_table:34",
            "MulticastPod { pod: Address(10.10.0.24), sent: true }",
        ),
        (
            "MulticastIngressPodMetric",
            "5|200,ip,reg1=0x5 actions=goto_table:38",
            "MulticastPod { pod: Port(OfPort(5)), sent: false }",
        ),
        ("MulticastRouting", "5|200,ip,nw_dst=225.1.2.3 actions=group:9", "MulticastGroup(225.1.2.3)"),
        ("MulticastRouting", "5|210,ip,nw_proto=2 actions=controller(userdata=03)", "Multicast"),
        ("MulticastEgressMetric", "2|200,reg3=0x4 actions=goto_table:33", "Counter(RuleId(4))"),
        ("Output", "1|200,reg0=0x200000/0x600000 actions=output:NXM_NX_REG1[]", "Pipeline"),
    ];
    for (table, flow, expected) in cases {
        let (cookie, flow) = flow.split_once('|').unwrap();
        let (category, object) = cookie.split_once(':').unwrap_or((cookie, "0"));
        let object = u64::from_str_radix(object, 16).unwrap();
        let cookie = 1u64 << 48 | category.parse::<u64>().unwrap() << 40 | object;
        let line = format!(" cookie={cookie:#x}, duration=1s, table=9, n_packets=0, n_bytes=0, priority={flow}");
        assert_eq!(about(table, Generation::From1_8, &line), expected, "{table} {flow}");
        // Without the name of the table most are still told by what they look like.
        let unnamed = about("", Generation::From1_8, &line);
        let by_table = ["DefaultDeny", "Multicast"];
        if !by_table.iter().any(|name| expected.starts_with(name)) {
            assert_eq!(unnamed, expected, "{flow}");
        }
    }
}

#[test]
fn older_generations_and_dumps_without_cookies_are_read_too() {
    let cases = [
        (
            Generation::UpTo1_5,
            "EgressDefaultRule",
            "cookie=0x1000000000000, table=60, priority=200,ip,nw_src=10.10.2.12 actions=drop",
            "DefaultDeny { direction: Egress, pod: Address(10.10.2.12) }",
        ),
        (
            Generation::UpTo1_5,
            "",
            "cookie=0x1050000000000, table=45, priority=34800,conj_id=4,ip actions=load:0x4->NXM_NX_REG5[],ct(commit,table=61,zone=65520,exec(load:0x4->NXM_NX_CT_LABEL[32..63]))",
            "Rule(RuleId(4))",
        ),
        (
            Generation::UpTo1_5,
            "",
            "cookie=0x1050000000000, table=61, priority=200,reg0=0x100000/0x100000,reg3=0x6 actions=drop",
            "Counter(RuleId(6))",
        ),
        (
            Generation::UpTo1_5,
            "",
            "cookie=0x1040000000000, table=41, priority=200,tcp,reg4=0x10000/0x70000,nw_dst=10.96.0.10,tp_dst=80 actions=load:0x2->NXM_NX_REG4[16..18],load:0x1->NXM_NX_REG7[],group:1",
            "Service(ServiceAt { address: Some(10.96.0.10), protocol: Some(Tcp), port: Some(80), group: Some(GroupId(1)) })",
        ),
        (
            Generation::UpTo1_5,
            "",
            "cookie=0x1030000000000, table=0, priority=190,in_port=5 actions=load:0x2->NXM_NX_REG0[0..3],goto_table:10",
            "Interface { at: Port(OfPort(5)), address: None, purpose: \"Classifier\" }",
        ),
        (
            Generation::UpTo1_5,
            "",
            "cookie=0x1060000000000, table=71, priority=190,ip,in_port=5 actions=load:0x1->NXM_NX_PKT_MARK[0..7],goto_table:72",
            "Egress(Pod(Port(OfPort(5))))",
        ),
        // The agent's API before 2.5.3 had no cookies.
        (
            Generation::From1_8,
            "EgressMetric",
            "table=15, n_packets=0, n_bytes=0, priority=210,ct_state=+inv,ip actions=goto_table:16",
            "Pipeline",
        ),
        (
            Generation::From1_8,
            "",
            "table=15, n_packets=0, n_bytes=0, priority=210,ct_state=+inv,ip actions=goto_table:16",
            "Unknown",
        ),
        // Nobody's.
        (Generation::From1_8, "", "cookie=0x0, table=0, priority=0,ip actions=NORMAL", "Unknown"),
        (Generation::From1_8, "", "cookie=0x10ff0000000000, table=0, priority=1,udp actions=NORMAL", "Unknown"),
        // A Traceflow of a version without a category of its own.
        (
            Generation::UpTo1_5,
            "",
            "cookie=0x1050000000000, table=45, hard_timeout=300, priority=14501,conj_id=4,ip,nw_tos=28 actions=drop",
            "Traceflow",
        ),
    ];
    for (generation, table, line, expected) in cases {
        assert_eq!(about(table, generation, line), expected, "{line}");
    }
}
