//! The actions of Nicira (`NXAST_*`), which are most of what Antrea uses, and the one of the ONF.

use super::standard::{self, plain, u32_of};
use super::{conntrack, controller, encap, fields, learn, list, port, spread, zeros};
use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::message::Version;
use crate::decode::wire::number::{decimal, hexadecimal};
use crate::decode::wire::value;

pub(super) const NICIRA: u32 = 0x2320;
const ONF: u32 = 0x4f4e_4600;

/// The subtype of `nat`, which is no action of its own: it stands in `ct`.
pub(super) const NAT: u16 = 36;

/// Prints the action whose experimenter is under the cursor.
pub(super) fn action(out: &mut String, body: &mut Cursor<'_>, version: Version, depth: u8) -> Result<(), Bad> {
    match (body.u32()?, body.u16()?) {
        (NICIRA, subtype) => of_nicira(out, subtype, body, version, depth),
        (ONF, 3200) => {
            body.take(2)?;
            fields::copy_field(out, body)
        }
        _ => Err(body.bad("an action of somebody who is not known")),
    }
}

/// The cursor stands behind the subtype, ten bytes from the start of the action.
fn of_nicira(out: &mut String, subtype: u16, body: &mut Cursor<'_>, version: Version, depth: u8) -> Result<(), Bad> {
    match subtype {
        1 => resubmit(out, body.u16()?, None, ""),
        2 => {
            aligned(body)?;
            out.push_str("set_tunnel:");
            hexadecimal(out, body.u32()?);
            Ok(())
        }
        4 => aligned(body).and_then(|()| u32_of(out, "set_queue:", body)),
        5 => plain(out, "pop_queue"),
        6 => fields::register_move(out, body),
        7 => fields::register_load(out, body),
        8 => {
            out.push_str("note:");
            controller::dotted(out, body.take(body.rest().len())?);
            Ok(())
        }
        9 => {
            zeros(body, 6)?;
            out.push_str("set_tunnel64:");
            hexadecimal(out, body.u64()?);
            Ok(())
        }
        10 => spread::multipath(out, body),
        12 => spread::bundle(out, body, false),
        13 => spread::bundle(out, body, true),
        14 | 44 => {
            let (from, table) = (body.u16()?, body.u8()?);
            resubmit(out, from, Some(table), if subtype == 44 { ",ct" } else { "" })
        }
        15 => controller::output_register(out, body),
        16 => learn::learn(out, body, false),
        17 => plain(out, "exit"),
        18 => plain(out, "dec_ttl"),
        19 => fin_timeout(out, body),
        20 => controller::controller(out, body),
        21 => dec_ttl_for(out, body),
        22 => {
            zeros(body, 6)?;
            fields::write_metadata(out, body)
        }
        23 => standard::push_mpls(out, body),
        24 => standard::pop_mpls(out, body),
        25 => standard::mpls_ttl(out, body),
        26 => plain(out, "dec_mpls_ttl"),
        27 => fields::stack(out, "push:", body),
        28 => fields::stack(out, "pop:", body),
        29 => spread::sample(out, body),
        30 => aligned(body).and_then(|()| standard::mpls_label(out, body)),
        31 => standard::mpls_class(out, body),
        32 => controller::output_register_2(out, body),
        33 => fields::set_field(out, body),
        34 => conjunction(out, body),
        35 => conntrack::ct(out, body, version, depth),
        NAT => conntrack::nat(out, body),
        37 => controller::controller_2(out, body),
        38 => spread::sample_2(out, body),
        39 => controller::output_truncated(out, body),
        40 => aligned(body).and_then(|()| u32_of(out, "group:", body)),
        41 => spread::sample_3(out, body),
        42 => {
            zeros(body, 6)?;
            out.push_str("clone(");
            list(out, body.part(body.rest().len())?, version, depth + 1)?;
            out.push(')');
            Ok(())
        }
        43 => plain(out, "ct_clear"),
        45 => learn::learn(out, body, true),
        46 => encap::encap(out, body),
        47 => encap::decap(out, body),
        48 => plain(out, "dec_nsh_ttl"),
        49 => fields::check_packet_larger(out, body),
        50 => fields::delete_field(out, body),
        51 => spread::sample_4(out, body),
        254 => plain(out, "debug_slow"),
        255 => plain(out, "debug_recirc"),
        _ => Err(body.bad("an action of Nicira that is not known")),
    }
}

/// Numbers of four bytes begin at a multiple of four: two bytes behind the subtype.
fn aligned(body: &mut Cursor<'_>) -> Result<(), Bad> {
    zeros(body, 2)
}

/// `resubmit:PORT` is the short form for: the same table again, with another port.
fn resubmit(out: &mut String, from: u16, table: Option<u8>, with: &str) -> Result<(), Bad> {
    let table = table.filter(|table| *table != 255);
    if table.is_none() && from != port::IN_PORT {
        out.push_str("resubmit:");
        value::port(out, from);
        return Ok(());
    }
    out.push_str("resubmit(");
    if from != port::IN_PORT {
        value::port(out, from);
    }
    out.push(',');
    if let Some(table) = table {
        decimal(out, table);
    }
    out.push_str(with);
    out.push(')');
    Ok(())
}

fn fin_timeout(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let (idle, hard) = (body.u16()?, body.u16()?);
    out.push_str("fin_timeout(");
    if idle > 0 {
        out.push_str("idle_timeout=");
        decimal(out, idle);
    }
    if hard > 0 {
        out.push_str(if idle > 0 { ",hard_timeout=" } else { "hard_timeout=" });
        decimal(out, hard);
    }
    out.push(')');
    Ok(())
}

/// `dec_ttl` that says which controllers hear of a packet whose time is up.
fn dec_ttl_for(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let count = body.u16()?;
    zeros(body, 4)?;
    out.push_str("dec_ttl(");
    for at in 0..count {
        if at > 0 {
            out.push(',');
        }
        decimal(out, body.u16()?);
    }
    out.push(')');
    Ok(())
}

/// Clauses are counted from 0 on the wire and from 1 in text.
fn conjunction(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let (clause, clauses, id) = (body.u8()?, body.u8()?, body.u32()?);
    if !(2..=64).contains(&clauses) || clause >= clauses {
        return Err(body.bad("a conjunction that cannot be"));
    }
    out.push_str("conjunction(");
    decimal(out, id);
    out.push(',');
    decimal(out, u64::from(clause) + 1);
    out.push('/');
    decimal(out, clauses);
    out.push(')');
    Ok(())
}
