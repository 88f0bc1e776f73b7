//! One flow of a reply, decoded in place: its counters and head are read, its match and instructions stay bytes until somebody wants them.
//!
//! Facts: `struct ofp10_flow_stats`, `struct nx_flow_stats`, `struct ofp11_flow_stats` (1.3) and `struct ofp15_flow_desc` of `include/openflow`;
//! `ofputil_decode_flow_stats_reply()` and `ofputil_flow_stats_format()` of `lib/ofp-flow.c`; `lib/ox-stat.c` for statistics since 1.5.

mod print;
mod read;
#[cfg(test)]
pub(super) mod tests;

use super::cursor::Cursor;
use super::matches::standard::Standard;
use super::message::Version;

/// Which shape a reply's flows have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `OFPST_FLOW` of 1.0.
    Standard10,
    /// `NXST_FLOW`, Nicira's in 1.0.
    Nicira10,
    /// `OFPMP_FLOW` of 1.3.
    Multipart13,
    /// `OFPMP_FLOW_DESC` of 1.5.
    Description15,
}

impl Shape {
    /// The protocol it belongs to.
    pub fn version(self) -> Version {
        match self {
            Shape::Standard10 | Shape::Nicira10 => Version::V10,
            Shape::Multipart13 => Version::V13,
            Shape::Description15 => Version::V15,
        }
    }
}

/// What a flow must match, in bytes.
#[derive(Clone, Copy, Debug)]
pub enum Fields<'a> {
    /// OXM or NXM, as [`super::tlv`] reads them.
    Tlvs(Cursor<'a>),
    /// The structure of OpenFlow 1.0.
    Standard(&'a Standard),
}

/// One flow.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Shape of the reply, whose protocol says how instructions are encoded.
    pub shape: Shape,
    /// Its table.
    pub table: u8,
    /// The higher goes first.
    pub priority: u16,
    /// What its controller calls it.
    pub cookie: u64,
    /// Seconds and nanoseconds that it is there; [`u32::MAX`] both when the switch does not say.
    pub duration: (u32, u32),
    /// Packets that it matched; [`u64::MAX`] when the switch does not know.
    pub packets: u64,
    /// Bytes of these packets; [`u64::MAX`] when the switch does not know.
    pub bytes: u64,
    /// Seconds without a packet after which it goes; 0 is never.
    pub idle_timeout: u16,
    /// Seconds after which it goes; 0 is never.
    pub hard_timeout: u16,
    /// The lower goes first when room is needed; 0 before 1.4.
    pub importance: u16,
    /// `OFPFF_*`; none in 1.0, which does not say.
    pub flags: u16,
    /// Seconds since its last packet, where the switch says it.
    pub idle_age: Option<u32>,
    /// Seconds since it was made or changed, where the switch says it.
    pub hard_age: Option<u32>,
    /// What it matches.
    pub fields: Fields<'a>,
    /// What it does: instructions, in 1.0 actions.
    pub instructions: Cursor<'a>,
}
