use std::fs;

use super::*;
use crate::model::artefact::{ArtefactKind as K, Origin};
use crate::source::{Wanted, capture};

fn artefact(kind: K, node: Option<&str>, path: &str) -> Artefact {
    Artefact { kind, origin: Origin { alias: "".into(), node: node.map(Into::into), path: path.into() } }
}

fn send(writer: &mut Writer, number: u64, artefact: &Artefact, bytes: &[u8]) {
    let transfer = Transfer(number);
    if writer.begin(transfer, artefact) == Answer::Want {
        writer.chunk(transfer, bytes);
        writer.end(transfer, Outcome::Complete);
    }
}

/// Takes all that a source gives.
#[derive(Default)]
struct Taken {
    files: Vec<(String, Vec<u8>)>,
    gaps: Vec<Gap>,
    ways: Vec<(Arc<str>, Way, Option<String>)>,
    changed: Vec<Changed>,
    metas: usize,
    /// How many artefacts had begun when `meta.json` came.
    before_meta: usize,
}

impl Sink for Taken {
    fn begin(&mut self, _: Transfer, artefact: &Artefact) -> Answer {
        self.files.push((artefact.origin.path.to_string(), Vec::new()));
        Answer::Want
    }
    fn chunk(&mut self, _: Transfer, bytes: &[u8]) {
        self.files.last_mut().unwrap().1.extend_from_slice(bytes);
    }
    fn end(&mut self, _: Transfer, _: Outcome) {}
    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }
    fn note(&mut self, note: Note) {
        panic!("{note}");
    }
    fn meta(&mut self, _: &Meta) {
        self.metas += 1;
        self.before_meta = self.files.len();
    }
    fn way(&mut self, node: &Arc<str>, way: Way, why_not: Option<&str>) {
        self.ways.push((node.clone(), way, why_not.map(str::to_owned)));
    }
    fn changed(&mut self, changed: &Changed) {
        self.changed.push(changed.clone());
    }
}

fn read(path: &Path) -> Taken {
    let mut taken = Taken::default();
    let mut source = capture::open(None, path).unwrap();
    source.visit(&Wanted::kinds([K::Flows, K::Objects, K::Other]), &mut taken).unwrap();
    taken
}

#[test]
fn interleaved_artefacts_come_back_as_they_were() {
    for name in ["out", "out.tar", "out.tar.gz", "out.tgz"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        let mut writer = Writer::create(&path, false).unwrap();
        let big = |byte: u8| vec![byte; 200_000];
        let one = artefact(K::Flows, Some("n1"), "nodes/n1/flows.txt");
        let two = artefact(K::Flows, Some("n2"), "nodes/n2/flows.txt");
        assert_eq!(writer.begin(Transfer(1), &one), Answer::Want);
        assert_eq!(writer.begin(Transfer(2), &two), Answer::Want);
        for _ in 0..3 {
            writer.chunk(Transfer(1), &big(b'1'));
            writer.chunk(Transfer(2), &big(b'2'));
        }
        send(&mut writer, 3, &artefact(K::Objects, None, "cluster/pods.json"), b"{}");
        writer.end(Transfer(2), Outcome::Complete);
        writer.gap(Gap { node: Some("n1".into()), what: "the end of flows".into(), why: "cut".into() });
        writer.end(Transfer(1), Outcome::Cut { after: 600_000, why: "cut".into() });
        writer.way(&"n1".into(), Way::Agent, Some("no CA"));
        writer.way(&"n1".into(), Way::Exec, None);
        let changed = Changed { node: None, gone: vec!["uid".into()], others: vec!["a/b".into()] };
        writer.changed(&changed);
        let summary = writer.finish(&["all".to_owned()], "2026-01-01T00:00:00Z").unwrap();
        assert_eq!((summary.files, summary.nodes, summary.failed.len()), (4, 2, 1), "{name}");
        assert_eq!(folder.path().read_dir().unwrap().count(), 1, "{name}: something was left");
        let taken = read(&path);
        let mut found: Vec<_> =
            taken.files.iter().map(|(path, bytes)| (last_name(path).to_owned(), bytes.len(), bytes[0])).collect();
        found.sort();
        let flows = |first| ("flows.txt".to_owned(), 600_000, first);
        assert_eq!(found, [flows(b'1'), flows(b'2'), ("pods.json".to_owned(), 2, b'{')], "{name}");
        assert_eq!(taken.metas, 1, "{name}");
        assert!(name == "out" || taken.before_meta == 0, "{name}: meta.json is not the first");
        let gap = |why: &str| Gap { node: Some("n1".into()), what: "the end of flows".into(), why: why.into() };
        assert_eq!(taken.gaps, [gap("not in the capture: cut")], "{name}");
        let ways = [("n1".into(), Way::Agent, Some("no CA".to_owned())), ("n1".into(), Way::Exec, None)];
        assert_eq!(taken.ways, ways);
        assert_eq!(taken.changed, [changed]);
    }
}

#[test]
fn a_gap_of_an_earlier_capture_keeps_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out");
    let mut writer = Writer::create(&path, false).unwrap();
    writer.gap(Gap { node: None, what: "pods".into(), why: "not in the capture: timed out".into() });
    send(&mut writer, 1, &artefact(K::Flows, Some("n1"), "flows.txt"), b"");
    writer.finish(&[], "").unwrap();
    assert_eq!(read(&path).gaps[0].why, "not in the capture: timed out");
}

#[test]
fn what_has_no_place_is_a_gap_and_the_rest_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.tar");
    let mut writer = Writer::create(&path, false).unwrap().of_nodes(|node| node != "other");
    send(&mut writer, 1, &artefact(K::Flows, Some("n1"), "a"), b"first");
    send(&mut writer, 2, &artefact(K::Flows, Some("n1"), "b"), b"second");
    send(&mut writer, 3, &artefact(K::Flows, Some("../../up"), "c"), b"x");
    send(&mut writer, 4, &artefact(K::Flows, Some("other"), "d"), b"x");
    writer.gap(Gap { node: Some("other".into()), what: "flows".into(), why: "x".into() });
    writer.begin(Transfer(5), &artefact(K::Flows, Some("n2"), "e"));
    let summary = writer.finish(&[], "").unwrap();
    let said: Vec<String> = summary.failed.iter().map(|gap| gap.why.clone()).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0].contains("nodes/n1/flows.txt was written already"), "{said:?}");
    assert!(said[1].contains("has a slash"), "{said:?}");
    assert!(said[2].contains("ended in the middle"), "{said:?}");
    let taken = read(&path);
    assert_eq!(taken.files.len(), 1);
    assert_eq!(taken.files[0].1, b"first");
    assert_eq!(taken.gaps.len(), 3);
}

#[test]
fn a_target_is_looked_at_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("empty")).unwrap();
    fs::create_dir(root.join("photos")).unwrap();
    fs::write(root.join("photos/1.jpg"), "x").unwrap();
    fs::create_dir(root.join("capture")).unwrap();
    fs::write(root.join("capture/meta.json"), r#"{"format":"antstats-capture","version":1}"#).unwrap();
    fs::write(root.join("file"), "x").unwrap();
    fs::write(root.join("file.tar"), "x").unwrap();
    // path, force, word of the error
    let cases = [
        ("new", false, None),
        ("new.tar.gz", true, None),
        ("no/such/new", false, Some("there is no folder")),
        ("file/new", false, Some("there is no folder")),
        ("empty", false, Some("is there already")),
        ("empty", true, None),
        ("photos", false, Some("is there already")),
        ("photos", true, Some("a folder that is no capture")),
        ("photos.tar.zst", true, Some(".tar.zst cannot be written")),
        ("capture", true, None),
        ("file", true, Some("is a file, which is not replaced by a folder")),
        ("file.tar", false, Some("is there already")),
        ("file.tar", true, None),
        ("..", true, Some("is no name")),
    ];
    for (name, force, expected) in cases {
        let before = root.read_dir().unwrap().count();
        match (Writer::create(&root.join(name), force), expected) {
            (Ok(_), None) => {}
            (Err(error), Some(word)) => assert!(error.to_string().contains(word), "{name}: {error}"),
            (got, wanted) => panic!("{name}: {got:?}, not {wanted:?}"),
        }
        assert_eq!(root.read_dir().unwrap().count(), before, "{name}");
    }
}

#[test]
fn the_old_one_is_replaced_as_a_whole() {
    for name in ["out", "out.tar"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        for node in ["n1", "n2"] {
            let mut writer = Writer::create(&path, true).unwrap();
            send(&mut writer, 1, &artefact(K::Flows, Some(node), "flows.txt"), b"x");
            writer.finish(&[], "").unwrap();
            let taken = read(&path);
            assert_eq!(taken.files.len(), 1, "{name}");
            assert!(taken.files[0].0.contains(node), "{name}: {:?}", taken.files);
            assert_eq!(folder.path().read_dir().unwrap().count(), 1, "{name}: something was left");
        }
    }
}

#[test]
fn a_name_that_is_taken_meanwhile_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.tar");
    let writer = Writer::create(&path, false).unwrap();
    fs::write(&path, "theirs").unwrap();
    assert!(matches!(writer.finish(&[], ""), Err(WriteError::Exists { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(folder.path().read_dir().unwrap().count(), 1);
}
