//! `-o custom-columns=`: columns that the user makes of paths into the items, as kubectl's `pkg/cmd/get/customcolumn.go` has them.
//!
//! A path that leads nowhere is `<none>`, a field that is not known `<nil>`: kubectl's words.

use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::Value;

use super::jsonpath::eval::evaluate;
use super::jsonpath::parse::parse;
use super::jsonpath::template::{Part, Step};
use super::jsonpath::{go, items_of};
use super::misread::Misread;
use super::sanitize::sanitize;
use super::table::{Widths, line};
use super::{Look, Render};
use crate::model::report::Report;

/// The format, with its columns.
pub(super) struct CustomColumns {
    columns: Vec<Column>,
}

struct Column {
    header: String,
    /// None prints `<none>`.
    path: Vec<Step>,
}

impl CustomColumns {
    /// `HEADER:PATH,HEADER:PATH`
    pub(super) fn from_specification(text: &str) -> Result<CustomColumns, Misread> {
        let mut columns = Vec::new();
        let mut at = 0;
        for one in text.split(',') {
            let Some((header, path)) = one.split_once(':') else {
                let misread = Misread::new(text, at..at + one.len(), "expected HEADER:PATH");
                return Err(misread.hint("such as NAME:.metadata.name,PACKETS:.trafficStats.packets"));
            };
            columns.push(Column { header: header.to_owned(), path: read_path(text, path, at + header.len() + 1)? });
            at += one.len() + 1;
        }
        Ok(CustomColumns { columns })
    }

    /// A line of headers and a line of paths, both with blanks between.
    pub(super) fn from_file(text: &str) -> Result<CustomColumns, Misread> {
        let mut lines = text.lines();
        let (headers, paths) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let begin = text.find('\n').map_or(text.len(), |end| end + 1);
        let headers: Vec<&str> = headers.split_whitespace().collect();
        let specified: Vec<&str> = paths.split_whitespace().collect();
        if headers.is_empty() || headers.len() != specified.len() {
            let why =
                format!("{} headers in the first line, and {} paths in the second", headers.len(), specified.len());
            return Err(Misread::new(text, begin..begin + paths.len(), why));
        }
        let (mut columns, mut at) = (Vec::new(), begin);
        for (header, path) in headers.into_iter().zip(specified) {
            at += text.get(at..).and_then(|rest| rest.find(path)).unwrap_or(0);
            columns.push(Column { header: header.to_owned(), path: read_path(text, path, at)? });
            at += path.len();
        }
        Ok(CustomColumns { columns })
    }

    fn cells<'c>(&'c self, item: &'c Value) -> impl Iterator<Item = io::Result<Cow<'c, str>>> + 'c {
        self.columns.iter().map(move |column| {
            if column.path.is_empty() {
                return Ok(Cow::Borrowed("<none>"));
            }
            let found = evaluate(&column.path, item).map_err(io::Error::other)?;
            let texts: Vec<String> = found.iter().map(|value| go::sprint(value)).collect();
            if texts.is_empty() {
                Ok(Cow::Borrowed("<none>"))
            } else {
                Ok(Cow::Owned(sanitize(&texts.join(",")).into_owned()))
            }
        })
    }
}

/// A path with or without braces and first dot; `at` is where it stands in the whole.
fn read_path(whole: &str, path: &str, at: usize) -> Result<Vec<Step>, Misread> {
    if path.is_empty() {
        return Ok(Vec::new());
    }
    let inner = path.strip_prefix('{').and_then(|path| path.strip_suffix('}')).unwrap_or(path);
    let bare = inner.strip_prefix('.').unwrap_or(inner);
    if bare.is_empty() || bare.contains(['{', '}']) {
        let misread = Misread::new(whole, at..at + path.len(), "this is no path");
        return Err(misread.hint("such as .metadata.name, {.metadata.name} or metadata.name"));
    }
    let before = at + path.find(bare).unwrap_or(0);
    let parts = parse(&format!("{{.{bare}}}")).map_err(|misread| {
        // The parser was given a brace and a dot more.
        let place = |place: usize| (before + place).saturating_sub(2).clamp(at, at + path.len());
        let (start, end) = (place(misread.place.start), place(misread.place.end));
        Misread { text: whole.to_owned(), place: start..end, ..misread }
    })?;
    match parts.into_iter().next() {
        Some(Part::Action(steps)) => Ok(steps),
        _ => Ok(Vec::new()),
    }
}

impl Render for CustomColumns {
    fn render(&self, report: &Report<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let headers = || self.columns.iter().map(|column| sanitize(&column.header));
        let mut widths = Widths::new(self.columns.len());
        if look.headers {
            widths.widen(headers());
        }
        for item in items_of(report) {
            let cells: Vec<Cow<'_, str>> = self.cells(&item).collect::<io::Result<_>>()?;
            widths.widen(cells.into_iter());
        }
        let widths = widths.padded();
        if look.headers {
            line(out, headers(), &widths, look.color.then(super::table::bold))?;
        }
        for item in items_of(report) {
            let cells: Vec<Cow<'_, str>> = self.cells(&item).collect::<io::Result<_>>()?;
            line(out, cells.into_iter(), &widths, None)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
