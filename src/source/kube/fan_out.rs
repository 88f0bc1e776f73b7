//! Many Nodes at once.
//!
//! A slot is a Node that is being read. A Node that sends next to nothing for a while gives its slot to another and is still waited for: hanging Nodes then cost one time
//! limit together and not one each. How many may wait like that is bounded as well.

use std::collections::HashMap;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until};

use super::agent_pod::AgentPod;
use super::event::Event;
use super::feed::{Closed, Feed, Message};
use super::{NodeError, NodeErrorKind, Options};

/// After this long without [`ENOUGH`] bytes a Node gives its slot to another.
const PATIENCE: Duration = Duration::from_secs(1);
const ENOUGH: u64 = 64 * 1024;
/// How many Nodes may be waited for without a slot, for each slot.
const PARKED: usize = 8;

/// Reads all Nodes with `read`, and tells the feed how it went. `read` gets the feed of its Node; what it leaves open is ended as cut, with a gap.
///
/// Each Node is told to be done, whether it was read or not. When nobody listens any more it returns at once.
pub async fn fan_out<F, Fut>(agents: Vec<AgentPod>, options: &Options, deadline: Option<Instant>, feed: &Feed, read: F)
where
    F: Fn(AgentPod, Feed) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(), NodeError>> + Send + 'static,
{
    let slots = options.concurrency.clamp(1, Semaphore::MAX_PERMITS / PARKED);
    let fan = Fan {
        slots: Arc::new(Semaphore::new(slots)),
        parked: Arc::new(Semaphore::new(slots * PARKED)),
        limit: options.request_timeout,
        deadline,
        read: Arc::new(read),
    };
    // Closed: whoever interrupted the run knows why.
    let _interrupted = fan.all(agents, feed).await;
}

struct Fan<F> {
    slots: Arc<Semaphore>,
    parked: Arc<Semaphore>,
    limit: Duration,
    deadline: Option<Instant>,
    read: Arc<F>,
}

impl<F, Fut> Fan<F>
where
    F: Fn(AgentPod, Feed) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(), NodeError>> + Send + 'static,
{
    async fn all(&self, agents: Vec<AgentPod>, feed: &Feed) -> Result<(), Closed> {
        feed.event(Event::Planned { nodes: agents.iter().map(|agent| agent.node.clone()).collect() }).await?;
        let mut tasks = JoinSet::new();
        let mut feeds = HashMap::new();
        for agent in agents {
            let own = feed.of_node(&agent.node);
            if let Some(why) = &agent.not_ready {
                let error = NodeError::new(NodeErrorKind::NotReady, format!("Pod {}: {why}", agent.name));
                close(&own, Err(error)).await?;
                continue;
            }
            let slot = tokio::select! {
                slot = self.slots.clone().acquire_owned() => slot.ok(),
                () = until(self.deadline) => None,
            };
            let Some(slot) = slot.filter(|_| self.deadline.is_none_or(|deadline| Instant::now() < deadline)) else {
                let why = "the time for all Nodes (--timeout) was over before it was asked";
                close(&own, Err(NodeError::new(NodeErrorKind::TimedOut, why))).await?;
                continue;
            };
            own.event(Event::Started { node: agent.node.clone() }).await?;
            let handle = tasks.spawn(watch(
                (self.read)(agent, own.clone()),
                own.clone(),
                slot,
                self.parked.clone(),
                self.limit,
                self.deadline,
            ));
            feeds.insert(handle.id(), own);
            while let Some(joined) = tasks.try_join_next_with_id() {
                reap(joined, &mut feeds).await?;
            }
        }
        while let Some(joined) = tasks.join_next_with_id().await {
            reap(joined, &mut feeds).await?;
        }
        Ok(())
    }
}

/// Waits for one Node, and closes it.
async fn watch(
    reading: impl Future<Output = Result<(), NodeError>>,
    feed: Feed,
    slot: OwnedSemaphorePermit,
    parked: Arc<Semaphore>,
    limit: Duration,
    deadline: Option<Instant>,
) -> Result<(), Closed> {
    let begun = Instant::now();
    let end = begun.checked_add(limit);
    let (end, why) = match (end, deadline) {
        (Some(end), Some(deadline)) if deadline < end => (Some(deadline), "the time for all Nodes (--timeout) is over"),
        (None, Some(deadline)) => (Some(deadline), "the time for all Nodes (--timeout) is over"),
        (end, _) => (end, ""),
    };
    let patience = PATIENCE.min(limit / 8).max(Duration::from_millis(10));
    let mut look = interval_at(begun + patience, patience);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut held, mut seen) = (Some(slot), 0);
    let mut waits_without_slot = None;
    let result = {
        let mut reading = pin!(reading);
        loop {
            tokio::select! {
                result = &mut reading => break result,
                () = until(end) => {
                    let why = if why.is_empty() { format!("no end after {limit:?} (--request-timeout)") } else { why.to_owned() };
                    break Err(NodeError::new(NodeErrorKind::TimedOut, why));
                }
                _ = look.tick(), if held.is_some() => {
                    let progress = feed.progress();
                    let idle = progress.waiting == 0 && progress.bytes < seen + ENOUGH;
                    seen = progress.bytes;
                    if idle && let Ok(permit) = parked.clone().try_acquire_owned() {
                        waits_without_slot = Some(permit);
                        held = None;
                    }
                }
            }
        }
    };
    let closed = close(&feed, result).await;
    drop((held, waits_without_slot));
    closed
}

async fn until(end: Option<Instant>) {
    match end {
        Some(end) => sleep_until(end).await,
        None => std::future::pending().await,
    }
}

/// A task that panicked is a fault of ours; its Node is a gap like any other.
async fn reap(
    joined: Result<(Id, Result<(), Closed>), JoinError>,
    feeds: &mut HashMap<Id, Feed>,
) -> Result<(), Closed> {
    match joined {
        Ok((id, result)) => {
            feeds.remove(&id);
            result
        }
        Err(error) => match feeds.remove(&error.id()) {
            Some(feed) => close(&feed, Err(NodeError::new(NodeErrorKind::Failed, error.to_string()))).await,
            None => Ok(()),
        },
    }
}

/// Tells how a Node went, and that nothing more will come of it.
async fn close(feed: &Feed, result: Result<(), NodeError>) -> Result<(), Closed> {
    let Some(node) = feed.node().cloned() else { return Ok(()) };
    match &result {
        Err(error) if error.kind == NodeErrorKind::Interrupted => return Err(Closed),
        Err(error) => {
            let why = error.to_string();
            let open = feed.end_open(&why).await?;
            let never_came = feed.never_came();
            let what = match feed.progress().complete {
                0 if open == 0 => "everything".to_owned(),
                _ if !never_came.is_empty() => never_came.join(", "),
                _ => "the rest".to_owned(),
            };
            if !never_came.is_empty() || !feed.has_just_told(&why) {
                feed.gap(what, why).await?;
            }
        }
        Ok(()) => {
            feed.end_open("its end was not told").await?;
        }
    }
    let failed = result.err().map(|error| error.to_string()).or_else(|| feed.first_gap());
    feed.event(Event::Finished { node: node.clone(), failed }).await?;
    feed.say(Message::NodeDone(node)).await
}

#[cfg(test)]
mod tests;
