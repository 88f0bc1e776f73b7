//! A report: typed cells that every format can print. A noun makes it, a format prints it; neither knows the other.

use std::cell::RefCell;
use std::fmt;

use serde_json::{Map, Value};

use super::artefact::Gap;
use super::item::{Fields, map};

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The header as printed (`CREATED AT`). `--columns` and `--sort-by` take it in any case, with `-`, `_` or nothing for blanks.
    pub header: &'static str,
    /// Whether it holds numbers: they sort as numbers.
    pub numeric: bool,
    /// Shown with `-o wide` (and in csv with `--columns`) only.
    pub wide: bool,
    /// One line for the manual.
    pub help: &'static str,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Not known: `-` in tables, empty in csv. Not zero and not empty.
    Unknown,
    /// Text that may come from the cluster: a format strips what could harm a terminal.
    Text(String),
    /// A count.
    Count(u64),
    /// A part of a whole in hundredths, 0 to 100: `95.0%` in tables, a bare number where machines read.
    Percent(f64),
    /// Several texts, joined by commas in tables.
    List(Vec<String>),
}

/// One row: cells for tables and csv, an item for json and yaml, a name for `-o name`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// As many as the report has columns.
    pub cells: Vec<Cell>,
    /// The item of the JSON contract; empty for a row that repeats a part of the item before it, which JSON leaves out.
    pub item: Map<String, Value>,
    /// What `-o name` prints (`antreaclusternetworkpolicy/acnp-1`); empty for a row that is a part of the item before it.
    pub name: String,
    /// Draw the eye to it: a drop, an orphan, a doubt. Formats may colour it.
    pub emphasis: Emphasis,
}

/// How a row wants to look on a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Emphasis {
    #[default]
    Plain,
    /// Worth a look (ambiguous, orphan, stale).
    Warning,
    /// Quiet (nothing realised).
    Dim,
}

/// The part of a row that a format prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// [`Row::cells`]
    Cells,
    /// [`Row::item`]
    Item,
    /// [`Row::name`]
    Name,
}

/// Makes rows when they are printed: a big Node has as many rows as flows, and a row is far bigger than what it is made of.
pub trait RowSource {
    /// How many rows there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a place below [`RowSource::len`]; only `part` of it and its emphasis need be there.
    fn row(&self, at: usize, part: Part) -> Row;

    /// The next row of those that have no place and come once, whole, after the others: see [`Rows::passing`].
    fn passing(&self) -> Option<Row> {
        None
    }

    /// The row at a place with its cells; those that are not wanted need not be right, but must be there.
    fn cells(&self, at: usize, wanted: Places) -> Row {
        let _ = wanted;
        self.row(at, Part::Cells)
    }

    /// Tells the fields of the item of the row at a place: those of [`RowSource::row`]. Without a field there is no item.
    fn item(&self, at: usize, fields: &mut Fields<'_>) {
        fields.extend(&self.row(at, Part::Item).item);
    }
}

/// The item of a row, made while it is told.
pub struct Item<'r> {
    made: Made<'r>,
}

enum Made<'r> {
    Later { source: &'r dyn RowSource, at: usize },
    Already(Map<String, Value>),
}

impl Item<'_> {
    /// Tells its fields; a row that is a part of the item before it has none.
    pub fn tell(&self, fields: &mut Fields<'_>) {
        match &self.made {
            Made::Later { source, at } => source.item(*at, fields),
            Made::Already(item) => fields.extend(item),
        }
    }

    /// Its fields as a tree.
    pub fn tree(self) -> Map<String, Value> {
        match self.made {
            Made::Later { source, at } => map(|fields| source.item(at, fields)),
            Made::Already(item) => item,
        }
    }
}

/// Places of cells that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places(u128);

impl Places {
    /// Every cell.
    pub const ALL: Places = Places(u128::MAX);

    /// Whether the cell at a place is wanted; those beyond the 127th always are.
    pub fn has(self, place: usize) -> bool {
        place > 127 || self.0 >> place & 1 != 0
    }

    /// The same cells of a row that lacks the first one.
    #[must_use]
    pub fn after_first(self) -> Places {
        Places(self.0 >> 1 | 1 << 127)
    }
}

impl FromIterator<usize> for Places {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Places {
        Places(places.into_iter().filter(|place| *place < 128).fold(0, |all, place| all | 1 << place))
    }
}

impl RowSource for Vec<Row> {
    fn len(&self) -> usize {
        self.len()
    }

    fn row(&self, at: usize, _: Part) -> Row {
        self.get(at).cloned().unwrap_or_default()
    }
}

/// The rows of a report: which of a source's, in which order, with which cells.
pub struct Rows<'a> {
    source: Box<dyn RowSource + 'a>,
    order: Vec<u32>,
    places: Option<Vec<usize>>,
}

/// Rows that can be gone over once.
struct Passing<I>(RefCell<I>);

impl<I: Iterator<Item = Row>> RowSource for Passing<I> {
    fn len(&self) -> usize {
        0
    }

    fn row(&self, _: usize, _: Part) -> Row {
        Row::default()
    }

    fn passing(&self) -> Option<Row> {
        self.0.try_borrow_mut().ok()?.next()
    }
}

impl<'a> Rows<'a> {
    /// All rows of a source, in its order.
    pub fn new(source: impl RowSource + 'a) -> Self {
        let order = (0..u32::try_from(source.len()).unwrap_or(u32::MAX)).collect();
        Rows { source: Box::new(source), order, places: None }
    }

    /// Rows that can be gone over once, and are made then: more than memory holds. They have no length, cannot be sorted, and a format that needs two
    /// passes finds none.
    pub fn passing(rows: impl Iterator<Item = Row> + 'a) -> Self {
        Rows::new(Passing(RefCell::new(rows)))
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The rows, made one by one, with the part that is asked for.
    pub fn iter(&self, part: Part) -> impl Iterator<Item = Row> + '_ {
        (0..self.order.len()).map(move |at| self.get(at, part)).chain(std::iter::from_fn(|| self.source.passing()))
    }

    /// The items of all rows, one by one.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let later = |at: &u32| Item { made: Made::Later { source: &*self.source, at: *at as usize } };
        let passing = std::iter::from_fn(|| self.source.passing());
        self.order.iter().map(later).chain(passing.map(|row| Item { made: Made::Already(row.item) }))
    }

    /// The rows with their cells, made one by one; only the cells at these places need be right.
    pub fn cells(&self, places: &[usize]) -> impl Iterator<Item = Row> + '_ {
        let wanted: Places = places.iter().copied().collect();
        (0..self.order.len())
            .map(move |at| self.get_cells(at, wanted))
            .chain(std::iter::from_fn(|| self.source.passing()))
    }

    fn get(&self, at: usize, part: Part) -> Row {
        self.order.get(at).map_or_else(Row::default, |at| self.at(*at, part))
    }

    fn get_cells(&self, at: usize, wanted: Places) -> Row {
        self.order.get(at).map_or_else(Row::default, |at| self.cells_at(*at, wanted))
    }

    /// The row of the source at that place.
    fn at(&self, at: u32, part: Part) -> Row {
        if part == Part::Cells { self.cells_at(at, Places::ALL) } else { self.source.row(at as usize, part) }
    }

    fn cells_at(&self, at: u32, wanted: Places) -> Row {
        let Some(places) = &self.places else { return self.source.cells(at as usize, wanted) };
        let shown = places.iter().enumerate().filter(|(shown, _)| wanted.has(*shown));
        let mut row = self.source.cells(at as usize, shown.map(|(_, place)| *place).collect());
        let cells = std::mem::take(&mut row.cells);
        row.cells = places.iter().map(|place| cells.get(*place).cloned().unwrap_or(Cell::Unknown)).collect();
        row
    }

    /// Sorts by the cell at a place, keeping the order of equal rows.
    pub fn sort_by(&mut self, place: usize, compare: impl Fn(&Cell, &Cell) -> std::cmp::Ordering) {
        let wanted: Places = [place].into_iter().collect();
        let key =
            |at: &u32| self.source.cells(*at as usize, wanted).cells.into_iter().nth(place).unwrap_or(Cell::Unknown);
        let mut keyed: Vec<(Cell, u32)> = self.order.iter().map(|at| (key(at), *at)).collect();
        keyed.sort_by(|a, b| compare(&a.0, &b.0));
        self.order = keyed.into_iter().map(|(_, at)| at).collect();
    }

    /// Keeps the rows that are wanted, in their order. `wanted` makes what it needs of a row from the function that it gets.
    pub fn retain(&mut self, mut wanted: impl FnMut(&dyn Fn(Part) -> Row) -> bool) {
        let order = std::mem::take(&mut self.order);
        let kept = order.into_iter().filter(|at| wanted(&|part| self.at(*at, part)));
        let kept = kept.collect();
        self.order = kept;
    }

    /// Keeps the first rows.
    pub fn truncate(&mut self, rows: usize) {
        self.order.truncate(rows);
    }

    /// Keeps the cells at these places, in this order.
    pub fn select(&mut self, places: Vec<usize>) {
        self.places = Some(places);
    }
}

impl RowSource for Rows<'_> {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn row(&self, at: usize, part: Part) -> Row {
        self.get(at, part)
    }

    fn cells(&self, at: usize, wanted: Places) -> Row {
        self.get_cells(at, wanted)
    }

    fn item(&self, at: usize, fields: &mut Fields<'_>) {
        if let Some(at) = self.order.get(at) {
            self.source.item(*at as usize, fields);
        }
    }
}

impl From<Vec<Row>> for Rows<'_> {
    fn from(rows: Vec<Row>) -> Self {
        Rows::new(rows)
    }
}

impl Default for Rows<'_> {
    fn default() -> Self {
        Rows::new(Vec::new())
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// A small table about a report: what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Headers.
    pub headers: Vec<&'static str>,
    /// As many cells a row as there are headers.
    pub rows: Vec<Vec<String>>,
}

/// What a verb gives to a format.
#[derive(Debug, Default)]
pub struct Report<'a> {
    /// The noun as it is typed (`policystats`), where there is one.
    pub noun: &'static str,
    /// `kind` of the envelope (`PolicyStatsList`).
    pub kind: &'static str,
    /// `metadata` of the envelope: source, takenAt, context, antreaVersion and what the noun adds.
    pub metadata: Map<String, Value>,
    /// Columns in print order.
    pub columns: Vec<Column>,
    /// Rows in print order.
    pub rows: Rows<'a>,
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// A small table for those who ask for details (`-o wide`, `-v`), on stderr.
    pub summary: Summary,
    /// Lines for the same.
    pub remarks: Vec<String>,
    /// Lines for everyone, on stderr: what the numbers are.
    pub said: Vec<String>,
    /// Said on stderr when there is no row (`No resources found in default namespace.`).
    pub nothing: String,
    /// Its cells are lines as a program printed them: a table has no line of column names.
    pub bare: bool,
    /// What was asked for by name and is not there.
    pub missing: Missing,
    /// Why there can be no answer (a feature that is off): no row is one that says nothing.
    pub off: Option<String>,
}

/// Names that nothing has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// As typed.
    pub names: Vec<String>,
    /// Names that there are, for a suggestion; empty when none is missing.
    pub known: Vec<String>,
}
