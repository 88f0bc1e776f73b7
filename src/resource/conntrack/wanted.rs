//! Which connections are asked for.

use std::collections::{BTreeSet, HashSet};
use std::net::IpAddr;

use foldhash::fast::RandomState;

use super::super::filter::{Query, any_or_empty, glob, namespaced_glob, nearest};
use super::super::view::View;
use super::place::{Connected, STATUSES, state_of};
use super::row::STALE;
use crate::model::conntrack::{Connection, Protocol, State};
use crate::model::report::Missing;

pub(super) struct Wanted<'q> {
    query: &'q Query,
    protocols: Vec<Option<Protocol>>,
    states: Vec<String>,
    names: Names<'q>,
    /// Addresses of Pods that were looked at, and whether they are wanted.
    pods: HashSet<IpAddr, RandomState>,
    others: HashSet<IpAddr, RandomState>,
}

/// `[NAME...]`, and which of them were found.
struct Names<'q> {
    asked: Vec<(&'q str, bool)>,
}

impl<'q> Wanted<'q> {
    pub(super) fn new(query: &'q Query) -> Wanted<'q> {
        let protocols = &query.connections.protocols;
        Wanted {
            query,
            protocols: protocols.iter().map(|name| protocol(name)).collect(),
            states: query.connections.states.iter().map(|name| plain_state(name)).collect(),
            names: Names { asked: query.names.iter().map(|name| (name.as_str(), false)).collect() },
            pods: HashSet::default(),
            others: HashSet::default(),
        }
    }

    pub(super) fn takes(&mut self, connected: Connected<'_, '_>) -> bool {
        let query = self.query;
        any_or_empty(&query.connections.zones, |zone| connected.all().any(|connection| connection.zone == *zone))
            && any_or_empty(&self.protocols, |protocol| *protocol == Some(connected.main.protocol))
            && self.state(connected)
            && self.pods(connected)
            && self.services(connected)
            && self.policies(connected)
            && self.names.take(connected)
    }

    fn state(&self, connected: Connected<'_, '_>) -> bool {
        any_or_empty(&self.states, |state| {
            if state.eq_ignore_ascii_case(STALE) {
                return !connected.stale().is_empty();
            }
            connected.state() == Some(state.as_str())
        })
    }

    /// `--pod` and `-n`: either end.
    fn pods(&mut self, connected: Connected<'_, '_>) -> bool {
        let query = self.query;
        if query.pods.is_empty() && query.namespace.is_none() {
            return true;
        }
        let mut fits = |address: IpAddr| {
            if self.pods.contains(&address) || self.others.contains(&address) {
                return self.pods.contains(&address);
            }
            let fits = connected.place.addresses.pod(address).is_some_and(|(namespace, name)| {
                query.namespace.as_deref().is_none_or(|wanted| wanted == &**namespace)
                    && any_or_empty(&query.pods, |pattern| namespaced_glob(pattern, namespace, name))
            });
            if fits {
                self.pods.insert(address)
            } else {
                self.others.insert(address)
            };
            fits
        };
        fits(connected.source().address) || fits(connected.destination().address)
    }

    fn services(&self, connected: Connected<'_, '_>) -> bool {
        any_or_empty(&self.query.services, |pattern| {
            let Some(service) = connected.service() else { return false };
            let (pattern, port) = pattern.split_once(':').map_or((pattern.as_str(), None), |(a, b)| (a, Some(b)));
            let number = connected.main.original.ends.destination().map(|port| port.to_string());
            let is_port = |wanted: &str| glob(wanted, &service.port) || number.as_deref() == Some(wanted);
            namespaced_glob(pattern, &service.namespace, &service.name) && port.is_none_or(is_port)
        })
    }

    fn policies(&self, connected: Connected<'_, '_>) -> bool {
        any_or_empty(&self.query.policies, |pattern| {
            !connected.is_old()
                && connected.rules().any(|rule| {
                    rule.policies.iter().any(|policy| namespaced_glob(pattern, &policy.namespace, &policy.name))
                })
        })
    }

    /// Names that no connection has.
    pub(super) fn missing(&self) -> Missing {
        let lost = self.names.asked.iter().filter(|(_, found)| !found);
        Missing { names: lost.map(|(name, _)| (*name).to_owned()).collect(), known: Vec::new() }
    }
}

fn protocol(name: &str) -> Option<Protocol> {
    Protocol::from_name(&name.to_ascii_lowercase())
}

/// As Open vSwitch writes states.
fn plain_state(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}

/// What may be mistyped in `--state` and `--proto`: words that no release of Open vSwitch has, with those that these connections have.
pub(in super::super) fn unmatched(query: &Query, views: &[&View]) -> Vec<String> {
    let asked = &query.connections;
    let is_state = |name: &String| {
        let plain = plain_state(name);
        name.eq_ignore_ascii_case(STALE) || STATUSES.contains(&plain.as_str()) || State::from_name(&plain).is_some()
    };
    let states: Vec<&String> = asked.states.iter().filter(|name| !is_state(name)).collect();
    let protocols: Vec<&String> = asked.protocols.iter().filter(|name| protocol(name).is_none()).collect();
    if states.is_empty() && protocols.is_empty() {
        return Vec::new();
    }
    let connections = || {
        let switches = views.iter().flat_map(|view| view.switches.values());
        switches.flat_map(|switch| switch.tracked.connections.iter().flatten())
    };
    let mut said = Vec::new();
    if !states.is_empty() {
        let mut there: BTreeSet<&str> = connections().filter_map(state_of).collect();
        there.insert(STALE);
        said.extend(states.iter().map(|name| no_such("state", name, &plain_state(name), &there)));
    }
    if !protocols.is_empty() {
        let numbers: BTreeSet<Protocol> = connections().map(|connection: &Connection| connection.protocol).collect();
        let names: Vec<String> = numbers.iter().map(Protocol::to_string).collect();
        let there = names.iter().map(String::as_str).collect();
        said.extend(protocols.iter().map(|name| no_such("protocol", name, &name.to_lowercase(), &there)));
    }
    said
}

fn no_such(what: &str, typed: &str, plain: &str, there: &BTreeSet<&str>) -> String {
    let near = nearest(plain, there.iter().copied());
    let near = near.map(|near| format!("; did you mean {near:?}?")).unwrap_or_default();
    let there: Vec<&str> = there.iter().copied().collect();
    let there = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
    format!("no {what} is called {typed:?}, there are {there}{near}")
}

impl Names<'_> {
    fn take(&mut self, connected: Connected<'_, '_>) -> bool {
        if self.asked.is_empty() {
            return true;
        }
        let own = connected.name();
        let bare = own.split_once('/').map_or("", |(_, bare)| bare);
        let node: &str = connected.place.name;
        let id = connected.main.id.filter(|id| *id != 0).map(|id| id.to_string());
        let is_it = |name: &str| {
            let name = name.strip_prefix("connection/").unwrap_or(name);
            let by_id = |id: &String| {
                *id == name || name.strip_prefix(node).and_then(|rest| rest.strip_prefix('/')) == Some(id)
            };
            name == bare || id.as_ref().is_some_and(by_id)
        };
        let mut any = false;
        for (name, found) in &mut self.asked {
            if is_it(name) {
                (*found, any) = (true, true);
            }
        }
        any
    }
}
