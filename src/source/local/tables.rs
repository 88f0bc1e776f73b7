//! Which tables of a bridge there are, and which of them are dumped.

use std::collections::BTreeMap;

use crate::decode::wire::{Cursor, Framed, Messages, Version};
use crate::model::ids::TableId;
use crate::source::Tables;
use crate::source::recipe::POLICY_TABLES;

/// What a bridge says of its tables.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// How many flows each has.
    flows: BTreeMap<TableId, u32>,
    names: BTreeMap<TableId, String>,
    /// Whether all has come that says how many flows there are, and how tables are called.
    pub(super) counted: bool,
    pub(super) named: bool,
}

/// Bytes of the multipart header, with the message's own.
const REPLY: usize = 16;
const REPLY_10: usize = 12;
/// `OFP_MAX_TABLE_NAME_LEN`
const NAME: usize = 32;

impl Directory {
    /// A table by its number and its name.
    pub(super) fn describe(&self, table: TableId) -> String {
        match self.names.get(&table) {
            Some(name) => format!("table {} ({name})", table.0),
            None => format!("table {}", table.0),
        }
    }

    /// Replies that say how many flows each table has: `struct ofp13_table_stats`, or `struct ofp10_table_stats`, which has its name too.
    pub(super) fn counts(&mut self, replies: &[u8]) {
        each_body(replies, &mut |version, mut entries| {
            while !entries.is_empty() {
                let entry = if version == Version::V10 { entries.part(64) } else { entries.part(24) };
                let Ok(mut entry) = entry else { break };
                let (Ok(table), Ok(_)) = (entry.u8(), entry.take(3)) else { break };
                if version == Version::V10 {
                    if let Ok(name) = entry.take(NAME) {
                        self.name(TableId(table), name);
                    }
                    // Wildcards, and how many flows it may have.
                    let _ = entry.take(8);
                }
                let Ok(flows) = entry.u32() else { break };
                self.flows.insert(TableId(table), flows);
            }
        });
    }

    /// Replies that say what each table can do: `struct ofp13_table_features`, of which the name is read.
    pub(super) fn features(&mut self, replies: &[u8]) {
        each_body(replies, &mut |_, mut entries| {
            while let Some(length) = length(entries)
                && let Ok(mut entry) = entries.part(length)
            {
                let (Ok(_), Ok(table), Ok(_)) = (entry.take(2), entry.u8(), entry.take(5)) else { break };
                let Ok(name) = entry.take(NAME) else { break };
                self.name(TableId(table), name);
            }
        });
    }

    fn name(&mut self, table: TableId, padded: &[u8]) {
        let name = padded.split(|byte| *byte == 0).next().unwrap_or_default();
        let name = String::from_utf8_lossy(name).into_owned();
        // What Open vSwitch calls a table that nobody named.
        if !name.is_empty() && name != format!("table{}", table.0) {
            self.names.insert(table, name);
        }
    }

    /// The tables with most flows first: then little is left to be decoded when the last has come.
    pub(super) fn biggest_first(&self, tables: &mut [TableId]) {
        tables.sort_by_key(|table| std::cmp::Reverse(self.count(*table)));
    }

    /// How many flows a table had when they were counted.
    pub(super) fn count(&self, table: TableId) -> u64 {
        self.flows.get(&table).copied().unwrap_or_default().into()
    }

    /// The tables to dump, each that is not empty once.
    ///
    /// Where no table has a name that is asked for, all are dumped: the tables of Antrea before 1.6 have numbers alone, and some of them are what is asked for. Tables that were
    /// named one by one are these or none, on a bridge whose tables have names.
    pub(super) fn choose(&self, wanted: &Tables) -> Vec<TableId> {
        let tables = || self.flows.iter().filter(|(_, flows)| **flows > 0).map(|(table, _)| *table);
        let is_called = |table: TableId, word: &str| {
            self.names.get(&table).is_some_and(|name| name == word || table.0.to_string() == word)
        };
        let known = |words: &dyn Fn(TableId) -> bool| -> Vec<TableId> {
            self.names.keys().copied().filter(|table| words(*table)).collect()
        };
        let (called, or_none) = match wanted {
            Tables::All => return tables().collect(),
            Tables::Policies => (known(&|table| POLICY_TABLES.iter().any(|word| is_called(table, word))), false),
            Tables::Named(words) => {
                (known(&|table| words.iter().any(|word| is_called(table, word))), !self.names.is_empty())
            }
        };
        if called.is_empty() && !or_none {
            return tables().collect();
        }
        tables().filter(|table| called.contains(table)).collect()
    }
}

/// How many flows stand in replies: each begins with its length.
pub(super) fn flows_in(replies: &[u8], version: Version) -> u64 {
    // Open vSwitch's extension of 1.0 has a header of its own.
    let header = if version == Version::V10 { REPLY_10 + 12 } else { REPLY };
    let mut flows = 0;
    Messages::new().feed(replies, &mut |framed| {
        let Framed::Message(message) = framed else { return };
        let mut entries = message.bytes.get(header..).unwrap_or_default();
        while let Some(length) = entries.first_chunk::<2>().map(|length| usize::from(u16::from_be_bytes(*length)))
            && length > 0
            && let Some(rest) = entries.get(length..)
        {
            (entries, flows) = (rest, flows + 1);
        }
    });
    flows
}

fn length(mut entries: Cursor<'_>) -> Option<usize> {
    // Shorter than what is read of it, it would not end.
    entries.u16().ok().map(usize::from).filter(|length| *length >= 8 + NAME)
}

/// What stands in the replies behind their headers.
fn each_body(replies: &[u8], each: &mut dyn FnMut(Version, Cursor<'_>)) {
    Messages::new().feed(replies, &mut |framed| {
        let Framed::Message(message) = framed else { return };
        let Some(version) = Version::from_number(message.header.version) else { return };
        let header = if version == Version::V10 { REPLY_10 } else { REPLY };
        each(version, Cursor::new(message.bytes.get(header..).unwrap_or_default(), header));
    });
}
