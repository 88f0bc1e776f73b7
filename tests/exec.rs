//! Nodes read through exec of an API server that can fail in every way: what is wrong with one Node is named and costs no other anything.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

#[path = "support/cluster/mod.rs"]
mod cluster;
#[path = "support/everything.rs"]
mod everything;
#[path = "support/ovs.rs"]
mod ovs;
#[path = "support/replay.rs"]
mod replay;
mod support;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use antstats::model::artefact::ArtefactKind::{self, *};
use antstats::source::kube::config::connect;
use antstats::source::kube::fan_out::fan_out;
use antstats::source::kube::feed::{Feed, pump};
use antstats::source::kube::read_node::{antctl_answers, read_node};
use antstats::source::kube::{AgentPod, Event, Options, Target};
use antstats::source::{Outcome, Tables, Wanted};
use cluster::{Cluster, Fault, On};
use everything::Gather;

const STATISTICS: [ArtefactKind; 6] = [Flows, TableFeatures, TableStats, Bridge, Port, Interface];

/// What came of a run.
#[derive(Debug)]
struct Run {
    gather: Gather,
    events: Vec<Event>,
    took: Duration,
}

impl Run {
    fn file(&self, node: &str, file: &str) -> Option<&[u8]> {
        let path = format!("nodes/{node}/{file}");
        self.gather.parts.iter().find(|part| *part.artefact.origin.path == *path).map(|part| part.bytes.as_slice())
    }

    fn gaps(&self, node: &str) -> Vec<String> {
        let of_node = self.gather.gaps.iter().filter(|gap| gap.node.as_deref() == Some(node));
        of_node.map(|gap| format!("{}: {}", gap.what, gap.why)).collect()
    }

    fn finished(&self) -> BTreeMap<String, Option<String>> {
        let ends = self.events.iter().filter_map(|event| match event {
            Event::Finished { node, failed } => Some((node.to_string(), failed.clone())),
            _ => None,
        });
        ends.collect()
    }
}

fn pods(cluster: &Cluster) -> Vec<AgentPod> {
    let pod = |node: String| {
        let (namespace, name) = cluster.agent(&node);
        let containers = vec!["antrea-agent".to_string(), "antrea-ovs".to_string()];
        AgentPod { node: node.into(), namespace, name, ip: None, containers, not_ready: None }
    };
    cluster.nodes().into_iter().map(pod).collect()
}

/// Reads all Nodes; `antctl` asks the agents' own client besides.
fn read(cluster: &Cluster, wanted: &Wanted, limit: Duration, antctl: bool) -> Run {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let options = Options { request_timeout: limit, ..Options::default() };
    let begun = Instant::now();
    let (mut gather, mut skipped, mut events) = (Gather::default(), HashSet::new(), Vec::new());
    runtime.block_on(async {
        let target = Target { kubeconfig: Some(cluster.kubeconfig()), ..Target::default() };
        let client = connect(&target, None, &options).await.unwrap().client().clone();
        let (sender, mut receiver) = tokio::sync::mpsc::channel(64);
        let feed = Feed::new(sender);
        let (wanted, own) = (wanted.clone(), options.clone());
        let asking = async {
            let ask = move |pod: AgentPod, feed: Feed| {
                let (client, wanted, own) = (client.clone(), wanted.clone(), own.clone());
                async move {
                    if antctl {
                        antctl_answers(&client, &pod, &wanted, &own, &feed).await?;
                    }
                    read_node(&client, &pod, &wanted, &own, &feed).await
                }
            };
            fan_out(pods(cluster), &options, None, &feed, ask).await;
            drop(feed);
        };
        let taking = async {
            while let Some(message) = receiver.recv().await {
                pump(message, &mut skipped, &mut gather, &mut |event| events.push(event));
            }
        };
        tokio::join!(asking, taking);
    });
    Run { gather, events, took: begun.elapsed() }
}

fn statistics() -> Wanted {
    Wanted::kinds(STATISTICS).of_tables(Tables::Policies)
}

fn lines(bytes: &[u8]) -> Vec<&str> {
    let mut lines: Vec<&str> =
        std::str::from_utf8(bytes).unwrap().lines().filter(|line| line.contains("cookie=")).collect();
    lines.sort_unstable();
    lines
}

fn recorded(cluster: &Cluster, node: &str, file: &str) -> Vec<u8> {
    fs::read(cluster.capture.root().join("nodes").join(node).join(file)).unwrap()
}

const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn every_node_gives_what_it_has_in_one_exec() {
    let cluster = Cluster::of(support::open("basic")).start();
    let wanted = Wanted::kinds([Flows, TableFeatures, TableStats, Interface, AgentNetworkPolicies, AgentInfo]);
    let run = read(&cluster, &wanted, LIMIT, true);
    assert!(run.gather.gaps.is_empty(), "{:?}", run.gather.gaps);
    for node in cluster.nodes() {
        let flows = recorded(&cluster, &node, "flows.txt");
        assert_eq!(lines(run.file(&node, "flows.txt").unwrap()), lines(&flows));
        for file in ["table-features.txt", "interface.json"] {
            assert_eq!(run.file(&node, file).unwrap(), recorded(&cluster, &node, file), "{node} {file}");
        }
        assert!(run.file(&node, "agent-networkpolicies.json").unwrap().len() > 100);
        assert_eq!(cluster.most_at_once_on(&node), 1);
    }
    assert_eq!(cluster.ran().len(), 2 * cluster.nodes().len(), "one for antctl, one for the switch");
    assert!(run.gather.parts.iter().all(|part| part.outcome == Some(Outcome::Complete)));
    // Bytes on the wire are far fewer than what they hold.
    let asked = run.events.iter().filter_map(|event| match event {
        Event::Asked(asked) if asked.what.contains("flows.txt") => Some((asked.bytes, asked.plain_bytes)),
        _ => None,
    });
    for (bytes, plain) in asked.collect::<Vec<_>>() {
        assert!(bytes > 1000 && bytes * 5 < plain, "{bytes} of {plain}");
    }
    assert_eq!(run.finished().len(), cluster.nodes().len());
}

#[test]
fn containers_without_a_shell_or_gzip_give_the_same() {
    let nodes = support::open("basic").nodes();
    let cluster =
        Cluster::of(support::open("basic")).without_program(&nodes[0], "sh").without_program(&nodes[1], "gzip").start();
    let run = read(&cluster, &statistics(), LIMIT, false);
    assert!(run.gather.gaps.is_empty(), "{:?}", run.gather.gaps);
    let names = |node: &str| -> Vec<String> {
        let of_node = run.gather.parts.iter().filter(|part| part.artefact.origin.node.as_deref() == Some(node));
        of_node
            .map(|part| Path::new(&*part.artefact.origin.path).file_name().unwrap().to_str().unwrap().to_string())
            .collect()
    };
    for node in &nodes {
        let expected = ["bridge.json", "port.json", "interface.json", "table-features.txt", "tables.txt", "flows.txt"];
        assert_eq!(names(node), expected, "{node}");
        let all = recorded(&cluster, node, "flows.txt");
        let (all, got) = (lines(&all), lines(run.file(node, "flows.txt").unwrap()));
        assert!(got.len() > 50 && got.len() < all.len() && got.iter().all(|line| all.contains(line)), "{node}");
    }
    let without_shell = cluster.ran().iter().filter(|ran| ran.node == nodes[0]).count();
    assert!(without_shell > 15, "each command alone: {without_shell}");
    assert_eq!(cluster.most_at_once_on(&nodes[0]), 1);
}

/// What one Node's fault is called, and what else its gap says.
const FAULTS: &[(&str, Fault, &str)] = &[
    ("forbidden", Fault::Forbidden, "refused: you lack the right to get and create pods/exec"),
    ("unauthorized", Fault::Unauthorized, "refused: the API server does not know who asks"),
    ("not found", Fault::NotFound, "not ready: "),
    ("server error", Fault::ServerError, "failed: "),
    ("unavailable", Fault::Unavailable, "unreachable: "),
    ("gateway timeout", Fault::GatewayTimeout, "timed out: Timeout: request did not complete"),
    ("busy for good", Fault::TooManyRequests(1), "failed: "),
    ("disconnect", Fault::Disconnect, "unreachable: "),
    ("wrong container", Fault::WrongContainer, "container missing: container antrea-ovs is not valid"),
    ("container down", Fault::ContainerNotRunning, "container missing: "),
    ("unreachable", Fault::Unreachable, "unreachable: error dialing backend: dial tcp"),
    ("garbage", Fault::Garbage, "failed: the answer "),
    ("garbage after gzip's header", Fault::GarbageGzip, "failed: the answer cannot be decompressed"),
    ("other JSON", Fault::OtherJson, "failed: the answer has "),
    ("nothing", Fault::Empty, "cut: the answer ended in the middle, after 0 bytes"),
    ("no end of lines", Fault::Huge(50 << 20), "failed: the answer has \"no end of it\""),
    ("exit code", Fault::Exit(1), "everything: failed: something went wrong (exit code 1)"),
    ("cut at once", Fault::Cut(1), "cut: "),
    ("cut", Fault::Cut(3000), "cut: "),
    ("no status", Fault::NoStatus(3000), "cut: "),
    ("runtime fails", Fault::RuntimeFails(3000), "failed to exec in container"),
    ("killed", Fault::Killed(3000), "was killed (137)"),
];

#[test]
fn a_fault_of_one_node_is_named_and_costs_no_other_anything() {
    let cluster = Cluster::of(support::open("basic")).start();
    let nodes = cluster.nodes();
    let (bad, good) = (nodes[1].as_str(), nodes[0].as_str());
    for (name, fault, words) in FAULTS {
        cluster.fault(On::exec(bad), fault.clone());
        let run = read(&cluster, &statistics(), LIMIT, false);
        cluster.clear_faults();
        let gaps = run.gaps(bad);
        assert!(!gaps.is_empty() && gaps.iter().all(|gap| gap.contains(words)), "{name}: {gaps:?}");
        let lacks_flows = ["everything: ", "the end of flows.txt: ", "flows.txt, ", "flows.txt: "];
        assert!(gaps.iter().any(|gap| lacks_flows.iter().any(|what| gap.starts_with(what))), "{name}: {gaps:?}");
        assert!(run.gaps(good).is_empty(), "{name}: {:?}", run.gather.gaps);
        assert!(lines(run.file(good, "flows.txt").unwrap()).len() > 50, "{name}");
        assert!(run.took < Duration::from_secs(8), "{name}: {:?}", run.took);
        assert!(run.gather.parts.iter().all(|part| part.outcome.is_some()), "{name}: something is open");
        assert!(run.finished()[bad].is_some() && run.finished()[good].is_none(), "{name}");
        // What came of a Node that was cut is whole lines of what there is.
        if let Some(bytes) = run.file(bad, "flows.txt") {
            let all = recorded(&cluster, bad, "flows.txt");
            assert!(lines(bytes).iter().all(|line| lines(&all).contains(line)), "{name}");
        }
    }
}

#[test]
fn what_is_only_late_or_noisy_is_no_fault() {
    let cluster = Cluster::of(support::open("restarted")).start();
    let node = cluster.nodes().remove(0);
    for fault in [Fault::StderrNoise, Fault::Delay(Duration::from_secs(1)), Fault::SlowDrip(Duration::from_millis(1))] {
        cluster.fault(On::exec(&node), fault.clone());
        let run = read(&cluster, &statistics(), LIMIT, false);
        cluster.clear_faults();
        assert!(run.gather.gaps.is_empty(), "{fault:?}: {:?}", run.gather.gaps);
    }
    cluster.fault_times(On::exec(&node), Fault::TooManyRequests(1), 0, 1);
    assert!(read(&cluster, &statistics(), LIMIT, false).gather.gaps.is_empty(), "asked again");
}

#[test]
fn a_node_that_hangs_costs_its_time_and_leaves_nothing_behind() {
    let cluster = Cluster::of(support::open("basic")).start();
    let nodes = cluster.nodes();
    cluster.fault(On::exec(&nodes[0]), Fault::Hang);
    let run = read(&cluster, &statistics(), Duration::from_secs(2), false);
    assert_eq!(run.gaps(&nodes[0]), ["everything: timed out: no end after 2s (--request-timeout)"]);
    assert!(run.gaps(&nodes[1]).is_empty());
    assert!((2000..5000).contains(&run.took.as_millis()), "{:?}", run.took);
    let begun = Instant::now();
    while cluster.running() > 0 {
        assert!(begun.elapsed() < Duration::from_secs(5), "a command still runs");
        std::thread::sleep(Duration::from_millis(20));
    }
}
