//! The tables of Antrea's pipeline, by name and number (`pkg/agent/openflow/pipeline.go`).

use std::collections::BTreeMap;

/// Tables with policy rules and their counters, and the one with the Services that rules refer to. Those that count come last: what is added to the
/// others while they are read has counted nothing yet.
pub const OF_POLICIES: [&str; 13] = [
    "ServiceLB",
    "AntreaPolicyEgressRule",
    "EgressRule",
    "EgressDefaultRule",
    "AntreaPolicyIngressRule",
    "IngressRule",
    "IngressDefaultRule",
    "MulticastEgressRule",
    "MulticastIngressRule",
    "EgressMetric",
    "IngressMetric",
    "MulticastEgressMetric",
    "MulticastIngressMetric",
];

/// Tables that every pipeline since 1.6 has.
pub const ALWAYS_THERE: [&str; 2] = ["EgressMetric", "IngressMetric"];

/// As [`OF_POLICIES`], up to 1.5: `SessionAffinity` and Services at 40 to 42, Antrea's own egress rules at 45 and 49, Kubernetes' at 50 and 60, counters at 61;
/// the same 40 higher for ingress.
pub const FIXED_OF_POLICIES: [u8; 11] = [41, 45, 49, 50, 60, 85, 89, 90, 100, 61, 101];

/// As [`ALWAYS_THERE`], up to 1.5.
pub const FIXED_ALWAYS_THERE: [&str; 2] = ["61", "101"];

/// Every table that any version up to 1.5 has.
pub const FIXED: [u8; 35] = [
    0, 5, 10, 20, 21, 22, 23, 24, 29, 30, 31, 35, 40, 41, 42, 45, 49, 50, 60, 61, 70, 71, 72, 80, 81, 85, 89, 90, 100,
    101, 105, 106, 107, 108, 110,
];

/// The tables in the order in which they are numbered since 1.6, of which a pipeline has those that its features need; and their numbers in the pipeline of a
/// default configuration with IPv4.
const ORDER: [(&str, Option<u8>); 47] = [
    ("PipelineRootClassifier", Some(0)),
    ("ARPSpoofGuard", Some(1)),
    ("ARPResponder", Some(2)),
    ("Classifier", Some(3)),
    ("SpoofGuard", Some(4)),
    ("IPv6", None),
    ("PipelineIPClassifier", None),
    ("UnSNAT", Some(5)),
    ("ConntrackZone", Some(6)),
    ("ConntrackState", Some(7)),
    ("PreRoutingClassifier", Some(8)),
    ("NodePortMark", None),
    ("SessionAffinity", Some(9)),
    ("ServiceLB", Some(10)),
    ("DSRServiceMark", None),
    ("EndpointDNAT", Some(11)),
    ("DNAT", None),
    ("EgressSecurityClassifier", None),
    ("AntreaPolicyEgressRule", Some(12)),
    ("EgressRule", Some(13)),
    ("EgressDefaultRule", Some(14)),
    ("EgressMetric", Some(15)),
    ("L3Forwarding", Some(16)),
    ("EgressMark", Some(17)),
    ("EgressQoS", None),
    ("L3DecTTL", Some(18)),
    ("SNATMark", Some(19)),
    ("SNAT", Some(20)),
    ("L2ForwardingCalc", Some(21)),
    ("TrafficControl", None),
    ("IngressSecurityClassifier", Some(22)),
    ("AntreaPolicyIngressRule", Some(23)),
    ("IngressRule", Some(24)),
    ("IngressDefaultRule", Some(25)),
    ("IngressMetric", Some(26)),
    ("ConntrackCommit", Some(27)),
    ("VLAN", None),
    ("Output", Some(28)),
    ("MulticastEgressRule", None),
    ("MulticastEgressMetric", None),
    ("MulticastEgressPodMetric", None),
    ("MulticastRouting", None),
    ("MulticastIngressRule", None),
    ("MulticastIngressMetric", None),
    ("MulticastIngressPodMetric", None),
    ("MulticastOutput", None),
    ("NonIP", None),
];

/// The place of a table in the order, also by the name that 1.6 gave it.
fn place(name: &str) -> Option<usize> {
    let name = match name {
        "SNATConntrackZone" => "UnSNAT",
        "ServiceMark" => "SNATMark",
        "SNATConntrackCommit" => "SNAT",
        "Multicast" => "MulticastRouting",
        other => other,
    };
    ORDER.iter().position(|(known, _)| *known == name)
}

/// No pipeline has as many tables.
const MOST: u8 = 64;

/// Finds tables by asking for one number after another, where neither names nor numbers are to be had: each answer says by its name where in the order its
/// number is, and the next question goes where a wanted table should then be. A pipeline is found with a handful of questions beside those for the
/// wanted tables, wherever they are.
#[derive(Debug)]
pub struct Seek {
    wanted: Vec<usize>,
    /// Numbers that were asked; `None` where there is no table, or none with a name of the order.
    asked: BTreeMap<u8, Option<usize>>,
}

impl Seek {
    /// Seeks tables of these names.
    pub fn new(wanted: &[&str]) -> Seek {
        let mut wanted: Vec<usize> = wanted.iter().filter_map(|name| place(name)).collect();
        wanted.sort_unstable();
        Seek { wanted, asked: BTreeMap::new() }
    }

    /// The number to ask for; `None` when every wanted table was found or is not there.
    pub fn next(&self) -> Option<u8> {
        self.wanted.iter().find_map(|target| self.number_for(*target))
    }

    /// Takes what the table of a number is called, and says whether it is a wanted one.
    pub fn answer(&mut self, number: u8, name: Option<&str>) -> bool {
        let place = name.and_then(place);
        self.asked.insert(number, place);
        place.is_some_and(|place| self.wanted.contains(&place))
    }

    /// Whether any name was said: without names nothing can be found.
    pub fn found_names(&self) -> bool {
        self.asked.values().any(Option::is_some)
    }

    /// The next number at which a table may be, if it was not found yet.
    fn number_for(&self, target: usize) -> Option<u8> {
        let named = |(number, place): (&u8, &Option<usize>)| Some((*number, (*place)?));
        if self.asked.values().any(|place| *place == Some(target)) {
            return None;
        }
        let below = self.asked.iter().filter_map(named).rfind(|(_, place)| *place < target);
        let above = self.asked.iter().filter_map(named).find(|(_, place)| *place > target);
        // Numbers have no holes: past the last table nobody answers.
        let last_named = self.asked.iter().filter_map(named).next_back().map(|(number, _)| number);
        let end = self.asked.keys().find(|number| last_named.is_some_and(|last| **number > last)).copied();
        // Not more tables lie between two than the order has.
        let from = match (below, above) {
            (Some((number, _)), _) => number + 1,
            (None, Some((number, place))) => number.saturating_sub(u8::try_from(place - target).unwrap_or(u8::MAX)),
            (None, None) => 0,
        };
        let to = match (above, below) {
            (Some((number, _)), _) => number,
            (None, Some((number, place))) => {
                let furthest = number.saturating_add(u8::try_from(target - place).unwrap_or(u8::MAX)).saturating_add(1);
                furthest.min(end.unwrap_or(MOST)).min(MOST)
            }
            (None, None) => MOST,
        };
        let guess = guess(target, below, above);
        let free = |number: &u8| !self.asked.contains_key(number);
        (from..to).filter(free).min_by_key(|number| (number.abs_diff(guess), *number))
    }
}

/// Where a table should be, as far from its neighbour as in a default pipeline.
fn guess(target: usize, below: Option<(u8, usize)>, above: Option<(u8, usize)>) -> u8 {
    let number = |place: usize| ORDER.get(place).and_then(|(_, number)| *number);
    // Tables that a default pipeline does not have stand right behind the last before them that it has.
    let default = |place: usize| {
        (0..=place)
            .rev()
            .find_map(|before| Some(number(before)?.saturating_add(u8::from(before != place))))
            .unwrap_or(0)
    };
    match (below, above) {
        (Some((at, place)), _) => at.saturating_add(default(target).saturating_sub(default(place)).max(1)),
        (None, Some((at, place))) => at.saturating_sub(default(place).saturating_sub(default(target)).max(1)),
        (None, None) => default(target),
    }
}

/// Numbers and names of tables in `/metrics`: `antrea_agent_ovs_flow_count{table_id="15",table_name="EgressMetric"} 7` (`pkg/agent/metrics/prometheus.go`).
pub fn of_metrics(metrics: &[u8]) -> BTreeMap<u8, String> {
    let label = |labels: &str, name: &str| -> Option<String> {
        labels.split(',').find_map(|label| {
            let value = label.trim().strip_prefix(name)?.strip_prefix("=\"")?.strip_suffix('"')?;
            (!value.is_empty()).then(|| value.to_owned())
        })
    };
    let table = |line: &[u8]| {
        let labels =
            std::str::from_utf8(line).ok()?.trim().strip_prefix("antrea_agent_ovs_flow_count{")?.split('}').next()?;
        Some((label(labels, "table_id")?.parse().ok()?, label(labels, "table_name")?))
    };
    metrics.split(|byte| *byte == b'\n').filter_map(table).collect()
}

#[cfg(test)]
mod tests;
