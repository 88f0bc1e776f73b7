use super::*;

fn read(version: u8, words: &[u16]) -> Result<Option<Refusal>, Bad> {
    let body: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
    let length = u16::try_from(8 + body.len()).unwrap();
    let bytes = [&[version, 1][..], &length.to_be_bytes(), &[0, 0, 0, 9], &body].concat();
    Refusal::read(&Message::new(&bytes).unwrap())
}

#[test]
fn numbers_have_the_names_that_ovs_ofctl_prints() {
    let cases: [(u8, &[u16], &str); 22] = [
        (1, &[0, 0], "OFPHFC_INCOMPATIBLE (the bridge does not allow this OpenFlow version)"),
        (1, &[1, 2], "OFPBRC_BAD_STAT (this switch does not know the question in this OpenFlow version)"),
        (1, &[1, 8], "OFPBRC_BUFFER_UNKNOWN"),
        (1, &[3, 0], "OFPFMFC_TABLE_FULL"),
        (4, &[3, 0], "OFPBIC_UNKNOWN_INST"),
        (1, &[5, 2], "OFPQOFC_EPERM (the switch does not permit it)"),
        (6, &[4, 6], "OFPBMC_BAD_FIELD (the switch does not know a field that was asked for)"),
        (4, &[13, 3], "OFPBPC_BAD_LEN (the switch expects another length of the question)"),
        (6, &[14, 1], "OFPBPC_BAD_LEN (the switch expects another length of the question)"),
        (6, &[12, 3], "OFPMMFC_UNKNOWN_METER (there is no such meter)"),
        (6, &[17, 18], "OFPBFC_SCHED_PAST"),
        (6, &[17, 19], "error type 17 code 19"),
        (1, &[6, 0], "error type 6 code 0"),
        // Nicira's: type and code of their own in OpenFlow 1.0, a type alone since 1.2.
        (1, &[0xb0c2, 0, 0, 0x2320, 1, 512], "OFPBRC_BAD_TABLE_ID (there is no such table)"),
        (1, &[0xb0c2, 0, 0, 0x2320, 6, 8], "OFPGMFC_UNKNOWN_GROUP (there is no such group)"),
        (1, &[0xb0c2, 0, 0, 0x2320, 1, 255], "error type 1 code 255 of experimenter 0x2320"),
        (4, &[0xffff, 44, 0, 0x2320], "NXTFFC_DUP_TABLE"),
        (6, &[0xffff, 14, 0, 0x2320], "error type 14 code 0 of experimenter 0x2320"),
        (6, &[0xffff, 45, 0, 0x2320], "error type 45 code 0 of experimenter 0x2320"),
        (4, &[0xffff, 2300, 0x4f4e, 0x4600], "OFPBFC_UNKNOWN"),
        (4, &[0xffff, 4448, 0x4f4e, 0x4600], "OFPBPC_EPERM (the switch does not permit it)"),
        (4, &[0xffff, 2300, 0, 0x2320], "error type 2300 code 0 of experimenter 0x2320"),
    ];
    for (version, words, expected) in cases {
        let refusal = read(version, words).unwrap().unwrap();
        assert_eq!((refusal.to_string().as_str(), refusal.xid), (expected, 9), "{version} {words:?}");
    }
}

#[test]
fn what_is_no_refusal_is_none_and_what_is_cut_is_said() {
    let hello = [6, 0, 0, 8, 0, 0, 0, 1];
    assert_eq!(Refusal::read(&Message::new(&hello).unwrap()), Ok(None));
    for (version, words) in [(1, &[0xb0c2, 0, 0, 0x2320, 1][..]), (6, &[1][..]), (4, &[0xffff, 3, 0])] {
        let at = 8 + 2 * words.len() - if words.len() == 3 { 2 } else { 0 };
        assert_eq!(read(version, words), Err(Bad { at, why: "bytes are missing" }), "{version} {words:?}");
    }
    assert_eq!(read(5, &[1, 2]).unwrap_err().at, 0);
}

#[test]
fn every_name_is_one_word() {
    let tables = table::V10.iter().chain(table::SINCE_V13).map(|(_, names)| *names);
    let others =
        table::NICIRA_V10.iter().map(|(.., names)| *names).chain(table::EXPERIMENTERS.iter().map(|(.., names)| *names));
    for name in tables.chain(others).flat_map(|names| names.split(' ')).filter(|name| *name != "-") {
        let known = name.starts_with("OFP") || name.starts_with("NX");
        assert!(
            known && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'),
            "{name:?}"
        );
    }
}
