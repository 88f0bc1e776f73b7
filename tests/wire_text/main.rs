//! What a switch says over OpenFlow, printed here, is what `ovs-ofctl` prints of it at the same moment: every recorded Node and every field and action,
//! in each protocol, in a real Open vSwitch whose clock stands still.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // a test may panic, and says what it compared

#[path = "../support/ovs.rs"]
mod ovs;
#[path = "../support/replay.rs"]
mod replay;
#[path = "../support/mod.rs"]
mod support;

mod captures;
mod changed;
mod every_field;
mod same;
mod switch;
#[allow(dead_code)]
#[path = "../../fuzz/wire.rs"]
mod wire;
