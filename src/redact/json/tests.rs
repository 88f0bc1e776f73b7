use serde_json::json;

use super::*;

fn names() -> Names {
    Names::new(b"a secret")
}

#[test]
fn a_pod_keeps_what_policies_see_of_it() {
    let mut names = names();
    let pod = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web-1", "namespace": "shop", "uid": "u", "resourceVersion": "12",
        "labels": {"app": "web", "kubernetes.io/metadata.name": "shop", "team/x": "a"}, "annotations": {"secret": "x"},
        "managedFields": [{"manager": "kubectl"}], "creationTimestamp": "2026-03-01T09:01:24Z"},
        "spec": {"nodeName": "node-1", "hostNetwork": false, "serviceAccountName": "default", "priorityClassName": "x",
            "containers": [{"name": "c", "image": "secret/image", "env": [{"name": "PASSWORD", "value": "x"}],
                "ports": [{"name": "http", "containerPort": 80, "protocol": "TCP"}]}]},
        "status": {"phase": "Running", "podIP": "10.10.1.2", "podIPs": [{"ip": "10.10.1.2"}], "message": "x"}});
    let mut n = |text: &str| names.value(text);
    let expected = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": n("web-1"), "namespace": n("shop"), "uid": n("u"),
        "resourceVersion": "12", "labels": {n("app"): n("web"), "kubernetes.io/metadata.name": n("shop"), n("team/x"): n("a")},
        "annotations": {}, "creationTimestamp": "2026-03-01T09:01:24Z"},
        "spec": {"nodeName": n("node-1"), "hostNetwork": false, "serviceAccountName": "default",
            "containers": [{"name": n("c"), "ports": [{"name": n("http"), "containerPort": 80, "protocol": "TCP"}]}]},
        "status": {"phase": "Running", "podIP": n("10.10.1.2"), "podIPs": [{"ip": n("10.10.1.2")}]}});
    assert_eq!(objects(&mut names, pod), Some(expected));
}

#[test]
fn a_policy_means_what_it_meant() {
    let mut names = names();
    let policy = json!({"apiVersion": "crd.antrea.io/v1beta1", "kind": "ClusterNetworkPolicy", "metadata": {"name": "p", "unknown": "x"},
        "spec": {"tier": "application", "priority": 5.5, "newField": {"deep": "x"}, "appliedTo": [{"namespaceSelector": {}}],
            "ingress": [{"action": "Drop", "name": "r", "enableLogging": true,
                "from": [{"namespaces": {"sameLabels": ["team"]}}, {"fqdn": "*.a.com"}, {"ipBlock": {"cidr": "10.10.1.0/24", "except": ["10.10.1.8/29"]}},
                    {"podSelector": {"matchExpressions": [{"key": "app", "operator": "In", "values": ["web"]}]}}],
                "ports": [{"protocol": "TCP", "port": "http", "endPort": 90}, {"port": 80}]}]}});
    let mut n = |text: &str| names.value(text);
    let expected = json!({"apiVersion": "crd.antrea.io/v1beta1", "kind": "ClusterNetworkPolicy", "metadata": {"name": n("p")},
        "spec": {"tier": "application", "priority": 5.5, n("newField"): {n("deep"): n("x")}, "appliedTo": [{"namespaceSelector": {}}],
            "ingress": [{"action": "Drop", "name": n("r"), "enableLogging": true,
                "from": [{"namespaces": {"sameLabels": [n("team")]}}, {"fqdn": format!("*.{}.{}", n("a"), n("com"))},
                    {"ipBlock": {"cidr": n("10.10.1.0/24"), "except": [n("10.10.1.8/29")]}},
                    {"podSelector": {"matchExpressions": [{"key": n("app"), "operator": "In", "values": [n("web")]}]}}],
                "ports": [{"protocol": "TCP", "port": n("http"), "endPort": 90}, {"port": 80}]}]}});
    assert_eq!(objects(&mut names, policy), Some(expected));
}

#[test]
fn addresses_in_bytes_keep_their_form() {
    let mut names = names();
    let host = |names: &mut Names, text: &str| match names.addresses.host(text.parse().unwrap()) {
        IpAddr::V4(four) => four.octets().to_vec(),
        IpAddr::V6(six) => six.octets().to_vec(),
    };
    let long = STANDARD.encode(host(&mut names, "::ffff:10.10.1.2"));
    let short = STANDARD.encode(host(&mut names, "10.10.1.2"));
    let net = match names.addresses.net("10.10.1.0".parse().unwrap(), 24) {
        IpAddr::V4(four) => STANDARD.encode(four.to_ipv6_mapped().octets()),
        IpAddr::V6(_) => panic!(),
    };
    let v4 = host(&mut names, "10.10.1.2");
    let cases = [
        (json!({"ips": ["AAAAAAAAAAAAAP//CgoBAg=="]}), json!({"ips": [long]})),
        (json!({"ips": ["CgoBAg=="]}), json!({"ips": [short]})),
        (
            json!({"cidr": {"ip": "AAAAAAAAAAAAAP//CgoBAA==", "prefixLength": 24}}),
            json!({"cidr": {"ip": net, "prefixLength": 24}}),
        ),
        (json!({"cidr": {"ip": "AAAAAAAAAAAAAP//AAAAAA=="}}), json!({"cidr": {"ip": "AAAAAAAAAAAAAP//AAAAAA=="}})),
        (json!({"ips": [[10, 10, 1, 2]]}), json!({"ips": [v4]})),
        (json!({"ip": "10.10.1.2,10.10.1.3"}), json!({"ip": names.value("10.10.1.2,10.10.1.3")})),
        (json!({"groupAddress": "239.1.2.3"}), json!({"groupAddress": "239.1.2.3"})),
    ];
    for (before, after) in cases {
        assert_eq!(answer(&mut names, before.clone(), Unknown::Replaced), after, "{before}");
    }
}

#[test]
fn a_gateway_stays_the_first_of_its_network() {
    let mut names = names();
    for cidr in ["10.10.1.0/24", "10.10.4.0/22", "10.10.1.64/26", "fd00:10:10:1::/64", "fd00:10:10::/56", "0.0.0.0/0"] {
        let node = json!({"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"}, "spec": {"podCIDR": cidr, "podCIDRs": [cidr]}});
        let redacted = objects(&mut names, json!({"kind": "List", "items": [node]})).unwrap();
        let new = redacted.pointer("/items/0/spec/podCIDRs/0").unwrap().as_str().unwrap();
        assert_eq!(redacted.pointer("/items/0/spec/podCIDR").unwrap(), new);
        let first = |cidr: &str| step(cidr.split_once('/').unwrap().0.parse().unwrap(), 1);
        assert_eq!(names.addresses.host(first(cidr)), first(new), "{cidr} became {new}");
    }
}

#[test]
fn a_table_keeps_what_is_joined() {
    let mut names = names();
    let before = json!({"headings": ["_uuid", "name", "external_ids", "type", "ofport", "statistics", "status"], "data": [[
        ["uuid", "93d751c0-1541-4751-808d-a9d98dd16884"], "web-1-b16b35",
        ["map", [["antrea-type", "container"], ["pod-name", "web-1"], ["pod-namespace", "shop"], ["ip-address", "10.10.1.2,fd00::2"], ["own", "x"]]],
        "geneve", 5, ["map", [["rx_bytes", 7]]], ["set", []]]]});
    let mut n = |text: &str| names.value(text);
    let after = json!({"data": [[
        ["uuid", n("93d751c0-1541-4751-808d-a9d98dd16884")], n("web-1-b16b35"),
        ["map", [["antrea-type", "container"], ["pod-name", n("web-1")], ["pod-namespace", n("shop")], ["ip-address", n("10.10.1.2,fd00::2")],
            [n("own"), n("x")]]],
        "geneve", 5, ["map", [["rx_bytes", 7]]], ["set", []]]],
        "headings": ["_uuid", "name", "external_ids", "type", "ofport", "statistics", "status"]});
    assert_eq!(table(&mut names, before), Some(after));
}
