//! IDs without an equal candidate: how near a rule comes, clause by clause.

use std::collections::HashMap;

use super::super::expand::{Expected, ExpectedClause};
use super::super::pool::MatchIndex;
use super::order::{Anchors, fits};
use super::{Confidence, Head, Resolution, Signature};

/// Below this mean likeness of the clauses two rules have nothing to do with each other.
const NEAR: f64 = 0.5;
/// A best candidate must be this much nearer than the next, else both are listed.
const MARGIN: f64 = 0.1;

/// Answers for the slots in `left`, those that have a candidate near enough.
pub(super) fn resolve(
    left: &[usize],
    signatures: &[Option<Signature>],
    expected: &[Expected],
    owned: &[bool],
    anchors: &Anchors,
) -> Vec<(usize, Resolution)> {
    // Only what is of one kind is compared: a big Node has tens of thousands of IDs, and a cluster thousands of rules.
    let mut comparable: HashMap<Head, Vec<usize>> = HashMap::new();
    for (number, rule) in expected.iter().enumerate().filter(|(number, _)| !owned[*number]) {
        comparable.entry((rule.table, rule.action, rule.l7, rule.clauses.len())).or_default().push(number);
    }
    let mut scores: HashMap<usize, Vec<(usize, f64)>> = HashMap::new();
    for slot in left {
        let Some(signature) = &signatures[*slot] else { continue };
        for number in comparable.get(&signature.head()).into_iter().flatten().copied() {
            let rule = &expected[number];
            if !fits(anchors, None, signature.table, signature.priority, rule) {
                continue;
            }
            let score = likeness(&rule.clauses, &signature.clauses);
            if score >= NEAR {
                scores.entry(*slot).or_default().push((number, score));
            }
        }
    }
    let mut claims: HashMap<usize, usize> = HashMap::new();
    for list in scores.values_mut() {
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        if let Some((rule, _)) = clear_best(list) {
            *claims.entry(rule).or_default() += 1;
        }
    }
    let mut answers: Vec<(usize, Resolution)> = scores
        .iter()
        .map(|(slot, list)| {
            let best = clear_best(list).filter(|(rule, _)| claims.get(rule) == Some(&1));
            let answer = match best {
                Some((rule, _)) => Resolution {
                    confidence: Confidence::Likely,
                    rule: Some(rule),
                    candidates: Vec::new(),
                    why: "nearest in its clauses, but not equal: the policies, groups or Pods at hand are not those of the flows",
                },
                None => Resolution {
                    confidence: Confidence::Ambiguous,
                    rule: None,
                    candidates: list.iter().map(|(rule, _)| *rule).collect(),
                    why: "no rule is equal, and several come near",
                },
            };
            (*slot, answer)
        })
        .collect();
    answers.sort_by_key(|(slot, _)| *slot);
    answers
}

/// The first of a sorted list, when nothing else is nearly as near.
fn clear_best(list: &[(usize, f64)]) -> Option<(usize, f64)> {
    match list {
        [best] => Some(*best),
        [best, next, ..] if best.1 - next.1 >= MARGIN => Some(*best),
        _ => None,
    }
}

fn likeness(expected: &[ExpectedClause], actual: &[Vec<MatchIndex>]) -> f64 {
    let sum: f64 = expected.iter().zip(actual).map(|(clause, actual)| jaccard(clause, actual)).sum();
    sum / expected.len().max(1) as f64
}

/// Shared matches by all matches; two empty sets are the same, and an open clause is not blamed for what it cannot know.
fn jaccard(expected: &ExpectedClause, actual: &[MatchIndex]) -> f64 {
    let shared = expected.set.iter().filter(|m| actual.binary_search(m).is_ok()).count();
    let all = if expected.open.any() { expected.set.len() } else { expected.set.len() + actual.len() - shared };
    if all == 0 { 1.0 } else { shared as f64 / all as f64 }
}
