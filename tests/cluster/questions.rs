//! What only agents can tell is asked after everything else: that it fails costs no row, no gap and little time.

use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::meanwhile::{end, start, until};
use super::run::antstats;
use crate::cluster::{Cluster, Fault, On};
use crate::support::open;

/// IDs of rules with their policies.
fn owners(items: &[Value]) -> Vec<String> {
    items.iter().map(|item| format!("{} {} {}", item["node"], item["id"], item["policy"])).collect()
}

#[test]
fn an_antctl_that_hangs_leaves_time_for_the_agents_api() {
    let cluster = Cluster::of(open("basic")).start();
    let question = "get rules --via exec -o json";
    let usual = antstats(&cluster.kubeconfig(), question).items();
    cluster.fault(On::command("*", "ovsflows"), Fault::Hang);
    let begun = Instant::now();
    let answer = antstats(&cluster.kubeconfig(), &format!("{question} --request-timeout 16s"));
    assert_eq!((answer.code, owners(&answer.items())), (0, owners(&usual)), "{}", answer.err);
    assert!(begun.elapsed() < Duration::from_secs(12), "{:?}", begun.elapsed());
    let asked: Vec<_> =
        cluster.ran().into_iter().filter(|ran| ran.words.iter().any(|word| word == "ovsflows")).collect();
    assert!(!asked.is_empty());
    assert!(asked.iter().all(|ran| ran.words.last().is_some_and(|word| word.starts_with("--timeout="))), "{asked:?}");
}

#[test]
fn agents_that_do_not_tell_make_no_gap() {
    let cluster = Cluster::of(open("basic")).start();
    let question = "get rules --via exec -o json";
    let usual = antstats(&cluster.kubeconfig(), question).items();
    cluster.fault(On::command("*", "ovsflows"), Fault::Hang);
    cluster.fault(On::agent("*"), Fault::Hang);
    let begun = Instant::now();
    let answer = antstats(&cluster.kubeconfig(), &format!("{question} -v --request-timeout 8s"));
    assert_eq!((answer.code, answer.items().len()), (0, usual.len()), "{}", answer.err);
    assert_eq!(answer.json()["gaps"].as_array().map_or(0, Vec::len), 0, "{}", answer.json()["gaps"]);
    assert!(answer.err.contains("which rules belong to which policy stays open: timed out"), "{}", answer.err);
    assert!(begun.elapsed() < Duration::from_secs(7), "{:?}", begun.elapsed());
}

#[test]
fn an_interrupt_then_leaves_whole_rows() {
    let cluster = Cluster::of(open("basic")).start();
    let question = "get rules --via exec -o name --request-timeout 59s";
    let usual = antstats(&cluster.kubeconfig(), question).out;
    cluster.fault(On::command("*", "ovsflows"), Fault::Hang);
    cluster.fault(On::agent("*"), Fault::Hang);
    cluster.forget();
    let child = start(&cluster, question);
    until("an agent is asked", || cluster.ran().iter().any(|ran| ran.words.iter().any(|word| word == "ovsflows")));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let answer = end(child);
    assert!(usual.lines().count() > 50, "{usual}");
    assert_eq!((answer.code, answer.out.lines().count()), (0, usual.lines().count()), "{}", answer.err);
    assert!(answer.err.contains("interrupted: which rules belong to which policy stays open"), "{}", answer.err);
}
