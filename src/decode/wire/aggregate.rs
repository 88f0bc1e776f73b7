//! `ovs-ofctl dump-aggregate`: what all flows counted together.

use std::fmt::Write as _;

use super::cursor::{Bad, Cursor};
use super::message::Version;
use super::text::Notes;

/// The class of what flows count since OpenFlow 1.5: `OFPXSC_OPENFLOW_BASIC`.
const BASIC: u16 = 0x8002;

/// Prints the one entry of a reply. What the switch does not count is 2^64 - 1.
pub(super) fn print(out: &mut String, mut body: Cursor<'_>, version: Version, notes: &mut Notes) -> Result<(), Bad> {
    let (mut packets, mut bytes, mut flows) = (u64::MAX, u64::MAX, u32::MAX);
    if version < Version::V15 {
        (packets, bytes, flows) = (body.u64()?, body.u64()?, body.u32()?);
    } else {
        body.u16()?;
        let length =
            usize::from(body.u16()?).checked_sub(4).ok_or(body.bad("counters with a length that they cannot have"))?;
        let mut counters = body.part(length)?;
        while !counters.is_empty() {
            let (class, field, length) = (counters.u16()?, counters.u8()?, counters.u8()?);
            let mut value = counters.part(length.into())?;
            let read = match (class, field >> 1, length) {
                (BASIC, 3, 4) => value.u32().map(|count| flows = count),
                (BASIC, 4, 8) => value.u64().map(|count| packets = count),
                (BASIC, 5, 8) => value.u64().map(|count| bytes = count),
                (BASIC, 3..=5, _) => Err(value.bad("a counter with a length that it cannot have")),
                _ => Ok(()),
            };
            if let Err(bad) = read {
                notes.add(bad);
            }
        }
    }
    let _ = write!(out, " packet_count={packets} byte_count={bytes} flow_count={flows}");
    Ok(())
}
