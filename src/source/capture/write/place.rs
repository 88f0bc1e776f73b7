//! Where in a capture an artefact goes. Names of Nodes and files come from a cluster: each has to be one component of a path, whatever it holds.

use std::collections::{HashMap, HashSet};

use crate::model::artefact::{Artefact, ArtefactKind};
use crate::source::recipe;

/// Longest name of a Node, as of every object whose name is a DNS subdomain.
const LONGEST: usize = 253;

/// The places that are taken.
#[derive(Debug, Default)]
pub struct Places {
    taken: HashSet<String>,
    /// Nodes by their name in lower case: on some file systems `A` and `a` are one folder.
    nodes: HashMap<String, String>,
}

/// A place in the capture, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Path below the capture, with slashes.
    pub path: String,
    /// Whether its ending is still to be decided by what it holds.
    pub open_end: bool,
}

/// Whether an artefact lies in `cluster/`.
fn is_of_cluster(kind: ArtefactKind) -> bool {
    use ArtefactKind as K;
    matches!(
        kind,
        K::Objects
            | K::ControllerNetworkPolicies
            | K::ControllerAddressGroups
            | K::ControllerAppliedToGroups
            | K::EndpointSlices
            | K::Egresses
            | K::MulticastGroups
    )
}

impl Places {
    /// Finds the place of an artefact, and takes it.
    ///
    /// # Errors
    /// In words: a name that is none, or a place that is taken.
    pub fn take(&mut self, artefact: &Artefact) -> Result<Placed, String> {
        let name = last_name(&artefact.origin.path);
        if is_of_cluster(artefact.kind) {
            return self.take_objects(name);
        }
        let file = recipe::file(artefact.kind, name)
            .ok_or_else(|| format!("a capture has no file that is called {}", name.escape_debug()))?;
        let node = artefact.origin.node.as_deref().ok_or("it belongs to no Node")?;
        component(node).map_err(|why| format!("the name of the Node {why}"))?;
        let known = self.nodes.entry(node.to_lowercase()).or_insert_with(|| node.to_owned());
        if known != node {
            return Err(format!("its Node differs from {known} in upper and lower case alone"));
        }
        let path = format!("nodes/{node}/{file}");
        if !self.taken.insert(path.to_lowercase()) {
            return Err(format!("{path} was written already from another file"));
        }
        Ok(Placed { path, open_end: false })
    }

    /// Objects may come in any number of files: each gets a name of its own.
    fn take_objects(&mut self, name: &str) -> Result<Placed, String> {
        let name = if name == "-" { "objects" } else { name };
        component(name).map_err(|why| format!("the name of the file {why}"))?;
        let ending = [".json", ".yaml", ".yml"].into_iter().find(|ending| name.ends_with(ending));
        let stem = name.strip_suffix(ending.unwrap_or("")).unwrap_or(name);
        let stem = if stem.is_empty() || stem.starts_with('.') { "objects" } else { stem };
        let mut unique = stem.to_owned();
        let mut number = 1;
        // Without the ending: which it is may not be known yet.
        while !self.taken.insert(format!("cluster/{}", unique.to_lowercase())) {
            number += 1;
            unique = format!("{stem}-{number}");
        }
        Ok(Placed { path: format!("cluster/{unique}{}", ending.unwrap_or("")), open_end: ending.is_none() })
    }
}

/// The last name of a path, without what says that it is compressed.
pub fn last_name(path: &str) -> &str {
    let name = path.rsplit(['/', '\\', ':']).next().unwrap_or(path);
    name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(name)
}

/// Whether a text can be one component of a path on every system.
fn component(name: &str) -> Result<(), &'static str> {
    match name {
        "" => Err("is empty"),
        "." | ".." => Err("leads to another folder"),
        _ if name.contains(['/', '\\']) => Err("has a slash"),
        _ if name.chars().any(char::is_control) => Err("has a control character"),
        _ if name.len() > LONGEST => Err("is too long"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::artefact::Origin;
    use ArtefactKind as K;

    fn artefact(kind: K, node: Option<&str>, path: &str) -> Artefact {
        Artefact { kind, origin: Origin { alias: "".into(), node: node.map(Into::into), path: path.into() } }
    }

    #[test]
    fn each_artefact_has_its_place() {
        let long = "n".repeat(300);
        type Case<'a> = (K, Option<&'a str>, &'a str, Result<&'a str, &'a str>);
        let cases: &[Case<'_>] = &[
            (K::Flows, Some("n1"), "a.tar.gz:nodes/n1/flows.txt.gz", Ok("nodes/n1/flows.txt")),
            (K::Flows, Some("n2"), "-", Ok("nodes/n2/flows.txt")),
            (K::Flows, Some("n2"), "again", Err("already")),
            (K::Flows, Some("N2"), "x", Err("upper and lower case")),
            (K::Flows, None, "x", Err("no Node")),
            (K::Flows, Some(".."), "x", Err("another folder")),
            (K::Flows, Some("../../etc"), "x", Err("slash")),
            (K::Flows, Some("a\\b"), "x", Err("slash")),
            (K::Flows, Some("a\nb"), "x", Err("control")),
            (K::Flows, Some("a\0b"), "x", Err("control")),
            (K::Flows, Some(""), "x", Err("empty")),
            (K::Flows, Some(&long), "x", Err("too long")),
            (K::Other, Some("n1"), "x/np.log", Ok("nodes/n1/np.log")),
            (K::Other, Some("n1"), "x/core", Err("no file")),
            (K::Objects, None, "c.tar:cluster/pods.json.gz", Ok("cluster/pods.json")),
            (K::Objects, None, "other/Pods.yaml", Ok("cluster/Pods-2.yaml")),
            (K::Objects, None, "-", Ok("cluster/objects")),
            (K::Objects, None, "x/.json", Ok("cluster/objects-2.json")),
            (K::Objects, None, "x/..", Err("another folder")),
        ];
        let mut places = Places::default();
        for (kind, node, path, expected) in cases {
            match (places.take(&artefact(*kind, *node, path)), expected) {
                (Ok(placed), Ok(wanted)) => assert_eq!(placed.path, *wanted, "{path}"),
                (Err(why), Err(word)) => assert!(why.contains(word), "{node:?} {path}: {why}"),
                (got, wanted) => panic!("{node:?} {path}: {got:?}, not {wanted:?}"),
            }
        }
    }
}
