//! Metrics in the text format that Prometheus reads (<https://prometheus.io/docs/instrumenting/exposition_formats/>), for a textfile collector or a push gateway.
//!
//! Numeric columns are metrics, `antstats_NOUN_COLUMN`; what names a row is its labels. Columns that tell about a row and may change while it stays the same
//! (its agent's version, how sure its name is) are labels of `antstats_NOUN_info` alone, so that series go on. Rows that are a part of the row before them
//! (the rules of a policy) are counted in both, so they have metrics of their own, `antstats_NOUN_part_COLUMN`.
//!
//! What is not known has no sample. Rows with the same labels are one series: their sum, which is not known when one of them is not. Metrics stand together
//! by name, as the format wants them, so rows are made once for each metric and are not held.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::hash::BuildHasher;
use std::io::{self, Write};

use super::sanitize::sanitize;
use super::table::cell_text;
use super::{Look, Render, shown};
use crate::model::report::{Cell, Column, Part, Report, Row};

/// Words of headers that count up until what they count goes away. `_total` stands behind their names.
const COUNTERS: &[&str] = &[
    "SESSIONS", "PACKETS", "BYTES", "ALLOWED", "DROPPED", "REJECTED", "PASSED", "HITS", "INBOUND", "OUTBOUND",
    "MISSED", "MATCHED", "LOOKUPS", "ERRORS", "DROPS", "LOST", "RX", "TX",
];

/// Words of headers whose numbers name a row. A priority names a flow in its table; elsewhere it is given anew from time to time, and is a number like others.
const NAMING: &[&str] = &["ID", "OFPORT", "PORT", "TABLE", "GROUP", "METER", "ZONE", "COOKIE"];

/// Headers of text that tells about a row and does not name it.
const TELLING: &[&str] = &[
    "ACTIONS",
    "AGE",
    "AGENT API",
    "AGENT POD",
    "ANTREA",
    "CONFIDENCE",
    "CREATED AT",
    "EXEC",
    "NAMES FROM",
    "NODE NAMES",
    "NOTES",
    "OVS",
    "PODS",
    "STATS API",
    "WHY NOT",
];

/// Headers of parts of a whole. `_percent` stands behind their names, for a number alone does not say what the whole is.
const PERCENTS: &[&str] = &["SHARE", "USED"];

/// Ends of names that Prometheus keeps for counters, histograms and summaries.
const TAKEN_ENDS: &[&str] = &["_total", "_count", "_sum", "_bucket", "_info"];

/// The format.
pub(super) struct Prometheus;

impl Render for Prometheus {
    fn render(&self, report: &Report<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let layout = Layout::new(report);
        let parts = parts(report);
        for is_part in [false, true] {
            let of_group = Rows { report, parts: &parts, is_part, layout: &layout };
            let prefix = format!("antstats{}{}", noun(report), if is_part { "_part" } else { "" });
            let twice = of_group.twice();
            for value in &layout.values {
                of_group.metric(&prefix, value, &twice, out)?;
            }
            of_group.info(&prefix, out)?;
        }
        let name = format!("antstats{}_gaps", noun(report));
        header(&name, "What could not be read: the other metrics lack it", "gauge", out)?;
        writeln!(out, "{name} {}", report.gaps.len())
    }
}

fn noun(report: &Report<'_>) -> String {
    if report.noun.is_empty() { String::new() } else { format!("_{}", identifier(report.noun)) }
}

/// Which columns are what.
struct Layout {
    /// Places and names of what names a row.
    labels: Vec<(usize, String)>,
    telling: Vec<(usize, String)>,
    values: Vec<Metric>,
}

struct Metric {
    place: usize,
    /// Without the prefix.
    name: String,
    help: &'static str,
    is_counter: bool,
}

impl Layout {
    fn new(report: &Report<'_>) -> Layout {
        let mut layout = Layout { labels: Vec::new(), telling: Vec::new(), values: Vec::new() };
        let mut taken = HashSet::new();
        let of_tables = report.columns.iter().any(|column| column.header == "TABLE" && !column.wide);
        for place in shown(&report.columns, false) {
            let Some(column) = report.columns.get(place) else { continue };
            let mut name = identifier(column.header);
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            let has = |words: &[&str]| column.header.split([' ', '-']).any(|word| words.contains(&word));
            let is_naming = has(NAMING) || of_tables && column.header == "PRIORITY";
            match column {
                Column { numeric: true, .. } if has(COUNTERS) || !is_naming => {
                    let is_counter = has(COUNTERS);
                    if is_counter {
                        name.push_str("_total");
                    } else if PERCENTS.contains(&column.header) {
                        name.push_str("_percent");
                    } else if TAKEN_ENDS.iter().any(|end| format!("_{name}").ends_with(end)) {
                        name.push_str("_value");
                    }
                    layout.values.push(Metric { place, name, help: column.help, is_counter });
                }
                column if TELLING.contains(&column.header) => layout.telling.push((place, name)),
                _ => layout.labels.push((place, name)),
            }
        }
        layout
    }
}

/// Which rows are a part of the row before them: those without a name, after one that has a name. Empty where none is.
fn parts(report: &Report<'_>) -> HashSet<usize> {
    let mut named = false;
    let mut parts = HashSet::new();
    for (place, row) in report.rows.iter(Part::Name).enumerate() {
        if !row.name.is_empty() {
            named = true;
        } else if named {
            parts.insert(place);
        }
    }
    parts
}

/// The rows of one group of metrics.
struct Rows<'a> {
    report: &'a Report<'a>,
    parts: &'a HashSet<usize>,
    is_part: bool,
    layout: &'a Layout,
}

/// Sums of rows that cannot be told apart, by their labels.
#[derive(Default)]
struct Sums {
    labels: Vec<String>,
    /// `None` is not known.
    sums: HashMap<String, Option<Sum>>,
}

#[derive(Clone, Copy)]
enum Sum {
    Whole(u128),
    Broken(f64),
}

impl Rows<'_> {
    fn iter(&self) -> impl Iterator<Item = Row> + '_ {
        let rows = self.report.rows.iter(Part::Cells).enumerate();
        rows.filter(|(place, _)| self.parts.contains(place) == self.is_part).map(|(_, row)| row)
    }

    /// Labels that several rows have, by their hashes.
    fn twice(&self) -> Twice {
        let mut twice = Twice::default();
        let mut once = HashSet::new();
        for row in self.iter() {
            let hash = twice.hasher.hash_one(labels(&self.layout.labels, &row));
            if !once.insert(hash) {
                twice.hashes.insert(hash);
            }
        }
        twice
    }

    fn metric(&self, prefix: &str, metric: &Metric, twice: &Twice, out: &mut dyn Write) -> io::Result<()> {
        let name = format!("{prefix}_{}", metric.name);
        let mut has_header = false;
        let mut sums = Sums::default();
        for row in self.iter() {
            let value = row.cells.get(metric.place).and_then(number);
            let labels = labels(&self.layout.labels, &row);
            if twice.has(&labels) {
                sums.add(labels, value);
                continue;
            }
            if let Some(value) = value {
                metric.sample(&name, &labels, value, &mut has_header, out)?;
            }
        }
        for labels in &sums.labels {
            if let Some(Some(sum)) = sums.sums.get(labels) {
                metric.sample(&name, labels, *sum, &mut has_header, out)?;
            }
        }
        Ok(())
    }

    /// The labels that tell about a row, with the value 1.
    fn info(&self, prefix: &str, out: &mut dyn Write) -> io::Result<()> {
        if self.layout.telling.is_empty() {
            return Ok(());
        }
        let name = format!("{prefix}_info");
        let all: Vec<(usize, String)> = self.layout.labels.iter().chain(&self.layout.telling).cloned().collect();
        let (hasher, mut written) = (foldhash::quality::RandomState::default(), HashSet::new());
        for row in self.iter() {
            let tells = self.layout.telling.iter().any(|(place, _)| row.cells.get(*place).is_some_and(is_known));
            let labels = labels(&all, &row);
            if tells && written.insert(hasher.hash_one(&labels)) {
                if written.len() == 1 {
                    header(&name, "What is known about a row beside its numbers", "gauge", out)?;
                }
                writeln!(out, "{name}{labels} 1")?;
            }
        }
        Ok(())
    }
}

impl Metric {
    fn sample(
        &self,
        name: &str,
        labels: &str,
        value: Sum,
        has_header: &mut bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if !*has_header {
            *has_header = true;
            header(name, self.help, if self.is_counter { "counter" } else { "gauge" }, out)?;
        }
        match value {
            Sum::Whole(value) => writeln!(out, "{name}{labels} {value}"),
            Sum::Broken(value) => writeln!(out, "{name}{labels} {value}"),
        }
    }
}

#[derive(Default)]
struct Twice {
    hasher: foldhash::quality::RandomState,
    hashes: HashSet<u64>,
}

impl Twice {
    fn has(&self, labels: &str) -> bool {
        !self.hashes.is_empty() && self.hashes.contains(&self.hasher.hash_one(labels))
    }
}

impl Sums {
    fn add(&mut self, labels: String, value: Option<Sum>) {
        match self.sums.get_mut(&labels) {
            Some(sum) => *sum = sum.zip(value).map(|(sum, value)| sum.plus(value)),
            None => {
                self.labels.push(labels.clone());
                self.sums.insert(labels, value);
            }
        }
    }
}

impl Sum {
    fn plus(self, other: Sum) -> Sum {
        match (self, other) {
            (Sum::Whole(left), Sum::Whole(right)) => Sum::Whole(left.saturating_add(right)),
            _ => Sum::Broken(self.rounded() + other.rounded()),
        }
    }

    fn rounded(self) -> f64 {
        match self {
            // Prometheus holds samples as f64 itself.
            #[allow(clippy::cast_precision_loss)]
            Sum::Whole(whole) => whole as f64,
            Sum::Broken(broken) => broken,
        }
    }
}

fn number(cell: &Cell) -> Option<Sum> {
    match cell {
        Cell::Count(count) => Some(Sum::Whole((*count).into())),
        Cell::Percent(percent) => Some(Sum::Broken(*percent)),
        Cell::Text(text) => text.parse().ok().filter(|number: &f64| number.is_finite()).map(Sum::Broken),
        Cell::Unknown | Cell::List(_) => None,
    }
}

fn is_known(cell: &Cell) -> bool {
    match cell {
        Cell::Unknown => false,
        Cell::Text(text) => !text.is_empty(),
        Cell::List(texts) => !texts.is_empty(),
        Cell::Count(_) | Cell::Percent(_) => true,
    }
}

/// `{node="n1",id="5"}`. To Prometheus an empty label is the same as none, so it is left out.
fn labels(labels: &[(usize, String)], row: &Row) -> String {
    let mut text = String::new();
    for (place, name) in labels {
        let Some(cell) = row.cells.get(*place).filter(|cell| is_known(cell)) else { continue };
        text.push(if text.is_empty() { '{' } else { ',' });
        // Writing to a String cannot fail.
        let _ = write!(text, "{name}=\"{}\"", escaped(&cell_text(Some(cell)), true));
    }
    if !text.is_empty() {
        text.push('}');
    }
    text
}

fn header(name: &str, help: &str, kind: &str, out: &mut dyn Write) -> io::Result<()> {
    let help = escaped(&sanitize(help), false);
    writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}")
}

fn escaped(text: &str, quotes: bool) -> String {
    let text = text.replace('\\', "\\\\").replace('\n', "\\n");
    if quotes { text.replace('"', "\\\"") } else { text }
}

/// A header as a part of a name: lower case, `_` for all that is neither letter nor digit.
fn identifier(header: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' };
    let name: String = header.chars().map(letter).collect();
    let name = name.trim_matches('_');
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests;
