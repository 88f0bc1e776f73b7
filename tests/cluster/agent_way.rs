//! `--via agent`: agents of each release, their faults, and what the API server is asked for them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use antstats::decode::agent::{policy_flows, policy_of_file};
use antstats::model::artefact::ArtefactKind::{self, *};
use antstats::model::policy::{PolicyKind, PolicyRef};
use antstats::source::kube::agent::version::AgentVersion;
use antstats::source::kube::agent::{AgentInfoEntry, AgentWay, probe, read_node};
use antstats::source::kube::feed::{Feed, Message};
use antstats::source::kube::owners::by_agent;
use antstats::source::kube::{AgentPod, Event, NodeError, NodeErrorKind, Options};
use antstats::source::{Tables, Wanted};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::sync::mpsc;

use super::fake_api::connect;
use crate::cluster::{ADMIN, Cluster, Fault, On, Rule};
use crate::support::open;

/// The tables of policies and their counters.
const TABLES: [&str; 17] = [
    "ServiceLB",
    "AntreaPolicyEgressRule",
    "DefaultTierEgressRule",
    "EgressRule",
    "EgressDefaultRule",
    "EgressMetric",
    "AntreaPolicyIngressRule",
    "DefaultTierIngressRule",
    "IngressRule",
    "IngressDefaultRule",
    "IngressMetric",
    "MulticastEgressRule",
    "MulticastEgressMetric",
    "MulticastIngressRule",
    "MulticastIngressMetric",
    "41",
    "61",
];

/// What came through a feed.
#[derive(Debug, Default)]
struct Gave {
    files: BTreeMap<String, String>,
    gaps: Vec<String>,
    said: Vec<String>,
    result: Option<NodeError>,
}

async fn take(mut receiver: mpsc::Receiver<Message>) -> Gave {
    let (mut gave, mut open) = (Gave::default(), BTreeMap::new());
    while let Some(message) = receiver.recv().await {
        match message {
            Message::Begin(transfer, artefact) => {
                let file = artefact.origin.path.rsplit('/').next().unwrap().to_string();
                gave.files.insert(file.clone(), String::new());
                open.insert(transfer, file);
            }
            Message::Chunk(transfer, bytes) => {
                gave.files.get_mut(&open[&transfer]).unwrap().push_str(std::str::from_utf8(&bytes).unwrap());
            }
            Message::Gap(gap) => gave.gaps.push(format!("{}: {}", gap.what, gap.why)),
            Message::Event(Event::Said(said)) => gave.said.push(said),
            _ => {}
        }
    }
    gave
}

/// One agent of a cluster, and all that is asked of it.
struct Live {
    runtime: tokio::runtime::Runtime,
    way: Arc<AgentWay>,
}

impl Live {
    fn of(config: &std::path::Path, options: Options) -> Live {
        let (runtime, client) = connect(config);
        Live { runtime, way: Arc::new(AgentWay::new(client, options)) }
    }

    fn read(&self, cluster: &Cluster, node: &str, wanted: &Wanted) -> Gave {
        let (pod, info) = agent(cluster, node);
        let (sender, receiver) = mpsc::channel(8);
        let feed = Feed::new(sender).of_node(&node.into());
        self.runtime.block_on(async {
            let (way, wanted) = (self.way.clone(), wanted.clone());
            // As a task, which may move between threads.
            let task = tokio::spawn(async move { read_node(&way, &pod, Some(&info), &wanted, &feed).await });
            let gave = take(receiver).await;
            Gave { result: task.await.unwrap().err(), ..gave }
        })
    }

    fn probe(&self, cluster: &Cluster, node: &str) -> Result<(), NodeError> {
        let (pod, info) = agent(cluster, node);
        let (sender, receiver) = mpsc::channel(8);
        let feed = Feed::new(sender).of_node(&node.into());
        self.runtime.block_on(async {
            let asking = async {
                let result = probe(&self.way, &pod, Some(&info), &feed).await;
                drop(feed);
                result
            };
            tokio::join!(asking, take(receiver)).0
        })
    }
}

/// A Node's agent, as its Pod and its AntreaAgentInfo say.
fn agent(cluster: &Cluster, node: &str) -> (AgentPod, AgentInfoEntry) {
    let (namespace, name) = cluster.agent(node);
    let store = cluster.store();
    let info = store.get("crd.antrea.io", "antreaagentinfos", None, node).unwrap();
    let entry = AgentInfoEntry {
        api_port: info["apiPort"].as_u64().map(|port| u16::try_from(port).unwrap()),
        ca_bundle: info["apiCABundle"].as_str().map(|bundle| STANDARD.decode(bundle).unwrap()),
        version: info["version"].as_str().map(str::to_string),
    };
    let containers = vec!["antrea-agent".to_string(), "antrea-ovs".to_string()];
    let pod = AgentPod { node: node.into(), namespace, name, ip: None, containers, not_ready: None };
    (pod, entry)
}

fn everything() -> Wanted {
    let kinds: [ArtefactKind; 6] =
        [AgentInfo, AgentNetworkPolicies, AgentAddressGroups, AgentAppliedToGroups, AgentPodInterfaces, Flows];
    Wanted::kinds(kinds).of_tables(Tables::Policies)
}

fn quick() -> Options {
    Options { request_timeout: Duration::from_secs(3), ..Options::default() }
}

fn insecure() -> Options {
    Options { insecure_agent: true, ..Options::default() }
}

/// A flow without what differs between releases, as often as it stands there.
fn bare(lines: &str, tables: &[&str]) -> Vec<String> {
    let bare = lines.lines().filter_map(|line| {
        let line = &line[line.find("table=")?..];
        let table = line.strip_prefix("table=")?.split([',', ' ']).next()?;
        tables.contains(&table).then(|| line.trim_end().to_string())
    });
    let mut bare: Vec<String> = bare.collect();
    bare.sort();
    bare
}

#[test]
fn agents_of_each_release_give_what_their_switch_has() {
    // capture, another release of its agents
    let cases = [
        ("v1.5.3", None),
        ("v1.8.1", None),
        ("v1.8.1", Some("v1.11.0")),
        ("v1.13.4", None),
        ("v1.13.4", Some("v1.12.0")),
        ("basic", None),
        ("basic", Some("v2.4.3")),
        ("dual", Some("v1.11.0")),
        ("multicast", None),
        ("multicast", Some("v2.0.0")),
        ("multicast", Some("v1.9.0")),
        ("v2.7.0", None),
    ];
    for (name, version) in cases {
        let capture = open(name);
        let node = capture.nodes()[0].clone();
        let protocol = if name == "v1.5.3" { "13" } else { "15" };
        let recorded = capture.root().join("../variants").join(&node).join(format!("flows-of{protocol}-names.txt"));
        let recorded =
            std::fs::read_to_string(&recorded).unwrap_or_else(|error| panic!("{}: {error}", recorded.display()));
        let builder = Cluster::of(capture);
        let builder = match version {
            Some(version) => builder.version(&node, version),
            None => builder,
        };
        let cluster = builder.start();
        let gave = Live::of(&cluster.kubeconfig(), insecure()).read(&cluster, &node, &everything());
        let what = format!("{name} {version:?}");
        assert_eq!((gave.result, gave.gaps, gave.said), (None, vec![], vec![]), "{what}");
        assert_eq!(gave.files.len(), 6, "{what}: {:?}", gave.files.keys());
        let (flows, expected) = (bare(&gave.files["flows.txt"], &TABLES), bare(&recorded, &TABLES));
        assert!(expected.len() > 50, "{what}: {}", expected.len());
        assert!(flows == expected, "{what}: {} of {}", flows.len(), expected.len());
        // Nothing but the tables that are needed, and the bridge never.
        assert_eq!(gave.files["flows.txt"].lines().count(), flows.len(), "{what}");
        let asked = cluster.asked();
        assert!(asked.iter().all(|asked| asked.what != "agent GET /ovsflows"), "{what}");
        let flows_asked = asked.iter().filter(|asked| asked.what.starts_with("agent GET /ovsflows")).count();
        assert!(flows_asked <= 22, "{what}: {flows_asked}");
    }
}

#[test]
fn one_token_serves_all_nodes_and_nobody_gets_the_users_own() {
    let cluster = Cluster::of(open("basic")).start();
    let live = Live::of(&cluster.kubeconfig(), Options::default());
    for node in cluster.nodes() {
        assert_eq!(live.read(&cluster, &node, &everything()).gaps, [""; 0]);
    }
    let asked = cluster.asked();
    let tokens = asked.iter().filter(|asked| asked.what.contains("/serviceaccounts/antctl/token")).count();
    assert_eq!(tokens, 1);
    let forwards = asked.iter().filter(|asked| asked.what.contains("/portforward")).count();
    assert_eq!(forwards, cluster.nodes().len());
    assert!(!format!("{:?}", live.way).contains(ADMIN));
}

#[test]
fn a_policy_owns_the_ids_that_the_truth_says() {
    let cluster = Cluster::of(open("v2.7.0")).start();
    let live = Live::of(&cluster.kubeconfig(), Options::default());
    let node = cluster.nodes()[0].clone();
    let mut truth: BTreeMap<PolicyRef, BTreeSet<u32>> = BTreeMap::new();
    for rule in cluster.capture.truth["rules"].as_array().unwrap() {
        let policy = &rule["policy"];
        let Some(kind) = PolicyKind::ALL.into_iter().find(|kind| policy["kind"] == kind.name()) else { continue };
        if rule["node"] == node.as_str() && rule["state"] == "realized" {
            let text = |key: &str| policy[key].as_str().unwrap_or("").into();
            let reference = PolicyRef { kind, namespace: text("namespace"), name: text("name") };
            truth.entry(reference).or_default().insert(u32::try_from(rule["id"].as_u64().unwrap()).unwrap());
        }
    }
    let elsewhere =
        PolicyRef { kind: PolicyKind::K8sNetworkPolicy, namespace: "default".into(), name: "not-here".into() };
    truth.insert(elsewhere, BTreeSet::new());
    let policies: Vec<PolicyRef> = truth.keys().cloned().collect();
    assert!(policies.len() > 20);
    let (pod, info) = agent(&cluster, &node);
    let (sender, receiver) = mpsc::channel(8);
    let feed = Feed::new(sender).of_node(&node.as_str().into());
    let version = AgentVersion::parse("v2.7.0");
    let (owned, gave) = live.runtime.block_on(async {
        let asking = async {
            let end = tokio::time::Instant::now() + Duration::from_secs(20);
            let owned = by_agent(&live.way, &pod, Some(&info), version, &policies, end, &feed).await;
            drop(feed);
            owned
        };
        tokio::join!(asking, take(receiver))
    });
    assert!(owned.iter().all(|(_, result)| result.is_ok()), "{owned:?}");
    let read: BTreeMap<PolicyRef, BTreeSet<u32>> = gave
        .files
        .iter()
        .map(|(file, bytes)| {
            let ids = policy_flows(bytes.as_bytes(), &"x".into()).value;
            (policy_of_file(file).unwrap(), ids.into_iter().map(|id| id.0).collect())
        })
        .collect();
    assert_eq!(read, truth);
    // One connection for all of them.
    assert_eq!(cluster.asked().iter().filter(|asked| asked.what.contains("/portforward")).count(), 1);
}

#[test]
fn rights_that_lack_are_named() {
    let cluster = Cluster::of(open("basic")).start();
    let forward = || Rule::new("get create", "", "pods/portforward");
    let token = || Rule::new("create", "", "serviceaccounts/token");
    // user, rules, cause, what the error says
    let cases = [
        ("both", vec![forward(), token()], None),
        ("without-token", vec![forward()], Some("create serviceaccounts/token antctl in kube-system")),
        ("without-forward", vec![token()], Some("get and create pods/portforward in kube-system")),
    ];
    for (user, rules, missing) in cases {
        let live = Live::of(&cluster.kubeconfig_of(user, rules), Options::default());
        let gave = live.read(&cluster, "node-1", &everything());
        match (missing, gave.result) {
            (None, None) => assert_eq!(gave.gaps, [""; 0]),
            (Some(missing), Some(error)) => {
                assert_eq!(error.kind, NodeErrorKind::Refused, "{error}");
                for part in [missing, "forbidden", "examples/rbac/node-data.yaml"] {
                    assert!(error.why.contains(part), "{part}: {error}");
                }
                assert!(gave.files.is_empty() && gave.gaps.is_empty());
                cluster.forget();
                assert_eq!(live.probe(&cluster, "node-2").unwrap_err().kind, NodeErrorKind::Refused);
                // A token that was refused once is not asked for again.
                let again = cluster.asked().iter().filter(|asked| asked.what.contains("/token")).count();
                assert_eq!(again, 0, "{user}");
            }
            (missing, result) => panic!("{user}: {missing:?} {result:?}"),
        }
    }
}

#[test]
fn faults_are_told_by_their_cause() {
    use NodeErrorKind::*;
    let cluster = Cluster::of(open("basic")).start();
    let token = || On::api("create", "serviceaccounts/token");
    let node = "node-1";
    // where, what, cause, part of the words
    let cases = [
        (token(), Fault::Unauthorized, Refused, "does not know who asks"),
        (token(), Fault::NotFound, Refused, "no such ServiceAccount"),
        (token(), Fault::ServerError, Failed, "status 500"),
        (token(), Fault::Unavailable, Failed, "status 503"),
        (token(), Fault::Disconnect, Unreachable, "serviceaccounts/token"),
        (token(), Fault::Garbage, Failed, "is no TokenRequest"),
        (token(), Fault::OtherJson, Failed, "no TokenRequest"),
        (token(), Fault::Hang, TimedOut, "in time"),
        (On::forward(node), Fault::Forbidden, Refused, "pods/portforward"),
        (On::forward(node), Fault::NotFound, NotReady, "the Pod is gone"),
        (On::forward(node), Fault::ForwardRefused, Unreachable, "refused"),
        (On::forward(node), Fault::Unreachable, Unreachable, "port-forward to kube-system/"),
        (On::forward(node), Fault::Disconnect, Unreachable, "the agent's port: it was closed"),
        (On::forward(node), Fault::Hang, TimedOut, "in time"),
        (On::forward(node), Fault::WrongCertificate, Agent, "another CA signed it"),
        (On::agent(node), Fault::Unauthorized, Agent, "does not accept the token of ServiceAccount antctl"),
        (On::agent(node), Fault::Forbidden, Agent, "ClusterRole antctl lacks get on nonResourceURLs"),
        (On::agent(node), Fault::Hang, TimedOut, "in time"),
        (On::agent(node), Fault::Disconnect, Cut, "hung up"),
        (On::agent(node), Fault::ServerError, Agent, "status 500"),
    ];
    for (on, fault, kind, words) in cases {
        let what = format!("{on:?} {fault:?}");
        cluster.fault(on, fault);
        let live = Live::of(&cluster.kubeconfig(), quick());
        let begun = Instant::now();
        let gave = live.read(&cluster, node, &everything());
        assert!(begun.elapsed() < Duration::from_secs(6), "{what}: {:?}", begun.elapsed());
        cluster.clear_faults();
        let error = gave.result.unwrap_or_else(|| panic!("{what}: {:?} {:?}", gave.gaps, gave.files.keys()));
        assert!(error.kind == kind && error.why.contains(words), "{what}: {error}");
        assert!(gave.files.is_empty() && gave.gaps.is_empty(), "{what}: {:?}", gave.gaps);
        assert!(!error.to_string().contains("token-"), "{what}: {error}");
    }
    // A moment's trouble is waited out.
    cluster.fault_times(token(), Fault::Unavailable, 0, 1);
    assert_eq!(Live::of(&cluster.kubeconfig(), quick()).probe(&cluster, node), Ok(()));
}

#[test]
fn agents_before_1_13_need_a_flag() {
    let cluster = Cluster::of(open("v1.8.1")).start();
    let node = cluster.nodes()[0].clone();
    let error = Live::of(&cluster.kubeconfig(), Options::default()).probe(&cluster, &node).unwrap_err();
    assert_eq!(error.kind, NodeErrorKind::Agent);
    assert!(error.why.contains("before 1.13") && error.why.contains("--insecure-agent"), "{error}");
    assert!(cluster.asked().is_empty(), "nothing is asked that cannot be used");
    assert_eq!(Live::of(&cluster.kubeconfig(), insecure()).probe(&cluster, &node), Ok(()));
}

#[test]
fn one_path_that_fails_is_a_gap() {
    let cluster = Cluster::of(open("basic")).start();
    // path, fault, part of the gap, files that are there
    let cases = [
        ("/addressgroups", Fault::ServerError, "agent-addressgroups.json: agent: GET /addressgroups: status 500", 5),
        ("/addressgroups", Fault::Forbidden, "ClusterRole antctl lacks get on nonResourceURLs /addressgroups", 5),
        ("/podinterfaces", Fault::Cut(20), "connection ended after 20 bytes", 5),
        (
            "/podinterfaces",
            Fault::Hang,
            "agent-podinterfaces.json: timed out: GET /podinterfaces: not answered in time",
            4,
        ),
        ("/ovsflows", Fault::Garbage, "flows: ", 5),
        ("/ovsflows", Fault::Empty, "flows: ", 5),
    ];
    for (path, fault, gap, files) in cases {
        let what = format!("{path} {fault:?}");
        cluster.fault(On::agent_path("node-1", path), fault);
        let gave = Live::of(&cluster.kubeconfig(), quick()).read(&cluster, "node-1", &everything());
        cluster.clear_faults();
        assert_eq!(gave.result, None, "{what}");
        assert!(gave.gaps.iter().any(|told| told.contains(gap)), "{what}: {:?}", gave.gaps);
        assert_eq!(gave.files.len(), files, "{what}: {:?}", gave.files.keys());
    }
}
