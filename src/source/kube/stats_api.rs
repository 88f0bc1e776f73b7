//! Antrea's statistics API: totals by policy, kept by the controller (pkg/apiserver/registry/stats of Antrea).
//!
//! With the gate NetworkPolicyStats off, recent controllers answer a list with no items, older ones refuse it with `feature NetworkPolicyStats disabled`. No
//! items is not zero, so an empty list is followed by a question for one object: off, the answer is that refusal or an object without a name; on, it is 404.

use serde_json::Value;

use super::client::{Api, JSON};
use super::event::Event;
use super::feed::{Closed, Feed};
use super::lists::{Collection, ListWriter};
use super::page::Object;
use super::prune;
use super::{KubeError, KubeErrorKind};
use crate::model::artefact::ArtefactKind;
use crate::model::policy::PolicyKind;

/// The group, and the one that came before it and was there until 1.6.
const GROUPS: [&str; 2] = ["stats.antrea.io", "stats.antrea.tanzu.vmware.com"];
const VERSION: &str = "v1alpha1";

/// The gate whose absence leaves the API empty.
pub const GATE: &str = "NetworkPolicyStats";
/// The same of multicast groups.
const MULTICAST_GATE: &str = "Multicast";

/// A name that no policy can have: it is no DNS name.
const NOBODY: &str = "_antstats_";

/// What the statistics API gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatsOutcome {
    /// Every list that could be read went to the feed; one that could not is a gap.
    Ready {
        /// How many objects there were.
        objects: usize,
    },
    /// The controller runs without a feature gate that it takes.
    GateOff {
        /// The gate's name.
        gate: String,
    },
    /// The API is not there: no Antrea, or one without it.
    NotInstalled,
    /// The API is there and its server is not: the controller is down.
    Unavailable(KubeError),
    /// It may not be read.
    Forbidden(KubeError),
}

/// Reads the statistics of these kinds of policies; kinds that the API does not know are passed over.
///
/// # Errors
/// When all lists fail for another reason than those of the outcome.
pub async fn statistics(api: &Api, feed: &Feed, kinds: &[PolicyKind]) -> Result<StatsOutcome, KubeError> {
    let collections: Vec<Collection> = kinds.iter().filter_map(|kind| collection(*kind)).collect();
    let mut lists = Vec::new();
    let mut failed = Vec::new();
    let mut group = GROUPS[0];
    for collection in &collections {
        match list(api, feed, Collection { group, ..*collection }).await {
            Err(error) if error.kind == KubeErrorKind::NotFound && group == GROUPS[0] && lists.is_empty() => {
                group = GROUPS[1];
                match list(api, feed, Collection { group, ..*collection }).await {
                    Ok(read) => lists.push(read),
                    Err(error) if error.kind == KubeErrorKind::NotFound => return Ok(StatsOutcome::NotInstalled),
                    Err(error) => failed.push((*collection, error)),
                }
            }
            Ok(read) => lists.push(read),
            Err(error) => failed.push((*collection, error)),
        }
    }
    // Without the gate AntreaPolicy there are no Antrea policies, and the others are counted all the same.
    let gates = failed.iter().find_map(|(_, error)| gate_off(error));
    if let Some(gate) = gates.filter(|gate| lists.is_empty() || gate == GATE) {
        return Ok(StatsOutcome::GateOff { gate });
    }
    if lists.is_empty() {
        return match failed.into_iter().next() {
            None => Ok(StatsOutcome::NotInstalled),
            Some((_, error)) => outcome_of(error),
        };
    }
    let objects: usize = lists.iter().map(|list| list.objects).sum();
    if objects == 0
        && let Some(outcome) = probe(api, feed, &lists).await?
    {
        return Ok(outcome);
    }
    let closed = |_: Closed| KubeError::interrupted("read the statistics");
    for list in lists {
        feed.whole(ArtefactKind::Objects, &list.collection.file(), list.bytes).await.map_err(closed)?;
    }
    for (collection, error) in failed {
        feed.gap(collection.resource(), error.to_string()).await.map_err(closed)?;
    }
    Ok(StatsOutcome::Ready { objects })
}

/// Reads the multicast groups of the cluster with their Pods (since 1.7).
///
/// # Errors
/// When the list fails for another reason than those of the outcome.
pub async fn multicast_groups(api: &Api, feed: &Feed) -> Result<StatsOutcome, KubeError> {
    let read = match list(api, feed, MULTICAST_GROUPS).await {
        Ok(read) => read,
        Err(error) => {
            return gate_off(&error).map_or_else(|| outcome_of(error), |gate| Ok(StatsOutcome::GateOff { gate }));
        }
    };
    let objects = read.objects;
    if objects == 0
        && let Some(outcome) = probe(api, feed, std::slice::from_ref(&read)).await?
    {
        return Ok(outcome);
    }
    let closed = |_: Closed| KubeError::interrupted("read the multicast groups");
    feed.whole(ArtefactKind::MulticastGroups, &read.collection.file(), read.bytes).await.map_err(closed)?;
    Ok(StatsOutcome::Ready { objects })
}

const MULTICAST_GROUPS: Collection = Collection {
    plural: "multicastgroups",
    group: GROUPS[0],
    versions: &[VERSION],
    kind: "MulticastGroup",
    optional: true,
    keep: prune::MULTICAST_GROUP,
    artefact: ArtefactKind::MulticastGroups,
};

/// One list, held: it is known only at its end whether it may be believed.
struct Read {
    collection: Collection,
    bytes: Vec<u8>,
    objects: usize,
}

async fn list(api: &Api, feed: &Feed, collection: Collection) -> Result<Read, KubeError> {
    let mut writer = ListWriter::new(collection.api_version(VERSION), collection.kind, collection.keep);
    let mut objects = 0;
    let mut each = |object: Object| {
        objects += 1;
        writer.add(object);
    };
    api.pages(feed, &collection.path(VERSION), "", JSON).all(&mut each).await?;
    writer.close();
    Ok(Read { collection, bytes: writer.take(), objects })
}

/// Whether empty lists mean that a gate is off. `None`: there are no policies.
async fn probe(api: &Api, feed: &Feed, lists: &[Read]) -> Result<Option<StatsOutcome>, KubeError> {
    let Some(read) = lists.first() else { return Ok(None) };
    let list = read.collection.path(VERSION);
    let multicast = read.collection.plural == MULTICAST_GROUPS.plural;
    let gate = if multicast { MULTICAST_GATE } else { GATE };
    let path = match multicast || read.collection.plural.starts_with("antreacluster") {
        true => format!("{list}/{NOBODY}"),
        false => {
            let (root, plural) = list.rsplit_once('/').unwrap_or((&list, ""));
            format!("{root}/namespaces/default/{plural}/{NOBODY}")
        }
    };
    match api.get(feed, &path).await {
        Err(error) if error.kind == KubeErrorKind::NotFound => {
            let none = if multicast { "groups" } else { "policies" };
            let words = format!("the statistics API has no objects, and the gate {gate} is on: there are no {none}");
            feed.event(Event::Detail(words)).await.map_err(|_| KubeError::interrupted(path))?;
            Ok(None)
        }
        Err(error) => match gate_off(&error) {
            Some(gate) => Ok(Some(StatsOutcome::GateOff { gate })),
            None => outcome_of(error).map(Some),
        },
        // An object that nobody has.
        Ok(body) => {
            let object: Option<Value> = serde_json::from_slice(&body).ok();
            let name = object.as_ref().and_then(|object| object.get("metadata")?.get("name")?.as_str());
            if object.as_ref().is_some_and(Value::is_object) && name.is_none_or(str::is_empty) {
                return Ok(Some(StatsOutcome::GateOff { gate: gate.to_owned() }));
            }
            let why = "an object that cannot exist was answered";
            Err(KubeError::new(format!("GET {path}"), KubeErrorKind::Garbled, why))
        }
    }
}

fn outcome_of(error: KubeError) -> Result<StatsOutcome, KubeError> {
    match error.kind {
        KubeErrorKind::Forbidden => Ok(StatsOutcome::Forbidden(error)),
        KubeErrorKind::Unavailable => Ok(StatsOutcome::Unavailable(error)),
        KubeErrorKind::NotFound => Ok(StatsOutcome::NotInstalled),
        _ => Err(error),
    }
}

/// The gate in `feature NetworkPolicyStats disabled`.
fn gate_off(error: &KubeError) -> Option<String> {
    if error.kind != KubeErrorKind::Status(400) {
        return None;
    }
    let (_, rest) = error.why.split_once("feature ")?;
    let (gate, _) = rest.split_once(" disabled")?;
    let fits = !gate.is_empty() && gate.len() < 64 && gate.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| gate.to_owned())
}

fn collection(kind: PolicyKind) -> Option<Collection> {
    let (plural, kind) = match kind {
        PolicyKind::K8sNetworkPolicy => ("networkpolicystats", "NetworkPolicyStats"),
        PolicyKind::AntreaNetworkPolicy => ("antreanetworkpolicystats", "AntreaNetworkPolicyStats"),
        PolicyKind::AntreaClusterNetworkPolicy => {
            ("antreaclusternetworkpolicystats", "AntreaClusterNetworkPolicyStats")
        }
        _ => return None,
    };
    Some(Collection {
        plural,
        group: GROUPS[0],
        versions: &[VERSION],
        kind,
        optional: false,
        keep: prune::STATISTICS,
        artefact: ArtefactKind::Objects,
    })
}

#[cfg(test)]
mod tests;
