//! Decodes dumps and puts Nodes together on threads of their own: with a thousand Nodes that is most of the work, and they do not need each other.

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{JoinHandle, available_parallelism};

type Work<T> = Box<dyn FnOnce() -> Option<T> + Send>;

/// Threads that make a `T` of each piece of work. Work waits in a queue as long as there are threads: whoever has more waits too, so memory is bounded.
pub(super) struct Workers<T> {
    queue: Option<SyncSender<Work<T>>>,
    results: Receiver<T>,
    threads: Vec<JoinHandle<()>>,
}

impl<T> fmt::Debug for Workers<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workers").field("threads", &self.threads.len()).finish_non_exhaustive()
    }
}

impl<T: Send + 'static> Workers<T> {
    /// A thread for each processor.
    pub(super) fn new() -> Workers<T> {
        let count = available_parallelism().map_or(1, NonZeroUsize::get);
        let (queue, work) = sync_channel::<Work<T>>(count);
        let (sender, results) = channel();
        let work = Arc::new(Mutex::new(work));
        let threads = (0..count).map(|_| start(&work, &sender)).collect();
        Workers { queue: Some(queue), results, threads }
    }

    /// Has it done by a thread, or here and now where there is none.
    pub(super) fn give(&self, work: impl FnOnce() -> T + Send + 'static, made: impl FnOnce(T)) {
        if let Some(result) = self.queue(Box::new(move || Some(work()))) {
            made(result);
        }
    }

    /// Has a thread do something of which nothing comes.
    pub(super) fn help(&self, work: impl FnOnce() + Send + 'static) {
        self.queue(Box::new(move || {
            work();
            None
        }));
    }

    /// What came of it, where there is no thread.
    fn queue(&self, work: Work<T>) -> Option<T> {
        let undone = match &self.queue {
            Some(queue) => queue.send(work).err().map(|error| error.0),
            None => Some(work),
        };
        undone.and_then(|work| work())
    }

    /// Waits for all that was given.
    pub(super) fn finish(mut self) -> Vec<T> {
        self.queue = None;
        for thread in std::mem::take(&mut self.threads) {
            // A thread that panicked has said so; the run goes on as a panic there would end it here.
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
        self.results.try_iter().collect()
    }
}

fn start<T: Send + 'static>(work: &Arc<Mutex<Receiver<Work<T>>>>, sender: &Sender<T>) -> JoinHandle<()> {
    let (work, sender) = (work.clone(), sender.clone());
    std::thread::spawn(move || {
        loop {
            let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(next) = next else { return };
            if let Some(made) = next()
                && sender.send(made).is_err()
            {
                return;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_work_is_done_once() {
        let workers = Workers::new();
        for number in 0..1000 {
            workers.give(move || number, |_| panic!("a thread does it"));
        }
        let mut made = workers.finish();
        made.sort_unstable();
        assert!(made.into_iter().eq(0..1000));
    }
}
