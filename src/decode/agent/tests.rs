use std::net::IpAddr;
use std::sync::Arc;

use super::*;
use crate::decode::Decoded;
use crate::model::ids::OfPort;
use crate::model::policy::{Direction, L4Protocol, Policy, PolicyKind, Port, Rule, RuleAction};

fn policies(text: &str) -> Decoded<Vec<Policy>> {
    network_policies(text.as_bytes(), &"np.json".into())
}

/// A policy of this kind with these rules.
fn with_rules(kind: &str, rules: &str) -> Decoded<Vec<Policy>> {
    policies(&format!(
        r#"{{"metadata":{{}},"items":[{{"metadata":{{"name":"u"}},"rules":[{rules}],"appliedToGroups":["atg"],"sourceRef":{{"type":"{kind}","name":"p"}}}}]}}"#
    ))
}

/// The one rule of an Antrea policy, if it was understood, and what was doubted.
fn rule(text: &str) -> (Option<Rule>, Vec<String>) {
    let decoded = with_rules("AntreaNetworkPolicy", text);
    assert_eq!(decoded.notes, [], "{text}");
    (decoded.value[0].rules.first().cloned(), decoded.doubts)
}

#[test]
fn a_policy_in_full() {
    let text = r#"{"metadata":{},"items":[{"metadata":{"name":"u1","uid":"u1","creationTimestamp":null},"rules":[{"direction":"In",
        "from":{"addressGroups":["ag"],"ipBlocks":[{"cidr":{"ip":"CgoAAA==","prefixLength":24},"except":[{"ip":"AAAAAAAAAAAAAP//CgoAAQ==","prefixLength":32}]},
        {"cidr":{"ip":"AAAAAAAAAAAAAAAAAAAAAA=="}}]},"to":{},"services":[{"protocol":"TCP","port":80,"endPort":90,"srcPort":1,"srcEndPort":2},{"protocol":"UDP","port":"dns"}],
        "priority":3,"action":"Drop","enableLogging":true,"name":"r","l7Protocols":[{"http":{}}]}],
        "appliedToGroups":["atg"],"priority":5,"tierPriority":250,"sourceRef":{"type":"AntreaClusterNetworkPolicy","name":"acnp","uid":"u1"}}]}"#;
    let decoded = policies(text);
    assert_eq!((decoded.notes.len(), decoded.doubts.len()), (0, 0), "{decoded:?}");
    let policy = &decoded.value[0];
    assert_eq!(
        (policy.reference.kind, &*policy.reference.name, &*policy.uid),
        (PolicyKind::AntreaClusterNetworkPolicy, "acnp", "u1")
    );
    assert_eq!((policy.tier_priority, policy.priority, &policy.created), (Some(250), Some(5.0), &None));
    let rule = &policy.rules[0];
    assert_eq!(
        (rule.direction, rule.place, rule.name.as_deref(), rule.action),
        (Direction::Ingress, Some(3), Some("r"), RuleAction::Drop)
    );
    assert_eq!((rule.logging, rule.l7, &*rule.applied_to[0]), (true, true, "atg"));
    let blocks: Vec<String> = rule
        .peer
        .ip_blocks
        .iter()
        .map(|block| format!("{} {:?}", block.cidr, block.except.iter().map(ToString::to_string).collect::<Vec<_>>()))
        .collect();
    assert_eq!(blocks, ["10.10.0.0/24 [\"10.10.0.1/32\"]", "::/0 []"]);
    assert_eq!(
        (rule.services[0].port.clone(), rule.services[0].end_port, rule.services[0].src_end_port),
        (Some(Port::Number(80)), Some(90), Some(2))
    );
    assert_eq!(rule.services[1].port, Some(Port::Name("dns".into())));
}

#[test]
fn kinds_under_every_name() {
    let cases = [
        ("K8sNetworkPolicy", Some(PolicyKind::K8sNetworkPolicy)),
        ("AntreaNetworkPolicy", Some(PolicyKind::AntreaNetworkPolicy)),
        ("AntreaClusterNetworkPolicy", Some(PolicyKind::AntreaClusterNetworkPolicy)),
        ("AdminNetworkPolicy", Some(PolicyKind::AdminNetworkPolicy)),
        ("BaselineAdminNetworkPolicy", Some(PolicyKind::BaselineAdminNetworkPolicy)),
        ("ClusterNetworkPolicy", Some(PolicyKind::K8sClusterNetworkPolicy)),
        ("K8sClusterNetworkPolicy", Some(PolicyKind::K8sClusterNetworkPolicy)),
        ("NewPolicy", None),
    ];
    for (name, kind) in cases {
        let decoded = with_rules(name, "");
        assert_eq!(decoded.value.first().map(|policy| policy.reference.kind), kind, "{name}");
        assert_eq!(decoded.notes.len(), usize::from(kind.is_none()), "{name}");
    }
}

#[test]
fn places_of_rules() {
    let rules = r#"{"direction":"In","action":"Allow","from":{"addressGroups":["a"]},"priority":-1},{"direction":"Out","action":"Allow","to":{"addressGroups":["a"]},"priority":-1},
        {"direction":"In","action":"Allow","from":{"addressGroups":["b"]},"priority":-1},{"direction":"Out","from":{},"to":{}}"#;
    let places = |kind: &str| -> Vec<Option<usize>> {
        with_rules(kind, rules).value[0].rules.iter().map(|rule| rule.place).collect()
    };
    assert_eq!(places("K8sNetworkPolicy"), [Some(0), Some(0), Some(1), None]);
    // Only a K8s policy has default denies; no priority is 0, and below 0 is no place.
    assert_eq!(places("AdminNetworkPolicy"), [None, None, None, Some(0)]);
}

#[test]
fn a_default_deny_is_told_from_a_rule_for_nobody() {
    let cases = [
        (r#"{"direction":"In","from":{}}"#, None),
        (r#"{"direction":"In","from":{"addressGroups":[],"ipBlocks":[]}}"#, None),
        (r#"{"direction":"In","from":{},"action":"Allow"}"#, Some(0)),
        (r#"{"direction":"In","from":{"ipBlocks":[{"cidr":{"ip":"AAAAAA=="}}]}}"#, Some(0)),
    ];
    for (text, place) in cases {
        assert_eq!(with_rules("K8sNetworkPolicy", text).value[0].rules[0].place, place, "{text}");
    }
}

#[test]
fn services_in_every_form() {
    type Expected = (Option<L4Protocol>, Option<Port>, Option<u8>, Option<u8>, Option<&'static str>);
    let cases: [(&str, Option<Expected>); 11] = [
        (r#"{"protocol":"ICMP","icmpType":8,"icmpCode":0}"#, Some((Some(L4Protocol::Icmp), None, Some(8), None, None))),
        (
            r#"{"protocol":"IGMP","igmpType":17,"groupAddress":"224.0.0.1"}"#,
            Some((Some(L4Protocol::Igmp), None, None, Some(17), Some("224.0.0.1"))),
        ),
        (
            r#"{"protocol":"IGMP","igmpType":22,"groupAddress":"4AAAAQ=="}"#,
            Some((Some(L4Protocol::Igmp), None, None, Some(22), Some("224.0.0.1"))),
        ),
        (
            r#"{"protocol":"IGMP","igmpType":17,"groupAddress":""}"#,
            Some((Some(L4Protocol::Igmp), None, None, Some(17), None)),
        ),
        (r#"{"port":"web"}"#, Some((None, Some(Port::Name("web".into())), None, None, None))),
        (
            r#"{"protocol":"TCP","port":{"type":0,"intval":53,"strval":""}}"#,
            Some((Some(L4Protocol::Tcp), Some(Port::Number(53)), None, None, None)),
        ),
        (
            r#"{"protocol":"TCP","port":{"type":1,"intval":0,"strval":"dns"}}"#,
            Some((Some(L4Protocol::Tcp), Some(Port::Name("dns".into())), None, None, None)),
        ),
        (r#"{"protocol":"QUIC"}"#, None),
        (r#"{"protocol":"TCP","port":65536}"#, None),
        (r#"{"protocol":"TCP","endPort":-1}"#, None),
        (r#"{"protocol":"IGMP","groupAddress":"nonsense"}"#, None),
    ];
    for (text, expected) in cases {
        let (rule, doubts) = rule(&format!(r#"{{"direction":"In","action":"Allow","services":[{text}]}}"#));
        let found = rule
            .and_then(|rule| rule.services.first().cloned())
            .map(|s| (s.protocol, s.port, s.icmp_type, s.igmp_type, s.group_address));
        let expected = expected.map(|(a, b, c, d, e)| (a, b, c, d, e.map(|text| text.parse::<IpAddr>().unwrap())));
        assert_eq!(found, expected, "{text}");
        assert_eq!(doubts.len(), usize::from(expected.is_none()), "{text} {doubts:?}");
    }
}

#[test]
fn what_is_not_known_is_doubted() {
    let cases = [
        (r#"{"direction":"In","action":"Allow","newKey":1}"#, 1),
        (r#"{"direction":"In","action":"Allow","newKey":null}"#, 0),
        (r#"{"direction":"In","action":"Allow","from":{"countries":["x"]}}"#, 1),
        (r#"{"direction":"In","action":"Allow","to":{"addressGroups":["x"]}}"#, 1),
        (
            r#"{"direction":"In","action":"Allow","from":{"ipBlocks":[{"cidr":{"ip":"CgoAAA==","prefixLength":33}}]}}"#,
            1,
        ),
        (
            r#"{"direction":"In","action":"Allow","from":{"ipBlocks":[{"cidr":{"ip":"CgoAAA==","prefixLength":"x"}}]}}"#,
            1,
        ),
        (r#"{"direction":"In","action":"Allow","services":[{"protocol":"TCP","newKey":1}]}"#, 1),
    ];
    for (text, doubts) in cases {
        assert_eq!(rule(text).1.len(), doubts, "{text} {:?}", rule(text).1);
    }
    for text in [r#"{"direction":"Up"}"#, r#"{"direction":"In","action":"Mirror"}"#, "3"] {
        let decoded = with_rules("AntreaNetworkPolicy", text);
        assert_eq!((decoded.value[0].rules.len(), decoded.doubts.len()), (0, 1), "{text}");
    }
}

#[test]
fn a_rule_that_is_left_out_keeps_its_place() {
    let rules = r#"{"direction":"In","action":"Allow","from":{"ipBlocks":[{}]}},{"direction":"In","action":"Allow","from":{"addressGroups":["a"]}}"#;
    let decoded = with_rules("K8sNetworkPolicy", rules);
    assert_eq!(decoded.value[0].rules.iter().map(|rule| rule.place).collect::<Vec<_>>(), [Some(1)]);
    assert_eq!(decoded.doubts.len(), 1);
}

#[test]
fn policies_that_make_no_sense_are_notes() {
    for text in
        ["[{}]", r#"[{"sourceRef":{"type":"K8sNetworkPolicy"}}]"#, r#"[{"sourceRef":3}]"#, "[1]", "{", "[{", "\u{0}"]
    {
        let decoded = policies(text);
        assert_eq!((decoded.value.len(), decoded.notes.len()), (0, 1), "{text} {:?}", decoded.notes);
    }
}

#[test]
fn a_support_bundle_says_the_same() {
    let yaml = "- typemeta:\n    kind: \"\"\n  objectmeta:\n    name: u1\n    uid: u1\n    creationtimestamp: \"0001-01-01T00:00:00Z\"\n  rules:\n  - direction: Out\n    from:\n      addressgroups: []\n      ipblocks: []\n    to:\n      addressgroups: []\n      ipblocks:\n      - cidr:\n          ip: 203.0.113.0\n          prefixlength: 24\n        except: []\n    services:\n    - protocol: TCP\n      port:\n        type: 0\n        intval: 53\n        strval: \"\"\n      endport: null\n      groupaddress: \"\"\n    priority: 0\n    action: Drop\n    enablelogging: true\n    appliedtogroups: []\n    name: r\n    l7protocols: []\n    loglabel: \"\"\n  appliedtogroups:\n  - atg\n  priority: 1\n  tierpriority: 100\n  sourceref:\n    type: AntreaClusterNetworkPolicy\n    namespace: \"\"\n    name: p\n    uid: u1\n";
    let json = r#"{"metadata":{},"items":[{"metadata":{"name":"u1","uid":"u1","creationTimestamp":null},"rules":[{"direction":"Out","from":{},"to":{"ipBlocks":[{"cidr":
        {"ip":"AAAAAAAAAAAAAP//ywBxAA==","prefixLength":24}}]},"services":[{"protocol":"TCP","port":53}],"action":"Drop","enableLogging":true,"name":"r"}],
        "appliedToGroups":["atg"],"priority":1,"tierPriority":100,"sourceRef":{"type":"AntreaClusterNetworkPolicy","name":"p","uid":"u1"}}]}"#;
    assert_eq!(policies(yaml).doubts, Vec::<String>::new());
    assert_eq!(format!("{:?}", policies(yaml)), format!("{:?}", policies(json)));
}

#[test]
fn groups_in_every_form() {
    let path: Arc<str> = "g.json".into();
    let api = r#"{"metadata":{},"items":[{"metadata":{"name":"g1"},"groupMembers":[{"pod":{"name":"web","namespace":"shop"},"ips":["CgoAGg==","/QAAEAAQAAEAAAAAAAAACw=="],
        "ports":[{"port":80,"name":"http","protocol":"TCP"}]}]},{"metadata":{"name":"g2"}}]}"#;
    let antctl = r#"[{"name":"g1","pods":[{"pod":{"name":"web","namespace":"shop"},"ip":"10.10.0.26, fd00:10:10:1::b","ports":[{"port":80,"name":"http","protocol":"TCP"}]}]},{"name":"g2"}]"#;
    let bundle = "- objectmeta:\n    name: g1\n  groupmembers:\n  - pod:\n      name: web\n      namespace: shop\n    externalentity: null\n    ips:\n    - 10.10.0.26\n    - fd00:10:10:1::b\n    ports:\n    - port: 80\n      name: http\n      protocol: TCP\n    node: null\n- objectmeta:\n    name: g2\n  groupmembers: []\n";
    let expected = address_groups(api.as_bytes(), &path);
    assert_eq!(expected.value["g1"][0].ips.len(), 2);
    assert_eq!(expected.value["g1"][0].ports[0].port, 80);
    assert_eq!(expected.value["g2"], []);
    for text in [antctl, bundle] {
        assert_eq!(address_groups(text.as_bytes(), &path), expected, "{text}");
    }
    let service = applied_to_groups(
        br#"{"items":[{"metadata":{"name":"g"},"groupMembers":[{"service":{"name":"s","namespace":"n"}}]}]}"#,
        &path,
    );
    assert_eq!(service.value["g"][0].service, Some(("n".into(), "s".into())));
    let odd = address_groups(
        br#"{"items":[{"metadata":{}},{"metadata":{"name":"g"},"groupMembers":[{"ips":["x"]},3,{"new":1}]}]}"#,
        &path,
    );
    assert_eq!((odd.notes.len(), odd.doubts.len(), odd.value["g"].len()), (1, 4, 1), "{odd:?}");
    let nobody =
        applied_to_groups(br#"[{"name":"g","pods":[{}]},{"name":"n","nodes":[{"node":{"name":"n1"}}]}]"#, &path);
    assert_eq!((nobody.doubts.len(), nobody.value["g"].len()), (1, 1), "{nobody:?}");
}

#[test]
fn interfaces_and_the_agent() {
    let path: Arc<str> = "x.json".into();
    let text = r#"[{"name":"web","podNamespace":"shop","interfaceName":"web-1","ips":["10.0.0.2","fd00::2"],"mac":"m","portUUID":"u","ofPort":5,"containerID":"c"}]"#;
    let pods = pod_interfaces(text.as_bytes(), &path).value;
    assert_eq!(
        (&*pods[0].name, &*pods[0].namespace, pods[0].of_port, pods[0].ips.len(), &*pods[0].interface),
        ("web", "shop", Some(OfPort(5)), 2, "web-1")
    );
    assert_eq!(pod_interfaces(b"null", &path), Decoded::default());
    let odd = pod_interfaces(br#"[{"ofPort":1},{"name":"a","ofPort":-1},{"name":"b"}]"#, &path);
    assert_eq!((odd.value.len(), odd.notes.len()), (1, 2));
    let info = r#"{"version":"v2.4.5","nodeRef":{"kind":"Node","name":"n1"},"ovsInfo":{"version":"3.1","bridgeName":"br-int","flowTable":{"IngressMetric":9}}}"#;
    let info = agent_info(info.as_bytes(), &path).value.unwrap();
    assert_eq!(
        (&*info.version, &*info.node, &*info.bridge, info.flow_table["IngressMetric"]),
        ("v2.4.5", "n1", "br-int", 9)
    );
    assert_eq!((agent_info(b"{}", &path).value, agent_info(b"{}", &path).notes.len()), (None, 1));
}

proptest::proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), cut in 0usize..700, flip in 0usize..700) {
        let whole = br#"{"metadata":{},"items":[{"metadata":{"name":"u1"},"name":"x","podNamespace":"y","ofPort":3,"ovsInfo":{"flowTable":{"a":1}},"groupMembers":[{"ips":["CgoAGg=="],"ports":[{"port":80}]}],"rules":[{"direction":"In","from":{"ipBlocks":[{"cidr":{"ip":"CgoAAA==","prefixLength":24}}]},"services":[{"port":80}]}],"sourceRef":{"type":"K8sNetworkPolicy","name":"p"}}]}"#;
        let mut text = whole[..cut.min(whole.len())].to_vec();
        if let Some(byte) = text.get_mut(flip) {
            *byte ^= 0x15;
        }
        let path: Arc<str> = "x".into();
        for input in [&bytes, &text] {
            network_policies(input, &path);
            address_groups(input, &path);
            pod_interfaces(input, &path);
            agent_info(input, &path);
            crate::decode::ovsdb::bridges(input, &path);
            crate::decode::flows_json::lines(input, &path);
        }
    }
}
