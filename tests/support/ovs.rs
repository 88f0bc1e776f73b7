//! A private Open vSwitch in user space: it counts real packets, and says itself how many.
//!
//! `ovsdb-server` and `ovs-vswitchd` run in a temporary folder with the dummy datapath, which takes packets from its
//! control socket (`netdev-dummy/receive`) and needs no kernel module and no network. Both are stopped when the value
//! is dropped, also by a panic; `timeout` ends them should the test itself be killed.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic
#![allow(dead_code)] // each test binary uses its part

use std::ffi::OsStr;
use std::fs;
use std::io::{BufReader, Write};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

const SCHEMA: &str = "/usr/share/openvswitch/vswitch.ovsschema";
const PATIENCE: Duration = Duration::from_secs(30);
/// Longer than any test, and than a walk through a cluster by hand.
const LIFETIME: &str = "3600";
/// Debian has the daemons in a folder that is not in everyone's path.
const PROGRAMS: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Packets and bytes as `dump-aggregate` sums them inside Open vSwitch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub packets: u64,
    pub bytes: u64,
    pub flows: u64,
}

pub struct Ovs {
    folder: TempDir,
    /// The database's server, and then the switch.
    daemons: Vec<Child>,
}

impl Ovs {
    /// Starts the daemons with an empty bridge `br-int`.
    pub fn start() -> Ovs {
        let installed = Path::new(SCHEMA).exists() && PROGRAMS.split(':').any(|dir| is_file(dir, "ovs-vswitchd"));
        assert!(
            installed,
            "Open vSwitch is not installed (no ovs-vswitchd or no {SCHEMA}): \
             these tests count packets in a real one; tests/run installs openvswitch-switch and runs them"
        );
        let mut ovs = Ovs { folder: tempfile::tempdir().unwrap(), daemons: Vec::new() };
        let database = ovs.path("conf.db");
        ovs.run("ovsdb-tool", ["create".as_ref(), database.as_os_str(), SCHEMA.as_ref()]);
        let (remote, control) = (ovs.socket("punix:", "db.sock"), ovs.socket("--unixctl=", "db.ctl"));
        ovs.spawn("ovsdb-server", &[database.to_str().unwrap(), &format!("--remote={remote}"), &control]);
        ovs.await_socket("db.sock");
        ovs.run("ovs-vsctl", ["--no-wait", "init"]);
        let (remote, control) = (ovs.socket("unix:", "db.sock"), ovs.socket("--unixctl=", "switch.ctl"));
        let dummy = ["--enable-dummy=override", "--disable-system", "--disable-system-route"];
        ovs.spawn("ovs-vswitchd", &[&[remote.as_str(), &control, "--pidfile"], dummy.as_slice()].concat());
        ovs.await_socket("switch.ctl");
        // Where `ovs-appctl` looks when it is not told where.
        let daemon = fs::read_to_string(ovs.path("ovs-vswitchd.pid")).unwrap();
        symlink("switch.ctl", ovs.path(&format!("ovs-vswitchd.{}.ctl", daemon.trim()))).unwrap();
        let bridge = "-t 20 add-br br-int -- set bridge br-int datapath_type=dummy fail_mode=secure";
        ovs.run("ovs-vsctl", bridge.split(' '));
        ovs
    }

    /// Adds ports with the numbers they shall have.
    pub fn add_ports(&self, ports: &[(String, u64)]) {
        let mut words = vec!["-t".to_string(), "20".to_string()];
        for (name, number) in ports {
            let add = format!("-- add-port br-int {name} -- set interface {name} type=dummy ofport_request={number}");
            words.extend(add.split(' ').map(str::to_string));
        }
        self.run("ovs-vsctl", words);
    }

    /// Gives tables the names that `--names` prints.
    pub fn name_tables(&self, tables: &[(u64, String)]) {
        let mut words = vec!["-t".to_string(), "20".to_string()];
        for (id, name) in tables {
            let set =
                format!("-- --id=@t{id} create Flow_Table name={name} -- set bridge br-int flow_tables:{id}=@t{id}");
            words.extend(set.split(' ').map(str::to_string));
        }
        self.run("ovs-vsctl", words);
    }

    /// Takes the names of tables away, as if no agent had ever connected.
    pub fn forget_table_names(&self) {
        self.run("ovs-vsctl", ["-t", "20", "clear", "bridge", "br-int", "flow_tables"]);
    }

    /// Adds what the text that `dump-meters` printed says.
    pub fn add_meters(&self, text: &str) {
        for meter in without_headers(text).split("meter=").skip(1) {
            let words: Vec<&str> = meter.split_whitespace().collect();
            let meter = format!("meter={}", words.join(",").replace("bands=,", "bands="));
            self.run("ovs-ofctl", ["-O", "OpenFlow15", "add-meter", "br-int", &meter]);
        }
    }

    /// Adds what the text that `dump-groups` printed says.
    pub fn add_groups(&self, text: &str) {
        self.add("add-groups", &without_headers(text));
    }

    /// Adds what the text that `dump-flows` printed says; counters start from 0.
    pub fn add_flows(&self, text: &str) {
        self.add("add-flows", &without_headers(text));
    }

    fn add(&self, verb: &str, text: &str) {
        let file = self.path(verb);
        fs::write(&file, text).unwrap();
        self.run("ovs-ofctl", ["-O", "OpenFlow15", verb, "br-int", file.to_str().unwrap()]);
    }

    /// Sets columns, one `TABLE RECORD COLUMN=VALUE ...` an entry.
    pub fn set(&self, entries: &[Vec<String>]) {
        let mut words = vec!["-t".to_string(), "20".to_string()];
        for entry in entries {
            words.extend(["--".to_string(), "set".to_string()]);
            words.extend(entry.iter().cloned());
        }
        self.run("ovs-vsctl", words);
    }

    /// Variables with which a program finds this switch.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let folder = self.folder.path().to_str().unwrap().to_string();
        let places = ["OVS_RUNDIR", "OVS_LOGDIR", "OVS_DBDIR", "OVS_SYSCONFDIR"];
        let places = places.into_iter().map(|variable| (variable, folder.clone()));
        places.chain([("PATH", PROGRAMS.to_string())]).collect()
    }

    /// Ends `ovs-vswitchd`; its database stays.
    pub fn stop_switch(&mut self) {
        if let Some(mut daemon) = self.daemons.drain(1..).next() {
            end(&mut daemon);
        }
    }

    /// Removes the bridge.
    pub fn delete_bridge(&self) {
        self.run("ovs-vsctl", ["-t", "20", "del-br", "br-int"]);
    }

    /// Where its sockets are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs `ovs-vsctl ARGUMENTS` and gives what it prints.
    pub fn vsctl<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> String {
        self.run("ovs-vsctl", ["--timeout=20"].into_iter().chain(arguments))
    }

    /// Runs `ovs-appctl WORDS` on the switch and gives what it prints.
    pub fn appctl(&self, words: &[&str]) -> String {
        let control = self.path("switch.ctl");
        self.run("ovs-appctl", ["-t", control.to_str().unwrap()].iter().chain(words))
    }

    /// Sends packets in, one `PORT FLOW-OR-HEX [--len N]` a line, and waits until the flows have counted them.
    pub fn receive(&self, packets: &str) {
        let mut control = Control::connect(&self.path("switch.ctl"));
        for packet in packets.lines() {
            control.call("netdev-dummy/receive", &packet.split(' ').collect::<Vec<_>>());
        }
        control.call("revalidator/wait", &[]);
    }

    /// Runs `ovs-ofctl ARGUMENTS` and gives what it prints.
    pub fn ofctl<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> String {
        self.run("ovs-ofctl", ["--timeout=20"].into_iter().chain(arguments))
    }

    /// What Open vSwitch itself sums over the flows that a filter takes.
    pub fn sum(&self, filter: &str) -> Sum {
        let text = self.ofctl(["-O", "OpenFlow10,OpenFlow13,OpenFlow15", "dump-aggregate", "br-int", filter]);
        let number = |name: &str| {
            let value = text.split_whitespace().find_map(|word| word.strip_prefix(name));
            value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{filter}: no {name} in {text}"))
        };
        Sum { packets: number("packet_count="), bytes: number("byte_count="), flows: number("flow_count=") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn socket(&self, prefix: &str, name: &str) -> String {
        format!("{prefix}{}", self.path(name).display())
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.envs(self.environment()).stdin(Stdio::null());
        command
    }

    fn run(&self, program: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> String {
        let mut command = self.command(program);
        command.args(arguments);
        let Output { status, stdout, stderr } = command.output().unwrap_or_else(|e| panic!("{program}: {e}"));
        assert!(status.success(), "{command:?}: {status}\n{}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).unwrap()
    }

    fn spawn(&mut self, program: &str, arguments: &[&str]) {
        let mut command = self.command("timeout");
        command.args(["--kill-after=5", LIFETIME, program, "-vconsole:off"]).args(arguments);
        let child = command.spawn().unwrap_or_else(|e| panic!("{program}: {e}"));
        self.daemons.push(child);
    }

    fn await_socket(&mut self, name: &str) {
        let (path, start) = (self.path(name), Instant::now());
        while UnixStream::connect(&path).is_err() {
            for daemon in &mut self.daemons {
                assert!(daemon.try_wait().unwrap().is_none(), "a daemon ended before {name} was there");
            }
            assert!(start.elapsed() < PATIENCE, "no {name} after {PATIENCE:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Ovs {
    fn drop(&mut self) {
        // `timeout` hands the signal on to its daemon, kills it if it stays, and ends with it.
        self.daemons.iter_mut().rev().for_each(end);
    }
}

fn end(daemon: &mut Child) {
    let _ = Command::new("kill").arg(daemon.id().to_string()).status();
    let _ = daemon.wait();
}

/// The control socket of a daemon: JSON-RPC, one answer to each question.
struct Control {
    to: UnixStream,
    from: serde_json::StreamDeserializer<'static, serde_json::de::IoRead<BufReader<UnixStream>>, Value>,
}

impl Control {
    fn connect(path: &Path) -> Control {
        let to = UnixStream::connect(path).unwrap();
        to.set_read_timeout(Some(PATIENCE)).unwrap();
        let from = serde_json::Deserializer::from_reader(BufReader::new(to.try_clone().unwrap())).into_iter();
        Control { to, from }
    }

    fn call(&mut self, method: &str, parameters: &[&str]) {
        let question = json!({ "id": 0, "method": method, "params": parameters });
        self.to.write_all(question.to_string().as_bytes()).unwrap();
        let answer = self.from.next().unwrap_or_else(|| panic!("{method}: no answer")).unwrap();
        assert!(answer["error"].is_null(), "{method} {parameters:?}: {answer}");
    }
}

fn is_file(folder: &str, name: &str) -> bool {
    Path::new(folder).join(name).is_file()
}

/// Header lines are no input of `ovs-ofctl`.
fn without_headers(text: &str) -> String {
    let header = |line: &&str| line.starts_with("OFPST_") || line.starts_with("NXST_");
    text.lines().filter(|line| !header(line)).flat_map(|line| [line, "\n"]).collect()
}
