//! Comma-separated values, quoted as RFC 4180 says, with line feeds alone at the ends of lines, as Unix tools want them.
//!
//! What is not known is empty, and so is an empty text: JSON tells them apart. Text that begins with `=` is left as it is: this is data, not a
//! spreadsheet. Hidden characters are escaped as in tables, since a csv is looked at in a terminal too.

use std::borrow::Cow;
use std::io::{self, Write};

use super::table::cell_text;
use super::{Look, Render, shown};
use crate::model::report::{Cell, Report};

/// The format.
pub(super) struct Csv;

impl Render for Csv {
    fn render(&self, report: &Report<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let columns = shown(&report.columns, false);
        if look.headers {
            let headers = columns.iter().filter_map(|&place| report.columns.get(place));
            record(out, headers.map(|column| Cow::Owned(lower_snake(column.header))))?;
        }
        for row in report.rows.cells(&columns) {
            record(
                out,
                columns.iter().map(|&place| match row.cells.get(place) {
                    None | Some(Cell::Unknown) => Cow::Borrowed(""),
                    Some(Cell::Text(text)) if text.is_empty() => Cow::Borrowed(""),
                    Some(Cell::List(texts)) if texts.is_empty() => Cow::Borrowed(""),
                    // A number, as all others of a csv are.
                    Some(Cell::Percent(percent)) => Cow::Owned(format!("{percent:.1}")),
                    known => cell_text(known),
                }),
            )?;
        }
        Ok(())
    }
}

fn record<'a>(out: &mut dyn Write, fields: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
    for (place, field) in fields.enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        if field.contains([',', '"']) || field.starts_with(' ') || field.ends_with(' ') {
            write!(out, "\"{}\"", field.replace('"', "\"\""))?;
        } else {
            out.write_all(field.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

fn lower_snake(header: &str) -> String {
    header
        .chars()
        .map(|letter| if letter == ' ' || letter == '-' { '_' } else { letter.to_ascii_lowercase() })
        .collect()
}
