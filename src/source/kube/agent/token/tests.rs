use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use serde_json::{Value, json};

use super::*;

#[test]
fn tokens_are_not_shown() {
    let bearer = Bearer::new("very-secret").unwrap();
    assert!(!format!("{bearer:?} {:?}", bearer.header()).contains("secret"));
    let kept = Kept::Token { bearer, stale: Instant::now() };
    assert!(!format!("{kept:?}").contains("secret"));
    assert!(Bearer::new("two\nlines").is_none());
}

fn granted(token: &str, seconds: i64) -> (u16, Value) {
    (
        200,
        json!({"kind": "TokenRequest", "spec": {"audiences": [], "expirationSeconds": seconds}, "status": {"token": token}}),
    )
}

fn refused(code: u16, reason: &str) -> (u16, Value) {
    (
        code,
        json!({"kind": "Status", "status": "Failure", "message": format!("{reason} says the server"), "reason": reason, "code": code}),
    )
}

/// An API server that gives these answers one after another, the last for ever; how often it was asked, and what it was sent.
async fn server(answers: Vec<(u16, Value)>) -> (kube::Client, Arc<AtomicUsize>, Arc<Mutex<Value>>) {
    let (count, sent) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Value::Null)));
    let (counter, seen) = (count.clone(), sent.clone());
    let handler = move |body: String| {
        let at = counter.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
        *seen.lock().unwrap() = serde_json::from_str(&body).unwrap();
        let (code, answer) = answers[at].clone();
        async move { (StatusCode::from_u16(code).unwrap(), answer.to_string()) }
    };
    let app = Router::new().route("/api/v1/namespaces/antrea/serviceaccounts/antctl/token", post(handler));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut config = kube::Config::new(format!("http://{}", listener.local_addr().unwrap()).parse().unwrap());
    config.default_retry = false;
    // It ends with the test's runtime.
    tokio::spawn(async move { axum::serve(listener, app).await });
    (kube::Client::try_from(config).unwrap(), count, sent)
}

#[tokio::test]
async fn a_token_is_asked_for_once_and_again_before_it_ends() {
    // answers, tokens in turn, requests
    type Case = (Vec<(u16, Value)>, &'static [&'static str], usize);
    let cases: [Case; 4] = [
        (vec![granted("a", 600)], &["a", "a", "a"], 1),
        // A token that ends at once is not used twice; a longer one than was asked for is not believed.
        (vec![granted("a", 0), granted("b", 86400)], &["a", "b", "b"], 2),
        (vec![refused(503, "ServiceUnavailable"), granted("a", 600)], &["a", "a"], 2),
        (vec![refused(429, "TooManyRequests"), refused(504, "Timeout"), granted("a", 600)], &["a"], 3),
    ];
    for (answers, tokens, requests) in cases {
        let (client, count, sent) = server(answers).await;
        let token = Token::default();
        for expected in tokens {
            let bearer = token.get(&client, "antrea").await.unwrap();
            assert_eq!(bearer.header(), format!("Bearer {expected}"));
            tokio::time::sleep(Duration::from_millis(if *expected == "a" && tokens.contains(&"b") { 900 } else { 0 }))
                .await;
        }
        assert_eq!(count.load(Ordering::SeqCst), requests, "{tokens:?}");
        assert_eq!(sent.lock().unwrap()["spec"]["expirationSeconds"], 600);
    }
}

#[tokio::test]
async fn all_who_wait_get_one_token() {
    let (client, count, _) = server(vec![granted("a", 600)]).await;
    let token = Arc::new(Token::default());
    let waiting: Vec<_> = (0..50)
        .map(|_| {
            let (token, client) = (token.clone(), client.clone());
            tokio::spawn(async move { token.get(&client, "antrea").await })
        })
        .collect();
    for one in waiting {
        one.await.unwrap().unwrap();
    }
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn refusals_are_named_and_remembered_when_they_are_for_good() {
    let odd = (200, json!({"kind": "TokenRequest", "status": "very-secret"}));
    // answer, cause, words, requests of two calls
    let cases = [
        (refused(401, "Unauthorized"), NodeErrorKind::Refused, "does not know who asks", 1),
        (refused(403, "Forbidden"), NodeErrorKind::Refused, "Forbidden says the server", 1),
        (refused(403, "Forbidden"), NodeErrorKind::Refused, "examples/rbac/node-data.yaml", 1),
        (refused(404, "NotFound"), NodeErrorKind::Refused, "no such ServiceAccount", 1),
        (refused(500, "InternalError"), NodeErrorKind::Failed, "status 500", 2),
        (refused(503, "ServiceUnavailable"), NodeErrorKind::Failed, "status 503", 6),
        (granted("", 600), NodeErrorKind::Failed, "holds no token", 2),
        (odd, NodeErrorKind::Failed, "is no TokenRequest", 2),
    ];
    for (answer, kind, words, requests) in cases {
        let (client, count, _) = server(vec![answer]).await;
        let token = Token::default();
        for _ in 0..2 {
            let error = token.get(&client, "antrea").await.unwrap_err();
            assert!(error.kind == kind && error.why.contains(words), "{words}: {error}");
            assert!(error.why.starts_with("create serviceaccounts/token antctl in antrea: "), "{error}");
            assert!(!format!("{error:?} {token:?}").contains("secret"));
        }
        assert_eq!(count.load(Ordering::SeqCst), requests, "{words}");
    }
}
