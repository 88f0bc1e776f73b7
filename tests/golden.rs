//! Whole outputs of the built binary: standard output, standard error and exit code of each command line in `tests/golden/FOLDER/*.out`.
//!
//! A file is a session. Lines that begin with `$ ` are the commands and lines that begin with `## ` say what for; all else is what came out. A new case is a
//! new file with such lines alone, or a new line in a file; `UPDATE=1 cargo test --test golden` fills it. Read what it filled.
//!
//! Commands run in a folder of their own that holds `capture` (the capture that the folder is named after), `examples` and `inputs` (small files beside the
//! sessions), without any environment. Standard input is empty, or what stands behind `<`.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use support::{capture_names, open};
use tempfile::TempDir;

const PROGRAM: &str = "kubectl antstats";

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn golden() -> PathBuf {
    project().join("tests/golden")
}

/// One test for each folder of sessions.
macro_rules! folders {
    ($($test:ident: $folder:literal,)*) => {
        $(
            #[test]
            fn $test() {
                check($folder);
            }
        )*

        #[test]
        fn every_folder_is_tested_and_every_capture_has_one() {
            let tested = BTreeSet::from([$($folder.to_owned()),*]);
            let there: BTreeSet<String> = names(&golden()).into_iter().filter(|name| name != "inputs").collect();
            assert_eq!(tested, there);
            assert!(capture_names().iter().all(|name| tested.contains(name)), "{:?}", capture_names());
        }
    };
}

folders! {
    acme_fitness: "acme-fitness",
    basic: "basic",
    dual: "dual",
    errors: "errors",
    help: "help",
    inputs_at_hand: "sources",
    multicast: "multicast",
    reassigned: "reassigned",
    restarted: "restarted",
    restarted_stale: "restarted-stale",
    v1_5_3: "v1.5.3",
    v1_8_1: "v1.8.1",
    v1_13_4: "v1.13.4",
    v2_7_0: "v2.7.0",
}

fn check(folder: &str) {
    let sessions: Vec<PathBuf> =
        names(&golden().join(folder)).iter().map(|name| golden().join(folder).join(name)).collect();
    assert!(!sessions.is_empty(), "{folder} has no session");
    let place = place(folder);
    let differing: Vec<String> = sessions.iter().filter_map(|session| differs(session, place.path())).collect();
    assert!(
        differing.is_empty(),
        "{}\nTo take it as it is now: UPDATE=1 cargo test --test golden",
        differing.join("\n")
    );
}

/// The folder that commands run in.
fn place(folder: &str) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    symlink(project().join("examples"), place.path().join("examples")).unwrap();
    symlink(golden().join("inputs"), place.path().join("inputs")).unwrap();
    if capture_names().iter().any(|name| name == folder) {
        open(folder).keep_as(&place.path().join("capture"));
    }
    place
}

/// Runs a session; what differs from the file, unless it was to be updated.
fn differs(session: &Path, place: &Path) -> Option<String> {
    let wanted = fs::read_to_string(session).unwrap();
    let mut found = String::new();
    for line in wanted.lines().filter(|line| line.starts_with("$ ") || line.starts_with("## ")) {
        writeln!(found, "{line}").unwrap();
        if let Some(command) = line.strip_prefix("$ ") {
            run(command, place, &mut found);
        }
    }
    assert!(found.contains("$ "), "{}: no command", session.display());
    if found == wanted {
        return None;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(session, found).unwrap();
        return None;
    }
    let (mut wanted, mut found) = (wanted.lines(), found.lines());
    let mut number = 0;
    loop {
        number += 1;
        let (wanted, found) = (wanted.next(), found.next());
        if wanted != found {
            let line = |line: Option<&str>| line.map_or("(the end)".to_owned(), |line| format!("{line:?}"));
            let name = session.strip_prefix(project()).unwrap().display();
            return Some(format!("{name}:{number}\n  wanted {}\n  found  {}", line(wanted), line(found)));
        }
        assert!(wanted.is_some(), "{}: line ends differ", session.display());
    }
}

fn run(line: &str, place: &Path, session: &mut String) {
    let (words, input) = line.split_once(" < ").map_or((line, None), |(words, input)| (words, Some(input)));
    let mut words = words.split(' ').peekable();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.env_clear().current_dir(place);
    while let Some((name, value)) = words.peek().and_then(|word| word.split_once('=')) {
        command.env(name, value);
        words.next();
    }
    for word in PROGRAM.split(' ') {
        assert_eq!(words.next(), Some(word), "not a command line of {PROGRAM}: {line}");
    }
    command.args(words);
    command.stdin(input.map_or(Stdio::null(), |input| File::open(place.join(input)).unwrap().into()));
    let output = command.output().unwrap();
    add(session, None, &output.stdout);
    add(session, Some("--- stderr"), &output.stderr);
    writeln!(session, "--- exit {}\n", output.status.code().map_or("by a signal".to_owned(), |code| code.to_string()))
        .unwrap();
}

/// A stream as it is: one that does not end with a line's end says so.
fn add(session: &mut String, head: Option<&str>, stream: &[u8]) {
    if stream.is_empty() {
        return;
    }
    if let Some(head) = head {
        writeln!(session, "{head}").unwrap();
    }
    // Colours stay visible in the file.
    session.push_str(&String::from_utf8(stream.to_vec()).unwrap().replace('\u{1b}', "\u{241b}"));
    if !stream.ends_with(b"\n") {
        session.push_str("(no line end)\n");
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
