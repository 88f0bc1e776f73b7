//! What 200,000 connections cost: `cargo bench --bench conntrack`.
//!
//! A real Open vSwitch in user space tracks as many connections as a flood opens. `ovs-appctl dpctl/dump-conntrack -m -s` prints them, which is the least that any reader
//! has to wait for; `get conntrack` reads what it printed and prints a table. Both are processes of their own, and take turns. Beside them, the decoder alone.
//!
//! `CONNECTIONS` and `ROUNDS` change what is done. Needs Open vSwitch, and Linux for the memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // it is measured by hand

#[path = "../tests/support/measured.rs"]
mod measured;
#[path = "../tests/support/ovs.rs"]
mod ovs;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::process::Command;
use std::time::Instant;

use antstats::decode::text::conntrack::ConntrackReader;
use measured::Measured;
use ovs::Ovs;

/// Addresses that the flood comes from.
const SOURCES: usize = 8;
const CHUNK: usize = 1 << 16;

fn number(variable: &str, default: usize) -> usize {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}

/// SYNs of one Pod after another, each from a port of its own.
fn flood(connections: usize) -> String {
    let mut packets = String::new();
    for at in 0..connections {
        let (source, port) = (at % SOURCES + 2, 1024 + at / SOURCES);
        let (host, destination) = (port / 60_000, port % 60_000 + 1024);
        writeln!(
            packets,
            "p1 in_port(1),eth(src=0a:00:00:00:00:01,dst=0a:00:00:00:00:02),eth_type(0x0800),ipv4(src=10.10.0.{source},dst=10.10.1.{host},proto=6,tos=0,ttl=64,frag=no),tcp(src={destination},dst=80),tcp_flags(syn)"
        )
        .unwrap();
    }
    packets
}

fn main() {
    let (connections, rounds) = (number("CONNECTIONS", 200_000), number("ROUNDS", 5));
    let switch = Ovs::start();
    switch.add_ports(&[("p1".to_owned(), 1), ("p2".to_owned(), 2)]);
    // Marked and labelled as the pipeline does it for a rule of each direction.
    switch.add_flows(
        "table=0,ip,actions=ct(commit,zone=65520,exec(set_field:0x3->ct_mark,set_field:0x700000005->ct_label)),2\n",
    );
    let begun = Instant::now();
    // A flood is faster than a switch takes it: what was lost comes again.
    let flood = flood(connections);
    let ask = |command: &str| {
        let output = Command::new("ovs-appctl").arg(command).env_clear().envs(switch.environment()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    // A SYN without an answer is forgotten after half a minute.
    ask("time/stop");
    for _ in 0..10 {
        switch.receive(&flood);
        if ask("dpctl/ct-get-nconns").parse::<usize>().unwrap() >= connections {
            break;
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("node-1.txt");
    let appctl = || {
        let mut command = Command::new("ovs-appctl");
        command.args(["dpctl/dump-conntrack", "-m", "-s"]).env_clear().envs(switch.environment());
        command
    };
    let dumped = appctl().stdout(File::create(&file).unwrap()).status().unwrap();
    assert!(dumped.success());
    let text = fs::read(&file).unwrap();
    let lines = memchr::memchr_iter(b'\n', &text).count();
    println!("{lines} connections, {} MB, sent in {:.1?}", text.len() >> 20, begun.elapsed());

    let begun = Instant::now();
    let mut reader = ConntrackReader::new("node-1.txt".into());
    text.chunks(CHUNK).for_each(|chunk| reader.chunk(chunk));
    let read = reader.finish();
    assert_eq!((read.connections.len(), read.unreadable), (lines, 0));
    let seconds = begun.elapsed().as_secs_f64();
    println!("decoder: {:.1} million lines a second", lines as f64 / seconds / 1e6);
    drop(read);

    let get = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
        command.args(["get", "conntrack", "--from"]).arg(&file).args(words).env_clear();
        command
    };
    let by_socket = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
        command.args(["get", "conntrack", "--local"]).env_clear().envs(switch.environment());
        command
    };
    println!("{:<44} {:>10} {:>10}", "", "seconds", "MB");
    let (mut peer, mut table, mut local) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        peer.push(Measured::of(&mut appctl()));
        table.push(Measured::of(&mut get(&[])));
        local.push(Measured::of(&mut by_socket()));
    }
    let others: [(&str, &[&str]); 4] = [
        ("get conntrack -o json", &["-o", "json"]),
        ("get conntrack --sort-by source", &["--sort-by", "source"]),
        ("get conntrack --by source", &["--by", "source"]),
        ("get conntrack --state syn-sent --limit 10", &["--state", "syn-sent", "--limit", "10"]),
    ];
    say("ovs-appctl dpctl/dump-conntrack -m -s", &mut peer);
    say("get conntrack", &mut table);
    say("get conntrack --local", &mut local);
    for (name, words) in others {
        let mut runs: Vec<Measured> = (0..rounds).map(|_| Measured::of(&mut get(words))).collect();
        say(name, &mut runs);
    }
}

/// The median.
fn say(name: &str, runs: &mut [Measured]) {
    assert!(runs.iter().all(|run| run.code == Some(0) && !run.stdout.is_empty()), "{name}: {:?}", runs.first());
    runs.sort_by_key(|run| run.wall);
    let run = &runs[runs.len() / 2];
    println!("{name:<44} {:>10.2} {:>10}", run.wall.as_secs_f64(), run.peak >> 10);
}
