//! Counters, and what Antrea's API calls traffic statistics.

/// What Open vSwitch counted on flows: packets and bytes of L2 frames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Packets.
    pub packets: u64,
    /// Bytes of L2 frames.
    pub bytes: u64,
}

/// Sessions, packets and bytes; `None` is unknown, which is not zero.
///
/// A session is a packet that opened a connection, and each denied packet (Antrea counts so; retransmitted SYNs inflate it).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct TrafficStats {
    pub sessions: Option<u64>,
    pub packets: Option<u64>,
    pub bytes: Option<u64>,
}
