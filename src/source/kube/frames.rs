//! The framing of what the script prints, taken apart as it comes.
//!
//! ```text
//! MARK begin FILE [TABLE FLOWS]     what follows is the output of the command for this file
//! ...
//! MARK stderr                       what follows is what it said besides
//! ...
//! MARK end CODE                     its exit code
//! MARK done                         after the last frame
//! ```
//!
//! The mark is new in each run, so that no flow or row can be taken for it. Before each mark inside a frame stands a newline of the framing. The whole may be
//! compressed: the first byte tells. What a frame is cut off by, is known by the end that it lacks.

use std::io::Write;

use flate2::write::GzDecoder;
use memchr::memmem::Finder;

use crate::model::ids::TableId;

/// A piece of what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A command's output begins.
    Begin(Head),
    /// The next bytes of it.
    Data(Vec<u8>),
    /// The next bytes of what it wrote to standard error.
    Message(Vec<u8>),
    /// The command has ended with this code.
    End(i32),
    /// All commands have ended.
    Done,
}

/// What a frame holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The file of a capture; `-` for what is none.
    pub file: String,
    /// The table whose flows they are.
    pub table: Option<TableId>,
    /// How many flows it had shortly before.
    pub flows: Option<u64>,
}

/// What makes frames unreadable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Something else stands where a line of the framing should.
    #[error("the answer has {0:?} where a command's output should begin or end")]
    Line(String),
    /// A line of the framing in a place where it makes no sense.
    #[error("the answer has {0:?} in the wrong place")]
    Order(String),
    /// The compressed stream is broken.
    #[error("the answer cannot be decompressed: {0}")]
    Gzip(String),
    /// More than one Node can have.
    #[error("the answer is longer than {0} bytes")]
    TooLong(u64),
}

/// The longest line of the framing, in bytes.
const LINE: usize = 256;
/// How much of a compressed answer is taken at once: it can grow a thousandfold.
const GZIP_SLICE: usize = 2048;
const PLAIN_SLICE: usize = 32 * 1024;
/// The longest answer of one Node, decompressed: some ten million flows.
pub const LONGEST: u64 = 4 << 30;

/// Takes bytes apart. What is not yet clear is held: never more than a line.
#[derive(Debug)]
pub struct Frames {
    mark: String,
    boundary: Finder<'static>,
    coding: Coding,
    state: State,
    held: Vec<u8>,
    plain: u64,
    longest: u64,
}

#[derive(Debug)]
enum Coding {
    Unknown,
    Plain,
    Gzip(Box<GzDecoder<Vec<u8>>>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Between,
    Data,
    AfterData,
    Message,
    AfterMessage,
    Done,
}

impl Frames {
    /// For an answer with this mark.
    pub fn new(mark: &str) -> Frames {
        Frames {
            mark: mark.to_owned(),
            boundary: Finder::new(&format!("\n{mark} ")).into_owned(),
            coding: Coding::Unknown,
            state: State::Between,
            held: Vec::new(),
            plain: 0,
            longest: LONGEST,
        }
    }

    /// With another limit.
    #[cfg(test)]
    fn at_most(self, longest: u64) -> Frames {
        Frames { longest, ..self }
    }

    /// Bytes so far, decompressed.
    pub fn plain_bytes(&self) -> u64 {
        self.plain
    }

    /// Cuts bytes so that what one piece grows to is bounded: give each piece to [`Frames::push`] and pass on what it gives before the next.
    pub fn slices<'b>(&self, bytes: &'b [u8]) -> std::slice::Chunks<'b, u8> {
        let gzip = match self.coding {
            Coding::Unknown => bytes.first() == Some(&GZIP_MAGIC),
            Coding::Plain => false,
            Coding::Gzip(_) => true,
        };
        bytes.chunks(if gzip { GZIP_SLICE } else { PLAIN_SLICE })
    }

    /// Takes the next bytes, and adds what they are.
    ///
    /// # Errors
    /// When they are no frames. Nothing more can be read then.
    pub fn push(&mut self, bytes: &[u8], frames: &mut Vec<Frame>) -> Result<(), FrameError> {
        if let (Coding::Unknown, Some(first)) = (&self.coding, bytes.first()) {
            self.coding = match *first {
                GZIP_MAGIC => Coding::Gzip(Box::new(GzDecoder::new(Vec::new()))),
                _ => Coding::Plain,
            };
        }
        let before = self.held.len();
        if let Coding::Gzip(decoder) = &mut self.coding {
            decoder.write_all(bytes).and_then(|()| decoder.flush()).map_err(|e| FrameError::Gzip(e.to_string()))?;
            self.held.append(decoder.get_mut());
        } else {
            self.held.extend_from_slice(bytes);
        }
        self.plain = self.plain.saturating_add((self.held.len() - before) as u64);
        if self.plain > self.longest {
            return Err(FrameError::TooLong(self.longest));
        }
        self.parse(frames)
    }

    fn parse(&mut self, frames: &mut Vec<Frame>) -> Result<(), FrameError> {
        let held = std::mem::take(&mut self.held);
        let mut rest: &[u8] = &held;
        loop {
            match self.state {
                State::Data | State::Message => {
                    let (piece, after) = match self.boundary.find(rest) {
                        Some(at) => {
                            let (piece, after) = rest.split_at(at);
                            self.state = if self.state == State::Data { State::AfterData } else { State::AfterMessage };
                            // The newline before the mark is the framing's.
                            (self.piece(piece), after.get(1..).unwrap_or_default())
                        }
                        None => {
                            let (piece, after) = rest.split_at(rest.len() - self.begun_boundary(rest));
                            (self.piece(piece), after)
                        }
                    };
                    frames.extend(piece);
                    rest = after;
                    if matches!(self.state, State::Data | State::Message) {
                        break;
                    }
                }
                _ => {
                    let Some(end) = memchr::memchr(b'\n', rest) else {
                        if rest.len() > LINE {
                            return Err(FrameError::Line(shown(rest)));
                        }
                        break;
                    };
                    let (line, after) = rest.split_at(end);
                    frames.push(self.line(line)?);
                    rest = after.get(1..).unwrap_or_default();
                }
            }
            if rest.is_empty() {
                break;
            }
        }
        self.held = rest.to_vec();
        Ok(())
    }

    fn piece(&self, bytes: &[u8]) -> Option<Frame> {
        let frame = if matches!(self.state, State::Data | State::AfterData) { Frame::Data } else { Frame::Message };
        (!bytes.is_empty()).then(|| frame(bytes.to_vec()))
    }

    /// How many bytes at the end may be the beginning of a boundary.
    fn begun_boundary(&self, bytes: &[u8]) -> usize {
        let boundary = self.boundary.needle();
        let longest = bytes.len().min(boundary.len() - 1);
        (1..=longest)
            .rev()
            .find(|length| boundary.get(..*length).is_some_and(|begun| bytes.ends_with(begun)))
            .unwrap_or(0)
    }

    fn line(&mut self, line: &[u8]) -> Result<Frame, FrameError> {
        let no_line = || FrameError::Line(shown(line));
        if line.len() > LINE {
            return Err(no_line());
        }
        let text = std::str::from_utf8(line).map_err(|_| no_line())?;
        let text = text.strip_prefix(&self.mark).and_then(|text| text.strip_prefix(' ')).ok_or_else(no_line)?;
        let mut words = text.split(' ');
        let (verb, word) = (words.next().unwrap_or_default(), words.next());
        let (frame, state) = match (self.state, verb, word) {
            (State::Between, "begin", Some(file)) => {
                let table = words.next().and_then(|id| id.parse().ok()).map(TableId);
                let flows = words.next().and_then(|flows| flows.parse().ok());
                (Frame::Begin(Head { file: file.to_owned(), table, flows }), State::Data)
            }
            (State::Between, "done", None) => (Frame::Done, State::Done),
            (State::AfterData, "stderr", None) => (Frame::Message(Vec::new()), State::Message),
            (State::AfterMessage, "end", Some(code)) => {
                (Frame::End(code.parse().map_err(|_| no_line())?), State::Between)
            }
            _ => return Err(FrameError::Order(shown(line))),
        };
        self.state = state;
        Ok(frame)
    }
}

const GZIP_MAGIC: u8 = 0x1f;

/// The beginning of what should have been a line.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.get(..bytes.len().min(64)).unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests;
