//! Names and counters against what Antrea's own agent said at the moment of each dump.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

mod support;

use support::{Score, capture_names, gather, items, open, score};

/// What must not happen on an undamaged capture.
const WRONG: &[&str] = &[
    "missing",
    "counters wrong",
    "action or direction wrong",
    "exact wrong",
    "exact but a twin",
    "likely wrong",
    "ambiguous without a twin",
    "ambiguous without the truth",
    "unknown",
];

fn check(prepare: impl Fn(&support::Capture), counters: bool) -> Score {
    let mut total = Score::default();
    for name in capture_names() {
        let capture = open(&name);
        prepare(&capture);
        let gathered = gather(capture.root());
        let score = score(&capture.truth, &items(&gathered, "rules"), counters);
        assert!(score.rules > 0, "{name}: no rule to compare");
        let wrong: Vec<_> = WRONG.iter().filter(|what| score.of(what) > 0).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}: {:?}\n{}", score.counts, score.wrong.join("\n"));
        total.merge(score);
    }
    total
}

fn at_least(share: f64, total: &Score) {
    let exact = total.of("exact") as f64 / total.rules as f64;
    assert!(exact >= share, "only {exact:.3} exact: {:?}", total.counts);
}

#[test]
fn from_everything() {
    at_least(0.88, &check(|_| {}, true));
}

#[test]
fn from_the_agents_answers_alone() {
    at_least(0.84, &check(|capture| capture.without_objects(), true));
}

#[test]
fn from_api_objects_alone() {
    at_least(0.88, &check(|capture| capture.without_agent(), true));
}

#[test]
fn from_a_dump_with_names() {
    at_least(0.88, &check(|capture| capture.use_variant("flows-of15-names.txt"), true));
}

#[test]
fn from_an_openflow_1_0_dump() {
    at_least(0.88, &check(|capture| capture.use_variant("flows-of10.txt"), true));
}

#[test]
fn from_a_dump_without_statistics() {
    at_least(0.0, &check(|capture| capture.use_variant("flows-of15-nostats.txt"), false));
}

#[test]
fn from_a_dump_whose_tables_have_numbers_only() {
    at_least(0.88, &check(|capture| capture.without_file("table-features.txt"), true));
}

/// What a user has at hand with kubectl alone, under names that say nothing: the flows themselves say which Pods are there.
#[test]
fn from_a_dump_and_objects_under_any_name() {
    let mut total = Score::default();
    for name in capture_names() {
        let capture = open(&name);
        let folder = tempfile::tempdir().unwrap();
        for node in capture.nodes() {
            let dump = capture.root().join("nodes").join(&node).join("flows.txt");
            std::fs::copy(dump, folder.path().join(format!("{node}-whatever.txt"))).unwrap();
        }
        for (number, list) in std::fs::read_dir(capture.root().join("cluster")).unwrap().enumerate() {
            std::fs::copy(list.unwrap().path(), folder.path().join(format!("objects{number}"))).unwrap();
        }
        let mut items = items(&gather(folder.path()), "rules");
        for item in &mut items {
            item["node"] = item["node"].as_str().unwrap().trim_end_matches("-whatever").into();
        }
        let score = score(&capture.truth, &items, true);
        let wrong: Vec<_> = WRONG.iter().filter(|what| score.of(what) > 0).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}: {:?}\n{}", score.counts, score.wrong.join("\n"));
        total.merge(score);
    }
    at_least(0.88, &total);
}
