//! Reads a flow of each shape.

use zerocopy::big_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use super::{Entry, Fields, Shape};
use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::matches::standard::Standard;

/// `struct ofp10_flow_stats` without its length.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Stats10 {
    table: u8,
    pad: u8,
    fields: Standard,
    duration: [U32; 2],
    priority: U16,
    timeouts: [U16; 2],
    pad2: [u8; 6],
    cookie: U64,
    packets: U64,
    bytes: U64,
}

/// `struct nx_flow_stats` without its length.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct StatsNicira {
    table: u8,
    pad: u8,
    duration: [U32; 2],
    priority: U16,
    timeouts: [U16; 2],
    match_length: U16,
    /// One more than it is; 0 is not known.
    idle_age: U16,
    hard_age: U16,
    cookie: U64,
    packets: U64,
    bytes: U64,
}

/// `struct ofp11_flow_stats` without its length.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Stats13 {
    table: u8,
    pad: u8,
    duration: [U32; 2],
    priority: U16,
    timeouts: [U16; 2],
    flags: U16,
    importance: U16,
    pad2: [u8; 2],
    cookie: U64,
    packets: U64,
    bytes: U64,
}

/// `struct ofp15_flow_desc` without its length.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Description15 {
    pad: [u8; 2],
    table: u8,
    pad2: u8,
    priority: U16,
    timeouts: [U16; 2],
    flags: U16,
    importance: U16,
    cookie: U64,
}

impl<'a> Entry<'a> {
    /// Reads the next flow of a reply.
    ///
    /// # Errors
    /// Bytes are missing or lengths contradict each other. The cursor is behind the flow all the same, unless the flow's own length cannot be: then
    /// the cursor is at the end.
    pub fn next(cursor: &mut Cursor<'a>, shape: Shape) -> Result<Entry<'a>, Bad> {
        let mut part = match whole(*cursor) {
            Ok(part) => part,
            Err(bad) => {
                cursor.take(cursor.rest().len())?;
                return Err(bad);
            }
        };
        cursor.take(part.rest().len())?;
        part.u16()?;
        match shape {
            Shape::Standard10 => Entry::standard10(part),
            Shape::Nicira10 => Entry::nicira10(part),
            Shape::Multipart13 => Entry::multipart13(part),
            Shape::Description15 => Entry::description15(part),
        }
    }

    fn standard10(mut part: Cursor<'a>) -> Result<Entry<'a>, Bad> {
        let stats: &Stats10 = part.read()?;
        let [idle_timeout, hard_timeout] = stats.timeouts.map(U16::get);
        Ok(Entry {
            shape: Shape::Standard10,
            table: stats.table,
            priority: stats.priority.get(),
            cookie: stats.cookie.get(),
            duration: stats.duration.map(U32::get).into(),
            packets: stats.packets.get(),
            bytes: stats.bytes.get(),
            idle_timeout,
            hard_timeout,
            importance: 0,
            flags: 0,
            idle_age: None,
            hard_age: None,
            fields: Fields::Standard(&stats.fields),
            instructions: part,
        })
    }

    fn nicira10(mut part: Cursor<'a>) -> Result<Entry<'a>, Bad> {
        let stats: &StatsNicira = part.read()?;
        let [idle_timeout, hard_timeout] = stats.timeouts.map(U16::get);
        let length = usize::from(stats.match_length.get());
        let fields = part.part(length)?;
        part.take(length.next_multiple_of(8) - length)?;
        Ok(Entry {
            shape: Shape::Nicira10,
            table: stats.table,
            priority: stats.priority.get(),
            cookie: stats.cookie.get(),
            duration: stats.duration.map(U32::get).into(),
            packets: stats.packets.get(),
            bytes: stats.bytes.get(),
            idle_timeout,
            hard_timeout,
            importance: 0,
            flags: 0,
            idle_age: stats.idle_age.get().checked_sub(1).map(u32::from),
            hard_age: stats.hard_age.get().checked_sub(1).map(u32::from),
            fields: Fields::Tlvs(fields),
            instructions: part,
        })
    }

    fn multipart13(mut part: Cursor<'a>) -> Result<Entry<'a>, Bad> {
        let stats: &Stats13 = part.read()?;
        let [idle_timeout, hard_timeout] = stats.timeouts.map(U16::get);
        let fields = oxm(&mut part)?;
        Ok(Entry {
            shape: Shape::Multipart13,
            table: stats.table,
            priority: stats.priority.get(),
            cookie: stats.cookie.get(),
            duration: stats.duration.map(U32::get).into(),
            packets: stats.packets.get(),
            bytes: stats.bytes.get(),
            idle_timeout,
            hard_timeout,
            importance: 0,
            flags: stats.flags.get(),
            idle_age: None,
            hard_age: None,
            fields: Fields::Tlvs(fields),
            instructions: part,
        })
    }

    fn description15(mut part: Cursor<'a>) -> Result<Entry<'a>, Bad> {
        let description: &Description15 = part.read()?;
        let [idle_timeout, hard_timeout] = description.timeouts.map(U16::get);
        let fields = oxm(&mut part)?;
        let statistics = padded(&mut part)?;
        let mut entry = Entry {
            shape: Shape::Description15,
            table: description.table,
            priority: description.priority.get(),
            cookie: description.cookie.get(),
            duration: (u32::MAX, u32::MAX),
            packets: u64::MAX,
            bytes: u64::MAX,
            idle_timeout,
            hard_timeout,
            importance: description.importance.get(),
            flags: description.flags.get(),
            idle_age: None,
            hard_age: None,
            fields: Fields::Tlvs(fields),
            instructions: part,
        };
        entry.statistics(statistics)?;
        Ok(entry)
    }

    /// `OXS`: statistics as fields; those that are not known are passed over.
    fn statistics(&mut self, mut cursor: Cursor<'_>) -> Result<(), Bad> {
        while !cursor.is_empty() {
            let (class, field, length) = (cursor.u16()?, cursor.u8()?, cursor.u8()?);
            let mut value = cursor.part(usize::from(length))?;
            // The lowest bit would say that something of an experimenter's stands in front of the value: these have nothing there.
            match (class, field & 1, field >> 1, length) {
                (OXS_BASIC, 0, 0, 8) => self.duration = (value.u32()?, value.u32()?),
                (OXS_BASIC, 0, 1, 8) => self.idle_age = Some(value.u32()?).filter(|age| *age <= LONGEST_AGE),
                (OXS_BASIC, 0, 4, 8) => self.packets = value.u64()?,
                (OXS_BASIC, 0, 5, 8) => self.bytes = value.u64()?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Open vSwitch has ages in a signed number, where what is beyond is not known.
const LONGEST_AGE: u32 = i32::MAX as u32;

/// The class of statistics that OpenFlow 1.5 has: `OFPXSC_OPENFLOW_BASIC`.
const OXS_BASIC: u16 = 0x8002;

/// A flow with the length in front that says where it ends.
fn whole(mut cursor: Cursor<'_>) -> Result<Cursor<'_>, Bad> {
    let length = usize::from({ cursor }.u16()?);
    if length < size_of::<Description15>() {
        return Err(cursor.bad("a flow is shorter than its head"));
    }
    cursor.part(length)
}

/// `struct ofp11_match`: type, length and the fields, filled up to eight bytes.
fn oxm<'a>(cursor: &mut Cursor<'a>) -> Result<Cursor<'a>, Bad> {
    let mut at = *cursor;
    match at.u16()? {
        1 => padded(cursor),
        _ => Err(cursor.bad("a match that is not made of fields")),
    }
}

/// Two bytes, a length that counts from them on, and what it covers, filled up to eight bytes.
fn padded<'a>(cursor: &mut Cursor<'a>) -> Result<Cursor<'a>, Bad> {
    let at = *cursor;
    cursor.u16()?;
    let length = usize::from(cursor.u16()?);
    let covered = length.checked_sub(4).ok_or_else(|| at.bad("a length is shorter than its header"))?;
    let part = cursor.part(covered)?;
    cursor.take(length.next_multiple_of(8) - length)?;
    Ok(part)
}
