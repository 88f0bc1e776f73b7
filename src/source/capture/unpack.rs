//! Taking compression away, with limits, and saying where it broke.

use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder, StreamingDecoder};

/// What a hostile file is not allowed to cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes that one compressed file may become.
    pub unpacked: u64,
    /// Bytes before the ratio is looked at: small files may be as regular as they like.
    pub ratio_from: u64,
    /// Bytes that one compressed byte may become: gzip reaches 1032 with nothing but zeros, dumps of flows stay below 60.
    pub ratio: u64,
    /// Files in one folder or archive.
    pub entries: u64,
    /// Nodes of one capture; Kubernetes itself is made for 5,000.
    pub nodes: usize,
    /// Bytes of an artefact that is held whole: everything but flows.
    pub held: u64,
    /// Bytes of an archive on standard input.
    pub piped: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            unpacked: 8 << 30,
            ratio_from: 256 << 20,
            ratio: 400,
            entries: 1_000_000,
            nodes: 20_000,
            held: 512 << 20,
            piped: 1 << 30,
        }
    }
}

/// How far the compressed side of a file was read: shared, because the decoder owns the reader.
#[derive(Clone, Debug, Default)]
pub struct Position(Rc<Cell<u64>>);

impl Position {
    /// Bytes read so far.
    pub fn get(&self) -> u64 {
        self.0.get()
    }
}

struct Counted<R> {
    inner: R,
    position: Position,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.position.0.set(self.position.0.get().saturating_add(count as u64));
        Ok(count)
    }
}

/// A reader whose first bytes can be looked at before they are read.
pub struct Headed<R> {
    head: Vec<u8>,
    given: usize,
    inner: R,
    failed: Option<io::Error>,
}

impl<R: Read> Headed<R> {
    /// Nothing is read yet.
    pub fn new(inner: R) -> Self {
        Headed { head: Vec::new(), given: 0, inner, failed: None }
    }

    /// The next bytes, at most `size`, without reading them; fewer only where there are no more (or reading failed: the error comes when they
    /// have been read).
    pub fn head(&mut self, size: usize) -> &[u8] {
        self.head.drain(..self.given);
        self.given = 0;
        let mut buffer = [0; 16 * 1024];
        while self.head.len() < size && self.failed.is_none() {
            let room = buffer.len().min(size - self.head.len());
            match self.inner.read(buffer.get_mut(..room).unwrap_or_default()) {
                Ok(0) => break,
                Ok(count) => self.head.extend_from_slice(buffer.get(..count).unwrap_or_default()),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => self.failed = Some(e),
            }
        }
        self.head.get(..size).unwrap_or(&self.head)
    }
}

impl<R: Read> Read for Headed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self.head.get(self.given..).unwrap_or_default();
        if !rest.is_empty() {
            let count = rest.len().min(buffer.len());
            if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
                to.copy_from_slice(from);
            }
            self.given += count;
            return Ok(count);
        }
        match self.failed.take() {
            Some(e) => Err(e),
            None => self.inner.read(buffer),
        }
    }
}

/// Several zstd frames one after the other, as `zstd -c a b` or a parallel writer leave them.
struct Zstd<R: Read> {
    frame: Option<Box<StreamingDecoder<Headed<R>, FrameDecoder>>>,
    /// What broke; told after all that was unpacked before it.
    failed: Option<io::Error>,
}

impl<R: Read> Zstd<R> {
    fn new(source: Headed<R>) -> io::Result<Self> {
        let frame =
            StreamingDecoder::new(source).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e.to_string()))?;
        Ok(Zstd { frame: Some(Box::new(frame)), failed: None })
    }
}

/// An empty last block, and room for a checksum.
const LAST_BLOCK: &[u8] = b"\x01\0\0\0\0\0\0";

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(frame) = &mut self.frame else { return self.failed.take().map_or(Ok(0), Err) };
            match frame.read(buffer) {
                Ok(0) if !buffer.is_empty() => {}
                Ok(count) => return Ok(count),
                Err(e) if self.failed.is_none() => {
                    // The decoder keeps a window of what it unpacked until the frame ends: megabytes, all there is of a small file.
                    // With an end put in, it gives them.
                    self.failed = Some(e);
                    if frame.decoder.decode_blocks(LAST_BLOCK, BlockDecodingStrategy::All).is_ok() {
                        continue;
                    }
                }
                Err(_) => {}
            }
            let Some(frame) = self.frame.take().filter(|_| self.failed.is_none()) else { continue };
            let (said, made) = (frame.decoder.get_checksum_from_data(), frame.decoder.get_calculated_checksum());
            if said.is_some() && made.is_some() && said != made {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the checksum of what was unpacked is wrong"));
            }
            let mut source = frame.into_inner();
            if source.head(1).is_empty() {
                return source.read(buffer);
            }
            *self = Zstd::new(source)?;
        }
    }
}

/// Stops a reader that gives more than it may.
struct Bounded<R> {
    inner: R,
    given: u64,
    packed: Position,
    limits: Limits,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.given = self.given.saturating_add(count as u64);
        let packed = self.packed.get().max(1);
        if self.given > self.limits.unpacked {
            return Err(io::Error::other(format!("it unpacks to more than {} bytes", self.limits.unpacked)));
        }
        if self.given > self.limits.ratio_from && self.given / packed > self.limits.ratio {
            return Err(io::Error::other(format!(
                "each of its bytes unpacks to more than {}: it looks like a bomb",
                self.limits.ratio
            )));
        }
        Ok(count)
    }
}

/// What all archives that lie in others may unpack to together.
#[derive(Clone, Debug)]
pub struct Budget(Rc<Cell<u64>>);

impl Budget {
    /// As much as one file may become.
    pub fn new(limits: Limits) -> Self {
        Budget(Rc::new(Cell::new(limits.unpacked)))
    }

    /// A reader whose bytes are taken from the budget.
    pub fn spend<R: Read>(&self, inner: R) -> Spending<R> {
        Spending { inner, budget: self.clone() }
    }
}

/// A reader with a [`Budget`].
pub struct Spending<R> {
    inner: R,
    budget: Budget,
}

impl<R: Read> Read for Spending<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.budget.0.get().checked_sub(count as u64);
        self.budget.0.set(left.unwrap_or(0));
        if left.is_none() {
            return Err(io::Error::other("archives inside of archives unpack to more than one file may"));
        }
        Ok(count)
    }
}

/// A file without its compression.
pub struct Unpacked<'a> {
    /// The content, with a head to look at.
    pub content: Headed<Box<dyn Read + 'a>>,
    /// How far the file itself was read.
    pub position: Position,
    /// Whether it was compressed.
    pub packed: bool,
}

/// Takes one layer of gzip or zstd away, told by the first bytes.
pub fn unpack<'a>(file: impl Read + 'a, limits: Limits) -> Unpacked<'a> {
    let position = Position::default();
    let mut file =
        Headed::new(BufReader::with_capacity(64 * 1024, Counted { inner: file, position: position.clone() }));
    let magic = file.head(4).to_vec();
    let bounded = |inner: Box<dyn Read + 'a>, packed: Position| -> Box<dyn Read + 'a> {
        Box::new(Bounded { inner, given: 0, packed, limits })
    };
    let (content, packed): (Box<dyn Read + 'a>, bool) = if magic.starts_with(b"\x1F\x8B") {
        (bounded(Box::new(MultiGzDecoder::new(BufReader::new(file))), position.clone()), true)
    } else if magic.starts_with(b"\x28\xB5\x2F\xFD") {
        match Zstd::new(file) {
            Ok(zstd) => (bounded(Box::new(zstd), position.clone()), true),
            Err(e) => (Box::new(Broken(Some(e))), true),
        }
    } else {
        (Box::new(file), false)
    };
    Unpacked { content: Headed::new(content), position, packed }
}

/// A reader that only says what is wrong.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Whether these first 512 bytes are a tar header: its checksum says so in every dialect.
pub fn is_tar(head: &[u8]) -> bool {
    let Some(header) = head.get(..512) else { return false };
    let sum: u64 =
        header.iter().enumerate().map(|(at, byte)| if (148..156).contains(&at) { 32 } else { u64::from(*byte) }).sum();
    let stated = header.get(148..156).unwrap_or_default();
    let digits: String = stated.iter().filter(|byte| byte.is_ascii_digit()).map(|byte| char::from(*byte)).collect();
    u64::from_str_radix(&digits, 8).is_ok_and(|stated| stated == sum)
}
