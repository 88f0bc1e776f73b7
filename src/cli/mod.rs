//! What can be typed: types and their help, with no effects and no decisions.
//!
//! Verbs stand here; the nouns of `get`, the formats and their help come from the tables that the caller hands over in a [`Surface`], so that parser, help,
//! manual pages, completions and README are made from one source.

use std::ffi::OsString;

use clap::{Args, ColorChoice, Command, FromArgMatches, ValueEnum};
use clap_complete::Shell;

mod capture;
pub mod cluster;
pub mod complete;
mod explain;
pub mod generate;
mod get;
mod local;
pub mod manual;
mod order;
mod output;
mod refusal;
#[cfg(test)]
mod tests;

pub use capture::CaptureArgs;
pub use cluster::{ClusterArgs, ViaArg};
pub use explain::ExplainArgs;
pub use get::flags::{
    ActionArg, ByArg, ConnectionArgs, CookieArg, DirectionArg, FlowArgs, KindArg, NounFlag, noun_flags,
};
pub use get::{ColumnHelp, FormatHelp, FromPath, GetArgs, HowArgs, NounHelp, WhereArgs};
pub use local::LocalArgs;

/// The program's file name, as kubectl looks for it.
pub const PROGRAM: &str = "kubectl-antstats";

/// What the parser is made of, besides what this room knows itself.
pub struct Surface {
    /// Nouns of `get`.
    pub nouns: Vec<NounHelp>,
    /// Formats of `-o`; the first is the default.
    pub formats: Vec<FormatHelp>,
}

/// Flags of every verb.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(next_help_heading = "How")]
pub struct CommonArgs {
    /// Colour the output: auto (on a terminal), always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_possible_values = true, global = true)]
    #[arg(display_order = 100)]
    pub color: ColorChoice,
    /// Say errors only on standard error
    #[arg(short, long, global = true, display_order = 101)]
    pub quiet: bool,
    /// Say more on standard error, such as every note about a file (can be repeated)
    #[arg(short, long, action = clap::ArgAction::Count, global = true, display_order = 102)]
    pub verbose: u8,
}

/// A command line, as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Invocation {
    /// Flags of every verb.
    pub common: CommonArgs,
    /// What to do.
    pub verb: Verb,
}

/// What to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// Show one noun.
    Get(Box<GetArgs>),
    /// Write a capture.
    Capture(Box<CaptureArgs>),
    /// Say what something means.
    Explain(Box<ExplainArgs>),
    /// Print a completion script.
    Completion(Shell),
    /// Print the version.
    Version,
    /// Propose what may stand where the last of these words is unfinished.
    Complete(Vec<String>),
    /// Write manual pages, completions and README tables below a folder.
    Docs(std::path::PathBuf),
}

/// The command with its verbs and nouns. `called` is the program's file name, as it was called.
pub fn command(surface: &Surface, called: &str) -> Command {
    let shown = if called.starts_with(PROGRAM) { "kubectl antstats" } else { called };
    // Deriving takes the doc comment of the flags' struct for the command's help; what is said after it stands.
    CommonArgs::augment_args(Command::new(PROGRAM))
        .bin_name(shown)
        .version(env!("CARGO_PKG_VERSION"))
        .about(manual::ABOUT)
        .long_about(manual::LONG_ABOUT)
        .after_help("See 'kubectl antstats get --help' for the nouns, and --help for examples and exit codes.")
        .after_long_help(manual::root_sections())
        .max_term_width(120)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("VERB")
        .subcommand_help_heading("Verbs")
        .subcommand(get::command(surface))
        .subcommand(explain::command(surface))
        .subcommand(capture::command())
        .subcommand(
            Command::new("completion")
                .about("Print a completion script for a shell")
                .long_about(manual::COMPLETION)
                .arg(
                    clap::Arg::new("shell")
                        .value_name("SHELL")
                        .required(true)
                        .help("The shell")
                        .value_parser(clap::value_parser!(Shell)),
                ),
        )
        .subcommand(Command::new("version").about("Print the version"))
}

/// Verbs for other programs: neither help nor suggestions nor completions name them.
const HIDDEN: [&str; 2] = ["__complete", "docs"];

fn with_hidden(command: Command) -> Command {
    command
        .subcommand(Command::new("__complete").about("Propose words to kubectl").arg(
            clap::Arg::new("words").value_name("WORD").num_args(0..).trailing_var_arg(true).allow_hyphen_values(true),
        ))
        .subcommand(
            Command::new("docs").about("Write man/, completions/ and the tables of README.md below a folder").arg(
                clap::Arg::new("folder")
                    .value_name("FOLDER")
                    .required(true)
                    .value_parser(clap::value_parser!(std::path::PathBuf)),
            ),
        )
}

/// Parses a command line, the program's name first.
///
/// # Errors
/// A wrong command line, and also what is no error: help and version, which go to standard output (`clap::Error::use_stderr` tells them apart).
pub fn parse(surface: &Surface, line: &[OsString]) -> Result<Invocation, clap::Error> {
    let mut command = command(surface, &called(line));
    if line.get(1).is_some_and(|verb| HIDDEN.iter().any(|hidden| verb == hidden)) {
        command = with_hidden(command);
    }
    let line = &order::behind_the_verb(&command, &local::joined(line));
    let matches = match command.try_get_matches_from_mut(line) {
        Ok(matches) => matches,
        Err(refused) => return Err(refusal::explained(surface, &mut command, line, refused)),
    };
    let common = CommonArgs::from_arg_matches(&matches)?;
    let verb = match matches.subcommand() {
        Some(("get", matches)) => Verb::Get(Box::new(get::parse(matches)?)),
        Some(("capture", matches)) => Verb::Capture(Box::new(CaptureArgs::from_arg_matches(matches)?)),
        Some(("explain", matches)) => Verb::Explain(Box::new(explain::parse(matches)?)),
        Some(("completion", matches)) => {
            Verb::Completion(*matches.get_one::<Shell>("shell").ok_or_else(|| missing(&mut command))?)
        }
        Some(("docs", matches)) => {
            Verb::Docs(matches.get_one::<std::path::PathBuf>("folder").ok_or_else(|| missing(&mut command))?.clone())
        }
        Some(("__complete", matches)) => Verb::Complete(
            matches.get_many::<String>("words").map(|words| words.cloned().collect()).unwrap_or_default(),
        ),
        Some(("version", _)) => Verb::Version,
        _ => return Err(missing(&mut command)),
    };
    let place = match &verb {
        Verb::Get(args) => Some(&args.place),
        Verb::Capture(args) => Some(&args.place),
        Verb::Explain(args) => Some(&args.place),
        _ => None,
    };
    if place.is_some_and(|place| !place.cluster.impersonate_group.is_empty() && place.cluster.impersonate.is_none()) {
        // The parser looks at one level alone, and the two may stand before and behind a noun.
        let why = "--as-group needs --as: a group cannot be impersonated without a user";
        return Err(command.error(clap::error::ErrorKind::MissingRequiredArgument, why));
    }
    Ok(Invocation { common, verb })
}

/// The `--color` of a command line that could not be parsed.
pub fn typed_color(line: &[OsString]) -> ColorChoice {
    let words: Vec<_> = line.iter().map(|word| word.to_string_lossy()).collect();
    let following = words.windows(2).filter(|pair| pair.first().is_some_and(|word| word == "--color"));
    let value = following.filter_map(|pair| pair.last().map(|word| word.as_ref())).next();
    let value = value.or_else(|| words.iter().find_map(|word| word.strip_prefix("--color=")));
    value.and_then(|value| ColorChoice::from_str(value, false).ok()).unwrap_or(ColorChoice::Auto)
}

/// The program's file name, as it was called, without a Windows suffix.
fn called(line: &[OsString]) -> String {
    let path = line.first().map(std::path::Path::new);
    path.and_then(std::path::Path::file_stem).map_or_else(|| PROGRAM.into(), |stem| stem.to_string_lossy().into_owned())
}

fn missing(command: &mut Command) -> clap::Error {
    command.error(clap::error::ErrorKind::MissingSubcommand, "a verb or its argument is missing")
}
