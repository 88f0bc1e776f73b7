use super::*;

/// What a text is taken for, with the sentence about each reading.
fn said(text: &str, kind: Option<Kind>) -> Vec<String> {
    let world = World::default();
    let answers = shape::explain(text, kind, Context::new(&world));
    answers.iter().map(|answer| format!("{}: {}", answer.kind.map_or("?", Kind::name), answer.summary)).collect()
}

#[test]
fn a_shape_tells_the_kind() {
    let cases: &[(&str, &[&str])] = &[
        ("0x1020000000000", &["cookie: round 1, NetworkPolicy (1.6 and later) or Node (up to 1.5)"]),
        ("cookie=0x203000000000a", &["cookie: round 2, Service (1.6 and later) or Pod (up to 1.5), group 10"]),
        ("0x20000000000/0xff0000000000", &["cookie: NetworkPolicy (1.6 and later) or Node (up to 1.5)"]),
        ("0x1000000000000/0xffff000000000000", &["cookie: round 1"]),
        ("0x200000001", &["label: ingress rule 1, egress rule 2"]),
        ("0x2000000000700000005", &["label: ingress rule 5, egress rule 7, l7-vlan 512"]),
        ("0x200000000/0xffffffff00000000", &["label: egress rule 2"]),
        ("ct_label=0x3/0xffffffff", &["label: ingress rule 3"]),
        ("ct_mark=0x13", &["mark: source local Pod, service"]),
        ("mark 18", &["mark: source gateway, service"]),
        ("mark=18", &["mark: source gateway, service"]),
        ("labels=0x6", &["label: ingress rule 6"]),
        (
            "65520",
            &[
                "rule: rule 65520 of some Node: IDs mean something on one Node, for one run of its agent; --node or --from says whose",
                "zone: connections, IPv4",
            ],
        ),
        ("0", &["rule: no rule: IDs begin at 1"]),
        (
            "group 5",
            &[
                "group: group 5: endpoints of a Service, or several ways on for one packet; which, the flows of its Node say: --node, --from",
            ],
        ),
        ("reg0=0x400/0x600", &["match: not rewrite-mac, deny"]),
        ("reg0[11..12]=2", &["match: disposition reject"]),
        ("reg4=0x270d8/0x7ffff", &["match: endpoint-port 28888, endpoint selected"]),
        ("reg3=0xa22049a", &["match: endpoint 10.34.4.154"]),
        ("pkt_mark=0x80000000/0x80000000", &["match: from-this-node"]),
        ("tcp,reg1=0x5,tp_dst=80", &["match: tcp; to-port port 5; tp_dst=80"]),
        ("set_field:0x7->reg5,goto_table:15", &["action: set egress rule 7; go on in table 15"]),
        ("load:0x1->NXM_NX_REG0[10]", &["action: set deny"]),
        ("move:NXM_NX_REG0[0..3]->NXM_NX_CT_MARK[0..3]", &["action: copy source of reg0 to source of ct_mark"]),
        ("conjunction(7,1/3)", &["action: meets clause 1 of 3 of rule 7"]),
    ];
    for (text, want) in cases {
        assert_eq!(said(text, None), *want, "{text}");
    }
}

#[test]
fn a_number_that_may_be_several_things_is_all_of_them() {
    let kinds =
        |text| said(text, None).iter().map(|said| said.split(':').next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(kinds("18"), ["rule", "mark"]);
    assert_eq!(kinds("0x12"), ["rule", "mark", "label"]);
    assert_eq!(kinds("300"), ["rule"]);
    assert_eq!(kinds("65521"), ["rule", "zone"]);
    assert_eq!(said("18", Some(Kind::Mark)), ["mark: source gateway, service"]);
    assert_eq!(said("0x12", Some(Kind::Label)), ["label: ingress rule 18"]);
    assert_eq!(said("5", Some(Kind::Zone)), ["zone: no zone of Antrea's"]);
}

#[test]
fn lines_are_told_by_what_is_in_them() {
    let cases = [
        (
            " cookie=0x7020000000000, duration=0.011s, table=EgressMetric, n_packets=5, n_bytes=370, idle_age=0, priority=200,ct_state=+new,ct_label=0x200000000/0xffffffff00000000,ip actions=goto_table:L3Forwarding",
            "flow: counts connections that rule 2 allowed",
        ),
        (
            "cookie=0x1020000000000, table=26, priority=200,reg0=0x400/0x400,reg3=0xb actions=drop",
            "flow: counts packets that rule 11 denied",
        ),
        (
            "cookie=0x1020000000000, table=12, priority=14500,ip,nw_src=10.10.0.24 actions=conjunction(7,1/3),conjunction(9,1/2)",
            "flow: one match of 2 rules",
        ),
        (
            "cookie=0x7020000000000, table=IngressDefaultRule, priority=200,reg1=0x6 actions=drop",
            "flow: a K8s default deny: drops what no rule of the policies that isolate the Pod allows",
        ),
        (
            "tcp,orig=(src=10.0.0.1,dst=10.0.0.2,sport=5,dport=80),reply=(src=10.0.0.2,dst=10.0.0.1,sport=80,dport=5),zone=65520,mark=16",
            "conntrack: tcp from 10.0.0.1:5 to 10.0.0.2:80; service; not (or not yet) allowed by policies",
        ),
        (
            "udp,orig=(src=fd00::1,dst=fd00::2,sport=5,dport=53),reply=(src=fd00::3,dst=fd00::1,sport=5353,dport=5),zone=65510,mark=19,labels=0x300000004",
            "conntrack: udp from [fd00::1]:5 to [fd00::2]:53 at [fd00::3]:5353; source local Pod, service; ingress rule 4, egress rule 3",
        ),
        (
            "ipv4     2 tcp      6 89 TIME_WAIT src=10.0.0.1 dst=10.0.0.2 sport=5 dport=80 src=10.0.0.2 dst=10.0.0.1 sport=80 dport=5 [ASSURED] mark=3 zone=65520 use=1",
            "conntrack: tcp from 10.0.0.1:5 to 10.0.0.2:80; source local Pod; its label is not said",
        ),
        (
            "2023/02/14 11:23:54.727335 AntreaPolicyIngressRule AntreaClusterNetworkPolicy:acnp FrontEnd_Rule Allow 14000 10.34.6.14 46868 10.34.6.5 8082 TCP 60",
            "log: allowed TCP from 10.34.6.14:46868 to 10.34.6.5:8082 by AntreaClusterNetworkPolicy:acnp, rule FrontEnd_Rule",
        ),
        (
            "2023/07/04 12:33:26.221413 IngressDefaultRule K8sNetworkPolicy <nil> Ingress Drop <nil> default/nettool 10.10.1.13 <nil> 10.10.1.7 <nil> ICMP 84 <nil> [3 packets in 1.01s]",
            "log: dropped ICMP from 10.10.1.13 to 10.10.1.7 by the K8s policies that isolate the Pod: none of them allowed it, 3 packets",
        ),
        (
            "Sep  2 10:31:11 node kernel: [6657324.899219] Antrea:I:Drop:default-drop:IN=ens224 OUT= SRC=192.168.240.201 DST=192.168.240.200 LEN=60 PROTO=TCP SPT=33152 DPT=80",
            "log: dropped TCP from 192.168.240.201:33152 to 192.168.240.200:80 by a policy of the Node, default-drop",
        ),
        (
            " group_id=1,type=select,bucket=bucket_id:1,weight:100,actions=set_field:0xa0a0002->reg3,set_field:0x23c1/0xffff->reg4,resubmit(,EndpointDNAT)",
            "group: group 1 for a Service: 10.10.0.2:9153",
        ),
        (
            " group_id=4,duration=5.1s,ref_count=1,packet_count=7,byte_count=588,bucket0:packet_count=7,byte_count=588",
            "group: group 4 of a Service: 7 packets, 588 bytes",
        ),
    ];
    for (line, want) in cases {
        assert_eq!(said(line, None), [want], "{line}");
    }
}

#[test]
fn flows_of_old_bridges_give_their_layout_away() {
    let world = World::default();
    let context = Context::new(&world);
    let line = "cookie=0x1050000000000, table=101, priority=200,reg0=0x100000/0x100000,reg3=0xb actions=drop";
    let answers = shape::explain(line, None, context);
    let parts: Vec<String> = answers[0].parts.iter().map(|part| format!("{} {}", part.part, part.meaning)).collect();
    assert!(parts.iter().any(|part| part.starts_with("deny ")), "{parts:?}");
    assert!(parts.iter().any(|part| part.starts_with("category NetworkPolicy:")), "{parts:?}");
    let told = learned(context, &answers);
    assert_eq!(told.layout, crate::antrea::registers::Layout::V1_5);
    // Those that follow are read as it was.
    let next = shape::explain("reg0=0x100000/0x100000", None, told);
    assert_eq!(next[0].summary, "deny");
}

#[test]
fn anything_else_is_refused_with_a_reason() {
    for text in [
        "zzz",
        "0x",
        "1/",
        "-1",
        "+5",
        "0x1ffffffffffffffffffffffffffffffffffff",
        "reg0",
        "reg0=",
        "actions=",
        "cookie",
        "a b c",
        "5 6",
        "LOCALE",
        "\u{202e}x",
    ] {
        let said = said(text, None);
        assert!(said.len() == 1 && said[0].starts_with("?: "), "{text}: {said:?}");
    }
    let forced = [
        ("x", Kind::Cookie, "?: no cookie: \"x\" is no number"),
        ("0x10000000000000000", Kind::Cookie, "?: no cookie: 0x10000000000000000 is too big"),
        ("70000", Kind::Zone, "?: no zone: 70000 is too big"),
        ("priority=1 actions", Kind::Flow, "?: no flow: "),
        ("tcp,orig=(", Kind::Conntrack, "?: no connection: "),
        ("2023/02/14 11:23:54 x", Kind::Log, "?: no line of the audit log"),
        ("group_id=x", Kind::Group, "?: no group: "),
        ("0x100000000", Kind::Group, "?: no group: 0x100000000 is too big"),
    ];
    for (text, kind, want) in forced {
        let said = said(text, Some(kind));
        assert!(said.len() == 1 && said[0].starts_with(want), "{text}: {said:?}");
    }
}

#[test]
fn lines_cut_anywhere_never_panic() {
    let lines = [
        " cookie=0x7020000000000, duration=0.011s, table=12, n_packets=5, n_bytes=370, priority=190,conj_id=7,ip actions=set_field:0x7->reg6,ct(commit,table=27,zone=65520,exec(set_field:0x7/0xffffffff->ct_label,move:NXM_NX_REG0[0..3]->NXM_NX_CT_MARK[0..3]))",
        "tcp,orig=(src=10.0.0.1,dst=10.0.0.2,sport=5,dport=80),reply=(src=10.0.0.2,dst=10.0.0.1,sport=80,dport=5),zone=65520,mark=16,labels=0xffffffffffffffffffffffffffffffff",
        "2023/07/04 12:45:21.804416 IngressDefaultRule AntreaNetworkPolicy:default/reject RejectTCP Ingress Reject 16 default/net 10.10.1.7 53646 10.10.1.14 80 TCP 60 label [2 packets in 1s]",
        " group_id=1,type=select,bucket=bucket_id:1,weight:100,actions=set_field:0xa0a0002->reg3,resubmit(,EndpointDNAT)",
        "Antrea:I:Drop:default-drop:IN=ens224 OUT= SRC=1.1.1.1 DST=2.2.2.2 LEN=60",
        "set_field:0x400/0x400->reg0,load:0xffffffffffffffff->NXM_NX_XXREG3[],learn(table=1,x),conjunction(1,1/2)",
    ];
    let kinds: Vec<Option<Kind>> = Kind::WORDS.iter().map(|(kind, _)| Some(*kind)).chain([None]).collect();
    for line in lines {
        for at in 0..=line.len() {
            for kind in &kinds {
                for text in [&line[..at], &line[at..]] {
                    assert!(!said(text, *kind).is_empty());
                }
            }
        }
    }
}

#[test]
fn words_are_one_line_or_several_things() {
    let world = World::default();
    let kinds = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let (kind, words) = typed(&words);
        items(kind, &words, Context::new(&world))
            .iter()
            .map(|answers| {
                answers.iter().map(|answer| answer.kind.map_or("?", Kind::name)).collect::<Vec<_>>().join("+")
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(&["0x1020000000000", "18"]), ["cookie", "rule+mark"]);
    assert_eq!(kinds(&["mark", "18", "19"]), ["mark", "mark"]);
    assert_eq!(kinds(&["reg0", "0x400/0x600"]), ["match"]);
    assert_eq!(kinds(&["cookie=0x1020000000000,", "table=12,", "priority=5,ip", "actions=drop"]), ["flow"]);
    assert_eq!(kinds(&["flow", "table=12,", "priority=5,ip", "actions=drop"]), ["flow"]);
    assert_eq!(kinds(&["18", "zzz"]), ["rule+mark", "?"]);
    assert_eq!(kinds(&["table=1 actions=drop", "zzz"]), ["flow", "?"]);
}

#[test]
fn headers_and_blank_lines_say_nothing() {
    for line in
        ["", "  ", "# x", "OFPST_FLOW reply (OF1.5) (xid=0x2): flags=[more]", "NXST_FLOW reply (xid=0x4):", "FLOW"]
    {
        assert!(is_nothing(line), "{line}");
    }
    assert!(!is_nothing("0"));
}
