//! Prints the fields of a match in order.

use super::{Match, fits};
use crate::decode::wire::fields::{EXPERIMENTER, Id, Kind};
use crate::decode::wire::number::{bare_hexadecimal, big_endian, bytes, decimal, hexadecimal, padded_hexadecimal};
use crate::decode::wire::tlv::{self, Tlv};
use crate::decode::wire::value;

/// How a field of a match is printed. It is not always as `set_field` prints it.
#[derive(Clone, Copy, Debug)]
enum Style {
    /// `%#x`, the mask likewise.
    Hexadecimal,
    /// Likewise, without its mask.
    HexadecimalAlone,
    /// `%u`; with a mask both as `0x%x`.
    Decimal,
    /// `%u`, without its mask.
    DecimalAlone,
    /// `%u`; with a mask both in hexadecimal with all their digits.
    DecimalPadded,
    /// `0x%x`, the mask likewise.
    HexadecimalBare,
    /// `0x%05x`, the mask likewise.
    Label,
    /// As `set_field` prints a field of this kind.
    Value(Kind),
    /// In a way of its own.
    Special,
}

/// The name of a field, with its equals sign, and its style.
fn style(id: Id) -> (&'static str, Style) {
    use Style::{
        Decimal, DecimalAlone, DecimalPadded, Hexadecimal, HexadecimalAlone, HexadecimalBare, Label, Special, Value,
    };
    match id {
        Id::PktMark => ("pkt_mark=", Hexadecimal),
        Id::RecircId => ("recirc_id=", Hexadecimal),
        Id::DpHash => ("dp_hash=", Hexadecimal),
        Id::ConjId => ("conj_id=", DecimalAlone),
        Id::ActsetOutput => ("actset_output=", Value(Kind::Port32)),
        Id::CtState => ("ct_state=", Value(Kind::CtState)),
        Id::CtZone => ("ct_zone=", Decimal),
        Id::CtMark => ("ct_mark=", Hexadecimal),
        Id::CtLabel => ("ct_label=", Value(Kind::Hexadecimal)),
        Id::CtNwSrc => ("ct_nw_src=", Value(Kind::Ipv4)),
        Id::CtIpv6Src => ("ct_ipv6_src=", Value(Kind::Ipv6)),
        Id::CtNwDst => ("ct_nw_dst=", Value(Kind::Ipv4)),
        Id::CtIpv6Dst => ("ct_ipv6_dst=", Value(Kind::Ipv6)),
        Id::CtNwProto => ("ct_nw_proto=", DecimalAlone),
        Id::CtTpSrc => ("ct_tp_src=", Decimal),
        Id::CtTpDst => ("ct_tp_dst=", Decimal),
        Id::TunId => ("tun_id=", Hexadecimal),
        Id::TunSrc => ("tun_src=", Value(Kind::Ipv4)),
        Id::TunDst => ("tun_dst=", Value(Kind::Ipv4)),
        Id::TunIpv6Src => ("tun_ipv6_src=", Value(Kind::Ipv6)),
        Id::TunIpv6Dst => ("tun_ipv6_dst=", Value(Kind::Ipv6)),
        Id::TunGbpId => ("tun_gbp_id=", Decimal),
        Id::TunGbpFlags => ("tun_gbp_flags=", HexadecimalAlone),
        Id::TunErspanVersion => ("tun_erspan_ver=", DecimalAlone),
        Id::TunErspanIndex => ("tun_erspan_idx=", HexadecimalAlone),
        Id::TunErspanDirection => ("tun_erspan_dir=", DecimalAlone),
        Id::TunErspanHardware => ("tun_erspan_hwid=", HexadecimalAlone),
        Id::TunGtpuFlags => ("gtpu_flags=", HexadecimalAlone),
        Id::TunGtpuMessage => ("gtpu_msgtype=", DecimalAlone),
        Id::TunFlags => ("tun_flags=", Special),
        Id::Metadata => ("metadata=", Hexadecimal),
        Id::InPort => ("in_port=", Value(Kind::Port)),
        Id::InPortOxm => ("in_port=", Value(Kind::Port32)),
        Id::EthSrc => ("dl_src=", Value(Kind::Ethernet)),
        Id::EthDst => ("dl_dst=", Value(Kind::Ethernet)),
        Id::Ipv6Src => ("ipv6_src=", Value(Kind::Ipv6)),
        Id::Ipv6Dst => ("ipv6_dst=", Value(Kind::Ipv6)),
        Id::Ipv6Label => ("ipv6_label=", Label),
        Id::ArpSpa => ("arp_spa=", Value(Kind::Ipv4)),
        Id::ArpTpa => ("arp_tpa=", Value(Kind::Ipv4)),
        Id::NshFlags => ("nsh_flags=", DecimalPadded),
        Id::NshTtl => ("nsh_ttl=", DecimalPadded),
        Id::NshMdtype => ("nsh_mdtype=", DecimalPadded),
        Id::NshNp => ("nsh_np=", DecimalPadded),
        Id::NshSpi => ("nsh_spi=", HexadecimalBare),
        Id::NshSi => ("nsh_si=", DecimalPadded),
        Id::IpSrc => ("nw_src=", Value(Kind::Ipv4)),
        Id::IpDst => ("nw_dst=", Value(Kind::Ipv4)),
        Id::ArpOp => ("arp_op=", DecimalAlone),
        Id::NwProto => ("nw_proto=", DecimalAlone),
        Id::ArpSha => ("arp_sha=", Value(Kind::Ethernet)),
        Id::ArpTha => ("arp_tha=", Value(Kind::Ethernet)),
        Id::NwTos | Id::IpDscp => ("nw_tos=", Special),
        Id::NwEcn => ("nw_ecn=", DecimalAlone),
        Id::NwTtl => ("nw_ttl=", DecimalAlone),
        Id::MplsLabel => ("mpls_label=", DecimalAlone),
        Id::MplsTc => ("mpls_tc=", DecimalAlone),
        Id::MplsTtl => ("mpls_ttl=", DecimalAlone),
        Id::MplsBos => ("mpls_bos=", DecimalAlone),
        Id::IpFrag => ("nw_frag=", Special),
        Id::IcmpType | Id::Icmpv6Type => ("icmp_type=", Decimal),
        Id::IcmpCode | Id::Icmpv6Code => ("icmp_code=", Decimal),
        Id::NdTarget => ("nd_target=", Value(Kind::Ipv6)),
        Id::NdSll => ("nd_sll=", Value(Kind::Ethernet)),
        Id::NdTll => ("nd_tll=", Value(Kind::Ethernet)),
        Id::NdReserved => ("nd_reserved=", DecimalPadded),
        Id::NdOptionsType => ("nd_options_type=", Decimal),
        Id::TcpSrc | Id::UdpSrc | Id::SctpSrc => ("tp_src=", Decimal),
        Id::TcpDst | Id::UdpDst | Id::SctpDst => ("tp_dst=", Decimal),
        Id::TcpFlags => ("tcp_flags=", Value(Kind::TcpFlags)),
        Id::PacketType
        | Id::EthType
        | Id::Register
        | Id::Register64
        | Id::Register128
        | Id::TunMetadata
        | Id::VlanTci
        | Id::VlanVid
        | Id::VlanPcp
        | Id::NshContext => ("", Special),
    }
}

/// What one word says in place of an Ethernet type and, in the second, of an IP protocol with it.
fn keyword(eth_type: u64, protocol: Option<u64>) -> Option<(&'static str, bool)> {
    Some(match (eth_type, protocol) {
        (0x0800, Some(1)) => ("icmp,", true),
        (0x0800, Some(6)) => ("tcp,", true),
        (0x0800, Some(17)) => ("udp,", true),
        (0x0800, Some(132)) => ("sctp,", true),
        (0x0800, _) => ("ip,", false),
        (0x86dd, Some(58)) => ("icmp6,", true),
        (0x86dd, Some(6)) => ("tcp6,", true),
        (0x86dd, Some(17)) => ("udp6,", true),
        (0x86dd, Some(132)) => ("sctp6,", true),
        (0x86dd, _) => ("ipv6,", false),
        (0x0806, _) => ("arp,", false),
        (0x8035, _) => ("rarp,", false),
        (0x8847, _) => ("mpls,", false),
        (0x8848, _) => ("mplsm,", false),
        _ => return None,
    })
}

/// What an Ethernet type that has no keyword is printed behind.
const LINK: u128 = (Id::EthDst.bit() << 1) - 1;

impl Match<'_> {
    pub(super) fn print(&self, out: &mut String) {
        let mut present = self.present;
        let mut eth_type = self.number(Id::EthType);
        if let Some(known) = eth_type
            && let Some((_, with_protocol)) = keyword(known, self.number(Id::NwProto))
        {
            eth_type = None;
            if with_protocol {
                present &= !Id::NwProto.bit();
            }
        }
        self.fields(out, present & LINK);
        if let Some(eth_type) = eth_type {
            out.push_str("dl_type=");
            padded_hexadecimal(out, eth_type, 4);
            out.push(',');
        }
        self.fields(out, present & !LINK);
        if self.strange {
            self.unknown(out);
        }
    }

    fn fields(&self, out: &mut String, mut present: u128) {
        while present != 0 {
            let id = Id::ALL.get(present.trailing_zeros() as usize).copied();
            present &= present - 1;
            let Some(id) = id.filter(|id| self.is_shown(*id)) else { continue };
            let (name, style) = style(id);
            let Some((value, mask)) = self.get(id) else { continue };
            if matches!(style, Style::Special) {
                self.special(out, id, value, mask);
                continue;
            }
            out.push_str(name);
            styled(out, style, value, mask);
            out.push(',');
        }
    }

    /// What the version of ERSPAN or the kind of service header does not have is not printed.
    fn is_shown(&self, id: Id) -> bool {
        match id {
            Id::TunErspanIndex => self.number(Id::TunErspanVersion) == Some(1),
            Id::TunErspanDirection | Id::TunErspanHardware => self.number(Id::TunErspanVersion) == Some(2),
            Id::NshContext => self.number(Id::NshMdtype) == Some(1),
            _ => true,
        }
    }

    fn special(&self, out: &mut String, id: Id, given: &[u8], mask: Option<&[u8]>) {
        match id {
            Id::PacketType => {
                // That a frame is an Ethernet frame goes without saying.
                let kind = big_endian(given) as u32;
                if kind != 0 || mask.is_some() {
                    value::packet_type(out, kind, mask.map_or(u32::MAX, |mask| big_endian(mask) as u32));
                    out.push(',');
                }
            }
            Id::EthType => {
                if let Some((word, _)) = keyword(big_endian(given), self.number(Id::NwProto)) {
                    out.push_str(word);
                }
            }
            Id::TunFlags => {
                out.push_str("tun_flags=");
                value::flags_masked(out, value::TUNNEL_FLAGS, big_endian(given), mask.map_or(1, big_endian) & 1);
                out.push(',');
            }
            Id::NwTos | Id::IpDscp => {
                let tos = if id == Id::NwTos { big_endian(given) } else { big_endian(given) << 2 };
                out.push_str("nw_tos=");
                decimal(out, tos & 0xfc);
                out.push(',');
            }
            Id::IpFrag => {
                out.push_str("nw_frag=");
                out.push_str(value::fragment(big_endian(given), mask.map_or(3, big_endian) & 3));
                out.push(',');
            }
            Id::VlanTci | Id::VlanVid | Id::VlanPcp => self.vlan(out, id),
            Id::Register => self.registers(out),
            Id::TunMetadata => self.each(id, &mut |tlv| tunnel_option(out, tlv)),
            Id::NshContext => self.each(id, &mut |tlv| context(out, tlv)),
            _ => {}
        }
    }

    /// Calls for every field that is `id`, of which there can be several.
    fn each(&self, id: Id, call: &mut dyn FnMut(&Tlv<'_>)) {
        let mut rest = self.cursor;
        while let Ok(Some(tlv)) = tlv::next(&mut rest) {
            if tlv.field.is_some_and(|field| field.id == id && fits(field, &tlv)) {
                call(&tlv);
            }
        }
    }

    fn registers(&self, out: &mut String) {
        for (number, register) in (0u32..).zip(&self.registers).filter(|(_, register)| register.mask != 0) {
            out.push_str("reg");
            decimal(out, number);
            out.push('=');
            hexadecimal(out, register.value);
            if register.mask != u32::MAX {
                out.push('/');
                hexadecimal(out, register.mask);
            }
            out.push(',');
        }
    }

    /// Tag, or parts of it, which come as one field or as two; it is printed once, for the first of them.
    fn vlan(&self, out: &mut String, id: Id) {
        let before = [Id::VlanTci, Id::VlanVid].into_iter().filter(|before| *before < id);
        if before.fold(0, |bits, before| bits | before.bit()) & self.present != 0 {
            return;
        }
        let (mut value, mut mask) = (0, 0);
        for (id, all) in [(Id::VlanTci, 0xffff), (Id::VlanVid, 0x1fff)] {
            if let Some((given, given_mask)) = self.get(id) {
                mask |= given_mask.map_or(all, big_endian) & all;
                value |= big_endian(given) & mask;
            }
        }
        if let Some(priority) = self.number(Id::VlanPcp) {
            mask |= 0xf000;
            value |= (priority & 7) << 13 | 0x1000;
        }
        let (vid, priority) = (mask & 0xfff, mask >> 13);
        let whole = mask & value & 0x1000 != 0 && (vid == 0 || vid == 0xfff) && (priority == 0 || priority == 7);
        if whole && (vid != 0 || priority != 0) {
            if vid != 0 {
                out.push_str("dl_vlan=");
                decimal(out, value & 0xfff);
                out.push(',');
            }
            if priority != 0 {
                out.push_str("dl_vlan_pcp=");
                decimal(out, value >> 13);
                out.push(',');
            }
            return;
        }
        out.push_str("vlan_tci=");
        padded_hexadecimal(out, value, 4);
        if mask != 0xffff {
            out.push('/');
            padded_hexadecimal(out, mask, 4);
        }
        out.push(',');
    }

    /// What has no name is printed with its numbers: `unknown(0x8000:45)=0x1/0xff`.
    fn unknown(&self, out: &mut String) {
        let mut rest = self.cursor;
        while let Ok(Some(tlv)) = tlv::next(&mut rest) {
            if tlv.field.is_some_and(|field| fits(field, &tlv)) {
                continue;
            }
            out.push_str("unknown(");
            hexadecimal(out, tlv.class);
            if tlv.class == EXPERIMENTER {
                out.push(':');
                hexadecimal(out, tlv.experimenter);
            }
            out.push(':');
            decimal(out, tlv.field_number);
            out.push_str(")=");
            bytes(out, tlv.value);
            if let Some(mask) = tlv.mask {
                out.push('/');
                bytes(out, mask);
            }
            out.push(',');
        }
    }
}

fn styled(out: &mut String, style: Style, value: &[u8], mask: Option<&[u8]>) {
    let number = big_endian(value);
    let (write, mask): (fn(&mut String, u64), _) = match (style, mask) {
        (Style::Value(kind), _) => return value::print(out, kind, value, mask),
        (Style::Hexadecimal, _) => (hexadecimal, mask),
        (Style::HexadecimalAlone, _) => (hexadecimal, None),
        (Style::Decimal | Style::DecimalPadded, None) | (Style::DecimalAlone, _) => (decimal, None),
        (Style::Label, _) => (|out, number| padded_hexadecimal(out, number, 5), mask),
        (Style::DecimalPadded, Some(_)) if value.len() > 1 => (|out, number| padded_hexadecimal(out, number, 8), mask),
        (Style::DecimalPadded, Some(_)) => (|out, number| padded_hexadecimal(out, number, 2), mask),
        (Style::Decimal | Style::HexadecimalBare | Style::Special, _) => {
            (|out, number| padded_hexadecimal(out, number, 1), mask)
        }
    };
    write(out, number);
    if let Some(mask) = mask {
        out.push('/');
        write(out, big_endian(mask));
    }
}

/// `tun_metadata0=0x1/0xff`; without a value when any will do.
fn tunnel_option(out: &mut String, tlv: &Tlv<'_>) {
    let Some(field) = tlv.field else { return };
    out.push_str(field.name);
    let mut counts = tlv.mask.unwrap_or_default().iter().skip_while(|byte| **byte == 0).peekable();
    if tlv.mask.is_none() || counts.peek().is_some() {
        out.push('=');
        // Zeros in front are no part of an option: how long it is, the message does not say.
        let mask = tlv.mask.filter(|_| counts.any(|byte| *byte != 0xff));
        value::print(out, Kind::Hexadecimal, tlv.value, mask);
    }
    out.push(',');
}

fn context(out: &mut String, tlv: &Tlv<'_>) {
    let Some(field) = tlv.field else { return };
    out.push_str(field.name);
    out.push_str("=0x");
    bare_hexadecimal(out, big_endian(tlv.value));
    if let Some(mask) = tlv.mask.filter(|mask| mask.iter().any(|byte| *byte != 0xff)) {
        out.push_str("/0x");
        bare_hexadecimal(out, big_endian(mask));
    }
    out.push(',');
}
