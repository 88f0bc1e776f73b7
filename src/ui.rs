//! The only writer to standard output and standard error.
//!
//! Standard output carries the report and nothing else; all that is said about it goes to standard error. Everything that may come from a cluster or a file
//! is sanitized on the way. A reader that closes standard output ends the work quietly.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;

use anstream::AutoStream;
use clap::ColorChoice;
use owo_colors::{OwoColorize, Style};

use crate::error::{Error, Kind};
use crate::model::artefact::{Gap, Note};
use crate::render::sanitize::{sanitize, sanitize_lines};

mod progress;

use progress::Progress;

/// Notes about one file that are printed before the rest is counted only; all of them with `-v`.
pub const NOTES_PER_FILE: u64 = 20;

/// Bytes gathered before they are written to standard output.
const BUFFER: usize = 64 * 1024;

/// Where a run writes, and how.
pub struct Ui {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    color_out: bool,
    color_err: bool,
    quiet: bool,
    verbose: u8,
    notes: HashMap<Arc<str>, u64>,
    /// Paths with notes, in the order of their first one.
    noted: Vec<Arc<str>>,
    /// Whether a line of progress may be drawn.
    draws: bool,
    progress: Option<Progress>,
}

impl Ui {
    /// Writes to the process's own streams.
    pub fn new(color: ColorChoice, quiet: bool, verbose: u8) -> Ui {
        let (stdout, stderr) = (io::stdout().lock(), io::stderr());
        let variable = |name: &str| std::env::var_os(name);
        let color_out = wants_color(color, stdout.is_terminal(), variable);
        let color_err = wants_color(color, stderr.is_terminal(), variable);
        Ui {
            out: Box::new(BufWriter::with_capacity(BUFFER, AutoStream::new(stdout, stream(color_out)))),
            err: Box::new(AutoStream::new(stderr, stream(color_err))),
            color_out,
            color_err,
            draws: !quiet && std::io::stderr().is_terminal(),
            ..Ui::to(Box::new(io::sink()), Box::new(io::sink()), quiet, verbose)
        }
    }

    /// Writes to these, without colour.
    pub fn to(out: Box<dyn Write>, err: Box<dyn Write>, quiet: bool, verbose: u8) -> Ui {
        let (notes, noted) = (HashMap::new(), Vec::new());
        let (color_out, color_err, draws, progress) = (false, false, false, None);
        Ui { out, err, color_out, color_err, quiet, verbose, notes, noted, draws, progress }
    }

    /// Whether what goes to standard output may hold colours.
    pub fn color(&self) -> bool {
        self.color_out
    }

    /// Writes to standard output, through a buffer that is empty when this returns.
    ///
    /// # Errors
    /// [`Kind::BrokenPipe`] when the reader went away: hand it up, it ends the run with exit code 0 and no message. [`Kind::Failed`] for all else, such as
    /// a disk that is full.
    pub fn print(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        write(&mut self.out).and_then(|()| self.out.flush()).map_err(Error::from_stdout)
    }

    /// Something that the user should know about the answer. Not said with `--quiet`.
    pub fn warn(&mut self, text: &str) {
        if !self.quiet {
            self.say(Some(("warning", Style::new().yellow().bold())), text);
        }
    }

    /// A way out of what was said before. Not said with `--quiet`.
    pub fn hint(&mut self, text: &str) {
        if !self.quiet {
            self.say(Some(("hint", Style::new().cyan())), text);
        }
    }

    /// A line as it is (`No resources found in default namespace.`). Not said with `--quiet`.
    pub fn status(&mut self, text: &str) {
        if !self.quiet {
            self.say(None, text);
        }
    }

    /// Lines that this program laid out itself: help, or a drawn table. Not said with `--quiet`.
    pub fn lines(&mut self, text: &str) {
        if !self.quiet {
            self.write(&format!("{}\n", sanitize_lines(text.trim_end())));
        }
    }

    /// Whether details are asked for (`-v`).
    pub fn is_verbose(&self) -> bool {
        self.verbose > 0
    }

    /// A line for those who asked for more: said with `-v` only.
    pub fn detail(&mut self, text: &str) {
        if self.verbose > 0 && !self.quiet {
            self.say(None, text);
        }
    }

    /// Something that could not be read. The first [`NOTES_PER_FILE`] of a file are said, the others counted until [`Ui::end_notes`].
    pub fn note(&mut self, note: &Note) {
        let count = self.notes.entry(Arc::clone(&note.path)).or_insert_with(|| {
            self.noted.push(Arc::clone(&note.path));
            0
        });
        *count += 1;
        if !self.quiet && (*count <= NOTES_PER_FILE || self.verbose > 0) {
            self.say(Some(("note", Style::new().bold())), &note.to_string());
        }
    }

    /// Says for each file how many notes were counted without being said.
    pub fn end_notes(&mut self) {
        let counts = std::mem::take(&mut self.notes);
        for path in std::mem::take(&mut self.noted) {
            let more = counts.get(&path).map_or(0, |count| count.saturating_sub(NOTES_PER_FILE));
            if more > 0 && !self.quiet && self.verbose == 0 {
                self.say(
                    Some(("note", Style::new().bold())),
                    &format!("{path}: and {more} more (all of them with -v)"),
                );
            }
        }
    }

    /// Something that is missing from the answer.
    pub fn gap(&mut self, gap: &Gap) {
        self.gap_of("", gap);
    }

    /// As [`Ui::gap`], with whose answer it is before it (`prod: `).
    pub fn gap_of(&mut self, whose: &str, gap: &Gap) {
        match &gap.node {
            Some(node) => self.warn(&format!("{whose}node {node}: {}: {}", gap.what, gap.why)),
            None => self.warn(&format!("{whose}{}: {}", gap.what, gap.why)),
        }
    }

    /// So many Nodes will be asked.
    pub fn progress_planned(&mut self, nodes: usize) {
        if self.draws {
            self.progress = Some(Progress::new(nodes));
        }
    }

    /// A Node is being asked.
    pub fn progress_started(&mut self, node: &Arc<str>) {
        if let Some(progress) = &mut self.progress {
            progress.started(node);
        }
    }

    /// Bytes came.
    pub fn progress_received(&mut self, bytes: u64) {
        if let Some(progress) = &mut self.progress {
            progress.received(bytes);
        }
    }

    /// A Node was asked everything.
    pub fn progress_finished(&mut self, node: &Arc<str>) {
        if let Some(progress) = &mut self.progress {
            progress.finished(node);
        }
    }

    /// No Node is asked any more: the line goes away.
    pub fn progress_end(&mut self) {
        self.progress = None;
    }

    /// Why the run failed, with the ways out; also with `--quiet`. A reader that went away is not worth a word.
    pub fn error(&mut self, error: &Error) {
        if error.kind == Kind::BrokenPipe {
            return;
        }
        self.say(Some(("error", Style::new().red().bold())), &error.chain());
        if let Some(usage) = error.usage_text() {
            self.write(&format!("{}\n", sanitize_lines(usage)));
        }
        for hint in error.hints() {
            self.say(Some(("hint", Style::new().cyan())), hint);
        }
    }

    /// One line, whatever names from a cluster or a file stand in it.
    fn say(&mut self, label: Option<(&str, Style)>, text: &str) {
        let text = sanitize(text.trim_end());
        let line = match label {
            Some((label, style)) if self.color_err => format!("{} {text}\n", format_args!("{label}:").style(style)),
            Some((label, _)) => format!("{label}: {text}\n"),
            None => format!("{text}\n"),
        };
        self.write(&line);
    }

    /// One write a line. Where standard error cannot be written to there is nobody left to tell.
    fn write(&mut self, line: &str) {
        let (err, bytes) = (&mut self.err, line.as_bytes());
        let mut write = || {
            let _ = err.write_all(bytes).and_then(|()| err.flush());
        };
        match &self.progress {
            Some(progress) => progress.suspend(write),
            None => write(),
        }
    }
}

/// Colours pass through as they are written; where they are not wanted none is written, so nothing has to be stripped.
fn stream(color: bool) -> anstream::ColorChoice {
    if color { anstream::ColorChoice::Always } else { anstream::ColorChoice::AlwaysAnsi }
}

/// Whether to colour. `--color` decides if given; else `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR=0` and `TERM=dumb` in this order, then whether it is a
/// terminal (<https://no-color.org>, <https://bixense.com/clicolors>).
fn wants_color(choice: ColorChoice, is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let is = |name: &str, value: &str| variable(name).is_some_and(|found| found == value);
    let is_set = |name: &str| variable(name).is_some_and(|found| !found.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if is_set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0") => true,
        ColorChoice::Auto => is_terminal && !is("CLICOLOR", "0") && !is("TERM", "dumb"),
    }
}

#[cfg(test)]
mod tests;
