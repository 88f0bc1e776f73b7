//! Names of objects, for completion.

use super::client::{Api, escaped};
use super::feed::Feed;
use super::{KubeError, KubeErrorKind};

/// What has names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// Namespaces.
    Namespaces,
    /// Nodes.
    Nodes,
    /// Pods of a Namespace, or of all.
    Pods(Option<String>),
    /// K8s and Antrea policies of a Namespace or of all, and Antrea's cluster policies.
    Policies(Option<String>),
    /// K8s policies of a Namespace.
    NetworkPolicies(String),
    /// Antrea policies of a Namespace.
    AntreaNetworkPolicies(String),
    /// Antrea's cluster policies.
    AntreaClusterNetworkPolicies,
}

/// Only names are wanted: the API server leaves the rest out.
const NAMES_ONLY: &str = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
const K8S: &str = "/apis/networking.k8s.io/v1";
const ANTREA: &str = "/apis/crd.antrea.io/v1beta1";
const CORE: &str = "/api/v1";

impl Named {
    fn paths(&self) -> Vec<String> {
        let within = |root: &str, namespace: Option<&String>, plural: &str| match namespace {
            Some(namespace) => format!("{root}/namespaces/{}/{plural}", escaped(namespace)),
            None => format!("{root}/{plural}"),
        };
        match self {
            Named::Namespaces => vec![within(CORE, None, "namespaces")],
            Named::Nodes => vec![within(CORE, None, "nodes")],
            Named::Pods(namespace) => vec![within(CORE, namespace.as_ref(), "pods")],
            Named::Policies(namespace) => vec![
                within(K8S, namespace.as_ref(), "networkpolicies"),
                within(ANTREA, namespace.as_ref(), "networkpolicies"),
                within(ANTREA, None, "clusternetworkpolicies"),
            ],
            Named::NetworkPolicies(namespace) => vec![within(K8S, Some(namespace), "networkpolicies")],
            Named::AntreaNetworkPolicies(namespace) => vec![within(ANTREA, Some(namespace), "networkpolicies")],
            Named::AntreaClusterNetworkPolicies => vec![within(ANTREA, None, "clusternetworkpolicies")],
        }
    }
}

/// Gives the names as they come, `NAMESPACE/NAME` when asked. An API that the cluster does not have has none, and one that is refused does not keep the
/// names of the others back.
///
/// # Errors
/// As any request; what came before was given.
pub async fn names(
    api: &Api,
    feed: &Feed,
    of: &Named,
    with_namespace: bool,
    each: &mut (dyn FnMut(String) + Send),
) -> Result<(), KubeError> {
    let mut refused = Ok(());
    for path in of.paths() {
        let mut each = |object: super::page::Object| {
            let own = |key: &str| object.get("metadata").and_then(|data| data.get(key)?.as_str());
            match (own("namespace"), own("name")) {
                (Some(namespace), Some(name)) if with_namespace => each(format!("{namespace}/{name}")),
                (_, Some(name)) => each(name.to_owned()),
                _ => {}
            }
        };
        match api.pages(feed, &path, "", NAMES_ONLY).all(&mut each).await {
            Err(error) if error.kind == KubeErrorKind::Forbidden => refused = refused.and(Err(error)),
            Err(error) if error.kind != KubeErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    refused
}
