//! The API server: agents' Pods, and the objects that names come from.

use std::time::Duration;

use serde_json::json;

use super::{Case, Cluster, Fault, HIT, On, Rows, fault, hold};

const RULES: &str = "rules --via exec --request-timeout 3s";

fn controller(cluster: &Cluster, fault: Fault) {
    cluster.fault(On::api("list", "networkpolicies.controlplane.antrea.io"), fault);
}

fn pods(cluster: &Cluster, fault: Fault) {
    cluster.fault(On::api("list", "pods"), fault);
}

/// A thousand Pods more: lists come in pages.
fn crowd(cluster: &Cluster) {
    let mut store = cluster.store();
    for number in 0..1200 {
        let metadata =
            json!({ "name": format!("crowd-{number}"), "namespace": "default", "labels": { "app": "crowd" } });
        store.put(
            "",
            "pods",
            json!({ "apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": {}, "status": {} }),
        );
    }
}

/// Names come from elsewhere: same numbers, same policies.
fn names() -> Vec<Case> {
    let found = |name, set| fault(name, RULES).set(set).gives(0, &[], Rows::Numbers);
    vec![
        found("the controller's policies are forbidden", |c| controller(c, Fault::Forbidden)),
        found("the controller's policies are garbage", |c| controller(c, Fault::Garbage)),
        found("the controller's policies hang", |c| controller(c, Fault::Hang)),
        found("the controller's policies are cut", |c| controller(c, Fault::Cut(1000))),
        found("the controller's policies are another object", |c| controller(c, Fault::OtherJson)),
        found("the controller is down", |c| c.break_group("controlplane.antrea.io")),
        found("the controller's groups are forbidden", |c| {
            c.fault(On::api("list", "addressgroups.controlplane.antrea.io"), Fault::Forbidden);
        }),
        found("a page expires in the middle of a list", |c| {
            crowd(c);
            controller(c, Fault::Forbidden);
            c.fault_times(On::api("list", "pods"), Fault::ExpiredPage, 0, 1);
        }),
        found("Namespaces are forbidden, and antctl is asked", |c| {
            controller(c, Fault::Forbidden);
            c.fault(On::api("list", "namespaces"), Fault::Forbidden);
        }),
        fault("nothing has names", RULES)
            .set(|c| {
                controller(c, Fault::Forbidden);
                for policies in [
                    "networkpolicies.networking.k8s.io",
                    "networkpolicies.crd.antrea.io",
                    "clusternetworkpolicies.crd.antrea.io",
                ] {
                    c.fault(On::api("list", policies), Fault::Forbidden);
                }
                c.fault(On::command(HIT, "antctl"), Fault::Exit(1));
            })
            .gives(4, &["policies", "antctl", "exit code 1"], Rows::Numbers),
        found("the agents' information is forbidden", |c| {
            c.fault(On::api("list", "antreaagentinfos.crd.antrea.io"), Fault::Forbidden);
        }),
        found("Services are forbidden", |c| c.fault(On::api("list", "services"), Fault::Forbidden)),
    ]
}

/// Without the agents' Pods nothing can be asked.
fn servers() -> Vec<Case> {
    let none = |name, set, said| fault(name, RULES).set(set).gives(1, said, Rows::None);
    vec![
        fault("Pods get 503 once", RULES).set(|c| c.fault_times(On::api("list", "pods"), Fault::Unavailable, 0, 1)),
        fault("Pods get 429 once", RULES)
            .set(|c| c.fault_times(On::api("list", "pods"), Fault::TooManyRequests(1), 0, 1)),
        fault("Pods are disconnected once", RULES)
            .set(|c| c.fault_times(On::api("list", "pods"), Fault::Disconnect, 0, 1)),
        fault("Pods are cut once", RULES).set(|c| c.fault_times(On::api("list", "pods"), Fault::Cut(500), 0, 1)),
        fault("Pods come late", RULES).set(|c| pods(c, Fault::Delay(Duration::from_millis(300)))),
        none("Pods are forbidden", |c| pods(c, Fault::Forbidden), &["list", "pods", "examples/rbac/"]),
        none("Pods get 401", |c| pods(c, Fault::Unauthorized), &["does not know who you are"]),
        none("Pods get 404", |c| pods(c, Fault::NotFound), &["/api/v1/pods"]),
        none("Pods get 500", |c| pods(c, Fault::ServerError), &["500", "no leader"]),
        none("Pods get 503", |c| pods(c, Fault::Unavailable), &["503", "tries"]),
        none("Pods hang", |c| pods(c, Fault::Hang), &["did not answer within 3 s"]),
        none("Pods drip", |c| pods(c, Fault::SlowDrip(Duration::from_millis(500))), &["did not finish within 3 s"]),
        none("Pods are garbage", |c| pods(c, Fault::Garbage), &["/api/v1/pods"]),
        none("Pods are garbage in gzip", |c| pods(c, Fault::GarbageGzip), &["/api/v1/pods"]),
        none("Pods are another object", |c| pods(c, Fault::OtherJson), &["/api/v1/pods"]),
        none("Pods are nothing", |c| pods(c, Fault::Empty), &["/api/v1/pods"]),
        none("Pods have no end", |c| pods(c, Fault::Huge(1 << 30)), &["/api/v1/pods"]),
        none("Pods are disconnected", |c| pods(c, Fault::Disconnect), &["cannot be reached"]),
        none("the API server hangs", |c| c.fault(On::api("*", "*"), Fault::Hang), &["did not answer within 3 s"]),
    ]
}

/// `get nodes` says of each Node which way works, and why the others do not.
fn nodes() -> Vec<Case> {
    let nodes = |name| fault(name, "nodes --request-timeout 3s");
    vec![
        nodes("nodes: exec cannot be had on one").set(|c| c.fault(On::exec(HIT), Fault::Unreachable)).gives(
            0,
            &[],
            Rows::Part,
        ),
        nodes("nodes: no agent can be had on one").set(|c| c.fault(On::forward(HIT), Fault::ForwardRefused)).gives(
            0,
            &[],
            Rows::Part,
        ),
        nodes("nodes: one cannot be had at all")
            .set(|c| {
                c.fault(On::exec(HIT), Fault::Unreachable);
                c.fault(On::forward(HIT), Fault::Unreachable);
            })
            .gives(4, &["unreachable"], Rows::Part),
    ]
}

#[test]
fn names_from_elsewhere() {
    hold(names());
}

#[test]
fn api_servers_in_trouble() {
    hold(servers());
}

#[test]
fn nodes_say_what_works() {
    hold(nodes());
}
