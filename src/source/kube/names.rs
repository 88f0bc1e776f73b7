//! Policies as Antrea's controller hands them to its agents, and whether they changed while Nodes were read.
//!
//! `controlplane.antrea.io` lists them for the whole cluster in the form in which agents answer for their Node (pkg/apis/controlplane/v1beta2/types.go of
//! Antrea). A rule ID of a Node belongs to a policy of the moment at which its flows were read, so policies are compared before and after.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde_json::Value;

use super::KubeError;
use super::client::{Api, JSON};
use super::feed::Feed;
use super::lists::{Collection, list};
use super::page::{self, Object};
use super::prune;
use crate::model::artefact::{ArtefactKind, Changed};

const GROUP: &str = "controlplane.antrea.io";
const VERSIONS: &[&str] = &["v1beta2"];

const fn controlplane(plural: &'static str, kind: &'static str, artefact: ArtefactKind) -> Collection {
    let (group, versions, keep) = (GROUP, VERSIONS, prune::CONTROLPLANE);
    Collection { plural, group, versions, kind, optional: true, keep, artefact }
}

/// Policies.
pub const NETWORK_POLICIES: Collection =
    controlplane("networkpolicies", "NetworkPolicy", ArtefactKind::ControllerNetworkPolicies);
/// Groups of addresses.
pub const ADDRESS_GROUPS: Collection =
    controlplane("addressgroups", "AddressGroup", ArtefactKind::ControllerAddressGroups);
/// Groups of Pods.
pub const APPLIED_TO_GROUPS: Collection =
    controlplane("appliedtogroups", "AppliedToGroup", ArtefactKind::ControllerAppliedToGroups);

/// What one policy was at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// As a user would name it: `K8sNetworkPolicy shop/web`.
    pub label: String,
    /// Equal for equal policies of one run of this program, in whatever order their parts come.
    pub hash: u64,
}

/// Policies by `uid`.
pub type Fingerprints = BTreeMap<Arc<str>, Fingerprint>;

/// An answer that is no list of policies.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these are no policies: {0}")]
pub struct NoPolicies(String);

/// Gives the policies of the controller and their groups to the feed, and remembers the policies. Policies come last: a group that is made between the lists is
/// then there without its policy, never a policy without its group.
///
/// # Errors
/// As any request. What came before is with the feed.
pub async fn controller(api: &Api, feed: &Feed) -> Result<Fingerprints, KubeError> {
    for groups in [&APPLIED_TO_GROUPS, &ADDRESS_GROUPS] {
        list(api, feed, groups, &mut |_| {}).await?;
    }
    let mut seen = Fingerprints::new();
    list(api, feed, &NETWORK_POLICIES, &mut |policy| seen.extend(fingerprint(policy))).await?;
    Ok(seen)
}

/// Reads the policies of the controller again, and says what is not as it was.
///
/// # Errors
/// As any request.
pub async fn read_again(api: &Api, feed: &Feed, before: &Fingerprints) -> Result<Changed, KubeError> {
    let mut after = Fingerprints::new();
    for version in VERSIONS {
        let path = NETWORK_POLICIES.path(version);
        let mut each = |policy: Object| after.extend(fingerprint(&policy));
        api.pages(feed, &path, "", JSON).all(&mut each).await?;
    }
    Ok(changed(before, &after))
}

/// Policies of an agent's `/networkpolicies`, or of any list of them.
///
/// # Errors
/// When it is no list.
pub fn fingerprints(answer: &[u8]) -> Result<Fingerprints, NoPolicies> {
    let mut seen = Fingerprints::new();
    // An agent without policies answers `{"metadata":{},"items":null}`.
    page::read(answer, &mut |policy| seen.extend(fingerprint(&policy))).map_err(NoPolicies)?;
    Ok(seen)
}

/// What is gone, new or other.
pub fn changed(before: &Fingerprints, after: &Fingerprints) -> Changed {
    let gone = before.keys().filter(|uid| !after.contains_key(*uid)).cloned().collect();
    let others = after.iter().filter(|(uid, policy)| before.get(*uid).is_none_or(|old| old.hash != policy.hash));
    let mut others: Vec<String> = others.map(|(_, policy)| policy.label.clone()).collect();
    others.sort();
    Changed { node: None, gone, others }
}

/// Whether nothing is said to have changed.
pub fn is_same(changed: &Changed) -> bool {
    changed.gone.is_empty() && changed.others.is_empty()
}

fn fingerprint(policy: &Object) -> Option<(Arc<str>, Fingerprint)> {
    let text = |part: &str, key: &str| {
        policy.get(part).and_then(|part| part.get(key)?.as_str()).filter(|text| !text.is_empty())
    };
    let uid = text("sourceRef", "uid").or(text("metadata", "uid")).or(text("metadata", "name"))?;
    let name = text("sourceRef", "name").unwrap_or(uid);
    let kind = text("sourceRef", "type").unwrap_or("policy");
    let label = match text("sourceRef", "namespace") {
        Some(namespace) => format!("{kind} {namespace}/{name}"),
        None => format!("{kind} {name}"),
    };
    let mut hash = 0_u64;
    for (key, value) in policy {
        // The bookkeeping of the API, which an agent's answer does not have.
        if !matches!(key.as_str(), "metadata" | "apiVersion" | "kind") {
            hash = hash.wrapping_add(of_pair(key, value));
        }
    }
    Some((uid.into(), Fingerprint { label: label.chars().take(600).collect(), hash }))
}

/// A hash that no order of keys or items changes: an agent answers its rules in the order of a map, and rules carry their order as a priority.
fn of_value(value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    match value {
        Value::Array(items) => (1_u8, items.len(), sum(items.iter().map(of_value))).hash(&mut hasher),
        Value::Object(pairs) => (2_u8, sum(pairs.iter().map(|(key, value)| of_pair(key, value)))).hash(&mut hasher),
        Value::String(text) => (3_u8, text).hash(&mut hasher),
        Value::Number(number) => (4_u8, number.to_string()).hash(&mut hasher),
        Value::Bool(flag) => (5_u8, flag).hash(&mut hasher),
        Value::Null => 6_u8.hash(&mut hasher),
    }
    hasher.finish()
}

/// A key without a value is as good as no key.
fn of_pair(key: &str, value: &Value) -> u64 {
    if value.is_null() {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    (key, of_value(value)).hash(&mut hasher);
    hasher.finish()
}

fn sum(hashes: impl Iterator<Item = u64>) -> u64 {
    hashes.fold(0, u64::wrapping_add)
}

#[cfg(test)]
mod tests;
