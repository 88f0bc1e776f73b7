//! The agent itself, and the Pods' interfaces that it made.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::decode::json::{self, Object, get, kind_of, list, name, number, text};
use crate::decode::{Decoded, add_note};
use crate::model::artefact::Note;
use crate::model::ids::OfPort;
use crate::model::policy::PodInterface;

/// What `/agentinfo` answers, as far as it is used. Empty text is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgentInfo {
    /// Antrea's version (`v2.4.5`).
    pub version: String,
    /// The agent's Pod, without its Namespace.
    pub pod: String,
    /// The Node's name.
    pub node: String,
    /// The bridge (`br-int`).
    pub bridge: String,
    /// Open vSwitch's version.
    pub ovs_version: String,
    /// Policies that the agent has.
    pub policies: Option<u64>,
    /// Flows by table, as the agent counts its own: by name, before 1.4 by number.
    pub flow_table: BTreeMap<String, u64>,
}

/// Reads the answer of the agent's `/agentinfo`, antctl's form of it, or the custom resource; `None` when it is none of these.
pub fn agent_info(bytes: &[u8], path: &Arc<str>) -> Decoded<Option<AgentInfo>> {
    let mut decoded = Decoded::default();
    let items = json::items(bytes, path, &mut decoded.notes);
    let whole = |why: String| Note { path: path.clone(), line: 0, column: 0, why };
    let Some(item) = items.first() else { return decoded };
    if items.len() > 1 {
        decoded.notes.push(whole(format!("says {} agents: the first is read", items.len())));
    }
    if get(item, "ovsInfo").is_none() && get(item, "nodeRef").is_none() {
        decoded.notes.push(whole("is no answer of /agentinfo: neither ovsInfo nor nodeRef in it".to_owned()));
        return decoded;
    }
    let none = Object::new();
    let object = |key: &str| get(item, key).and_then(Value::as_object).unwrap_or(&none);
    let (ovs, own) = (object("ovsInfo"), |object: &Object, key: &str| text(object, key).unwrap_or("").to_owned());
    let tables = get(ovs, "flowTable").and_then(Value::as_object).unwrap_or(&none);
    decoded.value = Some(AgentInfo {
        version: own(item, "version"),
        pod: own(object("podRef"), "name"),
        node: own(object("nodeRef"), "name"),
        bridge: own(ovs, "bridgeName"),
        ovs_version: own(ovs, "version"),
        policies: number(object("networkPolicyControllerInfo"), "networkPolicyNum"),
        flow_table: tables.iter().filter_map(|(table, count)| Some((table.clone(), count.as_u64()?))).collect(),
    });
    decoded
}

/// Reads the answer of the agent's `/podinterfaces`, or `antctl get podinterface -o json|yaml`; `null` is none.
pub fn pod_interfaces(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<PodInterface>> {
    let mut decoded = Decoded::<Vec<PodInterface>>::default();
    for item in json::items(bytes, path, &mut decoded.notes) {
        let mut odd = |what: &str| {
            let why = format!("a Pod interface {what}: left out");
            add_note(&mut decoded.notes, Note { path: path.clone(), line: 0, column: 0, why });
        };
        if text(&item, "name").is_none() {
            odd("has no Pod name");
            continue;
        }
        // antctl of old joined addresses as `ip`.
        let mut ips: Vec<_> = list(&item, "ips").iter().filter_map(json::address).collect();
        if let Some(joined) = text(&item, "ip") {
            ips.extend(joined.split(',').filter_map(|one| json::address(&one.trim().into())));
        }
        let of_port = match get(&item, "ofPort") {
            None => None,
            Some(value) => {
                let port = number(&item, "ofPort").map(OfPort);
                if port.is_none() {
                    odd(&format!("has an ofPort that is {}", kind_of(value)));
                    continue;
                }
                port
            }
        };
        decoded.value.push(PodInterface {
            namespace: name(&item, "podNamespace"),
            name: name(&item, "name"),
            ips,
            of_port,
            interface: text(&item, "interfaceName").unwrap_or("").to_owned(),
        });
    }
    decoded
}
