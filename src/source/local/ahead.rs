//! A visit in a thread of its own: the switch goes on to the next table while who takes the last one decodes it, or still reads names.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::Local;
use crate::model::artefact::{Artefact, ArtefactKind, Gap, Note};
use crate::source::{Answer, Outcome, Sink, Source, SourceError, Transfer, Wanted};

/// So many pieces may be on their way to who takes them. Each is what one read of a socket gave, a quarter of a MiB at most.
const ROOM: usize = 16;

/// So many bytes wait for a lull: those of a big table.
const HELD: usize = 12 << 20;

/// When so long nothing comes, the switch works on its next table.
const LULL: Duration = Duration::from_millis(1);

/// A visit that goes on by itself.
#[derive(Debug)]
pub struct Ahead {
    thread: JoinHandle<(Local, Result<(), SourceError>)>,
    said: Receiver<Said>,
}

/// What the sink is to be told.
#[derive(Debug)]
enum Said {
    Begin(Transfer, Artefact),
    Chunk(Transfer, Vec<u8>),
    End(Transfer, Outcome),
    Gap(Gap),
    Note(Note),
}

impl Local {
    /// Begins a visit that goes on by itself; who drops what is returned wants nothing of it any more. `None` where there can be no thread.
    pub fn begin(&self, wanted: &Wanted) -> Option<Ahead> {
        let (sender, said) = sync_channel(ROOM);
        let (mut local, wanted) = (self.clone(), wanted.clone());
        let visit = move || {
            let visited = local.visit(&wanted, &mut Teller(sender));
            (local, visited)
        };
        let thread = std::thread::Builder::new().name("switch".to_owned()).spawn(visit).ok()?;
        Some(Ahead { thread, said })
    }
}

impl Ahead {
    /// Tells the sink all of it, to the end.
    ///
    /// A Node may have two processors for this: while the switch sends flows, it and who reads need them, so what was read is taken while the switch works on
    /// its next table. Everything else is one answer, and is taken as it comes.
    pub fn tell(self, sink: &mut dyn Sink) -> (Local, Result<(), SourceError>) {
        let mut to = Taker { sink, skipped: BTreeSet::new() };
        let (mut waiting, mut bytes, mut is_flows) = (Vec::new(), 0, false);
        while let Ok(said) = self.said.recv() {
            let mut next = Ok(said);
            while let Ok(said) = next {
                if let Said::Begin(_, artefact) = &said {
                    is_flows = artefact.kind == ArtefactKind::Flows;
                }
                bytes += said.bytes();
                waiting.push(said);
                let waits = is_flows && bytes < HELD;
                next = if waits { self.said.recv_timeout(LULL) } else { Err(RecvTimeoutError::Timeout) };
            }
            waiting.drain(..).for_each(|said| to.take(said));
            bytes = 0;
        }
        match self.thread.join() {
            Ok(done) => done,
            // It has said so, and the run ends as it would if there were no thread.
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

impl Said {
    fn bytes(&self) -> usize {
        if let Said::Chunk(_, bytes) = self { bytes.len() } else { 0 }
    }
}

/// Passes on to the sink what it wants.
struct Taker<'a> {
    sink: &'a mut dyn Sink,
    skipped: BTreeSet<Transfer>,
}

impl Taker<'_> {
    fn take(&mut self, said: Said) {
        let Taker { sink, skipped } = self;
        match said {
            Said::Begin(transfer, artefact) => {
                if sink.begin(transfer, &artefact) == Answer::Skip {
                    skipped.insert(transfer);
                }
            }
            Said::Chunk(transfer, bytes) if !skipped.contains(&transfer) => sink.chunk(transfer, &bytes),
            Said::End(transfer, outcome) if !skipped.contains(&transfer) => sink.end(transfer, outcome),
            Said::Chunk(..) | Said::End(..) => {}
            Said::Gap(gap) => sink.gap(gap),
            Said::Note(note) => sink.note(note),
        }
    }
}

/// Sends on what the visit says. Nobody may listen any more: then it is said to nobody.
struct Teller(SyncSender<Said>);

impl Teller {
    fn say(&self, said: Said) {
        drop(self.0.send(said));
    }
}

impl Sink for Teller {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        self.say(Said::Begin(transfer, artefact.clone()));
        Answer::Want
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        self.say(Said::Chunk(transfer, bytes.to_vec()));
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        self.say(Said::End(transfer, outcome));
    }

    fn gap(&mut self, gap: Gap) {
        self.say(Said::Gap(gap));
    }

    fn note(&mut self, note: Note) {
        self.say(Said::Note(note));
    }
}
