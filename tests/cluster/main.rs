//! Live clusters, from end to end: a fake API server over real parts (see `tests/support/cluster`).

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

#[path = "../support/cluster/mod.rs"]
mod cluster;
#[path = "../support/kubectl.rs"]
mod find;
#[path = "../support/measured.rs"]
mod measured;
#[path = "../support/ovs.rs"]
mod ovs;
#[path = "../support/prepared.rs"]
mod prepared;
#[path = "../support/redacted.rs"]
mod redacted;
#[path = "../support/replay.rs"]
mod replay;
#[path = "../support/mod.rs"]
mod support;

mod agent_way;
mod capture;
mod capture_harm;
mod conntrack;
mod contract;
mod egress;
mod explain;
mod fake_agent;
mod fake_api;
mod faults;
mod flows;
mod harm;
mod kubectl;
mod meanwhile;
mod own_node;
mod questions;
mod rights;
mod run;
mod scale;
mod switches;
mod traffic;
