use super::*;
use crate::decode::wire::fields::all;

/// As `ovs-ofctl` prints `set_field:VALUE->NAME`.
#[test]
fn values_are_those_of_set_field() {
    let none: &[u8] = &[];
    let cases: &[(&str, &[u8], &[u8], &str)] = &[
        ("reg1", &[0, 0, 1, 0], none, "0x100"),
        ("reg1", &[0; 4], none, "0"),
        ("reg1", &[0, 0, 0, 0x50], &[0, 0, 0xff, 0xff], "0x50/0xffff"),
        ("reg1", &[0, 0, 0, 0x50], &[0xff; 4], "0x50"),
        ("reg1", &[0; 4], &[0; 4], "ANY"),
        ("ct_label", &[0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 1], none, "0x60000000000000001"),
        ("tcp_dst", &[0, 80], none, "80"),
        ("tcp_dst", &[0, 80], &[0, 0xff], "80/0xff"),
        ("in_port", &[0xff, 0xfe], none, "LOCAL"),
        ("in_port", &[0xff, 0xf0], none, "65520"),
        ("in_port_oxm", &[0xff, 0xff, 0xff, 0xfd], none, "CONTROLLER"),
        ("in_port_oxm", &[0, 0, 0xff, 0xfd], none, "65533"),
        ("eth_src", &[0, 0x11, 0x22, 0xaa, 0xbb, 0xcc], none, "00:11:22:aa:bb:cc"),
        ("eth_dst", &[1, 0, 0, 0, 0, 0], &[1, 0, 0, 0, 0, 0], "01:00:00:00:00:00/01:00:00:00:00:00"),
        ("ip_src", &[10, 200, 30, 4], none, "10.200.30.4"),
        ("ip_src", &[10, 0, 0, 0], &[255, 0, 0, 0], "10.0.0.0/8"),
        ("ip_src", &[10, 0, 0, 1], &[255, 0, 0, 255], "10.0.0.1/255.0.0.255"),
        ("ip_src", &[10, 0, 0, 0], &[255, 254, 0, 0], "10.0.0.0/15"),
        ("ct_state", &[0, 0, 0, 0x22], &[0, 0, 0, 0x26], "+est-rel+trk"),
        ("ct_state", &[0, 0, 0, 0x22], none, "est|trk"),
        ("ct_state", &[0, 0, 0, 0], none, "0"),
        ("tcp_flags", &[0, 2], &[0, 0x12], "+syn-ack"),
        ("tcp_flags", &[0x0a, 1], none, "fin|[200]|[800]"),
        ("tun_flags", &[0, 1], none, "oam"),
        ("tun_flags", &[0, 0], &[0, 1], "0"),
        ("ip_frag", &[3], &[3], "later"),
        ("ip_frag", &[0], &[2], "not_later"),
        ("ip_frag", &[2], &[3], "<error>"),
        ("packet_type", &[0; 4], none, "eth"),
        ("packet_type", &[0, 1, 8, 0], none, "packet_type=(1,0x800)"),
        // Another length than the field's, which a switch does not send.
        ("ip_src", &[10, 0], none, "10.0"),
        ("ipv6_src", &[0, 1, 2], none, "0x102"),
        ("reg1", none, none, "0"),
    ];
    for (name, bytes, mask, expected) in cases {
        let field = all().find(|field| field.name == *name).unwrap();
        let mut out = String::new();
        value(&mut out, field, bytes, (!mask.is_empty()).then_some(mask));
        assert_eq!(out, *expected, "{name}");
    }
}

#[test]
fn addresses_of_ipv6_are_those_of_the_c_library() {
    let cases = [
        "::",
        "::1",
        "1::",
        "fd00::1",
        "fd00:0:0:1::1",
        "1:0:2:0:3:0:4:0",
        "1:2:3:4:5:6:7:8",
        "::2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "1:0:0:2::",
        "1::2:0:0:3",
        "::ffff:1.2.3.4",
        "::1.2.3.4",
        "::0.1.0.0",
        "::fffe:1:2",
        "2001:db8::ff00:42:8329",
        "fe80::",
        "::ffff:0:0:1",
    ];
    for text in cases {
        let address: Ipv6Addr = text.parse().unwrap();
        let mut out = String::new();
        ipv6(&mut out, &address.octets());
        let expected = match text {
            // Seven groups are longer than eight with zero.
            "::2:3:4:5:6:7:8" => "0:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7::" => "1:2:3:4:5:6:7:0",
            other => other,
        };
        assert_eq!(out, expected);
    }
}

#[test]
fn nothing_that_a_field_can_hold_is_too_much() {
    for field in all() {
        for length in [0, 1, 3, usize::from(field.bytes), 255] {
            for byte in [0, 1, 0x80, 0xff] {
                let bytes = vec![byte; length];
                let mut out = String::new();
                value(&mut out, field, &bytes, None);
                [0, 1, 0xfe, 0xff]
                    .into_iter()
                    .for_each(|mask| value(&mut out, field, &bytes, Some(&vec![mask; length])));
            }
        }
    }
}
