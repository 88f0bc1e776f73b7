//! The two walks through files: one to learn what they are, one to give them to the sink.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;

use super::bare::{self, Found};
use super::unpack::{Limits, Unpacked, is_tar, unpack};
use super::walk::{self, Step, Visitor};
use super::{tell_meta, whole_file};
use crate::model::artefact::{Artefact, ArtefactKind, Gap, Origin};
use crate::source::recipe::{self, Place};
use crate::source::sniff::{self, Verdict, sniff};
use crate::source::{Answer, Meta, Outcome, Sink, SourceError, Transfer, Wanted};

/// What the files of a tree are.
#[derive(Clone, Debug)]
pub enum Layout {
    /// A capture below this path (empty, or a folder with a `/` at its end).
    Capture(String),
    /// Files by content.
    Bare {
        /// Kind and Node by path.
        files: HashMap<String, (ArtefactKind, Option<Arc<str>>)>,
        /// The archives that some of them lie in.
        archives: HashSet<String>,
    },
}

/// Names that are kept of what nobody reads: enough for a message.
const UNKNOWN: usize = 4;

/// Files that are refused one by one; the others are counted.
const REFUSED: u64 = 100;

/// The first walk.
pub struct Look {
    limits: Limits,
    /// The path of the archive that is being looked into, with a `:` at its end.
    inside: String,
    capture: Option<String>,
    found: Vec<Found>,
    unknown: Vec<String>,
}

impl Look {
    pub fn new(limits: Limits) -> Self {
        Look { limits, inside: String::new(), capture: None, found: Vec::new(), unknown: Vec::new() }
    }

    fn unknown(&mut self, name: String) {
        if self.unknown.len() < UNKNOWN {
            self.unknown.push(name);
        }
    }

    /// What was learned; words for what is there when nothing can be read.
    pub fn layout(self, folder_name: &str) -> Result<Layout, String> {
        if let Some(prefix) = self.capture {
            return Ok(Layout::Capture(prefix));
        }
        if self.found.is_empty() {
            let mut names: Vec<&str> = self.unknown.iter().take(3).map(String::as_str).collect();
            if self.unknown.len() > names.len() {
                names.push("...");
            }
            return Err(if names.is_empty() { "no file".to_owned() } else { names.join(", ") });
        }
        let mut nodes = bare::nodes(&self.found, folder_name);
        let archives = self
            .found
            .iter()
            .filter_map(|file| file.path.split_once(':'))
            .map(|(archive, _)| archive.to_owned())
            .collect();
        let placed = |file: Found| (file.path.clone(), (file.kind, nodes.remove(&file.path).flatten()));
        Ok(Layout::Bare { files: self.found.into_iter().map(placed).collect(), archives })
    }
}

impl Visitor for Look {
    fn file(&mut self, path: &str, content: &mut dyn Read) -> Step {
        if self.inside.is_empty()
            && let Some(prefix) = capture_prefix(path)
        {
            self.capture = Some(prefix);
            return Step::Stop;
        }
        let mut file = unpack(content, self.limits);
        let name = format!("{}{path}", self.inside);
        if self.inside.is_empty() && is_tar(file.content.head(512)) {
            self.inside = format!("{path}:");
            walk::archive(&mut file.content, self.limits, self);
            self.inside.clear();
            return Step::On;
        }
        match identify(path, &mut file, self.limits) {
            Verdict::Kind(ArtefactKind::Meta) if self.inside.is_empty() => {
                self.capture = Some(path.strip_suffix("meta.json").unwrap_or("").to_owned());
                return Step::Stop;
            }
            Verdict::Kind(kind) => {
                let says = (kind == ArtefactKind::AgentInfo)
                    .then(|| bare::node_of_agent_info(file.content.head(1 << 20)))
                    .flatten();
                self.found.push(Found { path: name, kind, says });
            }
            Verdict::Unknown(what) => self.unknown(format!("{name} ({what})")),
            Verdict::AskWithAll => self.unknown(name),
        }
        Step::On
    }

    fn refused(&mut self, path: &str, why: &str) {
        self.unknown(format!("{path} ({why})"));
    }
}

/// Tells a file by its head, and by all of it where the head is not enough.
fn identify(path: &str, file: &mut Unpacked<'_>, limits: Limits) -> Verdict {
    let head = file.content.head(sniff::HEAD);
    let all = head.len() < sniff::HEAD;
    match sniff(path, head, all) {
        Verdict::AskWithAll => sniff(path, file.content.head(usize::try_from(limits.held).unwrap_or(usize::MAX)), true),
        verdict => verdict,
    }
}

/// The folder of the capture that this path belongs to: none, or one.
fn capture_prefix(path: &str) -> Option<String> {
    let is_sign = |rest: &str| matches!(recipe::place(rest), Some(Place::Node(_, Some(_)) | Place::Cluster(Some(_))));
    if is_sign(path) {
        return Some(String::new());
    }
    let (top, rest) = path.split_once('/')?;
    is_sign(rest).then(|| format!("{top}/"))
}

/// The second walk.
pub struct Deliver<'a> {
    source: &'a str,
    alias: Arc<str>,
    limits: Limits,
    wanted: &'a Wanted,
    sink: &'a mut dyn Sink,
    layout: Option<&'a Layout>,
    /// Between the source's name and a member's path: `:` for archives, `/` for folders.
    joint: &'static str,
    inside: String,
    transfers: u64,
    meta: Option<Option<Meta>>,
    /// Whether a Node's flows were seen.
    nodes: BTreeMap<String, bool>,
    /// Whether there are more Nodes than may be.
    crowded: bool,
    refused: u64,
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
        }
    }

    pub fn with_layout(mut self, layout: &'a Layout) -> Self {
        self.layout = Some(layout);
        self
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
        if !matches!(self.layout, Some(Layout::Capture(_))) {
            return;
        }
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

    fn display(&self, path: &str) -> String {
        format!("{}{}{}{path}", self.source.trim_end_matches('/'), self.joint, self.inside)
    }

    fn send(&mut self, kind: ArtefactKind, node: Option<Arc<str>>, path: &str, mut file: Unpacked<'_>) {
        if !self.wanted.has(kind) {
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
        let (mut after, mut buffer) = (0_u64, vec![0; 128 * 1024]);
        let why = loop {
            match file.content.read(&mut buffer) {
                Ok(0) => break None,
                Ok(count) if after.saturating_add(count as u64) > limit => {
                    break Some(format!("{path}: has more than {limit} bytes ({} were to come)", count));
                }
                Ok(count) => {
                    after += count as u64;
                    self.sink.chunk(transfer, buffer.get(..count).unwrap_or_default());
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
            None => Outcome::Complete,
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
            Some(Layout::Bare { files, archives }) => {
                let name = format!("{}{path}", self.inside);
                if self.inside.is_empty() && archives.contains(path) && !files.contains_key(path) {
                    let mut file = unpack(content, self.limits);
                    self.inside = format!("{path}:");
                    let broken = walk::archive(&mut file.content, self.limits, self);
                    self.inside.clear();
                    if let Some(why) = broken {
                        let why = format!(
                            "{shown}: is an archive that is cut or damaged at byte {}: {why}",
                            file.position.get()
                        );
                        self.sink.gap(Gap { node: None, what: "the rest of the files".to_owned(), why });
                    }
                    return Step::On;
                }
                files.get(&name).map_or((None, None), |(kind, node)| (Some(*kind), node.clone()))
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
