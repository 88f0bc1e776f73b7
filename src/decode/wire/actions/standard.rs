//! The actions of OpenFlow itself (`OFPAT_*`).

use super::{controller, fields, nicira, port};
use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::message::Version;
use crate::decode::wire::number::{byte, decimal, hexadecimal};
use crate::decode::wire::value;

/// The type of actions of others, who are named in the next four bytes.
pub(super) const EXPERIMENTER: u16 = 0xffff;

/// Prints the action whose type is under the cursor.
pub(super) fn action(out: &mut String, body: &mut Cursor<'_>, version: Version, depth: u8) -> Result<(), Bad> {
    let kind = body.u16()?;
    body.u16()?; // the length, which the caller has read
    match (kind, version) {
        (EXPERIMENTER, _) => nicira::action(out, body, version, depth),
        (_, Version::V10) => of_1_0(out, kind, body),
        (_, Version::V13 | Version::V15) => since_1_1(out, kind, body, version),
    }
}

fn of_1_0(out: &mut String, kind: u16, body: &mut Cursor<'_>) -> Result<(), Bad> {
    match kind {
        0 => {
            let (to, most) = (body.u16()?, body.u16()?);
            controller::output(out, to, most);
            Ok(())
        }
        1 => vlan_id(out, "mod_vlan_vid:", body),
        2 => vlan_priority(out, "mod_vlan_pcp:", body),
        3 => plain(out, "strip_vlan"),
        4 => ethernet(out, "mod_dl_src:", body),
        5 => ethernet(out, "mod_dl_dst:", body),
        6 => ipv4(out, "mod_nw_src:", body),
        7 => ipv4(out, "mod_nw_dst:", body),
        8 => dscp(out, body),
        9 => u16_of(out, "mod_tp_src:", body),
        10 => u16_of(out, "mod_tp_dst:", body),
        11 => {
            out.push_str("enqueue:");
            value::port(out, body.u16()?);
            body.take(6)?;
            out.push(':');
            decimal(out, body.u32()?);
            Ok(())
        }
        _ => Err(body.bad("an action that OpenFlow 1.0 does not have")),
    }
}

fn since_1_1(out: &mut String, kind: u16, body: &mut Cursor<'_>, version: Version) -> Result<(), Bad> {
    match kind {
        0 => {
            let (to, most) = (body.u32()?, body.u16()?);
            match port::from_32_bits(to) {
                Some(to) => controller::output(out, to, most),
                None => return Err(body.bad("a port that cannot be")),
            }
            Ok(())
        }
        // 1 to 14 are from before there was set_field. Open vSwitch sends them still where it does not know what a packet is.
        1 => vlan_id(out, "set_vlan_vid:", body),
        2 => vlan_priority(out, "set_vlan_pcp:", body),
        3 => ethernet(out, "mod_dl_src:", body),
        4 => ethernet(out, "mod_dl_dst:", body),
        5 => ipv4(out, "mod_nw_src:", body),
        6 => ipv4(out, "mod_nw_dst:", body),
        7 => dscp(out, body),
        8 => match body.u8()? {
            ecn @ 0..4 => number(out, "mod_nw_ecn:", ecn.into()),
            _ => Err(body.bad("more than the two bits of ECN")),
        },
        9 => u16_of(out, "mod_tp_src:", body),
        10 => u16_of(out, "mod_tp_dst:", body),
        13 => mpls_label(out, body),
        14 => mpls_class(out, body),
        15 => mpls_ttl(out, body),
        16 => plain(out, "dec_mpls_ttl"),
        17 => {
            out.push_str("push_vlan:");
            hexadecimal(out, body.u16()?);
            Ok(())
        }
        18 => plain(out, "pop_vlan"),
        19 => push_mpls(out, body),
        20 => pop_mpls(out, body),
        21 => u32_of(out, "set_queue:", body),
        22 => u32_of(out, "group:", body),
        23 => {
            let ttl = body.u8()?;
            number(out, "mod_nw_ttl:", ttl.into())
        }
        24 => plain(out, "dec_ttl"),
        25 => fields::set_field(out, body),
        28 if version == Version::V15 => fields::copy_field(out, body),
        29 if version == Version::V15 => u32_of(out, "meter:", body),
        _ => Err(body.bad("an action that is not known")),
    }
}

/// An action without arguments.
pub(super) fn plain(out: &mut String, name: &str) -> Result<(), Bad> {
    out.push_str(name);
    Ok(())
}

/// A name and a number.
pub(super) fn number(out: &mut String, name: &str, number: u64) -> Result<(), Bad> {
    out.push_str(name);
    decimal(out, number);
    Ok(())
}

/// A name and the next two bytes.
fn u16_of(out: &mut String, name: &str, body: &mut Cursor<'_>) -> Result<(), Bad> {
    number(out, name, body.u16()?.into())
}

/// A name and the next four bytes.
pub(super) fn u32_of(out: &mut String, name: &str, body: &mut Cursor<'_>) -> Result<(), Bad> {
    number(out, name, body.u32()?.into())
}

fn vlan_id(out: &mut String, name: &str, body: &mut Cursor<'_>) -> Result<(), Bad> {
    match body.u16()? {
        id @ 0..0x1000 => number(out, name, id.into()),
        _ => Err(body.bad("more than the twelve bits of a VLAN's number")),
    }
}

fn vlan_priority(out: &mut String, name: &str, body: &mut Cursor<'_>) -> Result<(), Bad> {
    match body.u8()? {
        priority @ 0..8 => number(out, name, priority.into()),
        _ => Err(body.bad("more than the three bits of a VLAN's priority")),
    }
}

fn ethernet(out: &mut String, name: &str, body: &mut Cursor<'_>) -> Result<(), Bad> {
    out.push_str(name);
    value::ethernet(out, body.take(6)?);
    Ok(())
}

fn ipv4(out: &mut String, name: &str, body: &mut Cursor<'_>) -> Result<(), Bad> {
    out.push_str(name);
    value::ipv4(out, body.take(4)?);
    Ok(())
}

fn dscp(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    match body.u8()? {
        // The six bits stand where they stand in the packet, above those of ECN.
        dscp if dscp & 3 == 0 => number(out, "mod_nw_tos:", dscp.into()),
        _ => Err(body.bad("bits of ECN in a DSCP")),
    }
}

pub(super) fn mpls_label(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let label = body.u32()?;
    in_parentheses(out, "set_mpls_label(", label.into())
}

pub(super) fn mpls_class(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let class = body.u8()?;
    in_parentheses(out, "set_mpls_tc(", class.into())
}

pub(super) fn mpls_ttl(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let ttl = body.u8()?;
    in_parentheses(out, "set_mpls_ttl(", ttl.into())
}

fn in_parentheses(out: &mut String, name: &str, argument: u64) -> Result<(), Bad> {
    number(out, name, argument)?;
    out.push(')');
    Ok(())
}

pub(super) fn push_mpls(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    ethernet_type(out, "push_mpls:0x", body)
}

pub(super) fn pop_mpls(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    ethernet_type(out, "pop_mpls:0x", body)
}

fn ethernet_type(out: &mut String, name: &str, body: &mut Cursor<'_>) -> Result<(), Bad> {
    out.push_str(name);
    body.array::<2>()?.into_iter().for_each(|half| byte(out, half));
    Ok(())
}
