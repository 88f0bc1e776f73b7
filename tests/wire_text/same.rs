//! Two texts of one answer, compared line by line.

use antstats::decode::text::flow::{FlowLine, read};
use antstats::decode::text::{actions, matches};
use antstats::decode::wire::flows::{Flows, Part, Piece};
use antstats::decode::wire::text;
use antstats::model::artefact::ArtefactKind;
use antstats::model::field::Field;
use antstats::model::flow::{Action, Flow, Value};
use antstats::source::local::Filter;

use crate::switch::Speaking;
use crate::wire::entry_is_line;

/// How many of everything was the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Same {
    pub flows: usize,
    /// Headers of replies with flows.
    pub replies: usize,
    /// Lines of all other answers.
    pub lines: usize,
}

impl Same {
    pub fn add(&mut self, other: Same) {
        self.flows += other.flows;
        self.replies += other.replies;
        self.lines += other.lines;
    }
}

/// Every question has its own number.
pub fn without_number(line: &str) -> String {
    match (line.find("(xid="), line.find("):")) {
        (Some(from), Some(to)) => format!("{}{}", &line[..from], &line[to + 1..]),
        _ => line.to_owned(),
    }
}

/// The lines of replies with flows as they are printed here.
pub fn flow_lines(bytes: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut each = |piece: Piece<'_>| {
        lines.push(match piece {
            Piece::Header(line) | Piece::Flow(line) => without_number(line),
            Piece::Unreadable { at, why } => format!("unreadable at {at}: {why}"),
        });
    };
    let mut flows = Flows::new();
    flows.feed(bytes, &mut each);
    flows.finish(&mut each);
    lines
}

/// Compares replies with flows with the lines that `ovs-ofctl` printed, as text and as what is read from it.
pub fn flows(place: &str, bytes: &[u8], printed: &str) -> Same {
    let here = flow_lines(bytes);
    for (at, (here, there)) in here.iter().zip(printed.lines()).enumerate() {
        assert_eq!(*here, without_number(there), "{place}: line {at}");
    }
    assert_eq!(here.len(), printed.lines().count(), "{place}: {here:?}\n{printed}");
    read_the_same(place, bytes, printed)
}

/// What is read from a reply in place is what is read from the line that `ovs-ofctl` printed of it.
fn read_the_same(place: &str, bytes: &[u8], printed: &str) -> Same {
    let (mut same, mut lines) = (Same::default(), printed.lines());
    Flows::new().feed_parts(bytes, &mut |part| {
        let line = lines.next().unwrap();
        match (part, read(line)) {
            (Part::Header, FlowLine::Header) => same.replies += 1,
            (Part::Flow { entry, .. }, FlowLine::Flow(flow)) => {
                entry_is_line(entry, line);
                all_known(&flow);
                same.flows += 1;
            }
            (part, line) => panic!("{place}: {part:?} and {line:?}"),
        }
    });
    assert_eq!(lines.next(), None, "{place}");
    same
}

/// Nothing in a flow is text that nobody understood.
fn all_known(flow: &Flow<'_>) {
    let (mut fields, mut items) = (Vec::new(), Vec::new());
    matches::decode(flow.match_text, &mut fields);
    for item in fields {
        assert!(
            item.field != Field::Unknown && !matches!(item.value, Value::Text(_)),
            "{} of {}",
            item.text,
            flow.text
        );
    }
    actions::decode(flow.actions_text, &mut items);
    for item in items {
        assert!(!matches!(item.action, Action::Unknown(_)), "{} of {}", item.text, flow.text);
    }
}

/// What `ovs-ofctl` is told to ask for each artefact but the flows, and from which protocol on it can be asked.
const QUESTIONS: [(ArtefactKind, &str); 9] = [
    (ArtefactKind::Aggregate, "dump-aggregate"),
    (ArtefactKind::TableStats, "dump-tables"),
    (ArtefactKind::Ports, "dump-ports"),
    (ArtefactKind::GroupStats, "dump-group-stats"),
    (ArtefactKind::Groups, "dump-groups"),
    (ArtefactKind::MeterStats, "meter-stats"),
    (ArtefactKind::Meters, "dump-meters"),
    (ArtefactKind::TableFeatures, "dump-table-features"),
    (ArtefactKind::PortsDesc, "dump-ports-desc"),
];

/// Compares the answers to all questions but the one for flows.
pub fn all_else(place: &str, switch: &mut Speaking<'_>) -> Same {
    let mut same = Same::default();
    for (artefact, verb) in QUESTIONS {
        let Some(bytes) = switch.bytes(artefact, Filter::default()) else { continue };
        let (here, notes) = text::text(&bytes);
        assert!(notes.is_empty(), "{place}: {verb}: {notes:?}");
        let there: Vec<String> = switch.printed(verb, "").lines().map(without_number).collect();
        for (at, (here, there)) in here.lines().zip(&there).enumerate() {
            assert_eq!(without_number(here), *there, "{place}: {verb}: line {at}");
        }
        assert_eq!(here.lines().count(), there.len(), "{place}: {verb}: {here}");
        same.lines += there.len();
    }
    same
}
