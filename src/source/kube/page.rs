//! One page of a list, object by object: a page of Pods is large, and of each Pod little is kept.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// An object of the cluster.
pub type Object = Map<String, Value>;

/// Takes the objects of a list.
pub type Each<'e> = dyn FnMut(Object) + Send + 'e;

/// Hands each object of a list to `each`; returns the token that continues the list, empty at its end.
///
/// # Errors
/// In words, when it is no JSON or no list. Objects before a break were handed over.
pub fn read(bytes: &[u8], each: &mut Each<'_>) -> Result<String, String> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let head = json.deserialize_map(List { each }).and_then(|head| json.end().map(|()| head));
    match head {
        Ok(Head { listed: true, token, .. }) => Ok(token),
        Ok(Head { kind, .. }) => Err(format!("the answer is no list but {kind:?}")),
        Err(e) => Err(format!("the answer is not JSON of a list: {e}{}", looks_like(bytes))),
    }
}

/// What stands there instead, when it is no JSON at all.
pub fn looks_like(bytes: &[u8]) -> &'static str {
    let start = bytes.trim_ascii_start();
    match start.first() {
        None => " (it is empty)",
        Some(b'<') => " (it is an HTML page: is there a proxy or a login in between?)",
        _ => "",
    }
}

#[derive(Default)]
struct Head {
    kind: String,
    token: String,
    listed: bool,
}

#[derive(Default, Deserialize)]
struct Metadata {
    #[serde(default, rename = "continue")]
    token: Option<String>,
}

struct List<'e, 'o> {
    each: &'e mut Each<'o>,
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = Head;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Head, M::Error> {
        let mut head = Head::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "items" => {
                    map.next_value_seed(Items { each: &mut *self.each })?;
                    head.listed = true;
                }
                "metadata" => {
                    let metadata: Option<Metadata> = map.next_value()?;
                    head.token = metadata.and_then(|metadata| metadata.token).unwrap_or_default();
                }
                "kind" => {
                    let kind: Value = map.next_value()?;
                    head.kind = kind.as_str().unwrap_or_default().chars().take(100).collect();
                    // A typed list leaves its items out, or writes null, when there are none.
                    head.listed |= head.kind.ends_with("List");
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(head)
    }
}

struct Items<'e, 'o> {
    each: &'e mut Each<'o>,
}

impl<'de> DeserializeSeed<'de> for Items<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("items")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<(), S::Error> {
        while let Some(object) = items.next_element::<Object>()? {
            (self.each)(object);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_what_is_none() {
        let cases = [
            (r#"{"kind":"PodList","metadata":{"continue":"t"},"items":[{"a":1},{"b":{}}]}"#, 2, Ok("t")),
            (r#"{"items":[{"a":1}],"metadata":null}"#, 1, Ok("")),
            (r#"{"kind":"PodList","items":null}"#, 0, Ok("")),
            (r#"{"kind":"PodList"}"#, 0, Ok("")),
            (r#"{"kind":"Status","code":200}"#, 0, Err("no list but \"Status\"")),
            (r#"{"items":[{"a":1},{"b""#, 1, Err("EOF")),
            (r#"{"items":[{"a":1}]}}"#, 1, Err("trailing")),
            (r#"{"items":[1]}"#, 0, Err("invalid type")),
            (r#"{"items":"x"}"#, 0, Err("invalid type")),
            ("[]", 0, Err("invalid type")),
            ("<html>", 0, Err("HTML page")),
            ("", 0, Err("it is empty")),
        ];
        for (text, count, expected) in cases {
            let mut seen = 0;
            let read = read(text.as_bytes(), &mut |_| seen += 1);
            assert_eq!(seen, count, "{text}");
            match (read, expected) {
                (Ok(token), Ok(expected)) => assert_eq!(token, expected, "{text}"),
                (Err(why), Err(part)) => assert!(why.contains(part), "{text}: {why}"),
                (read, _) => panic!("{text}: {read:?}"),
            }
        }
    }

    #[test]
    fn nesting_without_end_is_refused() {
        let deep = format!(r#"{{"items":[{{"a":{}"#, "[".repeat(100_000));
        assert!(read(deep.as_bytes(), &mut |_| {}).is_err());
    }
}
