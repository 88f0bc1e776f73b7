//! What is run in an agent's Pod: one script that runs the commands of [`recipe`] one after another.
//!
//! One exec a Node instead of one a command: each costs a connection with TLS through the API server and the kubelet. The script is a constant; what it is to do
//! stands in its arguments, which an audit log shows.

use std::hash::{BuildHasher, RandomState};

use crate::model::artefact::ArtefactKind;
use crate::source::recipe::{
    Bridge, Call, Columns, Command, DUMP_TABLE, FIND_BRIDGE, POLICY_TABLES, RECIPES, Recipe, Seconds, TABLE_COUNTS,
    TABLE_NAMES,
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
            Some(Tables::Named(names)) => names.join(" "),
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

/// A mark that nothing in an answer can have by chance.
pub fn mark() -> String {
    // The hasher's keys are random, and new for each.
    format!("@antstats-{:016x}", RandomState::new().hash_one(0))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

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
        let encoded = |word: &String| -> usize {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._* ".contains(&byte);
            "&command=".len() + word.bytes().map(|byte| if plain(byte) { 1 } else { 3 }).sum::<usize>()
        };
        let length: usize = argv.iter().map(encoded).sum();
        assert!(length < 7500, "{length} bytes: proxies commonly pass 8 KiB");
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
