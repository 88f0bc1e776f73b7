//! `ovs-ofctl dump-table-features`: numbers and names of the tables, and what a flow in each can match and do.

use std::fmt::Write as _;

use zerocopy::big_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use super::cursor::{Bad, Cursor};
use super::fields::Field;
use super::groups::entry;
use super::message::Version;
use super::number::hexadecimal;
use super::text::{Notes, name, property};
use super::{field_set, tlv};

mod instructions;

use instructions::Instructions;

/// `OFPTC14_EVICTION` and `OFPTC14_VACANCY_EVENTS`.
const CAPABILITIES: [(u32, &str); 2] = [(4, "eviction"), (8, "vacancy events")];
const KNOWN_CAPABILITIES: u32 = 12;

/// `struct ofp13_table_features`.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Table {
    length: U16,
    id: u8,
    pad: [u8; 5],
    name: [u8; 32],
    metadata_match: U64,
    metadata_write: U64,
    capabilities: U32,
    max_entries: U32,
}

/// What one table holds and saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stats {
    pub(super) active: u32,
    pub(super) lookup: u64,
    pub(super) matched: u64,
}

/// What one table is and can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Features {
    pub(super) table: u8,
    pub(super) name: String,
    pub(super) metadata: (u64, u64),
    /// `None` before OpenFlow 1.4.
    pub(super) capabilities: Option<u32>,
    pub(super) max_entries: u32,
    /// For packets that match a flow, and for those that do not.
    pub(super) hit: Instructions,
    pub(super) miss: Instructions,
    pub(super) matching: Vec<&'static Field>,
    /// Of these, those of which any bits may be matched, and those that need not be.
    pub(super) masked: Vec<&'static Field>,
    pub(super) wildcard: Vec<&'static Field>,
}

impl Features {
    fn same(&self, other: &Features) -> bool {
        self.same_instructions(other)
            && (self.metadata, self.capabilities, self.max_entries)
                == (other.metadata, other.capabilities, other.max_entries)
            && self.matching == other.matching
    }

    fn same_instructions(&self, other: &Features) -> bool {
        self.hit.same(self.table, &other.hit, other.table) && self.miss.same(self.table, &other.miss, other.table)
    }

    fn is_empty(&self) -> bool {
        let named = Features { table: self.table, name: self.name.clone(), ..Features::default() };
        *self == named
    }
}

/// Remembers the table before, because equal ones are `ditto`, and those of them without a name are a range.
#[derive(Debug, Default)]
pub(super) struct Printer {
    before: Option<(Features, Option<Stats>)>,
    ditto: Option<(u8, u8)>,
    began: bool,
}

impl Printer {
    pub(super) fn new() -> Printer {
        Printer::default()
    }

    /// Prints the tables of a reply.
    pub(super) fn print(
        &mut self,
        out: &mut String,
        mut body: Cursor<'_>,
        version: Version,
        notes: &mut Notes,
    ) -> Result<(), Bad> {
        while !body.is_empty() {
            let mut entry = entry(&mut body, size_of::<Table>())?;
            let table = entry.read::<Table>()?;
            let mut features = Features {
                table: table.id,
                name: name(&table.name),
                metadata: (table.metadata_match.get(), table.metadata_write.get()),
                capabilities: (version > Version::V13).then_some(table.capabilities.get() & KNOWN_CAPABILITIES),
                max_entries: table.max_entries.get(),
                ..Features::default()
            };
            if let Err(bad) = properties(&mut features, entry) {
                notes.add(bad);
            }
            let start = out.len();
            self.table(out, features, None);
            if !std::mem::replace(&mut self.began, true) && out.get(start..).is_some_and(|text| text.starts_with('\n'))
            {
                out.remove(start);
            }
        }
        Ok(())
    }

    /// Prints a table.
    pub(super) fn table(&mut self, out: &mut String, features: Features, stats: Option<Stats>) {
        let before = self.before.take();
        let previous = before.as_ref().map(|(before, _)| before);
        let same_stats = stats.is_none() || before.as_ref().is_some_and(|(_, before)| *before == stats);
        let same = previous.is_some_and(|before| features.same(before));
        if same_stats && same && features.name.is_empty() {
            self.ditto = Some((self.ditto.map_or(features.table, |(first, _)| first), features.table));
        } else {
            self.finish(out);
            let _ = write!(out, "\n  table {}", features.table);
            if !features.name.is_empty() {
                let _ = write!(out, " (\"{}\")", features.name);
            }
            out.push(':');
            if same_stats && same {
                out.push_str(" ditto");
            } else {
                details(out, &features, previous.map(|before| (before, same)), stats);
            }
        }
        self.before = Some((features, stats));
    }

    /// Prints what is left, and an empty line after the tables of all replies.
    pub(super) fn end(&mut self, out: &mut String) {
        self.finish(out);
        if self.began {
            out.push('\n');
        }
    }

    /// Prints the range that is open.
    pub(super) fn finish(&mut self, out: &mut String) {
        let _ = match self.ditto.take() {
            None => Ok(()),
            Some((first, last)) if first == last => write!(out, "\n  table {first}: ditto\n"),
            Some((first, last)) => write!(out, "\n  tables {first}...{last}: ditto\n"),
        };
    }
}

/// What follows the line with the number; `before` is the table before and whether it is the same.
fn details(out: &mut String, features: &Features, before: Option<(&Features, bool)>, stats: Option<Stats>) {
    out.push('\n');
    if let Some(Stats { active, lookup, matched }) = stats {
        let _ = writeln!(out, "    active={active}, lookup={lookup}, matched={matched}");
    }
    if let Some((_, true)) = before {
        out.push_str(if features.is_empty() { "" } else { "    (same features)\n" });
        return;
    }
    let before = before.map(|(before, _)| before);
    if features.metadata != (0, 0) {
        out.push_str("    metadata: match=");
        hexadecimal(out, features.metadata.0);
        out.push_str(" write=");
        hexadecimal(out, features.metadata.1);
        out.push('\n');
    }
    for (bit, name) in CAPABILITIES {
        if let Some(bits) = features.capabilities {
            let _ = writeln!(out, "    {name}: {}supported", if bits & bit == 0 { "not " } else { "" });
        }
    }
    if features.max_entries != 0 {
        let _ = writeln!(out, "    max_entries={}", features.max_entries);
    }
    let (hit, miss) = (before.map(|before| &before.hit), before.map(|before| &before.miss));
    if before.is_some_and(|before| features.same_instructions(before)) {
        out.push_str(if features.hit.is_empty() { "" } else { "    (same instructions)\n" });
    } else if features.hit != features.miss {
        out.push_str("    instructions (other than table miss):\n");
        features.hit.print(out, hit);
        out.push_str("    instructions (table miss):\n");
        features.miss.print(out, miss);
    } else if !features.hit.is_empty() {
        out.push_str("    instructions (table miss and others):\n");
        features.hit.print(out, hit);
    }
    if features.matching.is_empty() {
        return;
    }
    if before.is_some_and(|before| before.matching == features.matching) {
        out.push_str("    (same matching)\n");
        return;
    }
    out.push_str("    matching:\n");
    let list =
        |keep: &dyn Fn(&&'static Field) -> bool| features.matching.iter().copied().filter(keep).collect::<Vec<_>>();
    let masked = |field: &&'static Field| features.masked.contains(field);
    let wildcard = |field: &&'static Field| !masked(field) && features.wildcard.contains(field);
    let exact = |field: &&'static Field| !masked(field) && !features.wildcard.contains(field);
    for (title, fields) in [
        ("arbitrary mask", list(&masked)),
        ("exact match or wildcard", list(&wildcard)),
        ("must exact match", list(&exact)),
    ] {
        if !fields.is_empty() {
            let _ = write!(out, "      {title}: ");
            field_set::print(out, &fields);
            out.push('\n');
        }
    }
}

/// Reads the properties of a table. What is not known of them is passed over, as `ovs-ofctl` does.
fn properties(features: &mut Features, mut entry: Cursor<'_>) -> Result<(), Bad> {
    while let Some((kind, content)) = property(&mut entry)? {
        // Even numbers are for packets that match a flow, odd ones for those that do not.
        let side = if kind % 2 == 0 { &mut features.hit } else { &mut features.miss };
        match kind {
            0 | 1 => side.set_kinds(content)?,
            2 | 3 => side.set_next(content),
            4 | 5 => side.write.set_kinds(content)?,
            6 | 7 => side.apply.set_kinds(content)?,
            8 => (features.matching, features.masked) = fields(content)?,
            10 => features.wildcard = fields(content)?.0,
            12 | 13 => side.write.fields = fields(content)?.0,
            14 | 15 => side.apply.fields = fields(content)?.0,
            _ => {}
        }
    }
    Ok(())
}

/// Headers of fields: all that are known, in their order, and those of them with a mask.
fn fields(mut content: Cursor<'_>) -> Result<(Vec<&'static Field>, Vec<&'static Field>), Bad> {
    let (mut all, mut masked) = (Vec::new(), Vec::new());
    while !content.is_empty() {
        let header = tlv::header(&mut content)?;
        // One that comes twice is one: there are few fields, and a reply has room for thousands of headers.
        if let Some(field) = header.field.filter(|field| !all.contains(field)) {
            all.push(field);
            if header.masked {
                masked.push(field);
            }
        }
    }
    Ok((all, masked))
}
