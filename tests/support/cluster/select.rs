//! Label and field selectors, and lists in pages.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// Whether a label selector takes an object; `Err` says what it does not understand.
pub fn labels(selector: &str, object: &Value) -> Result<bool, String> {
    let labels = &object["metadata"]["labels"];
    let mut all = true;
    for term in terms(selector) {
        all &= label(term.trim(), labels)?;
    }
    Ok(all)
}

/// Parts between commas that stand outside parentheses.
fn terms(selector: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in selector.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&selector[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&selector[start..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn label(term: &str, labels: &Value) -> Result<bool, String> {
    let value = |key: &str| labels.get(key.trim()).and_then(Value::as_str);
    if let Some(key) = term.strip_prefix('!') {
        return Ok(value(key).is_none());
    }
    for (word, inside) in [(" notin ", false), (" in ", true)] {
        if let Some((key, set)) = term.split_once(word) {
            let set = set.trim().strip_prefix('(').and_then(|set| set.strip_suffix(')')).ok_or(term)?;
            let found = value(key).is_some_and(|value| set.split(',').any(|word| word.trim() == value));
            return Ok(found == inside);
        }
    }
    for (sign, equal) in [("!=", false), ("==", true), ("=", true)] {
        if let Some((key, wanted)) = term.split_once(sign) {
            return Ok((value(key) == Some(wanted.trim())) == equal);
        }
    }
    if term.contains(char::is_whitespace) { Err(term.to_string()) } else { Ok(value(term).is_some()) }
}

/// Whether a field selector takes an object.
pub fn fields(selector: &str, object: &Value) -> Result<bool, String> {
    let mut all = true;
    for term in terms(selector) {
        let (key, wanted, equal) = match term.split_once("!=") {
            Some((key, value)) => (key, value, false),
            None => {
                let (key, value) = term.split_once('=').ok_or(term)?;
                (key, value.trim_start_matches('='), true)
            }
        };
        let pointer = match key.trim() {
            "metadata.name" => "/metadata/name",
            "metadata.namespace" => "/metadata/namespace",
            "spec.nodeName" => "/spec/nodeName",
            "status.phase" => "/status/phase",
            other => return Err(format!("field label not supported: {other}")),
        };
        let value = object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        all &= (value == wanted.trim()) == equal;
    }
    Ok(all)
}

/// One page of a list.
pub struct Page {
    pub items: Vec<Value>,
    /// Token of the next page, empty at the end.
    pub next: String,
    pub remaining: usize,
}

/// Cuts a page. The token is opaque to a client; here it is where the page starts.
pub fn page(mut items: Vec<Value>, limit: Option<usize>, token: Option<&str>) -> Option<Page> {
    let start = match token.filter(|token| !token.is_empty()) {
        None => 0,
        Some(token) => {
            let value: Value = serde_json::from_slice(&STANDARD.decode(token).ok()?).ok()?;
            usize::try_from(value["start"].as_u64()?).ok()?
        }
    };
    let mut items = items.split_off(start.min(items.len()));
    let rest = match limit.filter(|limit| *limit > 0 && *limit < items.len()) {
        Some(limit) => items.split_off(limit).len(),
        None => 0,
    };
    let next = match rest {
        0 => String::new(),
        _ => STANDARD.encode(json!({ "v": "meta.k8s.io/v1", "start": start + items.len() }).to_string()),
    };
    Some(Page { items, next, remaining: rest })
}
