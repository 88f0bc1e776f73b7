//! What groups of Pods and Services are on one Node: rules share them, so each list is looked up once.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::{Expander, NamespacedName, Open};
use crate::antrea::clause::ClauseMatch;
use crate::model::net::Net;
use crate::model::policy::{Member, PodInterface, Rule};
use crate::resolve::pool::MatchIndex;

/// What lists of groups say on this Node: the rules of a policy share them, and policies do too.
#[derive(Default)]
pub(super) struct Known<'a> {
    targets: HashMap<&'a [Arc<str>], Rc<Targets<'a>>, RandomState>,
    /// Addresses of members, as sources or destinations.
    members: HashMap<(&'a [Arc<str>], bool), Members, RandomState>,
}

/// What members match, and whether there may be more of them.
type Members = (Rc<[MatchIndex]>, Open);

/// Whom a rule applies to on this Node.
#[derive(Default)]
pub(super) struct Targets<'a> {
    pub(super) pods: Vec<(&'a PodInterface, &'a Member)>,
    pub(super) services: Vec<NamespacedName>,
    /// Pods of this Node of which no more than the name is known.
    pub(super) unknown_pods: bool,
    /// Services of which not even that is.
    pub(super) unknown_services: bool,
}

impl Targets<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.pods.is_empty() && !self.unknown_pods && !self.has_services()
    }

    pub(super) fn has_services(&self) -> bool {
        !self.services.is_empty() || self.unknown_services
    }
}

impl<'a> Expander<'a> {
    pub(super) fn targets(&mut self, rule: &'a Rule) -> Rc<Targets<'a>> {
        if let Some(known) = self.known.targets.get(&rule.applied_to[..]) {
            return known.clone();
        }
        let made = Rc::new(self.make_targets(rule));
        self.known.targets.insert(&rule.applied_to, made.clone());
        made
    }

    fn make_targets(&self, rule: &Rule) -> Targets<'a> {
        let mut targets = Targets::default();
        let mut known: HashSet<_, RandomState> = HashSet::default();
        let members = rule.applied_to.iter().filter_map(|name| self.set.applied_to_groups.get(name)).flatten();
        for member in members {
            if let Some(pod) = member.pod.as_ref().and_then(|(ns, name)| self.pods.get(&(&**ns, &**name))) {
                if known.insert(std::ptr::from_ref(*pod)) {
                    targets.pods.push((pod, member));
                }
            } else if let Some(service) = &member.service {
                targets.services.push(service.clone());
            } else if member.pod.is_some() {
                targets.unknown_pods |= self.node.members_are_local;
            } else if member.ips.is_empty() {
                // antctl prints a Service as a member of which nothing is said.
                targets.unknown_services = true;
            }
        }
        targets
    }

    /// The addresses of a peer's groups, and whether a group is not known.
    pub(super) fn members(&mut self, rule: &'a Rule, source: bool) -> (Rc<[MatchIndex]>, Open) {
        let names = &rule.peer.address_groups[..];
        if let Some((members, open)) = self.known.members.get(&(names, source)) {
            return (members.clone(), *open);
        }
        let mut open = Open::default();
        let mut members = Vec::new();
        for name in names {
            match self.set.address_groups.get(name) {
                Some(group) => members.extend(
                    group
                        .iter()
                        .flat_map(|member| &member.ips)
                        .map(|ip| self.pool.intern(ClauseMatch::address(Net::host(*ip), source))),
                ),
                None => open.addresses = true,
            }
        }
        members.sort_unstable();
        members.dedup();
        let members: Rc<[MatchIndex]> = members.into();
        self.known.members.insert((names, source), (members.clone(), open));
        (members, open)
    }
}
