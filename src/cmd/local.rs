//! The Node that this runs on: its switch by its sockets, and names from whoever has them: files beside it, the agent on the same Node, the API server.

use std::collections::BTreeSet;
use std::env;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::gather::OpenQuestion;
use super::live::{self, Live};
use crate::cli::{FromPath, WhereArgs};
use crate::error::Error;
use crate::model::artefact::{Artefact, ArtefactKind, Changed, Gap, Note, Way};
use crate::resource::filter::Query;
use crate::source::interrupt::Interrupt;
use crate::source::kube::agent::own::OwnAgent;
use crate::source::kube::{NodeError, NodeErrorKind};
use crate::source::local::{Local, Options};
use crate::source::{Answer, Meta, Outcome, Sink, Source, SourceError, Transfer, Wanted, capture, meta, recipe};
use crate::ui::Ui;

/// What a question gets when the others used up all the time.
const A_MOMENT: Duration = Duration::from_millis(1);

/// The Node and where its names come from.
pub struct ThisNode {
    local: Local,
    place: WhereArgs,
    begun: Instant,
    interrupt: Interrupt,
    /// The agent that named the policies.
    agent: Option<OwnAgent>,
}

/// Says what is wrong with flags that do not go together.
///
/// # Errors
/// Which flag.
pub fn check(place: &WhereArgs) -> Result<(), Error> {
    if let Some(flag) = place.local.flag_without_local() {
        return Err(Error::usage(format!("{flag} is about the sockets of a Node: give --local besides")));
    }
    if !place.local.is_given() {
        return Ok(());
    }
    let cluster = &place.cluster;
    let several = [
        (cluster.via.is_some(), "--via"),
        (cluster.selector.is_some(), "--selector"),
        (cluster.antrea_namespace.is_some(), "--antrea-namespace"),
        (cluster.insecure_agent, "--insecure-agent"),
        (cluster.context.len() > 1, "more than one --context"),
        (place.node.len() > 1, "more than one --node"),
    ];
    match several.into_iter().find_map(|(given, flag)| given.then_some(flag)) {
        Some(flag) => Err(Error::usage(format!("{flag} is about the Nodes of a cluster, and --local reads one Node"))),
        None => check_names(place),
    }
}

/// Names come from one cluster.
fn check_names(place: &WhereArgs) -> Result<(), Error> {
    if let Some(flag) = live::flag_of_clusters(&place.cluster).filter(|_| !place.from.is_empty()) {
        let why = format!("{flag} says which cluster names the policies, and so does --from: give one of them");
        return Err(Error::usage(why));
    }
    let aliases: BTreeSet<_> = place.from.iter().filter_map(|from| from.alias.as_deref()).collect();
    if aliases.len() > 1 {
        let why = format!("--from has several clusters ({})", aliases.into_iter().collect::<Vec<_>>().join(", "));
        return Err(Error::usage(format!("{why}, and this Node is of one")));
    }
    Ok(())
}

impl ThisNode {
    /// Finds the switch. It is read until the user wants no more.
    ///
    /// # Errors
    /// When there is none, or it cannot be told which one is meant.
    pub fn open(place: &WhereArgs, interrupt: Interrupt) -> Result<ThisNode, Error> {
        check(place)?;
        let begun = Instant::now();
        let given = place.node.first().filter(|node| !node.contains(['*', '?'])).cloned();
        let is_given = given.is_some();
        let mut options = Options {
            rundir: place.local.rundir(),
            bridge: place.local.bridge.clone(),
            node: given,
            request_timeout: place.cluster.request_timeout,
            deadline: place.cluster.timeout,
            pause: place.local.pause,
            interrupt,
        };
        let mut local = Local::open(options.clone()).map_err(live::failure)?;
        // A name that nobody gave may be another than the cluster's: then files of one Node are of this one.
        if !is_given && env::var_os("NODE_NAME").is_none() {
            let of_files = nodes_of(&place.from)?;
            if let Some(only) = of_files.first().filter(|_| of_files.len() == 1 && !of_files.contains(local.node())) {
                options.node = Some(only.clone());
                local = Local::open(options).map_err(live::failure)?;
            }
        }
        Ok(ThisNode { local, place: place.clone(), begun, interrupt, agent: None })
    }

    /// The Node's name.
    pub fn name(&self) -> &str {
        self.local.node()
    }

    /// What was read, for the envelope.
    pub fn describe(&self) -> String {
        self.local.describe()
    }

    /// Whether the user wanted no more while it was read.
    pub fn is_interrupted(&self) -> bool {
        self.interrupt.is_heard()
    }

    /// Why nothing came of the switch itself, where it was asked: without rows from elsewhere the question has no answer.
    pub fn silent(&self) -> Option<Error> {
        self.local.silent().map(|error| live::failure(SourceError::Local(error.clone())))
    }

    /// What of the time for everything is left.
    fn left(&self) -> Option<Duration> {
        self.place.cluster.timeout.map(|all| all.saturating_sub(self.begun.elapsed()).max(A_MOMENT))
    }

    /// A Node that was named and is another than this one is not read as if it were.
    fn say_whose(&self, ui: &mut Ui) {
        let Some(asked) = self.place.node.first() else { return };
        let own = self.local.own_names();
        let is_own = |(name, _): &(String, &str)| {
            let of_pattern = Query { nodes: vec![asked.clone()], ..Query::default() };
            let is_short = |long: &str, short: &str| long.split_once('.').is_some_and(|(first, _)| first == short);
            of_pattern.node(name) || is_short(name, asked) || is_short(asked, name)
        };
        if !own.is_empty() && !own.iter().any(is_own) {
            let own: Vec<String> = own.iter().map(|(name, by)| format!("{name} ({by})")).collect();
            ui.warn(&format!(
                "--node {asked} is not the Node that --local reads: this one is {}; without --local the other is asked through the cluster",
                own.join(", ")
            ));
        }
    }

    /// Reads what is wanted. Names are read before the switch, and compared after it with what they are then.
    ///
    /// # Errors
    /// When the switch gives nothing.
    pub fn read(&mut self, wanted: &Wanted, sink: &mut dyn Sink, ui: &mut Ui) -> Result<(), Error> {
        self.say_whose(ui);
        let mut api = None;
        let mut meta = Meta { format: meta::FORMAT.to_owned(), version: meta::VERSION, ..Meta::default() };
        // What files say does not change meanwhile: the switch is asked while they are read.
        let ahead = if self.place.from.is_empty() { None } else { self.local.begin(wanted) };
        if self.place.from.is_empty() {
            match self.agent(wanted, sink, ui) {
                Ok(read) => self.agent = Some(read),
                Err(why) if why.kind == NodeErrorKind::Interrupted => {
                    let (node, what) = (Some(self.local.node().into()), "names of policies".to_owned());
                    sink.gap(Gap { node, what, why: why.to_string() });
                }
                Err(why) => api = self.objects(wanted, &why, sink, ui)?,
            }
        } else {
            let mut names =
                NamesOnly { sink, node: self.local.node(), meta: &mut meta, is_there: false, others: BTreeSet::new() };
            for from in &self.place.from {
                let mut source = capture::open(from.alias.as_deref(), &from.path).map_err(live::failure)?;
                source.visit(wanted, &mut names).map_err(live::failure)?;
            }
            if !names.is_there && !names.others.is_empty() {
                let there: Vec<&str> = names.others.iter().map(|node| &**node).collect();
                let why = format!("this Node is called {:?}, and --from has {}", self.local.node(), there.join(", "));
                return Err(Error::usage(why).hint("--node NAME says which of them it is"));
            }
        }
        // An API server says all of it.
        if api.is_none() {
            let now = jiff::Timestamp::now().round(jiff::Unit::Second).unwrap_or_default();
            sink.meta(&Meta { taken_at: now.to_string(), ..meta });
        }
        let read = match ahead.or_else(|| self.local.begin(wanted)) {
            Some(ahead) => {
                let (local, read) = ahead.tell(sink);
                self.local = local;
                read
            }
            None => self.local.visit(wanted, sink),
        };
        if self.local.round().is_none() && self.place.local.bridge.is_none() {
            let (bridge, place) = (self.local.bridge(), self.local.describe());
            ui.warn(&format!("bridge {bridge} has no round of Antrea's agent ({place}): is it Antrea's? --bridge names another, --local RUNDIR another switch"));
        }
        for detail in self.local.details() {
            ui.detail(detail);
        }
        read.map_err(live::failure)?;
        if self.is_interrupted() {
            return Ok(());
        }
        if let Some(agent) = &mut self.agent
            && let Err(why) = agent.read_again(sink)
        {
            ui.status(&format!("whether policies changed while they were read is not known: {why}"));
        }
        if let Some(mut api) = api {
            api.names_again(sink, ui).map_err(live::failure)?;
        }
        Ok(())
    }

    /// Asks the agent which rules belong to which policy, where flows leave that open.
    pub fn ask_owners(&self, questions: &[OpenQuestion], sink: &mut dyn Sink, ui: &mut Ui) {
        let Some(agent) = self.agent.as_ref().filter(|_| !self.is_interrupted()) else { return };
        let own = questions.iter().filter(|(node, _)| **node == *self.local.node());
        let policies: Vec<_> = own.flat_map(|(_, policies)| policies.iter().cloned()).collect();
        let mut watch = live::Watch::new(ui);
        let asked = agent.owners(&policies, sink, &mut |event| watch.see(event));
        drop(watch);
        if let Err(why) = asked {
            ui.detail(&format!("which rules belong to which policy stays open: {why}"));
        }
    }

    fn agent(&self, wanted: &Wanted, sink: &mut dyn Sink, ui: &mut Ui) -> Result<OwnAgent, NodeError> {
        let cluster = &self.place.cluster;
        let time = self.left().map_or(cluster.request_timeout, |left| left.min(cluster.request_timeout));
        let agent = OwnAgent::new(self.local.node(), self.place.local.agent_port, time)?;
        let mut agent = agent.until(self.interrupt);
        let mut watch = live::Watch::new(ui);
        agent.read(wanted, sink, &mut |event| watch.see(event))?;
        Ok(agent)
    }

    /// Says why policies have no names. A capture lacks them; whatever is shown says so itself.
    fn nameless(&self, wanted: &Wanted, why: &str, sink: &mut dyn Sink, ui: &mut Ui) {
        if wanted.is_capture() {
            let (node, what) = (Some(self.local.node().into()), "policies".to_string());
            sink.gap(Gap { node, what, why: why.to_string() });
        } else if wanted.has(ArtefactKind::AgentNetworkPolicies) {
            ui.status(&format!("names of policies are not known: {why}"));
            ui.hint("--from FILE takes them from a capture or from objects, --kubeconfig from the API server");
        }
    }

    /// Names from the API server, where one is known here.
    fn objects(
        &self,
        wanted: &Wanted,
        why: &NodeError,
        sink: &mut dyn Sink,
        ui: &mut Ui,
    ) -> Result<Option<Live>, Error> {
        let cluster = &self.place.cluster;
        let asked = live::flag_of_clusters(cluster).is_some();
        if !asked && !is_api_server_known() {
            self.nameless(wanted, &format!("{why}"), sink, ui);
            return Ok(None);
        }
        let context = cluster.context.first().cloned();
        let mut place = self.place.clone();
        place.cluster.timeout = self.left();
        let mut live = match Live::open(context, &place) {
            Ok(live) => live,
            Err(error) if asked => return Err(error),
            Err(error) => {
                self.nameless(wanted, &format!("{why}; {}", error.chain()), sink, ui);
                return Ok(None);
            }
        };
        match live.names_alone(wanted, sink, ui) {
            Ok(()) => {
                ui.detail(&format!("names are the API server's: {why}"));
                Ok(Some(live))
            }
            // The Node's counters are worth having without the names that were asked for.
            Err(error) if asked && !wanted.is_capture() => {
                let (node, what) = (Some(self.local.node().into()), "names of policies".to_owned());
                sink.gap(Gap { node, what, why: format!("{why}; {error}") });
                Ok(None)
            }
            Err(error) => {
                self.nameless(wanted, &format!("{why}; {error}"), sink, ui);
                Ok(None)
            }
        }
    }
}

/// Whether there is an API server without a flag that says which: this runs in a Pod, or kubectl has one.
fn is_api_server_known() -> bool {
    let home = env::home_dir().map(|home| home.join(".kube/config"));
    env::var_os("KUBERNETES_SERVICE_HOST").is_some()
        || env::var_os("KUBECONFIG").is_some_and(|path| !path.is_empty())
        || home.is_some_and(|path| path.exists())
}

/// The Nodes that files are of.
fn nodes_of(from: &[FromPath]) -> Result<BTreeSet<String>, Error> {
    let mut nodes = NodesOf(BTreeSet::new());
    let kinds = recipe::RECIPES.iter().map(|recipe| recipe.kind).filter(|kind| *kind != ArtefactKind::Other);
    let wanted = Wanted::kinds(kinds);
    for from in from.iter().filter(|from| from.path.as_os_str() != "-") {
        let mut source = capture::open(from.alias.as_deref(), &from.path).map_err(live::failure)?;
        source.visit(&wanted, &mut nodes).map_err(live::failure)?;
    }
    Ok(nodes.0)
}

/// Takes nothing but the names of Nodes.
struct NodesOf(BTreeSet<String>);

impl Sink for NodesOf {
    fn begin(&mut self, _: Transfer, artefact: &Artefact) -> Answer {
        self.0.extend(artefact.origin.node.as_ref().map(ToString::to_string));
        Answer::Skip
    }

    fn chunk(&mut self, _: Transfer, _: &[u8]) {}

    fn end(&mut self, _: Transfer, _: Outcome) {}

    // These are said when the files are read.
    fn gap(&mut self, _: Gap) {}

    fn note(&mut self, _: Note) {}
}

/// Of files beside the switch: what names its rules. Its flows and counters are its own, and other Nodes are not asked for.
struct NamesOnly<'a> {
    sink: &'a mut dyn Sink,
    node: &'a str,
    /// What they say about the cluster.
    meta: &'a mut Meta,
    /// Whether something of this Node was there.
    is_there: bool,
    /// Other Nodes of which something was there.
    others: BTreeSet<Arc<str>>,
}

impl Sink for NamesOnly<'_> {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        let is_others = match &artefact.origin.node {
            None => false,
            Some(node) if **node == *self.node => {
                self.is_there = true;
                false
            }
            Some(node) => {
                self.others.insert(node.clone());
                true
            }
        };
        let of_switch = recipe::RECIPES.iter().any(|one| one.kind == artefact.kind && one.command.is_some());
        if is_others || of_switch { Answer::Skip } else { self.sink.begin(transfer, artefact) }
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        self.sink.chunk(transfer, bytes);
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        self.sink.end(transfer, outcome);
    }

    fn gap(&mut self, gap: Gap) {
        // What is missing of other Nodes, or of their flows, is not missed.
        if gap.node.as_ref().is_none_or(|node| **node == *self.node) {
            self.sink.gap(gap);
        }
    }

    fn note(&mut self, note: Note) {
        self.sink.note(note);
    }

    fn meta(&mut self, meta: &Meta) {
        // When the names were written down is not when the counters were read.
        self.meta.antrea_version.clone_from(&meta.antrea_version);
        self.meta.context.clone_from(&meta.context);
    }

    fn left_alone(&mut self, path: &str, what: &str) {
        self.sink.left_alone(path, what);
    }

    fn way(&mut self, node: &Arc<str>, way: Way, why_not: Option<&str>) {
        self.sink.way(node, way, why_not);
    }

    fn changed(&mut self, changed: &Changed) {
        self.sink.changed(changed);
    }
}
