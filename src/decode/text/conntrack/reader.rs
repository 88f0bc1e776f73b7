//! A dump of the connection table while it streams by.

use std::sync::Arc;

use super::read::read;
use crate::decode::text::lines::{Line, LineSplitter};
use crate::decode::{add_doubt, add_note, short};
use crate::model::artefact::Note;
use crate::model::conntrack::Connection;

/// One dump in flight.
#[derive(Debug)]
pub struct ConntrackReader {
    splitter: LineSplitter,
    path: Arc<str>,
    read: ConntrackRead,
}

/// What a dump gave.
#[derive(Debug, Default)]
pub struct ConntrackRead {
    /// What could be read.
    pub connections: Vec<Connection>,
    /// Lines that could not, each with its place.
    pub notes: Vec<Note>,
    /// Items that are not understood, in words.
    pub doubts: Vec<String>,
    /// How many lines could not be read.
    pub unreadable: u64,
    /// The last line has no end: the dump may have been cut there.
    pub unterminated: bool,
}

impl ConntrackReader {
    /// A reader for a dump.
    pub fn new(path: Arc<str>) -> ConntrackReader {
        ConntrackReader { splitter: LineSplitter::new(), path, read: ConntrackRead::default() }
    }

    /// Takes the next bytes.
    pub fn chunk(&mut self, bytes: &[u8]) {
        let (read, path) = (&mut self.read, &self.path);
        self.splitter.feed(bytes, &mut |line| read.line(path, line));
    }

    /// Ends the dump.
    pub fn finish(self) -> ConntrackRead {
        let ConntrackReader { splitter, path, read: mut done } = self;
        splitter.finish(&mut |line| done.line(&path, line));
        done
    }
}

impl ConntrackRead {
    fn line(&mut self, path: &Arc<str>, line: Line<'_>) {
        self.unterminated = !line.terminated;
        let text = match line.text {
            Ok(text) => text,
            Err(bad) => return self.unread(path, line.number, bad.column, bad.why),
        };
        // A capture may have comments, and ovs-appctl's own log lines go to the same place where somebody joined them (`2026-11-21T..Z|00001|..`).
        if text.trim().is_empty() || text.starts_with('#') || text.contains("Z|0") {
            return;
        }
        match read(text) {
            Ok(connected) => {
                if let Some(unknown) = connected.unknown {
                    let place = format!("{path}:{}", line.number);
                    add_doubt(&mut self.doubts, format!("{place}: {:?} is not understood", short(unknown)));
                }
                self.connections.push(connected.connection);
            }
            Err(unread) => self.unread(path, line.number, unread.column, unread.why),
        }
    }

    fn unread(&mut self, path: &Arc<str>, line: u64, column: usize, why: &'static str) {
        self.unreadable += 1;
        add_note(&mut self.notes, Note { path: path.clone(), line, column: column as u64, why: why.to_owned() });
    }
}
