use super::*;

fn read(text: &str) -> Decoded<Vec<Value>> {
    objects(text.as_bytes(), &"o.json".into())
}

fn kinds(text: &str) -> Vec<String> {
    let of = |value: &Value| {
        format!("{} {}", value["apiVersion"].as_str().unwrap_or("-"), value["kind"].as_str().unwrap_or("-"))
    };
    read(text).value.iter().map(of).collect()
}

#[test]
fn objects_come_in_many_forms() {
    // input, objects, notes
    let cases: [(&str, &[&str], usize); 16] = [
        (r#"{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Pod"}]}"#, &["v1 Pod"], 0),
        (r#"{"apiVersion":"v1","kind":"PodList","items":[{"metadata":{}}]}"#, &["v1 Pod"], 0),
        (r#"{"apiVersion":"v1","kind":"List","items":null}"#, &[], 0),
        (r#"{"apiVersion":"v1","kind":"Pod"}{"apiVersion":"v1","kind":"Node"}"#, &["v1 Pod", "v1 Node"], 0),
        (r#"[{"apiVersion":"v1","kind":"Pod"}]"#, &["v1 Pod"], 0),
        ("apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Node\n", &["v1 Pod", "v1 Node"], 0),
        ("apiVersion: v1\nitems:\n- kind: Pod\n  apiVersion: v1\nkind: List\n", &["v1 Pod"], 0),
        ("---\n# nothing\n---\nkind: Pod\napiVersion: v1\n---\n", &["v1 Pod"], 0),
        ("kind: Pod\napiVersion: v1\n---\na: [\n---\nkind: Node\napiVersion: v1\n", &["v1 Pod", "v1 Node"], 1),
        ("\u{feff}kind: Pod\r\napiVersion: v1\r\n", &["v1 Pod"], 0),
        (r#"{"apiVersion":"v1","kind":"List","items":[{"kind":"Pod","apiVersion":"v1"},{"kind":"No"#, &["v1 Pod"], 1),
        (r#"[{"kind":"Pod","apiVersion":"v1"},{"kind":"No"#, &["v1 Pod"], 1),
        (r#"{"metadata":{"name":"x"}}"#, &[], 1),
        ("[3]", &[], 1),
        (r#"{"kind":"List","items":3}"#, &[], 1),
        ("", &[], 0),
    ];
    for (text, objects, notes) in cases {
        assert_eq!(kinds(text), objects, "{text}");
        assert_eq!(read(text).notes.len(), notes, "{text} {:?}", read(text).notes);
    }
}

#[test]
fn notes_say_where() {
    let notes = read("kind: Pod\napiVersion: v1\n---\nkind: Node\n  bad: [\n---\nkind: A\n").notes;
    assert!((4..=6).contains(&notes[0].line), "{notes:?}");
    let notes = read("{\"kind\":\n  }").notes;
    assert_eq!(notes[0].line, 2, "{notes:?}");
    let notes = objects(b"kind: Pod\n---\nkind: \xff\n", &"o".into()).notes;
    assert_eq!((notes[0].line, notes[0].column), (3, 7), "{notes:?}");
}

#[test]
fn a_list_cut_in_its_values_keeps_the_complete_items() {
    let full = r#"{"apiVersion":"v1","items":[{"kind":"A","s":"}]{\"","l":[{"x":1}]},{"kind":"B"}],"kind":"List"}"#;
    for cut in 0..full.len() {
        let text = &full[..cut];
        let expected = if cut < full.find(",{\"kind\":\"B\"").unwrap() {
            0
        } else {
            1 + usize::from(cut > full.find("],\"kind\":\"List").unwrap() - 1)
        };
        assert_eq!(read(text).value.len(), expected, "{text}");
        assert_eq!(read(text).notes.len(), usize::from(cut > 0), "{text}");
    }
}

#[test]
fn big_yaml_is_read_and_a_bomb_is_not() {
    let mut text = String::from("apiVersion: v1\nkind: List\nitems:\n");
    for _ in 0..50_000 {
        text.push_str("- kind: Pod\n  apiVersion: v1\n  metadata: {}\n");
    }
    assert_eq!(read(&text).value.len(), 50_000);
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        bomb.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 10].join(", ")));
    }
    assert_eq!(read(&bomb).notes.len(), 1);
}

proptest::proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), json in "[\\[\\]{}\",:a-c\\\\ \n-]{0,80}") {
        objects(&bytes, &"x".into());
        objects(json.as_bytes(), &"x".into());
    }
}
