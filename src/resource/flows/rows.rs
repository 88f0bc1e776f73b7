//! Rows of flows, made from their lines when they are printed.

use serde_json::{Map, Number, Value, json};

use super::meaning::Meanings;
use super::names::Names;
use super::owner::Owner;
use crate::antrea::cookie;
use crate::antrea::role::table_of;
use crate::model::field::Field;
use crate::model::flow::{Action, ActionItem, Flow, FlowLines, KeptFlow, MatchField, TableRef, Value as FieldValue};
use crate::model::report::{Cell, Emphasis, Part, Places, Row, RowSource};
use crate::resource::item::{count, object, text};

/// Nanoseconds of a second.
const SECOND: u64 = 1_000_000_000;

/// The flows of one Node that are wanted.
pub struct NodeFlows<'v> {
    pub names: Names<'v>,
    pub lines: &'v dyn FlowLines,
    /// Their places; `None` for all.
    pub picked: Option<Vec<u32>>,
}

impl NodeFlows<'_> {
    fn len(&self) -> usize {
        self.picked.as_ref().map_or(self.lines.len(), Vec::len)
    }

    fn place(&self, at: usize) -> Option<usize> {
        match &self.picked {
            Some(picked) => picked.get(at).map(|place| *place as usize),
            None => Some(at),
        }
    }
}

/// The flows of all Nodes, in the order of their dumps.
pub struct FlowRows<'v> {
    nodes: Vec<NodeFlows<'v>>,
    /// Where each Node's rows end.
    ends: Vec<usize>,
    raw: bool,
}

/// The places of the columns.
pub const OWNER: usize = 5;
pub const MEANING: usize = 13;

impl<'v> FlowRows<'v> {
    pub fn new(nodes: Vec<NodeFlows<'v>>, raw: bool) -> FlowRows<'v> {
        let mut end = 0;
        let ends = nodes.iter().map(|node| {
            end += node.len();
            end
        });
        let ends = ends.collect();
        FlowRows { nodes, ends, raw }
    }

    fn find(&self, at: usize) -> Option<(&NodeFlows<'v>, usize)> {
        let node = self.ends.partition_point(|end| *end <= at);
        let before = node.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let node = self.nodes.get(node)?;
        Some((node, node.place(at.checked_sub(before)?)?))
    }
}

impl RowSource for FlowRows<'_> {
    fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    fn row(&self, at: usize, part: Part) -> Row {
        let Some((node, place)) = self.find(at) else { return Row::default() };
        match part {
            Part::Cells => self.cells(at, Places::ALL),
            Part::Item => {
                let mut row = Row::default();
                node.lines.at(place, &mut |kept| row.item = item(&node.names, &kept, self.raw));
                row
            }
            Part::Name => Row { name: format!("flow/{}/{place}", node.names.node), ..Row::default() },
        }
    }

    fn cells(&self, at: usize, wanted: Places) -> Row {
        let Some((node, place)) = self.find(at) else { return Row::default() };
        let mut row = Row::default();
        if self.raw {
            node.lines.head(place, &mut |flow| row = raw(&node.names, flow, wanted));
        } else if wanted.has(OWNER) || wanted.has(MEANING) {
            node.lines.at(place, &mut |kept| row = cells(&node.names, &kept.flow, Some(&kept), wanted));
        } else {
            node.lines.head(place, &mut |flow| row = cells(&node.names, flow, None, wanted));
        }
        row
    }
}

fn emphasis(names: &Names<'_>, flow: &Flow<'_>) -> Emphasis {
    if names.is_stale(flow) { Emphasis::Warning } else { Emphasis::Plain }
}

/// The columns of `--raw`.
fn raw(names: &Names<'_>, flow: &Flow<'_>, wanted: Places) -> Row {
    let line = Cell::Text(flow.text.to_owned());
    let node = if wanted.has(0) { Cell::Text(names.node.to_string()) } else { Cell::Unknown };
    Row { cells: vec![node, line], emphasis: emphasis(names, flow), ..Row::default() }
}

fn cells(names: &Names<'_>, flow: &Flow<'_>, kept: Option<&KeptFlow<'_>>, wanted: Places) -> Row {
    let table = names.table(table_of(flow));
    let mut cells = Vec::with_capacity(MEANING + 2);
    let mut cell = |make: &mut dyn FnMut() -> Cell| {
        let made = if wanted.has(cells.len()) { make() } else { Cell::Unknown };
        cells.push(made);
    };
    cell(&mut || Cell::Text(names.node.to_string()));
    cell(&mut || Cell::Text(table_words(names, flow)));
    cell(&mut || Cell::Count(flow.priority.into()));
    cell(&mut || count(flow.packets));
    cell(&mut || count(flow.bytes));
    cell(&mut || text(kept.and_then(|kept| Owner::of(names, kept, table).words())));
    cell(&mut || Cell::Text(flow.match_text.to_owned()));
    cell(&mut || Cell::Text(flow.actions_text.to_owned()));
    cell(&mut || text(flow.cookie.map(|cookie| cookie.to_string())));
    cell(&mut || count(flow.cookie.and_then(cookie::round).map(|round| round.0.into())));
    cell(&mut || text(names.category(flow.cookie).map(|category| category.name())));
    cell(&mut || count(flow.duration.map(|age| age / SECOND)));
    cell(&mut || count(flow.idle_age));
    cell(&mut || text(kept.and_then(|kept| Meanings::of(names, kept.flow, table).line(kept))));
    cell(&mut || count(names.number(table_of(flow)).map(|id| id.0.into())));
    Row { cells, emphasis: emphasis(names, flow), ..Row::default() }
}

/// A table by its name, or its number where it has none that is known.
fn table_words(names: &Names<'_>, flow: &Flow<'_>) -> String {
    match (names.table(table_of(flow)), table_of(flow)) {
        ("", TableRef::Number(id)) => id.0.to_string(),
        (name, _) => name.to_owned(),
    }
}

fn item(names: &Names<'_>, kept: &KeptFlow<'_>, raw: bool) -> Map<String, Value> {
    let flow = &kept.flow;
    let table = names.table(table_of(flow));
    let meanings = Meanings::of(names, kept.flow, table);
    let flags: Vec<&str> = flow.flags.split_ascii_whitespace().collect();
    let mut item = object(json!({
        "kind": "Flow",
        "node": &**names.node,
        "table": {
            "id": names.number(table_of(flow)).map(|id| id.0),
            "name": (!table.is_empty()).then_some(table),
        },
        "priority": flow.priority,
        "packets": flow.packets,
        "bytes": flow.bytes,
        "cookie": flow.cookie.map(|cookie| cookie.to_string()),
        "round": flow.cookie.and_then(cookie::round).map(|round| round.0),
        "category": names.category(flow.cookie).map(|category| category.name()),
        "stale": names.live_round.and(flow.cookie).map(|_| names.is_stale(flow)),
        "durationSeconds": flow.duration.map(|age| age / SECOND),
        "idleSeconds": flow.idle_age,
        "hardAgeSeconds": flow.hard_age,
        "idleTimeoutSeconds": flow.idle_timeout,
        "hardTimeoutSeconds": flow.hard_timeout,
        "importance": flow.importance,
        "flags": flags,
        "owner": Owner::of(names, kept, table).item(kept),
        "match": matched(kept, &meanings),
        "actions": actions(kept, &meanings),
    }));
    if raw {
        item.insert("line".to_owned(), Value::from(flow.text));
    }
    item
}

/// The match: each field under its own name, the text of all, and what it means.
fn matched(kept: &KeptFlow<'_>, meanings: &Meanings<'_, '_, '_>) -> Value {
    let mut all = Map::new();
    let mut said = Map::new();
    for field in kept.fields {
        all.insert(field.name.to_owned(), value(field));
        if let Some(meaning) = meanings.field(field) {
            said.insert(field.name.to_owned(), Value::from(meaning));
        }
    }
    all.insert("text".to_owned(), Value::from(kept.flow.match_text));
    all.insert("meaning".to_owned(), Value::Object(said));
    Value::Object(all)
}

/// A keyword is true, a plain number a number, all else as it is printed.
fn value(field: &MatchField<'_>) -> Value {
    match (field.field, field.value) {
        (_, FieldValue::Flag) => Value::Bool(true),
        (field, FieldValue::Number { value, mask: None }) if !matches!(field, Field::CtLabel | Field::XXReg(_)) => {
            u64::try_from(value).map_or(Value::from(value.to_string()), |value| Value::Number(Number::from(value)))
        }
        _ => match field.text.split_once('=') {
            Some((_, printed)) => Value::from(printed.trim_matches('"')),
            None => Value::from(field.text),
        },
    }
}

fn actions(kept: &KeptFlow<'_>, meanings: &Meanings<'_, '_, '_>) -> Value {
    let list: Vec<Value> = kept
        .actions
        .iter()
        .map(|item| json!({ "name": name(item), "text": item.text, "meaning": meanings.action(item) }))
        .collect();
    json!({ "text": kept.flow.actions_text, "list": list })
}

/// An action's name, as it is printed before its arguments.
fn name<'a>(item: &ActionItem<'a>) -> &'a str {
    match item.action {
        Action::Known { name, .. } => name,
        Action::Output(_) => "output",
        _ => item.text.split([':', '(']).next().unwrap_or_default(),
    }
}
