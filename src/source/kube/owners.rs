//! Which rule IDs a policy owns, as its Node's agent says.
//!
//! Since Antrea 2.2 `/ovsflows?networkpolicy=NAME&namespace=NAMESPACE&type=TYPE`, and antctl's `get ovsflows`, list the flows of one policy. Of them only those
//! with `conj_id=N` tell whose the ID is: match flows are shared by several policies, and two with the same match and another priority are taken for each
//! other (`GetNetworkPolicyFlowKeys` in `pkg/agent/openflow/network_policy.go`). An agent runs one command for each flow of the policy, so this is for the
//! few policies that nothing else tells apart.

use tokio::time::Instant;

use super::agent::complete;
use super::agent::connect::Peer;
use super::agent::http::{AgentHttp, AskError};
use super::agent::plan::SMALL;
use super::agent::version::AgentVersion;
use super::agent::{AgentInfoEntry, AgentWay};
use super::agent_pod::AgentPod;
use super::feed::Feed;
use super::{Event, NodeError, NodeErrorKind};
use crate::model::artefact::ArtefactKind;
use crate::model::policy::{PolicyKind, PolicyRef};
use crate::source::recipe::{PolicyWords, policy_flows_file};

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
    by_peer(&peer, version, policies, deadline, feed).await
}

/// As [`by_agent`], of any agent.
pub async fn by_peer(
    peer: &dyn Peer,
    version: AgentVersion,
    policies: &[PolicyRef],
    deadline: Instant,
    feed: &Feed,
) -> Vec<Owned> {
    let mut http = AgentHttp::new(peer, feed.clone(), deadline);
    over_http(&mut http, version, policies, feed).await
}

/// As [`by_agent`], with antctl: `run` gives what it prints for each of these policies, in their order. The time is the caller's.
pub async fn by_exec(
    run: impl AsyncFnOnce(&[PolicyWords]) -> Vec<Result<CommandOutput, NodeError>>,
    version: AgentVersion,
    policies: &[PolicyRef],
    feed: &Feed,
) -> Vec<Owned> {
    if let Err(error) = can_tell(version) {
        return all(policies, &error);
    }
    let checked: Vec<_> = policies.iter().map(|policy| (policy, checked(policy, version))).collect();
    let words: Vec<PolicyWords> = checked.iter().filter_map(|(_, words)| words.as_ref().ok().cloned()).collect();
    let mut outputs = run(&words).await.into_iter();
    let mut owned = Vec::new();
    for (policy, words) in checked {
        let result = match words {
            Err(error) => Err(error),
            Ok(_) => match outputs.next().map(|output| output.and_then(of_antctl)) {
                Some(Ok(answer)) => hand_on(policy, answer, feed).await,
                Some(Err(error)) => Err(error),
                None => Err(NodeError::new(NodeErrorKind::Failed, "antctl was not asked")),
            },
        };
        owned.push((policy.clone(), result));
    }
    owned
}

fn all(policies: &[PolicyRef], error: &NodeError) -> Vec<Owned> {
    policies.iter().map(|policy| (policy.clone(), Err(error.clone()))).collect()
}

fn can_tell(version: AgentVersion) -> Result<(), NodeError> {
    if version.has_policy_flows() {
        return Ok(());
    }
    let why = format!("an agent of {version} cannot tell the flows of a policy (Antrea 2.2 and later can)");
    Err(NodeError::new(NodeErrorKind::Agent, why))
}

async fn over_http(http: &mut AgentHttp<'_>, version: AgentVersion, policies: &[PolicyRef], feed: &Feed) -> Vec<Owned> {
    if let Err(error) = can_tell(version) {
        return all(policies, &error);
    }
    let mut owned = Vec::new();
    let mut over: Option<NodeError> = None;
    for policy in policies {
        let result = match (&over, checked(policy, version)) {
            (Some(error), _) => Err(error.clone()),
            (None, Err(error)) => Err(error),
            (None, Ok(words)) => match of_http(http, &words).await {
                Ok(answer) => {
                    let handed = hand_on(policy, answer, feed).await;
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

/// An agent without the policy says that none of its rules are here: an answer as well.
const NONE: &[u8] = b"[]";

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

/// The answer for one policy; or the error, and whether the next policy would fare no better.
async fn of_http(http: &mut AgentHttp<'_>, policy: &PolicyWords) -> Result<Vec<u8>, (NodeError, bool)> {
    let path = format!("/ovsflows?{}", policy.query());
    let answer = http.whole(&path, SMALL).await;
    match answer.and_then(|answer| complete::check(&answer).map(|()| answer)) {
        Ok(answer) => Ok(answer),
        // An empty answer: not on this Node.
        Err(AskError::Status { status: 404, .. }) => Ok(NONE.to_vec()),
        Err(error) => {
            let is_final = error.is_final() || matches!(error, AskError::Forbidden { .. });
            Err((error.into_node_error(&path), is_final))
        }
    }
}

/// The answer in what antctl printed for one policy.
fn of_antctl(output: CommandOutput) -> Result<Vec<u8>, NodeError> {
    if output.code == 0 {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    // antctl's words for status 404 (`pkg/antctl/errors.go`).
    if ["Not Found", "NotFound", "not found"].iter().any(|words| said.contains(words)) && output.code < 126 {
        return Ok(NONE.to_vec());
    }
    let said = super::agent::short(&output.stderr);
    let why = format!("antctl get ovsflows ended with exit code {}: {said}", output.code);
    Err(NodeError::new(NodeErrorKind::Agent, why))
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
