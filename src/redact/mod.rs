//! The bytes of a capture without names, addresses and labels.
//!
//! The same text becomes the same text in every artefact, so all joins stay, and with them every number and every name's confidence: by a secret, so that
//! nobody finds a name by trying. What is no name is decided by the form of each artefact: keys of JSON ([`json`]), places in the text of Open vSwitch
//! ([`text`]). What is free text (logs) cannot be redacted safely and is left out.

mod address;
mod json;
mod names;
mod text;
mod words;

use std::sync::Arc;

use serde_json::{Value, json};

use crate::decode::text::flow::{FlowLine, read};
use crate::decode::text::lines::{Line, LineSplitter};
use crate::decode::{flows_json, k8s};
use crate::model::artefact::ArtefactKind;
use json::Unknown;
use names::Names;
pub use words::is_resource;

/// What JSON may have: it is held whole.
const HELD: usize = 256 << 20;

/// Stands where something was that is no line of its artefact: as unreadable as that was.
const LEFT_OUT: &str = "(left out)";

/// Why an artefact cannot be redacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRedacted {
    /// It may say anything.
    #[error("left out by --redact: its text may name anything")]
    FreeText,
    /// It is not of the form that its name promises.
    #[error("left out by --redact: it is not of the form that could be redacted")]
    Form,
    /// It has more bytes than can be held.
    #[error("left out by --redact: it is too big to be redacted")]
    TooBig,
    /// It has objects of other kinds only.
    #[error("left out by --redact: it has no objects that a noun reads")]
    Nothing,
}

/// Replaces names and addresses.
#[derive(Debug)]
pub struct Redactor {
    names: Names,
}

/// One artefact on its way.
#[derive(Debug)]
pub struct Redaction {
    form: Form,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Flows,
    /// Flows, each the one member of an object in JSON.
    PolicyFlows,
    TableNames,
    Metrics,
    /// Lines that begin with one of these words.
    Lines(&'static [&'static str]),
    /// `N(NAME): ..`
    Ports,
    /// `port N: NAME (..)`
    Datapath,
    Objects,
    Answer(Unknown),
    Table,
}

#[derive(Debug)]
enum State {
    /// Nothing has come.
    Start,
    Lines(LineSplitter),
    Held(Vec<u8>),
}

impl Redactor {
    /// With a secret: who knows it can find out what a name was.
    pub fn new(secret: &[u8]) -> Redactor {
        Redactor { names: Names::new(secret) }
    }

    /// What a name, a UID or an address becomes.
    pub fn name(&mut self, name: &str) -> String {
        self.names.value(name)
    }

    /// Begins an artefact.
    ///
    /// # Errors
    /// When it cannot be redacted.
    pub fn begin(&self, kind: ArtefactKind) -> Result<Redaction, NotRedacted> {
        use ArtefactKind as K;
        let form = match kind {
            K::Flows => Form::Flows,
            K::AgentPolicyFlows => Form::PolicyFlows,
            K::TableStats => Form::Lines(&["OFPST_TABLE", "table", "active", "lookup"]),
            K::TableFeatures => Form::TableNames,
            K::Aggregate => Form::Lines(&["OFPST_AGGREGATE", "NXST_AGGREGATE"]),
            K::AgentMetrics => Form::Metrics,
            K::Bridge | K::Port | K::Interface | K::OpenVSwitch => Form::Table,
            K::AgentNetworkPolicies
            | K::AgentAddressGroups
            | K::AgentAppliedToGroups
            | K::ControllerNetworkPolicies
            | K::ControllerAddressGroups
            | K::ControllerAppliedToGroups => Form::Answer(Unknown::Replaced),
            K::AgentPodInterfaces | K::AgentInfo => Form::Answer(Unknown::LeftOut),
            K::Objects | K::EndpointSlices | K::Egresses | K::MulticastGroups => Form::Objects,
            K::Meta => return Err(NotRedacted::FreeText),
            K::AgentPodMulticastStats => Form::Answer(Unknown::LeftOut),
            K::Groups => Form::Lines(&["OFPST_GROUP", "NXST_GROUP", "group_id"]),
            K::GroupStats => Form::Lines(&["OFPST_GROUP", "group_id"]),
            K::Meters | K::MeterStats => Form::Lines(&["OFPST_METER", "meter", "type", "packet_count"]),
            K::Ports => Form::Lines(&["OFPST_PORT", "port", "tx", "duration", "CUSTOM", "rx_", "tx_", "collisions"]),
            K::Conntrack => Form::Lines(&["tcp", "udp", "icmp", "icmpv6", "sctp", "igmp", "dccp", "udplite"]),
            K::ConntrackCounts => {
                Form::Lines(&["Connections", "Total", "TCP", "UDP", "ICMP", "SCTP", "ICMPv", "IGMP", "Other"])
            }
            K::NfConntrack | K::ConntrackConnections | K::ConntrackMaximum => Form::Lines(&[""]),
            K::PortsDesc => Form::Ports,
            K::Datapath => Form::Datapath,
            K::Other => return Err(NotRedacted::FreeText),
        };
        Ok(Redaction { form, state: State::Start })
    }
}

impl Redaction {
    /// Whether nothing comes out before [`Redaction::end`].
    pub fn is_whole(&self) -> bool {
        matches!(self.form, Form::PolicyFlows | Form::Objects | Form::Answer(_) | Form::Table)
    }

    /// Takes the next bytes and adds what becomes of them.
    pub fn chunk(&mut self, redactor: &mut Redactor, bytes: &[u8], out: &mut String) {
        if let State::Start = self.state
            && !bytes.is_empty()
        {
            let is_held = self.is_whole() || (self.form == Form::Flows && flows_json::is_wrapped(bytes));
            self.state = if is_held { State::Held(Vec::new()) } else { State::Lines(LineSplitter::new()) };
        }
        let form = self.form;
        match &mut self.state {
            State::Lines(splitter) => splitter.feed(bytes, &mut |line| line_of(form, redactor, line, out)),
            // One byte more than may be says that there was more.
            State::Held(held) => held.extend(bytes.iter().take((HELD + 1).saturating_sub(held.len()))),
            State::Start => {}
        }
    }

    /// Ends the artefact and adds the rest.
    ///
    /// # Errors
    /// When it could not be redacted. Then nothing was added by [`Redaction::chunk`] either.
    pub fn end(self, redactor: &mut Redactor, out: &mut String) -> Result<(), NotRedacted> {
        let held = match self.state {
            State::Start => return Ok(()),
            State::Lines(splitter) => {
                splitter.finish(&mut |line| line_of(self.form, redactor, line, out));
                return Ok(());
            }
            State::Held(held) if held.len() > HELD => return Err(NotRedacted::TooBig),
            State::Held(held) => held,
        };
        let path: Arc<str> = "".into();
        if self.form == Form::Flows {
            for line in flows_json::lines(&held, &path).value {
                flow_line(redactor, &line, true, out);
                out.push('\n');
            }
            return Ok(());
        }
        if self.form == Form::PolicyFlows {
            return policy_flows(redactor, &held, &path, out);
        }
        let mut notes = Vec::new();
        let documents = k8s::documents(&held, &path, &mut notes);
        drop(held);
        let names = &mut redactor.names;
        let count = documents.len();
        let redacted: Vec<Value> = documents
            .into_iter()
            .filter_map(|document| match self.form {
                Form::Objects => json::objects(names, document),
                Form::Table => json::table(names, document),
                Form::Answer(unknown) => Some(json::answer(names, document, unknown)),
                _ => None,
            })
            .collect();
        match (redacted.is_empty(), count, self.form) {
            (true, 0, _) if notes.is_empty() => return Ok(()),
            (true, 0, _) | (true, _, Form::Table) => return Err(NotRedacted::Form),
            (true, ..) => return Err(NotRedacted::Nothing),
            (false, ..) => {}
        }
        for value in redacted {
            out.push_str(&value.to_string());
            out.push('\n');
        }
        Ok(())
    }
}

/// The flows of a policy, as the agent's API has them. Groups, which are none, are left out: nobody reads them.
fn policy_flows(redactor: &mut Redactor, held: &[u8], path: &Arc<str>, out: &mut String) -> Result<(), NotRedacted> {
    let lines = flows_json::lines(held, path);
    // IDs that are not listed are said to be another's: a part would say what is wrong.
    if !lines.notes.is_empty() {
        return Err(NotRedacted::Form);
    }
    let flows = lines.value.iter().map(|line| {
        let mut flow = String::new();
        flow_line(redactor, line, true, &mut flow);
        json!({ "flow": flow })
    });
    out.push_str(&Value::Array(flows.collect()).to_string());
    out.push('\n');
    Ok(())
}

fn line_of(form: Form, redactor: &mut Redactor, line: Line<'_>, out: &mut String) {
    if form == Form::Flows {
        match line.text {
            Ok(text) => flow_line(redactor, text, line.terminated, out),
            Err(_) => out.push_str(LEFT_OUT),
        }
    } else {
        let Ok(text) = line.text else { return };
        let before = out.len();
        other_line(form, &mut redactor.names, text, !line.terminated, out);
        if out.len() == before && !text.trim().is_empty() {
            return;
        }
    }
    if line.terminated {
        out.push('\n');
    }
}

/// A line of a dump. One that is no flow stays what it is, without what it said.
fn flow_line(redactor: &mut Redactor, line: &str, terminated: bool, out: &mut String) {
    match read(line) {
        FlowLine::Flow(_) => text::line(&mut redactor.names, line, !terminated, out),
        FlowLine::Header => out.push_str(line),
        FlowLine::Blank => {}
        FlowLine::Comment => out.push('#'),
        FlowLine::DecodeError => out.push_str("***decode error: left out***"),
        FlowLine::Log => out.push_str("|00000|left|out|"),
        FlowLine::Unreadable { .. } => out.push_str(LEFT_OUT),
    }
}

fn other_line(form: Form, names: &mut Names, line: &str, is_cut: bool, out: &mut String) {
    let start = line.trim_start();
    let begins = |words: &[&str]| {
        let word = start.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ' '));
        words.iter().any(|known| {
            let rest = word.strip_prefix(known);
            rest.is_some_and(|rest| {
                known.ends_with('_') || !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
            })
        })
    };
    match form {
        // Of the features themselves nothing is read.
        Form::TableNames if start.starts_with("table ") || start.starts_with("OFPST_TABLE_FEATURES") => {
            out.push_str(line)
        }
        Form::Metrics => metric(names, line, out),
        Form::Lines(words) if begins(words) => text::line(names, line, is_cut, out),
        Form::Ports => match start.split_once('(').and_then(|(number, rest)| Some((number, rest.split_once("):")?))) {
            Some((number, (name, rest))) if number.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                out.push_str(&format!(" {number}({}):", names.interface(name)));
                text::line(names, rest, is_cut, out);
            }
            _ if begins(&[
                "OFPST_PORT_DESC",
                "config",
                "state",
                "speed",
                "current",
                "advertised",
                "supported",
                "peer",
            ]) =>
            {
                text::line(names, line, is_cut, out);
            }
            _ => {}
        },
        Form::Datapath => match start.strip_prefix("port ").and_then(|rest| rest.split_once(": ")) {
            Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                let (name, kind) = rest.split_once(' ').unwrap_or((rest, ""));
                out.push_str(&format!("  port {number}: {} ", names.interface(name)));
                text::line(names, kind, is_cut, out);
            }
            _ if begins(&["lookups", "flows", "masks", "cache"]) => text::line(names, line, is_cut, out),
            _ => {}
        },
        _ => {}
    }
}

/// Values of an agent's own metrics with the labels that Antrea gives them (`pkg/agent/metrics`); other libraries' metrics may name hosts.
fn metric(names: &mut Names, line: &str, out: &mut String) {
    const LABELS: &[&str] = &["table_id", "table_name", "operation", "type", "le", "quantile", "status"];
    let own = ["antrea_agent_", "# HELP antrea_agent_", "# TYPE antrea_agent_"];
    if !own.iter().any(|start| line.starts_with(start)) {
        return;
    }
    let Some((name, rest)) = line.split_once('{') else { return out.push_str(line) };
    out.push_str(name);
    out.push('{');
    let mut rest = rest;
    while let Some((label, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').unwrap_or((after, ""));
        let is_kept = LABELS.contains(&label.trim_start_matches([',', ' ']));
        let value = if is_kept { value.to_owned() } else { names.value(value) };
        out.push_str(&format!("{label}=\"{value}\""));
        rest = after;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests;
