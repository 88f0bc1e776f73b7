use super::*;

/// The tables of a pipeline that has all but these.
fn pipeline(without: &[&str]) -> Vec<&'static str> {
    ORDER.iter().map(|(name, _)| *name).filter(|name| !without.contains(name)).collect()
}

/// What a default configuration lacks.
const NOT_DEFAULT: [&str; 19] = [
    "IPv6",
    "PipelineIPClassifier",
    "NodePortMark",
    "DSRServiceMark",
    "DNAT",
    "EgressSecurityClassifier",
    "EgressQoS",
    "TrafficControl",
    "VLAN",
    "MulticastEgressRule",
    "MulticastEgressMetric",
    "MulticastEgressPodMetric",
    "MulticastRouting",
    "MulticastIngressRule",
    "MulticastIngressMetric",
    "MulticastIngressPodMetric",
    "MulticastOutput",
    "NonIP",
    "NonIP",
];

fn without(more: &[&'static str], but: &[&str]) -> Vec<&'static str> {
    let missing: Vec<&str> = NOT_DEFAULT.iter().chain(more).copied().filter(|name| !but.contains(name)).collect();
    pipeline(&missing)
}

/// Seeks the tables of policies in a pipeline; gives what was found and how many questions it took.
fn seek(pipeline: &[&str]) -> (Vec<String>, usize) {
    let (mut seek, mut found, mut asked) = (Seek::new(&OF_POLICIES), Vec::new(), 0);
    while let Some(number) = seek.next() {
        asked += 1;
        assert!(asked <= usize::from(MOST), "asks for ever");
        let name = pipeline.get(usize::from(number)).copied();
        if seek.answer(number, name) {
            found.extend(name.map(str::to_owned));
        }
    }
    (found, asked)
}

#[test]
fn default_pipelines_have_the_numbers_that_antrea_documents() {
    let names = without(&[], &[]);
    for (name, number) in [("EgressMetric", 15), ("IngressMetric", 26), ("Output", 28), ("ServiceLB", 10)] {
        assert_eq!(names.iter().position(|known| *known == name), Some(number), "{name}");
    }
}

#[test]
fn every_pipeline_is_found_with_few_questions() {
    let proxy = ["PreRoutingClassifier", "SessionAffinity", "ServiceLB", "EndpointDNAT"];
    let arp = ["ARPSpoofGuard", "ARPResponder"];
    let antrea = ["AntreaPolicyEgressRule", "AntreaPolicyIngressRule"];
    let multicast: Vec<&str> = NOT_DEFAULT.iter().filter(|name| name.starts_with("Multicast")).copied().collect();
    // pipeline, questions at most
    let cases = [
        ("default", without(&[], &[]), 13),
        ("dual stack", without(&[], &["IPv6"]), 14),
        ("IPv6 alone", without(&arp, &["IPv6"]), 15),
        ("multicast", without(&[], &[&multicast[..], &["PipelineIPClassifier"]].concat()), 18),
        ("all", pipeline(&["DNAT", "VLAN"]), 21),
        ("without proxy", without(&proxy, &["DNAT"]), 24),
        ("without Antrea's policies", without(&antrea, &[]), 16),
        ("external Node", without(&[&proxy[..], &arp].concat(), &["EgressSecurityClassifier", "NonIP"]), 26),
    ];
    for (what, names, most) in cases {
        let (mut found, asked) = seek(&names);
        let mut expected: Vec<&str> = OF_POLICIES.iter().filter(|name| names.contains(name)).copied().collect();
        found.sort();
        expected.sort_unstable();
        assert_eq!(found, expected, "{what}");
        assert!(asked <= most, "{what}: {asked} questions");
    }
}

#[test]
fn names_of_the_first_release_are_known() {
    let names: Vec<&str> = without(&[], &["PipelineIPClassifier"])
        .into_iter()
        .map(|name| match name {
            "UnSNAT" => "SNATConntrackZone",
            "SNATMark" => "ServiceMark",
            "SNAT" => "SNATConntrackCommit",
            other => other,
        })
        .collect();
    assert_eq!(seek(&names).0.len(), 9);
}

#[test]
fn an_agent_that_says_nonsense_is_asked_for_a_while_only() {
    for answer in [None, Some("x"), Some("EgressMetric"), Some("PipelineRootClassifier"), Some("NonIP"), Some("")] {
        let mut seek = Seek::new(&OF_POLICIES);
        let mut asked = 0;
        while let Some(number) = seek.next() {
            seek.answer(number, answer);
            asked += 1;
            assert!(asked <= usize::from(MOST), "{answer:?}");
        }
        assert_eq!(seek.found_names(), answer.and_then(place).is_some(), "{answer:?}");
    }
}

#[test]
fn metrics_say_numbers_and_names() {
    let metrics = b"# TYPE antrea_agent_ovs_flow_count gauge\n\
        antrea_agent_ovs_flow_count{table_id=\"15\",table_name=\"EgressMetric\"} 7\n\
        antrea_agent_ovs_flow_count{table_name=\"IngressMetric\", table_id=\"26\"} 1e+06\r\n\
        antrea_agent_ovs_flow_count{table_id=\"3\"} 1\n\
        antrea_agent_ovs_flow_count{table_id=\"300\",table_name=\"X\"} 1\n\
        antrea_agent_ovs_flow_count{table_id=\"4\",table_name=\"\"} 1\n\
        antrea_agent_ovs_total_flow_count 1877\n\xFF\xFE";
    let tables = of_metrics(metrics);
    let expected: BTreeMap<u8, String> = [(15, "EgressMetric".to_owned()), (26, "IngressMetric".to_owned())].into();
    assert_eq!(tables, expected);
    assert!(of_metrics(b"").is_empty());
}
