//! What runs in an agent's Pod, against a real Open vSwitch: the script gives what the commands themselves give, in every shell, with and without gzip, and says
//! what it could not have.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

#[path = "support/everything.rs"]
mod everything;
#[path = "support/ovs.rs"]
mod ovs;
#[path = "support/replay.rs"]
mod replay;
#[path = "support/shells.rs"]
mod shells;
mod support;

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output as Ended, Stdio};
use std::time::{Duration, Instant};

use antstats::model::artefact::ArtefactKind::{self, *};
use antstats::source::kube::exec::Output;
use antstats::source::kube::feed::{Feed, pump};
use antstats::source::kube::read_node::Answer;
use antstats::source::kube::script::{Order, mark};
use antstats::source::kube::{NodeError, NodeErrorKind};
use antstats::source::recipe::{POLICY_TABLES, RECIPES};
use antstats::source::{Outcome, Tables, Wanted};
use everything::{Gather, Part};
use replay::Node;
use shells::{OVS, find, install, programs, shells};

/// What `get policystats` wants of a Node.
const STATISTICS: [ArtefactKind; 6] = [Flows, TableFeatures, TableStats, Bridge, Port, Interface];
/// What a capture wants of container `antrea-ovs` of a switch in user space.
fn everything() -> Vec<ArtefactKind> {
    let kinds = RECIPES.iter().filter(|recipe| recipe.command.is_some() && recipe.kind != NfConntrack);
    kinds.map(|recipe| recipe.kind).chain([Other]).collect()
}

fn order(kinds: &[ArtefactKind], tables: Tables) -> Order {
    let wanted = Wanted::kinds(kinds.iter().copied()).of_tables(tables);
    Order::of_ovs(&wanted, Duration::from_secs(2).into()).unwrap()
}

fn load(capture: &str) -> Node {
    let capture = support::open(capture);
    let name = capture.nodes().remove(0);
    let node = Node::load_without_traffic(&capture, &name);
    node.label(&capture);
    node
}

/// Runs an order as a container does.
fn run(
    node: &Node,
    order: &Order,
    mark: &str,
    shell: &[impl AsRef<OsStr> + std::fmt::Debug],
    path: Option<&Path>,
) -> Ended {
    let argv = order.argv(mark);
    let mut command = Command::new(&shell[0]);
    command.args(&shell[1..]).args(&argv[1..]).stdin(Stdio::null()).env_clear().envs(node.switch.environment());
    if let Some(path) = path {
        command.env("PATH", path);
    }
    command.output().unwrap()
}

/// What a sink gets of an answer.
#[derive(Debug)]
struct Got {
    gather: Gather,
    result: Result<(), NodeError>,
}

impl Got {
    fn file(&self, file: &str) -> &str {
        let part = self.gather.parts.iter().find(|part| file_of(part) == file);
        std::str::from_utf8(&part.unwrap_or_else(|| panic!("no {file}: {self:#?}")).bytes).unwrap()
    }

    fn gaps(&self) -> BTreeMap<&str, &str> {
        self.gather.gaps.iter().map(|gap| (gap.what.as_str(), gap.why.as_str())).collect()
    }
}

fn file_of(part: &Part) -> &str {
    part.artefact.origin.path.rsplit('/').next().unwrap()
}

/// Reads an answer, in pieces of this size.
fn read(order: &Order, mark: &str, answer: &[u8], piece: usize) -> Got {
    let (sender, mut receiver) = tokio::sync::mpsc::channel(1 << 16);
    let feed = Feed::new(sender).of_node(&"n1".into());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let result = runtime.block_on(async {
        let mut taker = Answer::new(mark, order, &feed);
        for bytes in answer.chunks(piece) {
            taker.take(bytes).await?;
        }
        taker.finish(None).await
    });
    let (mut gather, mut skipped) = (Gather::default(), HashSet::new());
    while let Ok(message) = receiver.try_recv() {
        pump(message, &mut skipped, &mut gather, &mut |_| {});
    }
    Got { gather, result }
}

fn got(
    node: &Node,
    order: &Order,
    shell: &[impl AsRef<OsStr> + std::fmt::Debug],
    path: Option<&Path>,
) -> (Got, Vec<u8>) {
    let mark = mark();
    let ended = run(node, order, &mark, shell, path);
    // A shell says of a command that was killed what killed it.
    let words = String::from_utf8_lossy(&ended.stderr).replace("Alarm clock\n", "");
    assert_eq!(words, "", "{shell:?}");
    (read(order, &mark, &ended.stdout, 4096), ended.stdout)
}

/// Lines of a dump without what passes with time, sorted: the order inside a table is not the same twice.
fn flows(text: &str) -> Vec<String> {
    let steady = |line: &str| -> String {
        let words = line.trim().split(", ").filter(|word| !word.starts_with("duration="));
        let words = words.map(|word| {
            word.strip_prefix("idle_age=").map_or(word, |age| age.split_once(',').map_or("", |(_, rest)| rest))
        });
        words.collect::<Vec<_>>().join(", ")
    };
    let mut lines: Vec<String> = text.lines().filter(|line| line.contains("cookie=")).map(steady).collect();
    lines.sort();
    lines
}

fn table_of(line: &str) -> u8 {
    line.split("table=").nth(1).unwrap().split(',').next().unwrap().parse().unwrap()
}

const PROTOCOLS: &str = "OpenFlow10,OpenFlow13,OpenFlow15";

fn plain(node: &Node) -> String {
    node.switch.ofctl(["-O", PROTOCOLS, "dump-flows", "br-int"])
}

#[test]
fn tables_one_by_one_are_the_whole_bridge() {
    for capture in ["basic", "v1.5.3"] {
        let node = load(capture);
        let whole = flows(&plain(&node));
        assert!(whole.len() > 300);
        for shell in shells() {
            let (all, bytes) = got(&node, &order(&[Flows, Aggregate], Tables::All), &shell, None);
            assert_eq!(all.result, Ok(()));
            assert_eq!(bytes[..2], [0x1f, 0x8b], "{shell:?}");
            assert!(all.gather.gaps.is_empty(), "{:?}", all.gather.gaps);
            assert_eq!(flows(all.file("flows.txt")), whole, "{capture} {shell:?}");
            assert!(all.file("aggregate.txt").contains(&format!("flow_count={}", whole.len())));
        }
    }
}

#[test]
fn policies_cost_their_own_tables_alone() {
    for capture in ["dual", "multicast"] {
        let node = load(capture);
        let names: BTreeMap<u8, String> =
            node.tables().iter().map(|(name, id)| (u8::try_from(*id).unwrap(), name.clone())).collect();
        let whole = flows(&plain(&node));
        let expected: Vec<String> =
            whole.iter().filter(|line| POLICY_TABLES.contains(&names[&table_of(line)].as_str())).cloned().collect();
        assert!(expected.len() > 100 && expected.len() < whole.len());
        for shell in shells() {
            let (policies, _) = got(&node, &order(&STATISTICS, Tables::Policies), &shell, None);
            assert_eq!((policies.result.clone(), policies.gather.gaps.len()), (Ok(()), 0));
            assert_eq!(flows(policies.file("flows.txt")), expected, "{capture} {shell:?}");
            let files: Vec<&str> = policies.gather.parts.iter().map(file_of).collect();
            assert_eq!(
                files,
                ["bridge.json", "port.json", "interface.json", "table-features.txt", "tables.txt", "flows.txt"]
            );
            assert!(policies.file("bridge.json").contains("roundNum"));
            assert!(policies.file("port.json").contains("pod-name"));
            assert_eq!(
                policies.file("table-features.txt"),
                node.switch.ofctl(["-O", PROTOCOLS, "dump-table-features", "br-int"])
            );
        }
    }
}

#[test]
fn tables_are_chosen_by_name_and_by_number() {
    let node = load("dual");
    let id = |wanted: &str| *node.tables().iter().find(|(name, _)| *name == wanted).unwrap().1;
    let (spoof, metric) = (id("SpoofGuard"), id("EgressMetric"));
    let whole = flows(&plain(&node));
    let of = |tables: &[u64]| -> Vec<String> {
        whole.iter().filter(|line| tables.contains(&u64::from(table_of(line)))).cloned().collect()
    };
    for (names, expected) in [
        (vec!["SpoofGuard".to_string()], of(&[spoof])),
        (vec![metric.to_string(), "SpoofGuard".to_string()], of(&[spoof, metric])),
        (vec!["*".to_string()], Vec::new()),
    ] {
        let (chosen, _) = got(&node, &order(&STATISTICS, Tables::Named(names.clone().into())), &["sh"], None);
        assert_eq!(chosen.result, Ok(()));
        assert_eq!(flows(chosen.file("flows.txt")), expected, "{names:?}");
    }
}

#[test]
fn tables_without_names_are_all_read() {
    let node = load("v2.7.0");
    node.switch.forget_table_names();
    let (policies, _) = got(&node, &order(&STATISTICS, Tables::Policies), &["sh"], None);
    assert_eq!(policies.result, Ok(()));
    assert_eq!(flows(policies.file("flows.txt")), flows(&plain(&node)));
}

#[test]
fn a_capture_has_what_the_commands_print() {
    let node = load("acme-fitness");
    let (capture, _) = got(&node, &order(&everything(), Tables::All), &["sh"], None);
    assert_eq!((capture.result.clone(), capture.gaps()), (Ok(()), BTreeMap::new()));
    // The number of the request is the first program's, or the second's.
    let without_xid =
        |text: &str| text.lines().map(|line| line.split(" (xid=").next().unwrap().to_string()).collect::<Vec<_>>();
    for (file, verb) in [
        ("groups.txt", "dump-groups"),
        ("meters.txt", "dump-meters"),
        ("ports-desc.txt", "dump-ports-desc"),
        ("tables.txt", "dump-tables"),
    ] {
        let printed = node.switch.ofctl(["-O", PROTOCOLS, verb, "br-int"]);
        assert!(printed.len() > 100);
        assert_eq!(without_xid(capture.file(file)), without_xid(&printed), "{file}");
    }
    for (file, words) in [
        ("group-stats.txt", "ref_count="),
        ("meter-stats.txt", "meter:256"),
        ("ports.txt", "rx pkts="),
        ("conntrack-counts.txt", "Connections Stats:"),
        ("datapath.txt", "flows:"),
        ("open_vswitch.json", "ovs_version"),
        ("interface.json", "mac_in_use"),
        ("flows.txt", "cookie="),
    ] {
        assert!(capture.file(file).contains(words), "{file}");
    }
    assert!(capture.gather.parts.iter().all(|part| part.outcome == Some(Outcome::Complete)));
}

#[test]
fn without_gzip_it_is_plain() {
    let node = load("basic");
    let path = programs(&OVS);
    let asked = order(&STATISTICS, Tables::Policies);
    let (packed, short) = got(&node, &asked, &["/bin/sh"], None);
    let (open, long) = got(&node, &asked, &["/bin/sh"], Some(path.path()));
    assert_eq!((short[0], long[0]), (0x1f, b'@'));
    assert!(short.len() * 5 < long.len(), "{} and {} bytes", short.len(), long.len());
    assert_eq!(flows(packed.file("flows.txt")), flows(open.file("flows.txt")));
    if let Some(busybox) = find("busybox") {
        symlink(busybox, path.path().join("gzip")).unwrap();
        let (_, small) = got(&node, &asked, &["/bin/sh"], Some(path.path()));
        assert_eq!(small[0], 0x1f);
        fs::remove_file(path.path().join("gzip")).unwrap();
    }
    // A gzip that is there and does not work is none.
    install(path.path(), "gzip", "exit 1");
    let (_, long) = got(&node, &asked, &["/bin/sh"], Some(path.path()));
    assert_eq!(long[0], b'@');
}

#[test]
fn an_answer_that_is_cut_anywhere_is_named_and_never_wrong() {
    let node = load("restarted");
    let asked = order(&STATISTICS, Tables::Policies);
    let path = programs(&OVS);
    for path in [None, Some(path.path())] {
        let mark = mark();
        let answer = run(&node, &asked, &mark, &["/bin/sh"], path).stdout;
        let whole = read(&asked, &mark, &answer, answer.len());
        assert_eq!(whole.result, Ok(()));
        let lines: HashSet<&str> = whole.file("flows.txt").lines().collect();
        for length in (0..answer.len()).step_by(answer.len() / 150 + 1).chain(answer.len() - 40..answer.len()) {
            let cut = read(&asked, &mark, &answer[..length], 1000);
            match &cut.result {
                Err(error) => assert_eq!(error.kind, NodeErrorKind::Cut, "after {length}"),
                // gzip's checksum, and some of its own codes, come after everything that it holds.
                Ok(()) => assert!(
                    path.is_none() && flows(cut.file("flows.txt")) == flows(whole.file("flows.txt")),
                    "after {length}"
                ),
            }
            for part in &cut.gather.parts {
                let file = file_of(part);
                let text = std::str::from_utf8(&part.bytes).unwrap();
                let known = whole.file(file);
                assert!(text == known || file == "flows.txt" || known.starts_with(text), "{file} after {length}");
                match part.outcome.as_ref().unwrap() {
                    Outcome::Complete => assert_eq!(text, known, "{file} after {length}"),
                    Outcome::Cut { after, .. } => assert_eq!(*after, part.bytes.len() as u64),
                }
                if file == "flows.txt" {
                    assert!(
                        text.lines().all(|line| lines.contains(line)) && (text.is_empty() || text.ends_with('\n')),
                        "after {length}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_switch_that_is_down_is_said_to_be() {
    let mut node = load("restarted");
    node.switch.stop_switch();
    let (down, _) = got(&node, &order(&STATISTICS, Tables::Policies), &["sh"], None);
    // The database still answers.
    assert_eq!(down.result, Ok(()));
    assert!(down.file("port.json").contains("pod-name"));
    let gaps = down.gaps();
    assert!(
        gaps["flows"].starts_with("Open vSwitch is down: ovs-ofctl: ") && gaps["flows"].contains("antrea-ovs"),
        "{gaps:?}"
    );
    assert!(!down.gather.parts.iter().any(|part| part.artefact.kind == Flows));
}

#[test]
fn a_switch_that_hangs_costs_one_time_limit() {
    let node = load("restarted");
    let environment: BTreeMap<_, _> = node.switch.environment().into_iter().collect();
    let daemon = fs::read_to_string(Path::new(&environment["OVS_RUNDIR"]).join("ovs-vswitchd.pid")).unwrap();
    let signal = |name: &str| assert!(Command::new("kill").args([name, daemon.trim()]).status().unwrap().success());
    signal("-STOP");
    let begun = Instant::now();
    let (hangs, _) = got(&node, &order(&everything(), Tables::All), &["sh"], None);
    let took = begun.elapsed();
    signal("-CONT");
    assert_eq!(hangs.result.unwrap_err().kind, NodeErrorKind::TimedOut);
    assert!((2000..6000).contains(&took.as_millis()), "{took:?}");
}

#[test]
fn nothing_is_run_but_what_was_ordered() {
    let node = load("restarted");
    let path = programs(&["gzip"]);
    let log = path.path().join("log");
    for program in OVS {
        let text = format!("echo \"{program} $*\" >> {}\nexec /usr/bin/{program} \"$@\"", log.display());
        install(path.path(), program, &text);
    }
    for (kinds, tables) in [(&everything()[..], Tables::All), (&STATISTICS[..], Tables::Policies)] {
        let asked = order(kinds, tables);
        // Any other program would be missing, and the shell would say so.
        got(&node, &asked, &["/bin/sh"], Some(path.path()));
        let argv = asked.argv("").join("\n").replace("BRIDGE", "br-int");
        let ran = fs::read_to_string(&log).unwrap();
        for line in ran.lines() {
            let steady = line.rsplit_once("table=").map_or(line, |(start, _)| line.split_at(start.len() + 6).0);
            assert!(argv.contains(steady), "{line}");
        }
        let once = |verb: &str| assert_eq!(ran.matches(verb).count(), 1, "{verb} in {ran}");
        ["dump-tables", "dump-table-features", "find Bridge", "list Port"].into_iter().for_each(once);
        assert!(ran.lines().filter(|line| line.contains("dump-flows")).all(|line| line.contains("table=")), "{ran}");
        fs::remove_file(&log).unwrap();
    }
}

#[test]
fn an_answer_is_ten_times_shorter_than_a_plain_dump() {
    for capture in ["acme-fitness", "basic", "dual", "v2.7.0"] {
        let node = load(capture);
        let (_, bytes) = got(&node, &order(&STATISTICS, Tables::Policies), &["sh"], None);
        let whole = plain(&node).len();
        assert!(bytes.len() * 10 < whole, "{capture}: {} bytes of {whole}", bytes.len());
    }
}
