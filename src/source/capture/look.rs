//! The first walk through files: what they are.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;

use super::bare::{self, Found, Placed, Twice};
use super::bundle;
use super::unpack::{Budget, Limits, Unpacked, is_tar, unpack};
use super::walk::{self, Step, Visitor};
use crate::model::artefact::ArtefactKind;
use crate::source::recipe::{self, Place};
use crate::source::sniff::{self, Verdict, sniff};

/// What the files of a tree are.
#[derive(Clone, Debug)]
pub enum Layout {
    /// A capture below this path (empty, or a folder with a `/` at its end).
    Capture(String),
    /// Files by content.
    Bare(Bare),
}

/// Files that were told by their content.
#[derive(Clone, Debug, Default)]
pub struct Bare {
    /// Kind and Node by path.
    pub files: HashMap<String, (ArtefactKind, Option<Arc<str>>)>,
    /// Nodes that are there twice.
    pub twice: Vec<Twice>,
    /// The archives that some of them lie in.
    pub archives: HashSet<String>,
    /// Files that are named like archives of a support bundle, and are none.
    pub broken: Vec<String>,
    /// Nodes whose support bundles could not be had.
    pub failed: Vec<String>,
    /// Whether it is a support bundle, or a part of one.
    pub is_bundle: bool,
    /// When it was taken, where a name says it.
    pub taken_at: Option<String>,
}

/// How deep archives in archives are looked into: a folder of packed bundles is two.
const DEPTH: usize = 3;

/// Names that are kept of what nobody reads: enough for a message.
const UNKNOWN: usize = 4;

/// The first walk.
pub struct Look {
    limits: Limits,
    budget: Budget,
    /// The paths of the archives that are being looked into, each with a `:` at its end.
    inside: String,
    depth: usize,
    capture: Option<String>,
    found: Vec<Found>,
    /// Folders that hold what only the controller says.
    controllers: BTreeSet<String>,
    bare: Bare,
    unknown: Vec<String>,
}

impl Look {
    pub fn new(limits: Limits) -> Self {
        Look {
            limits,
            budget: Budget::new(limits),
            inside: String::new(),
            depth: 0,
            capture: None,
            found: Vec::new(),
            controllers: BTreeSet::new(),
            bare: Bare::default(),
            unknown: Vec::new(),
        }
    }

    fn unknown(&mut self, name: String) {
        if self.unknown.len() < UNKNOWN {
            self.unknown.push(name);
        }
    }

    /// What was learned of the folder or archive of this name; words for what is there when nothing can be read.
    pub fn layout(self, root: &str) -> Result<Layout, String> {
        if let Some(prefix) = self.capture {
            return Ok(Layout::Capture(prefix));
        }
        if self.found.is_empty() && self.bare.broken.is_empty() {
            let mut names: Vec<&str> = self.unknown.iter().take(3).map(String::as_str).collect();
            if self.unknown.len() > names.len() {
                names.push("...");
            }
            return Err(if names.is_empty() { "no file".to_owned() } else { names.join(", ") });
        }
        let Placed { files, twice } = bare::place(self.found, &self.controllers, root);
        let taken_at = self.bare.taken_at.or_else(|| bundle::taken_at(root));
        Ok(Layout::Bare(Bare { files, twice, taken_at, ..self.bare }))
    }

    /// Goes through an archive that lies in what is walked.
    fn archive(&mut self, path: &str, content: &mut dyn Read) {
        let outer = self.inside.len();
        self.bare.archives.insert(format!("{}{path}", self.inside));
        self.inside.push_str(path);
        self.inside.push(':');
        self.depth += 1;
        // Where it broke, the second walk says.
        walk::archive(&mut self.budget.clone().spend(content), self.limits, self);
        self.depth -= 1;
        self.inside.truncate(outer);
    }

    /// Learns from a path alone. Whether that is all there is to learn.
    fn learn(&mut self, path: &str, name: &str, content: &mut dyn Read) -> bool {
        self.bare.is_bundle |= bundle::is_sign(path) || bundle::is_archive(file_of(path));
        if self.bare.taken_at.is_none() {
            self.bare.taken_at = name.split(['/', ':']).find_map(bundle::taken_at);
        }
        if file_of(path) == bundle::CONTROLLER_INFO {
            let folder = name.strip_suffix(bundle::CONTROLLER_INFO).unwrap_or_default();
            self.controllers.insert(folder.trim_end_matches(['/', ':']).to_owned());
        }
        if file_of(path) == bundle::FAILED_NODES {
            let mut bytes = Vec::new();
            // A list that breaks off names fewer Nodes, and whoever walks on meets the break again.
            let _ = content.take(1 << 20).read_to_end(&mut bytes);
            self.bare.failed.extend(bundle::failed_nodes(&bytes));
        }
        bundle::is_left_alone(path)
    }
}

impl Visitor for Look {
    fn file(&mut self, path: &str, content: &mut dyn Read) -> Step {
        if self.depth == 0
            && let Some(prefix) = capture_prefix(path)
        {
            self.capture = Some(prefix);
            return Step::Stop;
        }
        let name = format!("{}{path}", self.inside);
        if self.learn(path, &name, content) {
            return Step::On;
        }
        let mut file = unpack(content, self.limits);
        if self.depth < DEPTH && is_tar(file.content.head(512)) {
            self.archive(path, &mut file.content);
            return Step::On;
        }
        match identify(path, &mut file, self.limits) {
            Verdict::Kind(ArtefactKind::Meta) if self.depth == 0 => {
                self.capture = Some(path.strip_suffix("meta.json").unwrap_or("").to_owned());
                return Step::Stop;
            }
            Verdict::Kind(kind) => {
                let says = (kind == ArtefactKind::AgentInfo)
                    .then(|| bare::node_of_agent_info(file.content.head(1 << 20)))
                    .flatten();
                self.found.push(Found { path: name, kind, says });
            }
            Verdict::Unknown(_) | Verdict::AskWithAll if bundle::is_archive(file_of(path)) => {
                self.bare.broken.push(name);
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

/// A path's last part.
pub fn file_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Tells a file by its head, and by all of it where the head is not enough.
pub fn identify(path: &str, file: &mut Unpacked<'_>, limits: Limits) -> Verdict {
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
