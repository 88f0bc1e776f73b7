//! The audit log of policies, in all formats that agents have written (pkg/agent/controller/networkpolicy/audit_logging.go, before Antrea 1.3 packetin.go).
//!
//! There is no delimiter but the blank, and the name of a rule may hold some. So a line is read from both ends: table and policy from the left, and from the
//! right what follows the source address. Between them stand action and priority, and what is left before these is the rule's name.

use std::net::IpAddr;

use crate::model::audit_log::{AuditFormat, AuditRecord, NodeAuditRecord};
use crate::model::policy::Direction;

/// What stands where there is nothing to say.
const NOTHING: &str = "<nil>";

/// Whether a line begins as the audit log's do: with a date and a time.
pub fn is_audit_log(line: &str) -> bool {
    begun(line.trim_ascii()).is_some()
}

/// Reads a line of `np.log`; `None` when it is none.
///
/// ```
/// # use antstats::decode::text::audit_log::read;
/// let line = "2023/02/14 11:23:54.727335 AntreaPolicyIngressRule AntreaClusterNetworkPolicy:acnp FrontEnd_Rule Allow 14000 10.34.6.14 46868 10.34.6.5 8082 TCP 60";
/// let record = read(line).unwrap();
/// assert_eq!((record.rule, record.action, record.destination_port), (Some("FrontEnd_Rule"), "Allow", Some(8082)));
/// ```
pub fn read(line: &str) -> Option<AuditRecord<'_>> {
    let (date, time, rest) = begun(line.trim_ascii())?;
    let (rest, before) = counted_before(rest);
    let (rest, after) = counted_after(rest);
    let (packets, within) = before.or(after).map_or((1, None), |(packets, within)| (packets, Some(within)));
    let (table, rest) = rest.split_once(' ').filter(|(table, _)| !table.is_empty())?;
    let read = labelled(rest).or_else(|| positional(rest))?;
    let (head, tail, format) = read;
    let format = format.unwrap_or(match (head.direction.is_some(), head.rule.is_some(), tail.label.is_some()) {
        (true, ..) => AuditFormat::Direction,
        (_, _, true) => AuditFormat::LogLabel,
        (_, true, _) => AuditFormat::RuleName,
        _ => AuditFormat::Ports,
    });
    let direction = match head.direction {
        Some("Ingress") => Some(Direction::Ingress),
        Some("Egress") => Some(Direction::Egress),
        _ => None,
    };
    Some(AuditRecord {
        date,
        time,
        table,
        policy: said(head.policy),
        rule: head.rule.and_then(said),
        direction,
        action: head.action,
        // K8s drops by default have -1 in Antrea 1.8.
        priority: head.priority.parse().ok(),
        applied_to: head.applied_to.and_then(said),
        source: tail.source,
        source_port: tail.source_port,
        destination: tail.destination,
        destination_port: tail.destination_port,
        protocol: tail.protocol,
        length: tail.length.parse().ok(),
        label: tail.label.and_then(said),
        packets,
        within,
        format,
    })
}

/// Reads a line of the kernel's log that a policy of a Node wrote (pkg/agent/controller/networkpolicy/node_reconciler.go).
pub fn read_of_node(line: &str) -> Option<NodeAuditRecord<'_>> {
    let (_, rest) = line.split_once("Antrea:")?;
    let (direction, rest) = rest.split_once(':')?;
    let (action, rest) = rest.split_once(':')?;
    let at = rest.find("IN=")?;
    let (label, packet) = rest.split_at_checked(at)?;
    let direction = match direction {
        "I" => Direction::Ingress,
        "O" => Direction::Egress,
        _ => return None,
    };
    let label = label.trim_ascii_end();
    Some(NodeAuditRecord {
        direction,
        action,
        label: label.strip_suffix(':').unwrap_or(label),
        packet: packet.trim_ascii(),
    })
}

/// What a field says, if it does.
fn said(field: &str) -> Option<&str> {
    Some(field).filter(|field| !field.is_empty() && *field != NOTHING)
}

/// Date, time and the rest.
fn begun(line: &str) -> Option<(&str, &str, &str)> {
    let (date, rest) = line.split_once(' ')?;
    let (time, rest) = rest.split_once(' ')?;
    let digits = |text: &str, at: &[u8], separator: u8| {
        let whole = text.len() >= 8;
        whole
            && text.bytes().enumerate().all(|(place, byte)| {
                let is_separator = u8::try_from(place).is_ok_and(|place| at.contains(&place));
                if is_separator { byte == separator } else { byte.is_ascii_digit() || byte == b'.' }
            })
    };
    let dated = date.len() == 10 && digits(date, &[4, 7], b'/') && digits(time, &[2, 5], b':');
    dated.then_some((date, time, rest))
}

/// `<-9 2.771004119s->` before the table: how Antrea wrote it before it wrote a suffix.
fn counted_before(rest: &str) -> (&str, Option<(u64, &str)>) {
    let counted = || {
        let (inside, after) = rest.strip_prefix("<-")?.split_once("->")?;
        let (packets, within) = inside.trim_ascii().split_once(' ')?;
        Some((after.trim_ascii_start(), (packets.parse().ok()?, within)))
    };
    counted().map_or((rest, None), |(after, count)| (after, Some(count)))
}

/// ` [3 packets in 1.011379442s]` at the end.
fn counted_after(rest: &str) -> (&str, Option<(u64, &str)>) {
    let counted = || {
        let (before, inside) = rest.strip_suffix(']')?.rsplit_once(" [")?;
        let (packets, within) = inside.split_once(" packets in ")?;
        Some((before, (packets.parse().ok()?, within)))
    };
    counted().map_or((rest, None), |(before, count)| (before, Some(count)))
}

/// From the policy to the source.
struct Head<'a> {
    policy: &'a str,
    rule: Option<&'a str>,
    direction: Option<&'a str>,
    action: &'a str,
    priority: &'a str,
    applied_to: Option<&'a str>,
}

/// From the source on.
struct Tail<'a> {
    source: IpAddr,
    source_port: Option<u16>,
    destination: IpAddr,
    destination_port: Option<u16>,
    protocol: &'a str,
    length: &'a str,
    label: Option<&'a str>,
}

type Read<'a> = (Head<'a>, Tail<'a>, Option<AuditFormat>);

/// `POLICY ACTION PRIORITY SRC: ADDRESS DEST: ADDRESS LENGTH PROTOCOL`
fn labelled(rest: &str) -> Option<Read<'_>> {
    let (head, tail) = rest.split_once(" SRC: ")?;
    let (source, tail) = tail.split_once(" DEST: ")?;
    let mut words = tail.split(' ');
    let (destination, length, protocol) = (words.next()?, words.next()?, words.next()?);
    let head = before(head)?;
    let (source, destination) = (source.parse().ok()?, destination.parse().ok()?);
    let tail = Tail { source, source_port: None, destination, destination_port: None, protocol, length, label: None };
    Some((head, tail, Some(AuditFormat::Labelled)))
}

/// The formats without words between: each blank separates, two of them have an empty field between.
fn positional(rest: &str) -> Option<Read<'_>> {
    // The first address that the right fields follow: a rule's name may look like one.
    let starts = std::iter::once(0).chain(rest.match_indices(' ').map(|(at, _)| at + 1));
    for at in starts.skip(1) {
        let Some((head, tail)) = rest.split_at_checked(at) else { continue };
        let Some((tail, format)) = after(tail) else { continue };
        if let Some(head) = before(head.strip_suffix(' ').unwrap_or(head)) {
            return Some((head, tail, format));
        }
    }
    None
}

/// `ADDRESS [PORT] ADDRESS [PORT] ..`
fn after(tail: &str) -> Option<(Tail<'_>, Option<AuditFormat>)> {
    let (first, rest) = tail.split_once(' ')?;
    let source: IpAddr = first.parse().ok()?;
    let mut words = rest.splitn(6, ' ');
    let second = words.next()?;
    if let Ok(destination) = second.parse() {
        let (length, protocol) = (words.next()?, words.next()?);
        let tail =
            Tail { source, source_port: None, destination, destination_port: None, protocol, length, label: None };
        return Some((tail, Some(AuditFormat::WithoutPorts)));
    }
    let source_port = port(second)?;
    let destination = words.next()?.parse().ok()?;
    let destination_port = port(words.next()?)?;
    let (protocol, length) = (words.next()?, words.next()?);
    Some((Tail { source, source_port, destination, destination_port, protocol, length, label: words.next() }, None))
}

/// A port, or none where the protocol has none.
fn port(word: &str) -> Option<Option<u16>> {
    if word == NOTHING { Some(None) } else { word.parse().ok().map(Some) }
}

const ACTIONS: [&str; 5] = ["Allow", "Drop", "Reject", "Pass", "Redirect"];

/// `POLICY [RULE] [DIRECTION] ACTION PRIORITY [APPLIED-TO]`, from the right.
fn before(head: &str) -> Option<Head<'_>> {
    let mut words = head.rsplitn(4, ' ');
    let (last, second, third) = (words.next()?, words.next()?, words.next());
    let rest = words.next();
    let is_priority = |word: &str| word.is_empty() || word == NOTHING || word.parse::<i64>().is_ok();
    if is_priority(last) && ACTIONS.contains(&second) {
        let before = head.get(..head.len().checked_sub(last.len() + second.len() + 2)?)?;
        let (policy, rule) = before.split_once(' ').map_or((before, None), |(policy, rule)| (policy, Some(rule)));
        return Some(Head { policy, rule, direction: None, action: second, priority: last, applied_to: None });
    }
    let action = third.filter(|third| is_priority(second) && ACTIONS.contains(third))?;
    let (before, direction) = rest?.rsplit_once(' ')?;
    let (policy, rule) = before.split_once(' ').map_or((before, None), |(policy, rule)| (policy, Some(rule)));
    Some(Head { policy, rule, direction: Some(direction), action, priority: second, applied_to: Some(last) })
}

#[cfg(test)]
mod tests;
