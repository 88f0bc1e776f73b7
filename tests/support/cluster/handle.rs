//! A running cluster in the hands of a test.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, MutexGuard};
use std::thread::JoinHandle;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::builder::Builder;
use super::fault::{Fault, On};
use super::node::Backend;
use super::rights::{Rule, User};
use super::store::Store;
use super::tls::Authority;
use super::{ADMIN, Asked, Ran, Shared, server};
use crate::replay;
use crate::support::Capture;

/// A cluster; it ends when it is dropped.
pub struct Cluster {
    pub capture: Capture,
    shared: Arc<Shared>,
    authority: Authority,
    address: SocketAddr,
    folder: TempDir,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Cluster {
    /// What a capture holds, on Nodes that print what was recorded. See [`Builder`] for others.
    pub fn of(capture: Capture) -> Builder {
        Builder::new(capture)
    }

    pub(super) fn run(capture: Capture, authority: Authority, shared: Arc<Shared>) -> Cluster {
        let identity = authority.issue(&["127.0.0.1", "localhost", "kubernetes.default.svc"]);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = shared.clone();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::from_std(listener).unwrap();
                tokio::select! {
                    () = server::serve(listener, identity, serving) => {}
                    _ = stopped => {}
                }
            });
            runtime.shutdown_timeout(Duration::from_secs(2));
        });
        let folder = tempfile::tempdir().unwrap();
        let cluster = Cluster { capture, shared, authority, address, folder, stop: Some(stop), thread: Some(thread) };
        write_kubeconfig(&cluster.kubeconfig(), &[("fake", &cluster, ADMIN)]);
        cluster
    }

    pub(super) fn shared(&self) -> Arc<Shared> {
        self.shared.clone()
    }

    pub fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    pub fn authority(&self) -> String {
        self.authority.pem()
    }

    /// A kubeconfig with the context `fake` of the user who may do everything.
    pub fn kubeconfig(&self) -> PathBuf {
        self.folder.path().join("config")
    }

    /// A kubeconfig with the context `fake` of a user with these rules and no others.
    pub fn kubeconfig_of(&self, user: &str, rules: Vec<Rule>) -> PathBuf {
        let token = self.add_user(User::new(user, rules));
        let path = self.folder.path().join(format!("config-of-{user}"));
        write_kubeconfig(&path, &[("fake", self, &token)]);
        path
    }

    /// Adds or replaces a user, and gives the token.
    pub fn add_user(&self, user: User) -> String {
        let token = format!("token-of-{}", user.name);
        self.shared.users.lock().unwrap().by_token.insert(token.clone(), user);
        token
    }

    /// A fault that strikes each time.
    pub fn fault(&self, on: On, fault: Fault) {
        self.fault_times(on, fault, 0, u32::MAX);
    }

    /// A fault that strikes so many times, after so many requests that passed.
    pub fn fault_times(&self, on: On, fault: Fault, after: u32, times: u32) {
        self.shared.faults.lock().unwrap().set(on, fault, after, times);
    }

    pub fn clear_faults(&self) {
        self.shared.faults.lock().unwrap().clear();
    }

    /// Turns the gate NetworkPolicyStats on or off.
    pub fn statistics(&self, on: bool) {
        self.shared.statistics.store(on, Ordering::SeqCst);
    }

    /// The server behind an aggregated API is down.
    pub fn break_group(&self, group: &str) {
        self.shared.broken.lock().unwrap().insert(group.to_string());
    }

    /// Verbs that exec and port-forward need: `get` before Kubernetes 1.35, `get` and `create` since.
    pub fn stream_verbs(&self, verbs: &[&'static str]) {
        *self.shared.stream_verbs.lock().unwrap() = verbs.to_vec();
    }

    /// The objects.
    pub fn store(&self) -> MutexGuard<'_, Store> {
        self.shared.store.lock().unwrap()
    }

    /// Changes an object.
    pub fn edit(&self, group: &str, plural: &str, namespace: Option<&str>, name: &str, edit: impl FnOnce(&mut Value)) {
        let mut store = self.store();
        let mut object =
            store.get(group, plural, namespace, name).unwrap_or_else(|| panic!("no {plural} {name}")).clone();
        edit(&mut object);
        store.put(group, plural, object);
    }

    pub fn nodes(&self) -> Vec<String> {
        self.shared.nodes.keys().cloned().collect()
    }

    /// Namespace and name of a Node's agent.
    pub fn agent(&self, node: &str) -> (String, String) {
        let node = &self.shared.nodes[node];
        (node.namespace.clone(), node.pod.clone())
    }

    /// Changes the Pod of a Node's agent.
    pub fn edit_agent(&self, node: &str, edit: impl FnOnce(&mut Value)) {
        let (namespace, pod) = self.agent(node);
        self.edit("", "pods", Some(&namespace), &pod, edit);
    }

    /// Does something with a Node's real switch.
    pub fn switch<T>(&self, node: &str, act: impl FnOnce(&mut replay::Node) -> T) -> T {
        match &self.shared.nodes[node].backend {
            Backend::Switch(switch) => act(&mut switch.lock().unwrap()),
            _ => panic!("{node} has no switch"),
        }
    }

    /// Everything that was asked, in order of its end.
    pub fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().unwrap().clone()
    }

    /// Every command that ran, in order of its start.
    pub fn ran(&self) -> Vec<Ran> {
        self.shared.ran.lock().unwrap().clone()
    }

    /// Forgets what was asked and what ran.
    pub fn forget(&self) {
        self.shared.asked.lock().unwrap().clear();
        self.shared.ran.lock().unwrap().clear();
    }

    /// What the programs of Open vSwitch were called with on a recorded Node: lines `begin PROGRAM WORDS` and `end`.
    pub fn commands(&self, node: &str) -> String {
        fs::read_to_string(self.shared.nodes[node].programs.path().join("commands.log")).unwrap_or_default()
    }

    /// Forgets what [`Cluster::commands`] tells.
    pub fn clear_commands(&self, node: &str) {
        let _ = fs::remove_file(self.shared.nodes[node].programs.path().join("commands.log"));
    }

    /// The most commands that ever ran at once on a Node.
    pub fn most_at_once_on(&self, node: &str) -> usize {
        self.shared.nodes[node].running.most()
    }

    /// The most commands that ever ran at once.
    pub fn most_at_once(&self) -> usize {
        self.shared.commands.most()
    }

    /// Commands that run now.
    pub fn running(&self) -> usize {
        self.shared.commands.now()
    }

    /// Bytes that came in and went out over TCP, TLS and all.
    pub fn wire(&self) -> (u64, u64) {
        let wire = &self.shared.wire;
        (wire.received.load(Ordering::SeqCst), wire.sent.load(Ordering::SeqCst))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Writes a kubeconfig: contexts by name, each with its cluster and a token. The first is the current one.
pub fn write_kubeconfig(path: &Path, contexts: &[(&str, &Cluster, &str)]) {
    let (mut clusters, mut users, mut list) = (String::new(), String::new(), String::new());
    for (name, cluster, token) in contexts {
        let authority = STANDARD.encode(cluster.authority());
        clusters += &format!(
            "- name: {name}\n  cluster:\n    server: {}\n    certificate-authority-data: {authority}\n",
            cluster.url()
        );
        users += &format!("- name: {name}\n  user:\n    token: {token}\n");
        list += &format!("- name: {name}\n  context: {{cluster: {name}, user: {name}}}\n");
    }
    let current = contexts[0].0;
    let text = format!(
        "apiVersion: v1\nkind: Config\ncurrent-context: {current}\nclusters:\n{clusters}contexts:\n{list}users:\n{users}"
    );
    fs::write(path, text).unwrap();
}
