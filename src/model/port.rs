//! Ports of a bridge, as OpenFlow describes them.

use std::fmt;

use super::ids::OfPort;

/// Which port: a number, or one of OpenFlow's reserved ports, which are printed by name (lib/ofp-port.c, OFPUTIL_NAMED_PORTS).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PortNumber {
    /// A port that somebody plugged in.
    Number(OfPort),
    /// The bridge's own port of the Node's network stack.
    Local,
    /// Another reserved port, as it is printed (`IN_PORT`, `NONE`).
    Reserved(Box<str>),
}

impl PortNumber {
    /// The number that can be in a flow as a value (`in_port=5`, `reg1=0x5`); reserved ports have none here.
    pub fn number(&self) -> Option<OfPort> {
        match self {
            PortNumber::Number(port) => Some(*port),
            PortNumber::Local | PortNumber::Reserved(_) => None,
        }
    }
}

impl fmt::Display for PortNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PortNumber::Number(port) => port.0.fmt(f),
            PortNumber::Local => f.write_str("LOCAL"),
            PortNumber::Reserved(name) => f.write_str(name),
        }
    }
}

/// What `ovs-ofctl dump-ports-desc` says of one port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortDesc {
    /// Which.
    pub number: PortNumber,
    /// The interface (`antrea-gw0`, `web-7f5j-b16b35`); Open vSwitch sends 15 bytes of it in OpenFlow 1.0 and 1.3, 63 in 1.4 and later.
    pub name: String,
    /// Hardware address, as it is printed.
    pub mac: String,
    /// Configured flags (`PORT_DOWN`, `NO_FLOOD`); empty where none is set, `None` where nothing is said.
    pub config: Option<Vec<String>>,
    /// State flags (`LINK_DOWN`, `LIVE`); as `config`.
    pub state: Option<Vec<String>>,
    /// Features in use (`10GB-FD COPPER`); as `config`, and not printed for virtual interfaces.
    pub current: Option<Vec<String>>,
    /// Speed now, in Mbps; 0 is printed for virtual interfaces.
    pub speed: Option<u64>,
    /// Highest speed, in Mbps.
    pub max_speed: Option<u64>,
}

/// What was counted at a port: an entry of `ovs-ofctl dump-ports`. `None` is what the interface does not count (printed as `?`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortStats {
    /// Which; `None` in a dump with `--names`.
    pub number: Option<PortNumber>,
    /// The interface, in a dump with `--names`.
    pub name: Option<String>,
    /// What came in, from the interface's other end: of a Pod's port, what the Pod sent.
    pub received: PortCounters,
    /// What went out.
    pub sent: PortCounters,
    /// Frames with a bad alignment.
    pub frame_errors: Option<u64>,
    /// Packets lost to an overrun.
    pub over_errors: Option<u64>,
    /// Frames with a bad checksum.
    pub crc_errors: Option<u64>,
    /// Collisions.
    pub collisions: Option<u64>,
    /// How long the port has been there, nanoseconds; OpenFlow before 1.3 does not say it.
    pub duration: Option<u64>,
    /// What only some interfaces count: RFC 2819 statistics (`rx_1_to_64_packets`), and custom ones under their own names (`rx_q0_packets`).
    pub others: Vec<(String, u64)>,
}

/// One direction of a port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PortCounters {
    pub packets: Option<u64>,
    pub bytes: Option<u64>,
    pub dropped: Option<u64>,
    pub errors: Option<u64>,
}
