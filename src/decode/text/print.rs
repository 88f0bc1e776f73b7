//! Canonical text of what was decoded: decoding it again gives the same.
//!
//! The names are those that a match prints, one for each field, whatever alias the text had. What could not be decoded is printed as it came.

use std::fmt::{self, Display, Formatter};

use super::actions::{self, PORTS, Syntax};
use super::fields::{self, Kind, Known};
use super::value;
use crate::model::field::Field;
use crate::model::flow::{Action, ActionItem, Ct, Flow, MatchField, SubField, TableRef, Value};

/// Prints by calling a function.
struct Printed<F>(F);

fn printed<F: Fn(&mut Formatter<'_>) -> fmt::Result>(print: F) -> Printed<F> {
    Printed(print)
}

impl<F: Fn(&mut Formatter<'_>) -> fmt::Result> Display for Printed<F> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        self.0(out)
    }
}

/// A match, items separated by commas.
pub fn matches<'p>(fields: &'p [MatchField<'p>]) -> impl Display + 'p {
    printed(move |out| list(out, fields, match_field))
}

/// A list of actions, separated by commas.
pub fn actions<'p>(items: &'p [ActionItem<'p>]) -> impl Display + 'p {
    printed(move |out| list(out, items, |out, item| action(out, &item.action)))
}

/// The name of a field: `reg5`, `tp_dst`; `?` for an unknown one.
pub fn field(field: Field) -> impl Display {
    printed(move |out| match field {
        Field::Reg(number) => write!(out, "reg{number}"),
        Field::XReg(number) => write!(out, "xreg{number}"),
        Field::XXReg(number) => write!(out, "xxreg{number}"),
        _ => out.write_str(fields::match_name(field).unwrap_or("?")),
    })
}

/// A whole flow in the order of `ovs-ofctl`; match and actions as they came.
pub fn flow<'p>(flow: &'p Flow<'p>) -> impl Display + 'p {
    printed(move |out| {
        if let Some(cookie) = flow.cookie {
            write!(out, " cookie={cookie},")?;
        }
        if let Some(duration) = flow.duration {
            write!(out, " duration={}.{:09}s,", duration / 1_000_000_000, duration % 1_000_000_000)?;
        }
        if let Some(name) = flow.table {
            write!(out, " table={},", table(name))?;
        }
        for (name, count) in [
            ("n_packets", flow.packets),
            ("n_bytes", flow.bytes),
            ("idle_timeout", flow.idle_timeout),
            ("hard_timeout", flow.hard_timeout),
            ("importance", flow.importance),
        ] {
            if let Some(count) = count {
                write!(out, " {name}={count},")?;
            }
        }
        if !flow.flags.is_empty() {
            write!(out, " {}", flow.flags)?;
        }
        for (name, seconds) in [("idle_age", flow.idle_age), ("hard_age", flow.hard_age)] {
            if let Some(seconds) = seconds {
                write!(out, " {name}={seconds},")?;
            }
        }
        write!(out, " priority={}", flow.priority)?;
        if !flow.match_text.is_empty() {
            write!(out, ",{}", flow.match_text)?;
        }
        write!(out, " actions={}", flow.actions_text)
    })
}

/// A table by number or name, the name in quotes where it would be taken for something else.
pub fn table(table: TableRef<'_>) -> impl Display {
    printed(move |out| match table {
        TableRef::Number(id) => id.0.fmt(out),
        TableRef::Name(text) => name(out, text),
    })
}

fn list<T>(out: &mut Formatter<'_>, items: &[T], print: impl Fn(&mut Formatter<'_>, &T) -> fmt::Result) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.write_str(",")?;
        }
        print(out, item)?;
    }
    Ok(())
}

fn match_field(out: &mut Formatter<'_>, item: &MatchField<'_>) -> fmt::Result {
    let (Some(known), false) = (fields::known(item.field), matches!(item.value, Value::Text(_))) else {
        return out.write_str(item.text);
    };
    field(item.field).fmt(out)?;
    if item.value != Value::Flag {
        out.write_str("=")?;
        value(out, known, &item.value)?;
    }
    Ok(())
}

fn value(out: &mut Formatter<'_>, known: Known, value: &Value<'_>) -> fmt::Result {
    match *value {
        Value::Flag => Ok(()),
        Value::Number { value, mask: None } if known.kind == Kind::PacketType => {
            write!(out, "({},{:#x})", value >> 16, value & 0xffff)
        }
        Value::Number { value, mask: None } if known.kind == Kind::Hex => write!(out, "{value:#x}"),
        Value::Number { value, mask: None } => write!(out, "{value}"),
        Value::Number { value, mask: Some(mask) } => write!(out, "{value:#x}/{mask:#x}"),
        Value::Ipv4 { value, mask } => match mask {
            None => write!(out, "{value}"),
            Some(mask) => match prefix(mask.to_bits().into(), 32) {
                Some(length) => write!(out, "{value}/{length}"),
                None => write!(out, "{value}/{mask}"),
            },
        },
        Value::Ipv6 { value, mask } => match mask {
            None => write!(out, "{value}"),
            Some(mask) => match prefix(mask.to_bits(), 128) {
                Some(length) => write!(out, "{value}/{length}"),
                None => write!(out, "{value}/{mask}"),
            },
        },
        Value::Mac { value, mask } => {
            mac(out, value)?;
            let Some(mask) = mask else { return Ok(()) };
            out.write_str("/")?;
            mac(out, mask)
        }
        Value::Flags { set, clear } => flags(out, known, set, clear),
        Value::Name(text) => name(out, text),
        Value::Text(text) => out.write_str(text),
    }
}

/// How many leading bits a mask of `width` bits has, when it has no others.
fn prefix(mask: u128, width: u32) -> Option<u32> {
    let aligned = mask << (128 - width);
    (aligned.leading_ones() + aligned.trailing_zeros().min(128) == 128).then(|| aligned.leading_ones())
}

fn mac(out: &mut Formatter<'_>, octets: [u8; 6]) -> fmt::Result {
    let [a, b, c, d, e, f] = octets;
    write!(out, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}")
}

fn flags(out: &mut Formatter<'_>, known: Known, set: u32, clear: u32) -> fmt::Result {
    if known.kind == Kind::Fragment
        && let Some((word, ..)) =
            value::FRAGMENTS.iter().find(|&&(_, is_set, is_clear)| (set, clear) == (is_set, is_clear))
    {
        return out.write_str(word);
    }
    let names = match known.kind {
        Kind::Flags(names) if set >> names.len() == 0 && clear >> names.len() == 0 && set | clear != 0 => names,
        _ => return write!(out, "{set:#x}/{:#x}", set | clear),
    };
    for (position, name) in names.iter().enumerate() {
        match (set >> position & 1, clear >> position & 1) {
            (1, _) => write!(out, "+{name}")?,
            (_, 1) => write!(out, "-{name}")?,
            _ => {}
        }
    }
    Ok(())
}

/// A name, in quotes unless nobody can mistake it. Escapes were left as they came.
fn name(out: &mut Formatter<'_>, text: &str) -> fmt::Result {
    if value::is_bare_name(text) { out.write_str(text) } else { write!(out, "\"{text}\"") }
}

fn subfield(out: &mut Formatter<'_>, part: &SubField<'_>) -> fmt::Result {
    if part.field == Field::Unknown {
        return out.write_str(part.text);
    }
    field(part.field).fmt(out)?;
    match part.bits {
        None => Ok(()),
        Some(1) => write!(out, "[{}]", part.first),
        Some(bits) => write!(out, "[{}..{}]", part.first, u32::from(part.first) + u32::from(bits) - 1),
    }
}

fn action(out: &mut Formatter<'_>, action: &Action<'_>) -> fmt::Result {
    match action {
        Action::Drop => out.write_str("drop"),
        Action::Output(port) => output(out, port),
        Action::Group(id) => write!(out, "group:{}", id.0),
        Action::Meter(id) => write!(out, "meter:{id}"),
        Action::GotoTable(to) => write!(out, "goto_table:{}", table(*to)),
        Action::Resubmit { port: Some(port), table: None } => write!(out, "resubmit({port},)"),
        Action::Resubmit { port, table: to } => {
            write!(out, "resubmit({},", port.unwrap_or_default())?;
            to.map_or(Ok(()), |to| table(to).fmt(out))?;
            out.write_str(")")
        }
        Action::Conjunction { id, clause, of } => write!(out, "conjunction({id},{clause}/{of})"),
        Action::SetField { value: given, to } => {
            out.write_str("set_field:")?;
            match fields::known(to.field) {
                Some(known) => value(out, known, given)?,
                None => write!(out, "{}", TextOf(given))?,
            }
            out.write_str("->")?;
            subfield(out, to)
        }
        Action::Load { value, to } => {
            write!(out, "load:{value:#x}->")?;
            subfield(out, to)
        }
        Action::Move { from, to } => {
            out.write_str("move:")?;
            subfield(out, from)?;
            out.write_str("->")?;
            subfield(out, to)
        }
        Action::Ct(arguments) => ct(out, arguments),
        Action::Controller("") => out.write_str("controller"),
        Action::Controller(length) if length.bytes().all(|byte| byte.is_ascii_digit()) => {
            write!(out, "CONTROLLER:{length}")
        }
        Action::Controller(arguments) => write!(out, "controller({arguments})"),
        Action::Learn(arguments) => write!(out, "learn({arguments})"),
        Action::Note(bytes) => write!(out, "note:{bytes}"),
        Action::Known { name, arguments: "" } => out.write_str(name),
        Action::Known { name, arguments } => match actions::other(name) {
            Some((_, Syntax::Colon)) => write!(out, "{name}:{arguments}"),
            Some((_, Syntax::Arrow)) => write!(out, "{name}{arguments}"),
            _ => write!(out, "{name}({arguments})"),
        },
        Action::Unknown(text) => out.write_str(text),
    }
}

/// The text of a value whose field is unknown.
struct TextOf<'p>(&'p Value<'p>);

impl Display for TextOf<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Text(text) => out.write_str(text),
            _ => Ok(()),
        }
    }
}

fn output(out: &mut Formatter<'_>, port: &str) -> fmt::Result {
    if PORTS.iter().any(|reserved| reserved.eq_ignore_ascii_case(port)) {
        out.write_str(port)
    } else if port.contains(',') {
        write!(out, "output({port})")
    } else {
        write!(out, "output:{port}")
    }
}

fn ct(out: &mut Formatter<'_>, ct: &Ct<'_>) -> fmt::Result {
    let mut separator = "ct(";
    let mut next = |out: &mut Formatter<'_>| {
        out.write_str(separator)?;
        separator = ",";
        Ok(())
    };
    for (given, word) in [(ct.commit, "commit"), (ct.force, "force")] {
        if given {
            next(out)?;
            out.write_str(word)?;
        }
    }
    if let Some(to) = ct.table {
        next(out)?;
        write!(out, "table={}", table(to))?;
    }
    if let Some(zone) = ct.zone {
        next(out)?;
        write!(out, "zone={zone}")?;
    }
    match ct.nat {
        None => {}
        Some("") => {
            next(out)?;
            out.write_str("nat")?;
        }
        Some(arguments) => {
            next(out)?;
            write!(out, "nat({arguments})")?;
        }
    }
    if !ct.exec.is_empty() {
        next(out)?;
        write!(out, "exec({})", actions(&ct.exec))?;
    }
    for argument in &ct.other {
        next(out)?;
        out.write_str(argument)?;
    }
    out.write_str(if separator == "," { ")" } else { "ct()" })
}
