//! `tables`: what each table of a switch holds and what came by.

mod counts;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;

use super::filter::{Query, any_or_empty};
use super::flows::{Names, is_table, unknown_tables};
use super::item::{PARTIAL, count, object, text};
use super::switch::bare;
use super::view::View;
use super::{Filter, Noun};
use crate::antrea::pipeline;
use crate::model::artefact::{ArtefactKind, Tables};
use crate::model::flow::TableRef;
use crate::model::report::{Cell, Column, Emphasis, Missing, Report, Row};
use counts::{Change, Counts, Growth, TableKey};

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The noun.
pub static NOUN: Noun = Noun {
    name: "tables",
    aliases: &["table", "ovstables", "ovstable"],
    about: "Tables of Open vSwitch: their flows, and the packets that came by",
    long: "The tables of each Node's bridge, in the order of the pipeline: all that Antrea has named, and others that hold a flow or saw a packet.\n\n\
FLOWS are those in the table. PACKETS are those that were looked up in it: a packet comes by in most tables of its pipeline, and in some twice. MISSED are those that no flow matched: \
Antrea's tables have a flow for what no other wants, so there are some only where an agent starts or stops. DROPPED are the packets of flows whose only action is drop, be it \
because a policy says so, a Pod sent from an address that is not its own, or the table is for nothing else; rejected packets, and those that go to the agent before they are dropped, are not in it.\n\n\
PACKETS and MISSED are of ovs-ofctl dump-tables and count since Open vSwitch started, DROPPED is of the flows and counts since each of them was made. '-' is not known: the file or \
the dump is missing.\n\n\
Two captures or folders of the same Nodes, each with an alias (--from before=A --from after=B), are compared: a row has the values of the later one (by the time in their meta.json, or else \
the second) and, after +, how much they grew. A counter that fell began anew, since Open vSwitch or the flow did: what it has counted since is shown, the row is marked and RESET (wide) is yes. \
What dropped flows that are gone had counted is not in +DROPPED. Sources without a Node in common, and three or more, stand below each other with a column SOURCE.\n\n\
Tables have no Namespace: -n makes no difference.\n\n\
NAME is a table's name, in any case, or its number.",
    columns: &[
        column("NODE", false, false, "Node"),
        column("ID", true, false, "number of the table"),
        column("NAME", false, false, "its name"),
        column("FLOWS", true, false, "flows in it"),
        column("+FLOWS", true, false, "with two sources: flows more, or fewer"),
        column("PACKETS", true, false, "packets that were looked up in it"),
        column("+PACKETS", true, false, "with two sources: how many more"),
        column("MISSED", true, false, "packets that no flow matched"),
        column("+MISSED", true, false, "with two sources: how many more"),
        column("DROPPED", true, false, "packets that its flows dropped"),
        column("+DROPPED", true, false, "with two sources: how many more"),
        column("MATCHED", true, true, "packets that a flow matched"),
        column("RESET", false, true, "with two sources: whether a counter began anew between them"),
        column("NOTES", false, true, "what to know about the numbers"),
    ],
    needs: |_| NEEDS,
    tables,
    essential: |_| &[ArtefactKind::Flows, ArtefactKind::TableStats],
    shows_flows: true,
    shows_addresses: false,
    filters: &[Filter::Table],
    examples: &[
        ("kubectl antstats get tables --node worker-1", "Show the tables of one Node of the cluster"),
        ("kubectl antstats get tables --from capture --sort-by=-dropped --limit 5", "Find where packets are dropped"),
        (
            "kubectl antstats get tables --from before=monday --from after=tuesday --table EndpointDNAT",
            "Show how one table grew between two captures",
        ),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: false,
    namespaced: false,
    report,
};

const NEEDS: &[ArtefactKind] = &[
    ArtefactKind::Meta,
    ArtefactKind::Flows,
    ArtefactKind::TableFeatures,
    ArtefactKind::TableStats,
    ArtefactKind::Aggregate,
    ArtefactKind::Bridge,
    ArtefactKind::AgentInfo,
    ArtefactKind::AgentMetrics,
];

/// The columns that compare.
const GROWTH: [&str; 5] = ["+FLOWS", "+PACKETS", "+MISSED", "+DROPPED", "RESET"];

fn tables(query: &Query) -> Tables {
    // A row has to be wanted by both.
    let named: Vec<&str> = query.names.iter().map(|name| on_node(name).1).collect();
    let asked = if named.is_empty() { query.flows.tables.iter().map(String::as_str).collect() } else { named };
    if asked.is_empty() {
        return Tables::All;
    }
    Tables::Named(asked.into_iter().map(|name| pipeline::canonical(name).unwrap_or(name).to_owned()).collect())
}

/// A name of `[NAME...]` as Node, where it says one, and table.
fn on_node(name: &str) -> (Option<&str>, &str) {
    let name = bare("table", name);
    name.split_once('/').map_or((None, name), |(node, table)| (Some(node), table))
}

/// A table of a Node with what is counted of it.
struct Line<'a> {
    node: &'a str,
    id: Option<u8>,
    name: Option<&'a str>,
    counts: &'a Counts,
    change: Option<Change>,
    partial: bool,
}

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let mut rows = Vec::new();
    let all: Vec<Names<'_>> = nodes(view, query);
    let mut named = Named::of(query);
    for names in &all {
        for (key, counts) in counts::of_node(names, false) {
            let line = line(names, &key, &counts, None);
            rows.extend(Some(line).filter(|line| named.wants(line) & wanted(line, query)).map(|line| row(&line)));
        }
    }
    let shown: Vec<bool> = NOUN.columns.iter().map(|column| !GROWTH.contains(&column.header)).collect();
    made(&all, query, rows, named, &shown)
}

/// The same of two looks at the same Nodes.
pub(super) fn growth<'v>(before: &'v View, after: &'v View, query: &'v Query) -> Option<Report<'v>> {
    let (earlier, later) = (nodes(before, query), nodes(after, query));
    let early = |name: &Arc<str>| earlier.iter().find(|names| names.node == name);
    if !later.iter().any(|names| early(names.node).is_some()) {
        return None;
    }
    let mut rows = Vec::new();
    let mut resets = Vec::new();
    let mut named = Named::of(query);
    for names in &later {
        let was = early(names.node).map(|names| counts::of_node(names, true));
        let mut reset = 0;
        for (key, counts) in counts::of_node(names, true) {
            let change = was.as_ref().map(|was| match was.get(&key) {
                Some(was) => Change::of(was, &counts),
                None => Change::default(),
            });
            let line = line(names, &key, &counts, change);
            if !(named.wants(&line) & wanted(&line, query)) {
                continue;
            }
            reset += usize::from(change.is_some_and(|change| change.reset()));
            rows.push(row(&line));
        }
        if reset > 0 {
            resets.push(format!("{} ({reset})", names.node));
        }
    }
    let mut report = made(&later, query, rows, named, &vec![true; NOUN.columns.len()]);
    if !resets.is_empty() {
        let said = format!(
            "counters began anew between the two in tables of {}: they grew by what is shown at least",
            resets.join(", ")
        );
        report.said.push(said);
    }
    let missing: Vec<&str> = earlier
        .iter()
        .filter(|names| !later.iter().any(|later| later.node == names.node))
        .map(|names| &**names.node)
        .collect();
    if !missing.is_empty() {
        report.said.push(format!("the later source has nothing of {}", missing.join(", ")));
    }
    Some(report)
}

/// The Nodes in the order of the others' rows; a Node without a dump may have its counts.
fn nodes<'v>(view: &'v View, query: &Query) -> Vec<Names<'v>> {
    let resolved = view.nodes.iter().filter_map(|node| view.switches.get_key_value(&node.name));
    let others = view
        .switches
        .iter()
        .filter(|(name, switch)| switch.table_stats.is_some() && !view.nodes.iter().any(|node| node.name == **name));
    let wanted = resolved.chain(others).filter(|(name, _)| query.node(name));
    wanted.map(|(name, switch)| Names::new(view, name, switch)).collect()
}

fn line<'a>(names: &'a Names<'_>, key: &'a TableKey, counts: &'a Counts, change: Option<Change>) -> Line<'a> {
    let (id, name) = match key {
        TableKey::Number(id) => (Some(id.0), names.table(TableRef::Number(*id))),
        TableKey::Name(name) => (None, name.as_str()),
    };
    let name = (!name.is_empty()).then_some(name);
    Line { node: names.node, id, name, counts, change, partial: names.is_partial() }
}

/// What `[NAME...]` asks for, and which of it no row has.
struct Named<'q> {
    asked: &'q [String],
    found: Vec<bool>,
    known: BTreeSet<String>,
}

impl<'q> Named<'q> {
    fn of(query: &'q Query) -> Named<'q> {
        Named { asked: &query.names, found: vec![false; query.names.len()], known: BTreeSet::new() }
    }

    /// Whether a row is wanted; every row is to be shown to it.
    fn wants(&mut self, line: &Line<'_>) -> bool {
        let mut wanted = self.asked.is_empty();
        for (asked, found) in self.asked.iter().zip(&mut self.found) {
            let (node, table) = on_node(asked);
            let is_it = node.is_none_or(|node| node == line.node) && is_asked(table, line);
            *found |= is_it;
            wanted |= is_it;
        }
        if !self.asked.is_empty() {
            self.known.extend(line.name.map(str::to_owned));
        }
        wanted
    }

    fn missing(self) -> Missing {
        let lost = self.asked.iter().zip(self.found).filter(|(_, found)| !found);
        let names: Vec<String> = lost.map(|(asked, _)| bare("table", asked).to_owned()).collect();
        if names.is_empty() { Missing::default() } else { Missing { names, known: self.known.into_iter().collect() } }
    }
}

fn is_asked(asked: &str, line: &Line<'_>) -> bool {
    let name = line.name.unwrap_or_default();
    line.id.map_or_else(|| asked.eq_ignore_ascii_case(name), |id| is_table(asked, id, name))
}

fn wanted(line: &Line<'_>, query: &Query) -> bool {
    any_or_empty(&query.flows.tables, |asked| is_asked(asked, line))
}

fn made<'v>(all: &[Names<'v>], query: &Query, rows: Vec<Row>, named: Named<'_>, shown: &[bool]) -> Report<'v> {
    let kept = |row: Row| {
        let cells = row.cells.into_iter().zip(shown).filter(|(_, shown)| **shown).map(|(cell, _)| cell).collect();
        Row { cells, ..row }
    };
    let columns = NOUN.columns.iter().zip(shown).filter(|(_, shown)| **shown).map(|(column, _)| *column).collect();
    Report {
        kind: "TableList",
        columns,
        rows: rows.into_iter().map(kept).collect::<Vec<_>>().into(),
        nothing: "No tables found".to_string(),
        said: unknown_tables(all, &query.flows.tables),
        missing: named.missing(),
        ..Report::default()
    }
}

fn row(line: &Line<'_>) -> Row {
    let Line { counts, change, .. } = line;
    let mut notes = Vec::new();
    if line.partial {
        notes.push(PARTIAL.to_string());
    }
    let reset = change.is_some_and(|change| change.reset());
    if reset {
        notes.push("a counter began anew: it grew by what is shown at least".to_string());
    }
    let grown = |pick: fn(&Change) -> Growth| count(change.as_ref().and_then(|change| pick(change).by));
    let flows = change.and_then(|change| change.flows);
    let cells = vec![
        Cell::Text(line.node.to_string()),
        count(line.id.map(u64::from)),
        text(line.name),
        count(counts.flows),
        match flows.map(u64::try_from) {
            None => Cell::Unknown,
            Some(Ok(more)) => Cell::Count(more),
            Some(Err(_)) => text(flows.map(|fewer| fewer.to_string())),
        },
        count(counts.packets),
        grown(|change| change.packets),
        count(counts.missed),
        grown(|change| change.missed),
        count(counts.dropped),
        grown(|change| change.dropped),
        count(counts.matched),
        text(change.map(|_| if reset { "yes" } else { "no" })),
        text((!notes.is_empty()).then(|| notes.join("; "))),
    ];
    let mut item = object(json!({
        "kind": "Table",
        "node": line.node,
        "id": line.id,
        "name": line.name,
        "flows": counts.flows,
        "packets": counts.packets,
        "matched": counts.matched,
        "missed": counts.missed,
        "dropped": counts.dropped,
    }));
    if let Some(change) = change {
        let growth = json!({
            "flows": change.flows,
            "packets": change.packets.by,
            "missed": change.missed.by,
            "dropped": change.dropped.by,
            "reset": reset,
        });
        item.insert("growth".to_owned(), growth);
    }
    item.insert("notes".to_owned(), json!(notes));
    let emphasis = if reset { Emphasis::Warning } else { Emphasis::Plain };
    let id = line.id.map_or_else(|| line.name.unwrap_or_default().to_owned(), |id| id.to_string());
    Row { cells, item, name: format!("table/{}/{id}", line.node), emphasis }
}
