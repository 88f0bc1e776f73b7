//! Reads a dump while it streams by: what counts goes into the evidence, what cannot be read becomes a note.

use std::sync::Arc;

use super::kept::KeptFlows;
use crate::decode::text::flow::{FlowLine, read};
use crate::decode::text::lines::{Line, LineSplitter};
use crate::decode::text::{actions, matches, recycle};
use crate::model::artefact::Note;
use crate::model::field::Field;
use crate::model::flow::{ActionItem, MatchField, Value, span_in};
use crate::resolve::evidence::Evidence;

/// Notes that are kept of one file; the others are counted.
const NOTES_KEPT: u64 = 1000;

/// What a dump's lines were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineCounts {
    /// All lines.
    pub lines: u64,
    /// Flows.
    pub flows: u64,
    /// Headers of replies.
    pub headers: u64,
    /// Comments and blank lines.
    pub blank: u64,
    /// Log lines of the command that made the dump.
    pub logs: u64,
    /// Lines that could not be read.
    pub unreadable: u64,
    /// Flows with a value that cannot be read.
    pub odd: u64,
}

/// One dump in flight.
#[derive(Debug)]
pub struct FlowsReader {
    splitter: LineSplitter,
    rest: Rest,
}

#[derive(Debug)]
struct Rest {
    path: Arc<str>,
    evidence: Evidence,
    counts: LineCounts,
    notes: Vec<Note>,
    kept: Option<KeptFlows>,
    undecoded: bool,
    unterminated: bool,
    fields: Vec<MatchField<'static>>,
    actions: Vec<ActionItem<'static>>,
}

/// What a dump gave.
#[derive(Debug)]
pub struct FlowsRead {
    /// What the flows say.
    pub evidence: Evidence,
    /// What the lines were.
    pub counts: LineCounts,
    /// Lines that could not be read.
    pub notes: Vec<Note>,
    /// The flows, where they are kept.
    pub(super) kept: Option<KeptFlows>,
    /// The last line has no end: the dump may have been cut there.
    pub unterminated: bool,
}

impl FlowsReader {
    /// A reader for a dump; `evidence` has what other dumps of the same Node gave, and `kept` their lines.
    pub(super) fn new(path: Arc<str>, evidence: Evidence, kept: Option<KeptFlows>) -> FlowsReader {
        let rest = Rest {
            path,
            evidence,
            counts: LineCounts::default(),
            notes: Vec::new(),
            kept,
            undecoded: false,
            unterminated: false,
            fields: Vec::new(),
            actions: Vec::new(),
        };
        FlowsReader { splitter: LineSplitter::new(), rest }
    }

    /// Takes the next bytes.
    pub fn chunk(&mut self, bytes: &[u8]) {
        let rest = &mut self.rest;
        self.splitter.feed(bytes, &mut |line| rest.line(line));
    }

    /// Ends the dump.
    pub fn finish(self) -> FlowsRead {
        let FlowsReader { splitter, mut rest } = self;
        splitter.finish(&mut |line| rest.line(line));
        if rest.counts.unreadable > NOTES_KEPT {
            let more = rest.counts.unreadable - NOTES_KEPT;
            rest.notes.push(Note {
                path: rest.path.clone(),
                line: 0,
                column: 0,
                why: format!("{more} more lines could not be read"),
            });
        }
        FlowsRead {
            evidence: rest.evidence,
            counts: rest.counts,
            notes: rest.notes,
            kept: rest.kept,
            unterminated: rest.unterminated,
        }
    }
}

impl Rest {
    fn line(&mut self, line: Line<'_>) {
        self.counts.lines += 1;
        self.unterminated = !line.terminated;
        let text = match line.text {
            Ok(text) => text,
            Err(bad) => return self.unreadable(line.number, bad.column, bad.why),
        };
        match read(text) {
            FlowLine::Flow(flow) => {
                self.counts.flows += 1;
                let mut fields = recycle(std::mem::take(&mut self.fields));
                let mut items = recycle(std::mem::take(&mut self.actions));
                matches::decode(flow.match_text, &mut fields);
                actions::decode(flow.actions_text, &mut items);
                if let Some(odd) =
                    fields.iter().find(|f| matches!(f.value, Value::Text(_)) && f.field != Field::Unknown)
                {
                    let column = span_in(text, odd.text).map_or(0, |span| span.start + 1);
                    self.odd(line.number, column, &format!("the value of {} cannot be read", odd.name));
                }
                self.evidence.add(&flow, &fields, &items);
                if let Some(kept) = &mut self.kept {
                    kept.push(text);
                }
                self.fields = recycle(fields);
                self.actions = recycle(items);
            }
            FlowLine::Header => self.counts.headers += 1,
            FlowLine::Blank | FlowLine::Comment => self.counts.blank += 1,
            FlowLine::Log => self.counts.logs += 1,
            FlowLine::DecodeError => {
                self.counts.unreadable += 1;
                // One note a dump: the lines after the first are the bytes of the same message.
                if !std::mem::replace(&mut self.undecoded, true) {
                    let why = "ovs-ofctl could not decode a reply here: the flows of that message are lost. Dump with -O OpenFlow15";
                    self.note(line.number, 0, why);
                }
            }
            FlowLine::Unreadable { column, why } => self.unreadable(line.number, column, why),
        }
    }

    /// A flow that counts, with a value that is none.
    fn odd(&mut self, line: u64, column: usize, why: &str) {
        self.counts.odd += 1;
        if self.counts.odd <= NOTES_KEPT {
            self.note(line, column, why);
        }
    }

    fn unreadable(&mut self, line: u64, column: usize, why: &str) {
        self.counts.unreadable += 1;
        if self.counts.unreadable <= NOTES_KEPT {
            self.note(line, column, why);
        }
    }

    fn note(&mut self, line: u64, column: usize, why: &str) {
        self.notes.push(Note { path: self.path.clone(), line, column: column as u64, why: why.to_string() });
    }
}
