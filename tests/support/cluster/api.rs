//! The API server: who asks, may he, and the answer.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, WebSocketUpgrade};
use axum::http::{HeaderMap, Request, Response, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use futures::stream;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::{Value, json};

use super::ask::Ask;
use super::fault::{Fault, On};
use super::node::Node;
use super::reply::{self, Reply};
use super::rights::User;
use super::store::{Served, api_version};
use super::{Asked, Shared, discovery, exec, forward, review, select, spoil};

pub fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    Some(value.strip_prefix("Bearer ")?.to_string())
}

pub async fn answer(shared: Arc<Shared>, request: Request<Incoming>) -> Reply {
    let ask = Ask::of(request.method(), request.uri());
    let what = format!("{} {}", request.method(), request.uri());
    let mut asked = Asked { node: None, what, user: String::new(), code: 0 };
    let whole = if ask.group.is_empty() { ask.whole_resource() } else { ask.qualified() };
    let continued = ask.get("continue").is_some_and(|token| !token.is_empty());
    let place = On::Api(ask.verb.clone(), whole);
    let struck = shared.strike(&place, |fault| *fault != Fault::ExpiredPage || continued);
    let gzip = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .is_some_and(|value| value.as_bytes() == b"gzip" || value.to_str().is_ok_and(|v| v.contains("gzip")));
    let work = async {
        let user = match authenticated(&shared, request.headers()) {
            Ok(user) => user,
            Err(refusal) => return Ok(*refusal),
        };
        asked.user.clone_from(&user.name);
        authorized(&shared, &user, ask, request).await
    };
    let reply = match struck {
        Some(fault) => spoil::http(fault, work).await,
        None => work.await,
    };
    asked.code = reply.as_ref().map_or(0, |response| response.status().as_u16());
    shared.note(asked);
    if gzip { compressed(reply?).await } else { reply }
}

/// Bodies of 128 KiB and more are compressed for those who take it (`apiserver/pkg/endpoints/handlers/responsewriters/writers.go`).
async fn compressed(response: Response<Body>) -> Reply {
    let exact = hyper::body::Body::size_hint(response.body()).exact();
    if exact.is_none_or(|size| size < 128 * 1024) || response.headers().contains_key(header::CONTENT_ENCODING) {
        return Ok(response);
    }
    let (mut parts, body) = response.into_parts();
    let bytes = body.collect().await.map_err(std::io::Error::other)?.to_bytes();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(4));
    std::io::Write::write_all(&mut encoder, &bytes)?;
    parts.headers.insert(header::CONTENT_ENCODING, "gzip".parse().unwrap());
    Ok(Response::from_parts(parts, Body::from(encoder.finish()?)))
}

/// The user behind the token, or whom he says that he is.
fn authenticated(shared: &Shared, headers: &HeaderMap) -> Result<User, Box<Response<Body>>> {
    let users = shared.users.lock().unwrap();
    let user = bearer(headers).and_then(|token| users.by_token.get(&token).cloned());
    let Some(user) = user else { return Err(Box::new(reply::unauthorized())) };
    let text = |name: &str| headers.get(name).and_then(|value| Some(value.to_str().ok()?.to_string()));
    let Some(other) = text("impersonate-user") else { return Ok(user) };
    let groups: Vec<String> = headers
        .get_all("impersonate-group")
        .iter()
        .filter_map(|value| Some(value.to_str().ok()?.to_string()))
        .collect();
    let named = |resource: &str, name: &String| Ask {
        verb: "impersonate".into(),
        resource: resource.into(),
        name: Some(name.clone()),
        ..Ask::default()
    };
    for ask in [named("users", &other)].into_iter().chain(groups.iter().map(|group| named("groups", group))) {
        if !user.may("impersonate", &ask) {
            return Err(Box::new(user.refusal("impersonate", &ask)));
        }
    }
    let rules = users.by_name(&other).map(|user| user.rules.clone()).unwrap_or_default();
    let of_groups = groups.iter().filter_map(|group| users.by_name(group)).flat_map(|group| group.rules.clone());
    Ok(User { name: other, rules: rules.into_iter().chain(of_groups).collect(), groups })
}

async fn authorized(shared: &Arc<Shared>, user: &User, ask: Ask, request: Request<Incoming>) -> Reply {
    let mut verbs = vec![ask.verb.clone()];
    if ["exec", "portforward"].contains(&ask.subresource.as_str()) {
        // Releases of Kubernetes differ: `get` of a WebSocket, `create`, or both.
        verbs = shared.stream_verbs.lock().unwrap().iter().map(|verb| (*verb).to_string()).collect();
    }
    for verb in &verbs {
        if !user.may(verb, &ask) {
            return Ok(user.refusal(verb, &ask));
        }
    }
    if shared.broken.lock().unwrap().contains(&ask.group) {
        return Ok(reply::no_service());
    }
    if ask.resource.is_empty() {
        return Ok(discovery::answer(shared, &ask));
    }
    if ask.group == "authorization.k8s.io" {
        return Ok(review::answer(user, &ask, body(request).await?));
    }
    let served = shared.store.lock().unwrap().served(&ask.group, &ask.version, &ask.resource).cloned();
    let Some(served) = served else { return Ok(reply::no_page()) };
    if served.namespaced == ask.namespace.is_none() && ask.name.is_some() {
        return Ok(reply::no_page());
    }
    match (ask.subresource.as_str(), ask.verb.as_str()) {
        ("", "list") => Ok(list(shared, &served, &ask)),
        ("", "get") => Ok(get(shared, &served, &ask)),
        ("", "watch") => Ok(watch(shared, &served, &ask)),
        ("token", "create") => Ok(token(shared, &ask, body(request).await?)),
        ("log", "get") => Ok(log(shared, &ask)),
        ("exec" | "portforward", _) => streaming(shared, ask, request).await,
        // The agent's API takes no call without a token, and the API server's proxy hands none on.
        ("proxy", _) => Ok(reply::failure(
            403,
            "Forbidden",
            &format!("forbidden: User \"system:anonymous\" cannot get path \"/{}\"", ask.rest),
            json!({}),
        )),
        _ => Ok(reply::failure(
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource",
            json!({}),
        )),
    }
}

async fn body(request: Request<Incoming>) -> std::io::Result<Value> {
    let bytes: Bytes = request.into_body().collect().await.map_err(std::io::Error::other)?.to_bytes();
    Ok(serde_json::from_slice(&bytes).unwrap_or_default())
}

fn not_found(ask: &Ask) -> Response<Body> {
    let name = ask.name.as_deref().unwrap_or_default();
    let words = format!("{} \"{name}\" not found", ask.qualified());
    reply::failure(404, "NotFound", &words, json!({ "name": name, "group": ask.group, "kind": ask.resource }))
}

fn bad(words: &str) -> Response<Body> {
    reply::failure(400, "BadRequest", words, json!({}))
}

fn list(shared: &Shared, served: &Served, ask: &Ask) -> Response<Body> {
    let store = shared.store.lock().unwrap();
    let hidden = served.group.starts_with("stats.") && !shared.statistics_on();
    let mut items =
        if hidden { Vec::new() } else { store.list(&served.group, &served.plural, ask.namespace.as_deref()) };
    for item in &mut items {
        present(item, served, &ask.version);
    }
    let mut kept = Vec::new();
    for item in items {
        let labels = select::labels(ask.get("labelSelector").unwrap_or_default(), &item);
        let fields = select::fields(ask.get("fieldSelector").unwrap_or_default(), &item);
        match (labels, fields) {
            (Ok(labels), Ok(fields)) if labels && fields => kept.push(item),
            (Ok(_), Ok(_)) => {}
            (Err(words), _) | (_, Err(words)) => return bad(&format!("unable to parse requirement: {words}")),
        }
    }
    let limit = ask.get("limit").and_then(|limit| limit.parse().ok());
    let Some(page) = select::page(kept, limit, ask.get("continue")) else {
        return bad("continue key is not valid");
    };
    let mut metadata = json!({ "resourceVersion": store.version().to_string() });
    if !page.next.is_empty() {
        metadata["continue"] = json!(page.next);
        metadata["remainingItemCount"] = json!(page.remaining);
    }
    let version = api_version(&served.group, &ask.version);
    let list = json!({ "kind": format!("{}List", served.kind), "apiVersion": version, "metadata": metadata, "items": page.items });
    reply::json(200, &list)
}

/// An item of a list, in the version that was asked for.
fn present(item: &mut Value, served: &Served, version: &str) {
    if served.typed_items {
        item["apiVersion"] = json!(api_version(&served.group, version));
    } else if let Some(members) = item.as_object_mut() {
        members.remove("kind");
        members.remove("apiVersion");
    }
}

fn get(shared: &Shared, served: &Served, ask: &Ask) -> Response<Body> {
    if served.group.starts_with("stats.") && !shared.statistics_on() {
        // `pkg/apiserver/registry/stats`: one kind refuses, the others give an object without a name.
        return match served.kind.as_str() {
            "NetworkPolicyStats" => bad("feature NetworkPolicyStats disabled"),
            kind => reply::json(
                200,
                &json!({ "kind": kind, "apiVersion": api_version(&served.group, &ask.version), "metadata": { "creationTimestamp": null }, "trafficStats": {} }),
            ),
        };
    }
    let store = shared.store.lock().unwrap();
    let name = ask.name.as_deref().unwrap_or_default();
    match store.get(&served.group, &served.plural, ask.namespace.as_deref(), name) {
        None => not_found(ask),
        Some(object) => {
            let mut object = object.clone();
            object["apiVersion"] = json!(api_version(&served.group, &ask.version));
            reply::json(200, &object)
        }
    }
}

fn watch(shared: &Shared, served: &Served, ask: &Ask) -> Response<Body> {
    if served.group.starts_with("stats.") {
        return reply::failure(
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource",
            json!({}),
        );
    }
    let store = shared.store.lock().unwrap();
    let changes = store.changes();
    let from_start = matches!(ask.get("resourceVersion"), None | Some("" | "0"));
    let now = if from_start { store.list(&served.group, &served.plural, None) } else { Vec::new() };
    let first: Vec<Value> = now.into_iter().map(|object| json!({ "type": "ADDED", "object": object })).collect();
    let (ask, key) = (ask.clone(), (served.group.clone(), served.plural.clone()));
    let wanted = move |event: &Value| {
        let object = &event["object"];
        let here = ask.namespace.as_deref().is_none_or(|namespace| object["metadata"]["namespace"] == namespace);
        here && select::labels(ask.get("labelSelector").unwrap_or_default(), object).unwrap_or(false)
            && select::fields(ask.get("fieldSelector").unwrap_or_default(), object).unwrap_or(false)
    };
    let events = stream::unfold((first.into_iter(), changes), move |(mut first, mut changes)| {
        let (wanted, key) = (wanted.clone(), key.clone());
        async move {
            loop {
                let event = match first.next() {
                    Some(event) => event,
                    None => match changes.recv().await {
                        Ok((of, event)) if of == key => event,
                        Ok(_) => continue,
                        Err(_) => return None,
                    },
                };
                if wanted(&event) {
                    return Some((Ok::<_, Infallible>(format!("{event}\n")), (first, changes)));
                }
            }
        }
    });
    let mut response = Response::new(Body::from_stream(events));
    response.headers_mut().insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
    response
}

/// TokenRequest: the API server takes no less than ten minutes (`pkg/apis/authentication/validation`).
fn token(shared: &Shared, ask: &Ask, request: Value) -> Response<Body> {
    let (namespace, name) = (ask.namespace.clone().unwrap_or_default(), ask.name.clone().unwrap_or_default());
    if shared.store.lock().unwrap().get("", "serviceaccounts", Some(&namespace), &name).is_none() {
        return not_found(ask);
    }
    let seconds = request["spec"]["expirationSeconds"].as_i64().unwrap_or(3600);
    if seconds < 600 {
        let words = format!(
            "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: {seconds}: may not specify a duration less than 10 minutes"
        );
        return reply::failure(422, "Invalid", &words, json!({}));
    }
    let token =
        shared.issue(&format!("system:serviceaccount:{namespace}:{name}"), Duration::from_secs(seconds.unsigned_abs()));
    let expires = jiff::Timestamp::now() + Duration::from_secs(seconds.unsigned_abs());
    reply::json(
        201,
        &json!({
            "kind": "TokenRequest", "apiVersion": "authentication.k8s.io/v1",
            "metadata": { "name": name, "namespace": namespace, "creationTimestamp": null },
            "spec": { "audiences": ["https://kubernetes.default.svc"], "expirationSeconds": seconds },
            "status": { "token": token, "expirationTimestamp": expires.to_string() },
        }),
    )
}

fn log(shared: &Shared, ask: &Ask) -> Response<Body> {
    match agent_of(shared, ask) {
        None => not_found(ask),
        Some(_) => {
            reply::text(200, "I1121 10:00:00.000000       1 log_file.go:93] Set log file max size to 104857600\n")
        }
    }
}

/// The Node whose agent the Pod is.
fn agent_of(shared: &Shared, ask: &Ask) -> Option<Arc<Node>> {
    let (namespace, name) = (ask.namespace.as_deref()?, ask.name.as_deref()?);
    shared.store.lock().unwrap().get("", "pods", Some(namespace), name)?;
    shared.nodes.values().find(|node| node.namespace == namespace && node.pod == name).cloned()
}

/// exec and port-forward.
async fn streaming(shared: &Arc<Shared>, ask: Ask, request: Request<Incoming>) -> Reply {
    let Some(node) = agent_of(shared, &ask) else { return Ok(not_found(&ask)) };
    let words = ask.all("command");
    let place = match ask.subresource.as_str() {
        "exec" => On::Command(node.name.clone(), words.join(" ")),
        _ => On::Forward(node.name.clone()),
    };
    let fault = shared.strike(&place, |_| true);
    let container = ask.get("container").unwrap_or("antrea-agent").to_string();
    let known = ["antrea-agent", "antrea-ovs"].contains(&container.as_str());
    let internal = |words: String| Ok(reply::failure(500, "InternalError", &words, json!({})));
    match fault {
        Some(Fault::WrongContainer) => {
            return Ok(bad(&format!("container {container} is not valid for pod {}", node.pod)));
        }
        _ if ask.subresource == "exec" && !known => {
            return Ok(bad(&format!("container {container} is not valid for pod {}", node.pod)));
        }
        Some(Fault::ContainerNotRunning) => {
            return internal(format!("unable to upgrade connection: container not found (\"{container}\")"));
        }
        Some(Fault::Unreachable) => {
            return internal(
                "error dialing backend: dial tcp 192.168.77.102:10250: connect: no route to host".to_string(),
            );
        }
        Some(
            fault @ (Fault::Unauthorized
            | Fault::Forbidden
            | Fault::NotFound
            | Fault::TooManyRequests(_)
            | Fault::ServerError
            | Fault::Unavailable
            | Fault::GatewayTimeout),
        ) => return spoil::http(fault, async { Ok(reply::no_page()) }).await,
        Some(Fault::Disconnect) if ask.subresource == "exec" => {
            return Err(std::io::ErrorKind::ConnectionAborted.into());
        }
        _ => {}
    }
    let (mut parts, _) = request.into_parts();
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(_) => return Ok(bad("Upgrade request required")),
    };
    let shared = shared.clone();
    if ask.subresource == "portforward" {
        let port = ask.get("ports").and_then(|port| port.split(',').next()?.parse().ok()).unwrap_or(0);
        let upgrade = upgrade.protocols(["v4.channel.k8s.io"]);
        if upgrade.selected_protocol().is_none() {
            return Ok(bad("unable to upgrade: no common protocol"));
        }
        return Ok(upgrade.on_upgrade(move |socket| forward::run(socket, shared, node, port, fault)));
    }
    shared.note_command(&node.name, &container, &words);
    let task = exec::Task {
        node,
        words,
        stdin: ask.flag("stdin"),
        stdout: ask.flag("stdout"),
        stderr: ask.flag("stderr"),
        fault,
    };
    let upgrade = upgrade.protocols(["v5.channel.k8s.io", "v4.channel.k8s.io"]);
    Ok(upgrade.on_upgrade(move |socket| exec::run(socket, task)))
}
