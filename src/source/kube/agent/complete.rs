//! Whether an answer of an agent is one: with nothing to tell it says `[]`, `null` or a List without items (`pkg/agent/apiserver/handlers`), never nothing.

use serde::de::IgnoredAny;

use super::http::AskError;

/// Checks that an answer is a list, an object or null in JSON.
///
/// # Errors
/// What it is instead.
pub fn check(answer: &[u8]) -> Result<(), AskError> {
    let start = answer.iter().find(|byte| !byte.is_ascii_whitespace());
    let why = match start {
        None => "status 200 with an empty answer: an agent without any says [] or null".to_owned(),
        Some(b'[' | b'{' | b'n') => match serde_json::from_slice::<IgnoredAny>(answer) {
            Ok(_) => return Ok(()),
            Err(error) => format!("status 200 with an answer that is not JSON that can be read: {error}"),
        },
        Some(_) => format!("status 200 with an answer that is no list in JSON: {}", super::short(answer)),
    };
    Err(AskError::Garbled(why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lists_objects_and_null_are_answers() {
        // answer, what is wrong
        let cases = [
            ("[]", ""),
            ("null\n", ""),
            (" {\"metadata\":{},\"items\":null}", ""),
            ("[{\"name\":\"a\"}]", ""),
            ("", "empty answer"),
            (" \n", "empty answer"),
            ("surprise", "no list in JSON: surprise"),
            ("\"text\"", "no list in JSON"),
            ("3", "no list in JSON"),
            ("nothing", "not JSON that can be read"),
            ("[{\"name\":\"a\"}", "EOF while parsing a list"),
            ("[] []", "trailing characters"),
            ("<html>", "no list in JSON: <html>"),
        ];
        for (answer, wrong) in cases {
            let said = check(answer.as_bytes()).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(said.contains(wrong) && said.is_empty() == wrong.is_empty(), "{answer:?}: {said}");
        }
    }
}
