//! kubectl's own formats: what they print of the same items here and by real kubectl, which gets them from an API server of a few lines.

#![allow(clippy::unwrap_used)]

#[path = "support/kubectl.rs"]
mod kubectl;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use antstats::model::report::{Report, Row};
use antstats::render::{self, Look};
use serde_json::{Value, json};

const API: &str = "things.example.com/v1";

/// Items with what is awkward: unknown values, lists that are empty or mixed, dots in names, numbers of all kinds.
fn items() -> Vec<Value> {
    let thing = |name: &str, own: Value| {
        let mut item =
            json!({"apiVersion": API, "kind": "Thing", "metadata": {"name": name}}).as_object().unwrap().clone();
        item.extend(own.as_object().unwrap().clone());
        Value::Object(item)
    };
    vec![
        thing(
            "web",
            json!({
                "trafficStats": {"sessions": 5, "packets": 120, "bytes": 7000}, "unknown": null, "enabled": true, "share": 1.5,
                "nodes": ["n1", "n2", "n3"], "metadata": {"name": "web", "labels": {"app.kubernetes.io/name": "shop"}},
                "rules": [{"name": "in", "ports": [80, 443]}, {"name": "out", "ports": []}],
                "below": {"z": 1, "a": {"deep": "d"}},
            }),
        ),
        thing(
            "db",
            json!({
                "trafficStats": {"sessions": 0, "packets": 0, "bytes": 0}, "enabled": false, "share": 1e23, "nodes": ["n2"],
                "text": "<&> \"é\\", "rules": [{"name": "in", "ports": [5432]}],
            }),
        ),
        thing(
            "cache",
            json!({"trafficStats": {"sessions": 2, "packets": 18, "bytes": 1}, "share": 0.0000001, "nodes": ["n4", "n5", "n6"], "mixed": [1, 2.5, null, {"a": [true]}]}),
        ),
    ]
}

/// Answers kubectl's discovery and its list. It ends with the test's process.
fn serve() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || drop(answer(stream)));
        }
    });
    port
}

fn answer(stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().split('?').next().unwrap_or_default().to_owned();
    while line.trim() != "" {
        line.clear();
        reader.read_line(&mut line)?;
    }
    let version = json!({"groupVersion": API, "version": "v1"});
    let group = json!({"name": "things.example.com", "versions": [version], "preferredVersion": version});
    let thing = json!({"name": "things", "singularName": "thing", "namespaced": false, "kind": "Thing", "verbs": ["get", "list"]});
    let (code, body) = match path.as_str() {
        "/api" => (200, json!({"kind": "APIVersions", "versions": []})),
        "/apis" => (200, json!({"kind": "APIGroupList", "apiVersion": "v1", "groups": [group]})),
        "/apis/things.example.com/v1" => {
            (200, json!({"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": API, "resources": [thing]}))
        }
        "/apis/things.example.com/v1/things" => {
            (200, json!({"kind": "ThingList", "apiVersion": API, "metadata": {}, "items": items()}))
        }
        _ => {
            (404, json!({"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}))
        }
    };
    let body = body.to_string();
    let mut stream = reader.into_inner();
    write!(
        stream,
        "HTTP/1.1 {code} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// What kubectl prints; `Err` when it refuses.
fn by_kubectl(kubectl: &Path, port: u16, home: &Path, output: &str) -> Result<String, String> {
    let mut command = Command::new(kubectl);
    command.env_clear().env("HOME", home).env("KUBECONFIG", "/dev/null").stdin(Stdio::null());
    command.args(["--server", &format!("http://127.0.0.1:{port}"), "--request-timeout", "20s", "get", "things", "-o"]);
    let ended = command.arg(output).output().unwrap();
    match ended.status.success() {
        true => Ok(String::from_utf8(ended.stdout).unwrap()),
        false => Err(String::from_utf8_lossy(&ended.stderr).into_owned()),
    }
}

/// What is printed here; `Err` when it is refused.
fn here(output: &str) -> Result<String, String> {
    let rows: Vec<Row> = items()
        .into_iter()
        .map(|item| Row { item: item.as_object().unwrap().clone(), name: "thing/x".into(), ..Row::default() })
        .collect();
    let report = Report { kind: "ThingList", rows: rows.into(), ..Report::default() };
    let (name, told) = output.split_once('=').unwrap();
    let format = render::format(name).unwrap();
    let text = if format.argument.unwrap().is_path { std::fs::read_to_string(told).unwrap() } else { told.to_owned() };
    let mut out = Vec::new();
    let made = format.open(&text).map_err(|misread| misread.to_string())?;
    let look = Look { color: false, headers: true };
    made.render(&report, look, &mut out).map_err(|failure| failure.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

/// Where both refuse, the words differ.
fn check(test: &str, format: &str, cases: &[&str]) {
    let Some(kubectl) = kubectl::kubectl(test) else { return };
    let (port, home) = (serve(), tempfile::tempdir().unwrap());
    let differing: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let output = format!("{format}={case}");
            let (theirs, ours) = (by_kubectl(&kubectl, port, home.path(), &output), here(&output));
            let same = theirs == ours || theirs.is_err() && ours.is_err();
            (!same).then(|| format!("{output}\n  kubectl {theirs:?}\n  here    {ours:?}"))
        })
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

const TEMPLATES: &[&str] = &[
    "plain text",
    "{.items[*].metadata.name}",
    "{.items[0].metadata.name}",
    "{$.items[0].metadata.name}",
    "{@.items[1].metadata.name}",
    "{ .items[2].metadata.name }",
    "{.items[-1].metadata.name}",
    "{.items[-1:].metadata.name}",
    "{.items[-2:].metadata.name}",
    "{.items[:2].metadata.name}",
    "{.items[1:3].metadata.name}",
    "{.items[::2].metadata.name}",
    "{.items[1:1].metadata.name}|",
    "{.items[].metadata.name}",
    "{.items[0,2].metadata.name}",
    "{.items[*]['apiVersion','kind']}",
    "{.items[*]['metadata.name', 'share']}",
    "{.items[0].nodes[1:3]} {.items[0].nodes[-1]} {.items[2].nodes[0,2]}",
    "{.items[0].nodes.*}",
    "{.items[*].nodes}",
    "{.items[*].trafficStats.packets}",
    "{.items[*].share}",
    "{.items[*].trafficStats}",
    "{.items[0].below}",
    "{.items[0].unknown}|{.items[0].enabled}|{.items[1].text}",
    "{.items[1]}",
    "{.items[2].mixed} {.items[2].mixed[*]}",
    "{.items[0].metadata.labels.app\\.kubernetes\\.io/name}",
    "{.items[0].metadata.labels['app\\.kubernetes\\.io/name']}",
    "{.items[0].metadata.labels['app.kubernetes.io/name']}|",
    "{.nope}{.items[0].nope.below}|",
    "{..deep}",
    "{.items[*]..ports}",
    "{.items[0].rules..name}",
    "{.items[?(@.metadata.name==\"web\")].share}",
    "{.items[?(@.metadata.name == 'db')].share}",
    "{.items[?(@.metadata.name!=\"web\")].metadata.name}",
    "{.items[?(@.metadata.name>=\"db\")].metadata.name}",
    "{.items[?(@.trafficStats.packets>0)].metadata.name}",
    "{.items[?(@.trafficStats.packets<=18)].metadata.name}",
    "{.items[?(@.trafficStats.packets<18)].metadata.name}",
    "{.items[?(@.share<=1.5)].metadata.name}",
    "{.items[?(@.enabled==true)].metadata.name}",
    "{.items[?(@.enabled!=true)].metadata.name}",
    "{.items[?(@.metadata.labels)].metadata.name}",
    "{.items[?(@.unknown)].metadata.name}",
    "{.items[?(@.rules[0].name==\"in\")].metadata.name}",
    "{.items[0].rules[?(@.name==\"in\")].ports[*]}",
    "{range .items[*]}{.metadata.name}{\"\\t\"}{.trafficStats.bytes}{\"\\n\"}{end}",
    "{range .items[*]}[{.metadata.name}, {.enabled}] {end}done",
    "{range .items[*]}{.metadata.name}:{range .rules[*]} {.name}{end};{end}",
    "{range .items[?(@.trafficStats.packets>0)]}{.metadata.name}\n{end}{.items[0].kind}",
    "{range .items[0:2]}{@.kind}{end}",
    "{range .items[2].mixed[*]}<{@}>{end}",
    "{range .nope[*]}x{end}|",
    "{\"a\\tb\\u00e9\\x41\"}{'q\"'}{5}{-1.5}{true}",
    // Refused by both.
    "{.items[*]",
    "{.items[0}",
    "{kind}",
    "{end}",
    "{.items[5].metadata.name}",
    "{.items[2:1].metadata.name}",
    "{.items[:2:0].metadata.name}",
    "{.items[0].metadata[0]}",
    "{.items[0].metadata[?(@.x)]}",
    "{.items[?(@.metadata.name==1)].kind}",
    "{.items[*].metadata[\"name\"]}",
    "{.items[0]..*}",
    "{....a}",
    "{.items[?(@.kind=1)]}",
    "{\"open}",
];

#[test]
fn templates_print_what_kubectl_prints() {
    check("templates_print_what_kubectl_prints", "jsonpath", TEMPLATES);
}

#[test]
fn templates_as_json_print_what_kubectl_prints() {
    let cases = [
        "{.items[*].metadata.name}",
        "{.items[0].below}{.nope}",
        "x{range .items[*]}{.mixed}{\"\\n\"}{end}",
        "{.items[1].text}",
    ];
    check("templates_as_json_print_what_kubectl_prints", "jsonpath-as-json", &cases);
}

#[test]
fn columns_print_what_kubectl_prints() {
    let cases = [
        "NAME:.metadata.name",
        "NAME:metadata.name,KIND:{kind},PACKETS:{.trafficStats.packets}",
        "NAME:.metadata.name,NODES:.nodes,EACH:.nodes[*],FIRST:.nodes[0]",
        "STATS:.trafficStats,BELOW:.below",
        "UNKNOWN:.unknown,NOPE:.nope,ENABLED:.enabled,SHARE:.share",
        "MIXED:.mixed,EACH:.mixed[*]",
        "LABEL:.metadata.labels.app\\.kubernetes\\.io/name",
        "RULES:.rules[*].name,PORTS:.rules[*].ports",
        "IN:.rules[?(@.name==\"in\")].ports,A:.a",
        "DEEP:..deep,LAST:.nodes[-1:]",
        "A:,B:.kind",
        ":.kind",
        "LONG HEADER:.kind,N:.nodes[0:1]",
        "TEXT:.text",
        // Refused by both.
        "A",
        "A:.nodes[5]",
        "A:.metadata['name','labels']",
        "A:{.kind",
        "A:.kind,,B:.kind",
    ];
    check("columns_print_what_kubectl_prints", "custom-columns", &cases);
}

#[test]
fn files_print_what_kubectl_prints() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let template = file("template", "{range .items[*]}\n- {.metadata.name}{end}\n");
    let columns = file("columns", "NAME            NODES\n.metadata.name  {.nodes[*]}\n");
    let uneven = file("uneven", "NAME NODES\n.metadata.name\n");
    check("files_print_what_kubectl_prints", "jsonpath-file", &[&template]);
    check("files_print_what_kubectl_prints", "custom-columns-file", &[&columns, &uneven]);
}
