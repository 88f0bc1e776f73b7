//! Connections as the kernel and its own tools print them: `/proc/net/nf_conntrack`, `conntrack -L`, `conntrack -E`.
//!
//! ```text
//! ipv4     2 tcp      6 431996 ESTABLISHED src=10.10.0.26 dst=10.10.0.24 sport=58116 dport=80 packets=5 bytes=319 src=10.10.0.24 dst=10.10.0.26 sport=80
//! dport=58116 packets=4 bytes=660 [ASSURED] mark=3 zone=65520 use=1 id=1912109465 labels=rule-bit-1
//! ```
//!
//! Labels stand there by the names that `/etc/xtables/connlabel.conf` gives single bits, so the rule IDs in them are not known: they stay 0.

use std::net::IpAddr;

use crate::model::conntrack::{Connection, Counters, Ends, Protocol, ProtocolState, State, Status, Tuple};

/// Reads a line; `None` when it is no connection.
///
/// ```
/// # use antstats::decode::text::nf_conntrack::read;
/// let line = "tcp 6 89 TIME_WAIT src=10.0.0.1 dst=10.0.0.2 sport=5 dport=80 src=10.0.0.2 dst=10.0.0.1 sport=80 dport=5 [ASSURED] mark=3 zone=65520 use=1";
/// let connection = read(line).unwrap();
/// assert_eq!((connection.mark, connection.zone, connection.timeout), (3, 65520, Some(89)));
/// ```
pub fn read(line: &str) -> Option<Connection> {
    let mut words = line.split_ascii_whitespace().skip_while(|word| word.starts_with('[')).peekable();
    // The family's name and number, where they are said.
    if words.next_if(|word| matches!(*word, "ipv4" | "ipv6")).is_some() {
        words.next()?;
    }
    words.next()?;
    let protocol = Protocol(words.next()?.parse().ok()?);
    let timeout =
        words.next_if(|word| word.bytes().all(|byte| byte.is_ascii_digit())).and_then(|word| word.parse().ok());
    let state = words
        .next_if(|word| word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit()));
    let (mut original, mut reply) = (Side::default(), None::<Side>);
    let (mut status, mut mark, mut zone, mut id) = (Status::SEEN_REPLY.0, 0, 0, None);
    for word in words {
        let Some((name, value)) = word.split_once('=') else {
            match word {
                "[UNREPLIED]" => status &= !Status::SEEN_REPLY.0,
                "[ASSURED]" => status |= Status::ASSURED.0,
                _ => {}
            }
            continue;
        };
        if name == "src" && original.source.is_some() {
            reply = Some(Side::default());
        }
        if reply.as_mut().unwrap_or(&mut original).take(name, value) {
            continue;
        }
        match name {
            "mark" => mark = value.parse().ok()?,
            "zone" => zone = value.parse().ok()?,
            "id" => id = value.parse().ok(),
            _ => {}
        }
    }
    Some(Connection {
        protocol,
        original: original.tuple()?,
        reply: reply?.tuple()?,
        start: None,
        id,
        zone,
        status: Some(Status(status)),
        timeout,
        mark,
        labels: 0,
        state: ProtocolState { original: state.map(named), reply: None },
    })
}

/// The kernel's names of two states are not Open vSwitch's.
fn named(state: &str) -> State {
    let name = match state {
        "FIN_WAIT" => "FIN_WAIT_1",
        "CLOSE" => "CLOSED",
        other => other,
    };
    State::from_name(name).unwrap_or(State::UNKNOWN)
}

/// One direction, as far as it is read.
#[derive(Default)]
struct Side {
    source: Option<IpAddr>,
    destination: Option<IpAddr>,
    source_port: Option<u16>,
    destination_port: Option<u16>,
    kind: Option<u8>,
    code: Option<u8>,
    id: Option<u16>,
    packets: Option<u64>,
    bytes: Option<u64>,
}

impl Side {
    /// Whether it is one of its own fields: `id` is ICMP's once, and then the connection's.
    fn take(&mut self, name: &str, value: &str) -> bool {
        match name {
            "src" => self.source = value.parse().ok(),
            "dst" => self.destination = value.parse().ok(),
            "sport" => self.source_port = value.parse().ok(),
            "dport" => self.destination_port = value.parse().ok(),
            "type" => self.kind = value.parse().ok(),
            "code" => self.code = value.parse().ok(),
            "id" if self.kind.is_some() && self.id.is_none() => self.id = value.parse().ok(),
            "packets" => self.packets = value.parse().ok(),
            "bytes" => self.bytes = value.parse().ok(),
            _ => return false,
        }
        true
    }

    fn tuple(self) -> Option<Tuple> {
        let ends = match (self.source_port, self.destination_port, self.kind) {
            (Some(source), Some(destination), _) => Ends::Ports { source, destination },
            (_, _, Some(kind)) => Ends::Icmp { id: self.id.unwrap_or(0), kind, code: self.code.unwrap_or(0) },
            _ => Ends::Addresses,
        };
        let counters = self.packets.zip(self.bytes).map(|(packets, bytes)| Counters { packets, bytes });
        Some(Tuple { source: self.source?, destination: self.destination?, ends, counters })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Option<String> {
        let connection = read(line)?;
        let side = |tuple: &Tuple| {
            let counters = tuple.counters.map(|counters| counters.packets);
            format!("{} {} {:?} {counters:?}", tuple.source, tuple.destination, tuple.ends)
        };
        let state = connection.state.merged().map(State::name);
        let status: Vec<_> = connection.status?.names().collect();
        let (original, reply) = (side(&connection.original), side(&connection.reply));
        Some(format!(
            "{} {:?} {state:?} {original} | {reply} {} mark={} zone={} id={:?}",
            connection.protocol,
            connection.timeout,
            status.join("|"),
            connection.mark,
            connection.zone,
            connection.id
        ))
    }

    #[test]
    fn the_kernels_lines_are_read() {
        let cases = [
            (
                "ipv4     2 tcp      6 431996 ESTABLISHED src=10.10.0.26 dst=10.10.0.24 sport=58116 dport=80 packets=5 bytes=319 src=10.10.0.24 dst=10.10.0.26 sport=80 dport=58116 packets=4 bytes=660 [ASSURED] mark=3 zone=65520 delta-time=4 [start=Sat Nov 21 11:34:11 2026] use=1 id=1912109465 labels=rule-bit-1,rule-bit-2",
                "tcp Some(431996) Some(\"ESTABLISHED\") 10.10.0.26 10.10.0.24 Ports { source: 58116, destination: 80 } Some(5) | 10.10.0.24 10.10.0.26 Ports { source: 80, destination: 58116 } Some(4) SEEN_REPLY|ASSURED mark=3 zone=65520 id=Some(1912109465)",
            ),
            (
                "ipv4     2 icmp     1 29 src=10.10.0.26 dst=10.10.0.25 type=8 code=0 id=438 src=10.10.0.25 dst=10.10.0.26 type=0 code=0 id=438 mark=3 zone=65520 use=1 id=1378896926 labels",
                "icmp Some(29) None 10.10.0.26 10.10.0.25 Icmp { id: 438, kind: 8, code: 0 } None | 10.10.0.25 10.10.0.26 Icmp { id: 438, kind: 0, code: 0 } None SEEN_REPLY mark=3 zone=65520 id=Some(1378896926)",
            ),
            (
                "ipv6     10 udp      17 12 src=fd00:0010:0000:0000:0000:0000:0000:001a dst=fd00::19 sport=47174 dport=53 [UNREPLIED] src=fd00::19 dst=fd00:10::1a sport=53 dport=47174 mark=0 zone=0 use=2",
                "udp Some(12) None fd00:10::1a fd00::19 Ports { source: 47174, destination: 53 } None | fd00::19 fd00:10::1a Ports { source: 53, destination: 47174 } None  mark=0 zone=0 id=None",
            ),
            (
                "[1795261145.116224]\t    [NEW] ipv4     2 tcp      6 120 SYN_SENT src=10.10.0.26 dst=10.10.0.24 sport=34326 dport=80 [UNREPLIED] src=10.10.0.24 dst=10.10.0.26 sport=80 dport=34326 zone=65520 id=475853875",
                "tcp Some(120) Some(\"SYN_SENT\") 10.10.0.26 10.10.0.24 Ports { source: 34326, destination: 80 } None | 10.10.0.24 10.10.0.26 Ports { source: 80, destination: 34326 } None  mark=0 zone=65520 id=Some(475853875)",
            ),
        ];
        for (line, want) in cases {
            assert_eq!(said(line).as_deref(), Some(want), "{line}");
            for at in 0..line.len() {
                let _ = read(&line[..at]);
            }
        }
    }

    #[test]
    fn what_is_no_connection_is_not_read() {
        for line in [
            "",
            "tcp",
            "tcp 6",
            "ipv4 2",
            "tcp 6 1 src=10.0.0.1 dst=10.0.0.2",
            "conntrack v1.4.6 (conntrack-tools): 0 flow entries",
            "[NEW]",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
