//! All flows of a switch, line by line, from the bytes of its replies.

use super::cursor::{Bad, Cursor};
use super::flow::{Entry, Shape};
use super::message::{Framed, Message, Messages, Version};
use super::number::{bare_hexadecimal, padded_hexadecimal};

/// What comes out of the replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The line that begins a reply: `OFPST_FLOW reply (OF1.5) (xid=0x2): flags=[more]`.
    Header(&'a str),
    /// The line of a flow, the space in front with it, without a line feed.
    Flow(&'a str),
    /// Something that is not what it should be. What comes behind it goes on with the next flow, or the next reply.
    Unreadable {
        /// Bytes from the very first one.
        at: u64,
        /// In words.
        why: &'static str,
    },
}

/// What comes out of the replies for those who want no lines.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// A reply begins.
    Header,
    /// A flow, in place.
    Flow {
        /// Its bytes with the head decoded.
        entry: &'a Entry<'a>,
        /// Bytes before its message: what an error counts from.
        start: u64,
    },
    /// As [`Piece::Unreadable`].
    #[allow(missing_docs)]
    Unreadable { at: u64, why: &'static str },
}

/// Decodes replies with flows, in pieces of any size. Holds one message at most.
#[derive(Debug, Default)]
pub struct Flows {
    messages: Messages,
    printer: Printer,
}

/// What is used again from line to line.
#[derive(Debug, Default)]
struct Printer {
    line: String,
    scratch: Vec<u8>,
    /// Bytes of the messages before.
    at: u64,
}

impl Flows {
    /// Nothing has come yet.
    pub fn new() -> Flows {
        Flows::default()
    }

    /// Takes the next piece and calls `each` for all lines of the messages that end in it.
    pub fn feed(&mut self, piece: &[u8], each: &mut impl FnMut(Piece<'_>)) {
        let printer = &mut self.printer;
        self.messages.feed(piece, &mut |framed| printer.framed(framed, each));
    }

    /// As [`Flows::feed`], with flows as they are in place of their lines.
    pub fn feed_parts(&mut self, piece: &[u8], each: &mut impl FnMut(Part<'_>)) {
        let printer = &mut self.printer;
        self.messages.feed(piece, &mut |framed| printer.framed_parts(framed, each));
    }

    /// Says whether a message was begun and not ended.
    pub fn finish(self, each: &mut impl FnMut(Piece<'_>)) {
        let mut printer = self.printer;
        self.messages.finish(&mut |framed| printer.framed(framed, each));
    }
}

impl Printer {
    fn framed(&mut self, framed: Framed<'_>, each: &mut impl FnMut(Piece<'_>)) {
        match framed {
            Framed::Message(message) => {
                self.message(message, each);
                self.at += message.bytes.len() as u64;
            }
            Framed::Broken { at } => each(Piece::Unreadable { at, why: "a message is shorter than its own header" }),
            Framed::Cut { at, .. } => each(Piece::Unreadable { at, why: "the bytes end inside a message" }),
        }
    }

    fn framed_parts(&mut self, framed: Framed<'_>, each: &mut impl FnMut(Part<'_>)) {
        let Framed::Message(message) = framed else {
            return self.framed(framed, &mut |piece| {
                if let Piece::Unreadable { at, why } = piece {
                    each(Part::Unreadable { at, why });
                }
            });
        };
        let start = self.at;
        self.at += message.bytes.len() as u64;
        let unreadable = |bad: Bad| Part::Unreadable { at: start + bad.at as u64, why: bad.why };
        let reply = match Reply::read(message) {
            Ok(reply) => reply,
            Err(bad) => return each(unreadable(bad)),
        };
        each(Part::Header);
        for entry in reply {
            match entry {
                Ok(entry) => each(Part::Flow { entry: &entry, start }),
                Err(bad) => each(unreadable(bad)),
            }
        }
    }

    fn message(&mut self, message: Message<'_>, each: &mut impl FnMut(Piece<'_>)) {
        let start = self.at;
        let unreadable = |bad: Bad, each: &mut dyn FnMut(Piece<'_>)| {
            each(Piece::Unreadable { at: start + bad.at as u64, why: bad.why });
        };
        let reply = match Reply::read(message) {
            Ok(reply) => reply,
            Err(bad) => return unreadable(bad, each),
        };
        self.line.clear();
        reply.print(&mut self.line);
        each(Piece::Header(&self.line));
        for entry in reply {
            self.line.clear();
            match entry.and_then(|entry| entry.print(&mut self.line, &mut self.scratch)) {
                Ok(()) => each(Piece::Flow(&self.line)),
                Err(bad) => unreadable(bad, each),
            }
        }
    }
}

/// Another reply to the same question comes: `OFPSF_REPLY_MORE`.
const MORE: u16 = 1;

/// Vendor and kind of Nicira's statistics of flows (`include/openflow/nicira-ext.h`).
const NXST_FLOW: (u32, u32) = (0x0000_2320, 0);

/// A reply with flows, which are read one by one as it is iterated over: their heads in place, no text.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// Shape of its flows.
    pub shape: Shape,
    /// `OFPSF_*`: whether another one comes.
    pub flags: u16,
    /// Which question it answers.
    pub xid: u32,
    /// The flows that were not read yet.
    rest: Cursor<'a>,
}

impl<'a> Reply<'a> {
    /// The reply that a message is.
    ///
    /// # Errors
    /// It is another message, or shorter than the head of a reply.
    pub fn read(message: Message<'a>) -> Result<Reply<'a>, Bad> {
        let mut rest = message.body();
        let other = rest.bad("a message that is not a reply with flows");
        let (version, kind) = (message.header.version, message.header.kind);
        if !matches!((version, kind), (1, 17) | (4 | 6, 19)) {
            return Err(other);
        }
        let (statistics, flags) = (rest.u16()?, rest.u16()?);
        let shape = match (version, statistics) {
            (1, 1) => Shape::Standard10,
            (1, 0xffff) => Shape::Nicira10,
            (4, 1) => Shape::Multipart13,
            (6, 1) => Shape::Description15,
            _ => return Err(other),
        };
        if shape == Shape::Nicira10 && (rest.u32()?, rest.u32()?) != NXST_FLOW {
            return Err(other);
        }
        if shape != Shape::Standard10 {
            // Bytes that say nothing.
            rest.u32()?;
        }
        Ok(Reply { shape, flags, xid: message.header.xid.get(), rest })
    }

    /// `OFPST_FLOW reply (OF1.5) (xid=0x2): flags=[more]`.
    fn print(&self, line: &mut String) {
        line.push_str(if self.shape == Shape::Nicira10 { "NXST_FLOW reply" } else { "OFPST_FLOW reply" });
        let version = self.shape.version();
        if version != Version::V10 {
            line.push_str(" (");
            line.push_str(version.name());
            line.push(')');
        }
        line.push_str(" (xid=0x");
        bare_hexadecimal(line, u64::from(self.xid));
        line.push_str("):");
        if self.flags != 0 {
            line.push_str(" flags=");
        }
        if self.flags & MORE != 0 {
            line.push_str("[more]");
        }
        if self.flags & !MORE != 0 {
            line.push_str("[***unknown flags ");
            padded_hexadecimal(line, u64::from(self.flags & !MORE), 4);
            line.push_str("***]");
        }
    }
}

impl<'a> Iterator for Reply<'a> {
    type Item = Result<Entry<'a>, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        (!self.rest.is_empty()).then(|| Entry::next(&mut self.rest, self.shape))
    }
}

#[cfg(test)]
mod tests;
