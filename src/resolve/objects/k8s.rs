//! networking.k8s.io/v1 NetworkPolicy (processNetworkPolicy of pkg/controller/networkpolicy/networkpolicy_controller.go).

use crate::model::policy::{Direction, Peer, Policy, Rule, RuleAction};

use super::groups::{Groups, Query};
use super::notes::{Fields, Notes};
use super::peers::{everybody, k8s_peer};
use super::selector::Selector;
use super::services::{has_named_port, k8s_ports};

/// The priority of a K8s rule; a default deny has the zero value.
const RULE_PRIORITY: i32 = -1;

/// Fills the rules of a K8s policy.
pub(super) fn rules(policy: &mut Policy, spec: &Fields, groups: &mut Groups<'_>, notes: &mut Notes) {
    notes.known(spec, "the spec", &["podSelector", "policyTypes", "ingress", "egress"]);
    let namespace = policy.reference.namespace.clone();
    let selector = Selector::read(notes.map(spec, "podSelector"), notes).unwrap_or_default();
    let query = Query::new(&namespace, Some(selector), None, None);
    let applied_to = vec![groups.applied(&query)];
    let logging = groups.inventory.namespaces.get(&namespace).is_some_and(|namespace| namespace.logging);
    let mut types = notes.texts(spec, "policyTypes");
    let ingress = notes.list(spec, "ingress");
    let egress = notes.list(spec, "egress");
    if types.is_empty() {
        // What the API server fills in when it stores the object.
        types.push("Ingress");
        types.extend((!egress.is_empty()).then_some("Egress"));
    }
    for (direction, items, side) in [(Direction::Ingress, ingress, "from"), (Direction::Egress, egress, "to")] {
        for (place, rule) in items.iter().enumerate() {
            notes.at_rule(Some((direction, place)));
            let Some(rule) = notes.fields(rule, "a rule") else { continue };
            notes.known(rule, "a rule", &[side, "ports"]);
            let services = k8s_ports(rule, notes);
            let peers = notes.list(rule, side);
            let peer = match peers.is_empty() {
                true => everybody(direction, has_named_port(&services), groups),
                false => k8s_peer(peers, &namespace, groups, notes),
            };
            policy.rules.push(Rule {
                direction,
                place: Some(place),
                name: None,
                action: RuleAction::Allow,
                priority: RULE_PRIORITY,
                applied_to: applied_to.clone(),
                peer,
                services,
                logging,
                l7: false,
            });
        }
        notes.at_rule(None);
    }
    for (direction, items, word) in [(Direction::Ingress, ingress, "Ingress"), (Direction::Egress, egress, "Egress")] {
        // Isolation without a rule that allows: a rule with nobody on the other side.
        if types.contains(&word) && items.is_empty() {
            policy.rules.push(Rule {
                direction,
                place: None,
                name: None,
                action: RuleAction::Allow,
                priority: 0,
                applied_to: applied_to.clone(),
                peer: Peer::default(),
                services: Vec::new(),
                logging,
                l7: false,
            });
        }
    }
    if let Some(other) = types.iter().find(|word| !matches!(**word, "Ingress" | "Egress")) {
        notes.doubt(format!("unknown policy type `{}`", other.escape_debug()));
    }
}
