//! Actions that choose: among ports (`bundle`), among numbers (`multipath`), and among packets (`sample`).

use super::fields::{bits_of, range};
use super::{all_zero, port, zeros};
use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::number::decimal;
use crate::decode::wire::value;

/// Which fields of a packet choose (`NX_HASH_FIELDS_*`).
const HASHED: [&str; 7] =
    ["eth_src", "symmetric_l4", "symmetric_l3l4", "symmetric_l3l4+udp", "nw_src", "nw_dst", "symmetric_l3"];

fn name(body: &Cursor<'_>, names: &[&'static str], number: u16) -> Result<&'static str, Bad> {
    names.get(usize::from(number)).copied().ok_or_else(|| body.bad("a way to choose that is not known"))
}

/// `bundle(eth_src,50,hrw,ofport,members:1,2)`: out of one of the ports; `bundle_load`: its number into a field.
pub(super) fn bundle(out: &mut String, body: &mut Cursor<'_>, load: bool) -> Result<(), Bad> {
    let algorithm = body.u16()?;
    let algorithm = name(body, &["active_backup", "hrw"], algorithm)?;
    let hashed = body.u16()?;
    let hashed = name(body, &HASHED, hashed)?;
    let basis = body.u16()?;
    // Members are ports, as the header of NXM_OF_IN_PORT says.
    if body.u32()? != 0x0000_0002 {
        return Err(body.bad("members of a bundle that are no ports"));
    }
    let (members, (first, count)) = (body.u16()?, range(body.u16()?));
    let mut to = body.part(4)?;
    zeros(body, 4)?;
    out.push_str(if load { "bundle_load(" } else { "bundle(" });
    out.push_str(hashed);
    out.push(',');
    decimal(out, basis);
    out.push(',');
    out.push_str(algorithm);
    out.push_str(",ofport,");
    if load {
        bits_of(out, &mut to, first, count)?;
        out.push(',');
    } else {
        all_zero(to)?;
    }
    out.push_str("members:");
    for member in 0..members {
        if member > 0 {
            out.push(',');
        }
        value::port(out, body.u16()?);
    }
    out.push(')');
    Ok(())
}

/// `multipath(symmetric_l3l4+udp,50,iter_hash,8,0,NXM_NX_REG1[0..3])`.
pub(super) fn multipath(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    let hashed = body.u16()?;
    let hashed = name(body, &HASHED, hashed)?;
    let basis = body.u16()?;
    body.take(2)?;
    let algorithm = body.u16()?;
    let algorithm = name(body, &["modulo_n", "hash_threshold", "hrw", "iter_hash"], algorithm)?;
    let (last_link, argument) = (body.u16()?, body.u32()?);
    body.take(2)?;
    let (first, count) = range(body.u16()?);
    out.push_str("multipath(");
    out.push_str(hashed);
    out.push(',');
    decimal(out, basis);
    out.push(',');
    out.push_str(algorithm);
    out.push(',');
    decimal(out, u32::from(last_link) + 1);
    out.push(',');
    decimal(out, argument);
    out.push(',');
    bits_of(out, &mut body.part(4)?, first, count)?;
    out.push(')');
    Ok(())
}

/// `sample(probability=..)` as it was first.
pub(super) fn sample(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    sampled_of(out, body)?;
    observed(out, body)?;
    out.push(')');
    Ok(())
}

/// With the port that samples.
pub(super) fn sample_2(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    sampled_of(out, body)?;
    observed(out, body)?;
    sampling_port(out, body)?;
    out.push(')');
    Ok(())
}

/// With the direction too.
pub(super) fn sample_3(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    sampled_of(out, body)?;
    observed(out, body)?;
    sampling_port(out, body)?;
    direction(out, body)
}

/// Domain and point can be in fields, since Open vSwitch 3.4: an NXM header and the bits, or zeros and the number.
pub(super) fn sample_4(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    sampled_of(out, body)?;
    for name in [",obs_domain_id=", ",obs_point_id="] {
        let mut source = body.part(4)?;
        out.push_str(name);
        if all_zero(source).is_ok() {
            decimal(out, body.u32()?);
        } else {
            let (first, count) = range(body.u16()?);
            body.take(2)?;
            bits_of(out, &mut source, first, count)?;
        }
    }
    sampling_port(out, body)?;
    direction(out, body)
}

fn sampled_of(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    out.push_str("sample(probability=");
    decimal(out, body.u16()?);
    out.push_str(",collector_set_id=");
    decimal(out, body.u32()?);
    Ok(())
}

fn observed(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    out.push_str(",obs_domain_id=");
    decimal(out, body.u32()?);
    out.push_str(",obs_point_id=");
    decimal(out, body.u32()?);
    Ok(())
}

fn sampling_port(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    match body.u16()? {
        port::NONE => (),
        port => {
            out.push_str(",sampling_port=");
            value::port(out, port);
        }
    }
    Ok(())
}

fn direction(out: &mut String, body: &mut Cursor<'_>) -> Result<(), Bad> {
    out.push_str(match body.u8()? {
        0 => ")",
        1 => ",ingress)",
        2 => ",egress)",
        _ => return Err(body.bad("a direction that is not known")),
    });
    Ok(())
}
