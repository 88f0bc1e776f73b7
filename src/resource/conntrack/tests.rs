use std::sync::Arc;

use super::super::filter::{ConnectionQuery, Query};
use super::super::view::{SwitchFacts, Tracked, View};
use super::place::Place;
use super::*;
use crate::decode::text::conntrack::read;
use crate::model::conntrack::{Connection, ConntrackCounts, KernelCounts};
use crate::model::report::{Cell, Part};
use crate::resolve::evidence::Evidence;
use crate::resolve::node::{NodeInput, NodeView};

/// A connection that rule 5 let in, begun at a time of the day.
fn connection(port: u16, start: Option<&str>) -> Connection {
    let start = start.map(|time| format!("start=2026-11-21T{time},")).unwrap_or_default();
    let line = format!(
        "tcp,orig=(src=10.0.0.1,dst=10.0.0.2,sport={port},dport=80),reply=(src=10.0.0.2,dst=10.0.0.1,sport=80,dport={port}),{start}zone=65520,mark=3,labels=0x5"
    );
    read(&line).unwrap().connection
}

fn switch(tracked: Tracked) -> SwitchFacts {
    SwitchFacts { tracked, ..SwitchFacts::default() }
}

type Starts = &'static [Option<&'static str>];

#[test]
fn labels_of_before_the_agents_start_are_told_where_the_clocks_agree() {
    let name: Arc<str> = "n1".into();
    let hour = 3_600_000_000_000;
    // starts; how long the agent runs; which are old
    let cases: [(Starts, Option<u64>, &[bool]); 7] = [
        (&[Some("10:30:00"), Some("11:30:00"), Some("11:59:59.5")], Some(hour), &[true, false, false]),
        (&[Some("10:59:30"), Some("11:59:00")], Some(hour), &[false, false]),
        (&[None, Some("10:00:00"), Some("11:55:00")], Some(hour), &[false, true, false]),
        // Of another zone: ahead, and behind.
        (&[Some("10:30:00"), Some("13:00:00")], Some(hour), &[false, false]),
        (&[Some("10:30:00"), Some("11:30:00")], Some(hour), &[false, false]),
        (&[Some("10:30:00"), Some("11:59:00")], None, &[false, false]),
        (&[Some("10:30:00"), Some("11:59:00")], Some(u64::MAX), &[false, false]),
    ];
    for (starts, age, old) in cases {
        let mut node = NodeView::new(name.clone(), Evidence::default(), NodeInput::default());
        node.age = age;
        let mut view = View { nodes: vec![node], ..View::default() };
        view.about.taken_at = Some("2026-11-21T12:00:00Z".to_owned());
        let connections = starts.iter().zip(1..).map(|(start, port)| connection(port, *start)).collect();
        let switch = switch(Tracked { connections: Some(connections), ..Tracked::default() });
        let place = Place::of(&view, &name, &switch).unwrap();
        let told: Vec<bool> = (0..place.merged.len()).map(|at| place.row(at).unwrap().is_old()).collect();
        assert_eq!(told, old, "{starts:?} {age:?}");
    }
}

#[test]
fn a_full_table_is_the_switchs_own() {
    let own = |connections, maximum| Some(ConntrackCounts { connections, maximum, protocols: Vec::new() });
    let kernel = |connections, maximum| Some(KernelCounts { connections: Some(connections), maximum: Some(maximum) });
    // What Open vSwitch counts, what the kernel counts; connections, maximum, part, whose
    let cases = [
        (own(Some(24), Some(3_000_000)), kernel(100, 200), ["24", "3000000", "0.0%", "user space"]),
        (own(Some(500), None), kernel(505, 600), ["505", "600", "84.1%", "kernel"]),
        (own(None, None), kernel(600, 600), ["600", "600", "100.0%", "kernel"]),
        (None, kernel(0, 600), ["0", "600", "0.0%", "kernel"]),
        // The table of a Node whose switch is in user space.
        (own(Some(500), None), kernel(3, 600), ["500", "-", "-", "-"]),
        (own(Some(500), None), None, ["500", "-", "-", "-"]),
    ];
    for (counts, kernel, expected) in cases {
        let mut view = View::default();
        let tracked = Tracked { connections: None, counts: counts.clone(), kernel };
        view.switches.insert("n1".into(), switch(tracked));
        let query = Query {
            connections: ConnectionQuery { count_only: true, ..ConnectionQuery::default() },
            ..Query::default()
        };
        let report = report(&view, &query);
        let gaps: Vec<&str> = report.gaps.iter().map(|gap| gap.what.as_str()).collect();
        let has_gap = expected.contains(&"-");
        assert_eq!(gaps, ["the maximum of connections"][usize::from(!has_gap)..], "{counts:?} {kernel:?}");
        let row = report.rows.iter(Part::Cells).next().unwrap();
        let text = |cell: &Cell| match cell {
            Cell::Count(count) => count.to_string(),
            Cell::Percent(percent) => format!("{percent:.1}%"),
            Cell::Text(text) => text.clone(),
            Cell::List(_) | Cell::Unknown => "-".to_owned(),
        };
        let cells: Vec<String> = row.cells[1..5].iter().map(text).collect();
        assert_eq!(cells, expected, "{counts:?} {kernel:?}");
    }
}

#[test]
fn a_start_is_shown_as_it_was_printed() {
    for (start, shown) in [
        ("10:30:00.410", "10:30:00.410"),
        ("10:30:00.000", "10:30:00.000"),
        ("10:30:00.417", "10:30:00.417"),
        ("10:30:00.1234", "10:30:00.1234"),
    ] {
        let text = connection(1, Some(start)).start_text();
        assert_eq!(text, Some(format!("2026-11-21T{shown}")), "{start}");
    }
    assert_eq!(connection(1, None).start_text(), None);
}
