//! `ovs-ofctl dump-ports` and `dump-ports-desc`.

use std::fmt::Write as _;

use zerocopy::big_endian::U64;
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use super::cursor::{Bad, Cursor};
use super::groups::entry;
use super::message::Version;
use super::number::duration;
use super::text::{Notes, name, property};
use super::value::port32;

mod description;

pub(super) use description::descriptions;

/// `INTEL_VENDOR_ID`, whose extensions carry what OpenFlow has no counter for (`include/openflow/intel-ext.h`).
const INTEL: u32 = 0x0000_aa01;
/// `INTEL_PORT_STATS_RFC2819`.
const RFC2819: u32 = 1;
/// `INTEL_PORT_STATS_CUSTOM`.
const CUSTOM: u32 = 2;
/// `OFPPSPT14_EXPERIMENTER`.
const EXPERIMENTER: u16 = 0xffff;

/// The counters that every version has, in its order.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Counters {
    rx_packets: U64,
    tx_packets: U64,
    rx_bytes: U64,
    tx_bytes: U64,
    rx_dropped: U64,
    tx_dropped: U64,
    rx_errors: U64,
    tx_errors: U64,
}

/// Those of Ethernet.
#[derive(Clone, Copy, FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Ethernet {
    rx_frame_errors: U64,
    rx_over_errors: U64,
    rx_crc_errors: U64,
    collisions: U64,
}

/// `struct intel_port_stats_rfc2819`: the order of its counters, and `rx` and `tx` of each that `ovs-ofctl` prints.
const RFC2819_COUNTERS: [(&str, bool); 21] = [
    ("1_to_64_packets", true),
    ("65_to_127_packets", true),
    ("128_to_255_packets", true),
    ("256_to_511_packets", true),
    ("512_to_1023_packets", true),
    ("1024_to_1522_packets", true),
    ("1523_to_max_packets", true),
    ("1_to_64_packets", false),
    ("65_to_127_packets", false),
    ("128_to_255_packets", false),
    ("256_to_511_packets", false),
    ("512_to_1023_packets", false),
    ("1024_to_1522_packets", false),
    ("1523_to_max_packets", false),
    ("multicast_packets", false),
    ("broadcast_packets", true),
    ("broadcast_packets", false),
    ("undersized_errors", true),
    ("oversize_errors", true),
    ("rx_fragmented_errors", true),
    ("rx_jabber_errors", true),
];

/// What only OpenFlow 1.5 says of a port.
#[derive(Default)]
struct More {
    ethernet: Option<Ethernet>,
    received: String,
    sent: String,
    custom: String,
}

/// Prints what was counted at each port. What an interface does not count is `?`.
pub(super) fn stats(out: &mut String, body: Cursor<'_>, version: Version, notes: &mut Notes) -> Result<(), Bad> {
    let before = out.len();
    let (mut body, mut count) = (body, 0);
    let mut read = Ok(());
    while !body.is_empty() {
        let mut here = body;
        let entry = if version == Version::V15 {
            entry(&mut body, 80)
        } else {
            body.part(if version == Version::V10 { 104 } else { 112 })
        };
        read = entry.and_then(|entry| {
            here = entry;
            one(out, entry, version, notes)
        });
        count += 1;
        if read.is_err() {
            count -= 1;
            break;
        }
    }
    out.insert_str(before, &format!(" {count} ports\n"));
    read
}

/// `struct ofp10_port_stats`, `struct ofp13_port_stats` or `struct ofp14_port_stats`.
fn one(out: &mut String, mut entry: Cursor<'_>, version: Version, notes: &mut Notes) -> Result<(), Bad> {
    let (mut time, mut more) = (None, More::default());
    let port = match version {
        Version::V10 => {
            let port = number_v10(entry.u16()?);
            entry.take(6)?;
            port
        }
        Version::V13 => {
            let port = entry.u32()?;
            entry.u32()?;
            port
        }
        Version::V15 => {
            entry.u32()?;
            let port = entry.u32()?;
            time = Some((entry.u32()?, entry.u32()?));
            port
        }
    };
    let counters = entry.read::<Counters>()?;
    if version == Version::V15 {
        if let Err(bad) = properties(&mut more, entry) {
            notes.add(bad);
        }
    } else {
        more.ethernet = Some(*entry.read::<Ethernet>()?);
        if version == Version::V13 {
            time = Some((entry.u32()?, entry.u32()?));
        }
    }
    out.push_str(if port < 10 { "  port  " } else { "  port " });
    port32(out, port);
    let ethernet = |of: fn(&Ethernet) -> U64| more.ethernet.as_ref().map_or(u64::MAX, |ethernet| of(ethernet).get());
    out.push_str(": rx ");
    counter(out, "pkts=", counters.rx_packets.get(), ", ");
    counter(out, "bytes=", counters.rx_bytes.get(), ", ");
    counter(out, "drop=", counters.rx_dropped.get(), ", ");
    counter(out, "errs=", counters.rx_errors.get(), ", ");
    counter(out, "frame=", ethernet(|ethernet| ethernet.rx_frame_errors), ", ");
    counter(out, "over=", ethernet(|ethernet| ethernet.rx_over_errors), ", ");
    counter(out, "crc=", ethernet(|ethernet| ethernet.rx_crc_errors), "\n           tx ");
    counter(out, "pkts=", counters.tx_packets.get(), ", ");
    counter(out, "bytes=", counters.tx_bytes.get(), ", ");
    counter(out, "drop=", counters.tx_dropped.get(), ", ");
    counter(out, "errs=", counters.tx_errors.get(), ", ");
    counter(out, "coll=", ethernet(|ethernet| ethernet.collisions), "\n");
    if let Some((seconds, nanoseconds)) = time.filter(|(seconds, _)| *seconds != u32::MAX) {
        out.push_str("           duration=");
        duration(out, seconds, nanoseconds);
        out.push('\n');
    }
    for (title, list) in [("rx", &more.received), ("tx", &more.sent)] {
        if !list.is_empty() {
            let _ = writeln!(out, "           {title} rfc2819 {list}");
        }
    }
    out.push_str(&more.custom);
    Ok(())
}

fn properties(more: &mut More, mut entry: Cursor<'_>) -> Result<(), Bad> {
    while let Some((kind, mut property)) = property(&mut entry)? {
        match kind {
            0 => {
                property.u32()?;
                more.ethernet = Some(*property.read::<Ethernet>()?);
            }
            EXPERIMENTER if property.u32()? == INTEL => match property.u32()? {
                RFC2819 => rfc2819(more, property)?,
                CUSTOM => custom(&mut more.custom, property)?,
                _ => {}
            },
            _ => {}
        }
    }
    Ok(())
}

/// Counters of packets by their size (RFC 2819). What is not counted is left out.
fn rfc2819(more: &mut More, mut property: Cursor<'_>) -> Result<(), Bad> {
    property.u32()?;
    for (name, received) in RFC2819_COUNTERS {
        match (property.u64()?, received) {
            (u64::MAX, _) => {}
            (count, true) => more.received.push_str(&format!("{name}={count}, ")),
            (count, false) => more.sent.push_str(&format!("{name}={count}, ")),
        }
    }
    Ok(())
}

/// `struct intel_port_custom_stats`: counters with the names that a driver gives them.
fn custom(out: &mut String, mut property: Cursor<'_>) -> Result<(), Bad> {
    property.u16()?;
    let count = property.u16()?;
    out.push_str("           CUSTOM Statistics");
    let mut read = Ok(());
    for index in 0..count {
        let counter = (|| {
            let length = property.u8()?;
            Ok((name(property.take(length.into())?), property.u64()?))
        })();
        match counter {
            // Open vSwitch passes over a counter without a name.
            Ok((name, _)) if name.is_empty() => {}
            Ok((name, value)) => {
                out.push_str(if index % 3 == 0 { "\n                      " } else { " " });
                let _ = write!(out, "{name}={value},");
            }
            Err(bad) => {
                read = Err(bad);
                break;
            }
        }
    }
    out.push('\n');
    read
}

fn counter(out: &mut String, name: &str, value: u64, after: &str) {
    let _ = match value {
        u64::MAX => write!(out, "{name}?{after}"),
        value => write!(out, "{name}{value}{after}"),
    };
}

/// A port's number of OpenFlow 1.0, whose reserved ones are at the end of 16 bits, as the later versions have it.
pub(super) fn number_v10(port: u16) -> u32 {
    if port < 0xff00 { port.into() } else { u32::from(port) | 0xffff_0000 }
}
