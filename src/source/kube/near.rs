//! Names that may have been meant, for messages.

use wildmatch::WildMatch;

/// How many names a message lists.
const LISTED: usize = 5;
/// How alike two names are, from 0 to 1, when one may have been meant for the other.
const ALIKE: f64 = 0.8;

/// Whether a pattern stands for more than itself.
pub(super) fn is_glob(pattern: &str) -> bool {
    pattern.contains(['*', '?'])
}

/// Whether a pattern, which may be a plain name, means a name.
pub(super) fn means(pattern: &str, name: &str) -> bool {
    pattern == name || (is_glob(pattern) && WildMatch::new(pattern).matches(name))
}

/// `; did you mean a, b?`, or `; there are a, b and 3 more`, or nothing when there are no names.
pub(super) fn suggestion<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let mut alike: Vec<(f64, &str)> = names.iter().map(|name| (strsim::jaro_winkler(wanted, name), *name)).collect();
    alike.retain(|(alike, _)| *alike >= ALIKE);
    alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let alike: Vec<&str> = alike.into_iter().take(3).map(|(_, name)| name).collect();
    match (names.len(), alike.is_empty()) {
        (0, _) => String::new(),
        (_, false) => format!("; did you mean {}?", alike.join(", ")),
        (1, true) => format!("; there is {}", names.concat()),
        (count, true) if count <= LISTED => format!("; there are {}", names.join(", ")),
        (count, true) => {
            let first: Vec<&str> = names.into_iter().take(LISTED).collect();
            format!("; there are {} and {} more", first.join(", "), count - LISTED)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_be_meant() {
        let cases = [
            ("prod", &["prod-eu", "dev"][..], "; did you mean prod-eu?"),
            ("x", &["prod", "dev"], "; there are prod, dev"),
            ("x", &["one"], "; there is one"),
            ("x", &["a1", "a2", "a3", "a4", "a5", "a6", "a7"], "; there are a1, a2, a3, a4, a5 and 2 more"),
            ("x", &[], ""),
        ];
        for (wanted, names, expected) in cases {
            assert_eq!(suggestion(wanted, names.iter().copied()), expected);
        }
    }

    #[test]
    fn patterns() {
        let cases = [
            ("a*", "abc", true),
            ("a?", "ab", true),
            ("a?", "abc", false),
            ("a", "a", true),
            ("a", "ab", false),
            ("*", "", true),
            ("a*", "a*", true),
        ];
        for (pattern, name, expected) in cases {
            assert_eq!(means(pattern, name), expected, "{pattern} {name}");
        }
    }
}
