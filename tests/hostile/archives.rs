//! Archives and folders.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, EntryType, Header};

use crate::run::{DONE, FAILED, PARTIAL, Scratch, dump, example, piped, pour, rules};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn header(name: &str, kind: EntryType, size: usize) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(kind);
    header.set_size(size as u64);
    header.set_mode(0o644);
    // By hand: names that the crate refuses to write go in too.
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_cksum();
    header
}

fn add(archive: &mut Builder<Vec<u8>>, name: &str, content: &[u8]) {
    archive.append(&header(name, EntryType::Regular, content.len()), content).unwrap();
}

/// The example as an archive.
fn packed() -> Vec<u8> {
    let mut archive = Builder::new(Vec::new());
    archive.append_dir_all("acme", example()).unwrap();
    archive.into_inner().unwrap()
}

#[test]
fn an_archive_that_was_cut_is_partial_and_gives_what_came() {
    let scratch = Scratch::new();
    let tar = packed();
    for (name, whole) in [("c.tar.gz", gzip(&tar)), ("c.tar", tar)] {
        let full = rules(&scratch.write(name, &whole));
        assert_eq!((full.code, full.flows()), (DONE, 1053), "{}", full.stderr);
        let mut most = 0;
        for part in 0..40 {
            let at = whole.len() * part / 40;
            let ended = rules(&scratch.write(name, &whole[..at]));
            assert_ne!(ended.code, DONE, "{name}: {at} of {} bytes", whole.len());
            if ended.code == PARTIAL {
                let flows = ended.flows();
                assert!(flows <= 1053, "{flows}");
                most = most.max(flows);
            }
        }
        assert!(most > 600, "{name}: a longer part gives more flows: {most}");
    }
}

#[test]
fn bytes_that_were_changed_are_never_a_panic() {
    let scratch = Scratch::new();
    let whole = gzip(&packed());
    for part in 0..25 {
        let mut damaged = whole.clone();
        let at = whole.len() * part / 25;
        damaged[at..(at + 3).min(whole.len())].fill(0x5a);
        rules(&scratch.write("c.tar.gz", damaged));
    }
}

#[test]
fn names_that_leave_the_archive_and_links_are_not_followed() {
    let scratch = Scratch::new();
    let mut archive = Builder::new(Vec::new());
    add(&mut archive, "meta.json", br#"{"format":"antstats-capture","version":1}"#);
    add(&mut archive, "nodes/n1/flows.txt", dump().as_bytes());
    let outside = scratch.path().join("outside");
    for name in ["../outside", "nodes/n2/../../../outside", outside.to_str().unwrap(), "/etc/antstats", "C:\\outside"] {
        add(&mut archive, name, dump().as_bytes());
    }
    let secret = scratch.write("secret.txt", dump());
    for (kind, name) in [
        (EntryType::Symlink, "nodes/n3/flows.txt"),
        (EntryType::Link, "nodes/n4/flows.txt"),
        (EntryType::Char, "nodes/n5/flows.txt"),
        (EntryType::Fifo, "nodes/n6/flows.txt"),
    ] {
        let mut header = header(name, kind, 0);
        header.set_link_name(&secret).unwrap();
        header.set_cksum();
        archive.append(&header, std::io::empty()).unwrap();
    }
    let path = scratch.write("in/c.tar", archive.into_inner().unwrap());
    let ended = rules(&path);
    assert_eq!(ended.flows(), 361, "{}", ended.stderr);
    for said in ["absolute", "'..'", "link", "no file"] {
        assert!(ended.stderr.contains(said), "{said}: {}", ended.stderr);
    }
    assert!(!outside.exists() && fs::read_dir(scratch.path().join("in")).unwrap().count() == 1);
}

#[test]
fn bombs_are_stopped() {
    let scratch = Scratch::new();
    // 16 GB of zeros, of comments, and of one member that says it is that long.
    let zeros = gzip(&vec![0; 64 << 20]);
    let comments = gzip(format!("#{}\n", "x".repeat(8190)).repeat(8 << 10).as_bytes());
    let mut long = header("nodes/n1/flows.txt", EntryType::Regular, 0);
    long.set_size(16 << 30);
    long.set_cksum();
    for (name, content) in
        [("zeros.gz", zeros.repeat(256)), ("member.tar.gz", [gzip(long.as_bytes()), zeros.repeat(256)].concat())]
    {
        let ended = rules(&scratch.write(name, content));
        assert_ne!(ended.code, DONE, "{name}: {}", ended.stderr);
    }
    let ended = rules(&scratch.write("bomb.gz", [gzip(dump().as_bytes()), comments.repeat(256)].concat()));
    assert_eq!((ended.code, ended.flows()), (PARTIAL, 361), "{}", ended.stderr);
    assert!(ended.stderr.contains("bomb"), "{}", ended.stderr);
}

/// Members without content: a gigabyte of headers.
fn crowd(name: impl Fn(usize) -> String) -> Vec<u8> {
    let mut archive = Builder::new(Vec::new());
    add(&mut archive, "nodes/n1/flows.txt", dump().as_bytes());
    let mut bytes = archive.into_inner().unwrap();
    bytes.truncate(bytes.len() - 1024);
    let mut packed = gzip(&bytes);
    for thousand in 0..1100 {
        let members = (0..1000).map(|n| header(&name(thousand * 1000 + n), EntryType::Regular, 0));
        let headers: Vec<u8> = members.flat_map(|header| header.as_bytes().to_vec()).collect();
        packed.extend(gzip(&headers));
    }
    packed
}

#[test]
fn a_million_members_take_bounded_time_and_memory() {
    let scratch = Scratch::new();
    for (what, content) in [
        ("different", crowd(|n| format!("nodes/n{n}/flows.txt"))),
        ("the same", crowd(|_| "nodes/n1/flows.txt".into())),
    ] {
        let ended = rules(&scratch.write("c.tar.gz", content));
        assert_eq!(ended.code, PARTIAL, "{what}: {}", ended.stderr.len());
        assert_eq!(ended.flows(), 361, "{what}");
    }
}

#[test]
fn nothing_to_read_is_an_error_that_says_what_is_there() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path().join("empty")).unwrap();
    scratch.write("unknown/core", b"\x7fELF\0\0");
    scratch.write("unknown/notes.txt", "buy milk\n");
    fs::create_dir_all(scratch.path().join("deep").join("x/".repeat(60))).unwrap();
    for (path, said) in [
        (scratch.write("nothing", ""), "empty"),
        (scratch.write("blank", "\n\n \n"), "blank"),
        (scratch.path().join("empty"), "no file"),
        (scratch.path().join("unknown"), "notes.txt"),
        (scratch.path().join("deep"), "deep"),
        (scratch.path().join("absent"), "absent"),
        (scratch.write("empty.gz", gzip(b"")), "empty.gz"),
        (scratch.write("no.tar", [0; 1024]), "no.tar"),
        (
            scratch.write("groups.txt", "OFPST_GROUP_DESC reply (OF1.5) (xid=0x2):\n group_id=1,type=all\n"),
            "the groups alone",
        ),
    ] {
        let ended = rules(&path);
        assert_eq!(ended.code, FAILED, "{}: {}", path.display(), ended.stderr);
        assert!(ended.stderr.contains(said), "{}: {}", path.display(), ended.stderr);
    }
    let ended = piped(&["get", "rules", "-o", "json", "--from", "-"], |stdin| pour(stdin, b"", 1));
    assert_eq!(ended.code, FAILED);
}

#[test]
fn links_in_circles_end() {
    let scratch = Scratch::new();
    scratch.write("c/nodes/n1/flows.txt", dump());
    for (to, link) in [
        ("..", "c/nodes/up"),
        (".", "c/self"),
        ("b", "c/nodes/a"),
        ("a", "c/nodes/b"),
        ("gone", "c/nodes/n1/groups.txt"),
    ] {
        std::os::unix::fs::symlink(Path::new(to), scratch.path().join(link)).unwrap();
    }
    let ended = rules(&scratch.path().join("c"));
    assert_eq!(ended.flows(), 361, "{}", ended.stderr);
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let scratch = Scratch::new();
    scratch.write("c/nodes/n1/flows.txt", dump());
    let pipe = scratch.path().join("c/nodes/n1/groups.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let ended = rules(&scratch.path().join("c"));
    assert_eq!(ended.flows(), 361, "{}", ended.stderr);
}
