//! A Node by its agent's own API (`--via agent`): the port of `apiPort`, through a port-forward, with TLS and a token of ServiceAccount `antctl`.
//!
//! The agent is asked as Antrea's antctl asks it (`pkg/agent/apiserver/handlers`), and gives the artefacts that a capture holds: its policies, groups and
//! interfaces as they are, and its flows as lines of a dump. What an agent can be asked depends on its version: see [`version`] and [`plan`].

use std::fmt;

use super::Options;
use token::Token;

pub mod complete;
pub mod connect;
pub mod flow_lines;
mod flows;
mod hold;
pub mod http;
pub mod own;
pub mod plan;
mod read;
mod refusal;
pub mod tables;
#[cfg(test)]
pub(crate) mod testing;
pub mod tls;
pub mod token;
pub mod version;
mod wrapped;

pub(crate) use read::peer;
pub use read::{DEFAULT_PORT, probe, read_node};
pub(crate) use refusal::short;

/// What all agents of a cluster are asked with.
pub struct AgentWay {
    client: kube::Client,
    options: Options,
    token: Token,
}

impl fmt::Debug for AgentWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AgentWay").field("options", &self.options).finish_non_exhaustive()
    }
}

impl AgentWay {
    /// Asks through this API server. No token is asked for yet.
    pub fn new(client: kube::Client, options: Options) -> AgentWay {
        AgentWay { client, options, token: Token::default() }
    }

    /// The API server's client.
    pub fn client(&self) -> &kube::Client {
        &self.client
    }

    /// How the cluster is read.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The token that all agents are shown.
    pub fn token(&self) -> &Token {
        &self.token
    }
}

/// What a Node's AntreaAgentInfo says, as far as it is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgentInfoEntry {
    /// `apiPort`; Antrea's default when it is not there.
    pub api_port: Option<u16>,
    /// `apiCABundle`: PEM, decoded from base64. `None` before Antrea 1.13.
    pub ca_bundle: Option<Vec<u8>>,
    /// `version`, in case `/agentinfo` does not answer: it decides how the agent is asked, and nothing else.
    pub version: Option<String>,
}
