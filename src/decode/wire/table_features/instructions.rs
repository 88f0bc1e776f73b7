//! What the instructions of a flow in a table can be.

use std::fmt::Write as _;

use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::field_set;
use crate::decode::wire::fields::Field;

/// `OFPIT*` by number, in the order in which they are printed.
const INSTRUCTIONS: [(u16, &str); 6] = [
    (6, "meter"),
    (4, "apply_actions"),
    (5, "clear_actions"),
    (3, "write_actions"),
    (2, "write_metadata"),
    (1, "goto_table"),
];

/// `OFPAT*` by number, likewise.
const ACTIONS: [(u16, &str); 12] = [
    (0, "output"),
    (22, "group"),
    (25, "set_field"),
    (18, "strip_vlan"),
    (17, "push_vlan"),
    (23, "mod_nw_ttl"),
    (24, "dec_ttl"),
    (15, "set_mpls_ttl"),
    (16, "dec_mpls_ttl"),
    (19, "push_mpls"),
    (20, "pop_mpls"),
    (21, "set_queue"),
];

/// What the instructions of a flow can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::decode::wire) struct Instructions {
    /// Bits by [`INSTRUCTIONS`]' numbers.
    kinds: u32,
    /// Where `goto_table` can go, by bits.
    next: [u64; 4],
    pub(super) write: Actions,
    pub(super) apply: Actions,
}

/// Bits by [`ACTIONS`]' numbers, and the fields that can be set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::decode::wire) struct Actions {
    kinds: u32,
    pub(super) fields: Vec<&'static Field>,
}

impl Instructions {
    /// Reads headers of instructions.
    pub(super) fn set_kinds(&mut self, content: Cursor<'_>) -> Result<(), Bad> {
        self.kinds = ids(content, &INSTRUCTIONS)?;
        Ok(())
    }

    /// Reads numbers of tables.
    pub(super) fn set_next(&mut self, content: Cursor<'_>) {
        for table in content.rest() {
            if let Some(word) = self.next.get_mut(usize::from(table >> 6)) {
                *word |= 1 << (table & 63);
            }
        }
    }

    /// A table cannot go to itself: of two neighbours, the first can go to the second and is the same otherwise.
    pub(super) fn same(&self, table: u8, other: &Instructions, other_table: u8) -> bool {
        let (first, second, to) =
            if table < other_table { (self.next, other.next, other_table) } else { (other.next, self.next, table) };
        let mut expected = first;
        if table.abs_diff(other_table) == 1
            && let Some(word) = expected.get_mut(usize::from(to >> 6))
            && *word & 1 << (to & 63) != 0
            && second.get(usize::from(to >> 6)).is_some_and(|word| word & 1 << (to & 63) == 0)
        {
            *word &= !(1 << (to & 63));
        }
        expected == second && self.kinds == other.kinds && self.write == other.write && self.apply == other.apply
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Instructions::default()
    }

    pub(super) fn print(&self, out: &mut String, before: Option<&Instructions>) {
        if self.next != [0; 4] {
            out.push_str("      next tables: ");
            next_tables(out, &self.next);
            out.push('\n');
        }
        if before.is_some_and(|before| before.kinds == self.kinds) && self.kinds != 0 {
            out.push_str("      (same instructions)\n");
        } else if self.kinds != 0 {
            out.push_str("      instructions:");
            names(out, self.kinds, &INSTRUCTIONS);
        }
        let same = before.is_some_and(|before| before.write == self.write && before.apply == self.apply);
        if same && !self.write.fields.is_empty() {
            out.push_str("      (same actions)\n");
        } else if self.write != self.apply {
            out.push_str("      Write-Actions features:\n");
            self.write.print(out);
            out.push_str("      Apply-Actions features:\n");
            self.apply.print(out);
        } else if self.write != Actions::default() {
            out.push_str("      Write-Actions and Apply-Actions features:\n");
            self.write.print(out);
        }
    }
}

impl Actions {
    /// Reads headers of actions.
    pub(super) fn set_kinds(&mut self, content: Cursor<'_>) -> Result<(), Bad> {
        self.kinds = ids(content, &ACTIONS)?;
        Ok(())
    }

    fn print(&self, out: &mut String) {
        if self.kinds != 0 {
            out.push_str("        actions:");
            names(out, self.kinds, &ACTIONS);
        }
        if !self.fields.is_empty() {
            out.push_str("        supported on Set-Field: ");
            field_set::print(out, &self.fields);
            out.push('\n');
        }
    }
}

/// Headers of instructions or actions, as bits by their numbers. Those that are not known are passed over.
fn ids(mut content: Cursor<'_>, known: &[(u16, &str)]) -> Result<u32, Bad> {
    let mut bits = 0;
    while !content.is_empty() {
        let start = content;
        let (kind, length) = (content.u16()?, content.u16()?);
        let rest = usize::from(length).checked_sub(4).ok_or(start.bad("an entry shorter than it can be"))?;
        content.take(rest)?;
        if known.iter().any(|(number, _)| *number == kind) {
            bits |= 1 << kind;
        }
    }
    Ok(bits)
}

fn names(out: &mut String, bits: u32, names: &[(u16, &str)]) {
    for (_, name) in names.iter().filter(|(number, _)| bits & (1 << number) != 0) {
        let _ = write!(out, " {name}");
    }
    out.push('\n');
}

/// `1-253`, `1,3-4`.
fn next_tables(out: &mut String, next: &[u64; 4]) {
    let set = |table: u16| next.get(usize::from(table >> 6)).is_some_and(|word| word >> (table & 63) & 1 != 0);
    let (mut table, mut separator) = (0, "");
    while table < 256 {
        if set(table) {
            let end = (table..256).find(|next| !set(*next)).unwrap_or(256);
            let _ = if end == table + 1 {
                write!(out, "{separator}{table}")
            } else {
                write!(out, "{separator}{table}-{}", end - 1)
            };
            (table, separator) = (end, ",");
        }
        table += 1;
    }
}
