//! Policies of the controller, and what changed of them.

use serde_json::json;

use super::*;
use crate::source::kube::testing::{Reply, json as reply, run, status};

fn policy(uid: &str, name: &str, rules: Value) -> Value {
    json!({
        "metadata": {"name": uid, "uid": uid, "generation": 1, "creationTimestamp": null},
        "rules": rules,
        "appliedToGroups": ["g1", "g2"],
        "sourceRef": {"type": "AntreaNetworkPolicy", "namespace": "shop", "name": name, "uid": uid},
    })
}

fn rules() -> Value {
    json!([{"direction": "In", "priority": 0, "from": {"addressGroups": ["a", "b"]}}, {"direction": "Out", "priority": 1, "to": {}}])
}

fn prints(policies: &[Value]) -> Fingerprints {
    fingerprints(json!({"metadata": {}, "items": policies}).to_string().as_bytes()).unwrap()
}

#[test]
fn order_and_bookkeeping_are_no_change() {
    let mut other: Value = policy("u1", "web", rules());
    other["metadata"]["generation"] = json!(7);
    other["apiVersion"] = json!("controlplane.antrea.io/v1beta2");
    other["appliedToGroups"] = json!(["g2", "g1"]);
    other["tierPriority"] = Value::Null;
    other["rules"] = json!([{"to": {}, "priority": 1, "direction": "Out"}, {"from": {"addressGroups": ["b", "a"]}, "priority": 0, "direction": "In"}]);
    assert!(is_same(&changed(&prints(&[policy("u1", "web", rules())]), &prints(&[other]))));
}

#[test]
fn what_changed_is_named() {
    let before = prints(&[policy("u1", "web", rules()), policy("u2", "db", rules()), policy("u3", "api", rules())]);
    let mut other = rules();
    other[0]["priority"] = json!(2);
    let after = prints(&[policy("u1", "web", rules()), policy("u3", "api", other), policy("u4", "new", rules())]);
    let found = changed(&before, &after);
    assert_eq!(found.gone, [Arc::from("u2")]);
    assert_eq!(found.others, ["AntreaNetworkPolicy shop/api", "AntreaNetworkPolicy shop/new"]);
}

#[test]
fn small_changes_are_seen() {
    let base = json!([{"a": [1, 2], "b": "x"}]);
    let others = [
        json!([{"a": [1, 2, 2], "b": "x"}]),
        json!([{"a": [1, "2"], "b": "x"}]),
        json!([{"a": [1, 2]}]),
        json!([{"a": [1, 2], "b": true}]),
        json!([{"a": [[1], 2], "b": "x"}]),
        json!([{"a": "x", "b": [1, 2]}]),
        json!([{"a": [1, 2], "b": "x"}, {}]),
        json!([]),
    ];
    let before = prints(&[policy("u", "p", base)]);
    for other in others {
        assert!(!is_same(&changed(&before, &prints(&[policy("u", "p", other.clone())]))), "{other}");
    }
}

#[test]
fn answers_of_agents_and_of_others() {
    assert!(fingerprints(br#"{"metadata":{},"items":null}"#).unwrap().is_empty());
    assert_eq!(fingerprints(br#"{"items":[{"metadata":{"name":"u"}},{}]}"#).unwrap().len(), 1);
    assert!(fingerprints(b"<html>").unwrap_err().to_string().contains("HTML"));
    assert!(fingerprints(b"{").is_err());
}

#[tokio::test]
async fn the_controller_is_asked_before_and_after() {
    let mut policies = 0;
    let answer = move |path: &str| match path {
        "/apis/controlplane.antrea.io/v1beta2/networkpolicies?limit=500" => {
            policies += 1;
            let items = if policies == 1 { json!([policy("u1", "web", rules())]) } else { json!([]) };
            reply(json!({"kind": "NetworkPolicyList", "items": items}))
        }
        _ => reply(json!({"items": [{"metadata": {"name": "g"}, "groupMembers": [{"ips": ["CgoAGg=="]}]}]})),
    };
    let (found, seen) = run(answer, async |api, feed| {
        let before = controller(&api, &feed).await.unwrap();
        read_again(&api, &feed, &before).await.unwrap()
    })
    .await;
    assert_eq!(found, Changed { node: None, gone: vec!["u1".into()], others: vec![] });
    let files: Vec<&str> = seen.artefacts.iter().map(|(path, ..)| path.as_str()).collect();
    let expected = ["appliedtogroups", "addressgroups", "networkpolicies"];
    assert_eq!(files, expected.map(|plural| format!("cluster/{plural}.controlplane.antrea.io.json")));
    let list: Value = serde_json::from_slice(&seen.artefacts[1].1).unwrap();
    assert_eq!(list["items"][0]["groupMembers"], json!([{"ips": ["CgoAGg=="]}]));
    let list: Value = serde_json::from_slice(&seen.artefacts[2].1).unwrap();
    assert_eq!(list["items"][0]["sourceRef"]["name"], "web");
}

#[tokio::test]
async fn a_refusal_names_its_right() {
    let answer = |_: &str| -> Reply { status(403, "Forbidden", "no") };
    let (result, _) = run(answer, async |api, feed| controller(&api, &feed).await).await;
    let error = result.unwrap_err();
    assert!(error.why.contains("list appliedtogroups.controlplane.antrea.io in the whole cluster, which examples/rbac/realised-rules.yaml grants"), "{error}");
}
