//! Who may do what: tokens, users and RBAC rules, refused in the API server's own words
//! (`apiserver/pkg/endpoints/handlers/responsewriters/errors.go`).

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Response;
use serde_json::{Value, json};

use super::ask::Ask;
use super::reply;

/// One line of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub verbs: Vec<String>,
    pub groups: Vec<String>,
    /// `pods`, `pods/exec`, `*`.
    pub resources: Vec<String>,
    /// `resourceNames`; empty is all.
    pub names: Vec<String>,
    /// `nonResourceURLs`.
    pub urls: Vec<String>,
    /// Only there; `None` is the whole cluster.
    pub namespace: Option<String>,
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_string).collect()
}

impl Rule {
    /// Verbs and resources are words with blanks between them; the group of the core API is the empty word.
    pub fn new(verbs: &str, group: &str, resources: &str) -> Rule {
        Rule {
            verbs: words(verbs),
            groups: vec![group.to_string()],
            resources: words(resources),
            names: Vec::new(),
            urls: Vec::new(),
            namespace: None,
        }
    }

    pub fn url(url: &str) -> Rule {
        Rule { urls: vec![url.to_string()], groups: Vec::new(), ..Rule::new("get", "", "") }
    }

    #[must_use]
    pub fn within(self, namespace: &str) -> Rule {
        Rule { namespace: Some(namespace.to_string()), ..self }
    }

    #[must_use]
    pub fn named(self, name: &str) -> Rule {
        Rule { names: vec![name.to_string()], ..self }
    }

    fn grants(&self, verb: &str, ask: &Ask) -> bool {
        let has = |list: &[String], word: &str| list.iter().any(|entry| entry == "*" || entry == word);
        if !has(&self.verbs, verb) {
            return false;
        }
        if ask.resource.is_empty() {
            let covers = |url: &String| url.strip_suffix('*').map_or(url == &ask.path, |url| ask.path.starts_with(url));
            return self.urls.iter().any(covers);
        }
        let place = self.namespace.is_none() || self.namespace == ask.namespace;
        let name = self.names.is_empty() || ask.name.as_ref().is_some_and(|name| self.names.contains(name));
        place && name && has(&self.groups, &ask.group) && has(&self.resources, &ask.whole_resource())
    }
}

/// Someone with a token.
#[derive(Clone, Debug, Default)]
pub struct User {
    pub name: String,
    pub groups: Vec<String>,
    pub rules: Vec<Rule>,
}

impl User {
    pub fn new(name: &str, rules: Vec<Rule>) -> User {
        User { name: name.to_string(), groups: vec!["system:authenticated".to_string()], rules }
    }

    /// May do everything.
    pub fn admin() -> User {
        User::new("admin", vec![Rule::new("*", "*", "*"), Rule { verbs: vec!["*".into()], ..Rule::url("*") }])
    }

    pub fn may(&self, verb: &str, ask: &Ask) -> bool {
        // Every user may ask what the server speaks and what he himself may do (ClusterRoles `system:discovery`, `system:basic-user`).
        let open = ask.resource.is_empty()
            && ["/api", "/apis", "/version", "/openapi", "/healthz", "/livez", "/readyz"]
                .iter()
                .any(|path| ask.path.starts_with(path));
        open || ask.group == "authorization.k8s.io" || self.rules.iter().any(|rule| rule.grants(verb, ask))
    }

    /// The words of a refusal.
    pub fn refusal(&self, verb: &str, ask: &Ask) -> Response<Body> {
        let user = &self.name;
        if ask.resource.is_empty() {
            let words = format!("forbidden: User \"{user}\" cannot {verb} path \"{}\"", ask.path);
            return reply::failure(403, "Forbidden", &words, json!({}));
        }
        let named = ask.name.as_ref().map_or(String::new(), |name| format!(" \"{name}\""));
        let place = match &ask.namespace {
            Some(namespace) => format!("in the namespace \"{namespace}\""),
            None => "at the cluster scope".to_string(),
        };
        let words = format!(
            "{}{named} is forbidden: User \"{user}\" cannot {verb} resource \"{}\" in API group \"{}\" {place}",
            ask.qualified(),
            ask.whole_resource(),
            ask.group,
        );
        let details = json!({ "name": ask.name, "group": ask.group, "kind": ask.resource });
        reply::failure(403, "Forbidden", &words, details)
    }
}

/// Users by token.
#[derive(Debug, Default)]
pub struct Users {
    pub by_token: BTreeMap<String, User>,
}

impl Users {
    pub fn by_name(&self, name: &str) -> Option<&User> {
        self.by_token.values().find(|user| user.name == name)
    }
}

/// The rules of Roles and ClusterRoles in a manifest. A Role holds in its Namespace, and so does a ClusterRole that a RoleBinding names.
pub fn rules_of_manifest(yaml: &str) -> Vec<Rule> {
    let objects: Vec<Value> = yaml
        .split("\n---")
        .filter_map(|part| serde_saphyr::from_str::<Value>(part.trim_start_matches("---")).ok())
        .filter(Value::is_object)
        .collect();
    let list = |rule: &Value, member: &str| -> Vec<String> {
        rule[member].as_array().into_iter().flatten().filter_map(|word| Some(word.as_str()?.to_string())).collect()
    };
    let mut rules = Vec::new();
    for role in objects.iter().filter(|object| object["kind"] == "Role" || object["kind"] == "ClusterRole") {
        let (name, own) = (&role["metadata"]["name"], role["metadata"]["namespace"].as_str());
        let bound = objects.iter().find(|binding| {
            binding["kind"] == "RoleBinding"
                && binding["roleRef"]["kind"] == role["kind"]
                && binding["roleRef"]["name"] == *name
        });
        let namespace = own.or(bound.and_then(|binding| binding["metadata"]["namespace"].as_str()));
        for rule in role["rules"].as_array().into_iter().flatten() {
            rules.push(Rule {
                verbs: list(rule, "verbs"),
                groups: list(rule, "apiGroups"),
                resources: list(rule, "resources"),
                names: list(rule, "resourceNames"),
                urls: list(rule, "nonResourceURLs"),
                namespace: namespace.map(str::to_string),
            });
        }
    }
    rules
}
