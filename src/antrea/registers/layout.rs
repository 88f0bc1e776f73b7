//! Which assignment of bits a bridge uses.

use crate::model::field::Field;
use crate::model::ids::TableId;

/// The assignments of bits that Antrea has had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layout {
    /// Antrea 1.0 to 1.4: `ct_mark` is one number.
    UpTo1_4,
    /// Antrea 1.5: `ct_mark` keeps where the connection came from.
    V1_5,
    /// Antrea 1.6 to 1.12: all bits of `reg0` moved.
    From1_6,
    /// Antrea 1.13 and later: packet-in operations moved once more.
    #[default]
    From1_13,
}

impl Layout {
    /// All of them, oldest first.
    pub const ALL: [Layout; 4] = [Layout::UpTo1_4, Layout::V1_5, Layout::From1_6, Layout::From1_13];

    /// The first version that has it; empty for the oldest.
    pub fn since(self) -> &'static str {
        match self {
            Layout::UpTo1_4 => "",
            Layout::V1_5 => "1.5",
            Layout::From1_6 => "1.6",
            Layout::From1_13 => "1.13",
        }
    }

    /// The last version that has it; empty for the newest.
    pub fn until(self) -> &'static str {
        match self {
            Layout::UpTo1_4 => "1.4",
            Layout::V1_5 => "1.5",
            Layout::From1_6 => "1.12",
            Layout::From1_13 => "",
        }
    }

    /// The layout of a version as Antrea prints it (`v1.13.4`, `2.7.0-dev`); `None` when it is none.
    pub fn of_version(version: &str) -> Option<Layout> {
        let version = version.trim().trim_start_matches('v');
        let mut numbers = version.split(['.', '-', '+']);
        let major: u32 = numbers.next()?.parse().ok()?;
        let minor: u32 = numbers.next()?.parse().ok()?;
        Some(match (major, minor) {
            (0, _) | (1, 0..=4) => Layout::UpTo1_4,
            (1, 5) => Layout::V1_5,
            (1, 6..=12) => Layout::From1_6,
            _ => Layout::From1_13,
        })
    }

    /// The layout that a table's number gives away: they were fixed and wide apart up to Antrea 1.5, and are counted from 0 since.
    pub fn told_by_table(table: TableId) -> Option<Layout> {
        (table.0 >= 50).then_some(Layout::V1_5)
    }

    /// The layout that a mask of a match or write gives away: fields that only one layout has at that place. Any bridge has such flows: up to 1.12 the
    /// mark that a port was found, since then the one that says how a packet leaves.
    pub fn told_by(field: Field, mask: u128) -> Option<Layout> {
        if field != Field::Reg(0) {
            return None;
        }
        match mask {
            // Bits 0-15 were the source at first.
            0xffff => Some(Layout::UpTo1_4),
            0x1_0000 | 0x0f00_0000 | 0x1f00_0000 => Some(Layout::V1_5),
            0x100 | 0x3_e000 => Some(Layout::From1_6),
            0x60_0000 | 0xfe00_0000 | 0xfe60_0000 | 0x60_000f => Some(Layout::From1_13),
            _ => None,
        }
    }
}
