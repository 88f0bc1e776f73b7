//! What the shorter replies of `ovs-ofctl` share: headers, lines that say nothing, and the end of a dump that was cut.

use std::sync::Arc;

use super::flow::is_log;
use super::lines::LineSplitter;
use crate::decode::add_note;
use crate::model::artefact::Note;

/// What a line is that could not be read.
pub(super) struct Fault {
    /// The byte, counted from 1; 0 for the whole line.
    pub column: usize,
    /// In words.
    pub why: &'static str,
}

impl Fault {
    /// About the whole line.
    pub(super) fn line(why: &'static str) -> Fault {
        Fault { column: 0, why }
    }

    /// About a part of a line.
    pub(super) fn at(line: &str, part: &str, why: &'static str) -> Fault {
        let column = crate::model::flow::span_in(line, part).map_or(0, |span| span.start + 1);
        Fault { column, why }
    }
}

/// Calls `each` for every line that says something; what it cannot read becomes a note.
///
/// `ovs-ofctl` ends every line, so a reply without a newline at its end was cut. Antrea's support bundles leave headers and the last newline out
/// (pkg/ovs/ovsctl/ofctl.go), so only what has a header is taken for such a reply.
pub(super) fn each_line(
    bytes: &[u8],
    path: &Arc<str>,
    notes: &mut Vec<Note>,
    each: &mut dyn FnMut(&str) -> Result<(), Fault>,
) {
    let (mut reply, mut open) = (false, None);
    let mut splitter = LineSplitter::new();
    let mut line = |line: super::lines::Line<'_>| {
        let note = |column: usize, why: &str| Note {
            path: path.clone(),
            line: line.number,
            column: column as u64,
            why: why.to_owned(),
        };
        open = (!line.terminated).then_some(line.number);
        match line.text {
            Ok(text) if is_header(text) => reply = true,
            Ok(text) if text.trim_ascii().is_empty() || text.starts_with('#') || is_log(text) => {}
            Ok(text) => {
                if let Err(fault) = each(text) {
                    add_note(notes, note(fault.column, fault.why));
                }
            }
            Err(bad) => add_note(notes, note(bad.column, bad.why)),
        }
    };
    splitter.feed(bytes, &mut line);
    splitter.finish(&mut line);
    if let Some(number) = open.filter(|_| reply) {
        let why = "no newline at the end: it may have been cut".to_owned();
        add_note(notes, Note { path: path.clone(), line: number, column: 0, why });
    }
}

/// `OFPST_GROUP_DESC reply (OF1.5) (xid=0x2):`, `NXST_GROUP reply (xid=0x6):`, `OFPST_PORT reply (OF1.5) (xid=0x2): 11 ports`.
fn is_header(line: &str) -> bool {
    (line.starts_with("OFP") || line.starts_with("NXST_") || line.starts_with("NXT_")) && line.contains(" (xid=")
}

/// A counter: what is not counted is printed as `?`, or as 2^64 - 1 where nobody looked (lib/ofp-group.c, lib/ofp-meter.c).
pub(super) fn counter(text: &str) -> Result<Option<u64>, &'static str> {
    match super::number::decimal(text) {
        Some(u64::MAX) => Ok(None),
        Some(number) => Ok(Some(number)),
        None if text == "?" => Ok(None),
        None => Err("not a number of up to 64 bits"),
    }
}
