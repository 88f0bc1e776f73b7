//! Owners in words.

use std::fmt::{self, Display, Write as _};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::names::{Names, PodName, Stands};
use crate::antrea::owner::{About, EgressBy, EgressPart, Place, ServiceAt};
use crate::model::flow::{Action, Flow, KeptFlow};
use crate::model::ids::RuleId;
use crate::model::item::{Fields, Shown, each, nested};
use crate::model::net::Net;
use crate::model::policy::{L4Protocol, PolicyRef};
use crate::resolve::addresses::ServiceName;
use crate::resource::item::{self, direction};

/// What a flow is about, with the names of one Node.
pub struct Owner<'n, 'v, 'f> {
    pub names: &'n Names<'v>,
    pub flow: Flow<'f>,
    pub about: About<'f>,
    /// The table's name, where it has one.
    pub table: &'f str,
    /// The Egresses of a flow of Egress.
    egresses: &'v [Arc<str>],
}

impl<'n, 'v, 'f> Owner<'n, 'v, 'f> {
    pub fn of(names: &'n Names<'v>, kept: &KeptFlow<'f>, table: &'f str) -> Owner<'n, 'v, 'f> {
        let category = names.category(kept.flow.cookie);
        let about = About::of(&kept.flow, kept.fields, kept.actions, table, category);
        let by = match about {
            About::Egress(EgressPart::Pod(_) | EgressPart::Address(_)) => EgressBy::of(kept.fields, kept.actions),
            _ => None,
        };
        let egresses = by.map_or(&[][..], |by| names.egresses(by));
        Owner { names, flow: kept.flow, about, table, egresses }
    }

    /// The kind of owner: a word for scripts.
    pub fn kind(&self) -> &'static str {
        match self.about {
            About::Rule(_) | About::Counter(_) | About::Clause { .. } => "Rule",
            About::DnsAnswers => "DnsAnswers",
            About::DefaultDeny { .. } => "DefaultDeny",
            About::MulticastPod { .. } | About::Egress(EgressPart::Pod(_)) if self.pod().is_some() => "Pod",
            About::Interface { at, address, .. } => match self.names.stands_with(at, address) {
                Stands::Pod(_) => "Pod",
                Stands::Node(_) => "Node",
                Stands::Own(_) => "Interface",
                Stands::Unknown => "Unnamed",
            },
            About::Own { .. } => "Interface",
            About::Service(_) | About::Endpoint { .. } => "Service",
            About::Affinity { .. } => "SessionAffinity",
            About::LocalPods(_) | About::RemotePods { .. } => "Node",
            About::Egress(_) => "Egress",
            About::MulticastGroup(_) | About::MulticastPod { .. } | About::Multicast => "Multicast",
            About::Traceflow => "Traceflow",
            About::ArpResponder(_) | About::Arp => "ARP",
            About::Miss => "Miss",
            About::Pipeline => "Pipeline",
            About::Unknown => "Unknown",
        }
    }

    /// In words; `None` where nothing is known.
    pub fn words(&self) -> Option<String> {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = match self.about {
            About::Unknown => return None,
            About::Rule(id) | About::Counter(id) => write!(text, "{}", self.names.rule_words(self.id(id))),
            About::Clause { first, others } => {
                let _ = write!(text, "{}", self.names.rule_words(self.id(first)));
                if others > 0 { write!(text, " +{others}") } else { Ok(()) }
            }
            About::DnsAnswers => write!(text, "DNS interception, for rules with names of hosts"),
            About::DefaultDeny { direction: of, pod } => {
                write!(text, "default deny of {} of {}", direction(of), self.place(pod))
            }
            About::Interface { at, address, purpose } => {
                let standing = Standing { stands: self.names.stands_with(at, address), at };
                write!(text, "{standing} ({})", self.at_table(purpose))
            }
            About::Own { what, purpose } => write!(text, "{} ({})", what.words(), self.at_table(purpose)),
            About::Service(at) => write!(text, "Service {}", self.service(at)),
            About::Endpoint { address, port, protocol } => {
                match self.endpoint_services(address, port, protocol).as_slice() {
                    [] => write!(text, "Service endpoint {}", SocketAddr::new(address, port)),
                    [first, more @ ..] => {
                        let _ = write!(text, "Service {}/{}", first.namespace, first.name);
                        if !more.is_empty() {
                            let _ = write!(text, " +{}", more.len());
                        }
                        write!(text, " endpoint {}", SocketAddr::new(address, port))
                    }
                }
            }
            About::Affinity { service, client, endpoint } => {
                let _ = write!(text, "session affinity of Service {}", self.service(service));
                let _ = client.map(|client| write!(text, ", client {}", self.place(Place::Address(client))));
                let to = |(address, port)| write!(text, " to {}", SocketAddr::new(address, port));
                endpoint.map_or(Ok(()), to)
            }
            About::LocalPods(net) => write!(text, "Pods of this Node {net}"),
            About::RemotePods { pods, node } => match self.names.address(node) {
                Stands::Node(name) => write!(text, "Node {name} (Pods {pods})"),
                _ => write!(text, "Node {node} (Pods {pods})"),
            },
            About::Egress(part) => match part {
                EgressPart::Pod(at) => write!(text, "Egress {}of {}", self.egress_names(" "), self.place(at)),
                EgressPart::Address(address) => write!(text, "Egress {}address {address}", self.egress_names(", ")),
                EgressPart::Exempt(net) if net == Net::host(net.address) => {
                    write!(text, "Egress, not for {}", self.place(Place::Address(net.address)))
                }
                EgressPart::Exempt(net) => write!(text, "Egress, not for {net}"),
                EgressPart::General => write!(text, "Egress"),
            },
            About::MulticastGroup(group) => write!(text, "multicast group {group}"),
            About::MulticastPod { pod, sent } => {
                let way = if sent { "sent by" } else { "received by" };
                write!(text, "multicast {way} {}", self.place(pod))
            }
            About::Multicast => write!(text, "multicast"),
            About::Traceflow => write!(text, "Traceflow"),
            About::ArpResponder(address) => write!(text, "ARP responder for {address}"),
            About::Arp => write!(text, "ARP"),
            About::Miss => write!(text, "table miss"),
            About::Pipeline => match self.names.category(self.flow.cookie) {
                Some(category) if category.name() != "Default" => {
                    write!(text, "Antrea's pipeline ({})", category.name())
                }
                _ => write!(text, "Antrea's pipeline"),
            },
        };
        Some(text)
    }

    fn id(&self, id: RuleId) -> crate::resolve::evidence::RoundedId {
        Names::of_flow(&self.flow, id)
    }

    fn at_table(&self, purpose: &'static str) -> &str {
        if self.table.is_empty() { purpose } else { self.table }
    }

    /// The names of the Egresses, with what stands behind them: those that share an address cannot be told apart. Nothing where none is known.
    fn egress_names(&self, behind: &str) -> String {
        let names: Vec<&str> = self.egresses.iter().map(|name| &**name).collect();
        if names.is_empty() { String::new() } else { format!("{}{behind}", names.join(" | ")) }
    }

    fn place(&self, at: Place<'f>) -> Standing<'v, 'f> {
        Standing { stands: self.names.stands(at), at }
    }

    /// The Service that a flow names.
    pub fn service_name(&self, at: ServiceAt) -> Option<&'v ServiceName> {
        let own = match (at.address, at.protocol, at.port) {
            (Some(address), Some(protocol), Some(port)) => self.names.service(address, protocol, port),
            _ => None,
        };
        own.or_else(|| self.names.group(at.group?))
    }

    fn service(&self, at: ServiceAt) -> String {
        if let Some(service) = self.service_name(at) {
            let port = if service.port.is_empty() { String::new() } else { format!(":{}", service.port) };
            return format!("{}/{}{port}", service.namespace, service.name);
        }
        let protocol = at.protocol.map_or("", protocol_name);
        match (at.address, at.port, at.group) {
            (Some(address), Some(port), _) => format!("{}/{protocol}", SocketAddr::new(address, port)),
            (None, Some(port), _) => format!("at port {port}/{protocol} of the Node"),
            (_, None, Some(group)) => format!("of group {}", group.0),
            _ => "(unknown)".to_owned(),
        }
    }

    /// The Services that have an endpoint.
    pub fn endpoint_services(&self, address: IpAddr, port: u16, protocol: Option<L4Protocol>) -> Vec<&'v ServiceName> {
        self.names.endpoint(address, port, protocol)
    }

    /// All rules that a flow belongs to.
    pub fn rules(&self, kept: &KeptFlow<'_>) -> Vec<RuleId> {
        match self.about {
            About::Rule(id) | About::Counter(id) => vec![id],
            About::Clause { .. } => {
                let ids = kept.actions.iter().filter_map(|item| match item.action {
                    Action::Conjunction { id, .. } => Some(id),
                    _ => None,
                });
                ids.collect()
            }
            _ => Vec::new(),
        }
    }

    /// The Pod that a flow is about.
    pub fn pod(&self) -> Option<PodName<'v>> {
        let at = match self.about {
            About::Interface { at, address, .. } => match self.names.stands_with(at, address) {
                Stands::Pod(pod) => return Some(pod),
                _ => return None,
            },
            About::DefaultDeny { pod, .. } | About::MulticastPod { pod, .. } => pod,
            About::Egress(EgressPart::Pod(at)) => at,
            About::Endpoint { address, .. } => Place::Address(address),
            _ => return None,
        };
        match self.names.stands(at) {
            Stands::Pod(pod) => Some(pod),
            _ => None,
        }
    }

    /// The Services that a flow is about.
    pub fn services(&self) -> Vec<&'v ServiceName> {
        match self.about {
            About::Service(at) | About::Affinity { service: at, .. } => self.service_name(at).into_iter().collect(),
            About::Endpoint { address, port, protocol } => self.endpoint_services(address, port, protocol),
            _ => Vec::new(),
        }
    }

    /// The members of the owner as an object.
    pub fn tell(&self, kept: &KeptFlow<'_>, fields: &mut Fields<'_>) {
        let part = match self.about {
            About::Rule(_) => Some("action"),
            About::Counter(_) => Some("counter"),
            About::Clause { .. } => Some("match"),
            _ => None,
        };
        let endpoint = match self.about {
            About::Endpoint { address, port, .. } => Some(SocketAddr::new(address, port)),
            About::Affinity { endpoint: Some((address, port)), .. } => Some(SocketAddr::new(address, port)),
            _ => None,
        };
        let node = match self.about {
            About::RemotePods { node, .. } => match self.names.address(node) {
                Stands::Node(name) => Some(&**name),
                _ => None,
            },
            _ => None,
        };
        fields.put("kind", self.kind());
        fields.put("text", self.words());
        fields.put("part", part);
        fields.put("pod", self.pod().map(item::pod));
        fields.put("node", node);
        fields.put("services", each(|| self.services().into_iter().map(item::service)));
        fields.put("endpoint", endpoint.map(Shown));
        fields.put("egresses", each(|| self.egresses.iter().map(|name| &**name)));
        fields
            .put("rules", each(|| self.rules(kept).into_iter().map(|id| nested(move |fields| self.rule(id, fields)))));
    }

    fn rule(&self, id: RuleId, fields: &mut Fields<'_>) {
        let known = self.names.rule(self.id(id));
        fields.put("id", id.0);
        fields.put("policy", known.map(|(policy, ..)| item::policy_fields(policy)));
        fields.put(
            "rule",
            known.map(|(_, name, index)| {
                nested(move |fields| {
                    fields.put("name", name);
                    fields.put("index", index);
                })
            }),
        );
        let candidates = || if known.is_some() { Vec::new() } else { self.names.policies(self.id(id)) };
        fields.put("candidates", each(|| candidates().into_iter().map(item::policy_fields)));
        fields.put("confidence", self.names.confidence(self.id(id)).map(|confidence| confidence.name()));
    }

    /// The policies that a flow belongs to, or may belong to.
    pub fn policies(&self, kept: &KeptFlow<'_>) -> Vec<&'v PolicyRef> {
        self.rules(kept).into_iter().flat_map(|id| self.names.policies(self.id(id))).collect()
    }
}

pub fn protocol_name(protocol: L4Protocol) -> &'static str {
    match protocol {
        L4Protocol::Tcp => "TCP",
        L4Protocol::Udp => "UDP",
        L4Protocol::Sctp => "SCTP",
        L4Protocol::Icmp => "ICMP",
        L4Protocol::Igmp => "IGMP",
    }
}

/// What stands at a place, in words; the place itself where that is not known.
struct Standing<'v, 'f> {
    stands: Stands<'v>,
    at: Place<'f>,
}

impl Display for Standing<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.stands, self.at) {
            (Stands::Pod((namespace, name)), _) => write!(f, "Pod {namespace}/{name}"),
            (Stands::Node(name), _) => write!(f, "Node {name}"),
            (Stands::Own(own), _) => f.write_str(own.words()),
            (Stands::Unknown, Place::Port(port)) => write!(f, "port {}", port.0),
            (Stands::Unknown, Place::Interface(name)) => write!(f, "port {name}"),
            (Stands::Unknown, Place::Address(address)) => write!(f, "{address}"),
        }
    }
}
