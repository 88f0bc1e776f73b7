//! The token that agents are shown: one for ServiceAccount `antctl` of Antrea's Namespace, good for ten minutes.
//!
//! The user's own credentials never go to a Node: AntreaAgentInfo, which says where an agent is, is written by agents, and whoever rules one Node would get
//! the credentials of everybody who looks. Antrea's own antctl does the same since 2.5.3, 2.6.3 and 2.7.0 (`pkg/antctl/raw/helper.go`).

use std::fmt;
use std::time::Duration;

use http::HeaderValue;
use k8s_openapi::api::authentication::v1::{TokenRequest, TokenRequestSpec};
use k8s_openapi::api::core::v1::ServiceAccount;
use kube::api::{Api, PostParams};
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep};

use super::refusal::{said, status_of};
use crate::source::kube::{NodeError, NodeErrorKind};

/// The ServiceAccount whose ClusterRole may read the agents' API.
pub const SERVICE_ACCOUNT: &str = "antctl";

/// For how long a token is asked: the shortest time that Kubernetes grants.
const SECONDS: i64 = 600;

/// Tries beside the first, when the API server is busy.
const MORE_TRIES: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(1)];

/// A token as an `Authorization` header.
#[derive(Clone)]
pub struct Bearer(HeaderValue);

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bearer(..)")
    }
}

impl Bearer {
    /// A header of a token; `None` when it has bytes that no header may have.
    pub fn new(token: &str) -> Option<Bearer> {
        let mut value = HeaderValue::try_from(format!("Bearer {token}")).ok()?;
        value.set_sensitive(true);
        Some(Bearer(value))
    }

    /// The header's value.
    pub fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

#[derive(Debug)]
enum Kept {
    Token {
        bearer: Bearer,
        /// From when on another is asked for.
        stale: Instant,
    },
    /// Asking again would be refused again.
    Refused(NodeError),
}

/// One token for all Nodes of a run: asked for when the first Node needs it, and again before it ends.
#[derive(Debug, Default)]
pub struct Token {
    kept: Mutex<Option<Kept>>,
}

impl Token {
    /// The token. Whoever comes while it is being asked for waits for it.
    ///
    /// # Errors
    /// When the API server gives none; when that is for good, it is asked once only.
    pub async fn get(&self, client: &kube::Client, namespace: &str) -> Result<Bearer, NodeError> {
        let mut kept = self.kept.lock().await;
        match &*kept {
            Some(Kept::Token { bearer, stale }) if Instant::now() < *stale => return Ok(bearer.clone()),
            Some(Kept::Refused(error)) => return Err(error.clone()),
            _ => {}
        }
        match ask(client, namespace).await {
            Ok((bearer, good_for)) => {
                // A fifth of its time is left to the longest request.
                let stale = Instant::now() + good_for.mul_f64(0.8);
                *kept = Some(Kept::Token { bearer: bearer.clone(), stale });
                Ok(bearer)
            }
            Err((error, for_good)) => {
                *kept = for_good.then(|| Kept::Refused(error.clone()));
                Err(error)
            }
        }
    }
}

/// Asks for a token; the error says whether it is for good.
async fn ask(client: &kube::Client, namespace: &str) -> Result<(Bearer, Duration), (NodeError, bool)> {
    let accounts: Api<ServiceAccount> = Api::namespaced(client.clone(), namespace);
    let request = TokenRequest {
        spec: Some(TokenRequestSpec { expiration_seconds: Some(SECONDS), ..TokenRequestSpec::default() }),
        ..TokenRequest::default()
    };
    let mut waits = MORE_TRIES.iter();
    let answer = loop {
        match accounts.create_token_request(SERVICE_ACCOUNT, &PostParams::default(), &request).await {
            Ok(answer) => break answer,
            Err(error) => match (status_of(&error), waits.next()) {
                (Some(429 | 503 | 504), Some(wait)) => sleep(*wait).await,
                (status, _) => {
                    return Err((refusal(&error, status, namespace), matches!(status, Some(401 | 403 | 404))));
                }
            },
        }
    };
    let garbled = |why: &str| (NodeError::new(NodeErrorKind::Failed, format!("{}: {why}", what(namespace))), false);
    let granted = answer.spec.and_then(|spec| spec.expiration_seconds).unwrap_or(SECONDS).clamp(1, SECONDS);
    let token = answer.status.and_then(|status| status.token).filter(|token| !token.is_empty());
    let bearer = token.as_deref().and_then(Bearer::new).ok_or_else(|| garbled("the answer holds no token"))?;
    Ok((bearer, Duration::from_secs(granted.unsigned_abs())))
}

fn what(namespace: &str) -> String {
    format!("create serviceaccounts/token {SERVICE_ACCOUNT} in {namespace}")
}

fn refusal(error: &kube::Error, status: Option<u16>, namespace: &str) -> NodeError {
    let what = what(namespace);
    let grant = "examples/rbac/node-data.yaml grants it";
    // What cannot be read may be the token: its text is not repeated.
    if matches!(error, kube::Error::SerdeError(_) | kube::Error::FromUtf8(_)) {
        return NodeError::new(NodeErrorKind::Failed, format!("{what}: the answer is no TokenRequest"));
    }
    let (kind, why) = match status {
        Some(401) => {
            (NodeErrorKind::Refused, format!("{what}: the API server does not know who asks ({})", said(error)))
        }
        Some(403) => (NodeErrorKind::Refused, format!("{what}: forbidden ({}); {grant}", said(error))),
        Some(404) => {
            let why = "there is no such ServiceAccount, so Antrea is too old or was installed without it";
            (NodeErrorKind::Refused, format!("{what}: {why} ({})", said(error)))
        }
        Some(status) => (NodeErrorKind::Failed, format!("{what}: status {status} ({})", said(error))),
        None => (NodeErrorKind::Unreachable, format!("{what}: {}", said(error))),
    };
    NodeError::new(kind, why)
}

#[cfg(test)]
mod tests;
