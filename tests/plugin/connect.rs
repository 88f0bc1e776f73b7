//! Credential plugins of the kubeconfig.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::cluster::{ADMIN, Cluster};
use crate::kubectl::kubectl;
use crate::support::open;
use crate::terminal::Terminal;

/// The cluster's kubeconfig, with a program that gives the token.
fn with_plugin(cluster: &Cluster, command: &str) -> String {
    let text = fs::read_to_string(cluster.kubeconfig()).unwrap();
    format!(
        "{}users:\n- name: fake\n  user:\n    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      \
         command: {command}\n      args: [give]\n      env: [{{name: WHOSE, value: {ADMIN}}}]\n      \
         interactiveMode: IfAvailable\n      provideClusterInfo: true\n",
        text.split("users:").next().unwrap()
    )
}

#[test]
fn a_credential_plugin_gives_the_token() {
    let Some(kubectl) = kubectl("connect::a_credential_plugin_gives_the_token") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let plain = Terminal::new(&kubectl, &cluster.kubeconfig());
    let rows = plain.run("get rules -o name -A").with(0);
    let script = |name: &str, body: &str| {
        let path = plain.write(name, &format!("#!/bin/sh\n{body}\n"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    };
    let credential = "case $KUBERNETES_EXEC_INFO in *'\"server\"'*) ;; *) echo no cluster >&2; exit 3;; esac\n\
                      echo asked >>\"${0%/*}/log\"\n\
                      echo '{\"apiVersion\": \"client.authentication.k8s.io/v1\", \"kind\": \"ExecCredential\",'\n\
                      echo '\"status\": {\"token\": \"'\"$WHOSE\"'\"}}'";
    let config = with_plugin(&cluster, script("login", credential).to_str().unwrap());
    let terminal = Terminal::new(&kubectl, &plain.write("with-plugin", &config));
    assert_eq!(terminal.kubectl(&["get", "nodes", "-o", "name"]).with(0).lines().count(), 3, "kubectl itself");
    let log = plain.write("log", "");
    assert_eq!(terminal.run("get rules -o name -A").with(0), rows);
    // Not for each request: kube looks for a client certificate, for a token, and for how long these are good.
    let times = fs::read_to_string(&log).unwrap().lines().count();
    assert!((1..=3).contains(&times), "{times} times");

    let failing = script("failing", "echo 'the session has expired' >&2; echo secret; exit 7");
    for (command, why) in [
        (failing.to_str().unwrap(), "the session has expired"),
        ("/nonexistent/login", "the credential plugin of the kubeconfig cannot be started"),
        ("/bin/true", "connect to context fake: "),
    ] {
        let config = plain.write("broken-plugin", &with_plugin(&cluster, command));
        let refused = terminal.run(&format!("get rules --kubeconfig {}", config.display()));
        assert_eq!((refused.code, refused.stdout.as_str()), (1, ""), "{command}: {refused:#?}");
        assert!(refused.stderr.contains(why) && !refused.stderr.contains("secret"), "{command}: {}", refused.stderr);
    }
}
