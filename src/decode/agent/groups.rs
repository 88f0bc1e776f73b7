//! Groups: whom a policy applies to, and who the other side is.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use serde_json::Value;

use super::policies::protocol_named;
use crate::decode::json::{self, Object, get, list, name, number, text};
use crate::decode::{Decoded, add_doubt, add_note, short};
use crate::model::artefact::Note;
use crate::model::policy::{Member, NamedPort};

/// Members by the name of their group. A group without members is there, empty.
pub type Groups = HashMap<Arc<str>, Vec<Member>>;

/// Reads the answer of the agent's `/addressgroups`, or `antctl get addressgroup -o json|yaml`.
pub fn address_groups(bytes: &[u8], path: &Arc<str>) -> Decoded<Groups> {
    groups(bytes, path)
}

/// Reads the answer of the agent's `/appliedtogroups`, or `antctl get appliedtogroup -o json|yaml`. Their members have no addresses.
pub fn applied_to_groups(bytes: &[u8], path: &Arc<str>) -> Decoded<Groups> {
    groups(bytes, path)
}

fn groups(bytes: &[u8], path: &Arc<str>) -> Decoded<Groups> {
    let mut decoded = Decoded::<Groups>::default();
    for item in json::items(bytes, path, &mut decoded.notes) {
        let metadata = ["metadata", "objectmeta"].iter().find_map(|key| get(&item, key)?.as_object()).unwrap_or(&item);
        let group = name(metadata, "name");
        if group.is_empty() {
            let why = "a group without a name: left out".to_owned();
            add_note(&mut decoded.notes, Note { path: path.clone(), line: 0, column: 0, why });
            continue;
        }
        let mut members = Vec::new();
        let shown = short(&group);
        for key in ["groupMembers", "pods", "nodes"] {
            for value in list(&item, key) {
                match value.as_object().and_then(|value| member(value, &mut decoded.doubts, &shown)) {
                    Some(member) => members.push(member),
                    None => {
                        let what = short(&value.to_string());
                        let doubt = format!("group {shown}: a member is not understood and left out: {what}");
                        add_doubt(&mut decoded.doubts, doubt);
                    }
                }
            }
        }
        decoded.value.entry(group).or_default().extend(members);
    }
    decoded
}

const MEMBER_KEYS: &[&str] = &["pod", "service", "node", "externalEntity", "ips", "ip", "ports", "endpoints"];

fn member(value: &Object, doubts: &mut Vec<String>, group: &str) -> Option<Member> {
    for (key, value) in value {
        if !value.is_null() && !MEMBER_KEYS.iter().any(|known| key.eq_ignore_ascii_case(known)) {
            add_doubt(doubts, format!("group {group}: a member has a key {:?} that is not known", short(key)));
        }
    }
    let named = |key: &str| {
        let object = get(value, key)?.as_object()?;
        let reference = (name(object, "namespace"), name(object, "name"));
        (!reference.1.is_empty()).then_some(reference)
    };
    let mut ips: Vec<IpAddr> = list(value, "ips").iter().map(json::address).collect::<Option<_>>()?;
    let mut ports: Vec<NamedPort> = named_ports(value)?;
    ips.extend(joined_addresses(value)?);
    // Before Antrea 1.0 (`controlplane.antrea.tanzu.vmware.com/v1beta2`) a member had its addresses with the ports of each.
    for endpoint in list(value, "endpoints") {
        let endpoint = endpoint.as_object()?;
        ips.extend(joined_addresses(endpoint)?);
        for port in named_ports(endpoint)? {
            if !ports.contains(&port) {
                ports.push(port);
            }
        }
    }
    let (pod, service) = (named("pod"), named("service"));
    if pod.is_none()
        && service.is_none()
        && ips.is_empty()
        && ["node", "externalEntity"].iter().all(|key| get(value, key).is_none())
    {
        // antctl prints a Service like this.
        add_doubt(doubts, format!("group {group}: a member says neither Pod nor Service nor address"));
    }
    Some(Member { pod, service, ips, ports })
}

fn named_ports(value: &Object) -> Option<Vec<NamedPort>> {
    list(value, "ports").iter().map(|port| named_port(port.as_object()?)).collect()
}

/// `ip`: antctl joins the addresses of one member by commas; Go's YAML has the bytes of one as numbers.
fn joined_addresses(value: &Object) -> Option<Vec<IpAddr>> {
    match get(value, "ip") {
        None => Some(Vec::new()),
        Some(Value::String(joined)) => {
            let each = joined.split(',').map(str::trim).filter(|one| !one.is_empty());
            each.map(|one| json::address(&one.into())).collect()
        }
        Some(bytes) => Some(vec![json::address(bytes)?]),
    }
}

fn named_port(value: &Object) -> Option<NamedPort> {
    let protocol = protocol_named(text(value, "protocol").unwrap_or("TCP"))?;
    Some(NamedPort { name: name(value, "name"), port: number(value, "port")?, protocol })
}
