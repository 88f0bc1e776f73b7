use proptest::prelude::*;

use super::*;

type Owned = (u64, Result<String, BadText>, bool);

fn split(chunks: &[&[u8]]) -> Vec<Owned> {
    let mut lines = Vec::new();
    let mut each = |line: Line<'_>| lines.push((line.number, line.text.map(str::to_owned), line.terminated));
    let mut splitter = LineSplitter::new();
    for chunk in chunks {
        splitter.feed(chunk, &mut each);
    }
    splitter.finish(&mut each);
    lines
}

fn texts(input: &[u8]) -> Vec<Result<String, BadText>> {
    split(&[input]).into_iter().map(|(_, text, _)| text).collect()
}

fn good(text: &str) -> Result<String, BadText> {
    Ok(text.to_owned())
}

fn bad(column: usize, why: &'static str) -> Result<String, BadText> {
    Err(BadText { column, why })
}

#[test]
fn lines_end_at_line_feeds() {
    for (input, expected) in [
        (&b""[..], vec![]),
        (b"\n", vec![good("")]),
        (b"a", vec![good("a")]),
        (b"a\nb\n", vec![good("a"), good("b")]),
        (b"a\r\nb\r\n", vec![good("a"), good("b")]),
        (b"a\r\nb\r", vec![good("a"), good("b")]),
        (b"\xef\xbb\xbfa\n", vec![good("a")]),
        (b"a\n\xef\xbb\xbfb\n", vec![good("a"), good("\u{feff}b")]),
        (b"a\tb\n", vec![good("a\tb")]),
        ("\u{e9}\n".as_bytes(), vec![good("\u{e9}")]),
    ] {
        assert_eq!(texts(input), expected, "{input:?}");
    }
}

#[test]
fn what_is_no_text_is_named_with_its_column_and_the_rest_is_read() {
    for (input, expected) in [
        (&b"a\nb\xffc\nd\n"[..], vec![good("a"), bad(2, "not UTF-8"), good("d")]),
        (b"a\n\x00\nd", vec![good("a"), bad(1, "a control character"), good("d")]),
        (b"ab\x7f\n", vec![bad(3, "a control character")]),
        (b"a\rb\n", vec![bad(2, "a control character")]),
        (b"a\r\r\n", vec![bad(2, "a control character")]),
        (b"\x1b[31m\xff\n", vec![bad(1, "a control character")]),
        (b"\xff\x1b\n", vec![bad(1, "not UTF-8")]),
        (b"caf\xc3\n", vec![bad(4, "not UTF-8")]),
        (b"\xff\xfec\x00o\x00\n\x00o\x00\n\x00", vec![bad(1, "UTF-16 text (little endian): save it as UTF-8")]),
        (b"\xfe\xff\x00c\x00o\x00\n", vec![bad(1, "UTF-16 text (big endian): save it as UTF-8")]),
        (b"\xef\xbb", vec![bad(1, "not UTF-8")]),
        (b"\xff", vec![bad(1, "not UTF-8")]),
    ] {
        assert_eq!(texts(input), expected, "{input:?}");
    }
}

#[test]
fn a_line_without_an_end_says_so() {
    assert_eq!(split(&[b"a\nb"]), [(1, good("a"), true), (2, good("b"), false)]);
    assert_eq!(split(&[b"a\nb\n"]), [(1, good("a"), true), (2, good("b"), true)]);
}

#[test]
fn a_line_that_is_too_long_is_dropped_and_costs_no_memory() {
    let exact = vec![b'a'; MAX_LINE];
    let longer = vec![b'a'; MAX_LINE + 1];
    for ending in [&b"\n"[..], b"\r\n"] {
        let whole = |line: &[u8]| texts(&[line, ending, b"next\n"].concat());
        assert_eq!(whole(&exact)[0].as_ref().map(String::len), Ok(MAX_LINE));
        assert_eq!(whole(&longer), [Err(TOO_LONG), good("next")]);
        let pieces = |line: &[u8]| {
            let input = [line, ending, b"next\n"].concat();
            split(&input.chunks(1000).collect::<Vec<_>>()).into_iter().map(|line| line.1).collect::<Vec<_>>()
        };
        assert_eq!(pieces(&exact)[0].as_ref().map(String::len), Ok(MAX_LINE));
        assert_eq!(pieces(&longer), [Err(TOO_LONG), good("next")]);
    }
    let mut splitter = LineSplitter::new();
    for _ in 0..20 {
        splitter.feed(&longer, &mut |_| {});
        assert!(splitter.carry.capacity() <= 2 * (MAX_LINE + 1));
    }
}

/// Bytes as they come in dumps, and those that are most likely to be handled wrongly.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        4 => Just(b'a'),
        2 => Just(b'\n'),
        1 => Just(b'\r'),
        1 => prop_oneof![Just(0xef), Just(0xbb), Just(0xbf), Just(0xfe), Just(0xff), Just(0xc3), Just(0xa9)],
        1 => any::<u8>(),
    ];
    proptest::collection::vec(byte, 0..80)
}

proptest! {
    #[test]
    fn the_chunks_do_not_matter(input in hostile(), cuts in proptest::collection::vec(0usize..80, 0..6)) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(input.len())).collect();
        cuts.sort_unstable();
        let mut chunks = Vec::new();
        let mut start = 0;
        for cut in cuts {
            chunks.push(&input[start..cut]);
            start = cut;
        }
        chunks.push(&input[start..]);
        prop_assert_eq!(split(&chunks), split(&[&input]));
    }

    #[test]
    fn every_line_is_counted_and_judged_for_itself(lines in proptest::collection::vec("[a-z ]{0,8}|\u{7}|\u{e9}", 1..10)) {
        let input = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        let read = split(&[input.as_bytes()]);
        prop_assert_eq!(read.len(), lines.len());
        for (index, (number, text, terminated)) in read.into_iter().enumerate() {
            prop_assert_eq!(number, index as u64 + 1);
            prop_assert!(terminated);
            if lines[index] == "\u{7}" {
                prop_assert_eq!(text, bad(1, "a control character"));
            } else {
                prop_assert_eq!(text, good(&lines[index]));
            }
        }
    }

    #[test]
    fn a_cut_loses_only_the_line_that_is_cut(lines in proptest::collection::vec("[a-z]{0,8}", 1..10), cut in 0usize..90) {
        let input = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        let cut = cut.min(input.len());
        let read = split(&[&input.as_bytes()[..cut]]);
        let ended = input[..cut].matches('\n').count();
        for (index, (_, text, terminated)) in read.iter().enumerate() {
            prop_assert_eq!(*terminated, index < ended);
            if index < ended {
                prop_assert_eq!(text, &good(&lines[index]));
            }
        }
        prop_assert!(read.len() == ended || read.len() == ended + 1);
    }
}
