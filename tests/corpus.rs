//! Replays the corpus of the fuzz targets, and whatever they found before, through the same checks on a stable compiler.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;

#[path = "../fuzz/checks.rs"]
mod checks;
#[path = "../fuzz/documents.rs"]
mod documents;
#[path = "../fuzz/sockets.rs"]
mod sockets;
#[path = "../fuzz/wire.rs"]
mod wire;

/// Replays each file whole and cut at up to `cuts` places.
fn replay_cut(target: &str, check: fn(&[u8]), cuts: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let data = std::fs::read(&path).unwrap();
        // The test that failed says nothing of the file: this does, in its captured output.
        println!("{}", path.display());
        check(&data);
        for cut in (0..data.len()).step_by(data.len() / cuts + 1) {
            check(&data[..cut]);
        }
        count += 1;
    }
    assert!(count > 10, "{} has {count} files", folder.display());
}

fn replay(target: &str, check: fn(&[u8])) {
    replay_cut(target, check, usize::MAX);
}

#[test]
fn lines() {
    replay("lines", checks::lines);
}

#[test]
fn flow() {
    replay("flow", checks::flow);
}

#[test]
fn matches() {
    replay("matches", checks::matches);
}

#[test]
fn actions() {
    replay("actions", checks::actions);
}

#[test]
fn log_lines() {
    replay("log_lines", checks::log_lines);
}

#[test]
fn agent() {
    replay_cut("agent", documents::agent, 40);
}

#[test]
fn objects() {
    replay_cut("objects", documents::objects, 20);
}

#[test]
fn ovsdb() {
    replay_cut("ovsdb", documents::ovsdb, 40);
}

#[test]
fn flows_json() {
    replay_cut("flows_json", documents::flows_json, 100);
}

#[test]
fn tables() {
    replay_cut("tables", documents::tables, 200);
}

#[test]
fn meta() {
    replay_cut("meta", documents::meta, 200);
}

#[test]
fn sniffs() {
    replay_cut("sniffs", documents::sniffs, 60);
}

#[test]
fn archive() {
    replay_cut("archive", documents::archive, 20);
}

#[test]
fn report() {
    replay_cut("report", documents::report, 6);
}

#[test]
fn wire_flows() {
    replay_cut("wire_flows", wire::wire_flows, 200);
}

#[test]
fn wire_text() {
    replay_cut("wire_text", wire::wire_text, 200);
}

#[test]
fn database() {
    replay_cut("database", sockets::database, 200);
}

#[test]
fn answer() {
    replay_cut("answer", sockets::answer, 200);
}

#[test]
fn greeting() {
    replay("greeting", sockets::greeting);
}
