//! `--blocked`: what the rules of a Node would do to a connection if it were opened now.
//!
//! A packet that opens a connection goes through three tables in each direction (pkg/agent/openflow/pipeline.go): Antrea's own rules, K8s rules, and the default
//! deny of Pods that K8s NetworkPolicies isolate together with Antrea's baseline tier. In each the highest priority that matches decides: an allowed packet skips the rest,
//! a Pass rule goes on to the next table. Packets of open connections skip all three, so a connection may live on that no rule would let through any more.

mod gate;
mod packet;
mod stage;

use serde_json::{Value, json};

use super::super::item::{action, direction};
use super::labels::Rules;
use crate::model::ids::RuleId;
use crate::model::policy::{Direction, RuleAction};

pub(super) use gate::Gate;

/// What would become of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It would be let through, or no rules are asked.
    Passes,
    Stopped(Stop),
    /// It depends on what a connection does not say.
    Undecided,
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
                let mut item = rules.item(&named, false);
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
