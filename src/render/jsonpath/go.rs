//! Values as Go prints them, which is how kubectl prints what a template finds: `fmt.Sprint` and `encoding/json`.

use std::io::{self, Write};

use serde_json::{Map, Number, Value};

use crate::render::sanitize::is_hidden;

/// A value that is neither list nor object, as jsonpath prints it.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(text) => text.clone(),
        other => sprint(other),
    }
}

/// A value as `fmt.Sprint` prints it: `map[a:1 b:<nil>]`, `[x y]`.
pub(in crate::render) fn sprint(value: &Value) -> String {
    match value {
        Value::Null => "<nil>".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => print_number(number, -4),
        Value::String(text) => text.clone(),
        Value::Array(values) => format!("[{}]", values.iter().map(sprint).collect::<Vec<_>>().join(" ")),
        Value::Object(members) => {
            let members: Vec<String> =
                sorted(members).into_iter().map(|(name, value)| format!("{name}:{}", sprint(value))).collect();
            format!("map[{}]", members.join(" "))
        }
    }
}

/// A whole number exactly, others with as many digits as they need; very big and very small ones with an exponent.
fn print_number(number: &Number, least: i32) -> String {
    let Some(broken) = number.as_f64().filter(|_| number.as_i128().is_none()) else { return number.to_string() };
    let scientific = format!("{broken:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>() {
        Ok(exponent) if exponent < least || exponent >= 21 => {
            let sign = if exponent < 0 { '-' } else { '+' };
            let size = exponent.unsigned_abs();
            // JSON of Go has no leading zero in a negative exponent.
            if least < -4 && exponent < 0 { format!("{digits}e-{size}") } else { format!("{digits}e{sign}{size:02}") }
        }
        _ => broken.to_string(),
    }
}

fn sorted(members: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by_key(|(name, _)| *name);
    members
}

/// JSON as Go's encoder writes it: members by name, `<`, `>` and `&` escaped, and here all hidden characters too. In one line, or indented by four blanks
/// a level where `level` says how deep it stands.
pub(super) fn write_json(value: &Value, level: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    match value {
        Value::Null => out.write_all(b"null"),
        Value::Bool(value) => write!(out, "{value}"),
        Value::Number(number) => out.write_all(print_number(number, -6).as_bytes()),
        Value::String(text) => write_text(text, out),
        Value::Array(values) => {
            let member = |out: &mut dyn Write, value: &&Value, level| write_json(value, level, out);
            enclosed(["[", "]"], values.iter(), level, &member, out)
        }
        Value::Object(members) => {
            let member = |out: &mut dyn Write, (name, value): &(&String, &Value), level: Option<usize>| {
                write_text(name, out)?;
                out.write_all(if level.is_some() { b": " } else { b":" })?;
                write_json(value, level, out)
            };
            enclosed(["{", "}"], sorted(members).into_iter(), level, &member, out)
        }
    }
}

type Member<'a, T> = &'a dyn Fn(&mut dyn Write, &T, Option<usize>) -> io::Result<()>;

fn enclosed<T>(
    [open, close]: [&str; 2],
    members: impl ExactSizeIterator<Item = T>,
    level: Option<usize>,
    member: Member<'_, T>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let is_empty = members.len() == 0;
    out.write_all(open.as_bytes())?;
    for (place, one) in members.enumerate() {
        out.write_all(if place > 0 { b"," } else { b"" })?;
        new_line(level.map(|level| level + 1), out)?;
        member(out, &one, level.map(|level| level + 1))?;
    }
    if !is_empty {
        new_line(level, out)?;
    }
    out.write_all(close.as_bytes())
}

/// A new line, indented, where lines are wanted.
fn new_line(level: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    level.map_or(Ok(()), |level| write!(out, "\n{:1$}", "", level * 4))
}

fn write_text(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for letter in text.chars() {
        match letter {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            '\u{8}' => written.push_str("\\b"),
            '\u{c}' => written.push_str("\\f"),
            letter if is_hidden(letter) || matches!(letter, '<' | '>' | '&') => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    written.push_str(&format!("\\u{unit:04x}"));
                }
            }
            letter => written.push(letter),
        }
    }
    written.push('"');
    out.write_all(written.as_bytes())
}
