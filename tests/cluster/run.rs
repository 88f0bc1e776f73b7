//! The program itself against a fake cluster.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run gave.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program with these words and nothing else: no run takes longer than a minute.
pub fn antstats(config: &Path, words: &str) -> Answer {
    let mut command = Command::new("timeout");
    command.args(["--kill-after=5", "60", env!("CARGO_BIN_EXE_kubectl-antstats")]).args(words.split_whitespace());
    command.env_clear().env("KUBECONFIG", config).env("HOME", "/nonexistent").stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Answer { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
}

impl Answer {
    /// The envelope, when there is one.
    pub fn json(&self) -> Value {
        if self.out.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in {}", self.out))
    }

    pub fn items(&self) -> Vec<Value> {
        self.json()["items"].as_array().cloned().unwrap_or_default()
    }
}
