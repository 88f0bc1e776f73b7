//! Bundles for tests: the agents' parts as Antrea's dumper wrote them, the rest made of a capture of the same moment.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::open;

/// An agent's part as Antrea's own dumper wrote it.
pub fn fixture(capture: &str, node: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/bundles/{capture}/agent_{node}.tar.gz"))
}

/// Exit code, standard output and standard error.
pub fn run(words: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    let output = command.args(words).env_clear().stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

pub fn tar(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        // Names that the crate would refuse to write go in by hand.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, content.as_slice()).unwrap();
    }
    builder.into_inner().unwrap()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn members(packed: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = tar::Archive::new(GzDecoder::new(packed));
    let entries = archive.entries().unwrap().map(|entry| {
        let mut entry = entry.unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.path().unwrap().to_str().unwrap().to_owned(), bytes)
    });
    entries.collect()
}

pub fn write(folder: &Path, files: &[(String, Vec<u8>)]) {
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// The files of a folder that `antctl supportbundle` would write.
pub struct Bundle {
    pub files: Vec<(String, Vec<u8>)>,
}

impl Bundle {
    /// Of the capture `basic`.
    pub fn of_basic() -> Bundle {
        let capture = open("basic");
        let mut files: Vec<(String, Vec<u8>)> = ["node-1", "node-2", "node-3"]
            .map(|node| (format!("agent_{node}.tar.gz"), std::fs::read(fixture("basic", node)).unwrap()))
            .into();
        let answers = ["networkpolicies", "addressgroups", "appliedtogroups"].map(|noun| {
            let list = antctl(&capture.file(&format!("controller/{noun}.json")));
            (noun.to_owned(), yaml(&list))
        });
        let info = b"nodeRef:\n  kind: Node\n  name: node-1\nversion: v2.4.5\n".to_vec();
        let mut controller = vec![("controllerinfo".to_owned(), info), ("memprofile".to_owned(), gzip(b"profile"))];
        controller.extend(answers);
        files.push(("controller.tar.gz".to_owned(), gzip(&tar(&controller))));
        let mut cluster_info = Vec::new();
        for noun in ["nodes", "pods"] {
            let list = capture.file(&format!("cluster/{noun}.json"));
            cluster_info.extend_from_slice(format!("#{noun}\n").as_bytes());
            for object in list["items"].as_array().unwrap() {
                let mut object = object.clone();
                object.as_object_mut().unwrap().retain(|key, _| key != "apiVersion" && key != "kind");
                cluster_info.extend(yaml(&object));
                cluster_info.extend_from_slice(b"---\n");
            }
        }
        files.push(("clusterinfo".to_owned(), cluster_info));
        Bundle { files }
    }

    pub fn folder(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &self.files);
        folder
    }

    /// As a user has it who unpacked every part in a folder of its own.
    pub fn unpacked(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in &self.files {
            match name.strip_suffix(".tar.gz") {
                Some(part) => write(&folder.path().join(part), &members(bytes)),
                None => write(folder.path(), &[(name.clone(), bytes.clone())]),
            }
        }
        folder
    }

    /// Leaves all but these files of the agents' parts out.
    pub fn keep_of_agents(&mut self, kept: &[&str]) {
        for (name, bytes) in &mut self.files {
            if name.starts_with("agent_") {
                let mut members = members(bytes);
                members.retain(|(file, _)| kept.contains(&file.as_str()));
                *bytes = gzip(&tar(&members));
            }
        }
    }
}

fn yaml(value: &Value) -> Vec<u8> {
    serde_saphyr::to_string(value).unwrap().into_bytes()
}

/// A list of `controlplane.antrea.io` as `antctl get` prints it: policies as they are, groups flattened (pkg/antctl/transform).
pub fn antctl(list: &Value) -> Value {
    let items = list["items"].as_array().unwrap().iter().map(|item| {
        if item.get("rules").is_some() {
            let mut item = item.clone();
            item.as_object_mut().unwrap().retain(|key, _| key != "apiVersion" && key != "kind");
            return item;
        }
        let pods: Vec<Value> = item["groupMembers"].as_array().into_iter().flatten().map(member).collect();
        let name = &item["metadata"]["name"];
        if pods.is_empty() { json!({ "name": name }) } else { json!({ "name": name, "pods": pods }) }
    });
    items.collect()
}

fn member(member: &Value) -> Value {
    let mut pod = serde_json::Map::new();
    for key in ["pod", "ports"] {
        if let Some(value) = member.get(key) {
            pod.insert(key.to_owned(), value.clone());
        }
    }
    let ips = member["ips"].as_array().into_iter().flatten().map(|ip| {
        let bytes = STANDARD.decode(ip.as_str().unwrap()).unwrap();
        let address = std::net::Ipv6Addr::from(<[u8; 16]>::try_from(bytes).unwrap());
        std::net::IpAddr::from(address).to_canonical().to_string()
    });
    let ips: Vec<String> = ips.collect();
    if !ips.is_empty() {
        pod.insert("ip".to_owned(), ips.join(", ").into());
    }
    pod.into()
}
