//! The fake cluster, as real kubectl sees it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::cluster::{Cluster, Fault, On, Rule};
use crate::find;
use crate::support::open;

struct Kubectl<'a> {
    program: PathBuf,
    config: &'a Path,
}

impl Kubectl<'_> {
    fn run(&self, words: &str) -> Output {
        let mut command = Command::new(&self.program);
        command
            .args(words.split(' '))
            .env("KUBECONFIG", self.config)
            .env("HOME", self.config.parent().unwrap())
            .stdin(Stdio::null());
        command.output().unwrap()
    }

    /// Exit code and standard output.
    fn says(&self, words: &str) -> (i32, String) {
        let output = self.run(words);
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }

    fn fails(&self, words: &str) -> (i32, String) {
        let output = self.run(words);
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }
}

#[test]
fn lists_executes_and_tells_exit_codes() {
    let Some(program) = find::kubectl("kubectl::lists_executes_and_tells_exit_codes") else { return };
    let cluster = Cluster::of(open("acme-fitness")).switches().start();
    let config = cluster.kubeconfig();
    let kubectl = Kubectl { program, config: &config };

    let (code, pods) = kubectl.says("get pods -A --no-headers");
    assert_eq!((code, pods.lines().count()), (0, 23), "{pods}");
    let (_, agents) = kubectl.says("get pods -n kube-system -l app=antrea,component=antrea-agent -o name");
    assert_eq!(agents.lines().count(), 3, "{agents}");
    let (_, agent) = kubectl.says("get pods -A --field-selector spec.nodeName=k8s-worker-02 -l app=antrea -o name");
    let agent = agent.trim().trim_start_matches("pod/").to_string();
    assert_eq!(cluster.agent("k8s-worker-02"), ("kube-system".to_string(), agent.clone()));
    let (_, raw) = kubectl.says("get --raw /apis/stats.antrea.io/v1alpha1/antreaclusternetworkpolicystats");
    let list: serde_json::Value = serde_json::from_str(&raw).unwrap();
    assert_eq!(list["items"].as_array().unwrap().len(), 7);

    let inside = format!("exec -n kube-system {agent} -c antrea-ovs --");
    let (code, flows) = kubectl.says(&format!("{inside} ovs-ofctl -O OpenFlow15 dump-flows br-int table=1"));
    assert_eq!(code, 0);
    assert!(flows.starts_with("OFPST_FLOW reply (OF1.5)") && flows.contains(" table=1, "), "{flows}");
    let (_, flows) =
        kubectl.says(&format!("{inside} ovs-ofctl -O OpenFlow15 --names dump-flows br-int table=IngressMetric"));
    assert!(flows.contains("table=IngressMetric"), "{flows}");
    let (_, ports) = kubectl.says(&format!("{inside} ovs-vsctl --format=json --columns=name,external_ids list Port"));
    assert!(ports.contains("pod-name") && ports.contains("pod-namespace"), "{ports}");
    let (_, round) = kubectl.says(&format!("{inside} ovs-vsctl get bridge br-int external_ids:roundNum"));
    assert_eq!(round, "\"7\"\n");
    let (code, counts) = kubectl.says(&format!("{inside} ovs-appctl dpctl/ct-stats-show"));
    assert_eq!(code, 0, "{counts}");
    for wanted in [0, 1, 3, 137] {
        assert_eq!(kubectl.says(&format!("{inside} sh -c exit\t{wanted}").replace('\t', "${IFS}")).0, wanted);
    }
    let (code, words) = kubectl.fails(&format!("{inside} no-such-program"));
    assert_eq!(code, 127);
    assert!(words.contains("executable file not found"), "{words}");
    let (code, words) = kubectl.fails(&format!("exec -n kube-system {agent} -c antrea-nothing -- true"));
    assert_eq!(code, 1);
    assert!(words.contains(&format!("container antrea-nothing is not valid for pod {agent}")), "{words}");
    let (_, policies) = kubectl.says(&format!("exec -n kube-system {agent} -- antctl get networkpolicy -o json"));
    assert!(serde_json::from_str::<serde_json::Value>(&policies).unwrap().is_array());
}

#[test]
fn refusals_are_told_in_the_words_of_kubernetes() {
    let Some(program) = find::kubectl("kubectl::refusals_are_told_in_the_words_of_kubernetes") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let config = cluster.kubeconfig_of("viewer", vec![Rule::new("get list", "", "nodes")]);
    let kubectl = Kubectl { program: program.clone(), config: &config };
    assert_eq!(kubectl.says("get nodes -o name").0, 0);
    let cases = [
        (
            "get pods -A",
            "pods is forbidden: User \"viewer\" cannot list resource \"pods\" in API group \"\" at the cluster scope",
        ),
        (
            "get pods -n shop web",
            "pods \"web\" is forbidden: User \"viewer\" cannot get resource \"pods\" in API group \"\" in the namespace \"shop\"",
        ),
        (
            "get networkpolicystats -A",
            "networkpolicystats.stats.antrea.io is forbidden: User \"viewer\" cannot list resource \"networkpolicystats\" in API group \"stats.antrea.io\" at the cluster scope",
        ),
        (
            "get nodes --as somebody",
            "users \"somebody\" is forbidden: User \"viewer\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope",
        ),
    ];
    for (words, wanted) in cases {
        let (code, said) = kubectl.fails(words);
        assert_eq!((code, said.trim()), (1, format!("Error from server (Forbidden): {wanted}").as_str()), "{words}");
    }

    let config = cluster.kubeconfig();
    let kubectl = Kubectl { program, config: &config };
    cluster.break_group("stats.antrea.io");
    let (_, said) = kubectl.fails("get --raw /apis/stats.antrea.io/v1alpha1/networkpolicystats");
    assert!(said.contains("the server is currently unable to handle the request"), "{said}");
    cluster.fault(On::exec("k8s-worker-01"), Fault::Unreachable);
    let (_, said) =
        kubectl.fails(&format!("exec -n kube-system {} -c antrea-ovs -- true", cluster.agent("k8s-worker-01").1));
    assert!(said.contains("error dialing backend"), "{said}");
    let (_, said) = kubectl.fails("get --raw /apis/no.such.group/v1/things");
    assert!(said.contains("the server could not find the requested resource"), "{said}");
}
