//! What is run in an agent's Pod: one script that runs the commands of [`recipe`] one after another.
//!
//! One exec a Node instead of one a command: each costs a connection with TLS through the API server and the kubelet. The script is a constant; what it is to do
//! stands in its arguments, which an audit log shows.

use std::hash::{BuildHasher, RandomState};

use crate::model::artefact::ArtefactKind;
use crate::source::recipe::{
    self, Bridge, Call, Columns, Command, DUMP_TABLE, FIND_BRIDGE, POLICY_TABLES, PolicyWords, RECIPES, Recipe,
    Seconds, TABLE_COUNTS, TABLE_NAMES,
};
use crate::source::{Tables, Wanted};

const SOURCE: &str = include_str!("script.sh");

/// The script as it is sent: it travels in the request's query, so that a proxy with a short limit for headers still passes it.
pub fn text() -> String {
    let lines = SOURCE.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What one container of a Node is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Artefacts but flows, each with its command.
    pub items: Vec<(&'static Recipe, Command)>,
    /// Which flows.
    pub flows: Option<Tables>,
    /// Which columns of the database.
    pub columns: Columns,
    /// The longest that a command may take.
    pub seconds: Seconds,
}

impl Order {
    /// What container `antrea-ovs` can give of what is wanted; `None` when that is nothing.
    pub fn of_ovs(wanted: &Wanted, seconds: Seconds) -> Option<Order> {
        let flows = wanted.has(ArtefactKind::Flows).then(|| wanted.tables().clone());
        // How many flows the bridge has says nothing about a dump of some tables, whose own numbers are compared.
        let whole = flows == Some(Tables::All);
        let fits = |recipe: &&Recipe| {
            let kind = recipe.kind;
            wanted.has(kind) && kind != ArtefactKind::Flows && (whole || kind != ArtefactKind::Aggregate)
        };
        let items: Vec<_> = RECIPES.iter().filter(fits).filter_map(|recipe| Some((recipe, recipe.command?))).collect();
        let columns = if wanted.is_capture() { Columns::All } else { Columns::Needed };
        (flows.is_some() || !items.is_empty()).then_some(Order { items, flows, columns, seconds })
    }

    /// What `antctl` in container `antrea-agent` can give of what is wanted; `None` when that is nothing.
    pub fn of_agent(wanted: &Wanted, seconds: Seconds) -> Option<Order> {
        let recipes = RECIPES.iter().filter(|recipe| wanted.has(recipe.kind));
        let items: Vec<_> = recipes.filter_map(|recipe| Some((recipe, recipe.antctl?))).collect();
        (!items.is_empty()).then_some(Order { items, flows: None, columns: Columns::Needed, seconds })
    }

    /// The words of one exec that does all of it, with the mark that its frames shall have.
    pub fn argv(&self, mark: &str) -> Vec<String> {
        let needed = |command: Command| self.line(command, Columns::Needed);
        let bridge = self.flows.is_some()
            || self.items.iter().any(|(_, command)| self.line(*command, self.columns).contains("BRIDGE"));
        let tables = match &self.flows {
            None => String::new(),
            Some(Tables::All) => "*".to_owned(),
            Some(Tables::Policies) => POLICY_TABLES.join(" "),
            Some(Tables::Named(names)) => format!("= {}", names.join(" ")),
        };
        let mut argv: Vec<String> = ["sh", "-c"].map(str::to_owned).into();
        argv.extend([text(), "antstats".to_owned(), mark.to_owned(), tables]);
        argv.push(if bridge { needed(FIND_BRIDGE) } else { String::new() });
        argv.extend([TABLE_COUNTS, TABLE_NAMES, DUMP_TABLE].map(needed));
        argv.extend(
            self.items.iter().map(|(recipe, command)| format!("{} {}", recipe.file, self.line(*command, self.columns))),
        );
        argv
    }

    /// A command's words where its bridge is known.
    pub fn command(
        &self,
        command: &Command,
        bridge: &Bridge,
        table: Option<crate::model::ids::TableId>,
    ) -> Vec<String> {
        command.argv(&Call { bridge: Some(bridge), table, policy: None, seconds: self.seconds, columns: self.columns })
    }

    fn line(&self, command: Command, columns: Columns) -> String {
        command.argv(&Call { bridge: None, table: None, policy: None, seconds: self.seconds, columns }).join(" ")
    }

    /// The files that it gives, for messages.
    pub fn files(&self) -> String {
        let flows = self.flows.as_ref().map(|_| crate::source::recipe::FLOWS_FILE);
        self.items.iter().map(|(recipe, _)| recipe.file).chain(flows).collect::<Vec<_>>().join(" ")
    }
}

/// The words of one exec that asks antctl for the flows of these policies. Its frames have a policy's place in the list for a file.
pub fn policy_flows(mark: &str, policies: &[PolicyWords], seconds: Seconds) -> Vec<String> {
    // No table is dumped, and no bridge is looked for.
    let without_flows = [mark, "", "", "", "", ""].map(str::to_owned);
    let items = policies.iter().enumerate().map(|(place, policy)| item(place, policy, seconds));
    ["sh", "-c", &text(), "antstats"].map(str::to_owned).into_iter().chain(without_flows).chain(items).collect()
}

fn item(place: usize, policy: &PolicyWords, seconds: Seconds) -> String {
    format!("{place} {}", recipe::policy_flows(policy, seconds).join(" "))
}

/// The policies in as many parts as there must be execs: each fits into a request.
pub fn batches(policies: &[PolicyWords], seconds: Seconds) -> Vec<&[PolicyWords]> {
    let fixed: usize = policy_flows(&mark(), &[], seconds).iter().map(|word| encoded(word)).sum();
    let (mut batches, mut rest) = (Vec::new(), policies);
    while !rest.is_empty() {
        let mut length = fixed;
        let fits = rest.iter().take_while(|policy| {
            length += encoded(&item(rest.len(), policy, seconds));
            length < REQUEST
        });
        let (some, after) = rest.split_at(fits.count().clamp(1, rest.len()));
        batches.push(some);
        rest = after;
    }
    batches
}

/// The longest that an exec's words may be in a request's query: proxies commonly pass 8 KiB in all.
const REQUEST: usize = 7500;

/// How long a word is in a request's query.
fn encoded(word: &str) -> usize {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._* ".contains(&byte);
    "&command=".len() + word.bytes().map(|byte| if plain(byte) { 1 } else { 3 }).sum::<usize>()
}

/// A mark that nothing in an answer can have by chance.
pub fn mark() -> String {
    // The hasher's keys are random, and new for each.
    format!("@antstats-{:016x}", RandomState::new().hash_one(0))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::model::policy::{PolicyKind, PolicyRef};

    fn seconds() -> Seconds {
        Duration::from_secs(20).into()
    }

    const EVERYTHING: [ArtefactKind; 20] = [
        ArtefactKind::Flows,
        ArtefactKind::TableFeatures,
        ArtefactKind::Aggregate,
        ArtefactKind::Bridge,
        ArtefactKind::Port,
        ArtefactKind::Interface,
        ArtefactKind::OpenVSwitch,
        ArtefactKind::AgentInfo,
        ArtefactKind::Other,
        ArtefactKind::Groups,
        ArtefactKind::GroupStats,
        ArtefactKind::Meters,
        ArtefactKind::MeterStats,
        ArtefactKind::PortsDesc,
        ArtefactKind::Ports,
        ArtefactKind::Conntrack,
        ArtefactKind::ConntrackCounts,
        ArtefactKind::Datapath,
        ArtefactKind::AgentPodMulticastStats,
        ArtefactKind::TableStats,
    ];

    #[test]
    fn the_script_knows_no_program_but_gzip() {
        for program in ["ovs-", "antctl", "eval", "rm", "tee", "sh -c"] {
            assert!(!text().contains(program), "{program}");
        }
        assert_eq!(text().matches("gzip").count(), 2);
        // It writes to its own channels and to nowhere else.
        for target in text().split('>').skip(1) {
            assert!(["&1", "&3", "&-", "/dev/null"].iter().any(|known| target.starts_with(known)), "{target}");
        }
    }

    #[test]
    fn an_exec_fits_into_a_request() {
        let argv = Order::of_ovs(&Wanted::kinds(EVERYTHING), seconds()).unwrap().argv(&mark());
        let length: usize = argv.iter().map(|word| encoded(word)).sum();
        assert!(length < REQUEST, "{length} bytes");
    }

    fn policies(count: usize, length: usize) -> Vec<PolicyWords> {
        let name = |number: usize| format!("{number:0length$}");
        let policy = |number| PolicyRef {
            kind: PolicyKind::K8sNetworkPolicy,
            namespace: "n".repeat(63).as_str().into(),
            name: name(number).as_str().into(),
        };
        (0..count).map(|number| PolicyWords::try_from(&policy(number)).unwrap()).collect()
    }

    #[test]
    fn policies_are_asked_for_in_requests_that_fit() {
        for (count, length, execs) in
            [(0, 1, 0..=0), (1, 253, 1..=1), (10, 10, 1..=1), (100, 100, 2..=9), (300, 253, 9..=99)]
        {
            let policies = policies(count, length);
            let batches = batches(&policies, seconds());
            assert!(execs.contains(&batches.len()), "{count} policies: {}", batches.len());
            assert!(batches.concat().iter().eq(&policies), "each once, in their order");
            for batch in batches {
                let argv = policy_flows(&mark(), batch, seconds());
                assert!(argv.iter().map(|word| encoded(word)).sum::<usize>() < REQUEST);
            }
        }
    }

    #[test]
    fn for_policies_nothing_runs_but_antctl() {
        let policies = policies(3, 8);
        let argv = policy_flows("@m", &policies, seconds());
        assert_eq!(argv[..2], ["sh", "-c"]);
        assert_eq!(
            (&argv[2], &argv[3..10]),
            (&text(), ["antstats", "@m", "", "", "", "", ""].map(str::to_owned).as_slice())
        );
        for (place, (item, policy)) in argv[10..].iter().zip(&policies).enumerate() {
            let command = recipe::policy_flows(policy, seconds()).join(" ");
            assert!(command.starts_with("antctl get ovsflows -N "), "{command}");
            assert_eq!(*item, format!("{place} {command}"));
        }
        assert_eq!(argv.len(), 10 + policies.len());
    }

    #[test]
    fn orders_ask_for_what_is_wanted() {
        let of = |kinds: &[ArtefactKind], tables| {
            let wanted = Wanted::kinds(kinds.iter().copied()).of_tables(tables);
            Order::of_ovs(&wanted, seconds()).map(|order| order.files())
        };
        use ArtefactKind::{AgentInfo, Aggregate, Flows, Port, TableFeatures};
        assert_eq!(of(&[AgentInfo], Tables::All), None);
        assert_eq!(
            of(&[Flows, TableFeatures, Port, AgentInfo], Tables::Policies).unwrap(),
            "port.json table-features.txt flows.txt"
        );
        assert_eq!(of(&[Flows, Aggregate], Tables::Policies).unwrap(), "flows.txt");
        assert_eq!(of(&[Flows, Aggregate], Tables::All).unwrap(), "aggregate.txt flows.txt");
        let capture = of(&EVERYTHING, Tables::All).unwrap();
        for file in ["conntrack.txt", "groups.txt", "meter-stats.txt", "ports.txt", "tables.txt", "datapath.txt"] {
            assert!(capture.contains(file), "{capture}");
        }
        let agent = Order::of_agent(&Wanted::kinds(EVERYTHING), seconds()).unwrap();
        assert_eq!(agent.files(), "agent-agentinfo.json agent-podmulticaststats.json");
        assert!(!agent.argv("@").concat().contains("external_ids"), "no bridge is looked for");
    }

    #[test]
    fn marks_differ() {
        assert_ne!(mark(), mark());
        assert_eq!(mark().len(), "@antstats-".len() + 16);
    }
}
