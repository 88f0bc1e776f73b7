//! Captures with their truth, for tests: Antrea's own code made the flows and says which rule each ID is.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic
#![allow(dead_code)] // each test binary uses its part

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use antstats::cmd::gather::{Gather, Gathered, Names, wanted_of_files};
use antstats::model::report::Part;
use antstats::resource::filter::Query;
use antstats::resource::noun;
use antstats::source::capture;
use serde_json::Value;
use tempfile::TempDir;

/// A capture in a folder of its own, with its truth beside it.
pub struct Capture {
    pub name: String,
    pub truth: Value,
    folder: TempDir,
    root: PathBuf,
}

impl Capture {
    /// The folder that holds `nodes/` and `cluster/`, without the truth.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A JSON file that lies beside what is read: `controller/`, `variants/`.
    pub fn file(&self, path: &str) -> Value {
        let root = if path.starts_with("cluster/") { &*self.root } else { self.folder.path() };
        serde_json::from_str(&fs::read_to_string(root.join(path)).unwrap()).unwrap()
    }

    /// Moves the folder without the truth to a new place, which its owner removes.
    pub fn keep_as(self, place: &Path) {
        fs::rename(&self.root, place).unwrap();
    }

    /// Replaces each Node's dump by the one of that name in `variants/`, plain.
    pub fn use_variant(&self, file: &str) {
        for node in self.nodes() {
            let from = self.folder.path().join("variants").join(&node).join(file);
            fs::copy(&from, self.root.join("nodes").join(&node).join("flows.txt"))
                .unwrap_or_else(|e| panic!("{}: {e}", from.display()));
        }
    }

    pub fn nodes(&self) -> Vec<String> {
        let nodes = fs::read_dir(self.root.join("nodes")).unwrap();
        let mut names: Vec<String> = nodes.map(|node| node.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Leaves the agent's answers out, so that names come from API objects.
    pub fn without_agent(&self) {
        for node in self.nodes() {
            for file in fs::read_dir(self.root.join("nodes").join(node)).unwrap() {
                let path = file.unwrap().path();
                if path.file_name().unwrap().to_str().unwrap().starts_with("agent-") {
                    fs::remove_file(path).unwrap();
                }
            }
        }
    }

    /// Leaves a file of every Node out.
    pub fn without_file(&self, file: &str) {
        for node in self.nodes() {
            fs::remove_file(self.root.join("nodes").join(node).join(file)).unwrap();
        }
    }

    /// Leaves the API objects out.
    pub fn without_objects(&self) {
        fs::remove_dir_all(self.root.join("cluster")).unwrap();
    }

    /// Changes a JSON file of every Node.
    pub fn edit_nodes(&self, file: &str, mut edit: impl FnMut(&mut Value)) {
        for node in self.nodes() {
            edit_file(&self.root.join("nodes").join(node).join(file), &mut edit);
        }
    }

    /// Changes every file of API objects.
    pub fn edit_objects(&self, mut edit: impl FnMut(&mut Value)) {
        for file in fs::read_dir(self.root.join("cluster")).unwrap() {
            edit_file(&file.unwrap().path(), &mut edit);
        }
    }
}

fn edit_file(path: &Path, edit: &mut impl FnMut(&mut Value)) {
    let mut value: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    edit(&mut value);
    fs::write(path, value.to_string()).unwrap();
}

/// Names of all captures.
pub fn capture_names() -> Vec<String> {
    let files = fs::read_dir(captures_folder()).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap().trim_end_matches(".tar.gz").to_string())
        .collect();
    names.sort();
    assert!(names.len() >= 11, "captures are missing: {names:?}");
    names
}

pub fn captures_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures")
}

pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme-fitness")
}

/// A private copy of a capture.
pub fn open(name: &str) -> Capture {
    let folder = tempfile::tempdir().unwrap();
    let packed = captures_folder().join(format!("{name}.tar.gz"));
    if packed.exists() {
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(File::open(packed).unwrap()));
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            // The one top folder is left out.
            let path: PathBuf = entry.path().unwrap().components().skip(1).collect();
            if entry.header().entry_type().is_file() {
                let to = folder.path().join(path);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                entry.unpack(to).unwrap();
            }
        }
    } else {
        copy(&captures_folder().join(name), folder.path());
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name), folder.path());
    }
    let root = folder.path().join("capture");
    fs::create_dir(&root).unwrap();
    for part in ["nodes", "cluster", "meta.json"] {
        fs::rename(folder.path().join(part), root.join(part)).unwrap();
    }
    let truth = serde_json::from_str(&fs::read_to_string(folder.path().join("truth.json")).unwrap()).unwrap();
    Capture { name: name.to_string(), truth, folder, root }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let target = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy(&file.path(), &target);
        } else {
            fs::copy(file.path(), target).unwrap();
        }
    }
}

/// Reads what a path holds.
pub fn gather(path: &Path) -> Gathered {
    let rules = noun("rules").unwrap();
    let mut source = capture::open(None, path).unwrap();
    let mut gather = Gather::new(|_| true, Names::Possible);
    source.visit(&wanted_of_files(rules, &Query::default()), &mut gather).unwrap();
    gather.assemble()
}

/// The items of a noun.
pub fn items(gathered: &Gathered, name: &str) -> Vec<Value> {
    let query = Query::default();
    let report = (noun(name).unwrap().report)(&gathered.view, &query);
    report.rows.iter(Part::Item).filter(|row| !row.item.is_empty()).map(|row| Value::Object(row.item)).collect()
}

/// How a run compares with the truth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub rules: usize,
    pub counts: BTreeMap<&'static str, usize>,
    /// Each thing that is wrong, in words.
    pub wrong: Vec<String>,
}

impl Score {
    pub fn of(&self, what: &str) -> usize {
        self.counts.get(what).copied().unwrap_or(0)
    }

    fn add(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    fn fail(&mut self, what: &'static str, rule: &Value, item: Option<&Value>) {
        self.add(what);
        self.wrong.push(format!("{what}: {rule} but {}", item.map_or("nothing".to_string(), Value::to_string)));
    }

    pub fn merge(&mut self, other: Score) {
        self.rules += other.rules;
        self.wrong.extend(other.wrong);
        for (what, count) in other.counts {
            *self.counts.entry(what).or_default() += count;
        }
    }
}

type Key = (String, u64);

fn policy_key(policy: &Value) -> Option<(String, String, String)> {
    let text = |key: &str| policy.get(key).and_then(Value::as_str).unwrap_or_default().to_string();
    policy.is_object().then(|| (text("kind"), text("namespace"), text("name")))
}

/// Compares items of `rules` with the truth. `counters` is false for dumps without statistics.
pub fn score(truth: &Value, items: &[Value], counters: bool) -> Score {
    let mut latest: BTreeMap<Key, &Value> = BTreeMap::new();
    for item in items.iter().filter(|item| item["state"] != "orphan") {
        let key = (item["node"].as_str().unwrap().to_string(), item["id"].as_u64().unwrap());
        let newer = latest.get(&key).is_none_or(|known| item["round"].as_u64() >= known["round"].as_u64());
        if newer {
            latest.insert(key, item);
        }
    }
    let rules = truth["rules"].as_array().unwrap();
    let mut score = Score::default();
    for rule in rules.iter().filter(|rule| rule["policy"].is_object() && rule["state"] == "realized") {
        score.rules += 1;
        let key = (rule["node"].as_str().unwrap().to_string(), rule["id"].as_u64().unwrap());
        let Some(item) = latest.get(&key) else {
            score.fail("missing", rule, None);
            continue;
        };
        let counted = rule["hasMetric"] == true && rule["action"] != "Pass";
        for member in ["sessions", "packets", "bytes"] {
            let want = if counters { rule["trafficStats"][member].clone() } else { Value::Null };
            if counted && item["trafficStats"][member] != want {
                score.fail("counters wrong", rule, Some(item));
                break;
            }
        }
        for member in ["action", "direction"] {
            if item[member] != rule[member] {
                score.fail("action or direction wrong", rule, Some(item));
            }
        }
        if truth["names"] != false {
            name(&mut score, rules, rule, item);
        }
    }
    score
}

fn name(score: &mut Score, rules: &[Value], rule: &Value, item: &Value) {
    let index = &item["rule"]["index"];
    let same_policy = policy_key(&item["policy"]) == policy_key(&rule["policy"]);
    let same_place = match rule["rule"]["sameAs"].as_array() {
        Some(places) => places.contains(index),
        None => *index == rule["rule"]["index"],
    };
    let right = same_policy && same_place;
    let twins: BTreeSet<u64> = rule["twins"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
    match item["confidence"].as_str().unwrap() {
        "exact" => {
            let other = |twin: &&Value| {
                twin["node"] == rule["node"]
                    && twins.contains(&twin["id"].as_u64().unwrap())
                    && policy_key(&twin["policy"]) != policy_key(&rule["policy"])
            };
            if !right {
                score.fail("exact wrong", rule, Some(item));
            } else if rules.iter().find(other).is_some() {
                score.fail("exact but a twin", rule, Some(item));
            } else {
                score.add("exact");
            }
        }
        "likely" if right => score.add("likely"),
        "likely" => score.fail("likely wrong", rule, Some(item)),
        "ambiguous" => {
            let candidates = item["candidates"].as_array().unwrap();
            let listed =
                candidates.iter().any(|candidate| policy_key(&candidate["policy"]) == policy_key(&rule["policy"]));
            match (listed, twins.is_empty()) {
                (true, false) => score.add("ambiguous"),
                (true, true) => score.add("ambiguous without a twin"),
                (false, _) => score.fail("ambiguous without the truth", rule, Some(item)),
            }
        }
        _ => score.add("unknown"),
    }
}
