//! Writes a capture: every artefact that comes, at its place, into a folder or an archive.
//!
//! Nothing stands under the final name before all of it is there: a capture is made in a hidden folder beside it (`.NAME.partial-PID`), which goes with an
//! error, a full disk, an interrupt. What cannot be taken (a name of a Node that is no name of a folder, a second dump for one place) is a gap and stands in
//! `meta.json` under `failed`, as do the gaps that the source tells.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Meta;
use crate::model::artefact::{Artefact, Changed, Gap, Note, Way};
use crate::source::meta::{ChangedPolicies, FORMAT, Failed, NOT_IN, NodeWay, VERSION};
use crate::source::{Answer, Outcome, Sink, Transfer};
pub use error::WriteError;
use form::{Form, Growing};
use place::{Placed, Places, last_name};
pub use scratch::GiveUp;
use scratch::{Owner, Scratch};
use spool::{Spool, Spools};

mod error;
mod form;
pub mod place;
mod scratch;
mod spool;

/// The file that says what the capture is.
const META: &str = "meta.json";

/// What is said of failures: a hostile source could tell of millions.
const FAILED: usize = 100_000;

/// A capture that is being written.
pub struct Writer {
    path: PathBuf,
    scratch: Owner,
    growing: Growing,
    spools: Spools,
    places: Places,
    replace: bool,
    wanted_node: Box<dyn Fn(&str) -> bool>,
    in_flight: HashMap<Transfer, InFlight>,
    meta: Meta,
    ways: Vec<NodeWay>,
    changed: Vec<ChangedPolicies>,
    failed: Vec<Gap>,
    said: HashSet<(Option<Arc<str>>, String)>,
    notes: Vec<Note>,
    nodes: BTreeSet<Arc<str>>,
    files: u64,
    bytes: u64,
    broken: Option<io::Error>,
}

struct InFlight {
    node: Option<Arc<str>>,
    what: String,
    placed: Placed,
    first: Option<u8>,
    spool: Spool,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files, `meta.json` among them.
    pub files: u64,
    /// Their bytes, before compression.
    pub bytes: u64,
    /// Nodes of which there is a file.
    pub nodes: u64,
    /// What is missing, as `meta.json` has it.
    pub failed: Vec<Gap>,
    /// What the source found odd.
    pub notes: Vec<Note>,
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Writer {
    /// Begins a capture. Its form is what the name says: `.tar.gz`, `.tgz` or `.tar`, else a folder. `replace` takes the name from an earlier capture, at the end.
    ///
    /// # Errors
    /// When it could not be written there: said before anything is read.
    pub fn create(path: &Path, replace: bool) -> Result<Writer, WriteError> {
        let shown = || path.display().to_string();
        let name = path.file_name().ok_or_else(|| WriteError::NoName { path: shown() })?.to_string_lossy();
        let form = Form::of(path, &name)?;
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !parent.is_dir() {
            return Err(WriteError::NoParent { path: shown(), parent: parent.display().to_string() });
        }
        may_be_taken(path, form, replace)?;
        let unwritable = |cause| WriteError::NotWritable { path: shown(), cause };
        let scratch = Owner(Scratch::make(path, &name).map_err(unwritable)?);
        let growing = Growing::begin(form, &name, &scratch.0).map_err(unwritable)?;
        Ok(Writer {
            path: path.to_owned(),
            spools: Spools::new(scratch.0.clone()),
            scratch,
            growing,
            places: Places::default(),
            replace,
            wanted_node: Box::new(|_| true),
            in_flight: HashMap::new(),
            meta: Meta::default(),
            ways: Vec::new(),
            changed: Vec::new(),
            failed: Vec::new(),
            said: HashSet::new(),
            notes: Vec::new(),
            nodes: BTreeSet::new(),
            files: 0,
            bytes: 0,
            broken: None,
        })
    }

    /// Takes artefacts of these Nodes only; what is missing of others is no gap.
    #[must_use]
    pub fn of_nodes(mut self, wanted: impl Fn(&str) -> bool + 'static) -> Writer {
        self.wanted_node = Box::new(wanted);
        self
    }

    /// What another thread needs to give the capture up.
    pub fn give_up_handle(&self) -> GiveUp {
        self.scratch.0.handle()
    }

    /// How many gaps it will say.
    pub fn failed(&self) -> usize {
        self.failed.len()
    }

    /// Puts everything under the final name. `requested` goes into `meta.json`, and `taken_at` when no source said when its data was taken.
    ///
    /// # Errors
    /// When anything could not be written: then nothing is left.
    pub fn finish(mut self, requested: &[String], taken_at: &str) -> Result<Summary, WriteError> {
        for (_, cut) in std::mem::take(&mut self.in_flight) {
            self.fail(cut.node, &cut.what, "the source ended in the middle of it");
        }
        let bytes = self.meta_json(requested, taken_at);
        let Writer { path, scratch, growing, replace, failed, notes, nodes, files, broken, .. } = self;
        let unwritable = |cause| WriteError::NotWritable { path: path.display().to_string(), cause };
        if let Some(cause) = broken {
            return Err(unwritable(cause));
        }
        let summary = Summary {
            files: files + 1,
            bytes: self.bytes + bytes.len() as u64,
            nodes: nodes.len() as u64,
            failed,
            notes,
        };
        growing.end(META, bytes).map_err(unwritable)?;
        scratch.0.commit(replace)?;
        Ok(summary)
    }

    fn meta_json(&mut self, requested: &[String], taken_at: &str) -> Vec<u8> {
        let mut meta = std::mem::take(&mut self.meta);
        meta.format = FORMAT.to_owned();
        meta.version = VERSION;
        meta.requested = requested.to_vec();
        if meta.taken_at.is_empty() {
            meta.taken_at = taken_at.to_owned();
        }
        let failed = |gap: &Gap| Failed {
            node: gap.node.as_deref().unwrap_or_default().to_owned(),
            artefact: gap.what.clone(),
            why: gap.why.strip_prefix(NOT_IN).unwrap_or(&gap.why).to_owned(),
        };
        meta.failed = self.failed.iter().map(failed).collect();
        meta.ways = std::mem::take(&mut self.ways);
        // Nodes answer in any order.
        meta.ways.sort_by(|one, other| one.node.cmp(&other.node));
        meta.changed = std::mem::take(&mut self.changed);
        // Text and numbers: writing them to memory cannot fail.
        let mut bytes = serde_json::to_vec_pretty(&meta).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    fn fail(&mut self, node: Option<Arc<str>>, what: &str, why: impl Into<String>) {
        self.gap(Gap { node, what: what.to_owned(), why: why.into() });
    }

    fn is_wanted(&self, node: Option<&Arc<str>>) -> bool {
        node.is_none_or(|node| (self.wanted_node)(node))
    }

    /// Keeps the first error: everything after it is passed over.
    fn tried<T>(&mut self, result: io::Result<T>) -> Option<T> {
        result.map_err(|cause| self.broken.get_or_insert(cause)).ok()
    }

    fn put(&mut self, mut ended: InFlight) -> io::Result<()> {
        if ended.placed.open_end {
            let json = matches!(ended.first, Some(b'{' | b'['));
            ended.placed.path.push_str(if json { ".json" } else { ".yaml" });
        }
        let body = self.spools.end(ended.spool)?;
        let length = body.length;
        self.growing.add(&ended.placed.path, body)?;
        self.files += 1;
        self.bytes += length;
        self.nodes.extend(ended.node);
        Ok(())
    }
}

impl Sink for Writer {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        let node = artefact.origin.node.clone();
        if self.broken.is_some() || !self.is_wanted(node.as_ref()) {
            return Answer::Skip;
        }
        let what = last_name(&artefact.origin.path).to_owned();
        match self.places.take(artefact) {
            Ok(placed) => {
                let in_flight = InFlight { node, what, placed, first: None, spool: Spool::default() };
                self.in_flight.insert(transfer, in_flight);
                Answer::Want
            }
            Err(why) => {
                self.fail(node, &what, format!("{}: left out: {why}", artefact.origin.path));
                Answer::Skip
            }
        }
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        if self.broken.is_some() {
            return;
        }
        let Some(in_flight) = self.in_flight.get_mut(&transfer) else { return };
        if in_flight.first.is_none() {
            in_flight.first = bytes.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
        }
        let added = self.spools.add(&mut in_flight.spool, bytes);
        self.tried(added);
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        let Some(ended) = self.in_flight.remove(&transfer) else { return };
        if self.broken.is_some() {
            return;
        }
        if let Outcome::Cut { why, .. } = outcome
            && !self.said.contains(&(ended.node.clone(), why.clone()))
        {
            self.fail(ended.node.clone(), &format!("the end of {}", ended.what), why);
        }
        let put = self.put(ended);
        self.tried(put);
    }

    fn gap(&mut self, gap: Gap) {
        if self.failed.len() < FAILED && self.is_wanted(gap.node.as_ref()) {
            self.said.insert((gap.node.clone(), gap.why.clone()));
            self.failed.push(gap);
        }
    }

    fn note(&mut self, note: Note) {
        if self.notes.len() < FAILED {
            self.notes.push(note);
        }
    }

    fn meta(&mut self, meta: &Meta) {
        // Of several sources, what all say that say anything.
        let first = self.meta == Meta::default();
        let both = |ours: &mut String, theirs: &String| {
            if first || ours.is_empty() {
                ours.clone_from(theirs);
            } else if ours != theirs && !theirs.is_empty() {
                ours.clear();
            }
        };
        both(&mut self.meta.context, &meta.context);
        both(&mut self.meta.antrea_version, &meta.antrea_version);
        both(&mut self.meta.taken_at, &meta.taken_at);
    }

    fn way(&mut self, node: &Arc<str>, way: Way, why_not: Option<&str>) {
        if self.ways.len() < FAILED && self.is_wanted(Some(node)) {
            let why = why_not.map(str::to_owned);
            self.ways.push(NodeWay { node: node.to_string(), way: way.name().to_owned(), why });
        }
    }

    fn changed(&mut self, changed: &Changed) {
        if self.changed.len() < FAILED && self.is_wanted(changed.node.as_ref()) {
            self.changed.push(ChangedPolicies {
                node: changed.node.as_deref().unwrap_or_default().to_owned(),
                gone: changed.gone.iter().map(ToString::to_string).collect(),
                others: changed.others.clone(),
            });
        }
    }
}

/// Whether the name is free, or belongs to an earlier capture that may be replaced.
fn may_be_taken(path: &Path, form: Form, replace: bool) -> Result<(), WriteError> {
    let Ok(there) = path.symlink_metadata() else { return Ok(()) };
    let shown = path.display().to_string();
    if !replace {
        return Err(WriteError::Exists { path: shown });
    }
    let what = match (there.is_dir(), form) {
        (true, Form::Folder) if is_capture(path) => return Ok(()),
        (true, Form::Folder) => "a folder that is no capture",
        (true, _) => "a folder",
        (false, Form::Folder) => "a file",
        (false, _) if there.is_file() || there.is_symlink() => return Ok(()),
        (false, _) => "no file",
    };
    Err(WriteError::NotReplaced { path: shown, what, by: form.words() })
}

/// An empty folder, or one that says what it is: the folder of something else is never taken away.
fn is_capture(folder: &Path) -> bool {
    let is_empty = folder.read_dir().is_ok_and(|mut items| items.next().is_none());
    let meta = || std::fs::read(folder.join(META)).ok().and_then(|bytes| Meta::read(&bytes, &META.into()).0);
    is_empty || meta().is_some_and(|meta| meta.format == FORMAT)
}

#[cfg(test)]
mod tests;
