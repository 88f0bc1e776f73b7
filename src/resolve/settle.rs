//! What the agents say about single policies settles what flows leave open.
//!
//! `/ovsflows?networkpolicy=` answers from the agent's own memory which rule IDs a policy has (pkg/agent/apiserver/handlers/ovsflows). Twins, rules of two policies with the
//! same flows, can be told apart in no other way.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::State;
use super::matching::{Confidence, Resolution};
use super::node::NodeView;
use crate::model::ids::RuleId;
use crate::model::policy::PolicyRef;

const DELETED: &str = "the policy was deleted while its Node was read";
const AGENT_DISAGREES: &str = "the agent says that the ID is of another policy";

impl NodeView {
    fn policy_of(&self, rule: usize) -> Option<&PolicyRef> {
        Some(&self.policies.policies.get(self.expected.get(rule)?.policy)?.reference)
    }

    /// Policies that may own IDs which flows cannot tell apart: those of several policies.
    pub fn open_questions(&self) -> BTreeSet<PolicyRef> {
        let mut questions = BTreeSet::new();
        for resolution in self.matching.resolutions.iter().filter(|r| r.confidence == Confidence::Ambiguous) {
            let policies: BTreeSet<&PolicyRef> =
                resolution.candidates.iter().filter_map(|rule| self.policy_of(*rule)).collect();
            if policies.len() > 1 {
                questions.extend(policies.into_iter().cloned());
            }
        }
        questions
    }

    /// Takes what the agent says: which IDs of the round in force each of these policies has.
    pub fn settle(&mut self, owners: &BTreeMap<PolicyRef, BTreeSet<RuleId>>) {
        let mut settled = Vec::new();
        for (at, (entry, resolution)) in self.ledger.iter().zip(&self.matching.resolutions).enumerate() {
            if matches!(entry.state, State::Stale | State::Orphan) {
                continue;
            }
            let owned = |policy: &PolicyRef| owners.get(policy).map(|ids| ids.contains(&entry.id));
            let of = |rule: &usize| self.policy_of(*rule).and_then(owned);
            let answer = match resolution.confidence {
                Confidence::Ambiguous => {
                    let theirs: Vec<usize> =
                        resolution.candidates.iter().copied().filter(|rule| of(rule) == Some(true)).collect();
                    match theirs[..] {
                        [only] => Resolution {
                            confidence: Confidence::Exact,
                            rule: Some(only),
                            candidates: Vec::new(),
                            why: "",
                        },
                        _ => continue,
                    }
                }
                Confidence::Exact | Confidence::Likely if resolution.rule.as_ref().and_then(of) == Some(false) => {
                    Resolution {
                        confidence: Confidence::Unknown,
                        rule: None,
                        candidates: Vec::new(),
                        why: AGENT_DISAGREES,
                    }
                }
                _ => continue,
            };
            settled.push((at, answer));
        }
        for (at, answer) in settled {
            if let Some(resolution) = self.matching.resolutions.get_mut(at) {
                *resolution = answer;
            }
        }
    }

    /// Marks names that rest on policies (`metadata.uid`) which are gone as stale, and says whose they are.
    pub fn forget(&mut self, gone: &BTreeSet<&str>) -> BTreeSet<PolicyRef> {
        let mut forgotten = BTreeSet::new();
        for at in 0..self.matching.resolutions.len() {
            let rule = self.matching.resolutions.get(at).and_then(|resolution| resolution.rule);
            let policy = rule
                .and_then(|rule| self.expected.get(rule))
                .and_then(|expected| self.policies.policies.get(expected.policy))
                .filter(|policy| gone.contains(&*policy.uid));
            let Some(policy) = policy.map(|policy| policy.reference.clone()) else { continue };
            forgotten.insert(policy);
            if let Some(resolution) = self.matching.resolutions.get_mut(at) {
                (resolution.confidence, resolution.why) = (Confidence::Stale, DELETED);
            }
        }
        forgotten
    }
}
