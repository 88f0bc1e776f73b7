//! Splits a stream of chunks into lines that are proven to be plain text.
//!
//! A block of whole lines is checked at once; only a block in which something is wrong is looked at line by line.
//! Only the line that straddles two chunks is copied.

use memchr::{memchr, memchr_iter, memrchr};

/// Longer lines are not kept: the longest flow that an OpenFlow message can hold (64 KiB) is far below it as text.
pub const MAX_LINE: usize = 1 << 20;

/// One line of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Counted from 1.
    pub number: u64,
    /// The line without its ending, or why it is no text.
    pub text: Result<&'a str, BadText>,
    /// Whether a line feed ended it: the last line of a cut file has none.
    pub terminated: bool,
}

/// Why a line is no text, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {why}")]
pub struct BadText {
    /// The byte, counted from 1.
    pub column: usize,
    /// In words.
    pub why: &'static str,
}

/// Cuts chunks of any size into lines, with the same result wherever the chunks are cut.
///
/// ```
/// # use antstats::decode::text::lines::LineSplitter;
/// let mut lines = Vec::new();
/// let mut each = |line: antstats::decode::text::lines::Line<'_>| lines.push(line.text.map(str::to_owned));
/// let mut splitter = LineSplitter::new();
/// splitter.feed(b"one\r\ntw", &mut each);
/// splitter.feed(b"o", &mut each);
/// splitter.finish(&mut each);
/// assert_eq!(lines, [Ok("one".to_owned()), Ok("two".to_owned())]);
/// ```
#[derive(Debug, Default)]
pub struct LineSplitter {
    /// The beginning of a line whose end has not come yet.
    carry: Vec<u8>,
    /// The line in `carry` is longer than [`MAX_LINE`]: its text is gone.
    too_long: bool,
    /// Lines that ended.
    count: u64,
    start: Start,
}

/// A byte order mark decides how a file is read; it needs three bytes.
#[derive(Debug, Default)]
enum Start {
    /// These bytes came, too few to tell.
    #[default]
    Nothing,
    One(u8),
    Two([u8; 2]),
    /// UTF-8, as everything is that is not UTF-16.
    Text,
    /// Said once, nothing is read.
    Utf16,
}

impl LineSplitter {
    /// Nothing has come yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next chunk and calls `each` for every line that ends in it.
    pub fn feed(&mut self, chunk: &[u8], each: &mut impl FnMut(Line<'_>)) {
        let mut chunk = chunk;
        while let Some((&byte, rest)) = chunk.split_first() {
            match self.start {
                Start::Text => return self.text(chunk, each),
                Start::Utf16 => return,
                Start::Nothing => self.start = Start::One(byte),
                Start::One(first) => match [first, byte] {
                    [0xff, 0xfe] => self.utf16("UTF-16 text (little endian): save it as UTF-8", each),
                    [0xfe, 0xff] => self.utf16("UTF-16 text (big endian): save it as UTF-8", each),
                    begun => self.start = Start::Two(begun),
                },
                Start::Two([0xef, 0xbb]) if byte == 0xbf => self.start = Start::Text,
                Start::Two(begun) => {
                    self.start = Start::Text;
                    self.text(&begun, each);
                    return self.text(chunk, each);
                }
            }
            chunk = rest;
        }
    }

    /// Hands out the last line when no line feed ended it.
    pub fn finish(mut self, each: &mut impl FnMut(Line<'_>)) {
        match std::mem::replace(&mut self.start, Start::Text) {
            Start::One(first) => self.text(&[first], each),
            Start::Two(begun) => self.text(&begun, each),
            Start::Nothing | Start::Text | Start::Utf16 => {}
        }
        if self.too_long || !self.carry.is_empty() {
            self.carried(false, each);
        }
    }

    fn utf16(&mut self, why: &'static str, each: &mut impl FnMut(Line<'_>)) {
        self.start = Start::Utf16;
        self.count += 1;
        each(Line { number: self.count, text: Err(BadText { column: 1, why }), terminated: false });
    }

    fn text(&mut self, chunk: &[u8], each: &mut impl FnMut(Line<'_>)) {
        let mut block = chunk;
        if self.too_long || !self.carry.is_empty() {
            let (end, after) = match memchr(b'\n', chunk) {
                Some(end) => (end, end + 1),
                None => (chunk.len(), chunk.len()),
            };
            self.carry(chunk.get(..end).unwrap_or_default());
            if end == after {
                return;
            }
            self.carried(true, each);
            block = chunk.get(after..).unwrap_or_default();
        }
        let whole = memrchr(b'\n', block).map_or(0, |last| last + 1);
        let (whole, begun) = block.split_at_checked(whole).unwrap_or((block, &[]));
        self.block(whole, each);
        self.carry(begun);
    }

    fn carry(&mut self, part: &[u8]) {
        if self.too_long || self.carry.len() + part.len() > MAX_LINE + 1 {
            // One byte more than a line may have, for the carriage return.
            self.too_long = true;
            self.carry = Vec::new();
        } else {
            self.carry.extend_from_slice(part);
        }
    }

    fn carried(&mut self, terminated: bool, each: &mut impl FnMut(Line<'_>)) {
        self.count += 1;
        let text = if self.too_long { Err(TOO_LONG) } else { plain(&self.carry) };
        each(Line { number: self.count, text, terminated });
        self.too_long = false;
        self.carry.clear();
    }

    /// Lines that all end in `block`.
    fn block(&mut self, block: &[u8], each: &mut impl FnMut(Line<'_>)) {
        let text = if has_control(block) { None } else { std::str::from_utf8(block).ok() };
        let mut start = 0;
        for end in memchr_iter(b'\n', block) {
            self.count += 1;
            let text = match text.and_then(|text| text.get(start..end)) {
                Some(line) if line.len() <= MAX_LINE => Ok(line),
                _ => plain(block.get(start..end).unwrap_or_default()),
            };
            each(Line { number: self.count, text, terminated: true });
            start = end + 1;
        }
    }
}

const TOO_LONG: BadText = BadText { column: MAX_LINE + 1, why: "a line of more than 1 MiB" };

/// Control bytes but for tab and line feed; a carriage return may stand at the end of a line alone, which is for [`plain`] to see.
/// Written without branches, so that it is done many bytes at a time.
fn has_control(bytes: &[u8]) -> bool {
    bytes.chunks(4096).any(|bytes| {
        bytes.iter().fold(0u8, |found, &byte| {
            // Tab and line feed are neighbours: from 9 on, both are below 2.
            found | u8::from(((byte < 0x20) & (byte.wrapping_sub(b'\t') > 1)) | (byte == 0x7f))
        }) != 0
    })
}

/// One line, without its line feed.
fn plain(line: &[u8]) -> Result<&str, BadText> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.len() > MAX_LINE {
        return Err(TOO_LONG);
    }
    let is_control = |&byte: &u8| (byte < 0x20 && byte != b'\t') || byte == 0x7f;
    let control = if has_control(line) { line.iter().position(is_control) } else { None };
    match (std::str::from_utf8(line), control) {
        (Ok(text), None) => Ok(text),
        (Err(error), control) if control.is_none_or(|at| error.valid_up_to() < at) => {
            Err(BadText { column: error.valid_up_to() + 1, why: "not UTF-8" })
        }
        (_, Some(at)) => Err(BadText { column: at + 1, why: "a control character" }),
        (Err(error), None) => Err(BadText { column: error.valid_up_to() + 1, why: "not UTF-8" }),
    }
}

#[cfg(test)]
mod tests;
