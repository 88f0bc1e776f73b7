//! Where Open vSwitch's sockets are.

use std::path::{Path, PathBuf};

use super::error::{LocalError, LocalErrorKind, opening};

/// The database's socket: a folder that has it is a run directory.
pub(super) const DATABASE: &str = "db.sock";

/// How the names of bridges' sockets end.
pub(super) const MANAGEMENT: &str = ".mgmt";

/// The usual places: in Antrea's containers and for Open vSwitch of the Node's own, and where Antrea's containers have theirs on the Node
/// (`hostPath` of `build/charts/antrea/templates/agent/daemonset.yaml`).
const PLACES: [&str; 3] = ["/var/run/openvswitch", "/run/openvswitch", "/var/run/antrea/openvswitch"];

/// The run directories to look into, the likeliest first: the one that was given, else that of the environment, else those of the usual places that are there.
///
/// # Errors
/// There is none.
pub(super) fn find(given: Option<&Path>, environment: Option<PathBuf>) -> Result<Vec<PathBuf>, LocalError> {
    let named = given.map(|path| (path.to_owned(), "")).or(environment.map(|path| (path, " (OVS_RUNDIR)")));
    if let Some((path, from)) = named {
        return match path.metadata() {
            Ok(found) if found.is_dir() => Ok(vec![path]),
            Ok(_) => {
                let why = "is no folder; give the one that holds db.sock";
                Err(LocalError::new(format!("{}{from}", path.display()), LocalErrorKind::NoRundir, why))
            }
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => Err(opening(&path, &error)),
            Err(error) => {
                let why = format!("cannot be used as run directory of Open vSwitch: {error}");
                Err(LocalError::new(format!("{}{from}", path.display()), LocalErrorKind::NoRundir, why))
            }
        };
    }
    // What may not be looked into counts as found: the error there says whose it is.
    let has_sockets = |path: &PathBuf| match path.join(DATABASE).symlink_metadata() {
        Ok(_) => true,
        Err(error) => error.kind() == std::io::ErrorKind::PermissionDenied,
    };
    let mut places: Vec<PathBuf> = Vec::new();
    for path in PLACES.iter().map(PathBuf::from) {
        // The first two are mostly the same.
        let is_new = |real: &PathBuf| places.iter().all(|known| known.canonicalize().ok().as_ref() != Some(real));
        match path.canonicalize() {
            Ok(real) if is_new(&real) => places.push(path),
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => places.push(path),
            _ => {}
        }
    }
    let with_sockets: Vec<PathBuf> = places.iter().filter(|path| has_sockets(path)).cloned().collect();
    match (with_sockets.is_empty(), places.is_empty()) {
        (false, _) => Ok(with_sockets),
        (true, false) => Ok(places),
        (true, true) => {
            let why = "no run directory of Open vSwitch is here";
            Err(LocalError::new(PLACES.join(", "), LocalErrorKind::NoRundir, why))
        }
    }
}

/// The management socket of a bridge.
pub(super) fn management(rundir: &Path, bridge: &str) -> PathBuf {
    rundir.join(format!("{bridge}{MANAGEMENT}"))
}

/// The bridges that have a management socket, whether somebody listens or not.
pub(super) fn managed(rundir: &Path) -> Vec<String> {
    let names = std::fs::read_dir(rundir).into_iter().flatten().flatten();
    let name = |entry: std::fs::DirEntry| entry.file_name().to_str()?.strip_suffix(MANAGEMENT).map(str::to_owned);
    let mut names: Vec<String> = names.filter_map(name).collect();
    names.sort();
    names
}

/// The control sockets of `ovs-vswitchd`, the likeliest first: that of the process in its pid file, then the newest. Those of processes that have ended stay behind.
pub(super) fn controls(rundir: &Path) -> Vec<PathBuf> {
    let named = std::fs::read_to_string(rundir.join("ovs-vswitchd.pid")).unwrap_or_default();
    let named = named.trim();
    let is_number = !named.is_empty() && named.bytes().all(|byte| byte.is_ascii_digit());
    let first = is_number.then(|| rundir.join(format!("ovs-vswitchd.{named}.ctl")));
    let is_control = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("ovs-vswitchd.") && name.ends_with(".ctl")
    };
    let entries = std::fs::read_dir(rundir).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut others: Vec<PathBuf> = entries.filter(|path| is_control(path) && Some(path) != first.as_ref()).collect();
    others.sort_by_key(|path| std::cmp::Reverse(path.metadata().and_then(|found| found.modified()).ok()));
    first.into_iter().chain(others).collect()
}

/// The name of this Node: the one that was given, else what Kubernetes tells a Pod, else what Open vSwitch wrote down of its host, else the host's.
pub(super) fn node_name(given: Option<&str>, of_ovs: Option<String>) -> String {
    let of_pod = || std::env::var("NODE_NAME").ok();
    let of_host = || std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let names = [given.map(str::to_owned)].into_iter().chain([of_pod(), of_ovs, of_host()]);
    let mut names = names.flatten().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    names.next().unwrap_or_else(|| "localhost".to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_run_directory_is_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let given = |path: &Path| find(Some(path), Some("/nowhere".into())).map_err(|error| error.kind);
        assert_eq!(given(folder.path()), Ok(vec![folder.path().to_owned()]));
        assert_eq!(given(&file), Err(LocalErrorKind::NoRundir));
        let of_environment = find(None, Some(folder.path().join("missing"))).unwrap_err();
        assert!(of_environment.to_string().contains("(OVS_RUNDIR)"), "{of_environment}");
        assert_eq!(find(None, Some(folder.path().to_owned())).unwrap(), [folder.path()]);
    }

    #[test]
    fn the_control_socket_of_the_pid_file_is_first() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["ovs-vswitchd.7.ctl", "ovs-vswitchd.12.ctl", "ovsdb-server.3.ctl", "br-int.mgmt", "br-x.mgmt"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let names = || -> Vec<String> {
            controls(folder.path()).iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names().len(), 2);
        for (text, first) in
            [("7\n", "ovs-vswitchd.7.ctl"), ("99", "ovs-vswitchd.99.ctl"), ("12", "ovs-vswitchd.12.ctl")]
        {
            fs::write(folder.path().join("ovs-vswitchd.pid"), text).unwrap();
            assert_eq!(names()[0], first);
        }
        fs::write(folder.path().join("ovs-vswitchd.pid"), "../../x").unwrap();
        assert!(names().iter().all(|name| !name.contains("..")));
        assert_eq!(managed(folder.path()), ["br-int", "br-x"]);
    }

    #[test]
    fn a_given_name_is_the_nodes() {
        assert_eq!(node_name(Some("n1"), Some("other".to_owned())), "n1");
        assert!(!node_name(None, None).is_empty());
    }
}
