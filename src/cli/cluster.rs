//! Flags that say which cluster is read, and how.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

/// A way to the counters, as `--via` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum)]
pub enum ViaArg {
    /// Antrea's statistics API: totals of K8s, Antrea and Antrea cluster policies
    StatsApi,
    /// Commands in the container of Open vSwitch on each Node
    Exec,
    /// The agent's own API on each Node, through a port-forward
    Agent,
}

/// Which cluster, and how it is read. Where kubectl has a flag of that name, it means the same.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(next_help_heading = "Cluster")]
pub struct ClusterArgs {
    /// Use this way only; else the cheapest that can answer the question and that you may use
    #[arg(long, value_name = "WAY", global = true)]
    pub via: Option<ViaArg>,
    /// Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)
    #[arg(long, value_name = "CONTEXT,...", global = true, value_delimiter = ',')]
    pub context: Vec<String>,
    /// Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config
    #[arg(long, value_name = "PATH", global = true)]
    pub kubeconfig: Option<PathBuf>,
    /// Use this cluster of the kubeconfig
    #[arg(long, value_name = "NAME", global = true)]
    pub cluster: Option<String>,
    /// Use this user of the kubeconfig
    #[arg(long, value_name = "NAME", global = true)]
    pub user: Option<String>,
    /// Act as this user
    #[arg(long = "as", value_name = "USER", global = true)]
    pub impersonate: Option<String>,
    /// Act as a member of this group (can be repeated)
    #[arg(long = "as-group", value_name = "GROUP", global = true)]
    pub impersonate_group: Vec<String>,
    /// Look for Antrea's agents in this Namespace only
    #[arg(long, value_name = "NAMESPACE", global = true)]
    pub antrea_namespace: Option<String>,
    /// Ask the Nodes with these labels only
    #[arg(short = 'l', long, value_name = "LABELS", global = true)]
    pub selector: Option<String>,
    /// Ask this many Nodes at once
    #[arg(long, value_name = "N", global = true, default_value_t = 32, value_parser = at_least_one)]
    pub concurrency: usize,
    /// Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)
    #[arg(long, value_name = "TIME", global = true, default_value = "20s", value_parser = duration)]
    pub request_timeout: Duration,
    /// Give up on everything that has not come after this time, and show the rest
    #[arg(long, value_name = "TIME", global = true, value_parser = duration)]
    pub timeout: Option<Duration>,
    /// Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)
    #[arg(long, global = true)]
    pub insecure_agent: bool,
}

impl Default for ClusterArgs {
    fn default() -> Self {
        ClusterArgs {
            via: None,
            context: Vec::new(),
            kubeconfig: None,
            cluster: None,
            user: None,
            impersonate: None,
            impersonate_group: Vec::new(),
            antrea_namespace: None,
            selector: None,
            concurrency: 32,
            request_timeout: Duration::from_secs(20),
            timeout: None,
            insecure_agent: false,
        }
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("at least 1".to_owned()),
        Ok(number) => Ok(number),
        Err(_) => Err("not a number".to_owned()),
    }
}

/// A time as kubectl takes it: `20s`, `1m30s`, or a number of seconds.
pub fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || "not a time such as 20s, 500ms or 1m30s".to_owned();
    let duration = match text.parse::<u32>() {
        Ok(seconds) => Duration::from_secs(u64::from(seconds)),
        Err(_) => {
            let span: jiff::SignedDuration = text.parse().map_err(|_| wrong())?;
            Duration::try_from(span).map_err(|_| wrong())?
        }
    };
    if duration.is_zero() { Err("has to be more than 0".to_owned()) } else { Ok(duration) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_typed_as_for_kubectl() {
        let cases = [
            ("20s", Ok(20_000)),
            ("1m30s", Ok(90_000)),
            ("500ms", Ok(500)),
            ("2h", Ok(7_200_000)),
            ("7", Ok(7_000)),
            ("0", Err(())),
            ("0s", Err(())),
            ("-3s", Err(())),
            ("soon", Err(())),
            ("", Err(())),
        ];
        for (text, expected) in cases {
            assert_eq!(duration(text).map(|time| time.as_millis()).map_err(|_| ()), expected, "{text}");
        }
    }
}
