//! What `explain` says of one thing: its parts in words, and where each fact comes from.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use crate::antrea::registers::Layout;
use crate::model::report::{Cell, Column, Emphasis, Row};
use crate::resource::item::object;

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Cookie,
    Rule,
    Label,
    Mark,
    Zone,
    Match,
    Action,
    Flow,
    Conntrack,
    Log,
    Group,
}

impl Kind {
    /// All of them with the words that force them; the first is the name in every output.
    pub(super) const WORDS: [(Kind, &'static [&'static str]); 11] = [
        (Kind::Cookie, &["cookie"]),
        (Kind::Rule, &["rule", "conj_id", "conjunction", "ofid", "flowid"]),
        (Kind::Label, &["label", "ct_label", "labels"]),
        (Kind::Mark, &["mark", "ct_mark"]),
        (Kind::Zone, &["zone", "ct_zone"]),
        (Kind::Match, &["match", "register", "reg"]),
        (Kind::Action, &["action", "actions"]),
        (Kind::Flow, &["flow"]),
        (Kind::Conntrack, &["conntrack", "connection", "ct"]),
        (Kind::Log, &["log", "audit-log", "auditlog"]),
        (Kind::Group, &["group"]),
    ];

    /// The kind of that word.
    pub(super) fn of_word(word: &str) -> Option<Kind> {
        let word = word.to_ascii_lowercase();
        Kind::WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(kind, _)| *kind)
    }

    /// Its name in every output.
    pub(super) fn name(self) -> &'static str {
        Kind::WORDS.iter().find(|(kind, _)| *kind == self).and_then(|(_, words)| words.first()).copied().unwrap_or("")
    }
}

/// One part of a thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// What it is called (`round`, `disposition`).
    pub(super) part: Cow<'static, str>,
    /// As it stands there.
    pub(super) value: String,
    /// In words.
    pub(super) meaning: String,
    /// Where the fact is from.
    pub(super) from: Cow<'static, str>,
}

/// What is said of one thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answer {
    /// What it is; `None` when that is not known.
    pub(super) kind: Option<Kind>,
    /// The thing, as given.
    pub(super) text: String,
    /// All of it in one sentence; why it cannot be explained when it cannot.
    pub(super) summary: String,
    /// Its parts.
    pub(super) parts: Vec<Part>,
    /// Members of the item beside the parts.
    pub(super) more: Map<String, Value>,
    /// Whether something is wrong with it, or unsure.
    pub(super) doubtful: bool,
    /// The layout of registers that it gives away.
    pub(super) told: Option<Layout>,
    /// What `-o name` prints, where that is not its kind and text.
    pub(super) name: Option<String>,
}

impl Answer {
    /// Nothing is said yet.
    pub(super) fn new(kind: Kind, text: &str) -> Answer {
        Answer {
            kind: Some(kind),
            text: text.to_string(),
            summary: String::new(),
            parts: Vec::new(),
            more: Map::new(),
            doubtful: false,
            told: None,
            name: None,
        }
    }

    /// Something that cannot be explained, and why.
    pub(super) fn unexplained(text: &str, why: impl Into<String>) -> Answer {
        Answer { kind: None, summary: why.into(), doubtful: true, ..Answer::new(Kind::Match, text) }
    }

    /// Adds a part.
    pub(super) fn part(
        &mut self,
        part: impl Into<Cow<'static, str>>,
        value: impl Into<String>,
        meaning: impl Into<String>,
        from: impl Into<Cow<'static, str>>,
    ) {
        let (part, value, meaning, from) = (part.into(), value.into(), meaning.into(), from.into());
        self.parts.push(Part { part, value, meaning, from });
    }

    /// Rows: the thing with its summary, then its parts. The item is the first row's.
    pub(super) fn rows(self, line: u64) -> Vec<Row> {
        let kind = self.kind.map(Kind::name);
        let item = self.item(line);
        let emphasis = if self.doubtful { Emphasis::Warning } else { Emphasis::Plain };
        let name = self.name.or_else(|| kind.map(|kind| format!("{kind}/{}", self.text))).unwrap_or_default();
        let head = [
            Cell::Count(line),
            Cell::Text(kind.unwrap_or("?").to_uppercase()),
            Cell::Text(shortened(&self.text)),
            if self.summary.is_empty() { Cell::Unknown } else { Cell::Text(self.summary) },
            Cell::Unknown,
        ];
        let mut rows = vec![Row { cells: head.into(), item, name, emphasis }];
        rows.extend(self.parts.into_iter().map(|part| {
            let cells = vec![
                Cell::Count(line),
                Cell::Text(part.part.into_owned()),
                if part.value.is_empty() { Cell::Unknown } else { Cell::Text(part.value) },
                if part.meaning.is_empty() { Cell::Unknown } else { Cell::Text(part.meaning) },
                if part.from.is_empty() { Cell::Unknown } else { Cell::Text(part.from.into_owned()) },
            ];
            Row { cells, ..Row::default() }
        }));
        rows
    }

    /// The item of the JSON contract.
    fn item(&self, line: u64) -> Map<String, Value> {
        let said = |text: &str| Some(text).filter(|text| !text.is_empty()).map(str::to_owned);
        let part = |part: &Part| json!({ "part": part.part, "value": said(&part.value), "meaning": said(&part.meaning), "from": said(&part.from) });
        let parts: Vec<Value> = self.parts.iter().map(part).collect();
        let mut item = object(json!({
            "line": line,
            "kind": self.kind.map(Kind::name),
            "text": self.text,
            "summary": self.kind.and_then(|_| said(&self.summary)),
            "why": self.kind.is_none().then_some(&self.summary),
            "parts": parts,
        }));
        item.extend(self.more.clone());
        item
    }
}

/// A long line would push all columns away: the parts say what is in it.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_string();
    }
    let start: String = text.chars().take(LONGEST - 2).collect();
    format!("{}..", start.trim_end())
}

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The columns of every answer; the line is of use where there are several.
pub(super) fn columns(several: bool) -> Vec<Column> {
    vec![
        column("LINE", true, !several, "which of the lines, counted from 1"),
        column("PART", false, false, "what it is, in capitals, then its parts"),
        column("VALUE", false, false, "as it stands there"),
        column("MEANING", false, false, "in words"),
        column("FROM", false, true, "where the fact comes from"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_words_of_its_own() {
        let mut words: Vec<&str> = Kind::WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
        for (kind, words) in Kind::WORDS {
            assert!(words.iter().all(|word| Kind::of_word(word) == Some(kind)));
            assert_eq!(words.first(), Some(&kind.name()));
        }
        assert_eq!(Kind::of_word("COOKIE"), Some(Kind::Cookie));
    }

    #[test]
    fn a_line_that_cannot_be_explained_is_an_item_with_a_reason() {
        let rows = Answer::unexplained("x", "of no known shape").rows(3);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].item["kind"], Value::Null);
        assert_eq!(rows[0].item["why"], "of no known shape");
        assert_eq!(rows[0].item["line"], 3);
        assert!(rows[0].name.is_empty());
    }
}
