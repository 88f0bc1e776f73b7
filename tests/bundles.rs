//! Support bundles of Antrea: what its own dumper wrote answers as the capture of the same moment does, whole or in parts, in every wrapping.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

mod support;

#[path = "bundle/made.rs"]
mod made;

use std::collections::BTreeMap;
use std::path::Path;

use made::{Bundle, antctl, fixture, gzip, members, run, tar};
use serde_json::{Value, json};
use support::{gather, items, open, score};

const WRONG: &[&str] = &[
    "missing",
    "counters wrong",
    "action or direction wrong",
    "exact wrong",
    "exact but a twin",
    "likely wrong",
    "ambiguous without a twin",
    "ambiguous without the truth",
    "unknown",
];

/// Scores the rules of what a path holds, as far as the truth is about these Nodes; the share of exact names is what is left to say.
fn check(path: &Path, capture: &str, nodes: &[&str]) -> f64 {
    let mut truth = open(capture).truth;
    truth["rules"].as_array_mut().unwrap().retain(|rule| nodes.contains(&rule["node"].as_str().unwrap()));
    let gathered = gather(path);
    assert_eq!(gathered.view.gaps, [], "{}", path.display());
    let score = score(&truth, &items(&gathered, "rules"), true);
    let wrong: Vec<_> = WRONG.iter().filter(|what| score.of(what) > 0).collect();
    assert!(wrong.is_empty(), "{capture}: {wrong:?}: {:?}\n{}", score.counts, score.wrong.join("\n"));
    assert!(score.rules > 40, "{capture}: {} rules", score.rules);
    score.of("exact") as f64 / score.rules as f64
}

#[test]
fn one_nodes_part_tells_the_truth() {
    for (capture, node) in
        [("v1.5.3", "node-1"), ("v2.7.0", "node-1"), ("basic", "node-1"), ("basic", "node-2"), ("basic", "node-3")]
    {
        let exact = check(&fixture(capture, node), capture, &[node]);
        assert!(exact > 0.75, "{capture} {node}: {exact}");
    }
}

/// Rules without what depends on the path, on the evidence for a name, or on the form of the dump (names of tables have no numbers here).
fn rules(path: &Path) -> Vec<Value> {
    let mut rules = items(&gather(path), "rules");
    for rule in &mut rules {
        let rule = rule.as_object_mut().unwrap();
        for key in ["table", "round", "notes", "inheritedPackets"] {
            rule.remove(key);
        }
    }
    rules
}

#[test]
fn the_whole_cluster_is_the_same_in_every_wrapping() {
    let bundle = Bundle::of_basic();
    let nodes = ["node-1", "node-2", "node-3"];
    let folder = bundle.folder();
    let exact = check(folder.path(), "basic", &nodes);
    assert!(exact > 0.75, "{exact}");
    let expected = rules(folder.path());
    let mut wrappings = BTreeMap::new();
    let top = "support-bundles_20261121T122700Z";
    let below: Vec<_> = bundle.files.iter().map(|(name, bytes)| (format!("{top}/{name}"), bytes.clone())).collect();
    wrappings.insert("b.tar", tar(&bundle.files));
    wrappings.insert("b.tar.gz", gzip(&tar(&below)));
    wrappings.insert("whatever", gzip(&tar(&[("x/inner.tgz".to_owned(), gzip(&tar(&below)))])));
    let place = tempfile::tempdir().unwrap();
    for (name, bytes) in wrappings {
        let path = place.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(rules(&path), expected, "{name}");
    }
    let unpacked = bundle.unpacked();
    assert_eq!(rules(unpacked.path()), expected);
}

/// Policies with what was counted for them.
fn counted(path: &Path) -> BTreeMap<String, Value> {
    let (_, stdout, stderr) = run(&["get", "policystats", "-A", "-o", "json", "--from", path.to_str().unwrap()]);
    let answer: Value = serde_json::from_str(&stdout).unwrap_or_else(|e| panic!("{e}: {stderr}"));
    let of = |item: &Value| (format!("{} {}", item["kind"], item["metadata"]), item["trafficStats"].clone());
    let mut counted: BTreeMap<String, Value> = answer["items"].as_array().unwrap().iter().map(of).collect();
    // Neither the agents nor the controller say when a policy was made.
    counted = counted.into_iter().map(|(name, stats)| (without_time(&name), stats)).collect();
    counted
}

fn without_time(name: &str) -> String {
    let (kind, metadata) = name.split_once(' ').unwrap();
    let mut metadata: Value = serde_json::from_str(metadata).unwrap();
    metadata.as_object_mut().unwrap().remove("creationTimestamp");
    format!("{kind} {metadata}")
}

#[test]
fn the_table_is_the_captures() {
    let (capture, bundle) = (open("basic"), Bundle::of_basic().folder());
    let (expected, found) = (counted(capture.root()), counted(bundle.path()));
    assert!(expected.len() > 30, "{expected:?}");
    for (name, stats) in &expected {
        assert_eq!(found.get(name), Some(stats), "{name}");
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn the_answer_says_what_it_is_of() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("support-bundles_20261121T122700+0200.tar.gz");
    std::fs::write(&path, gzip(&tar(&Bundle::of_basic().files))).unwrap();
    let (code, stdout, stderr) = run(&["get", "rules", "-o", "json", "--from", path.to_str().unwrap()]);
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert_eq!(answer["metadata"]["source"], json!([format!("{} (Antrea support bundle)", path.display())]));
    assert_eq!(answer["metadata"]["takenAt"], "2026-11-21T12:27:00+02:00");
    assert_eq!(answer["metadata"]["antreaVersion"], "v2.4.5");
    let (_, stdout, _) = run(&["get", "nodes", "-o", "json", "--from", path.to_str().unwrap()]);
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    let of = |node: &Value| format!("{} {} {}", node["metadata"]["name"], node["flows"], node["namesFrom"]);
    let nodes: Vec<String> = answer["items"].as_array().unwrap().iter().map(of).collect();
    // The dump of a bundle is of all tables.
    let flows = ["node-1", "node-2", "node-3"].map(|node| {
        let members = members(&std::fs::read(fixture("basic", node)).unwrap());
        let (_, dump) = members.into_iter().find(|(name, _)| name == "flows").unwrap();
        format!("\"{node}\" {} \"agent\"", String::from_utf8(dump).unwrap().lines().count())
    });
    assert_eq!(nodes, flows, "{answer}");
}

/// Flows and ports of the agents, policies and groups of the controller, Pods of the cluster: each from another part.
#[test]
fn names_come_from_the_controllers_part_too() {
    let mut bundle = Bundle::of_basic();
    bundle.keep_of_agents(&["flows", "ovsports", "agentinfo"]);
    let exact = check(bundle.folder().path(), "basic", &["node-1", "node-2", "node-3"]);
    assert!(exact > 0.75, "{exact}");
    // Without the list of Pods it is the addresses of groups that say who is where.
    bundle.files.retain(|(name, _)| name != "clusterinfo");
    let gathered = gather(bundle.folder().path());
    let rules = items(&gathered, "rules");
    assert!(rules.iter().any(|rule| rule["confidence"] == "exact" && rule["names"] == "controller"));
    let score = score(&open("basic").truth, &rules, true);
    assert_eq!(score.wrong, [] as [String; 0]);
}

#[test]
fn a_capture_made_of_a_bundle_answers_as_the_bundle() {
    let (bundle, place) = (Bundle::of_basic().folder(), tempfile::tempdir().unwrap());
    let capture = place.path().join("capture");
    let words = ["capture", capture.to_str().unwrap(), "--from", bundle.path().to_str().unwrap()];
    let (code, _, stderr) = run(&words);
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(rules(&capture), rules(bundle.path()));
}

#[test]
fn parts_may_be_given_one_by_one() {
    let folder = Bundle::of_basic().folder();
    let paths =
        ["controller.tar.gz", "agent_node-2.tar.gz", "agent_node-1.tar.gz", "agent_node-3.tar.gz", "clusterinfo"];
    let mut words = vec!["get".to_owned(), "rules".to_owned(), "-o".to_owned(), "json".to_owned()];
    words.extend(paths.iter().map(|name| format!("--from={}", folder.path().join(name).display())));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (code, stdout, stderr) = run(&words);
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((code, answer["items"].as_array().unwrap().len()), (Some(0), rules(folder.path()).len()), "{stderr}");
}

#[test]
fn antctls_answers_are_what_the_controllers_part_has() {
    // The helper that makes this part of the bundle is held to what antctl printed.
    let capture = open("basic");
    let groups = antctl(&capture.file("controller/addressgroups.json"));
    let printed = capture.file("variants/node-1/antctl-addressgroups.json");
    for group in printed.as_array().unwrap() {
        let made = groups.as_array().unwrap().iter().find(|made| made["name"] == group["name"]).unwrap();
        let members = |group: &Value| {
            let mut members: Vec<Value> = group["pods"].as_array().cloned().unwrap_or_default();
            members.sort_by_key(|member| member["pod"].to_string());
            members
        };
        assert_eq!(members(made), members(group), "{}", group["name"]);
    }
}

/// What a bundle has, in a folder of one's own making: names of ports in the dump, and their numbers beside it.
#[test]
fn ports_beside_a_dump_with_names_give_it_numbers() {
    for name in ["basic", "v1.5.3", "v2.7.0"] {
        let capture = open(name);
        capture.use_variant("flows-of15-names.txt");
        for file in ["port.json", "interface.json", "agent-podinterfaces.json"] {
            capture.without_file(file);
        }
        capture.without_objects();
        let score = score(&capture.truth, &items(&gather(capture.root()), "rules"), true);
        let wrong: Vec<_> = WRONG.iter().filter(|what| score.of(what) > 0).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}: {:?}\n{}", score.counts, score.wrong.join("\n"));
        assert!(score.of("exact") * 4 > score.rules * 3, "{name}: {:?}", score.counts);
    }
}

#[test]
fn ports_have_their_pods() {
    let (folder, capture) = (Bundle::of_basic().folder(), open("basic"));
    let pods = |from: &Path| -> BTreeMap<String, Value> {
        let (code, stdout, stderr) = run(&["get", "ports", "-o", "json", "--from", from.to_str().unwrap()]);
        assert!(matches!(code, Some(0 | 4)), "{stderr}");
        let answer: Value = serde_json::from_str(&stdout).unwrap();
        let of = |item: &Value| (format!("{} {}", item["node"], item["interface"]), item["pod"].clone());
        answer["items"].as_array().unwrap().iter().map(of).collect()
    };
    let (found, expected) = (pods(folder.path()), pods(capture.root()));
    assert!(expected.values().filter(|pod| !pod.is_null()).count() > 30, "{expected:?}");
    assert_eq!(found, expected);
}

/// An agent has just restarted, its older flows are still there, and bundles of this Antrea have no cookies: what cannot be told is not told.
#[test]
fn two_rounds_without_cookies_are_doubtful_and_never_wrong() {
    let gathered = gather(&fixture("restarted-stale", "node-1"));
    let said = gathered.doubts.join("\n");
    assert!(said.contains("some IDs have flows of two rules"), "{said}");
    let (truth, items) = (open("restarted-stale").truth, items(&gathered, "rules"));
    let (mut named, mut counted) = (0, 0);
    for rule in truth["rules"].as_array().unwrap().iter().filter(|rule| rule["state"] == "realized") {
        let of_rule = |item: &&Value| item["id"] == rule["id"] && item["table"]["name"] == rule["table"];
        for item in
            items.iter().filter(of_rule).filter(|item| item["confidence"] == "exact" || item["confidence"] == "likely")
        {
            named += 1;
            for key in ["kind", "namespace", "name"] {
                assert_eq!(
                    item["policy"][key].as_str().unwrap_or(""),
                    rule["policy"][key].as_str().unwrap_or(""),
                    "{item}"
                );
            }
            assert_eq!((&item["action"], &item["priority"]), (&rule["action"], &rule["priority"]), "{item}");
            if rule["hasMetric"] == true && !item["trafficStats"]["packets"].is_null() {
                counted += 1;
                for key in ["sessions", "packets", "bytes"] {
                    assert_eq!(item["trafficStats"][key], rule["trafficStats"][key], "{item}");
                }
            }
        }
    }
    assert!(named > 35 && counted > 30, "{named} {counted}");
}

#[path = "bundle/broken.rs"]
mod broken;
