//! Every line of the roles in `examples/rbac` is needed: without it, somebody is told its verb, its resource and the file that has it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use antstats::model::artefact::{Artefact, ArtefactKind, Gap, Note, Way};
use antstats::model::policy::PolicyKind;
use antstats::source::kube::rights::{NODE_DATA, REALISED_RULES, STATISTICS};
use antstats::source::kube::{self, Event, Options, Target};
use antstats::source::{Answer, Outcome, Sink, Transfer, Wanted};

use crate::cluster::{Cluster, Rule, rules_of_manifest};
use crate::support::open;

/// Everything that a run says.
#[derive(Default)]
struct Words(Vec<String>);

impl Sink for Words {
    fn begin(&mut self, _: Transfer, _: &Artefact) -> Answer {
        Answer::Want
    }

    fn chunk(&mut self, _: Transfer, _: &[u8]) {}

    fn end(&mut self, _: Transfer, _: Outcome) {}

    fn gap(&mut self, gap: Gap) {
        self.0.push(gap.why);
    }

    fn note(&mut self, note: Note) {
        self.0.push(note.to_string());
    }
}

fn rules(files: &[&str]) -> Vec<Rule> {
    let text = |file: &&str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    files.iter().flat_map(|file| rules_of_manifest(&text(file))).collect()
}

/// One verb on one resource of one group.
fn single(rule: &Rule) -> Vec<Rule> {
    let mut lines = Vec::new();
    for group in &rule.groups {
        for resource in &rule.resources {
            for verb in &rule.verbs {
                let (verbs, groups, resources) = (vec![verb.clone()], vec![group.clone()], vec![resource.clone()]);
                lines.push(Rule { verbs, groups, resources, ..rule.clone() });
            }
        }
    }
    lines
}

fn lines(files: &[&str]) -> Vec<Rule> {
    rules(files).iter().flat_map(single).collect()
}

/// What is said to a user with these rights.
fn told(cluster: &Cluster, rights: Vec<Rule>, way: Way, wanted: &Wanted) -> Vec<String> {
    let target = Target { kubeconfig: Some(cluster.kubeconfig_of("jane", rights)), ..Target::default() };
    let nodes = cluster.nodes().into_iter().take(1).collect();
    let options = Options { nodes, request_timeout: Duration::from_secs(10), ..Options::default() };
    let mut source = kube::Cluster::open(&target, options).unwrap();
    source.take(way);
    let (mut words, mut more) = (Words::default(), Vec::new());
    let result = source.visit_telling(wanted, &mut words, &mut |event| match event {
        Event::Asked(asked) => more.extend(asked.failed),
        Event::Finished { failed, .. } => more.extend(failed),
        Event::Said(text) | Event::Detail(text) => more.push(text),
        _ => {}
    });
    words.0.extend(more);
    words.0.extend(result.err().map(|error| error.to_string()));
    words.0
}

/// Takes away one line after the other, and looks for somebody who says so.
fn each_is_missed(cluster: &Cluster, lines: &[Rule], missed: impl Fn(&Rule) -> bool, file: &str, way: Way) {
    // What is asked of statistics, or else everything, as for a capture.
    let wanted = |rule: &Rule| {
        let kinds = Wanted::kinds([ArtefactKind::Flows]);
        match (way, rule.resources[0].as_str()) {
            (Way::StatsApi, "multicastgroups") => Wanted::kinds([ArtefactKind::MulticastGroups]),
            (Way::StatsApi, "networkpolicystats") => kinds.counting(vec![PolicyKind::K8sNetworkPolicy]),
            (Way::StatsApi, "antreanetworkpolicystats") => kinds.counting(vec![PolicyKind::AntreaNetworkPolicy]),
            (Way::StatsApi, _) => kinds.counting(vec![PolicyKind::AntreaClusterNetworkPolicy]),
            _ => Wanted::kinds([ArtefactKind::Flows, ArtefactKind::AgentNetworkPolicies, ArtefactKind::Other]),
        }
    };
    let mut count = 0;
    for rule in lines.iter().filter(|rule| missed(rule)) {
        let (verb, resource) = (&rule.verbs[0], &rule.resources[0]);
        let whole = told(cluster, lines.to_vec(), way, &wanted(rule));
        assert!(!whole.iter().any(|words| words.contains("examples/rbac")), "{whole:#?}");
        let fewer: Vec<Rule> = lines.iter().filter(|other| *other != rule).cloned().collect();
        assert_eq!(fewer.len() + 1, lines.len());
        let words = told(cluster, fewer, way, &wanted(rule));
        let named = |words: &&String| {
            words.contains(verb.as_str()) && words.contains(resource.as_str()) && words.contains(file)
        };
        assert!(words.iter().any(|words| named(&words)), "{verb} {resource} is taken away:\n{words:#?}");
        count += 1;
    }
    assert!(count > 0, "no line of {file} was taken away");
}

#[test]
fn each_line_of_statistics() {
    let lines = lines(&[STATISTICS]);
    for (group, cluster) in [
        ("stats.antrea.io", Cluster::of(open("basic")).start()),
        ("stats.antrea.tanzu.vmware.com", Cluster::of(open("basic")).old_statistics().start()),
    ] {
        let group_of_multicast =
            serde_json::json!({"metadata": {"name": "224.3.4.5"}, "group": "224.3.4.5", "pods": []});
        cluster.store().serve("stats.antrea.io", &["v1alpha1"], "multicastgroups");
        cluster.store().put("stats.antrea.io", "multicastgroups", group_of_multicast);
        let of = |verb: &'static str| move |rule: &Rule| rule.groups[0] == group && rule.verbs[0] == verb;
        each_is_missed(&cluster, &with_policies(&lines), of("list"), STATISTICS, Way::StatsApi);
        // An object is asked for where there are none.
        cluster.statistics(false);
        each_is_missed(&cluster, &with_policies(&lines), of("get"), STATISTICS, Way::StatsApi);
    }
}

/// With the policies that are good to have beside the statistics, so that nothing else is refused.
fn with_policies(lines: &[Rule]) -> Vec<Rule> {
    let of_others = self::lines(&[REALISED_RULES]).into_iter().filter(|rule| !rule.groups[0].starts_with("stats."));
    lines.iter().cloned().chain(of_others).collect()
}

#[test]
fn each_line_of_realised_rules() {
    let cluster = Cluster::of(open("v2.7.0")).start();
    let all = lines(&[REALISED_RULES, NODE_DATA]);
    let recent = |rule: &Rule| {
        let group = rule.groups[0].as_str();
        !group.starts_with("stats.")
            && !group.ends_with("vmware.com")
            && !rule.resources[0].contains('/')
            && rule.resources[0] != "pods"
    };
    each_is_missed(&cluster, &all, recent, REALISED_RULES, Way::Exec);
    // Without Pods of the whole cluster, agents are looked for in one Namespace.
    let pods = |rule: &Rule| rule.resources[0] == "pods";
    each_is_missed(&cluster, &all, pods, REALISED_RULES, Way::Exec);
    cluster.store().withdraw("crd.antrea.io", Some("antreaagentinfos"));
    let old = |rule: &Rule| rule.resources[0] == "antreaagentinfos" && rule.groups[0].ends_with("vmware.com");
    each_is_missed(&cluster, &all, old, REALISED_RULES, Way::Exec);
}

#[test]
fn each_line_of_node_data() {
    let cluster = Cluster::of(open("v2.7.0")).start();
    let all = lines(&[REALISED_RULES, NODE_DATA]);
    for (resource, way) in
        [("pods/exec", Way::Exec), ("pods/portforward", Way::Agent), ("serviceaccounts/token", Way::Agent)]
    {
        each_is_missed(&cluster, &all, |rule| rule.resources[0] == resource, NODE_DATA, way);
    }
}
