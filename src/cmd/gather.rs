//! From sources to what the nouns see: takes artefacts as they come, decodes each, and puts Nodes and policies together at the end.

mod assemble;
mod device;
mod doubts;
pub mod flows;
mod keep;
mod kept;
mod pods;
mod policies;
mod stream;
mod tracked;
mod wanted;
mod whole;
mod workers;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use serde_json::Value;

use crate::decode::agent::AgentInfo;
use crate::decode::{Decoded, flows_json, ovsdb};
use crate::model::artefact::{Artefact, ArtefactKind, Changed, Gap, Note, Way};
use crate::model::ids::{Round, RuleId, TableId};
use crate::model::policy::{Member, PodInterface, Policy, PolicyRef};
use crate::model::port::PortDesc;
use crate::model::stats::ApiStatistics;
use crate::model::table::TableStats;
use crate::resolve::evidence::Evidence;
use crate::resource::view::Tracked;
use crate::source::{Answer, Meta, Outcome, Sink, Transfer};
use assemble::{Shared, Together};
use flows::FlowsReader;
use kept::KeptFlows;
use stream::{Ended, Found, Next, Place, Stream};
use workers::Workers;

pub use assemble::{Gathered, OpenQuestion};
pub use keep::{Keep, Names, Twice};
pub use wanted::wanted_of_files;

/// What a gap says that a note says too, with its place.
pub const PART_OF_FILE: &str = "a part of a file";

/// The Node of artefacts that belong to none.
const CLUSTER: &str = "-";

/// Members by group name.
type Groups = HashMap<Arc<str>, Vec<Member>>;

/// What came of one Node.
#[derive(Debug, Default)]
struct NodeParts {
    evidence: Option<Evidence>,
    /// The flows themselves, where they are kept.
    kept: Option<KeptFlows>,
    /// What came of it.
    came: BTreeSet<ArtefactKind>,
    /// Dumps of which the rest may still have to be decoded.
    ended: Vec<Ended>,
    /// Whether some of it came from a support bundle.
    of_bundle: bool,
    /// The first dump: which source, and where.
    dump: Option<(usize, Arc<str>)>,
    table_names: BTreeMap<TableId, Arc<str>>,
    aggregate: Option<u64>,
    /// Flows of all tables, as Open vSwitch counts them.
    active: Option<u64>,
    /// What Open vSwitch counts of each table.
    table_stats: Option<BTreeMap<TableId, TableStats>>,
    /// Open vSwitch's version, from its database.
    ovs_version: Option<String>,
    metric_names: BTreeMap<TableId, Arc<str>>,
    recorded_round: Option<Round>,
    ports: Vec<ovsdb::Row>,
    interfaces: Vec<ovsdb::Row>,
    ports_desc: Option<Vec<PortDesc>>,
    policies: Option<Vec<Policy>>,
    address_groups: Option<Groups>,
    applied_to_groups: Option<Groups>,
    pods: Option<Vec<PodInterface>>,
    info: Option<AgentInfo>,
    doubts: Vec<String>,
    tracked: Tracked,
    /// Groups, meters, ports, multicast.
    device: Option<Box<device::DeviceParts>>,
}

/// Policies and groups of the whole cluster as the controller hands them out. All three or none are of use.
#[derive(Debug, Default)]
struct ControllerParts {
    policies: Option<Vec<Policy>>,
    address_groups: Option<Groups>,
    applied_to_groups: Option<Groups>,
}

/// Which rule IDs a policy has on a Node, as its agent says.
type Owners = BTreeMap<PolicyRef, BTreeSet<RuleId>>;

/// One transfer in flight.
#[derive(Debug)]
enum InFlight {
    /// A dump of which no byte has come.
    Dump,
    Flows(Arc<Stream>),
    /// A dump that is decoded as it comes.
    Here(Box<FlowsReader>),
    Connections(Box<crate::decode::text::conntrack::ConntrackReader>),
    Whole(Vec<u8>),
}

/// Takes everything that one cluster's sources give.
#[derive(Debug)]
pub struct Gather {
    wanted_node: NodeFilter,
    names: Names,
    keep: Keep,
    nodes: BTreeMap<Arc<str>, NodeParts>,
    objects: Vec<Value>,
    controller: ControllerParts,
    controller_doubts: BTreeSet<String>,
    statistics: ApiStatistics,
    /// What all Nodes share, once the first of them is put together.
    shared: Option<Arc<Shared>>,
    /// Those who put Nodes together.
    workers: Option<Workers<Together>>,
    /// Nodes that are put together.
    together: Together,
    owners: BTreeMap<Arc<str>, Owners>,
    ways: BTreeMap<Arc<str>, BTreeMap<Way, Option<String>>>,
    changed: Vec<Changed>,
    in_flight: HashMap<Transfer, (Artefact, InFlight)>,
    meta: Option<Meta>,
    gaps: Vec<Gap>,
    notes: Vec<Note>,
    left_alone: Vec<String>,
    /// How many dumps have ended, and what was found in those that are decoded.
    dumps: usize,
    found: Vec<Found>,
    /// Bytes of dumps that wait to be decoded.
    held: Arc<AtomicUsize>,
    /// Nodes were left out because nobody asked for them.
    skipped: bool,
    /// Whether what comes now is of a support bundle.
    bundle: bool,
    source: usize,
    twice: Option<Twice>,
}

/// Says whether a Node's artefacts are worth reading.
struct NodeFilter(Box<dyn Fn(&str) -> bool>);

impl fmt::Debug for NodeFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NodeFilter")
    }
}

impl Gather {
    /// Takes the artefacts of the cluster and of the Nodes that are wanted.
    pub fn new(wanted_node: impl Fn(&str) -> bool + 'static, names: Names) -> Gather {
        Gather {
            wanted_node: NodeFilter(Box::new(wanted_node)),
            names,
            keep: Keep::default(),
            nodes: BTreeMap::new(),
            objects: Vec::new(),
            controller: ControllerParts::default(),
            controller_doubts: BTreeSet::new(),
            statistics: ApiStatistics::default(),
            shared: None,
            workers: None,
            together: Together::default(),
            owners: BTreeMap::new(),
            ways: BTreeMap::new(),
            changed: Vec::new(),
            in_flight: HashMap::new(),
            meta: None,
            gaps: Vec::new(),
            notes: Vec::new(),
            left_alone: Vec::new(),
            dumps: 0,
            found: Vec::new(),
            held: Arc::default(),
            skipped: false,
            bundle: false,
            source: 0,
            twice: None,
        }
    }

    /// Keeps more than counters.
    #[must_use]
    pub fn keeping(self, keep: Keep) -> Gather {
        Gather { keep, ..self }
    }

    /// Says that what comes now is of another source than what came before.
    pub fn next_source(&mut self) {
        self.source += 1;
        self.bundle = false;
    }

    /// A Node that two sources have, if there is one.
    pub fn twice(&self) -> Option<&Twice> {
        self.twice.as_ref()
    }

    fn node(&mut self, artefact: &Artefact) -> &mut NodeParts {
        let name = artefact.origin.node.clone().unwrap_or_else(|| CLUSTER.into());
        self.nodes.entry(name).or_default()
    }

    fn unread(&mut self, artefact: &Artefact, notes: Vec<Note>) {
        self.gaps.extend(unread(artefact.origin.node.as_ref(), &notes));
        self.notes.extend(notes);
    }

    fn decoded<T>(&mut self, artefact: &Artefact, decoded: Decoded<T>) -> T {
        self.unread(artefact, decoded.notes);
        if !decoded.doubts.is_empty() {
            self.node(artefact).doubts.extend(decoded.doubts);
        }
        decoded.value
    }

    /// Remembers whose dump it is: two sources with dumps of one Node are no sum.
    fn see_dump(&mut self, artefact: &Artefact) {
        let (source, path) = (self.source, artefact.origin.path.clone());
        let (first_source, first) = self.node(artefact).dump.get_or_insert_with(|| (source, path.clone())).clone();
        if first_source != source {
            let node = artefact.origin.node.clone().unwrap_or_default();
            self.twice.get_or_insert(Twice { node, first, second: path });
        }
    }

    /// A dump inside JSON, as antctl prints it.
    fn wrapped_dump(&mut self, artefact: &Artefact, bytes: &[u8]) {
        let lines = self.decoded(artefact, flows_json::lines(bytes, &artefact.origin.path));
        let mut reader = self.reader(artefact);
        for line in lines {
            reader.chunk(line.as_bytes());
            reader.chunk(b"\n");
        }
        self.dump(artefact, Arc::new(Stream::new(reader, &self.held)), false);
    }

    fn reader(&mut self, artefact: &Artefact) -> FlowsReader {
        let names = self.names;
        let node = self.node(artefact);
        // It goes on where an earlier dump of the Node ended.
        let found = node.read_dumps();
        let evidence = node.evidence.take().unwrap_or_else(|| match names {
            Names::Possible => Evidence::default(),
            Names::Impossible => Evidence::without_clauses(),
        });
        self.found.extend(found);
        let kept = self.keep.flows.then(|| self.node(artefact).kept.take().unwrap_or_default());
        FlowsReader::new(artefact.origin.path.clone(), evidence, kept)
    }

    fn dump(&mut self, artefact: &Artefact, stream: Arc<Stream>, cut: bool) {
        let place = Place { dumps: self.dumps, gaps: self.gaps.len(), notes: self.notes.len() };
        self.dumps += 1;
        let (path, node) = (artefact.origin.path.clone(), artefact.origin.node.clone());
        let parts = self.node(artefact);
        parts.came.insert(ArtefactKind::Flows);
        parts.ended.push(Ended { stream, path, node, cut, place });
    }

    fn workers(&mut self) -> &Workers<Together> {
        self.workers.get_or_insert_with(Workers::new)
    }
}

/// Notes of a decoder: each says that something could not be read, so the answer is partial.
fn unread(node: Option<&Arc<str>>, notes: &[Note]) -> Vec<Gap> {
    let gap = |note: &Note| Gap { node: node.cloned(), what: PART_OF_FILE.to_string(), why: note.to_string() };
    notes.iter().map(gap).collect()
}

impl Sink for Gather {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        if artefact.origin.node.as_ref().is_some_and(|node| !(self.wanted_node.0)(node)) {
            self.skipped = true;
            return Answer::Skip;
        }
        if self.bundle {
            self.node(artefact).of_bundle = true;
        }
        let in_flight = match artefact.kind {
            ArtefactKind::Flows => {
                self.see_dump(artefact);
                if self.keep.running {
                    // Names came before: what they need is worked out while the switch works on its first table.
                    self.shared_by_all();
                }
                InFlight::Dump
            }
            ArtefactKind::Conntrack => Gather::connections_of(artefact),
            _ => InFlight::Whole(Vec::new()),
        };
        self.in_flight.insert(transfer, (artefact.clone(), in_flight));
        Answer::Want
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        // The first bytes say whether it is a dump or the JSON or YAML that antctl wraps one in.
        if let Some((artefact, InFlight::Dump)) = self.in_flight.get(&transfer) {
            let artefact = artefact.clone();
            let wrapped = flows_json::is_wrapped(bytes);
            let begun = if wrapped {
                InFlight::Whole(Vec::new())
            } else if self.keep.running {
                InFlight::Here(Box::new(self.reader(&artefact)))
            } else {
                InFlight::Flows(Arc::new(Stream::new(self.reader(&artefact), &self.held)))
            };
            self.in_flight.insert(transfer, (artefact, begun));
        }
        let stream = match self.in_flight.get_mut(&transfer) {
            Some((_, InFlight::Flows(stream))) => stream.clone(),
            Some((_, InFlight::Here(reader))) => return reader.chunk(bytes),
            Some((_, InFlight::Connections(reader))) => return reader.chunk(bytes),
            Some((_, InFlight::Whole(whole))) => return whole.extend_from_slice(bytes),
            Some((_, InFlight::Dump)) | None => return,
        };
        match stream.push(bytes) {
            Next::Wait => {}
            Next::Now => stream.decode(),
            Next::Give => self.workers().help(move || stream.decode()),
        }
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        let cut = matches!(outcome, Outcome::Cut { .. });
        match self.in_flight.remove(&transfer) {
            Some((artefact, InFlight::Flows(stream))) => self.dump(&artefact, stream, cut),
            Some((artefact, InFlight::Here(reader))) => {
                self.dump(&artefact, Arc::new(Stream::new(*reader, &self.held)), cut);
            }
            Some((artefact, InFlight::Connections(reader))) => self.connections(&artefact, *reader),
            Some((artefact, InFlight::Whole(bytes))) => {
                // Agents are asked for these when their Node is put together: it must not begin anew, with nothing else in it.
                if artefact.kind != ArtefactKind::AgentPolicyFlows {
                    self.node(&artefact).came.insert(artefact.kind);
                }
                self.whole(&artefact, bytes);
            }
            // Not one byte came: a dump without flows, or none.
            Some((_, InFlight::Dump)) if cut => {}
            Some((artefact, InFlight::Dump)) => {
                let reader = self.reader(&artefact);
                self.dump(&artefact, Arc::new(Stream::new(reader, &self.held)), false);
                // There is nothing to leave to another thread, and a reader is bigger than what it gives.
                let found = self.node(&artefact).read_dumps();
                self.found.extend(found);
            }
            None => {}
        }
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    fn meta(&mut self, meta: &Meta) {
        self.meta = Some(meta.clone());
    }

    fn support_bundle(&mut self) {
        self.bundle = true;
    }

    fn left_alone(&mut self, path: &str, what: &str) {
        self.left_alone.push(format!("{path}: left alone ({what})"));
    }

    fn way(&mut self, node: &Arc<str>, way: Way, why_not: Option<&str>) {
        self.ways.entry(node.clone()).or_default().insert(way, why_not.map(str::to_owned));
    }

    fn node_done(&mut self, node: &Arc<str>) {
        if let Some(parts) = self.nodes.remove(node) {
            self.put_together(node.clone(), parts);
        }
    }

    fn changed(&mut self, changed: &Changed) {
        self.changed.push(changed.clone());
    }
}
