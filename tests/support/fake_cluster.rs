//! A fake cluster to try things on by hand:
//!
//! ```sh
//! cargo run --example fake_cluster -- basic                   # a capture of tests/captures, on real switches with real packets
//! cargo run --example fake_cluster -- basic --recorded        # its Nodes print what was recorded
//! cargo run --example fake_cluster -- acme-fitness --nodes 100
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)] // it is a test by hand

#[path = "cluster/mod.rs"]
mod cluster;
#[path = "ovs.rs"]
mod ovs;
#[path = "replay.rs"]
mod replay;
#[path = "mod.rs"]
mod support;

use std::fs;

use cluster::{Canned, Cluster};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(name) = words.first().filter(|name| !name.starts_with('-')) else {
        eprintln!(
            "usage: fake_cluster CAPTURE [--recorded | --nodes N]\ncaptures: {}",
            support::capture_names().join(" ")
        );
        std::process::exit(2);
    };
    let capture = support::open(name);
    let count = words
        .iter()
        .position(|word| word == "--nodes")
        .map(|at| words[at + 1].parse().expect("--nodes takes a number"));
    let cluster = match count {
        Some(count) => {
            let first = capture.nodes()[0].clone();
            let flows = fs::read(capture.root().join("nodes").join(first).join("flows.txt")).unwrap();
            let canned = Canned { stdout: flows.into(), ..Canned::default() };
            Cluster::of(capture).canned(count, move |_| canned.clone()).start()
        }
        None if words.iter().any(|word| word == "--recorded") => Cluster::of(capture).start(),
        None => Cluster::of(capture).switches_with_traffic().start(),
    };
    println!("export KUBECONFIG={}", cluster.kubeconfig().display());
    eprintln!("Nodes: {}\nCtrl-C ends it", cluster.nodes().join(" "));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(tokio::signal::ctrl_c()).unwrap();
}
