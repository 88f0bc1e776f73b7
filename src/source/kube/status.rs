//! What an answer means that is no success.
//!
//! An API server explains itself with a Status object; for a path that it does not know it writes `404 page not found` as text, and the aggregation layer
//! `service unavailable`. Anything else, an HTML page above all, comes from a proxy or a login page in between.

use http::header::LOCATION;
use http::{HeaderMap, Method, StatusCode};
use serde::Deserialize;

use super::page::looks_like;
use super::{KubeErrorKind, rights};

/// Characters of foreign text that are repeated in a message.
const REPEATED: usize = 400;

/// What it means.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub kind: KubeErrorKind,
    pub why: String,
}

#[derive(Debug, Default, Deserialize)]
struct StatusObject {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    reason: Option<String>,
}

/// Reads an answer that is no success.
pub(super) fn read(path: &str, code: StatusCode, headers: &HeaderMap, body: &[u8]) -> Answer {
    let object: Option<StatusObject> =
        serde_json::from_slice(body).ok().filter(|object: &StatusObject| object.kind == "Status");
    let text = String::from_utf8_lossy(body);
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let message = object.as_ref().and_then(|object| object.message.as_deref()).filter(|words| !words.is_empty());
    let foreign = object.is_none() && looks_like(body).contains("HTML");
    let words: String = match message {
        Some(message) => message.chars().take(REPEATED).collect(),
        None if foreign => String::new(),
        None => line.chars().take(REPEATED).collect(),
    };
    let reason = object.as_ref().and_then(|object| object.reason.as_deref()).unwrap_or_default();
    let kind = match code.as_u16() {
        _ if reason == "Expired" => KubeErrorKind::Expired,
        401 => KubeErrorKind::Unauthorized,
        403 => KubeErrorKind::Forbidden,
        // Only the API server itself can say that something is not there.
        404 if object.is_some() || line.is_empty() || line.starts_with("404 page not found") => KubeErrorKind::NotFound,
        410 => KubeErrorKind::Expired,
        429 | 503 | 504 => KubeErrorKind::Unavailable,
        other => KubeErrorKind::Status(other),
    };
    let right = (kind == KubeErrorKind::Forbidden).then(|| rights::right(&Method::GET, path)).flatten();
    let why = match (kind, right) {
        (_, Some(right)) if !foreign => right.refusal(&words),
        (KubeErrorKind::Unauthorized, _) => {
            let said = if words.is_empty() { String::new() } else { format!(" ({words})") };
            format!(
                "the API server does not know who you are{said}: are the credentials of this context still valid? (kubectl auth whoami)"
            )
        }
        _ => plain(code, headers, &words, body),
    };
    Answer { kind, why }
}

fn plain(code: StatusCode, headers: &HeaderMap, words: &str, body: &[u8]) -> String {
    let mut why = format!("status {}", code.as_u16());
    if words.is_empty() {
        let known = code.canonical_reason().unwrap_or_default();
        why = if known.is_empty() { why } else { format!("{why} {known}") };
        why.push_str(looks_like(body));
    } else {
        why = format!("{why}: {words}");
    }
    if let Some(location) = headers.get(LOCATION).and_then(|location| location.to_str().ok()) {
        let location: String = location.chars().take(REPEATED).collect();
        why = format!("{why}, which points to {location}: is there a proxy or a login in between?");
    }
    why
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(message: &str, reason: &str, code: u16) -> String {
        format!(
            r#"{{"kind":"Status","apiVersion":"v1","metadata":{{}},"status":"Failure","message":"{message}","reason":"{reason}","code":{code}}}"#
        )
    }

    #[test]
    fn answers_of_real_servers_and_of_others() {
        let path = "/apis/crd.antrea.io/v1beta1/tiers?limit=500";
        let html = "<!DOCTYPE html>\n<title>Sign in</title>";
        use KubeErrorKind::*;
        let cases = [
            (404, "404 page not found\n".to_owned(), NotFound, "404 page not found"),
            (
                404,
                status("the server could not find the requested resource", "NotFound", 404),
                NotFound,
                "could not find",
            ),
            (404, html.to_owned(), Status(404), "HTML page"),
            (
                403,
                status("tiers.crd.antrea.io is forbidden: User", "Forbidden", 403),
                Forbidden,
                "list tiers.crd.antrea.io in the whole cluster, which examples/rbac/realised-rules.yaml grants (the server says: tiers",
            ),
            (403, html.to_owned(), Forbidden, "status 403 Forbidden (it is an HTML page"),
            (
                401,
                status("Unauthorized", "Unauthorized", 401),
                Unauthorized,
                "does not know who you are (Unauthorized)",
            ),
            (410, status("The provided continue parameter is too old", "Expired", 410), Expired, "too old"),
            (400, status("continue key is not valid", "Expired", 400), Expired, "not valid"),
            (
                400,
                status("feature NetworkPolicyStats disabled", "BadRequest", 400),
                Status(400),
                "feature NetworkPolicyStats disabled",
            ),
            (429, "Too many requests".to_owned(), Unavailable, "status 429: Too many"),
            (503, "service unavailable\n".to_owned(), Unavailable, "status 503: service unavailable"),
            (504, String::new(), Unavailable, "status 504 Gateway Timeout (it is empty)"),
            (500, "{".to_owned(), Status(500), "status 500: {"),
            (302, html.to_owned(), Status(302), "status 302 Found"),
        ];
        for (code, body, kind, words) in cases {
            let answer = read(path, StatusCode::from_u16(code).unwrap(), &HeaderMap::new(), body.as_bytes());
            assert_eq!(answer.kind, kind, "{body}");
            assert!(answer.why.contains(words), "{body}: {}", answer.why);
        }
    }

    #[test]
    fn foreign_text_is_not_repeated_whole() {
        let long = "x".repeat(1 << 20);
        let answer = read("/version", StatusCode::BAD_GATEWAY, &HeaderMap::new(), long.as_bytes());
        assert!(answer.why.len() < 500);
    }
}
