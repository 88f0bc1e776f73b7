//! One table of rules.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use std::net::IpAddr;

use super::packet::{Clause, Packet};
use crate::antrea::clause::ClauseMatch;
use crate::antrea::role::RuleFlow;
use crate::model::ids::{OfPort, RuleId};
use crate::model::net::Net;
use crate::model::policy::{Direction, RuleAction};

/// Priority of the default deny; rules of Antrea's baseline tier stand below it (pkg/agent/openflow/pipeline.go).
const ISOLATION: u16 = 200;

/// Rules of one table, by the Pods that they apply to.
#[derive(Debug, Default)]
pub(super) struct Stage {
    rules: Vec<Rule>,
    by_id: HashMap<RuleId, usize, RandomState>,
    isolated: Vec<ClauseMatch>,
    by_pod: HashMap<Pod, Vec<usize>, RandomState>,
    /// Rules that name no Pod of this Node: those that apply to a Service.
    general: Vec<usize>,
}

#[derive(Debug, Default)]
struct Rule {
    id: Option<RuleId>,
    priority: u16,
    action: Option<RuleAction>,
    /// IPv4, IPv6.
    families: [bool; 2],
    clauses: Vec<Clause>,
    of: usize,
    /// It may stand for any Pod, whatever addresses and ports it has.
    general: bool,
}

/// How rules name a Pod: by its address on its way out, by its port on its way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Pod {
    Address(IpAddr),
    Port(OfPort),
}

/// What a table does to a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Allowed,
    Denied(RuleId, RuleAction),
    Isolated,
    /// Nothing decided: the next table does.
    GoesOn,
}

impl Step {
    /// One of two that rules of the same priority do: Open vSwitch promises nothing of which of them it finds (ovs-ofctl(8), "Flow Syntax"). The one that
    /// leaves most open stands, and what the other would do is in doubt.
    fn or(self, other: Step, doubt: &mut Doubt) -> Step {
        let openness = |step: Step| match step {
            Step::GoesOn => 2,
            Step::Denied(..) | Step::Isolated => 1,
            Step::Allowed => 0,
        };
        let (stands, left) = if openness(self) > openness(other) { (self, other) } else { (other, self) };
        match left {
            Step::Allowed => doubt.allowed |= stands != Step::Allowed,
            Step::Denied(..) | Step::Isolated => doubt.denied |= stands == Step::GoesOn,
            Step::GoesOn => {}
        }
        stands
    }
}

/// What rules might have done that cannot be decided.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Doubt {
    pub(super) allowed: bool,
    pub(super) denied: bool,
}

impl Stage {
    fn of_id(&mut self, id: RuleId) -> Option<&mut Rule> {
        let next = self.rules.len();
        let at = *self.by_id.entry(id).or_insert(next);
        if at == next {
            self.rules.push(Rule { id: Some(id), ..Rule::default() });
        }
        self.rules.get_mut(at)
    }

    pub(super) fn rule(&mut self, flow: &RuleFlow, priority: u16) {
        let Some(rule) = self.of_id(flow.id) else { return };
        (rule.priority, rule.action) = (priority, flow.action);
        let [v4, v6] = &mut rule.families;
        *v4 |= flow.ipv6 != Some(true);
        *v6 |= flow.ipv6 != Some(false);
    }

    pub(super) fn clause(&mut self, id: RuleId, clause: u8, of: u8, matched: ClauseMatch) {
        let Some(rule) = self.of_id(id) else { return };
        rule.of = usize::from(of);
        let Some(place) = usize::from(clause).checked_sub(1).filter(|place| *place < rule.of) else { return };
        if rule.clauses.len() <= place {
            rule.clauses.resize_with(place + 1, Clause::default);
        }
        if let Some(clause) = rule.clauses.get_mut(place) {
            clause.add(matched);
        }
    }

    /// A rule without a conjunction: one flow, of whose match each part has to fit. The same ID may have several.
    pub(super) fn whole(&mut self, flow: &RuleFlow, direction: Direction, priority: u16, parts: Vec<ClauseMatch>) {
        let names_pod = |part: &ClauseMatch| match (direction, part) {
            (Direction::Ingress, ClauseMatch::ToPort(_)) => true,
            (Direction::Egress, ClauseMatch::Source(net)) => *net == Net::host(net.address),
            _ => false,
        };
        let clause = |part| {
            let mut clause = Clause::default();
            clause.add(part);
            clause
        };
        self.rules.push(Rule {
            id: Some(flow.id),
            priority,
            action: flow.action,
            families: [flow.ipv6 != Some(true), flow.ipv6 != Some(false)],
            of: parts.len(),
            general: !parts.iter().any(names_pod),
            clauses: parts.into_iter().map(clause).collect(),
        });
    }

    pub(super) fn isolates(&mut self, matched: ClauseMatch) {
        self.isolated.push(matched);
    }

    /// Ends the gathering.
    pub(super) fn seal(&mut self) {
        // A conjunction without the flow that carries it out, or with a clause that nothing matches, does nothing.
        self.rules.retain(|rule| rule.action.is_some() && rule.clauses.len() == rule.of && rule.of > 0);
        self.rules.sort_by_key(|rule| std::cmp::Reverse(rule.priority));
        self.by_id.clear();
        for (at, rule) in self.rules.iter().enumerate() {
            if rule.general {
                self.general.push(at);
                continue;
            }
            for clause in &rule.clauses {
                let addresses = clause.sources.hosts.iter().map(|address| Pod::Address(*address));
                for pod in clause.ports.iter().map(|port| Pod::Port(*port)).chain(addresses) {
                    let rules = self.by_pod.entry(pod).or_default();
                    if rules.last() != Some(&at) {
                        rules.push(at);
                    }
                }
            }
            let by_port = rule.clauses.iter().any(|clause| !clause.ports.is_empty());
            let by_address = rule.clauses.iter().any(|clause| !clause.sources.hosts.is_empty());
            if !by_port && !by_address {
                self.general.push(at);
            }
        }
    }

    pub(super) fn has_source_ports(&self) -> bool {
        self.rules.iter().flat_map(|rule| &rule.clauses).any(Clause::has_source_ports)
    }

    /// What it does to a packet of a Pod of this Node.
    pub(super) fn step(&self, pod: Pod, packet: &Packet, doubt: &mut Doubt) -> Step {
        let own = self.by_pod.get(&pod).map(Vec::as_slice).unwrap_or_default();
        // Both lists are in the order of priorities, as places are.
        let mut rules: Vec<usize> = own.iter().chain(&self.general).copied().collect();
        rules.sort_unstable();
        let isolated = self.isolated.iter().any(|matched| match (matched, pod) {
            (ClauseMatch::ToPort(port), Pod::Port(own)) => *port == own,
            (ClauseMatch::Source(net), Pod::Address(own)) => net.address == own,
            _ => false,
        });
        let mut decided: Option<(u16, Step)> = None;
        for rule in rules.into_iter().filter_map(|at| self.rules.get(at)) {
            if decided.is_some_and(|(priority, _)| rule.priority < priority) {
                break;
            }
            if isolated && rule.priority < ISOLATION {
                return Step::Isolated;
            }
            let Some(action) = rule.action.filter(|_| rule.is_of_family(packet)) else { continue };
            let denies = matches!(action, RuleAction::Drop | RuleAction::Reject);
            let step = match (rule.fits(packet), action, rule.id) {
                (Some(true), RuleAction::Allow, _) => Step::Allowed,
                (Some(true), RuleAction::Pass, _) => Step::GoesOn,
                (Some(true), _, Some(id)) => Step::Denied(id, action),
                (None, ..) if denies => {
                    doubt.denied = true;
                    continue;
                }
                (None, ..) => {
                    doubt.allowed = true;
                    continue;
                }
                (Some(_), ..) => continue,
            };
            decided = Some(match decided {
                None => (rule.priority, step),
                Some((priority, other)) => (priority, step.or(other, doubt)),
            });
        }
        match decided {
            Some((_, step)) => step,
            None if isolated => Step::Isolated,
            None => Step::GoesOn,
        }
    }
}

impl Rule {
    fn is_of_family(&self, packet: &Packet) -> bool {
        let [v4, v6] = self.families;
        if packet.source.is_ipv6() { v6 } else { v4 }
    }

    fn fits(&self, packet: &Packet) -> Option<bool> {
        let mut known = true;
        for clause in &self.clauses {
            match clause.fits(packet) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => known = false,
            }
        }
        known.then_some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::super::packet::Group;
    use super::*;

    const POD: [u8; 4] = [10, 0, 0, 1];

    fn packet() -> Packet {
        Packet {
            source: POD.into(),
            destination: [10, 0, 0, 2].into(),
            original_source: POD.into(),
            protocol: None,
            source_port: None,
            destination_port: None,
            icmp: None,
            to: None,
            group: Group::NoService,
        }
    }

    type Rules = &'static [(u16, RuleAction)];

    #[test]
    fn rules_of_one_priority_that_disagree_leave_it_open() {
        use RuleAction::{Allow, Drop, Pass, Reject};
        let denied = |id, action| Step::Denied(RuleId(id), action);
        // Priorities and actions of rules 1, 2 ... that match; what is done, and whether it might be allowed or denied instead
        let cases: [(Rules, Step, (bool, bool)); 11] = [
            (&[(9, Drop), (9, Allow)], denied(1, Drop), (true, false)),
            (&[(9, Allow), (9, Drop)], denied(2, Drop), (true, false)),
            (&[(9, Allow), (9, Allow)], Step::Allowed, (false, false)),
            (&[(9, Drop), (9, Reject)], denied(1, Drop), (false, false)),
            (&[(9, Drop), (8, Allow)], denied(1, Drop), (false, false)),
            (&[(8, Drop), (9, Allow)], Step::Allowed, (false, false)),
            (&[(9, Pass), (9, Drop)], Step::GoesOn, (false, true)),
            (&[(9, Allow), (9, Pass)], Step::GoesOn, (true, false)),
            (&[(9, Allow), (9, Drop), (9, Pass)], Step::GoesOn, (true, true)),
            (&[(9, Drop), (9, Drop), (9, Allow)], denied(1, Drop), (true, false)),
            (&[(9, Pass), (8, Drop)], Step::GoesOn, (false, false)),
        ];
        for (rules, done, open) in cases {
            let mut stage = Stage::default();
            for (number, (priority, action)) in (1u32..).zip(rules) {
                let flow = RuleFlow {
                    id: RuleId(number),
                    action: Some(*action),
                    l7: false,
                    l7_vlan: None,
                    logging: false,
                    ipv6: None,
                    direction: None,
                    next: None,
                    multicast: false,
                };
                stage.rule(&flow, *priority);
                stage.clause(flow.id, 1, 1, ClauseMatch::Source(Net::host(POD.into())));
            }
            stage.seal();
            let mut doubt = Doubt::default();
            let step = stage.step(Pod::Address(POD.into()), &packet(), &mut doubt);
            assert_eq!((step, (doubt.allowed, doubt.denied)), (done, open), "{rules:?}");
        }
    }
}
