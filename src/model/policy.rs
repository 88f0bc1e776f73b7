//! Policies as Antrea's controller hands them to the agents: groups flattened to members, places in the object kept.
//!
//! Both ways to know the policies (the agent's own answers, and the API objects) end in a [`PolicySet`], so that everything after is one path.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use super::ids::OfPort;
use super::net::Net;

/// Kinds of policies, under one name each whatever the source called them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum PolicyKind {
    K8sNetworkPolicy,
    AntreaNetworkPolicy,
    AntreaClusterNetworkPolicy,
    AdminNetworkPolicy,
    BaselineAdminNetworkPolicy,
    K8sClusterNetworkPolicy,
}

impl PolicyKind {
    /// All kinds, in the order in which tables list them.
    pub const ALL: [PolicyKind; 6] = [
        PolicyKind::K8sNetworkPolicy,
        PolicyKind::AntreaNetworkPolicy,
        PolicyKind::AntreaClusterNetworkPolicy,
        PolicyKind::AdminNetworkPolicy,
        PolicyKind::BaselineAdminNetworkPolicy,
        PolicyKind::K8sClusterNetworkPolicy,
    ];

    /// The name in every output.
    pub fn name(self) -> &'static str {
        match self {
            PolicyKind::K8sNetworkPolicy => "K8sNetworkPolicy",
            PolicyKind::AntreaNetworkPolicy => "AntreaNetworkPolicy",
            PolicyKind::AntreaClusterNetworkPolicy => "AntreaClusterNetworkPolicy",
            PolicyKind::AdminNetworkPolicy => "AdminNetworkPolicy",
            PolicyKind::BaselineAdminNetworkPolicy => "BaselineAdminNetworkPolicy",
            PolicyKind::K8sClusterNetworkPolicy => "K8sClusterNetworkPolicy",
        }
    }

    /// Whether its objects live in a Namespace.
    pub fn is_namespaced(self) -> bool {
        matches!(self, PolicyKind::K8sNetworkPolicy | PolicyKind::AntreaNetworkPolicy)
    }
}

/// Which policy.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct PolicyRef {
    pub kind: PolicyKind,
    /// Empty for cluster kinds.
    pub namespace: Arc<str>,
    pub name: Arc<str>,
}

/// The direction of a rule, from the Pod's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Direction {
    Ingress,
    Egress,
}

/// What a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum RuleAction {
    Allow,
    Drop,
    Reject,
    Pass,
}

/// One policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Kind, Namespace, name.
    pub reference: PolicyRef,
    /// `metadata.uid`, empty when unknown.
    pub uid: Arc<str>,
    /// `metadata.creationTimestamp` as given; agents before 2.4 do not say it.
    pub created: Option<String>,
    /// Priority of the tier (50 emergency .. 253 baseline, 254 BANP); `None` for K8s policies.
    pub tier_priority: Option<i32>,
    /// `spec.priority`; `None` for K8s policies.
    pub priority: Option<f64>,
    /// The rules in the order in which the controller emits them.
    pub rules: Vec<Rule>,
}

/// One rule of a policy, as the controller emits it: an ACNP rule with per-Namespace peers gives several of these with the same place.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// From the Pod's side.
    pub direction: Direction,
    /// Place in the object's ingress or egress list; `None` for a K8s default deny, which is no rule of the object.
    pub place: Option<usize>,
    /// Its name; K8s rules have none.
    pub name: Option<String>,
    /// What it does; K8s rules allow.
    pub action: RuleAction,
    /// The controller's `rules[].priority`: the place for Antrea-native rules, -1 for K8s rules (0 for a default deny).
    pub priority: i32,
    /// Names of applied-to groups, of the rule or else of the policy.
    pub applied_to: Vec<Arc<str>>,
    /// The other side.
    pub peer: Peer,
    /// Ports and protocols; empty means any.
    pub services: Vec<Service>,
    /// `enableLogging`.
    pub logging: bool,
    /// Whether it redirects to the L7 engine.
    pub l7: bool,
}

/// The other side of a rule. All parts empty: nobody (a K8s default deny, or a selector that became nothing).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Peer {
    /// Names of address groups.
    pub address_groups: Vec<Arc<str>>,
    /// Networks with exceptions. "Anywhere" is 0.0.0.0/0 and ::/0.
    pub ip_blocks: Vec<IpBlock>,
    /// FQDN patterns of egress rules: their addresses are known to the agent alone.
    pub fqdns: Vec<String>,
    /// Services of `toServices`: (Namespace, name).
    pub to_services: Vec<(Arc<str>, Arc<str>)>,
    /// Label identities of other clusters (`tun_id`).
    pub label_identities: Vec<u32>,
}

/// A network and what is taken out of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct IpBlock {
    pub cidr: Net,
    pub except: Vec<Net>,
}

/// A protocol with ports, as a rule names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Service {
    /// `None`: any protocol that has the named port (ANP named ports).
    pub protocol: Option<L4Protocol>,
    /// Destination port.
    pub port: Option<Port>,
    /// Last port of a range that begins at `port`.
    pub end_port: Option<u16>,
    /// First source port.
    pub src_port: Option<u16>,
    /// Last source port.
    pub src_end_port: Option<u16>,
    /// ICMP type.
    pub icmp_type: Option<u8>,
    /// ICMP code.
    pub icmp_code: Option<u8>,
    /// IGMP type: 0x11 query, others are reports.
    pub igmp_type: Option<u8>,
    /// IGMP group address.
    pub group_address: Option<IpAddr>,
}

/// Protocols of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum L4Protocol {
    Tcp,
    Udp,
    Sctp,
    Icmp,
    Igmp,
}

/// A port by number or by the name that containers give it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Port {
    Number(u16),
    Name(Arc<str>),
}

/// A member of a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Member {
    /// A Pod: (Namespace, name).
    pub pod: Option<(Arc<str>, Arc<str>)>,
    /// A Service, in applied-to groups: (Namespace, name).
    pub service: Option<(Arc<str>, Arc<str>)>,
    /// Its addresses; applied-to groups do not say them.
    pub ips: Vec<IpAddr>,
    /// Its named container ports.
    pub ports: Vec<NamedPort>,
}

/// A container port with a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct NamedPort {
    pub name: Arc<str>,
    pub port: u16,
    pub protocol: L4Protocol,
}

/// Policies and the groups that they name.
#[derive(Clone, Debug, Default)]
pub struct PolicySet {
    /// The policies.
    pub policies: Vec<Policy>,
    /// Members by address group name. A name that is absent is unknown, not empty.
    pub address_groups: HashMap<Arc<str>, Vec<Member>>,
    /// Members by applied-to group name. The agent has those that have a Pod on its Node.
    pub applied_to_groups: HashMap<Arc<str>, Vec<Member>>,
    /// What could not be understood, in words.
    pub doubts: Vec<String>,
}

impl PolicySet {
    /// Policies and rules with what names them, and without what only served to find their flows.
    pub fn names(&self) -> PolicySet {
        let rule = |rule: &Rule| Rule {
            name: rule.name.clone(),
            applied_to: Vec::new(),
            peer: Peer::default(),
            services: Vec::new(),
            ..*rule
        };
        let policy = |policy: &Policy| Policy {
            reference: policy.reference.clone(),
            uid: policy.uid.clone(),
            created: policy.created.clone(),
            rules: policy.rules.iter().map(rule).collect(),
            ..*policy
        };
        PolicySet { policies: self.policies.iter().map(policy).collect(), ..PolicySet::default() }
    }
}

/// A Pod's port on a Node's bridge.
#[derive(Clone, Debug, PartialEq)]
pub struct PodInterface {
    /// The Pod's Namespace.
    pub namespace: Arc<str>,
    /// The Pod's name.
    pub name: Arc<str>,
    /// Its addresses.
    pub ips: Vec<IpAddr>,
    /// Its OpenFlow port, when known.
    pub of_port: Option<OfPort>,
    /// The interface in Open vSwitch.
    pub interface: String,
}
