//! The sockets of one Node: run where Open vSwitch runs, with none of its tools.
//!
//! | socket in the run directory | speaks | gives |
//! |---|---|---|
//! | `BRIDGE.mgmt` | OpenFlow ([`openflow`]) | flows, groups, meters, tables, ports |
//! | `db.sock` | OVSDB ([`ovsdb`], [`watch`]) | bridges, ports, interfaces, the round |
//! | `ovs-vswitchd.PID.ctl` | unixctl | connections, the datapath |
//!
//! What comes over OpenFlow is handed on as the messages that came: `decode::wire` prints them as `ovs-ofctl` does. Everything else is handed on as the text that
//! Open vSwitch's tools print. So whoever reads a capture reads a Node.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::source::interrupt::Interrupt;
use crate::source::{Sink, Source, SourceError, Wanted};

mod ahead;
mod bridge;
mod error;
pub mod framer;
pub mod hello;
pub mod openflow;
pub mod ovsdb;
mod questions;
mod rundir;
mod socket;
mod sockets;
mod tables;
pub mod text;
mod unixctl;
mod visit;
pub mod watch;

pub use error::{LocalError, LocalErrorKind};
pub use questions::{Filter, Question};
pub use socket::Patience;

use bridge::Bridge;
use ovsdb::Database;

/// How a Node is read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of sockets; else the one that `OVS_RUNDIR` names, else the usual places.
    pub rundir: Option<PathBuf>,
    /// The bridge; else the one into which the agent wrote its round, else `br-int`, else the only one.
    pub bridge: Option<String>,
    /// The Node's name; else the one that `NODE_NAME` says, or Open vSwitch, or the host.
    pub node: Option<String>,
    /// How long is waited for each answer.
    pub request_timeout: Duration,
    /// How long everything may take, from when the Node is opened.
    pub deadline: Option<Duration>,
    /// How long the switch is left alone between two tables; else as long as its last answer took, so that it has half of its time for others.
    pub pause: Option<Duration>,
    /// Whether the user wants no more: then what came is there, and the rest is gaps.
    pub interrupt: Interrupt,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            rundir: None,
            bridge: None,
            node: None,
            request_timeout: Duration::from_secs(20),
            deadline: None,
            pause: None,
            interrupt: Interrupt::default(),
        }
    }
}

/// The sockets of one Node.
#[derive(Clone, Debug)]
pub struct Local {
    options: Options,
    rundir: PathBuf,
    name: String,
    bridge: Bridge,
    node: Arc<str>,
    /// The host's name as the database has it.
    host: Option<String>,
    /// Why the database cannot be asked, where it did not answer in time: the next visit does not wait for it again.
    hangs: Option<LocalError>,
    /// When everything has to be there.
    end: Option<Instant>,
    /// Why `ovs-vswitchd` gave nothing at all in the last visit, where it was asked.
    silent: Option<LocalError>,
    details: Vec<String>,
}

impl Local {
    /// Finds the run directory and the bridge.
    ///
    /// The database may be out of reach: then the bridge is the one that was named, or the one that has a socket.
    ///
    /// # Errors
    /// There is no run directory, or no bridge to read.
    pub fn open(options: Options) -> Result<Local, SourceError> {
        let places = rundir::find(
            options.rundir.as_deref(),
            std::env::var_os("OVS_RUNDIR").filter(|rundir| !rundir.is_empty()).map(PathBuf::from),
        )?;
        Ok(Local::first_of(places, options)?)
    }

    /// The first of these run directories that has Antrea's bridge, else the first with a bridge: a Node may have an Open vSwitch of its own besides.
    fn first_of(places: Vec<PathBuf>, options: Options) -> Result<Local, LocalError> {
        let end = options.deadline.and_then(|time| Instant::now().checked_add(time));
        let patience = Patience { question: options.request_timeout, end, interrupt: options.interrupt };
        let (mut found, mut failed) = (None, None);
        for rundir in places {
            match look(&rundir, &options, patience) {
                Ok(look) if look.bridge.round.is_some() => {
                    found = Some((rundir, look));
                    break;
                }
                Ok(look) => drop(found.get_or_insert((rundir, look))),
                Err(error) => drop(failed.get_or_insert(error)),
            }
        }
        let Some((rundir, Look { bridge, host, hangs })) = found else {
            let none = || LocalError::new("", LocalErrorKind::NoRundir, "no run directory of Open vSwitch is here");
            return Err(failed.unwrap_or_else(none));
        };
        let node = rundir::node_name(options.node.as_deref(), host.clone()).into();
        let name = rundir.display().to_string();
        Ok(Local { options, rundir, name, bridge, node, host, hangs, end, silent: None, details: Vec::new() })
    }

    /// The Node's name.
    pub fn node(&self) -> &str {
        &self.node
    }

    /// What this Node is called by those who know: its name, and who says it.
    pub fn own_names(&self) -> Vec<(String, &'static str)> {
        let of_pod = std::env::var("NODE_NAME").ok().filter(|name| !name.is_empty());
        let names = [(of_pod, "NODE_NAME"), (self.host.clone(), "hostname in Open vSwitch's database")];
        names.into_iter().filter_map(|(name, by)| Some((name?, by))).collect()
    }

    /// The bridge's name.
    pub fn bridge(&self) -> &str {
        &self.bridge.name
    }

    /// The round that the agent wrote into the bridge when it was last asked for; `None` when there is none or the database cannot be read.
    pub fn round(&self) -> Option<&str> {
        self.bridge.round.as_deref()
    }

    /// What the last visit did, a line each, for those who ask for details.
    pub fn details(&self) -> &[String] {
        &self.details
    }

    /// Why `ovs-vswitchd` gave nothing at all in the last visit, where it was asked: then that it has nothing is not known.
    pub fn silent(&self) -> Option<&LocalError> {
        self.silent.as_ref()
    }

    fn patience(&self) -> Patience {
        Patience { question: self.options.request_timeout, end: self.end, interrupt: self.options.interrupt }
    }
}

/// What a run directory is.
struct Look {
    bridge: Bridge,
    /// The host's name as the database has it.
    host: Option<String>,
    /// Why the database cannot be asked, where it did not answer in time.
    hangs: Option<LocalError>,
}

fn look(rundir: &Path, options: &Options, patience: Patience) -> Result<Look, LocalError> {
    let looked = Database::connect(&rundir.join(rundir::DATABASE), patience)
        .and_then(|mut database| visit::first_look(&mut database));
    let (bridges, host, failed) = match looked {
        Ok((bridges, host)) => (bridges, host, None),
        Err(error) => {
            let of_sockets = rundir::managed(rundir).into_iter().chain(options.bridge.clone());
            (of_sockets.map(|name| Bridge { name, round: None }).collect(), None, Some(error))
        }
    };
    let hangs = failed.clone().filter(|error| error.kind.is_final());
    match (bridge::choose(&bridges, options.bridge.as_deref(), rundir), failed) {
        (Ok(bridge), _) => Ok(Look { bridge, host, hangs }),
        // Without the database it is no news that no bridge is known.
        (Err(_), Some(failed)) if bridges.is_empty() => Err(failed),
        (Err(error), _) => Err(error),
    }
}

impl Source for Local {
    fn name(&self) -> &str {
        &self.name
    }

    fn describe(&self) -> String {
        format!("{} (bridge {} of Node {})", self.name, self.bridge.name, self.node)
    }

    fn visit(&mut self, wanted: &Wanted, sink: &mut dyn Sink) -> Result<(), SourceError> {
        visit::visit(self, wanted, sink)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::os::unix::net::UnixListener;

    use super::*;

    /// A database that has one bridge, for one look at it.
    fn database(folder: &Path, external_ids: &'static str) {
        let listener = UnixListener::bind(folder.join(rundir::DATABASE)).unwrap();
        std::thread::spawn(move || {
            let (mut socket, _) = listener.accept().unwrap();
            let rows = format!(r#"[{{"name":"br-x","external_ids":["map",[{external_ids}]]}}]"#);
            for id in [1, 2] {
                let _ = socket.read(&mut [0; 1000]);
                let _ =
                    socket.write_all(format!(r#"{{"id":{id},"error":null,"result":[{{"rows":{rows}}}]}}"#).as_bytes());
            }
        });
    }

    #[test]
    fn a_place_with_antreas_bridge_comes_before_others() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| {
            let place = folder.path().join(name);
            std::fs::create_dir_all(&place).unwrap();
            place
        };
        let options = || Options { request_timeout: Duration::from_secs(10), ..Options::default() };
        std::fs::write(place("other").join("br-ext.mgmt"), "").unwrap();
        let missing = || Local::first_of(vec![place("empty"), place("void")], options()).unwrap_err();
        assert_eq!(missing().place, folder.path().join("empty/db.sock").display().to_string());
        let first = Local::first_of(vec![place("empty"), place("other")], options()).unwrap();
        assert_eq!((first.name(), first.bridge()), (&*place("other").display().to_string(), "br-ext"));
        database(&place("antrea"), r#"["roundNum","7"],["hostname","node-7"]"#);
        let antrea = Local::first_of(vec![place("other"), place("antrea")], options()).unwrap();
        assert_eq!((antrea.bridge(), antrea.round()), ("br-x", Some("7")));
        if std::env::var_os("NODE_NAME").is_none() {
            assert_eq!(antrea.node(), "node-7");
        }
        assert!(Local::first_of(Vec::new(), options()).is_err());
    }
}
