//! `meta.json`: what a capture says about itself.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::artefact::{Changed, Gap, Note, Way};

/// `format` of every capture.
pub const FORMAT: &str = "antstats-capture";
/// The newest `version` that is understood.
pub const VERSION: u64 = 1;

/// How the reason of a gap begins that was one already when the capture was taken.
pub const NOT_IN: &str = "not in the capture: ";

/// What a source says about itself. Empty text means unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Meta {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u64,
    /// Antrea's version, as its agents say it (`v2.4.5`).
    pub antrea_version: String,
    /// The context of the kubeconfig.
    pub context: String,
    /// When it was taken, RFC 3339.
    pub taken_at: String,
    /// The artefacts that were asked for.
    pub requested: Vec<String>,
    /// What could not be had.
    pub failed: Vec<Failed>,
    /// Which ways to the counters worked on which Node.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<NodeWay>,
    /// Policies that changed while the capture was taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<ChangedPolicies>,
}

/// A way to the counters of a Node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NodeWay {
    /// The Node.
    pub node: String,
    /// As [`Way::name`] has it.
    pub way: String,
    /// Why it did not work; absent when it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// [`Changed`], as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangedPolicies {
    /// The Node whose agent said so; empty when the API server did.
    pub node: String,
    /// UIDs of policies that are gone.
    pub gone: Vec<String>,
    /// Policies that are new or have changed.
    pub others: Vec<String>,
}

/// An artefact that could not be had when the capture was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Failed {
    /// The Node; empty for the cluster.
    pub node: String,
    /// Which artefact, by its file name or noun.
    pub artefact: String,
    /// Why.
    pub why: String,
}

impl Meta {
    /// Reads `meta.json`. A part that is not of the expected type makes the whole unknown, with a note: nothing depends on it.
    pub fn read(bytes: &[u8], path: &Arc<str>) -> (Option<Meta>, Vec<Note>) {
        let note = |line, column, why: String| vec![Note { path: path.clone(), line, column, why }];
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let meta: Meta = match serde_json::from_slice(bytes) {
            Ok(meta) => meta,
            Err(e) => {
                return (None, note(e.line() as u64, e.column() as u64, format!("is no meta.json of a capture: {e}")));
            }
        };
        let notes = if meta.format != FORMAT {
            note(0, 0, format!("format is {:?}, not {FORMAT:?}: read all the same", meta.format))
        } else if meta.version != VERSION {
            note(
                0,
                0,
                format!(
                    "version {} of the capture format is not known (known: {VERSION}): read all the same",
                    meta.version
                ),
            )
        } else {
            Vec::new()
        };
        (Some(meta), notes)
    }

    /// What could not be had when the capture was taken.
    pub fn gaps(&self) -> impl Iterator<Item = Gap> + '_ {
        self.failed.iter().map(|failed| Gap {
            node: (!failed.node.is_empty()).then(|| failed.node.as_str().into()),
            what: failed.artefact.clone(),
            why: format!("{NOT_IN}{}", if failed.why.is_empty() { "no reason given" } else { &failed.why }),
        })
    }

    /// Which ways worked on which Node, and why others did not. What no way is called today is passed over.
    pub fn ways(&self) -> impl Iterator<Item = (Arc<str>, Way, Option<&str>)> + '_ {
        self.ways.iter().filter_map(|said| {
            let way = Way::ALL.into_iter().find(|way| way.name() == said.way)?;
            Some((said.node.as_str().into(), way, said.why.as_deref()))
        })
    }

    /// Policies that changed while the capture was taken.
    pub fn changed(&self) -> impl Iterator<Item = Changed> + '_ {
        self.changed.iter().map(|changed| Changed {
            node: (!changed.node.is_empty()).then(|| changed.node.as_str().into()),
            gone: changed.gone.iter().map(|uid| uid.as_str().into()).collect(),
            others: changed.others.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions_and_failures() {
        // input, notes, gaps
        let cases = [
            (r#"{"format":"antstats-capture","version":1}"#, 0, 0),
            (r#"{"format":"antstats-capture","version":2}"#, 1, 0),
            (r#"{"format":"other","version":1}"#, 1, 0),
            (
                r#"{"format":"antstats-capture","version":1,"failed":[{"node":"n1","artefact":"flows","why":"timeout"}]}"#,
                0,
                1,
            ),
            ("{", 1, 0),
            ("", 1, 0),
        ];
        for (text, notes, gaps) in cases {
            let (meta, found) = Meta::read(text.as_bytes(), &"meta.json".into());
            assert_eq!(found.len(), notes, "{text}");
            assert_eq!(meta.map_or(0, |m| m.gaps().count()), gaps, "{text}");
        }
    }

    #[test]
    fn ways_and_changes_come_back_as_they_were_written() {
        let meta = Meta {
            ways: vec![
                NodeWay { node: "n1".into(), way: "exec".into(), why: None },
                NodeWay { node: "n1".into(), way: "agent".into(), why: Some("no CA".into()) },
                NodeWay { node: "n1".into(), way: "pigeon".into(), why: None },
            ],
            changed: vec![ChangedPolicies { node: String::new(), gone: vec!["u".into()], others: vec!["a/b".into()] }],
            ..Meta::default()
        };
        let bytes = serde_json::to_vec(&meta).unwrap();
        let read = Meta::read(&bytes, &"meta.json".into()).0.unwrap();
        assert_eq!(read, meta);
        let expected = [("n1".into(), Way::Exec, None), ("n1".into(), Way::Agent, Some("no CA"))];
        assert_eq!(read.ways().collect::<Vec<_>>(), expected);
        let changed = Changed { node: None, gone: vec!["u".into()], others: vec!["a/b".into()] };
        assert_eq!(read.changed().collect::<Vec<_>>(), [changed]);
        let plain = serde_json::to_string(&Meta::default()).unwrap();
        assert!(!plain.contains("ways") && !plain.contains("changed"), "{plain}");
    }

    #[test]
    fn a_failure_names_its_node() {
        let meta = Meta {
            failed: vec![
                Failed { node: "n1".into(), artefact: "flows".into(), why: "timeout".into() },
                Failed::default(),
            ],
            ..Meta::default()
        };
        let gaps: Vec<Gap> = meta.gaps().collect();
        assert_eq!(
            gaps[0],
            Gap { node: Some("n1".into()), what: "flows".into(), why: "not in the capture: timeout".into() }
        );
        assert_eq!(gaps[1].node, None);
    }
}
