//! `get NOUN`: one look, or one after another with `--watch`.

mod read;
mod sources;
mod tell;

use serde_json::json;

use super::live;
use super::output::Output;
use crate::cli::{ActionArg, ByArg, ConnectionArgs, DirectionArg, FlowArgs, GetArgs, KindArg};
use crate::error::{Error, Kind, Outcome};
use crate::model::artefact::{ArtefactKind, Gap};
use crate::model::policy::{Direction, PolicyKind, RuleAction};
use crate::model::report::{Missing, Report};
use crate::render::shape::{self, Shape};
use crate::render::{self, Look};
use crate::resource::filter::{By, ConnectionQuery, Counters, FlowQuery, Query, nearest};
use crate::resource::item::counted;
use crate::resource::view::View;
use crate::resource::{Noun, comparison, noun};
use crate::ui::Ui;
use read::Part;

/// The Namespace that API objects are looked for in when none is given and there is no context.
const DEFAULT_NAMESPACE: &str = "default";

/// Shows one noun.
///
/// # Errors
/// What the source, the noun or standard output says.
pub fn run(args: &GetArgs, ui: &mut Ui) -> Result<Outcome, Error> {
    let noun = noun(&args.noun).ok_or_else(|| Error::usage(format!("no noun {:?}", args.noun)))?;
    let output = Output::new(args)?;
    let mut looked = look(noun, args, &output, ui)?;
    while args.how.watch && !looked.interrupted && live::wait(args.how.interval)? {
        match look(noun, args, &output, ui) {
            Ok(next) => looked = next,
            // The reader went away, or the question itself is wrong.
            Err(error) if matches!(error.kind, Kind::BrokenPipe | Kind::Usage) => return Err(error),
            Err(error) => {
                ui.warn(&error.chain());
                looked.outcome = Outcome::Partial;
            }
        }
    }
    Ok(looked.outcome)
}

/// How one look ended.
struct Looked {
    outcome: Outcome,
    /// Whether the user wanted no more in the middle of it.
    interrupted: bool,
}

fn look(noun: &'static Noun, args: &GetArgs, output: &Output, ui: &mut Ui) -> Result<Looked, Error> {
    let mut parts = read::read(noun, args, ui)?;
    let silent = parts.iter_mut().find_map(|part| part.silent.take());
    let mut own_gaps = Vec::new();
    let mut report = report(noun, &parts, &mut own_gaps);
    // That there is none, nobody said.
    if let Some(error) = silent.filter(|_| report.rows.is_empty()) {
        return Err(error);
    }
    for part in &parts {
        tell::tell(noun, part, parts.len() > 1, ui);
    }
    for (alias, gaps) in &own_gaps {
        tell::gaps(alias, parts.len() > 1, gaps, ui);
    }
    if let Some(why) = report.off.take() {
        return Err(Error::failed(why));
    }
    let missing = std::mem::take(&mut report.missing);
    let asked = &args.names;
    if !missing.names.is_empty() && missing.names.len() == asked.len() {
        return Err(name_not_found(noun, &parts, missing));
    }
    let shape = Shape { sort_by: args.how.sort_by.clone(), limit: args.how.limit, columns: args.how.columns.clone() };
    let nothing = report.rows.is_empty();
    if let Some(filter) = &output.filter {
        let rows = report.rows.len();
        filter.apply(&mut report).map_err(|misread| Error::misread("--filter", &misread))?;
        if report.rows.is_empty() && !nothing {
            ui.status(&format!("--filter is true of none of {}", counted(rows as u64, "row")));
        }
    }
    shape::apply(&mut report, &shape)?;
    if nothing && !parts.iter().all(|part| is_unread(noun, part)) {
        let limits = if report.gaps.is_empty() { "" } else { " in what was read" };
        ui.status(&format!("{}{limits}", report.nothing.trim_end_matches(if limits.is_empty() { "" } else { "." })));
    }
    let views: Vec<&View> = parts.iter().map(|part| &part.gathered.view).collect();
    if let Some(part) = parts.first() {
        for unmatched in part.query.unmatched(&views) {
            ui.hint(&unmatched);
        }
    }
    for said in &report.said {
        ui.status(said);
    }
    if output.wide || ui.is_verbose() {
        if !report.summary.rows.is_empty() {
            ui.lines(&render::summary::draw(&report.summary));
        }
        for remark in &report.remarks {
            ui.status(remark);
        }
    }
    let look = Look { color: ui.color(), headers: !args.how.no_headers };
    ui.print(|out| output.render.render(&report, look, out))?;
    if !missing.names.is_empty() {
        return Err(name_not_found(noun, &parts, missing));
    }
    let outcome = if report.gaps.is_empty() { Outcome::Done } else { Outcome::Partial };
    Ok(Looked { outcome, interrupted: parts.iter().any(|part| part.interrupted) })
}

/// What is asked; `namespace` is the context's.
fn query(noun: &Noun, args: &GetArgs, namespace: Option<&str>) -> Query {
    let place = &args.place;
    let default = namespace.unwrap_or(DEFAULT_NAMESPACE);
    let namespace = match (&place.namespace, place.all_namespaces) {
        (_, true) => None,
        (namespace, false) => namespace.clone().or_else(|| noun.namespaced.then(|| default.to_string())),
    };
    Query {
        names: args.names.clone(),
        namespace,
        nodes: place.node.clone(),
        selected: place.cluster.selector.is_some(),
        pods: args.pods.clone(),
        policies: args.policies.clone(),
        kinds: args.kinds.iter().map(|kind| kind_of(*kind)).collect(),
        actions: args.actions.iter().map(|action| action_of(*action)).collect(),
        directions: args.directions.iter().map(|direction| direction_of(*direction)).collect(),
        rules: args.rules,
        by_node: args.by_node,
        counters: Counters::Flows,
        services: args.services.clone(),
        flows: flow_query(&args.flows),
        connections: connection_query(&args.connections),
    }
}

fn flow_query(args: &FlowArgs) -> FlowQuery {
    FlowQuery {
        tables: args.tables.clone(),
        categories: args.categories.clone(),
        rounds: args.rounds.clone(),
        cookie: args.cookie.map(|cookie| (cookie.value, cookie.mask)),
        hits: args.hits,
        stale: args.stale,
        raw: args.raw,
    }
}

fn connection_query(args: &ConnectionArgs) -> ConnectionQuery {
    let by = |by: ByArg| match by {
        ByArg::Pod => By::Pod,
        ByArg::Node => By::Node,
        ByArg::Service => By::Service,
        ByArg::Policy => By::Policy,
        ByArg::State => By::State,
        ByArg::Port => By::Port,
        ByArg::Source => By::Source,
    };
    ConnectionQuery {
        zones: args.zones.clone(),
        states: args.states.clone(),
        protocols: args.protocols.clone(),
        blocked: args.blocked,
        count_only: args.count_only,
        by: args.by.map(by),
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

/// Makes the report; of several clusters one with a column for their aliases or contexts. What the noun itself found to be missing is in `own_gaps` as well, by alias.
fn report<'v>(noun: &Noun, parts: &'v [Part], own_gaps: &mut Vec<(&'v str, Vec<Gap>)>) -> Report<'v> {
    let mut of_one = |part: &'v Part| {
        let mut report = (noun.report)(&part.gathered.view, &part.query);
        if !report.gaps.is_empty() {
            own_gaps.push((part.alias.as_str(), report.gaps.clone()));
        }
        describe(&mut report, part, noun);
        report.noun = noun.name;
        (part.alias.as_str(), report)
    };
    if let [one, other] = parts
        && let Some(report) = compared(noun, one, other)
    {
        return report;
    }
    match parts {
        [only] => of_one(only).1,
        several => {
            let header = if several.iter().any(|part| part.live) { "CONTEXT" } else { "SOURCE" };
            sources::join(header, several.iter().map(of_one).collect())
        }
    }
}

/// Two files of the same Nodes are an earlier and a later look, for a noun that compares them.
fn compared<'v>(noun: &Noun, one: &'v Part, other: &'v Part) -> Option<Report<'v>> {
    let compare = comparison(noun).filter(|_| !one.live && !other.live)?;
    let time = |part: &'v Part| part.gathered.view.about.taken_at.as_deref();
    // Where both say when they were taken that decides, or else their order on the command line.
    let swapped = match (time(one), time(other)) {
        (Some(first), Some(second)) if first != second => first > second,
        _ => one.given > other.given,
    };
    let (before, after) = if swapped { (other, one) } else { (one, other) };
    let mut report = compare(&before.gathered.view, &after.gathered.view, &after.query)?;
    describe(&mut report, after, noun);
    report.gaps.extend(before.gathered.view.gaps.iter().cloned());
    report.metadata.insert(
        "comparedWith".to_string(),
        json!({
            "sourceAlias": before.alias,
            "takenAt": time(before),
        }),
    );
    Some(report)
}

fn nameless_gap(node: &std::sync::Arc<str>, why: &str) -> Gap {
    Gap { node: Some(node.clone()), what: "policies".to_string(), why: why.to_string() }
}

/// Gaps that only matter where flows are what is shown.
fn gaps_of_flows(noun: &Noun, part: &Part) -> Vec<Gap> {
    let Part { gathered, query, .. } = part;
    if query.counters == Counters::StatsApi {
        return Vec::new();
    }
    let mut gaps = Vec::new();
    if noun.needs_names {
        gaps.extend(gathered.nameless.iter().map(|(node, why)| nameless_gap(node, why)));
    }
    let essential = (noun.essential)(query);
    if gathered.view.gaps.is_empty() {
        let mut others = essential.iter().filter(|kind| **kind != ArtefactKind::Flows);
        if essential.contains(&ArtefactKind::Flows) && !gathered.view.has_flows {
            let (what, why) = ("flows".to_string(), "there is no flow dump in what was read".to_string());
            gaps.push(Gap { node: None, what, why });
        } else if let Some(kind) = others.next().filter(|_| gathered.view.switches.is_empty()) {
            let (what, why) = (kind.words().to_string(), "there are none in what was read".to_string());
            gaps.push(Gap { node: None, what, why });
        }
    }
    gaps
}

/// Whether nothing came that rows could be made of: then that there are none is not known.
fn is_unread(noun: &Noun, part: &Part) -> bool {
    let (view, essential) = (&part.gathered.view, (noun.essential)(&part.query));
    part.query.counters == Counters::Flows
        && !essential.is_empty()
        && if essential.contains(&ArtefactKind::Flows) { !view.has_flows } else { view.switches.is_empty() }
}

/// Fills the envelope: where the report comes from, and what is missing.
fn describe(report: &mut Report<'_>, part: &Part, noun: &Noun) {
    let about = &part.gathered.view.about;
    let mut metadata = serde_json::Map::new();
    metadata.insert("source".to_string(), json!(about.source));
    metadata.insert("takenAt".to_string(), json!(about.taken_at));
    metadata.insert("context".to_string(), json!(about.context));
    metadata.insert("antreaVersion".to_string(), json!(about.antrea_version));
    metadata.append(&mut report.metadata);
    report.metadata = metadata;
    report.gaps.extend(gaps_of_flows(noun, part));
    report.gaps.extend(part.gathered.view.gaps.iter().cloned());
}

fn name_not_found(noun: &Noun, parts: &[Part], missing: Missing) -> Error {
    let namespace = parts.first().and_then(|part| part.query.namespace.clone());
    let place = namespace.as_ref().map(|namespace| format!(" in namespace {namespace}")).unwrap_or_default();
    let names: Vec<String> = missing.names.iter().map(|name| format!("{name:?}")).collect();
    let mut error = Error::not_found(format!("{} {} not found{place}", noun.name, names.join(", ")));
    for name in &missing.names {
        if let Some(known) = nearest(name, missing.known.iter().map(String::as_str)) {
            error = error.hint(format!("did you mean {known:?}?"));
        }
    }
    if namespace.is_some() {
        error = error.hint("-A looks in all Namespaces");
    }
    error
}
