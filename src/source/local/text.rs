//! The text in an answer of JSON-RPC, unescaped while it comes: a Node's connections are one string of fifty megabytes.
//!
//! ```text
//! {"id":0,"result":"tcp,orig=(src=10.0.0.1,..)\ntcp,..","error":null}
//! ```

/// The longest name of a member, and the longest error.
const SHORT: usize = 64 << 10;
/// What is handed on at once.
const PIECE: usize = 64 << 10;
/// What stands for half a character.
const REPLACEMENT: &str = "\u{fffd}";

/// Whether there is more to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The answer goes on.
    More,
    /// That was its end.
    Done,
}

/// Reads one answer, in pieces cut anywhere.
#[derive(Debug, Default)]
pub struct Reply {
    place: Place,
    name: Vec<u8>,
    error: Vec<u8>,
    has_error: bool,
    has_result: bool,
    escape: Escape,
    /// The first half of a character that stands in two escapes.
    half: Option<u16>,
    out: Vec<u8>,
}

/// Where in the object it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Before,
    /// A name comes, or the end.
    Member,
    Colon,
    Value,
    /// In a string: the answer's text, the error's, or one that nobody wants.
    Text(Text),
    /// In a value that is no string, so deep.
    Other {
        depth: u32,
        in_text: bool,
        escaped: bool,
    },
    After,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    Result,
    Error,
    Name,
    Unwanted,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Escape {
    #[default]
    None,
    Began,
    Hex {
        digits: u8,
        value: u16,
    },
}

impl Reply {
    /// Takes the next piece; `each` gets what of the text came with it.
    ///
    /// # Errors
    /// It is no such answer.
    pub fn feed(&mut self, piece: &[u8], each: &mut dyn FnMut(&[u8])) -> Result<Step, &'static str> {
        let mut rest = piece;
        let fed = loop {
            if rest.is_empty() || self.place == Place::After {
                break Ok(());
            }
            match self.step(rest) {
                Ok(count) => rest = rest.get(count..).unwrap_or_default(),
                Err(why) => break Err(why),
            }
            if self.out.len() >= PIECE {
                each(&self.out);
                self.out.clear();
            }
        };
        if !self.out.is_empty() {
            each(&self.out);
            self.out.clear();
        }
        fed?;
        match self.place {
            Place::After if !self.has_result && !self.has_error => Err("has neither a result nor an error"),
            Place::After => Ok(Step::Done),
            _ => Ok(Step::More),
        }
    }

    /// Why the command failed; `None` when it did not.
    pub fn refused(&self) -> Option<String> {
        self.has_error.then(|| String::from_utf8_lossy(&self.error).into_owned())
    }

    /// Takes at least one byte, and gives how many.
    fn step(&mut self, bytes: &[u8]) -> Result<usize, &'static str> {
        let Some(&byte) = bytes.first() else { return Ok(0) };
        let is_blank = matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        self.place = match (self.place, byte) {
            (Place::Text(text), _) => return self.text(text, bytes),
            (Place::Other { depth, in_text, escaped }, _) => return self.other(depth, in_text, escaped, byte),
            (place, _) if is_blank => place,
            (Place::Before, b'{') | (Place::Member, b',') => Place::Member,
            (Place::Member, b'"') => {
                self.name.clear();
                Place::Text(Text::Name)
            }
            (Place::Member, b'}') => Place::After,
            (Place::Colon, b':') => Place::Value,
            (Place::Value, b'"') => Place::Text(match self.name.as_slice() {
                b"result" if !self.has_result => {
                    self.has_result = true;
                    Text::Result
                }
                b"error" if !self.has_error => {
                    self.has_error = true;
                    Text::Error
                }
                _ => Text::Unwanted,
            }),
            (Place::Value, b'{' | b'[') => Place::Other { depth: 1, in_text: false, escaped: false },
            (Place::Value, b']' | b'}' | b',' | b':') => return Err("is no object of JSON"),
            (Place::Value, _) => Place::Other { depth: 0, in_text: false, escaped: false },
            _ => return Err("is no object of JSON"),
        };
        Ok(1)
    }

    /// A value that nobody wants.
    fn other(&mut self, depth: u32, in_text: bool, escaped: bool, byte: u8) -> Result<usize, &'static str> {
        let deeper = |depth| Place::Other { depth, in_text: false, escaped: false };
        self.place = match byte {
            _ if in_text && escaped => Place::Other { depth, in_text, escaped: false },
            b'\\' if in_text => Place::Other { depth, in_text, escaped: true },
            b'"' => Place::Other { depth, in_text: !in_text, escaped: false },
            _ if in_text => self.place,
            b'{' | b'[' => deeper(depth.checked_add(1).ok_or("is nested too deep")?),
            // A number or a word ends with what follows it.
            b'}' | b',' if depth == 0 => {
                self.place = Place::Member;
                return Ok(0);
            }
            b'}' | b']' if depth == 1 => Place::Member,
            b'}' | b']' => deeper(depth.checked_sub(1).ok_or("is no object of JSON")?),
            _ => self.place,
        };
        Ok(1)
    }

    /// A string: what is plain until the next quote or backslash is taken at once.
    fn text(&mut self, text: Text, bytes: &[u8]) -> Result<usize, &'static str> {
        let Some(&byte) = bytes.first() else { return Ok(0) };
        match self.escape {
            Escape::None if byte == b'\\' => self.escape = Escape::Began,
            Escape::None if byte == b'"' => {
                self.lone_half(text)?;
                self.place = if text == Text::Name { Place::Colon } else { Place::Member };
            }
            Escape::None => {
                self.lone_half(text)?;
                let plain = memchr::memchr2(b'"', b'\\', bytes).unwrap_or(bytes.len()).min(PIECE);
                self.put(text, bytes.get(..plain).unwrap_or_default())?;
                return Ok(plain);
            }
            Escape::Began if byte == b'u' => self.escape = Escape::Hex { digits: 0, value: 0 },
            Escape::Began => {
                let plain = match byte {
                    b'"' | b'\\' | b'/' => byte,
                    b'n' => b'\n',
                    b't' => b'\t',
                    b'r' => b'\r',
                    b'b' => 8,
                    b'f' => 12,
                    _ => return Err("has an escape that JSON has not"),
                };
                self.escape = Escape::None;
                self.lone_half(text)?;
                self.put(text, &[plain])?;
            }
            Escape::Hex { digits, value } => {
                let digit = char::from(byte).to_digit(16).ok_or("has an escape that JSON has not")?;
                let value = value << 4 | u16::try_from(digit).unwrap_or_default();
                self.escape = Escape::Hex { digits: digits + 1, value };
                if digits == 3 {
                    self.escape = Escape::None;
                    self.unit(text, value)?;
                }
            }
        }
        Ok(1)
    }

    /// A unit of UTF-16, which is a character or half of one.
    fn unit(&mut self, text: Text, unit: u16) -> Result<(), &'static str> {
        if let (Some(first), 0xdc00..=0xdfff) = (self.half, unit) {
            self.half = None;
            return char::decode_utf16([first, unit])
                .flatten()
                .try_for_each(|character| self.put(text, character.encode_utf8(&mut [0; 4]).as_bytes()));
        }
        self.lone_half(text)?;
        match (unit, char::from_u32(u32::from(unit))) {
            (0xd800..=0xdbff, _) => self.half = Some(unit),
            (_, Some(character)) => self.put(text, character.encode_utf8(&mut [0; 4]).as_bytes())?,
            (_, None) => self.put(text, REPLACEMENT.as_bytes())?,
        }
        Ok(())
    }

    /// The second half of a character did not come.
    fn lone_half(&mut self, text: Text) -> Result<(), &'static str> {
        match self.half.take() {
            Some(_) => self.put(text, REPLACEMENT.as_bytes()),
            None => Ok(()),
        }
    }

    fn put(&mut self, text: Text, bytes: &[u8]) -> Result<(), &'static str> {
        let to = match text {
            Text::Result => &mut self.out,
            Text::Error => &mut self.error,
            Text::Name => &mut self.name,
            Text::Unwanted => return Ok(()),
        };
        if text != Text::Result && to.len() + bytes.len() > SHORT {
            return Err("has a name or an error that is too long");
        }
        to.extend_from_slice(bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Read = Result<(Vec<u8>, Option<String>, Step), &'static str>;

    fn read(bytes: &[u8], sizes: &[usize]) -> Read {
        let (mut reply, mut text, mut step) = (Reply::default(), Vec::new(), Step::More);
        let (mut rest, mut sizes) = (bytes, sizes.iter().cycle());
        while !rest.is_empty() && step == Step::More {
            let (piece, after) = rest.split_at((*sizes.next().unwrap_or(&1)).clamp(1, rest.len()));
            step = reply.feed(piece, &mut |bytes| text.extend_from_slice(bytes))?;
            rest = after;
        }
        Ok((text, reply.refused(), step))
    }

    #[test]
    fn answers_are_read() {
        let ok = |text: &str| Ok((text.as_bytes().to_vec(), None, Step::Done));
        let cases: [(&str, Read); 15] = [
            (r#"{"id":0,"result":"a\nb","error":null}"#, ok("a\nb")),
            (r#"{"error":null,"result":"","id":0}"#, ok("")),
            (r#" { "result" : "a\"\\\/\t\r\b\f" , "id" : { "x" : [ 1 , "}\"" ] } } "#, ok("a\"\\/\t\r\u{8}\u{c}")),
            (r#"{"result":"\u0041\u00e9\ud83d\ude00é"}"#, ok("Aé😀é")),
            (r#"{"result":"\ud83dx\ude00\ud83d"}"#, ok("\u{fffd}x\u{fffd}\u{fffd}")),
            (r#"{"result":"\ud83d\ud83d\ude00"}"#, ok("\u{fffd}😀")),
            (r#"{"\u0072esult":"x"}"#, ok("x")),
            (r#"{"id":0,"result":null,"error":"no\n"}"#, Ok((vec![], Some("no\n".to_owned()), Step::Done))),
            (r#"{"id":0,"result":"half"#, Ok((b"half".to_vec(), None, Step::More))),
            (r#"{"id":0}"#, Err("has neither a result nor an error")),
            (r#"{"id":]}"#, Err("is no object of JSON")),
            (r#"[]"#, Err("is no object of JSON")),
            (r#"{"result":"\x"}"#, Err("has an escape that JSON has not")),
            (r#"{"result":"\u00g0"}"#, Err("has an escape that JSON has not")),
            (r#"{"result":"a","result":"b"}"#, ok("a")),
        ];
        for (bytes, expected) in cases {
            for size in 1..=bytes.len() {
                assert_eq!(read(bytes.as_bytes(), &[size]), expected, "{bytes} by {size}");
            }
        }
    }

    #[test]
    fn what_is_held_is_bounded() {
        let long = "x".repeat(SHORT + 1);
        assert!(read(format!("{{\"error\":\"{long}\"}}").as_bytes(), &[1000]).is_err());
        assert!(read(format!("{{\"{long}").as_bytes(), &[1000]).is_err());
        let mut longest = 0;
        let mut reply = Reply::default();
        for _ in 0..100 {
            reply.feed(b"{\"result\":\"", &mut |_| ()).ok();
            reply.feed(long.as_bytes(), &mut |bytes| longest = longest.max(bytes.len())).ok();
            assert!(reply.out.capacity() <= 4 * PIECE);
        }
        assert!(longest <= 2 * PIECE);
    }

    proptest! {
        #[test]
        fn any_text_is_unescaped_whatever_the_split(characters in proptest::collection::vec(any::<char>(), 0..80), ascii: bool, sizes in proptest::collection::vec(1_usize..50, 1..9)) {
            let text: String = characters.into_iter().collect();
            let escaped: String = if ascii {
                text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect()
            } else {
                let quoted = serde_json::Value::from(text.as_str()).to_string();
                quoted[1..quoted.len() - 1].to_owned()
            };
            let bytes = format!("{{\"id\":7,\"result\":\"{escaped}\",\"error\":null}}");
            prop_assert_eq!(read(bytes.as_bytes(), &sizes), Ok((text.into_bytes(), None, Step::Done)));
        }

        #[test]
        fn any_bytes_split_anywhere_give_the_same(bytes in proptest::collection::vec(proptest::sample::select(b"{}[]\"\\ ,:anu0d8".as_slice()), 0..60), sizes in proptest::collection::vec(1_usize..9, 1..9)) {
            let start = [b"{\"result\":".as_slice(), &bytes].concat();
            prop_assert_eq!(read(&start, &sizes), read(&start, &[usize::MAX]));
            prop_assert_eq!(read(&bytes, &sizes), read(&bytes, &[usize::MAX]));
        }
    }
}
