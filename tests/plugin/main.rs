//! The binary as a plugin of real kubectl, and where it looks: over fake clusters (see `tests/support/cluster`).

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

#[path = "../support/cluster/mod.rs"]
mod cluster;
#[path = "../support/kubectl.rs"]
mod kubectl;
#[path = "../support/ovs.rs"]
mod ovs;
#[path = "../support/replay.rs"]
mod replay;
#[path = "../support/mod.rs"]
mod support;

mod completion;
mod connect;
mod contexts;
mod in_pod;
mod proxy;
mod run;
mod terminal;
mod watch;
