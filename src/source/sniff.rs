//! What a file is, by its content: people name files as they like.
//!
//! The head of a file decides (see [`HEAD`]). JSON is looked at without a parser, so that a head that ends anywhere still tells.

use std::collections::BTreeMap;

use memchr::memmem;

use crate::model::artefact::ArtefactKind;
use crate::model::kubectl_table;

mod dumps;
mod messages;

/// How many bytes of a file are enough to tell.
pub const HEAD: usize = 64 * 1024;

/// What content looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One of the artefacts.
    Kind(ArtefactKind),
    /// JSON whose head does not tell: ask again with the whole of it.
    AskWithAll,
    /// None of them; what it looks like, for a message.
    Unknown(&'static str),
}

/// Tells what the bytes are. `name` helps only where two artefacts have the same form; `all` says that there are no more bytes than these.
pub fn sniff(name: &str, bytes: &[u8], all: bool) -> Verdict {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Verdict::Unknown("UTF-16 text (Windows PowerShell's > writes it; save it as UTF-8)");
    }
    if let Some(verdict) = messages::sniff_messages(bytes) {
        return verdict;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => Verdict::Unknown("nothing but blanks"),
        Some(b'{' | b'[') => sniff_json(name, bytes, all),
        Some(_) => sniff_text(name, bytes),
    }
}

fn sniff_json(name: &str, bytes: &[u8], all: bool) -> Verdict {
    let outline = Outline::of(bytes);
    let has = |path: &str| outline.paths.contains_key(path);
    let value = |path: &str| outline.paths.get(path).map_or("", String::as_str);
    if value(".format") == "antstats-capture" {
        return Verdict::Kind(ArtefactKind::Meta);
    }
    if has("[].flow") {
        return Verdict::Kind(ArtefactKind::Flows);
    }
    if has(".data") || has(".headings") {
        return if all { sniff_ovsdb(&outline.headings, bytes) } else { Verdict::AskWithAll };
    }
    if has(".ovsInfo") || has("[].ovsInfo") {
        return Verdict::Kind(ArtefactKind::AgentInfo);
    }
    if has("[].podNamespace") && (has("[].inbound") || has("[].outbound")) {
        return Verdict::Kind(ArtefactKind::AgentPodMulticastStats);
    }
    if has("[].podNamespace") {
        return Verdict::Kind(ArtefactKind::AgentPodInterfaces);
    }
    let internal =
        [".apiVersion", ".items[].apiVersion"].iter().any(|path| value(path).starts_with("controlplane.antrea."));
    if !internal && (has(".apiVersion") || has(".items[].apiVersion") || has("[].apiVersion")) {
        return Verdict::Kind(ArtefactKind::Objects);
    }
    for start in ["", ".items[]", "[]"] {
        let below = |key: &str| has(&format!("{start}.{key}"));
        if below("sourceRef") || (below("rules") && (below("appliedToGroups") || below("tierPriority"))) {
            return Verdict::Kind(ArtefactKind::AgentNetworkPolicies);
        }
        if below("groupMembers") || below("pods") {
            // Only address groups know their members' addresses.
            let addresses = below("groupMembers[].ips") || below("pods[].ip");
            return group_by_name(name).map_or(
                Verdict::Kind(if addresses {
                    ArtefactKind::AgentAddressGroups
                } else {
                    ArtefactKind::AgentAppliedToGroups
                }),
                Verdict::Kind,
            );
        }
    }
    if has(".items") || outline.paths.is_empty() || has("[].name") || has(".items[].metadata") {
        let by_name = bundles_answer(name).or_else(|| group_by_name(name)).or_else(|| agent_by_name(name));
        if let Some(kind) = by_name {
            return Verdict::Kind(kind);
        }
    }
    match (has(".kind"), all) {
        (true, _) => Verdict::Kind(ArtefactKind::Objects),
        (false, true) => Verdict::Unknown("JSON of an unknown form"),
        (false, false) => Verdict::AskWithAll,
    }
}

fn sniff_ovsdb(headings: &[String], bytes: &[u8]) -> Verdict {
    let has = |heading: &str| headings.iter().any(|other| other == heading);
    let says = |text: &str| memmem::find(bytes, text.as_bytes()).is_some();
    let kind = if has("ovs_version") || has("db_version") {
        ArtefactKind::OpenVSwitch
    } else if has("ofport") || has("admin_state") {
        ArtefactKind::Interface
    } else if has("datapath_id") || has("fail_mode") || has("protocols") {
        ArtefactKind::Bridge
    } else if has("bond_mode") || has("interfaces") || says("\"antrea-type\"") || says("\"pod-name\"") {
        ArtefactKind::Port
    } else if says("\"roundNum\"") {
        ArtefactKind::Bridge
    } else {
        return Verdict::Unknown("a table of OVSDB that is not known");
    };
    Verdict::Kind(kind)
}

fn group_by_name(name: &str) -> Option<ArtefactKind> {
    let name = squeezed(name);
    if name.contains("appliedtogroup") {
        Some(ArtefactKind::AgentAppliedToGroups)
    } else if name.contains("addressgroup") {
        Some(ArtefactKind::AgentAddressGroups)
    } else {
        None
    }
}

/// Answers of agent or controller under the names that a support bundle gives them.
fn bundles_answer(name: &str) -> Option<ArtefactKind> {
    Some(match name.rsplit('/').next().unwrap_or(name) {
        "networkpolicies" => ArtefactKind::AgentNetworkPolicies,
        "addressgroups" => ArtefactKind::AgentAddressGroups,
        "appliedtogroups" => ArtefactKind::AgentAppliedToGroups,
        _ => return None,
    })
}

fn agent_by_name(name: &str) -> Option<ArtefactKind> {
    let name = squeezed(name);
    if name.contains("podinterface") {
        Some(ArtefactKind::AgentPodInterfaces)
    } else if name.contains("agentnetworkpolic") {
        Some(ArtefactKind::AgentNetworkPolicies)
    } else {
        None
    }
}

/// The last part of a path in lower case, without separators.
fn squeezed(name: &str) -> String {
    name.rsplit('/')
        .next()
        .unwrap_or(name)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

const EARLY_MULTICAST: &str = "a table of multicast statistics of an early design, whose INBOUND_DROPPED and OUTBOUND_DROPPED count something else (the table of antctl get podmulticaststats can be read)";
const MULTICAST: &str = "a table with INBOUND and OUTBOUND (the one that can be read is that of antctl get podmulticaststats: NAMESPACE NAME INBOUND OUTBOUND, with nothing before it)";

/// Why a table of multicast statistics is not read.
fn multicast_table(line: &[u8]) -> Option<&'static str> {
    let has = |word: &str| memmem::find(line, word.as_bytes()).is_some();
    match (has("INBOUND_DROPPED"), has("INBOUND") && has("OUTBOUND")) {
        (true, _) => Some(EARLY_MULTICAST),
        (false, true) => Some(MULTICAST),
        (false, false) => None,
    }
}

fn sniff_text(name: &str, bytes: &[u8]) -> Verdict {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if k8s_sections(head) {
        return Verdict::Kind(ArtefactKind::Objects);
    }
    let text = std::str::from_utf8(head)
        .or_else(|error| std::str::from_utf8(head.get(..error.valid_up_to()).unwrap_or_default()));
    match text.ok().and_then(|text| kubectl_table::lines(text).next()) {
        Some((_, line)) if kubectl_table::is_pods_header(line) => return Verdict::Kind(ArtefactKind::Objects),
        Some((_, line)) if kubectl_table::is_multicast_header(line) => {
            return Verdict::Kind(ArtefactKind::AgentPodMulticastStats);
        }
        _ => {}
    }
    let yaml = Yaml::of(name, head);
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii();
        let kind = if is_flow(line) {
            ArtefactKind::Flows
        } else if let Some(why) = multicast_table(line) {
            return Verdict::Unknown(why);
        } else if let Some(kind) = dumps::line(line) {
            kind
        } else if let Some(kind) = yaml.line(line) {
            kind
        } else {
            continue;
        };
        return Verdict::Kind(kind);
    }
    if head.contains(&0) || std::str::from_utf8(head).is_err_and(|e| e.error_len().is_some()) {
        Verdict::Unknown("binary data")
    } else {
        Verdict::Unknown(dumps::of_unknown_form(head))
    }
}

/// A flow as `ovs-ofctl dump-flows` or `antctl get ovsflows` print it: no field of it is always there but its actions.
fn is_flow(line: &[u8]) -> bool {
    // Documents number their flows: `1. table=..`.
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let line = line.get(digits..).and_then(|rest| rest.strip_prefix(b". ")).filter(|_| digits > 0).unwrap_or(line);
    let has = |text: &str| memmem::find(line, text.as_bytes()).is_some();
    let starts = ["cookie=0x", "table=", "duration=", "priority=", "idle_age="]
        .iter()
        .any(|start| line.starts_with(start.as_bytes()));
    if has("group_id=") && !has("priority=") {
        return false;
    }
    (has("actions=") && (starts || has("n_packets=")))
        || line.starts_with(b"cookie=0x")
        || (line.starts_with(b"table=") && has("n_packets="))
}

/// `clusterinfo` of a support bundle: Kubernetes objects in sections, each below a comment that says their plural, the first below the first line.
fn k8s_sections(head: &[u8]) -> bool {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    SECTIONS.iter().any(|section| first.strip_prefix(b"#") == Some(section.as_bytes()))
}

/// pkg/antctl/raw/supportbundle/command.go, getClusterInfo. They come in any order.
const SECTIONS: [&str; 6] = ["pods", "nodes", "deployments", "replicas", "daemonsets", "configs"];

/// YAML: Kubernetes objects, or the agent's objects as antctl and its support bundle write them. A line says which keys to look for in the head.
struct Yaml {
    /// What it is when a line names an API: Kubernetes objects, but for the agent's own.
    versioned: Option<ArtefactKind>,
    /// What it is of the agent's.
    agent: Option<ArtefactKind>,
}

impl Yaml {
    /// Looks through the head once, however many of its lines may ask.
    fn of(name: &str, head: &[u8]) -> Yaml {
        let agent = agent_yaml(name, head);
        let internal = memmem::find(head, b"controlplane.antrea.").is_some();
        Yaml { versioned: if internal { agent } else { Some(ArtefactKind::Objects) }, agent }
    }

    fn line(&self, line: &[u8]) -> Option<ArtefactKind> {
        let key = line.strip_prefix(b"- ").unwrap_or(line);
        let starts = |keys: &[&str]| keys.iter().any(|start| key.starts_with(start.as_bytes()));
        if starts(&["apiVersion:", "kind:"]) {
            self.versioned
        } else if starts(&[
            "typemeta:",
            "items:",
            "metadata:",
            "appliedToGroups:",
            "name:",
            "pods:",
            "agentConditions:",
            "listmeta:",
        ]) {
            self.agent
        } else {
            None
        }
    }
}

fn agent_yaml(name: &str, head: &[u8]) -> Option<ArtefactKind> {
    let says = |keys: &[&str]| keys.iter().any(|key| memmem::find(head, key.as_bytes()).is_some());
    // The first policy may be longer than the head.
    if let Some(kind) = bundles_answer(name) {
        return Some(kind);
    }
    if says(&["\novsinfo:", "\novsInfo:"]) {
        Some(ArtefactKind::AgentInfo)
    } else if says(&["sourceref:", "sourceRef:"]) {
        Some(ArtefactKind::AgentNetworkPolicies)
    } else if says(&["groupmembers:", "groupMembers:", "pods:"]) {
        let addresses = says(&["ips:\n", "ip:", "ips: [\""]);
        Some(group_by_name(name).unwrap_or(if addresses {
            ArtefactKind::AgentAddressGroups
        } else {
            ArtefactKind::AgentAppliedToGroups
        }))
    } else {
        None
    }
}

/// The keys of JSON by their paths (`.items[].kind`), each with the first text that stands there.
#[derive(Default)]
struct Outline {
    paths: BTreeMap<String, String>,
    headings: Vec<String>,
}

impl Outline {
    const DEPTH: usize = 7;
    const PATHS: usize = 512;
    const HEADINGS: usize = 128;

    fn of(bytes: &[u8]) -> Outline {
        struct Frame {
            array: bool,
            outer: usize,
            base: usize,
        }
        let mut outline = Outline::default();
        let mut frames: Vec<Frame> = Vec::new();
        let mut path = String::new();
        let mut key_next = false;
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' | b'[' => {
                    let (array, outer) = (*byte == b'[', path.len());
                    if array && frames.len() < Self::DEPTH {
                        path.push_str("[]");
                    }
                    frames.push(Frame { array, outer, base: path.len() });
                    key_next = !array;
                }
                b'}' | b']' => {
                    if let Some(frame) = frames.pop() {
                        path.truncate(frame.outer);
                    }
                    key_next = false;
                }
                b',' => key_next = frames.last().is_some_and(|frame| !frame.array),
                b'"' => {
                    let end = string_end(bytes, at);
                    let text = bytes.get(at..end.min(at + 64)).unwrap_or_default();
                    at = end + 1;
                    let shallow = frames.len() <= Self::DEPTH;
                    if key_next {
                        key_next = false;
                        if let Some(frame) = frames.last().filter(|_| shallow) {
                            path.truncate(frame.base);
                            path.push('.');
                            path.push_str(&String::from_utf8_lossy(text));
                            outline.put(&path, "");
                        }
                    } else if shallow {
                        outline.put(&path, &String::from_utf8_lossy(text));
                    }
                }
                _ => {}
            }
        }
        outline
    }

    fn put(&mut self, path: &str, value: &str) {
        if path == ".headings[]" && self.headings.len() < Self::HEADINGS {
            self.headings.push(value.to_owned());
        }
        let room = self.paths.len() < Self::PATHS;
        match self.paths.get_mut(path) {
            Some(old) if old.is_empty() => value.clone_into(old),
            None if room => {
                self.paths.insert(path.to_owned(), value.to_owned());
            }
            _ => {}
        }
    }
}

/// Where a string ends that began just before `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
            None => return bytes.len(),
            Some(step) => match bytes.get(at + step) {
                Some(b'\\') => at += step + 2,
                _ => return at + step,
            },
        }
    }
}

#[cfg(test)]
mod tests;
