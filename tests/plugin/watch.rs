//! Runs that go on until the user or the reader wants no more.

use std::time::{Duration, Instant};

use crate::cluster::{ADMIN, Cluster, Fault, On, write_kubeconfig};
use crate::kubectl::kubectl;
use crate::support::open;
use crate::terminal::Terminal;

/// Longer than any test waits.
const LONG: &str = "--request-timeout 10m";
/// A run that was told to end does so within this time.
const SOON: Duration = Duration::from_secs(20);

fn wait_until(what: &str, mut is: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is() {
        assert!(Instant::now() < deadline, "never: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until nothing but the Node that hangs is at work.
fn wait_for_the_others(cluster: &Cluster, nodes: usize) {
    wait_until("all Nodes are asked", || {
        let mut asked: Vec<String> = cluster.ran().into_iter().map(|ran| ran.node).collect();
        asked.sort();
        asked.dedup();
        asked.len() == nodes && cluster.running() <= 1
    });
    std::thread::sleep(Duration::from_secs(2));
}

#[test]
fn an_interrupt_ends_a_watch() {
    let Some(kubectl) = kubectl("watch::an_interrupt_ends_a_watch") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let terminal = Terminal::new(&kubectl, &cluster.kubeconfig());
    let mut watching = terminal.start("get policystats -n streaming -w --interval 200ms");
    let mut lines = watching.lines();
    let looks: Vec<String> = lines.by_ref().take(4).collect();
    assert!(looks[0].starts_with("KIND ") && looks[1].contains("cameras-only-own-group"), "{looks:#?}");
    assert_eq!(looks[..2], looks[2..], "{looks:#?}");
    let interrupted = Instant::now();
    watching.interrupt();
    let rest: Vec<String> = lines.collect();
    assert_eq!(rest.len() % 2, 0, "a table was cut: {rest:#?}");
    let end = watching.end();
    assert_eq!((end.code, end.stderr.as_str()), (0, ""), "{end:#?}");
    assert!(interrupted.elapsed() < SOON);
}

#[test]
fn a_watch_goes_on_after_a_look_that_failed() {
    let Some(kubectl) = kubectl("watch::a_watch_goes_on_after_a_look_that_failed") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let terminal = Terminal::new(&kubectl, &cluster.kubeconfig());
    let mut watching = terminal.start("get policystats -n streaming --via stats-api -w --interval 200ms");
    let mut lines = watching.lines();
    assert_eq!(lines.by_ref().take(2).count(), 2);
    cluster.fault(On::api("*", "*"), Fault::Forbidden);
    let before = cluster.asked().len();
    wait_until("the fault strikes", || cluster.asked().iter().skip(before).any(|asked| asked.code == 403));
    cluster.clear_faults();
    // Looks may have passed before the fault, not so many.
    assert_eq!(lines.by_ref().take(40).count(), 40);
    watching.interrupt();
    drop(lines);
    let end = watching.end();
    assert!(end.stderr.contains("you lack the right to list networkpolicystats.stats.antrea.io"), "{end:#?}");
}

#[test]
fn a_reader_that_took_enough_ends_it_quietly() {
    let Some(kubectl) = kubectl("watch::a_reader_that_took_enough_ends_it_quietly") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let terminal = Terminal::new(&kubectl, &cluster.kubeconfig());
    for words in ["get policystats -A", "get rules -A -o json", "get policystats -A -w --interval 100ms"] {
        let mut running = terminal.start(words);
        assert!(running.lines().next().is_some_and(|line| !line.is_empty()), "{words}");
        let end = running.end();
        assert_eq!((end.code, end.stderr.as_str()), (0, ""), "{words}: {end:#?}");
    }
}

#[test]
fn an_interrupt_prints_what_there_is() {
    let Some(kubectl) = kubectl("watch::an_interrupt_prints_what_there_is") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let terminal = Terminal::new(&kubectl, &cluster.kubeconfig());
    cluster.fault(On::exec("k8s-worker-02"), Fault::Hang);
    // With -w no other look is taken.
    for more in ["", " -w --interval 100ms"] {
        cluster.forget();
        let running = terminal.start(&format!("get rules -A -o json --via exec {LONG}{more}"));
        wait_for_the_others(&cluster, 3);
        let interrupted = Instant::now();
        running.interrupt();
        let end = running.end();
        assert!(interrupted.elapsed() < SOON, "{end:#?}");
        assert_eq!(end.code, 4, "{end:#?}");
        assert!(end.stderr.contains("warning: node k8s-worker-02: the Node: interrupted"), "{}", end.stderr);
        let report = end.json();
        let mut nodes: Vec<&str> =
            report["items"].as_array().unwrap().iter().map(|item| item["node"].as_str().unwrap()).collect();
        nodes.dedup();
        assert_eq!(nodes, ["k8s-worker-01", "k8s-worker-03"]);
        assert_eq!(report["gaps"][0]["node"], "k8s-worker-02", "{}", report["gaps"]);
    }
}

#[test]
fn an_interrupt_before_anything_came_is_a_gap() {
    let Some(kubectl) = kubectl("watch::an_interrupt_before_anything_came_is_a_gap") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let other = Cluster::of(open("basic")).start();
    let terminal = Terminal::new(&kubectl, &cluster.kubeconfig());
    cluster.fault(On::api("list", "*"), Fault::Hang);
    for words in ["get policystats", "get policystats --via stats-api", "get rules"] {
        let before = cluster.wire().0;
        let running = terminal.start(&format!("{words} {LONG}"));
        wait_until("the cluster is asked", || cluster.wire().0 > before);
        std::thread::sleep(Duration::from_secs(2));
        running.interrupt();
        let end = running.end();
        assert_eq!(end.code, 4, "{words}: {end:#?}");
        assert!(end.stderr.contains("warning: the cluster: interrupted: "), "{words}: {}", end.stderr);
    }
    // What comes next is not asked any more.
    let config = terminal.write("config", "");
    write_kubeconfig(&config, &[("eu-1", &cluster, ADMIN), ("eu-2", &other, ADMIN)]);
    let before = cluster.wire().0;
    let running = terminal.start(&format!("get policystats --kubeconfig {} --context eu-* {LONG}", config.display()));
    wait_until("the cluster is asked", || cluster.wire().0 > before);
    std::thread::sleep(Duration::from_secs(2));
    running.interrupt();
    let end = running.end();
    assert_eq!(end.code, 4, "{end:#?}");
    assert!(end.stderr.contains("warning: eu-1: the cluster: interrupted: "), "{}", end.stderr);
    assert!(end.stderr.contains("warning: eu-2: the cluster: the run was interrupted"), "{}", end.stderr);
    assert_eq!(other.asked(), []);
}
