//! `groups`: the groups of each Node's switch: Services with their endpoints, receivers of multicast, packets for the agent.

mod uses;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;

use serde_json::{Value, json};

use super::filter::{Query, any_or_empty, namespaced_glob};
use super::item::{count, object, text};
use super::switch::{BucketFacts, GroupFacts, Made, is_named, missing_names, switches};
use super::view::{SwitchFacts, View};
use super::{Filter, Noun};
use crate::antrea::bucket::BucketTarget;
use crate::model::artefact::{ArtefactKind, Tables};
use crate::model::report::{Cell, Column, Emphasis, Part, Report, Row, Rows};
use crate::resolve::addresses::ServiceName;
use uses::{Uses, socket, uses};

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The noun.
pub static NOUN: Noun = Noun {
    name: "groups",
    aliases: &["group"],
    about: "Groups of each Node's switch: Services with their endpoints, receivers of multicast",
    long: "Each OpenFlow group of each Node. A group of type select is a Service's port and picks one endpoint for each new connection; one of type all gives a copy \
to each bucket: multicast to its receivers, or a packet to the agent that logs or rejects it.\n\n\
BUCKETS are endpoints or receivers: 0 is a Service without endpoints, whose connections the agent rejects. READY are the endpoints that EndpointSlices say are ready (a \
capture has them in cluster/endpointslices.discovery.k8s.io.json; live they are read where the rights allow). Fewer buckets than READY need not be wrong: \
internalTrafficPolicy and externalTrafficPolicy Local and topology hints leave endpoints of other Nodes out; more of them are endpoints that end.\n\n\
PACKETS and BYTES are those that came to the group: of a Service the first ones of connections, for others of a connection do not pass it, and of connections with \
session affinity only those that chose the endpoint. ENDPOINTS (wide) lists each bucket as ADDRESS:PORT -> POD (PACKETS). Agents (--via agent) do not say what groups \
counted: it is unknown then.\n\n\
-n shows the groups of a Namespace's Services, and those of other purposes that lead to its Pods.\n\n\
NAME is a group's number.",
    columns: &[
        column("NODE", false, false, "Node"),
        column("GROUP", true, false, "number of the group"),
        column("TYPE", false, false, "select (one bucket), all (every bucket), indirect or ff"),
        column("USED BY", false, false, "the Service's port, the multicast group, or what it is for"),
        column("BUCKETS", true, false, "endpoints or receivers"),
        column("READY", true, false, "endpoints that are ready, by EndpointSlices"),
        column("PACKETS", true, false, "packets that came to the group"),
        column("BYTES", true, false, "bytes of these"),
        column("ADDRESSES", false, true, "addresses of the Service, or of the multicast group"),
        column("ENDPOINTS", false, true, "each bucket: address, Pod, packets, and weight where they differ"),
        column("REFERENCES", true, true, "flows that use the group"),
        column("NOTES", false, true, "what to know about the endpoints"),
    ],
    needs: |_| {
        &[
            ArtefactKind::Meta,
            ArtefactKind::Flows,
            ArtefactKind::TableFeatures,
            ArtefactKind::Groups,
            ArtefactKind::GroupStats,
            ArtefactKind::Port,
            ArtefactKind::Interface,
            ArtefactKind::AgentPodInterfaces,
            ArtefactKind::AgentInfo,
            ArtefactKind::AgentMetrics,
            ArtefactKind::Objects,
            ArtefactKind::EndpointSlices,
        ]
    },
    tables: |_| Tables::named(&["ServiceLB", "MulticastRouting"]),
    essential: |_| &[ArtefactKind::Groups, ArtefactKind::GroupStats],
    shows_flows: true,
    shows_addresses: true,
    filters: &[Filter::Service, Filter::Pod],
    examples: &[
        (
            "kubectl antstats get groups --service shop/web -o wide",
            "Show the endpoints of a Service on each Node, with what each got",
        ),
        (
            "kubectl antstats get groups --from capture --node worker-1 --sort-by=-packets",
            "Show which Services are used most",
        ),
        ("kubectl antstats get groups --from capture --pod default/web-0", "Show the groups that lead to a Pod"),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: false,
    namespaced: false,
    report,
};

/// `shop/web:http`.
fn service_label(service: &ServiceName) -> String {
    let port = if service.port.is_empty() { String::new() } else { format!(":{}", service.port) };
    format!("{}/{}{port}", service.namespace, service.name)
}

/// One group with what is known of it.
struct Shown<'v> {
    view: &'v View,
    node: &'v Arc<str>,
    switch: &'v SwitchFacts,
    group: &'v GroupFacts,
    uses: Uses,
}

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let (mut shown, mut known) = (Vec::new(), Vec::new());
    for (node, switch) in switches(view, query) {
        let Some(groups) = &switch.device.groups else { continue };
        let mut uses = uses(view, switch);
        let mut groups: Vec<&GroupFacts> = groups.iter().collect();
        groups.sort_by_key(|group| group.id);
        for group in groups {
            let name = group.id.0.to_string();
            let one = Shown { view, node, switch, group, uses: uses.remove(&group.id).unwrap_or_default() };
            if is_named(query, "group", &[&name, &format!("{node}/{name}")]) && one.is_wanted(query) {
                shown.push(one);
            }
            known.extend([format!("{node}/{name}"), name]);
        }
    }
    let missing = missing_names(query, "group", &known);
    Report {
        kind: "GroupList",
        columns: NOUN.columns.to_vec(),
        rows: Rows::new(Made { items: shown, make: Shown::row }),
        nothing: "No groups found".to_string(),
        missing,
        ..Report::default()
    }
}

impl Shown<'_> {
    fn is_wanted(&self, query: &Query) -> bool {
        let service = |pattern: &String| {
            let (pattern, port) =
                pattern.rsplit_once(':').map_or((pattern.as_str(), None), |(name, port)| (name, Some(port)));
            self.uses.services.iter().any(|service| {
                namespaced_glob(pattern, &service.namespace, &service.name)
                    && port.is_none_or(|port| *port == *service.port)
            })
        };
        let pod = |pattern: &String| {
            let mut pods = self.group.buckets.iter().filter_map(|bucket| self.pod(bucket));
            pods.any(|(namespace, name)| namespaced_glob(pattern, &namespace, &name))
        };
        let namespace = query.namespace.as_deref();
        any_or_empty(&query.services, service)
            && any_or_empty(&query.pods, pod)
            && namespace.is_none_or(|namespace| self.is_in(namespace))
    }

    /// Whether the group's Services are in a Namespace; of a group without any its Pods.
    fn is_in(&self, namespace: &str) -> bool {
        let services = &self.uses.services;
        if services.is_empty() {
            return self.group.buckets.iter().filter_map(|bucket| self.pod(bucket)).any(|(of, _)| *of == *namespace);
        }
        services.iter().any(|service| *service.namespace == *namespace)
    }

    /// The Pod that a bucket leads to.
    fn pod(&self, bucket: &BucketFacts) -> Option<(Arc<str>, Arc<str>)> {
        match bucket.target {
            BucketTarget::Endpoint { address, .. } => self.view.addresses.pod(address).cloned(),
            BucketTarget::Receiver(port) => {
                self.view.pod_at(self.node, port).map(|pod| (pod.namespace.clone(), pod.name.clone()))
            }
            _ => None,
        }
    }

    /// Buckets that are endpoints or receivers.
    fn targets(&self) -> impl Iterator<Item = &BucketFacts> {
        let is_target = |bucket: &&BucketFacts| {
            matches!(bucket.target, BucketTarget::Endpoint { .. } | BucketTarget::Receiver(_) | BucketTarget::Node(_))
        };
        self.group.buckets.iter().filter(is_target)
    }

    /// Whether each bucket is one that Antrea makes.
    fn is_understood(&self) -> bool {
        !self.group.buckets.iter().any(|bucket| bucket.target == BucketTarget::Other)
    }

    fn is_service(&self) -> bool {
        let of_service =
            |bucket: &BucketFacts| matches!(bucket.target, BucketTarget::Endpoint { .. } | BucketTarget::NoEndpoint);
        !self.uses.services.is_empty() || self.group.buckets.iter().any(of_service)
    }

    fn goes_to_agent(&self) -> bool {
        self.group.buckets.iter().any(|bucket| bucket.target == BucketTarget::Agent)
    }

    fn is_multicast(&self) -> bool {
        let receives =
            |bucket: &BucketFacts| matches!(bucket.target, BucketTarget::Receiver(_) | BucketTarget::Node(_));
        !self.uses.multicast.is_empty() || self.group.buckets.iter().any(receives)
    }

    fn purpose(&self) -> Option<&'static str> {
        match () {
            () if self.is_service() => Some("service"),
            () if self.is_multicast() => Some("multicast"),
            () if self.goes_to_agent() => Some("packet-in"),
            () => None,
        }
    }

    fn used_by(&self) -> Option<String> {
        let joined = |texts: Vec<String>| texts.join(", ");
        match () {
            () if !self.uses.services.is_empty() => {
                Some(joined(self.uses.services.iter().map(service_label).collect()))
            }
            () if !self.uses.multicast.is_empty() => {
                Some(format!("multicast {}", joined(self.uses.multicast.iter().map(IpAddr::to_string).collect())))
            }
            () if self.is_service() => self.uses.addresses.iter().next().map(|address| format!("Service at {address}")),
            () if self.is_multicast() => Some("multicast".to_owned()),
            () if self.goes_to_agent() => Some("packet-in to the agent".to_owned()),
            () => None,
        }
    }

    /// How many endpoints are ready, where EndpointSlices say.
    fn ready(&self) -> Option<u64> {
        let ipv6 = match self.targets().next().map(|bucket| &bucket.target) {
            Some(BucketTarget::Endpoint { address, .. }) => address.is_ipv6(),
            _ => self.uses.addresses.iter().any(|address| address.starts_with('[')),
        };
        let of_service =
            |service: &ServiceName| self.view.addresses.endpoints.of(service, ipv6).map(|all| all.len() as u64);
        self.uses.services.iter().map(of_service).max().flatten()
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let has = self.targets().count() as u64;
        if let Some(ready) = self.ready().filter(|ready| *ready > has) {
            notes.push(format!("{} of {ready} ready endpoints are not in the group", ready - has));
        }
        if self.group.buckets.iter().any(|bucket| bucket.target == BucketTarget::NoEndpoint) {
            notes.push("the Service has no endpoint here: its connections are rejected".to_owned());
        }
        notes
    }

    fn bucket_label(&self, bucket: &BucketFacts) -> String {
        let weights: BTreeSet<Option<u16>> = self.group.buckets.iter().map(|bucket| bucket.weight).collect();
        let mut label = match &bucket.target {
            BucketTarget::Endpoint { address, port, .. } => socket(*address, *port),
            BucketTarget::NoEndpoint => "no endpoint".to_owned(),
            BucketTarget::Receiver(port) => format!("port {}", port.0),
            BucketTarget::Node(address) => format!("Node {address}"),
            BucketTarget::Agent => "agent".to_owned(),
            BucketTarget::OnToTable => "on".to_owned(),
            BucketTarget::Other => bucket.actions.as_deref().unwrap_or("unknown").to_owned(),
        };
        let behind = match &bucket.target {
            BucketTarget::Node(address) => self.view.addresses.node(*address).map(|node| node.to_string()),
            BucketTarget::Receiver(port) if self.pod(bucket).is_none() => self.switch.role_at(*port).map(str::to_owned),
            _ => self.pod(bucket).map(|(namespace, name)| format!("{namespace}/{name}")),
        };
        if let Some(behind) = behind {
            label = format!("{label} -> {behind}");
        }
        let weight = bucket.weight.filter(|_| weights.len() > 1).map(|weight| format!("weight {weight}"));
        let packets = bucket.packets.map(|packets| packets.to_string());
        let more: Vec<String> = weight.into_iter().chain(packets).collect();
        if more.is_empty() { label } else { format!("{label} ({})", more.join(", ")) }
    }

    fn row(&self, part: Part) -> Row {
        let notes = self.notes();
        let emphasis = if notes.is_empty() { Emphasis::Plain } else { Emphasis::Warning };
        let mut row = Row { emphasis, ..Row::default() };
        match part {
            Part::Cells => row.cells = self.cells(&notes),
            Part::Item => row.item = object(self.item(&notes)),
            Part::Name => row.name = format!("group/{}/{}", self.node, self.group.id.0),
        }
        row
    }

    fn cells(&self, notes: &[String]) -> Vec<Cell> {
        let group = self.group;
        let targets =
            (self.is_understood() && self.purpose() != Some("packet-in")).then(|| self.targets().count() as u64);
        let addresses: Vec<String> =
            self.uses.addresses.iter().cloned().chain(self.uses.multicast.iter().map(IpAddr::to_string)).collect();
        vec![
            Cell::Text(self.node.to_string()),
            Cell::Count(u64::from(group.id.0)),
            text(group.kind.as_deref()),
            text(self.used_by()),
            count(targets),
            count(self.ready()),
            count(group.packets),
            count(group.bytes),
            Cell::List(addresses),
            Cell::List(group.buckets.iter().map(|bucket| self.bucket_label(bucket)).collect()),
            count(group.ref_count),
            if notes.is_empty() { Cell::Unknown } else { Cell::Text(notes.join("; ")) },
        ]
    }

    fn item(&self, notes: &[String]) -> Value {
        let group = self.group;
        let service = |service: &ServiceName| {
            let port = (!service.port.is_empty()).then(|| &*service.port);
            json!({ "namespace": &*service.namespace, "name": &*service.name, "port": port })
        };
        json!({
            "kind": "Group",
            "node": &**self.node,
            "groupId": group.id.0,
            "type": group.kind.as_deref(),
            "purpose": self.purpose(),
            "services": self.uses.services.iter().map(service).collect::<Vec<_>>(),
            "addresses": self.uses.addresses,
            "multicastGroups": self.uses.multicast.iter().map(IpAddr::to_string).collect::<Vec<_>>(),
            "buckets": group.buckets.iter().map(|bucket| self.bucket(bucket)).collect::<Vec<_>>(),
            "readyEndpoints": self.ready(),
            "packets": group.packets,
            "bytes": group.bytes,
            "references": group.ref_count,
            "ageSeconds": group.duration.map(|nanoseconds| nanoseconds / 1_000_000_000),
            "notes": notes,
        })
    }

    fn bucket(&self, bucket: &BucketFacts) -> Value {
        let pod = self.pod(bucket).map(|(namespace, name)| json!({ "namespace": &*namespace, "name": &*name }));
        let (mut endpoint, mut of_port, mut node, mut remote) = (Value::Null, None, None, None);
        let target = match &bucket.target {
            BucketTarget::Endpoint { address, port, remote: away } => {
                endpoint = json!({ "address": address.to_string(), "port": port });
                remote = Some(*away);
                "endpoint"
            }
            BucketTarget::NoEndpoint => "none",
            BucketTarget::Receiver(port) => {
                of_port = Some(port.0);
                "receiver"
            }
            BucketTarget::Node(address) => {
                node = Some(address.to_string());
                "node"
            }
            BucketTarget::Agent => "agent",
            BucketTarget::OnToTable => "table",
            BucketTarget::Other if bucket.actions.is_none() => "unknown",
            BucketTarget::Other => "other",
        };
        json!({
            "bucketId": bucket.id,
            "weight": bucket.weight,
            "target": target,
            "endpoint": endpoint,
            "remote": remote,
            "pod": pod,
            "ofPort": of_port,
            "nodeAddress": node,
            "actions": bucket.actions.as_deref(),
            "packets": bucket.packets,
            "bytes": bucket.bytes,
        })
    }
}
