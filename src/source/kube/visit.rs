//! One visit of a cluster: who is asked, in which order, and what happens when somebody refuses.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::time::Instant;

use super::agent::{AgentInfoEntry, AgentWay};
use super::agents::{self, AgentInfo, Found};
use super::client::Api;
use super::error::{KubeError, KubeErrorKind};
use super::event::Event;
use super::feed::{Closed, Feed, Message};
use super::lists::{
    self, ALL, Collection, EGRESSES, ENDPOINT_SLICES, NAMESPACES, NETWORK_POLICIES, NODES, PODS, POLICIES, SELECTED,
    SERVICES, SERVICES_COLLECTION,
};
use super::names::{self, Fingerprints};
use super::nodes::{Nodes, Tally};
use super::options::Options;
use super::stats_api::{StatsOutcome, multicast_groups, statistics};
use crate::model::artefact::{ArtefactKind, Way};
use crate::model::stats::ApiStatistics;
use crate::source::meta::{FORMAT, Meta, VERSION};
use crate::source::{SourceError, Wanted};

/// Without these, API objects name nothing.
const NEEDED: [Collection; 3] = [NETWORK_POLICIES, NAMESPACES, PODS];

/// What a visit works with.
#[derive(Clone)]
pub struct Job {
    /// The API server.
    pub api: Api,
    /// How the cluster is read.
    pub options: Options,
    /// Which way is taken.
    pub way: Way,
    /// When everything has to be there.
    pub deadline: Option<Instant>,
    /// What earlier parts of the visit found.
    pub known: Arc<Known>,
}

/// What one part of a visit finds and another needs.
#[derive(Debug, Default)]
pub struct Known {
    found: Mutex<Found>,
    infos: Mutex<BTreeMap<Arc<str>, AgentInfo>>,
    policies: Mutex<Option<Fingerprints>>,
}

impl Known {
    /// The agents that were asked.
    pub fn found(&self) -> Found {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What agents say about themselves, by Node.
    pub fn infos(&self) -> BTreeMap<Arc<str>, AgentInfo> {
        self.infos.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn remember(&self, found: &Found, infos: &BTreeMap<Arc<str>, AgentInfo>) {
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = found.clone();
        *self.infos.lock().unwrap_or_else(PoisonError::into_inner) = infos.clone();
    }
}

/// Where the names of a Node's rules come from.
#[derive(Clone, Debug)]
pub enum NamesBy {
    /// The controller's policies and groups, which are compared with what they are at the end.
    Controller(Fingerprints),
    /// API objects.
    Objects,
    /// Each agent, through its antctl: nothing else may be read.
    Antctl,
    /// Each agent, which answers for itself by the way that is taken.
    Agent,
    /// No rule is named.
    Nobody,
}

/// Visits a cluster.
///
/// # Errors
/// [`SourceError::NoWay`] when another way may work, others when none will.
pub async fn visit(job: Job, wanted: Wanted, feed: Feed) -> Result<(), SourceError> {
    match job.way {
        Way::StatsApi => job.statistics(&wanted, &feed).await,
        Way::Exec | Way::Agent => job.nodes(&wanted, &feed).await,
    }
}

/// Reads what names rules, and nothing of Nodes.
///
/// # Errors
/// When the API server cannot be reached at all.
pub async fn names_alone(job: Job, wanted: Wanted, feed: Feed) -> Result<(), SourceError> {
    job.reach(&feed).await?;
    job.meta(None, &feed).await?;
    let names = if wanted.is_capture() { job.all(&feed).await? } else { job.names(&wanted, &feed).await? };
    job.beside(&wanted, &feed).await?;
    if let NamesBy::Controller(read) = names {
        *job.known.policies.lock().unwrap_or_else(PoisonError::into_inner) = Some(read);
    }
    Ok(())
}

/// Says which policies changed since [`names_alone`].
///
/// # Errors
/// When the run is over.
pub async fn names_again(job: Job, feed: Feed) -> Result<(), SourceError> {
    let before = job.known.policies.lock().unwrap_or_else(PoisonError::into_inner).take();
    match before {
        Some(before) => job.read_again(&before, &feed).await,
        None => Ok(()),
    }
}

impl From<Closed> for SourceError {
    fn from(_: Closed) -> Self {
        SourceError::Kube(KubeError::interrupted("read the cluster"))
    }
}

impl Job {
    /// Whether the API server answers at all: each of many lists would be tried again.
    async fn reach(&self, feed: &Feed) -> Result<(), SourceError> {
        use KubeErrorKind::{Config, Interrupted, TimedOut, Unauthorized, Unreachable};
        match self.api.get(feed, "/version").await {
            Err(error) if matches!(error.kind, Config | Interrupted | TimedOut | Unauthorized | Unreachable) => {
                Err(error.into())
            }
            // What it answers is no matter, nor is a refusal.
            _ => Ok(()),
        }
    }

    fn no_way(&self, why: impl Into<String>) -> SourceError {
        SourceError::NoWay { way: self.way, why: why.into() }
    }

    async fn meta(&self, version: Option<String>, feed: &Feed) -> Result<(), SourceError> {
        let now = jiff::Timestamp::now().round(jiff::Unit::Second).unwrap_or_default();
        let meta = Meta {
            format: FORMAT.to_owned(),
            version: VERSION,
            antrea_version: version.unwrap_or_default(),
            context: self.api.context().to_owned(),
            taken_at: now.to_string(),
            ..Meta::default()
        };
        Ok(feed.say(Message::Meta(Box::new(meta))).await?)
    }

    async fn statistics(&self, wanted: &Wanted, feed: &Feed) -> Result<(), SourceError> {
        self.meta(None, feed).await?;
        if wanted.has(ArtefactKind::MulticastGroups) {
            let why = why_not(multicast_groups(&self.api, feed).await)?;
            return why.map_or(Ok(()), |why| Err(self.no_way(why)));
        }
        if let Some(why) = self.why_no_statistics(wanted.counted(), feed).await? {
            return Err(self.no_way(why));
        }
        // Policies that the API does not count are rows all the same, and say so.
        self.optional(POLICIES, feed).await?;
        Ok(())
    }

    /// Reads the statistics; why they cannot be had, where they cannot.
    async fn why_no_statistics(
        &self,
        kinds: &[crate::model::policy::PolicyKind],
        feed: &Feed,
    ) -> Result<Option<String>, SourceError> {
        why_not(statistics(&self.api, feed, kinds).await)
    }

    async fn nodes(&self, wanted: &Wanted, feed: &Feed) -> Result<(), SourceError> {
        let found = agents::find(&self.api, feed, &self.options).await?;
        let infos = match agents::infos(&self.api, feed, &|node| found.pods.iter().any(|pod| &*pod.node == node)).await
        {
            Ok(infos) => infos,
            Err(error) if error.kind == KubeErrorKind::Interrupted => return Err(error.into()),
            // They hold the certificates that agents are checked by.
            Err(error) if self.way == Way::Agent && !self.options.insecure_agent => {
                return Err(self.no_way(format!("certificates of agents cannot be read: {error}")));
            }
            Err(error) => {
                feed.event(Event::Detail(format!("what agents say about themselves is not known: {error}"))).await?;
                BTreeMap::new()
            }
        };
        self.known.remember(&found, &infos);
        let version = infos.values().find_map(|info| info.version.clone());
        self.meta(version, feed).await?;
        // A capture is for every question.
        let everything = wanted.is_capture();
        let names = if everything { self.all(feed).await? } else { self.names(wanted, feed).await? };
        self.beside(wanted, feed).await?;
        if everything && let Some(why) = why_not(multicast_groups(&self.api, feed).await)? {
            feed.event(Event::Detail(format!("multicast groups are left out: {why}"))).await?;
        }
        let no_statistics = match everything || wanted.probes() {
            true => Some(self.statistics_too(everything, feed).await?),
            false => None,
        };
        let nodes = Nodes {
            job: self.clone(),
            wanted: wanted.clone(),
            agent: AgentWay::new(self.api.client().clone(), self.options.clone()),
            infos: infos.iter().map(|(node, info)| (node.clone(), entry(info))).collect(),
            agent_not_ready: found.agent_not_ready.clone(),
            antctl: matches!(names, NamesBy::Antctl) && self.way == Way::Exec,
            no_statistics,
            tally: Tally::default(),
        };
        let nodes = Arc::new(nodes);
        Nodes::read(&nodes, found, feed).await?;
        if let Some(why) = nodes.tally.nobody().filter(|_| !wanted.probes()) {
            return Err(self.no_way(why));
        }
        match &names {
            NamesBy::Controller(before) => self.read_again(before, feed).await,
            _ => Ok(()),
        }
    }

    /// Compares the controller's policies with what they were.
    async fn read_again(&self, before: &Fingerprints, feed: &Feed) -> Result<(), SourceError> {
        match names::read_again(&self.api, feed, before).await {
            Ok(changed) if !names::is_same(&changed) => feed.say(Message::Changed(changed)).await?,
            Ok(_) => {}
            Err(error) => {
                let said = format!("whether policies changed while they were read is not known: {error}");
                feed.event(Event::Said(said)).await?;
            }
        }
        Ok(())
    }

    /// Reads what some questions show and all do without.
    async fn beside(&self, wanted: &Wanted, feed: &Feed) -> Result<(), SourceError> {
        let is_wanted = |collection: &Collection| wanted.is_capture() || wanted.has(collection.artefact);
        let collections: Vec<_> = [ENDPOINT_SLICES, EGRESSES].into_iter().filter(is_wanted).collect();
        self.optional(&collections, feed).await.map(drop)
    }

    /// Where names come from: the first of the controller, API objects and the agents that may be read.
    async fn names(&self, wanted: &Wanted, feed: &Feed) -> Result<NamesBy, SourceError> {
        if !wanted.has(ArtefactKind::ControllerNetworkPolicies) {
            let addresses = [PODS, NODES, SERVICES_COLLECTION];
            self.optional(if wanted.addresses() { &addresses } else { &[] }, feed).await?;
            return Ok(NamesBy::Nobody);
        }
        let names = self.names_of_rules(feed).await?;
        let are_listed = matches!(names, NamesBy::Objects | NamesBy::Antctl);
        if wanted.addresses() && !are_listed {
            self.optional(&[PODS, NODES], feed).await?;
        }
        Ok(names)
    }

    async fn names_of_rules(&self, feed: &Feed) -> Result<NamesBy, SourceError> {
        let refused = self.optional(&[POLICIES, SERVICES].concat(), feed).await?;
        if self.way == Way::Agent {
            return Ok(NamesBy::Agent);
        }
        let error = match names::controller(&self.api, feed).await {
            Ok(read) => return Ok(NamesBy::Controller(read)),
            Err(error) if error.kind == KubeErrorKind::Interrupted => return Err(error.into()),
            Err(error) => error,
        };
        feed.event(Event::Detail(format!("the controller's policies cannot be read: {error}; API objects are")))
            .await?;
        let rest: Vec<Collection> =
            SELECTED.iter().filter(|collection| collection.resource() != "services").copied().collect();
        let more = self.optional(&rest, feed).await?;
        let needed = NEEDED.map(|collection| collection.resource());
        match refused.iter().chain(&more).find(|(resource, _)| needed.contains(resource)) {
            None => Ok(NamesBy::Objects),
            Some((_, error)) => {
                feed.event(Event::Detail(format!("{error}: the agents' antctl is asked"))).await?;
                Ok(NamesBy::Antctl)
            }
        }
    }

    /// All objects. What is missing is a gap, unless something else says the same: whom policies select is in the controller's groups too, and in the
    /// agents' own answers.
    async fn all(&self, feed: &Feed) -> Result<NamesBy, SourceError> {
        let listed = lists::objects(&self.api, feed, &ALL).await?;
        let failed = |needed: &dyn Fn(&str) -> bool| listed.failed.iter().any(|(resource, _)| needed(resource));
        let names = match names::controller(&self.api, feed).await {
            Ok(read) => NamesBy::Controller(read),
            Err(error) if error.kind == KubeErrorKind::Interrupted => return Err(error.into()),
            Err(error) => {
                let names = match self.way {
                    Way::Agent => NamesBy::Agent,
                    _ if failed(&|resource| NEEDED.iter().any(|needed| needed.resource() == resource)) => {
                        NamesBy::Antctl
                    }
                    _ => NamesBy::Objects,
                };
                if matches!(names, NamesBy::Objects) && failed(&|_| true) {
                    feed.gap("networkpolicies.controlplane.antrea.io", error.to_string()).await?;
                } else {
                    feed.event(Event::Detail(format!("the controller's policies cannot be read: {error}"))).await?;
                }
                names
            }
        };
        for (resource, error) in &listed.failed {
            let is_selected = resource != "services" && SELECTED.iter().any(|one| one.resource() == *resource);
            if is_selected && !matches!(names, NamesBy::Objects) {
                feed.event(Event::Detail(format!("{resource} are not read: {error}"))).await?;
            } else {
                feed.gap(resource.as_str(), error.to_string()).await?;
            }
        }
        Ok(names)
    }

    /// The statistics beside the flows, and whether they can be had.
    async fn statistics_too(&self, everything: bool, feed: &Feed) -> Result<Option<String>, SourceError> {
        let why = match self.why_no_statistics(&ApiStatistics::KINDS, feed).await {
            Ok(why) => why,
            Err(SourceError::Kube(error)) if error.kind != KubeErrorKind::Interrupted => Some(error.to_string()),
            Err(error) => return Err(error),
        };
        if let Some(why) = why.as_ref().filter(|_| everything) {
            // The flows say the same and more.
            feed.event(Event::Detail(format!("the statistics API is left out: {why}"))).await?;
        }
        Ok(why)
    }

    /// Reads what is good to have. What cannot be read is no gap, and comes back.
    async fn optional(&self, collections: &[Collection], feed: &Feed) -> Result<Vec<(String, KubeError)>, SourceError> {
        let mut refused = Vec::new();
        for collection in collections {
            match lists::list(&self.api, feed, collection, &mut |_| {}).await {
                Ok(()) => {}
                Err(error) if error.kind == KubeErrorKind::Interrupted => return Err(error.into()),
                Err(error) if error.kind == KubeErrorKind::NotFound && collection.optional => {}
                Err(error) => {
                    feed.event(Event::Detail(format!("{} are not read: {error}", collection.resource()))).await?;
                    refused.push((collection.resource(), error));
                }
            }
        }
        Ok(refused)
    }
}

/// Why statistics cannot be had, where they cannot.
fn why_not(outcome: Result<StatsOutcome, KubeError>) -> Result<Option<String>, SourceError> {
    use KubeErrorKind::{Config, Interrupted, Unauthorized, Unreachable};
    let outcome = match outcome {
        Ok(outcome) => outcome,
        // Nothing else would fare better.
        Err(error) if matches!(error.kind, Config | Interrupted | Unauthorized | Unreachable) => {
            return Err(error.into());
        }
        Err(error) => return Ok(Some(error.to_string())),
    };
    Ok(match outcome {
        StatsOutcome::Ready { .. } => None,
        StatsOutcome::GateOff { gate } => Some(format!("the feature gate {gate} of antrea-controller is off")),
        StatsOutcome::NotInstalled => Some("the cluster has no API stats.antrea.io".to_owned()),
        StatsOutcome::Unavailable(error) => Some(format!("antrea-controller does not answer: {error}")),
        StatsOutcome::Forbidden(error) => Some(error.to_string()),
    })
}

/// What an agent's connection needs to know of it.
pub(super) fn entry(info: &AgentInfo) -> AgentInfoEntry {
    AgentInfoEntry {
        api_port: info.api_port.map(std::num::NonZeroU16::get),
        ca_bundle: info.ca_bundle.clone(),
        version: info.version.clone(),
    }
}
