//! Why the API server, or a Node behind it, did not give what was asked for.

use std::error::Error;
use std::fmt;

/// A request to the API server that failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {why}")]
pub struct KubeError {
    /// What was asked (`GET /api/v1/pods`, `connect to context prod`).
    pub what: String,
    /// Why it failed, with all its causes; for a 403 the verb, the resource and which file grants it.
    pub why: String,
    /// What sort of failure.
    pub kind: KubeErrorKind,
}

/// What sort of failure: what a caller decides by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KubeErrorKind {
    /// The kubeconfig cannot be used: not there, not readable, no such context.
    Config,
    /// The API server cannot be reached, or TLS failed.
    Unreachable,
    /// 401: it does not know who asks.
    Unauthorized,
    /// 403: it knows, and refuses.
    Forbidden,
    /// 404: no such object, or the API (a CRD, an aggregated API) is not there.
    NotFound,
    /// 410: a page's continuation has expired.
    Expired,
    /// 429 or 503 or 504, also after a few more tries.
    Unavailable,
    /// Any other status.
    Status(u16),
    /// It did not answer in time.
    TimedOut,
    /// The answer ended too early or is not what it should be.
    Garbled,
    /// Nobody wants the answer any more: the run was interrupted.
    Interrupted,
}

impl KubeError {
    /// What was asked, what sort of failure, and why.
    pub fn new(what: impl Into<String>, kind: KubeErrorKind, why: impl Into<String>) -> KubeError {
        KubeError { what: what.into(), why: why.into(), kind }
    }

    /// What a request is whose answer nobody takes.
    pub fn interrupted(what: impl Into<String>) -> KubeError {
        KubeError::new(what, KubeErrorKind::Interrupted, "the run was interrupted")
    }
}

/// Why a Node gives nothing, or not all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}: {why}")]
pub struct NodeError {
    /// The cause in one word or two.
    pub kind: NodeErrorKind,
    /// What exactly, with what to try where that is known.
    pub why: String,
}

/// The cause, as a gap names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeErrorKind {
    /// The Node or its kubelet cannot be reached.
    Unreachable,
    /// There is no agent Pod, or it is not ready.
    NotReady,
    /// exec, port-forward or the token is forbidden.
    Refused,
    /// The Pod has no such container, or it does not run.
    ContainerMissing,
    /// Open vSwitch does not answer in it.
    OvsDown,
    /// It did not finish in time.
    TimedOut,
    /// The connection ended in the middle.
    Cut,
    /// The agent's API refuses, is too old for the question, or cannot be trusted.
    Agent,
    /// Anything else.
    Failed,
    /// The run was interrupted before the Node was read.
    Interrupted,
}

impl fmt::Display for NodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NodeErrorKind::Unreachable => "unreachable",
            NodeErrorKind::NotReady => "not ready",
            NodeErrorKind::Refused => "refused",
            NodeErrorKind::ContainerMissing => "container missing",
            NodeErrorKind::OvsDown => "Open vSwitch is down",
            NodeErrorKind::TimedOut => "timed out",
            NodeErrorKind::Cut => "cut",
            NodeErrorKind::Agent => "agent",
            NodeErrorKind::Failed => "failed",
            NodeErrorKind::Interrupted => "interrupted",
        })
    }
}

impl NodeError {
    /// A cause and what exactly.
    pub fn new(kind: NodeErrorKind, why: impl Into<String>) -> NodeError {
        NodeError { kind, why: why.into() }
    }
}

/// An error with all its causes, each said once: wrappers often repeat what they wrap.
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let mut words = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let text = error.to_string();
        // Names of kube's and hyper's own enum variants tell a user nothing.
        let text = ["ServiceError: ", "HyperError: "]
            .iter()
            .fold(text.as_str(), |text, start| text.strip_prefix(start).unwrap_or(text));
        // Rustls adds where its manual speaks of it.
        let text = text.split_once(": https://docs.rs/").map_or(text, |(text, _)| text);
        let is_wrapper = text.starts_with("client error (") && error.source().is_some();
        if !is_wrapper && !words.contains(text) {
            words = if words.is_empty() { text.to_owned() } else { format!("{words}: {text}") };
        }
        next = error.source();
    }
    words
}

/// Whether the error or one of its causes is of this type and fits.
pub(super) fn any_cause<E: Error + 'static>(error: &(dyn Error + 'static), fits: impl Fn(&E) -> bool) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.downcast_ref::<E>().is_some_and(&fits) {
            return true;
        }
        // An io::Error that wraps another error does not show it as its source, only what is below.
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        next = match inner {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    false
}

impl From<super::feed::Closed> for NodeError {
    fn from(closed: super::feed::Closed) -> NodeError {
        NodeError::new(NodeErrorKind::Interrupted, closed.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{0}")]
    struct Said(&'static str, #[source] Option<Box<Said>>);

    #[test]
    fn causes_are_said_once_and_without_advertisement() {
        let cut = "peer closed connection without sending TLS close_notify: https://docs.rs/rustls/latest/rustls/manual/_03_howto/index.html#unexpected-eof";
        // from the outermost error to the first cause
        let cases: [(&[&'static str], &str); 4] = [
            (&["no"], "no"),
            (&["cannot read", "cannot read", "gone"], "cannot read: gone"),
            (&["ServiceError: client error (Connect)", "refused"], "refused"),
            (&["IO error: read", cut], "IO error: read: peer closed connection without sending TLS close_notify"),
        ];
        for (errors, expected) in cases {
            let error =
                errors.iter().rev().fold(None, |cause: Option<Box<Said>>, words| Some(Box::new(Said(words, cause))));
            assert_eq!(chain(&*error.expect("an error")), expected);
        }
    }
}
