//! Which bits of which field mean what, by layout: data.

use super::{FROM, Layout, PKT_MARK_FROM, TUN_ID_FROM, mask_of};
use crate::model::field::Field;

/// Some bits of a field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bits {
    pub first: u8,
    pub last: u8,
    pub name: &'static str,
    pub antrea: &'static str,
    pub reads: Reads,
}

impl Bits {
    pub const fn mask(&self) -> u128 {
        mask_of(self.first, self.last)
    }
}

/// How their value is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reads {
    Flag,
    Codes(&'static [(u32, &'static str)]),
    Number,
    Hex,
    Rule,
    Port,
    Group,
    Operations,
    TableOrSwap,
    Reg3,
    Ipv6,
}

use Reads::*;

const fn bits(first: u8, last: u8, name: &'static str, antrea: &'static str, reads: Reads) -> Bits {
    Bits { first, last, name, antrea, reads }
}

const fn flag(bit: u8, name: &'static str, antrea: &'static str) -> Bits {
    bits(bit, bit, name, antrea, Flag)
}

/// What a packet goes to the agent for (pkg/agent/openflow/packetin.go). Antrea up to 1.12 has two more, for DNS and IGMP.
pub(super) const OPERATIONS: [(u8, &str); 5] = [(1, "log"), (2, "reject"), (4, "store-deny"), (8, "dns"), (16, "igmp")];
pub(super) const KNOWN_OPERATIONS: u8 = 31;

/// Sources, and destinations in the same codes.
const SOURCES: &[(u32, &str)] = &[
    (0, "none"),
    (1, "tunnel"),
    (2, "gateway"),
    (3, "local Pod"),
    (4, "uplink"),
    (5, "bridge"),
    (6, "traffic control"),
    (7, "L7 engine"),
];
/// Up to Antrea 1.5.
const OLD_SOURCES: &[(u32, &str)] =
    &[(0, "tunnel"), (1, "gateway"), (2, "local Pod"), (4, "uplink or bridge"), (5, "uplink or bridge")];
const DISPOSITIONS: &[(u32, &str)] = &[(0, "allow"), (1, "drop"), (2, "reject"), (3, "pass")];
const OUTPUTS: &[(u32, &str)] = &[(1, "port"), (2, "agent")];
const ENDPOINT_STATES: &[(u32, &str)] = &[(0, "none"), (1, "to select"), (2, "selected"), (3, "to learn")];
const TRAFFIC_CONTROL: &[(u32, &str)] = &[(0, "none"), (1, "mirror"), (2, "redirect")];
const ZONE_TYPES: &[(u32, &str)] = &[(0, "none"), (1, "IPv4"), (3, "IPv6")];
/// Up to Antrea 1.4 the mark was one number.
const OLD_MARKS: &[(u32, &str)] =
    &[(0, "none"), (0x20, "source gateway"), (0x21, "DNAT for a Service"), (0x22, "source bridge")];
const LABEL_IDENTITIES: &[(u32, &str)] = &[(0xff_ffff, "none known")];

const REG0_UP_TO_1_5: &[Bits] = &[
    bits(0, 3, "source", "PktSourceField", Codes(OLD_SOURCES)),
    flag(16, "port-found", "OFPortFoundRegMark"),
    flag(17, "snat-node-ip", "SNATNodeIPRegMark"),
    flag(18, "hairpin", "HairpinRegMark"),
    flag(19, "rewrite-mac", "RewriteMACRegMark"),
    flag(20, "deny", "CnpDenyRegMark"),
    bits(21, 22, "disposition", "APDispositionField", Codes(DISPOSITIONS)),
    bits(24, 28, "packet-in", "CustomReasonField", Operations),
];

const REG0_FROM_1_6: &[Bits] = &[
    bits(0, 3, "source", "PktSourceField", Codes(SOURCES)),
    bits(4, 7, "destination", "PktDestinationField", Codes(SOURCES)),
    flag(8, "port-found", "OFPortFoundRegMark"),
    flag(9, "rewrite-mac", "RewriteMACRegMark"),
    flag(10, "deny", "CnpDenyRegMark"),
    bits(11, 12, "disposition", "APDispositionField", Codes(DISPOSITIONS)),
    bits(13, 17, "packet-in", "CustomReasonField", Operations),
    flag(19, "remote-snat", "RemoteSNATRegMark"),
    flag(20, "l7-redirect", "L7NPRedirectRegMark"),
];

const REG0_FROM_1_13: &[Bits] = &[
    bits(0, 3, "source", "PktSourceField", Codes(SOURCES)),
    bits(4, 7, "destination", "PktDestinationField", Codes(SOURCES)),
    flag(9, "rewrite-mac", "RewriteMACRegMark"),
    flag(10, "deny", "APDenyRegMark"),
    bits(11, 12, "disposition", "APDispositionField", Codes(DISPOSITIONS)),
    flag(13, "reject-packet-out", "GeneratedRejectPacketOutRegMark"),
    flag(14, "service-without-endpoints", "SvcNoEpRegMark"),
    flag(19, "remote-snat", "RemoteSNATRegMark"),
    flag(20, "l7-redirect", "L7NPRedirectRegMark"),
    bits(21, 22, "output", "OutputRegField", Codes(OUTPUTS)),
    flag(23, "ct-state-restored", ""),
    bits(25, 31, "packet-in", "PacketInOperationField", Operations),
];

const REG1: &[Bits] = &[bits(0, 31, "to-port", "TargetOFPortField", Port)];
/// Antrea writes a whole address here in the ARP responder, and a table in the lowest byte where a packet goes to the agent.
const REG2: &[Bits] =
    &[bits(0, 7, "decided-in", "PacketInTableField", TableOrSwap), bits(8, 31, "swap", "SwapField", Hex)];
const REG3: &[Bits] = &[bits(0, 31, "endpoint-or-rule", "EndpointIPField", Reg3)];

const REG4_UP_TO_1_5: &[Bits] = &[
    bits(0, 15, "endpoint-port", "EndpointPortField", Number),
    bits(16, 18, "endpoint", "ServiceEPStateField", Codes(ENDPOINT_STATES)),
    flag(19, "to-nodeport", "ToNodePortAddressRegMark"),
    flag(20, "service-snat", "ServiceNeedSNATRegMark"),
    flag(21, "antrea-ipam", "AntreaFlexibleIPAMRegMark"),
];

const REG4_FROM_1_6: &[Bits] = &[
    bits(0, 15, "endpoint-port", "EndpointPortField", Number),
    bits(16, 18, "endpoint", "ServiceEPStateField", Codes(ENDPOINT_STATES)),
    flag(19, "to-nodeport", "ToNodePortAddressRegMark"),
    flag(20, "antrea-ipam", "AntreaFlexibleIPAMRegMark"),
    flag(21, "traffic-policy-cluster", "ToClusterServiceRegMark"),
    bits(22, 23, "traffic-control", "TrafficControlActionField", Codes(TRAFFIC_CONTROL)),
];

const REG4_FROM_1_13: &[Bits] = &[
    bits(0, 15, "endpoint-port", "EndpointPortField", Number),
    bits(16, 18, "endpoint", "ServiceEPStateField", Codes(ENDPOINT_STATES)),
    flag(19, "to-nodeport", "ToNodePortAddressRegMark"),
    flag(20, "antrea-ipam", "AntreaFlexibleIPAMRegMark"),
    flag(21, "to-external-address", "ToExternalAddressRegMark"),
    bits(22, 23, "traffic-control", "TrafficControlActionField", Codes(TRAFFIC_CONTROL)),
    flag(24, "nested-service", "NestedServiceRegMark"),
    flag(25, "dsr", "DSRServiceRegMark"),
    flag(26, "remote-endpoint", "RemoteEndpointRegMark"),
    flag(27, "from-external", "FromExternalRegMark"),
    flag(28, "from-local", "FromLocalRegMark"),
];

const REG5: &[Bits] = &[bits(0, 31, "egress-rule", "TFEgressConjIDField", Rule)];
const REG6: &[Bits] = &[bits(0, 31, "ingress-rule", "TFIngressConjIDField", Rule)];
const REG7: &[Bits] = &[bits(0, 31, "service", "ServiceGroupIDField", Group)];
const REG8: &[Bits] =
    &[bits(0, 11, "vlan", "VLANIDField", Number), bits(12, 15, "zone-type", "CtZoneTypeField", Codes(ZONE_TYPES))];
const REG9: &[Bits] = &[bits(0, 31, "traffic-control-port", "TrafficControlTargetOFPortField", Port)];
/// The four registers of `xxreg3`, one by one.
const REG12_15: &[Bits] = &[bits(0, 31, "endpoint-ipv6-part", "EndpointIP6Field", Hex)];
const XXREG3: &[Bits] = &[bits(0, 127, "endpoint", "EndpointIP6Field", Ipv6)];

const CT_MARK_UP_TO_1_4: &[Bits] = &[bits(0, 31, "connection", "FromGatewayCTMark", Codes(OLD_MARKS))];
const CT_MARK_1_5: &[Bits] = &[
    bits(0, 3, "source", "ConnSourceCTMarkField", Codes(OLD_SOURCES)),
    flag(4, "service", "ServiceCTMark"),
    flag(5, "service-snat", "ConnSNATCTMark"),
    flag(6, "hairpin", "HairpinCTMark"),
];
const CT_MARK_FROM_1_6: &[Bits] = &[
    bits(0, 3, "source", "ConnSourceCTMarkField", Codes(SOURCES)),
    flag(4, "service", "ServiceCTMark"),
    flag(5, "service-snat", "ConnSNATCTMark"),
    flag(6, "hairpin", "HairpinCTMark"),
    flag(7, "l7-redirect", "L7NPRedirectCTMark"),
];

const CT_LABEL: &[Bits] = &[
    bits(0, 31, "ingress-rule", "IngressRuleCTLabel", Rule),
    bits(32, 63, "egress-rule", "EgressRuleCTLabel", Rule),
    bits(64, 75, "l7-vlan", "L7NPRuleVlanIDCTLabel", Number),
];

const PKT_MARK: &[Bits] = &[
    bits(0, 7, "egress-ip", "SNATIPMarkMask", Number),
    bits(16, 27, "l2-dispatch-peer", "L2DispatchPeerMarkMask", Number),
    flag(29, "l2-dispatch", "L2DispatchMark"),
    flag(30, "egress-return-to-remote", "EgressNoEncapReturnToRemoteMark"),
    flag(31, "from-this-node", "HostLocalSourceMark"),
];

/// The identity that a packet's labels have in a set of clusters; other tunnels carry 0.
const TUN_ID: &[Bits] = &[bits(0, 23, "label-identity", "UnknownLabelIdentity", Codes(LABEL_IDENTITIES))];

/// The file that a field's bits are from, and the bits.
pub(super) fn of(field: Field, layout: Layout) -> (&'static str, &'static [Bits]) {
    use Layout::*;
    let bits = match (field, layout) {
        (Field::Reg(0), UpTo1_4 | V1_5) => REG0_UP_TO_1_5,
        (Field::Reg(0), From1_6) => REG0_FROM_1_6,
        (Field::Reg(0), From1_13) => REG0_FROM_1_13,
        (Field::Reg(1), _) => REG1,
        (Field::Reg(2), _) => REG2,
        (Field::Reg(3), _) => REG3,
        (Field::Reg(4), UpTo1_4 | V1_5) => REG4_UP_TO_1_5,
        (Field::Reg(4), From1_6) => REG4_FROM_1_6,
        (Field::Reg(4), From1_13) => REG4_FROM_1_13,
        (Field::Reg(5), _) => REG5,
        (Field::Reg(6), _) => REG6,
        (Field::Reg(7), _) => REG7,
        (Field::Reg(8), _) => REG8,
        (Field::Reg(9), _) => REG9,
        (Field::Reg(12..=15), _) => REG12_15,
        (Field::XXReg(3), _) => XXREG3,
        (Field::CtMark, UpTo1_4) => CT_MARK_UP_TO_1_4,
        (Field::CtMark, V1_5) => CT_MARK_1_5,
        (Field::CtMark, From1_6 | From1_13) => CT_MARK_FROM_1_6,
        (Field::CtLabel, _) => CT_LABEL,
        (Field::PktMark, _) => return (PKT_MARK_FROM, PKT_MARK),
        (Field::TunId, _) => return (TUN_ID_FROM, TUN_ID),
        _ => &[],
    };
    (FROM, bits)
}
