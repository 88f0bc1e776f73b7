//! `drops`: everything that was dropped, where and why.

mod find;
mod reason;
mod tables;

use std::cmp::Reverse;
use std::sync::Arc;

use serde_json::{Value, json};

use super::filter::{Query, any_or_empty, namespaced_glob};
use super::item::{count, direction, natural, object, policy, policy_label, text};
use super::switch::{Made, bare};
use super::view::View;
use super::{Filter, Noun, STATS_NEEDS, flows_needed, with};
use crate::model::artefact::{ArtefactKind, Tables};
use crate::model::ids::{RuleId, TableId};
use crate::model::policy::{Direction, PolicyRef, RuleAction};
use crate::model::report::{Cell, Column, Emphasis, Missing, Part, Report, Row, Rows, Summary};
use crate::resolve::matching::Confidence;
use reason::Reason;

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The noun.
pub static NOUN: Noun = Noun {
    name: "drops",
    aliases: &["drop"],
    about: "Everything that was dropped, where and why, the most first",
    long: "Each counter of dropped packets of each Node, the most first. Rows that dropped nothing are left out; '-' is a counter that is not known.\n\n\
REASON is one of: policy-drop and policy-reject (a rule of a policy: a reject tells the sender); default-deny (K8s policies isolate the Pod, and none allows the packet: POLICY are those \
that isolate it); left-over-rule (a flow of a rule that is no more); spoof-guard and arp-spoof-guard (an address that is not the Pod's); invalid-state (conntrack finds the packet \
out of place); conntrack-full (the packet went into conntrack and did not come out: nothing else counts these); no-endpoint (a Service without endpoints, by Service where its \
group is known; the agent rejects them); no-egress; multicast-loop; table-miss (no flow of the table wants it); drop-flow (another flow drops it); meter (above the rate of an Egress); \
meter-of-agent; port-rx and port-tx (the interface dropped it).\n\n\
Each flow is one row, and a packet is dropped once, so rows may be added up, with two exceptions: meter-of-agent are copies of packets that other rows count (what was lost is a \
line of the audit log, a reject or a DNS answer), and what port-rx dropped never reached the switch, port-tx was forwarded before. Both Nodes of a connection drop on \
their own side: ingress rows on the server's Node, egress rows on the client's. A retransmission counts again.\n\n\
POD is whom the drop protects or holds back; a rule that applies to several Pods has one counter for all of them, and names them in wide. DIRECTION is seen from that Pod.\n\n\
NAME is a reason, or what -o name prints: drop/NODE/TABLE/REASON/WHO, where WHO is a rule's ID, a Pod or what else it is about; of several with one name the second ends in /2.\n\n\
Where the names of tables are not known, they are told by their flows as far as that is sure.",
    columns: &[
        column("NODE", false, false, "Node"),
        column("WHERE", false, false, "table, meter or port"),
        column("REASON", false, false, "why"),
        column("POD", false, false, "Pod, or how many Pods the rule applies to; else port, address or Service"),
        column("DIRECTION", false, false, "ingress or egress, from the Pod's side"),
        column("POLICY", false, false, "policy of the rule, or the policies that isolate the Pod"),
        column("RULE", false, false, "rule name, or its place in the object"),
        column("PACKETS", true, false, "packets that were dropped"),
        column("BYTES", true, false, "bytes of these"),
        column("RULE ID", true, true, "rule ID"),
        column("CONFIDENCE", false, true, "how sure the name of the rule is"),
        column("PODS", false, true, "all Pods that the rule applies to"),
        column("MEANING", false, true, "what the reason means"),
    ],
    needs: |_| NEEDS,
    tables: |_| Tables::named(&TABLES),
    essential: flows_needed,
    shows_flows: true,
    shows_addresses: true,
    filters: &[Filter::Pod, Filter::Policy, Filter::Kind, Filter::Action, Filter::Direction, Filter::Table],
    examples: &[
        ("kubectl antstats get drops --limit 20", "Show what drops most in the cluster"),
        ("kubectl antstats get drops --pod default/web-0", "Say why packets from or to a Pod are lost"),
        (
            "kubectl antstats get drops default-deny --from capture -o wide",
            "Show which Pods' isolation drops, and by which policies",
        ),
        ("kubectl antstats get drops conntrack-full", "Find Nodes whose conntrack table was full"),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: false,
    namespaced: false,
    report,
};

const NEEDS: &[ArtefactKind] = &with::<{ STATS_NEEDS.len() + 6 }>(
    STATS_NEEDS,
    &[
        ArtefactKind::Groups,
        ArtefactKind::GroupStats,
        ArtefactKind::Meters,
        ArtefactKind::MeterStats,
        ArtefactKind::PortsDesc,
        ArtefactKind::Ports,
    ],
);

/// Tables that drop, and those that name the rules. Of a table that sends packets on to another, every one is counted there.
const TABLES: [&str; 25] = [
    "PipelineRootClassifier",
    "ARPSpoofGuard",
    "ARPResponder",
    "Classification",
    "Classifier",
    "SpoofGuard",
    "ConntrackZone",
    "ConntrackState",
    "ServiceLB",
    "EndpointDNAT",
    "AntreaPolicyEgressRule",
    "EgressRule",
    "EgressDefaultRule",
    "EgressMetric",
    "EgressMark",
    "AntreaPolicyIngressRule",
    "IngressRule",
    "IngressDefaultRule",
    "IngressMetric",
    "Output",
    "MulticastEgressRule",
    "MulticastEgressMetric",
    "MulticastIngressRule",
    "MulticastIngressMetric",
    "MulticastOutput",
];

/// Namespace and name.
type PodName = (Arc<str>, Arc<str>);

/// One counter of dropped packets.
#[derive(Clone, Debug)]
struct Drop {
    /// `NODE/TABLE/REASON/WHO`.
    name: String,
    node: Arc<str>,
    /// Table, meter or port.
    place: String,
    /// The table's number.
    table: Option<TableId>,
    reason: Reason,
    pods: Vec<PodName>,
    /// What it is about where no Pod is known: a port, an address, a Service, a match.
    of: Option<String>,
    direction: Option<Direction>,
    policies: Vec<PolicyRef>,
    rule: Option<String>,
    rule_id: Option<RuleId>,
    confidence: Option<Confidence>,
    packets: Option<u64>,
    bytes: Option<u64>,
}

impl Default for Drop {
    fn default() -> Drop {
        Drop {
            name: String::new(),
            node: "".into(),
            table: None,
            place: String::new(),
            reason: Reason::OtherFlow,
            pods: Vec::new(),
            of: None,
            direction: None,
            policies: Vec::new(),
            rule: None,
            rule_id: None,
            confidence: None,
            packets: None,
            bytes: None,
        }
    }
}

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let (mut found, said) = find::all(view, query);
    let is_known = |name: &str| is_reason(name) || found.iter().any(|one| one.name == bare(KIND, name));
    let names: Vec<String> = query.names.iter().filter(|name| !is_known(name)).cloned().collect();
    found.retain(|one| one.packets != Some(0) && is_wanted(one, query));
    found.sort_by_cached_key(|one| {
        (one.packets.is_none(), Reverse(one.packets), natural(&one.node), one.place.clone(), one.rule_id)
    });
    let known = Reason::ALL.iter().map(|reason| reason.name().to_owned()).collect();
    let missing = if names.is_empty() { Missing::default() } else { Missing { names, known } };
    let totals = find::totals(&found).into_iter().map(|(reason, packets)| {
        let packets = packets.map_or_else(|| "-".to_owned(), |packets| packets.to_string());
        vec![reason.name().to_owned(), packets, reason.explained().to_owned()]
    });
    Report {
        kind: "DropList",
        columns: NOUN.columns.to_vec(),
        summary: Summary { headers: vec!["REASON", "PACKETS", "MEANING"], rows: totals.collect() },
        rows: Rows::new(Made { items: found, make: Drop::row }),
        nothing: "No packet was dropped".to_owned(),
        missing,
        said,
        ..Report::default()
    }
}

/// What stands before each name.
const KIND: &str = "drop";

fn is_reason(name: &str) -> bool {
    Reason::ALL.iter().any(|reason| reason.name() == name)
}

fn is_wanted(one: &Drop, query: &Query) -> bool {
    let action = match one.reason {
        Reason::PolicyDrop | Reason::DefaultDeny => Some(RuleAction::Drop),
        Reason::PolicyReject => Some(RuleAction::Reject),
        _ => None,
    };
    let of_policies = Query { names: Vec::new(), ..query.clone() };
    let names_policies = of_policies.asks_for_policies();
    any_or_empty(&query.names, |name| name == one.reason.name() || bare(KIND, name) == one.name)
        && any_or_empty(&query.pods, |pattern| {
            one.pods.iter().any(|(namespace, name)| namespaced_glob(pattern, namespace, name))
        })
        && any_or_empty(&query.flows.tables, |table| {
            table.eq_ignore_ascii_case(&one.place) || one.table.is_some_and(|id| table.parse() == Ok(id.0))
        })
        && query.action(action)
        && query.direction(one.direction)
        && (!names_policies || one.policies.iter().any(|policy| of_policies.policy(policy)))
}

fn label((namespace, name): &PodName) -> String {
    format!("{namespace}/{name}")
}

impl Drop {
    fn row(&self, part: Part) -> Row {
        let quiet = matches!(self.reason, Reason::MeterOfAgent);
        let mut row = Row { emphasis: if quiet { Emphasis::Dim } else { Emphasis::Plain }, ..Row::default() };
        match part {
            Part::Cells => row.cells = self.cells(),
            Part::Item => row.item = object(self.item()),
            Part::Name => row.name = format!("{KIND}/{}", self.name),
        }
        row
    }

    /// `NODE/TABLE/REASON/WHO` without blanks: the rule's ID, the Pod, or what it is about.
    fn base_name(&self) -> String {
        let who = match (self.rule_id, self.pods.as_slice()) {
            (Some(id), _) => Some(id.to_string()),
            (None, [one]) => Some(label(one)),
            (None, _) => self.of.clone(),
        };
        let mut name = format!("{}/{}/{}", self.node, self.place, self.reason.name());
        if let Some(who) = who {
            name = format!("{name}/{who}");
        }
        name.replace(char::is_whitespace, "-")
    }

    /// The Pod; of several how many; else what it is about.
    fn whose(&self) -> Option<String> {
        match self.pods.as_slice() {
            [] => self.of.clone(),
            [one] => Some(label(one)),
            several => Some(format!("({} Pods)", several.len())),
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let joint = if self.reason == Reason::DefaultDeny { ", " } else { " | " };
        let policies: Vec<String> = self.policies.iter().map(policy_label).collect();
        vec![
            Cell::Text(self.node.to_string()),
            Cell::Text(self.place.clone()),
            Cell::Text(self.reason.name().to_owned()),
            text(self.whose()),
            text(self.direction.map(direction)),
            text((!policies.is_empty()).then(|| policies.join(joint))),
            text(self.rule.clone()),
            count(self.packets),
            count(self.bytes),
            count(self.rule_id.map(|id| u64::from(id.0))),
            text(self.confidence.map(Confidence::name)),
            if self.pods.is_empty() { Cell::Unknown } else { Cell::List(self.pods.iter().map(label).collect()) },
            Cell::Text(self.reason.explained().to_owned()),
        ]
    }

    fn item(&self) -> Value {
        let pod = |(namespace, name): &PodName| json!({ "namespace": &**namespace, "name": &**name });
        json!({
            "kind": "Drop",
            "node": &*self.node,
            "where": self.place,
            "reason": self.reason.name(),
            "meaning": self.reason.explained(),
            "pods": self.pods.iter().map(pod).collect::<Vec<_>>(),
            "of": self.of,
            "direction": self.direction.map(direction),
            "policies": self.policies.iter().map(policy).collect::<Vec<_>>(),
            "rule": self.rule,
            "ruleId": self.rule_id.map(|id| id.0),
            "confidence": self.confidence.map(Confidence::name),
            "packets": self.packets,
            "bytes": self.bytes,
            "countedElsewhere": !self.reason.is_of_packets(),
        })
    }
}
