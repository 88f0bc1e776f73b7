//! Runs the binary.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    pub fn items(&self) -> Vec<Value> {
        let report: Value =
            serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {}\n{}", self.stdout, self.stderr));
        report["items"].as_array().unwrap().clone()
    }

    pub fn lines(&self) -> Vec<&str> {
        self.stdout.lines().collect()
    }
}

/// `get NOUN --from SOURCE WORDS`, in a folder.
pub fn get(noun: &str, from: &Path, words: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.env_clear().args(["get", noun, "--from"]).arg(from).args(words).stdin(Stdio::null());
    ended(&mut command)
}

pub fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The flows of a Node's dump as `get flows -o json` has them, without a gap.
pub fn flows(from: &Path, words: &[&str]) -> Vec<Value> {
    let ended = get("flows", from, &[&["-o", "json"], words].concat());
    assert_eq!(ended.code, 0, "{words:?}: {}", ended.stderr);
    ended.items()
}

/// The lines of a dump that are flows.
pub fn dump(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().filter(|line| line.contains(" actions=")).map(str::to_owned).collect()
}
