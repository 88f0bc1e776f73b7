//! Shells and programs of this machine, and folders that hold nothing but some of them.

#![allow(clippy::unwrap_used)] // a test may panic

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The programs of Open vSwitch that a script runs.
pub const OVS: [&str; 3] = ["ovs-ofctl", "ovs-vsctl", "ovs-appctl"];

/// Where a program lies on this machine.
pub fn find(name: &str) -> Option<PathBuf> {
    let own = std::env::var("PATH").unwrap_or_default();
    own.split(':')
        .chain(["/usr/sbin", "/usr/bin", "/bin"])
        .map(|place| Path::new(place).join(name))
        .find(|path| path.exists())
}

/// The shells that this machine has. Antrea's images have dash and bash; busybox is what small images have.
pub fn shells() -> Vec<Vec<String>> {
    let all = [vec!["sh"], vec!["bash", "--posix"], vec!["busybox", "sh"]];
    let place = |shell: Vec<&str>| {
        let program = find(shell[0])?.to_str()?.to_string();
        Some([program].into_iter().chain(shell.into_iter().skip(1).map(str::to_string)).collect())
    };
    all.into_iter().filter_map(place).collect()
}

/// A folder with programs and nothing else.
pub fn programs(names: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        symlink(find(name).unwrap(), folder.path().join(name)).unwrap();
    }
    folder
}

/// Writes a script into a folder.
pub fn install(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o755)).unwrap();
}
