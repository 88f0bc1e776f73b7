//! The connections of one Node, and what it takes to say what they are.

use std::borrow::Cow;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::super::view::{SwitchFacts, View};
use super::labels::{Named, Rules, ids};
use super::merge::Merged;
use crate::antrea::registers::{Layout, Zone, zone};
use crate::model::conntrack::{Connection, Protocol, Status};
use crate::model::item::{Put, Shown, nested};
use crate::model::policy::{Direction, L4Protocol};
use crate::resolve::addresses::{Addresses, ServiceName};
use crate::resolve::node::NodeView;

/// A Node with its connections.
pub(super) struct Place<'v> {
    pub(super) name: &'v Arc<str>,
    pub(super) node: Option<&'v NodeView>,
    pub(super) switch: &'v SwitchFacts,
    pub(super) connections: &'v [Connection],
    pub(super) merged: Merged,
    pub(super) rules: Rules<'v>,
    pub(super) addresses: &'v Addresses,
    pub(super) layout: Layout,
    /// When the agent began to make flows, by the clock that connections are stamped with.
    started: Option<DateTime>,
}

/// How far two clocks, or two moments of one reading, may be apart.
const NEAR: SignedDuration = SignedDuration::from_mins(1);
/// No two time zones are nearer to each other.
const ZONES: SignedDuration = SignedDuration::from_mins(15);

impl<'v> Place<'v> {
    pub(super) fn of(view: &'v View, name: &'v Arc<str>, switch: &'v SwitchFacts) -> Option<Place<'v>> {
        let connections = switch.tracked.connections.as_deref()?;
        let node = view.nodes.iter().find(|node| node.name == *name);
        let version = view.agents.get(name).and_then(|agent| agent.antrea_version.as_deref());
        let layout = version.or(view.about.antrea_version.as_deref()).and_then(Layout::of_version);
        Some(Place {
            name,
            node,
            switch,
            connections,
            merged: Merged::of(connections),
            rules: Rules::of(node, connections),
            addresses: &view.addresses,
            layout: layout.unwrap_or_default(),
            started: started(view, node, connections),
        })
    }

    pub(super) fn row(&self, at: usize) -> Option<Connected<'_, 'v>> {
        let (main, others) = self.merged.row(at).split_first()?;
        Some(Connected { place: self, main: self.connections.get(*main as usize)?, others })
    }
}

/// When the agent of a Node started, where the clocks can be compared: connections are stamped with local time, of a zone that is not said. Containers of Antrea have
/// UTC; where the youngest connection is not about as old as the reading, that may not be so, and nothing is said.
fn started(view: &View, node: Option<&NodeView>, connections: &[Connection]) -> Option<DateTime> {
    let taken: Timestamp = view.about.taken_at.as_deref()?.parse().ok()?;
    let taken = TimeZone::UTC.to_datetime(taken);
    let youngest = connections.iter().filter_map(|connection| connection.start).max()?;
    let apart = taken.duration_since(youngest);
    if apart < -NEAR || apart >= ZONES {
        return None;
    }
    let age = i64::try_from(node?.age?).ok()?;
    taken.checked_sub(SignedDuration::from_nanos(age)).ok()?.checked_sub(NEAR).ok()
}

/// A connection, as all zones of its Node know it.
#[derive(Clone, Copy)]
pub(super) struct Connected<'p, 'v> {
    pub(super) place: &'p Place<'v>,
    /// What its main zone says.
    pub(super) main: &'v Connection,
    others: &'p [u32],
}

/// An address with its port, where the protocol has ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct End {
    pub(super) address: IpAddr,
    pub(super) port: Option<u16>,
}

impl End {
    pub(super) fn plain(self) -> String {
        match self.port {
            Some(port) => SocketAddr::new(self.address, port).to_string(),
            None => self.address.to_string(),
        }
    }

    /// `{address, port}`.
    pub(super) fn bare(self) -> impl Put {
        nested(move |fields| {
            fields.put("address", Shown(self.address));
            fields.put("port", self.port);
        })
    }
}

const GHOST: &str = "policies have not let it through: it was denied, or is just being opened";
const OLD: &str = "it is older than the agent's last start, and rule IDs meant other rules then";
const GONE: &str = "the rule that let it through is not there any more";

impl<'p, 'v> Connected<'p, 'v> {
    /// All entries, the main one first.
    pub(super) fn all(self) -> impl Iterator<Item = &'v Connection> + use<'p, 'v> {
        let connections = self.place.connections;
        let others = self.others.iter().filter_map(move |at| connections.get(*at as usize));
        std::iter::once(self.main).chain(others)
    }

    /// Who opened it.
    pub(super) fn source(self) -> End {
        let original = &self.main.original;
        End { address: original.source, port: original.ends.source() }
    }

    /// Who answers: behind a Service its endpoint.
    pub(super) fn destination(self) -> End {
        let reply = &self.main.reply;
        End { address: reply.source, port: reply.ends.source() }
    }

    /// Where it was opened to, when somebody else answers.
    pub(super) fn original_destination(self) -> Option<End> {
        let original = &self.main.original;
        let end = End { address: original.destination, port: original.ends.destination() };
        self.main.is_destination_translated().then_some(end)
    }

    /// The source that the other side sees, when it is another.
    pub(super) fn translated_source(self) -> Option<End> {
        let translated = self.all().find(|connection| connection.is_source_translated())?;
        let reply = &translated.reply;
        Some(End { address: reply.destination, port: reply.ends.destination() })
    }

    /// The Egresses that have the source which the other side sees. What leaves with a Node's own address need not do so for an Egress.
    pub(super) fn egresses(self) -> &'v [Arc<str>] {
        let addresses = self.place.addresses;
        let of_egress = self.translated_source().filter(|end| addresses.node(end.address).is_none());
        of_egress.map_or(&[], |end| addresses.egresses(end.address))
    }

    /// The Service that it was opened to.
    pub(super) fn service(self) -> Option<&'v ServiceName> {
        let original = &self.main.original;
        let protocol = l4(self.main.protocol)?;
        let port = original.ends.destination()?;
        self.place.addresses.service(original.destination, protocol, port)
    }

    /// `namespace/name:port`, or the address where it is not known whose it is; empty when it was opened to the one that answers.
    pub(super) fn service_label(self) -> String {
        match (self.service(), self.original_destination()) {
            (Some(service), _) if service.port.is_empty() => format!("{}/{}", service.namespace, service.name),
            (Some(service), _) => format!("{}/{}:{}", service.namespace, service.name, service.port),
            (None, Some(end)) => end.plain(),
            (None, None) => String::new(),
        }
    }

    /// A Pod by name, anything else by address.
    pub(super) fn label(self, end: End) -> String {
        match (self.place.addresses.pod(end.address), end.port) {
            (Some((namespace, name)), Some(port)) => format!("{namespace}/{name}:{port}"),
            (Some((namespace, name)), None) => format!("{namespace}/{name}"),
            (None, _) => end.plain(),
        }
    }

    /// The state of its protocol, or whether answers came where the protocol has no states. User space does not say the latter.
    pub(super) fn state(self) -> Option<&'static str> {
        state_of(self.main)
    }

    /// Whether Antrea tracks it for Pods: the Node's own connections pass no policy.
    pub(super) fn is_of_pods(self) -> bool {
        matches!(zone(self.main.zone), Some(Zone::Pods { .. } | Zone::Vlan { .. }))
    }

    /// Whether no policy has let it through: the source of a connection is written when it is (pkg/agent/openflow/pipeline.go, ConntrackCommit), since Antrea 1.6 as a
    /// number that is never 0.
    pub(super) fn is_ghost(self) -> bool {
        let has_source = matches!(self.place.layout, Layout::From1_6 | Layout::From1_13);
        has_source && self.is_of_pods() && self.main.mark & 0xf == 0
    }

    /// Whether its label is of before the agent's start.
    pub(super) fn is_old(self) -> bool {
        let is_older = |started| self.main.start.is_some_and(|start| start < started);
        self.labels() != 0 && self.place.started.is_some_and(is_older)
    }

    /// `ct_label`, which one zone alone may have.
    pub(super) fn labels(self) -> u128 {
        self.all().map(|connection| connection.labels).find(|labels| *labels != 0).unwrap_or(0)
    }

    /// The rule of a direction that let it through.
    pub(super) fn rule(self, wanted: Direction) -> Option<Cow<'p, Named<'v>>> {
        let mut halves = self.all().flat_map(ids);
        let (_, id) = halves.find(|(direction, _)| *direction == wanted)?;
        Some(self.place.rules.allowing(wanted, id))
    }

    pub(super) fn rules(self) -> impl Iterator<Item = Cow<'p, Named<'v>>> {
        [Direction::Ingress, Direction::Egress].into_iter().filter_map(move |direction| self.rule(direction))
    }

    /// Why what stands here is not to be taken as it is.
    pub(super) fn stale(self) -> Vec<&'static str> {
        let mut why = Vec::new();
        if self.is_ghost() {
            why.push(GHOST);
        }
        if self.is_old() {
            why.push(OLD);
        } else if self.labels() != 0 && self.rules().any(|rule| rule.is_gone) {
            why.push(GONE);
        }
        why
    }

    /// As `-o name` prints it.
    pub(super) fn name(self) -> String {
        let (source, destination) = (self.source().plain(), self.destination().plain());
        format!("connection/{}/{},{source},{destination}", self.place.name, self.main.protocol)
    }
}

/// Words for connections of protocols without states: with traffic both ways for some time, with an answer, without.
pub(super) const STATUSES: [&str; 3] = ["ASSURED", "REPLIED", "UNREPLIED"];

/// See [`Connected::state`].
pub(super) fn state_of(connection: &Connection) -> Option<&'static str> {
    if let Some(state) = connection.state.merged() {
        return Some(state.name());
    }
    let status = connection.status.filter(|status| status.has(Status::CONFIRMED))?;
    let [assured, replied, unreplied] = STATUSES;
    Some(if status.has(Status::ASSURED) {
        assured
    } else if status.has(Status::SEEN_REPLY) {
        replied
    } else {
        unreplied
    })
}

/// Protocols that rules and Services know.
pub(super) fn l4(protocol: Protocol) -> Option<L4Protocol> {
    match protocol {
        Protocol::TCP => Some(L4Protocol::Tcp),
        Protocol::UDP => Some(L4Protocol::Udp),
        Protocol::SCTP => Some(L4Protocol::Sctp),
        Protocol(1 | 58) => Some(L4Protocol::Icmp),
        _ => None,
    }
}
