//! `capture PATH`.

use std::path::PathBuf;

use clap::{Args, Command};

use super::{WhereArgs, manual};

/// A `capture`, as typed.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct CaptureArgs {
    /// Write it here: .tar.gz, .tgz or .tar is an archive, any other name a folder
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// Replace names, addresses and labels, the same by the same everywhere; logs are left out
    #[arg(long)]
    pub redact: bool,
    /// Replace an earlier capture of that name, once the new one is complete
    #[arg(long)]
    pub force: bool,
    /// Where to read.
    #[command(flatten)]
    pub place: WhereArgs,
}

pub(super) fn command() -> Command {
    // A capture has all Namespaces.
    let hidden = ["namespace", "all_namespaces"];
    let command = hidden.iter().fold(CaptureArgs::augment_args(Command::new("capture")), |command, name| {
        command.mut_arg(name, |argument| argument.hide(true))
    });
    // Deriving takes the doc comment of the flags' struct for the command's help; what is said after it stands.
    command
        .about("Write all that the nouns are made of to a folder or an archive")
        .long_about(manual::CAPTURE)
        .after_help("See --help for what is in it, what --redact does, and examples.")
        .after_long_help(manual::capture_sections())
}
