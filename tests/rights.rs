//! Holds the roles of `examples/rbac` to what is asked of an API server: each right is in the file that a refusal names, and no file has more.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use antstats::source::kube::rights::{GRANTS, NODE_DATA, REALISED_RULES, STATISTICS};
use serde_json::Value;

/// Group, resource, verb.
type Line = (String, String, String);

/// The objects of a file.
fn documents(file: &str) -> Vec<Value> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    text.split("\n---\n").map(|document| serde_saphyr::from_str(document).unwrap()).collect()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// What a role grants.
fn granted(file: &str) -> BTreeSet<Line> {
    let mut lines = BTreeSet::new();
    for rule in documents(file)[0]["rules"].as_array().unwrap() {
        for group in texts(&rule["apiGroups"]) {
            for resource in texts(&rule["resources"]) {
                for verb in texts(&rule["verbs"]) {
                    assert!(lines.insert((group.clone(), resource.clone(), verb)), "{file}: {resource} stands twice");
                }
            }
        }
    }
    lines
}

/// What is asked that these files grant.
fn asked(files: &[&str]) -> BTreeSet<Line> {
    let mut lines = BTreeSet::new();
    for grant in GRANTS.iter().filter(|grant| files.contains(&grant.file)) {
        for resource in grant.resources {
            for verb in grant.verbs {
                lines.insert((grant.group.to_owned(), (*resource).to_owned(), (*verb).to_owned()));
            }
        }
    }
    lines
}

#[test]
fn each_role_grants_what_is_asked_and_no_more() {
    assert_eq!(granted(STATISTICS), asked(&[STATISTICS]));
    assert_eq!(granted(REALISED_RULES), asked(&[STATISTICS, REALISED_RULES]));
    assert_eq!(granted(NODE_DATA), asked(&[NODE_DATA]));
}

#[test]
fn no_role_grants_everything_or_changes_anything() {
    for file in [STATISTICS, REALISED_RULES, NODE_DATA] {
        for (group, resource, verb) in granted(file) {
            assert!([&group, &resource, &verb].iter().all(|text| !text.contains('*')), "{file}");
            let opens = resource.starts_with("pods/") || resource == "serviceaccounts/token";
            assert!(verb == "get" || verb == "list" || opens, "{file}: {verb} {resource}");
        }
    }
}

#[test]
fn roles_for_nodes_are_bound_to_one_namespace_and_one_account() {
    let documents = documents(NODE_DATA);
    assert_eq!((&documents[0]["kind"], &documents[1]["kind"]), (&"Role".into(), &"RoleBinding".into()));
    let rules = documents[0]["rules"].as_array().unwrap();
    let token = rules.iter().find(|rule| texts(&rule["resources"]) == ["serviceaccounts/token"]).unwrap();
    assert_eq!(texts(&token["resourceNames"]), ["antctl"]);
}

#[test]
fn every_binding_refers_to_its_role() {
    for file in [STATISTICS, REALISED_RULES, NODE_DATA] {
        let documents = documents(file);
        let [role, binding] = documents.as_slice() else { panic!("{file} has not two documents") };
        assert_eq!(binding["roleRef"]["name"], role["metadata"]["name"], "{file}");
        assert_eq!(binding["roleRef"]["kind"], role["kind"], "{file}");
        assert_eq!(binding["metadata"]["namespace"], role["metadata"]["namespace"], "{file}");
    }
}
