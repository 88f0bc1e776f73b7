//! Messages that no switch here sends: those of every field and action with bytes changed, as they are printed here and by `ovs-ofctl ofp-parse`.

use std::collections::BTreeMap;

use antstats::decode::wire::Version;
use antstats::model::artefact::ArtefactKind;
use antstats::model::ids::Cookie;
use antstats::source::local::Filter;

use crate::every_field::loaded;
use crate::same::{flow_lines, without_number};
use crate::switch::Speaking;

/// The number of the first message; each has its own.
const FIRST: usize = 0x10_0000;
/// How many messages are made of each flow.
const ROUNDS: usize = 20;

/// The lines that `ovs-ofctl` prints of each message.
fn printed(switch: &Speaking<'_>, messages: &[Vec<u8>]) -> BTreeMap<usize, Vec<String>> {
    let numbered = messages.iter().zip(FIRST..).map(|(message, number)| {
        let mut message = message.clone();
        message[4..8].copy_from_slice(&u32::try_from(number).unwrap().to_be_bytes());
        message
    });
    let text = switch.print(&numbered.collect::<Vec<_>>().concat());
    let (mut lines, mut number) = (BTreeMap::new(), 0);
    for line in text.lines() {
        if let Some((_, digits)) = line.split_once("(xid=0x") {
            number = usize::from_str_radix(digits.split(')').next().unwrap(), 16).unwrap() - FIRST;
        }
        lines.entry(number).or_insert_with(Vec::new).push(without_number(line));
    }
    lines
}

/// Whether a difference is one that is meant.
fn is_meant(here: &[String], there: Option<&Vec<String>>) -> bool {
    let Some(there) = there else {
        // Nothing at all is printed of another vendor's message.
        return here.iter().all(|line| line.starts_with("unreadable"));
    };
    // `ovs-ofctl` gives a message up; here what can be read of it is read, and what cannot is named.
    there.iter().any(|line| line.contains("***decode error"))
        // It passes over bytes that have to be zero, and here all bytes are shown that are not understood.
        || here.iter().any(|line| line.contains("unknown("))
        // It does not print these when they are zero, and puts options of tunnels in their own order and length.
        || ["tun_erspan_ver=0", "gtpu_flags=0", "tun_flags=0/0", "tun_metadata"]
            .iter()
            .any(|text| here.iter().chain(there).any(|line| line.contains(text)))
}

/// One reply for each flow.
fn replies(switch: &mut Speaking<'_>, cookies: &[u64]) -> Vec<Vec<u8>> {
    let reply = |cookie: &u64| {
        let filter = Filter { cookie: Some((Cookie(*cookie), Cookie(u64::MAX))), ..Filter::default() };
        switch.bytes(ArtefactKind::Flows, filter).unwrap()
    };
    cookies.iter().map(reply).collect()
}

/// Any numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    /// Changes one byte behind the header of a reply, or two.
    fn change(&mut self, bytes: &mut [u8]) {
        for _ in 0..1 + self.below(2) {
            let at = 16 + self.below(bytes.len() - 16);
            bytes[at] = match self.below(4) {
                0 => bytes[at] ^ (1 << self.below(8)),
                1 => bytes[at].wrapping_add(1),
                2 => [0, 0xff][self.below(2)],
                _ => u8::try_from(self.below(256)).unwrap(),
            };
        }
    }
}

#[test]
fn changed_bytes() {
    let (switch, taken) = loaded();
    let mut numbers = Numbers(88_172_645_463_325_252);
    for version in Version::ALL {
        let mut switch = switch.speaking(version);
        let mut messages = Vec::new();
        for reply in replies(&mut switch, &taken) {
            for _ in 0..ROUNDS {
                let mut reply = reply.clone();
                numbers.change(&mut reply);
                messages.push(reply);
            }
        }
        let there = printed(&switch, &messages);
        let (mut same, mut meant) = (0, 0);
        for (at, message) in messages.iter().enumerate() {
            let here = flow_lines(message);
            match there.get(&at) {
                Some(there) if here == *there => same += 1,
                there if is_meant(&here, there) => meant += 1,
                there => panic!("{}:\n{here:?}\n{there:?}\n{message:02x?}", version.name()),
            }
        }
        println!("{}: {same} the same, {meant} different on purpose", version.name());
        assert!(same > messages.len() / 3, "{}: only {same} are the same", version.name());
    }
}

/// Where the nanoseconds of a reply's one flow stand.
fn nanoseconds(version: Version, reply: &[u8]) -> usize {
    match version {
        // `struct nx_flow_stats` behind `struct nicira10_stats_msg`.
        Version::V10 => 24 + 8,
        // `struct ofp11_flow_stats` behind `struct ofp11_stats_msg`.
        Version::V13 => 16 + 8,
        // `OXS_OF_DURATION`.
        Version::V15 => reply.windows(4).position(|header| *header == [0x80, 2, 0, 8]).unwrap() + 8,
    }
}

#[test]
fn times_of_any_precision() {
    let (switch, taken) = loaded();
    // The switch counts milliseconds: these are what other clocks would give.
    let times = [1, 10, 1_000, 18_956_480, 100_000_000, 999_000_000, 999_999_999, 123_456_700, 1_000_000, 999_000];
    for version in Version::ALL {
        let mut switch = switch.speaking(version);
        let mut messages = Vec::new();
        for (reply, time) in replies(&mut switch, &taken).iter().zip(times.iter().cycle()) {
            let mut reply = reply.clone();
            let at = nanoseconds(version, &reply);
            assert_eq!(reply[at..at + 4], [0; 4], "{}", version.name());
            reply[at..at + 4].copy_from_slice(&u32::to_be_bytes(*time));
            messages.push(reply);
        }
        let there = printed(&switch, &messages);
        let mut same = 0;
        for (at, message) in messages.iter().enumerate() {
            let (here, there) = (flow_lines(message), there.get(&at));
            if there == Some(&here) {
                same += 1;
            } else {
                assert!(there.unwrap().iter().any(|line| line.contains("***decode error")), "{here:?}\n{there:?}");
            }
        }
        assert!(same + 9 >= taken.len(), "{}: only {same} are the same", version.name());
    }
}
