//! The statistics API, and what is taken in its place.

use std::time::Duration;

use super::{Case, Cluster, Fault, On, Rows, fault, hold};

const DEFAULT: &str = "policystats --request-timeout 3s";
const ONLY: &str = "policystats --via stats-api --request-timeout 3s";
const EXEC: Rows = Rows::Like("policystats --via exec");
const LISTS: [&str; 3] = ["networkpolicystats", "antreanetworkpolicystats", "antreaclusternetworkpolicystats"];

/// Each list of statistics, also of the old group.
fn lists(cluster: &Cluster, fault: Fault) {
    for list in LISTS {
        cluster.fault(On::api("list", &format!("{list}.stats.antrea.io")), fault.clone());
        cluster.fault(On::api("list", &format!("{list}.stats.antrea.tanzu.vmware.com")), fault.clone());
    }
}

/// A way that cannot be used is named, and the next is taken; where no other is allowed the run fails.
fn unusable() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut both = |names: [&'static str; 2], set: fn(&Cluster), said: &'static [&'static str]| {
        cases.push(fault(names[0], DEFAULT).set(set).gives(0, said, EXEC));
        cases.push(fault(names[1], ONLY).set(set).gives(1, said, Rows::None));
    };
    both(["the gate is off", "the gate is off, no other way"], |c| c.statistics(false), &["NetworkPolicyStats"]);
    both(
        ["the controller is down", "the controller is down, no other way"],
        |c| c.break_group("stats.antrea.io"),
        &["antrea-controller"],
    );
    both(
        ["there is no statistics API", "there is no statistics API, no other way"],
        |c| c.store().withdraw("stats.antrea.io", None),
        &["no API stats.antrea.io"],
    );
    both(
        ["statistics are forbidden", "statistics are forbidden, no other way"],
        |c| lists(c, Fault::Forbidden),
        &["list", "networkpolicystats.stats.antrea.io", "examples/rbac/"],
    );
    both(["statistics get 500", "statistics get 500, no other way"], |c| lists(c, Fault::ServerError), &["no leader"]);
    both(["statistics hang", "statistics hang, no other way"], |c| lists(c, Fault::Hang), &["did not answer within"]);
    both(
        ["statistics are garbage", "statistics are garbage, no other way"],
        |c| lists(c, Fault::Garbage),
        &["networkpolicystats"],
    );
    both(
        ["statistics are nothing", "statistics are nothing, no other way"],
        |c| lists(c, Fault::Empty),
        &["networkpolicystats"],
    );
    both(["statistics are cut", "statistics are cut, no other way"], |c| lists(c, Fault::Cut(300)), &["cut after"]);
    both(
        ["statistics are busy", "statistics are busy, no other way"],
        |c| lists(c, Fault::TooManyRequests(60)),
        &["too many requests"],
    );
    cases
}

fn survived() -> Vec<Case> {
    vec![
        fault("one list of statistics is forbidden", ONLY)
            .set(|c| c.fault(On::api("list", "antreanetworkpolicystats.stats.antrea.io"), Fault::Forbidden))
            .gives(4, &["antreanetworkpolicystats"], Rows::Less),
        fault("one list of statistics gets 500", ONLY)
            .set(|c| c.fault(On::api("list", "networkpolicystats.stats.antrea.io"), Fault::ServerError))
            .gives(4, &["networkpolicystats", "no leader"], Rows::Less),
        fault("statistics of the old group", ONLY).built(|builder| builder.old_statistics()),
        fault("statistics get 503 once", ONLY)
            .set(|c| c.fault_times(On::api("list", "networkpolicystats.stats.antrea.io"), Fault::Unavailable, 0, 1)),
        fault("statistics get 429 once", ONLY).set(|c| {
            c.fault_times(On::api("list", "networkpolicystats.stats.antrea.io"), Fault::TooManyRequests(1), 0, 1);
        }),
        fault("statistics are disconnected once", ONLY)
            .set(|c| c.fault_times(On::api("list", "networkpolicystats.stats.antrea.io"), Fault::Disconnect, 0, 1)),
        fault("statistics come late", ONLY).set(|c| lists(c, Fault::Delay(Duration::from_millis(300)))),
        fault("statistics and exec are forbidden", DEFAULT)
            .set(|c| {
                lists(c, Fault::Forbidden);
                c.fault(On::exec("*"), Fault::Forbidden);
            })
            .gives(0, &["networkpolicystats", "pods/exec", "taking agent"], Rows::Like("policystats --via agent")),
        fault("everything is forbidden", DEFAULT)
            .set(|c| {
                lists(c, Fault::Forbidden);
                c.fault(On::exec("*"), Fault::Forbidden);
                c.fault(On::forward("*"), Fault::Forbidden);
            })
            .gives(1, &["networkpolicystats", "pods/exec", "pods/portforward"], Rows::None),
        fault("exec is forbidden, and the agents are asked", "rules")
            .set(|c| c.fault(On::exec("*"), Fault::Forbidden))
            .gives(0, &["pods/exec", "taking agent"], Rows::Like("rules --via agent")),
        fault("the gate is off, and objects are wanted", "networkpolicystats -A").set(|c| c.statistics(false)).gives(
            0,
            &["NetworkPolicyStats"],
            Rows::Like("networkpolicystats -A --via exec"),
        ),
        fault("the gate is off, and a Node does not answer", "policystats --request-timeout 3s")
            .set(|c| {
                c.statistics(false);
                c.fault(On::exec(super::HIT), Fault::Unreachable);
            })
            .gives(4, &["unreachable"], Rows::Less),
    ]
}

#[test]
fn statistics_that_cannot_be_used() {
    hold(unusable());
}

#[test]
fn statistics_in_spite_of_trouble() {
    hold(survived());
}
