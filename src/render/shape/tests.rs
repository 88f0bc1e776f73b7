use serde_json::Map;

use super::*;
use crate::model::report::{Emphasis, Part, Row};

const fn column(header: &'static str, numeric: bool, wide: bool) -> Column {
    Column { header, numeric, wide, help: "" }
}

/// NAME, BYTES, and the wide CREATED AT; each row keeps its first place as its name.
fn report(cells: Vec<[Cell; 3]>) -> Report<'static> {
    let rows = cells.into_iter().enumerate().map(|(place, cells)| Row {
        cells: cells.into(),
        item: Map::new(),
        name: place.to_string(),
        emphasis: Emphasis::Plain,
    });
    Report {
        columns: vec![column("NAME", false, false), column("BYTES", true, false), column("CREATED AT", false, true)],
        rows: rows.collect::<Vec<_>>().into(),
        ..Report::default()
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn order(report: &Report<'_>) -> String {
    report.rows.iter(Part::Name).map(|row| row.name).collect()
}

fn sorted(cells: &[Cell], numeric: bool, key: &str) -> String {
    let mut report = report(cells.iter().map(|cell| [cell.clone(), cell.clone(), Cell::Unknown]).collect());
    let name = if numeric { "bytes" } else { "name" };
    sort(&mut report, &format!("{key}{name}")).unwrap();
    order(&report)
}

#[test]
fn sorting_is_stable_with_numbers_as_numbers_and_unknown_last() {
    let counts = [Cell::Count(9), Cell::Unknown, Cell::Count(10), Cell::Count(9), Cell::Count(u64::MAX), Cell::Unknown];
    assert_eq!(sorted(&counts, true, ""), "032415");
    assert_eq!(sorted(&counts, true, "-"), "420315");
    let near = [Cell::Count(u64::MAX), Cell::Count(u64::MAX - 1)];
    assert_eq!(sorted(&near, true, ""), "10");
    let parts = [Cell::Percent(9.5), Cell::Percent(10.0), Cell::Unknown, Cell::Percent(9.0), Cell::Count(100)];
    assert_eq!(sorted(&parts, true, "-"), "41032");
    let priorities = [text("10"), text("5.5"), Cell::Count(6), text("none"), text("-1")];
    assert_eq!(sorted(&priorities, true, ""), "41203");
}

#[test]
fn text_sorts_in_natural_order() {
    let names = [text("node-10"), text("node-2"), text("Node-3"), text("node-02"), text("node-2a"), text("")];
    assert_eq!(sorted(&names, false, ""), "521340");
    let lists = [Cell::List(vec!["n2".into()]), Cell::List(vec!["n1".into(), "n3".into()]), Cell::List(vec![])];
    assert_eq!(sorted(&lists, false, ""), "210");
}

#[test]
fn a_column_is_named_in_any_way() {
    let columns = report(Vec::new()).columns;
    for name in ["CREATED AT", "created-at", "created_at", "CreatedAt", "CREATED_AT"] {
        assert_eq!(place(&columns, name), Ok(2), "{name}");
    }
}

#[test]
fn a_wrong_column_names_the_nearest() {
    let columns = report(Vec::new()).columns;
    for (asked, nearest) in [("byte", Some("BYTES")), ("created", Some("CREATED AT")), ("xyz", None), ("", None)] {
        let wrong = place(&columns, asked).unwrap_err();
        assert_eq!(wrong.nearest, nearest, "{asked}");
        assert_eq!(wrong.columns, ["NAME", "BYTES", "CREATED AT"]);
    }
}

#[test]
fn rows_are_sorted_then_limited_then_cut_to_columns() {
    let cells =
        |name: &str, bytes, created: &str| [text(name), Cell::Count(bytes), Cell::List(vec![created.to_owned()])];
    let mut report = report(vec![cells("a", 1, "x"), cells("b", 3, "y"), cells("c", 2, "z")]);
    let shape = Shape {
        sort_by: Some("-bytes".into()),
        limit: Some(2),
        columns: vec!["created-at".into(), "name".into(), "NAME".into()],
    };
    apply(&mut report, &shape).unwrap();
    let headers: Vec<_> = report.columns.iter().map(|column| (column.header, column.wide)).collect();
    assert_eq!(headers, [("CREATED AT", false), ("NAME", false)]);
    assert_eq!(order(&report), "12");
    assert_eq!(report.rows.iter(Part::Cells).next().unwrap().cells, [Cell::List(vec!["y".into()]), text("b")]);
}

#[test]
fn a_wrong_column_leaves_the_report_as_it_was() {
    let mut report = report(vec![[text("b"), Cell::Count(1), text("")], [text("a"), Cell::Count(2), text("")]]);
    let shape = Shape { sort_by: Some("name".into()), limit: Some(1), columns: vec!["nope".into()] };
    assert!(apply(&mut report, &shape).is_err());
    assert_eq!(order(&report), "01");
    assert_eq!(report.columns.len(), 3);
}
