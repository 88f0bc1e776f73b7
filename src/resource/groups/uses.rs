//! What uses a group, as the flows that go to it say.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use crate::model::field::{Field, Protocol};
use crate::model::flow::{Action, KeptFlow, Value};
use crate::model::ids::GroupId;
use crate::model::policy::L4Protocol;
use crate::resolve::addresses::ServiceName;
use crate::resource::view::{SwitchFacts, View};

/// What uses a group.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) services: BTreeSet<ServiceName>,
    pub(super) addresses: BTreeSet<String>,
    pub(super) multicast: BTreeSet<IpAddr>,
}

/// `reg4[19]`: packets to a port of a Node (pkg/agent/openflow/fields.go, ToNodePortAddressRegMark).
const TO_NODE_PORT: u128 = 1 << 19;

pub(super) fn uses(view: &View, switch: &SwitchFacts) -> BTreeMap<GroupId, Uses> {
    let mut uses: BTreeMap<GroupId, Uses> = BTreeMap::new();
    let Some(flows) = &switch.flows else { return uses };
    flows.each(&mut |_, flow| {
        for item in flow.actions {
            if let Action::Group(group) = item.action {
                note_use(view, &flow, uses.entry(group).or_default());
            }
        }
    });
    uses
}

fn note_use(view: &View, flow: &KeptFlow<'_>, uses: &mut Uses) {
    let (mut address, mut protocol, mut port, mut to_node) = (None, None, None, false);
    for field in flow.fields {
        match (field.field, field.value) {
            (Field::NwDst, Value::Ipv4 { value, mask: None }) => address = Some(IpAddr::V4(value)),
            (Field::Ipv6Dst, Value::Ipv6 { value, mask: None }) => address = Some(IpAddr::V6(value)),
            (Field::Protocol(Protocol::Tcp | Protocol::Tcp6), _) => protocol = Some((L4Protocol::Tcp, "TCP")),
            (Field::Protocol(Protocol::Udp | Protocol::Udp6), _) => protocol = Some((L4Protocol::Udp, "UDP")),
            (Field::Protocol(Protocol::Sctp | Protocol::Sctp6), _) => protocol = Some((L4Protocol::Sctp, "SCTP")),
            (Field::TpDst, Value::Number { value, mask: None }) => port = u16::try_from(value).ok(),
            (Field::Reg(4), Value::Number { value, mask: Some(mask) }) => to_node |= value & mask & TO_NODE_PORT != 0,
            _ => {}
        }
    }
    match (address, protocol, port) {
        (Some(address), None, None) if address.is_multicast() => {
            uses.multicast.insert(address);
        }
        (Some(address), Some((protocol, word)), Some(port)) => {
            uses.addresses.insert(format!("{}/{word}", socket(address, Some(port))));
            uses.services.extend(view.addresses.service(address, protocol, port).cloned());
        }
        (None, Some((protocol, word)), Some(port)) if to_node => {
            uses.addresses.insert(format!("NODE:{port}/{word}"));
            uses.services.extend(view.addresses.node_port(protocol, port).cloned());
        }
        _ => {}
    }
}

/// `10.0.0.1:80`, `[fd00::1]:80`, `10.0.0.1`.
pub(super) fn socket(address: IpAddr, port: Option<u16>) -> String {
    port.map_or_else(|| address.to_string(), |port| std::net::SocketAddr::new(address, port).to_string())
}
