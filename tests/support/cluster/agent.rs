//! An agent's API, as its release answers (`pkg/agent/apiserver`). It speaks TLS on the stream of a port-forward and knows one caller: the ServiceAccount
//! `antctl`, by a token that the API server gave out.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, Response, header};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::io::DuplexStream;
use tokio_rustls::TlsAcceptor;

use super::agent_flows;
use super::ask::Ask;
use super::fault::{Fault, On};
use super::node::Node;
use super::reply::{self, Reply};
use super::{Asked, Shared, spoil};

/// Serves one connection.
pub async fn serve(stream: DuplexStream, shared: Arc<Shared>, node: Arc<Node>, wrong_certificate: bool) {
    let place = On::AgentPath(node.name.clone(), "tls".into());
    let struck = shared.strike(&place, |fault| *fault == Fault::WrongCertificate).is_some();
    let identity = if wrong_certificate || struck { &node.impostor } else { &node.identity };
    let acceptor = TlsAcceptor::from(identity.server.clone());
    let Ok(stream) = acceptor.accept(stream).await else { return };
    let service = service_fn(move |request| answer(shared.clone(), node.clone(), request));
    let http = hyper::server::conn::http1::Builder::new();
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(shared: Arc<Shared>, node: Arc<Node>, request: Request<Incoming>) -> Reply {
    let ask = Ask::of(request.method(), request.uri());
    let token = super::api::bearer(request.headers());
    let whole = request.uri().to_string();
    let place = On::AgentPath(node.name.clone(), ask.path.clone());
    let struck = shared.strike(&place, |fault| *fault != Fault::WrongCertificate);
    let user = match &token {
        None => "system:anonymous".to_string(),
        Some(token) => shared.token_owner(token).unwrap_or_else(|| "unknown".to_string()),
    };
    let work = {
        let (shared, node) = (shared.clone(), node.clone());
        async move {
            match refusal(&shared, &node, &ask, token.as_deref()) {
                Some(refusal) => Ok(refusal),
                None => page(&shared, &node, &ask).await,
            }
        }
    };
    let reply = match struck {
        Some(fault) => spoil::http(fault, work).await,
        None => work.await,
    };
    let code = reply.as_ref().map_or(0, |response| response.status().as_u16());
    shared.note(Asked { node: Some(node.name.clone()), what: format!("agent GET {whole}"), user, code });
    reply
}

/// Authentication and authorization are the API server's, by TokenReview and SubjectAccessReview.
fn refusal(shared: &Shared, node: &Node, ask: &Ask, token: Option<&str>) -> Option<Response<Body>> {
    if ["/healthz", "/livez", "/readyz", "/version"].contains(&ask.path.as_str()) {
        return None;
    }
    let account = format!("system:serviceaccount:{}:antctl", node.namespace);
    let forbidden = |user: &str| {
        let words = format!("forbidden: User \"{user}\" cannot get path \"{}\"", ask.path);
        Some(reply::failure(403, "Forbidden", &words, json!({})))
    };
    let Some(token) = token else { return forbidden("system:anonymous") };
    let Some(user) = shared.token_owner(token) else { return Some(reply::unauthorized()) };
    if user != account {
        return forbidden(&user);
    }
    let granted = match ask.path.as_str() {
        "/podmulticaststats" | "/memberlist" | "/fqdncache" => node.version.role_is_whole(),
        "/metrics" => node.version.role_has_metrics(),
        _ => true,
    };
    if granted { None } else { forbidden(&user) }
}

async fn page(shared: &Shared, node: &Node, ask: &Ask) -> Reply {
    Ok(match ask.path.as_str() {
        "/agentinfo" => file(node, "agent-agentinfo.json"),
        "/networkpolicies" => file(node, "agent-networkpolicies.json"),
        "/addressgroups" => named(node, ask, "agent-addressgroups.json"),
        "/appliedtogroups" => named(node, ask, "agent-appliedtogroups.json"),
        "/podinterfaces" => file(node, "agent-podinterfaces.json"),
        "/podmulticaststats" if node.version.has_multicast_statistics() => {
            match node.json("agent-podmulticaststats.json") {
                Some(answer) => reply::json(200, &answer),
                None => reply::text(503, "Multicast is not enabled\n"),
            }
        }
        "/metrics" => metrics(node).await,
        "/featuregates" => feature_gates(shared),
        "/ovsflows" => return agent_flows::answer(node, ask).await,
        "/version" => reply::json(200, &json!({ "gitVersion": node.version.to_string() })),
        "/healthz" | "/livez" | "/readyz" => reply::text(200, "ok"),
        _ => reply::no_page(),
    })
}

fn file(node: &Node, name: &str) -> Response<Body> {
    match node.json(name) {
        Some(answer) => reply::json(200, &answer),
        None => reply::json(200, &Value::Null),
    }
}

fn named(node: &Node, ask: &Ask, file_name: &str) -> Response<Body> {
    let Some(name) = ask.get("name") else { return file(node, file_name) };
    let list = node.json(file_name).unwrap_or_default();
    let found = list["items"].as_array().into_iter().flatten().find(|item| item["metadata"]["name"] == name);
    found.map_or_else(|| reply::text(404, ""), |item| reply::json(200, item))
}

fn feature_gates(shared: &Shared) -> Response<Body> {
    let status = |on: bool| if on { "Enabled" } else { "Disabled" };
    let gate =
        |name: &str, on: bool| json!({ "component": "agent", "name": name, "status": status(on), "version": "BETA" });
    let statistics = shared.statistics_on();
    let gates = [
        gate("AntreaPolicy", true),
        gate("AntreaProxy", true),
        gate("FlowExporter", false),
        gate("Multicast", false),
        gate("NetworkPolicyStats", statistics),
        gate("Traceflow", true),
    ];
    reply::json(200, &json!(gates))
}

/// Numbers of flows by table, from the agent's own cache (`pkg/agent/metrics/prometheus.go`).
async fn metrics(node: &Node) -> Response<Body> {
    let names = match agent_flows::tables(node).await {
        Ok(names) => names,
        Err(words) => return reply::text(500, words),
    };
    let info = node.json("agent-agentinfo.json").unwrap_or_default();
    let mut text = String::from(
        "# HELP antrea_agent_local_pod_count [STABLE] Number of Pods on local Node which are managed by the Antrea Agent.\n\
         # TYPE antrea_agent_local_pod_count gauge\n",
    );
    text += &format!("antrea_agent_local_pod_count {}\n", info["localPodNum"].as_u64().unwrap_or(0));
    text += "# HELP antrea_agent_ovs_flow_count [STABLE] Flow count for each OVS flow table. The TableID and TableName are used as labels.\n\
             # TYPE antrea_agent_ovs_flow_count gauge\n";
    let mut total = 0;
    for (id, name) in names {
        let count = info["ovsInfo"]["flowTable"][&name].as_u64().unwrap_or(0);
        total += count;
        let label = if node.version.metrics_name_tables() { format!(",table_name=\"{name}\"") } else { String::new() };
        text += &format!("antrea_agent_ovs_flow_count{{table_id=\"{id}\"{label}}} {count}\n");
    }
    text += &format!(
        "# HELP antrea_agent_ovs_total_flow_count [STABLE] Total flow count of all OVS flow tables.\n\
         # TYPE antrea_agent_ovs_total_flow_count gauge\nantrea_agent_ovs_total_flow_count {total}\n"
    );
    let mut response = reply::text(200, text);
    response.headers_mut().insert(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8".parse().unwrap());
    response
}
