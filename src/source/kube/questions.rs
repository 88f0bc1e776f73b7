//! What only an agent can tell: which rule IDs its policies have, where flows leave that open.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

use super::agent::AgentWay;
use super::agent::version::AgentVersion;
use super::agent_pod::AgentPod;
use super::agents::AgentInfo;
use super::antctl::Antctl;
use super::event::Event;
use super::feed::{Closed, Feed};
use super::options::{Options, end_of};
use super::owners::{by_agent, by_exec};
use super::visit::{Job, entry};
use crate::model::artefact::Way;
use crate::model::policy::PolicyRef;
use crate::source::SourceError;
use crate::source::recipe::PolicyWords;

/// A Node has this part of the time of a Node: rows are there without its answers, which only say more.
const PART: u32 = 4;

/// Asks the agents. Those of versions that answer wrongly or die of the question are not asked, nor are those whose version is not known.
///
/// What an agent does not tell stays open, and is told as a detail: it is never a gap, for the Node has given everything that was asked of it.
///
/// # Errors
/// When nobody listens any more.
pub(super) async fn ask(job: Job, questions: Vec<(Arc<str>, Vec<PolicyRef>)>, feed: Feed) -> Result<(), SourceError> {
    let asking = Arc::new(Asking::new(job));
    let slots = asking.job.options.concurrency.max(1);
    // Those that are asked when nobody listens any more are left: they go with the set.
    let mut asked = JoinSet::new();
    for node in asking.nodes(questions) {
        while asked.len() >= slots {
            told(asked.join_next().await)?;
        }
        let (asking, feed) = (asking.clone(), feed.of_node(&node.pod.node));
        asked.spawn(async move { asking.one(node, feed).await });
    }
    while !asked.is_empty() {
        told(asked.join_next().await)?;
    }
    Ok(())
}

fn told(joined: Option<Result<Result<(), Closed>, JoinError>>) -> Result<(), SourceError> {
    match joined {
        Some(Ok(told)) => Ok(told?),
        Some(Err(died)) => Err(SourceError::Runtime { why: died.to_string() }),
        None => Ok(()),
    }
}

/// What all Nodes are asked with.
struct Asking {
    job: Job,
    way: AgentWay,
    /// For one Node.
    time: Duration,
    /// For all.
    end: Instant,
}

/// A Node that can be asked.
struct Node {
    pod: AgentPod,
    info: AgentInfo,
    version: AgentVersion,
    policies: Vec<PolicyRef>,
}

impl Asking {
    fn new(job: Job) -> Asking {
        let Options { request_timeout, .. } = job.options;
        let way = AgentWay::new(job.api.client().clone(), job.options.clone());
        let end = end_of(request_timeout);
        let end = job.deadline.map_or(end, |deadline| deadline.min(end));
        Asking { job, way, time: request_timeout / PART, end }
    }

    fn nodes(&self, questions: Vec<(Arc<str>, Vec<PolicyRef>)>) -> Vec<Node> {
        let (found, mut infos) = (self.job.known.found(), self.job.known.infos());
        let mut questions: BTreeMap<Arc<str>, Vec<PolicyRef>> = questions.into_iter().collect();
        let node = |pod: AgentPod| {
            let info = infos.remove(&pod.node)?;
            let version = AgentVersion::parse(info.version.as_deref()?);
            let can_tell = version.is_known() && version.has_policy_flows() && pod.not_ready.is_none();
            let policies = questions.remove(&pod.node).filter(|_| can_tell)?;
            Some(Node { pod, info, version, policies })
        };
        found.pods.into_iter().filter_map(node).collect()
    }

    async fn one(&self, node: Node, feed: Feed) -> Result<(), Closed> {
        let end = self.end.min(end_of(self.time));
        let open = match self.job.way {
            _ if end <= Instant::now() => Some("there is no time left to ask its agent".to_owned()),
            Way::Agent => self.by_agent(&node, &node.policies, end, &feed).await,
            Way::Exec | Way::StatsApi => self.by_exec(&node, end, &feed).await,
        };
        let Some(why) = open else { return Ok(()) };
        let said = format!("node {}: which rules belong to which policy stays open: {why}", node.pod.node);
        feed.event(Event::Detail(said)).await
    }

    /// Why something stays open.
    async fn by_agent(&self, node: &Node, policies: &[PolicyRef], end: Instant, feed: &Feed) -> Option<String> {
        let answers = by_agent(&self.way, &node.pod, Some(&entry(&node.info)), node.version, policies, end, feed).await;
        answers.into_iter().find_map(|(_, answer)| answer.err()).map(|error| error.to_string())
    }

    /// By antctl; where that tells nothing the API is asked in the time that is left: a container may have no antctl, or one that cannot or hangs.
    async fn by_exec(&self, node: &Node, end: Instant, feed: &Feed) -> Option<String> {
        let left = end.saturating_duration_since(Instant::now());
        let antctl = Antctl {
            client: self.job.api.client(),
            pod: &node.pod,
            deadline: end - left / 2,
            // Antctl ends by itself where the time allows whole seconds.
            seconds: Duration::from_secs((left / 2).as_secs()).into(),
            feed,
        };
        let run = async |policies: &[PolicyWords]| antctl.policy_flows(policies).await;
        let answers = by_exec(run, node.version, &node.policies, feed).await;
        let is_told = answers.iter().any(|(_, answer)| answer.is_ok());
        let why = answers.into_iter().find_map(|(_, answer)| answer.err())?;
        if is_told {
            return Some(why.to_string());
        }
        let also = self.by_agent(node, &node.policies, end, feed).await?;
        Some(if also.contains(&why.why) { also } else { format!("{why}; {also}") })
    }
}
