//! What the flags say about a cluster and how it is read.

use std::path::PathBuf;
use std::time::Duration;

use tokio::time::Instant;

/// Longer than anybody waits.
const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// When a time that begins now is over. Any time may be typed, and a clock does not count for ever.
pub(super) fn end_of(time: Duration) -> Instant {
    Instant::now() + time.min(YEAR)
}

/// Which cluster, and as whom: as kubectl's flags of the same names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// `--kubeconfig`; else `KUBECONFIG`, `~/.kube/config` and the Pod's own ServiceAccount.
    pub kubeconfig: Option<PathBuf>,
    /// `--context`; else the current one.
    pub context: Option<String>,
    /// `--cluster`
    pub cluster: Option<String>,
    /// `--user`
    pub user: Option<String>,
    /// `--as`
    pub impersonate: Option<String>,
    /// `--as-group`
    pub impersonate_groups: Vec<String>,
}

/// How a cluster is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// `--node`: globs; empty is all.
    pub nodes: Vec<String>,
    /// `-l`: a label selector over Nodes.
    pub selector: Option<String>,
    /// `--antrea-namespace`; else the one where agents are found.
    pub antrea_namespace: Option<String>,
    /// `--concurrency`: how many Nodes are asked at once, at least 1.
    pub concurrency: usize,
    /// `--request-timeout`: for one Node with all its requests, and for each request to the API server.
    pub request_timeout: Duration,
    /// `--timeout`: for everything.
    pub deadline: Option<Duration>,
    /// `--insecure-agent`: talk to agents whose certificate cannot be checked.
    pub insecure_agent: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            nodes: Vec::new(),
            selector: None,
            antrea_namespace: None,
            concurrency: 32,
            request_timeout: Duration::from_secs(20),
            deadline: None,
            insecure_agent: false,
        }
    }
}
