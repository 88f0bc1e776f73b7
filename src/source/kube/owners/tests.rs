use std::collections::BTreeSet;

use tokio::sync::mpsc;
use tokio::time::{Duration, Instant};

use super::super::agent::testing::{Reply, TestAgent};
use super::*;
use crate::model::ids::RuleId;
use crate::source::kube::feed::Message;

fn policy(kind: PolicyKind, namespace: &str, name: &str) -> PolicyRef {
    PolicyRef { kind, namespace: namespace.into(), name: name.into() }
}

/// Numbers of lines that say one.
fn ids(answer: &[u8]) -> BTreeSet<RuleId> {
    let text = String::from_utf8_lossy(answer);
    text.split("conj_id=").skip(1).filter_map(|rest| rest.split(',').next()?.parse().ok().map(RuleId)).collect()
}

/// What came of each policy, in words, and the files that were sent.
fn shown(owned: &[Owned], receiver: &mut mpsc::Receiver<Message>) -> (Vec<String>, Vec<String>) {
    let (mut files, mut answers) = (Vec::new(), Vec::new());
    while let Ok(message) = receiver.try_recv() {
        match message {
            Message::Begin(_, artefact) => {
                assert_eq!(artefact.kind, ArtefactKind::AgentPolicyFlows);
                files.push(artefact.origin.path.to_string());
            }
            Message::Chunk(_, bytes) => {
                answers.push(ids(&bytes).iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
    }
    let mut answers = answers.into_iter();
    let words = owned.iter().map(|(_, result)| match result {
        Ok(()) => answers.next().unwrap_or_else(|| "nothing".to_string()),
        Err(error) => error.to_string(),
    });
    (words.collect(), files)
}

async fn asked(agent: &TestAgent, version: &str, policies: &[PolicyRef]) -> (Vec<String>, Vec<String>) {
    let (sender, mut receiver) = mpsc::channel(1000);
    let feed = Feed::new(sender).of_node(&"n1".into());
    let mut http = AgentHttp::new(agent, feed.clone(), Instant::now() + Duration::from_secs(20));
    let owned = over_http(&mut http, AgentVersion::parse(version), policies, &feed).await;
    assert!(owned.iter().map(|(policy, _)| policy).eq(policies));
    shown(&owned, &mut receiver)
}

#[tokio::test]
async fn policies_are_asked_one_by_one() {
    use PolicyKind::*;
    let agent = TestAgent::new(|path, _| match path {
        "/ovsflows?networkpolicy=web&namespace=shop&type=K8SNP" => {
            Reply::flows(&["conj_id=3,ip actions=x", "conj_id=4,ip actions=x"])
        }
        "/ovsflows?networkpolicy=web&namespace=shop&type=ANNP" => Reply::flows(&["conj_id=5,ip actions=x"]),
        "/ovsflows?networkpolicy=a.b&type=ACNP" => Reply::flows(&["conj_id=6,ip actions=x"]),
        "/ovsflows?networkpolicy=default&type=BANP" => Reply::status(500, "OVS flow dumping failed"),
        "/ovsflows?networkpolicy=c&type=K8SCNP" => Reply::flows(&["conj_id=8,ip actions=x"]),
        _ => Reply::status(404, ""),
    });
    let policies = [
        policy(K8sNetworkPolicy, "shop", "web"),
        policy(AntreaNetworkPolicy, "shop", "web"),
        policy(AntreaClusterNetworkPolicy, "", "a.b"),
        policy(AdminNetworkPolicy, "", "gone"),
        policy(BaselineAdminNetworkPolicy, "", "default"),
        policy(K8sClusterNetworkPolicy, "", "c"),
        policy(K8sNetworkPolicy, "shop", "x&type=ACNP"),
        policy(K8sNetworkPolicy, "", "web"),
        policy(AntreaClusterNetworkPolicy, "shop", "web"),
    ];
    let (words, files) = asked(&agent, "v2.7.0", &policies).await;
    assert_eq!(words[..4], ["3 4", "5", "6", ""]);
    assert!(words[4].contains("status 500 OVS flow dumping failed"), "{}", words[4]);
    assert_eq!(words[5], "8");
    assert!(words[6..].iter().all(|words| words.contains("no name that Kubernetes takes")), "{words:?}");
    let expected = [
        "nodes/n1/agent-ovsflows.K8sNetworkPolicy.shop.web.json",
        "nodes/n1/agent-ovsflows.AntreaNetworkPolicy.shop.web.json",
        "nodes/n1/agent-ovsflows.AntreaClusterNetworkPolicy..a.b.json",
        "nodes/n1/agent-ovsflows.AdminNetworkPolicy..gone.json",
        "nodes/n1/agent-ovsflows.K8sClusterNetworkPolicy..c.json",
    ];
    assert_eq!(files, expected);
    assert_eq!(agent.asked().len(), 6);

    let (words, _) = asked(&agent, "v2.6.0", &policies[5..6]).await;
    assert!(words[0].contains("does not know K8sClusterNetworkPolicy"), "{words:?}");
}

#[tokio::test]
async fn what_ends_one_ends_all() {
    use PolicyKind::*;
    let policies = [policy(K8sNetworkPolicy, "a", "x"), policy(K8sNetworkPolicy, "a", "y")];
    // version, reply, requests, words
    let cases = [
        ("v2.1.9", Reply::ok("[]"), 0, "2.2 and later"),
        ("v1.5.3", Reply::ok("[]"), 0, "2.2 and later"),
        ("v2.7.0", Reply::status(401, ""), 1, "does not accept the token"),
        ("v2.7.0", Reply::status(403, ""), 1, "lacks get on nonResourceURLs /ovsflows"),
        ("v2.7.0", Reply::status(400, "query is ambiguous"), 2, "query is ambiguous"),
        ("UNKNOWN", Reply::Panic, 2, "connection ended"),
    ];
    for (version, reply, requests, why) in cases {
        let agent = TestAgent::new(move |_, _| reply.clone());
        let (words, files) = asked(&agent, version, &policies).await;
        assert!(words.len() == 2 && words.iter().all(|words| words.contains(why)), "{version} {words:?}");
        assert_eq!((agent.asked().len(), files.len()), (requests, 0), "{version} {why}");
    }
}

#[tokio::test]
async fn antctl_is_asked_in_its_own_words() {
    use PolicyKind::*;
    let mut ran = Vec::new();
    let run = async |policies: &[PolicyWords]| {
        let output = |policy: &PolicyWords| {
            let line = policy.flags().join(" ");
            let output = |code, stdout: &str, stderr: &str| {
                Ok(CommandOutput { code, stdout: stdout.into(), stderr: stderr.into() })
            };
            let said = match line.as_str() {
                line if line.contains("-N web") => output(0, r#"[{"flow": "conj_id=3,ip actions=x"}]"#, ""),
                line if line.contains("-N gone") => {
                    output(1, "", "Error: Not Found: the server could not find the requested resource")
                }
                line if line.contains("-N odd") => output(2, "", "Error: boom"),
                line if line.contains("-N none") => output(127, "", "sh: antctl: not found"),
                _ => Err(NodeError::new(NodeErrorKind::Unreachable, "no route")),
            };
            ran.push(line);
            said
        };
        policies.iter().map(output).collect()
    };
    let (sender, mut receiver) = mpsc::channel(100);
    let feed = Feed::new(sender).of_node(&"n1".into());
    let policies = [
        policy(K8sNetworkPolicy, "shop", "web"),
        policy(AntreaClusterNetworkPolicy, "", "gone"),
        policy(AntreaClusterNetworkPolicy, "", "odd"),
        policy(AntreaClusterNetworkPolicy, "", "-o"),
        policy(AntreaClusterNetworkPolicy, "", "away"),
        policy(AntreaClusterNetworkPolicy, "", "none"),
    ];
    let owned = by_exec(run, AgentVersion::parse("v2.4.5"), &policies, &feed).await;
    let (words, files) = shown(&owned, &mut receiver);
    assert_eq!(words[..2], ["3", ""]);
    for (words, why) in words[2..].iter().zip(["exit code 2: Error: boom", "no name", "no route", "exit code 127"]) {
        assert!(words.contains(why), "{why}: {words}");
    }
    let expected = [
        "nodes/n1/agent-ovsflows.K8sNetworkPolicy.shop.web.json",
        "nodes/n1/agent-ovsflows.AntreaClusterNetworkPolicy..gone.json",
    ];
    assert_eq!(files, expected);
    let expected = [
        "-N web -n shop --type K8SNP",
        "-N gone --type ACNP",
        "-N odd --type ACNP",
        "-N away --type ACNP",
        "-N none --type ACNP",
    ];
    assert_eq!(ran, expected);
}
