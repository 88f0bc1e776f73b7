//! Which Node the files of a bare folder belong to.
//!
//! A bare folder has what a user had at hand, under any name. Files in one folder (sub folders are folders of their own, and so is an archive
//! that lies in one) belong together:
//!
//! - The agent's `agentinfo` names its Node, and so does an archive or a folder `agent_NODE` of a support bundle where there is none. With one such
//!   name and at most one flow dump, everything of a Node in that folder is that Node's.
//! - Else a file that carries a known Node's name in its own belongs to that Node.
//! - Else a flow dump is a Node of its own, named after the file (after the sub folder, where the dump is alone in one), and the agent's
//!   answers belong to the one dump beside them.
//! - Answers beside several dumps, or beside none, belong to no Node: what Antrea's controller answers has the same form and is about the cluster.
//!   In the controller's part of a support bundle that is what they are.
//!
//! Two folders with a dump of one Node are the same Node twice: the first is taken.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::bundle;
use crate::model::artefact::ArtefactKind;

/// A file of a bare folder that was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path below the folder.
    pub path: String,
    /// What it is.
    pub kind: ArtefactKind,
    /// The Node that it names itself.
    pub says: Option<String>,
}

/// A Node of which two folders have a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The Node.
    pub node: Arc<str>,
    /// The folder that is read; empty for the top.
    pub first: String,
    /// The folder that is left out.
    pub second: String,
}

/// What the files of a bare folder are.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    /// Kind and Node by path.
    pub files: HashMap<String, (ArtefactKind, Option<Arc<str>>)>,
    /// Nodes that are there twice.
    pub twice: Vec<Twice>,
}

/// Finds the Node of each file. `controllers` are folders that are known to be the controller's.
pub fn place(found: Vec<Found>, controllers: &BTreeSet<String>, root: &str) -> Placed {
    let mut placed = Placed::default();
    let mut dumps: BTreeMap<Arc<str>, BTreeSet<String>> = BTreeMap::new();
    let mut nodes = nodes(&found, root);
    for file in found {
        let folder = split(&file.path).0.to_owned();
        let is_controllers = controllers.contains(&folder) || bundle::is_controller(folder_name(&folder, root));
        let of_controller = is_controllers.then(|| of_controller(file.kind)).flatten();
        let node = nodes.remove(&file.path).flatten().filter(|_| of_controller.is_none());
        if let Some(node) = node.clone().filter(|_| file.kind == ArtefactKind::Flows) {
            dumps.entry(node).or_default().insert(folder);
        }
        placed.files.insert(file.path, (of_controller.unwrap_or(file.kind), node));
    }
    for (node, folders) in dumps.into_iter().filter(|(_, folders)| folders.len() > 1) {
        let mut folders = folders.into_iter();
        let first = folders.next().unwrap_or_default();
        for second in folders {
            placed.files.retain(|path, (_, of)| of.as_ref() != Some(&node) || split(path).0 != second);
            placed.twice.push(Twice { node: node.clone(), first: first.clone(), second });
        }
    }
    placed
}

/// What answers are in the controller's part of a support bundle.
fn of_controller(kind: ArtefactKind) -> Option<ArtefactKind> {
    Some(match kind {
        ArtefactKind::AgentNetworkPolicies => ArtefactKind::ControllerNetworkPolicies,
        ArtefactKind::AgentAddressGroups => ArtefactKind::ControllerAddressGroups,
        ArtefactKind::AgentAppliedToGroups => ArtefactKind::ControllerAppliedToGroups,
        _ => return None,
    })
}

/// The Node of each path.
fn nodes(found: &[Found], root: &str) -> HashMap<String, Option<Arc<str>>> {
    let mut folders: HashMap<&str, Vec<&Found>> = HashMap::new();
    for file in found {
        folders.entry(split(&file.path).0).or_default().push(file);
    }
    let mut nodes = HashMap::new();
    for (folder, files) in folders {
        let own_name = folder_name(folder, root);
        let mut known: BTreeSet<&str> = files.iter().filter_map(|file| file.says.as_deref()).collect();
        if known.is_empty() && bundle::is_agent(own_name) {
            known.insert(bundle::node_of_archive(own_name));
        }
        let dumps: Vec<&&Found> = files.iter().filter(|file| file.kind == ArtefactKind::Flows).collect();
        let only = known.first().copied().filter(|_| known.len() == 1 && dumps.len() <= 1);
        let of_dump = |dump: &Found| match only {
            Some(node) => node.to_owned(),
            None => {
                carried(&dump.path, &known).map_or_else(|| named_after(dump, folder, dumps.len(), root), str::to_owned)
            }
        };
        // More dumps than these nobody has, and comparing all with all has to end.
        let names: Vec<String> = dumps.iter().take(1000).map(|dump| of_dump(dump)).collect();
        let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        for file in &files {
            let node = match file.kind {
                ArtefactKind::Objects | ArtefactKind::Meta => None,
                ArtefactKind::Flows => Some(of_dump(file)),
                _ => match (only, file.says.as_deref(), carried(&file.path, &known), dumps.as_slice()) {
                    (Some(node), ..) | (None, Some(node), ..) | (None, None, Some(node), _) => Some(node.to_owned()),
                    (None, None, None, [dump]) => Some(of_dump(dump)),
                    // `n1-policies.json` beside `n1.txt`.
                    (None, None, None, _) => carried(&file.path, &names).map(str::to_owned),
                },
            };
            nodes.insert(file.path.clone(), node.map(Arc::from));
        }
    }
    nodes
}

/// A folder's or an archive's own name.
fn folder_name<'a>(folder: &'a str, root: &'a str) -> &'a str {
    if folder.is_empty() { root } else { split(folder).1 }
}

/// The folder (or the archive) and the name of a file.
fn split(path: &str) -> (&str, &str) {
    path.rfind(['/', ':']).map_or(("", path), |at| (path.get(..at).unwrap_or(""), path.get(at + 1..).unwrap_or(path)))
}

/// A file's name without what it says about its form.
pub fn stem(path: &str) -> &str {
    let mut name = split(path).1;
    for suffix in [".gz", ".zst", ".txt", ".json", ".yaml", ".yml", ".log", ".flows", ".dump", ".out"] {
        name = name.strip_suffix(suffix).filter(|rest| !rest.is_empty()).unwrap_or(name);
    }
    name
}

fn named_after(dump: &Found, folder: &str, dumps: usize, root: &str) -> String {
    let stem = stem(&dump.path);
    // The name of a support bundle's file says nothing: what it lies in does.
    let of_bundle = split(&dump.path).1 == bundle::FLOWS;
    if dumps == 1 && (of_bundle || !folder.is_empty()) {
        let own_name = folder_name(folder, root);
        let plain = bundle::without_ending(own_name);
        let node = if of_bundle && plain != own_name { bundle::node_of_archive(own_name) } else { plain };
        if !node.is_empty() {
            return node.to_owned();
        }
    }
    if stem.is_empty() { root.to_owned() } else { stem.to_owned() }
}

/// The longest of these names that stands in the file's own name, not inside a longer word.
fn carried<'a>(path: &str, names: &BTreeSet<&'a str>) -> Option<&'a str> {
    let file = stem(path);
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let inside = |name: &str| {
        file.match_indices(name).any(|(at, _)| {
            let before = file.get(..at).and_then(|text| text.chars().next_back());
            let after = file.get(at + name.len()..).and_then(|text| text.chars().next());
            !name.is_empty() && !word(before) && !word(after)
        })
    };
    names.iter().copied().filter(|name| inside(name)).max_by_key(|name| name.len())
}

/// The Node that an agent's `agentinfo` names: JSON, or the YAML of antctl and of a support bundle.
pub fn node_of_agent_info(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes) {
        let info = value.as_array().and_then(|list| list.first()).unwrap_or(&value);
        return info.pointer("/nodeRef/name")?.as_str().filter(|name| !name.is_empty()).map(str::to_owned);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text
        .lines()
        .skip_while(|line| !matches!(line.trim_end().trim_start_matches("- ").trim_start(), "noderef:" | "nodeRef:"))
        .skip(1);
    let name =
        lines.by_ref().take(8).find_map(|line| line.trim().strip_prefix("name:"))?.trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ArtefactKind as K;

    fn check(files: &[(&str, K, Option<&str>)], expected: &[Option<&str>]) {
        let found: Vec<Found> = files
            .iter()
            .map(|(path, kind, says)| Found { path: (*path).to_owned(), kind: *kind, says: says.map(str::to_owned) })
            .collect();
        let placed = place(found.clone(), &BTreeSet::new(), "root");
        for (file, node) in found.iter().zip(expected) {
            assert_eq!(placed.files[&file.path].1.as_deref(), *node, "{}", file.path);
        }
    }

    #[test]
    fn files_find_their_node() {
        check(
            &[("n1.txt", K::Flows, None), ("n2.txt", K::Flows, None), ("np.json", K::AgentNetworkPolicies, None)],
            &[Some("n1"), Some("n2"), None],
        );
        check(
            &[
                ("flows", K::Flows, None),
                ("agentinfo", K::AgentInfo, Some("w1")),
                ("x.json", K::AgentNetworkPolicies, None),
            ],
            &[Some("w1"); 3],
        );
        check(
            &[("dump.txt", K::Flows, None), ("np.json", K::AgentNetworkPolicies, None), ("o.yaml", K::Objects, None)],
            &[Some("dump"), Some("dump"), None],
        );
        check(
            &[
                ("w1-flows.txt", K::Flows, None),
                ("w2.txt", K::Flows, None),
                ("info.json", K::AgentInfo, Some("w1")),
                ("w1-np.json", K::AgentNetworkPolicies, None),
            ],
            &[Some("w1"), Some("w2"), Some("w1"), Some("w1")],
        );
        check(
            &[("w1/flows.txt", K::Flows, None), ("w1/port.json", K::Port, None), ("w2/flows.txt", K::Flows, None)],
            &[Some("w1"), Some("w1"), Some("w2")],
        );
        check(&[("agent_w1.tar.gz:flows", K::Flows, None)], &[Some("w1")]);
        check(
            &[("n1.txt", K::Flows, None), ("n10.txt", K::Flows, None), ("n10-np.json", K::AgentNetworkPolicies, None)],
            &[Some("n1"), Some("n10"), Some("n10")],
        );
        check(&[("np.json", K::AgentNetworkPolicies, None)], &[None]);
    }

    #[test]
    fn parts_of_a_support_bundle_find_their_node() {
        let dotted = "b.tar:support/agent_ip-10-0-0-1.eu.internal.tar.gz";
        check(
            &[
                ("agent_w1.tar.gz:flows", K::Flows, None),
                ("agent_w1.tar.gz:ovsports", K::PortsDesc, None),
                (&format!("{dotted}:flows"), K::Flows, None),
                ("agent_w3.tar.gz:networkpolicies", K::AgentNetworkPolicies, None),
                ("renamed.tar.gz:flows", K::Flows, None),
                ("renamed.tar.gz:agentinfo", K::AgentInfo, Some("w4")),
                ("w5_collection.tar.gz:flows", K::Flows, None),
                ("agent_w6/flows", K::Flows, None),
            ],
            &[
                Some("w1"),
                Some("w1"),
                Some("ip-10-0-0-1.eu.internal"),
                Some("w3"),
                Some("w4"),
                Some("w4"),
                Some("w5"),
                Some("w6"),
            ],
        );
        let found = |path: &str, kind| Found { path: path.to_owned(), kind, says: None };
        for (root, node) in [("agent_w1.tar.gz", "w1"), ("w2_x.tar.gz", "w2"), ("w3", "w3")] {
            let placed = place(vec![found("flows", K::Flows)], &BTreeSet::new(), root);
            assert_eq!(placed.files["flows"].1.as_deref(), Some(node));
        }
    }

    #[test]
    fn the_controllers_answers_are_the_clusters() {
        let file = |path: &str, kind| Found { path: path.to_owned(), kind, says: None };
        let files = vec![
            file("controller.tar.gz:networkpolicies", K::AgentNetworkPolicies),
            file("c.tar.gz:addressgroups", K::AgentAddressGroups),
            file("other.tar.gz:appliedtogroups", K::AgentAppliedToGroups),
        ];
        let placed = place(files, &BTreeSet::from(["c.tar.gz".to_owned()]), "root");
        let of = |path: &str| placed.files[path].clone();
        assert_eq!(of("controller.tar.gz:networkpolicies"), (K::ControllerNetworkPolicies, None));
        assert_eq!(of("c.tar.gz:addressgroups"), (K::ControllerAddressGroups, None));
        assert_eq!(of("other.tar.gz:appliedtogroups"), (K::AgentAppliedToGroups, None));
    }

    #[test]
    fn a_node_is_taken_once() {
        let file =
            |path: &str, kind, says: Option<&str>| Found { path: path.to_owned(), kind, says: says.map(str::to_owned) };
        let files = vec![
            file("agent_w1.tar.gz:flows", K::Flows, None),
            file("agent_w1.tar.gz:ovsports", K::PortsDesc, None),
            file("agent_w1/flows", K::Flows, None),
            file("agent_w1/ovsports", K::PortsDesc, None),
            file("copy.tar.gz:flows", K::Flows, None),
            file("copy.tar.gz:agentinfo", K::AgentInfo, Some("w1")),
            file("agent_w2.tar.gz:flows", K::Flows, None),
        ];
        let placed = place(files, &BTreeSet::new(), "root");
        let mut left: Vec<&str> = placed.files.keys().map(String::as_str).collect();
        left.sort_unstable();
        assert_eq!(left, ["agent_w1/flows", "agent_w1/ovsports", "agent_w2.tar.gz:flows"]);
        let twice: Vec<(&str, &str)> = placed.twice.iter().map(|t| (&*t.first, &*t.second)).collect();
        assert_eq!(twice, [("agent_w1", "agent_w1.tar.gz"), ("agent_w1", "copy.tar.gz")]);
    }

    #[test]
    fn agent_info_names_its_node() {
        assert_eq!(node_of_agent_info(br#"{"nodeRef":{"name":"n1"}}"#).as_deref(), Some("n1"));
        assert_eq!(
            node_of_agent_info(b"podref:\n  name: p\nnoderef:\n  kind: Node\n  namespace: \"\"\n  name: n1\n")
                .as_deref(),
            Some("n1")
        );
        assert_eq!(node_of_agent_info(b"{"), None);
    }
}
