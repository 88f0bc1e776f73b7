//! AntreaAgentInfo: what each agent writes about itself into the cluster.
//!
//! Every agent may write every one of these objects, so they are not trusted: only how to reach the agent's API is taken, for the Node whose name the object has.

use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::model::artefact::ArtefactKind;
use crate::source::kube::client::{Api, JSON};
use crate::source::kube::feed::Feed;
use crate::source::kube::page::Object;
use crate::source::kube::{KubeError, KubeErrorKind};

/// Where the objects are, the group of 1.0 and later first.
const PATHS: [&str; 2] = [
    "/apis/crd.antrea.io/v1beta1/antreaagentinfos",
    "/apis/clusterinformation.antrea.tanzu.vmware.com/v1beta1/antreaagentinfos",
];

/// The file of it in a capture.
const FILE: &str = "agent-agentinfo.json";

/// The longest bundle of certificates that is taken, in bytes of base64. Antrea's has one certificate.
const LONGEST_BUNDLE: usize = 64 << 10;
/// The longest version.
const LONGEST_VERSION: usize = 64;
/// The most agents that are remembered.
const MOST: usize = 100_000;

/// What one agent says about itself, as far as it is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgentInfo {
    /// Its version (`v2.4.5`), printable.
    pub version: Option<String>,
    /// The port of its API.
    pub api_port: Option<NonZeroU16>,
    /// The certificates that its API's own may be signed with, as PEM; since Antrea 1.13.
    pub ca_bundle: Option<Vec<u8>>,
}

/// What agents say about themselves, by the name of their Node; empty where the resource is not there. What the agent of a wanted Node says goes to the
/// feed as it is.
///
/// # Errors
/// As any request.
pub async fn infos(
    api: &Api,
    feed: &Feed,
    wanted: &(dyn Fn(&str) -> bool + Sync),
) -> Result<BTreeMap<Arc<str>, AgentInfo>, KubeError> {
    for path in PATHS {
        let (mut infos, mut said) = (BTreeMap::new(), Vec::new());
        let mut each = |object: Object| {
            if let Some((node, info)) = read(&object).filter(|(node, _)| infos.len() < MOST && wanted(node)) {
                said.push((node.clone(), Value::Object(object).to_string()));
                infos.insert(node, info);
            }
        };
        match api.pages(feed, path, "", JSON).all(&mut each).await {
            Ok(()) => {
                for (node, object) in said {
                    let feed = feed.of_node(&node);
                    let told = feed.whole(ArtefactKind::AgentInfo, FILE, object.into_bytes()).await;
                    told.map_err(|_| KubeError::interrupted("read AntreaAgentInfo"))?;
                }
                return Ok(infos);
            }
            Err(error) if error.kind == KubeErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(BTreeMap::new())
}

fn read(object: &Object) -> Option<(Arc<str>, AgentInfo)> {
    let name = object.get("metadata")?.get("name")?.as_str()?;
    let text = |key: &str| object.get(key).and_then(Value::as_str);
    let printable = |text: &&str| text.len() <= LONGEST_VERSION && text.bytes().all(|byte| byte.is_ascii_graphic());
    let port = object.get("apiPort").and_then(Value::as_u64).and_then(|port| u16::try_from(port).ok());
    let bundle = text("apiCABundle").filter(|bundle| !bundle.is_empty() && bundle.len() <= LONGEST_BUNDLE);
    let info = AgentInfo {
        version: text("version").filter(|text| !text.is_empty()).filter(printable).map(str::to_owned),
        api_port: port.and_then(NonZeroU16::new),
        ca_bundle: bundle.and_then(|bundle| STANDARD.decode(bundle).ok()),
    };
    Some((name.chars().take(253).collect::<String>().into(), info))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_agents_write_is_bounded() {
        let long = "A".repeat(LONGEST_BUNDLE + 4);
        let cases = [
            (
                json!({"apiPort": 10350, "version": "v2.4.5", "apiCABundle": "aGk="}),
                (Some("v2.4.5"), Some(10350), Some(2)),
            ),
            (json!({"apiPort": 0, "version": "", "apiCABundle": ""}), (None, None, None)),
            (json!({"apiPort": 65536, "version": "v1\u{1b}[2J", "apiCABundle": "***"}), (None, None, None)),
            (json!({"apiPort": "10350", "version": 1, "apiCABundle": long}), (None, None, None)),
            (json!({"apiPort": -1, "version": "v".repeat(65)}), (None, None, None)),
        ];
        for (mut object, (version, port, bundle)) in cases {
            object["metadata"] = json!({"name": "n1"});
            let (node, info) = read(object.as_object().unwrap()).unwrap();
            assert_eq!(&*node, "n1");
            assert_eq!(info.version.as_deref(), version, "{object}");
            assert_eq!(info.api_port.map(NonZeroU16::get), port, "{object}");
            assert_eq!(info.ca_bundle.map(|bytes| bytes.len()), bundle, "{object}");
        }
        assert_eq!(read(json!({"metadata": {}}).as_object().unwrap()), None);
    }
}
