//! Artefacts on their way: many at once, none of them held. A member of an archive needs its size before its bytes, so each waits in a file of its own.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::PathBuf;

use super::scratch::Scratch;

/// What is held before a file is made of it: most artefacts are smaller.
const HELD: usize = 64 * 1024;

/// Files that are open at once; many more transfers may be under way.
const OPEN: usize = 64;

/// One artefact on its way.
#[derive(Debug, Default)]
pub struct Spool {
    held: Vec<u8>,
    file: Option<PathBuf>,
    length: u64,
}

/// The files of all artefacts on their way.
#[derive(Debug)]
pub struct Spools {
    scratch: Scratch,
    made: u64,
    /// Open ones, the one that was written to last at the end.
    open: Vec<(PathBuf, File)>,
}

impl Spools {
    /// In this folder.
    pub fn new(scratch: Scratch) -> Spools {
        Spools { scratch, made: 0, open: Vec::new() }
    }

    /// Adds bytes.
    pub fn add(&mut self, spool: &mut Spool, bytes: &[u8]) -> io::Result<()> {
        spool.length += bytes.len() as u64;
        if spool.file.is_none() && spool.held.len() + bytes.len() <= HELD {
            spool.held.extend_from_slice(bytes);
            return Ok(());
        }
        let path = match &spool.file {
            Some(path) => path.clone(),
            None => {
                self.made += 1;
                let path = self.scratch.path(&format!("spool-{}", self.made));
                self.open(&path, true)?.write_all(&std::mem::take(&mut spool.held))?;
                spool.file.insert(path).clone()
            }
        };
        self.open(&path, false)?.write_all(bytes)
    }

    fn open(&mut self, path: &PathBuf, new: bool) -> io::Result<&mut File> {
        let entry = match self.open.iter().position(|(open, _)| open == path) {
            Some(at) => self.open.remove(at),
            None => {
                if self.open.len() >= OPEN {
                    self.open.remove(0);
                }
                (path.clone(), File::options().append(true).create_new(new).open(path)?)
            }
        };
        self.open.push(entry);
        self.open.last_mut().map(|(_, file)| file).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Ends an artefact: its bytes, and how many they are.
    pub fn end(&mut self, spool: Spool) -> io::Result<Body> {
        let Spool { held, file, length } = spool;
        let Some(path) = file else { return Ok(Body { content: Content::Held(held), length }) };
        self.open.retain(|(open, _)| *open != path);
        Ok(Body { content: Content::File(path), length })
    }
}

/// A whole artefact.
#[derive(Debug)]
pub struct Body {
    content: Content,
    /// Bytes.
    pub length: u64,
}

#[derive(Debug)]
enum Content {
    Held(Vec<u8>),
    File(PathBuf),
}

impl Body {
    /// Bytes that are held already.
    pub fn held(bytes: Vec<u8>) -> Body {
        Body { length: bytes.len() as u64, content: Content::Held(bytes) }
    }

    /// Makes it a file of this name, on the same file system.
    pub fn into_file(self, path: &PathBuf) -> io::Result<()> {
        match self.content {
            Content::Held(bytes) => {
                let mut file = File::create_new(path)?;
                file.write_all(&bytes)?;
                file.sync_all()
            }
            Content::File(from) => {
                File::options().append(true).open(&from)?.sync_all()?;
                fs::rename(from, path)
            }
        }
    }

    /// Hands its bytes to a reader's user, and removes it.
    pub fn read(self, mut user: impl FnMut(&mut dyn Read) -> io::Result<()>) -> io::Result<()> {
        match self.content {
            Content::Held(bytes) => user(&mut bytes.as_slice()),
            Content::File(path) => {
                user(&mut File::open(&path)?)?;
                fs::remove_file(path)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_at_once_stay_apart() {
        let folder = tempfile::tempdir().unwrap();
        let mut spools = Spools::new(Scratch::make(&folder.path().join("out"), "out").unwrap());
        let count = 3 * OPEN;
        let mut all: Vec<Spool> = (0..count).map(|_| Spool::default()).collect();
        for round in 0..3_usize {
            for (at, spool) in all.iter_mut().enumerate() {
                spools.add(spool, &vec![(at + round) as u8; HELD - 1]).unwrap();
            }
        }
        assert!(spools.open.len() <= OPEN);
        for (at, spool) in all.into_iter().enumerate() {
            let body = spools.end(spool).unwrap();
            assert_eq!(body.length, 3 * (HELD as u64 - 1));
            let mut found = Vec::new();
            body.read(|reader| reader.read_to_end(&mut found).map(drop)).unwrap();
            let expected: Vec<u8> = (0..3).flat_map(|round| vec![(at + round) as u8; HELD - 1]).collect();
            assert!(found == expected, "{at}");
        }
    }

    #[test]
    fn small_ones_need_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Scratch::make(&folder.path().join("out"), "out").unwrap();
        let mut spools = Spools::new(scratch.clone());
        let mut spool = Spool::default();
        spools.add(&mut spool, b"ab").unwrap();
        spools.add(&mut spool, b"c").unwrap();
        spools.end(spool).unwrap().into_file(&scratch.made()).unwrap();
        assert_eq!(fs::read(scratch.made()).unwrap(), b"abc");
    }
}
