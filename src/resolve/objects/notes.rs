//! Reading fields of untyped objects: what has a wrong type, or a key that nobody here knows, becomes a doubt and reading goes on.

use std::net::IpAddr;

use serde_json::{Map, Value};

use crate::model::net::Net;
use crate::model::policy::{Direction, PolicyRef};

/// Something that was not understood, and whose meaning that may change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Doubt {
    /// The policy whose expansion may be wrong; `None` when it concerns all, or an object that is no policy.
    pub policy: Option<PolicyRef>,
    /// The rule of it, by direction and place in the object's list; `None` for the whole policy.
    pub rule: Option<(Direction, usize)>,
    /// What, in words.
    pub text: String,
}

impl Doubt {
    /// The doubt as a sentence with the policy and rule before it.
    pub fn sentence(&self) -> String {
        let Some(policy) = &self.policy else { return self.text.clone() };
        let mut sentence = format!("{} ", policy.kind.name());
        if !policy.namespace.is_empty() {
            sentence.push_str(&policy.namespace);
            sentence.push('/');
        }
        sentence.push_str(&policy.name);
        if let Some((direction, place)) = self.rule {
            let list = match direction {
                Direction::Ingress => "ingress",
                Direction::Egress => "egress",
            };
            sentence.push_str(&format!(" {list}[{place}]"));
        }
        format!("{sentence}: {}", self.text)
    }
}

/// An object or a part of one.
pub(super) type Fields = Map<String, Value>;

/// Readers of fields that collect doubts, and what is being read.
#[derive(Default)]
pub(super) struct Notes {
    policy: Option<PolicyRef>,
    rule: Option<(Direction, usize)>,
    object: Option<String>,
    doubts: Vec<Doubt>,
    /// All that were made, also those that repeat the last one.
    made: usize,
}

/// Doubts that are kept: objects can be wrong in millions of places.
const KEPT: usize = 10_000;

impl Notes {
    /// From now on a policy is read.
    pub fn at_policy(&mut self, policy: &PolicyRef) {
        self.policy = Some(policy.clone());
        self.rule = None;
        self.object = None;
    }

    /// From now on a rule of the policy is read, or again the policy itself.
    pub fn at_rule(&mut self, rule: Option<(Direction, usize)>) {
        self.rule = rule;
    }

    /// From now on an object that is no policy is read.
    pub fn at_object(&mut self, object: String) {
        self.policy = None;
        self.rule = None;
        self.object = Some(object);
    }

    /// From now on nothing in particular is read.
    pub fn at_nothing(&mut self) {
        self.policy = None;
        self.rule = None;
        self.object = None;
    }

    pub fn doubt(&mut self, text: impl Into<String>) {
        self.made += 1;
        if self.doubts.len() > KEPT {
            return;
        }
        if self.doubts.len() == KEPT {
            let text = "more is not understood: it is not listed".to_owned();
            return self.doubts.push(Doubt { policy: None, rule: None, text });
        }
        let text = match &self.object {
            Some(object) => format!("{object}: {}", text.into()),
            None => text.into(),
        };
        let doubt = Doubt { policy: self.policy.clone(), rule: self.rule, text };
        if self.doubts.last() != Some(&doubt) {
            self.doubts.push(doubt);
        }
    }

    /// How many doubts there are so far: with `since`, what was said about one part.
    pub fn count(&self) -> usize {
        self.made
    }

    /// Whether anything was doubted after there were `count` doubts.
    pub fn since(&self, count: usize) -> bool {
        self.made > count
    }

    pub fn finish(self) -> Vec<Doubt> {
        let mut seen = std::collections::HashSet::new();
        self.doubts.into_iter().filter(|doubt| seen.insert(doubt.clone())).collect()
    }

    /// Doubts every key that is not among `keys`: it could change the meaning.
    pub fn known(&mut self, fields: &Fields, what: &str, keys: &[&str]) {
        for (key, value) in fields {
            if !keys.contains(&key.as_str()) && !value.is_null() {
                self.doubt(format!("unknown key `{}` in {what}", shown(key)));
            }
        }
    }

    /// The value as an object.
    pub fn fields<'v>(&mut self, value: &'v Value, what: &str) -> Option<&'v Fields> {
        let fields = value.as_object();
        if fields.is_none() {
            self.doubt(format!("{what} is not an object"));
        }
        fields
    }

    pub fn map<'v>(&mut self, parent: &'v Fields, key: &str) -> Option<&'v Fields> {
        present(parent, key).and_then(|value| self.fields(value, &format!("`{key}`")))
    }

    /// Items of a list; none when it is absent.
    pub fn list<'v>(&mut self, parent: &'v Fields, key: &str) -> &'v [Value] {
        match present(parent, key) {
            None => &[],
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.doubt(format!("`{key}` is not a list"));
                &[]
            }
        }
    }

    /// Items of a list that are texts.
    pub fn texts<'v>(&mut self, parent: &'v Fields, key: &str) -> Vec<&'v str> {
        let items = self.list(parent, key);
        let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
        if texts.len() < items.len() {
            self.doubt(format!("`{key}` has items that are no text"));
        }
        texts
    }

    pub fn text<'v>(&mut self, parent: &'v Fields, key: &str) -> Option<&'v str> {
        let value = present(parent, key)?;
        if value.as_str().is_none() {
            self.doubt(format!("`{key}` is not a text"));
        }
        value.as_str()
    }

    /// As [`Notes::text`]; Go reads an absent text and an empty one alike.
    pub fn full_text<'v>(&mut self, parent: &'v Fields, key: &str) -> Option<&'v str> {
        self.text(parent, key).filter(|text| !text.is_empty())
    }

    /// A number that fits `T`.
    pub fn number<T: TryFrom<i64>>(&mut self, parent: &Fields, key: &str) -> Option<T> {
        let value = present(parent, key)?;
        let number = value.as_i64().and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.doubt(format!("`{key}` is not a number in range"));
        }
        number
    }

    pub fn flag(&mut self, parent: &Fields, key: &str) -> bool {
        match present(parent, key) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                self.doubt(format!("`{key}` is neither true nor false"));
                false
            }
        }
    }

    pub fn address(&mut self, text: &str) -> Option<IpAddr> {
        let address = text.parse().ok();
        if address.is_none() {
            self.doubt(format!("`{}` is not an IP address", shown(text)));
        }
        address
    }

    pub fn net(&mut self, text: &str) -> Option<Net> {
        let net = parse_net(text);
        if net.is_none() {
            self.doubt(format!("`{}` is not a CIDR", shown(text)));
        }
        net
    }
}

/// The value of a key; null is absent, as for Go.
pub(super) fn present<'v>(parent: &'v Fields, key: &str) -> Option<&'v Value> {
    parent.get(key).filter(|value| !value.is_null())
}

/// What stands in an object, short enough for a message.
fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}

fn parse_net(text: &str) -> Option<Net> {
    let (address, prefix) = text.split_once('/')?;
    let address: IpAddr = address.parse().ok()?;
    let prefix: u8 = prefix.parse().ok()?;
    (prefix <= Net::host(address).prefix).then(|| Net::new(address, prefix))
}
