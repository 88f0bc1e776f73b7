//! Hands what a source gives to two sinks.

use std::sync::Arc;

use crate::cmd::gather::Gather;
use crate::model::artefact::{Artefact, ArtefactKind, Gap, Note};
use crate::source::{Answer, Meta, Outcome, Sink, Transfer};

/// To one that writes, and to one that puts Nodes together, so that it is known what only their agents can tell.
pub(super) struct Tee<'s> {
    pub(super) gather: Gather,
    pub(super) sink: &'s mut dyn Sink,
}

impl Sink for Tee<'_> {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        let answer = self.sink.begin(transfer, artefact);
        // What no noun reads is not held.
        if answer == Answer::Want && artefact.kind != ArtefactKind::Other {
            self.gather.begin(transfer, artefact);
        }
        answer
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        self.gather.chunk(transfer, bytes);
        self.sink.chunk(transfer, bytes);
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        self.gather.end(transfer, outcome.clone());
        self.sink.end(transfer, outcome);
    }

    fn gap(&mut self, gap: Gap) {
        self.sink.gap(gap);
    }

    fn note(&mut self, note: Note) {
        self.sink.note(note);
    }

    fn next(&mut self) -> Option<&mut dyn Sink> {
        Some(self.sink)
    }

    fn meta(&mut self, meta: &Meta) {
        self.gather.meta(meta);
        self.sink.meta(meta);
    }

    fn node_done(&mut self, node: &Arc<str>) {
        self.gather.node_done(node);
        self.sink.node_done(node);
    }
}
