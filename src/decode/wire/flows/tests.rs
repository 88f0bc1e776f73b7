use super::*;
use crate::decode::wire::flow::tests::recorded;

/// What starts a reply of this shape, without length.
fn head(shape: Shape, flags: u16) -> Vec<u8> {
    let [high, low] = flags.to_be_bytes();
    match shape {
        Shape::Standard10 => vec![1, 17, 0, 0, 0, 0, 0, 0x1f, 0, 1, high, low],
        Shape::Nicira10 => {
            [&[1, 17, 0, 0, 0, 0, 0, 0x1f, 0xff, 0xff, high, low, 0, 0, 0x23, 0x20][..], &[0; 8]].concat()
        }
        Shape::Multipart13 => vec![4, 19, 0, 0, 0, 0, 0, 0x1f, 0, 1, high, low, 0, 0, 0, 0],
        Shape::Description15 => vec![6, 19, 0, 0, 0, 0, 0, 0x1f, 0, 1, high, low, 0, 0, 0, 0],
    }
}

fn message(shape: Shape, flags: u16, flows: &[Vec<u8>]) -> Vec<u8> {
    let mut message = [head(shape, flags), flows.concat()].concat();
    let length = u16::try_from(message.len()).unwrap();
    message[2..4].copy_from_slice(&length.to_be_bytes());
    message
}

fn lines<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut each = |piece: Piece<'_>| {
        lines.push(match piece {
            Piece::Header(line) | Piece::Flow(line) => line.to_owned(),
            Piece::Unreadable { at, why } => format!("{at}: {why}"),
        });
    };
    let mut flows = Flows::new();
    pieces.for_each(|piece| flows.feed(piece, &mut each));
    flows.finish(&mut each);
    lines
}

/// Two replies of a shape with what was recorded, and their lines.
fn replies(shape: Shape, name: &str) -> (Vec<u8>, Vec<String>) {
    let (flows, mut expected): (Vec<_>, Vec<_>) =
        recorded().filter(|(of, ..)| *of == shape).map(|(_, bytes, line)| (bytes, line.to_owned())).unzip();
    let (first, second) = flows.split_at(flows.len() / 2);
    expected.insert(first.len(), format!("{name} (xid=0x1f):"));
    expected.insert(0, format!("{name} (xid=0x1f): flags=[more]"));
    ([message(shape, 1, first), message(shape, 0, second)].concat(), expected)
}

#[test]
fn pieces_of_any_size_give_the_same_lines() {
    let shapes = [
        (Shape::Standard10, "OFPST_FLOW reply"),
        (Shape::Nicira10, "NXST_FLOW reply"),
        (Shape::Multipart13, "OFPST_FLOW reply (OF1.3)"),
        (Shape::Description15, "OFPST_FLOW reply (OF1.5)"),
    ];
    let mut all = (Vec::new(), Vec::new());
    for (shape, name) in shapes {
        let (bytes, expected) = replies(shape, name);
        for size in (1..40).chain([bytes.len()]) {
            assert_eq!(lines(bytes.chunks(size)), expected, "{shape:?} {size}");
        }
        all.0.extend(bytes);
        all.1.extend(expected);
    }
    assert_eq!(lines(all.0.chunks(1000)), all.1);
}

#[test]
fn what_is_unreadable_does_not_hide_the_rest() {
    let flows: Vec<_> = recorded().filter(|(shape, ..)| *shape == Shape::Multipart13).take(3).collect();
    let [one, mut two, three] = <[_; 3]>::try_from(flows).unwrap();
    let bytes = |flows: &[&Vec<u8>]| {
        message(Shape::Multipart13, 0, &flows.iter().map(|flow| (*flow).clone()).collect::<Vec<_>>())
    };
    let header = "OFPST_FLOW reply (OF1.3) (xid=0x1f):";
    let at = 16 + one.1.len();
    let whole = two.1.clone();

    // The match says that it is longer than the flow.
    two.1[51] = 0xf0;
    let why = format!("{}: bytes are missing", at + 52);
    assert_eq!(lines([&bytes(&[&one.1, &two.1, &three.1])[..]].into_iter()), [header, one.2, &why, three.2]);

    // The flow says that it is longer than the message: where the next begins is not known, but where the next message does.
    two.1[0] = 0xff;
    let reply = bytes(&[&one.1, &two.1, &three.1]);
    let why = format!("{}: bytes are missing", at);
    let both = [reply, bytes(&[&whole])].concat();
    assert_eq!(lines([&both[..]].into_iter()), [header, one.2, &why, header, two.2]);

    // The bytes end early.
    let both = bytes(&[&one.1, &whole]);
    let cut = lines([&both[..both.len() - 1]].into_iter());
    assert_eq!(cut, ["0: the bytes end inside a message"]);
}

#[test]
fn other_messages_are_said() {
    let other = "a message that is not a reply with flows";
    let cases = [
        // An error, a reply about something else, one of another vendor, a reply without its head.
        (vec![6, 1, 0, 12, 0, 0, 0, 2, 0, 1, 0, 5], format!("8: {other}")),
        (vec![6, 19, 0, 16, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0, 0], format!("8: {other}")),
        (
            vec![1, 17, 0, 24, 0, 0, 0, 2, 255, 255, 0, 0, 0, 0, 0x23, 0x21, 0, 0, 0, 0, 0, 0, 0, 0],
            format!("8: {other}"),
        ),
        (vec![6, 19, 0, 10, 0, 0, 0, 2, 0, 1], "10: bytes are missing".to_owned()),
        (vec![6, 19, 0, 7, 0, 0, 0, 2], "0: a message is shorter than its own header".to_owned()),
    ];
    for (bytes, expected) in cases {
        assert_eq!(lines([&bytes[..]].into_iter()), [expected.as_str()]);
        // The place is that in all bytes.
        let after = [message(Shape::Description15, 0, &[]), bytes].concat();
        let (at, why) = expected.split_once(':').unwrap();
        let moved = format!("{}:{why}", at.parse::<usize>().unwrap() + 16);
        assert_eq!(lines([&after[..]].into_iter()), ["OFPST_FLOW reply (OF1.5) (xid=0x1f):", &moved]);
    }
    let flags = message(Shape::Description15, 0x1001, &[]);
    assert_eq!(
        lines([&flags[..]].into_iter()),
        ["OFPST_FLOW reply (OF1.5) (xid=0x1f): flags=[more][***unknown flags 0x1000***]"]
    );
}

#[test]
fn heads_can_be_read_without_text() {
    let (bytes, expected) = replies(Shape::Description15, "OFPST_FLOW reply (OF1.5)");
    let mut cookies = Vec::new();
    Messages::new().feed(&bytes, &mut |framed| {
        let Framed::Message(message) = framed else { panic!("{framed:?}") };
        cookies.extend(Reply::read(message).unwrap().map(|entry| format!(" cookie={:#x},", entry.unwrap().cookie)));
    });
    let lines: Vec<_> = expected.iter().filter(|line| line.starts_with(' ')).collect();
    assert_eq!(cookies.len(), lines.len());
    assert!(cookies.iter().zip(lines).all(|(cookie, line)| line.starts_with(cookie)));
}

#[test]
fn damaged_replies_end() {
    let (bytes, _) = replies(Shape::Standard10, "");
    let whole = bytes.len();
    for at in 0..whole {
        for value in [0, 1, 0xff, bytes[at].wrapping_add(1)] {
            let mut damaged = bytes.clone();
            damaged[at] = value;
            assert!(lines([&damaged[..]].into_iter()).len() < whole);
        }
    }
}
