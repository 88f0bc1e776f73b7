//! Which version of OpenFlow both sides speak.
//!
//! Each side says in its `OFPT_HELLO` which versions it speaks: the header has the newest, and since 1.3.1 an element `OFPHET_VERSIONBITMAP` has them one by one
//! (OpenFlow 1.3.1, 7.5.1). A side without such an element speaks, as Open vSwitch takes it, every version up to the header's (`lib/vconn.c`).

use crate::decode::wire::{Cursor, Version};

/// `OFPHET_VERSIONBITMAP`
const BITMAP: u16 = 1;

/// The message that says which versions are offered. Its header has the newest of them.
pub fn body(offered: &[Version]) -> Vec<u8> {
    let bits: u32 = offered.iter().map(|version| 1 << version.number()).sum();
    [&BITMAP.to_be_bytes()[..], &8_u16.to_be_bytes(), &bits.to_be_bytes()].concat()
}

/// The newest version that is offered.
pub fn newest(offered: &[Version]) -> Version {
    offered.iter().copied().max().unwrap_or(Version::V15)
}

/// What a peer speaks, one bit a version: bit 1 is OpenFlow 1.0, bit 6 is 1.5.
pub fn spoken(version: u8, mut elements: Cursor<'_>) -> u32 {
    while let (Ok(kind), Ok(length)) = (elements.u16(), elements.u16()) {
        let Some(body) = usize::from(length).checked_sub(4) else { break };
        let Ok(mut value) = elements.part(body) else { break };
        if kind == BITMAP
            && let Ok(bits) = value.u32()
        {
            // Bit 0 is no version.
            return bits & !1;
        }
        let padding = usize::from(length).next_multiple_of(8) - usize::from(length);
        if elements.take(padding).is_err() {
            break;
        }
    }
    // Without the element: all up to the newest.
    let newest = u32::from(version).min(31);
    u32::MAX.checked_shr(31 - newest).unwrap_or_default() & !1
}

/// The newest version of both.
pub fn common(spoken: u32, offered: &[Version]) -> Option<Version> {
    offered.iter().copied().filter(|version| spoken & (1 << version.number()) != 0).max()
}

/// Versions in words, as column `protocols` of table `Bridge` names them.
pub fn names(spoken: u32) -> String {
    let names: Vec<String> =
        (1_u32..=31).filter(|bit| spoken & (1 << bit) != 0).map(|bit| format!("OpenFlow1{}", bit - 1)).collect();
    if names.is_empty() { "no version at all".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(version: u8, elements: &[u8]) -> Option<Version> {
        common(spoken(version, Cursor::new(elements, 8)), &Version::ALL)
    }

    fn bitmap(bits: u32) -> Vec<u8> {
        [&[0, 1, 0, 8][..], &bits.to_be_bytes()].concat()
    }

    #[test]
    fn the_newest_of_both_is_spoken() {
        let cases: &[(u8, Vec<u8>, Option<Version>)] = &[
            (6, body(&Version::ALL), Some(Version::V15)),
            (1, body(&[Version::V10]), Some(Version::V10)),
            (6, bitmap(1 << 1 | 1 << 6), Some(Version::V15)),
            (6, bitmap(1 << 1 | 1 << 4), Some(Version::V13)),
            (5, bitmap(1 << 1 | 1 << 5), Some(Version::V10)),
            (5, bitmap(1 << 5), None),
            (6, bitmap(0), None),
            (6, bitmap(1), None),
            // Without a bitmap: all that are older too.
            (1, vec![], Some(Version::V10)),
            (4, vec![], Some(Version::V13)),
            (5, vec![], Some(Version::V13)),
            (255, vec![], Some(Version::V15)),
            (0, vec![], None),
            // An element that is not known comes first, padded to eight bytes.
            (6, [&[0, 9, 0, 5, 7, 0, 0, 0][..], &bitmap(1 << 4)].concat(), Some(Version::V13)),
            // What is broken is as if it were not there.
            (4, vec![0, 1, 0, 8, 0], Some(Version::V13)),
            (4, vec![0, 1, 0, 3, 0, 0, 0, 0], Some(Version::V13)),
            (4, vec![0, 1, 0, 4], Some(Version::V13)),
        ];
        for (version, elements, expected) in cases {
            assert_eq!(of(*version, elements), *expected, "{version} {elements:?}");
        }
        assert_eq!(names(1 << 1 | 1 << 6), "OpenFlow10, OpenFlow15");
        assert_eq!(names(0), "no version at all");
    }

    proptest! {
        #[test]
        fn what_is_chosen_is_spoken_by_both(version: u8, bits: u32, mut before in proptest::collection::vec(0_u8..=255, 0..8)) {
            let length = u16::try_from(4 + before.len()).unwrap();
            before.resize(usize::from(length).next_multiple_of(8) - 4, 0);
            let elements = [&[0, 7][..], &length.to_be_bytes(), &before, &bitmap(bits)].concat();
            let chosen = of(version, &elements);
            let newest = [6, 4, 1].into_iter().find(|number| bits & (1 << number) != 0);
            prop_assert_eq!(chosen.map(Version::number), newest);
        }

        #[test]
        fn any_bytes_have_an_answer(version: u8, elements: Vec<u8>) {
            let _ = of(version, &elements);
        }
    }
}
