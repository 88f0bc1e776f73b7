//! Everything is made in one hidden folder beside the target, and gets its name at the end, at once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::WriteError;

/// What stands in the scratch folder until it gets its name: a file or a folder.
const MADE: &str = "made";

/// The hidden folder, whoever uses it.
#[derive(Clone, Debug)]
pub struct Scratch {
    inner: Arc<Inner>,
}

/// Removes the hidden folder with all that is in it when it is dropped.
#[derive(Debug)]
pub struct Owner(pub Scratch);

impl Drop for Owner {
    fn drop(&mut self) {
        self.0.inner.give_up();
    }
}

#[derive(Debug)]
struct Inner {
    target: PathBuf,
    folder: PathBuf,
    /// False once it has its name or was given up.
    live: Mutex<bool>,
}

/// Gives a capture up from another thread, as a signal does.
#[derive(Clone, Debug)]
pub struct GiveUp(Scratch);

impl GiveUp {
    /// Removes everything that was written so far; the final name is never taken after this.
    pub fn give_up(&self) {
        self.0.inner.give_up();
    }
}

impl Scratch {
    /// Makes the folder beside the target.
    pub fn make(target: &Path, name: &str) -> io::Result<Scratch> {
        let hidden = format!(".{}.partial-{}", name.chars().take(60).collect::<String>(), std::process::id());
        let folder = target.with_file_name(hidden);
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder)?;
        Ok(Scratch { inner: Arc::new(Inner { target: target.to_owned(), folder, live: Mutex::new(true) }) })
    }

    /// A handle for signals.
    pub fn handle(&self) -> GiveUp {
        GiveUp(self.clone())
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.inner.folder.join(name)
    }

    /// What will get the name.
    pub fn made(&self) -> PathBuf {
        self.path(MADE)
    }

    /// Changes what is in the folder. Who gives up meanwhile waits for it, and what was given up is not touched.
    ///
    /// # Errors
    /// Those of the change, or that the folder was given up.
    pub fn while_live<T>(&self, change: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let live = self.inner.lock();
        if *live { change() } else { Err(io::Error::other("it was given up")) }
    }

    /// Gives what was made its name, in place of what has it now if that is to be replaced.
    pub fn commit(&self, replace: bool) -> Result<(), WriteError> {
        let inner = &*self.inner;
        let mut live = inner.lock();
        let path = inner.target.display().to_string();
        if !std::mem::replace(&mut *live, false) {
            return Err(WriteError::GivenUp { path });
        }
        let named = sync(&self.made()).and_then(|()| name(&self.made(), &inner.target, &self.path("old"), replace));
        let removed = fs::remove_dir_all(&inner.folder);
        match named {
            Ok(()) => {
                // The name is as durable as the folder that holds it.
                let _ = inner.target.parent().map(sync);
                removed.map_err(|cause| WriteError::NotWritable { path, cause })
            }
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Err(WriteError::Exists { path }),
            Err(cause) => Err(WriteError::NotWritable { path, cause }),
        }
    }
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, bool> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn give_up(&self) {
        // Held to the end: who else gives up, or ends the process, waits.
        let mut live = self.lock();
        if !std::mem::replace(&mut *live, false) {
            return;
        }
        // The other thread may put one more file into it: then it is not empty, and is removed again.
        for _ in 0..100 {
            match fs::remove_dir_all(&self.folder) {
                Err(cause) if cause.kind() != io::ErrorKind::NotFound => std::thread::yield_now(),
                _ => return,
            }
        }
    }
}

fn sync(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::File::open(path)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Renames, without taking a name that is taken in between.
#[cfg(target_os = "linux")]
fn name(from: &Path, to: &Path, aside: &Path, replace: bool) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // The old one is under our own name then, and goes with the folder.
        Err(Errno::EXIST) if replace => match renameat_with(CWD, from, CWD, to, RenameFlags::EXCHANGE) {
            Err(Errno::INVAL | Errno::NOSYS) => in_two_steps(from, to, aside, replace),
            other => Ok(other?),
        },
        // A file system that cannot do it.
        Err(Errno::INVAL | Errno::NOSYS) => in_two_steps(from, to, aside, replace),
        other => Ok(other?),
    }
}

#[cfg(not(target_os = "linux"))]
fn name(from: &Path, to: &Path, aside: &Path, replace: bool) -> io::Result<()> {
    in_two_steps(from, to, aside, replace)
}

/// Puts what is there aside, and back if the new one cannot take its place.
fn in_two_steps(from: &Path, to: &Path, aside: &Path, replace: bool) -> io::Result<()> {
    let there = fs::symlink_metadata(to).is_ok();
    if there && !replace {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    if there {
        fs::rename(to, aside)?;
    }
    fs::rename(from, to).inspect_err(|_| {
        if there {
            let _ = fs::rename(aside, to);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_name_is_taken_at_once_or_not_at_all() {
        for two_steps in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let [from, to, aside] = ["from", "to", "aside"].map(|name| folder.path().join(name));
            let take = |replace| match two_steps {
                true => in_two_steps(&from, &to, &aside, replace),
                false => name(&from, &to, &aside, replace),
            };
            fs::create_dir(&from).unwrap();
            fs::write(from.join("new"), "").unwrap();
            fs::create_dir(&to).unwrap();
            fs::write(to.join("old"), "").unwrap();
            assert_eq!(take(false).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(names(&to), ["old"]);
            take(true).unwrap();
            assert_eq!(names(&to), ["new"]);
        }
    }

    #[test]
    fn what_is_given_up_leaves_nothing_and_never_gets_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Scratch::make(&folder.path().join("out"), "out").unwrap();
        fs::write(scratch.made(), "x").unwrap();
        scratch.handle().give_up();
        assert!(names(folder.path()).is_empty());
        assert!(matches!(scratch.commit(true), Err(WriteError::GivenUp { .. })));
        let owner = Owner(Scratch::make(&folder.path().join("out"), "out").unwrap());
        let handle = owner.0.handle();
        assert_eq!(names(folder.path()).len(), 1);
        drop(owner);
        assert!(names(folder.path()).is_empty(), "a handle kept it");
        handle.give_up();
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn what_is_given_up_is_not_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Scratch::make(&folder.path().join("out"), "out").unwrap();
        let add = |name: &str| scratch.while_live(|| fs::create_dir_all(scratch.made().join(name)));
        add("nodes/a").unwrap();
        scratch.handle().give_up();
        assert!(add("nodes/b").is_err());
        assert!(names(folder.path()).is_empty());
    }
}
