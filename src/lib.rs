//! antstats: what the network policies of an Antrea cluster really do.
//!
//! # Rooms, and who may use whom
//!
//! | room | holds | may use |
//! |---|---|---|
//! | [`model`] | plain data | nobody |
//! | [`decode`] | bytes to model; knows Open vSwitch and Kubernetes, never Antrea's encodings | `model` |
//! | [`antrea`] | cookies, rule IDs, marks, tables: the one room that knows Antrea's encodings | `model` |
//! | [`render`] | a report to bytes; one format a file | `model` |
//! | [`resolve`] | from rule IDs to policy and rule | `model`, `antrea` |
//! | [`resource`] | one noun a file | `model`, `antrea`, `resolve` |
//! | [`redact`] | the same bytes without names and addresses | `model`, `decode` |
//! | [`source`] | all effects that read | `model`, `decode` (the framing of OpenFlow alone) |
//! | [`cli`] | clap types: no effects, no decisions | nobody |
//! | [`error`] | how a run ends: kinds, hints, exit codes | `render` |
//! | [`ui`] | the only writer to standard output and standard error | `error`, `model`, `render` |
//! | [`cmd`] | one verb a file; joins the others | everybody |
//!
//! Network, files, environment, clock and terminal appear in `source`, `cmd`, `ui` and `main` alone. `tests/rooms.rs` holds this.

pub mod antrea;
pub mod cli;
pub mod cmd;
pub mod decode;
pub mod error;
pub mod model;
pub mod redact;
pub mod render;
pub mod resolve;
pub mod resource;
pub mod source;
pub mod ui;
