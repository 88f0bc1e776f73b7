//! Actions and instructions, printed as `ovs-ofctl` prints them.
//!
//! Numbers and layouts are those of Open vSwitch's `lib/ofp-actions.c`: standard actions, those of Nicira (experimenter
//! 0x2320), which Open vSwitch uses for all that OpenFlow has no action for, and one of the ONF (0x4f4e4600). OpenFlow 1.0 knows only some standard
//! actions and numbers them in its own way.
//!
//! An action that is not known, or whose bytes say what its text cannot (a number out of its range, something where zeros have to be), is printed as
//! `unknown(0x..)` with all of its bytes, and the next one is read: its length says where that begins.

mod conntrack;
mod controller;
mod encap;
mod fields;
mod learn;
mod nicira;
mod port;
mod spread;
mod standard;
#[cfg(test)]
mod tests;

use super::cursor::{Bad, Cursor};
use super::message::Version;
use super::number::{self, decimal};

/// `ct`, `clone` and `write_actions` hold lists of actions. Nobody nests them deep, but bytes can: a list deeper than this is not read.
const MAX_DEPTH: u8 = 32;

/// Instructions in the order in which they are executed, and printed, whatever order they came in: meter, apply, clear, write actions, write metadata,
/// goto table.
const ORDER: [u16; 6] = [METER, APPLY_ACTIONS, CLEAR_ACTIONS, WRITE_ACTIONS, WRITE_METADATA, GOTO_TABLE];
const GOTO_TABLE: u16 = 1;
const WRITE_METADATA: u16 = 2;
const WRITE_ACTIONS: u16 = 3;
const APPLY_ACTIONS: u16 = 4;
const CLEAR_ACTIONS: u16 = 5;
/// Of OpenFlow 1.3; 1.5 has an action for it.
const METER: u16 = 6;
/// The place of an instruction that is not known: behind the others.
const UNKNOWN: usize = ORDER.len() + 1;

/// Prints the instructions of a flow of OpenFlow 1.3 or 1.5, which is what follows `actions=`: `drop` when there are none.
///
/// # Errors
/// The length of an instruction or of an action in it cannot be, so that nobody knows where the next one begins. `out` holds what came before.
pub fn instructions(out: &mut String, cursor: Cursor<'_>, version: Version) -> Result<(), Bad> {
    let start = out.len();
    let mut rest = cursor;
    let mut before = 0;
    while !rest.is_empty() {
        let one = next(&mut rest)?;
        let place = place(one)?;
        if place <= before {
            out.truncate(start);
            sorted(out, cursor, version)?;
            break;
        }
        instruction(out, start, place, one, version)?;
        before = place;
    }
    if out.len() == start {
        out.push_str("drop");
    }
    Ok(())
}

/// Prints instructions that did not come in their order.
fn sorted(out: &mut String, mut cursor: Cursor<'_>, version: Version) -> Result<(), Bad> {
    let start = out.len();
    let mut all = Vec::new();
    while !cursor.is_empty() {
        let one = next(&mut cursor)?;
        all.push((place(one)?, one));
    }
    all.sort_by_key(|(place, _)| *place);
    let mut before = 0;
    for (place, one) in all {
        // No switch sends two of a kind: the second is nothing that is known.
        instruction(out, start, if place == before { UNKNOWN } else { place }, one, version)?;
        before = place;
    }
    Ok(())
}

/// The place of an instruction in [`ORDER`], from 1.
fn place(instruction: Cursor<'_>) -> Result<usize, Bad> {
    let kind = { instruction }.u16()?;
    Ok(ORDER.iter().position(|known| *known == kind).map_or(UNKNOWN, |place| place + 1))
}

/// Prints one instruction. `start` is where the first one began.
fn instruction(out: &mut String, start: usize, place: usize, whole: Cursor<'_>, version: Version) -> Result<(), Bad> {
    let before = out.len();
    if before > start {
        out.push(',');
    }
    let mut body = whole;
    body.take(4)?;
    let kind = place.checked_sub(1).and_then(|place| ORDER.get(place)).copied();
    if let Some(APPLY_ACTIONS | WRITE_ACTIONS) = kind {
        body.take(4)?;
    }
    match kind {
        Some(APPLY_ACTIONS) if body.is_empty() => out.truncate(before),
        Some(APPLY_ACTIONS) => list(out, body, version, 0)?,
        Some(WRITE_ACTIONS) => {
            out.push_str("write_actions(");
            list(out, body, version, 1)?;
            out.push(')');
        }
        _ => {
            let begin = out.len();
            if kind.is_none_or(|kind| simple_instruction(out, kind, body).is_err()) {
                out.truncate(begin);
                unknown(out, whole.rest());
            }
        }
    }
    Ok(())
}

/// An instruction without actions in it.
fn simple_instruction(out: &mut String, kind: u16, mut body: Cursor<'_>) -> Result<(), Bad> {
    match kind {
        METER => {
            out.push_str("meter:");
            decimal(out, body.u32()?);
        }
        CLEAR_ACTIONS => out.push_str("clear_actions"),
        WRITE_METADATA => {
            zeros(&mut body, 4)?;
            fields::write_metadata(out, &mut body)?;
        }
        _ => {
            out.push_str("goto_table:");
            decimal(out, body.u8()?);
        }
    }
    all_zero(body)
}

/// Prints a list of actions: those of a flow of OpenFlow 1.0, or of a bucket of a group. `drop` when there are none.
///
/// # Errors
/// As [`instructions`].
pub fn actions(out: &mut String, cursor: Cursor<'_>, version: Version) -> Result<(), Bad> {
    list(out, cursor, version, 0)
}

/// Prints actions that stand in `depth` others.
fn list(out: &mut String, mut cursor: Cursor<'_>, version: Version, depth: u8) -> Result<(), Bad> {
    if depth > MAX_DEPTH {
        return Err(cursor.bad("actions in actions in actions, too deep to be meant"));
    }
    if cursor.is_empty() {
        out.push_str("drop");
        return Ok(());
    }
    loop {
        one(out, next(&mut cursor)?, version, depth);
        if cursor.is_empty() {
            return Ok(());
        }
        out.push(',');
    }
}

/// Prints one action, all of whose bytes are under the cursor.
fn one(out: &mut String, action: Cursor<'_>, version: Version, depth: u8) {
    let before = out.len();
    let mut body = action;
    let read = standard::action(out, &mut body, version, depth).and_then(|()| all_zero(body));
    if read.is_err() {
        out.truncate(before);
        unknown(out, action.rest());
    }
}

/// Takes the next instruction or action, which begin alike: a type, a length of all of it, and that a multiple of 8.
fn next<'a>(cursor: &mut Cursor<'a>) -> Result<Cursor<'a>, Bad> {
    let mut header = *cursor;
    header.u16()?;
    match usize::from(header.u16()?) {
        length if length < 8 || length % 8 != 0 => Err(cursor.bad("the length of an action or instruction cannot be")),
        length => cursor.part(length),
    }
}

/// What nobody understands, with all of its bytes.
fn unknown(out: &mut String, bytes: &[u8]) {
    out.push_str("unknown(0x");
    out.reserve(2 * bytes.len());
    bytes.iter().for_each(|byte| number::byte(out, *byte));
    out.push(')');
}

/// Takes bytes that have to be zero. Where they are not, somebody means something that is not known here.
fn zeros(cursor: &mut Cursor<'_>, length: usize) -> Result<(), Bad> {
    let padding = cursor.part(length)?;
    all_zero(padding)
}

/// What is left has to be zero.
fn all_zero(cursor: Cursor<'_>) -> Result<(), Bad> {
    match cursor.rest().iter().all(|byte| *byte == 0) {
        true => Ok(()),
        false => Err(cursor.bad("bytes that should be zero are not")),
    }
}
