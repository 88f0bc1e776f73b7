//! What Antrea's API calls traffic statistics.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::Arc;

use super::policy::{PolicyKind, PolicyRef};

/// Sessions, packets and bytes; `None` is unknown, which is not zero.
///
/// A session is a packet that opened a connection, and each denied packet (Antrea counts so; retransmitted SYNs inflate it).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct TrafficStats {
    pub sessions: Option<u64>,
    pub packets: Option<u64>,
    pub bytes: Option<u64>,
}

/// What Antrea's statistics API says: totals of the whole cluster since its controller started, by policy. It knows three kinds of policies only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiStatistics {
    /// By policy.
    pub policies: BTreeMap<PolicyRef, ApiPolicyStats>,
    /// Kinds whose list was read, be it empty.
    pub listed: BTreeSet<PolicyKind>,
    /// Multicast groups with the Pods that joined them, (Namespace, name); `None` when the list did not come.
    pub multicast_groups: Option<MulticastGroups>,
}

/// Pods, (Namespace, name), by the group that they joined.
pub type MulticastGroups = BTreeMap<IpAddr, BTreeSet<(Arc<str>, Arc<str>)>>;

/// One policy in the statistics API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiPolicyStats {
    /// `metadata.uid`, the policy's own.
    pub uid: Arc<str>,
    /// `metadata.creationTimestamp`: when counting began.
    pub since: Option<String>,
    /// All rules together.
    pub stats: TrafficStats,
    /// Rules that ever had traffic, by name; K8s policies have none.
    pub rules: Vec<(String, TrafficStats)>,
}

impl ApiStatistics {
    /// Kinds that the API counts (pkg/agent/stats/collector.go).
    pub const KINDS: [PolicyKind; 3] =
        [PolicyKind::K8sNetworkPolicy, PolicyKind::AntreaNetworkPolicy, PolicyKind::AntreaClusterNetworkPolicy];
}
