//! `ovs-ofctl dump-meters` and `meter-stats`.

use std::fmt::Write as _;

use zerocopy::big_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use super::cursor::{Bad, Cursor};
use super::number::duration;

/// `OFPMF13_BURST`.
const BURST: u16 = 4;
/// The flags of a meter.
const FLAGS: [(u16, &str); 4] = [(1, "kbps "), (2, "pktps "), (BURST, "burst "), (8, "stats ")];

/// `struct ofp13_meter_config`.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Config {
    length: U16,
    flags: U16,
    meter: U32,
}

/// `struct ofp13_meter_band_header` and what follows it in a band of the types that there are.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Band {
    kind: U16,
    length: U16,
    rate: U32,
    burst: U32,
    precedence: u8,
    pad: [u8; 3],
}

/// `struct ofp13_meter_stats`.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Stats {
    meter: U32,
    length: U16,
    pad: [u8; 6],
    flows: U32,
    packets: U64,
    bytes: U64,
    seconds: U32,
    nanoseconds: U32,
}

/// Prints what each meter limits. A band of a type that is not known is printed with its number.
pub(super) fn print(out: &mut String, mut body: Cursor<'_>) -> Result<(), Bad> {
    while !body.is_empty() {
        let start = body;
        let config = body.read::<Config>()?;
        let mut bands = rest_of(&mut body, start, config.length.get(), size_of::<Config>())?;
        out.push_str("\nmeter=");
        id(out, config.meter.get());
        out.push(' ');
        let mut flags = config.flags.get();
        for (flag, name) in FLAGS {
            if flags & flag != 0 {
                out.push_str(name);
                flags &= !flag;
            }
        }
        if flags != 0 {
            let _ = write!(out, "flags:{flags:#x} ");
        }
        out.push_str("bands=");
        while !bands.is_empty() {
            let start = bands;
            let band = bands.read::<Band>()?;
            rest_of(&mut bands, start, band.length.get(), size_of::<Band>())?;
            let _ = match band.kind.get() {
                1 => write!(out, "\ntype=drop rate={}", band.rate),
                2 => write!(out, "\ntype=dscp_remark rate={}", band.rate),
                other => write!(out, "\ntype={other} rate={}", band.rate),
            };
            if config.flags.get() & BURST != 0 {
                let _ = write!(out, " burst_size={}", band.burst);
            }
            if band.kind.get() == 2 {
                let _ = write!(out, " prec_level={}", band.precedence);
            }
        }
        out.push('\n');
    }
    Ok(())
}

/// Prints what each meter saw and held back.
pub(super) fn stats(out: &mut String, mut body: Cursor<'_>) -> Result<(), Bad> {
    while !body.is_empty() {
        let start = body;
        let stats = body.read::<Stats>()?;
        let mut bands = rest_of(&mut body, start, stats.length.get(), size_of::<Stats>())?;
        out.push_str("\nmeter:");
        id(out, stats.meter.get());
        let _ = write!(
            out,
            " flow_count:{} packet_in_count:{} byte_in_count:{} duration:",
            stats.flows, stats.packets, stats.bytes
        );
        duration(out, stats.seconds.get(), stats.nanoseconds.get());
        out.push_str(" bands:\n");
        let mut band = 0;
        while !bands.is_empty() {
            let _ = writeln!(out, "{band}: packet_count:{} byte_count:{}", bands.u64()?, bands.u64()?);
            band += 1;
        }
    }
    Ok(())
}

/// What is left of an entry of `length` bytes whose first `fixed` bytes were read at `start`.
fn rest_of<'a>(body: &mut Cursor<'a>, start: Cursor<'a>, length: u16, fixed: usize) -> Result<Cursor<'a>, Bad> {
    let rest = usize::from(length).checked_sub(fixed).ok_or(start.bad("an entry shorter than it can be"))?;
    body.part(rest).map_err(|_| start.bad("an entry longer than its message"))
}

/// The reserved meters have names.
fn id(out: &mut String, meter: u32) {
    match meter {
        0xffff_fffd => out.push_str("slowpath"),
        0xffff_fffe => out.push_str("controller"),
        0xffff_ffff => out.push_str("all"),
        // `OFPM13_MAX`.
        number @ ..=0xffff_0000 => {
            let _ = write!(out, "{number}");
        }
        _ => out.push_str("unknown"),
    }
}
