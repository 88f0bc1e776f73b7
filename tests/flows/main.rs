//! `get flows` and `get tables`: whom each flow is for, which flows a question wants, what tables count.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../support/mod.rs"]
mod support;

mod captures;
mod drops;
mod filters;
mod hostile;
mod names;
mod owner;
mod raw;
mod run;
mod tables;
