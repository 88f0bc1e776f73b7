//! What one Node gives through exec: one container, one exec, all artefacts as they come.

use std::time::{Duration, Instant};

use super::agent_pod::AgentPod;
use super::artefacts::Artefacts;
use super::event::{Asked, Event};
use super::exec::{self, ExecEnd, Output, explain};
use super::feed::Feed;
use super::frames::Frames;
use super::one_by_one::Asking;
use super::script::{self, Order};
use super::{NodeError, NodeErrorKind, Options};
use crate::source::Wanted;

/// Where Open vSwitch runs (build/charts/antrea/templates/agent/daemonset.yaml).
pub const OVS_CONTAINER: &str = "antrea-ovs";
/// Where the agent and antctl run.
pub const AGENT_CONTAINER: &str = "antrea-agent";

/// Reads what container `antrea-ovs` has of what is wanted: flows, table names, rows of the database, and for a capture groups, meters, ports and connections.
///
/// What fails in part is told to the feed as gaps.
///
/// # Errors
/// When the Node gives nothing, or its answer ends too early: what was begun is ended as cut then.
pub async fn read_node(
    client: &kube::Client,
    pod: &AgentPod,
    wanted: &Wanted,
    options: &Options,
    feed: &Feed,
) -> Result<(), NodeError> {
    match Order::of_ovs(wanted, limit(options).into()) {
        Some(order) => ask(client, pod, OVS_CONTAINER, &order, feed).await,
        None => Ok(()),
    }
}

/// Reads what `antctl` in container `antrea-agent` has of what is wanted: the agent's policies, groups and Pods in antctl's shape.
///
/// # Errors
/// As [`read_node`].
pub async fn antctl_answers(
    client: &kube::Client,
    pod: &AgentPod,
    wanted: &Wanted,
    options: &Options,
    feed: &Feed,
) -> Result<(), NodeError> {
    match Order::of_agent(wanted, limit(options).into()) {
        Some(order) => ask(client, pod, AGENT_CONTAINER, &order, feed).await,
        None => Ok(()),
    }
}

/// A command that hangs shall say so before the Node's own time is over.
fn limit(options: &Options) -> Duration {
    options.request_timeout.mul_f32(0.75)
}

async fn ask(
    client: &kube::Client,
    pod: &AgentPod,
    container: &str,
    order: &Order,
    feed: &Feed,
) -> Result<(), NodeError> {
    let begun = Instant::now();
    let mark = script::mark();
    let mut answer = Answer::new(&mark, order, feed);
    let ended = exec::run(client, pod, container, &order.argv(&mark), &mut answer).await;
    let (mut bytes, mut plain_bytes) = (answer.wire, answer.frames.plain_bytes());
    let read = match ended {
        Ok(end) if answer.artefacts.is_empty() && matches!(end.code, 126 | 127) => {
            let asking = Asking { client, pod, container, order, feed };
            match asking.all(&mut answer.artefacts).await {
                Ok(more) => {
                    (bytes, plain_bytes) = (bytes + more, plain_bytes + more);
                    answer.finish(None).await
                }
                Err(error) => answer.fail(error).await,
            }
        }
        Ok(end) => answer.finish(Some(&end)).await,
        Err(error) => answer.fail(error).await,
    };
    let asked = Asked {
        node: Some(pod.node.clone()),
        what: format!("exec in {container} of {}: {}", pod.name, order.files()),
        bytes,
        plain_bytes,
        took: begun.elapsed(),
        failed: read.as_ref().err().map(NodeError::to_string),
    };
    feed.event(Event::Asked(asked)).await?;
    read
}

/// Takes what the script prints.
#[derive(Debug)]
pub struct Answer {
    frames: Frames,
    artefacts: Artefacts,
    feed: Feed,
    wire: u64,
}

impl Answer {
    /// For an order whose frames have this mark.
    pub fn new(mark: &str, order: &Order, feed: &Feed) -> Answer {
        Answer { frames: Frames::new(mark), artefacts: Artefacts::new(order, feed), feed: feed.clone(), wire: 0 }
    }

    /// Ends it when nothing more comes: tells what is missing, and ends what is cut.
    ///
    /// # Errors
    /// When nothing came, or not all: what had begun is ended as cut by then.
    pub async fn finish(self, end: Option<&ExecEnd>) -> Result<(), NodeError> {
        if self.artefacts.is_done() {
            return self.artefacts.finish().await;
        }
        let after = self.wire;
        let cut = format!("the answer ended in the middle, after {after} bytes");
        let error = match end.filter(|end| end.code != 0).map(|end| explain::command(end.code, &end.stderr)) {
            // The command says itself why there is no more.
            Some(error) if after == 0 => error,
            Some(error) => NodeError::new(error.kind, format!("{}; {cut}", error.why)),
            None => NodeError::new(NodeErrorKind::Cut, cut),
        };
        self.fail(error).await
    }

    async fn fail(self, error: NodeError) -> Result<(), NodeError> {
        self.feed.end_open(&error.to_string()).await?;
        self.artefacts.fail().await?;
        Err(error)
    }
}

impl Output for Answer {
    async fn take(&mut self, bytes: &[u8]) -> Result<(), NodeError> {
        self.wire += bytes.len() as u64;
        if let Some(node) = self.feed.node() {
            self.feed.event(Event::Received { node: node.clone(), bytes: bytes.len() as u64 }).await?;
        }
        let mut frames = Vec::new();
        for slice in self.frames.slices(bytes) {
            let pushed = self.frames.push(slice, &mut frames);
            for frame in frames.drain(..) {
                self.artefacts.take(frame).await?;
            }
            pushed.map_err(|error| NodeError::new(NodeErrorKind::Failed, error.to_string()))?;
        }
        Ok(())
    }
}
