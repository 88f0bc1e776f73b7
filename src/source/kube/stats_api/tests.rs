//! The statistics API as controllers of different versions answer.

use serde_json::json;

use super::*;
use crate::source::kube::testing::{Reply, Seen, json as reply, run, status, unknown_path};

const ALL: [PolicyKind; 6] = PolicyKind::ALL;

fn list(items: Value) -> Reply {
    reply(json!({"kind": "XList", "apiVersion": "stats.antrea.io/v1alpha1", "metadata": {}, "items": items}))
}

async fn outcome(
    answer: impl FnMut(&str) -> Reply + Send + 'static,
    kinds: &[PolicyKind],
) -> (Result<StatsOutcome, KubeError>, Seen) {
    let kinds = kinds.to_vec();
    run(answer, async move |api, feed| statistics(&api, &feed, &kinds).await).await
}

#[tokio::test]
async fn statistics_go_to_the_feed() {
    let answer = |path: &str| match path {
        "/apis/stats.antrea.io/v1alpha1/networkpolicystats?limit=500" => list(
            json!([{"metadata": {"name": "a", "namespace": "n", "managedFields": []}, "trafficStats": {"bytes": 1}}]),
        ),
        _ => list(json!([])),
    };
    let (result, seen) = outcome(answer, &ALL).await;
    assert_eq!(result.unwrap(), StatsOutcome::Ready { objects: 1 });
    assert_eq!(seen.asked.len(), 3, "nothing is probed when one list has items");
    let (path, bytes, _) = &seen.artefacts[0];
    assert_eq!(path, "cluster/networkpolicystats.stats.antrea.io.json");
    let list: Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!(
        list["items"],
        json!([{"apiVersion": "stats.antrea.io/v1alpha1", "kind": "NetworkPolicyStats", "metadata": {"name": "a", "namespace": "n"}, "trafficStats": {"bytes": 1}}])
    );
    assert_eq!(seen.artefacts.len(), 3);
}

#[tokio::test]
async fn a_gate_that_is_off_is_not_zero() {
    let empty = |path: &str| !path.contains(NOBODY);
    // Recent controllers: lists are empty, and one object is refused or is empty itself.
    let refused = move |path: &str| match empty(path) {
        true => list(json!([])),
        false => status(400, "BadRequest", "feature NetworkPolicyStats disabled"),
    };
    let nameless = move |path: &str| match empty(path) {
        true => list(json!([])),
        false => reply(json!({"kind": "X", "metadata": {"creationTimestamp": null}, "trafficStats": {}})),
    };
    // Older ones refuse the list.
    let at_once = |_: &str| status(400, "BadRequest", "feature NetworkPolicyStats disabled");
    let off = StatsOutcome::GateOff { gate: "NetworkPolicyStats".into() };
    for kinds in [&ALL[..], &[PolicyKind::AntreaClusterNetworkPolicy]] {
        for (result, seen) in
            [outcome(refused, kinds).await, outcome(nameless, kinds).await, outcome(at_once, kinds).await]
        {
            assert_eq!(result.unwrap(), off);
            assert!(seen.artefacts.is_empty(), "an empty list is not handed on");
        }
    }
    let (_, seen) = outcome(refused, &ALL).await;
    assert_eq!(seen.paths()[3], "/apis/stats.antrea.io/v1alpha1/namespaces/default/networkpolicystats/_antstats_");
    let (_, seen) = outcome(refused, &ALL[2..]).await;
    assert_eq!(seen.paths()[1], "/apis/stats.antrea.io/v1alpha1/antreaclusternetworkpolicystats/_antstats_");
}

#[tokio::test]
async fn no_policies_are_zero_rows() {
    let answer = |path: &str| match path.contains(NOBODY) {
        false => list(json!([])),
        true => status(404, "NotFound", "networkpolicystats.stats.antrea.io \"_antstats_\" not found"),
    };
    let (result, seen) = outcome(answer, &ALL).await;
    assert_eq!(result.unwrap(), StatsOutcome::Ready { objects: 0 });
    assert_eq!(seen.artefacts.len(), 3);
}

#[tokio::test]
async fn the_old_group() {
    let answer = |path: &str| match path.starts_with("/apis/stats.antrea.tanzu.vmware.com/v1alpha1/") {
        true => list(json!([{"metadata": {"name": "a"}}])),
        false => unknown_path(),
    };
    let (result, seen) = outcome(answer, &ALL).await;
    assert_eq!(result.unwrap(), StatsOutcome::Ready { objects: 3 });
    assert_eq!(seen.asked.len(), 4);
    assert_eq!(seen.artefacts[0].0, "cluster/networkpolicystats.stats.antrea.tanzu.vmware.com.json");
}

#[tokio::test]
async fn why_there_are_none() {
    let (result, _) = outcome(|_: &str| unknown_path(), &ALL).await;
    assert_eq!(result.unwrap(), StatsOutcome::NotInstalled);
    let (result, _) = outcome(|_: &str| Reply(503, vec![], b"service unavailable\n".to_vec()), &ALL[..1]).await;
    assert!(matches!(result, Ok(StatsOutcome::Unavailable(error)) if error.why.contains("service unavailable")));
    let (result, _) = outcome(|_: &str| status(403, "Forbidden", "no"), &ALL).await;
    assert!(
        matches!(result, Ok(StatsOutcome::Forbidden(error)) if error.why.contains("examples/rbac/statistics.yaml"))
    );
    let (result, _) = outcome(|_: &str| status(500, "InternalError", "no"), &ALL[..1]).await;
    assert_eq!(result.unwrap_err().kind, KubeErrorKind::Status(500));
    // The list may be read and the one object may not: whether the gate is on cannot be known.
    let no_get = |path: &str| match path.contains(NOBODY) {
        false => list(json!([])),
        true => status(403, "Forbidden", "no"),
    };
    let (result, _) = outcome(no_get, &ALL).await;
    assert!(
        matches!(result, Ok(StatsOutcome::Forbidden(error)) if error.why.contains("get networkpolicystats.stats.antrea.io"))
    );
}

#[tokio::test]
async fn one_kind_that_fails_is_a_gap() {
    let answer = |path: &str| match path {
        "/apis/stats.antrea.io/v1alpha1/networkpolicystats?limit=500" => list(json!([{"metadata": {"name": "a"}}])),
        "/apis/stats.antrea.io/v1alpha1/antreanetworkpolicystats?limit=500" => status(403, "Forbidden", "no"),
        _ => status(400, "BadRequest", "feature AntreaPolicy disabled"),
    };
    let (result, seen) = outcome(answer, &ALL).await;
    assert_eq!(result.unwrap(), StatsOutcome::Ready { objects: 1 });
    let gaps: Vec<&str> = seen.gaps.iter().map(|gap| gap.what.as_str()).collect();
    assert_eq!(gaps, ["antreanetworkpolicystats.stats.antrea.io", "antreaclusternetworkpolicystats.stats.antrea.io"]);
}
