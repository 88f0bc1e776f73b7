//! What is known of policies apart from their rules on Nodes.

use std::collections::BTreeMap;

use crate::model::policy::{Policy, PolicyRef};
use crate::resolve::node::NodeView;
use crate::resolve::objects::ObjectsView;
use crate::resource::item::rule_label;
use crate::resource::view::PolicyFacts;

pub(super) fn list_objects(objects: &ObjectsView, policies: &mut BTreeMap<PolicyRef, PolicyFacts>) {
    for policy in &objects.policies.policies {
        list_policy(policy, policies);
    }
    for elsewhere in &objects.not_in_ovs {
        list_policy(&elsewhere.policy, policies);
        let facts = policies.entry(elsewhere.policy.reference.clone()).or_default();
        for rule in &elsewhere.policy.rules {
            let label = rule_label(rule.name.as_deref(), rule.direction, rule.place);
            facts.outside.push(format!("{label} is not in Open vSwitch: {}", elsewhere.why));
        }
        if elsewhere.policy.rules.is_empty() {
            facts.outside.push(format!("not in Open vSwitch: {}", elsewhere.why));
        }
    }
}

pub(super) fn add_facts(facts: &mut PolicyFacts, more: PolicyFacts) {
    if facts.uid.is_empty() {
        facts.uid = more.uid;
    }
    facts.created = facts.created.take().or(more.created);
    for why in more.outside {
        if !facts.outside.contains(&why) {
            facts.outside.push(why);
        }
    }
}

pub(super) fn list_policy(policy: &Policy, policies: &mut BTreeMap<PolicyRef, PolicyFacts>) {
    let facts = policies.entry(policy.reference.clone()).or_default();
    if facts.uid.is_empty() {
        facts.uid = policy.uid.clone();
    }
    if facts.created.is_none() {
        facts.created = policy.created.clone();
    }
}

/// Rules about IGMP reports have no flows: the agent sees every report and decides itself.
pub(super) fn list_igmp_reports(node: &NodeView, policies: &mut BTreeMap<PolicyRef, PolicyFacts>) {
    for (policy, rule) in &node.igmp_reports {
        let Some(policy) = node.policies.policies.get(*policy) else { continue };
        let Some(rule) = policy.rules.get(*rule) else { continue };
        let label = rule_label(rule.name.as_deref(), rule.direction, rule.place);
        let why = format!("{label} is not in Open vSwitch: the agent enforces and counts IGMP reports itself");
        let facts = policies.entry(policy.reference.clone()).or_default();
        if !facts.outside.contains(&why) {
            facts.outside.push(why);
        }
    }
}
