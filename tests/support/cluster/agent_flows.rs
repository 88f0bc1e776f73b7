//! `/ovsflows` of an agent, with what each release gets wrong (`pkg/agent/apiserver/handlers/ovsflows/handler.go`).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::Path;

use axum::body::Body;
use axum::http::Response;
use serde_json::{Value, json};

use super::ask::Ask;
use super::node::{Backend, Node};
use super::reply::{self, Reply};
use super::version::Version;

/// Names of the pipeline's tables by their numbers.
pub async fn tables(node: &Node) -> Result<Vec<(u64, String)>, String> {
    let protocols = format!("OpenFlow10,{}", node.version.protocol());
    let text = node.run(&["ovs-ofctl", "-O", &protocols, "dump-table-features", "br-int"]).await?;
    Ok(crate::replay::table_names(&text))
}

/// A panic in a handler ends the connection.
fn panic() -> Reply {
    Err(io::Error::new(io::ErrorKind::ConnectionAborted, "the handler panicked"))
}

fn failed() -> Response<Body> {
    reply::text(500, "OVS flow dumping failed\n")
}

pub async fn answer(node: &Node, ask: &Ask) -> Reply {
    let only_names =
        ask.query.iter().any(|(key, _)| key == "table-names-only") && node.version.knows_table_names_only();
    let names = match tables(node).await {
        Ok(names) => names,
        Err(_) => return Ok(failed()),
    };
    if only_names {
        let mut list: Vec<&String> = names.iter().map(|(_, name)| name).collect();
        list.sort();
        return Ok(reply::json(200, &json!(list)));
    }
    if let Some(name) = ask.get("networkpolicy") {
        return policy(node, ask, name).await;
    }
    let filters = match ask.get("table") {
        None => match ask.get("groups") {
            Some(asked) => return Ok(groups(node, asked).await),
            None => Vec::new(),
        },
        Some(asked) => {
            let mut filters = Vec::new();
            for word in asked.split(',') {
                let number = match word.parse::<u64>() {
                    Ok(number) => names.iter().find(|(id, _)| *id == number),
                    Err(_) if node.version.table_name_panics() => return panic(),
                    Err(_) => names.iter().find(|(_, name)| name == word),
                };
                match number {
                    Some((id, _)) => filters.push(format!("table={id}")),
                    None => return Ok(reply::text(400, format!("invalid table {word}\n"))),
                }
            }
            filters
        }
    };
    let dumps: Vec<Option<&str>> =
        if filters.is_empty() { vec![None] } else { filters.iter().map(|f| Some(f.as_str())).collect() };
    let mut lines = Vec::new();
    for filter in dumps {
        match dump(node, filter).await {
            Ok(text) => lines.extend(text.lines().filter_map(|line| entry(node.version, line))),
            Err(_) => return Ok(failed()),
        }
    }
    Ok(reply::json(200, &json!(lines)))
}

/// Groups as `ovs-ofctl dump-groups` prints them, less the header before them: all, or those of these numbers. What they counted the agent does not say.
async fn groups(node: &Node, asked: &str) -> Response<Body> {
    let numbers: Option<Vec<u32>> = asked.split(',').map(|number| number.trim().parse().ok()).collect();
    let all = asked.eq_ignore_ascii_case("all");
    if !all && numbers.is_none() {
        return reply::text(400, "invalid group ID\n");
    }
    let Ok(text) = node.run(&["ovs-ofctl", "-O", node.version.protocol(), "dump-groups", "br-int"]).await else {
        return failed();
    };
    let number = |line: &str| line.strip_prefix("group_id=")?.split(',').next()?.parse::<u32>().ok();
    let lines = text.lines().skip(1).map(str::trim);
    let takes = |line: &&str| all || number(line).is_some_and(|number| numbers.iter().flatten().any(|n| *n == number));
    reply::json(200, &json!(lines.filter(takes).map(|line| json!({ "flow": line })).collect::<Vec<_>>()))
}

/// What `ovs-ofctl --names` prints. A recorded Node has it as a file.
async fn dump(node: &Node, filter: Option<&str>) -> Result<String, String> {
    if matches!(node.backend, Backend::Recorded) {
        let text = recorded(node.version, &node.variants)?;
        let names = tables(node).await?;
        let table = filter.and_then(|filter| filter.strip_prefix("table=")?.parse::<u64>().ok());
        let name = table
            .and_then(|table| names.into_iter().find(|(id, _)| *id == table))
            .map(|(_, name)| format!(" table={name},"));
        let takes = |line: &&str| name.as_ref().is_none_or(|name| line.contains(name.as_str()));
        return Ok(text.lines().filter(takes).flat_map(|line| [line, "\n"]).collect());
    }
    let words = ["ovs-ofctl", "-O", node.version.protocol(), "--names", "dump-flows", "br-int"];
    node.run(&words.into_iter().chain(filter).collect::<Vec<_>>()).await
}

fn entry(version: Version, line: &str) -> Option<Value> {
    let line = line.trim();
    let at = line.find("table=")?;
    Some(json!({ "flow": if version.flows_have_cookies() { line } else { &line[at..] } }))
}

/// The agent's run that made a flow: the first 16 bits of the cookie.
fn round(line: &str) -> Option<u64> {
    let cookie = line.trim().strip_prefix("cookie=0x")?.split(',').next()?;
    u64::from_str_radix(cookie, 16).ok().map(|cookie| cookie >> 48)
}

/// Kinds as `type` names them.
fn kinds(word: &str) -> Option<&'static str> {
    Some(match word.to_uppercase().as_str() {
        "K8SNP" => "K8sNetworkPolicy",
        "ACNP" => "AntreaClusterNetworkPolicy",
        "ANNP" => "AntreaNetworkPolicy",
        "ANP" => "AdminNetworkPolicy",
        "BANP" => "BaselineAdminNetworkPolicy",
        "K8SCNP" => "K8sClusterNetworkPolicy",
        _ => return None,
    })
}

/// The flows of one policy: those with its IDs, and match flows that it may share with others.
async fn policy(node: &Node, ask: &Ask, name: &str) -> Reply {
    let version = node.version;
    let namespace = ask.get("namespace").unwrap_or_default();
    let kind = match ask.get("type").filter(|_| version.policy_flows_of_any_kind()) {
        None => None,
        Some(word) => match kinds(word) {
            Some(kind) => Some(kind),
            None => return Ok(reply::text(400, format!("invalid policy type {word}\n"))),
        },
    };
    let namespaced = |kind: &str| kind == "K8sNetworkPolicy" || kind == "AntreaNetworkPolicy";
    if !version.policy_flows_of_any_kind() && namespace.is_empty() {
        return Ok(reply::text(400, "namespace must be provided\n"));
    }
    if kind.is_some_and(|kind| !namespaced(kind)) && !namespace.is_empty() {
        return Ok(reply::text(400, "namespace should not be provided for cluster-scoped policy type\n"));
    }
    let belongs = |rule: &&Value| {
        let policy = &rule["policy"];
        policy["name"] == name
            && policy["namespace"].as_str().unwrap_or_default() == namespace
            && kind.is_none_or(|kind| policy["kind"] == kind)
    };
    let rules: Vec<&Value> = node.rules.iter().filter(belongs).collect();
    if rules.is_empty() {
        return Ok(reply::text(404, ""));
    }
    if version.policy_flows_panic() {
        return panic();
    }
    if version.policy_flows_fail() {
        return Ok(failed());
    }
    if version.policy_flows_of_any_kind()
        && rules.iter().any(|rule| rule["policy"]["kind"] != rules[0]["policy"]["kind"])
    {
        return Ok(reply::text(400, "query is ambiguous, please provide a policy type\n"));
    }
    let Ok(text) = dump(node, None).await else { return Ok(failed()) };
    let mine = of_policies(&rules, node.version, &text);
    Ok(reply::json(200, &json!(mine.into_values().flatten().collect::<Vec<_>>())))
}

/// What one policy is called in a file's name.
fn called(policy: &Value) -> String {
    let own = |member: &str| policy[member].as_str().unwrap_or_default().to_string();
    format!("{}.{}.{}", own("kind"), own("namespace"), own("name"))
}

/// The flows of each policy: those with its IDs, and match flows that it may share with others.
fn of_policies(rules: &[&Value], version: Version, text: &str) -> BTreeMap<String, Vec<Value>> {
    let mut owners: HashMap<&str, BTreeSet<String>> = HashMap::new();
    let ids: Vec<(String, String)> =
        rules.iter().map(|rule| (rule["id"].to_string(), called(&rule["policy"]))).collect();
    for (id, policy) in &ids {
        owners.entry(id).or_default().insert(policy.clone());
    }
    let mut flows: BTreeMap<String, Vec<Value>> = ids.iter().map(|(_, policy)| (policy.clone(), Vec::new())).collect();
    // Flows of an earlier round are nobody's: the agent knows only those that it made itself.
    let live = text.lines().filter_map(round).max();
    for line in text.lines().filter(|line| round(line) == live) {
        let own = line.split([',', ' ']).filter_map(|word| word.strip_prefix("conj_id="));
        let shared = line.split("conjunction(").skip(1).filter_map(|rest| rest.split(',').next());
        let policies: BTreeSet<&String> = own.chain(shared).filter_map(|id| owners.get(id)).flatten().collect();
        let Some(entry) = entry(version, line) else { continue };
        for policy in policies {
            flows.get_mut(policy).unwrap().push(entry.clone());
        }
    }
    flows
}

/// What `antctl get ovsflows` prints for each policy of a Node, by kind, Namespace and name. Releases that cannot tell have none.
pub fn files(version: Version, rules: &[Value], variants: &Path) -> Vec<(String, String)> {
    if !version.policy_flows_of_any_kind() {
        return Vec::new();
    }
    let text = recorded(version, variants).unwrap_or_default();
    let flows = of_policies(&rules.iter().collect::<Vec<_>>(), version, &text).into_iter();
    flows.map(|(policy, flows)| (policy, serde_json::to_string_pretty(&flows).unwrap())).collect()
}

/// What `ovs-ofctl --names` printed when the capture was taken.
fn recorded(version: Version, variants: &Path) -> Result<String, String> {
    let file = format!("flows-of{}-names.txt", &version.protocol()[8..]);
    std::fs::read_to_string(variants.join(file)).map_err(|e| e.to_string())
}
