//! What a meter is for, by its number and unit (pkg/agent/openflow/client.go, `PacketInMeterIDNP` and the others; pipeline.go, `egressQoSFlow`).
//!
//! Antrea 2.0 moved the meters of packets for the agent from 1, 2 and 3 to 256, 257 and 258, and gave 1 to 255 to Egresses, whose rates are in kilobits.

use crate::model::meter::{MeterId, MeterUnit};

/// Whose packets a meter limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Packets that policies send to the agent: to log, to reject, of denied connections.
    NetworkPolicy,
    /// Traceflow's.
    Traceflow,
    /// DNS answers, for FQDN rules.
    Dns,
    /// An Egress with a bandwidth, by its SNAT mark.
    Egress(u32),
}

impl Purpose {
    /// The word of JSON.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::NetworkPolicy => "NetworkPolicy",
            Purpose::Traceflow => "Traceflow",
            Purpose::Dns => "DNS",
            Purpose::Egress(_) => "Egress",
        }
    }

    /// For a table.
    pub fn words(self) -> String {
        match self {
            Purpose::NetworkPolicy => "packet-in of policies".to_owned(),
            Purpose::Traceflow => "packet-in of Traceflow".to_owned(),
            Purpose::Dns => "packet-in of DNS answers".to_owned(),
            Purpose::Egress(mark) => format!("Egress (SNAT mark {mark})"),
        }
    }
}

const NETWORK_POLICY: u32 = 256;

/// The purpose of a meter among those of its bridge; `None` for one that Antrea does not make.
pub fn purpose(id: MeterId, unit: Option<MeterUnit>, of_bridge: &[MeterId]) -> Option<Purpose> {
    let MeterId::Number(number) = id else { return None };
    let since_2_0 = of_bridge.iter().any(|other| matches!(other, MeterId::Number(number) if *number >= NETWORK_POLICY));
    match (number, unit) {
        (256, _) => Some(Purpose::NetworkPolicy),
        (257, _) => Some(Purpose::Traceflow),
        (258, _) => Some(Purpose::Dns),
        (1..=255, Some(MeterUnit::Kbps)) => Some(Purpose::Egress(number)),
        (1..=255, None) if since_2_0 => Some(Purpose::Egress(number)),
        (1, Some(MeterUnit::Pktps)) if !since_2_0 => Some(Purpose::NetworkPolicy),
        (2, Some(MeterUnit::Pktps)) if !since_2_0 => Some(Purpose::Traceflow),
        (3, Some(MeterUnit::Pktps)) if !since_2_0 => Some(Purpose::Dns),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_mean_what_they_mean_in_their_version() {
        use MeterUnit::{Kbps, Pktps};
        type Case<'a> = (u32, Option<MeterUnit>, &'a [u32], Option<Purpose>);
        let cases: [Case<'_>; 9] = [
            (256, Some(Pktps), &[256], Some(Purpose::NetworkPolicy)),
            (258, None, &[258], Some(Purpose::Dns)),
            (1, Some(Pktps), &[1, 2], Some(Purpose::NetworkPolicy)),
            (3, Some(Pktps), &[1, 2, 3], Some(Purpose::Dns)),
            (1, Some(Kbps), &[1, 256], Some(Purpose::Egress(1))),
            (3, None, &[3, 256], Some(Purpose::Egress(3))),
            (1, Some(Pktps), &[1, 256], None),
            (4, Some(Pktps), &[4], None),
            (1000, Some(Kbps), &[1000], None),
        ];
        for (id, unit, of_bridge, expected) in cases {
            let of_bridge: Vec<MeterId> = of_bridge.iter().copied().map(MeterId::Number).collect();
            assert_eq!(purpose(MeterId::Number(id), unit, &of_bridge), expected, "{id} {unit:?}");
        }
        assert_eq!(purpose(MeterId::Controller, None, &[]), None);
    }
}
