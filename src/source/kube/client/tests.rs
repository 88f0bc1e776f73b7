//! Requests against answers that a test gives, and against servers that are none.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::*;
use crate::source::kube::testing::{Reply, json as reply, run, status, unknown_path};

fn asked(seen: &crate::source::kube::testing::Seen) -> Vec<&Asked> {
    let asked = seen.events.iter().filter_map(|event| match event {
        Event::Asked(asked) => Some(asked),
        _ => None,
    });
    asked.collect()
}

#[tokio::test]
async fn an_object_is_got_and_told() {
    let (body, seen) =
        run(|_| reply(json!({"a": 1})), async |api, feed| api.get(&feed, "/version?x=1").await.unwrap()).await;
    assert_eq!(body, br#"{"a":1}"#);
    let asked = asked(&seen);
    assert_eq!(asked.len(), 1);
    assert_eq!((asked[0].what.as_str(), asked[0].bytes, asked[0].plain_bytes), ("GET /version?x=1", 7, 7));
    assert_eq!(asked[0].failed, None);
    assert_eq!(seen.headers[0]["accept-encoding"], "gzip");
}

#[tokio::test]
async fn a_packed_answer_is_counted_as_it_came() {
    let plain = "x".repeat(10_000);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(plain.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let length = packed.len() as u64;
    let answer = move |_: &str| Reply(200, vec![("content-encoding", "gzip".into())], packed.clone());
    let (body, seen) = run(answer, async |api, feed| api.get(&feed, "/x").await.unwrap()).await;
    assert_eq!(body, plain.as_bytes());
    let asked = asked(&seen);
    assert_eq!((asked[0].bytes, asked[0].plain_bytes), (length, 10_000));
}

#[tokio::test]
async fn an_overloaded_server_is_asked_again_and_not_for_ever() {
    for code in [429, 503, 504] {
        let begun = Instant::now();
        let (result, seen) =
            run(move |_| status(code, "x", "try later"), async |api, feed| api.get(&feed, "/x").await).await;
        let error = result.unwrap_err();
        assert_eq!(error.kind, KubeErrorKind::Unavailable);
        assert_eq!(error.to_string(), format!("GET /x: status {code}: try later (3 tries)"));
        assert_eq!((seen.asked.len(), asked(&seen).len()), (3, 3));
        assert!(begun.elapsed() >= WAIT.iter().sum::<Duration>());
        assert!(begun.elapsed() < Duration::from_secs(4));
    }
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let mut before = 0;
    let answer = move |_: &str| {
        before += 1;
        match before {
            1 => Reply(429, vec![("retry-after", "1".into())], Vec::new()),
            _ => reply(json!({})),
        }
    };
    let begun = Instant::now();
    let (result, _) = run(answer, async |api, feed| api.get(&feed, "/x").await).await;
    assert_eq!(result.unwrap(), b"{}");
    assert!(begun.elapsed() >= Duration::from_secs(1));
    // Longer than the request may take: it fails at once.
    let answer = |_: &str| Reply(429, vec![("retry-after", "60".into())], Vec::new());
    let begun = Instant::now();
    let (result, seen) = run(answer, async |api, feed| api.get(&feed, "/x").await).await;
    assert_eq!(result.unwrap_err().kind, KubeErrorKind::Unavailable);
    assert_eq!(seen.asked.len(), 1);
    assert!(begun.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn other_failures_are_asked_once() {
    for (code, kind) in [
        (400, KubeErrorKind::Status(400)),
        (401, KubeErrorKind::Unauthorized),
        (403, KubeErrorKind::Forbidden),
        (404, KubeErrorKind::NotFound),
        (500, KubeErrorKind::Status(500)),
    ] {
        let (result, seen) =
            run(move |_| status(code, "x", "no"), async |api, feed| api.get(&feed, "/api/v1/pods").await).await;
        assert_eq!((result.unwrap_err().kind, seen.asked.len()), (kind, 1));
    }
}

#[tokio::test]
async fn a_server_that_hangs_is_waited_for_as_long_as_was_said() {
    let (service, _handle) = tower_test::mock::pair::<Request<Body>, http::Response<Body>>();
    let about = About {
        context: String::new(),
        namespace: "default".into(),
        server: "https://api.test".into(),
        request_timeout: Duration::from_millis(200),
        compression: false,
    };
    let api = Api::new(kube::Client::new(service, "default"), about);
    let (sender, mut receiver) = tokio::sync::mpsc::channel(8);
    let error = api.get(&Feed::new(sender), "/x").await.unwrap_err();
    assert_eq!(error.kind, KubeErrorKind::TimedOut);
    assert_eq!(error.to_string(), "GET /x: https://api.test did not answer within 0.2 s");
    assert!(receiver.recv().await.is_some(), "the request is told");
    let (sender, _receiver) = tokio::sync::mpsc::channel(8);
    let api = api.until(Some(Instant::now() + Duration::from_millis(50)));
    let error = api.get(&Feed::new(sender), "/x").await.unwrap_err();
    assert!(error.why.starts_with("the time for everything (--timeout) was over"), "{error}");
}

#[tokio::test]
async fn the_time_for_everything_ends_every_request() {
    // A server that wants to be asked again later, and the time until then.
    let busy = |_: &str| Reply(429, vec![("retry-after", "1".into())], Vec::new());
    let begun = Instant::now();
    let (results, seen) = run(busy, async |api, feed| {
        let api = api.until(Some(Instant::now() + Duration::from_millis(300)));
        let first = api.get(&feed, "/x").await.unwrap_err();
        sleep(Duration::from_millis(350)).await;
        (first, api.get(&feed, "/y").await.unwrap_err())
    })
    .await;
    assert_eq!(results.0.kind, KubeErrorKind::Unavailable, "it is not waited for: {}", results.0);
    assert_eq!(results.1.kind, KubeErrorKind::TimedOut);
    assert!(results.1.why.starts_with("the time for everything (--timeout) was over"), "{}", results.1);
    assert_eq!(seen.paths(), ["/x"], "nothing is begun when the time is over");
    assert!(begun.elapsed() < Duration::from_secs(2));
}

fn items(names: std::ops::Range<usize>) -> Vec<Value> {
    names.map(|name| json!({"metadata": {"name": format!("p{name}"), "namespace": "d"}})).collect()
}

async fn names(api: &Api, feed: &Feed) -> (Vec<String>, Result<(), KubeError>) {
    let mut names = Vec::new();
    let mut each =
        |object: crate::source::kube::page::Object| names.push(object["metadata"]["name"].as_str().unwrap().to_owned());
    let result = api.pages(feed, "/api/v1/pods", "labelSelector=a", JSON).all(&mut each).await;
    (names, result)
}

#[tokio::test]
async fn a_list_is_read_page_by_page() {
    let answer = |path: &str| match path {
        "/api/v1/pods?labelSelector=a&limit=500" => {
            reply(json!({"kind": "PodList", "metadata": {"continue": "t/1="}, "items": items(0..3)}))
        }
        "/api/v1/pods?labelSelector=a&limit=500&continue=t%2F1%3D" => {
            reply(json!({"kind": "PodList", "metadata": {}, "items": items(3..5)}))
        }
        other => panic!("{other}"),
    };
    let ((names, result), seen) = run(answer, async |api, feed| names(&api, &feed).await).await;
    result.unwrap();
    assert_eq!(names, ["p0", "p1", "p2", "p3", "p4"]);
    assert!(asked(&seen).iter().all(|asked| asked.what == "GET /api/v1/pods?labelSelector=a"));
}

#[tokio::test]
async fn a_list_that_expired_begins_again_once_and_gives_nothing_twice() {
    let mut expired = 0;
    let answer = move |path: &str| {
        if path.contains("continue=") {
            expired += 1;
            if expired == 1 {
                return status(410, "Expired", "The provided continue parameter is too old");
            }
            return reply(json!({"metadata": {}, "items": items(3..6)}));
        }
        // The second time an object is new and one is gone.
        let first = if expired == 0 { items(0..3) } else { items(1..4) };
        reply(json!({"metadata": {"continue": "t"}, "items": first}))
    };
    let ((found, result), seen) = run(answer, async |api, feed| names(&api, &feed).await).await;
    result.unwrap();
    assert_eq!(found, ["p0", "p1", "p2", "p3", "p4", "p5"]);
    assert_eq!(seen.asked.len(), 4);

    let answer = |path: &str| match path.contains("continue=") {
        true => status(410, "Expired", "too old"),
        false => reply(json!({"metadata": {"continue": "t"}, "items": items(0..2)})),
    };
    let ((names, result), seen) = run(answer, async |api, feed| names(&api, &feed).await).await;
    assert_eq!(result.unwrap_err().kind, KubeErrorKind::Expired);
    assert_eq!((names.len(), seen.asked.len()), (2, 4));
}

#[tokio::test]
async fn lists_that_are_none_or_do_not_end() {
    let cases = [
        (json!({"metadata": {"continue": "t"}, "items": []}).to_string(), "does not end"),
        (json!({"kind": "Status"}).to_string(), "no list"),
        ("<html>login</html>".to_owned(), "HTML page"),
        (r#"{"items":[{"metadata":{"name":"p0"}},"#.to_owned(), "EOF"),
    ];
    for (body, words) in cases {
        let answer = move |_: &str| Reply(200, vec![], body.clone().into_bytes());
        let ((_, result), seen) = run(answer, async |api, feed| names(&api, &feed).await).await;
        let error = result.unwrap_err();
        assert_eq!(error.kind, KubeErrorKind::Garbled);
        assert!(error.why.contains(words), "{error}");
        assert!(seen.asked.len() <= 2);
    }
    let ((_, result), _) = run(|_| unknown_path(), async |api, feed| names(&api, &feed).await).await;
    assert_eq!(result.unwrap_err().kind, KubeErrorKind::NotFound);
}

#[test]
fn queries_are_escaped() {
    assert_eq!(escaped("app=antrea,x in (ä)"), "app%3Dantrea%2Cx%20in%20%28%C3%A4%29");
}
