//! The fields that there are several of: registers, options of tunnels, contexts of the network service header.

use super::Code::{Nicira, Nsh, Nxm1, PacketRegister};
use super::Kind::Hexadecimal;
use super::{Field, Id};

/// A row for each number; what is on the wire is the number plus `offset`.
macro_rules! numbered {
    ($id:ident, $name:literal, $nxm:literal, $bits:literal, $code:ident + $offset:literal: $($number:literal)*) => {
        [$(Field {
            id: Id::$id,
            number: $number,
            name: concat!($name, $number),
            nxm: concat!($nxm, $number),
            bits: $bits,
            bytes: $bits / 8,
            kind: Hexadecimal,
            codes: &[$code($number + $offset)],
        }),*]
    };
}

/// Since Open vSwitch 1.1.
pub(super) static REGISTERS: [Field; 16] =
    numbered!(Register, "reg", "NXM_NX_REG", 32, Nxm1 + 0: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);

/// Since Open vSwitch 3.7.
pub(super) static MORE_REGISTERS: [Field; 16] = numbered!(
    Register, "reg", "NXOXM_ET_REG", 32, Nicira + 1: 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31);

/// `OXM_OF_PKT_REG`: what OpenFlow 1.5 carries registers in.
pub(super) static REGISTERS_64: [Field; 16] = numbered!(
    Register64, "xreg", "OXM_OF_PKT_REG", 64, PacketRegister + 0: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);

/// Four registers each.
pub(super) static REGISTERS_128: [Field; 8] =
    numbered!(Register128, "xxreg", "NXM_NX_XXREG", 128, Nxm1 + 111: 0 1 2 3 4 5 6 7);

/// Options of Geneve and the like; how long each is, the switch's own table says.
pub(super) static TUNNEL_OPTIONS: [Field; 64] = numbered!(
    TunMetadata, "tun_metadata", "NXM_NX_TUN_METADATA", 992, Nxm1 + 40:
    0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
    32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63);

/// Of the network service header.
pub(super) static NSH_CONTEXTS: [Field; 4] = numbered!(NshContext, "nsh_c", "NXOXM_NSH_C", 32, Nsh + 5: 1 2 3 4);
