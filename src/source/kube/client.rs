//! Requests to the API server, one at a time.
//!
//! kube's own retries are off: fifteen of them, on 429, 503 and 504 alike, wait for minutes on an aggregated API that is down. Here a GET is tried three times
//! within its time. Compressed bodies are unpacked here too, so that what is told of a request is what came over the wire.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Method, Request};
use http_body_util::BodyExt;
use kube::client::Body;
use tokio::time::{Instant, sleep, timeout_at};

use super::body::Unpack;
use super::error::{any_cause, chain};
use super::event::{Asked, Event};
use super::feed::Feed;
use super::options::end_of;
use super::pages::Pages;
use super::status;
use super::{KubeError, KubeErrorKind};

/// How often a GET is tried.
const TRIES: usize = 3;
/// How long to wait before the next try, where the server does not say.
const WAIT: [Duration; TRIES - 1] = [Duration::from_millis(100), Duration::from_millis(500)];
/// The longest that an object may be: etcd takes 1.5 MiB.
const LONGEST_OBJECT: usize = 16 << 20;
/// The longest that one page of a list may be. Aggregated APIs do not page.
const LONGEST_LIST: usize = 256 << 20;

/// How a JSON object is asked for.
pub const JSON: &str = "application/json";

/// A connection to an API server, cheap to clone.
#[derive(Clone)]
pub struct Api {
    client: kube::Client,
    pub(super) about: Arc<About>,
    /// When everything has to be there.
    deadline: Option<Instant>,
}

/// What is known of a connection without asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The context of the kubeconfig; empty where there is none, as in a Pod.
    pub context: String,
    /// The Namespace that the context names, else `default`.
    pub namespace: String,
    /// The server's URL.
    pub server: String,
    /// For one request with all its tries.
    pub request_timeout: Duration,
    /// Whether answers may be compressed.
    pub compression: bool,
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api").field("about", &self.about).finish_non_exhaustive()
    }
}

/// A request, without the headers that all have.
pub(super) struct Ask<'a> {
    /// Path with query.
    pub path: &'a str,
    /// What messages say of the path: without tokens that continue a list.
    pub said: &'a str,
    pub accept: &'static str,
    pub longest: usize,
}

/// What came so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Came {
    pub wire: u64,
    pub plain: u64,
}

/// A try that failed.
struct Failure {
    kind: KubeErrorKind,
    why: String,
    /// Whether another try may help, and how long the server wants us to wait.
    again: Option<Option<Duration>>,
}

impl Api {
    /// A connection over a client. The client must not retry, nor unpack answers, by itself.
    pub fn new(client: kube::Client, about: About) -> Api {
        Api { client, about: Arc::new(about), deadline: None }
    }

    /// Every request ends by then, whatever its own time is.
    #[must_use]
    pub fn until(self, deadline: Option<Instant>) -> Api {
        Api { deadline, ..self }
    }

    /// For what is no plain request: exec and port-forward.
    pub fn client(&self) -> &kube::Client {
        &self.client
    }

    /// The context of the kubeconfig; empty where there is none.
    pub fn context(&self) -> &str {
        &self.about.context
    }

    /// The Namespace of the context.
    pub fn namespace(&self) -> &str {
        &self.about.namespace
    }

    /// The body of an object or of any other path.
    ///
    /// # Errors
    /// With the kind of failure, after up to three tries.
    pub async fn get(&self, feed: &Feed, path: &str) -> Result<Vec<u8>, KubeError> {
        let ask = Ask { path, said: path, accept: JSON, longest: LONGEST_OBJECT };
        self.ask(feed, &ask).await
    }

    /// A list, page by page. `query` is without `limit` (`labelSelector=app%3Dantrea`), or empty.
    pub fn pages<'a>(&'a self, feed: &'a Feed, path: &str, query: &str, accept: &'static str) -> Pages<'a> {
        Pages::new(self, feed, path, query, accept)
    }

    /// One page of a list: `said` is its path without the token.
    pub(super) async fn page(
        &self,
        feed: &Feed,
        path: &str,
        said: &str,
        accept: &'static str,
    ) -> Result<Vec<u8>, KubeError> {
        let ask = Ask { path, said, accept, longest: LONGEST_LIST };
        self.ask(feed, &ask).await
    }

    /// Asks until it is answered, or the budget is used up. Every try is told to the feed.
    async fn ask(&self, feed: &Feed, ask: &Ask<'_>) -> Result<Vec<u8>, KubeError> {
        let what = format!("GET {}", ask.said);
        let own = end_of(self.about.request_timeout);
        let deadline = self.deadline.map_or(own, |deadline| deadline.min(own));
        let mut tries = 0;
        loop {
            tries += 1;
            if self.is_over() {
                let failure = self.timed_out(&Came::default());
                return Err(KubeError::new(what, failure.kind, failure.why));
            }
            let begun = Instant::now();
            let mut came = Came::default();
            let answer = match timeout_at(deadline, self.once(ask, &mut came)).await {
                Ok(answer) => answer,
                Err(_) => Err(self.timed_out(&came)),
            };
            let asked = Asked {
                node: feed.node().cloned(),
                what: what.clone(),
                bytes: came.wire,
                plain_bytes: came.plain,
                took: begun.elapsed(),
                failed: answer.as_ref().err().map(|failure| failure.why.clone()),
            };
            feed.event(Event::Asked(asked)).await.map_err(|_| KubeError::interrupted(what.clone()))?;
            let failure = match answer {
                Ok(body) => return Ok(body),
                Err(failure) => failure,
            };
            let wait = failure.again.and_then(|wanted| Some((wanted, *WAIT.get(tries - 1)?)));
            match wait.map(|(wanted, own)| wanted.unwrap_or(own)) {
                // To wait longer than the request may take is to fail later.
                Some(wait) if Instant::now() + wait < deadline => sleep(wait).await,
                _ => {
                    let more = if tries > 1 { format!(" ({tries} tries)") } else { String::new() };
                    return Err(KubeError::new(what, failure.kind, format!("{}{more}", failure.why)));
                }
            }
        }
    }

    fn is_over(&self) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= Instant::now())
    }

    fn timed_out(&self, came: &Came) -> Failure {
        if self.is_over() {
            let bytes = came.wire;
            let why = format!("the time for everything (--timeout) was over ({bytes} bytes of this answer came)");
            return Failure { kind: KubeErrorKind::TimedOut, why, again: None };
        }
        let within = self.about.request_timeout.as_secs_f64();
        let why = match came.wire {
            0 => format!("{} did not answer within {within} s", self.about.server),
            bytes => format!("{} did not finish within {within} s: {bytes} bytes came", self.about.server),
        };
        Failure { kind: KubeErrorKind::TimedOut, why, again: None }
    }

    async fn once(&self, ask: &Ask<'_>, came: &mut Came) -> Result<Vec<u8>, Failure> {
        let response = self.client.send(self.request(ask)?).await.map_err(|e| self.not_sent(&e))?;
        let (head, mut body) = response.into_parts();
        let gzip = head.headers.get(CONTENT_ENCODING).is_some_and(|coding| coding == "gzip");
        let mut unpack = Unpack::new(gzip, ask.longest);
        let garbled = |why: String| Failure { kind: KubeErrorKind::Garbled, why, again: None };
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|e| Failure {
                kind: KubeErrorKind::Garbled,
                why: format!("the answer was cut after {} bytes: {}", came.wire, chain(&e)),
                again: Some(None),
            })?;
            if let Ok(data) = frame.into_data() {
                came.wire += data.len() as u64;
                unpack.push(&data).map_err(garbled)?;
                came.plain = unpack.length() as u64;
            }
        }
        let bytes = unpack.finish().map_err(garbled)?;
        came.plain = bytes.len() as u64;
        if head.status.is_success() {
            return Ok(bytes);
        }
        let answer = status::read(ask.path, head.status, &head.headers, &bytes);
        let again = (answer.kind == KubeErrorKind::Unavailable).then(|| retry_after(&head.headers));
        Err(Failure { kind: answer.kind, why: answer.why, again })
    }

    fn request(&self, ask: &Ask<'_>) -> Result<Request<Body>, Failure> {
        let mut request = Request::builder().method(Method::GET).uri(ask.path).header(ACCEPT, ask.accept);
        let coding = if self.about.compression { "gzip" } else { "identity" };
        request = request.header(ACCEPT_ENCODING, HeaderValue::from_static(coding));
        let why = |e: http::Error| Failure { kind: KubeErrorKind::Garbled, why: chain(&e), again: None };
        request.body(Body::empty()).map_err(why)
    }

    /// Why no answer began.
    fn not_sent(&self, error: &kube::Error) -> Failure {
        let server = &self.about.server;
        if let kube::Error::Auth(cause) = error {
            let why = format!("no credentials for {server}: {}", super::credentials::words(cause));
            return Failure { kind: KubeErrorKind::Unauthorized, why, again: None };
        }
        let why = format!("{server} cannot be reached: {}", chain(error));
        let timed_out = any_cause(error, |e: &std::io::Error| e.kind() == std::io::ErrorKind::TimedOut);
        // A certificate that is wrong stays wrong.
        let distrusted = any_cause(error, |_: &tokio_rustls::rustls::Error| true);
        let kind = if timed_out { KubeErrorKind::TimedOut } else { KubeErrorKind::Unreachable };
        Failure { kind, why, again: (!timed_out && !distrusted).then_some(None) }
    }
}

/// How long the server wants its clients to wait. Kubernetes gives seconds.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds: u64 = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds.min(3600)))
}

/// Text in a query: everything but letters, digits and `-._~` is escaped.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            other => escaped.push_str(&format!("%{other:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
