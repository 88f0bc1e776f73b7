//! `multicastgroups`: which Pods joined which multicast group.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use serde_json::json;

use super::Noun;
use super::filter::{Counters, Query};
use super::item::{object, text};
use super::podmulticaststats::why_off;
use super::switch::{Made, is_live, is_named, missing_names, switches, table_name};
use super::view::{SwitchFacts, View};
use crate::antrea::bucket::BucketTarget;
use crate::model::artefact::{ArtefactKind, Tables};
use crate::model::field::Field;
use crate::model::flow::{Action, KeptFlow, Value as FieldValue};
use crate::model::ids::GroupId;
use crate::model::report::{Cell, Column, Part, Report, Row, Rows};

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

const ROUTING: &str = "MulticastRouting";
/// Every Pod is in it so that queries reach it; none joins it (pkg/agent/multicast/mcast_controller.go).
const ALL_HOSTS: IpAddr = IpAddr::V4(Ipv4Addr::new(224, 0, 0, 1));

/// The noun.
pub static NOUN: Noun = Noun {
    name: "multicastgroups",
    aliases: &["multicastgroup"],
    about: "Multicast groups with the Pods that joined them",
    long: "The columns of `kubectl get multicastgroups`, with every Pod: what Antrea's statistics API says of the whole cluster, up to a minute old. Where the API cannot be \
had, with --node and with --via exec, it is worked out from the switches: table MulticastRouting leads each group's address to an OpenFlow group, whose buckets are the \
ports of Pods. 224.0.0.1, which every Pod is in without joining, is left out.\n\n\
Groups come in the order of their addresses. A group with no Pod is one that its last member has left.\n\n\
It needs the feature gate Multicast and multicast.enable of antrea-agent, and Antrea 1.7 or later. NAME is a group's address.",
    columns: &[
        column("GROUP", false, false, "address of the group"),
        column("PODS", false, false, "Pods that joined it"),
        column("NODES", false, true, "Nodes that have Pods in it; unknown from the API"),
    ],
    needs: |_| {
        &[
            ArtefactKind::Meta,
            ArtefactKind::MulticastGroups,
            ArtefactKind::Objects,
            ArtefactKind::Flows,
            ArtefactKind::TableFeatures,
            ArtefactKind::Groups,
            ArtefactKind::Bridge,
            ArtefactKind::Port,
            ArtefactKind::Interface,
            ArtefactKind::AgentPodInterfaces,
            ArtefactKind::AgentInfo,
            ArtefactKind::AgentMetrics,
        ]
    },
    tables: |_| Tables::named(&[ROUTING]),
    essential: |query| match query.counters {
        Counters::StatsApi => &[],
        Counters::Flows => &[ArtefactKind::Groups],
    },
    shows_flows: true,
    shows_addresses: false,
    filters: &[],
    examples: &[
        ("kubectl antstats get multicastgroups", "Show all groups of the cluster"),
        (
            "kubectl antstats get multicastgroups --node worker-1 -o wide",
            "Show the groups that Pods of one Node joined",
        ),
        ("kubectl antstats get multicastgroups 224.3.4.5 --from capture", "Show one group of a capture"),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: false,
    namespaced: false,
    report,
};

/// One group.
#[derive(Debug, Default)]
struct Joined {
    /// (Namespace, name).
    pods: BTreeSet<(Arc<str>, Arc<str>)>,
    /// Ports whose Pod is not known, by Node.
    ports: BTreeSet<String>,
    /// Some Node did not say who is in it.
    unknown: bool,
    /// `None` from the API.
    nodes: Option<BTreeSet<Arc<str>>>,
}

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let of_api = || view.statistics.multicast_groups.as_ref().filter(|_| query.counters == Counters::StatsApi);
    let (groups, source, off) = match of_api() {
        Some(groups) => {
            let joined = |pods: &BTreeSet<_>| Joined { pods: pods.clone(), ..Joined::default() };
            (groups.iter().map(|(group, pods)| (*group, joined(pods))).collect(), "stats-api", None)
        }
        None => {
            let (groups, there) = of_switches(view, query);
            (groups, "flows", (!there).then(|| why_off(view, query).replace("MulticastIngressPodMetric", ROUTING)))
        }
    };
    let known: Vec<String> = groups.keys().map(IpAddr::to_string).collect();
    let missing = if off.is_none() { missing_names(query, "multicastgroup", &known) } else { Default::default() };
    let wanted: Vec<(IpAddr, Joined)> =
        groups.into_iter().filter(|(group, _)| is_named(query, "multicastgroup", &[&group.to_string()])).collect();
    Report {
        kind: "MulticastGroupList",
        columns: NOUN.columns.to_vec(),
        rows: Rows::new(Made {
            items: wanted,
            make: move |(group, joined): &(IpAddr, Joined), part| row(*group, joined, source, part),
        }),
        nothing: query.nothing(),
        missing,
        off,
        ..Report::default()
    }
}

/// What the switches say, and whether any of them has multicast.
fn of_switches(view: &View, query: &Query) -> (BTreeMap<IpAddr, Joined>, bool) {
    let mut groups: BTreeMap<IpAddr, Joined> = BTreeMap::new();
    let mut there = false;
    for (node, switch) in switches(view, query) {
        let (routes, has_table) = routes(view, node, switch);
        there |= has_table;
        for (address, group) in routes.into_iter().filter(|(address, _)| *address != ALL_HOSTS) {
            let joined = groups.entry(address).or_default();
            joined.nodes.get_or_insert_default().insert(node.clone());
            let group = switch.device.groups.iter().flatten().find(|known| known.id == group && known.kind.is_some());
            joined.unknown |= group.is_none();
            for bucket in group.iter().flat_map(|group| &group.buckets) {
                let BucketTarget::Receiver(port) = bucket.target else { continue };
                match view.pod_at(node, port) {
                    Some(pod) => drop(joined.pods.insert((pod.namespace.clone(), pod.name.clone()))),
                    // What every Node sends on to the networks outside.
                    None if switch.role_at(port).is_some() => {}
                    None => drop(joined.ports.insert(format!("port {} of {node}", port.0))),
                }
            }
        }
    }
    (groups, there)
}

/// Where the addresses of groups lead.
fn routes(view: &View, node: &str, switch: &SwitchFacts) -> (BTreeMap<IpAddr, GroupId>, bool) {
    let (mut routes, mut there) = (BTreeMap::new(), false);
    if let Some(flows) = &switch.flows {
        flows.each(&mut |_, flow| {
            if table_name(switch, &flow.flow) != Some(ROUTING) {
                return;
            }
            there = true;
            if is_live(view, node, &flow.flow) {
                routes.extend(route(&flow));
            }
        });
    }
    (routes, there)
}

fn route(flow: &KeptFlow<'_>) -> Option<(IpAddr, GroupId)> {
    let group = flow.actions.iter().find_map(|item| match item.action {
        Action::Group(group) => Some(group),
        _ => None,
    })?;
    let address = flow.fields.iter().find_map(|field| match (field.field, field.value) {
        (Field::NwDst, FieldValue::Ipv4 { value, mask: None }) => Some(IpAddr::V4(value)),
        _ => None,
    })?;
    Some((address, group))
}

fn row(group: IpAddr, joined: &Joined, source: &str, part: Part) -> Row {
    let mut row = Row::default();
    match part {
        Part::Cells => {
            let pods = joined.pods.iter().map(|(namespace, name)| format!("{namespace}/{name}"));
            let pods: Vec<String> = pods.chain(joined.ports.iter().map(|port| format!("({port})"))).collect();
            let pods = match (pods.is_empty(), joined.unknown) {
                (true, true) => None,
                (true, false) => Some("<none>".to_owned()),
                (false, false) => Some(pods.join(", ")),
                (false, true) => Some(format!("{}, (and others)", pods.join(", "))),
            };
            let nodes =
                joined.nodes.as_ref().map(|nodes| nodes.iter().map(|node| &**node).collect::<Vec<_>>().join(", "));
            row.cells = vec![Cell::Text(group.to_string()), text(pods), text(nodes)];
        }
        Part::Item => {
            let pod = |(namespace, name): &(Arc<str>, Arc<str>)| json!({ "namespace": &**namespace, "name": &**name });
            row.item = object(json!({
                "kind": "MulticastGroup",
                "metadata": { "name": group.to_string() },
                "group": group.to_string(),
                "pods": joined.pods.iter().map(pod).collect::<Vec<_>>(),
                "portsWithoutPod": joined.ports,
                "complete": !joined.unknown,
                "nodes": joined.nodes.as_ref().map(|nodes| nodes.iter().map(|node| node.to_string()).collect::<Vec<_>>()),
                "source": source,
            }));
        }
        Part::Name => row.name = format!("multicastgroup.stats.antrea.io/{group}"),
    }
    row
}
