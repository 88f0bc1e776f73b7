//! What is known beside the thing that is explained: Nodes with their rules, Pods, tables and version, when the user says where they are.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use super::super::gather::{Gather, Gathered, Keep, Names, PART_OF_FILE};
use super::super::live::{self, Live};
use super::super::local::{self, ThisNode};
use crate::antrea::clause::ClauseMatch;
use crate::antrea::cookie::Generation;
use crate::antrea::registers::Layout;
use crate::cli::{ExplainArgs, ViaArg, WhereArgs};
use crate::error::{Error, Outcome};
use crate::model::artefact::{ArtefactKind, Way};
use crate::model::flow::TableRef;
use crate::model::ids::{GroupId, OfPort, RuleId, TableId};
use crate::model::policy::{L4Protocol, PodInterface, Policy, PolicyRef, Rule};
use crate::resolve::addresses::Addresses;
use crate::resolve::evidence::{Evidence, TableKey};
use crate::resolve::ledger::Entry;
use crate::resolve::matching::{Confidence, Resolution};
use crate::resolve::node::NodeView;
use crate::resolve::pool::MatchIndex;
use crate::resource::filter::Query;
use crate::resource::item::{policy_label, rule_label};
use crate::resource::stats_needs;
use crate::resource::view::SwitchFacts;
use crate::source::{Sink, Source, SourceError, Tables, Wanted, capture, interrupt};
use crate::ui::Ui;

/// What is known.
#[derive(Default)]
pub(super) struct World {
    /// Nodes whose flows are known.
    pub(super) nodes: Vec<KnownNode>,
    addresses: Addresses,
    /// What was read, for the envelope.
    pub(super) source: Vec<String>,
    /// When that was taken.
    pub(super) taken_at: Option<String>,
    /// Antrea's version, as given or as the source says it.
    pub(super) version: Option<String>,
    /// What is missing from what was read.
    pub(super) outcome: Outcome,
}

/// A Node with its rules and flows.
pub(super) struct KnownNode {
    pub(super) view: NodeView,
    switch: SwitchFacts,
    matches: HashMap<MatchIndex, ClauseMatch>,
}

impl World {
    /// Reads what the flags name; nothing when they name nothing.
    pub(super) fn read(args: &ExplainArgs, ui: &mut Ui) -> Result<World, Error> {
        let place = &args.place;
        let given = args.antrea_version.clone();
        if given.as_deref().is_some_and(|version| Layout::of_version(version).is_none()) {
            let version = given.unwrap_or_default();
            return Err(
                Error::usage(format!("--antrea-version {version:?} is no version")).hint("such as 1.5.3, v2.7.0")
            );
        }
        local::check(place)?;
        let gathered = if place.local.is_given() {
            this_node(place, ui)?
        } else if !place.from.is_empty() {
            files(place, ui)?
        } else if !place.node.is_empty()
            || place.cluster.via.is_some()
            || live::flag_of_clusters(&place.cluster).is_some()
        {
            cluster(place, ui)?
        } else {
            return Ok(World { version: given, ..World::default() });
        };
        tell(&gathered, ui);
        // Without the Node that is named, what is said is general.
        let lacks_node = !place.node.is_empty() && gathered.view.nodes.is_empty();
        let outcome = if gathered.view.gaps.is_empty() && !lacks_node { Outcome::Done } else { Outcome::Partial };
        let about = gathered.view.about;
        let agents = gathered.view.agents;
        let of_agents = || agents.values().find_map(|agent| agent.antrea_version.clone());
        let mut switches = gathered.view.switches;
        let known = |view: NodeView| {
            let switch = switches.remove(&view.name).unwrap_or_default();
            KnownNode::new(view, switch)
        };
        let mut nodes: Vec<KnownNode> = gathered.view.nodes.into_iter().map(known).collect();
        nodes.sort_by(|a, b| a.view.name.cmp(&b.view.name));
        Ok(World {
            nodes,
            addresses: gathered.view.addresses,
            source: about.source,
            taken_at: about.taken_at,
            version: given.or(about.antrea_version).or_else(of_agents),
            outcome,
        })
    }

    /// The layout of registers, when it is known.
    pub(super) fn layout(&self) -> Option<Layout> {
        let by_tables = || {
            let fixed = |node: &KnownNode| {
                node.view.tables.name(TableKey::Number(TableId(61))).is_some_and(|name| &**name == "EgressMetric")
            };
            self.nodes.iter().any(fixed).then_some(Layout::V1_5)
        };
        self.version.as_deref().and_then(Layout::of_version).or_else(by_tables)
    }

    /// The numbering of cookies, when it is known.
    pub(super) fn generation(&self) -> Option<Generation> {
        self.version.as_deref().and_then(Generation::of_version)
    }

    /// The Node that is meant: the only one.
    pub(super) fn only(&self) -> Option<&KnownNode> {
        match self.nodes.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The Nodes that have a rule of that ID, with their entries.
    pub(super) fn entries_of(&self, id: RuleId) -> impl Iterator<Item = (&KnownNode, usize)> {
        self.nodes.iter().flat_map(move |node| node.entries_of(id).map(move |at| (node, at)))
    }

    /// A rule ID in words: `rule 7 (K8sNetworkPolicy default/web, rule allow-http)`, with its policy where there is one Node alone.
    pub(super) fn rule(&self, id: RuleId) -> String {
        let named = self.only().and_then(|node| node.entries_of(id).find_map(|at| node.named(at)));
        match named {
            Some(named) => format!("rule {id} ({named})"),
            None if self.nodes.len() > 1 => format!("rule {id} (whose, depends on the Node: --node)"),
            None => format!("rule {id}"),
        }
    }

    /// The Pod of an address.
    pub(super) fn pod_of(&self, address: IpAddr) -> Option<String> {
        self.addresses.pod(address).map(|(namespace, name)| format!("{namespace}/{name}"))
    }

    /// An address with its Pod, Node or Egress: `10.10.0.24 (default/web-0)`.
    pub(super) fn address(&self, address: IpAddr) -> String {
        self.whose(address).map_or_else(|| address.to_string(), |whose| format!("{address} ({whose})"))
    }

    /// The Pod, Node or Egress of an address; of Egresses that share one all.
    pub(super) fn whose(&self, address: IpAddr) -> Option<String> {
        let egress = || {
            let names: Vec<&str> = self.addresses.egresses(address).iter().map(|name| &**name).collect();
            (!names.is_empty()).then(|| format!("Egress {}", names.join(" | ")))
        };
        let node = || self.addresses.node(address).map(|node| format!("node {node}"));
        self.pod_of(address).or_else(node).or_else(egress)
    }

    /// The Pod behind a port, where there is one Node alone.
    pub(super) fn pod_at(&self, port: OfPort) -> Option<String> {
        self.only().and_then(|node| node.pod_at(port))
    }

    /// The name of a table.
    pub(super) fn table(&self, table: TableRef<'_>) -> Option<Arc<str>> {
        match table {
            TableRef::Name(name) => Some(name.into()),
            TableRef::Number(id) => self.only().and_then(|node| {
                let worked_out = || node.view.tables.name(TableKey::Number(id));
                node.switch.table_names.get(&id).or_else(worked_out).cloned()
            }),
        }
    }

    /// The Service of a group, where there is one Node alone.
    pub(super) fn service_of(&self, group: GroupId) -> Option<String> {
        let groups = self.only()?.switch.service_groups.iter();
        let found = groups.filter(|service| service.group == group);
        let service = found.min_by_key(|service| (service.address, service.port))?;
        let name = self.service_at(service.address, service.protocol, service.port);
        let place = format!("{}:{}", service.address, service.port);
        Some(name.map_or_else(|| format!("Service {place}"), |name| format!("Service {name} ({place})")))
    }

    /// What to say of a group whose Service is not known.
    pub(super) fn group_hint(&self) -> &'static str {
        match self.nodes.as_slice() {
            [] => {
                "endpoints of a Service, or several ways on for one packet; which, the flows of its Node say: --node, --from"
            }
            [_] => {
                "no Service of this Node has it: several ways on for one packet (multicast, the agent), or it is gone"
            }
            _ => "endpoints of a Service, or several ways on for one packet; which, depends on the Node: --node",
        }
    }

    /// The Service at an address and port.
    pub(super) fn service_at(&self, address: IpAddr, protocol: L4Protocol, port: u16) -> Option<String> {
        let service = self.addresses.service(address, protocol, port)?;
        Some(format!("{}/{}", service.namespace, service.name))
    }
}

impl KnownNode {
    fn new(view: NodeView, switch: SwitchFacts) -> KnownNode {
        let pool = view.evidence.as_ref().map(|evidence| &evidence.pool);
        let matches = pool.into_iter().flat_map(|pool| pool.iter()).map(|(clause, at)| (at, clause.clone())).collect();
        KnownNode { view, switch, matches }
    }

    /// What its flows say.
    pub(super) fn evidence(&self) -> Option<&Evidence> {
        self.view.evidence.as_deref()
    }

    /// A match of a clause.
    pub(super) fn matched(&self, at: MatchIndex) -> Option<&ClauseMatch> {
        self.matches.get(&at)
    }

    /// The entries of an ID: several where an earlier owner left something.
    pub(super) fn entries_of(&self, id: RuleId) -> impl Iterator<Item = usize> {
        self.view.ledger.iter().enumerate().filter(move |(_, entry)| entry.id == id).map(|(at, _)| at)
    }

    /// The policy and rule that an entry is.
    pub(super) fn owner(&self, at: usize) -> Option<(&Policy, &Rule, &Resolution)> {
        let resolution = self.view.matching.resolutions.get(at)?;
        let (policy, rule) = self.expected(resolution.rule?)?;
        Some((policy, rule, resolution))
    }

    /// Policy and rule of an expected rule.
    pub(super) fn expected(&self, rule: usize) -> Option<(&Policy, &Rule)> {
        let expected = self.view.expected.get(rule)?;
        let policy = self.view.policies.policies.get(expected.policy)?;
        Some((policy, policy.rules.get(expected.rule)?))
    }

    /// Policy and rule in words, with how sure they are when they are not.
    pub(super) fn named(&self, at: usize) -> Option<String> {
        let (policy, rule, resolution) = self.owner(at)?;
        let name = named_rule(&policy.reference, rule);
        Some(match resolution.confidence {
            Confidence::Exact => name,
            sure => format!("{name}, {}", sure.name()),
        })
    }

    /// The Pod behind a port.
    pub(super) fn pod_at(&self, port: OfPort) -> Option<String> {
        self.view.pods.iter().find(|pod| pod.of_port == Some(port)).map(pod_name)
    }

    /// An entry.
    pub(super) fn entry(&self, at: usize) -> Option<&Entry> {
        self.view.ledger.get(at)
    }
}

/// `K8sNetworkPolicy default/web, rule allow-http`.
pub(super) fn named_rule(policy: &PolicyRef, rule: &Rule) -> String {
    let label = rule_label(rule.name.as_deref(), rule.direction, rule.place);
    format!("{} {}, rule {label}", policy.kind.name(), policy_label(policy))
}

fn pod_name(pod: &PodInterface) -> String {
    format!("{}/{}", pod.namespace, pod.name)
}

const KEEP: Keep = Keep {
    flows: false,
    addresses: true,
    evidence: true,
    essential: &[ArtefactKind::Flows],
    way: None,
    running: false,
};

fn wanted_live() -> Wanted {
    let kinds = live::kinds(stats_needs(&Query::default())).chain([ArtefactKind::Egresses]);
    Wanted::kinds(kinds).of_tables(Tables::Policies).with_addresses()
}

fn this_node(place: &WhereArgs, ui: &mut Ui) -> Result<Gathered, Error> {
    let mut node = ThisNode::open(place, interrupt::listen())?;
    let mut gather = Gather::new(|_| true, Names::Possible).keeping(Keep { running: true, ..KEEP });
    node.read(&wanted_live(), &mut gather, ui)?;
    gather.node_done(&node.name().into());
    let questions = gather.open_questions();
    node.ask_owners(&questions, &mut gather, ui);
    let mut gathered = gather.assemble();
    gathered.view.about.source = vec![node.describe()];
    Ok(gathered)
}

fn files(place: &WhereArgs, ui: &mut Ui) -> Result<Gathered, Error> {
    if let Some(flag) = live::flag_of_clusters(&place.cluster) {
        return Err(Error::usage(format!("{flag} is about a cluster, and --from reads files: give one of them")));
    }
    let open = |path: &crate::cli::FromPath| capture::open(path.alias.as_deref(), &path.path).map_err(live::failure);
    let mut sources: Vec<Box<dyn Source>> = place.from.iter().map(open).collect::<Result<_, _>>()?;
    let query = Query { nodes: place.node.clone(), ..Query::default() };
    let wanted = Wanted::kinds(stats_needs(&query).iter().copied().chain([ArtefactKind::Egresses]));
    let mut gather = Gather::new(move |node| query.node(node), Names::Possible).keeping(KEEP);
    for source in &mut sources {
        source.visit(&wanted, &mut gather).map_err(live::failure)?;
        gather.next_source();
    }
    if let Some(twice) = gather.twice() {
        let message = format!("{} and {} are both dumps of node {}", twice.first, twice.second, twice.node);
        return Err(Error::usage(message).hint("explain takes one capture, or the dumps of one time"));
    }
    let mut gathered = gather.assemble();
    gathered.view.about.source = sources.iter().map(|source| source.name().to_string()).collect();
    if gathered.view.nodes.is_empty() && !place.node.is_empty() {
        ui.warn(&format!("no Node is called {}: nothing is known of its rules", place.node.join(" or ")));
    }
    Ok(gathered)
}

fn cluster(place: &WhereArgs, ui: &mut Ui) -> Result<Gathered, Error> {
    let mut contexts = live::contexts(&place.cluster)?.into_iter();
    let (context, more) = (contexts.next().flatten(), contexts.next());
    if more.is_some() {
        return Err(Error::usage("rule IDs of two clusters are not the same: give one --context"));
    }
    let ways: &[Way] = match place.cluster.via {
        Some(ViaArg::StatsApi) => {
            return Err(Error::usage("the statistics API knows no flows")
                .hint("--via exec or --via agent reads the flows of each Node"));
        }
        Some(ViaArg::Exec) => &[Way::Exec],
        Some(ViaArg::Agent) => &[Way::Agent],
        None => &[Way::Exec, Way::Agent],
    };
    let mut live = Live::open(context, place)?;
    let mut wanted = wanted_live();
    if place.cluster.via.is_some() {
        wanted = wanted.by_one_way();
    }
    for (at, way) in ways.iter().enumerate() {
        let mut gather = Gather::new(|_| true, Names::Possible).keeping(KEEP);
        match live.read(*way, &wanted, &mut gather, ui) {
            Ok(()) => {
                let mut gathered = gather.assemble();
                gathered.view.about.source = vec![way.name().to_string()];
                return Ok(gathered);
            }
            Err(SourceError::NoWay { why, .. }) if at + 1 < ways.len() => {
                let next = ways.get(at + 1).map(|next| next.name()).unwrap_or_default();
                ui.status(&format!("{} cannot be used: {why}; taking {next}", way.name()));
            }
            Err(error) => return Err(live::failure(error)),
        }
    }
    Err(Error::failed("there is no way to the flows"))
}

/// Says what is missing.
fn tell(gathered: &Gathered, ui: &mut Ui) {
    gathered.notes.iter().for_each(|note| ui.note(note));
    ui.end_notes();
    gathered.doubts.iter().for_each(|doubt| ui.warn(doubt));
    gathered.view.gaps.iter().filter(|gap| gap.what != PART_OF_FILE).for_each(|gap| ui.gap(gap));
    for (node, why) in &gathered.nameless {
        ui.warn(&format!("node {node}: {why}"));
    }
}
