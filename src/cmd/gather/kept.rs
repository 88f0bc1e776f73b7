//! Lines of flows that are kept to be shown, in packed blocks: a dump of 500,000 flows is 85 MB of text that repeats itself, and a fraction of that packed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::mem::take;

use crate::decode::text::flow::{FlowLine, read};
use crate::decode::text::{actions, matches, recycle};
use crate::model::flow::{ActionItem, Flow, FlowLines, KeptFlow, MatchField};

/// How much text is packed at once: enough to repeat itself, little enough to unpack for one line.
const BLOCK: usize = 128 << 10;

/// How often a line may be asked for that is neither in the block at hand nor in the next one: from then on unpacked blocks are held, for a sort goes through
/// all lines in any order.
const JUMPS: usize = 512;

/// The flows of one Node.
#[derive(Default)]
pub(super) struct KeptFlows {
    blocks: Vec<Block>,
    /// Text that does not fill a block yet, each line with its newline.
    open: String,
    open_lines: usize,
    /// Lines in `blocks`.
    packed_lines: usize,
    unpacked: RefCell<UnpackedBlocks>,
}

struct Block {
    /// The place of its first line.
    first: usize,
    packed: Box<[u8]>,
}

/// Blocks as text: the one at hand, or all that were asked for.
#[derive(Default)]
struct UnpackedBlocks {
    now: usize,
    jumps: usize,
    blocks: BTreeMap<usize, Unpacked>,
}

#[derive(Default)]
struct Unpacked {
    text: String,
    /// Where each line begins; one more for the end.
    starts: Vec<usize>,
}

impl fmt::Debug for KeptFlows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptFlows").field("len", &self.len()).finish_non_exhaustive()
    }
}

impl KeptFlows {
    /// Keeps a line that is a flow.
    pub(super) fn push(&mut self, line: &str) {
        self.open.push_str(line);
        self.open.push('\n');
        self.open_lines += 1;
        if self.open.len() >= BLOCK {
            let packed = lz4_flex::compress_prepend_size(self.open.as_bytes()).into();
            self.blocks.push(Block { first: self.packed_lines, packed });
            self.packed_lines += self.open_lines;
            self.open_lines = 0;
            self.open.clear();
        }
    }

    /// The block of a line, and its first line; the last block is the open one.
    fn block_of(&self, place: usize) -> (usize, usize) {
        if place >= self.packed_lines {
            return (self.blocks.len(), self.packed_lines);
        }
        let at = self.blocks.partition_point(|block| block.first <= place).saturating_sub(1);
        (at, self.blocks.get(at).map_or(0, |block| block.first))
    }

    /// A block as text.
    fn with_block(&self, at: usize, show: impl FnOnce(&Unpacked)) {
        let mut all = self.unpacked.borrow_mut();
        let all = &mut *all;
        all.jumps += usize::from(at != all.now && at != all.now + 1 && at != 0);
        all.now = at;
        if !all.blocks.contains_key(&at) {
            if all.jumps <= JUMPS {
                all.blocks.clear();
            }
            let unpacked = self.unpack(at);
            all.blocks.insert(at, unpacked);
        }
        if let Some(block) = all.blocks.get(&at) {
            show(block);
        }
    }

    fn unpack(&self, at: usize) -> Unpacked {
        let text = match self.blocks.get(at) {
            // What was packed here is text; a block that does not unpack shows as lines that are not there.
            Some(block) => lz4_flex::decompress_size_prepended(&block.packed)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .unwrap_or_default(),
            None => self.open.clone(),
        };
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        Unpacked { text, starts }
    }

    fn line(&self, place: usize, show: impl FnOnce(&str)) {
        let (block, first) = self.block_of(place);
        self.with_block(block, |block| {
            let at = place - first;
            if let (Some(from), Some(to)) = (block.starts.get(at), block.starts.get(at + 1))
                && let Some(line) = block.text.get(*from..to - 1)
            {
                show(line);
            }
        });
    }

    fn lines(&self, mut show: impl FnMut(usize, &str)) {
        let mut place = 0;
        for block in 0..=self.blocks.len() {
            for line in self.unpack(block).text.lines() {
                show(place, line);
                place += 1;
            }
        }
    }
}

impl FlowLines for KeptFlows {
    fn len(&self) -> usize {
        self.packed_lines + self.open_lines
    }

    fn at(&self, place: usize, show: &mut dyn FnMut(KeptFlow<'_>)) {
        self.line(place, |line| shown(line, &mut Vec::new(), &mut Vec::new(), show));
    }

    fn each(&self, show: &mut dyn FnMut(usize, KeptFlow<'_>)) {
        let mut stores: (Vec<MatchField<'static>>, Vec<ActionItem<'static>>) = Default::default();
        self.lines(|place, line| {
            let (mut fields, mut items) = (recycle(take(&mut stores.0)), recycle(take(&mut stores.1)));
            shown(line, &mut fields, &mut items, &mut |flow| show(place, flow));
            stores = (recycle(fields), recycle(items));
        });
    }

    fn head(&self, place: usize, show: &mut dyn FnMut(&Flow<'_>)) {
        self.line(place, |line| {
            if let FlowLine::Flow(flow) = read(line) {
                show(&flow);
            }
        });
    }

    fn heads(&self, show: &mut dyn FnMut(usize, &Flow<'_>)) {
        self.lines(|place, line| {
            if let FlowLine::Flow(flow) = read(line) {
                show(place, &flow);
            }
        });
    }
}

fn shown<'a>(
    line: &'a str,
    fields: &mut Vec<MatchField<'a>>,
    items: &mut Vec<ActionItem<'a>>,
    show: &mut dyn FnMut(KeptFlow<'_>),
) {
    // Only lines that are flows were kept.
    let FlowLine::Flow(flow) = read(line) else { return };
    matches::decode(flow.match_text, fields);
    actions::decode(flow.actions_text, items);
    show(KeptFlow { flow, fields, actions: items });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_in_any_order() {
        let mut kept = KeptFlows::default();
        let line = |n: usize| {
            format!(
                "cookie=0x1020000000000, duration=1.5s, table={}, n_packets={n}, n_bytes=0, priority=200,ip,nw_src=10.0.{}.{} actions=drop",
                n % 40,
                n / 256 % 256,
                n % 256
            )
        };
        let count = 5000;
        for n in 0..count {
            kept.push(&line(n));
        }
        assert_eq!(kept.len(), count);
        assert!(kept.blocks.len() > 2, "several blocks");
        let packed: usize = kept.blocks.iter().map(|block| block.packed.len()).sum();
        assert!(packed * 3 < kept.blocks.len() * BLOCK, "{packed}");
        for place in [0, count - 1, 1, count / 2, 1234, 1235] {
            let mut seen = 0;
            kept.at(place, &mut |kept| {
                seen += 1;
                assert_eq!(kept.flow.text, line(place));
                assert_eq!(kept.fields.len(), 2);
            });
            assert_eq!(seen, 1, "{place}");
        }
        let mut next = 0;
        kept.each(&mut |place, kept| {
            assert_eq!((place, kept.flow.packets), (next, Some(next as u64)));
            next += 1;
        });
        assert_eq!(next, count);
        kept.at(count, &mut |_| panic!("there is none"));
        assert_eq!(kept.unpacked.borrow().blocks.len(), 1);
        for jump in (0..4 * JUMPS).rev() {
            let place = jump * 1237 % count;
            kept.head(place, &mut |flow| assert_eq!(flow.text, line(place)));
        }
        assert_eq!(kept.unpacked.borrow().blocks.len(), kept.blocks.len() + 1, "a sort holds all");
    }
}
