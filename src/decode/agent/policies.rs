//! Policies as the controller hands them to the agents.

use std::sync::Arc;

use serde_json::Value;

use crate::decode::json::{self, Object, get, kind_of, list, name, number, text};
use crate::decode::{Decoded, add_doubt, add_note, short};
use crate::model::artefact::Note;
use crate::model::net::Net;
use crate::model::policy::{
    Direction, IpBlock, L4Protocol, Peer, Policy, PolicyKind, PolicyRef, Port, Rule, RuleAction, Service,
};

/// Reads the answer of the agent's `/networkpolicies`, or `antctl get networkpolicy -o json|yaml`.
///
/// A policy or rule that cannot be understood at all is left out with a note; a key that is not known, or a value that is not understood inside a rule, is
/// a doubt: the rule may match other packets than it seems to.
pub fn network_policies(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<Policy>> {
    let mut decoded = Decoded::<Vec<Policy>>::default();
    let items = json::items(bytes, path, &mut decoded.notes);
    for item in items {
        let mut doubts = Doubts { about: String::new(), found: Vec::new() };
        match policy(&item, &mut doubts) {
            Ok(policy) => decoded.value.push(policy),
            Err(why) => {
                let why = format!("a policy is left out: {}", short(&why));
                add_note(&mut decoded.notes, Note { path: path.clone(), line: 0, column: 0, why });
            }
        }
        doubts.found.into_iter().for_each(|doubt| add_doubt(&mut decoded.doubts, doubt));
    }
    decoded
}

/// What is not understood, each with the policy and rule that it is about.
struct Doubts {
    about: String,
    found: Vec<String>,
}

impl Doubts {
    fn add(&mut self, what: String) {
        add_doubt(&mut self.found, format!("{}: {}", short(&self.about), short(&what)));
    }

    fn unknown_keys(&mut self, object: &Object, place: &str, known: &[&str]) {
        for (key, value) in object {
            if !value.is_null() && !known.iter().any(|known| key.eq_ignore_ascii_case(known)) {
                self.add(format!("{place} has a key {key:?} that is not known"));
            }
        }
    }
}

const POLICY_KEYS: &[&str] = &[
    "kind",
    "apiVersion",
    "metadata",
    "typemeta",
    "objectmeta",
    "rules",
    "appliedToGroups",
    "priority",
    "tierPriority",
    "sourceRef",
    "name",
    "uid",
    "namespace",
];
const RULE_KEYS: &[&str] = &[
    "direction",
    "from",
    "to",
    "services",
    "priority",
    "action",
    "enableLogging",
    "appliedToGroups",
    "name",
    "l7Protocols",
    "logLabel",
];
const PEER_KEYS: &[&str] = &["addressGroups", "ipBlocks", "fqdns", "toServices", "labelIdentities"];
const SERVICE_KEYS: &[&str] =
    &["protocol", "port", "endPort", "srcPort", "srcEndPort", "icmpType", "icmpCode", "igmpType", "groupAddress"];

fn policy(item: &Object, doubts: &mut Doubts) -> Result<Policy, String> {
    let none = Object::new();
    let object = |key: &str| get(item, key).and_then(Value::as_object);
    let metadata = object("metadata").or(object("objectmeta")).unwrap_or(&none);
    let (source, kind) = match object("sourceRef") {
        Some(source) => {
            let kind = text(source, "type").unwrap_or("");
            (source, policy_kind(kind).ok_or_else(|| format!("its type {kind:?} is not known"))?)
        }
        None => {
            let source = if metadata.is_empty() { item } else { metadata };
            (source, kind_without_source(item, source)?)
        }
    };
    let reference = PolicyRef { kind, namespace: name(source, "namespace"), name: name(source, "name") };
    if reference.name.is_empty() {
        return Err("its sourceRef has no name".to_owned());
    }
    doubts.about = match &*reference.namespace {
        "" => format!("{} {}", kind.name(), reference.name),
        namespace => format!("{} {namespace}/{}", kind.name(), reference.name),
    };
    let about = doubts.about.clone();
    doubts.unknown_keys(item, "it", POLICY_KEYS);
    let groups = names(item, "appliedToGroups");
    let mut rules = Vec::new();
    let mut places = Places::default();
    for (at, value) in list(item, "rules").iter().enumerate() {
        doubts.about = format!("{about} rule {at}");
        match value.as_object().map(|value| rule(value, kind, &groups, &mut places, doubts)) {
            Some(Ok(rule)) => rules.push(rule),
            Some(Err(why)) => doubts.add(format!("left out: {why}")),
            None => doubts.add(format!("left out: it is {}", kind_of(value))),
        }
    }
    let uid =
        [text(source, "uid"), text(metadata, "uid"), text(metadata, "name")].into_iter().flatten().next().unwrap_or("");
    Ok(Policy {
        reference,
        uid: uid.into(),
        // Go's zero time is what a support bundle has where nothing was set.
        created: text(metadata, "creationTimestamp").filter(|time| !time.starts_with("0001-")).map(str::to_owned),
        tier_priority: number(item, "tierPriority"),
        priority: get(item, "priority").and_then(Value::as_f64),
        rules,
    })
}

/// Kinds under the names that Antrea's versions gave them on the wire: 2.7 says `ClusterNetworkPolicy` for the policies of `policy.networking.k8s.io/v1alpha2`.
fn policy_kind(kind: &str) -> Option<PolicyKind> {
    Some(match kind {
        "K8sNetworkPolicy" => PolicyKind::K8sNetworkPolicy,
        "AntreaNetworkPolicy" | "AntreaNamespacedNetworkPolicy" => PolicyKind::AntreaNetworkPolicy,
        "AntreaClusterNetworkPolicy" => PolicyKind::AntreaClusterNetworkPolicy,
        "AdminNetworkPolicy" => PolicyKind::AdminNetworkPolicy,
        "BaselineAdminNetworkPolicy" => PolicyKind::BaselineAdminNetworkPolicy,
        "ClusterNetworkPolicy" | "K8sClusterNetworkPolicy" => PolicyKind::K8sClusterNetworkPolicy,
        _ => return None,
    })
}

/// Early releases (`networking.antrea.tanzu.vmware.com/v1beta1`) handed out policies under the name and Namespace of their origin, without its kind: it
/// was a K8s policy, or a cluster policy of Antrea, which alone has a priority.
fn kind_without_source(item: &Object, named: &Object) -> Result<PolicyKind, String> {
    let is_policy = get(item, "appliedToGroups").is_some_and(Value::is_array);
    match (text(named, "name"), text(named, "namespace"), get(item, "priority")) {
        (Some(_), Some(_), None) if is_policy => Ok(PolicyKind::K8sNetworkPolicy),
        (Some(_), None, Some(_)) if is_policy => Ok(PolicyKind::AntreaClusterNetworkPolicy),
        (name, ..) => Err(format!("{:?} has no sourceRef", name.unwrap_or(""))),
    }
}

/// How many rules of a K8s policy came before, by direction.
#[derive(Default)]
struct Places {
    ingress: usize,
    egress: usize,
}

impl Places {
    fn next(&mut self, direction: Direction) -> usize {
        let place = match direction {
            Direction::Ingress => &mut self.ingress,
            Direction::Egress => &mut self.egress,
        };
        *place += 1;
        *place - 1
    }
}

fn rule(
    value: &Object,
    kind: PolicyKind,
    groups: &[Arc<str>],
    places: &mut Places,
    doubts: &mut Doubts,
) -> Result<Rule, String> {
    let direction = match text(value, "direction").unwrap_or("") {
        "In" => Direction::Ingress,
        "Out" => Direction::Egress,
        other => return Err(format!("its direction {other:?} is not known")),
    };
    doubts.unknown_keys(value, "it", RULE_KEYS);
    let side = |key: &str| get(value, key).and_then(Value::as_object);
    let (mine, other) = match direction {
        Direction::Ingress => (side("from"), side("to")),
        Direction::Egress => (side("to"), side("from")),
    };
    if other.is_some_and(|other| !is_empty(other)) {
        doubts.add("it has a peer on the side that is not its direction's".to_owned());
    }
    let action_said = text(value, "action");
    let priority = number(value, "priority").unwrap_or(0);
    // The controller gives an isolated direction without rules a rule that allows nobody: no action, no peer.
    let is_default_deny = kind == PolicyKind::K8sNetworkPolicy && action_said.is_none() && mine.is_none_or(is_empty);
    // Counted before anything can fail: a rule that is left out has its place all the same.
    let place = match kind {
        PolicyKind::K8sNetworkPolicy if is_default_deny => None,
        PolicyKind::K8sNetworkPolicy => Some(places.next(direction)),
        _ => usize::try_from(priority).ok(),
    };
    let peer = mine.map_or(Ok(Peer::default()), |mine| peer(mine, doubts))?;
    let action = match action_said {
        None | Some("Allow") => RuleAction::Allow,
        Some("Drop") => RuleAction::Drop,
        Some("Reject") => RuleAction::Reject,
        Some("Pass") => RuleAction::Pass,
        Some(other) => return Err(format!("its action {other:?} is not known")),
    };
    // Without one of its services a rule would match more, or everything: better none than that.
    let read = |value: &Value| {
        value
            .as_object()
            .and_then(|value| service(value, doubts))
            .ok_or_else(|| format!("its service {value} is not understood"))
    };
    let services = list(value, "services").iter().map(read).collect::<Result<_, _>>()?;
    let own_groups = names(value, "appliedToGroups");
    Ok(Rule {
        direction,
        place,
        name: text(value, "name").map(str::to_owned),
        action,
        priority,
        applied_to: if own_groups.is_empty() { groups.to_vec() } else { own_groups },
        peer,
        services,
        logging: get(value, "enableLogging").and_then(Value::as_bool).unwrap_or(false),
        l7: !list(value, "l7Protocols").is_empty(),
    })
}

/// A support bundle writes every key of a peer, also of the side that a rule does not have.
fn is_empty(peer: &Object) -> bool {
    peer.values().all(|value| value.is_null() || value.as_array().is_some_and(Vec::is_empty))
}

fn names(object: &Object, key: &str) -> Vec<Arc<str>> {
    list(object, key).iter().filter_map(Value::as_str).map(Arc::from).collect()
}

fn peer(value: &Object, doubts: &mut Doubts) -> Result<Peer, String> {
    doubts.unknown_keys(value, "its peer", PEER_KEYS);
    let mut peer = Peer { address_groups: names(value, "addressGroups"), ..Peer::default() };
    for block in list(value, "ipBlocks") {
        peer.ip_blocks.push(ip_block(block, doubts).ok_or_else(|| format!("its ipBlock {block} is not understood"))?);
    }
    peer.fqdns = list(value, "fqdns").iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let services = list(value, "toServices").iter().filter_map(Value::as_object);
    peer.to_services = services.map(|service| (name(service, "namespace"), name(service, "name"))).collect();
    peer.label_identities = list(value, "labelIdentities")
        .iter()
        .filter_map(|id| id.as_u64().and_then(|id| u32::try_from(id).ok()))
        .collect();
    Ok(peer)
}

fn ip_block(value: &Value, doubts: &mut Doubts) -> Option<IpBlock> {
    let value = value.as_object()?;
    doubts.unknown_keys(value, "its ipBlock", &["cidr", "except"]);
    let except = list(value, "except").iter().map(net).collect::<Option<_>>()?;
    Some(IpBlock { cidr: net(get(value, "cidr")?)?, except })
}

/// `{"ip": .., "prefixLength": 24}` (0 is left out), or the text `10.0.0.0/24`. The prefix counts in the address's own family: one of IPv4 in 16
/// bytes is an IPv4 prefix (`IPNetToNetIPNet` of `pkg/agent/util` masks after `To4`).
fn net(value: &Value) -> Option<Net> {
    if let Some(text) = value.as_str() {
        let (address, prefix) = text.split_once('/')?;
        return Some(Net::new(json::address(&address.into())?, prefix.parse().ok()?));
    }
    let value = value.as_object()?;
    let prefix = match get(value, "prefixLength") {
        None => 0,
        Some(prefix) => u8::try_from(prefix.as_u64()?).ok()?,
    };
    let address = json::address(get(value, "ip")?)?;
    (prefix <= if address.is_ipv4() { 32 } else { 128 }).then(|| Net::new(address, prefix))
}

fn service(value: &Object, doubts: &mut Doubts) -> Option<Service> {
    doubts.unknown_keys(value, "its service", SERVICE_KEYS);
    let protocol = match get(value, "protocol") {
        None => None,
        Some(protocol) => Some(protocol_named(protocol.as_str()?)?),
    };
    let port = match get(value, "port") {
        None => None,
        Some(port) => Some(port_of(port)?),
    };
    Some(Service {
        protocol,
        port,
        end_port: optional(value, "endPort")?,
        src_port: optional(value, "srcPort")?,
        src_end_port: optional(value, "srcEndPort")?,
        icmp_type: optional(value, "icmpType")?,
        icmp_code: optional(value, "icmpCode")?,
        igmp_type: optional(value, "igmpType")?,
        group_address: match get(value, "groupAddress").filter(|address| address.as_str() != Some("")) {
            None => None,
            Some(address) => Some(json::address(address)?),
        },
    })
}

/// `Some(None)` where the key is absent; `None` where its value does not fit.
fn optional<T: TryFrom<i64>>(value: &Object, key: &str) -> Option<Option<T>> {
    match get(value, key) {
        None => Some(None),
        Some(_) => number(value, key).map(Some),
    }
}

/// A port: a number, a name, or Go's `IntOrString` as its three fields (`{type: 0, intval: 80, strval: ""}`).
fn port_of(value: &Value) -> Option<Port> {
    match value {
        Value::Number(number) => number.as_u64().and_then(|port| u16::try_from(port).ok()).map(Port::Number),
        Value::String(name) if !name.is_empty() => Some(Port::Name(name.as_str().into())),
        Value::Object(fields) => match number::<u8>(fields, "type")? {
            0 => number(fields, "intval").map(Port::Number),
            1 => text(fields, "strval").map(|name| Port::Name(name.into())),
            _ => None,
        },
        _ => None,
    }
}

/// A protocol by its name in Kubernetes.
pub(super) fn protocol_named(name: &str) -> Option<L4Protocol> {
    Some(match name {
        "TCP" => L4Protocol::Tcp,
        "UDP" => L4Protocol::Udp,
        "SCTP" => L4Protocol::Sctp,
        "ICMP" => L4Protocol::Icmp,
        "IGMP" => L4Protocol::Igmp,
        _ => return None,
    })
}
