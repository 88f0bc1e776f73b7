//! The arguments that some nouns take.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, ValueEnum, value_parser};

/// Arguments that some nouns take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NounFlag {
    /// `[NAME...]`
    Names,
    /// `--pod`
    Pod,
    /// `--policy`
    Policy,
    /// `--kind`
    Kind,
    /// `--action`
    Action,
    /// `--direction`
    Direction,
    /// `--rules`
    Rules,
    /// `--by-node`
    ByNode,
    /// `--service`
    Service,
    /// `--table`
    Table,
    /// `--category`
    Category,
    /// `--round`
    Round,
    /// `--cookie`
    Cookie,
    /// `--hits`
    Hits,
    /// `--stale`
    Stale,
    /// `--raw`
    Raw,
    /// `--zone`
    Zone,
    /// `--state`
    State,
    /// `--proto`
    Protocol,
    /// `--blocked`
    Blocked,
    /// `--count-only`
    CountOnly,
    /// `--by`
    By,
}

/// All of [`NounFlag`], in the order of the help.
pub const fn noun_flags() -> [NounFlag; 22] {
    use NounFlag::{
        Action, Blocked, By, ByNode, Category, Cookie, CountOnly, Direction, Hits, Kind, Names, Pod, Policy, Protocol,
        Raw, Round, Rules, Service, Stale, State, Table, Zone,
    };
    [
        Names, Pod, Policy, Service, Kind, Action, Direction, Rules, ByNode, Table, Category, Round, Cookie, Hits,
        Stale, Raw, Zone, State, Protocol, Blocked, CountOnly, By,
    ]
}

/// Kinds of policies, under the names of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum)]
#[value(rename_all = "PascalCase")]
#[allow(missing_docs)]
pub enum KindArg {
    #[value(name = "K8sNetworkPolicy", aliases = ["knp", "k8snp", "netpol", "networkpolicy"])]
    K8sNetworkPolicy,
    #[value(alias = "annp")]
    AntreaNetworkPolicy,
    #[value(alias = "acnp")]
    AntreaClusterNetworkPolicy,
    #[value(alias = "anp")]
    AdminNetworkPolicy,
    #[value(alias = "banp")]
    BaselineAdminNetworkPolicy,
    #[value(name = "K8sClusterNetworkPolicy", aliases = ["cnp", "k8scnp"])]
    K8sClusterNetworkPolicy,
}

/// What a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum)]
#[value(rename_all = "PascalCase")]
#[allow(missing_docs)]
pub enum ActionArg {
    Allow,
    Drop,
    Reject,
    Pass,
}

/// The direction of a rule, from the Pod's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum)]
#[allow(missing_docs)]
pub enum DirectionArg {
    Ingress,
    Egress,
}

/// What connections are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum)]
#[allow(missing_docs)]
pub enum ByArg {
    Pod,
    Node,
    Service,
    Policy,
    State,
    Port,
    Source,
}

/// Cookies of flows: those with `value` under `mask`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CookieArg {
    /// 64 bits.
    pub value: u64,
    /// All ones where none was typed.
    pub mask: u64,
}

/// `VALUE` or `VALUE/MASK`, as ovs-ofctl takes them; -1 is all ones.
fn cookie(text: &str) -> Result<CookieArg, String> {
    let (value, mask) = text.split_once('/').map_or((text, "-1"), |(value, mask)| (value, mask));
    Ok(CookieArg { value: number(value)?, mask: number(mask)? })
}

fn number(text: &str) -> Result<u64, String> {
    let number = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => u64::from_str_radix(digits, 16),
        None if text == "-1" => Ok(u64::MAX),
        None => text.parse(),
    };
    number.map_err(|error| format!("{text:?}: {error}; a cookie is a number such as 0x1020000000000"))
}

/// The filters of nouns that show flows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowArgs {
    /// `--table`
    pub tables: Vec<String>,
    /// `--category`
    pub categories: Vec<String>,
    /// `--round`
    pub rounds: Vec<u16>,
    /// `--cookie`
    pub cookie: Option<CookieArg>,
    /// `--hits`
    pub hits: bool,
    /// `--stale`
    pub stale: bool,
    /// `--raw`
    pub raw: bool,
}

impl FlowArgs {
    pub(super) fn of(matches: &ArgMatches) -> FlowArgs {
        FlowArgs {
            tables: many(matches, "table"),
            categories: many(matches, "category"),
            rounds: many(matches, "round"),
            cookie: many(matches, "cookie").pop(),
            hits: is_set(matches, "hits"),
            stale: is_set(matches, "stale"),
            raw: is_set(matches, "raw"),
        }
    }
}

/// The filters of nouns that show connections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectionArgs {
    /// `--zone`
    pub zones: Vec<u16>,
    /// `--state`
    pub states: Vec<String>,
    /// `--proto`
    pub protocols: Vec<String>,
    /// `--blocked`
    pub blocked: bool,
    /// `--count-only`
    pub count_only: bool,
    /// `--by`
    pub by: Option<ByArg>,
}

impl ConnectionArgs {
    pub(super) fn of(matches: &ArgMatches) -> ConnectionArgs {
        ConnectionArgs {
            zones: many(matches, "zone"),
            states: many(matches, "state"),
            protocols: many(matches, "proto"),
            blocked: is_set(matches, "blocked"),
            count_only: is_set(matches, "count-only"),
            by: many(matches, "by").pop(),
        }
    }
}

/// The categories of cookies, by the names of every version (pkg/agent/openflow/cookie/allocator.go).
const CATEGORIES: [&str; 13] = [
    "Default",
    "PodConnectivity",
    "NetworkPolicy",
    "Service",
    "Egress",
    "Multicast",
    "Multicluster",
    "Traceflow",
    "ExternalNodeConnectivity",
    "Gateway",
    "Node",
    "Pod",
    "SNAT",
];

pub(super) fn argument(flag: NounFlag) -> Arg {
    // Names of Kubernetes hold no comma.
    let filter = |name: &'static str, value_name: &'static str| {
        let argument = Arg::new(name).long(name).value_name(value_name).action(ArgAction::Append);
        argument.value_delimiter(',').help_heading("Filters")
    };
    let switch = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help_heading("Filters");
    match flag {
        NounFlag::Names => Arg::new("names")
            .value_name("NAME")
            .action(ArgAction::Append)
            .num_args(0..)
            .help("Show these only; one that is not there is an error"),
        NounFlag::Pod => filter("pod", "[NAMESPACE/]POD,...")
            .help("Show what belongs to these Pods only; counters of a rule are of all its Pods"),
        NounFlag::Policy => filter("policy", "[NAMESPACE/]NAME,...").help("Show what belongs to these policies only"),
        NounFlag::Service => filter("service", "[NAMESPACE/]NAME,...").help("Show what belongs to these Services only"),
        NounFlag::Kind => filter("kind", "KIND,...")
            .help("Show policies of these kinds only")
            .ignore_case(true)
            .value_parser(value_parser!(KindArg)),
        NounFlag::Action => filter("action", "ACTION,...")
            .help("Show rules with these actions only")
            .ignore_case(true)
            .value_parser(value_parser!(ActionArg)),
        NounFlag::Direction => filter("direction", "DIRECTION,...")
            .help("Show what has these directions only")
            .ignore_case(true)
            .value_parser(value_parser!(DirectionArg)),
        NounFlag::Rules => {
            Arg::new("rules").long("rules").action(ArgAction::SetTrue).help("Show a row for each rule of a policy")
        }
        NounFlag::ByNode => {
            Arg::new("by-node").long("by-node").action(ArgAction::SetTrue).help("Show a row for each Node")
        }
        NounFlag::Table => filter("table", "TABLE,...").help("Show these tables only, by name or number"),
        NounFlag::Category => filter("category", "CATEGORY,...")
            .help("Show flows with cookies of these categories only")
            .ignore_case(true)
            .value_parser(PossibleValuesParser::new(CATEGORIES)),
        NounFlag::Round => filter("round", "ROUND,...")
            .help("Show flows of these rounds only: an agent counts how often it started")
            .value_parser(value_parser!(u16)),
        NounFlag::Cookie => Arg::new("cookie")
            .long("cookie")
            .value_name("VALUE[/MASK]")
            .help("Show flows with this cookie only, compared under the mask")
            .help_heading("Filters")
            .value_parser(cookie),
        NounFlag::Hits => switch("hits").help("Show flows that a packet hit only"),
        NounFlag::Stale => switch("stale").help("Show flows of rounds that are not in force only"),
        NounFlag::Raw => Arg::new("raw").long("raw").action(ArgAction::SetTrue).help("Print Open vSwitch's own lines"),
        NounFlag::Zone => filter("zone", "ZONE,...")
            .help("Show connections of these conntrack zones only")
            .value_parser(value_parser!(u16)),
        NounFlag::State => filter("state", "STATE,...").help("Show connections in these states only"),
        NounFlag::Protocol => filter("proto", "PROTOCOL,...").help("Show these protocols only"),
        NounFlag::Blocked => switch("blocked").help("Show connections that a rule would stop now only"),
        NounFlag::CountOnly => Arg::new("count-only")
            .long("count-only")
            .action(ArgAction::SetTrue)
            // Of what is not read nothing can be picked.
            .conflicts_with_all([
                "names",
                "namespace",
                "pod",
                "policy",
                "service",
                "zone",
                "state",
                "proto",
                "blocked",
                "by",
            ])
            .help("Show how many connections each Node has, and how many it may have; none is read"),
        NounFlag::By => Arg::new("by")
            .long("by")
            .value_name("WHAT")
            .ignore_case(true)
            .value_parser(value_parser!(ByArg))
            .help("Show how many connections there are by this, the most first"),
    }
}

/// The flag as typed after `--`; names are none.
pub(in crate::cli) fn long_flag(flag: NounFlag) -> Option<String> {
    argument(flag).get_long().map(str::to_owned)
}

/// The values of an argument; none where the noun does not take it.
pub(super) fn many<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Vec<T> {
    matches.try_get_many::<T>(name).ok().flatten().map(|values| values.cloned().collect()).unwrap_or_default()
}

pub(super) fn is_set(matches: &ArgMatches, name: &str) -> bool {
    matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or_default()
}
