//! JSON, by its keys: a text is a name unless its key says otherwise.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::names::Names;
use super::words;

type Object = Map<String, Value>;

/// What becomes of a key that nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// It is left out with what stands there.
    LeftOut,
    /// It is replaced, as all below it: an unknown key in a policy makes its meaning doubtful, and shall do so after.
    Replaced,
}

/// Kubernetes objects. Those of kinds that nobody reads are left out; `None` when nothing is left.
pub(super) fn objects(names: &mut Names, value: Value) -> Option<Value> {
    match value {
        Value::Array(items) => {
            let items: Vec<Value> = items.into_iter().filter_map(|item| objects(names, item)).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(mut object) => {
            let kind = object.get("kind").and_then(Value::as_str).unwrap_or_default();
            // Items of a typed list have no kind.
            if !kind.is_empty() && !words::is_kind(kind) {
                return None;
            }
            let is_plain = matches!(
                kind,
                "Pod" | "Namespace" | "Node" | "Service" | "PodList" | "NamespaceList" | "NodeList" | "ServiceList"
            );
            let is_node = matches!(kind, "Node" | "NodeList");
            let unknown = if is_plain { Unknown::LeftOut } else { Unknown::Replaced };
            let items = object.get_mut("items").filter(|items| items.is_array()).map(Value::take);
            let mut redacted = object_fields(names, object, is_node, unknown);
            if let Some(Value::Array(items)) = items {
                let items = items.into_iter().filter_map(|item| match item {
                    Value::Object(item) if is_plain && !item.contains_key("kind") => {
                        Some(Value::Object(object_fields(names, item, is_node, unknown)))
                    }
                    item => objects(names, item),
                });
                redacted.insert("items".to_owned(), Value::Array(items.collect()));
            }
            Some(Value::Object(redacted))
        }
        _ => None,
    }
}

/// The Pod networks of a Node, by their keys in its spec. The Node's gateway has the first address of its network and is nowhere else in the object: where a
/// network's first two addresses do not stay neighbours, it is written as the address before the gateway's.
fn pod_networks(names: &mut Names, node: &Object) -> Vec<(&'static str, Value)> {
    let mut of = |value: &Value| {
        let text = value.as_str().unwrap_or_default();
        let parsed =
            text.split_once('/').and_then(|(address, prefix)| Some((address.parse().ok()?, prefix.parse().ok()?)));
        let Some((address, prefix)): Option<(IpAddr, u8)> = parsed else { return Value::from(names.value(text)) };
        let (net, gateway) = (names.addresses.net(address, prefix), names.addresses.host(step(address, 1)));
        Value::from(match step(net, 1) == gateway {
            true => format!("{net}/{prefix}"),
            false => format!("{}/{}", step(gateway, u128::MAX), if address.is_ipv4() { 32 } else { 128 }),
        })
    };
    let Some(spec) = node.get("spec").and_then(Value::as_object) else { return Vec::new() };
    let mut networks = Vec::new();
    if let Some(cidr) = spec.get("podCIDR").filter(|cidr| cidr.is_string()) {
        networks.push(("podCIDR", of(cidr)));
    }
    if let Some(Value::Array(cidrs)) = spec.get("podCIDRs") {
        networks.push(("podCIDRs", cidrs.iter().map(of).collect()));
    }
    networks
}

fn object_fields(names: &mut Names, object: Object, is_node: bool, unknown: Unknown) -> Object {
    let networks = if is_node { pod_networks(names, &object) } else { Vec::new() };
    let mut redacted = fields(names, "", object, unknown);
    if let Some(spec) = redacted.get_mut("spec").and_then(Value::as_object_mut) {
        spec.extend(networks.into_iter().map(|(key, value)| (key.to_owned(), value)));
    }
    redacted
}

fn step(address: IpAddr, by: u128) -> IpAddr {
    match address {
        IpAddr::V4(four) => Ipv4Addr::from(u32::from(four).wrapping_add(by as u32)).into(),
        IpAddr::V6(six) => Ipv6Addr::from(u128::from(six).wrapping_add(by)).into(),
    }
}

/// The agent's answers, or antctl's.
pub(super) fn answer(names: &mut Names, value: Value, unknown: Unknown) -> Value {
    walk(names, "", value, unknown)
}

fn walk(names: &mut Names, key: &str, value: Value, unknown: Unknown) -> Value {
    match value {
        Value::Object(object) if is_label_map(key, &object) => labels(names, object),
        Value::Object(object) => Value::Object(fields(names, key, object, unknown)),
        // An address as Go writes its bytes into YAML.
        Value::Array(items) if is_address_key(key) && items.iter().all(Value::is_number) && !items.is_empty() => {
            bytes_of(&items).map_or(Value::Null, |bytes| {
                address_bytes(names, &bytes, None)
                    .map_or(Value::Null, |bytes| bytes.into_iter().map(Value::from).collect())
            })
        }
        Value::Array(items) => items.into_iter().map(|item| walk(names, key, item, unknown)).collect(),
        Value::String(text) => Value::from(self::text(names, key, &text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

fn fields(names: &mut Names, above: &str, object: Object, unknown: Unknown) -> Object {
    let mut redacted = Object::new();
    let net = net_fields(names, above, &object);
    for (key, value) in object {
        let lower = key.to_ascii_lowercase();
        let value = match lower.as_str() {
            never if words::NEVER.contains(never) => continue,
            // No key of theirs means anything to a policy.
            "metadata" | "status" if unknown == Unknown::Replaced => walk(names, &lower, value, Unknown::LeftOut),
            "annotations" => annotations(names, value),
            "flowtable" => counts(value),
            "ip" if net.is_some() => net.clone().unwrap_or_default(),
            known if words::KEYS.contains(known) => walk(names, &lower, value, unknown),
            _ if unknown == Unknown::LeftOut || value.is_null() => continue,
            _ => {
                let value = walk(names, "", value, unknown);
                redacted.insert(names.value(&key), value);
                continue;
            }
        };
        redacted.insert(key, value);
    }
    redacted
}

/// `{"ip": .., "prefixLength": 24}`, whose prefix is left out when it is 0.
fn net_fields(names: &mut Names, above: &str, object: &Object) -> Option<Value> {
    let of = |name: &str| object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let prefix = of("prefixLength");
    if prefix.is_none() && !matches!(above, "cidr" | "except") {
        return None;
    }
    let prefix = prefix.and_then(Value::as_u64).map_or(0, |prefix| u8::try_from(prefix).unwrap_or(u8::MAX));
    match of("ip")? {
        Value::String(text) => Some(Value::from(address(names, text, Some(prefix)))),
        Value::Array(items) => {
            let bytes = address_bytes(names, &bytes_of(items)?, Some(prefix))?;
            Some(bytes.into_iter().map(Value::from).collect())
        }
        _ => Some(Value::Null),
    }
}

/// Labels, or a selector that is written as labels are.
fn is_label_map(key: &str, object: &Object) -> bool {
    let is_selector = || object.keys().all(|key| matches!(key.as_str(), "matchLabels" | "matchExpressions"));
    match key {
        "labels" | "matchlabels" => true,
        "selector" | "nodeselector" => !is_selector(),
        _ => false,
    }
}

fn labels(names: &mut Names, object: Object) -> Value {
    let label = |(key, value): (String, Value)| {
        let value = match value {
            Value::String(text) => Value::from(names.value(&text)),
            // No label: what it was, it stays, without what it held.
            Value::Object(_) => Value::Object(Object::new()),
            Value::Array(_) => Value::Array(Vec::new()),
            other => other,
        };
        (names.label(&key), value)
    };
    Value::Object(object.into_iter().map(label).collect())
}

fn annotations(names: &mut Names, value: Value) -> Value {
    let Value::Object(object) = value else { return Value::Null };
    let known = object.into_iter().filter(|(key, _)| words::ANNOTATIONS.contains(&key.as_str()));
    let redacted = known.map(|(key, value)| {
        let value = match value {
            Value::String(text)
                if matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "1" | "0" | "t" | "f") =>
            {
                Value::from(text)
            }
            Value::String(text) => Value::from(names.value(&text)),
            _ => Value::Null,
        };
        (key, value)
    });
    Value::Object(redacted.collect())
}

/// Numbers by the names of tables.
fn counts(value: Value) -> Value {
    let Value::Object(object) = value else { return Value::Null };
    let is_table = |name: &str| name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    Value::Object(object.into_iter().filter(|(key, value)| value.is_number() && is_table(key)).collect())
}

fn is_address_key(key: &str) -> bool {
    matches!(key, "ip" | "ips" | "groupaddress")
}

fn text(names: &mut Names, key: &str, text: &str) -> String {
    let is_kept = match key {
        "kind" => words::is_kind(text) || words::is_keyword(text),
        "apiversion" => words::is_api_version(text),
        "port" | "targetport" | "endport" | "strval" | "resourceversion" | "nodeportlocalportrange" => {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
        }
        "version" => is_version(text),
        _ => words::is_keyword_key(key) && words::is_keyword(text),
    };
    match key {
        _ if is_kept => text.to_owned(),
        "fqdn" | "fqdns" | "domainnames" | "host" | "sni" => names.domain(text),
        "interfacename" | "bridgename" => names.interface(text),
        _ if is_address_key(key) => address(names, text, None),
        _ => names.value(text),
    }
}

fn is_version(text: &str) -> bool {
    let digits = text.strip_prefix('v').unwrap_or(text);
    text.len() <= 20
        && digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// An address as text, or as Go writes bytes into JSON.
fn address(names: &mut Names, text: &str, prefix: Option<u8>) -> String {
    if let Some(prefix) = prefix
        && let Ok(address) = text.parse::<IpAddr>()
    {
        return names.addresses.net(address, prefix).to_string();
    }
    let bytes = STANDARD.decode(text.trim()).ok().and_then(|bytes| address_bytes(names, &bytes, prefix));
    bytes.map_or_else(|| names.value(text), |bytes| STANDARD.encode(bytes))
}

fn address_bytes(names: &mut Names, bytes: &[u8], prefix: Option<u8>) -> Option<Vec<u8>> {
    let address: IpAddr = match <[u8; 4]>::try_from(bytes) {
        Ok(four) => Ipv4Addr::from(four).into(),
        Err(_) => Ipv6Addr::from(<[u8; 16]>::try_from(bytes).ok()?).into(),
    };
    let mapped = match prefix {
        Some(prefix) => names.addresses.net(address, prefix),
        None => names.addresses.host(address),
    };
    Some(match mapped {
        IpAddr::V4(four) => four.octets().to_vec(),
        IpAddr::V6(six) => six.octets().to_vec(),
    })
}

fn bytes_of(items: &[Value]) -> Option<Vec<u8>> {
    items.iter().map(|byte| byte.as_u64().and_then(|byte| u8::try_from(byte).ok())).collect()
}

/// A table of Open vSwitch's database (RFC 7047's values, by `headings`). `None` when it is none.
pub(super) fn table(names: &mut Names, value: Value) -> Option<Value> {
    let Value::Object(mut object) = value else { return None };
    let headings: Vec<String> = match object.remove("headings")? {
        Value::Array(headings) => {
            headings.iter().map(|heading| heading.as_str().unwrap_or_default().to_owned()).collect()
        }
        _ => return None,
    };
    let Value::Array(data) = object.remove("data")? else { return None };
    let is_column = |heading: &String| {
        heading.len() <= 40
            && heading.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())
    };
    if !headings.iter().all(is_column) {
        return None;
    }
    let rows = data.into_iter().map(|row| match row {
        Value::Array(cells) => {
            let cells = cells.into_iter().enumerate();
            cells.map(|(at, cell)| column(names, headings.get(at).map_or("", String::as_str), cell)).collect()
        }
        _ => Value::Null,
    });
    let rows: Vec<Value> = rows.collect();
    let headings: Vec<Value> = headings.into_iter().map(Value::from).collect();
    Some(Value::Object(
        [("data".to_owned(), rows.into()), ("headings".to_owned(), headings.into())].into_iter().collect(),
    ))
}

fn column(names: &mut Names, heading: &str, value: Value) -> Value {
    match value {
        Value::String(text) if words::COLUMNS.contains(heading) && text.len() <= 40 => Value::from(text),
        Value::String(text) if heading == "name" => Value::from(names.interface(&text)),
        Value::String(text) => Value::from(names.value(&text)),
        Value::Array(mut tagged) => {
            let inner = tagged.get_mut(1).map(Value::take);
            let (tag, inner) = match (tagged.first().and_then(Value::as_str), inner) {
                (Some("set"), Some(Value::Array(items))) => {
                    ("set", items.into_iter().map(|item| column(names, heading, item)).collect())
                }
                (Some("map"), Some(Value::Array(pairs))) => {
                    ("map", pairs.into_iter().map(|entry| pair(names, entry)).collect())
                }
                (Some("uuid"), Some(Value::String(uuid))) => ("uuid", Value::from(names.value(&uuid))),
                _ => return Value::Null,
            };
            Value::Array(vec![tag.into(), inner])
        }
        Value::Object(_) => Value::Null,
        other => other,
    }
}

fn pair(names: &mut Names, value: Value) -> Value {
    let Value::Array(pair) = value else { return Value::Null };
    let [key, value] = pair.as_slice() else { return Value::Null };
    let known = key.as_str().and_then(|key| words::MAP_KEYS.iter().find(|(known, _)| *known == key));
    let value = match (known, value) {
        (_, Value::Number(_) | Value::Bool(_)) => return Value::Array(vec![statistic(names, key), value.clone()]),
        (Some((_, true)), Value::String(text)) if text.len() <= 40 => Value::from(text.as_str()),
        (_, Value::String(text)) => Value::from(names.value(text)),
        _ => Value::Null,
    };
    let key = match (known, key) {
        (Some((known, _)), _) => Value::from(*known),
        (None, Value::String(key)) => Value::from(names.value(key)),
        (None, key) => {
            if key.is_number() {
                key.clone()
            } else {
                Value::Null
            }
        }
    };
    Value::Array(vec![key, value])
}

/// What a number counts (`rx_bytes`): Open vSwitch's own words.
fn statistic(names: &mut Names, key: &Value) -> Value {
    match key {
        Value::String(key) if ["rx_", "tx_", "collisions"].iter().any(|start| key.starts_with(start)) => {
            Value::from(key.as_str())
        }
        Value::String(key) => Value::from(names.value(key)),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests;
