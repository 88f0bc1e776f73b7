//! Which tables the flows of a Node are in.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::antrea::landmarks::Landmarks;
use crate::model::flow::TableRef;
use crate::model::ids::TableId;
use crate::resolve::evidence::TableKey;
use crate::resolve::node::NodeView;
use crate::resource::view::SwitchFacts;

/// Reasons that a table's name tells, each with the table.
const TOLD_BY_NAME: [(&str, &str); 3] = [
    ("SpoofGuard", "spoof-guard"),
    ("ConntrackState", "invalid-state and conntrack-full"),
    ("EndpointDNAT", "no-endpoint"),
];

/// Names of a Node's tables: as the switch says them, or else by what stands in them.
pub(super) struct TableNames<'v> {
    said: &'v BTreeMap<TableId, Arc<str>>,
    told: BTreeMap<TableId, Arc<str>>,
    lost: Vec<&'static str>,
}

impl<'v> TableNames<'v> {
    pub(super) fn of(switch: &'v SwitchFacts, read: Option<&NodeView>) -> TableNames<'v> {
        let said = &switch.table_names;
        let (mut told, mut lost) = (BTreeMap::new(), Vec::new());
        if let (true, Some(flows)) = (said.is_empty(), switch.flows.as_deref()) {
            let mut marks = Landmarks::default();
            let mut numbers = false;
            flows.each(&mut |_, kept| {
                numbers |= matches!(kept.flow.table, Some(TableRef::Number(_)));
                marks.add(&kept.flow, kept.fields, kept.actions);
            });
            told.extend(marks.names().into_iter().map(|(id, name)| (id, Arc::from(name))));
            let known = |id: TableId| Some((id, read?.tables.name(TableKey::Number(id))?.clone()));
            told.extend((0..=u8::MAX).filter_map(|id| known(TableId(id))));
            let is_lost = |name: &str| numbers && !told.values().any(|known| **known == *name);
            lost.extend(TOLD_BY_NAME.iter().filter(|(table, _)| is_lost(table)).map(|(_, reasons)| *reasons));
        }
        TableNames { said, told, lost }
    }

    pub(super) fn name<'a>(&'a self, table: TableRef<'a>) -> Option<&'a str> {
        match table {
            TableRef::Name(name) => Some(name),
            TableRef::Number(id) => self.said.get(&id).or_else(|| self.told.get(&id)).map(|name| &**name),
        }
    }

    pub(super) fn number(&self, table: TableRef<'_>) -> Option<TableId> {
        match table {
            TableRef::Number(id) => Some(id),
            TableRef::Name(name) => self.said.iter().find(|(_, known)| ***known == *name).map(|(id, _)| *id),
        }
    }

    /// What cannot be told because names are not known, in words.
    pub(super) fn lost(&self) -> Option<String> {
        let reasons = self.lost.join(", ");
        (!reasons.is_empty()).then(|| {
            format!("names of tables are not known (ovs-ofctl dump-table-features has them), and not every table is told by its flows: {reasons} cannot be told")
        })
    }
}
