use std::net::{Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;

use super::*;
use crate::decode::text::print;
use crate::model::field::Protocol;
use crate::model::flow::span_in;

fn number(value: u128) -> Value<'static> {
    Value::Number { value, mask: None }
}

fn masked(value: u128, mask: u128) -> Value<'static> {
    Value::Number { value, mask: Some(mask) }
}

fn v4(value: [u8; 4], mask: Option<[u8; 4]>) -> Value<'static> {
    Value::Ipv4 { value: value.into(), mask: mask.map(Ipv4Addr::from) }
}

fn v6(value: &str, mask: Option<&str>) -> Value<'static> {
    Value::Ipv6 { value: value.parse().unwrap(), mask: mask.map(|mask| mask.parse::<Ipv6Addr>().unwrap()) }
}

fn mac(value: [u8; 6], mask: Option<[u8; 6]>) -> Value<'static> {
    Value::Mac { value, mask }
}

fn flags(set: u32, clear: u32) -> Value<'static> {
    Value::Flags { set, clear }
}

#[test]
#[rustfmt::skip]
fn one_item_of_every_form() {
    use Field::*;
    for (text, field, value, printed) in [
        ("ip", Protocol(self::Protocol::Ip), Value::Flag, "ip"),
        ("tcp6", Protocol(self::Protocol::Tcp6), Value::Flag, "tcp6"),
        ("igmp", Protocol(self::Protocol::Igmp), Value::Flag, "igmp"),
        ("reg0=0x400/0x400", Reg(0), masked(0x400, 0x400), "reg0=0x400/0x400"),
        ("reg3=5", Reg(3), number(5), "reg3=0x5"),
        ("reg1=0x5/0xffffffff", Reg(1), number(5), "reg1=0x5"),
        ("reg0[0..3]=5", Reg(0), masked(5, 0xf), "reg0=0x5/0xf"),
        ("reg1[31]=1", Reg(1), masked(1 << 31, 1 << 31), "reg1=0x80000000/0x80000000"),
        ("xreg0=0x1/0x3", XReg(0), masked(1, 3), "xreg0=0x1/0x3"),
        ("xxreg3=0xf0000000000000000000000000000000", XXReg(3), number(0xf << 124), "xxreg3=0xf0000000000000000000000000000000"),
        ("conj_id=4294967295", ConjId, number(u128::from(u32::MAX)), "conj_id=4294967295"),
        ("ct_label=0x700000000/0xffffffff00000000", CtLabel, masked(0x7_0000_0000, 0xffff_ffff_0000_0000), "ct_label=0x700000000/0xffffffff00000000"),
        ("ct_mark=0/0x10", CtMark, masked(0, 16), "ct_mark=0x0/0x10"),
        ("ct_zone=65520", CtZone, number(65520), "ct_zone=65520"),
        ("ct_nw_src=10.0.0.1", CtNwSrc, v4([10, 0, 0, 1], None), "ct_nw_src=10.0.0.1"),
        ("ct_nw_proto=6", Other("ct_nw_proto"), number(6), "ct_nw_proto=6"),
        ("nw_src=10.10.0.0/24", NwSrc, v4([10, 10, 0, 0], Some([255, 255, 255, 0])), "nw_src=10.10.0.0/24"),
        ("nw_src=10.10.0.1/32", NwSrc, v4([10, 10, 0, 1], None), "nw_src=10.10.0.1"),
        ("nw_dst=0.0.0.0/0", NwDst, v4([0; 4], Some([0; 4])), "nw_dst=0.0.0.0/0"),
        ("nw_src=10.0.0.1/255.0.0.255", NwSrc, v4([10, 0, 0, 1], Some([255, 0, 0, 255])), "nw_src=10.0.0.1/255.0.0.255"),
        ("ip_src=10.0.0.1", NwSrc, v4([10, 0, 0, 1], None), "nw_src=10.0.0.1"),
        ("ipv6_dst=fd00::/8", Ipv6Dst, v6("fd00::", Some("ff00::")), "ipv6_dst=fd00::/8"),
        ("ipv6_src=::1/::ffff", Ipv6Src, v6("::1", Some("::ffff")), "ipv6_src=::1/::ffff"),
        ("ipv6_src=::/0", Ipv6Src, v6("::", Some("::")), "ipv6_src=::/0"),
        ("dl_dst=01:00:00:00:00:00/01:00:00:00:00:00", DlDst, mac([1, 0, 0, 0, 0, 0], Some([1, 0, 0, 0, 0, 0])), "dl_dst=01:00:00:00:00:00/01:00:00:00:00:00"),
        ("eth_src=5e:b5:e3:a6:90:b7", DlSrc, mac([0x5e, 0xb5, 0xe3, 0xa6, 0x90, 0xb7], None), "dl_src=5e:b5:e3:a6:90:b7"),
        ("tp_dst=0x50/0xfff0", TpDst, masked(0x50, 0xfff0), "tp_dst=0x50/0xfff0"),
        ("tp_src=1024/64512", TpSrc, masked(1024, 64512), "tp_src=0x400/0xfc00"),
        ("tcp_dst=80", TpDst, number(80), "tp_dst=80"),
        ("in_port=1", InPort, number(1), "in_port=1"),
        ("in_port=LOCAL", InPort, Value::Name("LOCAL"), "in_port=LOCAL"),
        ("in_port=\"antrea-gw0\"", InPort, Value::Name("antrea-gw0"), "in_port=antrea-gw0"),
        ("in_port=\"a,b\"", InPort, Value::Name("a,b"), "in_port=\"a,b\""),
        ("in_port=\"7\"", InPort, Value::Name("7"), "in_port=\"7\""),
        ("in_port=\"a\\\"b\"", InPort, Value::Name("a\\\"b"), "in_port=\"a\\\"b\""),
        ("ct_state=+new-est", CtState, flags(1, 2), "ct_state=+new-est"),
        ("ct_state=est|trk|snat", CtState, flags(0x62, 0x9d), "ct_state=-new+est-rel-rpl-inv+trk+snat-dnat"),
        ("ct_state=0", CtState, flags(0, 0xff), "ct_state=-new-est-rel-rpl-inv-trk-snat-dnat"),
        ("ct_state=0x21/0x23", CtState, flags(0x21, 2), "ct_state=+new-est+trk"),
        ("ct_state=0x100/0x100", CtState, flags(0x100, 0), "ct_state=0x100/0x100"),
        ("tcp_flags=+syn-ack", TcpFlags, flags(2, 16), "tcp_flags=+syn-ack"),
        ("tcp_flags=0x12/0x17", TcpFlags, flags(0x12, 5), "tcp_flags=-fin+syn-rst+ack"),
        ("tcp_flags=+[200]", TcpFlags, flags(0x200, 0), "tcp_flags=+[200]"),
        ("nw_frag=not_later", Other("nw_frag"), flags(0, 2), "nw_frag=not_later"),
        ("ip_frag=first", Other("nw_frag"), flags(1, 2), "nw_frag=first"),
        ("tun_flags=-oam", Other("tun_flags"), flags(0, 1), "tun_flags=-oam"),
        ("tun_flags=oam", Other("tun_flags"), flags(1, 0), "tun_flags=+oam"),
        ("tun_metadata1", Other("tun_metadata1"), Value::Flag, "tun_metadata1"),
        ("tun_metadata0=0x1200/0xff00", Other("tun_metadata0"), masked(0x1200, 0xff00), "tun_metadata0=0x1200/0xff00"),
        ("packet_type=(1,0x800)", Other("packet_type"), number(0x1_0800), "packet_type=(1,0x800)"),
        ("vlan_tci=0x0000/0x1fff", VlanTci, masked(0, 0x1fff), "vlan_tci=0x0/0x1fff"),
        ("dl_vlan=5", DlVlan, number(5), "dl_vlan=5"),
        ("nd_reserved=2147483648", Other("nd_reserved"), number(1 << 31), "nd_reserved=2147483648"),
    ] {
        let mut decoded = Vec::new();
        decode(text, &mut decoded);
        assert_eq!(decoded.len(), 1, "{text}");
        assert_eq!((decoded[0].field, decoded[0].value), (field, value), "{text}");
        assert_eq!(print::matches(&decoded).to_string(), printed);
    }
}

#[test]
fn what_is_not_understood_is_kept_as_text() {
    for (text, field, value) in [
        ("color=red", Field::Unknown, "color=red"),
        ("red", Field::Unknown, "red"),
        ("", Field::Unknown, ""),
        ("reg32=0x1", Field::Unknown, "reg32=0x1"),
        ("reg0", Field::Unknown, "reg0"),
        ("reg0[0..32]=1", Field::Unknown, "reg0[0..32]=1"),
        ("reg0[0..3]=0x10", Field::Unknown, "reg0[0..3]=0x10"),
        ("reg3=notahex", Field::Reg(3), "notahex"),
        ("reg3=", Field::Reg(3), ""),
        ("reg3=0x100000000", Field::Reg(3), "0x100000000"),
        ("reg3=1/2/3", Field::Reg(3), "1/2/3"),
        ("ct_label=0x/0xffffffff", Field::CtLabel, "0x/0xffffffff"),
        ("nw_src=10.0.0.256", Field::NwSrc, "10.0.0.256"),
        ("nw_src=10.0.0.1/33", Field::NwSrc, "10.0.0.1/33"),
        ("ipv6_src=fd00::1/129", Field::Ipv6Src, "fd00::1/129"),
        ("ct_state=+new+new", Field::CtState, "+new+new"),
        ("ct_state=+old", Field::CtState, "+old"),
        ("tp_dst=65536", Field::TpDst, "65536"),
        ("in_port=\"a", Field::InPort, "\"a"),
        ("ip=1", Field::Protocol(Protocol::Ip), "1"),
    ] {
        let whole = format!("ip,{text}");
        let mut decoded = Vec::new();
        decode(&whole, &mut decoded);
        assert_eq!(decoded.len(), 2, "{text}");
        assert_eq!((decoded[1].field, decoded[1].value), (field, Value::Text(value)), "{text}");
        assert_eq!(print::matches(&decoded).to_string(), whole);
    }
}

#[test]
fn parts_slice_back_to_the_text() {
    let text = "ct_state=+new,in_port=\"a,b\", packet_type=(1,0x800),reg0=0x1/0x1,color=red";
    let mut decoded = Vec::new();
    decode(text, &mut decoded);
    let spans: Vec<_> = decoded.iter().map(|item| span_in(text, item.text).unwrap()).collect();
    assert_eq!(spans, [0..13, 14..27, 29..50, 51..63, 64..73]);
    for item in &decoded {
        assert_eq!(span_in(text, item.name).unwrap().start, span_in(text, item.text).unwrap().start);
    }
    assert_eq!(decoded[1].value, Value::Name("a,b"));
    decode("", &mut decoded);
    assert_eq!(decoded, []);
}

/// Fields and values that fit together, and some that do not.
fn any_item() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just("reg0"),
        Just("ct_label"),
        Just("ct_state"),
        Just("nw_src"),
        Just("ipv6_dst"),
        Just("dl_src"),
        Just("tp_dst"),
        Just("in_port"),
        Just("tcp_flags"),
        Just("nw_frag"),
        Just("tun_metadata3"),
        Just("packet_type"),
        Just("tun_flags"),
        Just("reg1[4..7]"),
        Just("odd"),
    ];
    let value = prop_oneof![
        any::<u32>().prop_map(|number| number.to_string()),
        any::<(u128, u128)>().prop_map(|(value, mask)| format!("{value:#x}/{mask:#x}")),
        any::<(u8, u8)>().prop_map(|(value, mask)| format!("{value:#x}/{mask:#x}")),
        (any::<[u8; 4]>(), 0..40u8).prop_map(|(address, bits)| format!("{}/{bits}", Ipv4Addr::from(address))),
        any::<([u8; 4], [u8; 4])>().prop_map(|(a, b)| format!("{}/{}", Ipv4Addr::from(a), Ipv4Addr::from(b))),
        (any::<[u8; 16]>(), 0..140u8).prop_map(|(address, bits)| format!("{}/{bits}", Ipv6Addr::from(address))),
        any::<([u8; 16], [u8; 16])>().prop_map(|(a, b)| format!("{}/{}", Ipv6Addr::from(a), Ipv6Addr::from(b))),
        "([0-9a-f]{2}:){5}[0-9a-f]{2}(/([0-9a-f]{2}:){5}[0-9a-f]{2})?",
        "([+-](new|est|trk|syn|oam|ns)){1,4}",
        "(new|est|trk)(\\|(new|est|rpl))?",
        "\"[a-z,()\\\\\"]{0,5}\"",
        "[ -~]{0,12}",
    ];
    prop_oneof![8 => (name, value).prop_map(|(name, value)| format!("{name}={value}")), 1 => Just("tcp".to_owned()), 1 => "[ -~]{0,12}"]
}

proptest! {
    #[test]
    fn what_is_printed_decodes_to_the_same(items in proptest::collection::vec(any_item(), 0..6)) {
        let text = items.join(",");
        let mut decoded = Vec::new();
        decode(&text, &mut decoded);
        let printed = print::matches(&decoded).to_string();
        let mut again = Vec::new();
        decode(&printed, &mut again);
        let meaning = |items: &[MatchField<'_>]| items.iter().map(|item| format!("{:?} {:?}", item.field, item.value)).collect::<Vec<_>>();
        prop_assert_eq!(meaning(&again), meaning(&decoded), "{}", printed);
    }

    #[test]
    fn every_byte_of_a_match_is_in_an_item(text in "\\PC{0,60}") {
        let mut decoded = Vec::new();
        decode(&text, &mut decoded);
        let trimmed = text.trim();
        let kept: usize = decoded.iter().map(|item| item.text.chars().filter(|c| !c.is_whitespace()).count()).sum();
        let all = trimmed.chars().filter(|c| !c.is_whitespace()).count();
        prop_assert_eq!(kept + decoded.len().saturating_sub(1), all);
        for item in &decoded {
            prop_assert!(span_in(&text, item.text).is_some());
        }
    }
}
