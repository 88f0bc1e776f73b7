//! From a report to bytes: one format a file, behind one trait. A format knows cells, items and names, and no noun.
//!
//! To add a format, write its file and add a line to [`FORMATS`]: parser, help and manual follow.

use std::io;

use crate::model::report::{Column, Part, Report};

mod csv;
mod envelope;
mod json;
mod name;
pub mod sanitize;
pub mod shape;
pub mod summary;
mod table;
mod yaml;

/// How a format may look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Colour, by ANSI sequences.
    pub color: bool,
    /// The line of column names of table and csv.
    pub headers: bool,
}

/// A format.
pub trait Render: Sync {
    /// Writes the whole report, row by row.
    ///
    /// # Errors
    /// What the writer says. Flushing is the caller's.
    fn render(&self, report: &Report<'_>, look: Look, out: &mut dyn io::Write) -> io::Result<()>;
}

/// A format as `-o` names it.
#[derive(Clone, Copy)]
pub struct Format {
    /// The word after `-o`.
    pub name: &'static str,
    /// One line for the manual.
    pub help: &'static str,
    /// What it prints of a row.
    pub part: Part,
    /// What writes it.
    pub render: &'static dyn Render,
}

/// All formats. The first is the default.
pub static FORMATS: &[Format] = &[
    Format {
        name: "table",
        help: "Columns for people, as kubectl prints them",
        part: Part::Cells,
        render: &table::Table { wide: false },
    },
    Format {
        name: "wide",
        help: "The table with all columns",
        part: Part::Cells,
        render: &table::Table { wide: true },
    },
    Format {
        name: "json",
        help: "One object: apiVersion, kind, metadata, items, gaps",
        part: Part::Item,
        render: &json::Json,
    },
    Format { name: "yaml", help: "The same object as YAML", part: Part::Item, render: &yaml::Yaml },
    Format { name: "name", help: "One kind/name a line", part: Part::Name, render: &name::Name },
    Format {
        name: "csv",
        help: "Comma-separated values; what is not known is empty",
        part: Part::Cells,
        render: &csv::Csv,
    },
];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Places of the columns that are shown.
fn shown(columns: &[Column], wide: bool) -> Vec<usize> {
    (0..columns.len()).filter(|&place| columns.get(place).is_some_and(|column| wide || !column.wide)).collect()
}

#[cfg(test)]
mod tests;
