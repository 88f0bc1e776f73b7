//! Finds what was dropped on a Node: flow by flow, and beside the flows.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::Arc;

use super::reason::Reason;
use super::tables::TableNames;
use super::{Drop, PodName};
use crate::antrea::bucket::BucketTarget;
use crate::antrea::cookie::round;
use crate::antrea::landmarks::{NO_ENDPOINT, has_bit, is_invalid};
use crate::antrea::meter::Purpose;
use crate::antrea::role::{MetricKind, Role, role, table_of};
use crate::model::field::{Field, Protocol};
use crate::model::flow::{Action, Ct, KeptFlow, TableRef, Value};
use crate::model::ids::{OfPort, Round, RuleId};
use crate::model::policy::{Direction, PolicyKind, PolicyRef, RuleAction};
use crate::resolve::ledger::State;
use crate::resolve::node::{NodeView, PodIndex};
use crate::resource::filter::Query;
use crate::resource::item::rule_label;
use crate::resource::rules::NamedEntry;
use crate::resource::view::{SwitchFacts, View};
use crate::resource::{meters, ports};

/// Priority of default denies.
const DEFAULT_DENY: u16 = 200;

/// Everything that was dropped on the Nodes that are wanted, and what cannot be told of it.
pub(super) fn all(view: &View, query: &Query) -> (Vec<Drop>, Vec<String>) {
    let (mut found, mut said) = (Vec::new(), Vec::new());
    for (node, switch) in crate::resource::switch::switches(view, query) {
        let read = view.nodes.iter().find(|read| read.name == *node);
        let tables = TableNames::of(switch, read);
        said.extend(tables.lost().map(|lost| format!("{node}: {lost}")));
        Finder { view, node, switch, read, tables, entries: entries(read), found: &mut found }.flows();
    }
    of_meters(view, query, &mut found);
    of_ports(view, query, &mut found);
    name(&mut found);
    (found, said)
}

/// Gives each its name, in the order of the dumps, so that it does not depend on what is counted.
fn name(found: &mut [Drop]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for one in found {
        let base = one.base_name();
        let count = seen.entry(base.clone()).or_default();
        *count += 1;
        one.name = if *count == 1 { base } else { format!("{base}/{count}") };
    }
}

/// The ledger's entries by ID.
fn entries(read: Option<&NodeView>) -> HashMap<(Option<Round>, RuleId), usize> {
    let numbered = read.into_iter().flat_map(|read| read.ledger.iter().enumerate());
    // An orphan has an ID that a rule may have too: the rule's row is the one with an action.
    let mut entries = HashMap::new();
    for (at, entry) in numbered {
        if entry.action.is_some() {
            entries.insert((entry.round, entry.id), at);
        } else {
            entries.entry((entry.round, entry.id)).or_insert(at);
        }
    }
    entries
}

struct Finder<'v> {
    view: &'v View,
    node: &'v Arc<str>,
    switch: &'v SwitchFacts,
    read: Option<&'v NodeView>,
    tables: TableNames<'v>,
    entries: HashMap<(Option<Round>, RuleId), usize>,
    found: &'v mut Vec<Drop>,
}

/// Packets into conntrack and out of it.
#[derive(Default)]
struct Tracked {
    into: u64,
    out: u64,
    into_bytes: u64,
    out_bytes: u64,
    tables: bool,
    unknown: bool,
}

impl Finder<'_> {
    fn flows(&mut self) {
        let Some(flows) = &self.switch.flows else { return };
        let mut tracked = Tracked::default();
        flows.each(&mut |_, flow| {
            let id = table_of(&flow.flow);
            let name = self.tables.name(id).map(str::to_owned);
            let table = name.as_deref();
            self.track(&flow, table, &mut tracked);
            let before = self.found.len();
            self.flow(&flow, table);
            for one in self.found.iter_mut().skip(before) {
                one.table = self.tables.number(id);
            }
        });
        self.conntrack(&tracked);
    }

    /// A row of one flow.
    fn drop(&self, flow: &KeptFlow<'_>, table: Option<&str>, reason: Reason) -> Drop {
        let place = match (table, flow.flow.table) {
            (Some(name), _) => name.to_owned(),
            (None, Some(TableRef::Number(id))) => format!("table {}", id.0),
            (None, _) => "table 0".to_owned(),
        };
        Drop {
            node: self.node.clone(),
            place,
            reason,
            packets: flow.flow.packets,
            bytes: flow.flow.bytes,
            ..Drop::default()
        }
    }

    fn flow(&mut self, flow: &KeptFlow<'_>, table: Option<&str>) {
        let drops = flow.actions.iter().any(|item| item.action == Action::Drop);
        if let Role::Metric { id, kind: MetricKind::Deny, .. } = role(&flow.flow, flow.fields, flow.actions) {
            let found = self.rule(flow, table, id);
            self.found.push(found);
        } else if let Some(found) = self.default_deny(flow, table) {
            self.found.push(found);
        } else if table == Some("EndpointDNAT") && has_bit(flow.fields, 0, NO_ENDPOINT) {
            self.no_endpoint(flow, table);
        } else if drops {
            let found = self.other(flow, table);
            self.found.push(found);
        }
    }

    fn rule(&self, flow: &KeptFlow<'_>, table: Option<&str>, id: RuleId) -> Drop {
        let key = (flow.flow.cookie.and_then(round), id);
        let known = self.entries.get(&key).and_then(|at| Some((self.read?, self.read?.entry(*at)?)));
        // Whose it is may not be in the dump: that it is no more is not known then.
        let mut found = self.drop(flow, table, Reason::PolicyDrop);
        found.rule_id = Some(id);
        found.direction = table.and_then(direction_of);
        let Some((node, (entry, resolution, pods))) = known else { return found };
        found.direction = entry.direction.or(found.direction);
        found.reason = match (entry.action, entry.state) {
            (_, State::Stale | State::Orphan) => Reason::LeftOverRule,
            (Some(RuleAction::Reject), _) => Reason::PolicyReject,
            _ => Reason::PolicyDrop,
        };
        let named = NamedEntry { node, entry, resolution };
        found.policies = policies(named.policies());
        found.confidence = Some(resolution.confidence);
        found.rule = resolution.rule.and_then(|rule| {
            let (name, place) = named.rule_of(rule)?;
            Some(rule_label(name, entry.direction?, place))
        });
        let of_rule = pods.iter().filter_map(|at| node.pod(*at));
        found.pods = of_rule.map(|pod| (pod.namespace.clone(), pod.name.clone())).collect();
        found.pods.sort();
        found
    }

    /// The flow that drops what no rule of K8s policies allowed: it matches a Pod's port or address and nothing else.
    fn default_deny(&self, flow: &KeptFlow<'_>, table: Option<&str>) -> Option<Drop> {
        let direction = match table? {
            "IngressDefaultRule" => Direction::Ingress,
            "EgressDefaultRule" => Direction::Egress,
            _ => return None,
        };
        let conjunction = |item: &crate::model::flow::ActionItem<'_>| matches!(item.action, Action::Conjunction { .. });
        if flow.flow.priority != DEFAULT_DENY || flow.actions.iter().any(conjunction) {
            return None;
        }
        let (mut port, mut address) = (None, None);
        for field in flow.fields {
            match (field.field, field.value) {
                (Field::Reg(1), Value::Number { value, mask: None }) => port = u32::try_from(value).ok().map(OfPort),
                (Field::NwSrc, Value::Ipv4 { value, mask: None }) => address = Some(IpAddr::V4(value)),
                (Field::Ipv6Src, Value::Ipv6 { value, mask: None }) => address = Some(IpAddr::V6(value)),
                (Field::Protocol(Protocol::Ip | Protocol::Ipv6), _) => {}
                _ => return None,
            }
        }
        let is_it = |pod: &&crate::model::policy::PodInterface| match direction {
            Direction::Ingress => pod.of_port.is_some() && pod.of_port == port,
            Direction::Egress => address.is_some_and(|address| pod.ips.contains(&address)),
        };
        if (direction == Direction::Ingress && port.is_none()) || (direction == Direction::Egress && address.is_none())
        {
            return None;
        }
        let mut found = self.drop(flow, table, Reason::DefaultDeny);
        found.direction = Some(direction);
        let pods = self.view.pods_of(self.node);
        let pod = pods.iter().find(is_it);
        found.pods = pod.map(|pod| (pod.namespace.clone(), pod.name.clone())).into_iter().collect();
        found.of = match (pod, port, address) {
            (None, Some(port), _) => Some(format!("port {}", port.0)),
            (None, _, Some(address)) => Some(address.to_string()),
            _ => None,
        };
        found.policies =
            pod.map(|pod| self.isolating(&(pod.namespace.clone(), pod.name.clone()), direction)).unwrap_or_default();
        Some(found)
    }

    /// The K8s policies that have a rule for the Pod in a direction: they isolate it.
    fn isolating(&self, pod: &PodName, direction: Direction) -> Vec<PolicyRef> {
        let Some(node) = self.read else { return Vec::new() };
        let applies = |pods: &[PodIndex]| {
            let mut pods = pods.iter().filter_map(|at| node.pod(*at));
            pods.any(|one| one.namespace == pod.0 && one.name == pod.1)
        };
        let of_pod = node.entries().filter(|(entry, _, pods)| {
            entry.direction == Some(direction) && matches!(entry.state, State::Ok | State::NoMetric) && applies(pods)
        });
        let named = of_pod.flat_map(|(entry, resolution, _)| {
            NamedEntry { node, entry, resolution }.policies().cloned().collect::<Vec<_>>()
        });
        let named: Vec<PolicyRef> = named.filter(|policy| policy.kind == PolicyKind::K8sNetworkPolicy).collect();
        policies(named.iter())
    }

    /// Packets to Services without endpoints, by Service where the groups say whose they are.
    fn no_endpoint(&mut self, flow: &KeptFlow<'_>, table: Option<&str>) {
        let mut rest = self.drop(flow, table, Reason::NoEndpoint);
        let groups = self.switch.device.groups.iter().flatten();
        let of_none =
            groups.filter(|group| group.buckets.iter().any(|bucket| bucket.target == BucketTarget::NoEndpoint));
        let mut rows = Vec::new();
        for group in of_none.filter(|group| group.packets.is_some_and(|packets| packets > 0)) {
            let mut uses = self.switch.service_groups.iter().filter(|service| service.group == group.id);
            let service = uses.find_map(|at| self.view.addresses.service(at.address, at.protocol, at.port));
            let of = service.map_or_else(
                || format!("group {}", group.id.0),
                |service| format!("{}/{}", service.namespace, service.name),
            );
            rows.push(Drop { of: Some(of), packets: group.packets, bytes: group.bytes, ..rest.clone() });
        }
        // Groups that are made anew begin at 0, and one that is gone takes its count along.
        let sum = |count: fn(&Drop) -> Option<u64>| rows.iter().try_fold(0u64, |sum, row| sum.checked_add(count(row)?));
        let left = |count: fn(&Drop) -> Option<u64>| count(&rest)?.checked_sub(sum(count)?);
        match (left(|row| row.packets), left(|row| row.bytes)) {
            (Some(packets), bytes) => {
                (rest.packets, rest.bytes) = (Some(packets), bytes);
                self.found.append(&mut rows);
                self.found.push(rest);
            }
            (None, _) => self.found.push(rest),
        }
    }

    fn other(&self, flow: &KeptFlow<'_>, table: Option<&str>) -> Drop {
        let is_miss = flow.flow.priority == 0 && flow.fields.is_empty();
        let reason = match table {
            Some("SpoofGuard") if is_miss => Reason::SpoofGuard,
            Some("ARPSpoofGuard") if is_miss => Reason::ArpSpoofGuard,
            Some("ConntrackState") if is_invalid(flow.fields) => Reason::InvalidState,
            Some("EgressMark" | "SNAT") if !is_miss => Reason::NoEgress,
            Some("MulticastOutput") if !is_miss => Reason::MulticastLoop,
            _ if is_miss => Reason::TableMiss,
            _ => Reason::OtherFlow,
        };
        let mut found = self.drop(flow, table, reason);
        if reason == Reason::OtherFlow {
            found.of = Some(flow.flow.match_text.to_owned());
        }
        found
    }

    fn track(&self, flow: &KeptFlow<'_>, table: Option<&str>, tracked: &mut Tracked) {
        const STATE: &str = "ConntrackState";
        let is_state = |table: TableRef<'_>| self.tables.name(table) == Some(STATE);
        let leads = |ct: &Ct<'_>| ct.table.is_some_and(is_state);
        let into = flow.actions.iter().any(|item| matches!(&item.action, Action::Ct(ct) if leads(ct)));
        let out = table == Some(STATE);
        let (Some(packets), Some(bytes)) = (flow.flow.packets, flow.flow.bytes) else {
            tracked.unknown |= into || out;
            return;
        };
        if into {
            tracked.into = tracked.into.saturating_add(packets);
            tracked.into_bytes = tracked.into_bytes.saturating_add(bytes);
        }
        if out {
            tracked.tables = true;
            tracked.out = tracked.out.saturating_add(packets);
            tracked.out_bytes = tracked.out_bytes.saturating_add(bytes);
        }
    }

    /// What went into conntrack and did not come out. Tables are read in the order of the pipeline, so packets in flight make the difference smaller.
    fn conntrack(&mut self, tracked: &Tracked) {
        let whole = self.read.is_some_and(|read| !read.partial) && tracked.tables && !tracked.unknown;
        if whole && tracked.into > tracked.out {
            self.found.push(Drop {
                node: self.node.clone(),
                place: "ConntrackZone".to_owned(),
                reason: Reason::ConntrackFull,
                packets: Some(tracked.into - tracked.out),
                bytes: tracked.into_bytes.checked_sub(tracked.out_bytes),
                ..Drop::default()
            });
        }
    }
}

/// Each policy once, in order.
fn policies<'p>(all: impl Iterator<Item = &'p PolicyRef>) -> Vec<PolicyRef> {
    let set: std::collections::BTreeSet<PolicyRef> = all.cloned().collect();
    set.into_iter().collect()
}

fn direction_of(table: &str) -> Option<Direction> {
    crate::antrea::tables::PolicyTable::from_name(table).map(|table| table.direction())
}

fn of_meters(view: &View, query: &Query, found: &mut Vec<Drop>) {
    for meter in meters::meters(view, query) {
        let reason = match meter.purpose {
            Some(Purpose::Egress(_)) | None => Reason::Meter,
            Some(_) => Reason::MeterOfAgent,
        };
        found.push(Drop {
            node: meter.node.clone(),
            place: format!("meter {}", meter.id),
            reason,
            of: meter.purpose.map(Purpose::words),
            packets: meter.dropped.packets,
            bytes: meter.dropped.bytes,
            ..Drop::default()
        });
    }
}

fn of_ports(view: &View, query: &Query, found: &mut Vec<Drop>) {
    for port in ports::ports(view, query) {
        let Some(stats) = port.stats else { continue };
        let number = port.number.map(ToString::to_string).or(port.interface.map(str::to_owned)).unwrap_or_default();
        let pods: Vec<PodName> = port.pod.map(|pod| (pod.namespace.clone(), pod.name.clone())).into_iter().collect();
        for (reason, counters) in [(Reason::PortReceive, stats.received), (Reason::PortSend, stats.sent)] {
            // An interface that does not count drops is no loss of which nothing is known.
            if counters.dropped.is_some_and(|dropped| dropped > 0) {
                found.push(Drop {
                    node: port.node.clone(),
                    place: format!("port {number}"),
                    reason,
                    pods: pods.clone(),
                    of: port.interface.filter(|_| pods.is_empty()).map(str::to_owned),
                    packets: counters.dropped,
                    ..Drop::default()
                });
            }
        }
    }
}

/// How much was dropped for each reason, of packets that are counted once.
pub(super) fn totals(found: &[Drop]) -> BTreeMap<Reason, Option<u64>> {
    let mut totals: BTreeMap<Reason, Option<u64>> = BTreeMap::new();
    for one in found {
        let total = totals.entry(one.reason).or_insert(Some(0));
        *total = total.and_then(|total| total.checked_add(one.packets?));
    }
    totals
}
