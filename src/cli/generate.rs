//! Files made from the parser's own tables: manual pages, completions, tables of the README. Without dates and versions, so that they change only when
//! the command line does.

use std::fmt::Write as _;
use std::io;

use clap::{Arg, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use super::manual::{self, Section};
use super::{PROGRAM, Surface, command};

/// The program that kubectl looks for on a tab after `kubectl antstats`.
const KUBECTL_SCRIPT: &str = "kubectl_complete-antstats";
const KUBECTL_COMPLETE: &str = "\
#!/bin/sh
# kubectl runs this on a tab after `kubectl antstats`: put it on the PATH beside kubectl-antstats, executable.
exec kubectl-antstats __complete -- \"$@\"
";

/// A file to be checked in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Below the project's folder, with slashes.
    pub path: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// A README without the place for a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no line {begin:?} with a line {end:?} after it")]
pub struct NoPlace {
    begin: String,
    end: String,
}

/// Manual pages (`man/`) and completions (`completions/`).
///
/// # Errors
/// None is known: both are written to memory.
pub fn files(surface: &Surface) -> io::Result<Vec<GeneratedFile>> {
    let mut root = command(surface, PROGRAM);
    root.build();
    let mut files = Vec::new();
    pages(surface, &root, &mut files)?;
    for (shell, name) in [
        (Shell::Bash, "kubectl-antstats.bash"),
        (Shell::Zsh, "_kubectl-antstats"),
        (Shell::Fish, "kubectl-antstats.fish"),
        (Shell::PowerShell, "_kubectl-antstats.ps1"),
    ] {
        files.push(GeneratedFile { path: format!("completions/{name}"), bytes: completion(surface, shell) });
    }
    files.push(GeneratedFile { path: format!("completions/{KUBECTL_SCRIPT}"), bytes: KUBECTL_COMPLETE.into() });
    Ok(files)
}

/// The completion script for a shell.
pub fn completion(surface: &Surface, shell: Shell) -> Vec<u8> {
    // The generator panics when its writer fails; memory does not.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(surface, PROGRAM), PROGRAM, &mut script);
    script
}

/// The page of a command, and those of the commands below it.
fn pages(surface: &Surface, command: &Command, files: &mut Vec<GeneratedFile>) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let below: Vec<&Command> = command.get_subcommands().filter(|below| !below.is_hide_set()).collect();
    let sections = match surface.nouns.iter().find(|noun| name == format!("{PROGRAM}-get-{}", noun.name)) {
        Some(noun) => manual::noun(noun),
        None if name == PROGRAM => manual::root(),
        None if command.get_name() == "get" => manual::get(),
        None if command.get_name() == "capture" => manual::capture(),
        None if command.get_name() == "explain" => manual::explain(),
        None => vec![manual::exit_codes()],
    };
    // Columns and examples have sections of their own here.
    let bare = command.clone().after_help(None::<&str>).after_long_help(None::<&str>).version(None::<&str>);
    let mut bytes = Vec::new();
    Man::new(bare).title(&name).date("").source("antstats").manual("antstats manual").render(&mut bytes)?;
    for section in &sections {
        bytes.extend_from_slice(roff(section).as_bytes());
    }
    let above = name.rsplit_once('-').map_or("", |(above, _)| above);
    let mut related: Vec<String> = below.iter().map(|below| format!("{name}-{}", below.get_name())).collect();
    if name != PROGRAM {
        related.insert(0, above.to_owned());
    }
    bytes.extend_from_slice(see_also(&related).as_bytes());
    files.push(GeneratedFile { path: format!("man/{name}.1"), bytes });
    below.into_iter().try_for_each(|below| pages(surface, below, files))
}

fn roff(section: &Section) -> String {
    let title = if section.title == "Exit codes" { "Exit status" } else { section.title };
    let mut text = format!(".SH \"{}\"\n", title.to_uppercase());
    for (term, explanation) in &section.entries {
        // Writing to a String cannot fail.
        let _ = match section.title {
            "Examples" => writeln!(text, ".TP\n{}\n\\fB{}\\fR", escape(explanation), escape(term)),
            _ => writeln!(text, ".TP\n\\fB{}\\fR\n{}", escape(term), escape(explanation)),
        };
    }
    text
}

fn see_also(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\\fB{}\\fR(1)", escape(name))).collect();
    if names.is_empty() { String::new() } else { format!(".SH \"SEE ALSO\"\n{}\n", names.join(", ")) }
}

/// Text for roff: a backslash and a minus are commands of it, and so is a dot or an apostrophe that begins a line.
fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

/// The README with its tables made anew: nouns, flags of `get`, exit codes. Each stands between two comment lines, `<!-- nouns -->` and
/// `<!-- /nouns -->`, `flags` and `exit-codes`.
///
/// # Errors
/// A pair of lines that is not there.
pub fn readme(surface: &Surface, text: &str) -> Result<String, NoPlace> {
    let tables = [("nouns", nouns(surface)), ("flags", flags(surface)), ("exit-codes", exit_codes())];
    tables.iter().try_fold(text.to_owned(), |text, (name, table)| splice(&text, name, table))
}

fn splice(text: &str, name: &str, table: &str) -> Result<String, NoPlace> {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->\n"));
    let parts = text.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    match parts {
        Some((before, after)) => Ok(format!("{before}{begin}{table}{end}{after}")),
        None => Err(NoPlace { begin: begin.trim_end().to_owned(), end: end.trim_end().to_owned() }),
    }
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text
}

fn nouns(surface: &Surface) -> String {
    let rows = surface.nouns.iter().map(|noun| {
        let words = [noun.name].into_iter().chain(noun.aliases.iter().copied());
        let names: Vec<String> = words.map(|word| format!("`{word}`")).collect();
        let part = |wide| {
            let columns = noun.columns.iter().filter(|column| column.wide == wide).map(|column| column.header);
            columns.collect::<Vec<_>>().join(", ")
        };
        vec![names.join(", "), noun.about.to_owned(), part(false), part(true)]
    });
    table(&["noun", "does", "columns", "and with `-o wide`"], rows)
}

fn flags(surface: &Surface) -> String {
    let mut root = command(surface, PROGRAM);
    root.build();
    let get = root.find_subcommand("get");
    let commands = get.into_iter().chain(get.into_iter().flat_map(Command::get_subcommands));
    let mut arguments: Vec<&Arg> = Vec::new();
    for argument in commands.flat_map(Command::get_arguments).filter(|argument| !argument.is_hide_set()) {
        let known = arguments.iter().any(|known| known.get_id() == argument.get_id());
        if !known && !matches!(argument.get_id().as_str(), "help" | "version") {
            arguments.push(argument);
        }
    }
    arguments.sort_by_key(|argument| (argument.get_help_heading().unwrap_or(""), argument.get_id().as_str()));
    let rows = arguments.into_iter().map(|argument| {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        let values: Vec<String> = match argument.get_action().takes_values() {
            true => argument.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect(),
            false => Vec::new(),
        };
        let values = if values.is_empty() { String::new() } else { format!(": {}", values.join(", ")) };
        vec![typed(argument), format!("{help}{values}")]
    });
    table(&["flag", "does"], rows)
}

fn typed(argument: &Arg) -> String {
    let value = argument.get_value_names().and_then(|names| names.first());
    let value = value.filter(|_| argument.get_action().takes_values()).map(|name| format!("{name}"));
    match (argument.get_short(), argument.get_long()) {
        (short, Some(long)) => {
            let short = short.map(|short| format!("-{short}, ")).unwrap_or_default();
            let value = value.map(|value| format!(" {value}")).unwrap_or_default();
            format!("`{short}--{long}{value}`")
        }
        _ => format!("`[{}...]`", value.unwrap_or_default()),
    }
}

fn exit_codes() -> String {
    table(
        &["code", "means"],
        manual::EXIT_CODES.iter().map(|(code, meaning)| vec![code.to_string(), (*meaning).into()]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_replaces_what_stands_between_its_marks() {
        let text = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n";
        assert_eq!(splice(text, "x", "| new |\n").unwrap(), "a\n<!-- x -->\n| new |\n<!-- /x -->\nb\n");
        assert_eq!(
            splice("<!-- x -->\n", "x", "").unwrap_err().to_string(),
            "no line \"<!-- x -->\" with a line \"<!-- /x -->\" after it"
        );
    }

    #[test]
    fn roff_commands_in_text_are_escaped() {
        assert_eq!(escape(".so -x \\n"), "\\&.so \\-x \\\\n");
        assert_eq!(escape("'x"), "\\&'x");
    }
}
