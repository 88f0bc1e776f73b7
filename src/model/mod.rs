//! Plain data that every room shares. Nothing here reads, decodes or decides.

pub mod artefact;
pub mod field;
pub mod flow;
pub mod ids;
pub mod net;
pub mod policy;
pub mod report;
pub mod stats;
