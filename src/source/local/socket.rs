//! A connection to one of Open vSwitch's sockets, on which nothing waits for ever.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::error::{LocalError, LocalErrorKind, opening};
use crate::source::interrupt::Interrupt;

/// How long is waited before somebody asks whether the user wants no more.
const SLICE: Duration = Duration::from_millis(100);

/// The least time that is waited for bytes.
const SHORTEST: Duration = Duration::from_millis(1);

/// How long a Node is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For one question: the time that is spent waiting for its answer, whatever is done with the bytes meanwhile.
    pub question: Duration,
    /// When everything has to be there.
    pub end: Option<Instant>,
    /// Whether the user wants no more.
    pub interrupt: Interrupt,
}

impl Patience {
    /// Why nothing more is waited for, whatever is asked: the user wants no more, or the time for everything is over.
    pub(super) fn over(&self) -> Option<(LocalErrorKind, &'static str)> {
        if self.interrupt.is_heard() {
            return Some((LocalErrorKind::Interrupted, "interrupted: it had not answered everything"));
        }
        let is_over = self.end.is_some_and(|end| end <= Instant::now());
        is_over.then_some((LocalErrorKind::Over, "the time for everything (--timeout) is over"))
    }

    /// Sleeps so long, or until nothing more is waited for.
    pub(super) fn sleep(&self, time: Duration) {
        let begun = Instant::now();
        while self.over().is_none()
            && let left = time.saturating_sub(begun.elapsed())
            && !left.is_zero()
        {
            std::thread::sleep(left.min(SLICE));
        }
    }
}

/// A stream of bytes, of which each question may be waited for only so long.
#[derive(Debug)]
pub(super) struct Socket {
    stream: UnixStream,
    path: PathBuf,
    patience: Patience,
    left: Duration,
}

impl Socket {
    /// Connects. A daemon that hangs takes a few connections and then none: that is waited for as an answer is.
    ///
    /// # Errors
    /// The socket is not there, may not be opened, or nobody takes the connection.
    pub(super) fn connect(path: &Path, patience: Patience) -> Result<Socket, LocalError> {
        let (give, take) = mpsc::channel();
        let at = path.to_owned();
        // The standard library has no connect() with an end for these sockets; the thread ends with it.
        std::thread::Builder::new()
            .name("connect".to_owned())
            .spawn(move || drop(give.send(UnixStream::connect(at))))
            .map_err(|error| LocalError::new(path.display().to_string(), LocalErrorKind::Failed, error.to_string()))?;
        let (begun, place) = (Instant::now(), || path.display().to_string());
        let stream = loop {
            if let Some((kind, why)) = patience.over() {
                return Err(LocalError::new(place(), kind, why));
            }
            let left = patience.question.saturating_sub(begun.elapsed());
            match take.recv_timeout(left.min(SLICE)) {
                Ok(stream) => break stream.map_err(|error| opening(path, &error))?,
                Err(_) if left > SLICE => {}
                Err(_) => {
                    let why = format!("took no connection within {}", seconds(patience.question));
                    return Err(LocalError::new(place(), LocalErrorKind::TimedOut, why));
                }
            }
        };
        Ok(Socket { stream, path: path.to_owned(), patience, left: patience.question })
    }

    /// Another question begins, with its own time.
    pub(super) fn next_question(&mut self, patience: Patience) {
        (self.patience, self.left) = (patience, patience.question);
    }

    /// How long was waited since the question began.
    pub(super) fn waited(&self) -> Duration {
        self.patience.question.saturating_sub(self.left)
    }

    /// The next bytes, at least one.
    ///
    /// # Errors
    /// None come in time, or none will ever.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, LocalError> {
        let stream = |socket: &Socket, left| socket.stream.set_read_timeout(Some(left));
        match self.wait(stream, |stream| stream.read(buffer))? {
            0 => Err(self.error(LocalErrorKind::Cut, "it ended the connection")),
            count => Ok(count),
        }
    }

    /// Sends all of it.
    ///
    /// # Errors
    /// They are not taken in time, or never will be.
    pub(super) fn send(&mut self, mut bytes: &[u8]) -> Result<(), LocalError> {
        while !bytes.is_empty() {
            let stream = |socket: &Socket, left| socket.stream.set_write_timeout(Some(left));
            let taken = self.wait(stream, |stream| stream.write(bytes))?;
            if taken == 0 {
                return Err(self.error(LocalErrorKind::Cut, "it ended the connection"));
            }
            bytes = bytes.get(taken..).unwrap_or_default();
        }
        Ok(())
    }

    /// Something happened here.
    pub(super) fn error(&self, kind: LocalErrorKind, why: impl Into<String>) -> LocalError {
        LocalError::new(self.path.display().to_string(), kind, why)
    }

    fn wait<T>(
        &mut self,
        limit: impl Fn(&Socket, Duration) -> io::Result<()>,
        mut work: impl FnMut(&mut UnixStream) -> io::Result<T>,
    ) -> Result<T, LocalError> {
        loop {
            if let Some((kind, why)) = self.patience.over() {
                return Err(self.error(kind, why));
            }
            let start = Instant::now();
            // No time at all would mean for ever.
            if self.left < SHORTEST {
                return Err(self.timed_out());
            }
            let to_end = self.patience.end.map(|end| end.saturating_duration_since(start).max(SHORTEST));
            let left = to_end.map_or(self.left, |end| end.min(self.left)).min(SLICE);
            limit(self, left).map_err(|error| self.error(LocalErrorKind::Failed, error.to_string()))?;
            let done = work(&mut self.stream);
            self.left = self.left.saturating_sub(start.elapsed());
            match done {
                Ok(done) => return Ok(done),
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => {}
                    io::ErrorKind::ConnectionReset
                    | io::ErrorKind::BrokenPipe
                    | io::ErrorKind::ConnectionAborted
                    | io::ErrorKind::NotConnected => {
                        return Err(self.error(LocalErrorKind::Cut, "it ended the connection"));
                    }
                    _ => return Err(self.error(LocalErrorKind::Failed, error.to_string())),
                },
            }
        }
    }

    fn timed_out(&self) -> LocalError {
        let why = format!("gave no whole answer within {}", seconds(self.patience.question));
        self.error(LocalErrorKind::TimedOut, why)
    }
}

fn seconds(time: Duration) -> String {
    format!("{} s", (time.as_secs_f64() * 1000.0).round() / 1000.0)
}
