//! What the steps of an action make of a value, as `k8s.io/client-go/util/jsonpath/jsonpath.go` does it with missing keys allowed.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use serde_json::Value;

use super::template::{Operator, Slice, Step};

/// Why a template cannot be applied to what there is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Failure(pub(super) String);

type Found<'v> = Vec<Cow<'v, Value>>;

/// What an action gives.
pub(in crate::render) fn evaluate<'v>(steps: &[Step], value: &'v Value) -> Result<Found<'v>, Failure> {
    walk(steps, vec![Cow::Borrowed(value)])
}

/// Whether a filter chooses a value, and a wildcard chooses everything.
pub(super) fn is_chosen(step: &Step, value: &Value) -> Result<bool, Failure> {
    match step {
        Step::Filter { left, compared } => passes(left, compared.as_ref(), value),
        _ => Ok(true),
    }
}

fn walk<'v>(steps: &[Step], mut found: Found<'v>) -> Result<Found<'v>, Failure> {
    for step in steps {
        found = apply(step, found)?;
    }
    Ok(found)
}

fn apply<'v>(step: &Step, found: Found<'v>) -> Result<Found<'v>, Failure> {
    let of_each = |value: Value| Ok(found.iter().map(|_| Cow::Owned(value.clone())).collect());
    match step {
        Step::Text(text) => Ok(vec![Cow::Owned(Value::from(text.as_str()))]),
        Step::Whole(number) => of_each(Value::from(*number)),
        Step::Broken(number) => of_each(Value::from(*number)),
        Step::Bool(value) => of_each(Value::from(*value)),
        Step::Field(name) => Ok(found.into_iter().filter_map(|value| member(value, name)).collect()),
        Step::Wildcard => Ok(found.into_iter().flat_map(members).collect()),
        Step::Recursive => {
            let mut all = Vec::new();
            found.into_iter().for_each(|value| descend(value, &mut all));
            Ok(all)
        }
        Step::Union(paths) => {
            let mut all = Vec::new();
            for path in paths {
                all.extend(walk(path, found.clone())?);
            }
            Ok(all)
        }
        Step::Slice(slice) => {
            let mut all = Vec::new();
            for value in found {
                let length = list(&value, "is no list")?;
                let Some(length) = length else { continue };
                let places = places(slice, length)?;
                let wanted = members(value).into_iter().take(places.range.end).skip(places.range.start);
                all.extend(wanted.step_by(places.step));
            }
            Ok(all)
        }
        Step::Filter { left, compared } => {
            let mut all = Vec::new();
            for value in found {
                if list(&value, "is no list and cannot be filtered")?.is_none() {
                    continue;
                }
                for member in members(value) {
                    if passes(left, compared.as_ref(), &member)? {
                        all.push(member);
                    }
                }
            }
            Ok(all)
        }
    }
}

fn member<'v>(value: Cow<'v, Value>, name: &str) -> Option<Cow<'v, Value>> {
    match value {
        Cow::Borrowed(Value::Object(members)) => members.get(name).map(Cow::Borrowed),
        Cow::Owned(Value::Object(mut members)) => members.remove(name).map(Cow::Owned),
        _ => None,
    }
}

fn members(value: Cow<'_, Value>) -> Found<'_> {
    match value {
        Cow::Borrowed(Value::Object(members)) => members.values().map(Cow::Borrowed).collect(),
        Cow::Borrowed(Value::Array(values)) => values.iter().map(Cow::Borrowed).collect(),
        Cow::Owned(Value::Object(members)) => members.into_iter().map(|(_, value)| Cow::Owned(value)).collect(),
        Cow::Owned(Value::Array(values)) => values.into_iter().map(Cow::Owned).collect(),
        _ => Vec::new(),
    }
}

/// The value and all below it that have something in them, the upper first. What a report holds is as deep as its nouns make it.
fn descend<'v>(value: Cow<'v, Value>, all: &mut Found<'v>) {
    let below = members(value.clone());
    let is_text = matches!(&*value, Value::String(text) if !text.is_empty());
    if !below.is_empty() || is_text {
        all.push(value);
    }
    below.into_iter().for_each(|value| descend(value, all));
}

/// The length of a list; `None` for what is not known.
fn list(value: &Value, why: &str) -> Result<Option<usize>, Failure> {
    match value {
        Value::Array(values) => Ok(Some(values.len())),
        Value::Null => Ok(None),
        other => {
            let what = match other {
                Value::Object(_) => "an object",
                Value::String(_) => "text",
                Value::Bool(_) => "true or false",
                _ => "a number",
            };
            Err(Failure(format!("{what} {why}")))
        }
    }
}

/// Places in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) range: Range<usize>,
    pub(super) step: usize,
}

/// The places that a slice names in a list of that length; negative ones count from the end.
pub(super) fn places(slice: &Slice, length: usize) -> Result<Places, Failure> {
    let size = i64::try_from(length).unwrap_or(i64::MAX);
    let from_end = |place: i64| if place < 0 { place.saturating_add(size) } else { place };
    let given = slice.start.unwrap_or(0);
    let start = from_end(given);
    let end = match (slice.is_single, slice.end) {
        (true, _) => start.saturating_add(1),
        (false, None) => size,
        (false, Some(end)) => from_end(end),
    };
    let step = usize::try_from(slice.step.unwrap_or(1)).unwrap_or(0);
    if end == start {
        return Ok(Places { range: 0..0, step: step.max(1) });
    }
    for bound in [start, end.saturating_sub(1)] {
        if bound < 0 || bound >= size {
            return Err(Failure(format!("place {bound} is outside of a list of {length}")));
        }
    }
    if start > end {
        return Err(Failure(format!("a slice cannot begin at {start} and end at {end}")));
    }
    if step == 0 {
        return Err(Failure("the step of a slice is 1 or more".to_owned()));
    }
    let place = |bound: i64| usize::try_from(bound).unwrap_or(0);
    Ok(Places { range: place(start)..place(end), step })
}

fn passes(left: &[Step], compared: Option<&(Operator, Vec<Step>)>, value: &Value) -> Result<bool, Failure> {
    let lefts = evaluate(left, value);
    let Some((operator, right)) = compared else {
        return Ok(lefts.is_ok_and(|found| !found.is_empty()));
    };
    let (lefts, rights) = (lefts?, evaluate(right, value)?);
    match (lefts.as_slice(), rights.as_slice()) {
        ([], _) | (_, []) => Ok(false),
        ([left], [right]) => compare(left, *operator, right),
        _ => Err(Failure("one value can be compared with one value".to_owned())),
    }
}

/// What is not known satisfies no comparison.
fn compare(left: &Value, operator: Operator, right: &Value) -> Result<bool, Failure> {
    let order = match (left, right) {
        (Value::Null, _) | (_, Value::Null) => return Ok(false),
        (Value::Number(a), Value::Number(b)) => match (a.as_i128(), b.as_i128()) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => a.as_f64().zip(b.as_f64()).and_then(|(a, b)| a.partial_cmp(&b)),
        },
        (Value::String(a), Value::String(b)) => Some(a.cmp(b)),
        (Value::Bool(a), Value::Bool(b)) if matches!(operator, Operator::Equal | Operator::NotEqual) => Some(a.cmp(b)),
        _ => return Err(Failure(format!("{} and {} cannot be compared", brief(left), brief(right)))),
    };
    Ok(match operator {
        Operator::Equal => order == Some(Ordering::Equal),
        Operator::NotEqual => order != Some(Ordering::Equal),
        Operator::Less => order == Some(Ordering::Less),
        Operator::LessOrEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Operator::Greater => order == Some(Ordering::Greater),
        Operator::GreaterOrEqual => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    })
}

/// A value as a message names it.
fn brief(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) if text.chars().count() > 40 => {
            format!("{:?}...", text.chars().take(40).collect::<String>())
        }
        other => other.to_string(),
    }
}
