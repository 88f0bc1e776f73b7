use super::*;
use ArtefactKind as K;

fn redact(kind: K, bytes: &[u8], step: usize) -> Result<String, NotRedacted> {
    let mut redactor = Redactor::new(b"a secret");
    let mut redaction = redactor.begin(kind)?;
    let mut out = String::new();
    bytes.chunks(step).for_each(|chunk| redaction.chunk(&mut redactor, chunk, &mut out));
    redaction.end(&mut redactor, &mut out)?;
    Ok(out)
}

#[test]
fn lines_stay_what_they_are() {
    let text = "OFPST_FLOW reply (OF1.5) (xid=0x2):\n# of shop on 10.1.2.3\n\ncookie=0x1, priority=1,nw_src=10.1.2.3 actions=drop\n\
        ovs-ofctl: br-int on node-7 is gone\n***decode error: x***\n00000010  0a 01 02 03\n2026-01-01T00:00:00Z|00001|stream|WARN|node-7\n";
    let kind = |line: &str| match read(line) {
        FlowLine::Flow(_) => "flow",
        FlowLine::Header => "header",
        FlowLine::Blank => "blank",
        FlowLine::Comment => "comment",
        FlowLine::DecodeError => "decode error",
        FlowLine::Log => "log",
        FlowLine::Unreadable { .. } => "unreadable",
    };
    let kinds = |text: &str| -> Vec<&'static str> { text.lines().map(kind).collect() };
    let whole = redact(K::Flows, text.as_bytes(), 1 << 20).unwrap();
    assert_eq!(kinds(&whole), kinds(text));
    for word in ["shop", "10.1.2.3", "node-7", "0a 01"] {
        assert!(!whole.contains(word), "{word} in {whole}");
    }
    for step in [1, 7] {
        assert_eq!(redact(K::Flows, text.as_bytes(), step).unwrap(), whole);
    }
}

#[test]
fn a_dump_in_json_becomes_a_dump() {
    let text = r#"[{"flow":"table=0, n_packets=1, nw_src=10.1.2.3 actions=drop"},{"flow":"table=1, n_packets=2, ip actions=drop"}]"#;
    let out = redact(K::Flows, text.as_bytes(), 9).unwrap();
    assert_eq!(out.lines().filter(|line| matches!(read(line), FlowLine::Flow(_))).count(), 2, "{out}");
    assert!(!out.contains("10.1.2.3"));
}

#[test]
fn flows_of_a_policy_stay_in_json() {
    // answer, what becomes of it
    let cases = [
        (
            r#"[{"flow":"table=IngressRule, conj_id=7,nw_src=10.1.2.3 actions=drop"},{"flow":"group_id=9,type=select"}]"#,
            Ok(1),
        ),
        ("- flow: table=IngressRule, conj_id=7,nw_src=10.1.2.3 actions=drop\n", Ok(1)),
        ("null", Ok(0)),
        ("[]", Ok(0)),
        (r#"[{"flow":"conj_id=7 actions=drop"},{"fl"#, Err(NotRedacted::Form)),
        ("{", Err(NotRedacted::Form)),
    ];
    for (answer, expected) in cases {
        let out = redact(K::AgentPolicyFlows, answer.as_bytes(), 5);
        let Ok(out) = out else {
            assert_eq!(out, expected.map(|_| String::new()), "{answer}");
            continue;
        };
        let flows: Vec<Value> = serde_json::from_str(&out).unwrap();
        assert_eq!(Ok(flows.len()), expected, "{answer}: {out}");
        let is_same = |flow: &Value| flow["flow"].as_str().is_some_and(|flow| flow.contains("conj_id=7,nw_src="));
        assert!(flows.iter().all(is_same) && !out.contains("10.1.2.3"), "{out}");
    }
}

#[test]
fn statistics_keep_their_numbers_and_lose_their_names() {
    let list = r#"{"apiVersion":"stats.antrea.io/v1alpha1","kind":"AntreaNetworkPolicyStatsList","items":[{"apiVersion":"stats.antrea.io/v1alpha1",
        "kind":"AntreaNetworkPolicyStats","metadata":{"name":"web","namespace":"shop","uid":"u"},"trafficStats":{"bytes":7,"packets":2,"sessions":1},
        "ruleTrafficStats":[{"name":"allow-web","trafficStats":{"bytes":7,"packets":2,"sessions":1}}]}]}"#;
    let out = redact(K::Objects, list.as_bytes(), 99).unwrap();
    let mut redactor = Redactor::new(b"a secret");
    let item = &serde_json::from_str::<Value>(&out).unwrap()["items"][0];
    for (pointer, name) in [
        ("/metadata/name", "web"),
        ("/metadata/namespace", "shop"),
        ("/metadata/uid", "u"),
        ("/ruleTrafficStats/0/name", "allow-web"),
    ] {
        assert_eq!(item.pointer(pointer), Some(&Value::from(redactor.name(name))), "{pointer}");
    }
    let counters = json!({"bytes": 7, "packets": 2, "sessions": 1});
    assert_eq!((&item["trafficStats"], &item["ruleTrafficStats"][0]["trafficStats"]), (&counters, &counters));
}

#[test]
fn certificates_are_left_out() {
    let info = r#"{"version":"v2.7.0","apiPort":10350,"apiCABundle":"LS0t","podRef":{"name":"antrea-agent-x"}}"#;
    let out = redact(K::AgentInfo, info.as_bytes(), 99).unwrap();
    assert!(out.contains("10350") && !out.contains("LS0t") && !out.contains("antrea-agent-x"), "{out}");
}

#[test]
fn what_is_free_text_is_left_out() {
    let cases = [
        (K::Other, "np.log", "x", NotRedacted::FreeText),
        (K::Other, "agent.log", "x", NotRedacted::FreeText),
        (K::Other, "flows.of", "x", NotRedacted::FreeText),
        (K::Objects, "secrets.json", r#"{"apiVersion":"v1","kind":"Secret","data":{"a":"b"}}"#, NotRedacted::Nothing),
        (K::Objects, "x.json", "{", NotRedacted::Form),
        (K::Port, "port.json", r#"{"headings":["A name"],"data":[["x"]]}"#, NotRedacted::Form),
        (K::Bridge, "bridge.json", "[]", NotRedacted::Form),
    ];
    for (kind, file, text, expected) in cases {
        assert_eq!(redact(kind, text.as_bytes(), 3), Err(expected), "{file}");
    }
    assert_eq!(redact(K::Objects, b"", 1), Ok(String::new()));
}

#[test]
fn text_of_open_vswitch_loses_its_names() {
    let cases = [
        (
            K::PortsDesc,
            "ports-desc.txt",
            "OFPST_PORT_DESC reply (OF1.5) (xid=0x2):\n 3(web-7f5j-b16b35): addr:aa:55:aa:55:00:13\n     config:     0\n node-7 says no\n",
            3,
        ),
        (
            K::Datapath,
            "datapath.txt",
            "system@ovs-node-7:\n  lookups: hit:1 missed:2\n  port 5: web-7f5j-b16b35\n  port 2: antrea-tun0 (geneve: remote_ip=10.1.2.3)\n",
            3,
        ),
        (
            K::TableStats,
            "tables.txt",
            "OFPST_TABLE reply (OF1.5) (xid=0x2):\n  table 0:\n    active=3, lookup=605\nnode-7\n",
            3,
        ),
        (K::Conntrack, "conntrack.txt", "tcp,orig=(src=10.1.2.3,dst=10.1.2.4)\novs-vswitchd on node-7\n", 1),
        (K::TableFeatures, "table-features.txt", "  table 0 (\"Classifier\"):\n    node-7\n", 1),
        (
            K::Aggregate,
            "aggregate.txt",
            "OFPST_AGGREGATE reply (OF1.5) (xid=0x2): packet_count=9 flow_count=7\nnode-7\n",
            1,
        ),
        (
            K::AgentMetrics,
            "agent-metrics.txt",
            "antrea_agent_ovs_flow_count{table_id=\"3\",host=\"node-7\"} 5\nnode_name{node=\"node-7\"} 1\n",
            1,
        ),
    ];
    for (kind, file, text, lines) in cases {
        let out = redact(kind, text.as_bytes(), 5).unwrap();
        assert_eq!(out.lines().count(), lines, "{file}: {out}");
        for word in ["node-7", "web-7f5j", "10.1.2.3", "aa:55:aa:55:00:13"] {
            assert!(!out.contains(word), "{file}: {word} in {out}");
        }
    }
    let metrics = redact(K::AgentMetrics, cases[6].2.as_bytes(), 99).unwrap();
    assert!(metrics.contains("table_id=\"3\"") && metrics.contains("} 5"), "{metrics}");
}
