//! What is generated from the parser's tables and checked in is up to date. To refresh it: `cargo run -- docs .`

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use antstats::cli::generate;
use antstats::cmd::surface;

const REFRESH: &str = "out of date: run `cargo run -- docs .`";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn manual_pages_and_completions_are_up_to_date() {
    let made = generate::files(&surface()).unwrap();
    for file in &made {
        let checked_in = fs::read_to_string(root().join(&file.path)).unwrap_or_default();
        let made = String::from_utf8(file.bytes.clone()).unwrap();
        let differing = made.lines().zip(checked_in.lines()).position(|(made, checked_in)| made != checked_in);
        assert!(made == checked_in, "{}, line {}, is {REFRESH}", file.path, differing.map_or(0, |line| line + 1));
    }
    let made: BTreeSet<PathBuf> = made.iter().map(|file| root().join(&file.path)).collect();
    for folder in ["man", "completions"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            assert!(made.contains(&path), "{} is not generated any more: remove it", path.display());
        }
    }
}

#[test]
fn readme_tables_are_up_to_date() {
    let Ok(text) = fs::read_to_string(root().join("README.md")) else {
        return;
    };
    let made = generate::readme(&surface(), &text).unwrap();
    assert!(made == text, "README.md is {REFRESH}");
}
