//! Commands of `ovs-vswitchd` on its control socket: JSON-RPC with one line of text for an answer, however long (`lib/unixctl.c`).

use std::path::{Path, PathBuf};

use serde_json::json;

use super::error::{LocalError, LocalErrorKind};
use super::socket::{Patience, Socket};
use super::text::{Reply, Step};

/// What is read at once.
const PIECE: usize = 256 << 10;
/// What is read of one answer at most: four million connections.
const ANSWER: u64 = 1 << 30;

/// Connects to the first of these sockets where somebody listens.
///
/// # Errors
/// There is none. The first one's reason stands for all of them.
pub(super) fn connect(rundir: &Path, controls: &[PathBuf], patience: Patience) -> Result<Socket, LocalError> {
    let mut failed = None;
    for path in controls {
        match Socket::connect(path, patience) {
            Ok(socket) => return Ok(socket),
            // Those of processes that are gone stay behind, and the pid file's may be another namespace's.
            Err(error) if matches!(error.kind, LocalErrorKind::Missing | LocalErrorKind::Stale) => {
                failed.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
    }
    Err(failed.unwrap_or_else(|| {
        let why = "there is no control socket of ovs-vswitchd (ovs-vswitchd.PID.ctl): it does not run";
        LocalError::new(rundir.display().to_string(), LocalErrorKind::Stale, why)
    }))
}

/// Runs a command and hands its text on as it comes.
///
/// # Errors
/// The command fails, and says why, or its answer ends early or is none. What was handed on until then is good.
pub(super) fn run(
    socket: &mut Socket,
    method: &str,
    words: &[&str],
    each: &mut dyn FnMut(&[u8]),
) -> Result<(), LocalError> {
    socket.send(json!({ "id": 0, "method": method, "params": words }).to_string().as_bytes())?;
    let (mut reply, mut piece, mut left) = (Reply::default(), vec![0; PIECE], ANSWER);
    loop {
        let count = socket.read(&mut piece)?;
        left = left.checked_sub(count as u64).ok_or_else(|| garbled(socket, method, "has no end"))?;
        match reply.feed(piece.get(..count).unwrap_or_default(), each) {
            Ok(Step::More) => {}
            Ok(Step::Done) => break,
            Err(why) => return Err(garbled(socket, method, why)),
        }
    }
    match reply.refused() {
        None => Ok(()),
        Some(why) => Err(socket.error(LocalErrorKind::Said, format!("{method}: {}", why.trim()))),
    }
}

fn garbled(socket: &Socket, method: &str, why: &str) -> LocalError {
    socket.error(LocalErrorKind::Garbled, format!("{method}: the answer {why}"))
}
