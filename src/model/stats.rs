//! What Antrea's API calls traffic statistics.

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
