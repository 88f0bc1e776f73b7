//! What is said about an answer beside it: notes and doubts as they are, details for those who ask.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::gather::{Gathered, PART_OF_FILE};
use super::{Part, gaps_of_flows, nameless_gap};
use crate::model::artefact::{ArtefactKind, Gap};
use crate::resource::Noun;
use crate::resource::filter::Counters;
use crate::resource::item::counted;
use crate::ui::Ui;

/// Says what the answer rests on; of one among `several` with its alias or context.
pub(super) fn tell(noun: &Noun, part: &Part, several: bool, ui: &mut Ui) {
    let whose = whose(&part.alias, several);
    let Gathered { view, notes, doubts, left_alone, lines, nameless } = &part.gathered;
    for note in notes {
        ui.note(note);
    }
    ui.end_notes();
    let flows = part.query.counters == Counters::Flows;
    // What is doubtful about policies does not matter to a noun that names none.
    for doubt in doubts.iter().filter(|_| flows && !noun.probes) {
        ui.warn(&format!("{whose}{doubt}"));
    }
    // Parts of files were said as notes.
    for gap in grouped(view.gaps.iter().filter(|gap| gap.what != PART_OF_FILE)) {
        ui.gap_of(&whose, &gap);
    }
    for gap in gaps_of_flows(noun, part) {
        ui.gap_of(&whose, &gap);
    }
    let names_rules = (noun.needs)(&part.query).contains(&ArtefactKind::AgentNetworkPolicies);
    if !noun.needs_names && !noun.probes && names_rules && flows {
        for (node, why) in nameless {
            ui.warn(&format!("{whose}node {node}: {}", nameless_gap(node, why).why));
        }
    }
    for line in left_alone {
        ui.detail(line);
    }
    for (path, lines) in lines {
        ui.detail(&format!(
            "{path}: {}: {}, {}, {} blank or comments, {}, {} not readable",
            counted(lines.lines, "line"),
            counted(lines.flows, "flow"),
            counted(lines.headers, "header"),
            lines.blank,
            counted(lines.logs, "log line"),
            lines.unreadable
        ));
    }
}

/// Says what the noun itself found to be missing.
pub(super) fn gaps(alias: &str, several: bool, gaps: &[Gap], ui: &mut Ui) {
    let whose = whose(alias, several);
    for gap in grouped(gaps.iter()) {
        ui.gap_of(&whose, &gap);
    }
}

fn whose(alias: &str, several: bool) -> String {
    if several && !alias.is_empty() { format!("{alias}: ") } else { String::new() }
}

/// How many Nodes with the same gap are named one by one.
const NAMED: usize = 3;

/// Gaps as they are said: one cause that many Nodes have is said once.
fn grouped<'g>(gaps: impl Iterator<Item = &'g Gap>) -> Vec<Gap> {
    let mut groups: Vec<(&Gap, Vec<&'g str>)> = Vec::new();
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    for gap in gaps {
        let Some(node) = &gap.node else {
            groups.push((gap, Vec::new()));
            continue;
        };
        let place = *places.entry((&gap.what, &gap.why)).or_insert_with(|| {
            groups.push((gap, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, nodes)) = groups.get_mut(place) {
            nodes.push(node);
        }
    }
    let said = groups.into_iter().flat_map(|(gap, nodes)| {
        let one = |node: Option<Arc<str>>| Gap { node, ..gap.clone() };
        match nodes.len() {
            0 => vec![one(None)],
            few if few <= NAMED => nodes.into_iter().map(|node| one(Some(node.into()))).collect(),
            many => {
                let named: Vec<&str> = nodes.into_iter().take(NAMED).collect();
                let what = format!("nodes {} and {} more: {}", named.join(", "), many - NAMED, gap.what);
                vec![Gap { node: None, what, why: gap.why.clone() }]
            }
        }
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cause_of_many_nodes_is_said_once() {
        let gap = |node: Option<&str>, why: &str| Gap {
            node: node.map(Arc::from),
            what: "flows".to_string(),
            why: why.to_string(),
        };
        let gaps = [
            gap(Some("a"), "timed out"),
            gap(None, "no API"),
            gap(Some("b"), "timed out"),
            gap(Some("c"), "cut"),
            gap(Some("d"), "timed out"),
            gap(Some("e"), "timed out"),
        ];
        let said: Vec<String> = grouped(gaps.iter())
            .iter()
            .map(|gap| format!("{} {} {}", gap.node.as_deref().unwrap_or("-"), gap.what, gap.why))
            .collect();
        assert_eq!(said, ["- nodes a, b, d and 1 more: flows timed out", "- flows no API", "c flows cut"]);
    }
}
