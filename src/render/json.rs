//! The envelope as JSON, indented by two blanks, item by item. Hidden characters are written as `\uXXXX`, so that the text is the same and a terminal safe.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Number;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::envelope::{self, Member};
use super::sanitize::is_hidden;
use super::{Look, Render};
use crate::model::item::{Fields, Form, Put, Sink};
use crate::model::report::Report;

/// The format.
pub(super) struct Json;

/// What is written at once, in bytes.
const PIECE: usize = 64 << 10;

impl Render for Json {
    fn render(&self, report: &Report<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut text = Text::default();
        text.begin(Form::Object);
        for (name, member) in envelope::members(report) {
            text.name(name);
            match member {
                Member::Text(word) => text.text(word),
                Member::Object(fields) => fields.put(&mut text),
                Member::Items(rows) => {
                    text.begin(Form::List);
                    for item in rows.items() {
                        let before = text.mark();
                        text.begin(Form::Object);
                        let mut fields = Fields::of(&mut text);
                        item.tell(&mut fields);
                        if fields.is_empty() {
                            text.back_to(before);
                            continue;
                        }
                        text.end();
                        text.flush(PIECE, out)?;
                    }
                    text.end();
                }
                Member::Gaps(gaps) => {
                    text.begin(Form::List);
                    for gap in gaps {
                        text.begin(Form::Object);
                        for (name, value) in envelope::gap_members(gap) {
                            text.name(name);
                            value.put(&mut text);
                        }
                        text.end();
                    }
                    text.end();
                }
            }
        }
        text.end();
        text.bytes.push(b'\n');
        text.flush(0, out)
    }
}

/// Text of JSON in the making, as `serde_json`'s pretty formatter lays it out.
#[derive(Default)]
struct Text {
    bytes: Vec<u8>,
    /// What has begun, and whether it has a part yet.
    open: Vec<(Form, bool)>,
    /// A name stands before what comes next.
    is_named: bool,
    scratch: String,
}

/// A moment to which text can go back.
struct Mark {
    bytes: usize,
    open: usize,
    has_part: bool,
}

impl Text {
    /// Hands over what there is, once it is as much as `least`.
    fn flush(&mut self, least: usize, out: &mut dyn Write) -> io::Result<()> {
        if self.bytes.len() >= least {
            out.write_all(&self.bytes)?;
            self.bytes.clear();
        }
        Ok(())
    }

    fn mark(&self) -> Mark {
        let has_part = self.open.last().is_some_and(|(_, has_part)| *has_part);
        Mark { bytes: self.bytes.len(), open: self.open.len(), has_part }
    }

    /// Forgets what came since, if nothing of it was handed over.
    fn back_to(&mut self, mark: Mark) {
        self.bytes.truncate(mark.bytes);
        self.open.truncate(mark.open);
        if let Some((_, has_part)) = self.open.last_mut() {
            *has_part = mark.has_part;
        }
    }

    fn new_line(&mut self) {
        const BLANKS: &[u8] = &[b' '; 64];
        self.bytes.push(b'\n');
        let mut indent = self.open.len() * 2;
        while indent > 0 {
            let (now, _) = BLANKS.split_at(indent.min(BLANKS.len()));
            self.bytes.extend_from_slice(now);
            indent -= now.len();
        }
    }

    /// What comes before a part of a list, or before a name.
    fn part(&mut self) {
        if let Some((_, has_part)) = self.open.last_mut() {
            if std::mem::replace(has_part, true) {
                self.bytes.push(b',');
            }
            self.new_line();
        }
    }

    /// What comes before a value.
    fn value(&mut self) {
        if !std::mem::take(&mut self.is_named) {
            self.part();
        }
    }

    fn quoted(&mut self, text: &str) {
        let is_plain = |byte: u8| matches!(byte, b' '..0x7f) && byte != b'"' && byte != b'\\';
        // Without a way out in the middle, many bytes are looked at in one step.
        if text.bytes().fold(true, |so_far, byte| so_far & is_plain(byte)) {
            self.bytes.push(b'"');
            self.bytes.extend_from_slice(text.as_bytes());
            self.bytes.push(b'"');
            return;
        }
        // Writing to a Vec cannot fail.
        drop(text.serialize(&mut Serializer::with_formatter(&mut self.bytes, Escaping)));
    }
}

impl Sink for Text {
    fn null(&mut self) {
        self.value();
        self.bytes.extend_from_slice(b"null");
    }

    fn flag(&mut self, flag: bool) {
        self.value();
        self.bytes.extend_from_slice(if flag { b"true" } else { b"false" });
    }

    fn count(&mut self, count: u64) {
        self.value();
        drop(count.serialize(&mut Serializer::new(&mut self.bytes)));
    }

    fn number(&mut self, number: &Number) {
        self.value();
        drop(number.serialize(&mut Serializer::new(&mut self.bytes)));
    }

    fn text(&mut self, text: &str) {
        self.value();
        self.quoted(text);
    }

    fn shown(&mut self, text: &dyn Display) {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        // Writing to a String cannot fail.
        let _ = write!(scratch, "{text}");
        self.text(&scratch);
        self.scratch = scratch;
    }

    fn begin(&mut self, form: Form) {
        self.value();
        self.bytes.push(if form == Form::List { b'[' } else { b'{' });
        self.open.push((form, false));
    }

    fn name(&mut self, name: &str) {
        self.part();
        self.quoted(name);
        self.bytes.extend_from_slice(b": ");
        self.is_named = true;
    }

    fn end(&mut self) {
        let Some((form, has_part)) = self.open.pop() else { return };
        if has_part {
            self.new_line();
        }
        self.bytes.push(if form == Form::List { b']' } else { b'}' });
    }
}

/// Escapes hidden characters. JSON's own rule escapes what is below a blank only.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // DEL, and all others begin at U+0080.
        if fragment.bytes().all(|byte| byte < 0x7f) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut units = [0; 2];
        let mut rest = fragment;
        while let Some(at) = rest.find(is_hidden) {
            let (plain, tail) = rest.split_at(at);
            writer.write_all(plain.as_bytes())?;
            let mut characters = tail.chars();
            if let Some(hidden) = characters.next() {
                for unit in hidden.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
            rest = characters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests;
