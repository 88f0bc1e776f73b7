//! Open vSwitch's database on `db.sock`: JSON-RPC as RFC 7047 has it.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::error::{LocalError, LocalErrorKind};
use super::framer::Framer;
use super::socket::{Patience, Socket};

/// The database.
pub(super) const DATABASE: &str = "Open_vSwitch";
/// The longest message: an interface with all its columns is some kilobytes.
const MESSAGE: usize = 64 << 20;
/// What is read at once.
const PIECE: usize = 64 << 10;
/// Changes that wait to be looked at.
const CHANGES: usize = 1024;

/// A connection to the database.
#[derive(Debug)]
pub struct Database {
    socket: Socket,
    framer: Framer,
    held: Vec<u8>,
    asked: u64,
    /// Parameters of `update3` that came between answers.
    changes: Vec<Value>,
}

impl Database {
    /// Connects.
    ///
    /// # Errors
    /// The socket cannot be opened.
    pub fn connect(path: &Path, patience: Patience) -> Result<Database, LocalError> {
        let socket = Socket::connect(path, patience)?;
        Ok(Database { socket, framer: Framer::default(), held: Vec::new(), asked: 0, changes: Vec::new() })
    }

    /// Another question begins, which may take so long.
    pub fn next_question(&mut self, patience: Patience) {
        self.socket.next_question(patience);
    }

    /// Calls a method and gives its result. What else comes meanwhile is answered (`echo`) or kept (`update3`).
    ///
    /// # Errors
    /// It is refused, or what comes is no answer.
    pub(super) fn call(&mut self, method: &str, parameters: Value) -> Result<Value, LocalError> {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "id": id, "method": method, "params": parameters }))?;
        loop {
            let Value::Object(mut message) = self.message()? else { return Err(self.garbled("is no object")) };
            if message.contains_key("method") {
                self.asked_here(message)?;
            } else if message.get("id").and_then(Value::as_u64) == Some(id) {
                return match message.remove("error") {
                    None | Some(Value::Null) => {
                        message.remove("result").ok_or_else(|| self.garbled("has neither result nor error"))
                    }
                    Some(error) => Err(self.socket.error(LocalErrorKind::Said, format!("{method}: {}", words(&error)))),
                };
            }
        }
    }

    /// The rows of a table: these columns of it, or all.
    ///
    /// # Errors
    /// As [`Database::call`].
    pub fn select(&mut self, table: &str, columns: Option<&[&str]>) -> Result<Vec<Map<String, Value>>, LocalError> {
        let mut operation = json!({ "op": "select", "table": table, "where": [] });
        if let (Some(columns), Some(operation)) = (columns, operation.as_object_mut()) {
            operation.insert("columns".to_owned(), json!(columns));
        }
        let mut result = self.call("transact", json!([DATABASE, operation]))?;
        // One element for the operation, and another when all of it failed.
        let failed = result
            .as_array()
            .into_iter()
            .flatten()
            .find_map(|one| one.get("error").filter(|error| !error.is_null()).map(|_| words(one)));
        if let Some(failed) = failed {
            return Err(self.socket.error(LocalErrorKind::Said, format!("table {table}: {failed}")));
        }
        let Some(Value::Array(rows)) = result.get_mut(0).and_then(|first| first.get_mut("rows")).map(Value::take)
        else {
            return Err(self.garbled("has no rows"));
        };
        rows.into_iter()
            .map(|row| match row {
                Value::Object(row) => Ok(row),
                _ => Err(self.garbled("has a row that is no object")),
            })
            .collect()
    }

    /// The changes that came so far: what the server sent before it answers this is there.
    ///
    /// # Errors
    /// As [`Database::call`].
    pub(super) fn changes(&mut self) -> Result<Vec<Value>, LocalError> {
        self.call("echo", json!([]))?;
        Ok(std::mem::take(&mut self.changes))
    }

    fn send(&mut self, message: &Value) -> Result<(), LocalError> {
        self.socket.send(message.to_string().as_bytes())
    }

    /// What the server asks, or says by itself.
    fn asked_here(&mut self, mut message: Map<String, Value>) -> Result<(), LocalError> {
        let id = message.remove("id").unwrap_or_default();
        let parameters = message.remove("params").unwrap_or_default();
        match message.get("method").and_then(Value::as_str) {
            Some("echo") => self.send(&json!({ "id": id, "result": parameters, "error": null })),
            Some("update3") if self.changes.len() < CHANGES => {
                self.changes.push(parameters);
                Ok(())
            }
            Some("update3") => Err(self.garbled("sends changes faster than they can be looked at")),
            _ => Ok(()),
        }
    }

    fn message(&mut self) -> Result<Value, LocalError> {
        loop {
            let end = self.framer.end(&self.held).map_err(|_| self.garbled("is no object of JSON"))?;
            if let Some(end) = end {
                let message = serde_json::from_slice(self.held.get(..end).unwrap_or_default());
                self.held.drain(..end);
                return message.map_err(|error| self.garbled(&format!("is no JSON: {error}")));
            }
            let before = self.held.len();
            if before >= MESSAGE {
                return Err(self.garbled(&format!("is longer than {MESSAGE} bytes")));
            }
            self.held.resize(before + PIECE, 0);
            let read = self.socket.read(self.held.get_mut(before..).unwrap_or_default());
            self.held.truncate(before + read.as_ref().map_or(0, |count| *count));
            read?;
        }
    }

    fn garbled(&self, why: &str) -> LocalError {
        self.socket.error(LocalErrorKind::Garbled, format!("the answer {why}"))
    }
}

/// An error of RFC 7047: text, or an object with `error` and `details`.
fn words(error: &Value) -> String {
    let text = |name: &str| error.get(name).and_then(Value::as_str);
    let words = match (error.as_str(), text("error"), text("details")) {
        (Some(text), ..) => text.to_owned(),
        (None, Some(error), Some(details)) => format!("{error}: {details}"),
        (None, Some(error), None) => error.to_owned(),
        (None, None, _) => error.to_string(),
    };
    words.chars().take(400).collect()
}

/// Rows as `ovs-vsctl --format=json list TABLE` prints them: the columns that were asked for in their order, else the row's UUID and the others by name.
pub(super) fn as_printed(rows: &[Map<String, Value>], columns: Option<&[&str]>) -> String {
    let headings: Vec<&str> = match columns {
        Some(columns) => columns.to_vec(),
        None => {
            let all = rows.iter().flat_map(Map::keys).map(String::as_str);
            // `_version` is not printed; `_uuid` comes first by its name.
            let names: std::collections::BTreeSet<&str> = all.filter(|name| *name != "_version").collect();
            names.into_iter().collect()
        }
    };
    let row = |row: &Map<String, Value>| {
        headings.iter().map(|heading| row.get(*heading).cloned().unwrap_or_default()).collect::<Vec<_>>()
    };
    json!({ "data": rows.iter().map(row).collect::<Vec<_>>(), "headings": headings }).to_string()
}
