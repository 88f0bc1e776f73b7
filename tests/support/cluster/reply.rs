//! Answers in the words of a Kubernetes API server.

use std::io;

use axum::body::{Body, Bytes};
use axum::http::{Response, StatusCode, header};
use serde_json::{Value, json};

/// An answer; the error closes the connection without one.
pub type Reply = io::Result<Response<Body>>;

pub fn json(code: u16, value: &Value) -> Response<Body> {
    typed(code, "application/json", value.to_string())
}

pub fn text(code: u16, words: impl Into<Bytes>) -> Response<Body> {
    typed(code, "text/plain; charset=utf-8", words)
}

pub fn typed(code: u16, kind: &str, body: impl Into<Bytes>) -> Response<Body> {
    let mut response = Response::new(Body::from(body.into()));
    *response.status_mut() = StatusCode::from_u16(code).unwrap();
    response.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
    response
}

/// A `Status` of failure.
pub fn failure(code: u16, reason: &str, message: &str, details: Value) -> Response<Body> {
    json(code, &failure_object(code, reason, message, details))
}

pub fn failure_object(code: u16, reason: &str, message: &str, details: Value) -> Value {
    json!({
        "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
        "message": message, "reason": reason, "details": details, "code": code,
    })
}

/// What the API server says to a path that nothing serves (`apiserver/pkg/server/mux`).
pub fn no_page() -> Response<Body> {
    text(404, "404 page not found\n")
}

/// What it says for an aggregated API whose server cannot be reached (`kube-aggregator/pkg/apiserver/handler_proxy.go`).
pub fn no_service() -> Response<Body> {
    text(503, "service unavailable\n")
}

pub fn unauthorized() -> Response<Body> {
    failure(401, "Unauthorized", "Unauthorized", Value::Null)
}
