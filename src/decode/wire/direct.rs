//! Matches and actions of the flows that a Node has most of, without their text: those of rules and of their counters. Everything else is printed and read again.
//!
//! What comes out is what [`crate::decode::text`] makes of the printed text, but for the text itself.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::cursor::Cursor;
use super::fields::Id;
use super::flow::{Entry, Fields};
use super::message::Version;
use super::tlv::{self, Tlv};
use crate::model::field::{Field, Protocol};
use crate::model::flow::{Action, ActionItem, MatchField, TableRef, Value};
use crate::model::ids::{RuleId, TableId};

/// Decodes a match. `false` where it has something else: then nothing was decoded.
pub fn matches(entry: &Entry<'_>, into: &mut Vec<MatchField<'_>>) -> bool {
    let Fields::Tlvs(cursor) = entry.fields else { return false };
    let decoded = decode(cursor, into).is_some();
    if !decoded {
        into.clear();
    }
    decoded
}

fn item(field: Field, value: Value<'static>) -> MatchField<'static> {
    MatchField { field, value, name: "", text: "" }
}

fn decode(mut cursor: Cursor<'_>, into: &mut Vec<MatchField<'_>>) -> Option<()> {
    let (mut family, mut protocol) = (None, None);
    while let Some(tlv) = tlv::next(&mut cursor).ok()? {
        let field = tlv.field.filter(|field| tlv.value.len() == usize::from(field.bytes))?;
        let (number, mask) = number(&tlv)?;
        let any = |field| item(field, Value::Number { value: number, mask });
        // Where a mask is nothing that Antrea writes.
        let exact = |field| mask.is_none().then(|| any(field));
        into.push(match field.id {
            Id::EthType if mask.is_none() && family.is_none() => {
                family = Some(number);
                continue;
            }
            Id::NwProto if mask.is_none() && protocol.is_none() => {
                protocol = Some(number);
                continue;
            }
            Id::ConjId => exact(Field::ConjId)?,
            Id::CtLabel => any(Field::CtLabel),
            Id::CtMark => any(Field::CtMark),
            Id::TunId => exact(Field::TunId)?,
            Id::TcpSrc | Id::UdpSrc | Id::SctpSrc => any(Field::TpSrc),
            Id::TcpDst | Id::UdpDst | Id::SctpDst => any(Field::TpDst),
            Id::IcmpType | Id::Icmpv6Type => exact(Field::IcmpType)?,
            Id::IcmpCode | Id::Icmpv6Code => exact(Field::IcmpCode)?,
            Id::IpSrc => ipv4(Field::NwSrc, number, mask)?,
            Id::IpDst => ipv4(Field::NwDst, number, mask)?,
            Id::CtNwSrc => ipv4(Field::CtNwSrc, number, mask)?,
            Id::Ipv6Src => ipv6(Field::Ipv6Src, number, mask),
            Id::Ipv6Dst => ipv6(Field::Ipv6Dst, number, mask),
            Id::CtIpv6Src => ipv6(Field::CtIpv6Src, number, mask),
            Id::CtState => {
                // All bits at once are printed in another way.
                let mask = mask.filter(|mask| *mask < 0xff)?;
                let (set, clear) = (u32::try_from(number & mask).ok()?, u32::try_from(!number & mask).ok()?);
                item(Field::CtState, Value::Flags { set, clear })
            }
            Id::Register => any(Field::Reg(field.number)),
            // Two registers, of which a match prints those that count.
            Id::Register64 => {
                let mask = mask.unwrap_or(u64::MAX.into());
                for (half, shift) in [(0, 32), (1, 0)] {
                    let (value, mask) = (number >> shift & 0xffff_ffff, mask >> shift & 0xffff_ffff);
                    if mask != 0 {
                        let mask = (mask != 0xffff_ffff).then_some(mask);
                        into.push(item(Field::Reg(field.number * 2 + half), Value::Number { value, mask }));
                    }
                }
                continue;
            }
            _ => return None,
        });
    }
    // A field that stands there twice is an error.
    let mut fields = into.iter().map(|item| item.field).enumerate();
    if fields.any(|(at, field)| into.iter().skip(at + 1).any(|other| other.field == field)) {
        return None;
    }
    let keyword = match (family, protocol) {
        (None, None) => return Some(()),
        (Some(0x0800), Some(1)) => Protocol::Icmp,
        (Some(0x0800), Some(6)) => Protocol::Tcp,
        (Some(0x0800), Some(17)) => Protocol::Udp,
        (Some(0x0800), Some(132)) => Protocol::Sctp,
        (Some(0x86dd), Some(58)) => Protocol::Icmp6,
        (Some(0x86dd), Some(6)) => Protocol::Tcp6,
        (Some(0x86dd), Some(17)) => Protocol::Udp6,
        (Some(0x86dd), Some(132)) => Protocol::Sctp6,
        (Some(0x0800), None) => Protocol::Ip,
        (Some(0x86dd), None) => Protocol::Ipv6,
        _ => return None,
    };
    into.push(item(Field::Protocol(keyword), Value::Flag));
    Some(())
}

/// Value and mask; no mask where it has all bits. `None` for what is longer than any field of these, for a mask without a bit, and for a value with bits that its
/// mask leaves out, which Open vSwitch takes for an error (`OFPBMC_BAD_WILDCARDS`).
fn number(tlv: &Tlv<'_>) -> Option<(u128, Option<u128>)> {
    let wide = |bytes: &[u8]| -> Option<u128> {
        (bytes.len() <= 16).then(|| bytes.iter().fold(0, |number, byte| number << 8 | u128::from(*byte)))
    };
    let value = wide(tlv.value)?;
    let Some(mask) = tlv.mask else { return Some((value, None)) };
    let bits = 8 * u32::try_from(tlv.value.len()).ok()?;
    let all = u128::MAX.checked_shr(128 - bits)?;
    let mask = wide(mask).filter(|mask| *mask != 0 && value & !mask == 0)?;
    Some((value, (mask != all).then_some(mask)))
}

fn ipv4(field: Field, value: u128, mask: Option<u128>) -> Option<MatchField<'static>> {
    let address = |bits: u128| u32::try_from(bits).ok().map(Ipv4Addr::from_bits);
    let mask = match mask {
        Some(mask) => Some(address(mask)?),
        None => None,
    };
    Some(item(field, Value::Ipv4 { value: address(value)?, mask }))
}

fn ipv6(field: Field, value: u128, mask: Option<u128>) -> MatchField<'static> {
    item(field, Value::Ipv6 { value: Ipv6Addr::from_bits(value), mask: mask.map(Ipv6Addr::from_bits) })
}

/// `OFPIT_GOTO_TABLE`, `OFPIT_APPLY_ACTIONS`
const GOTO_TABLE: u16 = 1;
const APPLY_ACTIONS: u16 = 4;
/// `OFPAT_VENDOR`, Nicira, `NXAST_CONJUNCTION`
const VENDOR: u16 = 0xffff;
const NICIRA: u32 = 0x2320;
const CONJUNCTION: u16 = 34;

/// Decodes actions that are nothing but conjunctions, a table to go to, or nothing at all. `false` where there is something else: then nothing was decoded.
pub fn actions(entry: &Entry<'_>, into: &mut Vec<ActionItem<'_>>) -> bool {
    let decoded = entry.shape.version() != Version::V10 && instructions(entry.instructions, into).is_some();
    if !decoded {
        into.clear();
    }
    decoded
}

fn act(action: Action<'static>) -> ActionItem<'static> {
    ActionItem { action, text: "" }
}

fn instructions(mut cursor: Cursor<'_>, into: &mut Vec<ActionItem<'_>>) -> Option<()> {
    if cursor.is_empty() {
        into.push(act(Action::Drop));
        return Some(());
    }
    // One instruction: of two the order matters.
    let (kind, length) = (cursor.u16().ok()?, cursor.u16().ok()?);
    if usize::from(length) != cursor.rest().len() + 4 {
        return None;
    }
    match kind {
        GOTO_TABLE if length == 8 => {
            let [table, 0, 0, 0] = cursor.array().ok()? else { return None };
            into.push(act(Action::GotoTable(TableRef::Number(TableId(table)))));
            Some(())
        }
        APPLY_ACTIONS => {
            let 0 = cursor.u32().ok()? else { return None };
            // Without an action it is a drop, which is for the printer to say.
            if cursor.is_empty() {
                return None;
            }
            while !cursor.is_empty() {
                into.push(conjunction(&mut cursor)?);
            }
            Some(())
        }
        _ => None,
    }
}

/// `struct nx_action_conjunction`: 16 bytes, the clause counted from 0.
fn conjunction(cursor: &mut Cursor<'_>) -> Option<ActionItem<'static>> {
    let head = (cursor.u16().ok()?, cursor.u16().ok()?, cursor.u32().ok()?, cursor.u16().ok()?);
    if head != (VENDOR, 16, NICIRA, CONJUNCTION) {
        return None;
    }
    let [clause, of] = cursor.array().ok()?;
    let id = RuleId(cursor.u32().ok()?);
    // What Open vSwitch refuses is for the printer too.
    (clause < of && (2..=64).contains(&of)).then(|| act(Action::Conjunction { id, clause: clause + 1, of }))
}

#[cfg(test)]
mod tests;
