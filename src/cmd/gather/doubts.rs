//! What is doubtful or missing, in words.

use crate::model::artefact::{ArtefactKind, Way};
use crate::model::ids::RuleId;
use crate::resolve::node::NodeView;
use crate::source::kube::agent::plan;

/// IDs that are named one by one.
const NAMED: usize = 20;

/// IDs that belong to several rules.
pub(super) fn of_ids(node: &NodeView) -> Vec<String> {
    let mut doubts = Vec::new();
    if !node.moved.is_empty() {
        doubts.push(format!(
            "node {}: rule IDs were given to other rules while the tables were read, so their names and counters are unsure: {}",
            node.name,
            listed(&node.moved)
        ));
    }
    if !node.mixed.is_empty() {
        doubts.push(format!(
            "node {}: the flows have no cookies, and some IDs have flows of two rules: an agent that restarted has not removed its older flows yet, and which are older cannot be told. What these IDs counted may belong to either: {}",
            node.name,
            listed(&node.mixed)
        ));
    }
    doubts
}

/// What is missing of a Node, and why. `way` is how it was read, where it is a cluster's.
pub(super) fn missing(kind: ArtefactKind, of_bundle: bool, way: Option<Way>) -> (&'static str, &'static str) {
    // What Antrea collects (pkg/support/dump.go). Groups are in bundles since Antrea 2.0.
    let in_bundles =
        matches!(kind, ArtefactKind::Flows | ArtefactKind::Groups | ArtefactKind::PortsDesc | ArtefactKind::AgentInfo);
    match kind {
        ArtefactKind::Flows => ("flows", "there is no dump of this Node"),
        kind if of_bundle && !in_bundles => (kind.words(), "support bundles of Antrea do not hold them"),
        kind if way == Some(Way::Agent) && !plan::gives(kind) => {
            (kind.words(), "the agent's API does not give them: --via exec runs Open vSwitch's own commands in its Pod")
        }
        kind => (kind.words(), "they are not in what was read of this Node"),
    }
}

fn listed(ids: &[RuleId]) -> String {
    let mut words: Vec<String> = ids.iter().take(NAMED).map(RuleId::to_string).collect();
    if ids.len() > NAMED {
        words.push(format!("{} more", ids.len() - NAMED));
    }
    words.join(", ")
}
