//! What a Node's sockets cost beside the least that they can, and beside Open vSwitch's own tools: `cargo bench --bench local`.
//!
//! A real Open vSwitch in user space holds the flows of a Node with many policies. `get policystats --local`, without a pause between tables and with the policies
//! given by `--from`, takes turns with a bare request for the same tables that throws the answers away, and with `ovs-ofctl dump-flows br-int`. All are processes
//! of their own whose output goes nowhere. Then a client that sends echo after echo tells for how long the switch hears nobody else: while `ovs-ofctl` dumps, and
//! while `get policystats --local` reads with its own pause.
//!
//! `SIZES` (flows, with commas) and `ROUNDS` change what is done. Needs Open vSwitch, and Linux for the memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // it is measured by hand

#[path = "support/bare.rs"]
mod bare;
#[path = "../tests/support/mod.rs"]
mod captures;
#[path = "../tests/support/measured.rs"]
mod measured;
#[path = "../tests/support/ovs.rs"]
mod ovs;
mod support;

use std::collections::HashSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bare::Bare;
use measured::Measured;
use ovs::Ovs;

const PROGRAM: &str = env!("CARGO_BIN_EXE_kubectl-antstats");
/// Tables of the made pipeline by their names in Antrea's.
const TABLES: [(u64, &str); 19] = [
    (1, "ARPSpoofGuard"),
    (2, "ARPResponder"),
    (3, "Classifier"),
    (4, "SpoofGuard"),
    (5, "UnSNAT"),
    (6, "ConntrackZone"),
    (11, "ServiceLB"),
    (12, "EndpointDNAT"),
    (13, "AntreaPolicyEgressRule"),
    (16, "EgressRule"),
    (17, "EgressDefaultRule"),
    (19, "EgressMetric"),
    (20, "L3Forwarding"),
    (23, "L2ForwardingCalc"),
    (24, "IngressSecurityClassifier"),
    (25, "AntreaPolicyIngressRule"),
    (26, "IngressRule"),
    (27, "IngressDefaultRule"),
    (28, "IngressMetric"),
];
/// Those that `get policystats` asks for.
const WANTED: [u8; 10] = [4, 11, 13, 16, 17, 19, 25, 26, 27, 28];

fn main() {
    // The peer is this program itself.
    if let Some(rundir) = std::env::args().nth(1).filter(|word| word.starts_with('/')) {
        let mut bare = Bare::connect(Path::new(&rundir));
        let bytes: u64 = WANTED.iter().map(|table| bare.table(*table)).sum();
        return println!("{bytes}");
    }
    let sizes = std::env::var("SIZES").unwrap_or_else(|_| "10000,100000,500000".to_owned());
    let rounds = std::env::var("ROUNDS").map_or(5, |text| text.parse().unwrap());
    let help = best(rounds * 4, || ours(&["--help"]));
    println!("--help: {:.1} ms\n", milliseconds(help.wall));
    println!("     flows     bare  --local   ratio  ovs-ofctl   ratio     peak  ns a flow");
    let names = names();
    for size in sizes.split(',') {
        let flows: usize = size.parse().unwrap();
        let (ovs, flows) = switch(flows);
        measure(&ovs, flows, names.path(), rounds);
        if (50_000..200_000).contains(&flows) {
            blocked(&ovs, names.path());
        }
    }
}

/// Policies of a cluster, without its Nodes.
fn names() -> tempfile::TempDir {
    let capture = captures::open("reassigned");
    let folder = tempfile::tempdir().unwrap();
    let copied = Command::new("cp").arg("-r").arg(capture.root().join("cluster")).arg(folder.path()).status().unwrap();
    assert!(copied.success());
    folder
}

fn switch(flows: usize) -> (Ovs, usize) {
    let ovs = Ovs::start();
    ovs.name_tables(&TABLES.map(|(id, name)| (id, name.to_owned())));
    // Groups and meters would have to be there, and flows that are alike are one: more are made than are wanted.
    let made = support::pipeline(flows * 2);
    let mut seen = HashSet::new();
    let text: String = made
        .lines()
        .filter(|line| !line.contains("group:") && !line.contains("meter:") && !line.contains("learn("))
        .filter(|line| seen.insert(identity(line)))
        .take(flows)
        .flat_map(|line| [line, "\n"])
        .collect();
    ovs.add_flows(&text);
    let flows = ovs.sum("").flows;
    (ovs, usize::try_from(flows).unwrap())
}

/// What makes a flow another one: its table, priority and match.
fn identity(line: &str) -> (&str, &str) {
    let (head, _) = line.split_once(" actions=").unwrap();
    let (_, table) = head.split_once(" table=").unwrap();
    let (_, matched) = head.split_once("priority=").unwrap();
    (table.split(',').next().unwrap(), matched)
}

fn rundir(ovs: &Ovs) -> String {
    let environment = ovs.environment();
    environment.into_iter().find_map(|(name, value)| (name == "OVS_RUNDIR").then_some(value)).unwrap()
}

fn ours(words: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(words);
    command
}

fn policystats(ovs: &Ovs, names: &Path, more: &[&str]) -> Command {
    let mut command = ours(&["get", "policystats", "--node", "node-1", "--from"]);
    command.arg(names).arg("--local").arg(rundir(ovs)).args(more);
    command
}

fn full(ovs: &Ovs) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "ovs-ofctl -O OpenFlow15 dump-flows br-int > /dev/null"]).envs(ovs.environment());
    command
}

/// The fastest of some runs.
fn best(rounds: usize, command: impl Fn() -> Command) -> Measured {
    let runs = (0..rounds).map(|_| Measured::of(&mut command()));
    runs.min_by_key(|run| run.wall).unwrap()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn measure(ovs: &Ovs, flows: usize, names: &Path, rounds: usize) {
    let (mut bare, mut local, mut ofctl) = (Vec::new(), Vec::new(), Vec::new());
    let mut peak = 0;
    for _ in 0..rounds {
        let mut peer = Command::new(std::env::current_exe().unwrap());
        bare.push(Measured::of(peer.arg(rundir(ovs))).wall);
        let run = Measured::of(&mut policystats(ovs, names, &["--pause", "0s"]));
        assert!(run.code == Some(0) || run.code == Some(4), "{}", run.stderr);
        peak = peak.max(run.peak);
        local.push(run.wall);
        ofctl.push(Measured::of(full(ovs).stderr(Stdio::null())).wall);
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f64()
    };
    let (bare, local, ofctl) = (median(&mut bare), median(&mut local), median(&mut ofctl));
    println!(
        "{flows:10} {:6.0} ms {:6.0} ms  {:5.2} {:8.0} ms   {:5.2} {:4} MiB  {:9.0}",
        bare * 1e3,
        local * 1e3,
        local / bare,
        ofctl * 1e3,
        local / ofctl,
        peak / 1024,
        local * 1e9 / flows as f64,
    );
}

/// The longest time for which another client was not heard.
fn longest(ovs: &Ovs, work: impl FnOnce()) -> Duration {
    let done = AtomicBool::new(false);
    let mut probe = Bare::connect(Path::new(&rundir(ovs)));
    std::thread::scope(|scope| {
        let longest = scope.spawn(|| {
            let mut longest = Duration::ZERO;
            while !done.load(Ordering::Relaxed) {
                longest = longest.max(probe.echo());
                std::thread::sleep(Duration::from_millis(1));
            }
            longest
        });
        work();
        done.store(true, Ordering::Relaxed);
        longest.join().unwrap()
    })
}

fn blocked(ovs: &Ovs, names: &Path) {
    let idle = longest(ovs, || std::thread::sleep(Duration::from_secs(1)));
    let mut of_dump: Vec<Duration> = (0..3).map(|_| longest(ovs, || drop(Measured::of(&mut full(ovs))))).collect();
    let mut took = Duration::ZERO;
    let mut of_ours: Vec<Duration> = (0..3)
        .map(|_| {
            longest(ovs, || {
                let begun = Instant::now();
                drop(Measured::of(&mut policystats(ovs, names, &[])));
                took = begun.elapsed();
            })
        })
        .collect();
    of_dump.sort();
    of_ours.sort();
    println!(
        "           another client waits at most {:.0} ms for a full dump, {:.0} ms for policystats --local with its pause ({:.2}; {:.2} s in all), {:.1} ms for neither",
        milliseconds(of_dump[1]),
        milliseconds(of_ours[1]),
        of_ours[1].as_secs_f64() / of_dump[1].as_secs_f64(),
        took.as_secs_f64(),
        milliseconds(idle),
    );
}
