//! `podmulticaststats`: multicast packets that each Pod received and sent.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use serde_json::{Value, json};

use super::filter::{Query, any_or_empty, namespaced_glob};
use super::item::{count, object, text};
use super::switch::{Made, is_live, is_named, missing_names, switches, table_name};
use super::view::{SwitchFacts, View};
use super::{Filter, Noun};
use crate::model::artefact::{ArtefactKind, Tables};
use crate::model::field::Field;
use crate::model::flow::{KeptFlow, Value as FieldValue};
use crate::model::ids::OfPort;
use crate::model::policy::PodInterface;
use crate::model::report::{Cell, Column, Part, Report, Row, Rows};

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// Where received packets are counted, by the Pod's port; and sent ones, by its address (pkg/agent/openflow/multicast.go).
const INBOUND: &str = "MulticastIngressPodMetric";
const OUTBOUND: &str = "MulticastEgressPodMetric";
/// Priority of these flows; IGMP passes by at 210.
const PRIORITY: u16 = 200;

/// The noun.
pub static NOUN: Noun = Noun {
    name: "podmulticaststats",
    aliases: &["podmulticaststat", "podmcaststats", "podmcaststat"],
    about: "Multicast packets that each Pod received and sent",
    long: "The columns of `antctl get podmulticaststats`, of all Nodes: INBOUND packets were delivered to the Pod, OUTBOUND ones were sent by it and let through by its policies. \
IGMP is in neither: joining and leaving a group is not counted. What policies dropped is in `get policystats` and `get drops`.\n\n\
The numbers are those of Open vSwitch (tables MulticastIngressPodMetric and MulticastEgressPodMetric), so they have bytes too (wide), and OUTBOUND of one Pod is right: \
antctl's own answer for a Pod by name is always 0. Where flows are not there, the agent's answer (agent-podmulticaststats.json) is taken, which has no bytes.\n\n\
They need the feature gate Multicast and multicast.enable of antrea-agent, and Antrea 1.7 or later; only IPv4 is counted.\n\n\
NAME is a Pod's name.",
    columns: &[
        column("NAMESPACE", false, false, "Namespace of the Pod"),
        column("NAME", false, false, "name of the Pod"),
        column("INBOUND", true, false, "multicast packets that it received"),
        column("OUTBOUND", true, false, "multicast packets that it sent"),
        column("INBOUND BYTES", true, true, "bytes that it received"),
        column("OUTBOUND BYTES", true, true, "bytes that it sent"),
        column("NODE", false, true, "Node"),
        column("IP", false, true, "address by which sent packets are counted"),
        column("PORT", true, true, "OpenFlow port by which received packets are counted"),
    ],
    needs: |_| {
        &[
            ArtefactKind::Meta,
            ArtefactKind::Flows,
            ArtefactKind::TableFeatures,
            ArtefactKind::Bridge,
            ArtefactKind::Port,
            ArtefactKind::Interface,
            ArtefactKind::AgentPodInterfaces,
            ArtefactKind::AgentInfo,
            ArtefactKind::AgentMetrics,
            ArtefactKind::AgentPodMulticastStats,
        ]
    },
    tables: |_| Tables::named(&[INBOUND, OUTBOUND]),
    essential: |_| &[],
    shows_flows: true,
    shows_addresses: false,
    filters: &[Filter::Pod],
    examples: &[
        ("kubectl antstats get podmulticaststats", "Show all Pods of the cluster"),
        (
            "kubectl antstats get podmulticaststats -n video --sort-by=-outbound -o wide",
            "Find who sends most, with bytes",
        ),
        ("kubectl antstats get podmulticaststats mcjoin -n default --from capture", "Show one Pod of a capture"),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: false,
    namespaced: false,
    report,
};

/// What was counted for one Pod.
#[derive(Clone, Debug, Default)]
struct Counted {
    /// Namespace and name; `None` where nobody knows whose port or address it is.
    pod: Option<(Arc<str>, Arc<str>)>,
    node: Arc<str>,
    address: Option<IpAddr>,
    port: Option<OfPort>,
    inbound: (Option<u64>, Option<u64>),
    outbound: (Option<u64>, Option<u64>),
}

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let mut all = Vec::new();
    let mut counts = false;
    for (node, switch) in switches(view, query) {
        match of_flows(view, node, switch) {
            Some(counted) => {
                counts = true;
                all.extend(counted);
            }
            None => {
                counts |= switch.device.multicast.is_some();
                all.extend(of_agent(view, node, switch));
            }
        }
    }
    let known: Vec<String> = all.iter().filter_map(|one| one.pod.as_ref()).map(|(_, name)| name.to_string()).collect();
    let missing = if counts { missing_names(query, "pod", &known) } else { Default::default() };
    all.retain(|one| is_wanted(one, query));
    all.sort_by(|a, b| (&a.pod, &a.node, a.port, a.address).cmp(&(&b.pod, &b.node, b.port, b.address)));
    Report {
        kind: "PodMulticastStatsList",
        columns: NOUN.columns.to_vec(),
        rows: Rows::new(Made { items: all, make: row }),
        nothing: query.nothing(),
        missing,
        off: (!counts).then(|| why_off(view, query)),
        ..Report::default()
    }
}

/// Why nothing is counted.
pub(super) fn why_off(view: &View, query: &Query) -> String {
    let named = switches(view, query).iter().all(|(_, switch)| !switch.table_names.is_empty());
    let came = view.has_flows && !view.switches.is_empty();
    match (came, named) {
        (false, _) => "neither flows nor the agents' multicast statistics came".to_owned(),
        (true, false) => format!(
            "multicast is off, or it is not known which table is {INBOUND}: names of tables (table-features.txt) are not there"
        ),
        (true, true) => format!(
            "multicast is off: no Node that was read has table {INBOUND}. It needs the feature gate Multicast and multicast.enable in antrea-agent.conf, and Antrea 1.7 or later"
        ),
    }
}

fn is_wanted(one: &Counted, query: &Query) -> bool {
    let none = (Arc::from(""), Arc::from(""));
    let (namespace, name) = one.pod.as_ref().unwrap_or(&none);
    query.namespace.as_deref().is_none_or(|wanted| wanted == &**namespace)
        && any_or_empty(&query.pods, |pattern| namespaced_glob(pattern, namespace, name))
        && is_named(query, "pod", &[name, &format!("{namespace}/{name}")])
}

/// What flows count; `None` when the tables are not there.
fn of_flows(view: &View, node: &Arc<str>, switch: &SwitchFacts) -> Option<Vec<Counted>> {
    let flows = switch.flows.as_ref()?;
    let pods = view.pods_of(node);
    let (mut by_port, mut by_address) = (BTreeMap::new(), BTreeMap::new());
    let mut there = false;
    flows.each(&mut |_, flow| {
        let table = table_name(switch, &flow.flow);
        let (inbound, outbound) = (table == Some(INBOUND), table == Some(OUTBOUND));
        there |= inbound || outbound;
        if flow.flow.priority != PRIORITY || !is_live(view, node, &flow.flow) {
            return;
        }
        let counted = (flow.flow.packets, flow.flow.bytes);
        if inbound && let Some(port) = port_of(&flow) {
            by_port.insert(port, counted);
        } else if outbound && let Some(address) = address_of(&flow) {
            by_address.insert(address, counted);
        }
    });
    if !there {
        return None;
    }
    let mut all = Vec::new();
    let counted = Counted { node: node.clone(), ..Counted::default() };
    for (port, inbound) in by_port {
        let pod = pods.iter().find(|pod| pod.of_port == Some(port));
        let address = pod.and_then(|pod| pod.ips.iter().find(|ip| by_address.contains_key(*ip)).copied());
        let outbound = address.and_then(|address| by_address.remove(&address)).unwrap_or_default();
        all.push(Counted { pod: pod.map(name_of), port: Some(port), address, inbound, outbound, ..counted.clone() });
    }
    for (address, outbound) in by_address {
        let pod = pods.iter().find(|pod| pod.ips.contains(&address));
        let port = pod.and_then(|pod| pod.of_port);
        all.push(Counted { pod: pod.map(name_of), port, address: Some(address), outbound, ..counted.clone() });
    }
    Some(all)
}

fn name_of(pod: &PodInterface) -> (Arc<str>, Arc<str>) {
    (pod.namespace.clone(), pod.name.clone())
}

fn port_of(flow: &KeptFlow<'_>) -> Option<OfPort> {
    flow.fields.iter().find_map(|field| match (field.field, field.value) {
        (Field::Reg(1), FieldValue::Number { value, mask: None }) => u32::try_from(value).ok().map(OfPort),
        _ => None,
    })
}

fn address_of(flow: &KeptFlow<'_>) -> Option<IpAddr> {
    flow.fields.iter().find_map(|field| match (field.field, field.value) {
        (Field::NwSrc, FieldValue::Ipv4 { value, mask: None }) => Some(IpAddr::V4(value)),
        _ => None,
    })
}

/// What the agent says.
fn of_agent(view: &View, node: &Arc<str>, switch: &SwitchFacts) -> Vec<Counted> {
    let pods = view.pods_of(node);
    let counted = |one: &super::switch::PodMulticast| {
        let pod = pods.iter().find(|pod| pod.namespace == one.namespace && pod.name == one.name);
        Counted {
            pod: Some((one.namespace.clone(), one.name.clone())),
            node: node.clone(),
            address: pod.and_then(|pod| pod.ips.iter().find(|ip| ip.is_ipv4()).copied()),
            port: pod.and_then(|pod| pod.of_port),
            inbound: (one.inbound, None),
            outbound: (one.outbound, None),
        }
    };
    switch.device.multicast.iter().flatten().map(counted).collect()
}

fn row(one: &Counted, part: Part) -> Row {
    let mut row = Row::default();
    let (namespace, name) =
        (one.pod.as_ref().map(|(namespace, _)| &**namespace), one.pod.as_ref().map(|(_, name)| &**name));
    match part {
        Part::Cells => {
            row.cells = vec![
                text(namespace),
                text(name),
                count(one.inbound.0),
                count(one.outbound.0),
                count(one.inbound.1),
                count(one.outbound.1),
                Cell::Text(one.node.to_string()),
                text(one.address.map(|address| address.to_string())),
                count(one.port.map(|port| u64::from(port.0))),
            ];
        }
        Part::Item => row.item = object(item(one, namespace, name)),
        Part::Name => row.name = format!("pod/{}", name.unwrap_or_default()),
    }
    row
}

fn item(one: &Counted, namespace: Option<&str>, name: Option<&str>) -> Value {
    json!({
        "kind": "PodMulticastStats",
        "metadata": { "namespace": namespace, "name": name },
        "inbound": one.inbound.0,
        "outbound": one.outbound.0,
        "inboundBytes": one.inbound.1,
        "outboundBytes": one.outbound.1,
        "node": &*one.node,
        "ip": one.address.map(|address| address.to_string()),
        "ofPort": one.port.map(|port| port.0),
    })
}
