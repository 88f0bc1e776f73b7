//! What `--sort-by`, `--limit` and `--columns` do: pure operations on a report, the same for every noun and format.

use std::cmp::Ordering;
use std::mem;

use super::misread::plain;
use crate::model::report::{Cell, Column, Report};

/// A column that the report does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no column {asked:?}")]
pub struct NoSuchColumn {
    /// As it was asked for.
    pub asked: String,
    /// The one that it resembles most, if any does.
    pub nearest: Option<&'static str>,
    /// All that there are, those of `wide` too.
    pub columns: Vec<&'static str>,
}

/// What is asked of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// A column's name, after `-` for descending order.
    pub sort_by: Option<String>,
    /// The rows to keep, from the first.
    pub limit: Option<usize>,
    /// The columns to show, in this order; none means as the format has them.
    pub columns: Vec<String>,
}

/// Sorts, then limits, then selects, so that rows may be sorted by a column that is not shown.
///
/// # Errors
/// A column that the report does not have; the report is left as it was.
pub fn apply(report: &mut Report<'_>, shape: &Shape) -> Result<(), NoSuchColumn> {
    let places = places(&report.columns, &shape.columns)?;
    if let Some(key) = &shape.sort_by {
        sort(report, key)?;
    }
    if let Some(rows) = shape.limit {
        limit(report, rows);
    }
    if !places.is_empty() {
        keep(report, &places);
    }
    Ok(())
}

/// Keeps the columns of these names, in this order; a wide column that is named is shown by every format. Items are left alone.
///
/// # Errors
/// A column that the report does not have.
pub fn select_columns(report: &mut Report<'_>, names: &[String]) -> Result<(), NoSuchColumn> {
    let places = places(&report.columns, names)?;
    keep(report, &places);
    Ok(())
}

/// Sorts by a column, `-` before its name for descending. Stable; numbers as numbers; text in natural order as kubectl sorts it (`node-2` before
/// `node-10`); what is not known comes last in either direction.
///
/// # Errors
/// A column that the report does not have.
pub fn sort(report: &mut Report<'_>, key: &str) -> Result<(), NoSuchColumn> {
    let (name, descending) = key.strip_prefix('-').map_or((key, false), |name| (name, true));
    let place = place(&report.columns, name)?;
    let numeric = report.columns.get(place).is_some_and(|column| column.numeric);
    report.rows.sort_by(place, |left, right| match (left, right) {
        (Cell::Unknown, Cell::Unknown) => Ordering::Equal,
        (Cell::Unknown, _) => Ordering::Greater,
        (_, Cell::Unknown) => Ordering::Less,
        _ if descending => compare(right, left, numeric),
        _ => compare(left, right, numeric),
    });
    Ok(())
}

/// Keeps the first rows.
pub fn limit(report: &mut Report<'_>, rows: usize) {
    report.rows.truncate(rows);
}

/// The place of the column of that name: in any case, with `-`, `_`, a blank or nothing for blanks.
///
/// # Errors
/// There is none.
pub fn place(columns: &[Column], asked: &str) -> Result<usize, NoSuchColumn> {
    let wanted = plain(asked);
    if let Some(place) = columns.iter().position(|column| plain(column.header) == wanted) {
        return Ok(place);
    }
    let likeness = |column: &Column| strsim::jaro_winkler(&plain(column.header), &wanted);
    let nearest = columns.iter().max_by(|left, right| likeness(left).total_cmp(&likeness(right)));
    Err(NoSuchColumn {
        asked: asked.to_owned(),
        nearest: nearest.filter(|column| likeness(column) > 0.7).map(|column| column.header),
        columns: columns.iter().map(|column| column.header).collect(),
    })
}

fn places(columns: &[Column], names: &[String]) -> Result<Vec<usize>, NoSuchColumn> {
    let mut places = Vec::with_capacity(names.len());
    for name in names {
        let place = place(columns, name)?;
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Ok(places)
}

fn keep(report: &mut Report<'_>, places: &[usize]) {
    let columns = mem::take(&mut report.columns);
    report.columns =
        places.iter().filter_map(|&place| columns.get(place)).map(|column| Column { wide: false, ..*column }).collect();
    report.rows.select(places.to_vec());
}

/// Compares two cells that are known. In a column of numbers a text that is a number compares as one (`5.5`); numbers come before text.
fn compare(left: &Cell, right: &Cell, numeric: bool) -> Ordering {
    match (left, right) {
        (Cell::Count(left), Cell::Count(right)) => left.cmp(right),
        (Cell::Text(left), Cell::Text(right)) if !numeric => natural(left, right),
        (Cell::List(left), Cell::List(right)) => natural_lists(left, right),
        _ => match (number(left, numeric), number(right, numeric)) {
            (Some(left), Some(right)) => left.total_cmp(&right),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => natural(&text(left), &text(right)),
        },
    }
}

fn number(cell: &Cell, numeric: bool) -> Option<f64> {
    match cell {
        // Beyond 2^53 this rounds; two counts are compared exactly before it comes to this.
        #[allow(clippy::cast_precision_loss)]
        Cell::Count(count) => Some(*count as f64),
        Cell::Percent(percent) => Some(*percent),
        Cell::Text(text) if numeric => text.parse().ok(),
        _ => None,
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Unknown => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Percent(percent) => percent.to_string(),
        Cell::List(texts) => texts.join(","),
    }
}

fn natural_lists(left: &[String], right: &[String]) -> Ordering {
    let differing = left.iter().zip(right).map(|(left, right)| natural(left, right)).find(|order| order.is_ne());
    differing.unwrap_or_else(|| left.len().cmp(&right.len()))
}

/// Byte order, but runs of digits compare by their value; of equal values the one with fewer leading zeros is first.
pub(super) fn natural(left: &str, right: &str) -> Ordering {
    let (mut left_rest, mut right_rest) = (left.as_bytes(), right.as_bytes());
    loop {
        let (left_digits, right_digits) = (digits(left_rest), digits(right_rest));
        if left_digits > 0 && right_digits > 0 {
            let (left_run, left_tail) = left_rest.split_at(left_digits);
            let (right_run, right_tail) = right_rest.split_at(right_digits);
            let (left_value, right_value) = (without_zeros(left_run), without_zeros(right_run));
            let order = left_value.len().cmp(&right_value.len()).then_with(|| left_value.cmp(right_value));
            if order.is_ne() {
                return order;
            }
            (left_rest, right_rest) = (left_tail, right_tail);
            continue;
        }
        match (left_rest.split_first(), right_rest.split_first()) {
            (Some((left_byte, left_tail)), Some((right_byte, right_tail))) if left_byte == right_byte => {
                (left_rest, right_rest) = (left_tail, right_tail);
            }
            (Some((left_byte, _)), Some((right_byte, _))) => return left_byte.cmp(right_byte),
            (None, None) => return left.len().cmp(&right.len()).then_with(|| left.cmp(right)),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
        }
    }
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn without_zeros(run: &[u8]) -> &[u8] {
    run.split_at(run.iter().take_while(|&&byte| byte == b'0').count()).1
}

#[cfg(test)]
mod tests;
