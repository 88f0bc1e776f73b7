//! `ovs-ofctl dump-groups` and `dump-group-stats`.

use std::fmt::Write as _;

use zerocopy::big_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use super::actions::actions;
use super::cursor::{Bad, Cursor};
use super::message::Version;
use super::number::duration;
use super::text::{Notes, name, property};
use super::tlv;
use super::value::port32;

/// `OFPGT11_SELECT`: one of the buckets. Their weight is 1 where nothing else is said.
const SELECT: u8 = 1;
/// `OFPP_ANY`, `OFPG_ANY`: nothing is watched.
const NONE: u32 = 0xffff_ffff;
/// `OFPGPT15_EXPERIMENTER`.
const EXPERIMENTER: u16 = 0xffff;
/// Who has made `selection_method` up: `NTR_VENDOR_ID`, and what Open vSwitch 2.4 said by mistake (`NTR_COMPAT_VENDOR_ID`).
const NETRONOME: [u32; 2] = [0x0000_154d, 0x0000_1540];
/// `NTRT_SELECTION_METHOD`.
const SELECTION_METHOD: u32 = 1;

/// `struct ofp11_group_desc_stats`, with which that of OpenFlow 1.5 begins too.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Group {
    length: U16,
    kind: u8,
    pad: u8,
    id: U32,
}

/// `struct ofp11_bucket`.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Bucket {
    length: U16,
    weight: U16,
    watch_port: U32,
    watch_group: U32,
    pad: [u8; 4],
}

/// `struct ofp13_group_stats`.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Stats {
    length: U16,
    pad: [u8; 2],
    id: U32,
    references: U32,
    pad2: [u8; 4],
    packets: U64,
    bytes: U64,
    seconds: U32,
    nanoseconds: U32,
}

/// Prints the groups and their buckets. A group that cannot be read to its end is left out with a note.
pub(super) fn print(out: &mut String, mut body: Cursor<'_>, version: Version, notes: &mut Notes) -> Result<(), Bad> {
    while !body.is_empty() {
        let group = entry(&mut body, size_of::<Group>())?;
        let before = out.len();
        if let Err(bad) = one(out, group, version) {
            out.truncate(before);
            notes.add(bad);
        }
    }
    Ok(())
}

fn one(out: &mut String, mut entry: Cursor<'_>, version: Version) -> Result<(), Bad> {
    let group = entry.read::<Group>()?;
    let kind = ["all", "select", "indirect", "ff"].get(usize::from(group.kind)).unwrap_or(&"unknown");
    let _ = write!(out, "\n group_id={},type={kind}", group.id);
    let mut buckets = entry;
    // Groups of OpenFlow 1.0 are an extension, with the layout of OpenFlow 1.5.
    if version != Version::V13 {
        let length = entry.u16()?;
        entry.take(6)?;
        buckets = entry.part(length.into())?;
        while let Some((kind, property)) = property(&mut entry)? {
            if kind == EXPERIMENTER {
                selection_method(out, property)?;
            }
        }
    }
    while !buckets.is_empty() {
        out.push_str(",bucket=");
        if version == Version::V13 {
            bucket(out, &mut buckets, group.kind)?;
        } else {
            bucket_v15(out, &mut buckets, group.kind, version)?;
        }
    }
    Ok(())
}

/// `struct ntr_group_prop_selection_method`, after the header of a property.
fn selection_method(out: &mut String, mut property: Cursor<'_>) -> Result<(), Bad> {
    if !NETRONOME.contains(&property.u32()?) || property.u32()? != SELECTION_METHOD {
        return Ok(());
    }
    property.u32()?;
    let _ = write!(out, ",selection_method={}", name(property.take(16)?));
    match property.u64()? {
        0 => {}
        parameter => {
            let _ = write!(out, ",selection_method_param={parameter}");
        }
    }
    let (mut fields, mut count) = (String::new(), 0);
    while let Some(tlv) = tlv::next(&mut property)? {
        fields.push_str(if count == 0 { "" } else { "," });
        count += 1;
        let Some(field) = tlv.field else {
            let _ = write!(fields, "unknown({:#x}:{})", tlv.class, tlv.field_number);
            continue;
        };
        fields.push_str(field.name);
        // Its value says which of its bits are looked at.
        if tlv.value.iter().any(|byte| *byte != 0xff) {
            fields.push('=');
            tlv::value(&mut fields, field, tlv.value, None);
        }
    }
    let _ = match count {
        0 => Ok(()),
        1 => write!(out, ",fields={fields}"),
        _ => write!(out, ",fields({fields})"),
    };
    Ok(())
}

fn bucket(out: &mut String, buckets: &mut Cursor<'_>, group: u8) -> Result<(), Bad> {
    let mut entry = entry(buckets, size_of::<Bucket>())?;
    let bucket = entry.read::<Bucket>()?;
    watched(out, group, bucket.weight.get(), bucket.watch_port.get(), bucket.watch_group.get());
    actions(out, entry, Version::V13)
}

/// `struct ofp15_bucket`, its actions and its properties.
fn bucket_v15(out: &mut String, buckets: &mut Cursor<'_>, group: u8, version: Version) -> Result<(), Bad> {
    let mut entry = entry(buckets, 8)?;
    entry.u16()?;
    let (length, id) = (entry.u16()?, entry.u32()?);
    let list = entry.part(length.into())?;
    let (mut weight, mut port, mut watched_group) = (u16::from(group == SELECT), NONE, NONE);
    while let Some((kind, mut property)) = property(&mut entry)? {
        match kind {
            0 => weight = property.u16()?,
            1 => port = property.u32()?,
            2 => watched_group = property.u32()?,
            _ => {}
        }
    }
    let _ = match id {
        0xffff_fffd => write!(out, "bucket_id:first,"),
        0xffff_fffe => write!(out, "bucket_id:last,"),
        0xffff_ffff => write!(out, "bucket_id:all,"),
        id => write!(out, "bucket_id:{id},"),
    };
    watched(out, group, weight, port, watched_group);
    actions(out, list, version)
}

fn watched(out: &mut String, kind: u8, weight: u16, port: u32, group: u32) {
    if weight != u16::from(kind == SELECT) {
        let _ = write!(out, "weight:{weight},");
    }
    if port != NONE {
        out.push_str("watch_port:");
        port32(out, port);
        out.push(',');
    }
    if group != NONE {
        let _ = write!(out, "watch_group:{group},");
    }
    out.push_str("actions=");
}

/// Prints what each group and its buckets counted. A bucket that is not counted is left out.
pub(super) fn stats(out: &mut String, mut body: Cursor<'_>, notes: &mut Notes) -> Result<(), Bad> {
    while !body.is_empty() {
        let mut entry = entry(&mut body, size_of::<Stats>())?;
        let stats = entry.read::<Stats>()?;
        let _ = write!(out, "\n group_id={}", stats.id);
        if stats.seconds.get() != u32::MAX {
            out.push_str(",duration=");
            duration(out, stats.seconds.get(), stats.nanoseconds.get());
        }
        let _ =
            write!(out, ",ref_count={},packet_count={},byte_count={}", stats.references, stats.packets, stats.bytes);
        let mut bucket = 0;
        while !entry.is_empty() {
            match (entry.u64(), entry.u64()) {
                (Ok(u64::MAX), Ok(_)) => {}
                (Ok(packets), Ok(bytes)) => {
                    let _ = write!(out, ",bucket{bucket}:packet_count={packets},byte_count={bytes}");
                }
                (Err(bad), _) | (_, Err(bad)) => {
                    notes.add(bad);
                    break;
                }
            }
            bucket += 1;
        }
    }
    Ok(())
}

/// The next entry, whose first two bytes are its length. Where that cannot be, nobody can say where the next one begins.
pub(super) fn entry<'a>(body: &mut Cursor<'a>, fixed: usize) -> Result<Cursor<'a>, Bad> {
    let mut look = *body;
    let length = usize::from(look.u16()?);
    if length < fixed {
        return Err(body.bad("an entry shorter than it can be"));
    }
    body.part(length).map_err(|_| body.bad("an entry longer than its message"))
}
