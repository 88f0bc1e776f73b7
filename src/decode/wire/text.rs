//! Replies to questions about a switch (all but its flows) as `ovs-ofctl` prints them.

use std::fmt::Write as _;

use super::cursor::{Bad, Cursor};
use super::errors::Refusal;
use super::message::{Framed, HEADER, Message, Messages, Version};
use super::{aggregate, groups, meters, ports, table_features, tables};

/// Notes that are kept. Every entry of a reply may be wrong, and what is said of it has to fit into memory and before somebody's eyes.
const KEPT: usize = 1000;

/// What could not be read. Offsets are from the start of all bytes.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Bad>);

impl Notes {
    /// Adds a note while there are few, then one that says that there are more.
    pub(super) fn add(&mut self, bad: Bad) {
        match self.0.len() {
            count if count < KEPT => self.0.push(bad),
            KEPT => self.0.push(Bad { why: "more could not be read here or further on: it is not listed", ..bad }),
            _ => {}
        }
    }
}

/// Which question a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reply {
    Aggregate,
    Tables,
    Ports,
    GroupStats,
    Groups,
    MeterStats,
    Meters,
    TableFeatures,
    PortDescriptions,
}

impl Reply {
    /// As `ovs-ofctl` calls it; `nicira` where OpenFlow 1.0 has it as an extension alone.
    fn name(self, nicira: bool) -> &'static str {
        match (self, nicira) {
            (Reply::Aggregate, false) => "OFPST_AGGREGATE",
            (Reply::Aggregate, true) => "NXST_AGGREGATE",
            (Reply::Tables, _) => "OFPST_TABLE",
            (Reply::Ports, _) => "OFPST_PORT",
            (Reply::GroupStats, false) => "OFPST_GROUP",
            (Reply::GroupStats, true) => "NXST_GROUP",
            (Reply::Groups, false) => "OFPST_GROUP_DESC",
            (Reply::Groups, true) => "NXST_GROUP_DESC",
            (Reply::MeterStats, _) => "OFPST_METER",
            (Reply::Meters, _) => "OFPST_METER_CONFIG",
            (Reply::TableFeatures, _) => "OFPST_TABLE_FEATURES",
            (Reply::PortDescriptions, _) => "OFPST_PORT_DESC",
        }
    }

    /// By the number of a multipart type (`OFPMP_*` of `include/openflow/openflow-*.h`, and OpenFlow 1.0's with what Open vSwitch adds to it).
    fn of(version: Version, kind: u16) -> Option<Reply> {
        Some(match kind {
            2 => Reply::Aggregate,
            3 => Reply::Tables,
            4 => Reply::Ports,
            13 => Reply::PortDescriptions,
            _ if version == Version::V10 => return None,
            6 => Reply::GroupStats,
            7 => Reply::Groups,
            9 => Reply::MeterStats,
            10 => Reply::Meters,
            12 => Reply::TableFeatures,
            _ => return None,
        })
    }

    /// By the number of a Nicira extension to OpenFlow 1.0 (`NXST_*` of `lib/ofp-msgs.h`).
    fn of_nicira(kind: u32) -> Option<Reply> {
        match kind {
            1 => Some(Reply::Aggregate),
            7 => Some(Reply::GroupStats),
            8 => Some(Reply::Groups),
            _ => None,
        }
    }
}

/// `OFPSF_REPLY_MORE`: another message follows.
const MORE: u16 = 1;
/// `OFPST_VENDOR`: of an experimenter.
const VENDOR: u16 = 0xffff;
/// `NX_VENDOR_ID`.
const NICIRA: u32 = 0x0000_2320;

/// Prints messages, one after the other, with a header line each, but for table features, which `ovs-ofctl` prints without one and where a table is
/// `ditto` across messages too.
///
/// A refusal (`OFPT_ERROR`) is its header and name; `ovs-ofctl` then repeats the question.
/// What cannot be read is a note with its offset in `bytes`; the rest of its entry is left out and the next one is read, where its place is known.
///
/// Layouts are those of Open vSwitch's `include/openflow/openflow-1.0.h` to `openflow-1.5.h`.
pub fn text(bytes: &[u8]) -> (String, Vec<Bad>) {
    let (mut out, mut notes, mut features, mut at) =
        (String::new(), Notes::default(), table_features::Printer::new(), 0);
    let mut messages = Messages::new();
    let mut each = |framed: Framed<'_>| match framed {
        Framed::Message(message) => {
            if let Err(bad) = one(&mut out, &message, at, &mut notes, &mut features) {
                notes.add(bad);
            }
            at += message.bytes.len();
        }
        Framed::Broken { at } => {
            notes.add(Bad { at: offset(at), why: "a length that no message has: nothing after it can be read" })
        }
        Framed::Cut { at, .. } => notes.add(Bad { at: offset(at), why: "the bytes end in the middle of a message" }),
    };
    messages.feed(bytes, &mut each);
    messages.finish(&mut each);
    features.end(&mut out);
    end_line(&mut out);
    (out, notes.0)
}

/// An offset in bytes that are in memory.
fn offset(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// Prints a message that begins at offset `at`.
fn one(
    out: &mut String,
    message: &Message<'_>,
    at: usize,
    notes: &mut Notes,
    features: &mut table_features::Printer,
) -> Result<(), Bad> {
    let here = |why| Bad { at, why };
    let version = Version::from_number(message.header.version).ok_or(here("an OpenFlow version that is not spoken"))?;
    if let Some(refusal) = Refusal::read(message).map_err(|bad| Bad { at: at + bad.at, ..bad })? {
        header(out, "OFPT_ERROR", version, refusal.xid);
        let _ = write!(out, " {refusal}");
        return Ok(());
    }
    if !super::is_messages(message.bytes) {
        return Err(here("not a reply to a question"));
    }
    let mut body = Cursor::new(message.bytes, at);
    body.take(HEADER)?;
    let (kind, flags) = (body.u16()?, body.u16()?);
    if version > Version::V10 {
        body.u32()?;
    }
    let (reply, nicira) = match kind {
        VENDOR if version == Version::V10 && body.u32()? == NICIRA => {
            let kind = body.u32()?;
            body.u32()?;
            (Reply::of_nicira(kind), true)
        }
        _ => (Reply::of(version, kind), false),
    };
    let reply = reply.ok_or(here("a reply to another question"))?;
    if reply == Reply::TableFeatures {
        return features.print(out, body, version, notes);
    }
    header(out, &format!("{} reply", reply.name(nicira)), version, message.header.xid.get());
    if flags != 0 {
        out.push_str(" flags=");
    }
    if flags & MORE != 0 {
        out.push_str("[more]");
    }
    if flags & !MORE != 0 {
        let _ = write!(out, "[***unknown flags {:#06x}***]", flags & !MORE);
    }
    match reply {
        Reply::Aggregate => aggregate::print(out, body, version, notes),
        Reply::Tables => tables::print(out, body, version),
        Reply::Ports => ports::stats(out, body, version, notes),
        Reply::GroupStats => groups::stats(out, body, notes),
        Reply::Groups => groups::print(out, body, version, notes),
        Reply::MeterStats => meters::stats(out, body),
        Reply::Meters => meters::print(out, body),
        Reply::PortDescriptions => ports::descriptions(out, body, version, notes),
        Reply::TableFeatures => Ok(()),
    }
}

/// `OFPST_PORT reply (OF1.5) (xid=0x2):`; OpenFlow 1.0 is not named.
fn header(out: &mut String, name: &str, version: Version, xid: u32) {
    end_line(out);
    out.push_str(name);
    if version > Version::V10 {
        let _ = write!(out, " ({})", version.name());
    }
    let _ = write!(out, " (xid={xid:#x}):");
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// A name in a field of a fixed length, which ends with the first zero byte. What would end a line, or make one up, does not come through.
pub(super) fn name(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let text = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default());
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The next property: its type and what follows its header of four bytes. It is padded to eight bytes.
pub(super) fn property<'a>(cursor: &mut Cursor<'a>) -> Result<Option<(u16, Cursor<'a>)>, Bad> {
    if cursor.is_empty() {
        return Ok(None);
    }
    let whole = cursor.rest().len();
    let (kind, length) = (cursor.u16()?, cursor.u16()?);
    let padded = usize::from(length).next_multiple_of(8);
    let (Some(content), Some(after)) =
        (usize::from(length).checked_sub(4), padded.checked_sub(4).filter(|_| padded <= whole))
    else {
        return Err(cursor.bad("a property with a length that it cannot have"));
    };
    let mut part = cursor.part(after)?;
    Ok(Some((kind, part.part(content)?)))
}

#[cfg(test)]
mod tests;
