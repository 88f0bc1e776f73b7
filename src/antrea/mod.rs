//! Antrea's encodings: cookies, rule IDs in conntrack labels, register marks, table names, tiers.
//!
//! This is the one room that knows them, by version. A new release of Antrea touches files here and nowhere else.

pub mod bucket;
pub mod clause;
pub mod cookie;
pub mod landmarks;
pub mod mark;
pub mod meter;
pub mod owner;
pub mod pipeline;
pub mod registers;
pub mod role;
pub mod tables;
pub mod tier;
