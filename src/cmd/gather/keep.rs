//! What is kept of what comes.

use std::sync::Arc;

use crate::model::artefact::{ArtefactKind, Way};

/// A Node of which two sources have a dump: adding them would count its packets twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The Node.
    pub node: Arc<str>,
    /// The dump that came first.
    pub first: Arc<str>,
    /// The other.
    pub second: Arc<str>,
}

/// Whether policies may come with the flows. If not, what only serves to find names is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Names {
    Possible,
    Impossible,
}

/// What is kept beside counters, for nouns that show it.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// The lines of flows.
    pub flows: bool,
    /// Whose an address is.
    pub addresses: bool,
    /// The clauses of rules.
    pub evidence: bool,
    /// What a Node must have: where it did not come is a gap.
    pub essential: &'static [ArtefactKind],
    /// The way to the Nodes of a cluster: what it never gives is missed for that reason.
    pub way: Option<Way>,
    /// The switch that is read runs: its own database says best which Pods have a port, and what was recorded of them may be old.
    pub running: bool,
}

impl Keep {
    /// Whether anything of a switch is shown beside what its rules counted.
    pub fn switches(&self) -> bool {
        self.flows || self.addresses || self.evidence || self.essential.iter().any(|kind| *kind != ArtefactKind::Flows)
    }
}

impl Default for Keep {
    fn default() -> Keep {
        Keep {
            flows: false,
            addresses: false,
            evidence: false,
            essential: &[ArtefactKind::Flows],
            way: None,
            running: false,
        }
    }
}
