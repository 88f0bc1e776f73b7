//! A Node by its sockets, with the built program: what it says is what it says of the text that Open vSwitch's own tools print at the same moment.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

#[path = "node/faults.rs"]
mod faults;
#[path = "support/ovs.rs"]
mod ovs;
#[path = "support/replay.rs"]
mod replay;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use antstats::cmd;
use antstats::model::artefact::ArtefactKind;
use antstats::source::recipe::{Bridge, Call, Columns, Program, RECIPES, Recipe};
use replay::Node;
use serde_json::Value;
use support::{Capture, open};

const FLOWS: [&str; 4] = ["-O", "OpenFlow10,OpenFlow13,OpenFlow15", "dump-flows", "br-int"];

/// A recorded Node in a switch whose clock stands still.
struct Loaded {
    capture: Capture,
    node: Node,
}

impl Loaded {
    fn of(capture: &str, at: usize) -> Loaded {
        let capture = open(capture);
        let node = Node::load(&capture, &capture.nodes()[at]);
        node.label(&capture);
        let loaded = Loaded { capture, node };
        loaded.tool("ovs-appctl", &["time/stop"]).unwrap();
        loaded
    }

    fn tool(&self, program: &str, words: &[&str]) -> Result<String, String> {
        let mut command = Command::new(program);
        let output = command.args(words).envs(self.node.switch.environment()).output().unwrap();
        let said = || format!("{program} {}: {}", words.join(" "), String::from_utf8_lossy(&output.stderr));
        output.status.success().then(|| String::from_utf8(output.stdout.clone()).unwrap()).ok_or_else(said)
    }

    fn rundir(&self) -> PathBuf {
        let environment = self.node.switch.environment();
        environment.into_iter().find_map(|(name, value)| (name == "OVS_RUNDIR").then(|| value.into())).unwrap()
    }

    /// The Node's folder in the capture.
    fn folder(&self) -> PathBuf {
        self.capture.root().join("nodes").join(&self.node.name)
    }

    /// What the tools print, by file of a capture.
    fn printed(&self) -> BTreeMap<&'static str, String> {
        let (bridge, seconds) = (Bridge::default(), Duration::from_secs(20).into());
        let call = Call { bridge: Some(&bridge), table: None, policy: None, seconds, columns: Columns::All };
        let of_switch = |recipe: &&Recipe| {
            let program = recipe.command.map(|command| command.program());
            // This machine's own connections are none of the switch's, and nobody asks for a sum over the whole bridge.
            let left_out = [ArtefactKind::NfConntrack, ArtefactKind::Aggregate, ArtefactKind::Flows];
            program.is_some_and(|program| program != Program::Antctl) && !left_out.contains(&recipe.kind)
        };
        let print = |recipe: &Recipe| {
            let argv = recipe.command.unwrap().argv(&call);
            let words: Vec<&str> = argv.iter().skip(1).map(String::as_str).collect();
            match self.tool(&argv[0], &words) {
                Ok(text) => Some((recipe.file, text)),
                // OpenFlow 1.0 knows neither meters nor features of tables.
                Err(why) => {
                    assert!(why.contains("OpenFlow") || why.contains("not supported"), "{why}");
                    None
                }
            }
        };
        let mut files: BTreeMap<_, _> = RECIPES.iter().filter(of_switch).filter_map(print).collect();
        files.insert("flows.txt", self.tool("ovs-ofctl", &FLOWS).unwrap());
        files
    }

    fn run(&self, words: &[&str], local: bool) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
        command.args(words).args(["--node", &self.node.name]).arg("--from").arg(self.capture.root());
        if local {
            command.arg("--local").arg(self.rundir()).args(["--pause", "0s"]);
        }
        command.env_remove("NODE_NAME").output().unwrap()
    }
}

fn report(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
}

/// Every noun, from the sockets and from what the tools printed.
fn every_noun(capture: &str, at: usize) {
    let loaded = Loaded::of(capture, at);
    for (file, text) in loaded.printed() {
        fs::write(loaded.folder().join(file), text).unwrap();
    }
    let mut rows = 0;
    for noun in cmd::surface().nouns {
        // Of itself a Node that runs says more than its files.
        if noun.name == "nodes" {
            continue;
        }
        let words = ["get", noun.name, "-A", "-o", "json"];
        let (of_sockets, of_files) = (loaded.run(&words, true), loaded.run(&words, false));
        let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
        let (here, there) = (report(&of_sockets), report(&of_files));
        assert_eq!(of_sockets.status.code(), of_files.status.code(), "{}: {}", noun.name, said(&of_sockets));
        assert_eq!(here["items"], there["items"], "{}: {}", noun.name, said(&of_sockets));
        assert_eq!(here["gaps"], there["gaps"], "{}", noun.name);
        rows += here["items"].as_array().map_or(0, Vec::len);
    }
    assert!(rows > 500, "only {rows} rows");
}

#[test]
fn every_noun_of_basic() {
    every_noun("basic", 0);
}

#[test]
fn every_noun_of_dual() {
    every_noun("dual", 1);
}

#[test]
fn every_noun_of_multicast() {
    every_noun("multicast", 0);
}

#[test]
fn every_noun_of_two_rounds() {
    every_noun("restarted-stale", 0);
}

#[test]
fn every_noun_of_openflow_1_3() {
    every_noun("v1.5.3", 1);
}

#[test]
fn every_noun_of_the_newest_release() {
    every_noun("v2.7.0", 0);
}

#[test]
fn a_running_switch_knows_its_pods_better_than_files_do() {
    let loaded = Loaded::of("basic", 0);
    let pods = |output: &Output| -> Vec<String> {
        let items = report(output)["items"].as_array().unwrap().clone();
        items.iter().filter(|item| item["pod"].is_object()).map(|item| item["pod"]["name"].to_string()).collect()
    };
    let before = pods(&loaded.run(&["get", "ports", "-o", "json"], true));
    assert!(before.len() > 3 && !before.contains(&"\"made-anew\"".to_string()), "{before:?}");
    let named = loaded.tool("ovs-vsctl", &["--bare", "--columns=name", "find", "port", "external_ids:pod-name!=\"\""]);
    let port = named.unwrap().lines().find(|line| !line.is_empty()).unwrap().to_owned();
    loaded.tool("ovs-vsctl", &["set", "port", &port, "external_ids:pod-name=made-anew"]).unwrap();
    let after = pods(&loaded.run(&["get", "ports", "-o", "json"], true));
    assert!(after.contains(&"\"made-anew\"".to_string()), "{after:?}");
}

#[test]
fn flags_that_contradict_each_other_are_refused() {
    let loaded = Loaded::of("basic", 0);
    // words beside --local: what is said
    let cases: [(&[&str], &str); 4] = [
        (&["get", "rules", "--via", "exec"], "--via is about the Nodes of a cluster"),
        (&["get", "rules", "--context", "x"], "and so does --from: give one of them"),
        (&["get", "rules", "--from", "a=/tmp", "--from", "b=/tmp"], "and this Node is of one"),
        (&["get", "rules", "-l", "a=b"], "--selector is about"),
    ];
    for (words, expected) in cases {
        let refused = loaded.run(words, true);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2), "{words:?}: {said}");
        assert!(said.contains(expected), "{words:?}: {said}");
    }
    let alone = loaded.run(&["get", "rules", "--bridge", "br-int"], false);
    assert_eq!(alone.status.code(), Some(2));
    let other = loaded.run(&["get", "rules", "--bridge", "br-other"], true);
    let said = String::from_utf8_lossy(&other.stderr).into_owned();
    assert!(other.status.code() == Some(1) && said.contains("br-int"), "{said}");
}

/// The lines of a dump; a dump that was taken table by table has its headers elsewhere, and no one order.
fn lines(file: &str, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if file == "flows.txt" {
        lines.retain(|line| !line.contains("_FLOW reply"));
        lines.sort();
    }
    // Every question has its own number.
    let without_xid = |line: &mut String| {
        if let (Some(from), Some(to)) = (line.find("(xid="), line.find("):")) {
            line.replace_range(from..to, "(xid=");
        }
    };
    lines.iter_mut().for_each(without_xid);
    lines
}

/// What is written down of the sockets is what the tools print.
fn capture_is_text(capture: &str, protocols: Option<&str>) {
    let loaded = Loaded::of(capture, 0);
    if let Some(protocols) = protocols {
        loaded.tool("ovs-vsctl", &["set", "bridge", "br-int", &format!("protocols={protocols}")]).unwrap();
    }
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("out");
    let written = loaded.run(&["capture", out.to_str().unwrap()], true);
    let said = String::from_utf8_lossy(&written.stderr);
    assert!(matches!(written.status.code(), Some(0 | 4)), "{said}");
    let mut compared = 0;
    for (file, text) in loaded.printed() {
        let path = out.join("nodes").join(&loaded.node.name).join(file);
        let here = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}\n{said}", path.display()));
        if file.ends_with(".json") {
            compare_rows(&path, &here, &text);
        } else {
            assert_eq!(lines(file, &here), lines(file, &text), "{capture} {file}");
        }
        compared += 1;
    }
    assert!(compared > 12, "only {compared} files");
}

/// Rows of the database come in any order.
fn compare_rows(path: &Path, here: &str, there: &str) {
    let rows = |text: &str| -> Vec<String> {
        let table: Value = serde_json::from_str(text).unwrap();
        let headings: Vec<&str> = table["headings"].as_array().unwrap().iter().map(|h| h.as_str().unwrap()).collect();
        let of_row = |row: &Value| {
            let cells: BTreeMap<_, _> = headings.iter().zip(row.as_array().unwrap()).collect();
            format!("{cells:?}")
        };
        let mut rows: Vec<String> = table["data"].as_array().unwrap().iter().map(of_row).collect();
        rows.sort();
        rows
    };
    assert_eq!(rows(here), rows(there), "{}", path.display());
}

#[test]
fn a_capture_in_openflow_1_5() {
    capture_is_text("multicast", None);
}

#[test]
fn a_capture_in_openflow_1_3() {
    capture_is_text("v1.5.3", None);
}

#[test]
fn a_capture_in_openflow_1_0() {
    capture_is_text("basic", Some("OpenFlow10"));
}
