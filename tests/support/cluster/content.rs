//! What a cluster holds, made from a capture: its objects, the agents' Pods and what Antrea publishes about them, and statistics by the capture's truth.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::node::Node;
use super::store::Store;
use super::version::Version;
use crate::support::Capture;

/// When the counting began, by the statistics' objects.
pub const SINCE: &str = "2026-03-01T09:30:00Z";

/// Objects of a capture's `cluster/`.
pub fn objects(store: &mut Store, capture: &Capture, version: Version) {
    for plural in ["pods", "services", "endpoints", "namespaces", "nodes", "serviceaccounts", "configmaps"] {
        store.serve("", &["v1"], plural);
    }
    store.serve("networking.k8s.io", &["v1"], "networkpolicies");
    store.serve("discovery.k8s.io", &["v1"], "endpointslices");
    store.serve("crd.antrea.io", version.crd_versions("antreaagentinfos"), "antreaagentinfos");
    for file in fs::read_dir(capture.root().join("cluster")).unwrap() {
        let path = file.unwrap().path();
        let list: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().trim_end_matches(".json");
        let (plural, group) = name.split_once('.').unwrap_or((name, ""));
        let items = list["items"].as_array().cloned().unwrap_or_default();
        if group == "crd.antrea.io" {
            store.serve(group, version.crd_versions(plural), plural);
        } else if group == "policy.networking.k8s.io" {
            let served = items.first().and_then(|item| item["apiVersion"].as_str()?.split('/').nth(1));
            store.serve(group, &[served.unwrap_or("v1alpha1")], plural);
        }
        for item in items {
            store.put(group, plural, item);
        }
    }
}

/// An agent's Pod and its AntreaAgentInfo.
pub fn agent(store: &mut Store, node: &Node, address: &str) {
    let container = |name: &str| {
        json!({
            "name": name, "image": format!("antrea/antrea-agent-ubuntu:{}", node.version),
            "ports": if name == "antrea-agent" { json!([{ "name": "api", "containerPort": node.api_port, "protocol": "TCP" }]) } else { json!([]) },
        })
    };
    let running = |name: &str| json!({ "name": name, "ready": true, "started": true, "restartCount": 0, "state": { "running": { "startedAt": SINCE } } });
    let containers = ["antrea-agent", "antrea-ovs"];
    let pod = json!({
        "metadata": {
            "name": node.pod, "namespace": node.namespace, "uid": format!("agent-of-{}", node.name), "creationTimestamp": SINCE,
            "labels": { "app": "antrea", "component": "antrea-agent", "controller-revision-hash": "7d4b9c6f5d" },
            "annotations": { "kubectl.kubernetes.io/default-container": "antrea-agent" },
            "ownerReferences": [{ "apiVersion": "apps/v1", "kind": "DaemonSet", "name": "antrea-agent", "uid": "daemonset-of-agents", "controller": true }],
        },
        "spec": {
            "hostNetwork": true, "nodeName": node.name, "serviceAccountName": "antrea-agent",
            "containers": containers.map(container),
        },
        "status": {
            "phase": "Running", "hostIP": address, "podIP": address, "podIPs": [{ "ip": address }], "startTime": SINCE,
            "conditions": [{ "type": "Ready", "status": "True" }, { "type": "ContainersReady", "status": "True" }],
            "containerStatuses": containers.map(running),
        },
    });
    store.put("", "pods", pod);
    let mut info = node.json("agent-agentinfo.json").unwrap_or_else(|| json!({}));
    info["metadata"] =
        json!({ "name": node.name, "uid": format!("info-of-{}", node.name), "creationTimestamp": SINCE });
    info["version"] = json!(node.version.to_string());
    info["podRef"] = json!({ "kind": "Pod", "namespace": node.namespace, "name": node.pod });
    info["nodeRef"] = json!({ "kind": "Node", "name": node.name });
    info["apiPort"] = json!(node.api_port);
    if node.version.has_ca_bundle() {
        info["apiCABundle"] = json!(STANDARD.encode(&node.identity.chain));
    }
    store.put("crd.antrea.io", "antreaagentinfos", info);
}

/// The ServiceAccount whose tokens agents take.
pub fn antctl(store: &mut Store, namespace: &str) {
    let account = json!({ "metadata": { "name": "antctl", "namespace": namespace, "uid": "account-antctl", "creationTimestamp": SINCE } });
    store.put("", "serviceaccounts", account);
}

/// The controller's own objects.
pub fn control_plane(store: &mut Store, capture: &Capture) {
    let group = "controlplane.antrea.io";
    for plural in ["networkpolicies", "addressgroups", "appliedtogroups"] {
        store.serve(group, &["v1beta2"], plural);
        let path = capture.root().parent().unwrap().join("controller").join(format!("{plural}.json"));
        let list: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for item in list["items"].as_array().into_iter().flatten() {
            store.put(group, plural, item.clone());
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Sum([u64; 3]);

const MEMBERS: [&str; 3] = ["sessions", "packets", "bytes"];

impl Sum {
    fn add(&mut self, stats: &Value) {
        for (sum, member) in self.0.iter_mut().zip(MEMBERS) {
            *sum += stats[member].as_u64().unwrap_or(0);
        }
    }

    /// Zeroes are left out (`omitempty` in `pkg/apis/stats/v1alpha1/types.go`).
    fn value(self) -> Value {
        let members = MEMBERS.iter().zip(self.0).filter(|(_, count)| *count > 0);
        Value::Object(members.map(|(member, count)| ((*member).to_string(), json!(count))).collect::<Map<_, _>>())
    }
}

/// The three kinds of policies that are counted: kind in the truth, plural of the statistics, group and plural of the policies.
const COUNTED: [(&str, &str, &str, &str); 3] = [
    ("K8sNetworkPolicy", "networkpolicystats", "networking.k8s.io", "networkpolicies"),
    ("AntreaNetworkPolicy", "antreanetworkpolicystats", "crd.antrea.io", "networkpolicies"),
    ("AntreaClusterNetworkPolicy", "antreaclusternetworkpolicystats", "crd.antrea.io", "clusternetworkpolicies"),
];

/// Statistics as the controller adds them up from all agents: one object for each policy, also for those that counted nothing.
pub fn statistics(store: &mut Store, group: &str, truth: &Value) {
    for (kind, plural, policies, policy_plural) in COUNTED {
        store.serve(group, &["v1alpha1"], plural);
        for policy in store.list(policies, policy_plural, None) {
            let own = |member: &str| policy["metadata"][member].as_str().unwrap_or_default().to_string();
            let (mut total, mut by_rule) = (Sum::default(), BTreeMap::<String, Sum>::new());
            let belongs = |rule: &&Value| {
                let reference = &rule["policy"];
                reference["kind"] == kind
                    && reference["namespace"] == own("namespace")
                    && reference["name"] == own("name")
            };
            for rule in truth["rules"].as_array().into_iter().flatten().filter(belongs) {
                total.add(&rule["trafficStats"]);
                by_rule
                    .entry(rule["rule"]["name"].as_str().unwrap_or_default().into())
                    .or_default()
                    .add(&rule["trafficStats"]);
            }
            let mut object = json!({
                "metadata": { "name": own("name"), "uid": own("uid"), "creationTimestamp": SINCE },
                "trafficStats": total.value(),
            });
            if !own("namespace").is_empty() {
                object["metadata"]["namespace"] = json!(own("namespace"));
            }
            // A rule is listed once it has counted something.
            let rules = by_rule.into_iter().filter(|(_, sum)| sum.0[2] > 0);
            let rules: Vec<Value> =
                rules.map(|(name, sum)| json!({ "name": name, "trafficStats": sum.value() })).collect();
            if kind != "K8sNetworkPolicy" && !rules.is_empty() {
                object["ruleTrafficStats"] = json!(rules);
            }
            store.put(group, plural, object);
        }
    }
}

/// The Node's rules by the truth.
pub fn rules(truth: &Value, node: &str) -> Vec<Value> {
    let live = |rule: &&Value| rule["node"] == node && rule["policy"].is_object() && rule["state"] == "realized";
    truth["rules"].as_array().into_iter().flatten().filter(live).cloned().collect()
}

/// The agent's Pod: the one that the capture lists on the Node, else by the agent's own answer.
pub fn pod_name(store: &Store, folder: &Path, node: &str) -> String {
    let is_agent =
        |pod: &&Value| pod["metadata"]["labels"]["component"] == "antrea-agent" && pod["spec"]["nodeName"] == node;
    let listed = store.objects("", "pods").iter().find(is_agent).map(|pod| &pod["metadata"]["name"]);
    let info = fs::read_to_string(folder.join("agent-agentinfo.json")).ok();
    let info: Option<Value> = info.and_then(|text| serde_json::from_str(&text).ok());
    let name = listed.cloned().or_else(|| info.map(|info| info["podRef"]["name"].clone()));
    name.and_then(|name| Some(name.as_str()?.to_string())).unwrap_or_else(|| format!("antrea-agent-{node}"))
}
