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
    let items = asked_of_antctl(&cluster).concat();
    assert!(!items.is_empty() && items.iter().all(|item| item.contains(" -o json --timeout=")), "{items:?}");
}

/// What antctl was asked about policies, exec by exec.
fn asked_of_antctl(cluster: &Cluster) -> Vec<Vec<String>> {
    let of_agent = cluster.ran().into_iter().filter(|ran| ran.container == "antrea-agent");
    let items = |words: Vec<String>| match &words[..] {
        [shell, _, _, _, _, ..] if shell == "sh" => words[10..].to_vec(),
        _ => vec![words.join(" ")],
    };
    of_agent.map(|ran| items(ran.words)).collect()
}

#[test]
fn all_policies_of_a_node_are_one_exec() {
    let cluster = Cluster::of(open("basic")).start();
    let answer = antstats(&cluster.kubeconfig(), "get rules --via exec -o json");
    assert_eq!(answer.code, 0, "{}", answer.err);
    let asked = asked_of_antctl(&cluster);
    assert_eq!(asked.len(), cluster.nodes().len(), "{asked:?}");
    assert!(asked.iter().any(|items| items.len() > 1), "{asked:?}");
    for (place, item) in asked.iter().flat_map(|items| items.iter().enumerate()) {
        assert!(item.starts_with(&format!("{place} antctl get ovsflows -N ")), "{item}");
    }
    assert!(cluster.asked().iter().all(|asked| asked.node.is_none()), "no agent's API: {:?}", cluster.asked());
}

/// Twins are told apart in each way; where nobody can tell them they are not.
#[test]
fn each_way_to_ask_gives_the_same() {
    let question = "get rules --via exec -o json";
    let without = |programs: &[&str]| {
        let capture = open("basic");
        let nodes = capture.nodes();
        let pairs = nodes.iter().flat_map(|node| programs.iter().map(move |program| (node, *program)));
        let cluster =
            pairs.fold(Cluster::of(open("basic")), |builder, (node, program)| builder.without_program(node, program));
        let cluster = cluster.start();
        let answer = antstats(&cluster.kubeconfig(), question);
        assert_eq!(answer.code, 0, "{}", answer.err);
        let of_agents = cluster.asked().iter().any(|asked| asked.node.is_some());
        let alone = asked_of_antctl(&cluster).concat().iter().any(|item| item.starts_with("antctl get ovsflows"));
        (owners(&answer.items()), alone, of_agents)
    };
    let (usual, alone, of_agents) = without(&[]);
    assert!(!alone && !of_agents);
    assert_eq!(without(&["sh"]), (usual.clone(), true, false), "an exec for each");
    assert_eq!(without(&["antctl"]), (usual.clone(), false, true), "the agent's API");
    let cluster = Cluster::of(open("basic")).start();
    cluster.fault(On::command("*", "ovsflows"), Fault::Exit(1));
    cluster.fault(On::agent("*"), Fault::ServerError);
    let open = owners(&antstats(&cluster.kubeconfig(), question).items());
    assert!(open.len() == usual.len() && open != usual, "nobody tells");
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
    until("an agent is asked", || !asked_of_antctl(&cluster).is_empty());
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let answer = end(child);
    assert!(usual.lines().count() > 50, "{usual}");
    assert_eq!((answer.code, answer.out.lines().count()), (0, usual.lines().count()), "{}", answer.err);
    assert!(answer.err.contains("interrupted: which rules belong to which policy stays open"), "{}", answer.err);
}
