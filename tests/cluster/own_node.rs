//! A Node that is read by its sockets gets its names from its own agent, from the API server, or from nobody.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::run::{Answer, antstats};
use crate::cluster::Cluster;
use crate::support::open;

/// Puts the token where agents leave it, in a `/run` that this process alone sees.
const WITH_TOKEN: &str = r#"mount -t tmpfs tmpfs /run && mkdir -p /run/antrea/apiserver &&
if [ -n "$TOKEN" ]; then (umask 077; printf %s "$TOKEN" > /var/run/antrea/apiserver/loopback-client-token); fi && exec timeout --kill-after=5 60 "$@""#;

fn rundir(cluster: &Cluster, node: &str) -> PathBuf {
    let environment = cluster.switch(node, |node| node.switch.environment());
    environment.into_iter().find_map(|(name, value)| (name == "OVS_RUNDIR").then(|| value.into())).unwrap()
}

/// Runs the program on a Node.
fn on_node(cluster: &Cluster, node: &str, token: &str, words: &str, config: Option<PathBuf>) -> Answer {
    let mut command = Command::new("unshare");
    command.args([
        "--mount",
        "--map-root-user",
        "sh",
        "-c",
        WITH_TOKEN,
        "on_node",
        env!("CARGO_BIN_EXE_kubectl-antstats"),
    ]);
    command
        .args(words.split_whitespace())
        .arg("--local")
        .arg(rundir(cluster, node))
        .args(["--pause", "0s", "-o", "json"]);
    command.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("HOME", "/nonexistent").env("TOKEN", token);
    command.env("NODE_NAME", node).stdin(Stdio::null());
    if let Some(config) = config {
        command.env("KUBECONFIG", config);
    }
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Answer { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
}

/// Names and counters by ID.
fn rules(answer: &Answer) -> BTreeMap<u64, Value> {
    let items = answer.items();
    let of_rule = |item: &Value| {
        let facts = ["policy", "rule", "trafficStats", "action", "confidence", "pods"].map(|name| item[name].clone());
        (item["id"].as_u64().unwrap(), Value::from(facts.to_vec()))
    };
    items.iter().map(of_rule).collect()
}

#[test]
fn names_come_from_the_agent_of_the_node() {
    let cluster = Cluster::of(open("basic")).switches_with_traffic().start();
    let mut twins_of_all = 0;
    for node in cluster.nodes() {
        let agent = cluster.loopback(&node);
        let port = format!("get rules --agent-port {}", agent.port);
        let local = on_node(&cluster, &node, &agent.token, &port, None);
        assert_eq!(local.code, 0, "{}", local.err);
        assert_eq!(local.json()["metadata"]["resolution"][0]["names"], "agent");
        assert_eq!(local.json()["metadata"]["antreaVersion"], "v2.4.5");
        let named = rules(&local).values().filter(|facts| facts[0].is_object()).count();
        assert!(named > 30, "{named} rules have a name");
        let exec = antstats(&cluster.kubeconfig(), &format!("get rules --via exec --node {node} -o json"));
        let (here, there) = (rules(&local), rules(&exec));
        assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
        // Rules that look alike are told apart by the agent, here and there.
        let twins: Vec<_> = there.iter().filter(|(_, facts)| facts[0].to_string().contains("twin")).collect();
        assert!(twins.iter().all(|(id, facts)| facts[4] == "exact" && here[id] == **facts), "{node} {twins:?}");
        twins_of_all += twins.len();
        for (id, facts) in here.iter().filter(|(_, facts)| facts[4] == "exact") {
            assert_eq!(*facts, there[id], "{node} {id}");
        }
    }
    assert!(twins_of_all > 3, "{twins_of_all} rules look alike");
    // Of its flows the agent says those of single policies, for these questions.
    let flows = |asked: &String| asked.contains("ovsflows") && !asked.contains("networkpolicy=");
    let asked: Vec<String> = cluster.asked().into_iter().map(|asked| asked.what).collect();
    assert!(!asked.iter().take_while(|what| !what.contains("exec")).any(flows), "{asked:?}");
}

#[test]
fn names_come_from_the_api_server_where_no_agent_is_seen() {
    let cluster = Cluster::of(open("dual")).switches_with_traffic().start();
    let node = &cluster.nodes()[0];
    let local = on_node(&cluster, node, "", "get rules -v", Some(cluster.kubeconfig()));
    assert_eq!(local.code, 0, "{}", local.err);
    assert!(local.err.contains("names are the API server's") && local.err.contains("token"), "{}", local.err);
    assert!(rules(&local).values().filter(|facts| facts[0].is_object()).count() > 20);
    let exec = antstats(&cluster.kubeconfig(), &format!("get rules --via exec --node {node} -o json"));
    let there = rules(&exec);
    for (id, facts) in rules(&local).iter().filter(|(_, facts)| facts[4] == "exact") {
        assert_eq!(*facts, there[id], "{node} {id}");
    }
}

#[test]
fn without_names_there_are_numbers_and_counters() {
    let cluster = Cluster::of(open("basic")).switches_with_traffic().start();
    let node = &cluster.nodes()[0];
    let local = on_node(&cluster, node, "", "get policystats", None);
    assert_eq!(local.code, 4, "{}", local.err);
    assert!(local.err.contains("rule IDs have no names"), "{}", local.err);
    let rules = on_node(&cluster, node, "", "get rules", None).items();
    assert!(rules.len() > 30 && rules.iter().all(|rule| rule["policy"].is_null()), "{}", rules.len());
    assert!(rules.iter().any(|rule| rule["trafficStats"]["packets"].as_u64() > Some(0)));
}

#[test]
fn an_agent_that_refuses_is_said_and_the_rest_is_shown() {
    let cluster = Cluster::of(open("basic")).switches_with_traffic().start();
    let node = &cluster.nodes()[0];
    let agent = cluster.loopback(node);
    let words = format!("get rules -v --agent-port {}", agent.port);
    let local = on_node(&cluster, node, "no-such-token", &words, None);
    assert_eq!(local.code, 0, "{}", local.err);
    assert!(local.err.contains("names of policies are not known") && local.err.contains("401"), "{}", local.err);
    assert!(!local.items().is_empty());
}
