//! What an error of the API server's client says.

use std::error::Error;
use std::io::ErrorKind;

use crate::source::kube::error::chain;

/// The HTTP status behind an error, if there is one.
pub fn status_of(error: &kube::Error) -> Option<u16> {
    match error {
        kube::Error::Api(status) => Some(status.code),
        kube::Error::UpgradeConnection(kube::client::UpgradeConnectionError::ProtocolSwitch(status)) => {
            Some(status.as_u16())
        }
        _ => None,
    }
}

/// An error and all its causes in one line, each said once; of an answer of the API server its message alone.
pub fn said(error: &kube::Error) -> String {
    match error {
        kube::Error::Api(status) if !status.message.is_empty() => status.message.clone(),
        other => chain(other),
    }
}

/// How a connection broke.
pub fn broken(error: &hyper::Error) -> String {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = next {
        let end = cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == ErrorKind::UnexpectedEof);
        if end || cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_incomplete_message) {
            return "the agent hung up".to_owned();
        }
        next = cause.source();
    }
    chain(error)
}

/// Text of an agent for a message: one line, and not all of it when it is long.
pub fn short(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let line = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 300 {
        return line;
    }
    line.chars().take(300).chain("...".chars()).collect()
}
