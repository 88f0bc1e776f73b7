//! policy.networking.k8s.io: AdminNetworkPolicy, BaselineAdminNetworkPolicy (two generations of v1alpha1) and ClusterNetworkPolicy (v1alpha2),
//! as pkg/controller/networkpolicy/adminnetworkpolicy.go and k8sclusternetworkpolicy.go read them.

use std::sync::Arc;

use serde_json::Value;

use crate::antrea::tier;
use crate::model::policy::{Direction, IpBlock, Peer, Policy, PolicyKind, Rule, RuleAction, Service};

use super::groups::{Groups, Query};
use super::notes::{Fields, Notes, present};
use super::selector::Selector;
use super::services::{admin_ports, cluster_protocols};

/// There is one BaselineAdminNetworkPolicy: its priority says nothing.
const BASELINE_PRIORITY: f64 = 1.0;

/// Keys that only the first generation of v1alpha1 has under a peer's `namespaces`.
const FIRST_GENERATION: [&str; 3] = ["namespaceSelector", "sameLabels", "notSameLabels"];

/// Fills tier, priority and rules of an ANP or BANP.
pub(super) fn admin_rules(policy: &mut Policy, spec: &Fields, groups: &mut Groups<'_>, notes: &mut Notes) {
    notes.known(spec, "the spec", &["priority", "subject", "ingress", "egress"]);
    let baseline = policy.reference.kind == PolicyKind::BaselineAdminNetworkPolicy;
    policy.tier_priority = Some(if baseline { tier::BASELINE_ADMIN } else { tier::ADMIN });
    policy.priority = match baseline {
        true => Some(BASELINE_PRIORITY),
        false => Some(notes.number::<i32>(spec, "priority").unwrap_or_default().into()),
    };
    let mut applied_to = subject(spec, groups, notes);
    let lists = lists(spec, notes);
    if lists.iter().any(|(_, rules, side)| has_label_peer(rules, side)) {
        // The controller takes the policy for one with `appliedTo` in its rules, and gives them none.
        notes.doubt("`sameLabels` and `notSameLabels` are not implemented by Antrea: the policy applies to nothing");
        applied_to.clear();
    }
    for (direction, rules, side) in lists {
        for (place, rule) in rules.iter().enumerate() {
            notes.at_rule(Some((direction, place)));
            let Some(rule) = notes.fields(rule, "a rule") else { continue };
            notes.known(rule, "a rule", &["name", "action", "ports", side]);
            let services = admin_ports(rule, notes);
            let peers = notes.list(rule, side);
            let peers: Vec<&Fields> = peers.iter().filter_map(|peer| notes.fields(peer, "a peer")).collect();
            let peers: Vec<&Fields> = peers.into_iter().filter(|peer| !is_label_peer(peer)).collect();
            // A rule without any peer that the controller knows is left out; its place stays its own.
            if !peers.is_empty() {
                let peer = admin_peer(&peers, groups, notes);
                policy.rules.push(finished(rule, (direction, place), peer, services, &applied_to, notes));
            }
        }
        notes.at_rule(None);
    }
}

/// Fills tier, priority and rules of a ClusterNetworkPolicy of the network policy API.
pub(super) fn cluster_rules(policy: &mut Policy, spec: &Fields, groups: &mut Groups<'_>, notes: &mut Notes) {
    notes.known(spec, "the spec", &["tier", "priority", "subject", "ingress", "egress"]);
    policy.tier_priority = Some(match notes.text(spec, "tier") {
        Some("Baseline") => tier::BASELINE_ADMIN,
        Some("Admin") => tier::K8S_CLUSTER_ADMIN,
        other => {
            notes.doubt(format!("unknown tier `{}`", other.unwrap_or_default().escape_debug()));
            tier::K8S_CLUSTER_ADMIN
        }
    });
    policy.priority = Some(notes.number::<i32>(spec, "priority").unwrap_or_default().into());
    let applied_to = subject(spec, groups, notes);
    for (direction, rules, side) in lists(spec, notes) {
        for (place, rule) in rules.iter().enumerate() {
            notes.at_rule(Some((direction, place)));
            let Some(rule) = notes.fields(rule, "a rule") else { continue };
            notes.known(rule, "a rule", &["name", "action", "protocols", side]);
            let services = cluster_protocols(rule, notes);
            let peers = notes.list(rule, side);
            let peers: Vec<&Fields> = peers.iter().filter_map(|peer| notes.fields(peer, "a peer")).collect();
            let peer = admin_peer(&peers, groups, notes);
            policy.rules.push(finished(rule, (direction, place), peer, services, &applied_to, notes));
        }
        notes.at_rule(None);
    }
}

fn lists<'v>(spec: &'v Fields, notes: &mut Notes) -> [(Direction, &'v [Value], &'static str); 2] {
    [(Direction::Ingress, notes.list(spec, "ingress"), "from"), (Direction::Egress, notes.list(spec, "egress"), "to")]
}

fn finished(
    rule: &Fields,
    (direction, place): (Direction, usize),
    peer: Peer,
    services: Vec<Service>,
    applied_to: &[Arc<str>],
    notes: &mut Notes,
) -> Rule {
    let action = match notes.full_text(rule, "action") {
        Some("Allow" | "Accept") => RuleAction::Allow,
        Some("Deny") => RuleAction::Drop,
        Some("Pass") => RuleAction::Pass,
        other => {
            notes.doubt(format!("action `{}` is not known", other.unwrap_or_default().escape_debug()));
            RuleAction::Allow
        }
    };
    Rule {
        direction,
        place: Some(place),
        name: notes.full_text(rule, "name").map(str::to_owned),
        action,
        priority: i32::try_from(place).unwrap_or(i32::MAX),
        applied_to: applied_to.to_vec(),
        peer,
        services,
        logging: false,
        l7: false,
    }
}

/// `subject`: Pods, or all Pods of Namespaces.
fn subject(spec: &Fields, groups: &mut Groups<'_>, notes: &mut Notes) -> Vec<Arc<str>> {
    let Some(subject) = notes.map(spec, "subject") else { return Vec::new() };
    notes.known(subject, "the subject", &["pods", "namespaces"]);
    let query = if let Some(pods) = notes.map(subject, "pods") {
        notes.known(pods, "`pods`", &["podSelector", "namespaceSelector"]);
        pods_query(pods, notes)
    } else if let Some(namespaces) = notes.map(subject, "namespaces") {
        namespaces_query(Selector::read(Some(namespaces), notes))
    } else {
        return Vec::new();
    };
    vec![groups.applied(&query)]
}

/// The first key of a peer that the controller looks for decides.
fn admin_peer(peers: &[&Fields], groups: &mut Groups<'_>, notes: &mut Notes) -> Peer {
    let mut result = Peer::default();
    for peer in peers {
        notes.known(peer, "a peer", &["pods", "namespaces", "nodes", "networks", "domainNames"]);
        if let Some(pods) = notes.map(peer, "pods") {
            notes.known(pods, "`pods`", &["podSelector", "namespaceSelector", "namespaces"]);
            let query = match notes.map(pods, "namespaces") {
                Some(namespaces) => {
                    notes.known(namespaces, "`namespaces`", &FIRST_GENERATION);
                    let mut merged = pods.clone();
                    merged.extend(
                        namespaces
                            .get("namespaceSelector")
                            .map(|value| ("namespaceSelector".to_owned(), value.clone())),
                    );
                    pods_query(&merged, notes)
                }
                None => pods_query(pods, notes),
            };
            result.address_groups.push(groups.address(&query));
        } else if let Some(namespaces) = notes.map(peer, "namespaces") {
            let selector = match is_first_generation(namespaces) {
                true => {
                    notes.known(namespaces, "`namespaces`", &FIRST_GENERATION);
                    Selector::read(notes.map(namespaces, "namespaceSelector"), notes)
                }
                false => Selector::read(Some(namespaces), notes),
            };
            result.address_groups.push(groups.address(&namespaces_query(selector)));
        } else if let Some(nodes) = Selector::read(notes.map(peer, "nodes"), notes) {
            result.address_groups.push(groups.address(&Query::nodes(nodes)));
        } else if present(peer, "domainNames").is_some() {
            result.fqdns.extend(notes.texts(peer, "domainNames").into_iter().map(str::to_owned));
        } else {
            for cidr in notes.texts(peer, "networks") {
                result.ip_blocks.extend(notes.net(cidr).map(|cidr| IpBlock { cidr, except: Vec::new() }));
            }
        }
    }
    result
}

/// Pods by both selectors; an absent one selects all.
fn pods_query(pods: &Fields, notes: &mut Notes) -> Query {
    let everything = || Some(Selector::default());
    let selected = Selector::read(notes.map(pods, "podSelector"), notes).or_else(everything);
    let namespaces = Selector::read(notes.map(pods, "namespaceSelector"), notes).or_else(everything);
    Query::new(&Arc::from(""), selected, namespaces, None)
}

fn namespaces_query(selector: Option<Selector>) -> Query {
    Query::new(&Arc::from(""), None, selector, None)
}

fn is_first_generation(namespaces: &Fields) -> bool {
    FIRST_GENERATION.iter().any(|key| present(namespaces, key).is_some())
}

/// Whether a peer is one of the first generation that chooses Namespaces by `sameLabels` or `notSameLabels`.
fn is_label_peer(peer: &Fields) -> bool {
    let of_pods = peer.get("pods").and_then(|pods| pods.get("namespaces"));
    let namespaces = of_pods.or_else(|| peer.get("namespaces")).and_then(Value::as_object);
    namespaces
        .is_some_and(|namespaces| is_first_generation(namespaces) && present(namespaces, "namespaceSelector").is_none())
}

/// Whether a rule has such a peer under `namespaces`, where it changes the whole policy; under `pods` it does not.
fn has_label_peer(rules: &[Value], side: &str) -> bool {
    let peers = rules.iter().filter_map(|rule| rule.get(side)?.as_array()).flatten();
    let mut namespaces = peers.filter_map(|peer| peer.get("namespaces")?.as_object());
    namespaces.any(|namespaces| {
        ["sameLabels", "notSameLabels"]
            .iter()
            .any(|key| namespaces.get(*key).and_then(Value::as_array).is_some_and(|labels| !labels.is_empty()))
    })
}
