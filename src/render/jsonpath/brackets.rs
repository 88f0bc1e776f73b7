//! What stands in quotes and in brackets.

use super::parse::Reader;
use super::template::{Operator, Slice, Step};
use crate::render::misread::Misread;

impl<'t> Reader<'t> {
    pub(super) fn quoted(&mut self, quote: char) -> Result<String, Misread> {
        let from = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let at = self.at;
            match self.next() {
                None | Some('\n') => return Err(self.wrong(from, from + 1, "this quote is not closed")),
                Some(letter) if letter == quote => return Ok(text),
                Some('\\') => match self.escaped(quote) {
                    Some(letter) => text.push(letter),
                    None => {
                        let why = "a backslash and this mean nothing";
                        return Err(self.wrong(at, self.at, why).hint("\\n, \\t, \\\\, \\\" and \\u00e9 do"));
                    }
                },
                Some(letter) => text.push(letter),
            }
        }
    }

    /// What a backslash makes of the characters behind it: Go's `strconv.UnquoteChar`.
    fn escaped(&mut self, quote: char) -> Option<char> {
        Some(match self.next()? {
            'a' => '\u{7}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            '\\' => '\\',
            'x' => self.code(2, 16)?,
            'u' => self.code(4, 16)?,
            'U' => self.code(8, 16)?,
            '0'..='7' => {
                self.at -= 1;
                self.code(3, 8)?
            }
            letter if letter == quote => letter,
            _ => return None,
        })
    }

    fn code(&mut self, digits: usize, radix: u32) -> Option<char> {
        let text = self.rest().get(..digits)?;
        let code = u32::from_str_radix(text, radix).ok().filter(|_| !text.starts_with('+'))?;
        self.at += digits;
        char::from_u32(code)
    }

    /// `[...]` but for filters.
    pub(super) fn list(&mut self, steps: &mut Vec<Step>) -> Result<(), Misread> {
        let from = self.at;
        let Some(length) = self.rest().find([']', '\n']).filter(|end| self.rest().as_bytes().get(*end) == Some(&b']'))
        else {
            return Err(self.wrong(from, from + 1, "this [ is not closed"));
        };
        let inside = self.rest().get(1..length).unwrap_or_default();
        self.at += length + 1;
        if !inside.contains(',') {
            steps.extend(self.selector(inside, from + 1)?);
            return Ok(());
        }
        let (mut union, mut at) = (Vec::new(), from + 1);
        for part in inside.split(',') {
            let bare = part.trim_matches(' ');
            union.push(self.selector(bare, at + part.len() - part.trim_start_matches(' ').len())?);
            at += part.len() + 1;
        }
        steps.push(Step::Union(union));
        Ok(())
    }

    /// One name or slice in brackets.
    fn selector(&self, inside: &'t str, from: usize) -> Result<Vec<Step>, Misread> {
        if let Some(name) =
            inside.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')).filter(|name| !name.contains('\''))
        {
            // kubectl reads it as a path, so a dot needs a backslash here too.
            let mut path = self.within(name, from + 1)?;
            let mut steps = vec![path.field()];
            steps.extend(path.steps()?);
            return Ok(steps);
        }
        let wrong = || {
            let misread = self.wrong(from, from + inside.len(), format!("{inside:?} is neither a place nor a name"));
            misread.hint("such as [0], [-1:], [*], ['name'] or [?(@.name==\"a\")]")
        };
        let bounds: Vec<&str> = if inside == "*" { vec!["", ""] } else { inside.split(':').collect() };
        let bound = |at: usize| match bounds.get(at) {
            None | Some(&"") => Ok(None),
            Some(text) if text.starts_with('+') => Err(wrong()),
            Some(text) => text.parse().map(Some).map_err(|_| wrong()),
        };
        if bounds.len() > 3 {
            return Err(wrong());
        }
        let slice = Slice { start: bound(0)?, end: bound(1)?, step: bound(2)?, is_single: bounds.len() == 1 };
        Ok(vec![Step::Slice(slice)])
    }

    /// `[?(...)]`: one comparison, or one path that has to be there.
    pub(super) fn filter(&mut self) -> Result<Step, Misread> {
        let from = self.at;
        self.at += "[?(".len();
        let begin = self.at;
        let mut quote = None;
        loop {
            match self.next() {
                None | Some('\n') => {
                    return Err(self.wrong(from, from + 3, "this filter is not closed").hint(")] closes it"));
                }
                Some('\\') if quote.is_some() => drop(self.next()),
                Some(letter @ ('"' | '\'')) if quote.is_none() => quote = Some(letter),
                Some(letter) if quote == Some(letter) => quote = None,
                Some(')') if quote.is_none() => break,
                Some(_) => {}
            }
        }
        let inside = self.text.get(begin..self.at - 1).unwrap_or_default();
        if self.next() != Some(']') {
            return Err(self.wrong(begin, self.at.min(self.text.len()), "expected ] behind this ) of the filter"));
        }
        let sign = |letter: char| "!<>=".contains(letter);
        let split = inside.find(sign).filter(|at| *at > 0);
        let Some(at) = split else {
            return Ok(Step::Filter { left: self.within(inside, begin)?.steps()?, compared: None });
        };
        let (left, rest) = inside.split_at(at);
        let right = rest.trim_start_matches(|letter| sign(letter) || letter == '~');
        let typed = rest.get(..rest.len() - right.len()).unwrap_or_default();
        let operator = match typed {
            "==" => Operator::Equal,
            "!=" => Operator::NotEqual,
            "<" => Operator::Less,
            "<=" => Operator::LessOrEqual,
            ">" => Operator::Greater,
            ">=" => Operator::GreaterOrEqual,
            _ => {
                let misread = self.wrong(begin + at, begin + at + typed.len(), format!("no operator {typed}"));
                return Err(misread.hint("there are ==, !=, <, <=, > and >="));
            }
        };
        if right.trim().is_empty() {
            return Err(self.wrong(begin + at, begin + at + typed.len(), "nothing to compare with"));
        }
        let left = self.within(left, begin)?.steps()?;
        let right = self.within(right, begin + at + typed.len())?.steps()?;
        Ok(Step::Filter { left, compared: Some((operator, right)) })
    }
}
