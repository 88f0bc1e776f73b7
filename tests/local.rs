//! A Node's sockets, read through the library, against a real Open vSwitch: what comes is what its own tools say.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic
#![cfg(unix)]

#[path = "support/between.rs"]
mod between;
#[path = "support/ovs.rs"]
mod ovs;
#[path = "support/taken.rs"]
mod taken;

#[path = "local/answers.rs"]
mod answers;
#[path = "local/errors.rs"]
mod errors;
#[path = "local/middle.rs"]
mod middle;
