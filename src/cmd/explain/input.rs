//! Lines of standard input, as they come: a million of them are never held at once, and one that comes alone is answered at once.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::decode::text::lines::{BadText, Line, LineSplitter};

/// Bytes that are read at once.
const CHUNK: usize = 64 * 1024;

/// Chunks that wait until somebody takes them.
const WAITING: usize = 4;

/// How long nothing comes before what has come is answered.
const PATIENCE: Duration = Duration::from_millis(300);

/// A line with its number, or why it is no text.
pub(super) type Numbered = (u64, Result<String, BadText>);

/// What came.
#[derive(Debug)]
pub(super) enum Came {
    /// A line.
    Line(Numbered),
    /// Nothing for a while.
    Nothing,
    /// No more will come.
    End,
}

/// Standard input, line by line.
pub(super) struct Lines {
    chunks: Receiver<io::Result<Vec<u8>>>,
    splitter: Option<LineSplitter>,
    lines: VecDeque<Numbered>,
    /// Why it ended early.
    pub(super) failure: Option<io::Error>,
}

impl Lines {
    /// Begins to read.
    pub(super) fn new(mut from: impl Read + Send + 'static) -> Lines {
        let (sender, chunks) = sync_channel(WAITING);
        // It is not waited for: a read that never ends must not hold up the end of the program.
        thread::spawn(move || {
            loop {
                let mut chunk = vec![0; CHUNK];
                let read = match from.read(&mut chunk) {
                    Ok(0) => return,
                    Ok(length) => {
                        chunk.truncate(length);
                        Ok(chunk)
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => Err(error),
                };
                let failed = read.is_err();
                if sender.send(read).is_err() || failed {
                    return;
                }
            }
        });
        Lines { chunks, splitter: Some(LineSplitter::new()), lines: VecDeque::new(), failure: None }
    }

    /// The next line; with `patience`, nothing when none comes for a while.
    pub(super) fn next(&mut self, patient: bool) -> Came {
        loop {
            if let Some(line) = self.lines.pop_front() {
                return Came::Line(line);
            }
            if self.splitter.is_none() {
                return Came::End;
            }
            let chunk = if patient {
                self.chunks.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                self.chunks.recv_timeout(PATIENCE)
            };
            match chunk {
                Ok(Ok(chunk)) => self.take(&chunk),
                Ok(Err(error)) => {
                    self.failure = Some(error);
                    self.end();
                }
                Err(RecvTimeoutError::Timeout) => return Came::Nothing,
                Err(RecvTimeoutError::Disconnected) => self.end(),
            }
        }
    }

    fn take(&mut self, chunk: &[u8]) {
        let lines = &mut self.lines;
        if let Some(splitter) = &mut self.splitter {
            splitter.feed(chunk, &mut |line| lines.push_back(owned(line)));
        }
    }

    fn end(&mut self) {
        let lines = &mut self.lines;
        if let Some(splitter) = self.splitter.take() {
            splitter.finish(&mut |line| lines.push_back(owned(line)));
        }
    }
}

fn owned(line: Line<'_>) -> Numbered {
    (line.number, line.text.map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut lines: Lines) -> Vec<String> {
        let mut found = Vec::new();
        while let Came::Line((number, text)) = lines.next(true) {
            found.push(format!("{number}:{}", text.unwrap_or_else(|bad| bad.to_string())));
        }
        assert!(matches!(lines.next(false), Came::End));
        found
    }

    #[test]
    fn lines_are_numbered_and_a_bad_one_is_named() {
        assert_eq!(all(Lines::new(&b"one\n\ntwo"[..])), ["1:one", "2:", "3:two"]);
        assert_eq!(all(Lines::new(&b"a\xff\nb\n"[..])), ["1:column 2: not UTF-8", "2:b"]);
        assert!(all(Lines::new(&b""[..])).is_empty());
    }

    #[test]
    fn a_source_that_waits_is_not_waited_for() {
        struct Slow(bool);
        impl Read for Slow {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    thread::sleep(Duration::from_secs(3600));
                }
                into[..4].copy_from_slice(b"one\n");
                Ok(4)
            }
        }
        let mut lines = Lines::new(Slow(false));
        assert!(matches!(lines.next(false), Came::Line((1, Ok(_)))));
        assert!(matches!(lines.next(false), Came::Nothing));
    }

    #[test]
    fn a_read_that_fails_ends_it_with_a_reason() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("gone"))
            }
        }
        let mut lines = Lines::new(Failing);
        assert!(matches!(lines.next(true), Came::End));
        assert_eq!(lines.failure.map(|error| error.to_string()).as_deref(), Some("gone"));
    }
}
