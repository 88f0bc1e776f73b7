//! `meta.json`: what a capture says about itself.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::artefact::{Gap, Note};

/// `format` of every capture.
pub const FORMAT: &str = "antstats-capture";
/// The newest `version` that is understood.
pub const VERSION: u64 = 1;

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
            why: format!("not in the capture: {}", if failed.why.is_empty() { "no reason given" } else { &failed.why }),
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
