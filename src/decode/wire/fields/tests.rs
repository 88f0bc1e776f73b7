use std::collections::BTreeSet;

use super::*;

#[test]
fn every_field_is_found_by_its_numbers() {
    let families = [
        (0x0000, 0),
        (0x0001, 0),
        (0x8000, 0),
        (0x8001, 0),
        (0x1000, 0),
        (EXPERIMENTER, 0x4f4e_4600),
        (EXPERIMENTER, 0x0000_2320),
        (EXPERIMENTER, 0x005a_d650),
    ];
    let mut numbers = BTreeSet::new();
    for field in all() {
        for code in field.codes {
            let (class, experimenter) = families[code.family()];
            assert!(numbers.insert((class, experimenter, code.number())), "{} has the number of another", field.name);
            let number = u8::try_from(code.number()).unwrap();
            assert_eq!(find(class, experimenter, number).map(|found| found.name), Some(field.name));
        }
    }
    for (class, experimenter) in families {
        for number in 0..=255 {
            let known = numbers.contains(&(class, experimenter, usize::from(number)));
            assert_eq!(find(class, experimenter, number).is_some(), known, "{class:#x} {number}");
        }
    }
    for (class, experimenter) in [(2, 0), (0x8002, 0), (EXPERIMENTER, 0), (EXPERIMENTER, 1)] {
        assert_eq!(find(class, experimenter, 0), None);
    }
}

#[test]
fn names_are_those_of_open_vswitch() {
    let cases = [
        ((0x8000, 0, 14), "tcp_dst", "NXM_OF_TCP_DST", 16, 2),
        ((0x0000, 0, 10), "tcp_dst", "NXM_OF_TCP_DST", 16, 2),
        ((0x8000, 0, 6), "vlan_vid", "OXM_OF_VLAN_VID", 12, 2),
        ((0x8000, 0, 43), "actset_output", "ONFOXM_ET_ACTSET_OUTPUT", 32, 4),
        ((0x8000, 0, 38), "tun_id", "NXM_NX_TUN_ID", 64, 8),
        ((0x0001, 0, 15), "reg15", "NXM_NX_REG15", 32, 4),
        ((EXPERIMENTER, 0x2320, 17), "reg16", "NXOXM_ET_REG16", 32, 4),
        ((EXPERIMENTER, 0x2320, 32), "reg31", "NXOXM_ET_REG31", 32, 4),
        ((0x8001, 0, 7), "xreg7", "OXM_OF_PKT_REG7", 64, 8),
        ((0x0001, 0, 114), "xxreg3", "NXM_NX_XXREG3", 128, 16),
        ((0x0001, 0, 103), "tun_metadata63", "NXM_NX_TUN_METADATA63", 992, 124),
        ((EXPERIMENTER, 0x5a_d650, 9), "nsh_c4", "NXOXM_NSH_C4", 32, 4),
        ((EXPERIMENTER, 0x4f4e_4600, 42), "tcp_flags", "NXM_NX_TCP_FLAGS", 12, 2),
    ];
    for ((class, experimenter, number), name, nxm, bits, bytes) in cases {
        let found = find(class, experimenter, number).unwrap();
        assert_eq!((found.name, found.nxm, found.bits, found.bytes), (name, nxm, bits, bytes));
    }
    assert_eq!(all().count(), 206);
    let distinct: BTreeSet<_> = all().flat_map(|field| [field.name, field.nxm]).collect();
    assert_eq!(distinct.len(), 2 * 206, "names are there once");
    assert!(all().all(|field| field.bits > 0 && field.bits <= field.bytes * 8));
    assert!(Id::ALL.iter().enumerate().all(|(place, id)| *id as usize == place));
}
