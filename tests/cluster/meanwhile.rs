//! What happens while a cluster is read: the user interrupts, and policies come and go.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::run::{Answer, antstats};
use crate::cluster::{Canned, Cluster, Fault, On};
use crate::support::open;

const HIT: &str = "k8s-worker-02";

pub fn start(cluster: &Cluster, words: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.args(words.split(' ')).env_clear().env("KUBECONFIG", cluster.kubeconfig()).env("HOME", "/nonexistent");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

pub fn end(mut child: Child) -> Answer {
    let deadline = Instant::now() + Duration::from_secs(30);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            child.kill().unwrap();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Answer { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// Waits until something is so.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !is_so() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn others(items: &[Value]) -> Vec<Value> {
    items.iter().filter(|item| item["node"] != HIT).cloned().collect()
}

#[test]
fn an_interrupt_shows_what_there_is() {
    for way in ["exec", "agent"] {
        let cluster = Cluster::of(open("acme-fitness")).start();
        let question = format!("get rules --via {way} -o json");
        let usual = antstats(&cluster.kubeconfig(), &question).items();
        cluster.fault(On::exec(HIT), Fault::Hang);
        cluster.fault(On::agent(HIT), Fault::Hang);
        cluster.forget();
        let child = start(&cluster, &question);
        // The other Nodes are there soon after the one that hangs was asked.
        until("all Nodes are asked", || {
            let asked = cluster.asked();
            let done = |node: &str| {
                let last = |what: &str| what.contains("/networkpolicies");
                asked.iter().filter(|a| a.node.as_deref() == Some(node) && last(&a.what)).count() == 2
            };
            match way {
                "exec" => cluster.ran().len() == 3 && cluster.running() == 1,
                _ => done("k8s-worker-01") && done("k8s-worker-03"),
            }
        });
        std::thread::sleep(Duration::from_millis(500));
        let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(interrupt.success());
        let begun = Instant::now();
        let answer = end(child);
        assert!(begun.elapsed() < Duration::from_secs(5), "{way}: it ends at once");
        assert_eq!(answer.code, 4, "{way}: {}", answer.err);
        assert_eq!(answer.items(), others(&usual), "{way}");
        let gap = &answer.json()["gaps"][0];
        assert_eq!(gap["node"], HIT, "{way}: {gap}");
        assert!(gap["why"].as_str().unwrap().starts_with("interrupted"), "{way}: {gap}");
        until("the command ends with its reader", || cluster.running() == 0);
    }
}

/// The rules of a policy that is gone when all Nodes are read are stale, not named by guess.
#[test]
fn a_policy_that_vanishes_meanwhile_is_said() {
    let cluster = Cluster::of(open("acme-fitness")).start();
    let question = "get rules --via exec -o json";
    let usual = antstats(&cluster.kubeconfig(), question).items();
    cluster.fault(On::exec(HIT), Fault::Delay(Duration::from_millis(1500)));
    cluster.forget();
    let child = start(&cluster, question);
    until("all Nodes are asked", || cluster.ran().len() == 3);
    let gone = cluster.store().list("controlplane.antrea.io", "networkpolicies", None).swap_remove(0);
    let name = |object: &Value| object["metadata"]["name"].as_str().unwrap().to_string();
    let namespace = gone["metadata"]["namespace"].as_str().unwrap_or_default().to_string();
    cluster.store().delete("controlplane.antrea.io", "networkpolicies", &namespace, &name(&gone));
    let answer = end(child);
    let source = gone["sourceRef"]["name"].as_str().unwrap();
    assert!(answer.err.contains("policies changed while they were read"), "{}", answer.err);
    assert!(answer.err.contains(source), "{source}: {}", answer.err);
    let now = answer.items();
    assert_eq!(now.len(), usual.len());
    let of_gone = |item: &&Value| item["policy"]["name"] == source;
    assert!(usual.iter().any(|item| of_gone(&item)), "{source} has rules");
    for (item, before) in now.iter().zip(&usual) {
        assert_eq!(item["trafficStats"], before["trafficStats"], "{item}");
        if of_gone(&before) {
            assert_ne!(item["confidence"], "exact", "{item}");
        } else {
            assert_eq!(item, before);
        }
    }
}

/// Rights that are missing everywhere are not tried on a thousand Nodes.
#[test]
fn missing_rights_are_met_a_few_times() {
    let cluster = Cluster::of(open("acme-fitness")).canned(100, |_| Canned::default()).start();
    cluster.fault(On::exec("*"), Fault::Forbidden);
    let answer = antstats(&cluster.kubeconfig(), "get rules --via exec --concurrency 4");
    assert_eq!(answer.code, 1, "{}", answer.err);
    let refused = cluster.asked().iter().filter(|asked| asked.what.contains("/exec") && asked.code == 403).count();
    assert!((8..=20).contains(&refused), "{refused} were refused");
}
