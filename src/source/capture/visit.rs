//! The second walk through files: they are given to the sink.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use super::bundle;
use super::look::{Bare, Layout, file_of, identify};
use super::unpack::{Budget, Limits, Unpacked, unpack};
use super::walk::{self, Step, Visitor};
use super::{tell_meta, whole_file};
use crate::model::artefact::{Artefact, ArtefactKind, Gap, Origin};
use crate::source::recipe::{self, Place};
use crate::source::sniff::Verdict;
use crate::source::{Answer, Meta, Outcome, Sink, SourceError, Transfer, Wanted};

/// Files that are refused one by one, and archives that are said to be broken; the others are counted.
const REFUSED: u64 = 100;

/// The second walk.
pub struct Deliver<'a> {
    source: &'a str,
    alias: Arc<str>,
    limits: Limits,
    budget: Budget,
    wanted: &'a Wanted,
    sink: &'a mut dyn Sink,
    layout: Option<&'a Layout>,
    /// Between the source's name and a member's path: `:` for archives, `/` for folders.
    joint: &'static str,
    /// The paths of the archives that are being looked into, each with a `:` at its end.
    inside: String,
    transfers: u64,
    meta: Option<Option<Meta>>,
    /// Whether a Node's flows were seen.
    nodes: BTreeMap<String, bool>,
    /// Whether there are more Nodes than may be.
    crowded: bool,
    refused: u64,
    /// Archives in archives that broke.
    broken: u64,
}

impl<'a> Deliver<'a> {
    pub fn new(
        source: &'a str,
        alias: Option<&str>,
        limits: Limits,
        wanted: &'a Wanted,
        sink: &'a mut dyn Sink,
    ) -> Self {
        Deliver {
            source,
            alias: alias.unwrap_or("").into(),
            limits,
            budget: Budget::new(limits),
            wanted,
            sink,
            layout: None,
            joint: "/",
            inside: String::new(),
            transfers: 0,
            meta: None,
            nodes: BTreeMap::new(),
            crowded: false,
            refused: 0,
            broken: 0,
        }
    }

    pub fn with_layout(mut self, layout: &'a Layout) -> Self {
        self.layout = Some(layout);
        self
    }

    /// Says what comes, before it does.
    pub fn begin(&mut self) {
        if let Some(Layout::Bare(bare)) = self.layout
            && bare.is_bundle
        {
            self.sink.support_bundle();
        }
    }

    pub fn sub_paths(&mut self, archive: bool) {
        self.joint = if archive { ":" } else { "/" };
    }

    /// One file that is all there is.
    pub fn single(&mut self, node: &str, reader: Box<dyn Read + '_>) -> Result<(), SourceError> {
        let mut file = unpack(reader, self.limits);
        if file.content.head(1).is_empty() {
            return match file.content.read(&mut [0]) {
                Err(cause) => Err(SourceError::NotReadable { path: self.source.to_owned(), cause }),
                Ok(_) => Err(SourceError::Empty { path: self.source.to_owned() }),
            };
        }
        let kind = match identify(self.source, &mut file, self.limits) {
            // Nothing else can come from this source, so silence would look like a bridge without rules.
            Verdict::Kind(ArtefactKind::Other) => {
                let found = "a reply of ovs-ofctl that has no flows".to_owned();
                return Err(SourceError::Unrecognised { path: self.source.to_owned(), found });
            }
            Verdict::Kind(kind) if of_a_switch(kind) && !self.wanted.has(kind) => {
                let found = format!("{} alone", kind.words());
                return Err(SourceError::Unrecognised { path: self.source.to_owned(), found });
            }
            Verdict::Kind(kind) => kind,
            Verdict::Unknown(what) => {
                return Err(SourceError::Unrecognised { path: self.source.to_owned(), found: what.to_owned() });
            }
            Verdict::AskWithAll => {
                return Err(SourceError::Unrecognised { path: self.source.to_owned(), found: "JSON".to_owned() });
            }
        };
        let node = if matches!(kind, ArtefactKind::Objects | ArtefactKind::Meta) { None } else { Some(node.into()) };
        self.send(kind, node, self.source, file);
        Ok(())
    }

    /// Says what a capture lacks.
    pub fn finish(&mut self) {
        if self.refused > REFUSED {
            let more = self.refused - REFUSED;
            self.sink.note(whole_file(self.source, &format!("{more} more of its files were refused")));
        }
        match self.layout {
            Some(Layout::Capture(_)) => self.finish_capture(),
            Some(Layout::Bare(bare)) => self.finish_bare(bare),
            None => {}
        }
    }

    fn finish_capture(&mut self) {
        if self.meta.is_none() {
            self.sink
                .note(whole_file(self.source, "has no meta.json: its time, context and Antrea version are not known"));
        }
        if !self.wanted.has(ArtefactKind::Flows) {
            return;
        }
        // meta.json may have said so already.
        let meta = self.meta.iter().flatten();
        let failed: Vec<&str> = meta
            .flat_map(|meta| &meta.failed)
            .filter(|failed| failed.artefact.contains("flows"))
            .map(|failed| failed.node.as_str())
            .collect();
        for (node, _) in self.nodes.iter().filter(|(node, flows)| !**flows && !failed.contains(&node.as_str())) {
            self.sink.gap(Gap {
                node: Some(node.as_str().into()),
                what: "flows".to_owned(),
                why: format!("{}: has no nodes/{node}/flows.txt", self.source),
            });
        }
    }

    /// Says what a support bundle lacks, and what is there and not read.
    fn finish_bare(&mut self, bare: &Bare) {
        if let Some(taken_at) = &bare.taken_at {
            self.sink.meta(&Meta { taken_at: taken_at.clone(), ..Meta::default() });
        }
        for twice in &bare.twice {
            let (first, second) = (self.display_folder(&twice.first), self.display_folder(&twice.second));
            let why = format!("{second}: is of the same Node as {first}, which is read: left out");
            self.sink.gap(Gap { node: Some(twice.node.clone()), what: "a second dump".to_owned(), why });
        }
        for path in &bare.broken {
            let file = path.rsplit(['/', ':']).next().unwrap_or(path);
            let node = bundle::is_agent(file).then(|| bundle::node_of_archive(file).into());
            let why = format!("{}: is no archive that can be read", self.display(path));
            self.sink.gap(Gap { node, what: "a part of the support bundle".to_owned(), why });
        }
        if self.broken > REFUSED {
            let why = format!("{}: {} more archives in it are cut or damaged", self.source, self.broken - REFUSED);
            self.sink.gap(Gap { node: None, what: "the rest of the files".to_owned(), why });
        }
        if !self.wanted.has(ArtefactKind::Flows) {
            return;
        }
        for node in bare.failed.iter().filter(|node| !self.nodes.contains_key(node.as_str())) {
            let why = format!("{}: antctl could not have the support bundle of this Node", self.source);
            self.sink.gap(Gap { node: Some(node.as_str().into()), what: "flows".to_owned(), why });
        }
    }

    fn display_folder(&self, folder: &str) -> String {
        if folder.is_empty() { self.source.to_owned() } else { self.display(folder) }
    }

    /// Whether a Node is known, or may come to be.
    fn admits(&mut self, node: &str) -> bool {
        if self.nodes.contains_key(node) {
            return true;
        }
        let room = self.nodes.len() < self.limits.nodes;
        if room {
            self.nodes.insert(node.to_owned(), false);
        } else if !std::mem::replace(&mut self.crowded, true) {
            let why = format!("{}: has more than {} Nodes: the rest is left out", self.source, self.limits.nodes);
            self.sink.gap(Gap { node: None, what: "the rest of the Nodes".to_owned(), why });
        }
        room
    }

    /// Goes through an archive that lies in what is walked.
    fn archive(&mut self, path: &str, shown: &str, content: &mut dyn Read) {
        let outer = self.inside.len();
        self.inside.push_str(path);
        self.inside.push(':');
        let mut file = unpack(content, self.limits);
        let broken = walk::archive(&mut self.budget.clone().spend(&mut file.content), self.limits, self);
        self.inside.truncate(outer);
        let Some(why) = broken else { return };
        self.broken += 1;
        if self.broken <= REFUSED {
            let node = bundle::is_agent(file_of(path)).then(|| bundle::node_of_archive(file_of(path)).into());
            let why = format!("{shown}: is an archive that is cut or damaged at byte {}: {why}", file.position.get());
            self.sink.gap(Gap { node, what: "the rest of the files".to_owned(), why });
        }
    }

    fn display(&self, path: &str) -> String {
        format!("{}{}{}{path}", self.source.trim_end_matches('/'), self.joint, self.inside)
    }

    fn send(&mut self, kind: ArtefactKind, node: Option<Arc<str>>, path: &str, mut file: Unpacked<'_>) {
        let is_wanted = match self.layout {
            Some(Layout::Bare(bare)) if bare.is_bundle => self.wanted.has_of_bundles(kind),
            _ => self.wanted.has(kind),
        };
        if !is_wanted {
            return;
        }
        let artefact =
            Artefact { kind, origin: Origin { alias: self.alias.clone(), node: node.clone(), path: path.into() } };
        self.transfers += 1;
        let transfer = Transfer(self.transfers);
        if self.sink.begin(transfer, &artefact) == Answer::Skip {
            return;
        }
        let limit = if kind == ArtefactKind::Flows { u64::MAX } else { self.limits.held };
        let (mut after, mut last, mut buffer) = (0_u64, None, vec![0; 128 * 1024]);
        let why = loop {
            match file.content.read(&mut buffer) {
                Ok(0) => break None,
                Ok(count) if after.saturating_add(count as u64) > limit => {
                    break Some(format!("{path}: has more than {limit} bytes ({} were to come)", count));
                }
                Ok(count) => {
                    after += count as u64;
                    let bytes = buffer.get(..count).unwrap_or_default();
                    last = bytes.last().copied().or(last);
                    self.sink.chunk(transfer, bytes);
                }
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) if file.packed => {
                    break Some(format!(
                        "{path}: is cut or damaged at byte {} of the compressed file: {e}",
                        file.position.get()
                    ));
                }
                Err(e) => break Some(format!("{path}: is cut after byte {after}: {e}")),
            }
        };
        let outcome = match why {
            None => {
                // A dump without an end looks cut; Antrea's own has none by design.
                let is_bundles = kind == ArtefactKind::Flows && path.rsplit(['/', ':']).next() == Some(bundle::FLOWS);
                if is_bundles && last.is_some_and(|byte| byte != b'\n') {
                    self.sink.chunk(transfer, b"\n");
                }
                Outcome::Complete
            }
            Some(why) => {
                self.sink.gap(Gap { node, what: format!("the end of {}", kind.words()), why: why.clone() });
                Outcome::Cut { after, why }
            }
        };
        self.sink.end(transfer, outcome);
    }
}

impl Visitor for Deliver<'_> {
    fn file(&mut self, path: &str, content: &mut dyn Read) -> Step {
        let shown = self.display(path);
        let (kind, node) = match self.layout {
            Some(Layout::Capture(prefix)) => match path.strip_prefix(prefix.as_str()).and_then(recipe::place) {
                Some(Place::Meta) => {
                    let mut bytes = Vec::new();
                    if let Err(e) = unpack(content, self.limits).content.take(1 << 20).read_to_end(&mut bytes) {
                        self.sink.note(whole_file(&shown, &format!("cannot be read: {e}")));
                    }
                    self.meta = Some(tell_meta(&bytes, &shown, self.sink));
                    return Step::On;
                }
                Some(Place::Node(node, kind)) => {
                    if self.admits(node)
                        && kind == Some(ArtefactKind::Flows)
                        && let Some(flows) = self.nodes.get_mut(node)
                    {
                        *flows = true;
                    }
                    (kind, Some(Arc::from(node)))
                }
                Some(Place::Cluster(kind)) => (kind, None),
                None => (None, None),
            },
            Some(Layout::Bare(bare)) => {
                let name = format!("{}{path}", self.inside);
                if bare.archives.contains(&name) && !bare.files.contains_key(&name) {
                    self.archive(path, &shown, content);
                    return Step::On;
                }
                if !bare.files.contains_key(&name) && (bundle::is_left_alone(path) || bare.broken.contains(&name)) {
                    return Step::On;
                }
                bare.files.get(&name).map_or((None, None), |(kind, node)| (Some(*kind), node.clone()))
            }
            None => (None, None),
        };
        if node.as_deref().is_some_and(|node| !self.admits(node)) {
            return Step::On;
        }
        match kind {
            Some(kind) => self.send(kind, node, &shown, unpack(content, self.limits)),
            None => self.sink.left_alone(&shown, "not one of the files that are read"),
        }
        Step::On
    }

    fn refused(&mut self, path: &str, why: &str) {
        self.refused += 1;
        if self.refused <= REFUSED {
            self.sink.note(whole_file(&self.display(path), why));
        }
    }
}

/// What a switch says beside its flows: a noun either shows it or has no use for it.
fn of_a_switch(kind: ArtefactKind) -> bool {
    matches!(
        kind,
        ArtefactKind::Groups
            | ArtefactKind::GroupStats
            | ArtefactKind::Meters
            | ArtefactKind::MeterStats
            | ArtefactKind::PortsDesc
            | ArtefactKind::Ports
            | ArtefactKind::Conntrack
            | ArtefactKind::ConntrackCounts
            | ArtefactKind::TableStats
    )
}
