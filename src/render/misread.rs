//! A text that was typed and cannot be understood: why, and where in it.

use unicode_width::UnicodeWidthStr;

use super::sanitize::sanitize;

/// How much of a long line is shown before and after the place.
const AROUND: usize = 50;

/// An expression or a template that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Misread {
    /// What is wrong, in lower case and without a full stop.
    pub why: String,
    /// The whole text, as typed.
    pub text: String,
    /// The bytes that are wrong; empty at a place where something is missing.
    pub place: std::ops::Range<usize>,
    /// Ways out.
    pub hints: Vec<String>,
}

impl Misread {
    pub(super) fn new(text: &str, place: std::ops::Range<usize>, why: impl Into<String>) -> Misread {
        Misread { why: why.into(), text: text.to_owned(), place, hints: Vec::new() }
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Misread {
        self.hints.push(hint.into());
        self
    }

    /// The line with the place, and carets below it; nothing for a text of blanks.
    pub fn marked(&self) -> String {
        if self.text.trim().is_empty() {
            return String::new();
        }
        let from = floor(&self.text, self.place.start);
        let to = floor(&self.text, self.place.end).max(from);
        let (before, rest) = self.text.split_at(from);
        let (wrong, after) = rest.split_at(to - from);
        let before = before.rsplit('\n').next().unwrap_or_default();
        let wrong = wrong.split('\n').next().unwrap_or_default();
        let after = if self.text.get(from..to).is_some_and(|wrong| wrong.contains('\n')) { "" } else { after };
        let after = after.split('\n').next().unwrap_or_default();
        let skipped = before.chars().count().saturating_sub(AROUND);
        let dots = if skipped > 0 { "..." } else { "" };
        let before: String = before.chars().skip(skipped).collect();
        let shown: String = wrong.chars().take(AROUND).collect();
        let after: String = after.chars().take(AROUND).collect();
        let (before, shown) = (format!("{dots}{}", sanitize(&before)), sanitize(&shown).into_owned());
        let carets = "^".repeat(shown.width().max(1));
        format!("  {before}{shown}{}\n  {}{carets}", sanitize(&after), " ".repeat(before.width()))
    }
}

/// The nearest place at or before this one where a character begins.
fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The word that is most like the one that was typed, if any is like it. Case, `-`, `_` and blanks do not count.
pub(super) fn nearest<'w>(typed: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let typed = plain(typed);
    let likeness = |word: &str| {
        let word = plain(word);
        strsim::jaro_winkler(&word, &typed).max(strsim::normalized_damerau_levenshtein(&word, &typed))
    };
    let scored = words.into_iter().map(|word| (likeness(word), word));
    let best = scored.max_by(|left, right| left.0.total_cmp(&right.0));
    best.filter(|(likeness, _)| *likeness > 0.75).map(|(_, word)| word)
}

/// A name as it is compared: in any case, without blanks, `-` and `_`.
pub(super) fn plain(name: &str) -> String {
    plain_letters(name).collect()
}

/// The letters of [`plain`].
pub(super) fn plain_letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|letter| !matches!(letter, ' ' | '-' | '_')).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_above_carets() {
        for (text, place, shown) in [
            ("a && b", 2..4, "  a && b\n    ^^"),
            ("a &&", 4..4, "  a &&\n      ^"),
            (" ", 1..1, ""),
            ("網路=x y", 9..10, "  網路=x y\n         ^"),
            ("a\nbc\nd", 3..4, "  bc\n   ^"),
            ("\u{202e}a=b", 4..5, "  \\u{202e}a=b\n           ^"),
            ("ab", 7..9, "  ab\n    ^"),
            ("é", 1..1, "  é\n  ^"),
        ] {
            assert_eq!(Misread::new(text, place.clone(), "x").marked(), shown, "{text:?} {place:?}");
        }
        let long = format!("{}!{}", "a".repeat(500), "b".repeat(500));
        let marked = Misread::new(&long, 500..501, "x").marked();
        let lines: Vec<&str> = marked.lines().collect();
        assert_eq!((lines[0].len(), lines[1].len()), (2 + 3 + 50 + 1 + 50, 2 + 3 + 50 + 1), "{marked}");
    }

    #[test]
    fn the_nearest_word_is_like_it() {
        let words = ["PACKETS", "CREATED AT", "trafficStats"];
        for (typed, near) in [
            ("pakets", Some("PACKETS")),
            ("createdat", Some("CREATED AT")),
            ("traffic-stat", Some("trafficStats")),
            ("zzz", None),
        ] {
            assert_eq!(nearest(typed, words), near, "{typed}");
        }
    }
}
