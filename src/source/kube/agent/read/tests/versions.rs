//! How agents of each release are asked for flows.

use super::*;

/// The tables that a request for flows named.
fn tables_asked(agent: &TestAgent) -> Vec<String> {
    agent.asked().iter().filter_map(|path| path.strip_prefix("/ovsflows?table=").map(str::to_owned)).collect()
}

#[tokio::test]
async fn each_version_is_asked_in_its_way() {
    fn panics_by_name(path: &str, _: usize) -> Option<Reply> {
        let table = path.strip_prefix("/ovsflows?table=")?;
        table.parse::<u8>().is_err().then_some(Reply::Panic)
    }
    fn no_metrics(path: &str, _: usize) -> Option<Reply> {
        (path == "/metrics").then(|| Reply::status(403, "forbidden"))
    }
    fn lists_nothing(path: &str, _: usize) -> Option<Reply> {
        (path == "/ovsflows?table-names-only").then(|| Reply::status(400, "no such query"))
    }
    fn neither(path: &str, count: usize) -> Option<Reply> {
        panics_by_name(path, count).or_else(|| no_metrics(path, count))
    }
    const FIXED: &[(&str, u8)] = &[("45", 45), ("61", 61), ("90", 90), ("100", 100), ("101", 101), ("10", 10)];
    type Case =
        (&'static str, &'static [(&'static str, u8)], fn(&str, usize) -> Option<Reply>, &'static str, usize, usize);
    // version, tables, faults, first table asked, requests for tables, lines
    let cases: [Case; 10] = [
        ("v2.7.0", DEFAULT, plain, "ServiceLB", 9, 9),
        ("v2.8.0-dev", DEFAULT, plain, "ServiceLB", 9, 9),
        ("", DEFAULT, plain, "ServiceLB", 9, 9),
        ("v2.7.0", DEFAULT, lists_nothing, "ServiceLB", 13, 9),
        ("UNKNOWN", DEFAULT, panics_by_name, "ServiceLB", 10, 9),
        ("v2.4.3", DEFAULT, panics_by_name, "10", 9, 9),
        ("v2.4.3", DEFAULT, neither, "10", 11, 9),
        ("v1.8.1", DEFAULT, neither, "10", 11, 9),
        ("UNKNOWN", DEFAULT, neither, "ServiceLB", 12, 9),
        ("v1.5.3", FIXED, neither, "41", 11, 5),
    ];
    for (version, tables, faults, first, requests, lines) in cases {
        let agent = agent(version, tables, faults);
        let gave = read(&agent, &everything(), TIME).await;
        let asked = tables_asked(&agent);
        assert_eq!(asked.first().map(String::as_str), Some(first), "{version}");
        assert_eq!((gave.flows().len(), asked.len()), (lines, requests), "{version}: {asked:?}");
        assert!(gave.gaps.is_empty() && gave.result.is_none(), "{version}: {gave:?}");
        assert!(!agent.asked().contains(&"/ovsflows".to_owned()), "{version}");
        let says_no_cookies = gave.details.iter().any(|detail| detail.contains("does not say cookies"));
        assert_eq!(says_no_cookies, ["v2.4.3", "v1.8.1", "v1.5.3"].contains(&version), "{version}");
    }
}

#[tokio::test]
async fn all_tables_are_read_one_by_one_and_never_the_whole_bridge() {
    const WALKED: &[(&str, u8)] =
        &[("PipelineRootClassifier", 0), ("ARPSpoofGuard", 1), ("Classifier", 3), ("Output", 4)];
    let wanted = Wanted::kinds([ArtefactKind::Flows]);
    for (version, lines, last) in [("v2.7.0", 4, "/ovsflows?table=Output"), ("v1.8.1", 4, "/ovsflows?table=7")] {
        let agent = agent(version, WALKED, plain);
        let gave = read(&agent, &wanted, TIME).await;
        assert_eq!((gave.flows().len(), agent.asked().last().map(String::as_str)), (lines, Some(last)), "{version}");
        assert!(gave.gaps.is_empty(), "{gave:?}");
    }
    // An agent whose Open vSwitch has no names: nothing says where its tables are.
    let agent = agent("v1.8.1", &[], |path, _| {
        let number: u8 = path.strip_prefix("/ovsflows?table=")?.parse().ok()?;
        Some(match number {
            0..=5 => Reply::flows(&[&format!("table={number}, priority=0 actions=drop")]),
            _ => Reply::status(404, ""),
        })
    });
    let gave = read(&agent, &everything(), TIME).await;
    assert_eq!(gave.flows().len(), 6, "{gave:?}");
    assert!(!agent.asked().contains(&"/ovsflows".to_owned()), "{:?}", agent.asked());
}

#[tokio::test]
async fn a_switch_that_is_down_is_not_asked_in_every_way() {
    fn down(path: &str) -> Option<Reply> {
        path.starts_with("/ovsflows").then(|| Reply::status(500, "OVS flow dumping failed"))
    }
    // version, requests for flows
    for (version, requests) in [("v2.7.0", 3), ("v2.0.1", 2), ("v1.8.1", 2), ("v1.5.3", 2)] {
        let agent = agent(version, DEFAULT, |path, _| down(path));
        let gave = read(&agent, &everything(), TIME).await;
        let asked: Vec<_> = agent.asked().into_iter().filter(|path| path.starts_with("/ovsflows")).collect();
        assert_eq!(asked.len(), requests, "{version}: {asked:?}");
        assert!(gave.gaps.iter().all(|gap| gap.contains("OVS flow dumping failed")), "{version}: {:?}", gave.gaps);
        assert!(gave.gaps.iter().any(|gap| gap.contains("those not asked for yet")), "{version}: {:?}", gave.gaps);
    }
    // One table that cannot be dumped, be it the first, is none of the others.
    let agent = agent("v2.7.0", DEFAULT, |path, _| down(path).filter(|_| path.ends_with("=ServiceLB")));
    let gave = read(&agent, &everything(), TIME).await;
    assert_eq!((gave.flows().len(), gave.gaps.len()), (8, 1), "{:?}", gave.gaps);
}
