//! A client whose requests a test answers, one by one.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{HeaderMap, Request, Response};
use http_body_util::BodyExt;
use kube::client::Body;
use tokio::sync::mpsc;
use tower_test::mock;

use super::client::{About, Api};
use super::event::Event;
use super::feed::{BOUND, Feed, pump_all};
use crate::model::artefact::{Artefact, Gap, Note};
use crate::source::{Answer, Outcome, Sink, Transfer};

/// An answer: status, headers, body.
pub struct Reply(pub u16, pub Vec<(&'static str, String)>, pub Vec<u8>);

/// A JSON answer.
pub fn json(value: serde_json::Value) -> Reply {
    Reply(200, vec![("content-type", "application/json".into())], value.to_string().into_bytes())
}

/// A refusal as an API server words it.
pub fn status(code: u16, reason: &str, message: &str) -> Reply {
    let value = serde_json::json!({
        "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": message, "reason": reason, "code": code,
    });
    Reply(code, vec![("content-type", "application/json".into())], value.to_string().into_bytes())
}

/// A path that the API server does not serve.
pub fn unknown_path() -> Reply {
    Reply(404, vec![("content-type", "text/plain".into())], b"404 page not found\n".to_vec())
}

/// What a run asked, and what it gave.
#[derive(Debug, Default)]
pub struct Seen {
    /// Method, path with query, body.
    pub asked: Vec<(String, String, Vec<u8>)>,
    pub headers: Vec<HeaderMap>,
    /// Path in a capture, bytes, outcome.
    pub artefacts: Vec<(String, Vec<u8>, Option<Outcome>)>,
    pub gaps: Vec<Gap>,
    pub events: Vec<Event>,
}

impl Seen {
    pub fn paths(&self) -> Vec<&str> {
        self.asked.iter().map(|(_, path, _)| path.as_str()).collect()
    }

    /// What was said to the user, and to those who want details.
    pub fn said(&self) -> Vec<&str> {
        let words = self.events.iter().filter_map(|event| match event {
            Event::Said(words) | Event::Detail(words) => Some(words.as_str()),
            _ => None,
        });
        words.collect()
    }
}

#[derive(Default)]
struct Taker {
    order: Vec<(Transfer, String, Vec<u8>, Option<Outcome>)>,
    gaps: Vec<Gap>,
}

impl Sink for Taker {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        self.order.push((transfer, artefact.origin.path.to_string(), Vec::new(), None));
        Answer::Want
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        let found = self.order.iter_mut().find(|(other, ..)| *other == transfer).expect("it has begun");
        assert!(found.3.is_none(), "a chunk after the end");
        found.2.extend_from_slice(bytes);
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        let found = self.order.iter_mut().find(|(other, ..)| *other == transfer).expect("it has begun");
        assert!(found.3.replace(outcome).is_none(), "ended twice");
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    fn note(&mut self, note: Note) {
        panic!("{note}");
    }
}

/// Runs `work` against answers that are chosen by the path (with query) of the request.
pub async fn run<T, W: AsyncFnOnce(Api, Feed) -> T>(
    answer: impl FnMut(&str) -> Reply + Send + 'static,
    work: W,
) -> (T, Seen) {
    let (service, mut handle) = mock::pair::<Request<Body>, Response<Body>>();
    let asked = Arc::new(Mutex::new(VecDeque::new()));
    let asked_there = asked.clone();
    let mut answer = answer;
    let server = tokio::spawn(async move {
        while let Some((request, send)) = handle.next_request().await {
            let (head, body) = request.into_parts();
            let path = head.uri.path_and_query().unwrap().to_string();
            let body = body.collect().await.unwrap().to_bytes().to_vec();
            asked_there.lock().unwrap().push_back((head.method.to_string(), path.clone(), body, head.headers));
            let Reply(status, headers, body) = answer(&path);
            let mut response = Response::builder().status(status);
            for (name, value) in headers {
                response = response.header(name, value);
            }
            send.send_response(response.body(Body::from(body)).unwrap());
        }
    });
    let about = About {
        context: "test".into(),
        namespace: "default".into(),
        server: "https://api.test".into(),
        request_timeout: Duration::from_secs(5),
        compression: true,
    };
    let api = Api::new(kube::Client::new(service, "default"), about);
    let (sender, receiver) = mpsc::channel(BOUND);
    let mut taker = Taker::default();
    let mut seen = Seen::default();
    let mut events = Vec::new();
    let mut note_event = |event| events.push(event);
    let (result, ()) = tokio::join!(work(api, Feed::new(sender)), pump_all(receiver, &mut taker, &mut note_event));
    server.abort();
    seen.events = events;
    seen.gaps = taker.gaps;
    seen.artefacts = taker.order.into_iter().map(|(_, path, bytes, outcome)| (path, bytes, outcome)).collect();
    for (method, path, body, headers) in asked.lock().unwrap().drain(..) {
        seen.asked.push((method, path, body));
        seen.headers.push(headers);
    }
    (result, seen)
}
