//! `explain [KIND] WHAT...`.

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use super::output::OutputParser;
use super::{Surface, WhereArgs, manual};

/// An `explain`, as typed.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct ExplainArgs {
    /// What to explain, after its KIND where its shape does not say it: a cookie, rule ID, label, mark, register, zone, or a whole line; - or nothing reads lines from standard input
    #[arg(value_name = "[KIND] WHAT", num_args = 0..)]
    pub words: Vec<String>,
    /// Read encodings as this version of Antrea has them (1.5.3, v2.7.0); else as the newest, or as the source's
    #[arg(long, value_name = "VERSION", help_heading = "How", display_order = 15)]
    pub antrea_version: Option<String>,
    /// Print table and csv without the line of column names
    #[arg(long, help_heading = "How", display_order = 13)]
    pub no_headers: bool,
    /// Show these columns, in this order, whether wide or not
    #[arg(long, value_name = "COLUMN,...", help_heading = "How", display_order = 12, value_delimiter = ',')]
    pub columns: Vec<String>,
    /// `-o`: the name of a format.
    #[arg(skip)]
    pub output: String,
    /// Where to read.
    #[command(flatten)]
    pub place: WhereArgs,
}

pub(super) fn command(surface: &Surface) -> Command {
    let mut output = Arg::new("output")
        .short('o')
        .long("output")
        .value_name("FORMAT")
        .help("Print as one of these formats")
        .help_heading("How")
        .display_order(10)
        .value_parser(OutputParser::new(&surface.formats));
    if let Some(first) = surface.formats.first() {
        output = output.default_value(first.name);
    }
    let hidden = ["namespace", "all_namespaces"];
    let command = hidden
        .iter()
        .fold(ExplainArgs::augment_args(Command::new("explain")), |command, name| {
            command.mut_arg(name, |argument| argument.hide(true))
        })
        .arg(output);
    // Deriving takes the doc comment of the flags' struct for the command's help; what is said after it stands.
    command
        .about("Say what a cookie, rule ID, label, mark, register or line of output means")
        .long_about(manual::EXPLAIN)
        .after_help("See --help for the kinds, and examples.")
        .after_long_help(manual::explain_sections())
}

pub(super) fn parse(matches: &ArgMatches) -> Result<ExplainArgs, clap::Error> {
    let output = matches.get_one::<String>("output").cloned().unwrap_or_default();
    Ok(ExplainArgs { output, ..ExplainArgs::from_arg_matches(matches)? })
}
