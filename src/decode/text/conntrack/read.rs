//! One line of the connection table.

use std::net::{IpAddr, Ipv4Addr};

use memchr::memchr2;

use super::time;
use crate::decode::text::number::{decimal, ipv4, wide};
use crate::model::conntrack::{Connection, Counters, Ends, Protocol, ProtocolState, State, Status, Tuple};

/// A connection, and the words of its line that are not understood: they change nothing that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connected<'a> {
    /// What could be read.
    pub connection: Connection,
    /// The first item that is not known, `name=value`.
    pub unknown: Option<&'a str>,
}

/// Why a line is no connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {why}")]
pub struct Unread {
    /// The byte, counted from 1.
    pub column: usize,
    /// In words.
    pub why: &'static str,
}

/// Reads one line without its ending.
///
/// ```
/// # use antstats::decode::text::conntrack::read;
/// let line = "udp,orig=(src=10.0.0.1,dst=10.0.0.2,sport=5,dport=53),reply=(src=10.0.0.2,dst=10.0.0.1,sport=53,dport=5),zone=65520,mark=3";
/// let connection = read(line).unwrap().connection;
/// assert_eq!((connection.zone, connection.mark, connection.labels), (65520, 3, 0));
/// assert_eq!(connection.original.counters, None);
/// ```
pub fn read(line: &str) -> Result<Connected<'_>, Unread> {
    let line = line.trim_ascii_end();
    let mut items = Items { text: line, at: 0 };
    let name = items.next()?.filter(|item| item.value.is_none());
    let Some(protocol) = name.and_then(|item| Protocol::from_name(item.name)) else {
        return Err(Unread { column: 1, why: "it does not begin with a protocol" });
    };
    let (mut original, mut reply) = (None, None);
    let mut rest = Rest::default();
    let mut unknown = None;
    while let Some(item) = items.next()? {
        let Some(value) = item.value else {
            unknown = unknown.or(Some(item.text));
            continue;
        };
        let known = match item.name {
            "orig" => {
                original = Some(tuple(value, item.value_at, &mut unknown)?);
                true
            }
            "reply" => {
                reply = Some(tuple(value, item.value_at, &mut unknown)?);
                true
            }
            name => rest.take(name, value),
        };
        match known {
            true => {}
            false if is_passed_over(item.name) => {}
            false => unknown = unknown.or(Some(item.text)),
        }
    }
    let end = line.len() + 1;
    let original = original.ok_or(Unread { column: end, why: "it has no orig=(..)" })?;
    let reply = reply.ok_or(Unread { column: end, why: "it has no reply=(..)" })?;
    if original.source.is_ipv4() != reply.source.is_ipv4() {
        return Err(Unread { column: end, why: "its two directions are of different families" });
    }
    let connection = Connection {
        protocol,
        original,
        reply,
        start: rest.start,
        id: rest.id,
        zone: rest.zone,
        status: rest.status,
        timeout: rest.timeout,
        mark: rest.mark,
        labels: rest.labels,
        state: rest.state,
    };
    Ok(Connected { connection, unknown })
}

/// Known, and nobody asks for it: the end of what has ended, who opened an expected connection, which helper watches it.
fn is_passed_over(name: &str) -> bool {
    matches!(name, "stop" | "parent" | "master" | "helper")
}

/// What may stand behind the tuples.
#[derive(Default)]
struct Rest {
    start: Option<jiff::civil::DateTime>,
    id: Option<u32>,
    zone: u16,
    status: Option<Status>,
    timeout: Option<u32>,
    mark: u32,
    labels: u128,
    state: ProtocolState,
}

impl Rest {
    /// Whether the item is understood.
    fn take(&mut self, name: &str, value: &str) -> bool {
        let narrow = |value: &str| decimal(value).and_then(|number| u32::try_from(number).ok());
        match name {
            "start" => set(&mut self.start, time::read(value)),
            "id" => set(&mut self.id, narrow(value)),
            "timeout" => set(&mut self.timeout, narrow(value)),
            "status" => {
                let (status, known) = status(value);
                self.status = Some(status);
                known
            }
            // What is not a number leaves a connection in a zone or with a mark that it may not have: zone 0 is what the doubt is about.
            "zone" => decimal(value).and_then(|zone| u16::try_from(zone).ok()).map(|zone| self.zone = zone).is_some(),
            "mark" => wide(value).and_then(|mark| u32::try_from(mark).ok()).map(|mark| self.mark = mark).is_some(),
            "labels" => wide(value).map(|labels| self.labels = labels).is_some(),
            "protoinfo" => self.protocol_information(value),
            _ => false,
        }
    }

    fn protocol_information(&mut self, value: &str) -> bool {
        let Some(inner) = parenthesised(value) else { return false };
        let mut known = true;
        for item in inner.split(',') {
            let (name, value) = item.split_once('=').unwrap_or((item, ""));
            let state = || Some(State::from_name(value).unwrap_or(State::UNKNOWN));
            match name {
                "state" => self.state = ProtocolState { original: state(), reply: None },
                "state_orig" => self.state.original = state(),
                "state_reply" => self.state.reply = state(),
                "wscale_orig" | "wscale_reply" | "flags_orig" | "flags_reply" | "vtag_orig" | "vtag_reply" => {}
                _ => known = false,
            }
            known &= !name.starts_with("state") || State::from_name(value).is_some();
        }
        known
    }
}

fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let known = value.is_some();
    *place = value;
    known
}

/// `SEEN_REPLY|CONFIRMED`, `0` or, up to Open vSwitch 2.17, nothing for none; bits without a name are a number behind the names.
fn status(value: &str) -> (Status, bool) {
    let mut flags = 0;
    let mut known = true;
    for word in value.split('|').filter(|word| !word.is_empty()) {
        let number = || wide(word).and_then(|number| u16::try_from(number).ok()).map(Status);
        match Status::from_name(word).or_else(number) {
            Some(Status(flag)) => flags |= flag,
            None => known = false,
        }
    }
    (Status(flags), known)
}

fn parenthesised(value: &str) -> Option<&str> {
    value.strip_prefix('(')?.strip_suffix(')')
}

fn tuple<'a>(value: &'a str, at: usize, unknown: &mut Option<&'a str>) -> Result<Tuple, Unread> {
    let bad = |offset: usize, why| Unread { column: at + offset + 1, why };
    let inner = parenthesised(value).ok_or(bad(0, "a direction stands in parentheses"))?;
    let (mut source, mut destination) = (None, None);
    let (mut source_port, mut destination_port) = (None, None);
    let (mut id, mut kind, mut code) = (None, None, None);
    let (mut packets, mut bytes) = (None, None);
    let mut begin = 1;
    for item in inner.split(',') {
        let (name, text) = item.split_once('=').unwrap_or((item, ""));
        let place = begin + name.len() + 1;
        begin += item.len() + 1;
        let port = || decimal(text).and_then(|port| u16::try_from(port).ok()).ok_or(bad(place, "not a port"));
        let octet = || decimal(text).and_then(|value| u8::try_from(value).ok()).ok_or(bad(place, "not an ICMP type"));
        let count = || decimal(text).ok_or(bad(place, "not a count"));
        match name {
            "src" => source = Some(address(text).ok_or(bad(place, "not an address"))?),
            "dst" => destination = Some(address(text).ok_or(bad(place, "not an address"))?),
            "sport" => source_port = Some(port()?),
            "dport" => destination_port = Some(port()?),
            "id" => id = Some(port()?),
            "type" => kind = Some(octet()?),
            "code" => code = Some(octet()?),
            "packets" => packets = Some(count()?),
            "bytes" => bytes = Some(count()?),
            _ => *unknown = unknown.or(Some(item)),
        }
    }
    let ends = match (source_port, destination_port, id, kind) {
        (Some(source), Some(destination), ..) => Ends::Ports { source, destination },
        (None, None, Some(id), Some(kind)) => Ends::Icmp { id, kind, code: code.unwrap_or(0) },
        (None, None, None, None) => Ends::Addresses,
        _ => return Err(bad(0, "it has half of what tells connections apart")),
    };
    let (Some(source), Some(destination)) = (source, destination) else {
        return Err(bad(0, "an address is missing"));
    };
    if source.is_ipv4() != destination.is_ipv4() {
        return Err(bad(0, "its addresses are of different families"));
    }
    let counters = packets.zip(bytes).map(|(packets, bytes)| Counters { packets, bytes });
    Ok(Tuple { source, destination, ends, counters })
}

fn address(text: &str) -> Option<IpAddr> {
    match ipv4(text) {
        Some(address) => Some(IpAddr::V4(address)),
        None if text.contains(':') => text.parse().ok(),
        None => text.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

/// `name=value` or a lone name, with its places in the line.
struct Item<'a> {
    text: &'a str,
    name: &'a str,
    value: Option<&'a str>,
    value_at: usize,
}

/// The items of a line: between commas, but for those in parentheses.
struct Items<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Items<'a> {
    fn next(&mut self) -> Result<Option<Item<'a>>, Unread> {
        let begin = self.at;
        let Some(rest) = self.text.get(begin..).filter(|rest| !rest.is_empty()) else { return Ok(None) };
        let bytes = rest.as_bytes();
        let first = memchr2(b',', b'=', bytes).unwrap_or(bytes.len());
        let mut end = first;
        let mut value_at = first;
        if bytes.get(first) == Some(&b'=') {
            value_at = first + 1;
            let value = bytes.get(value_at..).unwrap_or_default();
            let length = if value.first() == Some(&b'(') {
                let close = memchr::memchr(b')', value)
                    .ok_or(Unread { column: begin + value_at + 1, why: "this parenthesis does not end" })?;
                close + 1
            } else {
                memchr::memchr(b',', value).unwrap_or(value.len())
            };
            end = value_at + length;
        }
        match bytes.get(end) {
            None | Some(b',') => {}
            Some(_) => return Err(Unread { column: begin + end + 1, why: "a comma belongs here" }),
        }
        self.at = begin + end + 1;
        let name = rest.get(..first).unwrap_or_default();
        let value = if value_at > first { rest.get(value_at..end) } else { None };
        Ok(Some(Item { text: rest.get(..end).unwrap_or_default(), name, value, value_at: begin + value_at }))
    }
}
