//! What a flow is in Antrea's scheme of rules and counters (pkg/agent/openflow/{network_policy,pipeline}.go).

use std::net::IpAddr;

use super::clause::ClauseMatch;
use super::cookie::is_traceflow;
use super::mark;
use crate::model::field::{Field, Protocol};
use crate::model::flow::{Action, ActionItem, Flow, MatchField, TableRef, Value};
use crate::model::ids::{GroupId, OfPort, RuleId, TableId};
use crate::model::policy::{Direction, L4Protocol, RuleAction};

/// What a metric flow counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MetricKind {
    /// Packets that opened a connection (`ct_state=+new`): each is a session.
    AllowNew,
    /// The other packets of allowed connections, both directions.
    AllowEstablished,
    /// Denied packets: each is a session too.
    Deny,
    /// Allowed multicast packets: no sessions.
    Multicast,
}

/// What a flow is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// A flow of a metric table.
    Metric {
        /// Whose packets.
        id: RuleId,
        /// Which of them.
        kind: MetricKind,
        /// The half of the label; a deny says it by its table only.
        direction: Option<Direction>,
    },
    /// The flow that carries out a rule (`conj_id=N`).
    Rule(RuleFlow),
    /// The same, of a rule whose only match is this flow's own: it has no conjunction.
    OnlyMatch(RuleFlow),
    /// One match of one or more clauses; the conjunctions are in the flow's actions.
    Clause(ClauseMatch),
    /// A Service's flow in ServiceLB: which OpenFlow group its address and port belong to.
    ServiceGroup(ServiceGroup),
    /// A Pod's address at its port, as the spoof guard lets it in. A gateway's address looks the same.
    LocalAddress {
        /// OpenFlow port.
        port: LocalPort,
        /// Address.
        address: IpAddr,
    },
    /// A flow for packets that no other flow of its table wants, of the pipeline itself (category Default).
    Miss,
    /// Anything else.
    Other,
}

/// A port as a dump has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalPort {
    /// A number.
    Number(OfPort),
    /// The name of an interface, in a dump with `--names`.
    Name(Box<str>),
}

/// What a `conj_id` flow does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleFlow {
    /// The rule.
    pub id: RuleId,
    /// What it does; `None` for DNS interception, which belongs to no policy.
    pub action: Option<RuleAction>,
    /// Redirects to the L7 engine.
    pub l7: bool,
    /// The VLAN by which the L7 engine knows the rule.
    pub l7_vlan: Option<u16>,
    /// Writes the audit log.
    pub logging: bool,
    /// IPv6 (`true`), IPv4 (`false`), or both.
    pub ipv6: Option<bool>,
    /// The direction, where its register or label says it.
    pub direction: Option<Direction>,
    /// The table that its packets go to, by number: for all but Pass the metric table.
    pub next: Option<TableId>,
    /// Whether it is a multicast rule that allows: these carry their ID in `reg3`.
    pub multicast: bool,
}

/// Address, protocol and port of a Service with its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct ServiceGroup {
    pub address: IpAddr,
    pub protocol: L4Protocol,
    pub port: u16,
    pub group: GroupId,
}

/// Priority of metric flows; Traceflow's copies have 202.
const METRIC_PRIORITY: u16 = 200;
/// The ID of DNS interception, and its priority: one above all rules.
const DNS: (RuleId, u16) = (RuleId(1), 64991);
const CT_STATE_NEW: u32 = 0x01;

/// The role of a flow.
pub fn role(flow: &Flow<'_>, fields: &[MatchField<'_>], actions: &[ActionItem<'_>]) -> Role {
    if flow.cookie.is_some_and(is_traceflow) {
        return Role::Other;
    }
    if actions.iter().any(|item| matches!(item.action, Action::Conjunction { .. })) {
        return Role::Clause(ClauseMatch::of(fields));
    }
    if let Some(id) = fields.iter().find_map(|f| (f.field == Field::ConjId).then(|| number(f)).flatten()) {
        // Traceflow copies a rule for its own packets for a while (hard_timeout): they are not the rule's.
        let traceflow = flow.hard_timeout.is_some();
        return match RuleId::try_from(id) {
            Ok(id) if !traceflow => Role::Rule(rule_flow(id, flow.priority, fields, actions)),
            _ => Role::Other,
        };
    }
    if flow.priority == METRIC_PRIORITY
        && flow.hard_timeout.is_none()
        && let Some(metric) = metric(fields, actions)
    {
        return metric;
    }
    if flow.priority == 0 && fields.is_empty() {
        return Role::Miss;
    }
    local_address(fields)
        .or_else(|| service_group(fields, actions).map(Role::ServiceGroup))
        .or_else(|| only_match(flow, fields, actions))
        .unwrap_or(Role::Other)
}

/// What denies or labels packets with an ID and is no flow of a conjunction.
fn only_match(flow: &Flow<'_>, fields: &[MatchField<'_>], actions: &[ActionItem<'_>]) -> Option<Role> {
    if flow.hard_timeout.is_some() {
        return None;
    }
    let (mut denied, mut written, mut labelled) = (false, None, None);
    for item in actions {
        match mark::write_of(item) {
            Some((Field::Reg(0), value, mask)) => denied |= mark::is_deny_mark(value, mask),
            Some((Field::Reg(3), value, _)) => written = RuleId::try_from(value).ok(),
            _ => {}
        }
        if let Action::Ct(ct) = &item.action {
            let label = |item| match mark::write_of(item) {
                Some((Field::CtLabel, value, mask)) => mark::label(value, mask),
                _ => None,
            };
            labelled = labelled.or(ct.exec.iter().find_map(label)).filter(|(_, id)| id.0 != 0);
        }
    }
    let id = if denied { written? } else { labelled?.1 };
    Some(Role::OnlyMatch(rule_flow(id, flow.priority, fields, actions)))
}

fn local_address(fields: &[MatchField<'_>]) -> Option<Role> {
    let (mut port, mut address, mut hardware) = (None, None, false);
    for field in fields {
        match (field.field, field.value) {
            (Field::InPort, Value::Number { value, mask: None }) => {
                port = Some(LocalPort::Number(OfPort(u32::try_from(value).ok()?)));
            }
            (Field::InPort, Value::Name(name)) => port = Some(LocalPort::Name(name.into())),
            (Field::NwSrc, Value::Ipv4 { value, mask: None }) => address = Some(IpAddr::V4(value)),
            (Field::Ipv6Src, Value::Ipv6 { value, mask: None }) => address = Some(IpAddr::V6(value)),
            (Field::DlSrc, _) => hardware = true,
            (Field::Protocol(Protocol::Ip | Protocol::Ipv6), _) => {}
            _ => return None,
        }
    }
    hardware.then_some(Role::LocalAddress { port: port?, address: address? })
}

fn number(field: &MatchField<'_>) -> Option<u128> {
    match field.value {
        Value::Number { value, mask: None } => Some(value),
        _ => None,
    }
}

impl TryFrom<u128> for RuleId {
    type Error = ();

    /// 0 is no rule: conjunction IDs begin at 1.
    fn try_from(value: u128) -> Result<RuleId, ()> {
        u32::try_from(value).ok().filter(|id| *id != 0).map(RuleId).ok_or(())
    }
}

fn metric(fields: &[MatchField<'_>], actions: &[ActionItem<'_>]) -> Option<Role> {
    let (mut state, mut label, mut denied, mut reg3) = (None, None, false, None);
    for field in fields {
        match (field.field, field.value) {
            (Field::CtState, Value::Flags { set, clear }) => {
                state = Some((set & CT_STATE_NEW != 0, clear & CT_STATE_NEW != 0))
            }
            (Field::CtLabel, Value::Number { value, mask: Some(mask) }) => label = Some(mark::label(value, mask)?),
            (Field::Reg(0), Value::Number { value, mask: Some(mask) }) if mark::is_deny_mark(value, mask) => {
                denied = true
            }
            (Field::Reg(3), Value::Number { value, mask: None }) => reg3 = Some(value),
            (Field::Protocol(Protocol::Ip | Protocol::Ipv6), Value::Flag) => {}
            _ => return None,
        }
    }
    let metric = |id: RuleId, kind, direction| Role::Metric { id, kind, direction };
    match (label, state, reg3) {
        (Some((direction, id)), Some((new, _)), None) if !denied && id.0 != 0 => {
            let kind = if new { MetricKind::AllowNew } else { MetricKind::AllowEstablished };
            Some(metric(id, kind, Some(direction)))
        }
        (None, None, Some(reg3)) => {
            let id = RuleId::try_from(reg3).ok()?;
            let dropped = matches!(actions, [ActionItem { action: Action::Drop, .. }]);
            let goes_on = actions.iter().any(|a| matches!(a.action, Action::GotoTable(_) | Action::Resubmit { .. }));
            match (denied, dropped) {
                (true, true) => Some(metric(id, MetricKind::Deny, None)),
                // Multicast allow flows had the deny mark in their match too, in Antrea's early releases.
                _ if goes_on => Some(metric(id, MetricKind::Multicast, None)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a flow of an ID with a priority is DNS interception: answers go to the agent, which reads them for rules with names of hosts.
pub fn is_dns(id: RuleId, priority: u16) -> bool {
    (id, priority) == DNS
}

fn rule_flow(id: RuleId, priority: u16, fields: &[MatchField<'_>], actions: &[ActionItem<'_>]) -> RuleFlow {
    let mut seen = Seen::default();
    seen.read(actions);
    let ipv6 = fields.iter().find_map(|field| match field.field {
        Field::Protocol(Protocol::Ip) => Some(false),
        Field::Protocol(Protocol::Ipv6) => Some(true),
        _ => None,
    });
    let dns = is_dns(id, priority) && !seen.label && !seen.id_written && !seen.denied;
    let action = if dns {
        None
    } else if seen.denied {
        Some(if seen.packet_in.reject { RuleAction::Reject } else { RuleAction::Drop })
    } else if seen.label || seen.multicast {
        Some(RuleAction::Allow)
    } else {
        Some(RuleAction::Pass)
    };
    RuleFlow {
        id,
        action,
        l7: seen.l7,
        l7_vlan: seen.l7_vlan,
        logging: seen.packet_in.log,
        ipv6,
        direction: seen.direction,
        next: seen.next.filter(|_| action != Some(RuleAction::Pass)),
        multicast: seen.multicast,
    }
}

/// What the actions of a rule's flow write.
#[derive(Default)]
struct Seen {
    denied: bool,
    label: bool,
    multicast: bool,
    id_written: bool,
    l7: bool,
    l7_vlan: Option<u16>,
    direction: Option<Direction>,
    next: Option<TableId>,
    packet_in: mark::PacketIn,
}

impl Seen {
    fn read(&mut self, actions: &[ActionItem<'_>]) {
        let mut reg3 = false;
        for item in actions {
            match &item.action {
                Action::Ct(ct) => {
                    self.read_ct(&ct.exec);
                    self.goes_to(ct.table);
                }
                Action::GotoTable(table) => self.goes_to(Some(*table)),
                Action::Resubmit { table, .. } => self.goes_to(*table),
                _ => {}
            }
            match mark::write_of(item) {
                Some((Field::Reg(0), value, mask)) => {
                    self.denied |= mark::is_deny_mark(value, mask);
                    if let Some(operations) = mark::packet_in(value, mask) {
                        self.packet_in.log |= operations.log;
                        self.packet_in.reject |= operations.reject;
                    }
                }
                Some((Field::Reg(3), ..)) => (reg3, self.id_written) = (true, true),
                Some((Field::Reg(5), ..)) => (self.direction, self.id_written) = (Some(Direction::Egress), true),
                Some((Field::Reg(6), ..)) => (self.direction, self.id_written) = (Some(Direction::Ingress), true),
                _ => {}
            }
        }
        // A rule ID in reg3 without the deny mark: multicast has no conntrack label to carry it.
        self.multicast = reg3 && !self.denied;
    }

    fn goes_to(&mut self, table: Option<TableRef<'_>>) {
        if let (None, Some(TableRef::Number(id))) = (self.next, table) {
            self.next = Some(id);
        }
    }

    fn read_ct(&mut self, exec: &[ActionItem<'_>]) {
        for item in exec {
            match mark::write_of(item) {
                Some((Field::CtLabel, value, mask)) => {
                    self.label |= mark::label(value, mask).is_some();
                    self.l7_vlan = self.l7_vlan.or(mark::l7_vlan(value, mask));
                }
                Some((Field::CtMark, value, mask)) => self.l7 |= value & mask & mark::L7_CT_MARK != 0,
                _ => {}
            }
        }
    }
}

fn service_group(fields: &[MatchField<'_>], actions: &[ActionItem<'_>]) -> Option<ServiceGroup> {
    let group = actions.iter().find_map(|item| match item.action {
        Action::Group(group) => Some(group),
        _ => None,
    })?;
    let sets_group = actions.iter().any(|item| matches!(mark::write_of(item), Some((Field::Reg(7), ..))));
    let (mut address, mut protocol, mut port) = (None, None, None);
    for field in fields {
        match (field.field, field.value) {
            (Field::NwDst, Value::Ipv4 { value, mask: None }) => address = Some(IpAddr::V4(value)),
            (Field::Ipv6Dst, Value::Ipv6 { value, mask: None }) => address = Some(IpAddr::V6(value)),
            (Field::Protocol(Protocol::Tcp | Protocol::Tcp6), _) => protocol = Some(L4Protocol::Tcp),
            (Field::Protocol(Protocol::Udp | Protocol::Udp6), _) => protocol = Some(L4Protocol::Udp),
            (Field::Protocol(Protocol::Sctp | Protocol::Sctp6), _) => protocol = Some(L4Protocol::Sctp),
            (Field::TpDst, Value::Number { value, mask: None }) => port = u16::try_from(value).ok(),
            _ => {}
        }
    }
    sets_group.then_some(ServiceGroup { address: address?, protocol: protocol?, port: port?, group })
}

/// The table that a flow sits in; a dump without statistics leaves table 0 out.
pub fn table_of<'a>(flow: &Flow<'a>) -> TableRef<'a> {
    flow.table.unwrap_or(TableRef::Number(TableId(0)))
}
