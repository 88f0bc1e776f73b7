//! What a Node's switch has beside flows, as nouns see it.

use std::sync::Arc;

use super::filter::Query;
use super::item::natural;
use super::view::{SwitchFacts, View};
use crate::antrea::bucket::BucketTarget;
use crate::antrea::cookie::round;
use crate::antrea::role::table_of;
use crate::model::flow::{Flow, TableRef};
use crate::model::ids::{GroupId, OfPort};
use crate::model::meter::{Meter, MeterStats};
use crate::model::policy::PodInterface;
use crate::model::port::{PortDesc, PortStats};
use crate::model::report::{Missing, Part, Row, RowSource};

/// Groups, meters and ports of a Node. What did not come is `None`.
#[derive(Debug, Default)]
pub struct DeviceFacts {
    /// `dump-groups`, with the counters of `dump-group-stats` where they came.
    pub groups: Option<Vec<GroupFacts>>,
    /// `dump-meters`.
    pub meters: Option<Vec<Meter>>,
    /// `meter-stats`.
    pub meter_stats: Option<Vec<MeterStats>>,
    /// `dump-ports-desc`.
    pub ports: Option<Vec<PortDesc>>,
    /// `dump-ports`.
    pub port_stats: Option<Vec<PortStats>>,
    /// What ports that are no Pod's are for, as the database says.
    pub port_roles: Vec<PortRole>,
    /// `/podmulticaststats` of the agent.
    pub multicast: Option<Vec<PodMulticast>>,
    /// Pods with a port on the bridge, where no flows came: else [`crate::resolve::node::NodeView`] has them.
    pub pods: Vec<PodInterface>,
}

/// What a port is for (`external_ids:antrea-type` of table `Port`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortRole {
    /// The interface.
    pub interface: String,
    /// Its OpenFlow port, when known.
    pub of_port: Option<OfPort>,
    /// `gateway`, `tunnel`, `uplink`, `host`, `traffic-control` or what a newer version says; Pods are not in it.
    pub role: String,
}

/// One group with what was counted for it. `None` is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupFacts {
    /// Its ID.
    pub id: GroupId,
    /// `all`, `select`, `indirect`, `ff`, or a newer type as printed; `None` where only its counters came.
    pub kind: Option<Arc<str>>,
    /// Its buckets in order.
    pub buckets: Box<[BucketFacts]>,
    /// Flows and groups that refer to it.
    pub ref_count: Option<u64>,
    /// Packets that came to it.
    pub packets: Option<u64>,
    /// Bytes of these.
    pub bytes: Option<u64>,
    /// Nanoseconds since it was made.
    pub duration: Option<u64>,
}

/// One bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketFacts {
    /// `bucket_id:`.
    pub id: Option<u32>,
    /// Its weight among those of a select group.
    pub weight: Option<u16>,
    /// Where it leads.
    pub target: BucketTarget,
    /// Its actions, where its target is none that Antrea makes.
    pub actions: Option<Box<str>>,
    /// Packets that it got.
    pub packets: Option<u64>,
    /// Bytes of these.
    pub bytes: Option<u64>,
}

/// What an agent says about a Pod's multicast: packets, without IGMP.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PodMulticast {
    pub namespace: Arc<str>,
    pub name: Arc<str>,
    pub inbound: Option<u64>,
    pub outbound: Option<u64>,
}

impl View {
    /// The Pods with a port on a Node's bridge.
    pub fn pods_of(&self, node: &str) -> &[PodInterface] {
        match self.nodes.iter().find(|read| &*read.name == node) {
            Some(read) => &read.pods,
            None => self.switches.get(node).map(|switch| &*switch.device.pods).unwrap_or_default(),
        }
    }

    /// The Pod at a port of a Node's bridge.
    pub fn pod_at(&self, node: &str, port: OfPort) -> Option<&PodInterface> {
        self.pods_of(node).iter().find(|pod| pod.of_port == Some(port))
    }
}

impl SwitchFacts {
    /// What a port is for, where the database says so.
    pub fn role_at(&self, port: OfPort) -> Option<&str> {
        let at = self.device.port_roles.iter().find(|role| role.of_port == Some(port))?;
        Some(&at.role)
    }
}

/// `default/web`.
pub fn pod_label(pod: &PodInterface) -> String {
    format!("{}/{}", pod.namespace, pod.name)
}

/// The switches that a query wants, in the order of their Nodes' names.
pub(super) fn switches<'v>(view: &'v View, query: &Query) -> Vec<(&'v Arc<str>, &'v SwitchFacts)> {
    let mut switches: Vec<_> = view.switches.iter().filter(|(name, _)| query.node(name)).collect();
    switches.sort_by_cached_key(|(name, _)| natural(name));
    switches
}

/// Rows made when they are printed, each from what it shows.
pub(super) struct Made<T, F> {
    /// What each row shows.
    pub items: Vec<T>,
    /// The row of one.
    pub make: F,
}

impl<T, F: Fn(&T, Part) -> Row> RowSource for Made<T, F> {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn row(&self, at: usize, part: Part) -> Row {
        self.items.get(at).map(|item| (self.make)(item, part)).unwrap_or_default()
    }
}

/// A name without `KIND/` before it.
pub(super) fn bare<'a>(kind: &str, name: &'a str) -> &'a str {
    name.strip_prefix(kind).and_then(|name| name.strip_prefix('/')).unwrap_or(name)
}

/// The names of `[NAME...]` that nothing has; a name may stand behind `KIND/`.
pub(super) fn missing_names(query: &Query, kind: &str, known: &[String]) -> Missing {
    let asked = query.names.iter().map(|name| bare(kind, name).to_owned());
    let names: Vec<String> = asked.filter(|name| !known.iter().any(|known| known == name)).collect();
    if names.is_empty() { Missing::default() } else { Missing { names, known: known.to_vec() } }
}

/// Whether `[NAME...]` wants something that has these names.
pub(super) fn is_named(query: &Query, kind: &str, names: &[&str]) -> bool {
    query.names.is_empty() || query.names.iter().any(|asked| names.contains(&bare(kind, asked)))
}

/// The name of a flow's table.
pub(super) fn table_name<'a>(switch: &'a SwitchFacts, flow: &Flow<'a>) -> Option<&'a str> {
    match table_of(flow) {
        TableRef::Name(name) => Some(name),
        TableRef::Number(id) => switch.table_names.get(&id).map(|name| &**name),
    }
}

/// Whether a flow is not of a round that the agent has left behind. One without a cookie may be of any.
pub(super) fn is_live(view: &View, node: &str, flow: &Flow<'_>) -> bool {
    let live = view.nodes.iter().find(|read| &*read.name == node).and_then(|read| read.live_round);
    match (live, flow.cookie.and_then(round)) {
        (Some(live), Some(own)) => live == own,
        _ => true,
    }
}
