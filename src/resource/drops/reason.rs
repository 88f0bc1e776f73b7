//! Why a packet was dropped.

/// Why, as `get drops` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Reason {
    PolicyDrop,
    PolicyReject,
    LeftOverRule,
    DefaultDeny,
    SpoofGuard,
    ArpSpoofGuard,
    InvalidState,
    ConntrackFull,
    NoEndpoint,
    NoEgress,
    MulticastLoop,
    TableMiss,
    OtherFlow,
    Meter,
    MeterOfAgent,
    PortReceive,
    PortSend,
}

impl Reason {
    pub(super) const ALL: [Reason; 17] = [
        Reason::PolicyDrop,
        Reason::PolicyReject,
        Reason::LeftOverRule,
        Reason::DefaultDeny,
        Reason::SpoofGuard,
        Reason::ArpSpoofGuard,
        Reason::InvalidState,
        Reason::ConntrackFull,
        Reason::NoEndpoint,
        Reason::NoEgress,
        Reason::MulticastLoop,
        Reason::TableMiss,
        Reason::OtherFlow,
        Reason::Meter,
        Reason::MeterOfAgent,
        Reason::PortReceive,
        Reason::PortSend,
    ];

    /// The word in every output.
    pub(super) fn name(self) -> &'static str {
        match self {
            Reason::PolicyDrop => "policy-drop",
            Reason::PolicyReject => "policy-reject",
            Reason::LeftOverRule => "left-over-rule",
            Reason::DefaultDeny => "default-deny",
            Reason::SpoofGuard => "spoof-guard",
            Reason::ArpSpoofGuard => "arp-spoof-guard",
            Reason::InvalidState => "invalid-state",
            Reason::ConntrackFull => "conntrack-full",
            Reason::NoEndpoint => "no-endpoint",
            Reason::NoEgress => "no-egress",
            Reason::MulticastLoop => "multicast-loop",
            Reason::TableMiss => "table-miss",
            Reason::OtherFlow => "drop-flow",
            Reason::Meter => "meter",
            Reason::MeterOfAgent => "meter-of-agent",
            Reason::PortReceive => "port-rx",
            Reason::PortSend => "port-tx",
        }
    }

    /// What it means, in a sentence.
    pub(super) fn explained(self) -> &'static str {
        match self {
            Reason::PolicyDrop => "a rule dropped them",
            Reason::PolicyReject => "a rule rejected them: the sender was told",
            Reason::LeftOverRule => {
                "a rule that is no more dropped them: its flow was left behind, or is of an older round of the agent"
            }
            Reason::DefaultDeny => "K8s policies isolate the Pod, and none of their rules allows them",
            Reason::SpoofGuard => "they came from a port with an address that is not its Pod's, or by no known way in",
            Reason::ArpSpoofGuard => "ARP from a port with an address that is not its Pod's",
            Reason::InvalidState => {
                "conntrack finds them out of place: a reply without a request, a TCP segment out of its window"
            }
            Reason::ConntrackFull => {
                "they went into conntrack and did not come out: the table, or a zone's limit, was full. A flow that was deleted with its counters would look the same"
            }
            Reason::NoEndpoint => "the Service has no endpoint: the agent rejects the connection",
            Reason::NoEgress => "they came through the tunnel for an Egress address that is not on this Node",
            Reason::MulticastLoop => "multicast that would go back to where it came from",
            Reason::TableMiss => "no flow of the table wants them",
            Reason::OtherFlow => "a flow drops them",
            Reason::Meter => "they were above the rate of an Egress",
            Reason::MeterOfAgent => {
                "copies for the agent above the rate: a line of the audit log, a reject or a DNS answer is lost; the packets themselves are counted where they were dropped"
            }
            Reason::PortReceive => "the interface dropped them before the switch saw them",
            Reason::PortSend => "the interface dropped them after the switch sent them",
        }
    }

    /// Whether they are packets, and not copies of packets that another row may count.
    pub(super) fn is_of_packets(self) -> bool {
        self != Reason::MeterOfAgent
    }
}
