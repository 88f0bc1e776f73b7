//! How fast flow text is read, on one core: `cargo bench --bench decode`.
//!
//! The yardstick is a count of the newlines. With `PIPELINE_TO=FILE` the dump is written to FILE instead, for `peer.py`.

use std::hint::black_box;
use std::sync::LazyLock;

use antstats::decode::text::flow::{FlowLine, read};
use antstats::decode::text::lines::LineSplitter;
use antstats::decode::text::{actions, matches, recycle};
use antstats::model::flow::{ActionItem, Flow, MatchField};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

mod support;

const LINES: usize = 200_000;
/// As a dump is read from a file or a socket.
const CHUNK: usize = 1 << 16;

static DUMP: LazyLock<String> = LazyLock::new(|| support::pipeline(LINES));

fn main() -> std::io::Result<()> {
    if let Some(path) = std::env::var_os("PIPELINE_TO") {
        return std::fs::write(path, DUMP.as_bytes());
    }
    divan::main();
    Ok(())
}

fn bench(bencher: Bencher, work: impl Fn() -> u64 + Sync) {
    LazyLock::force(&DUMP);
    bencher.counter(BytesCount::new(DUMP.len())).counter(ItemsCount::new(LINES)).bench(|| black_box(work()));
}

/// Calls `each` for every flow of the dump, chunk by chunk.
fn flows(mut each: impl FnMut(&Flow<'_>)) {
    let mut splitter = LineSplitter::new();
    let mut line = |line: antstats::decode::text::lines::Line<'_>| {
        if let Ok(text) = line.text
            && let FlowLine::Flow(flow) = read(text)
        {
            each(&flow);
        }
    };
    for chunk in DUMP.as_bytes().chunks(CHUNK) {
        splitter.feed(chunk, &mut line);
    }
    splitter.finish(&mut line);
}

#[divan::bench]
fn newlines(bencher: Bencher) {
    bench(bencher, || memchr::memchr_iter(b'\n', DUMP.as_bytes()).count() as u64);
}

#[divan::bench]
fn lines(bencher: Bencher) {
    bench(bencher, || {
        let mut count = 0;
        let mut splitter = LineSplitter::new();
        for chunk in DUMP.as_bytes().chunks(CHUNK) {
            splitter.feed(chunk, &mut |line| count += u64::from(line.text.is_ok()));
        }
        count
    });
}

#[divan::bench]
fn head(bencher: Bencher) {
    bench(bencher, || {
        let mut sum = 0u64;
        flows(|flow| {
            let cookie = flow.cookie.map_or(0, |cookie| cookie.0);
            sum = sum
                .wrapping_add(flow.packets.unwrap_or(0) ^ flow.bytes.unwrap_or(0) ^ cookie ^ u64::from(flow.priority));
        });
        sum
    });
}

#[divan::bench]
fn head_match_and_actions(bencher: Bencher) {
    bench(bencher, || {
        let mut sum = 0u64;
        let mut stores: (Vec<MatchField<'static>>, Vec<ActionItem<'static>>) = Default::default();
        flows(|flow| {
            let (mut fields, mut items) =
                (recycle(std::mem::take(&mut stores.0)), recycle(std::mem::take(&mut stores.1)));
            matches::decode(flow.match_text, &mut fields);
            actions::decode(flow.actions_text, &mut items);
            sum += (fields.len() + items.len()) as u64;
            stores = (recycle(black_box(fields)), recycle(black_box(items)));
        });
        sum
    });
}
