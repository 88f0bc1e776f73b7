//! Connections that a datapath tracks, and how many there are.

use std::fmt;
use std::net::IpAddr;

use jiff::civil::DateTime;

/// One entry of the connection table, as Open vSwitch prints it.
///
/// The kernel and the datapath in user space fill it differently: user space has no counters, no start, no ID and no status. What they do not say is `None`, which
/// is not zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The transport.
    pub protocol: Protocol,
    /// As its first packet went.
    pub original: Tuple,
    /// As answers go: behind a translation of addresses it is not the original turned round.
    pub reply: Tuple,
    /// When it began, in the local time of the process that printed it, whose zone is not said; tracked with `nf_conntrack_timestamp` only.
    pub start: Option<DateTime>,
    /// The kernel's number of it; 0 in user space.
    pub id: Option<u32>,
    /// The zone; Open vSwitch leaves 0 out.
    pub zone: u16,
    /// What the kernel did to it; nothing is set in user space.
    pub status: Option<Status>,
    /// Seconds until it is forgotten.
    pub timeout: Option<u32>,
    /// `ct_mark`.
    pub mark: u32,
    /// `ct_label`, 128 bits.
    pub labels: u128,
    /// What the protocol's own state machine says, of both sides; UDP and ICMP have none.
    pub state: ProtocolState,
}

impl Connection {
    /// The sum of both directions.
    ///
    /// A direction without packets has no counters, and a connection that is not counted has none in either.
    pub fn counters(&self) -> Option<Counters> {
        match (self.original.counters, self.reply.counters) {
            (Some(a), Some(b)) => {
                Some(Counters { packets: a.packets.saturating_add(b.packets), bytes: a.bytes.saturating_add(b.bytes) })
            }
            (one, other) => one.or(other),
        }
    }

    /// When it began, as Open vSwitch writes it: always with milliseconds (`ct_dpif_format_timestamp`, lib/ct-dpif.c).
    pub fn start_text(&self) -> Option<String> {
        let start = self.start?;
        let finer = start.subsec_nanosecond() % 1_000_000 != 0;
        Some(if finer { start.to_string() } else { format!("{start:.3}") })
    }

    /// Whether the source address or port is another behind the translation.
    pub fn is_source_translated(&self) -> bool {
        let (original, reply) = (&self.original, &self.reply);
        reply.destination != original.source || differ(reply.ends.destination(), original.ends.source())
    }

    /// Whether the destination address or port is another behind the translation.
    pub fn is_destination_translated(&self) -> bool {
        let (original, reply) = (&self.original, &self.reply);
        reply.source != original.destination || differ(reply.ends.source(), original.ends.destination())
    }
}

fn differ(a: Option<u16>, b: Option<u16>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// One direction of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Tuple {
    pub source: IpAddr,
    pub destination: IpAddr,
    pub ends: Ends,
    /// Counted with `nf_conntrack_acct` only; a direction without packets has none.
    pub counters: Option<Counters>,
}

/// What tells the connections between two addresses apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Ends {
    /// TCP, UDP, SCTP and their like.
    Ports { source: u16, destination: u16 },
    /// ICMP and ICMPv6.
    Icmp { id: u16, kind: u8, code: u8 },
    /// A protocol without either.
    Addresses,
}

impl Ends {
    /// The port that it comes from.
    pub fn source(self) -> Option<u16> {
        if let Ends::Ports { source, .. } = self { Some(source) } else { None }
    }

    /// The port that it goes to.
    pub fn destination(self) -> Option<u16> {
        if let Ends::Ports { destination, .. } = self { Some(destination) } else { None }
    }
}

/// Packets and bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Counters {
    pub packets: u64,
    /// Of IP packets, without L2 headers.
    pub bytes: u64,
}

/// An IP protocol by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Protocol(pub u8);

/// As `ct_dpif_format_ipproto` writes them (lib/ct-dpif.c).
const PROTOCOLS: [(u8, &str); 8] =
    [(6, "tcp"), (17, "udp"), (1, "icmp"), (58, "icmpv6"), (132, "sctp"), (136, "udplite"), (33, "dccp"), (2, "igmp")];

impl Protocol {
    /// TCP.
    pub const TCP: Protocol = Protocol(6);
    /// UDP.
    pub const UDP: Protocol = Protocol(17);
    /// SCTP.
    pub const SCTP: Protocol = Protocol(132);

    /// By Open vSwitch's name, or a number.
    pub fn from_name(name: &str) -> Option<Protocol> {
        let known = PROTOCOLS.iter().find(|(_, known)| *known == name).map(|(number, _)| *number);
        known.or_else(|| name.parse().ok()).map(Protocol)
    }

    /// Its name, where it has one.
    pub fn name(self) -> Option<&'static str> {
        PROTOCOLS.iter().find(|(number, _)| *number == self.0).map(|(_, name)| *name)
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => self.0.fmt(f),
        }
    }
}

/// What happened to a connection, bit by bit (`enum ct_dpif_status_flags`, lib/ct-dpif.h; the same bits as the kernel's `IPS_*`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status(pub u16);

const STATUS: [&str; 15] = [
    "EXPECTED",
    "SEEN_REPLY",
    "ASSURED",
    "CONFIRMED",
    "SRC_NAT",
    "DST_NAT",
    "SEQ_ADJUST",
    "SRC_NAT_DONE",
    "DST_NAT_DONE",
    "DYING",
    "FIXED_TIMEOUT",
    "TEMPLATE",
    "UNTRACKED",
    "HELPER",
    "OFFLOAD",
];

impl Status {
    /// Packets went both ways.
    pub const SEEN_REPLY: Status = Status(1 << 1);
    /// It is kept when the table is full.
    pub const ASSURED: Status = Status(1 << 2);
    /// It is in the table.
    pub const CONFIRMED: Status = Status(1 << 3);
    /// Its source address is translated.
    pub const SRC_NAT: Status = Status(1 << 4);
    /// Its destination address is translated.
    pub const DST_NAT: Status = Status(1 << 5);

    /// The flag of that name.
    pub fn from_name(name: &str) -> Option<Status> {
        STATUS.iter().position(|known| *known == name).map(|bit| Status(1 << bit))
    }

    /// Whether all flags of `other` are set.
    pub fn has(self, other: Status) -> bool {
        self.0 & other.0 == other.0
    }

    /// The names of what is set, lowest bit first.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        STATUS.iter().enumerate().filter(move |(bit, _)| self.0 >> bit & 1 == 1).map(|(_, name)| *name)
    }
}

/// Where a protocol's state machine stands. User space and short dumps (`state=`) know one state of a TCP connection, long dumps one of each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ProtocolState {
    pub original: Option<State>,
    pub reply: Option<State>,
}

impl ProtocolState {
    /// One state for both: the further one, as Open vSwitch shows it where it shows one alone (`ct_dpif_format_protoinfo_tcp`).
    pub fn merged(self) -> Option<State> {
        match (self.original, self.reply) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (one, other) => one.or(other),
        }
    }
}

/// A state of TCP or SCTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct State(u8);

/// `ct_dpif_tcp_state_string` in its order, then `ct_dpif_sctp_state_string` without those of the same name (lib/ct-dpif.c).
const STATES: [&str; 19] = [
    "CLOSED",
    "LISTEN",
    "SYN_SENT",
    "SYN_RECV",
    "ESTABLISHED",
    "CLOSE_WAIT",
    "FIN_WAIT_1",
    "CLOSING",
    "LAST_ACK",
    "FIN_WAIT_2",
    "TIME_WAIT",
    "COOKIE_WAIT",
    "COOKIE_ECHOED",
    "SHUTDOWN_SENT",
    "SHUTDOWN_RECD",
    "SHUTDOWN_ACK_SENT",
    "HEARTBEAT_SENT",
    "HEARTBEAT_ACKED",
    "UNKNOWN",
];

impl State {
    /// A state that no release of Open vSwitch up to 4.0 has.
    pub const UNKNOWN: State = State(18);

    /// The state of that name.
    pub fn from_name(name: &str) -> Option<State> {
        STATES.iter().position(|known| *known == name).and_then(|at| u8::try_from(at).ok()).map(State)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        STATES.get(usize::from(self.0)).copied().unwrap_or("UNKNOWN")
    }
}

/// How many connections a Node tracks and may track.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConntrackCounts {
    /// Of all zones, as Open vSwitch counts its own datapath (`ct-stats-show`, `ct-get-nconns`).
    pub connections: Option<u64>,
    /// How many there may be, as the datapath in user space says it (`ct-get-maxconns`).
    pub maximum: Option<u64>,
    /// By protocol; the kernel's count leaves ICMPv6 out.
    pub protocols: Vec<(String, u64)>,
}

/// The kernel's own count (`/proc/sys/net/netfilter`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KernelCounts {
    /// `nf_conntrack_count`.
    pub connections: Option<u64>,
    /// `nf_conntrack_max`.
    pub maximum: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for name in STATES {
            assert_eq!(State::from_name(name).map(State::name), Some(name));
        }
        assert_eq!(State::UNKNOWN.name(), "UNKNOWN");
        for (number, name) in PROTOCOLS {
            assert_eq!(Protocol::from_name(name), Some(Protocol(number)));
            assert_eq!(Protocol(number).to_string(), name);
        }
        assert_eq!((Protocol::from_name("47"), Protocol(47).to_string()), (Some(Protocol(47)), "47".to_owned()));
        let status = Status(Status::SEEN_REPLY.0 | Status::DST_NAT.0);
        assert_eq!(status.names().collect::<Vec<_>>(), ["SEEN_REPLY", "DST_NAT"]);
    }
}
