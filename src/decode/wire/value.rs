//! Prints the value of a field.
//!
//! Facts: `mf_format()` of `lib/meta-flow.c` and the functions of `lib/packets.c` and `lib/flow.c` it calls.

use std::net::Ipv6Addr;

use super::fields::{Field, Kind};
use super::number::{bare_hexadecimal, big_endian, byte, bytes, decimal, hexadecimal};

/// A value as `set_field` and learn print it, with its mask: `10.0.0.0/8`, `0x10/0xff`, `+est+trk`; `ANY` when the mask is all zeros.
pub fn value(out: &mut String, field: &Field, value: &[u8], mask: Option<&[u8]>) {
    match mask {
        Some(mask) if mask.iter().all(|byte| *byte == 0) => out.push_str("ANY"),
        Some(mask) if !mask.iter().all(|byte| *byte == 0xff) => masked(out, field.kind, value, mask),
        _ => exact(out, field.kind, value),
    }
}

/// A value of a kind, with its mask when that is neither all zeros nor all ones.
pub fn print(out: &mut String, kind: Kind, value: &[u8], mask: Option<&[u8]>) {
    match mask {
        Some(mask) => masked(out, kind, value, mask),
        None => exact(out, kind, value),
    }
}

fn exact(out: &mut String, kind: Kind, value: &[u8]) {
    match kind {
        Kind::Decimal => decimal(out, big_endian(value)),
        Kind::Hexadecimal => bytes(out, value),
        Kind::Port => port(out, big_endian(value) as u16),
        Kind::Port32 => port32(out, big_endian(value) as u32),
        Kind::Ethernet => ethernet(out, value),
        Kind::Ipv4 => ipv4(out, value),
        Kind::Ipv6 => ipv6(out, value),
        Kind::CtState => flags(out, CT_STATES, big_endian(value) & 0xff),
        Kind::TunnelFlags => flags(out, TUNNEL_FLAGS, big_endian(value)),
        Kind::TcpFlags => flags(out, TCP_FLAGS, big_endian(value) & 0xfff),
        Kind::Fragment => out.push_str(fragment(big_endian(value), 3)),
        Kind::PacketType => packet_type(out, big_endian(value) as u32, u32::MAX),
    }
}

fn masked(out: &mut String, kind: Kind, value: &[u8], mask: &[u8]) {
    match kind {
        Kind::Decimal | Kind::Port | Kind::Port32 => {
            decimal(out, big_endian(value));
            out.push('/');
            bytes(out, mask);
        }
        Kind::Hexadecimal => {
            bytes(out, value);
            out.push('/');
            bytes(out, mask);
        }
        Kind::Ethernet => {
            ethernet(out, value);
            out.push('/');
            ethernet(out, mask);
        }
        Kind::Ipv4 => {
            ipv4(out, value);
            out.push('/');
            match prefix(mask) {
                Some(length) => decimal(out, length),
                None => ipv4(out, mask),
            }
        }
        Kind::Ipv6 => {
            ipv6(out, value);
            out.push('/');
            match prefix(mask) {
                Some(length) => decimal(out, length),
                None => ipv6(out, mask),
            }
        }
        Kind::CtState => flags_of(out, CT_STATES, big_endian(value), big_endian(mask), 0xff),
        Kind::TunnelFlags => flags_of(out, TUNNEL_FLAGS, big_endian(value), big_endian(mask), 1),
        Kind::TcpFlags => flags_of(out, TCP_FLAGS, big_endian(value), big_endian(mask), 0xfff),
        Kind::Fragment => out.push_str(fragment(big_endian(value), big_endian(mask) & 3)),
        Kind::PacketType => packet_type(out, big_endian(value) as u32, big_endian(mask) as u32),
    }
}

/// States of a connection, from the lowest bit (`include/openvswitch/packets.h`).
pub const CT_STATES: &[&str] = &["new", "est", "rel", "rpl", "inv", "trk", "snat", "dnat"];
/// From the lowest bit.
pub const TCP_FLAGS: &[&str] =
    &["fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr", "ns", "[200]", "[400]", "[800]"];
/// From the lowest bit, as OXM numbers them (`NX_TUN_FLAG_*`).
pub const TUNNEL_FLAGS: &[&str] = &["oam"];

/// Flags that are set, between bars; 0 without any.
pub fn flags(out: &mut String, names: &[&str], value: u64) {
    if value == 0 {
        return out.push('0');
    }
    let start = out.len();
    for (bit, name) in names.iter().enumerate() {
        if value >> bit & 1 == 1 {
            if out.len() > start {
                out.push('|');
            }
            out.push_str(name);
        }
    }
    let unknown = value & u64::MAX.checked_shl(names.len() as u32).unwrap_or(0);
    if unknown != 0 {
        if out.len() > start {
            out.push('|');
        }
        hexadecimal(out, unknown);
    }
}

/// All flags of `all` that are set when all count; else which must be and which must not be set.
fn flags_of(out: &mut String, names: &[&str], value: u64, mask: u64, all: u64) {
    match mask & all {
        mask if mask == all => flags(out, names, value & all),
        mask => flags_masked(out, names, value, mask),
    }
}

/// Flags that must be (`+`) and must not be (`-`) set.
pub fn flags_masked(out: &mut String, names: &[&str], value: u64, mask: u64) {
    if mask == 0 {
        return out.push_str("0/0");
    }
    for bit in (0..64).filter(|bit| mask >> bit & 1 == 1) {
        out.push(if value >> bit & 1 == 1 { '+' } else { '-' });
        out.push_str(names.get(bit).unwrap_or(&"[Unknown]"));
    }
}

/// Fragments: bit 0 is any fragment, bit 1 a later one.
pub fn fragment(value: u64, mask: u64) -> &'static str {
    match (value & mask, mask) {
        (1, 1) => "yes",
        (0, 1 | 3) => "no",
        (1, 3) => "first",
        (3, 3) | (2, 2) => "later",
        (0, 2) => "not_later",
        _ => "<error>",
    }
}

/// `packet_type=(1,0x800)`, with the name, and `eth` for an Ethernet frame (`format_packet_type_masked()` of `lib/flow.c`).
pub fn packet_type(out: &mut String, value: u32, mask: u32) {
    if value == 0 && mask == u32::MAX {
        return out.push_str("eth");
    }
    out.push_str("packet_type=(");
    half(out, value >> 16, mask >> 16);
    out.push(',');
    half(out, value & 0xffff, mask & 0xffff);
    out.push(')');
}

fn half(out: &mut String, value: u32, mask: u32) {
    match value {
        _ if mask == 0 => return out.push('*'),
        0..=9 => decimal(out, value),
        _ => hexadecimal(out, value),
    }
    if mask != 0xffff {
        out.push('/');
        hexadecimal(out, mask);
    }
}

/// A port of OpenFlow 1.0; reserved ones by name (`OFPUTIL_NAMED_PORTS` of `lib/ofp-port.c`).
pub fn port(out: &mut String, port: u16) {
    match port {
        0xfff7 => out.push_str("UNSET"),
        0xfff8 => out.push_str("IN_PORT"),
        0xfff9 => out.push_str("TABLE"),
        0xfffa => out.push_str("NORMAL"),
        0xfffb => out.push_str("FLOOD"),
        0xfffc => out.push_str("ALL"),
        0xfffd => out.push_str("CONTROLLER"),
        0xfffe => out.push_str("LOCAL"),
        0xffff => out.push_str("ANY"),
        _ => decimal(out, port),
    }
}

/// A port since OpenFlow 1.1: the reserved ones are the highest numbers of 32 bits.
pub fn port32(out: &mut String, number: u32) {
    match u16::try_from(number) {
        Err(_) if number >= 0xffff_ff00 => port(out, number as u16),
        _ => decimal(out, number),
    }
}

/// `00:11:22:33:44:55`.
pub fn ethernet(out: &mut String, value: &[u8]) {
    for (place, octet) in value.iter().enumerate() {
        if place > 0 {
            out.push(':');
        }
        byte(out, *octet);
    }
}

/// `10.0.0.1`.
pub fn ipv4(out: &mut String, value: &[u8]) {
    for (place, octet) in value.iter().enumerate() {
        if place > 0 {
            out.push('.');
        }
        decimal(out, *octet);
    }
}

/// `fd00::1`: as `inet_ntop()` writes it, so `::1.2.3.4` where only the last four bytes count.
pub fn ipv6(out: &mut String, value: &[u8]) {
    let Ok(octets) = <[u8; 16]>::try_from(value) else { return bytes(out, value) };
    let address = Ipv6Addr::from(octets);
    match address.segments() {
        [0, 0, 0, 0, 0, 0, high, _] if high != 0 => {
            out.push_str("::");
            ipv4(out, value.get(12..).unwrap_or_default());
        }
        [0, 0, 0, 0, 0, 0xffff, ..] => {
            out.push_str("::ffff:");
            ipv4(out, value.get(12..).unwrap_or_default());
        }
        segments => {
            let (first, length) = longest_zeros(&segments);
            for (place, segment) in segments.into_iter().enumerate() {
                if place == first && length > 1 {
                    out.push_str("::");
                } else if place < first || place >= first + length || length < 2 {
                    if place > 0 && (place != first + length || length < 2) {
                        out.push(':');
                    }
                    bare_hexadecimal(out, u64::from(segment));
                }
            }
        }
    }
}

/// Where the longest run of zeros begins, the first of several, and how long it is.
fn longest_zeros(segments: &[u16; 8]) -> (usize, usize) {
    let (mut best, mut run) = ((0, 0), 0);
    for (place, segment) in segments.iter().enumerate() {
        run = if *segment == 0 { run + 1 } else { 0 };
        if run > best.1 {
            best = (place + 1 - run, run);
        }
    }
    best
}

/// How many ones a mask begins with, when only zeros follow.
fn prefix(mask: &[u8]) -> Option<u64> {
    let ones: u32 = mask.iter().map(|byte| byte.count_ones()).sum();
    let mut left = ones;
    for byte in mask {
        let here = left.min(8);
        if byte.leading_ones() != here || byte.count_ones() != here {
            return None;
        }
        left -= here;
    }
    Some(u64::from(ones))
}

#[cfg(test)]
mod tests;
