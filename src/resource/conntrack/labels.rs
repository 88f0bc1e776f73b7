//! Which rules let a connection through: rule IDs of its label, by the ledger of its Node.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use serde_json::{Value, json};

use super::super::item::policy;
use super::super::rules::NamedEntry;
use crate::antrea::mark::{EGRESS_LABEL, INGRESS_LABEL, label};
use crate::model::conntrack::Connection;
use crate::model::ids::RuleId;
use crate::model::item::{Fields, Put, Sink, each, nested};
use crate::model::policy::{Direction, PolicyRef, RuleAction};
use crate::model::report::Cell;
use crate::resolve::ledger::State;
use crate::resolve::node::NodeView;

/// The rules of a Node by direction and ID.
#[derive(Debug, Default)]
pub(super) struct Rules<'v> {
    node: Option<&'v NodeView>,
    entries: HashMap<(Direction, RuleId), usize, RandomState>,
    named: HashMap<(Direction, RuleId), Named<'v>, RandomState>,
    /// Whether an ID that no rule has is an ID that no rule has any more.
    is_whole: bool,
}

/// A rule's ID, and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Named<'v> {
    pub(super) id: RuleId,
    /// `policy/rule`, or several where they cannot be told apart.
    pub(super) label: Option<String>,
    /// What it is, or may be.
    pub(super) policies: Vec<&'v PolicyRef>,
    /// Its place in the ledger.
    entry: Option<usize>,
    /// What the ledger says there as an object, once it was asked for.
    tree: OnceCell<Option<Value>>,
    /// No rule of the Node that allows has this ID any more.
    pub(super) is_gone: bool,
}

/// The two halves of a label; an ID of 0 is none.
pub(super) fn ids(connection: &Connection) -> impl Iterator<Item = (Direction, RuleId)> + use<> {
    let halves = [INGRESS_LABEL, EGRESS_LABEL].into_iter();
    let labels = connection.labels;
    halves.filter_map(move |half| label(labels, half)).filter(|(_, id)| id.0 != 0)
}

impl<'v> Rules<'v> {
    /// Of a Node, with the names of those that `connections` carry.
    pub(super) fn of(node: Option<&'v NodeView>, connections: &[Connection]) -> Rules<'v> {
        let Some(view) = node else { return Rules::default() };
        let mut rules = Rules { node, is_whole: !view.partial && !view.ledger.is_empty(), ..Rules::default() };
        for (at, (entry, ..)) in view.entries().enumerate() {
            let Some(direction) = entry.direction else { continue };
            if matches!(entry.state, State::Ok | State::NoMetric) {
                rules.entries.insert((direction, entry.id), at);
            }
        }
        let mut last = None;
        for (direction, id) in connections.iter().flat_map(ids) {
            // A flood has one label.
            if last.replace((direction, id)) != Some((direction, id)) && !rules.named.contains_key(&(direction, id)) {
                let named = rules.name(direction, id, true);
                rules.named.insert((direction, id), named);
            }
        }
        rules
    }

    /// What let a connection through.
    pub(super) fn allowing(&self, direction: Direction, id: RuleId) -> Cow<'_, Named<'v>> {
        self.named.get(&(direction, id)).map_or_else(|| Cow::Owned(Named::unnamed(id)), Cow::Borrowed)
    }

    /// The rule that has an ID now.
    pub(super) fn present(&self, direction: Direction, id: RuleId) -> Named<'v> {
        self.name(direction, id, false)
    }

    fn name(&self, direction: Direction, id: RuleId, allowing: bool) -> Named<'v> {
        let unnamed = Named::unnamed(id);
        let Some(node) = self.node else { return unnamed };
        let at = self.entries.get(&(direction, id)).copied();
        let entry = at.and_then(|at| node.entry(at));
        let denies = |action| matches!(action, Some(RuleAction::Drop | RuleAction::Reject));
        let Some((entry, resolution, _)) = entry.filter(|(entry, ..)| !allowing || !denies(entry.action)) else {
            return Named { is_gone: self.is_whole, ..unnamed };
        };
        let named = NamedEntry { node, entry, resolution };
        let label = match named.joined(|rule| named.full_label_of(rule)) {
            Cell::Text(label) => Some(label),
            _ => None,
        };
        Named { label, policies: named.policies().collect(), entry: at, ..unnamed }
    }

    /// `{id, policy, rule, confidence, candidates}`.
    pub(super) fn item<'r>(&'r self, named: Cow<'r, Named<'v>>, is_old: bool) -> impl Put + use<'r, 'v> {
        Told { rules: self, named, is_old }
    }

    fn tree(&self, id: RuleId, at: usize) -> Option<Value> {
        let node = self.node?;
        let (entry, resolution, _) = node.entry(at)?;
        let entry = NamedEntry { node, entry, resolution };
        let rule = resolution.rule;
        Some(json!({
            "id": id.0,
            "policy": rule.and_then(|rule| entry.policy_of(rule)).map(policy),
            "rule": rule.and_then(|rule| entry.rule_item(rule)),
            "confidence": resolution.confidence.name(),
            "candidates": entry.candidate_items(),
        }))
    }
}

/// A rule as an object: one that is known is the same for all of its connections.
struct Told<'r, 'v> {
    rules: &'r Rules<'v>,
    named: Cow<'r, Named<'v>>,
    is_old: bool,
}

impl Put for Told<'_, '_> {
    fn put(&self, out: &mut dyn Sink) {
        let named = &*self.named;
        let known = named.entry.filter(|_| !self.is_old && !named.is_gone);
        if let Some(tree) = known.and_then(|at| named.tree.get_or_init(|| self.rules.tree(named.id, at)).as_ref()) {
            return tree.put(out);
        }
        let fields = |fields: &mut Fields<'_>| {
            fields.put("id", named.id.0);
            fields.put("policy", None::<&str>);
            fields.put("rule", None::<&str>);
            fields.put("confidence", (self.is_old || named.is_gone).then_some("stale"));
            fields.put("candidates", each(|| None::<&str>));
        };
        nested(fields).put(out);
    }
}

impl Named<'_> {
    fn unnamed(id: RuleId) -> Self {
        Named { id, label: None, policies: Vec::new(), entry: None, tree: OnceCell::new(), is_gone: false }
    }

    /// In a table: the name, or the bare ID. What was made before the agent started has an ID of another time.
    pub(super) fn text(&self, is_old: bool) -> String {
        match &self.label {
            _ if is_old || self.is_gone => format!("{} (stale)", self.id),
            Some(label) => label.clone(),
            None => self.id.to_string(),
        }
    }
}
