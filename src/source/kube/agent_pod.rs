//! An agent's Pod, as far as it is asked.

use std::net::IpAddr;
use std::sync::Arc;

/// One antrea-agent Pod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentPod {
    /// The Node that it runs on.
    pub node: Arc<str>,
    /// Its Namespace, which is Antrea's.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// Its address: the Node's own, for agents run in the host's network.
    pub ip: Option<IpAddr>,
    /// Names of its containers.
    pub containers: Vec<String>,
    /// Why it should not be asked (`Pending`, `container antrea-ovs: CrashLoopBackOff`); `None` when it is ready.
    pub not_ready: Option<String>,
}
