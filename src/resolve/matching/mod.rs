//! Pairs rule IDs with expected rules.
//!
//! 1. Candidates of an ID are the expected rules that are equal in table, action, L7 and every clause.
//! 2. More IDs than rules for one set of candidates means that policies are missing: all of them are refused.
//! 3. Within a table OpenFlow priorities follow tier, policy priority and place. That order is independent of the clauses: it breaks ties, and a name
//!    that it contradicts is refused. Only the order counts; the numbers are moved when space is tight.
//! 4. What has no equal candidate is compared in part, and a unique best one is `likely`.
//!
//! A wrong `exact` is the worst that can happen here; `unknown` is an answer.

mod order;
mod partial;

use std::collections::{BTreeSet, HashMap};

use foldhash::fast::RandomState;

use super::evidence::{Evidence, TableMap};
use super::expand::{Expected, ExpectedClause, Open};
use super::ledger::{Entry, State};
use super::pool::{MatchIndex, MatchPool};
use crate::antrea::clause::ClauseMatch;
use crate::antrea::tables::PolicyTable;
use crate::model::policy::{PolicySet, RuleAction};

/// How sure a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// Not known: no candidate, or evidence that conflicts.
    Unknown,
    /// Of an older round: IDs meant other rules then.
    Stale,
    /// Several rules have the same flows; all are listed.
    Ambiguous,
    /// One rule fits, but a clause was open or only near.
    Likely,
    /// One rule fits in every clause.
    Exact,
}

impl Confidence {
    /// The name in every output.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Unknown => "unknown",
            Confidence::Stale => "stale",
            Confidence::Ambiguous => "ambiguous",
            Confidence::Likely => "likely",
            Confidence::Exact => "exact",
        }
    }
}

/// The answer for one entry of the ledger.
#[derive(Clone, Debug)]
pub struct Resolution {
    /// How sure.
    pub confidence: Confidence,
    /// The expected rule, for exact and likely.
    pub rule: Option<usize>,
    /// The expected rules that it may be, otherwise.
    pub candidates: Vec<usize>,
    /// Why it is not exact, in words; empty when it is.
    pub why: &'static str,
}

impl Resolution {
    fn unknown(candidates: Vec<usize>, why: &'static str) -> Resolution {
        Resolution { confidence: Confidence::Unknown, rule: None, candidates, why }
    }
}

/// What an ID's flows look like.
#[derive(Clone, Debug)]
struct Signature {
    table: PolicyTable,
    action: RuleAction,
    l7: bool,
    priority: u16,
    /// As many as the conjunction has.
    clauses: Vec<Vec<MatchIndex>>,
}

impl Signature {
    fn head(&self) -> Head {
        (self.table, self.action, self.l7, self.clauses.len())
    }
}

/// The answers for a ledger, entry by entry, and the health of the resolution itself.
#[derive(Debug, Default)]
pub struct Matching {
    /// One for each entry.
    pub resolutions: Vec<Resolution>,
    /// Rules that should be on the Node and that no ID was named after: policies that are not realised, or names that are wrong.
    pub rules_without_id: Box<[usize]>,
    /// IDs of the live round without a name (unknown).
    pub ids_without_rule: usize,
}

/// Names the entries of a Node's ledger. No policies known is an answer too: everything is unknown then.
pub fn resolve(
    ledger: &[Entry],
    evidence: &Evidence,
    tables: &TableMap,
    set: &PolicySet,
    expected: &[Expected],
) -> Matching {
    let mut resolutions: Vec<Option<Resolution>> = ledger.iter().map(settled).collect();
    let open: Vec<usize> = (0..ledger.len()).filter(|at| resolutions[*at].is_none()).collect();
    let signatures: Vec<Option<Signature>> = open.iter().map(|at| signature(&ledger[*at], evidence, tables)).collect();
    let rest_allowed = RestAllowed::of(&evidence.pool);

    let index = ExpectedIndex::of(expected);
    let mut candidates: Vec<Vec<usize>> = Vec::with_capacity(open.len());
    for signature in &signatures {
        candidates.push(signature.as_ref().map(|s| index.equal(s, expected, &rest_allowed)).unwrap_or_default());
    }
    let priorities: Vec<Option<(PolicyTable, u16)>> =
        signatures.iter().map(|s| s.as_ref().map(|s| (s.table, s.priority))).collect();
    let decided = order::decide(&candidates, &priorities, expected);

    let mut owned = vec![false; expected.len()];
    for (slot, decision) in decided.iter().enumerate() {
        let resolution = match decision {
            order::Decision::None => continue,
            order::Decision::One(rule) => {
                owned[*rule] = true;
                one(*rule, expected)
            }
            order::Decision::Several(rules) => several(rules, set, expected, &mut owned),
            order::Decision::Refused(rules, why) => Resolution::unknown(rules.clone(), why),
        };
        resolutions[open[slot]] = Some(resolution);
    }
    let left: Vec<usize> = (0..open.len()).filter(|slot| resolutions[open[*slot]].is_none()).collect();
    let anchors = order::anchors(&decided, &priorities, expected);
    for (slot, resolution) in partial::resolve(&left, &signatures, expected, &owned, &anchors) {
        if let Some(rule) = resolution.rule {
            owned[rule] = true;
        }
        resolutions[open[slot]] = Some(resolution);
    }
    let resolutions: Vec<Resolution> = resolutions
        .into_iter()
        .map(|r| r.unwrap_or_else(|| Resolution::unknown(Vec::new(), "no policy that is known gives these flows")))
        .collect();
    let ids_without_rule = open.iter().filter(|at| resolutions[**at].confidence == Confidence::Unknown).count();
    let rules_without_id = owned.iter().enumerate().filter(|(_, owned)| !**owned).map(|(rule, _)| rule).collect();
    Matching { resolutions, rules_without_id, ids_without_rule }
}

/// Entries whose answer needs no candidates.
fn settled(entry: &Entry) -> Option<Resolution> {
    match entry.state {
        State::Stale => Some(Resolution {
            confidence: Confidence::Stale,
            rule: None,
            candidates: Vec::new(),
            why: "of an older round: the ID meant another rule then",
        }),
        State::Orphan => Some(Resolution::unknown(Vec::new(), "metric flows that fit no rule of their ID")),
        _ if entry.dns => Some(Resolution::unknown(Vec::new(), "DNS interception belongs to no policy")),
        _ => None,
    }
}

fn one(rule: usize, expected: &[Expected]) -> Resolution {
    if expected[rule].clauses.iter().any(|clause| clause.open.any()) {
        return Resolution {
            confidence: Confidence::Likely,
            rule: Some(rule),
            candidates: Vec::new(),
            why: "a clause may have more members than is known (a name's addresses, a Service's group)",
        };
    }
    Resolution { confidence: Confidence::Exact, rule: Some(rule), candidates: Vec::new(), why: "" }
}

/// Several rules with the same flows: one name after all where they are the same rule of the same policy, split by what its Namespaces select.
fn several(rules: &[usize], set: &PolicySet, expected: &[Expected], owned: &mut [bool]) -> Resolution {
    for rule in rules {
        owned[*rule] = true;
    }
    let name = |rule: usize| {
        let expected = &expected[rule];
        let policy = &set.policies[expected.policy];
        (&policy.reference, policy.rules[expected.rule].direction, &expected.places)
    };
    if let Some((first, rest)) = rules.split_first()
        && rest.iter().all(|rule| name(*rule) == name(*first))
    {
        return one(*first, expected);
    }
    Resolution {
        confidence: Confidence::Ambiguous,
        rule: None,
        candidates: rules.to_vec(),
        why: "these rules have the same flows on this Node",
    }
}

/// The signature of an entry; `None` when its conjunction has no clause at all, so that nothing can be compared.
fn signature(entry: &Entry, evidence: &Evidence, tables: &TableMap) -> Option<Signature> {
    let id = evidence.id((entry.round, entry.id));
    let is_here = |table| table == entry.table_key || tables.table(table) == entry.table;
    let here = || id.clauses.iter().map(|(_, clause)| clause).filter(|clause| is_here(clause.table));
    let of = here().map(|clause| clause.of).max()?;
    let mut matches: Vec<(u8, MatchIndex)> = here().map(|clause| (clause.clause, clause.matched)).collect();
    matches.sort_unstable();
    matches.dedup();
    let mut clauses = vec![Vec::new(); usize::from(of)];
    for set in matches.chunk_by(|(one, _), (other, _)| one == other) {
        let clause = set.first().and_then(|(clause, _)| usize::from(*clause).checked_sub(1));
        if let Some(place) = clause.and_then(|at| clauses.get_mut(at)) {
            *place = set.iter().map(|(_, matched)| *matched).collect();
        }
    }
    Some(Signature { table: entry.table?, action: entry.action?, l7: entry.l7, priority: entry.priority?, clauses })
}

/// What an open clause may have beyond what is known, match by match: never ports or protocols of services.
struct RestAllowed(Vec<Open>);

impl RestAllowed {
    fn of(pool: &MatchPool) -> RestAllowed {
        let rest = |clause: &ClauseMatch| match clause {
            ClauseMatch::Source(_) | ClauseMatch::Destination(_) | ClauseMatch::OriginalSource(_) => {
                Some(Open { addresses: true, ..Open::default() })
            }
            ClauseMatch::ServiceGroup(_) => Some(Open { groups: true, ..Open::default() }),
            ClauseMatch::ToPort(_) => Some(Open { ports: true, ..Open::default() }),
            _ => None,
        };
        // A big Node has hundreds of thousands of matches: a list of what each may be is a fraction of a map.
        let mut all = vec![Open::default(); pool.len()];
        for (clause, index) in pool.iter() {
            if let (Some(place), Some(open)) = (all.get_mut(index.place()), rest(clause)) {
                *place = open;
            }
        }
        RestAllowed(all)
    }

    fn fits(&self, expected: &ExpectedClause, actual: &[MatchIndex]) -> bool {
        if !expected.open.any() {
            return expected.set == actual;
        }
        let open = expected.open;
        let allowed = |m: &MatchIndex| {
            self.0.get(m.place()).is_some_and(|rest| {
                (rest.addresses && open.addresses) || (rest.groups && open.groups) || (rest.ports && open.ports)
            })
        };
        expected.set.iter().all(|m| actual.binary_search(m).is_ok())
            && actual.iter().all(|m| expected.set.binary_search(m).is_ok() || allowed(m))
    }
}

type Head = (PolicyTable, RuleAction, bool, usize);

/// Which clauses of a rule are open, a bit each.
type OpenClauses = u8;

/// What an expected rule can be looked up by: its closed clauses' sets, in order.
type Key<'a> = (Head, OpenClauses, Vec<&'a [MatchIndex]>);

/// Expected rules by their keys. A big Node has thousands.
struct ExpectedIndex<'a> {
    rules: HashMap<Key<'a>, Vec<usize>, RandomState>,
    /// The combinations of open clauses that occur.
    open: BTreeSet<OpenClauses>,
}

impl<'a> ExpectedIndex<'a> {
    fn of(expected: &'a [Expected]) -> ExpectedIndex<'a> {
        let mut index = ExpectedIndex { rules: HashMap::default(), open: BTreeSet::new() };
        for (number, rule) in expected.iter().enumerate() {
            let head = (rule.table, rule.action, rule.l7, rule.clauses.len());
            let open = rule
                .clauses
                .iter()
                .enumerate()
                .fold(0, |open, (at, clause)| open | (OpenClauses::from(clause.open.any()) << at));
            let sets = rule.clauses.iter().filter(|clause| !clause.open.any()).map(|clause| &clause.set[..]).collect();
            index.rules.entry((head, open, sets)).or_default().push(number);
            index.open.insert(open);
        }
        index
    }

    fn equal(&self, signature: &'a Signature, expected: &[Expected], rest: &RestAllowed) -> Vec<usize> {
        let head = signature.head();
        let mut found = Vec::new();
        for open in &self.open {
            let closed =
                signature.clauses.iter().enumerate().filter(|(at, _)| open & (1 << at) == 0).map(|(_, set)| &set[..]);
            let candidates = self.rules.get(&(head, *open, closed.collect())).into_iter().flatten().copied();
            found.extend(candidates.filter(|number| {
                expected[*number]
                    .clauses
                    .iter()
                    .zip(&signature.clauses)
                    .all(|(clause, actual)| rest.fits(clause, actual))
            }));
        }
        found.sort_unstable();
        found
    }
}
