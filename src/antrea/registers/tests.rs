use super::*;

fn said(field: Field, value: u128, mask: u128, layout: Layout) -> String {
    let reading = Reading { layout, reg3: Reg3::BySize };
    meanings(field, value, mask, reading).map(|meaning| meaning.to_string()).collect::<Vec<_>>().join(", ")
}

#[test]
fn matches_and_writes_are_said_by_layout() {
    use Layout::*;
    let cases: &[(Field, u128, u128, Layout, &str)] = &[
        (Field::Reg(0), 0x400, 0x400, From1_13, "deny"),
        (Field::Reg(0), 0x10_0000, 0x10_0000, V1_5, "deny"),
        (Field::Reg(0), 0x10_0000, 0x10_0000, From1_13, "l7-redirect"),
        (Field::Reg(0), 0x400, 0x600, From1_13, "not rewrite-mac, deny"),
        (Field::Reg(0), 0x800, 0x1800, From1_13, "disposition=drop"),
        (Field::Reg(0), 0x1000, 0x1800, From1_6, "disposition=reject"),
        (Field::Reg(0), 0x1800, 0x1800, From1_13, "disposition=pass"),
        (Field::Reg(0), 0x40_0000, 0x60_0000, V1_5, "disposition=reject"),
        (Field::Reg(0), 0x600_0000, 0xfe00_0000, From1_13, "packet-in=log+reject"),
        (Field::Reg(0), 0xe40_0000, 0xfe60_0000, From1_13, "output=agent, packet-in=log+reject+store-deny"),
        (Field::Reg(0), 0x1_0000, 0x3_e000, From1_6, "packet-in=dns"),
        (Field::Reg(0), 0x800_0000, 0x1f00_0000, V1_5, "packet-in=dns"),
        (Field::Reg(0), 0x8000_0000, 0xfe00_0000, From1_13, "packet-in=0x40"),
        (Field::Reg(0), 0x2, 0xf, V1_5, "source=local Pod"),
        (Field::Reg(0), 0x2, 0xf, From1_6, "source=gateway"),
        (Field::Reg(0), 0x12, 0xff, From1_13, "source=gateway, destination=tunnel"),
        (Field::Reg(0), 0x202, 0x20f, From1_13, "source=gateway, rewrite-mac"),
        (Field::Reg(0), 0x9, 0xf, From1_13, "source=0x9"),
        (Field::Reg(0), 0x1, 0x3, From1_13, "source=0x1/0x3"),
        (Field::Reg(0), 0x8000, 0x8000, From1_13, "unknown=0x1"),
        (Field::Reg(0), 0x8000, 0x2_8000, From1_13, "unknown=0x1/0x5"),
        (Field::Reg(1), 0x5, u128::MAX, From1_13, "to-port=port 5"),
        (Field::Reg(2), 0x1b, 0xff, From1_13, "decided-in=table 27"),
        (Field::Reg(3), 0xa22_049a, u128::MAX, From1_13, "endpoint=10.34.4.154"),
        (Field::Reg(3), 0x5, u128::MAX, From1_13, "rule=rule 5"),
        (Field::Reg(4), 0x2_70d8, 0x7_ffff, From1_13, "endpoint-port=28888, endpoint=selected"),
        (Field::Reg(4), 0x20_0000, 0x220_0000, From1_13, "to-external-address, not dsr"),
        (Field::Reg(4), 0, 0x20_0000, V1_5, "not antrea-ipam"),
        (Field::Reg(7), 0xa, u128::MAX, From1_13, "service=group 10"),
        (Field::Reg(8), 0x3064, 0xffff, From1_13, "vlan=100, zone-type=IPv6"),
        (Field::XXReg(3), 0xfd00 << 112 | 1, u128::MAX, From1_13, "endpoint=fd00::1"),
        (Field::CtMark, 0x10, 0x10, From1_13, "service"),
        (Field::CtMark, 0x21, u128::MAX, UpTo1_4, "connection=DNAT for a Service"),
        (Field::CtMark, 1, 0xf, V1_5, "source=gateway"),
        (Field::CtLabel, 7 << 32, 0xffff_ffff << 32, From1_13, "egress-rule=rule 7"),
        (Field::PktMark, 0x8000_0000, 0x8000_0000, From1_13, "from-this-node"),
        (Field::TunId, 0xff_ffff, 0xff_ffff, From1_13, "label-identity=none known"),
        (Field::Reg(31), 1, u128::MAX, From1_13, ""),
        (Field::NwSrc, 1, u128::MAX, From1_13, ""),
    ];
    for (field, value, mask, layout, want) in cases {
        assert_eq!(said(*field, *value, *mask, *layout), *want, "{field:?}={value:#x}/{mask:#x} {layout:?}");
    }
}

#[test]
fn what_a_connection_keeps_is_said_without_its_zeros() {
    let said = |field, value, layout| {
        let reading = Reading { layout, reg3: Reg3::BySize };
        stored(field, value, reading).map(|meaning| meaning.to_string()).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(said(Field::CtMark, 18, Layout::From1_13), "source=gateway, service");
    assert_eq!(said(Field::CtMark, 115, Layout::From1_13), "source=local Pod, service, service-snat, hairpin");
    assert_eq!(said(Field::CtMark, 131, Layout::From1_13), "source=local Pod, l7-redirect");
    assert_eq!(said(Field::CtMark, 0x20, Layout::UpTo1_4), "connection=source gateway");
    assert_eq!(said(Field::CtMark, 0, Layout::From1_13), "");
    let label = 0x2_0000_0007_0000_0005;
    assert_eq!(said(Field::CtLabel, label, Layout::From1_13), "ingress-rule=rule 5, egress-rule=rule 7, l7-vlan=2");
    assert_eq!(said(Field::CtLabel, 1 << 127, Layout::From1_13), "unknown=0x8000000000000");
}

#[test]
fn the_place_decides_what_reg3_is() {
    let said = |table| {
        let reading = Reading::in_table(Layout::From1_13, table);
        meanings(Field::Reg(3), 0xa22_049a, u128::MAX, reading).map(|m| m.to_string()).collect::<String>()
    };
    assert_eq!(said("EndpointDNAT"), "endpoint=10.34.4.154");
    assert_eq!(said("IngressMetric"), "rule=rule 170001562");
}

#[test]
fn any_bits_of_any_field_are_said_once() {
    let mut fields: Vec<Field> = (0..32).map(Field::Reg).chain((0..8).map(Field::XXReg)).collect();
    fields.extend([Field::CtMark, Field::CtLabel, Field::PktMark, Field::TunId, Field::CtZone, Field::XReg(0)]);
    for field in fields {
        for layout in Layout::ALL {
            for shift in 0..128 {
                for mask in [1u128 << shift, u128::MAX << shift, u128::MAX >> shift] {
                    let reading = Reading { layout, reg3: Reg3::BySize };
                    let all: Vec<Meaning> = meanings(field, u128::MAX, mask, reading).collect();
                    // Each bit of the mask within the field is in one meaning, and the text of all is made without a panic.
                    let seen: u32 = all.iter().map(|meaning| meaning.number.count_ones()).sum();
                    let wanted = if is_spelled(field) { (mask & width(field)).count_ones() } else { 0 };
                    assert_eq!(seen, wanted, "{field:?} {layout:?} {mask:#x}: {all:?}");
                    assert!(all.iter().all(|meaning| !meaning.to_string().is_empty()));
                    let explained = |m: &Meaning| m.name == "unknown" || !m.about().starts_with("bits that");
                    assert!(all.iter().all(explained), "{all:?}");
                }
            }
        }
    }
}

#[test]
fn versions_and_masks_tell_the_layout() {
    let cases = [
        ("v1.0.0", Layout::UpTo1_4),
        ("v1.5.3", Layout::V1_5),
        ("v1.6.0-dev", Layout::From1_6),
        ("1.12.1", Layout::From1_6),
        ("v1.13.4-abcdef", Layout::From1_13),
        ("v2.7.0", Layout::From1_13),
    ];
    for (version, layout) in cases {
        assert_eq!(Layout::of_version(version), Some(layout), "{version}");
    }
    for version in ["", "latest", "v", "v1", "main.dirty"] {
        assert_eq!(Layout::of_version(version), None, "{version}");
    }
    assert_eq!(Layout::told_by(Field::Reg(0), 0x3_e000), Some(Layout::From1_6));
    assert_eq!(Layout::told_by(Field::Reg(0), 0xf), None);
    assert_eq!(Layout::told_by(Field::Reg(4), 0x3_e000), None);
}

#[test]
fn bits_have_a_name_without_a_value() {
    assert_eq!(name_of(Field::Reg(0), 0, 3, Layout::From1_13), Some("source"));
    assert_eq!(name_of(Field::CtMark, 0, 3, Layout::V1_5), Some("source"));
    assert_eq!(name_of(Field::Reg(0), 0, 4, Layout::From1_13), None);
}

#[test]
fn zones_say_what_they_are_for() {
    let cases = [
        (65520, "connections, IPv4"),
        (65510, "connections, IPv6"),
        (65521, "source translation for Services, IPv4"),
        (65511, "source translation for Services, IPv6"),
        (4096, "connections of Antrea IPAM, no VLAN, IPv4"),
        (4196, "connections of Antrea IPAM, VLAN 100, IPv4"),
        (12388, "connections of Antrea IPAM, VLAN 100, IPv6"),
        (0, "the Node's own connections"),
    ];
    for (number, want) in cases {
        assert_eq!(zone(number).map(|zone| zone.to_string()).as_deref(), Some(want), "{number}");
    }
    assert_eq!(zone(1), None);
}
