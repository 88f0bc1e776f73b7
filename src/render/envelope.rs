//! The object that json and yaml share: `apiVersion`, `kind`, `metadata`, `items` and `gaps`, the last two always lists.
//!
//! Items are serialised one by one from the rows, so that the object as a whole is never in memory.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value};
use serde_saphyr::DoubleQuoted;

use super::sanitize::{is_hidden, sanitize};
use crate::model::artefact::Gap;
use crate::model::report::{Part, Report};

/// `apiVersion`: the fields of this version keep their names and types.
pub(super) const API_VERSION: &str = "antstats/v1";

/// A report as one object.
pub(super) struct Envelope<'a> {
    pub(super) report: &'a Report<'a>,
    /// Ask for double quotes around text that needs escapes which only double quotes have: for YAML.
    pub(super) quote_hidden: bool,
}

impl Serialize for Envelope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let quote_hidden = self.quote_hidden;
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("apiVersion", API_VERSION)?;
        map.serialize_entry("kind", self.report.kind)?;
        map.serialize_entry("metadata", &Object { map: &self.report.metadata, quote_hidden })?;
        map.serialize_entry(
            "items",
            &Items(|| {
                let items = self.report.rows.iter(Part::Item).map(|row| row.item).filter(|item| !item.is_empty());
                items.map(move |map| OwnObject { map, quote_hidden })
            }),
        )?;
        map.serialize_entry(
            "gaps",
            &Items(|| self.report.gaps.iter().map(move |gap| GapObject { gap, quote_hidden })),
        )?;
        map.end()
    }
}

/// A list made anew from each call.
struct Items<F>(F);

impl<F, I> Serialize for Items<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(None)?;
        for item in (self.0)() {
            sequence.serialize_element(&item)?;
        }
        sequence.end()
    }
}

struct GapObject<'a> {
    gap: &'a Gap,
    quote_hidden: bool,
}

impl Serialize for GapObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = |text| Text { text, quote_hidden: self.quote_hidden };
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("node", &self.gap.node.as_deref().map(text))?;
        map.serialize_entry("what", &text(&self.gap.what))?;
        map.serialize_entry("why", &text(&self.gap.why))?;
        map.end()
    }
}

struct Object<'a> {
    map: &'a Map<String, Value>,
    quote_hidden: bool,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let quote_hidden = self.quote_hidden;
        if !quote_hidden {
            return self.map.serialize(serializer);
        }
        // A key cannot ask for quotes: its escapes are for eyes.
        serializer.collect_map(self.map.iter().map(|(key, value)| (sanitize(key), Any { value, quote_hidden })))
    }
}

struct Any<'a> {
    value: &'a Value,
    quote_hidden: bool,
}

impl Serialize for Any<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let quote_hidden = self.quote_hidden;
        match self.value {
            Value::String(text) => Text { text, quote_hidden }.serialize(serializer),
            Value::Array(values) => serializer.collect_seq(values.iter().map(|value| Any { value, quote_hidden })),
            Value::Object(map) => Object { map, quote_hidden }.serialize(serializer),
            other => other.serialize(serializer),
        }
    }
}

struct Text<'a> {
    text: &'a str,
    quote_hidden: bool,
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.quote_hidden && self.text.chars().any(is_hidden) {
            return DoubleQuoted(self.text).serialize(serializer);
        }
        serializer.serialize_str(self.text)
    }
}

/// An item, made for this moment.
struct OwnObject {
    map: Map<String, Value>,
    quote_hidden: bool,
}

impl Serialize for OwnObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Object { map: &self.map, quote_hidden: self.quote_hidden }.serialize(serializer)
    }
}
