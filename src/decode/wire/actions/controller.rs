//! Where packets go: to a port, to a controller.

use super::fields::{bits_of, range};
use super::{port, zeros};
use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::number::{byte, decimal};
use crate::decode::wire::value;

/// Nothing of the packet is left out.
const WHOLE: u16 = u16::MAX;
/// `OFPR_ACTION`: because of an action, which needs no words.
const ACTION: u8 = 1;

/// `output:3`, `LOCAL`, `CONTROLLER:128`: a reserved port is an action by its name.
pub(super) fn output(out: &mut String, to: u16, most: u16) {
    if to < port::FIRST_RESERVED {
        out.push_str("output:");
    }
    value::port(out, to);
    if to == port::CONTROLLER {
        out.push(':');
        decimal(out, most);
    }
}

/// `output(port=1,max_len=100)`: no more than the beginning of the packet.
pub(super) fn output_truncated(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    out.push_str("output(port=");
    value::port(out, body.u16()?);
    out.push_str(",max_len=");
    decimal(out, body.u32()?);
    out.push(')');
    Ok(())
}

/// `output:NXM_NX_REG1[]`: to the port whose number is in a field.
pub(super) fn output_register(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let (first, count) = range(body.u16()?);
    out.push_str("output:");
    bits_of(out, &mut body.part(4)?, first, count)?;
    body.u16().map(|_most| ()) // counts for a controller alone, and is not printed
}

/// As [`output_register`], for fields of experimenters, whose header is longer.
pub(super) fn output_register_2(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let (first, count) = range(body.u16()?);
    body.u16()?;
    out.push_str("output:");
    bits_of(out, body, first, count)
}

/// What is said about a packet that goes to a controller.
struct Sent<'a> {
    most: u16,
    controller: u16,
    reason: u8,
    user_data: &'a [u8],
    pause: bool,
    meter: Option<u32>,
}

/// `controller(..)` in its first form.
pub(super) fn controller(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let (most, controller, reason) = (body.u16()?, body.u16()?, body.u8()?);
    sent(out, &Sent { most, controller, reason, user_data: &[], pause: false, meter: None });
    Ok(())
}

/// `controller(..)` as properties (`NXAC2PT_*`), each with a type, a length that counts these four bytes, and zeros up to a multiple of 8.
pub(super) fn controller_2(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    zeros(body, 6)?;
    let mut said = Sent { most: WHOLE, controller: 0, reason: ACTION, user_data: &[], pause: false, meter: None };
    while !body.is_empty() {
        let (kind, length) = (body.u16()?, usize::from(body.u16()?));
        let padding = length.next_multiple_of(8) - length;
        let mut property = body.part(length.checked_sub(4).ok_or_else(|| body.bad("a property is too short"))?)?;
        zeros(body, padding)?;
        match kind {
            0 => said.most = property.u16()?,
            1 => said.controller = property.u16()?,
            2 => said.reason = property.u8()?,
            3 => said.user_data = property.take(property.rest().len())?,
            4 => said.pause = true,
            5 => said.meter = Some(property.u32()?).filter(|meter| *meter != 0),
            _ => return Err(property.bad("a property of controller that is not known")),
        }
    }
    sent(out, &said);
    Ok(())
}

fn sent(out: &mut String, said: &Sent<'_>) {
    let plain = said.reason == ACTION && said.controller == 0 && said.user_data.is_empty() && !said.pause;
    if plain && said.meter.is_none() {
        out.push_str("CONTROLLER:");
        return decimal(out, said.most);
    }
    out.push_str("controller(");
    let start = out.len();
    let item = |out: &mut String, name: &str| {
        if out.len() > start {
            out.push(',');
        }
        out.push_str(name);
    };
    if said.reason != ACTION {
        item(out, "reason=");
        match reason(said.reason) {
            Some(name) => out.push_str(name),
            None => decimal(out, said.reason),
        }
    }
    if said.most != WHOLE {
        item(out, "max_len=");
        decimal(out, said.most);
    }
    if said.controller != 0 {
        item(out, "id=");
        decimal(out, said.controller);
    }
    if !said.user_data.is_empty() {
        item(out, "userdata=");
        dotted(out, said.user_data);
    }
    if said.pause {
        item(out, "pause");
    }
    if let Some(meter) = said.meter {
        item(out, "meter_id=");
        decimal(out, meter);
    }
    out.push(')');
}

/// `OFPR_*`. The last two are the switch's own, which it gives no name.
fn reason(reason: u8) -> Option<&'static str> {
    let names = ["no_match", "action", "invalid_ttl", "action_set", "group", "packet_out", "", ""];
    names.get(usize::from(reason)).copied()
}

/// `00.01.ff`: bytes that mean something to others.
pub(super) fn dotted(out: &mut String, bytes: &[u8]) {
    out.reserve(3 * bytes.len());
    for (at, value) in bytes.iter().enumerate() {
        if at > 0 {
            out.push('.');
        }
        byte(out, *value);
    }
}
