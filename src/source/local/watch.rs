//! What changes in a bridge's row while a Node is read.
//!
//! The server tells by itself what changes in rows that are monitored, as the difference to what they were (`monitor_cond_since` and `update3`, ovsdb-server(7), 4.1.12 to 4.1.15).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::bridge::ROUND;
use super::error::LocalError;
use super::ovsdb::{DATABASE, Database};

/// No transaction yet: all rows come as they are now.
const BEGINNING: &str = "00000000-0000-0000-0000-000000000000";

/// A bridge's external IDs, kept as they are in the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    external_ids: Option<BTreeMap<String, String>>,
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// The server refuses (it is older than Open vSwitch 2.12), or what it answers is none.
    pub fn begin(database: &mut Database, bridge: &str) -> Result<Watch, LocalError> {
        let columns = json!({ "Bridge": [{ "columns": ["external_ids"], "where": [["name", "==", bridge]] }] });
        let now = database.call("monitor_cond_since", json!([DATABASE, bridge, columns, BEGINNING]))?;
        let mut watch = Watch::default();
        watch.take(now.get(2));
        Ok(watch)
    }

    /// Takes what has changed since.
    ///
    /// # Errors
    /// The database does not answer any more.
    pub fn refresh(&mut self, database: &mut Database) -> Result<(), LocalError> {
        for change in database.changes()? {
            self.take(change.get(2));
        }
        Ok(())
    }

    /// Whether there is such a bridge.
    pub fn is_there(&self) -> bool {
        self.external_ids.is_some()
    }

    /// The agent's round, as it stands in the bridge's external IDs.
    pub fn round(&self) -> Option<&str> {
        self.external_ids.as_ref()?.get(ROUND).map(String::as_str)
    }

    /// `<table-updates2>`: what happened to each row.
    fn take(&mut self, updates: Option<&Value>) {
        let rows = updates.and_then(|updates| updates.get("Bridge")).and_then(Value::as_object);
        for row in rows.into_iter().flat_map(|rows| rows.values()) {
            let of = |what: &str| row.get(what).map(|row| pairs(row.get("external_ids")));
            if let Some(pairs) = of("initial").or_else(|| of("insert")) {
                self.external_ids = Some(pairs.collect());
            } else if let Some(pairs) = of("modify") {
                let all = self.external_ids.get_or_insert_default();
                for (key, value) in pairs {
                    // A pair that was there is taken away; one with another value takes the place of the old one.
                    if all.get(&key) == Some(&value) {
                        all.remove(&key);
                    } else {
                        all.insert(key, value);
                    }
                }
            } else if row.get("delete").is_some() {
                self.external_ids = None;
            }
        }
    }
}

/// `["map", [[key, value], ..]]`
fn pairs(map: Option<&Value>) -> impl Iterator<Item = (String, String)> {
    let pairs = map.and_then(|map| map.get(1)).and_then(Value::as_array).into_iter().flatten();
    pairs.filter_map(|pair| Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_make_the_row() {
        let map = |pairs: Value| json!({ "external_ids": ["map", pairs] });
        // what the server says, and the round after it
        let steps = [
            (json!({ "u": { "initial": map(json!([["roundNum", "7"], ["x", "1"]])) } }), Some("7")),
            (json!({ "u": { "modify": map(json!([["x", "1"]])) } }), Some("7")),
            (json!({ "u": { "modify": map(json!([["roundNum", "8"]])) } }), Some("8")),
            (json!({ "u": { "modify": map(json!([["roundNum", "8"]])) } }), None),
            (json!({ "u": { "modify": {} } }), None),
            (json!({ "u": { "delete": null } }), None),
            (json!({ "v": { "insert": map(json!([["roundNum", "1"]])) } }), Some("1")),
            (json!({ "v": { "insert": {} } }), None),
            (json!([1, "x"]), None),
        ];
        let mut watch = Watch::default();
        for (rows, round) in steps {
            watch.take(Some(&json!({ "Bridge": rows.clone() })));
            assert_eq!(watch.round(), round, "{rows}");
            assert_eq!(watch.is_there(), rows.get("u").is_none_or(|row| row.get("delete").is_none()), "{rows}");
        }
    }
}
