//! The fields of a packet that Open vSwitch knows, with their numbers on the wire (OXM and NXM) and how a value of each is printed.
//!
//! Facts: `include/openvswitch/meta-flow.h` (fields, code points, format) and `build-aux/extract-ofp-fields` (classes) of Open vSwitch.

mod numbered;
mod table;

/// How the value of a field is printed (`Formatting:` of `meta-flow.h`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A number in decimal; its mask, if any, in hexadecimal.
    Decimal,
    /// A number in hexadecimal of any length.
    Hexadecimal,
    /// State of a connection: `+trk+est`.
    CtState,
    /// Six bytes with colons.
    Ethernet,
    /// Four bytes with dots, the mask as a prefix length where it is one.
    Ipv4,
    /// As RFC 5952, the mask as a prefix length where it is one.
    Ipv6,
    /// A port of OpenFlow 1.0: two bytes, names for the reserved ones.
    Port,
    /// A port since OpenFlow 1.1: four bytes, names for the reserved ones.
    Port32,
    /// Which fragments: `no`, `yes`, `first`, `later`, `not_later`.
    Fragment,
    /// Flags of a tunnel's header: `+oam`.
    TunnelFlags,
    /// Flags of TCP: `+syn-ack`.
    TcpFlags,
    /// Name space and type within: `(1,0x800)`.
    PacketType,
}

/// Which field, in the order in which a match prints them (`match_format()` of `lib/match.c`). Where there are several, [`Field::number`] says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "they are named as their fields, which the table lists")]
pub enum Id {
    PktMark,
    RecircId,
    DpHash,
    ConjId,
    ActsetOutput,
    CtState,
    CtZone,
    CtMark,
    CtLabel,
    CtNwSrc,
    CtIpv6Src,
    CtNwDst,
    CtIpv6Dst,
    CtNwProto,
    CtTpSrc,
    CtTpDst,
    PacketType,
    EthType,
    /// `reg0` to `reg31`.
    Register,
    /// `xreg0` to `xreg15`: two registers each.
    Register64,
    /// `xxreg0` to `xxreg7`: four registers each.
    Register128,
    TunId,
    TunSrc,
    TunDst,
    TunIpv6Src,
    TunIpv6Dst,
    TunGbpId,
    TunGbpFlags,
    TunErspanVersion,
    TunErspanIndex,
    TunErspanDirection,
    TunErspanHardware,
    TunGtpuFlags,
    TunGtpuMessage,
    TunFlags,
    /// `tun_metadata0` to `tun_metadata63`.
    TunMetadata,
    Metadata,
    InPort,
    InPortOxm,
    VlanTci,
    VlanVid,
    VlanPcp,
    EthSrc,
    EthDst,
    Ipv6Src,
    Ipv6Dst,
    Ipv6Label,
    ArpSpa,
    ArpTpa,
    NshFlags,
    NshTtl,
    NshMdtype,
    NshNp,
    NshSpi,
    NshSi,
    /// `nsh_c1` to `nsh_c4`.
    NshContext,
    IpSrc,
    IpDst,
    ArpOp,
    NwProto,
    ArpSha,
    ArpTha,
    NwTos,
    IpDscp,
    NwEcn,
    NwTtl,
    MplsLabel,
    MplsTc,
    MplsTtl,
    MplsBos,
    IpFrag,
    IcmpType,
    IcmpCode,
    Icmpv6Type,
    Icmpv6Code,
    NdTarget,
    NdSll,
    NdTll,
    NdReserved,
    NdOptionsType,
    TcpSrc,
    UdpSrc,
    SctpSrc,
    TcpDst,
    UdpDst,
    SctpDst,
    TcpFlags,
}

impl Id {
    /// How many there are.
    pub const COUNT: usize = Id::TcpFlags as usize + 1;

    /// All, in order.
    #[rustfmt::skip]
    pub const ALL: [Id; Id::COUNT] = {
        use Id::*;
        [
            PktMark, RecircId, DpHash, ConjId, ActsetOutput, CtState, CtZone, CtMark,
            CtLabel, CtNwSrc, CtIpv6Src, CtNwDst, CtIpv6Dst, CtNwProto, CtTpSrc, CtTpDst,
            PacketType, EthType, Register, Register64, Register128, TunId, TunSrc, TunDst,
            TunIpv6Src, TunIpv6Dst, TunGbpId, TunGbpFlags, TunErspanVersion, TunErspanIndex, TunErspanDirection, TunErspanHardware,
            TunGtpuFlags, TunGtpuMessage, TunFlags, TunMetadata, Metadata, InPort, InPortOxm, VlanTci,
            VlanVid, VlanPcp, EthSrc, EthDst, Ipv6Src, Ipv6Dst, Ipv6Label, ArpSpa,
            ArpTpa, NshFlags, NshTtl, NshMdtype, NshNp, NshSpi, NshSi, NshContext,
            IpSrc, IpDst, ArpOp, NwProto, ArpSha, ArpTha, NwTos, IpDscp,
            NwEcn, NwTtl, MplsLabel, MplsTc, MplsTtl, MplsBos, IpFrag, IcmpType,
            IcmpCode, Icmpv6Type, Icmpv6Code, NdTarget, NdSll, NdTll, NdReserved, NdOptionsType,
            TcpSrc, UdpSrc, SctpSrc, TcpDst, UdpDst, SctpDst, TcpFlags,
        ]
    };

    /// Its place in a set of bits.
    pub const fn bit(self) -> u128 {
        1 << self as u8
    }
}

/// One field.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Which.
    pub id: Id,
    /// Which of several (registers, tunnel options, NSH contexts); else 0.
    pub number: u8,
    /// As `set_field` and learn print it (`tcp_dst`).
    pub name: &'static str,
    /// As a sub-field (`NXM_OF_TCP_DST[0..7]`) prints it, whichever number it came with.
    pub nxm: &'static str,
    /// Significant bits; those of `tun_metadata` are the most it can have.
    pub bits: u16,
    /// Bytes on the wire, likewise.
    pub bytes: u16,
    /// How it is printed.
    pub kind: Kind,
    /// Its numbers on the wire.
    codes: &'static [Code],
}

/// Class and number of a field on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    /// `NXM_OF_`: class 0.
    Nxm0(u8),
    /// `NXM_NX_`: class 1.
    Nxm1(u8),
    /// `OXM_OF_`: class 0x8000.
    Oxm(u8),
    /// `OXM_OF_PKT_REG`: class 0x8001.
    PacketRegister(u8),
    /// `ERICOXM_OF_`: class 0x1000.
    Ericsson(u8),
    /// `ONFOXM_ET_`: class 0xffff of the Open Networking Foundation.
    Onf(u8),
    /// `NXOXM_ET_`: class 0xffff of Nicira.
    Nicira(u8),
    /// `NXOXM_NSH_`: class 0xffff of the network service header.
    Nsh(u8),
}

/// The class whose fields say who made them up in four more bytes: `OFPXMC15_EXPERIMENTER`.
pub const EXPERIMENTER: u16 = 0xffff;

impl Code {
    const fn family(self) -> usize {
        match self {
            Code::Nxm0(_) => 0,
            Code::Nxm1(_) => 1,
            Code::Oxm(_) => 2,
            Code::PacketRegister(_) => 3,
            Code::Ericsson(_) => 4,
            Code::Onf(_) => 5,
            Code::Nicira(_) => 6,
            Code::Nsh(_) => 7,
        }
    }

    const fn number(self) -> usize {
        match self {
            Code::Nxm0(number)
            | Code::Nxm1(number)
            | Code::Oxm(number)
            | Code::PacketRegister(number)
            | Code::Ericsson(number)
            | Code::Onf(number)
            | Code::Nicira(number)
            | Code::Nsh(number) => number as usize,
        }
    }
}

/// All fields.
static TABLES: [&[Field]; 7] = [
    &table::NAMED,
    &numbered::REGISTERS,
    &numbered::MORE_REGISTERS,
    &numbered::REGISTERS_64,
    &numbered::REGISTERS_128,
    &numbered::TUNNEL_OPTIONS,
    &numbered::NSH_CONTEXTS,
];

/// A field's number is seven bits.
const NUMBERS: usize = 128;

/// Family and number to the field.
static BY_CODE: [[Option<&'static Field>; NUMBERS]; 8] = by_code();

const fn by_code() -> [[Option<&'static Field>; NUMBERS]; 8] {
    let mut by_code = [[None; NUMBERS]; 8];
    let mut table = 0;
    while table < TABLES.len() {
        let mut row = 0;
        while row < TABLES[table].len() {
            let field = &TABLES[table][row];
            let mut code = 0;
            while code < field.codes.len() {
                by_code[field.codes[code].family()][field.codes[code].number()] = Some(field);
                code += 1;
            }
            row += 1;
        }
        table += 1;
    }
    by_code
}

/// The field of a header on the wire; `experimenter` counts for class [`EXPERIMENTER`] alone.
pub fn find(class: u16, experimenter: u32, field: u8) -> Option<&'static Field> {
    let family = match (class, experimenter) {
        (0x0000, _) => 0,
        (0x0001, _) => 1,
        (0x8000, _) => 2,
        (0x8001, _) => 3,
        (0x1000, _) => 4,
        (EXPERIMENTER, 0x4f4e_4600) => 5,
        (EXPERIMENTER, 0x0000_2320) => 6,
        (EXPERIMENTER, 0x005a_d650) => 7,
        _ => return None,
    };
    *BY_CODE.get::<usize>(family)?.get(usize::from(field))?
}

/// All fields.
pub fn all() -> impl Iterator<Item = &'static Field> {
    TABLES.into_iter().flatten()
}

#[cfg(test)]
mod tests;
