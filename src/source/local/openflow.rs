//! OpenFlow on a bridge's management socket.
//!
//! A question is a multipart request; its answer is as many replies as it takes, each with the question's number (`xid`) and all but the last with a flag that says
//! that more come. Open vSwitch builds the whole answer before it sends the first byte of it, and does nothing else meanwhile. Replies are handed on as they come,
//! header and all: whoever reads them knows by those what they are.

use std::path::Path;
use std::time::Duration;

use zerocopy::FromBytes;

use super::error::{LocalError, LocalErrorKind};
use super::hello;
use super::questions::Question;
use super::socket::{Patience, Socket};
use crate::decode::wire::errors::Refusal;
use crate::decode::wire::message::HEADER;
use crate::decode::wire::{Cursor, Header, Message, Version};

/// `OFPT_*`
const HELLO: u8 = 0;
const ERROR: u8 = 1;
const ECHO_REQUEST: u8 = 2;
const ECHO_REPLY: u8 = 3;

/// `OFPET_HELLO_FAILED`
const HELLO_FAILED: u16 = 0;

/// The longest that a message can be.
const MESSAGE: usize = 1 << 16;
/// What is read at once.
const BUFFER: usize = 4 * MESSAGE;
/// What is read for one question at most: some fifty million flows.
const ANSWER: u64 = 8 << 30;
/// The longest text that is repeated, in characters.
const LONGEST: usize = 400;

/// A connection on which both sides have said hello.
#[derive(Debug)]
pub struct OpenFlow {
    socket: Socket,
    offered: &'static [Version],
    version: Version,
    xid: u32,
    buffer: Vec<u8>,
    /// What of the buffer came and was not taken.
    from: usize,
    to: usize,
}

/// A question that was sent.
#[derive(Debug)]
#[must_use]
pub struct Asked {
    xid: u32,
    kind: u16,
}

/// Why no more parts of an answer stand in the buffer.
enum Stop {
    /// The rest has not come.
    Starved,
    /// That was the last.
    Last,
    /// A message of this kind and length that is no part of it.
    Other(u8, usize),
    /// It is refused, or broken.
    Failed(LocalError),
}

impl OpenFlow {
    /// Connects and agrees on a version.
    ///
    /// # Errors
    /// The socket cannot be opened, no version is spoken by both sides, or what is at the other end does not speak OpenFlow.
    pub fn connect(path: &Path, patience: Patience) -> Result<OpenFlow, LocalError> {
        OpenFlow::connect_as(path, &Version::ALL, patience)
    }

    /// Connects and agrees on one of these versions.
    ///
    /// # Errors
    /// As [`OpenFlow::connect`].
    pub fn connect_as(path: &Path, offered: &'static [Version], patience: Patience) -> Result<OpenFlow, LocalError> {
        let socket = Socket::connect(path, patience)?;
        let version = hello::newest(offered);
        let mut openflow = OpenFlow { socket, offered, version, xid: 0, buffer: vec![0; BUFFER], from: 0, to: 0 };
        match openflow.send(HELLO, &hello::body(offered)) {
            // Who ends the connection may have said why.
            Err(error) if error.kind != LocalErrorKind::Cut => return Err(error),
            _ => openflow.version = openflow.hello()?,
        }
        Ok(openflow)
    }

    /// The version that both sides speak.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Another question begins, which may take so long.
    pub fn next_question(&mut self, patience: Patience) {
        self.socket.next_question(patience);
    }

    /// How long this question's answer was waited for so far.
    pub fn waited(&self) -> Duration {
        self.socket.waited()
    }

    fn hello(&mut self) -> Result<Version, LocalError> {
        let mut rest = ANSWER;
        loop {
            self.check_first()?;
            let Some(length) = self.whole(self.from)? else {
                self.fill(&mut rest)?;
                continue;
            };
            let bytes = self.buffer.get(self.from..self.from + length).unwrap_or_default();
            let Some(message) = Message::new(bytes) else { return Err(self.garbled("is no message of OpenFlow")) };
            match message.header.kind {
                HELLO => {
                    let spoken = hello::spoken(message.header.version, message.body());
                    self.from += length;
                    return hello::common(spoken, self.offered).ok_or_else(|| self.no_version(spoken));
                }
                ERROR => return Err(self.refused(&message)),
                kind => self.pass(kind, length)?,
            }
        }
    }

    /// Whether what has come may be the first message of a switch: a hello, or an error in its place, or a question whether this side lives. Text and other protocols are told by two bytes, where the
    /// length that their next ones say may never come.
    fn check_first(&self) -> Result<(), LocalError> {
        let mut came = self.buffer.get(self.from..self.to).unwrap_or_default().iter();
        let is_wrong =
            came.next() == Some(&0) || came.next().is_some_and(|kind| ![HELLO, ERROR, ECHO_REQUEST].contains(kind));
        if is_wrong { Err(self.garbled("does not speak OpenFlow: its first bytes are no OFPT_HELLO")) } else { Ok(()) }
    }

    fn no_version(&self, spoken: u32) -> LocalError {
        let here = self.offered.iter().map(|version| 1 << version.number()).sum();
        let why = format!("the bridge speaks {}, and this {}", hello::names(spoken), hello::names(here));
        self.socket.error(LocalErrorKind::Version, why)
    }

    fn send(&mut self, kind: u8, body: &[u8]) -> Result<u32, LocalError> {
        self.xid = self.xid.wrapping_add(1);
        let length = u16::try_from(HEADER + body.len()).unwrap_or(u16::MAX);
        let header = [&[self.version.number(), kind][..], &length.to_be_bytes(), &self.xid.to_be_bytes()].concat();
        self.socket.send(&[&header, body].concat())?;
        Ok(self.xid)
    }

    /// Asks.
    ///
    /// # Errors
    /// It cannot be sent.
    pub fn ask(&mut self, question: &Question) -> Result<Asked, LocalError> {
        let mut body = [question.kind.to_be_bytes(), [0, 0]].concat();
        // Since 1.3 its header is padded to eight bytes.
        let kind = match self.version {
            Version::V10 => 16,
            Version::V13 | Version::V15 => {
                body.extend([0; 4]);
                18
            }
        };
        body.extend(&question.body);
        let xid = self.send(kind, &body)?;
        Ok(Asked { xid, kind: question.kind })
    }

    /// Takes the answer as it comes: `each` gets whole messages, one or several. When the last of them is there, and before it is handed on, the next question
    /// is sent, so that the switch works while this side does; there is none when it could not be sent, which whoever sends it again will see.
    ///
    /// # Errors
    /// It is refused, ends early, or is none. What was handed on until then is good.
    pub fn answer(
        &mut self,
        asked: &Asked,
        then: Option<&Question>,
        each: &mut dyn FnMut(&[u8]),
    ) -> Result<Option<Asked>, LocalError> {
        let mut rest = ANSWER;
        loop {
            // As many parts as the buffer holds are handed on at once.
            let mut end = self.from;
            let stop = loop {
                match self.part(asked, end) {
                    Ok((length, false)) => end += length,
                    Ok((length, true)) => {
                        end += length;
                        break Stop::Last;
                    }
                    Err(stop) => break stop,
                }
            };
            let next = match (&stop, then) {
                (Stop::Last, Some(question)) => self.ask(question).ok(),
                _ => None,
            };
            let parts = self.buffer.get(self.from..end).unwrap_or_default();
            if !parts.is_empty() {
                each(parts);
            }
            self.from = end;
            match stop {
                Stop::Starved => self.fill(&mut rest)?,
                Stop::Last => return Ok(next),
                Stop::Other(kind, length) => self.pass(kind, length)?,
                Stop::Failed(error) => return Err(error),
            }
        }
    }

    /// The part of an answer that begins here: its length, and whether it is the last.
    fn part(&self, asked: &Asked, at: usize) -> Result<(usize, bool), Stop> {
        let length = self.whole(at).map_err(Stop::Failed)?.ok_or(Stop::Starved)?;
        let bytes = self.buffer.get(at..at + length).unwrap_or_default();
        let Some(message) = Message::new(bytes) else { return Err(Stop::Failed(self.garbled("is no message"))) };
        let (header, mut body) = (message.header, message.body());
        let reply = if self.version == Version::V10 { 17 } else { 19 };
        if header.kind == ERROR {
            let is_ours = header.xid.get() == asked.xid || Cursor::u16(&mut body) == Ok(HELLO_FAILED);
            return Err(if is_ours { Stop::Failed(self.refused(&message)) } else { Stop::Other(ERROR, length) });
        }
        let is_ours = header.xid.get() == asked.xid;
        if header.kind != reply {
            // The switch numbers its own questions as it likes.
            let is_odd = is_ours && header.kind != ECHO_REQUEST;
            let odd = || Stop::Failed(self.garbled("sent another message for an answer"));
            return Err(if is_odd { odd() } else { Stop::Other(header.kind, length) });
        }
        if !is_ours {
            return Err(Stop::Failed(self.garbled("answered a question that was not asked")));
        }
        let (Ok(kind), Ok(flags)) = (body.u16(), body.u16()) else {
            return Err(Stop::Failed(self.garbled("sent a reply without its header")));
        };
        if kind != asked.kind || header.version != self.version.number() {
            return Err(Stop::Failed(self.garbled("answered another question than was asked")));
        }
        // `OFPSF_REPLY_MORE`, `OFPMPF_REPLY_MORE`
        Ok((length, flags & 1 == 0))
    }

    /// A message that is part of no answer: whether this side still lives is answered, all else is let go.
    fn pass(&mut self, kind: u8, length: usize) -> Result<(), LocalError> {
        if kind == ECHO_REQUEST {
            let mut reply = self.buffer.get(self.from..self.from + length).unwrap_or_default().to_vec();
            if let Some(kind) = reply.get_mut(1) {
                *kind = ECHO_REPLY;
            }
            self.socket.send(&reply)?;
        }
        self.from += length;
        Ok(())
    }

    /// The length of the message that begins here, when all of it has come.
    fn whole(&self, at: usize) -> Result<Option<usize>, LocalError> {
        let came = self.buffer.get(at..self.to).unwrap_or_default();
        let Ok((header, _)) = Header::ref_from_prefix(came) else { return Ok(None) };
        match usize::from(header.length.get()) {
            length if length < HEADER => Err(self.garbled("sent a message that is shorter than its header")),
            length => Ok((length <= came.len()).then_some(length)),
        }
    }

    /// Reads on. There is room for one whole message behind what has come.
    fn fill(&mut self, rest: &mut u64) -> Result<(), LocalError> {
        if self.from == self.to || self.buffer.len() - self.to < MESSAGE {
            self.buffer.copy_within(self.from..self.to, 0);
            (self.from, self.to) = (0, self.to - self.from);
        }
        let count = self.socket.read(self.buffer.get_mut(self.to..).unwrap_or_default())?;
        self.to += count;
        *rest = rest.checked_sub(count as u64).ok_or_else(|| self.garbled("sent more than can be an answer"))?;
        Ok(())
    }

    fn garbled(&self, why: &str) -> LocalError {
        self.socket.error(LocalErrorKind::Garbled, format!("what listens there {why}"))
    }

    /// An `OFPT_ERROR` in words.
    fn refused(&self, message: &Message<'_>) -> LocalError {
        let is_hello = message.body().u16() == Ok(HELLO_FAILED);
        let why = match Refusal::read(message) {
            Ok(Some(refusal)) => refusal.to_string(),
            _ => "OFPT_ERROR without a reason".to_owned(),
        };
        // Behind type and code stands the question, or for a hello text.
        let said = message.body().rest().get(4..).filter(|_| is_hello).unwrap_or_default();
        let said: String = String::from_utf8_lossy(said).chars().take(LONGEST).collect();
        let why = format!("refused: {why} {said}").trim_end().to_owned();
        self.socket.error(if is_hello { LocalErrorKind::Version } else { LocalErrorKind::Said }, why)
    }
}
