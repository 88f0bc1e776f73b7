//! Several clusters in one report: a column SOURCE tells them apart.

use serde_json::{Map, Value};

use crate::model::artefact::Gap;
use crate::model::item::Fields;
use crate::model::report::{Cell, Column, Missing, Part, Places, Report, Row, RowSource, Rows};

/// The member of an item, and of an entry of `resolution`, that says whose it is.
const ALIAS: &str = "sourceAlias";

/// Joins reports of the same noun, each under the alias of its source; `header` is what the column of aliases is called.
pub(super) fn join<'a>(header: &'static str, parts: Vec<(&'a str, Report<'a>)>) -> Report<'a> {
    let mut whole = Report::default();
    let mut rows = Joined { parts: Vec::new() };
    let mut metadata = Vec::new();
    let mut missing: Option<Missing> = None;
    // What is off in one cluster is a gap, unless it is off in all.
    let off: Vec<String> =
        parts.iter().filter_map(|(alias, part)| Some(prefixed(alias, ": ", part.off.clone()?))).collect();
    if off.len() == parts.len() && !off.is_empty() {
        whole.off = Some(off.join("; "));
    }
    for (alias, part) in parts {
        whole.gaps.extend(part.off.map(|why| Gap { node: None, what: prefixed(alias, ": ", "rows".to_string()), why }));
        (whole.noun, whole.kind) = (part.noun, part.kind);
        whole.nothing = part.nothing;
        whole.bare = part.bare;
        whole.columns = merged(std::mem::take(&mut whole.columns), part.columns);
        // Nodes of two clusters may have the same name.
        whole.gaps.extend(part.gaps.into_iter().map(|gap| Gap { what: prefixed(alias, ": ", gap.what), ..gap }));
        whole.summary.headers = part.summary.headers;
        let below_alias = |mut row: Vec<String>| {
            row.insert(0, alias.to_string());
            row
        };
        whole.summary.rows.extend(part.summary.rows.into_iter().map(below_alias));
        whole.said.extend(part.said.into_iter().map(|said| prefixed(alias, ": ", said)));
        whole.remarks.extend(part.remarks.into_iter().map(|remark| prefixed(alias, ": ", remark)));
        metadata.push((alias, part.metadata));
        rows.parts.push((alias, part.rows));
        missing = Some(match missing {
            None => part.missing,
            Some(before) => in_neither(before, &part.missing),
        });
    }
    whole.columns.insert(0, Column { header, numeric: false, wide: false, help: "alias of the source" });
    whole.summary.headers.insert(0, header);
    whole.metadata = joined_metadata(metadata);
    whole.rows = Rows::new(rows);
    whole.missing = missing.unwrap_or_default();
    whole
}

/// A column that one source has something to say in is shown.
fn merged(before: Vec<Column>, here: Vec<Column>) -> Vec<Column> {
    if before.is_empty() {
        return here;
    }
    before.into_iter().zip(here).map(|(a, b)| Column { wide: a.wide && b.wide, ..a }).collect()
}

/// A name need not be in every cluster.
fn in_neither(mut before: Missing, here: &Missing) -> Missing {
    before.names.retain(|name| here.names.contains(name));
    before.known.extend_from_slice(&here.known);
    before
}

/// Members as one source has them: lists are joined, what differs is null; and each source's own below `sources`.
fn joined_metadata(parts: Vec<(&str, Map<String, Value>)>) -> Map<String, Value> {
    let mut whole: Map<String, Value> = Map::new();
    let mut sources = Map::new();
    for (alias, mut part) in parts {
        let own = ["source", "takenAt", "context", "antreaVersion"].into_iter();
        let own: Map<String, Value> =
            own.filter_map(|name| Some((name.to_string(), part.get(name)?.clone()))).collect();
        sources.insert(alias.to_string(), Value::Object(own));
        if let Some(Value::Array(nodes)) = part.get_mut("resolution") {
            for node in nodes.iter_mut().filter_map(Value::as_object_mut) {
                node.insert(ALIAS.to_string(), Value::from(alias));
            }
        }
        for (name, value) in part {
            match (whole.get_mut(&name), value) {
                (None, value) => drop(whole.insert(name, value)),
                (Some(Value::Array(all)), Value::Array(more)) => all.extend(more),
                (Some(before), value) if *before != value => *before = Value::Null,
                (Some(_), _) => {}
            }
        }
    }
    whole.insert("sources".to_string(), Value::Object(sources));
    whole
}

/// Text with its alias; what has none stays as it is.
fn prefixed(alias: &str, joint: &str, text: String) -> String {
    if alias.is_empty() { text } else { format!("{alias}{joint}{text}") }
}

struct Joined<'a> {
    parts: Vec<(&'a str, Rows<'a>)>,
}

impl RowSource for Joined<'_> {
    fn len(&self) -> usize {
        self.parts.iter().map(|(_, rows)| rows.len()).sum()
    }

    fn row(&self, mut at: usize, part: Part) -> Row {
        for (alias, rows) in &self.parts {
            if at < rows.len() {
                let mut row = rows.row(at, part);
                match part {
                    Part::Cells => row.cells.insert(0, Cell::Text((*alias).to_string())),
                    Part::Item if !row.item.is_empty() => drop(row.item.insert(ALIAS.to_string(), Value::from(*alias))),
                    Part::Name if !row.name.is_empty() => row.name = prefixed(alias, "/", row.name),
                    Part::Item | Part::Name => {}
                }
                return row;
            }
            at -= rows.len();
        }
        Row::default()
    }

    fn cells(&self, mut at: usize, wanted: Places) -> Row {
        for (alias, rows) in &self.parts {
            if at < rows.len() {
                let mut row = RowSource::cells(rows, at, wanted.after_first());
                row.cells.insert(0, Cell::Text((*alias).to_string()));
                return row;
            }
            at -= rows.len();
        }
        Row::default()
    }

    fn item(&self, mut at: usize, fields: &mut Fields<'_>) {
        for (alias, rows) in &self.parts {
            if at < rows.len() {
                rows.item(at, fields);
                if !fields.is_empty() {
                    fields.put(ALIAS, alias);
                }
                return;
            }
            at -= rows.len();
        }
    }
}
