//! Objects of Antrea's statistics API (`stats.antrea.io/v1alpha1`, before 1.0 `stats.antrea.tanzu.vmware.com/v1alpha1`; pkg/apis/stats/v1alpha1/types.go).

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Decoded, add_note, json, short};
use crate::model::artefact::Note;
use crate::model::policy::{PolicyKind, PolicyRef};
use crate::model::stats::{ApiPolicyStats, ApiStatistics, TrafficStats};

/// Whether an object is of that API.
pub fn is_statistics(object: &Value) -> bool {
    let api = object.get("apiVersion").and_then(Value::as_str).unwrap_or_default();
    api.starts_with("stats.antrea.")
}

/// The kind of policy that a list counts, by the list's name in the API (`networkpolicystats`).
pub fn kind_of_list(plural: &str) -> Option<PolicyKind> {
    match plural {
        "networkpolicystats" => Some(PolicyKind::K8sNetworkPolicy),
        "antreanetworkpolicystats" => Some(PolicyKind::AntreaNetworkPolicy),
        "antreaclusternetworkpolicystats" => Some(PolicyKind::AntreaClusterNetworkPolicy),
        _ => None,
    }
}

fn kind_of_object(kind: &str) -> Option<PolicyKind> {
    match kind {
        "NetworkPolicyStats" => Some(PolicyKind::K8sNetworkPolicy),
        "AntreaNetworkPolicyStats" => Some(PolicyKind::AntreaNetworkPolicy),
        "AntreaClusterNetworkPolicyStats" => Some(PolicyKind::AntreaClusterNetworkPolicy),
        _ => None,
    }
}

/// Reads such objects; others of that API (multicast groups, latencies) are passed over.
///
/// Counters that are zero are left out by the API, so one that is absent is 0; without `trafficStats` nothing is known. An object without a name is what
/// the API answers when its feature gate is off: a note.
pub fn statistics(objects: &[Value], path: &Arc<str>) -> Decoded<ApiStatistics> {
    let mut decoded = Decoded::<ApiStatistics>::default();
    for object in objects.iter().filter_map(Value::as_object) {
        let Some(kind) = object.get("kind").and_then(Value::as_str).and_then(kind_of_object) else { continue };
        let none = Map::new();
        let metadata = object.get("metadata").and_then(Value::as_object).unwrap_or(&none);
        let own = |key: &str| metadata.get(key).and_then(Value::as_str).unwrap_or_default();
        if own("name").is_empty() {
            let why = "a statistics object without a name: the feature gate NetworkPolicyStats is off".to_owned();
            add_note(&mut decoded.notes, Note { path: path.clone(), line: 0, column: 0, why });
            continue;
        }
        let namespace = if kind.is_namespaced() { own("namespace") } else { "" };
        let reference = PolicyRef { kind, namespace: namespace.into(), name: own("name").into() };
        let mut odd = |what: &str| {
            let why = format!("statistics of {}: {what}", short(own("name")));
            add_note(&mut decoded.notes, Note { path: path.clone(), line: 0, column: 0, why });
        };
        let stats = traffic(object.get("trafficStats"), &mut odd);
        let mut rules = Vec::new();
        for rule in json::list(object, "ruleTrafficStats").iter().filter_map(Value::as_object) {
            let name = rule.get("name").and_then(Value::as_str).unwrap_or_default();
            rules.push((name.to_owned(), traffic(rule.get("trafficStats"), &mut odd)));
        }
        let since = Some(own("creationTimestamp")).filter(|since| !since.is_empty()).map(str::to_owned);
        decoded.value.listed.insert(kind);
        decoded.value.policies.insert(reference, ApiPolicyStats { uid: own("uid").into(), since, stats, rules });
    }
    decoded
}

/// Multicast groups with their Pods.
type MulticastGroups = BTreeMap<IpAddr, BTreeSet<(Arc<str>, Arc<str>)>>;

/// Reads the objects that are multicast groups. A group stands in one object, whatever Nodes its Pods are on.
///
/// An object without a name is what the API answers when its feature gate is off: a note.
pub fn multicast_groups(objects: &[Value], path: &Arc<str>) -> Decoded<MulticastGroups> {
    let mut decoded = Decoded::<MulticastGroups>::default();
    for object in objects.iter().filter_map(Value::as_object) {
        if object.get("kind").and_then(Value::as_str) != Some("MulticastGroup") {
            continue;
        }
        let mut note = |why: String| add_note(&mut decoded.notes, Note { path: path.clone(), line: 0, column: 0, why });
        let named = object.get("metadata").and_then(|metadata| metadata.get("name")).and_then(Value::as_str);
        let Some(group) = object.get("group").and_then(Value::as_str).or(named).filter(|group| !group.is_empty())
        else {
            note("a multicast group without a name: the feature gate Multicast is off".to_owned());
            continue;
        };
        let Ok(address) = group.parse::<IpAddr>() else {
            note(format!("{:?} is no multicast group: left out", short(group)));
            continue;
        };
        let pod = |pod: &Value| {
            let text = |key: &str| pod.get(key).and_then(Value::as_str).unwrap_or_default();
            (!text("name").is_empty()).then(|| (text("namespace").into(), text("name").into()))
        };
        let pods = json::list(object, "pods").iter().filter_map(pod);
        decoded.value.entry(address).or_default().extend(pods);
    }
    decoded
}

fn traffic(value: Option<&Value>, odd: &mut impl FnMut(&str)) -> TrafficStats {
    let Some(stats) = value.and_then(Value::as_object) else { return TrafficStats::default() };
    let mut count = |key: &str| match stats.get(key) {
        None => Some(0),
        Some(value) => {
            let count = value.as_u64();
            if count.is_none() {
                odd(&format!("{key} is {}: unknown", short(&value.to_string())));
            }
            count
        }
    };
    TrafficStats { sessions: count("sessions"), packets: count("packets"), bytes: count("bytes") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn absent_counters_are_zero_and_odd_ones_unknown() {
        let object = |kind: &str, stats: Value| {
            json!({"apiVersion": "stats.antrea.io/v1alpha1", "kind": kind,
                "metadata": {"name": "p", "namespace": "n", "uid": "u", "creationTimestamp": "2022-02-24T09:04:53Z"},
                "trafficStats": stats, "ruleTrafficStats": [{"name": "r", "trafficStats": {"packets": 2}}]})
        };
        let known = |a, b, c| TrafficStats { sessions: a, packets: b, bytes: c };
        let cases = [
            (json!({}), known(Some(0), Some(0), Some(0))),
            (json!({"bytes": 503, "packets": 6, "sessions": 2}), known(Some(2), Some(6), Some(503))),
            (json!({"bytes": -1, "packets": "6"}), known(Some(0), None, None)),
            (Value::Null, TrafficStats::default()),
        ];
        for (stats, expected) in cases {
            let read = statistics(&[object("NetworkPolicyStats", stats.clone())], &"x".into()).value;
            let policy = read.policies.values().next().expect("one policy");
            assert_eq!(policy.stats, expected, "{stats}");
            assert_eq!(policy.rules, [("r".to_owned(), known(Some(0), Some(2), Some(0)))]);
        }
        let cluster = statistics(&[object("AntreaClusterNetworkPolicyStats", json!({}))], &"x".into()).value;
        let policy = cluster.policies.keys().next().expect("one policy");
        assert_eq!((policy.kind, &*policy.namespace), (PolicyKind::AntreaClusterNetworkPolicy, ""));
        assert_eq!(statistics(&[object("MulticastGroup", json!({}))], &"x".into()).value, ApiStatistics::default());
    }

    #[test]
    fn groups_have_pods_and_come_in_numeric_order() {
        let group = |name: &str, pods: Value| json!({"kind": "MulticastGroup", "metadata": {"name": name}, "group": name, "pods": pods});
        let pod = |name: &str| json!({"namespace": "n", "name": name});
        let read = multicast_groups(
            &[
                group("224.10.0.1", json!([pod("b"), pod("a")])),
                group("224.3.4.5", Value::Null),
                group("web", json!([])),
                json!({"kind": "MulticastGroup", "metadata": {}}),
                json!({"kind": "NetworkPolicyStats"}),
            ],
            &"x".into(),
        );
        let form: Vec<String> = read.value.iter().map(|(group, pods)| format!("{group} {}", pods.len())).collect();
        assert_eq!(form, ["224.3.4.5 0", "224.10.0.1 2"]);
        assert_eq!(read.notes.len(), 2, "{:?}", read.notes);
    }

    #[test]
    fn an_object_without_a_name_is_a_gate_that_is_off() {
        let empty = json!({"apiVersion": "stats.antrea.io/v1alpha1", "kind": "AntreaNetworkPolicyStats", "metadata": {}, "trafficStats": {}});
        let decoded = statistics(&[empty], &"x".into());
        assert!(decoded.value.policies.is_empty());
        assert!(decoded.notes.iter().any(|note| note.why.contains("NetworkPolicyStats is off")), "{:?}", decoded.notes);
    }
}
