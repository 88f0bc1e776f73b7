//! Cuts bytes into OpenFlow messages.

use zerocopy::big_endian::{U16, U32};
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use super::cursor::Cursor;

/// The protocols that are spoken: those that Antrea's bridges allow, and 1.3 for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// OpenFlow 1.0, wire version 1.
    V10,
    /// OpenFlow 1.3, wire version 4.
    V13,
    /// OpenFlow 1.5, wire version 6.
    V15,
}

impl Version {
    /// All, the oldest first.
    pub const ALL: [Version; 3] = [Version::V10, Version::V13, Version::V15];

    /// As a message says it.
    pub fn number(self) -> u8 {
        match self {
            Version::V10 => 1,
            Version::V13 => 4,
            Version::V15 => 6,
        }
    }

    /// The version of a message.
    pub fn from_number(number: u8) -> Option<Version> {
        Version::ALL.into_iter().find(|version| version.number() == number)
    }

    /// As `ovs-ofctl` prints it (`OF1.5`).
    pub fn name(self) -> &'static str {
        match self {
            Version::V10 => "OF1.0",
            Version::V13 => "OF1.3",
            Version::V15 => "OF1.5",
        }
    }
}

/// `struct ofp_header`: the first eight bytes of every message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct Header {
    /// Wire version.
    pub version: u8,
    /// `OFPT_*`.
    pub kind: u8,
    /// Of the whole message, this header with it.
    pub length: U16,
    /// Which question it answers.
    pub xid: U32,
}

/// Bytes of a [`Header`].
pub const HEADER: usize = size_of::<Header>();

/// One whole message.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// Its header.
    pub header: &'a Header,
    /// All of it, header and body.
    pub bytes: &'a [u8],
}

impl<'a> Message<'a> {
    /// A message that is all of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Option<Message<'a>> {
        let (header, _) = Header::ref_from_prefix(bytes).ok()?;
        (usize::from(header.length.get()) == bytes.len()).then_some(Message { header, bytes })
    }

    /// What follows the header. Offsets are from the start of the message.
    pub fn body(&self) -> Cursor<'a> {
        Cursor::new(self.bytes.get(HEADER..).unwrap_or_default(), HEADER)
    }
}

/// What bytes are.
#[derive(Clone, Copy, Debug)]
pub enum Framed<'a> {
    /// A message.
    Message(Message<'a>),
    /// A header whose length is shorter than itself: nobody can say where the next message begins. Nothing comes after it.
    Broken {
        /// Bytes before it.
        at: u64,
    },
    /// The bytes end in the middle of a message.
    Cut {
        /// Bytes before that message.
        at: u64,
        /// Bytes of it that came.
        came: usize,
    },
}

/// Cuts pieces of any size into messages, with the same result wherever the pieces are cut. Holds one message at most, which is 64 KiB.
#[derive(Debug, Default)]
pub struct Messages {
    carry: Vec<u8>,
    at: u64,
    broken: bool,
}

impl Messages {
    /// Nothing has come yet.
    pub fn new() -> Messages {
        Messages::default()
    }

    /// Takes the next piece and calls `each` for every message that ends in it.
    pub fn feed(&mut self, piece: &[u8], each: &mut impl FnMut(Framed<'_>)) {
        let mut piece = piece;
        while !self.carry.is_empty() && !piece.is_empty() && !self.broken {
            let wanted = match Header::ref_from_prefix(&self.carry) {
                Ok((header, _)) => usize::from(header.length.get()).max(HEADER),
                Err(_) => HEADER,
            };
            let missing = wanted.saturating_sub(self.carry.len()).min(piece.len());
            let (taken, rest) = piece.split_at_checked(missing).unwrap_or((piece, &[]));
            self.carry.extend_from_slice(taken);
            piece = rest;
            let carry = std::mem::take(&mut self.carry);
            let left = self.whole(&carry, each).len();
            self.carry = carry;
            self.carry.drain(..self.carry.len() - left);
        }
        let rest = self.whole(piece, each);
        self.carry.extend_from_slice(rest);
    }

    /// Says whether a message was begun and not ended.
    pub fn finish(self, each: &mut impl FnMut(Framed<'_>)) {
        if !self.carry.is_empty() && !self.broken {
            each(Framed::Cut { at: self.at, came: self.carry.len() });
        }
    }

    /// Hands out the messages at the start of `bytes`; gives what is left.
    fn whole<'b>(&mut self, mut bytes: &'b [u8], each: &mut impl FnMut(Framed<'_>)) -> &'b [u8] {
        while !self.broken
            && let Ok((header, _)) = Header::ref_from_prefix(bytes)
        {
            let length = usize::from(header.length.get());
            if length < HEADER {
                self.broken = true;
                each(Framed::Broken { at: self.at });
                break;
            }
            let Some((message, rest)) = bytes.split_at_checked(length) else { return bytes };
            each(Framed::Message(Message { header, bytes: message }));
            self.at += length as u64;
            bytes = rest;
        }
        if self.broken { &[] } else { bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(HEADER + body.len()).unwrap();
        [&[6, kind][..], &length.to_be_bytes(), &[0, 0, 0, 7], body].concat()
    }

    fn framed(pieces: impl Iterator<Item = impl AsRef<[u8]>>) -> Vec<String> {
        let mut all = Vec::new();
        let mut each = |framed: Framed<'_>| {
            all.push(match framed {
                Framed::Message(message) => format!("{} {}", message.header.kind, message.body().rest().len()),
                Framed::Broken { at } => format!("broken {at}"),
                Framed::Cut { at, came } => format!("cut {at} {came}"),
            });
        };
        let mut messages = Messages::new();
        pieces.for_each(|piece| messages.feed(piece.as_ref(), &mut each));
        messages.finish(&mut each);
        all
    }

    #[test]
    fn pieces_of_any_size_give_the_same_messages() {
        let bytes = [message(0, &[]), message(19, &[5; 300]), message(2, b"hello"), message(19, &[1])].concat();
        let whole = ["0 0", "19 300", "2 5", "19 1"];
        for size in 1..=bytes.len() {
            assert_eq!(framed(bytes.chunks(size)), whole, "{size}");
            assert_eq!(framed(bytes[..bytes.len() - 1].chunks(size)), [&whole[..3], &["cut 329 8"]].concat(), "{size}");
        }
    }

    #[test]
    fn nothing_is_read_behind_a_length_that_cannot_be() {
        let bytes = [message(0, &[]), vec![6, 19, 0, 7, 0, 0, 0, 1], message(2, &[])].concat();
        for size in 1..=bytes.len() {
            assert_eq!(framed(bytes.chunks(size)), ["0 0", "broken 8"], "{size}");
        }
    }
}
