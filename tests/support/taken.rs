//! A sink that takes everything and remembers what came.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic
#![allow(dead_code)] // each test binary uses its part

use std::collections::BTreeMap;

use antstats::model::artefact::{Artefact, ArtefactKind, Gap, Note};
use antstats::source::{Answer, Outcome, Sink, Transfer};

/// What came of one artefact.
#[derive(Debug)]
pub struct One {
    pub artefact: Artefact,
    pub bytes: Vec<u8>,
    pub outcome: Option<Outcome>,
}

#[derive(Debug, Default)]
pub struct Taken {
    pub transfers: BTreeMap<u64, One>,
    pub gaps: Vec<Gap>,
    pub notes: Vec<Note>,
    pub longest: usize,
}

impl Taken {
    /// The one artefact of a kind, if it came.
    pub fn get(&self, kind: ArtefactKind) -> Option<&One> {
        let mut all = self.transfers.values().filter(|one| one.artefact.kind == kind);
        let found = all.next();
        assert!(all.next().is_none(), "{kind:?} came twice");
        found
    }

    /// The bytes of an artefact that came whole.
    pub fn whole(&self, kind: ArtefactKind) -> &[u8] {
        let one = self.get(kind).unwrap_or_else(|| panic!("{kind:?} did not come: {:?}", self.gaps));
        assert_eq!(one.outcome, Some(Outcome::Complete), "{kind:?}: {:?}", self.gaps);
        &one.bytes
    }

    pub fn text(&self, kind: ArtefactKind) -> &str {
        std::str::from_utf8(self.whole(kind)).unwrap()
    }
}

impl Sink for Taken {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        let one = One { artefact: artefact.clone(), bytes: Vec::new(), outcome: None };
        assert!(self.transfers.insert(transfer.0, one).is_none(), "{transfer:?} began twice");
        Answer::Want
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        let one = self.transfers.get_mut(&transfer.0).expect("it began");
        assert!(one.outcome.is_none(), "{transfer:?} has ended");
        self.longest = self.longest.max(bytes.len());
        one.bytes.extend_from_slice(bytes);
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        let one = self.transfers.get_mut(&transfer.0).expect("it began");
        if let Outcome::Cut { after, .. } = outcome {
            assert_eq!(after, one.bytes.len() as u64);
        }
        assert!(one.outcome.replace(outcome).is_none(), "{transfer:?} ended twice");
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    fn note(&mut self, note: Note) {
        self.notes.push(note);
    }
}
