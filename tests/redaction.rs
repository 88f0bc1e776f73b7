//! What `--redact` promises, on every capture: the same numbers and the same certainty, and none of the names and addresses.

#![allow(clippy::unwrap_used)]

#[path = "support/redacted.rs"]
mod redacted;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use redacted::{KEPT, forbidden, shape, tokens, walk};
use serde_json::Value;
use support::{Capture, capture_names, gather, items, open};

fn redact(capture: &Capture, to: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.args(["capture", to.to_str().unwrap(), "--redact", "--from", capture.root().to_str().unwrap()]);
    let output = command.env_clear().output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4), "{stderr}");
    // Logs, and nothing else, are missing.
    for line in stderr.lines().filter(|line| line.starts_with("warning")) {
        assert!(line.contains("np.log: left out by --redact"), "{line}");
    }
}

#[test]
fn a_redacted_capture_gives_the_same_numbers_and_the_same_certainty() {
    for name in capture_names() {
        let capture = open(&name);
        for without_agent in [false, true] {
            if without_agent {
                capture.without_agent();
            }
            let place = tempfile::tempdir().unwrap();
            let out = place.path().join("out");
            redact(&capture, &out);
            let (original, redacted) = (gather(capture.root()), gather(&out));
            for noun in ["rules", "policystats", "networkpolicystats", "antreaclusternetworkpolicystats"] {
                let (before, after) = (shape(&items(&original, noun)), shape(&items(&redacted, noun)));
                assert_eq!(before.len(), after.len(), "{name} {noun}");
                for (before, after) in before.iter().zip(&after) {
                    assert_eq!(before, after, "{name} {noun}, agent {}", !without_agent);
                }
            }
            assert_eq!(
                original.doubts.len(),
                redacted.doubts.len(),
                "{name}: {:?} {:?}",
                original.doubts,
                redacted.doubts
            );
            same_names(&items(&original, "rules"), &items(&redacted, "rules"), &name);
        }
    }
}

/// One name became one name: on each Node a rule's ID leads from the policy that it was to the one that it is.
fn same_names(original: &[Value], redacted: &[Value], what: &str) {
    type Id = (String, Value, Value, Value);
    let id = |item: &Value, node: &str| -> Id {
        (node.to_owned(), item["id"].clone(), item["round"].clone(), item["table"].clone())
    };
    let counts = |items: &[Value]| -> BTreeMap<String, usize> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        items.iter().for_each(|item| *counts.entry(item["node"].as_str().unwrap().to_owned()).or_default() += 1);
        counts
    };
    assert_eq!(counts(original).len(), counts(redacted).len(), "{what}");
    // Nodes are told apart by what they count.
    let signature = |items: &[Value], node: &str| -> Vec<String> {
        let of_node: Vec<Value> = items.iter().filter(|item| item["node"] == node).cloned().collect();
        shape(&of_node)
    };
    let mut new_names: BTreeMap<String, String> = BTreeMap::new();
    for node in counts(original).keys() {
        let mut same =
            counts(redacted).into_keys().filter(|other| signature(redacted, other) == signature(original, node));
        let other = same.next().unwrap_or_else(|| panic!("{what}: no Node is like {node}"));
        let after: BTreeMap<String, &Value> = redacted
            .iter()
            .filter(|item| item["node"] == other.as_str())
            .map(|item| (format!("{:?}", id(item, "")), item))
            .collect();
        for item in original.iter().filter(|item| item["node"] == node.as_str()) {
            let new = after[&format!("{:?}", id(item, ""))];
            for pointer in ["/policy/name", "/policy/namespace", "/policy/uid", "/rule/name", "/node"] {
                let text = |item: &Value| item.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
                match (text(item), text(new)) {
                    (Some(old), Some(new)) if !old.is_empty() => {
                        assert!(old != new || KEPT.contains(&old.as_str()), "{what}: {old} at {pointer}");
                        assert_eq!(
                            new_names.entry(old.clone()).or_insert(new.clone()),
                            &new,
                            "{what}: {old} at {pointer}"
                        );
                    }
                    (None, None) | (Some(_), Some(_)) => {}
                    other => panic!("{what}: {pointer}: {other:?}"),
                }
            }
        }
    }
    let different: BTreeSet<&String> = new_names.values().collect();
    assert_eq!(different.len(), new_names.len(), "{what}: two names became one");
}

#[test]
fn no_name_and_no_address_is_left() {
    for name in capture_names() {
        let capture = open(&name);
        let words = forbidden(capture.root());
        assert!(words.len() > 100, "{name}: {}", words.len());
        // An address may by chance become one that another had. It will not do so under each of some secrets.
        let mut always = found(&capture, &words);
        for _ in 0..3 {
            if !always.is_empty() {
                let again = found(&capture, &words);
                always.retain(|word, _| again.contains_key(word));
            }
        }
        assert!(always.is_empty(), "{name}: {always:#?}");
    }
}

/// Words that are found in a redacted capture, each with a place.
fn found(capture: &Capture, words: &BTreeSet<String>) -> BTreeMap<String, String> {
    let place = tempfile::tempdir().unwrap();
    // A folder, since an archive is packed.
    let out = place.path().join("out");
    redact(capture, &out);
    let mut files = Vec::new();
    walk(&out, &mut files);
    let mut found = BTreeMap::new();
    for file in &files {
        let shown = file.strip_prefix(&out).unwrap().to_str().unwrap().to_owned();
        let text = String::from_utf8(fs::read(file).unwrap()).unwrap();
        for word in tokens(&text).chain(tokens(&shown)).filter(|word| words.contains(*word)) {
            found.entry(word.to_owned()).or_insert(shown.clone());
        }
    }
    found
}
