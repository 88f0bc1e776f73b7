//! Headers around a packet: `encap` and `decap`.

use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::number::{byte, bytes, decimal, hexadecimal};

/// The packet type that says: whatever the header that is taken off says.
const NEXT_PROTOCOL: u32 = 0xfffe;

/// `encap(nsh(md_type=2,tlv(0x1000,10,0x12345678)))`. The cursor stands behind the subtype.
pub(super) fn encap(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    body.u16()?; // size of the header, which is not printed
    let at = *body;
    out.push_str("encap(");
    out.push_str(match body.u32()? {
        0 => "ethernet",
        0x0001_894f => "nsh",
        0x0001_8847 => "mpls",
        0x0001_8848 => "mpls_mc",
        _ => return Err(at.bad("a header that is not known")),
    });
    let mut separator = '(';
    while !body.is_empty() {
        out.push(separator);
        property(out, body)?;
        separator = ',';
    }
    if separator == ',' {
        out.push(')');
    }
    out.push(')');
    Ok(())
}

/// A property of the network service header (`lib/ofp-ed-props.c`): class, type, a length that counts these four bytes, zeros up to a multiple of 8.
fn property(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let at = *body;
    let (class, kind, length) = (body.u16()?, body.u8()?, usize::from(body.u8()?));
    let padded = length.next_multiple_of(8).checked_sub(4).ok_or_else(|| at.bad("a property is too short"))?;
    let mut property = body.part(padded)?;
    match (class, kind) {
        (4, 1) => {
            out.push_str("md_type=");
            decimal(out, property.u8()?);
        }
        (4, 2) => {
            out.push_str("tlv(0x");
            property.array::<2>()?.into_iter().for_each(|half| byte(out, half));
            out.push(',');
            decimal(out, property.u8()?);
            out.push(',');
            let length = property.u8()?;
            bytes(out, property.take(length.into())?);
            out.push(')');
        }
        _ => return Err(at.bad("a property of a header that is not known")),
    }
    super::all_zero(property)
}

/// `decap()`, `decap(packet_type(ns=0,type=0))`. The cursor stands behind the subtype.
pub(super) fn decap(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    body.take(2)?;
    out.push_str("decap(");
    match body.u32()? {
        NEXT_PROTOCOL => (),
        packet_type => {
            out.push_str("packet_type(ns=");
            decimal(out, packet_type >> 16);
            out.push_str(",type=");
            hexadecimal(out, packet_type & 0xffff);
            out.push(')');
        }
    }
    out.push(')');
    Ok(())
}
