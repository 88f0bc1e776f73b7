//! Every recorded Node.

use std::fs;

use antstats::decode::wire::Version;
use antstats::model::artefact::ArtefactKind;
use antstats::source::local::Filter;

use crate::replay::Node;
use crate::same::{Same, all_else, flows};
use crate::support::{Capture, capture_names, open};

/// Agents of Antrea 1.8 have a meter in the middle of a list, as OpenFlow 1.5 permits; `ovs-ofctl` loads it at the start of one alone.
fn put_meters_first(capture: &Capture, node: &str) {
    let path = capture.root().join("nodes").join(node).join("flows.txt");
    let meter_first = |line: &str| {
        let (head, actions) = line.split_once(" actions=")?;
        let at = actions.find(",meter:")?;
        let end = actions[at + 1..].find(',').map_or(actions.len(), |length| at + 1 + length);
        Some(format!("{head} actions={},{}{}", &actions[at + 1..end], &actions[..at], &actions[end..]))
    };
    let text = fs::read_to_string(&path).unwrap();
    let lines = text.lines().map(|line| meter_first(line).unwrap_or_else(|| line.to_owned()) + "\n");
    fs::write(&path, lines.collect::<String>()).unwrap();
}

/// All Nodes of a capture, their packets counted, in each protocol. At least so many flows of all Nodes together are compared in each.
fn compare(name: &str, least: usize) {
    let capture = open(name);
    capture.nodes().iter().for_each(|node| put_meters_first(&capture, node));
    let nodes: Vec<Node> = capture.nodes().iter().map(|node| Node::load(&capture, node)).collect();
    for version in Version::ALL {
        let mut same = Same::default();
        for node in &nodes {
            node.switch.stop_clock();
            let place = format!("{name} {} {}", node.name, version.name());
            let mut switch = node.switch.speaking(version);
            let bytes = switch.bytes(ArtefactKind::Flows, Filter::default()).unwrap();
            same.add(flows(&place, &bytes, &switch.printed("dump-flows", "")));
            same.add(all_else(&place, &mut switch));
        }
        println!("{name} {}: {same:?}", version.name());
        assert!(same.flows >= least && same.replies >= nodes.len() && same.lines > 50, "{name}: {same:?}");
    }
}

macro_rules! captures {
    ($($test:ident $name:literal $least:literal;)*) => {
        $(
            #[test]
            fn $test() {
                compare($name, $least);
            }
        )*

        #[test]
        fn no_capture_is_left_out() {
            let mut here = vec![$($name),*];
            here.sort_unstable();
            let mut all = capture_names();
            all.sort_unstable();
            assert_eq!(here, all);
        }
    };
}

captures! {
    acme_fitness "acme-fitness" 1053;
    basic "basic" 2252;
    dual "dual" 3993;
    multicast "multicast" 1383;
    reassigned "reassigned" 2764;
    restarted "restarted" 603;
    restarted_stale "restarted-stale" 711;
    v1_5_3 "v1.5.3" 1341;
    v1_8_1 "v1.8.1" 1;
    v1_13_4 "v1.13.4" 1360;
    v2_7_0 "v2.7.0" 1723;
}
