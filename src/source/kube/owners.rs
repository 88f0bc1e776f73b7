//! Which rule IDs a policy owns, as its Node's agent says.
//!
//! Since Antrea 2.2 `/ovsflows?networkpolicy=NAME&namespace=NAMESPACE&type=TYPE`, and antctl's `get ovsflows`, list the flows of one policy. Of them only those
//! with `conj_id=N` tell whose the ID is: match flows are shared by several policies, and two with the same match and another priority are taken for each
//! other (`GetNetworkPolicyFlowKeys` in `pkg/agent/openflow/network_policy.go`). An agent runs one command for each flow of the policy, so this is for the
//! few policies that nothing else tells apart.

use futures::future::BoxFuture;
use tokio::time::Instant;

use super::agent::complete;
use super::agent::http::{AgentHttp, AskError};
use super::agent::plan::SMALL;
use super::agent::version::AgentVersion;
use super::agent::{AgentInfoEntry, AgentWay};
use super::agent_pod::AgentPod;
use super::feed::Feed;
use super::{Event, NodeError, NodeErrorKind};
use crate::model::artefact::ArtefactKind;
use crate::model::policy::{PolicyKind, PolicyRef};
use crate::source::recipe::{self, PolicyWords, Seconds, policy_flows_file};

/// What came of one policy. An answer goes to the feed; an agent that has no such policy answers with nothing.
pub type Owned = (PolicyRef, Result<(), NodeError>);

/// What a command in a container gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandOutput {
    /// Its exit code.
    pub code: i32,
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
}

/// Runs a command in container antrea-agent of one Node.
pub type Run<'a, 'f> = &'a mut (dyn FnMut(Vec<String>) -> BoxFuture<'f, Result<CommandOutput, NodeError>> + Send + 'f);

/// How an agent is asked for the flows of a policy.
enum Asking<'a, 'f> {
    Http(&'a mut AgentHttp<'f>),
    Command(Run<'a, 'f>, Seconds),
}

/// Asks a Node's agent through its API, until the deadline, which IDs these policies own. Each answer goes to the feed as an artefact too.
///
/// A policy that the agent does not know owns nothing there. When the agent cannot be asked, each policy has the same error.
pub async fn by_agent(
    way: &AgentWay,
    pod: &AgentPod,
    info: Option<&AgentInfoEntry>,
    version: AgentVersion,
    policies: &[PolicyRef],
    deadline: Instant,
    feed: &Feed,
) -> Vec<Owned> {
    let peer = match super::agent::peer(way, pod, info) {
        Ok(peer) => peer,
        Err(error) => return all(policies, &error),
    };
    let mut http = AgentHttp::new(&peer, feed.clone(), deadline);
    ask(Asking::Http(&mut http), version, policies, feed).await
}

/// As [`by_agent`], with antctl in container antrea-agent, each of which gives up after so long. The time for all is the caller's.
pub async fn by_exec(
    run: Run<'_, '_>,
    seconds: Seconds,
    version: AgentVersion,
    policies: &[PolicyRef],
    feed: &Feed,
) -> Vec<Owned> {
    ask(Asking::Command(run, seconds), version, policies, feed).await
}

fn all(policies: &[PolicyRef], error: &NodeError) -> Vec<Owned> {
    policies.iter().map(|policy| (policy.clone(), Err(error.clone()))).collect()
}

async fn ask(mut asking: Asking<'_, '_>, version: AgentVersion, policies: &[PolicyRef], feed: &Feed) -> Vec<Owned> {
    if !version.has_policy_flows() {
        let why = format!("an agent of {version} cannot tell the flows of a policy (Antrea 2.2 and later can)");
        return all(policies, &NodeError::new(NodeErrorKind::Agent, why));
    }
    let mut owned = Vec::new();
    let mut over: Option<NodeError> = None;
    for policy in policies {
        let result = match (&over, checked(policy, version)) {
            (Some(error), _) => Err(error.clone()),
            (None, Err(error)) => Err(error),
            (None, Ok(words)) => match asking.answer(&words).await {
                Ok(answer) => {
                    // An agent without the policy says that none of its rules are here: an answer as well.
                    let handed = hand_on(policy, answer.unwrap_or_else(|| b"[]".to_vec()), feed).await;
                    over = handed.as_ref().err().cloned();
                    handed
                }
                Err((error, is_final)) => {
                    over = is_final.then(|| error.clone());
                    Err(error)
                }
            },
        };
        owned.push((policy.clone(), result));
    }
    owned
}

async fn hand_on(policy: &PolicyRef, answer: Vec<u8>, feed: &Feed) -> Result<(), NodeError> {
    let told = match policy_flows_file(policy) {
        Some(file) => feed.whole(ArtefactKind::AgentPolicyFlows, &file, answer).await,
        None => {
            let what = format!("{} {}/{}", policy.kind.name(), policy.namespace, policy.name);
            feed.event(Event::Detail(format!("{what}: its name is too long for a file of a capture"))).await
        }
    };
    told.map_err(|closed| NodeError::new(NodeErrorKind::Interrupted, closed.to_string()))
}

impl Asking<'_, '_> {
    /// The answer for one policy, `None` when the agent does not have it; or the error, and whether the next policy would fare no better.
    async fn answer(&mut self, policy: &PolicyWords) -> Result<Option<Vec<u8>>, (NodeError, bool)> {
        match self {
            Asking::Http(http) => {
                let path = format!("/ovsflows?{}", policy.query());
                let answer = http.whole(&path, SMALL).await;
                match answer.and_then(|answer| complete::check(&answer).map(|()| answer)) {
                    Ok(answer) => Ok(Some(answer)),
                    // An empty answer: not on this Node.
                    Err(AskError::Status { status: 404, .. }) => Ok(None),
                    Err(error) => {
                        let is_final = error.is_final() || matches!(error, AskError::Forbidden { .. });
                        Err((error.into_node_error(&path), is_final))
                    }
                }
            }
            Asking::Command(run, seconds) => {
                let output = run(recipe::policy_flows(policy, *seconds)).await.map_err(|error| (error, true))?;
                if output.code == 0 {
                    return Ok(Some(output.stdout));
                }
                let said = String::from_utf8_lossy(&output.stderr);
                // antctl's words for status 404 (`pkg/antctl/errors.go`).
                if ["Not Found", "NotFound", "not found"].iter().any(|words| said.contains(words)) {
                    return Ok(None);
                }
                let said = super::agent::short(&output.stderr);
                let why = format!("antctl get ovsflows ended with exit code {}: {said}", output.code);
                Err((NodeError::new(NodeErrorKind::Agent, why), false))
            }
        }
    }
}

/// A policy as it can be asked for, if it can be at all.
fn checked(policy: &PolicyRef, version: AgentVersion) -> Result<PolicyWords, NodeError> {
    let error = |why: String| NodeError::new(NodeErrorKind::Agent, why);
    if policy.kind == PolicyKind::K8sClusterNetworkPolicy && !version.has_cluster_network_policies() {
        let kind = policy.kind.name();
        return Err(error(format!("an agent of {version} does not know {kind} (Antrea 2.7 and later do)")));
    }
    PolicyWords::try_from(policy).map_err(|no| error(no.to_string()))
}

#[cfg(test)]
mod tests;
