//! Each table row is a policy and the rules that the controller makes of it.

use serde_json::{Value, json};

use super::{cluster, expand, lines, view};
use crate::resolve::objects::policy_set;

#[test]
fn k8s_policies() {
    let web = json!({"matchLabels": {"app": "web"}});
    for (spec, expected) in [
        // A default deny is a rule with nobody, of priority 0 and without place.
        (json!({"podSelector": {}, "policyTypes": ["Ingress"]}), vec!["I- Allow 0 @red/db,red/web <"]),
        (
            json!({"podSelector": web, "policyTypes": ["Ingress", "Egress"], "ingress": []}),
            vec!["I- Allow 0 @red/web <", "E- Allow 0 @red/web <"],
        ),
        // What the API server fills in.
        (json!({"podSelector": {}}), vec!["I- Allow 0 @red/db,red/web <"]),
        (
            json!({"podSelector": {}, "egress": [{}]}),
            vec!["E0 Allow -1 @red/db,red/web <0.0.0.0/0,::/0", "I- Allow 0 @red/db,red/web <"],
        ),
        // Rules without peers and peers of one or two selectors.
        (
            json!({"podSelector": web, "ingress": [{"ports": [{"port": 80}]}]}),
            vec!["I0 Allow -1 @red/web <0.0.0.0/0,::/0 :tcp/80"],
        ),
        (
            json!({"podSelector": web, "ingress": [{"from": [{"podSelector": web}]}]}),
            vec!["I0 Allow -1 @red/web <red/web"],
        ),
        (
            json!({"podSelector": web, "ingress": [{"from": [{"namespaceSelector": {}}]}]}),
            vec!["I0 Allow -1 @red/web <blue/web,green/db,red/db,red/web"],
        ),
        (
            json!({"podSelector": web, "ingress": [{"from": [{"podSelector": web, "namespaceSelector": {"matchLabels": {"env": "dev"}}}]}]}),
            vec!["I0 Allow -1 @red/web <blue/web"],
        ),
        (
            json!({"podSelector": web, "ingress": [{"from": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "blue"}}}]}]}),
            vec!["I0 Allow -1 @red/web <blue/web"],
        ),
        (
            json!({"podSelector": web, "ingress": [{"from": [{"ipBlock": {"cidr": "10.0.0.0/8", "except": ["10.1.0.0/16"]}}]}]}),
            vec!["I0 Allow -1 @red/web <10.0.0.0/8-10.1.0.0/16"],
        ),
        // An egress rule to anywhere with a named port has all Pods too; an ingress rule has not.
        (
            json!({"podSelector": web, "policyTypes": ["Egress"], "egress": [{"ports": [{"port": "http", "protocol": "UDP"}]}]}),
            vec!["E0 Allow -1 @red/web <blue/web,green/db,red/db,red/web,0.0.0.0/0,::/0 :udp/http"],
        ),
        (
            json!({"podSelector": web, "ingress": [{"ports": [{"port": "http"}, {"port": 5, "endPort": 9}, {"protocol": "SCTP"}]}]}),
            vec!["I0 Allow -1 @red/web <0.0.0.0/0,::/0 :tcp/http,tcp/5-9,sctp"],
        ),
    ] {
        assert_eq!(expand("K8s", spec.clone()), expected, "{spec}");
    }
}

#[test]
fn native_policies() {
    let web = json!({"matchLabels": {"app": "web"}});
    let at = json!([{"podSelector": web}]);
    let rule = |from: Value| json!({"priority": 5, "appliedTo": at, "ingress": [{"action": "Drop", "from": from}]});
    let egress = |rule: Value| json!({"priority": 5, "appliedTo": at, "egress": [rule]});
    for (kind, spec, expected) in [
        // A podSelector alone: of the own Namespace, or of all.
        ("ANNP", rule(json!([{"podSelector": web}])), vec!["I0 Drop 0 @red/web <red/web"]),
        ("ACNP", rule(json!([{"podSelector": web}])), vec!["I0 Drop 0 @blue/web,red/web <blue/web,red/web"]),
        ("ACNP", rule(json!([])), vec!["I0 Drop 0 @blue/web,red/web <0.0.0.0/0,::/0"]),
        // Groups: children are united, networks are apart.
        ("ACNP", rule(json!([{"group": "mixed"}])), vec!["I0 Drop 0 @blue/web,red/web <green/db,203.0.113.0/24"]),
        ("ACNP", rule(json!([{"group": "net"}])), vec!["I0 Drop 0 @blue/web,red/web <203.0.113.0/24"]),
        ("ACNP", rule(json!([{"group": "svc"}])), vec!["I0 Drop 0 @blue/web,red/web <red/web"]),
        ("ANNP", rule(json!([{"group": "own"}])), vec!["I0 Drop 0 @red/web <red/db"]),
        // Other peers.
        (
            "ACNP",
            rule(json!([{"serviceAccount": {"namespace": "green", "name": "db"}}])),
            vec!["I0 Drop 0 @blue/web,red/web <green/db"],
        ),
        (
            "ACNP",
            rule(json!([{"nodeSelector": {"matchLabels": {"role": "edge"}}}])),
            vec!["I0 Drop 0 @blue/web,red/web <[192.168.0.1, 10.0.0.1]"],
        ),
        (
            "ACNP",
            egress(json!({"action": "Reject", "to": [{"fqdn": "*.example.com"}]})),
            vec!["E0 Reject 0 @blue/web,red/web <*.example.com"],
        ),
        (
            "ANNP",
            egress(json!({"action": "Allow", "toServices": [{"name": "svc"}, {"name": "x", "namespace": "y"}]})),
            vec!["E0 Allow 0 @red/web <svc:red/svc,svc:y/x"],
        ),
        // Services.
        (
            "ACNP",
            egress(
                json!({"action": "Allow", "to": [{"fqdn": "x"}], "protocols": [{"icmp": {"icmpType": 8, "icmpCode": 0}}, {"icmp": {}}, {"igmp": {"igmpType": 17, "groupAddress": "224.0.0.1"}}]}),
            ),
            vec!["E0 Allow 0 @blue/web,red/web <x :icmpt8c0,icmp,igmpi17g224.0.0.1"],
        ),
        (
            "ACNP",
            egress(
                json!({"action": "Allow", "to": [{"fqdn": "x"}], "ports": [{"protocol": "TCP", "sourcePort": 7, "sourceEndPort": 9}]}),
            ),
            vec!["E0 Allow 0 @blue/web,red/web <x :tcps7-9"],
        ),
    ] {
        assert_eq!(expand(kind, spec.clone()), expected, "{spec}");
    }
}

#[test]
fn applied_to() {
    let from = json!([{"ipBlock": {"cidr": "10.0.0.0/8"}}]);
    for (kind, at, expected) in [
        ("ACNP", json!([{"group": "mixed"}]), "@green/db <10.0.0.0/8"),
        ("ACNP", json!([{"group": "net"}]), "@ <10.0.0.0/8"),
        ("ACNP", json!([{"service": {"namespace": "red", "name": "svc"}}]), "@svc:red/svc <10.0.0.0/8"),
        ("ACNP", json!([{"serviceAccount": {"namespace": "red", "name": "db"}}]), "@red/db <10.0.0.0/8"),
        ("ACNP", json!([{"namespaceSelector": {"matchLabels": {"env": "dev"}}}]), "@blue/web,green/db <10.0.0.0/8"),
        ("ANNP", json!([{"group": "own"}]), "@red/db <10.0.0.0/8"),
    ] {
        let of_policy = json!({"priority": 1, "appliedTo": at, "ingress": [{"action": "Pass", "from": from}]});
        assert_eq!(expand(kind, of_policy), [format!("I0 Pass 0 {expected}")], "{at}");
        let of_rule = json!({"priority": 1, "ingress": [{"action": "Pass", "from": from, "appliedTo": at}]});
        assert_eq!(expand(kind, of_rule), [format!("I0 Pass 0 {expected}")], "{at}");
    }
}

#[test]
fn peers_by_namespace() {
    let web = json!({"matchLabels": {"app": "web"}});
    let own = json!([{"namespaces": {"match": "Self"}}]);
    let all = json!([{"namespaceSelector": {}}]);
    let each = [
        "I0 Allow 0 @blue/web <blue/web",
        "I0 Allow 0 @green/db <green/db",
        "I0 Allow 0 @red/db,red/web <red/db,red/web",
    ];
    let rule = |from: &Value| json!({"action": "Allow", "from": from});
    assert_eq!(expand("ACNP", json!({"priority": 1, "appliedTo": all, "ingress": [rule(&own)]})), each);
    // In a group's place stands its Namespaces' every Pod.
    assert_eq!(expand("ACNP", json!({"priority": 1, "appliedTo": [{"group": "web"}], "ingress": [rule(&own)]})), each);
    // Peers of both sorts make rules of both sorts, and other rules keep the whole of `appliedTo`.
    let both = json!([{"namespaces": {"match": "Self"}, "podSelector": web}, {"ipBlock": {"cidr": "10.0.0.0/8"}}]);
    let spec = json!({"priority": 1, "appliedTo": [{"podSelector": web}], "ingress": [rule(&both), rule(&json!([{"podSelector": web}]))]});
    let expected = [
        "I0 Allow 0 @blue/web,red/web <10.0.0.0/8",
        "I0 Allow 0 @blue/web <blue/web",
        "I0 Allow 0 @ <",
        "I0 Allow 0 @red/web <red/web",
        "I1 Allow 1 @blue/web,red/web <blue/web,red/web",
    ];
    assert_eq!(expand("ACNP", spec), expected);
    // The same label values; a Namespace without the label has no rule.
    let same = json!([{"namespaces": {"sameLabels": ["team"]}, "podSelector": web}]);
    let spec = json!({"priority": 1, "appliedTo": all, "ingress": [rule(&same)]});
    assert_eq!(expand("ACNP", spec), ["I0 Allow 0 @blue/web,red/db,red/web <blue/web,red/web"]);
    let same = json!([{"namespaces": {"sameLabels": ["env"]}}]);
    let spec = json!({"priority": 1, "ingress": [{"action": "Drop", "from": same, "appliedTo": all}]});
    assert_eq!(
        expand("ACNP", spec),
        ["I0 Drop 0 @blue/web,green/db <blue/web,green/db", "I0 Drop 0 @red/db,red/web <red/db,red/web"]
    );
}

#[test]
fn entries_that_share_a_namespace() {
    let own = json!([{"namespaces": {"match": "Self"}}]);
    let red = json!({"namespaceSelector": {"matchLabels": {"env": "prod"}}});
    let db =
        json!({"podSelector": {"matchLabels": {"app": "db"}}, "namespaceSelector": {"matchLabels": {"env": "prod"}}});
    let of_policy = json!({"priority": 1, "appliedTo": [red, db], "ingress": [{"action": "Allow", "from": own}]});
    let of_rule = json!({"priority": 1, "ingress": [{"action": "Allow", "from": own, "appliedTo": [red, db]}]});
    let two = ["I0 Allow 0 @red/db,red/web <red/db,red/web", "I0 Allow 0 @red/db <red/db,red/web"];
    assert_eq!(expand("ACNP", of_policy.clone()), two[1..]);
    assert_eq!(lines(&view("ACNP", of_policy, Some("v1.15.2"))), two);
    assert_eq!(expand("ACNP", of_rule), two);
}

#[test]
fn admin_policies() {
    let web = json!({"matchLabels": {"app": "web"}});
    let subject = json!({"namespaces": {"matchLabels": {"env": "prod"}}});
    let ingress =
        |from: Value| json!({"subject": subject, "priority": 3, "ingress": [{"action": "Deny", "from": from}]});
    for (kind, spec, expected) in [
        ("ANP", ingress(json!([{"namespaces": {"matchLabels": {"env": "dev"}}}])), vec!["I0 Drop 0 @red/db,red/web <blue/web,green/db"]),
        ("ANP", ingress(json!([{"namespaces": {"namespaceSelector": {"matchLabels": {"env": "dev"}}}}])), vec!["I0 Drop 0 @red/db,red/web <blue/web,green/db"]),
        ("ANP", ingress(json!([{"namespaces": {}}])), vec!["I0 Drop 0 @red/db,red/web <blue/web,green/db,red/db,red/web"]),
        ("ANP", ingress(json!([{"pods": {"podSelector": web, "namespaceSelector": {}}}])), vec!["I0 Drop 0 @red/db,red/web <blue/web,red/web"]),
        ("BANP", ingress(json!([{"pods": {"podSelector": web, "namespaces": {"namespaceSelector": {"matchLabels": {"env": "dev"}}}}}])).as_object().map(|spec| { let mut spec = spec.clone(); spec.remove("priority"); spec.into() }).unwrap(), vec!["I0 Drop 0 @red/db,red/web <blue/web"]),
        // A rule without peers that Antrea knows is left out and its place stays empty.
        ("ANP", json!({"subject": {"pods": {"podSelector": web}}, "priority": 3, "egress": [
            {"action": "Allow", "to": [{"pods": {"podSelector": {}, "namespaces": {"sameLabels": ["team"]}}}]},
            {"action": "Pass", "to": [{"networks": ["10.0.0.0/8", "::/0"]}, {"domainNames": ["a.example"]}, {"nodes": {}}], "ports": [{"namedPort": "http"}, {"portNumber": {"protocol": "UDP", "port": 53}}, {"portRange": {"protocol": "TCP", "start": 1, "end": 2}}]}]}),
            vec!["E1 Pass 1 @blue/web,red/web <[192.168.0.1, 10.0.0.1],10.0.0.0/8,::/0,a.example :any/http,udp/53,tcp/1-2"]),
        ("CNP", json!({"tier": "Admin", "priority": 3, "subject": subject, "ingress": [{"action": "Accept", "from": [{"namespaces": {}}], "protocols": [{"tcp": {"destinationPort": {"number": 80}}}, {"udp": {"destinationPort": {"range": {"start": 5, "end": 6}}}}, {"sctp": {}}, {"destinationNamedPort": "http"}]}]}),
            vec!["I0 Allow 0 @red/db,red/web <blue/web,green/db,red/db,red/web :tcp/80,udp/5-6,sctp,any/http"]),
    ] {
        assert_eq!(expand(kind, spec.clone()), expected, "{spec}");
    }
    // The controller gives a policy with these peers no `appliedTo` at all.
    let same = view(
        "ANP",
        ingress(json!([{"namespaces": {"notSameLabels": ["team"]}}, {"namespaces": {"namespaceSelector": {}}}])),
        None,
    );
    assert_eq!(lines(&same), ["I0 Drop 0 @ <blue/web,green/db,red/db,red/web"]);
    assert_eq!(same.doubts.len(), 1);
}

#[test]
fn priorities() {
    let spec = |tier: Value| json!({"tier": tier, "priority": 5.5, "subject": {}, "appliedTo": []});
    for (kind, tier, expected) in [
        ("ACNP", Value::Null, (Some(250), Some(5.5))),
        ("ACNP", json!("application"), (Some(250), Some(5.5))),
        ("ACNP", json!("Emergency"), (Some(50), Some(5.5))),
        ("ANNP", json!("baseline"), (Some(253), Some(5.5))),
        ("ACNP", json!("unheard-of"), (Some(250), Some(5.5))),
        ("K8s", Value::Null, (None, None)),
        ("BANP", Value::Null, (Some(254), Some(1.0))),
    ] {
        let view = view(kind, spec(tier.clone()), None);
        let policy = &view.policies.policies[0];
        assert_eq!((policy.tier_priority, policy.priority), expected, "{kind} {tier}");
    }
    let mut objects = cluster();
    objects.push(json!({"apiVersion": "crd.antrea.io/v1alpha1", "kind": "Tier", "metadata": {"name": "mine"}, "spec": {"priority": 42}}));
    objects.push(json!({"apiVersion": "crd.antrea.io/v1alpha1", "kind": "NetworkPolicy", "metadata": {"name": "p"}, "spec": {"tier": "mine", "priority": 1}}));
    assert_eq!(policy_set(&objects, None).policies.policies[0].tier_priority, Some(42));
}
