//! A rule ID: what is said of it without a Node, and the whole conjunction put together from a Node's flows.
//!
//! Open vSwitch knows a rule as a conjunction of clauses (from, to, ports), each a set of flows of which one has to match, and a flow with `conj_id` that
//! says what happens. What was counted stands in flows of a metric table.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::answer::{Answer, Kind};
use super::log::action_words;
use super::world::{KnownNode, World, named_rule};
use crate::antrea::clause::{ClauseMatch, ServiceMatch};
use crate::model::ids::RuleId;
use crate::model::policy::L4Protocol;
use crate::resolve::ledger::{Entry, State};
use crate::resource::item::{self, action, counted, direction, rule_label, traffic_stats};

/// Where the flows of rules are made.
const FROM: &str = "pkg/agent/openflow/network_policy.go";

/// Members of a set that are listed in a table; JSON has all.
const LISTED: usize = 8;

/// What is said of a rule ID: an answer for each Node that has it, or one without any Node.
pub(super) fn explain(id: RuleId, text: &str, world: &World) -> Vec<Answer> {
    let known: Vec<Answer> = world.entries_of(id).map(|(node, at)| of_node(node, at, text, world)).collect();
    if !known.is_empty() {
        return known;
    }
    let mut answer = Answer::new(Kind::Rule, text);
    answer.more.insert("id".to_string(), json!(id.0));
    let nodes: Vec<&str> = world.nodes.iter().map(|node| &*node.view.name).collect();
    answer.summary = match (id.0, nodes.as_slice()) {
        (0, _) => "no rule: IDs begin at 1".to_string(),
        (1, _) => "the interception of DNS answers, for rules with domain names; before Antrea 1.3 an ordinary rule"
            .to_string(),
        (_, []) => format!(
            "rule {id} of some Node: IDs mean something on one Node, for one run of its agent; --node or --from says whose"
        ),
        (_, nodes) => format!("no rule {id} on {}", nodes.join(", ")),
    };
    answer.doubtful = id.0 == 0 || !nodes.is_empty();
    if id.0 != 0 {
        let number = id.0;
        answer.part("rule flow", format!("conj_id={number}"), "what happens to packets that meet all clauses", FROM);
        answer.part("clause flows", format!("conjunction({number},K/N)"), "clause K of N: from, to, ports", FROM);
        answer.part("ingress label", format!("ct_label={number:#x}/0xffffffff"), "connections that it let in", FROM);
        let egress = u64::from(number) << 32;
        answer.part(
            "egress label",
            format!("ct_label={egress:#x}/0xffffffff00000000"),
            "connections that it let out",
            FROM,
        );
        answer.part(
            "denied packets",
            format!("reg3={number:#x}"),
            "packets that it denied, or multicast packets",
            FROM,
        );
    }
    vec![answer]
}

/// A rule of a Node as an answer.
fn of_node(node: &KnownNode, at: usize, text: &str, world: &World) -> Answer {
    let mut answer = Answer::new(Kind::Rule, text);
    add(&mut answer, node, at, world);
    answer
}

/// Puts a rule together, into an answer.
pub(super) fn add(answer: &mut Answer, node: &KnownNode, at: usize, world: &World) {
    let Some(entry) = node.entry(at) else { return };
    let clauses = Clauses::of(node, entry, world);
    let sentence = sentence(entry, &clauses);
    if answer.kind == Some(Kind::Rule) {
        // As `get rules -o name` prints it.
        answer.name = Some(format!("rule/{}/{}", node.view.name, entry.id));
        answer.summary = match node.named(at) {
            Some(owner) => format!("{owner}: {sentence}"),
            None => sentence,
        };
    } else {
        answer.part("RULE", entry.id.to_string(), sentence, FROM);
    }
    answer.doubtful |= matches!(entry.state, State::Orphan | State::Stale);
    answer.part("node", &*node.view.name, "an ID means something on its Node alone", "");
    name_parts(answer, node, at);
    if let Some(does) = entry.action {
        answer.part("action", action(does), action_words(action(does)), FROM);
    }
    for (name, members) in clauses.named() {
        answer.part(name, members.len().to_string(), format!("{} {}", clause_about(name), listed(members)), FROM);
    }
    if let Some(priority) = entry.priority {
        answer.part(
            "priority",
            priority.to_string(),
            "OpenFlow priority: the highest that matches decides",
            "pkg/agent/controller/networkpolicy/priority.go",
        );
    }
    let stats = &entry.stats;
    let known = [(stats.sessions, "session"), (stats.packets, "packet"), (stats.bytes, "byte")];
    let counters: Vec<String> =
        known.into_iter().filter_map(|(count, what)| count.map(|count| counted(count, what))).collect();
    let about = match entry.state {
        State::Ok if entry.unread => "its metric flows are not in the dump",
        State::Ok => "counted by its metric flows",
        State::NoMetric => "it has no metric flows: packets that reached its own flow",
        State::Orphan => "metric flows that an earlier owner of the ID left behind",
        State::Stale => "flows of an earlier round of the agent: the ID may mean another rule now",
    };
    answer.part("counters", counters.join(", "), about, FROM);
    answer.more.insert("rule".to_string(), json_of(node, at, entry, &clauses));
}

fn name_parts(answer: &mut Answer, node: &KnownNode, at: usize) {
    let from = format!("worked out from {}", node.view.names_from.name());
    let Some(resolution) = node.view.matching.resolutions.get(at) else { return };
    if let Some((policy, rule, resolution)) = node.owner(at) {
        let kind = policy.reference.kind.name();
        answer.part("policy", item::policy_label(&policy.reference), kind, from.clone());
        let sure = match resolution.why {
            "" => resolution.confidence.name().to_string(),
            why => format!("{}: {why}", resolution.confidence.name()),
        };
        answer.part("rule", rule_label(rule.name.as_deref(), rule.direction, rule.place), sure, from);
        return;
    }
    let mut candidates: Vec<String> = resolution
        .candidates
        .iter()
        .filter_map(|rule| node.expected(*rule))
        .map(|(policy, rule)| named_rule(&policy.reference, rule))
        .collect();
    candidates.sort();
    candidates.dedup();
    let why = if resolution.why.is_empty() { "no policies are known".to_string() } else { resolution.why.to_string() };
    answer.part("policy", candidates.join(" | "), format!("{}: {why}", resolution.confidence.name()), from);
}

/// `from {..} to {..} ports {..} -> Drop`.
fn sentence(entry: &Entry, clauses: &Clauses) -> String {
    let mut text = String::new();
    for (name, members) in clauses.named() {
        text.push_str(&format!("{name} {{{}}} ", listed(members)));
    }
    if entry.dns {
        text.push_str("-> DNS answers go to the agent");
    } else {
        text.push_str(&format!("-> {}", entry.action.map_or("nothing: no flow of the rule is there", action)));
    }
    for (is, word) in [(entry.l7, "by way of the L7 engine"), (entry.logging, "logged")] {
        if is {
            text.push_str(&format!(", {word}"));
        }
    }
    text
}

fn clause_about(name: &str) -> &'static str {
    match name {
        "from" => "packets come from",
        "to" => "packets go to",
        _ => "protocols and ports are",
    }
}

fn listed(members: &[String]) -> String {
    let shown = members.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
    match members.len().saturating_sub(LISTED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn json_of(node: &KnownNode, at: usize, entry: &Entry, clauses: &Clauses) -> Value {
    let owner = node.owner(at);
    let resolution = node.view.matching.resolutions.get(at);
    json!({
        "node": &*node.view.name,
        "id": entry.id.0,
        "policy": owner.map(|(policy, ..)| item::policy(&policy.reference)),
        "name": owner.and_then(|(_, rule, _)| rule.name.clone()),
        "index": owner.and_then(|(_, rule, _)| rule.place),
        "direction": entry.direction.map(direction),
        "action": entry.action.map(action),
        "priority": entry.priority,
        "from": clauses.from,
        "to": clauses.to,
        "ports": clauses.ports,
        "trafficStats": traffic_stats(&entry.stats),
        "state": entry.state.name(),
        "confidence": resolution.map(|resolution| resolution.confidence.name()),
        "round": entry.round.map(|round| round.0),
    })
}

/// The clauses of a rule in words; empty is any.
#[derive(Default)]
pub(super) struct Clauses {
    from: Vec<String>,
    to: Vec<String>,
    ports: Vec<String>,
}

impl Clauses {
    fn of(node: &KnownNode, entry: &Entry, world: &World) -> Clauses {
        let Some(evidence) = node.evidence() else { return Clauses::default() };
        let mut sets: BTreeMap<u8, BTreeSet<&ClauseMatch>> = BTreeMap::new();
        for (_, clause) in evidence.id((entry.round, entry.id)).clauses {
            if clause.table == entry.table_key
                && let Some(matched) = node.matched(clause.matched)
            {
                sets.entry(clause.clause).or_default().insert(matched);
            }
        }
        let mut clauses = Clauses::default();
        for set in sets.values() {
            let words = || set.iter().map(|matched| member(matched, node, world)).collect::<Vec<_>>();
            // A bare `ip` stands for "anywhere" in either; the clauses come in the order from, to, ports.
            match place_of(set) {
                Some(Place::From) => clauses.from = words(),
                Some(Place::To) => clauses.to = words(),
                Some(Place::Ports) => clauses.ports = ports(set, node, world),
                None if clauses.from.is_empty() && clauses.to.is_empty() => clauses.from = words(),
                None => clauses.to = words(),
            }
        }
        clauses
    }

    fn named(&self) -> impl Iterator<Item = (&'static str, &Vec<String>)> {
        let all = [("from", &self.from), ("to", &self.to), ("ports", &self.ports)];
        all.into_iter().filter(|(_, members)| !members.is_empty())
    }
}

enum Place {
    From,
    To,
    Ports,
}

fn place_of(set: &BTreeSet<&ClauseMatch>) -> Option<Place> {
    set.iter().find_map(|matched| match matched {
        ClauseMatch::Source(_)
        | ClauseMatch::OriginalSource(_)
        | ClauseMatch::AnyOriginal(_)
        | ClauseMatch::LabelIdentity(_) => Some(Place::From),
        ClauseMatch::Destination(_) | ClauseMatch::ToPort(_) | ClauseMatch::ServiceGroup(_) => Some(Place::To),
        ClauseMatch::Service(_) | ClauseMatch::Igmp(_) => Some(Place::Ports),
        ClauseMatch::Other(text) if text.contains("tp_") => Some(Place::Ports),
        ClauseMatch::Any(_) | ClauseMatch::Other(_) => None,
    })
}

fn member(matched: &ClauseMatch, node: &KnownNode, world: &World) -> String {
    match matched {
        ClauseMatch::Source(net) | ClauseMatch::Destination(net) | ClauseMatch::OriginalSource(net) => {
            let full = if net.is_ipv6() { 128 } else { 32 };
            if net.prefix == full { world.address(net.address) } else { net.to_string() }
        }
        ClauseMatch::Any(false) | ClauseMatch::AnyOriginal(false) => "any IPv4".to_string(),
        ClauseMatch::Any(true) | ClauseMatch::AnyOriginal(true) => "any IPv6".to_string(),
        ClauseMatch::ToPort(port) => match node.pod_at(*port) {
            Some(pod) => format!("port {} ({pod})", port.0),
            None => format!("port {}", port.0),
        },
        ClauseMatch::ServiceGroup(group) => {
            world.service_of(*group).unwrap_or_else(|| format!("Service of group {}", group.0))
        }
        ClauseMatch::LabelIdentity(id) => format!("label identity {id}"),
        ClauseMatch::Service(service) => service_words(service),
        ClauseMatch::Igmp(group) => format!("IGMP to {group}"),
        ClauseMatch::Other(text) => text.to_string(),
    }
}

fn protocol(service: &ServiceMatch) -> &'static str {
    match (service.protocol, service.ipv6) {
        (L4Protocol::Tcp, false) => "tcp",
        (L4Protocol::Tcp, true) => "tcp6",
        (L4Protocol::Udp, false) => "udp",
        (L4Protocol::Udp, true) => "udp6",
        (L4Protocol::Sctp, false) => "sctp",
        (L4Protocol::Sctp, true) => "sctp6",
        (L4Protocol::Icmp, false) => "icmp",
        (L4Protocol::Icmp, true) => "icmp6",
        (_, false) => "igmp",
        (_, true) => "igmp6",
    }
}

/// A match of one protocol; ranges of ports are several of these.
fn service_words(service: &ServiceMatch) -> String {
    let mut text = protocol(service).to_string();
    if let Some((value, mask)) = service.destination {
        text.push_str(&format!("/{}", range(value, mask)));
    }
    if let Some((value, mask)) = service.source {
        text.push_str(&format!(" from port {}", range(value, mask)));
    }
    if let Some(kind) = service.icmp_type {
        text.push_str(&format!(" type {kind}"));
    }
    if let Some(code) = service.icmp_code {
        text.push_str(&format!(" code {code}"));
    }
    text
}

/// `80`, `80-95`; a mask that makes no range stays a mask.
fn range(value: u16, mask: u16) -> String {
    match (mask, mask.leading_ones() + mask.trailing_zeros()) {
        (u16::MAX, _) => value.to_string(),
        (_, 16) => format!("{value}-{}", value | !mask),
        _ => format!("{value:#x}/{mask:#x}"),
    }
}

/// Ports, with neighbouring ranges of one protocol joined: Open vSwitch has 1000-2000 as nine matches.
fn ports(set: &BTreeSet<&ClauseMatch>, node: &KnownNode, world: &World) -> Vec<String> {
    let mut ranges: BTreeMap<&'static str, Vec<(u32, u32)>> = BTreeMap::new();
    let mut words = Vec::new();
    for matched in set {
        match matched {
            ClauseMatch::Service(
                service @ ServiceMatch {
                    source: None,
                    destination: Some((value, mask)),
                    icmp_type: None,
                    icmp_code: None,
                    ..
                },
            ) if mask.leading_ones() + mask.trailing_zeros() >= 16 => {
                let (first, last) = (u32::from(*value), u32::from(value | !mask));
                ranges.entry(protocol(service)).or_default().push((first, last));
            }
            other => words.push(member(other, node, world)),
        }
    }
    for (protocol, mut all) in ranges {
        all.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (first, last) in all {
            match joined.last_mut() {
                Some((_, end)) if first <= *end + 1 => *end = last.max(*end),
                _ => joined.push((first, last)),
            }
        }
        let text = |(first, last): (u32, u32)| {
            if first == last { format!("{protocol}/{first}") } else { format!("{protocol}/{first}-{last}") }
        };
        words.extend(joined.into_iter().map(text));
    }
    words
}
