//! Connections: samples of three kernels and of user space, and a real Open vSwitch with real packets, which says itself what it tracks and what its rules stop.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

#[path = "support/ovs.rs"]
mod ovs;
#[path = "support/replay.rs"]
mod replay;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use antstats::decode::text::conntrack::{ConntrackRead, ConntrackReader};
use antstats::model::conntrack::{Connection, Ends, Status};
use replay::Node;
use serde_json::Value;
use support::{Capture, open};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/conntrack");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 5);
    files
}

fn read(text: &str) -> ConntrackRead {
    let mut reader = ConntrackReader::new("conntrack.txt".into());
    text.as_bytes().chunks(1000).for_each(|chunk| reader.chunk(chunk));
    reader.finish()
}

struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Answer {
    fn items(&self) -> Vec<Value> {
        let report: Value =
            serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}\n{}", self.out, self.err));
        report["items"].as_array().unwrap().clone()
    }
}

fn get(from: &Path, words: &str) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.args(["get", "conntrack", "--from"]).arg(from).args(words.split_whitespace()).env_clear();
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Answer { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}

#[test]
fn every_line_of_three_kernels_and_of_user_space_is_understood() {
    for file in fixtures() {
        let text = fs::read_to_string(&file).unwrap();
        let read = read(&text);
        let name = file.display();
        assert_eq!((read.notes.len(), read.doubts.as_slice()), (0, &[][..]), "{name}");
        assert_eq!(read.connections.len(), text.lines().count(), "{name}");
        let any = |is: fn(&Connection) -> bool| read.connections.iter().any(is);
        let is_kernel = file.to_str().unwrap().contains("linux");
        assert_eq!(any(|c| c.counters().is_some()), is_kernel, "{name}");
        assert_eq!(any(|c| c.start.is_some()), is_kernel, "{name}");
        assert_eq!(any(|c| c.status.is_some_and(|status| status.has(Status::CONFIRMED))), is_kernel, "{name}");
        assert!(any(|c| c.labels >> 64 != 0), "{name}: a rule with the L7 engine");
        assert!(any(|c| matches!(c.original.ends, Ends::Icmp { .. }) && c.original.source.is_ipv6()), "{name}");
        assert!(any(|c| c.is_destination_translated()), "{name}: a Service");
        if is_kernel {
            assert!(any(|c| c.zone == 65521 && c.is_source_translated()), "{name}: a connection to itself");
            assert!(any(|c| c.zone == 0) && any(|c| c.protocol.to_string() == "sctp"), "{name}");
            // What began while nothing was counted stands beside what is counted.
            assert!(any(|c| c.counters().is_none() && c.timeout.is_some()), "{name}");
        }
    }
}

#[test]
fn one_file_of_a_kernel_is_enough() {
    for file in fixtures().iter().filter(|file| file.to_str().unwrap().contains("linux")) {
        let text = fs::read_to_string(file).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("worker-1.txt");
        // One connection stands there once for each way to ask for it.
        let lines: Vec<&str> =
            text.lines().filter(|line| line.contains("start=") && line.contains("status=")).collect();
        fs::write(&path, lines.join("\n") + "\n").unwrap();
        let answer = get(&path, "-o json");
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        let items = answer.items();
        assert!(items.iter().all(|item| item["node"] == "worker-1" && item["id"].is_u64()));
        let hairpin = items.iter().find(|item| item["zones"] == serde_json::json!([65520, 65521])).unwrap();
        assert_eq!(hairpin["source"]["address"], hairpin["destination"]["address"]);
        assert!(hairpin["translatedSource"]["address"].is_string() && hairpin["originalDestination"].is_object());
        assert_eq!(hairpin["mark"]["says"].as_array().unwrap().len(), 4, "{hairpin}");
        // Denied behind a Service; on Linux 6.1 none was left when the sample was taken.
        let ghosts = items.iter().filter(|item| item["mark"]["value"] == "0x10");
        let stale: Vec<usize> = ghosts.map(|item| item["stale"].as_array().unwrap().len()).collect();
        assert!(stale.iter().all(|reasons| *reasons == 1), "{stale:?}");
        assert_eq!(stale.is_empty(), file.to_str().unwrap().contains("linux-6.1-"));
        // The tunnel's own packets, which Linux 6.12 did not track.
        let tunnel = items.iter().find(|item| item["destination"]["port"] == 6081);
        assert_eq!(tunnel.is_none(), file.to_str().unwrap().contains("6.12"));
        let replied = |item: &Value| (item["state"].clone(), item["stale"].clone());
        assert!(tunnel.is_none_or(|item| replied(item) == ("UNREPLIED".into(), serde_json::json!([]))), "{tunnel:?}");
        assert!(answer.err.contains("rules are shown by ID alone"), "{}", answer.err);
    }
}

#[test]
fn what_is_damaged_is_said_and_the_rest_is_shown() {
    let capture = open("basic");
    let path = capture.root().join("nodes/node-1/conntrack.txt");
    let whole = fs::read(&path).unwrap();
    let rows = get(capture.root(), "-o json --node node-1").items().len();
    assert!(rows > 100);
    for (damage, bytes) in [
        ("cut", whole[..whole.len() - 7].to_vec()),
        ("no text", [&whole[..], b"\x00\xff\xfe\n"].concat()),
        ("another language", [&whole[..], "connexion?\n".as_bytes()].concat()),
    ] {
        fs::write(&path, bytes).unwrap();
        let answer = get(capture.root(), "-o json --node node-1");
        let left = answer.items().len();
        assert!(answer.code == Some(4) && left + 1 >= rows, "{damage}: {left} of {rows}: {}", answer.err);
    }
    fs::remove_file(&path).unwrap();
    for words in ["-o json", "--blocked", "--by pod"] {
        let answer = get(capture.root(), words);
        assert_eq!(answer.code, Some(4), "{}", answer.err);
        assert!(answer.err.contains("node-1: the connections"), "{}", answer.err);
    }
    fs::remove_file(capture.root().join("nodes/node-1/conntrack-counts.txt")).unwrap();
    let answer = get(capture.root(), "--count-only");
    assert!(answer.code == Some(4) && answer.err.contains("node-1: counts of connections"), "{}", answer.err);
    assert_eq!(answer.out.lines().count(), 3, "{}", answer.out);
}

fn appctl(node: &Node, words: &[&str]) -> String {
    let mut command = Command::new("ovs-appctl");
    let output = command.args(words).env_clear().envs(node.switch.environment()).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const DUMP: &[&str] = &["dpctl/dump-conntrack", "-m", "-s"];

/// Writes what the switch tracks into the capture.
fn record(capture: &Capture, node: &Node) -> ConntrackRead {
    let folder = capture.root().join("nodes").join(&node.name);
    let dump = appctl(node, DUMP);
    fs::write(folder.join("conntrack.txt"), &dump).unwrap();
    for (file, command) in [
        ("conntrack-counts.txt", "dpctl/ct-stats-show"),
        ("conntrack-connections.txt", "dpctl/ct-get-nconns"),
        ("conntrack-maximum.txt", "dpctl/ct-get-maxconns"),
    ] {
        fs::write(folder.join(file), appctl(node, &[command])).unwrap();
    }
    read(&dump)
}

/// What tells connections of a Node apart, as an item has it.
type Key = (String, String, String, u64);

fn key(item: &Value) -> Key {
    let end = |end: &Value| format!("{}:{}", end["address"].as_str().unwrap(), end["port"]);
    let node = item["node"].as_str().unwrap().to_owned();
    (node, end(&item["source"]), end(&item["destination"]), item["icmp"]["id"].as_u64().unwrap_or(0))
}

/// Rule IDs of labels against what Antrea's own code says of them, in a switch through which packets went.
fn names(name: &str, labelled: usize) {
    let capture = open(name);
    let nodes: Vec<Node> = capture.nodes().iter().map(|node| Node::load(&capture, node)).collect();
    let mut tracked = 0;
    for node in &nodes {
        let read = record(&capture, node);
        assert!(read.notes.is_empty() && read.doubts.is_empty(), "{:?} {:?}", read.notes, read.doubts);
        tracked += read.connections.len();
    }
    let items = get(capture.root(), "-o json").items();
    let in_zones: usize = items.iter().map(|item| item["zones"].as_array().unwrap().len()).sum();
    assert_eq!(in_zones, tracked);
    let mut named = 0;
    for item in &items {
        for direction in ["ingress", "egress"] {
            let rule = &item[format!("{direction}Rule")];
            if rule.is_null() {
                continue;
            }
            let is_it = |truth: &&Value| {
                truth["node"] == item["node"]
                    && truth["id"] == rule["id"]
                    && truth["direction"] == direction
                    && truth["state"] == "realized"
            };
            let truth = capture.truth["rules"].as_array().unwrap().iter().find(is_it);
            let truth = truth.unwrap_or_else(|| panic!("no rule of {item}"));
            let same = |policy: &Value, rule: &Value| {
                ["kind", "namespace", "name"].iter().all(|part| policy[part] == truth["policy"][part])
                    && (rule["index"] == truth["rule"]["index"]
                        || rule["sameAs"].as_array().is_some_and(|all| all.contains(&truth["rule"]["index"])))
            };
            let candidates = rule["candidates"].as_array().unwrap();
            let is_named = same(&rule["policy"], &rule["rule"]);
            assert!(is_named || candidates.iter().any(|one| same(&one["policy"], &one["rule"])), "{truth}\n{item}");
            named += usize::from(is_named);
        }
    }
    assert!(named >= labelled, "only {named} are named");
    let counts = get(capture.root(), "--count-only -o json").items();
    let sum: u64 = counts.iter().map(|item| item["connections"].as_u64().unwrap()).sum();
    assert_eq!(sum, tracked as u64);
    assert!(counts.iter().all(|item| item["countedBy"] == "user space" && item["maximum"].as_u64() > Some(100_000)));
    for by in ["pod", "node", "service", "policy", "state", "port", "source"] {
        let sums = get(capture.root(), &format!("--by {by} -o json")).items();
        let counts: Vec<u64> = sums.iter().map(|item| item["connections"].as_u64().unwrap()).collect();
        assert!(counts.is_sorted_by(|a, b| a >= b), "{by}: {counts:?}");
        let all: u64 = counts.iter().sum();
        let once = !["pod", "policy"].contains(&by);
        assert!(all >= items.len() as u64 && (!once || all == items.len() as u64), "{by}: {all}");
    }
}

#[test]
fn labels_are_named_as_antrea_says() {
    names("basic", 150);
}

#[test]
fn labels_of_dual_stack_are_named_as_antrea_says() {
    names("dual", 150);
}

/// The connections that have come through all rules of a Node.
fn passed(capture: &Capture) -> BTreeMap<Key, Value> {
    let items = get(capture.root(), "-o json").items();
    let is_ghost = |item: &Value| item["stale"].to_string().contains("policies have not let it through");
    items.into_iter().filter(|item| !is_ghost(item)).map(|item| (key(&item), item)).collect()
}

/// A dump without some rules: their own flows, and their part of what other rules match as well.
fn without(flows: &str, ids: &BTreeSet<String>) -> String {
    let mut left = String::new();
    for line in flows.lines() {
        let (fields, actions) = line.split_once(" actions=").unwrap_or((line, ""));
        let own = fields.split(',').find_map(|field| field.trim().strip_prefix("conj_id="));
        if own.is_some_and(|id| ids.contains(id)) {
            continue;
        }
        if !actions.contains("conjunction(") {
            left.push_str(line);
        } else {
            let parts = actions.split("conjunction(").filter(|part| !part.is_empty());
            let kept: Vec<String> = parts
                .filter(|part| !ids.contains(part.split(',').next().unwrap()))
                .map(|part| format!("conjunction({}", part.trim_end_matches(',')))
                .collect();
            if kept.is_empty() {
                continue;
            }
            left.push_str(&format!("{fields} actions={}", kept.join(",")));
        }
        left.push('\n');
    }
    left
}

/// Leaves answers out of a Node's packets: where the first packet is stopped, an answer would open a connection of its own.
fn without_answers(capture: &Capture, node: &str) {
    let folder = capture.root().parent().unwrap().join("variants").join(node);
    let packed = folder.join("traffic.txt.gz");
    let mut text = String::new();
    match fs::File::open(&packed) {
        Ok(file) => drop(flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap()),
        Err(_) => text = fs::read_to_string(folder.join("traffic.txt")).unwrap(),
    }
    // Hardware address, address and port: those of Ethernet stand first.
    let ends = |line: &str, of: &str| -> Vec<String> {
        let values = line.split(of).skip(2);
        values.map(|rest| rest.split([',', ')']).next().unwrap().to_owned()).collect()
    };
    let mut openers = BTreeSet::new();
    let mut left = String::new();
    for line in text.lines() {
        let (source, destination) = (ends(line, "src="), ends(line, "dst="));
        let is_answer = source.len() == 2 && openers.contains(&destination);
        openers.insert(source);
        if !is_answer && !line.contains("tcp_flags(ack") && !line.contains("syn|ack") {
            left.push_str(line);
            left.push('\n');
        }
    }
    let _ = fs::remove_file(packed);
    fs::write(folder.join("traffic.txt"), left).unwrap();
}

/// Flows that are rules by themselves, each with what counts its packets. Of four Pods of a Node the first loses TCP on its way in, the second what one peer sends
/// it, the third UDP on its way out, and the fourth everything to one port, but for what a rule above that lets through.
fn whole_rules(begin: u32, pods: &[(u64, String)], peer: &str) -> String {
    let [first, second, third, fourth] = pods else { panic!("{pods:?}") };
    let deny = |id: u32| format!("set_field:{id:#x}->reg3,set_field:0x400/0x400->reg0,set_field:0x800/0x1800->reg0");
    // AntreaPolicyIngressRule, AntreaPolicyEgressRule and IngressRule; IngressMetric and EgressMetric.
    let drops = [
        (24, 14000, format!("tcp,reg1={:#x}", first.0), 27),
        (24, 14000, format!("ct_state=+new+trk,ip,reg1={:#x},nw_src={peer}", second.0), 27),
        (12, 14000, format!("udp,nw_src={}", third.1), 15),
        (12, 14000, format!("tcp,nw_src={},tp_dst=80", fourth.1), 15),
        (25, 14000, format!("ip,nw_src={}", fourth.1), 27),
    ];
    let flow = |table: u32, priority: u32, rest: String| {
        format!(
            " cookie=0x1020000000000, duration=3.9s, table={table}, n_packets=0, n_bytes=0, priority={priority},{rest}\n"
        )
    };
    let label = "ct(commit,table=15,zone=65520,exec(set_field:0x38e00000000/0xffffffff00000000->ct_label))";
    let mut flows = flow(12, 14500, format!("tcp,nw_src={},nw_dst={peer} actions={label}", fourth.1));
    for (id, (table, priority, fields, next)) in (begin..).zip(drops) {
        flows += &flow(table, priority, format!("{fields} actions={},goto_table:{next}", deny(id)));
        flows += &flow(next, 200, format!("reg0=0x400/0x400,reg3={id:#x} actions=drop"));
    }
    flows
}

#[test]
fn what_rules_without_a_conjunction_would_stop_is_what_the_switch_stops() {
    blocked("basic", 10, |capture, node, flows| {
        let pods = fs::read_to_string(capture.root().join(format!("nodes/{node}/agent-podinterfaces.json"))).unwrap();
        let pods: Value = serde_json::from_str(&pods).unwrap();
        let pods = pods
            .as_array()
            .unwrap()
            .iter()
            .map(|pod| (pod["ofPort"].as_u64().unwrap(), pod["ips"][0].as_str().unwrap().to_owned()));
        let pods: Vec<(u64, String)> = pods.collect();
        let four = (900..).step_by(10).zip(pods.chunks_exact(4));
        flows.to_owned() + &four.map(|(begin, pods)| whole_rules(begin, pods, "10.10.1.2")).collect::<String>()
    });
}

/// The flows without every second rule that allows.
fn fewer(capture: &Capture, node: &str, flows: &str) -> String {
    let rules = capture.truth["rules"].as_array().unwrap().iter();
    let allow = rules.filter(|rule| rule["node"] == node && rule["action"] == "Allow");
    without(flows, &allow.step_by(2).map(|rule| rule["id"].to_string()).collect())
}

/// Changes the rules of each Node, asks which open connections would be stopped, and then lets Open vSwitch decide: a switch with these rules gets the same
/// packets.
fn blocked(name: &str, least: usize, change: impl Fn(&Capture, &str, &str) -> String) {
    let capture = open(name);
    capture.nodes().iter().for_each(|node| without_answers(&capture, node));
    let nodes = || capture.nodes().into_iter().map(|node| Node::load(&capture, &node));
    nodes().for_each(|node| drop(record(&capture, &node)));
    let open_ones = passed(&capture);
    for node in capture.nodes() {
        let folder = capture.root().join("nodes").join(&node);
        let flows = fs::read_to_string(folder.join("flows.txt")).unwrap();
        fs::write(folder.join("flows.txt"), change(&capture, &node, &flows)).unwrap();
        let _ = fs::remove_file(folder.join("aggregate.txt"));
    }
    let answer = get(capture.root(), "--blocked -o json");
    assert!(!answer.err.contains("is not known"), "{}", answer.err);
    let said: BTreeMap<Key, Value> = answer.items().into_iter().map(|item| (key(&item), item)).collect();
    let nodes: Vec<Node> = nodes().collect();
    nodes.iter().for_each(|node| drop(record(&capture, node)));
    let again = passed(&capture);
    let stopped: BTreeSet<&Key> = open_ones.keys().filter(|key| !again.contains_key(*key)).collect();
    for (key, item) in &open_ones {
        assert_eq!(said.contains_key(key), stopped.contains(key), "{key:?} {:?}\n{item}", said.get(key));
    }
    assert!(stopped.len() >= least && open_ones.len() > 2 * stopped.len(), "{} of {}", stopped.len(), open_ones.len());
    let by: BTreeSet<String> = said
        .values()
        .map(|item| format!("{} {}", item["blockedBy"]["direction"], item["blockedBy"]["id"].is_null()))
        .collect();
    assert!(by.len() > 1, "{by:?}");
}

#[test]
fn what_rules_would_stop_is_what_the_switch_stops() {
    blocked("basic", 10, fewer);
}

#[test]
fn what_many_rules_would_stop_is_what_the_switch_stops() {
    blocked("reassigned", 10, fewer);
}

#[test]
fn what_rules_of_dual_stack_would_stop_is_what_the_switch_stops() {
    blocked("dual", 10, fewer);
}
