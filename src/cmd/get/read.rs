//! Reads what a question needs: files, or clusters by the cheapest way that can answer.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::super::gather::{Gather, Gathered, Keep, Names, wanted_of_files};
use super::super::live::{self, Live};
use super::super::local::{self, ThisNode};
use super::query;
use crate::cli::{FromPath, GetArgs, ViaArg};
use crate::error::{Error, Kind};
use crate::model::artefact::{Gap, Way};
use crate::render::filter::Filter;
use crate::resource::Noun;
use crate::resource::filter::{Counters, Query};
use crate::resource::statistics;
use crate::source::{Sink, Source, SourceError, Wanted, capture, interrupt};
use crate::ui::Ui;

/// What a context gets when the others used up all the time.
const A_MOMENT: Duration = Duration::from_millis(1);

/// One cluster, or the files that stand for one.
pub(super) struct Part {
    /// The alias or the context.
    pub alias: String,
    /// Its place on the command line.
    pub given: usize,
    /// Whether it is a cluster.
    pub live: bool,
    /// What came.
    pub gathered: Gathered,
    /// What is asked of it.
    pub query: Query,
    /// Whether the user wanted no more while it was read.
    pub interrupted: bool,
    /// Why nothing came of a Node's switch, where that alone was asked: without rows from elsewhere the question has no answer.
    pub silent: Option<Error>,
}

impl Part {
    /// A cluster among several that gave nothing.
    fn unread(noun: &'static Noun, args: &GetArgs, context: &str, why: String) -> Result<Part, Error> {
        let query = query(noun, args, None);
        let counters = match ways(noun, &query, args)?.first() {
            Some(Way::StatsApi) => Counters::StatsApi,
            _ => Counters::Flows,
        };
        let mut gathered = Gather::new(|_| true, Names::Possible).assemble();
        gathered.view.about.context = Some(context.to_string());
        gathered.view.gaps.push(Gap { node: None, what: "the cluster".to_string(), why });
        let query = Query { counters, ..query };
        Ok(Part { alias: context.to_string(), given: 0, live: true, gathered, query, interrupted: false, silent: None })
    }
}

/// Reads all sources.
pub(super) fn read(noun: &'static Noun, args: &GetArgs, ui: &mut Ui) -> Result<Vec<Part>, Error> {
    local::check(&args.place)?;
    if args.place.local.is_given() {
        Ok(vec![this_node(noun, args, ui)?])
    } else if args.place.from.is_empty() {
        clusters(noun, args, ui)
    } else {
        files(noun, args, ui)
    }
}

/// What a question asks that the statistics API cannot say; `None` when it can.
fn beyond_statistics(noun: &Noun, query: &Query, args: &GetArgs) -> Option<String> {
    if statistics::asked(noun, query).is_empty() && !statistics::counts_multicast(noun, query) {
        let kinds: Vec<&str> = query.kinds.iter().map(|kind| kind.name()).collect();
        return Some(if kinds.is_empty() { noun.name.to_string() } else { format!("--kind {}", kinds.join(",")) });
    }
    let only_of_flows = [
        "ALLOWED",
        "DROPPED",
        "REJECTED",
        "PASSED",
        "NODES",
        "NODE NAMES",
        "CONFIDENCE",
        "ACTION",
        "PRIORITY",
        "DIRECTION",
        // A field of the item, which a filter may name.
        "ACTIONS",
    ];
    let plain = |text: &str| text.trim_start_matches('-').to_uppercase().replace([' ', '-', '_'], "");
    let filter = args.how.filter.as_deref().and_then(|text| Filter::parse(text).ok());
    let filtered = filter.iter().flat_map(Filter::names);
    let named = args.how.columns.iter().chain(&args.how.sort_by).map(String::as_str).chain(filtered);
    let column = named.into_iter().find(|name| only_of_flows.iter().any(|of_flows| plain(of_flows) == plain(name)));
    query.beyond_statistics().map(str::to_string).or_else(|| column.map(|name| format!("the column {name}")))
}

/// The ways to an answer, the cheapest first.
fn ways(noun: &Noun, query: &Query, args: &GetArgs) -> Result<Vec<Way>, Error> {
    let beyond = beyond_statistics(noun, query, args);
    match (args.place.cluster.via, beyond) {
        (Some(ViaArg::StatsApi), Some(what)) => {
            Err(Error::usage(format!("the statistics API has totals of policies only, which does not answer {what}"))
                .hint("--via exec or --via agent reads the flows of each Node"))
        }
        (Some(ViaArg::StatsApi), None) => Ok(vec![Way::StatsApi]),
        (Some(ViaArg::Exec), _) => Ok(vec![Way::Exec]),
        (Some(ViaArg::Agent), _) => Ok(vec![Way::Agent]),
        (None, Some(_)) => Ok(vec![Way::Exec, Way::Agent]),
        (None, None) => Ok(Way::ALL.to_vec()),
    }
}

/// Reads the contexts, one after another. One of several that cannot be read is a gap.
fn clusters(noun: &'static Noun, args: &GetArgs, ui: &mut Ui) -> Result<Vec<Part>, Error> {
    let contexts = live::contexts(&args.place.cluster)?;
    let several = contexts.len() > 1;
    let begun = Instant::now();
    let (mut parts, mut failures): (Vec<Part>, Vec<Error>) = (Vec::new(), Vec::new());
    for context in contexts {
        let name = context.clone().unwrap_or_default();
        if parts.iter().any(|part| part.interrupted) {
            let why = "the run was interrupted before it was asked".to_string();
            parts.push(Part::unread(noun, args, &name, why)?);
            continue;
        }
        match cluster(noun, args, context, begun, ui) {
            Err(error) if several && error.kind == Kind::Failed => {
                parts.push(Part::unread(noun, args, &name, error.chain())?);
                failures.push(error);
            }
            part => parts.push(part?),
        }
    }
    if failures.len() < parts.len() {
        return Ok(parts);
    }
    let told = parts.iter().zip(&failures).map(|(part, error)| format!("context {}: {}", part.alias, error.chain()));
    Err(Error::failed(told.collect::<Vec<_>>().join("; ")))
}

fn cluster(
    noun: &'static Noun,
    args: &GetArgs,
    context: Option<String>,
    begun: Instant,
    ui: &mut Ui,
) -> Result<Part, Error> {
    // One time for all contexts.
    let mut place = args.place.clone();
    place.cluster.timeout = place.cluster.timeout.map(|all| all.saturating_sub(begun.elapsed()).max(A_MOMENT));
    let mut live = Live::open(context, &place)?;
    let query = query(noun, args, Some(live.namespace()));
    let ways = ways(noun, &query, args)?;
    let mut wanted = wanted_live(noun, &query);
    if args.place.cluster.via.is_some() {
        wanted = wanted.by_one_way();
    }
    let answers = |gathered: &Gathered| statistics::answers(noun, &gathered.view, &query);
    let (mut gathered, way) = by_ways(&mut live, &ways, &wanted, keep(noun, &query), &answers, ui)?;
    gathered.view.about.source = vec![way.name().to_string()];
    let counters = if way == Way::StatsApi { Counters::StatsApi } else { Counters::Flows };
    let query = Query { counters, ..query };
    Ok(Part {
        alias: live.name(),
        given: 0,
        live: true,
        gathered,
        query,
        interrupted: live.is_interrupted(),
        silent: None,
    })
}

/// What a noun wants of what is running, not of files.
fn wanted_live(noun: &Noun, query: &Query) -> Wanted {
    let wanted = Wanted::kinds(live::kinds((noun.needs)(query)))
        .of_tables((noun.tables)(query))
        .counting(statistics::asked(noun, query));
    let wanted = if noun.shows_addresses { wanted.with_addresses() } else { wanted };
    if noun.probes { wanted.probing() } else { wanted }
}

/// Reads the Node that this runs on.
fn this_node(noun: &'static Noun, args: &GetArgs, ui: &mut Ui) -> Result<Part, Error> {
    let mut node = ThisNode::open(&args.place, interrupt::listen())?;
    // Of policies that are realised elsewhere this Node says nothing.
    let query = Query { nodes: vec![node.name().to_string()], ..query(noun, args, None) };
    let keep = Keep { running: true, ..keep(noun, &query) };
    let mut gather = Gather::new(|_| true, Names::Possible).keeping(keep);
    node.read(&wanted_live(noun, &query), &mut gather, ui)?;
    gather.node_done(&node.name().into());
    let questions = gather.open_questions();
    node.ask_owners(&questions, &mut gather, ui);
    let mut gathered = gather.assemble();
    gathered.view.about.source = vec![node.describe()];
    let (interrupted, silent) = (node.is_interrupted(), node.silent());
    Ok(Part { alias: String::new(), given: 0, live: true, gathered, query, interrupted, silent })
}

/// What is kept for a noun beside counters.
fn keep(noun: &Noun, query: &Query) -> Keep {
    // What a rule would stop is worked out from the flows themselves.
    let flows = noun.shows_flows || query.connections.blocked;
    Keep { flows, addresses: noun.shows_addresses, essential: (noun.essential)(query), ..Keep::default() }
}

/// Takes the first way that works, and says why the others do not. Statistics that lack a kind are a last resort.
fn by_ways(
    live: &mut Live,
    ways: &[Way],
    wanted: &Wanted,
    keep: Keep,
    answers: &dyn Fn(&Gathered) -> bool,
    ui: &mut Ui,
) -> Result<(Gathered, Way), Error> {
    let mut resort = None;
    for (at, way) in ways.iter().enumerate() {
        let mut gather = Gather::new(|_| true, Names::Possible).keeping(Keep { way: Some(*way), ..keep });
        match live.read(*way, wanted, &mut gather, ui) {
            Ok(()) => {
                let gathered = gather.assemble();
                let is_part = *way == Way::StatsApi && !answers(&gathered) && !live.is_interrupted();
                let Some(next) = ways.get(at + 1).filter(|_| is_part) else { return Ok((gathered, *way)) };
                let why: Vec<String> = gathered.view.gaps.iter().map(|gap| gap.why.clone()).collect();
                ui.status(&format!("{} has a part only: {}; taking {}", way.name(), why.join("; "), next.name()));
                resort = Some((gathered, *way));
            }
            Err(SourceError::NoWay { .. }) if resort.is_some() && at + 1 == ways.len() => break,
            Err(SourceError::NoWay { why, .. }) if at + 1 < ways.len() => {
                let next = ways.get(at + 1).map(|next| next.name()).unwrap_or_default();
                ui.status(&format!("{} cannot be used: {why}; taking {next}", way.name()));
            }
            Err(error) => return Err(live::failure(error)),
        }
    }
    resort.ok_or_else(|| Error::failed("there is no way to the counters"))
}

/// Reads all files. A capture or folder with an alias is a cluster of its own. What has none is a part of one common cluster, and so is one single file:
/// its alias names its Node.
fn files(noun: &'static Noun, args: &GetArgs, ui: &mut Ui) -> Result<Vec<Part>, Error> {
    let from = &args.place.from;
    if from.iter().filter(|path| path.path.as_os_str() == "-").count() > 1 {
        return Err(Error::usage("standard input can be read once").hint("save it to a file, and give that"));
    }
    if let Some(flag) = live::flag_of_clusters(&args.place.cluster) {
        return Err(Error::usage(format!("{flag} is about a cluster, and --from reads files: give one of them")));
    }
    let mut clusters: BTreeMap<&str, Vec<Box<dyn Source>>> = BTreeMap::new();
    for path in from {
        let source = open(path)?;
        let alias = path.alias.as_deref().filter(|_| !source.is_single());
        clusters.entry(alias.unwrap_or_default()).or_default().push(source);
    }
    let query = query(noun, args, None);
    let ways = ways(noun, &query, args)?;
    let mut all = Vec::new();
    for (alias, sources) in clusters {
        let gathered = gather(noun, &query, sources, ui)?;
        let counted = statistics::answers(noun, &gathered.view, &query);
        if ways == [Way::StatsApi] && !counted {
            return Err(Error::failed("there are no lists of the statistics API in what was read")
                .hint("kubectl get networkpolicystats,antreanetworkpolicystats,antreaclusternetworkpolicystats -A -o json prints them"));
        }
        let only_counted = !gathered.view.has_flows && !gathered.view.statistics.listed.is_empty();
        let by_statistics = ways.first() == Some(&Way::StatsApi) && (counted || only_counted);
        let counters = if by_statistics { Counters::StatsApi } else { Counters::Flows };
        let query = Query { counters, ..query.clone() };
        let is_it = |path: &FromPath| path.alias.as_deref().unwrap_or_default() == alias;
        let given = from.iter().position(is_it).unwrap_or_default();
        all.push(Part {
            alias: alias.to_string(),
            given,
            live: false,
            gathered,
            query,
            interrupted: false,
            silent: None,
        });
    }
    Ok(all)
}

/// Opens what a `--from` names.
pub fn open(from: &FromPath) -> Result<Box<dyn Source>, Error> {
    capture::open(from.alias.as_deref(), &from.path).map_err(live::failure)
}

fn gather(noun: &Noun, query: &Query, mut sources: Vec<Box<dyn Source>>, ui: &mut Ui) -> Result<Gathered, Error> {
    let (nodes, seen) = (query.clone(), Rc::new(RefCell::new(BTreeSet::new())));
    let see = Rc::clone(&seen);
    let wanted = wanted_of_files(noun, query);
    let names = match &sources[..] {
        [only] if only.is_single() => Names::Impossible,
        _ => Names::Possible,
    };
    let wanted_node = move |node: &str| {
        see.borrow_mut().insert(node.to_string());
        nodes.node(node)
    };
    let mut gather = Gather::new(wanted_node, names).keeping(keep(noun, query));
    for source in &mut sources {
        source.visit(&wanted, &mut gather).map_err(live::failure)?;
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
    gathered.view.about.source = sources.iter().map(|source| source.describe()).collect();
    Ok(gathered)
}
