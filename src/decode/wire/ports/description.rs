//! `ovs-ofctl dump-ports-desc`.

use std::fmt::Write as _;

use zerocopy::big_endian::U32;
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use super::number_v10;
use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::message::Version;
use crate::decode::wire::text::{Notes, property};
use crate::decode::wire::value::port32;

/// What a port is set to: `OFPUTIL_PC_*`, by bit.
const CONFIG: [&str; 7] = ["PORT_DOWN", "NO_STP", "NO_RECV", "NO_RECV_STP", "NO_FLOOD", "NO_FWD", "NO_PACKET_IN"];
/// What a port is: `OFPUTIL_PS_*`, by bit.
const STATE: [&str; 3] = ["LINK_DOWN", "BLOCKED", "LIVE"];
/// `NETDEV_F_*`, by bit.
const FEATURES: [&str; 16] = [
    "10MB-HD",
    "10MB-FD",
    "100MB-HD",
    "100MB-FD",
    "1GB-HD",
    "1GB-FD",
    "10GB-FD",
    "40GB-FD",
    "100GB-FD",
    "1TB-FD",
    "OTHER",
    "COPPER",
    "FIBER",
    "AUTO_NEG",
    "AUTO_PAUSE",
    "AUTO_PAUSE_ASYM",
];
/// Bits of a link's speed, and that in kbit/s where both directions have it.
const SPEEDS: [(u32, u32); 7] = [
    (1 << 9, 1_000_000_000),
    (1 << 8, 100_000_000),
    (1 << 7, 40_000_000),
    (1 << 6, 10_000_000),
    (3 << 4, 1_000_000),
    (3 << 2, 100_000),
    (3, 10_000),
];
/// Two bits of a state of OpenFlow 1.0 are one number: what the spanning tree protocol does.
const SPANNING_TREE: [&str; 4] = ["", "STP_LEARN", "STP_FORWARD", "STP_BLOCK"];

/// What a link can do, and the speeds in kbit/s.
#[derive(Clone, Copy, Default, FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Link {
    current: U32,
    advertised: U32,
    supported: U32,
    peer: U32,
    speed: U32,
    max_speed: U32,
}

struct Port {
    number: u32,
    address: [u8; 6],
    name: [u8; 16],
    config: u32,
    state: u32,
    link: Link,
}

/// Prints what the ports are, in the order of their numbers.
pub(in crate::decode::wire) fn descriptions(
    out: &mut String,
    mut body: Cursor<'_>,
    version: Version,
    notes: &mut Notes,
) -> Result<(), Bad> {
    let (mut ports, mut read) = (Vec::new(), Ok(()));
    while !body.is_empty() && read.is_ok() {
        match one(&mut body, version, notes) {
            Ok(port) => ports.push(port),
            Err(bad) => read = Err(bad),
        }
    }
    ports.sort_by_key(|port| port.number);
    out.push('\n');
    for port in ports {
        print(out, &port);
    }
    read
}

/// `struct ofp10_phy_port`, `struct ofp11_port` or `struct ofp14_port`.
fn one(body: &mut Cursor<'_>, version: Version, notes: &mut Notes) -> Result<Port, Bad> {
    if version == Version::V10 {
        let (number, address, name) = (number_v10(body.u16()?), body.array()?, body.array()?);
        let (config, state) = (body.u32()?, body.u32()?);
        let [current, advertised, supported, peer] =
            [body.u32()?, body.u32()?, body.u32()?, body.u32()?].map(|bits| (bits & 0x7f) | ((bits & 0xf80) << 4));
        let link = Link {
            speed: speed(current).into(),
            max_speed: speed(supported).into(),
            current: current.into(),
            advertised: advertised.into(),
            supported: supported.into(),
            peer: peer.into(),
        };
        return Ok(Port { number, address, name, config: config & 0x7f, state: state & 0x301, link });
    }
    let start = *body;
    let (number, length) = (body.u32()?, body.u16()?);
    body.take(2)?;
    let address = body.array()?;
    body.take(2)?;
    let (name, config, state) = (body.array()?, body.u32()?, body.u32()?);
    let (config, state) = (config & 0x65, state & 7);
    if version == Version::V13 {
        return Ok(Port { number, address, name, config, state, link: *body.read::<Link>()? });
    }
    let mut link = Link::default();
    let rest = usize::from(length).checked_sub(40).ok_or(start.bad("an entry shorter than it can be"))?;
    let properties = body.part(rest).map_err(|_| start.bad("an entry longer than its message"))?;
    if let Err(bad) = ethernet(&mut link, properties) {
        notes.add(bad);
    }
    Ok(Port { number, address, name, config, state, link })
}

/// `struct ofp14_port_desc_prop_ethernet`.
fn ethernet(link: &mut Link, mut properties: Cursor<'_>) -> Result<(), Bad> {
    while let Some((kind, mut property)) = property(&mut properties)? {
        if kind == 0 {
            property.u32()?;
            *link = *property.read::<Link>()?;
        }
    }
    Ok(())
}

/// In kbit/s. OpenFlow 1.0 does not say it.
fn speed(features: u32) -> u32 {
    SPEEDS.iter().find(|(bits, _)| features & bits != 0).map_or(0, |(_, speed)| *speed)
}

fn print(out: &mut String, port: &Port) {
    out.push(' ');
    port32(out, port.number);
    let name = port.name.iter().take(15).take_while(|byte| byte.is_ascii_graphic() || **byte == b' ');
    let name: String = name.map(|byte| char::from(*byte)).collect();
    let [a, b, c, d, e, f] = port.address;
    let _ = writeln!(out, "({name}): addr:{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}");
    out.push_str("     config:     ");
    bits(out, port.config, &CONFIG);
    out.push_str("\n     state:      ");
    match SPANNING_TREE.get(port.state as usize >> 8 & 3) {
        Some(&"") | None => bits(out, port.state, &STATE),
        Some(spanning_tree) => {
            out.push_str(spanning_tree);
            if port.state & 0xff != 0 {
                bits(out, port.state & 0xff, &STATE);
            }
        }
    }
    out.push('\n');
    let link = &port.link;
    let features = [
        ("current:    ", link.current),
        ("advertised: ", link.advertised),
        ("supported:  ", link.supported),
        ("peer:       ", link.peer),
    ];
    for (title, features) in features {
        if features.get() & 0xffff != 0 {
            let _ = write!(out, "     {title}");
            bits(out, features.get() & 0xffff, &FEATURES);
            out.push('\n');
        }
    }
    let _ = writeln!(out, "     speed: {} Mbps now, {} Mbps max", link.speed.get() / 1000, link.max_speed.get() / 1000);
}

/// Names of bits; what has no name is a number.
fn bits(out: &mut String, bits: u32, names: &[&str]) {
    if bits == 0 {
        out.push('0');
        return;
    }
    let (mut left, mut separator) = (bits, "");
    for (bit, name) in names.iter().enumerate() {
        if left & (1 << bit) != 0 {
            left &= !(1 << bit);
            let _ = write!(out, "{separator}{name}");
            separator = " ";
        }
    }
    if left != 0 {
        let _ = write!(out, "{separator}{left:#x}");
    }
}
