//! What the nouns see of a cluster.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::artefact::Gap;
use crate::model::policy::PolicyRef;
use crate::resolve::node::NodeView;

/// Everything that a noun may ask for, resolved.
#[derive(Debug, Default)]
pub struct View {
    /// The Nodes, by name in natural order.
    pub nodes: Vec<NodeView>,
    /// All policies that are known, realised or not.
    pub policies: BTreeMap<PolicyRef, PolicyFacts>,
    /// What the sources say about themselves.
    pub about: About,
    /// What is missing.
    pub gaps: Vec<Gap>,
}

/// What is known of a policy apart from its rules.
#[derive(Clone, Debug, Default)]
pub struct PolicyFacts {
    /// `metadata.uid`, empty when unknown.
    pub uid: Arc<str>,
    /// `metadata.creationTimestamp`.
    pub created: Option<String>,
    /// Rules that are not in Open vSwitch by design, in words.
    pub outside: Vec<String>,
}

/// Where a report comes from.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Paths as given.
    pub source: Vec<String>,
    /// When the bytes were taken, as the capture says it.
    pub taken_at: Option<String>,
    /// The capture's context.
    pub context: Option<String>,
    /// Antrea's version.
    pub antrea_version: Option<String>,
}
