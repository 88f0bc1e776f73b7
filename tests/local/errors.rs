//! What is wrong on a Node is said with its place and what to try.

use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use antstats::model::artefact::{Artefact, ArtefactKind, Gap, Note};
use antstats::source::interrupt::Interrupt;
use antstats::source::local::{Local, LocalError, LocalErrorKind, Options};
use antstats::source::{Answer, Outcome, Sink, Source, SourceError, Transfer, Wanted};

use crate::answers::{flows, loaded, options, rundir};
use crate::ovs::Ovs;
use crate::taken::Taken;

fn failed<T: std::fmt::Debug>(ended: Result<T, SourceError>) -> LocalError {
    match ended {
        Err(error @ SourceError::Local(_)) => {
            assert!(!error.to_string().is_empty());
            let SourceError::Local(error) = error else { unreachable!() };
            error
        }
        other => panic!("{other:?}"),
    }
}

/// Does something when the first bytes of an artefact come.
struct Meanwhile<F> {
    taken: Taken,
    kind: ArtefactKind,
    what: Option<F>,
}

impl<F: FnOnce()> Sink for Meanwhile<F> {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        if artefact.kind == self.kind
            && let Some(what) = self.what.take()
        {
            what();
        }
        self.taken.begin(transfer, artefact)
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        self.taken.chunk(transfer, bytes);
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        self.taken.end(transfer, outcome);
    }

    fn gap(&mut self, gap: Gap) {
        self.taken.gap(gap);
    }

    fn note(&mut self, note: Note) {
        self.taken.note(note);
    }
}

fn visit_meanwhile(ovs: &Ovs, kinds: &[ArtefactKind], kind: ArtefactKind, what: impl FnOnce()) -> Taken {
    let mut sink = Meanwhile { taken: Taken::default(), kind, what: Some(what) };
    let mut local = Local::open(options(ovs)).unwrap();
    local.visit(&Wanted::kinds(kinds.iter().copied()), &mut sink).unwrap();
    sink.taken
}

#[test]
fn a_folder_without_sockets_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let open =
        |path: &std::path::Path| failed(Local::open(Options { rundir: Some(path.to_owned()), ..Options::default() }));
    let error = open(&folder.path().join("nowhere"));
    assert_eq!(error.kind, LocalErrorKind::NoRundir);
    assert!(error.hint().unwrap().contains("--local RUNDIR"));
    let error = open(folder.path());
    assert_eq!(error.kind, LocalErrorKind::Missing);
    assert!(error.place.ends_with("/db.sock"), "{error}");
    // A socket that nobody listens to any more.
    drop(UnixListener::bind(folder.path().join("db.sock")).unwrap());
    let error = open(folder.path());
    assert_eq!(error.kind, LocalErrorKind::Stale);
    assert!(error.hint().unwrap().contains("does not run"), "{error}");
}

#[test]
fn the_bridge_is_named_or_found() {
    let ovs = loaded();
    let open = |bridge: Option<&str>| Local::open(Options { bridge: bridge.map(str::to_owned), ..options(&ovs) });
    let local = open(None).unwrap();
    assert_eq!((local.bridge(), local.round(), local.node()), ("br-int", Some("7"), "n1"));
    let error = failed(open(Some("br-x")));
    assert_eq!(error.kind, LocalErrorKind::NoBridge);
    assert!(error.to_string().contains("there is br-int"), "{error}");
    ovs.vsctl("add-br antrea -- set bridge antrea datapath_type=dummy external_ids:roundNum=3".split(' '));
    let error = failed(open(None));
    assert_eq!(error.kind, LocalErrorKind::SeveralBridges);
    assert!(error.to_string().contains("antrea, br-int") || error.to_string().contains("br-int, antrea"), "{error}");
    assert_eq!(error.hint(), Some("--bridge names the bridge"));
    assert_eq!(open(Some("antrea")).unwrap().round(), Some("3"));
    ovs.vsctl("remove bridge br-int external_ids roundNum".split(' '));
    assert_eq!(open(None).unwrap().bridge(), "antrea");
    ovs.vsctl("remove bridge antrea external_ids roundNum".split(' '));
    assert_eq!(open(None).unwrap().bridge(), "br-int");
    ovs.delete_bridge();
    assert_eq!(open(None).unwrap().bridge(), "antrea");
    ovs.vsctl("del-br antrea".split(' '));
    assert_eq!(failed(open(None)).kind, LocalErrorKind::NoBridge);
}

#[test]
fn without_the_database_the_rest_is_read() {
    let ovs = loaded();
    let folder = tempfile::tempdir().unwrap();
    symlink(rundir(&ovs).join("br-int.mgmt"), folder.path().join("br-int.mgmt")).unwrap();
    let mut local = Local::open(Options { rundir: Some(folder.path().to_owned()), ..options(&ovs) }).unwrap();
    assert_eq!((local.bridge(), local.round()), ("br-int", None));
    let mut taken = Taken::default();
    let kinds = [ArtefactKind::Flows, ArtefactKind::Port, ArtefactKind::Conntrack, ArtefactKind::ConntrackCounts];
    local.visit(&Wanted::kinds(kinds), &mut taken).unwrap();
    assert_eq!(flows(taken.whole(ArtefactKind::Flows)), 3043);
    let gaps: Vec<(&str, bool)> = taken
        .gaps
        .iter()
        .map(|gap| (gap.what.as_str(), gap.why.contains("db.sock: there is no such socket")))
        .collect();
    assert_eq!(gaps, [("an OVSDB table", true), ("the connections, counts of connections", false)]);
    assert!(taken.gaps[1].why.contains("ovs-vswitchd.PID.ctl"), "{:?}", taken.gaps);
    assert!(local.details().iter().any(|line| line.contains("will not be noticed")), "{:?}", local.details());
}

#[test]
fn a_protocol_that_is_not_spoken_is_named() {
    let ovs = loaded();
    ovs.set(&[vec!["bridge".to_owned(), "br-int".to_owned(), "protocols=OpenFlow14".to_owned()]]);
    let mut local = Local::open(options(&ovs)).unwrap();
    let mut taken = Taken::default();
    let kinds = [ArtefactKind::Flows, ArtefactKind::Groups, ArtefactKind::Meters];
    let error = failed(local.visit(&Wanted::kinds(kinds), &mut taken));
    assert_eq!(error.kind, LocalErrorKind::Version);
    let why = "br-int.mgmt: the bridge speaks OpenFlow14, and this OpenFlow10, OpenFlow13, OpenFlow15";
    assert!(error.to_string().ends_with(why), "{error}");
    assert!(error.hint().unwrap().contains("protocols"));
    // With something else that is there it is a gap, said once.
    let kinds = kinds.into_iter().chain([ArtefactKind::Bridge]);
    local.visit(&Wanted::kinds(kinds), &mut taken).unwrap();
    assert_eq!(taken.gaps.len(), 1, "{:?}", taken.gaps);
    assert_eq!(taken.gaps[0].what, "the groups, the meters, the flows");
}

#[test]
fn a_switch_that_ends_meanwhile_leaves_a_cut_dump() {
    let mut ovs = loaded();
    let socket = rundir(&ovs).join("br-int.mgmt");
    let pid = std::fs::read_to_string(rundir(&ovs).join("ovs-vswitchd.pid")).unwrap();
    let kill = || assert!(std::process::Command::new("kill").args(["-KILL", pid.trim()]).status().unwrap().success());
    let taken = visit_meanwhile(&ovs, &[ArtefactKind::Port, ArtefactKind::Flows], ArtefactKind::Flows, kill);
    let flows = taken.get(ArtefactKind::Flows).unwrap();
    let Some(Outcome::Cut { after, why }) = &flows.outcome else { panic!("{:?}", flows.outcome) };
    assert!(*after > 0 && why.contains("table 10: it ended the connection"), "{why}");
    assert_eq!(taken.gaps.len(), 1, "{:?}", taken.gaps);
    assert_eq!(
        (&*taken.gaps[0].what, &taken.gaps[0].why),
        ("the flows", &format!("{why}: it ended or was restarted: try again"))
    );
    // What it leaves behind is stale.
    ovs.stop_switch();
    assert!(socket.exists());
    let error =
        failed(Local::open(options(&ovs)).unwrap().visit(&Wanted::kinds([ArtefactKind::Flows]), &mut Taken::default()));
    assert_eq!(error.kind, LocalErrorKind::Stale);
}

#[test]
fn an_agent_that_is_restarted_meanwhile_is_told() {
    let ovs = loaded();
    let kinds = [ArtefactKind::Port, ArtefactKind::Flows];
    let set = |words: &str| {
        ovs.vsctl(words.split(' '));
    };
    let taken = visit_meanwhile(&ovs, &kinds, ArtefactKind::Flows, || set("set bridge br-int external_ids:other=1"));
    assert!(taken.gaps.is_empty(), "{:?}", taken.gaps);
    let taken = visit_meanwhile(&ovs, &kinds, ArtefactKind::Flows, || set("set bridge br-int external_ids:roundNum=8"));
    assert_eq!(taken.gaps.len(), 1);
    assert!(taken.gaps[0].why.contains("round 7 became 8"), "{:?}", taken.gaps);
    let taken = visit_meanwhile(&ovs, &kinds, ArtefactKind::Port, || ovs.delete_bridge());
    assert!(taken.gaps.iter().any(|gap| gap.why.contains("bridge br-int was removed")), "{:?}", taken.gaps);
}

#[test]
fn the_time_for_everything_ends_a_visit() {
    let ovs = loaded();
    let options =
        Options { deadline: Some(Duration::from_millis(300)), pause: Some(Duration::from_secs(60)), ..options(&ovs) };
    let (start, mut taken) = (Instant::now(), Taken::default());
    Local::open(options).unwrap().visit(&Wanted::kinds([ArtefactKind::Port, ArtefactKind::Flows]), &mut taken).unwrap();
    assert!(start.elapsed() < Duration::from_secs(10));
    assert!(matches!(taken.get(ArtefactKind::Flows).unwrap().outcome, Some(Outcome::Cut { .. })));
    assert!(taken.gaps.iter().any(|gap| gap.why.contains("(--timeout) is over")), "{:?}", taken.gaps);
}

#[test]
fn a_switch_that_says_nothing_at_all_is_known() {
    let mut ovs = loaded();
    let kinds = [ArtefactKind::Bridge, ArtefactKind::Groups, ArtefactKind::Flows];
    let mut local = Local::open(options(&ovs)).unwrap();
    local.visit(&Wanted::kinds(kinds), &mut Taken::default()).unwrap();
    assert_eq!(local.silent(), None);
    ovs.stop_switch();
    drop(UnixListener::bind(rundir(&ovs).join("br-int.mgmt")).unwrap());
    let mut taken = Taken::default();
    local.visit(&Wanted::kinds(kinds), &mut taken).unwrap();
    let silent = local.silent().unwrap().clone();
    assert_eq!(silent.kind, LocalErrorKind::Stale);
    assert!(silent.to_string().contains("br-int.mgmt: ovs-vswitchd does not answer"), "{silent}");
    assert_eq!(taken.gaps.len(), 1, "{:?}", taken.gaps);
    std::fs::remove_file(rundir(&ovs).join("br-int.mgmt")).unwrap();
    local.visit(&Wanted::kinds([ArtefactKind::Bridge, ArtefactKind::Flows]), &mut Taken::default()).unwrap();
    assert_eq!(local.silent().unwrap().kind, LocalErrorKind::Missing);
    assert_eq!(local.silent().unwrap().hint(), silent.hint());
    // Who was not asked says nothing either.
    local.visit(&Wanted::kinds([ArtefactKind::Bridge]), &mut Taken::default()).unwrap();
    assert_eq!(local.silent(), None);
}

#[test]
fn an_interrupt_keeps_what_came() {
    static HEARD: AtomicBool = AtomicBool::new(false);
    let ovs = loaded();
    let mut sink = Meanwhile {
        taken: Taken::default(),
        kind: ArtefactKind::Flows,
        what: Some(|| HEARD.store(true, Ordering::Relaxed)),
    };
    let pause = Some(Duration::from_secs(60));
    let mut local = Local::open(Options { interrupt: Interrupt::when(&HEARD), pause, ..options(&ovs) }).unwrap();
    let (start, kinds) = (Instant::now(), [ArtefactKind::Port, ArtefactKind::Flows]);
    local.visit(&Wanted::kinds(kinds), &mut sink).unwrap();
    assert!(start.elapsed() < Duration::from_secs(10));
    let taken = &sink.taken;
    assert!(matches!(taken.get(ArtefactKind::Flows).unwrap().outcome, Some(Outcome::Cut { .. })));
    assert_eq!(taken.gaps.len(), 1, "{:?}", taken.gaps);
    assert!(taken.gaps[0].why.contains("interrupted: it had not answered everything"), "{:?}", taken.gaps);
    // The next visit of one who wants no more is all gap, and no error.
    let mut taken = Taken::default();
    local.visit(&Wanted::kinds(kinds), &mut taken).unwrap();
    assert!(!taken.gaps.is_empty() && taken.transfers.is_empty() && local.silent().is_none());
}

#[test]
fn what_cannot_be_openflow_is_not_waited_for() {
    for first in [&b"HTTP/1.1 400 Bad Request\r\n"[..], b"\0\0\0\0", b"{\"id\":0", b"\x06\x0e"] {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("br-int.mgmt")).unwrap();
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let mut client = client.unwrap();
                client.write_all(first).unwrap();
                // It says no more, and waits.
                std::thread::spawn(move || drop(client.read_to_end(&mut Vec::new())));
            }
        });
        let options = Options {
            rundir: Some(folder.path().to_owned()),
            bridge: Some("br-int".to_owned()),
            request_timeout: Duration::from_secs(60),
            ..Options::default()
        };
        // There is no database either.
        let (start, kinds) = (Instant::now(), [ArtefactKind::Bridge, ArtefactKind::Flows]);
        let visited =
            Local::open(options).and_then(|mut local| local.visit(&Wanted::kinds(kinds), &mut Taken::default()));
        let error = failed(visited);
        assert_eq!(error.kind, LocalErrorKind::Garbled, "{error}");
        assert!(error.to_string().contains("does not speak OpenFlow"), "{error}");
        assert!(start.elapsed() < Duration::from_secs(20), "{first:?}");
    }
}

/// Lets a process go on that was stopped, however the test ends.
struct Stopped(String);

impl Stopped {
    fn new(pid: &str) -> Stopped {
        let stopped = Stopped(pid.trim().to_owned());
        stopped.signal("-STOP");
        stopped
    }

    fn signal(&self, signal: &str) {
        assert!(std::process::Command::new("kill").args([signal, &self.0]).status().unwrap().success());
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        self.signal("-CONT");
    }
}

#[test]
fn a_switch_that_hangs_is_waited_for_once() {
    let ovs = loaded();
    let options = Options { request_timeout: Duration::from_secs(2), ..options(&ovs) };
    let mut local = Local::open(options).unwrap();
    let _stopped = Stopped::new(&std::fs::read_to_string(rundir(&ovs).join("ovs-vswitchd.pid")).unwrap());
    let (start, mut taken) = (Instant::now(), Taken::default());
    let kinds = [
        ArtefactKind::Bridge,
        ArtefactKind::Groups,
        ArtefactKind::Ports,
        ArtefactKind::Conntrack,
        ArtefactKind::Datapath,
        ArtefactKind::Flows,
    ];
    local.visit(&Wanted::kinds(kinds), &mut taken).unwrap();
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    assert!(taken.text(ArtefactKind::Bridge).contains("br-int"));
    let gaps: Vec<&str> = taken.gaps.iter().map(|gap| gap.what.as_str()).collect();
    assert_eq!(gaps, ["the groups, counters of ports, the connections, the datapath, the flows"]);
    let said =
        "br-int.mgmt: gave no whole answer within 2 s: it hangs or is busy: --request-timeout gives it more time";
    assert!(taken.gaps[0].why.ends_with(said), "{}", taken.gaps[0].why);
}
