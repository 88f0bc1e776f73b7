//! Antrea's agents: their Pods, by the Node that they run on, and what they say of themselves.
//!
//! Agents are known by their labels, whatever their Namespace (build/charts/antrea/templates/agent/daemonset.yaml of Antrea).

mod info;
mod pod;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::agent_pod::AgentPod;
use super::client::{Api, JSON, escaped};
use super::error::{KubeError, KubeErrorKind};
use super::event::Event;
use super::feed::{Closed, Feed};
use super::near::{is_glob, means, suggestion};
use super::options::Options;
use crate::source::kube::page::Object;

pub use info::{AgentInfo, infos};

/// The labels of agent Pods.
pub const LABELS: &str = "app=antrea,component=antrea-agent";
/// Where Antrea's manifests put it.
pub const DEFAULT_NAMESPACE: &str = "kube-system";
/// Of Nodes only names are wanted: the API server leaves the rest out (images, conditions). One that does not know the form sends it all.
const NAMES_ONLY: &str = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
/// Nodes of which each is said to lack an agent.
const SAID: usize = 100;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// One Pod for each Node that was asked for, by the Node's name.
    pub pods: Vec<AgentPod>,
    /// Antrea's Namespace: where most of them are.
    pub namespace: String,
    /// Nodes whose agent's own API cannot be asked, though the Pod's Open vSwitch can, and why.
    pub agent_not_ready: BTreeMap<Arc<str>, String>,
}

/// Finds the agent Pods of the Nodes that were asked for. A Node that was named and has none is a gap.
///
/// # Errors
/// When Pods cannot be listed, there is no agent at all, or none on the Nodes that were asked for.
pub async fn find(api: &Api, feed: &Feed, options: &Options) -> Result<Found, KubeError> {
    let (all, place) = agent_pods(api, feed, options).await?;
    let closed = |_: Closed| KubeError::interrupted("find the agents");
    if all.is_empty() {
        let why = format!(
            "no Pod with the labels {LABELS} {place}: is Antrea installed there, and is this the right context? (--context, --antrea-namespace)"
        );
        return Err(KubeError::new("find the agents", KubeErrorKind::NotFound, why));
    }
    let labelled = match &options.selector {
        Some(selector) => Some(nodes(api, feed, selector).await?),
        None => None,
    };
    let by_node = pod::newest_by_node(all);
    let wanted = |node: &str| {
        (options.nodes.is_empty() || options.nodes.iter().any(|pattern| means(pattern, node)))
            && labelled.as_ref().is_none_or(|names| names.contains(node))
    };
    let names = || by_node.keys().map(|node| &**node);
    let mut absent: BTreeSet<&str> = options
        .nodes
        .iter()
        .map(String::as_str)
        .filter(|name| !is_glob(name) && !by_node.contains_key(*name))
        .collect();
    let unmatched = options.nodes.iter().filter(|glob| is_glob(glob) && !names().any(|node| means(glob, node)));
    for glob in unmatched {
        let why = format!("--node {glob} matches no Node that has an agent{}", suggestion(glob, names()));
        feed.gap("Nodes", why).await.map_err(closed)?;
    }
    if options.nodes.is_empty() {
        absent.extend(labelled.iter().flatten().map(String::as_str).filter(|name| !by_node.contains_key(*name)));
    }
    for name in absent.iter().take(SAID) {
        let why = format!("no Pod with the labels {LABELS} runs there{}", suggestion(name, names()));
        feed.of_node(&Arc::from(*name)).gap("agent Pod", why).await.map_err(closed)?;
    }
    if absent.len() > SAID {
        let why = format!("{} more Nodes have no agent Pod", absent.len() - SAID);
        feed.gap("Nodes", why).await.map_err(closed)?;
    }
    let count = by_node.len();
    let mut found = Found::default();
    let known: Vec<Arc<str>> = by_node.keys().cloned().collect();
    for (node, seen) in by_node.into_iter().filter(|(node, _)| wanted(node)) {
        if let Some(why) = seen.agent_not_ready {
            found.agent_not_ready.insert(node, why);
        }
        found.pods.push(seen.pod);
    }
    if found.pods.is_empty() {
        let asked: Vec<String> = options.nodes.iter().map(|name| format!("--node {name}")).collect();
        let selector = options.selector.iter().map(|selector| format!("-l {selector}"));
        let asked: Vec<String> = asked.into_iter().chain(selector).collect();
        let wanted = options.nodes.first().map_or("", String::as_str);
        let near = suggestion(wanted, known.iter().map(|node| &**node));
        let why = format!("{} selects none of the {count} Nodes that have an agent{near}", asked.join(" and "));
        return Err(KubeError::new("find the agents", KubeErrorKind::NotFound, why));
    }
    found.namespace = most_common(&found.pods);
    Ok(found)
}

/// Agent Pods, and where they were looked for, in words.
async fn agent_pods(api: &Api, feed: &Feed, options: &Options) -> Result<(Vec<pod::Seen>, String), KubeError> {
    if let Some(namespace) = &options.antrea_namespace {
        let pods = pods_of(api, feed, Some(namespace)).await?;
        return Ok((pods, format!("is in Namespace {namespace}")));
    }
    let refused = match pods_of(api, feed, None).await {
        Ok(pods) => return Ok((pods, "is in any Namespace".to_owned())),
        Err(error) if error.kind == KubeErrorKind::Forbidden => error,
        Err(error) => return Err(error),
    };
    match pods_of(api, feed, Some(DEFAULT_NAMESPACE)).await {
        Ok(pods) => {
            let said = format!(
                "agents are looked for in Namespace {DEFAULT_NAMESPACE} only (--antrea-namespace names another): {}",
                refused.why
            );
            feed.event(Event::Said(said)).await.map_err(|_| KubeError::interrupted("find the agents"))?;
            Ok((pods, format!("is in Namespace {DEFAULT_NAMESPACE}, the only one that could be searched")))
        }
        Err(error) if error.kind == KubeErrorKind::Interrupted => Err(error),
        // The right that finds agents wherever they are is the one to ask for.
        Err(_) => Err(refused),
    }
}

async fn pods_of(api: &Api, feed: &Feed, namespace: Option<&str>) -> Result<Vec<pod::Seen>, KubeError> {
    let path = match namespace {
        Some(namespace) => format!("/api/v1/namespaces/{}/pods", escaped(namespace)),
        None => "/api/v1/pods".to_owned(),
    };
    let mut pods = Vec::new();
    let query = format!("labelSelector={}", escaped(LABELS));
    let mut each = |object: Object| pods.extend(pod::read(&object));
    api.pages(feed, &path, &query, JSON).all(&mut each).await?;
    Ok(pods)
}

/// Names of the Nodes that a label selector selects.
async fn nodes(api: &Api, feed: &Feed, selector: &str) -> Result<BTreeSet<String>, KubeError> {
    let mut names = BTreeSet::new();
    let mut each = |object: Object| {
        names.extend(object.get("metadata").and_then(|data| data.get("name")?.as_str()).map(str::to_owned));
    };
    let query = format!("labelSelector={}", escaped(selector));
    let listed = api.pages(feed, "/api/v1/nodes", &query, NAMES_ONLY).all(&mut each).await;
    listed.map_err(|error| KubeError { what: format!("find the Nodes of -l {selector}: {}", error.what), ..error })?;
    Ok(names)
}

fn most_common(pods: &[AgentPod]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for pod in pods {
        *counts.entry(&pod.namespace).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(namespace, _)| namespace.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
