//! `ct` and what stands in it: connection tracking and address translation.

use super::fields::{bits_of, range};
use super::nicira::{NAT, NICIRA};
use super::standard::EXPERIMENTER;
use super::{all_zero, list, next, zeros};
use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::message::Version;
use crate::decode::wire::number::decimal;
use crate::decode::wire::value;

/// `NX_CT_F_COMMIT`.
const COMMIT: u16 = 1;
/// `NX_CT_F_FORCE`.
const FORCE: u16 = 2;
/// `NX_CT_RECIRC_NONE`: the packet does not go on in another table.
const NO_TABLE: u8 = 255;

/// `ct(commit,force,table=,zone=,nat(..),exec(..),alg=)`. The cursor stands behind the subtype.
pub(super) fn ct(out: &mut String, body: &mut Cursor<'_>, version: Version, depth: u8) -> Result<(), Bad> {
    let (flags, zone_source) = (body.u16()?, body.part(4)?);
    let (zone, table) = (body.u16()?, body.u8()?);
    zeros(body, 3)?;
    let helper = body.u16()?;
    let mut inside = body.part(body.rest().len())?;

    out.push_str("ct(");
    let start = out.len();
    if flags & COMMIT != 0 {
        out.push_str("commit,");
    }
    if flags & FORCE != 0 {
        out.push_str("force,");
    }
    if table != NO_TABLE {
        out.push_str("table=");
        decimal(out, table);
        out.push(',');
    }
    if all_zero(zone_source).is_err() {
        let (first, count) = range(zone);
        out.push_str("zone=");
        bits_of(out, &mut { zone_source }, first, count)?;
        out.push(',');
    } else if zone > 0 {
        out.push_str("zone=");
        decimal(out, zone);
        out.push(',');
    }
    // The translation is said beside the actions, though it is the first of them.
    if let Some(translation) = leading_nat(inside) {
        super::one(out, translation, version, depth);
        out.push(',');
        inside.part(translation.rest().len())?;
    }
    if !inside.is_empty() {
        out.push_str("exec(");
        list(out, inside, version, depth + 1)?;
        out.push_str("),");
    }
    match helper {
        0 => (),
        21 => out.push_str("alg=ftp,"),
        69 => out.push_str("alg=tftp,"),
        other => {
            out.push_str("alg=");
            decimal(out, other);
            out.push(',');
        }
    }
    if out.len() > start {
        out.pop();
    }
    out.push(')');
    Ok(())
}

/// The first action, when it is `nat`.
fn leading_nat(mut inside: Cursor<'_>) -> Option<Cursor<'_>> {
    let action = next(&mut inside).ok()?;
    let mut header = action;
    let kind = header.u16().ok()?;
    header.u16().ok()?;
    let nat = (kind, header.u32().ok()?, header.u16().ok()?) == (EXPERIMENTER, NICIRA, NAT);
    nat.then_some(action)
}

/// Bits that say which parts of a range follow (`NX_NAT_RANGE_*`), in the order in which they do.
const IPV4_FIRST: u16 = 1;
const IPV4_LAST: u16 = 2;
const IPV6_FIRST: u16 = 4;
const IPV6_LAST: u16 = 8;
const PORT_FIRST: u16 = 16;
const PORT_LAST: u16 = 32;

/// Bits of the flags (`NX_NAT_F_*`).
const SOURCE: u16 = 1;
const DESTINATION: u16 = 2;
const PERSISTENT: u16 = 4;
const HASH: u16 = 8;
const RANDOM: u16 = 16;

/// `nat(src=10.0.0.1-10.0.0.9:100-200,random)`. The cursor stands behind the subtype.
pub(super) fn nat(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    zeros(body, 2)?;
    let at = *body;
    let (flags, present) = (body.u16()?, body.u16()?);
    let both = |mask: u16| flags & mask == mask;
    if flags > 31 || both(SOURCE | DESTINATION) || both(HASH | RANDOM) {
        return Err(at.bad("flags of nat that cannot be"));
    }
    let addresses = present & (IPV4_FIRST | IPV4_LAST | IPV6_FIRST | IPV6_LAST);
    let wide = match addresses {
        0 if present & (PORT_FIRST | PORT_LAST) == 0 => None,
        IPV4_FIRST | 3 => Some(false),
        IPV6_FIRST | 12 => Some(true),
        _ => return Err(at.bad("a range of nat that cannot be")),
    };
    if present > 63 || present & PORT_LAST != 0 && present & PORT_FIRST == 0 {
        return Err(at.bad("a range of nat that cannot be"));
    }
    let size = if wide == Some(true) { 16 } else { 4 };
    let mut address = |bit| if present & bit != 0 { body.take(size).map(Some) } else { Ok(None) };
    let first = address(IPV4_FIRST | IPV6_FIRST)?;
    let last = address(IPV4_LAST | IPV6_LAST)?.filter(|last| Some(*last) != first);
    let mut port = |bit| if present & bit != 0 { body.u16() } else { Ok(0) };
    let (low, high) = (port(PORT_FIRST)?, port(PORT_LAST)?);

    out.push_str("nat");
    if flags & (SOURCE | DESTINATION) == 0 {
        return Ok(());
    }
    out.push_str(if flags & SOURCE != 0 { "(src" } else { "(dst" });
    if let Some(first) = first {
        let bracketed = wide == Some(true) && low > 0;
        out.push('=');
        nat_address(out, first, bracketed);
        if let Some(last) = last {
            out.push('-');
            nat_address(out, last, bracketed);
        }
        if low > 0 {
            out.push(':');
            decimal(out, low);
            if high > 0 && high != low {
                out.push('-');
                decimal(out, high);
            }
        }
        for (flag, name) in [(PERSISTENT, ",persistent"), (HASH, ",hash"), (RANDOM, ",random")] {
            if flags & flag != 0 {
                out.push_str(name);
            }
        }
    }
    out.push(')');
    Ok(())
}

/// An address; one of IPv6 stands in brackets when a port follows.
fn nat_address(out: &mut String, address: &[u8], bracketed: bool) {
    if address.len() == 4 {
        return value::ipv4(out, address);
    }
    if bracketed {
        out.push('[');
    }
    value::ipv6(out, address);
    if bracketed {
        out.push(']');
    }
}
