//! `ovs-appctl dpctl/dump-conntrack [-m] [-s]`: one connection a line (`ct_dpif_format_entry`, lib/ct-dpif.c).
//!
//! ```text
//! tcp,orig=(src=10.10.0.26,dst=10.96.76.15,sport=44001,dport=80,packets=5,bytes=308),reply=(src=10.10.0.24,dst=10.10.0.26,sport=80,dport=44001),
//! start=2026-11-21T11:34:10.180,id=4103668635,zone=65520,status=SEEN_REPLY|CONFIRMED|DST_NAT,timeout=431953,mark=19,labels=0x6,
//! protoinfo=(state_orig=ESTABLISHED,state_reply=ESTABLISHED,wscale_orig=7,wscale_reply=7,flags_orig=0,flags_reply=0)
//! ```
//!
//! All behind the two tuples may be missing: `id`, `status` and both states need `-m`; counters, `start` and `timeout` need `-s`, counters and `start` a kernel that
//! keeps them, too. `zone`, `mark` and `labels` are left out when they are 0. The order of the items has changed and is of no matter.

mod read;
mod reader;
mod time;

pub use read::{Connected, Unread, read};
pub use reader::{ConntrackRead, ConntrackReader};

use crate::model::conntrack::{ConntrackCounts, KernelCounts};

/// Reads `dpctl/ct-stats-show`, `dpctl/ct-get-nconns` or `dpctl/ct-get-maxconns`: what one of them does not say is unknown.
///
/// ```text
/// Connections Stats:
///     Total: 24
///   TCP: 19
///   UDP: 3
/// ```
pub fn counts(bytes: &[u8]) -> ConntrackCounts {
    let text = String::from_utf8_lossy(bytes);
    let mut counts = ConntrackCounts::default();
    for (name, value) in text.lines().filter_map(|line| line.trim().split_once(':')) {
        let Ok(value) = value.trim().parse::<u64>() else { continue };
        match name {
            "Total" => counts.connections = Some(value),
            name if name.len() <= 16 => counts.protocols.push((name.to_ascii_lowercase(), value)),
            _ => {}
        }
    }
    counts
}

/// Reads one number that is all a command prints (`ct-get-nconns`, `ct-get-maxconns`).
pub fn number(bytes: &[u8]) -> Option<u64> {
    std::str::from_utf8(bytes).ok()?.trim().parse().ok()
}

/// Reads `nf_conntrack_count` and `nf_conntrack_max`, one a line, in this order.
pub fn kernel_counts(bytes: &[u8]) -> KernelCounts {
    let text = String::from_utf8_lossy(bytes);
    let mut numbers = text.lines().map(|line| line.trim().parse::<u64>().ok());
    match (numbers.next().flatten(), numbers.next().flatten(), numbers.next()) {
        (Some(connections), Some(maximum), None) => {
            KernelCounts { connections: Some(connections), maximum: Some(maximum) }
        }
        _ => KernelCounts::default(),
    }
}

#[cfg(test)]
mod tests;
