//! A recorded Node in a real Open vSwitch, with its packets, to try `--local` on by hand:
//!
//! ```sh
//! cargo run --example loaded_node -- basic           # its first Node
//! cargo run --example loaded_node -- basic node-2
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)] // it is a test by hand

#[path = "ovs.rs"]
mod ovs;
#[path = "replay.rs"]
mod replay;
#[path = "mod.rs"]
mod support;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(name) = words.first() else {
        eprintln!("usage: loaded_node CAPTURE [NODE]\ncaptures: {}", support::capture_names().join(" "));
        std::process::exit(2);
    };
    let capture = support::open(name);
    let node = words.get(1).cloned().unwrap_or_else(|| capture.nodes()[0].clone());
    let loaded = replay::Node::load(&capture, &node);
    loaded.label(&capture);
    println!("export NODE_NAME={node} FROM={}", capture.root().display());
    for (name, value) in loaded.switch.environment() {
        println!("export {name}={value}");
    }
    eprintln!("Ctrl-C ends it");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(tokio::signal::ctrl_c()).unwrap();
}
