//! The language of `--filter`: clauses joined by `!`, `&&`, `||` and parentheses, as ovs-flowviz(8) has it.

use std::ops::Range;

use super::value::Literal;
use crate::render::misread::Misread;

/// `(` and `!` within one another: a person needs a few.
const DEEPEST: usize = 64;

/// What rows are asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Not(Box<Expression>),
    /// The clause with that number.
    Clause(usize),
}

/// A name, alone or compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clause {
    pub(super) name: String,
    pub(super) place: Range<usize>,
    /// `None` asks whether it is there.
    pub(super) comparison: Option<Comparison>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Comparison {
    pub(super) operator: Operator,
    pub(super) literal: Literal,
    pub(super) place: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Operator(Operator),
    /// Quoted words are never `and`, `or`, `not`.
    Word {
        text: String,
        quoted: bool,
    },
}

impl Token {
    fn is_word(&self, keyword: &str) -> bool {
        matches!(self, Token::Word { text, quoted: false } if text.eq_ignore_ascii_case(keyword))
    }

    fn is_and(&self) -> bool {
        *self == Token::And || self.is_word("and")
    }

    fn is_or(&self) -> bool {
        *self == Token::Or || self.is_word("or")
    }

    fn is_not(&self) -> bool {
        *self == Token::Not || self.is_word("not")
    }
}

/// Reads an expression; its clauses stand beside it.
pub(super) fn parse(text: &str) -> Result<(Expression, Vec<Clause>), Misread> {
    let mut parser = Parser { text, tokens: tokens(text)?, at: 0, depth: 0, clauses: Vec::new() };
    let expression = parser.any()?;
    match parser.next() {
        None => Ok((expression, parser.clauses)),
        Some((Token::Close, place)) => Err(Misread::new(text, place, "this parenthesis closes nothing")),
        Some((Token::Operator(_), place)) => Err(Misread::new(text, place, "a comparison begins with one name")
            .hint("text with blanks or signs stands in quotes: name=\"a b\"")),
        Some((_, place)) => Err(Misread::new(text, place, "expected && or || before this")
            .hint("text with blanks or signs stands in quotes: name=\"a b\"")),
    }
}

fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, Misread> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, end) = token(text, at, first)?;
        tokens.push((token, at..end));
        at = end;
    }
    Ok(tokens)
}

/// The token that begins here, and its end.
fn token(text: &str, at: usize, first: char) -> Result<(Token, usize), Misread> {
    use Operator::{Contains, Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    let signs = [
        ("&&", Token::And),
        ("||", Token::Or),
        ("!=", Token::Operator(NotEqual)),
        ("==", Token::Operator(Equal)),
        ("~=", Token::Operator(Contains)),
        ("<=", Token::Operator(LessOrEqual)),
        (">=", Token::Operator(GreaterOrEqual)),
        ("!", Token::Not),
        ("=", Token::Operator(Equal)),
        ("<", Token::Operator(Less)),
        (">", Token::Operator(Greater)),
        ("(", Token::Open),
        (")", Token::Close),
    ];
    let rest = text.get(at..).unwrap_or_default();
    if let Some((sign, token)) = signs.into_iter().find(|(sign, _)| rest.starts_with(sign)) {
        return Ok((token, at + sign.len()));
    }
    match first {
        '"' | '\'' => quoted(text, at, first),
        '&' => Err(Misread::new(text, at..at + 1, "a single & means nothing here").hint("'and' is written &&")),
        '|' => Err(Misread::new(text, at..at + 1, "a single | means nothing here").hint("'or' is written ||")),
        '~' => Err(Misread::new(text, at..at + 1, "a ~ stands before = alone").hint("'contains' is written ~=")),
        _ => {
            let end = rest.find(|letter: char| letter.is_whitespace() || "()&|!<>=~\"'".contains(letter));
            let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            Ok((Token::Word { text: word.to_owned(), quoted: false }, at + word.len()))
        }
    }
}

/// Text in quotes; a backslash takes the next character as it is.
fn quoted(text: &str, at: usize, quote: char) -> Result<(Token, usize), Misread> {
    let mut word = String::new();
    let mut letters = text.get(at + 1..).unwrap_or_default().char_indices();
    while let Some((offset, letter)) = letters.next() {
        match letter {
            '\\' => word.extend(letters.next().map(|(_, letter)| letter)),
            letter if letter == quote => return Ok((Token::Word { text: word, quoted: true }, at + 1 + offset + 1)),
            letter => word.push(letter),
        }
    }
    Err(Misread::new(text, at..at + 1, "this quote is not closed"))
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<(Token, Range<usize>)>,
    at: usize,
    depth: usize,
    clauses: Vec<Clause>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn next(&mut self) -> Option<(Token, Range<usize>)> {
        let next = self.tokens.get(self.at).cloned();
        self.at += usize::from(next.is_some());
        next
    }

    fn take(&mut self, wanted: fn(&Token) -> bool) -> bool {
        let found = self.peek().is_some_and(wanted);
        self.at += usize::from(found);
        found
    }

    fn wrong(&self, place: Option<Range<usize>>, why: &str) -> Misread {
        Misread::new(self.text, place.unwrap_or(self.text.len()..self.text.len()), why)
    }

    fn any(&mut self) -> Result<Expression, Misread> {
        let mut parts = vec![self.all()?];
        while self.take(Token::is_or) {
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Expression::Any))
    }

    fn all(&mut self) -> Result<Expression, Misread> {
        let mut parts = vec![self.unary()?];
        while self.take(Token::is_and) {
            parts.push(self.unary()?);
        }
        Ok(one_or(parts, Expression::All))
    }

    fn unary(&mut self) -> Result<Expression, Misread> {
        let Some((token, place)) = self.next() else {
            let why = if self.tokens.is_empty() { "the expression is empty" } else { "the expression ends too early" };
            return Err(self.wrong(None, why).hint("such as: packets>0 && !(action=allow || action=pass)"));
        };
        if token.is_not() || token == Token::Open {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(self.wrong(Some(place), "too many parentheses and ! within one another"));
            }
            let expression = if token.is_not() {
                Expression::Not(Box::new(self.unary()?))
            } else {
                let inner = self.any()?;
                if !self.take(|token| *token == Token::Close) {
                    return Err(self.unclosed(place));
                }
                inner
            };
            self.depth -= 1;
            return Ok(expression);
        }
        match token {
            Token::Word { text, quoted } if quoted || !(token_is_keyword(&text)) => self.clause(text, place),
            _ => Err(self.wrong(Some(place), "expected a name, ! or ( here")),
        }
    }

    /// What stands where a parenthesis should have been closed.
    fn unclosed(&self, open: Range<usize>) -> Misread {
        match self.tokens.get(self.at) {
            None => self.wrong(Some(open), "this parenthesis is not closed"),
            Some((_, place)) => self.wrong(Some(place.clone()), "expected && or || or ) before this"),
        }
    }

    fn clause(&mut self, name: String, place: Range<usize>) -> Result<Expression, Misread> {
        let comparison = match self.peek() {
            Some(Token::Operator(operator)) => {
                let operator = *operator;
                self.at += 1;
                match self.next() {
                    Some((Token::Word { text, .. }, place)) => {
                        Some(Comparison { operator, literal: Literal::new(&text), place })
                    }
                    other => {
                        let place = other.map(|(_, place)| place);
                        return Err(self.wrong(place, "expected a value here").hint("nothing is written \"\""));
                    }
                }
            }
            _ => None,
        };
        self.clauses.push(Clause { name, place, comparison });
        Ok(Expression::Clause(self.clauses.len() - 1))
    }
}

fn token_is_keyword(word: &str) -> bool {
    ["and", "or"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword))
}

fn one_or(mut parts: Vec<Expression>, join: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.len() {
        1 => parts.remove(0),
        _ => join(parts),
    }
}
