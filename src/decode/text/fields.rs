//! The match fields of Open vSwitch as one table: names, aliases, width and how a value is written.
//!
//! Source: ovs-fields(7), and for names that differ there `lib/meta-flow.h`, `lib/match.c` and `lib/nx-match.c` of Open vSwitch:
//! a match prints `tp_dst`, an action `tcp_dst` or `NXM_OF_TCP_DST`, all of them the same field.

use crate::model::field::{Field, Protocol};

/// How the value of a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing follows the name.
    Keyword,
    Decimal,
    Hex,
    Ipv4,
    Ipv6,
    Mac,
    /// A port number or name.
    Port,
    /// Named bits, lowest first; the width says which bits exist.
    Flags(&'static [&'static str]),
    /// The words of `nw_frag`.
    Fragment,
    /// `(namespace,0xtype)`.
    PacketType,
}

/// A field with the width and the way to read its values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Known {
    pub field: Field,
    pub bits: u16,
    pub kind: Kind,
}

struct Entry {
    known: Known,
    /// First the name that a match prints.
    names: &'static [&'static str],
}

const fn entry(field: Field, bits: u16, kind: Kind, names: &'static [&'static str]) -> Entry {
    Entry { known: Known { field, bits, kind }, names }
}

const fn keyword(protocol: Protocol, names: &'static [&'static str]) -> Entry {
    entry(Field::Protocol(protocol), 0, Kind::Keyword, names)
}

const fn other(bits: u16, kind: Kind, names: &'static [&'static str]) -> Entry {
    entry(Field::Other(names[0]), bits, kind, names)
}

/// `CS_*_BIT` of `lib/packets.h`.
const CT_STATE: &[&str] = &["new", "est", "rel", "rpl", "inv", "trk", "snat", "dnat"];
/// `packet_tcp_flag_to_string()` of `lib/packets.c`.
const TCP_FLAGS: &[&str] = &["fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr", "ns", "[200]", "[400]", "[800]"];
/// The public flags of `FLOW_TNL_PUB_F_MASK`.
const TUN_FLAGS: &[&str] = &["oam"];

use Kind::{Decimal, Flags, Fragment, Hex, Ipv4, Ipv6, Keyword, Mac, PacketType, Port};

#[rustfmt::skip]
const ENTRIES: &[Entry] = &[
    keyword(Protocol::Ip, &["ip", "ipv4", "ip4"]),
    keyword(Protocol::Ipv6, &["ipv6", "ip6"]),
    keyword(Protocol::Tcp, &["tcp"]),
    keyword(Protocol::Tcp6, &["tcp6"]),
    keyword(Protocol::Udp, &["udp"]),
    keyword(Protocol::Udp6, &["udp6"]),
    keyword(Protocol::Sctp, &["sctp"]),
    keyword(Protocol::Sctp6, &["sctp6"]),
    keyword(Protocol::Icmp, &["icmp"]),
    keyword(Protocol::Icmp6, &["icmp6", "icmpv6"]),
    keyword(Protocol::Igmp, &["igmp"]),
    keyword(Protocol::Arp, &["arp"]),
    keyword(Protocol::Rarp, &["rarp"]),
    keyword(Protocol::Mpls, &["mpls"]),
    keyword(Protocol::Mplsm, &["mplsm"]),
    keyword(Protocol::Nsh, &["nsh"]),
    other(0, Keyword, &["eth"]),

    entry(Field::ConjId, 32, Decimal, &["conj_id", "NXM_NX_CONJ_ID"]),
    entry(Field::CtState, 8, Flags(CT_STATE), &["ct_state", "NXM_NX_CT_STATE"]),
    entry(Field::CtZone, 16, Decimal, &["ct_zone", "NXM_NX_CT_ZONE"]),
    entry(Field::CtMark, 32, Hex, &["ct_mark", "NXM_NX_CT_MARK"]),
    entry(Field::CtLabel, 128, Hex, &["ct_label", "NXM_NX_CT_LABEL"]),
    entry(Field::CtNwSrc, 32, Ipv4, &["ct_nw_src", "NXM_NX_CT_NW_SRC"]),
    entry(Field::CtNwDst, 32, Ipv4, &["ct_nw_dst", "NXM_NX_CT_NW_DST"]),
    entry(Field::CtIpv6Src, 128, Ipv6, &["ct_ipv6_src", "NXM_NX_CT_IPV6_SRC"]),
    entry(Field::CtIpv6Dst, 128, Ipv6, &["ct_ipv6_dst", "NXM_NX_CT_IPV6_DST"]),
    other(8, Decimal, &["ct_nw_proto", "NXM_NX_CT_NW_PROTO"]),
    other(16, Decimal, &["ct_tp_src", "NXM_NX_CT_TP_SRC"]),
    other(16, Decimal, &["ct_tp_dst", "NXM_NX_CT_TP_DST"]),

    entry(Field::InPort, 32, Port, &["in_port", "in_port_oxm", "NXM_OF_IN_PORT", "OXM_OF_IN_PORT"]),
    other(32, Port, &["actset_output", "ONFOXM_ET_ACTSET_OUTPUT", "OXM_OF_ACTSET_OUTPUT"]),
    entry(Field::Metadata, 64, Hex, &["metadata", "OXM_OF_METADATA"]),
    entry(Field::PktMark, 32, Hex, &["pkt_mark", "NXM_NX_PKT_MARK"]),
    other(32, Hex, &["skb_priority"]),
    other(32, Hex, &["dp_hash", "NXM_NX_DP_HASH"]),
    other(32, Hex, &["recirc_id", "NXM_NX_RECIRC_ID"]),
    other(32, PacketType, &["packet_type", "OXM_OF_PACKET_TYPE"]),

    entry(Field::TunId, 64, Hex, &["tun_id", "tunnel_id", "NXM_NX_TUN_ID", "OXM_OF_TUNNEL_ID"]),
    entry(Field::TunDst, 32, Ipv4, &["tun_dst", "NXM_NX_TUN_IPV4_DST"]),
    other(32, Ipv4, &["tun_src", "NXM_NX_TUN_IPV4_SRC"]),
    other(128, Ipv6, &["tun_ipv6_src", "NXM_NX_TUN_IPV6_SRC"]),
    other(128, Ipv6, &["tun_ipv6_dst", "NXM_NX_TUN_IPV6_DST"]),
    other(1, Flags(TUN_FLAGS), &["tun_flags", "NXM_NX_TUN_FLAGS"]),
    other(8, Decimal, &["tun_ttl"]),
    other(8, Hex, &["tun_tos"]),
    other(16, Decimal, &["tun_gbp_id", "NXM_NX_TUN_GBP_ID"]),
    other(8, Hex, &["tun_gbp_flags", "NXM_NX_TUN_GBP_FLAGS"]),
    other(8, Decimal, &["tun_erspan_ver", "NXOXM_ET_ERSPAN_VER"]),
    other(32, Hex, &["tun_erspan_idx", "NXOXM_ET_ERSPAN_IDX"]),
    other(8, Decimal, &["tun_erspan_dir", "NXOXM_ET_ERSPAN_DIR"]),
    other(8, Hex, &["tun_erspan_hwid", "NXOXM_ET_ERSPAN_HWID"]),
    other(8, Hex, &["gtpu_flags", "tun_gtpu_flags", "NXOXM_ET_GTPU_FLAGS"]),
    other(8, Decimal, &["gtpu_msgtype", "tun_gtpu_msgtype", "NXOXM_ET_GTPU_MSGTYPE"]),

    entry(Field::DlSrc, 48, Mac, &["dl_src", "eth_src", "NXM_OF_ETH_SRC", "OXM_OF_ETH_SRC"]),
    entry(Field::DlDst, 48, Mac, &["dl_dst", "eth_dst", "NXM_OF_ETH_DST", "OXM_OF_ETH_DST"]),
    entry(Field::DlType, 16, Hex, &["dl_type", "eth_type", "NXM_OF_ETH_TYPE", "OXM_OF_ETH_TYPE"]),
    entry(Field::DlVlan, 16, Decimal, &["dl_vlan"]),
    other(8, Decimal, &["dl_vlan_pcp", "vlan_pcp", "OXM_OF_VLAN_PCP"]),
    // Unlike dl_vlan it has the bit that says that there is a tag: 4101 is VLAN 5.
    other(16, Decimal, &["vlan_vid", "OXM_OF_VLAN_VID"]),
    entry(Field::VlanTci, 16, Hex, &["vlan_tci", "NXM_OF_VLAN_TCI"]),
    other(16, Hex, &["vlan_tci1"]),
    other(32, Decimal, &["mpls_label", "OXM_OF_MPLS_LABEL"]),
    other(8, Decimal, &["mpls_tc", "OXM_OF_MPLS_TC"]),
    other(8, Decimal, &["mpls_bos", "OXM_OF_MPLS_BOS"]),
    other(8, Decimal, &["mpls_ttl", "NXM_NX_MPLS_TTL"]),

    entry(Field::NwSrc, 32, Ipv4, &["nw_src", "ip_src", "NXM_OF_IP_SRC", "OXM_OF_IPV4_SRC"]),
    entry(Field::NwDst, 32, Ipv4, &["nw_dst", "ip_dst", "NXM_OF_IP_DST", "OXM_OF_IPV4_DST"]),
    entry(Field::Ipv6Src, 128, Ipv6, &["ipv6_src", "NXM_NX_IPV6_SRC", "OXM_OF_IPV6_SRC"]),
    entry(Field::Ipv6Dst, 128, Ipv6, &["ipv6_dst", "NXM_NX_IPV6_DST", "OXM_OF_IPV6_DST"]),
    other(32, Hex, &["ipv6_label", "NXM_NX_IPV6_LABEL", "OXM_OF_IPV6_FLABEL"]),
    entry(Field::NwProto, 8, Decimal, &["nw_proto", "ip_proto", "NXM_OF_IP_PROTO", "OXM_OF_IP_PROTO"]),
    entry(Field::NwTos, 8, Decimal, &["nw_tos", "NXM_OF_IP_TOS"]),
    // The upper six bits of nw_tos, shifted: ip_dscp=8 is nw_tos=32.
    other(8, Decimal, &["ip_dscp", "nw_tos_shifted", "OXM_OF_IP_DSCP"]),
    other(8, Decimal, &["nw_ecn", "ip_ecn", "NXM_NX_IP_ECN", "OXM_OF_IP_ECN"]),
    entry(Field::NwTtl, 8, Decimal, &["nw_ttl", "ip_ttl", "NXM_NX_IP_TTL"]),
    other(2, Fragment, &["nw_frag", "ip_frag", "NXM_NX_IP_FRAG"]),

    entry(Field::TpSrc, 16, Decimal, &["tp_src", "tcp_src", "udp_src", "sctp_src", "NXM_OF_TCP_SRC", "NXM_OF_UDP_SRC",
        "OXM_OF_TCP_SRC", "OXM_OF_UDP_SRC", "OXM_OF_SCTP_SRC"]),
    entry(Field::TpDst, 16, Decimal, &["tp_dst", "tcp_dst", "udp_dst", "sctp_dst", "NXM_OF_TCP_DST", "NXM_OF_UDP_DST",
        "OXM_OF_TCP_DST", "OXM_OF_UDP_DST", "OXM_OF_SCTP_DST"]),
    entry(Field::IcmpType, 8, Decimal, &["icmp_type", "icmpv6_type", "NXM_OF_ICMP_TYPE", "OXM_OF_ICMPV4_TYPE",
        "NXM_NX_ICMPV6_TYPE", "OXM_OF_ICMPV6_TYPE"]),
    entry(Field::IcmpCode, 8, Decimal, &["icmp_code", "icmpv6_code", "NXM_OF_ICMP_CODE", "OXM_OF_ICMPV4_CODE",
        "NXM_NX_ICMPV6_CODE", "OXM_OF_ICMPV6_CODE"]),
    entry(Field::TcpFlags, 12, Flags(TCP_FLAGS), &["tcp_flags", "NXM_NX_TCP_FLAGS", "ONFOXM_ET_TCP_FLAGS", "OXM_OF_TCP_FLAGS"]),

    entry(Field::ArpOp, 16, Decimal, &["arp_op", "NXM_OF_ARP_OP", "OXM_OF_ARP_OP"]),
    entry(Field::ArpSpa, 32, Ipv4, &["arp_spa", "NXM_OF_ARP_SPA", "OXM_OF_ARP_SPA"]),
    entry(Field::ArpTpa, 32, Ipv4, &["arp_tpa", "NXM_OF_ARP_TPA", "OXM_OF_ARP_TPA"]),
    entry(Field::ArpSha, 48, Mac, &["arp_sha", "NXM_NX_ARP_SHA", "OXM_OF_ARP_SHA"]),
    entry(Field::ArpTha, 48, Mac, &["arp_tha", "NXM_NX_ARP_THA", "OXM_OF_ARP_THA"]),
    other(128, Ipv6, &["nd_target", "NXM_NX_ND_TARGET", "OXM_OF_IPV6_ND_TARGET"]),
    other(48, Mac, &["nd_sll", "NXM_NX_ND_SLL", "OXM_OF_IPV6_ND_SLL"]),
    other(48, Mac, &["nd_tll", "NXM_NX_ND_TLL", "OXM_OF_IPV6_ND_TLL"]),
    other(32, Decimal, &["nd_reserved", "ERICOXM_OF_ICMPV6_ND_RESERVED"]),
    other(8, Decimal, &["nd_options_type", "ERICOXM_OF_ICMPV6_ND_OPTIONS_TYPE"]),

    other(8, Decimal, &["nsh_flags", "NXOXM_NSH_FLAGS"]),
    other(8, Decimal, &["nsh_ttl", "NXOXM_NSH_TTL"]),
    other(8, Decimal, &["nsh_mdtype", "NXOXM_NSH_MDTYPE"]),
    other(8, Decimal, &["nsh_np", "NXOXM_NSH_NP"]),
    other(32, Hex, &["nsh_spi", "nsp", "NXOXM_NSH_SPI"]),
    other(8, Decimal, &["nsh_si", "nsi", "NXOXM_NSH_SI"]),
    other(32, Hex, &["nsh_c1", "nshc1", "NXOXM_NSH_C1"]),
    other(32, Hex, &["nsh_c2", "nshc2", "NXOXM_NSH_C2"]),
    other(32, Hex, &["nsh_c3", "nshc3", "NXOXM_NSH_C3"]),
    other(32, Hex, &["nsh_c4", "nshc4", "NXOXM_NSH_C4"]),
];

/// The names of `tun_metadata0` to `tun_metadata63`.
#[rustfmt::skip]
const TUN_METADATA: [&str; 64] = [
    "tun_metadata0", "tun_metadata1", "tun_metadata2", "tun_metadata3", "tun_metadata4", "tun_metadata5", "tun_metadata6", "tun_metadata7",
    "tun_metadata8", "tun_metadata9", "tun_metadata10", "tun_metadata11", "tun_metadata12", "tun_metadata13", "tun_metadata14", "tun_metadata15",
    "tun_metadata16", "tun_metadata17", "tun_metadata18", "tun_metadata19", "tun_metadata20", "tun_metadata21", "tun_metadata22", "tun_metadata23",
    "tun_metadata24", "tun_metadata25", "tun_metadata26", "tun_metadata27", "tun_metadata28", "tun_metadata29", "tun_metadata30", "tun_metadata31",
    "tun_metadata32", "tun_metadata33", "tun_metadata34", "tun_metadata35", "tun_metadata36", "tun_metadata37", "tun_metadata38", "tun_metadata39",
    "tun_metadata40", "tun_metadata41", "tun_metadata42", "tun_metadata43", "tun_metadata44", "tun_metadata45", "tun_metadata46", "tun_metadata47",
    "tun_metadata48", "tun_metadata49", "tun_metadata50", "tun_metadata51", "tun_metadata52", "tun_metadata53", "tun_metadata54", "tun_metadata55",
    "tun_metadata56", "tun_metadata57", "tun_metadata58", "tun_metadata59", "tun_metadata60", "tun_metadata61", "tun_metadata62", "tun_metadata63",
];

/// A family of numbered fields: prefix, how many, and what a number of it is.
type Family = (&'static str, u8, fn(u8) -> Known);

/// `NXM_NX_REG16` and up are printed as `NXOXM_ET_REG16` (Open vSwitch 3.7).
const FAMILIES: &[Family] = &[
    ("reg", 32, register),
    ("NXM_NX_REG", 32, register),
    ("NXOXM_ET_REG", 32, register),
    ("xreg", 16, double_register),
    ("OXM_OF_PKT_REG", 16, double_register),
    ("NXOXM_ET_XREG", 16, double_register),
    ("xxreg", 8, quadruple_register),
    ("NXM_NX_XXREG", 8, quadruple_register),
    ("NXOXM_ET_XXREG", 8, quadruple_register),
    ("tun_metadata", 64, tunnel_metadata),
    ("NXM_NX_TUN_METADATA", 64, tunnel_metadata),
];

fn register(number: u8) -> Known {
    Known { field: Field::Reg(number), bits: 32, kind: Hex }
}

fn double_register(number: u8) -> Known {
    Known { field: Field::XReg(number), bits: 64, kind: Hex }
}

fn quadruple_register(number: u8) -> Known {
    Known { field: Field::XXReg(number), bits: 128, kind: Hex }
}

fn tunnel_metadata(number: u8) -> Known {
    let name = TUN_METADATA.get(usize::from(number)).copied().unwrap_or("tun_metadata");
    Known { field: Field::Other(name), bits: 992, kind: Hex }
}

/// Slots of the hash index: a power of two, several times the number of names.
const SLOTS: usize = 1024;

/// Slot to name: index of the entry + 1 (0: empty) and index of the name in it.
static INDEX: [(u8, u8); SLOTS] = build_index();

/// Distinguishes the names well enough that a lookup nearly always compares one name.
const fn hash(name: &[u8]) -> usize {
    let length = name.len();
    let first = name[0] as usize;
    let last = name[length - 1] as usize;
    let middle = name[length / 2] as usize;
    let third = name[length - 1 - length / 3] as usize;
    (length * 37 + first * 5 + last * 101 + middle * 467 + third * 1013) % SLOTS
}

const fn build_index() -> [(u8, u8); SLOTS] {
    let mut index = [(0, 0); SLOTS];
    let mut at = 0;
    while at < ENTRIES.len() {
        let mut name = 0;
        while name < ENTRIES[at].names.len() {
            let mut slot = hash(ENTRIES[at].names[name].as_bytes());
            while index[slot].0 != 0 {
                slot = (slot + 1) % SLOTS;
            }
            index[slot] = (at as u8 + 1, name as u8);
            name += 1;
        }
        at += 1;
    }
    index
}

/// The field of that name, in any of its spellings.
pub(crate) fn lookup(name: &str) -> Option<Known> {
    // Registers are by far the most frequent.
    if let Some(number) = name.strip_prefix("reg") {
        return small_number(number, 32).map(register);
    }
    if name.is_empty() {
        return None;
    }
    let mut slot = hash(name.as_bytes());
    loop {
        let &(at, which) = INDEX.get(slot)?;
        if at == 0 {
            return family(name);
        }
        let entry = ENTRIES.get(usize::from(at) - 1)?;
        if entry.names.get(usize::from(which)).copied() == Some(name) {
            return Some(entry.known);
        }
        slot = (slot + 1) % SLOTS;
    }
}

fn family(name: &str) -> Option<Known> {
    FAMILIES.iter().find_map(|&(prefix, count, known)| {
        name.strip_prefix(prefix).and_then(|number| small_number(number, count)).map(known)
    })
}

/// `0` to `count - 1`, without leading zeros.
fn small_number(text: &str, count: u8) -> Option<u8> {
    let number = match *text.as_bytes() {
        [ones @ b'0'..=b'9'] => ones - b'0',
        [tens @ b'1'..=b'9', ones @ b'0'..=b'9'] => (tens - b'0') * 10 + (ones - b'0'),
        _ => return None,
    };
    (number < count).then_some(number)
}

/// What is known of a field: `None` for [`Field::Unknown`].
pub(crate) fn known(field: Field) -> Option<Known> {
    match field {
        Field::Reg(number) => Some(register(number)),
        Field::XReg(number) => Some(double_register(number)),
        Field::XXReg(number) => Some(quadruple_register(number)),
        Field::Other(name) => lookup(name),
        _ => ENTRIES.iter().find(|entry| entry.known.field == field).map(|entry| entry.known),
    }
}

/// The name that a match prints for a field that is not numbered.
pub(crate) fn match_name(field: Field) -> Option<&'static str> {
    match field {
        Field::Other(name) => Some(name),
        _ => ENTRIES.iter().find(|entry| entry.known.field == field).and_then(|entry| entry.names.first().copied()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_entry() {
        for entry in ENTRIES {
            for name in entry.names {
                assert_eq!(lookup(name), Some(entry.known), "{name}");
            }
        }
    }

    #[test]
    fn numbered_fields_end_where_the_newest_version_ends() {
        for (name, field) in [
            ("reg0", Some(Field::Reg(0))),
            ("reg31", Some(Field::Reg(31))),
            ("reg32", None),
            ("reg01", None),
            ("reg", None),
            ("xreg15", Some(Field::XReg(15))),
            ("xreg16", None),
            ("xxreg7", Some(Field::XXReg(7))),
            ("NXM_NX_REG15", Some(Field::Reg(15))),
            ("NXOXM_ET_REG31", Some(Field::Reg(31))),
            ("OXM_OF_PKT_REG1", Some(Field::XReg(1))),
            ("NXM_NX_XXREG2", Some(Field::XXReg(2))),
            ("tun_metadata63", Some(Field::Other("tun_metadata63"))),
            ("tun_metadata64", None),
            ("", None),
            ("a", None),
        ] {
            assert_eq!(lookup(name).map(|known| known.field), field, "{name}");
        }
    }
}
