//! The fake agents: each release with its manners, behind a port-forward.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Empty};
use hyper_util::rt::TokioIo;
use k8s_openapi::api::core::v1::Pod;
use kube::{Api, Client};
use serde_json::{Value, json};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

use super::fake_api::{connect, get};
use crate::cluster::{ADMIN, Cluster, Fault, On};
use crate::support::open;

/// Code and body of an agent's answer; 0 when the connection ended without one.
async fn ask(client: Client, cluster: &Cluster, node: &str, token: &str, path: &str) -> Result<(u16, Vec<u8>), String> {
    let info = {
        let store = cluster.store();
        store.get("crd.antrea.io", "antreaagentinfos", None, node).unwrap().clone()
    };
    let pem = STANDARD.decode(info["apiCABundle"].as_str().ok_or("no CA")?).unwrap();
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        roots.add(certificate.unwrap()).unwrap();
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let (namespace, pod) = cluster.agent(node);
    let pods: Api<Pod> = Api::namespaced(client, &namespace);
    let mut forward = pods.portforward(&pod, &[10350]).await.map_err(|e| e.to_string())?;
    let stream = forward.take_stream(10350).unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await.map_err(|e| e.to_string())?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let request =
        http::Request::get(path).header("host", "localhost").header("authorization", format!("Bearer {token}"));
    let Ok(answer) = sender.send_request(request.body(Empty::<hyper::body::Bytes>::new()).unwrap()).await else {
        return Ok((0, Vec::new()));
    };
    let code = answer.status().as_u16();
    let body = answer.into_body().collect().await.map_err(|e| e.to_string())?;
    Ok((code, body.to_bytes().to_vec()))
}

/// A token for `antctl`.
fn token(runtime: &tokio::runtime::Runtime, client: &Client) -> String {
    let path = "/api/v1/namespaces/kube-system/serviceaccounts/antctl/token";
    let body = json!({ "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": { "expirationSeconds": 600 } });
    let request = http::Request::post(path)
        .header("content-type", "application/json")
        .body(body.to_string().into_bytes())
        .unwrap();
    let answer: Value = runtime.block_on(client.request(request)).unwrap();
    answer["status"]["token"].as_str().unwrap().to_string()
}

#[test]
fn an_agent_takes_one_token_and_shows_its_own_certificate() {
    let cluster = Cluster::of(open("basic")).start();
    let (runtime, client) = connect(&cluster.kubeconfig());
    let token = token(&runtime, &client);
    let agent = |token: &str, path: &str| runtime.block_on(ask(client.clone(), &cluster, "node-1", token, path));
    let (code, body) = agent(&token, "/agentinfo").unwrap();
    assert_eq!(code, 200);
    assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["version"], "v2.4.5");
    assert_eq!(agent(ADMIN, "/agentinfo").unwrap().0, 403);
    assert_eq!(agent("stolen", "/agentinfo").unwrap().0, 401);
    assert_eq!(agent(&token, "/nothing").unwrap().0, 404);
    let (_, metrics) = agent(&token, "/metrics").unwrap();
    let metrics = String::from_utf8(metrics).unwrap();
    assert!(
        metrics.contains("antrea_agent_ovs_flow_count{table_id=\"15\",table_name=\"EgressMetric\"} 21\n"),
        "{metrics}"
    );

    cluster.fault_times(On::agent_path("node-1", "/agentinfo"), Fault::Unavailable, 0, 1);
    assert_eq!(agent(&token, "/agentinfo").unwrap().0, 503);
    cluster.fault_times(On::forward("node-1"), Fault::WrongCertificate, 0, 1);
    assert!(agent(&token, "/agentinfo").unwrap_err().contains("UnknownIssuer"));
    cluster.fault_times(On::forward("node-1"), Fault::ForwardRefused, 0, 1);
    assert!(agent(&token, "/agentinfo").is_err());
    assert_eq!(agent(&token, "/agentinfo").unwrap().0, 200);
}

/// What a release does with a path: the code, 0 for a broken connection, and a word of the body.
type Manners = (&'static str, &'static [(&'static str, u16, &'static str)]);

const K8S: &str = "/ovsflows?networkpolicy=named-port&namespace=default";

const RELEASES: &[Manners] = &[
    (
        "v1.13.4",
        &[
            ("/ovsflows?table=15", 200, "\"table=EgressMetric, n_packets="),
            ("/ovsflows?table=EgressMetric", 0, ""),
            (K8S, 500, "OVS flow dumping failed"),
            ("/ovsflows?networkpolicy=acnp-per-rule", 400, ""),
            ("/podmulticaststats", 403, ""),
        ],
    ),
    ("v2.1.0", &[(K8S, 500, ""), ("/ovsflows?table-names-only", 200, "\"EgressMetric\"")]),
    (
        "v2.4.5",
        &[
            ("/ovsflows?table=EgressMetric", 200, "\"table=EgressMetric, n_packets="),
            ("/ovsflows?table=999", 400, ""),
            (K8S, 200, "conj_id="),
            ("/ovsflows?networkpolicy=named-port&namespace=default&type=K8SNP", 200, "conj_id="),
            ("/ovsflows?networkpolicy=named-port&namespace=default&type=ANNP", 404, ""),
            ("/ovsflows?networkpolicy=acnp-per-rule&type=acnp", 200, "conj_id="),
            ("/ovsflows?networkpolicy=acnp-per-rule&type=ACNP&namespace=default", 400, ""),
            ("/ovsflows?networkpolicy=nobody&type=ACNP", 404, ""),
            ("/podmulticaststats", 403, ""),
        ],
    ),
    (
        "v2.7.0",
        &[
            ("/ovsflows?table=15", 200, "\"cookie=0x1020000000000, duration="),
            ("/ovsflows?table=EgressMetric,IngressMetric", 200, "table=IngressMetric"),
            ("/podmulticaststats", 503, "Multicast is not enabled"),
        ],
    ),
];

#[test]
fn releases_differ() {
    for (release, cases) in RELEASES {
        let cluster = Cluster::of(open("basic")).version("node-1", release).start();
        let (runtime, client) = connect(&cluster.kubeconfig());
        let token = token(&runtime, &client);
        for (path, code, word) in *cases {
            let (said, body) = runtime.block_on(ask(client.clone(), &cluster, "node-1", &token, path)).unwrap();
            let body = String::from_utf8_lossy(&body);
            assert_eq!(said, *code, "{release} {path}: {body}");
            assert!(body.contains(word), "{release} {path}: {body}");
        }
    }
}

#[test]
fn an_old_release_has_no_certificate_authority() {
    let cluster = Cluster::of(open("v1.5.3")).start();
    let (runtime, client) = connect(&cluster.kubeconfig());
    let infos = get(&runtime, &client, "/apis/crd.antrea.io/v1beta1/antreaagentinfos").unwrap();
    assert!(infos["items"][0]["apiCABundle"].is_null());
    assert_eq!(infos["items"][0]["apiPort"], 10350);
    assert!(get(&runtime, &client, "/apis/crd.antrea.io/v1alpha1/clusternetworkpolicies").is_ok());
    assert_eq!(get(&runtime, &client, "/apis/crd.antrea.io/v1beta1/clusternetworkpolicies").unwrap_err().0, 404);
}
