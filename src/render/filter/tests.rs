use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::model::report::Emphasis;

fn column(header: &'static str, numeric: bool) -> Column {
    Column { header, numeric, wide: false, help: "" }
}

fn row(cells: Vec<Cell>, item: Value) -> Row {
    Row { cells, item: serde_json::from_value(item).unwrap(), name: "x".into(), emphasis: Emphasis::Plain }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

/// Rows that are known by their first cell.
fn report() -> Report<'static> {
    let list = |texts: &[&str]| Cell::List(texts.iter().map(|text| (*text).to_owned()).collect());
    let rows = vec![
        row(
            vec![text("a"), text("Drop"), Cell::Count(10), text("10.1.2.3:80"), list(&["n1", "n2"]), text("node-2")],
            json!({"node": "n1", "trafficStats": {"packets": 10, "bytes": 700}, "l7": true, "confidence": null, "table": {"id": 10, "name": "Egress"},
                "match": {"nw_src": "10.0.0.0/8", "tcp": true, "reg0": "0x1/0xff", "dl_dst": "01:00:00:00:00:00/01:00:00:00:00:00", "ct_mark": {"value": 1, "mask": 15}},
                "actions": [{"set_field": "0x2->reg0"}, {"output": {"port": 3}}, {"output": {"port": 4}}]}),
        ),
        row(
            vec![text("b"), text("Allow"), Cell::Count(0), text("10.1.2.30"), list(&[]), text("node-10")],
            json!({"node": "n2", "trafficStats": {"packets": 0, "bytes": null}, "l7": false, "confidence": "exact", "table": {"id": 9, "name": "Ingress"},
                "match": {"nw_src": "10.1.2.3", "tp_dst": 8080, "reg0": "0x401"}, "actions": ["drop", "load:0x5->NXM_NX_REG0[]"]}),
        ),
        row(
            vec![text("c"), text(""), Cell::Unknown, Cell::Unknown, Cell::Unknown, Cell::Unknown],
            json!({"node": null, "trafficStats": {"packets": null}, "match": {"ipv6_src": "fd00::/8"}, "since": "2026-03-01T00:00:00Z", "rules": [{"name": "x"}, {"name": "y"}]}),
        ),
        row(
            vec![text("c2"), text("Pass"), Cell::Count(7), text("[fd00::1]:80"), list(&["n10"]), text("5.5")],
            json!({"kind": "C2"}),
        ),
    ];
    let columns = vec![
        column("NAME", false),
        column("ACTION", false),
        column("PACKETS", true),
        column("SOURCE", false),
        column("NODE NAMES", false),
        column("CREATED AT", false),
    ];
    Report { columns, rows: rows.into(), ..Report::default() }
}

fn kept(expression: &str) -> Result<String, Misread> {
    let mut report = report();
    Filter::parse(expression)?.apply(&mut report)?;
    let names = report.rows.iter(Part::Cells).map(|row| match row.cells.first() {
        Some(Cell::Text(name)) => name.clone(),
        other => panic!("{other:?}"),
    });
    Ok(names.collect::<Vec<_>>().join(" "))
}

#[test]
fn rows_are_kept_that_an_expression_is_true_of() {
    for (expression, rows) in [
        // Columns.
        ("packets>0", "a c2"),
        ("packets>=10", "a"),
        ("packets<10", "b c2"),
        ("packets<=0", "b"),
        ("packets=0", "b"),
        ("packets==0xa", "a"),
        ("packets!=0", "a c2"),
        ("packets", "a b c2"),
        ("!packets", "c"),
        ("action", "a b c2"),
        ("action=drop", "a"),
        ("action!=drop", "b c c2"),
        ("action=\"\"", "c"),
        ("ACTION~=o", "a b"),
        ("node-names=n2", "a"),
        ("nodenames='n1,n2'", "a"),
        ("Node_Names~=n1", "a c2"),
        ("'node names'!=n2", "b c2"),
        ("created-at<node-9", "a c2"),
        ("created-at>=node-10", "b"),
        ("created-at=5.50", "c2"),
        // Addresses.
        ("source~=10.1.2.3", "a"),
        ("source~=10.1.2.0/24", "a b"),
        ("source~=10.1.2.0/255.255.255.0", "a b"),
        ("source~=fd00::/8", "c2"),
        ("source~=10.1.2", "a b"),
        ("source=10.1.2.30/32", "b"),
        ("nw_src~=10.1.2.3", "a b"),
        ("nw_src~=10.0.0.0/8", "a b"),
        ("nw_src~=11.0.0.0/8", ""),
        ("nw_src=10.0.0.0/255.0.0.0", "a"),
        ("nw_src=10.0.0.0", ""),
        ("nw_src<10.2.0.0", "b"),
        ("ipv6_src~=fd12::1", "c"),
        ("dl_dst~=33:33:00:00:00:01", "a"),
        ("dl_dst~=32:33:00:00:00:01", ""),
        // Integers with a mask.
        ("reg0~=0x101", "a"),
        ("reg0=0x1/0xff", "a"),
        ("reg0~=0x400/0x400", "b"),
        ("reg0~=1025", "a b"),
        ("reg0=1025", "b"),
        ("ct_mark~=0x11", "a"),
        ("ct_mark=1/15", "a"),
        ("tp_dst~=8064/0xffc0", "b"),
        ("tp_dst=8064/0xffc0", "b"),
        // Fields, below as well, and dotted.
        ("n_packets>5 && name=a", "a"),
        ("n_bytes>10 && nw_src~=10.0.0.0/8", "a"),
        ("trafficStats.packets=0", "b"),
        ("traffic-stats.bytes", "a"),
        ("bytes=700", "a"),
        ("table.id=10", "a"),
        ("table=ingress", "b"),
        ("table=9", "b"),
        ("l7", "a"),
        ("l7=false", "b"),
        ("!l7", "b c c2"),
        ("confidence", "b"),
        ("confidence!=exact", ""),
        ("rules.name=y", "c"),
        ("since<2026-03-02", "c"),
        ("since>2026-03-02", ""),
        // Flags and actions, as objects and as text.
        ("tcp", "a"),
        ("tcp=true", "a"),
        ("drop", "b"),
        ("drop=true", "b"),
        ("output.port=4", "a"),
        ("output", "a"),
        ("load~=reg0", "b"),
        // A name that flows may have, though none of these has it.
        ("udp || arp_tpa=10.0.0.1 || reg9=1", ""),
        // Joined.
        ("packets>0 && action=drop", "a"),
        ("packets>0 and action=drop or name=b", "a b"),
        ("name=b || packets>0 && action=drop", "a b"),
        ("(name=b || packets>0) && !(action=drop)", "b c2"),
        ("not name=b AND Not name=a", "c c2"),
        ("!!name=b", "b"),
        ("!name=b&&!name=a", "c c2"),
        ("name='b'||name=\"c\"", "b c"),
        ("name=\"\\c\"", "c"),
    ] {
        assert_eq!(kept(expression).as_deref(), Ok(rows), "{expression}");
    }
}

#[test]
fn a_part_of_an_item_has_the_fields_of_that_item() {
    let part = |name: &str| row(vec![text(name)], json!({}));
    let rows = vec![
        part("before"),
        row(vec![text("a")], json!({"kind": "A"})),
        part("a1"),
        row(vec![text("b")], json!({"kind": "B"})),
        part("b1"),
    ];
    let mut report = Report { columns: vec![column("NAME", false)], rows: rows.into(), ..Report::default() };
    Filter::parse("kind=A").unwrap().apply(&mut report).unwrap();
    let names: Vec<Cell> = report.rows.iter(Part::Cells).flat_map(|row| row.cells).collect();
    assert_eq!(names, [text("a"), text("a1")]);
}

#[test]
fn actions_are_found_by_their_names() {
    let list = json!({"text": "load:1->reg0,drop", "list": [{"name": "load", "text": "load:1->reg0"}, {"name": "drop", "text": "drop"}]});
    for actions in [list, json!(["load:1->reg0", "drop"]), json!([{"load": "1->reg0"}, {"drop": true}])] {
        for (expression, kept) in
            [("drop", 1), ("drop=true", 1), ("!drop", 0), ("load", 1), ("load~=reg0", 1), ("load=2", 0), ("output", 0)]
        {
            let rows = vec![row(vec![text("a")], json!({"match": {}, "actions": actions.clone()}))];
            let mut report = Report { columns: vec![column("NAME", false)], rows: rows.into(), ..Report::default() };
            Filter::parse(expression).unwrap().apply(&mut report).unwrap();
            assert_eq!(report.rows.len(), kept, "{expression} {actions}");
        }
    }
}

#[test]
fn what_is_wrong_is_shown_with_its_place() {
    for (expression, why, place, hint) in [
        ("", "the expression is empty", 0..0, "such as:"),
        ("  ", "the expression is empty", 2..2, "such as:"),
        ("a=", "expected a value here", 2..2, "\"\""),
        ("a= && b", "expected a value here", 3..5, "\"\""),
        ("a=b=c", "a comparison begins with one name", 3..4, "quotes"),
        ("a b", "expected && or || before this", 2..3, "quotes"),
        ("a &&", "the expression ends too early", 4..4, "such as:"),
        ("&& a", "expected a name, ! or ( here", 0..2, ""),
        ("and a", "expected a name, ! or ( here", 0..3, ""),
        ("=5", "expected a name, ! or ( here", 0..1, ""),
        ("a & b", "a single & means nothing here", 2..3, "&&"),
        ("a | b", "a single | means nothing here", 2..3, "||"),
        ("a ~ b", "a ~ stands before = alone", 2..3, "~="),
        ("a=~b", "a ~ stands before = alone", 2..3, "~="),
        ("(a || b", "this parenthesis is not closed", 0..1, ""),
        ("a)", "this parenthesis closes nothing", 1..2, ""),
        ("(a b)", "expected && or || or ) before this", 3..4, ""),
        ("()", "expected a name, ! or ( here", 1..2, ""),
        ("name='b", "this quote is not closed", 5..6, ""),
        ("pakets>5", "no column and no field \"pakets\"", 0..6, "did you mean packets?"),
        ("name=a && nw_scr=1", "no column and no field \"nw_scr\"", 10..16, "did you mean nw_src?"),
        ("zzz", "no column and no field \"zzz\"", 0..3, "columns: name, action, packets, source"),
        ("table.nam=x", "no column and no field \"table.nam\"", 0..9, "-o json shows the fields"),
        ("packets>many", "column PACKETS holds numbers, and \"many\" is none", 8..12, "!packets is true where"),
    ] {
        let misread = kept(expression).unwrap_err();
        assert_eq!((misread.why.as_str(), misread.place.clone()), (why, place), "{expression}");
        assert!(hint.is_empty() || misread.hints.iter().any(|found| found.contains(hint)), "{:?}", misread.hints);
    }
    assert_eq!(kept("nw_scr=1").unwrap_err().marked(), "  nw_scr=1\n  ^^^^^^");
}

#[test]
fn a_name_is_not_refused_where_there_is_nothing_to_have_it() {
    let mut empty = Report { rows: Vec::new().into(), ..report() };
    for expression in ["whatever>1", "packets>1", "a.b.c"] {
        assert_eq!(Filter::parse(expression).unwrap().apply(&mut empty), Ok(()), "{expression}");
    }
    let filter = Filter::parse("a.b=1 && !c").unwrap();
    assert_eq!(filter.names().collect::<Vec<_>>(), ["a", "c"]);
}

#[test]
fn depth_is_bounded() {
    for (open, close) in [("(", ")"), ("!", ""), ("not ", ""), ("!(", ")")] {
        let nested = |depth| format!("{}name=b{}", open.repeat(depth), close.repeat(depth));
        assert!(kept(&nested(30)).is_ok(), "{open}");
        let misread = Filter::parse(&nested(100_000)).unwrap_err();
        assert_eq!(misread.why, "too many parentheses and ! within one another");
    }
    let long = vec!["name=b"; 20_000].join(" || ");
    assert_eq!(kept(&long).as_deref(), Ok("b"));
}

proptest! {
    #[test]
    fn nothing_panics_and_places_are_inside(expression in prop_oneof![
        any::<String>(),
        "[a-z0-9 ()!&|=<>~\"'./:-]{0,40}",
        "((name|packets|nw_src|reg0|source|drop)(=|!=|<|>|~=|<=|>=)([0-9a-fx/.:-]{0,12}|\"[^\"]{0,3}\")( && | \\|\\| |&&!|\\) && \\()){0,4}tcp",
    ]) {
        match kept(&expression) {
            Ok(_) => {}
            Err(misread) => {
                prop_assert!(misread.place.start <= misread.place.end && misread.place.end <= expression.len());
                prop_assert!(expression.get(misread.place.clone()).is_some(), "{:?}", misread);
                let lines = if expression.trim().is_empty() { 0 } else { 2 };
                prop_assert_eq!(misread.marked().lines().count(), lines);
            }
        }
    }

    #[test]
    fn a_row_is_kept_by_an_expression_or_by_its_contrary(clause in "(name|packets|source|nw_src|reg0|action)(=|!=|<|>|~=|<=|>=)[0-9a-f]{1,3}(\\.1\\.2\\.3)?(/[0-9]{1,2})?") {
        if let (Ok(kept), Ok(left)) = (kept(&clause), kept(&format!("!({clause})"))) {
            let mut all: Vec<&str> = kept.split_whitespace().chain(left.split_whitespace()).collect();
            all.sort_unstable();
            prop_assert_eq!(all, ["a", "b", "c", "c2"]);
        }
    }
}

#[test]
fn percents_compare_as_numbers() {
    let parts =
        [("a", Cell::Percent(95.0)), ("b", Cell::Percent(9.9)), ("c", Cell::Unknown), ("d", Cell::Percent(95.7))];
    for (expression, expected) in [
        ("used>80", "a d"),
        ("used=95", "a"),
        ("used='95.7%'", "d"),
        ("used!=95.0", "b d"),
        ("used<=9.9", "b"),
        ("used", "a b d"),
        ("!used>80", "b c"),
    ] {
        let rows = parts.iter().map(|(name, part)| row(vec![text(name), part.clone()], json!({})));
        let columns = vec![column("NAME", false), column("USED", true)];
        let mut report = Report { columns, rows: rows.collect::<Vec<_>>().into(), ..Report::default() };
        Filter::parse(expression).unwrap().apply(&mut report).unwrap();
        let names: Vec<String> = report.rows.iter(Part::Cells).map(|row| format!("{:?}", row.cells[0])).collect();
        let expected: Vec<String> = expected.split(' ').map(|name| format!("{:?}", text(name))).collect();
        assert_eq!(names, expected, "{expression}");
    }
}
