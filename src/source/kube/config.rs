//! From the flags and the kubeconfig to a connection.
//!
//! kube reads the files, runs credential plugins and speaks TLS. What kubectl does otherwise is done here: a file of a `KUBECONFIG` list may be missing,
//! names that are not there are errors, `--cluster` may stand without a context, and the proxy of the environment is chosen by the server's name.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use http::HeaderValue;
use http::header::USER_AGENT;
use kube::config::{Context, KubeConfigOptions, Kubeconfig, KubeconfigError, NamedContext};

use super::client::{About, Api};
use super::error::chain;
use super::near::{is_glob, means, suggestion};
use super::options::{Options, Target};
use super::{KubeError, KubeErrorKind, credentials, proxy};

/// What to try when there is no cluster at all.
const NO_KUBECONFIG: &str =
    "no kubeconfig is there: give one with --kubeconfig or KUBECONFIG, or read files with --from";

/// The name that a context without one gets: `--cluster` and `--user` alone make one.
const OVERRIDDEN: &str = "antstats";

/// Names of the contexts that any of the patterns means, in the order of the kubeconfig; without patterns the current context, where there is one.
///
/// # Errors
/// When the kubeconfig cannot be read, or a pattern means none of its contexts.
pub fn contexts(target: &Target, patterns: &[String]) -> Result<Vec<String>, KubeError> {
    let kubeconfig = read(target)?;
    if patterns.is_empty() {
        return Ok(kubeconfig.as_ref().and_then(current).into_iter().map(str::to_owned).collect());
    }
    let Some(kubeconfig) = kubeconfig else { return Err(config_error("find the contexts", NO_KUBECONFIG)) };
    let names: Vec<&str> = kubeconfig.contexts.iter().map(|context| context.name.as_str()).collect();
    for pattern in patterns {
        if !names.iter().any(|name| means(pattern, name)) {
            let word = if is_glob(pattern) { "no context matches" } else { "there is no context" };
            let why = format!("{word} {pattern:?} in {}{}", place(target), suggestion(pattern, names));
            return Err(config_error("find the contexts", why));
        }
    }
    let chosen = names.into_iter().filter(|name| patterns.iter().any(|pattern| means(pattern, name)));
    Ok(chosen.map(str::to_owned).collect())
}

/// A connection to the cluster of a context; without one to that of the target, else of the current context, else of the Pod that this runs in. Nothing is
/// asked of the server yet, but a credential plugin may run.
///
/// # Errors
/// When the kubeconfig cannot be used, or there is none.
pub async fn connect(target: &Target, context: Option<&str>, options: &Options) -> Result<Api, KubeError> {
    let kubeconfig = read(target)?;
    let named = context.or(target.context.as_deref());
    let what = match named.or(kubeconfig.as_ref().and_then(current)) {
        Some(context) => format!("connect to context {context}"),
        None => "connect to the cluster".to_owned(),
    };
    if target.impersonate.is_none() && !target.impersonate_groups.is_empty() {
        return Err(config_error(what, "--as-group needs --as: a group cannot be impersonated without a user"));
    }
    let usable =
        kubeconfig.filter(|kubeconfig| named.is_some() || target.cluster.is_some() || current(kubeconfig).is_some());
    let in_pod = std::env::var_os("KUBERNETES_SERVICE_HOST").is_some();
    let (context, config) = match usable {
        Some(kubeconfig) => of_kubeconfig(kubeconfig, target, named, &what).await?,
        None if named.is_none() && target.kubeconfig.is_none() && in_pod => {
            let config = kube::Config::incluster().map_err(|e| config_error(what.clone(), chain(&e)))?;
            (String::new(), config)
        }
        None if target.kubeconfig.is_some() => {
            let why = format!("{} names no current context: give one with --context", place(target));
            return Err(config_error(what, why));
        }
        None => return Err(config_error(what, NO_KUBECONFIG)),
    };
    let (config, about) = settled(config, context, target, options);
    // A credential plugin runs now and may ask its user something: that must not hold up other tasks.
    let built = tokio::task::spawn_blocking(move || kube::Client::try_from(config)).await;
    match built {
        Ok(Ok(client)) => Ok(Api::new(client, about)),
        Ok(Err(kube::Error::Auth(cause))) => Err(config_error(what, credentials::words(&cause))),
        Ok(Err(other)) => Err(config_error(what, chain(&other))),
        Err(lost) => Err(config_error(what, lost.to_string())),
    }
}

/// The config as every request needs it.
fn settled(mut config: kube::Config, context: String, target: &Target, options: &Options) -> (kube::Config, About) {
    config.default_retry = false;
    // A request's own time is over before: it knows what came by then.
    let time = options.request_timeout.saturating_add(Duration::from_secs(1));
    config.connect_timeout = Some(time);
    config.read_timeout = Some(time);
    config.write_timeout = Some(time);
    // The time that a connection lay idle between two requests is not the server's.
    config.reset_reader_on_write = true;
    if target.impersonate.is_some() {
        config.auth_info.impersonate = target.impersonate.clone();
        config.auth_info.impersonate_groups =
            (!target.impersonate_groups.is_empty()).then(|| target.impersonate_groups.clone());
        config.auth_info.impersonate_uid = None;
        config.auth_info.impersonate_user_extra = None;
    }
    let agent = HeaderValue::from_static(concat!("kubectl-antstats/", env!("CARGO_PKG_VERSION")));
    config.headers.push((USER_AGENT, agent));
    let about = About {
        context,
        namespace: config.default_namespace.clone(),
        server: config.cluster_url.to_string().trim_end_matches('/').to_owned(),
        request_timeout: options.request_timeout,
        compression: !config.disable_compression,
    };
    config.disable_compression = true;
    (config, about)
}

async fn of_kubeconfig(
    mut kubeconfig: Kubeconfig,
    target: &Target,
    named: Option<&str>,
    what: &str,
) -> Result<(String, kube::Config), KubeError> {
    let missing = |kind: &str, name: &str, names: Vec<&str>| {
        config_error(what, format!("there is no {kind} {name:?} in {}{}", place(target), suggestion(name, names)))
    };
    if let Some(name) = &target.cluster
        && !kubeconfig.clusters.iter().any(|cluster| cluster.name == *name)
    {
        return Err(missing("cluster", name, kubeconfig.clusters.iter().map(|cluster| &*cluster.name).collect()));
    }
    if let Some(name) = &target.user
        && !kubeconfig.auth_infos.iter().any(|user| user.name == *name)
    {
        return Err(missing("user", name, kubeconfig.auth_infos.iter().map(|user| &*user.name).collect()));
    }
    let name = match (named.or(current(&kubeconfig)), &target.cluster) {
        (Some(name), _) => name.to_owned(),
        (None, cluster) => {
            let context = Context {
                cluster: cluster.clone().unwrap_or_default(),
                user: target.user.clone(),
                ..Context::default()
            };
            let named = NamedContext { name: OVERRIDDEN.into(), context: Some(context), ..NamedContext::default() };
            kubeconfig.contexts.push(named);
            OVERRIDDEN.to_owned()
        }
    };
    let Some(context) = kubeconfig.contexts.iter().find(|context| context.name == name) else {
        return Err(missing("context", &name, kubeconfig.contexts.iter().map(|context| &*context.name).collect()));
    };
    let cluster = target.cluster.as_ref().or(context.context.as_ref().map(|context| &context.cluster));
    let cluster = kubeconfig.clusters.iter().find(|other| Some(&other.name) == cluster);
    let own_proxy =
        cluster.and_then(|cluster| cluster.cluster.as_ref()?.proxy_url.clone()).is_some_and(|proxy| !proxy.is_empty());
    let options =
        KubeConfigOptions { context: Some(name.clone()), cluster: target.cluster.clone(), user: target.user.clone() };
    let config = kube::Config::from_custom_kubeconfig(kubeconfig, &options).await;
    let mut config = config.map_err(|e| config_error(what, words(&e)))?;
    if !own_proxy {
        config.proxy_url = proxy::of_environment(&config.cluster_url, |name| std::env::var(name).ok())
            .map_err(|why| config_error(what, why))?;
    }
    Ok((name, config))
}

/// The current context, where one is named.
fn current(kubeconfig: &Kubeconfig) -> Option<&str> {
    kubeconfig.current_context.as_deref().filter(|name| !name.is_empty())
}

/// The kubeconfig: of the flag, of the files of `KUBECONFIG` that are there, or of the home folder. `None` when there is none.
fn read(target: &Target) -> Result<Option<Kubeconfig>, KubeError> {
    if let Some(path) = &target.kubeconfig {
        return read_file(path).map(Some).map_err(|(_, error)| error);
    }
    let mut merged: Option<Kubeconfig> = None;
    for path in default_files() {
        let next = match read_file(&path) {
            Ok(next) => next,
            // As kubectl does: a list may name files that are not there.
            Err((true, _)) => continue,
            Err((false, error)) => return Err(error),
        };
        merged = match merged {
            None => Some(next),
            Some(before) => {
                let what = format!("read the kubeconfig {}", path.display());
                Some(before.merge(next).map_err(|e| config_error(what, words(&e)))?)
            }
        };
    }
    Ok(merged)
}

/// Where a kubeconfig is looked for without the flag.
fn default_files() -> Vec<PathBuf> {
    let listed: Vec<PathBuf> = std::env::var_os("KUBECONFIG")
        .map(|list| std::env::split_paths(&list).filter(|path| !path.as_os_str().is_empty()).collect())
        .unwrap_or_default();
    if !listed.is_empty() {
        return listed;
    }
    std::env::home_dir().map(|home| home.join(".kube").join("config")).into_iter().collect()
}

/// Reads one file; an error says whether it is only that the file is not there.
fn read_file(path: &Path) -> Result<Kubeconfig, (bool, KubeError)> {
    let what = format!("read the kubeconfig {}", path.display());
    let bytes = std::fs::read(path).map_err(|e| {
        let absent = e.kind() == io::ErrorKind::NotFound;
        (absent, config_error(what.clone(), e.to_string()))
    })?;
    // Text in UTF-16 is taken two bytes at a time by the reader.
    if matches!(bytes.as_slice(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) && bytes.len() % 2 == 1 {
        return Err((false, config_error(what, "it is UTF-16 text that was cut")));
    }
    Kubeconfig::read_from(path).map_err(|e| (false, config_error(what, words(&e))))
}

/// Why a kubeconfig cannot be used. Of a YAML error only the first line: the others repeat lines of the file, and a kubeconfig holds secrets.
fn words(error: &KubeconfigError) -> String {
    match error {
        KubeconfigError::Parse(cause) => {
            let words = cause.to_string();
            let first = words.lines().next().unwrap_or_default().trim_start_matches("error: ");
            format!("it is not YAML that can be read: {}", first.chars().take(200).collect::<String>())
        }
        KubeconfigError::LoadClusterOfContext(cluster) => {
            format!("the context names cluster {cluster:?}, which is not there")
        }
        KubeconfigError::MissingClusterUrl => "the cluster has no `server`".to_owned(),
        other => chain(other),
    }
}

/// Where names were looked for, in a message.
fn place(target: &Target) -> String {
    match &target.kubeconfig {
        Some(path) => path.display().to_string(),
        None => {
            let files: Vec<String> = default_files().iter().map(|path| path.display().to_string()).collect();
            files.join(":")
        }
    }
}

fn config_error(what: impl Into<String>, why: impl Into<String>) -> KubeError {
    KubeError::new(what, KubeErrorKind::Config, why)
}

#[cfg(test)]
mod tests;
