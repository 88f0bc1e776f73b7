//! Rows are made one by one and let go: what prints them, and what chooses among them, does not hold them. It stands alone because it looks at the memory of
//! its own process.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io;

use antstats::model::report::{Cell, Column, Part, Report, Row, RowSource, Rows};
use antstats::render::filter::Filter;
use antstats::render::{self, Look};
use serde_json::{Value, json};

const ROWS: usize = 512;
const SIZE: usize = 32 << 10;
/// In KiB: half of the rows.
const MOST: u64 = (ROWS * SIZE / 1024 / 2) as u64;

/// Rows of 32 KiB each.
struct Big;

impl RowSource for Big {
    fn len(&self) -> usize {
        ROWS
    }

    fn row(&self, at: usize, part: Part) -> Row {
        let big = || "x".repeat(SIZE);
        let mut row = Row::default();
        match part {
            Part::Cells => row.cells = vec![Cell::Text(format!("row-{at}")), Cell::Text(big()), Cell::Count(at as u64)],
            Part::Item => {
                let Value::Object(item) = json!({"name": format!("row-{at}"), "below": {"big": big()}}) else {
                    return row;
                };
                row.item = item;
            }
            Part::Name => row.name = format!("row-{at}"),
        }
        row
    }
}

fn report() -> Report<'static> {
    let column = |header, numeric| Column { header, numeric, wide: false, help: "Help" };
    let columns = vec![column("NAME", false), column("NOTES", false), column("PACKETS", true)];
    Report { columns, rows: Rows::new(Big), ..Report::default() }
}

/// The most memory that was resident, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}

#[test]
fn rows_are_not_held() {
    let mut before = peak();
    let mut grown = |what: &str| {
        let now = peak();
        assert!(now - before < MOST, "{what}: {} KiB more", now - before);
        before = now;
    };
    for output in [
        "json",
        "prometheus",
        "jsonpath={range .items[*]}{.below.big}{\"\\n\"}{end}{.kind}",
        "jsonpath={.items[?(@.below.big!=\"x\")].below.big}",
        "jsonpath={.items[-200:].below.big}",
        "jsonpath-as-json={.items[*].below.big}",
        "custom-columns=NAME:.name,BIG:.below.big",
    ] {
        let (name, told) = output.split_once('=').unwrap_or((output, ""));
        let format = render::format(name).unwrap().open(told).unwrap();
        format.render(&report(), Look { color: false, headers: true }, &mut io::sink()).unwrap();
        grown(output);
    }
    for expression in ["packets>=256 && notes~=xx", "below.big~=xx && name~=row-1", "big~=y || packets<5"] {
        let mut report = report();
        Filter::parse(expression).unwrap().apply(&mut report).unwrap();
        assert!((1..ROWS).contains(&report.rows.len()), "{expression}: {}", report.rows.len());
        grown(expression);
    }
}
