//! The small table about a report, with borders: few rows, on standard error.

use tabled::builder::Builder;
use tabled::settings::Style;

use super::sanitize::sanitize;
use crate::model::report::Summary;

/// Draws it; nothing for no rows.
pub fn draw(summary: &Summary) -> String {
    if summary.rows.is_empty() {
        return String::new();
    }
    let mut builder = Builder::with_capacity(summary.rows.len() + 1, summary.headers.len());
    builder.push_record(summary.headers.iter().copied());
    for row in &summary.rows {
        builder.push_record(row.iter().map(|cell| sanitize(cell).into_owned()));
    }
    builder.build().with(Style::rounded()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_has_borders_and_nothing_hidden() {
        let summary =
            Summary { headers: vec!["NODE", "FLOWS"], rows: vec![vec!["n\u{202e}1".to_string(), "12".to_string()]] };
        let drawn = draw(&summary);
        assert_eq!(drawn.lines().count(), 5, "{drawn}");
        assert!(drawn.contains("n\\u{202e}1 | 12") || drawn.contains("n\\u{202e}1 │ 12"), "{drawn}");
        assert_eq!(draw(&Summary::default()), "");
    }
}
