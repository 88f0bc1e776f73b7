//! `explain` with a cluster beside it: nothing is asked of it until a flag says so, and then a rule's flows are put together as from files.

use super::run::antstats;
use crate::cluster::Cluster;
use crate::support::open;

#[test]
fn a_rule_of_a_node_is_put_together() {
    let capture = open("basic");
    let root = capture.root().to_str().unwrap().to_owned();
    let files = antstats("/nonexistent".as_ref(), &format!("explain rule 3 --node node-2 -o json --from {root}"));
    assert_eq!(files.code, 0, "{}", files.err);
    let cluster = Cluster::of(capture).start();
    let config = cluster.kubeconfig();
    for way in ["exec", "agent"] {
        let live = antstats(&config, &format!("explain rule 3 --node node-2 --via {way} -o json"));
        assert_eq!(live.code, 0, "{way}: {}", live.err);
        for member in ["policy", "name", "action", "from", "to", "ports", "trafficStats", "priority"] {
            assert_eq!(live.items()[0]["rule"][member], files.items()[0]["rule"][member], "{way}: {member}");
        }
    }
    let asked = antstats(&config, "explain rule 3 --node node-2 --via stats-api");
    assert_eq!(asked.code, 2, "{}", asked.err);
}

#[test]
fn nothing_is_asked_of_a_cluster_that_nobody_named() {
    let config = std::path::Path::new("/nonexistent/config");
    let answer = antstats(config, "explain 0x1020000000000");
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert_eq!(antstats(config, "explain rule 3 --node node-2").code, 1);
}
