//! Every capture: each flow has an owner, and the owner is who the Node's own records say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{dump, flows, get};
use crate::support::{Capture, capture_names, open};

fn file(capture: &Capture, node: &str, file: &str) -> Option<String> {
    fs::read_to_string(capture.root().join("nodes").join(node).join(file)).ok()
}

/// Rows of an OVSDB table by column.
fn rows(text: &str) -> Vec<BTreeMap<String, Value>> {
    let table: Value = serde_json::from_str(text).unwrap();
    let headings: Vec<String> =
        table["headings"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
    let row = |row: &Value| headings.iter().cloned().zip(row.as_array().unwrap().iter().cloned()).collect();
    table["data"].as_array().unwrap().iter().map(row).collect()
}

/// Pods (`namespace/name`) by OpenFlow port, from the Node's own database.
fn pods_by_port(capture: &Capture, node: &str) -> BTreeMap<u64, String> {
    let (Some(ports), Some(interfaces)) = (file(capture, node, "port.json"), file(capture, node, "interface.json"))
    else {
        return BTreeMap::new();
    };
    let numbers: BTreeMap<String, u64> = rows(&interfaces)
        .iter()
        .filter_map(|row| Some((row["name"].as_str()?.to_owned(), row["ofport"].as_u64()?)))
        .collect();
    let mut pods = BTreeMap::new();
    for row in rows(&ports) {
        let ids: BTreeMap<String, String> = row["external_ids"][1]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| (pair[0].as_str().unwrap().to_owned(), pair[1].as_str().unwrap().to_owned()))
            .collect();
        if let (Some(namespace), Some(name)) = (ids.get("pod-namespace"), ids.get("pod-name"))
            && let Some(port) = numbers.get(row["name"].as_str().unwrap())
        {
            pods.insert(*port, format!("{namespace}/{name}"));
        }
    }
    pods
}

fn label(object: &Value) -> String {
    format!("{}/{}", object["namespace"].as_str().unwrap(), object["name"].as_str().unwrap())
}

/// Services by address, protocol and port, from the objects.
fn services(root: &Path) -> BTreeMap<String, String> {
    let Ok(text) = fs::read_to_string(root.join("cluster/services.json")) else { return BTreeMap::new() };
    let list: Value = serde_json::from_str(&text).unwrap();
    let mut services = BTreeMap::new();
    for service in list["items"].as_array().unwrap() {
        for address in service["spec"]["clusterIPs"].as_array().into_iter().flatten() {
            for port in service["spec"]["ports"].as_array().into_iter().flatten() {
                let protocol = port["protocol"].as_str().unwrap_or("TCP").to_lowercase();
                services.insert(
                    format!("{} {protocol} {}", address.as_str().unwrap(), port["port"]),
                    label(&service["metadata"]),
                );
            }
        }
    }
    services
}

#[test]
fn every_flow_has_the_owner_that_the_node_records() {
    for name in capture_names() {
        let capture = open(&name);
        let services = services(capture.root());
        let all = flows(capture.root(), &[]);
        let mut checked = BTreeMap::<&str, usize>::new();
        for node in capture.nodes() {
            let lines = dump(&capture.root().join("nodes").join(&node).join("flows.txt"));
            let items: Vec<&Value> = all.iter().filter(|item| item["node"] == *node).collect();
            assert_eq!(items.len(), lines.len(), "{name} {node}");
            let pods = pods_by_port(&capture, &node);
            for (item, line) in items.iter().zip(&lines) {
                let owner = &item["owner"];
                assert_ne!(owner["kind"], "Unknown", "{name}: {line}");
                assert!(owner["text"].as_str().is_some_and(|text| !text.is_empty()), "{line}");
                assert_eq!(format!("{}", item["match"]["text"].as_str().unwrap()), matched(line), "{line}");
                let in_port = item["match"]["in_port"].as_u64();
                if let Some(pod) = in_port.and_then(|port| pods.get(&port)) {
                    assert_eq!(label(&owner["pod"]), *pod, "{line}");
                    *checked.entry("pod").or_default() += 1;
                }
                if owner["kind"] == "DefaultDeny"
                    && let Some(pod) = item["match"]["reg1"].as_u64().and_then(|port| pods.get(&port))
                {
                    assert_eq!(label(&owner["pod"]), *pod, "{line}");
                    *checked.entry("deny").or_default() += 1;
                }
                if item["table"]["name"] == "ServiceLB" && line.contains("group:") {
                    let matched = &item["match"];
                    let protocol = ["tcp", "udp", "sctp", "tcp6", "udp6"].into_iter().find(|p| matched[p] == true);
                    let address = matched["nw_dst"].as_str().or(matched["ipv6_dst"].as_str()).unwrap();
                    let key = format!("{address} {} {}", protocol.unwrap().trim_end_matches('6'), matched["tp_dst"]);
                    assert_eq!(label(&owner["services"][0]), services[&key], "{line}");
                    *checked.entry("service").or_default() += 1;
                }
            }
        }
        if name != "acme-fitness" {
            assert!(checked.get("pod") > Some(&20), "{name}: {checked:?}");
        }
    }
}

fn matched(line: &str) -> &str {
    let (head, _) = line.split_once(" actions=").unwrap();
    head.split_once("priority=").unwrap().1.split_once(',').map_or("", |(_, matched)| matched)
}

#[test]
fn rules_have_the_names_that_get_rules_gives_them() {
    for name in capture_names() {
        let capture = open(&name);
        let rules = get("rules", capture.root(), &["-o", "json"]).items();
        let key = |node: &Value, id: &Value, round: &Value| format!("{node} {id} {round}");
        let mut known: BTreeMap<String, &Value> = BTreeMap::new();
        for rule in &rules {
            known.entry(key(&rule["node"], &rule["id"], &rule["round"])).or_insert(rule);
        }
        let mut named = BTreeSet::new();
        for item in flows(capture.root(), &[]) {
            for rule in item["owner"]["rules"].as_array().unwrap() {
                // Clauses may name an ID whose own flow is gone.
                let Some(wanted) = known.get(&key(&item["node"], &rule["id"], &item["round"])) else { continue };
                if item["owner"]["part"] != "counter" || wanted["state"] == "ok" {
                    assert_eq!(rule["policy"], wanted["policy"], "{name}: {item}");
                    assert_eq!(rule["rule"]["name"], wanted["rule"]["name"], "{name}: {item}");
                }
                named.insert((item["owner"]["part"].as_str().unwrap().to_owned(), wanted["id"].as_u64()));
            }
        }
        for part in ["action", "match", "counter"] {
            assert!(named.iter().filter(|(of, _)| of == part).count() > 10, "{name}: few rules by {part}");
        }
    }
}

#[test]
fn a_dump_with_names_or_of_another_protocol_has_the_same_owners() {
    let owners = |capture: &Capture| -> BTreeMap<String, usize> {
        let mut owners = BTreeMap::new();
        for item in flows(capture.root(), &[]) {
            let table = item["table"]["name"].as_str().unwrap_or_default().to_owned();
            let owner = item["owner"]["text"].as_str().unwrap_or("-");
            *owners.entry(format!("{} {table} {} {owner}", item["node"], item["priority"])).or_default() += 1;
        }
        owners
    };
    for (name, file) in [
        ("basic", "flows-of15-names.txt"),
        ("basic", "flows-of10.txt"),
        ("basic", "flows-of15-nostats.txt"),
        ("v1.5.3", "flows-of15-names.txt"),
        ("v1.5.3", "flows-of10.txt"),
        ("multicast", "flows-of15-names.txt"),
    ] {
        let plain = open(name);
        let other = open(name);
        other.use_variant(file);
        let (wanted, found) = (owners(&plain), owners(&other));
        let differing: Vec<_> = wanted.iter().filter(|(owner, count)| found.get(*owner) != Some(count)).collect();
        assert!(differing.is_empty(), "{name} {file}: {} differ, such as {:?}", differing.len(), &differing[..1]);
    }
}
