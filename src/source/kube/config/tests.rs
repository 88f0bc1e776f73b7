//! Kubeconfigs in files, and connections to what is no API server.

use std::fs;
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::*;
use crate::source::kube::feed::Feed;

const TWO: &str = r#"
apiVersion: v1
kind: Config
current-context: dev
clusters:
- {name: c1, cluster: {server: "http://127.0.0.1:1/base/"}}
- {name: c2, cluster: {server: "http://127.0.0.1:2", proxy-url: "http://127.0.0.1:3"}}
contexts:
- {name: prod-eu, context: {cluster: c2, user: u}}
- {name: dev, context: {cluster: c1, user: u, namespace: shop}}
- {name: prod-us, context: {cluster: c2, user: u}}
users:
- {name: u, user: {token: s3cret}}
"#;

struct Files(TempDir);

impl Files {
    fn new(text: &str) -> (Files, Target) {
        let files = Files(TempDir::new().unwrap());
        let path = files.0.path().join("config");
        fs::write(&path, text).unwrap();
        (files, Target { kubeconfig: Some(path), ..Target::default() })
    }
}

fn quick() -> Options {
    Options { request_timeout: Duration::from_millis(500), ..Options::default() }
}

#[test]
fn contexts_by_name_and_glob() {
    let (_files, target) = Files::new(TWO);
    type Case = (&'static [&'static str], Result<&'static [&'static str], &'static str>);
    let cases: [Case; 6] = [
        (&["prod-*"], Ok(&["prod-eu", "prod-us"])),
        (&["prod-us", "dev", "dev"], Ok(&["dev", "prod-us"])),
        (&["*"], Ok(&["prod-eu", "dev", "prod-us"])),
        (&[], Ok(&["dev"])),
        (&["dev", "prod-su"], Err("there is no context \"prod-su\"")),
        (&["test-*"], Err("no context matches \"test-*\"")),
    ];
    for (patterns, expected) in cases {
        let patterns: Vec<String> = patterns.iter().map(|pattern| pattern.to_string()).collect();
        match (contexts(&target, &patterns), expected) {
            (Ok(names), Ok(expected)) => assert_eq!(names, expected, "{patterns:?}"),
            (Err(error), Err(words)) => {
                assert_eq!(error.kind, KubeErrorKind::Config);
                assert!(error.why.contains(words), "{error}");
                assert!(error.why.contains("prod-us") || error.why.contains("dev"), "{error}");
            }
            (found, _) => panic!("{patterns:?}: {found:?}"),
        }
    }
}

#[tokio::test]
async fn a_connection_knows_its_place() {
    let (_files, target) = Files::new(TWO);
    let api = connect(&target, None, &quick()).await.unwrap();
    assert_eq!((api.context(), api.namespace(), &*api.about.server), ("dev", "shop", "http://127.0.0.1:1/base"));
    let api = connect(&target, Some("prod-eu"), &quick()).await.unwrap();
    assert_eq!((api.context(), api.namespace(), &*api.about.server), ("prod-eu", "default", "http://127.0.0.1:2"));
    let of_cluster = Target { cluster: Some("c2".into()), ..target.clone() };
    assert_eq!(connect(&of_cluster, None, &quick()).await.unwrap().about.server, "http://127.0.0.1:2");
    let (_files, no_current) = Files::new(&TWO.replace("current-context: dev", "current-context: ''"));
    let overridden = Target { cluster: Some("c1".into()), user: Some("u".into()), ..no_current };
    assert_eq!(connect(&overridden, None, &quick()).await.unwrap().about.server, "http://127.0.0.1:1/base");
}

#[tokio::test]
async fn what_is_wrong_is_said_once_with_what_to_try() {
    let with = |change: &dyn Fn(&mut Target)| {
        let (files, mut target) = Files::new(TWO);
        change(&mut target);
        (files, target)
    };
    let broken = TWO.replace("token: s3cret", "token: [s3cret]");
    let cases = [
        (
            with(&|target| target.context = Some("prod".into())),
            "there is no context \"prod\" in ",
            "did you mean prod-",
        ),
        (with(&|target| target.cluster = Some("x".into())), "there is no cluster \"x\" in ", "there are c1, c2"),
        (with(&|target| target.user = Some("me".into())), "there is no user \"me\" in ", "there is u"),
        (with(&|target| target.impersonate_groups = vec!["g".into()]), "--as-group needs --as", ""),
        (with(&|target| target.kubeconfig = Some("/nowhere/config".into())), "No such file", ""),
        (Files::new(&TWO.replace("current-context: dev", "")), "names no current context: give one with --context", ""),
        (Files::new(&TWO.replace("server: \"http://127.0.0.1:1/base/\"", "")), "the cluster has no `server`", ""),
        (
            Files::new(&TWO.replace("- {name: c1,", "- {name: c9,")),
            "the context names cluster \"c1\", which is not there",
            "",
        ),
        (Files::new("a: [b"), "not YAML", ""),
        (Files::new(&broken), "not YAML", ""),
        (Files::new(""), "names no current context", ""),
    ];
    for ((_files, target), words, more) in cases {
        let error = connect(&target, None, &quick()).await.unwrap_err();
        assert_eq!(error.kind, KubeErrorKind::Config, "{error}");
        let text = error.to_string();
        assert!(text.contains(words) && text.contains(more), "{text}");
        assert!(!text.contains("s3cret"), "{text}");
        assert!(!text.contains('\n'), "{text}");
    }
}

#[tokio::test]
async fn cut_text_in_utf_16_is_an_error() {
    let (_files, target) = Files::new("x");
    fs::write(target.kubeconfig.as_ref().unwrap(), b"\xFF\xFEa\0b").unwrap();
    assert!(connect(&target, None, &quick()).await.unwrap_err().why.contains("UTF-16"));
}

#[tokio::test]
async fn a_credential_plugin_that_fails_is_named_without_what_it_printed() {
    let plugin = |command: &str| {
        let text = format!(
            "exec: {{apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: sh, args: [-c, {command:?}], env: [{{name: K, value: s3cret}}]}}"
        );
        Files::new(&TWO.replace("token: s3cret", &text))
    };
    let (_files, target) = plugin("echo s3cret; echo who are you >&2; exit 7");
    let error = connect(&target, None, &quick()).await.unwrap_err();
    assert!(error.why.contains("ended with exit status: 7: who are you"), "{error}");
    assert!(!error.why.contains("s3cret"), "{error}");
    let (_files, target) =
        Files::new(&TWO.replace("token: s3cret", "exec: {command: /nowhere/plugin, interactiveMode: Never}"));
    let error = connect(&target, None, &quick()).await.unwrap_err();
    assert!(error.why.contains("cannot be started: No such file"), "{error}");
}

/// Asks for `/version` over a connection to a server with this URL.
async fn ask(server: &str, extra: &str) -> KubeError {
    let text = TWO.replace("\"http://127.0.0.1:1/base/\"", &format!("\"{server}\"{extra}"));
    let (_files, target) = Files::new(&text);
    let api = connect(&target, None, &quick()).await.unwrap();
    let (sender, mut receiver) = mpsc::channel(64);
    let feed = Feed::new(sender);
    let error = api.get(&feed, "/version").await.unwrap_err();
    drop(feed);
    while receiver.recv().await.is_some() {}
    error
}

#[tokio::test]
async fn servers_that_cannot_be_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let error = ask(&format!("https://127.0.0.1:{port}"), "").await;
    assert_eq!(error.kind, KubeErrorKind::Unreachable, "{error}");
    let text = error.to_string();
    assert!(
        text.starts_with(&format!(
            "GET /version: https://127.0.0.1:{port} cannot be reached: tcp connect error: Connection refused"
        )),
        "{text}"
    );
    assert_eq!(text.matches("Connection refused").count(), 1, "{text}");
    assert!(text.ends_with(" tries)"), "{text}");

    // It takes connections and says nothing.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    for scheme in ["http", "https"] {
        let error = ask(&format!("{scheme}://127.0.0.1:{port}"), "").await;
        assert_eq!(error.kind, KubeErrorKind::TimedOut, "{error}");
    }
}

/// A TLS server whose certificate nobody knows.
async fn stranger() -> (u16, tokio::task::JoinHandle<()>) {
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::PrivateKeyDer;
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = std::sync::Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(std::sync::Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let task = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = acceptor.accept(stream).await;
        }
    });
    (port, task)
}

#[tokio::test]
async fn a_certificate_of_strangers_is_asked_once() {
    let (port, task) = stranger().await;
    let other = rcgen::generate_simple_self_signed(["x".to_owned()]).unwrap().cert.pem();
    let ca = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, other);
    let error = ask(&format!("https://127.0.0.1:{port}"), &format!(", certificate-authority-data: {ca}")).await;
    task.abort();
    assert_eq!(error.kind, KubeErrorKind::Unreachable, "{error}");
    let text = error.to_string();
    assert!(text.contains("certificate"), "{text}");
    assert_eq!(text.matches("invalid peer certificate").count(), 1, "{text}");
    assert!(!text.contains("tries"), "{text}");
}
