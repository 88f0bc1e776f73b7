//! `learn`: an action that adds a flow, made of a list of specifications.

use super::fields::{bits, bits_of, field};
use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::fields::Field;
use crate::decode::wire::number::{bytes, decimal, hexadecimal};
use crate::decode::wire::tlv;

/// `OFP_DEFAULT_PRIORITY`.
const DEFAULT_PRIORITY: u16 = 0x8000;

/// Flags (`NX_LEARN_F_*`).
const SEND_FLOW_REMOVED: u16 = 1;
const DELETE_LEARNED: u16 = 2;
const WRITE_RESULT: u16 = 4;

/// `learn(table=..,..)`; the second form has a limit and a bit for the result. The cursor stands behind the subtype.
pub(super) fn learn(out: &mut String, body: &mut Cursor<'_>, second: bool) -> Result<(), Bad> {
    let at = *body;
    let (idle, hard, priority) = (body.u16()?, body.u16()?, body.u16()?);
    let (cookie, flags, table) = (body.u64()?, body.u16()?, body.u8()?);
    super::zeros(body, 1)?;
    let (idle_after_end, hard_after_end) = (body.u16()?, body.u16()?);
    let known = SEND_FLOW_REMOVED | DELETE_LEARNED | if second { WRITE_RESULT } else { 0 };
    if flags & !known != 0 || table == 255 {
        return Err(at.bad("a learn that cannot be"));
    }
    out.push_str("learn(table=");
    decimal(out, table);
    for (name, seconds) in [
        (",idle_timeout=", idle),
        (",hard_timeout=", hard),
        (",fin_idle_timeout=", idle_after_end),
        (",fin_hard_timeout=", hard_after_end),
    ] {
        if seconds > 0 {
            out.push_str(name);
            decimal(out, seconds);
        }
    }
    if priority != DEFAULT_PRIORITY {
        out.push_str(",priority=");
        decimal(out, priority);
    }
    if flags & SEND_FLOW_REMOVED != 0 {
        out.push_str(",send_flow_rem");
    }
    if flags & DELETE_LEARNED != 0 {
        out.push_str(",delete_learned");
    }
    if cookie > 0 {
        out.push_str(",cookie=");
        hexadecimal(out, cookie);
    }
    if second {
        let (limit, bit) = (body.u32()?, body.u16()?);
        super::zeros(body, 2)?;
        if limit > 0 {
            out.push_str(",limit=");
            decimal(out, limit);
        }
        if flags & WRITE_RESULT != 0 {
            out.push_str(",result_dst=");
            bits_of(out, body, bit, 1)?;
        } else if bit > 0 {
            return Err(body.bad("a bit for a result that nobody wants"));
        }
    }
    // A specification of zeros is padding, and nothing comes after it.
    while !body.is_empty() {
        match body.u16()? {
            0 => break,
            header => {
                out.push(',');
                specification(out, body, header)?;
            }
        }
    }
    out.push(')');
    Ok(())
}

/// Where bits come from.
enum Source<'a> {
    Field(&'static Field, u16),
    /// The last bytes of it, as many as hold the bits.
    Immediate(&'a [u8]),
}

/// One specification: copies bits into a match, into a field (`load`), or says which port (`output`).
fn specification(out: &mut String, body: &mut Cursor<'_>, header: u16) -> Result<(), Bad> {
    let count = header & 0x3ff;
    let at = *body;
    if count == 0 {
        return Err(at.bad("a specification of learn without bits"));
    }
    let source = if header & 1 << 13 == 0 {
        Source::Field(short_field(body)?, body.u16()?)
    } else {
        let whole = body.take(usize::from(count).div_ceil(16) * 2)?;
        let skipped = whole.len() - usize::from(count).div_ceil(8);
        Source::Immediate(whole.get(skipped..).unwrap_or_default())
    };
    match (header >> 11 & 3, source) {
        (0, source) => {
            let (to, first) = (short_field(body)?, body.u16()?);
            matched(out, count, &source, to, first);
        }
        (1, source) => {
            out.push_str("load:");
            match source {
                Source::Field(from, first) => bits(out, from, first, count),
                Source::Immediate(value) => bytes(out, value),
            }
            out.push_str("->");
            let (to, first) = (short_field(body)?, body.u16()?);
            bits(out, to, first, count);
        }
        (2, Source::Field(from, first)) => {
            out.push_str("output:");
            bits(out, from, first, count);
        }
        _ => return Err(at.bad("a specification of learn that cannot be")),
    }
    Ok(())
}

/// Fields of specifications have four bytes, so that nobody's own can be said.
fn short_field(body: &mut Cursor<'_>) -> Result<&'static Field, Bad> {
    field(&mut body.part(4)?)
}

/// `eth_type=0x800` for a number that fills a field, `NXM_OF_VLAN_TCI[0..11]` for the same bits of the packet, else `..=..`.
fn matched(out: &mut String, count: u16, source: &Source<'_>, to: &Field, first: u16) {
    match source {
        Source::Immediate(value) if first == 0 && count == to.bits => {
            out.push_str(to.name);
            out.push('=');
            let mut whole = [0; 124];
            let bytes = usize::from(to.bytes).max(value.len());
            match whole.get_mut(..bytes) {
                Some(whole) => {
                    whole.iter_mut().rev().zip(value.iter().rev()).for_each(|(to, from)| *to = *from);
                    tlv::value(out, to, whole, None);
                }
                None => tlv::value(out, to, value, None),
            }
        }
        Source::Immediate(value) => {
            bits(out, to, first, count);
            out.push('=');
            bytes(out, value);
        }
        Source::Field(from, from_first) => {
            bits(out, to, first, count);
            if *from != to || *from_first != first {
                out.push('=');
                bits(out, from, *from_first, count);
            }
        }
    }
}
