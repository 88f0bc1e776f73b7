//! `--filter`: the rows that an expression is true of, for every noun. The language is that of ovs-flowviz(8), over columns and the fields of an item.
//!
//! A name is looked for as a column, then as a field of the item, then as a field one level below (`nw_src` in `match`, `packets` in `trafficStats`, `drop`
//! in `actions`); a dotted path goes on from there (`trafficStats.packets`, `output.port`). Names are compared without case, `-`, `_` and blanks.
//!
//! What is not known satisfies no comparison, so `!(packets>0)` has the rows whose packets are not known, and `packets=0` has not.

mod lookup;
mod parse;
mod value;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::misread::{Misread, nearest, plain};
use crate::model::report::{Cell, Column, Part, Report, Row};
use lookup::Path;
use parse::{Clause, Expression, Operator};

/// As many names of fields are remembered for suggestions.
const MOST_NAMES: usize = 1000;

/// An expression that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    text: String,
    expression: Expression,
    clauses: Vec<Clause>,
}

impl Filter {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is not in the language, and where.
    pub fn parse(text: &str) -> Result<Filter, Misread> {
        let (expression, clauses) = parse::parse(text)?;
        Ok(Filter { text: text.to_owned(), expression, clauses })
    }

    /// As typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The names that it asks for, up to their first dot, in the order of the text.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.clauses.iter().map(|clause| clause.name.split('.').next().unwrap_or_default())
    }

    /// Keeps the rows that it is true of. Rows are made one by one; a part of an item (a rule of a policy) has the fields of that item.
    ///
    /// # Errors
    /// A name that is no column and that no item has, and text that is compared with a column of numbers. The report is of no use then.
    pub fn apply(&self, report: &mut Report<'_>) -> Result<(), Misread> {
        let names: Vec<Name> = self.clauses.iter().map(|clause| Name::new(clause, &report.columns)).collect();
        for (clause, name) in self.clauses.iter().zip(&names) {
            self.check(clause, name, &report.columns)?;
        }
        let by_cells = names.iter().any(|name| matches!(name, Name::Column(_)));
        let by_items = names.iter().any(|name| matches!(name, Name::Field(_)));
        let mut seen = Seen::new(&names);
        let mut item = Map::new();
        report.rows.retain(|row| {
            if by_items {
                let own = row(Part::Item).item;
                if !own.is_empty() {
                    item = own;
                    seen.look(&names, &item);
                }
            }
            let cells = if by_cells { row(Part::Cells) } else { Row::default() };
            let asked = Asked { clauses: &self.clauses, names: &names, cells: &cells.cells, item: &item };
            asked.is_true(&self.expression)
        });
        match seen.unknown() {
            Some(number) => Err(self.no_such_name(number, &report.columns, &seen)),
            None => Ok(()),
        }
    }

    fn check(&self, clause: &Clause, name: &Name, columns: &[Column]) -> Result<(), Misread> {
        let (Some(comparison), Name::Column(place)) = (&clause.comparison, name) else { return Ok(()) };
        let Some(column) = columns.get(*place).filter(|column| column.numeric) else { return Ok(()) };
        if comparison.operator == Operator::Contains || comparison.literal.is_number() {
            return Ok(());
        }
        let why = format!("column {} holds numbers, and {:?} is none", column.header, comparison.literal.text());
        let misread = Misread::new(&self.text, comparison.place.clone(), why);
        Err(misread.hint(format!("!{0} is true where {0} is not known", as_typed(column.header))))
    }

    fn no_such_name(&self, number: usize, columns: &[Column], seen: &Seen) -> Misread {
        let Some(clause) = self.clauses.get(number) else {
            return Misread::new(&self.text, 0..0, "a name is not known");
        };
        let typed: Vec<String> = columns.iter().map(|column| as_typed(column.header)).collect();
        let known = typed.iter().map(String::as_str).chain(seen.fields.iter().map(String::as_str));
        let why = format!("no column and no field {:?}", clause.name);
        let mut misread = Misread::new(&self.text, clause.place.clone(), why);
        if let Some(nearest) = nearest(&clause.name, known) {
            misread = misread.hint(format!("did you mean {nearest}?"));
        }
        misread.hint(format!("columns: {}", typed.join(", "))).hint("-o json shows the fields")
    }
}

/// A header as it is typed without quotes.
fn as_typed(header: &str) -> String {
    header.to_lowercase().replace(' ', "-")
}

/// What a name of the expression stands for.
enum Name {
    /// The column at that place.
    Column(usize),
    /// A field of the item.
    Field(Path),
}

impl Name {
    fn new(clause: &Clause, columns: &[Column]) -> Name {
        let plain_name = plain(&clause.name);
        let place = columns.iter().position(|column| plain(column.header) == plain_name);
        place.map_or_else(|| Name::Field(Path::new(&clause.name)), Name::Column)
    }
}

/// Which names were found, and which there are.
struct Seen {
    found: Vec<bool>,
    /// Whether there was an item to look in.
    any: bool,
    fields: BTreeSet<String>,
}

impl Seen {
    fn new(names: &[Name]) -> Seen {
        let found = names.iter().map(|name| matches!(name, Name::Column(_))).collect();
        Seen { found, any: false, fields: BTreeSet::new() }
    }

    fn look(&mut self, names: &[Name], item: &Map<String, Value>) {
        self.any = true;
        if self.found.iter().all(|found| *found) {
            return;
        }
        for (found, name) in self.found.iter_mut().zip(names).filter(|(found, _)| !**found) {
            let Name::Field(path) = name else { continue };
            *found = path.find(item).is_some() || path.may_be_in(item);
        }
        for (name, value) in item {
            self.note(name);
            if let Value::Object(below) = value {
                for lower in below.keys() {
                    self.note(lower);
                    self.note(&format!("{name}.{lower}"));
                }
            }
        }
    }

    fn note(&mut self, name: &str) {
        if self.fields.len() < MOST_NAMES && !self.fields.contains(name) {
            self.fields.insert(name.to_owned());
        }
    }

    /// The first name that nothing has, where there was something to have it.
    fn unknown(&self) -> Option<usize> {
        self.found.iter().position(|found| !found).filter(|_| self.any)
    }
}

/// The expression and one row.
struct Asked<'a> {
    clauses: &'a [Clause],
    names: &'a [Name],
    cells: &'a [Cell],
    item: &'a Map<String, Value>,
}

impl Asked<'_> {
    /// Expressions are as deep as the parser lets them be.
    fn is_true(&self, expression: &Expression) -> bool {
        match expression {
            Expression::All(parts) => parts.iter().all(|part| self.is_true(part)),
            Expression::Any(parts) => parts.iter().any(|part| self.is_true(part)),
            Expression::Not(part) => !self.is_true(part),
            Expression::Clause(number) => self.clause(*number),
        }
    }

    fn clause(&self, number: usize) -> bool {
        let (Some(clause), Some(name)) = (self.clauses.get(number), self.names.get(number)) else { return false };
        match name {
            Name::Column(place) => {
                let cell = self.cells.get(*place).unwrap_or(&Cell::Unknown);
                match &clause.comparison {
                    None => value::cell_is_there(cell),
                    Some(comparison) => value::cell_satisfies(cell, comparison),
                }
            }
            Name::Field(path) => path.find(self.item).is_some_and(|value| match &clause.comparison {
                None => value::value_is_there(&value),
                Some(comparison) => value::value_satisfies(&value, comparison),
            }),
        }
    }
}

#[cfg(test)]
mod tests;
