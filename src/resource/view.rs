//! What the nouns see of a cluster.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::switch::DeviceFacts;
use crate::antrea::owner::Own;
use crate::antrea::role::ServiceGroup;
use crate::model::artefact::{Gap, Way};
use crate::model::conntrack::{Connection, ConntrackCounts, KernelCounts};
use crate::model::flow::FlowLines;
use crate::model::ids::{OfPort, Round, TableId};
use crate::model::policy::PolicyRef;
use crate::model::stats::ApiStatistics;
use crate::model::table::TableStats;
use crate::resolve::addresses::Addresses;
use crate::resolve::node::NodeView;

/// Everything that a noun may ask for, resolved.
#[derive(Debug, Default)]
pub struct View {
    /// The Nodes, by name in natural order.
    pub nodes: Vec<NodeView>,
    /// What is known of each agent, whether its flows came or not.
    pub agents: BTreeMap<Arc<str>, AgentFacts>,
    /// All policies that are known, realised or not.
    pub policies: BTreeMap<PolicyRef, PolicyFacts>,
    /// What is known of each Node's switch: for nouns that show it.
    pub switches: BTreeMap<Arc<str>, SwitchFacts>,
    /// Whose an address is; empty for nouns that do not show addresses.
    pub addresses: Addresses,
    /// What Antrea's statistics API says.
    pub statistics: ApiStatistics,
    /// What the sources say about themselves.
    pub about: About,
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// Whether flows of any Node came.
    pub has_flows: bool,
}

impl View {
    /// Whether a Node is known whose flows did not come: what is nowhere else may be there.
    pub fn lacks_a_node(&self) -> bool {
        let read = |name: &Arc<str>| self.nodes.iter().any(|node| node.name == *name);
        self.agents.keys().chain(self.gaps.iter().filter_map(|gap| gap.node.as_ref())).any(|name| !read(name))
    }
}

/// A Node's switch as its commands print it. What did not come is `None`: not empty.
#[derive(Debug, Default)]
pub struct SwitchFacts {
    /// Its flows, where the noun shows them.
    pub flows: Option<Box<dyn FlowLines>>,
    /// Services by the groups that their flows go to, where the noun shows flows or addresses.
    pub service_groups: Vec<ServiceGroup>,
    /// Names of its tables by number.
    pub table_names: BTreeMap<TableId, Arc<str>>,
    /// The connections that its datapath tracks.
    pub tracked: Tracked,
    /// Antrea's own interfaces by port, as Open vSwitch's database has them.
    pub own_ports: BTreeMap<OfPort, Own>,
    /// What Open vSwitch counts of each table.
    pub table_stats: Option<BTreeMap<TableId, TableStats>>,
    /// Groups, meters, ports and multicast.
    pub device: DeviceFacts,
}

/// The connections of a Node, and how many there are.
#[derive(Debug, Default)]
pub struct Tracked {
    /// All that its datapath tracks.
    pub connections: Option<Vec<Connection>>,
    /// How many they are, as Open vSwitch counts them.
    pub counts: Option<ConntrackCounts>,
    /// How many the Node's kernel tracks and may track.
    pub kernel: Option<KernelCounts>,
}

/// What is known of a Node beside its flows.
#[derive(Clone, Debug, Default)]
pub struct AgentFacts {
    /// The agent's Pod.
    pub pod: Option<String>,
    /// Antrea's version there.
    pub antrea_version: Option<String>,
    /// Open vSwitch's version there.
    pub ovs_version: Option<String>,
    /// The bridge's `external_ids:roundNum`.
    pub recorded_round: Option<Round>,
    /// Flows of all tables.
    pub flows: Option<u64>,
    /// Policies that the agent has.
    pub policies: Option<u64>,
    /// Whether a way to the counters works there; if not, why.
    pub ways: BTreeMap<Way, Option<String>>,
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
