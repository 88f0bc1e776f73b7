//! A Node: where its commands run, and what its agent knows.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tempfile::TempDir;
use tokio::process::Command;

use super::tls::Identity;
use super::version::Version;
use super::{agent_flows, content};
use crate::replay;
use crate::support::Capture;

/// What a canned command says.
#[derive(Clone, Debug, Default)]
pub struct Canned {
    pub stdout: axum::body::Bytes,
    pub stderr: Vec<u8>,
    pub code: i32,
}

/// Answers a command by its words.
pub type Answers = Arc<dyn Fn(&[String]) -> Canned + Send + Sync>;

/// Where commands run.
pub enum Backend {
    /// A real Open vSwitch with the recorded flows.
    Switch(Box<Mutex<replay::Node>>),
    /// Programs that print what the real ones printed when the capture was taken.
    Recorded,
    /// A function of the test.
    Canned(Answers),
}

/// The agent's Pod, its port and its certificate.
pub struct Node {
    pub name: String,
    pub namespace: String,
    pub pod: String,
    pub version: Version,
    pub backend: Backend,
    /// The Node's folder in the capture; for a canned Node the one whose agent's answers it gives.
    pub folder: PathBuf,
    /// The folder with other forms of the same answers.
    pub variants: PathBuf,
    /// The Node's rules by the truth of the capture.
    pub rules: Vec<Value>,
    pub api_port: u16,
    pub identity: Identity,
    /// Certificate of an authority that nobody published.
    pub impostor: Identity,
    /// Programs of the containers.
    pub programs: TempDir,
    /// Commands here, and on all Nodes.
    pub running: Gauge,
    pub everywhere: Arc<Gauge>,
}

/// How many there are now, and how many there were at most.
#[derive(Debug, Default)]
pub struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Gauge {
    pub fn enter(&self) {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
    }

    pub fn leave(&self) {
        self.now.fetch_sub(1, Ordering::SeqCst);
    }

    pub fn now(&self) -> usize {
        self.now.load(Ordering::SeqCst)
    }

    pub fn most(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

/// What the containers have besides the programs of Open vSwitch. Antrea's image is an Ubuntu without Python, Perl or curl.
const PROGRAMS: &[&str] = &[
    "sh",
    "bash",
    "cat",
    "sed",
    "awk",
    "grep",
    "gzip",
    "gunzip",
    "zcat",
    "timeout",
    "head",
    "tail",
    "wc",
    "cut",
    "tr",
    "sort",
    "uniq",
    "date",
    "sleep",
    "mktemp",
    "rm",
    "test",
    "printf",
    "env",
    "true",
    "false",
    "echo",
    "ls",
    "od",
    "dd",
    "tee",
    "mkfifo",
    "kill",
    "id",
    "uname",
    "stat",
    "expr",
    "seq",
    "basename",
    "dirname",
    "xargs",
    "find",
    "cksum",
    "md5sum",
    "sha256sum",
    "base64",
    "nproc",
    "touch",
    "mkdir",
    "cp",
    "mv",
];

const SWITCH_PROGRAMS: &[&str] = &["ovs-ofctl", "ovs-vsctl", "ovs-appctl"];

/// Where a program lies on this machine.
fn find(program: &str) -> Option<PathBuf> {
    let folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
    folders.iter().map(|folder| Path::new(folder).join(program)).find(|path| path.exists())
}

fn install(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Where antctl finds the flows of policies, beside the programs.
const OVSFLOWS: &str = "ovsflows";

/// Gives antctl what it prints about policies' flows. Without any it says that the agent cannot tell.
fn give_flows(folder: &Path, files: Vec<(String, String)>) {
    if files.is_empty() {
        return;
    }
    let folder = folder.join(OVSFLOWS);
    fs::create_dir_all(&folder).unwrap();
    for (policy, text) in files {
        fs::write(folder.join(policy), text).unwrap();
    }
}

/// A container of a recorded Node with antctl alone, for commands that a test runs itself: where it lies, and its environment.
pub fn antctl(capture: &Capture, name: &str) -> (TempDir, Vec<(&'static str, PathBuf)>) {
    let folder = tempfile::tempdir().unwrap();
    install(folder.path(), "antctl", include_str!("programs/antctl.sh"));
    let version = Version::parse(capture.truth["antrea"].as_str().unwrap());
    let variants = capture.root().parent().unwrap().join("variants").join(name);
    give_flows(folder.path(), agent_flows::files(version, &content::rules(&capture.truth, name), &variants));
    let environment = vec![
        ("NODE", capture.root().join("nodes").join(name)),
        ("ANTCTL", variants),
        ("OVSFLOWS", folder.path().join(OVSFLOWS)),
    ];
    (folder, environment)
}

/// Fills a folder with what a container has.
pub fn container(backend: &Backend, without: &[String]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let real = matches!(backend, Backend::Switch(_));
    let wanted = PROGRAMS.iter().chain(if real { SWITCH_PROGRAMS } else { &[] });
    for name in wanted.filter(|name| !without.iter().any(|missing| missing == *name)) {
        if let Some(program) = find(name) {
            symlink(program, folder.path().join(name)).unwrap();
        }
    }
    if matches!(backend, Backend::Recorded) {
        for name in SWITCH_PROGRAMS.iter().filter(|name| !without.iter().any(|missing| missing == *name)) {
            install(folder.path(), name, include_str!("programs/ovs.sh"));
        }
    }
    if !matches!(backend, Backend::Canned(_)) && !without.iter().any(|missing| missing == "antctl") {
        install(folder.path(), "antctl", include_str!("programs/antctl.sh"));
    }
    folder
}

impl Node {
    /// Gives antctl in the Node's container what it prints about policies' flows.
    pub fn give_flows(&self) {
        give_flows(self.programs.path(), agent_flows::files(self.version, &self.rules, &self.variants));
    }

    /// The command as the container runs it. It may not be there: then `Err` says so as the container's runtime does.
    pub fn command(&self, words: &[String]) -> Result<Command, (i32, String)> {
        let Some((program, arguments)) = words.split_first() else {
            return Err((126, "OCI runtime exec failed: exec failed: no command".to_string()));
        };
        let path = match program.strip_prefix('/') {
            Some(_) => PathBuf::from(program),
            None => self.programs.path().join(program),
        };
        if !path.exists() {
            let words = format!(
                "OCI runtime exec failed: exec failed: unable to start container process: exec: \"{program}\": executable file not found in $PATH: unknown"
            );
            return Err((127, words));
        }
        let mut command = Command::new(path);
        command.args(arguments).env_clear().current_dir("/").process_group(0).kill_on_drop(true);
        if let Backend::Switch(switch) = &self.backend {
            command.envs(switch.lock().unwrap().switch.environment());
        }
        command.env("PATH", self.programs.path()).env("NODE", &self.folder).env("ANTCTL", &self.variants);
        command.env("OVSFLOWS", self.programs.path().join(OVSFLOWS));
        command.env("TMPDIR", self.programs.path()).env("HOME", "/root");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Ok(command)
    }

    /// Runs a command for the agent itself.
    pub async fn run(&self, words: &[&str]) -> Result<String, String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_string()).collect();
        if let Backend::Canned(answers) = &self.backend {
            let canned = answers(&words);
            let text = String::from_utf8_lossy(&canned.stdout).into_owned();
            return if canned.code == 0 { Ok(text) } else { Err(String::from_utf8_lossy(&canned.stderr).into_owned()) };
        }
        let output = self.command(&words).map_err(|(_, words)| words)?.output().await.map_err(|e| e.to_string())?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
    }

    /// A file of the Node's folder.
    pub fn json(&self, file: &str) -> Option<Value> {
        serde_json::from_str(&fs::read_to_string(self.folder.join(file)).ok()?).ok()
    }
}
