//! A live cluster, with what a terminal shows while it is read.

use std::time::Duration;

use super::gather::{Gather, OpenQuestion};
use crate::cli::{ClusterArgs, WhereArgs};
use crate::error::Error;
use crate::model::artefact::{ArtefactKind, Way};
use crate::source::kube::{self, Cluster, Event, Named, Options, Target};
use crate::source::{Sink, SourceError, Wanted};
use crate::ui::Ui;

/// One cluster that is being asked.
#[derive(Debug)]
pub struct Live {
    cluster: Cluster,
}

/// The contexts that are asked: `None` is the current one, or the Pod's own cluster.
///
/// # Errors
/// A context that is not there, or a kubeconfig that cannot be read.
pub fn contexts(args: &ClusterArgs) -> Result<Vec<Option<String>>, Error> {
    if args.context.is_empty() {
        return Ok(vec![None]);
    }
    let contexts = kube::contexts(&target(args, None), &args.context).map_err(|error| failure(error.into()))?;
    Ok(contexts.into_iter().map(Some).collect())
}

/// Names of all contexts.
///
/// # Errors
/// A kubeconfig that cannot be read.
pub fn all_contexts(args: &ClusterArgs) -> Result<Vec<String>, Error> {
    kube::contexts(&target(args, None), &["*".to_string()]).map_err(|error| failure(error.into()))
}

/// The first flag that says something about a cluster, where that is no matter of files.
pub fn flag_of_clusters(args: &ClusterArgs) -> Option<&'static str> {
    let given = [
        (!args.context.is_empty(), "--context"),
        (args.kubeconfig.is_some(), "--kubeconfig"),
        (args.cluster.is_some(), "--cluster"),
        (args.user.is_some(), "--user"),
        (args.impersonate.is_some(), "--as"),
        (!args.impersonate_group.is_empty(), "--as-group"),
        (args.antrea_namespace.is_some(), "--antrea-namespace"),
        (args.selector.is_some(), "--selector"),
        (args.insecure_agent, "--insecure-agent"),
    ];
    given.into_iter().find_map(|(given, flag)| given.then_some(flag))
}

/// What a cluster is asked for, of what is wanted. A count of the whole bridge makes Open vSwitch walk all flows, and is old when their tables come.
pub fn kinds(wanted: &[ArtefactKind]) -> impl Iterator<Item = ArtefactKind> + '_ {
    wanted.iter().copied().filter(|kind| *kind != ArtefactKind::Aggregate)
}

fn target(args: &ClusterArgs, context: Option<String>) -> Target {
    Target {
        kubeconfig: args.kubeconfig.clone(),
        context,
        cluster: args.cluster.clone(),
        user: args.user.clone(),
        impersonate: args.impersonate.clone(),
        impersonate_groups: args.impersonate_group.clone(),
    }
}

fn options(place: &WhereArgs) -> Options {
    let args = &place.cluster;
    Options {
        nodes: place.node.clone(),
        selector: args.selector.clone(),
        antrea_namespace: args.antrea_namespace.clone(),
        concurrency: args.concurrency,
        request_timeout: args.request_timeout,
        deadline: args.timeout,
        insecure_agent: args.insecure_agent,
    }
}

impl Live {
    /// Connects, with the flags of the command line.
    ///
    /// # Errors
    /// A kubeconfig that cannot be used.
    pub fn open(context: Option<String>, place: &WhereArgs) -> Result<Live, Error> {
        let target = target(&place.cluster, context);
        Ok(Live { cluster: Cluster::open(&target, options(place)).map_err(failure)? })
    }

    /// The context, or what stands for it inside a Pod.
    pub fn name(&self) -> String {
        self.cluster.context().to_string()
    }

    /// The context's Namespace.
    pub fn namespace(&self) -> &str {
        self.cluster.namespace()
    }

    /// Gives names of objects as they come, with their Namespaces before them when asked.
    ///
    /// # Errors
    /// As any request to the API server.
    pub fn names(&self, of: &Named, with_namespace: bool, each: &mut (dyn FnMut(String) + Send)) -> Result<(), Error> {
        self.cluster.names(of, with_namespace, each).map_err(failure)
    }

    /// Whether the user wanted no more while it was read.
    pub fn is_interrupted(&self) -> bool {
        self.cluster.is_interrupted()
    }

    /// Reads by one way; then asks the agents what only they can tell.
    ///
    /// # Errors
    /// [`SourceError::NoWay`] when another way may work, others when none will.
    pub fn read(&mut self, way: Way, wanted: &Wanted, gather: &mut Gather, ui: &mut Ui) -> Result<(), SourceError> {
        self.visit(way, wanted, gather, ui)?;
        let questions = gather.open_questions();
        self.ask_owners(&questions, gather, ui)
    }

    /// Asks the agents which rules belong to which policy, where flows leave that open.
    ///
    /// # Errors
    /// When the work could not be begun.
    pub fn ask_owners(
        &mut self,
        questions: &[OpenQuestion],
        sink: &mut dyn Sink,
        ui: &mut Ui,
    ) -> Result<(), SourceError> {
        if questions.is_empty() {
            return Ok(());
        }
        let mut watch = Watch::new(ui);
        self.cluster.owners(questions, sink, &mut |event| watch.see(event))
    }

    /// Reads what names rules, and nothing of Nodes.
    ///
    /// # Errors
    /// When the API server cannot be reached at all.
    pub fn names_alone(&mut self, wanted: &Wanted, sink: &mut dyn Sink, ui: &mut Ui) -> Result<(), SourceError> {
        let mut watch = Watch::new(ui);
        self.cluster.names_alone(wanted, sink, &mut |event| watch.see(event))
    }

    /// Reads what [`Live::names_alone`] read again, and tells the sink which policies changed since.
    ///
    /// # Errors
    /// As [`Live::names_alone`].
    pub fn names_again(&mut self, sink: &mut dyn Sink, ui: &mut Ui) -> Result<(), SourceError> {
        let mut watch = Watch::new(ui);
        self.cluster.names_again(sink, &mut |event| watch.see(event))
    }

    /// Reads by one way, into any sink.
    ///
    /// # Errors
    /// As [`Live::read`].
    pub fn visit(&mut self, way: Way, wanted: &Wanted, sink: &mut dyn Sink, ui: &mut Ui) -> Result<(), SourceError> {
        let mut watch = Watch::new(ui);
        self.cluster.take(way);
        self.cluster.visit_telling(wanted, sink, &mut |event| watch.see(event))
    }
}

/// Shows what happens.
pub(super) struct Watch<'u> {
    ui: &'u mut Ui,
}

impl Watch<'_> {
    pub(super) fn new(ui: &mut Ui) -> Watch<'_> {
        Watch { ui }
    }

    pub(super) fn see(&mut self, event: Event) {
        match event {
            Event::Planned { nodes } => self.ui.progress_planned(nodes.len()),
            Event::Started { node } => self.ui.progress_started(&node),
            Event::Received { bytes, .. } => self.ui.progress_received(bytes),
            Event::Finished { node, .. } => self.ui.progress_finished(&node),
            Event::Asked(asked) => {
                let whom = asked.node.as_ref().map(|node| format!("node {node}: ")).unwrap_or_default();
                let packed = if asked.bytes == asked.plain_bytes {
                    String::new()
                } else {
                    format!(" ({} unpacked)", asked.plain_bytes)
                };
                let end = asked.failed.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
                let took = asked.took.as_secs_f64();
                self.ui.detail(&format!("{whom}{}: {} bytes{packed} in {took:.3} s{end}", asked.what, asked.bytes));
            }
            Event::Said(text) => self.ui.status(&text),
            Event::Detail(text) => self.ui.detail(&text),
        }
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        self.ui.progress_end();
    }
}

/// Waits until the next look; `false` when the user wants no more.
///
/// # Errors
/// When the runtime cannot be started.
pub fn wait(interval: Duration) -> Result<bool, Error> {
    kube::wait(interval).map_err(failure)
}

/// The failure of a source as the user sees it.
pub fn failure(cause: SourceError) -> Error {
    let hints = cause.hints();
    hints.into_iter().fold(Error::failed(cause.to_string()), Error::hint)
}
