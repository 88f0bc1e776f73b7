//! The value of a field, by the way in which the field is written.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::fields::{self, Kind, Known};
use super::{number, split};
use crate::model::flow::{SubField, TableRef, Value};
use crate::model::ids::TableId;

/// Decodes what follows `FIELD=` or `set_field:`. A mask of all bits is no mask.
pub(super) fn decode(known: Known, text: &str) -> Value<'_> {
    match known.kind {
        Kind::Decimal | Kind::Hex => masked_number(known.bits, text),
        Kind::Ipv4 => masked_ipv4(text),
        Kind::Ipv6 => masked_ipv6(text),
        Kind::Mac => masked_mac(text),
        Kind::Port => return port(text),
        Kind::Flags(names) => flags(names, known.bits, text),
        Kind::Fragment => fragment(text),
        Kind::PacketType => packet_type(text),
        Kind::Keyword => None,
    }
    .unwrap_or(Value::Text(text))
}

fn parts(text: &str) -> (&str, Option<&str>) {
    match split::at_byte(text, b'/') {
        Some((value, mask)) => (value, Some(mask)),
        None => (text, None),
    }
}

/// All bits of a field; 128 where it is wider.
pub(super) fn all_bits(bits: u16) -> u128 {
    match bits {
        0 => 0,
        1..=127 => (1 << bits) - 1,
        _ => u128::MAX,
    }
}

fn masked_number<'a>(bits: u16, text: &'a str) -> Option<Value<'a>> {
    let (value, mask) = parts(text);
    let value = number::wide(value)?;
    let mask = mask.map(number::wide);
    if mask == Some(None) {
        return None;
    }
    let mask = mask.flatten();
    let all = all_bits(bits);
    if value > all || mask.is_some_and(|mask| mask > all) {
        return None;
    }
    // Only a wider field than 128 bits can be fully masked and yet not be an exact match.
    Some(Value::Number { value, mask: mask.filter(|&mask| mask != all || bits > 128) })
}

fn masked_ipv4<'a>(text: &'a str) -> Option<Value<'a>> {
    let (value, mask) = parts(text);
    let value = number::ipv4(value)?;
    let mask = match mask {
        None => None,
        Some(mask) => Some(match number::decimal(mask) {
            Some(bits @ 0..=32) => {
                Ipv4Addr::from_bits(u32::MAX.checked_shl(32 - u32::try_from(bits).ok()?).unwrap_or(0))
            }
            Some(_) => return None,
            None => number::ipv4(mask)?,
        }),
    };
    Some(Value::Ipv4 { value, mask: mask.filter(|mask| mask.to_bits() != u32::MAX) })
}

fn masked_ipv6<'a>(text: &'a str) -> Option<Value<'a>> {
    let (value, mask) = parts(text);
    let value: Ipv6Addr = value.parse().ok()?;
    let mask = match mask {
        None => None,
        Some(mask) => Some(match number::decimal(mask) {
            Some(bits @ 0..=128) => {
                Ipv6Addr::from_bits(u128::MAX.checked_shl(128 - u32::try_from(bits).ok()?).unwrap_or(0))
            }
            Some(_) => return None,
            None => mask.parse().ok()?,
        }),
    };
    Some(Value::Ipv6 { value, mask: mask.filter(|mask| mask.to_bits() != u128::MAX) })
}

fn masked_mac<'a>(text: &'a str) -> Option<Value<'a>> {
    let (value, mask) = parts(text);
    let value = number::mac(value)?;
    let mask = match mask {
        None => None,
        Some(mask) => Some(number::mac(mask)?),
    };
    Some(Value::Mac { value, mask: mask.filter(|&mask| mask != [0xff; 6]) })
}

/// A port: a number, a name in quotes, or a bare name (`LOCAL`, `antrea-gw0`).
fn port(text: &str) -> Value<'_> {
    if let Some(number) = number::number(text).filter(|&number| number <= u64::from(u32::MAX)) {
        return Value::Number { value: u128::from(number), mask: None };
    }
    match split::unquoted(text) {
        Some(name) => Value::Name(name),
        None if is_bare_name(text) => Value::Name(text),
        None => Value::Text(text),
    }
}

/// Whether `text` can stand for a name without quotes.
pub(super) fn is_bare_name(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        && text.bytes().any(|byte| !byte.is_ascii_digit())
        && number::wide(text).is_none()
}

/// `+new-est`, `new|trk` (all other bits are 0), `0x21/0x23`, `0`.
fn flags<'a>(names: &[&str], bits: u16, text: &'a str) -> Option<Value<'a>> {
    let all = u32::try_from(all_bits(bits)).ok()?;
    let bit = |name: &str| names.iter().position(|known| *known == name).map(|position| 1u32 << position);
    let mut set = 0;
    match *text.as_bytes() {
        [b'+' | b'-', ..] => {
            let mut clear = 0;
            let mut rest = text;
            while let Some(sign) = rest.bytes().next() {
                let word = rest.get(1..)?;
                let end = word.find(['+', '-']).unwrap_or(word.len());
                let bit = bit(word.get(..end)?)?;
                if (set | clear) & bit != 0 {
                    return None;
                }
                *(if sign == b'+' { &mut set } else { &mut clear }) |= bit;
                rest = word.get(end..)?;
            }
            Some(Value::Flags { set, clear })
        }
        [b'0'..=b'9', ..] => {
            let (value, mask) = parts(text);
            let value = u32::try_from(number::number(value)?).ok()?;
            let mask = match mask {
                Some(mask) => u32::try_from(number::number(mask)?).ok()?,
                None => all | value,
            };
            Some(Value::Flags { set: value & mask, clear: !value & mask })
        }
        _ => {
            for word in text.split('|') {
                set |= bit(word)?;
            }
            Some(Value::Flags { set, clear: all & !set })
        }
    }
}

/// The words of `nw_frag`: bit 0 says that it is a fragment, bit 1 that it is not the first (ovs-fields(7)).
pub(super) const FRAGMENTS: &[(&str, u32, u32)] =
    &[("no", 0, 3), ("yes", 1, 0), ("first", 1, 2), ("later", 3, 0), ("not_later", 0, 2)];

fn fragment<'a>(text: &'a str) -> Option<Value<'a>> {
    match FRAGMENTS.iter().find(|(word, ..)| *word == text) {
        Some(&(_, set, clear)) => Some(Value::Flags { set, clear }),
        None => flags(&[], 2, text),
    }
}

/// `(1,0x800)`: the namespace in the upper 16 bits.
fn packet_type<'a>(text: &'a str) -> Option<Value<'a>> {
    let (namespace, kind) = split::inside(text)?.split_once(',')?;
    let (namespace, kind) = (number::number(namespace)?, number::number(kind)?);
    (namespace <= 0xffff && kind <= 0xffff)
        .then(|| Value::Number { value: u128::from(namespace << 16 | kind), mask: None })
}

/// `reg0`, `NXM_NX_REG0[]`, `reg0[3]`, `NXM_NX_REG0[0..3]`; `None` when the bits do not exist.
pub(super) fn subfield(text: &str) -> Option<(SubField<'_>, Known)> {
    let Some((name, range)) = split::at_byte(text, b'[') else {
        let known = fields::lookup(text)?;
        return Some((SubField { field: known.field, first: 0, bits: None, text }, known));
    };
    let known = fields::lookup(name)?;
    let range = range.strip_suffix(']')?;
    let (first, bits) = match split::at_byte(range, b'.') {
        _ if range.is_empty() => (0, None),
        Some((first, last)) => {
            let (first, last) = (bit_number(first)?, bit_number(last.strip_prefix('.')?)?);
            (first, Some(last.checked_sub(first)?.checked_add(1)?))
        }
        None => (bit_number(range)?, Some(1)),
    };
    let part = SubField { field: known.field, first, bits, text };
    (first.checked_add(bits.unwrap_or(0))? <= known.bits).then_some((part, known))
}

fn bit_number(text: &str) -> Option<u16> {
    number::decimal(text)?.try_into().ok()
}

/// A table by number or by name; `None` for a number that is no table.
pub(super) fn table(text: &str) -> Option<TableRef<'_>> {
    if let Some(name) = split::unquoted(text) {
        return Some(TableRef::Name(name));
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(TableRef::Number(TableId(number::decimal(text)?.try_into().ok()?)));
    }
    // Such names are printed in quotes.
    (!text.contains(['"', '\\', '(', ')'])).then_some(TableRef::Name(text))
}
