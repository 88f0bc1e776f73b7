//! Kubernetes objects: JSON or YAML, lists, single objects, many documents in one file.

use std::sync::Arc;

use serde_json::{Deserializer, Map, Value};

use super::{Decoded, add_note, short};
use crate::model::artefact::Note;
use crate::model::kubectl_table;

mod pods_table;
mod sections;

/// Every object of a file, each with its `apiVersion` and `kind`.
///
/// Items of a List that lack them get them from the List, as Kubernetes leaves them out of its typed lists (`PodList`). What is no object, or has no
/// kind at all, is a note. `clusterinfo` of an Antrea support bundle is read too, and so is the table of `kubectl get pods -o wide`.
pub fn objects(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<Value>> {
    let mut decoded = Decoded::default();
    let documents = if sections::is_cluster_info(bytes) {
        sections::documents(bytes, path, &mut decoded.notes)
    } else if let Some(table) = pods_table(bytes) {
        decoded.doubts.push(pods_table::WITHOUT.to_owned());
        pods_table::objects(table, path, &mut decoded.notes)
    } else {
        documents(bytes, path, &mut decoded.notes)
    };
    for document in documents {
        unfold(document, path, &mut decoded, 0);
    }
    decoded
}

/// The text of a file that is a table of Pods.
fn pods_table(bytes: &[u8]) -> Option<&str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Where bytes are no text, the table ends.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?,
    };
    kubectl_table::is_pods(text).then_some(text)
}

/// A List may hold Lists (`kubectl get -o yaml` of several files); more levels than these are nobody's.
const LEVELS: usize = 4;

fn unfold(value: Value, path: &Arc<str>, decoded: &mut Decoded<Vec<Value>>, level: usize) {
    let whole = |why: String| Note { path: path.clone(), line: 0, column: 0, why };
    let mut object = match value {
        Value::Object(object) => object,
        Value::Array(items) if level < LEVELS => {
            return items.into_iter().for_each(|item| unfold(item, path, decoded, level + 1));
        }
        Value::Null => return,
        other => {
            let why = format!("{} stands where an object should: left out", super::json::kind_of(&other));
            return add_note(&mut decoded.notes, whole(why));
        }
    };
    let text =
        |object: &Map<String, Value>, key: &str| object.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let (api, kind) = (text(&object, "apiVersion"), text(&object, "kind"));
    let is_list = object.contains_key("items") && (kind.ends_with("List") || kind.is_empty());
    if !is_list {
        if kind.is_empty() {
            let name = object.get("metadata").and_then(|data| data.get("name")).and_then(Value::as_str).unwrap_or("");
            let why = format!("an object {:?} without a kind: left out", short(name));
            return add_note(&mut decoded.notes, whole(why));
        }
        return decoded.value.push(Value::Object(object));
    }
    let items = match object.remove("items") {
        Some(Value::Array(items)) => items,
        None | Some(Value::Null) => Vec::new(),
        Some(other) => {
            let why = format!("items is {}, not a list: left out", super::json::kind_of(&other));
            return add_note(&mut decoded.notes, whole(why));
        }
    };
    let typed = kind.strip_suffix("List").unwrap_or("");
    for mut item in items {
        if let Value::Object(item) = &mut item {
            for (key, value) in [("apiVersion", api.as_str()), ("kind", typed)] {
                if !typed.is_empty() && !value.is_empty() && !item.contains_key(key) {
                    item.insert(key.to_owned(), value.into());
                }
            }
        }
        if level < LEVELS {
            unfold(item, path, decoded, level + 1);
        }
    }
}

/// The documents of a JSON or YAML file. One that cannot be read is a note, and the others are read; of JSON that ends too early, what was
/// complete is kept.
pub fn documents(bytes: &[u8], path: &Arc<str>, notes: &mut Vec<Note>) -> Vec<Value> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => Vec::new(),
        Some(b'{' | b'[') => json_documents(bytes, path, notes),
        Some(_) => yaml_documents(bytes, path, notes),
    }
}

fn json_documents(bytes: &[u8], path: &Arc<str>, notes: &mut Vec<Note>) -> Vec<Value> {
    let mut documents = Vec::new();
    let mut stream = Deserializer::from_slice(bytes).into_iter::<Value>();
    loop {
        let at = stream.byte_offset();
        match stream.next() {
            None => return documents,
            Some(Ok(value)) => documents.push(value),
            Some(Err(e)) => {
                // The stream counts lines from where it began, which is the file's first.
                let (line, column) = (e.line() as u64, e.column() as u64);
                let rescued = e.is_eof().then(|| rescue(bytes.get(at..).unwrap_or_default())).flatten();
                let why = match &rescued {
                    Some((_, count)) => format!("the JSON is cut: {count} complete items before the cut are read"),
                    None => format!("is not JSON that can be read: {}", without_place(&e.to_string())),
                };
                notes.push(Note { path: path.clone(), line, column, why });
                documents.extend(rescued.map(|(value, _)| value));
                return documents;
            }
        }
    }
}

/// serde_json's words without ` at line 1 column 2`.
fn without_place(words: &str) -> &str {
    words.rsplit_once(" at line ").map_or(words, |(words, _)| words)
}

/// A list that ends too early, closed after its last complete item: the array that is the document, or the `items` of the object that is.
fn rescue(bytes: &[u8]) -> Option<(Value, usize)> {
    let (mut depth, mut in_text, mut escaped) = (Vec::new(), false, false);
    // Where the last complete item ends, and what has to be closed after it.
    let (mut complete, mut count) = (None, 0);
    for (at, byte) in bytes.iter().enumerate() {
        if in_text {
            (in_text, escaped) = (escaped || *byte != b'"', !escaped && *byte == b'\\');
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'{' | b'[' => depth.push(*byte),
            b'}' | b']' => {
                depth.pop()?;
                let closers: &[u8] = match depth.as_slice() {
                    [b'['] => b"]",
                    [b'{', b'['] => b"]}",
                    _ => continue,
                };
                if *byte == b'}' {
                    complete = Some((at + 1, closers));
                    count += 1;
                }
            }
            _ => {}
        }
    }
    let (end, closers) = complete?;
    let mut text = bytes.get(..end)?.to_vec();
    text.extend_from_slice(closers);
    serde_json::from_slice(&text).ok().map(|value| (value, count))
}

/// Bytes that the YAML reader may spend on one node of the document, at least: more nodes than bytes there cannot be.
fn options(length: usize) -> serde_saphyr::Options {
    let nodes = length.saturating_add(1000);
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: nodes.saturating_mul(4),
            max_nodes: nodes,
            max_total_scalar_bytes: length.saturating_mul(2).saturating_add(1000),
        },
    }
}

fn yaml_documents(bytes: &[u8], path: &Arc<str>, notes: &mut Vec<Note>) -> Vec<Value> {
    let mut documents = Vec::new();
    let mut first_line = 0;
    for part in split_documents(bytes) {
        documents.extend(yaml_document(part, first_line, path, notes));
        first_line += memchr::memchr_iter(b'\n', part).count() as u64;
    }
    documents
}

/// One document that begins after `first_line` lines of its file.
fn yaml_document(part: &[u8], first_line: u64, path: &Arc<str>, notes: &mut Vec<Note>) -> Option<Value> {
    let (line, column, why) = match std::str::from_utf8(part) {
        Err(e) => {
            let before = part.get(..e.valid_up_to()).unwrap_or_default();
            let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
            let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() as u64 + 1;
            (line, column, "is not UTF-8: this document is left out".to_owned())
        }
        Ok(text) if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) => {
            return None;
        }
        Ok(text) => match serde_saphyr::from_str_with_options::<Value>(text, options(text.len())) {
            Ok(value) => return Some(value).filter(|value| !value.is_null()),
            Err(e) => {
                let (line, column) = e.location().map_or((0, 0), |place| (place.line(), place.column()));
                let words = e.to_string();
                let why = words.lines().next().unwrap_or("").trim_start_matches("error: ");
                (line, column, format!("is not YAML that can be read, this document is left out: {why}"))
            }
        },
    };
    add_note(notes, Note { path: path.clone(), line: first_line + line, column, why });
    None
}

/// Documents are split here and not by the YAML reader, so that a broken one costs only itself.
fn split_documents(bytes: &[u8]) -> Vec<&[u8]> {
    let mut documents = Vec::new();
    let (mut start, mut line) = (0, 0);
    while line < bytes.len() {
        let rest = bytes.get(line..).unwrap_or_default();
        let separator = rest
            .strip_prefix(b"---")
            .is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\n' | b'\r' | b'\t')));
        if separator && line > start {
            documents.push(bytes.get(start..line).unwrap_or_default());
            start = line;
        }
        line += memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
    }
    documents.push(bytes.get(start..).unwrap_or_default());
    documents
}

#[cfg(test)]
mod tests;
