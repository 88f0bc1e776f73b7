//! What kubectl proposes on a tab.

use std::path::Path;
use std::time::Duration;

use crate::cluster::{ADMIN, Cluster, Fault, On, write_kubeconfig};
use crate::kubectl::kubectl;
use crate::support::open;
use crate::terminal::Terminal;

/// A tab waits no longer; a busy machine needs some of it to start processes.
const BOUND: Duration = Duration::from_secs(15);

/// What kubectl proposes after `kubectl antstats`, without help and without what it says to those who debug; the directive is the last line.
fn proposals(terminal: &Terminal, words: &[&str]) -> Vec<String> {
    let ended = terminal.kubectl(&[&["__complete", "antstats"], words].concat());
    assert!(ended.took < BOUND, "{words:?}: {ended:#?}");
    let told = ended.with(0);
    let lines: Vec<String> = told.lines().map(|line| line.split('\t').next().unwrap().to_string()).collect();
    assert!(lines.last().is_some_and(|last| [":4", ":0"].contains(&last.as_str())), "{words:?}: {told}");
    lines
}

fn check(terminal: &Terminal, cases: &[(&[&str], &str)]) {
    for (words, expected) in cases {
        assert_eq!(proposals(terminal, words).join(" "), *expected, "{words:?}");
    }
}

const NAMESPACES: &str = "acme-db acme-fitness default kube-system monitoring streaming :4";
const OTHER_NAMESPACES: &str = "default kube-system monitoring ops-a ops-b pay shop stage :4";
const NOUNS: &str = "policystats rules networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats \
                     clusternetworkpolicystats podmulticaststats multicastgroups drops flows tables groups meters \
                     ports conntrack nodes :4";

#[test]
fn words_and_names_of_the_cluster() {
    let Some(kubectl) = kubectl("completion::words_and_names_of_the_cluster") else { return };
    let (first, second) = (Cluster::of(open("acme-fitness")).start(), Cluster::of(open("basic")).start());
    let terminal = Terminal::new(&kubectl, Path::new(""));
    let config = terminal.write("config", "");
    write_kubeconfig(&config, &[("eu-1", &first, ADMIN), ("eu-2", &second, ADMIN)]);
    let config = config.to_str().unwrap();
    let flag = format!("--kubeconfig={config}");
    check(&terminal, &[(&["get", "policystats", &flag, "-n", ""], NAMESPACES)]);
    check(
        &terminal,
        &[(&["get", "--kubeconfig", config, "policystats", "--context", "eu-2", "-n", ""], OTHER_NAMESPACES)],
    );
    let terminal = terminal.with("KUBECONFIG", config);
    check(
        &terminal,
        &[
            (&[""], "get explain capture completion version :4"),
            (&["get", ""], NOUNS),
            (&["get", "antrea"], "antreanetworkpolicystats antreaclusternetworkpolicystats :4"),
            (&["get", "rules", "-o", "cu"], "custom-columns custom-columns-file :4"),
            (
                &["get", "rules", "-o", ""],
                "table wide json yaml name csv prometheus jsonpath jsonpath-as-json jsonpath-file custom-columns custom-columns-file :4",
            ),
            (&["get", "rules", "--via", ""], "stats-api exec agent :4"),
            (&["get", "rules", "--request"], "--request-timeout :4"),
            (&["get", "rules", "--from", ""], ":0"),
            (&["capture", ""], ":0"),
            (&["get", "policystats", "-n", ""], NAMESPACES),
            (&["get", "policystats", "--namespace=acme"], "--namespace=acme-db --namespace=acme-fitness :4"),
            (&["get", "policystats", "--context", "eu-2", "-n", ""], OTHER_NAMESPACES),
            (&["get", "--context=eu-2", "policystats", "-n", ""], OTHER_NAMESPACES),
            (&["--context", "eu-2", "get", "policystats", "-n", ""], ":4"),
            (&["get", "policystats", "--context", ""], "eu-1 eu-2 :4"),
            (&["capture", "--node", ""], "k8s-worker-01 k8s-worker-02 k8s-worker-03 :4"),
            (&["get", "policystats", "--node", "k8s-worker-01,k8s-worker-03"], "k8s-worker-01,k8s-worker-03 :4"),
            (&["get", "nodes", ""], "k8s-worker-01 k8s-worker-02 k8s-worker-03 :4"),
            (&["get", "networkpolicystats", "-n", "acme-fitness", ""], "frontend loadgen-egress :4"),
            (&["get", "networkpolicystats", "-nacme-db", ""], "allow-shop default-deny :4"),
            (
                &["get", "networkpolicystats", "-n", "default", "--context", "eu-2", ""],
                "named-port rule-twice twin-a twin-b :4",
            ),
            (&["get", "networkpolicystats", ""], ":4"),
            (&["get", "antreanetworkpolicystats", "-n", "acme-fitness", ""], "http-anywhere payment-from-order :4"),
            (&["get", "antreaclusternetworkpolicystats", "acnp"], "acnp-acme-allow acnp-acme-reject :4"),
            (&["get", "rules", "--policy", "streaming/"], "streaming/cameras-only-own-group :4"),
            (&["get", "rules", "-n", "monitoring", "--policy", "m"], "monitoring/scrape :4"),
            (&["get", "rules", "--policy", "q"], "quarantine :4"),
            (&["get", "rules", "--pod", "acme-db/u", "-o", "json"], "json jsonpath jsonpath-as-json jsonpath-file :4"),
        ],
    );
    let pods = proposals(&terminal, &["get", "rules", "-n", "acme-db", "--pod", ""]);
    assert!(
        pods.len() > 2 && pods.iter().filter(|pod| pod.starts_with("acme-db/")).count() == pods.len() - 1,
        "{pods:?}"
    );
}

#[test]
fn a_cluster_that_gives_no_names_costs_little_time() {
    let Some(kubectl) = kubectl("completion::a_cluster_that_gives_no_names_costs_little_time") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let terminal = Terminal::new(&kubectl, &cluster.kubeconfig());
    let unnamed: &[(&[&str], &str)] = &[
        (&["get", "rules", "--node", ""], ":4"),
        (&["get", "rules", "--policy", ""], ":4"),
        (&["get", ""], NOUNS),
        (&["get", "rules", "--via", "e"], "exec :4"),
        (&["get", "rules", "--context", ""], "fake :4"),
    ];
    for fault in [Fault::Hang, Fault::Forbidden, Fault::Unauthorized, Fault::Garbage, Fault::Disconnect] {
        cluster.clear_faults();
        cluster.fault(On::api("*", "*"), fault);
        check(&terminal, unnamed);
    }
    let elsewhere = fake_at(&cluster, "https://127.0.0.1:1");
    let gone = Terminal::new(&kubectl, &terminal.write("gone", &elsewhere));
    check(&gone, unnamed);
    let hanging = "users:\n- name: fake\n  user:\n    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      \
                   command: /bin/sleep\n      args: [\"60\"]\n      interactiveMode: Never\n";
    let text = std::fs::read_to_string(cluster.kubeconfig()).unwrap();
    let text = format!("{}{hanging}", text.split("users:").next().unwrap());
    check(&Terminal::new(&kubectl, &terminal.write("hanging", &text)), unnamed);
    let broken = Terminal::new(&kubectl, &terminal.write("broken", "contexts: [\n"));
    check(&broken, &unnamed[..4]);
    check(&broken, &[(&["get", "rules", "--context", ""], ":4")]);
}

/// The cluster's kubeconfig with another server.
fn fake_at(cluster: &Cluster, server: &str) -> String {
    std::fs::read_to_string(cluster.kubeconfig()).unwrap().replace(&cluster.url(), server)
}

#[test]
fn what_is_refused_does_not_hide_the_rest() {
    let Some(kubectl) = kubectl("completion::what_is_refused_does_not_hide_the_rest") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let terminal = Terminal::new(&kubectl, &cluster.kubeconfig());
    let words: &[&str] = &["get", "rules", "-n", "acme-fitness", "--policy", ""];
    let some = "acme-fitness/frontend acme-fitness/loadgen-egress";
    cluster.fault(On::api("list", "networkpolicies.crd.antrea.io"), Fault::Forbidden);
    let clusterwide = "acnp-acme-allow acnp-acme-reject baseline-db block-bad-neighbours dns-for-all \
                       pass-shop-to-app-owners quarantine";
    check(&terminal, &[(words, &format!("{some} {clusterwide} :4"))]);
    cluster.clear_faults();
    // What came before the server fell silent is proposed.
    cluster.fault(On::api("list", "networkpolicies.crd.antrea.io"), Fault::Hang);
    check(&terminal, &[(words, &format!("{some} :4"))]);
}
