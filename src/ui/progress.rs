//! What a terminal shows while many Nodes are asked.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::render::sanitize::sanitize;

/// Work that is over sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How many of the slowest Nodes are named.
const NAMED: usize = 3;

/// A line on standard error that says how far it is and for whom it waits. Nothing where standard error is no terminal.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    began: Instant,
    drawn: bool,
    nodes: u64,
    done: u64,
    bytes: u64,
    waiting: HashMap<Arc<str>, Instant>,
}

impl Progress {
    pub(super) fn new(nodes: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(nodes as u64), ProgressDrawTarget::hidden());
        // A template that cannot be read leaves indicatif's own.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos}/{len} Nodes {msg}") {
            bar.set_style(style);
        }
        let (began, waiting) = (Instant::now(), HashMap::new());
        Progress { bar, began, drawn: false, nodes: nodes as u64, done: 0, bytes: 0, waiting }
    }

    pub(super) fn started(&mut self, node: &Arc<str>) {
        self.waiting.insert(node.clone(), Instant::now());
        self.draw();
    }

    pub(super) fn received(&mut self, bytes: u64) {
        self.bytes += bytes;
        self.draw();
    }

    pub(super) fn finished(&mut self, node: &Arc<str>) {
        self.waiting.remove(node);
        self.done += 1;
        self.draw();
    }

    /// Hides the line while something else is written.
    pub(super) fn suspend<R>(&self, write: impl FnOnce() -> R) -> R {
        self.bar.suspend(write)
    }

    fn draw(&mut self) {
        if self.began.elapsed() < PATIENCE {
            return;
        }
        if !self.drawn {
            self.drawn = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(200));
        }
        self.bar.set_position(self.done);
        self.bar.set_message(self.text());
    }

    /// `3.4 MB, waiting for worker-7 (12 s), worker-9 (11 s)`.
    fn text(&self) -> String {
        let megabytes = self.bytes as f64 / 1e6;
        let mut slowest: Vec<(&Arc<str>, &Instant)> = self.waiting.iter().collect();
        slowest.sort_by_key(|(node, since)| (**since, (*node).clone()));
        let named: Vec<String> = slowest
            .iter()
            .take(NAMED)
            .map(|(node, since)| format!("{} ({} s)", sanitize(node), since.elapsed().as_secs()))
            .collect();
        let more = slowest.len().saturating_sub(NAMED);
        let others = if more > 0 { format!(" and {more} more") } else { String::new() };
        if named.is_empty() || self.done == self.nodes {
            format!("{megabytes:.1} MB")
        } else {
            format!("{megabytes:.1} MB, waiting for {}{others}", named.join(", "))
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_names_those_that_it_waits_for() {
        let mut progress = Progress::new(5);
        let node = |name: &str| -> Arc<str> { name.into() };
        for name in ["a", "b", "c", "d\u{1b}[31m"] {
            progress.started(&node(name));
        }
        progress.received(1_500_000);
        assert_eq!(progress.text(), "1.5 MB, waiting for a (0 s), b (0 s), c (0 s) and 1 more");
        for name in ["a", "b", "c"] {
            progress.finished(&node(name));
        }
        assert!(!progress.text().contains('\u{1b}'), "{}", progress.text());
        assert!(!progress.drawn, "nothing is drawn at once");
    }
}
