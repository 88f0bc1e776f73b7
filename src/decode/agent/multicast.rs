//! `/podmulticaststats` of the agent, and what antctl makes of it.

use std::sync::Arc;

use serde_json::Value;

use crate::decode::json::{self, get, kind_of, name, text};
use crate::decode::{Decoded, add_note, short};
use crate::model::artefact::Note;
use crate::model::kubectl_table;

/// What was counted for one Pod: packets, without IGMP.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PodMulticastStats {
    pub namespace: Arc<str>,
    pub name: Arc<str>,
    pub inbound: Option<u64>,
    pub outbound: Option<u64>,
}

/// Reads the answer of `/podmulticaststats` or `antctl get podmulticaststats -o json|yaml`, in which numbers are text
/// (pkg/agent/apis/types.go, MulticastResponse).
///
/// The table that antctl prints without `-o json` is read too. That of an early design is refused, whose columns were dropped packets (`POD INBOUND_DROPPED OUTBOUND_DROPPED IGMP_ALLOWED IGMP_DROPPED`): taken for this one, its drops would be received packets.
pub fn pod_multicast_stats(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<PodMulticastStats>> {
    let mut decoded = Decoded::<Vec<PodMulticastStats>>::default();
    let whole = |why: String| Note { path: path.clone(), line: 0, column: 0, why };
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| is_table(text)) {
        return table(text, path);
    }
    let begin = bytes.trim_ascii_start().first();
    if begin.is_some_and(|byte| !matches!(byte, b'[' | b'{' | b'-' | b'n')) {
        let why = "is no answer of /podmulticaststats: antctl get podmulticaststats gives one. A table of POD, INBOUND_DROPPED, OUTBOUND_DROPPED, \
                   IGMP_ALLOWED and IGMP_DROPPED counts drops and IGMP, which is something else";
        decoded.notes.push(whole(why.to_owned()));
        return decoded;
    }
    for item in json::items(bytes, path, &mut decoded.notes) {
        if text(&item, "name").is_none() || (get(&item, "inbound").is_none() && get(&item, "outbound").is_none()) {
            add_note(
                &mut decoded.notes,
                whole("an item without a Pod's name and its inbound or outbound packets: left out".to_owned()),
            );
            continue;
        }
        let mut count = |key: &str| {
            let value = get(&item, key)?;
            let count = match value {
                Value::String(digits) => digits.parse().ok(),
                number => number.as_u64(),
            };
            if count.is_none() {
                add_note(
                    &mut decoded.notes,
                    whole(format!("{key} of a Pod is {} and no count: unknown", kind_of(value))),
                );
            }
            count
        };
        let (inbound, outbound) = (count("inbound"), count("outbound"));
        // antctl of some releases called it namespace.
        let namespace = if get(&item, "podNamespace").is_some() { "podNamespace" } else { "namespace" };
        let (namespace, name) = (name(&item, namespace), name(&item, "name"));
        decoded.value.push(PodMulticastStats { namespace, name, inbound, outbound });
    }
    decoded
}

fn is_table(text: &str) -> bool {
    kubectl_table::lines(text).next().is_some_and(|(_, line)| kubectl_table::is_multicast_header(line))
}

/// The table of antctl.
fn table(text: &str, path: &Arc<str>) -> Decoded<Vec<PodMulticastStats>> {
    let mut decoded = Decoded::<Vec<PodMulticastStats>>::default();
    for (line, row) in kubectl_table::lines(text).filter(|(_, row)| !kubectl_table::is_multicast_header(row)) {
        let words: Vec<&str> = row.split_ascii_whitespace().collect();
        let counts = match words.as_slice() {
            [namespace, name, inbound, outbound] => {
                inbound.parse().ok().zip(outbound.parse().ok()).map(|counts| (*namespace, *name, counts))
            }
            _ => None,
        };
        match counts {
            Some((namespace, name, (inbound, outbound))) => decoded.value.push(PodMulticastStats {
                namespace: namespace.into(),
                name: name.into(),
                inbound: Some(inbound),
                outbound: Some(outbound),
            }),
            None => {
                let why = format!("no Pod with its inbound and outbound packets, left out: {}", short(row));
                add_note(&mut decoded.notes, Note { path: path.clone(), line, column: 0, why });
            }
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, usize) {
        let decoded = pod_multicast_stats(text.as_bytes(), &"x".into());
        let form =
            |pod: &PodMulticastStats| format!("{}/{} {:?} {:?}", pod.namespace, pod.name, pod.inbound, pod.outbound);
        (decoded.value.iter().map(form).collect(), decoded.notes.len())
    }

    #[test]
    fn text_and_numbers_are_counts() {
        let cases: [(&str, &[&str], usize); 9] = [
            (
                "$ antctl get podmulticaststats\n\nNAMESPACE NAME INBOUND OUTBOUND\nt r 30 0\n",
                &["t/r Some(30) Some(0)"],
                0,
            ),
            ("NAMESPACE   NAME   INBOUND OUTBOUND\nt r 30\nt r 3x 0\nt s 0 1\n", &["t/s Some(0) Some(1)"], 2),
            (r#"[{"name":"r","podNamespace":"t","inbound":"30","outbound":"0"}]"#, &["t/r Some(30) Some(0)"], 0),
            (r#"[{"name":"r","podNamespace":"t","inbound":30}]"#, &["t/r Some(30) None"], 0),
            ("- name: r\n  podNamespace: t\n  inbound: \"1\"\n  outbound: \"2\"\n", &["t/r Some(1) Some(2)"], 0),
            (r#"[{"name":"r","podNamespace":"t","inbound":"-1","outbound":"2"}]"#, &["t/r None Some(2)"], 1),
            (r#"[{"name":"r"},{"name":"s","outbound":"1"}]"#, &["/s None Some(1)"], 1),
            ("null", &[], 0),
            ("[]", &[], 0),
        ];
        for (text, expected, notes) in cases {
            let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
            assert_eq!(read(text), (expected, notes), "{text}");
        }
    }

    #[test]
    fn a_table_is_refused_in_words() {
        for table in [
            "mcjoin-k95gb 2233 0 55 22\n",
            "POD           INBOUND_DROPPED OUTBOUND_DROPPED IGMP_ALLOWED IGMP_DROPPED\nmcjoin-k95gb 2233 0 55 22\n",
        ] {
            let decoded = pod_multicast_stats(table.as_bytes(), &"x".into());
            assert_eq!(decoded.value, [], "{table}");
            assert!(decoded.notes[0].why.contains("antctl get podmulticaststats gives one"), "{:?}", decoded.notes);
        }
    }
}
