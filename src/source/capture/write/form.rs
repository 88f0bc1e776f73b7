//! What a capture is written as: a folder, or a tar archive, plain or in gzip.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::WriteError;
use super::scratch::Scratch;
use super::spool::Body;

/// Flows are so regular that the quickest level packs them twentyfold; a higher one costs time and gains little.
const LEVEL: Compression = Compression::new(3);

/// What a path's ending asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A folder.
    Folder,
    /// `.tar`
    Tar,
    /// `.tar.gz`, `.tgz`
    Gzip,
}

/// Endings of files that nobody means as the name of a folder.
const NOT_WRITTEN: &[&str] = &[".tar.zst", ".tzst", ".zst", ".tar.xz", ".xz", ".tar.bz2", ".bz2", ".zip", ".7z", ".gz"];

impl Form {
    /// By the ending of the file's name.
    pub fn of(path: &Path, name: &str) -> Result<Form, WriteError> {
        let lower = name.to_ascii_lowercase();
        let ends = |ending: &&str| lower.ends_with(*ending);
        if [".tar.gz", ".tgz"].iter().any(ends) {
            Ok(Form::Gzip)
        } else if lower.ends_with(".tar") {
            Ok(Form::Tar)
        } else {
            match NOT_WRITTEN.iter().find(|ending| ends(ending)) {
                Some(ending) => Err(WriteError::Form { path: path.display().to_string(), ending }),
                None => Ok(Form::Folder),
            }
        }
    }

    /// In a message.
    pub fn words(self) -> &'static str {
        match self {
            Form::Folder => "a folder",
            Form::Tar | Form::Gzip => "an archive",
        }
    }
}

/// A capture that grows.
pub enum Growing {
    /// A folder: what it is made in.
    Folder(Scratch),
    /// An archive.
    Archive(Box<Archive>),
}

/// An archive that grows: its members but the first, which comes last.
pub struct Archive {
    form: Form,
    /// The one folder that all members lie in, with its slash.
    top: String,
    members: tar::Builder<Packer>,
    path: PathBuf,
    made: PathBuf,
}

impl Growing {
    /// Begins. `name` is the target's own.
    pub fn begin(form: Form, name: &str, scratch: &Scratch) -> io::Result<Growing> {
        let made = scratch.made();
        if form == Form::Folder {
            // Its rights are the user's usual ones, unlike those of the scratch folder.
            fs::create_dir(&made)?;
            return Ok(Growing::Folder(scratch.clone()));
        }
        let path = scratch.path("members");
        let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
        let top = if stem.is_empty() { "capture/".to_owned() } else { format!("{stem}/") };
        let members = tar::Builder::new(Packer::new(form, File::create_new(&path)?));
        Ok(Growing::Archive(Box::new(Archive { form, top, members, path, made })))
    }

    /// Adds a file.
    pub fn add(&mut self, path: &str, body: Body) -> io::Result<()> {
        match self {
            // A folder that was given up in between would be made again with its parents.
            Growing::Folder(scratch) => scratch.while_live(|| {
                let place = scratch.made().join(path);
                place.parent().map_or(Ok(()), fs::create_dir_all)?;
                body.into_file(&place)
            }),
            Growing::Archive(archive) => {
                let name = format!("{}{path}", archive.top);
                let length = body.length;
                body.read(|reader| archive.members.append_data(&mut header(length), &name, reader))
            }
        }
    }

    /// Ends with the file that readers want first.
    pub fn end(self, first: &str, bytes: Vec<u8>) -> io::Result<()> {
        match self {
            Growing::Folder(scratch) => Body::held(bytes).into_file(&scratch.made().join(first)),
            Growing::Archive(archive) => archive.end(first, &bytes),
        }
    }
}

impl Archive {
    /// Puts the first member before the others. Two archives one after the other are one, and so are two streams of gzip, as long as the first has no end mark.
    fn end(self, first: &str, bytes: &[u8]) -> io::Result<()> {
        self.members.into_inner()?.end()?;
        let mut head = tar::Builder::new(Vec::new());
        head.append_data(&mut header(bytes.len() as u64), format!("{}{first}", self.top), bytes)?;
        let mut packer = Packer::new(self.form, File::create_new(&self.made)?);
        packer.write_all(head.get_ref())?;
        let mut made = packer.end()?;
        io::copy(&mut File::open(&self.path)?, &mut made)?;
        made.sync_all()?;
        fs::remove_file(self.path)
    }
}

fn header(length: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(length);
    header.set_mode(0o644);
    header.set_mtime(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()));
    header
}

/// Compresses, or not.
enum Packer {
    Plain(BufWriter<File>),
    Gzip(Box<GzEncoder<BufWriter<File>>>),
}

impl Packer {
    fn new(form: Form, file: File) -> Packer {
        let file = BufWriter::with_capacity(128 * 1024, file);
        if form == Form::Gzip { Packer::Gzip(Box::new(GzEncoder::new(file, LEVEL))) } else { Packer::Plain(file) }
    }

    fn end(self) -> io::Result<File> {
        let file = match self {
            Packer::Plain(file) => file,
            Packer::Gzip(encoder) => encoder.finish()?,
        };
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

impl Write for Packer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Packer::Plain(file) => file.write(bytes),
            Packer::Gzip(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Packer::Plain(file) => file.flush(),
            Packer::Gzip(encoder) => encoder.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_form() {
        let cases = [
            ("a", Ok(Form::Folder)),
            ("a.b", Ok(Form::Folder)),
            ("a.tar", Ok(Form::Tar)),
            ("a.TAR.GZ", Ok(Form::Gzip)),
            ("a.tgz", Ok(Form::Gzip)),
            ("a.tar.zst", Err(".tar.zst")),
            ("a.zip", Err(".zip")),
            ("a.gz", Err(".gz")),
        ];
        for (name, expected) in cases {
            match (Form::of(Path::new(name), name), expected) {
                (Ok(form), Ok(wanted)) => assert_eq!(form, wanted, "{name}"),
                (Err(WriteError::Form { ending, .. }), Err(wanted)) => assert_eq!(ending, wanted, "{name}"),
                (got, wanted) => panic!("{name}: {got:?}, not {wanted:?}"),
            }
        }
    }
}
