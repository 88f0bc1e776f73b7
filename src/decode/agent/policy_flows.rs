//! The flows of one policy, as the agent's `/ovsflows?networkpolicy=` and antctl's `get ovsflows -N` list them: which rule IDs are the policy's.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::decode::{Decoded, flows_json};
use crate::model::ids::RuleId;
use crate::model::policy::{PolicyKind, PolicyRef};

/// Reads the IDs that a policy owns: those of flows that match `conj_id`. Other flows of the answer may be another policy's as well: they share their match, and
/// the agent does not tell two flows apart that differ in their priority alone (`pkg/agent/openflow/network_policy.go`).
pub fn policy_flows(bytes: &[u8], path: &Arc<str>) -> Decoded<BTreeSet<RuleId>> {
    let lines = flows_json::lines(bytes, path);
    let value = lines.value.iter().filter_map(|line| conjunction(line)).collect();
    Decoded { value, notes: lines.notes, doubts: lines.doubts }
}

/// The ID that a flow matches; not one that its actions set.
fn conjunction(line: &str) -> Option<RuleId> {
    let end = line.rfind(" actions=").unwrap_or(line.len());
    let value = line.get(..end)?.split([',', ' ']).find_map(|field| field.strip_prefix("conj_id="))?;
    let id = match value.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => value.parse(),
    };
    id.ok().filter(|id| *id != 0).map(RuleId)
}

/// The policy that a file `agent-ovsflows.KIND.NAMESPACE.NAME.json` (also compressed) is of; the Namespace is empty for kinds that have none.
pub fn policy_of_file(path: &str) -> Option<PolicyRef> {
    let file = path.rsplit('/').next()?;
    let file = file.strip_suffix(".gz").or(file.strip_suffix(".zst")).unwrap_or(file);
    let mut parts = file.strip_prefix("agent-ovsflows.")?.strip_suffix(".json")?.splitn(3, '.');
    let (kind, namespace, name) = (parts.next()?, parts.next()?, parts.next()?);
    let kind = PolicyKind::ALL.into_iter().find(|known| known.name() == kind)?;
    let fits = kind.is_namespaced() != namespace.is_empty() && !name.is_empty();
    fits.then(|| PolicyRef { kind, namespace: namespace.into(), name: name.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_flows_that_match_them() {
        // answer, IDs, notes
        let cases: [(&str, &[u32], usize); 9] = [
            (
                r#"[{"flow":"cookie=0x1020000000000, duration=3.9s, table=IngressRule, n_packets=0, n_bytes=0, priority=190,conj_id=7,ip actions=set_field:0x7->reg6,ct(commit)"},
                    {"flow":"table=IngressRule, n_packets=0, n_bytes=0, priority=200,ip,nw_src=10.0.0.1 actions=conjunction(9,1/2),conjunction(7,1/2)"}]"#,
                &[7],
                0,
            ),
            (
                r#"[{"flow": "table=AntreaPolicyEgressRule, priority=14499,conj_id=12 actions=drop"}, {"flow": "table=0, conj_id=3,ip actions=drop"}]"#,
                &[3, 12],
                0,
            ),
            (r#"[{"flow":"table=0, priority=1 actions=set_field:1->reg0,conj_id=4"}]"#, &[], 0),
            (r#"[{"flow":"table=0, conj_id=0x10 actions=drop"}]"#, &[16], 0),
            (
                r#"[{"flow":"table=0, conj_id=0 actions=drop"},{"flow":"conj_id=x actions=drop"},{"flow":"conj_id=99999999999 actions=drop"}]"#,
                &[],
                0,
            ),
            (r#"[{"flow":"group_id=9,type=select,bucket=bucket_id:0"}]"#, &[], 0),
            ("- flow: table=0, conj_id=5 actions=drop\n", &[5], 0),
            ("null", &[], 0),
            (r#"[{"flow":"table=0, conj_id=5 actions=drop"},{"fl"#, &[5], 1),
        ];
        for (answer, ids, notes) in cases {
            let decoded = policy_flows(answer.as_bytes(), &"x".into());
            let expected: BTreeSet<RuleId> = ids.iter().copied().map(RuleId).collect();
            assert_eq!((decoded.value, decoded.notes.len()), (expected, notes), "{answer}");
        }
    }

    #[test]
    fn files_name_their_policy() {
        let cases = [
            (
                "nodes/n1/agent-ovsflows.K8sNetworkPolicy.default.web.v1.json",
                Some(("K8sNetworkPolicy", "default", "web.v1")),
            ),
            ("agent-ovsflows.AntreaClusterNetworkPolicy..a.json.gz", Some(("AntreaClusterNetworkPolicy", "", "a"))),
            ("agent-ovsflows.AntreaClusterNetworkPolicy.default.a.json", None),
            ("agent-ovsflows.K8sNetworkPolicy..a.json", None),
            ("agent-ovsflows.K8sNetworkPolicy.default..json", None),
            ("agent-ovsflows.Other.default.a.json", None),
            ("agent-ovsflows.json", None),
            ("flows.txt", None),
            ("", None),
        ];
        for (path, expected) in cases {
            let policy = policy_of_file(path);
            let policy = policy.as_ref().map(|policy| (policy.kind.name(), &*policy.namespace, &*policy.name));
            assert_eq!(policy, expected, "{path}");
        }
    }
}
