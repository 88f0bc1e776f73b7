use super::*;
use crate::model::artefact::Gap;

const PLAIN: Look = Look { color: false, headers: true };

fn printed(report: &Report<'_>) -> String {
    let mut out = Vec::new();
    Prometheus.render(report, PLAIN, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn column(header: &'static str, numeric: bool) -> Column {
    Column { header, numeric, wide: false, help: "what it \"is\" \\ says" }
}

fn row(name: &str, cells: Vec<Cell>) -> Row {
    Row { cells, name: name.into(), ..Row::default() }
}

#[test]
fn columns_become_metrics_and_labels() {
    let columns = vec![
        column("NODE", false),
        column("ID", true),
        column("PRIORITY", true),
        column("PACKETS", true),
        column("COUNT", true),
        column("USED %", true),
        column("CREATED AT", false),
        Column { wide: true, ..column("BYTES", true) },
    ];
    let cells = |node: &str, packets, used: Cell, created| {
        vec![text(node), Cell::Count(1), Cell::Count(9), packets, Cell::Count(3), used, created, Cell::Count(4)]
    };
    let rows = vec![
        row("a", cells("a\"\\\n\u{202e}", Cell::Count(u64::MAX), text("5.5"), text("2026-01-01"))),
        row("b", cells("", Cell::Unknown, text("much"), Cell::Unknown)),
    ];
    let gaps = vec![Gap { node: None, what: "x".into(), why: "y".into() }];
    let report = Report { noun: "some-things", columns, rows: rows.into(), gaps, ..Report::default() };
    let help = "what it \"is\" \\\\ says";
    let a = "{node=\"a\\\"\\\\\\\\n\\\\u{202e}\",id=\"1\"}";
    let expected = format!(
        "\
# HELP antstats_some_things_priority {help}
# TYPE antstats_some_things_priority gauge
antstats_some_things_priority{a} 9
antstats_some_things_priority{{id=\"1\"}} 9
# HELP antstats_some_things_packets_total {help}
# TYPE antstats_some_things_packets_total counter
antstats_some_things_packets_total{a} 18446744073709551615
# HELP antstats_some_things_count_value {help}
# TYPE antstats_some_things_count_value gauge
antstats_some_things_count_value{a} 3
antstats_some_things_count_value{{id=\"1\"}} 3
# HELP antstats_some_things_used {help}
# TYPE antstats_some_things_used gauge
antstats_some_things_used{a} 5.5
# HELP antstats_some_things_info What is known about a row beside its numbers
# TYPE antstats_some_things_info gauge
antstats_some_things_info{{node=\"a\\\"\\\\\\\\n\\\\u{{202e}}\",id=\"1\",created_at=\"2026-01-01\"}} 1
# HELP antstats_some_things_gaps What could not be read: the other metrics lack it
# TYPE antstats_some_things_gaps gauge
antstats_some_things_gaps 1
"
    );
    assert_eq!(printed(&report), expected);
}

#[test]
fn rows_with_the_same_labels_are_one_series() {
    let columns = vec![column("POD", false), column("PACKETS", true), column("FLOWS", true)];
    let rows = [
        ("a", Cell::Count(1), Cell::Count(2)),
        ("b", Cell::Count(u64::MAX), Cell::Unknown),
        ("a", Cell::Count(10), text("2.5")),
        ("b", Cell::Count(u64::MAX), Cell::Count(4)),
        ("c", Cell::Count(0), Cell::Count(0)),
    ];
    let rows: Vec<Row> =
        rows.into_iter().map(|(pod, packets, flows)| row(pod, vec![text(pod), packets, flows])).collect();
    let report = Report { columns, rows: rows.into(), ..Report::default() };
    let printed = printed(&report);
    let samples: Vec<&str> = printed.lines().filter(|line| !line.starts_with('#')).collect();
    let expected = [
        "antstats_packets_total{pod=\"c\"} 0",
        "antstats_packets_total{pod=\"a\"} 11",
        "antstats_packets_total{pod=\"b\"} 36893488147419103230",
        "antstats_flows{pod=\"c\"} 0",
        "antstats_flows{pod=\"a\"} 4.5",
        "antstats_gaps 0",
    ];
    assert_eq!(samples, expected);
}

#[test]
fn parts_of_rows_are_counted_apart() {
    let columns = vec![column("NAME", false), column("RULE", false), column("PACKETS", true)];
    let cells = |rule: &str, packets| vec![text("web"), text(rule), Cell::Count(packets)];
    let rows = vec![row("policy/web", cells("", 3)), row("", cells("r1", 1)), row("", cells("r2", 2))];
    let printed = printed(&Report { noun: "x", columns, rows: rows.into(), ..Report::default() });
    let samples: Vec<&str> = printed.lines().filter(|line| !line.starts_with('#')).collect();
    let expected = [
        "antstats_x_packets_total{name=\"web\"} 3",
        "antstats_x_part_packets_total{name=\"web\",rule=\"r1\"} 1",
        "antstats_x_part_packets_total{name=\"web\",rule=\"r2\"} 2",
        "antstats_x_gaps 0",
    ];
    assert_eq!(samples, expected);
}

#[test]
fn a_priority_names_a_flow() {
    let columns = vec![column("TABLE", false), column("PRIORITY", true), column("PACKETS", true)];
    let rows = vec![row("a", vec![text("Output"), Cell::Count(200), Cell::Count(1)])];
    let printed = printed(&Report { columns, rows: rows.into(), ..Report::default() });
    assert!(printed.contains("antstats_packets_total{table=\"Output\",priority=\"200\"} 1\n"), "{printed}");
    assert!(!printed.contains("antstats_priority"), "{printed}");
}

#[test]
fn percents_are_numbers_and_no_labels() {
    let columns = vec![column("NODE", false), column("USED", true)];
    let cells = [Cell::Percent(84.1), Cell::Unknown, Cell::Percent(0.0)];
    let rows = cells.into_iter().zip(["a", "b", "c"]).map(|(used, node)| row(node, vec![text(node), used]));
    let report = Report { noun: "conntrack", columns, rows: rows.collect::<Vec<_>>().into(), ..Report::default() };
    let printed = printed(&report);
    let samples: Vec<&str> = printed.lines().filter(|line| line.contains('{') || line.contains("TYPE")).collect();
    let expected = [
        "# TYPE antstats_conntrack_used_percent gauge",
        "antstats_conntrack_used_percent{node=\"a\"} 84.1",
        "antstats_conntrack_used_percent{node=\"c\"} 0",
        "# TYPE antstats_conntrack_gaps gauge",
    ];
    assert_eq!(samples, expected);
}
