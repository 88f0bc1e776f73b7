//! The body of an answer: unpacked, and never longer than it may be.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

/// Takes a body piece by piece.
pub(super) enum Unpack {
    Plain(Bounded),
    Gzip(Box<MultiGzDecoder<Bounded>>),
}

/// Bytes up to a length.
pub(super) struct Bounded {
    bytes: Vec<u8>,
    longest: usize,
}

impl Write for Bounded {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + piece.len() > self.longest {
            return Err(io::Error::other(format!("the answer is longer than {} MiB", self.longest >> 20)));
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Unpack {
    pub fn new(gzip: bool, longest: usize) -> Unpack {
        let bounded = Bounded { bytes: Vec::new(), longest };
        match gzip {
            true => Unpack::Gzip(Box::new(MultiGzDecoder::new(bounded))),
            false => Unpack::Plain(bounded),
        }
    }

    /// The next piece.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), String> {
        match self {
            Unpack::Plain(bounded) => bounded.write_all(piece),
            Unpack::Gzip(decoder) => decoder.write_all(piece),
        }
        .map_err(|e| e.to_string())
    }

    /// How much there is after unpacking.
    pub fn length(&self) -> usize {
        match self {
            Unpack::Plain(bounded) => bounded.bytes.len(),
            Unpack::Gzip(decoder) => decoder.get_ref().bytes.len(),
        }
    }

    /// All of it.
    pub fn finish(self) -> Result<Vec<u8>, String> {
        match self {
            Unpack::Plain(bounded) => Ok(bounded.bytes),
            Unpack::Gzip(decoder) => {
                decoder.finish().map(|bounded| bounded.bytes).map_err(|e| format!("the gzip stream is broken: {e}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpack(gzip: bool, longest: usize, pieces: &[&[u8]]) -> Result<Vec<u8>, String> {
        let mut unpack = Unpack::new(gzip, longest);
        for piece in pieces {
            unpack.push(piece)?;
        }
        unpack.finish()
    }

    #[test]
    fn bodies_are_unpacked_and_bounded() {
        let (one, two) = (packed(b"hello "), packed(b"world"));
        let (head, tail) = one.split_at(7);
        assert_eq!(unpack(true, 100, &[head, tail, &two]).unwrap(), b"hello world");
        assert_eq!(unpack(false, 5, &[b"he", b"llo"]).unwrap(), b"hello");
        assert!(unpack(false, 4, &[b"he", b"llo"]).unwrap_err().contains("longer"));
        assert!(unpack(true, 100, &[head]).unwrap_err().contains("broken"));
        assert!(unpack(true, 100, &[b"no gzip at all"]).is_err());
        // A bomb: 1 GiB of zeroes in a megabyte would be unpacked no further than the limit.
        let bomb = packed(&vec![0; 8 << 20]);
        assert!(bomb.len() < 64 << 10);
        assert!(unpack(true, 1 << 20, &[&bomb]).unwrap_err().contains("longer than 1 MiB"));
    }
}
