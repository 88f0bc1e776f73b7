//! Groups of agents: lines of a dump, or words why not.

use super::*;

const GROUPS_PATH: &str = "/ovsflows?groups=all";

async fn groups(reply: Reply) -> Gave {
    let wanted = Wanted::kinds([ArtefactKind::Groups, ArtefactKind::Flows]).of_tables(Tables::Policies);
    let agent = agent("v2.7.0", DEFAULT, move |path, _| (path == GROUPS_PATH).then(|| reply.clone()));
    read(&agent, &wanted, TIME).await
}

#[tokio::test]
async fn groups_come_as_a_dump() {
    let line = "group_id=9,type=select,bucket=bucket_id:0,weight:100,actions=set_field:0xa0a0018->reg3,resubmit(,13)";
    let cases = [
        (Reply::flows(&[line, "group_id=10,type=all"]), format!("{line}\ngroup_id=10,type=all\n")),
        (Reply::ok("[]\n"), String::new()),
    ];
    for (reply, expected) in cases {
        let gave = groups(reply).await;
        assert_eq!((gave.file("groups.txt"), gave.gaps.len(), gave.cut.len()), (Some(expected.as_str()), 0, 0));
        assert_eq!(gave.flows().len(), 9);
    }
}

#[tokio::test]
async fn groups_that_do_not_come_are_a_gap_and_flows_come_all_the_same() {
    let flow = "table=IngressRule, n_packets=1, priority=0 actions=drop";
    let cases = [
        (Reply::status(400, "invalid group ID\n"), "status 400 invalid group ID"),
        (Reply::status(404, ""), "status 404"),
        (Reply::status(500, "OVS flow dumping failed\n"), "status 500 OVS flow dumping failed"),
        // One that does not know what it is asked for gives all flows.
        (Reply::flows(&[flow]), "something else than groups"),
        (Reply::ok(""), "ends in the middle"),
        (Reply::ok("surprise"), "no list"),
    ];
    for (reply, why) in cases {
        let gave = groups(reply).await;
        assert_eq!((gave.file("groups.txt"), gave.flows().len(), gave.gaps.len()), (None, 9, 1), "{why}: {gave:?}");
        let gap = &gave.gaps[0];
        assert!(gap.starts_with("groups.txt: ") && gap.contains(GROUPS_PATH) && gap.contains(why), "{gap}");
    }
    // What came is kept, as a part.
    let gave = groups(Reply::Cut(br#"[{"flow":"group_id=9,type=all"},{"flow":"group_"#.to_vec())).await;
    assert_eq!((gave.file("groups.txt"), gave.cut.len()), (Some("group_id=9,type=all\n"), 1), "{gave:?}");
    assert!(gave.gaps.iter().any(|gap| gap.starts_with("groups.txt: ")) && gave.flows().len() == 9, "{gave:?}");
}
