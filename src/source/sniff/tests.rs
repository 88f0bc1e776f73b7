use super::*;
use ArtefactKind as K;

#[test]
fn content_tells() {
    let cases: &[(&str, K)] = &[
        (" cookie=0x1, duration=1.0s, table=0, n_packets=0, n_bytes=0, priority=1 actions=drop", K::Flows),
        ("NXST_FLOW reply (xid=0x4):\n", K::Flows),
        ("OFPST_FLOW reply (OF1.5) (xid=0x2):\n", K::Flows),
        ("table=0, n_packets=0, n_bytes=0, priority=200,in_port=1 actions=goto_table:1", K::Flows),
        ("FLOW\ntable=IngressRule, n_packets=0, n_bytes=0, priority=0 actions=drop\n", K::Flows),
        ("\u{feff}priority=0 actions=NORMAL", K::Flows),
        (r#"[{"flow": "table=0, n_packets=0, actions=drop"}]"#, K::Flows),
        ("  table 16 (\"EgressMetric\"): ditto\n", K::TableFeatures),
        ("OFPST_TABLE_FEATURES reply (OF1.5) (xid=0x2):\n  table 0 (\"x\"):\n", K::TableFeatures),
        ("OFPST_AGGREGATE reply (OF1.5) (xid=0x2): packet_count=1 byte_count=1 flow_count=3", K::Aggregate),
        ("NXST_AGGREGATE reply (xid=0x4): packet_count=1 byte_count=1 flow_count=3", K::Aggregate),
        ("# HELP antrea_agent_ovs_flow_count x\nantrea_agent_ovs_flow_count{table_id=\"1\"} 2\n", K::AgentMetrics),
        ("OFPST_GROUP_DESC reply (OF1.5) (xid=0x2):\n group_id=1,type=all,bucket=actions=resubmit(,1)\n", K::Groups),
        ("group_id=10,type=select,bucket=bucket_id:0,weight:100,actions=resubmit(,11)", K::Groups),
        ("OFPST_GROUP reply (OF1.5) (xid=0x6):\n", K::GroupStats),
        ("OFPST_GROUP_FEATURES reply (OF1.5) (xid=0x2):\n", K::Other),
        ("OFPST_METER_CONFIG reply (OF1.5) (xid=0x2):\n", K::Meters),
        ("OFPST_METER reply (OF1.5) (xid=0x2):\n", K::MeterStats),
        ("OFPST_PORT reply (OF1.5) (xid=0x2): 11 ports\n", K::Ports),
        ("OFPST_PORT_DESC reply (OF1.5) (xid=0x2):\n", K::PortsDesc),
        (" 1(antrea-l7-tap0): addr:aa:55:aa:55:00:11\n     config:     0\n", K::PortsDesc),
        (" LOCAL(br-int): addr:6a:b2:8d:ed:03:44\n", K::PortsDesc),
        ("OFPST_TABLE reply (OF1.5) (xid=0x2):\n", K::TableStats),
        (
            "udp,orig=(src=10.10.0.26,dst=10.10.0.25,sport=1,dport=53),reply=(src=10.10.0.25,dst=10.10.0.26,sport=53,dport=1)",
            K::Conntrack,
        ),
        ("Connections Stats:\n    Total: 24\n", K::ConntrackCounts),
        ("#daemonsets\nitems:\n- metadata: {}\n", K::Objects),
        (r#"{"apiVersion":"v1","items":null,"kind":"List"}"#, K::Objects),
        (r#"{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"x"}}"#, K::Objects),
        ("apiVersion: v1\nitems: []\nkind: List\n", K::Objects),
        ("# comment\n---\nkind: Pod\napiVersion: v1\n", K::Objects),
        (r#"{"data":[],"headings":["_uuid","ofport"]}"#, K::Interface),
        (r#"{"data":[],"headings":["_uuid","datapath_id"]}"#, K::Bridge),
        (r#"{"data":[],"headings":["_uuid","bond_mode"]}"#, K::Port),
        (r#"{"data":[],"headings":["_uuid","ovs_version"]}"#, K::OpenVSwitch),
        (r#"{"data":[["a",["map",[["pod-name","x"]]]]],"headings":["name","external_ids"]}"#, K::Port),
        (r#"{"version":"v2","nodeRef":{"name":"n"},"ovsInfo":{}}"#, K::AgentInfo),
        (r#"[{"name":"a","podNamespace":"b"}]"#, K::AgentPodInterfaces),
        (r#"{"metadata":{},"items":[{"metadata":{"name":"u"},"rules":[],"sourceRef":{}}]}"#, K::AgentNetworkPolicies),
        (r#"[{"metadata":{"name":"u"},"rules":[],"appliedToGroups":["x"],"sourceRef":{}}]"#, K::AgentNetworkPolicies),
        (
            r#"{"apiVersion":"v1","items":[{"apiVersion":"controlplane.antrea.io/v1beta2","kind":"NetworkPolicy","sourceRef":{}}]}"#,
            K::AgentNetworkPolicies,
        ),
        (
            r#"{"metadata":{},"items":[{"metadata":{"name":"u"},"groupMembers":[{"pod":{},"ips":["x"]}]}]}"#,
            K::AgentAddressGroups,
        ),
        (r#"{"metadata":{},"items":[{"metadata":{"name":"u"},"groupMembers":[{"pod":{}}]}]}"#, K::AgentAppliedToGroups),
        (r#"[{"name":"u","pods":[{"pod":{"name":"x"},"ip":"10.0.0.1"}]}]"#, K::AgentAddressGroups),
        (r#"[{"name":"u","pods":[{"pod":{"name":"x"}}]}]"#, K::AgentAppliedToGroups),
        (r#"{"format": "antstats-capture", "version": 1}"#, K::Meta),
    ];
    for (text, kind) in cases {
        assert_eq!(sniff("file", text.as_bytes(), true), Verdict::Kind(*kind), "{text}");
    }
}

#[test]
fn a_name_helps_where_two_have_one_form() {
    let empty = br#"{"metadata":{},"items":[]}"#;
    assert_eq!(sniff("x/agent-addressgroups.json", empty, true), Verdict::Kind(K::AgentAddressGroups));
    assert_eq!(sniff("AppliedToGroups.json", empty, true), Verdict::Kind(K::AgentAppliedToGroups));
    assert_eq!(sniff("agent-networkpolicies.json", empty, true), Verdict::Kind(K::AgentNetworkPolicies));
    assert!(matches!(sniff("x.json", empty, true), Verdict::Unknown(_)));
    for (name, kind) in [
        ("networkpolicies", K::AgentNetworkPolicies),
        ("d/addressgroups", K::AgentAddressGroups),
        ("appliedtogroups", K::AgentAppliedToGroups),
    ] {
        // A support bundle without any, and one whose first policy is longer than what is looked at.
        assert_eq!(sniff(name, b"[]\n", true), Verdict::Kind(kind), "{name}");
        assert_eq!(sniff(name, b"- typemeta:\n    kind: \"\"\n  objectmeta:\n", false), Verdict::Kind(kind), "{name}");
    }
}

#[test]
fn what_is_nothing_is_named() {
    assert!(matches!(sniff("x", b"\xff\xfec\0o\0", true), Verdict::Unknown(what) if what.contains("UTF-16")));
    assert_eq!(sniff("x", b" \n ", true), Verdict::Unknown("nothing but blanks"));
    assert_eq!(sniff("x", b"\x89PNG\r\n\x1a\n\0", true), Verdict::Unknown("binary data"));
    assert_eq!(sniff("x", b"hello\n", true), Verdict::Unknown("text of an unknown form"));
    assert_eq!(sniff("x", br#"{"data":[["#, false), Verdict::AskWithAll);
}

#[test]
fn rows_of_the_early_multicast_table_are_guessed() {
    let guessed = |text: &str| match sniff("x.txt", text.as_bytes(), true) {
        Verdict::Unknown(why) => why.contains("may be those of a table of multicast"),
        _ => false,
    };
    for rows in ["mcjoin-k95gb 2233 0 55 22\n", "\n  a 0 0 0 0\nmcjoin-9.x   1  2   3 4\n", "$ antctl get x\na 1 2 3 4"]
    {
        assert!(guessed(rows), "{rows}");
    }
    let header = "POD INBOUND_DROPPED OUTBOUND_DROPPED IGMP_ALLOWED IGMP_DROPPED\na 1 2 3 4\n";
    for other in ["hello\n", "a 1 2 3\n", "a 1 2 3 4 5\n", "1 1 2 3 4\n", "a 1 2 3 x\n", "a 1 2 3 4\nhello\n", header] {
        assert!(!guessed(other), "{other}");
    }
}

proptest::proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300), json in "[\\[\\]{}\",:a-c\\\\]{0,80}") {
        sniff("x", &bytes, true);
        sniff("x", json.as_bytes(), true);
    }
}
