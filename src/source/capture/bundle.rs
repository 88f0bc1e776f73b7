//! Antrea's support bundles, by the names that Antrea gives to their parts.
//!
//! `antctl supportbundle` writes a folder `support-bundles_TIME` with `agent_NODE.tar.gz`, `controller.tar.gz`, `clusterinfo` and `failed_nodes`
//! (pkg/antctl/raw/supportbundle/command.go); a SupportBundleCollection uploads `NODE_COLLECTION.tar.gz`
//! (pkg/agent/supportbundlecollection). What lies in the archives is in pkg/support/dump.go and dump_others.go, the names are the same since 0.5.

/// Files of a bundle that nobody reads, and that need not be looked into. The Node's own network (`iptables`, `route`, `link` ..) looks like nothing else.
const LEFT_ALONE: [&str; 4] = ["memprofile", "goroutinestacks", CONTROLLER_INFO, FAILED_NODES];

/// Which components write logs.
const LOGS: [&str; 5] = ["agent", "controller", "ovs", "networkpolicy", "kubelet"];

/// The file with an agent's flows: lines joined by newlines, none after the last.
pub const FLOWS: &str = "flows";

/// The file that says which Nodes' bundles could not be had.
pub const FAILED_NODES: &str = "failed_nodes";

/// The file that tells the controller's part from an agent's.
pub const CONTROLLER_INFO: &str = "controllerinfo";

/// Lists of the cluster's Pods and Nodes.
pub const CLUSTER_INFO: &str = "clusterinfo";

/// Whether a path is one of the files of a bundle that need not be looked into.
pub fn is_left_alone(path: &str) -> bool {
    let mut parts = path.rsplit(['/', ':']);
    let file = parts.next().unwrap_or_default();
    let mut above = parts.clone();
    let is_log = matches!((above.next(), above.next()), (Some(component), Some("logs")) if LOGS.contains(&component));
    is_log || LEFT_ALONE.contains(&file)
}

/// An archive's name without its endings.
pub fn without_ending(name: &str) -> &str {
    let plain = [".gz", ".zst"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    let plain = [".tgz", ".tar"].iter().find_map(|ending| plain.strip_suffix(ending)).unwrap_or(plain);
    if plain.is_empty() { name } else { plain }
}

/// The Node that an archive's name says it is of: `agent_NODE.tar.gz`, or `NODE_COLLECTION.tar.gz`. Names of Nodes may hold dots, but no underscores.
pub fn node_of_archive(name: &str) -> &str {
    let name = without_ending(name);
    let own = name.strip_prefix("agent_").unwrap_or(name);
    own.split('_').next().filter(|node| !node.is_empty()).unwrap_or(name)
}

/// Whether a name is that of the controller's part: `controller.tar.gz`, `controller_....tar.gz`.
pub fn is_controller(name: &str) -> bool {
    let name = without_ending(name);
    name == "controller" || name.starts_with("controller_")
}

/// Whether a name is that of an agent's part.
pub fn is_agent(name: &str) -> bool {
    name.starts_with("agent_")
}

/// Whether a name is that of a part that is an archive, or of a folder of parts that somebody packed.
pub fn is_archive(name: &str) -> bool {
    let named = is_agent(name) || is_controller(name) || name.starts_with("support-bundles_");
    named && without_ending(name) != name
}

/// Whether a path is one of the files that only a bundle has.
pub fn is_sign(path: &str) -> bool {
    let file = path.rsplit(['/', ':']).next().unwrap_or(path);
    ["ovsports", "agentinfo", CONTROLLER_INFO, CLUSTER_INFO].contains(&file)
}

/// Nodes whose bundles could not be had: a name a line.
pub fn failed_nodes(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let names = text.lines().map(str::trim).filter(|name| !name.is_empty() && name.len() < 254);
    names.take(5000).map(str::to_owned).collect()
}

/// When a bundle was taken, as the name that antctl gives to the folder says it (`support-bundles_20261121T122700Z`, `..+0200`): RFC 3339.
pub fn taken_at(name: &str) -> Option<String> {
    let time = without_ending(name).strip_prefix("support-bundles_")?;
    let digits = |from: usize, to: usize| time.get(from..to).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let (year, month, day) = (digits(0, 4)?, digits(4, 6)?, digits(6, 8)?);
    let (hour, minute, second) = (digits(9, 11)?, digits(11, 13)?, digits(13, 15)?);
    let zone = match (time.get(8..9)?, time.get(15..)?) {
        ("T", "Z") => "Z".to_owned(),
        ("T", zone) if zone.len() == 5 && zone.starts_with(['+', '-']) => {
            format!("{}{}:{}", zone.get(..1)?, digits(16, 18)?, digits(18, 20)?)
        }
        _ => return None,
    };
    Some(format!("{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_name_their_node() {
        let cases = [
            ("agent_node-1.tar.gz", "node-1"),
            ("agent_ip-10-0-0-1.eu-west-1.compute.internal.tar.gz", "ip-10-0-0-1.eu-west-1.compute.internal"),
            ("agent_worker.log.tar.gz", "worker.log"),
            ("agent_worker.tar", "worker"),
            ("agent_worker.tgz", "worker"),
            ("agent_worker.tar.zst", "worker"),
            ("worker-2_my-collection.tar.gz", "worker-2"),
            ("agent_.tar.gz", "agent_"),
            ("bundle.tar.gz", "bundle"),
            ("n1", "n1"),
            (".tar.gz", ".tar.gz"),
        ];
        for (name, node) in cases {
            assert_eq!(node_of_archive(name), node, "{name}");
        }
    }

    #[test]
    fn parts_are_told_by_their_names() {
        let cases = [
            ("controller.tar.gz", true, true),
            ("controller_20261121.tar.gz", true, true),
            ("controllers.tar.gz", false, false),
            ("agent_controller.tar.gz", false, true),
            ("agent_w1", false, false),
            ("support-bundles_20261121T122700Z.tgz", false, true),
            ("support-bundles_20261121T122700Z", false, false),
            ("dumps.tar.gz", false, false),
        ];
        for (name, controller, archive) in cases {
            assert_eq!((is_controller(name), is_archive(name)), (controller, archive), "{name}");
        }
        for path in ["logs/agent/antrea-agent.log", "a.tar.gz:logs/ovs/x", "n1/failed_nodes", "a.tgz:memprofile"] {
            assert!(is_left_alone(path), "{path}");
        }
        for path in ["flows", "logs/flows.txt", "n1/address.json", "logs/agent/old/flows", "a:groups"] {
            assert!(!is_left_alone(path), "{path}");
        }
    }

    #[test]
    fn folders_say_their_time() {
        let cases = [
            ("support-bundles_20261121T122700Z", Some("2026-11-21T12:27:00Z")),
            ("support-bundles_20261121T122700Z.tar.gz", Some("2026-11-21T12:27:00Z")),
            ("support-bundles_20261121T122700+0530", Some("2026-11-21T12:27:00+05:30")),
            ("support-bundles_20261121T122700-0800", Some("2026-11-21T12:27:00-08:00")),
            ("support-bundles_20261121T1227", None),
            ("support-bundles_2026112\u{e9}T122700Z", None),
            ("bundle_20261121T122700Z", None),
        ];
        for (name, time) in cases {
            assert_eq!(taken_at(name).as_deref(), time, "{name}");
        }
    }

    #[test]
    fn failed_nodes_stand_line_by_line() {
        assert_eq!(failed_nodes(b"n1\n\n n2 \r\nn.3"), ["n1", "n2", "n.3"]);
        assert_eq!(failed_nodes(b"x\n".repeat(9000).as_slice()).len(), 5000);
    }
}
