//! Objects by resource, as a list, a get or a watch gives them.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tokio::sync::broadcast;

/// A resource that is served.
#[derive(Clone, Debug)]
pub struct Served {
    pub group: String,
    /// The one that objects are stored in comes first.
    pub versions: Vec<String>,
    pub plural: String,
    pub kind: String,
    pub namespaced: bool,
    /// Whether items of a list say their kind: those of a CRD do, those of built-in and aggregated APIs do not.
    pub typed_items: bool,
}

type Key = (String, String);

/// All objects.
pub struct Store {
    served: BTreeMap<Key, Served>,
    objects: BTreeMap<Key, Vec<Value>>,
    version: u64,
    changes: broadcast::Sender<(Key, Value)>,
}

/// Group, plural, kind, whether it has Namespaces.
const KINDS: &[(&str, &str, &str, bool)] = &[
    ("", "pods", "Pod", true),
    ("", "services", "Service", true),
    ("", "endpoints", "Endpoints", true),
    ("", "namespaces", "Namespace", false),
    ("", "nodes", "Node", false),
    ("", "serviceaccounts", "ServiceAccount", true),
    ("", "configmaps", "ConfigMap", true),
    ("networking.k8s.io", "networkpolicies", "NetworkPolicy", true),
    ("discovery.k8s.io", "endpointslices", "EndpointSlice", true),
    ("policy.networking.k8s.io", "adminnetworkpolicies", "AdminNetworkPolicy", false),
    ("policy.networking.k8s.io", "baselineadminnetworkpolicies", "BaselineAdminNetworkPolicy", false),
    ("policy.networking.k8s.io", "clusternetworkpolicies", "ClusterNetworkPolicy", false),
    ("crd.antrea.io", "networkpolicies", "NetworkPolicy", true),
    ("crd.antrea.io", "clusternetworkpolicies", "ClusterNetworkPolicy", false),
    ("crd.antrea.io", "tiers", "Tier", false),
    ("crd.antrea.io", "groups", "Group", true),
    ("crd.antrea.io", "clustergroups", "ClusterGroup", false),
    ("crd.antrea.io", "egresses", "Egress", false),
    ("crd.antrea.io", "antreaagentinfos", "AntreaAgentInfo", false),
    ("crd.antrea.io", "antreacontrollerinfos", "AntreaControllerInfo", false),
    ("controlplane.antrea.io", "networkpolicies", "NetworkPolicy", false),
    ("controlplane.antrea.io", "addressgroups", "AddressGroup", false),
    ("controlplane.antrea.io", "appliedtogroups", "AppliedToGroup", false),
    ("stats.antrea.io", "networkpolicystats", "NetworkPolicyStats", true),
    ("stats.antrea.io", "antreanetworkpolicystats", "AntreaNetworkPolicyStats", true),
    ("stats.antrea.io", "antreaclusternetworkpolicystats", "AntreaClusterNetworkPolicyStats", false),
    ("stats.antrea.io", "multicastgroups", "MulticastGroup", false),
    ("stats.antrea.tanzu.vmware.com", "networkpolicystats", "NetworkPolicyStats", true),
    ("stats.antrea.tanzu.vmware.com", "antreanetworkpolicystats", "AntreaNetworkPolicyStats", true),
    ("stats.antrea.tanzu.vmware.com", "antreaclusternetworkpolicystats", "AntreaClusterNetworkPolicyStats", false),
];

fn key(group: &str, plural: &str) -> Key {
    (group.to_string(), plural.to_string())
}

fn place(object: &Value) -> (&str, &str) {
    let text = |member: &str| object["metadata"][member].as_str().unwrap_or_default();
    (text("namespace"), text("name"))
}

impl Default for Store {
    fn default() -> Self {
        Store { served: BTreeMap::new(), objects: BTreeMap::new(), version: 2000, changes: broadcast::channel(1024).0 }
    }
}

impl Store {
    /// Serves a resource at these versions.
    pub fn serve(&mut self, group: &str, versions: &[&str], plural: &str) {
        let known = KINDS.iter().find(|(known, name, ..)| *known == group && *name == plural);
        let (_, _, kind, namespaced) = known.unwrap_or_else(|| panic!("{plural}.{group}: not in the table"));
        let served = Served {
            group: group.to_string(),
            versions: versions.iter().map(|version| (*version).to_string()).collect(),
            plural: plural.to_string(),
            kind: (*kind).to_string(),
            namespaced: *namespaced,
            typed_items: group.starts_with("crd.") || group.starts_with("policy."),
        };
        self.objects.entry(key(group, plural)).or_default();
        self.served.insert(key(group, plural), served);
    }

    /// Does not serve a group any more, or a resource of it.
    pub fn withdraw(&mut self, group: &str, plural: Option<&str>) {
        self.served.retain(|(served, name), _| served != group || plural.is_some_and(|plural| plural != name));
    }

    /// Adds or replaces an object of a served resource.
    pub fn put(&mut self, group: &str, plural: &str, mut object: Value) {
        let served = self.served.get(&key(group, plural)).unwrap_or_else(|| panic!("{plural}.{group}: not served"));
        let version = served.versions.first().map_or("v1", String::as_str);
        object["kind"] = json!(served.kind);
        object["apiVersion"] = json!(api_version(group, version));
        self.version += 1;
        object["metadata"]["resourceVersion"] = json!(self.version.to_string());
        let list = self.objects.entry(key(group, plural)).or_default();
        let old = list.iter_mut().find(|known| place(known) == place(&object));
        let event = if old.is_some() { "MODIFIED" } else { "ADDED" };
        match old {
            Some(old) => *old = object.clone(),
            None => list.push(object.clone()),
        }
        let _ = self.changes.send((key(group, plural), json!({ "type": event, "object": object })));
    }

    pub fn delete(&mut self, group: &str, plural: &str, namespace: &str, name: &str) {
        self.version += 1;
        let list = self.objects.entry(key(group, plural)).or_default();
        if let Some(at) = list.iter().position(|object| place(object) == (namespace, name)) {
            let object = list.remove(at);
            let _ = self.changes.send((key(group, plural), json!({ "type": "DELETED", "object": object })));
        }
    }

    pub fn served(&self, group: &str, version: &str, plural: &str) -> Option<&Served> {
        self.served.get(&key(group, plural)).filter(|served| served.versions.iter().any(|known| known == version))
    }

    pub fn all(&self) -> impl Iterator<Item = &Served> {
        self.served.values()
    }

    pub fn objects(&self, group: &str, plural: &str) -> &[Value] {
        self.objects.get(&key(group, plural)).map_or(&[], Vec::as_slice)
    }

    /// In the order of etcd: by Namespace, then by name.
    pub fn list(&self, group: &str, plural: &str, namespace: Option<&str>) -> Vec<Value> {
        let mut list: Vec<Value> = self.objects(group, plural).to_vec();
        list.retain(|object| namespace.is_none_or(|namespace| place(object).0 == namespace));
        list.sort_by(|a, b| place(a).cmp(&place(b)));
        list
    }

    pub fn get(&self, group: &str, plural: &str, namespace: Option<&str>, name: &str) -> Option<&Value> {
        let wanted = (namespace.unwrap_or_default(), name);
        self.objects(group, plural).iter().find(|object| place(object) == wanted)
    }

    pub fn version(&self) -> u64 {
        self.version
    }

    pub fn changes(&self) -> broadcast::Receiver<(Key, Value)> {
        self.changes.subscribe()
    }
}

/// `v1`, `crd.antrea.io/v1beta1`.
pub fn api_version(group: &str, version: &str) -> String {
    if group.is_empty() { version.to_string() } else { format!("{group}/{version}") }
}
