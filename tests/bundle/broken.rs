//! Bundles that are cut, incomplete, doubled or hostile: what is there is read, what is not is said.

use std::path::Path;

use antstats::cmd::gather::{Gather, Gathered, Names, wanted_of_files};
use antstats::resource::filter::Query;
use antstats::resource::noun;
use antstats::source::capture::{self, unpack::Limits};

use crate::made::{Bundle, fixture, gzip, members, run, tar, write};
use crate::support::{gather, items};

/// Gaps as they are said, each with its Node.
fn gaps(gathered: &Gathered) -> Vec<String> {
    let said = gathered.view.gaps.iter().map(|gap| {
        let why = gap.why.rsplit_once('/').map_or(gap.why.as_str(), |(_, why)| why);
        format!("{} {}: {why}", gap.node.as_deref().unwrap_or("-"), gap.what)
    });
    said.collect()
}

fn nodes(gathered: &Gathered) -> Vec<&str> {
    gathered.view.nodes.iter().map(|node| &*node.name).collect()
}

fn with(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Gathered {
    let mut bundle = Bundle::of_basic();
    change(&mut bundle.files);
    gather(bundle.folder().path())
}

#[test]
fn a_part_that_is_cut_names_its_node() {
    for keep in [40, 2000, 9000] {
        let gathered = with(|files| files[1].1.truncate(keep));
        let said = gaps(&gathered);
        assert!(said.iter().any(|gap| gap.starts_with("node-2 ")), "{keep}: {said:?}");
        assert!(
            said.iter().all(|gap| gap.contains("agent_node-2.tar.gz") || gap.starts_with("node-2 ")),
            "{keep}: {said:?}"
        );
        let read = nodes(&gathered);
        assert!(read.contains(&"node-1") && read.contains(&"node-3"), "{keep}: {read:?}");
    }
}

#[test]
fn a_part_that_is_no_archive_names_its_node() {
    for content in [b"".as_slice(), b"<html>502 Bad Gateway</html>\n", b"\x1f\x8b"] {
        let gathered = with(|files| files[2].1 = content.to_vec());
        assert_eq!(
            gaps(&gathered),
            ["node-3 a part of the support bundle: agent_node-3.tar.gz: is no archive that can be read"]
        );
        assert_eq!(nodes(&gathered), ["node-1", "node-2"]);
    }
}

#[test]
fn nodes_that_antctl_could_not_have_are_named() {
    let gathered = with(|files| {
        files.remove(1);
        files.push(("failed_nodes".to_owned(), b"node-2\nnode-9\n".to_vec()));
    });
    let said = gaps(&gathered);
    assert_eq!(said.len(), 2, "{said:?}");
    for (gap, node) in said.iter().zip(["node-2", "node-9"]) {
        assert!(
            gap.starts_with(&format!("{node} flows: "))
                && gap.ends_with("could not have the support bundle of this Node"),
            "{gap}"
        );
    }
}

#[test]
fn a_node_that_is_there_twice_is_counted_once() {
    let expected = items(&with(|_| {}), "rules");
    let gathered = with(|files| {
        let again = files[0].1.clone();
        let unpacked = members(&again).into_iter().map(|(name, bytes)| (format!("z/{name}"), bytes));
        files.extend(unpacked.collect::<Vec<_>>());
        files.push(("agent_node-1 (copy).tar.gz".to_owned(), again));
    });
    assert_eq!(items(&gathered, "rules"), expected);
    let said = gaps(&gathered);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said.iter().all(|gap| gap.starts_with("node-1 a second dump") && gap.ends_with("which is read: left out")),
        "{said:?}"
    );
}

#[test]
fn one_component_alone_is_not_an_empty_answer() {
    let folder = tempfile::tempdir().unwrap();
    let controller =
        Bundle::of_basic().files.into_iter().filter(|(name, _)| name == "controller.tar.gz").collect::<Vec<_>>();
    write(folder.path(), &controller);
    let path = folder.path().join("controller.tar.gz");
    let (code, stdout, stderr) = run(&["get", "policystats", "--from", path.to_str().unwrap()]);
    assert_eq!(code, Some(4), "{stdout}{stderr}");
    assert!(stderr.contains("there is no flow dump in what was read"), "{stderr}");
    // The policies are known, their counters are not: no zeros.
    assert!(stdout.contains("acnp-90") && !stdout.contains(" 0 "), "{stdout}");
    // An agent that could not dump its flows.
    let members: Vec<_> = members(&std::fs::read(fixture("basic", "node-1")).unwrap())
        .into_iter()
        .filter(|(name, _)| name != "flows")
        .collect();
    let path = folder.path().join("agent_node-1.tar.gz");
    std::fs::write(&path, gzip(&tar(&members))).unwrap();
    let (code, _, stderr) = run(&["get", "rules", "--from", path.to_str().unwrap()]);
    assert_eq!(code, Some(4), "{stderr}");
    assert!(stderr.contains("no flow dump") || stderr.contains("no dump of this Node"), "{stderr}");
}

#[test]
fn logs_and_what_else_a_bundle_holds_are_left_alone() {
    let bytes = std::fs::read(fixture("basic", "node-1")).unwrap();
    let expected = items(&gather(&fixture("basic", "node-1")), "rules");
    let mut all = members(&bytes);
    let flow = b"table=IngressMetric, n_packets=7, n_bytes=7, priority=200,ct_state=+new,ct_label=0x2/0xffffffff,ip actions=goto_table:Output\n";
    for name in ["logs/agent/antrea-agent.log", "logs/ovs/ovs-vswitchd.log", "../flows", "/flows", "x/../../flows"] {
        all.push((name.to_owned(), flow.to_vec()));
    }
    all.push(("memprofile".to_owned(), gzip(b"profile")));
    all.push((
        "iptables".to_owned(),
        b"*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -j ANTREA-FORWARD\nCOMMIT\n".to_vec(),
    ));
    all.push(("link".to_owned(), b"1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536\n3: antrea-gw0: <BROADCAST>\n".to_vec()));
    all.push(("novelty".to_owned(), b"what a later Antrea adds\n".to_vec()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("agent_node-1.tar.gz");
    std::fs::write(&path, gzip(&tar(&all))).unwrap();
    let gathered = gather(&path);
    assert_eq!(items(&gathered, "rules"), expected);
    assert_eq!(
        (gathered.left_alone.len(), gathered.notes.len()),
        (3, 3),
        "{:?} {:?}",
        gathered.left_alone,
        gathered.notes
    );
}

/// Reads bytes within limits.
fn limited(bytes: Vec<u8>, limits: Limits) -> Result<Gathered, String> {
    let mut source = capture::open_bytes(None, "b.tar.gz", bytes, limits).map_err(|e| e.to_string())?;
    let mut gather = Gather::new(|_| true, Names::Possible);
    source
        .visit(&wanted_of_files(noun("rules").unwrap(), &Query::default()), &mut gather)
        .map_err(|e| e.to_string())?;
    Ok(gather.assemble())
}

#[test]
fn archives_in_archives_share_what_one_file_may_become() {
    let blanks =
        [b"table=Output, n_packets=0, n_bytes=0, priority=0 actions=drop\n".to_vec(), vec![b'\n'; 1 << 20]].concat();
    let part = gzip(&tar(&[("flows".to_owned(), blanks)]));
    let bomb: Vec<_> = (0..400).map(|at| (format!("agent_n{at}.tar.gz"), part.clone())).collect();
    let limits = Limits { unpacked: 4 << 20, ..Limits::default() };
    let gathered = limited(gzip(&tar(&bomb)), limits).unwrap();
    let said = gaps(&gathered);
    assert!(said.iter().any(|gap| gap.contains("unpack to more than one file may")), "{said:?}");
    // Whatever is in them, what is said of it stays short.
    assert!(
        said.len() < 250 && said.iter().any(|gap| gap.contains("more archives in it are cut or damaged")),
        "{}",
        said.len()
    );
    // Deeper than anybody packs.
    let mut matryoshka = std::fs::read(fixture("basic", "node-1")).unwrap();
    for _ in 0..20 {
        matryoshka = gzip(&tar(&[("x.tar.gz".to_owned(), matryoshka)]));
    }
    assert!(limited(matryoshka, Limits::default()).is_err());
}

#[test]
fn a_name_with_dots_is_the_nodes() {
    let node = "ip-10-0-0-1.eu-west-1.compute.internal";
    let members: Vec<_> = members(&std::fs::read(fixture("basic", "node-1")).unwrap())
        .into_iter()
        .filter(|(name, _)| name != "agentinfo")
        .collect();
    let folder = tempfile::tempdir().unwrap();
    for name in [format!("agent_{node}.tar.gz"), format!("{node}_my-collection.tar.gz")] {
        let path = folder.path().join(name);
        std::fs::write(&path, gzip(&tar(&members))).unwrap();
        assert_eq!(nodes(&gather(&path)), [node]);
    }
    // What the agent says is right, whatever the archive is called.
    let path = folder.path().join("agent_other.tar.gz");
    std::fs::copy(fixture("basic", "node-1"), &path).unwrap();
    assert_eq!(nodes(&gather(&path)), ["node-1"]);
}

#[test]
fn a_folder_of_many_bundles_is_read_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let flow = "table=IngressMetric, n_packets=7, n_bytes=7, priority=200,ct_state=+new,ct_label=0x2/0xffffffff,ip actions=goto_table:Output";
    for at in 0..300 {
        let info = format!("noderef:\n  name: n{at}\novsinfo:\n  bridgename: br-int\n");
        let part = tar(&[("agentinfo".to_owned(), info.into_bytes()), ("flows".to_owned(), flow.into())]);
        std::fs::write(folder.path().join(format!("agent_n{at}.tar.gz")), gzip(&part)).unwrap();
    }
    let gathered = gather(Path::new(folder.path()));
    assert_eq!((gathered.view.nodes.len(), gathered.view.gaps.len()), (300, 0));
}
