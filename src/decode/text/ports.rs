//! `ovs-ofctl dump-ports`: what was counted at each port.
//!
//! ```text
//! OFPST_PORT reply (OF1.5) (xid=0x2): 11 ports
//!   port 38: rx pkts=14, bytes=2788, drop=?, errs=?, frame=?, over=?, crc=?
//!            tx pkts=27, bytes=2342, drop=?, errs=?, coll=?
//!            duration=3s
//!            CUSTOM Statistics
//!                       rx_q0_bytes=2788, rx_q0_packets=14,
//! ```
//!
//! Written as lib/ofp-port.c prints it (ofputil_port_stats_format). With `--names`, ports have names in quotes. What an interface does not count is `?`,
//! which is not zero.

use std::sync::Arc;

use super::replies::{Fault, counter, each_line};
use super::{number, split};
use crate::decode::Decoded;
use crate::model::ids::OfPort;
use crate::model::port::{PortNumber, PortStats};

/// Counters that an interface can have beside the usual ones. A driver has dozens; what a reply of 64 KiB cannot hold is no driver's.
const MAX_OTHERS: usize = 4096;

/// Where the words of a line belong.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Received,
    Sent,
    /// What only some interfaces count, under names that begin so.
    Others(&'static str),
}

/// The ports, in the dump's order.
pub fn read(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<PortStats>> {
    let mut decoded = Decoded::<Vec<PortStats>>::default();
    let mut here: Option<Section> = None;
    let mut began = false;
    each_line(bytes, path, &mut decoded.notes, &mut |line| {
        let mut rest = line.trim_ascii();
        if let Some(port) = rest.strip_prefix("port ") {
            began = true;
            here = None;
            let (stats, after) = port_of(port.trim_ascii_start()).ok_or_else(|| Fault::at(line, port, "not a port"))?;
            decoded.value.push(stats);
            here = Some(Section::Received);
            rest = after;
        } else if !began {
            return Err(Fault::line("not a port"));
        }
        let Some(stats) = decoded.value.last_mut().filter(|_| here.is_some()) else {
            // Details of a port that could not be read are not those of the one before it.
            return Ok(());
        };
        for (head, section) in [
            ("rx rfc2819", Section::Others("rx_")),
            ("tx rfc2819", Section::Others("tx_")),
            ("CUSTOM Statistics", Section::Others("")),
            ("rx ", Section::Received),
            ("tx ", Section::Sent),
        ] {
            if let Some(after) = rest.strip_prefix(head) {
                (here, rest) = (Some(section), after);
                break;
            }
        }
        for item in split::items(rest.trim_ascii()).filter(|item| !item.text.is_empty()) {
            word(stats, here, item.text).map_err(|why| Fault::at(line, item.text, why))?;
        }
        Ok(())
    });
    decoded
}

/// `38: ..`, `LOCAL: ..`, `"antrea-gw0": ..`: the port, and what follows it.
fn port_of(text: &str) -> Option<(PortStats, &str)> {
    let stats = PortStats::default();
    if text.starts_with('"') {
        let (name, after) = text.split_at_checked(split::quote_end(text.as_bytes(), 0)? + 1)?;
        let name = Some(split::unquoted(name)?.to_owned());
        return Some((PortStats { name, ..stats }, after.strip_prefix(':')?.trim_ascii_start()));
    }
    let (number, after) = split::at_byte(text, b':')?;
    let number = match number::decimal(number) {
        Some(digits) => PortNumber::Number(OfPort(digits.try_into().ok()?)),
        None if number == "LOCAL" => PortNumber::Local,
        None if is_reserved(number) => PortNumber::Reserved(number.into()),
        // A name that needs no quotes.
        None if super::value::is_bare_name(number) => {
            return Some((PortStats { name: Some(number.to_owned()), ..stats }, after.trim_ascii_start()));
        }
        None => return None,
    };
    Some((PortStats { number: Some(number), ..stats }, after.trim_ascii_start()))
}

fn is_reserved(name: &str) -> bool {
    super::actions::PORTS.contains(&name) || name == "CONTROLLER"
}

fn word(stats: &mut PortStats, section: Option<Section>, item: &str) -> Result<(), &'static str> {
    let (key, value) = split::at_byte(item, b'=').ok_or("not a counter")?;
    if key == "duration" && !matches!(section, Some(Section::Others(_))) {
        stats.duration = Some(number::seconds(value).ok_or("not a time in seconds")?);
        return Ok(());
    }
    let value = counter(value)?;
    let counters = match section {
        Some(Section::Others(prefix)) => {
            if stats.others.len() == MAX_OTHERS {
                return Err("more counters than a port can have");
            }
            let known = value.map(|value| (format!("{prefix}{key}"), value));
            stats.others.extend(known);
            return Ok(());
        }
        Some(Section::Sent) => &mut stats.sent,
        Some(Section::Received) | None => &mut stats.received,
    };
    match key {
        "pkts" => counters.packets = value,
        "bytes" => counters.bytes = value,
        "drop" => counters.dropped = value,
        "errs" => counters.errors = value,
        "frame" => stats.frame_errors = value,
        "over" => stats.over_errors = value,
        "crc" => stats.crc_errors = value,
        "coll" => stats.collisions = value,
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests;
