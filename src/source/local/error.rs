//! Why a Node's sockets did not give what was asked: the socket, what happened there, and what to try.

use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::rundir::MANAGEMENT;

/// Something that failed on this Node.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {why}")]
pub struct LocalError {
    /// The socket, or the folder of sockets.
    pub place: String,
    /// What happened there.
    pub why: String,
    /// What sort of failure.
    pub kind: LocalErrorKind,
}

/// What sort of failure: what a caller decides by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LocalErrorKind {
    /// There is no run directory of Open vSwitch.
    NoRundir,
    /// There is no such socket.
    Missing,
    /// It is there, and this user may not open it.
    Forbidden,
    /// It is there, and nobody listens.
    Stale,
    /// It did not answer in time.
    TimedOut,
    /// The time for everything was over.
    Over,
    /// The user wanted no more.
    Interrupted,
    /// The connection ended in the middle.
    Cut,
    /// No version of the protocol that both sides speak, or a question that the version has not.
    Version,
    /// It answered that it will not.
    Said,
    /// What it answered is not what it should be.
    Garbled,
    /// There is no such bridge, or none that is Antrea's.
    NoBridge,
    /// There are several bridges, and nothing says which is meant.
    SeveralBridges,
    /// Anything else.
    Failed,
}

impl LocalErrorKind {
    /// Whether the next question to the same daemon would fare no better.
    pub(super) fn is_final(self) -> bool {
        matches!(self, LocalErrorKind::TimedOut | LocalErrorKind::Over | LocalErrorKind::Interrupted)
    }
}

impl LocalError {
    /// Where, what sort of failure, and what happened.
    pub fn new(place: impl Into<String>, kind: LocalErrorKind, why: impl Into<String>) -> LocalError {
        LocalError { place: place.into(), why: why.into(), kind }
    }

    /// A way out, where there is one that the words do not say already.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self.kind {
            LocalErrorKind::NoRundir => {
                "run this on a Node or in container antrea-ovs, or name the folder that holds db.sock: --local RUNDIR"
            }
            LocalErrorKind::Missing | LocalErrorKind::Stale if self.place.ends_with(MANAGEMENT) => {
                "ovs-vswitchd does not run, or is being restarted: ovs-appctl version asks it, the log of container antrea-ovs says why; --local RUNDIR reads another"
            }
            LocalErrorKind::Missing => {
                "is this the run directory of Antrea's Open vSwitch (on a Node /var/run/antrea/openvswitch)? --local RUNDIR names another"
            }
            LocalErrorKind::Forbidden => {
                "run this as root (sudo), as that user or in that group, or in container antrea-ovs"
            }
            LocalErrorKind::Stale => {
                "ovs-vswitchd or ovsdb-server does not run, or is being restarted: the log of container antrea-ovs says why"
            }
            LocalErrorKind::TimedOut => "it hangs or is busy: --request-timeout gives it more time",
            LocalErrorKind::Over => "--timeout gives the whole run more time",
            LocalErrorKind::Cut => "it ended or was restarted: try again",
            LocalErrorKind::NoBridge | LocalErrorKind::SeveralBridges => "--bridge names the bridge",
            LocalErrorKind::Version => {
                "the bridge's column protocols says which versions it allows; Antrea allows OpenFlow10 and OpenFlow15"
            }
            LocalErrorKind::Said | LocalErrorKind::Garbled | LocalErrorKind::Failed | LocalErrorKind::Interrupted => {
                return None;
            }
        })
    }
}

/// A socket that cannot be opened.
pub(super) fn opening(path: &Path, error: &io::Error) -> LocalError {
    let place = path.display().to_string();
    match error.kind() {
        io::ErrorKind::NotFound => {
            LocalError::new(place, LocalErrorKind::Missing, of_daemon(path, "there is no such socket"))
        }
        io::ErrorKind::PermissionDenied => {
            let (what, whose) = closed(path);
            let why = match (whose, std::fs::metadata("/proc/self").map(|own| own.uid())) {
                (Some(found), Ok(own)) => format!(
                    "permission denied: {what} is user {}'s and group {}'s (mode {:o}), and this runs as user {own}",
                    found.uid(),
                    found.gid(),
                    found.mode() & 0o7777
                ),
                _ => "permission denied".to_owned(),
            };
            LocalError::new(place, LocalErrorKind::Forbidden, why)
        }
        io::ErrorKind::ConnectionRefused => {
            LocalError::new(place, LocalErrorKind::Stale, of_daemon(path, "it is there, and nobody listens to it"))
        }
        _ => LocalError::new(place, LocalErrorKind::Failed, error.to_string()),
    }
}

/// What is wrong with a socket; of a bridge's, with the daemon that should listen there.
fn of_daemon(path: &Path, why: &str) -> String {
    let is_switch = path.to_str().is_some_and(|path| path.ends_with(MANAGEMENT));
    if is_switch { format!("ovs-vswitchd does not answer: {why}") } else { why.to_owned() }
}

/// What may not be opened, in words: the socket, or the first folder on the way that this user may not enter, where the socket cannot even be looked at.
fn closed(path: &Path) -> (String, Option<Metadata>) {
    if let Ok(found) = std::fs::metadata(path) {
        return ("it".to_owned(), Some(found));
    }
    let folder = path.ancestors().skip(1).find_map(|folder| Some((folder, std::fs::metadata(folder).ok()?)));
    match folder {
        Some((folder, found)) => (format!("folder {}", folder.display()), Some(found)),
        None => ("it".to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_that_cannot_be_opened_says_whose_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("db.sock");
        std::fs::write(&path, "").unwrap();
        let of = |kind: io::ErrorKind, path: &Path| opening(path, &io::Error::from(kind));
        let error = of(io::ErrorKind::PermissionDenied, &path);
        assert_eq!(error.kind, LocalErrorKind::Forbidden);
        let own = std::fs::metadata(&path).unwrap().uid();
        assert!(
            error.to_string().contains(&format!("db.sock: permission denied: it is user {own}'s and group ")),
            "{error}"
        );
        assert!(error.hint().unwrap().contains("root"));
        // Where even its folder may not be looked into, the folder is what is said of it.
        let error = of(io::ErrorKind::PermissionDenied, &folder.path().join("hidden"));
        let closed = format!("permission denied: folder {} is user {own}'s", folder.path().display());
        assert!(error.why.starts_with(&closed), "{error}");
        for (from, kind) in [
            (io::ErrorKind::NotFound, LocalErrorKind::Missing),
            (io::ErrorKind::ConnectionRefused, LocalErrorKind::Stale),
            (io::ErrorKind::InvalidInput, LocalErrorKind::Failed),
        ] {
            assert_eq!(of(from, &path).kind, kind);
        }
    }
}
