//! Better words for what the parser refuses: what is mistyped is a verb or a noun, with the nearest one, and a flag of another noun says whose it is.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::get::flags::long_flag;
use super::{NounHelp, Surface};

/// The same refusal, explained where this room knows more than the parser.
pub(super) fn explained(surface: &Surface, command: &mut Command, line: &[OsString], refused: Error) -> Error {
    let after_get = after_get(line);
    if let Some(typed) = word(&refused, ErrorKind::InvalidSubcommand, ContextKind::InvalidSubcommand) {
        let (mut command, message) = if after_get.iter().any(|word| *word == *typed) {
            let aliases = |noun: &NounHelp| noun.aliases.iter().map(|alias| (*alias, noun.name)).collect::<Vec<_>>();
            let words = surface.nouns.iter().flat_map(|noun| [(noun.name, noun.name)].into_iter().chain(aliases(noun)));
            let nouns: Vec<&str> = surface.nouns.iter().map(|noun| noun.name).collect();
            (below(command, &["get"]), unknown("noun", &typed, words, &nouns))
        } else {
            let root = below(command, &[]);
            let verbs: Vec<&str> = root.get_subcommands().map(Command::get_name).collect();
            let message = unknown("verb", &typed, verbs.iter().map(|verb| (*verb, *verb)), &verbs);
            (root.clone(), message)
        };
        return command.error(ErrorKind::InvalidSubcommand, message);
    }
    if let Some(flag) = word(&refused, ErrorKind::UnknownArgument, ContextKind::InvalidArg)
        && let Some(message) = of_other_nouns(surface, after_get, &flag)
    {
        let noun = noun_in(surface, after_get).map_or("", |noun| noun.name);
        return below(command, &["get", noun]).error(ErrorKind::UnknownArgument, message);
    }
    refused
}

/// The words after `get`. No flag that stands before a verb has `get` as its value.
fn after_get(line: &[OsString]) -> &[OsString] {
    let at = line.iter().skip(1).position(|word| word == "get");
    at.and_then(|at| line.get(at + 2..)).unwrap_or_default()
}

fn word(refused: &Error, kind: ErrorKind, context: ContextKind) -> Option<String> {
    match refused.get(context) {
        Some(ContextValue::String(word)) if refused.kind() == kind => Some(word.clone()),
        _ => None,
    }
}

/// The command below the root with its full usage line; as far down as the words lead.
fn below(root: &mut Command, words: &[&str]) -> Command {
    root.build();
    words.iter().fold(root.clone(), |here, word| here.find_subcommand(word).cloned().unwrap_or(here))
}

fn unknown<'a>(what: &str, typed: &str, words: impl Iterator<Item = (&'a str, &'a str)>, all: &[&str]) -> String {
    let near = words.filter(|(word, _)| is_near(typed, word));
    let best = near.max_by(|a, b| likeness(typed, a.0).total_cmp(&likeness(typed, b.0)));
    let tip = match best {
        Some((_, name)) => format!("  tip: a similar {what} exists: '{name}'"),
        None => format!("  [{what}s: {}]", all.join(", ")),
    };
    format!("unrecognized {what} '{typed}'\n\n{tip}")
}

fn likeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b).max(strsim::normalized_damerau_levenshtein(a, b))
}

/// A word of few letters is near when few of them differ.
fn is_near(typed: &str, word: &str) -> bool {
    strsim::jaro_winkler(typed, word) > 0.8 || strsim::damerau_levenshtein(typed, word) * 2 < typed.chars().count()
}

fn noun_in<'a>(surface: &'a Surface, words: &[OsString]) -> Option<&'a NounHelp> {
    let is = |noun: &NounHelp, word: &OsString| word == noun.name || noun.aliases.iter().any(|name| word == name);
    words.iter().find_map(|word| surface.nouns.iter().find(|noun| is(noun, word)))
}

/// Which nouns take a flag that this one does not.
fn of_other_nouns(surface: &Surface, words: &[OsString], flag: &str) -> Option<String> {
    let name = flag.strip_prefix("--")?;
    let takes = |noun: &NounHelp| noun.flags.iter().any(|flag| long_flag(*flag).as_deref() == Some(name));
    let takers: Vec<&str> = surface.nouns.iter().filter(|noun| takes(noun)).map(|noun| noun.name).collect();
    let tip = match (noun_in(surface, words), takers.as_slice()) {
        (_, []) => return None,
        (Some(noun), _) if takes(noun) => format!("'{flag}' stands behind the noun: get {} {flag}", noun.name),
        (Some(noun), takers) => format!("'{flag}' is for {}, not for {}", takers.join(", "), noun.name),
        (None, takers) => format!("'{flag}' is for {}, and stands behind the noun", takers.join(", ")),
    };
    Some(format!("unexpected argument '{flag}' found\n\n  tip: {tip}"))
}
