//! A policy in a command or in a request: names that Kubernetes takes, and nothing else.

use crate::model::policy::{PolicyKind, PolicyRef};

/// A policy whose names were checked: they go into requests and commands as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyWords {
    kind: &'static str,
    namespace: String,
    name: String,
}

/// No policy that Kubernetes can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} {namespace:?}/{name:?} is no name that Kubernetes takes", kind = .0.kind.name(), namespace = .0.namespace, name = .0.name)]
pub struct NotAPolicy(PolicyRef);

impl TryFrom<&PolicyRef> for PolicyWords {
    type Error = NotAPolicy;

    fn try_from(policy: &PolicyRef) -> Result<PolicyWords, NotAPolicy> {
        let PolicyRef { kind, namespace, name } = policy;
        let named = if kind.is_namespaced() { is_label(namespace) } else { namespace.is_empty() };
        if !named || !is_subdomain(name) {
            return Err(NotAPolicy(policy.clone()));
        }
        Ok(PolicyWords { kind: short(*kind), namespace: namespace.to_string(), name: name.to_string() })
    }
}

impl PolicyWords {
    /// As flags of antctl.
    pub fn flags(&self) -> Vec<String> {
        let mut flags = vec!["-N", self.name.as_str()];
        if !self.namespace.is_empty() {
            flags.extend(["-n", self.namespace.as_str()]);
        }
        flags.extend(["--type", self.kind]);
        flags.into_iter().map(str::to_owned).collect()
    }

    /// As the query of a request.
    pub fn query(&self) -> String {
        let PolicyWords { kind, namespace, name } = self;
        if namespace.is_empty() {
            return format!("networkpolicy={name}&type={kind}");
        }
        format!("networkpolicy={name}&namespace={namespace}&type={kind}")
    }
}

/// What agents call the kind (`pkg/apis/controlplane`, `NetworkPolicyType`, as antctl's `--type` takes it).
fn short(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::K8sNetworkPolicy => "K8SNP",
        PolicyKind::AntreaNetworkPolicy => "ANNP",
        PolicyKind::AntreaClusterNetworkPolicy => "ACNP",
        PolicyKind::AdminNetworkPolicy => "ANP",
        PolicyKind::BaselineAdminNetworkPolicy => "BANP",
        PolicyKind::K8sClusterNetworkPolicy => "K8SCNP",
    }
}

/// A DNS label of RFC 1123, as Kubernetes has them for Namespaces.
fn is_label(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.len() <= 63 && text.bytes().all(inner) && !text.starts_with('-') && !text.ends_with('-')
}

/// A DNS subdomain of RFC 1123, as Kubernetes has them for policies. A part may be longer than a label there.
fn is_subdomain(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(inner) && !part.starts_with('-') && !part.ends_with('-');
    text.len() <= 253 && text.split('.').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked_as_kubernetes_does() {
        let long = "a".repeat(64);
        let longest = "a".repeat(253);
        // text, label, subdomain
        let cases = [
            ("web", true, true),
            ("a-1", true, true),
            ("a.b", false, true),
            (long.as_str(), false, true),
            (longest.as_str(), false, true),
            ("", false, false),
            ("-a", false, false),
            ("a-", false, false),
            ("a..b", false, false),
            ("a.-b", false, false),
            ("A", false, false),
            ("a b", false, false),
            ("a/b", false, false),
            ("ä", false, false),
        ];
        for (text, label, subdomain) in cases {
            assert_eq!((is_label(text), is_subdomain(text)), (label, subdomain), "{text}");
        }
        assert!(!is_subdomain(&"a".repeat(254)));
    }

    #[test]
    fn a_policy_goes_in_by_its_names_alone() {
        use PolicyKind::*;
        let words = |kind, namespace: &str, name: &str| {
            PolicyWords::try_from(&PolicyRef { kind, namespace: namespace.into(), name: name.into() })
        };
        let web = words(AntreaNetworkPolicy, "shop", "web").unwrap();
        assert_eq!(web.flags().join(" "), "-N web -n shop --type ANNP");
        assert_eq!(web.query(), "networkpolicy=web&namespace=shop&type=ANNP");
        assert_eq!(words(AdminNetworkPolicy, "", "a.b").unwrap().query(), "networkpolicy=a.b&type=ANP");
        let wrong = [
            (K8sNetworkPolicy, "shop", "x&type=ACNP"),
            (K8sNetworkPolicy, "shop", "-o"),
            (K8sNetworkPolicy, "-A", "web"),
            (K8sNetworkPolicy, "", "web"),
            (AntreaClusterNetworkPolicy, "shop", "web"),
            (AntreaClusterNetworkPolicy, "", "web\n"),
        ];
        for (kind, namespace, name) in wrong {
            let error = words(kind, namespace, name).unwrap_err().to_string();
            assert!(error.contains("is no name that Kubernetes takes"), "{error}");
        }
    }
}
