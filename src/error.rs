//! How a run ends: an [`Error`] with its kind, causes and hints, or an [`Outcome`]; and the one function that maps both to an exit code.

use std::error::Error as StdError;
use std::io;

use crate::render::Failure;
use crate::render::misread::Misread;
use crate::render::shape::NoSuchColumn;

/// What sort of failure it is; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The work was understood and could not be done.
    Failed,
    /// The command line is wrong.
    Usage,
    /// A name that was asked for is not there.
    NotFound,
    /// The reader of standard output went away (`| head`): nothing is wrong and nothing is left to do.
    BrokenPipe,
}

/// How a run that did not fail ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was read and shown.
    #[default]
    Done,
    /// A check found what it looks for.
    Finding,
    /// Rows are shown, and something is missing.
    Partial,
}

/// A failure: what could not be done, why, and ways out.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// What sort of failure.
    pub kind: Kind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
    hints: Vec<String>,
    usage: Option<String>,
}

impl Error {
    /// A failure of this kind. The message names the file and the place, in lower case and without a full stop.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into(), source: None, hints: Vec::new(), usage: None }
    }

    /// The work could not be done.
    pub fn failed(message: impl Into<String>) -> Self {
        Error::new(Kind::Failed, message)
    }

    /// The command line is wrong.
    pub fn usage(message: impl Into<String>) -> Self {
        Error::new(Kind::Usage, message)
    }

    /// A name that was asked for is not there.
    pub fn not_found(message: impl Into<String>) -> Self {
        Error::new(Kind::NotFound, message)
    }

    /// A write to standard output failed: quiet when its reader went away.
    pub fn from_stdout(cause: io::Error) -> Self {
        // A template may fail at an item, when those before it are printed.
        if let Some(failure) = cause.get_ref().and_then(|inner| inner.downcast_ref::<Failure>()) {
            return Error::failed("the template does not fit").because(failure.clone());
        }
        let kind = if cause.kind() == io::ErrorKind::BrokenPipe { Kind::BrokenPipe } else { Kind::Failed };
        Error::new(kind, "cannot write to standard output").because(cause)
    }

    /// An expression or a template that `what` was given is wrong: the place is shown.
    pub fn misread(what: &str, misread: &Misread) -> Self {
        let error = Error::usage(format!("{what}: {misread}")).with_usage(misread.marked());
        misread.hints.iter().fold(error, |error, hint| error.hint(hint))
    }

    /// Adds the cause.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(cause.into());
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds the parser's own lines about how the command is used.
    #[must_use]
    pub fn with_usage(mut self, usage: impl Into<String>) -> Self {
        self.usage = Some(usage.into());
        self
    }

    /// Lines to be shown below the message as they are laid out.
    pub fn usage_text(&self) -> Option<&str> {
        self.usage.as_deref().map(str::trim_end).filter(|usage| !usage.is_empty())
    }

    /// Ways out, in the order in which they were added.
    pub fn hints(&self) -> &[String] {
        &self.hints
    }

    /// The message and its causes, joined by colons. A cause that the text so far ends with already is not said twice.
    pub fn chain(&self) -> String {
        let mut text = self.message.clone();
        let mut cause = self.source();
        while let Some(next) = cause {
            let said = next.to_string();
            if !text.ends_with(&said) {
                text.push_str(": ");
                text.push_str(&said);
            }
            cause = next.source();
        }
        text
    }
}

impl From<NoSuchColumn> for Error {
    fn from(wrong: NoSuchColumn) -> Self {
        let mut error = Error::usage(wrong.to_string());
        if let Some(nearest) = &wrong.nearest {
            error = error.hint(format!("did you mean {nearest}?"));
        }
        error.hint(format!("columns: {}", wrong.columns.join(", ")))
    }
}

/// The exit code: 0 done, 1 failed or not found, 2 usage, 3 a finding, 4 partial. A reader that went away is no failure.
pub fn exit_code(end: &Result<Outcome, Error>) -> u8 {
    match end {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Finding) => 3,
        Ok(Outcome::Partial) => 4,
        Err(error) => match error.kind {
            Kind::BrokenPipe => 0,
            Kind::Failed | Kind::NotFound => 1,
            Kind::Usage => 2,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_end_has_its_exit_code() {
        let pipe = io::Error::from(io::ErrorKind::BrokenPipe);
        let full = io::Error::from(io::ErrorKind::StorageFull);
        for (end, code) in [
            (Ok(Outcome::Done), 0),
            (Err(Error::from_stdout(pipe)), 0),
            (Err(Error::failed("x")), 1),
            (Err(Error::not_found("x")), 1),
            (Err(Error::from_stdout(full)), 1),
            (Err(Error::usage("x")), 2),
            (Ok(Outcome::Finding), 3),
            (Ok(Outcome::Partial), 4),
        ] {
            assert_eq!(exit_code(&end), code, "{end:?}");
        }
    }

    #[test]
    fn a_chain_names_every_cause_once() {
        let cause = Error::failed("b").because(io::Error::other("c"));
        assert_eq!(Error::failed("a").because(cause).chain(), "a: b: c");
        assert_eq!(Error::failed("a: c").because(io::Error::other("c")).chain(), "a: c");
    }

    #[test]
    fn a_wrong_column_lists_the_columns() {
        let wrong = NoSuchColumn { asked: "nam".into(), nearest: Some("NAME"), columns: vec!["NAME", "BYTES"] };
        let error = Error::from(wrong);
        assert_eq!(exit_code(&Err(Error::usage("x"))), 2);
        assert_eq!(error.chain(), "no column \"nam\"");
        assert_eq!(error.hints(), ["did you mean NAME?", "columns: NAME, BYTES"]);
    }
}
