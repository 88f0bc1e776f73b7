//! Between the tasks that ask many Nodes at once and the one thread that takes what they give.
//!
//! The tasks hold a [`Feed`] each; [`pump`] runs where the [`Sink`] lives and hands it what comes, in the order in which it came. The channel is bounded: a
//! Node that sends faster than the sink takes waits, so memory does not grow with the number of Nodes.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender};

use super::event::Event;
use crate::model::artefact::{Artefact, ArtefactKind, Changed, Gap, Note, Origin, Way};
use crate::source::recipe::FLOWS_FILE;
use crate::source::{Answer, Meta, Outcome, Sink, Transfer};

/// How many messages may wait for the sink.
pub const BOUND: usize = 256;

/// What a task has to say.
#[derive(Debug)]
pub enum Message {
    /// An artefact begins.
    Begin(Transfer, Artefact),
    /// The next bytes of it.
    Chunk(Transfer, Vec<u8>),
    /// Its end.
    End(Transfer, Outcome),
    /// Something is missing.
    Gap(Gap),
    /// Something is odd.
    Note(Note),
    /// What the source says about itself.
    Meta(Box<Meta>),
    /// Whether a way works on a Node.
    Way(Arc<str>, Way, Option<String>),
    /// Policies are not what they were when the first of the names was read.
    Changed(Changed),
    /// Nothing more will come of this Node.
    NodeDone(Arc<str>),
    /// Not for the sink: progress.
    Event(Event),
}

/// A task's end of the channel. Clones share the numbering of transfers, and the ledger of what was said.
#[derive(Clone, Debug)]
pub struct Feed {
    sender: Sender<Message>,
    numbers: Arc<AtomicU64>,
    node: Option<Arc<str>>,
    ledger: Arc<Mutex<Ledger>>,
}

/// What was said through a feed and its clones: whoever watches a task ends what it leaves open.
#[derive(Debug, Default)]
struct Ledger {
    /// Artefacts that have begun: their path, and how many bytes came.
    open: BTreeMap<Transfer, (Arc<str>, u64)>,
    /// Files that were ordered, have not begun, and were not told to be missing either.
    ordered: Vec<&'static str>,
    progress: Progress,
    first_gap: Option<String>,
    /// Why the last gap is one.
    last_why: Option<String>,
}

/// How far the task behind a feed is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that came over the wire, and bytes that were passed on.
    pub bytes: u64,
    /// Artefacts that have begun.
    pub begun: u64,
    /// Artefacts that are complete.
    pub complete: u64,
    /// How many of its messages wait until the sink has room.
    pub waiting: u64,
}

/// The receiver is gone: the run was interrupted and nobody wants more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the run was interrupted")]
pub struct Closed;

impl Feed {
    /// A feed for what belongs to the cluster.
    pub fn new(sender: Sender<Message>) -> Feed {
        Feed { sender, numbers: Arc::default(), node: None, ledger: Arc::default() }
    }

    /// A feed for what belongs to a Node, with a ledger of its own.
    #[must_use]
    pub fn of_node(&self, node: &Arc<str>) -> Feed {
        Feed { node: Some(node.clone()), ledger: Arc::default(), ..self.clone() }
    }

    /// The Node that it is of.
    pub fn node(&self) -> Option<&Arc<str>> {
        self.node.as_ref()
    }

    /// Says anything.
    ///
    /// # Errors
    /// When nobody listens any more.
    pub async fn say(&self, message: Message) -> Result<(), Closed> {
        // What is reserved is sent at once: a task that is dropped while it waits leaves nothing in the ledger that the sink has not heard of.
        let permit = match self.sender.try_reserve() {
            Ok(permit) => permit,
            Err(TrySendError::Closed(())) => return Err(Closed),
            Err(TrySendError::Full(())) => {
                let _waiting = Waiting::of(&self.ledger);
                self.sender.reserve().await.map_err(|_| Closed)?
            }
        };
        locked(&self.ledger).note(&message);
        permit.send(message);
        Ok(())
    }

    /// How far the task behind this feed is.
    pub fn progress(&self) -> Progress {
        locked(&self.ledger).progress
    }

    /// The first thing that was missing.
    pub fn first_gap(&self) -> Option<String> {
        locked(&self.ledger).first_gap.clone()
    }

    /// Whether the last gap has these words.
    pub fn has_just_told(&self, why: &str) -> bool {
        locked(&self.ledger).last_why.as_deref() == Some(why)
    }

    /// Remembers what is to come: whoever watches the task names what never came.
    pub fn order(&self, files: impl IntoIterator<Item = &'static str>) {
        locked(&self.ledger).ordered.extend(files);
    }

    /// What was ordered and never came, flows first; each is given once.
    pub fn never_came(&self) -> Vec<&'static str> {
        let mut files = std::mem::take(&mut locked(&self.ledger).ordered);
        files.sort_by_key(|file| *file != FLOWS_FILE);
        files
    }

    /// Ends what was begun and not ended, as cut, with a gap for each; gives how many there were.
    ///
    /// # Errors
    /// As [`Feed::say`].
    pub async fn end_open(&self, why: &str) -> Result<usize, Closed> {
        let open = std::mem::take(&mut locked(&self.ledger).open);
        let count = open.len();
        for (transfer, (path, after)) in open {
            let file = path.rsplit('/').next().unwrap_or_default();
            self.gap(format!("the end of {file}"), why).await?;
            self.end(transfer, Outcome::Cut { after, why: why.to_owned() }).await?;
        }
        Ok(count)
    }

    /// Says what happened.
    ///
    /// # Errors
    /// As [`Feed::say`].
    pub async fn event(&self, event: Event) -> Result<(), Closed> {
        self.say(Message::Event(event)).await
    }

    /// Says that something of this Node (or of the cluster) is missing.
    ///
    /// # Errors
    /// As [`Feed::say`].
    pub async fn gap(&self, what: impl Into<String>, why: impl Into<String>) -> Result<(), Closed> {
        self.say(Message::Gap(Gap { node: self.node.clone(), what: what.into(), why: why.into() })).await
    }

    /// Begins an artefact. `file` is its name in a capture (`flows.txt`; `cluster/pods.json` for objects): the whole path of it names the place in messages,
    /// and is where a capture puts it.
    ///
    /// # Errors
    /// As [`Feed::say`].
    pub async fn begin(&self, kind: ArtefactKind, file: &str) -> Result<Transfer, Closed> {
        let transfer = Transfer(self.numbers.fetch_add(1, Ordering::Relaxed));
        let path = match &self.node {
            Some(node) => format!("nodes/{node}/{file}"),
            None => file.to_string(),
        };
        let origin = Origin { alias: "".into(), node: self.node.clone(), path: path.into() };
        self.say(Message::Begin(transfer, Artefact { kind, origin })).await?;
        Ok(transfer)
    }

    /// The next bytes of an artefact.
    ///
    /// # Errors
    /// As [`Feed::say`].
    pub async fn chunk(&self, transfer: Transfer, bytes: Vec<u8>) -> Result<(), Closed> {
        self.say(Message::Chunk(transfer, bytes)).await
    }

    /// The end of an artefact. One that is cut is a gap besides, which the caller tells.
    ///
    /// # Errors
    /// As [`Feed::say`].
    pub async fn end(&self, transfer: Transfer, outcome: Outcome) -> Result<(), Closed> {
        self.say(Message::End(transfer, outcome)).await
    }

    /// A whole artefact that is held already.
    ///
    /// # Errors
    /// As [`Feed::say`].
    pub async fn whole(&self, kind: ArtefactKind, file: &str, bytes: Vec<u8>) -> Result<(), Closed> {
        let transfer = self.begin(kind, file).await?;
        self.chunk(transfer, bytes).await?;
        self.end(transfer, Outcome::Complete).await
    }
}

impl Ledger {
    fn note(&mut self, message: &Message) {
        match message {
            Message::Begin(transfer, artefact) => {
                let path = &artefact.origin.path;
                self.ordered.retain(|file| path.rsplit('/').next() != Some(file));
                self.open.insert(*transfer, (path.clone(), 0));
                self.progress.begun += 1;
            }
            Message::Chunk(transfer, bytes) => {
                if let Some((_, after)) = self.open.get_mut(transfer) {
                    *after += bytes.len() as u64;
                }
                self.progress.bytes += bytes.len() as u64;
            }
            Message::End(transfer, outcome) => {
                self.open.remove(transfer);
                self.progress.complete += u64::from(*outcome == Outcome::Complete);
            }
            Message::Gap(gap) => {
                let is_told = |file: &str| gap.what == file || (file == FLOWS_FILE && gap.what.starts_with("flows"));
                self.ordered.retain(|file| !is_told(file));
                self.first_gap.get_or_insert_with(|| format!("{}: {}", gap.what, gap.why));
                self.last_why = Some(gap.why.clone());
            }
            Message::Event(Event::Received { bytes, .. }) => self.progress.bytes += bytes,
            _ => {}
        }
    }
}

/// A poisoned ledger is as good as any: each change of it is one step.
fn locked(ledger: &Mutex<Ledger>) -> MutexGuard<'_, Ledger> {
    ledger.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts a message that waits, for as long as it does.
struct Waiting<'l>(&'l Mutex<Ledger>);

impl Waiting<'_> {
    fn of(ledger: &Mutex<Ledger>) -> Waiting<'_> {
        locked(ledger).progress.waiting += 1;
        Waiting(ledger)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        locked(self.0).progress.waiting -= 1;
    }
}

/// Hands a message to the sink, or what is not for it to `events`.
pub fn pump(message: Message, skipped: &mut HashSet<Transfer>, sink: &mut dyn Sink, events: &mut dyn FnMut(Event)) {
    match message {
        Message::Begin(transfer, artefact) => {
            if sink.begin(transfer, &artefact) == Answer::Skip {
                skipped.insert(transfer);
            }
        }
        Message::Chunk(transfer, bytes) if !skipped.contains(&transfer) => sink.chunk(transfer, &bytes),
        Message::End(transfer, outcome) => {
            if !skipped.remove(&transfer) {
                sink.end(transfer, outcome);
            }
        }
        Message::Chunk(..) => {}
        Message::Gap(gap) => sink.gap(gap),
        Message::Note(note) => sink.note(note),
        Message::Meta(meta) => sink.meta(&meta),
        Message::Way(node, way, why) => sink.way(&node, way, why.as_deref()),
        Message::Changed(changed) => sink.changed(&changed),
        Message::NodeDone(node) => sink.node_done(&node),
        Message::Event(event) => events(event),
    }
}

/// Hands everything that waits to the sink, and returns when all feeds are gone.
pub async fn pump_all(mut receiver: Receiver<Message>, sink: &mut dyn Sink, events: &mut dyn FnMut(Event)) {
    let mut skipped = HashSet::new();
    while let Some(message) = receiver.recv().await {
        pump(message, &mut skipped, sink, events);
    }
}
