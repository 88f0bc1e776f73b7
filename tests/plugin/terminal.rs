//! A terminal with nothing but kubectl and the plugin.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// Far more than a run takes: the machine of the tests may be busy.
const PATIENCE: Duration = Duration::from_secs(120);
const BINARY: &str = env!("CARGO_BIN_EXE_kubectl-antstats");

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
    pub took: Duration,
}

impl Ended {
    /// Standard output of a run that ended so.
    pub fn with(self, code: i32) -> String {
        assert_eq!(self.code, code, "{self:#?}");
        self.stdout
    }

    /// The report of `-o json`.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {self:#?}"))
    }
}

pub struct Terminal {
    folder: TempDir,
    kubectl: PathBuf,
    variables: Vec<(String, String)>,
}

impl Terminal {
    /// A `PATH` that holds the plugin and its completion, and the kubeconfig of a cluster.
    pub fn new(kubectl: &Path, config: &Path) -> Terminal {
        let folder = tempfile::tempdir().unwrap();
        let bin = folder.path().join("bin");
        fs::create_dir(&bin).unwrap();
        symlink(BINARY, bin.join("kubectl-antstats")).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions/kubectl_complete-antstats");
        fs::copy(script, bin.join("kubectl_complete-antstats")).unwrap();
        let terminal = Terminal { folder, kubectl: kubectl.to_owned(), variables: Vec::new() };
        terminal.with("KUBECONFIG", config.to_str().unwrap())
    }

    /// With a variable of the environment.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Terminal {
        self.variables.push((name.to_string(), value.to_string()));
        self
    }

    /// A file in a folder of the terminal's own.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// The folder that is its `PATH`.
    pub fn bin(&self) -> PathBuf {
        self.folder.path().join("bin")
    }

    /// A program with these words, in the environment of the terminal.
    pub fn command(&self, program: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(words).env_clear().env("PATH", self.bin()).env("HOME", self.folder.path());
        command.envs(self.variables.iter().map(|(name, value)| (name, value))).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// kubectl with these words, to its end.
    pub fn kubectl(&self, words: &[&str]) -> Ended {
        ended(self.command(&self.kubectl, words))
    }

    /// `kubectl antstats` and words with blanks between them.
    pub fn run(&self, words: &str) -> Ended {
        self.kubectl(&[&["antstats"], &words.split_whitespace().collect::<Vec<_>>()[..]].concat())
    }

    /// `kubectl antstats`, which goes on.
    pub fn start(&self, words: &str) -> Running {
        let words: Vec<&str> = std::iter::once("antstats").chain(words.split_whitespace()).collect();
        Running { child: self.command(&self.kubectl, &words).spawn().unwrap(), begun: Instant::now() }
    }
}

/// Runs it to its end.
pub fn ended(mut command: Command) -> Ended {
    Running { child: command.spawn().unwrap(), begun: Instant::now() }.end()
}

/// A run that goes on. kubectl turns into the plugin, so the process is the plugin's.
pub struct Running {
    child: Child,
    begun: Instant,
}

impl Running {
    /// Lines of standard output, which is closed when they are dropped.
    pub fn lines(&mut self) -> impl Iterator<Item = String> + use<> {
        let stdout = BufReader::with_capacity(1, self.child.stdout.take().unwrap());
        stdout.lines().map(Result::unwrap)
    }

    /// As Ctrl-C does.
    pub fn interrupt(&self) {
        let done = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(done.success());
    }

    /// Waits for the end, and kills what does not come to one.
    pub fn end(mut self) -> Ended {
        let read = |pipe: Option<Box<dyn Read + Send>>| {
            std::thread::spawn(move || {
                let mut text = String::new();
                pipe.map(|mut pipe| pipe.read_to_string(&mut text).unwrap());
                text
            })
        };
        let stdout = read(self.child.stdout.take().map(|pipe| Box::new(pipe) as _));
        let stderr = read(self.child.stderr.take().map(|pipe| Box::new(pipe) as _));
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() > deadline {
                self.child.kill().unwrap();
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        let took = self.begun.elapsed();
        let code = status.code().unwrap_or_else(|| panic!("ended by {status}"));
        Ended { code, stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap(), took }
    }
}
