//! The Pods of a Node, from whatever says most.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;

use super::NodeParts;
use crate::antrea::owner::Own;
use crate::decode::ovsdb;
use crate::model::ids::OfPort;
use crate::model::policy::{PodInterface, PolicySet};
use crate::model::port::PortDesc;
use crate::resolve::evidence::Evidence;
use crate::resolve::expand::NamespacedName;
use crate::resolve::local::LocalAddresses;
use crate::resolve::objects::ObjectsView;

/// The Pods of a Node with their OpenFlow ports: as the agent or Open vSwitch's database has them, or else from objects and groups. The dump itself
/// says which addresses are behind which ports: so it need not be called after its Node. The database of a switch that is `running` knows better than what was
/// recorded of an agent.
pub(super) fn pods(
    name: &Arc<str>,
    parts: &mut NodeParts,
    running: bool,
    evidence: &Evidence,
    objects: Option<&ObjectsView>,
    policies: Option<&PolicySet>,
) -> Vec<PodInterface> {
    let recorded = ovsdb::pod_interfaces(&parts.ports, &parts.interfaces);
    let are_local = |ips: &[IpAddr]| ips.iter().any(|ip| evidence.local.has(*ip));
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
    let of_database = (!recorded.is_empty()).then_some(recorded);
    let of_agent = parts.pods.take();
    let known = if running { of_database.or(of_agent) } else { of_agent.or(of_database) };
    let mut pods: Vec<PodInterface> = known.unwrap_or_else(|| {
        let mut found = of_node().or_else(behind_ports).unwrap_or_else(members);
        add_own(&mut found, parts);
        found
    });
    for pod in pods.iter_mut().filter(|pod| pod.of_port.is_none()) {
        pod.of_port = pod.ips.iter().find_map(|ip| evidence.local.port(*ip));
    }
    by_interface(&mut pods, parts.ports_desc.as_deref().unwrap_or_default(), &evidence.local);
    pods
}

/// Adds Pods of the agent's own applied-to groups: these hold Pods of its Node alone, and say no addresses.
fn add_own(pods: &mut Vec<PodInterface>, parts: &NodeParts) {
    let mut known: HashSet<NamespacedName> = pods.iter().map(|pod| (pod.namespace.clone(), pod.name.clone())).collect();
    let members = parts.applied_to_groups.iter().flat_map(HashMap::values).flatten();
    let mut own: Vec<&NamespacedName> = members.filter_map(|member| member.pod.as_ref()).collect();
    own.sort_unstable();
    for (namespace, name) in own {
        if known.insert((namespace.clone(), name.clone())) {
            let (namespace, name, interface) = (namespace.clone(), name.clone(), String::new());
            pods.push(PodInterface { namespace, name, ips: Vec::new(), of_port: None, interface });
        }
    }
}

/// Gives the ports that a dump names their numbers.
pub(super) fn number_ports(ports: &[PortDesc], local: &mut LocalAddresses) {
    let mut numbers: HashMap<&str, Option<OfPort>> = HashMap::new();
    for port in ports {
        // Of two with one name neither is meant.
        numbers.entry(&port.name).and_modify(|number| *number = None).or_insert(port.number.number());
    }
    local.number(|name| numbers.get(name).copied().flatten());
}

/// What the agent names the interface of a Pod after: the first bytes of the Pod's name, before a hash that cannot be known from outside
/// (pkg/agent/util/net.go, GenerateContainerInterfaceName).
const PREFIX: usize = 8;
/// Digits of that hash.
const HASH: usize = 6;

/// The beginning of a Pod's name that its interface has.
fn prefix_of_interface(interface: &str) -> Option<&str> {
    let (prefix, hash) = interface.rsplit_once('-')?;
    (hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(prefix)
}

fn prefix_of_pod(name: &str) -> &str {
    name.get(..PREFIX).unwrap_or(name)
}

/// Pods whose addresses say no port: by the names of interfaces, where one Pod and one port are left for a name.
fn by_interface(pods: &mut [PodInterface], ports: &[PortDesc], local: &LocalAddresses) {
    let taken: BTreeMap<OfPort, usize> =
        pods.iter().enumerate().filter_map(|(at, pod)| Some((pod.of_port?, at))).collect();
    let mut free: HashMap<&str, Vec<(OfPort, &str)>> = HashMap::new();
    for port in ports {
        let Some(number) = port.number.number() else { continue };
        match taken.get(&number).and_then(|at| pods.get_mut(*at)) {
            Some(pod) if pod.interface.is_empty() => pod.interface.clone_from(&port.name),
            Some(_) => {}
            None => {
                if let Some(prefix) = prefix_of_interface(&port.name) {
                    free.entry(prefix).or_default().push((number, &port.name));
                }
            }
        }
    }
    let mut without: HashMap<String, Vec<&mut PodInterface>> = HashMap::new();
    for pod in pods.iter_mut().filter(|pod| pod.of_port.is_none()) {
        without.entry(prefix_of_pod(&pod.name).to_string()).or_default().push(pod);
    }
    for (prefix, mut pods) in without {
        if let ([pod], Some([(number, interface)])) =
            (pods.as_mut_slice(), free.get(prefix.as_str()).map(Vec::as_slice))
        {
            pod.of_port = Some(*number);
            (*interface).clone_into(&mut pod.interface);
            if pod.ips.is_empty() {
                pod.ips = local.behind(*number);
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::text::ports_desc;

    #[test]
    fn interfaces_are_named_after_their_pods() {
        let pod = |name: &str, of_port: Option<u32>| PodInterface {
            namespace: "shop".into(),
            name: name.into(),
            ips: Vec::new(),
            of_port: of_port.map(OfPort),
            interface: String::new(),
        };
        // Pods with the port that is known, names of interfaces by port, and the ports in the end
        type Case<'a> = (&'a [(&'a str, Option<u32>)], &'a [(u32, &'a str)], &'a [Option<u32>]);
        let cases: [Case<'_>; 6] = [
            (&[("web-7f5jh-sfwjv", None)], &[(3, "web-7f5j-b16b35")], &[Some(3)]),
            (&[("db", None)], &[(3, "db-b16b35"), (4, "antrea-gw0")], &[Some(3)]),
            // Two of one Deployment.
            (
                &[("web-7f5jh-a", None), ("web-7f5jh-b", None)],
                &[(3, "web-7f5j-b16b35"), (4, "web-7f5j-b16b36")],
                &[None, None],
            ),
            (
                &[("web-7f5jh-a", Some(4)), ("web-7f5jh-b", None)],
                &[(3, "web-7f5j-b16b35"), (4, "web-7f5j-b16b36")],
                &[Some(4), Some(3)],
            ),
            // Another's Pod may be behind either.
            (&[("web-7f5jh-a", None)], &[(3, "web-7f5j-b16b35"), (4, "web-7f5j-b16b36")], &[None]),
            (&[("web-7f5jh-a", None)], &[(3, "web-7f5j-gw0"), (4, "web-7f5-b16b36")], &[None]),
        ];
        for (named, ports, expected) in cases {
            let mut pods: Vec<PodInterface> = named.iter().map(|(name, port)| pod(name, *port)).collect();
            let text: String =
                ports.iter().map(|(number, name)| format!(" {number}({name}): addr:00:00:00:00:00:01\n")).collect();
            let ports = ports_desc::read(text.as_bytes(), &"ovsports".into()).value;
            by_interface(&mut pods, &ports, &LocalAddresses::default());
            let found: Vec<Option<u32>> = pods.iter().map(|pod| pod.of_port.map(|port| port.0)).collect();
            assert_eq!(found, expected, "{named:?}");
        }
    }

    #[test]
    fn of_two_ports_with_one_name_neither_is_meant() {
        let text = b" 3(web): addr:1\n 4(db): addr:1\n 5(web): addr:1\n LOCAL(br-int): addr:1\n";
        let mut local = LocalAddresses::default();
        let address = |last: u8| std::net::IpAddr::from([10, 0, 0, last]);
        for (last, name) in [(1, "web"), (2, "db"), (3, "br-int")] {
            local.add(address(last), crate::antrea::role::LocalPort::Name(name.into()));
        }
        number_ports(&ports_desc::read(text, &"ovsports".into()).value, &mut local);
        assert_eq!([1, 2, 3].map(|last| local.port(address(last))), [None, Some(OfPort(4)), None]);
    }
}
