//! What holds for any bytes that come out of a Node's sockets, before they are an answer. As `checks.rs`.

use antstats::decode::wire::{Cursor, Version};
use antstats::source::local::framer::{Framer, NotAnObject};
use antstats::source::local::hello;
use antstats::source::local::text::{Reply, Step};
use serde_json::Value;

/// The objects that a reader gets who is given these pieces.
fn objects(pieces: &[&[u8]]) -> Result<Vec<Vec<u8>>, NotAnObject> {
    let (mut framer, mut held, mut all) = (Framer::default(), Vec::new(), Vec::new());
    for piece in pieces {
        held.extend_from_slice(piece);
        while let Some(end) = framer.end(&held)? {
            all.push(held.drain(..end).collect());
        }
    }
    Ok(all)
}

/// The first byte says where the rest is cut. Messages of the database end where JSON says that they end.
pub fn database(data: &[u8]) {
    let Some((&cut, data)) = data.split_first() else { return };
    let (first, second) = data.split_at(usize::from(cut).min(data.len()));
    let whole = objects(&[data]);
    assert_eq!(objects(&[first, second]), whole);
    let mut read = serde_json::Deserializer::from_slice(data).into_iter::<Value>();
    let (mut from, mut expected) = (0, Vec::new());
    while let Some(Ok(value)) = read.next() {
        if !value.is_object() {
            break;
        }
        expected.push(&data[from..read.byte_offset()]);
        from = read.byte_offset();
    }
    match whole {
        Ok(objects) => assert!(objects.iter().map(Vec::as_slice).take(expected.len()).eq(expected)),
        // Whoever gets this has closed the connection: what came before is the reader's.
        Err(NotAnObject) => assert!(expected.len() < data.len()),
    }
}

type Told = (Result<Step, &'static str>, Vec<u8>, Option<String>);

/// What a reader of an answer is told, and the text.
fn answered(pieces: &[&[u8]]) -> Told {
    let (mut reply, mut text, mut step) = (Reply::default(), Vec::new(), Ok(Step::More));
    for piece in pieces {
        if step == Ok(Step::More) {
            step = reply.feed(piece, &mut |part| text.extend_from_slice(part));
        }
    }
    (step, text, reply.refused())
}

/// The first byte says where the rest is cut. The text of an answer is what a parser of JSON makes of it.
pub fn answer(data: &[u8]) {
    let Some((&cut, data)) = data.split_first() else { return };
    let (first, second) = data.split_at(usize::from(cut).min(data.len()));
    let whole = answered(&[data]);
    assert_eq!(answered(&[first, second]), whole);
    let (step, text, refused) = whole;
    let value = serde_json::Deserializer::from_slice(data).into_iter::<Value>().next();
    let Some(Ok(Value::Object(object))) = value else { return };
    // Which of two members of one name counts is nobody's promise.
    let twice = |name: &str| data.windows(name.len()).filter(|bytes| *bytes == name.as_bytes()).count() > 1;
    if data.contains(&b'\\') && object.len() > 1 || twice("result") || twice("error") {
        return;
    }
    let member = |name: &str| object.get(name).and_then(Value::as_str);
    match (member("result"), member("error")) {
        (None, None) => assert!(step.is_err(), "{step:?}"),
        (result, error) => {
            assert_eq!(step, Ok(Step::Done));
            assert_eq!(String::from_utf8(text).unwrap(), result.unwrap_or_default());
            assert_eq!(refused.as_deref(), error);
        }
    }
}

/// The first byte is the version in the header of an `OFPT_HELLO`. What is chosen is spoken by both, and nothing newer is.
pub fn greeting(data: &[u8]) {
    let Some((&version, elements)) = data.split_first() else { return };
    let spoken = hello::spoken(version, Cursor::new(elements, 8));
    assert_eq!(spoken & 1, 0, "bit 0 is no version");
    let is_spoken = |version: &Version| spoken & 1 << version.number() != 0;
    assert_eq!(hello::common(spoken, &Version::ALL), Version::ALL.into_iter().rev().find(is_spoken));
    for version in Version::ALL {
        assert_eq!(hello::common(spoken, &[version]).is_some(), is_spoken(&version));
    }
    // An element with versions counts, wherever it stands.
    let bits = u32::from_be_bytes([0, 0, 0, version]);
    let with = [&[0, 1, 0, 8][..], &bits.to_be_bytes(), elements].concat();
    assert_eq!(hello::spoken(version, Cursor::new(&with, 8)), bits & !1);
}
