//! The Nodes of a cluster, asked one by one for the same, many at once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::agent::{self, AgentInfoEntry, AgentWay};
use super::agent_pod::AgentPod;
use super::agents::Found;
use super::error::{NodeError, NodeErrorKind};
use super::fan_out::fan_out;
use super::feed::{Closed, Feed, Message};
use super::read_node::{antctl_answers, read_node};
use super::visit::Job;
use crate::model::artefact::{ArtefactKind, Way};
use crate::source::{SourceError, Wanted};

/// What all Nodes are asked.
pub(super) struct Nodes {
    pub(super) job: Job,
    pub(super) wanted: Wanted,
    pub(super) agent: AgentWay,
    pub(super) infos: BTreeMap<Arc<str>, AgentInfoEntry>,
    /// Nodes whose agent does not run, and why.
    pub(super) agent_not_ready: BTreeMap<Arc<str>, String>,
    /// Names come from each agent's antctl.
    pub(super) antctl: bool,
    /// Whether the statistics API can be used, where that was asked; if not, why.
    pub(super) no_statistics: Option<Option<String>>,
    pub(super) tally: Tally,
}

/// After so many refusals, and no answer, rights are missing everywhere.
const ENOUGH: usize = 8;

/// How it goes: whether anybody answers at all.
#[derive(Debug, Default)]
pub(super) struct Tally(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    answered: bool,
    /// The first refusal that may be every Node's.
    refusal: Option<NodeError>,
    /// How many Nodes refused for want of rights.
    of_rights: usize,
    /// A failure of another sort: other Nodes may do better.
    other: bool,
}

impl Tally {
    fn note(&self, result: &Result<(), NodeError>) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match result {
            Ok(()) => counts.answered = true,
            Err(error) if matches!(error.kind, NodeErrorKind::Refused | NodeErrorKind::Agent) => {
                counts.of_rights += usize::from(error.kind == NodeErrorKind::Refused);
                counts.refusal.get_or_insert(error.clone());
            }
            Err(_) => counts.other = true,
        }
    }

    /// Why the way itself does not work: everyone who was asked refused.
    pub(super) fn nobody(&self) -> Option<String> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.refusal.as_ref().filter(|_| !counts.answered && !counts.other).map(|error| error.why.clone())
    }

    /// The refusal to expect, when rights are missing: nobody else need be asked. One Node alone may be forbidden, by the name of its Pod or by an admission webhook.
    fn refused(&self) -> Option<NodeError> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_rights =
            |error: &&NodeError| error.kind == NodeErrorKind::Refused && counts.of_rights >= ENOUGH && !counts.answered;
        counts.refusal.as_ref().filter(of_rights).cloned()
    }
}

fn closed(_: Closed) -> NodeError {
    NodeError::new(NodeErrorKind::Interrupted, "nobody listens any more")
}

impl Nodes {
    /// Asks all Nodes.
    pub(super) async fn read(nodes: &Arc<Nodes>, found: Found, feed: &Feed) -> Result<(), SourceError> {
        let Job { options, deadline, .. } = &nodes.job;
        if nodes.wanted.probes() {
            for pod in &found.pods {
                nodes.tell_known_ways(pod, feed).await?;
            }
        }
        let shared = nodes.clone();
        let ask = move |pod: AgentPod, feed: Feed| {
            let nodes = shared.clone();
            async move { nodes.ask(&pod, &feed).await }
        };
        fan_out(found.pods, options, *deadline, feed, ask).await;
        Ok(())
    }

    /// Ways that are known to work or not before a Node is asked.
    async fn tell_known_ways(&self, pod: &AgentPod, feed: &Feed) -> Result<(), Closed> {
        let say = |way: Way, why: Option<String>| feed.say(Message::Way(pod.node.clone(), way, why));
        if let Some(why) = &self.no_statistics {
            say(Way::StatsApi, why.clone()).await?;
        }
        if let Some(why) = &pod.not_ready {
            let why = NodeError::new(NodeErrorKind::NotReady, why.clone()).to_string();
            say(Way::Exec, Some(why.clone())).await?;
            say(Way::Agent, Some(why)).await?;
        }
        Ok(())
    }

    async fn ask(&self, pod: &AgentPod, feed: &Feed) -> Result<(), NodeError> {
        if self.wanted.probes() {
            return self.probe(pod, feed).await;
        }
        if let Some(refusal) = self.tally.refused() {
            return Err(refusal);
        }
        let result = self.by(self.job.way, pod, feed).await;
        self.tally.note(&result);
        result
    }

    async fn by(&self, way: Way, pod: &AgentPod, feed: &Feed) -> Result<(), NodeError> {
        let info = self.infos.get(&pod.node);
        // What the API server has of an agent is what the agent says.
        let wanted = match info {
            Some(_) => self.wanted.clone().without(ArtefactKind::AgentInfo),
            None => self.wanted.clone(),
        };
        match way {
            Way::Agent => {
                self.agent_runs(pod)?;
                agent::read_node(&self.agent, pod, info, &wanted, feed).await
            }
            Way::Exec | Way::StatsApi => {
                let (client, options) = (self.job.api.client(), &self.job.options);
                if self.antctl
                    && let Err(error) = antctl_answers(client, pod, &wanted, options, feed).await
                {
                    // Nobody else can name its rules.
                    feed.gap("policies", format!("antctl: {error}")).await.map_err(closed)?;
                }
                read_node(client, pod, &wanted, options, feed).await
            }
        }
    }

    /// Whether the agent runs, as its Pod says.
    fn agent_runs(&self, pod: &AgentPod) -> Result<(), NodeError> {
        match self.agent_not_ready.get(&pod.node) {
            Some(why) => Err(NodeError::new(NodeErrorKind::NotReady, format!("Pod {}: {why}", pod.name))),
            None => Ok(()),
        }
    }

    /// Tries both ways, and reads by the better one that works. Where the agent's is the one that may be taken, no command is run.
    async fn probe(&self, pod: &AgentPod, feed: &Feed) -> Result<(), NodeError> {
        let say = |way: Way, result: &Result<(), NodeError>| {
            let why = result.as_ref().err().map(NodeError::to_string);
            feed.say(Message::Way(pod.node.clone(), way, why))
        };
        if self.job.way == Way::Agent {
            let agent = self.by(Way::Agent, pod, feed).await;
            say(Way::Agent, &agent).await.map_err(closed)?;
            return agent;
        }
        let exec = self.by(Way::Exec, pod, feed).await;
        say(Way::Exec, &exec).await.map_err(closed)?;
        let agent = match self.agent_runs(pod) {
            Ok(()) => agent::probe(&self.agent, pod, self.infos.get(&pod.node), feed).await,
            Err(error) => Err(error),
        };
        say(Way::Agent, &agent).await.map_err(closed)?;
        match (exec, agent) {
            (Ok(()), _) => Ok(()),
            // What has begun stays what it is: the other way would give it twice.
            (Err(_), Ok(())) if !self.wanted.is_by_one_way() && feed.progress().begun == 0 => {
                self.by(Way::Agent, pod, feed).await
            }
            (Err(error), _) => Err(error),
        }
    }
}
