//! What the server speaks: `/version`, `/api`, `/apis`. kubectl reads them; antstats does not.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::Response;
use serde_json::{Value, json};

use super::Shared;
use super::ask::Ask;
use super::reply;
use super::store::api_version;

pub fn answer(shared: &Shared, ask: &Ask) -> Response<Body> {
    let parts: Vec<&str> = ask.path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["version"] => reply::json(
            200,
            &json!({ "major": "1", "minor": "37", "gitVersion": "v1.37.0", "platform": "linux/amd64" }),
        ),
        ["healthz" | "livez" | "readyz", ..] => reply::text(200, "ok"),
        ["api"] => reply::json(200, &json!({ "kind": "APIVersions", "versions": ["v1"] })),
        ["apis"] => reply::json(200, &groups(shared)),
        ["api", version] => resources(shared, "", version),
        ["apis", group, version] => resources(shared, group, version),
        _ => reply::no_page(),
    }
}

fn groups(shared: &Shared) -> Value {
    let store = shared.store.lock().unwrap();
    let mut groups = BTreeMap::<&str, BTreeSet<&str>>::new();
    for served in store.all().filter(|served| !served.group.is_empty()) {
        groups.entry(&served.group).or_default().extend(served.versions.iter().map(String::as_str));
    }
    let version =
        |group: &str, version: &str| json!({ "groupVersion": api_version(group, version), "version": version });
    let groups: Vec<Value> = groups
        .iter()
        .map(|(group, versions)| {
            let versions: Vec<Value> = versions.iter().map(|name| version(group, name)).collect();
            json!({ "name": group, "versions": versions, "preferredVersion": versions[0] })
        })
        .collect();
    json!({ "kind": "APIGroupList", "apiVersion": "v1", "groups": groups })
}

fn resources(shared: &Shared, group: &str, version: &str) -> Response<Body> {
    let store = shared.store.lock().unwrap();
    let here =
        |served: &&super::store::Served| served.group == group && served.versions.iter().any(|known| known == version);
    let mut list: Vec<Value> = store
        .all()
        .filter(here)
        .map(|served| {
            json!({
                "name": served.plural, "singularName": served.kind.to_lowercase(), "namespaced": served.namespaced, "kind": served.kind,
                "verbs": ["get", "list", "watch"],
            })
        })
        .collect();
    if list.is_empty() {
        return reply::no_page();
    }
    if group.is_empty() {
        for (name, kind) in
            [("pods/exec", "PodExecOptions"), ("pods/portforward", "PodPortForwardOptions"), ("pods/log", "Pod")]
        {
            list.push(json!({ "name": name, "singularName": "", "namespaced": true, "kind": kind, "verbs": ["create", "get"] }));
        }
    }
    reply::json(
        200,
        &json!({ "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": api_version(group, version), "resources": list }),
    )
}
