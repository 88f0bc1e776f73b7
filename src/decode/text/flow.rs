//! One line of `ovs-ofctl dump-flows`, of `ovs-appctl bridge/dump-flows` or of `antctl get ovsflows`.
//!
//! The head is read key by key: which keys come, and in which order, depends on version, protocol and options (`lib/ofp-flow.c`,
//! `ofputil_flow_stats_format()`; `ofproto/ofproto.c`, `flow_stats_ds()`). Match and actions stay text.

use memchr::memchr2;

use super::{fields, number, split, value};
use crate::model::flow::{Flow, TableRef};
use crate::model::ids::{Cookie, TableId};
use separator::{Separator, last_blank, scan};

mod separator;

/// The priority of a flow whose line does not say one (`OFP_DEFAULT_PRIORITY`).
const DEFAULT_PRIORITY: u16 = 32768;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)] // Lines are read one at a time and nearly all are flows.
pub enum FlowLine<'a> {
    /// A flow.
    Flow(Flow<'a>),
    /// `OFPST_FLOW reply (OF1.5) (xid=0x2): flags=[more]`, `NXST_FLOW reply (xid=0x4):`, once a message; `FLOW`, the header of antctl's table.
    Header,
    /// Nothing, or blanks.
    Blank,
    /// `# ..`.
    Comment,
    /// `***decode error: ..***` and the hex dump that follows: `ovs-ofctl` could not decode a message, and flows are lost.
    DecodeError,
    /// A log line of the command (`2026-01-02T03:04:05Z|00001|poll_loop|INFO|..`).
    Log,
    /// No flow, or not all of one.
    Unreadable {
        /// The byte of the line, counted from 1.
        column: usize,
        /// In words.
        why: &'static str,
    },
}

/// Tells what a line is, and reads the head of a flow. The line has no line ending.
///
/// ```
/// # use antstats::decode::text::flow::{FlowLine, read};
/// let line = " cookie=0x7020000000000, duration=3s, table=28, n_packets=5, n_bytes=370, idle_age=1, priority=200,ip actions=drop";
/// let FlowLine::Flow(flow) = read(line) else { panic!() };
/// assert_eq!((flow.packets, flow.bytes, flow.priority), (Some(5), Some(370), 200));
/// assert_eq!((flow.match_text, flow.actions_text), ("ip", "drop"));
/// ```
pub fn read(line: &str) -> FlowLine<'_> {
    let start = line.len() - line.trim_ascii_start().len();
    let end = line.trim_ascii_end().len();
    let Some(text) = line.get(start..end).filter(|text| !text.is_empty()) else {
        return FlowLine::Blank;
    };
    if let Some(other) = not_a_flow(text) {
        return other;
    }
    let mut flow = empty(line);
    match read_flow(line, start, end, &mut flow) {
        Ok(()) => FlowLine::Flow(flow),
        Err(Unreadable { at, why }) => FlowLine::Unreadable { column: at + 1, why },
    }
}

fn not_a_flow(text: &str) -> Option<FlowLine<'static>> {
    match text.as_bytes().first()? {
        b'#' => Some(FlowLine::Comment),
        b'*' if text.starts_with("***decode error") => Some(FlowLine::DecodeError),
        b'0' if is_hex_dump(text) => Some(FlowLine::DecodeError),
        b'O' if text.starts_with("OFPST_FLOW reply") => Some(FlowLine::Header),
        b'N' if text.starts_with("NXST_FLOW reply") => Some(FlowLine::Header),
        b'F' if text == "FLOW" => Some(FlowLine::Header),
        b'g' if text.starts_with("group_id=") => Some(FlowLine::Unreadable { column: 1, why: "a group, not a flow" }),
        b'0'..=b'9' | b'|' if is_log(text) => Some(FlowLine::Log),
        _ => None,
    }
}

/// `00000010  00 00 00 ..`: offset, two blanks, bytes.
fn is_hex_dump(text: &str) -> bool {
    let (offset, bytes) = text.as_bytes().split_at_checked(8).unwrap_or_default();
    offset.iter().all(u8::is_ascii_hexdigit)
        && matches!(*bytes, [b' ', b' ', first, second, ..] if first.is_ascii_hexdigit() && second.is_ascii_hexdigit())
}

/// `[TIME]|NUMBER|MODULE|LEVEL|..`: the number has at least five digits.
pub(super) fn is_log(text: &str) -> bool {
    let mut parts = text.split('|');
    let time = parts.next().unwrap_or_default();
    let number = parts.next().unwrap_or_default();
    (time.is_empty() || time.as_bytes().get(4) == Some(&b'-'))
        && number.len() >= 5
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && parts.count() >= 2
}

/// Why a line is no flow, and the offset of the byte that says so.
struct Unreadable {
    at: usize,
    why: &'static str,
}

fn read_flow<'a>(line: &'a str, start: usize, end: usize, flow: &mut Flow<'a>) -> Result<(), Unreadable> {
    let bytes = line.as_bytes();
    let Some(separator) = last_blank(bytes, start, end) else {
        return read_head(line, start, end, scan(bytes, start, end)?, flow);
    };
    let result = read_head(line, start, end, separator, flow);
    // A quoted name could hide the separator, and two lines that ran together have two.
    if result.is_err() || memchr2(b' ', b'"', flow.match_text.as_bytes()).is_some() {
        let careful = scan(bytes, start, end)?;
        if careful != separator {
            *flow = empty(line);
            return read_head(line, start, end, careful, flow);
        }
    }
    result
}

/// A flow of which nothing is known yet.
fn empty(text: &str) -> Flow<'_> {
    Flow {
        text,
        cookie: None,
        table: None,
        duration: None,
        packets: None,
        bytes: None,
        idle_age: None,
        hard_age: None,
        idle_timeout: None,
        hard_timeout: None,
        importance: None,
        flags: "",
        priority: DEFAULT_PRIORITY,
        match_text: "",
        actions_text: "",
    }
}

/// The keys of a head, each a bit of what has been seen.
#[derive(Clone, Copy, PartialEq)]
enum Key {
    Cookie,
    Table,
    Duration,
    Packets,
    Bytes,
    IdleAge,
    HardAge,
    IdleTimeout,
    HardTimeout,
    Importance,
    Priority,
    /// `out_port=`, `out_group=`: a filter of requests, nothing about the flow.
    Filter,
}

/// The head key that `rest` begins with, and where its value begins.
fn key(rest: &[u8]) -> Option<(Key, usize)> {
    // Literal names are compared a word at a time; a table of them would be walked byte by byte.
    macro_rules! first_of {
        ($($name:literal => $key:expr),+) => {
            $(if rest.starts_with($name) { Some(($key, $name.len())) } else)+ { None }
        };
    }
    match rest.first()? {
        b'n' => first_of!(b"n_packets=" => Key::Packets, b"n_bytes=" => Key::Bytes),
        b'i' => {
            first_of!(b"idle_age=" => Key::IdleAge, b"idle_timeout=" => Key::IdleTimeout, b"importance=" => Key::Importance)
        }
        b'c' => first_of!(b"cookie=" => Key::Cookie),
        b'd' => first_of!(b"duration=" => Key::Duration),
        b't' => first_of!(b"table=" => Key::Table, b"table_id=" => Key::Table),
        b'p' => first_of!(b"priority=" => Key::Priority),
        b'h' => first_of!(b"hard_age=" => Key::HardAge, b"hard_timeout=" => Key::HardTimeout),
        b'o' => first_of!(b"out_port=" => Key::Filter, b"out_group=" => Key::Filter),
        _ => None,
    }
}

fn read_head<'a>(
    line: &'a str,
    start: usize,
    end: usize,
    separator: Separator,
    flow: &mut Flow<'a>,
) -> Result<(), Unreadable> {
    let bytes = line.as_bytes().get(..separator.head_end).unwrap_or_default();
    flow.actions_text = line.get(separator.actions_at..end).unwrap_or_default().trim_ascii_start();
    let mut seen = 0u16;
    let mut flags: Option<(usize, usize)> = None;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' || byte == b',' {
            at += 1;
            continue;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        if let Some((key, length)) = key(rest) {
            let value_at = at + length;
            if seen & (1 << key as u16) != 0 {
                return Err(Unreadable { at, why: "the same key twice: two lines ran together" });
            }
            seen |= 1 << key as u16;
            // Nearly all values are short numbers: they are read and measured in one go.
            let short = match key {
                Key::Cookie => number::short_hexadecimal(bytes, value_at),
                Key::Duration => number::short_seconds(bytes, value_at),
                _ => number::short_decimal(bytes, value_at),
            };
            if let Some((number, value_end)) = short
                && store_number(flow, key, number)
            {
                at = value_end;
                continue;
            }
            let value_end = value_end(bytes, value_at);
            let text = line.get(value_at..value_end).unwrap_or_default();
            store(flow, key, text).map_err(|why| Unreadable { at: value_at, why })?;
            at = value_end;
            continue;
        }
        match other(bytes, at, at == start) {
            Other::Flag(end) => {
                let between = |last| bytes.get(last..at).unwrap_or_default();
                flags = match flags {
                    None => Some((at, end)),
                    Some((first, last)) if between(last).iter().all(|byte| matches!(byte, b' ' | b',')) => {
                        Some((first, end))
                    }
                    Some(_) => return Err(Unreadable { at, why: "flow flags in two places" }),
                };
                at = end;
            }
            Other::Skipped(end) => at = end,
            Other::Match => break,
        }
    }
    if let Some((first, last)) = flags {
        flow.flags = line.get(first..last).unwrap_or_default();
    }
    let match_text = line.get(at..separator.head_end).unwrap_or_default();
    flow.match_text = match_text.trim_end_matches([' ', '\t', ',']);
    if seen & (1 << Key::Priority as u16) == 0
        && let Some(late) = late_priority(flow.match_text)
    {
        return Err(Unreadable { at: at + late, why: "priority= behind the match" });
    }
    Ok(())
}

/// Flows are written with `priority=` before the match; skipping one that comes later would be wrong by a priority.
fn late_priority(match_text: &str) -> Option<usize> {
    let at = match_text.find(",priority=").map(|comma| comma + 1);
    at.or_else(|| match_text.find(" priority=").map(|blank| blank + 1))
}

/// A switch that does not count says all ones (OpenFlow 1.5, 7.2.4), for which `ovs-ofctl` prints `?`.
fn known(count: Option<u64>) -> Option<u64> {
    count.filter(|count| *count != u64::MAX)
}

/// Whether `key` takes such a number. What does not is for [`store`] to judge.
fn store_number(flow: &mut Flow<'_>, key: Key, number: u64) -> bool {
    let count = Some(number);
    match key {
        Key::Packets => flow.packets = known(count),
        Key::Bytes => flow.bytes = known(count),
        Key::IdleAge => flow.idle_age = count,
        Key::HardAge => flow.hard_age = count,
        Key::IdleTimeout => flow.idle_timeout = count,
        Key::HardTimeout => flow.hard_timeout = count,
        Key::Importance => flow.importance = count,
        Key::Cookie => flow.cookie = count.map(Cookie),
        Key::Priority => match u16::try_from(number) {
            Ok(priority) => flow.priority = priority,
            Err(_) => return false,
        },
        Key::Table => match u8::try_from(number) {
            Ok(number) => flow.table = Some(TableRef::Number(TableId(number))),
            Err(_) => return false,
        },
        Key::Duration => flow.duration = count,
        Key::Filter => return false,
    }
    true
}

fn value_end(bytes: &[u8], from: usize) -> usize {
    if bytes.get(from) == Some(&b'"') {
        return split::quote_end(bytes, from).map_or(bytes.len(), |close| close + 1);
    }
    let mut at = from;
    while bytes.get(at).is_some_and(|&byte| byte != b',' && byte != b' ') {
        at += 1;
    }
    at
}

enum Other {
    /// A flow flag that ends there.
    Flag(usize),
    /// Something of the head that says nothing to this version.
    Skipped(usize),
    Match,
}

/// `OFPUTIL_FF_*` of `include/openvswitch/ofp-flow.h`, as printed.
const FLAGS: [&[u8]; 5] = [b"send_flow_rem", b"check_overlap", b"reset_counts", b"no_packet_counts", b"no_byte_counts"];

/// Tells what a word that is no head key is. Head items end in `, ` and flags in a blank; match items end in a bare comma.
fn other(bytes: &[u8], at: usize, first: bool) -> Other {
    let end = value_end(bytes, at);
    let word = bytes.get(at..end).unwrap_or_default();
    if FLAGS.contains(&word) {
        return Other::Flag(end);
    }
    let blank_follows = bytes.get(end) == Some(&b' ');
    let comma_and_blank_follow = bytes.get(end) == Some(&b',') && bytes.get(end + 1) == Some(&b' ');
    if !blank_follows && !comma_and_blank_follow {
        return Other::Match;
    }
    let name = word.split(|&byte| byte == b'=').next().unwrap_or_default();
    if std::str::from_utf8(name).is_ok_and(|name| fields::lookup(name).is_some()) {
        return Other::Match;
    }
    match word {
        _ if comma_and_blank_follow && !word.iter().any(|byte| matches!(byte, b'(' | b')' | b'"')) => {
            Other::Skipped(end)
        }
        // A numbered list of flows, as in Antrea's documents.
        [number @ .., b'.'] if first && number.iter().all(u8::is_ascii_digit) => Other::Skipped(end),
        _ if word.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') => Other::Flag(end),
        _ => Other::Match,
    }
}

fn store<'a>(flow: &mut Flow<'a>, key: Key, text: &'a str) -> Result<(), &'static str> {
    const COUNT: &str = "not a number of up to 64 bits";
    let count = || number::decimal(text).map(Some).ok_or(COUNT);
    match key {
        Key::Packets | Key::Bytes if text == "?" => {}
        Key::Packets => flow.packets = known(count()?),
        Key::Bytes => flow.bytes = known(count()?),
        Key::Cookie => flow.cookie = Some(Cookie(number::number(text).ok_or(COUNT)?)),
        Key::Table => flow.table = Some(table(text)?),
        Key::Duration => flow.duration = Some(number::seconds(text).ok_or("not a time in seconds")?),
        Key::Priority => {
            let priority = number::decimal(text).and_then(|priority| u16::try_from(priority).ok());
            flow.priority = priority.ok_or("not a priority: 0 to 65535")?;
        }
        Key::IdleAge => flow.idle_age = count()?,
        Key::HardAge => flow.hard_age = count()?,
        Key::IdleTimeout => flow.idle_timeout = count()?,
        Key::HardTimeout => flow.hard_timeout = count()?,
        Key::Importance => flow.importance = count()?,
        Key::Filter => {}
    }
    Ok(())
}

fn table(text: &str) -> Result<TableRef<'_>, &'static str> {
    match number::decimal(text) {
        Some(number) => {
            u8::try_from(number).map(|number| TableRef::Number(TableId(number))).map_err(|_| "no such table")
        }
        None if text.is_empty() => Err("no table"),
        None => value::table(text).ok_or("no such table"),
    }
}

#[cfg(test)]
mod tests;
