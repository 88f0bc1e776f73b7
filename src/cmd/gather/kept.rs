//! Lines of flows that are kept to be shown, in packed blocks: a dump of 500,000 flows is 85 MB of text that repeats itself, and a tenth of that packed.

use std::cell::RefCell;
use std::fmt;

use crate::decode::text::flow::{FlowLine, read};
use crate::decode::text::{actions, matches};
use crate::model::flow::{FlowLines, KeptFlow};

/// How much text is packed at once: enough to repeat itself, little enough to unpack for one line.
const BLOCK: usize = 128 << 10;

/// The flows of one Node.
#[derive(Default)]
pub(super) struct KeptFlows {
    blocks: Vec<Block>,
    /// Text that does not fill a block yet, each line with its newline.
    open: String,
    open_lines: usize,
    /// Lines in `blocks`.
    packed_lines: usize,
    /// The block that was unpacked last.
    last: RefCell<Unpacked>,
}

struct Block {
    /// The place of its first line.
    first: usize,
    packed: Box<[u8]>,
}

#[derive(Default)]
struct Unpacked {
    block: Option<usize>,
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

    fn unpack(&self, at: usize, into: &mut Unpacked) {
        if into.block == Some(at) {
            return;
        }
        into.block = Some(at);
        into.text = match self.blocks.get(at) {
            // What was packed here is text; a block that does not unpack shows as lines that are not there.
            Some(block) => lz4_flex::decompress_size_prepended(&block.packed)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .unwrap_or_default(),
            None => self.open.clone(),
        };
        into.starts.clear();
        into.starts.push(0);
        into.starts.extend(memchr::memchr_iter(b'\n', into.text.as_bytes()).map(|end| end + 1));
    }
}

impl FlowLines for KeptFlows {
    fn len(&self) -> usize {
        self.packed_lines + self.open_lines
    }

    fn at(&self, place: usize, show: &mut dyn FnMut(KeptFlow<'_>)) {
        let (block, first) = self.block_of(place);
        let mut last = self.last.borrow_mut();
        self.unpack(block, &mut last);
        let (from, to) = (last.starts.get(place - first), last.starts.get(place - first + 1));
        if let (Some(from), Some(to)) = (from, to)
            && let Some(line) = last.text.get(*from..to - 1)
        {
            shown(line, &mut Vec::new(), &mut Vec::new(), show);
        }
    }

    fn each(&self, show: &mut dyn FnMut(usize, KeptFlow<'_>)) {
        let mut unpacked = Unpacked::default();
        let mut place = 0;
        for block in 0..=self.blocks.len() {
            self.unpack(block, &mut unpacked);
            let (mut fields, mut items) = (Vec::new(), Vec::new());
            for line in unpacked.text.lines() {
                shown(line, &mut fields, &mut items, &mut |flow| show(place, flow));
                place += 1;
            }
        }
    }
}

fn shown<'a>(
    line: &'a str,
    fields: &mut Vec<crate::model::flow::MatchField<'a>>,
    items: &mut Vec<crate::model::flow::ActionItem<'a>>,
    show: &mut dyn FnMut(KeptFlow<'_>),
) {
    // Only lines that are flows were kept.
    let FlowLine::Flow(flow) = read(line) else { return };
    fields.clear();
    items.clear();
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
    }
}
