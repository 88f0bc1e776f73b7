//! Dumps in flight: the thread that takes them from their source leaves the decoding to others.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::NodeParts;
use super::flows::{FlowsRead, FlowsReader, LineCounts};
use super::kept::KeptFlows;
use crate::model::artefact::{Gap, Note};
use crate::resolve::evidence::Evidence;

/// So many bytes of a dump are worth handing to another thread.
const PIECE: usize = 64 << 10;
/// So many bytes of all dumps may wait to be decoded.
const HELD: usize = 2 << 20;

/// What to do after bytes have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing.
    Wait,
    /// Have a thread decode them.
    Give,
    /// Decode them here and now: too many wait.
    Now,
}

/// One dump. Its bytes wait here until some thread decodes them: one at a time, in their order.
pub(super) struct Stream {
    reader: Mutex<Option<Box<FlowsReader>>>,
    waiting: Mutex<Waiting>,
    /// Of all dumps.
    held: Arc<AtomicUsize>,
}

#[derive(Default)]
struct Waiting {
    bytes: Vec<u8>,
    /// Some thread was told.
    given: bool,
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Stream {
    pub(super) fn new(reader: FlowsReader, held: &Arc<AtomicUsize>) -> Stream {
        Stream { reader: Mutex::new(Some(Box::new(reader))), waiting: Mutex::default(), held: held.clone() }
    }

    /// Takes the next bytes.
    pub(super) fn push(&self, bytes: &[u8]) -> Next {
        let held = self.held.fetch_add(bytes.len(), Ordering::Relaxed) + bytes.len();
        let mut waiting = locked(&self.waiting);
        if waiting.bytes.capacity() == 0 {
            waiting.bytes.reserve(PIECE + PIECE / 4);
        }
        waiting.bytes.extend_from_slice(bytes);
        if held > HELD {
            Next::Now
        } else if waiting.bytes.len() >= PIECE && !waiting.given {
            waiting.given = true;
            Next::Give
        } else {
            Next::Wait
        }
    }

    /// Decodes what waits.
    pub(super) fn decode(&self) {
        if let Some(reader) = locked(&self.reader).as_mut() {
            self.decode_into(reader);
        }
    }

    fn decode_into(&self, reader: &mut FlowsReader) {
        loop {
            let bytes = {
                let mut waiting = locked(&self.waiting);
                waiting.given &= !waiting.bytes.is_empty();
                std::mem::take(&mut waiting.bytes)
            };
            if bytes.is_empty() {
                return;
            }
            reader.chunk(&bytes);
            self.held.fetch_sub(bytes.len(), Ordering::Relaxed);
        }
    }

    /// Decodes the rest; nothing when that was done.
    fn finish(&self) -> Option<FlowsRead> {
        let mut reader = locked(&self.reader).take()?;
        self.decode_into(&mut reader);
        Some(reader.finish())
    }
}

/// A dump that has ended, and its place among what else was said.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) stream: Arc<Stream>,
    pub(super) path: Arc<str>,
    pub(super) node: Option<Arc<str>>,
    /// It lacks its end.
    pub(super) cut: bool,
    pub(super) place: Place,
}

/// Where what is found in a dump belongs, though it is found later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// How many dumps, gaps and notes were there before it.
    pub(super) dumps: usize,
    pub(super) gaps: usize,
    pub(super) notes: usize,
}

/// What was found in a dump beside its flows.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) place: Place,
    pub(super) path: Arc<str>,
    pub(super) counts: LineCounts,
    pub(super) gaps: Vec<Gap>,
    pub(super) notes: Vec<Note>,
}

impl Ended {
    /// Decodes what is left of it: the evidence, the flows where they are kept, and what else was found.
    pub(super) fn finish(self) -> Option<(Evidence, Option<KeptFlows>, Found)> {
        let Ended { stream, path, node, cut, place } = self;
        let FlowsRead { mut evidence, counts, notes, kept, unterminated } = stream.finish()?;
        evidence.partial |= cut || unterminated || counts.unreadable > 0 || counts.odd > 0;
        let mut gaps = super::unread(node.as_ref(), &notes);
        if unterminated {
            let why = format!("{path}: no newline at the end: it may have been cut");
            gaps.push(Gap { node, what: "the end of a dump".to_string(), why });
        }
        Some((evidence, kept, Found { place, path, counts, gaps, notes }))
    }
}

impl NodeParts {
    /// Decodes what is left of the Node's dumps, and says what else was found in them.
    pub(super) fn read_dumps(&mut self) -> Vec<Found> {
        let mut all = Vec::new();
        for (evidence, kept, found) in std::mem::take(&mut self.ended).into_iter().filter_map(Ended::finish) {
            (self.evidence, self.kept) = (Some(evidence), kept);
            if self.of_bundle {
                // The agent dumps all tables.
                self.active.get_or_insert(found.counts.flows);
            }
            all.push(found);
        }
        all
    }
}

/// Puts what was found in dumps among what else was said; what their lines were, dump by dump.
pub(super) fn place(mut all: Vec<Found>, gaps: &mut Vec<Gap>, notes: &mut Vec<Note>) -> Vec<(Arc<str>, LineCounts)> {
    all.sort_by_key(|found| found.place);
    // From the end, so that the places before stay what they are.
    for found in all.iter_mut().rev() {
        let (at_gap, at_note) = (found.place.gaps.min(gaps.len()), found.place.notes.min(notes.len()));
        gaps.splice(at_gap..at_gap, std::mem::take(&mut found.gaps));
        notes.splice(at_note..at_note, std::mem::take(&mut found.notes));
    }
    all.into_iter().map(|found| (found.path, found.counts)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::evidence::Evidence;

    fn line(id: usize) -> String {
        format!(
            " cookie=0x1020000000000, table=15, n_packets={id}, n_bytes=0, priority=200,ip,conj_id={id} actions=drop\n"
        )
    }

    #[test]
    fn threads_decode_a_dump_in_its_order() {
        let held = Arc::default();
        let stream = Arc::new(Stream::new(FlowsReader::new("x".into(), Evidence::default(), None), &held));
        let text: String = (1..=20_000).map(line).collect();
        std::thread::scope(|scope| {
            // Pieces that end in the middle of lines.
            for piece in text.as_bytes().chunks(1000) {
                match stream.push(piece) {
                    Next::Wait => {}
                    Next::Now => stream.decode(),
                    Next::Give => {
                        let stream = stream.clone();
                        scope.spawn(move || stream.decode());
                    }
                }
            }
        });
        let read = stream.finish().unwrap();
        assert_eq!((read.counts.flows, read.counts.lines, read.evidence.flows), (20_000, 20_000, 20_000));
        assert!(read.notes.is_empty() && !read.unterminated, "{:?}", read.notes);
        assert_eq!(held.load(Ordering::Relaxed), 0);
        assert!(stream.finish().is_none());
    }

    #[test]
    fn what_waits_is_bounded() {
        let held = Arc::default();
        let streams: Vec<Stream> =
            (0..200).map(|_| Stream::new(FlowsReader::new("x".into(), Evidence::default(), None), &held)).collect();
        let piece = line(1).repeat(600);
        for stream in &streams {
            if stream.push(piece.as_bytes()) == Next::Now {
                stream.decode();
            }
            assert!(held.load(Ordering::Relaxed) <= HELD);
        }
        let read: u64 = streams.iter().filter_map(Stream::finish).map(|read| read.counts.flows).sum();
        assert_eq!((read, held.load(Ordering::Relaxed)), (200 * 600, 0));
    }
}
