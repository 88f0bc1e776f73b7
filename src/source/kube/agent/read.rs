//! One Node by its agent, from the first request to the last.

use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use super::complete;
use super::connect::{Peer, PodPeer};
use super::flows::Flows;
use super::hold::Hold;
use super::http::{AgentHttp, AskError, interrupted};
use super::plan::{AGENT_INFO, GROUPS, Get, METRICS, POLICIES, Plan, SMALL, plan};
use super::version::AgentVersion;
use super::wrapped::Wrapped;
use super::{AgentInfoEntry, AgentWay};
use crate::model::artefact::{ArtefactKind, Changed};
use crate::source::kube::agent_pod::AgentPod;
use crate::source::kube::feed::{Closed, Feed, Message};
use crate::source::kube::names::{Fingerprints, changed, fingerprints, is_same};
use crate::source::kube::options::end_of;
use crate::source::kube::{Event, NodeError, NodeErrorKind};
use crate::source::{Wanted, recipe};

/// Where an agent listens unless its AntreaAgentInfo says otherwise (`pkg/apis/ports.go`).
pub const DEFAULT_PORT: u16 = 10350;

/// The part of a Node's time that is kept for handing on what came, when the rest did not come in time.
const RESERVE: Duration = Duration::from_secs(1);

/// Reads the wanted artefacts of a Node from its agent: `/networkpolicies`, groups and interfaces, then the flows of one table after another, then the
/// policies again. When they changed, the Node is read once more; when they change again, that is told.
///
/// What is missing is told as a gap. The time for all is [`crate::source::kube::Options::request_timeout`], less a moment to hand on what came until then.
///
/// # Errors
/// When nothing at all came of the Node: then no gap was told.
pub async fn read_node(
    way: &AgentWay,
    pod: &AgentPod,
    info: Option<&AgentInfoEntry>,
    wanted: &Wanted,
    feed: &Feed,
) -> Result<(), NodeError> {
    let peer = peer(way, pod, info)?;
    read_peer(&peer, way.options().request_timeout, info.and_then(|info| info.version.as_deref()), wanted, feed).await
}

/// Whether an agent can be asked: a token, a port, a certificate and one answer.
///
/// # Errors
/// Why not.
pub async fn probe(
    way: &AgentWay,
    pod: &AgentPod,
    info: Option<&AgentInfoEntry>,
    feed: &Feed,
) -> Result<(), NodeError> {
    let peer = peer(way, pod, info)?;
    let mut http = AgentHttp::new(&peer, feed.clone(), deadline(way.options().request_timeout));
    http.whole(AGENT_INFO.path, SMALL).await.map(drop).map_err(|error| error.into_node_error(AGENT_INFO.path))
}

/// The agent of a Pod. Of its AntreaAgentInfo, which any agent may write, the port and the CA count, and only towards this Pod.
pub(crate) fn peer<'a>(
    way: &'a AgentWay,
    pod: &'a AgentPod,
    info: Option<&AgentInfoEntry>,
) -> Result<PodPeer<'a>, NodeError> {
    let tls = super::tls::config(info.and_then(|info| info.ca_bundle.as_deref()), way.options().insecure_agent)?;
    let port = info.and_then(|info| info.api_port).filter(|port| *port > 0).unwrap_or(DEFAULT_PORT);
    Ok(PodPeer::new(way, pod, port, tls))
}

pub(crate) fn deadline(request_timeout: Duration) -> Instant {
    end_of(request_timeout.saturating_sub(RESERVE.min(request_timeout / 10)))
}

/// [`read_node`] of any agent.
pub(crate) async fn read_peer(
    peer: &dyn Peer,
    time: Duration,
    version: Option<&str>,
    wanted: &Wanted,
    feed: &Feed,
) -> Result<(), NodeError> {
    let begun = Instant::now();
    let mut http = AgentHttp::new(peer, feed.clone(), deadline(time));
    let mut read = attempt(&mut http, version, wanted, feed).await?;
    let took = begun.elapsed();
    if let Some(changed) = read.changed.take() {
        let left = http.deadline().saturating_duration_since(Instant::now());
        // What came cannot be taken back, or there is no time for as much again.
        let again = if read.hold.is_passing() || left < took {
            None
        } else {
            let detail = format!("{}its policies changed while it was read: it is read again", of_node(feed));
            feed.event(Event::Detail(detail)).await.map_err(|closed| interrupted(&closed))?;
            attempt(&mut http, version, wanted, feed).await.ok().filter(|again| !again.broken)
        };
        match again {
            Some(again) => read = again,
            None => read.changed = Some(changed),
        }
    }
    hand_on(read, feed).await.map_err(|closed| interrupted(&closed))
}

async fn hand_on(read: Read, feed: &Feed) -> Result<(), Closed> {
    read.hold.release().await?;
    if let Some(changed) = read.changed {
        feed.say(Message::Changed(changed)).await?;
    }
    Ok(())
}

/// What came of reading a Node once.
struct Read {
    hold: Hold,
    changed: Option<Changed>,
    /// Something ended it before its end.
    broken: bool,
}

async fn attempt(
    http: &mut AgentHttp<'_>,
    version: Option<&str>,
    wanted: &Wanted,
    feed: &Feed,
) -> Result<Read, NodeError> {
    let mut hold = Hold::new(feed.clone());
    let mut asking = Asking { http, hold: &mut hold, left: Vec::new(), failed: None, policies: None, metrics: None };
    let result = asking.everything(version, wanted, feed).await;
    let (left, failed) = (std::mem::take(&mut asking.left), asking.failed.take());
    match result {
        Ok(changed) if hold.is_empty() => match failed {
            // Every request was refused, one for one.
            Some((what, error)) => Err(error.into_node_error(what)),
            None => Ok(Read { hold, changed, broken: false }),
        },
        Ok(changed) => Ok(Read { hold, changed, broken: false }),
        Err(error) => {
            let path = failed.map_or("/", |(what, _)| what);
            if hold.is_empty() {
                return Err(error.into_node_error(path));
            }
            for file in left {
                hold.gap(file, error.clone().into_node_error(path).to_string());
            }
            Ok(Read { hold, changed: None, broken: true })
        }
    }
}

struct Asking<'a, 'p> {
    http: &'a mut AgentHttp<'p>,
    hold: &'a mut Hold,
    /// Artefacts that were not asked for yet.
    left: Vec<&'static str>,
    /// The last request that failed.
    failed: Option<(&'static str, AskError)>,
    policies: Option<Fingerprints>,
    metrics: Option<Vec<u8>>,
}

impl Asking<'_, '_> {
    /// Asks for everything; an error is one after which nothing more can be asked.
    async fn everything(
        &mut self,
        version: Option<&str>,
        wanted: &Wanted,
        feed: &Feed,
    ) -> Result<Option<Changed>, AskError> {
        self.left = plan(AgentVersion::default(), wanted).gets.iter().map(|get| get.file).collect();
        if wanted.has(ArtefactKind::Flows) {
            self.left.push("flows.txt");
        }
        let said = self.agent_info(wanted).await?;
        let version = AgentVersion::parse(said.as_deref().or(version).unwrap_or(""));
        let plan = plan(version, wanted);
        for get in &plan.gets {
            self.get(*get, &plan).await?;
        }
        if plan.flows.is_empty() {
            return Ok(None);
        }
        if !plan.has_cookies {
            let detail = format!(
                "{}an agent of {version} does not say cookies: flows of an earlier round cannot be told",
                of_node(feed)
            );
            self.hold.event(Event::Detail(detail));
        }
        let flows = Flows::new(self.http, self.hold, self.metrics.take());
        self.left.clear();
        flows.read(&plan.flows).await?;
        if plan.check { self.check(feed).await } else { Ok(None) }
    }

    /// The agent's version, as it says itself.
    async fn agent_info(&mut self, wanted: &Wanted) -> Result<Option<String>, AskError> {
        match self.whole(AGENT_INFO).await {
            Ok(answer) => {
                if wanted.has(AGENT_INFO.kind) {
                    self.hold.whole(AGENT_INFO.kind, AGENT_INFO.file, &answer).await.map_err(closed)?;
                }
                let info: Option<Value> = serde_json::from_slice(&answer).ok();
                Ok(info.and_then(|info| Some(info.get("version")?.as_str()?.to_owned())))
            }
            Err(error) => {
                let gap = wanted.has(AGENT_INFO.kind).then_some(AGENT_INFO.file);
                self.miss(AGENT_INFO.path, gap, error)?;
                Ok(None)
            }
        }
    }

    /// A whole answer, which is one.
    async fn whole(&mut self, get: Get) -> Result<Vec<u8>, AskError> {
        let answer = self.http.whole(get.path, SMALL).await?;
        if get != METRICS {
            complete::check(&answer)?;
        }
        Ok(answer)
    }

    /// An answer, handed on.
    async fn answer(&mut self, get: Get, plan: &Plan) -> Result<(), AskError> {
        let answer = self.whole(get).await?;
        self.hold.whole(get.kind, get.file, &answer).await.map_err(closed)?;
        if get == POLICIES && plan.check {
            self.policies = fingerprints(&answer).ok();
        }
        if get == METRICS && !plan.flows.is_empty() {
            self.metrics = Some(answer);
        }
        Ok(())
    }

    /// The groups, handed on as they come: there may be as many as Services have ports.
    async fn groups(&mut self) -> Result<(), AskError> {
        let (mut wrapped, mut begun) = (Wrapped::ask(self.http, GROUPS.path).await?, false);
        let read = loop {
            match wrapped.next(self.http).await {
                Ok(true) if wrapped.bytes().is_empty() => {}
                Ok(true) if !begun && !wrapped.bytes().starts_with(b"group_id=") => {
                    break Err(AskError::Garbled("the agent answers something else than groups".to_owned()));
                }
                Ok(more) => {
                    if !begun {
                        self.hold.begin(GROUPS.kind, GROUPS.file).await.map_err(closed)?;
                        begun = true;
                    }
                    if !more {
                        break Ok(());
                    }
                    self.hold.chunk(wrapped.bytes()).await.map_err(closed)?;
                }
                Err(error) => break Err(error),
            }
        };
        if begun {
            self.hold.end(read.as_ref().err().map(ToString::to_string)).await.map_err(closed)?;
        }
        read
    }

    async fn get(&mut self, get: Get, plan: &Plan) -> Result<(), AskError> {
        let asked = if get == GROUPS { self.groups().await } else { self.answer(get, plan).await };
        match asked {
            Ok(()) => {
                self.left.retain(|file| *file != get.file);
                Ok(())
            }
            // A feature that is off has nothing to say.
            Err(AskError::Status { status: 503, text }) if text.ends_with("is not enabled") => {
                self.left.retain(|file| *file != get.file);
                self.hold.event(Event::Detail(format!("{}GET {}: {text}", self.of_node(), get.path)));
                Ok(())
            }
            // What Antrea's own role may not read, or a release does not have.
            Err(error @ (AskError::Forbidden { .. } | AskError::Status { status: 404, .. }))
                if recipe::is_optional(get.file) =>
            {
                self.leave_out(get, &error);
                Ok(())
            }
            // What only helps to find the tables, where there are other ways to that.
            Err(error) if !error.is_final() && get == METRICS && plan.has_other_names() => {
                self.leave_out(get, &error);
                Ok(())
            }
            Err(error) => self.miss(get.path, Some(get.file), error),
        }
    }

    fn leave_out(&mut self, get: Get, error: &AskError) {
        self.left.retain(|file| *file != get.file);
        self.hold.event(Event::Detail(format!("{}{} is left out: {error}", self.of_node(), get.file)));
    }

    /// Reads the policies again, and says what is otherwise.
    async fn check(&mut self, feed: &Feed) -> Result<Option<Changed>, AskError> {
        let Some(before) = self.policies.take() else { return Ok(None) };
        let why = match self.whole(POLICIES).await {
            Ok(answer) => match fingerprints(&answer) {
                Ok(after) => {
                    let changed = Changed { node: feed.node().cloned(), ..changed(&before, &after) };
                    return Ok(Some(changed).filter(|changed| !is_same(changed)));
                }
                Err(error) => error.to_string(),
            },
            Err(error) => error.to_string(),
        };
        let said = format!("{}whether policies changed while they were read is not known: {why}", self.of_node());
        self.hold.event(Event::Said(said));
        Ok(None)
    }

    /// A request failed: a gap, unless it ends everything.
    fn miss(&mut self, path: &'static str, file: Option<&'static str>, error: AskError) -> Result<(), AskError> {
        self.failed = Some((path, error.clone()));
        if error.is_final() {
            return Err(error);
        }
        if let Some(file) = file {
            self.left.retain(|left| *left != file);
            self.hold.gap(file, error.into_node_error(path).to_string());
        }
        Ok(())
    }

    fn of_node(&self) -> String {
        self.hold.node().map_or_else(String::new, |node| format!("{node}: "))
    }
}

fn of_node(feed: &Feed) -> String {
    feed.node().map_or_else(String::new, |node| format!("{node}: "))
}

fn closed(closed: Closed) -> AskError {
    AskError::Node(NodeError::new(NodeErrorKind::Interrupted, closed.to_string()))
}

#[cfg(test)]
mod tests;
