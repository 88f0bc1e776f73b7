//! OpenFlow messages by the question that they answer.

use super::Verdict;
use crate::model::artefact::ArtefactKind;

/// What messages hold; `None` when the bytes are none (`OFPST_*`, `OFPMP_*` of OpenFlow 1.0, 1.3 and 1.5; 1.0 flows come in Nicira's form).
pub(super) fn sniff_messages(bytes: &[u8]) -> Option<Verdict> {
    let (version, kind) = (*bytes.first()?, *bytes.get(1)?);
    if !matches!((version, kind), (1, 17) | (4 | 6, 19)) {
        return None;
    }
    let question = u16::from_be_bytes([*bytes.get(8)?, *bytes.get(9)?]);
    let nicira = (bytes.get(16..20), bytes.get(20..24));
    Some(match question {
        1 => Verdict::Kind(ArtefactKind::Flows),
        0xffff if nicira == (Some(&NICIRA), Some(&[0, 0, 0, 0])) => Verdict::Kind(ArtefactKind::Flows),
        2 => Verdict::Kind(ArtefactKind::Aggregate),
        3 => Verdict::Kind(ArtefactKind::TableStats),
        4 => Verdict::Kind(ArtefactKind::Ports),
        6 => Verdict::Kind(ArtefactKind::GroupStats),
        7 => Verdict::Kind(ArtefactKind::Groups),
        9 => Verdict::Kind(ArtefactKind::MeterStats),
        10 => Verdict::Kind(ArtefactKind::Meters),
        12 => Verdict::Kind(ArtefactKind::TableFeatures),
        13 => Verdict::Kind(ArtefactKind::PortsDesc),
        _ => Verdict::Unknown("OpenFlow messages that answer another question"),
    })
}

const NICIRA: [u8; 4] = [0, 0, 0x23, 0x20];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_say_which_question_they_answer() {
        let message = |version: u8, kind: u8, question: u16| {
            [&[version, kind, 0, 32, 0, 0, 0, 2][..], &question.to_be_bytes(), &[0; 6], &NICIRA, &[0; 12]].concat()
        };
        let cases = [
            (message(6, 19, 1), Some(Verdict::Kind(ArtefactKind::Flows))),
            (message(4, 19, 1), Some(Verdict::Kind(ArtefactKind::Flows))),
            (message(1, 17, 0xffff), Some(Verdict::Kind(ArtefactKind::Flows))),
            (message(6, 19, 7), Some(Verdict::Kind(ArtefactKind::Groups))),
            (message(6, 19, 0), Some(Verdict::Unknown("OpenFlow messages that answer another question"))),
            (message(6, 18, 1), None),
            (message(6, 19, 1)[..9].to_vec(), None),
            (b"NXST_FLOW reply".to_vec(), None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(sniff_messages(&bytes), expected, "{bytes:?}");
        }
    }
}
