//! Which policy table a table of a dump is.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::TableKey;
use crate::antrea::tables::PolicyTable;
use crate::model::ids::TableId;

/// The policy tables of a bridge.
#[derive(Debug, Default)]
pub struct TableMap {
    pub(super) by_key: HashMap<TableKey, (Option<PolicyTable>, Arc<str>), RandomState>,
    /// The names were worked out from what stands in the tables.
    pub by_structure: bool,
}

impl TableMap {
    /// The policy table, if it is one.
    pub fn table(&self, key: TableKey) -> Option<PolicyTable> {
        self.by_key.get(&key).and_then(|(table, _)| *table)
    }

    /// The name as the bridge has it.
    pub fn name(&self, key: TableKey) -> Option<&Arc<str>> {
        self.by_key.get(&key).map(|(_, name)| name)
    }

    /// The number of a table that a dump names.
    pub fn number(&self, key: TableKey) -> Option<TableId> {
        match key {
            TableKey::Number(id) => Some(id),
            TableKey::Name(_) => {
                let name = self.name(key)?;
                self.by_key.iter().find_map(|(other, (_, known))| match other {
                    TableKey::Number(id) if known == name => Some(*id),
                    _ => None,
                })
            }
        }
    }
}
