//! Collections over answers that a test gives.

use serde_json::json;

use super::*;
use crate::source::kube::testing::{Reply, Seen, json as reply, run, status, unknown_path};

/// The objects of an artefact, which has to be a whole List.
fn objects_of(seen: &Seen, file: &str) -> Vec<Value> {
    let (_, bytes, outcome) = seen.artefacts.iter().find(|(path, ..)| path == file).expect(file);
    assert_eq!(*outcome, Some(Outcome::Complete));
    let list: Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!((&list["kind"], &list["apiVersion"]), (&json!("List"), &json!("v1")));
    list["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn pods_become_a_list_as_kubectl_prints_it() {
    let answer = |path: &str| {
        let items: Vec<Value> = match path.contains("continue=") {
            false => (0..500)
                .map(|n| json!({"metadata": {"name": format!("p{n}"), "managedFields": []}, "spec": {"volumes": []}}))
                .collect(),
            true => vec![json!({"metadata": {"name": "last"}, "spec": {"nodeName": "n1"}})],
        };
        let token = if path.contains("continue=") { "" } else { "next" };
        reply(json!({"kind": "PodList", "apiVersion": "v1", "metadata": {"continue": token}, "items": items}))
    };
    let (listed, seen) = run(answer, async |api, feed| objects(&api, &feed, &[PODS]).await.unwrap()).await;
    assert_eq!((listed.complete, listed.failed.len(), listed.absent.len()), (vec!["pods".to_owned()], 0, 0));
    assert_eq!(seen.paths(), ["/api/v1/pods?limit=500", "/api/v1/pods?limit=500&continue=next"]);
    let pods = objects_of(&seen, "cluster/pods.json");
    assert_eq!(pods.len(), 501);
    assert_eq!(pods[0], json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p0"}}));
    assert_eq!(
        pods[500],
        json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "last"}, "spec": {"nodeName": "n1"}})
    );
}

#[tokio::test]
async fn an_older_version_is_asked_when_the_newer_is_not_there() {
    let answer = |path: &str| match path {
        "/apis/crd.antrea.io/v1alpha2/clustergroups?limit=500" => reply(
            json!({"kind": "ClusterGroupList", "items": [{"metadata": {"name": "g"}, "spec": {"a": 1}, "status": {}}]}),
        ),
        _ => unknown_path(),
    };
    let (listed, seen) =
        run(answer, async |api, feed| objects(&api, &feed, &[CLUSTER_GROUPS, TIERS]).await.unwrap()).await;
    assert_eq!(listed.complete, ["clustergroups.crd.antrea.io"]);
    assert_eq!(listed.absent, ["tiers.crd.antrea.io"]);
    assert_eq!(seen.said(), ["the cluster has no tiers.crd.antrea.io"]);
    assert!(seen.gaps.is_empty(), "a CRD that is not installed is no gap");
    let groups = objects_of(&seen, "cluster/clustergroups.crd.antrea.io.json");
    assert_eq!(
        groups,
        [
            json!({"apiVersion": "crd.antrea.io/v1alpha2", "kind": "ClusterGroup", "metadata": {"name": "g"}, "spec": {"a": 1}})
        ]
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let answer = |path: &str| match path {
        "/api/v1/nodes?limit=500" => status(403, "Forbidden", "nodes is forbidden: User \"u\" cannot list"),
        "/api/v1/namespaces?limit=500" => reply(json!({"kind": "NamespaceList", "items": null})),
        // A proxy's page is no proof that a CRD is not installed.
        "/apis/crd.antrea.io/v1beta1/tiers?limit=500" => Reply(404, vec![], b"<html>not here</html>".to_vec()),
        "/api/v1/services?limit=500" => unknown_path(),
        "/api/v1/pods?limit=500" => {
            reply(json!({"metadata": {"continue": "t"}, "items": [{"metadata": {"name": "p"}}]}))
        }
        "/api/v1/pods?limit=500&continue=t" => status(500, "InternalError", "etcd is down"),
        other => panic!("{other}"),
    };
    let which = [NODES, NAMESPACES, TIERS, SERVICES_COLLECTION, PODS];
    let (listed, seen) = run(answer, async |api, feed| objects(&api, &feed, &which).await.unwrap()).await;
    assert_eq!(listed.complete, ["namespaces"]);
    let (failed, why): (Vec<&str>, Vec<String>) =
        listed.failed.iter().map(|(what, error)| (what.as_str(), error.to_string())).unzip();
    assert_eq!(failed, ["nodes", "tiers.crd.antrea.io", "services", "pods"]);
    assert!(seen.gaps.is_empty(), "whether it is one, the caller knows: {:?}", seen.gaps);
    assert!(
        why[0].contains(
            "you lack the right to list nodes in the whole cluster, which examples/rbac/realised-rules.yaml grants"
        ),
        "{why:?}"
    );
    assert!(why[1].contains("HTML"), "{why:?}");
    assert!(why[2].contains("404 page not found"), "{why:?}");
    assert!(why[3].contains("etcd is down"), "{why:?}");
    assert!(objects_of(&seen, "cluster/namespaces.json").is_empty());
    let (_, bytes, outcome) = seen.artefacts.iter().find(|(path, ..)| path == "cluster/pods.json").unwrap();
    assert!(matches!(outcome, Some(Outcome::Cut { after, .. }) if *after == bytes.len() as u64), "{outcome:?}");
    assert!(!seen.artefacts.iter().any(|(path, ..)| path == "cluster/nodes.json"));
}

#[test]
fn every_collection_has_its_right_and_its_own_file() {
    let mut files = std::collections::BTreeSet::new();
    for collection in ALL.iter().chain(&[
        super::super::names::NETWORK_POLICIES,
        super::super::names::ADDRESS_GROUPS,
        super::super::names::APPLIED_TO_GROUPS,
    ]) {
        assert!(files.insert(collection.file()), "{} stands twice", collection.file());
        for version in collection.versions {
            let path = collection.path(version);
            let right = super::super::rights::right(&http::Method::GET, &path).unwrap();
            assert_eq!(right.grant().map(|grant| grant.file), Some(super::super::rights::REALISED_RULES), "{path}");
        }
    }
}

#[test]
fn reading_may_move_between_threads() {
    fn moves<F: Future + Send>(_: impl Fn(Api, Feed) -> F) {}
    moves(|api, feed| async move { objects(&api, &feed, &ALL).await });
    moves(|api, feed| async move { super::super::names::controller(&api, &feed).await });
    moves(|api, feed| async move { super::super::agents::infos(&api, &feed, &|_| true).await });
    moves(|api, feed| async move { super::super::stats_api::statistics(&api, &feed, &[]).await });
    moves(|api, feed| async move { super::super::agents::find(&api, &feed, &super::super::Options::default()).await });
}
