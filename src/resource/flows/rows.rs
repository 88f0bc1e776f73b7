//! Rows of flows, made from their lines when they are printed.

use serde_json::{Map, Value};

use super::meaning::Meanings;
use super::names::Names;
use super::owner::Owner;
use crate::antrea::cookie;
use crate::antrea::role::table_of;
use crate::model::field::Field;
use crate::model::flow::{Action, ActionItem, Flow, FlowLines, KeptFlow, MatchField, TableRef, Value as FieldValue};
use crate::model::item::{Fields, Put, Shown, Sink, each, map, nested, tree};
use crate::model::report::{Cell, Emphasis, Part, Places, Row, RowSource};
use crate::resource::item::{count, text};

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
            Part::Item => Row { item: map(|fields| self.item(at, fields)), ..Row::default() },
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

    fn item(&self, at: usize, fields: &mut Fields<'_>) {
        if let Some((node, place)) = self.find(at) {
            node.lines.at(place, &mut |kept| item(&node.names, &kept, self.raw, fields));
        }
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

fn item(names: &Names<'_>, kept: &KeptFlow<'_>, raw: bool, item: &mut Fields<'_>) {
    let flow = &kept.flow;
    let table = names.table(table_of(flow));
    let meanings = Meanings::of(names, kept.flow, table);
    item.put("kind", "Flow");
    item.put("node", &**names.node);
    item.put(
        "table",
        nested(|fields| {
            fields.put("id", names.number(table_of(flow)).map(|id| id.0));
            fields.put("name", (!table.is_empty()).then_some(table));
        }),
    );
    item.put("priority", flow.priority);
    item.put("packets", flow.packets);
    item.put("bytes", flow.bytes);
    item.put("cookie", flow.cookie.map(Shown));
    item.put("round", flow.cookie.and_then(cookie::round).map(|round| round.0));
    item.put("category", names.category(flow.cookie).map(|category| category.name()));
    item.put("stale", names.live_round.and(flow.cookie).map(|_| names.is_stale(flow)));
    item.put("durationSeconds", flow.duration.map(|age| age / SECOND));
    item.put("idleSeconds", flow.idle_age);
    item.put("hardAgeSeconds", flow.hard_age);
    item.put("idleTimeoutSeconds", flow.idle_timeout);
    item.put("hardTimeoutSeconds", flow.hard_timeout);
    item.put("importance", flow.importance);
    item.put("flags", each(|| flow.flags.split_ascii_whitespace()));
    let owner = Owner::of(names, kept, table);
    item.put("owner", nested(|fields| owner.tell(kept, fields)));
    item.put("match", nested(|fields| matched(kept, &meanings, fields)));
    item.put(
        "actions",
        nested(|fields| {
            fields.put("text", flow.actions_text);
            fields.put("list", each(|| kept.actions.iter().map(|item| action(item, &meanings))));
        }),
    );
    if raw {
        item.put("line", flow.text);
    }
}

/// The match: each field under its own name, the text of all, and what it means.
fn matched(kept: &KeptFlow<'_>, meanings: &Meanings<'_, '_, '_>, fields: &mut Fields<'_>) {
    let of_dump = kept.fields;
    if of_dump.len() > MOST_FIELDS || has_twins(of_dump) {
        return matched_with_twins(kept, meanings, fields);
    }
    for field in of_dump {
        fields.put(field.name, MatchValue(field));
    }
    fields.put("text", kept.flow.match_text);
    let said = |fields: &mut Fields<'_>| {
        for field in of_dump {
            if let Some(meaning) = meanings.field(field) {
                fields.put(field.name, meaning);
            }
        }
    };
    fields.put("meaning", nested(said));
}

/// As many fields are looked at in pairs.
const MOST_FIELDS: usize = 40;

/// Whether two members would have the same name, as no flow of Open vSwitch's own has it.
fn has_twins(fields: &[MatchField<'_>]) -> bool {
    fields.iter().enumerate().any(|(at, field)| {
        matches!(field.name, "text" | "meaning") || fields.iter().take(at).any(|before| before.name == field.name)
    })
}

/// Of members with the same name the last one counts.
fn matched_with_twins(kept: &KeptFlow<'_>, meanings: &Meanings<'_, '_, '_>, fields: &mut Fields<'_>) {
    let mut all = Map::new();
    let mut said = Map::new();
    for field in kept.fields {
        all.insert(field.name.to_owned(), tree(MatchValue(field)));
        if let Some(meaning) = meanings.field(field) {
            said.insert(field.name.to_owned(), Value::from(meaning));
        }
    }
    all.insert("text".to_owned(), Value::from(kept.flow.match_text));
    all.insert("meaning".to_owned(), Value::Object(said));
    fields.extend(&all);
}

/// A keyword is true, a plain number a number, all else as it is printed.
struct MatchValue<'a>(&'a MatchField<'a>);

impl Put for MatchValue<'_> {
    fn put(&self, out: &mut dyn Sink) {
        let field = self.0;
        match (field.field, field.value) {
            (_, FieldValue::Flag) => out.flag(true),
            (field, FieldValue::Number { value, mask: None }) if !matches!(field, Field::CtLabel | Field::XXReg(_)) => {
                match u64::try_from(value) {
                    Ok(value) => out.count(value),
                    Err(_) => out.shown(&value),
                }
            }
            _ => match field.text.split_once('=') {
                Some((_, printed)) => out.text(printed.trim_matches('"')),
                None => out.text(field.text),
            },
        }
    }
}

fn action<'a>(item: &'a ActionItem<'a>, meanings: &'a Meanings<'_, '_, '_>) -> impl Put + 'a {
    nested(move |fields| {
        fields.put("name", name(item));
        fields.put("text", item.text);
        fields.put("meaning", meanings.action(item));
    })
}

/// An action's name, as it is printed before its arguments.
fn name<'a>(item: &ActionItem<'a>) -> &'a str {
    match item.action {
        Action::Known { name, .. } => name,
        Action::Output(_) => "output",
        _ => item.text.split([':', '(']).next().unwrap_or_default(),
    }
}
