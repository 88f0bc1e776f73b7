//! `-o jsonpath=` and its like: kubectl's templates over the envelope of [`super::envelope`].
//!
//! Items are made one by one where the template goes through them (`{.items[*].x}`, `{range .items[?(@.a==1)]}`); a template that needs all at once (`{.items}`,
//! `{..name}`) gets them at once. Other than kubectl, a comparison with what is not known (null) is false and no failure, whole and broken numbers are compared, big counters
//! are printed exactly, and text from a cluster has its hidden characters escaped.

mod brackets;
pub(super) mod eval;
pub(super) mod go;
pub(super) mod parse;
pub(super) mod template;

use std::io::{self, Write};

use serde_json::Value;

use super::envelope::{self, Envelope};
use super::misread::Misread;
use super::sanitize::sanitize;
use super::{Look, Render};
use crate::model::report::Report;
use eval::{Failure, evaluate, is_chosen, places};
use template::{Part, Slice, Step};

/// The format, with its template.
pub(super) struct JsonPath {
    template: Vec<Part>,
    /// Each result of an action as a list of JSON.
    as_json: bool,
}

impl JsonPath {
    pub(super) fn new(text: &str, as_json: bool) -> Result<JsonPath, Misread> {
        Ok(JsonPath { template: parse::parse(text)?, as_json })
    }
}

impl Render for JsonPath {
    fn render(&self, report: &Report<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut printer = Printer { report, as_json: self.as_json, out };
        printer.parts(&self.template, None)
    }
}

struct Printer<'a> {
    report: &'a Report<'a>,
    as_json: bool,
    out: &'a mut dyn Write,
}

impl Printer<'_> {
    /// Prints a template about the whole report, or about one value of a range.
    fn parts(&mut self, parts: &[Part], about: Option<&Value>) -> io::Result<()> {
        for part in parts {
            match part {
                Part::Text(text) => self.list(&mut |list| list.text(text))?,
                Part::Action(steps) => self.list(&mut |list| {
                    let (report, is_range) = (list.report, about.is_some());
                    each(report, steps, about, &mut |value| match steps.as_slice() {
                        [.., Step::Text(text)] => list.text(text),
                        // The variable of a range that is null is printed so by Go.
                        [] if is_range && value.is_null() && !list.as_json => list.text("<no value>"),
                        _ => list.value(value),
                    })
                })?,
                Part::Range { over, body } => {
                    let report = self.report;
                    each(report, over, about, &mut |value| self.parts(body, Some(value)))?;
                }
            }
        }
        Ok(())
    }

    /// Prints what one part of the template gives.
    fn list(&mut self, fill: &mut dyn FnMut(&mut List<'_>) -> io::Result<()>) -> io::Result<()> {
        let mut list = List { report: self.report, as_json: self.as_json, out: &mut *self.out, printed: 0 };
        fill(&mut list)?;
        match (self.as_json, list.printed) {
            (false, _) => Ok(()),
            (true, 0) => self.out.write_all(b"[]\n"),
            (true, _) => self.out.write_all(b"\n]\n"),
        }
    }
}

/// The results of one part, as they come.
struct List<'a> {
    report: &'a Report<'a>,
    as_json: bool,
    out: &'a mut dyn Write,
    printed: usize,
}

impl List<'_> {
    /// Text of the template itself, as it is.
    fn text(&mut self, text: &str) -> io::Result<()> {
        if self.as_json {
            return self.value(&Value::from(text));
        }
        self.separate()?;
        self.out.write_all(text.as_bytes())
    }

    fn value(&mut self, value: &Value) -> io::Result<()> {
        self.separate()?;
        if self.as_json {
            return go::write_json(value, Some(1), self.out);
        }
        match value {
            Value::String(text) => self.out.write_all(sanitize(text).as_bytes()),
            Value::Array(_) | Value::Object(_) => go::write_json(value, None, self.out),
            other => self.out.write_all(go::scalar(other).as_bytes()),
        }
    }

    fn separate(&mut self) -> io::Result<()> {
        self.printed += 1;
        let separator = match (self.as_json, self.printed) {
            (true, 1) => "[\n    ",
            (true, _) => ",\n    ",
            (false, 1) => "",
            (false, _) => " ",
        };
        self.out.write_all(separator.as_bytes())
    }
}

/// Hands over what the steps make of a value of a range, or of the report.
fn each(
    report: &Report<'_>,
    steps: &[Step],
    about: Option<&Value>,
    take: &mut dyn FnMut(&Value) -> io::Result<()>,
) -> io::Result<()> {
    if let Some(value) = about {
        return all(steps, value, take);
    }
    match steps {
        [Step::Field(items), choice @ (Step::Slice(_) | Step::Filter { .. } | Step::Wildcard), rest @ ..]
            if items == "items" && !rest.iter().any(is_union) =>
        {
            match choice {
                Step::Slice(slice) => sliced(report, slice, rest, take),
                choice => items_of(report).try_for_each(|item| match is_chosen(choice, &item).map_err(failed)? {
                    true => all(rest, &item, take),
                    false => Ok(()),
                }),
            }
        }
        [Step::Field(name), ..] if name != "items" => all(steps, &frame(report), take),
        _ => {
            let whole = serde_json::to_value(Envelope { report, quote_hidden: false }).map_err(io::Error::from)?;
            all(steps, &whole, take)
        }
    }
}

/// The order of what a union gives depends on all values before it.
fn is_union(step: &Step) -> bool {
    matches!(step, Step::Union(_))
}

fn all(steps: &[Step], value: &Value, take: &mut dyn FnMut(&Value) -> io::Result<()>) -> io::Result<()> {
    evaluate(steps, value).map_err(failed)?.iter().try_for_each(|found| take(found))
}

fn failed(failure: Failure) -> io::Error {
    io::Error::other(failure)
}

fn sliced(
    report: &Report<'_>,
    slice: &Slice,
    rest: &[Step],
    take: &mut dyn FnMut(&Value) -> io::Result<()>,
) -> io::Result<()> {
    // Rows that are a part of the item before them are none of their own, so a place from the end needs all to be counted.
    let length = if *slice == Slice::default() { usize::MAX } else { items_of(report).count() };
    let places = places(slice, length).map_err(failed)?;
    let mut wanted = items_of(report).take(places.range.end).skip(places.range.start).step_by(places.step);
    wanted.try_for_each(|item| all(rest, &item, take))
}

pub(super) fn items_of<'a>(report: &'a Report<'_>) -> impl Iterator<Item = Value> + 'a {
    report.rows.items().map(|item| item.tree()).filter(|item| !item.is_empty()).map(Value::Object)
}

/// The envelope without its items.
fn frame(report: &Report<'_>) -> Value {
    let gaps = report
        .gaps
        .iter()
        .map(|gap| serde_json::json!({ "node": gap.node.as_deref(), "what": gap.what, "why": gap.why }));
    serde_json::json!({
        "apiVersion": envelope::API_VERSION,
        "kind": report.kind,
        "metadata": report.metadata,
        "gaps": gaps.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests;
