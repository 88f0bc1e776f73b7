//! Flags before the verb: `kubectl --context x get` is said as often as `kubectl get --context x`. Here the flags are the verb's, so that its help has them.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

/// The line with the verb's flags behind the verb. Where they are none of the verb's the line stays as it is, for the parser to refuse.
pub(super) fn behind_the_verb(command: &Command, line: &[OsString]) -> Vec<OsString> {
    moved(command, line).unwrap_or_else(|| line.to_vec())
}

fn moved(command: &Command, line: &[OsString]) -> Option<Vec<OsString>> {
    let (program, words) = line.split_first()?;
    let (mut own, mut of_verb) = (Vec::new(), Vec::new());
    let mut at = 0;
    let verb = loop {
        let word = words.get(at)?;
        let text = word.to_str()?;
        if !text.starts_with('-') || text == "-" {
            break command.find_subcommand(text)?;
        }
        let verbs = command.get_subcommands();
        let (kept, flag) = match find(command, text) {
            Some(flag) => (&mut own, flag),
            None => (&mut of_verb, verbs.into_iter().find_map(|verb| find(verb, text))?),
        };
        let count = if wants_next(flag, text) { 2 } else { 1 };
        kept.extend(words.get(at..at + count)?.iter().cloned());
        at += count;
    };
    let is_known =
        |word: &OsString| word.to_str().is_none_or(|text| !text.starts_with('-') || find(verb, text).is_some());
    let (verb, rest) = words.get(at..)?.split_first()?;
    of_verb.iter().all(is_known).then(|| {
        let before = std::iter::once(program).chain(&own).chain([verb]);
        before.chain(&of_verb).chain(rest).cloned().collect()
    })
}

/// The flag that a word is, if it is one of this command.
fn find<'a>(command: &'a Command, word: &str) -> Option<&'a Arg> {
    let name = word.split('=').next().unwrap_or(word);
    let is = |arg: &&Arg| match name.strip_prefix("--") {
        Some(long) => arg.get_long() == Some(long),
        None => arg.get_short().is_some_and(|short| name.strip_prefix('-').is_some_and(|rest| rest.starts_with(short))),
    };
    command.get_arguments().filter(|arg| !arg.is_positional()).find(is)
}

/// Whether the flag's value is the next word.
fn wants_next(flag: &Arg, word: &str) -> bool {
    let takes = matches!(flag.get_action(), ArgAction::Set | ArgAction::Append);
    let has_value = word.contains('=') || !word.starts_with("--") && word.chars().count() > 2;
    takes && !has_value && !flag.is_require_equals_set()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;

    #[test]
    fn flags_of_the_verb_go_behind_it() {
        let cases = [
            ("--context x get rules", "get --context x rules"),
            ("--context=x -n shop get policystats -o json", "get --context=x -n shop policystats -o json"),
            ("-nshop -A get rules", "get -nshop -A rules"),
            ("-v --kubeconfig k --color never capture c", "-v --color never capture --kubeconfig k c"),
            ("--local get rules", "get --local rules"),
            ("--local=/run/ovs get rules", "get --local=/run/ovs rules"),
            ("get --context x rules", "get --context x rules"),
            ("-v get rules", "-v get rules"),
            // For the parser to refuse.
            ("--sort-by name version", "--sort-by name version"),
            ("--no-such get rules", "--no-such get rules"),
            ("--context x gett rules", "--context x gett rules"),
            ("--context", "--context"),
            ("--help", "--help"),
            ("", ""),
        ];
        let command = command(&crate::cli::tests::surface(), "kubectl-antstats");
        let line = |words: &str| -> Vec<OsString> {
            std::iter::once("kubectl-antstats").chain(words.split_whitespace()).map(OsString::from).collect()
        };
        for (typed, expected) in cases {
            assert_eq!(behind_the_verb(&command, &line(typed)), line(expected), "{typed}");
        }
    }
}
