//! Columns for people, laid out as kubectl does: names in capitals, columns as wide as their widest cell and three blanks, at least six.
//!
//! Two passes over the rows, the first for the widths, so that no second copy of them is held. An empty text is `<none>`, kubectl's word for it, so that a
//! line has as many words as columns; what is not known is `-`. A report without rows prints nothing, as in kubectl: what is said then goes to stderr.

use std::borrow::Cow;
use std::io::{self, Write};

use owo_colors::Style;
use unicode_width::UnicodeWidthStr;

use super::sanitize::sanitize;
use super::{Look, Render, shown};
use crate::model::report::{Cell, Emphasis, Report, RowSource, Rows};

/// Blanks between columns, and the least width of a column with them: kubectl's tabwriter (k8s.io/cli-runtime `printers/tabwriter.go`).
const PADDING: usize = 3;
const LEAST_WIDTH: usize = 6;

/// Cells beyond this are printed whole but widen no other row: one hostile name would pad them all.
const MOST_WIDTH: usize = 256;

/// The table; with `wide` all of its columns.
pub(super) struct Table {
    pub(super) wide: bool,
}

impl Render for Table {
    fn render(&self, report: &Report<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
        if report.rows.is_empty() {
            return Ok(());
        }
        let columns = shown(&report.columns, self.wide);
        let headed = look.headers && !report.bare;
        let headers = || columns.iter().filter_map(|&place| report.columns.get(place)).map(|column| column.header);
        let mut widths = Widths::new(columns.len());
        if headed {
            widths.widen_to(headers().map(UnicodeWidthStr::width));
        }
        widths.widen_to_rows(&report.rows, &columns);
        let widths = widths.padded();
        if headed {
            line(out, headers().map(Cow::Borrowed), &widths, look.color.then(bold))?;
        }
        for row in report.rows.cells(&columns) {
            let style = match row.emphasis {
                Emphasis::Warning if look.color => Some(Style::new().yellow()),
                Emphasis::Dim if look.color => Some(Style::new().dimmed()),
                _ => None,
            };
            line(out, columns.iter().map(|&place| cell_text(row.cells.get(place))), &widths, style)?;
        }
        Ok(())
    }
}

/// How wide columns have to be.
pub(super) struct Widths(Vec<usize>);

impl Widths {
    pub(super) fn new(columns: usize) -> Widths {
        Widths(vec![0; columns])
    }

    fn widen_to(&mut self, widths: impl Iterator<Item = usize>) {
        for (width, wanted) in self.0.iter_mut().zip(widths) {
            *width = (*width).max(wanted);
        }
    }

    /// Makes room for the cells of all rows. Those of the last column make nothing wider, and nor do those of a column that is as wide as any may be: what is
    /// long is seldom cheap to make.
    fn widen_to_rows(&mut self, rows: &Rows<'_>, columns: &[usize]) {
        let last = columns.len().saturating_sub(1);
        let open = |widths: &[usize]| -> Vec<(usize, usize)> {
            let shown = columns.iter().copied().enumerate().take(last);
            shown.filter(|(at, _)| widths.get(*at).is_some_and(|width| *width < MOST_WIDTH)).collect()
        };
        let mut wanted = open(&self.0);
        for at in 0..rows.len() {
            if wanted.is_empty() {
                return;
            }
            let row = RowSource::cells(rows, at, wanted.iter().map(|(_, place)| *place).collect());
            let mut is_full = false;
            for (at, place) in &wanted {
                let Some(width) = self.0.get_mut(*at) else { continue };
                *width = (*width).max(cell_width(row.cells.get(*place)).min(MOST_WIDTH));
                is_full |= *width == MOST_WIDTH;
            }
            if is_full {
                wanted = open(&self.0);
            }
        }
    }

    /// Makes room for a line of cells.
    pub(super) fn widen<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, str>>) {
        self.widen_to(cells.map(|cell| text_width(&cell).min(MOST_WIDTH)));
    }

    /// With what stands between columns.
    pub(super) fn padded(self) -> Vec<usize> {
        self.0.into_iter().map(|width| (width + PADDING).max(LEAST_WIDTH)).collect()
    }
}

/// How a line of headers looks.
pub(super) fn bold() -> Style {
    Style::new().bold()
}

/// One line. Blanks are written before the next cell, so that none trails; the style is outside of what is measured.
pub(super) fn line<'a>(
    out: &mut dyn Write,
    cells: impl Iterator<Item = Cow<'a, str>>,
    widths: &[usize],
    style: Option<Style>,
) -> io::Result<()> {
    if let Some(style) = style {
        write!(out, "{}", style.prefix_formatter())?;
    }
    let mut blanks = 0;
    for (cell, width) in cells.zip(widths) {
        pad(out, blanks)?;
        out.write_all(cell.as_bytes())?;
        // A cell that is wider than its column is still apart from the next.
        blanks = width.saturating_sub(text_width(&cell)).max(PADDING);
    }
    if let Some(style) = style {
        write!(out, "{}", style.suffix_formatter())?;
    }
    out.write_all(b"\n")
}

fn pad(out: &mut dyn Write, mut count: usize) -> io::Result<()> {
    const BLANKS: &[u8] = &[b' '; 64];
    while let Some(blanks) = BLANKS.get(..count.min(BLANKS.len())).filter(|blanks| !blanks.is_empty()) {
        out.write_all(blanks)?;
        count -= blanks.len();
    }
    Ok(())
}

/// A cell as a table and a csv field show it, but for what is not known and what is empty.
pub(super) fn cell_text(cell: Option<&Cell>) -> Cow<'_, str> {
    match cell {
        None | Some(Cell::Unknown) => Cow::Borrowed("-"),
        Some(Cell::Text(text)) if text.is_empty() => Cow::Borrowed("<none>"),
        Some(Cell::Text(text)) => sanitize(text),
        Some(Cell::Count(count)) => Cow::Owned(count.to_string()),
        Some(Cell::Percent(percent)) => Cow::Owned(format!("{percent:.1}%")),
        Some(Cell::List(texts)) if texts.is_empty() => Cow::Borrowed("<none>"),
        Some(Cell::List(texts)) => Cow::Owned(sanitize(&texts.join(",")).into_owned()),
    }
}

fn cell_width(cell: Option<&Cell>) -> usize {
    match cell {
        Some(Cell::Count(count)) => count.checked_ilog10().map_or(1, |digits| digits as usize + 1),
        other => text_width(&cell_text(other)),
    }
}

fn text_width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::model::report::{Column, Part, Places, Row};

    /// Rows whose second cell is long from the third row on; it writes down what is wanted of them.
    struct Source<'a>(&'a RefCell<Vec<(usize, Vec<usize>)>>);

    impl RowSource for Source<'_> {
        fn len(&self) -> usize {
            5
        }

        fn row(&self, at: usize, _: Part) -> Row {
            let long = if at < 2 { "x".repeat(at) } else { "x".repeat(MOST_WIDTH + at) };
            let cells = vec![Cell::Count(at as u64), Cell::Text(long), Cell::Text("y".repeat(10 * at))];
            Row { cells, ..Row::default() }
        }

        fn cells(&self, at: usize, wanted: Places) -> Row {
            self.0.borrow_mut().push((at, (0..3).filter(|place| wanted.has(*place)).collect()));
            self.row(at, Part::Cells)
        }
    }

    #[test]
    fn cells_that_cannot_widen_a_column_are_made_once() {
        let wanted = RefCell::default();
        let column = |header| Column { header, numeric: false, wide: false, help: "" };
        let columns = vec![column("A"), column("B"), column("C")];
        let report = Report { columns, rows: Rows::new(Source(&wanted)), ..Report::default() };
        let mut out = Vec::new();
        Table { wide: false }.render(&report, Look { color: false, headers: true }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let starts: Vec<_> = text.lines().map(|line| line.find(['C', 'y'])).collect();
        let second = LEAST_WIDTH + MOST_WIDTH + PADDING;
        assert_eq!(starts, [Some(second), None, Some(second), Some(second + 2), Some(second + 3), Some(second + 4)]);
        let (all, without_last, first) = (vec![0, 1, 2], vec![0, 1], vec![0]);
        let widths = [&without_last, &without_last, &without_last, &first, &first].into_iter();
        let expected: Vec<_> = widths.chain([&all; 5]).cloned().zip((0..5).chain(0..5)).collect();
        let wanted: Vec<_> = wanted.take().into_iter().map(|(at, places)| (places, at)).collect();
        assert_eq!(wanted, expected);
    }
}
