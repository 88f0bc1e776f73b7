//! Bytes to model. Total: what cannot be read is a note with its place, and the rest is read.

pub mod agent;
pub mod flows_json;
pub mod json;
pub mod k8s;
pub mod ovsdb;
pub mod statistics;
pub mod text;
pub mod wire;

use std::cmp::Ordering;
#[cfg(test)]
use std::sync::Arc;

use crate::model::artefact::Note;

/// What a decoder made of bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoded<T> {
    /// What could be read.
    pub value: T,
    /// What could not, each with its place.
    pub notes: Vec<Note>,
    /// What could be read and may mean more than is understood (a key that is not known), in words.
    pub doubts: Vec<String>,
}

/// Notes and doubts of one file that are kept. A file of millions of items may be wrong in each, and what is said of it has to fit into memory and
/// before somebody's eyes.
const KEPT: usize = 1000;

/// Adds a note while there are few; then one that says that there are more.
pub(crate) fn add_note(notes: &mut Vec<Note>, note: Note) {
    match notes.len().cmp(&KEPT) {
        Ordering::Less => notes.push(note),
        Ordering::Equal => {
            let why = "more could not be read here or further on: it is not listed".to_owned();
            notes.push(Note { why, ..note });
        }
        Ordering::Greater => {}
    }
}

/// As [`add_note`], for doubts.
pub(crate) fn add_doubt(doubts: &mut Vec<String>, doubt: String) {
    match doubts.len().cmp(&KEPT) {
        Ordering::Less => doubts.push(doubt),
        Ordering::Equal => doubts.push("more is not understood: it is not listed".to_owned()),
        Ordering::Greater => {}
    }
}

/// A name in a message: a long one would be repeated in each.
pub(crate) fn short(name: &str) -> String {
    name.chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_notes_and_doubts_the_first_are_kept() {
        let path: Arc<str> = "x".into();
        let numbers = format!("[{}1]", "1,".repeat(5000));
        let groups = format!("[{}{{}}]", r#"{"name":"g","pods":[1,2,{"new":1}]},"#.repeat(5000));
        let keys: String = (0..5000).map(|at| format!(r#""k{at}":1,"#)).collect();
        let policy = format!(r#"{{{keys}"sourceRef":{{"type":"K8sNetworkPolicy","name":"{}"}}}}"#, "n".repeat(5000));
        let rows = format!(r#"{{"headings":["a"],"data":{numbers}}}"#);
        let yaml = "--- [\n".repeat(5000);
        let lists = [
            (k8s::objects(numbers.as_bytes(), &path).notes.len(), 0),
            (k8s::objects(yaml.as_bytes(), &path).notes.len(), 0),
            (flows_json::lines(numbers.as_bytes(), &path).notes.len(), 0),
            (ovsdb::rows(rows.as_bytes(), &path).notes.len(), 0),
            (agent::pod_interfaces(numbers.as_bytes(), &path).notes.len(), 0),
            (0, agent::address_groups(groups.as_bytes(), &path).doubts.len()),
            (0, agent::network_policies(policy.as_bytes(), &path).doubts.len()),
        ];
        assert_eq!(lists.map(|(notes, doubts)| notes + doubts), [KEPT + 1; 7]);
        let doubts = agent::network_policies(policy.as_bytes(), &path).doubts;
        assert!(doubts.iter().all(|doubt| doubt.len() < 500), "{:?}", doubts.first());
    }
}
