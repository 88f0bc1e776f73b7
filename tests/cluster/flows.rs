//! Flows and tables of a live cluster are those of its capture, and a question for one table asks the Nodes for little else.

use std::collections::BTreeMap;

use serde_json::Value;

use super::run::{Answer, antstats};
use crate::cluster::Cluster;
use crate::support::{Capture, open};

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

/// A flow by what does not depend on when it was read.
fn key(item: &Value) -> String {
    let words = ["node", "table", "priority", "packets", "bytes", "round", "category"];
    let words: Vec<String> = words.iter().map(|word| item[*word].to_string()).collect();
    format!("{} {} {}", words.join(" "), item["match"]["text"], item["actions"]["text"])
}

/// The same flows, and the same owners but for rules that files cannot tell apart: agents say which is which.
fn same(what: &str, files: &[Value], live: &[Value]) {
    assert!(!files.is_empty(), "{what}");
    let by_key = |items: &[Value]| -> BTreeMap<String, Value> {
        items.iter().map(|item| (key(item), item["owner"].clone())).collect()
    };
    let (before, now) = (by_key(files), by_key(live));
    assert_eq!(before.keys().collect::<Vec<_>>(), now.keys().collect::<Vec<_>>(), "{what}");
    for (flow, owner) in &before {
        let rules = owner["rules"].as_array().unwrap();
        if rules.iter().all(|rule| rule["confidence"] == "exact") {
            assert_eq!(*owner, now[flow], "{what}: {flow}");
        }
    }
}

#[test]
fn commands_give_the_flows_and_tables_that_files_give() {
    for name in ["basic", "multicast", "v1.5.3"] {
        let cluster = Cluster::of(open(name)).start();
        let capture = &cluster.capture;
        same(name, &from_files(capture, "flows"), &ask(&cluster, "flows --via exec").items());
        let tables = |items: Vec<Value>| items.iter().map(Value::to_string).collect::<Vec<_>>();
        assert_eq!(tables(from_files(capture, "tables")), tables(ask(&cluster, "tables --via exec").items()), "{name}");
    }
}

#[test]
fn one_table_has_the_owners_that_all_tables_give_it() {
    let cluster = Cluster::of(open("basic")).start();
    for table in
        ["SpoofGuard", "endpointdnat", "IngressMetric", "EgressRule", "AntreaPolicyEgressRule", "L3Forwarding", "4"]
    {
        let question = format!("flows --table {table}");
        let live = ask(&cluster, &format!("{question} --via exec"));
        same(&question, &from_files(&cluster.capture, &question), &live.items());
    }
    // What a number means is not known before: the rules' own tables are not asked for.
    let alone = ask(&cluster, "flows --table 15 --via exec");
    assert!(alone.err.contains("table 15 was read alone; --table EgressMetric reads"), "{}", alone.err);
    assert!(alone.items().iter().any(|item| item["owner"]["text"] == "rule 24"));
}
