//! What Open vSwitch says over OpenFlow 1.0, 1.3 and 1.5, printed as `ovs-ofctl` of the same protocol prints it.
//!
//! Bytes go through [`message::Messages`], which cuts them into messages whatever pieces they come in; [`cursor::Cursor`] walks a message and never reads
//! past its end. One text for a flow, whether it came over a socket or out of a file: so there is one model of it ([`super::text`]) and one way to
//! compare with Open vSwitch itself.

pub mod actions;
mod aggregate;
pub mod cursor;
pub mod direct;
pub mod errors;
mod field_set;
pub mod fields;
pub mod flow;
pub mod flows;
mod groups;
pub mod matches;
pub mod message;
mod meters;
pub mod number;
mod ports;
mod table_features;
mod tables;
pub mod text;
pub mod tlv;
pub mod value;

pub use cursor::{Bad, Cursor};
pub use message::{Framed, Header, Message, Messages, Version};

/// Whether bytes are the beginning of OpenFlow messages with answers (`OFPT_STATS_REPLY` of 1.0, `OFPT_MULTIPART_REPLY` since 1.3), not text.
pub fn is_messages(bytes: &[u8]) -> bool {
    matches!(*bytes, [1, 17, ..] | [4 | 6, 19, ..])
}
