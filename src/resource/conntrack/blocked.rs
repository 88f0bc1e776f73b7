//! `--blocked`: what the rules of a Node would do to a connection if it were opened now.
//!
//! A packet that opens a connection goes through three tables in each direction (pkg/agent/openflow/pipeline.go): Antrea's own rules, K8s rules, and the default
//! deny of Pods that K8s NetworkPolicies isolate together with Antrea's baseline tier. In each the highest priority that matches decides, and where rules of that priority disagree nothing is known: an allowed packet skips the rest,
//! a Pass rule goes on to the next table. Packets of open connections skip all three, so a connection may live on that no rule would let through any more.

mod gate;
mod packet;
mod stage;

use std::borrow::Cow;

use serde_json::{Value, json};

use super::super::item::{action, direction};
use super::labels::Rules;
use crate::model::ids::RuleId;
use crate::model::item::tree;
use crate::model::policy::{Direction, RuleAction};

pub(super) use gate::Gate;

/// What would become of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It would be let through, or no rules are asked.
    Passes,
    Stopped(Stop),
    /// It depends on what a connection does not say, or on which of several rules of one priority the switch finds.
    Undecided,
}

impl Verdict {
    /// With what comes after it: what surely stops a connection later stops it, whatever becomes of it before.
    fn then(self, later: impl FnOnce() -> Verdict) -> Verdict {
        match self {
            Verdict::Passes => later(),
            Verdict::Stopped(_) => self,
            Verdict::Undecided => Some(later()).filter(|later| matches!(later, Verdict::Stopped(_))).unwrap_or(self),
        }
    }
}

/// What stops it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Stop {
    Rule {
        direction: Direction,
        id: RuleId,
        action: RuleAction,
    },
    /// The default deny of the K8s NetworkPolicies that isolate the Pod.
    Isolation(Direction),
}

/// The same in words.
#[derive(Debug)]
pub(super) struct Blocked {
    pub(super) label: String,
    pub(super) item: Value,
}

impl Stop {
    pub(super) fn words(self, rules: &Rules<'_>) -> Blocked {
        match self {
            Stop::Rule { direction: of, id, action: does } => {
                let named = rules.present(of, id);
                let label = format!("{} ({}, {})", named.text(false), direction(of), action(does));
                let mut item = tree(rules.item(Cow::Owned(named), false));
                item["direction"] = direction(of).into();
                item["action"] = action(does).into();
                Blocked { label, item }
            }
            Stop::Isolation(of) => {
                let label = format!("K8s default deny ({})", direction(of));
                let item = json!({
                    "id": null, "policy": null, "rule": null, "confidence": null, "candidates": [],
                    "direction": direction(of), "action": action(RuleAction::Drop),
                });
                Blocked { label, item }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sure_stop_is_not_hidden_by_an_unsure_one() {
        let (out, inwards) = (Stop::Isolation(Direction::Egress), Stop::Isolation(Direction::Ingress));
        let [passes, undecided] = [Verdict::Passes, Verdict::Undecided];
        for (first, later, both) in [
            (passes, passes, passes),
            (passes, undecided, undecided),
            (passes, Verdict::Stopped(inwards), Verdict::Stopped(inwards)),
            (undecided, passes, undecided),
            (undecided, undecided, undecided),
            (undecided, Verdict::Stopped(inwards), Verdict::Stopped(inwards)),
            (Verdict::Stopped(out), Verdict::Stopped(inwards), Verdict::Stopped(out)),
            (Verdict::Stopped(out), undecided, Verdict::Stopped(out)),
        ] {
            assert_eq!(first.then(|| later), both, "{first:?} {later:?}");
        }
    }
}
