//! The collections of a cluster that are read, each as one Kubernetes List as `kubectl get -A -o json` prints it.
//!
//! Paths are fixed. Where a kind moved through versions of its API, the newest is asked first and a 404 leads to the next: Antrea's CRDs are v1beta1
//! since 1.13 (docs/api.md of Antrea), of the group that 1.0 introduced.

use futures::StreamExt;
use futures::stream;
use serde_json::Value;

use super::client::{Api, JSON};
use super::event::Event;
use super::feed::{Closed, Feed};
use super::page::Object;
use super::prune::{self, Keep};
use super::{KubeError, KubeErrorKind};
use crate::model::artefact::ArtefactKind;
use crate::source::{Outcome, Transfer};

/// A collection of objects.
#[derive(Clone, Copy, Debug)]
pub struct Collection {
    /// The resource: plural, lower case.
    pub plural: &'static str,
    /// API group; empty for the core.
    pub group: &'static str,
    /// Versions of the API, the newest first.
    pub versions: &'static [&'static str],
    /// The kind of its objects.
    pub kind: &'static str,
    /// Whether a cluster may do without it: a CRD that is not installed is no gap.
    pub optional: bool,
    /// What is kept of an object.
    pub keep: Keep,
    /// What it is in the seam.
    pub artefact: ArtefactKind,
}

const fn core(plural: &'static str, kind: &'static str, keep: Keep) -> Collection {
    Collection { plural, group: "", versions: &["v1"], kind, optional: false, keep, artefact: ArtefactKind::Objects }
}

const fn crd(
    group: &'static str,
    versions: &'static [&'static str],
    plural: &'static str,
    kind: &'static str,
) -> Collection {
    Collection { plural, group, versions, kind, optional: true, keep: prune::WHOLE, artefact: ArtefactKind::Objects }
}

const ANTREA: &str = "crd.antrea.io";
const POLICY: &str = "policy.networking.k8s.io";

/// K8s NetworkPolicies.
pub const NETWORK_POLICIES: Collection = Collection {
    group: "networking.k8s.io",
    keep: prune::WHOLE,
    ..core("networkpolicies", "NetworkPolicy", prune::WHOLE)
};
/// Antrea NetworkPolicies.
pub const ANTREA_NETWORK_POLICIES: Collection =
    crd(ANTREA, &["v1beta1", "v1alpha1"], "networkpolicies", "NetworkPolicy");
/// Antrea ClusterNetworkPolicies.
pub const ANTREA_CLUSTER_NETWORK_POLICIES: Collection =
    crd(ANTREA, &["v1beta1", "v1alpha1"], "clusternetworkpolicies", "ClusterNetworkPolicy");
/// AdminNetworkPolicies.
pub const ADMIN_NETWORK_POLICIES: Collection = crd(POLICY, &["v1alpha1"], "adminnetworkpolicies", "AdminNetworkPolicy");
/// The BaselineAdminNetworkPolicy.
pub const BASELINE_ADMIN_NETWORK_POLICIES: Collection =
    crd(POLICY, &["v1alpha1"], "baselineadminnetworkpolicies", "BaselineAdminNetworkPolicy");
/// ClusterNetworkPolicies of the Network Policy API, which took the place of both.
pub const CLUSTER_NETWORK_POLICIES: Collection =
    crd(POLICY, &["v1alpha2"], "clusternetworkpolicies", "ClusterNetworkPolicy");
/// Tiers of Antrea's policies.
pub const TIERS: Collection = crd(ANTREA, &["v1beta1", "v1alpha1"], "tiers", "Tier");
/// Services.
pub const SERVICES_COLLECTION: Collection = core("services", "Service", prune::SERVICE);
/// Pods.
pub const PODS: Collection = core("pods", "Pod", prune::POD);
/// Nodes.
pub const NODES: Collection = core("nodes", "Node", prune::NODE);
/// Which endpoints Services have; good to have, and big.
pub const ENDPOINT_SLICES: Collection = Collection {
    group: "discovery.k8s.io",
    optional: true,
    artefact: ArtefactKind::EndpointSlices,
    ..core("endpointslices", "EndpointSlice", prune::ENDPOINT_SLICE)
};
/// With which addresses packets of Pods leave the cluster; good to have. v1beta1 since 1.13.
pub const EGRESSES: Collection = Collection {
    keep: prune::EGRESS,
    artefact: ArtefactKind::Egresses,
    ..crd(ANTREA, &["v1beta1", "v1alpha2"], "egresses", "Egress")
};
/// Namespaces.
pub const NAMESPACES: Collection = core("namespaces", "Namespace", prune::NAMESPACE);
/// Antrea's groups of a Namespace, since 1.8.
pub const GROUPS: Collection = crd(ANTREA, &["v1beta1", "v1alpha3"], "groups", "Group");
/// Antrea's groups of the cluster.
pub const CLUSTER_GROUPS: Collection =
    crd(ANTREA, &["v1beta1", "v1alpha3", "v1alpha2"], "clustergroups", "ClusterGroup");
/// Antrea's endpoints outside of the cluster.
pub const EXTERNAL_ENTITIES: Collection =
    Collection { keep: prune::EXTERNAL_ENTITY, ..crd(ANTREA, &["v1alpha2"], "externalentities", "ExternalEntity") };

/// Policies of every kind with their tiers: when they were made, and which of them are realised nowhere.
pub const POLICIES: &[Collection] = &[
    NETWORK_POLICIES,
    ANTREA_NETWORK_POLICIES,
    ANTREA_CLUSTER_NETWORK_POLICIES,
    ADMIN_NETWORK_POLICIES,
    BASELINE_ADMIN_NETWORK_POLICIES,
    CLUSTER_NETWORK_POLICIES,
    TIERS,
];

/// Services: whom a rule that names one means.
pub const SERVICES: &[Collection] = &[SERVICES_COLLECTION];

/// What policies select from.
pub const SELECTED: &[Collection] =
    &[NAMESPACES, PODS, NODES, SERVICES_COLLECTION, GROUPS, CLUSTER_GROUPS, EXTERNAL_ENTITIES];

/// All that it takes to name rules without the agents' own answers.
pub const WAY_B: [Collection; POLICIES.len() + SELECTED.len()] = {
    let mut all = [NETWORK_POLICIES; POLICIES.len() + SELECTED.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < POLICIES.len() { POLICIES[at] } else { SELECTED[at - POLICIES.len()] };
        at += 1;
    }
    all
};

/// Everything that is read of a cluster.
pub const ALL: [Collection; WAY_B.len()] = WAY_B;

/// How many collections are read at once.
const AT_ONCE: usize = 4;
/// How many bytes of a list are handed on at a time.
const PIECE: usize = 64 << 10;

impl Collection {
    /// Its file in a capture (`cluster/pods.json`, `cluster/tiers.crd.antrea.io.json`), which is its name in messages too.
    pub fn file(&self) -> String {
        format!("cluster/{}.json", self.resource())
    }

    /// As kubectl names it (`pods`, `tiers.crd.antrea.io`).
    pub fn resource(&self) -> String {
        if self.group.is_empty() { self.plural.to_owned() } else { format!("{}.{}", self.plural, self.group) }
    }

    /// `apiVersion` of its objects.
    pub fn api_version(&self, version: &str) -> String {
        if self.group.is_empty() { version.to_owned() } else { format!("{}/{version}", self.group) }
    }

    /// The path of a version, over all Namespaces.
    pub fn path(&self, version: &str) -> String {
        let root = if self.group.is_empty() { "/api" } else { "/apis" };
        format!("{root}/{}/{}", self.api_version(version), self.plural)
    }
}

/// What became of collections.
#[derive(Debug, Default)]
pub struct Listed {
    /// Those that came whole.
    pub complete: Vec<String>,
    /// Those that could not be read, or not to their end. Whether one is a gap, the caller knows.
    pub failed: Vec<(String, KubeError)>,
    /// Those that the cluster does not have.
    pub absent: Vec<String>,
}

/// Gives each collection to the feed as one artefact.
///
/// # Errors
/// When nobody listens any more.
pub async fn objects(api: &Api, feed: &Feed, which: &[Collection]) -> Result<Listed, Closed> {
    let task = |collection: Collection| async move { (collection, list(api, feed, &collection, &mut |_| {}).await) };
    let tasks: Vec<_> = which.iter().copied().map(task).collect();
    let mut tasks = stream::iter(tasks).buffered(AT_ONCE);
    let mut listed = Listed::default();
    while let Some((collection, result)) = tasks.next().await {
        match result {
            Ok(()) => listed.complete.push(collection.resource()),
            Err(error) if error.kind == KubeErrorKind::Interrupted => return Err(Closed),
            Err(error) if error.kind == KubeErrorKind::NotFound && collection.optional => {
                feed.event(Event::Detail(format!("the cluster has no {}", collection.resource()))).await?;
                listed.absent.push(collection.resource());
            }
            Err(error) => listed.failed.push((collection.resource(), error)),
        }
    }
    Ok(listed)
}

/// Gives one collection to the feed, each object also to `each` before it is pruned. Nothing begins before the first page has come; a list that breaks
/// off is an artefact that is cut.
///
/// # Errors
/// As any request; 404 when no version of it is there. It is the caller's to tell the gap.
pub async fn list(
    api: &Api,
    feed: &Feed,
    collection: &Collection,
    each: &mut (dyn FnMut(&Object) + Send),
) -> Result<(), KubeError> {
    let mut absent = None;
    for version in collection.versions {
        match list_version(api, feed, collection, version, each).await {
            Err(error) if error.kind == KubeErrorKind::NotFound => absent.get_or_insert(error),
            other => return other,
        };
    }
    let what = format!("GET {}", collection.resource());
    Err(absent.unwrap_or_else(|| KubeError::new(what, KubeErrorKind::NotFound, "it has no version")))
}

async fn list_version(
    api: &Api,
    feed: &Feed,
    collection: &Collection,
    version: &str,
    each: &mut (dyn FnMut(&Object) + Send),
) -> Result<(), KubeError> {
    let path = collection.path(version);
    let what = format!("GET {path}");
    let mut writer = ListWriter::new(collection.api_version(version), collection.kind, collection.keep);
    let mut pages = api.pages(feed, &path, "", JSON);
    let mut begun: Option<Transfer> = None;
    loop {
        let page = pages
            .next(&mut |object| {
                each(&object);
                writer.add(object);
            })
            .await;
        let closed = |_: Closed| KubeError::interrupted(what.clone());
        if let (Err(error), None) = (&page, begun) {
            return Err(error.clone());
        }
        let transfer = match begun {
            Some(transfer) => transfer,
            None => *begun.insert(feed.begin(collection.artefact, &collection.file()).await.map_err(closed)?),
        };
        if matches!(page, Ok(false)) {
            writer.close();
        }
        for piece in writer.take().chunks(PIECE) {
            feed.chunk(transfer, piece.to_vec()).await.map_err(closed)?;
        }
        match page {
            Ok(true) => {}
            Ok(false) => return feed.end(transfer, Outcome::Complete).await.map_err(closed),
            Err(error) => {
                let cut = Outcome::Cut { after: writer.written, why: error.to_string() };
                feed.end(transfer, cut).await.map_err(closed)?;
                // What has begun is there, whatever the server says in the middle.
                let kind = if error.kind == KubeErrorKind::NotFound { KubeErrorKind::Garbled } else { error.kind };
                return Err(KubeError { kind, ..error });
            }
        }
    }
}

/// Writes objects as the List that kubectl prints.
pub(super) struct ListWriter {
    api_version: String,
    kind: &'static str,
    keep: Keep,
    bytes: Vec<u8>,
    empty: bool,
    /// Bytes that were taken.
    written: u64,
}

impl ListWriter {
    pub fn new(api_version: String, kind: &'static str, keep: Keep) -> ListWriter {
        let bytes = br#"{"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":""},"items":["#.to_vec();
        ListWriter { api_version, kind, keep, bytes, empty: true, written: 0 }
    }

    /// The next object: pruned, and with the type that a typed list leaves out of its items.
    pub fn add(&mut self, mut object: Object) {
        prune::prune(&mut object, &self.keep);
        let mut typed = Object::with_capacity(object.len() + 2);
        typed.insert("apiVersion".to_owned(), Value::String(self.api_version.clone()));
        typed.insert("kind".to_owned(), Value::String(self.kind.to_owned()));
        typed.append(&mut object);
        self.bytes.extend_from_slice(if self.empty { b"\n" } else { b",\n" });
        self.empty = false;
        self.bytes.extend_from_slice(Value::Object(typed).to_string().as_bytes());
    }

    pub fn close(&mut self) {
        self.bytes.extend_from_slice(b"\n]}\n");
    }

    /// What was written since the last time.
    pub fn take(&mut self) -> Vec<u8> {
        self.written += self.bytes.len() as u64;
        std::mem::take(&mut self.bytes)
    }
}

#[cfg(test)]
mod tests;
