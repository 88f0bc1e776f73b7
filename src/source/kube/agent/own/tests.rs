use std::collections::BTreeMap;
use std::sync::mpsc;

use tokio::io::copy_bidirectional;
use tokio::net::TcpListener;

use super::super::testing::{Reply, TestAgent};
use super::*;

const TIME: Duration = Duration::from_secs(20);

/// What came.
#[derive(Default)]
struct Came {
    files: BTreeMap<ArtefactKind, Vec<u8>>,
    open: BTreeMap<Transfer, ArtefactKind>,
    nodes: Vec<String>,
    gaps: Vec<String>,
    changed: Vec<Changed>,
}

impl Sink for Came {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        self.open.insert(transfer, artefact.kind);
        self.nodes.extend(artefact.origin.node.as_ref().map(ToString::to_string));
        Answer::Want
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        self.files.entry(self.open[&transfer]).or_default().extend_from_slice(bytes);
    }

    fn end(&mut self, _: Transfer, _: Outcome) {}

    fn gap(&mut self, gap: Gap) {
        self.gaps.push(format!("{}: {}", gap.what, gap.why));
    }

    fn note(&mut self, _: Note) {}

    fn changed(&mut self, changed: &Changed) {
        self.changed.push(changed.clone());
    }
}

/// An agent on a port of loopback, until the value is dropped.
struct Listening {
    port: u16,
    agent: Arc<TestAgent>,
    _runtime: Runtime,
}

impl Listening {
    fn new(agent: TestAgent) -> Listening {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let agent = Arc::new(agent);
        let (told, port) = mpsc::channel();
        let serving = agent.clone();
        runtime.spawn(async move {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            told.send(listener.local_addr().unwrap().port()).unwrap();
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let agent = serving.clone();
                tokio::spawn(async move {
                    let mut dialed = agent.dial().await.unwrap();
                    let _ = copy_bidirectional(&mut stream, &mut dialed.stream).await;
                });
            }
        });
        Listening { port: port.recv().unwrap(), agent, _runtime: runtime }
    }
}

fn own(port: u16, token: PathBuf) -> OwnAgent {
    OwnAgent { token, ..OwnAgent::new("n1", Some(port), TIME).unwrap() }
}

fn token_file(content: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loopback-client-token");
    fs::write(&path, content).unwrap();
    (folder, path)
}

fn policies(uid: &str) -> String {
    serde_json::json!({"items": [{"metadata": {"name": uid, "uid": uid}, "sourceRef": {"type": "K8sNetworkPolicy", "namespace": "a", "name": "b", "uid": uid}, "rules": []}]}).to_string()
}

fn wanted() -> Wanted {
    use ArtefactKind::*;
    Wanted::kinds([AgentInfo, AgentNetworkPolicies, AgentAddressGroups, AgentPodInterfaces, Flows])
}

fn answering(path: &str, count: usize) -> Reply {
    match path {
        "/agentinfo" => Reply::ok(r#"{"version":"v2.4.5"}"#),
        "/networkpolicies" => Reply::ok(policies(if count == 0 { "before" } else { "after" })),
        "/addressgroups" => Reply::ok("[]"),
        "/podinterfaces" => Reply::ok("null"),
        _ => Reply::status(404, "no such path"),
    }
}

#[test]
fn everything_but_the_flows_comes_from_the_agent() {
    let listening = Listening::new(TestAgent::new(answering));
    let (_folder, token) = token_file("the-token\n");
    let (mut own, mut came) = (own(listening.port, token), Came::default());
    own.read(&wanted(), &mut came, &mut |_| {}).unwrap();
    let kinds: Vec<_> = came.files.keys().copied().collect();
    use ArtefactKind::*;
    assert_eq!(kinds, [AgentNetworkPolicies, AgentAddressGroups, AgentPodInterfaces, AgentInfo]);
    assert_eq!(came.files[&AgentNetworkPolicies], policies("before").as_bytes());
    assert!(came.nodes.iter().all(|node| node == "n1") && came.gaps.is_empty(), "{:?} {:?}", came.nodes, came.gaps);
    assert!(listening.agent.tokens().iter().all(|token| token == "Bearer the-token"));
    assert!(!listening.agent.asked().iter().any(|path| path.contains("ovsflows")), "{:?}", listening.agent.asked());

    own.read_again(&mut came).unwrap();
    let changed = &came.changed[0];
    assert_eq!((changed.node.as_deref(), changed.gone.len()), (Some("n1"), 1), "{changed:?}");
}

#[test]
fn policies_that_stay_the_same_are_not_told() {
    let listening = Listening::new(TestAgent::new(|path, _| answering(path, 0)));
    let (_folder, token) = token_file("the-token");
    let (mut own, mut came) = (own(listening.port, token), Came::default());
    own.read(&wanted(), &mut came, &mut |_| {}).unwrap();
    own.read_again(&mut came).unwrap();
    assert_eq!(came.changed, []);
    // They are compared once.
    own.read_again(&mut came).unwrap();
    assert_eq!(listening.agent.asked().iter().filter(|path| *path == "/networkpolicies").count(), 2);
}

#[test]
fn why_the_agent_cannot_be_asked_is_said() {
    let listening = Listening::new(TestAgent::new(answering));
    let refusing = Listening::new(TestAgent::new(|_, _| Reply::status(401, "Unauthorized")));
    let closed = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
    let (folder, good) = token_file("the-token");
    let (_other, bad) = token_file("a\u{1}b");
    let missing = folder.path().join("nothing");
    // port, token: what is said
    let cases = [
        (listening.port, missing, "it is not there: no agent of Antrea runs on this Node"),
        (listening.port, bad, "it holds no token"),
        (closed, good.clone(), "Connection refused"),
        (refusing.port, good, "does not accept the token"),
    ];
    for (port, token, expected) in cases {
        let mut came = Came::default();
        let error = own(port, token).read(&wanted(), &mut came, &mut |_| {}).unwrap_err();
        assert!(error.to_string().contains(expected), "{expected}: {error}");
        assert!(came.gaps.is_empty() && came.files.is_empty());
    }
}
