//! What `get flows` costs beside `ovs-ofctl dump-flows` of the same flows: `cargo bench --bench flows`.
//!
//! A real Open vSwitch in user space holds the flows; all are processes of their own, whose output goes nowhere. `FLOWS` says how many there are to be
//! (500000). Behind the table stands the most memory that one run took. Needs Open vSwitch, and Linux for the memory.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // it is measured by hand

#[path = "../tests/support/measured.rs"]
mod measured;
#[path = "../tests/support/ovs.rs"]
mod ovs;
mod support;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use measured::Measured;
use ovs::Ovs;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_kubectl-antstats");
const DUMP: &str = "ovs-ofctl -O OpenFlow15 dump-flows br-int";

struct Switch {
    ovs: Ovs,
    flows: usize,
    /// Holds the dump as `ovs-ofctl` printed it.
    folder: TempDir,
}

static SWITCH: LazyLock<Switch> = LazyLock::new(|| {
    let flows = std::env::var("FLOWS").map_or(500_000, |text| text.parse().unwrap());
    let ovs = Ovs::start();
    // Groups and meters would have to be there, and flows that are alike are one: a few more are made than are wanted.
    let text: String = support::pipeline(flows + flows / 4)
        .lines()
        .filter(|line| !line.contains("group:") && !line.contains("meter:") && !line.contains("learn("))
        .take(flows)
        .flat_map(|line| [line, "\n"])
        .collect();
    ovs.add_flows(&text);
    let folder = tempfile::tempdir().unwrap();
    let dump = Command::new("sh").args(["-c", DUMP]).envs(ovs.environment()).stderr(Stdio::null()).output().unwrap();
    fs::write(folder.path().join("worker-1.txt"), &dump.stdout).unwrap();
    let flows = String::from_utf8(dump.stdout).unwrap().lines().filter(|line| line.contains("actions=")).count();
    Switch { ovs, flows, folder }
});

fn dump() -> PathBuf {
    SWITCH.folder.path().join("worker-1.txt")
}

fn shell(line: &str) -> Command {
    let mut command = Command::new("sh");
    let dump = dump();
    let line = line.replace("ANTSTATS", PROGRAM).replace("FILE", dump.to_str().unwrap());
    command.args(["-c", &line]).envs(SWITCH.ovs.environment()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn bench(bencher: Bencher, line: &str) {
    LazyLock::force(&SWITCH);
    bencher
        .counter(ItemsCount::new(SWITCH.flows))
        .bench(|| assert!(matches!(shell(line).status().unwrap().code(), Some(0 | 4))));
}

fn main() {
    divan::main();
    println!("{} flows", SWITCH.flows);
    for words in
        [&["get", "flows"][..], &["get", "flows", "--raw"], &["get", "tables"], &["get", "flows", "-o", "json"]]
    {
        let mut command = Command::new(PROGRAM);
        let measured = Measured::of(command.args(words).arg("--from").arg(dump()));
        println!("{}: {} KiB resident at most, {:?}", words.join(" "), measured.peak, measured.wall);
    }
}

#[divan::bench(sample_count = 5)]
fn peer_ovs_ofctl(bencher: Bencher) {
    bench(bencher, DUMP);
}

#[divan::bench(sample_count = 5)]
fn get_flows_of_a_file(bencher: Bencher) {
    bench(bencher, "exec ANTSTATS get flows --from FILE");
}

#[divan::bench(sample_count = 5)]
fn get_flows_behind_ovs_ofctl(bencher: Bencher) {
    bench(bencher, &format!("{DUMP} | ANTSTATS get flows --from -"));
}

#[divan::bench(sample_count = 5)]
fn get_flows_with_hits(bencher: Bencher) {
    bench(bencher, "exec ANTSTATS get flows --hits --from FILE");
}

#[divan::bench(sample_count = 5)]
fn get_flows_wide(bencher: Bencher) {
    bench(bencher, "exec ANTSTATS get flows -o wide --from FILE");
}

#[divan::bench(sample_count = 5)]
fn get_flows_json(bencher: Bencher) {
    bench(bencher, "exec ANTSTATS get flows -o json --from FILE");
}

#[divan::bench(sample_count = 5)]
fn get_flows_raw(bencher: Bencher) {
    bench(bencher, "exec ANTSTATS get flows --raw --from FILE");
}

#[divan::bench(sample_count = 5)]
fn get_tables(bencher: Bencher) {
    bench(bencher, "exec ANTSTATS get tables --from FILE");
}
