//! Real kubectl and Prometheus' own checker, which `tests/run` installs.

#![allow(dead_code)] // each test binary uses its part

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// kubectl; without it `None`, after saying why the test cannot run in the words that `tests/run` counts.
pub fn kubectl(test: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/kubectl");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = std::env::split_paths(&path).map(|folder| folder.join("kubectl"));
    let found = own.exists().then_some(own).or_else(|| places.find(|place| place.exists()));
    if found.is_none() {
        skip(test, "no kubectl in target/tools or in PATH: tests/run installs it");
    }
    found
}

/// Prometheus' own checker, which `tests/run` installs; without it `None`, after saying why.
pub fn promtool(test: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join("promtool")).find(|place| place.exists());
    if found.is_none() {
        skip(test, "no promtool in PATH: tests/run installs it");
    }
    found
}

/// Says that a test cannot run, and why. What the macros print of a test that ends well is never seen, so this goes around them.
pub fn skip(test: &str, why: &str) {
    io::stderr().write_all(format!("skipped: {test}: {why}\n").as_bytes()).unwrap();
}
