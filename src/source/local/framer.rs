//! Where one JSON value ends and the next begins: OVSDB puts nothing between its messages (RFC 7047, 4.1).

/// Finds the end of the object that bytes begin with, whatever pieces they come in: each byte is looked at once.
#[derive(Debug, Default)]
pub struct Framer {
    /// So many bytes of the object were looked at.
    at: usize,
    depth: u32,
    in_text: bool,
    escaped: bool,
}

/// What is no object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnObject;

impl Framer {
    /// The length of the object that `bytes` begin with, blanks before it included; `None` while its end has not come. What was given before is given again, with what came
    /// since behind it.
    ///
    /// # Errors
    /// They do not begin with an object.
    pub fn end(&mut self, bytes: &[u8]) -> Result<Option<usize>, NotAnObject> {
        while let Some(byte) = bytes.get(self.at) {
            self.at += 1;
            if self.in_text {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_text = false,
                    _ => {
                        let rest = bytes.get(self.at..).unwrap_or_default();
                        self.at += memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
                    }
                }
                continue;
            }
            match byte {
                b'{' => self.depth = self.depth.saturating_add(1),
                b'"' if self.depth > 0 => self.in_text = true,
                b'[' if self.depth > 0 => self.depth = self.depth.saturating_add(1),
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        let end = self.at;
                        *self = Framer::default();
                        return Ok(Some(end));
                    }
                }
                b' ' | b'\t' | b'\r' | b'\n' => {}
                _ if self.depth > 0 => {}
                _ => return Err(NotAnObject),
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// What a reader gets that is fed pieces of these sizes, one after another.
    fn framed(bytes: &[u8], sizes: &[usize]) -> Result<Vec<Vec<u8>>, NotAnObject> {
        let (mut framer, mut held, mut all) = (Framer::default(), Vec::new(), Vec::new());
        let (mut rest, mut sizes) = (bytes, sizes.iter().cycle());
        while !rest.is_empty() {
            let (piece, after) = rest.split_at((*sizes.next().unwrap_or(&1)).clamp(1, rest.len()));
            held.extend_from_slice(piece);
            rest = after;
            while let Some(end) = framer.end(&held)? {
                all.push(held.drain(..end).collect());
            }
        }
        Ok(all)
    }

    fn json() -> impl Strategy<Value = Value> {
        let text = proptest::collection::vec(any::<char>(), 0..6).prop_map(|text| text.into_iter().collect::<String>());
        let leaf =
            prop_oneof![Just(Value::Null), any::<i32>().prop_map(Value::from), text.clone().prop_map(Value::from)];
        leaf.prop_recursive(3, 24, 4, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
                proptest::collection::vec((text.clone(), inner), 0..4)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same(values in proptest::collection::vec(json(), 1..5), sizes in proptest::collection::vec(1_usize..40, 1..9)) {
            let values: Vec<Value> = values.into_iter().map(|value| serde_json::json!({ "result": value })).collect();
            let bytes: Vec<u8> = values.iter().flat_map(|value| format!("{value}\n ").into_bytes()).collect();
            let framed = framed(&bytes, &sizes).unwrap();
            let read: Vec<Value> = framed.iter().map(|one| serde_json::from_slice(one).unwrap()).collect();
            prop_assert_eq!(read, values);
        }

        #[test]
        fn any_bytes_split_anywhere_give_the_same(bytes in proptest::collection::vec(proptest::sample::select(b"{}[]\"\\ ,:a\n".as_slice()), 0..60), sizes in proptest::collection::vec(1_usize..9, 1..9)) {
            prop_assert_eq!(framed(&bytes, &sizes), framed(&bytes, &[usize::MAX]));
        }
    }

    #[test]
    fn what_is_no_object_is_told() {
        for bytes in ["[1]", "x", "\"{}\"", "{}]", "{} 7"] {
            assert_eq!(framed(bytes.as_bytes(), &[1]), Err(NotAnObject), "{bytes}");
        }
        assert_eq!(framed(b"{\"a\":\"}\\\"}\"}", &[1]), Ok(vec![b"{\"a\":\"}\\\"}\"}".to_vec()]));
    }
}
