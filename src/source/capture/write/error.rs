//! Why a capture was not written. Nothing is left behind in any of these cases.

use std::io;

/// Why a capture was not written.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum WriteError {
    /// The path names no file or folder.
    #[error("{path}: is no name of a file or folder to write")]
    NoName { path: String },
    /// A form that is not written.
    #[error("{path}: {ending} cannot be written; give a folder, .tar.gz, .tgz or .tar")]
    Form { path: String, ending: &'static str },
    /// The folder that it should lie in is missing.
    #[error("{path}: there is no folder {parent}")]
    NoParent { path: String, parent: String },
    /// Something has this name.
    #[error("{path}: is there already")]
    Exists { path: String },
    /// Something has this name that is no earlier capture.
    #[error("{path}: is {what}, which is not replaced by {by}")]
    NotReplaced { path: String, what: &'static str, by: &'static str },
    /// Writing failed.
    #[error("{path}: cannot be written: {cause}")]
    NotWritable { path: String, cause: io::Error },
    /// It was given up.
    #[error("{path}: was given up")]
    GivenUp { path: String },
}
