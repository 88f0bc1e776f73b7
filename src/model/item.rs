//! An item of the JSON contract, told part by part to whoever writes it: as text, or as a tree.
//!
//! A big Node has as many items as flows. To build a tree of each, with a name allocated for every field, costs more than to read the flow; so a noun with many
//! rows tells what an item is made of, in order, and a format that prints it does so while it is told.

use std::fmt::Display;

use serde_json::{Map, Value};

/// Takes a value of JSON, part by part: one of these, or [`Sink::begin`], its parts and [`Sink::end`].
pub trait Sink {
    /// `null`.
    fn null(&mut self);
    /// `true` or `false`.
    fn flag(&mut self, flag: bool);
    /// A whole number.
    fn count(&mut self, count: u64);
    /// Any other number.
    fn number(&mut self, number: &serde_json::Number);
    /// Text.
    fn text(&mut self, text: &str);
    /// Text that is made while it is written.
    fn shown(&mut self, text: &dyn Display);
    /// A list or an object begins.
    fn begin(&mut self, form: Form);
    /// The name of the value that comes next, in an object.
    fn name(&mut self, name: &str);
    /// What began last ends.
    fn end(&mut self);
}

/// What has parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Form {
    List,
    Object,
}

/// What can be told to a [`Sink`].
pub trait Put {
    /// Tells it.
    fn put(&self, out: &mut dyn Sink);
}

/// The fields of an object that has begun.
pub struct Fields<'w> {
    out: &'w mut dyn Sink,
    is_empty: bool,
}

impl<'w> Fields<'w> {
    /// Of the object that began last.
    pub fn of(out: &'w mut dyn Sink) -> Fields<'w> {
        Fields { out, is_empty: true }
    }

    /// Adds a field; a name comes once only.
    pub fn put(&mut self, name: &str, value: impl Put) {
        self.is_empty = false;
        self.out.name(name);
        value.put(self.out);
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// Adds the fields of a tree.
    pub fn extend(&mut self, fields: &Map<String, Value>) {
        for (name, value) in fields {
            self.put(name, value);
        }
    }
}

/// See [`nested`].
pub struct Nested<F>(F);

/// An object.
pub fn nested<F: Fn(&mut Fields<'_>)>(fields: F) -> Nested<F> {
    Nested(fields)
}

impl<F: Fn(&mut Fields<'_>)> Put for Nested<F> {
    fn put(&self, out: &mut dyn Sink) {
        out.begin(Form::Object);
        (self.0)(&mut Fields::of(&mut *out));
        out.end();
    }
}

/// See [`each`].
pub struct Each<F>(F);

/// A list of what is gone over.
pub fn each<F, I>(parts: F) -> Each<F>
where
    F: Fn() -> I,
    I: IntoIterator<Item: Put>,
{
    Each(parts)
}

impl<F, I> Put for Each<F>
where
    F: Fn() -> I,
    I: IntoIterator<Item: Put>,
{
    fn put(&self, out: &mut dyn Sink) {
        out.begin(Form::List);
        for part in (self.0)() {
            part.put(out);
        }
        out.end();
    }
}

/// Text that something is shown as.
pub struct Shown<T>(pub T);

impl<T: Display> Put for Shown<T> {
    fn put(&self, out: &mut dyn Sink) {
        out.shown(&self.0);
    }
}

impl<T: Put + ?Sized> Put for &T {
    fn put(&self, out: &mut dyn Sink) {
        (**self).put(out);
    }
}

impl<T: Put> Put for Option<T> {
    fn put(&self, out: &mut dyn Sink) {
        match self {
            Some(value) => value.put(out),
            None => out.null(),
        }
    }
}

impl<T: Put> Put for [T] {
    fn put(&self, out: &mut dyn Sink) {
        each(|| self).put(out);
    }
}

impl<T: Put> Put for Vec<T> {
    fn put(&self, out: &mut dyn Sink) {
        self.as_slice().put(out);
    }
}

impl Put for str {
    fn put(&self, out: &mut dyn Sink) {
        out.text(self);
    }
}

impl Put for String {
    fn put(&self, out: &mut dyn Sink) {
        out.text(self);
    }
}

impl Put for bool {
    fn put(&self, out: &mut dyn Sink) {
        out.flag(*self);
    }
}

macro_rules! counts {
    ($($number:ty),*) => {$(
        impl Put for $number {
            fn put(&self, out: &mut dyn Sink) {
                out.count(u64::from(*self));
            }
        }
    )*};
}

counts!(u8, u16, u32, u64);

impl Put for usize {
    fn put(&self, out: &mut dyn Sink) {
        out.count(*self as u64);
    }
}

impl Put for Value {
    fn put(&self, out: &mut dyn Sink) {
        match self {
            Value::Null => out.null(),
            Value::Bool(flag) => out.flag(*flag),
            Value::Number(number) => match number.as_u64() {
                Some(count) => out.count(count),
                None => out.number(number),
            },
            Value::String(text) => out.text(text),
            Value::Array(values) => values.put(out),
            Value::Object(fields) => fields.put(out),
        }
    }
}

impl Put for Map<String, Value> {
    fn put(&self, out: &mut dyn Sink) {
        nested(|fields| fields.extend(self)).put(out);
    }
}

/// The tree of a value.
pub fn tree(value: impl Put) -> Value {
    let mut tree = Tree::default();
    value.put(&mut tree);
    tree.whole
}

/// The tree of an object of these fields.
pub fn map(tell: impl FnOnce(&mut Fields<'_>)) -> Map<String, Value> {
    let mut tree = Tree::default();
    tree.begin(Form::Object);
    tell(&mut Fields::of(&mut tree));
    tree.end();
    match tree.whole {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// Builds a tree.
#[derive(Default)]
struct Tree {
    /// What has begun, with the names under which they stand.
    open: Vec<(Value, String)>,
    name: String,
    whole: Value,
}

impl Tree {
    fn add(&mut self, value: Value) {
        match self.open.last_mut() {
            Some((Value::Object(fields), _)) => drop(fields.insert(std::mem::take(&mut self.name), value)),
            Some((Value::Array(values), _)) => values.push(value),
            _ => self.whole = value,
        }
    }
}

impl Sink for Tree {
    fn null(&mut self) {
        self.add(Value::Null);
    }

    fn flag(&mut self, flag: bool) {
        self.add(Value::Bool(flag));
    }

    fn count(&mut self, count: u64) {
        self.add(Value::from(count));
    }

    fn number(&mut self, number: &serde_json::Number) {
        self.add(Value::Number(number.clone()));
    }

    fn text(&mut self, text: &str) {
        self.add(Value::from(text));
    }

    fn shown(&mut self, text: &dyn Display) {
        self.add(Value::from(text.to_string()));
    }

    fn begin(&mut self, form: Form) {
        let empty = match form {
            Form::List => Value::Array(Vec::new()),
            Form::Object => Value::Object(Map::new()),
        };
        self.open.push((empty, std::mem::take(&mut self.name)));
    }

    fn name(&mut self, name: &str) {
        name.clone_into(&mut self.name);
    }

    fn end(&mut self) {
        if let Some((value, name)) = self.open.pop() {
            self.name = name;
            self.add(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_tree_is_what_was_told() {
        let told = json!({
            "text": "a\u{202e}\"", "nothing": null, "flags": [true, false], "count": u64::MAX, "below": -3, "part": 0.5,
            "object": { "empty": {}, "list": [[], [1, { "deep": "x" }]] },
        });
        assert_eq!(tree(&told), told);
        let fields = map(|fields| {
            fields.put("port", 53u16);
            fields.put("said", Shown(format_args!("{}/{}", 1, 2)));
            fields.put("unknown", None::<u32>);
            fields.put("names", each(|| ["a", "b"].into_iter().rev()));
            fields.put("end", nested(|end| end.put("pod", Some("web"))));
        });
        let expected =
            json!({ "port": 53, "said": "1/2", "unknown": null, "names": ["b", "a"], "end": { "pod": "web" } });
        assert_eq!(Value::Object(fields), expected);
    }
}
