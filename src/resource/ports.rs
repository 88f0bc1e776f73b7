//! `ports`: the ports of each Node's switch, whose they are, and what was counted there.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::filter::{Query, any_or_empty, namespaced_glob};
use super::item::{count, object, text};
use super::switch::{Made, is_named, missing_names, pod_label, switches};
use super::view::{SwitchFacts, View};
use super::{Filter, Noun};
use crate::model::artefact::{ArtefactKind, Tables};
use crate::model::policy::PodInterface;
use crate::model::port::{PortCounters, PortDesc, PortNumber, PortStats};
use crate::model::report::{Cell, Column, Emphasis, Part, Report, Row, Rows};

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The noun.
pub static NOUN: Noun = Noun {
    name: "ports",
    aliases: &["port", "interfaces", "interface"],
    about: "Ports of each Node's switch with their Pods, counters and errors",
    long: "Each port of each Node's bridge. RX is what came in from the interface's other end, so of a Pod's port what the Pod sent; TX is what went out to it. Drops and errors \
are those of the interface: what policies drop is counted by `get drops`.\n\n\
ROLE is pod, gateway (the Node's way in and out), tunnel (to other Nodes), uplink and host (where the bridge has the Node's own interface), bridge (LOCAL), l7 (the L7 \
engine) or traffic-control. A port without a Pod whose interface looks like one belongs to a container that is gone.\n\n\
'-' is not zero: the interface does not count it, as tunnels do with drops and errors. RFC 2819 statistics and those that a driver adds are in JSON.\n\n\
-n shows the ports of a Namespace's Pods.\n\n\
NAME is a port's number or its interface.",
    columns: &[
        column("NODE", false, false, "Node"),
        column("PORT", true, false, "OpenFlow port"),
        column("INTERFACE", false, false, "interface"),
        column("ROLE", false, false, "what it is for"),
        column("POD", false, false, "Pod behind it"),
        column("STATE", false, false, "up, down, or admin-down where it is switched off"),
        column("RX PACKETS", true, false, "packets that came in"),
        column("TX PACKETS", true, false, "packets that went out"),
        column("RX DROPS", true, false, "packets that were dropped coming in"),
        column("TX DROPS", true, false, "packets that were dropped going out"),
        column("ERRORS", true, false, "errors of both directions"),
        column("RX BYTES", true, true, "bytes that came in"),
        column("TX BYTES", true, true, "bytes that went out"),
        column("RX ERRORS", true, true, "errors coming in"),
        column("TX ERRORS", true, true, "errors going out"),
        column("MAC", false, true, "hardware address"),
        column("SPEED", true, true, "speed in Mbps"),
        column("ADDRESSES", false, true, "addresses of the Pod"),
    ],
    needs: |_| {
        &[
            ArtefactKind::Meta,
            ArtefactKind::PortsDesc,
            ArtefactKind::Ports,
            ArtefactKind::Port,
            ArtefactKind::Interface,
            ArtefactKind::AgentPodInterfaces,
            ArtefactKind::AgentInfo,
        ]
    },
    tables: |_| Tables::named(&[]),
    essential: |_| &[ArtefactKind::PortsDesc, ArtefactKind::Ports],
    shows_flows: false,
    shows_addresses: false,
    filters: &[Filter::Pod],
    examples: &[
        ("kubectl antstats get ports --pod default/web-0", "Show the port of a Pod, wherever it runs"),
        ("kubectl antstats get ports --from capture --sort-by=-rx-drops", "Find the ports that drop"),
        ("kubectl antstats get ports --node worker-1 -o wide", "Show the ports of a Node with bytes and addresses"),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: false,
    namespaced: false,
    report,
};

/// One port with what is known of it.
pub(super) struct Shown<'v> {
    pub node: &'v Arc<str>,
    pub number: Option<&'v PortNumber>,
    pub interface: Option<&'v str>,
    role: Option<&'v str>,
    pub pod: Option<&'v PodInterface>,
    desc: Option<&'v PortDesc>,
    pub stats: Option<&'v PortStats>,
}

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let all = ports(view, query);
    let names = |shown: &Shown<'_>| -> [String; 2] {
        [shown.number.map(ToString::to_string), shown.interface.map(str::to_owned)].map(Option::unwrap_or_default)
    };
    let of_all = all.iter().flat_map(|shown| names(shown).map(|name| (shown.node, name)));
    let known = of_all.filter(|(_, name)| !name.is_empty());
    let known: Vec<String> = known.flat_map(|(node, name)| [format!("{node}/{name}"), name]).collect();
    let missing = missing_names(query, "port", &known);
    let wanted = |shown: &Shown<'_>| {
        let [number, interface] = names(shown);
        let of_pod =
            |pattern: &String| shown.pod.is_some_and(|pod| namespaced_glob(pattern, &pod.namespace, &pod.name));
        is_named(
            query,
            "port",
            &[&number, &interface, &format!("{}/{number}", shown.node), &format!("{}/{interface}", shown.node)],
        ) && any_or_empty(&query.pods, of_pod)
            && query
                .namespace
                .as_deref()
                .is_none_or(|namespace| shown.pod.is_some_and(|pod| *pod.namespace == *namespace))
    };
    Report {
        kind: "PortList",
        columns: NOUN.columns.to_vec(),
        rows: Rows::new(Made { items: all.into_iter().filter(wanted).collect(), make: Shown::row }),
        nothing: "No ports found".to_string(),
        missing,
        ..Report::default()
    }
}

/// The ports of the Nodes that are wanted, by number.
pub(super) fn ports<'v>(view: &'v View, query: &Query) -> Vec<Shown<'v>> {
    let mut all = Vec::new();
    for (node, switch) in switches(view, query) {
        let mut stats: Vec<&PortStats> = switch.device.port_stats.iter().flatten().collect();
        let mut of_node: Vec<Shown<'v>> = Vec::new();
        for desc in switch.device.ports.iter().flatten() {
            let is_it = |stats: &&PortStats| {
                stats.number.as_ref() == Some(&desc.number) || stats.name.as_ref() == Some(&desc.name)
            };
            let counted = stats.iter().position(is_it).map(|at| stats.swap_remove(at));
            of_node.push(shown(view, node, switch, Some(&desc.number), Some(desc), counted));
        }
        of_node
            .extend(stats.into_iter().map(|stats| shown(view, node, switch, stats.number.as_ref(), None, Some(stats))));
        of_node.sort_by(|a, b| (a.number, a.interface).cmp(&(b.number, b.interface)));
        all.append(&mut of_node);
    }
    all
}

fn shown<'v>(
    view: &'v View,
    node: &'v Arc<str>,
    switch: &'v SwitchFacts,
    number: Option<&'v PortNumber>,
    desc: Option<&'v PortDesc>,
    stats: Option<&'v PortStats>,
) -> Shown<'v> {
    let pods = view.pods_of(node);
    let of_port = number.and_then(PortNumber::number);
    let by_port = pods.iter().find(|pod| pod.of_port.is_some() && pod.of_port == of_port);
    let interface = desc.map(|desc| desc.name.as_str()).or(stats.and_then(|stats| stats.name.as_deref()));
    let interface = interface.or(by_port.map(|pod| pod.interface.as_str()).filter(|name| !name.is_empty()));
    let pod = by_port
        .or_else(|| pods.iter().find(|pod| !pod.interface.is_empty() && Some(pod.interface.as_str()) == interface));
    let said = switch.device.port_roles.iter().find(|role| Some(role.interface.as_str()) == interface);
    let role = match (number, said.map(|said| said.role.as_str())) {
        (Some(PortNumber::Local), _) => Some("bridge"),
        (_, Some(role)) => Some(role),
        (_, None) if pod.is_some() => Some("pod"),
        (_, None) => interface.and_then(role_of_name),
    };
    Shown { node, number, interface, role, pod, desc, stats }
}

/// The names that Antrea gives unless it is told otherwise (pkg/agent/config, build/charts/antrea/conf/antrea-agent.conf).
fn role_of_name(interface: &str) -> Option<&'static str> {
    match interface {
        "antrea-gw0" => Some("gateway"),
        "antrea-tun0" => Some("tunnel"),
        "antrea-l7-tap0" | "antrea-l7-tap1" => Some("l7"),
        _ => None,
    }
}

impl Shown<'_> {
    fn row(&self, part: Part) -> Row {
        let lost = |counters: PortCounters| counters.dropped.unwrap_or(0) + counters.errors.unwrap_or(0) > 0;
        let loses = self.stats.is_some_and(|stats| lost(stats.received) || lost(stats.sent));
        let mut row = Row { emphasis: if loses { Emphasis::Warning } else { Emphasis::Plain }, ..Row::default() };
        match part {
            Part::Cells => row.cells = self.cells(),
            Part::Item => row.item = object(self.item()),
            Part::Name => row.name = format!("port/{}/{}", self.node, self.number_text()),
        }
        row
    }

    fn number_text(&self) -> String {
        self.number.map(ToString::to_string).or(self.interface.map(str::to_owned)).unwrap_or_default()
    }

    fn state(&self) -> Option<&'static str> {
        let desc = self.desc?;
        let has =
            |flags: &Option<Vec<String>>, flag: &str| flags.as_ref().map(|flags| flags.iter().any(|one| one == flag));
        match (has(&desc.config, "PORT_DOWN"), has(&desc.state, "LINK_DOWN")) {
            (Some(true), _) => Some("admin-down"),
            (_, Some(true)) => Some("down"),
            (Some(false), Some(false)) => Some("up"),
            _ => None,
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let received = self.stats.map(|stats| stats.received).unwrap_or_default();
        let sent = self.stats.map(|stats| stats.sent).unwrap_or_default();
        let errors = received.errors.and_then(|errors| errors.checked_add(sent.errors?));
        let number = match self.number {
            Some(PortNumber::Number(port)) => Cell::Count(u64::from(port.0)),
            Some(other) => Cell::Text(other.to_string()),
            None => Cell::Unknown,
        };
        let ips = self.pod.map(|pod| pod.ips.iter().map(ToString::to_string).collect());
        vec![
            Cell::Text(self.node.to_string()),
            number,
            text(self.interface),
            text(self.role),
            text(self.pod.map(pod_label)),
            text(self.state()),
            count(received.packets),
            count(sent.packets),
            count(received.dropped),
            count(sent.dropped),
            count(errors),
            count(received.bytes),
            count(sent.bytes),
            count(received.errors),
            count(sent.errors),
            text(self.desc.map(|desc| desc.mac.as_str()).filter(|mac| !mac.is_empty())),
            count(self.desc.and_then(|desc| desc.speed)),
            ips.map_or(Cell::Unknown, Cell::List),
        ]
    }

    fn item(&self) -> Value {
        let counters = |counters: PortCounters| json!({ "packets": counters.packets, "bytes": counters.bytes, "dropped": counters.dropped, "errors": counters.errors });
        let stats = self.stats.cloned().unwrap_or_default();
        let others: BTreeMap<&str, u64> = stats.others.iter().map(|(name, count)| (name.as_str(), *count)).collect();
        let number = match self.number {
            Some(PortNumber::Number(port)) => json!(port.0),
            Some(other) => json!(other.to_string()),
            None => Value::Null,
        };
        let pod = self.pod.map(|pod| {
            let ips: Vec<String> = pod.ips.iter().map(ToString::to_string).collect();
            json!({ "namespace": &*pod.namespace, "name": &*pod.name, "ips": ips })
        });
        json!({
            "kind": "Port",
            "node": &**self.node,
            "ofPort": number,
            "interface": self.interface,
            "role": self.role,
            "pod": pod,
            "state": self.state(),
            "config": self.desc.and_then(|desc| desc.config.as_ref()),
            "linkState": self.desc.and_then(|desc| desc.state.as_ref()),
            "mac": self.desc.map(|desc| desc.mac.as_str()),
            "speedMbps": self.desc.and_then(|desc| desc.speed),
            "maxSpeedMbps": self.desc.and_then(|desc| desc.max_speed),
            "received": counters(stats.received),
            "sent": counters(stats.sent),
            "frameErrors": stats.frame_errors,
            "overErrors": stats.over_errors,
            "crcErrors": stats.crc_errors,
            "collisions": stats.collisions,
            "customStatistics": others,
            "ageSeconds": stats.duration.map(|nanoseconds| nanoseconds / 1_000_000_000),
        })
    }
}
