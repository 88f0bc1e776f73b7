//! `capture` of a live cluster that fails in part, or that is given up: what is missing is said in the capture, and what is given up leaves nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::run::antstats;
use crate::cluster::{Cluster, Fault, On, Rule, rules_of_manifest};
use crate::support::open;

fn meta(capture: &Path) -> Value {
    serde_json::from_slice(&fs::read(capture.join("meta.json")).unwrap()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_node_that_fails_is_said_and_the_others_are_whole() {
    let cluster = Cluster::of(open("basic")).start();
    let (config, place) = (cluster.kubeconfig(), tempfile::tempdir().unwrap());
    let healthy = place.path().join("healthy");
    assert_eq!(antstats(&config, &format!("capture {} --via exec", healthy.display())).code, 0);
    // name, fault, flags, cause
    let cases = [
        ("hangs", Fault::Hang, "--via exec --request-timeout 3s", "timed out"),
        ("hangs-redacted", Fault::Hang, "--via exec --request-timeout 3s --redact", "timed out"),
        ("cut", Fault::Cut(3000), "--via exec", "cut"),
        ("cut-by-default", Fault::Cut(3000), "", "cut"),
        ("cut-redacted", Fault::Cut(3000), "--via exec --redact", "cut"),
        ("refused", Fault::Forbidden, "--via exec", "refused"),
    ];
    for (name, fault, flags, cause) in cases {
        cluster.fault(On::exec("node-2"), fault);
        let path = place.path().join(name);
        let answer = antstats(&config, &format!("capture {} {flags}", path.display()));
        cluster.clear_faults();
        assert_eq!((answer.code, answer.out.trim_end()), (4, path.to_str().unwrap()), "{name}: {}", answer.err);
        let told = answer.err.lines().filter(|line| line.starts_with("warning: node node-2: "));
        assert!(told.clone().count() > 0 && told.clone().all(|line| line.contains(cause)), "{name}: {}", answer.err);
        assert!(!answer.err.contains("node-1:") && !answer.err.contains("node-3:"), "{name}: {}", answer.err);
        let failed = meta(&path)["failed"].as_array().unwrap().clone();
        assert_eq!(failed.len(), told.count(), "{name}: {failed:?} {}", answer.err);
        assert!(failed.iter().all(|failed| failed["why"].as_str().unwrap().starts_with(cause)), "{name}: {failed:?}");
        let redacted = flags.contains("--redact");
        assert!(failed.iter().all(|failed| (failed["node"] == "node-2") != redacted), "{name}: {failed:?}");
        if !redacted {
            for node in ["node-1", "node-3"] {
                let folder = |path: &Path| path.join("nodes").join(node);
                assert_eq!(names(&folder(&path)), names(&folder(&healthy)), "{name}");
                let flows = |path: &Path| fs::read(folder(path).join("flows.txt")).unwrap();
                assert!(flows(&path) == flows(&healthy), "{name} {node}");
            }
        }
        let again = antstats(&config, &format!("get rules -A -o json --from {}", path.display()));
        let said = format!("not in the capture: {cause}");
        assert!(again.code == 4 && again.err.contains(&said), "{name}: {} {}", again.code, again.err);
        assert!(again.items().len() > 50, "{name}");
    }
}

#[test]
fn agents_stand_in_for_commands_that_are_refused() {
    let cluster = Cluster::of(open("basic")).start();
    let (config, place) = (cluster.kubeconfig(), tempfile::tempdir().unwrap());
    cluster.fault(On::exec("node-2"), Fault::Forbidden);
    let path = place.path().join("mixed");
    let answer = antstats(&config, &format!("capture {}", path.display()));
    assert_eq!(answer.code, 0, "{}", answer.err);
    let ways = meta(&path)["ways"].as_array().unwrap().clone();
    let exec = ways.iter().find(|way| way["node"] == "node-2" && way["way"] == "exec").unwrap();
    assert!(exec["why"].as_str().unwrap().starts_with("refused: "), "{exec}");
    cluster.clear_faults();
    let [live, captured] = ["".to_owned(), format!("--from {}", path.display())]
        .map(|from| antstats(&config, &format!("get policystats -A -o json {from}")).items());
    let counters = |items: &[Value]| -> Vec<[Value; 2]> {
        items.iter().map(|item| [item["name"].clone(), item["trafficStats"].clone()]).collect()
    };
    assert!(live.len() > 10);
    assert_eq!(counters(&live), counters(&captured));
}

/// A user with all rights of the examples but those on these resources (`pods.`, `tiers.crd.antrea.io`).
pub fn without(cluster: &Cluster, resources: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rbac");
    let text = |file| fs::read_to_string(folder.join(file)).unwrap();
    let mut rules: Vec<Rule> =
        ["realised-rules.yaml", "node-data.yaml"].into_iter().flat_map(|file| rules_of_manifest(&text(file))).collect();
    for rule in &mut rules {
        let groups = rule.groups.clone();
        let is_left =
            |resource: &String| !groups.iter().any(|group| resources.contains(&&*format!("{resource}.{group}")));
        rule.resources.retain(is_left);
    }
    rules.retain(|rule| !rule.resources.is_empty());
    cluster.kubeconfig_of("jane", rules)
}

#[test]
fn a_right_that_is_missing_is_a_gap_when_nothing_stands_in() {
    let cluster = Cluster::of(open("v2.7.0")).start();
    let controller = ["networkpolicies", "addressgroups", "appliedtogroups"]
        .map(|plural| format!("{plural}.controlplane.antrea.io"));
    let controller: Vec<&str> = controller.iter().map(String::as_str).collect();
    let stats = ["networkpolicystats", "antreanetworkpolicystats", "antreaclusternetworkpolicystats"]
        .map(|plural| format!("{plural}.stats.antrea.io"));
    let stats: Vec<&str> = stats.iter().map(String::as_str).collect();
    let with =
        |more: &[&'static str]| -> Vec<&str> { controller.iter().copied().chain(more.iter().copied()).collect() };
    // what may not be read, a fault, exit code, what is missing
    let antctl = On::command("*", "antctl");
    type Case<'a> = (Vec<&'a str>, Option<&'a On>, i32, Vec<&'a str>);
    let cases: Vec<Case<'_>> = vec![
        (vec![], None, 0, vec![]),
        (stats.clone(), None, 0, vec![]),
        (vec!["namespaces.", "clustergroups.crd.antrea.io"], None, 0, vec![]),
        (controller.clone(), None, 0, vec![]),
        (with(&["namespaces."]), None, 0, vec![]),
        (with(&["namespaces."]), Some(&antctl), 4, vec!["policies"]),
        (vec!["tiers.crd.antrea.io"], None, 4, vec!["tiers.crd.antrea.io"]),
        (vec!["networkpolicies.networking.k8s.io"], None, 4, vec!["networkpolicies.networking.k8s.io"]),
        (
            with(&["clustergroups.crd.antrea.io"]),
            None,
            4,
            vec!["clustergroups.crd.antrea.io", "networkpolicies.controlplane.antrea.io"],
        ),
    ];
    for (resources, fault, code, missing) in cases {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("out");
        let config = without(&cluster, &resources);
        if let Some(on) = fault {
            cluster.fault(on.clone(), Fault::Exit(1));
        }
        let answer = antstats(&config, &format!("capture {} -v", path.display()));
        cluster.clear_faults();
        assert_eq!(answer.code, code, "{resources:?}: {}", answer.err);
        let failed = meta(&path)["failed"].as_array().unwrap().clone();
        let mut found: Vec<&str> = failed.iter().filter_map(|failed| failed["artefact"].as_str()).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, missing, "{resources:?}: {}", answer.err);
        for what in &missing {
            assert!(answer.err.contains(&format!("{what}: ")), "{what}: {}", answer.err);
        }
        // The same user hears the same from the cluster, where that needs no more than one question.
        let captured = antstats(&config, &format!("get rules -A -o json --from {}", path.display()));
        assert_eq!(captured.code, code, "{resources:?}: {}", captured.err);
        if code == 0 {
            let live = antstats(&config, "get rules -A -o json");
            assert!(live.code == 0 && live.items() == captured.items(), "{resources:?}: {}", live.err);
        }
    }
}

#[test]
fn an_interrupt_in_the_middle_leaves_nothing() {
    let cluster = Cluster::of(open("basic")).start();
    cluster.fault(On::exec("node-2"), Fault::Hang);
    for (target, flags) in [("out", ""), ("out.tar.gz", ""), ("out.tar.gz", "--redact")] {
        let place = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
        command.args(["capture", target, "--request-timeout", "60s"]).args(flags.split_whitespace());
        command.env_clear().env("KUBECONFIG", cluster.kubeconfig()).current_dir(place.path());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let end = Instant::now() + Duration::from_secs(30);
        let has_begun = || cluster.running() == 1 && !names(place.path()).is_empty();
        while !has_begun() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(has_begun() && child.try_wait().unwrap().is_none(), "{target}");
        let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(130), &b""[..]), "{target}: {err}");
        assert_eq!(names(place.path()), [""; 0], "{target}");
    }
}

#[test]
fn a_full_disk_in_the_middle_leaves_nothing() {
    let cluster = Cluster::of(open("basic")).start();
    for (target, flags) in [("out", ""), ("out.tar", "--redact"), ("out.tar.gz", "")] {
        let place = tempfile::tempdir().unwrap();
        // Blocks of 1024 bytes that one file may have.
        let script = format!("ulimit -f 20; exec \"$0\" capture {target} {flags}");
        let mut command = Command::new("bash");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_kubectl-antstats")]).current_dir(place.path());
        let output = command.env("KUBECONFIG", cluster.kubeconfig()).stdin(Stdio::null()).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]), "{target}: {err}");
        assert!(err.contains("cannot be written: File too large"), "{target}: {err}");
        assert_eq!(names(place.path()), [""; 0], "{target}");
    }
}
