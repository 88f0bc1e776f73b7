//! `get NOUN [NAME...]`: the flags that all nouns share, and those that a noun takes by its [`NounHelp`].

pub(super) mod flags;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use flags::{ActionArg, ConnectionArgs, DirectionArg, FlowArgs, KindArg, NounFlag, argument, is_set, many, noun_flags};

use super::cluster::{ClusterArgs, duration};
use super::local::LocalArgs;
use super::output::OutputParser;
use super::{Surface, manual};

/// A noun, as parser and manual know it.
#[derive(Clone, Debug)]
pub struct NounHelp {
    /// As typed.
    pub name: &'static str,
    /// Other words for it.
    pub aliases: &'static [&'static str],
    /// One line: imperative, no full stop.
    pub about: &'static str,
    /// The manual: what a row is, what is counted and what is not.
    pub long: &'static str,
    /// Its columns, in print order.
    pub columns: Vec<ColumnHelp>,
    /// What it takes besides the flags of all nouns.
    pub flags: Vec<NounFlag>,
    /// Command lines with what they do.
    pub examples: &'static [(&'static str, &'static str)],
}

/// A column, as the manual knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnHelp {
    /// The header as printed.
    pub header: &'static str,
    /// One line.
    pub help: &'static str,
    /// Shown with `-o wide` only.
    pub wide: bool,
}

/// A format, as `-o` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatHelp {
    /// As typed.
    pub name: &'static str,
    /// One line.
    pub help: &'static str,
    /// What stands behind its name and `=`, if anything does.
    pub argument: Option<&'static str>,
}

/// One `--from`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromPath {
    /// What stands before the `=`.
    pub alias: Option<String>,
    /// A file or folder; `-` is standard input.
    pub path: PathBuf,
}

/// Where to read.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Where")]
pub struct WhereArgs {
    /// Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own
    #[arg(long, value_name = "[ALIAS=]PATH", global = true, value_parser = OsStringValueParser::new().map(|text| from_path(&text)))]
    pub from: Vec<FromPath>,
    /// Show this Namespace
    #[arg(short, long, value_name = "NAMESPACE", global = true)]
    pub namespace: Option<String>,
    /// Show all Namespaces; takes precedence over --namespace
    #[arg(short = 'A', long, global = true)]
    pub all_namespaces: bool,
    /// Read these Nodes only; * and ? match any text and any character
    #[arg(long, value_name = "NODE,...", global = true, value_delimiter = ',')]
    pub node: Vec<String>,
    /// The Node that this runs on.
    #[command(flatten)]
    pub local: LocalArgs,
    /// Which cluster, where it is not files.
    #[command(flatten)]
    pub cluster: ClusterArgs,
}

/// How to print.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(next_help_heading = "How")]
pub struct HowArgs {
    /// Show rows that this is true of, by columns and fields: 'packets>0 && !(action=allow)'; the manual of get has the language
    #[arg(long, value_name = "EXPR", global = true, display_order = 10, allow_hyphen_values = true)]
    pub filter: Option<String>,
    /// Sort by this column, with - before its name in descending order; what is not known comes last
    #[arg(long, value_name = "[-]COLUMN", global = true, display_order = 11, allow_hyphen_values = true)]
    pub sort_by: Option<String>,
    /// Show these columns, in this order, whether wide or not
    #[arg(long, value_name = "COLUMN,...", global = true, display_order = 12, value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Print table and csv without the line of column names
    #[arg(long, global = true, display_order = 13)]
    pub no_headers: bool,
    /// Print the first N rows, after sorting
    #[arg(long, value_name = "N", global = true, display_order = 14)]
    pub limit: Option<usize>,
    /// Look again after each --interval, until interrupted
    #[arg(short, long, global = true, display_order = 15)]
    pub watch: bool,
    /// Wait this long between two looks with --watch
    #[arg(long, value_name = "TIME", global = true, display_order = 16, default_value = "5s", value_parser = duration)]
    pub interval: Duration,
}

impl Default for HowArgs {
    fn default() -> Self {
        let interval = Duration::from_secs(5);
        HowArgs {
            filter: None,
            sort_by: None,
            columns: Vec::new(),
            no_headers: false,
            limit: None,
            watch: false,
            interval,
        }
    }
}

/// A `get`, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetArgs {
    /// The noun's first name, whichever was typed.
    pub noun: String,
    /// `[NAME...]`
    pub names: Vec<String>,
    /// Where to read.
    pub place: WhereArgs,
    /// `--pod`, as `NAMESPACE/NAME` or `NAME`.
    pub pods: Vec<String>,
    /// `--policy`, as `NAMESPACE/NAME` or `NAME`.
    pub policies: Vec<String>,
    /// `--kind`
    pub kinds: Vec<KindArg>,
    /// `--action`
    pub actions: Vec<ActionArg>,
    /// `--direction`
    pub directions: Vec<DirectionArg>,
    /// `--rules`
    pub rules: bool,
    /// `--by-node`
    pub by_node: bool,
    /// `--service`, as `NAMESPACE/NAME` or `NAME`.
    pub services: Vec<String>,
    /// Filters of flows.
    pub flows: FlowArgs,
    /// Filters of connections.
    pub connections: ConnectionArgs,
    /// `-o`: the name of a format, and `=` with what it is told where it is told something.
    pub output: String,
    /// How to print.
    pub how: HowArgs,
}

/// `ALIAS=PATH`. An alias has no slash, so `./a=b` is a path; so is text that is not Unicode.
fn from_path(text: &OsStr) -> FromPath {
    match text.to_str().and_then(|text| text.split_once('=')) {
        Some((alias, path)) if !alias.is_empty() && !path.is_empty() && !alias.contains(['/', '\\']) => {
            FromPath { alias: Some(alias.to_owned()), path: path.into() }
        }
        _ => FromPath { alias: None, path: text.into() },
    }
}

pub(super) fn command(surface: &Surface) -> Command {
    let mut output = Arg::new("output")
        .short('o')
        .long("output")
        .value_name("FORMAT")
        .help("Print as one of these formats")
        .help_heading("How")
        .global(true)
        .display_order(10)
        .value_parser(OutputParser::new(&surface.formats));
    if let Some(first) = surface.formats.first() {
        output = output.default_value(first.name);
    }
    // Deriving takes the doc comment of the flags' struct for the command's help; what is said after it stands.
    HowArgs::augment_args(WhereArgs::augment_args(Command::new("get")).arg(output))
        .about("Show one of the nouns below")
        .long_about(manual::GET)
        .after_long_help(manual::get_sections())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("NOUN")
        .subcommand_help_heading("Nouns")
        .subcommands(surface.nouns.iter().map(noun))
}

fn noun(noun: &NounHelp) -> Command {
    Command::new(noun.name)
        .visible_aliases(noun.aliases.iter().copied())
        .about(noun.about)
        .long_about(format!("{}\n\n{}", noun.about, noun.long))
        .after_help("See --help for the columns and examples.")
        .after_long_help(manual::noun_sections(noun))
        .args(noun_flags().into_iter().filter(|flag| noun.flags.contains(flag)).map(argument))
}

pub(super) fn parse(matches: &ArgMatches) -> Result<GetArgs, clap::Error> {
    let Some((noun, matches)) = matches.subcommand() else {
        return Ok(GetArgs::default());
    };
    Ok(GetArgs {
        noun: noun.to_owned(),
        names: many(matches, "names"),
        place: WhereArgs::from_arg_matches(matches)?,
        pods: many(matches, "pod"),
        policies: many(matches, "policy"),
        kinds: many(matches, "kind"),
        actions: many(matches, "action"),
        directions: many(matches, "direction"),
        rules: is_set(matches, "rules"),
        by_node: is_set(matches, "by-node"),
        services: many(matches, "service"),
        flows: FlowArgs::of(matches),
        connections: ConnectionArgs::of(matches),
        output: matches.get_one::<String>("output").cloned().unwrap_or_default(),
        how: HowArgs::from_arg_matches(matches)?,
    })
}
