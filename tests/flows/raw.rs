//! `--raw` prints what Open vSwitch printed.

use std::fs;

use crate::run::{dump, get};
use crate::support::open;

#[test]
fn lines_come_out_as_they_went_in() {
    for name in ["basic", "v1.5.3"] {
        let capture = open(name);
        let mut wanted = Vec::new();
        for node in capture.nodes() {
            wanted.extend(dump(&capture.root().join("nodes").join(node).join("flows.txt")));
        }
        let raw = get("flows", capture.root(), &["--raw"]);
        assert_eq!(raw.lines(), wanted, "{name}");
        let json = get("flows", capture.root(), &["--raw", "-o", "json"]).items();
        assert_eq!(json.iter().map(|item| item["line"].as_str().unwrap()).collect::<Vec<_>>(), wanted);
        // Filters still choose, and a sort still sorts.
        let hits = get("flows", capture.root(), &["--raw", "--hits"]);
        let with_hits: Vec<&String> = wanted.iter().filter(|line| !line.contains("n_packets=0,")).collect();
        assert_eq!(hits.lines(), with_hits);
        let csv = get("flows", capture.root(), &["--raw", "-o", "csv", "--limit", "1"]);
        assert!(csv.lines()[0] == "line" && csv.lines()[1].contains(wanted[0].trim()), "{}", csv.stdout);
    }
}

#[test]
fn a_line_with_blanks_and_letters_of_any_kind_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let line = "  cookie=0x0, duration=1.5s, table=0, n_packets=1, n_bytes=2, send_flow_rem idle_age=3, priority=5,in_port=\"a b\" actions=output:\"ü\"";
    fs::write(folder.path().join("n1.txt"), format!("{line}\n")).unwrap();
    let raw = get("flows", &folder.path().join("n1.txt"), &["--raw"]);
    assert_eq!(raw.stdout, format!("{line}\n"), "{}", raw.stderr);
}
