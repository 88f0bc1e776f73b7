//! JSON and YAML.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::run::{DONE, Ended, FAILED, PARTIAL, Scratch, dump, rules, run};

/// JSON files of a capture, with a sample of each sort.
fn json_files(capture: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["cluster", "nodes/k8s-worker-01"] {
        for file in fs::read_dir(capture.join(folder)).unwrap().map(|file| file.unwrap().path()) {
            if file.extension().is_some_and(|extension| extension == "json") {
                files.push(file);
            }
        }
    }
    files.push(capture.join("meta.json"));
    assert!(files.len() > 15, "{files:?}");
    files
}

fn counters(ended: &Ended) -> Vec<String> {
    ended.items().iter().map(|item| format!("{} {} {}", item["node"], item["id"], item["trafficStats"])).collect()
}

/// Whatever the objects are, the counters of the dumps stay.
fn each_file(change: impl Fn(&str) -> Vec<String>, partial: bool) {
    let scratch = Scratch::new();
    let capture = scratch.example();
    let expected = counters(&rules(&capture));
    for file in json_files(&capture) {
        let text = fs::read_to_string(&file).unwrap();
        for changed in change(&text) {
            fs::write(&file, &changed).unwrap();
            let told = || format!("{}: {}", file.display(), changed.chars().take(200).collect::<String>());
            let ended = rules(&capture);
            if ended.code == FAILED {
                assert!(file.ends_with("meta.json"), "{}: {}", told(), ended.stderr);
                continue;
            }
            assert_eq!(counters(&ended), expected, "{}", told());
            let name = file.file_name().unwrap().to_str().unwrap();
            if partial && read_by_rules(name) {
                assert_eq!(ended.code, PARTIAL, "{}: {}", told(), ended.stderr);
                assert!(ended.stderr.contains(name), "{}: {}", told(), ended.stderr);
            }
        }
        fs::write(&file, text).unwrap();
    }
}

/// What holds nothing that a rule needs.
fn read_by_rules(name: &str) -> bool {
    !["open_vswitch.json", "meta.json", "endpointslices.discovery.k8s.io.json"].contains(&name)
}

#[test]
fn json_that_was_cut_is_partial() {
    each_file(|text| [1, 3, 5, 7].iter().map(|part| text[..text.len() * part / 8].to_string()).collect(), true);
}

#[test]
fn json_of_other_types_is_never_a_panic() {
    let whole =
        ["null", "true", "-1e308", "\"\"", "[]", "{}", "[[[]]]", "[null]", r#"{"items":{}}"#, r#"{"items":[0]}"#];
    each_file(|_| whole.iter().map(|text| text.to_string()).collect(), false);
}

/// Every value below the first objects replaced by one of another type.
fn retyped(value: &Value, depth: usize, number: &mut usize) -> Value {
    let wrong =
        [json!(null), json!(-1), json!(1e300), json!(true), json!("x"), json!([]), json!([[1]]), json!({ "a": {} })];
    match value {
        Value::Object(map) if depth > 0 => {
            map.iter().map(|(key, value)| (key.clone(), retyped(value, depth - 1, number))).collect()
        }
        Value::Array(list) if depth > 0 => list.iter().map(|value| retyped(value, depth - 1, number)).collect(),
        _ => {
            *number += 1;
            wrong[*number % wrong.len()].clone()
        }
    }
}

#[test]
fn fields_of_other_types_are_never_a_panic() {
    let change = |text: &str| {
        let value: Value = serde_json::from_str(text).unwrap();
        (1..9).map(|depth| retyped(&value, depth, &mut depth.clone()).to_string()).collect()
    };
    each_file(change, false);
}

#[test]
fn nesting_does_not_overflow_the_stack() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    let list = |inner: String| format!(r#"{{"apiVersion":"v1","kind":"PodList","items":[{{"spec":{inner}}}]}}"#);
    let shapes =
        [deep("[", "]"), deep(r#"{"a":"#, "}"), list(deep("[", "]")), list(deep(r#"{"a":"#, "}")), "[".repeat(100_000)];
    each_file(|_| shapes.to_vec(), false);
    let scratch = Scratch::new();
    scratch.write("flows.txt", dump());
    for (at, shape) in shapes.iter().enumerate() {
        scratch.write("objects.json", shape);
        let yaml = format!("apiVersion: v1\nkind: Pod\nspec: {shape}\n");
        scratch.write("objects.yaml", yaml);
        let ended = rules(scratch.path());
        assert_eq!(ended.flows(), 361, "{at}: {}", ended.stderr);
    }
    let block: String = (0..3_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    scratch.write("objects.yaml", format!("apiVersion: v1\nkind: Pod\nspec:\n{}", block));
    assert_eq!(rules(scratch.path()).flows(), 361);
    let conjunctions = format!(
        " cookie=0x1, table=0, n_packets=1, n_bytes=1, priority=1 actions={}drop{}\n",
        "clone(".repeat(10_000),
        ")".repeat(10_000)
    );
    let ended = rules(&scratch.write("flows.txt", dump() + &conjunctions));
    assert!(ended.flows() >= 361, "{}", ended.stderr);
}

#[test]
fn aliases_of_yaml_are_no_bomb() {
    let scratch = Scratch::new();
    scratch.write("flows.txt", dump());
    let mut bomb = String::from("apiVersion: v1\nkind: List\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let inner = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{inner}]\n"));
    }
    bomb.push_str("items: *a11\n");
    scratch.write("objects.yaml", &bomb);
    let ended = rules(scratch.path());
    assert_eq!((ended.code, ended.flows()), (PARTIAL, 361), "{}", ended.stderr);
    assert!(ended.stderr.contains("objects.yaml"), "{}", ended.stderr);
}

#[test]
fn numbers_that_are_too_big_stay_unknown() {
    let numbers = ["1e999", "-1e999", "99999999999999999999999999", "-9223372036854775809", "1e-999"];
    let scratch = Scratch::new();
    let capture = scratch.example();
    let expected = counters(&rules(&capture));
    for file in ["agent-networkpolicies.json", "agent-podinterfaces.json", "interface.json", "bridge.json"] {
        let file = capture.join("nodes/k8s-worker-01").join(file);
        let text = fs::read_to_string(&file).unwrap();
        for number in numbers {
            let mut changed = String::new();
            for (at, part) in text.split_inclusive([':', ',']).enumerate() {
                let digits: String = part.trim_start().chars().take_while(char::is_ascii_digit).collect();
                match digits.is_empty() || at % 3 > 0 {
                    true => changed.push_str(part),
                    false => changed.push_str(&part.replacen(&digits, number, 1)),
                }
            }
            fs::write(&file, changed).unwrap();
            let ended = rules(&capture);
            assert_eq!(counters(&ended), expected, "{} {number}", file.display());
        }
        fs::write(&file, text).unwrap();
    }
}

#[test]
fn names_with_control_characters_never_come_out_raw() {
    let scratch = Scratch::new();
    let capture = scratch.example();
    let (turn, clear) = ("\u{202e}", "\u{1b}[2J\u{7}\u{9b}\u{2066}\u{85}");
    for file in policies(&capture) {
        let text = fs::read_to_string(&file).unwrap();
        let mut value: Value = serde_json::from_str(&text).unwrap();
        poison(&mut value, &format!("{turn}{clear}"));
        fs::write(file, value.to_string()).unwrap();
    }
    let path = capture.to_str().unwrap();
    for noun in ["rules", "policystats", "networkpolicystats", "antreaclusternetworkpolicystats"] {
        for format in ["table", "wide", "json", "yaml", "csv", "name"] {
            // What every run must keep to is looked at there.
            let ended = run(&["get", noun, "-A", "-v", "-o", format, "--from", path]);
            assert_ne!(ended.code, FAILED, "{noun} {format}: {}", ended.stderr);
            // A rule is named by its Node and ID.
            let named = (noun, format) != ("rules", "name");
            assert_eq!(ended.stdout.to_lowercase().contains("202e"), named, "{noun} {format}: {}", ended.stdout);
        }
        let wrong = run(&["get", noun, &format!("{clear}{turn}"), "-n", turn, "--from", path]);
        assert_ne!(wrong.code, DONE, "{noun}");
    }
    let ended = run(&["get", "rules", "--from", &format!("{path}{clear}{turn}")]);
    assert_eq!(ended.code, FAILED);
    let dump = dump().replace("priority=200", &format!("priority=200,{turn}"));
    let ended = rules(&scratch.write("turned.txt", dump));
    assert_ne!(ended.code, FAILED);
}

/// Files of policies, as objects and as the agents have them.
fn policies(capture: &Path) -> Vec<PathBuf> {
    let mut folders = vec![capture.join("cluster")];
    folders.extend(fs::read_dir(capture.join("nodes")).unwrap().map(|node| node.unwrap().path()));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|file| file.unwrap().path());
    files.filter(|file| file.file_name().unwrap().to_str().unwrap().contains("networkpolicies")).collect()
}

/// Puts the text into every name of a policy or a rule.
fn poison(value: &mut Value, text: &str) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match value {
                    // What selects or refers to other objects stays, so that the names are found.
                    _ if ["appliedTo", "tier", "from", "to"].contains(&key.as_str()) => {}
                    Value::String(name) if ["name", "uid"].contains(&key.as_str()) => {
                        name.push_str(text);
                    }
                    _ => poison(value, text),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| poison(value, text)),
        _ => {}
    }
}
