//! Unwraps the answer of `/ovsflows` while it comes: `[{"flow": "table=IngressRule, n_packets=0, ..."}]` (`OVSFlowResponse` of Antrea's
//! `pkg/agent/apis/types.go`) becomes the lines of a dump. One line is held, never the answer.

/// The longest flow that is taken: Open vSwitch's own messages end at 64 KiB, and their text is a few times that.
const LONGEST_LINE: usize = 4 << 20;

/// How deep values that are passed over may nest.
const DEEPEST: usize = 32;

/// Why an answer is no list of flows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrappedError {
    /// It begins or goes on as no JSON list does.
    #[error("the answer is no list of flows: byte {at} is {byte:?}")]
    NoList {
        /// 0-based.
        at: u64,
        /// What stands there.
        byte: char,
    },
    /// A flow of more than 4 MiB.
    #[error("the answer has a flow of more than {LONGEST_LINE} bytes")]
    TooLong,
    /// Values within values within values.
    #[error("the answer nests deeper than {DEEPEST} levels")]
    TooDeep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    /// A key, or a value that is of no interest.
    Key,
    Flow,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Between values.
    Between,
    In(Text),
    /// After a backslash.
    Escape(Text),
    /// In `\uXXXX`: digits to come, and the value so far.
    Unicode(Text, u8, u16),
    /// The list has ended.
    Done,
}

/// Takes the bytes of an answer as they come, and gives lines.
#[derive(Debug)]
pub struct FlowLines {
    state: State,
    /// Open brackets, outermost first.
    open: Vec<u8>,
    /// In an object of the list: the last key, and whether a key comes next.
    key: Vec<u8>,
    key_next: bool,
    line: Vec<u8>,
    /// The first half of a surrogate pair.
    high: Option<u16>,
    at: u64,
    lines: u64,
    table: Option<String>,
    /// What of `null` has come.
    null: usize,
}

impl Default for FlowLines {
    fn default() -> Self {
        FlowLines {
            state: State::Between,
            open: Vec::new(),
            key: Vec::new(),
            key_next: false,
            line: Vec::new(),
            high: None,
            at: 0,
            lines: 0,
            table: None,
            null: 0,
        }
    }
}

impl FlowLines {
    /// Takes the next bytes and adds the lines that are complete to `out`, each with its newline.
    ///
    /// # Errors
    /// When this is no list of flows; nothing more should be given to it then.
    pub fn feed(&mut self, mut bytes: &[u8], out: &mut Vec<u8>) -> Result<(), WrappedError> {
        while let Some((&byte, rest)) = bytes.split_first() {
            if let State::In(text) = self.state {
                // What stands for itself is taken in one piece.
                let plain = memchr::memchr2(b'"', b'\\', bytes).unwrap_or(bytes.len());
                if plain > 0 {
                    let (piece, after) = bytes.split_at(plain);
                    self.push(text, piece)?;
                    self.at += piece.len() as u64;
                    bytes = after;
                    continue;
                }
            }
            self.byte(byte, out)?;
            self.at += 1;
            bytes = rest;
        }
        Ok(())
    }

    /// Whether the list has ended: if not, the answer was cut.
    pub fn is_complete(&self) -> bool {
        self.state == State::Done
    }

    /// How many lines there were.
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// What the first flow calls its table: a name where Open vSwitch knows names, else a number.
    pub fn table(&self) -> Option<&str> {
        self.table.as_deref()
    }

    fn byte(&mut self, byte: u8, out: &mut Vec<u8>) -> Result<(), WrappedError> {
        match self.state {
            State::Between => self.between(byte),
            State::In(text) => {
                if byte == b'\\' {
                    self.state = State::Escape(text);
                } else {
                    self.end_text(text, out);
                }
                Ok(())
            }
            State::Escape(text) => {
                let plain = match byte {
                    b'u' => {
                        self.state = State::Unicode(text, 4, 0);
                        return Ok(());
                    }
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => other,
                };
                self.state = State::In(text);
                self.push(text, &[plain])
            }
            State::Unicode(text, left, value) => {
                let Some(digit) = char::from(byte).to_digit(16) else { return Err(self.odd(byte)) };
                let value = (value << 4) | digit as u16;
                if left > 1 {
                    self.state = State::Unicode(text, left - 1, value);
                    return Ok(());
                }
                self.state = State::In(text);
                self.unit(text, value)
            }
            State::Done if byte.is_ascii_whitespace() => Ok(()),
            State::Done => Err(self.odd(byte)),
        }
    }

    fn between(&mut self, byte: u8) -> Result<(), WrappedError> {
        // Go prints a list that was never made as null.
        if self.open.is_empty() && (self.null > 0 || byte == b'n') {
            if b"null".get(self.null) != Some(&byte) {
                return Err(self.odd(byte));
            }
            self.null += 1;
            if self.null == 4 {
                self.state = State::Done;
            }
            return Ok(());
        }
        match (byte, self.open.len()) {
            (b' ' | b'\t' | b'\r' | b'\n', _) => {}
            (b'[', _) | (b'{', 1..) => {
                if self.open.len() >= DEEPEST {
                    return Err(WrappedError::TooDeep);
                }
                self.open.push(byte);
                if self.open.len() == 2 {
                    self.key.clear();
                    self.key_next = byte == b'{';
                }
            }
            (b']' | b'}', 1..) => {
                let opener = if byte == b']' { b'[' } else { b'{' };
                if self.open.pop() != Some(opener) {
                    return Err(self.odd(byte));
                }
                if self.open.is_empty() {
                    self.state = State::Done;
                }
            }
            (b'"', 1..) => {
                let text = match self.open.as_slice() {
                    [b'['] => Text::Flow,
                    [b'[', b'{'] if self.key_next => Text::Key,
                    [b'[', b'{'] if self.key.eq_ignore_ascii_case(b"flow") => Text::Flow,
                    _ => Text::Other,
                };
                self.line.clear();
                self.high = None;
                self.state = State::In(text);
            }
            (b',', 2) => self.key_next = true,
            (b':', 2) => self.key_next = false,
            // Numbers and words of values that are passed over.
            (b',' | b':' | b'0'..=b'9' | b'a'..=b'z' | b'-' | b'+' | b'.' | b'E', 1..) => {}
            _ => return Err(self.odd(byte)),
        }
        Ok(())
    }

    fn push(&mut self, text: Text, piece: &[u8]) -> Result<(), WrappedError> {
        if self.high.take().is_some() && text != Text::Other {
            self.line.extend_from_slice("\u{FFFD}".as_bytes());
        }
        if text == Text::Other || (text == Text::Key && self.line.len() > 64) {
            return Ok(());
        }
        if self.line.len() + piece.len() > LONGEST_LINE {
            return Err(WrappedError::TooLong);
        }
        self.line.extend_from_slice(piece);
        Ok(())
    }

    /// A unit of UTF-16: Go escapes `<`, `>` and `&` so, and `->` stands in many actions.
    fn unit(&mut self, text: Text, unit: u16) -> Result<(), WrappedError> {
        if (0xD800..0xDC00).contains(&unit) {
            self.push(text, &[])?;
            self.high = Some(unit);
            return Ok(());
        }
        let pair = self.high.take().into_iter().chain([unit]);
        for decoded in char::decode_utf16(pair) {
            let decoded = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.push(text, decoded.encode_utf8(&mut [0; 4]).as_bytes())?;
        }
        Ok(())
    }

    fn end_text(&mut self, text: Text, out: &mut Vec<u8>) {
        self.state = State::Between;
        if self.high.take().is_some() && text != Text::Other {
            self.line.extend_from_slice("\u{FFFD}".as_bytes());
        }
        match text {
            Text::Other => {}
            Text::Key => std::mem::swap(&mut self.key, &mut self.line),
            Text::Flow => {
                // A line that is no line would be more than one flow.
                for byte in &mut self.line {
                    if matches!(*byte, b'\n' | b'\r') {
                        *byte = b' ';
                    }
                }
                if self.lines == 0 {
                    self.table = table_of(&self.line);
                }
                self.lines += 1;
                out.extend_from_slice(&self.line);
                out.push(b'\n');
            }
        }
    }

    fn odd(&self, byte: u8) -> WrappedError {
        WrappedError::NoList { at: self.at, byte: char::from(byte) }
    }
}

/// The table in a line: `cookie=0x1, duration=1s, table=IngressRule, ...`.
fn table_of(line: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(line).ok()?;
    let stats = text.split(" actions=").next()?;
    let field = stats.split([',', ' ']).find_map(|field| field.strip_prefix("table="))?;
    Some(field.chars().take(100).collect())
}

#[cfg(test)]
mod tests;
