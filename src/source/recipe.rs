//! The one table from artefact kind to where it lies in a capture.
//!
//! The names follow the commands that give the bytes: `flows.txt` is what `ovs-ofctl -O OpenFlow15 dump-flows br-int` prints, `port.json` what
//! `ovs-vsctl --format=json list Port` prints, `agent-NOUN.json` what the agent's API answers on `/NOUN`. In `cluster/` lies one Kubernetes List
//! a file, `PLURAL.GROUP.json`; which objects it holds, the objects say themselves.

use crate::model::artefact::ArtefactKind;

/// One artefact of a Node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// What it is.
    pub kind: ArtefactKind,
    /// Its file in `nodes/NODE/` of a capture.
    pub file: &'static str,
}

const fn recipe(kind: ArtefactKind, file: &'static str) -> Recipe {
    Recipe { kind, file }
}

/// Every artefact of a Node, in the order in which a folder is read: flows last, when names and policies are there.
pub const RECIPES: &[Recipe] = &[
    recipe(ArtefactKind::AgentInfo, "agent-agentinfo.json"),
    recipe(ArtefactKind::OpenVSwitch, "open_vswitch.json"),
    recipe(ArtefactKind::Bridge, "bridge.json"),
    recipe(ArtefactKind::Port, "port.json"),
    recipe(ArtefactKind::Interface, "interface.json"),
    recipe(ArtefactKind::TableFeatures, "table-features.txt"),
    recipe(ArtefactKind::Aggregate, "aggregate.txt"),
    recipe(ArtefactKind::AgentMetrics, "agent-metrics.txt"),
    recipe(ArtefactKind::AgentPodInterfaces, "agent-podinterfaces.json"),
    recipe(ArtefactKind::AgentAddressGroups, "agent-addressgroups.json"),
    recipe(ArtefactKind::AgentAppliedToGroups, "agent-appliedtogroups.json"),
    recipe(ArtefactKind::AgentNetworkPolicies, "agent-networkpolicies.json"),
    recipe(ArtefactKind::Other, "agent-podmulticaststats.json"),
    recipe(ArtefactKind::Other, "groups.txt"),
    recipe(ArtefactKind::Other, "group-stats.txt"),
    recipe(ArtefactKind::Other, "meters.txt"),
    recipe(ArtefactKind::Other, "meter-stats.txt"),
    recipe(ArtefactKind::Other, "ports-desc.txt"),
    recipe(ArtefactKind::Other, "ports.txt"),
    recipe(ArtefactKind::Other, "tables.txt"),
    recipe(ArtefactKind::Other, "conntrack.txt"),
    recipe(ArtefactKind::Other, "conntrack-counts.txt"),
    recipe(ArtefactKind::Other, "datapath.txt"),
    recipe(ArtefactKind::Other, "agent.log"),
    recipe(ArtefactKind::Other, "ovs-vswitchd.log"),
    recipe(ArtefactKind::Other, "ovsdb-server.log"),
    recipe(ArtefactKind::Other, "np.log"),
    recipe(ArtefactKind::Other, "flows.of"),
    recipe(ArtefactKind::Flows, "flows.txt"),
];

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
            let objects = [".json", ".yaml", ".yml"].iter().any(|suffix| plain.ends_with(suffix));
            Some(Place::Cluster(objects.then_some(ArtefactKind::Objects)))
        }
        ("nodes", Some(node), Some(file), None) => {
            let plain = file.get(..name(file)).unwrap_or(file);
            Some(Place::Node(node, RECIPES.iter().find(|recipe| recipe.file == plain).map(|recipe| recipe.kind)))
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
            ("nodes/n1/core", Some(Place::Node("n1", None))),
            ("cluster/pods.json", Some(Place::Cluster(Some(ArtefactKind::Objects)))),
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
    fn every_file_stands_once() {
        for (place, recipe) in RECIPES.iter().enumerate() {
            assert!(!RECIPES.iter().skip(place + 1).any(|other| other.file == recipe.file), "{}", recipe.file);
        }
    }
}
