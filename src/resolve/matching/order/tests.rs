use super::Decision::{None as NoCandidate, One, Refused, Several};
use super::*;
use crate::model::policy::RuleAction;

const TABLE: PolicyTable = PolicyTable::AntreaPolicyIngressRule;

/// Rules by their priority in a tier; no priority is a K8s rule.
fn expected(priorities: &[Option<f64>]) -> Vec<Expected> {
    let rule = |(policy, priority): (usize, &Option<f64>)| Expected {
        policy,
        rule: 0,
        places: vec![0],
        table: TABLE,
        action: RuleAction::Allow,
        l7: false,
        clauses: Vec::new(),
        order: priority.map(|policy| Order { tier: 250, policy, rule: 0 }),
    };
    priorities.iter().enumerate().map(rule).collect()
}

/// Decides IDs, each with its OpenFlow priority and its candidates.
fn decided(ids: &[(u16, &[usize])], rules: &[Option<f64>]) -> Vec<Decision> {
    let candidates: Vec<Vec<usize>> = ids.iter().map(|(_, list)| list.to_vec()).collect();
    let priorities: Vec<_> = ids.iter().map(|(priority, _)| Some((TABLE, *priority))).collect();
    decide(&candidates, &priorities, &expected(rules))
}

#[test]
fn one_candidate_is_the_rule_and_none_is_left_open() {
    assert_eq!(decided(&[(190, &[0]), (190, &[])], &[None]), [One(0), NoCandidate]);
}

#[test]
fn more_ids_than_rules_are_all_refused() {
    let too_many = |rules: &[usize]| Refused(rules.to_vec(), TOO_MANY);
    assert_eq!(decided(&[(190, &[0]), (190, &[0])], &[None]), vec![too_many(&[0]); 2]);
    assert_eq!(decided(&[(190, &[0, 1]), (190, &[0, 1]), (190, &[0, 1])], &[None, None]), vec![too_many(&[0, 1]); 3]);
    let three: [(u16, &[usize]); 3] = [(14500, &[0, 1]), (14400, &[0, 1]), (14300, &[0, 1])];
    assert_eq!(decided(&three, &[Some(1.0), Some(2.0)]), vec![too_many(&[0, 1]); 3]);
}

#[test]
fn rules_with_the_same_flows_are_told_apart_by_order_alone() {
    let two: [(u16, &[usize]); 2] = [(14400, &[0, 1]), (14500, &[0, 1])];
    assert_eq!(decided(&two, &[Some(1.0), Some(2.0)]), [One(1), One(0)]);
    assert_eq!(decided(&two, &[None, None]), vec![Several(vec![0, 1]); 2]);
    let same: [(u16, &[usize]); 2] = [(14500, &[0, 1]), (14500, &[0, 1])];
    assert_eq!(decided(&same, &[Some(1.0), Some(1.0)]), vec![Several(vec![0, 1]); 2]);
}

#[test]
fn other_names_place_an_id_among_its_candidates() {
    // Rule 1 lies between rules 0 and 2, whose IDs have no other candidate.
    let ids: [(u16, &[usize]); 3] = [(14500, &[0]), (14400, &[1, 3]), (14300, &[2])];
    assert_eq!(decided(&ids, &[Some(1.0), Some(2.0), Some(3.0), Some(4.0)]), [One(0), One(1), One(2)]);
    // Neither candidate lies there.
    let refused = Refused(vec![1, 3], OUT_OF_ORDER);
    assert_eq!(decided(&ids, &[Some(1.0), Some(5.0), Some(3.0), Some(4.0)]), [One(0), refused, One(2)]);
}

#[test]
fn the_name_that_contradicts_most_others_is_refused() {
    let ids: [(u16, &[usize]); 4] = [(14500, &[0]), (14400, &[1]), (14300, &[2]), (14600, &[3])];
    let decisions = decided(&ids, &[Some(1.0), Some(2.0), Some(3.0), Some(4.0)]);
    assert_eq!(decisions, [One(0), One(1), One(2), Refused(vec![3], OUT_OF_ORDER)]);
}

#[test]
fn a_rule_owns_one_id() {
    // The order leaves rule 0 to both: as their only candidate, and as the one that fits.
    let ids: [(u16, &[usize]); 3] = [(14500, &[0]), (14500, &[0, 2]), (14300, &[1])];
    let refused = Refused(vec![0], TOO_MANY);
    assert_eq!(decided(&ids, &[Some(1.0), Some(2.0), Some(3.0)]), [refused.clone(), refused, One(1)]);
}
