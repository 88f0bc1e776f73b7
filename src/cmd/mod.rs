//! The verbs: each joins what was typed with the other rooms. [`run`] is the whole program but for its exit.

use std::ffi::OsString;
use std::process::ExitCode;

use crate::cli::{self, ColumnHelp, FormatHelp, Invocation, NounFlag, NounHelp, Surface, Verb};
use crate::error::{Error, Outcome, exit_code};
use crate::model::report::Column;
use crate::render;
use crate::resource::{Filter, Noun, REGISTRY};
use crate::ui::Ui;

pub mod capture;
mod complete;
mod docs;
pub mod explain;
pub mod gather;
pub mod get;
pub mod live;
pub mod local;
mod output;

/// Runs a command line, the program's name first.
pub fn run(line: impl IntoIterator<Item = OsString>) -> ExitCode {
    let line: Vec<OsString> = line.into_iter().collect();
    let surface = surface();
    let (mut ui, end) = match cli::parse(&surface, &line) {
        Ok(invocation) => {
            let common = &invocation.common;
            let mut ui = Ui::new(common.color, common.quiet, common.verbose);
            let end = dispatch(&surface, &invocation, &mut ui);
            (ui, end)
        }
        Err(refused) => {
            let mut ui = Ui::new(cli::typed_color(&line), false, 0);
            let end = refuse(&refused, &mut ui);
            (ui, end)
        }
    };
    if let Err(error) = &end {
        ui.error(error);
    }
    ExitCode::from(exit_code(&end))
}

/// The tables that the parser is made of.
pub fn surface() -> Surface {
    let format = |format: &render::Format| {
        let argument = format.argument.map(|argument| argument.name);
        FormatHelp { name: format.name, help: format.help, argument }
    };
    Surface { nouns: nouns(), formats: render::FORMATS.iter().map(format).collect() }
}

fn nouns() -> Vec<NounHelp> {
    REGISTRY.iter().map(|noun| noun_help(noun)).collect()
}

fn noun_help(noun: &Noun) -> NounHelp {
    let column = |column: &Column| ColumnHelp { header: column.header, help: column.help, wide: column.wide };
    let flag = |filter: &Filter| match filter {
        Filter::Pod => NounFlag::Pod,
        Filter::Policy => NounFlag::Policy,
        Filter::Kind => NounFlag::Kind,
        Filter::Action => NounFlag::Action,
        Filter::Direction => NounFlag::Direction,
        Filter::Rules => NounFlag::Rules,
        Filter::ByNode => NounFlag::ByNode,
        Filter::Service => NounFlag::Service,
        Filter::Table => NounFlag::Table,
        Filter::Category => NounFlag::Category,
        Filter::Round => NounFlag::Round,
        Filter::Cookie => NounFlag::Cookie,
        Filter::Hits => NounFlag::Hits,
        Filter::Stale => NounFlag::Stale,
        Filter::Raw => NounFlag::Raw,
        Filter::Zone => NounFlag::Zone,
        Filter::State => NounFlag::State,
        Filter::Protocol => NounFlag::Protocol,
        Filter::Blocked => NounFlag::Blocked,
        Filter::CountOnly => NounFlag::CountOnly,
        Filter::By => NounFlag::By,
    };
    NounHelp {
        name: noun.name,
        aliases: noun.aliases,
        about: noun.about,
        long: noun.long,
        columns: noun.columns.iter().map(column).collect(),
        flags: std::iter::once(NounFlag::Names).chain(noun.filters.iter().map(flag)).collect(),
        examples: noun.examples,
    }
}

fn dispatch(surface: &Surface, invocation: &Invocation, ui: &mut Ui) -> Result<Outcome, Error> {
    match &invocation.verb {
        Verb::Get(args) => get::run(args, ui),
        Verb::Capture(args) => capture::run(args, ui),
        Verb::Explain(args) => explain::run(args, ui),
        Verb::Completion(shell) => {
            let script = cli::generate::completion(surface, *shell);
            ui.print(|out| out.write_all(&script))?;
            Ok(Outcome::Done)
        }
        Verb::Complete(words) => {
            let lines = complete::run(surface, words, ui);
            ui.print(|out| out.write_all(lines.as_bytes()))?;
            Ok(Outcome::Done)
        }
        Verb::Version => {
            ui.print(|out| writeln!(out, "{} {}", cli::PROGRAM, env!("CARGO_PKG_VERSION")))?;
            Ok(Outcome::Done)
        }
        Verb::Docs(folder) => docs::run(surface, folder, ui),
    }
}

/// Help and version go to standard output; a command line that cannot be parsed is an error, and one that stops too early gets the help.
fn refuse(refused: &clap::Error, ui: &mut Ui) -> Result<Outcome, Error> {
    use clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand as TooShort;
    let text = refused.render();
    if !refused.use_stderr() {
        let color = ui.color();
        ui.print(|out| if color { write!(out, "{}", text.ansi()) } else { write!(out, "{text}") })?;
        return Ok(Outcome::Done);
    }
    let text = text.to_string();
    if refused.kind() == TooShort {
        ui.lines(&text);
        return Err(Error::usage("a verb or a noun is missing"));
    }
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    Err(Error::usage(first.strip_prefix("error: ").unwrap_or(first)).with_usage(rest))
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;
    use crate::model::policy::PolicyKind;

    #[test]
    fn the_manual_names_each_exit_code() {
        let ends = [
            Ok(Outcome::Done),
            Err(Error::failed("")),
            Err(Error::usage("")),
            Ok(Outcome::Finding),
            Ok(Outcome::Partial),
        ];
        let codes: Vec<u8> = ends.iter().map(exit_code).collect();
        let manual: Vec<u8> = cli::manual::EXIT_CODES.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, manual);
    }

    #[test]
    fn nouns_are_well_formed() {
        let surface = surface();
        let mut words = Vec::new();
        for noun in &surface.nouns {
            words.push(noun.name);
            words.extend(noun.aliases);
            let about = noun.about;
            assert!(about.starts_with(|first: char| first.is_uppercase()) && !about.ends_with('.'), "{about}");
            assert!(!noun.long.is_empty() && !noun.columns.is_empty(), "{}", noun.name);
            for column in &noun.columns {
                assert_eq!(column.header, column.header.to_uppercase(), "{}", noun.name);
                assert!(!column.help.is_empty() && !column.help.ends_with('.'), "{} {}", noun.name, column.header);
            }
            let mut headers: Vec<_> = noun.columns.iter().map(|column| column.header.replace(' ', "")).collect();
            headers.sort();
            headers.dedup();
            assert_eq!(headers.len(), noun.columns.len(), "{}: a column twice", noun.name);
        }
        let all = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all, "a noun or an alias twice");
    }

    #[test]
    fn kinds_are_typed_as_they_are_printed() {
        let typed: Vec<String> = cli::KindArg::value_variants()
            .iter()
            .filter_map(ValueEnum::to_possible_value)
            .map(|value| value.get_name().to_owned())
            .collect();
        assert_eq!(typed, PolicyKind::ALL.map(PolicyKind::name));
    }
}
