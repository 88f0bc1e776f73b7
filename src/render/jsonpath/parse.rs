//! kubectl's template language, as `k8s.io/client-go/util/jsonpath/parser.go` reads it: text, and actions in braces.

use super::template::{Part, Step};
use crate::render::misread::Misread;

/// Filters and ranges within one another.
const DEEPEST: usize = 16;

/// Reads a template.
pub(in crate::render) fn parse(text: &str) -> Result<Vec<Part>, Misread> {
    let mut reader = Reader { text, at: 0, depth: 0, offset: 0, whole: text };
    let parts = reader.template(false)?;
    Ok(parts)
}

/// What is read: the template, or a part of it that stands at `offset` in the whole.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    depth: usize,
    offset: usize,
    whole: &'t str,
}

/// An action as it is read.
enum Action {
    Steps(Vec<Step>),
    Range(Vec<Step>),
    End,
}

impl<'t> Reader<'t> {
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Takes what all letters are of, and gives it.
    fn take(&mut self, is: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|letter| !is(letter)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    pub(super) fn wrong(&self, from: usize, to: usize, why: impl Into<String>) -> Misread {
        Misread::new(self.whole, self.offset + from..self.offset + to, why)
    }

    /// A reader of a part of this text, that begins at `from`.
    pub(super) fn within(&self, text: &'t str, from: usize) -> Result<Reader<'t>, Misread> {
        if self.depth >= DEEPEST {
            return Err(self.wrong(from, from + text.len(), "too many filters within one another"));
        }
        Ok(Reader { text, at: 0, depth: self.depth + 1, offset: self.offset + from, whole: self.whole })
    }

    /// Text and actions, up to the end or, in a range, to its `{end}`.
    fn template(&mut self, in_range: bool) -> Result<Vec<Part>, Misread> {
        let mut parts = Vec::new();
        loop {
            let text = self.take(|letter| letter != '{');
            if !text.is_empty() {
                parts.push(Part::Text(text.to_owned()));
            }
            let open = self.at;
            if self.next().is_none() {
                return match in_range {
                    true => Err(self.wrong(self.at, self.at, "the range has no {end}")),
                    false => Ok(parts),
                };
            }
            match self.action(open)? {
                Action::Steps(steps) => parts.push(Part::Action(steps)),
                Action::End if in_range => return Ok(parts),
                Action::End => return Err(self.wrong(open, self.at, "there is no range to end")),
                Action::Range(over) => {
                    if self.depth >= DEEPEST {
                        return Err(self.wrong(open, self.at, "too many ranges within one another"));
                    }
                    self.depth += 1;
                    let body = self.template(true).map_err(|misread| self.of_range(misread, open))?;
                    self.depth -= 1;
                    parts.push(Part::Range { over, body });
                }
            }
        }
    }

    /// A range that does not end is wrong where it begins.
    fn of_range(&self, misread: Misread, open: usize) -> Misread {
        let is_open = misread.place.is_empty() && misread.place.start == self.whole.len();
        let end = self.text.get(open..).and_then(|rest| rest.find('}')).map_or(self.text.len(), |end| open + end + 1);
        if is_open { self.wrong(open, end, misread.why) } else { misread }
    }

    /// What stands in braces, the first of them taken already.
    fn action(&mut self, open: usize) -> Result<Action, Misread> {
        let (mut steps, mut keyword) = (Vec::new(), None);
        loop {
            let from = self.at;
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    return Ok(match keyword {
                        None => Action::Steps(steps),
                        Some("range") => Action::Range(steps),
                        Some(_) => Action::End,
                    });
                }
                Some(letter) if is_letter(letter) && !letter.is_numeric() => {
                    let word = self.take(|letter| !is_terminator(letter));
                    match word {
                        "true" | "false" => steps.push(Step::Bool(word == "true")),
                        "range" | "end" if steps.is_empty() && keyword.is_none() => keyword = Some(word),
                        _ => {
                            let why = format!("{word:?} is neither range nor end");
                            return Err(self
                                .wrong(from, self.at, why)
                                .hint(format!("a field begins with a dot: .{word}")));
                        }
                    }
                }
                None | Some('\n' | '\r') => {
                    let end = self
                        .text
                        .get(open..)
                        .and_then(|rest| rest.find('\n'))
                        .map_or(self.text.len(), |end| open + end);
                    return Err(self.wrong(open, end, "this { is not closed").hint("} closes it"));
                }
                Some(_) => self.step(&mut steps)?,
            }
        }
    }

    /// The steps of the rest of this text.
    pub(super) fn steps(mut self) -> Result<Vec<Step>, Misread> {
        let mut steps = Vec::new();
        while let Some(letter) = self.peek() {
            let from = self.at;
            if is_letter(letter) && !letter.is_numeric() {
                match self.take(|letter| !is_terminator(letter)) {
                    word @ ("true" | "false") => steps.push(Step::Bool(word == "true")),
                    word => {
                        let why = format!("{word:?} is no value");
                        let hint = format!("text stands in quotes, \"{word}\", and a field begins with @.");
                        return Err(self.wrong(from, self.at, why).hint(hint));
                    }
                }
            } else {
                self.step(&mut steps)?;
            }
        }
        Ok(steps)
    }

    fn step(&mut self, steps: &mut Vec<Step>) -> Result<(), Misread> {
        let from = self.at;
        if self.rest().starts_with("[?(") {
            steps.push(self.filter()?);
            return Ok(());
        }
        if self.rest().starts_with("..") {
            if steps.last() == Some(&Step::Recursive) {
                return Err(self.wrong(from, from + 2, "one .. cannot follow another"));
            }
            self.at += 2;
            steps.push(Step::Recursive);
            if self.peek().is_some_and(is_letter) {
                steps.push(self.field());
            }
            return Ok(());
        }
        match self.peek() {
            Some(' ' | '@' | '$') => self.at += 1,
            Some('[') => self.list(steps)?,
            Some(quote @ ('"' | '\'')) => steps.push(Step::Text(self.quoted(quote)?)),
            Some('.') => {
                self.at += 1;
                steps.push(self.field());
            }
            Some(letter) if letter == '+' || letter == '-' || letter.is_numeric() => steps.push(self.number()?),
            Some(letter) => {
                let why = format!("{letter:?} means nothing here");
                return Err(self.wrong(from, from + letter.len_utf8(), why));
            }
            None => {}
        }
        Ok(())
    }

    /// A name up to what cannot be in one; a backslash takes the next character as it is.
    pub(super) fn field(&mut self) -> Step {
        let mut name = String::new();
        while let Some(letter) = self.peek().filter(|letter| !is_terminator(*letter)) {
            self.at += letter.len_utf8();
            match letter {
                '\\' => name.extend(self.next()),
                letter => name.push(letter),
            }
        }
        if name == "*" { Step::Wildcard } else { Step::Field(name) }
    }

    fn number(&mut self) -> Result<Step, Misread> {
        let from = self.at;
        self.at += usize::from(self.rest().starts_with(['+', '-']));
        self.take(|letter| letter == '.' || letter.is_ascii_digit());
        let text = self.text.get(from..self.at).unwrap_or_default();
        let whole = text.parse().ok().map(Step::Whole);
        let number = whole.or_else(|| text.parse().ok().filter(|number: &f64| number.is_finite()).map(Step::Broken));
        number.ok_or_else(|| self.wrong(from, self.at.max(from + 1), "this is no number"))
    }
}

fn is_letter(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
}

/// What ends a name.
fn is_terminator(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\r' | '\n' | '.' | ',' | '[' | ']' | '$' | '@' | '{' | '}')
}
