//! What kubectl asks on a tab: it runs `kubectl_complete-antstats WORDS...` from the PATH, the last word unfinished, and reads one proposal a line, then a
//! directive, as cobra's completions write them (<https://kubernetes.io/docs/tasks/extend-kubectl/kubectl-plugins/>).

use clap::{Arg, ArgMatches, Command, FromArgMatches};

use super::{PROGRAM, Surface, WhereArgs, command};

/// Directives of cobra: let the shell propose files, or not.
const FILES: u8 = 0;
const NO_FILES: u8 = 4;

/// What may stand where a word is unfinished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// Words with their help.
    pub words: Vec<(String, String)>,
    /// Names that only the cluster knows may stand there too.
    pub names: Option<Wanted>,
    directive: u8,
    unfinished: String,
}

/// Names of the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Of what.
    pub of: NamesOf,
    /// Which cluster and which Namespace, as far as it is typed.
    pub place: WhereArgs,
    /// What stands before the name: `--node=`, or names that are complete and end in a comma.
    before: String,
}

/// What has the names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum NamesOf {
    Namespaces,
    Nodes,
    Pods,
    Policies,
    Contexts,
    /// What a noun shows, by the noun's name.
    Noun(String),
}

impl Proposals {
    /// Adds names of the cluster.
    pub fn add(&mut self, names: impl IntoIterator<Item = String>) {
        let before = self.names.as_ref().map(|wanted| wanted.before.as_str()).unwrap_or_default();
        self.words.extend(names.into_iter().map(|name| (format!("{before}{name}"), String::new())));
    }

    /// The lines for kubectl: `PROPOSAL<tab>HELP`, and `:DIRECTIVE` as the last.
    pub fn lines(&self) -> String {
        let fitting = self.words.iter().filter(|(word, _)| word.starts_with(&self.unfinished));
        let line = |(word, help): &(String, String)| match help.as_str() {
            "" => format!("{word}\n"),
            help => format!("{word}\t{help}\n"),
        };
        format!("{}:{}\n", fitting.map(line).collect::<String>(), self.directive)
    }
}

/// What may stand where the last of these words is unfinished.
pub fn complete(surface: &Surface, words: &[String]) -> Proposals {
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
    // A flag that waits for its value is not typed yet.
    let typed = before.get(..before.len() - usize::from(awaiting.is_some())).unwrap_or_default();
    let mut asked = None;
    let (words, directive) = if let Some(argument) = awaiting {
        asked = Some((argument, String::new(), unfinished));
        values(argument, "")
    } else if let Some((name, value, argument)) =
        unfinished.split_once('=').and_then(|(name, value)| Some((name, value, flag(here, name)?)))
    {
        asked = Some((argument, format!("{name}="), value));
        values(argument, &format!("{name}="))
    } else if unfinished.starts_with('-') {
        (flags(here), NO_FILES)
    } else {
        asked = here.get_positionals().next().map(|argument| (argument, String::new(), unfinished));
        nouns_and_values(here)
    };
    let names = asked.and_then(|(argument, start, value)| {
        let complete = value.rfind(',').map_or("", |comma| value.get(..=comma).unwrap_or_default());
        let (of, before) = (names_of(argument, here)?, format!("{start}{complete}"));
        Some(Wanted { of, place: place(surface, typed)?, before })
    });
    Proposals { words, names, directive, unfinished: unfinished.to_owned() }
}

/// Whose names an argument takes.
fn names_of(argument: &Arg, here: &Command) -> Option<NamesOf> {
    let value = argument.get_value_names()?.first()?.as_str();
    match value {
        "NAMESPACE" => Some(NamesOf::Namespaces),
        "NODE,..." => Some(NamesOf::Nodes),
        "[NAMESPACE/]POD,..." => Some(NamesOf::Pods),
        "[NAMESPACE/]NAME,..." => Some(NamesOf::Policies),
        "CONTEXT,..." => Some(NamesOf::Contexts),
        "NAME" if argument.is_positional() => Some(NamesOf::Noun(here.get_name().to_owned())),
        _ => None,
    }
}

/// Which cluster is meant, as far as it can be told from what is typed. `None` when a flag of the cluster stands before the verb: names of another cluster would
/// mislead.
fn place(surface: &Surface, typed: &[String]) -> Option<WhereArgs> {
    let words = std::iter::once(PROGRAM.to_owned()).chain(typed.iter().cloned());
    let matches = command(surface, PROGRAM).ignore_errors(true).try_get_matches_from(words);
    let deepest = |matches: &ArgMatches| {
        let mut here = matches.clone();
        while let Some((_, below)) = here.subcommand() {
            here = below.clone();
        }
        here
    };
    let here = deepest(&matches.ok()?);
    // To ask a command for a flag that it does not have is a panic.
    here.try_contains_id("from").ok()?;
    WhereArgs::from_arg_matches(&here).ok()
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

fn nouns_and_values(command: &Command) -> (Vec<(String, String)>, u8) {
    let below = command
        .get_subcommands()
        .filter(|below| !below.is_hide_set())
        .map(|below| (below.get_name().to_owned(), below.get_about().map(ToString::to_string).unwrap_or_default()));
    let (values, directives): (Vec<_>, Vec<_>) = command.get_positionals().map(|argument| values(argument, "")).unzip();
    let directive = if directives.contains(&FILES) { FILES } else { NO_FILES };
    (below.chain(values.into_iter().flatten()).collect(), directive)
}

/// The values of an argument; where they are not listed and a path is meant, the shell proposes files.
fn values(argument: &Arg, prefix: &str) -> (Vec<(String, String)>, u8) {
    let path = argument.get_value_names().is_some_and(|names| names.iter().any(|name| name.ends_with("PATH")));
    let values = argument.get_possible_values().into_iter().map(|value| {
        (format!("{prefix}{}", value.get_name()), value.get_help().map(ToString::to_string).unwrap_or_default())
    });
    (values.collect(), if path { FILES } else { NO_FILES })
}
