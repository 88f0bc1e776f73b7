//! `authorization.k8s.io`: what a user may do himself.

use axum::body::Body;
use axum::http::Response;
use serde_json::{Value, json};

use super::ask::Ask;
use super::reply;
use super::rights::User;

pub fn answer(user: &User, ask: &Ask, mut request: Value) -> Response<Body> {
    match ask.resource.as_str() {
        "selfsubjectaccessreviews" => {
            let allowed = allowed(user, &request["spec"]);
            request["status"] = json!({ "allowed": allowed });
            reply::json(201, &request)
        }
        "selfsubjectrulesreviews" => {
            let namespace = request["spec"]["namespace"].as_str().unwrap_or_default().to_string();
            let here = user.rules.iter().filter(|rule| rule.namespace.as_ref().is_none_or(|own| *own == namespace));
            let (urls, resources): (Vec<_>, Vec<_>) = here.partition(|rule| !rule.urls.is_empty());
            let resource = |rule: &super::rights::Rule| json!({ "verbs": rule.verbs, "apiGroups": rule.groups, "resources": rule.resources, "resourceNames": rule.names });
            request["status"] = json!({
                "incomplete": false,
                "resourceRules": resources.into_iter().map(resource).collect::<Vec<_>>(),
                "nonResourceRules": urls.into_iter().map(|rule| json!({ "verbs": rule.verbs, "nonResourceURLs": rule.urls })).collect::<Vec<_>>(),
            });
            reply::json(201, &request)
        }
        _ => reply::no_page(),
    }
}

fn allowed(user: &User, spec: &Value) -> bool {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let some = |value: &Value| Some(text(value)).filter(|text| !text.is_empty());
    let of = &spec["resourceAttributes"];
    if of.is_object() {
        let ask = Ask {
            group: text(&of["group"]),
            resource: text(&of["resource"]),
            subresource: text(&of["subresource"]),
            namespace: some(&of["namespace"]),
            name: some(&of["name"]),
            ..Ask::default()
        };
        return user.may(&text(&of["verb"]), &ask);
    }
    let of = &spec["nonResourceAttributes"];
    user.may(&text(&of["verb"]), &Ask { path: text(&of["path"]), ..Ask::default() })
}
