//! A sink that holds everything that a source gave.

use std::collections::HashMap;

use antstats::model::artefact::{Artefact, Gap, Note};
use antstats::source::{Answer, Meta, Outcome, Sink, Transfer};

/// Everything that a source gave.
#[derive(Debug, Default)]
pub struct Gather {
    /// Artefacts in the order in which they began.
    pub parts: Vec<Part>,
    /// What was missing.
    pub gaps: Vec<Gap>,
    /// What was odd.
    pub notes: Vec<Note>,
    /// What the source said about itself.
    pub meta: Option<Meta>,
    /// Files that were left alone, with what they are.
    pub left_alone: Vec<(String, String)>,
    places: HashMap<Transfer, usize>,
}

/// One artefact with its bytes.
#[derive(Debug)]
pub struct Part {
    /// What it is and where it came from.
    pub artefact: Artefact,
    /// All bytes that came.
    pub bytes: Vec<u8>,
    /// How it ended; `None` while it has not.
    pub outcome: Option<Outcome>,
}

impl Sink for Gather {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        self.places.insert(transfer, self.parts.len());
        self.parts.push(Part { artefact: artefact.clone(), bytes: Vec::new(), outcome: None });
        Answer::Want
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        if let Some(part) = self.places.get(&transfer).and_then(|place| self.parts.get_mut(*place)) {
            part.bytes.extend_from_slice(bytes);
        }
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        if let Some(part) = self.places.get(&transfer).and_then(|place| self.parts.get_mut(*place)) {
            part.outcome = Some(outcome);
        }
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    fn meta(&mut self, meta: &Meta) {
        self.meta = Some(meta.clone());
    }

    fn left_alone(&mut self, path: &str, what: &str) {
        self.left_alone.push((path.to_owned(), what.to_owned()));
    }
}
