//! The agent of the Node that this runs on, as antctl in its Pod reaches it: its API on loopback, with the token that it leaves for its own Pod
//! (`pkg/antctl/client.go`, `pkg/apis/ports.go`). Neither the API server nor any right in the cluster is needed.

use std::fs;
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::channel;
use tokio_rustls::rustls::ClientConfig;

use super::connect::{Dialed, Peer};
use super::http::AgentHttp;
use super::plan::{POLICIES, SMALL};
use super::read::{DEFAULT_PORT, deadline, read_peer};
use super::tls;
use super::token::Bearer;
use super::version::AgentVersion;
use crate::model::artefact::{Artefact, ArtefactKind, Changed, Gap, Note};
use crate::model::policy::PolicyRef;
use crate::source::interrupt::Interrupt;
use crate::source::kube::event::Event;
use crate::source::kube::feed::{BOUND, Feed, Message};
use crate::source::kube::names::{Fingerprints, changed, fingerprints, is_same};
use crate::source::kube::owners;
use crate::source::kube::pump::{self, Part};
use crate::source::kube::{NodeError, NodeErrorKind};
use crate::source::{Answer, Outcome, Sink, Transfer, Wanted};

/// Where an agent leaves the token (`TokenPath` of `pkg/agent/apiserver/apiserver.go`); the same in its Pod and on the host, readable by root alone.
pub const TOKEN: &str = "/var/run/antrea/apiserver/loopback-client-token";

/// An agent on the same Node answers at once, or hangs.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is looked whether the user wants no more.
const LOOK: Duration = Duration::from_millis(100);

/// An agent on this Node.
#[derive(Debug)]
pub struct OwnAgent {
    port: u16,
    token: PathBuf,
    time: Duration,
    node: Arc<str>,
    tls: Arc<ClientConfig>,
    policies: Option<Fingerprints>,
    /// As it says itself.
    version: AgentVersion,
    interrupt: Interrupt,
}

impl OwnAgent {
    /// The agent of this Node, on `port` if that is not Antrea's own; every look takes `time` at most.
    ///
    /// # Errors
    /// When there is no TLS to be had.
    pub fn new(node: &str, port: Option<u16>, time: Duration) -> Result<OwnAgent, NodeError> {
        let port = port.unwrap_or(DEFAULT_PORT);
        // Loopback leads to this Node and nobody else, and the certificate, made anew at each start of the agent, lies nowhere.
        let tls = tls::config(None, true)?;
        let time = time.min(PATIENCE);
        let (token, version, interrupt) = (PathBuf::from(TOKEN), AgentVersion::default(), Interrupt::default());
        Ok(OwnAgent { port, token, time, node: node.into(), tls, policies: None, version, interrupt })
    }

    /// It is waited for until the user wants no more.
    #[must_use]
    pub fn until(self, interrupt: Interrupt) -> OwnAgent {
        OwnAgent { interrupt, ..self }
    }

    /// Reads what the agent has to say, but for its flows.
    ///
    /// # Errors
    /// When nothing came: then no gap was told.
    pub fn read(
        &mut self,
        wanted: &Wanted,
        sink: &mut dyn Sink,
        events: &mut dyn FnMut(Event),
    ) -> Result<(), NodeError> {
        // The switch says its flows and groups, and what its tables are called.
        let of_switch = [ArtefactKind::Flows, ArtefactKind::Groups, ArtefactKind::AgentMetrics];
        let wanted = of_switch.into_iter().fold(wanted.clone(), Wanted::without);
        let mut watching = Watching { sink, kept: Vec::new() };
        let (sender, receiver) = channel::<Message>(BOUND);
        let this = &*self;
        let read = runtime()?.block_on(async {
            let feed = Feed::new(sender).of_node(&this.node);
            let read = async {
                let read = tokio::select! {
                    read = read_peer(this, this.time, None, &wanted, &feed) => read,
                    () = heard(this.interrupt) => {
                        Err(NodeError::new(NodeErrorKind::Interrupted, "the agent had not answered everything"))
                    }
                };
                drop(feed);
                read
            };
            let never = std::future::pending();
            tokio::join!(read, pump::run(receiver, Part::Answer, &mut watching, events, never, || {})).0
        });
        self.policies = watching.of(ArtefactKind::AgentNetworkPolicies).and_then(|answer| fingerprints(answer).ok());
        let info: Option<Value> =
            watching.of(ArtefactKind::AgentInfo).and_then(|answer| serde_json::from_slice(answer).ok());
        let version = info.as_ref().and_then(|info| info.get("version")?.as_str());
        self.version = version.map(AgentVersion::parse).unwrap_or_default();
        read
    }

    /// Asks which rules these policies have: what flows alone leave open. An agent of a version that answers wrongly is not asked, nor is one that did not
    /// say its version.
    ///
    /// # Errors
    /// Why some of it stays open.
    pub fn owners(
        &self,
        policies: &[PolicyRef],
        sink: &mut dyn Sink,
        events: &mut dyn FnMut(Event),
    ) -> Result<(), NodeError> {
        if policies.is_empty() || !self.version.is_known() || !self.version.has_policy_flows() {
            return Ok(());
        }
        let (sender, receiver) = channel::<Message>(BOUND);
        let answers = runtime()?.block_on(async {
            let feed = Feed::new(sender).of_node(&self.node);
            let ask = async {
                let answers = tokio::select! {
                    answers = owners::by_peer(self, self.version, policies, deadline(self.time), &feed) => Ok(answers),
                    () = heard(self.interrupt) => Err(NodeError::new(NodeErrorKind::Interrupted, "it had not answered")),
                };
                drop(feed);
                answers
            };
            let never = std::future::pending();
            tokio::join!(ask, pump::run(receiver, Part::Addition, sink, events, never, || {})).0
        })?;
        answers.into_iter().find_map(|(_, answer)| answer.err()).map_or(Ok(()), Err)
    }

    /// Reads the policies again: those that changed since [`OwnAgent::read`] name nothing that was read in between.
    ///
    /// # Errors
    /// When that is not known.
    pub fn read_again(&mut self, sink: &mut dyn Sink) -> Result<(), NodeError> {
        let Some(before) = self.policies.take() else { return Ok(()) };
        // Nobody is told about this request.
        let (sender, mut receiver) = channel::<Message>(BOUND);
        let this = &*self;
        let answer = runtime()?.block_on(async {
            let ask = async {
                let mut http = AgentHttp::new(this, Feed::new(sender), deadline(this.time));
                http.whole(POLICIES.path, SMALL).await
            };
            let heard = async { while receiver.recv().await.is_some() {} };
            tokio::join!(ask, heard).0
        });
        let answer = answer.map_err(|error| error.into_node_error(POLICIES.path))?;
        let after = fingerprints(&answer).map_err(|error| NodeError::new(NodeErrorKind::Agent, error.to_string()))?;
        let changed = Changed { node: Some(self.node.clone()), ..changed(&before, &after) };
        if !is_same(&changed) {
            sink.changed(&changed);
        }
        Ok(())
    }

    fn bearer_of_file(&self) -> Result<Bearer, NodeError> {
        let path = self.token.display();
        let refused = |why: String| NodeError::new(NodeErrorKind::Refused, format!("the agent's token {path}: {why}"));
        let token = fs::read_to_string(&self.token).map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                refused("it is not there: no agent of Antrea runs on this Node, or it is not seen from here".to_owned())
            }
            ErrorKind::PermissionDenied => refused("permission denied: only root may read it".to_owned()),
            _ => refused(error.to_string()),
        })?;
        Bearer::new(token.trim()).ok_or_else(|| refused("it holds no token".to_owned()))
    }

    async fn connect(&self) -> Result<Dialed, NodeError> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.map_err(|error| {
            NodeError::new(NodeErrorKind::Unreachable, format!("the agent's port 127.0.0.1:{}: {error}", self.port))
        })?;
        Ok(Dialed { stream: Box::new(stream), why_closed: Box::pin(std::future::ready(None)), keeper: None })
    }
}

impl Peer for OwnAgent {
    fn dial(&self) -> BoxFuture<'_, Result<Dialed, NodeError>> {
        Box::pin(self.connect())
    }

    fn bearer(&self) -> BoxFuture<'_, Result<Bearer, NodeError>> {
        Box::pin(std::future::ready(self.bearer_of_file()))
    }

    fn tls(&self) -> Arc<ClientConfig> {
        self.tls.clone()
    }
}

fn runtime() -> Result<Runtime, NodeError> {
    let built = Builder::new_current_thread().enable_all().build();
    built.map_err(|error| NodeError::new(NodeErrorKind::Failed, format!("cannot start: {error}")))
}

/// Ends when the user wants no more.
async fn heard(interrupt: Interrupt) {
    while !interrupt.is_heard() {
        tokio::time::sleep(LOOK).await;
    }
}

/// Passes on what comes, and keeps the policies and what the agent says of itself.
struct Watching<'a> {
    sink: &'a mut dyn Sink,
    kept: Vec<(Transfer, ArtefactKind, Vec<u8>)>,
}

impl Watching<'_> {
    /// What came last of a kind.
    fn of(&self, kind: ArtefactKind) -> Option<&[u8]> {
        self.kept.iter().rfind(|(_, of, _)| *of == kind).map(|(.., bytes)| &**bytes)
    }
}

impl Sink for Watching<'_> {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        if matches!(artefact.kind, ArtefactKind::AgentNetworkPolicies | ArtefactKind::AgentInfo) {
            self.kept.push((transfer, artefact.kind, Vec::new()));
        }
        self.sink.begin(transfer, artefact)
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        if let Some((.., kept)) = self.kept.iter_mut().find(|(of, ..)| *of == transfer) {
            kept.extend_from_slice(bytes);
        }
        self.sink.chunk(transfer, bytes);
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        self.sink.end(transfer, outcome);
    }

    fn gap(&mut self, gap: Gap) {
        self.sink.gap(gap);
    }

    fn note(&mut self, note: Note) {
        self.sink.note(note);
    }

    fn next(&mut self) -> Option<&mut dyn Sink> {
        Some(self.sink)
    }
}

#[cfg(test)]
mod tests;
