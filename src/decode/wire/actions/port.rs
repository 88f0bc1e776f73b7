//! Ports that mean something to an action.

/// `OFPP_MAX`: numbers from here on are no ports of a switch.
pub(super) const FIRST_RESERVED: u16 = 0xff00;
/// `OFPP_IN_PORT`: where the packet came from.
pub(super) const IN_PORT: u16 = 0xfff8;
/// `OFPP_CONTROLLER`.
pub(super) const CONTROLLER: u16 = 0xfffd;
/// `OFPP_NONE`.
pub(super) const NONE: u16 = 0xffff;

/// The 16 bits of a port that OpenFlow 1.1 and later say in 32, where the reserved ones are the last of all.
pub(super) fn from_32_bits(port: u32) -> Option<u16> {
    match port {
        0xffff_ff00.. => u16::try_from(port & 0xffff).ok(),
        _ => u16::try_from(port).ok().filter(|port| *port < FIRST_RESERVED),
    }
}
