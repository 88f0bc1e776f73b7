//! `conntrack`: the connections that each Node tracks, with names instead of addresses, and the rules that let them through.

mod blocked;
mod by;
mod counts;
mod labels;
mod merge;
mod place;
mod row;
#[cfg(test)]
mod tests;
mod wanted;

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::json;

use super::filter::Query;
use super::item::{counted, object};
use super::view::View;
use super::{Filter, Noun, STATS_NEEDS, policy_tables, with};
use crate::model::artefact::ArtefactKind;
use crate::model::item::Fields;
use crate::model::report::{Column, Part, Report, Row, RowSource, Rows};
use blocked::{Blocked, Gate, Stop, Verdict};
use place::{Connected, Place};
use wanted::Wanted;
pub(super) use wanted::unmatched;

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The noun.
pub static NOUN: Noun = Noun {
    name: "conntrack",
    aliases: &["ct", "connections", "connection"],
    about: "Connections of each Node, with Pods, Services and the rules that let them through",
    long: "Each connection that a Node's datapath tracks (ovs-appctl dpctl/dump-conntrack). Behind a Service, DESTINATION is the endpoint and SERVICE what the connection was \
opened to. A connection that is tracked in several zones (65520 and 65521, IPv6 65510 and 65511, and 0 for what leaves the Node) is one row; one between Pods of two Nodes is a row \
on each of them, with the egress rule on the one and the ingress rule on the other.\n\n\
INGRESS-RULE and EGRESS-RULE are the rules that let it through when it was opened: a connection keeps them for its life. 'stale' behind an ID: no rule of the Node \
has it any more, or the connection is older than the agent's start, and IDs meant other rules then. 'stale' behind the STATE says either of these, or that no policy has let the \
connection through: it was denied behind a Service, or is just being opened. NOTES (wide) says which.\n\n\
PACKETS and BYTES are of both directions, of IP packets. '-' is not zero: Open vSwitch in user space counts none, and the kernel does so with nf_conntrack_acct only. SEEN AS (wide) names the Egress whose address the other side sees, \
where Egresses could be read; several that share the address stand with | between them (json: translatedSource.egresses).\n\n\
--blocked works out which rule each connection would meet if it were opened now, and shows those that a rule or the default deny of a K8s NetworkPolicy would stop: open connections \
pass no rules. What was denied already and is still tracked is among them, with 'stale' behind its STATE. Where it cannot be known whether a rule would stop a connection, it is \
counted on standard error and not shown. --by counts connections, the most first; one between two Pods counts for both in '--by pod'. --count-only does not read them: it asks how many there are and may be.\n\n\
NAME is what -o name prints (connection/NODE/PROTOCOL,SOURCE,DESTINATION), or the kernel's number of a connection.",
    columns: &[
        column("NODE", false, false, "Node"),
        column("PROTO", false, false, "protocol"),
        column("SOURCE", false, false, "who opened it: Pod and port, or address"),
        column("DESTINATION", false, false, "who answers: Pod and port, or address"),
        column("SERVICE", false, false, "Service that it was opened to, or its address; blank for none"),
        column("STATE", false, false, "state of the protocol, or whether answers came; 'stale' when NOTES says why"),
        column("INGRESS-RULE", false, false, "ingress rule that let it in: policy and rule; blank for none"),
        column("EGRESS-RULE", false, false, "egress rule that let it out"),
        column("PACKETS", true, false, "packets of both directions"),
        column("BYTES", true, false, "bytes of IP packets, both directions"),
        column("BLOCKED-BY", false, false, "with --blocked: the rule that would stop it now"),
        column("ZONES", false, true, "conntrack zones that have it"),
        column("OPENED TO", false, true, "address that it was opened to, when another answers"),
        column(
            "SEEN AS",
            false,
            true,
            "source address that the other side sees, when it is another, with the Egress that has it",
        ),
        column("MARK", false, true, "what its ct_mark says"),
        column("TIMEOUT", true, true, "seconds until it is forgotten"),
        column("START", false, true, "when it began, in the Node's local time"),
        column("NOTES", false, true, "why it is stale"),
    ],
    needs,
    tables: policy_tables,
    essential,
    shows_flows: false,
    shows_addresses: true,
    filters: &[
        Filter::Pod,
        Filter::Policy,
        Filter::Service,
        Filter::Zone,
        Filter::State,
        Filter::Protocol,
        Filter::Blocked,
        Filter::CountOnly,
        Filter::By,
    ],
    examples: &[
        ("kubectl antstats get conntrack --pod shop/web-0", "Show the connections of a Pod"),
        ("kubectl antstats get conntrack --by source --limit 10", "Find who opens most connections"),
        ("kubectl antstats get conntrack --count-only", "Show how full each Node's table is"),
        (
            "kubectl antstats get conntrack --from capture --blocked",
            "Show open connections that a rule would stop if they were opened now",
        ),
        (
            "kubectl antstats get conntrack --from capture --state stale -o wide",
            "Show what is left of denied connections and of rules that are gone",
        ),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: false,
    namespaced: false,
    report,
};

/// Names need what rules need.
const NEEDS: &[ArtefactKind] =
    &with::<{ STATS_NEEDS.len() + 2 }>(STATS_NEEDS, &[ArtefactKind::Conntrack, ArtefactKind::Egresses]);

const COUNTS: &[ArtefactKind] = &[
    ArtefactKind::Meta,
    // Every Node of a capture has it: so those without counts are known.
    ArtefactKind::OpenVSwitch,
    ArtefactKind::ConntrackCounts,
    ArtefactKind::ConntrackConnections,
    ArtefactKind::ConntrackMaximum,
    ArtefactKind::NfConntrack,
];

fn needs(query: &Query) -> &'static [ArtefactKind] {
    if query.connections.count_only { COUNTS } else { NEEDS }
}

fn essential(query: &Query) -> &'static [ArtefactKind] {
    if query.connections.count_only { &[ArtefactKind::ConntrackCounts] } else { &[ArtefactKind::Conntrack] }
}

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let mut names: Vec<&Arc<str>> = view.switches.keys().filter(|name| query.node(name)).collect();
    // The Nodes that were read are in natural order already.
    let place = |name: &Arc<str>| view.nodes.iter().position(|node| node.name == *name).unwrap_or(usize::MAX);
    names.sort_by_key(|name| place(name));
    if query.connections.count_only {
        return counts::report(view, query, &names);
    }
    let places = names.into_iter().filter_map(|name| Place::of(view, name, view.switches.get(name)?)).collect();
    let mut picked = Picked { places, rows: Vec::new(), blocked: Vec::new(), asks_blocked: query.connections.blocked };
    let (missing, undecided) = picked.pick(query);
    let said = said(&picked, undecided);
    let (count, nothing) = (picked.rows.len(), query.nothing());
    let metadata = object(json!({ "connections": count }));
    let report = Report { metadata, said, nothing, missing, ..Report::default() };
    match query.connections.by {
        Some(by) => {
            let (columns, rows) = (by::columns(by), by::rows(&picked, by).into());
            Report { kind: "ConnectionSumList", columns, rows, ..report }
        }
        None => {
            let is_shown = |column: &&Column| column.header != "BLOCKED-BY" || picked.asks_blocked;
            let columns = NOUN.columns.iter().filter(is_shown).copied().collect();
            Report { kind: "ConnectionList", columns, rows: Rows::new(picked), ..report }
        }
    }
}

/// What everyone should know.
fn said(picked: &Picked<'_>, undecided: usize) -> Vec<String> {
    let mut said = Vec::new();
    for place in picked.places.iter().filter(|place| place.node.is_none() && place.merged.len() > 0) {
        let what = if picked.asks_blocked {
            "which connections would be stopped is not known"
        } else {
            "rules are shown by ID alone"
        };
        said.push(format!("node {}: there are no flows, so {what}", place.name));
    }
    if undecided > 0 {
        said.push(format!(
            "{} left out: whether a rule would stop that is not known, for it depends on what no connection says (label identities, a Service's group), or rules of one priority disagree",
            counted(undecided as u64, "connection")
        ));
    }
    said
}

/// The rows that are wanted. They are made when they are printed: a connection is far smaller than its row.
struct Picked<'v> {
    places: Vec<Place<'v>>,
    /// Node and row; with `--blocked` the place in `blocked`.
    rows: Vec<(u32, u32, u32)>,
    blocked: Vec<Blocked>,
    asks_blocked: bool,
}

const NOT_BLOCKED: u32 = u32::MAX;

impl<'v> Picked<'v> {
    /// Takes what is asked for; returns the names that nothing has, and how many connections `--blocked` says nothing of.
    fn pick(&mut self, query: &Query) -> (crate::model::report::Missing, usize) {
        let mut wanted = Wanted::new(query);
        let mut undecided = 0;
        let mut rows = Vec::new();
        for (number, place) in (0u32..).zip(&self.places) {
            let mut stops: HashMap<Stop, u32> = HashMap::new();
            let mut gate = self.asks_blocked.then(|| Gate::of(place)).flatten();
            for at in 0..place.merged.len() {
                let Some(connected) = place.row(at).filter(|connected| wanted.takes(*connected)) else { continue };
                let mut blocked = NOT_BLOCKED;
                if self.asks_blocked {
                    match gate.as_mut().map(|gate| gate.verdict(connected)) {
                        Some(Verdict::Stopped(stop)) => {
                            blocked = *stops.entry(stop).or_insert_with(|| {
                                self.blocked.push(stop.words(&place.rules));
                                u32::try_from(self.blocked.len() - 1).unwrap_or(NOT_BLOCKED)
                            });
                        }
                        Some(Verdict::Undecided) => {
                            undecided += 1;
                            continue;
                        }
                        Some(Verdict::Passes) | None => continue,
                    }
                }
                rows.push((number, at as u32, blocked));
            }
        }
        self.rows = rows;
        (wanted.missing(), undecided)
    }

    fn at(&self, at: usize) -> Option<(Connected<'_, 'v>, Option<&Blocked>)> {
        let (place, row, blocked) = self.rows.get(at)?;
        Some((self.places.get(*place as usize)?.row(*row as usize)?, self.blocked.get(*blocked as usize)))
    }

    /// All of them.
    fn connections(&self) -> impl Iterator<Item = (Connected<'_, 'v>, Option<&Blocked>)> {
        (0..self.rows.len()).filter_map(|at| self.at(at))
    }
}

impl RowSource for Picked<'_> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, at: usize, part: Part) -> Row {
        self.at(at).map(|(connected, blocked)| connected.row(blocked, self.asks_blocked, part)).unwrap_or_default()
    }

    fn item(&self, at: usize, fields: &mut Fields<'_>) {
        if let Some((connected, blocked)) = self.at(at) {
            connected.tell(blocked, fields);
        }
    }
}
