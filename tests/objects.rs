//! The expansion of API objects against what Antrea's own controller made of the same objects.
//!
//! Each folder under `fixtures/objects` begins with the Antrea version. `objects.json` has the API objects of a cluster; `rules.txt` has a line
//! for each member of the controller's address groups and for each rule of its internal policies:
//! `KIND NAMESPACE/NAME TIER PRIORITY | DIRECTION ACTION PRIORITY NAME FLAGS | APPLIED TO | PEERS | SERVICES`.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

use std::collections::BTreeSet;
use std::path::Path;

use antstats::model::policy::{Direction, Member, Policy, PolicySet, Port, Rule, Service};
use antstats::resolve::objects::policy_set;
use serde_json::Value;

#[test]
fn rules_are_those_of_the_controller() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/objects");
    let mut read = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let version = name.split('-').next().unwrap();
        let objects: Vec<Value> = serde_json::from_slice(&std::fs::read(folder.join("objects.json")).unwrap()).unwrap();
        let view = policy_set(&objects, Some(version));
        assert_eq!(view.policies.doubts, Vec::<String>::new(), "{name}");
        let expected = std::fs::read_to_string(folder.join("rules.txt")).unwrap();
        let (members, mut expected): (Vec<&str>, Vec<&str>) =
            expected.lines().partition(|line| line.starts_with("member "));
        let known: BTreeSet<String> = view.policies.address_groups.values().flatten().map(member).collect();
        let missing: Vec<&&str> = members.iter().filter(|line| !known.contains(**line)).collect();
        assert!(missing.is_empty(), "{name}: {missing:#?}");
        // Antrea 1.5 fills the address groups of a policy only when it applies to something.
        let fills_all = version != "v1.5.3";
        let set = &view.policies;
        let rules = set.policies.iter().flat_map(|policy| policy.rules.iter().map(move |rule| (policy, rule)));
        let mut lines: Vec<String> = rules.map(|(policy, rule)| line(policy, rule, set, fills_all)).collect();
        lines.sort();
        expected.sort_unstable();
        assert_eq!(lines, expected, "{name}");
        read += lines.len();
    }
    assert!(read > 200, "{read} rules only");
}

fn name(member: &Member) -> String {
    match (&member.pod, &member.service) {
        (Some((namespace, name)), _) => format!("{namespace}/{name}"),
        (_, Some((namespace, name))) => format!("service:{namespace}/{name}"),
        _ => String::new(),
    }
}

fn member(member: &Member) -> String {
    let mut words: Vec<String> = member.ips.iter().map(ToString::to_string).collect();
    words.sort();
    let mut ports: Vec<String> = member
        .ports
        .iter()
        .map(|port| format!("{}:{}/{}", port.name, port.port, format!("{:?}", port.protocol).to_lowercase()))
        .collect();
    ports.sort();
    words.append(&mut ports);
    words.insert(0, name(member));
    format!("member {}", words.join(" "))
}

fn line(policy: &Policy, rule: &Rule, set: &PolicySet, fills_all: bool) -> String {
    let applied: BTreeSet<String> =
        rule.applied_to.iter().flat_map(|group| &set.applied_to_groups[group]).map(name).collect();
    let peers: BTreeSet<String> =
        rule.peer.address_groups.iter().flat_map(|group| &set.address_groups[group]).map(name).collect();
    let mut peers: Vec<String> = peers.into_iter().collect();
    if applied.is_empty() && !fills_all {
        peers = vec!["?".to_owned()];
    }
    let mut others: Vec<String> = rule.peer.fqdns.clone();
    others.extend(rule.peer.to_services.iter().map(|(namespace, name)| format!("service:{namespace}/{name}")));
    others.extend(
        rule.peer
            .ip_blocks
            .iter()
            .map(|block| block.except.iter().fold(block.cidr.to_string(), |text, except| format!("{text}-{except}"))),
    );
    others.sort();
    peers.append(&mut others);
    let flags = format!("{}{}", if rule.logging { " log" } else { "" }, if rule.l7 { " l7" } else { "" });
    let direction = if rule.direction == Direction::Ingress { "In" } else { "Out" };
    let number = |number: Option<f64>| number.map_or("-".to_owned(), |number| number.to_string());
    let applied: Vec<String> = applied.into_iter().collect();
    let services: Vec<String> = rule.services.iter().map(service).collect();
    [
        format!(
            "{} {}/{} {} {}",
            policy.reference.kind.name(),
            policy.reference.namespace,
            policy.reference.name,
            number(policy.tier_priority.map(f64::from)),
            number(policy.priority),
        ),
        format!("{direction} {:?} {} {}{flags}", rule.action, rule.priority, rule.name.as_deref().unwrap_or("-")),
        applied.join(","),
        peers.join(","),
        services.join(","),
    ]
    .join(" | ")
}

fn service(service: &Service) -> String {
    let mut text = service.protocol.map_or("any".to_owned(), |protocol| format!("{protocol:?}").to_lowercase());
    let port = match &service.port {
        Some(Port::Number(port)) => Some(port.to_string()),
        Some(Port::Name(name)) => Some(name.to_string()),
        None => None,
    };
    let word = |number: Option<u16>| number.map(|number| number.to_string());
    for (before, value) in [
        ("/", port),
        ("-", word(service.end_port)),
        (" from ", word(service.src_port)),
        ("-", word(service.src_end_port)),
        (" type ", word(service.icmp_type.map(u16::from))),
        (" code ", word(service.icmp_code.map(u16::from))),
        (" type ", word(service.igmp_type.map(u16::from))),
        (" group ", service.group_address.map(|address| address.to_string())),
    ] {
        text.extend(value.map(|value| format!("{before}{value}")));
    }
    text
}
