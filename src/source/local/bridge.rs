//! Which bridge is Antrea's.

use std::path::Path;

use serde_json::{Map, Value};

use super::error::{LocalError, LocalErrorKind};

/// Antrea's default name of its bridge (`ovsBridge` of `antrea-agent.conf`).
const DEFAULT: &str = "br-int";
/// What the agent writes into the external IDs of its bridge (`roundNumKey` of `pkg/agent/agent.go`).
pub(super) const ROUND: &str = "roundNum";

/// A bridge, as the database has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bridge {
    pub(super) name: String,
    /// How often the agent has begun, which it writes into its bridge alone.
    pub(super) round: Option<String>,
}

impl Bridge {
    /// A row of table `Bridge`, with its name and its external IDs.
    pub(super) fn of_row(row: &Map<String, Value>) -> Bridge {
        let name = row.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        Bridge { name, round: row.get("external_ids").and_then(round) }
    }
}

/// The round among external IDs.
pub(super) fn round(external_ids: &Value) -> Option<String> {
    external_id(external_ids, ROUND)
}

/// One of the external IDs: `["map", [[key, value], ..]]`.
pub(super) fn external_id(external_ids: &Value, key: &str) -> Option<String> {
    let pairs = external_ids.get(1)?.as_array()?;
    let pair = pairs.iter().find(|pair| pair.get(0).and_then(Value::as_str) == Some(key))?;
    pair.get(1).and_then(Value::as_str).map(str::to_owned)
}

/// The bridge to read: the one that was named, else the one with a round, else `br-int`, else the only one.
///
/// # Errors
/// There is none, or nothing says which of several is meant.
pub(super) fn choose(bridges: &[Bridge], named: Option<&str>, place: &Path) -> Result<Bridge, LocalError> {
    let error = |kind, why| LocalError::new(place.display().to_string(), kind, why);
    if let Some(name) = named {
        return bridges.iter().find(|bridge| bridge.name == name).cloned().ok_or_else(|| {
            let why = match bridges {
                [] => format!("there is no bridge {name}: Open vSwitch has none at all"),
                _ => format!("there is no bridge {name}; there is {}", names(bridges)),
            };
            error(LocalErrorKind::NoBridge, why)
        });
    }
    let with_round: Vec<Bridge> = bridges.iter().filter(|bridge| bridge.round.is_some()).cloned().collect();
    match (with_round.as_slice(), bridges) {
        ([one], _) | ([], [one]) => Ok(one.clone()),
        ([], []) => {
            let why = "Open vSwitch has no bridge: has antrea-agent ever run here?".to_owned();
            Err(error(LocalErrorKind::NoBridge, why))
        }
        ([], several) => several.iter().find(|bridge| bridge.name == DEFAULT).cloned().ok_or_else(|| {
            let why = format!("none of its bridges is Antrea's (none has {ROUND} in external_ids): {}", names(several));
            error(LocalErrorKind::SeveralBridges, why)
        }),
        (several, _) => {
            let why = format!("several of its bridges have Antrea's {ROUND} in external_ids: {}", names(several));
            Err(error(LocalErrorKind::SeveralBridges, why))
        }
    }
}

fn names(bridges: &[Bridge]) -> String {
    bridges.iter().map(|bridge| bridge.name.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bridge_of_antrea_is_found() {
        // bridges, those with a round marked; which is named; which is read
        type Case<'a> = (&'a [&'a str], Option<&'a str>, Result<&'a str, LocalErrorKind>);
        let cases: [Case<'_>; 11] = [
            (&["br-int"], None, Ok("br-int")),
            (&["br-x"], None, Ok("br-x")),
            (&["br-int", "antrea*"], None, Ok("antrea")),
            (&["br-ext", "br-int", "br-z"], None, Ok("br-int")),
            (&["br-ext", "br-z"], None, Err(LocalErrorKind::SeveralBridges)),
            (&["a*", "b*"], None, Err(LocalErrorKind::SeveralBridges)),
            (&["a*", "br-int*"], None, Err(LocalErrorKind::SeveralBridges)),
            (&[], None, Err(LocalErrorKind::NoBridge)),
            (&["br-int*", "other"], Some("other"), Ok("other")),
            (&["br-int*"], Some("other"), Err(LocalErrorKind::NoBridge)),
            (&[], Some("other"), Err(LocalErrorKind::NoBridge)),
        ];
        for (bridges, named, expected) in cases {
            let bridge = |name: &&str| Bridge {
                name: name.trim_end_matches('*').to_owned(),
                round: name.ends_with('*').then(|| "7".to_owned()),
            };
            let bridges: Vec<Bridge> = bridges.iter().map(bridge).collect();
            let chosen = choose(&bridges, named, Path::new("db.sock"));
            let chosen = chosen.map(|bridge| bridge.name).map_err(|error| error.kind);
            assert_eq!(chosen, expected.map(str::to_owned), "{bridges:?} {named:?}");
        }
    }

    #[test]
    fn errors_list_what_there_is() {
        let bridges = ["a", "b"].map(|name| Bridge { name: name.to_owned(), round: None });
        let why = choose(&bridges, None, Path::new("/run/db.sock")).unwrap_err().to_string();
        assert!(why.starts_with("/run/db.sock: ") && why.ends_with(": a, b"), "{why}");
    }
}
