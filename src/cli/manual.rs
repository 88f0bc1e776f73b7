//! The manual's texts and tables that are not beside a flag: help, manual pages and README are made from them.

use std::fmt::Write as _;

use super::{ColumnHelp, NounHelp};

/// One line: what the program is for.
pub const ABOUT: &str = "Show what the network policies of an Antrea cluster really do";

pub(super) const LONG_ABOUT: &str = "\
Show what the network policies of an Antrea cluster really do: which policy and which rule allowed or dropped how much, on which Node, with names.

What is not known is said: '-' in a table is unknown, and neither zero nor none. What could not be read goes to standard error with its place, and makes \
the exit code 4; the rest is shown. Nothing is changed in the cluster, and nothing is installed there; 'capture' alone writes to disk.

It reads a cluster, as kubectl does, with the rights that you have; with --from it reads captures, flow dumps and API objects instead, and with --local the \
Node that it runs on, by the sockets of its Open vSwitch.";

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

Where '...' stands behind a value, several are given with commas, or by repeating the flag: --action drop,reject.

--filter shows the rows that an expression is true of, before they are sorted. It has the language of ovs-flowviz: clauses joined by && (and), || (or), \
! (not) and parentheses. A clause compares a name by =, !=, <, <=, > or >= with a number or with text, in quotes where it has blanks or signs, in any case. ~= is true of \
text that has the value in it, and of addresses, MAC addresses and integers with masks where one side has room for the other: nw_src~=10.0.0.0/8, reg0~=0x400/0x400. A \
name alone is true where there is something, and where it is not false.

The name is a column, else a field of the item as -o json prints it, else a field one level below (packets in trafficStats, nw_src in match, drop in actions); a dotted \
path goes on from there (trafficStats.packets, output.port). n_packets and n_bytes are packets and bytes. What is not known satisfies no comparison: !packets finds it. A \
name that nothing has is an error. Of a list one member is enough.

-o jsonpath, jsonpath-as-json, jsonpath-file, custom-columns and custom-columns-file take kubectl's own templates over the object of -o json. A comparison with what is \
not known is false, and counters are printed to the last digit.

-o prometheus is for the textfile collector: antstats_NOUN_COLUMN, with _total for what counts up; what names a row is its labels, what tells about it stands in \
antstats_NOUN_info. Rows with the same labels are summed. What is not known has no sample, and antstats_NOUN_gaps says how much could not be read.

There are three ways to the numbers of a cluster, and --via takes one of them. Without it the cheapest is taken that can answer and that you may use; the \
answer names it (metadata.source), and standard error says why another was not taken.

stats-api: Antrea's statistics API has totals of K8s, Antrea and Antrea cluster policies, summed over all Nodes since its controller started. It needs the \
feature gate NetworkPolicyStats. Rules, Nodes, actions and Pods it does not know.

exec: ovs-ofctl and ovs-vsctl in container antrea-ovs of each Node, one exec a Node. It reads the tables of policies and their counters one after another, \
never the whole bridge: a dump keeps Open vSwitch from other work. Names come from the policies that Antrea's controller hands out, else from the API \
objects, else from the agents' antctl. Rules that look alike are told apart by asking the agent (Antrea 2.2 and later).

agent: the agent's own API on each Node, through a port-forward, with a token for Antrea's ServiceAccount antctl, never with your own.

Nodes that cannot be read are named, the others are shown, and the exit code is 4. Ctrl-C shows what has come. examples/rbac has a role for each of the three.

--local reads the Node that this runs on, in the agent's Pod or on the host, without a tool of Open vSwitch: OpenFlow (1.5, 1.3 or 1.0) on BRIDGE.mgmt, the database \
on db.sock, ovs-vswitchd on its control socket. They belong to root. Policies are those of the Node's own agent, which is asked on loopback with the token that it \
leaves for antctl there; else the API server's; with --from those of a capture or of objects, and then --node says which Node this is, if its name does not. Without \
any of them IDs and counters are shown. Tables are read one after another with a pause in between, for a switch that answers hears nobody else; --pause 0s goes \
without.";

pub(super) const CAPTURE: &str = "\
Write all that the nouns are made of to a folder or an archive: the flows of every Node, the answers of its agent and of its Open vSwitch, and the policies \
with what they select. A capture answers every noun as its source did, on any machine: 'kubectl antstats get NOUN --from PATH'.

Nothing stands under PATH before all of it is there: it is made in a hidden folder beside PATH, which is removed when the disk is full or on Ctrl-C. What \
could not be had stands in meta.json under 'failed', goes to standard error, and makes the exit code 4; the rest is written. PATH alone goes to standard \
output.

--redact replaces the names of Pods, Namespaces, Nodes, Services, policies, groups, tiers, rules, ports and interfaces, keys and values of labels, UIDs, \
domain names, IP and MAC addresses. The same becomes the same everywhere, and an address stays in every network that held it, so counters, names and their \
confidence are those of the source. Kept are what is the same in every cluster (default, kube-system, Antrea's tiers and tables, the well-known labels, \
0.0.0.0/0, loopback, link-local and multicast addresses), whether an address is private, numbers, ports and times. Annotations, environments, images, \
certificates, objects of other kinds and the reasons of failures are left out, and so are logs, with a word. The secret behind it is made for each run and \
kept nowhere: two redacted captures cannot be compared.";

pub(super) const EXPLAIN: &str = "\
Say what each part of something that Antrea or Open vSwitch prints means, in words, and where the fact comes from (-o wide, and 'from' in JSON): Antrea's own \
file and name.

What it is shows by its shape; where it does not (a bare number may be a rule ID or a mark) all readings are given, and KIND before it forces one.

cookie: 0x1020000000000, with /MASK; round, category and group. The categories were renumbered in Antrea 1.6: all are named that fit.
rule: a rule ID (conj_id, ofID), such as 7. It means something on one Node, for one run of the agent: --node says which.
label: a ct_label, such as 0x200000001: the rules that let a connection in and out.
mark: a ct_mark, such as 18 or 0x12. zone: a conntrack zone, such as 65520.
A register or field: reg0=0x400/0x600, reg4=0x270d8/0x7ffff, pkt_mark=0x80000000, a whole match (ip,reg1=0x5), an action (set_field:0x5->reg3).
flow: a line of ovs-ofctl dump-flows or antctl get ovsflows.
conntrack: a line of ovs-appctl dpctl/dump-conntrack, of the kernel or of user space; of conntrack -L, without its labels.
log: a line of np.log, the audit log of policies, of any version, or of the kernel's log for policies of Nodes.
group: a number, such as 5; a line of ovs-ofctl dump-groups or dump-group-stats.

Nothing is read beside it unless you say where: --from reads a capture or a dump, --local the Node that this runs on, --node asks the cluster, and so does \
any flag of clusters. Then rule IDs \
get their policies, addresses their Pods, and a rule's flows are put together: from whom, to whom, which ports, what happens, and what was counted.

Quote a line, or leave it to standard input: lines come one after another, as many as you like, and each is answered when it comes. Blank lines, headers and \
comments are passed over. A line that cannot be explained is named, the others are explained, and the exit code is 1.";

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
    ("KUBECONFIG", "kubeconfig files, joined by ':'; without it ~/.kube/config, then the Pod's own ServiceAccount"),
    ("OVS_RUNDIR", "where --local looks for the sockets first"),
    ("NODE_NAME", "what --local calls the Node, unless --node says it"),
    ("NO_COLOR", "no colour when it is not empty, unless --color=always"),
    ("CLICOLOR_FORCE", "colour in a pipe too, unless it is 0"),
    ("CLICOLOR", "no colour when it is 0"),
    ("TERM", "no colour when it is dumb"),
];

/// Command lines with what they do.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("kubectl antstats get policystats", "Sum up every policy of the cluster"),
    ("kubectl antstats get rules --node worker-1 --sort-by=-packets", "Look at the rules of one Node"),
    ("kubectl antstats capture cluster.tar.gz", "Save everything, to look at it later or elsewhere"),
    ("kubectl antstats get policystats --from capture.tar.gz", "Sum up every policy of a capture"),
    ("kubectl antstats get policystats --from capture --rules --sort-by=-dropped", "Find the rules that drop most"),
    (
        "kubectl antstats capture out.tar.gz --from look --redact",
        "Pack what is at hand for somebody else, without its names",
    ),
    ("kubectl antstats get rules --from flows.txt -o wide", "Look at the rules in one flow dump"),
    (
        "kubectl antstats explain 0x1020000000000",
        "Say what a cookie means, or a label, a mark, a flow, a line of a log",
    ),
    (
        "ovs-ofctl dump-flows br-int | kubectl antstats get rules --from - -o json",
        "Read standard input, write JSON for a script",
    ),
];

const GET_EXAMPLES: &[(&str, &str)] = &[
    ("kubectl antstats get policystats --via exec --context 'prod-*'", "Sum up the flows of several clusters"),
    ("kubectl antstats get policystats -w --interval 10s", "Look every ten seconds"),
    ("kubectl antstats get policystats --local", "Read the Node that this runs on"),
    (
        "kubectl antstats get flows --local /var/run/openvswitch --table IngressRule --hits",
        "Look at one table there, by the sockets in that folder",
    ),
    (
        "kubectl antstats get policystats --from support-bundles_20261121T122700Z",
        "Read what antctl supportbundle wrote",
    ),
    ("kubectl antstats get policystats --from monday=a.tar.gz --from tuesday=b.tar.gz", "Read two captures"),
    (
        "kubectl antstats get rules --from worker-1=flows.txt --from objects",
        "Say whose dump it is, with objects beside it",
    ),
    ("kubectl antstats get policystats --from capture --columns=name,dropped --no-headers", "Print two columns"),
    (
        "kubectl antstats get rules --filter 'packets>0 && (action=drop || action=reject)'",
        "Show the rules that denied something",
    ),
    (
        "kubectl antstats get rules -o jsonpath='{range .items[?(@.trafficStats.packets>0)]}{.node} {.id}{\"\\n\"}{end}'",
        "Print Node and ID of the rules that saw packets",
    ),
    (
        "kubectl antstats get policystats -o custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes",
        "Make a table of two fields",
    ),
    ("kubectl antstats get rules -o prometheus > antstats.prom", "Write metrics for the textfile collector"),
];

const EXPLAIN_EXAMPLES: &[(&str, &str)] = &[
    ("kubectl antstats explain 0x1020000000000", "Say whose a flow is by its cookie"),
    ("kubectl antstats explain mark 18", "Say what a connection's mark is"),
    ("kubectl antstats explain reg0=0x400/0x600 -o wide", "Spell a match out, with Antrea's names for its bits"),
    ("kubectl antstats explain rule 7 --node worker-1", "Put a rule of one Node together, from its flows"),
    (
        "kubectl antstats explain label 0x200000001 --from capture --node worker-1",
        "Name the rules that a connection passed",
    ),
    (
        "ovs-ofctl dump-flows br-int table=EgressRule | kubectl antstats explain -o json",
        "Explain line after line for a script",
    ),
    ("tail -f /var/log/antrea/networkpolicy/np.log | kubectl antstats explain", "Read the audit log as it is written"),
];

const CAPTURE_EXAMPLES: &[(&str, &str)] = &[
    ("kubectl antstats capture monday.tar.gz --from look", "Pack flow dumps and objects that lie in one folder"),
    ("kubectl antstats capture out --from big.tar.gz --node=worker-1*", "Take some Nodes out of a capture"),
    ("kubectl antstats capture report.tar.gz --from monday.tar.gz --redact", "Replace names, addresses and labels"),
    ("kubectl antstats capture node.tar.gz --local", "Save the Node that this runs on, by its sockets"),
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

pub(super) fn capture() -> Vec<Section> {
    vec![section("Examples", CAPTURE_EXAMPLES), exit_codes()]
}

pub(super) fn explain() -> Vec<Section> {
    vec![section("Examples", EXPLAIN_EXAMPLES), exit_codes()]
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

pub(super) fn capture_sections() -> String {
    text(&capture())
}

pub(super) fn explain_sections() -> String {
    text(&explain())
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
