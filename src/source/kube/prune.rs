//! What is kept of an object: what decides which policies apply to whom, and nothing else.
//!
//! A Pod says much that is nobody's business here (environment, commands, volumes may hold secrets), and most of its bytes are bookkeeping.

use serde_json::Value;

use super::page::Object;

/// What is kept of a value.
#[derive(Clone, Copy, Debug)]
pub enum Keep {
    /// All of it.
    All,
    /// These keys of an object.
    Keys(&'static [(&'static str, Keep)]),
    /// This of each item of a list.
    Each(&'static Keep),
}

use Keep::{All, Each, Keys};

/// Of policies, groups and statistics: all but the bookkeeping of `metadata`.
pub const WHOLE: Keep = Keys(&[("metadata", METADATA), ("spec", All)]);

/// Of statistics.
pub const STATISTICS: Keep = Keys(&[("metadata", METADATA), ("trafficStats", All), ("ruleTrafficStats", All)]);

/// Of what Antrea's controller hands to its agents.
pub const CONTROLPLANE: Keep = Keys(&[
    ("metadata", METADATA),
    ("rules", All),
    ("appliedToGroups", All),
    ("priority", All),
    ("tierPriority", All),
    ("sourceRef", All),
    ("groupMembers", All),
]);

/// Of Pods: whom selectors select, their addresses and named ports.
pub const POD: Keep = Keys(&[
    ("metadata", METADATA),
    (
        "spec",
        Keys(&[
            ("nodeName", All),
            ("hostNetwork", All),
            ("serviceAccountName", All),
            ("containers", Each(&Keys(&[("name", All), ("ports", Each(&CONTAINER_PORT))]))),
        ]),
    ),
    ("status", Keys(&[("phase", All), ("podIP", All), ("podIPs", Each(&Keys(&[("ip", All)])))])),
]);

const CONTAINER_PORT: Keep = Keys(&[("name", All), ("containerPort", All), ("protocol", All)]);

/// Of Namespaces: labels, and the annotation that makes Antrea log.
pub const NAMESPACE: Keep = Keys(&[("metadata", METADATA)]);

/// Of Nodes: labels and networks.
pub const NODE: Keep = Keys(&[
    ("metadata", METADATA),
    ("spec", Keys(&[("podCIDR", All), ("podCIDRs", All)])),
    ("status", Keys(&[("addresses", Each(&Keys(&[("type", All), ("address", All)])))])),
]);

/// Of Services: selector, addresses and ports.
pub const SERVICE: Keep = Keys(&[
    ("metadata", METADATA),
    (
        "spec",
        Keys(&[
            ("selector", All),
            ("type", All),
            ("clusterIP", All),
            ("clusterIPs", All),
            ("externalIPs", All),
            ("ports", Each(&SERVICE_PORT)),
        ]),
    ),
    ("status", Keys(&[("loadBalancer", Keys(&[("ingress", Each(&Keys(&[("ip", All)])))]))])),
]);

const SERVICE_PORT: Keep =
    Keys(&[("name", All), ("protocol", All), ("port", All), ("targetPort", All), ("nodePort", All)]);

/// Of EndpointSlices: whose they are, addresses and ports of the endpoints, and whether they are ready.
pub const ENDPOINT_SLICE: Keep = Keys(&[
    ("metadata", METADATA),
    ("addressType", All),
    ("ports", All),
    ("endpoints", Each(&Keys(&[("addresses", All), ("conditions", All)]))),
]);

/// Of Egresses: their addresses, given or got.
pub const EGRESS: Keep = Keys(&[
    ("metadata", METADATA),
    ("spec", Keys(&[("egressIP", All), ("egressIPs", All)])),
    ("status", Keys(&[("egressIP", All)])),
]);

/// Of multicast groups.
pub const MULTICAST_GROUP: Keep = Keys(&[("metadata", METADATA), ("group", All), ("pods", All)]);

/// Of ExternalEntities: labels, addresses and named ports.
pub const EXTERNAL_ENTITY: Keep = Keys(&[
    ("metadata", METADATA),
    ("spec", Keys(&[("endpoints", Each(&Keys(&[("ip", All), ("name", All)]))), ("ports", All), ("externalNode", All)])),
]);

/// No `managedFields`, and of annotations only those that mean something to Antrea: `kubectl apply` keeps a whole copy of the object in one.
const METADATA: Keep = Keys(&[
    ("name", All),
    ("namespace", All),
    ("uid", All),
    ("creationTimestamp", All),
    ("generation", All),
    ("resourceVersion", All),
    ("labels", All),
    (
        "annotations",
        Keys(&[("networkpolicy.antrea.io/enable-logging", All), ("node.antrea.io/transport-addresses", All)]),
    ),
]);

/// Takes away what is not kept.
pub fn prune(object: &mut Object, keep: &Keep) {
    if let Keys(keys) = keep {
        object.retain(|key, value| match keys.iter().find(|(kept, _)| kept == key) {
            Some((_, keep)) => prune_value(value, keep),
            None => false,
        });
    }
}

/// Whether anything of it is left: an object that was emptied is left out, as the API server leaves out empty ones.
fn prune_value(value: &mut Value, keep: &Keep) -> bool {
    match (keep, value) {
        (Keys(_), Value::Object(object)) => {
            let had = !object.is_empty();
            prune(object, keep);
            !had || !object.is_empty()
        }
        (Each(keep), Value::Array(items)) => {
            for item in items {
                prune_value(item, keep);
            }
            true
        }
        // A value of another type than Kubernetes gives it is kept: its reader says what is wrong with it.
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pruned(object: Value, keep: &Keep) -> Value {
        let Value::Object(mut object) = object else { panic!("no object") };
        prune(&mut object, keep);
        Value::Object(object)
    }

    #[test]
    fn of_a_pod_no_secret_is_left() {
        let pod = json!({
            "metadata": {
                "name": "web", "namespace": "default", "uid": "u", "labels": {"app": "web"},
                "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{s3cret}"},
                "managedFields": [{"manager": "s3cret"}], "ownerReferences": [{"name": "s3cret"}],
            },
            "spec": {
                "nodeName": "n1", "serviceAccountName": "sa", "hostNetwork": true,
                "volumes": [{"name": "s3cret"}], "initContainers": [{"env": [{"value": "s3cret"}]}],
                "containers": [{
                    "name": "c", "image": "s3cret", "command": ["s3cret"], "env": [{"name": "a", "value": "s3cret"}],
                    "ports": [{"name": "http", "containerPort": 80, "protocol": "TCP", "hostIP": "s3cret"}],
                }],
            },
            "status": {"phase": "Running", "podIP": "10.0.0.1", "podIPs": [{"ip": "10.0.0.1"}], "message": "s3cret"},
        });
        let expected = json!({
            "metadata": {"name": "web", "namespace": "default", "uid": "u", "labels": {"app": "web"}},
            "spec": {
                "nodeName": "n1", "serviceAccountName": "sa", "hostNetwork": true,
                "containers": [{"name": "c", "ports": [{"name": "http", "containerPort": 80, "protocol": "TCP"}]}],
            },
            "status": {"phase": "Running", "podIP": "10.0.0.1", "podIPs": [{"ip": "10.0.0.1"}]},
        });
        assert_eq!(pruned(pod, &POD), expected);
    }

    #[test]
    fn values_of_other_types_are_kept() {
        let odd = json!({"metadata": "x", "spec": {"containers": {"a": 1}, "nodeName": null}, "status": [1]});
        assert_eq!(pruned(odd.clone(), &POD), odd);
    }

    #[test]
    fn of_a_policy_the_spec_is_left() {
        let policy = json!({
            "metadata": {"name": "p", "labels": {}, "annotations": {"networkpolicy.antrea.io/enable-logging": "true", "x": "y"}},
            "spec": {"podSelector": {}, "ingress": [{"from": []}]},
            "status": {"phase": "Realized"},
        });
        let expected = json!({
            "metadata": {"name": "p", "labels": {}, "annotations": {"networkpolicy.antrea.io/enable-logging": "true"}},
            "spec": {"podSelector": {}, "ingress": [{"from": []}]},
        });
        assert_eq!(pruned(policy, &WHOLE), expected);
    }
}
