//! The other side of a rule, as K8s and Antrea-native policies write it.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use serde_json::Value;

use crate::model::net::Net;
use crate::model::policy::{Direction, IpBlock, Peer};

use super::groups::{Groups, Query};
use super::notes::{Fields, Notes, present};
use super::selector::Selector;

/// A rule without peers means everybody: both families, of which an agent takes those that its Node runs.
///
/// An egress rule with a named port has all Pods as well, since the port's number is found in the members.
pub(super) fn everybody(direction: Direction, named_port: bool, groups: &mut Groups<'_>) -> Peer {
    let any = |address| IpBlock { cidr: Net::new(address, 0), except: Vec::new() };
    let mut peer = Peer {
        ip_blocks: vec![any(Ipv4Addr::UNSPECIFIED.into()), any(Ipv6Addr::UNSPECIFIED.into())],
        ..Peer::default()
    };
    if direction == Direction::Egress && named_port {
        peer.address_groups.push(groups.address(&Query::all_pods()));
    }
    peer
}

/// `{cidr, except}`. Antrea leaves out a block of which any part is wrong.
pub(super) fn read_ip_block(block: &Fields, notes: &mut Notes) -> Option<IpBlock> {
    notes.known(block, "an IP block", &["cidr", "except"]);
    let cidr = notes.text(block, "cidr").unwrap_or_default();
    let cidr = notes.net(cidr)?;
    let except: Vec<Option<Net>> = notes.texts(block, "except").into_iter().map(|text| notes.net(text)).collect();
    Some(IpBlock { cidr, except: except.into_iter().collect::<Option<Vec<Net>>>()? })
}

/// `from` or `to` of a K8s NetworkPolicy.
pub(super) fn k8s_peer(peers: &[Value], namespace: &Arc<str>, groups: &mut Groups<'_>, notes: &mut Notes) -> Peer {
    let mut result = Peer::default();
    for peer in peers {
        let Some(peer) = notes.fields(peer, "a peer") else { continue };
        notes.known(peer, "a peer", &["podSelector", "namespaceSelector", "ipBlock"]);
        if let Some(block) = notes.map(peer, "ipBlock") {
            result.ip_blocks.extend(read_ip_block(block, notes));
        } else {
            let query = read_query(peer, namespace, notes);
            result.address_groups.push(groups.address(&query));
        }
    }
    result
}

const NATIVE_PEER: [&str; 10] = [
    "podSelector",
    "namespaceSelector",
    "externalEntitySelector",
    "ipBlock",
    "group",
    "fqdn",
    "serviceAccount",
    "nodeSelector",
    "namespaces",
    "scope",
];

/// `from` or `to` of an Antrea-native policy, without the peers that are taken for each Namespace apart. The namespace is empty for ACNPs.
pub(super) fn native_peer(peers: &[&Fields], namespace: &Arc<str>, groups: &mut Groups<'_>, notes: &mut Notes) -> Peer {
    let mut result = Peer::default();
    for peer in peers {
        check_native_peer(peer, notes);
        if let Some(block) = notes.map(peer, "ipBlock") {
            result.ip_blocks.extend(read_ip_block(block, notes));
        } else if let Some(group) = notes.full_text(peer, "group") {
            let (group, blocks) = groups.address_of_group(&(namespace.clone(), group.into()), notes);
            result.address_groups.extend(group);
            result.ip_blocks.extend(blocks);
        } else if let Some(fqdn) = notes.full_text(peer, "fqdn") {
            result.fqdns.push(fqdn.to_owned());
        } else if let Some(account) = notes.map(peer, "serviceAccount") {
            let (namespace, name) = read_reference(account, "", notes);
            result.address_groups.push(groups.address(&Query::account(&namespace, &name)));
        } else if let Some(selector) = Selector::read(notes.map(peer, "nodeSelector"), notes) {
            result.address_groups.push(groups.address(&Query::nodes(selector)));
        } else {
            let query = read_query(peer, namespace, notes);
            if query.is_external() && groups.inventory.external.is_empty() {
                notes.doubt("a peer selects ExternalEntities, of which none is among the objects");
            }
            result.address_groups.push(groups.address(&query));
        }
    }
    result
}

/// Doubts what is not known in a native peer.
pub(super) fn check_native_peer(peer: &Fields, notes: &mut Notes) {
    notes.known(peer, "a peer", &NATIVE_PEER);
    if notes.full_text(peer, "scope").is_some_and(|scope| scope != "Cluster") {
        notes.doubt("a peer has the scope of a cluster set: members in other clusters are not known");
    }
}

/// The selectors of a peer, an `appliedTo` or a subject.
pub(super) fn read_query(fields: &Fields, namespace: &Arc<str>, notes: &mut Notes) -> Query {
    let mut selector = |key| {
        let fields = notes.map(fields, key);
        Selector::read(fields, notes)
    };
    let pods = selector("podSelector");
    let namespaces = selector("namespaceSelector");
    let external = selector("externalEntitySelector");
    Query::new(namespace, pods, namespaces, external)
}

/// `{namespace, name}`.
pub(super) fn read_reference(fields: &Fields, default_namespace: &str, notes: &mut Notes) -> (Arc<str>, Arc<str>) {
    let namespace = notes.full_text(fields, "namespace").unwrap_or(default_namespace);
    (namespace.into(), notes.full_text(fields, "name").unwrap_or_default().into())
}

/// `toServices`, when the rule has it: even an empty list replaces the other peers.
pub(super) fn to_services(rule: &Fields, default_namespace: &str, notes: &mut Notes) -> Option<Peer> {
    present(rule, "toServices")?;
    let mut peer = Peer::default();
    for service in notes.list(rule, "toServices") {
        let Some(service) = notes.fields(service, "an item of `toServices`") else { continue };
        notes.known(service, "an item of `toServices`", &["name", "namespace", "scope"]);
        if notes.full_text(service, "scope").is_some_and(|scope| scope != "Cluster") {
            notes.doubt(
                "`toServices` has a Service of the cluster set: what it is here depends on Antrea's configuration",
            );
            continue;
        }
        peer.to_services.push(read_reference(service, default_namespace, notes));
    }
    Some(peer)
}
