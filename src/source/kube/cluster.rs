//! The cluster as a [`Source`]: who is asked for what, by which way.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::channel;
use tokio::sync::watch;
use tokio::time::Instant;

use super::client::Api;
use super::config::connect;
use super::event::Event;
use super::feed::{BOUND, Feed, Message};
use super::named::{self, Named};
use super::options::end_of;
use super::pump::{self, End, Part};
use super::questions;
use super::visit::{self, Job};
use super::{Options, Target};
use crate::model::artefact::Way;
use crate::model::policy::PolicyRef;
use crate::source::{Sink, Source, SourceError, Wanted};

/// A live cluster.
pub struct Cluster {
    runtime: Tasks,
    api: Api,
    options: Options,
    way: Way,
    /// When everything has to be there.
    deadline: Option<Instant>,
    interrupted: bool,
    /// Whether the user wants no more: heard from the first question on, also between two.
    heard: Option<watch::Receiver<bool>>,
    known: Arc<visit::Known>,
}

impl fmt::Debug for Cluster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cluster").field("context", &self.api.context()).field("way", &self.way).finish_non_exhaustive()
    }
}

/// The threads of all requests. They are left when nobody wants an answer any more: a name server that does not answer would hold the end of the run.
struct Tasks(Option<Runtime>);

impl Tasks {
    fn block_on<F: Future>(&self, work: F) -> Result<F::Output, SourceError> {
        let gone = || SourceError::Runtime { why: "its threads are gone".to_owned() };
        Ok(self.0.as_ref().ok_or_else(gone)?.block_on(work))
    }

    fn spawn<F>(&self, work: F) -> Result<tokio::task::JoinHandle<F::Output>, SourceError>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let gone = || SourceError::Runtime { why: "its threads are gone".to_owned() };
        Ok(self.0.as_ref().ok_or_else(gone)?.spawn(work))
    }
}

impl Drop for Tasks {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

fn runtime() -> Result<Runtime, SourceError> {
    Builder::new_multi_thread().enable_all().build().map_err(|cause| SourceError::Runtime { why: cause.to_string() })
}

/// Waits until the next look of a poll; `false` when the user interrupts.
///
/// # Errors
/// When the runtime cannot be started.
pub fn wait(interval: Duration) -> Result<bool, SourceError> {
    Ok(runtime()?.block_on(async {
        tokio::select! {
            () = tokio::time::sleep(interval) => true,
            () = interrupt() => false,
        }
    }))
}

/// Ends when the user interrupts; never where that cannot be heard.
async fn interrupt() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

impl Cluster {
    /// Reads the kubeconfig. Nothing is asked of the cluster yet.
    ///
    /// # Errors
    /// A kubeconfig that cannot be used.
    pub fn open(target: &Target, options: Options) -> Result<Cluster, SourceError> {
        let runtime = Tasks(Some(runtime()?));
        let deadline = options.deadline.map(end_of);
        let api = runtime.block_on(connect(target, target.context.as_deref(), &options))??.until(deadline);
        let known = Arc::default();
        Ok(Cluster { runtime, api, options, way: Way::Exec, deadline, interrupted: false, heard: None, known })
    }

    /// The context.
    pub fn context(&self) -> &str {
        self.api.context()
    }

    /// The context's Namespace.
    pub fn namespace(&self) -> &str {
        self.api.namespace()
    }

    /// Whether the user wanted no more while it was read.
    pub fn is_interrupted(&self) -> bool {
        self.interrupted
    }

    /// Takes this way from now on.
    pub fn take(&mut self, way: Way) {
        self.way = way;
    }

    /// As [`Source::visit`], and says what happens.
    ///
    /// # Errors
    /// As [`Source::visit`]; [`SourceError::NoWay`] when another way may work.
    pub fn visit_telling(
        &mut self,
        wanted: &Wanted,
        sink: &mut dyn Sink,
        events: &mut dyn FnMut(Event),
    ) -> Result<(), SourceError> {
        let job = self.job();
        let wanted = wanted.clone();
        self.run(Part::Answer, sink, events, |feed| visit::visit(job, wanted, feed))
    }

    /// Reads what names rules, and nothing of Nodes.
    ///
    /// # Errors
    /// When nothing can be read at all.
    pub fn names_alone(
        &mut self,
        wanted: &Wanted,
        sink: &mut dyn Sink,
        events: &mut dyn FnMut(Event),
    ) -> Result<(), SourceError> {
        let (job, wanted) = (self.job(), wanted.clone());
        self.run(Part::Answer, sink, events, |feed| visit::names_alone(job, wanted, feed))
    }

    /// Says which policies changed since [`Cluster::names_alone`].
    ///
    /// # Errors
    /// When the run is over.
    pub fn names_again(&mut self, sink: &mut dyn Sink, events: &mut dyn FnMut(Event)) -> Result<(), SourceError> {
        let job = self.job();
        self.run(Part::Addition, sink, events, |feed| visit::names_again(job, feed))
    }

    /// Asks the agents which rule IDs these policies have: what flows alone leave open. Agents that cannot tell are left alone.
    ///
    /// # Errors
    /// None so far: what cannot be had stays open.
    pub fn owners(
        &mut self,
        questions: &[(Arc<str>, Vec<PolicyRef>)],
        sink: &mut dyn Sink,
        events: &mut dyn FnMut(Event),
    ) -> Result<(), SourceError> {
        if self.interrupted {
            return Ok(());
        }
        let job = self.job();
        let questions = questions.to_vec();
        self.run(Part::Addition, sink, events, |feed| questions::ask(job, questions, feed))
    }

    /// Gives names of objects as they come, with their Namespaces before them when asked.
    ///
    /// # Errors
    /// As any request to the API server.
    pub fn names(
        &self,
        of: &Named,
        with_namespace: bool,
        each: &mut (dyn FnMut(String) + Send),
    ) -> Result<(), SourceError> {
        // Nobody is told about the requests of a completion.
        let (sender, mut receiver) = channel::<Message>(BOUND);
        let feed = Feed::new(sender);
        self.runtime.block_on(async {
            let asked = async {
                let names = named::names(&self.api, &feed, of, with_namespace, each).await;
                drop(feed);
                names
            };
            let heard = async { while receiver.recv().await.is_some() {} };
            Ok(tokio::join!(asked, heard).0?)
        })?
    }

    fn job(&self) -> Job {
        Job {
            api: self.api.clone(),
            options: self.options.clone(),
            way: self.way,
            deadline: self.deadline,
            known: self.known.clone(),
        }
    }

    fn hear(&mut self) -> Result<watch::Receiver<bool>, SourceError> {
        if let Some(heard) = &self.heard {
            return Ok(heard.clone());
        }
        let (tell, heard) = watch::channel(false);
        self.runtime.spawn(async move {
            interrupt().await;
            tell.send_replace(true);
        })?;
        Ok(self.heard.insert(heard).clone())
    }

    fn run<F>(
        &mut self,
        part: Part,
        sink: &mut dyn Sink,
        events: &mut dyn FnMut(Event),
        work: impl FnOnce(Feed) -> F,
    ) -> Result<(), SourceError>
    where
        F: Future<Output = Result<(), SourceError>> + Send + 'static,
    {
        let mut heard = self.hear()?;
        let interrupted = async move {
            if heard.wait_for(|heard| *heard).await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        let (sender, receiver) = channel::<Message>(BOUND);
        let task = self.runtime.spawn(work(Feed::new(sender)))?;
        let abort = task.abort_handle();
        let end = self.runtime.block_on(pump::run(receiver, part, sink, events, interrupted, || abort.abort()))?;
        match (end, self.runtime.block_on(task)?) {
            (End::Interrupted, _) => {
                self.interrupted = true;
                Ok(())
            }
            (End::Done, Ok(result)) => result,
            (End::Done, Err(died)) => Err(SourceError::Runtime { why: died.to_string() }),
        }
    }
}

impl Source for Cluster {
    fn name(&self) -> &str {
        self.api.context()
    }

    fn visit(&mut self, wanted: &Wanted, sink: &mut dyn Sink) -> Result<(), SourceError> {
        self.visit_telling(wanted, sink, &mut |_| {})
    }
}
