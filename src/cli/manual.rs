//! The manual's texts and tables that are not beside a flag: help, manual pages and README are made from them.

use std::fmt::Write as _;

use super::{ColumnHelp, NounHelp};

/// One line: what the program is for.
pub const ABOUT: &str = "Show what the network policies of an Antrea cluster really do";

pub(super) const LONG_ABOUT: &str = "\
Show what the network policies of an Antrea cluster really do: which policy and which rule allowed or dropped how much, on which Node, with names.

What is not known is said: '-' in a table is unknown, and neither zero nor none. What could not be read goes to standard error with its place, and makes \
the exit code 4; the rest is shown. Nothing is changed, neither in the cluster nor on disk.";

pub(super) const COMPLETION: &str = "\
Print a completion script for a shell.

bash: source <(kubectl antstats completion bash)
zsh: kubectl antstats completion zsh > \"${fpath[1]}/_kubectl-antstats\"
fish: kubectl antstats completion fish > ~/.config/fish/completions/kubectl-antstats.fish
PowerShell: kubectl antstats completion powershell | Out-String | Invoke-Expression

The scripts complete the name kubectl-antstats. For 'kubectl antstats', put completions/kubectl_complete-antstats on the PATH and load kubectl's own \
completion.";

pub(super) const GET: &str = "\
Show one of the nouns below: one row for each thing, summed over all Nodes that were read.

Columns are named in any case, with '-', '_' or nothing for blanks: --sort-by=-created-at.

Where '...' stands behind a value, several are given with commas, or by repeating the flag: --action drop,reject.";

/// Exit codes with their meaning.
pub const EXIT_CODES: &[(u8, &str)] = &[
    (0, "done; also when there is nothing to show, and when the reader of standard output went away"),
    (1, "failed, or a NAME was not found"),
    (2, "the command line is wrong"),
    (3, "a check found something"),
    (4, "partial: rows are shown, and a Node, a file or a line is missing; standard error says which"),
];

/// Environment variables that are looked at.
pub const ENVIRONMENT: &[(&str, &str)] = &[
    ("NO_COLOR", "no colour when it is not empty, unless --color=always"),
    ("CLICOLOR_FORCE", "colour in a pipe too, unless it is 0"),
    ("CLICOLOR", "no colour when it is 0"),
    ("TERM", "no colour when it is dumb"),
];

/// Command lines with what they do.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("kubectl antstats get policystats --from capture.tar.gz", "Sum up every policy of a capture"),
    ("kubectl antstats get policystats --from capture --rules --sort-by=-dropped", "Find the rules that drop most"),
    ("kubectl antstats get rules --from flows.txt -o wide", "Look at the rules in one flow dump"),
    (
        "ovs-ofctl dump-flows br-int | kubectl antstats get rules --from - -o json",
        "Read standard input, write JSON for a script",
    ),
];

const GET_EXAMPLES: &[(&str, &str)] = &[
    ("kubectl antstats get policystats --from monday=a.tar.gz --from tuesday=b.tar.gz", "Read two captures"),
    (
        "kubectl antstats get rules --from worker-1=flows.txt --from objects",
        "Say whose dump it is, with objects beside it",
    ),
    ("kubectl antstats get policystats --from capture --columns=name,dropped --no-headers", "Print two columns"),
];

/// A part of a manual, as help prints it and as a manual page has it.
pub(super) struct Section {
    pub(super) title: &'static str,
    /// What is explained, and the explanation.
    pub(super) entries: Vec<(String, String)>,
}

fn section<A: ToString, B: ToString>(title: &'static str, entries: &[(A, B)]) -> Section {
    Section { title, entries: entries.iter().map(|(term, text)| (term.to_string(), text.to_string())).collect() }
}

pub(super) fn exit_codes() -> Section {
    section("Exit codes", EXIT_CODES)
}

pub(super) fn environment() -> Section {
    section("Environment", ENVIRONMENT)
}

pub(super) fn root() -> Vec<Section> {
    vec![section("Examples", EXAMPLES), exit_codes(), environment()]
}

pub(super) fn get() -> Vec<Section> {
    vec![section("Examples", GET_EXAMPLES), exit_codes()]
}

pub(super) fn noun(noun: &NounHelp) -> Vec<Section> {
    let columns = noun.columns.iter().map(|column| (column.header.to_owned(), explained(column))).collect();
    let mut sections = vec![Section { title: "Columns", entries: columns }];
    if !noun.examples.is_empty() {
        sections.push(section("Examples", noun.examples));
    }
    sections.push(exit_codes());
    sections
}

fn explained(column: &ColumnHelp) -> String {
    if column.wide { format!("{} (wide)", column.help) } else { column.help.to_owned() }
}

pub(super) fn root_sections() -> String {
    text(&root())
}

pub(super) fn get_sections() -> String {
    text(&get())
}

pub(super) fn noun_sections(help: &NounHelp) -> String {
    text(&noun(help))
}

/// As help prints it: examples one below the other, other entries in two columns.
fn text(sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        let gap = if text.is_empty() { "" } else { "\n" };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{gap}{}:", section.title);
        let width = section.entries.iter().map(|(term, _)| term.chars().count()).max().unwrap_or(0);
        for (term, explanation) in &section.entries {
            let _ = match section.title {
                "Examples" => writeln!(text, "  # {explanation}\n  {term}"),
                _ => writeln!(text, "  {term:width$}  {explanation}"),
            };
        }
    }
    text.truncate(text.trim_end().len());
    text
}
