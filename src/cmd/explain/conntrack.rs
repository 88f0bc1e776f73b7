//! Lines of the connection table.

use serde_json::json;

use super::answer::{Answer, Kind};
use super::number::rules_of_label;
use super::words::Context;
use crate::antrea::registers::{self, Layout, Zone};
use crate::decode::text::conntrack::{Connected, read};
use crate::decode::text::nf_conntrack;
use crate::model::conntrack::{Connection, Counters, Ends, Protocol, Tuple};
use crate::model::field::Field;
use crate::model::policy::L4Protocol;
use crate::resource::item::counted;

/// Open vSwitch's file that prints connections.
const OVS: &str = "lib/ct-dpif.c";
/// What says that a connection without a source was not let through by policies.
const EXPORTER: &str = "pkg/agent/flowexporter/connections";

/// A line of `dpctl/dump-conntrack`; why not, where it is none.
pub(super) fn explain(text: &str, context: Context<'_>) -> Result<Answer, String> {
    let (connected, labelled) = match (read(text.trim_ascii()), nf_conntrack::read(text)) {
        (Ok(connected), _) => (connected, true),
        // The kernel's own tools name single bits of labels: which rules they are is not said.
        (Err(_), Some(connection)) => (Connected { connection, unknown: None }, false),
        (Err(unread), None) => return Err(format!("no connection: {unread}")),
    };
    let connection = &connected.connection;
    let mut answer = Answer::new(Kind::Conntrack, text);
    tuples(&mut answer, connection, context);
    if let Some(start) = connection.start_text() {
        answer.part("start", start, "when it began, in the time zone of ovs-vswitchd", OVS);
    }
    let zone = registers::zone(connection.zone);
    let words = zone.map_or("no zone of Antrea's".to_string(), |zone| zone.to_string());
    answer.part("zone", connection.zone.to_string(), words, registers::ZONES_FROM);
    if let Some(status) = connection.status {
        answer.part("status", status.names().collect::<Vec<_>>().join("|"), "what the kernel did to it", OVS);
    }
    if let Some(timeout) = connection.timeout {
        answer.part("timeout", timeout.to_string(), "seconds until it is forgotten", OVS);
    }
    if let Some(state) = connection.state.merged() {
        answer.part("state", state.name(), "of its protocol", OVS);
    }
    let mark = context.field(&mut answer, Field::CtMark, "ct_mark", connection.mark.into(), u128::MAX);
    let label = context.field(&mut answer, Field::CtLabel, "ct_label", connection.labels, u128::MAX);
    if labelled {
        rules_of_label(&mut answer, connection.labels);
    }
    let ghost = is_ghost(connection, zone, context.layout);
    if ghost {
        let why = "no source in the mark: committed for a Service, and not (or not yet) allowed by policies";
        answer.part("mark", connection.mark.to_string(), why, EXPORTER);
        answer.doubtful = true;
    }
    if let Some(unknown) = connected.unknown {
        answer.part("unknown", unknown, "not known", "");
    }
    let allowed = match (ghost, label.is_empty()) {
        (true, _) => "not (or not yet) allowed by policies".to_string(),
        (false, true) if !labelled => "its label is not said".to_string(),
        (false, true) => "no rule in its label".to_string(),
        (false, false) => label,
    };
    let mark = if mark.is_empty() { "no mark".to_string() } else { mark };
    answer.summary = format!("{}; {mark}; {allowed}", sentence(connection, context));
    answer.more.insert("connection".to_string(), as_json(connection, zone, ghost, context));
    Ok(answer)
}

/// A connection that Antrea committed to translate its destination, and that no policy has allowed since.
fn is_ghost(connection: &Connection, zone: Option<Zone>, layout: Layout) -> bool {
    matches!(zone, Some(Zone::Pods { .. } | Zone::Vlan { .. }))
        && matches!(layout, Layout::From1_6 | Layout::From1_13)
        && connection.mark & 0xf == 0
}

fn transport(protocol: Protocol) -> Option<L4Protocol> {
    match protocol {
        Protocol::TCP => Some(L4Protocol::Tcp),
        Protocol::UDP => Some(L4Protocol::Udp),
        Protocol::SCTP => Some(L4Protocol::Sctp),
        _ => None,
    }
}

/// The Service that the connection was made to.
fn service(connection: &Connection, context: Context<'_>) -> Option<String> {
    let port = connection.original.ends.destination()?;
    context.world.service_at(connection.original.destination, transport(connection.protocol)?, port)
}

fn sentence(connection: &Connection, context: Context<'_>) -> String {
    let Connection { original, reply, .. } = connection;
    let source = context.end(original.source, original.ends.source());
    let mut text = format!("{} from {source} to ", connection.protocol);
    match service(connection, context) {
        Some(service) => text.push_str(&format!("Service {service}")),
        None => text.push_str(&context.end(original.destination, original.ends.destination())),
    }
    if connection.is_destination_translated() {
        text.push_str(&format!(" at {}", context.end(reply.source, reply.ends.source())));
    }
    if connection.is_source_translated() {
        text.push_str(&format!(" as {}", context.end(reply.destination, reply.ends.destination())));
    }
    text
}

fn tuples(answer: &mut Answer, connection: &Connection, context: Context<'_>) {
    let words = |tuple: &Tuple| {
        let ends = match tuple.ends {
            Ends::Icmp { kind, code, id } => format!(", ICMP type {kind} code {code} id {id}"),
            _ => String::new(),
        };
        let (source, destination) =
            (context.end(tuple.source, tuple.ends.source()), context.end(tuple.destination, tuple.ends.destination()));
        format!("{source} -> {destination}{ends}")
    };
    answer.part("protocol", connection.protocol.to_string(), "", OVS);
    for (part, tuple, about) in [
        ("original", &connection.original, "as its first packet went"),
        ("reply", &connection.reply, "as answers go: another address than the original's is a translated one"),
    ] {
        answer.part(part, words(tuple), about, OVS);
        if let Some(Counters { packets, bytes }) = tuple.counters {
            let said = format!("{}, {} of IP packets", counted(packets, "packet"), counted(bytes, "byte"));
            answer.part(format!("{part} counters"), format!("packets={packets}, bytes={bytes}"), said, OVS);
        }
    }
    if let Some(service) = service(connection, context) {
        answer.part("service", service, "the Service that the connection was made to", "");
    }
    for (is, part, to, about) in [
        (
            connection.is_destination_translated(),
            "destination",
            connection.reply.source,
            "the endpoint of a Service, mostly",
        ),
        (
            connection.is_source_translated(),
            "source",
            connection.reply.destination,
            "for an Egress, a Service or the Node",
        ),
    ] {
        if is {
            let value = context.end(to, None);
            answer.part(format!("translated {part}"), value, about, OVS);
        }
    }
}

fn as_json(connection: &Connection, zone: Option<Zone>, ghost: bool, context: Context<'_>) -> serde_json::Value {
    let tuple = |tuple: &Tuple| {
        json!({
            "source": tuple.source.to_string(),
            "sourcePort": tuple.ends.source(),
            "destination": tuple.destination.to_string(),
            "destinationPort": tuple.ends.destination(),
            "packets": tuple.counters.map(|counters| counters.packets),
            "bytes": tuple.counters.map(|counters| counters.bytes),
        })
    };
    json!({
        "protocol": connection.protocol.to_string(),
        "original": tuple(&connection.original),
        "reply": tuple(&connection.reply),
        "start": connection.start_text(),
        "zone": connection.zone,
        "zoneName": zone.map(Zone::antrea).filter(|name| !name.is_empty()),
        "state": connection.state.merged().map(|state| state.name()),
        "mark": connection.mark,
        "label": format!("{:#x}", connection.labels),
        "service": service(connection, context),
        "ghost": ghost,
    })
}
