//! What a redacted capture may hold: names that stay, shapes of items without names, and the words that must be gone.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic
#![allow(dead_code)] // each test binary uses its part

use std::collections::BTreeSet;
use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// Names that stay: every cluster has them, or they are words of Kubernetes and Antrea.
pub const KEPT: &[&str] = &[
    "default",
    "kube-system",
    "application",
    "baseline",
    "emergency",
    "networkops",
    "platform",
    "securityops",
    "antrea",
    "antrea-agent",
    "antrea-controller",
    "antrea-ovs",
    "controller-revision-hash",
];

/// Labels and names of ports that are words of the formats as well.
const WORDS: &[&str] = &["true", "data", "zone", "http", "tier", "v1", "version"];

/// What of an item has no name in it. Names come as how many different ones there are, in order: by the first place of each.
pub fn shape(items: &[Value]) -> Vec<String> {
    let mut shapes: Vec<String> = items
        .iter()
        .map(|item| {
            let mut item = item.clone();
            blank(&mut item);
            item.to_string()
        })
        .collect();
    shapes.sort();
    shapes
}

/// Takes names out, and keeps whether they are there.
fn blank(value: &mut Value) {
    const NAMES: &[&str] = &["name", "namespace", "uid", "node", "nodes", "pod", "pods", "agentPod", "notes", "why"];
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match value {
                    Value::String(text) if NAMES.contains(&key.as_str()) => *text = "name".to_owned(),
                    Value::Array(list) if NAMES.contains(&key.as_str()) && list.iter().all(Value::is_string) => {
                        *value = Value::from(list.len());
                    }
                    _ => blank(value),
                }
            }
        }
        Value::Array(list) => {
            list.iter_mut().for_each(blank);
            // Candidates are in the order of their names.
            list.sort_by_key(ToString::to_string);
        }
        _ => {}
    }
}

/// Words with all that can be part of a name, of an address or of base64.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let parts = |separators: &'static str| {
        text.split(move |c: char| c.is_whitespace() || c.is_control() || separators.contains(c))
    };
    // `set_field:10.0.0.1`, `10.0.0.1:80`; a MAC address stays whole.
    let of_address = parts("\",()=[]{}></;:").filter(|word| word.contains('.') || word.starts_with("0x"));
    // Base64 has a slash and ends with equal signs.
    parts("\",()=[]{}></;").chain(of_address).chain(text.split('"'))
}

/// Everything of a capture that names something: from its objects and the agents' answers.
pub fn forbidden(root: &Path) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut files = Vec::new();
    walk(root, &mut files);
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let value: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        if file.parent().unwrap().ends_with("cluster") || name.starts_with("agent-") {
            collect("", &value, &mut words);
        } else if name == "port.json" {
            ovsdb(&value, &mut words);
        }
    }
    let flows = files.iter().filter(|file| file.file_name().is_some_and(|name| name == "flows.txt"));
    for file in flows {
        let text = fs::read_to_string(file).unwrap();
        for word in text.split([',', '=', ' ', '(', ')', '>']) {
            add_network(word, &mut words);
        }
    }
    words.retain(|word| !KEPT.contains(&word.as_str()) && !WORDS.contains(&word.as_str()));
    words
}

fn collect(key: &str, value: &Value, words: &mut BTreeSet<String>) {
    const NAMES: &[&str] = &[
        "name",
        "namespace",
        "uid",
        "nodeName",
        "podNamespace",
        "interfaceName",
        "containerID",
        "portUUID",
        "mac",
        "hostname",
        "group",
        "key",
        "fqdn",
        "values",
        "sameLabels",
        "childGroups",
        "addressGroups",
        "appliedToGroups",
        "context",
    ];
    match value {
        Value::Object(object) => {
            let is_wide = object.get("prefixLength").and_then(Value::as_u64).unwrap_or(0) < 24
                && (key == "cidr" || key == "except" || object.contains_key("prefixLength"));
            for (inner, value) in object.iter().filter(|(inner, _)| !(is_wide && *inner == "ip")) {
                if matches!(key, "labels" | "matchLabels") && !inner.contains("kubernetes.io/") {
                    words.insert(inner.clone());
                    words.extend(value.as_str().map(str::to_owned));
                }
                collect(inner, value, words);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(key, item, words)),
        Value::String(text) if NAMES.contains(&key) && !text.contains("kubernetes.io/") => {
            words.insert(text.clone());
        }
        Value::String(text) => {
            add_network(text, words);
            if key == "ip" || key == "ips" {
                let bytes = STANDARD.decode(text).unwrap_or_default();
                if let Ok(sixteen) = <[u8; 16]>::try_from(bytes.as_slice()) {
                    add_address(&IpAddr::from(sixteen).to_canonical().to_string(), words);
                }
            }
        }
        _ => {}
    }
}

/// An address, or that of a network. There are few wide ones (sixteen /16 in `172.16.0.0/12`), and each becomes another of them.
fn add_network(text: &str, words: &mut BTreeSet<String>) {
    match text.split_once('/') {
        Some((address, prefix)) if prefix.parse().is_ok_and(|prefix: u8| prefix >= 24) => add_address(address, words),
        Some(_) => {}
        None => add_address(text, words),
    }
}

/// An address in each of its forms, unless it has a meaning of its own.
fn add_address(text: &str, words: &mut BTreeSet<String>) {
    let Ok(address) = text.parse::<IpAddr>() else { return };
    // The private networks themselves.
    if ["10.0.0.0", "172.16.0.0", "192.168.0.0", "100.64.0.0", "fc00::", "fd00::", "64:ff9b::"].contains(&text) {
        return;
    }
    let is_kept = match address {
        IpAddr::V4(four) => {
            four.is_multicast()
                || four.is_loopback()
                || four.is_link_local()
                || four.octets()[0] == 0
                || four.is_broadcast()
        }
        IpAddr::V6(six) => {
            six.is_multicast()
                || six.is_loopback()
                || six.is_unspecified()
                || six.segments()[..2] == [0xfc01, 0]
                || six.segments()[0] == 0xfe80
        }
    };
    if is_kept {
        return;
    }
    words.insert(address.to_string());
    match address {
        IpAddr::V4(four) => {
            // A network's is a mask as well.
            if four.octets()[3] != 0 {
                words.insert(format!("0x{:x}", u32::from(four)));
            }
            words.insert(STANDARD.encode(four.octets()));
            words.insert(STANDARD.encode(four.to_ipv6_mapped().octets()));
        }
        IpAddr::V6(six) => {
            words.insert(format!("0x{:x}", u128::from(six)));
            words.insert(STANDARD.encode(six.octets()));
        }
    }
}

/// Names of ports, and all that the agent wrote beside them.
fn ovsdb(value: &Value, words: &mut BTreeSet<String>) {
    const INFRASTRUCTURE: &[&str] = &["antrea-gw0", "antrea-tun0", "br-int", "antrea-l7-tap0", "antrea-l7-tap1"];
    let headings: Vec<&str> = value["headings"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let at = |name: &str| headings.iter().position(|heading| *heading == name).unwrap();
    for row in value["data"].as_array().unwrap() {
        words.extend(row[at("name")].as_str().filter(|name| !INFRASTRUCTURE.contains(name)).map(str::to_owned));
        for pair in row[at("external_ids")][1].as_array().unwrap() {
            let (key, value) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
            if key != "antrea-type" {
                value.split(',').filter(|word| !word.is_empty()).for_each(|word| {
                    words.insert(word.to_owned());
                });
            }
        }
    }
}

pub fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}
