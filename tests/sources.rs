//! What a source makes of files: every form of a capture gives the same, and hostile ones cost nothing but a note.

// The helpers of a test fail as the test does.
#![allow(clippy::unwrap_used)]

#[path = "support/everything.rs"]
mod everything;

use std::io::{Read, Write};
use std::path::Path;

use antstats::model::artefact::ArtefactKind as K;
use antstats::source::capture::{self, unpack::Limits};
use antstats::source::{Outcome, Source, SourceError, Wanted};
use everything::Gather;
use flate2::Compression;
use flate2::write::GzEncoder;

const FLOW: &str = " cookie=0x1, duration=1.0s, table=0, n_packets=0, n_bytes=0, priority=1 actions=drop\n";
const META: &str =
    r#"{"format":"antstats-capture","version":1,"failed":[{"node":"n2","artefact":"flows","why":"timeout"}]}"#;
const POD_LIST: &str = r#"{"apiVersion":"v1","kind":"PodList","items":[]}"#;

/// Members of a small capture.
fn members() -> Vec<(String, Vec<u8>)> {
    let text = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    vec![
        text("meta.json", META),
        text("cluster/pods.json", POD_LIST),
        text("nodes/n1/aggregate.txt", "NXST_AGGREGATE reply (xid=0x4): packet_count=0 byte_count=0 flow_count=1\n"),
        text("nodes/n1/flows.txt", FLOW),
        text("nodes/n1/core", "left alone"),
        text("nodes/n2/aggregate.txt", "NXST_AGGREGATE reply (xid=0x4): flow_count=1\n"),
        text("nodes/n3/aggregate.txt", "NXST_AGGREGATE reply (xid=0x4): flow_count=1\n"),
    ]
}

fn tar(members: &[(String, Vec<u8>)]) -> Vec<u8> {
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

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn wanted() -> Wanted {
    Wanted::kinds([K::Flows, K::Aggregate, K::Objects, K::AgentInfo, K::AgentNetworkPolicies, K::Port])
}

fn visit(source: Result<Box<dyn Source>, SourceError>) -> Result<Gather, SourceError> {
    let mut gather = Gather::default();
    source?.visit(&wanted(), &mut gather)?;
    Ok(gather)
}

fn bytes(bytes: Vec<u8>) -> Result<Gather, SourceError> {
    visit(capture::open_bytes(None, "c.tar", bytes, Limits::default()))
}

fn path(path: &Path) -> Result<Gather, SourceError> {
    visit(capture::open(None, path))
}

fn write(folder: &Path, members: &[(String, Vec<u8>)]) {
    for (name, content) in members {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
}

/// Kind, Node and length of all that came, in any order.
fn summary(gather: &Gather) -> Vec<(K, Option<String>, usize)> {
    let mut parts: Vec<_> = gather
        .parts
        .iter()
        .map(|part| (part.artefact.kind, part.artefact.origin.node.as_deref().map(str::to_owned), part.bytes.len()))
        .collect();
    parts.sort();
    parts
}

#[test]
fn every_form_of_a_capture_gives_the_same() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &members());
    let expected = path(folder.path()).unwrap();
    assert_eq!(expected.parts.len(), 5);
    assert!(expected.parts.iter().all(|part| part.outcome == Some(Outcome::Complete)));
    let gaps: Vec<(&str, &str)> =
        expected.gaps.iter().map(|gap| (gap.node.as_deref().unwrap(), gap.what.as_str())).collect();
    assert_eq!(gaps, [("n2", "flows"), ("n3", "flows")]);
    assert_eq!((expected.notes.len(), expected.left_alone.len()), (0, 1));
    assert_eq!(expected.meta.as_ref().unwrap().version, 1);
    let topped: Vec<_> = members().into_iter().map(|(name, content)| (format!("./acme/{name}"), content)).collect();
    let packed: Vec<_> = members()
        .into_iter()
        .map(
            |(name, content)| {
                if name.ends_with("flows.txt") { (format!("{name}.gz"), gzip(&content)) } else { (name, content) }
            },
        )
        .collect();
    for (at, archive) in
        [tar(&members()), gzip(&tar(&members())), zstd(&tar(&members())), gzip(&tar(&topped)), tar(&packed)]
            .into_iter()
            .enumerate()
    {
        let file = folder.path().join("any-name");
        std::fs::write(&file, &archive).unwrap();
        for gather in [bytes(archive).unwrap(), path(&file).unwrap()] {
            assert_eq!(summary(&gather), summary(&expected), "{at}");
            assert_eq!((gather.gaps.len(), gather.notes.len()), (2, 0), "{at} {:?} {:?}", gather.gaps, gather.notes);
        }
        std::fs::remove_file(file).unwrap();
    }
    let above = tempfile::tempdir().unwrap();
    write(&above.path().join("acme"), &members());
    assert_eq!(summary(&path(above.path()).unwrap()), summary(&expected));
    write(&above.path().join("other"), &members());
    assert!(matches!(path(above.path()), Err(SourceError::SeveralCaptures { .. })));
}

#[test]
fn missing_flows_are_said_whatever_else_failed() {
    let mut members = members();
    members[0].1 = META.replace("\"artefact\":\"flows\"", "\"artefact\":\"bridge\"").into_bytes();
    let gather = bytes(tar(&members)).unwrap();
    let gaps: Vec<(&str, &str)> =
        gather.gaps.iter().map(|gap| (gap.node.as_deref().unwrap(), gap.what.as_str())).collect();
    assert_eq!(gaps, [("n2", "bridge"), ("n2", "flows"), ("n3", "flows")]);
}

#[test]
fn a_capture_without_meta_has_a_note() {
    let gather = bytes(tar(&members()[1..4])).unwrap();
    assert_eq!((gather.parts.len(), gather.notes.len(), gather.gaps.len()), (3, 1, 0));
}

#[test]
fn hostile_members_are_notes() {
    let mut members = members();
    for name in ["../../etc/cron.d/x", "/etc/passwd", "nodes/../../x", "nodes/n1/flows.txt"] {
        members.push((name.to_owned(), FLOW.repeat(3).into_bytes()));
    }
    let mut archive = tar::Builder::new(Vec::new());
    for (name, content) in &members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        archive.append(&header, content.as_slice()).unwrap();
    }
    for (kind, name) in [
        (tar::EntryType::Symlink, "nodes/n4/flows.txt"),
        (tar::EntryType::Link, "nodes/n5/flows.txt"),
        (tar::EntryType::Char, "nodes/n6/flows.txt"),
        (tar::EntryType::Fifo, "nodes/n7/flows.txt"),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        header.set_path(name).unwrap();
        header.set_link_name("/etc/passwd").unwrap();
        header.set_cksum();
        archive.append(&header, std::io::empty()).unwrap();
    }
    let gather = bytes(archive.into_inner().unwrap()).unwrap();
    assert_eq!(gather.parts.iter().filter(|part| part.artefact.kind == K::Flows).count(), 1);
    assert_eq!(gather.notes.len(), 8, "{:?}", gather.notes);
}

#[test]
fn an_archive_that_is_cut_gives_what_came() {
    let mut members = members();
    members[3].1 = (0..10_000_u32)
        .map(|n| FLOW.replace("0x1", &format!("{:#x}", n.wrapping_mul(2_654_435_761))))
        .collect::<String>()
        .into_bytes();
    let whole = tar(&members);
    for archive in [whole.clone(), gzip(&whole), zstd(&whole)] {
        for cut in (0..archive.len()).step_by(archive.len() / 40) {
            let full = archive.len();
            let gather = match bytes(archive[..cut].to_vec()) {
                Ok(gather) => gather,
                Err(e) => {
                    assert!(cut < full / 2, "nothing at all was read of {cut} of {full} bytes: {e}");
                    continue;
                }
            };
            let short = gather.parts.iter().any(|part| part.outcome != Some(Outcome::Complete));
            let said = gather.gaps.iter().any(|gap| gap.why.contains("cut or damaged at byte"));
            // Only an end between two members of a bare tar cannot be told from the end.
            assert!(said || gather.parts.len() < 5 || cut > full - 2048, "{cut} of {full}: {:?}", gather.gaps);
            assert!(!short || said, "{cut} of {full}: {:?}", gather.gaps);
            let of_archive = gather.gaps.iter().filter(|gap| gap.what == "the rest of the files");
            for gap in of_archive {
                assert!(gap.why.starts_with("c.tar: is an archive that is cut or damaged at byte "), "{}", gap.why);
            }
        }
    }
}

#[test]
fn a_bomb_ends_with_a_word() {
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let mut members = members();
    members.push(("nodes/n9/flows.txt".to_owned(), vec![b' '; 4 << 20]));
    for archive in [gzip(&tar(&members)), zstd(&tar(&members))] {
        let gather = visit(capture::open_bytes(None, "bomb", archive, limits)).unwrap();
        assert_eq!(gather.parts.len(), 6);
        assert!(gather.gaps.iter().any(|gap| gap.why.contains("more than 1048576 bytes")), "{:?}", gather.gaps);
    }
    let limits = Limits { ratio_from: 1 << 20, ratio: 100, ..Limits::default() };
    let gather = visit(capture::open_bytes(None, "bomb", gzip(&tar(&members)), limits)).unwrap();
    assert!(gather.gaps.iter().any(|gap| gap.why.contains("bomb")), "{:?}", gather.gaps);
    let limits = Limits { entries: 3, ..Limits::default() };
    let gather = visit(capture::open_bytes(None, "many", tar(&members), limits)).unwrap();
    assert!(gather.gaps.iter().any(|gap| gap.why.contains("more than 3 entries")), "{:?}", gather.gaps);
    let limits = Limits { held: 10, ..Limits::default() };
    let gather = visit(capture::open_bytes(None, "big", tar(&members), limits)).unwrap();
    let cut = gather.parts.iter().find(|part| part.artefact.kind == K::Objects).unwrap();
    assert!(
        matches!(&cut.outcome, Some(Outcome::Cut { after, .. }) if *after == cut.bytes.len() as u64 && *after <= 10),
        "{cut:?}"
    );
    let limits = Limits { piped: 100, ..Limits::default() };
    assert!(matches!(capture::open_bytes(None, "-", tar(&members), limits), Err(SourceError::TooBig { .. })));
}

#[test]
fn long_names_are_read_and_endless_ones_are_not() {
    let node = "n".repeat(150);
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(FLOW.len() as u64);
    builder.append_data(&mut header, format!("nodes/{node}/flows.txt"), FLOW.as_bytes()).unwrap();
    let gather = bytes(builder.into_inner().unwrap()).unwrap();
    assert_eq!(gather.parts[0].artefact.origin.node.as_deref(), Some(node.as_str()));
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(8 << 20);
    header.set_path("././@LongLink").unwrap();
    header.set_cksum();
    let mut builder = tar::Builder::new(Vec::new());
    builder.append(&header, std::io::repeat(b'a').take(8 << 20)).unwrap();
    let mut archive = builder.into_inner().unwrap();
    archive.truncate(archive.len() - 1024);
    archive.extend(tar(&members()));
    assert_eq!(bytes(archive).unwrap().parts.len(), 5);
}

#[cfg(unix)]
#[test]
fn links_that_leave_a_folder_are_not_followed() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(folder.path(), &[("n1.txt".to_owned(), FLOW.into())]);
    write(outside.path(), &[("secret.txt".to_owned(), FLOW.into())]);
    std::os::unix::fs::symlink(outside.path().join("secret.txt"), folder.path().join("n2.txt")).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("all")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("circle")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("n1.txt"), folder.path().join("n3.txt")).unwrap();
    let gather = path(folder.path()).unwrap();
    let nodes: Vec<_> = summary(&gather).into_iter().filter_map(|(_, node, _)| node).collect();
    assert_eq!((nodes, gather.notes.len()), (vec!["n1".to_owned(), "n3".to_owned()], 3));
}

#[test]
fn a_bare_folder_is_told_apart_by_content() {
    let folder = tempfile::tempdir().unwrap();
    let text = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let bundle = tar(&[
        text("agentinfo", "version: v2.4.5\nnoderef:\n  name: w7\novsinfo:\n  bridgename: br-int\n"),
        text("flows", FLOW),
    ]);
    write(
        folder.path(),
        &[
            text("node-a.txt", FLOW),
            ("node-b".to_owned(), gzip(FLOW.as_bytes())),
            text("everything.out", POD_LIST),
            text("more", "apiVersion: v1\nkind: Pod\n"),
            text("photo.jpg", "\u{1}\u{0}"),
            ("agent_w7.tar.gz".to_owned(), gzip(&bundle)),
        ],
    );
    let gather = path(folder.path()).unwrap();
    let expected = [
        (K::Flows, Some("node-a")),
        (K::Flows, Some("node-b")),
        (K::Flows, Some("w7")),
        (K::AgentInfo, Some("w7")),
        (K::Objects, None),
        (K::Objects, None),
    ];
    let found: Vec<_> =
        gather.parts.iter().map(|part| (part.artefact.kind, part.artefact.origin.node.as_deref())).collect();
    for (kind, node) in expected {
        assert!(found.contains(&(kind, node)), "{kind:?} {node:?} not in {found:?}");
    }
    assert_eq!((found.len(), gather.left_alone.len()), (6, 1));
}

#[test]
fn one_file_is_its_own_node() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("worker-1.txt");
    std::fs::write(&file, FLOW).unwrap();
    assert_eq!(path(&file).unwrap().parts[0].artefact.origin.node.as_deref(), Some("worker-1"));
    let aliased = visit(capture::open(Some("w1"), &file)).unwrap();
    let origin = &aliased.parts[0].artefact.origin;
    assert_eq!((origin.node.as_deref(), &*origin.alias), (Some("w1"), "w1"));
    let piped = visit(capture::open_bytes(None, "-", FLOW.into(), Limits::default())).unwrap();
    assert_eq!(piped.parts[0].artefact.origin.node.as_deref(), Some("stdin"));
    for packed in
        [gzip(FLOW.as_bytes()), zstd(FLOW.as_bytes()), [gzip(b"priority=0 "), gzip(b"actions=drop\n")].concat()]
    {
        assert_eq!(bytes(packed).unwrap().parts[0].artefact.kind, K::Flows);
    }
    let frames = [zstd(FLOW.as_bytes()), zstd(FLOW.as_bytes())].concat();
    assert_eq!(bytes(frames).unwrap().parts[0].bytes.len(), 2 * FLOW.len());
}

#[test]
fn standard_input_is_read_once_unless_it_is_held() {
    let mut source = capture::open_bytes(None, "-", FLOW.into(), Limits::default()).unwrap();
    source.visit(&wanted(), &mut Gather::default()).unwrap();
    assert!(matches!(source.visit(&wanted(), &mut Gather::default()), Err(SourceError::Spent { .. })));
    let mut source = capture::open_bytes(None, "-", gzip(&tar(&members())), Limits::default()).unwrap();
    for _ in 0..2 {
        let mut gather = Gather::default();
        source.visit(&wanted(), &mut gather).unwrap();
        assert_eq!(gather.parts.len(), 5);
    }
}

#[test]
fn errors_say_what_is_there_and_what_to_try() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("empty/x.bin".to_owned(), vec![1, 0]),
            ("flows.txt".to_owned(), FLOW.into()),
            ("utf16".to_owned(), vec![0xff, 0xfe, b'a', 0]),
        ],
    );
    let error = |name: &str| path(&folder.path().join(name)).map(|gather| gather.parts.len()).unwrap_err().to_string();
    assert!(error("flow.txt").contains("no such file or folder; there is flows.txt"), "{}", error("flow.txt"));
    assert!(error("empty").contains("x.bin (binary data)"), "{}", error("empty"));
    assert!(error("utf16").contains("UTF-16"), "{}", error("utf16"));
    let piped = |content: &[u8]| bytes(content.to_vec()).map(|gather| gather.parts.len()).unwrap_err().to_string();
    assert!(piped(b"").contains("is empty"));
    assert!(piped(b"hello\n").contains("text of an unknown form"));
    assert!(piped(b"\x1f\x8b\x08\0").contains("cannot be read"), "{}", piped(b"\x1f\x8b\x08\0"));
    assert!(piped(b"\x28\xb5\x2f\xfd").contains("cannot be read"), "{}", piped(b"\x28\xb5\x2f\xfd"));
}

proptest::proptest! {
    #[test]
    fn any_bytes_never_panic(noise in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600), at in 0usize..4096, value: u8) {
        let _ = bytes(noise.clone());
        for mut archive in [tar(&members()), gzip(&tar(&members())), zstd(&tar(&members()))] {
            let place = at % archive.len();
            archive[place] = value;
            let _ = bytes(archive);
        }
        for magic in [&b"\x1f\x8b\x08\0"[..], b"\x28\xb5\x2f\xfd"] {
            let _ = bytes([magic, &noise].concat());
        }
    }
}
