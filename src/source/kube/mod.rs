//! A live cluster as a source.
//!
//! Everything goes through the API server, with fixed paths: no discovery, so that an aggregated API that is broken stops nothing but itself.
//! What is asked, and of whom: [`super::recipe`]. Nodes are asked at once, [`Options::concurrency`] of them, each by one task that speaks through a [`feed::Feed`];
//! the [`super::Sink`] takes what comes on the caller's own thread.

pub mod agent;
pub mod agent_pod;
pub mod agents;
mod antctl;
mod artefacts;
mod body;
pub mod client;
mod cluster;
pub mod config;
mod credentials;
pub mod error;
pub mod event;
pub mod exec;
pub mod fan_out;
pub mod feed;
pub mod frames;
pub mod lists;
pub mod named;
pub mod names;
mod near;
mod nodes;
mod one_by_one;
pub mod options;
pub mod owners;
pub mod page;
pub mod pages;
mod proxy;
pub mod prune;
pub mod pump;
mod questions;
pub mod read_node;
pub mod rights;
pub mod script;
pub mod stats_api;
mod status;
#[cfg(test)]
mod testing;
mod visit;

pub use agent_pod::AgentPod;
pub use client::Api;
pub use cluster::{Cluster, wait};
pub use config::contexts;
pub use error::{KubeError, KubeErrorKind, NodeError, NodeErrorKind};
pub use event::{Asked, Event};
pub use named::Named;
pub use options::{Options, Target};
