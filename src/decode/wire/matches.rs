//! The match of a flow, printed as `ovs-ofctl` prints it.
//!
//! Its fields come in the order of the wire and are printed in another ([`Id`]); some are printed under other names, and registers that came in
//! groups are printed one by one. Facts: `match_format()` of `lib/match.c`, `nx_pull_raw()` of `lib/nx-match.c` and `mf_set()` of `lib/meta-flow.c`.

mod print;
pub mod standard;

use super::cursor::{Bad, Cursor};
use super::fields::{Field, Id};
use super::number::big_endian;
use super::tlv::{self, Tlv};

/// Registers of Open vSwitch since 3.7; before it had 16.
const REGISTERS: usize = 32;

/// The fields of a match, by which they are. It borrows the bytes of the message.
#[derive(Clone, Debug)]
struct Match<'a> {
    cursor: Cursor<'a>,
    /// [`Id::bit`] of what is there.
    present: u128,
    places: [Place; Id::COUNT],
    registers: [Register; REGISTERS],
    /// Some of it is not known.
    strange: bool,
}

/// Where value and mask of a field are, from the start of the match.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    start: u16,
    length: u8,
    masked: bool,
}

/// What a register must be. Nothing, with an empty mask.
#[derive(Clone, Copy, Debug, Default)]
struct Register {
    value: u32,
    mask: u32,
}

/// Prints the fields of a match, each with a comma behind it.
///
/// # Errors
/// The bytes do not end where a field ends, or a field is there twice.
pub fn print(out: &mut String, cursor: Cursor<'_>) -> Result<(), Bad> {
    if !cursor.is_empty() {
        Match::read(cursor)?.print(out);
    }
    Ok(())
}

impl<'a> Match<'a> {
    fn read(cursor: Cursor<'a>) -> Result<Match<'a>, Bad> {
        let mut read = Match {
            cursor,
            present: 0,
            places: [Place::default(); Id::COUNT],
            registers: [Register::default(); REGISTERS],
            strange: false,
        };
        let mut rest = cursor;
        let mut at = rest;
        while let Some(tlv) = tlv::next(&mut rest)? {
            match tlv.field {
                Some(field) if fits(field, &tlv) => read.add(field, &tlv, rest.at() - cursor.at(), at)?,
                _ => read.strange = true,
            }
            at = rest;
        }
        Ok(read)
    }

    /// `end` is where the field ends, from the start of the match.
    fn add(&mut self, field: &Field, tlv: &Tlv<'_>, end: usize, at: Cursor<'_>) -> Result<(), Bad> {
        // What must be nothing particular is not matched; but that a tunnel option is there at all can be.
        let any = tlv.mask.is_some_and(|mask| mask.iter().all(|byte| *byte == 0));
        if any && field.id != Id::TunMetadata {
            return Ok(());
        }
        let registers = match field.id {
            Id::Register => 1,
            Id::Register64 => 2,
            Id::Register128 => 4,
            Id::TunMetadata | Id::NshContext => {
                self.present |= field.id.bit();
                return Ok(());
            }
            id => {
                if self.present & id.bit() != 0 {
                    return Err(at.bad("a field is matched twice"));
                }
                self.present |= id.bit();
                let masked = tlv.mask.is_some();
                let length = tlv.value.len();
                let start = end - if masked { 2 * length } else { length };
                let (Ok(start), Ok(length)) = (u16::try_from(start), u8::try_from(length)) else {
                    return Err(at.bad("a match is longer than a message"));
                };
                if let Some(place) = self.places.get_mut(id as usize) {
                    *place = Place { start, length, masked };
                }
                return Ok(());
            }
        };
        self.present |= Id::Register.bit();
        let first = usize::from(field.number) * registers;
        let (values, _) = tlv.value.as_chunks::<4>();
        let mut masks = tlv.mask.map(|mask| mask.as_chunks::<4>().0.iter());
        for (register, value) in self.registers.iter_mut().skip(first).zip(values) {
            let mask = match &mut masks {
                Some(masks) => masks.next().map_or(0, |mask| u32::from_be_bytes(*mask)),
                None => u32::MAX,
            };
            if register.mask & mask != 0 {
                return Err(at.bad("a register is matched twice"));
            }
            if mask != 0 {
                register.value |= u32::from_be_bytes(*value) & mask;
                register.mask |= mask;
            }
        }
        Ok(())
    }

    /// Value and mask of a field; a mask that is all ones is none.
    fn get(&self, id: Id) -> Option<(&'a [u8], Option<&'a [u8]>)> {
        if self.present & id.bit() == 0 {
            return None;
        }
        let Place { start, length, masked } = *self.places.get(id as usize)?;
        let (_, rest) = self.cursor.rest().split_at_checked(usize::from(start))?;
        let (value, rest) = rest.split_at_checked(usize::from(length))?;
        let mask = if masked { rest.get(..usize::from(length)) } else { None };
        Some((value, mask.filter(|mask| mask.iter().any(|byte| *byte != 0xff))))
    }

    /// A field as a number.
    fn number(&self, id: Id) -> Option<u64> {
        self.get(id).map(|(value, _)| big_endian(value))
    }
}

/// A field that has not as many bytes as it should is another field than the one that is known.
fn fits(field: &Field, tlv: &Tlv<'_>) -> bool {
    match field.id {
        Id::TunMetadata => tlv.value.len() <= usize::from(field.bytes),
        _ => tlv.value.len() == usize::from(field.bytes),
    }
}
