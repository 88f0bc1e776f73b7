//! Requests to one agent, one after another over one connection, each under the Node's deadline and with a bounded answer.

use std::time::Duration;

use http::{Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use serde_json::Value;
use tokio::time::{Instant, timeout_at};

use super::connect::{Connection, Peer, connect};
use super::refusal::{broken, short};
use crate::source::kube::feed::Feed;
use crate::source::kube::{Asked, Event, NodeError, NodeErrorKind};

/// How much of a refusal is read.
const REFUSAL: usize = 4096;

/// Progress is told when so many bytes more have come.
const TELL: u64 = 256 * 1024;

/// Why a request gave nothing, or not all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// The agent cannot be reached at all, or the run is over.
    #[error("{0}")]
    Node(NodeError),
    /// It does not know the token.
    #[error("the agent does not accept the token of ServiceAccount antctl: status 401 {0}")]
    Unauthorized(String),
    /// Its ClusterRole lacks the path.
    #[error("the agent refuses {path} with status 403: ClusterRole antctl lacks get on nonResourceURLs {path}{text}")]
    Forbidden {
        /// Without a query.
        path: String,
        /// What it says besides.
        text: String,
    },
    /// Any other status than 200.
    #[error("status {status} {text}")]
    Status {
        /// The status.
        status: u16,
        /// What the agent says to it.
        text: String,
    },
    /// The connection ended in the middle.
    #[error("the connection ended after {after} bytes of the answer: {why}")]
    Cut {
        /// Bytes that came.
        after: u64,
        /// How it ended.
        why: String,
    },
    /// The Node's time is over.
    #[error("not answered in time ({after} bytes came)")]
    TimedOut {
        /// Bytes that came.
        after: u64,
    },
    /// More than an agent has to say.
    #[error("the answer has more than {0} bytes")]
    TooBig(u64),
    /// The answer is not what it should be.
    #[error("{0}")]
    Garbled(String),
}

impl AskError {
    /// Whether the next request to this agent would fare no better.
    pub fn is_final(&self) -> bool {
        matches!(self, AskError::Node(_) | AskError::Unauthorized(_) | AskError::TimedOut { .. })
    }

    /// Whether the agent says that it is broken itself.
    pub fn is_fault(&self) -> bool {
        matches!(self, AskError::Status { status, .. } if *status >= 500)
    }

    /// As an error of the Node.
    pub fn into_node_error(self, what: &str) -> NodeError {
        let kind = match &self {
            AskError::Node(error) => return error.clone(),
            AskError::TimedOut { .. } => NodeErrorKind::TimedOut,
            AskError::Cut { .. } => NodeErrorKind::Cut,
            _ => NodeErrorKind::Agent,
        };
        NodeError::new(kind, format!("GET {what}: {self}"))
    }
}

/// One agent that is asked.
#[derive(Debug)]
pub struct AgentHttp<'a> {
    peer: &'a dyn Peer,
    feed: Feed,
    deadline: Instant,
    connection: Option<Connection>,
}

/// An answer of status 200 whose body is to come.
#[derive(Debug)]
pub struct Answer {
    path: String,
    body: Incoming,
    begun: Instant,
    bytes: u64,
    told: u64,
    limit: u64,
}

impl<'a> AgentHttp<'a> {
    /// Asks this agent until the deadline; each request is told to the feed.
    pub fn new(peer: &'a dyn Peer, feed: Feed, deadline: Instant) -> AgentHttp<'a> {
        AgentHttp { peer, feed, deadline, connection: None }
    }

    /// When the Node's time is over.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Asks for a path (with its query). The body has to be read by [`AgentHttp::chunk`].
    ///
    /// # Errors
    /// As [`AskError`] says.
    pub async fn get(&mut self, path: &str, limit: u64) -> Result<Answer, AskError> {
        let begun = Instant::now();
        let deadline = self.deadline;
        let answer = match timeout_at(deadline, self.send(path)).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(AskError::TimedOut { after: 0 }),
        };
        match answer {
            Ok(body) => Ok(Answer { path: path.to_owned(), body, begun, bytes: 0, told: 0, limit }),
            Err(error) => {
                self.asked(path, 0, begun.elapsed(), Some(&error)).await?;
                Err(error)
            }
        }
    }

    async fn send(&mut self, path: &str) -> Result<Incoming, AskError> {
        let bearer = self.peer.bearer().await.map_err(AskError::Node)?;
        let request = || {
            Request::builder()
                .method(Method::GET)
                .uri(path)
                .header(header::HOST, "localhost")
                .header(header::ACCEPT, "application/json, */*")
                .header(header::AUTHORIZATION, bearer.header())
                .body(Empty::<Bytes>::new())
                .map_err(|error| AskError::Garbled(format!("{path} is no path: {error}")))
        };
        // A connection that was kept may have been closed meanwhile: then, and once only, another is opened.
        let mut kept = self.connection.take();
        if let Some(connection) = &mut kept
            && connection.sender.ready().await.is_err()
        {
            kept = None;
        }
        let (mut connection, reused) = match kept {
            Some(connection) => (connection, true),
            None => (connect(self.peer).await.map_err(AskError::Node)?, false),
        };
        let mut sent = connection.sender.send_request(request()?).await;
        if reused && sent.as_ref().is_err_and(|error| error.is_canceled() || error.is_closed()) {
            connection = connect(self.peer).await.map_err(AskError::Node)?;
            sent = connection.sender.send_request(request()?).await;
        }
        // An agent whose handler panics hangs up without an answer.
        let response = sent.map_err(|error| AskError::Cut { after: 0, why: broken(&error) })?;
        self.connection = Some(connection);
        if response.status() == StatusCode::OK {
            return Ok(response.into_body());
        }
        let status = response.status();
        let text = refusal_text(response.into_body()).await;
        Err(match status {
            StatusCode::UNAUTHORIZED => AskError::Unauthorized(text),
            StatusCode::FORBIDDEN => {
                let path = path.split('?').next().unwrap_or(path).to_owned();
                AskError::Forbidden { path, text: if text.is_empty() { text } else { format!(" ({text})") } }
            }
            status => AskError::Status { status: status.as_u16(), text },
        })
    }

    /// The next bytes of an answer; `None` at its end.
    ///
    /// # Errors
    /// When it ends too early, comes too slowly or is too big. The request has been told to the feed then.
    pub async fn chunk(&mut self, answer: &mut Answer) -> Result<Option<Bytes>, AskError> {
        let bytes = answer.bytes;
        let failed = match timeout_at(self.deadline, next(&mut answer.body)).await {
            Err(_) => AskError::TimedOut { after: bytes },
            Ok(Err(error)) => AskError::Cut { after: bytes, why: broken(&error) },
            Ok(Ok(None)) => {
                self.received(answer).await?;
                self.asked(&answer.path, bytes, answer.begun.elapsed(), None).await?;
                return Ok(None);
            }
            Ok(Ok(Some(chunk))) => {
                answer.bytes += chunk.len() as u64;
                if answer.bytes <= answer.limit {
                    if answer.bytes - answer.told >= TELL {
                        self.received(answer).await?;
                    }
                    return Ok(Some(chunk));
                }
                AskError::TooBig(answer.limit)
            }
        };
        self.give_up(answer, &failed).await?;
        Err(failed)
    }

    /// Leaves an answer unread from here on, because of what it is.
    ///
    /// # Errors
    /// When the run is over.
    pub async fn give_up(&mut self, answer: &mut Answer, why: &AskError) -> Result<(), AskError> {
        // What is still to come would stand before the next answer.
        self.connection = None;
        self.received(answer).await?;
        self.asked(&answer.path, answer.bytes, answer.begun.elapsed(), Some(why)).await
    }

    /// A whole answer.
    ///
    /// # Errors
    /// As [`AgentHttp::get`] and [`AgentHttp::chunk`].
    pub async fn whole(&mut self, path: &str, limit: u64) -> Result<Vec<u8>, AskError> {
        let mut answer = self.get(path, limit).await?;
        let mut whole = Vec::new();
        while let Some(chunk) = self.chunk(&mut answer).await? {
            whole.extend_from_slice(&chunk);
        }
        Ok(whole)
    }

    async fn received(&mut self, answer: &mut Answer) -> Result<(), AskError> {
        let more = answer.bytes - answer.told;
        answer.told = answer.bytes;
        match self.feed.node() {
            Some(node) if more > 0 => self.event(Event::Received { node: node.clone(), bytes: more }).await,
            _ => Ok(()),
        }
    }

    async fn asked(
        &mut self,
        path: &str,
        bytes: u64,
        took: Duration,
        failed: Option<&AskError>,
    ) -> Result<(), AskError> {
        let asked = Asked {
            node: self.feed.node().cloned(),
            what: format!("GET {path}"),
            bytes,
            plain_bytes: bytes,
            took,
            failed: failed.map(ToString::to_string),
        };
        self.event(Event::Asked(asked)).await
    }

    async fn event(&mut self, event: Event) -> Result<(), AskError> {
        self.feed.event(event).await.map_err(|closed| AskError::Node(interrupted(&closed)))
    }
}

/// Nobody listens any more.
pub fn interrupted(closed: &crate::source::kube::feed::Closed) -> NodeError {
    NodeError::new(NodeErrorKind::Interrupted, closed.to_string())
}

async fn next(body: &mut Incoming) -> Result<Option<Bytes>, hyper::Error> {
    while let Some(frame) = body.frame().await {
        match frame?.into_data() {
            Ok(data) if data.is_empty() => {}
            Ok(data) => return Ok(Some(data)),
            // Trailers say nothing here.
            Err(_) => {}
        }
    }
    Ok(None)
}

async fn refusal_text(mut body: Incoming) -> String {
    let mut text = Vec::new();
    while let Ok(Some(chunk)) = next(&mut body).await {
        text.extend_from_slice(&chunk);
        if text.len() >= REFUSAL {
            break;
        }
    }
    // Kubernetes' own handlers refuse with a Status.
    let status: Option<Value> = serde_json::from_slice(&text).ok();
    match status.as_ref().and_then(|status| status.get("message")?.as_str()) {
        Some(message) => short(message.as_bytes()),
        None => short(&text),
    }
}
