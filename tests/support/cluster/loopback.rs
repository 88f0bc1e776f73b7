//! An agent on loopback, as its own Node finds it, with the token that it leaves for its Pod.

use std::net::Ipv4Addr;
use std::sync::mpsc;
use std::time::Duration;

use tokio::io::{copy_bidirectional, duplex};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::rights::User;
use super::{Cluster, agent};

/// An agent that listens until it is dropped.
pub struct Loopback {
    pub port: u16,
    pub token: String,
    runtime: Option<Runtime>,
}

impl Drop for Loopback {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_secs(2));
        }
    }
}

impl Cluster {
    /// The agent of a Node, for a program on that Node.
    pub fn loopback(&self, node: &str) -> Loopback {
        let (namespace, _) = self.agent(node);
        // The loopback client has all rights; of the paths that are asked antctl has them too.
        let token = self.add_user(User::new(&format!("system:serviceaccount:{namespace}:antctl"), Vec::new()));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (told, port) = mpsc::channel();
        let (shared, node) = (self.shared(), self.shared().nodes[node].clone());
        runtime.spawn(async move {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            told.send(listener.local_addr().unwrap().port()).unwrap();
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let (mut near, far) = duplex(64 << 10);
                tokio::spawn(agent::serve(far, shared.clone(), node.clone(), false));
                tokio::spawn(async move { copy_bidirectional(&mut stream, &mut near).await.map(drop) });
            }
        });
        Loopback { port: port.recv().unwrap(), token, runtime: Some(runtime) }
    }
}
