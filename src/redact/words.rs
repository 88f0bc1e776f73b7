//! Words that mean the same in every cluster: keys of objects, and values that are no names.

use std::collections::HashSet;
use std::sync::OnceLock;

/// A set of words, written one after the other.
pub(super) struct Words {
    text: &'static str,
    set: OnceLock<HashSet<&'static str>>,
}

pub(super) const fn words(text: &'static str) -> Words {
    Words { text, set: OnceLock::new() }
}

impl Words {
    /// Whether this is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.text.split_whitespace().collect()).contains(word)
    }
}

/// Keys, in lower case, of Kubernetes objects, of the agent's answers and antctl's. What stands under any other key is left out, or has its key replaced
/// where an unknown key could change what a policy means.
pub(super) static KEYS: Words = words(
    "\
    action address addressgroupnum addressgroups addresses addresstype admin agentconditions annotations apiport apiversion appliedto \
    appliedtogroupnum appliedtogroups bridgename bytes childgroups cidr clusterip clusterips conditions containerid containerport containers \
    countries creationtimestamp currentnodesrealized deletiontimestamp description desirednodesrealized destinationnamedport destinationport \
    direction dns domainnames egress egressip egressips enablelogging end endpoints endport except externalentity externalentityselector externalips \
    flowtable fqdn fqdns from generation group groupaddress groupmembers group_members host hostip hostips hostnetwork http icmp icmpcode icmptype igmp \
    igmptype inbound ingress interfacename intval ip ipblock ipblocks ipfamilies ips items key kind l7protocols labelidentities labels \
    lastheartbeattime lastprobetime lasttransitiontime listmeta loadbalancer localpodnum loglabel mac match matchexpressions matchlabels \
    metadata method name namedport namespace namespaces namespaceselector networkpolicycontrollerinfo networkpolicynum networks node nodename \
    nodeport nodeportlocalportrange noderef nodes nodeselector nodesubnets notsamelabels number objectmeta observedgeneration ofport operator \
    outbound ovsinfo packets path phase pod podcidr podcidrs podip podips podnamespace podref pods podselector policytypes port portnumber \
    portrange ports portuuid prefixlength priority protocol protocols range rules ruletrafficstats samelabels scope sctp selector service \
    serviceaccount serviceaccountname servicereference services sessions sni sourceendport sourceport sourceref spec srcendport srcport start \
    status strval subject targetport targetref tcp tier tierpriority tls to toservices trafficstats transportinterfaceips type typemeta udp uid \
    resourceversion values version",
);

/// Keys, in lower case, that are left out everywhere: what stands there repeats the object, or is none of ours.
pub(super) static NEVER: Words = words(
    "\
    managedfields selflink ownerreferences finalizers apicabundle generatename continue remainingitemcount",
);

/// Values of [`is_keyword_key`] that are kept.
static KEYWORDS: Words = words(
    "\
    Accept Allow Cluster ClusterIP ClusterSet Deny DoesNotExist Drop Egress Exists ExternalIP ExternalName Failed False Hostname ICMP ICMPv6 \
    IGMP IPv4 IPv6 In Ingress InternalIP LoadBalancer NodePort NotIn Out Pass Pending Running Reject Self SCTP Succeeded TCP True UDP Unknown \
    Admin Baseline Same Ready Initialized ContainersReady PodScheduled AgentHealthy ControllerConnectionUp OVSDBConnectionUp \
    OpenflowConnectionUp K8sNetworkPolicy AntreaNetworkPolicy AntreaClusterNetworkPolicy AdminNetworkPolicy BaselineAdminNetworkPolicy \
    K8sAdminNetworkPolicy K8sBaselineAdminNetworkPolicy K8sClusterNetworkPolicy ClusterNetworkPolicy",
);

/// Kinds of objects that are kept; objects of others are left out.
static KINDS: Words = words(
    "\
    Egress Pod Namespace Node Service NetworkPolicy ClusterNetworkPolicy AdminNetworkPolicy BaselineAdminNetworkPolicy ClusterGroup Group Tier \
    ExternalEntity AntreaAgentInfo AntreaControllerInfo NetworkPolicyStats AntreaNetworkPolicyStats AntreaClusterNetworkPolicyStats \
    MulticastGroup NodeLatencyStats AddressGroup AppliedToGroup",
);

/// API groups that are kept.
static GROUPS: Words = words(
    "\
    networking.k8s.io policy.networking.k8s.io crd.antrea.io controlplane.antrea.io stats.antrea.io security.antrea.tanzu.vmware.com \
    core.antrea.tanzu.vmware.com controlplane.antrea.tanzu.vmware.com stats.antrea.tanzu.vmware.com clusterinformation.antrea.tanzu.vmware.com",
);

/// Plurals of [`KINDS`], as files of a capture are called.
static PLURALS: Words = words(
    "\
    egresses pods namespaces nodes services networkpolicies clusternetworkpolicies adminnetworkpolicies baselineadminnetworkpolicies clustergroups groups \
    tiers externalentities antreaagentinfos antreacontrollerinfos networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats \
    addressgroups appliedtogroups",
);

/// Annotations that say something about policies or addresses.
pub(super) const ANNOTATIONS: &[&str] =
    &["networkpolicy.antrea.io/enable-logging", "node.antrea.io/transport-addresses"];

/// Keys whose values are words of an API, not names.
pub(super) fn is_keyword_key(key: &str) -> bool {
    const WORDS: &[&str] = &[
        "action",
        "protocol",
        "direction",
        "operator",
        "policytypes",
        "type",
        "phase",
        "match",
        "scope",
        "status",
        "ipfamilies",
        "addresstype",
        "tier",
    ];
    WORDS.contains(&key)
}

/// Whether the value of such a key is kept.
pub(super) fn is_keyword(text: &str) -> bool {
    KEYWORDS.contains(text)
}

/// Whether objects of this kind, or lists of them, are kept; a list that does not say of what is.
pub(super) fn is_kind(kind: &str) -> bool {
    KINDS.contains(kind) || kind.strip_suffix("List").is_some_and(|kind| kind.is_empty() || KINDS.contains(kind))
}

/// Whether it is `v1`, or a version of a known group.
pub(super) fn is_api_version(text: &str) -> bool {
    let (group, version) = text.split_once('/').unwrap_or(("", text));
    let is_version = version.len() <= 12
        && version.strip_prefix('v').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
        && version.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    is_version && (group.is_empty() || GROUPS.contains(group))
}

/// Whether a file of objects is called after what it holds (`networkpolicies.crd.antrea.io.json`), and not as somebody liked.
pub fn is_resource(file: &str) -> bool {
    let stem = [".json", ".yaml", ".yml"].iter().find_map(|ending| file.strip_suffix(ending)).unwrap_or(file);
    let (plural, group) = stem.split_once('.').unwrap_or((stem, ""));
    PLURALS.contains(plural) && (group.is_empty() || GROUPS.contains(group))
}

/// Columns of Open vSwitch's database whose texts are words of Open vSwitch.
pub(super) static COLUMNS: Words = words(
    "\
    admin_state bond_mode datapath_type datapath_types datapath_version db_version dpdk_version duplex fail_mode iface_types lacp link_state \
    ovs_version protocols type vlan_mode",
);

/// Keys of its maps that are kept, with whether their values are.
pub(super) const MAP_KEYS: &[(&str, bool)] = &[
    ("roundNum", true),
    ("antrea-type", true),
    ("attached-mac", false),
    ("container-id", false),
    ("ip-address", false),
    ("net-ns", false),
    ("pod-name", false),
    ("pod-namespace", false),
    ("uplink-port", false),
    ("system-id", false),
    ("hostname", false),
    ("key", true),
    ("remote_ip", false),
    ("local_ip", false),
    ("remote_name", false),
    ("csum", true),
    ("mcast-snooping-disable-flood-unregistered", true),
    ("datapath-id", false),
    ("rundir", false),
    ("driver_name", true),
    ("driver_version", true),
    ("tunnel_egress_iface", false),
    ("tunnel_egress_iface_carrier", true),
];
