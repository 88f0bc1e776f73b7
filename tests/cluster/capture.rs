//! `capture` of a live cluster: what it writes answers as the cluster does, also without its names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::capture_harm::without;
use super::run::{Answer, antstats};
use crate::cluster::{ADMIN, Cluster, write_kubeconfig};
use crate::redacted::{forbidden, shape, tokens, walk};
use crate::support::open;

/// Every noun, and one in its longest form.
const QUESTIONS: [&str; 7] = [
    "policystats",
    "policystats --rules --by-node",
    "rules",
    "nodes",
    "networkpolicystats",
    "antreanetworkpolicystats",
    "antreaclusternetworkpolicystats",
];

/// Takes a capture of which nothing is missing.
fn whole(config: &Path, path: &Path, flags: &str) {
    let answer = antstats(config, &format!("capture {} {flags}", path.display()));
    assert_eq!((answer.code, answer.out.trim_end()), (0, path.to_str().unwrap()), "{flags}: {}", answer.err);
    let closing = answer.err.lines().last().unwrap_or_default();
    assert!(closing.starts_with(answer.out.trim_end()) && closing.ends_with(" bytes"), "{}", answer.err);
}

/// Asks the cluster, or a capture of it.
fn ask(config: &Path, question: &str, flags: &str) -> Answer {
    antstats(config, &format!("get {question} -A -o json {flags}"))
}

/// Each question has the same answer.
fn answers_alike(config: &Path, path: &Path, via: &str, what: &str) {
    for question in QUESTIONS {
        let live = ask(config, question, via);
        let captured = ask(config, question, &format!("{via} --from {}", path.display()));
        assert!(!live.items().is_empty(), "{what} {question}: {}", live.err);
        assert_eq!(live.code, captured.code, "{what} {question}: {} {}", live.err, captured.err);
        assert!(live.items() == captured.items(), "{what} {question}");
    }
}

fn all_ways(cluster: &Cluster) {
    let place = tempfile::tempdir().unwrap();
    let (config, name) = (cluster.kubeconfig(), &cluster.capture.name);
    let without_exec = without(cluster, &["pods/exec."]);
    // who, flags, gate, target
    let cases = [
        (&config, "", true, "first.tar.gz"),
        (&config, "", false, "second"),
        (&config, "--via exec", true, "third"),
        (&without_exec, "--via agent", true, "fourth.tar.gz"),
    ];
    for (config, via, gate, target) in cases {
        cluster.statistics(gate);
        cluster.forget();
        let path = place.path().join(target);
        whole(config, &path, via);
        if via == "--via agent" {
            assert!(cluster.ran().is_empty(), "{name}: {:?}", cluster.ran());
        }
        answers_alike(config, &path, via, &format!("{name} {via} gate {gate}"));
    }
    cluster.statistics(true);
    // Who may not exec is not told to: the agents are asked.
    whole(&without_exec, &place.path().join("fifth"), "");
}

#[test]
fn real_switches_answer_as_their_capture_does() {
    all_ways(&Cluster::of(open("basic")).switches_with_traffic().start());
}

#[test]
fn antrea_2_7_answers_as_its_capture_does() {
    all_ways(&Cluster::of(open("v2.7.0")).start());
}

#[test]
fn antrea_1_13_answers_as_its_capture_does() {
    all_ways(&Cluster::of(open("v1.13.4")).start());
}

/// Files below a folder, by their path in it.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    walk(folder, &mut files);
    let read = files.iter().map(|file| {
        let path = file.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        (path, fs::read_to_string(file).unwrap())
    });
    read.collect()
}

#[test]
fn without_names_the_counters_are_the_same() {
    let cluster = Cluster::of(open("v2.7.0")).start();
    let (config, place) = (cluster.kubeconfig(), tempfile::tempdir().unwrap());
    let plain = place.path().join("plain");
    whole(&config, &plain, "");
    let words = forbidden(&plain);
    assert!(words.len() > 300, "{}", words.len());
    let mut always: Option<BTreeSet<String>> = None;
    // An address may by chance become one that another had: not under each of some secrets.
    for number in 0..3 {
        let path = place.path().join(format!("redacted-{number}"));
        whole(&config, &path, "--redact");
        let mut found = BTreeSet::new();
        for (file, text) in files(&path) {
            assert!(!text.contains("apiCABundle"), "{file}");
            let parts = file.split(['/', '.']).chain(tokens(&text));
            found.extend(parts.filter(|word| words.contains(*word)).map(|word| format!("{word} in {file}")));
        }
        let again = |word: &String| {
            let word = word.split(' ').next();
            found.iter().any(|found| found.split(' ').next() == word)
        };
        always = Some(always.map_or(found.clone(), |before| before.into_iter().filter(again).collect()));
    }
    assert!(always.as_ref().is_some_and(BTreeSet::is_empty), "{always:#?}");

    let path = place.path().join("redacted-0");
    let policies = |path: &Path| files(path).iter().filter(|(file, _)| file.contains("agent-ovsflows.")).count();
    assert!(policies(&plain) > 5, "what agents were asked");
    assert_eq!(policies(&plain), policies(&path));
    for question in ["policystats", "policystats --rules", "rules", "nodes", "antreaclusternetworkpolicystats"] {
        for via in ["", "--via exec"] {
            let [before, after] = [&plain, &path].map(|path| {
                let answer = ask(&config, question, &format!("{via} --from {}", path.display()));
                assert_eq!(answer.code, 0, "{question}: {}", answer.err);
                shape(&answer.items())
            });
            assert_eq!(before.len(), after.len(), "{question} {via}");
            for (before, after) in before.iter().zip(&after) {
                assert_eq!(before, after, "{question} {via}");
            }
        }
    }
}

#[test]
fn what_is_said_and_where() {
    let cluster = Cluster::of(open("v2.7.0")).start();
    let (config, place) = (cluster.kubeconfig(), tempfile::tempdir().unwrap());
    let path = place.path().join("said.tar.gz");
    let answer = antstats(&config, &format!("capture {} -v", path.display()));
    assert_eq!((answer.code, answer.out.trim_end()), (0, path.to_str().unwrap()), "{}", answer.err);
    for words in [
        "GET /api/v1/pods?labelSelector=app%3Dantrea%2Ccomponent%3Dantrea-agent: ",
        "GET /apis/controlplane.antrea.io/v1beta2/networkpolicies: ",
        "GET /apis/stats.antrea.io/v1alpha1/networkpolicystats: ",
        "node node-1: exec in antrea-ovs of ",
        "node node-2: GET /agentinfo: ",
        "flows.txt: ",
        " unpacked) in ",
    ] {
        assert!(answer.err.contains(words), "{words}: {}", answer.err);
    }
    let quiet = place.path().join("quiet");
    let answer = antstats(&config, &format!("capture {} --quiet", quiet.display()));
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    // One cluster, at one time.
    let two = place.path().join("two");
    write_kubeconfig(&two, &[("one", &cluster, ADMIN), ("other", &cluster, ADMIN)]);
    for flags in ["--context one --context other", "--context o*"] {
        let answer = antstats(&two, &format!("capture {} {flags}", place.path().join("new").display()));
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{flags}: {}", answer.err);
        assert!(answer.err.contains("a capture holds one cluster"), "{flags}: {}", answer.err);
    }
    let answer = antstats(&two, &format!("capture {} --context o*r", place.path().join("new").display()));
    assert_eq!(answer.code, 0, "{}", answer.err);
    let meta: Value = serde_json::from_slice(&fs::read(place.path().join("new/meta.json")).unwrap()).unwrap();
    assert_eq!((&meta["context"], &meta["antreaVersion"]), (&Value::from("other"), &Value::from("v2.7.0")));
    let mut left: Vec<_> = fs::read_dir(place.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["new", "quiet", "said.tar.gz", "two"]);
}
