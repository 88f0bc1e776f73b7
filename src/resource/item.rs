//! The JSON of the contract: fields with Antrea's and Kubernetes' names, `null` for what is not known, never absent.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::model::item::{Put, nested, tree};
use crate::model::policy::{Direction, PolicyKind, PolicyRef, RuleAction};
use crate::model::report::Cell;
use crate::model::stats::TrafficStats;
use crate::resolve::addresses::ServiceName;

/// Why a sum of known counters is unknown.
pub const TOO_BIG: &str = "a sum does not fit into 64 bits: it is unknown";

/// Why a counter may be too low.
pub const PARTIAL: &str = "flows of the Node are missing: counters may be too low";

/// `{sessions, packets, bytes}`.
pub fn traffic_stats(stats: &TrafficStats) -> Value {
    json!({ "sessions": stats.sessions, "packets": stats.packets, "bytes": stats.bytes })
}

/// `{kind, namespace, name}`.
pub fn policy(policy: &PolicyRef) -> Value {
    tree(policy_fields(policy))
}

/// `{kind, namespace, name}`.
pub fn policy_fields(policy: &PolicyRef) -> impl Put {
    nested(|fields| {
        fields.put("kind", policy.kind.name());
        fields.put("namespace", &*policy.namespace);
        fields.put("name", &*policy.name);
    })
}

/// `{namespace, name}` of a Pod.
pub fn pod((namespace, name): (&Arc<str>, &Arc<str>)) -> impl Put {
    nested(|fields| {
        fields.put("namespace", &**namespace);
        fields.put("name", &**name);
    })
}

/// `{namespace, name, port}`; a port without a name is null.
pub fn service(service: &ServiceName) -> impl Put {
    nested(|fields| {
        fields.put("namespace", &*service.namespace);
        fields.put("name", &*service.name);
        fields.put("port", (!service.port.is_empty()).then_some(&*service.port));
    })
}

/// `Allow`, `Drop`, `Reject`, `Pass`.
pub fn action(action: RuleAction) -> &'static str {
    match action {
        RuleAction::Allow => "Allow",
        RuleAction::Drop => "Drop",
        RuleAction::Reject => "Reject",
        RuleAction::Pass => "Pass",
    }
}

/// `ingress`, `egress`.
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Ingress => "ingress",
        Direction::Egress => "egress",
    }
}

/// A rule in a table: its name, or its place in the object, or what a place-less rule is.
pub fn rule_label(name: Option<&str>, direction_of: Direction, place: Option<usize>) -> String {
    match (name, place) {
        (Some(name), _) if !name.is_empty() => name.to_string(),
        (_, Some(place)) => format!("{}[{place}]", direction(direction_of)),
        (_, None) => format!("({} default deny)", direction(direction_of)),
    }
}

/// A policy in a table: `namespace/name`, or the name of a cluster policy.
pub fn policy_label(policy: &PolicyRef) -> String {
    if policy.namespace.is_empty() { policy.name.to_string() } else { format!("{}/{}", policy.namespace, policy.name) }
}

/// What `-o name` prints of a policy: its API resource as kubectl would.
pub fn resource_name(policy: &PolicyRef) -> String {
    let resource = match policy.kind {
        PolicyKind::K8sNetworkPolicy => "networkpolicy.networking.k8s.io",
        PolicyKind::AntreaNetworkPolicy => "networkpolicy.crd.antrea.io",
        PolicyKind::AntreaClusterNetworkPolicy => "clusternetworkpolicy.crd.antrea.io",
        PolicyKind::AdminNetworkPolicy => "adminnetworkpolicy.policy.networking.k8s.io",
        PolicyKind::BaselineAdminNetworkPolicy => "baselineadminnetworkpolicy.policy.networking.k8s.io",
        PolicyKind::K8sClusterNetworkPolicy => "clusternetworkpolicy.policy.networking.k8s.io",
    };
    format!("{resource}/{}", policy.name)
}

/// `1 packet`, `2 packets`.
pub fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A count that may be unknown.
pub fn count(value: Option<u64>) -> Cell {
    value.map_or(Cell::Unknown, Cell::Count)
}

/// Text that may be unknown.
pub fn text(value: Option<impl Into<String>>) -> Cell {
    value.map_or(Cell::Unknown, |text| Cell::Text(text.into()))
}

/// An object of JSON.
pub fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// A key that sorts `node-10` after `node-9`.
pub fn natural(text: &str) -> Vec<(u64, String)> {
    let mut parts = Vec::new();
    for chunk in text.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        let chunk = String::from_utf8_lossy(chunk).to_string();
        match chunk.parse() {
            Ok(number) => parts.push((number, chunk)),
            Err(_) => parts.push((u64::MAX, chunk)),
        }
    }
    parts
}
