//! What a thousand Nodes cost: `cargo bench --bench cluster`, or with the name of a capture of `tests/captures` behind `--`.
//!
//! The cluster is the fake one of the tests, in this process; its Nodes answer with what a real Open vSwitch printed. Beside `get policystats` a peer moves the same
//! bytes, with the same number of Nodes at once, and throws them away. Both are processes of their own, and take turns.
//!
//! An exec takes a tenth of a second at least on a real Node, where a process is started in a container; here it takes no time. So all is measured twice, with answers
//! at once and after such a pause.
//!
//! `NODES`, `ROUNDS` and `PAUSE` (in milliseconds) change what is done. Needs Open vSwitch, and Linux for the memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // it is measured by hand

#[path = "../tests/support/cluster/mod.rs"]
mod cluster;
#[path = "../tests/support/measured.rs"]
mod measured;
#[path = "../tests/support/ovs.rs"]
mod ovs;
#[path = "../tests/support/prepared.rs"]
mod prepared;
#[path = "../tests/support/replay.rs"]
mod replay;
#[path = "../tests/support/mod.rs"]
mod support;

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use cluster::{Cluster, Fault, On};
use futures::StreamExt;
use k8s_openapi::api::core::v1::Pod;
use kube::Api;
use kube::api::{AttachParams, ListParams};
use kube::config::{KubeConfigOptions, Kubeconfig};
use measured::Measured;
use prepared::Prepared;

/// The most policies that any capture has on one Node.
const CAPTURE: &str = "reassigned";
/// As the default of `--concurrency`.
const AT_ONCE: usize = 32;
const PLAIN: [&str; 5] = ["ovs-ofctl", "-O", "OpenFlow15", "dump-flows", "br-int"];
const TIME_LIMIT: Duration = Duration::from_secs(2);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match words.split_first() {
        Some((peer, rest)) if peer == "peer" => move_bytes(&rest[0], serde_json::from_str(&rest[1]).unwrap()),
        given => measure(given.map_or(CAPTURE, |(capture, _)| capture)),
    }
}

fn number(variable: &str, default: usize) -> usize {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}

struct Bench {
    cluster: Cluster,
}

/// A run, with the bytes that the API server sent meanwhile.
struct Run {
    measured: Measured,
    sent: u64,
}

impl Bench {
    fn run(&self, command: &mut Command) -> Run {
        let before = self.cluster.wire().1;
        let measured = Measured::of(command);
        Run { measured, sent: self.cluster.wire().1 - before }
    }

    fn antstats(&self, words: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
        command.args(["get", "policystats", "--via", "exec", "--kubeconfig"]).arg(self.cluster.kubeconfig());
        self.run(command.args(words))
    }

    /// The commands are those of one Node, each with its container.
    fn peer(&self, commands: &[(String, Vec<String>)]) -> Run {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("peer").arg(self.cluster.kubeconfig()).arg(serde_json::to_string(commands).unwrap());
        let run = self.run(&mut command);
        assert_eq!(run.measured.code, Some(0), "{}", run.measured.stderr);
        run
    }
}

fn row(name: &str, run: &Run) {
    let Measured { wall, cpu, peak, .. } = &run.measured;
    let (wall, cpu, peak, sent) = (wall.as_secs_f64(), cpu.as_secs_f64(), *peak as f64 / 1024.0, run.sent as f64 / 1e6);
    println!("{name:<36} {wall:>7.2} s {cpu:>7.2} s {peak:>7.1} MiB {sent:>8.1} MB");
}

/// The run that was disturbed the least.
fn best(runs: Vec<Run>) -> Run {
    runs.into_iter().min_by_key(|run| run.measured.wall).unwrap()
}

fn measure(capture: &str) {
    let (nodes, rounds) = (number("NODES", 1000), number("ROUNDS", 3));
    let capture = support::open(capture);
    let switch = replay::Node::load(&capture, &capture.nodes()[0]);
    switch.label(&capture);
    let flows = switch.switch.sum("").flows;
    println!("{nodes} Nodes with {flows} flows each ({}), {AT_ONCE} at once, best of {rounds}\n", capture.name);
    let prepared = Arc::new(Prepared::of(switch, &capture));
    let bench = Bench { cluster: Cluster::of(capture).canned(nodes, move |words| prepared.answer(words)).start() };

    // The first run makes the answers, and tells what the peer shall ask for.
    let whole = bench.antstats(&[]);
    assert_eq!(whole.measured.code, Some(0), "{}", whole.measured.stderr);
    let ran = bench.cluster.ran();
    let first = ran[0].node.clone();
    let of_first = ran.into_iter().filter(|ran| ran.node == first);
    let commands: Vec<_> = of_first.map(|ran| (ran.container, ran.words)).collect();
    println!("commands of a Node: {}", commands.len());
    let pause = Duration::from_millis(number("PAUSE", 100) as u64);
    for pause in [Duration::ZERO, pause] {
        bench.cluster.clear_faults();
        if !pause.is_zero() {
            bench.cluster.fault(On::exec("*"), Fault::Delay(pause));
        }
        println!(
            "{:<36} {:>9} {:>9} {:>11} {:>11}",
            format!("answers after {pause:?}"),
            "wall",
            "CPU",
            "peak",
            "received"
        );
        let (mut ours, mut peers) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            peers.push(bench.peer(&commands));
            ours.push(bench.antstats(&[]));
            assert_eq!(ours[0].measured.stdout, whole.measured.stdout);
        }
        let (peer, ours) = (best(peers), best(ours));
        row("the same bytes, thrown away", &peer);
        row("get policystats --via exec", &ours);
        let plain = bench.peer(&[("antrea-ovs".to_owned(), PLAIN.map(str::to_owned).into())]);
        row("plain full dumps, thrown away", &plain);
        let seconds = |run: &Run| run.measured.wall.as_secs_f64();
        println!("wall: {:.2} times moving the same bytes", seconds(&ours) / seconds(&peer));
        println!("wire: {:.1} times fewer bytes than plain full dumps\n", plain.sent as f64 / ours.sent as f64);
    }
    bench.cluster.clear_faults();
    hanging(&bench, nodes);
}

/// One Node in twenty takes the command and never answers.
fn hanging(bench: &Bench, nodes: usize) {
    let limit = format!("{}s", TIME_LIMIT.as_secs());
    let words = ["--request-timeout", &limit, "-o", "json"];
    let all = bench.antstats(&words);
    for number in (1..=nodes).step_by(20) {
        bench.cluster.fault(On::exec(&format!("node-{number:04}")), Fault::Hang);
    }
    let hung = nodes.div_ceil(20);
    let some = bench.antstats(&words);
    row(&format!("-o json --request-timeout {limit}"), &all);
    row(&format!("the same, {hung} Nodes hanging"), &some);
    for run in [&all, &some] {
        let report: serde_json::Value = serde_json::from_str(&run.measured.stdout).unwrap();
        let count = |list: &serde_json::Value| list.as_array().map_or(0, Vec::len);
        let (code, read) = (run.measured.code.unwrap(), count(&report["metadata"]["resolution"]));
        println!("exit code {code}, {read} Nodes read, {} gaps", count(&report["gaps"]));
    }
    let more = some.measured.wall.as_secs_f64() - all.measured.wall.as_secs_f64();
    println!("hanging: {more:.2} s more");
}

/// Runs the commands in every agent's Pod, one kind after another as the questions are asked, and throws away what they print.
#[tokio::main]
async fn move_bytes(kubeconfig: &str, commands: Vec<(String, Vec<String>)>) {
    let kubeconfig = Kubeconfig::read_from(kubeconfig).unwrap();
    let config = kube::Config::from_custom_kubeconfig(kubeconfig, &KubeConfigOptions::default()).await.unwrap();
    let pods: Api<Pod> = Api::namespaced(kube::Client::try_from(config).unwrap(), "kube-system");
    let agents = ListParams::default().labels("app=antrea,component=antrea-agent");
    let names: Vec<_> =
        pods.list(&agents).await.unwrap().items.into_iter().filter_map(|pod| pod.metadata.name).collect();
    for (container, argv) in commands {
        let argv = Arc::new(argv);
        let one = |name: String| {
            let (pods, container, argv) = (pods.clone(), container.clone(), argv.clone());
            tokio::spawn(async move {
                let how = AttachParams::default().container(container).stderr(false).max_stdout_buf_size(1 << 20);
                let mut process = pods.exec(&name, argv.iter(), &how).await.unwrap();
                let mut stdout = process.stdout().unwrap();
                let count = tokio::io::copy(&mut stdout, &mut tokio::io::sink()).await.unwrap();
                process.join().await.unwrap();
                count
            })
        };
        let moved = futures::stream::iter(names.clone()).map(one).buffer_unordered(AT_ONCE);
        let counts: Vec<u64> = moved.map(Result::unwrap).collect().await;
        println!("{} bytes of {} Nodes", counts.iter().sum::<u64>(), counts.len());
    }
}
