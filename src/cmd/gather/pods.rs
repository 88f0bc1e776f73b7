//! The Pods of a Node, from whatever says most.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::Arc;

use super::NodeParts;
use crate::antrea::owner::Own;
use crate::decode::ovsdb;
use crate::model::ids::OfPort;
use crate::model::policy::{PodInterface, PolicySet};
use crate::resolve::evidence::Evidence;
use crate::resolve::expand::NamespacedName;
use crate::resolve::objects::ObjectsView;

/// The Pods of a Node with their OpenFlow ports: as the agent or Open vSwitch's database has them, or else from objects and groups. The dump itself
/// says which addresses are behind which ports: so it need not be called after its Node.
pub(super) fn pods(
    name: &Arc<str>,
    parts: &mut NodeParts,
    evidence: &Evidence,
    objects: Option<&ObjectsView>,
    policies: Option<&PolicySet>,
) -> Vec<PodInterface> {
    let recorded = ovsdb::pod_interfaces(&parts.ports, &parts.interfaces);
    let are_local = |ips: &[IpAddr]| ips.iter().any(|ip| evidence.local_port(*ip).is_some());
    let of_node = || objects.and_then(|objects| objects.pods_by_node.get(name)).cloned();
    let behind_ports = || {
        let all = objects.into_iter().flat_map(|objects| objects.pods_by_node.values().flatten());
        let found: Vec<PodInterface> = all.filter(|pod| are_local(&pod.ips)).cloned().collect();
        (!found.is_empty()).then_some(found)
    };
    let members = || {
        let of_cluster = policies.into_iter().flat_map(|set| [&set.address_groups, &set.applied_to_groups]);
        let groups = parts.address_groups.iter().chain(of_cluster).flat_map(HashMap::values).flatten();
        let mut found: BTreeMap<NamespacedName, PodInterface> = BTreeMap::new();
        // Most members of most groups are elsewhere.
        for member in groups.filter(|member| are_local(&member.ips)) {
            let Some((namespace, name)) = &member.pod else { continue };
            let (interface, ips) = (String::new(), member.ips.clone());
            let pod = PodInterface { namespace: namespace.clone(), name: name.clone(), ips, of_port: None, interface };
            found.insert((namespace.clone(), name.clone()), pod);
        }
        found.into_values().collect()
    };
    let mut pods: Vec<PodInterface> = parts
        .pods
        .take()
        .or_else(|| (!recorded.is_empty()).then_some(recorded))
        .or_else(of_node)
        .or_else(behind_ports)
        .unwrap_or_else(members);
    for pod in pods.iter_mut().filter(|pod| pod.of_port.is_none()) {
        pod.of_port = pod.ips.iter().find_map(|ip| evidence.local_port(*ip));
    }
    pods
}

pub use crate::resource::item::natural;

/// Antrea's own interfaces by port.
pub(super) fn own_ports(ports: &[ovsdb::Row], interfaces: &[ovsdb::Row]) -> BTreeMap<OfPort, Own> {
    let others = ovsdb::other_ports(ports, interfaces).into_iter();
    let own = others.filter_map(|(port, name, of_type)| {
        Some((port, Own::of_antrea_type(&of_type).or_else(|| Own::of_interface(&name))?))
    });
    own.collect()
}
