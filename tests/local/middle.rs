//! What is between a Node's sockets and their reader cuts, delays and garbles: the reader ends in time, and never calls whole what is not.

use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use antstats::model::artefact::{ArtefactKind, Tables};
use antstats::source::local::{Local, LocalErrorKind, Options};
use antstats::source::{Outcome, Source, SourceError, Wanted};
use tempfile::TempDir;

use crate::answers::{flows, loaded, rundir};
use crate::between::{Between, Spoil};
use crate::ovs::Ovs;
use crate::taken::Taken;

/// How long each answer is waited for where it will come, on however busy a machine.
const LONG: Duration = Duration::from_secs(30);
/// How long where none may come: what is silent costs a test this.
const SHORT: Duration = Duration::from_millis(400);
/// How long a visit may take at most: what is silent is left alone soon.
const END: Duration = Duration::from_secs(20);

const OPENFLOW: [ArtefactKind; 7] = [
    ArtefactKind::TableFeatures,
    ArtefactKind::Groups,
    ArtefactKind::GroupStats,
    ArtefactKind::MeterStats,
    ArtefactKind::PortsDesc,
    ArtefactKind::TableStats,
    ArtefactKind::Flows,
];

/// A run directory in which one socket goes through a man in the middle.
struct Middle {
    /// It ends before its folder does.
    between: Between,
    folder: TempDir,
}

const SOCKETS: [(&str, &str); 3] =
    [("db.sock", "db.sock"), ("br-int.mgmt", "br-int.mgmt"), ("ovs-vswitchd.1.ctl", "switch.ctl")];

fn middle(ovs: &Ovs, socket: &str, spoil: Spoil) -> Middle {
    let folder = tempfile::tempdir().unwrap();
    for (name, real) in SOCKETS.iter().filter(|(name, _)| *name != socket) {
        symlink(rundir(ovs).join(real), folder.path().join(name)).unwrap();
    }
    let (_, real) = SOCKETS.iter().find(|(name, _)| *name == socket).unwrap();
    let between = Between::start(&folder.path().join(socket), &rundir(ovs).join(real), spoil);
    Middle { between, folder }
}

/// What came, and why nothing did.
fn read(middle: &Middle, kinds: &[ArtefactKind], patience: Duration) -> (Taken, Result<(), SourceError>) {
    let options = Options {
        rundir: Some(middle.folder.path().to_owned()),
        node: Some("n1".to_owned()),
        request_timeout: patience,
        pause: Some(Duration::ZERO),
        ..Options::default()
    };
    let (start, mut taken) = (Instant::now(), Taken::default());
    // As for a capture, which takes every answer there is.
    let wanted = Wanted::kinds(kinds.iter().copied().chain([ArtefactKind::Other])).of_tables(Tables::All);
    let ended = Local::open(options).and_then(|mut local| local.visit(&wanted, &mut taken));
    assert!(start.elapsed() < END, "it took {:?}", start.elapsed());
    for one in taken.transfers.values() {
        assert!(one.outcome.is_some(), "{:?} has no end", one.artefact);
        if matches!(one.outcome, Some(Outcome::Cut { .. })) {
            assert!(ended.is_err() || !taken.gaps.is_empty(), "{:?} is cut and nobody says so", one.artefact);
        }
    }
    (taken, ended)
}

/// Where messages begin, and their types.
fn messages(said: &[u8]) -> Vec<(usize, u8)> {
    let (mut at, mut all) = (0, Vec::new());
    while let Some(header) = said.get(at..at + 8) {
        all.push((at, header[1]));
        at += usize::from(u16::from_be_bytes([header[2], header[3]]));
    }
    assert_eq!(at, said.len());
    all
}

fn ovs() -> Ovs {
    let ovs = loaded();
    ovs.add_groups("group_id=1,type=select,bucket=bucket_id:0,actions=drop\n");
    ovs.add_meters("meter=1 pktps bands=\ntype=drop rate=5\n");
    ovs
}

/// What every visit of this switch must give whose artefacts are whole and without a gap.
fn assert_whole(taken: &Taken, ended: &Result<(), SourceError>, spoil: &Spoil) {
    assert!(ended.is_ok() && taken.gaps.is_empty(), "{spoil:?}: {ended:?} {:?}", taken.gaps);
    assert_eq!(flows(taken.whole(ArtefactKind::Flows)), 3043, "{spoil:?}");
    for kind in OPENFLOW {
        taken.whole(kind);
    }
}

#[test]
fn openflow_that_comes_in_other_pieces_is_the_same() {
    let ovs = ovs();
    let echo = vec![6, 2, 0, 12, 0, 0, 0, 9, b'p', b'i', b'n', b'g'];
    let other = vec![6, 12, 0, 8, 0, 0, 0, 0];
    let (record, clean) = {
        let middle = middle(&ovs, "br-int.mgmt", Spoil::Record);
        let (taken, ended) = read(&middle, &OPENFLOW, LONG);
        assert_whole(&taken, &ended, &Spoil::Record);
        (middle.between.said(), taken)
    };
    let places = messages(&record);
    let second = places[1].0;
    let last = places.last().unwrap().0;
    let spoils = [
        Spoil::Pieces(20_000, 1000),
        Spoil::Pieces(0, 65_537),
        Spoil::Delay(Duration::from_millis(5)),
        Spoil::Insert(0, echo.clone()),
        Spoil::Insert(second, echo.clone()),
        Spoil::Insert(second, other.repeat(1000)),
        Spoil::Insert(last, [echo, other].concat()),
    ];
    for spoil in spoils {
        let middle = middle(&ovs, "br-int.mgmt", spoil.clone());
        let (taken, ended) = read(&middle, &OPENFLOW, LONG);
        assert_whole(&taken, &ended, &spoil);
        for kind in [ArtefactKind::TableFeatures, ArtefactKind::Groups, ArtefactKind::TableStats] {
            assert_eq!(taken.whole(kind), clean.whole(kind), "{spoil:?}");
        }
    }
}

#[test]
fn openflow_that_is_cut_or_silent_is_a_gap() {
    let ovs = ovs();
    let record = {
        let middle = middle(&ovs, "br-int.mgmt", Spoil::Record);
        let _ = read(&middle, &OPENFLOW, LONG);
        middle.between.said()
    };
    // At the beginning of each kind of message and in the middle of it.
    let places = messages(&record);
    let mut kinds = Vec::new();
    for (at, _) in &places {
        let kind = (record[at + 1], record.get(at + 8..at + 10).filter(|_| *at > 0));
        if !kinds.iter().any(|(_, known)| *known == kind) {
            kinds.push((*at, kind));
        }
    }
    assert_eq!(kinds.len(), 8, "hello and seven types of replies: {kinds:?}");
    for (at, _) in kinds {
        for place in [at, at + 3, at + 8, at + 15] {
            let spoil = Spoil::Cut(place);
            let middle = middle(&ovs, "br-int.mgmt", spoil.clone());
            let (taken, ended) = read(&middle, &OPENFLOW, LONG);
            assert!(ended.is_err() || !taken.gaps.is_empty(), "{spoil:?}");
        }
        let spoil = Spoil::Silence(at + 9);
        let middle = middle(&ovs, "br-int.mgmt", spoil.clone());
        let (taken, ended) = read(&middle, &OPENFLOW, SHORT);
        let says_time = |why: &str| why.contains("within 0.4 s");
        match ended {
            Err(error) => assert!(says_time(&error.to_string()), "{spoil:?}: {error}"),
            Ok(()) => assert!(taken.gaps.iter().any(|gap| says_time(&gap.why)), "{spoil:?}: {:?}", taken.gaps),
        }
    }
}

#[test]
fn openflow_that_is_garbled_is_a_gap() {
    let ovs = ovs();
    let record = {
        let middle = middle(&ovs, "br-int.mgmt", Spoil::Record);
        let _ = read(&middle, &[ArtefactKind::Groups, ArtefactKind::Flows], LONG);
        middle.between.said()
    };
    let places = messages(&record);
    // The first reply of all, and one in the middle of the biggest table; version, type, length, number, type of reply, whether more comes.
    let inside = places[places.len() / 2].0;
    for at in [places[1].0, inside] {
        for (byte, bits) in [(0, 2), (1, 4), (2, 0x80), (3, 8), (3, 0xff), (4, 1), (7, 3), (9, 1), (11, 1)] {
            let spoil = Spoil::Flip(at + byte, bits);
            let middle = middle(&ovs, "br-int.mgmt", spoil.clone());
            let (taken, ended) = read(&middle, &[ArtefactKind::Groups, ArtefactKind::Flows], SHORT);
            assert!(ended.is_err() || !taken.gaps.is_empty(), "{spoil:?} of message at {at}");
        }
    }
}

#[test]
fn who_does_not_speak_openflow_is_told() {
    let ovs = Ovs::start();
    let refusal = [&[6, 1, 0, 18, 0, 0, 0, 1, 0, 0, 0, 0][..], b"not me"].concat();
    let cases = [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), None),
        (b"{\"id\":0,\"error\":null}".to_vec(), None),
        (vec![0; 100], None),
        (vec![], Some(LocalErrorKind::Cut)),
        (vec![6, 0, 0, 7, 0, 0, 0, 1], Some(LocalErrorKind::Garbled)),
        (vec![6, 0, 0, 16, 0, 0, 0, 1, 0, 1, 0, 8, 0, 0, 0, 0x20], Some(LocalErrorKind::Version)),
        (refusal, Some(LocalErrorKind::Version)),
    ];
    for (bytes, expected) in cases {
        let middle = middle(&ovs, "br-int.mgmt", Spoil::Instead(bytes.clone()));
        let (_, ended) = read(&middle, &[ArtefactKind::Flows], LONG);
        let Err(SourceError::Local(error)) = ended else { panic!("{bytes:?}: {ended:?}") };
        assert!(expected.is_none_or(|kind| kind == error.kind), "{bytes:?}: {error:?}");
        assert!(error.place.ends_with("br-int.mgmt"), "{error}");
    }
}

#[test]
fn who_never_stops_talking_is_left() {
    let ovs = Ovs::start();
    let hello = [6_u8, 0, 0, 8, 0, 0, 0, 1];
    for (socket, kind, bytes) in [
        ("db.sock", ArtefactKind::Port, b"{\"method\":\"update3\",\"params\":[],\"id\":null}".to_vec()),
        ("db.sock", ArtefactKind::Port, b"{\"method\":".to_vec()),
        ("ovs-vswitchd.1.ctl", ArtefactKind::Datapath, b"{\"error\":\"".to_vec()),
        ("ovs-vswitchd.1.ctl", ArtefactKind::Datapath, b"[".to_vec()),
        ("br-int.mgmt", ArtefactKind::Ports, [&hello[..], &[1, 1, 0, 0]].concat()),
    ] {
        let middle = middle(&ovs, socket, Spoil::Forever(bytes));
        let (taken, ended) = read(&middle, &[kind], LONG);
        assert!(ended.is_err() || !taken.gaps.is_empty(), "{socket} {kind:?}");
    }
}

#[test]
fn a_database_or_a_command_that_is_spoiled_never_hangs() {
    let ovs = loaded();
    let kinds = [ArtefactKind::Bridge, ArtefactKind::Port, ArtefactKind::Datapath, ArtefactKind::Aggregate];
    for socket in ["db.sock", "ovs-vswitchd.1.ctl"] {
        let record = {
            let middle = middle(&ovs, socket, Spoil::Record);
            let (taken, ended) = read(&middle, &kinds, LONG);
            assert!(ended.is_ok() && taken.gaps.is_empty(), "{ended:?} {:?}", taken.gaps);
            middle.between.said()
        };
        for spoil in [Spoil::Pieces(usize::MAX, 1), Spoil::Delay(Duration::from_millis(5))] {
            let middle = middle(&ovs, socket, spoil.clone());
            let (taken, ended) = read(&middle, &kinds, LONG);
            assert!(ended.is_ok() && taken.gaps.is_empty(), "{spoil:?} {ended:?} {:?}", taken.gaps);
        }
        for at in (0..record.len()).step_by(record.len() / 12 + 1) {
            for (spoil, patience) in [(Spoil::Cut(at), LONG), (Spoil::Silence(at), SHORT)] {
                let middle = middle(&ovs, socket, spoil.clone());
                let (taken, ended) = read(&middle, &kinds, patience);
                assert!(ended.is_err() || !taken.gaps.is_empty(), "{socket} {spoil:?}");
            }
            // What stands in text may be other text.
            for bits in [1, 0x20, 0x80] {
                let middle = middle(&ovs, socket, Spoil::Flip(at, bits));
                let _ = read(&middle, &kinds, SHORT);
            }
        }
        for bytes in [&b"[]"[..], b"{}", b"{\"id\":1}", b"\xff\xfe", b"{\"id\":0,\"result\":7,\"error\":null}"] {
            let middle = middle(&ovs, socket, Spoil::Instead(bytes.to_vec()));
            let (taken, ended) = read(&middle, &kinds, LONG);
            assert!(ended.is_err() || !taken.gaps.is_empty(), "{socket} {bytes:?}");
        }
    }
}
