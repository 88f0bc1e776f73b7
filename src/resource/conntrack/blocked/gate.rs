//! The rules of a Node, taken from its flows, and connections before them.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;

use foldhash::fast::RandomState;

use super::super::place::{Connected, Place, l4};
use super::packet::{Group, Packet};
use super::stage::{Doubt, Pod, Stage, Step};
use super::{Stop, Verdict};
use crate::antrea::clause::ClauseMatch;
use crate::antrea::cookie;
use crate::antrea::role::{LocalPort, Role, role, table_of};
use crate::antrea::tables::PolicyTable::{self, *};
use crate::model::conntrack::Ends;
use crate::model::flow::{Action, KeptFlow, TableRef};
use crate::model::ids::OfPort;
use crate::model::policy::Direction;
use crate::resolve::evidence::TableKey;
use crate::resolve::node::NodeView;

/// Priority of flows that drop for isolation.
const ISOLATION: u16 = 200;
/// `ct_mark` of a Pod's connection to itself through a Service: no ingress rule is asked (`HairpinCTMark`).
const HAIRPIN: u32 = 0x40;

/// A Node's rules.
pub(in super::super) struct Gate<'v> {
    node: &'v NodeView,
    tables: Tables,
    /// Addresses of this Node's Pods with their ports.
    pods: HashMap<IpAddr, Option<OfPort>, RandomState>,
    /// The Node's own addresses: what it opens itself passes no ingress rule (kubelet's probes).
    own: HashSet<IpAddr, RandomState>,
    groups: HashMap<(IpAddr, crate::model::policy::L4Protocol, u16), Group, RandomState>,
    has_source_ports: bool,
    known: HashMap<(Direction, Packet), Verdict, RandomState>,
}

/// Three tables a direction.
#[derive(Debug, Default)]
struct Tables {
    egress: [Stage; 3],
    ingress: [Stage; 3],
    /// Addresses that the spoof guard lets in, with their ports where they are numbers.
    local: HashMap<IpAddr, Option<OfPort>, RandomState>,
}

impl<'v> Gate<'v> {
    /// The rules of a Node; `None` where its flows did not come.
    pub(in super::super) fn of(place: &Place<'v>) -> Option<Gate<'v>> {
        let node = place.node?;
        let lines = place.switch.flows.as_ref()?;
        let mut tables = Tables::default();
        lines.each(&mut |_, kept| tables.take(node, &kept));
        let mut pods: HashMap<_, _, RandomState> = HashMap::default();
        for pod in &node.pods {
            pods.extend(
                pod.ips.iter().map(|ip| (*ip, pod.of_port.or_else(|| tables.local.get(ip).copied().flatten()))),
            );
        }
        let mut groups = HashMap::default();
        for service in &place.switch.service_groups {
            groups.insert((service.address, service.protocol, service.port), Group::Of(service.group));
        }
        let own = tables.local.keys().filter(|address| !pods.contains_key(*address)).copied().collect();
        tables.egress.iter_mut().chain(&mut tables.ingress).for_each(Stage::seal);
        let has_source_ports = tables.egress.iter().chain(&tables.ingress).any(Stage::has_source_ports);
        Some(Gate { node, has_source_ports, pods, own, groups, known: HashMap::default(), tables })
    }

    /// What would become of a connection.
    pub(in super::super) fn verdict(&mut self, connected: Connected<'_, '_>) -> Verdict {
        // What is not a Pod's passes no policies.
        if !connected.is_of_pods() {
            return Verdict::Passes;
        }
        let source = connected.source();
        let destination = connected.destination();
        let mut out = Verdict::Passes;
        if self.pods.contains_key(&source.address) {
            let packet = self.packet(connected, Direction::Egress);
            out = self.of_packet(Direction::Egress, Pod::Address(source.address), packet);
        }
        let is_own = self.own.contains(&source.address)
            || connected.place.addresses.node(source.address).is_some_and(|node| *node == self.node.name);
        let is_hairpin = connected.main.mark & HAIRPIN != 0;
        out.then(|| {
            if is_own || is_hairpin {
                return Verdict::Passes;
            }
            match self.pods.get(&destination.address) {
                Some(Some(port)) => {
                    let pod = Pod::Port(*port);
                    let packet = self.packet(connected, Direction::Ingress);
                    self.of_packet(Direction::Ingress, pod, packet)
                }
                // Without its port no rule can be told to be the Pod's.
                Some(None) => Verdict::Undecided,
                None => Verdict::Passes,
            }
        })
    }

    fn of_packet(&mut self, direction: Direction, pod: Pod, packet: Packet) -> Verdict {
        if let Some(known) = self.known.get(&(direction, packet.clone())) {
            return *known;
        }
        let stages = match direction {
            Direction::Egress => &self.tables.egress,
            Direction::Ingress => &self.tables.ingress,
        };
        let verdict = decide(direction, stages, pod, &packet);
        self.known.insert((direction, packet), verdict);
        verdict
    }

    /// The first packet as the rules of a direction see it: those of egress stand behind the choice of an endpoint, those of ingress behind the translation of the source
    /// as well.
    fn packet(&self, connected: Connected<'_, '_>, direction: Direction) -> Packet {
        let original = &connected.main.original;
        let (opened, destination) = (connected.source(), connected.destination());
        let source = match direction {
            Direction::Egress => opened,
            Direction::Ingress => connected.translated_source().unwrap_or(opened),
        };
        let protocol = l4(connected.main.protocol);
        let group = match (connected.original_destination(), protocol, original.ends.destination()) {
            (None, ..) => Group::NoService,
            (Some(end), Some(protocol), Some(port)) => {
                self.groups.get(&(end.address, protocol, port)).copied().unwrap_or(Group::Unknown)
            }
            (Some(_), ..) => Group::Unknown,
        };
        let icmp = match original.ends {
            Ends::Icmp { kind, code, .. } => Some((kind, code)),
            Ends::Ports { .. } | Ends::Addresses => None,
        };
        Packet {
            source: source.address,
            destination: destination.address,
            original_source: opened.address,
            protocol,
            source_port: source.port.filter(|_| self.has_source_ports),
            destination_port: destination.port,
            icmp,
            to: match direction {
                Direction::Ingress => self.pods.get(&destination.address).copied().flatten(),
                Direction::Egress => None,
            },
            group,
        }
    }
}

fn decide(direction: Direction, stages: &[Stage; 3], pod: Pod, packet: &Packet) -> Verdict {
    let mut doubt = Doubt::default();
    let mut stopped = None;
    for stage in stages {
        match stage.step(pod, packet, &mut doubt) {
            Step::GoesOn => continue,
            Step::Allowed => {}
            Step::Denied(id, action) => stopped = Some(Stop::Rule { direction, id, action }),
            Step::Isolated => stopped = Some(Stop::Isolation(direction)),
        }
        break;
    }
    match stopped {
        Some(stop) if !doubt.allowed => Verdict::Stopped(stop),
        None if !doubt.denied => Verdict::Passes,
        Some(_) | None => Verdict::Undecided,
    }
}

impl Tables {
    fn stage(&mut self, table: PolicyTable) -> Option<&mut Stage> {
        let [antrea_out, k8s_out, default_out] = &mut self.egress;
        let [antrea_in, k8s_in, default_in] = &mut self.ingress;
        match table {
            AntreaPolicyEgressRule => Some(antrea_out),
            EgressRule => Some(k8s_out),
            EgressDefaultRule => Some(default_out),
            AntreaPolicyIngressRule => Some(antrea_in),
            IngressRule => Some(k8s_in),
            IngressDefaultRule => Some(default_in),
            _ => None,
        }
    }

    fn take(&mut self, node: &NodeView, kept: &KeptFlow<'_>) {
        let flow = &kept.flow;
        let round = flow.cookie.and_then(cookie::round);
        if matches!((round, node.live_round), (Some(round), Some(live)) if round != live) {
            return;
        }
        let role = role(flow, kept.fields, kept.actions);
        if let Role::LocalAddress { port, address } = role {
            let number = match port {
                LocalPort::Number(port) => Some(port),
                LocalPort::Name(_) => None,
            };
            self.local.insert(address, number);
            return;
        }
        let table = match table_of(flow) {
            TableRef::Number(id) => node.tables.table(TableKey::Number(id)),
            TableRef::Name(name) => PolicyTable::from_name(name),
        };
        let Some((table, stage)) = table.and_then(|table| Some((table, self.stage(table)?))) else { return };
        match role {
            Role::Rule(rule) => stage.rule(&rule, flow.priority),
            Role::OnlyMatch(rule) => {
                let direction = table.direction();
                stage.whole(&rule, direction, flow.priority, ClauseMatch::parts(kept.fields));
            }
            Role::Clause(matched) => {
                for item in kept.actions {
                    if let Action::Conjunction { id, clause, of } = item.action {
                        stage.clause(id, clause, of, matched.clone());
                    }
                }
            }
            // Its actions differ with what else the drop shall do (log, tell the exporter); its place does not.
            _ if flow.priority == ISOLATION && flow.hard_timeout.is_none() => {
                if matches!(table, EgressDefaultRule | IngressDefaultRule) {
                    let matched = ClauseMatch::of(kept.fields);
                    if matches!(matched, ClauseMatch::Source(_) | ClauseMatch::ToPort(_)) {
                        stage.isolates(matched);
                    }
                }
            }
            _ => {}
        }
    }
}
