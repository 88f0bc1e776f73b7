//! The fields that there is one of.

use super::Code::{self, Ericsson, Nicira, Nsh, Nxm0, Nxm1, Onf, Oxm};
use super::Kind::{
    self, CtState, Decimal, Ethernet, Fragment, Hexadecimal, Ipv4, Ipv6, PacketType, Port, Port32, TcpFlags,
    TunnelFlags,
};
use super::{Field, Id};

/// A field whose significant bits fill its bytes.
const fn whole(id: Id, name: &'static str, nxm: &'static str, bits: u16, kind: Kind, codes: &'static [Code]) -> Field {
    part(id, name, nxm, (bits, bits / 8), kind, codes)
}

/// A field with fewer bits than its bytes have.
const fn part(
    id: Id,
    name: &'static str,
    nxm: &'static str,
    (bits, bytes): (u16, u16),
    kind: Kind,
    codes: &'static [Code],
) -> Field {
    Field { id, number: 0, name, nxm, bits, bytes, kind, codes }
}

/// In the order of `meta-flow.h`.
#[rustfmt::skip]
pub(super) static NAMED: [Field; 82] = [
    whole(Id::DpHash, "dp_hash", "NXM_NX_DP_HASH", 32, Hexadecimal, &[Nxm1(35), Nicira(0)]),
    whole(Id::RecircId, "recirc_id", "NXM_NX_RECIRC_ID", 32, Decimal, &[Nxm1(36)]),
    whole(Id::ConjId, "conj_id", "NXM_NX_CONJ_ID", 32, Decimal, &[Nxm1(37)]),
    whole(Id::PacketType, "packet_type", "OXM_OF_PACKET_TYPE", 32, PacketType, &[Oxm(44)]),
    whole(Id::TunId, "tun_id", "NXM_NX_TUN_ID", 64, Hexadecimal, &[Nxm1(16), Oxm(38)]),
    whole(Id::TunSrc, "tun_src", "NXM_NX_TUN_IPV4_SRC", 32, Ipv4, &[Nxm1(31)]),
    whole(Id::TunDst, "tun_dst", "NXM_NX_TUN_IPV4_DST", 32, Ipv4, &[Nxm1(32)]),
    whole(Id::TunIpv6Src, "tun_ipv6_src", "NXM_NX_TUN_IPV6_SRC", 128, Ipv6, &[Nxm1(109)]),
    whole(Id::TunIpv6Dst, "tun_ipv6_dst", "NXM_NX_TUN_IPV6_DST", 128, Ipv6, &[Nxm1(110)]),
    part(Id::TunFlags, "tun_flags", "NXM_NX_TUN_FLAGS", (1, 2), TunnelFlags, &[Nxm1(104)]),
    whole(Id::TunGbpId, "tun_gbp_id", "NXM_NX_TUN_GBP_ID", 16, Decimal, &[Nxm1(38)]),
    whole(Id::TunGbpFlags, "tun_gbp_flags", "NXM_NX_TUN_GBP_FLAGS", 8, Hexadecimal, &[Nxm1(39)]),
    part(Id::TunErspanVersion, "tun_erspan_ver", "NXOXM_ET_ERSPAN_VER", (4, 1), Decimal, &[Nicira(12)]),
    part(Id::TunErspanIndex, "tun_erspan_idx", "NXOXM_ET_ERSPAN_IDX", (20, 4), Hexadecimal, &[Nicira(11)]),
    part(Id::TunErspanDirection, "tun_erspan_dir", "NXOXM_ET_ERSPAN_DIR", (1, 1), Decimal, &[Nicira(13)]),
    part(Id::TunErspanHardware, "tun_erspan_hwid", "NXOXM_ET_ERSPAN_HWID", (6, 1), Hexadecimal, &[Nicira(14)]),
    whole(Id::TunGtpuFlags, "tun_gtpu_flags", "NXOXM_ET_GTPU_FLAGS", 8, Hexadecimal, &[Nicira(15)]),
    whole(Id::TunGtpuMessage, "tun_gtpu_msgtype", "NXOXM_ET_GTPU_MSGTYPE", 8, Decimal, &[Nicira(16)]),
    whole(Id::Metadata, "metadata", "OXM_OF_METADATA", 64, Hexadecimal, &[Oxm(2)]),
    whole(Id::InPort, "in_port", "NXM_OF_IN_PORT", 16, Port, &[Nxm0(0)]),
    whole(Id::InPortOxm, "in_port_oxm", "OXM_OF_IN_PORT", 32, Port32, &[Oxm(0)]),
    whole(Id::ActsetOutput, "actset_output", "ONFOXM_ET_ACTSET_OUTPUT", 32, Port32, &[Onf(43), Oxm(43)]),
    whole(Id::PktMark, "pkt_mark", "NXM_NX_PKT_MARK", 32, Hexadecimal, &[Nxm1(33)]),
    whole(Id::CtState, "ct_state", "NXM_NX_CT_STATE", 32, CtState, &[Nxm1(105)]),
    whole(Id::CtZone, "ct_zone", "NXM_NX_CT_ZONE", 16, Hexadecimal, &[Nxm1(106)]),
    whole(Id::CtMark, "ct_mark", "NXM_NX_CT_MARK", 32, Hexadecimal, &[Nxm1(107)]),
    whole(Id::CtLabel, "ct_label", "NXM_NX_CT_LABEL", 128, Hexadecimal, &[Nxm1(108)]),
    whole(Id::CtNwProto, "ct_nw_proto", "NXM_NX_CT_NW_PROTO", 8, Decimal, &[Nxm1(119)]),
    whole(Id::CtNwSrc, "ct_nw_src", "NXM_NX_CT_NW_SRC", 32, Ipv4, &[Nxm1(120)]),
    whole(Id::CtNwDst, "ct_nw_dst", "NXM_NX_CT_NW_DST", 32, Ipv4, &[Nxm1(121)]),
    whole(Id::CtIpv6Src, "ct_ipv6_src", "NXM_NX_CT_IPV6_SRC", 128, Ipv6, &[Nxm1(122)]),
    whole(Id::CtIpv6Dst, "ct_ipv6_dst", "NXM_NX_CT_IPV6_DST", 128, Ipv6, &[Nxm1(123)]),
    whole(Id::CtTpSrc, "ct_tp_src", "NXM_NX_CT_TP_SRC", 16, Decimal, &[Nxm1(124)]),
    whole(Id::CtTpDst, "ct_tp_dst", "NXM_NX_CT_TP_DST", 16, Decimal, &[Nxm1(125)]),
    whole(Id::EthSrc, "eth_src", "NXM_OF_ETH_SRC", 48, Ethernet, &[Nxm0(2), Oxm(4)]),
    whole(Id::EthDst, "eth_dst", "NXM_OF_ETH_DST", 48, Ethernet, &[Nxm0(1), Oxm(3)]),
    whole(Id::EthType, "eth_type", "NXM_OF_ETH_TYPE", 16, Hexadecimal, &[Nxm0(3), Oxm(5)]),
    whole(Id::VlanTci, "vlan_tci", "NXM_OF_VLAN_TCI", 16, Hexadecimal, &[Nxm0(4)]),
    part(Id::VlanVid, "vlan_vid", "OXM_OF_VLAN_VID", (12, 2), Decimal, &[Oxm(6)]),
    part(Id::VlanPcp, "vlan_pcp", "OXM_OF_VLAN_PCP", (3, 1), Decimal, &[Oxm(7)]),
    part(Id::MplsLabel, "mpls_label", "OXM_OF_MPLS_LABEL", (20, 4), Decimal, &[Oxm(34)]),
    part(Id::MplsTc, "mpls_tc", "OXM_OF_MPLS_TC", (3, 1), Decimal, &[Oxm(35)]),
    part(Id::MplsBos, "mpls_bos", "OXM_OF_MPLS_BOS", (1, 1), Decimal, &[Oxm(36)]),
    whole(Id::MplsTtl, "mpls_ttl", "NXM_NX_MPLS_TTL", 8, Decimal, &[Nxm1(30)]),
    whole(Id::IpSrc, "ip_src", "NXM_OF_IP_SRC", 32, Ipv4, &[Nxm0(7), Oxm(11)]),
    whole(Id::IpDst, "ip_dst", "NXM_OF_IP_DST", 32, Ipv4, &[Nxm0(8), Oxm(12)]),
    whole(Id::Ipv6Src, "ipv6_src", "NXM_NX_IPV6_SRC", 128, Ipv6, &[Nxm1(19), Oxm(26)]),
    whole(Id::Ipv6Dst, "ipv6_dst", "NXM_NX_IPV6_DST", 128, Ipv6, &[Nxm1(20), Oxm(27)]),
    part(Id::Ipv6Label, "ipv6_label", "NXM_NX_IPV6_LABEL", (20, 4), Hexadecimal, &[Nxm1(27), Oxm(28)]),
    whole(Id::NwProto, "nw_proto", "NXM_OF_IP_PROTO", 8, Decimal, &[Nxm0(6), Oxm(10)]),
    whole(Id::NwTos, "nw_tos", "NXM_OF_IP_TOS", 8, Decimal, &[Nxm0(5)]),
    part(Id::IpDscp, "ip_dscp", "OXM_OF_IP_DSCP", (6, 1), Decimal, &[Oxm(8)]),
    part(Id::NwEcn, "nw_ecn", "NXM_NX_IP_ECN", (2, 1), Decimal, &[Nxm1(28), Oxm(9)]),
    whole(Id::NwTtl, "nw_ttl", "NXM_NX_IP_TTL", 8, Decimal, &[Nxm1(29)]),
    part(Id::IpFrag, "ip_frag", "NXM_NX_IP_FRAG", (2, 1), Fragment, &[Nxm1(26)]),
    whole(Id::ArpOp, "arp_op", "NXM_OF_ARP_OP", 16, Decimal, &[Nxm0(15), Oxm(21)]),
    whole(Id::ArpSpa, "arp_spa", "NXM_OF_ARP_SPA", 32, Ipv4, &[Nxm0(16), Oxm(22)]),
    whole(Id::ArpTpa, "arp_tpa", "NXM_OF_ARP_TPA", 32, Ipv4, &[Nxm0(17), Oxm(23)]),
    whole(Id::ArpSha, "arp_sha", "NXM_NX_ARP_SHA", 48, Ethernet, &[Nxm1(17), Oxm(24)]),
    whole(Id::ArpTha, "arp_tha", "NXM_NX_ARP_THA", 48, Ethernet, &[Nxm1(18), Oxm(25)]),
    whole(Id::TcpSrc, "tcp_src", "NXM_OF_TCP_SRC", 16, Decimal, &[Nxm0(9), Oxm(13)]),
    whole(Id::TcpDst, "tcp_dst", "NXM_OF_TCP_DST", 16, Decimal, &[Nxm0(10), Oxm(14)]),
    part(Id::TcpFlags, "tcp_flags", "NXM_NX_TCP_FLAGS", (12, 2), TcpFlags, &[Nxm1(34), Onf(42), Oxm(42)]),
    whole(Id::UdpSrc, "udp_src", "NXM_OF_UDP_SRC", 16, Decimal, &[Nxm0(11), Oxm(15)]),
    whole(Id::UdpDst, "udp_dst", "NXM_OF_UDP_DST", 16, Decimal, &[Nxm0(12), Oxm(16)]),
    whole(Id::SctpSrc, "sctp_src", "OXM_OF_SCTP_SRC", 16, Decimal, &[Oxm(17)]),
    whole(Id::SctpDst, "sctp_dst", "OXM_OF_SCTP_DST", 16, Decimal, &[Oxm(18)]),
    whole(Id::IcmpType, "icmp_type", "NXM_OF_ICMP_TYPE", 8, Decimal, &[Nxm0(13), Oxm(19)]),
    whole(Id::IcmpCode, "icmp_code", "NXM_OF_ICMP_CODE", 8, Decimal, &[Nxm0(14), Oxm(20)]),
    whole(Id::Icmpv6Type, "icmpv6_type", "NXM_NX_ICMPV6_TYPE", 8, Decimal, &[Nxm1(21), Oxm(29)]),
    whole(Id::Icmpv6Code, "icmpv6_code", "NXM_NX_ICMPV6_CODE", 8, Decimal, &[Nxm1(22), Oxm(30)]),
    whole(Id::NdTarget, "nd_target", "NXM_NX_ND_TARGET", 128, Ipv6, &[Nxm1(23), Oxm(31)]),
    whole(Id::NdSll, "nd_sll", "NXM_NX_ND_SLL", 48, Ethernet, &[Nxm1(24), Oxm(32)]),
    whole(Id::NdTll, "nd_tll", "NXM_NX_ND_TLL", 48, Ethernet, &[Nxm1(25), Oxm(33)]),
    whole(Id::NdReserved, "nd_reserved", "ERICOXM_OF_ICMPV6_ND_RESERVED", 32, Decimal, &[Ericsson(1)]),
    whole(Id::NdOptionsType, "nd_options_type", "ERICOXM_OF_ICMPV6_ND_OPTIONS_TYPE", 8, Decimal, &[Ericsson(2)]),
    whole(Id::NshFlags, "nsh_flags", "NXOXM_NSH_FLAGS", 8, Decimal, &[Nsh(1)]),
    whole(Id::NshTtl, "nsh_ttl", "NXOXM_NSH_TTL", 8, Decimal, &[Nsh(10)]),
    whole(Id::NshMdtype, "nsh_mdtype", "NXOXM_NSH_MDTYPE", 8, Decimal, &[Nsh(2)]),
    whole(Id::NshNp, "nsh_np", "NXOXM_NSH_NP", 8, Decimal, &[Nsh(3)]),
    part(Id::NshSpi, "nsh_spi", "NXOXM_NSH_SPI", (24, 4), Hexadecimal, &[Nsh(4)]),
    whole(Id::NshSi, "nsh_si", "NXOXM_NSH_SI", 8, Decimal, &[Nsh(5)]),
];
