//! The sockets of a run directory, each opened when it is first needed.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::error::{LocalError, LocalErrorKind};
use super::openflow::OpenFlow;
use super::ovsdb::{Database, as_printed};
use super::questions::{Filter, Question};
use super::socket::Patience;
use super::tables::{Directory, flows_in};
use super::watch::Watch;
use super::{rundir, unixctl};
use crate::decode::wire::Version;
use crate::model::artefact::ArtefactKind;
use crate::model::ids::TableId;
use crate::source::Tables;
use crate::source::interrupt::Interrupt;
use crate::source::recipe;

/// The longest and the shortest pause between two tables, where none was asked for.
const PAUSE: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(200));
/// An answer that took less keeps nobody waiting.
const SHORT: Duration = Duration::from_millis(1);
/// How long the database is asked for what changed when nothing else is waited for any more: it answers at once, or never.
const MOMENT: Duration = Duration::from_millis(200);

pub(super) struct Sockets<'a> {
    rundir: &'a Path,
    bridge: &'a str,
    /// The database; why it cannot be asked.
    database: Result<Database, LocalError>,
    patience: Patience,
    /// The connection to the bridge; why there is none, where it was tried.
    switch: Option<Result<OpenFlow, LocalError>>,
    /// The switch did not answer in time: it is not asked for more.
    hangs: Option<LocalError>,
    /// At this question nothing more was waited for: nobody is asked for more.
    ended: Option<LocalError>,
    /// What of the bridge was there when the visit began, where that is known.
    watch: Option<Watch>,
    directory: Directory,
    details: Vec<String>,
}

impl<'a> Sockets<'a> {
    /// Begins to watch what may change in the bridge, where the database can be asked.
    pub(super) fn new(rundir: &'a Path, bridge: &'a str, hangs: Option<LocalError>, patience: Patience) -> Sockets<'a> {
        let mut sockets = Sockets {
            rundir,
            bridge,
            database: match hangs {
                None => Database::connect(&rundir.join(rundir::DATABASE), patience),
                Some(error) => Err(error),
            },
            patience,
            switch: None,
            hangs: None,
            ended: None,
            watch: None,
            directory: Directory::default(),
            details: Vec::new(),
        };
        match sockets.with_database(|database| Watch::begin(database, bridge)) {
            Ok(watch) => sockets.watch = Some(watch),
            Err(error) => {
                sockets.details.push(format!("whether the agent is restarted meanwhile will not be noticed: {error}"));
            }
        }
        sockets
    }

    pub(super) fn patience(&self) -> Patience {
        self.patience
    }

    /// A socket by its name, as a message names it.
    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.rundir.join(name)
    }

    /// The bridge's.
    pub(super) fn management(&self) -> PathBuf {
        rundir::management(self.rundir, self.bridge)
    }

    /// What became of the bridge since the visit began, where that spoils what was read: in words.
    pub(super) fn what_changed(&mut self) -> Option<String> {
        let before = self.watch.take()?;
        let mut watch = before.clone();
        // A part is shown too, and it matters as much whether it is of one moment.
        let patience = match self.patience.over() {
            None => self.patience,
            Some(_) => Patience { question: MOMENT, end: None, interrupt: Interrupt::default() },
        };
        let refreshed = self.ask_database(patience, |database| watch.refresh(database));
        self.watch = Some(watch.clone());
        match refreshed {
            Err(error) => Some(format!("whether the agent was restarted meanwhile is not known: {error}")),
            Ok(()) if before.is_there() && !watch.is_there() => {
                Some(format!("bridge {} was removed while it was read", self.bridge))
            }
            Ok(()) => {
                let round = |watch: &Watch| watch.round().unwrap_or("none").to_owned();
                let (then, now) = (round(&before), round(&watch));
                (then != now).then(|| {
                    format!(
                        "the agent was restarted while its Node was read (round {then} became {now}): read it again"
                    )
                })
            }
        }
    }

    /// The agent's round, as the database had it last.
    pub(super) fn round(&self) -> Option<&str> {
        self.watch.as_ref()?.round()
    }

    /// What was done, a line each.
    pub(super) fn details(self) -> Vec<String> {
        self.details
    }

    /// Rows of the database as `ovs-vsctl` prints them.
    pub(super) fn rows(&mut self, table: &str, columns: Option<&[&str]>) -> Result<String, LocalError> {
        let mut rows = self.with_database(|database| database.select(table, columns))?;
        // Another bridge's round says nothing of this one.
        if table == "Bridge" {
            rows.retain(|row| row.get("name").is_none_or(|name| name == self.bridge));
        }
        Ok(as_printed(&rows, columns))
    }

    fn with_database<T>(&mut self, work: impl FnOnce(&mut Database) -> Result<T, LocalError>) -> Result<T, LocalError> {
        if let Some(error) = &self.ended {
            return Err(error.clone());
        }
        let done = self.ask_database(self.patience, work);
        self.notice_end(&done);
        done
    }

    fn ask_database<T>(
        &mut self,
        patience: Patience,
        work: impl FnOnce(&mut Database) -> Result<T, LocalError>,
    ) -> Result<T, LocalError> {
        let database = self.database.as_mut().map_err(|error| error.clone())?;
        database.next_question(patience);
        let done = work(database);
        // One that hangs, or sends what it should not, is not asked again.
        if let Err(error) = &done
            && error.kind != LocalErrorKind::Said
        {
            self.database = Err(error.clone());
        }
        done
    }

    /// What a command of `ovs-vswitchd` prints.
    pub(super) fn command(
        &mut self,
        method: &str,
        words: &[&str],
        each: &mut dyn FnMut(&[u8]),
    ) -> Result<(), LocalError> {
        if let Some(error) = self.ended.as_ref().or(self.hangs.as_ref()) {
            return Err(error.clone());
        }
        let controls = rundir::controls(self.rundir);
        let ran = unixctl::connect(self.rundir, &controls, self.patience)
            .and_then(|mut socket| unixctl::run(&mut socket, method, words, each));
        self.notice(ran)
    }

    /// What OpenFlow answers to the one question of an artefact.
    pub(super) fn openflow(&mut self, kind: ArtefactKind, each: &mut dyn FnMut(&[u8])) -> Result<(), LocalError> {
        let place = self.management();
        self.with_switch(|switch, directory| {
            let question = question(&place, kind, switch.version(), Filter::default())?;
            let asked = switch.ask(&question)?;
            switch.answer(&asked, None, &mut |replies| {
                match kind {
                    ArtefactKind::TableStats => directory.counts(replies),
                    ArtefactKind::TableFeatures => directory.features(replies),
                    _ => {}
                }
                each(replies);
            })?;
            match kind {
                ArtefactKind::TableStats => directory.counted = true,
                ArtefactKind::TableFeatures => directory.named = true,
                _ => {}
            }
            Ok(())
        })
    }

    /// How many flows each table has, with its name, as OpenFlow 1.0 says it: 16 KB, where later versions say names only together with all that a table can do, in
    /// 1.2 MB. `None` where the bridge does not allow 1.0.
    pub(super) fn named_counts(&mut self) -> Option<Vec<u8>> {
        const OLD: &[Version] = &[Version::V10];
        if self.ended.is_some() || self.hangs.is_some() {
            return None;
        }
        let mut all = Vec::new();
        let read = OpenFlow::connect_as(&self.management(), OLD, self.patience).and_then(|mut switch| {
            let question = question(&self.management(), ArtefactKind::TableStats, Version::V10, Filter::default())?;
            let asked = switch.ask(&question)?;
            switch.answer(&asked, None, &mut |replies| all.extend_from_slice(replies)).map(drop)
        });
        if let Err(error) = self.notice(read) {
            self.details.push(format!("names of tables are asked for in another way: {error}"));
            return None;
        }
        self.directory.counts(&all);
        (self.directory.counted, self.directory.named) = (true, true);
        Some(all)
    }

    /// The flows, table by table.
    pub(super) fn flows(
        &mut self,
        wanted: &Tables,
        pause: Option<Duration>,
        each: &mut dyn FnMut(&[u8]),
    ) -> Result<(), LocalError> {
        if !self.directory.counted {
            self.openflow(ArtefactKind::TableStats, &mut |_| ())?;
        }
        if *wanted != Tables::All && !self.directory.named {
            // An old protocol does not say names, and neither do old bridges: then all tables are dumped.
            match self.openflow(ArtefactKind::TableFeatures, &mut |_| ()) {
                Err(error) if !matches!(error.kind, LocalErrorKind::Version | LocalErrorKind::Said) => {
                    return Err(error);
                }
                _ => {}
            }
        }
        let mut tables = self.directory.choose(wanted);
        // Nobody shows these flows, so their order is nothing to anybody.
        if *wanted == Tables::Policies {
            self.directory.biggest_first(&mut tables);
        }
        let place = self.management();
        let patience = self.patience;
        let mut details = Vec::new();
        let ended = self.with_switch(|switch, directory| {
            let version = switch.version();
            let question = |table: &TableId| {
                question(&place, ArtefactKind::Flows, version, Filter { table: Some(*table), ..Filter::default() })
            };
            let mut ahead = None;
            for (at, table) in tables.iter().enumerate() {
                let next = tables.get(at + 1);
                let then = match (next, pause) {
                    (Some(next), Some(Duration::ZERO)) => Some(question(next)?),
                    _ => None,
                };
                switch.next_question(patience);
                let start = Instant::now();
                let (mut bytes, mut flows) = (0, 0);
                let answered = match ahead.take() {
                    Some(asked) => Ok(asked),
                    None => switch.ask(&question(table)?),
                }
                .and_then(|asked| {
                    switch.answer(&asked, then.as_ref(), &mut |replies| {
                        bytes += replies.len();
                        flows += flows_in(replies, version);
                        each(replies);
                    })
                });
                let name = directory.describe(*table);
                let answered = answered.and_then(|ahead| match recipe::shortfall(flows, directory.count(*table)) {
                    None => Ok(ahead),
                    Some(why) => Err(LocalError::new(place.display().to_string(), LocalErrorKind::Cut, why)),
                });
                details.push(format!(
                    "flows of {name}: {flows} of {bytes} bytes in {:.1} ms",
                    start.elapsed().as_secs_f64() * 1e3
                ));
                match answered {
                    Ok(asked) => ahead = asked,
                    Err(error) => {
                        let whole = format!("{at} of {} tables came whole", tables.len());
                        return Err(LocalError { why: format!("{name}: {} ({whole})", error.why), ..error });
                    }
                }
                if next.is_some() {
                    patience.sleep(rest(pause, switch.waited()));
                }
            }
            Ok(())
        });
        self.details.append(&mut details);
        ended
    }

    /// Does something with the connection to the bridge, which is made when there is none.
    fn with_switch<T>(
        &mut self,
        work: impl FnOnce(&mut OpenFlow, &mut Directory) -> Result<T, LocalError>,
    ) -> Result<T, LocalError> {
        if let Some(error) = self.ended.as_ref().or(self.hangs.as_ref()) {
            return Err(error.clone());
        }
        let mut switch = match self.switch.take() {
            Some(Ok(switch)) => switch,
            Some(Err(error)) => {
                self.switch = Some(Err(error.clone()));
                return Err(error);
            }
            None => match OpenFlow::connect(&self.management(), self.patience) {
                Ok(switch) => {
                    self.details.push(format!("{}: {}", self.management().display(), switch.version().name()));
                    switch
                }
                Err(error) => {
                    self.switch = Some(Err(error.clone()));
                    return self.notice(Err(error));
                }
            },
        };
        switch.next_question(self.patience);
        let done = work(&mut switch, &mut self.directory);
        // A connection on which something unexpected came is not used again; one that refused a question is as good as before.
        match &done {
            Err(error) if !matches!(error.kind, LocalErrorKind::Said | LocalErrorKind::Version) => {}
            _ => self.switch = Some(Ok(switch)),
        }
        self.notice(done)
    }

    fn notice<T>(&mut self, done: Result<T, LocalError>) -> Result<T, LocalError> {
        self.notice_end(&done);
        if let Err(error) = &done
            && error.kind.is_final()
        {
            self.hangs = Some(error.clone());
        }
        done
    }

    /// What is asked after the end would be blamed for it.
    fn notice_end<T>(&mut self, done: &Result<T, LocalError>) {
        if let Err(error) = done
            && matches!(error.kind, LocalErrorKind::Over | LocalErrorKind::Interrupted)
        {
            self.ended.get_or_insert_with(|| error.clone());
        }
    }
}

fn question(place: &Path, kind: ArtefactKind, version: Version, filter: Filter) -> Result<Question, LocalError> {
    Question::of(kind, version, filter).ok_or_else(|| {
        let why = format!("{} does not have {}", version.name(), kind.words());
        LocalError::new(place.display().to_string(), LocalErrorKind::Version, why)
    })
}

/// How long the switch is left alone after an answer that it worked so long for.
fn rest(pause: Option<Duration>, took: Duration) -> Duration {
    match pause {
        Some(pause) => pause,
        None if took < SHORT => Duration::ZERO,
        None => took.clamp(PAUSE.0, PAUSE.1),
    }
}
