//! Walks bytes that may end anywhere.

use zerocopy::{FromBytes, Immutable, KnownLayout};

/// Why bytes are not what they should be, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("byte {at}: {why}")]
pub struct Bad {
    /// Offset in the message, from 0.
    pub at: usize,
    /// In words.
    pub why: &'static str,
}

/// A place in the bytes of a message. What is not there is [`Bad`], with the offset from the start of the message.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    rest: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// At the start of `bytes`, which begin at offset `at` of their message.
    pub fn new(bytes: &'a [u8], at: usize) -> Cursor<'a> {
        Cursor { rest: bytes, at }
    }

    /// What has not been read.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Where it stands, from the start of the message.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether all was read.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Something is wrong here.
    pub fn bad(&self, why: &'static str) -> Bad {
        Bad { at: self.at, why }
    }

    /// The next `length` bytes.
    ///
    /// # Errors
    /// Fewer are left; nothing is read then.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Bad> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(|| self.bad("bytes are missing"))?;
        (self.rest, self.at) = (rest, self.at + length);
        Ok(taken)
    }

    /// A cursor over the next `length` bytes alone.
    ///
    /// # Errors
    /// As [`Cursor::take`].
    pub fn part(&mut self, length: usize) -> Result<Cursor<'a>, Bad> {
        let at = self.at;
        Ok(Cursor::new(self.take(length)?, at))
    }

    /// A structure with a fixed length, in place.
    ///
    /// # Errors
    /// As [`Cursor::take`].
    pub fn read<T: FromBytes + KnownLayout + Immutable>(&mut self) -> Result<&'a T, Bad> {
        let at = *self;
        T::ref_from_bytes(self.take(size_of::<T>())?).map_err(|_| at.bad("bytes are missing"))
    }

    /// The next number of one byte.
    ///
    /// # Errors
    /// As [`Cursor::take`].
    pub fn u8(&mut self) -> Result<u8, Bad> {
        Ok(self.array::<1>()?[0])
    }

    /// The next number of two bytes.
    ///
    /// # Errors
    /// As [`Cursor::take`].
    pub fn u16(&mut self) -> Result<u16, Bad> {
        self.array().map(u16::from_be_bytes)
    }

    /// The next number of four bytes.
    ///
    /// # Errors
    /// As [`Cursor::take`].
    pub fn u32(&mut self) -> Result<u32, Bad> {
        self.array().map(u32::from_be_bytes)
    }

    /// The next number of eight bytes.
    ///
    /// # Errors
    /// As [`Cursor::take`].
    pub fn u64(&mut self) -> Result<u64, Bad> {
        self.array().map(u64::from_be_bytes)
    }

    /// The next `N` bytes.
    ///
    /// # Errors
    /// As [`Cursor::take`].
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Bad> {
        match self.rest.split_first_chunk::<N>() {
            Some((taken, rest)) => {
                (self.rest, self.at) = (rest, self.at + N);
                Ok(*taken)
            }
            None => Err(self.bad("bytes are missing")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_said_with_its_place() {
        let mut cursor = Cursor::new(&[1, 0, 2, 9], 100);
        assert_eq!((cursor.u8(), cursor.u16(), cursor.at()), (Ok(1), Ok(2), 103));
        let missing = Bad { at: 103, why: "bytes are missing" };
        assert_eq!((cursor.u16(), cursor.u64(), cursor.take(2)), (Err(missing), Err(missing), Err(missing)));
        assert_eq!(
            (cursor.rest(), cursor.take(0), cursor.u8(), cursor.is_empty()),
            (&[9][..], Ok(&[][..]), Ok(9), true)
        );
    }

    #[test]
    fn a_part_ends_where_it_should() {
        let mut cursor = Cursor::new(&[1, 2, 3], 0);
        let mut part = cursor.part(2).unwrap();
        assert_eq!((part.u16(), part.u8()), (Ok(0x0102), Err(Bad { at: 2, why: "bytes are missing" })));
        assert_eq!(cursor.u8(), Ok(3));
    }
}
