//! Artefacts: the bytes that a source gives, what they are and where they came from; and what was missing.

use std::fmt;
use std::sync::Arc;

/// What an artefact is. The file names of a capture are in `source::recipe`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ArtefactKind {
    /// `meta.json` of a capture.
    Meta,
    /// `ovs-ofctl dump-flows`.
    Flows,
    /// `ovs-ofctl dump-table-features`: numbers to names.
    TableFeatures,
    /// `ovs-ofctl dump-aggregate`: how many flows there should be.
    Aggregate,
    /// OVSDB tables as `ovs-vsctl --format=json list TABLE`.
    Bridge,
    Port,
    Interface,
    OpenVSwitch,
    /// Answers of the agent's API, or antctl's form of them.
    AgentNetworkPolicies,
    AgentAddressGroups,
    AgentAppliedToGroups,
    AgentPodInterfaces,
    AgentInfo,
    AgentMetrics,
    /// One Kubernetes List (JSON or YAML), of whatever kind.
    Objects,
    /// Artefacts that later nouns read; known by name so that they are not called unknown.
    Other,
}

/// Where bytes came from: enough to name the place in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Which `--from`, by its alias; empty when there is one only.
    pub alias: Arc<str>,
    /// The Node; `None` for what belongs to the cluster.
    pub node: Option<Arc<str>>,
    /// File or archive member, as a user would name it (`capture.tar.gz:nodes/n1/flows.txt`, `-`).
    pub path: Arc<str>,
}

/// One artefact's identity.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Artefact {
    pub kind: ArtefactKind,
    pub origin: Origin,
}

/// Something that could not be read, with its place. The rest was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// File or archive member.
    pub path: Arc<str>,
    /// 1-based line; 0 when the note is about the whole file.
    pub line: u64,
    /// 1-based byte in the line; 0 when it is about the whole line.
    pub column: u64,
    /// Why.
    pub why: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => write!(f, "{}: {}", self.path, self.why),
            (line, 0) => write!(f, "{}:{line}: {}", self.path, self.why),
            (line, column) => write!(f, "{}:{line}:{column}: {}", self.path, self.why),
        }
    }
}

/// Something that a source could not give, or gave in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The Node; `None` for the cluster.
    pub node: Option<Arc<str>>,
    /// What is missing (`flows`, `policies`, `a line of flows.txt`).
    pub what: String,
    /// Why, and where.
    pub why: String,
}
