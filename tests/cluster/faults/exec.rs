//! Commands on a Node.

use std::time::Duration;

use serde_json::json;

use super::{Case, Cluster, Fault, HIT, On, Rows, fault, hold};

const RULES: &str = "rules --via exec --request-timeout 3s";

fn hit(cluster: &Cluster, fault: Fault) {
    cluster.fault(On::exec(HIT), fault);
}

/// What the API server answers instead of an exec.
fn refusals() -> Vec<Case> {
    let rules = |name| fault(name, RULES);
    vec![
        rules("exec answers late").set(|c| hit(c, Fault::Delay(Duration::from_millis(700)))),
        rules("exec hangs").set(|c| hit(c, Fault::Hang)).gives(4, &["timed out", "--request-timeout"], Rows::Others),
        fault("exec hangs, and everything has a time", "rules --via exec --timeout 2s")
            .set(|c| hit(c, Fault::Hang))
            .gives(4, &["timed out", "--timeout"], Rows::Others),
        rules("exec is refused with 401").set(|c| hit(c, Fault::Unauthorized)).gives(
            4,
            &["refused", "does not know who"],
            Rows::Others,
        ),
        rules("exec is forbidden on one Node").set(|c| hit(c, Fault::Forbidden)).gives(
            4,
            &["refused", "get and create pods/exec in Namespace kube-system", "node-data.yaml"],
            Rows::Others,
        ),
        fault("exec is forbidden on the Node that is asked first", "rules --via exec --concurrency 1")
            .set(|c| c.fault(On::exec("k8s-worker-01"), Fault::Forbidden))
            .gives(4, &["refused"], Rows::Less),
        rules("exec is forbidden").set(|c| c.fault(On::exec("*"), Fault::Forbidden)).gives(
            1,
            &["pods/exec", "examples/rbac/node-data.yaml"],
            Rows::None,
        ),
        rules("exec gets 404").set(|c| hit(c, Fault::NotFound)).gives(4, &["not ready"], Rows::Others),
        rules("exec gets 429 once").set(|c| c.fault_times(On::exec(HIT), Fault::TooManyRequests(0), 0, 1)),
        rules("exec gets 429").set(|c| hit(c, Fault::TooManyRequests(1))).gives(
            4,
            &["too many requests"],
            Rows::Others,
        ),
        rules("exec gets 500").set(|c| hit(c, Fault::ServerError)).gives(4, &["failed", "no leader"], Rows::Others),
        rules("exec gets 503").set(|c| hit(c, Fault::Unavailable)).gives(4, &["unreachable", "503"], Rows::Others),
        rules("exec gets 504").set(|c| hit(c, Fault::GatewayTimeout)).gives(4, &["504"], Rows::Others),
        rules("exec is disconnected").set(|c| hit(c, Fault::Disconnect)).gives(4, &["unreachable"], Rows::Others),
        rules("the kubelet cannot be reached").set(|c| hit(c, Fault::Unreachable)).gives(
            4,
            &["unreachable", "no route to host"],
            Rows::Others,
        ),
        rules("the Pod has no such container").set(|c| hit(c, Fault::WrongContainer)).gives(
            4,
            &["container missing", "antrea-ovs is not valid"],
            Rows::Others,
        ),
        rules("the container does not run").set(|c| hit(c, Fault::ContainerNotRunning)).gives(
            4,
            &["container missing", "container not found"],
            Rows::Others,
        ),
    ]
}

/// What comes of a command that runs.
fn streams() -> Vec<Case> {
    let rules = |name| fault(name, RULES);
    let cut = |name, set| rules(name).set(set).gives(4, &["cut"], Rows::Part);
    let nothing = |name, set| rules(name).set(set).gives(4, &[], Rows::Others);
    vec![
        cut("exec is cut before its first byte", |c| hit(c, Fault::Cut(0))),
        cut("exec is cut in its head", |c| hit(c, Fault::Cut(100))),
        cut("exec is cut in the middle", |c| hit(c, Fault::Cut(3000))),
        cut("exec is cut in the flows", |c| hit(c, Fault::Cut(7000))),
        cut("exec is closed without an end", |c| hit(c, Fault::NoStatus(3000))),
        cut("exec is closed without an end before its first byte", |c| hit(c, Fault::NoStatus(0))),
        rules("the runtime fails in the middle").set(|c| hit(c, Fault::RuntimeFails(3000))).gives(
            4,
            &["CONTAINER_EXITED"],
            Rows::Part,
        ),
        rules("the command is killed in the middle").set(|c| hit(c, Fault::Killed(3000))).gives(
            4,
            &["killed (137)"],
            Rows::Part,
        ),
        rules("the command is killed at once").set(|c| hit(c, Fault::Killed(0))).gives(
            4,
            &["killed (137)"],
            Rows::Others,
        ),
        rules("the command ends with 1").set(|c| hit(c, Fault::Exit(1))).gives(
            4,
            &["something went wrong", "exit code 1"],
            Rows::Others,
        ),
        rules("the command ends with 255").set(|c| hit(c, Fault::Exit(255))).gives(4, &["exit code 255"], Rows::Others),
        rules("noise on standard error").set(|c| hit(c, Fault::StderrNoise)),
        nothing("the command prints garbage", |c| hit(c, Fault::Garbage)),
        nothing("the command prints what looks like gzip", |c| hit(c, Fault::GarbageGzip)),
        nothing("the command prints JSON", |c| hit(c, Fault::OtherJson)),
        nothing("the command prints nothing", |c| hit(c, Fault::Empty)),
        nothing("the command prints without end", |c| hit(c, Fault::Huge(1 << 30))),
        rules("the command drips").set(|c| hit(c, Fault::SlowDrip(Duration::from_millis(1)))),
        rules("the command drips for too long").set(|c| hit(c, Fault::SlowDrip(Duration::from_millis(400)))).gives(
            4,
            &["timed out"],
            Rows::Part,
        ),
    ]
}

/// A command that stands in the script as well, which is tried first.
fn second(cluster: &Cluster, word: &str, fault: Fault) {
    cluster.fault_times(On::command(HIT, word), fault, 1, u32::MAX);
}

/// Programs that a container lacks: every command is an exec of its own then.
fn programs() -> Vec<Case> {
    let alone = |name| fault(name, RULES).built(|builder| builder.without_program(HIT, "sh"));
    vec![
        alone("the container has no shell"),
        fault("the container has no gzip", RULES).built(|builder| builder.without_program(HIT, "gzip")),
        fault("the container has no ovs-vsctl", RULES)
            .built(|builder| builder.without_program(HIT, "ovs-vsctl"))
            .gives(4, &["ovs-vsctl"], Rows::Part),
        fault("the container has no ovs-ofctl", RULES)
            .built(|builder| builder.without_program(HIT, "ovs-ofctl"))
            .gives(4, &["ovs-ofctl"], Rows::Others),
        alone("one table cannot be dumped").set(|c| c.fault(On::command(HIT, "table=15"), Fault::Exit(1))).gives(
            4,
            &["flows of table 15", "something went wrong"],
            Rows::Part,
        ),
        alone("one table is cut").set(|c| c.fault(On::command(HIT, "table=15"), Fault::Cut(500))).gives(
            4,
            &["cut"],
            Rows::Part,
        ),
        alone("one table is empty where there should be flows")
            .set(|c| c.fault(On::command(HIT, "table=15"), Fault::Empty))
            .gives(4, &["flows of table 15"], Rows::Part),
        alone("the tables cannot be counted").set(|c| second(c, "dump-tables", Fault::Exit(1))).gives(
            4,
            &["flows"],
            Rows::Part,
        ),
        alone("names of tables cannot be read").set(|c| second(c, "dump-table-features", Fault::Garbage)).gives(
            0,
            &[],
            Rows::Numbers,
        ),
    ]
}

fn status(cluster: &Cluster, status: serde_json::Value) {
    cluster.edit_agent(HIT, |pod| {
        for (member, value) in status.as_object().unwrap() {
            pod["status"][member] = value.clone();
        }
    });
}

/// Pods that need not be asked.
fn pods() -> Vec<Case> {
    let rules = |name| fault(name, RULES);
    vec![
        rules("the agent's Pod is pending").set(|c| status(c, json!({ "phase": "Pending" }))).gives(
            4,
            &["not ready", "Pending"],
            Rows::Others,
        ),
        rules("the agent's Pod is going")
            .set(|c| c.edit_agent(HIT, |pod| pod["metadata"]["deletionTimestamp"] = json!("2026-03-01T09:30:00Z")))
            .gives(4, &["not ready", "Terminating"], Rows::Others),
        rules("Open vSwitch crashes again and again")
            .set(|c| {
                let state = json!({ "waiting": { "reason": "CrashLoopBackOff" } });
                status(c, json!({ "containerStatuses": [{ "name": "antrea-ovs", "ready": false, "state": state }] }));
            })
            .gives(4, &["not ready", "CrashLoopBackOff"], Rows::Others),
        rules("the agent crashes and Open vSwitch does not").set(|c| {
            let state = json!({ "waiting": { "reason": "CrashLoopBackOff" } });
            status(c, json!({ "containerStatuses": [{ "name": "antrea-agent", "ready": false, "state": state }] }));
        }),
        rules("the Pod has another container")
            .set(|c| {
                c.edit_agent(HIT, |pod| {
                    pod["spec"]["containers"] = json!([{ "name": "antrea-agent" }, { "name": "ovs" }])
                });
            })
            .gives(4, &["container missing", "no container antrea-ovs"], Rows::Others),
        fault("a Node has no agent", "rules --via exec --node k8s-worker-01,k8s-worker-02,k8s-worker-03")
            .set(|c| {
                let (namespace, pod) = c.agent(HIT);
                c.store().delete("", "pods", &namespace, &pod);
            })
            .gives(4, &["agent Pod", "no Pod with the labels"], Rows::Others),
        rules("no Node has an agent")
            .set(|c| {
                for node in c.nodes() {
                    let (namespace, pod) = c.agent(&node);
                    c.store().delete("", "pods", &namespace, &pod);
                }
            })
            .gives(1, &["app=antrea,component=antrea-agent", "--antrea-namespace"], Rows::None),
    ]
}

#[test]
fn exec_that_is_refused() {
    hold(refusals());
}

#[test]
fn exec_that_goes_wrong() {
    hold(streams());
}

#[test]
fn containers_without_programs() {
    hold(programs());
}

#[test]
fn pods_that_are_not_there() {
    hold(pods());
}
