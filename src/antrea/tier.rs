//! Tiers: who is evaluated first (pkg/controller/networkpolicy/tier.go, crd_utils.go).

/// Built-in tiers and their priorities: lower is evaluated first. A cluster may add its own.
pub const BUILT_IN: [(&str, i32); 6] = [
    ("emergency", 50),
    ("securityops", 100),
    ("networkops", 150),
    ("platform", 200),
    ("application", 250),
    ("baseline", 253),
];

/// The tier of a policy that names none.
pub const DEFAULT: i32 = 250;
/// Tier priority of AdminNetworkPolicies.
pub const ADMIN: i32 = 251;
/// The baseline tier: after K8s policies.
pub const BASELINE: i32 = 253;
/// Tier priority of the BaselineAdminNetworkPolicy and of K8s ClusterNetworkPolicies of tier Baseline.
pub const BASELINE_ADMIN: i32 = 254;
/// Tier priority of K8s ClusterNetworkPolicies of tier Admin.
pub const K8S_CLUSTER_ADMIN: i32 = 220;

/// Whether rules of this tier are evaluated after K8s NetworkPolicies, in the default tables.
pub fn is_baseline(tier_priority: i32) -> bool {
    tier_priority == BASELINE || tier_priority == BASELINE_ADMIN
}
