//! What a flow is about: the rule, Pod, Service or Node for which the agent installed it (pkg/agent/openflow/pipeline.go).
//!
//! Only numbers and addresses are read here, from the flow itself; names belong to whoever knows the cluster. What a flow looks like decides before the
//! name of its table does, so that dumps without any names are read too.

mod shape;

use std::net::IpAddr;

use super::cookie::{self, Category};
use super::role::{Role, is_dns, role};
use super::tables::PolicyTable;
use crate::model::flow::{Action, ActionItem, Flow, MatchField};
use crate::model::ids::{GroupId, OfPort, RuleId};
use crate::model::net::Net;
use crate::model::policy::{Direction, L4Protocol};
use shape::Shape;

/// A flow's subject.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum About<'a> {
    /// A rule's own flow.
    Rule(RuleId),
    /// What counts a rule's packets.
    Counter(RuleId),
    /// A match of rules: the first one's ID, and of how many others.
    #[allow(missing_docs)]
    Clause { first: RuleId, others: usize },
    /// Answers to DNS queries, which the agent reads for rules with names of hosts.
    DnsAnswers,
    /// What K8s NetworkPolicies drop because they isolate a Pod.
    #[allow(missing_docs)]
    DefaultDeny { direction: Direction, pod: Place<'a> },
    /// A Pod, gateway, tunnel or uplink: what stands behind a port or an address; a port may have an address beside it.
    #[allow(missing_docs)]
    Interface { at: Place<'a>, address: Option<IpAddr>, purpose: &'static str },
    /// A source of packets by the mark that the flow gives them: gateway, tunnel, uplink.
    #[allow(missing_docs)]
    Own { what: Own, purpose: &'static str },
    /// A port of a Service and the group of its endpoints.
    Service(ServiceAt),
    /// An endpoint of Services.
    #[allow(missing_docs)]
    Endpoint { address: IpAddr, port: u16, protocol: Option<L4Protocol> },
    /// Session affinity of a Service; learned flows have a client and its endpoint.
    #[allow(missing_docs)]
    Affinity { service: ServiceAt, client: Option<IpAddr>, endpoint: Option<(IpAddr, u16)> },
    /// The Pods of this Node, by their network.
    LocalPods(Net),
    /// The Pods of another Node, by their network and the address of that Node.
    #[allow(missing_docs)]
    RemotePods { pods: Net, node: IpAddr },
    /// Egress: where packets leave the cluster with another address.
    Egress(EgressPart<'a>),
    /// A multicast group.
    MulticastGroup(IpAddr),
    /// What a Pod sent to groups, or received from them.
    #[allow(missing_docs)]
    MulticastPod { pod: Place<'a>, sent: bool },
    /// The routing of multicast.
    Multicast,
    /// A Traceflow, for as long as it runs.
    Traceflow,
    /// Answers for another Node's gateway.
    ArpResponder(IpAddr),
    /// ARP in general.
    Arp,
    /// Packets that no other flow of the table wants.
    Miss,
    /// The pipeline itself.
    Pipeline,
    /// No flow that is known of Antrea's.
    Unknown,
}

/// Where something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Place<'a> {
    Port(OfPort),
    /// An interface, in a dump with names.
    Interface(&'a str),
    Address(IpAddr),
}

/// Antrea's own interfaces, and what else packets come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Own {
    Gateway,
    Tunnel,
    Uplink,
    /// The Node's own interface, bridged.
    Host,
    TrafficControl,
}

impl Own {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Own::Gateway => "gateway",
            Own::Tunnel => "tunnel",
            Own::Uplink => "uplink",
            Own::Host => "Node's interface",
            Own::TrafficControl => "traffic control",
        }
    }

    /// As the agent writes it into the external IDs of a port (`antrea-type`, pkg/agent/interfacestore/types.go).
    pub fn of_antrea_type(text: &str) -> Option<Own> {
        match text {
            "gateway" => Some(Own::Gateway),
            "tunnel" | "ipsec-tunnel" => Some(Own::Tunnel),
            "uplink" => Some(Own::Uplink),
            "host" => Some(Own::Host),
            "traffic-control" => Some(Own::TrafficControl),
            _ => None,
        }
    }

    /// By the name that Antrea gives its interfaces.
    pub fn of_interface(name: &str) -> Option<Own> {
        match name {
            _ if name.starts_with("antrea-gw") => Some(Own::Gateway),
            _ if name.starts_with("antrea-tun") || name.starts_with("antrea-ipsec") => Some(Own::Tunnel),
            _ if name.starts_with("antrea-l7-") || name.starts_with("antrea-tc-") => Some(Own::TrafficControl),
            _ => None,
        }
    }

    /// By the port that Antrea asks for when a bridge is new (pkg/agent/config/node_config.go): 1 and 2 up to 1.15, 32768 and up since 2.0. A hint only.
    pub fn of_default_port(port: OfPort) -> Option<Own> {
        match port.0 {
            1 | 32768 => Some(Own::Tunnel),
            2 | 32769 => Some(Own::Gateway),
            32770 => Some(Own::Uplink),
            32771 | 0xffff_fffe => Some(Own::Host),
            _ => None,
        }
    }
}

/// Where a Service is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ServiceAt {
    /// Its address; none for a port of the Node.
    pub address: Option<IpAddr>,
    /// Its protocol.
    pub protocol: Option<L4Protocol>,
    /// Its port, or that of the Node.
    pub port: Option<u16>,
    /// The group of its endpoints.
    pub group: Option<GroupId>,
}

/// How a flow says which address packets leave the cluster with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EgressBy {
    /// By the number that this Node's kernel knows the address by (`SNATIPCTMark` and bits 0 to 7 of `pkt_mark`, pkg/agent/types/marks.go).
    Mark(u8),
    /// By the address: another Node has it, or it stands in the match.
    Address(IpAddr),
}

impl EgressBy {
    /// What a flow of Egress says.
    pub fn of(fields: &[MatchField<'_>], actions: &[ActionItem<'_>]) -> Option<EgressBy> {
        Shape::of(fields, actions).egress_by()
    }

    /// The mark of an address of this Node, where a flow says it: the one for packets that other Nodes send here (`snatIPFromTunnelFlow`).
    pub fn marked(fields: &[MatchField<'_>], actions: &[ActionItem<'_>]) -> Option<(u8, IpAddr)> {
        Shape::of(fields, actions).egress_mark()
    }
}

/// What a flow does for Egress.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum EgressPart<'a> {
    /// Packets of a Pod.
    Pod(Place<'a>),
    /// Packets that another Node sent here for their Egress address.
    Address(IpAddr),
    /// Packets to a network that is no business of Egress.
    Exempt(Net),
    /// Egress in general.
    General,
}

impl<'a> About<'a> {
    /// What a flow is about. `table` is its table's name, empty where that is not known; `category` is its cookie's.
    pub fn of(
        flow: &Flow<'a>,
        fields: &[MatchField<'a>],
        actions: &[ActionItem<'a>],
        table: &str,
        category: Option<Category>,
    ) -> About<'a> {
        if category == Some(Category::Traceflow) {
            return About::Traceflow;
        }
        if let Some(clause) = clause(flow, actions) {
            return clause;
        }
        let shape = Shape::of(fields, actions);
        if shape.is_traceflow(flow) {
            return About::Traceflow;
        }
        match role(flow, fields, actions) {
            Role::Rule(rule) if rule.action.is_none() => return About::DnsAnswers,
            Role::Rule(rule) | Role::OnlyMatch(rule) => return About::Rule(rule.id),
            Role::Metric { id, .. } => return About::Counter(id),
            Role::Miss => return About::Miss,
            Role::LocalAddress { address, .. } => {
                if let Some(at) = shape.in_port {
                    return About::Interface { at, address: Some(address), purpose: "SpoofGuard" };
                }
            }
            Role::Clause(_) | Role::ServiceGroup(_) | Role::Other => {}
        }
        shape
            .service(flow)
            .or_else(|| shape.default_deny(flow, table))
            .or_else(|| shape.arp())
            .or_else(|| shape.multicast(table, category))
            .or_else(|| shape.egress(table, category))
            .or_else(|| shape.interface(table))
            .unwrap_or_else(|| rest(flow, table, category))
    }
}

/// The conjunctions that a flow is a match of.
fn clause<'a>(flow: &Flow<'_>, actions: &[ActionItem<'_>]) -> Option<About<'a>> {
    let mut ids = actions.iter().filter_map(|item| match item.action {
        Action::Conjunction { id, .. } => Some(id),
        _ => None,
    });
    let first = ids.next()?;
    if is_dns(first, flow.priority) {
        return Some(About::DnsAnswers);
    }
    let others = ids.filter(|id| *id != first).count();
    Some(About::Clause { first, others })
}

/// A flow that is about nothing in particular: Antrea's all the same where its cookie or its table says so.
fn rest<'a>(flow: &Flow<'_>, table: &str, category: Option<Category>) -> About<'a> {
    match (category, flow.cookie) {
        (Some(_), Some(cookie)) if cookie::round(cookie).is_some() => About::Pipeline,
        // A dump without cookies.
        (_, None) if super::pipeline::canonical(table).is_some() => About::Pipeline,
        _ => About::Unknown,
    }
}

/// Tables in which K8s NetworkPolicies drop by default, with their direction.
fn default_table(table: &str) -> Option<Direction> {
    match PolicyTable::from_name(table)? {
        PolicyTable::IngressDefaultRule => Some(Direction::Ingress),
        PolicyTable::EgressDefaultRule => Some(Direction::Egress),
        _ => None,
    }
}
