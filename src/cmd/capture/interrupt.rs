//! Signals: a capture that is interrupted leaves nothing behind.

use std::io;

use crate::source::capture::write::GiveUp;

/// What a shell expects of a program that a signal ended: 128 and its number.
const SIGNALLED: i32 = 128;

/// SIGINT, which has the same number everywhere.
const INTERRUPT: i32 = 2;

/// Waits for signals in a thread of its own, since the reading thread may be waiting for a pipe: on the first one the capture is given up and the process
/// ends.
///
/// # Errors
/// When the thread or its signals cannot be had.
pub(super) fn give_up_on_signals(capture: GiveUp) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let mut signals = runtime.block_on(async { Signals::new() })?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let number = runtime.block_on(signals.first());
        end(&capture, number)
    })?;
    Ok(())
}

/// Gives up a capture whose source heard Ctrl-C: what it has by then is no capture.
pub(super) fn end_by_ctrl_c(capture: &GiveUp) -> ! {
    end(capture, INTERRUPT)
}

fn end(capture: &GiveUp, number: i32) -> ! {
    capture.give_up();
    std::process::exit(SIGNALLED + number)
}

#[cfg(unix)]
struct Signals {
    hangup: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
    /// Of a file that may not grow: with somebody listening the write fails, and says so, where it would end the process.
    _file_size: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// SIGXFSZ, which has the same number wherever this runs.
    const FILE_SIZE: i32 = 25;

    fn new() -> io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Signals {
            hangup: signal(SignalKind::hangup())?,
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            _file_size: signal(SignalKind::from_raw(Self::FILE_SIZE))?,
        })
    }

    /// The number of the first one that comes.
    async fn first(&mut self) -> i32 {
        tokio::select! {
            _ = self.hangup.recv() => 1,
            _ = self.interrupt.recv() => INTERRUPT,
            _ = self.terminate.recv() => 15,
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Signals> {
        Ok(Signals)
    }

    async fn first(&mut self) -> i32 {
        // An error here means that no signal will ever come.
        match tokio::signal::ctrl_c().await {
            Ok(()) => INTERRUPT,
            Err(_) => std::future::pending().await,
        }
    }
}
