//! `get NOUN`: one look.

mod sources;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::json;

use super::gather::{Gather, Gathered, Names};
use crate::cli::{ActionArg, DirectionArg, FromPath, GetArgs, KindArg};
use crate::error::{Error, Outcome};
use crate::model::artefact::Gap;
use crate::model::policy::{Direction, PolicyKind, RuleAction};
use crate::model::report::{Missing, Report};
use crate::render::shape::{self, Shape};
use crate::render::{self, Look};
use crate::resource::filter::{Query, nearest};
use crate::resource::item::counted;
use crate::resource::view::View;
use crate::resource::{Noun, noun};
use crate::source::{Source, Wanted, capture};
use crate::ui::Ui;

/// The Namespace that API objects are looked for in when none is given and there is no context.
const DEFAULT_NAMESPACE: &str = "default";

/// Shows one noun.
///
/// # Errors
/// What the source, the noun or standard output says.
pub fn run(args: &GetArgs, ui: &mut Ui) -> Result<Outcome, Error> {
    let noun = noun(&args.noun).ok_or_else(|| Error::usage(format!("no noun {:?}", args.noun)))?;
    let format = render::format(&args.output).ok_or_else(|| Error::usage(format!("no format {:?}", args.output)))?;
    let wide = format.name == "wide";
    let query = query(noun, args);
    let clusters = read(noun, &query, &args.place.from, ui)?;
    let mut report = report(noun, &query, &clusters);
    let missing = std::mem::take(&mut report.missing);
    if !missing.names.is_empty() && missing.names.len() == query.names.len() {
        return Err(name_not_found(noun, &query, missing));
    }
    let shape = Shape { sort_by: args.how.sort_by.clone(), limit: args.how.limit, columns: args.how.columns.clone() };
    let nothing = report.rows.is_empty();
    shape::apply(&mut report, &shape)?;
    if nothing {
        ui.status(&report.nothing);
    }
    let views: Vec<&View> = clusters.iter().map(|(_, gathered)| &gathered.view).collect();
    for unmatched in query.unmatched(&views) {
        ui.hint(&unmatched);
    }
    if wide || ui.is_verbose() {
        if !report.summary.rows.is_empty() {
            ui.lines(&render::summary::draw(&report.summary));
        }
        for remark in &report.remarks {
            ui.status(remark);
        }
    }
    let look = Look { color: ui.color(), headers: !args.how.no_headers };
    ui.print(|out| format.render.render(&report, look, out))?;
    if !missing.names.is_empty() {
        return Err(name_not_found(noun, &query, missing));
    }
    Ok(if report.gaps.is_empty() { Outcome::Done } else { Outcome::Partial })
}

fn query(noun: &Noun, args: &GetArgs) -> Query {
    let place = &args.place;
    let namespace = match (&place.namespace, place.all_namespaces) {
        (_, true) => None,
        (namespace, false) => namespace.clone().or_else(|| noun.namespaced.then(|| DEFAULT_NAMESPACE.to_string())),
    };
    Query {
        names: args.names.clone(),
        namespace,
        nodes: place.node.clone(),
        pods: args.pods.clone(),
        policies: args.policies.clone(),
        kinds: args.kinds.iter().map(|kind| kind_of(*kind)).collect(),
        actions: args.actions.iter().map(|action| action_of(*action)).collect(),
        directions: args.directions.iter().map(|direction| direction_of(*direction)).collect(),
        rules: args.rules,
        by_node: args.by_node,
    }
}

fn kind_of(kind: KindArg) -> PolicyKind {
    match kind {
        KindArg::K8sNetworkPolicy => PolicyKind::K8sNetworkPolicy,
        KindArg::AntreaNetworkPolicy => PolicyKind::AntreaNetworkPolicy,
        KindArg::AntreaClusterNetworkPolicy => PolicyKind::AntreaClusterNetworkPolicy,
        KindArg::AdminNetworkPolicy => PolicyKind::AdminNetworkPolicy,
        KindArg::BaselineAdminNetworkPolicy => PolicyKind::BaselineAdminNetworkPolicy,
        KindArg::K8sClusterNetworkPolicy => PolicyKind::K8sClusterNetworkPolicy,
    }
}

fn action_of(action: ActionArg) -> RuleAction {
    match action {
        ActionArg::Allow => RuleAction::Allow,
        ActionArg::Drop => RuleAction::Drop,
        ActionArg::Reject => RuleAction::Reject,
        ActionArg::Pass => RuleAction::Pass,
    }
}

fn direction_of(direction: DirectionArg) -> Direction {
    match direction {
        DirectionArg::Ingress => Direction::Ingress,
        DirectionArg::Egress => Direction::Egress,
    }
}

/// Reads all sources. A capture or folder with an alias is a cluster of its own. What has none is a part of one common cluster, and so is one single file:
/// its alias names its Node.
fn read(noun: &Noun, query: &Query, from: &[FromPath], ui: &mut Ui) -> Result<Vec<(String, Gathered)>, Error> {
    if from.is_empty() {
        return Err(Error::usage("there is nothing to read").hint(
            "give a capture, a flow dump or a folder of such files: --from PATH, or --from - for standard input",
        ));
    }
    if from.iter().filter(|path| path.path.as_os_str() == "-").count() > 1 {
        return Err(Error::usage("standard input can be read once").hint("save it to a file, and give that"));
    }
    let mut clusters: BTreeMap<&str, Vec<Box<dyn Source>>> = BTreeMap::new();
    for path in from {
        let source = capture::open(path.alias.as_deref(), &path.path).map_err(unreadable)?;
        let alias = path.alias.as_deref().filter(|_| !source.is_single());
        clusters.entry(alias.unwrap_or_default()).or_default().push(source);
    }
    let mut all = Vec::new();
    for (alias, sources) in clusters {
        let gathered = gather(noun, query, sources, ui)?;
        say(noun, &gathered, ui);
        all.push((alias.to_string(), gathered));
    }
    Ok(all)
}

/// Makes the report; of several clusters one with a column SOURCE.
fn report<'v>(noun: &Noun, query: &'v Query, clusters: &'v [(String, Gathered)]) -> Report<'v> {
    let part = |(alias, gathered): &'v (String, Gathered)| {
        let mut part = (noun.report)(&gathered.view, query);
        describe(&mut part, gathered, noun);
        (alias.as_str(), part)
    };
    match clusters {
        [only] => part(only).1,
        several => sources::join(several.iter().map(part).collect()),
    }
}

fn gather(noun: &Noun, query: &Query, mut sources: Vec<Box<dyn Source>>, ui: &mut Ui) -> Result<Gathered, Error> {
    let (nodes, seen) = (query.clone(), Rc::new(RefCell::new(BTreeSet::new())));
    let see = Rc::clone(&seen);
    let wanted = Wanted::kinds(noun.needs.iter().copied());
    let names = match &sources[..] {
        [only] if only.is_single() => Names::Impossible,
        _ => Names::Possible,
    };
    let wanted_node = move |node: &str| {
        see.borrow_mut().insert(node.to_string());
        nodes.node(node)
    };
    let mut gather = Gather::new(wanted_node, names);
    for source in &mut sources {
        source.visit(&wanted, &mut gather).map_err(unreadable)?;
        gather.next_source();
    }
    if let Some(twice) = gather.twice() {
        let message = format!("{} and {} are both dumps of node {}", twice.first, twice.second, twice.node);
        return Err(Error::usage(message).hint(
            "ALIAS=PATH names the Node of a single file, and makes a folder or an archive a cluster, or a time, of its own",
        ));
    }
    let seen = seen.take();
    if !seen.is_empty() && !seen.iter().any(|node| query.node(node)) {
        let there: Vec<String> = seen.into_iter().collect();
        ui.warn(&format!("no Node is called {}; there are {}", query.nodes.join(" or "), there.join(", ")));
    }
    let mut gathered = gather.assemble();
    gathered.view.about.source = sources.iter().map(|source| source.name().to_string()).collect();
    Ok(gathered)
}

fn unreadable(cause: crate::source::SourceError) -> Error {
    Error::failed(cause.to_string())
}

/// Tells what the answer rests on: notes and doubts as they are, details for those who ask.
fn say(noun: &Noun, gathered: &Gathered, ui: &mut Ui) {
    for note in &gathered.notes {
        ui.note(note);
    }
    ui.end_notes();
    for doubt in &gathered.doubts {
        ui.warn(doubt);
    }
    for gap in &gathered.view.gaps {
        // Parts of files were said as notes.
        if gap.what != super::gather::PART_OF_FILE {
            ui.gap(gap);
        }
    }
    for (node, why) in &gathered.nameless {
        if noun.needs_names {
            ui.gap(&nameless_gap(node, why));
        } else {
            ui.warn(&format!("node {node}: {why}"));
        }
    }
    for line in &gathered.left_alone {
        ui.detail(line);
    }
    for (path, lines) in &gathered.lines {
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

fn nameless_gap(node: &std::sync::Arc<str>, why: &str) -> Gap {
    Gap { node: Some(node.clone()), what: "policies".to_string(), why: why.to_string() }
}

/// Fills the envelope: where the report comes from, and what is missing.
fn describe(report: &mut Report<'_>, gathered: &Gathered, noun: &Noun) {
    let about = &gathered.view.about;
    let mut metadata = serde_json::Map::new();
    metadata.insert("source".to_string(), json!(about.source));
    metadata.insert("takenAt".to_string(), json!(about.taken_at));
    metadata.insert("context".to_string(), json!(about.context));
    metadata.insert("antreaVersion".to_string(), json!(about.antrea_version));
    metadata.append(&mut report.metadata);
    report.metadata = metadata;
    if noun.needs_names {
        report.gaps.extend(gathered.nameless.iter().map(|(node, why)| nameless_gap(node, why)));
    }
    report.gaps.extend(gathered.view.gaps.iter().cloned());
}

fn name_not_found(noun: &Noun, query: &Query, missing: Missing) -> Error {
    let place = query.namespace.as_ref().map(|namespace| format!(" in namespace {namespace}")).unwrap_or_default();
    let names: Vec<String> = missing.names.iter().map(|name| format!("{name:?}")).collect();
    let mut error = Error::not_found(format!("{} {} not found{place}", noun.name, names.join(", ")));
    for name in &missing.names {
        if let Some(known) = nearest(name, missing.known.iter().map(String::as_str)) {
            error = error.hint(format!("did you mean {known:?}?"));
        }
    }
    if query.namespace.is_some() {
        error = error.hint("-A looks in all Namespaces");
    }
    error
}
