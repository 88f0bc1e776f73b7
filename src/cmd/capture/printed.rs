//! OpenFlow messages as the text that `ovs-ofctl` prints for them: a capture is the same whether a Node was read by its sockets or by commands, and people
//! can read it.

use std::collections::HashMap;

use crate::decode::wire::flows::{Flows, Piece};
use crate::decode::wire::{is_messages, text};
use crate::model::artefact::{Artefact, ArtefactKind, Gap, Note};
use crate::source::{Answer, Outcome, Sink, Transfer};

/// So much text is handed on at once.
const PIECE: usize = 64 << 10;

/// Hands on text in place of messages, and everything else as it is.
pub(super) struct Printed<'s> {
    sink: &'s mut dyn Sink,
    in_flight: HashMap<Transfer, (Artefact, Form)>,
}

enum Form {
    /// Nothing came yet.
    Unknown,
    Text,
    Flows(Box<Flows>),
    /// Another answer, which is short.
    Whole(Vec<u8>),
}

impl<'s> Printed<'s> {
    pub(super) fn new(sink: &'s mut dyn Sink) -> Printed<'s> {
        Printed { sink, in_flight: HashMap::new() }
    }
}

/// Text that grows, and what could not be printed.
#[derive(Default)]
struct Lines {
    text: String,
    unreadable: Vec<String>,
}

impl Lines {
    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Header(line) | Piece::Flow(line) => {
                self.text.push_str(line);
                self.text.push('\n');
            }
            Piece::Unreadable { at, why } => {
                self.unreadable.push(format!("byte {at} of the OpenFlow messages: {why}"));
            }
        }
    }

    fn hand_on(self, transfer: Transfer, artefact: &Artefact, sink: &mut dyn Sink) {
        for piece in self.text.as_bytes().chunks(PIECE) {
            sink.chunk(transfer, piece);
        }
        for why in self.unreadable {
            let (node, what) = (artefact.origin.node.clone(), artefact.kind.words().to_string());
            sink.gap(Gap { node, what, why });
        }
    }
}

impl Sink for Printed<'_> {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        let answer = self.sink.begin(transfer, artefact);
        if answer == Answer::Want {
            self.in_flight.insert(transfer, (artefact.clone(), Form::Unknown));
        }
        answer
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        let Some((artefact, form)) = self.in_flight.get_mut(&transfer) else { return };
        if matches!(form, Form::Unknown) && !bytes.is_empty() {
            *form = match (is_messages(bytes), artefact.kind) {
                (false, _) => Form::Text,
                (true, ArtefactKind::Flows) => Form::Flows(Box::new(Flows::new())),
                (true, _) => Form::Whole(Vec::new()),
            };
        }
        match form {
            Form::Unknown => {}
            Form::Text => self.sink.chunk(transfer, bytes),
            Form::Flows(messages) => {
                let mut lines = Lines::default();
                messages.feed(bytes, &mut |piece| lines.piece(piece));
                lines.hand_on(transfer, artefact, self.sink);
            }
            Form::Whole(whole) => whole.extend_from_slice(bytes),
        }
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        let Some((artefact, form)) = self.in_flight.remove(&transfer) else { return };
        let mut lines = Lines::default();
        match form {
            Form::Unknown | Form::Text => {}
            Form::Flows(messages) => messages.finish(&mut |piece| lines.piece(piece)),
            Form::Whole(whole) => {
                let (text, unreadable) = text::text(&whole);
                let unreadable = unreadable.iter().map(ToString::to_string).collect();
                lines = Lines { text, unreadable };
            }
        }
        lines.hand_on(transfer, &artefact, self.sink);
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
}
