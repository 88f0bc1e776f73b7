//! `capture` through the built binary: what it writes answers as its source does, and what it cannot write leaves nothing behind.

#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use support::{capture_names, open};

const NOUNS: [&str; 6] = [
    "policystats",
    "rules",
    "networkpolicystats",
    "antreanetworkpolicystats",
    "antreaclusternetworkpolicystats",
    "clusternetworkpolicystats",
];

fn antstats(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.args(words).env_clear().stdin(Stdio::null());
    command
}

/// Exit code, standard output and standard error.
fn run(words: &[&str]) -> (Option<i32>, String, String) {
    ended(antstats(words).output().unwrap())
}

fn ended(output: Output) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = output;
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn answer(noun: &str, from: &Path) -> Value {
    let mut words = vec!["get", noun, "-A", "-o", "json", "--from", text(from)];
    words.extend((noun == "policystats").then_some("--rules"));
    let (_, stdout, stderr) = run(&words);
    serde_json::from_str(&stdout).unwrap_or_else(|e| panic!("{e}: {stderr}"))
}

#[test]
fn a_capture_answers_as_its_source_does() {
    for name in capture_names() {
        let source = open(&name);
        let place = tempfile::tempdir().unwrap();
        for target in ["out", "out.tar.gz", "out.tar"] {
            let path = place.path().join(target);
            let (code, stdout, stderr) = run(&["capture", text(&path), "--from", text(source.root())]);
            assert_eq!((code, stdout.trim_end()), (Some(0), text(&path)), "{name}: {stderr}");
            assert_eq!(stderr.lines().count(), 1, "{stderr}");
        }
        assert_eq!(names(place.path()), ["out", "out.tar", "out.tar.gz"], "{name}");
        for noun in NOUNS {
            let original = answer(noun, source.root());
            let mut copy = answer(noun, &place.path().join("out.tar.gz"));
            copy["metadata"]["source"] = original["metadata"]["source"].clone();
            assert!(copy == original, "{name} {noun}");
        }
        assert_same_files(source.root(), &place.path().join("out"), &name);
        let packed = place.path().join("out.tar");
        let again = place.path().join("again");
        assert_eq!(run(&["capture", text(&again), "--from", text(&packed)]).0, Some(0));
        assert_same_files(source.root(), &again, &name);
    }
}

fn assert_same_files(one: &Path, other: &Path, what: &str) {
    assert_eq!(names(one), names(other), "{what}");
    for name in names(one) {
        let (one, other) = (one.join(&name), other.join(&name));
        if one.is_dir() {
            assert_same_files(&one, &other, what);
        } else if name != "meta.json" {
            assert!(fs::read(&one).unwrap() == fs::read(&other).unwrap(), "{what}: {}", one.display());
        }
    }
}

#[test]
fn files_at_hand_become_a_capture() {
    let source = open("basic");
    let hand = tempfile::tempdir().unwrap();
    let node = source.root().join("nodes/node-1");
    fs::copy(node.join("flows.txt"), hand.path().join("node-1.txt")).unwrap();
    for file in fs::read_dir(source.root().join("cluster")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), hand.path().join(file.file_name())).unwrap();
    }
    let out = hand.path().with_extension("tgz");
    let (code, _, stderr) = run(&["capture", text(&out), "--from", text(hand.path())]);
    assert_eq!(code, Some(0), "{stderr}");
    let (mut original, mut copy) = (answer("policystats", hand.path()), answer("policystats", &out));
    for answer in [&mut original, &mut copy] {
        answer.as_object_mut().unwrap().remove("metadata");
    }
    assert!(original == copy);
    let meta = run_tar(&out, "meta.json");
    assert_eq!(meta["takenAt"], "", "the time of files is not known");
    fs::remove_file(out).unwrap();
}

/// A JSON file of an archive.
fn run_tar(archive: &Path, name: &str) -> Value {
    let mut archive = tar::Archive::new(flate2::read::MultiGzDecoder::new(fs::File::open(archive).unwrap()));
    let mut entry = archive
        .entries()
        .unwrap()
        .map(Result::unwrap)
        .find(|entry| entry.path().unwrap().ends_with(name))
        .unwrap_or_else(|| panic!("no {name}"));
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn some_nodes_can_be_taken() {
    let source = open("basic");
    let place = tempfile::tempdir().unwrap();
    for (target, redact) in [("plain", false), ("redacted", true)] {
        let path = place.path().join(target);
        let mut words = vec!["capture", text(&path), "--from", text(source.root()), "--node=node-1,*-3"];
        words.extend(redact.then_some("--redact"));
        let (_, _, stderr) = run(&words);
        assert!(stderr.contains("of 2 Nodes"), "{stderr}");
        assert_eq!(names(&path.join("nodes")).len(), 2);
    }
    assert_eq!(names(&place.path().join("plain/nodes")), ["node-1", "node-3"]);
}

#[test]
fn what_cannot_be_written_is_said_before_anything_is_read() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path();
    fs::write(root.join("there.tar"), "x").unwrap();
    fs::create_dir(root.join("photos")).unwrap();
    fs::write(root.join("photos/1"), "x").unwrap();
    fs::write(root.join("flows.txt"), " cookie=0x1, table=0, n_packets=1, n_bytes=1, priority=0 actions=drop\n")
        .unwrap();
    let flows = root.join("flows.txt");
    let from = format!("--from={}", text(&flows));
    // words behind `capture`, exit code, words on standard error
    let cases: &[(&[&str], i32, &str)] = &[
        (&["there.tar", &from], 1, "is there already\nhint: --force replaces"),
        (&["photos", &from, "--force"], 1, "a folder that is no capture"),
        (&["no/such", &from], 1, "there is no folder"),
        (&["x.tar.zst", &from], 2, ".tar.zst cannot be written"),
        (&["x.zip", &from], 2, ".zip cannot be written"),
        (&["-", &from], 2, "not written to standard output"),
        (&["..", &from], 2, "is no name"),
        (&["new"], 1, "no kubeconfig is there"),
        (&["new", "--from=-", "--from=-"], 2, "can be read once"),
        (&["new", "--from=no-such-file"], 1, "no such file"),
        (&["new", &from, "-n", "shop"], 2, "holds all Namespaces"),
        (&["new", "--from=a=photos", "--from=b=photos"], 2, "one cluster"),
        (&[], 2, "PATH"),
    ];
    let before = names(root);
    for (words, code, said) in cases {
        let words: Vec<&str> = ["capture"].iter().chain(words.iter()).copied().collect();
        let (found, stdout, stderr) = ended(antstats(&words).current_dir(root).output().unwrap());
        assert_eq!((found, stdout.as_str()), (Some(*code), ""), "{words:?}: {stderr}");
        assert!(stderr.contains(said), "{words:?}: {stderr}");
        assert_eq!(names(root), before, "{words:?}");
    }
    assert_eq!(fs::read(root.join("there.tar")).unwrap(), b"x");
    // With --force the old one goes.
    let (code, _, stderr) =
        ended(antstats(&["capture", "there.tar", &from, "--force"]).current_dir(root).output().unwrap());
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(names(root), before);
    assert!(fs::read(root.join("there.tar")).unwrap().len() > 1000);
}

#[test]
fn a_full_disk_leaves_nothing() {
    let source = open("basic");
    for target in ["out", "out.tar", "out.tar.gz"] {
        let place = tempfile::tempdir().unwrap();
        // Blocks of 1024 bytes that one file may have.
        let script = format!("ulimit -f 40; exec \"$0\" capture {target} --from \"$1\"");
        let mut command = Command::new("bash");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_kubectl-antstats"), text(source.root())]);
        let (code, stdout, stderr) = ended(command.current_dir(place.path()).stdin(Stdio::null()).output().unwrap());
        assert_eq!((code, stdout.as_str()), (Some(1), ""), "{target}: {stderr}");
        assert!(stderr.contains("cannot be written: File too large"), "{target}: {stderr}");
        assert!(names(place.path()).is_empty(), "{target}: {:?}", names(place.path()));
    }
}

fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < end, "{what} did not come");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).status().unwrap();
    assert!(status.success());
}

#[test]
fn an_interrupt_leaves_nothing() {
    for (name, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let place = tempfile::tempdir().unwrap();
        let mut command = antstats(&["capture", "out.tar.gz", "--from", "-"]);
        command.current_dir(place.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let line = " cookie=0x1, table=0, n_packets=1, n_bytes=1, priority=0 actions=drop\n";
        pipe.write_all(line.repeat(10_000).as_bytes()).unwrap();
        wait_for("the hidden folder", || !names(place.path()).is_empty());
        let hidden = place.path().join(&names(place.path())[0]);
        wait_for("a spooled file", || names(&hidden).iter().any(|name| name.starts_with("spool")));
        signal(&child, name);
        let (found, stdout, _) = ended(child.wait_with_output().unwrap());
        assert_eq!((found, stdout.as_str()), (Some(code), ""), "{name}");
        assert!(names(place.path()).is_empty(), "{name}: {:?}", names(place.path()));
        drop(pipe);
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_said() {
    // Nobody may write here, not even root.
    let (code, stdout, stderr) = run(&["capture", "/proc/out.tar.gz", "--from", "-"]);
    assert_eq!((code, stdout.as_str()), (Some(1), ""), "{stderr}");
    assert!(stderr.contains("/proc/out.tar.gz: cannot be written"), "{stderr}");
}

#[test]
fn hostile_names_of_nodes_go_nowhere() {
    let place = tempfile::tempdir().unwrap();
    let mut archive = tar::Builder::new(Vec::new());
    let flow = b" cookie=0x1, table=0, n_packets=1, n_bytes=1, priority=0 actions=drop\n";
    let long = "n".repeat(254);
    let hostile = ["bad\u{1}name", "back\\slash", "Node-1", long.as_str()];
    for node in ["node-1"].iter().chain(&hostile) {
        let mut header = tar::Header::new_gnu();
        header.set_size(flow.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, format!("nodes/{node}/flows.txt"), &flow[..]).unwrap();
    }
    let packed = place.path().join("hostile.tar");
    fs::write(&packed, archive.into_inner().unwrap()).unwrap();
    let out = place.path().join("out");
    let (code, stdout, stderr) = run(&["capture", text(&out), "--from", text(&packed)]);
    assert_eq!((code, stdout.trim_end()), (Some(4), text(&out)), "{stderr}");
    assert_eq!(names(&out.join("nodes")), ["node-1"]);
    let meta: Value = serde_json::from_slice(&fs::read(out.join("meta.json")).unwrap()).unwrap();
    assert_eq!(meta["failed"].as_array().unwrap().len(), hostile.len(), "{meta}");
    assert!(!stderr.contains('\u{1}'), "{stderr:?}");
    // Under other names they have their place, and nobody knows what they were called.
    let redacted = place.path().join("redacted");
    let (code, _, stderr) = run(&["capture", text(&redacted), "--from", text(&packed), "--redact"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(names(&redacted.join("nodes")).len(), hostile.len() + 1);
}

#[test]
fn a_cut_source_gives_what_came_and_says_so() {
    let source = open("basic");
    let place = tempfile::tempdir().unwrap();
    let flows = fs::read(source.root().join("nodes/node-1/flows.txt")).unwrap();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(&flows).unwrap();
    let packed = packer.finish().unwrap();
    let cut = source.root().join("nodes/node-1/flows.txt.gz");
    fs::remove_file(source.root().join("nodes/node-1/flows.txt")).unwrap();
    fs::write(&cut, &packed[..packed.len() / 2]).unwrap();
    for redact in [false, true] {
        let out: PathBuf = place.path().join(format!("out-{redact}"));
        let mut words = vec!["capture", text(&out), "--from", text(source.root())];
        words.extend(redact.then_some("--redact"));
        let (code, _, stderr) = run(&words);
        assert_eq!(code, Some(4), "{stderr}");
        assert!(stderr.contains("is cut or damaged at byte"), "{stderr}");
        let meta: Value = serde_json::from_slice(&fs::read(out.join("meta.json")).unwrap()).unwrap();
        let failed = meta["failed"].as_array().unwrap();
        assert!(failed.iter().any(|failed| failed["artefact"] == "the end of the flows"), "{meta}");
        let count = |path: &Path| {
            fs::read_dir(path)
                .unwrap()
                .map(|node| fs::metadata(node.unwrap().path().join("flows.txt")).unwrap().len())
                .filter(|length| *length > 0)
                .count()
        };
        assert_eq!(count(&out.join("nodes")), 3);
    }
}
