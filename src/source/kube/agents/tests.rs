//! Finding agents.

use std::net::IpAddr;

use serde_json::{Value, json};

use super::*;
use crate::source::kube::testing::{Reply, Seen, json as reply, run, status};

fn agent(node: &str, name: &str, more: Value) -> Value {
    let mut pod = json!({
        "metadata": {"name": name, "namespace": "kube-system", "creationTimestamp": "2026-01-01T00:00:00Z"},
        "spec": {"nodeName": node, "containers": [{"name": "antrea-agent"}, {"name": "antrea-ovs"}]},
        "status": {"phase": "Running", "podIP": "192.168.0.1", "containerStatuses": [
            {"name": "antrea-agent", "state": {"running": {}}}, {"name": "antrea-ovs", "state": {"running": {}}},
        ]},
    });
    merge(&mut pod, more);
    pod
}

fn merge(into: &mut Value, more: Value) {
    match (into, more) {
        (Value::Object(into), Value::Object(more)) => {
            more.into_iter().for_each(|(key, value)| merge(into.entry(key).or_insert(Value::Null), value));
        }
        (into, more) => *into = more,
    }
}

fn list(items: Vec<Value>) -> Reply {
    reply(json!({"kind": "PodList", "metadata": {}, "items": items}))
}

async fn found(pods: Vec<Value>, options: Options) -> (Result<Found, KubeError>, Seen) {
    let answer = move |path: &str| match path {
        "/api/v1/pods?labelSelector=app%3Dantrea%2Ccomponent%3Dantrea-agent&limit=500" => list(pods.clone()),
        "/api/v1/nodes?labelSelector=zone%3Dx&limit=500" => {
            reply(json!({"items": [{"metadata": {"name": "n1"}}, {"metadata": {"name": "n9"}}]}))
        }
        other => panic!("{other}"),
    };
    run(answer, async move |api, feed| find(&api, &feed, &options).await).await
}

fn options(nodes: &[&str], selector: Option<&str>) -> Options {
    Options {
        nodes: nodes.iter().map(|node| node.to_string()).collect(),
        selector: selector.map(str::to_owned),
        ..Options::default()
    }
}

fn three() -> Vec<Value> {
    ["n1", "n2", "m1"].map(|node| agent(node, &format!("antrea-agent-{node}"), json!({}))).to_vec()
}

fn names(found: &Found) -> Vec<&str> {
    found.pods.iter().map(|pod| &*pod.node).collect()
}

#[tokio::test]
async fn all_agents() {
    let (result, seen) = found(three(), Options::default()).await;
    let result = result.unwrap();
    assert_eq!(names(&result), ["m1", "n1", "n2"]);
    assert_eq!(result.namespace, "kube-system");
    let first = &result.pods[0];
    assert_eq!((first.name.as_str(), first.namespace.as_str()), ("antrea-agent-m1", "kube-system"));
    assert_eq!(first.ip, Some(IpAddr::from([192, 168, 0, 1])));
    assert_eq!(first.containers, ["antrea-agent", "antrea-ovs"]);
    assert_eq!(first.not_ready, None);
    assert!(seen.gaps.is_empty());
}

#[tokio::test]
async fn nodes_by_name_glob_and_label() {
    type Case = (&'static [&'static str], Option<&'static str>, &'static [&'static str], &'static [&'static str]);
    let cases: [Case; 6] = [
        (&["n1"], None, &["n1"], &[]),
        (&["n*"], None, &["n1", "n2"], &[]),
        (&["n1", "nn", "x*"], None, &["n1"], &["Nodes", "agent Pod"]),
        (&[], Some("zone=x"), &["n1"], &["agent Pod"]),
        (&["n1", "m1"], Some("zone=x"), &["n1"], &[]),
        (&["*"], Some("zone=x"), &["n1"], &[]),
    ];
    for (nodes, selector, expected, gaps) in cases {
        let (result, seen) = found(three(), options(nodes, selector)).await;
        assert_eq!(names(&result.unwrap()), expected, "{nodes:?}");
        let told: Vec<&str> = seen.gaps.iter().map(|gap| gap.what.as_str()).collect();
        assert_eq!(told, gaps, "{nodes:?} {:?}", seen.gaps);
    }
    let (result, _) = found(three(), options(&["n3"], None)).await;
    let error = result.unwrap_err();
    assert_eq!(
        error.to_string(),
        "find the agents: --node n3 selects none of the 3 Nodes that have an agent; there are m1, n1, n2"
    );
}

#[tokio::test]
async fn a_pod_that_cannot_be_asked_says_why() {
    let ovs = |state: Value| json!({"status": {"containerStatuses": [{"name": "antrea-agent", "state": {"running": {}}}, {"name": "antrea-ovs", "state": state}]}});
    let windows = json!({"metadata": {"ownerReferences": [{"name": "antrea-agent-windows"}]}, "spec": {"containers": [{"name": "antrea-agent"}]}});
    let cases = [
        (json!({"status": {"phase": "Pending", "containerStatuses": []}}), Some("Pending")),
        (
            json!({"status": {"phase": "Pending", "containerStatuses": [{"name": "antrea-ovs", "state": {"waiting": {"reason": "ImagePullBackOff"}}}]}}),
            Some("Pending (container antrea-ovs: ImagePullBackOff)"),
        ),
        (json!({"status": {"phase": "Failed", "reason": "Evicted"}}), Some("Failed (Evicted)")),
        (ovs(json!({"waiting": {"reason": "CrashLoopBackOff"}})), Some("container antrea-ovs: CrashLoopBackOff")),
        (
            ovs(json!({"terminated": {"reason": "OOMKilled", "exitCode": 137}})),
            Some("container antrea-ovs: terminated (OOMKilled, exit code 137)"),
        ),
        (json!({"metadata": {"deletionTimestamp": "2026-01-01T00:00:00Z"}}), Some("Terminating")),
        (windows, Some("it is a Windows Node: Open vSwitch does not run in the agent's Pod there")),
        (json!({"metadata": {"ownerReferences": [{"name": "antrea-agent-windows"}]}}), None),
        (json!({"status": "odd"}), None),
    ];
    for (more, expected) in cases {
        let (result, _) = found(vec![agent("n1", "a", more.clone())], Options::default()).await;
        assert_eq!(result.unwrap().pods[0].not_ready.as_deref(), expected, "{more}");
    }
    // Open vSwitch outlives its agent.
    let crashing = json!({"status": {"containerStatuses": [{"name": "antrea-agent", "state": {"waiting": {"reason": "CrashLoopBackOff"}}}, {"name": "antrea-ovs", "state": {"running": {}}}]}});
    let (result, _) = found(vec![agent("n1", "a", crashing)], Options::default()).await;
    let result = result.unwrap();
    assert_eq!(result.pods[0].not_ready, None);
    assert_eq!(result.agent_not_ready["n1"], "container antrea-agent: CrashLoopBackOff");
}

#[tokio::test]
async fn the_newest_of_two_is_the_agent() {
    let at = |time: &str| json!({"metadata": {"creationTimestamp": time}});
    let leaving =
        json!({"metadata": {"creationTimestamp": "2026-03-01T00:00:00Z", "deletionTimestamp": "2026-03-02T00:00:00Z"}});
    let pods = vec![
        agent("n1", "old", at("2026-01-01T00:00:00Z")),
        agent("n1", "new", at("2026-02-01T00:00:00Z")),
        agent("n1", "leaving", leaving),
        agent("n1", "older", at("2025-01-01T00:00:00Z")),
    ];
    let (result, _) = found(pods, Options::default()).await;
    let result = result.unwrap();
    assert_eq!(result.pods.len(), 1);
    assert_eq!(result.pods[0].name, "new");
}

#[tokio::test]
async fn without_the_right_to_all_namespaces_one_is_searched() {
    let answer = |path: &str| match path {
        "/api/v1/namespaces/kube-system/pods?labelSelector=app%3Dantrea%2Ccomponent%3Dantrea-agent&limit=500" => {
            list(three())
        }
        _ => status(403, "Forbidden", "no"),
    };
    let (result, seen) = run(answer, async |api, feed| find(&api, &feed, &Options::default()).await).await;
    assert_eq!(result.unwrap().pods.len(), 3);
    assert!(seen.said()[0].starts_with("agents are looked for in Namespace kube-system only (--antrea-namespace names another): you lack the right to list pods in the whole cluster"), "{:?}", seen.said());

    let (result, _) =
        run(|_: &str| status(403, "Forbidden", "no"), async |api, feed| find(&api, &feed, &Options::default()).await)
            .await;
    let error = result.unwrap_err();
    assert_eq!(error.kind, KubeErrorKind::Forbidden);
    assert!(
        error.why.contains("list pods in the whole cluster, which examples/rbac/realised-rules.yaml grants"),
        "{error}"
    );

    let of = Options { antrea_namespace: Some("antrea".into()), ..Options::default() };
    let (result, seen) = run(|_: &str| list(vec![]), async move |api, feed| find(&api, &feed, &of).await).await;
    assert!(result.unwrap_err().why.starts_with(
        "no Pod with the labels app=antrea,component=antrea-agent is in Namespace antrea: is Antrea installed"
    ));
    assert!(seen.paths()[0].starts_with("/api/v1/namespaces/antrea/pods?"));
}

#[tokio::test]
async fn a_selector_needs_the_right_to_nodes() {
    let answer = |path: &str| match path.starts_with("/api/v1/pods") {
        true => list(three()),
        false => status(403, "Forbidden", "no"),
    };
    let of = options(&[], Some("a=b"));
    let (result, _) = run(answer, async move |api, feed| find(&api, &feed, &of).await).await;
    let text = result.unwrap_err().to_string();
    assert!(
        text.starts_with(
            "find the Nodes of -l a=b: GET /api/v1/nodes?labelSelector=a%3Db: you lack the right to list nodes"
        ),
        "{text}"
    );
}

#[tokio::test]
async fn infos_of_either_group() {
    let answer = |path: &str| match path
        .starts_with("/apis/clusterinformation.antrea.tanzu.vmware.com/v1beta1/antreaagentinfos")
    {
        true => list(vec![json!({"metadata": {"name": "n1"}, "version": "v0.13.0", "apiPort": 10350})]),
        false => crate::source::kube::testing::unknown_path(),
    };
    let (result, seen) = run(answer, async |api, feed| infos(&api, &feed, &|_| true).await.unwrap()).await;
    assert_eq!(result["n1"].version.as_deref(), Some("v0.13.0"));
    assert_eq!(seen.asked.len(), 2);
    let (result, _) = run(
        |_: &str| crate::source::kube::testing::unknown_path(),
        async |api, feed| infos(&api, &feed, &|_| true).await.unwrap(),
    )
    .await;
    assert!(result.is_empty());
}
