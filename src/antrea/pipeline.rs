//! The tables of Antrea's bridge by name (pkg/agent/openflow/pipeline.go), of every version that names them.

/// Names as Open vSwitch has them, in the order of the pipeline. Up to Antrea 1.3 tables had numbers alone.
const TABLES: [&str; 61] = [
    "PipelineRootClassifier",
    "ARPSpoofGuard",
    "ARPResponder",
    "Classifier",
    "Classification",
    "Uplink",
    "SpoofGuard",
    "PipelineIPClassifier",
    "IPv6",
    "UnSNAT",
    "SNATConntrackZone",
    "ServiceHairpin",
    "ServiceConntrack",
    "ConntrackZone",
    "ConntrackState",
    "PreRoutingClassifier",
    "NodePortMark",
    "ServiceClassifier",
    "SessionAffinity",
    "DNAT(SessionAffinity)",
    "ServiceLB",
    "DSRServiceMark",
    "EndpointDNAT",
    "AntreaPolicyEgressRule",
    "DefaultTierEgressRule",
    "EgressRule",
    "EgressDefaultRule",
    "EgressMetric",
    "L3Forwarding",
    "EgressMark",
    "EgressQoS",
    "L3DecTTL",
    "IPTTLDec",
    "SNATMark",
    "ServiceMark",
    "SNAT",
    "SNATConntrackCommit",
    "HairpinSNAT",
    "L2ForwardingCalc",
    "L2Forwarding",
    "TrafficControl",
    "IngressSecurityClassifier",
    "AntreaPolicyIngressRule",
    "DefaultTierIngressRule",
    "IngressRule",
    "IngressDefaultRule",
    "IngressMetric",
    "ConntrackCommit",
    "ServiceConntrackCommit",
    "VLAN",
    "Output",
    "MulticastEgressRule",
    "MulticastEgressMetric",
    "MulticastEgressPodMetric",
    "MulticastRouting",
    "MulticastIngressRule",
    "MulticastIngressMetric",
    "MulticastIngressPodMetric",
    "MulticastOutput",
    "Multicast",
    "NonIP",
];

/// The name of a table in Antrea's own case; `None` for a table that is not Antrea's.
pub fn canonical(name: &str) -> Option<&'static str> {
    all().find(|known| known.eq_ignore_ascii_case(name))
}

/// All names.
pub fn all() -> impl Iterator<Item = &'static str> {
    TABLES.into_iter()
}

/// Other tables whose flows say what those of a table are about: where a rule that is counted stands, and which Service a group is of.
pub fn said_elsewhere(name: &str) -> &'static [&'static str] {
    match name {
        "EgressMetric" => &["AntreaPolicyEgressRule", "EgressRule", "EgressDefaultRule", "ServiceLB", "SpoofGuard"],
        "IngressMetric" => &["AntreaPolicyIngressRule", "IngressRule", "IngressDefaultRule", "ServiceLB", "SpoofGuard"],
        "AntreaPolicyEgressRule"
        | "EgressRule"
        | "EgressDefaultRule"
        | "AntreaPolicyIngressRule"
        | "IngressRule"
        | "IngressDefaultRule" => &["ServiceLB", "SpoofGuard"],
        "MulticastEgressMetric" => &["MulticastEgressRule"],
        "MulticastIngressMetric" => &["MulticastIngressRule"],
        "SessionAffinity" | "EndpointDNAT" | "DSRServiceMark" => &["ServiceLB"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case_and_stand_once() {
        assert_eq!(canonical("egressmetric"), Some("EgressMetric"));
        assert_eq!(canonical("Egress"), None);
        let mut names: Vec<&str> = all().collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABLES.len());
        for name in all() {
            assert!(said_elsewhere(name).iter().all(|other| canonical(other) == Some(other)), "{name}");
        }
    }
}
