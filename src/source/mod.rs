//! Where bytes come from. All effects that read are in this room.
//!
//! Every way to reach data (files, a Node's sockets, a cluster's API) gives the same artefacts, so there is one trait. Its heart is push
//! style: the source drives, the [`Sink`] takes. A dump of 80 MB is therefore never held, and a source that talks to many Nodes at once
//! may interleave what they send, because each piece says to which [`Transfer`] it belongs.
//!
//! What a source cannot give is no error: it is a [`Gap`], and the rest is read. [`SourceError`] is for a source that gives nothing at all.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

pub use error::SourceError;
pub use meta::Meta;

pub use crate::model::artefact::Tables;
use crate::model::artefact::{Artefact, ArtefactKind, Changed, Gap, Note, Way};
use crate::model::policy::PolicyKind;

pub mod capture;
mod error;
pub mod interrupt;
pub mod kube;
#[cfg(unix)]
pub mod local;
pub mod meta;
pub mod recipe;
pub mod sniff;

/// One artefact in flight. The number is the source's; it is not used twice in one [`Source::visit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Transfer(pub u64);

/// What a sink says to an artefact that is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Fetch it and send its bytes.
    Want,
    /// Leave it: a source that has to work for it does not even ask for it.
    Skip,
}

/// How a transfer ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All bytes came.
    Complete,
    /// Bytes are missing at the end. The source has told a [`Gap`] with the same words.
    Cut {
        /// How many bytes of the artefact came.
        after: u64,
        /// Why the rest is missing.
        why: String,
    },
}

/// What a visit is for. A source does no work for other kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    kinds: BTreeSet<ArtefactKind>,
    of_bundles: BTreeSet<ArtefactKind>,
    tables: Tables,
    probes: bool,
    one_way: bool,
    addresses: bool,
    counted: Vec<PolicyKind>,
}

impl Wanted {
    /// These kinds and no others.
    pub fn kinds(kinds: impl IntoIterator<Item = ArtefactKind>) -> Self {
        let kinds = kinds.into_iter().collect();
        Wanted {
            kinds,
            of_bundles: BTreeSet::new(),
            tables: Tables::All,
            probes: false,
            one_way: false,
            addresses: false,
            counted: Vec::new(),
        }
    }

    /// Of a support bundle these kinds too: it says in other ways what there is no artefact of.
    #[must_use]
    pub fn with_of_bundles(self, kinds: impl IntoIterator<Item = ArtefactKind>) -> Self {
        Wanted { of_bundles: kinds.into_iter().collect(), ..self }
    }

    /// Whether this kind is wanted of a support bundle.
    pub fn has_of_bundles(&self, kind: ArtefactKind) -> bool {
        self.has(kind) || self.of_bundles.contains(&kind)
    }

    /// Flows of these tables only.
    #[must_use]
    pub fn of_tables(self, tables: Tables) -> Self {
        Wanted { tables, ..self }
    }

    /// Every way is asked whether it works, not only the one that is taken.
    #[must_use]
    pub fn probing(self) -> Self {
        Wanted { probes: true, ..self }
    }

    /// All but this kind.
    #[must_use]
    pub fn without(mut self, kind: ArtefactKind) -> Self {
        self.kinds.remove(&kind);
        self
    }

    /// Nodes by the way that is taken alone: no other may stand for it.
    #[must_use]
    pub fn by_one_way(self) -> Self {
        Wanted { one_way: true, ..self }
    }

    /// Whether no other way may stand for the one that is taken.
    pub fn is_by_one_way(&self) -> bool {
        self.one_way
    }

    /// Whether every way is asked whether it works.
    pub fn probes(&self) -> bool {
        self.probes
    }

    /// Statistics of these kinds of policies, where the statistics API is asked.
    #[must_use]
    pub fn counting(self, counted: Vec<PolicyKind>) -> Self {
        Wanted { counted, ..self }
    }

    /// The kinds of policies whose statistics are wanted.
    pub fn counted(&self) -> &[PolicyKind] {
        &self.counted
    }

    /// Which flows.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Pods, Services and Nodes too, for the sake of their addresses, whatever names the rules.
    #[must_use]
    pub fn with_addresses(self) -> Self {
        Wanted { addresses: true, ..self }
    }

    /// Whether it matters whose an address is.
    pub fn addresses(&self) -> bool {
        self.addresses
    }

    /// Whether everything is written down, for whatever will be asked of it.
    pub fn is_capture(&self) -> bool {
        self.has(ArtefactKind::Other)
    }

    /// Whether this kind is wanted.
    pub fn has(&self, kind: ArtefactKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// The kinds in their order.
    pub fn iter(&self) -> impl Iterator<Item = ArtefactKind> + '_ {
        self.kinds.iter().copied()
    }
}

/// Takes what a source gives.
///
/// For each artefact: `begin`, and if it answered [`Answer::Want`], any number of `chunk` and one `end`. Transfers may interleave; their order
/// is not promised (flows may come before the policies that they belong to, or after).
pub trait Sink {
    /// An artefact is there. Called before it is fetched.
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer;

    /// The next bytes of a wanted artefact. They are cut anywhere, also inside a line or a character.
    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]);

    /// No more bytes of this artefact will come.
    fn end(&mut self, transfer: Transfer, outcome: Outcome);

    /// Something is missing.
    fn gap(&mut self, gap: Gap);

    /// Something is odd, and said with its place; nothing wanted is missing by it.
    fn note(&mut self, note: Note);

    /// The sink that this one stands before: it hears what is said below, unless this one says it itself.
    fn next(&mut self) -> Option<&mut dyn Sink> {
        None
    }

    /// What the source says about itself: context, time, Antrea's version.
    fn meta(&mut self, meta: &Meta) {
        if let Some(next) = self.next() {
            next.meta(meta);
        }
    }

    /// A file that is none of the known artefacts was left alone: worth a word to a user who asks for details.
    fn left_alone(&mut self, path: &str, what: &str) {
        if let Some(next) = self.next() {
            next.left_alone(path, what);
        }
    }

    /// What was given is a support bundle of Antrea, which never holds what Antrea does not collect.
    fn support_bundle(&mut self) {
        if let Some(next) = self.next() {
            next.support_bundle();
        }
    }

    /// Whether a way to the counters works on a Node; if not, why.
    fn way(&mut self, node: &Arc<str>, way: Way, why_not: Option<&str>) {
        if let Some(next) = self.next() {
            next.way(node, way, why_not);
        }
    }

    /// Nothing more will come of this Node, and all objects of the cluster have come: it can be put together.
    fn node_done(&mut self, node: &Arc<str>) {
        if let Some(next) = self.next() {
            next.node_done(node);
        }
    }

    /// Policies changed while they and the Nodes were read.
    fn changed(&mut self, changed: &Changed) {
        if let Some(next) = self.next() {
            next.changed(changed);
        }
    }
}

/// A way to reach artefacts.
///
/// A live cluster fits behind it (commands in Pods of many Nodes at once, their output sent on as it comes), and the sockets of one Node: what
/// to run or to call for a kind is in [`recipe`], `begin` is the moment to decide, a Node that does not answer is a gap.
pub trait Source: fmt::Debug {
    /// What the user named: a path, `-`, a context.
    fn name(&self) -> &str;

    /// What the user named with what it turned out to be, once it was visited.
    fn describe(&self) -> String {
        self.name().to_owned()
    }

    /// Whether it is one artefact and will never give another: then nothing explains it.
    fn is_single(&self) -> bool {
        false
    }

    /// Gives every artefact of the wanted kinds to the sink, once.
    ///
    /// # Errors
    /// When there is nothing to give at all. What is missing in part is told to the sink.
    fn visit(&mut self, wanted: &Wanted, sink: &mut dyn Sink) -> Result<(), SourceError>;
}
