//! Going through the files of a folder or an archive, with all that a hostile one can hold. Nothing is ever written.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::unpack::Limits;
use crate::source::recipe;

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next file.
    On,
    /// Enough was seen.
    Stop,
}

/// Takes the files of a tree. Paths are relative, with `/`, without `.` and `..`.
pub trait Visitor {
    /// A file. Bytes that are not read are passed over.
    fn file(&mut self, path: &str, content: &mut dyn Read) -> Step;

    /// Something that is not followed, with the reason.
    fn refused(&mut self, path: &str, why: &str);
}

/// Why a walk ended early; `None` when all files were seen.
pub type Broken = Option<String>;

/// Longest name of an archive's member.
const NAME: u64 = 64 * 1024;

/// Goes through a tar archive once, front to back.
pub fn archive(content: &mut dyn Read, limits: Limits, visitor: &mut dyn Visitor) -> Broken {
    let mut archive = tar::Archive::new(content);
    // Raw, so that long names are read here with a bound: the tar crate takes them whole.
    let entries = match archive.entries() {
        Ok(entries) => entries.raw(true),
        Err(e) => return Some(e.to_string()),
    };
    let (mut count, mut seen) = (0_u64, HashSet::new());
    let mut long_name: Option<Vec<u8>> = None;
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(e) => return Some(e.to_string()),
        };
        count += 1;
        if count > limits.entries {
            return Some(format!("it has more than {} entries", limits.entries));
        }
        let kind = entry.header().entry_type();
        if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
            let mut name = Vec::new();
            if let Err(e) = entry.by_ref().take(NAME).read_to_end(&mut name) {
                return Some(e.to_string());
            }
            long_name =
                if kind.is_gnu_longname() { Some(until_nul(&name).to_vec()) } else { pax_path(&name).or(long_name) };
            continue;
        }
        let name = long_name.take().unwrap_or_else(|| entry.path_bytes().into_owned());
        let name = String::from_utf8_lossy(until_nul(&name)).into_owned();
        let why = if kind.is_file() || kind.is_contiguous() {
            None
        } else if kind.is_dir() || kind.is_pax_global_extensions() || kind.is_gnu_longlink() {
            continue;
        } else if kind.is_symlink() || kind.is_hard_link() {
            Some("is a link: links are not followed")
        } else if kind.is_gnu_sparse() {
            Some("is a sparse file: these are not read")
        } else {
            Some("is no file")
        };
        let path = match (why, relative(&name)) {
            (Some(why), _) | (None, Err(why)) => {
                visitor.refused(&name, why);
                continue;
            }
            (None, Ok(path)) => path,
        };
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        if !seen.insert(hasher.finish()) {
            visitor.refused(&path, "stands in the archive again: the first one was read");
            continue;
        }
        let left = entry.header().size().unwrap_or(0);
        let mut exact = Exact { inner: &mut entry, left };
        if visitor.file(&path, &mut exact) == Step::Stop {
            return None;
        }
        // What the visitor left unread is read here: the tar crate takes an end in the middle of it for the end of the archive.
        if let Err(e) = io::copy(&mut exact, &mut io::sink()) {
            return Some(e.to_string());
        }
    }
    None
}

/// An entry's bytes, with an error where the archive ends before the entry does.
struct Exact<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Exact<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if count == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                format!("it ends {} bytes before the end of a file in it", self.left),
            ));
        }
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}

fn until_nul(name: &[u8]) -> &[u8] {
    name.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// `path` of a pax header: lines of `LENGTH KEY=VALUE`.
fn pax_path(header: &[u8]) -> Option<Vec<u8>> {
    header.split(|byte| *byte == b'\n').find_map(|line| {
        let at = line.iter().position(|byte| *byte == b' ')?;
        line.get(at + 1..)?.strip_prefix(b"path=").map(<[u8]>::to_vec)
    })
}

/// A member's name as a path below the archive.
fn relative(name: &str) -> Result<String, &'static str> {
    if name.starts_with('/') || name.starts_with('\\') || name.get(1..3) == Some(":\\") {
        return Err("has an absolute name: left out");
    }
    let mut parts = Vec::new();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => return Err("has a name with '..': left out"),
            part => parts.push(part),
        }
    }
    if parts.is_empty() { Err("has no name: left out") } else { Ok(parts.join("/")) }
}

/// How deep folders are read.
const DEPTH: usize = 8;

/// Goes through a folder: by folder, and in a Node's folder in the order of the recipes.
pub fn folder(root: &Path, limits: Limits, visitor: &mut dyn Visitor) -> io::Result<Broken> {
    let home = root.canonicalize()?;
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    let mut folders: Vec<(String, PathBuf, usize)> = vec![(String::new(), root.to_owned(), 0)];
    let mut broken = None;
    let mut count = 0;
    'folders: while let Some((prefix, folder, depth)) = folders.pop() {
        let list = match std::fs::read_dir(&folder) {
            Ok(list) => list,
            Err(e) if depth == 0 => return Err(e),
            Err(e) => {
                visitor.refused(&prefix, &format!("cannot be read: {e}"));
                continue;
            }
        };
        for item in list {
            count += 1;
            if count > limits.entries {
                broken = Some(format!("it has more than {} entries", limits.entries));
                break 'folders;
            }
            let Ok(item) = item else { continue };
            let path = format!("{prefix}{}", item.file_name().to_string_lossy());
            match kind_of(&item.path(), &home) {
                Ok(Kind::File) => files.push((path, item.path())),
                Ok(Kind::Folder) if depth < DEPTH => folders.push((format!("{path}/"), item.path(), depth + 1)),
                Ok(Kind::Folder) => visitor.refused(&path, "is a folder too deep down: left out"),
                Err(why) => visitor.refused(&path, &why),
            }
        }
    }
    files.sort_by_cached_key(|(path, _)| {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        (folder.to_owned(), recipe::order(file), file.to_owned())
    });
    for (path, on_disk) in files {
        let mut content = Lazy { path: on_disk, file: None };
        if visitor.file(&path, &mut content) == Step::Stop {
            return Ok(None);
        }
    }
    Ok(broken)
}

enum Kind {
    File,
    Folder,
}

fn kind_of(path: &Path, home: &Path) -> Result<Kind, String> {
    let data = path.symlink_metadata().map_err(|e| format!("cannot be read: {e}"))?;
    if data.is_symlink() {
        let target = path.canonicalize().map_err(|_| "is a link to nothing".to_owned())?;
        // A link to a folder could make a circle.
        return if target.starts_with(home) && target.is_file() {
            Ok(Kind::File)
        } else {
            Err("is a link that leaves the folder: not followed".to_owned())
        };
    }
    if data.is_dir() {
        Ok(Kind::Folder)
    } else if data.is_file() {
        Ok(Kind::File)
    } else {
        Err("is no file".to_owned())
    }
}

/// A file that is opened when it is read.
struct Lazy {
    path: PathBuf,
    file: Option<std::fs::File>,
}

impl Read for Lazy {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.file.is_none() {
            self.file = Some(std::fs::File::open(&self.path)?);
        }
        self.file.as_mut().map_or(Ok(0), |file| file.read(buffer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_below_the_archive() {
        let cases = [
            ("a/b", Ok("a/b")),
            ("./a//b/./c", Ok("a/b/c")),
            ("../a", Err("..")),
            ("a/../../b", Err("..")),
            ("/etc/passwd", Err("absolute")),
            ("C:\\x", Err("absolute")),
            ("./", Err("no name")),
        ];
        for (name, expected) in cases {
            match (relative(name), expected) {
                (Ok(path), Ok(wanted)) => assert_eq!(path, wanted),
                (Err(why), Err(word)) => assert!(why.contains(word), "{name}: {why}"),
                (got, wanted) => panic!("{name}: {got:?}, not {wanted:?}"),
            }
        }
    }

    #[test]
    fn pax_headers_name_long_paths() {
        assert_eq!(pax_path(b"30 mtime=1.5\n20 path=a/b\n"), Some(b"a/b".to_vec()));
        assert_eq!(pax_path(b"path=a"), None);
    }
}
