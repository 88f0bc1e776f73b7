//! The flows of one agent: table by table, in the way that its version takes.

use std::collections::BTreeMap;

use super::flow_lines::{FlowLines, WrappedError};
use super::hold::Hold;
use super::http::{AgentHttp, AskError, interrupted};
use super::plan::{METRICS, SMALL, TableWay};
use super::tables::{ALWAYS_THERE, FIXED_ALWAYS_THERE, Seek, of_metrics};
use super::wrapped::Wrapped;
use crate::model::artefact::ArtefactKind;
use crate::source::kube::Event;

/// The artefact.
const FILE: &str = "flows.txt";

/// Numbers in a row without a table that say that there are no more: a table without a single flow answers as one that is not there.
const NO_MORE: u8 = 3;

/// No pipeline has as many tables.
const MOST_TABLES: u8 = 64;

/// So many tables that its switch cannot dump, and none that it can, are an agent whose switch is down.
const ENOUGH_FAULTS: u8 = 2;

/// Names that an agent may list.
const MOST_NAMES: usize = 256;

/// Reads flows into a hold.
#[derive(Debug)]
pub struct Flows<'a, 'p> {
    http: &'a mut AgentHttp<'p>,
    hold: &'a mut Hold,
    /// What `/metrics` answered, where it was asked.
    metrics: Option<Vec<u8>>,
    begun: bool,
    /// Lines that were kept.
    kept: u64,
    /// Tables that were read.
    tables: usize,
    /// Tables that the agent failed to dump.
    faults: u8,
    /// The first table of which lines are missing, and why.
    cut: Option<String>,
    /// Names or numbers of tables that were answered for, with flows or with a refusal that was told.
    answered: Vec<String>,
}

/// What came of a way.
enum Way {
    Worked,
    /// It is not for this agent; nothing was kept of it.
    Failed(String),
}

/// What came of one table.
enum Table {
    /// Read and kept.
    Kept,
    /// Read, and not wanted.
    Other,
    /// The agent says that there is none.
    None,
    /// It could not be read, which was told.
    Missing,
    /// It could not be read, nor any other before it.
    Failed(AskError),
}

impl<'a, 'p> Flows<'a, 'p> {
    /// Reads by this connection into this hold.
    pub fn new(http: &'a mut AgentHttp<'p>, hold: &'a mut Hold, metrics: Option<Vec<u8>>) -> Flows<'a, 'p> {
        Flows { http, hold, metrics, begun: false, kept: 0, tables: 0, faults: 0, cut: None, answered: Vec::new() }
    }

    /// Reads by the first way that works.
    ///
    /// # Errors
    /// When nothing more can be asked of the agent; what is missing by it has been told.
    pub async fn read(mut self, ways: &[TableWay]) -> Result<(), AskError> {
        let mut result = Ok(());
        let mut failed = None;
        for way in ways {
            match self.by(*way).await {
                Ok(Way::Worked) => {
                    failed = None;
                    break;
                }
                Ok(Way::Failed(why)) => {
                    self.hold.event(Event::Detail(self.of_node(&format!("flows by {}: {why}", describe(*way)))));
                    failed = Some(why);
                }
                Err(error) => {
                    if self.cut.is_none() {
                        self.lost("flows", &error);
                    }
                    failed = None;
                    result = error.is_final().then_some(error).map_or(Ok(()), Err);
                    break;
                }
            }
        }
        if let Some(why) = failed {
            self.hold.gap("flows", format!("agent: GET /ovsflows: {why}"));
        }
        if self.begun {
            let cut = self.cut.take();
            self.hold.end(cut).await.map_err(closed)?;
        }
        result
    }

    async fn by(&mut self, way: TableWay) -> Result<Way, AskError> {
        match way {
            TableWay::Names(names) => {
                let there = self.there().await?;
                let is_there = |name: &&&str| there.is_empty() || there.iter().any(|other| other == **name);
                let names = names.iter().filter(is_there).map(|name| (*name).to_owned()).collect();
                let worked = self.each(names).await?;
                self.miss(&worked, &ALWAYS_THERE);
                Ok(worked)
            }
            TableWay::ListedNames => match self.listed().await {
                Ok(names) => self.each(names).await,
                Err(error) if error.is_final() => Err(error),
                Err(error) => Ok(Way::Failed(error.to_string())),
            },
            TableWay::MetricNumbers(wanted) => self.by_metrics(wanted).await,
            TableWay::Numbers(numbers) => {
                let worked = self.each(numbers.iter().map(ToString::to_string).collect()).await?;
                self.miss(&worked, &FIXED_ALWAYS_THERE);
                Ok(worked)
            }
            TableWay::Seek(wanted) => self.seek(wanted).await,
            TableWay::Walk => self.walk().await,
        }
    }

    /// One table after another, by name or number.
    async fn each(&mut self, tables: Vec<String>) -> Result<Way, AskError> {
        for table in tables {
            if let Table::Failed(error) = self.table(&of_table(&table), &table, &mut |_| true).await? {
                return Ok(Way::Failed(error.to_string()));
            }
        }
        if self.tables == 0 && self.cut.is_none() {
            return Ok(Way::Failed("it knows none of the tables".to_owned()));
        }
        Ok(Way::Worked)
    }

    /// Tables that are there, as the agent says; none when it does not. What is not there need not be asked for. Agents that take names list them, too.
    async fn there(&mut self) -> Result<Vec<String>, AskError> {
        match self.listed().await {
            Err(error) if error.is_final() => Err(error),
            listed => Ok(listed.unwrap_or_default()),
        }
    }

    async fn listed(&mut self) -> Result<Vec<String>, AskError> {
        let answer = self.http.whole("/ovsflows?table-names-only", SMALL).await?;
        let (mut lines, mut names) = (FlowLines::default(), Vec::new());
        lines.feed(&answer, &mut names).map_err(garbled)?;
        let names = String::from_utf8_lossy(&names);
        // They go into requests.
        let is_name = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        Ok(names.lines().filter(is_name).take(MOST_NAMES).map(str::to_owned).collect())
    }

    async fn by_metrics(&mut self, wanted: &[&str]) -> Result<Way, AskError> {
        if self.metrics.is_none() {
            match self.http.whole(METRICS.path, SMALL).await {
                Ok(metrics) => self.metrics = Some(metrics),
                Err(error) if error.is_final() => return Err(error),
                Err(error) => return Ok(Way::Failed(format!("GET {}: {error}", METRICS.path))),
            }
        }
        let known: BTreeMap<u8, String> = self.metrics.as_deref().map(of_metrics).unwrap_or_default();
        let number_of = |wanted: &&str| known.iter().find(|(_, name)| name == wanted).map(|(number, _)| *number);
        let numbers: Vec<u8> = if wanted.is_empty() {
            known.keys().copied().collect()
        } else {
            wanted.iter().filter_map(number_of).collect()
        };
        if numbers.is_empty() {
            return Ok(Way::Failed(format!("{} names none of the tables", METRICS.path)));
        }
        let worked = self.each(numbers.iter().map(ToString::to_string).collect()).await?;
        let names: Vec<String> =
            self.answered.iter().filter_map(|number| known.get(&number.parse().ok()?).cloned()).collect();
        self.answered.extend(names);
        self.miss(&worked, &ALWAYS_THERE);
        Ok(worked)
    }

    async fn seek(&mut self, wanted: &[&str]) -> Result<Way, AskError> {
        let mut seek = Seek::new(wanted);
        while let Some(number) = seek.next() {
            let label = number.to_string();
            let mut name = None;
            let mut keep = |table: Option<&str>| {
                name = table.map(str::to_owned);
                seek.answer(number, table)
            };
            match self.table(&of_table(&label), &label, &mut keep).await? {
                Table::Failed(error) => return Ok(Way::Failed(error.to_string())),
                Table::None | Table::Missing if name.is_none() => drop(seek.answer(number, None)),
                _ => {}
            }
            self.answered.extend(name);
        }
        if !seek.found_names() && self.cut.is_none() {
            return Ok(Way::Failed("its answers do not name tables".to_owned()));
        }
        self.miss(&Way::Worked, &ALWAYS_THERE);
        Ok(Way::Worked)
    }

    async fn walk(&mut self) -> Result<Way, AskError> {
        let mut nothing = 0;
        for number in 0..MOST_TABLES {
            let label = number.to_string();
            match self.table(&of_table(&label), &label, &mut |_| true).await? {
                Table::Failed(error) => return Ok(Way::Failed(error.to_string())),
                Table::None => nothing += 1,
                _ => nothing = 0,
            }
            if nothing == NO_MORE {
                break;
            }
        }
        let worked = self.tables > 0 || self.cut.is_some();
        Ok(if worked { Way::Worked } else { Way::Failed("it has no tables".to_owned()) })
    }

    /// One request for flows. `keep` says whether they are wanted, by what the first of them calls its table.
    async fn table(
        &mut self,
        path: &str,
        label: &str,
        keep: &mut (dyn FnMut(Option<&str>) -> bool + Send),
    ) -> Result<Table, AskError> {
        let before = self.kept;
        match self.lines(path, keep).await {
            Ok(kept) => {
                self.answered.push(label.to_owned());
                self.tables += usize::from(kept);
                Ok(if kept { Table::Kept } else { Table::Other })
            }
            // "invalid table name or number", and so says a table without any flow.
            Err(AskError::Status { status: 400 | 404, .. }) => Ok(Table::None),
            Err(error) if error.is_final() || matches!(error, AskError::Forbidden { .. }) || self.is_down(&error) => {
                self.lost(&format!("flows of table {label} and those not asked for yet"), &error);
                Err(error)
            }
            Err(error) if error.is_fault() || self.tables > 0 || self.kept > before || self.cut.is_some() => {
                self.answered.push(label.to_owned());
                self.lost(&format!("flows of table {label}"), &error);
                Ok(Table::Missing)
            }
            Err(error) => Ok(Table::Failed(error)),
        }
    }

    /// Whether this failure, after others, says that no table can be had in whatever way it is asked for.
    fn is_down(&mut self, error: &AskError) -> bool {
        self.faults += u8::from(error.is_fault());
        self.tables == 0 && error.is_fault() && self.faults >= ENOUGH_FAULTS
    }

    /// The lines of an answer, and whether they were kept.
    async fn lines(
        &mut self,
        path: &str,
        keep: &mut (dyn FnMut(Option<&str>) -> bool + Send),
    ) -> Result<bool, AskError> {
        let (mut wrapped, mut kept) = (Wrapped::ask(self.http, path).await?, None);
        while wrapped.next(self.http).await? {
            if !wrapped.bytes().is_empty() && *kept.get_or_insert_with(|| keep(wrapped.table())) {
                self.keep(wrapped.bytes(), wrapped.lines()).await?;
            }
        }
        let kept = kept.unwrap_or_else(|| keep(None));
        if kept {
            self.keep(&[], 0).await?;
        }
        Ok(kept)
    }

    async fn keep(&mut self, bytes: &[u8], lines: u64) -> Result<(), AskError> {
        if !self.begun {
            self.hold.begin(ArtefactKind::Flows, FILE).await.map_err(closed)?;
            self.begun = true;
        }
        self.kept += lines;
        self.hold.chunk(bytes).await.map_err(closed)
    }

    /// Tells a gap, and that the dump is not whole.
    fn lost(&mut self, what: &str, error: &AskError) {
        self.hold.gap(what, error.clone().into_node_error("/ovsflows").to_string());
        self.cut.get_or_insert_with(|| format!("{what}: {error}"));
    }

    /// Tells tables that every agent has and this one has not.
    fn miss(&mut self, worked: &Way, tables: &[&str]) {
        if matches!(worked, Way::Failed(_)) {
            return;
        }
        for table in tables {
            if !self.answered.iter().any(|answered| answered == table) {
                let why = AskError::Garbled("says that there is no such table, or nothing in it".to_owned());
                self.lost(&format!("flows of table {table}"), &why);
            }
        }
    }

    fn of_node(&self, what: &str) -> String {
        self.hold.node().map_or_else(|| what.to_owned(), |node| format!("{node}: {what}"))
    }
}

fn of_table(table: &str) -> String {
    format!("/ovsflows?table={table}")
}

fn describe(way: TableWay) -> &'static str {
    match way {
        TableWay::Names(_) => "names of tables",
        TableWay::ListedNames => "the names that it lists",
        TableWay::MetricNumbers(_) => "the numbers of /metrics",
        TableWay::Numbers(_) => "numbers of tables",
        TableWay::Seek(_) => "trying numbers",
        TableWay::Walk => "all numbers",
    }
}

fn garbled(error: WrappedError) -> AskError {
    AskError::Garbled(error.to_string())
}

fn closed(closed: crate::source::kube::feed::Closed) -> AskError {
    AskError::Node(interrupted(&closed))
}
