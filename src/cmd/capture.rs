//! `capture PATH`: all that the nouns are made of, written down.

mod interrupt;
mod printed;
mod redacting;
mod tee;

use std::collections::BTreeSet;

use super::gather::{Gather, Names};
use super::live::{self, Live};
use super::local::{self, ThisNode};
use crate::cli::{CaptureArgs, ViaArg};
use crate::error::{Error, Outcome};
use crate::model::artefact::{ArtefactKind, Way};
use crate::resource::filter::Query;
use crate::resource::item::counted;
use crate::source::capture::write::{GiveUp, Summary, WriteError, Writer};
use crate::source::interrupt::Interrupt;
use crate::source::{Sink, Source, SourceError, Wanted, capture, recipe};
use crate::ui::Ui;
use printed::Printed;
use redacting::Redacting;
use tee::Tee;

/// What `requested` of `meta.json` says: nothing is left out on purpose.
const ALL: &str = "all";

/// A source that does not say when its data was taken leaves that unknown.
const NO_TIME: &str = "";

/// Everything that a capture can hold.
pub fn wanted() -> Wanted {
    let cluster = [
        ArtefactKind::Objects,
        ArtefactKind::ControllerNetworkPolicies,
        ArtefactKind::ControllerAddressGroups,
        ArtefactKind::ControllerAppliedToGroups,
        ArtefactKind::EndpointSlices,
        ArtefactKind::Egresses,
        ArtefactKind::MulticastGroups,
        ArtefactKind::AgentPolicyFlows,
    ];
    Wanted::kinds(recipe::RECIPES.iter().map(|recipe| recipe.kind).chain(cluster))
}

/// Opens what `--from` names, as one cluster.
///
/// # Errors
/// When there is nothing, or it is more than one cluster.
pub fn open(args: &CaptureArgs) -> Result<Vec<Box<dyn Source>>, Error> {
    let from = &args.place.from;
    if from.iter().filter(|path| path.path.as_os_str() == "-").count() > 1 {
        return Err(Error::usage("standard input can be read once").hint("save it to a file, and give that"));
    }
    let (mut sources, mut clusters) = (Vec::new(), BTreeSet::new());
    for path in from {
        let source = capture::open(path.alias.as_deref(), &path.path).map_err(|e| Error::failed(e.to_string()))?;
        clusters.insert(path.alias.as_deref().filter(|_| !source.is_single()).unwrap_or_default());
        sources.push(source);
    }
    if clusters.len() > 1 {
        return Err(Error::usage("a capture holds one cluster at one time").hint(
            "ALIAS=PATH makes a folder or an archive a cluster of its own: leave it out, or write one capture for each",
        ));
    }
    Ok(sources)
}

/// Writes all that a cluster or the files give; nothing is read before it is known that it can be written.
///
/// # Errors
/// When nothing was written: the target, a source, or the disk says why.
pub fn run(args: &CaptureArgs, ui: &mut Ui) -> Result<Outcome, Error> {
    if args.path.as_os_str() == "-" {
        return Err(Error::usage("a capture is not written to standard output").hint("give a file, such as out.tar.gz"));
    }
    if args.place.namespace.is_some() || args.place.all_namespaces {
        return Err(Error::usage("a capture holds all Namespaces: neither --namespace nor --all-namespaces applies"));
    }
    let query = Query { nodes: args.place.node.clone(), ..Query::default() };
    let mut writer = Writer::create(&args.path, args.force).map_err(refused)?;
    let scratch = writer.give_up_handle();
    interrupt::give_up_on_signals(scratch.clone())
        .map_err(|cause| Error::failed("cannot wait for signals").because(cause))?;
    let requested = [ALL.to_owned()];
    let summary = if args.redact {
        let mut redacting = Redacting::new(writer, move |node| query.node(node))?;
        visit(args, &mut redacting, &scratch, ui)?;
        redacting.finish(&requested, NO_TIME)
    } else {
        writer = writer.of_nodes(move |node| query.node(node));
        visit(args, &mut writer, &scratch, ui)?;
        writer.finish(&requested, NO_TIME)
    };
    let summary = summary.map_err(refused)?;
    say(args, &summary, ui);
    ui.print(|out| writeln!(out, "{}", args.path.display()))?;
    Ok(if summary.failed.is_empty() { Outcome::Done } else { Outcome::Partial })
}

fn visit(args: &CaptureArgs, sink: &mut dyn Sink, scratch: &GiveUp, ui: &mut Ui) -> Result<(), Error> {
    let wanted = wanted();
    local::check(&args.place)?;
    if args.place.local.is_given() {
        let kinds: Vec<ArtefactKind> = wanted.iter().collect();
        // A capture that is interrupted is given up.
        let mut node = ThisNode::open(&args.place, Interrupt::default())?;
        let mut tee = Tee { gather: Gather::new(|_| true, Names::Possible), sink };
        node.read(&Wanted::kinds(live::kinds(&kinds)), &mut Printed::new(&mut tee), ui)?;
        tee.node_done(&node.name().into());
        let questions = tee.gather.open_questions();
        node.ask_owners(&questions, &mut tee, ui);
        return Ok(());
    }
    if args.place.from.is_empty() {
        let live = visit_cluster(args, &wanted, sink, ui)?;
        if live.is_interrupted() {
            interrupt::end_by_ctrl_c(scratch);
        }
        return Ok(());
    }
    open(args)?.iter_mut().try_for_each(|source| source.visit(&wanted, sink).map_err(live::failure))
}

/// Takes the flows by the first way that works. What flows leave open is asked of the agents, as for every noun: so the artefacts are gathered beside being
/// written.
fn visit_cluster(args: &CaptureArgs, wanted: &Wanted, sink: &mut dyn Sink, ui: &mut Ui) -> Result<Live, Error> {
    let mut contexts = live::contexts(&args.place.cluster)?.into_iter();
    let (Some(context), None) = (contexts.next(), contexts.next()) else {
        return Err(Error::usage("a capture holds one cluster: give one --context"));
    };
    let mut live = Live::open(context, &args.place)?;
    let ways = match args.place.cluster.via {
        None => vec![Way::Exec, Way::Agent],
        Some(ViaArg::Exec) => vec![Way::Exec],
        Some(ViaArg::Agent) => vec![Way::Agent],
        Some(ViaArg::StatsApi) => {
            return Err(Error::usage("the statistics API alone is no capture: --via exec or --via agent reads Nodes"));
        }
    };
    let kinds: Vec<ArtefactKind> = wanted.iter().collect();
    let mut wanted = Wanted::kinds(live::kinds(&kinds)).probing();
    if args.place.cluster.via.is_some() {
        wanted = wanted.by_one_way();
    }
    let mut tee = Tee { gather: Gather::new(|_| true, Names::Possible), sink };
    // A way that is refused has written nothing: the objects of the cluster come from the first one.
    for (at, way) in ways.iter().enumerate() {
        match live.visit(*way, &wanted, &mut tee, ui) {
            Ok(()) => break,
            Err(SourceError::NoWay { why, .. }) if at + 1 < ways.len() => {
                ui.status(&format!("{} cannot be used: {why}", way.name()));
            }
            Err(error) => return Err(live::failure(error)),
        }
    }
    let questions = tee.gather.open_questions();
    live.ask_owners(&questions, &mut tee, ui).map_err(live::failure)?;
    Ok(live)
}

fn refused(cause: WriteError) -> Error {
    let hint = match &cause {
        WriteError::Exists { .. } => Some("--force replaces an earlier capture"),
        WriteError::NoParent { .. } => Some("make that folder first"),
        _ => None,
    };
    let error = match &cause {
        WriteError::NoName { .. } | WriteError::Form { .. } => Error::usage(cause.to_string()),
        _ => Error::failed(cause.to_string()),
    };
    hint.into_iter().fold(error, Error::hint)
}

fn say(args: &CaptureArgs, summary: &Summary, ui: &mut Ui) {
    for note in &summary.notes {
        ui.note(note);
    }
    ui.end_notes();
    for gap in &summary.failed {
        ui.gap(gap);
    }
    let nodes = counted(summary.nodes, "Node");
    let files = counted(summary.files, "file");
    let missing = match summary.failed.len() as u64 {
        0 => String::new(),
        missing => format!("; {} missing, as said above", counted(missing, "thing")),
    };
    ui.status(&format!("{}: {files} of {nodes}, {} bytes{missing}", args.path.display(), summary.bytes));
}
