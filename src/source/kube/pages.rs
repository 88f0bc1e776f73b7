//! Lists of any length, page by page.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use serde_json::Value;

use super::client::Api;
use super::feed::Feed;
use super::page::{self, Each, Object};
use super::{KubeError, KubeErrorKind};

/// Objects of a page: what kubectl asks for.
const LIMIT: usize = 500;
/// Pages of one list: five million objects are more than etcd holds.
const MOST_PAGES: usize = 10_000;

/// A list that is being read.
///
/// A server forgets after some minutes what its pages continue (410 Expired). Then the list begins again, once: what was given before is not given
/// twice, so an object that changed in between is given as it was.
pub struct Pages<'a> {
    api: &'a Api,
    feed: &'a Feed,
    path: String,
    accept: &'static str,
    token: String,
    pages: usize,
    done: bool,
    began_again: bool,
    given: HashSet<u64>,
    hasher: RandomState,
}

impl<'a> Pages<'a> {
    pub(super) fn new(api: &'a Api, feed: &'a Feed, path: &str, query: &str, accept: &'static str) -> Pages<'a> {
        let path = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        Pages {
            api,
            feed,
            path,
            accept,
            token: String::new(),
            pages: 0,
            done: false,
            began_again: false,
            given: HashSet::new(),
            hasher: RandomState::new(),
        }
    }

    /// Reads the next page and hands its objects over; `false` when there is none.
    ///
    /// # Errors
    /// As any request. Objects before a break were handed over.
    pub async fn next(&mut self, each: &mut Each<'_>) -> Result<bool, KubeError> {
        if self.done {
            return Ok(false);
        }
        let mark = if self.path.contains('?') { '&' } else { '?' };
        let mut path = format!("{}{mark}limit={LIMIT}", self.path);
        if !self.token.is_empty() {
            path = format!("{path}&continue={}", super::client::escaped(&self.token));
        }
        let bytes = match self.api.page(self.feed, &path, &self.path, self.accept).await {
            Ok(bytes) => bytes,
            Err(error) if error.kind == KubeErrorKind::Expired && self.pages > 0 && !self.began_again => {
                self.began_again = true;
                self.token = String::new();
                return Ok(true);
            }
            Err(error) => return Err(error),
        };
        self.pages += 1;
        let (given, hasher) = (&mut self.given, &self.hasher);
        let mut fresh = |object: Object| {
            if given.insert(identity(hasher, &object)) {
                each(object);
            }
        };
        let read = page::read(&bytes, &mut fresh);
        let garbled = |why: String| KubeError::new(format!("GET {}", self.path), KubeErrorKind::Garbled, why);
        let token = read.map_err(garbled)?;
        self.done = token.is_empty();
        if !self.done && (token == self.token || self.pages >= MOST_PAGES) {
            return Err(garbled(format!("the list does not end: page {} is followed by another", self.pages)));
        }
        self.token = token;
        Ok(true)
    }

    /// Reads all pages.
    ///
    /// # Errors
    /// As [`Pages::next`].
    pub async fn all(&mut self, each: &mut Each<'_>) -> Result<(), KubeError> {
        while self.next(each).await? {}
        Ok(())
    }
}

/// What makes two objects of a list the same.
fn identity(hasher: &RandomState, object: &Object) -> u64 {
    let metadata = object.get("metadata");
    let text = |key: &str| metadata.and_then(|data| data.get(key)).and_then(Value::as_str).unwrap_or_default();
    match (text("namespace"), text("name"), text("uid")) {
        // Without a name nothing can be told apart but by all that there is.
        (_, "", "") => hasher.hash_one(Value::Object(object.clone()).to_string()),
        names => hasher.hash_one(names),
    }
}
