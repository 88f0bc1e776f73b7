//! A connection to one agent: a stream to its port, TLS over it, HTTP/1.1 over that.

use std::any::Any;
use std::fmt;
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use http_body_util::Empty;
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use k8s_openapi::api::core::v1::Pod;
use kube::api::{Api, Portforwarder};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, Error as TlsError};

use super::AgentWay;
use super::refusal::{said, status_of};
use super::tls;
use super::token::Bearer;
use crate::source::kube::agent_pod::AgentPod;
use crate::source::kube::error::chain;
use crate::source::kube::{NodeError, NodeErrorKind};

/// For how long the reason is waited for after a forwarded port was closed: the API server sends it right after.
const REASON_COMES: Duration = Duration::from_millis(300);

/// Bytes both ways.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// A stream to an agent's port.
pub struct Dialed {
    /// The stream.
    pub stream: Box<dyn Stream>,
    /// Why it was closed, if the other side says so.
    pub why_closed: BoxFuture<'static, Option<String>>,
    /// What keeps it open.
    pub keeper: Option<Box<dyn Any + Send + Sync>>,
}

impl fmt::Debug for Dialed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialed").finish_non_exhaustive()
    }
}

/// One agent: how it is reached and with what token.
pub trait Peer: Send + Sync {
    /// Opens a stream to its port.
    fn dial(&self) -> BoxFuture<'_, Result<Dialed, NodeError>>;

    /// What it is shown.
    fn bearer(&self) -> BoxFuture<'_, Result<Bearer, NodeError>>;

    /// How its certificate is checked.
    fn tls(&self) -> Arc<ClientConfig>;
}

/// An agent behind a port of its Pod, forwarded by the API server: the Node's address need not be reachable from here.
#[derive(Debug)]
pub struct PodPeer<'a> {
    way: &'a AgentWay,
    pod: &'a AgentPod,
    port: u16,
    tls: Arc<ClientConfig>,
}

impl fmt::Debug for dyn Peer + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Peer")
    }
}

impl<'a> PodPeer<'a> {
    /// The agent of a Pod, on this port.
    pub fn new(way: &'a AgentWay, pod: &'a AgentPod, port: u16, tls: Arc<ClientConfig>) -> PodPeer<'a> {
        PodPeer { way, pod, port, tls }
    }

    async fn forward(&self) -> Result<Dialed, NodeError> {
        let (namespace, name) = (&self.pod.namespace, &self.pod.name);
        let pods: Api<Pod> = Api::namespaced(self.way.client().clone(), namespace);
        let what = format!("port-forward to {namespace}/{name}:{}", self.port);
        let mut forwarder = pods.portforward(name, &[self.port]).await.map_err(|error| {
            let (kind, why) = match status_of(&error) {
                Some(403) => (
                    NodeErrorKind::Refused,
                    format!(
                        "get and create pods/portforward in {namespace}: forbidden ({}); examples/rbac/node-data.yaml grants it",
                        said(&error)
                    ),
                ),
                Some(401) => (NodeErrorKind::Refused, format!("{what}: the API server does not know who asks")),
                Some(404) => (NodeErrorKind::NotReady, format!("{what}: the Pod is gone")),
                _ => (NodeErrorKind::Unreachable, format!("{what}: {}", said(&error))),
            };
            NodeError::new(kind, why)
        })?;
        let stream = forwarder.take_stream(self.port);
        let error = forwarder.take_error(self.port);
        let (Some(stream), Some(error)) = (stream, error) else {
            return Err(NodeError::new(NodeErrorKind::Failed, format!("{what}: no stream")));
        };
        let keeper = Some(Box::new(Forward(forwarder)) as Box<dyn Any + Send + Sync>);
        Ok(Dialed { stream: Box::new(stream), why_closed: Box::pin(error), keeper })
    }
}

impl Peer for PodPeer<'_> {
    fn dial(&self) -> BoxFuture<'_, Result<Dialed, NodeError>> {
        Box::pin(self.forward())
    }

    fn bearer(&self) -> BoxFuture<'_, Result<Bearer, NodeError>> {
        Box::pin(self.way.token().get(self.way.client(), &self.pod.namespace))
    }

    fn tls(&self) -> Arc<ClientConfig> {
        self.tls.clone()
    }
}

/// A forwarded port. Its task would wait for the API server to hang up, so it is ended with the connection.
struct Forward(Portforwarder);

impl Drop for Forward {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// An open connection; closed when it is dropped.
pub struct Connection {
    /// Where requests go.
    pub sender: SendRequest<Empty<Bytes>>,
    task: JoinHandle<()>,
    _keeper: Option<Box<dyn Any + Send + Sync>>,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("sender", &self.sender).finish_non_exhaustive()
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Connects to an agent.
///
/// # Errors
/// When its port cannot be reached, its certificate cannot be trusted, or it speaks no HTTP.
pub async fn connect(peer: &dyn Peer) -> Result<Connection, NodeError> {
    let Dialed { stream, why_closed, keeper } = peer.dial().await?;
    // Agents make their certificates for this name, whatever their address.
    let name =
        ServerName::try_from("localhost").map_err(|error| NodeError::new(NodeErrorKind::Failed, error.to_string()))?;
    let stream = match TlsConnector::from(peer.tls()).connect(name, stream).await {
        Ok(stream) => stream,
        Err(error) => {
            if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
                return Err(NodeError::new(NodeErrorKind::Agent, tls::explain(error)));
            }
            let why = match timeout(REASON_COMES, why_closed).await.ok().flatten() {
                Some(said) => super::refusal::short(said.as_bytes()),
                None if error.kind() == ErrorKind::UnexpectedEof => "it was closed before TLS began".to_owned(),
                None => format!("TLS: {}", chain(&error)),
            };
            return Err(NodeError::new(NodeErrorKind::Unreachable, format!("the agent's port: {why}")));
        }
    };
    let (sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| NodeError::new(NodeErrorKind::Agent, format!("HTTP: {}", chain(&error))))?;
    // Its errors come out of the request that they break.
    let task = tokio::spawn(async move { drop(connection.await) });
    Ok(Connection { sender, task, _keeper: keeper })
}
