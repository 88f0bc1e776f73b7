//! From a capture to a running cluster.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::content;
use super::handle::Cluster;
use super::node::{self, Answers, Backend, Canned, Gauge, Node};
use super::rights::{User, Users};
use super::store::Store;
use super::tls::Authority;
use super::version::Version;
use super::{ADMIN, Shared};
use crate::replay;
use crate::support::Capture;

/// Where Nodes run their commands.
enum Nodes {
    Recorded,
    Switches { traffic: bool },
    Canned(usize, Answers),
}

/// What the cluster shall be.
pub struct Builder {
    capture: Capture,
    nodes: Nodes,
    versions: BTreeMap<String, Version>,
    without: BTreeMap<String, Vec<String>>,
    statistics_group: &'static str,
    api_port: u16,
    namespace: String,
}

impl Builder {
    pub fn new(capture: Capture) -> Builder {
        Builder {
            capture,
            nodes: Nodes::Recorded,
            versions: BTreeMap::new(),
            without: BTreeMap::new(),
            statistics_group: "stats.antrea.io",
            api_port: 10350,
            namespace: "kube-system".to_string(),
        }
    }

    /// A real Open vSwitch for each Node, with the recorded flows; all counters are 0.
    #[must_use]
    pub fn switches(self) -> Builder {
        Builder { nodes: Nodes::Switches { traffic: false }, ..self }
    }

    /// A real Open vSwitch for each Node, and the recorded packets go through it.
    #[must_use]
    pub fn switches_with_traffic(self) -> Builder {
        Builder { nodes: Nodes::Switches { traffic: true }, ..self }
    }

    /// So many Nodes, `node-0001` and on, in place of the capture's. A function answers their commands; their agents know what the first Node's knew.
    #[must_use]
    pub fn canned(self, count: usize, answers: impl Fn(&[String]) -> Canned + Send + Sync + 'static) -> Builder {
        Builder { nodes: Nodes::Canned(count, Arc::new(answers)), ..self }
    }

    /// Another release of Antrea on a Node: its agent's manners, not its flows.
    #[must_use]
    pub fn version(mut self, node: &str, version: &str) -> Builder {
        self.versions.insert(node.to_string(), Version::parse(version));
        self
    }

    /// A program that the containers of a Node do not have.
    #[must_use]
    pub fn without_program(mut self, node: &str, program: &str) -> Builder {
        self.without.entry(node.to_string()).or_default().push(program.to_string());
        self
    }

    /// Statistics in the group that Antrea had before 1.0.
    #[must_use]
    pub fn old_statistics(self) -> Builder {
        Builder { statistics_group: "stats.antrea.tanzu.vmware.com", ..self }
    }

    /// Another port of the agents.
    #[must_use]
    pub fn api_port(self, port: u16) -> Builder {
        Builder { api_port: port, ..self }
    }

    /// Antrea's Namespace.
    #[must_use]
    pub fn antrea_namespace(self, namespace: &str) -> Builder {
        Builder { namespace: namespace.to_string(), ..self }
    }

    pub fn start(self) -> Cluster {
        let authority = Authority::new("kubernetes");
        let meta = fs::read_to_string(self.capture.root().join("meta.json")).unwrap();
        let meta: Value = serde_json::from_str(&meta).unwrap();
        let version = Version::parse(meta["antreaVersion"].as_str().unwrap());
        let mut store = Store::default();
        content::objects(&mut store, &self.capture, version);
        content::control_plane(&mut store, &self.capture);
        content::statistics(&mut store, self.statistics_group, &self.capture.truth);
        content::antctl(&mut store, &self.namespace);
        let commands = Arc::new(Gauge::default());
        let nodes = self.make_nodes(version, &mut store, &commands);
        for (place, node) in nodes.iter().enumerate() {
            let address = format!("127.0.{}.{}", place / 250, place % 250 + 1);
            content::agent(&mut store, node, &address);
        }
        let mut users = Users::default();
        users.by_token.insert(ADMIN.to_string(), User::admin());
        let shared = Shared {
            store: Mutex::new(store),
            nodes: nodes.into_iter().map(|node| (node.name.clone(), node)).collect(),
            users: Mutex::new(users),
            faults: Mutex::default(),
            asked: Mutex::default(),
            ran: Mutex::default(),
            broken: Mutex::new(BTreeSet::new()),
            stream_verbs: Mutex::new(vec!["get", "create"]),
            statistics: AtomicBool::new(true),
            issued: Mutex::default(),
            wire: Arc::default(),
            commands,
        };
        Cluster::run(self.capture, authority, Arc::new(shared))
    }

    fn make_nodes(&self, version: Version, store: &mut Store, commands: &Arc<Gauge>) -> Vec<Arc<Node>> {
        let recorded = self.capture.nodes();
        let wanted: Vec<(String, &str)> = match &self.nodes {
            Nodes::Canned(count, _) => {
                let template = store.get("", "nodes", None, &recorded[0]).unwrap().clone();
                for name in &recorded {
                    store.delete("", "nodes", "", name);
                }
                // Theirs are the agents that the capture lists, if it does.
                let is_agent = |pod: &Value| pod["metadata"]["labels"]["component"] == "antrea-agent";
                let agents: Vec<Value> =
                    store.objects("", "pods").iter().filter(|pod| is_agent(pod)).cloned().collect();
                for agent in agents {
                    let own = |member: &str| agent["metadata"][member].as_str().unwrap_or_default().to_string();
                    store.delete("", "pods", &own("namespace"), &own("name"));
                }
                let names = (1..=*count).map(|number| format!("node-{number:04}"));
                names.map(|name| (add_node(store, &template, &name), recorded[0].as_str())).collect()
            }
            _ => recorded.iter().map(|name| (name.clone(), name.as_str())).collect(),
        };
        let (agents, impostors) = (Authority::new("antrea-agent"), Authority::new("somebody"));
        let localhost = ["localhost", "127.0.0.1", "::1"];
        let impostor = impostors.issue(&localhost);
        let shared_identity = agents.issue(&localhost);
        let store = &*store;
        let make = |(name, source): (String, &str)| {
            let backend = self.backend(&name);
            let folder = self.capture.root().join("nodes").join(source);
            let canned = matches!(backend, Backend::Canned(_));
            let without = self.without.get(&name).cloned().unwrap_or_default();
            let node = Node {
                pod: if canned {
                    format!("antrea-agent-{}", &name[5..])
                } else {
                    content::pod_name(store, &folder, &name)
                },
                namespace: self.namespace.clone(),
                version: self.versions.get(&name).copied().unwrap_or(version),
                programs: node::container(&backend, &without),
                variants: self.capture.root().parent().unwrap().join("variants").join(source),
                rules: content::rules(&self.capture.truth, source),
                api_port: self.api_port,
                // A key for each of a thousand Nodes would only take time.
                identity: if canned { shared_identity.clone() } else { Authority::new(&name).issue(&localhost) },
                impostor: impostor.clone(),
                running: Gauge::default(),
                everywhere: commands.clone(),
                backend,
                folder,
                name,
            };
            if !canned {
                node.give_flows();
            }
            Arc::new(node)
        };
        // Each switch takes half a second to start, and they do not need each other.
        std::thread::scope(|scope| {
            let jobs: Vec<_> = wanted
                .chunks(wanted.len().div_ceil(4))
                .map(|part| scope.spawn(move || part.iter().cloned().map(make).collect::<Vec<_>>()))
                .collect();
            jobs.into_iter().flat_map(|job| job.join().unwrap()).collect()
        })
    }

    fn backend(&self, name: &str) -> Backend {
        match &self.nodes {
            Nodes::Recorded => Backend::Recorded,
            Nodes::Canned(_, answers) => Backend::Canned(answers.clone()),
            Nodes::Switches { traffic } => {
                let node = replay::Node::load_without_traffic(&self.capture, name);
                node.label(&self.capture);
                if *traffic {
                    node.play(&self.capture);
                }
                Backend::Switch(Box::new(Mutex::new(node)))
            }
        }
    }
}

fn add_node(store: &mut Store, template: &Value, name: &str) -> String {
    let mut node = template.clone();
    node["metadata"]["name"] = json!(name);
    node["metadata"]["uid"] = json!(format!("uid-of-{name}"));
    node["metadata"]["labels"]["kubernetes.io/hostname"] = json!(name);
    store.put("", "nodes", node);
    name.to_string()
}
