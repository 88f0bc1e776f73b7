//! Where head and match end and the actions begin.

use memchr::memrchr;

use super::Unreadable;
use crate::decode::text::split;

/// Where the head and the match end, and where the text of the actions begins.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Separator {
    pub head_end: usize,
    pub actions_at: usize,
}

const ACTIONS: &[u8] = b"actions=";

/// The usual case: Open vSwitch prints no blank behind ` actions=`.
pub(super) fn last_blank(bytes: &[u8], start: usize, end: usize) -> Option<Separator> {
    let head_end = start + memrchr(b' ', bytes.get(start..end)?)?;
    let actions_at = head_end + 1 + ACTIONS.len();
    let actions = bytes.get(actions_at..end)?;
    let usual = bytes.get(head_end + 1..actions_at)? == ACTIONS && balance(actions) == 0;
    usual.then_some(Separator { head_end, actions_at })
}

/// How many more parentheses open than close. In blocks whose sum fits a byte, so that many bytes are counted at a time.
fn balance(bytes: &[u8]) -> i64 {
    let block =
        |block: &[u8]| block.iter().fold(0i8, |sum, &byte| sum + i8::from(byte == b'(') - i8::from(byte == b')'));
    bytes.chunks(64).map(|bytes| i64::from(block(bytes))).sum()
}

/// The one `actions=` that stands outside of parentheses and quotes, behind a blank, a comma or nothing.
pub(super) fn scan(bytes: &[u8], start: usize, end: usize) -> Result<Separator, Unreadable> {
    let bytes = bytes.get(..end).unwrap_or(bytes);
    let mut found = None;
    let mut open = Vec::new();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'(' => open.push(at),
            b')' if open.pop().is_none() => return Err(Unreadable { at, why: "a parenthesis that nothing opened" }),
            b'"' => {
                at = split::quote_end(bytes, at)
                    .ok_or(Unreadable { at, why: "a quote that is not closed: the line was cut" })?;
            }
            b'a' if open.is_empty() && is_separator(bytes, start, at) => {
                if found.is_some() {
                    return Err(Unreadable { at, why: "a second actions=: two lines ran together" });
                }
                let head_end = if at == start { at } else { at - 1 };
                found = Some(Separator { head_end, actions_at: at + ACTIONS.len() });
            }
            _ => {}
        }
        at += 1;
    }
    match (found, open.last()) {
        (_, Some(&at)) => Err(Unreadable { at, why: "a parenthesis that is not closed: the line was cut" }),
        (Some(separator), None) => Ok(separator),
        (None, None) => Err(Unreadable { at: end, why: "no actions=: not a flow, or cut" }),
    }
}

fn is_separator(bytes: &[u8], start: usize, at: usize) -> bool {
    bytes.get(at..).is_some_and(|rest| rest.starts_with(ACTIONS))
        && (at == start || matches!(bytes.get(at - 1), Some(b' ' | b',')))
}
