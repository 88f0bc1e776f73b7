//! Releases of Antrea, and in what their agents differ.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u32, pub u32, pub u32);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}.{}.{}", self.0, self.1, self.2)
    }
}

impl Version {
    pub fn parse(text: &str) -> Version {
        let mut numbers = text.trim_start_matches('v').split(['.', '-']).map(|number| number.parse().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        Version(next(), next(), next())
    }

    /// Since a release of main, or since the same change in patch releases of older branches.
    fn since(self, main: Version, patches: &[Version]) -> bool {
        let patched = patches.iter().any(|patch| (self.0, self.1) == (patch.0, patch.1) && self >= *patch);
        self >= main || patched
    }

    /// Lines of `/ovsflows` have cookie and duration (antrea-io/antrea #7952, `pkg/ovs/ovsctl`).
    pub fn flows_have_cookies(self) -> bool {
        self.since(Version(2, 7, 0), &[Version(2, 5, 3), Version(2, 6, 2)])
    }

    /// The `antctl` role got the paths that it lacked.
    pub fn role_is_whole(self) -> bool {
        self.since(Version(2, 7, 0), &[Version(2, 5, 3), Version(2, 6, 3)])
    }

    /// `/ovsflows?table=NAME` ends in a nil pointer (`pkg/agent/apiserver/handlers/ovsflows/handler.go`).
    pub fn table_name_panics(self) -> bool {
        self >= Version(1, 6, 0) && !self.since(Version(2, 5, 0), &[Version(2, 4, 4)])
    }

    /// `/ovsflows?networkpolicy=` asks ovs-ofctl for `priority=`, which it does not know.
    pub fn policy_flows_fail(self) -> bool {
        (Version(1, 12, 0)..Version(2, 2, 0)).contains(&self)
    }

    /// `/ovsflows?networkpolicy=` meets the DNS rule, which belongs to no policy, and ends in a nil pointer.
    pub fn policy_flows_panic(self) -> bool {
        (Version(1, 3, 0)..Version(1, 6, 0)).contains(&self)
    }

    /// `/ovsflows?networkpolicy=` takes policies of every kind, and `type`.
    pub fn policy_flows_of_any_kind(self) -> bool {
        self >= Version(2, 2, 0)
    }

    pub fn has_ca_bundle(self) -> bool {
        self >= Version(1, 13, 0)
    }

    pub fn metrics_name_tables(self) -> bool {
        self >= Version(1, 12, 0)
    }

    /// The `antctl` role has `/metrics`.
    pub fn role_has_metrics(self) -> bool {
        self >= Version(1, 13, 0)
    }

    pub fn knows_table_names_only(self) -> bool {
        self >= Version(2, 0, 0)
    }

    pub fn has_multicast_statistics(self) -> bool {
        self >= Version(1, 7, 0)
    }

    /// The agent's OpenFlow, which its bridge allows beside 1.0.
    pub fn protocol(self) -> &'static str {
        if self >= Version(1, 8, 0) { "OpenFlow15" } else { "OpenFlow13" }
    }

    /// Versions of an API of `crd.antrea.io`, the stored one first.
    pub fn crd_versions(self, plural: &str) -> &'static [&'static str] {
        let grouped = plural.ends_with("groups");
        match self {
            _ if plural.ends_with("infos") => &["v1beta1"],
            version if plural == "egresses" && version < Version(1, 13, 0) => &["v1alpha2"],
            Version(2.., ..) => &["v1beta1"],
            version if version >= Version(1, 13, 0) && grouped => &["v1beta1", "v1alpha3"],
            version if version >= Version(1, 13, 0) => &["v1beta1", "v1alpha1"],
            _ if grouped => &["v1alpha3"],
            _ => &["v1alpha1"],
        }
    }
}
