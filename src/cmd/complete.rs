//! What kubectl asks on a tab: words of the command line, and names from the cluster.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::live::{self, Live};
use crate::cli::complete::{NamesOf, Wanted, complete};
use crate::cli::{Surface, WhereArgs};
use crate::error::Error;
use crate::source::kube::Named;
use crate::ui::Ui;

/// Nobody waits longer for a tab.
const PATIENCE: Duration = Duration::from_secs(3);

/// The lines for kubectl. Names that cannot be had in time are left out; why is said on standard error, which kubectl does not show.
pub fn run(surface: &Surface, words: &[String], ui: &mut Ui) -> String {
    let mut proposals = complete(surface, words);
    let Some(wanted) = proposals.names.clone() else { return proposals.lines() };
    let (sender, receiver) = channel();
    // It is not waited for: a name server or a credential plugin that does not answer must not hold up the shell.
    std::thread::spawn(move || {
        let end = names(&wanted, &mut |name| drop(sender.send(Ok(name))));
        end.or_else(|error| sender.send(Err(error)))
    });
    let deadline = Instant::now() + PATIENCE;
    loop {
        match receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Ok(name)) => proposals.add([name]),
            Ok(Err(error)) => ui.error(&error),
            Err(RecvTimeoutError::Timeout) => {
                ui.warn(&format!("the cluster did not give all names within {} s", PATIENCE.as_secs()));
                break;
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    proposals.lines()
}

fn names(wanted: &Wanted, each: &mut (dyn FnMut(String) + Send)) -> Result<(), Error> {
    let mut place: WhereArgs = wanted.place.clone();
    if wanted.of == NamesOf::Contexts {
        live::all_contexts(&place.cluster)?.into_iter().for_each(each);
        return Ok(());
    }
    if !place.from.is_empty() {
        return Ok(());
    }
    place.cluster.request_timeout = place.cluster.request_timeout.min(PATIENCE);
    let Some(context) = live::contexts(&place.cluster)?.into_iter().next() else { return Ok(()) };
    let live = Live::open(context, &place)?;
    let namespace = match (&place.namespace, place.all_namespaces) {
        (Some(namespace), false) => Some(namespace.clone()),
        _ => None,
    };
    let of_context = || namespace.clone().unwrap_or_else(|| live.namespace().to_string());
    let (of, with_namespace) = match &wanted.of {
        NamesOf::Namespaces => (Named::Namespaces, false),
        NamesOf::Nodes => (Named::Nodes, false),
        NamesOf::Pods => (Named::Pods(namespace), true),
        NamesOf::Policies => (Named::Policies(namespace), true),
        NamesOf::Contexts => return Ok(()),
        NamesOf::Noun(noun) => match noun.as_str() {
            "nodes" => (Named::Nodes, false),
            "networkpolicystats" => (Named::NetworkPolicies(of_context()), false),
            "antreanetworkpolicystats" => (Named::AntreaNetworkPolicies(of_context()), false),
            "antreaclusternetworkpolicystats" | "clusternetworkpolicystats" => {
                (Named::AntreaClusterNetworkPolicies, false)
            }
            _ => (Named::Policies(namespace), true),
        },
    };
    live.names(&of, with_namespace, each)
}
