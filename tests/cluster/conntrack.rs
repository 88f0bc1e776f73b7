//! Connections of a live cluster.

use std::collections::BTreeMap;

use serde_json::Value;

use super::run::antstats;
use crate::cluster::Cluster;
use crate::support::open;

/// Items without what the two ways may know better: agents are asked for rules that several policies may own, and user space for its maximum.
fn plain(items: Vec<Value>) -> Vec<Value> {
    let rules = ["ingressRule", "egressRule", "blockedBy"];
    let mut items = items;
    for item in &mut items {
        for rule in rules {
            for part in ["confidence", "candidates", "policy", "rule"] {
                if let Some(rule) = item[rule].as_object_mut() {
                    rule.remove(part);
                }
            }
        }
        for part in ["maximum", "used", "countedBy"] {
            item.as_object_mut().unwrap().remove(part);
        }
    }
    items
}

/// Policies of rules by Node, direction and ID, where one is known.
fn policies(items: &[Value]) -> BTreeMap<String, Value> {
    let rules = items.iter().flat_map(|item| ["ingressRule", "egressRule"].map(|direction| (item, direction)));
    let known = rules.filter(|(item, direction)| item[direction]["policy"].is_object());
    known
        .map(|(item, direction)| {
            let rule = &item[direction];
            (format!("{} {direction} {}", item["node"], rule["id"]), rule["policy"].clone())
        })
        .collect()
}

#[test]
fn a_cluster_answers_as_its_capture_does() {
    let capture = open("basic");
    let path = capture.root().to_path_buf();
    let nowhere = path.join("no-config");
    let questions = ["", "--by pod", "--by service", "--blocked", "--state stale", "--count-only"];
    // How many connections there may be is a file that this capture lacks.
    let code = |question: &str| if question == "--count-only" { 4 } else { 0 };
    let of_capture = questions.map(|question| {
        let answer = antstats(&nowhere, &format!("get conntrack {question} -o json --from {}", path.display()));
        assert_eq!(answer.code, code(question), "{question}: {}", answer.err);
        answer.items()
    });
    assert!(of_capture[0].len() > 400, "{}", of_capture[0].len());
    let cluster = Cluster::of(capture).start();
    for (question, expected) in questions.iter().zip(of_capture) {
        let answer = antstats(&cluster.kubeconfig(), &format!("get conntrack {question} -o json --via exec"));
        assert_eq!(answer.code, code(question), "{question}: {}", answer.err);
        let items = answer.items();
        let known = policies(&items);
        for (rule, policy) in policies(&expected) {
            assert_eq!(known.get(&rule), Some(&policy), "{rule}");
        }
        for (item, expected) in plain(items).into_iter().zip(plain(expected)) {
            assert_eq!(item, expected, "{question}");
        }
    }
}

#[test]
fn agents_know_no_connections() {
    let cluster = Cluster::of(open("basic")).start();
    for question in ["", "--count-only", "--by node"] {
        let answer = antstats(&cluster.kubeconfig(), &format!("get conntrack {question} -o json --via agent"));
        assert_eq!((answer.code, answer.items().len()), (4, 0), "{question}: {}", answer.err);
        let gaps = answer.json()["gaps"].to_string();
        assert!(gaps.contains("connections"), "{question}: {gaps}");
    }
    // That is said, and which way knows them.
    for noun in ["conntrack", "conntrack --count-only", "groups", "meters", "ports"] {
        let answer = antstats(&cluster.kubeconfig(), &format!("get {noun} -o json --via agent"));
        let gaps = answer.json()["gaps"].as_array().unwrap().clone();
        let why = "the agent's API does not give them: --via exec";
        assert!(!gaps.is_empty(), "{noun}: {}", answer.err);
        assert!(gaps.iter().all(|gap| gap["why"].as_str().unwrap().starts_with(why)), "{noun}: {gaps:?}");
    }
}

#[test]
fn what_real_switches_track_is_counted_and_listed() {
    let cluster = Cluster::of(open("dual")).switches_with_traffic().start();
    let get = |question: &str| {
        let answer = antstats(&cluster.kubeconfig(), &format!("get conntrack {question} -o json --via exec"));
        assert_eq!(answer.code, 0, "{question}: {}", answer.err);
        answer.items()
    };
    let zones = |items: &[Value]| items.iter().map(|item| item["zones"].as_array().unwrap().len() as u64).sum::<u64>();
    let counts = get("--count-only");
    assert_eq!(counts.len(), cluster.nodes().len());
    let counted: u64 = counts.iter().map(|item| item["connections"].as_u64().unwrap()).sum();
    let items = get("");
    assert!(counted > 400 && zones(&items) == counted, "{counted} {}", zones(&items));
    assert!(counts.iter().all(|item| item["countedBy"] == "user space" && item["used"].is_f64()), "{counts:?}");
    let commands = cluster.ran().iter().map(|ran| ran.words.join(" ")).collect::<Vec<_>>();
    let counting = commands.iter().filter(|command| command.contains("ct-get-nconns"));
    assert!(counting.clone().count() > 0 && counting.clone().all(|command| !command.contains("dump-conntrack")));
}
