//! Text from a cluster, made harmless for a terminal.
//!
//! A rule's name is free text and a dump may hold any bytes. Escape sequences can rewrite what stands on the screen, bidirectional controls can make a
//! name read as another one, and zero-width characters make two names look alike. All of them are replaced by visible escapes.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character is not printed as itself: a control, a bidirectional control, zero-width or blank without being a blank.
///
/// Combining marks and the first sixteen variation selectors stay: scripts and emoji need them.
pub fn is_hidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}'                    // soft hyphen
        | '\u{34f}'                   // combining grapheme joiner
        | '\u{61c}'                   // Arabic letter mark
        | '\u{115f}' | '\u{1160}'     // Hangul fillers
        | '\u{17b4}' | '\u{17b5}'     // Khmer inherent vowels
        | '\u{180b}'..='\u{180f}'     // Mongolian selectors and vowel separator
        | '\u{200b}'..='\u{200f}'     // zero-width space, joiners, direction marks
        | '\u{2028}'..='\u{202e}'     // separators, embeddings, overrides
        | '\u{2060}'..='\u{206f}'     // word joiner, isolates, deprecated format characters
        | '\u{3164}' | '\u{ffa0}'     // Hangul fillers
        | '\u{feff}'                  // byte order mark
        | '\u{fff0}'..='\u{fffb}'     // interlinear annotation
        | '\u{fffe}' | '\u{ffff}'
        | '\u{13430}'..='\u{1345f}'   // Egyptian format controls
        | '\u{1bca0}'..='\u{1bca3}'   // shorthand format controls
        | '\u{1d173}'..='\u{1d17a}'   // musical format controls
        | '\u{e0000}'..='\u{e0fff}'   // tags, variation selectors 17 to 256
    )
}

/// The text with each hidden character as an escape: `\n`, `\r`, `\t`, else `\u{202e}`. A backslash stays as it is: this is for eyes, and not undone.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    replace(text, |_| false)
}

/// As [`sanitize`], for text of several lines: line feeds stay.
pub fn sanitize_lines(text: &str) -> Cow<'_, str> {
    replace(text, |character| character == '\n')
}

fn replace(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let harmful = |character| is_hidden(character) && !keep(character);
    // Nearly all text is: many bytes are looked at in one step.
    let is_plain = text.bytes().fold(true, |so_far, byte| so_far & matches!(byte, 0x20..=0x7e));
    if is_plain || !text.chars().any(harmful) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            _ if !harmful(character) => shown.push(character),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            // Writing to a String cannot fail.
            _ => drop(write!(shown, "\\u{{{:x}}}", u32::from(character))),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_visible() {
        for (text, shown) in [
            ("plain-name_1.2/3", "plain-name_1.2/3"),
            ("", ""),
            ("名前 ё é 🚦", "名前 ё é 🚦"),
            ("❤\u{fe0f}", "❤\u{fe0f}"),
            ("\x1b[2J", "\\u{1b}[2J"),
            ("a\x07b\x7f", "a\\u{7}b\\u{7f}"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("a\nb\rc\td", "a\\nb\\rc\\td"),
            ("allow\u{202e}yned", "allow\\u{202e}yned"),
            ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
            ("we\u{200b}b", "we\\u{200b}b"),
            ("\u{feff}web", "\\u{feff}web"),
            ("web\u{e0041}", "web\\u{e0041}"),
            ("back\\slash", "back\\slash"),
        ] {
            assert_eq!(sanitize(text), shown);
            assert!(!sanitize(text).chars().any(is_hidden));
        }
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(sanitize_lines("a\nb\x1b\r\n"), "a\nb\\u{1b}\\r\n");
    }
}
