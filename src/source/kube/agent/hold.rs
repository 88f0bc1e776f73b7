//! What came of a Node, held until it is known to belong together.
//!
//! Policies are read before the flows and again after them. When they changed in between, the Node is read once more, and what came the first time must not
//! be counted: so it waits here, compressed (a dump becomes a twentieth), and not in the sink. A Node with more than fits is not read again: what waits
//! is handed on, and the rest as it comes.

use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use crate::model::artefact::{ArtefactKind, Gap};
use crate::source::kube::Event;
use crate::source::kube::feed::{Closed, Feed, Message};
use crate::source::{Outcome, Transfer};

/// Compressed bytes that may wait for one Node: of a usual dump 2 million flows.
const MOST: usize = 24 << 20;

/// Bytes of a piece that is handed on.
const PIECE: usize = 64 * 1024;

/// A remark about the Node that waits with the rest.
#[derive(Clone, Debug, PartialEq)]
enum Remark {
    Gap(Gap),
    Event(Event),
}

#[derive(Debug)]
struct Held {
    kind: ArtefactKind,
    file: String,
    compressed: Vec<u8>,
    outcome: Outcome,
}

#[derive(Debug)]
enum Open {
    Waiting { kind: ArtefactKind, file: String, encoder: Box<DeflateEncoder<Vec<u8>>>, plain: u64 },
    Passing { transfer: Transfer, plain: u64 },
}

/// Artefacts and remarks of one Node.
#[derive(Debug)]
pub struct Hold {
    feed: Feed,
    held: Vec<Held>,
    open: Option<Open>,
    remarks: Vec<Remark>,
    /// Compressed bytes of what is complete.
    bytes: usize,
    most: usize,
    passing: bool,
}

impl Hold {
    /// Holds what is for this feed.
    pub fn new(feed: Feed) -> Hold {
        Hold { feed, held: Vec::new(), open: None, remarks: Vec::new(), bytes: 0, most: MOST, passing: false }
    }

    /// The Node that it is of.
    pub fn node(&self) -> Option<&Arc<str>> {
        self.feed.node()
    }

    /// Whether something was handed on already, so that it cannot be taken back.
    pub fn is_passing(&self) -> bool {
        self.passing
    }

    /// Whether anything came.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty() && !self.passing
    }

    /// Something is missing.
    pub fn gap(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.remarks.push(Remark::Gap(Gap { node: self.feed.node().cloned(), what: what.into(), why: why.into() }));
    }

    /// A remark.
    pub fn event(&mut self, event: Event) {
        self.remarks.push(Remark::Event(event));
    }

    /// Begins an artefact.
    ///
    /// # Errors
    /// When nobody listens any more.
    pub async fn begin(&mut self, kind: ArtefactKind, file: &str) -> Result<(), Closed> {
        self.open = Some(if self.passing {
            Open::Passing { transfer: self.feed.begin(kind, file).await?, plain: 0 }
        } else {
            let encoder = Box::new(DeflateEncoder::new(Vec::new(), Compression::fast()));
            Open::Waiting { kind, file: file.to_owned(), encoder, plain: 0 }
        });
        Ok(())
    }

    /// The next bytes of it.
    ///
    /// # Errors
    /// As [`Hold::begin`].
    pub async fn chunk(&mut self, bytes: &[u8]) -> Result<(), Closed> {
        match &mut self.open {
            Some(Open::Waiting { encoder, plain, .. }) => {
                *plain += bytes.len() as u64;
                // Writing into memory does not fail.
                if encoder.write_all(bytes).is_err() || self.bytes + encoder.get_ref().len() > self.most {
                    return self.pass_on().await;
                }
            }
            Some(Open::Passing { transfer, plain }) => {
                *plain += bytes.len() as u64;
                return self.feed.chunk(*transfer, bytes.to_vec()).await;
            }
            None => {}
        }
        Ok(())
    }

    /// Ends it; `cut` says why bytes are missing at its end.
    ///
    /// # Errors
    /// As [`Hold::begin`].
    pub async fn end(&mut self, cut: Option<String>) -> Result<(), Closed> {
        let outcome = |after| match cut {
            None => Outcome::Complete,
            Some(why) => Outcome::Cut { after, why },
        };
        match self.open.take() {
            Some(Open::Waiting { kind, file, encoder, plain }) => {
                let compressed = encoder.finish().unwrap_or_default();
                self.bytes += compressed.len();
                self.held.push(Held { kind, file, compressed, outcome: outcome(plain) });
            }
            Some(Open::Passing { transfer, plain }) => return self.feed.end(transfer, outcome(plain)).await,
            None => {}
        }
        Ok(())
    }

    /// A whole artefact.
    ///
    /// # Errors
    /// As [`Hold::begin`].
    pub async fn whole(&mut self, kind: ArtefactKind, file: &str, bytes: &[u8]) -> Result<(), Closed> {
        self.begin(kind, file).await?;
        self.chunk(bytes).await?;
        self.end(None).await
    }

    /// Hands on what waits; from here on all is handed on as it comes.
    async fn pass_on(&mut self) -> Result<(), Closed> {
        self.passing = true;
        for held in std::mem::take(&mut self.held) {
            let transfer = self.feed.begin(held.kind, &held.file).await?;
            inflate(&self.feed, transfer, &held.compressed).await?;
            self.feed.end(transfer, held.outcome).await?;
        }
        if let Some(Open::Waiting { kind, file, encoder, plain }) = self.open.take() {
            let transfer = self.feed.begin(kind, &file).await?;
            let compressed = encoder.finish().unwrap_or_default();
            inflate(&self.feed, transfer, &compressed).await?;
            self.open = Some(Open::Passing { transfer, plain });
        }
        self.bytes = 0;
        Ok(())
    }

    /// Hands everything on.
    ///
    /// # Errors
    /// As [`Hold::begin`].
    pub async fn release(mut self) -> Result<(), Closed> {
        self.pass_on().await?;
        for remark in std::mem::take(&mut self.remarks) {
            self.feed
                .say(match remark {
                    Remark::Gap(gap) => Message::Gap(gap),
                    Remark::Event(event) => Message::Event(event),
                })
                .await?;
        }
        Ok(())
    }
}

async fn inflate(feed: &Feed, transfer: Transfer, compressed: &[u8]) -> Result<(), Closed> {
    let mut decoder = DeflateDecoder::new(compressed);
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        // What was compressed here can be read here.
        let read = decoder.by_ref().take(PIECE as u64).read_to_end(&mut piece).unwrap_or(0);
        if read == 0 {
            return Ok(());
        }
        feed.chunk(transfer, piece).await?;
    }
}

#[cfg(test)]
mod tests;
