//! What the commands of one Node print, run once in a real Open vSwitch and given again for a thousand Nodes.
//!
//! The script that runs in a Pod marks its frames with a word that is new each time, and compresses the whole. Compressing it again for each Node would cost more
//! than everything that is measured, so each mark stands in a block of its own that is not compressed (RFC 1951, 3.2.4), and is replaced there.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

use std::collections::HashMap;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use flate2::read::GzDecoder;
use flate2::{Compress, Compression, Crc, FlushCompress};
use tempfile::TempDir;

use crate::cluster::{Canned, antctl};
use crate::replay::Node;
use crate::support::Capture;

/// Where the mark stands in `sh -c SCRIPT antstats MARK ...`.
const MARK: usize = 4;

/// A Node, and what its commands printed.
pub struct Prepared {
    node: Mutex<Node>,
    /// The container's own programs, which come before those of this machine.
    programs: TempDir,
    environment: Vec<(&'static str, PathBuf)>,
    answers: Mutex<HashMap<Vec<String>, Arc<Answer>>>,
}

impl Prepared {
    pub fn of(node: Node, capture: &Capture) -> Prepared {
        let (programs, environment) = antctl(capture, &node.name);
        Prepared { node: Mutex::new(node), programs, environment, answers: Mutex::default() }
    }

    /// What a command prints; it runs when it is asked for the first time.
    pub fn answer(&self, words: &[String]) -> Canned {
        let mark = words.get(MARK).filter(|_| words[0] == "sh").map_or("", String::as_str);
        let key: Vec<String> =
            words.iter().map(|word| if word == mark { String::new() } else { word.clone() }).collect();
        let answer = self.answers.lock().unwrap().entry(key).or_insert_with(|| Arc::new(self.run(words, mark))).clone();
        Canned { stdout: answer.with(mark), stderr: answer.stderr.clone(), code: answer.code }
    }

    fn run(&self, words: &[String], mark: &str) -> Answer {
        let mut command = Command::new(&words[0]);
        let switch: Vec<_> = self.node.lock().unwrap().switch.environment().into_iter().collect();
        command.args(&words[1..]).stdin(Stdio::null()).env_clear().envs(switch).envs(self.environment.iter().cloned());
        command.env(
            "PATH",
            format!("{}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", self.programs.path().display()),
        );
        let Ok(output) = command.output() else {
            // As a container's runtime says it.
            return Answer { parts: split(b"", b"", false), gzip: false, stderr: Vec::new(), code: 127 };
        };
        let gzip = output.stdout.starts_with(&[0x1f, 0x8b]);
        let mut plain = Vec::new();
        if gzip {
            GzDecoder::new(output.stdout.as_slice()).read_to_end(&mut plain).unwrap();
        } else {
            plain = output.stdout;
        }
        let code = output.status.code().unwrap();
        Answer { parts: split(&plain, mark.as_bytes(), gzip), gzip, stderr: output.stderr, code }
    }
}

struct Answer {
    /// What stands between marks.
    parts: Vec<Part>,
    gzip: bool,
    stderr: Vec<u8>,
    code: i32,
}

struct Part {
    plain: Bytes,
    packed: Vec<u8>,
}

fn split(plain: &[u8], mark: &[u8], gzip: bool) -> Vec<Part> {
    let mut ends: Vec<usize> =
        if mark.is_empty() { Vec::new() } else { memchr::memmem::find_iter(plain, mark).collect() };
    ends.push(plain.len());
    let mut from = 0;
    let part = |end: usize| {
        let bytes = &plain[from..end];
        from = (end + mark.len()).min(plain.len());
        Part { plain: Bytes::copy_from_slice(bytes), packed: if gzip { pack(bytes) } else { Vec::new() } }
    };
    ends.into_iter().map(part).collect()
}

/// Compresses so that it ends with a byte and nothing after refers to it.
fn pack(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_empty() {
        return Vec::new();
    }
    let mut packed = Vec::with_capacity(bytes.len() * 2 + 1024);
    let mut compress = Compress::new(Compression::new(6), false);
    compress.compress_vec(bytes, &mut packed, FlushCompress::Full).unwrap();
    assert!(compress.total_in() == bytes.len() as u64 && packed.len() < packed.capacity());
    packed.shrink_to_fit();
    packed
}

impl Answer {
    fn with(&self, mark: &str) -> Bytes {
        let mark = mark.as_bytes();
        if let ([whole], false) = (self.parts.as_slice(), self.gzip) {
            return whole.plain.clone();
        }
        let mut bytes = Vec::new();
        if !self.gzip {
            for (at, part) in self.parts.iter().enumerate() {
                bytes.extend_from_slice(if at == 0 { b"" } else { mark });
                bytes.extend_from_slice(&part.plain);
            }
            return bytes.into();
        }
        let mut crc = Crc::new();
        let length = u16::try_from(mark.len()).unwrap();
        bytes.extend([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                bytes.push(0);
                bytes.extend([length.to_le_bytes(), (!length).to_le_bytes()].concat());
                bytes.extend_from_slice(mark);
                crc.update(mark);
            }
            bytes.extend_from_slice(&part.packed);
            crc.update(&part.plain);
        }
        // The last block, which is empty.
        bytes.extend([1, 0, 0, 0xff, 0xff]);
        bytes.extend(crc.sum().to_le_bytes());
        bytes.extend(crc.amount().to_le_bytes());
        bytes.into()
    }
}
