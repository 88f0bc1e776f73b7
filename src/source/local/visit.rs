//! One visit of a Node: what is wanted, in the order of [`RECIPES`], each from its socket.

use std::path::PathBuf;
use std::sync::Arc;

use super::bridge::{Bridge, external_id};
use super::error::{LocalError, LocalErrorKind};
use super::ovsdb::Database;
use super::sockets::Sockets;
use super::{Local, rundir};
use crate::model::artefact::{Artefact, ArtefactKind, Gap, Origin};
use crate::source::recipe::{self, Call, Columns, Program, RECIPES, Recipe, Seconds};
use crate::source::{Answer, Outcome, Sink, SourceError, Tables, Transfer, Wanted};

/// The bridges, and the host's name as Open vSwitch's start script wrote it down.
pub(super) fn first_look(database: &mut Database) -> Result<(Vec<Bridge>, Option<String>), LocalError> {
    let bridges = database.select("Bridge", Some(&["name", "external_ids"]))?;
    let own = database.select("Open_vSwitch", Some(&["external_ids"]))?;
    let host = own.first().and_then(|row| external_id(row.get("external_ids")?, "hostname"));
    Ok((bridges.iter().map(Bridge::of_row).collect(), host))
}

/// Reads what is wanted. Of the cluster, and of its time, nothing is said: its names come from elsewhere.
pub(super) fn visit(local: &mut Local, wanted: &Wanted, sink: &mut dyn Sink) -> Result<(), SourceError> {
    let patience = local.patience();
    let bridge = &local.bridge.name;
    let mut from = Sockets::new(&local.rundir, bridge, local.hangs.take(), patience);
    let mut to = Delivery {
        sink,
        node: &local.node,
        transfers: 0,
        given: 0,
        spoken: false,
        silent: None,
        failures: Vec::new(),
        details: Vec::new(),
    };
    // A switch that hangs takes the time for everything, and the database answers at once.
    let is_of_database =
        |recipe: &&Recipe| recipe.command.is_some_and(|command| command.program() == Program::OvsVsctl);
    for recipe in RECIPES.iter().filter(is_of_database).filter(|recipe| wanted.has(recipe.kind)) {
        one(recipe, wanted, &mut from, &mut to);
    }
    let mut left_out = vec![ArtefactKind::Flows];
    if wanted.has(ArtefactKind::TableFeatures)
        && !wanted.is_capture()
        && let Some(counts) = from.named_counts()
    {
        let (kind, file) = (ArtefactKind::TableStats, "tables.txt");
        to.give(kind, Daemon::Switch, &from.management(), file, |each| {
            each(&counts);
            Ok(())
        });
        left_out.extend([ArtefactKind::TableFeatures, kind]);
    }
    let is_next = |recipe: &&Recipe| wanted.has(recipe.kind) && !left_out.contains(&recipe.kind);
    for recipe in RECIPES.iter().filter(is_next).filter(|recipe| !is_of_database(recipe)) {
        one(recipe, wanted, &mut from, &mut to);
    }
    if wanted.has(ArtefactKind::Flows) {
        let (tables, pause) = (wanted.tables(), local.options.pause);
        to.give(ArtefactKind::Flows, Daemon::Switch, &from.management(), recipe::FLOWS_FILE, |each| {
            from.flows(tables, pause, each)
        });
    }
    let changed = from.what_changed();
    let round = from.round().map(str::to_owned);
    local.silent = to.silent();
    local.details = [from.details(), to.details.clone()].concat();
    let finished = to.finish(changed);
    local.bridge.round = round.or(local.bridge.round.take());
    finished
}

/// Where an artefact comes from is what its command asks: its words say what.
fn one(recipe: &'static Recipe, wanted: &Wanted, from: &mut Sockets<'_>, to: &mut Delivery<'_>) {
    let Some(command) = recipe.command else { return };
    let columns = if wanted.is_capture() { Columns::All } else { Columns::Needed };
    let call =
        Call { bridge: None, table: None, policy: None, seconds: Seconds::from(from.patience().question), columns };
    let argv = command.argv(&call);
    let words: Vec<&str> = argv.iter().map(String::as_str).collect();
    match command.program() {
        // How many flows the bridge has says nothing about those of some tables.
        Program::OvsOfctl if recipe.kind == ArtefactKind::Aggregate && *wanted.tables() != Tables::All => {}
        Program::OvsOfctl => {
            to.give(recipe.kind, Daemon::Switch, &from.management(), recipe.file, |each| {
                from.openflow(recipe.kind, each)
            });
        }
        Program::OvsVsctl => {
            let Some(table) = words.last() else { return };
            let columns = words.iter().find_map(|word| word.strip_prefix("--columns="));
            let columns: Option<Vec<&str>> = columns.map(|columns| columns.split(',').collect());
            to.give(recipe.kind, Daemon::Other, &from.at(rundir::DATABASE), recipe.file, |each| {
                each(from.rows(table, columns.as_deref())?.as_bytes());
                Ok(())
            });
        }
        Program::OvsAppctl => {
            let mut words = words.into_iter().filter(|word| !word.starts_with("--timeout=")).skip(1);
            let Some(method) = words.next() else { return };
            let words: Vec<&str> = words.collect();
            to.give(recipe.kind, Daemon::Switch, &from.at(method), recipe.file, |each| {
                from.command(method, &words, each)
            });
        }
        Program::Cat => {
            let files: Vec<PathBuf> = words.iter().skip(1).map(PathBuf::from).collect();
            let path = files.first().cloned().unwrap_or_default();
            to.give(recipe.kind, Daemon::Other, &path, recipe.file, |each| read_all(&files, each));
        }
        Program::Antctl => {}
    }
}

/// The files one after another, as `cat` prints them.
fn read_all(files: &[PathBuf], each: &mut dyn FnMut(&[u8])) -> Result<(), LocalError> {
    for file in files {
        match std::fs::read(file) {
            Ok(bytes) => each(&bytes),
            Err(error) => {
                let place = file.display().to_string();
                return Err(LocalError::new(place, LocalErrorKind::Failed, error.to_string()));
            }
        }
    }
    Ok(())
}

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Daemon {
    /// `ovs-vswitchd`, on whichever socket.
    Switch,
    /// The database, or a file.
    Other,
}

/// Hands artefacts on.
struct Delivery<'a> {
    sink: &'a mut dyn Sink,
    node: &'a Arc<str>,
    transfers: u64,
    /// How many came whole.
    given: usize,
    /// Whether `ovs-vswitchd` gave anything.
    spoken: bool,
    /// Why it did not when it was first asked.
    silent: Option<LocalError>,
    /// What did not, in words, and why.
    failures: Vec<(&'static str, LocalError)>,
    details: Vec<String>,
}

impl Delivery<'_> {
    /// Gives one artefact. It begins with its first byte: what cannot be had at all never was there.
    fn give(
        &mut self,
        kind: ArtefactKind,
        daemon: Daemon,
        path: &std::path::Path,
        file: &str,
        fetch: impl FnOnce(&mut dyn FnMut(&[u8])) -> Result<(), LocalError>,
    ) {
        let transfer = Transfer(self.transfers);
        self.transfers += 1;
        let origin =
            Origin { alias: "".into(), node: Some(self.node.clone()), path: path.display().to_string().into() };
        let artefact = Artefact { kind, origin };
        let (mut answer, mut after) = (None, 0);
        let sink = &mut *self.sink;
        let fetched = fetch(&mut |bytes| {
            if *answer.get_or_insert_with(|| sink.begin(transfer, &artefact)) == Answer::Want {
                after += bytes.len() as u64;
                sink.chunk(transfer, bytes);
            }
        });
        self.spoken |= daemon == Daemon::Switch && (answer.is_some() || fetched.is_ok());
        match fetched {
            Ok(()) => {
                if *answer.get_or_insert_with(|| sink.begin(transfer, &artefact)) == Answer::Want {
                    sink.end(transfer, Outcome::Complete);
                }
                self.given += 1;
            }
            Err(error) => {
                if answer == Some(Answer::Want) {
                    sink.end(transfer, Outcome::Cut { after, why: error.to_string() });
                }
                if recipe::is_optional(file) {
                    self.details.push(format!("{} is left out: {error}", kind.words()));
                } else {
                    if daemon == Daemon::Switch {
                        self.silent.get_or_insert_with(|| error.clone());
                    }
                    self.failures.push((kind.words(), error));
                }
            }
        }
    }

    /// Why `ovs-vswitchd` gave nothing at all; not when the user did not wait for it.
    fn silent(&self) -> Option<LocalError> {
        self.silent.clone().filter(|error| !self.spoken && error.kind != LocalErrorKind::Interrupted)
    }

    /// Says what is missing.
    fn finish(self, changed: Option<String>) -> Result<(), SourceError> {
        if self.given == 0
            // Where the switch says nothing the database matters less.
            && let Some(error) = self.silent.as_ref().or(self.failures.first().map(|(_, error)| error))
            && error.kind != LocalErrorKind::Interrupted
        {
            return Err(error.clone().into());
        }
        // One reason for several artefacts is said once.
        let mut gaps: Vec<(String, String)> = Vec::new();
        for (what, error) in self.failures {
            let hint = error.hint().map(|hint| format!(": {hint}")).unwrap_or_default();
            let why = format!("{error}{hint}");
            match gaps.iter_mut().find(|(_, known)| *known == why) {
                Some((all, _)) => {
                    if !all.split(", ").any(|known| known == what) {
                        *all = format!("{all}, {what}");
                    }
                }
                None => gaps.push((what.to_owned(), why)),
            }
        }
        gaps.extend(changed.map(|why| ("one moment of this Node".to_owned(), why)));
        for (what, why) in gaps {
            self.sink.gap(Gap { node: Some(self.node.clone()), what, why });
        }
        Ok(())
    }
}
