//! kubectl finds the plugin, and hands over words, streams and exit codes.

use std::os::unix::fs::symlink;
use std::path::Path;

use crate::cluster::{Cluster, Fault, On};
use crate::kubectl::kubectl;
use crate::support::open;
use crate::terminal::{Terminal, ended};

#[test]
fn kubectl_finds_it() {
    let Some(kubectl) = kubectl("run::kubectl_finds_it") else { return };
    let terminal = Terminal::new(&kubectl, Path::new(""));
    let listed = terminal.kubectl(&["plugin", "list"]).with(0);
    let plugins: Vec<&str> = listed.lines().filter(|line| line.starts_with('/')).collect();
    assert_eq!(plugins, [terminal.bin().join("kubectl-antstats").to_str().unwrap()], "{listed}");
    assert!(!listed.to_lowercase().contains("warning"), "{listed}");
}

#[test]
fn words_streams_and_exit_codes_pass_through() {
    let Some(kubectl) = kubectl("run::words_streams_and_exit_codes_pass_through") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let terminal = Terminal::new(&kubectl, &cluster.kubeconfig());

    let done = terminal.run("get policystats -n acme-fitness -o name");
    assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{done:#?}");
    assert_eq!(done.stdout.lines().count(), 4, "{}", done.stdout);
    let by_flows = terminal.run("get policystats --namespace=acme-fitness --via exec -o json");
    assert_eq!(by_flows.code, 0, "{by_flows:#?}");
    assert_eq!(by_flows.json()["metadata"]["source"][0], "exec");

    let failed = terminal.run("get networkpolicystats frontent -n acme-fitness");
    assert_eq!((failed.code, failed.stdout.as_str()), (1, ""), "{failed:#?}");
    assert!(failed.stderr.contains("did you mean \"frontend\"?"), "{}", failed.stderr);
    for words in ["get nope", "nope", "get rules --nope", "get policystats -o nope", "get", ""] {
        let refused = terminal.run(words);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{words}: {refused:#?}");
        let explained = ["Usage: kubectl antstats", "[possible values: table, "];
        assert!(explained.iter().any(|text| refused.stderr.contains(text)), "{words}: {}", refused.stderr);
        assert!(!refused.stderr.contains("kubectl-antstats"), "{words}: {}", refused.stderr);
    }

    cluster.fault(On::exec("k8s-worker-01"), Fault::Unreachable);
    let partial = terminal.run("get rules -A");
    assert_eq!(partial.code, 4, "{partial:#?}");
    assert!(partial.stderr.contains("warning: node k8s-worker-01: "), "{}", partial.stderr);
    assert!(partial.stdout.contains("k8s-worker-02") && !partial.stdout.contains("k8s-worker-01"), "{partial:#?}");
}

#[test]
fn help_says_how_it_was_called() {
    let Some(kubectl) = kubectl("run::help_says_how_it_was_called") else { return };
    let terminal = Terminal::new(&kubectl, Path::new(""));
    let other = terminal.bin().join("policy-counters");
    symlink(terminal.bin().join("kubectl-antstats"), &other).unwrap();
    for (words, usage) in [
        ("--help", " [OPTIONS] <VERB>"),
        ("get --help", " get [OPTIONS] <NOUN>"),
        ("get rules --help", " get rules [OPTIONS] [NAME]..."),
        ("capture --help", " capture [OPTIONS] <PATH>"),
    ] {
        let help = terminal.run(words);
        assert_eq!((help.code, help.stderr.as_str()), (0, ""), "{words}: {help:#?}");
        assert!(help.stdout.contains(&format!("Usage: kubectl antstats{usage}\n")), "{words}: {}", help.stdout);
        let words: Vec<&str> = words.split(' ').collect();
        let help = ended(terminal.command(&other, &words)).with(0);
        assert!(help.contains(&format!("Usage: policy-counters{usage}\n")), "{words:?}: {help}");
    }
    let refused = ended(terminal.command(&other, &["get", "nope"]));
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("Usage: policy-counters get [OPTIONS] <NOUN>"), "{}", refused.stderr);
}
