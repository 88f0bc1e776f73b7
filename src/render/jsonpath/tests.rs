use proptest::prelude::*;
use serde_json::{Map, json};

use super::*;
use crate::model::artefact::Gap;
use crate::model::report::Row;
use crate::render::FORMATS;

const PLAIN: Look = Look { color: false, headers: true };

fn report() -> Report<'static> {
    let item = |item: Value| Row { item: serde_json::from_value(item).unwrap(), name: "x".into(), ..Row::default() };
    let rows = vec![
        item(
            json!({"name": "a", "n": 5, "unknown": null, "list": ["x", "y", "z"], "below": {"z": 1, "a": {"deep": "d"}}}),
        ),
        // A part of the item before it.
        Row::default(),
        item(json!({"name": "b", "n": u64::MAX, "unknown": 1, "list": [], "text": "<&>\u{202e}\n\u{1b}"})),
        item(json!({"name": "c", "n": 7.5, "list": [1, 2.5, null, {"q": true}]})),
    ];
    let gaps = vec![Gap { node: None, what: "flows".into(), why: "cut".into() }];
    let metadata: Map<String, Value> = serde_json::from_value(json!({"source": ["a.txt"]})).unwrap();
    Report { kind: "XList", metadata, rows: rows.into(), gaps, ..Report::default() }
}

fn printed(template: &str) -> Result<String, String> {
    let mut out = Vec::new();
    let format = JsonPath::new(template, false).map_err(|misread| misread.marked())?;
    format.render(&report(), PLAIN, &mut out).map_err(|failure| failure.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn templates_pick_from_the_envelope() {
    for (template, expected) in [
        ("", ""),
        ("plain", "plain"),
        ("{.kind} {.apiVersion} {.metadata.source[0]} {.gaps[*].what}", "XList antstats/v1 a.txt flows"),
        ("{.items[*].name}", "a b c"),
        ("{.items.*.name}", "a b c"),
        ("{$.items[*].name}", "a b c"),
        ("{ .items[0].name }", "a"),
        ("{.items[-1].name}", "c"),
        ("{.items[-2:].name}", "b c"),
        ("{.items[0:2].name}", "a b"),
        ("{.items[::2].name}", "a c"),
        ("{.items[].name}", "a"),
        ("{.items[1:1].name}|", "|"),
        ("{.items[0,2].name}", "a c"),
        ("{.items[*]['name','n']}", "a b c 5 18446744073709551615 7.5"),
        ("{.items[?(@.name==\"b\")].n}", "18446744073709551615"),
        ("{.items[?(@.name!='b')].name}", "a c"),
        ("{.items[?(@.n>5)].name}", "b c"),
        ("{.items[?(@.n>=5)].name}", "a b c"),
        ("{.items[?(@.n<7.5)].name}", "a"),
        ("{.items[?(@.n<=7.5)].name}", "a c"),
        ("{.items[?(@.text)].name}", "b"),
        ("{.items[?(@.unknown)].name}", "a b"),
        // What is not known satisfies no comparison.
        ("{.items[?(@.unknown==1)].name}", "b"),
        ("{.items[?(@.unknown!=1)].name}", ""),
        ("{.items[?(@.name==\"a\")].list[1:3]}", "y z"),
        ("{.items[*].list[*]}", "x y z 1 2.5 null {\"q\":true}"),
        ("{..deep}", "d"),
        ("{.items[0]..deep}", "d"),
        ("{.items[0].below}", "{\"a\":{\"deep\":\"d\"},\"z\":1}"),
        ("{.items[0].below['a'].deep}", "d"),
        ("{.items[0].nope.x}|{.nope}", "|"),
        ("{.items[0].unknown}", "null"),
        ("{.items[1].text}", "<&>\\u{202e}\\n\\u{1b}"),
        ("{.items[1]['text','list']}", "<&>\\u{202e}\\n\\u{1b} []"),
        ("{range .items[*]}{.name}\t{.n}{\"\\n\"}{end}done", "a\t5\nb\t18446744073709551615\nc\t7.5\ndone"),
        ("{range .items[?(@.name==\"c\")]}{range .list[*]}{@};{end}|{end}", "1;2.5;<no value>;{\"q\":true};|"),
        ("{range .items[:2]}{.name}{end}{.kind}", "abXList"),
        ("{range .nope[*]}x{end}-", "-"),
        ("{\"a\\tb\\u00e9\\x41\\101\\\\\"}{'q\"'}", "a\tbéAA\\q\""),
        ("{.items[0].name}{5}{-1.5}{true}", "a5-1.5true"),
        ("{.items[*].a\\.b}", ""),
    ] {
        assert_eq!(printed(template).as_deref(), Ok(expected), "{template}");
    }
}

#[test]
fn objects_are_json_that_is_safe_to_print() {
    let whole = printed("{.items[1]}").unwrap();
    let expected =
        r#"{"list":[],"n":18446744073709551615,"name":"b","text":"\u003c\u0026\u003e\u202e\n\u001b","unknown":1}"#;
    assert_eq!(whole, expected);
    assert_eq!(printed("{.items}").unwrap().matches("\"name\"").count(), 3);
}

#[test]
fn a_template_that_is_wrong_is_marked() {
    for (template, marked) in [
        ("{.items[*]", "  {.items[*]\n  ^^^^^^^^^^"),
        ("{.items[0}", "  {.items[0}\n         ^"),
        ("{name}", "  {name}\n   ^^^^"),
        ("{end}", "  {end}\n  ^^^^^"),
        ("{range .items[*]}{.x}", "  {range .items[*]}{.x}\n  ^^^^^^^^^^^^^^^^^"),
        ("{.a ~ .b}", "  {.a ~ .b}\n      ^"),
        ("{\"abc}", "  {\"abc}\n   ^"),
        ("{\"\\q\"}", "  {\"\\q\"}\n    ^^"),
        ("{.items[?(@.a=~\"x\")]}", "  {.items[?(@.a=~\"x\")]}\n               ^^"),
        ("{.items[?(@.a=\"x\")]}", "  {.items[?(@.a=\"x\")]}\n               ^"),
        ("{.items[?(@.a==)]}", "  {.items[?(@.a==)]}\n               ^^"),
        ("{.items[?(@.a==x)]}", "  {.items[?(@.a==x)]}\n                 ^"),
        ("{.items[?(@.a]}", "  {.items[?(@.a]}\n         ^^^"),
        ("{.items[a]}", "  {.items[a]}\n          ^"),
        ("{.items[1:2:3:4]}", "  {.items[1:2:3:4]}\n          ^^^^^^^"),
        ("{....a}", "  {....a}\n     ^^"),
        ("a\n{.b\n}", "  {.b\n  ^^^"),
    ] {
        assert_eq!(printed(template), Err(marked.to_owned()), "{template}");
    }
}

#[test]
fn a_template_that_does_not_fit_says_why() {
    for (template, why) in [
        ("{.items[5].name}", "place 5 is outside of a list of 3"),
        ("{.items[-4].name}", "place -1 is outside of a list of 3"),
        ("{.items[2:1].name}", "a slice cannot begin at 2 and end at 1"),
        ("{.items[0:2:0].name}", "the step of a slice is 1 or more"),
        ("{.kind[0]}", "text is no list"),
        ("{.metadata[?(@.a)]}", "an object is no list and cannot be filtered"),
        ("{.items[?(@.name>1)]}", "\"a\" and 1 cannot be compared"),
        ("{.items[?(@.list[*]==1)]}", "one value can be compared with one value"),
    ] {
        assert_eq!(printed(template), Err(why.to_owned()), "{template}");
    }
}

#[test]
fn results_are_lists_of_json_where_asked() {
    let mut out = Vec::new();
    let format = FORMATS.iter().find(|format| format.name == "jsonpath-as-json").unwrap();
    let render = format.open("x{.items[:2].list}{.nope}").unwrap();
    render.render(&report(), PLAIN, &mut out).unwrap();
    let expected = "[\n    \"x\"\n]\n[\n    [\n        \"x\",\n        \"y\",\n        \"z\"\n    ],\n    []\n]\n[]\n";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[test]
fn depth_is_bounded() {
    let ranges = "{range .a}".repeat(1000) + &"{end}".repeat(1000);
    assert!(printed(&ranges).unwrap_err().contains('^'));
    let filters = "[?(@".repeat(1000);
    assert!(printed(&format!("{{{filters}")).unwrap_err().contains('^'));
}

proptest! {
    #[test]
    fn nothing_panics(template in prop_oneof![
        any::<String>(),
        "[{}a-z.\\[\\]*?()@$\"'\\\\=<>!:,0-9 -]{0,40}",
        "(\\{(range |)(\\.items|\\.|\\.\\.|@|\\$)?(\\[(\\*|-?[0-9]?:?-?[0-9]?:?[0-9]?|\\?\\(@\\.[a-z](==|<|!=)?(1|\"b\"|)\\)|'[a-z]','n')\\])?(\\.[a-z]{1,4}|\\.\\*|)\\}|\\{end\\}|x){0,5}",
    ]) {
        if let Err(why) = printed(&template) {
            prop_assert!(!why.is_empty() || template.trim().is_empty());
        }
        let _ = super::super::custom_columns::CustomColumns::from_specification(&template);
        let _ = super::super::custom_columns::CustomColumns::from_file(&template);
    }
}
