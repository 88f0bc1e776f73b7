//! What a request needs, and which file of `examples/rbac` grants it.
//!
//! The API server makes a verb, an API group and a resource of a method and a path, and asks its authorizer (RequestInfoFactory of
//! k8s.io/apiserver/pkg/endpoints/request/requestinfo.go). The same is done here, so that a 403 can name the right in the words of a role.

use std::fmt;

/// Lists of the statistics API.
pub const STATISTICS: &str = "examples/rbac/statistics.yaml";
/// Agent Pods, Nodes, policies and what they select.
pub const REALISED_RULES: &str = "examples/rbac/realised-rules.yaml";
/// Commands in Pods, port-forwards and tokens, in Antrea's Namespace.
pub const NODE_DATA: &str = "examples/rbac/node-data.yaml";

/// A line of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The file that has it.
    pub file: &'static str,
    /// API group; empty for the core.
    pub group: &'static str,
    /// Resources, with their subresource where that is meant.
    pub resources: &'static [&'static str],
    /// Verbs.
    pub verbs: &'static [&'static str],
}

const fn grant(
    file: &'static str,
    group: &'static str,
    resources: &'static [&'static str],
    verbs: &'static [&'static str],
) -> Grant {
    Grant { file, group, resources, verbs }
}

const STATS: &[&str] = &["networkpolicystats", "antreanetworkpolicystats", "antreaclusternetworkpolicystats"];
const MULTICAST: &[&str] = &["multicastgroups"];

/// Everything that is ever asked of the API server.
pub const GRANTS: &[Grant] = &[
    // `get` tells a gate that is off from statistics that are empty.
    grant(STATISTICS, "stats.antrea.io", STATS, &["get", "list"]),
    grant(STATISTICS, "stats.antrea.io", MULTICAST, &["get", "list"]),
    grant(STATISTICS, "stats.antrea.tanzu.vmware.com", STATS, &["get", "list"]),
    grant(REALISED_RULES, "", &["pods", "nodes", "namespaces", "services"], &["list"]),
    grant(REALISED_RULES, "discovery.k8s.io", &["endpointslices"], &["list"]),
    grant(REALISED_RULES, "networking.k8s.io", &["networkpolicies"], &["list"]),
    grant(
        REALISED_RULES,
        "policy.networking.k8s.io",
        &["adminnetworkpolicies", "baselineadminnetworkpolicies", "clusternetworkpolicies"],
        &["list"],
    ),
    grant(
        REALISED_RULES,
        "crd.antrea.io",
        &[
            "networkpolicies",
            "clusternetworkpolicies",
            "tiers",
            "groups",
            "clustergroups",
            "externalentities",
            "egresses",
            "antreaagentinfos",
        ],
        &["list"],
    ),
    grant(REALISED_RULES, "clusterinformation.antrea.tanzu.vmware.com", &["antreaagentinfos"], &["list"]),
    grant(
        REALISED_RULES,
        "controlplane.antrea.io",
        &["networkpolicies", "addressgroups", "appliedtogroups"],
        &["list"],
    ),
    grant(NODE_DATA, "", &["pods/exec", "pods/portforward"], &["get", "create"]),
    grant(NODE_DATA, "", &["serviceaccounts/token"], &["create"]),
];

/// The right that one request needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    /// `get`, `list` or `create`.
    pub verb: &'static str,
    /// API group; empty for the core.
    pub group: String,
    /// Resource, with its subresource.
    pub resource: String,
    /// Namespace; `None` for all, or for what is in none.
    pub namespace: Option<String>,
    /// Object, where one is named.
    pub name: Option<String>,
}

/// The right that a request needs; `None` where the path is no resource's (`/version`). The path may have a query.
pub fn right(method: &http::Method, path: &str) -> Option<Right> {
    let path = path.split('?').next().unwrap_or(path);
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let group = match parts.next()? {
        "api" => String::new(),
        "apis" => parts.next()?.to_owned(),
        _ => return None,
    };
    parts.next()?;
    let mut rest: Vec<&str> = parts.collect();
    let mut namespace = None;
    if let ["namespaces", name, _, ..] = rest.as_slice() {
        namespace = Some((*name).to_owned());
        rest.drain(..2);
    }
    let mut rest = rest.into_iter();
    let resource = rest.next()?.to_owned();
    let name = rest.next().map(str::to_owned);
    let resource = rest.next().map_or(resource.clone(), |sub| format!("{resource}/{sub}"));
    let verb = match (method.as_str(), &name) {
        ("GET", None) => "list",
        ("GET", Some(_)) => "get",
        _ => "create",
    };
    Some(Right { verb, group, resource, namespace, name })
}

impl Right {
    /// The grant that covers it; `None` for what is never asked.
    pub fn grant(&self) -> Option<&'static Grant> {
        GRANTS.iter().find(|grant| {
            grant.group == self.group
                && grant.resources.contains(&self.resource.as_str())
                && grant.verbs.contains(&self.verb)
        })
    }

    /// What is said to somebody who lacks it: the right, what the server said, and where to get it.
    pub fn refusal(&self, server: &str) -> String {
        let said = if server.is_empty() { String::new() } else { format!(" (the server says: {server})") };
        match self.grant() {
            Some(grant) => format!("you lack the right to {self}, which {} grants{said}", grant.file),
            None => format!("you lack the right to {self}{said}"),
        }
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Exec and port-forward begin with a GET: older API servers check `get`, newer ones `create` as well.
        let both = matches!(self.resource.as_str(), "pods/exec" | "pods/portforward");
        write!(f, "{} {}", if both { "get and create" } else { self.verb }, self.resource)?;
        if !self.group.is_empty() {
            write!(f, ".{}", self.group)?;
        }
        match &self.namespace {
            Some(namespace) => write!(f, " in Namespace {namespace}"),
            None => f.write_str(" in the whole cluster"),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;

    #[test]
    fn a_path_says_which_right_it_needs() {
        let cases = [
            ("GET", "/api/v1/pods?labelSelector=a%3Db", "list pods in the whole cluster", Some(REALISED_RULES)),
            ("GET", "/api/v1/namespaces/x/pods", "list pods in Namespace x", Some(REALISED_RULES)),
            ("GET", "/api/v1/namespaces", "list namespaces in the whole cluster", Some(REALISED_RULES)),
            ("GET", "/api/v1/namespaces/x", "get namespaces in the whole cluster", None),
            (
                "GET",
                "/api/v1/namespaces/x/pods/p/exec?command=a",
                "get and create pods/exec in Namespace x",
                Some(NODE_DATA),
            ),
            (
                "POST",
                "/api/v1/namespaces/x/pods/p/portforward",
                "get and create pods/portforward in Namespace x",
                Some(NODE_DATA),
            ),
            (
                "POST",
                "/api/v1/namespaces/x/serviceaccounts/antctl/token",
                "create serviceaccounts/token in Namespace x",
                Some(NODE_DATA),
            ),
            (
                "GET",
                "/apis/crd.antrea.io/v1beta1/antreaagentinfos",
                "list antreaagentinfos.crd.antrea.io in the whole cluster",
                Some(REALISED_RULES),
            ),
            (
                "GET",
                "/apis/stats.antrea.io/v1alpha1/namespaces/default/networkpolicystats/_",
                "get networkpolicystats.stats.antrea.io in Namespace default",
                Some(STATISTICS),
            ),
            ("GET", "/apis/apps/v1/deployments", "list deployments.apps in the whole cluster", None),
        ];
        for (method, path, words, file) in cases {
            let right = right(&Method::from_bytes(method.as_bytes()).unwrap(), path).unwrap();
            assert_eq!(right.to_string(), words, "{path}");
            assert_eq!(right.grant().map(|grant| grant.file), file, "{path}");
        }
        for path in ["/version", "", "/", "/api", "/api/v1", "/apis/x"] {
            assert_eq!(right(&Method::GET, path), None, "{path}");
        }
    }

    #[test]
    fn a_refusal_names_the_file() {
        let right = right(&Method::GET, "/api/v1/nodes").unwrap();
        assert_eq!(
            right.refusal("nodes is forbidden"),
            "you lack the right to list nodes in the whole cluster, which examples/rbac/realised-rules.yaml grants (the server says: nodes is forbidden)"
        );
    }
}
