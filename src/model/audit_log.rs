//! A line of the audit log that agents write of policies (`/var/log/antrea/networkpolicy/np.log`), and of the kernel's own for policies of Nodes.

use std::net::IpAddr;

use super::policy::Direction;

/// Which fields a line has. The format was changed five times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AuditFormat {
    /// Antrea 0.13 to 1.3: `SRC:`, `DEST:`.
    Labelled,
    /// Antrea 1.4 and 1.5: length before protocol, no ports.
    WithoutPorts,
    /// Antrea 1.6 to 1.8: ports.
    Ports,
    /// Antrea 1.9 to 1.11: the name of the rule.
    RuleName,
    /// Antrea 1.12: a label.
    LogLabel,
    /// Antrea 1.13 and later: direction, and whom the rule applies to.
    Direction,
}

impl AuditFormat {
    /// The versions that write it.
    pub fn versions(self) -> &'static str {
        match self {
            AuditFormat::Labelled => "0.13 to 1.3",
            AuditFormat::WithoutPorts => "1.4 and 1.5",
            AuditFormat::Ports => "1.6 to 1.8",
            AuditFormat::RuleName => "1.9 to 1.11",
            AuditFormat::LogLabel => "1.12",
            AuditFormat::Direction => "1.13 and later",
        }
    }
}

/// One line. What stands there as `<nil>`, as nothing or not at all is `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRecord<'a> {
    /// `2023/02/14`, in the time zone of the agent's container.
    pub date: &'a str,
    /// `11:23:54.727335`.
    pub time: &'a str,
    /// The OpenFlow table that decided.
    pub table: &'a str,
    /// `AntreaNetworkPolicy:default/web`; `K8sNetworkPolicy` alone for what no K8s policy allowed.
    pub policy: Option<&'a str>,
    /// The rule's name; it may hold blanks.
    pub rule: Option<&'a str>,
    /// The direction, from the Pod's side.
    pub direction: Option<Direction>,
    /// `Allow`, `Drop`, `Reject`, `Pass`, `Redirect`.
    pub action: &'a str,
    /// OpenFlow priority of the rule.
    pub priority: Option<u16>,
    /// Whom the rule applies to: `default/web-0`.
    pub applied_to: Option<&'a str>,
    /// Source address.
    pub source: IpAddr,
    /// Source port; none for protocols without ports.
    pub source_port: Option<u16>,
    /// Destination address.
    pub destination: IpAddr,
    /// Destination port.
    pub destination_port: Option<u16>,
    /// `TCP`, `UDP`, `ICMP`, ..
    pub protocol: &'a str,
    /// Length of the packet, in bytes.
    pub length: Option<u64>,
    /// The rule's `logLabel`.
    pub label: Option<&'a str>,
    /// How many packets the line stands for: 1 without a suffix that says so.
    pub packets: u64,
    /// The time in which they came, as Go writes it (`1.000855539s`).
    pub within: Option<&'a str>,
    /// Which fields it has.
    pub format: AuditFormat,
}

/// A line of the kernel's log that a policy of a Node wrote (`Antrea:I:Drop:label:IN=.. OUT=..`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeAuditRecord<'a> {
    /// Ingress or egress, from the Node's side.
    pub direction: Direction,
    /// `Allow`, `Drop`, `Reject`.
    pub action: &'a str,
    /// The rule's `logLabel`, or its name; iptables cuts the whole prefix to 29 characters.
    pub label: &'a str,
    /// The rest, as the kernel writes it: `IN=eth0 OUT= SRC=10.0.0.1 ..`.
    pub packet: &'a str,
}

impl<'a> NodeAuditRecord<'a> {
    /// The kernel's `KEY=VALUE` pairs, flags without a value left out; `LEN` comes twice for UDP.
    pub fn pairs(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        self.packet.split(' ').filter_map(|word| word.split_once('='))
    }
}
