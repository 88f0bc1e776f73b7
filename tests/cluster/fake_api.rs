//! The fake API server itself: what tests rely on when they count on it to refuse, to cut or to page.

use kube::{Client, Config};
use serde_json::{Value, json};

use crate::cluster::select;
use crate::cluster::{Cluster, Fault, On, rules_of_manifest};
use crate::support::open;

/// A client with the kubeconfig's user, and a runtime to wait with.
pub fn connect(config: &std::path::Path) -> (tokio::runtime::Runtime, Client) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let client = runtime.block_on(async {
        let file = kube::config::Kubeconfig::read_from(config).unwrap();
        let mut config =
            Config::from_custom_kubeconfig(file, &kube::config::KubeConfigOptions::default()).await.unwrap();
        config.default_retry = false;
        Client::try_from(config).unwrap()
    });
    (runtime, client)
}

/// An answer, or the code and words of a refusal (0 when there was none).
pub fn get(runtime: &tokio::runtime::Runtime, client: &Client, path: &str) -> Result<Value, (u16, String)> {
    let request = http::Request::get(path).body(Vec::new()).unwrap();
    match runtime.block_on(client.request::<Value>(request)) {
        Ok(value) => Ok(value),
        Err(kube::Error::Api(status)) => Err((status.code, status.message)),
        Err(other) => Err((0, other.to_string())),
    }
}

#[test]
fn selectors() {
    let object = json!({ "metadata": { "name": "a", "labels": { "app": "web", "tier": "front" } }, "spec": { "nodeName": "n1" } });
    let cases = [
        ("", true),
        ("app=web", true),
        ("app==web,tier=front", true),
        ("app=web,tier=back", false),
        ("app!=web", false),
        ("other!=web", true),
        ("app in (db, web)", true),
        ("app notin (db,web)", false),
        ("app notin (db),tier", true),
        ("!other", true),
        ("!app", false),
    ];
    for (selector, wanted) in cases {
        assert_eq!(select::labels(selector, &object), Ok(wanted), "{selector}");
    }
    assert!(select::labels("app web", &object).is_err());
    for (selector, wanted) in [("metadata.name=a", true), ("spec.nodeName=n2", false), ("spec.nodeName!=n2", true)] {
        assert_eq!(select::fields(selector, &object), Ok(wanted), "{selector}");
    }
    assert!(select::fields("spec.other=1", &object).is_err());
}

#[test]
fn pages_follow_one_another_and_expire() {
    let cluster = Cluster::of(open("basic")).start();
    let (runtime, client) = connect(&cluster.kubeconfig());
    let page = |token: &str| get(&runtime, &client, &format!("/api/v1/pods?limit=25&continue={token}"));
    let first = page("").unwrap();
    let token = first["metadata"]["continue"].as_str().unwrap();
    let second = page(token).unwrap();
    assert_eq!(first["items"].as_array().unwrap().len(), 25);
    assert_eq!(second["items"].as_array().unwrap().len(), 14);
    assert!(second["metadata"]["continue"].is_null());
    assert_eq!(page("nonsense").unwrap_err().0, 400);

    cluster.fault(On::api("list", "pods"), Fault::ExpiredPage);
    assert!(page("").is_ok());
    assert_eq!(page(token).unwrap_err().0, 410);
}

#[test]
fn every_line_of_a_role_counts() {
    let cluster = Cluster::of(open("basic")).start();
    let role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: reader}\nrules:\n- {apiGroups: [''], resources: [nodes], verbs: [list]}\n- {apiGroups: [stats.antrea.io], resources: ['*'], verbs: [get, list]}\n---\nkind: Role\nmetadata: {name: inside, namespace: kube-system}\nrules:\n- {apiGroups: [''], resources: [serviceaccounts/token], resourceNames: [antctl], verbs: [create]}\n- {apiGroups: [''], resources: [pods], verbs: [list]}\n";
    let rules = rules_of_manifest(role);
    assert_eq!(rules.len(), 4);
    let paths = [
        "/api/v1/nodes",
        "/apis/stats.antrea.io/v1alpha1/networkpolicystats",
        "",
        "/api/v1/namespaces/kube-system/pods",
    ];
    for (line, path) in paths.iter().enumerate().filter(|(_, path)| !path.is_empty()) {
        let mut fewer = rules.clone();
        fewer.remove(line);
        for (name, rules, wanted) in [("whole", rules.clone(), None), ("fewer", fewer, Some(403))] {
            let (runtime, client) = connect(&cluster.kubeconfig_of(name, rules));
            assert_eq!(get(&runtime, &client, path).err().map(|(code, _)| code), wanted, "{name} {path}");
        }
    }
    let (runtime, client) = connect(&cluster.kubeconfig_of("whole", rules));
    assert_eq!(get(&runtime, &client, "/api/v1/pods").unwrap_err().0, 403);
    assert_eq!(get(&runtime, &client, "/api/v1/namespaces/default/pods").unwrap_err().0, 403);
}

#[test]
fn statistics_with_the_gate_on_and_off() {
    let cluster = Cluster::of(open("basic")).start();
    let (runtime, client) = connect(&cluster.kubeconfig());
    let base = "/apis/stats.antrea.io/v1alpha1";
    let list = get(&runtime, &client, &format!("{base}/antreaclusternetworkpolicystats")).unwrap();
    let item =
        list["items"].as_array().unwrap().iter().find(|item| item["metadata"]["name"] == "acnp-per-rule").unwrap();
    let sum = |member: &str| -> u64 {
        let rules = cluster.capture.truth["rules"].as_array().unwrap();
        let own = rules.iter().filter(|rule| rule["policy"]["name"] == "acnp-per-rule");
        own.map(|rule| rule["trafficStats"][member].as_u64().unwrap()).sum()
    };
    assert_eq!(item["trafficStats"]["packets"], sum("packets"));
    let of_rules = item["ruleTrafficStats"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["trafficStats"]["packets"].as_u64().unwrap());
    assert_eq!(of_rules.sum::<u64>(), sum("packets"));

    cluster.statistics(false);
    let list = get(&runtime, &client, &format!("{base}/antreaclusternetworkpolicystats")).unwrap();
    assert_eq!(list["items"], json!([]));
    let empty = get(&runtime, &client, &format!("{base}/antreaclusternetworkpolicystats/acnp-per-rule")).unwrap();
    assert!(empty["metadata"]["name"].is_null());
    let (code, words) =
        get(&runtime, &client, &format!("{base}/namespaces/default/networkpolicystats/np")).unwrap_err();
    assert_eq!((code, words.as_str()), (400, "feature NetworkPolicyStats disabled"));
}

#[test]
fn faults_of_the_api() {
    let cluster = Cluster::of(open("acme-fitness")).start();
    let (runtime, client) = connect(&cluster.kubeconfig());
    let on = On::api("list", "nodes");
    let cases = [
        (Fault::Unauthorized, 401),
        (Fault::Forbidden, 403),
        (Fault::NotFound, 404),
        (Fault::TooManyRequests(1), 429),
        (Fault::ServerError, 500),
        (Fault::Unavailable, 503),
        (Fault::GatewayTimeout, 504),
        (Fault::Disconnect, 0),
        (Fault::Cut(100), 0),
        (Fault::Garbage, 0),
        (Fault::GarbageGzip, 0),
        (Fault::Empty, 0),
    ];
    for (fault, code) in cases {
        cluster.fault_times(on.clone(), fault.clone(), 0, 1);
        assert_eq!(get(&runtime, &client, "/api/v1/nodes").unwrap_err().0, code, "{fault:?}");
        assert!(get(&runtime, &client, "/api/v1/nodes").is_ok(), "after {fault:?}");
    }
    let wrong = cluster.kubeconfig_of("nobody", vec![]);
    std::fs::write(&wrong, std::fs::read_to_string(&wrong).unwrap().replace("token-of-nobody", "stolen")).unwrap();
    let (runtime, client) = connect(&wrong);
    assert_eq!(get(&runtime, &client, "/api/v1/nodes").unwrap_err().0, 401);
    assert!(cluster.asked().iter().any(|asked| asked.code == 401 && asked.what == "GET /api/v1/nodes"));
}
