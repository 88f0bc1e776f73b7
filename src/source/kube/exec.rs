//! One command in a container, through the API server and the kubelet.
//!
//! The output is passed on as it comes; a reader that is slow slows the command down, and nothing is lost. A command whose end nobody told is cut, whatever came.

pub mod explain;

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use k8s_openapi::api::core::v1::Pod;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Status;
use kube::Api;
use kube::api::{AttachParams, AttachedProcess};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{sleep, timeout};

use super::agent_pod::AgentPod;
use super::{NodeError, NodeErrorKind};

/// Takes what a command prints.
pub trait Output: Send {
    /// The next bytes.
    ///
    /// # Errors
    /// When no more are wanted: the command is left.
    fn take(&mut self, bytes: &[u8]) -> impl Future<Output = Result<(), NodeError>> + Send;
}

/// How a command ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExecEnd {
    /// Its exit code: 127 as well where the container has no such program.
    pub code: i32,
    /// The first of what it wrote to standard error.
    pub stderr: String,
}

/// What of standard error is kept, in bytes.
const STDERR: usize = 64 * 1024;
/// The client holds this much output for a reader that is busy; its own default of 1 KiB costs nine tenths of the speed.
const BUFFER: usize = 1 << 20;
const READ: usize = 64 * 1024;
/// A server that is busy (429) is asked again after these.
const AGAIN: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(1)];
/// After the connection has broken what is still held is there at once.
const REST: Duration = Duration::from_millis(100);

/// Runs a command and passes on what it prints.
///
/// There is no time limit here: the caller has one, and what is dropped is closed.
///
/// # Errors
/// When it could not be run, when its output or its end did not come, or when `output` wants no more. A command that failed is no error: its code says it.
pub async fn run(
    client: &kube::Client,
    pod: &AgentPod,
    container: &str,
    argv: &[String],
    output: &mut impl Output,
) -> Result<ExecEnd, NodeError> {
    let there = pod.containers.iter().any(|name| name == container);
    if !there && !pod.containers.is_empty() {
        let why = format!("Pod {} has no container {container}; it has {}", pod.name, pod.containers.join(", "));
        return Err(NodeError::new(NodeErrorKind::ContainerMissing, why));
    }
    let mut process = start(client, pod, container, argv).await?;
    let (stdout, stderr, status) = (process.stdout(), process.stderr(), process.take_status());
    let (Some(stdout), Some(stderr), Some(status)) = (stdout, stderr, status) else {
        return Err(NodeError::new(NodeErrorKind::Failed, "the connection has no channels"));
    };
    let mut channels = Channels { stdout, stderr, said: Vec::new(), passed: 0 };
    let status = channels.drain(status, output).await?;
    let stderr = String::from_utf8_lossy(&channels.said).into_owned();
    match status {
        Some(status) => ended(&status, stderr),
        None => {
            let cause = match process.join().await {
                Err(error) => super::error::chain(&error),
                Ok(()) => "the connection was closed".to_owned(),
            };
            let why = format!("{cause}, after {} bytes and before the command's end", channels.passed);
            Err(NodeError::new(NodeErrorKind::Cut, why))
        }
    }
}

async fn start(
    client: &kube::Client,
    pod: &AgentPod,
    container: &str,
    argv: &[String],
) -> Result<AttachedProcess, NodeError> {
    let pods: Api<Pod> = Api::namespaced(client.clone(), &pod.namespace);
    let how = AttachParams::default()
        .container(container)
        .stdin(false)
        .stdout(true)
        .stderr(true)
        .max_stdout_buf_size(BUFFER)
        .max_stderr_buf_size(READ);
    let mut pauses = AGAIN.iter();
    loop {
        let error = match pods.exec(&pod.name, argv, &how).await {
            Ok(process) => return Ok(process),
            Err(error) => error,
        };
        let busy = matches!(&error, kube::Error::Api(status) if status.code == 429);
        match pauses.next().filter(|_| busy) {
            Some(pause) => sleep(*pause).await,
            None => return Err(explain::request(&error, &pod.namespace)),
        }
    }
}

struct Channels<Stdout, Stderr> {
    stdout: Stdout,
    stderr: Stderr,
    said: Vec<u8>,
    passed: u64,
}

impl<Stdout: AsyncRead + Unpin, Stderr: AsyncRead + Unpin> Channels<Stdout, Stderr> {
    /// Reads both channels until they end, then the status. A connection that breaks ends neither channel, but takes the status away: what is held
    /// by then is still passed on.
    async fn drain(
        &mut self,
        status: impl Future<Output = Option<Status>>,
        output: &mut impl Output,
    ) -> Result<Option<Status>, NodeError> {
        let mut status = pin!(status);
        let mut known: Option<Option<Status>> = None;
        let (mut out, mut err) = (vec![0; READ], vec![0; 4096]);
        let (mut out_open, mut err_open) = (true, true);
        while out_open || err_open {
            let broken = matches!(known, Some(None));
            tokio::select! {
                biased;
                read = self.stderr.read(&mut err), if err_open => match read {
                    Ok(0) | Err(_) => err_open = false,
                    Ok(read) => {
                        let room = STDERR.saturating_sub(self.said.len());
                        self.said.extend_from_slice(err.get(..read.min(room)).unwrap_or_default());
                    }
                },
                read = self.stdout.read(&mut out), if out_open => match read {
                    Ok(0) | Err(_) => out_open = false,
                    Ok(read) => {
                        self.passed += read as u64;
                        output.take(out.get(..read).unwrap_or_default()).await?;
                    }
                },
                ended = &mut status, if known.is_none() => known = Some(ended),
                () = sleep(REST), if broken => break,
            }
        }
        match known {
            Some(status) => Ok(status),
            None => Ok(timeout(REST * 10, status).await.ok().flatten()),
        }
    }
}

/// The end of a command, as the kubelet tells it.
fn ended(status: &Status, stderr: String) -> Result<ExecEnd, NodeError> {
    if status.status.as_deref() == Some("Success") {
        return Ok(ExecEnd { code: 0, stderr });
    }
    let message = status.message.as_deref().unwrap_or("the command failed without a word");
    let causes = status.details.iter().flat_map(|details| details.causes.iter().flatten());
    let mut codes = causes.filter(|cause| cause.reason.as_deref() == Some("ExitCode"));
    let code = codes.find_map(|cause| cause.message.as_deref()?.parse().ok());
    match code {
        Some(code) => Ok(ExecEnd { code, stderr }),
        None if explain::is_not_found(message) => Ok(ExecEnd { code: 127, stderr: message.to_owned() }),
        None => Err(explain::said(message, status.code.and_then(|code| u16::try_from(code).ok()).unwrap_or(0))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(json: &str) -> Status {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn ends_have_their_code() {
        let end = |json: &str| ended(&status(json), "words".into());
        assert_eq!(end(r#"{"status":"Success"}"#), Ok(ExecEnd { code: 0, stderr: "words".into() }));
        let code = r#"{"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"7"}]}}"#;
        assert_eq!(end(code), Ok(ExecEnd { code: 7, stderr: "words".into() }));
        let none = r#"{"status":"Failure","reason":"InternalError","code":500,"message":"OCI runtime exec failed: exec: \"sh\": executable file not found in $PATH: unknown"}"#;
        assert_eq!(end(none).unwrap().code, 127);
        let down = r#"{"status":"Failure","code":500,"message":"error dialing backend: dial tcp 10.0.0.1:10250: i/o timeout"}"#;
        assert_eq!(end(down).unwrap_err().kind, NodeErrorKind::Unreachable);
        assert_eq!(end("{}").unwrap_err().kind, NodeErrorKind::Failed);
    }

    struct Kept(Vec<u8>);

    impl Output for Kept {
        async fn take(&mut self, bytes: &[u8]) -> Result<(), NodeError> {
            self.0.extend_from_slice(bytes);
            Ok(())
        }
    }

    #[tokio::test]
    async fn what_came_before_a_break_is_passed_on() {
        let (stdout, mut to_stdout) = tokio::io::duplex(1024);
        let (stderr, _to_stderr) = tokio::io::duplex(1024);
        tokio::io::AsyncWriteExt::write_all(&mut to_stdout, b"half").await.unwrap();
        let mut channels = Channels { stdout, stderr, said: Vec::new(), passed: 0 };
        let mut kept = Kept(Vec::new());
        // Neither channel ends; the status is gone.
        let status = channels.drain(std::future::ready(None), &mut kept).await.unwrap();
        assert_eq!((status, kept.0.as_slice(), channels.passed), (None, b"half".as_slice(), 4));
    }

    #[tokio::test]
    async fn noise_on_stderr_is_bounded() {
        let (stdout, _) = tokio::io::duplex(1);
        let noise = vec![b'x'; 10 * STDERR];
        let mut channels = Channels { stdout, stderr: noise.as_slice(), said: Vec::new(), passed: 0 };
        let success = std::future::ready(Some(status(r#"{"status":"Success"}"#)));
        let ended = channels.drain(success, &mut Kept(Vec::new())).await.unwrap();
        assert!(ended.is_some());
        assert_eq!(channels.said.len(), STDERR);
    }
}
