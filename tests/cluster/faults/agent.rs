//! The agent's own API: its port, its certificate, the token, and what it answers.

use std::time::Duration;

use serde_json::json;

use super::{Case, Cluster, Fault, HIT, On, Rows, fault, hold};

const RULES: &str = "rules --via agent --request-timeout 3s";
const INFOS: &str = "antreaagentinfos";

fn rules(name: &'static str) -> Case {
    fault(name, RULES)
}

fn forward(cluster: &Cluster, fault: Fault) {
    cluster.fault(On::forward(HIT), fault);
}

fn agent(cluster: &Cluster, fault: Fault) {
    cluster.fault(On::agent(HIT), fault);
}

fn flows(cluster: &Cluster, fault: Fault) {
    cluster.fault(On::agent_path(HIT, "/ovsflows"), fault);
}

fn token(cluster: &Cluster, fault: Fault) {
    cluster.fault(On::api("create", "serviceaccounts/token"), fault);
}

fn info(cluster: &Cluster, member: &str, value: serde_json::Value) {
    cluster.edit("crd.antrea.io", INFOS, None, HIT, |info| info[member] = value);
}

/// Until the agent can be asked.
fn connections() -> Vec<Case> {
    let others = |name, set, said| rules(name).set(set).gives(4, said, Rows::Others);
    vec![
        others("nothing listens on the agent's port", |c| forward(c, Fault::ForwardRefused), &["connection refused"]),
        others("port-forward hangs", |c| forward(c, Fault::Hang), &["timed out"]),
        others("port-forward is disconnected", |c| forward(c, Fault::Disconnect), &["the agent"]),
        others(
            "port-forward is forbidden on one Node",
            |c| forward(c, Fault::Forbidden),
            &["refused", "pods/portforward"],
        ),
        others("port-forward gets 404", |c| forward(c, Fault::NotFound), &["not ready"]),
        others("port-forward gets 500", |c| forward(c, Fault::ServerError), &["port-forward"]),
        others("port-forward gets 503", |c| forward(c, Fault::Unavailable), &["unreachable"]),
        others("port-forward is cut in TLS", |c| forward(c, Fault::Cut(700)), &["TLS"]),
        rules("port-forward is cut in an answer").set(|c| forward(c, Fault::Cut(9000))).gives(4, &[], Rows::Part),
        rules("port-forward is forbidden").set(|c| c.fault(On::forward("*"), Fault::Forbidden)).gives(
            1,
            &["pods/portforward", "examples/rbac/node-data.yaml"],
            Rows::None,
        ),
        others("the agent shows another certificate", |c| agent(c, Fault::WrongCertificate), &["agent", "certificate"]),
        others("the agent's port is another", |c| info(c, "apiPort", json!(10351)), &["connection refused"]),
        others("the agent's CA is no certificate", |c| info(c, "apiCABundle", json!("bm9uZQ==")), &["apiCABundle"]),
        others("the agent's CA is not base64", |c| info(c, "apiCABundle", json!("%%%")), &["apiCABundle"]),
        others("the agent has no CA", |c| info(c, "apiCABundle", json!(null)), &["--insecure-agent"]),
        others(
            "the agent is not ready",
            |c| {
                let state = json!({ "waiting": { "reason": "CrashLoopBackOff" } });
                let statuses = json!([{ "name": "antrea-agent", "ready": false, "state": state }]);
                c.edit_agent(HIT, |pod| pod["status"]["containerStatuses"] = statuses);
                forward(c, Fault::ForwardRefused);
            },
            &["CrashLoopBackOff"],
        ),
        rules("the agents' information may not be read")
            .set(|c| c.fault(On::api("list", "antreaagentinfos.crd.antrea.io"), Fault::Forbidden))
            .gives(1, &["antreaagentinfos"], Rows::None),
    ]
}

/// The token of ServiceAccount antctl.
fn tokens() -> Vec<Case> {
    let none = |name, set, said| rules(name).set(set).gives(1, said, Rows::None);
    vec![
        none("the token is forbidden", |c| token(c, Fault::Forbidden), &["serviceaccounts/token", "node-data.yaml"]),
        none("there is no ServiceAccount antctl", |c| token(c, Fault::NotFound), &["no such ServiceAccount"]),
        rules("the token gets 503 once")
            .set(|c| c.fault_times(On::api("create", "serviceaccounts/token"), Fault::Unavailable, 0, 1)),
        rules("the token gets 500").set(|c| token(c, Fault::ServerError)).gives(
            4,
            &["serviceaccounts/token", "500"],
            Rows::None,
        ),
        rules("the token hangs").set(|c| token(c, Fault::Hang)).gives(4, &["timed out"], Rows::None),
        rules("the token is garbage").set(|c| token(c, Fault::Garbage)).gives(
            4,
            &["serviceaccounts/token"],
            Rows::None,
        ),
        rules("the token is another object").set(|c| token(c, Fault::OtherJson)).gives(
            4,
            &["serviceaccounts/token"],
            Rows::None,
        ),
        rules("the agent does not take the token").set(|c| agent(c, Fault::Unauthorized)).gives(
            4,
            &["401"],
            Rows::Others,
        ),
    ]
}

/// What the agent answers.
fn answers() -> Vec<Case> {
    let others = |name, set, said| rules(name).set(set).gives(4, said, Rows::Others);
    let part = |name, set, said| rules(name).set(set).gives(4, said, Rows::Part);
    vec![
        others("the agent refuses everything", |c| agent(c, Fault::Forbidden), &["403"]),
        others("the agent gets 500", |c| agent(c, Fault::ServerError), &["500"]),
        others("the agent gets 503", |c| agent(c, Fault::Unavailable), &["503"]),
        others("the agent hangs", |c| agent(c, Fault::Hang), &["timed out"]),
        others("the agent panics", |c| agent(c, Fault::Disconnect), &["agent"]),
        fault("the agent answers late", "rules --via agent").set(|c| agent(c, Fault::Delay(Duration::from_millis(50)))),
        others("the flows hang", |c| flows(c, Fault::Hang), &["timed out"]),
        others("the flows get 403", |c| flows(c, Fault::Forbidden), &["/ovsflows"]),
        others("the flows get 500", |c| flows(c, Fault::ServerError), &["/ovsflows", "500"]),
        others("the flows end in a panic", |c| flows(c, Fault::Disconnect), &["flows"]),
        others("the flows are garbage", |c| flows(c, Fault::Garbage), &[]),
        others("the flows are another object", |c| flows(c, Fault::OtherJson), &[]),
        others("the flows are nothing", |c| flows(c, Fault::Empty), &["flows"]),
        part("the flows are cut", |c| flows(c, Fault::Cut(2000)), &["flows"]),
        part("the flows drip", |c| flows(c, Fault::SlowDrip(Duration::from_millis(300))), &["timed out"]),
        others("the flows have no end", |c| flows(c, Fault::Huge(1 << 30)), &[]),
        part(
            "the policies are nothing",
            |c| c.fault(On::agent_path(HIT, "/networkpolicies"), Fault::Empty),
            &["agent-networkpolicies.json", "empty answer"],
        ),
        part("the policies are garbage", |c| c.fault(On::agent_path(HIT, "/networkpolicies"), Fault::Garbage), &[]),
        part(
            "the policies get 500",
            |c| c.fault(On::agent_path(HIT, "/networkpolicies"), Fault::ServerError),
            &["agent-networkpolicies.json", "500"],
        ),
        part(
            "the groups are another object",
            |c| c.fault(On::agent_path(HIT, "/addressgroups"), Fault::OtherJson),
            &[],
        ),
        // The API server has it too.
        rules("the version is not told").set(|c| c.fault(On::agent_path(HIT, "/agentinfo"), Fault::ServerError)).gives(
            0,
            &[],
            Rows::All,
        ),
    ]
}

/// Releases of Antrea side by side.
fn releases() -> Vec<Case> {
    let insecure = |name| fault(name, "rules --via agent --insecure-agent").gives(0, &[], Rows::Numbers);
    let secure = |name| rules(name).gives(0, &[], Rows::Numbers);
    vec![
        rules("an agent of 1.8 publishes no CA").built(|builder| builder.version(HIT, "v1.8.1")).gives(
            4,
            &["--insecure-agent"],
            Rows::Others,
        ),
        insecure("an agent of 1.8, trusted without a check").built(|builder| builder.version(HIT, "v1.8.1")),
        secure("an agent of 1.13").built(|builder| builder.version(HIT, "v1.13.4")),
        secure("an agent of 2.0").built(|builder| builder.version(HIT, "v2.0.1")),
        secure("an agent of 2.3, which panics when a table is named").built(|builder| builder.version(HIT, "v2.3.0")),
        secure("an agent of 2.5.3, which says cookies").built(|builder| builder.version(HIT, "v2.5.3")),
        secure("an agent of 2.7").built(|builder| builder.version(HIT, "v2.7.0")),
        fault("no agent publishes a CA, and any way will do", "rules --request-timeout 3s").built(|mut builder| {
            for node in ["k8s-worker-01", "k8s-worker-02", "k8s-worker-03"] {
                builder = builder.version(node, "v1.8.1");
            }
            builder
        }),
    ]
}

#[test]
fn agents_that_cannot_be_reached() {
    hold(connections());
}

#[test]
fn tokens_that_do_not_come() {
    hold(tokens());
}

#[test]
fn agents_that_answer_wrong() {
    hold(answers());
}

#[test]
fn agents_of_many_releases() {
    hold(releases());
}
