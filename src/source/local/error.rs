//! Why a Node's sockets did not give what was asked: the socket, what happened there, and what to try.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

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
            LocalErrorKind::Missing => {
                "is this the run directory of Antrea's Open vSwitch (on a Node /var/run/antrea/openvswitch)? --local RUNDIR names another"
            }
            LocalErrorKind::Forbidden => "run this as root: sudo, or in container antrea-ovs",
            LocalErrorKind::Stale => {
                "ovs-vswitchd or ovsdb-server does not run, or is being restarted: the log of container antrea-ovs says why"
            }
            LocalErrorKind::TimedOut => "it hangs or is busy: --request-timeout gives it more time",
            LocalErrorKind::Cut => "it ended or was restarted: try again",
            LocalErrorKind::NoBridge | LocalErrorKind::SeveralBridges => "--bridge names the bridge",
            LocalErrorKind::Version => {
                "the bridge's column protocols says which versions it allows; Antrea allows OpenFlow10 and OpenFlow15"
            }
            LocalErrorKind::Said | LocalErrorKind::Garbled | LocalErrorKind::Failed => return None,
        })
    }
}

/// A socket that cannot be opened.
pub(super) fn opening(path: &Path, error: &io::Error) -> LocalError {
    let place = path.display().to_string();
    match error.kind() {
        io::ErrorKind::NotFound => LocalError::new(place, LocalErrorKind::Missing, "there is no such socket"),
        io::ErrorKind::PermissionDenied => {
            let why = match (owner(path), std::fs::metadata("/proc/self").map(|own| own.uid())) {
                (Some((user, mode)), Ok(own)) => {
                    format!("permission denied: it is user {user}'s (mode {mode:o}), and this runs as user {own}")
                }
                _ => "permission denied".to_owned(),
            };
            LocalError::new(place, LocalErrorKind::Forbidden, why)
        }
        io::ErrorKind::ConnectionRefused => {
            LocalError::new(place, LocalErrorKind::Stale, "it is there, and nobody listens to it")
        }
        _ => LocalError::new(place, LocalErrorKind::Failed, error.to_string()),
    }
}

/// Whose it is, and who may open it; of the folder, where the socket cannot even be looked at.
fn owner(path: &Path) -> Option<(u32, u32)> {
    let found = std::fs::metadata(path).ok().or_else(|| std::fs::metadata(path.parent()?).ok())?;
    Some((found.uid(), found.mode() & 0o7777))
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
            error.to_string().contains(&format!("db.sock: permission denied: it is user {own}'s (mode ")),
            "{error}"
        );
        assert!(error.hint().unwrap().contains("root"));
        // Where even its folder may not be looked into, the folder is what is said of it.
        let error = of(io::ErrorKind::PermissionDenied, &folder.path().join("hidden"));
        assert!(error.why.starts_with(&format!("permission denied: it is user {own}'s")), "{error}");
        let error = of(io::ErrorKind::PermissionDenied, Path::new("/nowhere/at/all"));
        assert_eq!(error.why, "permission denied");
        for (from, kind) in [
            (io::ErrorKind::NotFound, LocalErrorKind::Missing),
            (io::ErrorKind::ConnectionRefused, LocalErrorKind::Stale),
            (io::ErrorKind::InvalidInput, LocalErrorKind::Failed),
        ] {
            assert_eq!(of(from, &path).kind, kind);
        }
    }
}
