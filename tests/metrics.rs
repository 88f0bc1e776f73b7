//! `-o prometheus`: what every noun prints is taken by Prometheus' own checker, with no series twice.

#![allow(clippy::unwrap_used)]

#[path = "support/kubectl.rs"]
mod kubectl;
mod support;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use antstats::model::report::{Cell, Column, Report, Row};
use antstats::render::{self, Look};
use antstats::resource::REGISTRY;

/// Gives metrics to the checker. It says on either stream what it finds.
fn check(promtool: &Path, what: &str, metrics: &str) {
    let mut checker = Command::new(promtool)
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    checker.stdin.take().unwrap().write_all(metrics.as_bytes()).unwrap();
    let ended = checker.wait_with_output().unwrap();
    let said = [ended.stdout, ended.stderr].concat();
    assert!(ended.status.success() && said.is_empty(), "{what}: {}\n{metrics}", String::from_utf8_lossy(&said));
    let series = metrics.lines().filter(|line| !line.starts_with('#')).map(|line| line.rsplit_once(' ').unwrap().0);
    let mut seen = BTreeSet::new();
    for series in series {
        assert!(seen.insert(series), "{what}: {series} twice");
    }
}

#[test]
fn every_noun_is_taken() {
    let Some(promtool) = kubectl::promtool("every_noun_is_taken") else { return };
    let mut samples = 0;
    for capture in ["acme-fitness", "basic", "multicast", "restarted-stale", "v1.5.3"] {
        let opened = support::open(capture);
        for noun in REGISTRY {
            let flags: &[&[&str]] = match noun.name {
                "policystats" => &[&[], &["--rules"], &["--by-node"], &["--rules", "--by-node"]],
                _ => &[&[]],
            };
            for flags in flags {
                let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
                command.env_clear().stdin(Stdio::null()).arg("get").arg(noun.name).args(*flags);
                if noun.namespaced {
                    command.arg("-A");
                }
                let ended = command.args(["-o", "prometheus", "--from"]).arg(opened.root()).output().unwrap();
                // Most captures are of clusters without multicast, which is said and is no empty answer.
                let is_off =
                    ended.status.code() == Some(1) && noun.name.contains("multicast") && capture != "multicast";
                if is_off {
                    assert!(String::from_utf8_lossy(&ended.stderr).contains("multicast"), "{ended:?}");
                    continue;
                }
                assert!(matches!(ended.status.code(), Some(0 | 4)), "{capture} {} {ended:?}", noun.name);
                let metrics = String::from_utf8(ended.stdout).unwrap();
                samples += metrics.lines().filter(|line| !line.starts_with('#')).count();
                check(&promtool, &format!("{capture} {} {flags:?}", noun.name), &metrics);
            }
        }
    }
    assert!(samples > 1000, "{samples}");
}

/// Headers that nouns have or may have, with hostile text below them.
#[test]
fn any_text_and_any_header_is_taken() {
    let Some(promtool) = kubectl::promtool("any_text_and_any_header_is_taken") else { return };
    let headers = [
        ("NODE", false),
        ("NODE ", false),
        ("GROUP ID", true),
        ("9 LIVES", true),
        ("RX PACKETS", true),
        ("TX BYTES", true),
        ("TOTAL", true),
        ("COUNT", true),
        ("SUM", true),
        ("BUCKET", true),
        ("USED %", true),
        ("MAXIMUM", true),
        ("PERCENTAGE", true),
        ("INFO", true),
        ("MATCH", false),
        ("NOTES", false),
    ];
    let columns: Vec<Column> =
        headers.iter().map(|&(header, numeric)| Column { header, numeric, wide: false, help: "a \\ b" }).collect();
    let texts = ["", "a\"b\\c\nd", "\u{202e}\u{0}", "{x=\"y\"} 5", "# HELP x", "名前", "NaN", "1e400"];
    let rows = (0..64u64).map(|number| {
        let text = |at: usize| texts[(number as usize + at) % texts.len()].to_owned();
        let cell = |at: usize, numeric: bool| match (numeric, (number as usize + at) % 5) {
            (true, 0) => Cell::Unknown,
            (true, 1) => Cell::Text(text(at)),
            (true, _) => Cell::Count(number),
            (false, 0) => Cell::List(vec![text(at), text(at + 1)]),
            (false, _) => Cell::Text(text(at)),
        };
        let cells = headers.iter().enumerate().map(|(at, (_, numeric))| cell(at, *numeric)).collect();
        Row { cells, name: "x".into(), ..Row::default() }
    });
    let report = Report { noun: "things", columns, rows: rows.collect::<Vec<_>>().into(), ..Report::default() };
    let mut out = Vec::new();
    let format = render::format("prometheus").unwrap().open("").unwrap();
    format.render(&report, Look { color: false, headers: true }, &mut out).unwrap();
    check(&promtool, "hostile", &String::from_utf8(out).unwrap());
}
