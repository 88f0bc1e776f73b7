//! Frames of one container, turned into artefacts as they come.
//!
//! The flows of a Node are one artefact, however many tables they were read from: a table that failed is named, and then the artefact ends as cut. Lines are passed on
//! whole, for half a line could be read as another flow.

mod dump;

use super::event::Event;
use super::exec::explain;
use super::feed::Feed;
use super::frames::{Frame, Head};
use super::script::Order;
use super::{NodeError, NodeErrorKind};
use crate::model::artefact::ArtefactKind;
use crate::source::recipe::{self, FLOWS_FILE, Recipe};
use crate::source::{Outcome, Transfer};
use dump::Dump;

/// The longest artefact that a sink holds whole, in bytes: the ports of some hundred thousand Pods.
const WHOLE: u64 = 256 << 20;
/// What of a command's messages is kept, in bytes.
const MESSAGE: usize = 4096;

/// Takes the frames of one container, in their order.
#[derive(Debug)]
pub struct Artefacts {
    feed: Feed,
    asked: Vec<&'static Recipe>,
    dump: Option<Dump>,
    now: Option<Now>,
    failures: Vec<(String, NodeError)>,
    complete: usize,
    done: bool,
}

/// The frame that has begun.
#[derive(Debug)]
struct Now {
    head: Head,
    of: Of,
    transfer: Option<Transfer>,
    bytes: u64,
    message: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
enum Of {
    Artefact(&'static Recipe),
    Flows,
    /// It only says why there are no flows.
    Reason,
}

impl Artefacts {
    /// For what was ordered.
    pub fn new(order: &Order, feed: &Feed) -> Artefacts {
        feed.order(order.items.iter().map(|(recipe, _)| recipe.file).chain(order.flows.as_ref().map(|_| FLOWS_FILE)));
        Artefacts {
            feed: feed.clone(),
            asked: order.items.iter().map(|(recipe, _)| *recipe).collect(),
            dump: order.flows.as_ref().map(|_| Dump::default()),
            now: None,
            failures: Vec::new(),
            complete: 0,
            done: false,
        }
    }

    /// Whether any frame came.
    pub fn is_empty(&self) -> bool {
        self.complete == 0 && self.failures.is_empty() && self.now.is_none() && !self.done
    }

    /// Whether all commands have ended.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Takes the next frame.
    ///
    /// # Errors
    /// When it is none of what was ordered, or nobody listens any more.
    pub async fn take(&mut self, frame: Frame) -> Result<(), NodeError> {
        match frame {
            Frame::Begin(head) => self.now = Some(self.begin(head)?),
            Frame::Data(bytes) => self.data(bytes).await?,
            Frame::Message(bytes) => {
                if let Some(now) = &mut self.now {
                    let room = MESSAGE.saturating_sub(now.message.len());
                    now.message.extend_from_slice(bytes.get(..bytes.len().min(room)).unwrap_or_default());
                }
            }
            Frame::End(code) => {
                if let Some(now) = self.now.take() {
                    self.end(now, code).await?;
                }
            }
            Frame::Done => self.done = true,
        }
        Ok(())
    }

    fn begin(&mut self, head: Head) -> Result<Now, NodeError> {
        let recipe = self.asked.iter().find(|recipe| recipe.file == head.file);
        let of = match (recipe, &mut self.dump) {
            (Some(recipe), _) => Of::Artefact(recipe),
            (None, Some(dump)) if head.file == FLOWS_FILE && head.table.is_some() => {
                dump.next_table();
                Of::Flows
            }
            (None, Some(_)) if head.file == "-" => Of::Reason,
            _ => {
                let why = format!("the answer has {:?}, which was not asked for", head.file);
                return Err(NodeError::new(NodeErrorKind::Failed, why));
            }
        };
        Ok(Now { head, of, transfer: None, bytes: 0, message: Vec::new() })
    }

    async fn data(&mut self, bytes: Vec<u8>) -> Result<(), NodeError> {
        let Some(now) = &mut self.now else { return Ok(()) };
        now.bytes += bytes.len() as u64;
        match (now.of, &mut self.dump) {
            (Of::Artefact(recipe), _) => {
                if now.bytes > WHOLE && recipe.kind != ArtefactKind::Other {
                    let why = format!("{} is longer than {WHOLE} bytes", recipe.file);
                    return Err(NodeError::new(NodeErrorKind::Failed, why));
                }
                let transfer = match now.transfer {
                    Some(transfer) => transfer,
                    None => *now.transfer.insert(self.feed.begin(recipe.kind, recipe.file).await?),
                };
                self.feed.chunk(transfer, bytes).await?;
            }
            (Of::Flows, Some(dump)) => dump.data(bytes, &self.feed).await?,
            _ => {}
        }
        Ok(())
    }

    async fn end(&mut self, now: Now, code: i32) -> Result<(), NodeError> {
        let message = String::from_utf8_lossy(&now.message).into_owned();
        // Log lines on standard error do not make a dump fail: they come with a busy switch, and code 0.
        let failed = (code != 0).then(|| explain::command(code, &message));
        match (now.of, &mut self.dump) {
            (Of::Artefact(recipe), _) => match failed {
                None => {
                    let transfer = match now.transfer {
                        Some(transfer) => transfer,
                        None => self.feed.begin(recipe.kind, recipe.file).await?,
                    };
                    self.feed.end(transfer, Outcome::Complete).await?;
                    self.complete += 1;
                }
                Some(error) => {
                    if let Some(transfer) = now.transfer {
                        let outcome = Outcome::Cut { after: now.bytes, why: error.to_string() };
                        self.feed.end(transfer, outcome).await?;
                    }
                    self.failures.push((recipe.file.to_owned(), error));
                }
            },
            (Of::Flows, Some(dump)) => {
                let table = now.head.table.map(|table| table.0).unwrap_or_default();
                let lines = dump.end_table(failed.is_none(), &self.feed).await?;
                let error = failed.or_else(|| dump::shortfall(lines, now.head.flows?));
                match error {
                    None => self.complete += 1,
                    Some(error) => {
                        dump.lost(table, &error);
                        self.failures.push((format!("flows of table {table}"), error));
                    }
                }
            }
            (Of::Reason, _) => self.failures.push((
                "flows".to_owned(),
                failed.unwrap_or_else(|| {
                    NodeError::new(NodeErrorKind::Failed, "the tables could not be counted at first")
                }),
            )),
            (Of::Flows, None) => {}
        }
        Ok(())
    }

    /// Tells which commands failed, where the rest does not come.
    ///
    /// # Errors
    /// When nobody listens any more.
    pub async fn fail(self) -> Result<(), NodeError> {
        for (what, error) in self.failures {
            if recipe::is_optional(&what) {
                let node = self.feed.node().map(|node| format!("node {node}: ")).unwrap_or_default();
                self.feed.event(Event::Detail(format!("{node}{what} is left out: {error}"))).await?;
            } else {
                self.feed.gap(what, error.to_string()).await?;
            }
        }
        Ok(())
    }

    /// Ends the flows and says what is missing. Call it when all commands have ended; what is cut off is left open, for whoever knows why to end it.
    ///
    /// # Errors
    /// When no command gave anything: then the one reason stands for all of them.
    pub async fn finish(mut self) -> Result<(), NodeError> {
        let nothing = self.complete == 0;
        if let Some(dump) = self.dump.take() {
            // A bridge without any flows is a dump of none.
            let empty = !self.failures.iter().any(|(what, _)| what.starts_with("flows"));
            dump.end(empty, &self.feed).await?;
        }
        if nothing && let Some((_, error)) = self.failures.first() {
            return Err(error.clone());
        }
        self.fail().await
    }
}

#[cfg(test)]
mod tests;
