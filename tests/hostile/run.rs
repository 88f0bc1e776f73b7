//! Runs the binary with bounds, and looks at what every run must keep to.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};

use serde_json::Value;

/// Address space of a run: a test build of the binary takes about 40 MB of it before it reads a byte.
pub const ROOM: u64 = 256 << 20;
/// Far more than a run takes: the machine of the tests may be busy.
const SECONDS: &str = "300";

/// Exit codes of the binary.
pub const DONE: i32 = 0;
pub const FAILED: i32 = 1;
pub const PARTIAL: i32 = 4;

/// How a run ended.
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    /// The report of `-o json`.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {}\n{}", self.stdout, self.stderr))
    }

    pub fn items(&self) -> Vec<Value> {
        self.json()["items"].as_array().unwrap().clone()
    }

    /// Flows that were read, of all Nodes.
    pub fn flows(&self) -> u64 {
        let resolution = self.json()["metadata"]["resolution"].clone();
        resolution.as_array().unwrap().iter().map(|node| node["flows"].as_u64().unwrap()).sum()
    }
}

/// A command that runs the binary with bounded memory and time.
pub fn bounded(words: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v \"$0\" && exec timeout -s KILL \"$@\"", &(ROOM >> 10).to_string(), SECONDS]);
    command.arg(env!("CARGO_BIN_EXE_kubectl-antstats")).args(words).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs with words, and with `feed` at the other end of standard input.
pub fn piped(words: &[&str], feed: impl FnOnce(&mut ChildStdin) + Send) -> Ended {
    let mut child = bounded(words).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || feed(&mut stdin));
        child.wait_with_output().unwrap()
    });
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap_or_else(|| panic!("{words:?}: {}", output.status));
    let ended = Ended { code, stdout: text(output.stdout), stderr: text(output.stderr) };
    sane(words, &ended);
    ended
}

pub fn run(words: &[&str]) -> Ended {
    piped(words, |_| {})
}

/// `get rules -o json` of what lies at the path.
pub fn rules(path: &Path) -> Ended {
    run(&["get", "rules", "-o", "json", "--from", path.to_str().unwrap()])
}

/// What holds for every run.
fn sane(words: &[&str], ended: &Ended) {
    let Ended { code, stdout, stderr } = ended;
    let told = || format!("{words:?} ended with {code}\n{}\n{}", head(stdout), head(stderr));
    assert!([DONE, FAILED, PARTIAL].contains(code), "{}", told());
    assert!(!stderr.contains("panicked") && !stderr.contains("overflowed its stack"), "{}", told());
    assert!(!stdout.contains(is_harmful), "standard output has a raw control character: {}", told());
    assert!(!stderr.contains(is_harmful), "standard error has a raw control character: {}", told());
    if *code == FAILED {
        assert!(stdout.is_empty() && stderr.contains("error: "), "{}", told());
    }
    if *code == PARTIAL {
        assert!(stderr.contains("note: ") || stderr.contains("warning: "), "{}", told());
    }
    if words.contains(&"json") && *code != FAILED {
        let report = ended.json();
        assert!(report["items"].is_array() && report["gaps"].is_array(), "{}", told());
        assert_eq!(*code == PARTIAL, !report["gaps"].as_array().unwrap().is_empty(), "gaps and exit code: {}", told());
    }
}

fn head(text: &str) -> String {
    text.chars().take(4000).collect()
}

/// Control characters but line ends, and those that turn the direction of text.
fn is_harmful(character: char) -> bool {
    let turns =
        matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (character.is_control() && character != '\n')
}

/// The capture of the examples.
pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme-fitness")
}

/// A dump of a real bridge.
pub fn dump() -> String {
    fs::read_to_string(example().join("nodes/k8s-worker-01/flows.txt")).unwrap()
}

/// A file in a folder of its own.
pub struct Scratch {
    folder: tempfile::TempDir,
}

impl Scratch {
    pub fn new() -> Scratch {
        Scratch { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// A copy of the example capture.
    pub fn example(&self) -> PathBuf {
        let to = self.path().join("capture");
        copy(&example(), &to);
        to
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy(&file.path(), &target);
        } else {
            fs::copy(file.path(), target).unwrap();
        }
    }
}

/// Writes until the reader goes away.
pub fn pour(to: &mut impl Write, bytes: &[u8], times: usize) {
    for _ in 0..times {
        if to.write_all(bytes).is_err() {
            return;
        }
    }
}
