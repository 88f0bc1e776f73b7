//! `flows`: what a switch holds, each flow with whom it is for.

mod meaning;
mod names;
mod owner;
mod pick;
mod rows;

use super::filter::{Query, nearest};
use super::view::View;
use super::{Filter, NAMES, Noun, with};
use crate::antrea::pipeline;
use crate::antrea::role::table_of;
use crate::model::artefact::{ArtefactKind, Tables};
use crate::model::flow::TableRef;
use crate::model::ids::TableId;
use crate::model::report::{Column, Report, Rows};
pub(super) use names::Names;
pub(super) use pick::is_table;
use pick::{AskedFlows, pick};
use rows::{FlowRows, NodeFlows};

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The noun.
pub static NOUN: Noun = Noun {
    name: "flows",
    aliases: &["flow", "ovsflows", "ovsflow"],
    about: "Flows of Open vSwitch, each with whom it is for",
    long: "What the switch of each Node holds, in the order of its dump, each flow with its owner: the Pod, Service, Node, policy and rule for which Antrea's agent \
installed it, worked out from its cookie, table, match and actions.\n\n\
OWNER is a policy with its rule (of a match that several rules share the first, and +N), the Pod or interface behind a port or address, a Service or its endpoint, \
a K8s default deny with the Pod that it isolates, a multicast group, Egress, a Traceflow, 'table miss' for what no other flow of a table wants, or Antrea's pipeline. A \
rule is named as in get rules; one without a known name is 'rule ID'. Egresses are named where their objects could be read; of those that share an address all are, with | between \
them (json: owner.egresses). '-' is no flow of Antrea's, or one that this version does not know.\n\n\
MATCH and ACTIONS are Open vSwitch's own words. MEANING (wide) and the fields 'meaning' (json) spell out registers, marks, labels, conntrack zones and groups. \
COOKIE holds the ROUND, which counts how often the agent has started, and the CATEGORY, whose numbers changed in Antrea 1.6 to 1.8: they are read by the version of the agent, \
or else as its flows look. AGE and IDLE are seconds.\n\n\
PACKETS and BYTES are Open vSwitch's counters since the flow was made; the kernel's newest packets are in them after some seconds.\n\n\
--pod shows flows that name a Pod's port or address, be it in a rule of a policy. --policy shows the flows of its rules, --service those of a Service and its endpoints, -n those \
whose Pod, Service or policy is in a Namespace. --table takes names in any case and numbers; a Node of a cluster is asked for these tables alone and, where they are named, for those that say whose their flows are. \
--stale shows flows of a round that is not in force: left behind, or of an agent that is starting. --cookie compares under a mask, as ovs-ofctl does.\n\n\
--raw prints the lines as Open vSwitch does.\n\n\
NAME is what -o name prints: flow/NODE/N, the place of the flow in what was read of its Node. It says the same flow as long as the same dump is read.",
    columns: &[
        column("NODE", false, false, "Node"),
        column("TABLE", false, false, "table by name, or by number where no name is known"),
        column("PRIORITY", true, false, "OpenFlow priority: the higher one wins"),
        column("PACKETS", true, false, "packets that hit it"),
        column("BYTES", true, false, "bytes of L2 frames"),
        column("OWNER", false, false, "whom it is for"),
        column("MATCH", false, false, "the match, without its priority"),
        column("ACTIONS", false, false, "the actions"),
        column("COOKIE", false, true, "round, category and object in one number"),
        column("ROUND", true, true, "start of the agent that made it"),
        column("CATEGORY", false, true, "what the agent made it for"),
        column("AGE", true, true, "seconds since it was made"),
        column("IDLE", true, true, "seconds since a packet hit it"),
        column("MEANING", false, true, "registers, marks, labels, zones, groups and tables in words"),
        column("TABLE ID", true, true, "table by number"),
    ],
    needs: |_| NEEDS,
    tables,
    essential: |_| &[ArtefactKind::Flows],
    shows_flows: true,
    shows_addresses: true,
    filters: &[
        Filter::Pod,
        Filter::Policy,
        Filter::Service,
        Filter::Table,
        Filter::Category,
        Filter::Round,
        Filter::Cookie,
        Filter::Hits,
        Filter::Stale,
        Filter::Raw,
    ],
    examples: &[
        (
            "kubectl antstats get flows --node worker-1 --table SpoofGuard",
            "Show which address may come from which port",
        ),
        ("kubectl antstats get flows --from capture --pod default/web-0", "Show all flows that name a Pod"),
        (
            "kubectl antstats get flows --from capture --policy default/web --hits -o wide",
            "Show the flows of a policy that a packet hit, spelled out",
        ),
        (
            "kubectl antstats get flows --from capture --category Service --sort-by=-packets --limit 10",
            "Find the busiest flows of Services",
        ),
        ("kubectl antstats get flows --from worker-1=flows.txt --raw --stale", "Print the lines of another round"),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: false,
    namespaced: false,
    report,
};

const NEEDS: &[ArtefactKind] = &with::<{ NAMES.len() + 2 }>(NAMES, &[ArtefactKind::Groups, ArtefactKind::Egresses]);

/// The columns of `--raw`.
const RAW: [Column; 2] =
    [column("NODE", false, true, "Node"), column("LINE", false, false, "the line as Open vSwitch prints it")];

/// The tables that are asked for, and those that say whose their flows are.
fn tables(query: &Query) -> Tables {
    let asked = &query.flows.tables;
    if asked.is_empty() {
        return Tables::All;
    }
    let mut names: Vec<String> = Vec::new();
    for name in asked {
        match pipeline::canonical(name) {
            Some(known) => {
                let with = std::iter::once(known).chain(pipeline::said_elsewhere(known).iter().copied());
                names.extend(with.map(str::to_owned));
            }
            None => names.push(name.clone()),
        }
    }
    names.sort();
    names.dedup();
    Tables::Named(names.into())
}

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let mut nodes = Vec::new();
    let mut asked = AskedFlows::of(query);
    let in_order = view.nodes.iter().filter(|node| query.node(&node.name));
    for (name, switch) in in_order.filter_map(|node| view.switches.get_key_value(&node.name)) {
        let Some(lines) = switch.flows.as_deref() else { continue };
        let names = Names::new(view, name, switch);
        asked.in_dump(name, lines.len());
        let picked = pick(&names, lines, query, asked.of_node(name));
        nodes.push(NodeFlows { names, lines, picked });
    }

    let mut said = unknown_tables(nodes.iter().map(|node| &node.names), &query.flows.tables);
    said.extend(nodes.iter().find_map(|node| alone(node, &query.flows.tables)));
    let columns = if query.flows.raw { RAW.to_vec() } else { NOUN.columns.to_vec() };
    Report {
        kind: "FlowList",
        columns,
        rows: Rows::new(FlowRows::new(nodes, query.flows.raw)),
        nothing: "No flows found".to_string(),
        bare: query.flows.raw,
        said,
        missing: asked.missing(),
        ..Report::default()
    }
}

/// Says when a table that was asked for by its number stands alone, so that the owners of its flows cannot be known: what a number means is not known before
/// a Node is asked.
fn alone(node: &NodeFlows<'_>, asked: &[String]) -> Option<String> {
    let numbers = asked.iter().filter_map(|asked| asked.parse().ok().map(TableId));
    let of_others = numbers.map(|id| (id, node.names.table(TableRef::Number(id))));
    let (id, name) = of_others.into_iter().find(|(_, name)| !pipeline::said_elsewhere(name).is_empty())?;
    let others = pipeline::said_elsewhere(name);
    let mut read = false;
    node.lines.heads(&mut |_, flow| read |= others.contains(&node.names.table(table_of(flow))));
    (!read)
        .then(|| format!("table {} was read alone; --table {name} reads those too that say whose its flows are", id.0))
}

/// Says which tables of `--table` no Node has, with the name that was meant.
pub(super) fn unknown_tables<'a, 'v: 'a>(
    nodes: impl IntoIterator<Item = &'a Names<'v>>,
    asked: &[String],
) -> Vec<String> {
    let nodes: Vec<&Names<'v>> = nodes.into_iter().collect();
    let known: Vec<&str> = nodes.iter().flat_map(|names| names.tables()).collect();
    let is_there = |asked: &str| match asked.parse() {
        Ok(id) => nodes.iter().any(|names| names.has_table(TableId(id))),
        Err(_) => known.iter().any(|known| known.eq_ignore_ascii_case(asked)),
    };
    let missing = asked.iter().filter(|asked| !is_there(asked));
    let said = missing.map(|missing| {
        if missing.parse::<u64>().is_ok() {
            return format!("no table has the number {missing}");
        }
        let near = nearest(missing, known.iter().copied()).or_else(|| nearest(missing, pipeline::all()));
        match near {
            Some(near) => format!("no table is called {missing:?}; did you mean {near:?}?"),
            None => format!("no table is called {missing:?}; get tables lists them"),
        }
    });
    said.collect()
}
