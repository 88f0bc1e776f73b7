//! Actions that read or write fields: `set_field`, `load`, `move`, `push`, `pop` and others that put something into a few bits.

use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::fields::{Field, Id};
use crate::decode::wire::number::{decimal, hexadecimal};
use crate::decode::wire::tlv;

/// Takes a field that stands alone, without a value.
pub(super) fn field(body: &mut Cursor<'_>) -> Result<&'static Field, Bad> {
    let at = *body;
    tlv::header(body)?.field.ok_or_else(|| at.bad("a field that is not known"))
}

/// Takes a field that stands alone and prints some of its bits, all of which it has to have.
pub(super) fn bits_of(out: &mut String, body: &mut Cursor<'_>, first: u16, count: u16) -> Result<(), Bad> {
    let at = *body;
    let field = field(body)?;
    let last = first.checked_add(count).filter(|end| count > 0 && *end <= field.bits);
    last.map(|_| bits(out, field, first, count)).ok_or_else(|| at.bad("bits that the field does not have"))
}

/// `NXM_NX_REG0[]`, `NXM_NX_REG0[4]`, `NXM_NX_REG0[4..7]`.
pub(super) fn bits(out: &mut String, field: &Field, first: u16, count: u16) {
    out.push_str(field.nxm);
    out.push('[');
    if first > 0 || count != field.bits {
        decimal(out, first);
        if count > 1 {
            out.push_str("..");
            decimal(out, u32::from(first) + u32::from(count) - 1);
        }
    }
    out.push(']');
}

/// First bit and number of bits, which many actions say in two bytes.
pub(super) fn range(packed: u16) -> (u16, u16) {
    (packed >> 6, (packed & 63) + 1)
}

/// `set_field:VALUE/MASK->FIELD`.
pub(super) fn set_field(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let at = *body;
    let tlv = tlv::next(body)?.ok_or_else(|| at.bad("no field to set"))?;
    let field = tlv.field.ok_or_else(|| at.bad("a field that is not known"))?;
    let length = usize::from(field.bytes);
    // How long an option of a tunnel is, the switch decides.
    if tlv.value.len() != length && (field.id != Id::TunMetadata || tlv.value.len() > length) {
        return Err(at.bad("a value that is not as long as its field"));
    }
    out.push_str("set_field:");
    tlv::value(out, field, tlv.value, tlv.mask);
    out.push_str("->");
    out.push_str(field.name);
    Ok(())
}

/// `load:VALUE->FIELD[..]`: `set_field` before OpenFlow 1.5, of at most 64 bits in one piece.
pub(super) fn register_load(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let (first, count) = range(body.u16()?);
    let mut to = body.part(4)?;
    let value = body.u64()?;
    if value.checked_shr(count.into()).is_some_and(|rest| rest > 0) {
        return Err(body.bad("a value that does not fit in its bits"));
    }
    out.push_str("load:");
    hexadecimal(out, value);
    out.push_str("->");
    bits_of(out, &mut to, first, count)
}

/// `move` of OpenFlow 1.0 to 1.4. The cursor stands at the number of bits.
pub(super) fn register_move(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let (count, from, to) = (body.u16()?, body.u16()?, body.u16()?);
    moved(out, body, count, from, to)
}

/// `move` of OpenFlow 1.5, and of the ONF for 1.3: as [`register_move`] with padding.
pub(super) fn copy_field(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let (count, from, to) = (body.u16()?, body.u16()?, body.u16()?);
    body.take(2)?;
    moved(out, body, count, from, to)
}

fn moved(out: &mut String, body: &mut Cursor<'_>, count: u16, from: u16, to: u16) -> Result<(), Bad> {
    out.push_str("move:");
    bits_of(out, body, from, count)?;
    out.push_str("->");
    bits_of(out, body, to, count)
}

/// `push:FIELD[..]`, `pop:FIELD[..]`: here the number of bits stands behind the field.
pub(super) fn stack(out: &mut String, name: &str, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let first = body.u16()?;
    let mut header = *body;
    field(body)?;
    out.push_str(name);
    bits_of(out, &mut header, first, body.u16()?)
}

/// `check_pkt_larger(1500)->FIELD[0]`: into one bit, whether the packet is longer.
pub(super) fn check_packet_larger(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let (length, bit) = (body.u16()?, body.u16()?);
    out.push_str("check_pkt_larger(");
    decimal(out, length);
    out.push_str(")->");
    bits_of(out, body, bit, 1)
}

/// `delete_field:tun_metadata1`: takes the option out of a tunnel's header.
pub(super) fn delete_field(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    out.push_str("delete_field:");
    out.push_str(field(body)?.name);
    Ok(())
}

/// `write_metadata:VALUE/MASK`, an instruction, and in OpenFlow 1.0 an action.
pub(super) fn write_metadata(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let (value, mask) = (body.u64()?, body.u64()?);
    out.push_str("write_metadata:");
    hexadecimal(out, value);
    if mask != u64::MAX {
        out.push('/');
        hexadecimal(out, mask);
    }
    Ok(())
}
