//! `ovs-ofctl dump-tables`: what each table holds and how many packets it saw.

use zerocopy::big_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use super::cursor::{Bad, Cursor};
use super::fields::{self, Field};
use super::message::Version;
use super::table_features::{Features, Printer, Stats};
use super::text::name;

/// `struct ofp10_table_stats`.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct TableV10 {
    id: u8,
    pad: [u8; 3],
    name: [u8; 32],
    wildcards: U32,
    max_entries: U32,
    active: U32,
    lookup: U64,
    matched: U64,
}

/// `struct ofp13_table_stats`.
#[derive(FromBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
struct Table {
    id: u8,
    pad: [u8; 3],
    active: U32,
    lookup: U64,
    matched: U64,
}

/// Bits of `OFPFW10_*` and the field that each wildcards: class and number, in the order of `meta-flow.h`.
const WILDCARDS: [(u32, (u16, u8)); 12] = [
    (1 << 0, (0, 0)),
    (1 << 2, (0, 2)),
    (1 << 3, (0, 1)),
    (1 << 4, (0, 3)),
    (1 << 1, (0x8000, 6)),
    (1 << 20, (0x8000, 7)),
    (0x3f << 8, (0, 7)),
    (0x3f << 14, (0, 8)),
    (1 << 5, (0, 6)),
    (1 << 21, (0, 5)),
    (1 << 6, (0, 9)),
    (1 << 7, (0, 10)),
];

/// Prints the tables. One with the same figures as the one before is `ditto`. OpenFlow 1.0 has names and what can be matched too.
pub(super) fn print(out: &mut String, body: Cursor<'_>, version: Version) -> Result<(), Bad> {
    let mut printer = Printer::new();
    let read = each(out, body, version, &mut printer);
    printer.finish(out);
    read
}

fn each(out: &mut String, mut body: Cursor<'_>, version: Version, printer: &mut Printer) -> Result<(), Bad> {
    while !body.is_empty() {
        let (features, stats) = if version == Version::V10 {
            let table = body.read::<TableV10>()?;
            let wildcards = WILDCARDS.iter().filter(|(bits, _)| table.wildcards.get() & bits != 0);
            let fields: Vec<&'static Field> =
                wildcards.filter_map(|(_, (class, number))| fields::find(*class, 0, *number)).collect();
            let features = Features {
                table: table.id,
                name: name(&table.name),
                max_entries: table.max_entries.get(),
                wildcard: fields.clone(),
                matching: fields,
                ..Features::default()
            };
            (features, Stats { active: table.active.get(), lookup: table.lookup.get(), matched: table.matched.get() })
        } else {
            let table = body.read::<Table>()?;
            let stats = Stats { active: table.active.get(), lookup: table.lookup.get(), matched: table.matched.get() };
            (Features { table: table.id, ..Features::default() }, stats)
        };
        printer.table(out, features, Some(stats));
    }
    Ok(())
}
