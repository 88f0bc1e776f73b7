//! Tables of Open vSwitch's database as `ovs-vsctl --format=json list TABLE` prints them.
//!
//! The form is RFC 7047's: `["uuid", text]`, `["set", [..]]`, `["map", [[key, value], ..]]`; a set of one element is printed as that element.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Decoded, add_note, json, k8s};
use crate::model::artefact::Note;
use crate::model::ids::OfPort;
use crate::model::policy::PodInterface;

/// A row by its columns. A UUID is text, a set a list, a map an object.
pub type Row = BTreeMap<String, Value>;

/// The bridge's row, as far as it is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bridge {
    /// `br-int`.
    pub name: String,
    /// `external_ids:roundNum`: the round of the agent's last start (`pkg/agent/agent.go`, `roundNumKey`). The cookies of flows carry its low 16 bits.
    pub round: Option<u64>,
    /// `OpenFlow10`, `OpenFlow15`.
    pub protocols: Vec<String>,
}

/// The rows of a table. A row that does not fit its headings is left out with a note.
pub fn rows(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<Row>> {
    let mut decoded = Decoded::<Vec<Row>>::default();
    let whole = |why: String| Note { path: path.clone(), line: 0, column: 0, why };
    for document in k8s::documents(bytes, path, &mut decoded.notes) {
        let (headings, data) =
            (document.get("headings").and_then(Value::as_array), document.get("data").and_then(Value::as_array));
        let (Some(headings), Some(data)) = (headings, data) else {
            let why = "is no table of ovs-vsctl --format=json: headings or data is missing".to_owned();
            add_note(&mut decoded.notes, whole(why));
            continue;
        };
        let headings: Vec<&str> = headings.iter().map(|heading| heading.as_str().unwrap_or("")).collect();
        for (at, row) in data.iter().enumerate() {
            match row.as_array().filter(|row| row.len() == headings.len()) {
                Some(row) => decoded.value.push(
                    headings.iter().zip(row).map(|(heading, value)| ((*heading).to_owned(), plain(value))).collect(),
                ),
                None => {
                    let why = format!("row {at} does not have {} columns: left out", headings.len());
                    add_note(&mut decoded.notes, whole(why));
                }
            }
        }
    }
    decoded
}

/// A value without RFC 7047's wrapping.
fn plain(value: &Value) -> Value {
    let Some([Value::String(tag), inner]) = value.as_array().map(Vec::as_slice) else { return value.clone() };
    match (tag.as_str(), inner) {
        ("uuid" | "named-uuid", Value::String(_)) => inner.clone(),
        ("set", Value::Array(items)) => Value::Array(items.iter().map(plain).collect()),
        ("map", Value::Array(pairs)) => {
            let pair = |pair: &Value| match pair.as_array().map(Vec::as_slice) {
                Some([key, value]) => Some((as_text(&plain(key)), plain(value))),
                _ => None,
            };
            Value::Object(pairs.iter().filter_map(pair).collect::<Map<_, _>>())
        }
        _ => value.clone(),
    }
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn column<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).unwrap_or("")
}

fn external_id<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get("external_ids").and_then(|ids| ids.get(name)).and_then(Value::as_str).unwrap_or("")
}

/// The bridges of table `Bridge`.
pub fn bridges(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<Bridge>> {
    let rows = rows(bytes, path);
    let bridge = |row: &Row| Bridge {
        name: column(row, "name").to_owned(),
        round: external_id(row, "roundNum").parse().ok(),
        protocols: match row.get("protocols") {
            Some(Value::Array(protocols)) => protocols.iter().map(as_text).collect(),
            Some(Value::String(one)) => vec![one.clone()],
            _ => Vec::new(),
        },
    };
    Decoded { value: rows.value.iter().map(bridge).collect(), notes: rows.notes, doubts: rows.doubts }
}

/// The OpenFlow ports of table `Interface` by name. A port that Open vSwitch could not make has none.
fn ports_by_name(interfaces: &[Row]) -> HashMap<&str, OfPort> {
    let mut by_name = HashMap::new();
    for row in interfaces {
        let port = row.get("ofport").and_then(Value::as_u64).and_then(|port| u32::try_from(port).ok());
        if let Some(port) = port {
            by_name.entry(column(row, "name")).or_insert(OfPort(port));
        }
    }
    by_name
}

/// The ports that are no Pod's, each with its name and the kind that the agent writes into the external IDs of table `Port` (`antrea-type`); some of Antrea's
/// own have none.
pub fn other_ports(ports: &[Row], interfaces: &[Row]) -> Vec<(OfPort, String, String)> {
    let by_name = ports_by_name(interfaces);
    let own = |row: &Row| {
        let name = column(row, "name");
        Some((*by_name.get(name)?, name.to_owned(), external_id(row, "antrea-type").to_owned()))
    };
    ports.iter().filter(|row| external_id(row, "pod-name").is_empty()).filter_map(own).collect()
}

/// The Pods' interfaces, as the agent writes them into the external IDs of table `Port` (`pkg/agent/interfacestore`), with the OpenFlow ports of table
/// `Interface` by name.
pub fn pod_interfaces(ports: &[Row], interfaces: &[Row]) -> Vec<PodInterface> {
    let by_name = ports_by_name(interfaces);
    let pod = |port: &Row| {
        let (namespace, name) = (external_id(port, "pod-namespace"), external_id(port, "pod-name"));
        let interface = column(port, "name");
        (!name.is_empty()).then(|| PodInterface {
            namespace: namespace.into(),
            name: name.into(),
            ips: external_id(port, "ip-address")
                .split(',')
                .filter_map(|one| json::address(&one.trim().into()))
                .collect(),
            of_port: by_name.get(interface).copied(),
            interface: interface.to_owned(),
        })
    };
    ports.iter().filter_map(pod).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Decoded<Vec<Row>> {
        rows(text.as_bytes(), &"x.json".into())
    }

    #[test]
    fn values_lose_their_wrapping() {
        let cases = [
            (r#"["uuid","a-b"]"#, r#""a-b""#),
            (r#"["set",[]]"#, "[]"),
            (r#"["set",[["uuid","a"],["uuid","b"]]]"#, r#"["a","b"]"#),
            (r#"["map",[["k","v"],[1,2]]]"#, r#"{"k":"v","1":2}"#),
            (r#"["map",[]]"#, "{}"),
            ("7", "7"),
            (r#"["map",[3]]"#, "{}"),
        ];
        for (value, expected) in cases {
            let rows = read(&format!(r#"{{"headings":["c"],"data":[[{value}]]}}"#));
            assert_eq!(rows.value[0]["c"], serde_json::from_str::<Value>(expected).unwrap(), "{value}");
        }
    }

    #[test]
    fn bad_rows_are_notes() {
        assert_eq!(read(r#"{"headings":["a","b"],"data":[[1],[1,2]]}"#).value.len(), 1);
        for text in
            [r#"{"headings":["a","b"],"data":[[1],[1,2]]}"#, r#"{"data":[]}"#, "{", r#"{"headings":["a"],"data":[[1"#]
        {
            assert_eq!(read(text).notes.len(), 1, "{text}");
        }
    }

    #[test]
    fn the_bridge_says_its_round() {
        let text = r#"{"headings":["name","external_ids","protocols"],"data":[["br-int",["map",[["roundNum","7"]]],["set",["OpenFlow10","OpenFlow15"]]]]}"#;
        let expected =
            Bridge { name: "br-int".into(), round: Some(7), protocols: vec!["OpenFlow10".into(), "OpenFlow15".into()] };
        assert_eq!(bridges(text.as_bytes(), &"x".into()).value, vec![expected]);
        let bare = r#"{"headings":["name","external_ids","protocols"],"data":[["br0",["map",[]],["set",[]]]]}"#;
        assert_eq!(
            bridges(bare.as_bytes(), &"x".into()).value,
            vec![Bridge { name: "br0".into(), ..Bridge::default() }]
        );
    }

    #[test]
    fn ports_and_interfaces_join_by_name() {
        let ports = read(
            r#"{"headings":["name","external_ids"],"data":[
            ["web-1",["map",[["pod-name","web"],["pod-namespace","shop"],["ip-address","10.0.0.2,fd00::2"]]]],
            ["db-1",["map",[["pod-name","db"],["pod-namespace","shop"],["ip-address",""]]]],
            ["antrea-gw0",["map",[["antrea-type","gateway"]]]]]}"#,
        );
        let interfaces = read(r#"{"headings":["name","ofport"],"data":[["web-1",5],["db-1",-1],["antrea-gw0",2]]}"#);
        let pods = pod_interfaces(&ports.value, &interfaces.value);
        assert_eq!(pods.len(), 2);
        assert_eq!((&*pods[0].name, pods[0].of_port, pods[0].ips.len()), ("web", Some(OfPort(5)), 2));
        assert_eq!((&*pods[1].name, pods[1].of_port, pods[1].ips.len()), ("db", None, 0));
    }
}
