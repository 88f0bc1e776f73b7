use serde_json::json;

use super::*;
use crate::model::report::Row;

fn printed(format: &CustomColumns, headers: bool) -> String {
    let item = |item: Value| Row { item: serde_json::from_value(item).unwrap(), ..Row::default() };
    let rows = vec![
        item(json!({"name": "a", "list": ["x", "y"], "below": {"z": 1.0, "a": {"q": null}}, "flag": true})),
        item(json!({"name": "b\u{1b}\n", "unknown": null, "list": [], "size": u64::MAX})),
    ];
    let mut out = Vec::new();
    let report = Report { rows: rows.into(), ..Report::default() };
    format.render(&report, Look { color: false, headers }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn columns_are_made_of_paths() {
    let format = CustomColumns::from_specification(
        "NAME:.name,LIST:list,ALL:{.list[*]},BELOW:{below},SIZE:.size,UNKNOWN:.unknown,F:.flag,E:",
    );
    let expected = "\
NAME        LIST    ALL      BELOW                     SIZE                   UNKNOWN   F        E
a           [x y]   x,y      map[a:map[q:<nil>] z:1]   <none>                 <none>    true     <none>
b\\u{1b}\\n   []      <none>   <none>                    18446744073709551615   <nil>     <none>   <none>
";
    let format = format.unwrap();
    assert_eq!(printed(&format, true), expected);
    assert_eq!(printed(&format, false).lines().count(), 2);
}

#[test]
fn a_file_has_two_lines() {
    let format =
        CustomColumns::from_file("NAME   LIST\n.name  {.list[0]}\n").unwrap_or_else(|misread| panic!("{misread}"));
    let mut out = Vec::new();
    let failure = format.render(&report_of_empty_list(), Look { color: false, headers: true }, &mut out).unwrap_err();
    assert_eq!(failure.to_string(), "place 0 is outside of a list of 0");
    for (text, why) in [
        ("", "0 headers in the first line, and 0 paths in the second"),
        ("A B\n.a\n", "2 headers in the first line, and 1 paths in the second"),
        ("A B\n.a .b[", "this [ is not closed"),
    ] {
        let misread = CustomColumns::from_file(text).err().unwrap();
        assert_eq!(misread.why, why);
        assert!(misread.place.start >= text.find('\n').unwrap_or(0), "{misread:?}");
    }
}

fn report_of_empty_list() -> Report<'static> {
    let row = Row { item: serde_json::from_value(json!({"list": []})).unwrap(), ..Row::default() };
    Report { rows: vec![row].into(), ..Report::default() }
}

#[test]
fn a_wrong_column_is_marked() {
    for (text, marked) in [
        ("", ""),
        ("NAME", "  NAME\n  ^^^^"),
        ("A:.a,B", "  A:.a,B\n       ^"),
        ("A:.a,B:.b[x].c", "  A:.a,B:.b[x].c\n            ^"),
        ("A:{.a", "  A:{.a\n    ^^^"),
        ("A:.", "  A:.\n    ^"),
        ("A:{.b[0}", "  A:{.b[0}\n       ^"),
    ] {
        let misread = CustomColumns::from_specification(text).err().unwrap();
        assert_eq!(misread.marked(), marked, "{text}: {misread}");
    }
}
