//! From a Pod object to what is asked of it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde_json::{Map, Value};

use crate::source::kube::agent_pod::AgentPod;
use crate::source::kube::page::Object;

/// The container of Open vSwitch.
const OVS: &str = "antrea-ovs";
/// The container of the agent.
const AGENT: &str = "antrea-agent";
/// The DaemonSet of Windows Nodes, where Open vSwitch mostly runs outside of Pods.
const WINDOWS: &str = "antrea-agent-windows";

/// An agent Pod as it was listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub pod: AgentPod,
    /// Why the agent's own API cannot be asked, though Open vSwitch can.
    pub agent_not_ready: Option<String>,
    /// Whether it is on its way out.
    terminating: bool,
    /// `metadata.creationTimestamp`: RFC 3339 in UTC sorts as text.
    created: String,
}

/// Reads a Pod; one that is on no Node yet is nobody's agent.
pub fn read(object: &Object) -> Option<Seen> {
    let part = |key: &str| object.get(key).and_then(Value::as_object).unwrap_or(&NOTHING);
    let (metadata, spec, status) = (part("metadata"), part("spec"), part("status"));
    let node = text(spec, "nodeName")?;
    let containers: Vec<String> = items(spec, "containers").filter_map(|item| text(item, "name")).map(short).collect();
    let terminating = metadata.get("deletionTimestamp").is_some_and(|time| !time.is_null());
    let has_ovs = containers.iter().any(|name| name == OVS);
    let windows = is_windows(metadata, spec);
    let not_ready = if windows && !has_ovs {
        Some("it is a Windows Node: Open vSwitch does not run in the agent's Pod there".to_owned())
    } else if terminating {
        Some("Terminating".to_owned())
    } else {
        not_running(status).or_else(|| container_trouble(status, OVS))
    };
    let agent_not_ready = container_trouble(status, AGENT).filter(|_| not_ready.is_none());
    let ip = text(status, "podIP").or(text(status, "hostIP")).and_then(|ip| ip.parse().ok());
    let pod = AgentPod {
        node: short(node).into(),
        namespace: short(text(metadata, "namespace").unwrap_or_default()),
        name: short(text(metadata, "name")?),
        ip,
        containers,
        not_ready,
    };
    let created = short(text(metadata, "creationTimestamp").unwrap_or_default());
    Some(Seen { pod, agent_not_ready, terminating, created })
}

/// One Pod for each Node: while an update is rolled out there may be two, and the newest is the agent, unless it is on its way out.
pub fn newest_by_node(pods: Vec<Seen>) -> BTreeMap<Arc<str>, Seen> {
    let mut by_node: BTreeMap<Arc<str>, Seen> = BTreeMap::new();
    let rank = |seen: &Seen| (!seen.terminating, seen.created.clone(), seen.pod.name.clone());
    for seen in pods {
        let node = seen.pod.node.clone();
        if by_node.get(&node).is_none_or(|other| rank(other) < rank(&seen)) {
            by_node.insert(node, seen);
        }
    }
    by_node
}

fn is_windows(metadata: &Object, spec: &Object) -> bool {
    let system = |key: &str, name: &str| spec.get(key).and_then(|map| map.get(name)).and_then(Value::as_str);
    let owned = items(metadata, "ownerReferences").any(|owner| text(owner, "name") == Some(WINDOWS));
    owned || system("nodeSelector", "kubernetes.io/os") == Some("windows") || system("os", "name") == Some("windows")
}

/// Why the Pod as a whole does not run.
fn not_running(status: &Object) -> Option<String> {
    let phase = text(status, "phase").filter(|phase| *phase != "Running")?;
    let mut words = short(phase);
    // Why it is not scheduled, was evicted, or could not be started.
    let reasons = items(status, "containerStatuses").chain(items(status, "initContainerStatuses"));
    let waiting = reasons.filter_map(|container| trouble(container).map(|why| (text(container, "name"), why)));
    if let Some(reason) = text(status, "reason") {
        words = format!("{words} ({})", short(reason));
    } else if let Some((name, why)) = waiting.into_iter().next() {
        words = format!("{words} (container {}: {why})", short(name.unwrap_or_default()));
    }
    Some(words)
}

/// Why one container does not run; `None` when it does, or nothing is said of it.
fn container_trouble(status: &Object, name: &str) -> Option<String> {
    let container = items(status, "containerStatuses").find(|container| text(container, "name") == Some(name))?;
    trouble(container).map(|why| format!("container {name}: {why}"))
}

/// `CrashLoopBackOff`, `terminated (Error, exit code 1)`.
fn trouble(container: &Object) -> Option<String> {
    let state = container.get("state")?.as_object()?;
    if let Some(waiting) = state.get("waiting").and_then(Value::as_object) {
        return Some(short(text(waiting, "reason").unwrap_or("waiting")));
    }
    let ended = state.get("terminated").and_then(Value::as_object)?;
    let code = ended.get("exitCode").and_then(Value::as_i64).unwrap_or_default();
    Some(format!("terminated ({}, exit code {code})", short(text(ended, "reason").unwrap_or("Error"))))
}

static NOTHING: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);

fn text<'o>(object: &'o Object, key: &str) -> Option<&'o str> {
    object.get(key)?.as_str().filter(|text| !text.is_empty())
}

fn items<'o>(object: &'o Object, key: &str) -> impl Iterator<Item = &'o Object> {
    object.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// Names in Kubernetes have up to 253 characters.
fn short(name: &str) -> String {
    name.chars().take(253).collect()
}
