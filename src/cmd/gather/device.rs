//! Groups, meters, ports and multicast of a Node: decoded as they come, joined when all have come.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::pods::own_ports;
use super::{Gather, NodeParts};
use crate::antrea::bucket::{BucketTarget, target};
use crate::decode::agent;
use crate::decode::ovsdb::Row;
use crate::decode::text::{actions, groups, meters, ports, recycle};
use crate::model::artefact::{Artefact, ArtefactKind};
use crate::model::flow::{ActionItem, FlowLines};
use crate::model::group::{BucketStats, Group, GroupStats};
use crate::model::ids::{GroupId, OfPort};
use crate::model::meter::{Meter, MeterStats};
use crate::model::port::PortStats;
use crate::resource::switch::{BucketFacts, DeviceFacts, GroupFacts, PodMulticast, PortRole};
use crate::resource::view::SwitchFacts;

/// What came of these.
#[derive(Debug, Default)]
pub(super) struct DeviceParts {
    groups: Option<Vec<GroupFacts>>,
    group_stats: Vec<GroupStats>,
    meters: Option<Vec<Meter>>,
    meter_stats: Option<Vec<MeterStats>>,
    port_stats: Option<Vec<PortStats>>,
    multicast: Option<Vec<PodMulticast>>,
}

impl Gather {
    /// Takes one of these artefacts.
    pub(super) fn device(&mut self, artefact: &Artefact, bytes: &[u8]) {
        let path = &artefact.origin.path;
        match artefact.kind {
            ArtefactKind::Groups => {
                let (read, notes) = read_groups(bytes, path);
                self.unread(artefact, notes);
                self.node(artefact).device.get_or_insert_default().groups.get_or_insert_default().extend(read);
            }
            ArtefactKind::GroupStats => {
                let stats = self.decoded(artefact, groups::stats(bytes, path));
                self.node(artefact).device.get_or_insert_default().group_stats.extend(stats);
            }
            ArtefactKind::Meters => {
                let read = self.decoded(artefact, meters::read(bytes, path));
                self.node(artefact).device.get_or_insert_default().meters.get_or_insert_default().extend(read);
            }
            ArtefactKind::MeterStats => {
                let stats = self.decoded(artefact, meters::stats(bytes, path));
                self.node(artefact).device.get_or_insert_default().meter_stats.get_or_insert_default().extend(stats);
            }
            ArtefactKind::Ports => {
                let stats = self.decoded(artefact, ports::read(bytes, path));
                self.node(artefact).device.get_or_insert_default().port_stats.get_or_insert_default().extend(stats);
            }
            ArtefactKind::AgentPodMulticastStats => {
                let read = self.decoded(artefact, agent::pod_multicast_stats(bytes, path));
                let pods = read.into_iter().map(|pod| PodMulticast {
                    namespace: pod.namespace,
                    name: pod.name,
                    inbound: pod.inbound,
                    outbound: pod.outbound,
                });
                self.node(artefact).device.get_or_insert_default().multicast.get_or_insert_default().extend(pods);
            }
            _ => {}
        }
    }
}

fn read_groups(bytes: &[u8], path: &Arc<str>) -> (Vec<GroupFacts>, Vec<crate::model::artefact::Note>) {
    let mut read: Vec<GroupFacts> = Vec::new();
    let mut kinds: HashMap<String, Arc<str>> = HashMap::new();
    let mut store: Vec<ActionItem<'static>> = Vec::new();
    let notes = groups::each(bytes, path, &mut |group: Group<'_>| {
        let kind = kinds.entry(group.kind.name().to_owned()).or_insert_with_key(|name| name.as_str().into()).clone();
        let mut buckets = Vec::with_capacity(group.buckets.len());
        for bucket in &group.buckets {
            let mut items = recycle(std::mem::take(&mut store));
            actions::decode(bucket.actions_text, &mut items);
            let target = target(&items);
            let actions = (target == BucketTarget::Other).then(|| bucket.actions_text.into());
            let (id, weight) = (bucket.id, bucket.weight);
            buckets.push(BucketFacts { id, weight, target, actions, packets: None, bytes: None });
            store = recycle(items);
        }
        let buckets = buckets.into();
        let (ref_count, packets, bytes, duration) = (None, None, None, None);
        read.push(GroupFacts { id: group.id, kind: Some(kind), buckets, ref_count, packets, bytes, duration });
    });
    (read, notes)
}

impl NodeParts {
    /// What is shown of the switch itself.
    pub(super) fn switch(&mut self) -> SwitchFacts {
        let device = self.device_facts();
        let flows = self.kept.take().map(|kept| Box::new(kept) as Box<dyn FlowLines>);
        let names = if self.table_names.is_empty() { &self.metric_names } else { &self.table_names };
        let (table_names, table_stats) = (names.clone(), self.table_stats.take());
        let own_ports = own_ports(&self.ports, &self.interfaces);
        let tracked = std::mem::take(&mut self.tracked);
        SwitchFacts { flows, service_groups: Vec::new(), table_names, tracked, own_ports, table_stats, device }
    }

    /// Puts them together.
    pub(super) fn device_facts(&mut self) -> DeviceFacts {
        let parts = *self.device.take().unwrap_or_default();
        let counted: HashMap<GroupId, GroupStats> =
            parts.group_stats.into_iter().map(|stats| (stats.id, stats)).collect();
        let mut groups = parts.groups.or_else(|| counters_alone(&counted));
        for group in groups.iter_mut().flatten() {
            let Some(stats) = counted.get(&group.id) else { continue };
            (group.ref_count, group.duration) = (stats.ref_count, stats.duration);
            (group.packets, group.bytes) = (stats.packets, stats.bytes);
            for (bucket, counted) in group.buckets.iter_mut().zip(&stats.buckets) {
                (bucket.packets, bucket.bytes) = (counted.packets, counted.bytes);
            }
        }
        DeviceFacts {
            groups,
            meters: parts.meters,
            meter_stats: parts.meter_stats,
            ports: self.ports_desc.clone(),
            port_stats: parts.port_stats,
            port_roles: self.ports.iter().filter_map(|row| port_role(row, &self.interfaces)).collect(),
            multicast: parts.multicast,
            pods: Vec::new(),
        }
    }
}

/// Groups of which only the counters came: what they are is unknown.
fn counters_alone(counted: &HashMap<GroupId, GroupStats>) -> Option<Vec<GroupFacts>> {
    let bucket = |_: &BucketStats| BucketFacts {
        id: None,
        weight: None,
        target: BucketTarget::Other,
        actions: None,
        packets: None,
        bytes: None,
    };
    let group = |stats: &GroupStats| GroupFacts {
        id: stats.id,
        kind: None,
        buckets: stats.buckets.iter().map(bucket).collect(),
        ref_count: None,
        packets: None,
        bytes: None,
        duration: None,
    };
    (!counted.is_empty()).then(|| counted.values().map(group).collect())
}

/// `external_ids:antrea-type` of a port (pkg/agent/interfacestore/types.go).
fn port_role(row: &Row, interfaces: &[Row]) -> Option<PortRole> {
    let role = row.get("external_ids")?.get("antrea-type")?.as_str()?.to_owned();
    let interface = row.get("name").and_then(Value::as_str)?.to_owned();
    let of_interface = interfaces.iter().find(|row| row.get("name").and_then(Value::as_str) == Some(&interface));
    let number = of_interface.and_then(|row| row.get("ofport")?.as_u64());
    let of_port = number.and_then(|port| u32::try_from(port).ok()).map(OfPort);
    // Pods are known by more than their role, and there are many.
    (role != "container").then_some(PortRole { interface, of_port, role })
}
