//! What goes wrong in a cluster, one fault at a time: how the run ends, what it says of the fault, and that everything else is there all the same.

mod agent;
mod exec;
mod objects;
mod statistics;
mod switch;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::run::{Answer, antstats};
use crate::cluster::{Builder, Cluster, Fault, On};
use crate::support::open;

/// The Node that is hit, where a fault hits one.
const HIT: &str = "k8s-worker-02";

/// What of the rows is there in spite of a fault.
#[derive(Clone, Copy, Debug)]
enum Rows {
    /// All, as without the fault.
    All,
    /// All of the other Nodes, none of the one that is hit.
    Others,
    /// All of the other Nodes; of the one that is hit some, with no more than they have without the fault.
    Part,
    /// As this question gives them without the fault, which is another way to the same.
    Like(&'static str),
    /// All, with the same numbers and the same policies, however they were found.
    Numbers,
    /// Sums that lack a Node: none is more than without the fault.
    Less,
    /// None.
    None,
}

/// One fault, and what it may do.
struct Case {
    name: &'static str,
    question: &'static str,
    build: fn(Builder) -> Builder,
    set: fn(&Cluster),
    code: i32,
    said: &'static [&'static str],
    rows: Rows,
}

/// A fault by its name, and the question that meets it. It does nothing so far, and nothing comes of it.
fn fault(name: &'static str, question: &'static str) -> Case {
    Case { name, question, build: |builder| builder, set: |_| {}, code: 0, said: &[], rows: Rows::All }
}

impl Case {
    fn built(self, build: fn(Builder) -> Builder) -> Case {
        Case { build, ..self }
    }

    fn set(self, set: fn(&Cluster)) -> Case {
        Case { set, ..self }
    }

    /// The exit code, what is said of it (of a gap in `gaps` and on standard error, else on standard error), and which rows are there.
    fn gives(self, code: i32, said: &'static [&'static str], rows: Rows) -> Case {
        Case { code, said, rows, ..self }
    }
}

/// Runs all cases, and tells all that are not as they should be.
fn hold(cases: Vec<Case>) {
    hold_on(|builder| builder, cases);
}

/// The same on Nodes of another make.
fn hold_on(usual: fn(Builder) -> Builder, cases: Vec<Case>) {
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name).collect();
    assert_eq!(names.len(), cases.len(), "each fault has a name of its own");
    let mut without = BTreeMap::new();
    let mut wrong = String::new();
    for case in &cases {
        if let Err(why) = run(case, usual, &mut without) {
            wrong += &format!("\n{}: get {}: {why}\n", case.name, case.question);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn run(case: &Case, make: fn(Builder) -> Builder, without: &mut BTreeMap<String, Vec<Value>>) -> Result<(), String> {
    let start = || make(Cluster::of(open("acme-fitness")));
    let usual = match case.rows {
        Rows::Like(question) => question,
        _ => case.question,
    };
    if !without.contains_key(usual) {
        let answer = antstats(&start().start().kubeconfig(), &format!("get {usual} -o json"));
        assert!(answer.code == 0 && !answer.items().is_empty(), "without a fault: get {usual}: {answer:?}");
        without.insert(usual.to_string(), answer.items());
    }
    let cluster = (case.build)(start()).start();
    (case.set)(&cluster);
    let answer = antstats(&cluster.kubeconfig(), &format!("get {} -o json", case.question));
    check(case, &answer, &without[usual]).map_err(|why| {
        let gaps = answer.json()["gaps"].clone();
        format!("{why}\n  exit code {}, gaps {gaps}\n  {}", answer.code, answer.err.trim().replace('\n', "\n  "))
    })
}

fn check(case: &Case, answer: &Answer, usual: &[Value]) -> Result<(), String> {
    if answer.code != case.code {
        return Err(format!("exit code {} is wanted", case.code));
    }
    for words in case.said {
        if !answer.err.contains(words) {
            return Err(format!("standard error lacks {words:?}"));
        }
    }
    let envelope = answer.json();
    let gaps = envelope["gaps"].as_array().cloned().unwrap_or_default();
    let of_hit = matches!(case.rows, Rows::Others | Rows::Part);
    let says = |gap: &Value| {
        let words = format!("{} {}", gap["what"].as_str().unwrap_or_default(), gap["why"].as_str().unwrap_or_default());
        case.said.iter().all(|said| words.contains(said)) && (!of_hit || gap["node"] == HIT)
    };
    match case.code {
        4 if !gaps.iter().any(says) => return Err(format!("no gap says {:?}", case.said)),
        0 if !gaps.is_empty() => return Err("gaps, and the exit code 0".to_string()),
        _ => {}
    }
    rows(case.rows, &answer.items(), usual)
}

fn rows(wanted: Rows, rows: &[Value], usual: &[Value]) -> Result<(), String> {
    let is_hit = |row: &&Value| row["node"] == HIT || row["kind"] == "Node" && row["metadata"]["name"] == HIT;
    let of_others = |rows: &[Value]| -> Vec<Value> { rows.iter().filter(|row| !is_hit(row)).cloned().collect() };
    let of_hit = || rows.iter().filter(is_hit);
    match wanted {
        Rows::All | Rows::Like(_) => same(rows, usual),
        Rows::Others => {
            same(&of_others(rows), &of_others(usual))?;
            match of_hit().next() {
                None => Ok(()),
                Some(row) => Err(format!("a row of {HIT}: {row}")),
            }
        }
        Rows::Part => {
            same(&of_others(rows), &of_others(usual))?;
            of_hit().try_for_each(|row| counted(row, usual, |count, usual| count.as_u64() <= usual.as_u64()))
        }
        Rows::Numbers => {
            if rows.len() != usual.len() {
                return Err(format!("{} rows for {}", rows.len(), usual.len()));
            }
            rows.iter().try_for_each(|row| match row["policy"].is_null() && row["confidence"] != "unknown" {
                true => Err(format!("no policy: {row}")),
                false => counted(row, usual, |count, usual| count == usual && !count.is_null()),
            })
        }
        Rows::Less => match rows.is_empty() {
            true => Err("no rows".to_string()),
            false => {
                rows.iter().try_for_each(|row| counted(row, usual, |count, usual| count.as_u64() <= usual.as_u64()))
            }
        },
        Rows::None => match rows.first() {
            None => Ok(()),
            Some(row) => Err(format!("a row: {row}")),
        },
    }
}

fn same(rows: &[Value], usual: &[Value]) -> Result<(), String> {
    if let Some((row, other)) = rows.iter().zip(usual).find(|(row, other)| row != other) {
        return Err(format!("a row differs:\n  {row}\n  {other}"));
    }
    match rows.len() == usual.len() {
        true => Ok(()),
        false => Err(format!("{} rows for {}", rows.len(), usual.len())),
    }
}

/// Compares a row's numbers with those of the same row without a fault. Unknown is never wrong.
fn counted(row: &Value, usual: &[Value], fits: impl Fn(&Value, &Value) -> bool) -> Result<(), String> {
    let key = |row: &Value| {
        let metadata = &row["metadata"];
        [&row["node"], &row["id"], &row["kind"], &metadata["namespace"], &metadata["name"]].map(Value::clone)
    };
    let Some(other) = usual.iter().find(|other| key(other) == key(row)) else {
        return Err(format!("a row that there is not without the fault: {row}"));
    };
    for member in ["sessions", "packets", "bytes"] {
        let (count, usual) = (&row["trafficStats"][member], &other["trafficStats"][member]);
        if count != usual && !(fits(count, usual) || count.is_null()) {
            return Err(format!("{member} are {count}, and {usual} without the fault: {row}"));
        }
    }
    Ok(())
}
