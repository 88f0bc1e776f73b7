//! A man in the middle: it takes connections for a daemon's socket, and hands on what the daemon says, spoiled.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic
#![allow(dead_code)] // each test binary uses its part

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// What becomes of what the daemon says on each connection. Places are in bytes from the first.
#[derive(Clone, Debug)]
pub enum Spoil {
    /// Nothing: it is written down.
    Record,
    /// The connection ends after so many bytes.
    Cut(usize),
    /// Nothing more comes after so many bytes, and the connection stays.
    Silence(usize),
    /// Byte by byte as far as this, and then in pieces of this size.
    Pieces(usize, usize),
    /// A byte is another one.
    Flip(usize, u8),
    /// Something stands there that the daemon did not say.
    Insert(usize, Vec<u8>),
    /// This is said, whatever the daemon says, and then the connection ends.
    Instead(Vec<u8>),
    /// Each piece comes so much later.
    Delay(Duration),
    /// This, over and over.
    Forever(Vec<u8>),
}

pub struct Between {
    path: PathBuf,
    thread: Option<JoinHandle<()>>,
    said: Arc<Mutex<Vec<u8>>>,
    stop: Arc<Mutex<bool>>,
}

impl Between {
    /// Takes connections on `path` for the daemon at `to`.
    pub fn start(path: &Path, to: &Path, spoil: Spoil) -> Between {
        let listener = UnixListener::bind(path).unwrap();
        let (said, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(false)));
        let (to, told, stopped) = (to.to_owned(), said.clone(), stop.clone());
        let thread = std::thread::spawn(move || {
            for client in listener.incoming() {
                if *stopped.lock().unwrap() {
                    return;
                }
                let Ok(client) = client else { return };
                let Ok(daemon) = UnixStream::connect(&to) else { continue };
                let (spoil, told) = (spoil.clone(), told.clone());
                std::thread::spawn(move || {
                    let (mut from, mut into) = (client.try_clone().unwrap(), daemon.try_clone().unwrap());
                    let asking = std::thread::spawn(move || {
                        let _ = std::io::copy(&mut from, &mut into);
                        let _ = into.shutdown(Shutdown::Both);
                    });
                    told.lock().unwrap().clear();
                    let _ = speak(&daemon, &client, &spoil, &told);
                    let _ = client.shutdown(Shutdown::Both);
                    let _ = daemon.shutdown(Shutdown::Both);
                    let _ = asking.join();
                });
            }
        });
        Between { path: path.to_owned(), thread: Some(thread), said, stop }
    }

    /// What the daemon said on the last connection.
    pub fn said(&self) -> Vec<u8> {
        self.said.lock().unwrap().clone()
    }
}

impl Drop for Between {
    fn drop(&mut self) {
        *self.stop.lock().unwrap() = true;
        let _ = UnixStream::connect(&self.path);
        let _ = self.thread.take().unwrap().join();
        let _ = std::fs::remove_file(&self.path);
    }
}

fn speak(
    mut daemon: &UnixStream,
    mut client: &UnixStream,
    spoil: &Spoil,
    told: &Mutex<Vec<u8>>,
) -> std::io::Result<()> {
    match spoil {
        Spoil::Instead(bytes) => return client.write_all(bytes),
        Spoil::Forever(bytes) => {
            let many = bytes.repeat(1000);
            loop {
                client.write_all(&many)?;
            }
        }
        _ => {}
    }
    let (mut at, mut buffer) = (0, vec![0; 64 << 10]);
    loop {
        let count = daemon.read(&mut buffer)?;
        if count == 0 {
            return Ok(());
        }
        let piece = &mut buffer[..count];
        let place = |place: usize| place.checked_sub(at).filter(|place| *place < count);
        match spoil {
            Spoil::Record => {
                told.lock().unwrap().extend_from_slice(piece);
                client.write_all(piece)?;
            }
            Spoil::Cut(end) => match end.checked_sub(at).filter(|end| *end <= count) {
                Some(end) => {
                    client.write_all(&piece[..end])?;
                    return Ok(());
                }
                None => client.write_all(piece)?,
            },
            Spoil::Silence(end) => client.write_all(&piece[..end.saturating_sub(at).min(count)])?,
            Spoil::Pieces(end, size) => {
                let (single, rest) = piece.split_at(end.saturating_sub(at).min(count));
                for part in single.chunks(1).chain(rest.chunks(*size)) {
                    client.write_all(part)?;
                }
            }
            Spoil::Flip(flip, bits) => {
                if let Some(flip) = place(*flip) {
                    piece[flip] ^= bits;
                }
                client.write_all(piece)?;
            }
            Spoil::Insert(insert, bytes) => match place(*insert) {
                Some(insert) => {
                    client.write_all(&[&piece[..insert], bytes, &piece[insert..]].concat())?;
                }
                None => client.write_all(piece)?,
            },
            Spoil::Delay(time) => {
                std::thread::sleep(*time);
                client.write_all(piece)?;
            }
            Spoil::Instead(_) | Spoil::Forever(_) => {}
        }
        at += count;
    }
}
