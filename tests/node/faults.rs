//! What goes wrong on a Node, as its user sees it: what is said, what is shown all the same, and how the run ends.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::{Loaded, report};

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The program on the sockets in a folder, without a cluster and without files.
fn program(rundir: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.args(words).arg("--local").arg(rundir);
    command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", "/nonexistent").stdin(Stdio::null());
    command
}

fn signal(signal: &str, pid: &str) {
    assert!(Command::new("kill").args([signal, pid.trim()]).status().unwrap().success());
}

#[test]
fn an_interrupt_shows_the_tables_that_were_read() {
    let loaded = Loaded::of("basic", 0);
    let words = ["get", "flows", "-o", "json", "--node", &loaded.node.name];
    let whole = program(&loaded.rundir(), &words).output().unwrap();
    let whole = report(&whole)["items"].as_array().unwrap().len();
    // However busy the machine is, some time is enough for one table and none for all.
    for wait in [2, 5, 15] {
        let mut command = program(&loaded.rundir(), &words);
        command.args(["--pause", "60s"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_secs(wait));
        signal("-INT", &child.id().to_string());
        let begun = Instant::now();
        let output = child.wait_with_output().unwrap();
        assert!(begun.elapsed() < Duration::from_secs(10), "it ends at once");
        let rows = report(&output)["items"].as_array().map_or(0, Vec::len);
        if rows == 0 && wait < 15 {
            continue;
        }
        assert_eq!(output.status.code(), Some(4), "{}", said(&output));
        assert!(rows > 0 && rows < whole, "{rows} of {whole}");
        let gap = &report(&output)["gaps"][0];
        assert_eq!((&gap["node"], &gap["what"]), (&loaded.node.name.as_str().into(), &"the flows".into()));
        let why = gap["why"].as_str().unwrap();
        assert!(why.contains("interrupted: it had not answered everything (1 of "), "{why}");
        return;
    }
}

#[test]
fn an_interrupt_before_anything_came_says_no_more_than_that() {
    let loaded = Loaded::of("basic", 0);
    let switch = fs::read_to_string(loaded.rundir().join("ovs-vswitchd.pid")).unwrap();
    signal("-STOP", &switch);
    let mut command = program(&loaded.rundir(), &["get", "flows"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_secs(3));
    signal("-INT", &child.id().to_string());
    let output = child.wait_with_output().unwrap();
    signal("-CONT", &switch);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("interrupted") && !said.contains("found"), "{said}");
}

#[test]
fn a_switch_that_is_dead_is_no_switch_without_flows() {
    let mut loaded = Loaded::of("basic", 0);
    loaded.node.switch.stop_switch();
    // One that was killed leaves its socket.
    drop(UnixListener::bind(loaded.rundir().join("br-int.mgmt")).unwrap());
    for words in [&["get", "flows"][..], &["get", "groups"], &["get", "tables"], &["get", "conntrack", "-A"]] {
        let output = program(&loaded.rundir(), words).output().unwrap();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{words:?}: {said}");
        assert!(!said.contains("found") && said.contains("ovs-vswitchd"), "{words:?}: {said}");
        assert!(said.contains("hint: ") && said.contains("run"), "{words:?}: {said}");
    }
    let flows = said(&program(&loaded.rundir(), &["get", "flows"]).output().unwrap());
    assert!(flows.contains("br-int.mgmt: ovs-vswitchd does not answer: it is there, and nobody listens"), "{flows}");
    assert!(flows.contains("ovs-appctl version") && flows.contains("--local RUNDIR"), "{flows}");
    // What the database knows is shown.
    let nodes = program(&loaded.rundir(), &["get", "nodes", "-o", "json"]).output().unwrap();
    assert_eq!(nodes.status.code(), Some(4), "{}", said(&nodes));
    assert_eq!(report(&nodes)["items"].as_array().unwrap().len(), 1);
    assert!(said(&nodes).contains("ovs-vswitchd does not answer"), "{}", said(&nodes));
}

/// The daemon of that run directory.
fn pid_of(daemon: &str, rundir: &Path) -> String {
    let rundir = rundir.to_str().unwrap();
    let is_it = |pid: &String| {
        let line = fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        line.split('\0').next().is_some_and(|program| program.ends_with(daemon)) && line.contains(rundir)
    };
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes.filter_map(|entry| entry.file_name().into_string().ok()).find(is_it).unwrap()
}

#[test]
fn the_flag_that_ended_the_run_is_named() {
    let loaded = Loaded::of("basic", 0);
    for daemon in ["ovs-vswitchd", "ovsdb-server"] {
        let pid = pid_of(daemon, &loaded.rundir());
        signal("-STOP", &pid);
        let begun = Instant::now();
        let output = program(&loaded.rundir(), &["get", "flows", "--timeout", "2s"]).output().unwrap();
        signal("-CONT", &pid);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{daemon}: {said}");
        assert!(said.contains("--timeout gives the whole run more time"), "{daemon}: {said}");
        let socket = if daemon.starts_with("ovsdb") { "db.sock: " } else { "br-int.mgmt: " };
        assert!(!said.contains("--request-timeout") && said.contains(socket), "{daemon}: {said}");
        assert_eq!(said.contains("db.sock"), socket == "db.sock: ", "{daemon}: {said}");
        assert!(begun.elapsed() < Duration::from_secs(6), "{daemon}: {:?}", begun.elapsed());
    }
}

const KUBECONFIG: &str = r#"{"apiVersion":"v1","kind":"Config","current-context":"c","contexts":[{"name":"c","context":{"cluster":"c","user":"u"}}],
"clusters":[{"name":"c","cluster":{"server":"https://127.0.0.1:1"}}],"users":[{"name":"u","user":{"token":"t"}}]}"#;

#[test]
fn an_api_server_that_refuses_is_left_at_once() {
    let loaded = Loaded::of("basic", 0);
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config");
    fs::write(&config, KUBECONFIG).unwrap();
    let begun = Instant::now();
    let output = program(&loaded.rundir(), &["get", "rules"]).env("KUBECONFIG", &config).output().unwrap();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("names of policies are not known") && said.contains("cannot be reached"), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    // One that was asked for is missed.
    let words = ["get", "rules", "-o", "json", "--kubeconfig", config.to_str().unwrap()];
    let asked = program(&loaded.rundir(), &words).output().unwrap();
    assert_eq!(asked.status.code(), Some(4));
    assert!(!report(&asked)["items"].as_array().unwrap().is_empty());
    assert!(report(&asked)["gaps"][0]["why"].as_str().unwrap().contains("cannot be reached"));
}

#[test]
fn another_nodes_name_is_not_taken_for_this_one() {
    let loaded = Loaded::of("basic", 0);
    loaded.tool("ovs-vsctl", &["set", "open_vswitch", ".", "external_ids:hostname=worker-7.example.com"]).unwrap();
    // --node, NODE_NAME: whether something is said
    let cases =
        [("worker-7", "", false), ("worker-*", "", false), ("other", "", true), ("oth*", "", true), ("a", "a", false)];
    for (asked, own, warned) in cases {
        let mut command = program(&loaded.rundir(), &["get", "nodes", "--node", asked]);
        let said = said(&command.env("NODE_NAME", own).output().unwrap());
        let words = format!("--node {asked} is not the Node that --local reads: this one is worker-7.example.com");
        assert_eq!(said.contains(&words), warned, "{asked}: {said}");
    }
}

#[test]
fn a_table_that_is_mistyped_has_a_suggestion() {
    let loaded = Loaded::of("basic", 0);
    let output = program(&loaded.rundir(), &["get", "flows", "--table", "ingresrule"]).output().unwrap();
    assert!(
        said(&output).contains(r#"no table is called "ingresrule"; did you mean "IngressRule"?"#),
        "{}",
        said(&output)
    );
    let output = loaded.run(&["get", "flows", "--table", "Foo"], false);
    assert!(said(&output).contains(r#"no table is called "Foo"; get tables lists them"#), "{}", said(&output));
    for right in ["INGRESSRULE", "0"] {
        let output = program(&loaded.rundir(), &["get", "flows", "--table", right]).output().unwrap();
        assert!(!said(&output).contains("no table is called"), "{}", said(&output));
    }
}

#[test]
fn a_folder_that_may_not_be_entered_is_named() {
    let outer = tempfile::tempdir().unwrap();
    fs::set_permissions(outer.path(), Permissions::from_mode(0o755)).unwrap();
    let closed = outer.path().join("closed");
    let inner = closed.join("openvswitch");
    fs::create_dir_all(&inner).unwrap();
    let _listening = UnixListener::bind(inner.join("db.sock")).unwrap();
    let _also = UnixListener::bind(closed.join("db.sock")).unwrap();
    // Its binary lies where another user may not go.
    let binary = outer.path().join("antstats");
    // A file that this process wrote may be busy in a child that another test starts.
    assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_kubectl-antstats")).arg(&binary).status().unwrap().success());
    fs::set_permissions(&closed, Permissions::from_mode(0o700)).unwrap();
    let is_root = fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own)).unwrap() == 0;
    if !is_root {
        fs::set_permissions(&closed, Permissions::from_mode(0o000)).unwrap();
    }
    for rundir in [&closed, &inner] {
        let mut command = Command::new(&binary);
        command.args(["get", "flows", "--local"]).arg(rundir).env_clear().current_dir("/").stdin(Stdio::null());
        if is_root {
            command.uid(65534).gid(65534);
        }
        let output = command.output().unwrap();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        let folder = format!("permission denied: folder {} is user ", closed.display());
        assert!(said.contains(&folder) && said.contains("sudo") && said.contains("group"), "{said}");
    }
    fs::set_permissions(&closed, Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_bridge_without_a_name_is_a_wrong_flag() {
    let output = program(Path::new("/nowhere"), &["get", "flows", "--bridge", ""]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("--bridge"), "{}", said(&output));
}
