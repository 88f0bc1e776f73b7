//! The match of OpenFlow 1.0, which had one fixed structure (`struct ofp10_match`), as the fields that came later.

use zerocopy::big_endian::{U16, U32};
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

/// `struct ofp10_match` of `include/openflow/openflow-1.0.h`.
#[derive(Clone, Copy, Debug, FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct Standard {
    /// `OFPFW10_*`: what counts for nothing; of addresses, how many bits from the right.
    wildcards: U32,
    in_port: U16,
    dl_src: [u8; 6],
    dl_dst: [u8; 6],
    dl_vlan: U16,
    dl_vlan_pcp: u8,
    pad: u8,
    dl_type: U16,
    nw_tos: u8,
    nw_proto: u8,
    pad2: [u8; 2],
    nw_src: [u8; 4],
    nw_dst: [u8; 4],
    tp_src: U16,
    tp_dst: U16,
}

const IN_PORT: u32 = 1;
const DL_VLAN: u32 = 1 << 1;
const DL_SRC: u32 = 1 << 2;
const DL_DST: u32 = 1 << 3;
const DL_TYPE: u32 = 1 << 4;
const NW_PROTO: u32 = 1 << 5;
const TP_SRC: u32 = 1 << 6;
const TP_DST: u32 = 1 << 7;
const NW_SRC_SHIFT: u32 = 8;
const NW_DST_SHIFT: u32 = 14;
const DL_VLAN_PCP: u32 = 1 << 20;
const NW_TOS: u32 = 1 << 21;

/// A VLAN identifier that says that there is none: `OFP10_VLAN_NONE`.
const VLAN_NONE: u16 = 0xffff;

impl Standard {
    /// Writes it as fields of NXM.
    pub fn fields(&self, fields: &mut Vec<u8>) {
        fields.clear();
        let wildcards = self.wildcards.get();
        let matched = |bit| wildcards & bit == 0;
        let mut add = |class: u8, number: u8, value: &[u8], mask: &[u8]| {
            let length = (value.len() + mask.len()) as u8;
            fields.extend_from_slice(&[0, class, number << 1 | u8::from(!mask.is_empty()), length]);
            fields.extend_from_slice(value);
            fields.extend_from_slice(mask);
        };
        if matched(IN_PORT) {
            add(0, 0, &self.in_port.to_bytes(), &[]);
        }
        if matched(DL_DST) {
            add(0, 1, &self.dl_dst, &[]);
        }
        if matched(DL_SRC) {
            add(0, 2, &self.dl_src, &[]);
        }
        if matched(DL_TYPE) {
            add(0, 3, &self.dl_type.to_bytes(), &[]);
        }
        let (tci, mask) = self.vlan(matched(DL_VLAN), matched(DL_VLAN_PCP));
        if mask != 0 {
            add(0, 4, &tci.to_be_bytes(), &mask.to_be_bytes());
        }
        if matched(NW_TOS) {
            add(0, 5, &[self.nw_tos & 0xfc], &[]);
        }
        let arp = matched(DL_TYPE) && [0x0806, 0x8035].contains(&self.dl_type.get());
        if matched(NW_PROTO) {
            if arp {
                add(0, 15, &[0, self.nw_proto], &[]);
            } else {
                add(0, 6, &[self.nw_proto], &[]);
            }
        }
        let addresses = [(self.nw_src, NW_SRC_SHIFT, 7, 16), (self.nw_dst, NW_DST_SHIFT, 8, 17)];
        for (address, shift, ip, arp_number) in addresses {
            let mask = u32::MAX.checked_shl(wildcards >> shift & 63).unwrap_or(0);
            if mask != 0 {
                let address = u32::from_be_bytes(address) & mask;
                add(0, if arp { arp_number } else { ip }, &address.to_be_bytes(), &mask.to_be_bytes());
            }
        }
        // Type and code of ICMP stand where ports do.
        let kind = matched(DL_TYPE | NW_PROTO).then_some((self.dl_type.get(), self.nw_proto));
        let ports = [(self.tp_src, TP_SRC, 9, 13, 21), (self.tp_dst, TP_DST, 10, 14, 22)];
        for (port, _, tcp, icmp, icmp6) in ports.into_iter().filter(|(_, bit, ..)| matched(*bit)) {
            match kind {
                Some((0x0800, 1)) => add(0, icmp, &[port.get() as u8], &[]),
                Some((0x86dd, 58)) => add(1, icmp6, &[port.get() as u8], &[]),
                _ => add(0, tcp, &port.to_bytes(), &[]),
            }
        }
    }

    /// The tag and its mask.
    fn vlan(&self, identifier: bool, priority: bool) -> (u16, u16) {
        if identifier && self.dl_vlan.get() == VLAN_NONE {
            return (0, 0xffff);
        }
        let mask = if identifier { 0x1fff } else { 0 } | if priority { 0xf000 } else { 0 };
        let tag = self.dl_vlan.get() & 0xfff | u16::from(self.dl_vlan_pcp & 7) << 13 | 0x1000;
        (tag & mask, mask)
    }
}
