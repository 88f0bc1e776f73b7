//! The match fields of Open vSwitch, by the names that `ovs-ofctl` prints (ovs-fields(7)).

/// A match field. Aliases (`tcp_dst`, `ip_src`, `eth_type`) are one field with the name that a dump uses.
///
/// The fields that Antrea programs have a variant of their own; the others share [`Field::Other`] with their canonical name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// A protocol keyword without a value (`ip`, `tcp6`, `arp`).
    Protocol(Protocol),
    /// `reg0` to `reg31`.
    Reg(u8),
    /// `xreg0` to `xreg15`: two registers.
    XReg(u8),
    /// `xxreg0` to `xxreg7`: four registers.
    XXReg(u8),
    /// `conj_id`.
    ConjId,
    /// `ct_state`.
    CtState,
    /// `ct_zone`.
    CtZone,
    /// `ct_mark`.
    CtMark,
    /// `ct_label`, 128 bits.
    CtLabel,
    /// `ct_nw_src`.
    CtNwSrc,
    /// `ct_nw_dst`.
    CtNwDst,
    /// `ct_ipv6_src`.
    CtIpv6Src,
    /// `ct_ipv6_dst`.
    CtIpv6Dst,
    /// `in_port`.
    InPort,
    /// `metadata`.
    Metadata,
    /// `pkt_mark`.
    PktMark,
    /// `tun_id`.
    TunId,
    /// `tun_dst`.
    TunDst,
    /// `dl_src`.
    DlSrc,
    /// `dl_dst`.
    DlDst,
    /// `dl_type`.
    DlType,
    /// `dl_vlan`.
    DlVlan,
    /// `vlan_tci`.
    VlanTci,
    /// `nw_src`.
    NwSrc,
    /// `nw_dst`.
    NwDst,
    /// `ipv6_src`.
    Ipv6Src,
    /// `ipv6_dst`.
    Ipv6Dst,
    /// `nw_proto`.
    NwProto,
    /// `nw_tos`.
    NwTos,
    /// `nw_ttl`.
    NwTtl,
    /// `tp_src`, whatever the transport protocol.
    TpSrc,
    /// `tp_dst`, whatever the transport protocol.
    TpDst,
    /// `icmp_type` (also of ICMPv6).
    IcmpType,
    /// `icmp_code` (also of ICMPv6).
    IcmpCode,
    /// `tcp_flags`.
    TcpFlags,
    /// `arp_op`.
    ArpOp,
    /// `arp_spa`.
    ArpSpa,
    /// `arp_tpa`.
    ArpTpa,
    /// `arp_sha`.
    ArpSha,
    /// `arp_tha`.
    ArpTha,
    /// Any other field of ovs-fields(7), with its canonical name.
    Other(&'static str),
    /// A field that this version does not know. The text is kept.
    Unknown,
}

/// The protocol keywords of a match, as `ovs-ofctl` prints them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Protocol {
    Ip,
    Ipv6,
    Tcp,
    Tcp6,
    Udp,
    Udp6,
    Sctp,
    Sctp6,
    Icmp,
    Icmp6,
    Igmp,
    Arp,
    Rarp,
    Mpls,
    Mplsm,
    Nsh,
}
