//! What went wrong with an exec or a command, in words that say what to try.

use kube::core::Status;

use crate::source::kube::error::chain;
use crate::source::kube::rights::Right;
use crate::source::kube::{NodeError, NodeErrorKind};

/// The longest cause that is repeated, in characters.
const LONGEST: usize = 400;

/// An exec that did not come to run.
pub(super) fn request(error: &kube::Error, namespace: &str) -> NodeError {
    match error {
        kube::Error::Api(status) => answer(status, namespace),
        other => {
            let why = short(&chain(other));
            NodeError::new(if is_timeout(&why) { NodeErrorKind::TimedOut } else { NodeErrorKind::Unreachable }, why)
        }
    }
}

/// What the API server, or the kubelet through it, answered instead of running the command.
fn answer(status: &Status, namespace: &str) -> NodeError {
    let message = if status.message.is_empty() { &status.reason } else { &status.message };
    match status.code {
        401 => {
            NodeError::new(NodeErrorKind::Refused, format!("the API server does not know who asks: {}", short(message)))
        }
        403 => {
            // "User "x" cannot create resource "pods/exec" in API group "" in the namespace "kube-system"": newer servers ask for create, older for get.
            let verb = message.split("cannot ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or("create");
            let right = Right {
                verb: if verb == "get" { "get" } else { "create" },
                group: String::new(),
                resource: "pods/exec".to_owned(),
                namespace: Some(namespace.to_owned()),
                name: None,
            };
            NodeError::new(NodeErrorKind::Refused, right.refusal(&short(message)))
        }
        _ => said(message, status.code),
    }
}

/// What an API server or a kubelet says, whether as an answer or as the end of an exec.
pub(super) fn said(message: &str, code: u16) -> NodeError {
    let lower = message.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let kind = if has(&[
        "container not found",
        "is not valid for pod",
        "container is not created or running",
        "is not running",
    ]) {
        NodeErrorKind::ContainerMissing
    } else if code == 404 || has(&["pod does not exist", "cannot exec in a stopped", "does not have a host assigned"]) {
        NodeErrorKind::NotReady
    } else if is_timeout(&lower) && !has(&["dial tcp"]) {
        NodeErrorKind::TimedOut
    } else if has(&[
        "dial tcp",
        "no route to host",
        "connection refused",
        "error dialing backend",
        "no such host",
        "x509",
        "eof",
    ]) || (502..=504).contains(&code)
    {
        NodeErrorKind::Unreachable
    } else {
        NodeErrorKind::Failed
    };
    let status = if code == 0 { String::new() } else { format!(" (status {code})") };
    NodeError::new(kind, format!("{}{status}", short(message)))
}

/// Whether a container has no such program.
pub(super) fn is_not_found(message: &str) -> bool {
    ["executable file not found", "no such file or directory: unknown", "exec format error"]
        .iter()
        .any(|words| message.contains(words))
}

fn is_timeout(words: &str) -> bool {
    ["timed out", "timeout", "deadline exceeded", "deadline has elapsed"].iter().any(|word| words.contains(word))
}

/// A command that ended with a code that is not 0, by what it said. A code above 128 is a signal's.
pub fn command(code: i32, message: &str) -> NodeError {
    let lower = message.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let line = error_line(message);
    match code {
        142 => {
            let why = "the command did not end in its time: ovs-vswitchd hangs or is busy; a longer --request-timeout may help";
            NodeError::new(NodeErrorKind::TimedOut, why)
        }
        126 | 127 => NodeError::new(NodeErrorKind::Failed, format!("the container has no such program: {line}")),
        _ if has(&[
            "is not a bridge or a socket",
            "connection refused",
            "database connection failed",
            "db.sock",
            "failed to connect to socket",
            "cannot read pidfile",
            "cannot connect to",
            "pidfile",
        ]) =>
        {
            let try_this = "whether ovs-vswitchd and ovsdb-server run, the log of container antrea-ovs says";
            NodeError::new(NodeErrorKind::OvsDown, format!("{line}; {try_this}"))
        }
        137 => NodeError::new(
            NodeErrorKind::Failed,
            format!("the command was killed (137), maybe for want of memory: {line}"),
        ),
        _ => NodeError::new(NodeErrorKind::Failed, format!("{line} (exit code {code})")),
    }
}

/// The line that says why; log lines and hints stand around it.
fn error_line(message: &str) -> String {
    let lines = || message.lines().map(str::trim).filter(|line| !line.is_empty());
    let programs = ["ovs-ofctl: ", "ovs-vsctl: ", "ovs-appctl: ", "Error: ", "error: "];
    let named = lines().find(|line| programs.iter().any(|program| line.starts_with(program)));
    short(named.or_else(|| lines().next_back()).unwrap_or("it said nothing"))
}

fn short(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use NodeErrorKind::*;

    #[test]
    fn answers_have_their_kind() {
        let cases = [
            (404, "pods \"antrea-agent-x\" not found", NotReady),
            (400, "container antrea-ovs is not valid for pod antrea-agent-x", ContainerMissing),
            (500, "unable to upgrade connection: container not found (\"antrea-ovs\")", ContainerMissing),
            (500, "error dialing backend: dial tcp 10.0.0.7:10250: connect: no route to host", Unreachable),
            (500, "error dialing backend: dial tcp 10.0.0.7:10250: i/o timeout", Unreachable),
            (0, "Internal error occurred: error dialing backend: remote error: tls: internal error", Unreachable),
            (503, "", Unreachable),
            (504, "the server was unable to return a response in the time allotted", Unreachable),
            (500, "context deadline exceeded", TimedOut),
            (418, "short and stout", Failed),
        ];
        for (code, message, kind) in cases {
            assert_eq!(said(message, code).kind, kind, "{code} {message}");
        }
    }

    #[test]
    fn a_refusal_names_verb_resource_and_grant() {
        for verb in ["create", "get"] {
            let status = Status {
                code: 403,
                message: format!(
                    "pods \"a\" is forbidden: User \"u\" cannot {verb} resource \"pods/exec\" in API group \"\" in the namespace \"kube-system\""
                ),
                ..Status::default()
            };
            let error = answer(&status, "kube-system");
            assert_eq!(error.kind, Refused);
            assert!(error.why.contains("get and create pods/exec") && error.why.contains("kube-system"), "{error}");
            assert!(error.why.contains("examples/rbac/node-data.yaml"), "{error}");
        }
    }

    #[test]
    fn commands_say_why() {
        let cases = [
            (1, "ovs-ofctl: br-int is not a bridge or a socket\n", OvsDown, "br-int is not a bridge"),
            (
                1,
                "ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (No such file or directory)",
                OvsDown,
                "log of container",
            ),
            (
                1,
                "2026-01-01T00:00:00Z|00001|poll_loop|INFO|wakeup\novs-ofctl: unknown command 'x'\n",
                Failed,
                "unknown command 'x' (exit code 1)",
            ),
            (142, "", TimedOut, "--request-timeout"),
            (137, "", Failed, "killed"),
            (127, "sh: ovs-ofctl: not found", Failed, "no such program"),
            (2, "", Failed, "said nothing (exit code 2)"),
            (2, "ovs-vswitchd: opening datapath (Operation not supported)", Failed, "Operation not supported"),
        ];
        for (code, message, kind, words) in cases {
            let error = command(code, message);
            assert!(error.kind == kind && error.why.contains(words), "{code} {message:?}: {error}");
        }
    }

    #[test]
    fn long_words_are_cut() {
        assert!(command(1, &"\u{e9}".repeat(10_000)).why.chars().count() < 500);
    }
}
