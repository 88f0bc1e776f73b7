//! Plain data that every room shares. Nothing here reads, decodes or decides.

pub mod artefact;
pub mod audit_log;
pub mod conntrack;
pub mod field;
pub mod flow;
pub mod group;
pub mod ids;
pub mod item;
pub mod kubectl_table;
pub mod meter;
pub mod net;
pub mod policy;
pub mod port;
pub mod report;
pub mod stats;
pub mod table;
