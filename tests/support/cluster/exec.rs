//! `pods/exec` over WebSocket: a byte that names the channel, then data (`apimachinery/pkg/util/remotecommand`, `v5.channel.k8s.io`).

use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use futures::stream::{SplitSink, SplitStream};
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::ChildStdin;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::fault::Fault;
use super::node::{Backend, Node};
use super::reply::failure_object;
use super::spoil;

const STDIN: u8 = 0;
const STDOUT: u8 = 1;
const STDERR: u8 = 2;
const ERROR: u8 = 3;
/// v5: the client has no more for a channel.
const CLOSE: u8 = 255;

/// What is asked of a container.
pub struct Task {
    pub node: Arc<Node>,
    pub words: Vec<String>,
    pub stdin: bool,
    pub stdout: bool,
    pub stderr: bool,
    pub fault: Option<Fault>,
}

/// What goes to the client.
enum Frame {
    Data(u8, Bytes),
    Status(Value),
}

/// How the stream ends.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// In good form.
    Close,
    /// The connection breaks.
    Break,
}

fn success() -> Value {
    json!({ "metadata": {}, "status": "Success" })
}

/// As the kubelet words it (`kubelet/pkg/cri/streaming/remotecommand`).
fn exit_status(code: i32) -> Value {
    if code == 0 {
        return success();
    }
    json!({
        "metadata": {}, "status": "Failure", "reason": "NonZeroExitCode",
        "message": format!("command terminated with non-zero exit code: exit status {code}"),
        "details": { "causes": [{ "reason": "ExitCode", "message": code.to_string() }] },
    })
}

fn runtime_failure(words: &str) -> Value {
    failure_object(500, "InternalError", words, Value::Null)
}

/// Runs a task over an open WebSocket.
pub async fn run(socket: WebSocket, task: Task) {
    let inside = Inside::of(&task.node);
    let (sink, stream) = socket.split();
    let (sender, receiver) = channel(16);
    let (typed, input) = channel(16);
    let fault = task.fault.clone();
    // The client's end is noticed while the command runs: then the command is dropped, and killed by that.
    tokio::select! {
        () = async { tokio::join!(produce(task, inside, sender, input), consume(sink, receiver, fault)); } => {}
        () = listen(stream, typed) => {}
    }
}

/// Counts a command while it runs.
struct Inside(Arc<Node>);

impl Inside {
    fn of(node: &Arc<Node>) -> Inside {
        node.running.enter();
        node.everywhere.enter();
        Inside(node.clone())
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.0.running.leave();
        self.0.everywhere.leave();
    }
}

/// Reads what the client sends until it is gone.
async fn listen(mut stream: SplitStream<WebSocket>, input: Sender<Option<Bytes>>) {
    while let Some(Ok(message)) = stream.next().await {
        let Message::Binary(bytes) = message else { continue };
        match bytes.first() {
            Some(&STDIN) => {
                let _ = input.send(Some(bytes.slice(1..))).await;
            }
            Some(&CLOSE) if bytes.get(1) == Some(&STDIN) => {
                let _ = input.send(None).await;
            }
            _ => {}
        }
    }
}

/// Sends frames, with the faults that strike a stream. Only standard output counts against a fault's bytes.
async fn consume(mut sink: SplitSink<WebSocket, Message>, mut frames: Receiver<Frame>, fault: Option<Fault>) {
    let mut left = match fault {
        Some(Fault::Cut(count) | Fault::NoStatus(count) | Fault::RuntimeFails(count) | Fault::Killed(count)) => {
            Some(count)
        }
        _ => None,
    };
    let mut status = None;
    while let Some(frame) = frames.recv().await {
        match frame {
            Frame::Data(STDOUT, bytes) => {
                let end = left.map_or(bytes.len(), |left| bytes.len().min(usize::try_from(left).unwrap()));
                if !data(&mut sink, STDOUT, &bytes[..end], &fault).await {
                    return;
                }
                left = left.map(|left| left - end as u64);
                if left == Some(0) {
                    break;
                }
            }
            Frame::Data(channel, bytes) => {
                if !data(&mut sink, channel, &bytes, &None).await {
                    return;
                }
            }
            Frame::Status(words) => status = Some(words),
        }
    }
    let (status, end) = match fault {
        Some(Fault::Cut(_)) => (None, End::Break),
        Some(Fault::NoStatus(_)) => (None, End::Close),
        Some(Fault::RuntimeFails(_)) => {
            let words = "error executing command in container: failed to exec in container: container is in CONTAINER_EXITED state";
            (Some(runtime_failure(words)), End::Close)
        }
        Some(Fault::Killed(_)) => (Some(exit_status(137)), End::Close),
        _ => (status, End::Close),
    };
    if let Some(status) = status {
        let frame = [&[ERROR], status.to_string().as_bytes()].concat();
        let _ = sink.send(Message::Binary(frame.into())).await;
    }
    if end == End::Close {
        let normal = CloseFrame { code: close_code::NORMAL, reason: "".into() };
        let _ = sink.send(Message::Close(Some(normal))).await;
    } else {
        // What was sent reaches the client before the break.
        let _ = sink.flush().await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// False when the client is gone.
async fn data(sink: &mut SplitSink<WebSocket, Message>, channel: u8, bytes: &[u8], fault: &Option<Fault>) -> bool {
    let (size, pause) = match fault {
        Some(Fault::SlowDrip(pause)) => (64, *pause),
        _ => (32 * 1024, Duration::ZERO),
    };
    for piece in bytes.chunks(size) {
        if sink.send(Message::Binary([&[channel], piece].concat().into())).await.is_err() {
            return false;
        }
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
    }
    true
}

/// Makes what the command says.
async fn produce(task: Task, inside: Inside, frames: Sender<Frame>, input: Receiver<Option<Bytes>>) {
    let say = async |channel: u8, bytes: Bytes| {
        let _ = frames.send(Frame::Data(channel, bytes)).await;
    };
    let status = match &task.fault {
        Some(Fault::Hang) => std::future::pending().await,
        Some(Fault::Exit(code)) => {
            say(STDERR, Bytes::from_static(b"something went wrong\n")).await;
            exit_status(*code)
        }
        Some(Fault::Garbage) => {
            say(STDOUT, spoil::garbage(20_000).into()).await;
            success()
        }
        Some(Fault::GarbageGzip) => {
            say(STDOUT, spoil::garbage_gzip().into()).await;
            success()
        }
        Some(Fault::OtherJson) => {
            say(STDOUT, Bytes::from_static(b"[1, \"two\", {\"three\": null}]\n")).await;
            success()
        }
        Some(Fault::Empty) => success(),
        Some(Fault::Huge(count)) => {
            let line = Bytes::from("no end of it\n".repeat(2500));
            for _ in 0..count.div_ceil(line.len() as u64) {
                if frames.send(Frame::Data(STDOUT, line.clone())).await.is_err() {
                    break;
                }
            }
            success()
        }
        fault => {
            if let Some(Fault::Delay(pause)) = fault {
                tokio::time::sleep(*pause).await;
            }
            if fault == &Some(Fault::StderrNoise) {
                let noise =
                    "2026-11-21T10:00:00Z|00001|poll_loop|INFO|wakeup due to [POLLIN] on fd 4 (0.000s poll interval)\n";
                say(STDERR, Bytes::from(noise.repeat(2000))).await;
            }
            exit_status(really(&task, &frames, input).await)
        }
    };
    // Whoever hears of its end may begin the next.
    drop(inside);
    let _ = frames.send(Frame::Status(status)).await;
}

/// Runs the command and gives its exit code.
async fn really(task: &Task, frames: &Sender<Frame>, input: Receiver<Option<Bytes>>) -> i32 {
    if let Backend::Canned(answers) = &task.node.backend {
        let canned = answers(&task.words);
        if task.stdout {
            for at in (0..canned.stdout.len()).step_by(32 * 1024) {
                let end = canned.stdout.len().min(at + 32 * 1024);
                let _ = frames.send(Frame::Data(STDOUT, canned.stdout.slice(at..end))).await;
            }
        }
        if task.stderr && !canned.stderr.is_empty() {
            let _ = frames.send(Frame::Data(STDERR, canned.stderr.into())).await;
        }
        return canned.code;
    }
    let mut command = match task.node.command(&task.words) {
        Ok(command) => command,
        Err((code, words)) => {
            let _ = frames.send(Frame::Data(STDERR, format!("{words}\n").into())).await;
            return code;
        }
    };
    if task.stdin {
        command.stdin(std::process::Stdio::piped());
    }
    let mut child = command.spawn().unwrap();
    let group = Group(child.id().unwrap());
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let typing = feed(stdin, input);
    let printing = async {
        let (out, err) = (task.stdout.then_some(STDOUT), task.stderr.then_some(STDERR));
        tokio::join!(pipe(stdout, out, frames), pipe(stderr, err, frames));
        child.wait().await.unwrap()
    };
    let ended = tokio::select! {
        ended = printing => ended,
        () = async { typing.await; std::future::pending().await } => unreachable!(),
    };
    drop(group);
    code(ended)
}

fn code(ended: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    ended.code().unwrap_or_else(|| 128 + ended.signal().unwrap_or(0))
}

/// Kills what a command left behind: a pipe's other end outlives the shell that began it.
struct Group(u32);

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.0);
        let _ =
            std::process::Command::new("kill").args(["-9", "--", &group]).stderr(std::process::Stdio::null()).status();
    }
}

async fn pipe(mut from: impl AsyncRead + Unpin, channel: Option<u8>, frames: &Sender<Frame>) {
    let mut buffer = vec![0; 32 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        if let Some(channel) = channel {
            let _ = frames.send(Frame::Data(channel, Bytes::copy_from_slice(&buffer[..count]))).await;
        }
    }
}

async fn feed(stdin: Option<ChildStdin>, mut input: Receiver<Option<Bytes>>) {
    let Some(mut stdin) = stdin else { return };
    while let Some(Some(bytes)) = input.recv().await {
        if stdin.write_all(&bytes).await.is_err() {
            return;
        }
    }
}
