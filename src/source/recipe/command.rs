//! The commands that may run on a Node: all of them read.
//!
//! Every word is a constant but five: the bridge, a table's number, a policy, a time limit and, for a table of the database, which columns. Each of them is a
//! type that lets nothing else through.

use std::fmt;
use std::time::Duration;

use super::policy::PolicyWords;
use crate::model::ids::TableId;

/// A program, with the options that each call of it has: a time limit, so that none stays behind in a Pod when Open vSwitch hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Program {
    /// OpenFlow, in the newest version that the bridge allows: Antrea up to 1.7 allows 1.3, later releases 1.5, all of them 1.0. 1.0 alone is not
    /// enough, for it cannot express every flow (ovs-ofctl(8), "OpenFlow Protocol Version").
    OvsOfctl,
    /// The database.
    OvsVsctl,
    /// The datapath and its connections.
    OvsAppctl,
    /// The agent's own client.
    Antctl,
    /// What the kernel says about itself under `/proc/sys`: a Node's own values, for container `antrea-ovs` shares the Node's network.
    Cat,
}

/// One command that reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    program: Program,
    words: &'static [&'static str],
}

/// The place of the bridge's name in a command.
const BRIDGE: &str = "BRIDGE";
/// The place of a table's number.
const TABLE: &str = "table=TABLE";
/// The place of a policy: its name, Namespace and type as flags.
const POLICY: &str = "POLICY";
const COLUMNS: &str = "--columns=";
const PROTOCOLS: &str = "OpenFlow10,OpenFlow13,OpenFlow15";

const fn ofctl(words: &'static [&'static str]) -> Command {
    Command { program: Program::OvsOfctl, words }
}

const fn vsctl(words: &'static [&'static str]) -> Command {
    Command { program: Program::OvsVsctl, words }
}

const fn appctl(words: &'static [&'static str]) -> Command {
    Command { program: Program::OvsAppctl, words }
}

const fn cat(words: &'static [&'static str]) -> Command {
    Command { program: Program::Cat, words }
}

const fn antctl(words: &'static [&'static str]) -> Command {
    Command { program: Program::Antctl, words }
}

/// A row without the key does not match, whatever it is compared with (ovs-vsctl(8), "find").
pub(super) const FIND_BRIDGE: Command =
    vsctl(&["--bare", "--columns=name", "find", "Bridge", "external_ids:roundNum!=\"\""]);
pub(super) const LIST_OPEN_VSWITCH: Command =
    vsctl(&["--format=json", "--columns=ovs_version,db_version", "list", "Open_vSwitch"]);
pub(super) const LIST_BRIDGE: Command =
    vsctl(&["--format=json", "--columns=name,external_ids,protocols", "list", "Bridge"]);
pub(super) const LIST_PORT: Command = vsctl(&["--format=json", "--columns=name,external_ids", "list", "Port"]);
pub(super) const LIST_INTERFACE: Command = vsctl(&["--format=json", "--columns=name,ofport", "list", "Interface"]);
pub(super) const TABLE_FEATURES: Command = ofctl(&["dump-table-features", BRIDGE]);
pub(super) const TABLE_COUNTS: Command = ofctl(&["dump-tables", BRIDGE]);
pub(super) const AGGREGATE: Command = ofctl(&["dump-aggregate", BRIDGE]);
pub(super) const GROUPS: Command = ofctl(&["dump-groups", BRIDGE]);
pub(super) const GROUP_STATS: Command = ofctl(&["dump-group-stats", BRIDGE]);
pub(super) const METERS: Command = ofctl(&["dump-meters", BRIDGE]);
pub(super) const METER_STATS: Command = ofctl(&["meter-stats", BRIDGE]);
pub(super) const PORTS_DESC: Command = ofctl(&["dump-ports-desc", BRIDGE]);
pub(super) const PORTS: Command = ofctl(&["dump-ports", BRIDGE]);
pub(super) const DUMP_TABLE: Command = ofctl(&["dump-flows", BRIDGE, TABLE]);
pub(super) const CONNTRACK: Command = appctl(&["dpctl/dump-conntrack", "-m", "-s"]);
pub(super) const CONNTRACK_COUNTS: Command = appctl(&["dpctl/ct-stats-show"]);
/// One number each. The kernel's datapath answers neither ("Operation not supported").
pub(super) const CONNTRACK_CONNECTIONS: Command = appctl(&["dpctl/ct-get-nconns"]);
pub(super) const CONNTRACK_MAXIMUM: Command = appctl(&["dpctl/ct-get-maxconns"]);
/// Two numbers, one a line: connections, and how many there may be.
pub(super) const NF_CONNTRACK: Command =
    cat(&["/proc/sys/net/netfilter/nf_conntrack_count", "/proc/sys/net/netfilter/nf_conntrack_max"]);
pub(super) const DATAPATH: Command = appctl(&["dpctl/show"]);
pub(super) const AGENT_INFO: Command = antctl(&["get", "agentinfo", "-o", "json"]);
pub(super) const POD_INTERFACES: Command = antctl(&["get", "podinterface", "-o", "json"]);
pub(super) const ADDRESS_GROUPS: Command = antctl(&["get", "addressgroup", "-o", "json"]);
pub(super) const APPLIED_TO_GROUPS: Command = antctl(&["get", "appliedtogroup", "-o", "json"]);
pub(super) const NETWORK_POLICIES: Command = antctl(&["get", "networkpolicy", "-o", "json"]);
pub(super) const POD_MULTICAST_STATS: Command = antctl(&["get", "podmulticaststats", "-o", "json"]);
const OVS_FLOWS: Command = antctl(&["get", "ovsflows", POLICY, "-o", "json"]);

/// The words that print the flows of one policy: without a policy they would be those of the whole bridge, so there is no such command.
pub fn policy_flows(policy: &PolicyWords, seconds: Seconds) -> Vec<String> {
    OVS_FLOWS.argv(&Call { bridge: None, table: None, policy: Some(policy), seconds, columns: Columns::Needed })
}

/// The name of a bridge: letters, digits, `_`, `.` and `-`, not `-` first, 1 to 64 of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge(String);

/// Not the name of a bridge.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no name of a bridge")]
pub struct NotABridge(String);

impl TryFrom<&str> for Bridge {
    type Error = NotABridge;

    fn try_from(name: &str) -> Result<Bridge, NotABridge> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
        if (1..=64).contains(&name.len()) && !name.starts_with('-') && name.bytes().all(allowed) {
            Ok(Bridge(name.to_owned()))
        } else {
            Err(NotABridge(name.chars().take(64).collect()))
        }
    }
}

/// `br-int`, Antrea's default.
impl Default for Bridge {
    fn default() -> Bridge {
        Bridge("br-int".to_owned())
    }
}

/// How long a command may take, in whole seconds: 1 to 3600.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seconds(u16);

impl From<Duration> for Seconds {
    fn from(duration: Duration) -> Seconds {
        let seconds = duration.as_secs().saturating_add(u64::from(duration.subsec_nanos() > 0));
        Seconds(u16::try_from(seconds.clamp(1, 3600)).unwrap_or(3600))
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which columns of a table of the database: rows of 1,000 Pods are 1 MB with all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Those that are read.
    Needed,
    /// Every one.
    All,
}

/// What is not constant in a command.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// Whose flows; `None` leaves its place as it is, for the script that finds the name itself.
    pub bridge: Option<&'a Bridge>,
    /// Which table's; `None` leaves `table=`, for the script to put the number behind it.
    pub table: Option<TableId>,
    /// Whose flows of an agent.
    pub policy: Option<&'a PolicyWords>,
    /// The longest that it may take.
    pub seconds: Seconds,
    /// Which columns.
    pub columns: Columns,
}

impl Command {
    /// What it runs.
    pub fn program(&self) -> Program {
        self.program
    }

    /// The words: the program first. None has white space in it.
    pub fn argv(&self, call: &Call<'_>) -> Vec<String> {
        let seconds = call.seconds;
        let mut argv = match self.program {
            Program::OvsOfctl => {
                vec!["ovs-ofctl".to_owned(), format!("--timeout={seconds}"), "-O".to_owned(), PROTOCOLS.to_owned()]
            }
            Program::OvsVsctl => vec!["ovs-vsctl".to_owned(), format!("--timeout={seconds}")],
            Program::OvsAppctl => vec!["ovs-appctl".to_owned(), format!("--timeout={seconds}")],
            Program::Antctl => vec!["antctl".to_owned()],
            Program::Cat => vec!["cat".to_owned()],
        };
        for word in self.words {
            match *word {
                BRIDGE => argv.push(call.bridge.map_or_else(|| BRIDGE.to_owned(), |Bridge(name)| name.clone())),
                TABLE => argv.push(call.table.map_or_else(|| "table=".to_owned(), |TableId(id)| format!("table={id}"))),
                POLICY => argv.extend(call.policy.map(PolicyWords::flags).unwrap_or_else(|| vec![POLICY.to_owned()])),
                word if call.columns == Columns::All && word.starts_with(COLUMNS) => {}
                word => argv.push(word.to_owned()),
            }
        }
        if self.program == Program::Antctl {
            argv.push(format!("--timeout={seconds}s"));
        }
        argv
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FIND_BRIDGE, RECIPES};
    use super::*;
    use crate::model::policy::{PolicyKind, PolicyRef};

    /// What may be run: program and verb. A new line here is a decision.
    const READS: &[(&str, &[&str])] = &[
        (
            "ovs-ofctl",
            &[
                "dump-table-features",
                "dump-tables",
                "dump-aggregate",
                "dump-groups",
                "dump-group-stats",
                "dump-meters",
                "meter-stats",
                "dump-ports-desc",
                "dump-ports",
                "dump-flows",
            ],
        ),
        ("ovs-vsctl", &["find", "list"]),
        (
            "ovs-appctl",
            &[
                "dpctl/dump-conntrack",
                "dpctl/ct-stats-show",
                "dpctl/ct-get-nconns",
                "dpctl/ct-get-maxconns",
                "dpctl/show",
            ],
        ),
        ("antctl", &["get"]),
        ("cat", &["/proc/sys/net/netfilter/nf_conntrack_count"]),
    ];

    fn all() -> impl Iterator<Item = Command> {
        RECIPES.iter().flat_map(|recipe| [recipe.command, recipe.antctl]).flatten().chain([FIND_BRIDGE, OVS_FLOWS])
    }

    fn policy() -> PolicyWords {
        let kind = PolicyKind::K8sNetworkPolicy;
        PolicyWords::try_from(&PolicyRef { kind, namespace: "shop".into(), name: "web".into() }).unwrap()
    }

    #[test]
    fn every_command_reads() {
        let (bridge, policy) = (Bridge::try_from("br-int").unwrap(), policy());
        for command in all() {
            for columns in [Columns::Needed, Columns::All] {
                let call = Call {
                    bridge: Some(&bridge),
                    table: Some(TableId(15)),
                    policy: Some(&policy),
                    seconds: Seconds::from(Duration::from_secs(20)),
                    columns,
                };
                let argv = command.argv(&call);
                let (_, verbs) = READS.iter().find(|(program, _)| *program == argv[0]).unwrap();
                let mut rest = argv.iter().skip(1).filter(|word| !word.starts_with('-') && *word != PROTOCOLS);
                assert!(verbs.contains(&rest.next().unwrap().as_str()), "{argv:?}");
                // `--` begins a second command of ovs-vsctl, which nothing here has.
                assert!(argv.iter().all(|word| word != "--" && !word.contains(char::is_whitespace)), "{argv:?}");
                let is_bounded = argv.iter().any(|word| word.starts_with("--timeout=20"));
                assert!(is_bounded || command.program() == Program::Cat, "{argv:?}");
                assert!(!argv.iter().any(|word| [BRIDGE, TABLE, POLICY].contains(&word.as_str())), "{argv:?}");
            }
        }
    }

    #[test]
    fn words_are_as_the_programs_want_them() {
        let bridge = Bridge::try_from("br-x").unwrap();
        let seconds = Seconds::from(Duration::from_millis(1500));
        let (table, columns) = (Some(TableId(15)), Columns::Needed);
        let call = Call { bridge: Some(&bridge), table, policy: None, seconds, columns };
        let line = |command: Command, call: &Call<'_>| command.argv(call).join(" ");
        assert_eq!(
            line(DUMP_TABLE, &call),
            "ovs-ofctl --timeout=2 -O OpenFlow10,OpenFlow13,OpenFlow15 dump-flows br-x table=15"
        );
        assert_eq!(line(LIST_PORT, &call), "ovs-vsctl --timeout=2 --format=json --columns=name,external_ids list Port");
        let open = Call { bridge: None, table: None, policy: None, seconds, columns: Columns::All };
        assert_eq!(
            line(DUMP_TABLE, &open),
            "ovs-ofctl --timeout=2 -O OpenFlow10,OpenFlow13,OpenFlow15 dump-flows BRIDGE table="
        );
        assert_eq!(line(LIST_PORT, &open), "ovs-vsctl --timeout=2 --format=json list Port");
        assert_eq!(line(AGENT_INFO, &open), "antctl get agentinfo -o json --timeout=2s");
        assert_eq!(
            policy_flows(&policy(), seconds).join(" "),
            "antctl get ovsflows -N web -n shop --type K8SNP -o json --timeout=2s"
        );
    }

    #[test]
    fn a_bridge_is_a_name() {
        for good in ["br-int", "br_1.x", "a"] {
            assert!(Bridge::try_from(good).is_ok(), "{good}");
        }
        let long = "b".repeat(65);
        for bad in ["", "-O", "br int", "br;reboot", "br\n", "br$x", "tcp:10.0.0.1:6633", "../x", "b\u{e9}", &long] {
            assert!(Bridge::try_from(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn seconds_are_whole_and_bounded() {
        let of = |duration| Seconds::from(duration).to_string();
        assert_eq!(of(Duration::ZERO), "1");
        assert_eq!(of(Duration::from_millis(20_001)), "21");
        assert_eq!(of(Duration::MAX), "3600");
    }
}
