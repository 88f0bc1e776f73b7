//! Inside a Pod: the ServiceAccount's files lie at a fixed path, so each run gets a file system of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cluster::Cluster;
use crate::kubectl::{kubectl, skip};
use crate::support::open;
use crate::terminal::{Terminal, ended};

/// client-go's `rest.InClusterConfig` reads them there.
const FILES: &str = "/var/run/secrets/kubernetes.io/serviceaccount";
/// `/var/run` is `/run`, or links to it.
const FRESH: &str = "mount -t tmpfs none \"$(readlink -f /var/run)\"";

/// `unshare` with what this user needs for mounts of his own, or why he cannot have any.
fn unshare() -> Result<(PathBuf, &'static str), String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let program = std::env::split_paths(&path).map(|folder| folder.join("unshare")).find(|program| program.exists());
    let program = program.ok_or("no unshare in PATH")?;
    for flags in ["-m", "-rm"] {
        let mut command = Command::new(&program);
        let command = command.args([flags, "sh", "-c", FRESH]).stderr(Stdio::null());
        if command.status().is_ok_and(|status| status.success()) {
            return Ok((program, flags));
        }
    }
    Err("this user may not mount anything in a namespace of his own".to_string())
}

#[test]
fn the_pod_s_own_cluster() {
    let name = "in_pod::the_pod_s_own_cluster";
    let Some(kubectl) = kubectl(name) else { return };
    let (unshare, flags) = match unshare() {
        Ok(found) => found,
        Err(why) => return skip(name, &why),
    };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let outside = Terminal::new(&kubectl, &cluster.kubeconfig());
    let url = cluster.url();
    let (host, port) = url.trim_start_matches("https://").split_once(':').unwrap();
    let pod = Terminal::new(&kubectl, Path::new(""))
        .with("KUBERNETES_SERVICE_HOST", host)
        .with("KUBERNETES_SERVICE_PORT", port);
    pod.write("token", crate::cluster::ADMIN);
    pod.write("namespace", "acme-fitness");
    let folder = pod.write("ca.crt", &cluster.authority());
    let folder = folder.parent().unwrap().to_str().unwrap();
    let path = format!("{}:{}", pod.bin().display(), std::env::var("PATH").unwrap());
    let inside = |files: &str, words: &str| {
        let copy = files.split(' ').map(|file| format!("cp {folder}/{file} {FILES}/")).collect::<Vec<_>>().join(" && ");
        let script = format!("{FRESH} && mkdir -p {FILES} && {copy} && exec \"$@\"");
        let mut all = vec![flags, "sh", "-c", &script, "sh", kubectl.to_str().unwrap(), "antstats"];
        all.extend(words.split(' '));
        let mut command = pod.command(&unshare, &all);
        ended({
            command.env("PATH", &path).env_remove("KUBECONFIG");
            command
        })
    };
    let all = "token namespace ca.crt";
    for words in
        ["get rules -A -o name", "get policystats -o name --via exec", "get policystats -o name --via stats-api"]
    {
        assert_eq!(inside(all, words).with(0), outside.run(words).with(0), "{words}");
    }
    // The Pod's Namespace is the one that is meant.
    let rows = inside(all, "get networkpolicystats -o name").with(0);
    assert_eq!(rows, outside.run("get networkpolicystats -n acme-fitness -o name").with(0));
    assert_eq!(rows.lines().count(), 2, "{rows}");
    for (files, why) in [("namespace ca.crt", "token"), ("token namespace", "ca.crt")] {
        let refused = inside(files, "get rules");
        assert_eq!((refused.code, refused.stdout.as_str()), (1, ""), "{refused:#?}");
        assert!(refused.stderr.contains("error: connect to the cluster: "), "{why}: {}", refused.stderr);
    }
}
