//! What Antrea's agent says through its API, and what antctl makes of it.
//!
//! The agent's `/networkpolicies`, `/addressgroups` and `/appliedtogroups` answer with Lists of `controlplane.antrea.io/v1beta2`
//! (`pkg/apis/controlplane/v1beta2/types.go`), addresses as base64 of raw bytes; the controller's API of that group has the same form. `antctl get -o json|yaml`
//! prints a bare list, and groups flattened (`pkg/antctl/transform`). An agent's part of a support bundle is YAML of the Go structs, keys in lower case.
//! All of these are read, told apart by what is there.

mod groups;
mod info;
mod multicast;
mod policies;
mod policy_flows;

pub use groups::{address_groups, applied_to_groups};
pub use info::{AgentInfo, agent_info, pod_interfaces};
pub use multicast::{PodMulticastStats, pod_multicast_stats};
pub use policies::network_policies;
pub use policy_flows::{policy_flows, policy_of_file};

#[cfg(test)]
mod generations;
#[cfg(test)]
mod tests;
