//! The object that json and yaml share: `apiVersion`, `kind`, `metadata`, `items` and `gaps`, the last two always lists.
//!
//! Items are written one by one from the rows, so that the object as a whole is never in memory.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value};
use serde_saphyr::DoubleQuoted;

use super::sanitize::{is_hidden, sanitize};
use crate::model::artefact::Gap;
use crate::model::report::{Report, Rows};

/// `apiVersion`: the fields of this version keep their names and types.
pub(super) const API_VERSION: &str = "antstats/v1";

/// What a member of the object is.
pub(super) enum Member<'a> {
    Text(&'a str),
    Object(&'a Map<String, Value>),
    Items(&'a Rows<'a>),
    Gaps(&'a [Gap]),
}

/// The members of the object, in their order.
pub(super) fn members<'a>(report: &'a Report<'a>) -> [(&'static str, Member<'a>); 5] {
    [
        ("apiVersion", Member::Text(API_VERSION)),
        ("kind", Member::Text(report.kind)),
        ("metadata", Member::Object(&report.metadata)),
        ("items", Member::Items(&report.rows)),
        ("gaps", Member::Gaps(&report.gaps)),
    ]
}

/// The members of a gap.
pub(super) fn gap_members(gap: &Gap) -> [(&'static str, Option<&str>); 3] {
    [("node", gap.node.as_deref()), ("what", Some(&gap.what)), ("why", Some(&gap.why))]
}

/// A report as one object.
pub(super) struct Envelope<'a> {
    pub(super) report: &'a Report<'a>,
    /// Ask for double quotes around text that needs escapes which only double quotes have: for YAML.
    pub(super) quote_hidden: bool,
}

impl Serialize for Envelope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let quote_hidden = self.quote_hidden;
        let mut map = serializer.serialize_map(None)?;
        for (name, member) in members(self.report) {
            match member {
                Member::Text(text) => map.serialize_entry(name, text)?,
                Member::Object(fields) => map.serialize_entry(name, &Object { map: fields, quote_hidden })?,
                Member::Items(rows) => map.serialize_entry(
                    name,
                    &List(|| {
                        let items = rows.items().map(|item| item.tree()).filter(|item| !item.is_empty());
                        items.map(move |map| OwnObject { map, quote_hidden })
                    }),
                )?,
                Member::Gaps(gaps) => {
                    map.serialize_entry(name, &List(|| gaps.iter().map(move |gap| GapObject { gap, quote_hidden })))?;
                }
            }
        }
        map.end()
    }
}

/// A list made anew from each call.
struct List<F>(F);

impl<F, I> Serialize for List<F>
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
        serializer.collect_map(gap_members(self.gap).map(|(name, value)| (name, value.map(text))))
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
