//! Names from policies, Pods and actions that are not those of the flows: fewer names are fine, wrong ones are not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // a test may panic and print

mod support;

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;
use support::{Capture, Score, capture_names, gather, items, open, score};

const SEEDS: u64 = 2;

/// Whether chance takes this one: the same for the same words and seed.
fn chosen(percent: u64, seed: u64, words: &[&str]) -> bool {
    let mut hasher = DefaultHasher::new();
    (seed, words).hash(&mut hasher);
    hasher.finish() % 100 < percent
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn retain(list: Option<&mut Value>, mut keep: impl FnMut(&Value) -> bool) {
    if let Some(Value::Array(list)) = list {
        list.retain(|item| keep(item));
    }
}

fn without_policies(capture: &Capture, percent: u64, seed: u64) {
    capture.edit_nodes("agent-networkpolicies.json", |list| {
        retain(list.get_mut("items"), |policy| !chosen(percent, seed, &[text(policy, "/metadata/uid")]));
    });
    capture.edit_objects(|list| {
        retain(list.get_mut("items"), |object| {
            !text(object, "/kind").ends_with("NetworkPolicy")
                || !chosen(percent, seed, &[text(object, "/metadata/uid")])
        });
    });
}

fn without_pods(capture: &Capture, percent: u64, seed: u64) {
    for file in ["agent-addressgroups.json", "agent-appliedtogroups.json"] {
        capture.edit_nodes(file, |list| {
            let groups = list.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten();
            for group in groups {
                retain(group.get_mut("groupMembers"), |member| {
                    !chosen(percent, seed, &[text(member, "/pod/namespace"), text(member, "/pod/name")])
                });
            }
        });
    }
    capture.edit_nodes("agent-podinterfaces.json", |list| {
        retain(Some(list), |pod| !chosen(percent, seed, &[text(pod, "/podNamespace"), text(pod, "/name")]));
    });
    capture.edit_objects(|list| {
        retain(list.get_mut("items"), |object| {
            text(object, "/kind") != "Pod"
                || !chosen(percent, seed, &[text(object, "/metadata/namespace"), text(object, "/metadata/name")])
        });
    });
}

fn with_other_actions(capture: &Capture, percent: u64, seed: u64) {
    capture.edit_nodes("agent-networkpolicies.json", |list| {
        for policy in list.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten() {
            let uid = text(policy, "/metadata/uid").to_string();
            let rules = policy.get_mut("rules").and_then(Value::as_array_mut).into_iter().flatten();
            for (place, rule) in rules.enumerate() {
                let native = !text(rule, "/name").is_empty();
                if native && chosen(percent, seed, &[&uid, &place.to_string()]) {
                    rule["action"] = if rule["action"] == "Allow" { "Drop" } else { "Allow" }.into();
                }
            }
        }
    });
}

fn check(label: &str, from_agent: bool, damage: impl Fn(&Capture, u64)) {
    let mut total = Score::default();
    for name in capture_names() {
        for seed in 0..SEEDS {
            let capture = open(&name);
            damage(&capture, seed);
            if from_agent {
                capture.without_objects()
            } else {
                capture.without_agent()
            }
            let gathered = gather(capture.root());
            let score = score(&capture.truth, &items(&gathered, "rules"), true);
            for what in ["exact wrong", "exact but a twin", "counters wrong", "missing"] {
                assert_eq!(score.of(what), 0, "{label}, {name}, seed {seed}:\n{}", score.wrong.join("\n"));
            }
            total.merge(score);
        }
    }
    println!("{label:45} {} rules {:?}", total.rules, total.counts);
    assert!(total.of("exact") > 0, "{label}: no name is exact any more");
    let wrong = total.of("likely wrong") as f64 / total.rules as f64;
    assert!(wrong < 0.005, "{label}: {wrong:.4} likely wrong\n{}", total.wrong.join("\n"));
}

#[test]
fn policies_missing() {
    for percent in [5, 20, 40] {
        check(&format!("{percent} % of policies missing, agent"), true, |capture, seed| {
            without_policies(capture, percent, seed)
        });
    }
}

#[test]
fn policies_missing_from_objects() {
    for percent in [5, 20] {
        check(&format!("{percent} % of policies missing, objects"), false, |capture, seed| {
            without_policies(capture, percent, seed)
        });
    }
}

#[test]
fn pods_missing() {
    for percent in [3, 10, 25] {
        check(&format!("{percent} % of Pods missing, agent"), true, |capture, seed| {
            without_pods(capture, percent, seed)
        });
    }
}

#[test]
fn pods_missing_from_objects() {
    check("10 % of Pods missing, objects", false, |capture, seed| without_pods(capture, 10, seed));
}

#[test]
fn actions_changed() {
    check("5 % of rules with another action", true, |capture, seed| with_other_actions(capture, 5, seed));
}

/// A rule to a name has the addresses that the name resolved to: a rule to these same addresses looks the same, and only the flows know which of
/// both is there.
#[test]
fn a_rule_to_addresses_does_not_hide_a_rule_to_their_name() {
    let capture = open("basic");
    capture.without_agent();
    capture.edit_objects(|list| {
        let Some(items) = list.get_mut("items").and_then(Value::as_array_mut) else { return };
        let Some(named) = items.iter().find(|object| text(object, "/metadata/name") == "acnp-fqdn").cloned() else {
            return;
        };
        let mut decoy = named;
        decoy["metadata"]["name"] = "zz-decoy".into();
        decoy["metadata"]["uid"] = "00000000-0000-0000-0000-000000000000".into();
        let block = |address: &str| serde_json::json!({ "ipBlock": { "cidr": format!("{address}/32") } });
        let to = ["203.0.113.10", "203.0.113.11", "203.0.113.20"].map(block);
        decoy["spec"]["egress"] = serde_json::json!([{ "action": "Allow", "name": "decoy", "to": to }]);
        items.push(decoy);
    });
    let gathered = gather(capture.root());
    let items = items(&gathered, "rules");
    let rule = items.iter().find(|item| item["node"] == "node-1" && item["id"] == 29).unwrap();
    let candidates: Vec<&str> =
        rule["candidates"].as_array().unwrap().iter().map(|candidate| text(candidate, "/policy/name")).collect();
    assert_eq!(
        (rule["confidence"].as_str(), &candidates[..]),
        (Some("ambiguous"), &["acnp-fqdn", "zz-decoy"][..]),
        "{rule}"
    );
    assert_eq!(score(&capture.truth, &items, true).of("exact wrong"), 0);
}
