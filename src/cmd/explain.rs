//! `explain [KIND] WHAT...`: says what something means, word by word, or line after line of standard input.

mod answer;
mod conntrack;
mod flow;
mod group;
mod input;
mod log;
mod number;
mod rule;
mod shape;
mod words;
mod world;

use std::io::{self, IsTerminal};
use std::rc::Rc;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::output;
use crate::cli::ExplainArgs;
use crate::error::{Error, Outcome};
use crate::model::artefact::Note;
use crate::model::report::{Report, Row, Rows};
use crate::render::shape::{Shape, apply};
use crate::render::{Format, Look, Render};
use crate::ui::Ui;
use answer::{Answer, Kind, columns};
use input::{Came, Lines};
use shape::{SHAPES, is_nothing};
use words::Context;
use world::World;

/// Lines that are laid out together: columns are as wide as the widest of them.
const BATCH: usize = 500;

/// Lines that could not be explained and are named; the others are counted.
const NAMED: usize = 1000;

/// Explains what is given.
///
/// # Errors
/// Something that cannot be explained, a wrong command line, or what the source or standard output says.
pub fn run(args: &ExplainArgs, ui: &mut Ui) -> Result<Outcome, Error> {
    let (format, render) = output::format(&args.output)?;
    let (kind, words) = typed(&args.words);
    let from_input = words.is_empty() || words == ["-"];
    if from_input && args.place.from.iter().any(|from| from.path.as_os_str() == "-") {
        return Err(Error::usage("standard input can be read once")
            .hint("give what to explain as an argument, or save one of them"));
    }
    if words.is_empty() && io::stdin().is_terminal() {
        let error = Error::usage("there is nothing to explain").hint(SHAPES);
        return Err(error.hint("- reads lines from the terminal"));
    }
    let world = World::read(args, ui)?;
    let context = Context::new(&world);
    let mut output = Output {
        format,
        render: render.into(),
        args,
        metadata: metadata(&world),
        first: true,
        failed: Failed::default(),
    };
    let explained = if from_input {
        output.lines(Lines::new(io::stdin()), kind, context, ui)?
    } else {
        output.given(items(kind, &words, context), ui)?
    };
    output.failed.end(explained)?;
    Ok(world.outcome)
}

fn metadata(world: &World) -> Map<String, Value> {
    crate::resource::item::object(json!({
        "source": world.source,
        "takenAt": world.taken_at,
        "context": null,
        "antreaVersion": world.version,
    }))
}

/// The kind, when the first word is one, and the others.
fn typed(words: &[String]) -> (Option<Kind>, Vec<&str>) {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.split_first().map(|(first, rest)| (Kind::of_word(first), rest)) {
        Some((Some(kind), rest)) => (Some(kind), rest.to_vec()),
        _ => (None, words),
    }
}

/// What each argument means. A line that was not quoted comes as many words: when not each of them is something, all of them are one line; and a field and
/// its value may be two (`reg0 0x400/0x600`).
fn items(kind: Option<Kind>, words: &[&str], context: Context<'_>) -> Vec<Vec<Answer>> {
    let known = |answers: &[Answer]| answers.iter().all(|answer| answer.kind.is_some());
    let apart: Vec<Vec<Answer>> = words.iter().map(|word| shape::explain(word, kind, context)).collect();
    if words.len() < 2 || apart.iter().all(|answers| known(answers)) || words.iter().any(|word| word.contains(' ')) {
        return apart;
    }
    let separators = if words.len() == 2 { [" ", "="].as_slice() } else { &[" "] };
    let joined = separators.iter().map(|separator| shape::explain(&words.join(separator), kind, context));
    joined.into_iter().find(|answers| known(answers)).map_or(apart, |answers| vec![answers])
}

/// What could not be explained.
#[derive(Default)]
struct Failed {
    count: u64,
    /// Why, of the only one.
    why: Option<String>,
    notes: Vec<Note>,
}

impl Failed {
    fn add(&mut self, line: u64, answer: &Answer) {
        self.count += 1;
        self.why.get_or_insert_with(|| format!("{:?}: {}", shown(&answer.text), answer.summary));
        if self.notes.len() < NAMED {
            let path: Arc<str> = "standard input".into();
            self.notes.push(Note { path, line, column: 0, why: answer.summary.clone() });
        }
    }

    /// An error when there was any.
    fn end(&mut self, all: u64) -> Result<(), Error> {
        match (self.count, self.why.take()) {
            (1, Some(why)) if all == 1 => Err(Error::failed(why).hint(SHAPES)),
            (0, _) | (_, None) => Ok(()),
            (count, Some(_)) => Err(Error::failed(format!("{count} of {all} could not be explained")).hint(SHAPES)),
        }
    }
}

fn shown(text: &str) -> String {
    text.chars().take(100).collect()
}

/// Where answers go.
struct Output<'a> {
    format: &'static Format,
    render: Rc<dyn Render>,
    args: &'a ExplainArgs,
    metadata: Map<String, Value>,
    first: bool,
    failed: Failed,
}

impl Output<'_> {
    /// Prints the answers to arguments; says how many there were.
    fn given(&mut self, all: Vec<Vec<Answer>>, ui: &mut Ui) -> Result<u64, Error> {
        let count = all.len() as u64;
        let several = count > 1;
        let mut rows = Vec::new();
        for (line, answers) in (1..).zip(all) {
            rows.extend(self.rows(line, answers));
        }
        // The error says it.
        if self.failed.count == count {
            return Ok(count);
        }
        self.batch(rows, several, ui)?;
        Ok(count)
    }

    /// Prints the answers to lines as they come; says how many there were.
    fn lines(&mut self, mut lines: Lines, kind: Option<Kind>, context: Context<'_>, ui: &mut Ui) -> Result<u64, Error> {
        let count = match self.format.name {
            "json" | "yaml" => self.object(&mut lines, kind, context, ui)?,
            "table" | "wide" | "csv" | "name" => self.batches(&mut lines, kind, context, ui)?,
            // A template may look at everything twice.
            _ => self.whole(&mut lines, kind, context, ui)?,
        };
        ui.end_notes();
        match lines.failure.take() {
            Some(cause) => Err(Error::failed("cannot read standard input").because(cause)),
            None => Ok(count),
        }
    }

    /// One object with all items, written while they are read.
    fn object(
        &mut self,
        lines: &mut Lines,
        kind: Option<Kind>,
        mut context: Context<'_>,
        ui: &mut Ui,
    ) -> Result<u64, Error> {
        let (mut count, metadata) = (0, std::mem::take(&mut self.metadata));
        let (render, look) = (self.render.clone(), self.look(ui));
        let rows = std::iter::from_fn(|| {
            loop {
                match lines.next(true) {
                    Came::Line((number, text)) => {
                        if let Some(answers) = answered(text, kind, context) {
                            context = learned(context, &answers);
                            count += 1;
                            return Some(self.rows(number, answers));
                        }
                    }
                    Came::Nothing | Came::End => return None,
                }
            }
        });
        let report = Report { rows: Rows::passing(rows.flatten()), metadata, ..report(true) };
        ui.print(|out| render.render(&report, look, out))?;
        drop(report);
        self.note(ui);
        Ok(count)
    }

    /// All of it, when the last line has come.
    fn whole(
        &mut self,
        lines: &mut Lines,
        kind: Option<Kind>,
        mut context: Context<'_>,
        ui: &mut Ui,
    ) -> Result<u64, Error> {
        let (mut count, mut rows) = (0, Vec::new());
        while let Came::Line((number, text)) = lines.next(true) {
            if let Some(answers) = answered(text, kind, context) {
                context = learned(context, &answers);
                count += 1;
                rows.extend(self.rows(number, answers));
            }
        }
        self.batch(rows, true, ui)?;
        self.note(ui);
        Ok(count)
    }

    /// Tables, one after another as lines come.
    fn batches(
        &mut self,
        lines: &mut Lines,
        kind: Option<Kind>,
        mut context: Context<'_>,
        ui: &mut Ui,
    ) -> Result<u64, Error> {
        let (mut count, mut waiting, mut rows) = (0, 0, Vec::new());
        loop {
            let came = lines.next(waiting == 0);
            let end = matches!(came, Came::End);
            if let Came::Line((number, text)) = came {
                if let Some(answers) = answered(text, kind, context) {
                    context = learned(context, &answers);
                    count += 1;
                    waiting += 1;
                    rows.extend(self.rows(number, answers));
                }
                if waiting < BATCH {
                    continue;
                }
            }
            if waiting > 0 {
                self.batch(std::mem::take(&mut rows), true, ui)?;
                self.note(ui);
                waiting = 0;
            }
            if end {
                return Ok(count);
            }
        }
    }

    /// The rows of the answers to one line.
    fn rows(&mut self, line: u64, answers: Vec<Answer>) -> Vec<Row> {
        for answer in answers.iter().filter(|answer| answer.kind.is_none()) {
            self.failed.add(line, answer);
        }
        answers.into_iter().flat_map(|answer| answer.rows(line)).collect()
    }

    fn look(&self, ui: &Ui) -> Look {
        Look { color: ui.color(), headers: !self.args.no_headers }
    }

    fn batch(&mut self, rows: Vec<Row>, several: bool, ui: &mut Ui) -> Result<(), Error> {
        let mut report = Report { rows: rows.into(), metadata: self.metadata.clone(), ..report(several) };
        apply(&mut report, &Shape { columns: self.args.columns.clone(), ..Shape::default() })?;
        let mut look = self.look(ui);
        look.headers &= std::mem::replace(&mut self.first, false);
        let render = self.render.clone();
        ui.print(|out| render.render(&report, look, out))
    }

    /// Says which lines could not be explained.
    fn note(&mut self, ui: &mut Ui) {
        for note in self.failed.notes.drain(..) {
            ui.note(&note);
        }
    }
}

/// The answers to a line of standard input; `None` for one that says nothing.
fn answered(
    text: Result<String, crate::decode::text::lines::BadText>,
    kind: Option<Kind>,
    context: Context<'_>,
) -> Option<Vec<Answer>> {
    match text {
        Ok(text) if is_nothing(&text) => None,
        Ok(text) => Some(shape::explain(&text, kind, context)),
        Err(bad) => Some(vec![Answer::unexplained("", bad.to_string())]),
    }
}

/// What a line says of those that follow: flows of one bridge are of one version.
fn learned<'w>(context: Context<'w>, answers: &[Answer]) -> Context<'w> {
    context.told(answers.iter().find_map(|answer| answer.told))
}

fn report(several: bool) -> Report<'static> {
    Report { kind: "ExplanationList", columns: columns(several), ..Report::default() }
}

#[cfg(test)]
mod tests;
