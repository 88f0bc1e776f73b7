//! Holds the rooms of `src/lib.rs`: who may use whom, where effects may be, how long a file may get.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms and the rooms that they may use beside themselves.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("decode", &["model"]),
    ("antrea", &["model"]),
    ("render", &["model"]),
    ("resolve", &["model", "antrea"]),
    ("resource", &["model", "antrea", "resolve"]),
    ("redact", &["model", "decode"]),
    ("source", &["model", "decode"]),
    ("cli", &[]),
    ("error", &["render"]),
    ("ui", &["model", "error", "render"]),
];

/// Rooms that join the others: they may use everything.
const JOINERS: &[&str] = &["cmd", "main", "lib"];

/// Rooms that may read the world: files, environment, clock, terminal, network.
const EFFECTS: &[&str] = &["source", "cmd", "ui", "main"];

/// What an effect looks like in a `use` line or a path.
const EFFECT_PATHS: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net::Tcp",
    "std::net::Udp",
    "std::os::unix::net",
    "std::process",
    "SystemTime",
    "Instant",
    "tokio::",
];

const LONGEST: usize = 400;

#[test]
fn rooms_use_only_what_they_may() {
    let mut wrong = Vec::new();
    each_line(|room, at, line| {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == room) else { return };
        for (start, _) in line.match_indices("crate::") {
            let rest = &line[start + "crate::".len()..];
            let used: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{at}: {room} may not use {used}: {}", line.trim()));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn effects_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    each_line(|room, at, line| {
        if !EFFECTS.contains(&room) && EFFECT_PATHS.iter().any(|path| line.contains(path)) {
            wrong.push(format!("{at}: {}", line.trim()));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_short() {
    let too_long = |path: &PathBuf| {
        let lines = fs::read_to_string(path).unwrap().lines().count();
        (lines > LONGEST).then(|| format!("{}: {lines} lines", path.display()))
    };
    let long: Vec<String> = sources().iter().filter_map(too_long).collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_room_is_known() {
    let rooms: BTreeSet<String> = sources().iter().map(|path| room_of(path)).collect();
    for room in &rooms {
        let known = MAY_USE.iter().any(|(name, _)| name == room) || JOINERS.contains(&room.as_str());
        assert!(known, "the room {room} is not in the table of src/lib.rs and of this test");
    }
}

/// Calls `each` with room, place and text of each line of code; tests and comments are left out.
fn each_line(mut each: impl FnMut(&str, &str, &str)) {
    for path in sources() {
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        let room = room_of(&path);
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            if line.trim() == "#[cfg(test)]" {
                break;
            }
            if !line.trim_start().starts_with("//") {
                each(&room, &format!("{}:{}", path.display(), number + 1), line);
            }
        }
    }
}

fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 30, "only {} source files found", files.len());
    files.sort();
    files
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn room_of(path: &Path) -> String {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let relative = path.strip_prefix(source).unwrap();
    let first = relative.components().next().unwrap().as_os_str().to_string_lossy().to_string();
    first.trim_end_matches(".rs").to_string()
}
