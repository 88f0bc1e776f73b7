//! Reading the agent's and antctl's JSON and YAML with as much tolerance as is safe.
//!
//! Keys are found whatever their case: the files of a support bundle are Go structs without JSON names (`appliedtogroups`). A value of another type
//! than expected counts as absent, with a doubt where it could change a meaning.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::{add_note, k8s};
use crate::model::artefact::Note;

/// A JSON object.
pub type Object = Map<String, Value>;

/// The value of a key, in any case of letters.
pub fn get<'a>(object: &'a Object, key: &str) -> Option<&'a Value> {
    object
        .get(key)
        .or_else(|| object.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value))
        .filter(|value| !value.is_null())
}

/// Text that is there and not empty.
pub fn text<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    get(object, key)?.as_str().filter(|text| !text.is_empty())
}

/// Text, empty where there is none.
pub fn name(object: &Object, key: &str) -> Arc<str> {
    text(object, key).unwrap_or("").into()
}

/// The items of a list; none where it is absent or null.
pub fn list<'a>(object: &'a Object, key: &str) -> &'a [Value] {
    get(object, key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A number that fits.
pub fn number<T: TryFrom<i64>>(object: &Object, key: &str) -> Option<T> {
    get(object, key)?.as_i64().and_then(|number| T::try_from(number).ok())
}

/// An address: text, or base64 of 4 or 16 bytes as Go's `[]byte` has it in JSON, or a list of bytes. IPv4 in IPv6 becomes IPv4.
pub fn address(value: &Value) -> Option<IpAddr> {
    let address = match value {
        Value::String(text) => match text.trim().parse() {
            Ok(address) => address,
            Err(_) => of_bytes(&STANDARD.decode(text.trim()).ok()?)?,
        },
        Value::Array(bytes) => {
            let bytes: Option<Vec<u8>> =
                bytes.iter().map(|byte| byte.as_u64().and_then(|byte| u8::try_from(byte).ok())).collect();
            of_bytes(&bytes?)?
        }
        _ => return None,
    };
    Some(address.to_canonical())
}

fn of_bytes(bytes: &[u8]) -> Option<IpAddr> {
    if let Ok(four) = <[u8; 4]>::try_from(bytes) {
        return Some(Ipv4Addr::from(four).into());
    }
    <[u8; 16]>::try_from(bytes).ok().map(|sixteen| Ipv6Addr::from(sixteen).into())
}

/// The items of an answer: `{"items": [..]}` of an API, `[..]` of antctl, one object alone, `null` for none; JSON or YAML.
pub fn items(bytes: &[u8], path: &Arc<str>, notes: &mut Vec<Note>) -> Vec<Object> {
    if bytes.trim_ascii().is_empty() {
        // Who has none says `[]` or `null`.
        let why = "is empty: nothing was answered".to_owned();
        add_note(notes, Note { path: path.clone(), line: 0, column: 0, why });
    }
    let mut found = Vec::new();
    for document in k8s::documents(bytes, path, notes) {
        let values = match document {
            Value::Array(values) => values,
            Value::Object(mut object) => {
                match object.iter().position(|(key, value)| key.eq_ignore_ascii_case("items") && !value.is_string()) {
                    Some(at) => match object.values_mut().nth(at).map(Value::take) {
                        Some(Value::Array(values)) => values,
                        _ => Vec::new(),
                    },
                    None => vec![Value::Object(object)],
                }
            }
            Value::Null => Vec::new(),
            other => vec![other],
        };
        for (at, value) in values.into_iter().enumerate() {
            match value {
                Value::Object(object) => found.push(object),
                other => {
                    let why = format!("item {at} is {}, not an object: left out", kind_of(&other));
                    add_note(notes, Note { path: path.clone(), line: 0, column: 0, why });
                }
            }
        }
    }
    found
}

/// What a value is, in a message.
pub fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn addresses_in_every_form() {
        let cases = [
            (json!("CgoAGg=="), Some("10.10.0.26")),
            (json!("AAAAAAAAAAAAAP//CgoAGg=="), Some("10.10.0.26")),
            (json!("/QAAEAAQAAEAAAAAAAAACw=="), Some("fd00:10:10:1::b")),
            (json!("10.10.0.26"), Some("10.10.0.26")),
            (json!("::ffff:10.10.0.26"), Some("10.10.0.26")),
            (json!("fd00::1"), Some("fd00::1")),
            (json!([10, 0, 0, 1]), Some("10.0.0.1")),
            (json!([10, 0, 0, 256]), None),
            (json!("CgoA"), None),
            (json!("x.y"), None),
            (json!(1), None),
        ];
        for (value, expected) in cases {
            assert_eq!(address(&value).map(|a| a.to_string()).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn lists_in_every_form() {
        let cases = [
            (r#"{"metadata":{},"items":[{"a":1},{"a":2}]}"#, 2, 0),
            (r#"{"metadata":{},"items":null}"#, 0, 0),
            (r#"[{"a":1}]"#, 1, 0),
            (r#"{"a":1}"#, 1, 0),
            ("null", 0, 0),
            ("", 0, 1),
            (" \n", 0, 1),
            (r#"[{"a":1}, 3]"#, 1, 1),
            ("- a: 1\n- a: 2\n", 2, 0),
            (r#"[{"a":1},{"a""#, 1, 1),
        ];
        for (text, count, noted) in cases {
            let mut notes = Vec::new();
            assert_eq!(items(text.as_bytes(), &"x".into(), &mut notes).len(), count, "{text}");
            assert_eq!(notes.len(), noted, "{text} {notes:?}");
        }
    }
}
