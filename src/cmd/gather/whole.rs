//! Artefacts that are decoded when all of them has come.

use serde_json::Value;

use super::{CLUSTER, Gather};
use crate::decode::text::{agent_metrics, aggregate, ports_desc, table_features, table_stats};
use crate::decode::wire::{is_messages, text};
use crate::decode::{Decoded, agent, k8s, ovsdb, statistics};
use crate::model::artefact::{Artefact, ArtefactKind, Note};
use crate::model::ids::Round;

impl Gather {
    /// Takes an artefact other than a plain dump.
    pub(super) fn whole(&mut self, artefact: &Artefact, mut bytes: Vec<u8>) {
        let path = artefact.origin.path.clone();
        if is_messages(&bytes) {
            let (text, unreadable) = text::text(&bytes);
            let note = |bad| Note { path: path.clone(), line: 0, column: 0, why: format!("OpenFlow messages: {bad}") };
            self.unread(artefact, unreadable.into_iter().map(note).collect());
            bytes = text.into_bytes();
        }
        match artefact.kind {
            ArtefactKind::Objects
            | ArtefactKind::EndpointSlices
            | ArtefactKind::Egresses
            | ArtefactKind::MulticastGroups => {
                let decoded = k8s::objects(&bytes, &path);
                self.unread(artefact, decoded.notes);
                let of_file = |why| Note { path: path.clone(), line: 0, column: 0, why };
                self.notes.extend(decoded.doubts.into_iter().map(of_file));
                let (counted, objects): (Vec<_>, Vec<_>) =
                    decoded.value.into_iter().partition(statistics::is_statistics);
                self.objects.extend(objects);
                self.statistics(artefact, &counted);
            }
            ArtefactKind::ControllerNetworkPolicies => {
                let policies = self.of_controller(artefact, agent::network_policies(&bytes, &path));
                self.controller.policies.get_or_insert_default().extend(policies);
            }
            ArtefactKind::ControllerAddressGroups => {
                let groups = self.of_controller(artefact, agent::address_groups(&bytes, &path));
                self.controller.address_groups.get_or_insert_default().extend(groups);
            }
            ArtefactKind::ControllerAppliedToGroups => {
                let groups = self.of_controller(artefact, agent::applied_to_groups(&bytes, &path));
                self.controller.applied_to_groups.get_or_insert_default().extend(groups);
            }
            ArtefactKind::AgentPolicyFlows => self.policy_flows(artefact, &bytes),
            ArtefactKind::AgentNetworkPolicies => {
                let policies = self.decoded(artefact, agent::network_policies(&bytes, &path));
                self.node(artefact).policies.get_or_insert_default().extend(policies);
            }
            ArtefactKind::AgentAddressGroups => {
                let groups = self.decoded(artefact, agent::address_groups(&bytes, &path));
                self.node(artefact).address_groups.get_or_insert_default().extend(groups);
            }
            ArtefactKind::AgentAppliedToGroups => {
                let groups = self.decoded(artefact, agent::applied_to_groups(&bytes, &path));
                self.node(artefact).applied_to_groups.get_or_insert_default().extend(groups);
            }
            ArtefactKind::AgentPodInterfaces => {
                let pods = self.decoded(artefact, agent::pod_interfaces(&bytes, &path));
                self.node(artefact).pods.get_or_insert_default().extend(pods);
            }
            ArtefactKind::AgentInfo => {
                let info = self.decoded(artefact, agent::agent_info(&bytes, &path));
                self.node(artefact).info = info;
            }
            ArtefactKind::TableFeatures => {
                let names = table_features::read(&bytes).into_iter().map(|(id, name)| (id, name.into()));
                self.node(artefact).table_names.extend(names);
            }
            ArtefactKind::AgentMetrics => {
                let tables = agent_metrics::tables(&bytes).into_iter();
                let names = tables.filter_map(|(id, table)| Some((id, table.name?.into())));
                self.node(artefact).metric_names.extend(names);
            }
            ArtefactKind::TableStats => {
                let stats = table_stats::read(&bytes);
                let node = self.node(artefact);
                for (table, stats) in &stats {
                    if let Some(name) = &stats.name {
                        node.table_names.entry(*table).or_insert_with(|| name.as_str().into());
                    }
                }
                node.active = Some(table_stats::active(&stats));
                node.table_stats = Some(stats);
            }
            ArtefactKind::Aggregate => self.node(artefact).aggregate = aggregate::read(&bytes).flow_count,
            ArtefactKind::Bridge => {
                let bridges = self.decoded(artefact, ovsdb::bridges(&bytes, &path));
                // Antrea writes its round into its own bridge: a Node may have others.
                let round = bridges.iter().find_map(|bridge| bridge.round);
                self.node(artefact).recorded_round = round.map(|round| Round(round as u16));
            }
            ArtefactKind::Port => {
                let rows = self.decoded(artefact, ovsdb::rows(&bytes, &path));
                self.node(artefact).ports = rows;
            }
            ArtefactKind::Interface => {
                let rows = self.decoded(artefact, ovsdb::rows(&bytes, &path));
                self.node(artefact).interfaces = rows;
            }
            ArtefactKind::Flows => self.wrapped_dump(artefact, &bytes),
            ArtefactKind::OpenVSwitch => {
                let rows = self.decoded(artefact, ovsdb::rows(&bytes, &path));
                let version = rows.iter().find_map(|row| row.get("ovs_version").and_then(Value::as_str));
                self.node(artefact).ovs_version = version.map(str::to_owned);
            }
            ArtefactKind::PortsDesc => {
                let ports = self.decoded(artefact, ports_desc::read(&bytes, &path));
                self.node(artefact).ports_desc.get_or_insert_default().extend(ports);
            }
            ArtefactKind::ConntrackCounts
            | ArtefactKind::ConntrackConnections
            | ArtefactKind::ConntrackMaximum
            | ArtefactKind::NfConntrack => self.connection_counts(artefact, &bytes),
            ArtefactKind::Groups
            | ArtefactKind::GroupStats
            | ArtefactKind::Meters
            | ArtefactKind::MeterStats
            | ArtefactKind::Ports
            | ArtefactKind::AgentPodMulticastStats => self.device(artefact, &bytes),
            ArtefactKind::Conntrack | ArtefactKind::Datapath | ArtefactKind::Meta | ArtefactKind::Other => {}
        }
    }

    /// What the controller said; what is doubtful about it matters where its names are taken.
    fn of_controller<T>(&mut self, artefact: &Artefact, decoded: Decoded<T>) -> T {
        self.unread(artefact, decoded.notes);
        self.controller_doubts.extend(decoded.doubts.into_iter().map(|doubt| format!("the controller: {doubt}")));
        decoded.value
    }

    /// A list of the statistics API says by its name which kind it counts: it may be empty.
    fn statistics(&mut self, artefact: &Artefact, objects: &[Value]) {
        let file = artefact.origin.path.rsplit('/').next().unwrap_or_default();
        if let Some(kind) = file.split_once(".stats.antrea.").and_then(|(plural, _)| statistics::kind_of_list(plural)) {
            self.statistics.listed.insert(kind);
        }
        let groups = self.decoded(artefact, statistics::multicast_groups(objects, &artefact.origin.path));
        if artefact.kind == ArtefactKind::MulticastGroups || !groups.is_empty() {
            self.statistics.multicast_groups.get_or_insert_default().extend(groups);
        }
        let read = self.decoded(artefact, statistics::statistics(objects, &artefact.origin.path));
        self.statistics.listed.extend(read.listed);
        self.statistics.policies.extend(read.policies);
    }

    /// The flows of one policy: the file's name says whose.
    fn policy_flows(&mut self, artefact: &Artefact, bytes: &[u8]) {
        let path = artefact.origin.path.clone();
        let decoded = agent::policy_flows(bytes, &path);
        // An ID that is not listed is said to be another's: a list of which a part cannot be read says nothing.
        let is_whole = decoded.notes.is_empty() && !bytes.is_empty();
        let ids = self.decoded(artefact, decoded);
        let Some(policy) = agent::policy_of_file(&path) else {
            let why = "its name does not say which policy it is of: left alone".to_owned();
            return self.notes.push(Note { path, line: 0, column: 0, why });
        };
        let node = artefact.origin.node.clone().unwrap_or_else(|| CLUSTER.into());
        if is_whole {
            self.owners.entry(node).or_default().insert(policy, ids);
        }
    }
}
