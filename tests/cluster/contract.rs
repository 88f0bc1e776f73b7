//! One question, three ways to its answer: files, commands in the Pods, the agents' API. Counters are the same, names are the same, and the truth of the capture holds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::run::{Answer, antstats};
use crate::cluster::{Builder, Cluster};
use crate::support::{Capture, open, score};

/// What must not happen. A twin that the agents settle is exact, and right.
const WRONG: &[&str] = &[
    "missing",
    "counters wrong",
    "action or direction wrong",
    "exact wrong",
    "likely wrong",
    "ambiguous without a twin",
    "ambiguous without the truth",
    "unknown",
];

fn ask(cluster: &Cluster, question: &str) -> Answer {
    let answer = antstats(&cluster.kubeconfig(), &format!("get {question} -o json"));
    assert_eq!(answer.code, 0, "{}: get {question}: {}", cluster.capture.name, answer.err);
    answer
}

fn from_files(capture: &Capture, question: &str) -> Vec<Value> {
    let root = capture.root().to_str().unwrap();
    let answer = antstats("/nonexistent".as_ref(), &format!("get {question} -o json --from {root}"));
    assert_eq!(answer.code, 0, "{}: get {question}: {}", capture.name, answer.err);
    answer.items()
}

/// Node, ID and, where it is known, round.
fn key(item: &Value, rounds: bool) -> (String, u64, Option<u64>, bool) {
    let round = rounds.then(|| item["round"].as_u64()).flatten();
    (item["node"].as_str().unwrap().to_string(), item["id"].as_u64().unwrap(), round, item["state"] == "orphan")
}

/// Compares two answers to `rules`. Gives the policies of rules that only one of them could name.
fn compare(what: &str, files: &[Value], live: &[Value], rounds: bool) -> BTreeSet<String> {
    let by_key = |items: &[Value]| -> BTreeMap<_, Value> {
        items.iter().map(|item| (key(item, rounds), item.clone())).collect()
    };
    let (before, now) = (by_key(files), by_key(live));
    let keys = |items: &BTreeMap<_, Value>| items.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys(&before), keys(&now), "{what}: rules");
    assert_eq!(files.len(), live.len(), "{what}: rows");
    let mut settled = BTreeSet::new();
    for (key, item) in &before {
        let other = &now[key];
        for member in ["trafficStats", "action", "direction", "priority", "state", "hits", "l7", "logging"] {
            assert_eq!(item[member], other[member], "{what}: {member}:\n  {item}\n  {other}");
        }
        // Agents name tables, and tell their numbers elsewhere or not at all.
        assert_eq!(item["table"]["name"], other["table"]["name"], "{what}:\n  {item}\n  {other}");
        assert!(item["table"] == other["table"] || other["table"]["id"].is_null(), "{what}:\n  {item}\n  {other}");
        if item["confidence"] == "exact" || item["confidence"] == other["confidence"] {
            for member in ["policy", "rule", "confidence"] {
                assert_eq!(item[member], other[member], "{what}: {member}:\n  {item}\n  {other}");
            }
        } else {
            assert_ne!(other["confidence"], "unknown", "{what}:\n  {item}\n  {other}");
            let candidates = |item: &Value| item["candidates"].as_array().cloned().unwrap_or_default();
            let all = [candidates(item), candidates(other), vec![item.clone(), other.clone()]].concat();
            settled.extend(all.iter().map(|named| named["policy"].to_string()));
        }
    }
    settled
}

/// Compares two answers to `policystats --rules`, but for these policies.
fn compare_policies(what: &str, files: &[Value], live: &[Value], settled: &BTreeSet<String>) {
    let reference = |item: &Value| {
        let metadata = &item["metadata"];
        let namespace = metadata["namespace"].as_str().unwrap_or_default();
        serde_json::json!({ "kind": item["kind"], "namespace": namespace, "name": metadata["name"] }).to_string()
    };
    let is_settled = |item: &&Value| {
        let own: Value = serde_json::from_str(&reference(item)).unwrap();
        let mut candidates = item["candidates"].as_array().into_iter().flatten();
        if candidates.any(|candidate| settled.contains(&candidate["policy"].to_string())) {
            return true;
        }
        settled.iter().any(|policy| {
            let policy: Value = serde_json::from_str(policy).unwrap();
            ["kind", "name"].iter().all(|member| policy[*member] == own[*member])
                && policy["namespace"].as_str().unwrap_or_default() == own["namespace"]
        })
    };
    let rows = |items: &[Value]| -> Vec<String> {
        let mut rows: Vec<String> = items
            .iter()
            .filter(|item| item["metadata"]["name"].is_string() && !is_settled(item))
            .map(|item| format!("{} {} {}", reference(item), item["trafficStats"], item["ruleTrafficStats"]))
            .collect();
        rows.sort();
        rows
    };
    assert_eq!(rows(files), rows(live), "{what}");
}

/// The truth of the capture holds, and no fewer names are exact than from files.
fn check_truth(what: &str, capture: &Capture, files: &[Value], live: &[Value]) {
    let score_of = |items| score(&capture.truth, items, true);
    let (before, now) = (score_of(files), score_of(live));
    let wrong: Vec<_> = WRONG.iter().filter(|wrong| now.of(wrong) > 0).collect();
    assert!(wrong.is_empty() && now.rules > 0, "{what}: {wrong:?}: {:?}\n{}", now.counts, now.wrong.join("\n"));
    assert!(now.of("exact") >= before.of("exact"), "{what}: {:?}, from files {:?}", now.counts, before.counts);
}

fn hold(name: &str, way: &str, rounds: bool, build: fn(Builder) -> Builder) {
    let cluster = build(Cluster::of(open(name))).start();
    let capture = &cluster.capture;
    let what = format!("{name} {way}");
    let files = from_files(capture, "rules");
    let live = ask(&cluster, &format!("rules {way}")).items();
    let settled = compare(&what, &files, &live, rounds);
    check_truth(&what, capture, &files, &live);
    let policies = ask(&cluster, &format!("policystats --rules {way}")).items();
    compare_policies(&what, &from_files(capture, "policystats --rules"), &policies, &settled);
}

/// Each capture, as its Nodes recorded it.
#[test]
fn commands_say_what_files_say() {
    for name in [
        "acme-fitness",
        "basic",
        "dual",
        "multicast",
        "reassigned",
        "restarted",
        "restarted-stale",
        "v2.7.0",
        "v1.13.4",
    ] {
        hold(name, "--via exec", true, |builder| builder);
    }
}

/// Releases whose flows look otherwise: fixed numbers of tables, marks elsewhere.
#[test]
fn commands_say_what_files_say_of_old_releases() {
    for name in ["v1.8.1", "v1.5.3"] {
        hold(name, "--via exec", true, |builder| builder);
    }
}

/// Agents that show a certificate to check. Lines of their flows have no rounds before 2.5.3.
#[test]
fn agents_say_what_files_say() {
    for name in ["acme-fitness", "basic", "dual", "multicast", "v1.13.4"] {
        hold(name, "--via agent", false, |builder| builder);
    }
    hold("v2.7.0", "--via agent", true, |builder| builder);
    // Rounds can be told apart by cookies alone.
    for name in ["reassigned", "restarted", "restarted-stale"] {
        hold(name, "--via agent", true, |mut builder| {
            for node in ["node-1", "node-2", "node-3"] {
                builder = builder.version(node, "v2.7.0");
            }
            builder
        });
    }
}

/// Agents whose certificate nobody can check.
#[test]
fn old_agents_say_what_files_say() {
    for name in ["v1.8.1", "v1.5.3"] {
        hold(name, "--via agent --insecure-agent", false, |builder| builder);
    }
}
