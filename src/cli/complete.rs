//! What kubectl asks on a tab: it runs `kubectl_complete-antstats WORDS...` from the PATH, the last word unfinished, and reads one proposal a line, then a
//! directive, as cobra's completions write them (<https://kubernetes.io/docs/tasks/extend-kubectl/kubectl-plugins/>).

use clap::{Arg, Command};

use super::{PROGRAM, Surface, command};

/// Directives of cobra: let the shell propose files, or not.
const FILES: u8 = 0;
const NO_FILES: u8 = 4;

/// The lines for kubectl: `PROPOSAL<tab>HELP`, and `:DIRECTIVE` as the last.
pub fn complete(surface: &Surface, words: &[String]) -> String {
    let mut root = command(surface, PROGRAM);
    root.build();
    let (unfinished, before) = words.split_last().map_or(("", words), |(last, before)| (last.as_str(), before));
    let mut here = &root;
    let mut awaiting = None;
    for word in before {
        match flag(here, word) {
            _ if awaiting.take().is_some() => {}
            Some(found) => awaiting = Some(found).filter(|found| found.get_action().takes_values()),
            None => here = here.find_subcommand(word).unwrap_or(here),
        }
    }
    let (mut proposals, directive) = if let Some(argument) = awaiting {
        values(argument, "")
    } else if let Some((name, argument)) =
        unfinished.split_once('=').and_then(|(name, _)| Some((name, flag(here, name)?)))
    {
        values(argument, &format!("{name}="))
    } else if unfinished.starts_with('-') {
        (flags(here), NO_FILES)
    } else {
        (nouns_and_values(here), NO_FILES)
    };
    proposals.retain(|(proposal, _)| proposal.starts_with(unfinished));
    let lines: String = proposals.iter().map(|(proposal, help)| format!("{proposal}\t{help}\n")).collect();
    format!("{lines}:{directive}\n")
}

/// The argument of that flag, written alone.
fn flag<'a>(command: &'a Command, word: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|argument| match word.strip_prefix("--") {
        Some(long) => argument.get_long() == Some(long),
        None => {
            argument.get_short().is_some_and(|short| word.strip_prefix('-') == Some(short.encode_utf8(&mut [0; 4])))
        }
    })
}

fn flags(command: &Command) -> Vec<(String, String)> {
    let shown = command.get_arguments().filter(|argument| !argument.is_hide_set());
    shown
        .filter_map(|argument| {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            Some((format!("--{}", argument.get_long()?), help))
        })
        .collect()
}

fn nouns_and_values(command: &Command) -> Vec<(String, String)> {
    let below = command
        .get_subcommands()
        .filter(|below| !below.is_hide_set())
        .map(|below| (below.get_name().to_owned(), below.get_about().map(ToString::to_string).unwrap_or_default()));
    below.chain(command.get_positionals().flat_map(|argument| values(argument, "").0)).collect()
}

/// The values of an argument; where they are not listed and a path is meant, the shell proposes files.
fn values(argument: &Arg, prefix: &str) -> (Vec<(String, String)>, u8) {
    let path = argument.get_value_names().is_some_and(|names| names.iter().any(|name| name.ends_with("PATH")));
    let values = argument.get_possible_values().into_iter().map(|value| {
        (format!("{prefix}{}", value.get_name()), value.get_help().map(ToString::to_string).unwrap_or_default())
    });
    (values.collect(), if path { FILES } else { NO_FILES })
}
