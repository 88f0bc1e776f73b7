//! How faults look in HTTP.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Response, header};
use futures::{StreamExt, stream};
use http_body_util::BodyExt;
use serde_json::json;

use super::fault::Fault;
use super::reply::{self, Reply};

/// Bytes that look like nothing, the same in each run.
pub fn garbage(count: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..count).map(|_| next()).collect()
}

/// The header of a gzip member, and then garbage.
pub fn garbage_gzip() -> Vec<u8> {
    [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], garbage(5000).as_slice()].concat()
}

/// Makes an answer under a fault; `answer` is only called when there is one.
pub async fn http(fault: Fault, answer: impl Future<Output = Reply>) -> Reply {
    match fault {
        Fault::Delay(pause) => {
            tokio::time::sleep(pause).await;
            answer.await
        }
        Fault::Hang => std::future::pending().await,
        Fault::Unauthorized => Ok(reply::unauthorized()),
        Fault::Forbidden => Ok(reply::failure(403, "Forbidden", "forbidden: not today", json!({}))),
        Fault::NotFound => {
            Ok(reply::failure(404, "NotFound", "the server could not find the requested resource", json!({})))
        }
        Fault::ExpiredPage => Ok(reply::failure(
            410,
            "Expired",
            "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.",
            json!({}),
        )),
        Fault::TooManyRequests(seconds) => {
            let words = "too many requests, please try again later.";
            let details = json!({ "retryAfterSeconds": seconds });
            let mut response = reply::failure(429, "TooManyRequests", words, details);
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            Ok(response)
        }
        Fault::ServerError => {
            Ok(reply::failure(500, "InternalError", "Internal error occurred: etcdserver: no leader", json!({})))
        }
        Fault::Unavailable => Ok(reply::no_service()),
        Fault::GatewayTimeout => Ok(reply::failure(
            504,
            "Timeout",
            "Timeout: request did not complete within the allotted timeout",
            json!({}),
        )),
        Fault::Disconnect => Err(io::ErrorKind::ConnectionAborted.into()),
        Fault::Cut(count) => cut(answer.await?, count).await,
        Fault::Garbage => Ok(reply::typed(200, "application/json", garbage(5000))),
        Fault::GarbageGzip => {
            let mut response = reply::typed(200, "application/json", garbage_gzip());
            response.headers_mut().insert(header::CONTENT_ENCODING, "gzip".parse().unwrap());
            Ok(response)
        }
        Fault::OtherJson => Ok(reply::json(200, &json!([1, "two", { "three": null }]))),
        Fault::Empty => Ok(reply::typed(200, "application/json", "")),
        Fault::SlowDrip(pause) => drip(answer.await?, pause).await,
        Fault::Huge(count) => Ok(huge(count)),
        other => panic!("{other:?} is no fault of HTTP"),
    }
}

async fn bytes(response: Response<Body>) -> io::Result<(axum::http::response::Parts, Bytes)> {
    let (parts, body) = response.into_parts();
    Ok((parts, body.collect().await.map_err(io::Error::other)?.to_bytes()))
}

/// The first bytes, and then the connection breaks.
async fn cut(response: Response<Body>, count: u64) -> Reply {
    let (mut parts, bytes) = bytes(response).await?;
    let end = usize::try_from(count).unwrap().min(bytes.len());
    parts.headers.remove(header::CONTENT_LENGTH);
    let broken = Err(io::Error::from(io::ErrorKind::ConnectionReset));
    // What was sent before the break is on the wire before it.
    let late = stream::once(async move {
        tokio::time::sleep(Duration::from_millis(50)).await;
        broken
    });
    Ok(Response::from_parts(parts, Body::from_stream(stream::iter([Ok(bytes.slice(..end))]).chain(late))))
}

async fn drip(response: Response<Body>, pause: Duration) -> Reply {
    let (mut parts, bytes) = bytes(response).await?;
    parts.headers.remove(header::CONTENT_LENGTH);
    let drops: Vec<Bytes> = bytes.chunks(16).map(Bytes::copy_from_slice).collect();
    let slow = stream::iter(drops).then(move |drop| async move {
        tokio::time::sleep(pause).await;
        Ok::<_, Infallible>(drop)
    });
    Ok(Response::from_parts(parts, Body::from_stream(slow)))
}

fn huge(count: u64) -> Response<Body> {
    let line = Bytes::from(vec![b' '; 1 << 16]);
    let pieces = stream::iter(0..count.div_ceil(1 << 16)).map(move |_| Ok::<_, Infallible>(line.clone()));
    let mut response = Response::new(Body::from_stream(pieces));
    response.headers_mut().insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
    response
}
