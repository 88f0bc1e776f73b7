//! Policies against a small cluster; each rule is one line, as [`line`] prints it.

mod policies;

use serde_json::{Value, json};

use super::selector::{Labels, Selector};
use super::*;
use crate::model::policy::{Direction, Member, Rule, Service};

fn cluster() -> Vec<Value> {
    let namespace = |name: &str, labels: Value| json!({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels}});
    let pod = |namespace: &str, name: &str, app: &str, ip: &str, port: u16| {
        json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"namespace": namespace, "name": name, "labels": {"app": app}},
            "spec": {"nodeName": "n1", "serviceAccountName": app,
                "containers": [{"ports": [{"name": "http", "containerPort": port}, {"containerPort": 1}]}]},
            "status": {"phase": "Running", "podIPs": [{"ip": ip}]}})
    };
    let group = |name: &str, spec: Value| json!({"apiVersion": "crd.antrea.io/v1beta1", "kind": "ClusterGroup", "metadata": {"name": name}, "spec": spec});
    let mut host = pod("red", "host", "web", "192.168.0.1", 80);
    host["spec"]["hostNetwork"] = true.into();
    let mut ended = pod("red", "ended", "web", "10.0.2.1", 80);
    ended["status"]["phase"] = "Succeeded".into();
    let mut waiting = pod("red", "waiting", "web", "10.0.9.9", 80);
    waiting["status"] = json!({"phase": "Pending"});
    waiting["spec"]["nodeName"] = Value::Null;
    vec![
        namespace("red", json!({"env": "prod", "team": "a"})),
        namespace("blue", json!({"env": "dev", "team": "a"})),
        namespace("green", json!({"env": "dev"})),
        pod("red", "web", "web", "10.0.0.1", 80),
        pod("red", "db", "db", "10.0.0.2", 3306),
        pod("blue", "web", "web", "10.0.1.1", 8080),
        pod("green", "db", "db", "10.0.2.1", 3306),
        host,
        ended,
        waiting,
        json!({"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n1", "labels": {"role": "edge"}},
            "spec": {"podCIDRs": ["10.0.0.0/24"]}, "status": {"addresses": [{"type": "Hostname", "address": "n1"}, {"type": "InternalIP", "address": "192.168.0.1"}]}}),
        json!({"apiVersion": "v1", "kind": "Service", "metadata": {"namespace": "red", "name": "svc"},
            "spec": {"selector": {"app": "web"}, "clusterIPs": ["10.96.0.1"], "ports": [{"port": 80, "targetPort": "http"}]}}),
        group("web", json!({"podSelector": {"matchLabels": {"app": "web"}}})),
        group(
            "db",
            json!({"podSelector": {"matchLabels": {"app": "db"}}, "namespaceSelector": {"matchLabels": {"env": "dev"}}}),
        ),
        group("net", json!({"ipBlocks": [{"cidr": "203.0.113.0/24"}]})),
        group("mixed", json!({"childGroups": ["db", "net"]})),
        group("deep", json!({"childGroups": ["mixed", "web"]})),
        group("svc", json!({"serviceReference": {"namespace": "red", "name": "svc"}})),
        json!({"apiVersion": "crd.antrea.io/v1beta1", "kind": "Group", "metadata": {"namespace": "red", "name": "own"},
            "spec": {"podSelector": {"matchLabels": {"app": "db"}}}}),
        json!({"apiVersion": "crd.antrea.io/v1beta1", "kind": "Group", "metadata": {"namespace": "red", "name": "foreign"},
            "spec": {"namespaceSelector": {}}}),
    ]
}

/// The cluster's view with one policy.
fn view(kind: &str, spec: Value, version: Option<&str>) -> ObjectsView {
    let (api, kind) = match kind {
        "K8s" => ("networking.k8s.io/v1", "NetworkPolicy"),
        "ANNP" => ("crd.antrea.io/v1beta1", "NetworkPolicy"),
        "ACNP" => ("crd.antrea.io/v1beta1", "ClusterNetworkPolicy"),
        "ANP" => ("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy"),
        "BANP" => ("policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy"),
        "CNP" => ("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy"),
        other => panic!("{other}"),
    };
    let mut objects = cluster();
    objects.push(json!({"apiVersion": api, "kind": kind, "metadata": {"namespace": "red", "name": "p"}, "spec": spec}));
    policy_set(&objects, version)
}

/// `I0 Allow -1 @applied-to <peer :services`.
fn line(rule: &Rule, set: &PolicySet) -> String {
    let names = |members: &Vec<Member>| -> Vec<String> {
        let name = |member: &Member| match (&member.pod, &member.service) {
            (Some((namespace, name)), _) => format!("{namespace}/{name}"),
            (_, Some((namespace, name))) => format!("svc:{namespace}/{name}"),
            _ => format!("{:?}", member.ips),
        };
        members.iter().map(name).collect()
    };
    let mut applied: Vec<String> =
        rule.applied_to.iter().flat_map(|group| names(&set.applied_to_groups[group])).collect();
    let mut peer: Vec<String> =
        rule.peer.address_groups.iter().flat_map(|group| names(&set.address_groups[group])).collect();
    applied.sort();
    peer.sort();
    peer.extend(
        rule.peer
            .ip_blocks
            .iter()
            .map(|block| block.except.iter().fold(block.cidr.to_string(), |text, except| format!("{text}-{except}"))),
    );
    peer.extend(rule.peer.fqdns.iter().cloned());
    peer.extend(rule.peer.to_services.iter().map(|(namespace, name)| format!("svc:{namespace}/{name}")));
    let direction = if rule.direction == Direction::Ingress { 'I' } else { 'E' };
    let place = rule.place.map_or("-".to_owned(), |place| place.to_string());
    let services: Vec<String> = rule.services.iter().map(service).collect();
    let services = if services.is_empty() { String::new() } else { format!(" :{}", services.join(",")) };
    format!(
        "{direction}{place} {:?} {} @{} <{}{services}",
        rule.action,
        rule.priority,
        applied.join(","),
        peer.join(",")
    )
}

fn service(service: &Service) -> String {
    let mut text = service.protocol.map_or("any".to_owned(), |protocol| format!("{protocol:?}").to_lowercase());
    match &service.port {
        Some(Port::Number(port)) => text.push_str(&format!("/{port}")),
        Some(Port::Name(name)) => text.push_str(&format!("/{name}")),
        None => {}
    }
    let numbers = [
        service.end_port,
        service.src_port,
        service.src_end_port,
        service.icmp_type.map(u16::from),
        service.icmp_code.map(u16::from),
        service.igmp_type.map(u16::from),
    ];
    for (word, number) in ["-", "s", "-", "t", "c", "i"].iter().zip(numbers) {
        text.extend(number.map(|number| format!("{word}{number}")));
    }
    text.extend(service.group_address.map(|address| format!("g{address}")));
    text
}

fn lines(view: &ObjectsView) -> Vec<String> {
    view.policies.policies.iter().flat_map(|policy| &policy.rules).map(|rule| line(rule, &view.policies)).collect()
}

/// Expands a policy that must leave no doubt.
fn expand(kind: &str, spec: Value) -> Vec<String> {
    let view = view(kind, spec, None);
    assert_eq!(view.policies.doubts, Vec::<String>::new());
    lines(&view)
}

#[test]
fn selectors() {
    let labels = json!({"app": "web", "tier": "x"});
    let labels = Labels { written: labels.as_object(), implied: Some(("own", "me")) };
    for (selector, name, matches) in [
        (json!({}), "", true),
        (json!({"matchLabels": {"tier": "x", "app": "web"}}), "app=web,tier=x", true),
        (json!({"matchLabels": {"app": "db"}}), "app=db", false),
        (json!({"matchLabels": {"own": "me"}}), "own=me", true),
        (
            json!({"matchExpressions": [{"key": "app", "operator": "In", "values": ["web", "db"]}]}),
            "app in (db,web)",
            true,
        ),
        (json!({"matchExpressions": [{"key": "app", "operator": "In", "values": ["db"]}]}), "app in (db)", false),
        (
            json!({"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]}),
            "app notin (web)",
            false,
        ),
        (
            json!({"matchExpressions": [{"key": "none", "operator": "NotIn", "values": ["web"]}]}),
            "none notin (web)",
            true,
        ),
        (json!({"matchExpressions": [{"key": "app", "operator": "Exists"}]}), "app", true),
        (json!({"matchExpressions": [{"key": "app", "operator": "DoesNotExist"}]}), "!app", false),
        (
            json!({"matchExpressions": [{"key": "none", "operator": "DoesNotExist"}], "matchLabels": {"app": "web"}}),
            "app=web,!none",
            true,
        ),
    ] {
        let mut notes = Notes::default();
        let read = Selector::read(selector.as_object(), &mut notes).unwrap();
        assert_eq!((read.to_string().as_str(), read.matches(&labels)), (name, matches), "{selector}");
        assert!(notes.finish().is_empty(), "{selector}");
    }
    for selector in [
        json!({"matchLabel": {}}),
        json!({"matchLabels": []}),
        json!({"matchLabels": {"app": 1}}),
        json!({"matchExpressions": [{"key": "app", "operator": "In"}]}),
        json!({"matchExpressions": [{"key": "app", "operator": "Gt", "values": ["1"]}]}),
        json!({"matchExpressions": [{"operator": "Exists"}]}),
        json!({"matchExpressions": [7]}),
    ] {
        let mut notes = Notes::default();
        let read = Selector::read(selector.as_object(), &mut notes).unwrap();
        assert!(!read.matches(&labels), "{selector}");
        assert!(!notes.finish().is_empty(), "{selector}");
    }
}

#[test]
fn doubts_name_their_policy_and_rule() {
    let acnp = |rule: Value| json!({"priority": 1, "appliedTo": [{"podSelector": {}}], "ingress": [{"action": "Allow"}, rule]});
    for (kind, spec, expected) in [
        (
            "ACNP",
            acnp(json!({"action": "Allow", "from": [{"podSelector": {}, "zone": "x"}]})),
            "AntreaClusterNetworkPolicy p ingress[1]: unknown key `zone` in a peer",
        ),
        (
            "ACNP",
            acnp(json!({"action": "Allow", "from": [{"group": "gone"}]})),
            "AntreaClusterNetworkPolicy p ingress[1]: ClusterGroup gone is not among the objects",
        ),
        (
            "ACNP",
            acnp(json!({"action": "Allow", "from": [{"group": "deep"}]})),
            "AntreaClusterNetworkPolicy p ingress[1]: ClusterGroup mixed has children and is a child itself: Antrea supports two levels of groups",
        ),
        (
            "ACNP",
            acnp(json!({"action": "Maybe"})),
            "AntreaClusterNetworkPolicy p ingress[1]: action `Maybe` is not known",
        ),
        (
            "ACNP",
            acnp(json!({"action": "Allow", "from": {}})),
            "AntreaClusterNetworkPolicy p ingress[1]: `from` is not a list",
        ),
        (
            "ACNP",
            acnp(json!({"action": "Allow", "from": [{"scope": "ClusterSet", "podSelector": {}}]})),
            "AntreaClusterNetworkPolicy p ingress[1]: a peer has the scope of a cluster set: members in other clusters are not known",
        ),
        (
            "ANNP",
            json!({"priority": 1, "appliedTo": [{"group": "foreign"}], "ingress": []}),
            "AntreaNetworkPolicy red/p: Group red/foreign has Pods of other Namespaces: Antrea does not realise it as `appliedTo`",
        ),
        (
            "K8s",
            json!({"podSelector": {}, "ingress": [{"from": [{"ipBlock": {"cidr": "10.0.0.0"}}]}]}),
            "K8sNetworkPolicy red/p ingress[0]: `10.0.0.0` is not a CIDR",
        ),
        (
            "K8s",
            json!({"podSelector": {}, "ingress": [{"ports": [{"port": 65536}]}]}),
            "K8sNetworkPolicy red/p ingress[0]: `port` is not a number in range",
        ),
        (
            "ANP",
            json!({"subject": {"namespaces": {}}, "priority": 1, "ingress": [{"action": "Deny", "from": [{"everything": true}]}]}),
            "AdminNetworkPolicy p ingress[0]: unknown key `everything` in a peer",
        ),
    ] {
        let sentences = view(kind, spec.clone(), None).policies.doubts;
        assert_eq!(sentences, [expected], "{spec}");
    }
}

#[test]
fn node_policies_are_apart() {
    let spec = json!({"priority": 1, "appliedTo": [{"nodeSelector": {}}], "ingress": [{"action": "Drop", "from": [{"ipBlock": {"cidr": "10.0.0.0/8"}}]}]});
    let view = view("ACNP", spec, None);
    assert!(view.policies.policies.is_empty());
    assert_eq!((view.not_in_ovs.len(), view.not_in_ovs[0].policy.rules.len()), (1, 1));
}

#[test]
fn what_is_not_a_policy() {
    let view = policy_set(&cluster(), None);
    let mut pods: Vec<String> =
        view.pods_by_node["n1"].iter().map(|pod| format!("{}/{}", pod.namespace, pod.name)).collect();
    pods.sort();
    assert_eq!(pods, ["blue/web", "green/db", "red/db", "red/web"]);
    let service = &view.services[&("red".into(), "svc".into())];
    assert_eq!((service.cluster_ips[0].to_string(), service.ports[0].port), ("10.96.0.1".to_owned(), 80));
    assert_eq!(service.ports[0].target, Some(Port::Name("http".into())));
    assert_eq!(view.nodes["n1"].addresses, ["192.168.0.1".parse::<IpAddr>().unwrap()]);
}

#[test]
fn logging_of_a_namespace() {
    let mut objects = cluster();
    objects[0]["metadata"]["annotations"] = json!({"networkpolicy.antrea.io/enable-logging": "true"});
    objects.push(json!({"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"namespace": "red", "name": "p"}, "spec": {"podSelector": {}, "ingress": [{}]}}));
    assert!(policy_set(&objects, None).policies.policies[0].rules[0].logging);
}

#[test]
fn a_policy_in_two_versions_is_one() {
    let mut objects = cluster();
    for version in ["v1alpha1", "v1beta1"] {
        objects.push(json!({"apiVersion": format!("crd.antrea.io/{version}"), "kind": "ClusterNetworkPolicy", "metadata": {"name": "p"}, "spec": {"priority": 1}}));
    }
    assert_eq!(policy_set(&objects, None).policies.policies.len(), 1);
}

/// Every part of every object in turn becomes something else: nothing panics, and the others are still read.
#[test]
fn wrong_types_are_doubts() {
    let specs = [
        (
            "ACNP",
            json!({"tier": "x", "priority": 1, "appliedTo": [{"group": "mixed"}, {"service": {"namespace": "a", "name": "b"}}], "ingress": [{"action": "Allow", "from": [{"namespaces": {"match": "Self"}}, {"namespaces": {"sameLabels": ["team"]}}, {"podSelector": {"matchExpressions": [{"key": "a", "operator": "In", "values": ["b"]}]}}], "ports": [{"port": "http"}], "protocols": [{"icmp": {"icmpType": 1}}]}]}),
        ),
        (
            "K8s",
            json!({"podSelector": {"matchLabels": {"app": "web"}}, "policyTypes": ["Ingress"], "ingress": [{"from": [{"ipBlock": {"cidr": "10.0.0.0/8", "except": ["10.1.0.0/16"]}}], "ports": [{"port": 1, "endPort": 2}]}]}),
        ),
        (
            "ANP",
            json!({"subject": {"namespaces": {}}, "priority": 1, "egress": [{"action": "Deny", "to": [{"pods": {"podSelector": {}, "namespaces": {"namespaceSelector": {}}}}, {"networks": ["::/0"]}], "ports": [{"portNumber": {"port": 1}}]}]}),
        ),
        (
            "CNP",
            json!({"tier": "Admin", "priority": 1, "subject": {"pods": {"podSelector": {}}}, "ingress": [{"action": "Deny", "from": [{"namespaces": {}}], "protocols": [{"tcp": {"destinationPort": {"range": {"start": 1, "end": 2}}}}]}]}),
        ),
    ];
    let wrong =
        [Value::Null, json!(true), json!(-1), json!(1e300), json!("x"), json!([1, "x", {}, []]), json!({"x": 1})];
    for (kind, spec) in specs {
        let mut parts = Vec::new();
        pointers(&spec, String::new(), &mut parts);
        for part in parts {
            for wrong in &wrong {
                let mut spec = spec.clone();
                *spec.pointer_mut(&part).unwrap() = wrong.clone();
                view(kind, spec, None);
            }
        }
    }
    for object in cluster() {
        let mut parts = Vec::new();
        pointers(&object, String::new(), &mut parts);
        for part in parts {
            for wrong in &wrong {
                let mut object = object.clone();
                *object.pointer_mut(&part).unwrap() = wrong.clone();
                policy_set(&[object], None);
            }
        }
    }
}

fn pointers(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, part)| pointers(part, format!("{at}/{}", key.replace('/', "~1")), into))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(nth, part)| pointers(part, format!("{at}/{nth}"), into))
        }
        _ => {}
    }
    into.push(at);
}

#[test]
fn ended_pods() {
    let spec = json!({"podSelector": {}, "ingress": [{"from": [{"podSelector": {"matchLabels": {"app": "web"}}}]}]});
    let before = lines(&view("K8s", spec.clone(), Some("v1.14.0")));
    assert_eq!(before, ["I0 Allow -1 @red/db,red/web <red/ended,red/web"]);
    assert_eq!(lines(&view("K8s", spec, Some("v2.4.5"))), ["I0 Allow -1 @red/db,red/web <red/web"]);
}

#[test]
fn a_selector_that_is_wrong_in_the_same_way_again_selects_nothing_either() {
    let mut objects = cluster();
    let odd = json!({"matchExpressions": [{"key": "app", "operator": "Odd"}]});
    objects.push(json!({"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"namespace": "red", "name": "p"},
        "spec": {"podSelector": {}, "ingress": [{"from": [{"podSelector": odd}, {"podSelector": odd, "namespaceSelector": {}}]}]}}));
    let set = policy_set(&objects, None).policies;
    let groups = &set.policies[0].rules[0].peer.address_groups;
    assert_eq!(groups.iter().map(|group| set.address_groups[group].len()).collect::<Vec<_>>(), [0, 0]);
}
