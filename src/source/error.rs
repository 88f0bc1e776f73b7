//! Why a source gives nothing: the path, what was found there, and what to try.

use std::io;

use super::kube::{KubeError, KubeErrorKind};
#[cfg(unix)]
use super::local::LocalError;
use crate::model::artefact::Way;

/// Why a source gives nothing at all.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum SourceError {
    /// Nothing has this name.
    #[error("{path}: no such file or folder{}", similar_names(similar))]
    PathNotFound { path: String, similar: Vec<String> },
    /// It is there and cannot be opened or read.
    #[error("{path}: cannot be read: {cause}")]
    NotReadable { path: String, cause: io::Error },
    /// It has no bytes.
    #[error("{path}: is empty; did the command that should have written it fail?")]
    Empty { path: String },
    /// One file, and its content is none of the known ones.
    #[error(
        "{path}: holds {found}, which is nothing that can be read here; give a flow dump (ovs-ofctl dump-flows), Kubernetes objects (kubectl get ... -o json), a \
         capture folder or its archive"
    )]
    Unrecognised { path: String, found: String },
    /// A folder or an archive without anything to read.
    #[error(
        "{path}: holds {found}, and none of it can be read here; give flow dumps (ovs-ofctl dump-flows) and Kubernetes objects (kubectl get ... -o json) in one folder, \
         or a capture (meta.json, nodes/, cluster/)"
    )]
    Nothing { path: String, found: String },
    /// A folder of captures.
    #[error("{path}: holds several captures; give one of them, for example --from {path}/{example}")]
    SeveralCaptures { path: String, example: String },
    /// Standard input can be read once.
    #[error("{path}: was read already and cannot be read again; save it to a file and give that")]
    Spent { path: String },
    /// A request to the API server that failed.
    #[error(transparent)]
    Kube(#[from] KubeError),
    /// A Node's sockets, of which none gives anything.
    #[cfg(unix)]
    #[error(transparent)]
    Local(#[from] LocalError),
    /// A way to the counters that cannot be taken in this cluster, or by this user; another may work.
    #[error("{} cannot be used: {why}", way.name())]
    NoWay { way: Way, why: String },
    /// The work could not be begun at all.
    #[error("cannot start: {why}")]
    Runtime { why: String },
    /// An archive on standard input is held in memory, and this one is too big for that.
    #[error("{path}: an archive of more than {limit} bytes on standard input; save it to a file and give that")]
    TooBig { path: String, limit: u64 },
}

fn similar_names(similar: &[String]) -> String {
    if similar.is_empty() { String::new() } else { format!("; there is {}", similar.join(", ")) }
}

impl SourceError {
    /// Ways out.
    pub fn hints(&self) -> Vec<String> {
        let hint = match self {
            SourceError::Kube(error) => match error.kind {
                KubeErrorKind::Unreachable | KubeErrorKind::TimedOut => {
                    "does kubectl reach it with the same context? --request-timeout gives it more time"
                }
                KubeErrorKind::Unauthorized => "log in again, as for kubectl",
                _ => return Vec::new(),
            },
            #[cfg(unix)]
            SourceError::Local(error) => match error.hint() {
                Some(hint) => hint,
                None => return Vec::new(),
            },
            SourceError::NoWay { .. } => "kubectl antstats get nodes -o wide says what each way can give, and why not",
            _ => return Vec::new(),
        };
        vec![hint.to_owned()]
    }
}
