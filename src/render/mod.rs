//! From a report to bytes: one format a file, behind one trait. A format knows cells, items and names, and no noun.
//!
//! To add a format, write its file and add a line to [`FORMATS`]: parser, help and manual follow.

use std::io;

use crate::model::report::{Column, Part, Report};
pub use jsonpath::eval::Failure;
use misread::Misread;

mod csv;
mod custom_columns;
mod envelope;
pub mod filter;
mod json;
mod jsonpath;
pub mod misread;
mod name;
mod prometheus;
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
    /// What stands behind its name and `=`, if anything does.
    pub argument: Option<Argument>,
    make: fn(&str) -> Result<Box<dyn Render>, Misread>,
}

/// What a format is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// What help calls it.
    pub name: &'static str,
    /// Whether it is the path of a file that holds what is told.
    pub is_path: bool,
    /// One that works for every noun, as text.
    pub example: &'static str,
}

impl Format {
    /// What writes it; `argument` is the text, which for a path is what the file holds, and is not looked at where there is none.
    ///
    /// # Errors
    /// A text that is not in the format's language, and where it is wrong.
    pub fn open(&self, argument: &str) -> Result<Box<dyn Render>, Misread> {
        (self.make)(argument)
    }
}

const fn plain(name: &'static str, help: &'static str, part: Part, make: fn(&str) -> Made) -> Format {
    Format { name, help, part, argument: None, make }
}

const fn told(name: &'static str, help: &'static str, argument: Argument, make: fn(&str) -> Made) -> Format {
    Format { name, help, part: Part::Item, argument: Some(argument), make }
}

type Made = Result<Box<dyn Render>, Misread>;

const TEMPLATE: Argument =
    Argument { name: "TEMPLATE", is_path: false, example: "{range .items[*]}{.kind}{\"\\n\"}{end}" };
const COLUMNS: Argument =
    Argument { name: "HEADER:PATH,...", is_path: false, example: "KIND:.kind,NAME:.metadata.name" };
const FILE: Argument = Argument { name: "PATH", is_path: true, example: "{.items[*]}" };

/// All formats. The first is the default.
pub static FORMATS: &[Format] = &[
    plain("table", "Columns for people, as kubectl prints them", Part::Cells, |_| {
        Ok(Box::new(table::Table { wide: false }))
    }),
    plain("wide", "The table with all columns", Part::Cells, |_| Ok(Box::new(table::Table { wide: true }))),
    plain("json", "One object: apiVersion, kind, metadata, items, gaps", Part::Item, |_| Ok(Box::new(json::Json))),
    plain("yaml", "The same object as YAML", Part::Item, |_| Ok(Box::new(yaml::Yaml))),
    plain("name", "One kind/name a line", Part::Name, |_| Ok(Box::new(name::Name))),
    plain("csv", "Comma-separated values; what is not known is empty", Part::Cells, |_| Ok(Box::new(csv::Csv))),
    plain(
        "prometheus",
        "Numbers as metrics in Prometheus' text format, by what names the row; what is not known has none",
        Part::Cells,
        |_| Ok(Box::new(prometheus::Prometheus)),
    ),
    told(
        "jsonpath",
        "What kubectl's template picks from the JSON object: jsonpath={.items[*].kind}",
        TEMPLATE,
        |text| Ok(Box::new(jsonpath::JsonPath::new(text, false)?)),
    ),
    told("jsonpath-as-json", "The same, each result of the template as a list of JSON", TEMPLATE, |text| {
        Ok(Box::new(jsonpath::JsonPath::new(text, true)?))
    }),
    told("jsonpath-file", "jsonpath with the template in a file", FILE, |text| {
        Ok(Box::new(jsonpath::JsonPath::new(text, false)?))
    }),
    told(
        "custom-columns",
        "A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes",
        COLUMNS,
        |text| Ok(Box::new(custom_columns::CustomColumns::from_specification(text)?)),
    ),
    told(
        "custom-columns-file",
        "custom-columns with a line of headers and a line of paths in a file",
        Argument { name: "PATH", is_path: true, example: "KIND NAME\n.kind .metadata.name\n" },
        |text| Ok(Box::new(custom_columns::CustomColumns::from_file(text)?)),
    ),
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
