//! A cluster that is not there: an API server with TLS, tokens and RBAC, Nodes whose commands run in a real Open vSwitch (or print what one printed), and
//! agents with the API of their release. Each part can fail by name ([`fault::Fault`]).
//!
//! ```ignore
//! let cluster = Cluster::of(open("basic")).start();
//! cluster.fault(On::exec("node-2"), Fault::Hang);
//! let output = kubectl(cluster.kubeconfig(), &["get", "pods", "-A"]);
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic
#![allow(dead_code, unused_imports)] // each test binary uses its part

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

mod agent;
mod agent_flows;
mod api;
mod ask;
mod builder;
mod content;
mod discovery;
mod exec;
pub mod fault;
mod forward;
mod handle;
mod loopback;
pub mod node;
mod reply;
mod review;
pub mod rights;
pub mod select;
mod server;
mod spoil;
pub mod store;
pub mod tls;
pub mod version;

pub use builder::Builder;
pub use fault::{Fault, On};
pub use handle::{Cluster, write_kubeconfig};
pub use node::{Canned, antctl};
pub use rights::{Rule, User, rules_of_manifest};

use fault::Faults;
use node::{Gauge, Node};
use rights::Users;
use server::Wire;
use store::Store;

/// The user whose token the kubeconfig holds at first: he may do everything.
pub const ADMIN: &str = "token-of-admin";

/// One request, as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The Node whose agent was asked; `None` for the API server.
    pub node: Option<String>,
    /// `GET /api/v1/pods?limit=500`, `agent GET /metrics`.
    pub what: String,
    pub user: String,
    /// 0 when the connection was closed without an answer.
    pub code: u16,
}

/// A command that ran in a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    pub node: String,
    pub container: String,
    pub words: Vec<String>,
}

/// What connections share.
pub struct Shared {
    pub(crate) store: Mutex<Store>,
    pub(crate) nodes: BTreeMap<String, Arc<Node>>,
    pub(crate) users: Mutex<Users>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) asked: Mutex<Vec<Asked>>,
    pub(crate) ran: Mutex<Vec<Ran>>,
    /// API groups whose own server is down.
    pub(crate) broken: Mutex<BTreeSet<String>>,
    /// Verbs that exec and port-forward need.
    pub(crate) stream_verbs: Mutex<Vec<&'static str>>,
    pub(crate) statistics: AtomicBool,
    /// Tokens that were given out, with their owner and their end.
    pub(crate) issued: Mutex<BTreeMap<String, (String, Instant)>>,
    pub(crate) wire: Arc<Wire>,
    pub(crate) commands: Arc<Gauge>,
}

impl Shared {
    fn strike(&self, place: &On, wanted: impl Fn(&Fault) -> bool) -> Option<Fault> {
        self.faults.lock().unwrap().strike(place, wanted)
    }

    fn note(&self, asked: Asked) {
        self.asked.lock().unwrap().push(asked);
    }

    fn note_command(&self, node: &str, container: &str, words: &[String]) {
        let ran = Ran { node: node.to_string(), container: container.to_string(), words: words.to_vec() };
        self.ran.lock().unwrap().push(ran);
    }

    fn statistics_on(&self) -> bool {
        self.statistics.load(Ordering::SeqCst)
    }

    fn issue(&self, owner: &str, lifetime: Duration) -> String {
        let mut issued = self.issued.lock().unwrap();
        let token = format!("token-{}-of-{}", issued.len() + 1, owner.replace(':', "."));
        issued.insert(token.clone(), (owner.to_string(), Instant::now() + lifetime));
        token
    }

    /// Whose token it is, as TokenReview says.
    fn token_owner(&self, token: &str) -> Option<String> {
        let issued = self.issued.lock().unwrap();
        let live = issued.get(token).filter(|(_, end)| *end > Instant::now()).map(|(owner, _)| owner.clone());
        live.or_else(|| self.users.lock().unwrap().by_token.get(token).map(|user| user.name.clone()))
    }
}
