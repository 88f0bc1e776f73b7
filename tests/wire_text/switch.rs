//! One switch, asked both ways.

use std::fs;
use std::time::Duration;

use antstats::decode::wire::Version;
use antstats::model::artefact::ArtefactKind;
use antstats::source::local::openflow::OpenFlow;
use antstats::source::local::{Filter, Patience, Question};

use crate::ovs::Ovs;

fn patience() -> Patience {
    Patience { question: Duration::from_secs(60), end: None, interrupt: Default::default() }
}

/// As `ovs-ofctl -O` and column `protocols` call it.
pub fn protocol(version: Version) -> &'static str {
    match version {
        Version::V10 => "OpenFlow10",
        Version::V13 => "OpenFlow13",
        Version::V15 => "OpenFlow15",
    }
}

/// A switch that speaks one protocol alone.
pub struct Speaking<'a> {
    switch: &'a Ovs,
    version: Version,
    openflow: OpenFlow,
}

impl Ovs {
    /// From now on the bridge speaks this protocol and no other.
    pub fn speaking(&self, version: Version) -> Speaking<'_> {
        self.vsctl(["set", "bridge", "br-int", &format!("protocols={}", protocol(version))]);
        let openflow = OpenFlow::connect(&self.folder().join("br-int.mgmt"), patience()).unwrap();
        assert_eq!(openflow.version(), version);
        Speaking { switch: self, version, openflow }
    }

    /// Its clock stands still: what is asked twice is answered the same.
    pub fn stop_clock(&self) {
        self.appctl(&["time/stop"]);
    }
}

impl Speaking<'_> {
    /// The replies to a question as they came; `None` where this protocol has no such question.
    pub fn bytes(&mut self, artefact: ArtefactKind, filter: Filter) -> Option<Vec<u8>> {
        let question = Question::of(artefact, self.version, filter)?;
        self.openflow.next_question(patience());
        let asked = self.openflow.ask(&question).unwrap();
        let mut bytes = Vec::new();
        self.openflow.answer(&asked, None, &mut |replies| bytes.extend_from_slice(replies)).unwrap();
        Some(bytes)
    }

    /// What `ovs-ofctl` prints for a question.
    pub fn printed(&self, verb: &str, filter: &str) -> String {
        let words = ["-O", protocol(self.version), verb, "br-int", filter];
        self.switch.ofctl(words.into_iter().filter(|word| !word.is_empty()))
    }

    /// What `ovs-ofctl` prints for messages that it reads from a file.
    pub fn print(&self, bytes: &[u8]) -> String {
        let file = self.switch.folder().join("messages");
        fs::write(&file, bytes).unwrap();
        self.switch.ofctl(["ofp-parse", file.to_str().unwrap()])
    }
}
