//! An agent for tests: TLS and HTTP as an agent has them, over a stream in memory in place of a forwarded port.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::{self, BoxStream};
use http::{Request, Response};
use http_body_util::StreamBody;
use hyper::body::{Bytes, Frame, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ClientConfig, ServerConfig};

use super::connect::{Dialed, Peer};
use super::tls;
use super::token::Bearer;
use crate::source::kube::NodeError;

/// What an agent answers to a request.
#[derive(Clone)]
pub enum Reply {
    /// Status and body.
    Is(u16, Vec<u8>),
    /// A body of so many times the same piece.
    Repeated(Vec<u8>, Vec<u8>, usize, Vec<u8>),
    /// The first bytes of a body, and then nothing but the end of the connection.
    Cut(Vec<u8>),
    /// A body in pieces, with a wait before each.
    Drip(Vec<u8>, usize, Duration),
    /// Hangs up, as an agent does whose handler panics.
    Panic,
    /// No answer.
    Hang,
}

impl Reply {
    pub fn ok(body: impl Into<Vec<u8>>) -> Reply {
        Reply::Is(200, body.into())
    }

    pub fn status(status: u16, text: &str) -> Reply {
        Reply::Is(status, text.into())
    }

    /// An answer of `/ovsflows`, escaped as Go does it.
    pub fn flows(lines: &[&str]) -> Reply {
        let items: Vec<_> = lines.iter().map(|line| serde_json::json!({"flow": line})).collect();
        Reply::ok(serde_json::Value::from(items).to_string().replace('>', "\\u003e"))
    }
}

type Handler = dyn Fn(&str, usize) -> Reply + Send + Sync;

/// The certificate that an agent shows.
pub struct Certificate {
    /// CA and certificate, as `apiCABundle` has them.
    pub bundle: String,
    server: Arc<ServerConfig>,
}

impl Certificate {
    /// For a name, good or expired, signed by a new CA, as Kubernetes' `GenerateSelfSignedCertKey` makes them.
    pub fn new(name: &str, expired: bool) -> Certificate {
        let ca_key = KeyPair::generate().unwrap();
        let mut ca = CertificateParams::new(Vec::new()).unwrap();
        ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let ca_certificate = ca.self_signed(&ca_key).unwrap();
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        if expired {
            params.not_after = rcgen::date_time_ymd(2020, 1, 1);
            params.not_before = rcgen::date_time_ymd(2019, 1, 1);
        }
        let certificate = params.signed_by(&key, &Issuer::new(ca, ca_key)).unwrap();
        let chain = vec![certificate.der().clone(), ca_certificate.der().clone()];
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let mut server = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        server.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Certificate { bundle: format!("{}{}", certificate.pem(), ca_certificate.pem()), server: Arc::new(server) }
    }
}

/// An agent.
pub struct TestAgent {
    handler: Arc<Handler>,
    server: Arc<ServerConfig>,
    client: Arc<ClientConfig>,
    asked: Arc<Mutex<Vec<String>>>,
    counts: Arc<Mutex<BTreeMap<String, usize>>>,
    tokens: Arc<Mutex<Vec<String>>>,
    pub dials: AtomicUsize,
}

impl TestAgent {
    /// An agent that answers by path, and by how often the path was asked before.
    pub fn new(handler: impl Fn(&str, usize) -> Reply + Send + Sync + 'static) -> TestAgent {
        let certificate = Certificate::new("localhost", false);
        let client = tls::config(Some(certificate.bundle.as_bytes()), false).unwrap();
        TestAgent::with(&certificate, client, handler)
    }

    pub fn with(
        certificate: &Certificate,
        client: Arc<ClientConfig>,
        handler: impl Fn(&str, usize) -> Reply + Send + Sync + 'static,
    ) -> TestAgent {
        TestAgent {
            handler: Arc::new(handler),
            server: certificate.server.clone(),
            client,
            asked: Arc::default(),
            counts: Arc::default(),
            tokens: Arc::default(),
            dials: AtomicUsize::new(0),
        }
    }

    /// The paths that were asked, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The `Authorization` headers that came.
    pub fn tokens(&self) -> Vec<String> {
        self.tokens.lock().unwrap().clone()
    }
}

type Body = StreamBody<BoxStream<'static, io::Result<Frame<Bytes>>>>;

fn body(pieces: BoxStream<'static, io::Result<Bytes>>) -> Body {
    StreamBody::new(pieces.map(|piece| piece.map(Frame::data)).boxed())
}

fn respond(status: u16, pieces: BoxStream<'static, io::Result<Bytes>>) -> io::Result<Response<Body>> {
    Response::builder().status(status).body(body(pieces)).map_err(io::Error::other)
}

async fn reply(reply: Reply) -> io::Result<Response<Body>> {
    let broken = || io::Error::from(io::ErrorKind::ConnectionReset);
    match reply {
        Reply::Is(status, bytes) => respond(status, stream::iter([Ok(bytes.into())]).boxed()),
        Reply::Repeated(first, piece, times, last) => {
            let piece = Bytes::from(piece);
            let pieces = stream::iter((0..times).map(move |_| Ok(piece.clone())));
            let pieces = stream::iter([Ok(first.into())]).chain(pieces).chain(stream::iter([Ok(last.into())]));
            respond(200, pieces.boxed())
        }
        Reply::Cut(bytes) => {
            // What comes before the end is on its way first.
            let end = stream::once(async move {
                sleep(Duration::from_millis(50)).await;
                Err(broken())
            });
            respond(200, stream::iter([Ok(bytes.into())]).chain(end).boxed())
        }
        Reply::Drip(bytes, piece, wait) => {
            let pieces: Vec<Bytes> = bytes.chunks(piece).map(Bytes::copy_from_slice).collect();
            let pieces = stream::iter(pieces).then(move |piece| async move {
                sleep(wait).await;
                Ok(piece)
            });
            respond(200, pieces.boxed())
        }
        Reply::Panic => Err(broken()),
        Reply::Hang => std::future::pending().await,
    }
}

impl Peer for TestAgent {
    fn dial(&self) -> BoxFuture<'_, Result<Dialed, NodeError>> {
        self.dials.fetch_add(1, Ordering::Relaxed);
        let (near, far) = tokio::io::duplex(64 * 1024);
        let acceptor = TlsAcceptor::from(self.server.clone());
        let (handler, asked, counts, tokens) =
            (self.handler.clone(), self.asked.clone(), self.counts.clone(), self.tokens.clone());
        let task = tokio::spawn(async move {
            let Ok(stream) = acceptor.accept(far).await else { return };
            let service = service_fn(move |request: Request<Incoming>| {
                let path = request.uri().to_string();
                asked.lock().unwrap().push(path.clone());
                let token = request.headers().get(http::header::AUTHORIZATION).cloned();
                tokens.lock().unwrap().extend(token.map(|token| token.to_str().unwrap_or("").to_owned()));
                let count = {
                    let mut counts = counts.lock().unwrap();
                    let count = counts.entry(path.clone()).or_default();
                    *count += 1;
                    *count - 1
                };
                reply(handler(&path, count))
            });
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
        let keeper = Some(Box::new(Task(task)) as Box<_>);
        Box::pin(async move { Ok(Dialed { stream: Box::new(near), why_closed: Box::pin(async { None }), keeper }) })
    }

    fn bearer(&self) -> BoxFuture<'_, Result<Bearer, NodeError>> {
        Box::pin(async { Ok(Bearer::new("secret-of-the-test").unwrap()) })
    }

    fn tls(&self) -> Arc<ClientConfig> {
        self.client.clone()
    }
}

struct Task(tokio::task::JoinHandle<()>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}
