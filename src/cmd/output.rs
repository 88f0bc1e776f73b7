//! What is made of `-o` and `--filter` before anything is read: a mistake in them is said at once.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::cli::GetArgs;
use crate::error::Error;
use crate::render::filter::Filter;
use crate::render::{self, Format, Render};

/// A template that a person wrote is far smaller.
const LONGEST: u64 = 1 << 20;

/// How rows are chosen and printed.
pub struct Output {
    /// `--filter`
    pub filter: Option<Filter>,
    /// What prints.
    pub render: Box<dyn Render>,
    /// Whether details are asked for.
    pub wide: bool,
}

impl Output {
    /// Reads what was typed, and the file that it names.
    ///
    /// # Errors
    /// What is wrong with either.
    pub fn new(args: &GetArgs) -> Result<Output, Error> {
        let filter = args.how.filter.as_deref().map(filter).transpose()?;
        let (format, render) = format(&args.output)?;
        Ok(Output { filter, render, wide: format.name == "wide" })
    }
}

/// The format that `-o` names, and what prints in it.
///
/// # Errors
/// What was typed, or the file that it names.
pub fn format(typed: &str) -> Result<(&'static Format, Box<dyn Render>), Error> {
    let (name, told) = typed.split_once('=').unwrap_or((typed, ""));
    let format = render::format(name).ok_or_else(|| Error::usage(format!("no format {typed:?}")))?;
    let held = match format.argument {
        Some(argument) if argument.is_path => file(Path::new(told))?,
        _ => told.to_owned(),
    };
    let render = format.open(&held).map_err(|misread| Error::misread(&format!("-o {name}"), &misread))?;
    Ok((format, render))
}

/// Reads an expression.
///
/// # Errors
/// One that cannot be read, and where it is wrong.
pub fn filter(text: &str) -> Result<Filter, Error> {
    Filter::parse(text).map_err(|misread| Error::misread("--filter", &misread))
}

fn file(path: &Path) -> Result<String, Error> {
    let failed = |why: &str| Error::failed(format!("cannot read {}: {why}", path.display()));
    let mut text = String::new();
    let file = File::open(path).map_err(|cause| failed(&cause.to_string()))?;
    file.take(LONGEST + 1).read_to_string(&mut text).map_err(|cause| failed(&cause.to_string()))?;
    if text.len() as u64 > LONGEST {
        return Err(failed("a template has 1 MiB at most"));
    }
    Ok(text)
}
