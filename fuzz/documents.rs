//! What holds for any bytes of a file other than a flow: JSON, YAML, tables, archives, and reports made of them. As `checks.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use antstats::cmd::gather::{Gather, Names};
use antstats::decode::text::{agent_metrics, aggregate, table_features};
use antstats::decode::{Decoded, agent, flows_json, k8s, ovsdb};
use antstats::model::artefact::{Artefact, ArtefactKind, Gap, Note, Origin};
use antstats::model::report::Part;
use antstats::render::{self, Look, sanitize::is_hidden};
use antstats::resolve::objects::policy_set;
use antstats::resource::{filter::Query, noun};
use antstats::source::capture::{open_bytes, unpack::Limits};
use antstats::source::recipe::{Place, place};
use antstats::source::sniff::{Verdict, sniff};
use antstats::source::{Answer, Meta, Outcome, Sink, Transfer, Wanted};
use serde_json::Value;

fn path() -> Arc<str> {
    "x".into()
}

/// Complaints about a file are not much longer than the file, however it repeats itself.
fn modest<T>(decoded: Decoded<T>, data: &[u8]) -> T {
    let notes = decoded.notes.iter().map(|note| note.why.len());
    let said: usize = notes.chain(decoded.doubts.iter().map(String::len)).sum();
    assert!(said <= 200_000 + 16 * data.len(), "{said} bytes are said about {}", data.len());
    decoded.value
}

/// Everything that the agent's API answers.
pub fn agent(data: &[u8]) {
    modest(agent::network_policies(data, &path()), data);
    modest(agent::address_groups(data, &path()), data);
    modest(agent::applied_to_groups(data, &path()), data);
    modest(agent::pod_interfaces(data, &path()), data);
    modest(agent::agent_info(data, &path()), data);
}

/// Objects have a kind, and whatever they say, rules refer to groups that are there.
pub fn objects(data: &[u8]) {
    let objects = modest(k8s::objects(data, &path()), data);
    for object in &objects {
        assert!(object["kind"].as_str().is_some_and(|kind| !kind.is_empty()), "{object}");
    }
    for version in [None, Some("v1.14.0"), Some("v2.4.5")] {
        let view = policy_set(&objects, version);
        let set = &view.policies;
        for rule in set.policies.iter().flat_map(|policy| &policy.rules) {
            for group in &rule.peer.address_groups {
                assert!(set.address_groups.contains_key(group), "{group}");
            }
            for group in &rule.applied_to {
                assert!(set.applied_to_groups.contains_key(group), "{group}");
            }
        }
    }
}

/// Rows of any table, read as bridges, ports and interfaces.
pub fn ovsdb(data: &[u8]) {
    let rows = modest(ovsdb::rows(data, &path()), data);
    assert_eq!(modest(ovsdb::bridges(data, &path()), data).len(), rows.len());
    assert!(ovsdb::pod_interfaces(&rows, &rows).len() <= rows.len());
}

/// A dump in JSON.
pub fn flows_json(data: &[u8]) {
    flows_json::is_wrapped(data);
    modest(flows_json::lines(data, &path()), data);
}

/// The small texts of a Node: each line stands for itself.
pub fn tables(data: &[u8]) {
    aggregate::read(data);
    let lines = || data.split(|byte| *byte == b'\n');
    let names: BTreeMap<_, _> = lines().flat_map(table_features::read).collect();
    assert_eq!(table_features::read(data), names);
    let metrics: BTreeMap<_, _> = lines().flat_map(agent_metrics::tables).collect();
    assert_eq!(agent_metrics::tables(data), metrics);
}

/// `meta.json` that can be read is the same when it is written and read again.
pub fn meta(data: &[u8]) {
    let (meta, notes) = Meta::read(data, &path());
    assert!(meta.is_some() || notes.len() == 1);
    let Some(meta) = meta else { return };
    assert_eq!(meta.gaps().count(), meta.failed.len());
    let written = serde_json::to_vec(&meta).unwrap();
    assert_eq!(Meta::read(&written, &path()), (Some(meta), notes));
}

/// The first line is the name. With all bytes at hand there is nothing more to ask for.
pub fn sniffs(data: &[u8]) {
    let at = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (name, content) = data.split_at(at);
    let name = String::from_utf8_lossy(name);
    let content = content.get(1..).unwrap_or_default();
    assert_ne!(sniff(&name, content, true), Verdict::AskWithAll);
    sniff(&name, content, false);
}

const LIMITS: Limits = Limits {
    unpacked: 1 << 20,
    ratio_from: 64 << 10,
    ratio: 400,
    entries: 64,
    nodes: 64,
    held: 32 << 10,
    piped: 1 << 20,
};

/// Holds a source to the rules of `Sink`.
#[derive(Default)]
struct Strict {
    begun: BTreeMap<Transfer, (ArtefactKind, u64)>,
    used: BTreeSet<Transfer>,
    gaps: usize,
    cut: usize,
}

impl Sink for Strict {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        assert!(self.used.insert(transfer), "{transfer:?} is used twice");
        if transfer.0 % 5 == 4 {
            return Answer::Skip;
        }
        self.begun.insert(transfer, (artefact.kind, 0));
        Answer::Want
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        let (kind, count) = self.begun.get_mut(&transfer).unwrap();
        *count += bytes.len() as u64;
        assert!(*count <= if *kind == ArtefactKind::Flows { LIMITS.unpacked * 2 } else { LIMITS.held });
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        let (_, count) = self.begun.remove(&transfer).unwrap();
        if let Outcome::Cut { after, .. } = outcome {
            assert_eq!(after, count);
            self.cut += 1;
        }
    }

    fn gap(&mut self, _: Gap) {
        self.gaps += 1;
    }

    fn note(&mut self, _: Note) {}
}

/// Any file: what is offered is ended, what is cut is a gap, limits hold.
pub fn archive(data: &[u8]) {
    let kinds = (noun("rules").unwrap().needs)(&Query::default()).iter().copied();
    let Ok(mut source) = open_bytes(None, "x.tar.gz", data.to_vec(), LIMITS) else { return };
    let mut sink = Strict::default();
    let _ = source.visit(&Wanted::kinds(kinds), &mut sink);
    assert!(sink.begun.is_empty(), "{:?} never ended", sink.begun);
    assert!(sink.gaps >= sink.cut);
}

/// Sends files of one capture in chunks of some size.
fn gather(files: &[(String, &[u8])], step: usize) -> Gather {
    let mut gather = Gather::new(|_| true, Names::Possible);
    for (at, (name, content)) in files.iter().enumerate() {
        let (kind, node) = match place(name) {
            Some(Place::Node(node, Some(kind))) => (kind, Some(Arc::from(node))),
            Some(Place::Cluster(Some(kind))) => (kind, None),
            Some(Place::Meta) => {
                if let (Some(meta), _) = Meta::read(content, &path()) {
                    gather.meta(&meta);
                }
                continue;
            }
            _ => (ArtefactKind::Flows, Some("n1".into())),
        };
        let origin = Origin { alias: "".into(), node, path: name.as_str().into() };
        let transfer = Transfer(at as u64);
        assert_eq!(gather.begin(transfer, &Artefact { kind, origin }), Answer::Want);
        content.chunks(step).for_each(|chunk| gather.chunk(transfer, chunk));
        gather.end(transfer, Outcome::Complete);
    }
    gather
}

/// Files, each after a line `@@ PATH`; what comes before the first is a dump.
fn files(data: &[u8]) -> Vec<(String, &[u8])> {
    let (mut files, mut name, mut start, mut line) = (Vec::new(), String::new(), 0, 0);
    while line < data.len() {
        let end = data[line..].iter().position(|byte| *byte == b'\n').map_or(data.len(), |at| line + at + 1);
        if let Some(next) = data[line..end].strip_prefix(b"@@ ") {
            files.push((name, &data[start..line]));
            name = String::from_utf8_lossy(next).trim_end().to_owned();
            start = end;
        }
        line = end;
    }
    files.push((name, &data[start..]));
    files.retain(|(name, content)| !name.is_empty() || !content.is_empty());
    files
}

/// Dumps and what gives them names, to reports in every format: shapes hold, nothing hidden gets out, JSON and YAML say the same.
pub fn report(data: &[u8]) {
    let files = files(data);
    let gathered = gather(&files, 4096).assemble();
    for (name, rules, by_node) in [("rules", false, false), ("policystats", false, true), ("policystats", true, false)]
    {
        let query = Query { rules, by_node, ..Query::default() };
        let report = (noun(name).unwrap().report)(&gathered.view, &query);
        let rows = report.rows.iter(Part::Cells).count();
        let items = report.rows.iter(Part::Item).filter(|row| !row.item.is_empty()).count();
        let mut said: Vec<Value> = Vec::new();
        for format in render::FORMATS {
            let mut out = Vec::new();
            let example = format.argument.map_or("", |argument| argument.example);
            format.open(example).unwrap().render(&report, Look { color: false, headers: true }, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            let hidden = text.chars().find(|character| *character != '\n' && is_hidden(*character));
            assert_eq!(hidden, None, "{name} {}: {text:?}", format.name);
            match format.name {
                "json" => said.push(serde_json::from_str(&text).unwrap()),
                "yaml" => said.push(k8s::documents(text.as_bytes(), &path(), &mut Vec::new()).remove(0)),
                "name" => assert!(text.lines().count() <= rows, "{text}"),
                // Tables of nothing have no headers either.
                "table" | "wide" if rows == 0 => assert_eq!(text, ""),
                "prometheus" => {
                    let samples: Vec<&str> = text.lines().filter(|line| !line.starts_with("# ")).collect();
                    let series: BTreeSet<_> = samples.iter().map(|sample| sample.rsplit_once(' ').unwrap().0).collect();
                    assert_eq!(series.len(), samples.len(), "{text}");
                    assert!(samples.iter().all(|sample| sample.starts_with("antstats_")), "{text}");
                }
                "jsonpath" => assert_eq!(text.lines().count(), items, "{text}"),
                "jsonpath-file" => assert!(text.lines().count() <= 1, "{text}"),
                "jsonpath-as-json" => {
                    let lists = serde_json::Deserializer::from_str(&text).into_iter::<Vec<Value>>();
                    assert_eq!(lists.map(Result::unwrap).count(), 2 * items, "{text}");
                }
                "custom-columns" | "custom-columns-file" => assert_eq!(text.lines().count(), items + 1, "{text}"),
                other => assert_eq!(text.lines().count(), rows + 1, "{other}: {text}"),
            }
        }
        assert_eq!(said.first(), said.last());
        assert_eq!(said.len(), 2);
    }
    // However the bytes are cut into chunks, they say the same. The first chunk tells what the file is.
    let again = gather(&files, 509).assemble();
    assert_eq!(again.lines, gathered.lines);
    assert_eq!(again.view.gaps, gathered.view.gaps);
}
