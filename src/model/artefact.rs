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
    /// `ovs-ofctl dump-tables`: how many flows each table holds.
    TableStats,
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
    /// The flows of one policy, as the agent finds them (`/ovsflows?networkpolicy=`): its rule IDs.
    AgentPolicyFlows,
    /// Lists of `controlplane.antrea.io`: policies and groups of the whole cluster, as the controller hands them to the agents.
    ControllerNetworkPolicies,
    ControllerAddressGroups,
    ControllerAppliedToGroups,
    /// One Kubernetes List (JSON or YAML), of whatever kind.
    Objects,
    /// `ovs-ofctl dump-groups`, `dump-group-stats`, `dump-meters`, `meter-stats`, `dump-ports-desc`, `dump-ports`.
    Groups,
    GroupStats,
    Meters,
    MeterStats,
    PortsDesc,
    Ports,
    /// `ovs-appctl dpctl/dump-conntrack -m -s`, `dpctl/ct-stats-show`, `dpctl/show`.
    Conntrack,
    ConntrackCounts,
    Datapath,
    /// How many connections the Node's kernel tracks and may track (`nf_conntrack_count`, `nf_conntrack_max`).
    NfConntrack,
    /// `ovs-appctl dpctl/ct-get-nconns` and `dpctl/ct-get-maxconns`: the same of a datapath in user space; the kernel's does not know them.
    ConntrackConnections,
    ConntrackMaximum,
    /// `/podmulticaststats` of the agent.
    AgentPodMulticastStats,
    /// EndpointSlices of the whole cluster.
    EndpointSlices,
    /// Egresses of the whole cluster: which addresses they give.
    Egresses,
    /// The statistics API's list of multicast groups with their Pods.
    MulticastGroups,
    /// Files without a reader, known by name so that they are not called unknown: logs, OpenFlow messages.
    Other,
}

impl ArtefactKind {
    /// What it is in a message.
    pub fn words(self) -> &'static str {
        match self {
            ArtefactKind::Meta => "meta.json",
            ArtefactKind::Flows => "the flows",
            ArtefactKind::TableFeatures => "the table features",
            ArtefactKind::TableStats | ArtefactKind::Aggregate => "counts of flows",
            ArtefactKind::Bridge | ArtefactKind::Port | ArtefactKind::Interface | ArtefactKind::OpenVSwitch => {
                "an OVSDB table"
            }
            ArtefactKind::AgentNetworkPolicies => "the agent's policies",
            ArtefactKind::AgentAddressGroups => "the agent's address groups",
            ArtefactKind::AgentAppliedToGroups => "the agent's applied-to groups",
            ArtefactKind::AgentPodInterfaces => "the agent's Pod interfaces",
            ArtefactKind::AgentInfo => "the agent's information",
            ArtefactKind::AgentMetrics => "the agent's metrics",
            ArtefactKind::AgentPolicyFlows => "the flows of a policy",
            ArtefactKind::ControllerNetworkPolicies => "the controller's policies",
            ArtefactKind::ControllerAddressGroups => "the controller's address groups",
            ArtefactKind::ControllerAppliedToGroups => "the controller's applied-to groups",
            ArtefactKind::Objects => "the Kubernetes objects",
            ArtefactKind::Groups => "the groups",
            ArtefactKind::GroupStats => "counters of groups",
            ArtefactKind::Meters => "the meters",
            ArtefactKind::MeterStats => "counters of meters",
            ArtefactKind::PortsDesc => "the ports",
            ArtefactKind::Ports => "counters of ports",
            ArtefactKind::Conntrack => "the connections",
            ArtefactKind::ConntrackCounts
            | ArtefactKind::NfConntrack
            | ArtefactKind::ConntrackConnections
            | ArtefactKind::ConntrackMaximum => "counts of connections",
            ArtefactKind::Datapath => "the datapath",
            ArtefactKind::AgentPodMulticastStats => "the agent's multicast statistics",
            ArtefactKind::EndpointSlices => "the EndpointSlices",
            ArtefactKind::Egresses => "the Egresses",
            ArtefactKind::MulticastGroups => "the multicast groups",
            ArtefactKind::Other => "a file",
        }
    }
}

/// Which flows of a Node are wanted. A file gives what it holds; a live Node is asked for these tables only, for a dump blocks its switch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tables {
    /// Every table, one after another.
    #[default]
    All,
    /// Tables that hold policy rules and their counters, and the Services that rules refer to.
    Policies,
    /// Tables of these names or numbers.
    Named(Arc<[String]>),
}

impl Tables {
    /// Tables of these names.
    pub fn named(names: &[&str]) -> Tables {
        Tables::Named(names.iter().map(|name| (*name).to_owned()).collect())
    }
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

/// A way to the counters of a live cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// Antrea's statistics API (`stats.antrea.io`): totals since the controller started.
    StatsApi,
    /// Commands in the container of Open vSwitch on each Node.
    Exec,
    /// The agent's own API on each Node, through a port-forward.
    Agent,
}

impl Way {
    /// All of them, the cheapest first.
    pub const ALL: [Way; 3] = [Way::StatsApi, Way::Exec, Way::Agent];

    /// As `--via` names it.
    pub fn name(self) -> &'static str {
        match self {
            Way::StatsApi => "stats-api",
            Way::Exec => "exec",
            Way::Agent => "agent",
        }
    }
}

/// Policies that are not what they were when their Nodes were read: names that rest on them are of an earlier moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The Node whose agent said so; `None` when the API server did.
    pub node: Option<Arc<str>>,
    /// Policies (`metadata.uid`) that are gone.
    pub gone: Vec<Arc<str>>,
    /// Policies that are new or have changed, as a user would name them.
    pub others: Vec<String>,
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
