//! Egresses of a live cluster name what flows, connections and explanations have of them; without the right to them only the name is missing.

use std::fs;
use std::path::Path;

use antstats::source::kube::rights::{NODE_DATA, REALISED_RULES};
use serde_json::{Value, json};

use super::run::{Answer, antstats};
use crate::cluster::{Cluster, Rule, rules_of_manifest};
use crate::support::{Capture, open};

/// Addresses of two Egresses, of one alone and of nobody.
const SHARED: &str = "203.0.113.7";
const ALONE: &str = "203.0.113.8";
const NOBODYS: &str = "203.0.113.9";

/// A capture with flows and a connection of Egress on its first Node.
fn with_egress(name: &str) -> Capture {
    let capture = open(name);
    let node = capture.root().join("nodes/node-1");
    let flow = |fields: &str| {
        format!(
            " cookie=0x1040000000000, duration=3.8s, table=17, n_packets=4, n_bytes=400, idle_age=3, priority=200,ct_state=+new+trk,ip,{fields}\n"
        )
    };
    let flows = [(SHARED, 1), (ALONE, 2), (NOBODYS, 3)].map(|(address, mark)| {
        flow(&format!("tun_dst={address} actions=set_field:{mark:#x}/0xff->pkt_mark,goto_table:19"))
    });
    let of_pod = flow("in_port=3 actions=set_field:0x2/0xff->pkt_mark,set_field:0x20/0xf0->reg0,goto_table:19");
    append(&node.join("flows.txt"), &(flows.concat() + &of_pod));
    let connection = |reply: &str, zone: u16| {
        format!(
            "tcp,orig=(src=10.10.1.2,dst=198.51.100.80,sport=4711,dport=80),\
             reply=(src=198.51.100.80,dst={reply},sport=80,dport=4711),id=0,zone={zone},status=0,timeout=28,mark=3,labels=0,\
             protoinfo=(state_orig=ESTABLISHED,state_reply=ESTABLISHED,flags_orig=0,flags_reply=0)\n"
        )
    };
    append(&node.join("conntrack.txt"), &(connection("10.10.1.2", 65520) + &connection(SHARED, 0)));
    capture
}

fn append(path: &Path, text: &str) {
    fs::write(path, fs::read_to_string(path).unwrap() + text).unwrap();
}

/// The Egresses, in a version of their API.
fn put(cluster: &Cluster, version: &str) {
    let mut store = cluster.store();
    store.serve("crd.antrea.io", &[version], "egresses");
    let egress = |name: &str, spec: Value, status: Value| {
        let of = |secret: &str| json!({"podSelector": {"matchLabels": {"of": secret}}});
        json!({"metadata": {"name": name}, "spec": merged(json!({"appliedTo": of(name)}), spec), "status": status})
    };
    let objects = [
        egress("web-out", json!({"egressIP": SHARED}), json!({"egressNode": "node-2"})),
        egress("api-out", json!({"externalIPPool": "pool"}), json!({"egressIP": SHARED, "egressNode": "node-2"})),
        egress("db-out", json!({"egressIPs": [ALONE]}), json!({})),
    ];
    objects.into_iter().for_each(|object| store.put("crd.antrea.io", "egresses", object));
}

fn merged(mut one: Value, other: Value) -> Value {
    one.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    one
}

/// Owners of the added flows, in their order: text and names.
fn owners(answer: &Answer) -> Vec<(String, Value)> {
    let items = answer.items();
    let added = items.iter().filter(|item| item["packets"] == 4 && item["bytes"] == 400);
    added.map(|item| (item["owner"]["text"].as_str().unwrap().to_owned(), item["owner"]["egresses"].clone())).collect()
}

const QUESTION: &str = "get flows --node node-1 --table EgressMark -o json";

#[test]
fn egresses_name_their_flows_connections_and_addresses() {
    for (name, version) in [("basic", "v1beta1"), ("v1.8.1", "v1alpha2")] {
        let cluster = Cluster::of(with_egress(name)).start();
        put(&cluster, version);
        let ask = |question: &str| {
            let answer = antstats(&cluster.kubeconfig(), &format!("{question} --via exec"));
            assert_eq!(answer.code, 0, "{name}: {question}: {}", answer.err);
            answer
        };
        let owners = owners(&ask(QUESTION));
        let of_pod = owners.last().unwrap();
        assert!(of_pod.0.starts_with("Egress db-out of ") && of_pod.1 == json!(["db-out"]), "{owners:?}");
        let expected = [
            (format!("Egress api-out | web-out, address {SHARED}"), json!(["api-out", "web-out"])),
            (format!("Egress db-out, address {ALONE}"), json!(["db-out"])),
            (format!("Egress address {NOBODYS}"), json!([])),
        ];
        assert_eq!(owners[..3], expected, "{name}");
        let connections = ask("get conntrack --node node-1 -o json").items();
        let one = connections.iter().find(|item| item["source"]["port"] == 4711).unwrap();
        let seen = json!({"address": SHARED, "port": 4711, "egresses": ["api-out", "web-out"]});
        assert_eq!((&one["zones"], &one["translatedSource"]), (&json!([65520, 0]), &seen), "{name}");
        let wide = ask("get conntrack --node node-1 -o wide").out;
        assert!(wide.contains(&format!("{SHARED}:4711 (Egress api-out | web-out)")), "{wide}");
        let explained = ask(&format!("explain tun_dst={ALONE} --node node-1")).out;
        assert!(explained.contains("Egress db-out"), "{explained}");
        let explained = ask(&format!("explain set_field:{ALONE}->tun_dst --node node-1")).out;
        assert!(explained.contains("set tun_dst: Egress db-out"), "{explained}");
        // What shows none of them does not ask for them.
        let before = cluster.asked().iter().filter(|asked| asked.what.contains("egresses")).count();
        ask("get groups -o json");
        ask("get policystats -o json");
        assert_eq!(cluster.asked().iter().filter(|asked| asked.what.contains("egresses")).count(), before);
        assert!(before > 0);
    }
}

#[test]
fn captures_hold_egresses_by_name_and_address_alone() {
    let cluster = Cluster::of(with_egress("basic")).start();
    put(&cluster, "v1beta1");
    let folder = tempfile::tempdir().unwrap();
    for (words, is_redacted) in [("", false), ("--redact", true)] {
        let path = folder.path().join(format!("capture{words}"));
        let taken = antstats(&cluster.kubeconfig(), &format!("capture {} --via exec {words}", path.display()));
        assert_eq!(taken.code, 0, "{}", taken.err);
        let text = fs::read_to_string(path.join("cluster/egresses.crd.antrea.io.json")).unwrap();
        assert!(!text.contains("podSelector") && text.contains(SHARED) != is_redacted, "{text}");
        assert_eq!(text.contains("web-out"), !is_redacted, "{text}");
        let question = "get flows --table EgressMark -o json";
        let answer = antstats("/nonexistent".as_ref(), &format!("{question} --from {}", path.display()));
        let names: Vec<usize> = owners(&answer).iter().map(|(_, names)| names.as_array().unwrap().len()).collect();
        assert_eq!(names, [2, 1, 0, 1], "{words}: {}", answer.err);
    }
}

#[test]
fn without_the_right_only_names_are_missing() {
    let cluster = Cluster::of(with_egress("basic")).start();
    put(&cluster, "v1beta1");
    let manifest = |file: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let mut rules: Vec<Rule> =
        [REALISED_RULES, NODE_DATA].into_iter().flat_map(|file| rules_of_manifest(&manifest(file))).collect();
    rules.iter_mut().for_each(|rule| rule.resources.retain(|resource| resource != "egresses"));
    let config = cluster.kubeconfig_of("jane", rules);
    let answer = antstats(&config, &format!("{QUESTION} --via exec -v"));
    assert_eq!((answer.code, &answer.json()["gaps"]), (0, &json!([])), "{}", answer.err);
    assert!(owners(&answer).iter().all(|(_, names)| *names == json!([])), "{}", answer.out);
    let note = "you lack the right to list egresses.crd.antrea.io in the whole cluster, which examples/rbac/realised-rules.yaml grants";
    assert!(answer.err.contains(note), "{}", answer.err);
    assert!(!antstats(&config, &format!("{QUESTION} --via exec")).err.contains("egresses"));
}
