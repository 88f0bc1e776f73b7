//! The order of priorities as evidence of its own.

use std::collections::HashMap;

use super::super::expand::{Expected, Order};
use crate::antrea::tables::PolicyTable;

/// What equal clauses and the order of priorities say together about one ID.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Decision {
    /// No equal candidate.
    None,
    /// One rule.
    One(usize),
    /// Rules that cannot be told apart.
    Several(Vec<usize>),
    /// The two sources conflict.
    Refused(Vec<usize>, &'static str),
}

const TOO_MANY: &str = "more IDs than rules have these flows: policies are missing";
const OUT_OF_ORDER: &str = "its priority contradicts the order of tiers and priorities";

/// An ID whose place in the order is known without the order's help.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    slot: usize,
    priority: u16,
    order: Order,
}

/// Anchors of each table, those evaluated first in front.
pub(super) type Anchors = HashMap<PolicyTable, Vec<Anchor>>;

fn order_of(expected: &Expected) -> Option<Order> {
    expected.order
}

/// Whether two places in the order agree with two OpenFlow priorities: evaluated earlier means a higher number, together means the same.
fn agree(a: (u16, Order), b: (u16, Order)) -> bool {
    match a.1.partial_cmp(&b.1) {
        Some(order) => b.0.cmp(&a.0) == order,
        None => false,
    }
}

/// The anchors among decisions: IDs with one rule that has a place in the order.
pub(super) fn anchors(
    decisions: &[Decision],
    priorities: &[Option<(PolicyTable, u16)>],
    expected: &[Expected],
) -> Anchors {
    let mut anchors = Anchors::new();
    for (slot, decision) in decisions.iter().enumerate() {
        let (Decision::One(rule), Some((table, priority))) = (decision, priorities[slot]) else { continue };
        if let Some(order) = order_of(&expected[*rule]) {
            anchors.entry(table).or_default().push(Anchor { slot, priority, order });
        }
    }
    for list in anchors.values_mut() {
        list.sort_by(|a, b| b.priority.cmp(&a.priority).then(a.slot.cmp(&b.slot)));
    }
    anchors
}

/// Whether a rule at a priority agrees with the anchors of its table but the one that the ID set itself.
///
/// Anchors agree with each other, so the nearest ones speak for all.
pub(super) fn fits(
    anchors: &Anchors,
    slot: Option<usize>,
    table: PolicyTable,
    priority: u16,
    expected: &Expected,
) -> bool {
    let Some(order) = order_of(expected) else { return true };
    let list = anchors.get(&table).map(Vec::as_slice).unwrap_or_default();
    let (before, rest) = list.split_at(list.partition_point(|anchor| anchor.priority > priority));
    let (beside, after) = rest.split_at(rest.partition_point(|anchor| anchor.priority == priority));
    let beside = beside.iter().find(|anchor| Some(anchor.slot) != slot);
    let nearest = before.last().into_iter().chain(beside).chain(after.first());
    nearest.into_iter().all(|anchor| agree((priority, order), (anchor.priority, anchor.order)))
}

/// Decides all IDs from their equal candidates.
pub(super) fn decide(
    candidates: &[Vec<usize>],
    priorities: &[Option<(PolicyTable, u16)>],
    expected: &[Expected],
) -> Vec<Decision> {
    let mut decisions = vec![Decision::None; candidates.len()];
    let mut groups: HashMap<&[usize], Vec<usize>> = HashMap::new();
    for (slot, list) in candidates.iter().enumerate() {
        if !list.is_empty() {
            groups.entry(list).or_default().push(slot);
        }
    }
    let mut tied: Vec<(&[usize], Vec<usize>)> = Vec::new();
    for (list, slots) in groups {
        if slots.len() > list.len() {
            for slot in slots {
                decisions[slot] = Decision::Refused(list.to_vec(), TOO_MANY);
            }
        } else if let ([rule], [slot]) = (list, &slots[..]) {
            decisions[*slot] = Decision::One(*rule);
        } else {
            tied.push((list, slots));
        }
    }
    refuse_conflicts(&mut decisions, priorities, expected);
    let anchors = anchors(&decisions, priorities, expected);
    // Ties in the order of their first ID, so that the answer does not depend on a map's order.
    tied.sort_by_key(|(_, slots)| slots.iter().min().copied());
    for (list, slots) in tied {
        break_tie(list, &slots, priorities, expected, &anchors, &mut decisions);
    }
    one_owner(&mut decisions);
    refuse_conflicts(&mut decisions, priorities, expected);
    decisions
}

/// Takes back names that contradict each other by order, those with most contradictions first: one wrong name contradicts many right ones.
fn refuse_conflicts(decisions: &mut [Decision], priorities: &[Option<(PolicyTable, u16)>], expected: &[Expected]) {
    for mut list in anchors(decisions, priorities, expected).into_values() {
        let conflict = |a: &Anchor, b: &Anchor| !agree((a.priority, a.order), (b.priority, b.order));
        if !list.windows(2).any(|pair| matches!(pair, [a, b] if conflict(a, b))) {
            continue;
        }
        let mut counts: Vec<usize> = list.iter().map(|a| list.iter().filter(|b| conflict(a, b)).count()).collect();
        while let Some(most) = counts.iter().copied().max().filter(|most| *most > 0) {
            let (refused, kept): (Vec<_>, Vec<_>) = list.into_iter().zip(counts).partition(|(_, count)| *count == most);
            for (anchor, _) in &refused {
                if let Some(Decision::One(rule)) = decisions.get(anchor.slot).cloned() {
                    decisions[anchor.slot] = Decision::Refused(vec![rule], OUT_OF_ORDER);
                }
            }
            let gone = |a: &Anchor| refused.iter().filter(|(b, _)| conflict(a, b)).count();
            (list, counts) = kept.into_iter().map(|(a, count)| (a, count - gone(&a))).unzip();
        }
    }
}

/// IDs with the same candidates: the order says who is who, or that nobody can.
fn break_tie(
    list: &[usize],
    slots: &[usize],
    priorities: &[Option<(PolicyTable, u16)>],
    expected: &[Expected],
    anchors: &Anchors,
    decisions: &mut [Decision],
) {
    // As many IDs as rules: the classes of equal priority and of equal place in the order, both from the first evaluated on, belong together.
    if let Some(pairs) = classes(list, slots, priorities, expected) {
        for (slots, rules) in pairs {
            let agrees = slots.iter().all(|slot| {
                priorities[*slot]
                    .is_none_or(|(table, priority)| fits(anchors, Some(*slot), table, priority, &expected[rules[0]]))
            });
            for slot in slots {
                decisions[slot] = match (&rules[..], agrees) {
                    (_, false) => Decision::Refused(rules.clone(), OUT_OF_ORDER),
                    ([rule], true) => Decision::One(*rule),
                    (_, true) => Decision::Several(rules.clone()),
                };
            }
        }
        return;
    }
    for slot in slots {
        let Some((table, priority)) = priorities[*slot] else { continue };
        let fitting: Vec<usize> =
            list.iter().copied().filter(|rule| fits(anchors, Some(*slot), table, priority, &expected[*rule])).collect();
        decisions[*slot] = match &fitting[..] {
            [] => Decision::Refused(list.to_vec(), OUT_OF_ORDER),
            [rule] => Decision::One(*rule),
            _ => Decision::Several(fitting),
        };
    }
}

type Classes = Vec<(Vec<usize>, Vec<usize>)>;

fn classes(
    list: &[usize],
    slots: &[usize],
    priorities: &[Option<(PolicyTable, u16)>],
    expected: &[Expected],
) -> Option<Classes> {
    if list.len() != slots.len() {
        return None;
    }
    let mut rules = list.iter().map(|rule| Some((order_of(&expected[*rule])?, *rule))).collect::<Option<Vec<_>>>()?;
    rules.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(std::cmp::Ordering::Equal).then(a.1.cmp(&b.1)));
    let mut ids = slots.iter().map(|slot| Some((priorities[*slot]?.1, *slot))).collect::<Option<Vec<_>>>()?;
    ids.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let rules: Vec<Vec<usize>> =
        rules.chunk_by(|a, b| a.0 == b.0).map(|class| class.iter().map(|(_, rule)| *rule).collect()).collect();
    let ids: Vec<Vec<usize>> =
        ids.chunk_by(|a, b| a.0 == b.0).map(|class| class.iter().map(|(_, slot)| *slot).collect()).collect();
    let same = rules.len() == ids.len() && rules.iter().zip(&ids).all(|(rules, ids)| rules.len() == ids.len());
    same.then(|| ids.into_iter().zip(rules).collect())
}

/// A rule owns one ID at most: two that claim it are both in doubt.
fn one_owner(decisions: &mut [Decision]) {
    let mut owners: HashMap<usize, Vec<usize>> = HashMap::new();
    for (slot, decision) in decisions.iter().enumerate() {
        if let Decision::One(rule) = decision {
            owners.entry(*rule).or_default().push(slot);
        }
    }
    for (rule, slots) in owners.into_iter().filter(|(_, slots)| slots.len() > 1) {
        for slot in slots {
            decisions[slot] = Decision::Refused(vec![rule], TOO_MANY);
        }
    }
}

#[cfg(test)]
mod tests;
