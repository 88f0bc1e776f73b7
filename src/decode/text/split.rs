//! Finding the ends of things: commas that separate, parentheses that hold together, quotes that hide both.

/// The items of a comma separated list; what stands in parentheses or quotes is not split.
pub(super) struct Items<'a> {
    rest: Option<&'a str>,
}

/// All items of `text`; none when it is empty.
pub(super) fn items(text: &str) -> Items<'_> {
    Items { rest: (!text.is_empty()).then_some(text) }
}

/// An item without the blanks around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Item<'a> {
    pub text: &'a str,
    /// Whether it closes all parentheses and quotes that it opens, and no others.
    pub whole: bool,
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        let text = self.rest?;
        let (end, whole) = item_end(text.as_bytes());
        self.rest = text.get(end + 1..);
        Some(Item { text: text.get(..end)?.trim_ascii(), whole })
    }
}

/// Where the first item ends, and whether it is whole.
fn item_end(bytes: &[u8]) -> (usize, bool) {
    let mut depth = 0usize;
    let mut whole = true;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // One test sends nearly all bytes on: of the four, only those below `-` remain, and hardly any other.
        if byte <= b',' {
            match byte {
                b',' if depth == 0 => return (at, whole),
                b'(' => depth += 1,
                b')' => match depth.checked_sub(1) {
                    Some(outer) => depth = outer,
                    None => whole = false,
                },
                b'"' => match quote_end(bytes, at) {
                    Some(end) => at = end,
                    None => return (bytes.len(), false),
                },
                _ => {}
            }
        }
        at += 1;
    }
    (bytes.len(), whole && depth == 0)
}

/// What stands before and behind the first such byte. Items are so short that a plain loop is faster than a searcher.
pub(super) fn at_byte(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|other| other == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// What stands before and behind the last `->`.
pub(super) fn at_arrow(text: &str) -> Option<(&str, &str)> {
    let at = text.as_bytes().windows(2).rposition(|pair| pair == b"->")?;
    Some((text.get(..at)?, text.get(at + 2..)?))
}

/// The quote that closes the string which opens at `open`.
pub(super) fn quote_end(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// The inside of `(..)` without blanks around it, when the parenthesis that opens `text` is closed by its last byte.
pub(super) fn inside(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'(') {
        return None;
    }
    let whole = closing(bytes, 0)? + 1 == bytes.len();
    whole.then(|| text.get(1..bytes.len() - 1)).flatten().map(str::trim_ascii)
}

/// The parenthesis that closes the one at `open`.
fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = open;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            b'"' => at = quote_end(bytes, at)?,
            _ => {}
        }
        at += 1;
    }
    None
}

/// What stands in the quotes that `text` is made of; escapes stay as they are.
pub(super) fn unquoted(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let whole = bytes.first() == Some(&b'"') && quote_end(bytes, 0)? + 1 == bytes.len();
    whole.then(|| text.get(1..bytes.len() - 1)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_split_outside_of_parentheses_and_quotes() {
        for (text, expected) in [
            ("", &[][..]),
            ("a", &["a"]),
            ("a,b", &["a", "b"]),
            ("a, b", &["a", "b"]),
            ("a,", &["a", ""]),
            ("f(a,b),c", &["f(a,b)", "c"]),
            ("f(g(a,b),c),d", &["f(g(a,b),c)", "d"]),
            ("p=\"x,y\",c", &["p=\"x,y\"", "c"]),
            ("p=\"x\\\",y\",c", &["p=\"x\\\",y\"", "c"]),
            ("f(a,b", &["f(a,b"]),
            ("a),b", &["a)", "b"]),
            ("p=\"x,y", &["p=\"x,y"]),
        ] {
            assert_eq!(items(text).map(|item| item.text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn an_item_that_is_not_whole_says_so() {
        for (text, whole) in
            [("f(a)", true), ("p=\")\"", true), ("f(a", false), ("a)", false), (")(", false), ("p=\"x", false)]
        {
            assert_eq!(items(text).next(), Some(Item { text, whole }));
        }
    }

    #[test]
    fn parentheses_and_quotes_hold_the_whole_text() {
        for (text, expected) in [
            ("(a)", Some("a")),
            ("()", Some("")),
            ("(a)(b)", None),
            ("(a", None),
            ("a", None),
            ("(\")\")", Some("\")\"")),
        ] {
            assert_eq!(inside(text), expected, "{text}");
        }
        for (text, expected) in
            [("\"a\"", Some("a")), ("\"\"", Some("")), ("\"", None), ("\"a\"b\"", None), ("\"a\\\"", None), ("a", None)]
        {
            assert_eq!(unquoted(text), expected, "{text}");
        }
    }
}
