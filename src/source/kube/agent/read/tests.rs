mod big;
mod groups;
mod versions;

use std::sync::atomic::Ordering;

use tokio::sync::mpsc;

use super::super::testing::{Certificate, Reply, TestAgent};
use super::*;
use crate::source::kube::Asked;
use crate::source::{Outcome, Tables};

const TIME: Duration = Duration::from_secs(20);

/// What a Node gave.
#[derive(Debug, Default)]
struct Gave {
    /// Files with their bytes.
    files: Vec<(String, String)>,
    /// Bytes of `flows.txt`, where they are counted only.
    gaps: Vec<String>,
    cut: Vec<String>,
    details: Vec<String>,
    changed: Vec<Changed>,
    asked: Vec<Asked>,
    received: u64,
    result: Option<NodeError>,
}

impl Gave {
    fn file(&self, name: &str) -> Option<&str> {
        self.files.iter().find(|(file, _)| file == name).map(|(_, bytes)| bytes.as_str())
    }

    fn flows(&self) -> Vec<&str> {
        self.file("flows.txt").map(|flows| flows.lines().collect()).unwrap_or_default()
    }
}

fn everything() -> Wanted {
    use ArtefactKind::*;
    let kinds = [AgentInfo, AgentNetworkPolicies, AgentAddressGroups, AgentAppliedToGroups, AgentPodInterfaces, Flows];
    Wanted::kinds(kinds).of_tables(Tables::Policies)
}

async fn read(agent: &TestAgent, wanted: &Wanted, time: Duration) -> Gave {
    let (sender, mut receiver) = mpsc::channel(16);
    let feed = Feed::new(sender).of_node(&"n1".into());
    let reading = async {
        let result = read_peer(agent, time, None, wanted, &feed).await;
        drop(feed);
        result
    };
    let taking = async {
        let (mut gave, mut open) = (Gave::default(), std::collections::HashMap::new());
        while let Some(message) = receiver.recv().await {
            match message {
                Message::Begin(transfer, artefact) => {
                    let file = artefact.origin.path.rsplit('/').next().unwrap_or_default().to_owned();
                    open.insert(transfer, gave.files.len());
                    gave.files.push((file, String::new()));
                }
                Message::Chunk(transfer, bytes) => {
                    gave.files[open[&transfer]].1.push_str(std::str::from_utf8(&bytes).unwrap())
                }
                Message::End(_, Outcome::Cut { why, .. }) => gave.cut.push(why),
                Message::Gap(gap) => gave.gaps.push(format!("{}: {}", gap.what, gap.why)),
                Message::Changed(changed) => gave.changed.push(changed),
                Message::Event(Event::Detail(detail) | Event::Said(detail)) => gave.details.push(detail),
                Message::Event(Event::Asked(asked)) => gave.asked.push(asked),
                Message::Event(Event::Received { bytes, .. }) => gave.received += bytes,
                _ => {}
            }
        }
        gave
    };
    let (result, mut gave) = tokio::join!(reading, taking);
    gave.result = result.err();
    gave
}

/// An agent of a version with these tables (name, number), each with a line; what `other` answers comes first.
fn agent(
    version: &'static str,
    tables: &'static [(&'static str, u8)],
    other: impl Fn(&str, usize) -> Option<Reply> + Send + Sync + 'static,
) -> TestAgent {
    TestAgent::new(move |path, count| {
        if let Some(reply) = other(path, count) {
            return reply;
        }
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let invalid = || Reply::status(400, "invalid table name or number\n");
        match (path, query) {
            ("/agentinfo", _) => Reply::ok(format!(r#"{{"version":"{version}","ovsInfo":{{}}}}"#)),
            ("/networkpolicies" | "/addressgroups" | "/appliedtogroups", _) => {
                Reply::ok(r#"{"metadata":{},"items":[]}"#)
            }
            ("/podinterfaces", _) => Reply::ok("null"),
            ("/metrics", _) => Reply::ok(
                tables
                    .iter()
                    .map(|(name, id)| {
                        format!("antrea_agent_ovs_flow_count{{table_id=\"{id}\",table_name=\"{name}\"}} 1\n")
                    })
                    .collect::<String>(),
            ),
            ("/ovsflows", "") => Reply::flows(&["table=0, whole"]),
            ("/ovsflows", "table-names-only") => {
                Reply::flows(&tables.iter().map(|(name, _)| *name).collect::<Vec<_>>())
            }
            ("/ovsflows", query) => {
                let asked = query.strip_prefix("table=").unwrap_or_default();
                let by_number = |(name, id): &&(&str, u8)| *name == asked || id.to_string() == asked;
                match tables.iter().find(by_number) {
                    Some((name, _)) => {
                        Reply::flows(&[&format!("table={name}, n_packets=1, priority=0 actions=load:0x1->X")])
                    }
                    None => invalid(),
                }
            }
            _ => Reply::status(404, ""),
        }
    })
}

const DEFAULT: &[(&str, u8)] = &[
    ("PipelineRootClassifier", 0),
    ("PreRoutingClassifier", 8),
    ("SessionAffinity", 9),
    ("ServiceLB", 10),
    ("EndpointDNAT", 11),
    ("AntreaPolicyEgressRule", 12),
    ("EgressRule", 13),
    ("EgressDefaultRule", 14),
    ("EgressMetric", 15),
    ("L3Forwarding", 16),
    ("IngressSecurityClassifier", 22),
    ("AntreaPolicyIngressRule", 23),
    ("IngressRule", 24),
    ("IngressDefaultRule", 25),
    ("IngressMetric", 26),
    ("ConntrackCommit", 27),
    ("Output", 28),
];

/// What has no reply of its own.
fn plain(_: &str, _: usize) -> Option<Reply> {
    None
}

#[tokio::test]
async fn a_node_is_read_over_one_connection() {
    let agent = agent("v2.7.0", DEFAULT, plain);
    let gave = read(&agent, &everything(), TIME).await;
    assert_eq!(gave.result, None);
    assert_eq!((gave.gaps.as_slice(), gave.cut.as_slice(), gave.changed.len()), (&[][..], &[][..], 0));
    let files: Vec<_> = gave.files.iter().map(|(file, _)| file.as_str()).collect();
    let expected = [
        "agent-agentinfo.json",
        "agent-networkpolicies.json",
        "agent-addressgroups.json",
        "agent-appliedtogroups.json",
        "agent-podinterfaces.json",
        "flows.txt",
    ];
    assert_eq!(files, expected);
    assert_eq!(gave.file("agent-podinterfaces.json"), Some("null"));
    assert_eq!(gave.flows().len(), 9);
    assert_eq!(gave.flows()[0], "table=ServiceLB, n_packets=1, priority=0 actions=load:0x1->X");
    let asked = agent.asked();
    assert_eq!(asked.first().map(String::as_str), Some("/agentinfo"));
    assert_eq!(asked.last().map(String::as_str), Some("/networkpolicies"));
    assert_eq!(agent.dials.load(Ordering::Relaxed), 1);
    assert_eq!(gave.asked.len(), asked.len());
    assert!(gave.asked.iter().any(|asked| asked.what == "GET /ovsflows?table=EgressMetric" && asked.bytes > 50));
    let bytes: u64 = gave.asked.iter().filter(|asked| asked.failed.is_none()).map(|asked| asked.bytes).sum();
    assert_eq!(gave.received, bytes);
    assert!(agent.tokens().iter().all(|token| token == "Bearer secret-of-the-test"));
    assert!(!format!("{gave:?}").contains("secret-of-the-test"));
}

#[tokio::test]
async fn what_fails_is_a_gap_and_the_rest_is_read() {
    // path, reply, part of the gap, lines of flows
    let cases: [(&str, Reply, &[&str], usize); 17] = [
        (
            "/addressgroups",
            Reply::status(500, "boom\n\nbang"),
            &["agent-addressgroups.json: ", "GET /addressgroups: status 500 boom bang"],
            9,
        ),
        (
            "/addressgroups",
            Reply::status(403, ""),
            &["ClusterRole antctl lacks get on nonResourceURLs /addressgroups"],
            9,
        ),
        (
            "/addressgroups",
            Reply::Panic,
            &["agent-addressgroups.json", "connection ended after 0 bytes of the answer: the agent hung up"],
            9,
        ),
        ("/addressgroups", Reply::Cut(b"{\"items\":[".to_vec()), &["agent-addressgroups.json", "after 10 bytes"], 9),
        ("/agentinfo", Reply::status(404, ""), &["agent-agentinfo.json", "status 404"], 9),
        ("/agentinfo", Reply::ok(""), &["agent-agentinfo.json", "empty answer"], 9),
        ("/networkpolicies", Reply::ok(""), &["agent-networkpolicies.json", "GET /networkpolicies: status 200"], 9),
        ("/addressgroups", Reply::ok("surprise"), &["agent-addressgroups.json", "no list in JSON: surprise"], 9),
        ("/appliedtogroups", Reply::ok("\n"), &["agent-appliedtogroups.json", "empty answer"], 9),
        ("/podinterfaces", Reply::ok("[{"), &["agent-podinterfaces.json", "not JSON"], 9),
        (
            "/ovsflows?table=IngressRule",
            Reply::status(500, "OVS flow dumping failed"),
            &["flows of table IngressRule", "OVS flow dumping failed"],
            8,
        ),
        (
            "/ovsflows?table=IngressRule",
            Reply::ok("surprise"),
            &["flows of table IngressRule", "no list of flows: byte 0 is 's'"],
            8,
        ),
        (
            "/ovsflows?table=IngressRule",
            Reply::ok(r#"[{"flow":"table=IngressRule, a"},{"flow":"b"#),
            &["flows of table IngressRule", "in the middle"],
            9,
        ),
        (
            "/ovsflows?table=IngressRule",
            Reply::Cut(br#"[{"flow":"table=IngressRule, a"},{"flow":"b"#.to_vec()),
            &["flows of table IngressRule", "connection ended"],
            9,
        ),
        (
            "/ovsflows?table=IngressMetric",
            Reply::status(400, "invalid table name or number"),
            &["flows of table IngressMetric", "no such table"],
            8,
        ),
        ("/ovsflows?table=IngressRule", Reply::ok("null"), &[], 8),
        ("/ovsflows?table=ServiceLB", Reply::status(403, "no"), &["flows", "nonResourceURLs /ovsflows (no)"], 0),
    ];
    for (broken, reply, gap, lines) in cases {
        let agent = agent("v2.7.0", DEFAULT, move |path, _| (path == broken).then(|| reply.clone()));
        let gave = read(&agent, &everything(), TIME).await;
        assert_eq!(gave.result, None, "{broken}");
        assert_eq!(gave.flows().len(), lines, "{broken}: {gave:?}");
        assert_eq!(gave.gaps.len(), usize::from(!gap.is_empty()), "{broken}: {:?}", gave.gaps);
        for part in gap {
            assert!(gave.gaps.join("\n").contains(part), "{broken} {part}: {:?}", gave.gaps);
        }
        let cut = gap.iter().any(|part| part.starts_with("flows of"));
        assert_eq!(!gave.cut.is_empty(), cut, "{broken}: {:?}", gave.cut);
        assert!(gave.files.iter().all(|(_, bytes)| bytes.is_empty() || !bytes.ends_with("\"b")), "{broken}");
    }
}

#[tokio::test]
async fn an_agent_that_gives_nothing_is_an_error() {
    // reply to everything, cause, words
    let cases = [
        (
            Reply::status(401, "Unauthorized"),
            NodeErrorKind::Agent,
            "does not accept the token of ServiceAccount antctl",
        ),
        (Reply::status(403, "no"), NodeErrorKind::Agent, "ClusterRole antctl lacks get on nonResourceURLs"),
        (Reply::status(500, "boom"), NodeErrorKind::Agent, "status 500 boom"),
        (Reply::Panic, NodeErrorKind::Cut, "connection ended"),
    ];
    for (reply, kind, words) in cases {
        let agent = TestAgent::new(move |_, _| reply.clone());
        let error = read(&agent, &everything(), TIME).await.result.expect(words);
        assert_eq!(error.kind, kind, "{error}");
        assert!(error.why.contains(words), "{error}");
    }
}

#[tokio::test]
async fn slow_agents_give_what_came_in_time() {
    let body = format!("[{}]", vec![r#"{"flow":"table=IngressRule, priority=0 actions=drop"}"#; 100].join(","));
    for slow in [Reply::Hang, Reply::Drip(body.into_bytes(), 10, Duration::from_millis(50))] {
        let agent =
            agent("v2.7.0", DEFAULT, move |path, _| (path == "/ovsflows?table=IngressRule").then(|| slow.clone()));
        let begun = std::time::Instant::now();
        let gave = read(&agent, &everything(), Duration::from_secs(2)).await;
        assert!(begun.elapsed() < Duration::from_secs(5));
        assert_eq!(gave.result, None);
        assert!(gave.flows().len() >= 5, "{gave:?}");
        assert!(gave.flows().iter().all(|line| line.ends_with("drop") || line.ends_with("->X")), "{gave:?}");
        assert_eq!(gave.gaps.len(), 1, "{:?}", gave.gaps);
        assert!(
            gave.gaps[0].contains("table IngressRule and those not asked for yet") && gave.gaps[0].contains("in time")
        );
        assert_eq!(gave.cut.len(), 1);
    }
    let agent = TestAgent::new(|_, _| Reply::Hang);
    let error = read(&agent, &everything(), Duration::from_millis(300)).await.result.unwrap();
    assert_eq!(error.kind, NodeErrorKind::TimedOut);
}

#[tokio::test]
async fn policies_that_change_have_the_node_read_again() {
    let policies = |uid: &str| {
        format!(
            r#"{{"items":[{{"metadata":{{"uid":"{uid}"}},"sourceRef":{{"type":"K8sNetworkPolicy","namespace":"a","name":"{uid}"}}}}]}}"#
        )
    };
    // what /networkpolicies answers from the first time on, times that it is asked, what is in the end, what changed
    type Case = (&'static [&'static str], usize, &'static str, Option<(&'static str, &'static str)>);
    let cases: [Case; 3] = [
        (&["x", "x"], 2, "x", None),
        (&["x", "y", "y", "y"], 4, "y", None),
        (&["x", "y", "y", "z"], 4, "y", Some(("y", "K8sNetworkPolicy a/z"))),
    ];
    for (answers, times, last, change) in cases {
        let bodies: Vec<String> = answers.iter().map(|uid| policies(uid)).collect();
        let agent = agent("v2.7.0", DEFAULT, move |path, count| {
            (path == "/networkpolicies").then(|| bodies.get(count).map_or(Reply::Panic, |body| Reply::ok(body.clone())))
        });
        let gave = read(&agent, &everything(), TIME).await;
        assert_eq!(agent.asked().iter().filter(|path| *path == "/networkpolicies").count(), times, "{answers:?}");
        // What came the first time is not there beside what came the second time.
        assert_eq!(gave.flows().len(), 9, "{answers:?}");
        assert_eq!(gave.file("agent-networkpolicies.json"), Some(policies(last).as_str()), "{answers:?}");
        assert_eq!(gave.files.iter().filter(|(file, _)| file == "flows.txt").count(), 1);
        let changed: Vec<_> =
            gave.changed.iter().map(|changed| (changed.gone.join(" "), changed.others.join(" "))).collect();
        let expected: Vec<_> = change.into_iter().map(|(gone, others)| (gone.to_owned(), others.to_owned())).collect();
        assert_eq!(changed, expected, "{answers:?}");
        assert!(gave.changed.iter().all(|changed| changed.node.as_deref() == Some("n1")));
    }
}

#[tokio::test]
async fn a_feature_that_is_off_is_no_gap() {
    let wanted = Wanted::kinds([ArtefactKind::AgentPodMulticastStats, ArtefactKind::AgentInfo]);
    for (text, gaps) in [("Multicast is not enabled\n", 0), ("over capacity", 1)] {
        let agent =
            agent("v2.7.0", DEFAULT, move |path, _| (path == "/podmulticaststats").then(|| Reply::status(503, text)));
        let gave = read(&agent, &wanted, TIME).await;
        assert_eq!((gave.gaps.len(), gave.details.len()), (gaps, 1 - gaps), "{gave:?}");
    }
}

#[tokio::test]
async fn connections_that_end_are_opened_again() {
    let agent = agent("v2.7.0", DEFAULT, |path, _| (path == "/addressgroups").then_some(Reply::Panic));
    let gave = read(&agent, &everything(), TIME).await;
    assert_eq!((gave.flows().len(), gave.gaps.len()), (9, 1));
    assert_eq!(agent.dials.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn only_the_certificate_of_the_bundle_is_trusted() {
    let good = Certificate::new("localhost", false);
    let config =
        |bundle: Option<&str>, insecure| super::super::tls::config(bundle.map(str::as_bytes), insecure).unwrap();
    let other = Certificate::new("localhost", false);
    let (named, expired) = (Certificate::new("agent.example", false), Certificate::new("localhost", true));
    // what the agent shows, how it is checked, what is wrong
    let cases = [
        (&good, config(Some(&good.bundle), false), None),
        (&good, config(None, true), None),
        (&expired, config(None, true), None),
        (&named, config(Some("garbage"), true), None),
        (&good, config(Some(&other.bundle), false), Some("another CA signed it")),
        (&good, config(Some(&other.bundle), true), Some("another CA signed it")),
        (&named, config(Some(&named.bundle), false), Some("it is not for localhost")),
        (&expired, config(Some(&expired.bundle), false), Some("it has expired")),
    ];
    for (shown, config, wrong) in cases {
        let agent = TestAgent::with(shown, config, |_, _| Reply::ok(r#"{"version":"v2.7.0","ovsInfo":{}}"#));
        let gave = read(&agent, &Wanted::kinds([ArtefactKind::AgentInfo]), TIME).await;
        match wrong {
            None => assert_eq!((gave.files.len(), gave.result), (1, None)),
            Some(why) => {
                let error = gave.result.expect(why);
                assert!(error.kind == NodeErrorKind::Agent && error.why.contains(why), "{error}");
                // Who cannot be trusted is shown nothing.
                assert!(agent.tokens().is_empty());
            }
        }
    }
}
