//! The one table from artefact kind to where it lies in a capture, which command prints it, and where the agent's API answers it.
//!
//! The names follow the commands that give the bytes: `flows.txt` is what `ovs-ofctl -O OpenFlow15 dump-flows br-int` prints, `port.json` what
//! `ovs-vsctl --format=json list Port` prints, `agent-NOUN.json` what the agent's API answers on `/NOUN`. In `cluster/` lies one Kubernetes List
//! a file, `PLURAL.GROUP.json`; which objects it holds, the objects say themselves.
//!
//! It is the list of what may be run on a Node, too: a [`Command`] has no other way to come into being.

mod command;
mod policy;

pub use command::{Bridge, Call, Columns, Command, Program, Seconds, policy_flows};
pub use policy::{NotAPolicy, PolicyWords};

use crate::model::artefact::ArtefactKind;
use crate::model::policy::PolicyRef;

/// One artefact of a Node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// What it is.
    pub kind: ArtefactKind,
    /// Its file in `nodes/NODE/` of a capture.
    pub file: &'static str,
    /// What prints it in container `antrea-ovs`. Flows are asked for table by table.
    pub command: Option<Command>,
    /// Where the agent's API answers it.
    pub api_path: Option<&'static str>,
    /// What prints it in container `antrea-agent`, in antctl's own shape.
    pub antctl: Option<Command>,
}

impl Recipe {
    const fn file(kind: ArtefactKind, file: &'static str) -> Recipe {
        Recipe { kind, file, command: None, api_path: None, antctl: None }
    }

    const fn command(kind: ArtefactKind, file: &'static str, command: Command) -> Recipe {
        Recipe { command: Some(command), ..Recipe::file(kind, file) }
    }

    const fn agent(kind: ArtefactKind, file: &'static str, path: &'static str, antctl: Command) -> Recipe {
        Recipe { api_path: Some(path), antctl: Some(antctl), ..Recipe::file(kind, file) }
    }
}

/// Every artefact of a Node, in the order in which a folder is read and a Node is asked: flows last, when names and policies are there.
pub const RECIPES: &[Recipe] = &[
    Recipe::agent(ArtefactKind::AgentInfo, "agent-agentinfo.json", "/agentinfo", command::AGENT_INFO),
    Recipe::command(ArtefactKind::OpenVSwitch, "open_vswitch.json", command::LIST_OPEN_VSWITCH),
    Recipe::command(ArtefactKind::Bridge, "bridge.json", command::LIST_BRIDGE),
    Recipe::command(ArtefactKind::Port, "port.json", command::LIST_PORT),
    Recipe::command(ArtefactKind::Interface, "interface.json", command::LIST_INTERFACE),
    Recipe::command(ArtefactKind::TableFeatures, "table-features.txt", TABLE_NAMES),
    Recipe::command(ArtefactKind::Aggregate, "aggregate.txt", command::AGGREGATE),
    Recipe { api_path: Some("/metrics"), ..Recipe::file(ArtefactKind::AgentMetrics, "agent-metrics.txt") },
    Recipe::agent(
        ArtefactKind::AgentPodInterfaces,
        "agent-podinterfaces.json",
        "/podinterfaces",
        command::POD_INTERFACES,
    ),
    Recipe::agent(
        ArtefactKind::AgentAddressGroups,
        "agent-addressgroups.json",
        "/addressgroups",
        command::ADDRESS_GROUPS,
    ),
    Recipe::agent(
        ArtefactKind::AgentAppliedToGroups,
        "agent-appliedtogroups.json",
        "/appliedtogroups",
        command::APPLIED_TO_GROUPS,
    ),
    Recipe::agent(
        ArtefactKind::AgentNetworkPolicies,
        "agent-networkpolicies.json",
        "/networkpolicies",
        command::NETWORK_POLICIES,
    ),
    Recipe::agent(
        ArtefactKind::AgentPodMulticastStats,
        MULTICAST_FILE,
        "/podmulticaststats",
        command::POD_MULTICAST_STATS,
    ),
    Recipe::command(ArtefactKind::Groups, "groups.txt", command::GROUPS),
    Recipe::command(ArtefactKind::GroupStats, "group-stats.txt", command::GROUP_STATS),
    Recipe::command(ArtefactKind::Meters, "meters.txt", command::METERS),
    Recipe::command(ArtefactKind::MeterStats, "meter-stats.txt", command::METER_STATS),
    Recipe::command(ArtefactKind::PortsDesc, "ports-desc.txt", command::PORTS_DESC),
    Recipe::command(ArtefactKind::Ports, "ports.txt", command::PORTS),
    Recipe::command(ArtefactKind::TableStats, "tables.txt", TABLE_COUNTS),
    Recipe::command(ArtefactKind::Conntrack, "conntrack.txt", command::CONNTRACK),
    Recipe::command(ArtefactKind::ConntrackCounts, "conntrack-counts.txt", command::CONNTRACK_COUNTS),
    Recipe::command(ArtefactKind::ConntrackConnections, CONNECTIONS_FILE, command::CONNTRACK_CONNECTIONS),
    Recipe::command(ArtefactKind::ConntrackMaximum, MAXIMUM_FILE, command::CONNTRACK_MAXIMUM),
    Recipe::command(ArtefactKind::NfConntrack, NF_CONNTRACK_FILE, command::NF_CONNTRACK),
    Recipe::command(ArtefactKind::Datapath, "datapath.txt", command::DATAPATH),
    Recipe::file(ArtefactKind::Other, "agent.log"),
    Recipe::file(ArtefactKind::Other, "ovs-vswitchd.log"),
    Recipe::file(ArtefactKind::Other, "ovsdb-server.log"),
    Recipe::file(ArtefactKind::Other, "np.log"),
    Recipe::command(ArtefactKind::Flows, FLOWS_FILE, DUMP_TABLE),
    // The same as OpenFlow messages.
    Recipe::file(ArtefactKind::Flows, "flows.of"),
];

/// Where flows lie.
pub const FLOWS_FILE: &str = "flows.txt";
/// What a datapath in user space counts.
const CONNECTIONS_FILE: &str = "conntrack-connections.txt";
const MAXIMUM_FILE: &str = "conntrack-maximum.txt";
/// How many connections the kernel has.
const NF_CONNTRACK_FILE: &str = "nf-conntrack.txt";
/// What agents say about multicast of Pods.
const MULTICAST_FILE: &str = "agent-podmulticaststats.json";
/// Finds Antrea's bridge: the agent writes its round into it, and its name is configurable (`ovsBridge` of antrea-agent.conf).
pub const FIND_BRIDGE: Command = command::FIND_BRIDGE;
/// How many flows each table has.
pub const TABLE_COUNTS: Command = command::TABLE_COUNTS;
/// Numbers and names of tables.
pub const TABLE_NAMES: Command = command::TABLE_FEATURES;
/// The flows of one table.
pub const DUMP_TABLE: Command = command::DUMP_TABLE;

/// Tables with policy rules, their counters, and what rules refer to: Services (`toServices`, by group) and Pods' addresses (pkg/agent/openflow/pipeline.go).
pub const POLICY_TABLES: [&str; 14] = [
    "SpoofGuard",
    "ServiceLB",
    "AntreaPolicyEgressRule",
    "EgressRule",
    "EgressDefaultRule",
    "EgressMetric",
    "AntreaPolicyIngressRule",
    "IngressRule",
    "IngressDefaultRule",
    "IngressMetric",
    "MulticastEgressRule",
    "MulticastEgressMetric",
    "MulticastIngressRule",
    "MulticastIngressMetric",
];

/// What is wrong with a dump that has far fewer flows than its table had just before. Some come and go all the time, but one stays in each table: what is done with the rest.
pub fn shortfall(came: u64, counted: u64) -> Option<String> {
    let missing = counted.saturating_sub(came);
    (missing > 16 && missing > counted / 10 || came == 0 && counted > 0)
        .then(|| format!("{came} flows came of a table that had {counted} just before"))
}

/// How the files of [`ArtefactKind::AgentPolicyFlows`] begin and end; between stand kind, Namespace (empty for cluster kinds) and name of the policy.
const POLICY_FLOWS: (&str, &str) = ("agent-ovsflows.", ".json");

/// The longest name that a file may have on most systems, less what an archive or a compression adds.
const LONGEST_FILE: usize = 240;

/// The file in `nodes/NODE/` with the flows of one policy; `None` when no file may have such a long name.
pub fn policy_flows_file(policy: &PolicyRef) -> Option<String> {
    let (begin, end) = POLICY_FLOWS;
    let file = format!("{begin}{}.{}.{}{end}", policy.kind.name(), policy.namespace, policy.name);
    (file.len() <= LONGEST_FILE).then_some(file)
}

/// Whether a Node that cannot give this lacks nothing that a noun reads: multicast is off by default, older antctl does not know it, and Antrea's ClusterRole
/// antctl of many releases may not read it; the kernel counts connections only where its module is loaded, which a switch in user space does without, and only such a
/// switch says how many connections it has and may have.
pub fn is_optional(file: &str) -> bool {
    [MULTICAST_FILE, NF_CONNTRACK_FILE, CONNECTIONS_FILE, MAXIMUM_FILE].contains(&file)
}

/// The file of a Node's artefact; of [`ArtefactKind::Other`] and [`ArtefactKind::AgentPolicyFlows`] there are many, so `name` must be one of them.
pub fn file(kind: ArtefactKind, name: &str) -> Option<&str> {
    let mut of_kind = RECIPES.iter().filter(|recipe| recipe.kind == kind);
    match kind {
        ArtefactKind::AgentPolicyFlows => Some(name).filter(|name| kind_of(name) == Some(kind)),
        ArtefactKind::Other => of_kind.find(|recipe| recipe.file == name).map(|recipe| recipe.file),
        _ => of_kind.next().map(|recipe| recipe.file),
    }
}

fn kind_of(file: &str) -> Option<ArtefactKind> {
    let (begin, end) = POLICY_FLOWS;
    if file.starts_with(begin) && file.ends_with(end) {
        return Some(ArtefactKind::AgentPolicyFlows);
    }
    RECIPES.iter().find(|recipe| recipe.file == file).map(|recipe| recipe.kind)
}

/// A file of a capture by its path below the capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// `meta.json`.
    Meta,
    /// A file of `nodes/NODE/`; `None` when its name is not known.
    Node(&'a str, Option<ArtefactKind>),
    /// A file of `cluster/`: objects, when it is JSON or YAML.
    Cluster(Option<ArtefactKind>),
}

/// Which file of a capture this path is. A name may end in `.gz` or `.zst` besides.
pub fn place(path: &str) -> Option<Place<'_>> {
    let name =
        |file: &'_ str| -> usize { file.strip_suffix(".gz").or(file.strip_suffix(".zst")).unwrap_or(file).len() };
    let mut parts = path.split('/');
    match (parts.next()?, parts.next(), parts.next(), parts.next()) {
        ("meta.json", None, None, None) => Some(Place::Meta),
        ("cluster", Some(file), None, None) => {
            let plain = file.get(..name(file)).unwrap_or(file);
            let plural = [".json", ".yaml", ".yml"].iter().find_map(|suffix| plain.strip_suffix(suffix));
            Some(Place::Cluster(plural.map(|plural| match plural {
                "networkpolicies.controlplane.antrea.io" => ArtefactKind::ControllerNetworkPolicies,
                "addressgroups.controlplane.antrea.io" => ArtefactKind::ControllerAddressGroups,
                "appliedtogroups.controlplane.antrea.io" => ArtefactKind::ControllerAppliedToGroups,
                "endpointslices.discovery.k8s.io" => ArtefactKind::EndpointSlices,
                "egresses.crd.antrea.io" => ArtefactKind::Egresses,
                "multicastgroups.stats.antrea.io" => ArtefactKind::MulticastGroups,
                _ => ArtefactKind::Objects,
            })))
        }
        ("nodes", Some(node), Some(file), None) => {
            let plain = file.get(..name(file)).unwrap_or(file);
            Some(Place::Node(node, kind_of(plain)))
        }
        _ => None,
    }
}

/// Where in the order of [`RECIPES`] a file of a Node stands; files that are not in it come before all.
pub fn order(path: &str) -> usize {
    let file = path.rsplit('/').next().unwrap_or(path);
    RECIPES.iter().position(|recipe| file.starts_with(recipe.file)).map_or(0, |place| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_their_place() {
        let cases = [
            ("meta.json", Some(Place::Meta)),
            ("nodes/n1/flows.txt", Some(Place::Node("n1", Some(ArtefactKind::Flows)))),
            ("nodes/n1/flows.txt.gz", Some(Place::Node("n1", Some(ArtefactKind::Flows)))),
            ("nodes/n1/agent-networkpolicies.json", Some(Place::Node("n1", Some(ArtefactKind::AgentNetworkPolicies)))),
            ("nodes/n1/np.log", Some(Place::Node("n1", Some(ArtefactKind::Other)))),
            (
                "nodes/n1/agent-ovsflows.K8sNetworkPolicy.default.a.b.json.gz",
                Some(Place::Node("n1", Some(ArtefactKind::AgentPolicyFlows))),
            ),
            ("nodes/n1/agent-ovsflows.json.txt", Some(Place::Node("n1", None))),
            (
                "cluster/addressgroups.controlplane.antrea.io.json",
                Some(Place::Cluster(Some(ArtefactKind::ControllerAddressGroups))),
            ),
            ("nodes/n1/core", Some(Place::Node("n1", None))),
            ("cluster/pods.json", Some(Place::Cluster(Some(ArtefactKind::Objects)))),
            ("cluster/egresses.crd.antrea.io.json", Some(Place::Cluster(Some(ArtefactKind::Egresses)))),
            ("cluster/pods.yaml.zst", Some(Place::Cluster(Some(ArtefactKind::Objects)))),
            ("cluster/README", Some(Place::Cluster(None))),
            ("nodes/n1/deep/flows.txt", None),
            ("nodes/flows.txt", None),
            ("truth.json", None),
            ("", None),
        ];
        for (path, expected) in cases {
            assert_eq!(place(path), expected, "{path}");
        }
    }

    #[test]
    fn the_tables_of_policies_are_those_that_are_read() {
        for name in POLICY_TABLES {
            let known = crate::antrea::tables::PolicyTable::from_name(name).is_some();
            assert!(known || ["SpoofGuard", "ServiceLB"].contains(&name), "{name}");
        }
        let rules = POLICY_TABLES.iter().filter(|name| name.ends_with("Rule")).count();
        assert_eq!((rules, POLICY_TABLES.iter().filter(|name| name.ends_with("Metric")).count()), (8, 4));
    }

    #[test]
    fn every_file_stands_once() {
        for (place, recipe) in RECIPES.iter().enumerate() {
            assert!(!RECIPES.iter().skip(place + 1).any(|other| other.file == recipe.file), "{}", recipe.file);
        }
    }
}
