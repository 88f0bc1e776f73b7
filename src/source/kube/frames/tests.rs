use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;

const MARK: &str = "@antstats-0123456789abcdef";

/// Head, output, messages and code of a command.
type Part = (Head, Vec<u8>, Vec<u8>, Option<i32>);

/// Frames as a reader sees them: data joined.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    parts: Vec<Part>,
    done: bool,
}

fn see(answer: &[u8], cuts: &[usize]) -> Result<Seen, FrameError> {
    see_with(Frames::new(MARK), answer, cuts)
}

fn see_with(mut parser: Frames, answer: &[u8], cuts: &[usize]) -> Result<Seen, FrameError> {
    let mut seen = Seen::default();
    let mut ends: Vec<usize> = cuts.iter().map(|cut| cut % (answer.len() + 1)).chain([answer.len()]).collect();
    ends.sort_unstable();
    let mut from = 0;
    for end in ends {
        for slice in parser.slices(&answer[from..end]) {
            let mut frames = Vec::new();
            parser.push(slice, &mut frames)?;
            for frame in frames {
                match frame {
                    Frame::Begin(head) => seen.parts.push((head, Vec::new(), Vec::new(), None)),
                    Frame::Data(bytes) => seen.parts.last_mut().unwrap().1.extend(bytes),
                    Frame::Message(bytes) => seen.parts.last_mut().unwrap().2.extend(bytes),
                    Frame::End(code) => seen.parts.last_mut().unwrap().3 = Some(code),
                    Frame::Done => seen.done = true,
                }
            }
        }
        from = end;
    }
    Ok(seen)
}

fn answer(parts: &[(&str, Vec<u8>, Vec<u8>, i32)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (head, data, message, code) in parts {
        bytes.extend(format!("{MARK} begin {head}\n").into_bytes());
        bytes.extend(data);
        bytes.extend(format!("\n{MARK} stderr\n").into_bytes());
        bytes.extend(message);
        bytes.extend(format!("\n{MARK} end {code}\n").into_bytes());
    }
    bytes.extend(format!("{MARK} done\n").into_bytes());
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn frames_have_what_the_commands_printed() {
    let bytes = answer(&[
        ("bridge.json", b"{}\n".to_vec(), Vec::new(), 0),
        ("flows.txt 15 2", b" cookie=0x1\n".to_vec(), b"ovs-ofctl|WARN|slow".to_vec(), 0),
        ("flows.txt 16 -", Vec::new(), b"no".to_vec(), 1),
    ]);
    let expected = vec![
        (Head { file: "bridge.json".into(), ..Head::default() }, b"{}\n".to_vec(), Vec::new(), Some(0)),
        (
            Head { file: "flows.txt".into(), table: Some(TableId(15)), flows: Some(2) },
            b" cookie=0x1\n".to_vec(),
            b"ovs-ofctl|WARN|slow".to_vec(),
            Some(0),
        ),
        (Head { file: "flows.txt".into(), table: Some(TableId(16)), flows: None }, Vec::new(), b"no".to_vec(), Some(1)),
    ];
    assert_eq!(see(&bytes, &[]).unwrap(), Seen { parts: expected, done: true });
}

#[test]
fn what_is_no_frame_is_refused() {
    let cases = [
        ("sh: not found\n".to_owned(), "where a command's output"),
        ("x".repeat(300), "where a command's output"),
        (format!("{MARK} begin\n"), "wrong place"),
        (format!("{MARK} stderr\n"), "wrong place"),
        (format!("{MARK} begin a\n\n{MARK} end 0\n"), "wrong place"),
        (format!("{MARK} begin a\n\n{MARK} stderr\n\n{MARK} end x\n"), "where a command's output"),
        (format!("{MARK} done\nmore\n"), "where a command's output"),
        (format!("{MARK} done\n{MARK} done\n"), "wrong place"),
        ("\u{1f}not gzip at all".to_owned(), "decompressed"),
    ];
    for (text, words) in cases {
        let error = see(text.as_bytes(), &[]).unwrap_err().to_string();
        assert!(error.contains(words), "{text:?}: {error}");
    }
}

#[test]
fn a_mark_in_the_middle_of_a_line_is_data() {
    let data = format!("a {MARK} end 0\n{MARK}x\n\n").into_bytes();
    let seen = see(&answer(&[("a", data.clone(), Vec::new(), 0)]), &[]).unwrap();
    assert_eq!(seen.parts[0].1, data);
}

#[test]
fn a_bomb_is_refused_and_never_held() {
    let zeros = vec![0; 64 << 20];
    let bomb = gzip(&answer(&[("a", zeros, Vec::new(), 0)]));
    assert!(bomb.len() < 1 << 20);
    let mut parser = Frames::new(MARK).at_most(16 << 20);
    let mut most = 0;
    let mut refused = None;
    for slice in bomb.chunks(GZIP_SLICE) {
        let mut frames = Vec::new();
        if let Err(error) = parser.push(slice, &mut frames) {
            refused = Some(error);
            break;
        }
        let held = frames.iter().map(|frame| if let Frame::Data(bytes) = frame { bytes.len() } else { 0 }).sum();
        most = most.max(held);
    }
    assert_eq!(refused, Some(FrameError::TooLong(16 << 20)));
    assert!(most < 2 << 20, "{most} bytes at once");
}

#[test]
fn an_answer_that_is_cut_lacks_an_end_and_nothing_else() {
    let bytes = answer(&[("a", b"1\n2\n".to_vec(), b"m".to_vec(), 0), ("b", b"3\n".to_vec(), Vec::new(), 2)]);
    let whole = see(&bytes, &[]).unwrap();
    for length in 0..bytes.len() {
        let seen = see(&bytes[..length], &[]).unwrap();
        assert!(!seen.done);
        for (part, full) in seen.parts.iter().zip(&whole.parts) {
            assert_eq!(part.0, full.0);
            assert!(full.1.starts_with(&part.1), "{length}: {part:?}");
            assert!(part.3.is_none() || part == full, "{length}: {part:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_split_gives_the_same(
        parts in proptest::collection::vec(("[a-z.]{1,8}", "[a\n@]{0,80}", "[b\n]{0,20}", 0..200i32), 0..5),
        cuts in proptest::collection::vec(any::<usize>(), 0..20),
        compressed: bool,
    ) {
        let parts: Vec<(&str, Vec<u8>, Vec<u8>, i32)> = parts
            .iter()
            .map(|(head, data, message, code)| (head.as_str(), data.clone().into_bytes(), message.clone().into_bytes(), *code))
            .collect();
        let plain = answer(&parts);
        let sent = if compressed { gzip(&plain) } else { plain };
        let seen = see(&sent, &cuts).unwrap();
        prop_assert!(seen.done);
        prop_assert_eq!(seen.parts.len(), parts.len());
        for ((head, data, message, code), (file, sent_data, sent_message, sent_code)) in seen.parts.into_iter().zip(parts) {
            prop_assert_eq!((head.file.as_str(), data, message, code), (file, sent_data, sent_message, Some(sent_code)));
        }
    }

    #[test]
    fn any_bytes_never_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        lines in proptest::collection::vec("(@antstats-0123456789abcdef (begin|stderr|end|done)?[ a-z0-9-]{0,9})?\n?", 0..12),
        cuts in proptest::collection::vec(any::<usize>(), 0..6),
    ) {
        let _ = see(&bytes, &cuts);
        let _ = see(lines.concat().as_bytes(), &cuts);
        let mut broken = gzip(lines.concat().as_bytes());
        for (at, byte) in bytes.iter().enumerate().take(3) {
            let place = (at * 37 + usize::from(*byte)) % broken.len();
            broken[place] = *byte;
        }
        let _ = see(&broken, &cuts);
    }
}
