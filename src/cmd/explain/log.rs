//! Lines of the audit log.

use serde_json::json;

use super::answer::{Answer, Kind};
use super::words::Context;
use super::world::KnownNode;
use crate::decode::text::audit_log::{read, read_of_node};
use crate::model::audit_log::{AuditRecord, NodeAuditRecord};
use crate::model::policy::{Direction, PolicyKind, PolicyRef};
use crate::resource::item::{counted, direction, object, policy_label};

const FROM: &str = "pkg/agent/controller/networkpolicy/audit_logging.go";
const NODE_FROM: &str = "pkg/agent/controller/networkpolicy/node_reconciler.go";

/// A line of the log of policies; `None` when it is none.
pub(super) fn explain(text: &str, context: Context<'_>) -> Option<Answer> {
    match read(text) {
        Some(record) => Some(of_policies(text, &record, context)),
        None => read_of_node(text).map(|record| of_node(text, &record)),
    }
}

fn of_policies(text: &str, record: &AuditRecord<'_>, context: Context<'_>) -> Answer {
    let mut answer = Answer::new(Kind::Log, text);
    let owner = match (record.policy, record.rule) {
        (Some("K8sNetworkPolicy"), _) => "the K8s policies that isolate the Pod: none of them allowed it".to_string(),
        (Some(policy), Some(rule)) => format!("{policy}, rule {rule}"),
        (Some(policy), None) => policy.to_string(),
        (None, _) => "a rule that was gone when the line was written".to_string(),
    };
    let source = context.end(record.source, record.source_port);
    let destination = context.end(record.destination, record.destination_port);
    answer.summary = format!("{} {} from {source} to {destination} by {owner}", past(record.action), record.protocol);
    if record.packets > 1 {
        answer.summary.push_str(&format!(", {} packets", record.packets));
    }
    answer.part("time", format!("{} {}", record.date, record.time), "in the time zone of the agent's container", FROM);
    answer.part("ovsTableName", record.table, "the OpenFlow table that decided", FROM);
    let mut optional = |part: &'static str, value: Option<String>, about: &str| {
        if let Some(value) = value {
            answer.part(part, value, about, FROM);
        }
    };
    optional("antreaNativePolicyReference", record.policy.map(str::to_owned), "kind, Namespace and name of the policy");
    optional("ruleName", record.rule.map(str::to_owned), "name of the rule");
    let side = record.direction.map(|direction_of| direction(direction_of).to_owned());
    optional("direction", side, "from the side of the Pod that the rule applies to");
    optional("action", Some(record.action.to_owned()), action_words(record.action));
    let priority = record.priority.map(|priority| priority.to_string());
    optional("openflowPriority", priority, "of the rule's flows; the highest that matches decides");
    optional("appliedToReference", record.applied_to.map(str::to_owned), "whom the rule applies to");
    let pod = |address| context.world.pod_of(address).unwrap_or_default();
    optional("sourceIP", Some(record.source.to_string()), &pod(record.source));
    optional("sourcePort", record.source_port.map(|port| port.to_string()), "");
    optional("destinationIP", Some(record.destination.to_string()), &pod(record.destination));
    optional("destinationPort", record.destination_port.map(|port| port.to_string()), "");
    optional("protocol", Some(record.protocol.to_owned()), "");
    optional("packetLength", record.length.map(|length| length.to_string()), "bytes of the IP packet");
    optional("logLabel", record.label.map(str::to_owned), "the rule's logLabel");
    let within = record.within.map(|within| format!("in {within}: lines of the same packets within a second are one"));
    optional("packets", within.as_ref().map(|_| record.packets.to_string()), within.as_deref().unwrap_or_default());
    answer.part("format", "", format!("of Antrea {}", record.format.versions()), FROM);
    answer.more.insert("record".to_string(), record_json(record));
    add_rules(&mut answer, record, context);
    answer
}

fn past(action: &str) -> &str {
    match action {
        "Allow" => "allowed",
        "Drop" => "dropped",
        "Reject" => "rejected",
        "Pass" => "passed on to K8s policies",
        "Redirect" => "redirected",
        other => other,
    }
}

pub(super) fn action_words(action: &str) -> &'static str {
    match action {
        "Allow" => "the first packet of a connection that is let through",
        "Drop" => "dropped without an answer",
        "Reject" => "dropped, and the sender is told",
        "Pass" => "left to the K8s policies and the baseline",
        "Redirect" => "sent to the L7 engine",
        _ => "",
    }
}

/// All fields, under the names that log shippers' parsers give them.
fn record_json(record: &AuditRecord<'_>) -> serde_json::Value {
    let side = record.direction.map(|direction| match direction {
        Direction::Ingress => "Ingress",
        Direction::Egress => "Egress",
    });
    json!({
        "date": record.date,
        "time": record.time,
        "ovsTableName": record.table,
        "antreaNativePolicyReference": record.policy,
        "ruleName": record.rule,
        "direction": side,
        "action": record.action,
        "openflowPriority": record.priority,
        "appliedToReference": record.applied_to,
        "sourceIP": record.source.to_string(),
        "sourcePort": record.source_port,
        "destinationIP": record.destination.to_string(),
        "destinationPort": record.destination_port,
        "protocol": record.protocol,
        "packetLength": record.length,
        "logLabel": record.label,
        "packets": record.packets,
        "within": record.within,
    })
}

/// The rules that the line may be of, where Nodes are known: the same policy and name, and the same priority where both say one.
fn add_rules(answer: &mut Answer, record: &AuditRecord<'_>, context: Context<'_>) {
    let Some(policy) = record.policy.and_then(reference) else { return };
    let mut ids = Vec::new();
    for node in &context.world.nodes {
        ids.extend(rules_of(node, &policy, record).map(|at| (node, at)));
    }
    // Of the Nodes with the policy, the one with the Pod wrote the line.
    let applies = |(node, at): &(&KnownNode, usize)| {
        let pods = node.view.entry(*at).map(|(_, _, pods)| pods).unwrap_or_default();
        let names = pods.iter().filter_map(|pod| node.view.pod(*pod));
        names.map(|pod| format!("{}/{}", pod.namespace, pod.name)).any(|pod| Some(&*pod) == record.applied_to)
    };
    if ids.iter().any(applies) {
        ids.retain(applies);
    }
    for (node, at) in ids {
        let Some(entry) = node.entry(at) else { continue };
        let packets = entry.stats.packets.map(|packets| format!(": {} in all", counted(packets, "packet")));
        let packets = packets.unwrap_or_default();
        answer.part(
            "rule ID",
            format!("{} on {}", entry.id, node.view.name),
            format!("realised{packets}"),
            format!("worked out from {}", node.view.names_from.name()),
        );
    }
}

fn rules_of<'n>(
    node: &'n KnownNode,
    policy: &PolicyRef,
    record: &AuditRecord<'_>,
) -> impl Iterator<Item = usize> + use<'n> {
    let (policy, name, priority, side) =
        (policy.clone(), record.rule.map(str::to_owned), record.priority, record.direction);
    (0..node.view.ledger.len()).filter(move |at| {
        let Some((of, rule, _)) = node.owner(*at) else { return false };
        of.reference == policy
            && (name.is_none() || rule.name == name)
            && side.is_none_or(|side| rule.direction == side)
            && node.entry(*at).is_some_and(|entry| priority.is_none() || entry.priority == priority)
    })
}

/// `AntreaNetworkPolicy:default/web`, `AntreaClusterNetworkPolicy:web`, `AdminNetworkPolicy:/web`.
fn reference(text: &str) -> Option<PolicyRef> {
    let (kind, name) = text.split_once(':')?;
    let kind = PolicyKind::ALL
        .into_iter()
        .find(|known| known.name() == kind)
        .or((kind == "ClusterNetworkPolicy").then_some(PolicyKind::K8sClusterNetworkPolicy))?;
    let (namespace, name) = name.split_once('/').unwrap_or(("", name));
    let policy = PolicyRef { kind, namespace: namespace.into(), name: name.into() };
    (!policy_label(&policy).is_empty()).then_some(policy)
}

/// A line of the kernel's log.
fn of_node(text: &str, record: &NodeAuditRecord<'_>) -> Answer {
    let mut answer = Answer::new(Kind::Log, text);
    let find = |wanted: &str| record.pairs().find(|(key, _)| *key == wanted).map(|(_, value)| value).unwrap_or("?");
    let ends = [("SRC", "SPT"), ("DST", "DPT")].map(|(address, port)| match find(port) {
        "?" => find(address).to_string(),
        port => format!("{}:{port}", find(address)),
    });
    let [source, destination] = ends;
    let protocol = find("PROTO");
    answer.summary = format!(
        "{} {protocol} from {source} to {destination} by a policy of the Node, {}",
        past(record.action),
        record.label
    );
    answer.part(
        "direction",
        if record.direction == Direction::Ingress { "I" } else { "O" },
        direction(record.direction),
        NODE_FROM,
    );
    answer.part("action", record.action, action_words(record.action), NODE_FROM);
    answer.part(
        "logLabel",
        record.label,
        "label or name of the rule; iptables cuts the prefix to 29 characters",
        NODE_FROM,
    );
    for (key, value) in record.pairs().filter(|(_, value)| !value.is_empty()) {
        answer.part(key.to_string(), value, kernel_words(key), "iptables-extensions(8)");
    }
    let packet: serde_json::Map<String, serde_json::Value> =
        record.pairs().map(|(key, value)| (key.to_string(), json!(value))).collect();
    answer.more.extend(object(json!({
        "record": { "direction": if record.direction == Direction::Ingress { "Ingress" } else { "Egress" }, "action": record.action, "logLabel": record.label, "packet": packet },
    })));
    answer
}

fn kernel_words(key: &str) -> &'static str {
    match key {
        "IN" => "interface that the packet came in at",
        "OUT" => "interface that it goes out at",
        "MAC" => "destination and source MAC address, and the Ethernet type",
        "SRC" => "source address",
        "DST" => "destination address",
        "LEN" => "bytes",
        "SPT" => "source port",
        "DPT" => "destination port",
        "PROTO" => "protocol",
        _ => "",
    }
}
