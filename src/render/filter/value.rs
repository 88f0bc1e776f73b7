//! What a clause compares: cells of a report and values of its items, with what was typed.
//!
//! Text that is a number, an IP or MAC address, or an integer with a mask is compared as what it is: `10.0.0.0/8` and `10.0.0.0/255.0.0.0` are equal.

use std::cmp::Ordering;
use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::Value;

use super::parse::{Comparison, Operator};
use crate::model::report::Cell;
use crate::render::shape::natural;

/// A value that was typed, and what it can be read as.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Literal {
    text: String,
    lower: String,
    number: Option<Number>,
    masked: Option<Masked>,
}

impl Literal {
    pub(super) fn new(text: &str) -> Literal {
        Literal {
            text: text.to_owned(),
            lower: text.to_lowercase(),
            number: Number::parse(text),
            masked: Masked::parse(text),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a number can be compared with it.
    pub(super) fn is_number(&self) -> bool {
        self.number.is_some() || self.masked.is_some_and(|masked| masked.family == Family::Integer)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Number {
    Whole(i128),
    Broken(f64),
}

impl Number {
    /// Decimal, as a table may print it (`5.5%`), or hexadecimal after `0x`.
    fn parse(text: &str) -> Option<Number> {
        if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
            return i128::from_str_radix(digits, 16)
                .ok()
                .filter(|_| !digits.starts_with(['+', '-']))
                .map(Number::Whole);
        }
        if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.')) {
            return None;
        }
        let text = text.strip_suffix('%').unwrap_or(text);
        let whole = text.parse().ok().map(Number::Whole);
        whole.or_else(|| text.parse().ok().filter(|number: &f64| number.is_finite()).map(Number::Broken))
    }

    fn compare(self, other: Number) -> Option<Ordering> {
        match (self, other) {
            (Number::Whole(left), Number::Whole(right)) => Some(left.cmp(&right)),
            _ => self.rounded().partial_cmp(&other.rounded()),
        }
    }

    fn rounded(self) -> f64 {
        match self {
            // Beyond 2^53 this rounds; two whole numbers never come here.
            #[allow(clippy::cast_precision_loss)]
            Number::Whole(whole) => whole as f64,
            Number::Broken(broken) => broken,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Ipv4,
    Ipv6,
    Mac,
    Integer,
}

impl Family {
    /// A mask that leaves nothing open.
    fn full(self) -> u128 {
        match self {
            Family::Ipv4 => u128::from(u32::MAX),
            Family::Mac => (1 << 48) - 1,
            Family::Ipv6 | Family::Integer => u128::MAX,
        }
    }
}

/// An address or an integer of which only the bits of a mask count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Masked {
    family: Family,
    value: u128,
    mask: u128,
}

impl Masked {
    fn parse(text: &str) -> Option<Masked> {
        let (base, mask) = text.split_once('/').map_or((text, None), |(base, mask)| (base, Some(mask)));
        let (family, value) = bits(base)?;
        let mask = match mask {
            None => family.full(),
            Some(mask) => match (family, bits(mask)?) {
                // A prefix length.
                (Family::Ipv4, (Family::Integer, length @ 0..=32)) => family.full() << (32 - length) & family.full(),
                (Family::Ipv6, (Family::Integer, 0)) => 0,
                (Family::Ipv6, (Family::Integer, length @ 1..=128)) => u128::MAX << (128 - length),
                (family, (of_mask, mask)) if family == of_mask => mask,
                _ => return None,
            },
        };
        Some(Masked { family, value: value & mask, mask })
    }

    /// The address of `10.0.0.1:80` and `[fd00::1]:80`.
    fn of_endpoint(text: &str) -> Option<Masked> {
        let (host, port) = text.rsplit_once(':')?;
        port.parse::<u16>().ok()?;
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        Masked::parse(bare.unwrap_or(host)).filter(|found| found.family == Family::Ipv4 || bare.is_some())
    }

    fn is_masked(self) -> bool {
        self.mask != self.family.full()
    }

    /// Whether all that the other stands for is in this.
    fn holds(self, other: Masked) -> bool {
        self.family == other.family && self.mask & other.mask == self.mask && other.value & self.mask == self.value
    }
}

fn bits(text: &str) -> Option<(Family, u128)> {
    let first = text.bytes().next()?;
    if !(first.is_ascii_hexdigit() || first == b':') {
        return None;
    }
    if let Ok(address) = text.parse::<Ipv4Addr>() {
        return Some((Family::Ipv4, u32::from(address).into()));
    }
    if let Ok(address) = text.parse::<Ipv6Addr>() {
        return Some((Family::Ipv6, u128::from(address)));
    }
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        return u128::from_str_radix(digits, 16).ok().filter(|_| is_hex).map(|value| (Family::Integer, value));
    }
    if first.is_ascii_digit()
        && let Ok(value) = text.parse::<u128>()
    {
        return Some((Family::Integer, value));
    }
    let mut mac = 0;
    let mut parts = 0;
    for part in text.split(':') {
        let byte = u8::from_str_radix(part, 16).ok().filter(|_| part.len() == 2 && !part.starts_with('+'))?;
        mac = mac << 8 | u128::from(byte);
        parts += 1;
        if parts > 6 {
            return None;
        }
    }
    (parts == 6).then_some((Family::Mac, mac))
}

/// One value of a row.
enum Given<'r> {
    Bool(bool),
    Number(Number),
    Masked(Masked),
    Text(&'r str),
}

/// Whether a cell is there and not empty.
pub(super) fn cell_is_there(cell: &Cell) -> bool {
    match cell {
        Cell::Unknown => false,
        Cell::Text(text) => !text.is_empty(),
        Cell::Count(_) | Cell::Percent(_) => true,
        Cell::List(texts) => !texts.is_empty(),
    }
}

/// Whether a value is there, and neither false nor empty.
pub(super) fn value_is_there(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => values.iter().any(value_is_there),
        Value::Object(members) => !members.is_empty(),
    }
}

/// Whether a comparison is true of a cell. Of a list it is when it is true of one of its texts.
pub(super) fn cell_satisfies(cell: &Cell, comparison: &Comparison) -> bool {
    of_known(comparison, *cell != Cell::Unknown, &|operator| {
        let literal = &comparison.literal;
        match cell {
            Cell::Unknown => false,
            Cell::Text(text) => satisfies(&Given::Text(text), operator, literal),
            Cell::Count(count) => satisfies(&Given::Number(Number::Whole((*count).into())), operator, literal),
            Cell::Percent(percent) => satisfies(&Given::Number(Number::Broken(*percent)), operator, literal),
            Cell::List(texts) => {
                texts.iter().any(|text| satisfies(&Given::Text(text), operator, literal))
                    || satisfies(&Given::Text(&texts.join(",")), operator, literal)
            }
        }
    })
}

/// Whether a comparison is true of a value. Of a list or an object it is when it is true of one of its members.
pub(super) fn value_satisfies(value: &Value, comparison: &Comparison) -> bool {
    of_known(comparison, !value.is_null(), &|operator| any_satisfies(value, operator, &comparison.literal))
}

/// `!=` is true of what is known and not equal.
fn of_known(comparison: &Comparison, known: bool, is: &dyn Fn(Operator) -> bool) -> bool {
    match comparison.operator {
        Operator::NotEqual => known && !is(Operator::Equal),
        operator => known && is(operator),
    }
}

fn any_satisfies(value: &Value, operator: Operator, literal: &Literal) -> bool {
    let given = match value {
        Value::Null => return false,
        Value::Array(values) => return values.iter().any(|value| any_satisfies(value, operator, literal)),
        Value::Object(members) => match (members.get("value").and_then(integer), members.get("mask").and_then(integer))
        {
            (Some(value), Some(mask)) => Given::Masked(Masked { family: Family::Integer, value: value & mask, mask }),
            _ => return members.values().any(|value| any_satisfies(value, operator, literal)),
        },
        Value::Bool(value) => Given::Bool(*value),
        Value::Number(number) => match number.as_i128() {
            Some(whole) => Given::Number(Number::Whole(whole)),
            None => Given::Number(Number::Broken(number.as_f64().unwrap_or(f64::NAN))),
        },
        Value::String(text) => Given::Text(text),
    };
    satisfies(&given, operator, literal)
}

fn integer(value: &Value) -> Option<u128> {
    match value {
        Value::Number(number) => number.as_u64().map(u128::from),
        Value::String(text) => bits(text).filter(|(family, _)| *family == Family::Integer).map(|(_, value)| value),
        _ => None,
    }
}

fn satisfies(given: &Given, operator: Operator, literal: &Literal) -> bool {
    match operator {
        Operator::Equal => equals(given, literal),
        Operator::NotEqual => !equals(given, literal),
        Operator::Contains => contains(given, literal),
        Operator::Less => compare(given, literal) == Some(Ordering::Less),
        Operator::Greater => compare(given, literal) == Some(Ordering::Greater),
        Operator::LessOrEqual => matches!(compare(given, literal), Some(Ordering::Less | Ordering::Equal)),
        Operator::GreaterOrEqual => matches!(compare(given, literal), Some(Ordering::Greater | Ordering::Equal)),
    }
}

fn equals(given: &Given, literal: &Literal) -> bool {
    match given {
        Given::Bool(value) => literal.lower == value.to_string(),
        Given::Number(_) => {
            compare(given, literal) == Some(Ordering::Equal) || masked_of(given).is_some_and(|it| lies_in(it, literal))
        }
        Given::Masked(masked) => literal.masked == Some(*masked),
        Given::Text(text) => {
            text.eq_ignore_ascii_case(&literal.text)
                || literal.masked.is_some_and(|typed| Masked::parse(text) == Some(typed))
                || Number::parse(text).zip(literal.number).is_some_and(|(a, b)| a.compare(b) == Some(Ordering::Equal))
        }
    }
}

/// Whether a number has the bits that a typed mask asks for: `0x401` has `0x400/0x400`.
fn lies_in(number: Masked, literal: &Literal) -> bool {
    literal.masked.is_some_and(|typed| typed.is_masked() && typed.holds(number))
}

fn masked_of(given: &Given) -> Option<Masked> {
    match given {
        Given::Number(Number::Whole(whole)) => {
            let value = u128::try_from(*whole).ok()?;
            Some(Masked { family: Family::Integer, value, mask: u128::MAX })
        }
        Given::Masked(masked) => Some(*masked),
        Given::Text(text) => Masked::parse(text),
        Given::Bool(_) | Given::Number(Number::Broken(_)) => None,
    }
}

/// Addresses and masks: whether one side has room for the other. Other text: whether the typed text stands in it.
fn contains(given: &Given, literal: &Literal) -> bool {
    let typed = literal.masked;
    match given {
        Given::Bool(_) => equals(given, literal),
        Given::Number(_) | Given::Masked(_) => {
            equals(given, literal)
                || masked_of(given).zip(typed).is_some_and(|(given, typed)| given.holds(typed) || typed.holds(given))
        }
        Given::Text(text) => {
            let of_text = masked_of(given).or_else(|| Masked::of_endpoint(text));
            // Digits alone are text like any other: 80 stands in web-80, and in 8080.
            let both = of_text.zip(typed).filter(|(given, typed)| {
                given.family == typed.family
                    && (given.family != Family::Integer || given.is_masked() || typed.is_masked())
            });
            match both {
                Some((given, typed)) => given.holds(typed) || typed.holds(given),
                None => text.to_lowercase().contains(&literal.lower) || equals(given, literal),
            }
        }
    }
}

/// Numbers as numbers, addresses as addresses, other text as `--sort-by` orders it; `None` where the two have no order.
fn compare(given: &Given, literal: &Literal) -> Option<Ordering> {
    match given {
        Given::Bool(_) | Given::Masked(_) => None,
        Given::Number(number) => number.compare(literal.number.or_else(|| literal.as_whole())?),
        Given::Text(text) => match (Number::parse(text), literal.number) {
            (Some(number), Some(typed)) => number.compare(typed),
            (None, Some(_)) => None,
            _ => match (Masked::parse(text), literal.masked) {
                (Some(given), Some(typed)) if given.family == typed.family => {
                    (!given.is_masked() && !typed.is_masked()).then(|| given.value.cmp(&typed.value))
                }
                (_, Some(_)) => None,
                (_, None) => Some(natural(text, &literal.text)),
            },
        },
    }
}

impl Literal {
    /// A hexadecimal number beyond what [`Number`] reads.
    fn as_whole(&self) -> Option<Number> {
        let masked = self.masked.filter(|masked| masked.family == Family::Integer && !masked.is_masked())?;
        i128::try_from(masked.value).ok().map(Number::Whole)
    }
}
