//! Reads a dump while it streams by: what counts goes into the evidence, what cannot be read becomes a note.

use std::sync::Arc;

use super::kept::KeptFlows;
use crate::antrea::clause::ClauseMatch;
use crate::decode::text::flow::{FlowLine, read};
use crate::decode::text::lines::{Line, LineSplitter};
use crate::decode::text::{actions, matches, recycle};
use crate::decode::wire::flow::Entry;
use crate::decode::wire::flows::{Flows, Part, Piece};
use crate::decode::wire::{Bad, direct, is_messages};
use crate::model::artefact::Note;
use crate::model::field::Field;
use crate::model::flow::{Action, ActionItem, Flow, MatchField, TableRef, Value, span_in};
use crate::model::ids::{Cookie, TableId};
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
    form: Form,
    rest: Rest,
}

/// How the flows come: their first bytes say it.
#[derive(Debug)]
enum Form {
    /// Nothing came yet.
    Unknown,
    /// As `ovs-ofctl` prints them.
    Text(LineSplitter),
    /// As OpenFlow messages, which are printed here.
    Messages(Box<Flows>),
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
    /// Room for what is printed.
    text: String,
    scratch: Vec<u8>,
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
            text: String::new(),
            scratch: Vec::new(),
        };
        FlowsReader { form: Form::Unknown, rest }
    }

    /// Takes the next bytes.
    pub fn chunk(&mut self, bytes: &[u8]) {
        let rest = &mut self.rest;
        if matches!(self.form, Form::Unknown) && !bytes.is_empty() {
            self.form = match is_messages(bytes) {
                true => Form::Messages(Box::new(Flows::new())),
                false => Form::Text(LineSplitter::new()),
            };
        }
        match &mut self.form {
            Form::Unknown => {}
            Form::Text(splitter) => splitter.feed(bytes, &mut |line| rest.line(line)),
            Form::Messages(messages) if rest.kept.is_some() => messages.feed(bytes, &mut |piece| rest.piece(piece)),
            Form::Messages(messages) => messages.feed_parts(bytes, &mut |part| rest.part(part)),
        }
    }

    /// Ends the dump.
    pub fn finish(self) -> FlowsRead {
        let FlowsReader { form, mut rest } = self;
        match form {
            Form::Unknown => {}
            Form::Text(splitter) => splitter.finish(&mut |line| rest.line(line)),
            Form::Messages(messages) => messages.finish(&mut |piece| rest.piece(piece)),
        }
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

/// The head of a line, without the line. What a line does not print is not there.
fn flow_of<'a>(entry: &Entry<'_>, matched: &'a str, actions: &'a str) -> Flow<'a> {
    let set = |seconds: u16| (seconds != 0).then_some(u64::from(seconds));
    let duration = Some(entry.duration).filter(|duration| *duration != (u32::MAX, u32::MAX));
    Flow {
        text: "",
        cookie: Some(Cookie(entry.cookie)),
        table: Some(TableRef::Number(TableId(entry.table))),
        duration: duration.map(|(seconds, nanoseconds)| u64::from(seconds) * 1_000_000_000 + u64::from(nanoseconds)),
        packets: Some(entry.packets).filter(|packets| *packets != u64::MAX),
        bytes: Some(entry.bytes).filter(|bytes| *bytes != u64::MAX),
        idle_age: entry.idle_age.map(u64::from),
        hard_age: entry.hard_age.filter(|age| *age != entry.duration.0).map(u64::from),
        idle_timeout: set(entry.idle_timeout),
        hard_timeout: set(entry.hard_timeout),
        importance: set(entry.importance),
        flags: "",
        priority: entry.priority,
        match_text: matched,
        actions_text: actions,
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
        self.text(line.number, text);
    }

    /// What an OpenFlow message holds. Flows are numbered as lines are.
    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Header(_) => {
                self.counts.lines += 1;
                self.counts.headers += 1;
            }
            Piece::Flow(text) => {
                self.counts.lines += 1;
                self.text(self.counts.lines, text);
            }
            Piece::Unreadable { at, why } => {
                self.unreadable(0, 0, &format!("byte {at} of the OpenFlow messages: {why}"))
            }
        }
    }

    /// The same, where nobody wants the line.
    fn part(&mut self, part: Part<'_>) {
        match part {
            Part::Header => {
                self.counts.lines += 1;
                self.counts.headers += 1;
            }
            Part::Flow { entry, start } => {
                self.counts.lines += 1;
                if let Err(bad) = self.entry(entry) {
                    self.piece(Piece::Unreadable { at: start + bad.at as u64, why: bad.why });
                }
            }
            Part::Unreadable { at, why } => self.piece(Piece::Unreadable { at, why }),
        }
    }

    /// A flow in place: what is usual is decoded as it is, and the rest is printed and read.
    fn entry(&mut self, entry: &Entry<'_>) -> Result<(), Bad> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        let done = self.entry_with(entry, &mut text);
        self.text = text;
        done
    }

    fn entry_with(&mut self, entry: &Entry<'_>, text: &mut String) -> Result<(), Bad> {
        let mut fields = recycle(std::mem::take(&mut self.fields));
        let mut items = recycle(std::mem::take(&mut self.actions));
        let has_actions = direct::actions(entry, &mut items);
        let is_clause = items.iter().any(|item| matches!(item.action, Action::Conjunction { .. }));
        // A clause of an unknown kind is known by its text.
        let has_match = direct::matches(entry, &mut fields) && (!is_clause || ClauseMatch::is_known(&fields));
        if !has_match {
            fields.clear();
            entry.print_match(text, &mut self.scratch)?;
            text.pop();
        }
        let end = text.len();
        if !has_actions {
            entry.print_actions(text)?;
        }
        let (matched, acts) = text.split_at_checked(end).unwrap_or_default();
        if !has_match {
            matches::decode(matched, &mut fields);
        }
        if !has_actions {
            actions::decode(acts, &mut items);
        }
        self.counts.flows += 1;
        self.decoded(self.counts.lines, &flow_of(entry, matched, acts), &fields, &items);
        self.fields = recycle(fields);
        self.actions = recycle(items);
        Ok(())
    }

    fn flow(&mut self, number: u64, flow: &Flow<'_>) {
        self.counts.flows += 1;
        let mut fields = recycle(std::mem::take(&mut self.fields));
        let mut items = recycle(std::mem::take(&mut self.actions));
        matches::decode(flow.match_text, &mut fields);
        actions::decode(flow.actions_text, &mut items);
        self.decoded(number, flow, &fields, &items);
        if let Some(kept) = &mut self.kept {
            kept.push(flow.text);
        }
        self.fields = recycle(fields);
        self.actions = recycle(items);
    }

    fn decoded(&mut self, number: u64, flow: &Flow<'_>, fields: &[MatchField<'_>], items: &[ActionItem<'_>]) {
        if let Some(odd) = fields.iter().find(|f| matches!(f.value, Value::Text(_)) && f.field != Field::Unknown) {
            let column = span_in(flow.text, odd.text).map_or(0, |span| span.start + 1);
            self.odd(number, column, &format!("the value of {} cannot be read", odd.name));
        }
        self.evidence.add(flow, fields, items);
    }

    fn text(&mut self, number: u64, text: &str) {
        match read(text) {
            FlowLine::Flow(flow) => self.flow(number, &flow),
            FlowLine::Header => self.counts.headers += 1,
            FlowLine::Blank | FlowLine::Comment => self.counts.blank += 1,
            FlowLine::Log => self.counts.logs += 1,
            FlowLine::DecodeError => {
                self.counts.unreadable += 1;
                // One note a dump: the lines after the first are the bytes of the same message.
                if !std::mem::replace(&mut self.undecoded, true) {
                    let why = "ovs-ofctl could not decode a reply here: the flows of that message are lost. Dump with -O OpenFlow15";
                    self.note(number, 0, why);
                }
            }
            FlowLine::Unreadable { column, why } => self.unreadable(number, column, why),
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
