//! What a request asks for, as the API server's authorizer sees it (`apiserver/pkg/endpoints/request/requestinfo.go`).

use axum::extract::Query;
use axum::http::{Method, Uri};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    pub verb: String,
    pub group: String,
    pub version: String,
    /// Empty for a path that is no resource.
    pub resource: String,
    pub subresource: String,
    pub namespace: Option<String>,
    pub name: Option<String>,
    /// What follows a subresource (`pods/NAME/proxy/REST`).
    pub rest: String,
    pub path: String,
    pub query: Vec<(String, String)>,
}

impl Ask {
    pub fn of(method: &Method, uri: &Uri) -> Ask {
        let query = Query::<Vec<(String, String)>>::try_from_uri(uri).map(|query| query.0).unwrap_or_default();
        let path = uri.path().to_string();
        let mut ask = Ask { verb: method.as_str().to_lowercase(), path: path.clone(), query, ..Ask::default() };
        let mut parts = path.split('/').filter(|part| !part.is_empty()).map(decoded).collect::<Vec<_>>().into_iter();
        match parts.next().as_deref() {
            Some("api") => ask.version = parts.next().unwrap_or_default(),
            Some("apis") => {
                ask.group = parts.next().unwrap_or_default();
                ask.version = parts.next().unwrap_or_default();
            }
            _ => return ask,
        }
        let mut rest: Vec<String> = parts.collect();
        if rest.len() >= 3 && rest[0] == "namespaces" {
            ask.namespace = Some(rest[1].clone());
            rest.drain(..2);
        }
        let mut rest = rest.into_iter();
        let Some(resource) = rest.next() else { return ask };
        ask.resource = resource;
        ask.name = rest.next();
        ask.subresource = rest.next().unwrap_or_default();
        ask.rest = rest.collect::<Vec<_>>().join("/");
        ask.verb = match (method.as_str(), &ask.name) {
            ("GET" | "HEAD", Some(_)) => "get",
            ("GET" | "HEAD", None) if ask.flag("watch") => "watch",
            ("GET" | "HEAD", None) => "list",
            ("POST", _) => "create",
            ("PUT", _) => "update",
            ("PATCH", _) => "patch",
            ("DELETE", Some(_)) => "delete",
            _ => "deletecollection",
        }
        .to_string();
        ask
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some("true" | "1"))
    }

    pub fn all(&self, name: &str) -> Vec<String> {
        self.query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// `pods`, `pods/exec`.
    pub fn whole_resource(&self) -> String {
        match self.subresource.as_str() {
            "" => self.resource.clone(),
            subresource => format!("{}/{subresource}", self.resource),
        }
    }

    /// `pods`, `networkpolicystats.stats.antrea.io`: as messages name a resource.
    pub fn qualified(&self) -> String {
        match self.group.as_str() {
            "" => self.resource.clone(),
            group => format!("{}.{group}", self.resource),
        }
    }
}

fn decoded(part: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), part.as_bytes());
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten();
        match code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &tail[2..]).1,
            None => (bytes.push(*first), rest = tail).1,
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
