//! Flags that say how the sockets of one Node are read.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::cluster::duration;

/// The flag with the run directory.
const LOCAL: &str = "--local";

/// The Node that this runs on.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Where")]
pub struct LocalArgs {
    /// Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch's own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies
    #[arg(long, value_name = "RUNDIR", global = true, num_args = 0..=1, require_equals = true)]
    pub local: Option<Option<PathBuf>>,
    /// Read this bridge of the Node; else the one that Antrea's agent writes its round into
    #[arg(long, value_name = "BRIDGE", global = true, value_parser = NonEmptyStringValueParser::new())]
    pub bridge: Option<String>,
    /// Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took
    #[arg(long, value_name = "TIME", global = true, value_parser = pause)]
    pub pause: Option<Duration>,
    /// Ask the Node's agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350
    #[arg(long, value_name = "PORT", global = true, value_parser = clap::value_parser!(u16).range(1..))]
    pub agent_port: Option<u16>,
}

impl LocalArgs {
    /// Whether the Node is read.
    pub fn is_given(&self) -> bool {
        self.local.is_some()
    }

    /// The run directory, where one was given.
    pub fn rundir(&self) -> Option<PathBuf> {
        self.local.clone().flatten()
    }

    /// A flag that is about the Node's sockets, where these are not read.
    pub fn flag_without_local(&self) -> Option<&'static str> {
        let given = [
            (self.bridge.is_some(), "--bridge"),
            (self.pause.is_some(), "--pause"),
            (self.agent_port.is_some(), "--agent-port"),
        ];
        given.into_iter().find_map(|(given, flag)| (given && !self.is_given()).then_some(flag))
    }
}

/// A time that may be none at all.
fn pause(text: &str) -> Result<Duration, String> {
    if matches!(text, "0" | "0s" | "0ms") { Ok(Duration::ZERO) } else { duration(text) }
}

/// The line with `--local RUNDIR` in one word. A run directory begins with `/` or `.`, else the word behind the flag is a noun or a name (`flow/worker-1/3`).
pub(super) fn joined(line: &[OsString]) -> Vec<OsString> {
    let mut words = line.iter().peekable();
    let mut whole = Vec::with_capacity(line.len());
    while let Some(word) = words.next() {
        if word == "--" {
            whole.push(word.clone());
            whole.extend(words.by_ref().cloned());
        } else if word == LOCAL
            && let Some(rundir) = words.next_if(|next| is_path(next))
        {
            let mut both = OsString::from(LOCAL);
            both.push("=");
            both.push(rundir);
            whole.push(both);
        } else {
            whole.push(word.clone());
        }
    }
    whole
}

fn is_path(word: &OsStr) -> bool {
    matches!(word.as_encoded_bytes(), [b'/', ..] | b"." | b".." | [b'.', b'/', ..] | [b'.', b'.', b'/', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_directory_is_told_from_a_noun_by_how_it_begins() {
        let cases = [
            ("get rules --local", "get rules --local"),
            ("get --local rules", "get --local rules"),
            ("get rules --local /run/ovs -v", "get rules --local=/run/ovs -v"),
            ("--local ./ovs get rules", "--local=./ovs get rules"),
            ("get rules --local . -o wide", "get rules --local=. -o wide"),
            ("get rules --local=/run/ovs a/b", "get rules --local=/run/ovs a/b"),
            ("get flows --local -v a/b", "get flows --local -v a/b"),
            ("get flows --local flow/node-1/3", "get flows --local flow/node-1/3"),
            ("get flows --local ../run .x", "get flows --local=../run .x"),
            ("explain -- --local /x", "explain -- --local /x"),
        ];
        let line = |words: &str| -> Vec<OsString> { words.split_whitespace().map(OsString::from).collect() };
        for (typed, expected) in cases {
            assert_eq!(joined(&line(typed)), line(expected), "{typed}");
        }
    }

    #[test]
    fn a_pause_may_be_none() {
        let cases = [("0", Ok(0)), ("0s", Ok(0)), ("20ms", Ok(20)), ("2", Ok(2000)), ("-1s", Err(())), ("x", Err(()))];
        for (text, expected) in cases {
            assert_eq!(pause(text).map(|time| time.as_millis()).map_err(|_| ()), expected, "{text}");
        }
    }
}
