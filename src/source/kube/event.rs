//! What happens while a cluster is read: for progress, and for those who ask for details.

use std::sync::Arc;
use std::time::Duration;

/// Something that happened. Whoever shows it decides how.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The Nodes that will be asked are known.
    Planned {
        /// All of them.
        nodes: Vec<Arc<str>>,
    },
    /// A Node is being asked.
    Started {
        /// Which.
        node: Arc<str>,
    },
    /// Bytes came from a Node.
    Received {
        /// Which.
        node: Arc<str>,
        /// How many, as they came over the wire.
        bytes: u64,
    },
    /// A Node was asked everything.
    Finished {
        /// Which.
        node: Arc<str>,
        /// Why not all came.
        failed: Option<String>,
    },
    /// One request was answered, or was not.
    Asked(Asked),
    /// A remark for the user: which way is taken instead of another, and why.
    Said(String),
    /// A remark for those who ask for details: what was not needed.
    Detail(String),
}

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Whom: a Node, or the API server itself.
    pub node: Option<Arc<str>>,
    /// What: a method and path, or a command.
    pub what: String,
    /// Bytes of the answer over the wire.
    pub bytes: u64,
    /// Bytes of the answer after decompression.
    pub plain_bytes: u64,
    /// From the request to the last byte.
    pub took: Duration,
    /// Why it failed.
    pub failed: Option<String>,
}
