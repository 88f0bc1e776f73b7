//! One connection that is tracked in several zones is one row.
//!
//! Antrea tracks a Service's connection in a second zone where it translates its source (`SNATCtZone`), and the Node tracks what leaves it once more in zone 0. All of
//! them have the client and the endpoint in common: where the first packet came from and where answers come from (the key of Antrea's own exporter,
//! pkg/agent/flowexporter/connection/connection.go).

use std::net::IpAddr;

use crate::antrea::registers::{Zone, zone};
use crate::model::conntrack::{Connection, Ends, Protocol};

/// The connections of a Node in order, those of one row beside each other.
#[derive(Debug, Default)]
pub(super) struct Merged {
    order: Vec<u32>,
    /// Where each row ends in `order`.
    ends: Vec<u32>,
}

/// Protocol, client, its port or ICMP identity, endpoint and its port.
type Key = (Protocol, IpAddr, u64, IpAddr, u64);

fn key(connection: &Connection) -> Key {
    let end = |ends: Ends| match ends {
        Ends::Ports { source, .. } => u64::from(source),
        Ends::Icmp { id, kind, code } => u64::from(id) << 16 | u64::from(kind) << 8 | u64::from(code),
        Ends::Addresses => 0,
    };
    let (original, reply) = (&connection.original, &connection.reply);
    (connection.protocol, original.source, end(original.ends), reply.source, end(reply.ends))
}

/// Which zone says most of a connection; zones that are not Antrea's stay by themselves.
fn rank(number: u16) -> u8 {
    match zone(number) {
        Some(Zone::Pods { .. } | Zone::Vlan { .. }) => 0,
        Some(Zone::ServiceSnat { .. }) => 1,
        Some(Zone::Node) => 2,
        None => ALONE,
    }
}

const ALONE: u8 = 3;

impl Merged {
    pub(super) fn of(connections: &[Connection]) -> Merged {
        let count = u32::try_from(connections.len()).unwrap_or(u32::MAX);
        let mut keyed: Vec<(Key, u8, u32)> = connections
            .iter()
            .zip(0..count)
            .map(|(connection, at)| (key(connection), rank(connection.zone), at))
            .collect();
        keyed.sort_unstable();
        let mut merged = Merged { order: Vec::with_capacity(keyed.len()), ends: Vec::new() };
        let mut last: Option<(Key, u8)> = None;
        for (place, (key, rank, at)) in (0u32..).zip(keyed) {
            // Ranks rise within a key: one that is there already is another connection.
            let same = rank != ALONE && last.is_some_and(|(other, before)| other == key && before < rank);
            if !same && place > 0 {
                merged.ends.push(place);
            }
            merged.order.push(at);
            last = Some((key, rank));
        }
        if !merged.order.is_empty() {
            merged.ends.push(count);
        }
        merged
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The places of a row's connections, the one that says most first.
    pub(super) fn row(&self, at: usize) -> &[u32] {
        let end_of = |at: usize| self.ends.get(at).map(|end| *end as usize);
        let begin = at.checked_sub(1).and_then(end_of).unwrap_or(0);
        end_of(at).and_then(|end| self.order.get(begin..end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::conntrack::{ProtocolState, Tuple};

    fn connection(zone: u16, original: [&str; 2], reply: [&str; 2], port: u16) -> Connection {
        let tuple = |[source, destination]: [&str; 2], ends| Tuple {
            source: source.parse().unwrap(),
            destination: destination.parse().unwrap(),
            ends,
            counters: None,
        };
        Connection {
            protocol: Protocol::TCP,
            original: tuple(original, Ends::Ports { source: port, destination: 80 }),
            reply: tuple(reply, Ends::Ports { source: 80, destination: port }),
            start: None,
            id: None,
            zone,
            status: None,
            timeout: None,
            mark: 0,
            labels: 0,
            state: ProtocolState::default(),
        }
    }

    #[test]
    fn zones_of_one_connection_are_one_row() {
        let (client, service, endpoint, gateway) = ("10.0.0.1", "10.96.0.1", "10.0.0.2", "10.0.0.9");
        let connections = [
            connection(65521, [client, endpoint], [endpoint, gateway], 1),
            connection(65520, [client, service], [endpoint, client], 2),
            connection(65520, [client, service], [endpoint, client], 1),
            connection(0, [client, endpoint], [endpoint, gateway], 1),
            // Of another user of the datapath.
            connection(7, [client, endpoint], [endpoint, client], 1),
            connection(8, [client, endpoint], [endpoint, client], 1),
        ];
        let merged = Merged::of(&connections);
        let rows: Vec<&[u32]> = (0..merged.len()).map(|at| merged.row(at)).collect();
        assert_eq!(rows, [&[2, 0, 3][..], &[4], &[5], &[1]]);
        assert!(merged.row(9).is_empty() && Merged::of(&[]).len() == 0);
        // Two of one zone are two, whatever they look like.
        let twice = [connections[2].clone(), connections[2].clone()];
        assert_eq!(Merged::of(&twice).len(), 2);
    }
}
