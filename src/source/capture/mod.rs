//! Files as a source: a capture, a bare folder, one file, or standard input.
//!
//! What a path is, its content says, not its name: a folder; a tar archive, plain or in gzip or zstd; one file, plain or in gzip or zstd. A folder or
//! an archive is a capture when it has `nodes/NODE/` or `cluster/` with files of [`super::recipe`], or a `meta.json` of a capture, at its top or in one
//! folder below. Else it is bare: its files are told apart by [`super::sniff`], and [`bare`] says which Node they belong to; archives that lie in a
//! bare folder are looked into. So a support bundle of Antrea is read, the whole (a folder, or that packed) or one part of it.
//!
//! The Node of one single file is its alias (`worker1=dump.txt`), or else its name without the ending; of standard input its alias or `stdin`.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unpack::{Limits, is_tar, unpack};

use super::{Meta, Sink, Source, SourceError, Wanted};
use crate::model::artefact::{Gap, Note};
use look::{Layout, Look};
use visit::Deliver;

pub mod bare;
mod bundle;
mod look;
pub mod unpack;
mod visit;
mod walk;
pub mod write;

/// Opens a path, or standard input when it is `-`. `alias` stands in every [`crate::model::artefact::Origin`].
///
/// # Errors
/// When nothing is there, or it is nothing that can be read. Content is looked at when it is visited.
pub fn open(alias: Option<&str>, path: &Path) -> Result<Box<dyn Source>, SourceError> {
    if path == Path::new("-") {
        return open_reader(alias, "-", Box::new(io::stdin()), Limits::default());
    }
    let name = path.display().to_string();
    let unreadable = |cause| SourceError::NotReadable { path: name.clone(), cause };
    let data = match path.metadata() {
        Ok(data) => data,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return Err(SourceError::PathNotFound { path: name, similar: similar(path) });
        }
        Err(e) => return Err(unreadable(e)),
    };
    let (input, form) = if data.is_dir() {
        several_captures(path, &name)?;
        (Input::Folder(path.to_owned()), Form::Tree)
    } else if data.is_file() {
        let mut unpacked = unpack(File::open(path).map_err(unreadable)?, Limits::default());
        let form = if is_tar(unpacked.content.head(512)) { Form::Archive } else { Form::Plain };
        (Input::File(path.to_owned()), form)
    } else {
        // A pipe, as a shell makes for <(command).
        let reader = File::open(path).map_err(unreadable)?;
        return open_reader(alias, &name, Box::new(reader), Limits::default());
    };
    Ok(Box::new(Files::new(alias, name, input, form, Limits::default())))
}

/// Opens a stream of bytes as [`open`] opens standard input: one file is read as it comes, an archive is held.
///
/// # Errors
/// When it cannot be read, or is an archive that is too big to hold.
pub fn open_reader(
    alias: Option<&str>,
    name: &str,
    reader: Box<dyn Read>,
    limits: Limits,
) -> Result<Box<dyn Source>, SourceError> {
    let mut headed = unpack::Headed::new(reader);
    let head = headed.head(512);
    let held = is_tar(head) || head.starts_with(b"\x1F\x8B") || head.starts_with(b"\x28\xB5\x2F\xFD");
    if !held {
        return Ok(Box::new(Files::new(
            alias,
            name.to_owned(),
            Input::Pipe(Some(Box::new(headed))),
            Form::Plain,
            limits,
        )));
    }
    let mut bytes = Vec::new();
    headed
        .take(limits.piped + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| SourceError::NotReadable { path: name.to_owned(), cause })?;
    if bytes.len() as u64 > limits.piped {
        return Err(SourceError::TooBig { path: name.to_owned(), limit: limits.piped });
    }
    let form = if is_tar(unpack(&*bytes, limits).content.head(512)) { Form::Archive } else { Form::Plain };
    Ok(Box::new(Files::new(alias, name.to_owned(), Input::Held(bytes), form, limits)))
}

/// As [`open`], with other limits.
///
/// # Errors
/// As [`open`].
pub fn open_bytes(
    alias: Option<&str>,
    name: &str,
    bytes: Vec<u8>,
    limits: Limits,
) -> Result<Box<dyn Source>, SourceError> {
    open_reader(alias, name, Box::new(io::Cursor::new(bytes)), limits)
}

enum Input {
    Folder(PathBuf),
    File(PathBuf),
    Held(Vec<u8>),
    /// `None` once it was read.
    Pipe(Option<Box<dyn Read>>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Tree,
    Archive,
    Plain,
}

struct Files {
    alias: Option<Arc<str>>,
    name: String,
    input: Input,
    form: Form,
    limits: Limits,
    layout: Option<Layout>,
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("name", &self.name).field("form", &self.form).finish_non_exhaustive()
    }
}

impl Files {
    fn new(alias: Option<&str>, name: String, input: Input, form: Form, limits: Limits) -> Self {
        Files { alias: alias.map(Arc::from), name, input, form, limits, layout: None }
    }

    /// Goes through all files; what broke comes back in words (`an archive that is cut ..`).
    fn walk(&self, visitor: &mut dyn walk::Visitor) -> Result<Option<String>, SourceError> {
        let unreadable = |cause| SourceError::NotReadable { path: self.name.clone(), cause };
        let archive = |reader: Box<dyn Read + '_>, visitor: &mut dyn walk::Visitor| {
            let mut unpacked = unpack(reader, self.limits);
            walk::archive(&mut unpacked.content, self.limits, visitor)
                .map(|why| format!("an archive that is cut or damaged at byte {}: {why}", unpacked.position.get()))
        };
        match &self.input {
            Input::Folder(root) => Ok(walk::folder(root, self.limits, visitor)
                .map_err(unreadable)?
                .map(|why| format!("a folder of which not all was read: {why}"))),
            Input::File(path) => Ok(archive(Box::new(File::open(path).map_err(unreadable)?), visitor)),
            Input::Held(bytes) => Ok(archive(Box::new(bytes.as_slice()), visitor)),
            Input::Pipe(_) => Err(SourceError::Spent { path: self.name.clone() }),
        }
    }

    fn look(&mut self) -> Result<Layout, SourceError> {
        if let Some(layout) = &self.layout {
            return Ok(layout.clone());
        }
        let mut look = Look::new(self.limits);
        let broken = self.walk(&mut look)?;
        let file_name =
            Path::new(&self.name).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let layout = look
            .layout(&file_name)
            .map_err(|found| SourceError::Nothing { path: self.name.clone(), found: broken.unwrap_or(found) })?;
        self.layout = Some(layout.clone());
        Ok(layout)
    }

    fn visit_plain(&mut self, wanted: &Wanted, sink: &mut dyn Sink) -> Result<(), SourceError> {
        let node = match &self.alias {
            Some(alias) => alias.to_string(),
            None if self.name == "-" => "stdin".to_owned(),
            None => bare::stem(&self.name).to_owned(),
        };
        let unreadable = |cause| SourceError::NotReadable { path: self.name.clone(), cause };
        let reader: Box<dyn Read + '_> = match &mut self.input {
            Input::File(path) => Box::new(File::open(path).map_err(unreadable)?),
            Input::Held(bytes) => Box::new(bytes.as_slice()),
            Input::Pipe(reader) => {
                Box::new(reader.take().ok_or_else(|| SourceError::Spent { path: self.name.clone() })?)
            }
            Input::Folder(_) => return Err(unreadable(io::ErrorKind::IsADirectory.into())),
        };
        let mut deliver = Deliver::new(&self.name, self.alias.as_deref(), self.limits, wanted, sink);
        deliver.single(&node, reader)
    }
}

impl Source for Files {
    fn name(&self) -> &str {
        &self.name
    }

    fn describe(&self) -> String {
        match &self.layout {
            Some(Layout::Bare(bare)) if bare.is_bundle => format!("{} (Antrea support bundle)", self.name),
            _ => self.name.clone(),
        }
    }

    fn is_single(&self) -> bool {
        self.form == Form::Plain
    }

    fn visit(&mut self, wanted: &Wanted, sink: &mut dyn Sink) -> Result<(), SourceError> {
        if self.form == Form::Plain {
            return self.visit_plain(wanted, sink);
        }
        let layout = self.look()?;
        let mut deliver =
            Deliver::new(&self.name, self.alias.as_deref(), self.limits, wanted, sink).with_layout(&layout);
        deliver.sub_paths(self.form == Form::Archive);
        deliver.begin();
        let broken = self.walk(&mut deliver)?;
        deliver.finish();
        if let Some(why) = broken {
            sink.gap(Gap {
                node: None,
                what: "the rest of the files".to_owned(),
                why: format!("{}: is {why}", self.name),
            });
        }
        Ok(())
    }
}

/// Names in the same folder that may have been meant.
fn similar(path: &Path) -> Vec<String> {
    let Some(wanted) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return Vec::new() };
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(list) = std::fs::read_dir(parent) else { return Vec::new() };
    let mut near: Vec<(f64, String)> = list
        .take(10_000)
        .flatten()
        .map(|item| item.file_name().to_string_lossy().into_owned())
        .map(|name| (strsim::jaro_winkler(&wanted, &name), name))
        .filter(|(nearness, _)| *nearness > 0.8)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// A folder of captures is no capture: their Nodes would be mixed.
fn several_captures(path: &Path, name: &str) -> Result<(), SourceError> {
    let is_capture = |folder: &Path| folder.join("nodes").is_dir();
    if is_capture(path) {
        return Ok(());
    }
    let mut captures: Vec<String> = std::fs::read_dir(path)
        .map_err(|cause| SourceError::NotReadable { path: name.to_owned(), cause })?
        .take(10_000)
        .flatten()
        .filter(|item| is_capture(&item.path()))
        .map(|item| item.file_name().to_string_lossy().into_owned())
        .collect();
    captures.sort();
    match captures.as_slice() {
        [] | [_] => Ok(()),
        [first, ..] => Err(SourceError::SeveralCaptures { path: name.to_owned(), example: first.clone() }),
    }
}

/// A note about a whole file.
fn whole_file(path: &str, why: &str) -> Note {
    Note { path: path.into(), line: 0, column: 0, why: why.to_owned() }
}

/// Reads `meta.json` for the sink.
fn tell_meta(bytes: &[u8], path: &str, sink: &mut dyn Sink) -> Option<Meta> {
    let (meta, notes) = Meta::read(bytes, &path.into());
    notes.into_iter().for_each(|note| sink.note(note));
    if let Some(meta) = &meta {
        sink.meta(meta);
        meta.gaps().for_each(|gap| sink.gap(gap));
        meta.ways().for_each(|(node, way, why_not)| sink.way(&node, way, why_not));
        meta.changed().for_each(|changed| sink.changed(&changed));
    }
    meta
}
