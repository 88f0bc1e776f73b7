//! The envelope as YAML. Text that YAML 1.1 (kubectl's) or 1.2 would read as something else is quoted; hidden characters are escaped, in double quotes.

use std::fmt;
use std::io::{self, Write};

use serde_saphyr::ser_options;

use super::envelope::Envelope;
use super::sanitize::is_hidden;
use super::{Look, Render};
use crate::model::report::Report;

/// The format.
pub(super) struct Yaml;

impl Render for Yaml {
    fn render(&self, report: &Report<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut escaping = Escaping { out, failure: None };
        // Block scalars have no escapes, and folding makes a diff of long text hard to read.
        let options = ser_options! { prefer_block_scalars: false };
        let end =
            serde_saphyr::to_fmt_writer_with_options(&mut escaping, &Envelope { report, quote_hidden: true }, options);
        match (end, escaping.failure) {
            (Ok(()), _) => Ok(()),
            // The writer's own error keeps its kind, which tells a broken pipe.
            (Err(_), Some(failure)) => Err(failure),
            (Err(other), None) => Err(io::Error::other(other.to_string())),
        }
    }
}

/// Writes hidden characters as escapes. The serializer escapes controls itself and leaves bidirectional and zero-width characters as they are; the
/// envelope has put double quotes around all text that holds one.
struct Escaping<'a> {
    out: &'a mut dyn Write,
    failure: Option<io::Error>,
}

impl Escaping<'_> {
    fn write(&mut self, text: &str) -> io::Result<()> {
        if text.is_ascii() {
            return self.out.write_all(text.as_bytes());
        }
        let mut rest = text;
        while let Some(at) = rest.find(|character| is_hidden(character) && character != '\n') {
            let (plain, tail) = rest.split_at(at);
            self.out.write_all(plain.as_bytes())?;
            let mut characters = tail.chars();
            match characters.next().map(u32::from) {
                Some(code @ 0..=0xffff) => write!(self.out, "\\u{code:04X}")?,
                Some(code) => write!(self.out, "\\U{code:08X}")?,
                None => {}
            }
            rest = characters.as_str();
        }
        self.out.write_all(rest.as_bytes())
    }
}

impl fmt::Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.write(text).map_err(|failure| {
            self.failure = Some(failure);
            fmt::Error
        })
    }
}
