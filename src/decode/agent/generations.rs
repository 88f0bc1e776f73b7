//! What agents and controllers of many releases wrote into support bundles (pkg/support/dump.go), each in the shape of its time.

use std::sync::Arc;

use super::*;
use crate::model::policy::{Member, Policy, RuleAction};

fn path() -> Arc<str> {
    "agent_n1.tar.gz:file".into()
}

/// A group's members, with no doubt about them.
fn members(text: &str) -> Vec<Member> {
    let decoded = address_groups(text.as_bytes(), &path());
    assert_eq!((decoded.notes.len(), decoded.doubts.len()), (0, 0), "{text}: {decoded:?}");
    decoded.value["g1"].clone()
}

#[test]
fn addresses_of_every_release() {
    let member = |ip: &str| {
        format!(
            "- name: g1\n  pods:\n  - pod:\n      name: web\n      namespace: shop\n{ip}    ports:\n    - port: 80\n      name: http\n      protocol: TCP\n"
        )
    };
    let own = |ips: &str| {
        format!(
            "- typemeta:\n    kind: \"\"\n    apiversion: \"\"\n  objectmeta:\n    name: g1\n    creationtimestamp: \"0001-01-01T00:00:00Z\"\n  groupmembers:\n  - pod:\n      name: web\n      namespace: shop\n    externalentity: null\n{ips}    ports:\n    - port: 80\n      name: http\n      protocol: TCP\n"
        )
    };
    let cases = [
        ("0.5, antctl's own YAML", member("    ip: 10.10.0.26\n")),
        ("0.5, bytes in base64", member("    ip: CgoAGg==\n")),
        ("0.10, endpoints", "- metadata:\n    name: g1\n  groupMembers:\n  - pod:\n      name: web\n      namespace: shop\n    endpoints:\n    - ip: CgoAGg==\n      ports:\n      - port: 80\n        name: http\n        protocol: TCP\n".to_owned()),
        ("1.0, JSON of Go's structs", r#"[{"name":"g1","creationTimestamp":null,"GroupMembers":[{"Pod":{"Name":"web","Namespace":"shop"},"ExternalEntity":null,"IPs":["CgoAGg=="],"Ports":[{"Port":80,"Name":"http","Protocol":"TCP"}]}]}]"#.to_owned()),
        ("1.1 to 1.4, bytes as numbers, 4", own("    ips:\n    - - 10\n      - 10\n      - 0\n      - 26\n")),
        ("1.1 to 1.4, 16", own("    ips:\n    - [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 10, 0, 26]\n")),
        ("1.5, text", own("    ips:\n    - 10.10.0.26\n    node: null\n    service: null\n")),
        ("2.7, four blanks", "- typemeta:\n    kind: \"\"\n  objectmeta:\n    name: g1\n  groupmembers:\n    - pod:\n        name: web\n        namespace: shop\n      externalentity: null\n      ips:\n        - 10.10.0.26\n      ports:\n        - port: 80\n          name: http\n          protocol: TCP\n      node: null\n      service: null\n".to_owned()),
    ];
    for (release, text) in cases {
        let members = members(&text);
        let [member] = members.as_slice() else { panic!("{release}: {members:?}") };
        assert_eq!(member.pod, Some(("shop".into(), "web".into())), "{release}");
        let ips: Vec<String> = member.ips.iter().map(ToString::to_string).collect();
        assert_eq!(
            (ips, member.ports.len(), member.ports[0].port),
            (vec!["10.10.0.26".to_owned()], 1, 80),
            "{release}"
        );
    }
}

fn policy(text: &str) -> Policy {
    let decoded = network_policies(text.as_bytes(), &path());
    assert_eq!((decoded.notes.len(), decoded.doubts.len()), (0, 0), "{text}: {decoded:?}");
    assert_eq!(decoded.value.len(), 1, "{text}");
    decoded.value[0].clone()
}

#[test]
fn policies_of_every_release() {
    let rules = "  rules:\n  - direction: In\n    from:\n      ipBlocks:\n      - cidr:\n          ip: CgoAAA==\n          prefixLength: 24\n    services:\n    - protocol: TCP\n      port: 80\n";
    // release, text, kind, name, priority
    let cases = [
        ("0.5, K8s", format!("- metadata:\n    name: np\n    namespace: shop\n    uid: u1\n  appliedToGroups:\n  - g1\n{rules}"), "K8sNetworkPolicy shop/np", None),
        ("0.5, cluster", format!("- metadata:\n    name: cnp\n    uid: u1\n  priority: 5\n  appliedToGroups:\n  - g1\n{rules}    action: Drop\n"), "AntreaClusterNetworkPolicy /cnp", Some(5.0)),
        ("0.10", format!("- metadata:\n    name: u1\n    uid: u1\n  priority: 5\n  tierPriority: 250\n  appliedToGroups:\n  - g1\n  sourceRef:\n    type: AntreaNetworkPolicy\n    namespace: shop\n    name: anp\n    uid: u1\n{rules}    action: Drop\n"), "AntreaNetworkPolicy shop/anp", Some(5.0)),
        ("1.0, JSON of Go's structs", r#"[{"name":"u1","uid":"u1","creationTimestamp":null,"Rules":[{"Direction":"In","From":{"AddressGroups":null,"IPBlocks":[{"CIDR":{"IP":"CgoAAA==","PrefixLength":24},"Except":null}]},"To":{"AddressGroups":null,"IPBlocks":null},"Services":[{"Protocol":"TCP","Port":80,"EndPort":null}],"Name":"r","Priority":0,"Action":"Drop","EnableLogging":false,"AppliedToGroups":null}],"AppliedToGroups":["g1"],"Priority":5,"TierPriority":250,"SourceRef":{"Type":"AntreaNetworkPolicy","Namespace":"shop","Name":"anp","UID":"u1"}}]"#.to_owned(), "AntreaNetworkPolicy shop/anp", Some(5.0)),
        ("1.1 to 1.4", "- typemeta:\n    kind: \"\"\n  objectmeta:\n    name: u1\n    uid: u1\n    creationtimestamp: \"0001-01-01T00:00:00Z\"\n    clustername: \"\"\n  rules:\n  - direction: In\n    from:\n      addressgroups: []\n      ipblocks:\n      - cidr:\n          ip: [10, 10, 0, 0]\n          prefixlength: 24\n        except: []\n    to:\n      addressgroups: []\n      ipblocks: []\n    services:\n    - protocol: TCP\n      port:\n        type: 0\n        intval: 80\n        strval: \"\"\n      endport: null\n    name: r\n    priority: 0\n    action: Drop\n    enablelogging: false\n    appliedtogroups: []\n  appliedtogroups:\n  - g1\n  priority: 5\n  tierpriority: 250\n  sourceref:\n    type: AntreaNetworkPolicy\n    namespace: shop\n    name: anp\n    uid: u1\n".to_owned(), "AntreaNetworkPolicy shop/anp", Some(5.0)),
    ];
    for (release, text, name, priority) in cases {
        let policy = policy(&text);
        let reference = &policy.reference;
        assert_eq!(format!("{} {}/{}", reference.kind.name(), reference.namespace, reference.name), name, "{release}");
        assert_eq!((&*policy.uid, policy.priority), ("u1", priority), "{release}");
        let rule = &policy.rules[0];
        let expected = if name.starts_with("K8s") { RuleAction::Allow } else { RuleAction::Drop };
        assert_eq!(
            (rule.action, rule.peer.ip_blocks[0].cidr.to_string(), &*rule.applied_to[0]),
            (expected, "10.10.0.0/24".to_owned(), "g1"),
            "{release}"
        );
        assert_eq!(rule.services[0].port, Some(crate::model::policy::Port::Number(80)), "{release}");
    }
}

#[test]
fn what_may_be_either_is_left_out() {
    for text in [
        // A namespaced policy with a priority: of Antrea, and of which kind is not said.
        "- metadata: {name: a, namespace: b}\n  priority: 1\n  appliedToGroups: [g]\n",
        "- metadata: {name: a, namespace: b}\n",
        "- metadata: {name: a}\n  appliedToGroups: [g]\n",
    ] {
        let decoded = network_policies(text.as_bytes(), &path());
        assert_eq!((decoded.value.len(), decoded.notes.len()), (0, 1), "{text}");
    }
}

#[test]
fn the_agent_of_every_release() {
    let cases = [
        (
            "0.5, antctl's own YAML",
            "version: v0.5.0\npodRef:\n  kind: Pod\n  name: antrea-agent-x\nnodeRef:\n  kind: Node\n  name: n1\novsInfo:\n  version: 2.13.0\n  bridgeName: br-int\n  flowTable:\n    \"0\": 5\n",
        ),
        (
            "1.0, JSON",
            r#"{"metadata":{"name":"n1","creationTimestamp":null},"version":"v0.5.0","podRef":{"kind":"Pod","name":"antrea-agent-x"},"nodeRef":{"kind":"Node","name":"n1"},"ovsInfo":{"version":"2.13.0","bridgeName":"br-int","flowTable":{"0":5}}}"#,
        ),
        (
            "1.1",
            "typemeta:\n  kind: \"\"\nobjectmeta:\n  name: n1\nversion: v0.5.0\npodref:\n  kind: Pod\n  name: antrea-agent-x\nnoderef:\n  kind: Node\n  namespace: \"\"\n  name: n1\novsinfo:\n  version: 2.13.0\n  bridgename: br-int\n  flowtable:\n    \"0\": 5\n",
        ),
    ];
    for (release, text) in cases {
        let info = agent_info(text.as_bytes(), &path()).value.unwrap();
        let said = (&*info.version, &*info.pod, &*info.node, &*info.bridge, &*info.ovs_version, info.flow_table["0"]);
        assert_eq!(said, ("v0.5.0", "antrea-agent-x", "n1", "br-int", "2.13.0", 5), "{release}");
    }
}
