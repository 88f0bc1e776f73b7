//! `clusterinfo` of an Antrea support bundle: Kubernetes objects in sections (pkg/antctl/raw/supportbundle/command.go, getClusterInfo).
//!
//! ```text
//! #pods
//! metadata: {name: web, ..}       one object a document since Antrea 1.6; before, one list (`items:`) a section
//! ---
//! #nodes
//! ```
//!
//! client-go's typed objects do not say their kind: the comment that a section begins with does. Sections come in any order.

use std::sync::Arc;

use serde_json::Value;

use super::{split_documents, yaml_document};
use crate::model::artefact::Note;

/// Sections with the kind of their objects. Those without one are not read: nothing asks for Deployments and ConfigMaps of a bundle.
const SECTIONS: [(&str, Option<&str>); 6] = [
    ("pods", Some("Pod")),
    ("nodes", Some("Node")),
    ("deployments", None),
    ("replicas", None),
    ("daemonsets", None),
    ("configs", None),
];

/// Whether a file begins like a `clusterinfo`.
pub(super) fn is_cluster_info(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'\n').next().and_then(section).is_some()
}

fn section(line: &[u8]) -> Option<Option<&'static str>> {
    let name = line.strip_prefix(b"#")?.trim_ascii();
    SECTIONS.iter().find(|(section, _)| section.as_bytes() == name).map(|(_, kind)| *kind)
}

/// The objects of all sections, each a document that says its kind.
pub(super) fn documents(bytes: &[u8], path: &Arc<str>, notes: &mut Vec<Note>) -> Vec<Value> {
    let mut documents = Vec::new();
    let (mut kind, mut first_line) = (None, 0);
    for part in split_documents(bytes) {
        if let Some(next) = part.split(|byte| *byte == b'\n').take(3).find_map(section) {
            kind = next;
        }
        let document = kind.and_then(|kind| Some((kind, yaml_document(part, first_line, path, notes)?)));
        if let Some((kind, Value::Object(mut object))) = document {
            let suffix = if object.contains_key("items") { "List" } else { "" };
            object.insert("apiVersion".to_owned(), "v1".into());
            object.insert("kind".to_owned(), format!("{kind}{suffix}").into());
            documents.push(Value::Object(object));
        }
        first_line += memchr::memchr_iter(b'\n', part).count() as u64;
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::k8s::objects;

    #[test]
    fn both_generations_are_read() {
        let pod = |indent: &str| format!("metadata:\n{indent}  name: web\n{indent}  namespace: shop\n");
        let newer = format!(
            "#nodes\nmetadata:\n  name: n1\n---\nmetadata:\n  name: n2\n---\n#configs\ndata:\n  a: |\n    #pods\n---\n#pods\n{}---\n#replicas\n",
            pod("")
        );
        let older = format!(
            "#configs\nitems: []\n---\n#pods\nitems:\n- {}metadata:\n  resourceVersion: \"1\"\n---\n#nodes\nitems:\n- metadata:\n    name: n1\n- metadata:\n    name: n2\nmetadata: {{}}\n---\n",
            pod("  ")
        );
        for text in [newer, older] {
            assert!(is_cluster_info(text.as_bytes()), "{text}");
            let read = objects(text.as_bytes(), &"clusterinfo".into());
            assert_eq!(read.notes, [], "{text}");
            let mut said: Vec<String> = read
                .value
                .iter()
                .map(|object| {
                    format!("{} {} {}", object["apiVersion"], object["kind"], object["metadata"]["name"])
                        .replace('"', "")
                })
                .collect();
            said.sort();
            assert_eq!(said, ["v1 Node n1", "v1 Node n2", "v1 Pod web"], "{text}");
        }
    }

    #[test]
    fn a_broken_document_costs_only_itself() {
        let text = b"#pods\nmetadata: {name: a}\n---\nmetadata: [\n---\n\xff\n---\n3\n---\nmetadata: {name: b}\n";
        let read = objects(text, &"clusterinfo".into());
        assert_eq!((read.value.len(), read.notes.len()), (2, 2), "{read:?}");
        assert_eq!(read.notes.iter().map(|note| note.line).max(), Some(6));
        for text in ["", "#", "#pod\n", "# a comment\nkind: Pod\napiVersion: v1\n"] {
            assert!(!is_cluster_info(text.as_bytes()), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            let text = [b"#pods\n".as_slice(), &bytes].concat();
            objects(&text, &"x".into());
        }
    }
}
