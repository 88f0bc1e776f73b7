//! What an agent of a version can be asked.
//!
//! Each border was read in Antrea's own tags: the pipeline without fixed numbers (1.6.0), names of tables in `/metrics` (1.12.0), `/metrics` in the
//! ClusterRole `antctl` (1.13.0), `/ovsflows?table-names-only` (2.0.0), `/ovsflows?networkpolicy=` that works for all kinds (2.2.0), `/ovsflows?table=NAME`
//! that does not panic (2.4.4, 2.5.0), cookies in the answers (2.5.3, 2.6.2, 2.7.0).

use std::fmt;

/// An agent's version as far as it decides what to ask. One that is unknown or cannot be read counts as the newest: asking the newest way first costs one
/// request, and there is a second way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgentVersion(Option<(u32, u32, u32)>);

impl AgentVersion {
    /// Reads `v2.4.5`, `2.8.0-dev`, `v1.13.4+abc`; anything else is unknown.
    pub fn parse(text: &str) -> AgentVersion {
        let text = text.trim();
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let numbers = text.split(['-', '+', ' ']).next().unwrap_or("");
        let mut parts = numbers.split('.').map(|part| {
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<u32>().ok()).flatten()
        });
        let (major, minor, patch) = (parts.next().flatten(), parts.next().flatten(), parts.next());
        let patch = match patch {
            None => Some(0),
            Some(patch) => patch,
        };
        match (major, minor, patch, parts.next()) {
            // Development builds without a tag call themselves v0.0.0; agents of 0.x have another API group and are no more in use.
            (Some(major), Some(minor), Some(patch), None) if major > 0 => AgentVersion(Some((major, minor, patch))),
            _ => AgentVersion(None),
        }
    }

    fn at_least(self, major: u32, minor: u32, patch: u32) -> bool {
        self.0.is_none_or(|version| version >= (major, minor, patch))
    }

    /// Whether the version is known at all.
    pub fn is_known(self) -> bool {
        self.0.is_some()
    }

    /// Tables have the same numbers on every Node.
    pub fn has_fixed_tables(self) -> bool {
        !self.at_least(1, 6, 0)
    }

    /// `/ovsflows?table=NAME` works; in between it makes the agent panic.
    pub fn takes_table_names(self) -> bool {
        self.at_least(2, 5, 0) || matches!(self.0, Some((2, 4, patch)) if patch >= 4)
    }

    /// `/metrics` says the names of tables, and the ServiceAccount `antctl` may read it.
    pub fn has_table_metrics(self) -> bool {
        self.at_least(1, 13, 0)
    }

    /// `/ovsflows?table-names-only` lists the tables.
    pub fn lists_table_names(self) -> bool {
        self.at_least(2, 0, 0)
    }

    /// `/ovsflows?networkpolicy=NAME` works for policies of all kinds.
    pub fn has_policy_flows(self) -> bool {
        self.at_least(2, 2, 0)
    }

    /// Kubernetes ClusterNetworkPolicies are known to it.
    pub fn has_cluster_network_policies(self) -> bool {
        self.at_least(2, 7, 0)
    }

    /// Flows come with their cookies, so that those of an earlier round can be told.
    pub fn has_cookies(self) -> bool {
        match self.0 {
            Some((2, 5, patch)) => patch >= 3,
            Some((2, 6, patch)) => patch >= 2,
            _ => self.at_least(2, 7, 0),
        }
    }
}

impl fmt::Display for AgentVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some((major, minor, patch)) => write!(f, "v{major}.{minor}.{patch}"),
            None => f.write_str("an unknown version"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_or_unknown() {
        let cases = [
            ("v2.4.5", "v2.4.5"),
            ("2.4.5", "v2.4.5"),
            (" v2.8.0-dev.abcdef \n", "v2.8.0"),
            ("v1.13.4+dirty", "v1.13.4"),
            ("v2.5", "v2.5.0"),
            ("v2.8.0-rc.1", "v2.8.0"),
            ("", "an unknown version"),
            ("UNKNOWN", "an unknown version"),
            ("v0.0.0-dev", "an unknown version"),
            ("v2", "an unknown version"),
            ("v2.4.5.6", "an unknown version"),
            ("v2.x.1", "an unknown version"),
            ("v2.4.+5", "an unknown version"),
            ("v2.99999999999.0", "an unknown version"),
            ("vv2.4.5", "an unknown version"),
        ];
        for (text, expected) in cases {
            assert_eq!(AgentVersion::parse(text).to_string(), expected, "{text:?}");
        }
    }

    #[test]
    fn borders_are_where_antrea_changed() {
        // version: fixed tables, table names, table metrics, names only, policy flows, K8s ClusterNetworkPolicies, cookies
        let cases = [
            ("v1.0.0", "1000000"),
            ("v1.5.3", "1000000"),
            ("v1.6.0", "0000000"),
            ("v1.12.3", "0000000"),
            ("v1.13.0", "0010000"),
            ("v2.0.1", "0011000"),
            ("v2.1.9", "0011000"),
            ("v2.2.0", "0011100"),
            ("v2.4.3", "0011100"),
            ("v2.4.4", "0111100"),
            ("v2.5.0", "0111100"),
            ("v2.5.2", "0111100"),
            ("v2.5.3", "0111101"),
            ("v2.6.1", "0111100"),
            ("v2.6.2", "0111101"),
            ("v2.7.0", "0111111"),
            ("v3.0.0", "0111111"),
            ("", "0111111"),
        ];
        for (text, expected) in cases {
            let version = AgentVersion::parse(text);
            let can = [
                version.has_fixed_tables(),
                version.takes_table_names(),
                version.has_table_metrics(),
                version.lists_table_names(),
                version.has_policy_flows(),
                version.has_cluster_network_policies(),
                version.has_cookies(),
            ];
            let can: String = can.iter().map(|yes| if *yes { '1' } else { '0' }).collect();
            assert_eq!(can, expected, "{text:?}");
        }
    }
}
