//! `docs FOLDER`: writes what is made from the parser's tables and checked in.

use std::fs;
use std::io;
use std::path::Path;

use crate::cli::Surface;
use crate::cli::generate::{files, readme};
use crate::error::{Error, Outcome};
use crate::ui::Ui;

/// Writes `man/`, `completions/` and, where there is a `README.md`, its tables.
pub(super) fn run(surface: &Surface, folder: &Path, ui: &mut Ui) -> Result<Outcome, Error> {
    let made = files(surface).map_err(|cause| Error::failed("cannot generate").because(cause))?;
    for file in &made {
        write(&folder.join(&file.path), &file.bytes)?;
    }
    let path = folder.join("README.md");
    match fs::read_to_string(&path) {
        Ok(text) => {
            let text = readme(surface, &text)
                .map_err(|cause| Error::failed(format!("cannot fill {}", path.display())).because(cause))?;
            write(&path, text.as_bytes())?;
        }
        Err(absent) if absent.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => return Err(Error::failed(format!("cannot read {}", path.display())).because(cause)),
    }
    ui.detail(&format!("{} files below {}", made.len(), folder.display()));
    Ok(Outcome::Done)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let parent = path.parent().map_or(Ok(()), fs::create_dir_all);
    parent
        .and_then(|()| fs::write(path, bytes))
        .map_err(|cause| Error::failed(format!("cannot write {}", path.display())).because(cause))
}
